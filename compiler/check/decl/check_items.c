// SPDX-License-Identifier: MIT
// check_items.c - the bounds `Iterable[T]` and `AsyncIterable[T]`.
//
//     fn first[T, I: Iterable[T]](xs: I) -> T? { for x in xs { return x } return none }
//
// Whatever a loop can run through may stand for I, and what the loop gives for T: so a list
// is read as a list, a generator as a generator.  Since the body of `first` does not throw,
// the loop may not either.  With the bound `Iterable[T] throws` it may, and a function that
// `throws` then throws what its loops throw, and nothing else: an instance for what does not
// throw does not throw.
#include "check/check_expr.h"
#include "check/check_generic.h"
#include "check/check_protocol.h"

// Of types with a method `next`.
static type *item_of_method(checker *c, const type *t, bool is_async, bool *throws)
{
    if (!check_member_has_methods(t)) return NULL;
    iteration by = check_protocol_of(c, t);
    if (by.method == NULL || by.item == NULL || by.is_async != is_async) return NULL;
    *throws = by.method->fn != NULL && fn_call_throws(by.method->fn);
    return by.item;
}

static type *item_of_runtime(checker *c, const type *t, const char *method, bool *throws)
{
    const builtin *found = NULL;
    bool is_async = false;
    type *given = builtin_result(c->prog, t, intern_string(&c->prog->names, method), &found,
                                 &is_async, throws);
    return given != NULL && is_async && given->kind == TYPE_OPTIONAL ? given->element : NULL;
}

static type *item_of_gen(const type *t, bool is_async, bool *throws)
{
    *throws = t->throws;
    bool is_sent = t->key != NULL && t->key->kind != TYPE_OPTIONAL;
    return t->is_context || is_sent || t->is_async != is_async ? NULL : t->element;
}

static type *async_item(checker *c, const type *t, bool *throws)
{
    switch ((int)t->kind) {
    case TYPE_GEN: return item_of_gen(t, true, throws);
    case TYPE_CHAN:
        *throws = t->throws;
        return t->direction == CHAN_SENDER ? NULL : t->element;
    case TYPE_OPAQUE:
    case TYPE_HOLDER: return item_of_runtime(c, t, "next", throws);
    default: return item_of_method(c, t, true, throws);
    }
}

static type *plain_item(checker *c, const type *t, bool *throws)
{
    switch ((int)t->kind) {
    case TYPE_LIST:
    case TYPE_SET: return t->element;
    case TYPE_MAP: return t->key;
    case TYPE_STR: return c->character;
    case TYPE_BYTES: return type_scalar(c->prog, TYPE_U8);
    case TYPE_GEN: return item_of_gen(t, false, throws);
    default: return item_of_method(c, t, false, throws);
    }
}

type *check_items_of(checker *c, const type *t, bool is_async, bool *throws)
{
    *throws = false;
    const type *iter = check_overload_iter(c, t);
    if (iter != NULL) return check_items_of(c, iter, is_async, throws);
    if (t->kind == TYPE_PARAM) {
        const type_parameter *p = t->param;
        *throws = p->item_throws;
        return p->item != NULL && p->is_async == is_async ? p->item : NULL;
    }
    return is_async ? async_item(c, t, throws) : plain_item(c, t, throws);
}

static const char *bound_text(checker *c, const type_parameter *p, const type *item)
{
    return check_expr_format(c, "%s[%t]", p->is_async ? "AsyncIterable" : "Iterable", item);
}

bool check_items_never_throw(checker *c, const generic *g, type *const *args)
{
    bool may_throw = false;
    for (uint32_t i = 0; i < g->scope.count; i++) {
        const type_parameter *p = g->params[i]->param;
        if (!p->item_throws) continue;
        may_throw = true;
        bool throws = false;
        check_items_of(c, args[i], p->is_async, &throws);
        if (throws) return false;
    }
    return may_throw;
}

bool check_items_accept(checker *c, const generic *g, type *const *args, uint32_t i, span at)
{
    const type_parameter *p = g->params[i]->param;
    if (p->item == NULL || check_fit_is_poison(p->item) || check_fit_is_poison(args[i]))
        return true;
    bool throws = false;
    const type *given = check_items_of(c, args[i], p->is_async, &throws);
    bool is_refused = throws && !p->item_throws;
    const type *wanted = check_infer_with_args(c, g, p->item, args);
    if (given != NULL && !is_refused && (wanted == NULL || given == wanted)) return true;
    const char *bound = bound_text(c, p, wanted != NULL ? wanted : p->item);
    const char *name = g->scope.names[i]->name;
    diag *d = diag_error(c->prog, at, E0383, args[i], name, g->symbol->name, bound);
    diag_label(c->prog, d, g->scope.names[i]->span, "%N is bound here", name);
    if (args[i]->kind == TYPE_RANGE) diag_help(c->prog, d, "write `list(0..n)`");
    else if (given != NULL && is_refused)
        diag_note(c->prog, d, "it can throw, and a loop in %N does not", g->symbol->name);
    else if (given != NULL) diag_note(c->prog, d, "its items are %T", given);
    else if (check_items_of(c, args[i], !p->is_async, &throws) != NULL)
        diag_note(c->prog, d, p->is_async ? "it does not wait for its items"
                                          : "it waits for its items");
    return false;
}
