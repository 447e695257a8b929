// SPDX-License-Identifier: MIT
// output.h - files that are either written completely or not touched.
//
// A file is put together under another name beside its place and then renamed: who
// reads meanwhile sees the old file or the new one.
//
// I1  A symbolic link stays one: what it leads to is replaced.
// I2  What is no regular file (a device, a pipe) is written into, never replaced.
// I3  What the command has read, or has written just now, is not written over.
// I4  When a signal ends the command, no temporary file stays (temporary.h).
#ifndef SLEY_OUTPUT_H
#define SLEY_OUTPUT_H

#include <stdbool.h>

#include "emit/emit.h"

// I3: `path` is an input.
void output_protect(const char *path);

// An option and the file that it names; NULL: it was not given.
typedef struct output_name {
    const char *option;
    const char *path;
} output_name;

// False after a message when one of them is an input, or two are the same file.
bool output_may_write(const output_name *names, size_t count);

// A file under way.
typedef struct output_file {
    const char *path;         // as it was named; "-" is standard output
    char *place;              // where it goes
    char *fresh;              // the file to write; it is there.  NULL: none is needed
    const output
        *contents;   // without a fresh file: written when it is committed; NULL: nothing is
    bool is_copied;           // the fresh file, into a place that is no regular file
} output_file;

// Puts a file together beside its place.  Then one of the other two: to its place
// (false after a message), or away.  Who makes several files prepares all of them
// first, so that a full disk leaves none.
bool output_prepare(output_file *file, const char *path, const output *contents);
// The same, but a file that already holds just this keeps its time stamp.
bool output_prepare_changed(output_file *file, const char *path, const output *contents);
// The same for a file that another program writes, to file->fresh.
bool output_begin(output_file *file, const char *path);
bool output_commit(output_file *file);
void output_abandon(output_file *file);

// Both steps for a single file.  False after a message.
bool output_write(const char *path, const output *contents);
bool output_write_text(const char *path, const text *contents);

// Flushes standard output: false after a message when something could not be written.
bool output_finish(void);

// Reads a whole file; false with errno.
bool output_read(const char *path, text *contents);

#endif
