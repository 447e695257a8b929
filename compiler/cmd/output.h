// SPDX-License-Identifier: MIT
// output.h - files that are either written completely or not touched.
#ifndef SLEY_OUTPUT_H
#define SLEY_OUTPUT_H

#include <stdbool.h>

#include "emit/emit.h"

// Writes through a file of another name beside `path`, then renames it: who
// reads meanwhile sees the old file or the new one.  "-" is standard output.
// What is not a plain file (a pipe, a device) is written in place.  False after
// a message.
bool output_write(const char *path, const output *contents);
bool output_write_text(const char *path, const text *contents);

// The same, but a file that already holds just this keeps its time stamp.
bool output_write_changed(const char *path, const text *contents);

// Reads a whole file; false with errno.
bool output_read(const char *path, text *contents);

// A new folder for temporary files, and its end with all files in it.
char *output_temp_dir(arena *memory);
void output_remove_dir(const char *path);

#endif
