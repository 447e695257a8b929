// SPDX-License-Identifier: MIT
// fs.c - whole files, their lines, directories.
//
// These calls block their loop for as long as the disk takes, as reading a file does in most
// programs. All descriptors are close-on-exec. Paths are bytes; one with a NUL inside names
// nothing.
#include "io/internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sley/list.h"
#include "sley/types.h"

// ---- errors ---------------------------------------------------------------------------------

static void fs_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_fs_error *)error)->message);
}

static void fs_drop(sley_error *error)
{
    sley_str_release(((sley_fs_error *)error)->message);
    sley_str_release(((sley_fs_error *)error)->path);
}

#define FS_ERROR(SYMBOL, NAME, BASE)                                    \
    const sley_error_type SYMBOL = {.name = NAME,                       \
                                    .base = BASE,                       \
                                    .size = sizeof(sley_fs_error),      \
                                    .message = fs_message,              \
                                    .drop = fs_drop}

FS_ERROR(sley_error_fs, "fs.Error", NULL);
FS_ERROR(sley_error_fs_not_found, "fs.NotFound", &sley_error_fs);
FS_ERROR(sley_error_fs_denied, "fs.Denied", &sley_error_fs);

sley_error *sley_fs_error_new(const sley_error_type *type, sley_str *message, sley_str *path)
{
    sley_fs_error *e = (sley_fs_error *)sley_error_new(type);
    e->message = message;
    e->path = path;
    return &e->base;
}

static sley_status fail(sley_task *task, int code, sley_str *path)
{
    const sley_error_type *type = &sley_error_fs;
    if (code == ENOENT) type = &sley_error_fs_not_found;
    if (code == EACCES || code == EPERM) type = &sley_error_fs_denied;
    sley_text text;
    sley_text_init(&text);
    sley_text_put_str(&text, path);
    sley_text_put_cstr(&text, ": ");
    sley_text_put_cstr(&text, uv_strerror(uv_translate_sys_error(code)));
    task->base.error = sley_fs_error_new(type, sley_text_take(&text), sley_str_retain(path));
    return SLEY_ERROR;
}

// ---- paths and descriptors --------------------------------------------------------------------

// The path with its NUL, to be freed; NULL: it has a NUL inside.
static char *path_of(const sley_str *path)
{
    if (path->len > 0 && memchr(path->data, 0, (size_t)path->len)) return NULL;
    char *text = sley__alloc((size_t)path->len + 1);
    memcpy(text, path->data, (size_t)path->len);
    text[path->len] = 0;
    return text;
}

// A descriptor, or minus the error's number.
static int open_path(const sley_str *path, int flags)
{
    char *text = path_of(path);
    if (!text) return -EINVAL;
    int fd = open(text, flags | O_CLOEXEC, 0666);
    int code = errno;
    free(text);
    return fd >= 0 ? fd : -code;
}

// Zero, or the error's number.
static int write_fd(int fd, const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        ssize_t n = write(fd, at, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        at += n;
        size -= (size_t)n;
    }
    return 0;
}

// Reads to the end; *data is to be freed. Zero, or the error's number.
static int read_fd(int fd, char **data, size_t *size)
{
    struct stat info;
    int64_t cap = 4096;
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0) cap = info.st_size + 1;
    *data = sley__alloc((size_t)cap);
    *size = 0;
    while (true) {
        if ((int64_t)*size == cap) {
            cap = sley__alloc_grow(cap, cap + 1);
            *data = sley__alloc_resize(*data, (size_t)cap);
        }
        ssize_t n = read(fd, *data + *size, (size_t)cap - *size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        if (n == 0) return 0;
        *size += (size_t)n;
    }
}

// ---- whole files -----------------------------------------------------------------------------

static sley_status read_file(sley_task *task, sley_str *path, char **data, size_t *size)
{
    *data = NULL;
    int fd = open_path(path, O_RDONLY);
    if (fd < 0) return fail(task, -fd, path);
    int code = read_fd(fd, data, size);
    close(fd);
    if (code == 0) return SLEY_OK;
    free(*data);
    return fail(task, code, path);
}

sley_status sley_fs_read_bytes(sley_task *task, sley_str *path, sley_bytes **result)
{
    char *data = NULL;
    size_t size = 0;
    sley_status st = read_file(task, path, &data, &size);
    if (st != SLEY_OK) return st;
    *result = sley_bytes_new(data, size);
    free(data);
    return SLEY_OK;
}

sley_status sley_fs_read_text(sley_task *task, sley_str *path, sley_str **result)
{
    sley_bytes *data;
    sley_status st = sley_fs_read_bytes(task, path, &data);
    if (st != SLEY_OK) return st;
    st = sley_bytes_decode(task, data, result);
    sley_bytes_release(data);
    return st;
}

sley_status sley_fs_read_lines(sley_task *task, sley_str *path, sley_list **result)
{
    sley_str *text;
    sley_status st = sley_fs_read_text(task, path, &text);
    if (st != SLEY_OK) return st;
    *result = sley_str_lines(text);
    sley_str_release(text);
    return SLEY_OK;
}

static sley_status write_file(sley_task *task, sley_str *path, int flags, const void *data,
                              int64_t size)
{
    int fd = open_path(path, O_WRONLY | O_CREAT | flags);
    if (fd < 0) return fail(task, -fd, path);
    int code = write_fd(fd, data, (size_t)size);
    if (close(fd) != 0 && code == 0) code = errno;
    return code == 0 ? SLEY_OK : fail(task, code, path);
}

sley_status sley_fs_write_text(sley_task *task, sley_str *path, sley_str *text)
{
    return write_file(task, path, O_TRUNC, text->data, text->len);
}

sley_status sley_fs_write_bytes(sley_task *task, sley_str *path, sley_bytes *data)
{
    return write_file(task, path, O_TRUNC, data->data, data->len);
}

sley_status sley_fs_append_text(sley_task *task, sley_str *path, sley_str *text)
{
    return write_file(task, path, O_APPEND, text->data, text->len);
}

// ---- names -----------------------------------------------------------------------------------

bool sley_fs_exists(sley_str *path)
{
    char *text = path_of(path);
    bool exists = text != NULL && access(text, F_OK) == 0;
    free(text);
    return exists;
}

// Runs one call on the path; its error is thrown.
static sley_status on_path(sley_task *task, sley_str *path, int (*call)(const char *path))
{
    char *text = path_of(path);
    if (!text) return fail(task, EINVAL, path);
    int code = call(text) == 0 ? 0 : errno;
    free(text);
    return code == 0 ? SLEY_OK : fail(task, code, path);
}

sley_status sley_fs_remove(sley_task *task, sley_str *path)
{
    return on_path(task, path, unlink);
}

sley_status sley_fs_rename(sley_task *task, sley_str *from, sley_str *to)
{
    char *old = path_of(from);
    char *new = path_of(to);
    int code = EINVAL;
    if (old && new) code = rename(old, new) == 0 ? 0 : errno;
    free(old);
    free(new);
    return code == 0 ? SLEY_OK : fail(task, code, from);
}

static int make_dir(const char *path)
{
    return mkdir(path, 0777);
}

sley_status sley_fs_make_dir(sley_task *task, sley_str *path)
{
    return on_path(task, path, make_dir);
}

sley_status sley_fs_size(sley_task *task, sley_str *path, int64_t *result)
{
    char *text = path_of(path);
    if (!text) return fail(task, EINVAL, path);
    struct stat info;
    int code = stat(text, &info) == 0 ? 0 : errno;
    free(text);
    if (code != 0) return fail(task, code, path);
    *result = info.st_size;
    return SLEY_OK;
}

sley_status sley_fs_list(sley_task *task, sley_str *path, sley_list **result)
{
    int fd = open_path(path, O_RDONLY | O_DIRECTORY);
    if (fd < 0) return fail(task, -fd, path);
    DIR *dir = fdopendir(fd);
    if (!dir) {
        int code = errno;
        close(fd);
        return fail(task, code, path);
    }
    sley_list *names = sley_list_new(&sley_type_str, 0);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        sley_str *name = sley_str_from_utf8_lossy(entry->d_name, strlen(entry->d_name));
        sley_list_append(names, &name);
    }
    closedir(dir);
    sley_list_sort(names, false);
    *result = names;
    return SLEY_OK;
}

// ---- lines -----------------------------------------------------------------------------------

struct sley_file_lines {
    sley_object head;
    int fd;         // -1 once the end was reached
    sley_str *path; // for errors
    size_t limit;   // bytes of a line
    bool skipping;  // the rest of a line that was too long
    char *buffer;   // the len bytes from at on are not given out yet
    size_t at, len, cap;
};

sley_status sley_fs_lines(sley_task *task, sley_str *path, int64_t limit, sley_file_lines **result)
{
    int fd = open_path(path, O_RDONLY);
    if (fd < 0) return fail(task, -fd, path);
    sley_file_lines *l = sley__alloc(sizeof *l);
    memset(l, 0, sizeof *l);
    l->head.refs = 1;
    l->fd = fd;
    l->path = sley_str_retain(path);
    l->limit = limit > 0 ? (size_t)limit : 0;
    l->cap = 64 * 1024;
    l->buffer = sley__alloc(l->cap);
    *result = l;
    return SLEY_OK;
}

static void free_lines(sley_file_lines *l)
{
    if (l->fd >= 0) close(l->fd);
    sley_str_release(l->path);
    free(l->buffer);
    free(l);
}

HANDLE_COUNT(file_lines, free_lines)

// More bytes after what is there. Zero, or the error's number; fd is -1 at the end.
static int refill(sley_file_lines *l)
{
    if (l->at > 0) memmove(l->buffer, l->buffer + l->at, l->len);
    l->at = 0;
    if (l->len == l->cap) {
        l->cap *= 2;
        l->buffer = sley__alloc_resize(l->buffer, l->cap);
    }
    ssize_t n = read(l->fd, l->buffer + l->len, l->cap - l->len);
    if (n < 0 && errno == EINTR) return 0;
    if (n < 0) return errno;
    if (n == 0) {
        close(l->fd);
        l->fd = -1;
    }
    l->len += (size_t)n;
    return 0;
}

static void consume(sley_file_lines *l, size_t n)
{
    l->at += n;
    l->len -= n;
}

static sley_error *line_too_long(const sley_file_lines *l)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_str(&text, l->path);
    sley_text_put_cstr(&text, ": a line is longer than ");
    sley_text_put_int(&text, (int64_t)l->limit);
    sley_text_put_cstr(&text, " bytes");
    return sley_fs_error_new(&sley_error_fs, sley_text_take(&text), sley_str_retain(l->path));
}

// The next line of what is buffered, of which `*scanned` bytes hold no end. SLEY_PENDING: more
// has to be read. *result NULL: the end of the file.
static sley_status buffered_line(sley_file_lines *l, size_t *scanned, sley_str **result,
                                 sley_error **error)
{
    const char *start = l->buffer + l->at;
    const char *end = memchr(start + *scanned, '\n', l->len - *scanned);
    size_t n = end ? (size_t)(end - start) : l->len;
    size_t whole = end ? n + 1 : n;
    bool is_last = !end && l->fd < 0;
    bool too_long = is_last ? n > l->limit : sley__line_is_too_long(start, n, l->limit);
    *scanned = 0;
    if (l->skipping || too_long) {
        consume(l, whole);
        bool was_told = l->skipping;
        l->skipping = !end && !is_last;
        if (!was_told) *error = line_too_long(l);
        if (!was_told) return SLEY_ERROR;
        return l->skipping ? SLEY_PENDING : buffered_line(l, scanned, result, error);
    }
    if (!end && !is_last) {
        *scanned = n;
        return SLEY_PENDING;
    }
    if (whole == 0) return SLEY_OK;
    *error = sley__line_decode(start, end ? sley__line_len(start, n) : n, result);
    consume(l, whole);
    return *error ? SLEY_ERROR : SLEY_OK;
}

sley_status sley_file_lines_next(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_file_lines *l, sley_str **result)
{
    (void)w;
    bool read_more = false;
    size_t scanned = 0;
    sley_error *error = NULL;
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    sley_status st = buffered_line(l, &scanned, result, &error);
    bool gives_way = st == SLEY_PENDING || (st == SLEY_OK && !*result);
    // It gives way to read, and at the end (S78): a cancellation that is due comes before that.
    if (gives_way && sley__is_cancelled(task)) return sley__wait_stop(task, self);
    while (st == SLEY_PENDING) {
        int code = refill(l);
        if (code != 0) return sley__end(task, self, fail(task, code, l->path));
        st = buffered_line(l, &scanned, result, &error);
        read_more = true;
    }
    if (st == SLEY_ERROR) task->base.error = error;
    return read_more || gives_way ? sley__wait_give_way(task, self, st) : sley__end(task, self, st);
}
