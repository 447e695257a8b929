// SPDX-License-Identifier: MIT
// writer.c - indenting, labels, tables of rows, `#line`; writer_break.c breaks what
// is too long.

#include "emit/writer.h"

#include <assert.h>
#include <stdarg.h>

void writer_init(writer *w, text *out, arena *memory)
{
    memset(w, 0, sizeof *w);
    w->out = out;
    w->memory = memory;
}

static void directive(writer *w)
{
    if (w->source_name == NULL || w->wanted_line == 0) return;
    if (w->wanted_line == w->actual_line) return;
    text_puts(w->out, "#line ");
    text_uint(w->out, w->wanted_line);
    text_puts(w->out, " \"");
    text_puts(w->out, w->source_name);
    text_puts(w->out, "\"\n");
    w->actual_line = w->wanted_line;
}

static void begin_line(writer *w)
{
    w->line_start = w->out->len;
    text_spaces(w->out, (size_t)w->depth * WRITER_INDENT);
}

void writer_begin(writer *w)
{
    directive(w);
    begin_line(w);
}

void writer_end(writer *w)
{
    text *out = w->out;
    if (w->label_end != 0) {
        const char *first = out->bytes + w->line_start;
        while (*first == ' ') first++;
        if (first[0] == '}') writer_mend_label(w);   // the block ends after the label
        else if (first[0] != '/' || first[1] != '/') w->label_end = 0;
    }
    // Below a #line a second line would count as the next line of the source.
    bool is_counted = w->source_name != NULL && w->wanted_line != 0;
    if (out->len - w->line_start > WRITER_COLUMNS && !is_counted) {
        writer_break(w);
        return;
    }
    text_putc(out, '\n');
    w->actual_line++;
}

// C wants a statement after a label; a declaration is none.
void writer_mend_label(writer *w)
{
    if (w->label_end == 0) return;
    text *out = w->out;
    text_putc(out, ' ');
    text_putc(out, ';');
    size_t at = w->label_end;
    memmove(out->bytes + at + 2, out->bytes + at, out->len - 2 - at);
    memcpy(out->bytes + at, " ;", 2);
    w->line_start += 2;
    w->label_end = 0;
}

void writer_line(writer *w, const char *format, ...)
{
    va_list args;
    writer_begin(w);
    va_start(args, format);
    text_vprintf(w->out, format, args);
    va_end(args);
    writer_end(w);
}

void writer_open(writer *w, const char *head)
{
    writer_begin(w);
    text_puts(w->out, head);
    writer_end_open(w);
}

void writer_end_open(writer *w)
{
    text_puts(w->out, " {");
    writer_end(w);
    w->depth++;
}

void writer_close(writer *w, const char *tail)
{
    assert(w->depth > 0);
    w->depth--;
    writer_begin(w);
    text_putc(w->out, '}');
    text_puts(w->out, tail);
    writer_end(w);
}

static bool is_jump(const char *s)
{
    static const char *const words[] = {"break;", "continue;", "goto ", "return"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strncmp(s, words[i], strlen(words[i])) == 0) return true;
    }
    return false;
}

// What stands from `head` on is "    if (x) {\n        break;\n".
void writer_close_short(writer *w, size_t head)
{
    text *out = w->out;
    char *open = strchr(out->bytes + head, '\n');
    char *body = open + 1;
    const char *end = strchr(body, '\n');
    while (*body == ' ') body++;
    size_t len = end != NULL ? (size_t)(end - body) : 0;
    size_t columns = (size_t)(open - 1 - (out->bytes + head)) + len;
    bool fits = end == out->bytes + out->len - 1 && columns <= WRITER_COLUMNS;
    if (!fits || open[-1] != '{' || !is_jump(body)) {
        writer_close(w, "");
        return;
    }
    memmove(open - 1, body, len + 1);
    out->len = (size_t)(open - out->bytes) + len;
    out->bytes[out->len] = '\0';
    w->actual_line--;
    w->depth--;
}

static void put_label(writer *w, const char *stem, uint32_t number)
{
    uint32_t depth = w->depth;
    w->depth = depth > 0 ? depth - 1 : 0;
    writer_begin(w);
    w->depth = depth;
    text_puts(w->out, stem);
    text_putc(w->out, '_');
    text_uint(w->out, number);
    text_putc(w->out, ':');
}

void writer_label(writer *w, const char *stem, uint32_t number, const char *tail)
{
    put_label(w, stem, number);
    text_puts(w->out, tail);
    writer_end(w);
    w->label_end = tail[0] == '\0' ? w->out->len - 1 : 0;
}

void writer_begin_label(writer *w, const char *stem, uint32_t number)
{
    put_label(w, stem, number);
    text_putc(w->out, ' ');
}

void writer_rows_begin(writer *w)
{
    text_clear(&w->rows);
    w->row_ends.count = 0;
}

void writer_row(writer *w, const text *row, bool joins)
{
    uint32_t count = w->row_ends.count;
    uint32_t last = count > 1 ? w->row_ends.items[count - 2] : 0; // where the row before begins
    size_t indent = (w->depth + 1) * WRITER_INDENT, closing = strlen(");");
    size_t joined = indent + w->rows.len - last + strlen(", ") + row->len + closing;
    if (joins && joined <= WRITER_COLUMNS) {
        text_puts(&w->rows, ", ");
        w->row_ends.count--;
    }
    text_add(&w->rows, row->bytes, row->len);
    array_push(w->memory, &w->row_ends, (uint32_t)w->rows.len);
}

// What separates two rows: `, ` or a comma and a new line.
static void put_rows(writer *w, bool one_a_line)
{
    uint32_t from = 0;
    for (uint32_t i = 0; i < w->row_ends.count; i++) {
        if (i > 0) text_putc(w->out, ',');
        if (one_a_line) {
            writer_end(w);
            begin_line(w); // no directive: they may be arguments of a macro
        } else {
            text_putc(w->out, ' ');
        }
        text_add(w->out, w->rows.bytes + from, w->row_ends.items[i] - from);
        from = w->row_ends.items[i];
    }
}

void writer_rows_end(writer *w, const char *tail)
{
    assert(w->row_ends.count == 0 || array_last(&w->row_ends) == w->rows.len);
    size_t columns =
        w->out->len - w->line_start + w->rows.len + 2 * w->row_ends.count + strlen(tail);
    w->depth++;
    put_rows(w, columns > WRITER_COLUMNS + 1);
    text_puts(w->out, tail);
    writer_end(w);
    w->depth--;
}

void writer_fini(writer *w)
{
    text_fini(&w->rows);
}

void writer_blank(writer *w)
{
    text_putc(w->out, '\n');
    w->actual_line++;
}
