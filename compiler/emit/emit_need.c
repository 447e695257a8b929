// SPDX-License-Identifier: MIT
// emit_need.c - what the text of a function needs before it: definitions of types,
// frames, prototypes.
//
// While a function is being written its needs are only noted, each once, in the
// order of their use.  They are met when the file is put together, if the function
// is in it at all: so nothing is defined for functions that are never called.

#include "emit/emitter.h"

// True when the function that is being written has not noted it yet.
static bool is_new(const emitter *e, emit_marks *m, emit_need_kind kind)
{
    uint32_t noted = m->function == e->function_number ? m->noted : 0;
    m->function = e->function_number;
    m->noted = noted | (uint32_t)1 << kind;
    return m->noted != noted;
}

bool note_type(emitter *e, emit_need_kind kind, const type *t)
{
    if (e->needs == NULL) return false;
    emit_need need = {.kind = kind, .type = t};
    if (is_new(e, t->marks, kind)) array_push(&e->memory, e->needs, need);
    return true;
}

bool note_fn(emitter *e, emit_need_kind kind, ir_fn *fn)
{
    if (e->needs == NULL) return false;
    emit_need need = {.kind = kind, .fn = fn};
    if (is_new(e, &fn->marks, kind)) array_push(&e->memory, e->needs, need);
    return true;
}

void note_global(emitter *e, ir_global *global)
{
    emit_need need = {.kind = NEED_GLOBAL, .global = global};
    if (e->needs != NULL && is_new(e, &global->marks, NEED_GLOBAL)) {
        array_push(&e->memory, e->needs, need);
    }
}

void emit_note_needs(emitter *e, emit_needs *needs)
{
    e->needs = needs;
    e->function_number = ++e->prog->written_count;
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
        case NEED_CASE_OF: need_case_of(e, need->type); break;
        case NEED_INTERFACE: need_interface(e, need->type); break;
        case NEED_FACES: need_faces(e, need->type, need->interface); break;
        case NEED_CLASS_NAME: need_class_name(e, need->type); break;
        case NEED_CLASS: need_class(e, need->type); break;
        case NEED_OBJECT_NEW: need_object_new(e, need->type); break;
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
