// SPDX-License-Identifier: MIT
// ir_walk.c - walking a function in the order of its text.

#include "ir/ir_walk.h"

#include <assert.h>

#include "base/arena.h"
#include "base/program.h"

static void visit(const ir_walker *w, ir_value *value, ir_op *user, ir_node *node)
{
    if (value->kind != IR_NOTHING) w->value(w->data, value, user, node);
}

static bool has_more_operands(ir_opcode code)
{
    return code == IR_SPAWN || code == IR_AND || code == IR_OR || code == IR_STORE;
}

// Those that are not in `args`.
static void walk_more_operands(const ir_walker *w, ir_op *op, ir_node *node)
{
    if (op->code == IR_SPAWN) {
        visit(w, &op->aux.group, op, node);
        visit(w, &op->aux.task_name, op, node);
        visit(w, &op->aux.target_on, op, node);
    } else if (op->code == IR_AND || op->code == IR_OR) {
        ir_walk(w, op->aux.sub);
        visit(w, &op->aux.sub_value, op, node);
    } else if (op->code == IR_STORE && op->aux.target.place != NULL) {
        // The place is an operation of its own, and this is its only use.
        ir_value *place = &op->aux.target.place_operand;
        place->kind = IR_TEMP;
        place->type = op->aux.target.place->type;
        place->op = op->aux.target.place;
        visit(w, place, op, node);
    }
}

void ir_walk_op(const ir_walker *w, ir_op *op, ir_node *node)
{
    assert(op->arg_count == 0 || op->args != NULL);
    if (w->value != NULL) {
        for (uint32_t i = 0; i < op->arg_count; i++) visit(w, &op->args[i], op, node);
        if (has_more_operands(op->code)) walk_more_operands(w, op, node);
    } else if (ir_right_side(op) != NULL) {
        ir_walk(w, ir_right_side(op));
    }
    if (w->op != NULL) w->op(w->data, op, node);
}

void ir_walk_operands(const ir_walker *w, ir_node *node)
{
    if (w->value == NULL) return;
    switch (node->kind) {
    case NODE_SCOPE:
        visit(w, &node->scope.operand, NULL, node);
        break;
    case NODE_IF:
        visit(w, &node->branch.cond, NULL, node);
        break;
    case NODE_LOOP:
        visit(w, &node->loop.cond, NULL, node);
        break;
    case NODE_SWITCH:
        visit(w, &node->choice.subject, NULL, node);
        break;
    case NODE_SELECT:
        for (size_t i = 0; i < node->select.arm_count; i++) {
            ir_arm *arm = &node->select.arms[i];
            visit(w, &arm->subject, NULL, node);
            visit(w, &arm->value, NULL, node);
            visit(w, &arm->guard, NULL, node);
        }
        break;
    case NODE_RETURN:
        visit(w, &node->result.value, NULL, node);
        break;
    case NODE_THROW:
        visit(w, &node->raise.error, NULL, node);
        break;
    case NODE_MARK:
    case NODE_OP:
    case NODE_SEQ:
    case NODE_TRY:
    case NODE_BREAK:
    case NODE_CONTINUE:
        break;
    }
}

static void walk_seq(const ir_walker *w, const ir_node *seq)
{
    assert(seq->kind == NODE_SEQ);
    bool wants_ops = w->op != NULL || w->value != NULL;
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *item = seq->seq.items[i];
        if (item->kind == NODE_OP) {
            if (wants_ops) ir_walk_op(w, item->op, item);
        } else if (item->kind != NODE_MARK) {
            ir_walk(w, item);
        }
    }
}

static void walk_children(const ir_walker *w, ir_node *node)
{
    switch (node->kind) {
    case NODE_SEQ:
        walk_seq(w, node);
        break;
    case NODE_SCOPE:
        ir_walk_operands(w, node);
        ir_walk(w, node->scope.body);
        ir_walk(w, node->scope.cleanup);
        break;
    case NODE_IF:
        ir_walk(w, node->branch.head);
        ir_walk_operands(w, node);
        ir_walk(w, node->branch.then_body);
        ir_walk(w, node->branch.else_body);
        break;
    case NODE_LOOP:
        ir_walk(w, node->loop.head);
        ir_walk_operands(w, node);
        ir_walk(w, node->loop.body);
        ir_walk(w, node->loop.step);
        ir_walk(w, node->loop.else_body);
        break;
    case NODE_SWITCH:
        ir_walk_operands(w, node);
        for (size_t i = 0; i < node->choice.case_count; i++) {
            ir_walk(w, node->choice.cases[i].body);
        }
        ir_walk(w, node->choice.default_body);
        break;
    case NODE_SELECT:
        ir_walk_operands(w, node);
        for (size_t i = 0; i < node->select.arm_count; i++) {
            ir_walk(w, node->select.arms[i].body);
        }
        ir_walk(w, node->select.default_body);
        break;
    case NODE_TRY:
        ir_walk(w, node->attempt.body);
        ir_walk(w, node->attempt.else_body);
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            ir_walk(w, node->attempt.catches[i].body);
        }
        break;
    case NODE_RETURN:
    case NODE_THROW:
        ir_walk_operands(w, node);
        break;
    case NODE_OP:
    case NODE_MARK:
    case NODE_BREAK:
    case NODE_CONTINUE:
        break;
    }
}

void ir_walk(const ir_walker *w, ir_node *node)
{
    if (node == NULL) return;
    if (w->enter != NULL) w->enter(w->data, node);
    walk_children(w, node);
    if (w->leave != NULL) w->leave(w->data, node);
}

static void number(ir_node *node, void *data);

static void number_seq(const ir_node *seq, uint32_t *next)
{
    assert(seq->kind == NODE_SEQ);
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *node = seq->seq.items[i];
        if (node->kind != NODE_OP && node->kind != NODE_MARK) {
            number(node, next);
            continue;
        }
        node->first = (*next)++;
        if (node->kind == NODE_OP) {
            ir_node *right = ir_right_side(node->op);
            if (right != NULL) number(right, next);
            node->op->order = (*next)++;
        }
        node->last = (*next)++;
    }
}

static void number(ir_node *node, void *data)
{
    uint32_t *next = data;
    node->first = (*next)++;
    if (node->kind == NODE_SEQ) {
        number_seq(node, next);
    } else {
        ir_each_child(node, number, next);
    }
    node->last = (*next)++;
}

void ir_walk_number(ir_fn *fn)
{
    assert(fn->body != NULL);
    uint32_t next = 1;
    number(fn->body, &next);
}

uint32_t ir_walk_suspend_order(const ir_suspend *suspend)
{
    assert((suspend->op != NULL) != (suspend->node != NULL));
    if (suspend->op != NULL) return suspend->op->order;
    bool at_end = suspend->node->kind == NODE_SCOPE;
    return at_end ? suspend->node->last : suspend->node->first;
}

ir_var *ir_walk_hidden_var(program *prog, ir_fn *fn, const char *stem, type *t, span at)
{
    assert(t != NULL && t->kind != TYPE_UNIT);
    uint32_t same = 1;
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        const ir_var *other = fn->vars.items[i];
        bool is_same = other->kind == IRVAR_HIDDEN && strcmp(other->name, stem) == 0;
        if (is_same && other->shadow >= same) same = other->shadow + 1;
    }
    ir_var *var = arena_new(&prog->fn, ir_var);
    var->kind = IRVAR_HIDDEN;
    var->id = fn->vars.count;
    var->name = stem;
    var->shadow = same;
    var->type = t;
    var->span = at;
    array_push(&prog->fn, &fn->vars, var);
    return var;
}

_Static_assert(offsetof(ir_op, aux.variant) < offsetof(ir_op, aux.sub_value) + sizeof(ir_value),
               "see op_bytes");

static size_t op_bytes(ir_opcode code)
{
    if (code == IR_SPAWN || code == IR_STORE) return sizeof(ir_op);
    if (code == IR_SET || code == IR_DROP) {
        return offsetof(ir_op, aux) + offsetof(ir_target, place_operand);
    }
    // The longest of the others is the right side of AND.
    return offsetof(ir_op, aux.sub_value) + sizeof(ir_value);
}

ir_op *ir_walk_new_op(program *prog, ir_fn *fn, ir_opcode code, type *t, span at,
                      uint32_t arg_count)
{
    assert(code < IR_COUNT && t != NULL);
    size_t size = op_bytes(code);
    ir_op *op = arena_zero(&prog->fn, size + arg_count * sizeof *op->args);
    op->code = code;
    op->id = fn->op_count++;
    op->type = t;
    op->span = at;
    op->arg_count = arg_count;
    op->args = arg_count > 0 ? (ir_value *)((char *)op + size) : NULL;
    return op;
}

ir_node *ir_walk_op_node(program *prog, ir_op *op)
{
    assert(op->code < IR_COUNT);
    // Most nodes are of this kind: field by field, which is less than clearing it first.
    ir_node *node = arena_alloc(&prog->fn, offsetof(ir_node, op) + sizeof node->op);
    node->kind = NODE_OP;
    node->span = op->span;
    node->first = node->last = 0;
    node->op = op;
    return node;
}

ir_value ir_walk_var_value(ir_var *var)
{
    assert(var->type != NULL);
    ir_value value = {.kind = IR_VAR, .type = var->type};
    value.var = var;
    return value;
}
