// SPDX-License-Identifier: MIT
// file.c - open files: reading, writing, lines.
//
// Reads go through a buffer of the file, which lines are cut from; a write goes to the system at
// once, after what was read ahead has been given back by a seek. Invariants in io/fs_op.h.
#include "io/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/fs_op.h"
#include "sley/types.h"

enum { FILE_CHUNK = 64 * 1024 };

// ---- life ------------------------------------------------------------------------------------

sley_file *sley__file_new(int fd, const char *path)
{
    assert(fd >= 0 && path);
    sley_file *f = sley__alloc(sizeof *f);
    memset(f, 0, sizeof *f);
    f->head.refs = 1;
    f->fd = fd;
    f->path = sley__alloc_text(path, strlen(path));
    f->limit = SLEY_LINE_LIMIT;
    return f;
}

void sley__file_close_now(sley_file *f)
{
    assert(!f->busy);
    f->is_closing = false;
    if (f->fd < 0) return;
    if (f->is_temporary) unlink(f->path);
    close(f->fd);
    f->fd = -1;
    free(f->buffer);
    f->buffer = NULL;
    f->at = f->len = f->cap = f->scanned = 0;
}

void sley_file_close(sley_file *f)
{
    if (f->busy) f->is_closing = true;
    else sley__file_close_now(f);
}

static void free_file(sley_file *f)
{
    assert(!f->busy); // a job holds a reference
    sley__file_close_now(f);
    free(f->path);
    free(f);
}

HANDLE_COUNT(file, free_file)

sley_str *sley_file_path(const sley_file *f)
{
    return sley_str_from_utf8_lossy(f->path, strlen(f->path));
}

static void open_work(fs_op *op)
{
    int fd = open(op->path, op->flags | O_CLOEXEC, 0666);
    if (fd < 0) op->code = errno;
    op->value = fd;
}

static sley_status end_open(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(sley_file **)place = sley__file_new((int)op->value, op->path);
    return SLEY_OK;
}

static fs_op open_op(const sley_str *path, int64_t mode)
{
    static const int flags[] = {
        [SLEY_OPEN_READ] = O_RDONLY,
        [SLEY_OPEN_WRITE] = O_WRONLY | O_CREAT | O_TRUNC,
        [SLEY_OPEN_APPEND] = O_WRONLY | O_CREAT | O_APPEND,
        [SLEY_OPEN_UPDATE] = O_RDWR,
        [SLEY_OPEN_CREATE] = O_RDWR | O_CREAT | O_EXCL,
    };
    assert(mode >= 0 && (size_t)mode < sizeof flags / sizeof flags[0]);
    fs_op op = sley__fs_op(open_work, end_open, path);
    op.flags = flags[mode];
    return op;
}

FS_BOTH(fs_open, (sley_str *path, int64_t mode, sley_file **result), open_op(path, mode), result)

// ---- an operation of a file --------------------------------------------------------------------

static fs_op file_op(void (*work)(fs_op *), sley_status (*end)(sley_task *, fs_op *, void *),
                     sley_file *f)
{
    fs_op op = {.work = work, .end = end};
    op.path = sley__alloc_text(f->path, strlen(f->path));
    op.file = sley_file_retain(f);
    if (f->fd < 0 || f->is_closing) op.code = EBADF;
    return op;
}

static fs_op number_op(void (*work)(fs_op *), sley_status (*end)(sley_task *, fs_op *, void *),
                       sley_file *f, int64_t number, int64_t flags)
{
    fs_op op = file_op(work, end, f);
    op.number = number;
    op.flags = (int)flags;
    return op;
}

static fs_op data_op(void (*work)(fs_op *), sley_file *f, const void *data, int64_t size)
{
    fs_op op = file_op(work, sley__fs_op_end_unit, f);
    op.data = data;
    op.size = (size_t)size;
    return op;
}

// ---- reading ---------------------------------------------------------------------------------

static void consume(sley_file *f, size_t n)
{
    assert(n <= f->len);
    f->at += n;
    f->len -= n;
    f->scanned = 0;
}

// More bytes after what is there. Zero, or the error's number.
static int refill(sley_file *f)
{
    assert(f->at + f->len <= f->cap);
    if (f->at > 0 && f->len > 0) memmove(f->buffer, f->buffer + f->at, f->len);
    f->at = 0;
    if (f->len == f->cap) {
        f->cap = f->cap ? 2 * f->cap : FILE_CHUNK;
        f->buffer = sley__alloc_resize(f->buffer, f->cap);
    }
    ssize_t n;
    do n = read(f->fd, f->buffer + f->len, f->cap - f->len); while (n < 0 && errno == EINTR);
    if (n < 0) return errno;
    f->is_over = n == 0;
    f->len += (size_t)n;
    return 0;
}

static void read_work(fs_op *op)
{
    sley_file *f = op->file;
    size_t want = op->number > 0 ? (size_t)op->number : 1;
    if (f->len == 0) op->code = refill(f);
    op->len = f->len < want ? f->len : want;
    if (op->code != 0 || op->len == 0) return;
    op->bytes = sley__alloc(op->len);
    memcpy(op->bytes, f->buffer + f->at, op->len);
    consume(f, op->len);
    f->lines = -1;
}

static sley_status end_read(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(sley_bytes **)place = op->len > 0 ? sley_bytes_new(op->bytes, op->len) : NULL;
    return SLEY_OK;
}

static void read_all_work(fs_op *op)
{
    sley_file *f = op->file;
    char *more = NULL;
    size_t size = 0;
    op->code = sley__fs_op_read_all(f->fd, &more, &size);
    if (op->code == 0) {
        op->bytes = sley__alloc_resize(more, f->len + size + 1);
        memmove(op->bytes + f->len, op->bytes, size);
        if (f->len > 0) memcpy(op->bytes, f->buffer + f->at, f->len);
        op->len = f->len + size;
        consume(f, f->len);
        f->lines = -1;
    } else {
        free(more);
    }
}

static sley_status end_read_all(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(sley_bytes **)place = sley_bytes_new(op->bytes, op->len);
    return SLEY_OK;
}

FS_BOTH(file_read, (sley_file *f, int64_t n, sley_bytes **result),
        number_op(read_work, end_read, f, n, 0), result)
FS_BOTH(file_read_all, (sley_file *f, sley_bytes **result),
        file_op(read_all_work, end_read_all, f), result)

// ---- lines -----------------------------------------------------------------------------------

static const char *line_end(sley_file *f)
{
    assert(f->scanned <= f->len);
    if (f->len == f->scanned) return NULL; // also when there is no buffer yet
    const char *start = f->buffer + f->at;
    return memchr(start + f->scanned, '\n', f->len - f->scanned);
}

// Reads until there is a line, or as much as none may have, or the end.
static void line_work(fs_op *op)
{
    sley_file *f = op->file;
    while (op->code == 0 && !f->is_over && f->len <= f->limit + 2 && !line_end(f)) {
        f->scanned = f->len;
        op->code = refill(f);
    }
}

static sley_error *line_too_long(const sley_file *f)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_cstr(&text, f->path);
    sley_text_put_cstr(&text, ": a line is longer than ");
    sley_text_put_int(&text, (int64_t)f->limit);
    sley_text_put_cstr(&text, " bytes");
    return sley_fs_error_new(&sley_error_fs, sley_text_take(&text), sley_file_path(f));
}

// The next line of what is buffered. SLEY_PENDING: more has to be read. *result NULL: the end.
static sley_status buffered_line(sley_file *f, sley_str **result, sley_error **error)
{
    const char *end = line_end(f);
    const char *start = f->buffer + f->at;
    size_t n = end ? (size_t)(end - start) : f->len;
    size_t whole = end ? n + 1 : n;
    bool is_last = !end && f->is_over;
    bool too_long = is_last ? n > f->limit : n > 0 && sley__line_is_too_long(start, n, f->limit);
    if (f->skipping || too_long) {
        consume(f, whole);
        bool was_told = f->skipping;
        f->skipping = !end && !is_last;
        if (!was_told && f->lines >= 0) f->lines++;
        if (!was_told) *error = line_too_long(f);
        if (!was_told) return SLEY_ERROR;
        return f->skipping ? SLEY_PENDING : buffered_line(f, result, error);
    }
    if (!end && !is_last) {
        f->scanned = n;
        return SLEY_PENDING;
    }
    if (whole == 0) return SLEY_OK;
    if (f->lines >= 0) f->lines++;
    int64_t line = f->lines > 0 ? f->lines : 0;
    *error = sley__line_decode(start, end ? sley__line_len(start, n) : n, line, f->path, result);
    consume(f, whole);
    return *error ? SLEY_ERROR : SLEY_OK;
}

static sley_status end_line(sley_task *task, fs_op *op, void *place)
{
    sley_error *error = NULL;
    *(sley_str **)place = NULL;
    sley_status st = buffered_line(op->file, place, &error);
    if (st == SLEY_ERROR) task->base.error = error;
    return st;
}

sley_status sley_file_read_line(sley_task *task, sley_file *f, sley_str **result)
{
    fs_op op = file_op(line_work, end_line, f);
    return sley__fs_op_now(task, &op, result);
}

// A line that is there already needs no other thread.
sley_status sley_file_read_line_later(sley_task *task, sley_frame *self, sley_file_work *w,
                                      sley_file *f, sley_str **result)
{
    sley_error *error = NULL;
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (!f->busy && f->fd >= 0 && !f->is_closing && f->len > 0 && line_end(f)) {
        sley_status st = buffered_line(f, result, &error);
        if (st == SLEY_ERROR) task->base.error = error;
        if (st != SLEY_PENDING) return sley__end(task, self, st);
    }
    fs_op op = file_op(line_work, end_line, f);
    return sley__fs_op_later(task, self, w, &op, result);
}

// ---- writing, moving ---------------------------------------------------------------------------

// What was read ahead was never read: the file stands where the program thinks it does.
static int forget_ahead(sley_file *f)
{
    if (f->len > 0 && lseek(f->fd, -(off_t)f->len, SEEK_CUR) < 0 && errno != ESPIPE) return errno;
    consume(f, f->len);
    f->lines = -1;
    f->is_over = false;
    return 0;
}

static void write_work(fs_op *op)
{
    op->code = forget_ahead(op->file);
    if (op->code == 0) op->code = sley__fs_op_write_all(op->file->fd, op->data, op->size);
}

static void seek_work(fs_op *op)
{
    static const int from[] = {
        [SLEY_SEEK_START] = SEEK_SET, [SLEY_SEEK_CURRENT] = SEEK_CUR, [SLEY_SEEK_END] = SEEK_END};
    assert(op->flags >= 0 && (size_t)op->flags < sizeof from / sizeof from[0]);
    op->code = forget_ahead(op->file);
    if (op->code != 0) return;
    op->value = lseek(op->file->fd, op->number, from[op->flags]);
    if (op->value < 0) op->code = errno;
}

static void truncate_work(fs_op *op)
{
    op->code = forget_ahead(op->file);
    if (op->code == 0 && ftruncate(op->file->fd, op->number) != 0) op->code = errno;
}

static void sync_work(fs_op *op)
{
    if (fsync(op->file->fd) != 0) op->code = errno;
}

static void size_work(fs_op *op)
{
    if (fstat(op->file->fd, &op->info) != 0) op->code = errno;
    op->value = op->info.st_size;
}

FS_BOTH(file_write, (sley_file *f, sley_bytes *data),
        data_op(write_work, f, data->data, data->len), NULL)
FS_BOTH(file_write_str, (sley_file *f, sley_str *data),
        data_op(write_work, f, data->data, data->len), NULL)
FS_BOTH(file_seek, (sley_file *f, int64_t offset, int64_t from, int64_t *result),
        number_op(seek_work, sley__fs_op_end_int, f, offset, from), result)
FS_BOTH(file_truncate, (sley_file *f, int64_t size),
        number_op(truncate_work, sley__fs_op_end_unit, f, size, 0), NULL)
FS_BOTH(file_sync, (sley_file *f), file_op(sync_work, sley__fs_op_end_unit, f), NULL)
FS_BOTH(file_size, (sley_file *f, int64_t *result), file_op(size_work, sley__fs_op_end_int, f),
        result)

// ---- for `async for` ---------------------------------------------------------------------------

struct sley_file_lines {
    sley_object head;
    sley_file *file;
};

sley_file_lines *sley_file_lines_of(sley_file *f)
{
    sley_file_lines *l = sley__alloc(sizeof *l);
    *l = (sley_file_lines){.head = {.refs = 1}, .file = sley_file_retain(f)};
    return l;
}

sley_status sley_fs_lines(sley_task *task, sley_str *path, int64_t limit, sley_file_lines **result)
{
    sley_file *f = NULL;
    *result = NULL;
    sley_status st = sley_fs_open(task, path, SLEY_OPEN_READ, &f);
    if (st != SLEY_OK) return st;
    f->limit = limit > 0 ? (size_t)limit : 0;
    *result = sley_file_lines_of(f);
    sley_file_release(f);
    return SLEY_OK;
}

static void free_lines(sley_file_lines *l)
{
    sley_file_release(l->file);
    free(l);
}

HANDLE_COUNT(file_lines, free_lines)

sley_status sley_file_lines_next(sley_task *task, sley_frame *self, sley_file_work *w,
                                 sley_file_lines *l, sley_str **result)
{
    return sley_file_read_line_later(task, self, w, l->file, result);
}

static void file_print(sley_text *out, const void *place)
{
    const sley_file *f = *(sley_file *const *)place;
    if (!f) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley_text_put_cstr(out, "<fs.File ");
    sley_str *path = sley_file_path(f);
    sley_text_put_repr(out, &sley_type_str, &path);
    sley_str_release(path);
    sley_text_put_cstr(out, ">");
}

HANDLE_TYPE(file, "fs.File", .print = file_print);
