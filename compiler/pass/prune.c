// SPDX-License-Identifier: MIT
// prune.c - takes out what control cannot come to, before anything is numbered.
//
// Requires: fn.can_suspend of all that is called.
//
//     try { print("x") } catch e { await log(e) }      try without its catch
//     return await f();  await g()                     g is never called
//
// What stays away from the C must not count: a state that is not there, a
// function that is never called.

#include "base/program.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

// ---- failures -------------------------------------------------------------------

static bool op_fails(const ir_op *op)
{
    if (op->can_throw || ir_waits(op)) return true;
    return op->code == IR_AWAIT_CALL && op->aux.callee->can_suspend;
}

static bool catches_everything(const ir_node *attempt)
{
    bool errors = false, cancels = false;
    for (size_t i = 0; i < attempt->attempt.catch_count; i++) {
        const ir_catch *c = &attempt->attempt.catches[i];
        if (c->is_cancelled) cancels = true;
        else errors |= c->type == NULL || c->type->decl == NULL || c->type->decl->parent == NULL;
    }
    return errors && cancels;
}

static bool can_fail(ir_node *node);

static void look_for_failure(ir_node *child, void *data)
{
    bool *found = data;
    *found = *found || can_fail(child);
}

// A failure may leave the node.
static bool can_fail(ir_node *node)
{
    bool found = false;
    switch (node->kind) {
    case NODE_OP:
        return op_fails(node->op);
    case NODE_THROW:
        return true;
    case NODE_SELECT:
        if (node->select.default_body == NULL || node->select.can_throw) return true;
        break;
    case NODE_SCOPE:
        if (node->scope.kind == SCOPE_GROUP || node->scope.kind == SCOPE_TIMEOUT ||
            node->scope.kind == SCOPE_TIMEOUT_AT) {
            return true;
        }
        break;
    case NODE_TRY:
        if (!catches_everything(node)) break;
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            look_for_failure(node->attempt.catches[i].body, &found);
        }
        if (node->attempt.else_body != NULL) look_for_failure(node->attempt.else_body, &found);
        return found;
    case NODE_MARK:
    case NODE_SEQ:
    case NODE_IF:
    case NODE_LOOP:
    case NODE_SWITCH:
    case NODE_BREAK:
    case NODE_CONTINUE:
    case NODE_RETURN:
        break;
    }
    ir_each_child(node, look_for_failure, &found);
    return found;
}

// ---- the edits --------------------------------------------------------------------

// All of these give whether control may go on after the node.
static bool prune_node(program *prog, ir_node *node);

static bool prune_body(program *prog, ir_node *body)
{
    return body == NULL || prune_node(prog, body);
}

// What follows a way out is never reached.
static bool prune_seq(program *prog, ir_node *seq)
{
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *item = seq->seq.items[i];
        if (item->kind == NODE_MARK) continue;
        bool falls = item->kind == NODE_OP ? item->op->type->kind != TYPE_NEVER
                                           : prune_node(prog, item);
        if (falls) continue;
        seq->seq.count = i + 1;
        return false;
    }
    return true;
}

static bool prune_scope(program *prog, ir_node *node)
{
    bool body_falls = prune_body(prog, node->scope.body);
    node->scope.cleanup_leaves = !prune_body(prog, node->scope.cleanup);
    return body_falls && !node->scope.cleanup_leaves;
}

static bool prune_if(program *prog, ir_node *node)
{
    prune_body(prog, node->branch.head);
    bool then_falls = prune_body(prog, node->branch.then_body);
    bool else_falls = prune_body(prog, node->branch.else_body);
    return then_falls || else_falls;
}

typedef struct jump_search {
    const ir_node *loop;
    ir_node_kind kind;
    bool found;
} jump_search;

static void look_for_jump(ir_node *node, void *data)
{
    jump_search *search = data;
    if (search->found) return;
    if (node->kind == search->kind && node->jump.target == search->loop) search->found = true;
    // From there no jump arrives.
    if (node->kind == NODE_SCOPE && node->scope.cleanup_leaves) return;
    ir_each_child(node, look_for_jump, search);
}

static bool has_jump(const ir_node *loop, ir_node_kind kind)
{
    jump_search search = {.loop = loop, .kind = kind};
    look_for_jump(loop->loop.body, &search);
    return search.found;
}

static bool prune_loop(program *prog, ir_node *node)
{
    bool ends = node->loop.cond.kind != IR_NOTHING;
    prune_body(prog, node->loop.head);
    bool body_falls = prune_body(prog, node->loop.body);
    prune_body(prog, node->loop.step);
    bool else_falls = prune_body(prog, node->loop.else_body);
    if (!ends) node->loop.else_body = NULL;
    // There is no second round.
    if (!body_falls && !has_jump(node, NODE_CONTINUE)) node->loop.step = NULL;
    return (ends && else_falls) || has_jump(node, NODE_BREAK);
}

static bool prune_switch(program *prog, ir_node *node)
{
    bool falls = false;
    for (size_t i = 0; i < node->choice.case_count; i++) {
        falls |= prune_node(prog, node->choice.cases[i].body);
    }
    if (node->choice.default_body != NULL) falls |= prune_node(prog, node->choice.default_body);
    return falls;
}

static bool prune_select(program *prog, ir_node *node)
{
    bool falls = false;
    for (size_t i = 0; i < node->select.arm_count; i++) {
        falls |= prune_body(prog, node->select.arms[i].body);
    }
    if (node->select.default_body != NULL) falls |= prune_node(prog, node->select.default_body);
    return falls;
}

// What cannot fail needs no catch.
static bool prune_try(program *prog, ir_node *node)
{
    ir_node *body = node->attempt.body;
    ir_node *else_body = node->attempt.else_body;
    bool body_falls = prune_node(prog, body);
    bool falls = prune_body(prog, else_body) && body_falls;
    if (!body_falls) node->attempt.else_body = else_body = NULL;
    if (!can_fail(body)) {
        node->kind = NODE_SEQ;
        node->seq = (ir_nodes){0};
        ir_seq_add(prog, node, body);
        if (else_body != NULL) ir_seq_add(prog, node, else_body);
        return falls;
    }
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        falls |= prune_body(prog, node->attempt.catches[i].body);
    }
    return falls;
}

static bool prune_node(program *prog, ir_node *node)
{
    switch (node->kind) {
    case NODE_MARK:
    case NODE_OP: // prune_seq
        return true;
    case NODE_SEQ:
        return prune_seq(prog, node);
    case NODE_SCOPE:
        return prune_scope(prog, node);
    case NODE_IF:
        return prune_if(prog, node);
    case NODE_LOOP:
        return prune_loop(prog, node);
    case NODE_SWITCH:
        return prune_switch(prog, node);
    case NODE_SELECT:
        return prune_select(prog, node);
    case NODE_TRY:
        return prune_try(prog, node);
    case NODE_BREAK:
    case NODE_CONTINUE:
    case NODE_RETURN:
    case NODE_THROW:
        return false;
    }
    return true;
}

void prune_fn(program *prog, ir_fn *fn)
{
    prune_node(prog, fn->body);
}
