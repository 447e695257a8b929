// SPDX-License-Identifier: MIT
// check_throws.c - every error has someone who expects it.
//
// "A function that can throw says throws (any) or throws A, B (checked)."  Each
// place that can throw is held against the try blocks around it, from inside
// out, and then against the signature.  An error type that a catch clause takes
// in part (the thrown type is its parent) goes on outwards.
#include <assert.h>
#include <string.h>

#include "check/check_expr.h"
#include "check/check_stmt.h"
#include "sema/builtin.h"

static void remember(check_thrown *thrown, type *t)
{
    for (uint32_t i = 0; i < thrown->count; i++) {
        if (thrown->types[i] == t) return;
    }
    if (thrown->count == THROWN_MAX) thrown->any = true;
    else thrown->types[thrown->count++] = t;
}

// True when a catch clause of `tried` takes every error of type `t`.
static bool is_caught_by(checker *c, check_try *tried, type *t)
{
    remember(&tried->thrown, t);
    for (uint32_t i = 0; i < tried->source->catches.count; i++) {
        const catch_clause *clause = &tried->source->catches.items[i];
        if (clause->is_cancelled) continue;
        type *taken = clause->written != NULL ? clause->written->type : c->error;
        if (check_fit_is_poison(taken)) return true;
        if (type_error_is(t, taken)) {
            tried->is_useful[i] = true;
            return true;
        }
        if (type_error_is(taken, t)) tried->is_useful[i] = true;
    }
    return false;
}

static bool is_declared(const fn_info *info, const type *t)
{
    if (!info->can_throw) return false;
    if (info->throws_count == 0) return true;
    for (size_t i = 0; i < info->throws_count; i++) {
        if (check_fit_is_poison(info->throws[i]) || type_error_is(t, info->throws[i])) return true;
    }
    return false;
}

static void report_undeclared(checker *c, span at, const char *what, const type *t)
{
    check_fn *fn = c->fn;
    const fn_info *info = fn->info;
    bool has_list = info->throws_count > 0;
    if (!has_list && fn->is_throw_reported) return;
    fn->is_throw_reported = true;
    text thrown;
    text_init(&thrown);
    if (t == c->error) text_puts(&thrown, "any error");
    else text_puts(&thrown, check_expr_format(c, "%T", t));
    bool is_name = strpbrk(what, " `") == NULL;   // else a description: "the awaited task", "`for`"
    diag *d = diag_error(c->prog, at, E0601, is_name ? check_expr_format(c, "%N", what) : what,
                         text_string(&thrown));
    if (fn->is_initialiser) {
        diag_note(c->prog, d,
                  "the initialiser of a module-level variable cannot be in a try block");
    } else if (has_list) {
        diag_label(c->prog, d, info->span, "declares other errors only");
        diag_help(c->prog, d, "add %T to the list after `throws`, or catch it here", t);
    } else {
        if (info->span.start != 0) diag_label(c->prog, d, info->span, "does not declare `throws`");
        diag_help(c->prog, d, "declare it: `fn %s(...) throws`", info->name);
        diag_help(c->prog, d, "or handle it here: `try { ... } catch e { ... }`");
    }
    text_fini(&thrown);
}

// False: it leaves the function.
static bool is_caught(checker *c, type *t)
{
    assert(t->kind == TYPE_ERROR);
    for (check_try *tried = c->fn->tries; tried != NULL; tried = tried->outer) {
        if (is_caught_by(c, tried, t)) return true;
        tried->leaks = true;
    }
    return false;
}

void check_throws_into(checker *c)
{
    (void)is_caught(c, c->error);
}

// Of a closure without `throws`: it throws what its body does.
static void infer_thrown(checker *c, fn_info *info, type *t)
{
    bool is_any = info->can_throw && info->throws_count == 0;
    for (uint32_t i = 0; i < info->throws_count; i++) {
        if (type_error_is(t, info->throws[i])) return;
    }
    info->can_throw = true;
    if (is_any || t == c->error || info->throws_count == THROWN_MAX) {
        info->throws_count = 0;
        return;
    }
    if (info->throws == NULL) info->throws = arena_new_array(&c->prog->unit, type *, THROWN_MAX);
    info->throws[info->throws_count++] = t;
}

static void throw_one(checker *c, span at, const char *what, type *t)
{
    if (is_caught(c, t)) return;
    if (c->fn->infers_throws) {
        infer_thrown(c, c->fn->info, t);
        return;
    }
    if (!is_declared(c->fn->info, t)) report_undeclared(c, at, what, t);
}

void check_throws(checker *c, span at, const char *what, type **types, size_t count)
{
    if (c->fn == NULL) return;
    if (count == 0) throw_one(c, at, what, c->error);
    for (size_t i = 0; i < count; i++) {
        if (!check_fit_is_poison(types[i])) throw_one(c, at, what, types[i]);
    }
}

// What gather, shield and wait_for hand on: a call that is written there throws what it
// declares, a task that can fail any error.
static void check_throws_awaited(checker *c, const expr_call *call, const char *name)
{
    const call_plan *plan = call->plan;
    uint32_t count = plan->builtin->id == BI_GATHER ? plan->rest_count : 1;
    bool is_list = plan->builtin->id == BI_GATHER && plan->args[0] != NULL;
    if (is_list) check_throws(c, call->head.span, name, NULL, 0);
    for (uint32_t i = 0; i < count && !is_list; i++) {
        const expr *e = plan->builtin->id == BI_GATHER ? plan->rest[i] : plan->args[0];
        const expr_call *inner = e->kind == EXPR_CALL ? expr_as_const_call(e) : NULL;
        bool is_started = inner != NULL && inner->plan != NULL && inner->plan->is_async;
        if (!check_async_awaited_throws(e)) continue;
        if (is_started) check_throws_call(c, inner);
        else check_throws(c, call->head.span, name, NULL, 0);
    }
    if (plan->builtin->id != BI_WAIT_FOR) return;
    type *timeout = check_prelude_type(c, "Timeout");
    check_throws(c, call->head.span, name, &timeout, 1);
}

static bool hands_on_errors(const builtin *b)
{
    return b != NULL && (b->id == BI_WAIT_FOR || b->id == BI_SHIELD || b->id == BI_GATHER);
}

void check_throws_call(checker *c, const expr_call *call)
{
    const call_plan *plan = call->plan;
    if (plan == NULL || !plan->can_throw) return;
    const char *name = plan->target != NULL    ? plan->target->name
                       : plan->builtin != NULL ? plan->builtin->name
                                               : "this call";
    const fn_info *target = plan->target != NULL ? plan->target->fn : NULL;
    bool is_fn = plan->kind == CALL_FN || plan->kind == CALL_METHOD;
    if (is_fn && target != NULL) {
        check_throws(c, call->head.span, name, target->throws, target->throws_count);
    } else if (hands_on_errors(plan->builtin)) {
        check_throws_awaited(c, call, name);
    } else if (plan->builtin != NULL) {
        const builtin_sig *sig = builtin_signature(c->prog, plan->builtin);
        const type *of = sig->receiver != NULL ? plan->args[0]->type : NULL;
        bool is_gen = of != NULL && of->kind == TYPE_GEN && plan->builtin->id != BI_GEN_THROW;
        if (is_gen) check_throws(c, call->head.span, name, of->errors, of->error_count);
        else check_throws(c, call->head.span, name, sig->errors, sig->error_count);
    } else {
        const type *callee = call->callee->type;
        bool is_known = plan->kind == CALL_VALUE && callee != NULL && callee->kind == TYPE_FN;
        check_throws(c, call->head.span, name, is_known ? callee->fn.errors : NULL,
                     is_known ? callee->fn.error_count : 0);
    }
}
