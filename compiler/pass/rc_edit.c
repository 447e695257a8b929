// SPDX-License-Identifier: MIT
// rc_edit.c - the edits of the tree that rc.c decides on, done when all are known.
//
// Sorted by sequence and place, they are merged into each sequence that changes.

#include <assert.h>
#include <stdlib.h>

#include "base/program.h"
#include "pass/rc.h"

static const uint32_t LATER = UINT32_C(1) << 31;

static void add(rc *r, ir_node *seq, uint32_t order, uint32_t from, ir_node *node)
{
    assert(seq->kind == NODE_SEQ && order > 0 && r->edits.count < LATER);
    rc_edit edit = {.seq = seq, .order = order, .index = from + r->edits.count, .node = node};
    array_push(&r->prog->scratch, &r->edits, edit);
}

void rc_edit_add(rc *r, ir_node *seq, uint32_t order, ir_node *node)
{
    add(r, seq, order, LATER, node);
}

void rc_edit_add_first(rc *r, ir_node *seq, uint32_t order, ir_node *node)
{
    add(r, seq, order, 0, node);
}

static int compare_edits(const void *left, const void *right)
{
    const rc_edit *a = left, *b = right;
    if (a->seq != b->seq) return a->seq->first < b->seq->first ? -1 : 1;
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

// What a place is stored to comes right after it: C has no name for a place that could be kept
// while something else is done. So does what stores a concatenation, `s += "{x}"`: with nothing in
// between it is one append.
static bool is_stored_next(const ir_node *node)
{
    return node->kind == NODE_OP && (node->op->code == IR_PLACE || node->op->code == IR_CONCAT);
}

static bool is_store(const ir_node *node)
{
    if (node->kind != NODE_OP) return false;
    ir_opcode code = node->op->code;
    return code == IR_SET || code == IR_STORE || code == IR_PLACE;
}

// Rebuilds the sequence of the first edit; gives the first edit of another one.
static const rc_edit *rebuild(rc *r, const rc_edit *edit, const rc_edit *end)
{
    ir_node *seq = edit->seq;
    uint32_t count = seq->seq.count;
    for (const rc_edit *e = edit; e < end && e->seq == seq; e++) count++;
    ir_nodes fresh = {.cap = count};
    fresh.items = arena_alloc(&r->prog->fn, count * sizeof *fresh.items);
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *child = seq->seq.items[i];
        for (; edit < end && edit->seq == seq && edit->order == child->first; edit++) {
            array_push(&r->prog->fn, &fresh, edit->node);
        }
        array_push(&r->prog->fn, &fresh, child);
        // those after a place or a concatenation wait for the store
        bool waits = i + 1 < seq->seq.count && is_stored_next(child) &&
                     (child->op->code == IR_PLACE || is_store(seq->seq.items[i + 1]));
        for (; !waits && edit < end && edit->seq == seq && edit->order <= child->last; edit++) {
            array_push(&r->prog->fn, &fresh, edit->node);
        }
    }
    assert((edit == end || edit->seq != seq) && "an edit without its child");
    seq->seq = fresh;
    return edit;
}

void rc_edit_apply(rc *r)
{
    if (r->edits.count == 0) return;
    qsort(r->edits.items, r->edits.count, sizeof *r->edits.items, compare_edits);
    const rc_edit *end = r->edits.items + r->edits.count;
    for (const rc_edit *edit = r->edits.items; edit < end;) edit = rebuild(r, edit, end);
}
