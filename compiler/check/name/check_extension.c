// SPDX-License-Identifier: MIT
// check_extension.c - methods of built-in types, and functions of built-in modules, that are
// written in Sley: std/methods.sley.
//
//     xs.any(f)            list_any(xs, f)
//     max(xs, key: f)      list_max(xs, f)
//     net.serve(s, f)      net_serve(s, f)
//
// They are called as the functions that they are, with the receiver as the first argument.
#include "check/check_expr.h"

#include <string.h>

static const struct {
    const char *type, *name;
} extensions[] = {
#define EXTENSION(type, name) {#type, #name},
#include "sema/extension.def"
#undef EXTENSION
};

static const char *const by_key[] = {
#define BY_KEY(name) #name,
#include "sema/extension.def"
#undef BY_KEY
};

// NULL: a type of this kind has no such methods.
static const char *name_of_type(const type *t)
{
    switch ((int)t->kind) {
    case TYPE_LIST: return "list";
    case TYPE_MAP: return "map";
    case TYPE_STR: return "str";
    case TYPE_HOLDER: return strcmp(t->holder->name, "Condition") == 0 ? "condition" : NULL;
    case TYPE_OPAQUE: return strcmp(t->opaque->name, "net.Conn") == 0 ? "net_conn" : NULL;
    default: return NULL;
    }
}

static bool is_extension(const char *type_name, const char *name)
{
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        if (strcmp(extensions[i].name, name) == 0 && strcmp(extensions[i].type, type_name) == 0)
            return true;
    }
    return false;
}

// What the module that is being checked includes.
static void use_module(checker *c, module *methods)
{
    module_list *uses = &c->module->uses;
    for (uint32_t i = 0; i < uses->count; i++) {
        if (uses->items[i] == methods) return;
    }
    array_push(&c->prog->memory, uses, methods);
}

static symbol *find(checker *c, const char *type_name, const char *name)
{
    module *methods = c->prog->extensions;
    if (methods == NULL) return NULL;
    const char *joined = check_expr_format(c, "%s_%s", type_name, name);
    symbol *sym = map_find(&methods->names, intern_string(&c->prog->names, joined));
    if (sym != NULL && c->module != methods) use_module(c, methods);
    return sym;
}

symbol *check_extension_of(checker *c, const type *t, const char *name)
{
    if (c->prog->extensions == NULL) return NULL;
    const char *type_name = name_of_type(t);
    bool is_one = type_name != NULL && is_extension(type_name, name);
    return is_one ? find(c, type_name, name) : NULL;
}

symbol *check_extension_member(checker *c, const char *space, const char *name)
{
    return is_extension(space, name) ? find(c, space, name) : NULL;
}

bool check_extension_has(const type *t, const char *name)
{
    const char *type_name = name_of_type(t);
    return type_name != NULL && is_extension(type_name, name);
}

symbol *check_extension_by_key(checker *c, const expr_call *call, const char *name)
{
    bool has_key = call->args.count == 2 && call->args.items[1].name.text != NULL &&
                   strcmp(call->args.items[1].name.text, "key") == 0;
    for (size_t i = 0; has_key && i < sizeof by_key / sizeof by_key[0]; i++) {
        if (strcmp(by_key[i], name) == 0) return find(c, "list", name);
    }
    return NULL;
}

void check_extension_suggest(suggestion *s, const type *t)
{
    const char *type_name = name_of_type(t);
    for (size_t i = 0; type_name != NULL && i < sizeof extensions / sizeof extensions[0]; i++) {
        if (strcmp(extensions[i].type, type_name) == 0) suggest_offer(s, extensions[i].name);
    }
}
