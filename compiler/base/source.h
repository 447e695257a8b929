// SPDX-License-Identifier: MIT
// source.h - source files and places in them.
//
// All files of a program share one space of positions: the file's `base` plus
// the offset in it.  So a place is 4 bytes and leads to its file by itself.
//
// I1  Position 0 belongs to no file: {0, 0} is "no place".
// I2  bytes[size] is NUL, and so are the SOURCE_PADDING bytes after it: the
//     lexer reads ahead without looking at the end.
// I3  line_starts is sorted; line n (from 1) starts at line_starts[n - 1].
#ifndef SLEY_SOURCE_H
#define SLEY_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SOURCE_MAX_BYTES (16u << 20)   // 16 MiB a file
#define SOURCE_PADDING 16u

struct program;

// The bytes from `start` up to, not including, `end`.
typedef struct span {
    uint32_t start;
    uint32_t end;
} span;

typedef struct source {
    const char *path;        // as the user wrote it, for messages
    const char *bytes;
    uint32_t size;
    uint32_t base;           // position of bytes[0]
    uint32_t *line_starts;   // offsets, I3
    uint32_t line_count;
    uint32_t last_line;      // that was asked for; the next one is mostly near it
    uint32_t index;          // in program->sources
} source;

typedef struct source_place {
    const source *file;      // NULL for the place {0, 0}
    uint32_t line;           // from 1
    uint32_t column;         // from 1, in code points
} source_place;

// Reads a file ("-" is standard input).  NULL after a diagnostic.
source *source_load(struct program *prog, const char *path, span asked_by);
// A file that is already in memory; the bytes are copied.
source *source_from_bytes(struct program *prog, const char *path, const char *bytes,
                          size_t size);

// The file of a position; NULL for 0 and what is past all files.
source *source_of(const struct program *prog, uint32_t position);
source_place source_locate(const struct program *prog, uint32_t position);
uint32_t source_line(const struct program *prog, uint32_t position);
// The text of line n without its end; *len gets its length in bytes.
const char *source_line_text(const source *src, uint32_t line, size_t *len);
// The text that a span covers; "" for the empty place.
const char *source_text(const struct program *prog, span at, size_t *len);
// The path as it stands in the output: the longest OLD of -ffile-prefix-map that
// begins it is replaced; for `#line` and tables.
const char *source_shown_path(struct program *prog, const source *src);
// What follows the last slash.
const char *source_base_name(const char *path);
// Columns that the bytes take on a terminal: East Asian wide ones take two.
size_t source_width(const char *bytes, size_t len);

static inline span span_to(span first, span last)
{
    if (first.start == 0) return last;
    if (last.start == 0) return first;
    return (span){first.start, last.end};
}

#endif
