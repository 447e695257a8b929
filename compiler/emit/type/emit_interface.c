// SPDX-License-Identifier: MIT
// emit_interface.c - interfaces: tables of methods, and the values that carry one.
//
//     interface Shape { fn area() -> float }
//
//     struct m_a__Shape { sley_object *self; const m_a__Shape__methods *methods; };
//     struct m_a__Shape__methods { const sley_type *type; double (*f_area)(sley_object *self); };
//
//     static double m_a__Circle__area__as__m_a__Shape(sley_object *self)
//     {
//         return m_a__Circle__area(SLEY_SELF_VALUE(m_a__Circle, self));
//     }
//     static const m_a__Shape__methods m_a__Circle__as__m_a__Shape = {
//         .type = &sley_type_box, .f_area = m_a__Circle__area__as__m_a__Shape};
//
// A function of the table has the form that the interface says: plain, with a status, or making
// the frame of an async method as the face of a closure does.

#include "emit/emitter.h"

#include <assert.h>

static void put_static_for(emitter *e, const type *t)
{
    if (!emit_type_is_visible(e, t)) text_puts(e->out, "static ");
}

static bool is_included(const emitter *e, const type *t)
{
    return emit_type_is_elsewhere(e, t) || (emit_type_is_visible(e, t) && !e->in_header);
}

// ---- types --------------------------------------------------------------------------------------

void emit_interface_need_type(emitter *e, const type *t)
{
    if (is_included(e, t) || emit_need_type(e, NEED_TYPE, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DEFINED)) return;
    emit_place before = emit_to(e, &e->to_types);
    bool guarded = emit_type_needs_guard(e, t);
    if (guarded) put_f(e, "#ifndef %D__defined\n#define %D__defined\n", t->decl, t->decl);
    put_line(e, "typedef struct %D__methods %D__methods;", t->decl, t->decl);
    emit_header_type_doc(e, t);
    put_open(e, "typedef struct %D", t->decl);
    writer_line(e->w, "sley_object *self;");
    put_line(e, "const %D__methods *methods;", t->decl);
    e->w->depth--;
    put_line(e, "} %D;", t->decl);
    if (guarded) text_puts(e->out, "#endif\n");
    writer_blank(e->w);
    emit_back(e, before);
}

void emit_interface_need(emitter *e, const type *t)
{
    emit_interface_need_type(e, t);
    if (is_included(e, t) || emit_need_type(e, NEED_INTERFACE, t)) return;
    if (!emit_mark(e, t->marks, TYPE_NAMED)) return;
    array_push(&e->memory, &e->interfaces, t);
}

void emit_interface_need_own(emitter *e, const type *t)
{
    if (is_included(e, t) || emit_need_type(e, NEED_OWN, t)) return;
    if (!emit_mark(e, t->marks, TYPE_OWN)) return;
    emit_interface_need_type(e, t);
    emit_place before = emit_to(e, &e->to_types);
    put_line(e, "SLEY_OWN_FACE(%D)", t->decl);
    writer_blank(e->w);
    emit_back(e, before);
}

void emit_interface_need_descriptor(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || emit_need_type(e, NEED_DESCRIPTOR, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DESCRIPTOR)) return;
    emit_interface_need_own(e, t);
    emit_place before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    put_static_for(e, t);
    put_f(e, "SLEY_FACE_TYPE(%D, ", t->decl);
    emit_glue_descriptor_text(e, t);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_blank(e->w);
    emit_back(e, before);
}

void emit_interface_glue(emitter *e, const type *t)
{
    put_line(e, "SLEY_OWN_FACE(%D)", t->decl);
    put_line(e, "extern const sley_type %D__type;", t->decl);
    writer_blank(e->w);
}

// ---- tables of methods --------------------------------------------------------------------------

static void put_result(emitter *e, const type_fn *fn)
{
    if (fn->is_async) text_puts(e->out, "void *");
    else if (fn->throws) text_puts(e->out, "sley_status ");
    else if (fn->result->kind == TYPE_UNIT || fn->result->kind == TYPE_NEVER)
        text_puts(e->out, "void ");
    else emit_type_for(e, fn->result);
}

static bool gives_by_pointer(const type_fn *fn)
{
    return fn->throws && !fn->is_async && fn->result->kind != TYPE_UNIT;
}

// `(sley_object *self, sley_task *task, int64_t a_n, double *result)`
static void put_method_params(emitter *e, const symbol *method)
{
    const type_fn *fn = &method->type->fn;
    text_puts(e->out, "(sley_object *self");
    if (fn->is_async) text_puts(e->out, ", sley_task *task, sley_frame *caller");
    else if (fn->throws) text_puts(e->out, ", sley_task *task");
    for (size_t i = 1; i < method->fn->param_count; i++) {
        put_f(e, ", %Ta_", method->fn->params[i].type);
        cname_part(e->out, method->fn->params[i].name);
    }
    if (gives_by_pointer(fn)) put_f(e, ", %T*result", fn->result);
    text_putc(e->out, ')');
}

static void define_methods(emitter *e, const type *t)
{
    bool guarded = emit_type_needs_guard(e, t);
    if (guarded)
        put_f(e, "#ifndef %D__methods__defined\n#define %D__methods__defined\n", t->decl, t->decl);
    put_open(e, "struct %D__methods", t->decl);
    writer_line(e->w, "const sley_type *type;");
    for (size_t i = 0; i < t->decl->method_count; i++) {
        const symbol *method = t->decl->methods[i];
        writer_begin(e->w);
        put_result(e, &method->type->fn);
        text_puts(e->out, "(*");
        cname_field(e->out, method->name);
        text_putc(e->out, ')');
        put_method_params(e, method);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
    writer_close(e->w, ";");
    if (guarded) text_puts(e->out, "#endif\n");
    writer_blank(e->w);
}

void emit_interface_all(emitter *e)
{
    for (uint32_t i = 0; i < e->interfaces.count; i++) {
        const type *t = e->interfaces.items[i];
        for (size_t k = 0; k < t->decl->method_count; k++) {
            const type_fn *fn = &t->decl->methods[k]->type->fn;
            for (size_t n = 0; n < fn->param_count; n++) emit_type_need(e, fn->params[n]);
            emit_type_need(e, fn->result);
        }
        emit_place before = emit_to(e, &e->to_ahead);
        define_methods(e, t);
        emit_back(e, before);
    }
    e->interfaces.count = 0;
}

// ---- what stands in a table ---------------------------------------------------------------------

// What stands for the method in the type: its own method, or that of an interface.
static const symbol *method_of(const type *of, const type *interface, size_t index)
{
    const type_face *face = interface->decl->faces;
    while (face->of != of) face = face->next;
    return face->methods[index];
}

static void put_self(emitter *e, const type *of)
{
    if (of->kind == TYPE_CLASS) put_f(e, "SLEY_SELF(%D, self)", of->decl);
    else put_f(e, "SLEY_SELF_VALUE(%D, self)", of->decl);
}

static void put_table_name(emitter *e, const type *of, const type *interface)
{
    put_f(e, "%D__as__%D", of->decl, interface->decl);
}

static void put_face_name(emitter *e, const type *of, const type *interface, const symbol *method)
{
    put_f(e, "%D__", of->decl);
    cname_part(e->out, method->name);
    put_f(e, "__as__%D", interface->decl);
}

static void put_passed(emitter *e, const symbol *method)
{
    for (size_t i = 1; i < method->fn->param_count; i++) {
        text_puts(e->out, ", a_");
        cname_part(e->out, method->fn->params[i].name);
    }
}

// Asks the interface that the value had before, in turn.
static void emit_forwarding(emitter *e, const type *of, const symbol *method, const symbol *have)
{
    const type_fn *fn = &method->type->fn;
    const type_fn *own = &have->type->fn;
    emit_interface_need(e, of);
    put_line(e, "%D v = SLEY_SELF_VALUE(%D, self);", of->decl, of->decl);
    bool gives = fn->is_async || fn->throws || fn->result->kind != TYPE_UNIT;
    bool wraps = fn->throws && !own->throws && !fn->is_async;
    writer_begin(e->w);
    if (wraps) text_puts(e->out, fn->result->kind != TYPE_UNIT ? "*result = " : "");
    else if (gives) text_puts(e->out, "return ");
    text_puts(e->out, "v.methods->");
    cname_field(e->out, method->name);
    text_puts(e->out, "(v.self");
    if (fn->is_async) text_puts(e->out, ", task, caller");
    else if (own->throws) text_puts(e->out, ", task");
    put_passed(e, method);
    if (gives_by_pointer(fn) && !wraps) text_puts(e->out, ", result");
    text_puts(e->out, ");");
    writer_end(e->w);
    if (wraps) writer_line(e->w, "return SLEY_OK;");
}

static void emit_frame_face(emitter *e, const type *of, const symbol *method, const ir_fn *have)
{
    put_line(e, "%f__frame *f = sley_frame_push(task, sizeof(%f__frame));", have, have);
    writer_begin(e->w);
    put_f(e, "%f__begin(f, caller, ", have);
    put_self(e, of);
    put_passed(e, method);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_line(e->w, "return f;");
}

// A plain function in the form of the table: with a status or without.
static void emit_plain_face(emitter *e, const type *of, const symbol *method, const ir_fn *have)
{
    const type_fn *fn = &method->type->fn;
    bool has_value = fn->result->kind != TYPE_UNIT;
    bool has_status = ir_gives_status(have);
    bool ends = has_status && !fn->throws;   // exit() in it ends the program here
    if (ends && has_value) put_line(e, "%Tresult = %0;", fn->result, fn->result);
    writer_begin(e->w);
    if (ends) text_puts(e->out, "if (");
    else if (has_status == fn->throws) text_puts(e->out, has_value || has_status ? "return " : "");
    else if (has_value) text_puts(e->out, "*result = ");
    put_f(e, "%f(%s", have, ends ? "sley_here_task(), " : has_status ? "task, " : "");
    put_self(e, of);
    put_passed(e, method);
    if (has_status && has_value) text_puts(e->out, ends ? ", &result" : ", result");
    text_puts(e->out, ends ? ") != SLEY_OK) sley_exit_here();" : ");");
    writer_end(e->w);
    if (ends && has_value) writer_line(e->w, "return result;");
    if (!has_status && fn->throws) writer_line(e->w, "return SLEY_OK;");
}

static void define_face(emitter *e, const type *of, const type *interface, size_t index)
{
    const symbol *method = interface->decl->methods[index];
    const symbol *have = method_of(of, interface, index);
    const type_fn *fn = &method->type->fn;
    ir_fn *code = emit_need_fn_of(e, have);
    if (code != NULL && fn->is_async) emit_frame_need_resume(e, code);
    else if (code != NULL) emit_fn_need(e, code);
    emit_place before = emit_to(e, &e->to_code);
    writer_begin(e->w);
    text_puts(e->out, "static ");
    put_result(e, fn);
    put_face_name(e, of, interface, method);
    put_method_params(e, method);
    emit_open_body(e);
    bool uses_task = fn->is_async || code == NULL ? fn->is_async || have->type->fn.throws
                                                  : ir_gives_status(code);
    if (fn->throws && !fn->is_async && !uses_task) writer_line(e->w, "(void)task;");
    if (code == NULL) emit_forwarding(e, of, method, have);
    else if (fn->is_async) emit_frame_face(e, of, method, code);
    else emit_plain_face(e, of, method, code);
    emit_close_body(e);
    emit_back(e, before);
}

static void define_table(emitter *e, const type *of, const type *interface)
{
    emit_place before = emit_to(e, &e->to_code);
    writer_begin(e->w);
    put_f(e, "static const %D__methods ", interface->decl);
    put_table_name(e, of, interface);
    text_puts(e->out, " = {");
    writer_end(e->w);
    e->w->depth++;
    writer_begin(e->w);
    text_puts(e->out, ".type = &");
    if (of->kind == TYPE_CLASS) emit_glue_descriptor(e, of);
    else text_puts(e->out, "sley_type_box");
    text_putc(e->out, ',');
    writer_end(e->w);
    for (size_t i = 0; i < interface->decl->method_count; i++) {
        const symbol *method = interface->decl->methods[i];
        writer_begin(e->w);
        text_putc(e->out, '.');
        cname_field(e->out, method->name);
        text_puts(e->out, " = ");
        put_face_name(e, of, interface, method);
        text_putc(e->out, ',');
        writer_end(e->w);
    }
    writer_close(e->w, ";");
    writer_blank(e->w);
    emit_back(e, before);
}

static bool is_listed(const emit_needs *needs, const emit_need *need)
{
    for (uint32_t i = 0; i < needs->count; i++) {
        const emit_need *other = &needs->items[i];
        bool is_same = other->kind == NEED_FACES && other->type == need->type &&
                       other->interface == need->interface;
        if (is_same) return true;
    }
    return false;
}

bool emit_interface_faces_call(emitter *e, const emit_need *faces, const ir_fn *fn)
{
    const type *interface = faces->interface;
    for (size_t i = 0; i < interface->decl->method_count; i++) {
        if (emit_need_fn_of(e, method_of(faces->type, interface, i)) == fn) return true;
    }
    return false;
}

void emit_interface_need_faces(emitter *e, const type *of, const type *interface)
{
    emit_need need = {.kind = NEED_FACES, .type = of, .interface = interface};
    emit_needs *list = e->needs != NULL ? e->needs : &e->faces;
    if (is_listed(list, &need)) return;
    emit_interface_need(e, interface);
    for (size_t i = 0; i < interface->decl->method_count; i++) {
        const symbol *method = interface->decl->methods[i];
        ir_fn *code = emit_need_fn_of(e, method_of(of, interface, i));
        if (code == NULL) continue;
        if (method->type->fn.is_async) emit_frame_need_resume(e, code);
        else emit_fn_need(e, code);
    }
    if (of->kind == TYPE_CLASS) emit_glue_need_descriptor(e, of);
    else emit_type_need(e, of);
    array_push(&e->memory, list, need);
    if (e->needs != NULL) return;
    for (size_t i = 0; i < interface->decl->method_count; i++)
        define_face(e, of, interface, i);
    define_table(e, of, interface);
}

// `(m_a__Shape){&v_circle->head, &m_a__Circle__as__m_a__Shape}`
void emit_interface_face(emitter *e, const ir_op *op)
{
    const type *of = op->aux.of;
    emit_interface_need_faces(e, of, op->type);
    emit_interface_need_own(e, op->type);
    if (of->kind == TYPE_CLASS) emit_class_need(e, of);
    put_f(e, "(%t){&", op->type);
    emit_value(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, "->head, &");
    put_table_name(e, of, op->type);
    text_putc(e->out, '}');
}
