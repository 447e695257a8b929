// SPDX-License-Identifier: MIT
// check_collection.c - lists, maps, tuples, comprehensions, strings with values in them.
//
// An expected type decides the type of the elements.  Without one the elements
// are unified: equal types, T and none give T?, errors meet at their parent;
// numbers are floats as soon as one of them is written as a float.
#include "check/check_generic.h"
#include "check/check_protocol.h"

#include <string.h>

// A part of the hint that can be used, NULL otherwise.
static type *part_hint(type *part)
{
    return part && part->kind != TYPE_POISON ? part : NULL;
}

// The next element of a literal: joins its type to that of those before it.
static type *join_element(checker *c, expr *e, type *before, span first)
{
    type *t = check_expr(c, e, before);
    if (t->kind == TYPE_RANGE) return check_expr_any_value(c, e, NULL);
    if (check_expr_gives_nothing(e) && !(before && before->kind == TYPE_UNIT)) {
        diag_error(c->prog, e->span, E0302, check_expr_format(c, "%S", e->span));
        return check_fit_poison(c, e);
    }
    if (!before || check_fit_is_poison(before) || check_fit_is_poison(t)) {
        return before && check_fit_is_poison(before) ? before : t;
    }
    type *joined = check_fit_join(c, before, t);
    if (joined) return joined;
    diag *d = diag_error(c->prog, e->span, E0308, before, t);
    diag_label(c->prog, d, first, "%s", check_expr_format(c, "this is %T", before));
    return c->poison;
}

// Gives the elements the joined type, so that no bare `none` is left.
static void settle(checker *c, expr *e, type *t)
{
    if (!check_fit_is_poison(t)) check_fit_convert(c, e, t, "an element", (span){0, 0});
}

static bool accept_joined(checker *c, type *t, span at)
{
    if (t->kind != TYPE_NONE) return !check_fit_is_poison(t);
    diag_error(c->prog, at, E0303);
    return false;
}

static bool accept_key(checker *c, type *t, span at)
{
    if (check_fit_is_poison(t)) return false;
    if (check_fit_has_hash(c, t)) return true;
    diag *d = diag_error(c->prog, at, E0309, t);
    check_protocol_help(c, d, t, OWN_HASH);
    check_generic_help_bound(c, d, t, "Hashable");
    return false;
}

// ---- lists and maps ------------------------------------------------------------

// The common type of the elements without help from outside.
static type *unify(checker *c, expr **items, uint32_t count)
{
    type *t = NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (check_operator_is_float_literal(items[i])) t = c->real;
    }
    bool has_float = t != NULL;
    for (uint32_t i = 0; i < count; i++) {
        type *before = has_float && !check_operator_is_free_literal(items[i]) && i == 0 ? NULL : t;
        t = join_element(c, items[i], before, items[0]->span);
    }
    return t;
}

type *check_collection_list(checker *c, expr_list_literal *e, type *hint)
{
    bool is_lost = hint && check_fit_is_poison(hint);   // the written type was reported
    hint = check_expr_hint(hint);
    type *element = hint && hint->kind == TYPE_LIST ? part_hint(hint->element) : NULL;
    if (e->items.count == 0) {
        if (element) return type_list(c->prog, element);
        if (is_lost) return c->poison;
        diag *d = diag_error(c->prog, e->head.span, E0307, "list");
        diag_help(c->prog, d, "write `list[T]()` with the type of its elements");
        return c->poison;
    }
    if (element) {
        for (uint32_t i = 0; i < e->items.count; i++) {
            check_expr_value(c, e->items.items[i], element, "an element", (span){0, 0});
        }
        return type_list(c->prog, element);
    }
    element = unify(c, e->items.items, e->items.count);
    if (!accept_joined(c, element, e->head.span)) return c->poison;
    for (uint32_t i = 0; i < e->items.count; i++) settle(c, e->items.items[i], element);
    return type_list(c->prog, element);
}

type *check_collection_map(checker *c, expr_map_literal *e, type *hint)
{
    bool is_lost = hint && check_fit_is_poison(hint);
    hint = check_expr_hint(hint);
    bool is_map = hint && hint->kind == TYPE_MAP;
    type *key = is_map ? part_hint(hint->key) : NULL;
    type *value = is_map ? part_hint(hint->element) : NULL;
    if (e->items.count == 0) {
        if (key && value) return type_map(c->prog, key, value);
        if (is_lost) return c->poison;
        diag *d = diag_error(c->prog, e->head.span, E0307, "map");
        diag_help(c->prog, d, "write `map[K, V]()` with its types");
        return c->poison;
    }
    bool is_given = key && value;
    type *keys = NULL;
    type *values = NULL;
    for (uint32_t i = 0; i < e->items.count; i++) {
        map_item *item = &e->items.items[i];
        if (is_given) {
            check_expr_value(c, item->key, key, "a key", (span){0, 0});
            check_expr_value(c, item->value, value, "a value", (span){0, 0});
            continue;
        }
        keys = join_element(c, item->key, keys, e->items.items[0].key->span);
        values = join_element(c, item->value, values, e->items.items[0].value->span);
    }
    if (is_given) return type_map(c->prog, key, value);
    bool keys_are_good = accept_joined(c, keys, e->head.span) &&
                         accept_key(c, keys, e->items.items[0].key->span);
    if (!accept_joined(c, values, e->head.span) || !keys_are_good) return c->poison;
    for (uint32_t i = 0; i < e->items.count; i++) {
        settle(c, e->items.items[i].key, keys);
        settle(c, e->items.items[i].value, values);
    }
    return type_map(c->prog, keys, values);
}

type *check_collection_tuple(checker *c, expr_tuple *e, type *hint)
{
    hint = check_expr_hint(hint);
    uint32_t count = e->items.count;
    if (count == 0) return c->unit;
    bool is_given = hint && hint->kind == TYPE_TUPLE && hint->item_count == count;
    type **types = arena_new_array(&c->prog->memory, type *, count);
    bool is_good = true;
    for (uint32_t i = 0; i < count; i++) {
        expr *item = e->items.items[i];
        type *want = is_given ? part_hint(hint->items[i]) : NULL;
        type *t = check_expr_any_value(c, item, want);
        // the tuple itself must have the wanted type: a place that takes T? from
        // T makes this element an optional
        types[i] = want && check_fit(c, t, want) ? want : t;
        if (want && types[i] == want) settle(c, item, want);
        if (check_fit_is_poison(t)) is_good = false;
    }
    return is_good ? type_tuple(c->prog, types, count) : c->poison;
}

// ---- comprehensions ----------------------------------------------------------------

static bool check_clause(checker *c, comp_clause *clause)
{
    if (clause->is_if) {
        check_expr_condition(c, clause->value);
        return true;
    }
    type *index = NULL;
    type *item = NULL;
    bool is_good = check_loop_iterable(c, clause->value, clause->is_async, clause->index != NULL,
                                       &index, &item, &clause->next);
    if (!is_good) item = index = c->poison;
    if (clause->index) check_match_binding(c, clause->index, index, false);
    check_match_binding(c, clause->item, item, false);
    return is_good;
}

type *check_collection_comprehension(checker *c, expr_comprehension *e, type *hint)
{
    hint = check_expr_hint(hint);
    bool fits = hint && hint->kind == (e->key ? TYPE_MAP : TYPE_LIST);
    uint32_t outer = check_scope_open(c);
    bool is_good = true;
    for (uint32_t i = 0; i < e->clauses.count; i++) {
        if (!check_clause(c, &e->clauses.items[i])) is_good = false;
    }
    type *key = NULL;
    if (e->key) {
        key = fits ? part_hint(hint->key) : NULL;
        if (key) check_expr_value(c, e->key, key, "the key", (span){0, 0});
        else key = check_expr_any_value(c, e->key, NULL);
        if (!accept_key(c, key, e->key->span)) is_good = false;
    }
    type *value = fits ? part_hint(hint->element) : NULL;
    if (value) check_expr_value(c, e->value, value, "the element", (span){0, 0});
    else value = check_expr_any_value(c, e->value, NULL);
    check_scope_close(c, outer);
    if (!is_good || check_fit_is_poison(value)) return c->poison;
    return key ? type_map(c->prog, key, value) : type_list(c->prog, value);
}

// ---- strings with values -----------------------------------------------------------------

// Why the spec does not suit the type; NULL when it does.
static const char *format_mismatch(const format_spec *s, const type *t, char conversion)
{
    bool is_literal = conversion == 'r';
    bool is_integer = type_is_integer(t) && !is_literal;
    bool is_real = type_is_float(t) && !is_literal;
    if (s->width > 100000 || s->precision > 100000) return "width and precision are at most 100000";
    if (is_integer) {
        if (s->presentation && !strchr("bcdoxXeEfFgG%", s->presentation)) {
            return "integers take b c d o x X e f g %";
        }
        bool has_precision = s->precision >= 0 || s->precision_expr;
        bool is_whole = !s->presentation || strchr("bcdoxX", s->presentation);
        if (has_precision && is_whole) return "an integer has no precision";
        return NULL;
    }
    if (is_real) {
        if (s->presentation && !strchr("eEfFgG%", s->presentation)) return "floats take e f g %";
        return NULL;
    }
    if (t->kind == TYPE_CHAR && !is_literal && s->presentation &&
        strchr("dxXobc", s->presentation)) {
        return NULL;
    }
    if (s->presentation && s->presentation != 's') return "only numbers take this type letter";
    if (s->sign) return "only numbers take a sign";
    if (s->align == '=') return "only numbers take `=`";
    if (s->alternate || s->grouping || s->zero) return "only numbers take `#`, `,`, `_` and `0`";
    return NULL;
}

static void check_spec(checker *c, interp_part *part)
{
    format_spec *s = part->spec;
    if (s->width_expr) {
        check_expr_value(c, s->width_expr, c->integer, "the width", (span){0, 0});
    }
    if (s->precision_expr) {
        check_expr_value(c, s->precision_expr, c->integer, "the precision", (span){0, 0});
    }
    type *t = part->value->type;
    if (check_fit_is_poison(t)) return;
    const char *why = format_mismatch(s, t, part->conversion);
    if (why) diag_error(c->prog, s->span, E0306, t, why);
}

type *check_collection_interp(checker *c, expr_interp *e)
{
    for (uint32_t i = 0; i < e->parts.count; i++) {
        interp_part *part = &e->parts.items[i];
        if (!part->value) continue;
        check_expr_any_value(c, part->value, check_expr_shown_hint(c, part->value));
        check_expr_printable(c, part->value);
        if (part->spec) check_spec(c, part);
    }
    return c->string;
}
