// SPDX-License-Identifier: MIT
// lower_match.c - patterns, and match.
//
// A match whose arms only look at the case of an enum, or at integers, becomes a
// switch; of an optional, below the test for none.  Any other is a chain of ifs,
// each testing one pattern and a guard that speaks of no name in it; after an arm with
// another guard the hidden variable `more` says whether the rest is still to be tried:
//
//     match s {                        %0 = tag s    switch %0
//         case Circle(r) {..}          case 0: set r, payload s .0  ..
//         case Square(_) {..}          case 1: ..
//         else {..}                    default: ..
//     }

#include <inttypes.h>
#include <stdio.h>

#include "lower/lower_fn.h"

// ---- tests --------------------------------------------------------------------------

// The value inside an optional when the pattern speaks of that.
static bool looks_inside(const pattern *p, ir_value value)
{
    return value.type->kind == TYPE_OPTIONAL && p->type != value.type &&
           p->type == value.type->element;
}

bool lower_match_binds(const pattern *given)
{
    pattern *p = (pattern *)given;
    switch (p->kind) {
    case PATTERN_NAME: {
        const symbol *sym = pattern_as_name(p)->symbol;
        return sym != NULL && sym->kind == SYM_LOCAL;
    }
    case PATTERN_TYPE: return lower_match_binds(pattern_as_type(p)->value);
    case PATTERN_CASE: {
        const pattern_case *c = pattern_as_case(p);
        for (uint32_t i = 0; i < c->args.count; i++) {
            if (lower_match_binds(c->args.items[i].value)) return true;
        }
        return false;
    }
    case PATTERN_TUPLE:
    case PATTERN_OR: {
        const pattern_list *items = p->kind == PATTERN_OR ? &pattern_as_or(p)->items
                                                          : &pattern_as_tuple(p)->items;
        for (uint32_t i = 0; i < items->count; i++) {
            if (lower_match_binds(items->items[i])) return true;
        }
        return false;
    }
    case PATTERN_BAD:
    case PATTERN_WILDCARD:
    case PATTERN_LITERAL:
    case PATTERN_RANGE:
    case PATTERN_KIND_COUNT:
        return false;
    }
    return false;
}

// `test and part matches sub`; `test` or the result may be IR_NOTHING: always.
static ir_value and_test(lower *l, ir_value test, pattern *sub, ir_value part, ir_node *outer)
{
    // The current sequence holds what computes `part`.
    ir_value inner = lower_match_test(l, sub, part);
    ir_node *seq = lower_seq_close(l, outer, true);
    if (inner.kind == IR_NOTHING) return test;
    if (test.kind == IR_NOTHING) {
        for (uint32_t i = 0; i < seq->seq.count; i++) lower_add(l, seq->seq.items[i]);
        return inner;
    }
    return lower_logic(l, false, test, seq, inner, sub->span);
}

static uint32_t payload_index(lower *l, const type_case *c, const pattern_arg *arg, uint32_t i)
{
    if (arg->name.text == NULL) return i;
    for (size_t k = 0; k < c->field_count; k++) {
        if (c->fields[k].name == arg->name.text) return (uint32_t)k;
    }
    lower_impossible(l, arg->name.span, "a payload that the case has not");
}

static ir_value payload(lower *l, ir_value of, uint32_t case_index, uint32_t index, span at)
{
    const type_field *part = &of.type->decl->cases[case_index].fields[index];
    ir_value value = lower_op1(l, IR_PAYLOAD, type_held(part), at, of);
    value.op->aux.case_index = case_index;
    value.op->aux.index = index;
    return lower_box_out(l, value, part->type, at);
}

static ir_value test_tag(lower *l, ir_value value, uint32_t case_index, span at)
{
    type *u32 = type_scalar(l->prog, TYPE_U32);
    ir_value tag = lower_op1(l, IR_TAG, u32, at, value);
    return lower_compare(l, IROP_EQ, tag, ir_int_value(l->prog, u32, case_index), at);
}

static ir_value test_case(lower *l, const pattern_case *p, ir_value value)
{
    uint32_t case_index = p->symbol->case_index;
    const type_case *c = &value.type->decl->cases[case_index];
    ir_value test = test_tag(l, value, case_index, p->head.span);
    for (uint32_t i = 0; i < p->args.count; i++) {
        const pattern_arg *arg = &p->args.items[i];
        ir_node *outer = lower_seq_open(l, arg->value->span);
        uint32_t index = payload_index(l, c, arg, i);
        ir_value part = payload(l, value, case_index, index, arg->value->span);
        test = and_test(l, test, arg->value, part, outer);
    }
    return test;
}

static ir_value test_tuple(lower *l, const pattern_tuple *p, ir_value value)
{
    ir_value test = ir_nothing();
    for (uint32_t i = 0; i < p->items.count; i++) {
        pattern *sub = p->items.items[i];
        ir_node *outer = lower_seq_open(l, sub->span);
        ir_value part = lower_field(l, value, i, value.type->items[i], sub->span);
        test = and_test(l, test, sub, part, outer);
    }
    return test;
}

static ir_value test_or(lower *l, const pattern_or *p, ir_value value)
{
    ir_value test = lower_match_test(l, p->items.items[0], value);
    for (uint32_t i = 1; i < p->items.count && test.kind != IR_NOTHING; i++) {
        ir_node *outer = lower_seq_open(l, p->head.span);
        ir_value other = lower_match_test(l, p->items.items[i], value);
        ir_node *sub = lower_seq_close(l, outer, true);
        if (other.kind == IR_NOTHING) return other;
        test = lower_logic(l, true, test, sub, other, p->head.span);
    }
    return test;
}

static ir_value test_range(lower *l, const pattern_range *p, ir_value value)
{
    span at = p->head.span;
    ir_value above = lower_compare(l, IROP_GE, value, lower_expr_to(l, p->low, p->head.type), at);
    ir_node *outer = lower_seq_open(l, at);
    ir_value high = lower_expr_to(l, p->high, p->head.type);
    ir_value below = lower_compare(l, p->inclusive ? IROP_LE : IROP_LT, value, high, at);
    ir_node *sub = lower_seq_close(l, outer, true);
    return lower_logic(l, false, above, sub, below, at);
}

static ir_value test_literal(lower *l, const pattern_literal *p, ir_value value)
{
    span at = p->head.span;
    if (p->value->kind == EXPR_NONE) {
        ir_value some = lower_box_look_into(l, IR_IS_SOME, l->boolean, at, value);
        return lower_unary(l, IROP_NOT, some, at);
    }
    ir_value wanted = lower_expr_to(l, p->value, p->head.type);
    if (value.type->kind == TYPE_BOOL && wanted.kind == IR_CONST) {
        return wanted.constant->i != 0 ? value : lower_unary(l, IROP_NOT, value, at);
    }
    return lower_compare(l, IROP_EQ, value, wanted, at);
}

ir_value lower_match_test(lower *l, pattern *p, ir_value value)
{
    if (looks_inside(p, value)) {
        ir_value some = lower_box_look_into(l, IR_IS_SOME, l->boolean, p->span, value);
        ir_node *outer = lower_seq_open(l, p->span);
        ir_value inside = lower_box_look_into(l, IR_SOME_VALUE, p->type, p->span, value);
        return and_test(l, some, p, inside, outer);
    }
    switch (p->kind) {
    case PATTERN_NAME: {
        const symbol *sym = pattern_as_name(p)->symbol;
        bool is_case = sym != NULL && sym->kind == SYM_CASE;
        return is_case ? test_tag(l, value, sym->case_index, p->span) : ir_nothing();
    }
    case PATTERN_CASE: return test_case(l, pattern_as_case(p), value);
    case PATTERN_LITERAL: return test_literal(l, pattern_as_literal(p), value);
    case PATTERN_RANGE: return test_range(l, pattern_as_range(p), value);
    case PATTERN_TUPLE: return test_tuple(l, pattern_as_tuple(p), value);
    case PATTERN_OR: return test_or(l, pattern_as_or(p), value);
    case PATTERN_TYPE: {
        ir_value is = lower_op1(l, IR_ANY_IS, l->boolean, p->span, value);
        is.op->aux.of = pattern_as_type(p)->written->type;
        return is;
    }
    case PATTERN_WILDCARD:
    case PATTERN_BAD:
    case PATTERN_KIND_COUNT:
        break;
    }
    return ir_nothing();
}

// Names, `_` and tuples of them.
static bool takes_all(pattern *p)
{
    if (p->kind == PATTERN_NAME) {
        const symbol *sym = pattern_as_name(p)->symbol;
        return sym == NULL || sym->kind != SYM_CASE;
    }
    if (p->kind != PATTERN_TUPLE) return p->kind == PATTERN_WILDCARD;
    const pattern_list *items = &pattern_as_tuple(p)->items;
    for (uint32_t i = 0; i < items->count; i++) {
        if (!takes_all(items->items[i])) return false;
    }
    return true;
}

ir_value lower_match_test_let(lower *l, pattern *p, ir_value value, span at)
{
    bool is_optional = value.type->kind == TYPE_OPTIONAL;
    if (is_optional && takes_all(p))
        return lower_box_look_into(l, IR_IS_SOME, l->boolean, at, value);
    ir_value test = lower_match_test(l, p, value);
    return test.kind != IR_NOTHING ? test : ir_bool_value(l->prog, true);
}

// ---- names --------------------------------------------------------------------------

// The alternatives of an or-pattern bind the same names: one variable for each,
// whatever symbols stand there.
static ir_var *bound_variable(lower *l, const symbol *sym)
{
    for (const lower_alternative *a = l->fn->alternatives; a != NULL; a = a->outer) {
        for (uint32_t i = 0; i < a->symbols.count; i++) {
            if (a->symbols.items[i]->name != sym->name) continue;
            ir_var *var = map_find(&l->fn->vars, a->symbols.items[i]);
            map_put(&l->fn->vars, sym, var);
            return var;
        }
    }
    ir_var *var = lower_local(l, sym);
    for (lower_alternative *a = l->fn->alternatives; a != NULL; a = a->outer) {
        array_push(&l->prog->scratch, &a->symbols, sym);
    }
    return var;
}

// Declares the names in the current scope, before the alternatives set them.
static void declare_names(lower *l, pattern *p)
{
    if (p->kind == PATTERN_NAME && lower_match_binds(p))
        bound_variable(l, pattern_as_name(p)->symbol);
    if (p->kind == PATTERN_CASE) {
        const pattern_case *c = pattern_as_case(p);
        for (uint32_t i = 0; i < c->args.count; i++) declare_names(l, c->args.items[i].value);
    }
    if (p->kind == PATTERN_TUPLE) {
        const pattern_list *items = &pattern_as_tuple(p)->items;
        for (uint32_t i = 0; i < items->count; i++) declare_names(l, items->items[i]);
    }
    if (p->kind == PATTERN_TYPE) declare_names(l, pattern_as_type(p)->value);
    if (p->kind == PATTERN_OR) declare_names(l, pattern_as_or(p)->items.items[0]);
}

static void bind_or(lower *l, const pattern_or *p, ir_value value)
{
    lower_alternative here = {.outer = l->fn->alternatives};
    l->fn->alternatives = &here;
    declare_names(l, p->items.items[0]);
    ir_node *first = l->seq;
    for (uint32_t i = 0; i < p->items.count; i++) {
        pattern *sub = p->items.items[i];
        if (i + 1 == p->items.count) {
            lower_match_bind(l, sub, value);
            break;
        }
        ir_node *outer = lower_seq_open(l, sub->span);
        ir_value test = lower_match_test(l, sub, value);
        ir_node *head = lower_seq_close(l, outer, false);
        ir_node *node = lower_if(l, head, test, sub->span);
        outer = lower_seq_open(l, sub->span);
        lower_match_bind(l, sub, value);
        node->branch.then_body = lower_seq_close(l, outer, true);
        // The next alternative goes into the else.
        node->branch.else_body = ir_seq_new(l->prog, sub->span);
        l->seq = node->branch.else_body;
    }
    l->seq = first;
    l->fn->alternatives = here.outer;
}

void lower_match_bind(lower *l, pattern *p, ir_value value)
{
    if (!lower_match_binds(p) || value.kind == IR_NOTHING) return;
    if (looks_inside(p, value)) {
        value = lower_box_look_into(l, IR_SOME_VALUE, p->type, p->span, value);
    }
    switch (p->kind) {
    case PATTERN_NAME: {
        ir_var *var = bound_variable(l, pattern_as_name(p)->symbol);
        lower_set(l, var, lower_expr_convert(l, value, var->type, p->span), p->span);
        break;
    }
    case PATTERN_CASE: {
        const pattern_case *c = pattern_as_case(p);
        uint32_t case_index = c->symbol->case_index;
        const type_case *of = &value.type->decl->cases[case_index];
        for (uint32_t i = 0; i < c->args.count; i++) {
            const pattern_arg *arg = &c->args.items[i];
            if (!lower_match_binds(arg->value)) continue;
            uint32_t index = payload_index(l, of, arg, i);
            lower_match_bind(l, arg->value, payload(l, value, case_index, index, arg->value->span));
        }
        break;
    }
    case PATTERN_TUPLE: {
        const pattern_list *items = &pattern_as_tuple(p)->items;
        for (uint32_t i = 0; i < items->count; i++) {
            pattern *sub = items->items[i];
            if (!lower_match_binds(sub)) continue;
            lower_match_bind(l, sub, lower_field(l, value, i, value.type->items[i], sub->span));
        }
        break;
    }
    case PATTERN_TYPE: {
        pattern *inside = pattern_as_type(p)->value;
        ir_value held = lower_op1(l, IR_ANY_VALUE, inside->type, p->span, value);
        lower_match_bind(l, inside, held);
        break;
    }
    case PATTERN_OR: bind_or(l, pattern_as_or(p), value); break;
    case PATTERN_BAD:
    case PATTERN_WILDCARD:
    case PATTERN_LITERAL:
    case PATTERN_RANGE:
    case PATTERN_KIND_COUNT:
        break;
    }
}

// ---- switch -------------------------------------------------------------------------

enum { SWITCH_ARMS = 3 };   // fewer read better as an if

// The pattern matches whatever comes.
static bool always_matches(const match_arm *arm, const type *t)
{
    const pattern *p = arm->pattern;
    if (p == NULL || p->kind == PATTERN_WILDCARD) return true;
    return p->kind == PATTERN_NAME && lower_match_binds(p) && p->type == t;
}

static bool is_name_or_wildcard(const pattern *p)
{
    return p->kind == PATTERN_WILDCARD || (p->kind == PATTERN_NAME && lower_match_binds(p));
}

// One value of a switch: a case, or an integer literal.  Collects into `values`.
static bool switch_values(lower *l, pattern *p, const type *t, lower_values *values)
{
    type *u32 = type_scalar(l->prog, TYPE_U32);
    arena *scratch = &l->prog->scratch;
    if (p->type != t) return false;
    switch (p->kind) {
    case PATTERN_NAME: {
        const symbol *sym = pattern_as_name(p)->symbol;
        if (sym == NULL || sym->kind != SYM_CASE) return false;
        array_push(scratch, values, ir_int_value(l->prog, u32, sym->case_index));
        return true;
    }
    case PATTERN_CASE: {
        const pattern_case *c = pattern_as_case(p);
        for (uint32_t i = 0; i < c->args.count; i++) {
            if (!is_name_or_wildcard(c->args.items[i].value)) return false;
        }
        array_push(scratch, values, ir_int_value(l->prog, u32, c->symbol->case_index));
        return true;
    }
    case PATTERN_LITERAL: {
        if (!type_is_integer(t) && t->kind != TYPE_CHAR) return false;
        if (type_is_integer(t) && type_bits(t) > 64) return false;
        ir_value v = lower_expr_to(l, pattern_as_literal(p)->value, p->type);
        if (v.kind != IR_CONST) return false;
        array_push(scratch, values, v);
        return true;
    }
    case PATTERN_OR: {
        if (lower_match_binds(p)) return false;
        const pattern_list *items = &pattern_as_or(p)->items;
        for (uint32_t i = 0; i < items->count; i++) {
            if (!switch_values(l, items->items[i], t, values)) return false;
        }
        return true;
    }
    case PATTERN_TYPE:
    case PATTERN_BAD:
    case PATTERN_WILDCARD:
    case PATTERN_RANGE:
    case PATTERN_TUPLE:
    case PATTERN_KIND_COUNT:
        return false;
    }
    return false;
}

static bool is_none_arm(const match_arm *arm)
{
    const pattern *p = arm->pattern;
    return p != NULL && p->kind == PATTERN_LITERAL &&
           pattern_as_literal((pattern *)p)->value->kind == EXPR_NONE;
}

// The arm takes whatever no arm before it has taken.
static bool takes_rest(const match_arm *arm, const type *t, const type *inside)
{
    return always_matches(arm, t) || (inside != t && always_matches(arm, inside));
}

// All arms but a last one that takes the rest are single values, none has a guard; of an
// optional, an arm for none comes before that. Looks at the patterns only: literals emit
// nothing.
static bool can_switch(lower *l, const stmt_match *s, const type *t)
{
    const type *inside = t->kind == TYPE_OPTIONAL ? t->element : t;
    bool has_none = inside == t;
    uint32_t count = 0;
    if (inside->kind != TYPE_ENUM && inside->kind != TYPE_CHAR && !type_is_integer(inside)) {
        return false;
    }
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const match_arm *arm = &s->arms.items[i];
        if (arm->guard != NULL) return false;
        if (inside != t && is_none_arm(arm)) {
            has_none = true;
            continue;
        }
        count++;
        if (takes_rest(arm, t, inside)) {
            if (!has_none) return false;
            continue;
        }
        lower_values values = {0};
        ir_node *outer = lower_seq_open(l, arm->span);
        bool fits = switch_values(l, arm->pattern, inside, &values);
        fits &= lower_seq_close(l, outer, false) == NULL;
        if (!fits) return false;
    }
    return has_none && count >= SWITCH_ARMS;
}

static ir_node *arm_body(lower *l, const match_arm *arm, ir_value subject)
{
    ir_node *outer = lower_seq_open(l, arm->span);
    lower_scope inner;
    lower_scope_open(l, &inner, arm->span);
    lower_mark(l, arm->span);
    if (arm->pattern != NULL) lower_match_bind(l, arm->pattern, subject);
    lower_stmt_list(l, arm->body);
    lower_scope_close(l, &inner);
    return lower_seq_close(l, outer, true);
}

// Leaves out values that an earlier arm has.
static size_t new_values(lower *l, const lower_values *values, map *seen, uint64_t *out)
{
    size_t count = 0;
    for (uint32_t i = 0; i < values->count; i++) {
        uint64_t bits = (uint64_t)values->items[i].constant->i;
        char digits[24];
        snprintf(digits, sizeof digits, "%" PRIu64, bits);
        const char *key = intern_string(&l->prog->names, digits);
        if (map_has(seen, key)) continue;
        map_put(seen, key, NULL);
        out[count++] = bits;
    }
    return count;
}

// The switch over what is inside of the subject, and the arms but that for none.
static void match_cases(lower *l, const stmt_match *s, ir_value subject)
{
    type *t = subject.type, *inside = t;
    span at = s->head.span;
    ir_value looked_at = subject;
    if (t->kind == TYPE_OPTIONAL) {
        inside = t->element;
        looked_at = lower_op1(l, IR_SOME_VALUE, inside, at, subject);
    }
    if (inside->kind == TYPE_ENUM) {
        looked_at = lower_op1(l, IR_TAG, type_scalar(l->prog, TYPE_U32), at, looked_at);
    }
    ir_node *node = ir_node_new(l->prog, NODE_SWITCH, at);
    node->choice.subject = looked_at;
    node->choice.cases = arena_new_array(&l->prog->fn, ir_case, s->arms.count);
    map seen;
    map_init(&seen, &l->prog->scratch);
    lower_add(l, node);
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const match_arm *arm = &s->arms.items[i];
        if (inside != t && is_none_arm(arm)) continue;
        if (takes_rest(arm, t, inside)) {
            node->choice.default_body = arm_body(l, arm, subject);
            break;
        }
        lower_values values = {0};
        switch_values(l, arm->pattern, inside, &values);
        ir_case *choice = &node->choice.cases[node->choice.case_count];
        choice->values = arena_new_array(&l->prog->fn, uint64_t, values.count);
        choice->value_count = new_values(l, &values, &seen, choice->values);
        if (choice->value_count == 0) continue;
        choice->body = arm_body(l, arm, subject);
        node->choice.case_count++;
    }
}

static ir_node *cases_body(lower *l, const stmt_match *s, ir_value subject)
{
    ir_node *outer = lower_seq_open(l, s->head.span);
    lower_scope inner;
    lower_scope_open(l, &inner, s->head.span);
    match_cases(l, s, subject);
    lower_scope_close(l, &inner);
    return lower_seq_close(l, outer, true);
}

// if not is_some { the arm for none } else { switch }; the other way round when that arm is
// not the first.
static void match_switch(lower *l, const stmt_match *s, ir_value subject)
{
    if (subject.type->kind != TYPE_OPTIONAL) {
        match_cases(l, s, subject);
        return;
    }
    uint32_t none = 0;
    while (!is_none_arm(&s->arms.items[none])) none++;
    const match_arm *arm = &s->arms.items[none];
    ir_node *outer = lower_seq_open(l, arm->span);
    ir_value test = lower_op1(l, IR_IS_SOME, l->boolean, arm->span, subject);
    if (none == 0) test = lower_unary(l, IROP_NOT, test, arm->span);
    ir_node *node = lower_if(l, lower_seq_close(l, outer, false), test, arm->span);
    if (none == 0) {
        node->branch.then_body = arm_body(l, arm, subject);
        node->branch.else_body = cases_body(l, s, subject);
    } else {
        node->branch.then_body = cases_body(l, s, subject);
        node->branch.else_body = arm_body(l, arm, subject);
    }
}

// ---- chain of ifs -------------------------------------------------------------------

static uint32_t chain(lower *l, const stmt_match *s, uint32_t i, uint32_t depth, ir_value subject,
                      ir_var *more);

// Takes the node out that was added at this place.
static void take_out(ir_node *seq, uint32_t at)
{
    for (uint32_t i = at + 1; i < seq->seq.count; i++) seq->seq.items[i - 1] = seq->seq.items[i];
    seq->seq.count--;
}

// A guard that speaks of no name of its pattern is one more part of the test.
static bool guard_is_test(const match_arm *arm)
{
    return arm->guard != NULL && (arm->pattern == NULL || !lower_match_binds(arm->pattern));
}

static ir_value and_guard(lower *l, ir_value test, const match_arm *arm)
{
    if (test.kind == IR_NOTHING) return lower_expr_to(l, arm->guard, l->boolean);
    ir_node *outer = lower_seq_open(l, arm->guard->span);
    ir_value guard = lower_expr_to(l, arm->guard, l->boolean);
    ir_node *seq = lower_seq_close(l, outer, true);
    return lower_logic(l, false, test, seq, guard, arm->guard->span);
}

// if test { bind; if guard { more = false; body } }   if more { rest }
// or, when the body always leaves:   if test { bind; if guard { body } }   rest
static uint32_t guarded_arm(lower *l, const stmt_match *s, uint32_t i, uint32_t depth,
                            ir_value subject, ir_var *more)
{
    const match_arm *arm = &s->arms.items[i];
    ir_node *whole = l->seq;
    uint32_t flag_at = whole->seq.count;
    lower_flag(l, more, true, arm->span);
    ir_node *outer = lower_seq_open(l, arm->span);
    ir_value test = arm->pattern != NULL ? lower_match_test(l, arm->pattern, subject)
                                         : ir_nothing();
    ir_node *head = lower_seq_close(l, outer, false);
    if (test.kind == IR_NOTHING) test = ir_bool_value(l->prog, true);
    ir_node *node = lower_if(l, head, test, arm->span);
    outer = lower_seq_open(l, arm->span);
    lower_scope inner;
    lower_scope_open(l, &inner, arm->span);
    lower_mark(l, arm->span);
    if (arm->pattern != NULL) lower_match_bind(l, arm->pattern, subject);
    ir_node *around = lower_seq_open(l, arm->guard->span);
    ir_value guard = lower_expr_to(l, arm->guard, l->boolean);
    ir_node *guard_head = lower_seq_close(l, around, false);
    ir_node *guarded = lower_if(l, guard_head, guard, arm->span);
    around = lower_seq_open(l, arm->span);
    lower_flag(l, more, false, arm->span);
    lower_stmt_block(l, arm->body);
    guarded->branch.then_body = lower_seq_close(l, around, true);
    lower_scope_close(l, &inner);
    node->branch.then_body = lower_seq_close(l, outer, true);
    if (i + 1 == s->arms.count) return i + 1;
    if (depth >= LOWER_CHAIN) return i + 1;   // the caller goes on, under `more`
    if (s->arms.count <= LOWER_CHAIN && ir_ends(guarded->branch.then_body)) {
        take_out(guarded->branch.then_body, 0);
        take_out(whole, flag_at);
        return chain(l, s, i + 1, depth + 1, subject, more);
    }
    node = lower_if(l, NULL, ir_walk_var_value(more), s->head.span);
    outer = lower_seq_open(l, s->head.span);
    lower_scope_open(l, &inner, s->head.span);
    if (s->arms.count > LOWER_CHAIN) lower_flag(l, more, false, s->head.span);
    uint32_t next = chain(l, s, i + 1, depth + 1, subject, more);
    lower_scope_close(l, &inner);
    node->branch.then_body = lower_seq_close(l, outer, true);
    return next;
}

// The arms from i on.  Returns the first that was not lowered; `more` says when
// the program runs whether it has to be tried.
static uint32_t chain(lower *l, const stmt_match *s, uint32_t i, uint32_t depth, ir_value subject,
                      ir_var *more)
{
    const match_arm *arm = &s->arms.items[i];
    if (arm->guard != NULL && !guard_is_test(arm))
        return guarded_arm(l, s, i, depth, subject, more);
    bool is_last = i + 1 == s->arms.count && arm->guard == NULL;
    // A match is exhaustive: who comes to the last arm matches it.
    ir_node *outer = lower_seq_open(l, arm->span);
    ir_value test = is_last || always_matches(arm, subject.type)
                        ? ir_nothing()
                        : lower_match_test(l, arm->pattern, subject);
    if (arm->guard != NULL) test = and_guard(l, test, arm);
    ir_node *head = lower_seq_close(l, outer, false);
    if (test.kind == IR_NOTHING) {
        ir_node *body = arm_body(l, arm, subject);
        for (uint32_t k = 0; k < body->seq.count; k++) lower_add(l, body->seq.items[k]);
        return s->arms.count;
    }
    ir_node *node = lower_if(l, head, test, arm->span);
    node->branch.then_body = arm_body(l, arm, subject);
    uint32_t next = i + 1;
    if (next == s->arms.count) return next; // its guard may say no: nothing follows
    outer = lower_seq_open(l, s->head.span);
    lower_scope inner;
    lower_scope_open(l, &inner, s->head.span);
    if (depth < LOWER_CHAIN) {
        next = chain(l, s, next, depth + 1, subject, more);
    } else {
        lower_flag(l, more, true, arm->span);
    }
    lower_scope_close(l, &inner);
    node->branch.else_body = lower_seq_close(l, outer, false);
    return next;
}

static bool needs_more(const stmt_match *s)
{
    if (s->arms.count > LOWER_CHAIN) return true;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const match_arm *arm = &s->arms.items[i];
        if (arm->guard != NULL && !guard_is_test(arm)) return true;
    }
    return false;
}

static void match_chain(lower *l, const stmt_match *s, ir_value subject)
{
    span at = s->head.span;
    ir_var *more = NULL;
    if (needs_more(s)) {
        more = lower_hidden(l, "more", l->boolean, at);
        if (s->arms.count > LOWER_CHAIN) lower_flag(l, more, false, at);
    }
    uint32_t next = chain(l, s, 0, 1, subject, more);
    while (next < s->arms.count) {
        ir_node *node = lower_if(l, NULL, ir_walk_var_value(more), at);
        ir_node *outer = lower_seq_open(l, at);
        lower_flag(l, more, false, at);
        lower_scope inner;
        lower_scope_open(l, &inner, at);
        next = chain(l, s, next, 1, subject, more);
        lower_scope_close(l, &inner);
        node->branch.then_body = lower_seq_close(l, outer, true);
    }
}

void lower_match(lower *l, stmt_match *s)
{
    lower_scope around;
    lower_scope_open(l, &around, s->head.span);
    ir_value subject = lower_expr_to(l, s->value, s->value->type);
    subject = lower_subject(l, subject, "subject", s->value->span);
    if (s->arms.count > 0) {
        if (can_switch(l, s, subject.type)) {
            match_switch(l, s, subject);
        } else {
            match_chain(l, s, subject);
        }
    }
    lower_scope_close(l, &around);
}
