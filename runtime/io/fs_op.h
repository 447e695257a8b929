// SPDX-License-Identifier: MIT
// io/fs_op.h - one operation on the file system, done at once or on a thread of libuv's pool.
//
// F1  `work` may run on another thread: it makes system calls and uses malloc, and neither makes
//     nor counts a value. `end` runs on the executor's thread and makes values of what `work` left.
// F2  An awaited operation belongs to the pool from its start to its end. A cancellation calls it
//     off when it has not begun; else it is waited for, and its result is delivered (wait.h I4).
// F3  Of one file the operations run one after the other, in the order of their calls.
#ifndef SLEY_IO_FS_OP_H
#define SLEY_IO_FS_OP_H

#include <sys/stat.h>

#include "io/internal.h"

typedef struct fs_op {
    void (*work)(struct fs_op *op);
    // PENDING: `work` has to run again. Whatever else it gives, the operation is over.
    sley_status (*end)(sley_task *task, struct fs_op *op, void *place);
    char *path, *other; // ending in a NUL; freed with the operation
    char *extra;
    sley_file *file;    // a reference; NULL: of no open file
    const void *data;   // to be written: of an argument, which the caller holds
    size_t size;
    int64_t number;
    int flags;
    // what `work` leaves
    int code;           // the error's number; 0
    char *bytes;        // len of them, freed with the operation; so are the names
    size_t len;
    int64_t value;
    struct stat info;
    char **names;
    size_t count, cap;
} fs_op;

// Starts an operation on a path; one that has a NUL inside ends with EINVAL.
fs_op sley__fs_op(void (*work)(fs_op *), sley_status (*end)(sley_task *, fs_op *, void *),
                  const sley_str *path);
void sley__fs_op_free(fs_op *op);
void sley__fs_op_set(fs_op *op, char **member, const sley_str *text); // a copy of the text

// Runs it to its end. The operation is used up, by the next as well.
sley_status sley__fs_op_now(sley_task *task, fs_op *op, void *place);
// Awaits it.
sley_status sley__fs_op_later(sley_task *task, sley_frame *self, sley_file_work *w, fs_op *op,
                           void *place);

// The usual ends: an error, or nothing, the number in `value`, the strings of `names`.
sley_status sley__fs_op_fail(sley_task *task, int code, const char *path);
sley_status sley__fs_op_end_unit(sley_task *task, fs_op *op, void *place);
sley_status sley__fs_op_end_int(sley_task *task, fs_op *op, void *place);
sley_status sley__fs_op_end_names(sley_task *task, fs_op *op, void *place);
void sley__fs_op_add_name(fs_op *op, char *name); // takes it; on any thread

// "dir/name", to be freed.
char *sley__fs_op_joined(const char *dir, const char *name);
// Zero, or the error's number.
int sley__fs_op_write_all(int fd, const void *data, size_t size);
// Reads to the end; *data is to be freed.
int sley__fs_op_read_all(int fd, char **data, size_t *size);

// Defines both forms of an operation: sley_NAME, which does it at once, and sley_NAME_later, which
// is awaited. PARAMS in brackets; MAKE makes the operation; PLACE: where the result goes.
#define FS_BOTH(NAME, PARAMS, MAKE, PLACE)                                                   \
    sley_status sley_##NAME(sley_task *task, FS_OPEN PARAMS)                                 \
    {                                                                                        \
        fs_op op = MAKE;                                                                     \
        return sley__fs_op_now(task, &op, PLACE);                                               \
    }                                                                                        \
    sley_status sley_##NAME##_later(sley_task *task, sley_frame *self, sley_file_work *w,    \
                                    FS_OPEN PARAMS)                                          \
    {                                                                                        \
        fs_op op = MAKE;                                                                     \
        return sley__fs_op_later(task, self, w, &op, PLACE);                                    \
    }
#define FS_OPEN(...) __VA_ARGS__

#endif
