// SPDX-License-Identifier: MIT
// type.c - makes each type once, and answers what passes ask of types.
//
// Composed types lie in one open table; its key is the kind with the parts, and
// since the parts are interned themselves, comparing them is comparing pointers.
// struct, enum and error types are nominal: type_declare makes a new one each
// time and they are not in the table.
#include "sema/type.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/program.h"
#include "base/text.h"
#include "sema/cname.h"
#include "sema/symbol.h"

struct type_table {
    type *scalars[TYPE_KIND_COUNT];
    type *error_root;
    array_of(type *) all;       // by id
    type **slots;               // composed types; NULL for a free slot
    uint32_t cap;               // power of two
    uint32_t count;
    map opaque;                 // interned name -> type
    bool settled;
};

static const type_opaque opaque_types[] = {
#define OPAQUE(name, c_name) {name, c_name},
#include "sema/builtin.def"
#undef OPAQUE
};

static const type_opaque holders[] = {
#define HOLDER(name, c_name) {name, c_name},
#include "sema/builtin.def"
#undef HOLDER
};

enum { W = 1, I = 2, S = 4, F = 8, P = 16, E = 32, O = 64, H = 128 };

const type_facts type_scalars[TYPE_KIND_COUNT] = {
#define SCALAR(KIND, name, word, c_type, size, flags) \
    [TYPE_##KIND] = {name, word, c_type, size, ((flags) & W) != 0, ((flags) & I) != 0, \
                     ((flags) & S) != 0, ((flags) & F) != 0, ((flags) & P) != 0, \
                     ((flags) & E) != 0, ((flags) & O) != 0, ((flags) & H) != 0},
#include "sema/type.def"
#undef SCALAR
};

static const struct {
    const char *word;
    type_kind kind;
} aliases[] = {
#define ALIAS(word, KIND) {word, TYPE_##KIND},
#include "sema/type.def"
#undef ALIAS
};

// ---- what holds references ------------------------------------------------------

static bool holds_references(const type *t);

static bool fields_hold(const type_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type != NULL && holds_references(type_held(&fields[i]))) return true;
    }
    return false;
}

// Values only: what a pointer leads to is not looked at, so this ends: what is inside itself
// lies in a box.
static bool holds_references(const type *t)
{
    if (t->counted) return true;
    if (type_is_pointer(t) || t->kind == TYPE_INTERFACE) return true;
    if (t->kind == TYPE_OPTIONAL) return holds_references(t->element);
    if (t->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < t->item_count; i++) {
            if (holds_references(t->items[i])) return true;
        }
    }
    if (t->kind == TYPE_STRUCT) return fields_hold(t->decl->fields, t->decl->field_count);
    if (t->kind == TYPE_ENUM) {
        for (size_t i = 0; i < t->decl->case_count; i++) {
            const type_case *of = &t->decl->cases[i];
            if (fields_hold(of->fields, of->field_count)) return true;
        }
    }
    return false;
}

bool type_is_counted(const type *t)
{
    return t->counted;
}

// Does the answer hold for the type of some field?
static bool any_field(const type_field *fields, size_t count, bool (*answer)(const type *))
{
    for (size_t i = 0; i < count; i++) {
        if (answer(fields[i].type)) return true;
    }
    return false;
}

// .. of some part of a declared type?  Its own methods may read and run anything.  A type may
// lead back to itself: then the answer is that of its other parts.
static bool any_part(type_decl *body, bool (*answer)(const type *))
{
    if (body->own != 0) return true;
    if (body->asking) return false;
    body->asking = true;
    bool found = any_field(body->fields, body->field_count, answer);
    for (const type_face *face = body->faces; !found && face != NULL; face = face->next)
        found = answer(face->of);
    for (size_t i = 0; !found && i < body->case_count; i++)
        found = any_field(body->cases[i].fields, body->cases[i].field_count, answer);
    body->asking = false;
    return found;
}

bool type_can_change(const type *t)
{
    switch (t->kind) {
    case TYPE_LIST:
    case TYPE_MAP:
    case TYPE_SET:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_ERROR:      // one derived from it may hold a list
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_OPAQUE:
    case TYPE_WEAK:
    case TYPE_HOLDER:
        return true;
    case TYPE_POINTER:   // its value is the address
        return false;
    case TYPE_OPTIONAL:
    case TYPE_BOX:
        return type_can_change(t->element);
    case TYPE_TUPLE:
        for (size_t i = 0; i < t->item_count; i++) {
            if (type_can_change(t->items[i])) return true;
        }
        return false;
    case TYPE_STRUCT:
    case TYPE_ENUM:
        return any_part(t->decl, type_can_change);
    case TYPE_PARAM:      // what stands for it may
        return true;
    case TYPE_FN:
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT:
        return t->kind == TYPE_GROUP || t->kind == TYPE_ANY;
    }
    return false;
}

const char *const type_own_names[OWN_COUNT] = {"eq", "hash", "compare", "str"};

bool type_runs_code(const type *t)
{
    switch (t->kind) {
    case TYPE_MAP:
        return type_runs_code(t->key) || type_runs_code(t->element);
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_OPTIONAL:
    case TYPE_BOX:
        return type_runs_code(t->element);
    case TYPE_TUPLE:
        for (size_t i = 0; i < t->item_count; i++) {
            if (type_runs_code(t->items[i])) return true;
        }
        return false;
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS:
    case TYPE_INTERFACE:   // the type of the value that it holds, when known
    case TYPE_ERROR:
        return any_part(t->decl, type_runs_code);
    case TYPE_TASK:        // prints its result
    case TYPE_FUTURE:
    case TYPE_HOLDER:
        return t->element != NULL && type_runs_code(t->element);
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_OPAQUE:
    case TYPE_WEAK:
    case TYPE_POINTER:
    case TYPE_PARAM:
    case TYPE_FN:
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT:
        return t->kind == TYPE_ANY;   // whatever is in it
    }
    return false;
}

const symbol *type_own_method(const type *t, own_method which)
{
    bool is_declared = t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS;
    return is_declared ? t->decl->own_methods[which] : NULL;
}

bool type_is_pointer(const type *t)
{
    switch (t->kind) {
    case TYPE_LIST:
    case TYPE_MAP:
    case TYPE_SET:
    case TYPE_CLASS:
    case TYPE_ERROR:
    case TYPE_FN:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_OPAQUE:
    case TYPE_WEAK:
    case TYPE_HOLDER:
    case TYPE_BOX:
        return true;
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_TUPLE:
    case TYPE_POINTER:    // not counted, so its optional has a flag
    case TYPE_OPTIONAL:   // of a pointer it is one in C, but T?? needs a flag of its own
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_INTERFACE:
    case TYPE_PARAM:
    case TYPE_KIND_COUNT:
        return type_scalars[t->kind].is_pointer;
    }
    return false;
}

void type_settle_since(program *prog, uint32_t first)
{
    type_table *table = prog->types;
    table->settled = true;
    for (uint32_t i = first; i < table->all.count; i++) {
        type *t = table->all.items[i];
        t->counted = holds_references(t);
    }
}

void type_settle(program *prog)
{
    type_settle_since(prog, 0);
}

bool type_unsettle(program *prog)
{
    bool was_settled = prog->types->settled;
    prog->types->settled = false;
    return was_settled;
}

// ---- making ------------------------------------------------------------------------

static void join_part(type *t, const type *part)
{
    if (part == NULL) return;
    t->is_open = t->is_open || part->is_open;
    if (t->weight < UINT32_MAX / 2) t->weight += part->weight;
}

static void join_parts(type *t, type *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) join_part(t, parts[i]);
}

// What is known of a type from its parts.
static void join_all(type *t)
{
    t->weight = 1;
    switch ((int)t->kind) {
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_MAP:
    case TYPE_OPTIONAL:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_WEAK:
    case TYPE_HOLDER:
    case TYPE_BOX:
        join_part(t, t->key);
        join_part(t, t->element);
        break;
    case TYPE_TUPLE: join_parts(t, t->items, t->item_count); break;
    case TYPE_FN:
        join_parts(t, t->fn.params, t->fn.param_count);
        join_part(t, t->fn.result);
        break;
    case TYPE_STRUCT:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_ENUM: join_parts(t, t->decl->args, t->decl->arg_count); break;
    case TYPE_PARAM: t->is_open = true; break;
    default: break;
    }
}

static type *register_type(program *prog, type *t)
{
    join_all(t);
    t->marks = arena_new(&prog->memory, emit_marks);
    type_table *table = prog->types;
    t->id = table->all.count;
    array_push(&prog->memory, &table->all, t);
    t->counted = type_is_pointer(t) || (table->settled && holds_references(t));
    return t;
}

void type_init(program *prog)
{
    type_table *table = arena_new(&prog->memory, type_table);
    prog->types = table;
    prog->diags.print_type = type_print;
    map_init(&table->opaque, &prog->memory);
    for (int kind = 0; kind < TYPE_KIND_COUNT; kind++) {
        if (type_scalars[kind].name == NULL) continue;
        type *t = arena_new(&prog->memory, type);
        t->kind = (type_kind)kind;
        table->scalars[kind] = register_type(prog, t);
    }
    for (size_t i = 0; i < sizeof opaque_types / sizeof opaque_types[0]; i++) {
        type *t = arena_new(&prog->memory, type);
        t->kind = TYPE_OPAQUE;
        t->opaque = &opaque_types[i];
        map_put(&table->opaque, intern_string(&prog->names, opaque_types[i].name),
                register_type(prog, t));
    }
    table->error_root = type_declare(prog, TYPE_ERROR, intern_string(&prog->names, ""),
                                     intern_string(&prog->names, "Error"), NULL);
    table->error_root->decl->complete = true;
    table->error_root->decl->c_name = "sley_error_any";
}

type *type_scalar(program *prog, type_kind kind)
{
    assert(prog->types->scalars[kind] != NULL);
    return prog->types->scalars[kind];
}

type *type_named(program *prog, const char *word)
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (strcmp(aliases[i].word, word) == 0) return prog->types->scalars[aliases[i].kind];
    }
    for (int kind = 0; kind < TYPE_KIND_COUNT; kind++) {
        const char *known = type_scalars[kind].word;
        if (known != NULL && strcmp(known, word) == 0) return prog->types->scalars[kind];
    }
    return NULL;
}

type *type_error_root(program *prog)
{
    return prog->types->error_root;
}

type *type_opaque_find(program *prog, const char *name)
{
    return map_find(&prog->types->opaque, intern_string(&prog->names, name));
}

type *type_declare(program *prog, type_kind kind, const char *module, const char *name,
                   symbol *declared)
{
    assert(kind == TYPE_STRUCT || kind == TYPE_ENUM || kind == TYPE_CLASS || kind == TYPE_ERROR ||
           kind == TYPE_POINTER || kind == TYPE_INTERFACE);
    type *t = arena_new(&prog->memory, type);
    t->kind = kind;
    t->decl = arena_new(&prog->memory, type_decl);
    t->decl->module = module;
    t->decl->name = name;
    t->decl->symbol_name = cname_symbol_new(&prog->memory, module, name);
    t->decl->symbol = declared;
    return register_type(prog, t);
}

static type **copy_parts(program *prog, type *const *parts, size_t count)
{
    type **copy = arena_new_array(&prog->memory, type *, count == 0 ? 1 : count);
    for (size_t i = 0; i < count; i++) copy[i] = parts[i];
    return copy;
}

type *type_param_new(program *prog, const char *name, symbol *declared)
{
    type *t = arena_new(&prog->memory, type);
    t->kind = TYPE_PARAM;
    t->param = arena_new(&prog->memory, type_parameter);
    t->param->name = name;
    t->param->symbol = declared;
    return register_type(prog, t);
}

type *type_instance(program *prog, type_kind kind, symbol *of, const char *stem,
                    type *const *args, size_t count, symbol *declared)
{
    assert(kind == TYPE_STRUCT || kind == TYPE_ENUM || kind == TYPE_CLASS ||
           kind == TYPE_INTERFACE);
    type *t = arena_new(&prog->memory, type);
    t->kind = kind;
    t->decl = arena_new(&prog->memory, type_decl);
    t->decl->module = of->module;
    t->decl->name = of->name;
    t->decl->symbol_name = cname_symbol_new(&prog->memory, of->module, stem);
    t->decl->symbol = declared;
    t->decl->generic = of;
    t->decl->args = copy_parts(prog, args, count);
    t->decl->arg_count = count;
    return register_type(prog, t);
}

// ---- interning ----------------------------------------------------------------------

static uint64_t mix(uint64_t hash, uint64_t part)
{
    return (hash ^ part) * 0x9E3779B97F4A7C15u;
}

static uint64_t mix_all(uint64_t hash, type *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) hash = mix(hash, parts[i]->id + 1);
    return hash;
}

static uint32_t hash_type(const type *t)
{
    uint64_t hash = mix(1, (uint64_t)t->kind);
    if (t->kind == TYPE_TUPLE) {
        hash = mix_all(hash, t->items, t->item_count);
    } else if (t->kind == TYPE_FN) {
        hash = mix_all(hash, t->fn.params, t->fn.param_count);
        hash = mix(hash, t->fn.result->id);
        hash = mix(hash, (uint64_t)t->fn.is_async * 2 + t->fn.throws);
        hash = mix_all(hash, t->fn.errors, t->fn.error_count);
    } else {
        hash = mix(hash, t->element->id);
        hash = mix(hash, t->key != NULL ? t->key->id + 1 : 0);
        hash = mix(hash, (uint64_t)t->direction * 2 + t->throws);
        hash = mix(hash, (uint64_t)t->is_async * 2 + t->is_context);
        hash = mix_all(hash, t->errors, t->error_count);
        hash = mix(hash, t->kind == TYPE_HOLDER ? (uint64_t)(t->holder - holders) : 0);
    }
    return (uint32_t)(hash >> 32);
}

static bool same_parts(type *const *a, size_t a_count, type *const *b, size_t b_count)
{
    if (a_count != b_count) return false;
    for (size_t i = 0; i < a_count; i++) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

static bool same_type(const type *a, const type *b)
{
    if (a->kind != b->kind) return false;
    if (a->kind == TYPE_TUPLE) return same_parts(a->items, a->item_count, b->items, b->item_count);
    if (a->kind == TYPE_FN) {
        return a->fn.result == b->fn.result && a->fn.is_async == b->fn.is_async &&
               a->fn.throws == b->fn.throws &&
               same_parts(a->fn.errors, a->fn.error_count, b->fn.errors, b->fn.error_count) &&
               same_parts(a->fn.params, a->fn.param_count, b->fn.params, b->fn.param_count);
    }
    return a->element == b->element && a->key == b->key && a->direction == b->direction &&
           a->throws == b->throws && a->is_async == b->is_async &&
           a->is_context == b->is_context &&
           a->holder == b->holder &&
           same_parts(a->errors, a->error_count, b->errors, b->error_count);
}

// The slot that holds a type like this one, or the free one where it would go.
static uint32_t probe(const type_table *table, const type *t)
{
    uint32_t at = hash_type(t) & (table->cap - 1);
    while (table->slots[at] != NULL && !same_type(table->slots[at], t)) {
        at = (at + 1) & (table->cap - 1);
    }
    return at;
}

static void grow_slots(program *prog)
{
    type_table *table = prog->types;
    type **old = table->slots;
    uint32_t old_cap = table->cap;
    table->cap = old_cap == 0 ? 256 : old_cap * 2;
    table->slots = arena_new_array(&prog->memory, type *, table->cap);
    for (uint32_t i = 0; i < old_cap; i++) {
        if (old[i] != NULL) table->slots[probe(table, old[i])] = old[i];
    }
}

type *type_intern(program *prog, const type *wanted)
{
    type_table *table = prog->types;
    if (table->count * 2 >= table->cap) grow_slots(prog);
    uint32_t at = probe(table, wanted);
    if (table->slots[at] != NULL) return table->slots[at];
    type *t = arena_new(&prog->memory, type);
    *t = *wanted;
    if (t->kind == TYPE_TUPLE) t->items = copy_parts(prog, t->items, t->item_count);
    if (t->kind == TYPE_FN) {
        t->fn.params = copy_parts(prog, t->fn.params, t->fn.param_count);
        t->fn.errors = copy_parts(prog, t->fn.errors, t->fn.error_count);
    }
    if (t->kind == TYPE_GEN) t->errors = copy_parts(prog, t->errors, t->error_count);
    table->slots[at] = t;
    table->count++;
    return register_type(prog, t);
}

static type *intern_element(program *prog, type_kind kind, type *element)
{
    return type_intern(prog, &(type){.kind = kind, .element = element});
}

type *type_list(program *prog, type *element)
{
    return intern_element(prog, TYPE_LIST, element);
}

type *type_set(program *prog, type *element)
{
    return intern_element(prog, TYPE_SET, element);
}

type *type_map(program *prog, type *key, type *element)
{
    return type_intern(prog, &(type){.kind = TYPE_MAP, .element = element, .key = key});
}

type *type_tuple(program *prog, type **items, size_t count)
{
    return type_intern(prog, &(type){.kind = TYPE_TUPLE, .items = items, .item_count = count});
}

type *type_optional(program *prog, type *element)
{
    return intern_element(prog, TYPE_OPTIONAL, element);
}

type *type_task(program *prog, type *result, bool throws)
{
    return type_intern(prog, &(type){.kind = TYPE_TASK, .element = result, .throws = throws});
}

type *type_future(program *prog, type *element)
{
    return intern_element(prog, TYPE_FUTURE, element);
}

type *type_weak(program *prog, type *element)
{
    return intern_element(prog, TYPE_WEAK, element);
}

type *type_box(program *prog, type *t)
{
    bool is_niche = t->kind == TYPE_OPTIONAL && t->element->kind != TYPE_OPTIONAL;
    type *box = intern_element(prog, TYPE_BOX, is_niche ? t->element : t);
    return is_niche ? type_optional(prog, box) : box;
}

type *type_holder(program *prog, const type_opaque *holder, type *element)
{
    return type_intern(prog, &(type){.kind = TYPE_HOLDER, .holder = holder, .element = element});
}

const type_opaque *type_holder_find(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof holders / sizeof holders[0]; i++) {
        if (strlen(holders[i].name) == len && memcmp(holders[i].name, name, len) == 0) {
            return &holders[i];
        }
    }
    return NULL;
}

type *type_chan(program *prog, type *element, chan_direction direction, bool throws)
{
    return type_intern(prog, &(type){.kind = TYPE_CHAN,
                                     .element = element,
                                     .direction = direction,
                                     .throws = throws});
}

type *type_gen(program *prog, const type *like)
{
    return type_intern(prog, &(type){.kind = TYPE_GEN,
                                     .element = like->element,
                                     .key = like->key,
                                     .throws = like->throws,
                                     .is_async = like->is_async,
                                     .is_context = like->is_context,
                                     .errors = like->errors,
                                     .error_count = like->error_count});
}

type *type_function(program *prog, type **params, size_t count, type *result, bool is_async,
                    bool throws)
{
    type wanted = {.kind = TYPE_FN};
    wanted.fn = (type_fn){params, count, result, is_async, throws, NULL, 0};
    return type_intern(prog, &wanted);
}

type *type_throwing(program *prog, const type *of, type *const *errors, size_t count)
{
    type wanted = *of;
    type **list = arena_new_array(&prog->scratch, type *, count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        type *t = errors[i];
        if (t->kind != TYPE_ERROR || t->decl->parent == NULL)
            return type_throwing(prog, of, NULL, 0);
        bool is_covered = false;
        for (size_t k = 0; k < count && !is_covered; k++) {
            is_covered = (errors[k] != t || k < i) && type_error_is(t, errors[k]);
        }
        if (is_covered) continue;
        size_t at = kept++;
        for (; at > 0 && list[at - 1]->id > t->id; at--) list[at] = list[at - 1];
        list[at] = t;
    }
    if (of->kind == TYPE_GEN) {
        wanted.throws = true;
        wanted.errors = list;
        wanted.error_count = kept;
    } else {
        wanted.fn.throws = true;
        wanted.fn.errors = list;
        wanted.fn.error_count = kept;
    }
    return type_intern(prog, &wanted);
}

// ---- questions ----------------------------------------------------------------------

bool type_is_integer(const type *t)
{
    return type_scalars[t->kind].is_integer;
}

bool type_is_signed(const type *t)
{
    return type_scalars[t->kind].is_signed;
}

bool type_is_float(const type *t)
{
    return type_scalars[t->kind].is_float;
}

bool type_is_numeric(const type *t)
{
    return t->kind >= TYPE_INT && t->kind <= TYPE_F32;
}

unsigned type_bits(const type *t)
{
    return type_is_numeric(t) ? type_scalars[t->kind].size * 8u : 64;
}

bool type_error_is(const type *t, const type *base)
{
    if (t->kind != TYPE_ERROR || base->kind != TYPE_ERROR) return false;
    while (t != NULL && t != base) t = t->decl->parent;
    return t == base;
}
