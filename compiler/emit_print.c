// SPDX-License-Identifier: MIT
// emit_print.c - how values of a type print: as literals of the language (S110).
//
//     Point(x: 1, y: 2)    Circle(r: 1.5)    Empty    (1, "a")

#include "emitter.h"

static void put_cstr_line(emitter *e, const char *a, const char *b, const char *c)
{
    text all;
    text_init(&all);
    text_puts(&all, a);
    text_puts(&all, b);
    text_puts(&all, c);
    writer_begin(e->w);
    text_puts(e->out, "sley_text_put_cstr(out, ");
    put_string(e->out, text_string(&all), all.len);
    text_puts(e->out, ");");
    writer_end(e->w);
    text_fini(&all);
}

static void print_field(emitter *e, const char *head, const char *name, const emit_part *p)
{
    put_cstr_line(e, head, name, name[0] != '\0' ? ": " : "");
    writer_begin(e->w);
    text_puts(e->out, "sley_text_put_repr(out, &");
    put_descriptor(e, p->type);
    text_printf(e->out, ", &v->%s);", p->path);
    writer_end(e->w);
}

// `Point(x: 1, y: 2)`: each field's text in front goes with what stands before it.
static void print_fields(emitter *e, const char *head, const type_field *fields, size_t count,
                         const char *prefix)
{
    text path, lead;
    text_init(&path);
    text_init(&lead);
    for (size_t i = 0; i < count; i++) {
        text_clear(&path);
        text_puts(&path, prefix);
        name_field(&path, fields[i].name);
        text_clear(&lead);
        if (i == 0) {
            text_puts(&lead, head);
            text_putc(&lead, '(');
        } else {
            text_puts(&lead, ", ");
        }
        emit_part p = {.type = fields[i].type, .path = text_string(&path)};
        bool is_item = fields[i].name[0] >= '0' && fields[i].name[0] <= '9';
        print_field(e, text_string(&lead), is_item ? "" : fields[i].name, &p);
    }
    if (count == 0) put_cstr_line(e, head, "()", "");
    else put_cstr_line(e, ")", "", "");
    text_fini(&path);
    text_fini(&lead);
}

static void print_tuple(emitter *e, const type *t)
{
    type_field fields[16];
    for (size_t i = 0; i < t->item_count && i < 16; i++) {
        fields[i] = (type_field){.type = t->items[i]};
        type_fields(t, i, &fields[i].name);
    }
    print_fields(e, "", fields, t->item_count, "");
}

static void print_cases(emitter *e, const type *t)
{
    writer_open(e->w, "switch (v->tag)");
    for (size_t i = 0; i < t->decl->case_count; i++) {
        const type_case *c = &t->decl->cases[i];
        e->w->depth--;
        writer_begin(e->w);
        text_puts(e->out, "case ");
        name_case_number(e->out, t->decl, c->name);
        text_putc(e->out, ':');
        writer_end(e->w);
        e->w->depth++;
        text prefix;
        text_init(&prefix);
        text_puts(&prefix, "u.");
        name_case(&prefix, c->name);
        text_putc(&prefix, '.');
        if (c->field_count == 0) put_cstr_line(e, c->name, "", "");
        else print_fields(e, c->name, c->fields, c->field_count, text_string(&prefix));
        text_fini(&prefix);
        writer_line(e->w, "break;");
    }
    e->w->depth--;
    writer_line(e->w, "default:");
    e->w->depth++;
    writer_line(e->w, "break;");
    writer_close(e->w, "");
}

static void need_part_descriptor(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    need_descriptor(e, p->type);
}

static void need_parts_descriptors(emitter *e, const type *t)
{
    if (t->kind != TYPE_ENUM) {
        emit_each_part(e, t, need_part_descriptor, NULL);
        return;
    }
    for (size_t i = 0; i < t->decl->case_count; i++) {
        emit_each_case_part(e, &t->decl->cases[i], need_part_descriptor, NULL);
    }
}

void need_print(emitter *e, const type *t)
{
    if (!emit_mark(&e->types_done, t, TYPE_PRINT)) return;
    need_parts_descriptors(e, t);
    writer *before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    text_puts(e->out, "static void ");
    put_glue_name(e, t, "print");
    text_puts(e->out, "(sley_text *out, const void *place)");
    emit_open_body(e);
    if (t->kind == TYPE_OPTIONAL) {
        writer_begin(e->w);
        text_puts(e->out, "sley__opt_print(out, place, &");
        put_descriptor(e, t->element);
        text_puts(e->out, ", offsetof(");
        put_c_name(e, t);
        text_puts(e->out, ", value));");
        writer_end(e->w);
    } else {
        bool reads = t->kind == TYPE_ENUM || type_field_count(t) > 0;
        if (reads) {
            writer_begin(e->w);
            text_puts(e->out, "const ");
            put_c_name(e, t);
            text_puts(e->out, " *v = place;");
            writer_end(e->w);
        } else {
            writer_line(e->w, "(void)place;");
        }
        if (t->kind == TYPE_ENUM) print_cases(e, t);
        else if (t->kind == TYPE_TUPLE) print_tuple(e, t);
        else print_fields(e, t->decl->name, t->decl->fields, t->decl->field_count, "");
    }
    emit_close_body(e);
    emit_back(e, before);
}

