// SPDX-License-Identifier: MIT
// emit_poison.c - `--hostile`: what is dead in a frame is overwritten each time
// the function waits, so that a value that liveness forgot, or that shares its
// place with a living one, is seen as garbage.
//
//     if (st == SLEY_PENDING) {
//         memset(&f->v_before, 0xA5, sizeof f->v_before);
//         memset((char *)f + offsetof(m_a__f__frame, a2) + sizeof f->a2, 0xA5, 24);
//         return st;
//     }
//
// Dead is: a variable that no path after the suspension reads; all variables
// of scopes that the suspension is not in; what the await area has beyond the
// part that this await uses.  A variable that the function's end drops holds
// something or is empty, so it is left alone; so are the arguments that a task
// owns.  The fresh frame is overwritten by sley_frame_init (SLEY_HOSTILE).

#include "emit/emitter.h"

static bool is_kept(const ir_suspend *suspend, const ir_var *var)
{
    if (var->is_owned || var->type->kind == TYPE_GROUP) return true;
    return suspend->live != NULL && bitset_has(suspend->live, var->id);
}

static void poison_var(emitter *e, const ir_suspend *suspend, const ir_var *var)
{
    if (is_kept(suspend, var)) return;
    e->f.seen.frame = true;
    put_line(e, "memset(&f->%n, 0xA5, sizeof f->%n);", var, var);
}

static bool is_open(const frame_block *block, uint32_t order)
{
    return block->scope->first <= order && order <= block->scope->last;
}

// Scopes beside each other share their storage: when the function waits in one
// of them, the others are not touched.
static void poison_block(emitter *e, const ir_suspend *suspend, const frame_block *block)
{
    uint32_t order = ir_walk_suspend_order(suspend);
    for (uint32_t i = 0; i < block->vars.count; i++) {
        poison_var(e, suspend, block->vars.items[i]);
    }
    for (uint32_t i = 0; i < block->inner.count; i++) {
        if (!is_open(block->inner.items[i], order)) continue;
        poison_block(e, suspend, block->inner.items[i]);
        return;
    }
    for (uint32_t i = 0; i < block->inner.count; i++) {
        poison_block(e, suspend, block->inner.items[i]);
    }
}

static void poison_area(emitter *e, const ir_suspend *suspend)
{
    uint32_t whole = e->f.fn->await_size;
    if (suspend->size == whole) return;
    e->f.seen.frame = true;
    const ir_suspend *used = suspend->size > 0 ? suspend : e->f.fn->layout->awaits.items[0].suspend;
    writer_begin(e->w);
    put_f(e, "memset((char *)f + offsetof(%f__frame, a%u)", e->f.fn, used->number);
    if (suspend->size > 0) text_printf(e->out, " + sizeof f->a%u", suspend->number);
    text_printf(e->out, ", 0xA5, %u);", whole - suspend->size);
    writer_end(e->w);
}

void emit_poison(emitter *e, const ir_suspend *suspend)
{
    const ir_fn *fn = e->f.fn;
    for (uint32_t i = 0; i < fn->params.count; i++) {
        const ir_var *var = fn->params.items[i];
        if (!var->type->counted && !var->by_reference) poison_var(e, suspend, var);
    }
    poison_block(e, suspend, fn->layout->root);
    poison_area(e, suspend);
}
