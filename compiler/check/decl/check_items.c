// SPDX-License-Identifier: MIT
// check_items.c - the bounds `Iterable[T]` and `AsyncIterable[T]`.
//
//     fn first[T, I: Iterable[T]](xs: I) -> T? { for x in xs { return x } return none }
//
// Whatever a loop can run through may stand for I, and what the loop gives for T: so a list
// is read as a list, a generator as a generator.  Since the body of `first` does not throw,
// the loop may not either.
#include "check/check_generic.h"
#include "check/check_protocol.h"

static type *throws_or(bool throws, type *item, const char **why)
{
    if (throws) *why = "it can throw";
    return throws ? NULL : item;
}

// Of types with a method `next`.
static type *item_of_method(checker *c, const type *t, bool is_async, const char **why)
{
    if (!check_member_has_methods(t)) return NULL;
    iteration by = check_protocol_of(c, t);
    if (by.method == NULL || by.item == NULL || by.is_async != is_async) return NULL;
    return throws_or(by.method->fn != NULL && fn_call_throws(by.method->fn), by.item, why);
}

static type *item_of_runtime(checker *c, const type *t, const char *method, const char **why)
{
    const builtin *found = NULL;
    bool is_async = false, can_throw = false;
    type *given = builtin_result(c->prog, t, intern_string(&c->prog->names, method), &found,
                                 &is_async, &can_throw);
    if (given == NULL || !is_async || given->kind != TYPE_OPTIONAL) return NULL;
    return throws_or(can_throw, given->element, why);
}

static type *item_of_gen(const type *t, bool is_async, const char **why)
{
    if (t->is_context || t->key != NULL || t->is_async != is_async) return NULL;
    return throws_or(t->throws, t->element, why);
}

static type *async_item(checker *c, const type *t, const char **why)
{
    switch ((int)t->kind) {
    case TYPE_GEN: return item_of_gen(t, true, why);
    case TYPE_CHAN:
        if (t->direction == CHAN_SENDER) return NULL;
        return throws_or(t->throws, t->element, why);
    case TYPE_OPAQUE:
    case TYPE_HOLDER: return item_of_runtime(c, t, "next", why);
    default: return item_of_method(c, t, true, why);
    }
}

static type *plain_item(checker *c, const type *t, const char **why)
{
    switch ((int)t->kind) {
    case TYPE_LIST:
    case TYPE_SET: return t->element;
    case TYPE_MAP: return t->key;
    case TYPE_STR: return c->character;
    case TYPE_BYTES: return type_scalar(c->prog, TYPE_U8);
    case TYPE_GEN: return item_of_gen(t, false, why);
    default: return item_of_method(c, t, false, why);
    }
}

type *check_items_of(checker *c, const type *t, bool is_async, const char **why)
{
    *why = NULL;
    if (t->kind == TYPE_PARAM) {
        const type_parameter *p = t->param;
        return p->item != NULL && p->is_async == is_async ? p->item : NULL;
    }
    return is_async ? async_item(c, t, why) : plain_item(c, t, why);
}

static const char *bound_text(checker *c, const type *item, bool is_async)
{
    return check_expr_format(c, "%s[%t]", is_async ? "AsyncIterable" : "Iterable", item);
}

bool check_items_accept(checker *c, const generic *g, type *const *args, uint32_t i, span at)
{
    const type_parameter *p = g->params[i]->param;
    if (p->item == NULL || check_fit_is_poison(p->item) || check_fit_is_poison(args[i]))
        return true;
    const char *why = NULL;
    const type *given = check_items_of(c, args[i], p->is_async, &why);
    const type *wanted = check_infer_with_args(c, g, p->item, args);
    if (given != NULL && (wanted == NULL || given == wanted)) return true;
    const char *bound = bound_text(c, wanted != NULL ? wanted : p->item, p->is_async);
    const char *name = g->scope.names[i]->name;
    diag *d = diag_error(c->prog, at, E0383, args[i], name, g->symbol->name, bound);
    diag_label(c->prog, d, g->scope.names[i]->span, "%N is bound here", name);
    if (args[i]->kind == TYPE_RANGE) diag_help(c->prog, d, "write `list(0..n)`");
    else if (why != NULL)
        diag_note(c->prog, d, "%s, and a loop in %N does not", why, g->symbol->name);
    else if (given != NULL) diag_note(c->prog, d, "its items are %T", given);
    else if (check_items_of(c, args[i], !p->is_async, &why) != NULL)
        diag_note(c->prog, d, p->is_async ? "it does not wait for its items"
                                          : "it waits for its items");
    return false;
}
