// SPDX-License-Identifier: MIT
// live.c - which variables are needed after which suspension.
//
// Requires: await_run (node.first).  Gives: suspend.live, read by frame.c (a variable has a
// place in the frame only if some `live` set holds it) and by the hostile build
// that poisons what no set holds:
//
//     a = f(); await g(); b = a + 1; await h(); use(b)
//     a is live across 1, b across 2
//
// Backward over the tree: `set` holds what is live after a node and becomes
// what is live before it.  An operation that may fail can go to the innermost
// handler, so what is live there (`fail`) is live before it too; leaving a
// region with a cleanup goes through the cleanup first.  Loops are walked until
// nothing grows; what a loop's head needs is kept from walk to walk, so that
// nested loops do not multiply.

#include "base/plant.h"

#include <assert.h>

#include "base/program.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

typedef struct live_loop {
    ir_node *node;
    bitset on_break;
    bitset on_continue;
} live_loop;

typedef struct live {
    program *prog;
    ir_fn *fn;
    uint32_t words;
    bitset fail;             // live where a failure goes to
    bitset on_return;
    array_of(live_loop) loops;
    uint32_t covered;        // loops[0 .. covered-1] lie outside the innermost
    bitset through;          // cleanup; jumps to them arrive here first
    bitset *heads;           // by node.first of a loop: live before its head
} live;

static bitset new_set(live *l)
{
    return arena_new_array(&l->prog->scratch, uint64_t, l->words);
}

static bitset copy_set(live *l, const uint64_t *set)
{
    bitset copy = arena_alloc(&l->prog->scratch, l->words * sizeof *copy);
    memcpy(copy, set, l->words * sizeof *copy);
    return copy;
}

static void assign_set(live *l, bitset to, const uint64_t *from)
{
    memcpy(to, from, l->words * sizeof *to);
}

static void add_value(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    (void)node;
    if (value->kind == IR_VAR) bitset_add(data, value->var->id);
}

static void add_operands(bitset set, ir_node *node)
{
    ir_walker walker = {.data = set, .value = add_value};
    ir_walk_operands(&walker, node);
}

static void record(live *l, ir_suspend *suspend, const uint64_t *after)
{
    assert(suspend->number > 0);
    if (suspend->live == NULL) {
        suspend->live = arena_new_array(&l->prog->fn, uint64_t, l->words);
        for (uint32_t i = 0; i < suspend->held.count; i++) {
            bitset_add(suspend->live, suspend->held.items[i]->id);
        }
    }
    bitset_join(suspend->live, after, l->words);
    if (!PLANTED(4)) bitset_join(suspend->live, l->fail, l->words);
}

static void live_node(live *l, ir_node *node, bitset set);

static void live_op(live *l, ir_node *node, bitset set)
{
    assert(node->kind == NODE_OP);
    ir_op *op = node->op;
    bool is_new = op->code == IR_SET && op->aux.target.var != NULL && !op->assigns;
    if (is_new && !op->aux.target.var->by_reference) {
        bitset_remove(set, op->aux.target.var->id);
    }
    const ir_var *changed = ir_changed_by_call(op);
    if (changed != NULL) bitset_add(set, changed->id);   // the callee points to it
    if (op->suspend != NULL) record(l, op->suspend, set);
    bool fails = (op->can_throw || op->suspend != NULL) && !PLANTED(4);
    if (fails) bitset_join(set, l->fail, l->words);
    ir_walker walker = {.data = set, .value = add_value};
    ir_walk_op(&walker, op, node);
    bool reads_target = op->code == IR_STORE || op->code == IR_DROP || op->assigns;
    if (reads_target && op->aux.target.var != NULL) bitset_add(set, op->aux.target.var->id);
}

// Leaving the region by any edge runs the cleanup and goes on from there.
static void live_region(live *l, ir_node *node, bitset set)
{
    assert(node->scope.kind != SCOPE_PLAIN);
    bitset everywhere = copy_set(l, set);
    bitset_join(everywhere, l->fail, l->words);
    bitset_join(everywhere, l->on_return, l->words);
    if (l->through != NULL) bitset_join(everywhere, l->through, l->words);
    for (uint32_t i = l->covered; i < l->loops.count; i++) {
        bitset_join(everywhere, l->loops.items[i].on_break, l->words);
        bitset_join(everywhere, l->loops.items[i].on_continue, l->words);
    }
    if (node->scope.suspend != NULL) record(l, node->scope.suspend, everywhere);
    live_node(l, node->scope.cleanup, everywhere);
    live outer = *l;
    l->fail = l->on_return = l->through = everywhere;
    l->covered = l->loops.count;
    assign_set(l, set, everywhere);
    live_node(l, node->scope.body, set);
    l->fail = outer.fail;
    l->on_return = outer.on_return;
    l->through = outer.through;
    l->covered = outer.covered;
    add_operands(set, node);
}

static void live_loop_node(live *l, ir_node *node, bitset set)
{
    assert(node->first > 0);
    bitset after = copy_set(l, set);
    live_node(l, node->loop.else_body, set);   // set: the condition became false
    bitset *head = &l->heads[node->first];
    if (*head == NULL) *head = new_set(l);
    for (bool grew = true; grew;) {
        bitset round = copy_set(l, *head);
        live_node(l, node->loop.step, round);
        live_loop entry = {.node = node, .on_break = after, .on_continue = copy_set(l, round)};
        array_push(&l->prog->scratch, &l->loops, entry);
        live_node(l, node->loop.body, round);
        l->loops.count--;
        if (node->loop.cond.kind != IR_NOTHING) bitset_join(round, set, l->words);
        add_operands(round, node);
        live_node(l, node->loop.head, round);
        grew = bitset_join(*head, round, l->words);
    }
    assign_set(l, set, *head);
}

static const uint64_t *jump_set(const live *l, const ir_node *node)
{
    for (uint32_t i = l->loops.count; i > 0; i--) {
        const live_loop *loop = &l->loops.items[i - 1];
        if (loop->node != node->jump.target) continue;
        if (i - 1 < l->covered) return l->through;
        return node->kind == NODE_BREAK ? loop->on_break : loop->on_continue;
    }
    return l->fail;
}

static void live_choices(live *l, ir_node *node, bitset set)
{
    assert(node->kind == NODE_SWITCH);
    bitset joined = new_set(l);
    for (size_t i = 0; i < node->choice.case_count; i++) {
        bitset branch = copy_set(l, set);
        live_node(l, node->choice.cases[i].body, branch);
        bitset_join(joined, branch, l->words);
    }
    if (node->choice.default_body != NULL) {
        live_node(l, node->choice.default_body, set);
        bitset_join(joined, set, l->words);
    }
    assign_set(l, set, joined);
    add_operands(set, node);
}

static void live_select(live *l, ir_node *node, bitset set)
{
    bitset joined = new_set(l);
    for (size_t i = 0; i < node->select.arm_count; i++) {
        bitset branch = copy_set(l, set);
        live_node(l, node->select.arms[i].body, branch);
        if (node->select.arms[i].result != NULL) {
            bitset_remove(branch, node->select.arms[i].result->id);
        }
        bitset_join(joined, branch, l->words);
    }
    if (node->select.default_body != NULL) {
        live_node(l, node->select.default_body, set);
        bitset_join(joined, set, l->words);
    }
    if (node->select.suspend != NULL) record(l, node->select.suspend, joined);
    assign_set(l, set, joined);
    bitset_join(set, l->fail, l->words);
    add_operands(set, node);
}

static void live_try(live *l, ir_node *node, bitset set)
{
    bitset handlers = copy_set(l, l->fail);
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        ir_catch *clause = &node->attempt.catches[i];
        bitset branch = copy_set(l, set);
        live_node(l, clause->body, branch);
        if (clause->var != NULL) bitset_remove(branch, clause->var->id);
        bitset_join(handlers, branch, l->words);
    }
    live_node(l, node->attempt.else_body, set);
    bitset outer = l->fail;
    l->fail = handlers;
    live_node(l, node->attempt.body, set);
    l->fail = outer;
}

static void live_seq(live *l, const ir_node *seq, bitset set)
{
    assert(seq->kind == NODE_SEQ);
    for (uint32_t i = seq->seq.count; i > 0; i--) {
        ir_node *node = seq->seq.items[i - 1];
        if (node->kind == NODE_OP) {
            live_op(l, node, set);
        } else if (node->kind != NODE_MARK) {
            live_node(l, node, set);
        }
    }
}

static void live_node(live *l, ir_node *node, bitset set)
{
    if (node == NULL) return;
    switch (node->kind) {
    case NODE_MARK:
    case NODE_OP: // live_seq
        break;
    case NODE_SEQ:
        live_seq(l, node, set);
        break;
    case NODE_SCOPE:
        if (node->scope.kind == SCOPE_PLAIN) {
            live_node(l, node->scope.body, set);
        } else {
            live_region(l, node, set);
        }
        break;
    case NODE_IF: {
        bitset other = copy_set(l, set);
        live_node(l, node->branch.then_body, set);
        live_node(l, node->branch.else_body, other);
        bitset_join(set, other, l->words);
        add_operands(set, node);
        live_node(l, node->branch.head, set);
        break;
    }
    case NODE_LOOP:
        live_loop_node(l, node, set);
        break;
    case NODE_SWITCH:
        live_choices(l, node, set);
        break;
    case NODE_SELECT:
        live_select(l, node, set);
        break;
    case NODE_TRY:
        live_try(l, node, set);
        break;
    case NODE_BREAK:
    case NODE_CONTINUE:
        assign_set(l, set, jump_set(l, node));
        break;
    case NODE_RETURN:
        assign_set(l, set, l->on_return);
        add_operands(set, node);
        break;
    case NODE_THROW:
        assign_set(l, set, l->fail);
        add_operands(set, node);
        break;
    }
}

void live_run(program *prog, ir_fn *fn)
{
    if (fn->suspends.count == 0) return;
    live l = {.prog = prog, .fn = fn, .words = bitset_words(fn->vars.count)};
    l.fail = new_set(&l);
    l.on_return = new_set(&l);
    l.heads = arena_new_array(&prog->scratch, bitset, fn->body->last + 1);
    live_node(&l, fn->body, new_set(&l));
    arena_reset(&prog->scratch);
}
