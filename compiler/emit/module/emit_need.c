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

bool emit_need_type(emitter *e, emit_need_kind kind, const type *t)
{
    if (e->needs == NULL) return false;
    emit_need need = {.kind = kind, .type = t};
    if (is_new(e, t->marks, kind)) array_push(&e->memory, e->needs, need);
    return true;
}

bool emit_need_fn(emitter *e, emit_need_kind kind, ir_fn *fn)
{
    if (e->needs == NULL) return false;
    emit_need need = {.kind = kind, .fn = fn};
    if (is_new(e, &fn->marks, kind)) array_push(&e->memory, e->needs, need);
    return true;
}

void emit_need_global(emitter *e, ir_global *global)
{
    emit_need need = {.kind = NEED_GLOBAL, .global = global};
    if (e->needs != NULL && is_new(e, &global->marks, NEED_GLOBAL)) {
        array_push(&e->memory, e->needs, need);
    }
}

void emit_need_literal(emitter *e, emit_literal *literal, emit_marks *marks)
{
    emit_need need = {.kind = NEED_LITERAL, .literal = literal};
    if (is_new(e, marks, NEED_LITERAL)) array_push(&e->memory, e->needs, need);
}

ir_fn *emit_need_fn_of(const emitter *e, const symbol *method)
{
    const fn_info *info = method->fn;
    if (info->ir == NULL || info->ir->module == e->module || !info->is_instance) return info->ir;
    for (uint32_t i = 0; i < e->module->fns.count; i++) {
        if (e->module->fns.items[i]->info == info) return e->module->fns.items[i];
    }
    return info->ir;
}

void emit_need_note(emitter *e, emit_needs *needs)
{
    e->needs = needs;
    e->function_number = ++e->prog->written_count;
}

void emit_need_meet(emitter *e, const emit_needs *needs)
{
    for (uint32_t i = 0; i < needs->count; i++) {
        const emit_need *need = &needs->items[i];
        switch (need->kind) {
        case NEED_TYPE: emit_type_need(e, need->type); break;
        case NEED_OWN: emit_glue_need_own(e, need->type); break;
        case NEED_DESCRIPTOR: emit_glue_need_descriptor(e, need->type); break;
        case NEED_OPTIONAL_AT: emit_type_need_optional_at(e, need->type); break;
        case NEED_CASE_OF: emit_type_need_case_of(e, need->type); break;
        case NEED_INTERFACE: emit_interface_need(e, need->type); break;
        case NEED_FACES: emit_interface_need_faces(e, need->type, need->interface); break;
        case NEED_CLASS_NAME: emit_class_need_name(e, need->type); break;
        case NEED_CLASS: emit_class_need(e, need->type); break;
        case NEED_OBJECT_NEW: emit_class_need_new(e, need->type); break;
        case NEED_ERROR_STRUCT: emit_error_need_struct(e, need->type); break;
        case NEED_ERROR_TABLE: emit_error_need_table(e, need->type); break;
        case NEED_ERROR_NEW: emit_error_need_new(e, need->type); break;
        case NEED_CALL_KEY: emit_error_need_call_key(e, need->type); break;
        case NEED_FN: emit_fn_need(e, need->fn); break;
        case NEED_FRAME: emit_frame_need(e, need->fn); break;
        case NEED_RESUME:
        case NEED_SPAWN: emit_frame_need_resume(e, need->fn); break;
        case NEED_FACE: emit_closure_need_face(e, need->fn); break;
        case NEED_CAPTURES: emit_closure_need(e, need->fn); break;
        case NEED_GLOBAL: break;   // all that are reached stand before the functions
        case NEED_LITERAL: emit_literal_need(e, need->literal); break;
        case NEED_KIND_COUNT: break;
        }
    }
}
