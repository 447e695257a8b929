// SPDX-License-Identifier: MIT
// lower_logic.c - `and`, `or` and `??`: what is evaluated only sometimes.
//
// C can say it in an expression as long as nothing on the right side throws, waits, has an
// effect or has to be released; else it becomes an `if` over a hidden variable.
#include <assert.h>

#include "lower/lower_fn.h"

// C can print these operations inside an expression: nothing throws or waits,
// nothing has an effect, nothing has to be released.
static bool folds(const ir_node *sub, ir_value value)
{
    if (value.kind == IR_NOTHING) return false;
    for (uint32_t i = 0; i < sub->seq.count; i++) {
        const ir_node *node = sub->seq.items[i];
        if (node->kind != NODE_OP) return false;
        const ir_op *op = node->op;
        if (op->can_throw || ir_effect_of(op) == EFFECT_EFFECT) return false;
        if (ir_info(op->code)->result == 'o' && type_is_counted(op->type)) return false;
        if (op->code != IR_CALL_BUILTIN) continue;
        if ((op->aux.builtin->flags & (B_OUT | B_OUT_SOME | B_THROWS)) != 0) return false;
    }
    return true;
}

ir_value lower_logic(lower *l, bool is_or, ir_value left, ir_node *sub, ir_value right, span at)
{
    if (left.kind == IR_CONST) {
        if ((left.constant->i != 0) == is_or) return left;
        for (uint32_t i = 0; i < sub->seq.count; i++) lower_add(l, sub->seq.items[i]);
        return right;
    }
    if (lower_decides(is_or, &left, &right)) return ir_bool_value(l->prog, is_or);
    if (right.kind == IR_CONST && (right.constant->i != 0) != is_or && sub->seq.count == 0) {
        return left;
    }
    if (folds(sub, right)) {
        ir_value v = lower_op1(l, is_or ? IR_OR : IR_AND, l->boolean, at, left);
        v.op->aux.sub = sub;
        v.op->aux.sub_value = right;
        return v;
    }
    ir_var *result = lower_hidden(l, is_or ? "either" : "both", l->boolean, at);
    lower_set(l, result, left, at);
    ir_value cond = ir_walk_var_value(result);
    ir_node *head = NULL;
    if (is_or) {
        ir_node *outer = lower_seq_open(l, at);
        cond = lower_unary(l, IROP_NOT, cond, at);
        head = lower_seq_close(l, outer, true);
    }
    ir_node *node = lower_if(l, head, cond, at);
    node->branch.then_body = sub;
    ir_node *outer = l->seq;
    l->seq = sub;
    lower_set(l, result, right, at);
    l->seq = outer;
    return ir_walk_var_value(result);
}

ir_value lower_logic_chain(lower *l, const expr_chain *e)
{
    ir_value value = lower_expr_to(l, e->first, l->boolean);
    for (uint32_t i = 0; i < e->links.count; i++) {
        const chain_link *link = &e->links.items[i];
        ir_node *outer = lower_seq_open(l, link->operand->span);
        ir_value right = lower_expr_to(l, link->operand, l->boolean);
        ir_node *sub = lower_seq_close(l, outer, true);
        span at = {e->first->span.start, link->operand->span.end};
        value = lower_logic(l, link->op == OP_OR, value, sub, right, at);
    }
    return value;
}

// Evaluating it, or not, makes no difference.
static bool is_plain_operand(const expr *e)
{
    if (e->constant != NULL) return true;
    switch (e->kind) {
    case EXPR_NAME:
    case EXPR_INT:
    case EXPR_FLOAT:
    case EXPR_BOOL:
    case EXPR_CHAR:
    case EXPR_DURATION: return true;
    default: return false;
    }
}

// `m.get(k) ?? other` is one look-up when `other` may as well be evaluated.
static bool get_or(lower *l, const expr *left, const expr *right, type *t, span at,
                   ir_value *result)
{
    if (left->kind != EXPR_CALL || !is_plain_operand(right)) return false;
    const expr_call *call = expr_as_const_call(left);
    const call_plan *plan = call->plan;
    bool is_get = plan != NULL && plan->kind == CALL_BUILTIN && plan->builtin->id == BI_GET;
    if (!is_get || plan->args[0]->type->element != t) return false;
    lower_values values = {0};
    lower_call_operands(l, call, &values);
    array_push(&l->prog->scratch, &values, lower_expr_to(l, right, t));
    *result = ir_temp_value(lower_call_method(l, BI_GET_OR, t, at, values.items, values.count));
    return true;
}

static ir_value or_else(lower *l, ir_value left, ir_value right, span at)
{
    assert(left.type->kind == TYPE_OPTIONAL);
    ir_op *op = lower_op(l, IR_OR_ELSE, right.type, at, 2);
    op->args[0] = left;
    op->args[1] = right;
    return ir_temp_value(op);
}

// What an optional holds, as a `t`.
static ir_value inner_value(lower *l, ir_value optional, type *t, span at)
{
    ir_value value = optional;
    type *element = optional.type->element;
    if (t != optional.type) value = lower_box_look_into(l, IR_SOME_VALUE, element, at, optional);
    return lower_expr_convert(l, value, t, at);
}

// `x ?? return`:    if not some(x) { return }   result = x.value
static void value_or_leave(lower *l, ir_var *result, ir_value left, const expr *leave, span at)
{
    ir_node *outer = lower_seq_open(l, at);
    ir_value is_none = lower_box_look_into(l, IR_IS_SOME, l->boolean, at, left);
    is_none = lower_unary(l, IROP_NOT, is_none, at);
    ir_node *node = lower_if(l, lower_seq_close(l, outer, true), is_none, at);
    outer = lower_seq_open(l, at);
    (void)lower_expr(l, leave);
    node->branch.then_body = lower_seq_close(l, outer, true);
    lower_set(l, result, inner_value(l, left, result->type, at), at);
}

static ir_value coalesce_link(lower *l, ir_value left, const expr *right, type *t, span at)
{
    left = lower_subject(l, left, "opt", at);
    if (!left.type->counted && t == left.type->element && is_plain_operand(right)) {
        return or_else(l, left, lower_expr_to(l, right, t), at);
    }
    ir_var *result = lower_hidden(l, "value", t, at);
    if (right->type->kind == TYPE_NEVER) {
        value_or_leave(l, result, left, right, at);
        return ir_walk_var_value(result);
    }
    ir_node *outer = lower_seq_open(l, at);
    ir_value some = lower_box_look_into(l, IR_IS_SOME, l->boolean, at, left);
    ir_node *head = lower_seq_close(l, outer, true);
    ir_node *node = lower_if(l, head, some, at);
    outer = lower_seq_open(l, at);
    lower_set(l, result, inner_value(l, left, t, at), at);
    node->branch.then_body = lower_seq_close(l, outer, true);
    outer = lower_seq_open(l, at);
    lower_set(l, result, lower_expr_convert(l, lower_expr(l, right), t, at), at);
    node->branch.else_body = lower_seq_close(l, outer, true);
    return ir_walk_var_value(result);
}

ir_value lower_logic_coalesce(lower *l, const expr_chain *e)
{
    assert(e->links.count > 0);
    uint32_t i = 0;
    ir_value value;
    const chain_link *link = &e->links.items[0];
    span at = {e->first->span.start, link->operand->span.end};
    if (get_or(l, e->first, link->operand, link->type, at, &value)) {
        i = 1;
    } else {
        value = lower_expr(l, e->first);
    }
    for (; i < e->links.count; i++) {
        link = &e->links.items[i];
        at.end = link->operand->span.end;
        if (value.kind == IR_NOTHING || value.type->kind != TYPE_OPTIONAL) break;
        value = coalesce_link(l, value, link->operand, link->type, at);
    }
    return value;
}
