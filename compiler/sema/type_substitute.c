// SPDX-License-Identifier: MIT
// type_substitute.c - a type with other types in place of its type parameters.
#include "base/program.h"
#include "sema/type.h"

// Sets `good` to false when a part has no answer.
static type **substitute_all(const type_substitution *s, type *const *parts, size_t count,
                             type **bad)
{
    type **made = arena_new_array(&s->prog->scratch, type *, count == 0 ? 1 : count);
    for (size_t i = 0; i < count; i++) {
        made[i] = type_substitute(s, parts[i]);
        if (made[i]->kind == TYPE_POISON) *bad = made[i];
    }
    return made;
}

static type *substitute_fn(const type_substitution *s, type *t)
{
    type *bad = NULL;   // poison is no harm: a closure finds out about it by itself
    type **params = substitute_all(s, t->fn.params, t->fn.param_count, &bad);
    type *result = type_substitute(s, t->fn.result);
    type *made = type_function(s->prog, params, t->fn.param_count, result, t->fn.is_async,
                               t->fn.throws);
    return t->fn.throws ? type_throwing(s->prog, made, t->fn.errors, t->fn.error_count) : made;
}

static type *substitute_param(const type_substitution *s, type *t)
{
    type *poison = type_scalar(s->prog, TYPE_POISON);
    for (size_t i = 0; i < s->count; i++) {
        if (s->params[i] == t) return s->args[i] != NULL ? s->args[i] : poison;
    }
    return t;   // of a generic around
}

type *type_substitute(const type_substitution *s, type *t)
{
    if (!t->is_open) return t;
    type *bad = NULL;
    switch ((int)t->kind) {
    case TYPE_PARAM: return substitute_param(s, t);
    case TYPE_FN: return substitute_fn(s, t);
    case TYPE_TUPLE: {
        type **items = substitute_all(s, t->items, t->item_count, &bad);
        return bad == NULL ? type_tuple(s->prog, items, t->item_count) : bad;
    }
    case TYPE_STRUCT:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_ENUM: {
        type **args = substitute_all(s, t->decl->args, t->decl->arg_count, &bad);
        return bad == NULL ? s->instantiate(s->data, t->decl->generic, args) : bad;
    }
    default: break;
    }
    type *element = type_substitute(s, t->element);
    type *key = t->key != NULL ? type_substitute(s, t->key) : NULL;
    if (element->kind == TYPE_POISON) return element;
    if (key != NULL && key->kind == TYPE_POISON) return key;
    type made = *t;
    made.element = element;
    made.key = key;
    made.is_open = false;
    return type_intern(s->prog, &made);
}
