// SPDX-License-Identifier: MIT
// emit_type.c - what a type is in C.
//
//     list[int]     sley_list *          NULL only as `list[int]?`
//     Point         m_geo__Point         a struct by value
//     Shape         m_geo__Shape         { uint32_t tag; union { .. } u; }
//     (int, str)    sley_tuple2__int__str
//     int?          sley_opt_int         { bool some; T value; }
//
// Structs, enums, tuples and optionals are defined when first needed, after
// what they contain.  A module that others import defines its own types in its
// header.

#include "emit/emitter.h"
#include "ir/abi.h"

#include <inttypes.h>

#include <assert.h>

static const char *pointer_name(const type *t)
{
    switch (t->kind) {
    case TYPE_STR:
    case TYPE_BYTES:
    case TYPE_ANY:
    case TYPE_GROUP: return type_scalars[t->kind].c_type;
    case TYPE_LIST: return "sley_list";
    case TYPE_MAP: return "sley_map";
    case TYPE_SET: return "sley_set";
    case TYPE_ERROR: return "sley_error";
    case TYPE_FN: return "sley_closure";
    case TYPE_TASK: return "sley_task";
    case TYPE_FUTURE: return "sley_future";
    case TYPE_CHAN: return "sley_chan";
    case TYPE_GEN: return "sley_gen";
    case TYPE_OPAQUE: return t->opaque->c_name;
    case TYPE_HOLDER: return t->holder->c_name;
    case TYPE_BOX: return "sley_box";
    case TYPE_WEAK: return "sley_weak";
    case TYPE_CLASS: return t->decl->symbol_name;
    case TYPE_OPTIONAL:
        return t->element->kind == TYPE_OPTIONAL ? NULL : pointer_name(t->element);
    default: return NULL;
    }
}

bool emit_type_is_pointer(const type *t)
{
    return pointer_name(t) != NULL;
}

bool emit_type_is_struct(const type *t)
{
    switch (t->kind) {
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_INTERFACE:
    case TYPE_TUPLE: return true;
    case TYPE_OPTIONAL: return !emit_type_is_pointer(t);
    default: return false;
    }
}

void emit_type_name(emitter *e, const type *t)
{
    if (t->kind == TYPE_TUPLE || t->kind == TYPE_OPTIONAL) text_puts(e->out, "sley_");
    cname_type(e->out, t);
}

void emit_type(emitter *e, const type *t)
{
    const char *pointer = pointer_name(t);
    if (pointer != NULL) {
        if (emit_class_of(t) != NULL) emit_class_need_name(e, emit_class_of(t));
        text_puts(e->out, pointer);
        text_puts(e->out, " *");
    } else if (emit_type_is_struct(t)) {
        emit_type_need(e, t);
        emit_type_name(e, t);
    } else {
        const char *scalar = t->kind == TYPE_POINTER ? "void *" : type_scalars[t->kind].c_type;
        text_puts(e->out, scalar != NULL ? scalar : "void");
    }
}

void emit_type_for(emitter *e, const type *t)
{
    emit_type(e, t);
    if (!emit_type_is_pointer(t) && t->kind != TYPE_POINTER) text_putc(e->out, ' ');
}

void emit_type_for_result(emitter *e, const type *t)
{
    if (t->kind == TYPE_UNIT) text_puts(e->out, "void ");
    else emit_type_for(e, t);
}

void emit_type_op(emitter *e, const type *t, const char *op)
{
    const char *pointer = pointer_name(t);
    if (emit_class_of(t) != NULL) {
        emit_class_need_own(e, emit_class_of(t));
        put_f(e, "%s__", pointer);
    } else if (pointer != NULL) {
        text_puts(e->out, pointer);
        text_puts(e->out, "_");
    } else {
        emit_glue_need_own(e, t);
        emit_type_name(e, t);
        text_puts(e->out, "__");
    }
    text_puts(e->out, op);
}

void emit_type_zero(emitter *e, const type *t)
{
    if (emit_type_is_pointer(t) || t->kind == TYPE_POINTER) text_puts(e->out, "NULL");
    else if (emit_type_is_struct(t)) text_puts(e->out, "{0}");
    else if (t->kind == TYPE_BOOL) text_puts(e->out, "false");
    else text_putc(e->out, '0');
}

void emit_type_empty(emitter *e, const type *t)
{
    if (emit_type_is_struct(t)) put_f(e, "(%t)", t);
    emit_type_zero(e, t);
}

size_t emit_type_field_count(const type *t)
{
    return t->kind == TYPE_TUPLE ? t->item_count : t->decl->field_count;
}

const type *emit_type_field_at(emitter *e, const type *t, size_t i, const char **name)
{
    assert(i < emit_type_field_count(t));
    static const char *const numbers[] = {"0", "1", "2", "3", "4", "5", "6", "7"};
    if (t->kind != TYPE_TUPLE) {
        *name = t->decl->fields[i].name;
        return type_held(&t->decl->fields[i]);
    }
    if (i < sizeof numbers / sizeof numbers[0]) {
        *name = numbers[i];
    } else {
        char digits[24];
        int len = snprintf(digits, sizeof digits, "%zu", i);
        *name = arena_copy(&e->memory, digits, (size_t)len);
    }
    return t->items[i];
}

// ---- where a type is defined ------------------------------------------------------

static bool is_nominal(const type *t)
{
    return t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS ||
           t->kind == TYPE_INTERFACE ||
           t->kind == TYPE_ERROR;
}

// An instance of a generic type is made by every file that uses it, as tuples are.
bool emit_type_is_instance(const type *t)
{
    return is_nominal(t) && t->decl != NULL && t->decl->arg_count > 0;
}

bool emit_type_is_elsewhere(const emitter *e, const type *t)
{
    if (!is_nominal(t)) return false;
    if (emit_type_is_instance(t)) return false;
    if (t->decl == NULL || t->decl->c_name != NULL) return true;
    return t->decl->module != e->module->name;
}

bool emit_type_is_visible(const emitter *e, const type *t)
{
    return is_nominal(t) && e->is_library && !emit_type_is_instance(t);
}

bool emit_type_has_built_in_optional(const type *t)
{
    return t->kind == TYPE_OPTIONAL && t->element->kind >= TYPE_BOOL &&
           t->element->kind <= TYPE_INSTANT;
}

// ---- definitions ----------------------------------------------------------------------

// The field is held by its box: what lies in there.
static void put_boxed(emitter *e, const type *t)
{
    bool is_opt = t->kind == TYPE_OPTIONAL;
    type_print(e->out, is_opt ? t->element->element : t->element);
    if (is_opt) text_putc(e->out, '?');
}

static bool is_boxed(const type *t)
{
    return t->kind == TYPE_BOX || (t->kind == TYPE_OPTIONAL && t->element->kind == TYPE_BOX);
}

static void put_field(emitter *e, const type *t, const char *name)
{
    emit_type_for(e, t);
    cname_field(e->out, name);
    text_putc(e->out, ';');
}

void emit_type_field(emitter *e, const type *t, const char *name)
{
    writer_begin(e->w);
    put_field(e, t, name);
    if (is_boxed(t)) {
        text_puts(e->out, " // boxed: ");
        put_boxed(e, t);
    }
    writer_end(e->w);
}

static void open_struct(emitter *e, const type *t)
{
    put_open(e, "typedef struct %c", t);
}

static void close_struct(emitter *e, const type *t)
{
    e->w->depth--;
    put_line(e, "} %c;", t);
}

static void define_fields(emitter *e, const type *t)
{
    size_t count = emit_type_field_count(t);
    open_struct(e, t);
    for (size_t i = 0; i < count; i++) {
        const char *name;
        const type *field = emit_type_field_at(e, t, i, &name);
        emit_type_field(e, field, name);
    }
    if (count == 0) writer_line(e->w, "bool f_; // C has no empty struct");
    close_struct(e, t);
}

// ` // boxed: left Expr, right Expr`
static void put_boxed_fields(emitter *e, const type_case *c)
{
    bool any = false;
    for (size_t k = 0; k < c->field_count; k++) {
        if (c->fields[k].held == NULL) continue;
        text_printf(e->out, "%s%s ", any ? ", " : " // boxed: ", c->fields[k].name);
        put_boxed(e, c->fields[k].held);
        any = true;
    }
}

// Where another case of the enum has a field within these bytes of the payload.
static bool is_read_by_others(const type_decl *decl, const type_case *c, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < decl->case_count; i++) {
        const type_case *other = &decl->cases[i];
        abi_extent extent = {0, 1};
        for (size_t k = 0; k < other->field_count && other != c; k++) {
            abi_append_type(&extent, type_held(&other->fields[k]));
            uint32_t size = abi_type(type_held(&other->fields[k])).size;
            if (extent.size > from && extent.size - size < to) return true;
        }
    }
    return false;
}

// The bytes of padding before field `at` (at the end: the count of fields) which have to be
// a member, so that they are initialized: gcc warns where a match reads another case's field
// there, though the tag says that it never does.
static uint32_t padding_before(const type_decl *decl, const type_case *c, size_t at)
{
    abi_extent extent = {0, 1};
    for (size_t k = 0; k < at; k++) abi_append_type(&extent, type_held(&c->fields[k]));
    abi_extent next = extent;
    uint32_t from = extent.size, to;
    if (at < c->field_count) {
        const type *t = type_held(&c->fields[at]);
        abi_append_type(&next, t);
        to = next.size - abi_type(t).size;
    } else {
        to = abi_closed(extent).size;
    }
    return to > from && is_read_by_others(decl, c, from, to) ? to - from : 0;
}

// `struct { int64_t f_count; } c_Fast;` where that fits.
static void define_payload(emitter *e, const type_decl *decl, const type_case *c)
{
    writer_begin(e->w);
    text_puts(e->out, "struct {");
    for (size_t k = 0; k <= c->field_count; k++) {
        uint32_t padding = padding_before(decl, c, k);
        if (padding > 0) text_printf(e->out, " char padding%zu[%u];", k, padding);
        if (k == c->field_count) break;
        text_putc(e->out, ' ');
        put_field(e, type_held(&c->fields[k]), c->fields[k].name);
    }
    text_puts(e->out, " } ");
    cname_case(e->out, c->name);
    text_putc(e->out, ';');
    put_boxed_fields(e, c);
    if (e->out->len - e->w->line_start <= WRITER_COLUMNS) {
        writer_end(e->w);
        return;
    }
    e->out->len = e->w->line_start;
    writer_open(e->w, "struct");
    for (size_t k = 0; k <= c->field_count; k++) {
        uint32_t padding = padding_before(decl, c, k);
        if (padding > 0) {
            writer_begin(e->w);
            text_printf(e->out, "char padding%zu[%u];", k, padding);
            writer_end(e->w);
        }
        if (k < c->field_count)
            emit_type_field(e, type_held(&c->fields[k]), c->fields[k].name);
    }
    e->w->depth--;
    writer_begin(e->w);
    text_puts(e->out, "} ");
    cname_case(e->out, c->name);
    text_putc(e->out, ';');
    writer_end(e->w);
}

static void define_case_numbers(emitter *e, const type_decl *decl)
{
    text row;
    text_init(&row);
    writer_begin(e->w);
    text_puts(e->out, "enum {");
    writer_rows_begin(e->w);
    for (size_t i = 0; i < decl->case_count; i++) {
        text_clear(&row);
        cname_case_number(&row, decl, decl->cases[i].name);
        if (decl->is_numbered) text_printf(&row, " = %" PRId32, decl->cases[i].number);
        writer_row(e->w, &row, false);
    }
    writer_rows_end(e->w, " };");
    text_fini(&row);
}

static void define_enum(emitter *e, const type *t)
{
    const type_decl *decl = t->decl;
    bool has_payload = false;
    define_case_numbers(e, decl);
    open_struct(e, t);
    writer_line(e->w, decl->is_numbered ? "int32_t tag;" : "uint32_t tag;");
    for (size_t i = 0; i < decl->case_count; i++) {
        if (decl->cases[i].field_count == 0) continue;
        if (!has_payload) writer_open(e->w, "union");
        has_payload = true;
        define_payload(e, decl, &decl->cases[i]);
    }
    if (has_payload) writer_close(e->w, " u;");
    close_struct(e, t);
}

// What the definition holds by value.
static void need_parts(emitter *e, const type *t)
{
    if (t->kind == TYPE_OPTIONAL) {
        emit_type_need(e, t->element);
    } else if (t->kind == TYPE_ENUM) {
        for (size_t i = 0; i < t->decl->case_count; i++) {
            const type_case *c = &t->decl->cases[i];
            for (size_t k = 0; k < c->field_count; k++) emit_type_need(e, type_held(&c->fields[k]));
        }
    } else {
        const char *name;
        for (size_t i = 0; i < emit_type_field_count(t); i++)
            emit_type_need(e, emit_type_field_at(e, t, i, &name));
    }
}

// Tuples, optionals and instances of generics can stand in several headers that one file
// includes.
bool emit_type_needs_guard(const emitter *e, const type *t)
{
    bool structural = t->kind == TYPE_TUPLE || t->kind == TYPE_OPTIONAL || emit_type_is_instance(t);
    return structural && (e->in_header || e->is_library || e->module->imports.count > 0);
}

static void guard(emitter *e, const type *t, const char *directive)
{
    put_f(e, "%s%c__defined\n", directive, t);
}

void emit_type_need(emitter *e, const type *t)
{
    if (emit_class_of(t) != NULL) emit_class_need_name(e, emit_class_of(t));
    if (!emit_type_is_struct(t) || emit_type_has_built_in_optional(t) ||
        emit_type_is_elsewhere(e, t))
        return;
    if (t->kind == TYPE_INTERFACE) {
        emit_interface_need_type(e, t);
        return;
    }
    // The module's own header has been included.
    if (emit_type_is_visible(e, t) && !e->in_header) return;
    if (emit_need_type(e, NEED_TYPE, t)) return;
    if (!emit_mark(e, t->marks, TYPE_DEFINED)) return;
    need_parts(e, t);
    emit_place before = emit_to(e, &e->to_types);
    bool guarded = emit_type_needs_guard(e, t);
    if (guarded) {
        guard(e, t, "#ifndef ");
        guard(e, t, "#define ");
    }
    emit_header_type_doc(e, t);
    if (t->kind == TYPE_ENUM) define_enum(e, t);
    else if (t->kind == TYPE_OPTIONAL) put_line(e, "SLEY_OPT_TYPE(%c, %t);", t, t->element);
    else define_fields(e, t);
    if (guarded) text_puts(e->out, "#endif\n");
    writer_blank(e->w);
    emit_back(e, before);
}

// sley_opt_X__at(place): what lies there, or none for NULL; retains nothing.
static void define_at(emitter *e, const type *t)
{
    writer_begin(e->w);
    put_f(e, "static %c %c__at(const void *place)", t, t);
    emit_open_body(e);
    put_line(e, "if (place == NULL) return (%c){0};", t);
    put_line(e, "return (%c){true, *(%Tconst *)place};", t, t->element);
    emit_close_body(e);
}

void emit_type_optional_at(emitter *e, const type *t)
{
    emit_type_name(e, t);
    if (emit_type_has_built_in_optional(t)) {
        text_puts(e->out, "_at");
        return;
    }
    text_puts(e->out, "__at");
    emit_type_need_optional_at(e, t);
}

void emit_type_need_optional_at(emitter *e, const type *t)
{
    if (emit_need_type(e, NEED_OPTIONAL_AT, t)) return;
    emit_type_need(e, t);
    if (!emit_mark(e, t->marks, TYPE_AT)) return;
    emit_place before = emit_to(e, &e->to_types);
    define_at(e, t);
    emit_back(e, before);
}

// sley_opt_X__of(number): the case of this number, or none.
static void define_case_of(emitter *e, const type *t)
{
    const type_decl *decl = t->element->decl;
    writer_begin(e->w);
    put_f(e, "static %c %c__of(int64_t number)", t, t);
    emit_open_body(e);
    writer_line(e->w, "switch (number) {");
    for (size_t i = 0; i < decl->case_count; i++) {
        writer_begin(e->w);
        text_puts(e->out, "case ");
        cname_case_number(e->out, decl, decl->cases[i].name);
        text_putc(e->out, ':');
        writer_end(e->w);
    }
    e->w->depth++;
    put_line(e, "return (%c){true, {.tag = (%s)number}};", t,
             decl->is_numbered ? "int32_t" : "uint32_t");
    e->w->depth--;
    put_line(e, "default: return (%c){0};", t);
    writer_line(e->w, "}");
    emit_close_body(e);
}

void emit_type_case_with_number(emitter *e, const ir_op *op)
{
    put_f(e, "%c__of(%p)", op->type, &op->args[0]);
    emit_type_need_case_of(e, op->type);
}

void emit_type_need_case_of(emitter *e, const type *t)
{
    if (emit_need_type(e, NEED_CASE_OF, t)) return;
    emit_type_need(e, t);
    if (!emit_mark(e, t->marks, TYPE_CASE_OF)) return;
    emit_place before = emit_to(e, &e->to_types);
    define_case_of(e, t);
    emit_back(e, before);
}
