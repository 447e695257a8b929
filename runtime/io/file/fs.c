// SPDX-License-Identifier: MIT
// fs.c - whole files, and what can be done with names.
//
// How operations run, and on which thread, is fs_op.c. An atomic write goes to a file beside the
// one that is meant, which then takes its name.
#include "io/fs_op.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "sley/types.h"

// ---- reading ---------------------------------------------------------------------------------

static void read_work(fs_op *op)
{
    int fd = open(op->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        op->code = errno;
        return;
    }
    op->code = sley__fs_op_read_all(fd, &op->bytes, &op->len);
    close(fd);
}

static sley_status end_bytes(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(sley_bytes **)place = sley_bytes_new(op->bytes, op->len);
    return SLEY_OK;
}

static sley_status end_text(sley_task *task, fs_op *op, void *place)
{
    sley_error *error = sley__line_decode(op->bytes, op->len, 0, op->path, place);
    if (!error) return SLEY_OK;
    task->base.error = error;
    return SLEY_ERROR;
}

static sley_status end_lines(sley_task *task, fs_op *op, void *place)
{
    sley_str *text = NULL;
    if (end_text(task, op, &text) != SLEY_OK) return SLEY_ERROR;
    *(sley_list **)place = sley_str_lines(text);
    sley_str_release(text);
    return SLEY_OK;
}

FS_BOTH(fs_read_text, (sley_str *path, sley_str **result),
        sley__fs_op(read_work, end_text, path), result)
FS_BOTH(fs_read_bytes, (sley_str *path, sley_bytes **result),
        sley__fs_op(read_work, end_bytes, path), result)
FS_BOTH(fs_read_lines, (sley_str *path, sley_list **result),
        sley__fs_op(read_work, end_lines, path), result)

// ---- writing ---------------------------------------------------------------------------------

static void write_work(fs_op *op)
{
    int fd = open(op->path, O_WRONLY | O_CREAT | O_CLOEXEC | op->flags, 0666);
    if (fd < 0) {
        op->code = errno;
        return;
    }
    op->code = sley__fs_op_write_all(fd, op->data, op->size);
    if (close(fd) != 0 && op->code == 0) op->code = errno;
}

// A new file beside `path`, whose name is in *beside; minus the error's number.
static int open_beside(const char *path, char **beside)
{
    size_t room = strlen(path) + 24;
    *beside = sley__alloc(room);
    for (int tries = 0; tries < 100; tries++) {
        uint32_t number = 0;
        if (getrandom(&number, sizeof number, 0) < 0) return -errno;
        snprintf(*beside, room, "%s.%08x", path, number);
        int fd = open(*beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) return fd >= 0 ? fd : -errno;
    }
    return -EEXIST;
}

static void replace_work(fs_op *op)
{
    char *beside = NULL;
    int fd = open_beside(op->path, &beside);
    if (fd < 0) {
        op->code = -fd;
        free(beside);
        return;
    }
    bool replaces = stat(op->path, &op->info) == 0;
    op->code = sley__fs_op_write_all(fd, op->data, op->size);
    if (op->code == 0 && replaces && fchmod(fd, op->info.st_mode & 07777) != 0) op->code = errno;
    if (op->code == 0 && fsync(fd) != 0) op->code = errno;
    if (close(fd) != 0 && op->code == 0) op->code = errno;
    if (op->code == 0 && rename(beside, op->path) != 0) op->code = errno;
    if (op->code != 0) unlink(beside);
    free(beside);
}

static fs_op write_op(const sley_str *path, int flags, bool atomic, const void *data, int64_t size)
{
    fs_op op = sley__fs_op(atomic ? replace_work : write_work, sley__fs_op_end_unit, path);
    op.flags = flags;
    op.data = data;
    op.size = (size_t)size;
    return op;
}

FS_BOTH(fs_write_text, (sley_str *path, sley_str *text, bool atomic),
        write_op(path, O_TRUNC, atomic, text->data, text->len), NULL)
FS_BOTH(fs_write_bytes, (sley_str *path, sley_bytes *data, bool atomic),
        write_op(path, O_TRUNC, atomic, data->data, data->len), NULL)
FS_BOTH(fs_append_text, (sley_str *path, sley_str *text),
        write_op(path, O_APPEND, false, text->data, text->len), NULL)

// ---- copying ---------------------------------------------------------------------------------

enum { COPY_AT_ONCE = 1 << 20 };

// Zero, or the error's number. The kernel copies where it can.
static int copy_bytes(int from, int to)
{
    while (true) {
        ssize_t n = copy_file_range(from, NULL, to, NULL, COPY_AT_ONCE, 0);
        if (n < 0 && errno == EINTR) continue;
        if (n == 0) return 0;
        if (n < 0) break;
    }
    char *buffer = sley__alloc(COPY_AT_ONCE / 4);
    int code = 0;
    while (code == 0) {
        ssize_t n = read(from, buffer, COPY_AT_ONCE / 4);
        if (n == 0) break;
        if (n < 0 && errno != EINTR) code = errno;
        if (n > 0) code = sley__fs_op_write_all(to, buffer, (size_t)n);
    }
    free(buffer);
    return code;
}

static bool is_same(const struct stat *a, int fd)
{
    struct stat b;
    return fstat(fd, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static void copy_work(fs_op *op)
{
    int from = open(op->path, O_RDONLY | O_CLOEXEC);
    int to = -1;
    if (from < 0 || fstat(from, &op->info) != 0) op->code = errno;
    else if (S_ISDIR(op->info.st_mode)) op->code = EISDIR;
    else to = open(op->other, O_WRONLY | O_CREAT | O_CLOEXEC, op->info.st_mode & 0777);
    if (op->code == 0 && to < 0) {
        op->code = errno;
        char *path = op->path; // the error names what could not be made
        op->path = op->other;
        op->other = path;
    }
    if (op->code == 0 && is_same(&op->info, to)) op->code = EEXIST;
    else if (op->code == 0 && ftruncate(to, 0) != 0 && errno != EINVAL) op->code = errno;
    if (op->code == 0) op->code = copy_bytes(from, to);
    if (op->code == 0 && fchmod(to, op->info.st_mode & 0777) != 0 && errno != EPERM)
        op->code = errno;
    if (from >= 0) close(from);
    if (to >= 0 && close(to) != 0 && op->code == 0) op->code = errno;
}

static fs_op two_paths(void (*work)(fs_op *), const sley_str *from, const sley_str *to)
{
    fs_op op = sley__fs_op(work, sley__fs_op_end_unit, from);
    sley__fs_op_set(&op, &op.other, to);
    return op;
}

FS_BOTH(fs_copy, (sley_str *from, sley_str *to), two_paths(copy_work, from, to), NULL)

// ---- names -----------------------------------------------------------------------------------

// 0: nothing is there.
static mode_t mode_of(const sley_str *path)
{
    struct stat info = {.st_mode = 0};
    fs_op op = sley__fs_op(NULL, NULL, path);
    bool exists = op.code == 0 && stat(op.path, &info) == 0;
    sley__fs_op_free(&op);
    return exists ? info.st_mode : 0;
}

bool sley_fs_exists(sley_str *path)
{
    return mode_of(path) != 0;
}

bool sley_fs_is_file(sley_str *path)
{
    return S_ISREG(mode_of(path));
}

bool sley_fs_is_dir(sley_str *path)
{
    return S_ISDIR(mode_of(path));
}

static void remove_work(fs_op *op)
{
    if (unlink(op->path) != 0) op->code = errno;
}

static void rename_work(fs_op *op)
{
    if (rename(op->path, op->other) != 0) op->code = errno;
}

static void link_work(fs_op *op)
{
    if (symlink(op->other, op->path) != 0) op->code = errno;
}

static void chmod_work(fs_op *op)
{
    bool fits = op->number >= 0 && op->number <= 07777;
    if (!fits) op->code = EINVAL;
    else if (chmod(op->path, (mode_t)op->number) != 0) op->code = errno;
}

static void read_link_work(fs_op *op)
{
    char target[PATH_MAX];
    ssize_t n = readlink(op->path, target, sizeof target - 1);
    if (n < 0) {
        op->code = errno;
        return;
    }
    target[n] = 0;
    sley__fs_op_add_name(op, sley__alloc_text(target, strlen(target)));
}

static void real_path_work(fs_op *op)
{
    char *path = realpath(op->path, NULL);
    if (path) sley__fs_op_add_name(op, path);
    else op->code = errno;
}

static sley_status end_name(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(sley_str **)place = sley_str_from_utf8_lossy(op->names[0], strlen(op->names[0]));
    return SLEY_OK;
}

static fs_op chmod_op(const sley_str *path, int64_t mode)
{
    fs_op op = sley__fs_op(chmod_work, sley__fs_op_end_unit, path);
    op.number = mode;
    return op;
}

FS_BOTH(fs_remove, (sley_str *path), sley__fs_op(remove_work, sley__fs_op_end_unit, path), NULL)
FS_BOTH(fs_rename, (sley_str *from, sley_str *to), two_paths(rename_work, from, to), NULL)
FS_BOTH(fs_link, (sley_str *target, sley_str *path), two_paths(link_work, path, target), NULL)
FS_BOTH(fs_chmod, (sley_str *path, int64_t mode), chmod_op(path, mode), NULL)
FS_BOTH(fs_read_link, (sley_str *path, sley_str **result),
        sley__fs_op(read_link_work, end_name, path), result)
FS_BOTH(fs_real_path, (sley_str *path, sley_str **result),
        sley__fs_op(real_path_work, end_name, path), result)

// ---- stat ------------------------------------------------------------------------------------

struct sley_file_info {
    sley_object head;
    struct stat stat;
};

HANDLE_COUNT(file_info, free)

static void stat_work(fs_op *op)
{
    int code = op->flags ? stat(op->path, &op->info) : lstat(op->path, &op->info);
    if (code != 0) op->code = errno;
    op->value = op->info.st_size;
}

static sley_status end_info(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    sley_file_info *i = sley__alloc(sizeof *i);
    *i = (sley_file_info){.head = {.refs = 1}, .stat = op->info};
    *(sley_file_info **)place = i;
    return SLEY_OK;
}

static fs_op stat_op(sley_status (*end)(sley_task *, fs_op *, void *), const sley_str *path,
                     bool follow)
{
    fs_op op = sley__fs_op(stat_work, end, path);
    op.flags = follow;
    return op;
}

FS_BOTH(fs_size, (sley_str *path, int64_t *result), stat_op(sley__fs_op_end_int, path, true),
        result)
FS_BOTH(fs_stat, (sley_str *path, bool follow, sley_file_info **result),
        stat_op(end_info, path, follow), result)

static int64_t nanos_of(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t sley_file_info_size(const sley_file_info *i)
{
    return i->stat.st_size;
}

int64_t sley_file_info_modified(const sley_file_info *i)
{
    return nanos_of(i->stat.st_mtim);
}

int64_t sley_file_info_accessed(const sley_file_info *i)
{
    return nanos_of(i->stat.st_atim);
}

int64_t sley_file_info_mode(const sley_file_info *i)
{
    return i->stat.st_mode & 07777;
}

int64_t sley_file_info_uid(const sley_file_info *i)
{
    return i->stat.st_uid;
}

int64_t sley_file_info_gid(const sley_file_info *i)
{
    return i->stat.st_gid;
}

int64_t sley_file_info_inode(const sley_file_info *i)
{
    return (int64_t)i->stat.st_ino;
}

int64_t sley_file_info_links(const sley_file_info *i)
{
    return (int64_t)i->stat.st_nlink;
}

bool sley_file_info_is_file(const sley_file_info *i)
{
    return S_ISREG(i->stat.st_mode);
}

bool sley_file_info_is_dir(const sley_file_info *i)
{
    return S_ISDIR(i->stat.st_mode);
}

bool sley_file_info_is_link(const sley_file_info *i)
{
    return S_ISLNK(i->stat.st_mode);
}

static void file_info_print(sley_text *out, const void *place)
{
    const sley_file_info *i = *(sley_file_info *const *)place;
    char text[96];
    if (!i) {
        sley_text_put_cstr(out, "none");
        return;
    }
    snprintf(text, sizeof text, "fs.Info(size: %lld, mode: 0o%o)", (long long)i->stat.st_size,
             i->stat.st_mode & 07777);
    sley_text_put_cstr(out, text);
}

HANDLE_TYPE(file_info, "fs.Info", .print = file_info_print);
