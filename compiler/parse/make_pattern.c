// SPDX-License-Identifier: MIT
// make_pattern.c - constructors of patterns.
#include "parse/make.h"

#include <string.h>

#define NEW_PATTERN(p, kind, name, at, below) \
    ((pattern_##name *)new_pattern((p), PATTERN_##kind, sizeof(pattern_##name), (at), (below)))

static void *new_pattern(parser *p, pattern_kind kind, size_t size, span at, uint16_t below)
{
    pattern *made = arena_zero(p->unit, size);
    made->kind = kind;
    made->span = at;
    made->depth = make_depth(p, below, at);
    return made;
}

pattern *make_pattern_bad(parser *p, const token *t)
{
    return &NEW_PATTERN(p, BAD, bad, t->span, 0)->head;
}

pattern *make_pattern_or(parser *p, pattern *left, pattern *right)
{
    span at = span_to(left->span, right->span);
    pattern_or *either;
    if (left->kind == PATTERN_OR) {
        either = pattern_as_or(left);
        either->head.span = at;
        either->head.depth = make_max(left->depth, make_depth(p, right->depth, at));
    } else {
        either = NEW_PATTERN(p, OR, or, at, make_max(left->depth, right->depth));
        array_push(p->unit, &either->items, left);
    }
    array_push(p->unit, &either->items, right);
    return &either->head;
}

pattern *make_pattern_name(parser *p, const token *name)
{
    if (strcmp(name->name, "_") == 0)
        return &NEW_PATTERN(p, WILDCARD, wildcard, name->span, 0)->head;
    pattern_name *made = NEW_PATTERN(p, NAME, name, name->span, 0);
    made->name = name->name;
    return &made->head;
}

pattern *make_pattern_type(parser *p, const token *name, type_expr *written)
{
    span at = span_to(name->span, written->span);
    pattern_type *made = NEW_PATTERN(p, TYPE, type, at, written->depth);
    made->value = make_pattern_name(p, name);
    made->written = written;
    return &made->head;
}

pattern *make_pattern_path(parser *p, ast_name_list path, const token *name)
{
    array_push(p->unit, &path, make_name_of(name));
    span at = span_to(path.items[0].span, name->span);
    pattern_case *made = NEW_PATTERN(p, CASE, case, at, 0);
    made->path = path;
    return &made->head;
}

pattern_case *make_pattern_arg(parser *p, pattern_case *args, const token *name, pattern *value)
{
    if (args == NULL) args = NEW_PATTERN(p, CASE, case, value->span, 0);
    pattern_arg one = {.value = value};
    if (name != NULL) one.name = make_name_of(name);
    args->head.depth = make_max(args->head.depth, make_depth(p, value->depth, value->span));
    if (args->args.count == 0) array_reserve(p->unit, &args->args, 2);
    array_push(p->unit, &args->args, one);
    return args;
}

pattern *make_pattern_case(parser *p, ast_name_list path, pattern_case *args, const token *end)
{
    span at = span_to(path.items[0].span, end->span);
    if (args == NULL) args = NEW_PATTERN(p, CASE, case, at, 0);
    args->head.span = at;
    args->path = path;
    args->has_payload = true;
    return &args->head;
}

pattern *make_pattern_literal(parser *p, expr *value)
{
    pattern_literal *made = NEW_PATTERN(p, LITERAL, literal, value->span, value->depth);
    made->value = value;
    return &made->head;
}

pattern *make_pattern_range(parser *p, expr *low, const token *op, expr *high)
{
    pattern_range *made = NEW_PATTERN(p, RANGE, range, span_to(low->span, high->span),
                                      make_max(low->depth, high->depth));
    made->low = low;
    made->high = high;
    made->inclusive = op->kind == TOK_RANGE_INC;
    return &made->head;
}

pattern_list make_pattern_list(parser *p, pattern_list list, pattern *one)
{
    array_push(p->unit, &list, one);
    return list;
}

// `(a, b)`; parentheses around one pattern only group.
pattern *make_pattern_tuple(parser *p, const token *t, pattern_list items, const token *end)
{
    if (items.count == 1) return items.items[0];
    uint16_t below = 0;
    for (uint32_t i = 0; i < items.count; i++) below = make_max(below, items.items[i]->depth);
    pattern_tuple *made = NEW_PATTERN(p, TUPLE, tuple, span_to(t->span, end->span), below);
    made->items = items;
    return &made->head;
}
