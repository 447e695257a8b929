// SPDX-License-Identifier: MIT
// check_make.c - calls whose callee is a built-in type: chan[int](4), list[str]().
//
// The type is written out, so nothing is inferred; the plan is that of a
// built-in with the special id that the lowering knows.
#include "check/check_expr.h"

#include <assert.h>
#include <string.h>

static call_plan *type_plan(checker *c, expr_call *call, builtin_id id, type *made,
                            size_t arg_count)
{
    const builtin *row = builtin_with_id(c->prog, id, NULL);
    assert(row);
    call_plan *plan = check_call_new_plan(c, CALL_BUILTIN, arg_count);
    plan->builtin = row;
    plan->result = made;
    plan->type_args[0] = made->kind == TYPE_MAP ? made->key : made->element;
    plan->type_args[1] = made->kind == TYPE_MAP ? made->element : NULL;
    for (size_t i = 0; i < arg_count; i++) plan->args[i] = call->args.items[i].value;
    call->plan = plan;
    return plan;
}

static type *report_made(checker *c, expr_call *call, const char *why)
{
    check_call_args_anyway(c, call);
    diag_error(c->prog, call->head.span, E0408, why);
    return c->poison;
}

static bool is_name(const expr *e, const char *name)
{
    return e->kind == EXPR_NAME && strcmp(expr_as_const_name(e)->name, name) == 0;
}

// `drop: oldest`
static bool says_drop_oldest(const call_arg *arg)
{
    return arg->name.text != NULL && strcmp(arg->name.text, "drop") == 0 &&
           is_name(arg->value, "oldest");
}

static type *make_chan(checker *c, expr_call *call, type *made, const type *hint)
{
    // `let ch: chan[int] throws = chan[int](1)`
    bool is_wanted = hint != NULL && hint->kind == TYPE_CHAN && hint->element == made->element;
    if (is_wanted && hint->throws) made = type_chan(c->prog, made->element, CHAN_BOTH, true);
    bool drops = call->args.count == 2 && says_drop_oldest(&call->args.items[1]);
    if (call->args.count != 1 && !drops) {
        return report_made(c, call,
                           "a channel needs its capacity: `chan[T](n)`, `chan[T](unbounded)` or "
                           "`chan[T](n, drop: oldest)`");
    }
    expr *size = call->args.items[0].value;
    bool is_word = is_name(size, "unbounded");
    if (drops && is_word) return report_made(c, call, "an unbounded channel drops nothing");
    if (is_word) {
        size->type = c->integer;
        size->constant = const_int(&c->prog->unit, true, 1);
    } else {
        check_expr_value(c, size, c->integer, "the capacity of a channel", (span){0, 0});
        bool is_negative = size->constant && size->constant->kind == CONST_INT &&
                           size->constant->negative;
        if (is_negative) return report_made(c, call, "the capacity of a channel is negative");
        bool is_zero = size->constant && size->constant->kind == CONST_INT &&
                       size->constant->magnitude == 0;
        if (drops && is_zero)
            return report_made(c, call, "a channel that drops the oldest needs a capacity above 0");
    }
    call_plan *plan = type_plan(c, call, BI_CHAN, made, 1);
    plan->param_types[0] = c->integer;
    return check_fit_is_poison(size->type) ? c->poison : made;
}

// list[T](x): as list(x), the elements being T.
static type *make_filled(checker *c, expr_call *call, type *made)
{
    expr *from = call->args.items[0].value;
    type *index = NULL;
    type *item = NULL;
    ast_next *next = arena_new(&c->prog->unit, ast_next);
    if (!check_loop_iterable(c, from, false, false, &index, &item, next)) return c->poison;
    if (item != made->element && !check_fit_is_poison(item)) {
        return report_made(c, call,
                           check_expr_format(c, "the elements are %T, expected %T", item,
                                        made->element));
    }
    call_plan *plan = type_plan(c, call, made->kind == TYPE_LIST ? BI_COLLECT_LIST : BI_COLLECT_SET,
                                made, 1);
    plan->param_types[0] = from->type;
    plan->type_args[0] = made->element;
    plan->next = next;
    return made;
}

type *check_make(checker *c, expr_call *call, type *made, const type *hint)
{
    uint32_t count = call->args.count;
    switch ((int)made->kind) {
    case TYPE_CHAN:
        if (made->direction != CHAN_BOTH) {
            return report_made(c, call, "one end of a channel cannot be created alone");
        }
        return make_chan(c, call, made, hint);
    case TYPE_FUTURE:
        if (count > 0) return report_made(c, call, "a future is created without arguments");
        type_plan(c, call, BI_FUTURE, made, 0);
        return made;
    case TYPE_LIST:
    case TYPE_SET:
        if (count == 1) return make_filled(c, call, made);
        if (count > 1) return report_made(c, call, "this takes at most one argument");
        type_plan(c, call, made->kind == TYPE_LIST ? BI_EMPTY_LIST : BI_EMPTY_SET, made, 0);
        return made;
    case TYPE_MAP:
        if (count > 0)
            return report_made(c, call, "a map with entries is written as a literal: `[k: v]`");
        type_plan(c, call, BI_EMPTY_MAP, made, 0);
        return made;
    case TYPE_HOLDER: {
        const symbol *maker = builtin_free(c->prog,
                                           intern_string(&c->prog->names, made->holder->name));
        return check_builtin_call(c, call, maker->builtin, NULL, made);
    }
    default:
        break;
    }
    return report_made(c, call, check_expr_format(c, "%T has no constructor", made));
}
