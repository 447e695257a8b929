// SPDX-License-Identifier: MIT
// check_extension.c - methods of built-in types that are written in Sley: std/methods.sley.
//
//     xs.any(f)            list_any(xs, f)
//     max(xs, key: f)      list_max(xs, f)
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

// "list" of list[int]
static const char *name_of_type(checker *c, const type *t)
{
    const char *shown = check_expr_format(c, "%t", t);
    return intern(&c->prog->names, shown, strcspn(shown, "["));
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
    return c->prog->extensions != NULL ? find(c, name_of_type(c, t), name) : NULL;
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

void check_extension_suggest(checker *c, suggestion *s, const type *t)
{
    const char *type_name = name_of_type(c, t);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++) {
        if (strcmp(extensions[i].type, type_name) == 0) suggest_offer(s, extensions[i].name);
    }
}
