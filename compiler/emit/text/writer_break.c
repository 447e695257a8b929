// SPDX-License-Identifier: MIT
// writer_break.c - breaking a line that is too long.
//
// In: one logical line, at the end of the text.  Out: physical lines in its place.
// A break is chosen among the places where one may stand (after a comma, `&&`,
// `||`, an operator, `=`, an opening bracket): the outermost, and of these the last
// that fits.  Long strings come in pieces (emit_table_string), so a break may stand between
// two of them.  A comment is broken between words.
//
// The places are marked in one pass over the line; then the line is laid out by its
// marks, which are few, as often as it takes to find the better of two ways.

#include "emit/writer.h"

#include <assert.h>

enum {
    MAX_NESTING = 256,    // deeper brackets are not aligned to
    DEEPEST_COLUMN = 72,  // no continuation starts further to the right
    COST_TOO_LONG = 100,  // of a physical line; one that fits costs 1
    PENALTY_OPERATOR = 1, // rather break an argument list
    PENALTY_ASSIGN = 3,   // `a =` newline `b`
    PENALTY_BRACKET = 5,  // after `(`
    PENALTY_WORD = 9,     // `static T` newline `f(T v)`: last resort
};

// The logical line.
typedef struct long_line {
    const char *bytes;
    size_t len;
    size_t indent;
    writer_marks *marks;
} long_line;

// The end of a string or character literal that starts at `at`.
static size_t skip_literal(const char *s, size_t at, size_t len)
{
    char quote = s[at++];
    while (at < len && s[at] != quote) at += s[at] == '\\' ? 2 : 1;
    return at < len ? at + 1 : len;
}

// ---- marks ------------------------------------------------------------------------

typedef enum char_class {
    IN_WORD,              // letters, digits and the like
    BLANK,
    QUOTE,
    OPEN,
    CLOSE,
} char_class;

static char_class class_of(char c)
{
    static const uint8_t classes[UINT8_MAX + 1] = {
        [' '] = BLANK, ['"'] = QUOTE, ['\''] = QUOTE,
        ['('] = OPEN,  ['['] = OPEN,  ['{'] = OPEN,
        [')'] = CLOSE, [']'] = CLOSE, ['}'] = CLOSE,
    };
    return (char_class)classes[(unsigned char)c];
}

// Whether a line may end before the blank at `at`, and how much we dislike it.
static bool may_break(const char *s, size_t at, uint32_t *penalty)
{
    char before = s[at - 1];
    bool is_word = s[at - 2] == ' '; // `before` stands alone
    *penalty = 0;
    switch (before) {
    case ',': case ';':
        return true;
    case '"':
        return s[at + 1] == '"';
    case '=':
        *penalty = is_word ? PENALTY_ASSIGN : PENALTY_OPERATOR;
        return true;
    case '&': case '|':
        if (s[at - 2] == before) return true;
        break;
    case '+': case '-': case '*': case '/': case '?': case ':': case '<': case '>': case '^':
        break;
    default:
        is_word = false;
        break;
    }
    *penalty = is_word ? PENALTY_OPERATOR : PENALTY_WORD;
    return is_word || (before != '{' && before != '(');
}

static void find_marks(const long_line *l, arena *memory)
{
    const char *s = l->bytes;
    uint32_t open[MAX_NESTING]; // marks of the open brackets, by depth
    uint32_t depth = 0;
    l->marks->count = 0;
    for (size_t i = l->indent; i < l->len; i++) {
        while (i < l->len && class_of(s[i]) == IN_WORD) i++;
        if (i == l->len) break;
        char_class class = class_of(s[i]);
        uint32_t penalty = PENALTY_BRACKET;
        bool breaks = false;
        if (class == QUOTE) {
            i = skip_literal(s, i, l->len) - 1;
        } else if (class == OPEN) {
            if (depth < MAX_NESTING) open[depth] = l->marks->count;
            depth++;
            breaks = i + 1 < l->len && class_of(s[i + 1]) != CLOSE;
        } else if (class == CLOSE) {
            if (depth > 0) depth--;
        } else {
            breaks = i > l->indent + 1 && may_break(s, i, &penalty);
        }
        if (!breaks) continue;
        bool aligns = depth > 0 && depth <= MAX_NESTING;
        writer_mark mark = {.at = (uint32_t)i, .cost = penalty + depth,
                            .bracket = aligns ? open[depth - 1] : NO_BRACKET};
        array_push(memory, l->marks, mark);
    }
}

// ---- laying out --------------------------------------------------------------------

// The best break of a physical line that starts at `from` in column `start`; its
// marks begin with `first`.  The number of marks when there is none.
static uint32_t find_break(const long_line *l, uint32_t first, size_t from, size_t start)
{
    const writer_marks *marks = l->marks;
    uint32_t best = marks->count, best_cost = UINT32_MAX;
    for (uint32_t i = first; i < marks->count; i++) {
        const writer_mark *m = &marks->items[i];
        if (m->at + start >= from + WRITER_COLUMNS) break;
        if (m->cost > best_cost) continue;
        if (m->at <= from + 1 && l->bytes[m->at] == ' ') continue;
        best = i;
        best_cost = m->cost;
    }
    return best;
}

// Columns up to where the next break may stand.
static size_t token_length(const char *s, size_t at)
{
    size_t i = at;
    while (s[i] != '\0' && s[i] != ' ' && s[i] != '(' && s[i] != '"') i++;
    if (s[i] == '"') i = skip_literal(s, i, strlen(s));
    return i + 1 - at;
}

// The column in which to go on after a break: below the open bracket.
static size_t aligned_column(const long_line *l, const writer_mark *m, size_t otherwise)
{
    if (m->bracket == NO_BRACKET) return otherwise;
    size_t column = l->marks->items[m->bracket].column;
    bool fits = column + token_length(l->bytes, m->at + 1) <= WRITER_COLUMNS;
    return column <= DEEPEST_COLUMN && fits ? column : otherwise;
}

static void put_piece(writer *w, const char *s, size_t len, size_t column)
{
    text_spaces(w->out, column);
    text_add(w->out, s, len);
    text_putc(w->out, '\n');
    w->actual_line++;
}

// The line in pieces that fit, to `w` unless that is NULL.  What it costs: a line
// each, and much for one that is still too long.
static uint32_t lay_out(const long_line *l, bool flat, writer *w)
{
    const char *s = l->bytes;
    size_t from = l->indent, column = l->indent;
    uint32_t cost = 1;
    for (uint32_t first = 0; l->len - from + column > WRITER_COLUMNS;) {
        uint32_t best = find_break(l, first, from, column);
        if (best == l->marks->count) {
            cost += COST_TOO_LONG;
            break;
        }
        for (; first <= best; first++) {
            writer_mark *m = &l->marks->items[first];
            m->column = (uint32_t)(m->at + 1 - from + column);
        }
        const writer_mark *m = &l->marks->items[best];
        size_t end = m->at + 1;
        while (s[end - 1] == ' ') end--;
        if (end - from + column > WRITER_COLUMNS) cost += COST_TOO_LONG;
        if (w != NULL) put_piece(w, s + from, end - from, column);
        from = m->at + 1;
        column = l->indent + 2 * WRITER_INDENT;
        if (!flat) column = aligned_column(l, m, column);
        cost++;
    }
    if (w != NULL) put_piece(w, s + from, l->len - from, column);
    return cost;
}

// Below the open bracket, unless that takes more lines than one step further in.
static void break_line(writer *w, const char *s, size_t len, size_t indent)
{
    long_line l = {.bytes = s, .len = len, .indent = indent, .marks = &w->marks};
    find_marks(&l, w->memory);
    uint32_t before = w->actual_line;
    uint32_t cost = lay_out(&l, false, w);
    if (cost <= 2 || lay_out(&l, true, NULL) >= cost) return;
    w->out->len = w->line_start;
    w->actual_line = before;
    lay_out(&l, true, w);
}

// ---- comments ------------------------------------------------------------------------

static void put_physical(writer *w, const char *s, size_t len)
{
    while (len > 0 && s[len - 1] == ' ') len--;
    put_piece(w, s, len, 0);
}

// Where a comment begins after the code of a line; 0: nowhere.
static size_t find_comment(const char *s, size_t len)
{
    if (memchr(s, '/', len) == NULL) return 0;
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
    if (len > WRITER_COLUMNS) break_line(w, s, len, indent);
    else put_physical(w, s, len);
}

// ---- the line that has been written -----------------------------------------------------

static size_t columns(const char *s, size_t len)
{
    if (text_is_printable(s, len)) return len;
    size_t n = 0;
    for (size_t i = 0; i < len; i++) n += ((unsigned char)s[i] & 0xc0) != 0x80;
    return n;
}

// Moves the line out of the text, with a NUL after it.
static const char *take_line(writer *w, size_t len)
{
    while (w->long_line.cap <= len) {
        w->long_line.items = arena_grow_array(w->memory, w->long_line.items, &w->long_line.cap, 1);
    }
    memcpy(w->long_line.items, w->out->bytes + w->line_start, len);
    w->long_line.items[len] = '\0';
    w->out->len = w->line_start;
    return w->long_line.items;
}

void writer_break(writer *w)
{
    size_t len = w->out->len - w->line_start;
    const char *line = take_line(w, len);
    size_t indent = 0;
    while (indent < len && line[indent] == ' ') indent++;
    bool is_comment = line[indent] == '/' && line[indent + 1] == '/';
    if (columns(line, len) <= WRITER_COLUMNS) put_piece(w, line, len, 0);
    else if (is_comment) break_comment(w, line, len, indent);
    else break_code(w, line, len, indent);
}
