// SPDX-License-Identifier: MIT
// fs_dir.c - directories: listing, making, removing, walking, globbing; temporary files.
//
// What goes down a tree does so by descriptors (openat, unlinkat), so that nothing leads it
// elsewhere by a link that is put there meanwhile.
#include "io/fs_op.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/file.h"

// ---- names in a directory ----------------------------------------------------------------------

typedef struct name_list {
    char **items;
    size_t count, cap;
} name_list;

static void names_add(name_list *l, const char *name)
{
    if (l->count == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 16;
        l->items = sley__alloc_resize(l->items, l->cap * sizeof *l->items);
    }
    l->items[l->count++] = sley__alloc_text(name, strlen(name));
}

static void names_free(name_list *l)
{
    for (size_t i = 0; i < l->count; i++) free(l->items[i]);
    free(l->items);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// Takes the descriptor. Zero, or the error's number.
static int names_read(name_list *l, int fd)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        int code = errno;
        close(fd);
        return code;
    }
    errno = 0;
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        bool is_self = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        if (!is_self) names_add(l, entry->d_name);
    }
    int code = errno;
    closedir(dir);
    if (l->count > 0) qsort(l->items, l->count, sizeof *l->items, by_bytes);
    return code;
}

static int open_dir(int at, const char *name, int flags)
{
    return openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags);
}

static void list_work(fs_op *op)
{
    name_list names = {0};
    int fd = open_dir(AT_FDCWD, op->path, 0);
    op->code = fd < 0 ? errno : names_read(&names, fd);
    op->names = names.items;
    op->count = names.count;
    op->cap = names.cap;
}

FS_BOTH(fs_list, (sley_str *path, sley_list **result),
        sley__fs_op(list_work, sley__fs_op_end_names, path), result)

// ---- walking ---------------------------------------------------------------------------------

// Takes the descriptor of the directory `path`.
static int walk_in(fs_op *op, int fd, const char *path)
{
    name_list names = {0};
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0); // names_read closes the other
    if (own < 0) {
        int code = errno;
        close(fd);
        return code;
    }
    int code = names_read(&names, fd);
    for (size_t i = 0; i < names.count && code == 0; i++) {
        char *inner = sley__fs_op_joined(path, names.items[i]);
        sley__fs_op_add_name(op, inner);
        int below = open_dir(own, names.items[i], O_NOFOLLOW);
        if (below >= 0) code = walk_in(op, below, inner);
        else if (errno != ENOTDIR && errno != ELOOP && errno != ENOENT) code = errno;
    }
    close(own);
    names_free(&names);
    return code;
}

static void walk_work(fs_op *op)
{
    int fd = open_dir(AT_FDCWD, op->path, 0);
    op->code = fd < 0 ? errno : walk_in(op, fd, op->path);
}

FS_BOTH(fs_walk, (sley_str *path, sley_list **result),
        sley__fs_op(walk_work, sley__fs_op_end_names, path), result)

// ---- making and removing -----------------------------------------------------------------------

static void make_dir_work(fs_op *op)
{
    if (mkdir(op->path, 0777) != 0) op->code = errno;
}

static bool is_dir(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

// Zero, or the error's number.
static int make_if_absent(const char *path, bool is_last)
{
    if (mkdir(path, 0777) == 0) return 0;
    if (errno != EEXIST || is_dir(path)) return errno == EEXIST ? 0 : errno;
    return is_last ? EEXIST : ENOTDIR;
}

static void make_dirs_work(fs_op *op)
{
    size_t len = strlen(op->path);
    for (size_t i = 1; i <= len && op->code == 0; i++) {
        char after = op->path[i];
        if (after != '/' && after != 0) continue;
        op->path[i] = 0;
        op->code = make_if_absent(op->path, after == 0);
        op->path[i] = after;
    }
    if (len == 0) op->code = ENOENT;
}

static void remove_dir_work(fs_op *op)
{
    if (rmdir(op->path) != 0) op->code = errno;
}

static int remove_at(int at, const char *name);

// Takes the descriptor.
static int empty_dir(int fd)
{
    name_list names = {0};
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    int code = own < 0 ? errno : 0;
    if (code != 0) {
        close(fd);
        return code;
    }
    code = names_read(&names, fd);
    for (size_t i = 0; i < names.count && code == 0; i++) code = remove_at(own, names.items[i]);
    close(own);
    names_free(&names);
    return code;
}

static int remove_at(int at, const char *name)
{
    if (unlinkat(at, name, 0) == 0 || errno == ENOENT) return 0;
    int code = errno;
    if (code != EISDIR && code != EPERM) return code;
    int fd = open_dir(at, name, O_NOFOLLOW);
    if (fd < 0) return errno == ENOTDIR ? code : errno;
    code = empty_dir(fd);
    if (code != 0) return code;
    return unlinkat(at, name, AT_REMOVEDIR) == 0 || errno == ENOENT ? 0 : errno;
}

static void remove_tree_work(fs_op *op)
{
    struct stat info;
    if (lstat(op->path, &info) != 0) op->code = errno; // what is not there was not meant
    else op->code = remove_at(AT_FDCWD, op->path);
}

FS_BOTH(fs_make_dir, (sley_str *path), sley__fs_op(make_dir_work, sley__fs_op_end_unit, path), NULL)
FS_BOTH(fs_make_dirs, (sley_str *path), sley__fs_op(make_dirs_work, sley__fs_op_end_unit, path),
        NULL)
FS_BOTH(fs_remove_dir, (sley_str *path), sley__fs_op(remove_dir_work, sley__fs_op_end_unit, path),
        NULL)
FS_BOTH(fs_remove_tree, (sley_str *path), sley__fs_op(remove_tree_work, sley__fs_op_end_unit, path),
        NULL)

// ---- globbing --------------------------------------------------------------------------------

static bool has_magic(const char *part)
{
    return strpbrk(part, "*?[") != NULL;
}

static int read_names(name_list *names, const char *dir)
{
    int fd = open_dir(AT_FDCWD, *dir ? dir : ".", 0);
    return fd < 0 ? errno : names_read(names, fd);
}

static void glob_in(fs_op *op, const char *base, char *rest);

// `**`: here, and in every directory below; links are not followed.
static void glob_deep(fs_op *op, const char *base, char *rest)
{
    glob_in(op, base, rest);
    name_list names = {0};
    (void)read_names(&names, base); // what cannot be read holds nothing
    for (size_t i = 0; i < names.count; i++) {
        struct stat info;
        if (names.items[i][0] == '.') continue;
        char *inner = sley__fs_op_joined(base, names.items[i]);
        if (lstat(inner, &info) == 0 && S_ISDIR(info.st_mode)) glob_deep(op, inner, rest);
        free(inner);
    }
    names_free(&names);
}

static void glob_names(fs_op *op, const char *base, const char *part, char *rest)
{
    name_list names = {0};
    (void)read_names(&names, base);
    for (size_t i = 0; i < names.count; i++) {
        if (fnmatch(part, names.items[i], FNM_PERIOD) != 0) continue;
        char *inner = sley__fs_op_joined(base, names.items[i]);
        if (!rest || is_dir(inner)) glob_in(op, inner, rest);
        free(inner);
    }
    names_free(&names);
}

// What matches `rest` (NULL: nothing more) below the path `base`.
static void glob_in(fs_op *op, const char *base, char *rest)
{
    struct stat info;
    if (!rest || !*rest) {
        if (*base && lstat(base, &info) == 0) {
            sley__fs_op_add_name(op, sley__alloc_text(base, strlen(base)));
        }
        return;
    }
    char *slash = strchr(rest, '/');
    char *next = slash ? slash + 1 : NULL;
    if (slash) *slash = 0;
    if (strcmp(rest, "**") == 0) {
        char any[] = "*";
        glob_deep(op, base, next ? next : any);
    } else if (has_magic(rest)) {
        glob_names(op, base, rest, next);
    } else {
        char *inner = sley__fs_op_joined(base, rest);
        glob_in(op, inner, next);
        free(inner);
    }
    if (slash) *slash = '/';
}

static void glob_work(fs_op *op)
{
    bool is_absolute = op->path[0] == '/';
    char *rest = op->path + strspn(op->path, "/");
    glob_in(op, is_absolute ? "/" : "", rest);
    if (op->count > 1) qsort(op->names, op->count, sizeof *op->names, by_bytes);
    size_t kept = 0; // `**` may come to a path in several ways
    for (size_t i = 0; i < op->count; i++) {
        if (kept > 0 && strcmp(op->names[kept - 1], op->names[i]) == 0) free(op->names[i]);
        else op->names[kept++] = op->names[i];
    }
    op->count = kept;
}

FS_BOTH(fs_glob, (sley_str *pattern, sley_list **result),
        sley__fs_op(glob_work, sley__fs_op_end_names, pattern), result)

// ---- temporary files -------------------------------------------------------------------------

// path is the prefix, other the directory; path becomes the template.
static void make_template(fs_op *op)
{
    const char *dir = op->other;
    if (!dir) dir = secure_getenv("TMPDIR");
    if (!dir || !*dir) dir = "/tmp";
    size_t len = strlen(op->path);
    char *name = sley__alloc(len + sizeof "XXXXXX");
    memcpy(name, op->path, len);
    memcpy(name + len, "XXXXXX", sizeof "XXXXXX");
    char *path = sley__fs_op_joined(dir, name);
    free(name);
    free(op->path);
    op->path = path;
}

static void temp_dir_work(fs_op *op)
{
    make_template(op);
    if (mkdtemp(op->path)) sley__fs_op_add_name(op, sley__alloc_text(op->path, strlen(op->path)));
    else op->code = errno;
}

static void temp_file_work(fs_op *op)
{
    make_template(op);
    op->value = mkostemp(op->path, O_CLOEXEC);
    if (op->value < 0) op->code = errno;
}

static sley_status end_temp_dir(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(sley_str **)place = sley_str_from_utf8_lossy(op->names[0], strlen(op->names[0]));
    return SLEY_OK;
}

static sley_status end_temp_file(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    sley_file *f = sley__file_new((int)op->value, op->path);
    f->is_temporary = true;
    *(sley_file **)place = f;
    return SLEY_OK;
}

static fs_op temp_op(void (*work)(fs_op *), sley_status (*end)(sley_task *, fs_op *, void *),
                     const sley_str *prefix, const sley_str *dir)
{
    fs_op op = sley__fs_op(work, end, prefix);
    if (dir) sley__fs_op_set(&op, &op.other, dir);
    return op;
}

FS_BOTH(fs_temp_dir, (sley_str *prefix, sley_str *dir, sley_str **result),
        temp_op(temp_dir_work, end_temp_dir, prefix, dir), result)
FS_BOTH(fs_temp_file, (sley_str *prefix, sley_str *dir, sley_file **result),
        temp_op(temp_file_work, end_temp_file, prefix, dir), result)
