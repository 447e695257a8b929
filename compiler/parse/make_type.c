// SPDX-License-Identifier: MIT
// make_type.c - constructors of written types.
#include "parse/make.h"

#define NEW_TYPE(p, kind, name, at, below) \
    ((type_expr_##name *)new_type((p), TEXPR_##kind, sizeof(type_expr_##name), (at), (below)))

static void *new_type(parser *p, type_expr_kind kind, size_t size, span at, uint16_t below)
{
    type_expr *t = arena_zero(p->unit, size);
    t->kind = kind;
    t->span = at;
    t->depth = make_depth(p, below, at);
    return t;
}

type_expr *make_type_bad(parser *p, const token *t)
{
    return &NEW_TYPE(p, BAD, bad, t->span, 0)->head;
}

type_expr *make_type_name(parser *p, const token *name)
{
    type_expr_name *t = NEW_TYPE(p, NAME, name, name->span, 0);
    t->name = name->name;
    return &t->head;
}

type_expr *make_type_member(parser *p, type_expr *base, const token *name)
{
    type_expr_member *t = NEW_TYPE(p, MEMBER, member, span_to(base->span, name->span), base->depth);
    t->base = base;
    t->name = make_name_of(name);
    return &t->head;
}

type_expr *make_type_apply(parser *p, type_expr *base, type_expr_list args, const token *end)
{
    uint16_t below = make_max(base->depth, make_below_types(args));
    type_expr_apply *t = NEW_TYPE(p, APPLY, apply, span_to(base->span, end->span), below);
    t->base = base;
    t->args = args;
    return &t->head;
}

// `async gen[T]`; without arguments: `async context`.
type_expr *make_type_async(parser *p, const token *t, const token *name, const type_expr_list *args,
                           const token *end)
{
    type_expr_list list = args != NULL ? *args : (type_expr_list){0};
    type_expr *made = make_type_apply(p, make_type_name(p, name), list, end);
    made->span = span_to(t->span, end->span);
    type_expr_as_apply(made)->is_async = true;
    return made;
}

type_expr *make_type_optional(parser *p, type_expr *base, const token *end)
{
    type_expr_optional *t = NEW_TYPE(p, OPTIONAL, optional, span_to(base->span, end->span),
                                     base->depth);
    t->base = base;
    return &t->head;
}

type_expr *make_type_throws(parser *p, type_expr *base, const token *word, type_expr *error)
{
    span at = span_to(base->span, error != NULL ? error->span : word->span);
    uint16_t below = make_max(base->depth, error != NULL ? error->depth : 0);
    type_expr_throws *t = NEW_TYPE(p, THROWS, throws, at, below);
    t->base = base;
    t->error = error;
    return &t->head;
}

// `T??` reads as one token.
type_expr *make_type_twice_optional(parser *p, type_expr *base, const token *end)
{
    return make_type_optional(p, make_type_optional(p, base, end), end);
}

// Brackets around one type only group.
type_expr *make_type_tuple(parser *p, const token *t, type_expr_list items, const token *end)
{
    if (items.count == 1) return items.items[0];
    type_expr_tuple *made = NEW_TYPE(p, TUPLE, tuple, span_to(t->span, end->span),
                                     make_below_types(items));
    made->items = items;
    return &made->head;
}

type_expr_fn *make_type_fn_head(parser *p, const token *t, type_expr_list params, const token *end)
{
    type_expr_fn *made = NEW_TYPE(p, FN, fn, span_to(t->span, end->span), make_below_types(params));
    made->is_async = t->kind == TOK_ASYNC;
    made->params = params;
    return made;
}

type_expr *make_type_fn(parser *p, type_expr_fn *head, type_expr *result)
{
    if (result == NULL) return &head->head;
    head->result = result;
    head->head.span = span_to(head->head.span, result->span);
    head->head.depth = make_max(head->head.depth, make_depth(p, result->depth, head->head.span));
    return &head->head;
}

type_expr *make_type_fn_throws(parser *p, type_expr_fn *head, type_expr *result,
                               throws_clause throws)
{
    head->throws = true;
    head->throws_type = throws.types.count > 0 ? throws.types.items[0] : NULL;
    type_expr *made = make_type_fn(p, head, result);
    made->span = span_to(made->span, throws.span);
    made->depth = make_max(made->depth, make_depth(p, make_below_types(throws.types), made->span));
    return made;
}

type_expr_list make_type_list(parser *p, type_expr_list list, type_expr *one)
{
    if (list.count == 0) array_reserve(p->unit, &list, 1);   // most stand alone
    array_push(p->unit, &list, one);
    return list;
}

// ---- an expression read as a type -------------------------------------------

static type_expr *type_of_name(arena *memory, expr *e)
{
    type_expr_name *t = arena_new(memory, type_expr_name);
    t->head = (type_expr){.kind = TEXPR_NAME, .depth = e->depth, .span = e->span};
    t->name = expr_as_name(e)->name;
    return &t->head;
}

static type_expr *type_of_member(arena *memory, expr *e)
{
    expr_member *member = expr_as_member(e);
    type_expr *base = make_type_of(memory, member->base);
    if (base == NULL) return NULL;
    type_expr_member *t = arena_new(memory, type_expr_member);
    t->head = (type_expr){.kind = TEXPR_MEMBER, .depth = e->depth, .span = e->span};
    t->base = base;
    t->name = member->name;
    return &t->head;
}

// False when one of them cannot be a type.
static bool types_of_list(arena *memory, expr_list list, type_expr_list *types)
{
    for (uint32_t i = 0; i < list.count; i++) {
        type_expr *one = make_type_of(memory, list.items[i]);
        if (one == NULL) return false;
        array_push(memory, types, one);
    }
    return true;
}

static type_expr *type_of_index(arena *memory, expr *e)
{
    expr_index *index = expr_as_index(e);
    type_expr_apply *t = arena_new(memory, type_expr_apply);
    t->head = (type_expr){.kind = TEXPR_APPLY, .depth = e->depth, .span = e->span};
    t->base = make_type_of(memory, index->base);
    bool ok = t->base != NULL && types_of_list(memory, index->args, &t->args);
    return ok ? &t->head : NULL;
}

static type_expr *type_of_tuple(arena *memory, expr *e)
{
    type_expr_tuple *t = arena_new(memory, type_expr_tuple);
    t->head = (type_expr){.kind = TEXPR_TUPLE, .depth = e->depth, .span = e->span};
    return types_of_list(memory, expr_as_tuple(e)->items, &t->items) ? &t->head : NULL;
}

type_expr *make_type_of(arena *memory, expr *e)
{
    switch (e->kind) {
    case EXPR_NAME: return type_of_name(memory, e);
    case EXPR_MEMBER: return type_of_member(memory, e);
    case EXPR_INDEX: return type_of_index(memory, e);
    case EXPR_TUPLE: return type_of_tuple(memory, e);
    case EXPR_TYPE: return expr_as_type(e)->written;
    default: return NULL;
    }
}
