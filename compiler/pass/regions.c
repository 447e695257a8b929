// SPDX-License-Identifier: MIT
// regions.c - numbers, edges and cleanups: what is known of a region once its function is whole.
//
// Requires: rc_run.  Gives: scope.number and those of loops and tries, fn.last_number;
// scope.cleanup_throws and cleanup_suspends: whether an error waits while its cleanup
// runs; loop.has_break; fn.result_may_go.
//
//     while go() {                  loop 2: has_break
//         defer { await close() }   region 3: cleanup_suspends
//         if done() { break }
//     }

#include <assert.h>

#include "base/program.h"
#include "ir/ir_walk.h"
#include "pass/frame.h"
#include "pass/passes.h"

typedef struct marker {
    program *prog;
    ir_fn *fn;
    uint32_t next_number;          // of regions and loops
    array_of(ir_node *) open;      // regions that are walked
} marker;

// ---- what a cleanup does -------------------------------------------------------------

static void mark_cleanup(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    ir_node *region = data;
    // exit(), too: it takes the place of an error that is on its way out.
    if (op->can_throw) region->scope.cleanup_throws = true;
    if (op->suspend != NULL) region->scope.cleanup_suspends = true;
}

static void mark_cleanup_node(void *data, ir_node *node)
{
    ir_node *region = data;
    bool fails = node->kind == NODE_SELECT && node->select.can_throw;
    if (node->kind == NODE_THROW || fails) region->scope.cleanup_throws = true;
    if (node->kind == NODE_SELECT && node->select.suspend != NULL) {
        region->scope.cleanup_suspends = true;
    }
    if (node->kind == NODE_SCOPE && node->scope.kind >= SCOPE_TIMEOUT) {
        region->scope.cleanup_suspends = true;
    }
}

static void note_failure(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    bool *fails = data;
    *fails |= op->can_throw;
}

static void note_failing_node(void *data, ir_node *node)
{
    bool *fails = data;
    *fails |= node->kind == NODE_SELECT && node->select.can_throw;
    *fails |= node->kind == NODE_THROW ||
              (frame_is_region(node) && node->scope.kind != SCOPE_CLEANUP);
}

// While an error waits for the cleanup to end, no other may take its place, not
// even one that is caught inside of a call.
static void mark_handling(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    ir_node *region = data;
    bool calls = op->code == IR_CALL || op->code == IR_AWAIT_CALL;
    bool handles = calls ? op->aux.callee->handles_errors : op->code == IR_CALL_VALUE;
    if (op->code == IR_CALL_BUILTIN) {
        for (uint32_t i = 0; i < op->arg_count; i++) {
            handles |= op->args[i].kind != IR_NOTHING && op->args[i].type->kind == TYPE_FN;
        }
    }
    if (handles) region->scope.cleanup_throws = true;
}

// What the cleanup does decides where the storage of the region is.
static void mark_region(ir_node *node)
{
    assert(frame_is_region(node));
    node->scope.cleanup_throws = node->scope.cleanup_suspends = false;
    if (node->scope.cleanup == NULL) return;
    ir_walker marks = {.data = node, .enter = mark_cleanup_node, .op = mark_cleanup};
    ir_walk(&marks, node->scope.cleanup);
    bool fails = false;
    ir_walker failures = {.data = &fails, .enter = note_failing_node, .op = note_failure};
    ir_walk(&failures, node->scope.body);
    ir_walker handling = {.data = node, .op = mark_handling};
    if (fails) ir_walk(&handling, node->scope.cleanup);
}

// ---- the walk -----------------------------------------------------------------------------

// A result that was written is lost when the end of a region around it fails.
static void note_result(marker *m, const ir_node *node)
{
    for (uint32_t i = 0; i < m->open.count && node->result.value.kind != IR_NOTHING; i++) {
        const ir_node *around = m->open.items[i];
        m->fn->result_may_go |= around->scope.kind == SCOPE_GROUP || frame_has_unwind(around);
    }
}

static void enter(void *data, ir_node *node)
{
    marker *m = data;
    switch (node->kind) {
    case NODE_SCOPE:
        if (frame_is_region(node) || node->scope.is_function) node->scope.number = m->next_number++;
        if (!frame_is_region(node)) break;
        mark_region(node);
        array_push(&m->prog->scratch, &m->open, node);
        break;
    case NODE_LOOP:
        node->loop.number = m->next_number++;
        break;
    case NODE_TRY:
        node->attempt.number = m->next_number++;
        break;
    case NODE_BREAK:
        node->jump.target->loop.has_break = true;
        break;
    case NODE_RETURN:
        note_result(m, node);
        break;
    case NODE_MARK:
    case NODE_OP:
    case NODE_SEQ:
    case NODE_IF:
    case NODE_SWITCH:
    case NODE_SELECT:
    case NODE_CONTINUE:
    case NODE_THROW:
        break;
    }
}

static void leave(void *data, ir_node *node)
{
    marker *m = data;
    if (frame_is_region(node)) m->open.count--;
}

void regions_run(program *prog, ir_fn *fn)
{
    marker m = {.prog = prog, .fn = fn, .next_number = 1};
    ir_walker walker = {.data = &m, .enter = enter, .leave = leave};
    ir_walk(&walker, fn->body);
    assert(m.open.count == 0);
    fn->last_number = m.next_number - 1;
    arena_reset(&prog->scratch);
}
