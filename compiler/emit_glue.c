// SPDX-License-Identifier: MIT
// emit_glue.c - what the runtime calls for values of a type: retain and release,
// equality, order, hash, printing, and the sley_type that lists them.
//
// Each is written when it is asked for.  Hash and order are put into a sley_type
// only if the module has such keys or sorts such values (note_op_types).

#include "emitter.h"

#include <assert.h>

static void put_static_for(emitter *e, const type *t)
{
    if (!type_is_visible(e, t)) text_puts(e->out, "static ");
}

void put_glue_name(emitter *e, const type *t, const char *word)
{
    put_c_name(e, t);
    text_puts(e->out, "__");
    text_puts(e->out, word);
}

// A value of the type is only ever defined here when it has glue of its own.
static bool has_own_glue(const emitter *e, const type *t)
{
    return type_c_struct(t) && !type_is_elsewhere(e, t);
}

// ---- a walk over the parts of a struct ---------------------------------------------------

static void each_field(emitter *e, const type_field *fields, size_t count, const char *prefix,
                       emit_part_fn *visit, void *data)
{
    text path;
    text_init(&path);
    for (size_t i = 0; i < count; i++) {
        text_clear(&path);
        text_puts(&path, prefix);
        name_field(&path, fields[i].name);
        emit_part p = {.type = fields[i].type, .path = text_string(&path)};
        visit(e, &p, data);
    }
    text_fini(&path);
}

void emit_each_part(emitter *e, const type *t, emit_part_fn *visit, void *data)
{
    if (t->kind == TYPE_OPTIONAL) {
        emit_part p = {.type = t->element, .path = "value"};
        visit(e, &p, data);
    } else if (t->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < t->item_count; i++) {
            type_field field = {.type = t->items[i]};
            type_fields(t, i, &field.name);
            each_field(e, &field, 1, "", visit, data);
        }
    } else {
        each_field(e, t->decl->fields, t->decl->field_count, "", visit, data);
    }
}

void emit_each_case_part(emitter *e, const type_case *c, emit_part_fn *visit, void *data)
{
    text prefix;
    text_init(&prefix);
    text_puts(&prefix, "u.");
    name_case(&prefix, c->name);
    text_putc(&prefix, '.');
    each_field(e, c->fields, c->field_count, text_string(&prefix), visit, data);
    text_fini(&prefix);
}

// ---- retain and release ---------------------------------------------------------------------

static void count_part(emitter *e, const emit_part *p, void *data)
{
    const char *op = data;
    if (!p->type->counted) return;
    writer_begin(e->w);
    put_op(e, p->type, op);
    text_printf(e->out, "(v.%s);", p->path);
    writer_end(e->w);
}

static bool case_is_counted(const type_case *c)
{
    for (size_t i = 0; i < c->field_count; i++) {
        if (c->fields[i].type->counted) return true;
    }
    return false;
}

static void count_cases(emitter *e, const type *t, const char *op)
{
    const char *head = "if";
    for (size_t i = 0; i < t->decl->case_count; i++) {
        const type_case *c = &t->decl->cases[i];
        if (!case_is_counted(c)) continue;
        writer_begin(e->w);
        text_printf(e->out, "%s (v.tag == ", head);
        name_case_number(e->out, t->decl, c->name);
        text_putc(e->out, ')');
        writer_end_open(e->w);
        emit_each_case_part(e, c, count_part, (void *)(uintptr_t)op);
        writer_close(e->w, "");
    }
}

static void define_count(emitter *e, const type *t, const char *op)
{
    bool retains = op[2] == 't';
    writer_begin(e->w);
    put_static_for(e, t);
    if (retains) put_c_name(e, t);
    else text_puts(e->out, "void");
    text_putc(e->out, ' ');
    put_glue_name(e, t, op);
    text_putc(e->out, '(');
    put_c_name(e, t);
    text_puts(e->out, " v)");
    emit_open_body(e);
    if (t->kind == TYPE_ENUM) count_cases(e, t, op);
    else emit_each_part(e, t, count_part, (void *)(uintptr_t)op);
    if (retains) writer_line(e->w, "return v;");
    emit_close_body(e);
}

static void need_part_own(emitter *e, const emit_part *p, void *data)
{
    (void)data;
    if (p->type->counted) need_own(e, p->type);
}

void need_own(emitter *e, const type *t)
{
    if (!has_own_glue(e, t) || !t->counted) return;
    if (!emit_mark(&e->types_done, t, TYPE_OWN)) return;
    need_type(e, t);
    if (t->kind == TYPE_ENUM) {
        for (size_t i = 0; i < t->decl->case_count; i++) {
            emit_each_case_part(e, &t->decl->cases[i], need_part_own, NULL);
        }
    } else {
        emit_each_part(e, t, need_part_own, NULL);
    }
    writer *before = emit_to(e, &e->to_types);
    define_count(e, t, "retain");
    define_count(e, t, "release");
    if (!type_is_visible(e, t)) {
        writer_begin(e->w);
        text_puts(e->out, "SLEY_OWN_STRUCT(");
        put_c_name(e, t);
        text_putc(e->out, ')');
        writer_end(e->w);
        writer_blank(e->w);
    }
    emit_back(e, before);
}

// ---- what a type can do ------------------------------------------------------------------------

// It has a hash: all its parts are numbers, texts, or made of such.
static bool can_hash(const type *t)
{
    switch (t->kind) {
    case TYPE_MAP:
    case TYPE_SET:
    case TYPE_ERROR:
    case TYPE_FN:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GROUP:
    case TYPE_OPAQUE: return false;
    case TYPE_LIST:
    case TYPE_OPTIONAL: return can_hash(t->element);
    case TYPE_ENUM:
        for (size_t i = 0; i < t->decl->case_count; i++) {
            const type_case *c = &t->decl->cases[i];
            for (size_t k = 0; k < c->field_count; k++) {
                if (!can_hash(c->fields[k].type)) return false;
            }
        }
        return true;
    case TYPE_STRUCT:
    case TYPE_TUPLE: {
        const char *name;
        for (size_t i = 0; i < type_field_count(t); i++) {
            if (!can_hash(type_fields(t, i, &name))) return false;
        }
        return true;
    }
    default: return true;
    }
}

// ---- equality, order, hash by place ----------------------------------------------------------------

typedef struct glue {
    const type *type;
    unsigned bit;              // TYPE_EQUAL, TYPE_HASH, TYPE_COMPARE
    bool first;
} glue;

static const char *glue_word(unsigned bit)
{
    return bit == TYPE_EQUAL ? "equal" : bit == TYPE_HASH ? "hash" : "compare";
}

// `sley_type_str.equal`, or the function itself when the compiler made it.
static void put_glue(emitter *e, const type *t, unsigned bit)
{
    if (has_own_glue(e, t) && !type_is_visible(e, t)) {
        put_glue_name(e, t, glue_word(bit));
        return;
    }
    put_descriptor(e, t);
    text_putc(e->out, '.');
    text_puts(e->out, glue_word(bit));
}

static bool is_plain_number(const type *t)
{
    return t->kind >= TYPE_BOOL && t->kind <= TYPE_INSTANT && !type_is_float(t);
}

static void glue_part(emitter *e, const emit_part *p, void *data)
{
    glue *g = data;
    writer_begin(e->w);
    if (g->bit == TYPE_EQUAL) {
        if (is_plain_number(p->type)) {
            text_printf(e->out, "if (a->%s != b->%s) return false;", p->path, p->path);
        } else {
            text_puts(e->out, "if (!");
            put_glue(e, p->type, g->bit);
            text_printf(e->out, "(&a->%s, &b->%s)) return false;", p->path, p->path);
        }
    } else if (g->bit == TYPE_HASH) {
        text_puts(e->out, "hash = sley_hash_mix(hash, ");
        put_glue(e, p->type, g->bit);
        text_printf(e->out, "(&a->%s));", p->path);
    } else {
        text_puts(e->out, "order = ");
        put_glue(e, p->type, g->bit);
        text_printf(e->out, "(&a->%s, &b->%s);", p->path, p->path);
        writer_end(e->w);
        writer_begin(e->w);
        text_puts(e->out, "if (order != 0) return order;");
    }
    writer_end(e->w);
}

static void glue_cases(emitter *e, const type *t, glue *g)
{
    if (g->bit == TYPE_EQUAL) writer_line(e->w, "if (a->tag != b->tag) return false;");
    if (g->bit == TYPE_HASH) writer_line(e->w, "hash = sley_hash_mix(hash, a->tag);");
    if (g->bit == TYPE_COMPARE) {
        writer_line(e->w, "if (a->tag != b->tag) return a->tag < b->tag ? -1 : 1;");
    }
    for (size_t i = 0; i < t->decl->case_count; i++) {
        const type_case *c = &t->decl->cases[i];
        if (c->field_count == 0) continue;
        writer_begin(e->w);
        text_puts(e->out, "if (a->tag == ");
        name_case_number(e->out, t->decl, c->name);
        text_putc(e->out, ')');
        writer_end_open(e->w);
        emit_each_case_part(e, c, glue_part, g);
        writer_close(e->w, "");
    }
}

static void glue_optional(emitter *e, const type *t, glue *g)
{
    writer_begin(e->w);
    text_printf(e->out, "return sley__opt_%s(a, ", glue_word(g->bit));
    if (g->bit != TYPE_HASH) text_puts(e->out, "b, ");
    text_putc(e->out, '&');
    put_descriptor(e, t->element);
    text_puts(e->out, ", offsetof(");
    put_c_name(e, t);
    text_puts(e->out, ", value));");
    writer_end(e->w);
}

static void need_glue(emitter *e, const type *t, unsigned bit);

static void need_part_glue(emitter *e, const emit_part *p, void *data)
{
    glue *g = data;
    if (has_own_glue(e, p->type)) need_glue(e, p->type, g->bit);
    else if (!is_plain_number(p->type) || g->bit != TYPE_EQUAL) need_descriptor(e, p->type);
}

static void define_glue(emitter *e, const type *t, glue *g)
{
    bool is_hash = g->bit == TYPE_HASH;
    writer_begin(e->w);
    text_puts(e->out, "static ");
    text_puts(e->out, g->bit == TYPE_EQUAL ? "bool " : is_hash ? "uint64_t " : "int ");
    put_glue_name(e, t, glue_word(g->bit));
    bool by_runtime = t->kind == TYPE_OPTIONAL;
    text_puts(e->out, by_runtime ? "(const void *a" : "(const void *left");
    if (!is_hash) text_puts(e->out, by_runtime ? ", const void *b" : ", const void *right");
    text_putc(e->out, ')');
    emit_open_body(e);
    if (by_runtime) {
        glue_optional(e, t, g);
        emit_close_body(e);
        return;
    }
    writer_begin(e->w);
    text_puts(e->out, "const ");
    put_c_name(e, t);
    text_puts(e->out, is_hash ? " *a = left;" : " *a = left, *b = right;");
    writer_end(e->w);
    if (is_hash) writer_line(e->w, "uint64_t hash = 1;");
    size_t parts = t->kind == TYPE_ENUM ? 1 : type_field_count(t);
    if (g->bit == TYPE_COMPARE && parts > 0) writer_line(e->w, "int order = 0;");
    if (parts == 0) writer_line(e->w, is_hash ? "(void)a;" : "(void)a, (void)b;");
    if (t->kind == TYPE_ENUM) glue_cases(e, t, g);
    else emit_each_part(e, t, glue_part, g);
    writer_line(e->w, g->bit == TYPE_EQUAL ? "return true;" : is_hash ? "return hash;"
                      : parts > 0                             ? "return order;"
                                                              : "return 0;");
    emit_close_body(e);
}

static void need_glue(emitter *e, const type *t, unsigned bit)
{
    if (!has_own_glue(e, t) || !emit_mark(&e->types_done, t, bit)) return;
    glue g = {.type = t, .bit = bit};
    need_type(e, t);
    if (t->kind == TYPE_ENUM) {
        for (size_t i = 0; i < t->decl->case_count; i++) {
            emit_each_case_part(e, &t->decl->cases[i], need_part_glue, &g);
        }
    } else {
        emit_each_part(e, t, need_part_glue, &g);
    }
    writer *before = emit_to(e, &e->to_types);
    define_glue(e, t, &g);
    emit_back(e, before);
}

void need_equal(emitter *e, const type *t)
{
    need_glue(e, t, TYPE_EQUAL);
}

void need_compare(emitter *e, const type *t)
{
    need_glue(e, t, TYPE_COMPARE);
}

void put_equal(emitter *e, const type *t)
{
    need_equal(e, t);
    put_glue(e, t, TYPE_EQUAL);
}

void put_compare(emitter *e, const type *t)
{
    need_compare(e, t);
    put_glue(e, t, TYPE_COMPARE);
}

// ---- the sley_type ---------------------------------------------------------------------------------------

static void put_descriptor_name(emitter *e, const type *t)
{
    switch (t->kind) {
    case TYPE_STRUCT:
    case TYPE_ENUM: put_glue_name(e, t, "type"); return;
    case TYPE_ERROR: text_puts(e->out, "sley_type_error"); return;
    case TYPE_FN: text_puts(e->out, "sley_type_closure"); return;
    case TYPE_TASK: text_puts(e->out, "sley_type_task"); return;
    case TYPE_FUTURE: text_puts(e->out, "sley_type_future"); return;
    case TYPE_CHAN: text_puts(e->out, "sley_type_chan"); return;
    default: text_puts(e->out, "sley_type_"); break;
    }
    if (t->kind == TYPE_OPAQUE) text_puts(e->out, t->opaque->c_name + strlen("sley_"));
    else name_type(e->out, t);
}

static void put_or_null(emitter *e, const type *t, const char *word, bool has)
{
    text_puts(e->out, ", ");
    if (has) put_glue_name(e, t, word);
    else text_puts(e->out, "NULL");
}

static void define_struct_descriptor(emitter *e, const type *t)
{
    uintptr_t bits = emit_bits(&e->types_done, t);
    bool hashes = (bits & TYPE_IS_KEY) != 0 || (type_is_visible(e, t) && can_hash(t));
    bool orders = (bits & TYPE_IS_ORDERED) != 0 || type_is_visible(e, t);
    bool equals = (bits & (TYPE_IS_COMPARED | TYPE_IS_KEY)) != 0 || type_is_visible(e, t);
    need_type(e, t);
    need_own(e, t);
    if (equals) need_glue(e, t, TYPE_EQUAL);
    if (hashes) need_glue(e, t, TYPE_HASH);
    if (orders) need_glue(e, t, TYPE_COMPARE);
    need_print(e, t);
    writer *before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    put_static_for(e, t);
    text_puts(e->out, "const sley_type ");
    put_descriptor_name(e, t);
    text_puts(e->out, " = SLEY_TYPE(");
    text name;
    text_init(&name);
    type_print(&name, t);
    put_string(e->out, text_string(&name), name.len);
    text_fini(&name);
    text_puts(e->out, ", ");
    put_c_name(e, t);
    put_or_null(e, t, "retain_at", t->counted);
    put_or_null(e, t, "release_at", t->counted);
    put_or_null(e, t, "equal", equals);
    put_or_null(e, t, "hash", hashes);
    put_or_null(e, t, "compare", orders);
    put_or_null(e, t, "print", true);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_blank(e->w);
    emit_back(e, before);
}

static void define_container_descriptor(emitter *e, const type *t)
{
    writer *before = emit_to(e, &e->to_types);
    writer_begin(e->w);
    text_puts(e->out, "static const sley_type ");
    put_descriptor_name(e, t);
    text_puts(e->out, t->kind == TYPE_LIST  ? " = SLEY_LIST_TYPE("
                      : t->kind == TYPE_MAP ? " = SLEY_MAP_TYPE("
                                            : " = SLEY_SET_TYPE(");
    text name;
    text_init(&name);
    type_print(&name, t);
    put_string(e->out, text_string(&name), name.len);
    text_fini(&name);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_blank(e->w);
    emit_back(e, before);
}

// An optional of a pointer has the functions of what it points to.
static const type *described(const type *t)
{
    return t->kind == TYPE_OPTIONAL && type_c_pointer(t) ? t->element : t;
}

void need_descriptor(emitter *e, const type *t)
{
    t = described(t);
    bool is_container = t->kind == TYPE_LIST || t->kind == TYPE_MAP || t->kind == TYPE_SET;
    if (!is_container && (!type_c_struct(t) || type_is_elsewhere(e, t))) return;
    if (t->kind == TYPE_OPTIONAL && type_opt_is_built_in(t)) return;
    if (!emit_mark(&e->types_done, t, TYPE_DESCRIPTOR)) return;
    if (is_container) define_container_descriptor(e, t);
    else define_struct_descriptor(e, t);
}

void put_descriptor(emitter *e, const type *t)
{
    need_descriptor(e, t);
    put_descriptor_name(e, described(t));
}

void put_descriptor_or_null(emitter *e, const type *t)
{
    if (t->kind == TYPE_UNIT || t->kind == TYPE_NEVER) {
        text_puts(e->out, "NULL");
        return;
    }
    text_putc(e->out, '&');
    put_descriptor(e, t);
}

// ---- keys and order -----------------------------------------------------------------------------------------

static void note_deep(emitter *e, const type *t, uintptr_t bit)
{
    if (t == NULL || !emit_mark(&e->types_done, t, bit)) return;
    switch (t->kind) {
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_OPTIONAL: note_deep(e, t->element, bit); break;
    case TYPE_MAP:
        note_deep(e, t->key, bit);
        note_deep(e, t->element, bit);
        break;
    case TYPE_TUPLE:
    case TYPE_STRUCT: {
        const char *name;
        for (size_t i = 0; i < type_field_count(t); i++) note_deep(e, type_fields(t, i, &name), bit);
        break;
    }
    case TYPE_ENUM:
        for (size_t i = 0; i < t->decl->case_count; i++) {
            for (size_t k = 0; k < t->decl->cases[i].field_count; k++) {
                note_deep(e, t->decl->cases[i].fields[k].type, bit);
            }
        }
        break;
    default: break;
    }
}

static void note_keys(emitter *e, const type *t)
{
    if (t == NULL) return;
    switch (t->kind) {
    case TYPE_MAP:
        note_deep(e, t->key, TYPE_IS_KEY);
        note_keys(e, t->element);
        break;
    case TYPE_SET: note_deep(e, t->element, TYPE_IS_KEY); break;
    case TYPE_LIST:
    case TYPE_OPTIONAL:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN: note_keys(e, t->element); break;
    default: break;
    }
}

void note_op_types(emitter *e, const ir_op *op)
{
    note_keys(e, op->type);
    for (uint32_t i = 0; i < op->arg_count; i++) note_keys(e, op->args[i].type);
    bool orders = op->code == IR_COMPARE;
    if (op->code == IR_CALL_BUILTIN) {
        const builtin *b = op->aux.builtin;
        orders = (b->flags & B_ORDER) != 0 || b->id == BI_SORT || b->id == BI_SORTED ||
                 b->id == BI_MIN || b->id == BI_MAX;
    }
    bool equals = op->code == IR_COMPARE && op->aux.operator <= IROP_NE;
    if (op->code == IR_CALL_BUILTIN && (op->aux.builtin->flags & B_EQUAL) != 0) equals = orders = true;
    if (!orders) return;
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const type *t = op->args[i].type;
        if (t == NULL) continue;
        note_deep(e, t, TYPE_IS_COMPARED);
        if (equals) continue;
        note_deep(e, t, TYPE_IS_ORDERED);
        if (t->kind == TYPE_FN) note_deep(e, t->fn.result, TYPE_IS_ORDERED);
    }
}

void note_var_types(emitter *e, const ir_fn *fn)
{
    for (uint32_t i = 0; i < fn->vars.count; i++) note_keys(e, fn->vars.items[i]->type);
}
