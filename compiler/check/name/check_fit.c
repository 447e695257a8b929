// SPDX-License-Identifier: MIT
// check_fit.c - which type fits where, and what can be compared.
//
// There are few implicit conversions, and none changes a value: T and none to
// T?, an error to what it derives from, a channel to one of its ends.  Whether
// one is needed is seen by comparing the two types (check.h I3).
#include <assert.h>

#include "check/check_generic.h"
#include "check/check_protocol.h"

bool check_fit_is_poison(const type *t)
{
    return t->kind == TYPE_POISON;
}

type *check_fit_poison(checker *c, expr *e)
{
    e->type = c->poison;
    return c->poison;
}

// Equal but for what they throw.
static bool are_alike(const type_fn *a, const type_fn *b)
{
    if (a->is_async != b->is_async || a->result != b->result) return false;
    if (a->param_count != b->param_count) return false;
    for (size_t i = 0; i < a->param_count; i++) {
        if (a->params[i] != b->params[i]) return false;
    }
    return true;
}

// Both throw: what `from` does goes where `to` may.
static bool errors_fit(type *const *from, size_t from_count, type *const *to, size_t to_count)
{
    if (to_count == 0) return true;
    for (size_t i = 0; i < from_count; i++) {
        bool is_known = false;
        for (size_t k = 0; k < to_count && !is_known; k++) {
            is_known = type_error_is(from[i], to[k]);
        }
        if (!is_known) return false;
    }
    return from_count > 0;
}

// A function that throws less goes where one may throw more.
static bool function_fits(const type_fn *from, const type_fn *to)
{
    if (!are_alike(from, to)) return false;
    if (!from->throws || !to->throws) return !from->throws;
    return errors_fit(from->errors, from->error_count, to->errors, to->error_count);
}

static bool gen_fits(const type *from, const type *to)
{
    bool alike = from->element == to->element && from->key == to->key &&
                 from->is_async == to->is_async && from->is_context == to->is_context;
    if (!alike || !from->throws) return alike;
    return to->throws && errors_fit(from->errors, from->error_count, to->errors, to->error_count);
}

// A sender that need not fail it, a receiver that is ready for an error.
static bool chan_fits(const type *from, const type *to)
{
    if (from->element != to->element) return false;
    if (from->direction != to->direction && from->direction != CHAN_BOTH) return false;
    switch (to->direction) {
    case CHAN_SENDER: return from->throws || !to->throws;
    case CHAN_RECEIVER: return to->throws || !from->throws;
    case CHAN_BOTH: return from->throws == to->throws;
    }
    return false;
}

// ---- interfaces --------------------------------------------------------------------

// The method throws nothing that the interface does not announce.
static bool throws_fit(const fn_info *have, const fn_info *want)
{
    if (!have->can_throw || (want->can_throw && want->throws_count == 0)) return true;
    if (!want->can_throw || have->throws_count == 0) return false;
    for (uint32_t i = 0; i < have->throws_count; i++) {
        bool is_one = false;
        for (uint32_t k = 0; k < want->throws_count && !is_one; k++)
            is_one = type_error_is(have->throws[i], want->throws[k]);
        if (!is_one) return false;
    }
    return true;
}

static bool same_signature(const fn_info *have, const fn_info *want)
{
    if (have->is_async != want->is_async || have->result != want->result) return false;
    if (have->param_count != want->param_count) return false;
    for (size_t i = 1; i < have->param_count; i++) {
        if (have->params[i].type != want->params[i].type) return false;
    }
    return true;
}

bool check_fit_same_method(const fn_info *a, const fn_info *b)
{
    return same_signature(a, b) && throws_fit(a, b) && throws_fit(b, a);
}

// The method that stands for the one of the interface; `why` says what is wrong, else NULL.
static symbol *method_for(checker *c, const type *t, const symbol *wanted, const char **why)
{
    symbol *found = check_member_method(c, t, wanted->name);
    const fn_info *have = found != NULL ? found->fn : NULL;
    *why = NULL;
    if (have == NULL || have->made != NULL) *why = "is missing";
    else if (have->is_mut) *why = "is a mut fn: what is behind an interface is shared";
    else if (!same_signature(have, wanted->fn)) *why = "has another signature";
    else if (!throws_fit(have, wanted->fn)) *why = "throws more";
    return have != NULL ? found : NULL;
}

bool check_fit_satisfies(checker *c, const type *from, const type *to)
{
    type_decl *body = to->decl;
    bool is_bound = from->kind == TYPE_PARAM && from->param->face_count > 0;
    if (!check_member_has_methods(from) && !is_bound) return false;
    for (const type_face *known = body->faces; known != NULL; known = known->next) {
        if (known->of != from) continue;
        for (size_t i = 0; i < body->method_count; i++) check_generic_use(c, known->methods[i]);
        return true;
    }
    symbol **methods = arena_new_array(&c->prog->memory, symbol *, body->method_count + 1);
    for (size_t i = 0; i < body->method_count; i++) {
        const char *why;
        methods[i] = method_for(c, from, body->methods[i], &why);
        if (why != NULL) return false;
    }
    if (is_bound) return true;   // in the text of a generic, of which nothing is made
    for (size_t i = 0; i < body->method_count; i++) {
        methods[i]->fn->is_value = true;
        check_generic_use(c, methods[i]);
    }
    type_face *face = arena_new(&c->prog->memory, type_face);
    *face = (type_face){.next = body->faces, .of = from, .methods = methods};
    body->faces = face;
    return true;
}

void check_fit_note_missing(checker *c, diag *d, const type *from, const type *want)
{
    for (size_t i = 0; i < want->decl->method_count; i++) {
        const symbol *wanted = want->decl->methods[i];
        const char *why;
        const symbol *found = method_for(c, from, wanted, &why);
        if (why == NULL) continue;
        if (found != NULL) diag_label(c->prog, d, found->fn->span, "%s", why);
        diag_note(c->prog, d, "`%R` %s", wanted->fn->span, why);
    }
}

static void report_unsatisfied(checker *c, const expr *e, const type *want, span other)
{
    diag *d = diag_error(c->prog, e->span, E0367, e->type, want);
    if (other.start != 0) diag_label(c->prog, d, other, "%T is expected because of this", want);
    check_fit_note_missing(c, d, e->type, want);
}

bool check_fit_has_tag(const type *t)
{
    switch (t->kind) {
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT:
        return type_scalars[t->kind].has_equality && t->kind != TYPE_UNIT && t->kind != TYPE_NONE;
    case TYPE_LIST:
    case TYPE_MAP:
    case TYPE_SET:
    case TYPE_TUPLE:
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS: return true;
    case TYPE_OPTIONAL:    // none is no value of a type
    case TYPE_INTERFACE:   // the value that it holds has the type
    case TYPE_ERROR:       // one description for all of them, as for the rest
    case TYPE_FN:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_POINTER:
    case TYPE_WEAK:
    case TYPE_OPAQUE:
    case TYPE_HOLDER:
    case TYPE_BOX:
    case TYPE_PARAM: return false;
    }
    return false;
}

bool check_fit(checker *c, const type *from, const type *to)
{
    if (from == to) return true;
    if (check_fit_is_poison(from) || check_fit_is_poison(to) || from->kind == TYPE_NEVER)
        return true;
    if (to->kind == TYPE_OPTIONAL) {
        return from->kind == TYPE_NONE || check_fit(c, from, to->element);
    }
    if (to->kind == TYPE_INTERFACE) return check_fit_satisfies(c, from, to);
    if (to->kind == TYPE_ANY) return check_fit_has_tag(from);
    if (from->kind == TYPE_ERROR && to->kind == TYPE_ERROR) return type_error_is(from, to);
    if (from->kind == TYPE_CHAN && to->kind == TYPE_CHAN) {
        return chan_fits(from, to);
    }
    if (from->kind == TYPE_GEN && to->kind == TYPE_GEN) return gen_fits(from, to);
    if (from->kind == TYPE_TASK && to->kind == TYPE_TASK) {
        return from->element == to->element && (to->throws || !from->throws);
    }
    if (from->kind == TYPE_FN && to->kind == TYPE_FN) return function_fits(&from->fn, &to->fn);
    return false;
}

static type *common_function(checker *c, const type *a, const type *b)
{
    if (!are_alike(&a->fn, &b->fn)) return NULL;
    // one of them throws nothing: then it fits the other
    assert(a->fn.throws && b->fn.throws);
    size_t count = a->fn.error_count + b->fn.error_count;
    type **errors = arena_new_array(&c->prog->scratch, type *, count);
    for (size_t i = 0; i < count; i++) {
        errors[i] = i < a->fn.error_count ? a->fn.errors[i] : b->fn.errors[i - a->fn.error_count];
    }
    return type_throwing(c->prog, a, errors, count);
}

static type *common_error(type *a, const type *b)
{
    while (a != NULL && !type_error_is(b, a)) a = a->decl->parent;
    return a;
}

type *check_fit_join(checker *c, type *a, type *b)
{
    if (check_fit_is_poison(a) || check_fit_is_poison(b)) return c->poison;
    if (check_fit(c, a, b)) return b;
    if (check_fit(c, b, a)) return a;
    if (a->kind == TYPE_NONE) return type_optional(c->prog, b);
    if (b->kind == TYPE_NONE) return type_optional(c->prog, a);
    if (a->kind == TYPE_ERROR && b->kind == TYPE_ERROR) return common_error(a, b);
    if (a->kind == TYPE_FN && b->kind == TYPE_FN) return common_function(c, a, b);
    return NULL;
}

// ---- what does not fit -----------------------------------------------------------

static bool are_numbers(const type *a, const type *b)
{
    return type_is_numeric(a) && type_is_numeric(b);
}

static void help_convert(checker *c, diag *d, const expr *e, const type *from, const type *want)
{
    program *prog = c->prog;
    if (check_loop_help_index(c, d, e) || check_bound_help(c, d, e, "it")) return;
    const type *place = want->kind == TYPE_OPTIONAL ? want->element : want;
    if (place->kind == TYPE_ANY && from->kind == TYPE_OPTIONAL) {
        diag_help(prog, d, "an `any` holds a value: take it out of the optional first");
    } else if (place->kind == TYPE_ANY && from->kind != TYPE_NONE) {
        diag_help(prog, d, "it has no type that a `case` could ask for when the program runs; "
                  "put it in a field of a class or struct");
    } else if (from->kind == TYPE_ANY) {
        diag_help(prog, d, "ask for the type: `match %R { case v: %t { ... } else { ... } }`",
                  e->span, want);
    } else if (from->kind == TYPE_NONE) {
        diag_help(prog, d, "only an optional can be none: write `%t?`", want);
    } else if (from->kind == TYPE_OPTIONAL && check_fit(c, from->element, want)) {
        diag_help(
            prog, d,
            "it may be none: use `if let v = x { ... }`, `x ?? other`, or `x!` when it never is");
    } else if (are_numbers(from, want) || (from->kind == TYPE_CHAR && type_is_integer(want))) {
        diag_help(prog, d, "convert it: `%t(%R)`", want, e->span);
    } else if (want->kind == TYPE_STR && from->kind != TYPE_FN && from->kind != TYPE_UNIT) {
        diag_help(prog, d, "convert it to a string: `str(%R)`", e->span);
    } else if ((from->kind == TYPE_TASK || from->kind == TYPE_FUTURE) &&
               check_fit(c, from->element, want)) {
        diag_help(prog, d, "wait for its result: `await %R`", e->span);
    } else if (from->kind == TYPE_TASK && want->kind == TYPE_TASK && from->throws &&
               from->element == want->element) {
        diag_help(prog, d, "the task can end with an error: the type that allows it is `%t`", from);
    } else if (from->kind == TYPE_FN && want->kind == TYPE_FN && from->fn.throws &&
               !want->fn.throws) {
        diag_help(prog, d,
                  "it can throw, which is not expected where it is called: handle the "
                  "errors in a closure");
    } else if (place->kind == TYPE_LIST && from->kind == TYPE_MAP) {
        diag_help(prog, d, "a map has the lists `keys()`, `values()` and `items()`");
    } else if (place->kind == TYPE_LIST &&
               (from->kind == TYPE_SET || from->kind == TYPE_RANGE || from->kind == TYPE_STR)) {
        diag_help(prog, d, "`list(%R)` is the list of what is in it", e->span);
    } else if (want->kind == TYPE_BYTES && from->kind == TYPE_STR) {
        diag_help(prog, d, "the bytes of a string are `%R.bytes()`; a literal is `b\"...\"`",
                  e->span);
    } else if (want->kind == TYPE_CHAR && from->kind == TYPE_STR) {
        diag_help(prog, d, "a char is written in single quotes: `'a'`");
    } else if (from->kind == TYPE_STR && type_is_numeric(want)) {
        diag_help(prog, d, "parse the string: `%t(%R)`, which throws `ParseError`", want, e->span);
    } else if (want->kind == TYPE_DURATION && type_is_numeric(from)) {
        diag_help(prog, d, "a duration has a unit: `3s`, `250ms`, or `n * 1s`");
    }
}

// `none` has the type of the place where it goes.
static void settle_none(expr *e, type *want)
{
    if (e->type->kind == TYPE_NONE && want->kind == TYPE_OPTIONAL) e->type = want;
}

bool check_fit_convert(checker *c, expr *e, type *want, const char *role, span other)
{
    type *from = e->type;
    assert(from != NULL);
    if (check_fit(c, from, want)) {
        settle_none(e, want);
        return true;
    }
    const type *inner = want->kind == TYPE_OPTIONAL ? want->element : want;
    if (inner->kind == TYPE_INTERFACE && check_member_has_methods(from)) {
        report_unsatisfied(c, e, inner, other);
        return false;
    }
    diag *d = check_expr_gives_nothing(e) ? diag_error(c->prog, e->span, E0302, role)
                                          : diag_error(c->prog, e->span, E0301, role, from, want);
    if (other.start != 0) diag_label(c->prog, d, other, "%T is expected because of this", want);
    help_convert(c, d, e, from, want);
    return false;
}

// ---- comparing --------------------------------------------------------------------

typedef enum ability { CAN_EQUAL, CAN_ORDER, CAN_HASH } ability;

static bool can(checker *c, const type *t, ability what);

static bool fields_can(checker *c, const type_field *fields, size_t count, ability what)
{
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type != NULL && !can(c, fields[i].type, what)) return false;
    }
    return true;
}

static bool body_can(checker *c, const type *t, ability what)
{
    if (!fields_can(c, t->decl->fields, t->decl->field_count, what)) return false;
    for (size_t i = 0; i < t->decl->case_count; i++) {
        const type_case *of = &t->decl->cases[i];
        if (!fields_can(c, of->fields, of->field_count, what)) return false;
    }
    return true;
}

// A type may lead back to itself through a list: the question is then answered
// by the parts that are left, so it is asked once per declaration.
static bool declared_can(checker *c, const type *t, ability what)
{
    type_decl *body = t->decl;
    unsigned own = check_protocol_own(c, t);
    bool compares = (own & 1u << OWN_EQUAL) != 0;
    bool hashes = (own & 1u << OWN_HASH) != 0;
    // equal values must have one hash: an `eq` of its own needs such a `hash`
    switch (what) {
    case CAN_ORDER: return (own & 1u << OWN_ORDER) != 0;
    case CAN_EQUAL:
        if (compares || t->kind == TYPE_CLASS) return true;
        break;
    case CAN_HASH:
        if (compares || t->kind == TYPE_CLASS) return hashes || !compares;
        if (hashes) what = CAN_EQUAL;
        break;
    }
    if (body->asking) return true;
    body->asking = true;
    bool answer = body_can(c, t, what);
    body->asking = false;
    return answer;
}

static bool bound_can(unsigned bounds, ability what)
{
    if (what == CAN_EQUAL) return bounds != 0;
    return (bounds & (what == CAN_ORDER ? BOUND_ORDERED | BOUND_NUMBER
                                        : BOUND_HASHABLE | BOUND_NUMBER)) != 0;
}

static bool can(checker *c, const type *t, ability what)
{
    switch (t->kind) {
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT:
        return what == CAN_ORDER   ? type_scalars[t->kind].has_order
               : what == CAN_EQUAL ? type_scalars[t->kind].has_equality
                                   : type_scalars[t->kind].has_hash;
    case TYPE_LIST: return what != CAN_HASH && can(c, t->element, what);
    case TYPE_SET:
    case TYPE_MAP: return what == CAN_EQUAL && can(c, t->element, what);
    case TYPE_TUPLE:
        for (size_t i = 0; i < t->item_count; i++) {
            if (!can(c, t->items[i], what)) return false;
        }
        return true;
    case TYPE_OPTIONAL:
    case TYPE_BOX: return what != CAN_ORDER && can(c, t->element, what);
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS:
        return declared_can(c, t, what);
    case TYPE_POINTER:
    case TYPE_WEAK:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_CHAN:
    case TYPE_GEN:
    case TYPE_OPAQUE:
    case TYPE_HOLDER:
    case TYPE_ERROR:   // these are the same when they are one object
        return what != CAN_ORDER;
    case TYPE_INTERFACE:
    case TYPE_FN: return what == CAN_EQUAL;
    case TYPE_PARAM: return bound_can(t->param->bounds, what);
    }
    return false;
}

bool check_fit_has_equality(checker *c, const type *t)
{
    return can(c, t, CAN_EQUAL);
}

bool check_fit_has_order(checker *c, const type *t)
{
    return can(c, t, CAN_ORDER);
}

bool check_fit_has_hash(checker *c, const type *t)
{
    return can(c, t, CAN_HASH);
}
