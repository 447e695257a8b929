// SPDX-License-Identifier: MIT
// make_spec.c - the values of an interpolation and their formats.
//
//     {x!r:*>{w}.2f}    conversion r, fill *, align >, width w, precision 2, f
//
// A format comes as strings with values between; a cursor runs over both.
#include "parse/make.h"

#include <string.h>
#include <utf8proc.h>

// A string, or a value in braces.
typedef struct spec_item {
    const char *bytes;
    size_t len;
    expr *value;
} spec_item;

struct spec_builder {
    array_of(spec_item) items;
    span span;
};

spec_builder *make_spec_text(parser *p, spec_builder *builder, const token *t)
{
    spec_item one = {0};
    one.bytes = source_text(p->prog, t->span, &one.len);
    if (builder == NULL) {
        builder = arena_new(p->scratch, spec_builder);
        one.bytes++;   // the colon
        one.len--;
    }
    builder->span = span_to(builder->span, t->span);
    array_push(p->scratch, &builder->items, one);
    return builder;
}

spec_builder *make_spec_value(parser *p, spec_builder *builder, expr *value)
{
    builder->span = span_to(builder->span, value->span);
    array_push(p->scratch, &builder->items, (spec_item){.value = value});
    return builder;
}

// ---- the cursor -------------------------------------------------------------

typedef struct cursor {
    const spec_builder *from;
    uint32_t item;
    size_t at;   // in the text of that item
} cursor;

// The next byte; 0 before a value and at the end.
static char peek(cursor *c)
{
    while (c->item < c->from->items.count) {
        const spec_item *one = &c->from->items.items[c->item];
        if (one->value != NULL) return '\0';
        if (c->at < one->len) return one->bytes[c->at];
        c->item++;
        c->at = 0;
    }
    return '\0';
}

static bool take(cursor *c, const char *any, char *taken)
{
    char next = peek(c);
    if (next == '\0' || strchr(any, next) == NULL) return false;
    *taken = next;
    c->at++;
    return true;
}

static bool is_at_end(cursor *c)
{
    return peek(c) == '\0' && c->item >= c->from->items.count;
}

// `>`, or a fill and `>`.
static void take_align(cursor *c, format_spec *spec)
{
    static const char aligns[] = "<>^=";
    if (peek(c) == '\0') return;
    const spec_item *one = &c->from->items.items[c->item];
    utf8proc_int32_t point;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)one->bytes + c->at,
                                             (utf8proc_ssize_t)(one->len - c->at), &point);
    size_t behind = c->at + (size_t)(size > 0 ? size : 1);
    if (size > 0 && behind < one->len && strchr(aligns, one->bytes[behind]) != NULL) {
        spec->fill = (uint32_t)point;
        spec->align = one->bytes[behind];
        c->at = behind + 1;
        return;
    }
    take(c, aligns, &spec->align);
}

// A number or a value in braces.  False when the number is too large.
static bool take_count(cursor *c, int32_t *number, expr **value)
{
    char digit;
    if (peek(c) == '\0' && c->item < c->from->items.count) {
        *value = c->from->items.items[c->item++].value;
        c->at = 0;
        return true;
    }
    while (take(c, "0123456789", &digit)) {
        *number = (*number < 0 ? 0 : *number * 10) + (digit - '0');
        if (*number > 1000000) return false;
    }
    return true;
}

// What is wrong with the format; NULL when nothing is.
static const char *parse_spec(cursor *c, format_spec *spec)
{
    char taken;
    take_align(c, spec);
    take(c, "+- ", &spec->sign);
    spec->alternate = take(c, "#", &taken);
    spec->zero = take(c, "0", &taken);
    if (!take_count(c, &spec->width, &spec->width_expr)) return "the width is too large";
    take(c, ",_", &spec->grouping);
    if (take(c, ".", &taken)) {
        if (!take_count(c, &spec->precision, &spec->precision_expr))
            return "the precision is too large";
        if (spec->precision < 0 && spec->precision_expr == NULL)
            return "a number must follow the point";
    }
    take(c, "bcdeEfFgGnosxX%", &spec->presentation);
    return is_at_end(c) ? NULL : "unexpected text after the specification";
}

interp_part *make_spec_of(parser *p, expr *value, char conversion, spec_builder *builder)
{
    interp_part *part = arena_new(p->scratch, interp_part);   // copied by make_literal_interp
    part->value = value;
    part->conversion = conversion;
    part->span = value->span;
    if (builder == NULL) return part;
    part->spec = arena_new(p->unit, format_spec);
    part->spec->span = builder->span;
    part->spec->width = -1;
    part->spec->precision = -1;
    cursor at = {.from = builder};
    const char *fault = parse_spec(&at, part->spec);
    if (fault == NULL) return part;
    char letter = peek(&at);
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
        char *unknown = arena_copy(p->unit, "`?` is not a format type", 24);
        unknown[1] = letter;
        diag *d = diag_error(p->prog, builder->span, E0012, unknown);
        diag_help(p->prog, d, "integers take b c d o x X, floats e f g %%, strings s: `{x:>8.2f}`");
        return part;
    }
    diag_error(p->prog, builder->span, E0012, fault);
    return part;
}

char make_spec_conversion(parser *p, const token *t)
{
    size_t len;
    const char *bytes = source_text(p->prog, t->span, &len);
    return len > 1 ? bytes[1] : '\0';
}
