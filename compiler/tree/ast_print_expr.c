// SPDX-License-Identifier: MIT
// ast_print_expr.c - the dump of types, patterns and expressions.
#include "tree/ast_print.h"

void ast_print_expr_put(ast_printer *pr, const char *string)
{
    text_puts(pr->out, string);
}

void ast_print_expr_line(ast_printer *pr)
{
    text_spaces(pr->out, pr->indent * 2);
}

void ast_print_expr_quoted(ast_printer *pr, const char *bytes, size_t len)
{
    ast_print_expr_put(pr, "\"");
    text_escaped(pr->out, bytes, len);
    ast_print_expr_put(pr, "\"");
}

// ---- types and signatures ---------------------------------------------------

void ast_print_expr_types(ast_printer *pr, type_expr_list list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0) ast_print_expr_put(pr, ", ");
        ast_print_expr_type(pr, list.items[i]);
    }
}

static void print_fn_type(ast_printer *pr, const type_expr_fn *fn)
{
    ast_print_expr_put(pr, fn->is_async ? "async fn(" : "fn(");
    ast_print_expr_types(pr, fn->params);
    ast_print_expr_put(pr, ")");
    if (fn->result != NULL) {
        ast_print_expr_put(pr, " -> ");
        ast_print_expr_type(pr, fn->result);
    }
    if (fn->throws) ast_print_expr_put(pr, " throws");
    if (fn->throws_type != NULL) {
        ast_print_expr_put(pr, " ");
        ast_print_expr_type(pr, fn->throws_type);
    }
}

void ast_print_expr_type(ast_printer *pr, type_expr *t)
{
    switch (t->kind) {
    case TEXPR_BAD: ast_print_expr_put(pr, "<bad>"); return;
    case TEXPR_NAME: ast_print_expr_put(pr, type_expr_as_name(t)->name); return;
    case TEXPR_MEMBER:
        ast_print_expr_type(pr, type_expr_as_member(t)->base);
        ast_print_expr_put(pr, ".");
        ast_print_expr_put(pr, type_expr_as_member(t)->name.text);
        return;
    case TEXPR_APPLY:
        if (type_expr_as_apply(t)->is_async) ast_print_expr_put(pr, "async ");
        ast_print_expr_type(pr, type_expr_as_apply(t)->base);
        if (type_expr_as_apply(t)->args.count == 0) return;
        ast_print_expr_put(pr, "[");
        ast_print_expr_types(pr, type_expr_as_apply(t)->args);
        ast_print_expr_put(pr, "]");
        return;
    case TEXPR_OPTIONAL: {
        type_expr *base = type_expr_as_optional(t)->base;
        ast_print_expr_put(pr, base->kind == TEXPR_FN ? "(" : "");
        ast_print_expr_type(pr, base);
        ast_print_expr_put(pr, base->kind == TEXPR_FN ? ")?" : "?");
        return;
    }
    case TEXPR_THROWS:
        ast_print_expr_put(pr, "(");
        ast_print_expr_type(pr, type_expr_as_throws(t)->base);
        ast_print_expr_put(pr, " throws");
        if (type_expr_as_throws(t)->error != NULL) {
            ast_print_expr_put(pr, " ");
            ast_print_expr_type(pr, type_expr_as_throws(t)->error);
        }
        ast_print_expr_put(pr, ")");
        return;
    case TEXPR_TUPLE:
        ast_print_expr_put(pr, "(");
        ast_print_expr_types(pr, type_expr_as_tuple(t)->items);
        ast_print_expr_put(pr, ")");
        return;
    case TEXPR_FN: print_fn_type(pr, type_expr_as_fn(t)); return;
    case TEXPR_KIND_COUNT: break;
    }
    assert(false);
}

static void print_param(ast_printer *pr, const param *one)
{
    if (one->direction == PARAM_OUT) ast_print_expr_put(pr, "out ");
    if (one->direction == PARAM_INOUT) ast_print_expr_put(pr, "inout ");
    ast_print_expr_put(pr, one->name.text != NULL ? one->name.text : "<bad>");
    if (one->written != NULL) {
        ast_print_expr_put(pr, one->is_variadic ? ": ..." : ": ");
        ast_print_expr_type(pr, one->written);
    }
    if (one->init != NULL) {
        ast_print_expr_put(pr, " = ");
        ast_print_expr(pr, one->init);
    }
}

void ast_print_expr_params(ast_printer *pr, param_list params)
{
    ast_print_expr_put(pr, "(");
    for (uint32_t i = 0; i < params.count; i++) {
        if (i > 0) ast_print_expr_put(pr, ", ");
        print_param(pr, params.items[i]);
    }
    ast_print_expr_put(pr, ")");
}

void ast_print_expr_type_params(ast_printer *pr, type_param_list list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        ast_print_expr_put(pr, i == 0 ? "[" : ", ");
        ast_print_expr_put(pr, list.items[i].name.text);
        for (uint32_t k = 0; k < list.items[i].bounds.count; k++) {
            ast_print_expr_put(pr, k == 0 ? ": " : " + ");
            ast_print_expr_type(pr, list.items[i].bounds.items[k]);
        }
    }
    if (list.count > 0) ast_print_expr_put(pr, "]");
}

// What follows `fn` or `fn name`.
void ast_print_expr_signature(ast_printer *pr, const fn_signature *sig)
{
    ast_print_expr_type_params(pr, sig->type_params);
    if (sig->is_open) ast_print_expr_put(pr, "(...)");
    else ast_print_expr_params(pr, sig->params);
    if (sig->result != NULL) {
        ast_print_expr_put(pr, " -> ");
        ast_print_expr_type(pr, sig->result);
    }
    if (sig->throws) ast_print_expr_put(pr, sig->throws_list.count > 0 ? " throws " : " throws");
    ast_print_expr_types(pr, sig->throws_list);
}

// ---- patterns ---------------------------------------------------------------

static void print_case_pattern(ast_printer *pr, const pattern_case *held)
{
    for (uint32_t i = 0; i < held->path.count; i++) {
        if (i > 0) ast_print_expr_put(pr, ".");
        ast_print_expr_put(pr, held->path.items[i].text);
    }
    if (!held->has_payload) return;
    ast_print_expr_put(pr, "(");
    for (uint32_t i = 0; i < held->args.count; i++) {
        const pattern_arg *arg = &held->args.items[i];
        if (i > 0) ast_print_expr_put(pr, ", ");
        if (arg->name.text != NULL) text_printf(pr->out, "%s: ", arg->name.text);
        ast_print_expr_pattern(pr, arg->value);
    }
    ast_print_expr_put(pr, ")");
}

static void print_patterns(ast_printer *pr, pattern_list list, const char *between)
{
    ast_print_expr_put(pr, "(");
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0) ast_print_expr_put(pr, between);
        ast_print_expr_pattern(pr, list.items[i]);
    }
    ast_print_expr_put(pr, ")");
}

void ast_print_expr_pattern(ast_printer *pr, pattern *held)
{
    switch (held->kind) {
    case PATTERN_BAD: ast_print_expr_put(pr, "<bad>"); return;
    case PATTERN_WILDCARD: ast_print_expr_put(pr, "_"); return;
    case PATTERN_NAME: ast_print_expr_put(pr, pattern_as_name(held)->name); return;
    case PATTERN_CASE: print_case_pattern(pr, pattern_as_case(held)); return;
    case PATTERN_LITERAL: ast_print_expr(pr, pattern_as_literal(held)->value); return;
    case PATTERN_RANGE:
        ast_print_expr(pr, pattern_as_range(held)->low);
        ast_print_expr_put(pr, pattern_as_range(held)->inclusive ? "..=" : "..");
        ast_print_expr(pr, pattern_as_range(held)->high);
        return;
    case PATTERN_TUPLE: print_patterns(pr, pattern_as_tuple(held)->items, ", "); return;
    case PATTERN_TYPE:
        ast_print_expr_pattern(pr, pattern_as_type(held)->value);
        ast_print_expr_put(pr, ": ");
        ast_print_expr_type(pr, pattern_as_type(held)->written);
        return;
    case PATTERN_OR: print_patterns(pr, pattern_as_or(held)->items, " | "); return;
    case PATTERN_KIND_COUNT: break;
    }
    assert(false);
}

void ast_print_expr_names(ast_printer *pr, pattern *index, pattern *item)
{
    if (index != NULL) {
        ast_print_expr_pattern(pr, index);
        ast_print_expr_put(pr, ", ");
    }
    ast_print_expr_pattern(pr, item);
}

// ---- expressions ------------------------------------------------------------

// ` key e`, when there is an e.
void ast_print_expr_part(ast_printer *pr, const char *key, expr *e)
{
    if (e == NULL) return;
    text_printf(pr->out, key[0] == '\0' ? " %s" : " %s ", key);
    ast_print_expr(pr, e);
}

static void print_exprs(ast_printer *pr, expr_list list, const char *between)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0) ast_print_expr_put(pr, between);
        ast_print_expr(pr, list.items[i]);
    }
}

static void print_spec(ast_printer *pr, const format_spec *spec)
{
    ast_print_expr_put(pr, " :");
    if (spec->fill != 0) text_utf8(pr->out, spec->fill);
    if (spec->align != 0) text_putc(pr->out, spec->align);
    if (spec->sign != 0) text_putc(pr->out, spec->sign);
    if (spec->alternate) ast_print_expr_put(pr, "#");
    if (spec->zero) ast_print_expr_put(pr, "0");
    if (spec->width >= 0) text_printf(pr->out, "%d", spec->width);
    if (spec->width_expr != NULL) ast_print_expr_part(pr, "width", spec->width_expr);
    if (spec->grouping != 0) text_putc(pr->out, spec->grouping);
    if (spec->precision >= 0) text_printf(pr->out, ".%d", spec->precision);
    if (spec->precision_expr != NULL) ast_print_expr_part(pr, "precision", spec->precision_expr);
    if (spec->presentation != 0) text_putc(pr->out, spec->presentation);
}

static void print_interp(ast_printer *pr, const expr_interp *e)
{
    ast_print_expr_put(pr, "(interp");
    for (uint32_t i = 0; i < e->parts.count; i++) {
        const interp_part *part = &e->parts.items[i];
        ast_print_expr_put(pr, " ");
        if (part->value == NULL) {
            ast_print_expr_quoted(pr, part->bytes, part->len);
            continue;
        }
        ast_print_expr_put(pr, "{");
        ast_print_expr(pr, part->value);
        if (part->conversion != 0) text_printf(pr->out, " !%c", part->conversion);
        if (part->spec != NULL) print_spec(pr, part->spec);
        ast_print_expr_put(pr, "}");
    }
    ast_print_expr_put(pr, ")");
}

static void print_comprehension(ast_printer *pr, const expr_comprehension *e)
{
    ast_print_expr_put(pr, "[");
    if (e->key != NULL) {
        ast_print_expr(pr, e->key);
        ast_print_expr_put(pr, ": ");
    }
    ast_print_expr(pr, e->value);
    for (uint32_t i = 0; i < e->clauses.count; i++) {
        const comp_clause *one = &e->clauses.items[i];
        ast_print_expr_put(pr, one->is_if ? " if " : one->is_async ? " async for " : " for ");
        if (!one->is_if) {
            ast_print_expr_names(pr, one->index, one->item);
            ast_print_expr_put(pr, " in ");
        }
        ast_print_expr(pr, one->value);
    }
    ast_print_expr_put(pr, "]");
}

static void print_map(ast_printer *pr, const expr_map_literal *e)
{
    ast_print_expr_put(pr, e->items.count == 0 ? "[:" : "[");
    for (uint32_t i = 0; i < e->items.count; i++) {
        if (i > 0) ast_print_expr_put(pr, ", ");
        ast_print_expr(pr, e->items.items[i].key);
        ast_print_expr_put(pr, ": ");
        ast_print_expr(pr, e->items.items[i].value);
    }
    ast_print_expr_put(pr, "]");
}

static void print_chain(ast_printer *pr, const expr_chain *e)
{
    ast_print_expr_put(pr, "(");
    ast_print_expr(pr, e->first);
    for (uint32_t i = 0; i < e->links.count; i++)
        ast_print_expr_part(pr, ast_op_text(e->links.items[i].op), e->links.items[i].operand);
    ast_print_expr_put(pr, ")");
}

static void print_call(ast_printer *pr, const expr_call *e)
{
    ast_print_expr_put(pr, "(call ");
    ast_print_expr(pr, e->callee);
    for (uint32_t i = 0; i < e->args.count; i++) {
        const call_arg *arg = &e->args.items[i];
        ast_print_expr_put(pr, " ");
        if (arg->name.text != NULL) text_printf(pr->out, "%s: ", arg->name.text);
        ast_print_expr(pr, arg->value);
        if (arg->is_spread) ast_print_expr_put(pr, "...");
    }
    ast_print_expr_put(pr, ")");
}

static void print_closure(ast_printer *pr, const expr_closure *e)
{
    ast_print_expr_put(pr, e->signature.is_async ? "(async fn" : "(fn");
    ast_print_expr_signature(pr, &e->signature);
    if (e->value != NULL) {
        ast_print_expr_part(pr, "=>", e->value);
    } else {
        ast_print_expr_put(pr, " {\n");
        ast_print_block(pr, e->body);
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, "}");
    }
    ast_print_expr_put(pr, ")");
}

static void print_spawn(ast_printer *pr, const expr_spawn *e)
{
    ast_print_expr_put(pr, "(spawn ");
    ast_print_expr(pr, e->call);
    ast_print_expr_part(pr, "on", e->on);
    ast_print_expr_part(pr, "in", e->in);
    ast_print_expr_part(pr, "as", e->as);
    ast_print_expr_put(pr, ")");
}

static void print_slice(ast_printer *pr, const expr_slice *e)
{
    ast_print_expr(pr, e->base);
    ast_print_expr_put(pr, "[");
    if (e->low != NULL) ast_print_expr(pr, e->low);
    ast_print_expr_put(pr, ":");
    if (e->high != NULL) ast_print_expr(pr, e->high);
    ast_print_expr_put(pr, "]");
}

// Names and literals: what has no parts.  False for the rest.
static bool print_leaf(ast_printer *pr, expr *e)
{
    switch (e->kind) {
    case EXPR_BAD: ast_print_expr_put(pr, "<bad>"); return true;
    case EXPR_NAME: ast_print_expr_put(pr, expr_as_name(e)->name); return true;
    case EXPR_INT: text_wide(pr->out, expr_as_int(e)->value); return true;
    case EXPR_FLOAT: text_printf(pr->out, "%.17gf", expr_as_float(e)->value); return true;
    case EXPR_BOOL:
        ast_print_expr_put(pr, expr_as_boolean(e)->value ? "true" : "false");
        return true;
    case EXPR_NONE: ast_print_expr_put(pr, "none"); return true;
    case EXPR_CHAR: text_printf(pr->out, "'U+%04X'", expr_as_char(e)->value); return true;
    case EXPR_DURATION:
        text_printf(pr->out, "%lldns", (long long)expr_as_duration(e)->value);
        return true;
    case EXPR_STR:
        ast_print_expr_quoted(pr, expr_as_str(e)->bytes, expr_as_str(e)->len);
        return true;
    case EXPR_BYTES:
        ast_print_expr_put(pr, "b");
        ast_print_expr_quoted(pr, expr_as_bytes(e)->bytes, expr_as_bytes(e)->len);
        return true;
    default: return false;
    }
}

// A statement inside an expression, on lines of its own.
static void print_held_stmt(ast_printer *pr, const char *open, stmt *held)
{
    ast_print_expr_put(pr, open);
    pr->indent++;
    ast_print_stmt(pr, held);
    pr->indent--;
    ast_print_expr_line(pr);
    ast_print_expr_put(pr, ")");
}

// `(word e)`
static void print_around(ast_printer *pr, const char *word, expr *e)
{
    text_printf(pr->out, "(%s ", word);
    ast_print_expr(pr, e);
    ast_print_expr_put(pr, ")");
}

void ast_print_expr(ast_printer *pr, expr *e)
{
    if (print_leaf(pr, e)) return;
    switch (e->kind) {
    case EXPR_INTERP: print_interp(pr, expr_as_interp(e)); break;
    case EXPR_LIST:
        ast_print_expr_put(pr, "[");
        print_exprs(pr, expr_as_list_literal(e)->items, ", ");
        ast_print_expr_put(pr, "]");
        break;
    case EXPR_MAP: print_map(pr, expr_as_map_literal(e)); break;
    case EXPR_TUPLE:
        ast_print_expr_put(pr, "(tuple ");
        print_exprs(pr, expr_as_tuple(e)->items, " ");
        ast_print_expr_put(pr, ")");
        break;
    case EXPR_COMPREHENSION: print_comprehension(pr, expr_as_comprehension(e)); break;
    case EXPR_RANGE:
        ast_print_expr_put(pr, "(");
        ast_print_expr(pr, expr_as_range(e)->low);
        ast_print_expr_part(pr, expr_as_range(e)->inclusive ? "..=" : "..", expr_as_range(e)->high);
        ast_print_expr_put(pr, ")");
        break;
    case EXPR_UNARY:
        print_around(pr, ast_op_text(expr_as_unary(e)->op), expr_as_unary(e)->operand);
        break;
    case EXPR_CHAIN: print_chain(pr, expr_as_chain(e)); break;
    case EXPR_BINARY:
        ast_print_expr_put(pr, "(");
        ast_print_expr(pr, expr_as_binary(e)->left);
        ast_print_expr_part(pr, ast_op_text(expr_as_binary(e)->op), expr_as_binary(e)->right);
        ast_print_expr_put(pr, ")");
        break;
    case EXPR_CALL: print_call(pr, expr_as_call(e)); break;
    case EXPR_INDEX:
        ast_print_expr(pr, expr_as_index(e)->base);
        ast_print_expr_put(pr, "[");
        print_exprs(pr, expr_as_index(e)->args, ", ");
        ast_print_expr_put(pr, "]");
        break;
    case EXPR_SLICE: print_slice(pr, expr_as_slice(e)); break;
    case EXPR_MEMBER:
        ast_print_expr(pr, expr_as_member(e)->base);
        text_printf(pr->out, ".%s", expr_as_member(e)->name.text);
        break;
    case EXPR_UNWRAP: print_around(pr, "!", expr_as_unwrap(e)->operand); break;
    case EXPR_CLOSURE: print_closure(pr, expr_as_closure(e)); break;
    case EXPR_AWAIT: print_around(pr, "await", expr_as_await(e)->operand); break;
    case EXPR_SPAWN: print_spawn(pr, expr_as_spawn(e)); break;
    case EXPR_YIELD:
        ast_print_expr_put(pr, expr_as_yield(e)->is_from ? "(yield from" : "(yield");
        if (expr_as_yield(e)->value != NULL) ast_print_expr_part(pr, "", expr_as_yield(e)->value);
        ast_print_expr_put(pr, ")");
        break;
    case EXPR_CHOICE: print_held_stmt(pr, "(choice\n", expr_as_choice(e)->choice); break;
    case EXPR_LEAVE: print_held_stmt(pr, "(leave\n", expr_as_leave(e)->leave); break;
    case EXPR_TYPE:
        ast_print_expr_put(pr, "(type ");
        ast_print_expr_type(pr, expr_as_type(e)->written);
        ast_print_expr_put(pr, ")");
        break;
    default: assert(false);
    }
}
