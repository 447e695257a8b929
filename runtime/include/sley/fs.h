// SPDX-License-Identifier: MIT
// fs.h - whole files, their lines, directories. These block the loop for as long as the disk takes.
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


// DecodeError: no UTF-8
sley_status sley_fs_read_text(sley_task *task, sley_str *path, sley_str **result);
sley_status sley_fs_read_bytes(sley_task *task, sley_str *path, sley_bytes **result);
sley_status sley_fs_read_lines(sley_task *task, sley_str *path, sley_list **result);
sley_status sley_fs_write_text(sley_task *task, sley_str *path, sley_str *text);
sley_status sley_fs_write_bytes(sley_task *task, sley_str *path, sley_bytes *data);
sley_status sley_fs_append_text(sley_task *task, sley_str *path, sley_str *text);
bool sley_fs_exists(sley_str *path);
sley_status sley_fs_remove(sley_task *task, sley_str *path);
// Replaces what has the new name in one step; the error names the old one.
sley_status sley_fs_rename(sley_task *task, sley_str *from, sley_str *to);
sley_status sley_fs_size(sley_task *task, sley_str *path, int64_t *result);
sley_status sley_fs_list(sley_task *task, sley_str *path, sley_list **result); // names, sorted
sley_status sley_fs_make_dir(sley_task *task, sley_str *path);

// `async for line in fs.lines(path)`: one line after the other, lossy UTF-8; gives way after each
// 64 KiB.
typedef struct sley_file_lines sley_file_lines;
sley_status sley_fs_lines(sley_task *task, sley_str *path, int64_t limit, sley_file_lines **result);
sley_file_lines *sley_file_lines_retain(sley_file_lines *l);
void sley_file_lines_release(sley_file_lines *l);
sley_status sley_file_lines_next(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_file_lines *l, sley_str **result);
extern const sley_type sley_type_file_lines;

#ifdef __cplusplus
}
#endif

#endif
