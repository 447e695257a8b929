// SPDX-License-Identifier: MIT
// ast_print.c - the stable dump of a tree: --emit=ast, and the goldens.
//
// One line a statement, indented by its depth; expressions on that line with
// all their brackets, so that precedence shows:
//
//     fn total(xs: list[int]) -> int
//       let sum = (+ (call f xs[(- 1)]) + 2)
//
// Annotations of the checker are not printed: the dump is that of the syntax.
#include <string.h>

#include "ast.h"

typedef struct printer {
    text *out;
    size_t indent;
} printer;

static void print_expr(printer *pr, expr *e);
static void print_type(printer *pr, type_expr *t);
static void print_pattern(printer *pr, pattern *held);
static void print_block(printer *pr, const block *body);
static void print_decl(printer *pr, decl *d);

static void put(printer *pr, const char *string)
{
    text_puts(pr->out, string);
}

static void start_line(printer *pr)
{
    text_spaces(pr->out, pr->indent * 2);
}

static void put_quoted(printer *pr, const char *bytes, size_t len)
{
    put(pr, "\"");
    text_escaped(pr->out, bytes, len);
    put(pr, "\"");
}

// ---- types and signatures --------------------------------------------------------

static void print_types(printer *pr, type_expr_list list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0) put(pr, ", ");
        print_type(pr, list.items[i]);
    }
}

static void print_fn_type(printer *pr, const type_expr_fn *fn)
{
    put(pr, fn->is_async ? "async fn(" : "fn(");
    print_types(pr, fn->params);
    put(pr, ")");
    if (fn->result != NULL) {
        put(pr, " -> ");
        print_type(pr, fn->result);
    }
    if (fn->throws) put(pr, " throws");
    if (fn->throws_type != NULL) {
        put(pr, " ");
        print_type(pr, fn->throws_type);
    }
}

static void print_type(printer *pr, type_expr *t)
{
    switch (t->kind) {
    case TEXPR_BAD: put(pr, "<bad>"); return;
    case TEXPR_NAME: put(pr, type_expr_as_name(t)->name); return;
    case TEXPR_MEMBER:
        print_type(pr, type_expr_as_member(t)->base);
        put(pr, ".");
        put(pr, type_expr_as_member(t)->name.text);
        return;
    case TEXPR_APPLY:
        print_type(pr, type_expr_as_apply(t)->base);
        put(pr, "[");
        print_types(pr, type_expr_as_apply(t)->args);
        put(pr, "]");
        return;
    case TEXPR_OPTIONAL: {
        type_expr *base = type_expr_as_optional(t)->base;
        put(pr, base->kind == TEXPR_FN ? "(" : "");
        print_type(pr, base);
        put(pr, base->kind == TEXPR_FN ? ")?" : "?");
        return;
    }
    case TEXPR_TUPLE:
        put(pr, "(");
        print_types(pr, type_expr_as_tuple(t)->items);
        put(pr, ")");
        return;
    case TEXPR_FN: print_fn_type(pr, type_expr_as_fn(t)); return;
    case TEXPR_KIND_COUNT: break;
    }
    assert(false);
}

static void print_param(printer *pr, const param *one)
{
    put(pr, one->name.text != NULL ? one->name.text : "<bad>");
    if (one->written != NULL) {
        put(pr, one->is_variadic ? ": ..." : ": ");
        print_type(pr, one->written);
    }
    if (one->init != NULL) {
        put(pr, " = ");
        print_expr(pr, one->init);
    }
}

static void print_params(printer *pr, param_list params)
{
    put(pr, "(");
    for (uint32_t i = 0; i < params.count; i++) {
        if (i > 0) put(pr, ", ");
        print_param(pr, params.items[i]);
    }
    put(pr, ")");
}

static void print_type_params(printer *pr, type_param_list list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        put(pr, i == 0 ? "[" : ", ");
        put(pr, list.items[i].name.text);
        if (list.items[i].bound != NULL) {
            put(pr, ": ");
            print_type(pr, list.items[i].bound);
        }
    }
    if (list.count > 0) put(pr, "]");
}

// What stands behind `fn` or `fn name`.
static void print_signature(printer *pr, const fn_signature *sig)
{
    print_type_params(pr, sig->type_params);
    if (sig->is_open)
        put(pr, "(...)");
    else
        print_params(pr, sig->params);
    if (sig->result != NULL) {
        put(pr, " -> ");
        print_type(pr, sig->result);
    }
    if (sig->throws) put(pr, sig->throws_list.count > 0 ? " throws " : " throws");
    print_types(pr, sig->throws_list);
}

// ---- patterns ----------------------------------------------------------------------

static void print_case_pattern(printer *pr, const pattern_case *held)
{
    for (uint32_t i = 0; i < held->path.count; i++) {
        if (i > 0) put(pr, ".");
        put(pr, held->path.items[i].text);
    }
    if (!held->has_payload) return;
    put(pr, "(");
    for (uint32_t i = 0; i < held->args.count; i++) {
        const pattern_arg *arg = &held->args.items[i];
        if (i > 0) put(pr, ", ");
        if (arg->name.text != NULL) text_printf(pr->out, "%s: ", arg->name.text);
        print_pattern(pr, arg->value);
    }
    put(pr, ")");
}

static void print_patterns(printer *pr, pattern_list list, const char *between)
{
    put(pr, "(");
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0) put(pr, between);
        print_pattern(pr, list.items[i]);
    }
    put(pr, ")");
}

static void print_pattern(printer *pr, pattern *held)
{
    switch (held->kind) {
    case PATTERN_BAD: put(pr, "<bad>"); return;
    case PATTERN_WILDCARD: put(pr, "_"); return;
    case PATTERN_NAME: put(pr, pattern_as_name(held)->name); return;
    case PATTERN_CASE: print_case_pattern(pr, pattern_as_case(held)); return;
    case PATTERN_LITERAL: print_expr(pr, pattern_as_literal(held)->value); return;
    case PATTERN_RANGE:
        print_expr(pr, pattern_as_range(held)->low);
        put(pr, pattern_as_range(held)->inclusive ? "..=" : "..");
        print_expr(pr, pattern_as_range(held)->high);
        return;
    case PATTERN_TUPLE: print_patterns(pr, pattern_as_tuple(held)->items, ", "); return;
    case PATTERN_OR: print_patterns(pr, pattern_as_or(held)->items, " | "); return;
    case PATTERN_KIND_COUNT: break;
    }
    assert(false);
}

static void print_names(printer *pr, pattern *index, pattern *item)
{
    if (index != NULL) {
        print_pattern(pr, index);
        put(pr, ", ");
    }
    print_pattern(pr, item);
}

// ---- expressions ---------------------------------------------------------------------

static void print_wide(printer *pr, ast_wide value)
{
    char digits[40];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value != 0);
    text_add(pr->out, digits + at, sizeof digits - at);
}

// ` key e`, when there is an e.
static void print_part(printer *pr, const char *key, expr *e)
{
    if (e == NULL) return;
    text_printf(pr->out, key[0] == '\0' ? " %s" : " %s ", key);
    print_expr(pr, e);
}

static void print_exprs(printer *pr, expr_list list, const char *between)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (i > 0) put(pr, between);
        print_expr(pr, list.items[i]);
    }
}

static void print_spec(printer *pr, const format_spec *spec)
{
    put(pr, " :");
    if (spec->fill != 0) text_utf8(pr->out, spec->fill);
    if (spec->align != 0) text_putc(pr->out, spec->align);
    if (spec->sign != 0) text_putc(pr->out, spec->sign);
    if (spec->alternate) put(pr, "#");
    if (spec->zero) put(pr, "0");
    if (spec->width >= 0) text_printf(pr->out, "%d", spec->width);
    if (spec->width_expr != NULL) print_part(pr, "width", spec->width_expr);
    if (spec->grouping != 0) text_putc(pr->out, spec->grouping);
    if (spec->precision >= 0) text_printf(pr->out, ".%d", spec->precision);
    if (spec->precision_expr != NULL) print_part(pr, "precision", spec->precision_expr);
    if (spec->presentation != 0) text_putc(pr->out, spec->presentation);
}

static void print_interp(printer *pr, const expr_interp *e)
{
    put(pr, "(interp");
    for (uint32_t i = 0; i < e->parts.count; i++) {
        const interp_part *part = &e->parts.items[i];
        put(pr, " ");
        if (part->value == NULL) {
            put_quoted(pr, part->bytes, part->len);
            continue;
        }
        put(pr, "{");
        print_expr(pr, part->value);
        if (part->conversion != 0) text_printf(pr->out, " !%c", part->conversion);
        if (part->spec != NULL) print_spec(pr, part->spec);
        put(pr, "}");
    }
    put(pr, ")");
}

static void print_comprehension(printer *pr, const expr_comprehension *e)
{
    put(pr, "[");
    if (e->key != NULL) {
        print_expr(pr, e->key);
        put(pr, ": ");
    }
    print_expr(pr, e->value);
    for (uint32_t i = 0; i < e->clauses.count; i++) {
        const comp_clause *one = &e->clauses.items[i];
        put(pr, one->is_if ? " if " : one->is_async ? " async for " : " for ");
        if (!one->is_if) {
            print_names(pr, one->index, one->item);
            put(pr, " in ");
        }
        print_expr(pr, one->value);
    }
    put(pr, "]");
}

static void print_map(printer *pr, const expr_map_literal *e)
{
    put(pr, e->items.count == 0 ? "[:" : "[");
    for (uint32_t i = 0; i < e->items.count; i++) {
        if (i > 0) put(pr, ", ");
        print_expr(pr, e->items.items[i].key);
        put(pr, ": ");
        print_expr(pr, e->items.items[i].value);
    }
    put(pr, "]");
}

static void print_chain(printer *pr, const expr_chain *e)
{
    put(pr, "(");
    print_expr(pr, e->first);
    for (uint32_t i = 0; i < e->links.count; i++)
        print_part(pr, ast_op_text(e->links.items[i].op), e->links.items[i].operand);
    put(pr, ")");
}

static void print_call(printer *pr, const expr_call *e)
{
    put(pr, "(call ");
    print_expr(pr, e->callee);
    for (uint32_t i = 0; i < e->args.count; i++) {
        const call_arg *arg = &e->args.items[i];
        put(pr, " ");
        if (arg->name.text != NULL) text_printf(pr->out, "%s: ", arg->name.text);
        print_expr(pr, arg->value);
        if (arg->is_spread) put(pr, "...");
    }
    put(pr, ")");
}

static void print_closure(printer *pr, const expr_closure *e)
{
    put(pr, e->signature.is_async ? "(async fn" : "(fn");
    print_signature(pr, &e->signature);
    if (e->value != NULL) {
        print_part(pr, "=>", e->value);
    } else {
        put(pr, " {\n");
        print_block(pr, e->body);
        start_line(pr);
        put(pr, "}");
    }
    put(pr, ")");
}

static void print_spawn(printer *pr, const expr_spawn *e)
{
    put(pr, "(spawn ");
    print_expr(pr, e->call);
    print_part(pr, "on", e->on);
    print_part(pr, "in", e->in);
    print_part(pr, "as", e->as);
    put(pr, ")");
}

static void print_slice(printer *pr, const expr_slice *e)
{
    print_expr(pr, e->base);
    put(pr, "[");
    if (e->low != NULL) print_expr(pr, e->low);
    put(pr, ":");
    if (e->high != NULL) print_expr(pr, e->high);
    put(pr, "]");
}

// Names and literals: what has no parts.  False for the rest.
static bool print_leaf(printer *pr, expr *e)
{
    switch (e->kind) {
    case EXPR_BAD: put(pr, "<bad>"); return true;
    case EXPR_NAME: put(pr, expr_as_name(e)->name); return true;
    case EXPR_INT: print_wide(pr, expr_as_int(e)->value); return true;
    case EXPR_FLOAT: text_printf(pr->out, "%.17gf", expr_as_float(e)->value); return true;
    case EXPR_BOOL: put(pr, expr_as_boolean(e)->value ? "true" : "false"); return true;
    case EXPR_NONE: put(pr, "none"); return true;
    case EXPR_CHAR: text_printf(pr->out, "'U+%04X'", expr_as_char(e)->value); return true;
    case EXPR_DURATION:
        text_printf(pr->out, "%lldns", (long long)expr_as_duration(e)->value);
        return true;
    case EXPR_STR: put_quoted(pr, expr_as_str(e)->bytes, expr_as_str(e)->len); return true;
    case EXPR_BYTES:
        put(pr, "b");
        put_quoted(pr, expr_as_bytes(e)->bytes, expr_as_bytes(e)->len);
        return true;
    default: return false;
    }
}

// `(word e)`
static void print_around(printer *pr, const char *word, expr *e)
{
    text_printf(pr->out, "(%s ", word);
    print_expr(pr, e);
    put(pr, ")");
}

static void print_expr(printer *pr, expr *e)
{
    if (print_leaf(pr, e)) return;
    switch (e->kind) {
    case EXPR_INTERP: print_interp(pr, expr_as_interp(e)); break;
    case EXPR_LIST:
        put(pr, "[");
        print_exprs(pr, expr_as_list_literal(e)->items, ", ");
        put(pr, "]");
        break;
    case EXPR_MAP: print_map(pr, expr_as_map_literal(e)); break;
    case EXPR_TUPLE:
        put(pr, "(tuple ");
        print_exprs(pr, expr_as_tuple(e)->items, " ");
        put(pr, ")");
        break;
    case EXPR_COMPREHENSION: print_comprehension(pr, expr_as_comprehension(e)); break;
    case EXPR_RANGE:
        put(pr, "(");
        print_expr(pr, expr_as_range(e)->low);
        print_part(pr, expr_as_range(e)->inclusive ? "..=" : "..", expr_as_range(e)->high);
        put(pr, ")");
        break;
    case EXPR_UNARY:
        print_around(pr, ast_op_text(expr_as_unary(e)->op), expr_as_unary(e)->operand);
        break;
    case EXPR_CHAIN: print_chain(pr, expr_as_chain(e)); break;
    case EXPR_BINARY:
        put(pr, "(");
        print_expr(pr, expr_as_binary(e)->left);
        print_part(pr, ast_op_text(expr_as_binary(e)->op), expr_as_binary(e)->right);
        put(pr, ")");
        break;
    case EXPR_CALL: print_call(pr, expr_as_call(e)); break;
    case EXPR_INDEX:
        print_expr(pr, expr_as_index(e)->base);
        put(pr, "[");
        print_exprs(pr, expr_as_index(e)->args, ", ");
        put(pr, "]");
        break;
    case EXPR_SLICE: print_slice(pr, expr_as_slice(e)); break;
    case EXPR_MEMBER:
        print_expr(pr, expr_as_member(e)->base);
        text_printf(pr->out, ".%s", expr_as_member(e)->name.text);
        break;
    case EXPR_UNWRAP: print_around(pr, "!", expr_as_unwrap(e)->operand); break;
    case EXPR_CLOSURE: print_closure(pr, expr_as_closure(e)); break;
    case EXPR_AWAIT: print_around(pr, "await", expr_as_await(e)->operand); break;
    case EXPR_SPAWN: print_spawn(pr, expr_as_spawn(e)); break;
    case EXPR_YIELD:
        put(pr, expr_as_yield(e)->is_from ? "(yield from" : "(yield");
        if (expr_as_yield(e)->value != NULL) print_part(pr, "", expr_as_yield(e)->value);
        put(pr, ")");
        break;
    case EXPR_TYPE:
        put(pr, "(type ");
        print_type(pr, expr_as_type(e)->written);
        put(pr, ")");
        break;
    default: assert(false);
    }
}

// ---- statements ------------------------------------------------------------------------

static void print_stmt(printer *pr, stmt *s);

static void print_block(printer *pr, const block *body)
{
    pr->indent++;
    for (uint32_t i = 0; i < body->stmts.count; i++) print_stmt(pr, body->stmts.items[i]);
    pr->indent--;
}

// A line with a word, then the block below it; nothing without a block.
static void print_word_block(printer *pr, const char *word, const block *body)
{
    if (body == NULL) return;
    start_line(pr);
    text_printf(pr->out, "%s\n", word);
    print_block(pr, body);
}

static void print_condition(printer *pr, const condition *test)
{
    if (test->binding != NULL) {
        put(pr, test->is_var ? "var " : "let ");
        print_pattern(pr, test->binding);
        put(pr, " = ");
    }
    print_expr(pr, test->value);
}

static void print_if(printer *pr, const stmt_if *s)
{
    for (uint32_t i = 0; i < s->arms.count; i++) {
        if (i > 0) start_line(pr);
        put(pr, i > 0 ? "else if " : "if ");
        print_condition(pr, &s->arms.items[i].test);
        put(pr, "\n");
        print_block(pr, s->arms.items[i].body);
    }
    print_word_block(pr, "else", s->else_body);
}

static void print_label(printer *pr, ast_name label)
{
    if (label.text != NULL) text_printf(pr->out, "%s: ", label.text);
}

static void print_loop(printer *pr, stmt *s)
{
    if (s->kind == STMT_WHILE) {
        const stmt_while *loop = stmt_as_while(s);
        print_label(pr, loop->label);
        put(pr, "while ");
        print_condition(pr, &loop->test);
        put(pr, "\n");
        print_block(pr, loop->body);
        print_word_block(pr, "else", loop->else_body);
        return;
    }
    const stmt_for *loop = stmt_as_for(s);
    print_label(pr, loop->label);
    put(pr, loop->is_async ? "async for " : "for ");
    print_names(pr, loop->index, loop->item);
    print_part(pr, "in", loop->iterable);
    put(pr, "\n");
    print_block(pr, loop->body);
    print_word_block(pr, "else", loop->else_body);
}

static void print_match(printer *pr, const stmt_match *s)
{
    put(pr, "match ");
    print_expr(pr, s->value);
    put(pr, "\n");
    pr->indent++;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const match_arm *arm = &s->arms.items[i];
        start_line(pr);
        put(pr, arm->pattern == NULL ? "else" : "case ");
        if (arm->pattern != NULL) print_pattern(pr, arm->pattern);
        print_part(pr, "if", arm->guard);
        put(pr, "\n");
        print_block(pr, arm->body);
    }
    pr->indent--;
}

static void print_with(printer *pr, const stmt_with *s)
{
    put(pr, s->is_async ? "async with " : "with ");
    for (uint32_t i = 0; i < s->items.count; i++) {
        if (i > 0) put(pr, ", ");
        print_expr(pr, s->items.items[i].value);
        if (s->items.items[i].binding == NULL) continue;
        put(pr, " as ");
        print_pattern(pr, s->items.items[i].binding);
    }
    put(pr, "\n");
    print_block(pr, s->body);
}

static void print_try(printer *pr, const stmt_try *s)
{
    put(pr, "try\n");
    print_block(pr, s->body);
    for (uint32_t i = 0; i < s->catches.count; i++) {
        const catch_clause *one = &s->catches.items[i];
        start_line(pr);
        put(pr, "catch");
        if (one->name.text != NULL) text_printf(pr->out, " %s", one->name.text);
        if (one->written != NULL) {
            put(pr, one->name.text != NULL ? ": " : " ");
            print_type(pr, one->written);
        }
        put(pr, "\n");
        print_block(pr, one->body);
    }
    print_word_block(pr, "else", s->else_body);
    print_word_block(pr, "finally", s->finally_body);
}

static void print_arms(printer *pr, const char *head, select_arm_list arms)
{
    text_printf(pr->out, "%s\n", head);
    pr->indent++;
    for (uint32_t i = 0; i < arms.count; i++) {
        const select_arm *arm = &arms.items[i];
        start_line(pr);
        put(pr, arm->kind == ARM_DEFAULT ? "default" : "case ");
        if (arm->kind == ARM_AFTER) put(pr, "after ");
        if (arm->kind == ARM_AT) put(pr, "at ");
        if (arm->binding != NULL) {
            put(pr, arm->is_var ? "var " : "let ");
            print_pattern(pr, arm->binding);
            put(pr, " = ");
        }
        if (arm->operation != NULL) print_expr(pr, arm->operation);
        print_part(pr, "if", arm->guard);
        put(pr, "\n");
        print_block(pr, arm->body);
    }
    pr->indent--;
}

static void print_group(printer *pr, const stmt_group *s)
{
    put(pr, s->is_awaited ? "await group" : "group");
    if (s->name.text != NULL) text_printf(pr->out, " %s", s->name.text);
    put(pr, "\n");
    print_block(pr, s->body);
}

static void print_timeout(printer *pr, const stmt_timeout *s)
{
    put(pr, s->is_awaited ? "await " : "");
    put(pr, s->is_at ? "timeout_at " : "timeout ");
    print_expr(pr, s->limit);
    put(pr, "\n");
    print_block(pr, s->body);
}

static void print_let(printer *pr, const stmt_let *s)
{
    put(pr, s->is_var ? "var " : "let ");
    print_pattern(pr, s->target);
    if (s->written != NULL) {
        put(pr, ": ");
        print_type(pr, s->written);
    }
    print_part(pr, "=", s->init);
}

// Statements that own blocks; they end their lines.  False for the rest.
static bool print_compound(printer *pr, stmt *s)
{
    switch (s->kind) {
    case STMT_BLOCK:
        put(pr, "block\n");
        print_block(pr, stmt_as_block(s)->body);
        return true;
    case STMT_IF: print_if(pr, stmt_as_if(s)); return true;
    case STMT_WHILE:
    case STMT_FOR: print_loop(pr, s); return true;
    case STMT_MATCH: print_match(pr, stmt_as_match(s)); return true;
    case STMT_WITH: print_with(pr, stmt_as_with(s)); return true;
    case STMT_TRY: print_try(pr, stmt_as_try(s)); return true;
    case STMT_GROUP: print_group(pr, stmt_as_group(s)); return true;
    case STMT_TIMEOUT: print_timeout(pr, stmt_as_timeout(s)); return true;
    case STMT_SHIELD:
        put(pr, stmt_as_shield(s)->is_awaited ? "await shield\n" : "shield\n");
        print_block(pr, stmt_as_shield(s)->body);
        return true;
    case STMT_RACE:
        print_arms(pr, stmt_as_race(s)->is_awaited ? "await race" : "race",
                   stmt_as_race(s)->arms);
        return true;
    case STMT_SELECT: {
        const stmt_select *select = stmt_as_select(s);
        put(pr, select->is_awaited ? "await " : "");
        print_arms(pr, select->is_first ? "select first" : "select", select->arms);
        return true;
    }
    default: return false;
    }
}

static void print_jump(printer *pr, const char *word, ast_name label, expr *value)
{
    put(pr, word);
    if (label.text != NULL) text_printf(pr->out, " %s", label.text);
    if (value != NULL) print_part(pr, "", value);
}

static void print_simple(printer *pr, stmt *s)
{
    static const ast_name none = {0};
    switch (s->kind) {
    case STMT_BAD: put(pr, "<bad>"); break;
    case STMT_EXPR: print_expr(pr, stmt_as_expr(s)->value); break;
    case STMT_LET: print_let(pr, stmt_as_let(s)); break;
    case STMT_ASSIGN:
        print_expr(pr, stmt_as_assign(s)->target);
        text_printf(pr->out, " %s= ", ast_op_text(stmt_as_assign(s)->op));
        print_expr(pr, stmt_as_assign(s)->value);
        break;
    case STMT_BREAK: print_jump(pr, "break", stmt_as_break(s)->label, NULL); break;
    case STMT_CONTINUE: print_jump(pr, "continue", stmt_as_continue(s)->label, NULL); break;
    case STMT_RETURN: print_jump(pr, "return", none, stmt_as_return(s)->value); break;
    case STMT_THROW: print_jump(pr, "throw", none, stmt_as_throw(s)->value); break;
    case STMT_ASSERT:
        print_jump(pr, "assert", none, stmt_as_assert(s)->value);
        print_part(pr, ",", stmt_as_assert(s)->message);
        break;
    default: assert(false);
    }
    put(pr, "\n");
}

static void print_stmt(printer *pr, stmt *s)
{
    if (s->kind == STMT_DEFER) {
        start_line(pr);
        put(pr, "defer\n");
        pr->indent++;
        print_stmt(pr, stmt_as_defer(s)->body);
        pr->indent--;
    } else if (s->kind == STMT_DECL) {
        print_decl(pr, stmt_as_decl(s)->declaration);
    } else {
        start_line(pr);
        if (!print_compound(pr, s)) print_simple(pr, s);
    }
}

// ---- declarations ----------------------------------------------------------------------

static void print_decls(printer *pr, decl_list list)
{
    for (uint32_t i = 0; i < list.count; i++) print_decl(pr, list.items[i]);
}

static void print_doc(printer *pr, const char *doc)
{
    if (doc == NULL) return;
    start_line(pr);
    put(pr, "doc ");
    put_quoted(pr, doc, strlen(doc));
    put(pr, "\n");
}

static void print_fields(printer *pr, field_list fields)
{
    for (uint32_t i = 0; i < fields.count; i++) {
        const field *one = &fields.items[i];
        print_doc(pr, one->doc);
        start_line(pr);
        text_printf(pr->out, "%s%s: ", one->is_var ? "var " : "", one->name.text);
        print_type(pr, one->written);
        print_part(pr, "=", one->init);
        put(pr, "\n");
    }
}

static void print_cases(printer *pr, enum_case_list cases)
{
    for (uint32_t i = 0; i < cases.count; i++) {
        const enum_case *one = &cases.items[i];
        print_doc(pr, one->doc);
        start_line(pr);
        put(pr, one->name.text);
        if (one->payload.count > 0) print_params(pr, one->payload);
        put(pr, "\n");
    }
}

static void print_import(printer *pr, const decl_import *d)
{
    put(pr, "import ");
    for (uint32_t i = 0; i < d->path.count; i++) {
        if (i > 0) put(pr, ".");
        put(pr, d->path.items[i].text);
    }
    text_printf(pr->out, " as %s\n", d->head.name.text);
}

static void print_var(printer *pr, const decl_var *d)
{
    put(pr, d->storage == VAR_LOCAL ? "local " : d->storage == VAR_TASK ? "task " : "");
    text_printf(pr->out, "%s %s", d->is_var ? "var" : "let", d->head.name.text);
    if (d->written != NULL) {
        put(pr, ": ");
        print_type(pr, d->written);
    }
    print_part(pr, "=", d->init);
    put(pr, "\n");
}

static void print_fn(printer *pr, const decl_fn *d)
{
    if (d->is_blocking) put(pr, "blocking ");
    text_printf(pr->out, "%sfn %s", d->signature.is_async ? "async " : "", d->head.name.text);
    print_signature(pr, &d->signature);
    if (d->via != NULL) text_printf(pr->out, " via %s", d->via);
    put(pr, "\n");
    if (d->body != NULL) print_block(pr, d->body);
}

// `struct Name[T]` and what is inside.
static void print_nominal(printer *pr, const char *word, const decl *head,
                          type_param_list type_params)
{
    text_printf(pr->out, "%s %s", word, head->name.text);
    print_type_params(pr, type_params);
    put(pr, "\n");
    pr->indent++;
}

static void print_extern(printer *pr, const decl_extern *d)
{
    put(pr, "extern");
    if (d->header != NULL) text_printf(pr->out, " \"%s\"", d->header);
    if (d->library != NULL) text_printf(pr->out, " link \"%s\"", d->library);
    put(pr, "\n");
    pr->indent++;
    print_decls(pr, d->members);
    pr->indent--;
}

static void print_error(printer *pr, const decl_error *d)
{
    text_printf(pr->out, "error %s", d->head.name.text);
    if (d->fields.count > 0) print_params(pr, d->fields);
    if (d->parent != NULL) {
        put(pr, ": ");
        print_type(pr, d->parent);
    }
    put(pr, "\n");
}

static void print_decl(printer *pr, decl *d)
{
    print_doc(pr, d->doc);
    start_line(pr);
    if (d->is_exported) put(pr, "export ");
    switch (d->kind) {
    case DECL_BAD: put(pr, "<bad>\n"); return;
    case DECL_IMPORT: print_import(pr, decl_as_import(d)); return;
    case DECL_VAR: print_var(pr, decl_as_var(d)); return;
    case DECL_FN: print_fn(pr, decl_as_fn(d)); return;
    case DECL_ERROR: print_error(pr, decl_as_error(d)); return;
    case DECL_EXTERN: print_extern(pr, decl_as_extern(d)); return;
    case DECL_TEST:
        put(pr, "test ");
        put_quoted(pr, d->name.text, strlen(d->name.text));
        put(pr, "\n");
        print_block(pr, decl_as_test(d)->body);
        return;
    case DECL_STRUCT:
        print_nominal(pr, "struct", d, decl_as_struct(d)->type_params);
        print_fields(pr, decl_as_struct(d)->fields);
        print_decls(pr, decl_as_struct(d)->methods);
        break;
    case DECL_CLASS:
        print_nominal(pr, "class", d, decl_as_class(d)->type_params);
        print_fields(pr, decl_as_class(d)->fields);
        print_decls(pr, decl_as_class(d)->methods);
        break;
    case DECL_ENUM:
        print_nominal(pr, "enum", d, decl_as_enum(d)->type_params);
        print_cases(pr, decl_as_enum(d)->cases);
        print_decls(pr, decl_as_enum(d)->methods);
        break;
    case DECL_INTERFACE:
        print_nominal(pr, "interface", d, decl_as_interface(d)->type_params);
        print_decls(pr, decl_as_interface(d)->methods);
        break;
    case DECL_KIND_COUNT: assert(false);
    }
    pr->indent--;
}

void ast_print(text *out, const ast_module *module)
{
    printer pr = {.out = out};
    if (module->doc != NULL) print_doc(&pr, module->doc);
    print_decls(&pr, module->decls);
}
