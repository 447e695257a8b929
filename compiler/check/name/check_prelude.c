// SPDX-License-Identifier: MIT
// check_prelude.c - the nominal types that every program has: the built-in errors.
//
// They are symbols like those of declarations, without a declaration: decl is
// NULL and type->decl->c_name is what the runtime calls them.
#include "check/check.h"

typedef struct prelude_field {
    const char *name;
    type_kind kind;
} prelude_field;

typedef struct prelude_error {
    const char *space;         // "" or a built-in module: `net.Error`
    const char *name;
    const char *parent;        // as written; "Error"
    const char *c_name;
    const char *c_maker;       // NULL: it has no fields
    prelude_field fields[2];   // up to the first without a name
} prelude_error;

static const prelude_error errors[] = {
#define NO_FIELDS {0}
#define FIELD(name, kind) {name, kind},
#define ERROR(space, name, parent, c_name, c_maker, FIELDS, doc) \
    {space, name, parent, c_name, c_maker, {FIELDS}},
#include "sema/builtin/errors.def"
#undef ERROR
#undef FIELD
#undef NO_FIELDS
};

// The words that programs write for types.
static const char *const words[] = {
#define SCALAR(KIND, name, word, c_type, size, flags) word,
#define ALIAS(word, KIND) word,
#include "sema/type.def"
#undef SCALAR
#undef ALIAS
};

static symbol *add_type(checker *c, const char *space, const char *name, type *t)
{
    interner *names = &c->prog->names;
    symbol *sym = arena_new(&c->prog->memory, symbol);
    sym->kind = SYM_TYPE;
    sym->name = intern_string(names, name);
    sym->module = intern_string(names, space);
    sym->type = t;
    sym->is_used = true;
    text key;
    text_init(&key);
    text_printf(&key, "%s%s%s", space, *space ? "." : "", name);
    map_put(&c->prelude, intern_string(names, text_string(&key)), sym);
    text_fini(&key);
    return sym;
}

static void add_error(checker *c, const prelude_error *e)
{
    interner *names = &c->prog->names;
    type *t = type_declare(c->prog, TYPE_ERROR, intern_string(names, e->space),
                           intern_string(names, e->name), NULL);
    t->decl->c_name = e->c_name;
    t->decl->c_maker = e->c_maker;
    t->decl->parent = check_prelude_type(c, e->parent);
    t->decl->complete = true;
    t->decl->fields = arena_new_array(&c->prog->memory, type_field, 2);
    for (size_t i = 0; i < 2 && e->fields[i].name != NULL; i++) {
        t->decl->fields[i].name = intern_string(names, e->fields[i].name);
        t->decl->fields[i].type = type_scalar(c->prog, e->fields[i].kind);
        t->decl->field_count++;
    }
    add_type(c, e->space, e->name, t);
}

void check_prelude_init(checker *c)
{
    map_init(&c->prelude, &c->prog->memory);
    map_init(&c->type_names, &c->prog->memory);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        type *t = words[i] != NULL ? type_named(c->prog, words[i]) : NULL;
        if (t == NULL || !type_scalars[t->kind].is_written) continue;
        map_put(&c->type_names, intern_string(&c->prog->names, words[i]), t);
    }
    add_type(c, "", "Error", type_error_root(c->prog));
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) add_error(c, &errors[i]);
}

type *check_prelude_type(checker *c, const char *name)
{
    const symbol *sym = map_find(&c->prelude, intern_string(&c->prog->names, name));
    return sym ? sym->type : NULL;
}
