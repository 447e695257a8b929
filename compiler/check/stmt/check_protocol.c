// SPDX-License-Identifier: MIT
// check_protocol.c - methods that the language itself calls.
//
// What a program's own types can do in the places where the built-in ones stand is said by methods
// with known names.  The call that such a place means is made here and checked like any other, so
// that throwing, waiting, interfaces and generics need no rules of their own:
//
//     for x in shelf { .. }     items = shelf;  while let x = items.next() { .. }
#include "check/check_protocol.h"

#include "check/check_expr.h"

// ---- calls that stand in no source --------------------------------------------------

static expr *new_expr(checker *c, const expr *like, expr_kind kind, size_t size)
{
    expr *e = arena_zero(&c->prog->unit, size);
    e->kind = kind;
    e->depth = like->depth;
    e->span = like->span;
    return e;
}

static expr *new_name(checker *c, const expr *like, const char *name)
{
    expr *e = new_expr(c, like, EXPR_NAME, sizeof(expr_name));
    expr_as_name(e)->name = name;
    return e;
}

// `receiver.method()`
static expr *new_method_call(checker *c, const expr *like, expr *receiver, const char *method)
{
    expr *callee = new_expr(c, like, EXPR_MEMBER, sizeof(expr_member));
    expr_as_member(callee)->base = receiver;
    expr_as_member(callee)->name = (ast_name){method, like->span};
    expr *call = new_expr(c, like, EXPR_CALL, sizeof(expr_call));
    expr_as_call(call)->callee = callee;
    return call;
}

// ---- next ---------------------------------------------------------------------------

iteration check_protocol_of(checker *c, const type *t)
{
    iteration by = {0};
    by.method = check_member_method(c, t, intern_string(&c->prog->names, "next"));
    if (by.method == NULL) return by;
    const fn_info *info = by.method->fn;
    if (info == NULL) {
        by.item = c->poison;   // its declaration was reported
        return by;
    }
    by.is_async = info->is_async && !info->is_gen;
    if (info->param_count > 1) by.why = ": its method `next` takes arguments";
    else if (by.method->generic != NULL) by.why = ": its method `next` is generic";
    else if (check_fit_is_poison(info->result)) by.item = c->poison;
    else if (info->result->kind != TYPE_OPTIONAL) by.why = ": its method `next` gives no optional";
    else by.item = info->result->element;
    return by;
}

void check_protocol_iterate(checker *c, const expr *iterable, const iteration *by, ast_next *next)
{
    if (c->fn == NULL || check_fit_is_poison(by->item)) return;
    uint32_t outer = check_scope_open(c);
    ast_name name = {intern_string(&c->prog->names, "items"), iterable->span};
    // a struct that changes is iterated as a copy of its own
    next->source = check_scope_new_local(c, name, iterable->type, by->method->fn->is_mut);
    next->source->is_used = next->source->is_changed = true;
    expr *call = new_method_call(c, iterable, new_name(c, iterable, name.text), by->method->name);
    if (by->is_async) {
        expr *wait = new_expr(c, iterable, EXPR_AWAIT, sizeof(expr_await));
        expr_as_await(wait)->operand = call;
        call = wait;
    }
    check_expr(c, call, NULL);
    next->call = call;
    check_scope_close(c, outer);
}
