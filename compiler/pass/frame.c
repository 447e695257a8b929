// SPDX-License-Identifier: MIT
// frame.c - which variables live in the frame, and where.
//
// Requires: live_run, fold_run, regions_run; frame_run also plan_run.
// Gives: frame_places_run var.in_frame; frame_run fn.layout, fn.frame_size and its like,
// suspend.in_arena (see frame.h, ir.h).
//
// The frame of an awaited function lies inside the frame of its caller, so
// functions come here callees first (module.order).  It goes to the task's arena
// instead, with only a pointer in the caller, when the callee may await itself
// (its size would be infinite) or is larger than FRAME_EMBEDDED.

#include "pass/frame.h"

#include <assert.h>

#include "base/program.h"
#include "ir/abi.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

// A larger frame is not embedded in its caller's.
enum { FRAME_EMBEDDED = 1024 };

typedef struct framer {
    program *prog;
    ir_fn *fn;
    frame_layout *layout;
    array_of(frame_block *) blocks;       // open ones
} framer;

// ---- blocks ----------------------------------------------------------------------------

static bool storage_in_frame(const ir_node *region)
{
    assert(frame_is_region(region));
    if (region->scope.kind != SCOPE_CLEANUP) return true;
    return region->scope.cleanup_suspends;
}

static void open_block(framer *f, ir_node *scope)
{
    assert(f->blocks.count > 0);
    frame_block *block = array_last(&f->blocks);
    if (!scope->scope.is_function) {
        frame_block *inner = arena_new(&f->prog->fn, frame_block);
        inner->scope = scope;
        inner->region = frame_is_region(scope) && storage_in_frame(scope) ? scope : NULL;
        array_push(&f->prog->fn, &block->inner, inner);
        block = inner;
    }
    array_push(&f->prog->scratch, &f->blocks, block);
    for (size_t i = 0; i < scope->scope.var_count; i++) {
        ir_var *var = scope->scope.vars[i];
        // The function's cleanup drops what is owned, so that must not share.
        frame_block *home = var->is_owned ? f->layout->root : block;
        if (var->in_frame) array_push(&f->prog->fn, &home->vars, var);
    }
}

static void enter(void *data, ir_node *node)
{
    if (node->kind == NODE_SCOPE) open_block(data, node);
}

static void leave(void *data, ir_node *node)
{
    framer *f = data;
    if (node->kind == NODE_SCOPE) f->blocks.count--;
}

// ---- sizes of blocks ----------------------------------------------------------------

static void append_region(abi_extent *e, const ir_node *region)
{
    assert(frame_is_region(region));
    abi_append(e, abi_region(region), 8);
    if (region->scope.next_in_frame) abi_append(e, 4, 4);
}

static bool is_empty(const frame_block *block)
{
    return block->region == NULL && block->vars.count == 0 && block->inner.count == 0;
}

// Leaves out blocks without fields.  Blocks nest as scopes do: 200 deep at most.
static void prune(frame_block *block)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < block->inner.count; i++) {
        frame_block *inner = block->inner.items[i];
        prune(inner);
        if (!is_empty(inner)) block->inner.items[kept++] = inner;
    }
    block->inner.count = kept;
}

static void append_block(abi_extent *e, frame_block *block);

static abi_extent alone(frame_block *block)
{
    abi_extent e = {0, 1};
    append_block(&e, block);
    return abi_closed(e);
}

static void append_block(abi_extent *e, frame_block *block)
{
    if (block->region != NULL) append_region(e, block->region);
    for (uint32_t i = 0; i < block->vars.count; i++) abi_append_type(e, block->vars.items[i]->type);
    if (block->inner.count == 1) {
        append_block(e, block->inner.items[0]);
    } else if (block->inner.count > 1) {
        abi_extent sum = {0, 1};
        for (uint32_t i = 0; i < block->inner.count; i++) {
            abi_overlay(&sum, alone(block->inner.items[i]));
        }
        sum = abi_closed(sum);
        abi_append(e, sum.size, sum.align);
    }
    block->size = e->size;
    block->align = e->align;
}

// ---- the await area ----------------------------------------------------------------------

// The awaited function's frame does not lie in this one.
static bool is_in_arena(const ir_suspend *suspend)
{
    const ir_op *op = suspend->op;
    if (suspend->node != NULL || op->code != IR_AWAIT_CALL) {
        return suspend->node == NULL && op->code == IR_AWAIT_VALUE;
    }
    return op->aux.callee->is_recursive || op->aux.callee->frame_size > FRAME_EMBEDDED;
}

static abi_extent await_extent(framer *f)
{
    assert(f->layout->awaits.count == 0);
    abi_extent area = {0, 1};
    for (uint32_t i = 0; i < f->fn->suspends.count; i++) {
        ir_suspend *suspend = f->fn->suspends.items[i];
        suspend->in_arena = is_in_arena(suspend);
        abi_extent e = abi_suspend(suspend);
        suspend->size = e.size;
        if (e.size == 0) continue;
        frame_await entry = {.suspend = suspend, .align = e.align};
        array_push(&f->prog->fn, &f->layout->awaits, entry);
        abi_overlay(&area, e);
    }
    return abi_closed(area);
}

// ---- the frame ---------------------------------------------------------------------------

// In the frame: what the caller gives, and what some suspension finds alive.
void frame_places_run(program *prog, ir_fn *fn)
{
    if (!fn_has_frame(fn)) return;
    uint32_t words = bitset_words(fn->vars.count);
    bitset live = arena_new_array(&prog->scratch, uint64_t, words);
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        const uint64_t *here = fn->suspends.items[i]->live;
        if (here != NULL) bitset_join(live, here, words);
    }
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        if (bitset_has(live, i)) fn->vars.items[i]->in_frame = true;
    }
    for (uint32_t i = 0; i < fn->captures.count; i++) fn->captures.items[i]->in_frame = true;
    for (uint32_t i = 0; i < fn->params.count; i++) fn->params.items[i]->in_frame = true;
    if (fn->self != NULL) fn->self->in_frame = true;
    arena_reset(&prog->scratch);
}

// The fields before the root block.
static abi_extent head_extent(const ir_fn *fn)
{
    abi_extent e = {SIZE_FRAME, 8};
    if (fn->is_closure) abi_append(&e, SIZE_POINTER, SIZE_POINTER);
    for (uint32_t i = 0; i < fn->params.count; i++) {
        const ir_var *var = fn->params.items[i];
        if (var->by_reference) abi_append(&e, SIZE_POINTER, SIZE_POINTER);
        else abi_append_type(&e, var->type);
    }
    if (fn->result->kind != TYPE_UNIT) abi_append_type(&e, fn->result);
    return e;
}

void frame_run(program *prog, ir_fn *fn)
{
    if (!fn_has_frame(fn)) return;
    framer f = {.prog = prog, .fn = fn};
    f.layout = fn->layout = arena_new(&prog->fn, frame_layout);
    f.layout->root = arena_new(&prog->fn, frame_block);
    array_push(&prog->scratch, &f.blocks, f.layout->root);
    ir_walker walker = {.data = &f, .enter = enter, .leave = leave};
    ir_walk(&walker, fn->body);
    assert(f.blocks.count == 1);
    prune(f.layout->root);
    abi_extent e = head_extent(fn);
    append_block(&e, f.layout->root);
    abi_extent area = await_extent(&f);
    if (area.size > 0) abi_append(&e, area.size, area.align);
    if (fn->foreign != NULL) abi_append(&e, SIZE_OUTSIDE, 8);
    e = abi_closed(e);
    assert(e.size >= SIZE_FRAME && e.size % e.align == 0);
    fn->await_size = area.size;
    fn->frame_size = e.size;
    fn->frame_align = e.align;
    arena_reset(&prog->scratch);
}
