// SPDX-License-Identifier: MIT
// check_witness.c - the report about a match that does not take every value.
//
// What is missing is shown as a pattern, which can be added as it stands, or in words where one
// value of very many would say nothing.
#include "check/check_cover.h"

#include "sema/const.h"

static void print_number(text *out, const cover *p)
{
    ast_wide bits = check_cover_is_signed(p->type) ? p->low ^ ((ast_wide)1 << 127) : p->low;
    if (p->type->kind == TYPE_CHAR && bits >= 0x20 && bits != 0x7F && bits < 0xD800) {
        text_putc(out, '\'');
        text_utf8(out, (uint32_t)bits);
        text_putc(out, '\'');
        return;
    }
    constant value = {.kind = CONST_INT};
    value.negative = check_cover_is_signed(p->type) && (bits >> 127) != 0;
    value.magnitude = value.negative ? ~bits + 1 : bits;
    const_print(out, &value);
    if (p->type->kind == TYPE_DURATION) text_puts(out, "ns");
}

// One value of many says nothing: `case 1 { }` alone misses the least int, and all others.
static bool is_many(const cover *p)
{
    return p->kind == COVER_ANY || (p->kind == COVER_RANGE && p->low != p->high);
}

static bool is_open_some(const cover *p)
{
    return p->type->kind == TYPE_OPTIONAL && p->index == 1 && is_many(p->parts[0]);
}

static void print_cover(text *out, const cover *p)
{
    if (p->kind == COVER_RANGE && !is_many(p)) {
        print_number(out, p);
        return;
    }
    if (p->kind != COVER_CASE) {
        text_putc(out, '_');
        return;
    }
    const type *t = p->type;
    if (t->kind == TYPE_OPTIONAL) {
        if (p->index == 0) text_puts(out, "none");
        else if (is_open_some(p)) text_putc(out, '_');
        else print_cover(out, p->parts[0]);
        return;
    }
    if (t->kind == TYPE_BOOL) {
        text_puts(out, p->index == 1 ? "true" : "false");
        return;
    }
    if (t->kind == TYPE_ENUM) text_puts(out, t->decl->cases[p->index].name);
    if (p->count == 0) return;
    text_putc(out, '(');
    for (uint32_t i = 0; i < p->count; i++) {
        if (i > 0) text_puts(out, ", ");
        print_cover(out, p->parts[i]);
    }
    text_putc(out, ')');
}

// What an arm has to take for the match to be complete, or in words when that is no pattern.
static bool print_missing(checker *c, text *out, const cover *missing)
{
    if (missing == NULL) {
        text_puts(out, "every value, as far as the compiler can check");
    } else if (is_many(missing) || missing->kind == COVER_TEXT) {
        text_puts(out, check_expr_format(c, "every %T", missing->type));
    } else if (missing->kind == COVER_CASE && is_open_some(missing)) {
        text_puts(out, "every value that is not none");
    } else {
        print_cover(out, missing);
        return true;
    }
    return false;
}

void check_witness(checker *c, const stmt_match *m, const cover *missing, const type *t)
{
    text what;
    text_init(&what);
    bool is_pattern = print_missing(c, &what, missing);
    const char *shown = text_string(&what);
    span at = span_to((span){m->head.span.start, m->head.span.start + 5}, m->value->span);
    program *prog = c->prog;
    diag *d = diag_error(prog, at, E0701,
                         is_pattern ? check_expr_format(c, "%N", shown) : shown);
    if ((t->kind == TYPE_ENUM) && t->decl->symbol != NULL) {
        diag_label(prog, d, t->decl->symbol->span, "its cases are declared here");
    }
    if (is_pattern) diag_help(prog, d, "add `case %s { ... }`, or `else { ... }`", shown);
    else diag_help(prog, d, "add `else { ... }`");
    text_fini(&what);
}
