// SPDX-License-Identifier: MIT
// check_protocol.c - methods that the language itself calls.
//
// What a program's own types can do in the places where the built-in ones stand is said by methods
// with known names.  The call that such a place means is made here and checked like any other, so
// that throwing, waiting, interfaces and generics need no rules of their own:
//
//     for x in shelf { .. }     items = shelf;  while let x = items.next() { .. }
//
// `eq`, `hash`, `compare` and `str` are also called by the runtime, for elements of lists, keys,
// and whatever else holds such a value: a type knows which of them it has (type.h: own_method).
#include "check/check_protocol.h"

#include <string.h>

#include "check/check_generic.h"

// ---- calls that stand in no source --------------------------------------------------

static expr *new_expr(checker *c, const expr *like, expr_kind kind, size_t size)
{
    expr *e = arena_zero(&c->prog->unit, size);
    e->kind = kind;
    e->depth = like->depth;
    e->span = like->span;
    return e;
}

static expr *new_name(checker *c, const expr *like, const char *name)
{
    expr *e = new_expr(c, like, EXPR_NAME, sizeof(expr_name));
    expr_as_name(e)->name = name;
    return e;
}

// `receiver.method()`
static expr *new_method_call(checker *c, const expr *like, expr *receiver, const char *method)
{
    expr *callee = new_expr(c, like, EXPR_MEMBER, sizeof(expr_member));
    expr_as_member(callee)->base = receiver;
    expr_as_member(callee)->name = (ast_name){method, like->span};
    expr *call = new_expr(c, like, EXPR_CALL, sizeof(expr_call));
    expr_as_call(call)->callee = callee;
    return call;
}

// ---- next ---------------------------------------------------------------------------

iteration check_protocol_of(checker *c, const type *t)
{
    iteration by = {0};
    if (!check_member_has_methods(t) && t->kind != TYPE_PARAM) return by;
    by.method = check_member_method(c, t, intern_string(&c->prog->names, "next"));
    if (by.method == NULL) return by;
    const fn_info *info = by.method->fn;
    if (info == NULL) {
        by.item = c->poison;   // its declaration was reported
        return by;
    }
    by.is_async = info->is_async && !info->is_gen;
    if (info->param_count > 1) by.why = ": its method `next` takes arguments";
    else if (by.method->generic != NULL) by.why = ": its method `next` is generic";
    else if (check_fit_is_poison(info->result)) by.item = c->poison;
    else if (info->result->kind != TYPE_OPTIONAL) by.why = ": its method `next` gives no optional";
    else by.item = info->result->element;
    return by;
}

void check_protocol_iterate(checker *c, const expr *iterable, const iteration *by, ast_next *next)
{
    if (c->fn == NULL || check_fit_is_poison(by->item)) return;
    uint32_t outer = check_scope_open(c);
    ast_name name = {intern_string(&c->prog->names, "items"), iterable->span};
    // a struct that changes is iterated as a copy of its own
    next->source = check_scope_new_local(c, name, iterable->type, by->method->fn->is_mut);
    next->source->is_used = next->source->is_changed = true;
    expr *call = new_method_call(c, iterable, new_name(c, iterable, name.text), by->method->name);
    if (by->is_async) {
        expr *wait = new_expr(c, iterable, EXPR_AWAIT, sizeof(expr_await));
        expr_as_await(wait)->operand = call;
        call = wait;
    }
    check_expr(c, call, NULL);
    next->call = call;
    check_scope_close(c, outer);
}

// ---- what a type says itself ----------------------------------------------------------

static bool takes_other(own_method which)
{
    return which == OWN_EQUAL || which == OWN_ORDER;
}

unsigned check_protocol_own(checker *c, const type *t)
{
    bool is_declared = t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS;
    if (!is_declared || t->decl->is_own_known) return is_declared ? t->decl->own : 0;
    const symbol *owner = t->decl->symbol;
    if (owner == NULL || owner->decl == NULL) return 0;
    t->decl->is_own_known = true;
    const decl_list *methods = ast_methods_of(owner->decl);
    for (uint32_t i = 0; methods != NULL && i < methods->count; i++) {
        if (methods->items[i]->kind != DECL_FN) continue;
        const decl_fn *fn = decl_as_const_fn(methods->items[i]);
        for (unsigned k = 0; k < OWN_COUNT; k++) {
            // one that takes more, or less, is meant otherwise
            bool takes = fn->signature.params.count == (takes_other((own_method)k) ? 1u : 0u);
            if (takes && strcmp(fn->head.name.text, type_own_names[k]) == 0)
                t->decl->own |= 1u << k;
        }
    }
    if (t->decl->own != 0 && t->decl->arg_count > 0) c->prog->has_generic_own_methods = true;
    return t->decl->own;
}

// What it has to be, as it is written; NULL when it is.
static const char *own_form(checker *c, const type *t, own_method which, const symbol *sym)
{
    const fn_info *info = sym->fn;
    const type *result = which == OWN_EQUAL ? c->boolean
                         : which == OWN_STR ? c->string
                                            : c->integer;
    bool is_good = !info->is_async && !info->can_throw && !info->is_mut && !info->is_gen &&
                   sym->generic == NULL && info->result == result;
    for (size_t i = 0; i < info->param_count; i++) {
        if (check_fit_is_poison(info->params[i].type)) return NULL;
        if (info->params[i].is_variadic) is_good = false;
    }
    if (check_fit_is_poison(info->result)) return NULL;
    if (is_good && takes_other(which)) is_good = info->params[1].type == t;
    if (is_good) return NULL;
    const char *name = type_own_names[which];
    return takes_other(which) ? check_expr_format(c, "fn %s(other: %t) -> %t", name, t, result)
                       : check_expr_format(c, "fn %s() -> %t", name, result);
}

static symbol *own_symbol(checker *c, const type *t, own_method which)
{
    return check_member_method(c, t, intern_string(&c->prog->names, type_own_names[which]));
}

void check_protocol_methods(checker *c, const symbol *sym)
{
    const type *t = sym->type;
    unsigned own = check_protocol_own(c, t);
    for (unsigned k = 0; own != 0 && k < OWN_COUNT; k++) {
        if ((own & 1u << k) == 0) continue;
        symbol *method = own_symbol(c, t, (own_method)k);
        if (method == NULL || method->fn == NULL) continue;
        const char *form = own_form(c, t, (own_method)k, method);
        if (form != NULL) {
            diag *d = diag_error(c->prog, method->fn->span, E0386, method->name, form);
            diag_help(c->prog, d, "a method that is meant otherwise needs another name");
            continue;
        }
        t->decl->own_methods[k] = method;
        method->fn->is_value = true;   // it is called from where its name does not stand
    }
}

void check_protocol_use(checker *c, const type *t, own_method which)
{
    symbol *method = own_symbol(c, t, which);
    if (method == NULL || method->fn == NULL) return;
    t->decl->own_methods[which] = method;
    method->fn->is_value = true;
    check_generic_use(c, method);
    call_plan plan = {.kind = CALL_METHOD, .target = method};
    check_exit_call(c, &plan);
}

static void note_fields(checker *c, const type_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) check_protocol_note(c, fields[i].type);
}

static void note_body(checker *c, const type *t)
{
    type_decl *body = t->decl;
    if (body->asking) return;
    body->asking = true;
    bool is_instance = body->symbol != NULL && body->symbol->instance != NULL;
    unsigned own = is_instance ? check_protocol_own(c, t) : 0;
    for (unsigned k = 0; k < OWN_COUNT; k++) {
        if ((own & 1u << k) != 0) check_protocol_use(c, t, (own_method)k);
    }
    note_fields(c, body->fields, body->field_count);
    for (size_t i = 0; i < body->case_count; i++)
        note_fields(c, body->cases[i].fields, body->cases[i].field_count);
    body->asking = false;
}

void check_protocol_note(checker *c, const type *t)
{
    if (!c->prog->has_generic_own_methods || c->is_open) return;
    switch ((int)t->kind) {
    case TYPE_MAP:
        check_protocol_note(c, t->key);
        check_protocol_note(c, t->element);
        break;
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_OPTIONAL:
    case TYPE_HOLDER:
    case TYPE_TASK:
    case TYPE_FUTURE:
        if (t->element != NULL) check_protocol_note(c, t->element);
        break;
    case TYPE_TUPLE:
        for (size_t i = 0; i < t->item_count; i++) check_protocol_note(c, t->items[i]);
        break;
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS:
        note_body(c, t);
        break;
    default:
        break;
    }
}

void check_protocol_help(checker *c, diag *d, const type *t, own_method which)
{
    bool is_declared = t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS;
    if (!is_declared) return;
    if (which == OWN_ORDER) {
        diag_help(c->prog, d, "a method `fn compare(other: %t) -> int` gives it one", t);
    } else if (which == OWN_HASH && (check_protocol_own(c, t) & 1u << OWN_EQUAL) != 0) {
        diag_help(c->prog, d, "it has an `eq` of its own, so it needs a `fn hash() -> int`, too, "
                  "which is equal for equal values");
    }
}
