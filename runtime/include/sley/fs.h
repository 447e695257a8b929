// SPDX-License-Identifier: MIT
// fs.h - files, directories, paths.
//
// Each operation has two forms. The plain one blocks its thread for as long as the disk takes. The
// other, NAME_later, is awaited and runs on libuv's pool: cancelled before it has begun, it does
// nothing; else it is waited for and its result is delivered, so that it is never half known.
// Paths are bytes; one with a NUL inside names nothing. All descriptors are close-on-exec.
#ifndef SLEY_FS_H
#define SLEY_FS_H

#include "sley/bytes.h"
#include "sley/error.h"
#include "sley/str.h"
#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_fs_error {
    sley_error base;
    sley_str *message;
    sley_str *path;
} sley_fs_error;

extern const sley_error_type sley_error_fs;                // fs.Error
extern const sley_error_type sley_error_fs_not_found;      // fs.NotFound
extern const sley_error_type sley_error_fs_denied;         // fs.Denied

// An error of one of these types; it takes what is given to it.
sley_error *sley_fs_error_new(const sley_error_type *type, sley_str *message, sley_str *path);

typedef struct sley_file sley_file;
typedef struct sley_file_info sley_file_info;

// Known to builtin.def: 32 bytes.
typedef struct sley_file_work {
    sley_wait base;
    struct sley__file_job *job;
} sley_file_work;

#define SLEY__FS_BOTH(NAME, ...)                        \
    sley_status NAME(sley_task *task, __VA_ARGS__);     \
    sley_status NAME##_later(sley_task *task, sley_frame *self, sley_file_work *w, __VA_ARGS__);

// ---- whole files ----------------------------------------------------------------------------

SLEY__FS_BOTH(sley_fs_read_text, sley_str *path, sley_str **result) // DecodeError: no UTF-8
SLEY__FS_BOTH(sley_fs_read_bytes, sley_str *path, sley_bytes **result)
SLEY__FS_BOTH(sley_fs_read_lines, sley_str *path, sley_list **result)
// Make or replace a file; `atomic`: in one step, so that no one ever sees a part of it.
SLEY__FS_BOTH(sley_fs_write_text, sley_str *path, sley_str *text, bool atomic)
SLEY__FS_BOTH(sley_fs_write_bytes, sley_str *path, sley_bytes *data, bool atomic)
SLEY__FS_BOTH(sley_fs_append_text, sley_str *path, sley_str *text)
// The content and the permissions; `to` is made or replaced.
SLEY__FS_BOTH(sley_fs_copy, sley_str *from, sley_str *to)

// ---- names ----------------------------------------------------------------------------------

bool sley_fs_exists(sley_str *path);
bool sley_fs_is_file(sley_str *path);
bool sley_fs_is_dir(sley_str *path);
SLEY__FS_BOTH(sley_fs_remove, sley_str *path)
// Replaces what has the new name in one step; the error names the old one.
SLEY__FS_BOTH(sley_fs_rename, sley_str *from, sley_str *to)
SLEY__FS_BOTH(sley_fs_link, sley_str *target, sley_str *path) // a symbolic one
SLEY__FS_BOTH(sley_fs_read_link, sley_str *path, sley_str **result)
SLEY__FS_BOTH(sley_fs_real_path, sley_str *path, sley_str **result)
SLEY__FS_BOTH(sley_fs_chmod, sley_str *path, int64_t mode)
SLEY__FS_BOTH(sley_fs_size, sley_str *path, int64_t *result)
SLEY__FS_BOTH(sley_fs_stat, sley_str *path, bool follow, sley_file_info **result)

sley_file_info *sley_file_info_retain(sley_file_info *i);
void sley_file_info_release(sley_file_info *i);
int64_t sley_file_info_size(const sley_file_info *i);
int64_t sley_file_info_modified(const sley_file_info *i); // ns since 1970
int64_t sley_file_info_accessed(const sley_file_info *i);
int64_t sley_file_info_mode(const sley_file_info *i);     // permissions: 0o644
int64_t sley_file_info_uid(const sley_file_info *i);
int64_t sley_file_info_gid(const sley_file_info *i);
int64_t sley_file_info_inode(const sley_file_info *i);
int64_t sley_file_info_links(const sley_file_info *i);
bool sley_file_info_is_file(const sley_file_info *i);
bool sley_file_info_is_dir(const sley_file_info *i);
bool sley_file_info_is_link(const sley_file_info *i);
extern const sley_type sley_type_file_info;

// ---- directories ----------------------------------------------------------------------------

SLEY__FS_BOTH(sley_fs_list, sley_str *path, sley_list **result) // names, sorted
SLEY__FS_BOTH(sley_fs_make_dir, sley_str *path)
SLEY__FS_BOTH(sley_fs_make_dirs, sley_str *path)   // with those above; there already: fine
SLEY__FS_BOTH(sley_fs_remove_dir, sley_str *path)  // an empty one
SLEY__FS_BOTH(sley_fs_remove_tree, sley_str *path) // with all in it; links are not followed
// All paths below it, a directory before what is in it, sorted; links are not followed.
SLEY__FS_BOTH(sley_fs_walk, sley_str *path, sley_list **result)
// Paths that match: `*` and `?` within a name, `[a-z]`, `**` for any number of directories; sorted.
SLEY__FS_BOTH(sley_fs_glob, sley_str *pattern, sley_list **result)
// A new directory for us alone; its path. dir: NULL for TMPDIR, or /tmp.
SLEY__FS_BOTH(sley_fs_temp_dir, sley_str *prefix, sley_str *dir, sley_str **result)
// A new file for us alone, open for reading and writing, that is removed when it is closed.
SLEY__FS_BOTH(sley_fs_temp_file, sley_str *prefix, sley_str *dir, sley_file **result)

// ---- open files -----------------------------------------------------------------------------

// ORDER: the words of builtin.def.
enum { SLEY_OPEN_READ, SLEY_OPEN_WRITE, SLEY_OPEN_APPEND, SLEY_OPEN_UPDATE, SLEY_OPEN_CREATE };
enum { SLEY_SEEK_START, SLEY_SEEK_CURRENT, SLEY_SEEK_END };

SLEY__FS_BOTH(sley_fs_open, sley_str *path, int64_t mode, sley_file **result)
sley_file *sley_file_retain(sley_file *f);
void sley_file_release(sley_file *f); // the last one closes it
// 1..n bytes; NULL: the end.
SLEY__FS_BOTH(sley_file_read, sley_file *f, int64_t n, sley_bytes **result)
SLEY__FS_BOTH(sley_file_read_all, sley_file *f, sley_bytes **result)
SLEY__FS_BOTH(sley_file_read_line, sley_file *f, sley_str **result)
// All of it has been given to the system when it is done.
SLEY__FS_BOTH(sley_file_write, sley_file *f, sley_bytes *data)
SLEY__FS_BOTH(sley_file_write_str, sley_file *f, sley_str *data)
SLEY__FS_BOTH(sley_file_seek, sley_file *f, int64_t offset, int64_t from, int64_t *result)
SLEY__FS_BOTH(sley_file_truncate, sley_file *f, int64_t size)
SLEY__FS_BOTH(sley_file_sync, sley_file *f) // is on the disk when it is done
SLEY__FS_BOTH(sley_file_size, sley_file *f, int64_t *result)
void sley_file_close(sley_file *f); // after what is in progress
sley_str *sley_file_path(const sley_file *f);
extern const sley_type sley_type_file;

// `async for line in fs.lines(path)`: one line after the other.
typedef struct sley_file_lines sley_file_lines;
sley_status sley_fs_lines(sley_task *task, sley_str *path, int64_t limit, sley_file_lines **result);
sley_file_lines *sley_file_lines_of(sley_file *f); // of f.lines()
sley_file_lines *sley_file_lines_retain(sley_file_lines *l);
void sley_file_lines_release(sley_file_lines *l);
sley_status sley_file_lines_next(sley_task *task, sley_frame *self, sley_file_work *w,
                                 sley_file_lines *l, sley_str **result);
extern const sley_type sley_type_file_lines;

// ---- paths: strings, nothing is looked at ----------------------------------------------------

sley_str *sley_path_join(sley_list *parts);      // an absolute part begins anew
sley_str *sley_path_name(sley_str *path);        // "a/b.tar.gz": "b.tar.gz"
sley_str *sley_path_stem(sley_str *path);        // "b.tar"
sley_str *sley_path_extension(sley_str *path);   // ".gz"
sley_str *sley_path_parent(sley_str *path);      // "a"; of "b": "."
sley_str *sley_path_normalize(sley_str *path);   // without `.`, `..` and doubled slashes
sley_str *sley_path_absolute(sley_str *path);    // from the working directory on, normalized
bool sley_path_is_absolute(sley_str *path);

#undef SLEY__FS_BOTH

#ifdef __cplusplus
}
#endif

#endif
