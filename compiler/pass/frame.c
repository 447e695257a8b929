// SPDX-License-Identifier: MIT
// frame.c - which variables live in the frame, where, and how big frames are.
//
// Requires: live_run, fold_run.  Gives: var.in_frame, fn.layout,
// fn.frame_size and its like, suspend.in_arena, the numbers of regions and
// loops, and for each region which edges leave it (see frame.h, ir.h).
//
// The frame of an awaited function lies inside the frame of its caller, so
// functions come here callees first (module.order).  It goes to the task's arena
// instead, with only a pointer in the caller, when the callee may await itself
// (its size would be infinite) or is larger than FRAME_EMBEDDED.
//
// Sizes are those of a 64-bit C compiler.  ORDER abi (runtime/include/sley/):
// a size here that is wrong is a _Static_assert that fails in the generated C.

#include "pass/frame.h"

#include <assert.h>

#include "base/program.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

enum {
    FRAME_EMBEDDED = 1024,     // a larger frame is not embedded in its caller's
    SIZE_FRAME = 24,           // sley_frame
    SIZE_WAITER = 56,          // sley_waiter
    SIZE_GATHER = 88,          // sley_gather_area
    SIZE_GATHER_PART = 64,     // sley_gather_part
    SIZE_WAIT_FOR = 88,        // sley_wait_for_area
    SIZE_SCOPE = 24,           // sley_scope
    SIZE_GROUP = 56,           // sley_group_scope
    SIZE_TIMEOUT = 48,         // sley_timeout
    SIZE_UNWIND = 32,          // sley_unwind
    SIZE_POINTER = 8,
};

// ---- sizes -------------------------------------------------------------------

typedef struct extent {
    uint32_t size, align;
} extent;

static uint32_t round_up(uint32_t size, uint32_t align)
{
    return (size + align - 1) / align * align;
}

static void append(extent *e, uint32_t size, uint32_t align)
{
    e->size = round_up(e->size, align) + size;
    if (align > e->align) e->align = align;
}

static void overlay(extent *e, extent part)
{
    if (part.size > e->size) e->size = part.size;
    if (part.align > e->align) e->align = part.align;
}

static void append_type(extent *e, const type *t)
{
    uint32_t size;
    uint32_t align;
    frame_type_size(t, &size, &align);
    append(e, t->kind == TYPE_UNIT ? 1 : size, align); // emit_type.c: emit_field
}

static extent closed(extent e)
{
    e.size = round_up(e.size, e.align);
    return e;
}

// C has no empty struct: one without fields is printed with a `bool`.
static extent fields_extent(const type_field *fields, size_t count)
{
    if (count == 0) return (extent){1, 1};
    extent e = {0, 1};
    for (size_t i = 0; i < count; i++) append_type(&e, fields[i].type);
    return closed(e);
}

static extent enum_extent(const type_decl *decl)
{
    extent payload = {0, 1};
    for (size_t i = 0; i < decl->case_count; i++) {
        if (decl->cases[i].field_count == 0) continue;
        overlay(&payload, fields_extent(decl->cases[i].fields, decl->cases[i].field_count));
    }
    extent e = {4, 4};
    if (payload.size > 0) append(&e, round_up(payload.size, payload.align), payload.align);
    return closed(e);
}

void frame_type_size(const type *t, uint32_t *size, uint32_t *align)
{
    extent e = {SIZE_POINTER, SIZE_POINTER};
    uint32_t scalar = type_scalars[t->kind].size;
    if (scalar > 0) e = (extent){scalar, scalar};
    switch (t->kind) {
    case TYPE_UNIT:
        e = (extent){0, 1};
        break;
    case TYPE_TUPLE:
        e = (extent){0, 1};
        for (size_t i = 0; i < t->item_count; i++) append_type(&e, t->items[i]);
        e = closed(e);
        break;
    case TYPE_OPTIONAL:
        if (type_is_pointer(t->element)) break;
        e = (extent){1, 1};
        append_type(&e, t->element);
        e = closed(e);
        break;
    case TYPE_STRUCT:
        e = fields_extent(t->decl->fields, t->decl->field_count);
        break;
    case TYPE_ENUM:
        e = enum_extent(t->decl);
        break;
    default:
        break;   // scalars and pointers
    }
    *size = e.size;
    *align = e.align;
}

// ---- the await area ------------------------------------------------------------

typedef struct framer {
    program *prog;
    ir_fn *fn;
    frame_layout *layout;                 // NULL: the function has no frame
    uint32_t next_number;                 // of regions and loops
    array_of(ir_node *) open;             // regions and loops, for the edges that leave them
    array_of(frame_block *) blocks;       // open ones
} framer;

static extent waiter_and(const ir_op *op, uint32_t wait_size)
{
    extent e = {wait_size, 8};
    if (op->uses > 0 && op->type->kind != TYPE_UNIT) append_type(&e, op->type);
    return closed(e);
}

const char *frame_wait_area(const builtin *b, uint32_t *size)
{
    switch (b->id) {
    case BI_WAIT_FOR:
        *size = SIZE_WAIT_FOR;
        return "sley_wait_for_area";
    case BI_SHIELD:
        *size = SIZE_WAITER;
        return "sley_waiter";
    case BI_WAIT:
        *size = SIZE_GATHER;
        return "sley_gather_area";
    default:
        *size = b->frame_size;
        return b->wait_type;
    }
}

static extent builtin_extent(const ir_op *op)
{
    const builtin *b = op->aux.builtin;
    if ((b->flags & B_CALLEE) != 0) return (extent){b->frame_size, 8};
    extent e = {0, 8};
    frame_wait_area(b, &e.size);
    // The runtime writes the result even if nobody reads it.
    if (op->type->kind != TYPE_UNIT) append_type(&e, op->type);
    // A value that is sent lies beside the waiter until it is taken.
    if ((b->flags & B_TAKES) != 0) append_type(&e, op->args[op->arg_count - 1].type);
    return closed(e);
}

static extent select_extent(const ir_node *node)
{
    extent e = {SIZE_WAITER * (uint32_t)node->select.arm_count, 8};
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const ir_arm *arm = &node->select.arms[i];
        if (arm->kind == IRARM_SEND) append_type(&e, arm->subject.type->element);
        bool ends = arm->kind == IRARM_JOIN || arm->kind == IRARM_FUTURE;
        if (ends && arm->result != NULL) append_type(&e, arm->result->type);
        if (arm->kind != IRARM_RECV) continue;
        extent item = {1, 1};
        if (type_is_pointer(arm->subject.type->element)) {
            item = (extent){SIZE_POINTER, SIZE_POINTER};
        } else {
            append_type(&item, arm->subject.type->element);
        }
        item = closed(item);
        append(&e, item.size, item.align);
    }
    return closed(e);
}

static extent suspend_extent(ir_suspend *suspend)
{
    if (suspend->node != NULL) {
        if (suspend->node->kind == NODE_SELECT) return select_extent(suspend->node);
        return (extent){0, 1};   // a group waits in its own storage
    }
    const ir_op *op = suspend->op;
    switch (op->code) {
    case IR_AWAIT_CALL:
        suspend->in_arena =
            op->aux.callee->is_recursive || op->aux.callee->frame_size > FRAME_EMBEDDED;
        if (suspend->in_arena) return (extent){SIZE_POINTER, SIZE_POINTER};
        return (extent){op->aux.callee->frame_size, op->aux.callee->frame_align};
    case IR_AWAIT_VALUE:
        suspend->in_arena = true;
        return (extent){SIZE_POINTER, SIZE_POINTER};
    case IR_AWAIT_BUILTIN:
        return builtin_extent(op);
    case IR_GATHER:
    case IR_RACE:
        return (extent){SIZE_GATHER + SIZE_GATHER_PART * op->arg_count, 8};
    default:
        return waiter_and(op, SIZE_WAITER);
    }
}

static extent await_extent(framer *f)
{
    extent area = {0, 1};
    for (uint32_t i = 0; i < f->fn->suspends.count; i++) {
        ir_suspend *suspend = f->fn->suspends.items[i];
        extent e = suspend_extent(suspend);
        suspend->size = e.size;
        if (e.size == 0) continue;
        frame_await entry = {.suspend = suspend, .align = e.align};
        array_push(&f->prog->fn, &f->layout->awaits, entry);
        overlay(&area, e);
    }
    return closed(area);
}

// ---- regions: numbers, edges, cleanups -------------------------------------------

static void mark_cleanup(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    ir_node *region = data;
    if (op->can_throw) region->scope.cleanup_throws = true;
    if (op->suspend != NULL) region->scope.cleanup_suspends = true;
}

static void mark_cleanup_node(void *data, ir_node *node)
{
    ir_node *region = data;
    if (node->kind == NODE_THROW) region->scope.cleanup_throws = true;
    if (node->kind == NODE_SELECT && node->select.suspend != NULL) {
        region->scope.cleanup_suspends = true;
    }
    if (node->kind == NODE_SCOPE && node->scope.kind >= SCOPE_TIMEOUT) {
        region->scope.cleanup_suspends = true;
    }
}

static bool is_region(const ir_node *node)
{
    return node->kind == NODE_SCOPE && node->scope.kind != SCOPE_PLAIN;
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
    *fails |= node->kind == NODE_THROW || (is_region(node) && node->scope.kind != SCOPE_CLEANUP);
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

static void note_exit(framer *f, const ir_node *target, uint8_t exit)
{
    for (uint32_t i = f->open.count; i > 0; i--) {
        ir_node *node = f->open.items[i - 1];
        if (node == target) return;
        if (node->kind == NODE_SCOPE) node->scope.exits |= exit;
    }
}

// A result that was written is lost when the end of a region around it fails.
static void note_result(framer *f, const ir_node *node)
{
    for (uint32_t i = 0; i < f->open.count && node->result.value.kind != IR_NOTHING; i++) {
        const ir_node *around = f->open.items[i];
        if (!is_region(around)) continue;
        f->fn->result_may_go |= around->scope.kind == SCOPE_GROUP || frame_has_unwind(around);
    }
}

static bool storage_in_frame(const ir_node *region)
{
    if (region->scope.kind != SCOPE_CLEANUP) return true;
    return region->scope.cleanup_suspends;
}

static void open_block(framer *f, ir_node *scope)
{
    frame_block *block = array_last(&f->blocks);
    if (!scope->scope.is_function) {
        frame_block *inner = arena_new(&f->prog->fn, frame_block);
        inner->scope = scope;
        inner->region = is_region(scope) && storage_in_frame(scope) ? scope : NULL;
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

// What the cleanup does has to be known before the block of the region is made.
static void mark_region(ir_node *node)
{
    node->scope.exits = 0;
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

static void enter(void *data, ir_node *node)
{
    framer *f = data;
    switch (node->kind) {
    case NODE_SCOPE:
        if (is_region(node) || node->scope.is_function) node->scope.number = f->next_number++;
        if (is_region(node)) mark_region(node);
        if (f->layout != NULL) open_block(f, node);
        if (is_region(node)) array_push(&f->prog->scratch, &f->open, node);
        break;
    case NODE_LOOP:
        array_push(&f->prog->scratch, &f->open, node);
        node->loop.number = f->next_number++;
        break;
    case NODE_TRY:
        node->attempt.number = f->next_number++;
        break;
    case NODE_BREAK:
        node->jump.target->loop.has_break = true;
        note_exit(f, node->jump.target, EXIT_BREAK);
        break;
    case NODE_CONTINUE:
        node->jump.target->loop.has_continue = true;
        note_exit(f, node->jump.target, EXIT_CONTINUE);
        break;
    case NODE_RETURN:
        note_exit(f, NULL, EXIT_RETURN);
        note_result(f, node);
        break;
    default:
        break;
    }
}

static void leave(void *data, ir_node *node)
{
    framer *f = data;
    if (node->kind == NODE_LOOP || is_region(node)) f->open.count--;
    if (node->kind == NODE_SCOPE && f->layout != NULL) f->blocks.count--;
}

// ---- sizes of blocks ----------------------------------------------------------------

static bool has_next(const framer *f, const ir_node *region)
{
    if (!fn_has_frame(f->fn) || region->scope.exits == 0) return false;
    return region->scope.kind == SCOPE_GROUP || region->scope.cleanup_suspends;
}

static void append_region(framer *f, extent *e, ir_node *region)
{
    switch (region->scope.kind) {
    case SCOPE_GROUP:
        append(e, SIZE_GROUP, 8);
        break;
    case SCOPE_TIMEOUT:
    case SCOPE_TIMEOUT_AT:
        append(e, SIZE_TIMEOUT, 8);
        break;
    case SCOPE_SHIELD:
        append(e, SIZE_SCOPE, 8);
        break;
    case SCOPE_CLEANUP:
        append(e, SIZE_UNWIND, 8);
        break;
    case SCOPE_PLAIN:
        break;
    }
    region->scope.next_in_frame = has_next(f, region);
    if (region->scope.next_in_frame) append(e, 4, 4);
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

static void append_block(framer *f, extent *e, frame_block *block);

static extent alone(framer *f, frame_block *block)
{
    extent e = {0, 1};
    append_block(f, &e, block);
    return closed(e);
}

static void append_block(framer *f, extent *e, frame_block *block)
{
    if (block->region != NULL) append_region(f, e, block->region);
    for (uint32_t i = 0; i < block->vars.count; i++) append_type(e, block->vars.items[i]->type);
    if (block->inner.count == 1) {
        append_block(f, e, block->inner.items[0]);
    } else if (block->inner.count > 1) {
        extent sum = {0, 1};
        for (uint32_t i = 0; i < block->inner.count; i++) {
            overlay(&sum, alone(f, block->inner.items[i]));
        }
        sum = closed(sum);
        append(e, sum.size, sum.align);
    }
    block->size = e->size;
    block->align = e->align;
}

// What some suspension finds alive lies in the frame.
static void place_live(program *prog, ir_fn *fn)
{
    uint32_t words = bitset_words(fn->vars.count);
    bitset live = arena_new_array(&prog->scratch, uint64_t, words);
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        const uint64_t *here = fn->suspends.items[i]->live;
        if (here != NULL) bitset_join(live, here, words);
    }
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        if (bitset_has(live, i)) fn->vars.items[i]->in_frame = true;
    }
}

void frame_run(program *prog, ir_fn *fn)
{
    framer f = {.prog = prog, .fn = fn, .next_number = 1};
    if (fn_has_frame(fn)) {
        place_live(prog, fn);
        f.layout = arena_new(&prog->fn, frame_layout);
        f.layout->root = arena_new(&prog->fn, frame_block);
        array_push(&prog->scratch, &f.blocks, f.layout->root);
    }
    ir_walker walker = {.data = &f, .enter = enter, .leave = leave};
    ir_walk(&walker, fn->body);
    fn->last_number = f.next_number - 1;
    if (f.layout == NULL) {
        arena_reset(&prog->scratch);
        return;
    }
    for (uint32_t i = 0; i < fn->params.count; i++) fn->params.items[i]->in_frame = true;
    prune(f.layout->root);
    extent e = {SIZE_FRAME, 8};
    for (uint32_t i = 0; i < fn->captures.count; i++) fn->captures.items[i]->in_frame = true;
    if (fn->self != NULL) fn->self->in_frame = true;
    if (fn->is_closure) append(&e, SIZE_POINTER, SIZE_POINTER);
    for (uint32_t i = 0; i < fn->params.count; i++) {
        const ir_var *var = fn->params.items[i];
        if (var->by_reference) append(&e, SIZE_POINTER, SIZE_POINTER);
        else append_type(&e, var->type);
    }
    if (fn->result->kind != TYPE_UNIT) {
        append_type(&e, fn->result);
        uint32_t size;
        uint32_t align;
        frame_type_size(fn->result, &size, &align);
        fn->result_offset = e.size - size;
    }
    append_block(&f, &e, f.layout->root);
    extent area = await_extent(&f);
    if (area.size > 0) append(&e, area.size, area.align);
    e = closed(e);
    fn->await_size = area.size;
    fn->frame_size = e.size;
    fn->frame_align = e.align;
    fn->layout = f.layout;
    arena_reset(&prog->scratch);
}
