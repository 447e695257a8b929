// SPDX-License-Identifier: MIT
// emit_need.c - what the text of a function needs before it: definitions of types,
// frames, prototypes.
//
// While a function is being written its needs are only noted, each once, in the
// order of their use.  They are met when the file is put together, if the function
// is in it at all: so nothing is defined for functions that nobody calls.

#include "emitter.h"

bool emit_later(emitter *e, emit_need_kind kind, const void *thing)
{
    if (e->needs == NULL) return false;
    uintptr_t noted = emit_bits(&e->noted, thing);
    uintptr_t bit = (uintptr_t)1 << kind;
    // Notes of other functions do not count.
    if (noted >> NEED_KIND_COUNT != e->function_number) {
        noted = e->function_number << NEED_KIND_COUNT;
    } else if ((noted & bit) != 0) {
        return true;
    }
    map_put(&e->noted, thing, (void *)(noted | bit));
    emit_need need = {.kind = kind};
    switch (kind) {
    case NEED_FN:
    case NEED_FRAME:
    case NEED_RESUME:
    case NEED_FACE:
    case NEED_CAPTURES: need.fn = (ir_fn *)(uintptr_t)thing; break;
    case NEED_GLOBAL: need.global = thing; break;
    default: need.type = thing; break;
    }
    array_push(&e->memory, e->needs, need);
    return true;
}

void emit_note_needs(emitter *e, emit_needs *needs)
{
    e->needs = needs;
    e->function_number++;
}

void emit_meet_needs(emitter *e, const emit_needs *needs)
{
    for (uint32_t i = 0; i < needs->count; i++) {
        const emit_need *need = &needs->items[i];
        switch (need->kind) {
        case NEED_TYPE: need_type(e, need->type); break;
        case NEED_OWN: need_own(e, need->type); break;
        case NEED_DESCRIPTOR: need_descriptor(e, need->type); break;
        case NEED_OPTIONAL_AT: need_optional_at(e, need->type); break;
        case NEED_ERROR_STRUCT: need_error_struct(e, need->type); break;
        case NEED_ERROR_TABLE: need_error_table(e, need->type); break;
        case NEED_ERROR_NEW: need_error_new(e, need->type); break;
        case NEED_CALL_KEY: need_call_key(e, need->type); break;
        case NEED_FN: need_fn(e, need->fn); break;
        case NEED_FRAME: need_frame(e, need->fn); break;
        case NEED_RESUME: need_resume(e, need->fn); break;
        case NEED_FACE: need_face(e, need->fn); break;
        case NEED_CAPTURES: need_captures(e, need->fn); break;
        case NEED_GLOBAL: break;   // all that are reached stand before the functions
        case NEED_KIND_COUNT: break;
        }
    }
}
