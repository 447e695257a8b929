// SPDX-License-Identifier: MIT
// make_literal.c - literals: from their spelling to their value.
//
// The scanner has found where a literal ends; here it is decoded, and what is
// wrong with it is reported: digits, units, escapes, formats.  Texts may come in
// pieces, since values stand between them:
//
//     "a {x:>{w}} b"    STR_HEAD `"a {`  value  STR_TAIL `} b"`
//
// The pieces are kept raw until the tail is there: the indentation of a
// multi-line string is known only then.
#include "parse/make.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

// A literal as it is spelled.
typedef struct spelling {
    const char *at;
    const char *end;
    span span;
} spelling;

static spelling spelling_of(parser *p, const token *t)
{
    size_t len;
    const char *bytes = source_text(p->prog, t->span, &len);
    return (spelling){bytes, bytes + len, t->span};
}

static span span_in(spelling s, const char *from, const char *to)
{
    uint32_t start = s.span.start + (uint32_t)(from - s.at);
    return (span){start, start + (uint32_t)(to - from)};
}

// ---- numbers ----------------------------------------------------------------

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

static unsigned base_of(spelling s)
{
    if (s.end - s.at < 2 || s.at[0] != '0') return 10;
    switch (s.at[1]) {
    case 'x': case 'X': return 16;
    case 'o': case 'O': return 8;
    case 'b': case 'B': return 2;
    default: return 10;
    }
}

// What is wrong with the digits from `at` on; NULL when they are fine.
static const char *digits_fault(const char *at, const char *end, unsigned base)
{
    if (at == end) return "no digits";
    char before = base == 10 ? '_' : '0';   // 0x_ff is fine, _1 is a name
    for (const char *c = at; c < end; c++) {
        if (*c == '_' && before == '_') return "two underscores in a row";
        if (*c != '_' && digit_value(*c) >= (int)base) return "a digit that is not in the base";
        before = *c;
    }
    if (before == '_') return "an underscore at the end";
    if (base == 10 && end - at > 1 && *at == '0') return "a leading zero; octal is written 0o17";
    return NULL;
}

// Letters after the digits: 12abc, 1.5q.
static bool report_unit(parser *p, spelling s)
{
    const char *c = s.at;
    while (c < s.end && ((*c >= '0' && *c <= '9') || *c == '.' || *c == '_')) c++;
    if (c == s.end) return false;
    size_t len = (size_t)(s.end - c);
    diag *d = diag_error(p->prog, span_in(s, c, s.end), E0010,
                         arena_copy(p->unit, c, len < 40 ? len : 40));
    diag_help(p->prog, d, "units of durations are ns us ms s min h; a sum is written `1h + 30min`");
    return true;
}

static bool read_digits(const char *at, const char *end, unsigned base, ast_wide *value)
{
    ast_wide v = 0;
    for (; at < end; at++) {
        if (*at == '_') continue;
        ast_wide digit = (ast_wide)digit_value(*at);
        if (v > (~(ast_wide)0 - digit) / base) return false;
        v = v * base + digit;
    }
    *value = v;
    return true;
}

expr *make_literal_int(parser *p, const token *t)
{
    expr_int *e = MAKE_EXPR(p, INT, int, t->span, 0);
    spelling s = spelling_of(p, t);
    unsigned base = base_of(s);
    const char *digits = base == 10 ? s.at : s.at + 2;
    if (base == 10 && report_unit(p, s)) return &e->head;
    const char *fault = digits_fault(digits, s.end, base);
    if (fault != NULL)
        diag_error(p->prog, t->span, E0008, fault);
    else if (!read_digits(digits, s.end, base, &e->value))
        diag_error(p->prog, t->span, E0009, t->span);
    return &e->head;
}

// The spelling without underscores, ended by NUL.
static char *without_underscores(parser *p, spelling s)
{
    char *copy = arena_copy(p->unit, s.at, (size_t)(s.end - s.at));
    char *to = copy;
    for (const char *from = copy; *from != '\0'; from++)
        if (*from != '_') *to++ = *from;
    *to = '\0';
    return copy;
}

// Underscores stand between digits only.
static bool has_stray_underscore(spelling s)
{
    for (const char *c = s.at; c < s.end; c++) {
        if (*c != '_') continue;
        bool between = c > s.at && c + 1 < s.end && digit_value(c[-1]) < 10 &&
                       digit_value(c[1]) < 10;
        if (!between) return true;
    }
    return false;
}

expr *make_literal_float(parser *p, const token *t)
{
    expr_float *e = MAKE_EXPR(p, FLOAT, float, t->span, 0);
    spelling s = spelling_of(p, t);
    if (has_stray_underscore(s)) {
        diag_error(p->prog, t->span, E0008, "an underscore that is not between digits");
        return &e->head;
    }
    e->value = strtod(without_underscores(p, s), NULL);
    if (isinf(e->value)) diag_error(p->prog, t->span, E0009, t->span);
    return &e->head;
}

static const struct {
    const char *name;
    int64_t nanoseconds;
} units[] = {
    {"ns", 1},
    {"us", 1000},
    {"ms", 1000000},
    {"min", 60000000000},
    {"s", 1000000000},
    {"h", 3600000000000},
};

// The unit at the end of a duration; *end moves before it.
static int64_t read_unit(const char *at, const char **end)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        size_t len = strlen(units[i].name);
        const char *start = *end - len;
        bool fits = start > at && memcmp(start, units[i].name, len) == 0;
        if (!fits || digit_value(start[-1]) > 9) continue;
        *end = start;
        return units[i].nanoseconds;
    }
    return 1;
}

expr *make_literal_duration(parser *p, const token *t)
{
    expr_duration *e = MAKE_EXPR(p, DURATION, duration, t->span, 0);
    spelling s = spelling_of(p, t);
    const char *end = s.end;
    ast_wide unit = (ast_wide)read_unit(s.at, &end);
    if (has_stray_underscore((spelling){s.at, end, s.span})) {
        diag_error(p->prog, t->span, E0008, "an underscore that is not between digits");
        return &e->head;
    }
    const char *point = memchr(s.at, '.', (size_t)(end - s.at));
    ast_wide whole = 0;
    bool fits = read_digits(s.at, point == NULL ? end : point, 10, &whole);
    fits = fits && whole <= ((ast_wide)INT64_MAX + 1) / unit;
    ast_wide value = fits ? whole * unit : 0;
    // Each further digit is worth a tenth; below a nanosecond nothing counts.
    for (const char *c = point; fits && c != NULL && ++c < end;) {
        if (*c == '_') continue;
        value += (ast_wide)digit_value(*c) * unit / 10;
        unit /= 10;
    }
    // the magnitude of the least duration: fine after a minus, which the checker sees
    e->is_least = fits && value == (ast_wide)INT64_MAX + 1;
    if (e->is_least) e->value = INT64_MIN;
    else if (!fits || value > INT64_MAX) diag_error(p->prog, t->span, E0009, t->span);
    else e->value = (int64_t)value;
    return &e->head;
}

expr *make_literal_bool(parser *p, const token *t, bool value)
{
    expr_boolean *e = MAKE_EXPR(p, BOOL, boolean, t->span, 0);
    e->value = value;
    return &e->head;
}

expr *make_literal_none(parser *p, const token *t)
{
    return &MAKE_EXPR(p, NONE, none, t->span, 0)->head;
}

// ---- escapes ----------------------------------------------------------------

// The digits of \xHH and \u{...}; false when they are not there.
static bool read_hex(const char **at, const char *end, size_t most, uint32_t *value)
{
    size_t count = 0;
    *value = 0;
    for (; *at < end && count < most && digit_value(**at) < 16; count++, (*at)++)
        *value = *value << 4 | (uint32_t)digit_value(**at);
    return count > 0;
}

// Decodes the escape at *at (a backslash) and moves after it.  False after a
// report.
static bool read_escape(parser *p, spelling s, const char **at, uint32_t *value)
{
    const char *start = *at;
    char letter = start + 1 < s.end ? start[1] : '\0';
    const char *c = *at + (start + 1 < s.end ? 2 : 1);
    bool ok = true;
    switch (letter) {
    case 'n': *value = '\n'; break;
    case 't': *value = '\t'; break;
    case 'r': *value = '\r'; break;
    case '0': *value = 0; break;
    case '\\': *value = '\\'; break;
    case '"': *value = '"'; break;
    case '\'': *value = '\''; break;
    case 'x': {
        const char *digits = c;
        ok = read_hex(&c, s.end, 2, value) && c - digits == 2;
        break;
    }
    case 'u':
        ok = c < s.end && *c == '{';
        if (!ok) break;
        c++;
        ok = read_hex(&c, s.end, 6, value) && c < s.end && *c == '}' &&
             utf8proc_codepoint_valid((utf8proc_int32_t)*value);
        c += c < s.end;
        break;
    default: ok = false;
    }
    // Never end inside a character.
    while (c < s.end && ((unsigned char)*c & 0xc0) == 0x80) c++;
    *at = c;
    if (!ok) {
        span where = span_in(s, start, c);
        diag_error(p->prog, where, E0006, where);
    }
    return ok;
}

// ---- characters and bytes ---------------------------------------------------

static const char *char_fault(parser *p, spelling s, uint32_t *value)
{
    const char *end = s.end - 1;
    if (end <= s.at || *end != '\'') return "unterminated character";
    const char *c = s.at + 1;
    if (c == end) return "no character between the quotes";
    if (*c == '\\') {
        if (!read_escape(p, (spelling){s.at, end, s.span}, &c, value)) return NULL;
    } else {
        utf8proc_int32_t point;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)c, end - c, &point);
        if (size <= 0) return NULL;   // reported as bad UTF-8
        *value = (uint32_t)point;
        c += size;
    }
    return c == end ? NULL : "more than one character: a string is written in double quotes";
}

expr *make_literal_char(parser *p, const token *t)
{
    expr_char *e = MAKE_EXPR(p, CHAR, char, t->span, 0);
    const char *fault = char_fault(p, spelling_of(p, t), &e->value);
    if (fault != NULL) diag_error(p->prog, t->span, E0007, fault);
    return &e->head;
}

expr *make_literal_bytes(parser *p, const token *t)
{
    expr_bytes *e = MAKE_EXPR(p, BYTES, bytes, t->span, 0);
    spelling s = spelling_of(p, t);
    const char *end = s.end > s.at + 2 && s.end[-1] == '"' ? s.end - 1 : s.end;
    text out;
    text_init(&out);
    for (const char *c = s.at + 2; c < end;) {
        const char *start = c;
        uint32_t value = (unsigned char)*c;
        bool is_escape = *c == '\\';
        if (is_escape)
            (void)read_escape(p, (spelling){s.at, end, s.span}, &c, &value);
        else
            c++;
        if (is_escape ? value > 0xff : value > 0x7f) {
            diag_error(p->prog, span_in(s, start, c), E0015, "only ASCII characters and \\xHH are");
            break;
        }
        text_putc(&out, (char)value);
    }
    e->bytes = arena_copy(p->unit, text_string(&out), out.len);
    e->len = out.len;
    text_fini(&out);
    return &e->head;
}

// ---- strings ------------------------------------------------------------------

// One stretch of plain text between quotes and braces.
typedef struct piece {
    spelling raw;
    interp_part *value;   // what follows it; NULL after the last
} piece;

typedef array_of(piece) piece_list;

struct interp_builder {
    piece_list pieces;
    span first;           // the STR_HEAD
    bool is_multi;
};

static bool is_multi_line(spelling s)
{
    return s.end - s.at >= 3 && memcmp(s.at, "\"\"\"", 3) == 0;
}

// The raw text of a token: without `skip` bytes in front and without what
// closes it: `{`, the quotes, or nothing when it was not closed.
static spelling inside(spelling s, size_t skip, bool is_closing, bool is_multi)
{
    const char *at = s.at + skip < s.end ? s.at + skip : s.end;
    const char *end = s.end;
    if (!is_closing) {
        end -= end > at;
    } else if (is_multi) {
        if (end - at >= 3 && memcmp(end - 3, "\"\"\"", 3) == 0) end -= 3;
    } else if (end > at && end[-1] == '"') {
        end--;
    }
    return (spelling){at, end, span_in(s, at, end)};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *c, const char *end)
{
    while (c < end && is_blank(*c)) c++;
    return c;
}

// The blanks that all lines of a multi-line string begin with.  Lines of blanks
// do not count, except the one with the closing marks.
static size_t indentation_of(const piece_list *pieces)
{
    size_t least = SIZE_MAX;
    for (uint32_t i = 0; i < pieces->count; i++) {
        spelling s = pieces->items[i].raw;
        const char *newline = s.at;
        while ((newline = memchr(newline, '\n', (size_t)(s.end - newline))) != NULL) {
            newline++;
            const char *c = skip_blanks(newline, s.end);
            bool is_empty = c < s.end && *c == '\n';
            size_t width = (size_t)(c - newline);
            if (!is_empty && width < least) least = width;
        }
    }
    return least == SIZE_MAX ? 0 : least;
}

// A line of a multi-line string starts at `c`: skips its indentation.
static const char *skip_indentation(const char *c, const char *end, size_t width)
{
    while (width > 0 && c < end && (*c == ' ' || *c == '\t')) {
        c++;
        width--;
    }
    return c;
}

static bool is_special(char c)
{
    return c == '\\' || c == '{' || c == '}' || c == '\r' || c == '\n';
}

// Decodes one piece: escapes, doubled braces, ends of lines.
static void decode_piece(parser *p, text *out, spelling s, bool is_multi, size_t width)
{
    for (const char *c = s.at; c < s.end;) {
        const char *plain = c;
        while (c < s.end && !is_special(*c)) c++;
        text_add(out, plain, (size_t)(c - plain));
        if (c == s.end) break;
        uint32_t value;
        switch (*c) {
        case '\\':
            if (read_escape(p, s, &c, &value)) text_utf8(out, value);
            break;
        case '\r':
            if (c + 1 == s.end || c[1] != '\n') text_putc(out, '\r');
            c++;
            break;
        case '\n':
            text_putc(out, '\n');
            c++;
            if (is_multi) c = skip_indentation(c, s.end, width);
            break;
        default:
            text_putc(out, *c);
            c += c + 1 < s.end && c[1] == *c ? 2 : 1;
        }
    }
}

// Drops the line end after the opening quotes, and the blanks before the
// closing ones when these stand alone on their line.
static size_t prepare_multi(piece_list *pieces)
{
    size_t width = indentation_of(pieces);
    spelling *first = &pieces->items[0].raw;
    const char *c = skip_blanks(first->at, first->end);
    if (c < first->end && *c == '\n') {
        c = skip_indentation(c + 1, first->end, width);
        *first = (spelling){c, first->end, span_in(*first, c, first->end)};
    }
    spelling *last = &array_last(pieces).raw;
    const char *end = last->end;
    while (end > last->at && is_blank(end[-1])) end--;
    bool is_alone = end > last->at && end[-1] == '\n';
    if (is_alone) last->end = end;
    return width;
}

// Nothing to decode: most strings.
static bool is_plain(spelling s)
{
    const char *c = s.at;
    while (c < s.end && !is_special(*c)) c++;
    return c == s.end;
}

static interp_part decode_part(parser *p, const piece *one, bool is_multi, size_t width)
{
    size_t len = (size_t)(one->raw.end - one->raw.at);
    if (is_plain(one->raw))
        return (interp_part){.bytes = arena_copy(p->unit, one->raw.at, len), .len = (uint32_t)len,
                             .span = one->raw.span};
    text out;
    text_init(&out);
    decode_piece(p, &out, one->raw, is_multi, width);
    interp_part part = {
        .bytes = arena_copy(p->unit, text_string(&out), out.len),
        .len = (uint32_t)out.len,
        .span = one->raw.span,
    };
    text_fini(&out);
    return part;
}

static expr *raw_text(parser *p, const token *t, spelling s)
{
    expr_str *e = MAKE_EXPR(p, STR, str, t->span, 0);
    const char *end = s.end > s.at + 1 && s.end[-1] == '`' ? s.end - 1 : s.end;
    size_t len = (size_t)(end - s.at - 1);
    char *bytes = arena_copy(p->unit, s.at + 1, len);
    // a line end is \n, however the file writes it; as in the other strings
    for (size_t i = 0; i < len; i++) {
        bool is_line_end = bytes[i] == '\r' && i + 1 < len && bytes[i + 1] == '\n';
        if (!is_line_end) bytes[e->len++] = bytes[i];
    }
    e->bytes = bytes;
    return &e->head;
}

expr *make_literal_string(parser *p, const token *t)
{
    spelling s = spelling_of(p, t);
    if (s.at < s.end && *s.at == '`') return raw_text(p, t, s);
    expr_str *e = MAKE_EXPR(p, STR, str, t->span, 0);
    bool is_multi = is_multi_line(s);
    piece only = {.raw = inside(s, is_multi ? 3 : 1, true, is_multi)};
    piece_list pieces = {&only, 1, 1};
    size_t width = is_multi ? prepare_multi(&pieces) : 0;
    interp_part part = decode_part(p, &only, is_multi, width);
    e->bytes = part.bytes;
    e->len = part.len;
    return &e->head;
}

interp_builder *make_literal_interp_value(parser *p, interp_builder *builder, const token *t,
                                 interp_part *value)
{
    spelling s = spelling_of(p, t);
    size_t skip = 1;
    if (builder == NULL) {
        builder = arena_new(p->scratch, interp_builder);
        builder->first = t->span;
        builder->is_multi = is_multi_line(s);
        skip = builder->is_multi ? 3 : 1;
    }
    piece one = {inside(s, skip, false, builder->is_multi), value};
    array_push(p->scratch, &builder->pieces, one);
    return builder;
}

expr *make_literal_interp(parser *p, interp_builder *builder, const token *tail)
{
    piece last = {.raw = inside(spelling_of(p, tail), 1, true, builder->is_multi)};
    array_push(p->scratch, &builder->pieces, last);
    uint16_t below = 0;
    for (uint32_t i = 0; i + 1 < builder->pieces.count; i++) {
        const interp_part *value = builder->pieces.items[i].value;
        below = make_max(below, value->value->depth);
        if (value->spec == NULL) continue;
        below = make_max(below, make_below(value->spec->width_expr));
        below = make_max(below, make_below(value->spec->precision_expr));
    }
    expr_interp *e = MAKE_EXPR(p, INTERP, interp, span_to(builder->first, tail->span), below);
    size_t width = builder->is_multi ? prepare_multi(&builder->pieces) : 0;
    array_reserve(p->unit, &e->parts, 2 * builder->pieces.count - 1);   // the tail has no value
    for (uint32_t i = 0; i < builder->pieces.count; i++) {
        const piece *one = &builder->pieces.items[i];
        interp_part part = decode_part(p, one, builder->is_multi, width);
        if (part.len > 0) array_push(p->unit, &e->parts, part);
        if (one->value != NULL) array_push(p->unit, &e->parts, *one->value);
    }
    return &e->head;
}
