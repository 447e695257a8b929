// SPDX-License-Identifier: MIT
// check_overload.c - operators of the program's own types.
//
// An operator between two values means what a method of the left one says:
//
//     a + b        a.add(b)            -a           a.neg()
//     m[i, j]      m.at(i, j)          m[i, j] = v  m.set_at(i, j, v)
//     v in set     set.contains(v)     len(set)     set.len()
//     for v in set for v in set.iter() f(x)         f.call(x)
//
// The call is made here and checked as one that is written: it may throw, and be of an interface
// or a generic.  It is a plain call with as many arguments as there are operands, since an
// operator shows no waiting (`call` alone may be async: it is awaited as any call).  Methods of
// these names that are meant otherwise, such as `mut fn add(item: T)`, are no mistake until an
// operator needs them (E0427).
//
// ==, < and the like are in check_protocol.c: the runtime calls those, too.
#include <string.h>

#include "check/check_expr.h"
#include "check/check_generic.h"
#include "check/check_protocol.h"

// ---- which method ----------------------------------------------------------------

static const char *method_of(ast_op op)
{
    switch ((int)op) {
    case OP_ADD: return "add";
    case OP_SUB: return "sub";
    case OP_MUL: return "mul";
    case OP_DIV: return "div";
    case OP_REM: return "rem";
    case OP_POW: return "pow";
    case OP_NEG: return "neg";
    default: return NULL;
    }
}

overload check_overload_of(checker *c, const type *t, const char *name, size_t count)
{
    overload found = {0};
    if (!check_member_has_methods(t) && t->kind != TYPE_PARAM) return found;   // as mostly
    found.method = check_member_method(c, t, intern_string(&c->prog->names, name));
    const fn_info *info = found.method != NULL ? found.method->fn : NULL;
    if (info == NULL) return found;
    bool changes = info->is_mut && strcmp(name, "set_at") != 0;
    bool is_variadic = info->param_count > 1 && info->params[info->param_count - 1].is_variadic;
    if (fn_call_is_async(info)) found.why = "it is async, and an operator does not wait";
    else if (changes) found.why = "it is a `mut fn`, and an operator changes no operand";
    else if (found.method->generic != NULL) found.why = "it has type parameters";
    else if (is_variadic || info->param_count != count + 1)
        found.why = check_expr_format(c, count == 0   ? "it takes arguments"
                                         : count == 1 ? "it does not take one argument"
                                                      : "it does not take %zu arguments", count);
    else if (info->result->kind == TYPE_UNIT && strcmp(name, "set_at") != 0)
        found.why = "it gives no value";
    return found;
}

// ---- the call ------------------------------------------------------------------------

static expr_call *new_call(checker *c, const expr *like, symbol *method)
{
    const fn_info *info = method->fn;
    expr_call *call = arena_new(&c->prog->unit, expr_call);
    call->head.kind = EXPR_CALL;
    call->head.depth = like->depth;
    call->head.span = like->span;
    call->head.type = info->is_never ? c->never : info->result;
    call_plan *plan = check_call_new_plan(c, CALL_METHOD, info->param_count);
    plan->target = method;
    plan->result = call->head.type;
    plan->can_throw = fn_call_throws(info);
    for (size_t i = 0; i < info->param_count; i++) plan->param_types[i] = info->params[i].type;
    call->plan = plan;
    if (c->is_default || c->is_open) method->is_exposed = true;
    check_generic_use(c, method);
    check_exit_call(c, plan);
    check_throws_call(c, call);
    return call;
}

static void report(checker *c, const expr *like, const char *sign, const type *receiver,
                   const overload *found)
{
    diag *d = diag_error(c->prog, like->span, E0427, sign, found->method->name, receiver,
                         found->why);
    diag_label(c->prog, d, found->method->span, "declared here");
}

expr_call *check_overload(checker *c, const expr *like, const char *sign, const type *receiver,
                          const char *name, expr *const *args, size_t count, bool *is_bad)
{
    overload found = check_overload_of(c, receiver, name, count);
    if (found.method == NULL) return NULL;
    *is_bad = true;
    if (found.method->fn == NULL) return NULL;   // its declaration was reported
    const param_info *params = found.method->fn->params;
    if (found.why != NULL) {
        for (size_t i = 0; i < count; i++) check_call_stray(c, args[i]);
        report(c, like, sign, receiver, &found);
        return NULL;
    }
    bool is_good = true;
    for (size_t i = 0; i < count; i++) {
        const param_info *p = &params[i + 1];
        is_good &= check_call_argument(c, args[i], p->type, p->name, p->symbol->span);
    }
    if (!is_good || check_fit_is_poison(found.method->fn->result)) return NULL;
    *is_bad = false;
    return new_call(c, like, found.method);
}

// ---- operators ---------------------------------------------------------------------

expr_call *check_overload_binary(checker *c, ast_op op, span at, const type *left, expr *right,
                                 bool *is_bad)
{
    const char *name = method_of(op);
    if (name == NULL) return NULL;
    expr like = {.kind = EXPR_BAD, .span = at, .depth = right->depth};
    return check_overload(c, &like, ast_op_text(op), left, name, &right, 1, is_bad);
}

type *check_overload_hint(checker *c, ast_op op, const type *left)
{
    const char *name = method_of(op);
    if (name == NULL) return NULL;
    overload found = check_overload_of(c, left, name, 1);
    bool is_good = found.method != NULL && found.method->fn != NULL && found.why == NULL;
    return is_good ? found.method->fn->params[1].type : NULL;
}

void check_overload_help(checker *c, diag *d, ast_op op, const type *left)
{
    const char *name = method_of(op);
    if (name == NULL || !check_member_has_methods(left)) return;
    diag_help(c->prog, d, "a method `fn %s(other: %t) -> %t` gives it a meaning", name, left, left);
}

// ---- elements ------------------------------------------------------------------------

type *check_overload_index(checker *c, expr_index *e)
{
    bool is_bad = false;
    e->at = check_overload(c, &e->head, "[]", e->base->type, "at", e->args.items, e->args.count,
                           &is_bad);
    if (is_bad) return c->poison;
    return e->at != NULL ? e->at->head.type : NULL;
}

static type *no_place(checker *c, const expr_index *e, const char *why)
{
    for (uint32_t i = 0; i < e->args.count; i++) check_call_stray(c, e->args.items[i]);
    diag_error(c->prog, e->head.span, E0428, e->head.span, why);
    return c->poison;
}

type *check_overload_place(checker *c, expr_index *e, const expr *target)
{
    const type *t = e->base->type;
    uint32_t count = e->args.count;
    if (target != &e->head)
        return no_place(c, e, "it is a copy; take it out, change it, and assign all of it");
    overload found = check_overload_of(c, t, "set_at", count + 1);
    if (found.method == NULL)
        return no_place(c, e, check_expr_format(c, "%T has no method `set_at`", t));
    if (found.method->fn == NULL) return c->poison;
    if (found.why != NULL)
        return no_place(c, e, check_expr_format(c, "of its method `set_at`, %s", found.why));
    const param_info *params = found.method->fn->params;
    bool is_good = true;
    for (uint32_t i = 0; i < count; i++) {
        const param_info *p = &params[i + 1];
        is_good &= check_call_argument(c, e->args.items[i], p->type, p->name, p->symbol->span);
    }
    if (!is_good) return c->poison;
    if (found.method->fn->is_mut) {
        check_assign_receiver(c, e->base, (ast_name){"set_at", e->head.span});
        c->fn->info->assigns_inside = true;
    }
    e->set_at = new_call(c, &e->head, found.method);
    return params[count + 1].type;
}

bool check_overload_update(checker *c, expr_index *e)
{
    const type *t = check_overload_index(c, e);
    if (t == e->head.type || (t != NULL && check_fit_is_poison(t))) return t == e->head.type;
    const char *why = t == NULL ? check_expr_format(c, "%T has no method `at`", e->base->type)
                                : check_expr_format(c, "`at` gives %T, `set_at` takes %T", t,
                                                    e->head.type);
    no_place(c, e, why);
    return false;
}

// ---- loops ---------------------------------------------------------------------------

type *check_overload_iter(checker *c, const type *t)
{
    if (check_protocol_of(c, t).method != NULL) return NULL;
    overload found = check_overload_of(c, t, "iter", 0);
    if (found.method == NULL || found.method->fn == NULL || found.why != NULL) return NULL;
    // one step: types whose `iter` lead to each other would never come to an end
    type *given = found.method->fn->result;
    bool is_last = !check_member_has_methods(given) || check_protocol_of(c, given).method != NULL;
    return is_last ? given : NULL;
}

// ---- calls ---------------------------------------------------------------------------

symbol *check_overload_callee(checker *c, expr_call *call, const type *t)
{
    const char *name = intern_string(&c->prog->names, "call");
    symbol *method = check_member_method(c, t, name);
    if (method == NULL) return NULL;
    expr_member *member = arena_new(&c->prog->unit, expr_member);
    member->head.kind = EXPR_MEMBER;
    member->head.depth = call->callee->depth;
    member->head.span = call->callee->span;
    member->base = call->callee;
    member->name = (ast_name){name, call->callee->span};
    member->symbol = method;
    call->callee = &member->head;
    return method;
}
