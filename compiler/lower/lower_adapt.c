// SPDX-License-Identifier: MIT
// lower_adapt.c - function values where others of their kind are wanted.
//
// A plain function that throws nothing gives its result in C, one that can throw a status.  Where
// `fn(A) -> B throws` is wanted, `fn(A) -> B` is called by a small function:
//
//     let g: fn(int) -> int throws = f
//
//     fn main.throwing1(arg1: int) -> int throws { return f(arg1) }     captures f
//     %0 = closure main.throwing1 f
//
// An async function is the same in C whether it throws or not.
#include <stdio.h>

#include "lower/lower_fn.h"

bool lower_adapt_is_needed(const type *from, const type *to)
{
    return from->kind == TYPE_FN && to->kind == TYPE_FN && !to->fn.is_async && to->fn.throws &&
           !from->fn.throws;
}

static ir_fn *make_adapter(lower *l, type *from, type *to, span at)
{
    ir_fn *fn = lower_decl_fn_made(l, "throwing", at);
    fn->is_closure = fn->is_value = fn->can_throw = true;
    fn->result = to->fn.result;
    fn->type = to;
    lower_fn inner;
    lower_decl_fn_begin(l, &inner, fn);
    const char *name = intern_string(&l->prog->names, "f");
    ir_var *called = lower_var_new(l, IRVAR_CAPTURE, name, from, at);
    called->shadow = 1;
    array_push(&l->prog->memory, &fn->captures, called);
    uint32_t count = (uint32_t)to->fn.param_count;
    ir_op *op = lower_op(l, IR_CALL_VALUE, fn->result, at, count + 1);
    op->args[0] = ir_walk_var_value(called);
    for (uint32_t i = 0; i < count; i++) {
        char arg[16];
        snprintf(arg, sizeof arg, "arg%u", (unsigned)i + 1);
        ir_var *var = lower_decl_param(l, intern_string(&l->prog->names, arg), to->fn.params[i],
                                       NULL, at);
        op->args[i + 1] = ir_walk_var_value(var);
    }
    ir_node *give = ir_node_new(l->prog, NODE_RETURN, at);
    if (fn->result->kind != TYPE_UNIT) give->result.value = ir_temp_value(op);
    lower_add(l, give);
    lower_decl_fn_end(l, &inner);
    return fn;
}

ir_value lower_adapt(lower *l, ir_value value, type *to, span at)
{
    ir_op *op = lower_op(l, IR_CLOSURE, to, at, 1);
    op->aux.callee = make_adapter(l, value.type, to, at);
    op->args[0] = value;
    return ir_temp_value(op);
}
