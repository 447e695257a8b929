// SPDX-License-Identifier: MIT
// lower_box.c - fields that lie in a box of their own (type_field.held).
//
//     struct Node { value: int, next: Node? }
//
//     n.next           %0 = field n .next      %1 = unbox %0
//     Node(1, m)       %0 = box m              %1 = struct 1, %0
//
// What the source speaks of is the value in the box.  Whether there is one, and which, is seen
// from the pointer; a value that is looked at several times is held by its pointer, too.
#include <assert.h>

#include "lower/lower_fn.h"

ir_value lower_box_out(lower *l, ir_value held, type *t, span at)
{
    return held.type == t || t->kind == TYPE_UNIT ? held : lower_op1(l, IR_UNBOX, t, at, held);
}

ir_value lower_box(lower *l, ir_value value, type *held, span at)
{
    if (value.kind == IR_NOTHING || value.type == held) return value;
    if (value.kind == IR_CONST && value.constant->is_none) return ir_none_value(l->prog, held);
    return lower_op1(l, IR_BOX, held, at, value);
}

bool lower_box_is_out(const ir_value *value)
{
    return value->kind == IR_TEMP && value->op->code == IR_UNBOX;
}

ir_value lower_box_in_place(lower *l, ir_value value)
{
    if (!lower_box_is_out(&value)) return value;
    ir_nodes *nodes = &l->seq->seq;
    const ir_node *last = nodes->count > 0 ? array_last(nodes) : NULL;
    if (last != NULL && last->kind == NODE_OP && last->op == value.op) nodes->count--;
    return value.op->args[0];
}

ir_value lower_box_look_into(lower *l, ir_opcode code, type *t, span at, ir_value opt)
{
    assert(code == IR_IS_SOME || code == IR_SOME_VALUE || code == IR_UNWRAP);
    ir_value held = lower_box_is_out(&opt) ? opt.op->args[0] : opt;
    bool is_boxed = held.type != opt.type && held.type->kind == TYPE_OPTIONAL;
    if (!is_boxed) held = opt;
    type *part = is_boxed && code != IR_IS_SOME ? held.type->element : t;
    ir_op *op = lower_op(l, code, lower_part_type(l, code, part), at, 1);
    op->args[0] = held;
    if (code == IR_UNWRAP) op->site = lower_site(l, at);
    return code == IR_IS_SOME ? ir_temp_value(op) : lower_box_out(l, ir_temp_value(op), t, at);
}

ir_value lower_box_look_at(lower *l, ir_opcode code, type *t, span at, const expr *opt)
{
    ir_value value = lower_expr(l, opt);
    bool is_boxed = lower_box_is_out(&value) && value.op->args[0].type->kind == TYPE_OPTIONAL;
    if (is_boxed) lower_box_in_place(l, value);   // only the pointer is looked at
    return lower_box_look_into(l, code, t, at, value);
}
