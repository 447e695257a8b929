// SPDX-License-Identifier: MIT
// check_closure.c - closures, and functions inside functions.
//
// "Closures capture by value."  What a closure captures is found while its body
// is checked (resolve.c: check_name); that it cannot assign what it captured is
// in check_assign.c.  The place where a closure goes gives it what is not
// written: types of parameters, the result, whether it may throw.  Without such
// a place the body decides about the result and about throws.
#include "check/check_expr.h"
#include "check/check_stmt.h"

#include <string.h>

typedef struct closure {
    fn_signature *signature;
    expr *value;             // `=> value`, or NULL
    block *body;             // or NULL
    type *wanted;            // TYPE_FN that the place wants, or NULL
    const char *name;        // of a function inside a function; NULL
    bool is_lost;            // the type that the place wants was reported
    fn_info *info;
} closure;

static fn_info *new_info(checker *c, const closure *cl)
{
    check_fn *outermost = c->fn;
    while (outermost->outer != NULL) outermost = outermost->outer;
    text name;
    text_init(&name);
    text_puts(&name, outermost->info->name);
    if (cl->name != NULL) text_printf(&name, ".%s", cl->name);
    else text_printf(&name, ".closure%u", ++outermost->closure_count);
    // two functions of one name inside a function: told apart by number
    const char *whole = intern_string(&c->prog->names, text_string(&name));
    if (cl->name != NULL && map_put(&outermost->inner_names, whole, outermost) != NULL) {
        text_printf(&name, "%u", ++outermost->closure_count);
        whole = intern_string(&c->prog->names, text_string(&name));
    }
    text_fini(&name);
    fn_info *info = arena_new(&c->prog->unit, fn_info);
    info->name = whole;
    const fn_info *around = outermost->info;
    info->is_instance = around->is_instance;
    if (around->shown != NULL)
        info->shown = check_expr_format(c, "%s%s", around->shown, whole + strlen(around->name));
    info->module = c->module->name;
    info->outer = c->fn->info;
    info->is_closure = true;
    info->is_async = cl->signature->is_async;
    info->span = cl->signature->span;
    return info;
}

// The type of parameter i: written, or from the place where the closure goes.
static type *param_type(checker *c, const closure *cl, uint32_t i)
{
    const param *p = cl->signature->params.items[i];
    if (p->written != NULL) return check_type(c, p->written);
    const type *wanted = cl->wanted;
    if (wanted != NULL && i < wanted->fn.param_count) {
        type *t = wanted->fn.params[i];
        if (!check_fit_is_poison(t)) return t;
    }
    if (cl->is_lost) return c->poison;
    diag *d = diag_error(c->prog, p->span, E0340, p->name.text);
    if (wanted != NULL && wanted->fn.param_count == 1 && i > 0)
        diag_help(c->prog, d, "a function of one parameter is wanted here, %T",
                  wanted->fn.params[0]);
    else if (wanted != NULL && i >= wanted->fn.param_count)
        diag_help(c->prog, d, "a function of %zu parameters is wanted here",
                  wanted->fn.param_count);
    else diag_help(c->prog, d, "write its type, for example `%s: int`", p->name.text);
    return c->poison;
}

static void declare_params(checker *c, closure *cl)
{
    fn_info *info = cl->info;
    uint32_t count = cl->signature->params.count;
    info->params = arena_new_array(&c->prog->unit, param_info, count);
    info->param_count = count;
    for (uint32_t i = 0; i < count; i++) {
        param *p = cl->signature->params.items[i];
        if (p->init != NULL)
            diag_error(c->prog, p->init->span, E0901, "default arguments of closures");
        if (p->is_variadic) diag_error(c->prog, p->span, E0901, "variadic closures");
        // `fn(list[int]) => ...` has been reported by the parser.
        if (p->name.text == NULL) p->name.text = intern_string(&c->prog->names, "_");
        symbol *sym = arena_new(&c->prog->unit, symbol);
        sym->kind = SYM_PARAM;
        sym->name = p->name.text;
        sym->span = p->name.span;
        sym->type = param_type(c, cl, i);
        p->symbol = sym;
        if (strcmp(sym->name, "_") == 0) sym->fn = info;
        else check_scope_declare(c, sym);
        info->params[i] = (param_info){.name = sym->name, .type = sym->type, .symbol = sym};
    }
}

// Its own name in its body: the closure that runs, so nothing is captured.
static symbol *declare_self(checker *c, const closure *cl)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_PARAM;
    sym->name = cl->name;
    sym->module = c->module->name;
    sym->span = cl->info->span;
    sym->type = c->poison;   // until the parameters are known
    sym->fn = cl->info;
    scope_add(&c->scope, sym);
    return sym;
}

static void settle_throws(checker *c, const closure *cl, check_fn *fn)
{
    fn_info *info = cl->info;
    if (cl->signature->throws) {
        check_decl_throws(c, cl->signature, info);
    } else if (cl->wanted != NULL) {
        info->can_throw = cl->wanted->fn.throws;
        info->throws = cl->wanted->fn.errors;
        info->throws_count = (uint32_t)cl->wanted->fn.error_count;
    } else {
        fn->infers_throws = cl->name == NULL;
    }
}

static void settle_result(checker *c, const closure *cl, check_fn *fn)
{
    if (cl->signature->result != NULL) {
        fn->result = check_type(c, cl->signature->result);
    } else if (cl->name != NULL) {
        fn->result = c->unit;   // a declaration without -> has no result
    } else if (cl->wanted != NULL && !check_fit_is_poison(cl->wanted->fn.result)) {
        fn->result = cl->wanted->fn.result;
    } else {
        fn->infers_result = true;
    }
}

// What the body gives is not the result, which is the generator.
static void settle_generator(checker *c, const closure *cl, check_fn *fn)
{
    if (fn->result == NULL) cl->info->result = c->unit;
    check_gen_fn(c, cl->signature, cl->info);
    fn->infers_result = fn->infers_throws = false;
    fn->result = c->unit;
}

static void check_value_body(checker *c, const closure *cl, check_fn *fn)
{
    if (fn->result == NULL) {
        type *t = check_expr(c, cl->value, NULL);
        if (t->kind == TYPE_NONE || t->kind == TYPE_RANGE)
            t = check_expr_any_value(c, cl->value, NULL);
        fn->result = t->kind == TYPE_NEVER ? c->unit : t;
    } else if (fn->result->kind == TYPE_UNIT) {
        check_expr(c, cl->value, NULL);   // the value is thrown away
    } else {
        check_expr_value(c, cl->value, fn->result, "the result", (span){0, 0});
    }
}

static void check_block_body(checker *c, const closure *cl, check_fn *fn)
{
    bool ends = false;
    check_stmt_block(c, cl->body, &ends);
    if (fn->result == NULL) fn->result = c->unit;
    if (ends || fn->is_damaged || fn->result->kind == TYPE_UNIT || check_fit_is_poison(fn->result))
        return;
    span at = {cl->body->span.end - 1, cl->body->span.end};
    diag *d = diag_error(c->prog, at, E0325, cl->info->name);
    diag_label(c->prog, d, cl->info->span, "returns %T", fn->result);
}

static type *closure_type(checker *c, const fn_info *info)
{
    type **params = arena_new_array(&c->prog->unit, type *, info->param_count);
    for (size_t i = 0; i < info->param_count; i++) {
        params[i] = info->params[i].type;
        if (check_fit_is_poison(params[i])) return c->poison;
    }
    if (check_fit_is_poison(info->result)) return c->poison;
    type *t = type_function(c->prog, params, info->param_count, info->result,
                            fn_call_is_async(info), fn_call_throws(info));
    return fn_call_throws(info) ? type_throwing(c->prog, t, info->throws, info->throws_count) : t;
}

static type *check_function_value(checker *c, closure *cl)
{
    if (cl->signature->type_params.count > 0) {
        diag_error(c->prog, cl->signature->span, E0901, "generic functions inside functions");
    }
    cl->info = new_info(c, cl);
    check_fn fn = {.outer = c->fn, .info = cl->info};
    fn.wants_plain = cl->wanted != NULL && !cl->wanted->fn.is_async;
    map_init(&fn.names, &c->prog->unit);
    settle_throws(c, cl, &fn);
    settle_result(c, cl, &fn);
    c->fn = &fn;
    uint32_t around = check_scope_open(c);
    if (cl->name != NULL) cl->info->self = declare_self(c, cl);
    uint32_t outer = check_scope_open(c);
    declare_params(c, cl);
    cl->info->result = fn.result;
    if (cl->signature->has_yield) settle_generator(c, cl, &fn);
    if (cl->name != NULL) cl->info->self->type = closure_type(c, cl->info);
    if (cl->value != NULL) check_value_body(c, cl, &fn);
    else check_block_body(c, cl, &fn);
    check_scope_close(c, outer);
    check_scope_close(c, around);
    c->fn = fn.outer;
    if (!cl->info->is_gen) cl->info->result = fn.result;
    return closure_type(c, cl->info);
}

type *check_closure(checker *c, expr_closure *e, type *hint)
{
    while (hint != NULL && hint->kind == TYPE_OPTIONAL) hint = hint->element;
    closure cl = {.signature = &e->signature, .value = e->value, .body = e->body};
    if (hint != NULL && hint->kind == TYPE_FN) cl.wanted = hint;
    cl.is_lost = hint != NULL && check_fit_is_poison(hint);
    type *t = check_function_value(c, &cl);
    e->info = cl.info;
    return t;
}

void check_closure_local_fn(checker *c, stmt_decl *s)
{
    if (s->declaration->kind != DECL_FN) return;
    decl_fn *d = decl_as_fn(s->declaration);
    symbol *sym = check_scope_new_local(c, d->head.name, c->poison, false);
    sym->decl = &d->head;
    d->head.symbol = sym;
    closure cl = {.signature = &d->signature, .body = d->body, .name = sym->name};
    sym->type = check_function_value(c, &cl);
    d->info = cl.info;
}
