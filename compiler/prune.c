// SPDX-License-Identifier: MIT
// prune.c - takes out what control cannot come to, before anything is numbered.
//
// Requires: fn.can_suspend of all that is called.
//
//     try { print("x") } catch e { await log(e) }      try without its catch
//     return await f();  await g()                     g is never called
//
// What stays away from the C must not count: a state that is not there, a
// function that nobody calls.

#include "ir_walk.h"
#include "passes.h"
#include "program.h"

// ---- failures -------------------------------------------------------------------

static bool op_fails(const ir_op *op)
{
    switch (op->code) {
    case IR_AWAIT_CALL:
        return op->can_throw || op->aux.callee->can_suspend;
    case IR_CALL_BUILTIN:
        return op->can_throw || op->aux.builtin->id == BI_EXIT;
    case IR_AWAIT_VALUE:
    case IR_AWAIT_BUILTIN:
    case IR_AWAIT_TASK:
    case IR_AWAIT_FUTURE:
    case IR_GATHER:
    case IR_RACE:
        return true;
    default:
        return op->can_throw;
    }
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
        return true;
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
    default:
        break;
    }
    ir_each_child(node, look_for_failure, &found);
    return found;
}

// ---- the straight path -----------------------------------------------------------

static bool falls_through(const ir_node *node);

static bool may_fall(const ir_node *body)
{
    return body == NULL || falls_through(body);
}

typedef struct break_search {
    const ir_node *loop;
    bool found;
} break_search;

static void look_for_break(void *data, ir_node *node)
{
    break_search *search = data;
    if (node->kind == NODE_BREAK && node->jump.target == search->loop) search->found = true;
}

static bool has_break(const ir_node *loop)
{
    break_search search = {.loop = loop};
    ir_walker walker = {.data = &search, .enter = look_for_break};
    ir_walk(&walker, loop->loop.body);
    return search.found;
}

static bool some_case_falls(const ir_node *node)
{
    for (size_t i = 0; i < node->choice.case_count; i++) {
        if (falls_through(node->choice.cases[i].body)) return true;
    }
    return node->choice.default_body != NULL && falls_through(node->choice.default_body);
}

static bool some_arm_falls(const ir_node *node)
{
    for (size_t i = 0; i < node->select.arm_count; i++) {
        if (may_fall(node->select.arms[i].body)) return true;
    }
    return node->select.default_body != NULL && falls_through(node->select.default_body);
}

static bool some_catch_falls(const ir_node *node)
{
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        if (may_fall(node->attempt.catches[i].body)) return true;
    }
    return false;
}

// Control may go on behind the node.
static bool falls_through(const ir_node *node)
{
    switch (node->kind) {
    case NODE_RETURN:
    case NODE_THROW:
    case NODE_BREAK:
    case NODE_CONTINUE:
        return false;
    case NODE_OP:
        return node->op->type == NULL || node->op->type->kind != TYPE_NEVER;
    case NODE_SEQ:
        return node->seq.count == 0 || falls_through(array_last(&node->seq));
    case NODE_SCOPE:
        return may_fall(node->scope.body) && may_fall(node->scope.cleanup);
    case NODE_IF:
        return may_fall(node->branch.then_body) || may_fall(node->branch.else_body);
    case NODE_SWITCH:
        return some_case_falls(node);
    case NODE_SELECT:
        return some_arm_falls(node);
    case NODE_LOOP:
        if (node->loop.cond.kind != IR_NOTHING && may_fall(node->loop.else_body)) return true;
        return has_break(node);
    case NODE_TRY:
        if (falls_through(node->attempt.body) && may_fall(node->attempt.else_body)) return true;
        return some_catch_falls(node);
    case NODE_MARK:
        return true;
    }
    return true;
}

// ---- the edits --------------------------------------------------------------------

// After its parts: what cannot fail needs no catch, what is behind a way out is never reached.
static void prune_node(void *data, ir_node *node)
{
    program *prog = data;
    if (node->kind == NODE_TRY && !can_fail(node->attempt.body)) {
        ir_node *body = node->attempt.body;
        ir_node *else_body = node->attempt.else_body;
        node->kind = NODE_SEQ;
        node->seq = (ir_nodes){0};
        ir_seq_add(prog, node, body);
        if (else_body != NULL && falls_through(body)) ir_seq_add(prog, node, else_body);
    }
    if (node->kind != NODE_SEQ) return;
    for (uint32_t i = 0; i + 1 < node->seq.count; i++) {
        const ir_node *item = node->seq.items[i];
        if (item->kind != NODE_MARK && !falls_through(item)) node->seq.count = i + 1;
    }
}

void prune_fn(program *prog, ir_fn *fn)
{
    ir_walker walker = {.data = prog, .leave = prune_node};
    ir_walk(&walker, fn->body);
}
