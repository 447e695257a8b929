// SPDX-License-Identifier: MIT
// emit_class.c - classes: the struct of their objects, and what makes and frees them.
//
//     class Node { let name: str, var next: Node? }
//
//     typedef struct m_a__Node m_a__Node;
//     struct m_a__Node { sley_object head; sley_str *f_name; m_a__Node *f_next; };
//     static void m_a__Node__free(void *object);
//     SLEY_OWN_CLASS(m_a__Node)
//
// A name is enough where objects are only handed on, so that classes may hold each other: names,
// structs and the bodies of the functions are three steps.

#include "emit/emitter.h"

const type *emit_class_of(const type *t)
{
    if (t->kind == TYPE_OPTIONAL) t = t->element;
    return t->kind == TYPE_CLASS ? t : NULL;
}

static void put_static_for(emitter *e, const type *t)
{
    if (!emit_type_is_visible(e, t)) text_puts(e->out, "static ");
}

// ---- names and structs ------------------------------------------------------------------------

static bool is_included(const emitter *e, const type *t)
{
    return emit_type_is_elsewhere(e, t) || (emit_type_is_visible(e, t) && !e->in_header);
}

void emit_class_need_name(emitter *e, const type *t)
{
    if (is_included(e, t) || emit_need_type(e, NEED_CLASS_NAME, t)) return;
    if (!emit_mark(e, t->marks, TYPE_NAMED)) return;
    emit_place before = emit_to(e, &e->to_types);
    put_line(e, "typedef struct %D %D;", t->decl, t->decl);
    writer_blank(e->w);
    emit_back(e, before);
}

void emit_class_need(emitter *e, const type *t)
{
    if (is_included(e, t) || emit_need_type(e, NEED_CLASS, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DEFINED)) return;
    emit_class_need_name(e, t);
    const char *name;
    for (size_t i = 0; i < emit_type_field_count(t); i++)
        emit_type_need(e, emit_type_field_at(e, t, i, &name));
    emit_place before = emit_to(e, &e->to_types);
    bool guarded = emit_type_needs_guard(e, t);
    if (guarded) put_f(e, "#ifndef %D__defined\n#define %D__defined\n", t->decl, t->decl);
    emit_header_type_doc(e, t);
    put_open(e, "struct %D", t->decl);
    writer_line(e->w, "sley_object head;");
    for (size_t i = 0; i < emit_type_field_count(t); i++) {
        const type *field = emit_type_field_at(e, t, i, &name);
        emit_type_field(e, field, name);
    }
    writer_close(e->w, ";");
    if (guarded) text_puts(e->out, "#endif\n");
    writer_blank(e->w);
    emit_back(e, before);
}

// ---- what frees them --------------------------------------------------------------------------

static void free_field(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    if (p->type->counted) put_line(e, "%orelease(o->%s);", p->type, p->path);
}

static void need_field_own(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    if (p->type->counted) emit_glue_need_own(e, p->type);
}

static bool has_counted_field(emitter *e, const type *t)
{
    const char *name;
    for (size_t i = 0; i < emit_type_field_count(t); i++) {
        if (emit_type_field_at(e, t, i, &name)->counted) return true;
    }
    return false;
}

static void define_free(emitter *e, const type *t)
{
    writer_begin(e->w);
    put_static_for(e, t);
    put_f(e, "void %D__free(void *object)", t->decl);
    emit_open_body(e);
    if (has_counted_field(e, t)) put_line(e, "%D *o = object;", t->decl);
    emit_glue_each_part(e, t, free_field, NULL);
    writer_line(e->w, "sley_object_done(object);");
    emit_close_body(e);
}

// The body of free comes after all types (emit_class_all): what it releases may lead back here.
void emit_class_need_own(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || emit_need_type(e, NEED_OWN, t)) return;
    if (!emit_mark(e, t->marks, TYPE_OWN)) return;
    emit_class_need(e, t);
    bool is_plain = !emit_type_is_visible(e, t) && !has_counted_field(e, t);
    if (!emit_type_is_visible(e, t)) {
        emit_place before = emit_to(e, &e->to_types);
        if (!is_plain) put_line(e, "static void %D__free(void *object);", t->decl);
        put_line(e, is_plain ? "SLEY_OWN_PLAIN_CLASS(%D)" : "SLEY_OWN_CLASS(%D)", t->decl);
        writer_blank(e->w);
        emit_back(e, before);
    }
    if (!is_plain) array_push(&e->memory, &e->freed_classes, t);
}

void emit_class_glue(emitter *e, const type *t)
{
    put_line(e, "void %D__free(void *object);", t->decl);
    put_line(e, "SLEY_OWN_CLASS(%D)", t->decl);
    put_line(e, "extern const sley_type %D__type;", t->decl);
    writer_begin(e->w);
    emit_class_new_head(e, t);
    text_putc(e->out, ';');
    writer_end(e->w);
    writer_blank(e->w);
}

// ---- what makes them --------------------------------------------------------------------------

void emit_class_new_head(emitter *e, const type *t)
{
    put_static_for(e, t);
    put_f(e, "%D *%D__new(", t->decl, t->decl);
    for (size_t i = 0; i < t->decl->field_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        emit_type_for(e, t->decl->fields[i].type);
        cname_field(e->out, t->decl->fields[i].name);
    }
    if (t->decl->field_count == 0) text_puts(e->out, "void");
    text_putc(e->out, ')');
}

static void define_new(emitter *e, const type *t)
{
    if (emit_error_new_line(e, t, "SLEY_NEW")) return;
    writer_begin(e->w);
    emit_class_new_head(e, t);
    emit_open_body(e);
    if (t->decl->field_count == 0) {
        put_line(e, "return sley_object_new(sizeof(%D));", t->decl);
        emit_close_body(e);
        return;
    }
    put_line(e, "%D *o = sley_object_new(sizeof *o);", t->decl);
    emit_error_field_sets(e, "o", t->decl);
    writer_line(e->w, "return o;");
    emit_close_body(e);
}

void emit_class_need_new(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || emit_need_type(e, NEED_OBJECT_NEW, t)) return;
    if (!emit_mark(e, t->marks, TYPE_OBJECT_NEW)) return;
    emit_class_need_own(e, t);
    const char *name;   // a class of the header: its fields need not have been named here
    for (size_t i = 0; i < emit_type_field_count(t); i++)
        emit_type_need(e, emit_type_field_at(e, t, i, &name));
    emit_place before = emit_to(e, &e->to_types);
    define_new(e, t);
    emit_back(e, before);
}

void emit_class_object(emitter *e, const ir_op *op)
{
    emit_class_need_new(e, op->type);
    put_f(e, "%D__new(", op->type->decl);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        // a field that `init` sets is empty until then
        if (op->args[i].kind == IR_NOTHING) emit_type_empty(e, op->type->decl->fields[i].type);
        else emit_value(e, &op->args[i], PREC_ANY);
    }
    text_putc(e->out, ')');
}

// `v_node->f_next`
// v_account->f_balance; SLEY_IN_MUTEX(int64_t, v_m)
void emit_class_field(emitter *e, const ir_op *op)
{
    const type *t = op->args[0].type;
    if (t->kind == TYPE_HOLDER) {
        put_f(e, "SLEY_IN_MUTEX(%t, %p)", op->type, &op->args[0]);
        return;
    }
    emit_class_need(e, t);
    emit_value_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, "->");
    cname_field(e->out, t->decl->fields[op->aux.index].name);
}

// ---- the sley_type ----------------------------------------------------------------------------

static void need_field_descriptor(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    emit_glue_need_descriptor(e, p->type);
}

// Its rows come after all types (emit_class_all): they may lead back here.
void emit_class_need_descriptor(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || emit_need_type(e, NEED_DESCRIPTOR, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DESCRIPTOR)) return;
    emit_class_need_own(e, t);
    if (!emit_type_is_visible(e, t)) {
        emit_place before = emit_to(e, &e->to_types);
        put_line(e, "static const sley_type %D__type;", t->decl);
        writer_blank(e->w);
        emit_back(e, before);
    }
    array_push(&e->memory, &e->described_classes, t);
}

static void define_descriptor(emitter *e, const type *t)
{
    emit_own_need(e, t);
    bool is_empty = t->decl->field_count == 0;
    writer_begin(e->w);
    put_static_for(e, t);
    put_f(e, "%s%D, ", is_empty ? "SLEY_EMPTY_CLASS(" : "SLEY_CLASS(", t->decl);
    emit_glue_descriptor_text(e, t);
    emit_glue_counts(e, t);
    text_puts(e->out, is_empty ? ");" : ",");
    if (is_empty) writer_end(e->w);
    else emit_glue_part_rows(e, t);
    writer_blank(e->w);
}

void emit_class_all(emitter *e)
{
    uint32_t described = 0, freed = 0;
    while (described < e->described_classes.count || freed < e->freed_classes.count) {
        bool describes = described < e->described_classes.count;
        const type *t = describes ? e->described_classes.items[described++]
                                  : e->freed_classes.items[freed++];
        emit_glue_each_part(e, t, describes ? need_field_descriptor : need_field_own, NULL);
        emit_place before = emit_to(e, &e->to_ahead);
        if (describes) define_descriptor(e, t);
        else define_free(e, t);
        emit_back(e, before);
    }
    e->described_classes.count = e->freed_classes.count = 0;
}
