// SPDX-License-Identifier: MIT
// source.c - reading files, and from positions to lines and columns.
#include "base/source.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utf8proc.h>

#include "base/diag.h"
#include "base/program.h"

// What follows the next line end; NULL in the last line.
static const char *next_line(const char *p, const char *end)
{
    const char *newline = memchr(p, '\n', (size_t)(end - p));
    return newline != NULL ? newline + 1 : NULL;
}

static void index_lines(arena *memory, source *src)
{
    const char *end = src->bytes + src->size;
    src->line_count = 0;
    for (const char *p = src->bytes; p != NULL; p = next_line(p, end)) src->line_count++;
    src->line_starts = arena_alloc(memory, src->line_count * sizeof *src->line_starts);
    uint32_t *start = src->line_starts;
    for (const char *p = src->bytes; p != NULL; p = next_line(p, end)) {
        *start++ = (uint32_t)(p - src->bytes);
    }
}

// Registers `size` bytes at `bytes` (already followed by the padding, I2).
static source *add_source(program *prog, const char *path, const char *bytes, uint32_t size)
{
    source *src = arena_new(&prog->memory, source);
    src->path = arena_copy(&prog->memory, path, strlen(path));
    src->bytes = bytes;
    src->size = size;
    src->base = prog->next_base;
    src->index = prog->sources.count;
    src->last_line = 1;
    index_lines(&prog->memory, src);
    array_push(&prog->memory, &prog->sources, src);
    // One position more than bytes: the end of the file is a place too.
    prog->next_base += size + 1;
    return src;
}

// All positions of a program fit 32 bits (I1).
static bool fits(program *prog, size_t size)
{
    return size <= SOURCE_MAX_BYTES && size < UINT32_MAX - prog->next_base - 1;
}

static source *report_too_large(program *prog, const char *path)
{
    const source *src = source_from_bytes(prog, path, "", 0);
    diag_error(prog, (span){src->base, src->base}, E0111);
    return NULL;
}

source *source_from_bytes(program *prog, const char *path, const char *bytes, size_t size)
{
    if (!fits(prog, size)) return report_too_large(prog, path);
    char *copy = arena_alloc(&prog->memory, size + SOURCE_PADDING);
    if (size != 0) memcpy(copy, bytes, size);
    memset(copy + size, 0, SOURCE_PADDING);
    return add_source(prog, path, copy, (uint32_t)size);
}

// Room for what a file says that it holds, and one byte more: reading into that
// finds the end.
static size_t expected_size(FILE *in)
{
    struct stat info;
    bool is_known = fstat(fileno(in), &info) == 0 && S_ISREG(info.st_mode) &&
                    info.st_size <= (off_t)SOURCE_MAX_BYTES;
    return is_known ? (size_t)info.st_size + 1 : 64u << 10;
}

// Reads the stream to its end, or a little more than a file may have, and puts the
// padding after it; NULL when that fails.
static char *read_all(FILE *in, arena *memory, size_t *size)
{
    size_t cap = expected_size(in);
    char *bytes = arena_alloc(memory, cap + SOURCE_PADDING);
    *size = 0;
    while (*size <= SOURCE_MAX_BYTES) {
        size_t got = fread(bytes + *size, 1, cap - *size, in);
        if (got == 0) break;
        *size += got;
        if (*size < cap) continue;
        bytes = arena_grow(memory, bytes, cap + SOURCE_PADDING, 2 * cap + SOURCE_PADDING);
        cap *= 2;
    }
    memset(bytes + *size, 0, SOURCE_PADDING);
    return ferror(in) == 0 ? bytes : NULL;
}

source *source_load(program *prog, const char *path, span asked_by)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *in = is_stdin ? stdin : fopen(path, "rb");
    size_t size = 0;
    const char *bytes = in == NULL ? NULL : read_all(in, &prog->memory, &size);
    int reason = errno;
    if (in != NULL && !is_stdin) fclose(in);
    if (bytes == NULL) {
        diag_error(prog, asked_by, E0801, path, strerror(reason));
        return NULL;
    }
    const char *name = is_stdin ? "<stdin>" : path;
    if (!fits(prog, size)) return report_too_large(prog, name);
    return add_source(prog, name, bytes, (uint32_t)size);
}

source *source_of(const program *prog, uint32_t position)
{
    uint32_t low = 0, high = prog->sources.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (prog->sources.items[middle]->base <= position)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) return NULL;
    source *src = prog->sources.items[low - 1];
    return position - src->base <= src->size ? src : NULL;
}

enum { NEAR = 16 };   // lines

// The line of an offset, from 1.  Passes go through a file from top to bottom, so
// it is mostly the line of the last question, the next one, or near.
static uint32_t line_of(source *src, uint32_t offset)
{
    const uint32_t *starts = src->line_starts;
    uint32_t last = src->last_line;
    uint32_t low = 0, high = src->line_count;   // it is above low, and not above high
    if (last > 0 && last < high && starts[last - 1] <= offset) {
        if (offset < starts[last]) return last;
        if (last + 1 == high || offset < starts[last + 1]) return src->last_line = last + 1;
    }
    if (last > NEAR && starts[last - NEAR] <= offset) low = last - NEAR;
    if (last + NEAR < high && starts[last + NEAR] > offset) high = last + NEAR;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (starts[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return src->last_line = low;
}

uint32_t source_line(const program *prog, uint32_t position)
{
    source *src = source_of(prog, position);
    return src == NULL ? 0 : line_of(src, position - src->base);
}

source_place source_locate(const program *prog, uint32_t position)
{
    source *src = source_of(prog, position);
    if (src == NULL) return (source_place){0};
    uint32_t offset = position - src->base;
    uint32_t line = line_of(src, offset);
    uint32_t column = 1;
    for (uint32_t i = src->line_starts[line - 1]; i < offset; i++)
        column += ((unsigned char)src->bytes[i] & 0xc0) != 0x80;   // not a continuation
    return (source_place){src, line, column};
}

const char *source_line_text(const source *src, uint32_t line, size_t *len)
{
    assert(line >= 1 && line <= src->line_count);
    uint32_t start = src->line_starts[line - 1];
    uint32_t end = line < src->line_count ? src->line_starts[line] - 1 : src->size;
    if (end > start && src->bytes[end - 1] == '\r') end--;
    *len = end - start;
    return src->bytes + start;
}

const char *source_text(const program *prog, span at, size_t *len)
{
    const source *src = source_of(prog, at.start);
    *len = 0;
    if (src == NULL || at.end < at.start) return "";
    uint32_t rest = src->size - (at.start - src->base);
    *len = at.end - at.start < rest ? at.end - at.start : rest;
    return src->bytes + (at.start - src->base);
}

const char *source_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

const char *source_shown_path(program *prog, const source *src)
{
    const char *const *maps = prog->options.prefix_maps.items;
    const char *best = NULL;   // "OLD=NEW"
    size_t best_len = 0;       // of OLD
    for (uint32_t i = 0; i < prog->options.prefix_maps.count; i++) {
        const char *equals = strchr(maps[i], '=');
        size_t len = equals != NULL ? (size_t)(equals - maps[i]) : 0;
        if (equals == NULL || len < best_len || strncmp(src->path, maps[i], len) != 0) continue;
        best = maps[i];   // the last of two equal ones wins, as in gcc
        best_len = len;
    }
    if (best == NULL) return src->path;
    const char *new_start = best + best_len + 1;
    const char *rest = src->path + best_len;
    size_t new_len = strlen(new_start);
    size_t rest_len = strlen(rest);
    char *shown = arena_alloc(&prog->memory, new_len + rest_len + 1);
    memcpy(shown, new_start, new_len);
    memcpy(shown + new_len, rest, rest_len + 1);
    return shown;
}

size_t source_width(const char *bytes, size_t len)
{
    size_t width = 0;
    for (size_t i = 0; i < len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + i,
                                                 (utf8proc_ssize_t)(len - i), &point);
        if (size <= 0) {
            width++;   // shown as one replacement sign
            i++;
            continue;
        }
        int columns = point < 0x20 ? 1 : utf8proc_charwidth(point);
        width += columns > 0 ? (size_t)columns : 0;
        i += (size_t)size;
    }
    return width;
}
