// SPDX-License-Identifier: MIT
// ast_print.c - the stable dump of a tree: --emit=ast, and the goldens.
//
// One line a statement, indented by its depth; expressions on that line with
// all their parentheses, so that precedence shows:
//
//     fn total(xs: list[int]) -> int
//       let sum = ((call f xs[(- 1)]) + 2)
//
// Annotations of the checker are not printed: the dump is that of the syntax.
#include "tree/ast_print.h"

#include <string.h>

static void print_decl(ast_printer *pr, decl *d);

// ---- statements -------------------------------------------------------------

void ast_print_stmt(ast_printer *pr, stmt *s);

void ast_print_block(ast_printer *pr, const block *body)
{
    pr->indent++;
    for (uint32_t i = 0; i < body->stmts.count; i++) ast_print_stmt(pr, body->stmts.items[i]);
    pr->indent--;
}

// A line with a word, then the block below it; nothing without a block.
static void print_word_block(ast_printer *pr, const char *word, const block *body)
{
    if (body == NULL) return;
    ast_print_expr_line(pr);
    text_printf(pr->out, "%s\n", word);
    ast_print_block(pr, body);
}

static void print_condition(ast_printer *pr, const condition *test)
{
    if (test->binding != NULL) {
        ast_print_expr_put(pr, test->is_var ? "var " : "let ");
        ast_print_expr_pattern(pr, test->binding);
        ast_print_expr_put(pr, " = ");
    }
    ast_print_expr(pr, test->value);
}

static void print_if(ast_printer *pr, const stmt_if *s)
{
    for (uint32_t i = 0; i < s->arms.count; i++) {
        if (i > 0) ast_print_expr_line(pr);
        ast_print_expr_put(pr, i > 0 ? "else if " : "if ");
        print_condition(pr, &s->arms.items[i].test);
        ast_print_expr_put(pr, "\n");
        ast_print_block(pr, s->arms.items[i].body);
    }
    print_word_block(pr, "else", s->else_body);
}

static void print_label(ast_printer *pr, ast_name label)
{
    if (label.text != NULL) text_printf(pr->out, "%s: ", label.text);
}

static void print_loop(ast_printer *pr, stmt *s)
{
    if (s->kind == STMT_WHILE) {
        const stmt_while *loop = stmt_as_while(s);
        print_label(pr, loop->label);
        ast_print_expr_put(pr, "while ");
        print_condition(pr, &loop->test);
        ast_print_expr_put(pr, "\n");
        ast_print_block(pr, loop->body);
        print_word_block(pr, "else", loop->else_body);
        return;
    }
    const stmt_for *loop = stmt_as_for(s);
    print_label(pr, loop->label);
    ast_print_expr_put(pr, loop->is_async ? "async for " : "for ");
    ast_print_expr_names(pr, loop->index, loop->item);
    ast_print_expr_part(pr, "in", loop->iterable);
    ast_print_expr_put(pr, "\n");
    ast_print_block(pr, loop->body);
    print_word_block(pr, "else", loop->else_body);
}

static void print_match(ast_printer *pr, const stmt_match *s)
{
    ast_print_expr_put(pr, "match ");
    ast_print_expr(pr, s->value);
    ast_print_expr_put(pr, "\n");
    pr->indent++;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const match_arm *arm = &s->arms.items[i];
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, arm->pattern == NULL ? "else" : "case ");
        if (arm->pattern != NULL) ast_print_expr_pattern(pr, arm->pattern);
        ast_print_expr_part(pr, "if", arm->guard);
        ast_print_expr_put(pr, "\n");
        ast_print_block(pr, arm->body);
    }
    pr->indent--;
}

static void print_with(ast_printer *pr, const stmt_with *s)
{
    ast_print_expr_put(pr, s->is_async ? "async with " : "with ");
    for (uint32_t i = 0; i < s->items.count; i++) {
        if (i > 0) ast_print_expr_put(pr, ", ");
        if (s->items.items[i].variable != NULL) {
            ast_print_expr(pr, s->items.items[i].variable);
            ast_print_expr_put(pr, " = ");
        }
        ast_print_expr(pr, s->items.items[i].value);
        if (s->items.items[i].binding == NULL) continue;
        ast_print_expr_put(pr, " as ");
        ast_print_expr_pattern(pr, s->items.items[i].binding);
    }
    ast_print_expr_put(pr, "\n");
    ast_print_block(pr, s->body);
}

static void print_try(ast_printer *pr, const stmt_try *s)
{
    ast_print_expr_put(pr, "try\n");
    ast_print_block(pr, s->body);
    for (uint32_t i = 0; i < s->catches.count; i++) {
        const catch_clause *one = &s->catches.items[i];
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, "catch");
        if (one->name.text != NULL) text_printf(pr->out, " %s", one->name.text);
        if (one->written != NULL) {
            ast_print_expr_put(pr, one->name.text != NULL ? ": " : " ");
            ast_print_expr_type(pr, one->written);
        }
        ast_print_expr_put(pr, "\n");
        ast_print_block(pr, one->body);
    }
    print_word_block(pr, "else", s->else_body);
    print_word_block(pr, "finally", s->finally_body);
}

static void print_arms(ast_printer *pr, const char *head, select_arm_list arms)
{
    text_printf(pr->out, "%s\n", head);
    pr->indent++;
    for (uint32_t i = 0; i < arms.count; i++) {
        const select_arm *arm = &arms.items[i];
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, arm->kind == ARM_DEFAULT ? "default" : "case ");
        if (arm->kind == ARM_AFTER) ast_print_expr_put(pr, "after ");
        if (arm->kind == ARM_AT) ast_print_expr_put(pr, "at ");
        if (arm->binding != NULL) {
            ast_print_expr_put(pr, arm->is_var ? "var " : "let ");
            ast_print_expr_pattern(pr, arm->binding);
            ast_print_expr_put(pr, " = ");
        }
        if (arm->operation != NULL) ast_print_expr(pr, arm->operation);
        ast_print_expr_part(pr, "if", arm->guard);
        ast_print_expr_put(pr, "\n");
        ast_print_block(pr, arm->body);
    }
    pr->indent--;
}

static void print_group(ast_printer *pr, const stmt_group *s)
{
    ast_print_expr_put(pr, s->is_awaited ? "await group" : "group");
    if (s->name.text != NULL) text_printf(pr->out, " %s", s->name.text);
    ast_print_expr_put(pr, "\n");
    ast_print_block(pr, s->body);
}

static void print_timeout(ast_printer *pr, const stmt_timeout *s)
{
    ast_print_expr_put(pr, s->is_awaited ? "await " : "");
    ast_print_expr_put(pr, s->is_at ? "timeout_at " : "timeout ");
    ast_print_expr(pr, s->limit);
    ast_print_expr_put(pr, "\n");
    ast_print_block(pr, s->body);
}

static void print_let(ast_printer *pr, const stmt_let *s)
{
    ast_print_expr_put(pr, s->is_var ? "var " : "let ");
    ast_print_expr_pattern(pr, s->target);
    if (s->written != NULL) {
        ast_print_expr_put(pr, ": ");
        ast_print_expr_type(pr, s->written);
    }
    ast_print_expr_part(pr, "=", s->init);
    if (s->else_body == NULL) return;
    ast_print_expr_put(pr, " else\n");
    ast_print_block(pr, s->else_body);
}

// Statements that own blocks; they end their lines.  False for the rest.
static bool print_compound(ast_printer *pr, stmt *s)
{
    switch (s->kind) {
    case STMT_BLOCK:
        ast_print_expr_put(pr, "block\n");
        ast_print_block(pr, stmt_as_block(s)->body);
        return true;
    case STMT_LET:
        if (stmt_as_let(s)->else_body == NULL) return false;
        print_let(pr, stmt_as_let(s));
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
        ast_print_expr_put(pr, stmt_as_shield(s)->is_awaited ? "await shield\n" : "shield\n");
        ast_print_block(pr, stmt_as_shield(s)->body);
        return true;
    case STMT_RACE:
        print_arms(pr, stmt_as_race(s)->is_awaited ? "await race" : "race",
                   stmt_as_race(s)->arms);
        return true;
    case STMT_SELECT: {
        const stmt_select *select = stmt_as_select(s);
        ast_print_expr_put(pr, select->is_awaited ? "await " : "");
        print_arms(pr, select->is_first ? "select first" : "select", select->arms);
        return true;
    }
    default: return false;
    }
}

static void print_jump(ast_printer *pr, const char *word, ast_name label, expr *value)
{
    ast_print_expr_put(pr, word);
    if (label.text != NULL) text_printf(pr->out, " %s", label.text);
    if (value != NULL) ast_print_expr_part(pr, "", value);
}

static void print_simple(ast_printer *pr, stmt *s)
{
    static const ast_name none = {0};
    switch (s->kind) {
    case STMT_BAD: ast_print_expr_put(pr, "<bad>"); break;
    case STMT_EXPR: ast_print_expr(pr, stmt_as_expr(s)->value); break;
    case STMT_LET: print_let(pr, stmt_as_let(s)); break;
    case STMT_ASSIGN:
        ast_print_expr(pr, stmt_as_assign(s)->target);
        text_printf(pr->out, " %s= ", ast_op_text(stmt_as_assign(s)->op));
        ast_print_expr(pr, stmt_as_assign(s)->value);
        break;
    case STMT_BREAK: print_jump(pr, "break", stmt_as_break(s)->label, NULL); break;
    case STMT_CONTINUE: print_jump(pr, "continue", stmt_as_continue(s)->label, NULL); break;
    case STMT_RETURN: print_jump(pr, "return", none, stmt_as_return(s)->value); break;
    case STMT_THROW: print_jump(pr, "throw", none, stmt_as_throw(s)->value); break;
    case STMT_ASSERT:
        print_jump(pr, "assert", none, stmt_as_assert(s)->value);
        if (stmt_as_assert(s)->message == NULL) break;
        ast_print_expr_put(pr, ", ");
        ast_print_expr(pr, stmt_as_assert(s)->message);
        break;
    default: assert(false);
    }
    ast_print_expr_put(pr, "\n");
}

void ast_print_stmt(ast_printer *pr, stmt *s)
{
    if (s->kind == STMT_DEFER) {
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, "defer\n");
        pr->indent++;
        ast_print_stmt(pr, stmt_as_defer(s)->body);
        pr->indent--;
    } else if (s->kind == STMT_DECL) {
        print_decl(pr, stmt_as_decl(s)->declaration);
    } else {
        ast_print_expr_line(pr);
        if (!print_compound(pr, s)) print_simple(pr, s);
    }
}

// ---- declarations -----------------------------------------------------------

static void print_decls(ast_printer *pr, decl_list list)
{
    for (uint32_t i = 0; i < list.count; i++) print_decl(pr, list.items[i]);
}

static void print_embedded(ast_printer *pr, const type_expr_list *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, "embed ");
        ast_print_expr_type(pr, list->items[i]);
        ast_print_expr_put(pr, "\n");
    }
}

static void print_doc(ast_printer *pr, const char *doc)
{
    if (doc == NULL) return;
    ast_print_expr_line(pr);
    ast_print_expr_put(pr, "doc ");
    ast_print_expr_quoted(pr, doc, strlen(doc));
    ast_print_expr_put(pr, "\n");
}

static void print_fields(ast_printer *pr, field_list fields)
{
    for (uint32_t i = 0; i < fields.count; i++) {
        const field *one = &fields.items[i];
        print_doc(pr, one->doc);
        ast_print_expr_line(pr);
        text_printf(pr->out, "%s%s: ", one->is_var ? "var " : "", one->name.text);
        ast_print_expr_type(pr, one->written);
        ast_print_expr_part(pr, "=", one->init);
        ast_print_expr_put(pr, "\n");
    }
}

static void print_cases(ast_printer *pr, enum_case_list cases)
{
    for (uint32_t i = 0; i < cases.count; i++) {
        const enum_case *one = &cases.items[i];
        print_doc(pr, one->doc);
        ast_print_expr_line(pr);
        ast_print_expr_put(pr, one->name.text);
        if (one->payload.count > 0) ast_print_expr_params(pr, one->payload);
        ast_print_expr_part(pr, " =", one->number);
        ast_print_expr_put(pr, "\n");
    }
}

static void print_import(ast_printer *pr, const decl_import *d)
{
    ast_print_expr_put(pr, "import ");
    for (uint32_t i = 0; i < d->path.count; i++) {
        if (i > 0) ast_print_expr_put(pr, ".");
        ast_print_expr_put(pr, d->path.items[i].text);
    }
    text_printf(pr->out, " as %s\n", d->head.name.text);
}

static void print_var(ast_printer *pr, const decl_var *d)
{
    ast_print_expr_put(pr, d->storage == VAR_LOCAL  ? "local "
                           : d->storage == VAR_TASK ? "task "
                                                    : "");
    text_printf(pr->out, "%s %s", d->is_var ? "var" : "let", d->head.name.text);
    if (d->written != NULL) {
        ast_print_expr_put(pr, ": ");
        ast_print_expr_type(pr, d->written);
    }
    ast_print_expr_part(pr, "=", d->init);
    ast_print_expr_put(pr, "\n");
}

static void print_fn(ast_printer *pr, const decl_fn *d)
{
    if (d->is_blocking) ast_print_expr_put(pr, "blocking ");
    text_printf(pr->out, "%s%sfn %s", d->signature.is_mut ? "mut " : "",
                d->signature.is_async ? "async " : "", d->head.name.text);
    ast_print_expr_signature(pr, &d->signature);
    if (d->via.text != NULL) text_printf(pr->out, " via %s", d->via.text);
    ast_print_expr_put(pr, "\n");
    if (d->body != NULL) ast_print_block(pr, d->body);
}

// `struct Name[T]` and what is inside.
static void print_nominal(ast_printer *pr, const char *word, const decl *head,
                          type_param_list type_params)
{
    text_printf(pr->out, "%s %s", word, head->name.text);
    ast_print_expr_type_params(pr, type_params);
    ast_print_expr_put(pr, "\n");
    pr->indent++;
}

static void print_type(ast_printer *pr, const decl_type *d)
{
    text_printf(pr->out, "type %s", d->head.name.text);
    if (d->c_name.text != NULL) text_printf(pr->out, " \"%s\"", d->c_name.text);
    if (d->written != NULL) ast_print_expr_put(pr, " = ");
    if (d->written != NULL) ast_print_expr_type(pr, d->written);
    ast_print_expr_put(pr, "\n");
}

static void print_extern(ast_printer *pr, const decl_extern *d)
{
    ast_print_expr_put(pr, "extern");
    if (d->header.text != NULL) text_printf(pr->out, " \"%s\"", d->header.text);
    if (d->library.text != NULL) text_printf(pr->out, " link \"%s\"", d->library.text);
    ast_print_expr_put(pr, "\n");
    pr->indent++;
    print_decls(pr, d->members);
    pr->indent--;
}

static void print_error(ast_printer *pr, const decl_error *d)
{
    text_printf(pr->out, "error %s", d->head.name.text);
    if (d->fields.count > 0) ast_print_expr_params(pr, d->fields);
    if (d->parent != NULL) {
        ast_print_expr_put(pr, ": ");
        ast_print_expr_type(pr, d->parent);
    }
    ast_print_expr_put(pr, "\n");
}

static void print_decl(ast_printer *pr, decl *d)
{
    print_doc(pr, d->doc);
    ast_print_expr_line(pr);
    if (d->is_exported) ast_print_expr_put(pr, "export ");
    switch (d->kind) {
    case DECL_BAD: ast_print_expr_put(pr, "<bad>\n"); return;
    case DECL_IMPORT: print_import(pr, decl_as_import(d)); return;
    case DECL_VAR: print_var(pr, decl_as_var(d)); return;
    case DECL_FN: print_fn(pr, decl_as_fn(d)); return;
    case DECL_ERROR: print_error(pr, decl_as_error(d)); return;
    case DECL_EXTERN: print_extern(pr, decl_as_extern(d)); return;
    case DECL_TYPE:
        print_type(pr, decl_as_type(d));
        return;
    case DECL_TEST:
        ast_print_expr_put(pr, "test ");
        ast_print_expr_quoted(pr, d->name.text, strlen(d->name.text));
        ast_print_expr_put(pr, "\n");
        ast_print_block(pr, decl_as_test(d)->body);
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
        print_embedded(pr, &decl_as_interface(d)->embedded);
        print_decls(pr, decl_as_interface(d)->methods);
        break;
    case DECL_KIND_COUNT: assert(false);
    }
    pr->indent--;
}

// It is printed with its block.
static bool is_in_extern(const decl *d)
{
    if (d->kind == DECL_FN) return decl_as_const_fn(d)->block != NULL;
    if (d->kind == DECL_STRUCT) return decl_as_const_struct(d)->block != NULL;
    return d->kind == DECL_TYPE && decl_as_const_type(d)->block != NULL;
}

void ast_print(text *out, const ast_module *module)
{
    ast_printer pr = {.out = out};
    if (module->doc != NULL) print_doc(&pr, module->doc);
    for (uint32_t i = 0; i < module->decls.count; i++) {
        decl *d = module->decls.items[i];
        if (!is_in_extern(d)) print_decl(&pr, d);
    }
}
