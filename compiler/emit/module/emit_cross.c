// SPDX-License-Identifier: MIT
// emit_cross.c - one value at the border between Sley and C: its type, its variable, its two forms.
#include "emit/emit_cross.h"

#include <assert.h>

// ---- types and names of C ---------------------------------------------------------------

static const type *value_type(const type *t)
{
    return t->kind == TYPE_OPTIONAL ? t->element : t;
}

// Before a name: `int32_t `, `const char *`, `sqlite3 *`.
void emit_cross_type(emitter *e, const cross *x)
{
    bool is_out = x->direction != PARAM_IN;
    switch (x->kind) {
    case CROSS_NOTHING: text_puts(e->out, "void "); break;
    case CROSS_SCALAR: emit_type_for(e, x->type); break;
    case CROSS_CSTR: text_puts(e->out, "const char *"); break;
    case CROSS_BYTES: text_puts(e->out, is_out ? "void *" : "const void *"); break;
    case CROSS_POINTER: put_f(e, "%s *", value_type(x->type)->decl->foreign); break;
    case CROSS_STRUCT: put_f(e, "%s ", x->type->decl->foreign); break;
    case CROSS_CONTEXT: text_puts(e->out, "void *"); break;
    case CROSS_STRINGS: text_puts(e->out, "char **"); break;
    case CROSS_CALLBACK: break;   // emit_cross_callback_type
    }
}

// `int32_t (*)(void *, int32_t)`, without the space before the bracket when it is a function.
void emit_cross_callback_type(emitter *e, const cross *x)
{
    emit_cross_type(e, x->result);
    text_puts(e->out, "(*)(");
    for (uint32_t i = 0; i < x->param_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        emit_cross_type(e, &x->params[i]);
    }
    text_putc(e->out, ')');
}

// c_NAME: the value in C of a parameter.
void emit_cross_name(emitter *e, const cross *x)
{
    text_puts(e->out, "c_");
    cname_part(e->out, x->name);
}

void emit_cross_given_name(emitter *e, const cross *x)
{
    text_puts(e->out, "a_");
    cname_part(e->out, x->name);
}

static void put_own_site(emitter *e)
{
    emit_table_own_site(e);
}

// ---- structs, field by field ---------------------------------------------------------------

static void put_pointer_to_c(emitter *e, const type *t, const char *value)
{
    put_f(e, "(%s *)%s", value_type(t)->decl->foreign, value);
    if (t->kind == TYPE_OPTIONAL) text_puts(e->out, ".value");   // opt.h I1: NULL when none
}

static void put_pointer_from_c(emitter *e, const type *t, const char *value)
{
    if (t->kind == TYPE_OPTIONAL) {
        put_f(e, "(%t){%s != NULL, (void *)%s}", t, value, value);
        return;
    }
    put_f(e, "sley_pointer_from_c((const void *)%s, ", value);
    put_own_site(e);
    text_putc(e->out, ')');
}

static void put_struct_to_c(emitter *e, const type *t, const char *value);
static void put_struct_from_c(emitter *e, const type *t, const char *value);

static void put_struct_field(emitter *e, const type *t, const char *value, bool to_c)
{
    if (t->kind == TYPE_STRUCT && to_c) put_struct_to_c(e, t, value);
    else if (t->kind == TYPE_STRUCT) put_struct_from_c(e, t, value);
    else if (value_type(t)->kind == TYPE_POINTER && to_c) put_pointer_to_c(e, t, value);
    else if (value_type(t)->kind == TYPE_POINTER) put_pointer_from_c(e, t, value);
    else text_puts(e->out, value);
}

static void put_struct_fields(emitter *e, const type *t, const char *value, bool to_c)
{
    text path;
    text_init(&path);
    for (size_t i = 0; i < t->decl->field_count; i++) {
        const type_field *part = &t->decl->fields[i];
        if (i > 0) text_puts(e->out, ", ");
        text_putc(e->out, '.');
        if (to_c) text_puts(e->out, part->name);
        else cname_field(e->out, part->name);
        text_puts(e->out, " = ");
        text_clear(&path);
        text_printf(&path, "%s.", value);
        if (to_c) cname_field(&path, part->name);
        else text_puts(&path, part->name);
        put_struct_field(e, part->type, text_string(&path), to_c);
    }
    text_fini(&path);
}

static void put_struct_to_c(emitter *e, const type *t, const char *value)
{
    put_f(e, "(%s){", t->decl->foreign);
    put_struct_fields(e, t, value, true);
    text_putc(e->out, '}');
}

static void put_struct_from_c(emitter *e, const type *t, const char *value)
{
    put_f(e, "(%t){", t);
    put_struct_fields(e, t, value, false);
    text_putc(e->out, '}');
}

void emit_cross_to_c(emitter *e, const type *t, const char *value)
{
    put_struct_field(e, t, value, true);
}

// ---- from C to Sley --------------------------------------------------------------------------

// The integer that C gives may be of any size: the widest holds it, and what does not fit
// the declared one is a panic.
const char *emit_cross_wide_type(const type *t)
{
    if (t->kind == TYPE_BOOL) return "bool";
    if (type_is_float(t)) return t->kind == TYPE_F32 ? "float" : "double";
    return type_is_signed(t) ? "int64_t" : "uint64_t";
}

static void put_scalar_from_c(emitter *e, const type *t, const char *value)
{
    bool is_narrow = type_is_integer(t) && type_bits(t) < 64;
    if (!is_narrow) {
        text_puts(e->out, value);
        return;
    }
    put_f(e, "sley_%s_from_c(%s, ", type_scalars[t->kind].word, value);
    put_own_site(e);
    text_putc(e->out, ')');
}

// `value` is of the type that emit_cross_type says, a returned number of the widest.
void emit_cross_from_c(emitter *e, const cross *x, const char *value, bool is_returned)
{
    switch (x->kind) {
    case CROSS_SCALAR:
        if (is_returned) put_scalar_from_c(e, x->type, value);
        else text_puts(e->out, value);
        break;
    case CROSS_CSTR:
        if (x->type->kind == TYPE_OPTIONAL) {
            put_f(e, "sley_str_from_c_or_none(%s)", value);
        } else {
            put_f(e, "sley_str_from_c(%s, ", value);
            put_own_site(e);
            text_putc(e->out, ')');
        }
        break;
    case CROSS_BYTES: text_puts(e->out, value); break;
    case CROSS_POINTER: put_pointer_from_c(e, x->type, value); break;
    case CROSS_STRUCT: put_struct_from_c(e, x->type, value); break;
    case CROSS_STRINGS:
    case CROSS_NOTHING:
    case CROSS_CALLBACK:
    case CROSS_CONTEXT: assert(false && "nothing that comes from C"); break;
    }
}

// ---- before the call ---------------------------------------------------------------------------

bool emit_cross_is_cstr_in(const cross *x)
{
    return x->kind == CROSS_CSTR && x->direction == PARAM_IN;
}

static bool has_c_variable(const cross *x)
{
    return x->direction != PARAM_IN || x->kind == CROSS_CSTR;
}

static void put_first_value(emitter *e, const cross *x)
{
    text given;
    text_init(&given);
    text_puts(&given, "a_");
    cname_part(&given, x->name);
    if (x->direction == PARAM_INOUT && x->kind == CROSS_POINTER) {
        put_pointer_to_c(e, x->type, text_string(&given));
    } else if (x->direction == PARAM_INOUT) {
        text_puts(e->out, text_string(&given));
    } else {
        bool is_scalar = x->kind == CROSS_SCALAR;
        if (is_scalar) emit_type_zero(e, x->type);
        else text_puts(e->out, x->kind == CROSS_STRUCT ? "{0}" : "NULL");
    }
    text_fini(&given);
}

void emit_cross_variable(emitter *e, const cross *x)
{
    if (!has_c_variable(x)) return;
    writer_begin(e->w);
    if (emit_cross_is_cstr_in(x)) {
        text_puts(e->out, "sley_cstr ");
        emit_cross_name(e, x);
        text_puts(e->out, " = sley_cstr_open(");
        emit_cross_given_name(e, x);
        text_puts(e->out, ", ");
        put_own_site(e);
        text_puts(e->out, ");");
    } else if (x->kind == CROSS_BYTES) {
        text_puts(e->out, "sley_bytes *");
        emit_cross_name(e, x);
        text_puts(e->out, " = sley_bytes_room(");
        emit_cross_given_name(e, x);
        text_puts(e->out, ", ");
        put_own_site(e);
        text_puts(e->out, ");");
    } else {
        emit_cross_type(e, x);
        emit_cross_name(e, x);
        text_puts(e->out, " = ");
        put_first_value(e, x);
        text_putc(e->out, ';');
    }
    writer_end(e->w);
}
