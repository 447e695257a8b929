// SPDX-License-Identifier: MIT
// emit_error.c - error declarations, and the glue for sort(key:).
//
//     error TooLong(line: str)
//
// becomes a struct that begins with a sley_error, the const sley_error_type that
// names it, its base and its fields, and TooLong__new.

#include "emit/emitter.h"

enum { MOST_NEW = 6 };         // SLEY_NEW1 .. SLEY_NEW6, SLEY_NEW_ERROR1 ..

static void put_derived(emitter *e, const type *t, const char *word)
{
    put_f(e, "%D__%s", t->decl, word);
}

static void put_static_for(emitter *e, const type *t)
{
    if (!emit_type_is_visible(e, t)) text_puts(e->out, "static ");
}

static void define_struct(emitter *e, const type *t)
{
    put_open(e, "typedef struct %D", t->decl);
    writer_line(e->w, "sley_error base;");
    for (size_t i = 0; i < t->decl->field_count; i++) {
        writer_begin(e->w);
        emit_type_for(e, t->decl->fields[i].type);
        cname_field(e->out, t->decl->fields[i].name);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
    e->w->depth--;
    put_line(e, "} %D;", t->decl);
    writer_blank(e->w);
}

// The struct; fields of other types come before it.
void emit_error_need_struct(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || (emit_type_is_visible(e, t) && !e->in_header)) return;
    if (emit_need_type(e, NEED_ERROR_STRUCT, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DEFINED)) return;
    for (size_t i = 0; i < t->decl->field_count; i++) emit_type_need(e, t->decl->fields[i].type);
    emit_place before = emit_to(e, &e->to_types);
    emit_header_type_doc(e, t);
    define_struct(e, t);
    emit_back(e, before);
}

static void put_table_name(emitter *e, const type_decl *decl)
{
    cname_decl(e->out, decl);
    if (decl->c_name == NULL) text_puts(e->out, "__type");
}

static void define_table(emitter *e, const type *t)
{
    const type_decl *decl = t->decl;
    const type *parent = decl->parent;
    // Only the root, Error, has no parent.
    bool has_base = parent != NULL && parent->decl != NULL && parent->decl->parent != NULL;
    bool is_empty = decl->field_count == 0;
    writer_begin(e->w);
    put_static_for(e, t);
    put_f(e, "%s%D, ", is_empty ? "SLEY_EMPTY_ERROR_TYPE(" : "SLEY_ERROR_TYPE(", decl);
    emit_table_string(e->out, decl->name, strlen(decl->name));
    text_puts(e->out, has_base ? ", &" : ", NULL");
    if (has_base) put_table_name(e, parent->decl);
    text_puts(e->out, is_empty ? ");" : ",");
    if (is_empty) writer_end(e->w);
    else emit_glue_part_rows(e, t);
    writer_blank(e->w);
}

void emit_error_need_table(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || e->in_header) return;
    if (emit_need_type(e, NEED_ERROR_TABLE, t)) return;
    if (!emit_mark(e, t->marks, TYPE_ERROR_TABLE)) return;
    const type_decl *decl = t->decl;
    emit_error_need_struct(e, t);
    if (decl->parent != NULL) emit_error_need_table(e, decl->parent);
    for (size_t i = 0; i < decl->field_count; i++)
        emit_glue_need_descriptor(e, decl->fields[i].type);
    emit_place before = emit_to(e, &e->to_types);
    define_table(e, t);
    emit_back(e, before);
}

void emit_error_type(emitter *e, const type *t)
{
    emit_error_need_table(e, t);
    put_table_name(e, t->decl);
}

void emit_error_new_head(emitter *e, const type *t)
{
    put_static_for(e, t);
    text_puts(e->out, "sley_error *");
    put_derived(e, t, "new");
    text_putc(e->out, '(');
    for (size_t i = 0; i < t->decl->field_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        emit_type_for(e, t->decl->fields[i].type);
        cname_field(e->out, t->decl->fields[i].name);
    }
    if (t->decl->field_count == 0) text_puts(e->out, "void");
    text_putc(e->out, ')');
}

void emit_error_field_sets(emitter *e, const char *made, const type_decl *decl)
{
    for (size_t i = 0; i < decl->field_count; i++) {
        writer_begin(e->w);
        text_printf(e->out, "%s->", made);
        cname_field(e->out, decl->fields[i].name);
        text_puts(e->out, " = ");
        cname_field(e->out, decl->fields[i].name);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
}

// SLEY_NEW2(m_a__Point, int64_t, f_x, int64_t, f_y): what makes an object or an error of this
// type, in a line. False: it has too many fields.
bool emit_error_new_line(emitter *e, const type *t, const char *macro)
{
    size_t count = t->decl->field_count;
    if (count == 0 || count > MOST_NEW) return false;
    writer_begin(e->w);
    put_static_for(e, t);
    put_f(e, "%s%z(%D", macro, count, t->decl);
    for (size_t i = 0; i < count; i++) {
        put_f(e, ", %t, ", t->decl->fields[i].type);
        cname_field(e->out, t->decl->fields[i].name);
    }
    text_putc(e->out, ')');
    writer_end(e->w);
    writer_blank(e->w);
    return true;
}

static void define_new(emitter *e, const type *t)
{
    const type_decl *decl = t->decl;
    if (emit_error_new_line(e, t, "SLEY_NEW_ERROR")) return;
    writer_begin(e->w);
    emit_error_new_head(e, t);
    emit_open_body(e);
    writer_begin(e->w);
    if (decl->field_count == 0) {
        text_puts(e->out, "return sley_error_new(&");
        put_table_name(e, decl);
        text_puts(e->out, ");");
        writer_end(e->w);
        emit_close_body(e);
        return;
    }
    put_f(e, "%D *e = (%D *)sley_error_new(&", decl, decl);
    put_table_name(e, decl);
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_error_field_sets(e, "e", decl);
    writer_line(e->w, "return &e->base;");
    emit_close_body(e);
}

void emit_error_need_new(emitter *e, const type *t)
{
    if (emit_type_is_elsewhere(e, t) || emit_need_type(e, NEED_ERROR_NEW, t)) return;
    if (!emit_mark(e, t->marks, TYPE_ERROR_NEW)) return;
    emit_error_need_table(e, t);
    emit_place before = emit_to(e, &e->to_types);
    define_new(e, t);
    emit_back(e, before);
}

void emit_error_new(emitter *e, const type *t)
{
    emit_error_need_new(e, t);
    put_derived(e, t, "new");
}

// ---- sort(key:) --------------------------------------------------------------------------------

void emit_error_call_key(emitter *e, const type *fn)
{
    emit_error_need_call_key(e, fn);
    text_puts(e->out, "sley_key_");
    cname_type(e->out, fn);
}

// Calls a function value of one argument by places, for the runtime's sort.
void emit_error_need_call_key(emitter *e, const type *fn)
{
    if (emit_need_type(e, NEED_CALL_KEY, fn)) return;
    if (!emit_mark(e, fn->marks, TYPE_CALL_KEY)) return;
    emit_type_need(e, fn->fn.params[0]);
    emit_type_need(e, fn->fn.result);
    emit_place before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    text_puts(e->out, "SLEY_KEY_FN(sley_key_");
    cname_type(e->out, fn);
    put_f(e, ", %t, %t)", fn->fn.result, fn->fn.params[0]);
    writer_end(e->w);
    writer_blank(e->w);
    emit_back(e, before);
}
