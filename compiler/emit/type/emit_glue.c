// SPDX-License-Identifier: MIT
// emit_glue.c - what the runtime knows of a type: retain and release, and the
// sley_type with a row for each part, by which it compares, hashes and prints.
//
// Each is written when it is asked for.

#include "emit/emitter.h"

#include <assert.h>
#include <stdio.h>
#include <inttypes.h>

static void put_static_for(emitter *e, const type *t)
{
    if (!emit_type_is_visible(e, t)) text_puts(e->out, "static ");
}

void emit_glue_name(emitter *e, const type *t, const char *word)
{
    put_f(e, "%c__%s", t, word);
}

// A value of the type is only ever defined here when it has glue of its own.
static bool has_own_glue(const emitter *e, const type *t)
{
    return emit_type_is_struct(t) && !emit_type_is_elsewhere(e, t);
}

// ---- a walk over the parts of a struct ---------------------------------------------------

// `path` holds what stands before the field's name: "" or "u.c_Circle."
static void each_field(emitter *e, const type_field *fields, size_t count, text *path,
                       emit_part_fn *visit, void *data)
{
    size_t prefix = path->len;
    for (size_t i = 0; i < count; i++) {
        path->len = prefix;
        cname_field(path, fields[i].name);
        emit_part p = {.type = type_held(&fields[i]), .path = text_string(path),
                       .name = fields[i].name};
        visit(e, &p, data);
    }
}

void emit_glue_each_part(emitter *e, const type *t, emit_part_fn *visit, void *data)
{
    if (t->kind == TYPE_OPTIONAL) {
        emit_part p = {.type = t->element, .path = "value", .name = "value"};
        visit(e, &p, data);
        return;
    }
    text path;
    text_init(&path);
    if (t->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < t->item_count; i++) {
            type_field field = {.type = t->items[i]};
            emit_type_field_at(e, t, i, &field.name);
            text_clear(&path);
            each_field(e, &field, 1, &path, visit, data);
        }
    } else {
        each_field(e, t->decl->fields, t->decl->field_count, &path, visit, data);
    }
    text_fini(&path);
}

void emit_glue_each_case_part(emitter *e, const type_case *c, emit_part_fn *visit, void *data)
{
    if (c->field_count == 0) return;
    text path;
    text_init(&path);
    text_puts(&path, "u.");
    cname_case(&path, c->name);
    text_putc(&path, '.');
    each_field(e, c->fields, c->field_count, &path, visit, data);
    text_fini(&path);
}

// ---- retain and release ---------------------------------------------------------------------

static void count_part(emitter *e, const emit_part *p, void *data)
{
    const char *const *op = data;
    if (!p->type->counted) return;
    put_line(e, "%o%s(v.%s);", p->type, *op, p->path);
}

static size_t counted_parts(const type_case *c)
{
    size_t counted = 0;
    for (size_t i = 0; i < c->field_count; i++) counted += type_held(&c->fields[i])->counted;
    return counted;
}

static void count_cases(emitter *e, const type *t, const char *op)
{
    writer_line(e->w, "switch (v.tag) {");
    for (size_t i = 0; i < t->decl->case_count; i++) {
        const type_case *c = &t->decl->cases[i];
        if (counted_parts(c) == 0) continue;
        writer_begin(e->w);
        text_puts(e->out, "case ");
        cname_case_number(e->out, t->decl, c->name);
        text_putc(e->out, ':');
        writer_end(e->w);
        e->w->depth++;
        emit_glue_each_case_part(e, c, count_part, &op);
        writer_line(e->w, "break;");
        e->w->depth--;
    }
    writer_line(e->w, "default: break;");
    writer_line(e->w, "}");
}

uint64_t emit_glue_counted_cases(const type *t)
{
    enum { MOST_CASES = 64 };
    uint64_t cases = 0;
    size_t count = t->kind == TYPE_ENUM ? t->decl->case_count : MOST_CASES + 1;
    if (count > MOST_CASES) return 0;
    size_t counted = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_counted = counted_parts(&t->decl->cases[i]) > 0;
        cases |= (uint64_t)is_counted << i;
        counted += is_counted;
    }
    return counted < count ? cases : 0;
}

static void define_count(emitter *e, const type *t, const char *op)
{
    bool retains = op[2] == 't';
    writer_begin(e->w);
    put_static_for(e, t);
    if (retains) emit_type_name(e, t);
    else text_puts(e->out, "void");
    text_putc(e->out, ' ');
    emit_glue_name(e, t, op);
    put_f(e, "%s(%c v)", emit_glue_counted_cases(t) != 0 ? "_parts" : "", t);
    emit_open_body(e);
    if (t->kind == TYPE_ENUM) count_cases(e, t, op);
    else emit_glue_each_part(e, t, count_part, &op);
    if (retains) writer_line(e->w, "return v;");
    emit_close_body(e);
}

void emit_glue_own_macro(emitter *e, const type *t)
{
    uint64_t cases = emit_glue_counted_cases(t);
    if (cases == 0) put_line(e, "SLEY_OWN_STRUCT(%c)", t);
    char mask[24];
    snprintf(mask, sizeof mask, "0x%llx", (unsigned long long)cases);
    if (cases != 0) put_line(e, "SLEY_OWN_ENUM(%c, %s)", t, mask);
}

static void need_part_own(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    if (p->type->counted) emit_glue_need_own(e, p->type);
}

static void own_by_functions(emitter *e, const type *t)
{
    define_count(e, t, "retain");
    define_count(e, t, "release");
    if (emit_type_is_visible(e, t)) return;   // the header has the rest
    emit_glue_own_macro(e, t);
    writer_blank(e->w);
}

// `str??` has a value that is a pointer itself.
static void own_optional(emitter *e, const type *t)
{
    bool is_pointer = emit_type_is_pointer(t->element);
    writer_begin(e->w);
    put_f(e, "%s%c, ", is_pointer ? "SLEY_OWN_FIELDS1(" : "SLEY_OWN_OPTIONAL(", t);
    if (is_pointer) {
        emit_type_op(e, t->element, "");
        e->out->len--;             // `sley_str_`
    } else {
        emit_type_name(e, t->element);
    }
    text_puts(e->out, is_pointer ? ", value)" : ")");
    writer_end(e->w);
    writer_blank(e->w);
}

enum { MOST_OWN_FIELDS = 4 };  // SLEY_OWN_FIELDS1 .. SLEY_OWN_FIELDS4

static uint32_t counted_fields(emitter *e, const type *t)
{
    uint32_t counted = 0;
    const char *name;
    for (size_t i = 0; i < emit_type_field_count(t); i++)
        counted += emit_type_field_at(e, t, i, &name)->counted;
    return counted;
}

// Its counted fields are few, and pointers.
static bool can_own_fields(emitter *e, const type *t)
{
    if (t->kind == TYPE_ENUM || counted_fields(e, t) > MOST_OWN_FIELDS) return false;
    const char *name;
    for (size_t i = 0; i < emit_type_field_count(t); i++) {
        const type *field = emit_type_field_at(e, t, i, &name);
        if (field->counted && !emit_type_is_pointer(field)) return false;
    }
    return true;
}

static void own_field(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    if (!p->type->counted) return;
    text_puts(e->out, ", ");
    emit_type_op(e, p->type, "");
    e->out->len--;             // `sley_str_`
    text_printf(e->out, ", %s", p->path);
}

static void own_fields(emitter *e, const type *t)
{
    writer_begin(e->w);
    text_printf(e->out, "SLEY_OWN_FIELDS%u(", counted_fields(e, t));
    emit_type_name(e, t);
    emit_glue_each_part(e, t, own_field, NULL);
    text_putc(e->out, ')');
    writer_end(e->w);
    writer_blank(e->w);
}

void emit_glue_need_own(emitter *e, const type *t)
{
    if (emit_class_of(t) != NULL) {
        emit_class_need_own(e, emit_class_of(t));
        return;
    }
    if (!has_own_glue(e, t) || !t->counted) return;
    if (t->kind == TYPE_INTERFACE) {
        emit_interface_need_own(e, t);
        return;
    }
    if (emit_need_type(e, NEED_OWN, t)) return;
    if (!emit_mark(e, t->marks, TYPE_OWN)) return;
    emit_type_need(e, t);
    if (t->kind == TYPE_ENUM) {
        for (size_t i = 0; i < t->decl->case_count; i++) {
            emit_glue_each_case_part(e, &t->decl->cases[i], need_part_own, NULL);
        }
    } else {
        emit_glue_each_part(e, t, need_part_own, NULL);
    }
    emit_place before = emit_to(e, &e->to_types);
    if (t->kind == TYPE_OPTIONAL) own_optional(e, t);
    else if (!emit_type_is_visible(e, t) && can_own_fields(e, t)) own_fields(e, t);
    else own_by_functions(e, t);
    emit_back(e, before);
}

// ---- the sley_type ------------------------------------------------------------------------------

static void put_descriptor_name(emitter *e, const type *t)
{
    if (t->kind == TYPE_OPTIONAL && !emit_type_has_built_in_optional(t)) {
        emit_glue_name(e, t, "type");
        return;
    }
    switch (t->kind) {
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_TUPLE: emit_glue_name(e, t, "type"); return;
    case TYPE_ERROR: text_puts(e->out, "sley_type_error"); return;
    case TYPE_FN: text_puts(e->out, "sley_type_closure"); return;
    case TYPE_TASK: text_puts(e->out, "sley_type_task"); return;
    case TYPE_FUTURE: text_puts(e->out, "sley_type_future"); return;
    case TYPE_CHAN: text_puts(e->out, "sley_type_chan"); return;
    case TYPE_BOX: text_puts(e->out, "sley_type_box"); return;
    case TYPE_WEAK: text_puts(e->out, "sley_type_weak"); return;
    case TYPE_GEN: text_puts(e->out, "sley_type_gen"); return;
    case TYPE_POINTER: text_puts(e->out, "sley_type_pointer"); return;
    default: text_puts(e->out, "sley_type_"); break;
    }
    if (t->kind == TYPE_OPAQUE) text_puts(e->out, t->opaque->c_name + strlen("sley_"));
    else if (t->kind == TYPE_HOLDER) text_puts(e->out, t->holder->c_name + strlen("sley_"));
    else cname_type(e->out, t);
}

// `{"x", offsetof(m_a__P, f_x), &sley_type_int}`
static void put_part_row(emitter *e, text *row, const type *t, const emit_part *p)
{
    text *before = e->out;
    e->out = row;
    text_putc(row, '{');
    emit_table_string(row, p->name, strlen(p->name));
    text_puts(row, ", offsetof(");
    emit_type_name(e, t);
    text_puts(row, ", ");
    text_puts(row, p->path);
    text_puts(row, "), &");
    emit_glue_descriptor(e, p->type);
    text_putc(row, '}');
    e->out = before;
}

typedef struct part_rows {
    const type *type;
    text row;
    bool inside;               // a row of the case that is being written
} part_rows;

static void field_row(emitter *e, const emit_part *p, void *data)
{
    part_rows *rows = data;
    text_clear(&rows->row);
    put_part_row(e, &rows->row, rows->type, p);
    writer_row(e->w, &rows->row, false);
}

// All fields of a case are in its row: {"Circle", SLEY_FIELDS({..}, {..})}
static void case_field(emitter *e, const emit_part *p, void *data)
{
    part_rows *rows = data;
    text_puts(&rows->row, rows->inside ? ", " : "SLEY_FIELDS(");
    rows->inside = true;
    put_part_row(e, &rows->row, rows->type, p);
}

static void case_row(emitter *e, part_rows *rows, const type_case *c)
{
    text_clear(&rows->row);
    text_putc(&rows->row, '{');
    emit_table_string(&rows->row, c->name, strlen(c->name));
    text_puts(&rows->row, ", ");
    if (rows->type->decl->is_numbered) {
        text_printf(&rows->row, "%" PRId32 "}", c->number);
        writer_row(e->w, &rows->row, false);
        return;
    }
    rows->inside = false;
    emit_glue_each_case_part(e, c, case_field, rows);
    text_puts(&rows->row, rows->inside ? ")}" : "SLEY_NO_FIELDS}");
    writer_row(e->w, &rows->row, false);
}

void emit_glue_part_rows(emitter *e, const type *t)
{
    part_rows rows = {.type = t};
    text_init(&rows.row);
    writer_rows_begin(e->w);
    if (t->kind == TYPE_ENUM) {
        for (size_t i = 0; i < t->decl->case_count; i++) case_row(e, &rows, &t->decl->cases[i]);
    } else {
        emit_glue_each_part(e, t, field_row, &rows);
    }
    writer_rows_end(e->w, ");");
    text_fini(&rows.row);
}

static void need_part_descriptor(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    emit_glue_need_descriptor(e, p->type);
}

static void need_parts_descriptors(emitter *e, const type *t)
{
    if (t->kind != TYPE_ENUM) {
        emit_glue_each_part(e, t, need_part_descriptor, NULL);
        return;
    }
    for (size_t i = 0; i < t->decl->case_count; i++) {
        emit_glue_each_case_part(e, &t->decl->cases[i], need_part_descriptor, NULL);
    }
}

static const char *parts_macro(const type *t)
{
    switch (t->kind) {
    case TYPE_ENUM: return t->decl->is_numbered ? "SLEY_NUMBERS(" : "SLEY_ENUM(";
    case TYPE_TUPLE: return "SLEY_TUPLE(";
    case TYPE_OPTIONAL: return "SLEY_OPTIONAL(";
    default: return emit_type_field_count(t) > 0 ? "SLEY_STRUCT(" : "SLEY_EMPTY_STRUCT(";
    }
}

// "list[Point]" of two modules: `@shapes` for each type in it that a module declares.
static void add_modules(text *name, const type *t)
{
    switch ((int)t->kind) {
    case TYPE_MAP:
        add_modules(name, t->key);
        add_modules(name, t->element);
        break;
    case TYPE_TUPLE:
        for (size_t i = 0; i < t->item_count; i++) add_modules(name, t->items[i]);
        break;
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
        text_printf(name, "@%s", t->decl->module);
        for (size_t i = 0; i < t->decl->arg_count; i++) add_modules(name, t->decl->args[i]);
        break;
    case TYPE_FN:
        for (size_t i = 0; i < t->fn.param_count; i++) add_modules(name, t->fn.params[i]);
        add_modules(name, t->fn.result);
        break;
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_OPTIONAL:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_WEAK:
    case TYPE_HOLDER:
    case TYPE_GEN:
        if (t->element != NULL) add_modules(name, t->element);
        break;
    default:
        break;
    }
}

void emit_glue_descriptor_text(emitter *e, const type *t)
{
    text name;
    text_init(&name);
    bool is_declared = t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS ||
                       t->kind == TYPE_INTERFACE;
    if (is_declared && t->decl->arg_count == 0) text_puts(&name, t->decl->name);
    else type_print(&name, t);
    // each file has its own: the modules tell types of one name apart
    if (!is_declared || t->decl->arg_count > 0) add_modules(&name, t);
    emit_table_string(e->out, text_string(&name), name.len);
    text_fini(&name);
}

// Whether it is counted, and who compares and prints it (types.h: COUNTS).
void emit_glue_counts(emitter *e, const type *t)
{
    bool has_own = (t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS) &&
                   t->decl->own != 0;
    text_puts(e->out, t->counted ? ", SLEY_COUNTED" : ", SLEY_PLAIN");
    text_puts(e->out, has_own ? "_OWN" : type_runs_code(t) ? "_RUNS" : "");
}

static void define_parts_descriptor(emitter *e, const type *t)
{
    emit_type_need(e, t);
    emit_glue_need_own(e, t);
    need_parts_descriptors(e, t);
    emit_own_need(e, t);
    emit_place before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    put_static_for(e, t);
    put_f(e, "%s%c, ", parts_macro(t), t);
    emit_glue_descriptor_text(e, t);
    bool is_empty = t->kind != TYPE_ENUM && t->kind != TYPE_OPTIONAL &&
                    emit_type_field_count(t) == 0;
    emit_glue_counts(e, t);
    if (t->kind == TYPE_OPTIONAL) {
        text_puts(e->out, ", ");
        emit_glue_descriptor(e, t->element);
    }
    if (is_empty || t->kind == TYPE_OPTIONAL) {
        text_puts(e->out, ");");
        writer_end(e->w);
    } else {
        text_putc(e->out, ',');
        emit_glue_part_rows(e, t);
    }
    writer_blank(e->w);
    emit_back(e, before);
}

static void define_container_descriptor(emitter *e, const type *t)
{
    emit_place before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    text_puts(e->out, "static const sley_type ");
    put_descriptor_name(e, t);
    text_puts(e->out, t->kind == TYPE_LIST  ? " = SLEY_LIST"
                      : t->kind == TYPE_MAP ? " = SLEY_MAP"
                                            : " = SLEY_SET");
    text_puts(e->out, type_runs_code(t) ? "_RUNS_TYPE(" : "_TYPE(");
    emit_glue_descriptor_text(e, t);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_blank(e->w);
    emit_back(e, before);
}

// An optional of a pointer has the functions of what it points to.
static const type *described(const type *t)
{
    return t->kind == TYPE_OPTIONAL && emit_type_is_pointer(t) ? t->element : t;
}

void emit_glue_need_descriptor(emitter *e, const type *t)
{
    t = described(t);
    if (t->kind == TYPE_CLASS || t->kind == TYPE_INTERFACE) {
        if (t->kind == TYPE_CLASS) emit_class_need_descriptor(e, t);
        else emit_interface_need_descriptor(e, t);
        return;
    }
    bool is_container = t->kind == TYPE_LIST || t->kind == TYPE_MAP || t->kind == TYPE_SET;
    if (!is_container && (!emit_type_is_struct(t) || emit_type_is_elsewhere(e, t))) return;
    if (t->kind == TYPE_OPTIONAL && emit_type_has_built_in_optional(t)) return;
    if (emit_need_type(e, NEED_DESCRIPTOR, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DESCRIPTOR)) return;
    if (is_container) define_container_descriptor(e, t);
    else define_parts_descriptor(e, t);
}

void emit_glue_descriptor(emitter *e, const type *t)
{
    emit_glue_need_descriptor(e, t);
    put_descriptor_name(e, described(t));
}

void emit_glue_descriptor_or_null(emitter *e, const type *t)
{
    if (t->kind == TYPE_UNIT || t->kind == TYPE_NEVER) {
        text_puts(e->out, "NULL");
        return;
    }
    text_putc(e->out, '&');
    emit_glue_descriptor(e, t);
}
