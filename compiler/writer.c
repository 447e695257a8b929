// SPDX-License-Identifier: MIT
// writer.c - indenting, and breaking what is too long.
//
// In: one logical line, as writer_end finds it in the text.  Out: physical lines.
// A break is chosen among the places where one may stand (behind a comma, `&&`,
// `||`, an operator, `=`, an opening bracket, between the words of a comment):
// the outermost, and of these the last that fits.  Long strings come in pieces
// (emit_string), so a break may stand between two of them.

#include "writer.h"

#include <assert.h>
#include <stdarg.h>

enum {
    MAX_NESTING = 256,    // deeper brackets are not aligned to
    DEEPEST_COLUMN = 72,  // no continuation starts further to the right
    PENALTY_OPERATOR = 1, // rather break an argument list
    PENALTY_ASSIGN = 3,   // `a =` newline `b`
    PENALTY_BRACKET = 5,  // behind `(`
    PENALTY_WORD = 9,     // `static T` newline `f(T v)`: last resort
};

void writer_init(writer *w, text *out)
{
    memset(w, 0, sizeof *w);
    w->out = out;
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

void writer_begin(writer *w)
{
    directive(w);
    w->line_start = w->out->len;
    text_spaces(w->out, (size_t)w->depth * WRITER_INDENT);
}

// The end of a string or character literal that starts at `at`.
static size_t skip_literal(const char *s, size_t at, size_t len)
{
    char quote = s[at++];
    while (at < len && s[at] != quote) at += s[at] == '\\' ? 2 : 1;
    return at < len ? at + 1 : len;
}

static size_t columns(const char *s, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) n += ((unsigned char)s[i] & 0xc0) != 0x80;
    return n;
}

typedef struct break_scan {
    bool flat;                     // continue at one column, not below the open bracket
    uint8_t column_of[MAX_NESTING]; // column behind each open bracket
    uint32_t depth;
    size_t best;                   // offset where the next line starts; 0: none
    uint32_t best_cost;
    size_t best_column;            // where the next line is to start
} break_scan;

// Columns up to where the next break may stand.
static size_t token_length(const char *s, size_t at)
{
    size_t i = at;
    while (s[i] != '\0' && s[i] != ' ' && s[i] != '(' && s[i] != '"') i++;
    if (s[i] == '"') i = skip_literal(s, i, strlen(s));
    return i + 1 - at;
}

static void offer(break_scan *b, const char *s, size_t at, uint32_t penalty, size_t indent)
{
    uint32_t cost = penalty + b->depth;
    if (b->best != 0 && cost > b->best_cost) return;
    b->best = at;
    b->best_cost = cost;
    b->best_column = indent + 2 * WRITER_INDENT;
    if (!b->flat && b->depth > 0 && b->depth <= MAX_NESTING) {
        size_t column = b->column_of[b->depth - 1];
        bool fits = column + token_length(s, at) <= WRITER_COLUMNS;
        if (column <= DEEPEST_COLUMN && fits) b->best_column = column;
    }
}

// Whether a line may end before the blank at `at`, and how much we dislike it.
static bool may_break(const char *s, size_t at, uint32_t *penalty)
{
    char before = s[at - 1];
    *penalty = 0;
    if (before == ',' || before == ';') return true;
    if (before == '"') return s[at + 1] == '"';
    *penalty = PENALTY_OPERATOR;
    if (before == '=') {
        if (s[at - 2] == ' ') *penalty = PENALTY_ASSIGN;
        return true;
    }
    if ((before == '&' || before == '|') && s[at - 2] == before) {
        *penalty = 0;
        return true;
    }
    if (strchr("+-*/?:<>^&|", before) != NULL && s[at - 2] == ' ') return true;
    *penalty = PENALTY_WORD;
    return before != '{' && before != '(';
}

// Letters, digits and the like: neither a break nor a bracket nor a quote.
static bool is_inside_word(char c)
{
    switch (c) {
    case ' ': case '"': case '\'':
    case '(': case '[': case '{':
    case ')': case ']': case '}':
        return false;
    default:
        return true;
    }
}

// Finds the best break in s[from .. len), which starts at column `start`; what is
// open at the end of the scan is in `b`.
static void scan(break_scan *b, const char *s, size_t len, size_t from, size_t start, size_t indent)
{
    for (size_t i = from; i < len && i - from + start < WRITER_COLUMNS;) {
        char c = s[i];
        if (is_inside_word(c)) {
            i++;
            continue;
        }
        if (c == '"' || c == '\'') {
            i = skip_literal(s, i, len);
            continue;
        }
        if (c == '(' || c == '[' || c == '{') {
            if (b->depth < MAX_NESTING) b->column_of[b->depth] = (uint8_t)(i + 1 - from + start);
            b->depth++;
            if (i + 1 < len && strchr(")}]", s[i + 1]) == NULL) {
                offer(b, s, i + 1, PENALTY_BRACKET, indent);
            }
        } else if (c == ')' || c == ']' || c == '}') {
            if (b->depth > 0) b->depth--;
        } else if (c == ' ' && i > from + 1) {
            uint32_t penalty;
            if (may_break(s, i, &penalty)) offer(b, s, i + 1, penalty, indent);
        }
        i++;
    }
}

static void put_physical(writer *w, const char *s, size_t len)
{
    while (len > 0 && s[len - 1] == ' ') len--;
    text_add(w->out, s, len);
    text_putc(w->out, '\n');
    w->actual_line++;
}

// The line in pieces that fit.  What it costs: a line each, and much for one that
// is still too long.
static uint32_t lay_out(text *out, const char *s, size_t len, bool flat)
{
    size_t indent = 0;
    while (indent < len && s[indent] == ' ') indent++;
    size_t from = indent, start = indent;
    uint32_t cost = 1;
    break_scan open = {.flat = flat}; // the brackets that are open at `from`
    text_clear(out);
    text_spaces(out, start);
    while (len - from + start > WRITER_COLUMNS) {
        break_scan b = open;
        b.best = 0;
        scan(&b, s, len, from, start, indent);
        if (b.best == 0) {
            cost += 100;
            break;
        }
        size_t best = b.best, next = b.best_column, end = best;
        scan(&open, s, best, from, start, indent);
        while (s[end - 1] == ' ') end--;
        if (end - from + start > WRITER_COLUMNS) cost += 100;
        text_add(out, s + from, end - from);
        text_putc(out, '\n');
        from = best;
        start = next;
        text_spaces(out, start);
        cost++;
    }
    text_add(out, s + from, len - from);
    text_putc(out, '\n');
    return cost;
}

// Below the open bracket, unless that takes more lines than one step further in.
static void break_line(writer *w, const char *s, size_t len)
{
    text aligned, flat;
    text_init(&aligned);
    text_init(&flat);
    uint32_t lines = lay_out(&aligned, s, len, false);
    bool can_be_fewer = lines > 2;
    const text *best = can_be_fewer && lay_out(&flat, s, len, true) < lines ? &flat : &aligned;
    text_add(w->out, best->bytes, best->len);
    for (size_t i = 0; i < best->len; i++) w->actual_line += best->bytes[i] == '\n';
    text_fini(&flat);
    text_fini(&aligned);
}

// Where a comment begins behind the code of a line; 0: nowhere.
static size_t find_comment(const char *s, size_t len)
{
    if (strstr(s, "//") == NULL) return 0;
    for (size_t i = 0; i + 1 < len;) {
        if (s[i] == '"' || s[i] == '\'') {
            i = skip_literal(s, i, len);
            continue;
        }
        if (s[i] == '/' && s[i + 1] == '/') return i;
        i++;
    }
    return 0;
}

// A comment is broken between words.
static void break_comment(writer *w, const char *s, size_t len, size_t mark)
{
    size_t indent = mark;
    size_t from = 0, width = WRITER_COLUMNS;
    while (len - from > width) {
        size_t at = from + width;
        while (at > from + indent && s[at] != ' ') at--;
        if (at <= from + indent + 3) break;
        put_physical(w, s + from, at - from);
        from = at + 1;
        text_spaces(w->out, indent);
        text_puts(w->out, "// ");
        width = WRITER_COLUMNS - indent - 3;
    }
    put_physical(w, s + from, len - from);
}

// The comment of a line that is too long goes in front of it.
static void break_code(writer *w, const char *s, size_t len, size_t indent)
{
    size_t comment = find_comment(s, len);
    if (comment > 0) {
        text_spaces(w->out, indent);
        put_physical(w, s + comment, len - comment);
        len = comment;
        while (len > 0 && s[len - 1] == ' ') len--;
    }
    if (len > WRITER_COLUMNS) break_line(w, s, len);
    else put_physical(w, s, len);
}

void writer_end(writer *w)
{
    text *out = w->out;
    size_t len = out->len - w->line_start;
    if (w->label_end != 0) {
        const char *first = out->bytes + w->line_start;
        while (*first == ' ') first++;
        if (first[0] != '/' || first[1] != '/') w->label_end = 0;
    }
    if (len > WRITER_COLUMNS) {
        const char *line = out->bytes + w->line_start;
        size_t mark = 0;
        while (mark < len && line[mark] == ' ') mark++;
        bool is_comment = line[mark] == '/' && line[mark + 1] == '/';
        if (columns(line, len) > WRITER_COLUMNS) {
            text copy;
            text_init(&copy);
            text_add(&copy, line, len);
            out->len = w->line_start;
            if (is_comment) break_comment(w, copy.bytes, len, mark);
            else break_code(w, copy.bytes, len, mark);
            text_fini(&copy);
            return;
        }
    }
    text_putc(out, '\n');
    w->actual_line++;
}

// C wants a statement behind a label; a declaration is none.
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
    w->depth++;
    writer_begin(w);
    w->has_row = false;
}

void writer_row(writer *w, const text *row)
{
    size_t columns = w->out->len - w->line_start;
    size_t tail = 3; // `};` or `),` may follow
    if (w->has_row) {
        text_putc(w->out, ',');
        if (columns + 2 + row->len + tail > WRITER_COLUMNS) {
            writer_end(w);
            writer_begin(w);
        } else {
            text_putc(w->out, ' ');
        }
    }
    text_add(w->out, row->bytes, row->len);
    w->has_row = true;
}

void writer_rows_end(writer *w, const char *tail)
{
    text_puts(w->out, tail);
    writer_end(w);
    w->depth--;
}

void writer_blank(writer *w)
{
    text_putc(w->out, '\n');
    w->actual_line++;
}
