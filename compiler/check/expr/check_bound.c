// SPDX-License-Identifier: MIT
// check_bound.c - bound methods: `l.stop` where a function value is wanted.
//
// It is the closure that calls the method, and is checked and lowered as one.  The receiver is
// evaluated once, where the name stands, into a hidden variable that the closure captures:
//
//     call_soon(l.stop)        self = l;  call_soon(fn() => self.stop())
//
// Parameters with defaults are left out when the wanted type has none for them.  Of a built-in
// with several forms the one is taken that fits the wanted type, else the first whose types are
// all known, without its defaults.
#include <stdio.h>
#include <string.h>

#include "check/check_expr.h"

typedef struct bound {
    checker *c;
    expr_member *member;
    type *base;
    const type *wanted;       // TYPE_FN, or NULL
    type *params[8];
    size_t param_count;
    bool is_async;
    bool is_variadic;         // the last one takes a list
} bound;

static const size_t most_params = sizeof(((bound *)NULL)->params) / sizeof(type *);

// ---- what the method takes -------------------------------------------------------

// Parameters without a default, and so many of the others as are wanted.
static bool fits_count(const bound *b, size_t least, size_t most, size_t *count)
{
    *count = least;
    if (b->wanted == NULL) return true;
    size_t wanted = b->wanted->fn.param_count;
    if (wanted < least || wanted > most) return false;
    *count = wanted;
    return true;
}

static bool take_function(bound *b, const fn_info *info)
{
    size_t least = 0;
    size_t most = info->param_count - 1;
    for (size_t i = 1; i <= most; i++) least += info->params[i].init == NULL;
    if (most > most_params) return false;
    // all of them, as of a function, or as many as are wanted
    bool is_fit = b->wanted != NULL && fits_count(b, least, most, &b->param_count);
    if (!is_fit) b->param_count = most;
    for (size_t i = 0; i < b->param_count; i++) b->params[i] = info->params[i + 1].type;
    b->is_variadic = b->param_count > 0 && info->params[b->param_count].is_variadic;
    b->is_async = info->is_async;
    return true;
}

// The types of this form; false when it is none that a function value can have.
static bool take_form(bound *b, const builtin_sig *sig)
{
    size_t least = 0;
    for (size_t i = 0; i < sig->param_count; i++) least += sig->params[i].init == NULL;
    size_t count = 0;
    if (sig->is_property || sig->param_count > most_params) return false;
    if (!fits_count(b, least, sig->param_count, &count)) return false;
    builtin_binding known = {0};
    if (!builtin_match(sig->receiver, b->base, &known)) return false;
    for (size_t i = 0; i < count; i++) {
        const sig_param *p = &sig->params[i];
        if (p->is_variadic || p->type->kind == SIG_ANY || p->type->kind == SIG_WORD) return false;
        type *t = b->wanted != NULL ? b->wanted->fn.params[i] : NULL;
        bool is_taken = t != NULL && builtin_match(p->type, t, &known);
        b->params[i] = is_taken ? t : builtin_type(b->c->prog, p->type, &known, NULL);
        if (b->params[i] == NULL || (t != NULL && !is_taken)) return false;
    }
    b->param_count = count;
    b->is_async = sig->is_async;
    return true;
}

static bool take_builtin(bound *b, const builtin *first)
{
    for (const builtin *row = first; row != NULL; row = builtin_next(b->c->prog, row, b->base)) {
        bool is_plain = (row->flags & B_SPECIAL) == 0 || row->id == BI_SORT;
        if (is_plain && take_form(b, builtin_signature(b->c->prog, row))) return true;
    }
    if (b->wanted == NULL) return false;
    b->wanted = NULL;   // then the report says what does not fit
    return take_builtin(b, first);
}

// ---- the closure ---------------------------------------------------------------------

static expr *new_expr(const bound *b, expr_kind kind, size_t size)
{
    expr *e = arena_zero(&b->c->prog->unit, size);
    e->kind = kind;
    e->depth = b->member->head.depth;
    e->span = b->member->head.span;
    return e;
}

static expr *new_name(const bound *b, const char *name)
{
    expr *e = new_expr(b, EXPR_NAME, sizeof(expr_name));
    expr_as_name(e)->name = name;
    return e;
}

static param *new_param(const bound *b, size_t i)
{
    arena *memory = &b->c->prog->unit;
    char name[16];
    snprintf(name, sizeof name, "arg%u", (unsigned)i + 1);
    param *p = arena_new(memory, param);
    p->name = (ast_name){intern_string(&b->c->prog->names, name), b->member->name.span};
    p->span = b->member->name.span;
    type_expr_name *written = arena_new(memory, type_expr_name);
    written->head.kind = TEXPR_NAME;
    written->head.span = p->span;
    written->head.type = b->params[i];
    p->written = &written->head;
    return p;
}

// fn(arg1, arg2) => self.method(arg1, arg2)
static expr_closure *new_closure(const bound *b, const char *self)
{
    arena *memory = &b->c->prog->unit;
    expr *callee = new_expr(b, EXPR_MEMBER, sizeof(expr_member));
    expr_as_member(callee)->base = new_name(b, self);
    expr_as_member(callee)->name = b->member->name;
    expr *call = new_expr(b, EXPR_CALL, sizeof(expr_call));
    expr_as_call(call)->callee = callee;
    expr_closure *closure = expr_as_closure(new_expr(b, EXPR_CLOSURE, sizeof(expr_closure)));
    closure->signature.is_async = b->is_async;
    closure->signature.span = b->member->head.span;
    for (size_t i = 0; i < b->param_count; i++) {
        param *p = new_param(b, i);
        array_push(memory, &closure->signature.params, p);
        call_arg arg = {.value = new_name(b, p->name.text)};
        arg.is_spread = b->is_variadic && i + 1 == b->param_count;
        array_push(memory, &expr_as_call(call)->args, arg);
    }
    closure->value = call;
    if (b->is_async) {
        closure->value = new_expr(b, EXPR_AWAIT, sizeof(expr_await));
        expr_as_await(closure->value)->operand = call;
    }
    return closure;
}

// Where no result is wanted, that of the method is thrown away.
static type *closure_hint(const bound *b)
{
    if (b->wanted == NULL || b->wanted->fn.result->kind != TYPE_UNIT) return NULL;
    bool is_alike = b->wanted->fn.param_count == b->param_count &&
                    b->wanted->fn.is_async == b->is_async;
    return is_alike ? (type *)(uintptr_t)b->wanted : NULL;
}

static type *check_as_closure(const bound *b)
{
    checker *c = b->c;
    uint32_t outer = check_scope_open(c);
    ast_name name = {intern_string(&c->prog->names, "self"), b->member->base->span};
    symbol *self = check_scope_new_local(c, name, b->base, false);
    self->is_used = true;
    expr_closure *closure = new_closure(b, name.text);
    type *t = check_closure(c, closure, closure_hint(b));
    closure->head.type = t;
    check_scope_close(c, outer);
    b->member->bound = closure;
    b->member->receiver = self;
    b->member->symbol = NULL;
    return t;
}

bool check_bound_help(checker *c, diag *d, const expr *e, const char *what)
{
    if (e->kind != EXPR_MEMBER) return false;
    const expr_closure *closure = expr_as_const_member(e)->bound;
    if (closure == NULL || closure->signature.params.count > 0) return false;
    const char *await = closure->signature.is_async ? "await " : "";
    diag_help(c->prog, d, "call %s: `%s%R()`", what, await, e->span);
    return true;
}

type *check_bound_method(checker *c, expr_member *m, type *base, const symbol *method, type *hint)
{
    hint = check_expr_hint(hint);
    bound b = {.c = c, .member = m, .base = base};
    if (hint != NULL && hint->kind == TYPE_FN) b.wanted = hint;
    if (c->fn == NULL) return NULL;
    if (method->kind == SYM_BUILTIN) {
        return take_builtin(&b, method->builtin) ? check_as_closure(&b) : NULL;
    }
    if (method->fn == NULL) return c->poison;   // its declaration was reported
    if (method->fn->is_mut) {
        diag *d = diag_error(c->prog, m->name.span, E0357, m->name.text);
        diag_label(c->prog, d, method->span, "declared here");
        return c->poison;
    }
    return take_function(&b, method->fn) ? check_as_closure(&b) : NULL;
}
