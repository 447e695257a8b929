// SPDX-License-Identifier: MIT
// ir_walk.h - walking a function in the order of its text.
//
// The walk visits a node's operands and children in the order in which they
// are evaluated when nothing jumps: a loop's head, condition, body, step, else;
// a scope's operand, body, cleanup; a try's body, else, catches.
#ifndef SLEY_IR_WALK_H
#define SLEY_IR_WALK_H

#include "base/bitset.h"
#include "ir/ir.h"

// Most nodes of a function are operations and marks: a walker that wants neither
// operations nor operands passes them by.
typedef struct ir_walker {
    void *data;
    // Any may be NULL.
    // Each node that is neither an operation nor a mark.
    void (*enter)(void *data, ir_node *node);
    void (*leave)(void *data, ir_node *node);
    // Each operand; `user` is the operation, or NULL when the node itself (a
    // condition, a returned value) uses it.
    void (*value)(void *data, ir_value *value, ir_op *user, ir_node *node);
    // Each operation, after its operands; `node` is its NODE_OP.
    void (*op)(void *data, ir_op *op, ir_node *node);
} ir_walker;

void ir_walk(const ir_walker *walker, ir_node *node);

// Each operand of one operation, those of the right side of AND and OR too.
void ir_walk_op(const ir_walker *walker, ir_op *op, ir_node *node);

// The operands that the node itself uses: a condition, what select waits for.
void ir_walk_operands(const ir_walker *walker, ir_node *node);

// The right side of AND and OR: a sequence of nothing but operations.  Else NULL.
static inline ir_node *ir_right_side(const ir_op *op)
{
    return op->code == IR_AND || op->code == IR_OR ? op->aux.sub : NULL;
}

// Numbers op.order and node.first/last of the whole function from 1.
void ir_walk_number(ir_fn *fn);

// Where the function waits: after the operands were read.
uint32_t ir_walk_suspend_order(const ir_suspend *suspend);

// ---- making operations, for passes that insert some ---------------------------

ir_var *ir_walk_hidden_var(program *prog, ir_fn *fn, const char *stem, type *t, span at);
ir_op *ir_walk_new_op(program *prog, ir_fn *fn, ir_opcode code, type *t, span at,
                      uint32_t arg_count);
ir_node *ir_walk_op_node(program *prog, ir_op *op);
ir_value ir_walk_var_value(ir_var *var);

#endif
