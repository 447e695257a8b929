// SPDX-License-Identifier: MIT
// check_async.c - await, spawn, and the concurrent forms.
//
// "An async call that is neither awaited nor spawned does not compile" (S15).
// "Every suspension is visible": each form says await, and only async functions
// can say it (S56 is the grammar's).
#include <string.h>

#include "check/check_expr.h"
#include "check/check_stmt.h"

// ---- await ---------------------------------------------------------------------

// `awaited`: what is awaited there, or NULL.
static void check_is_async(checker *c, span at, const char *what, const expr *awaited)
{
    check_fn *fn = c->fn;
    if (fn->info->is_async || fn->is_await_reported) return;
    fn->is_await_reported = true;   // the rest would say the same
    diag *d = diag_error(c->prog, at, E0502, what);
    if (fn->is_initialiser || fn->info->span.start == 0) return;
    diag_label(c->prog, d, fn->info->span, "not async");
    if (fn->wants_plain && awaited != NULL && awaited->kind == EXPR_CALL)
        diag_help(c->prog, d, "a plain function is called here; it can start a task: `spawn %R`",
                  awaited->span);
    else if (fn->wants_plain)
        diag_help(c->prog, d, "a plain function is called here; it can start a task with `spawn`");
    else if (fn->info->is_closure) diag_help(c->prog, d, "write `async fn(...) => ...`");
    else diag_help(c->prog, d, "write `async fn %s(...)`", fn->info->name);
}

void check_async_can_wait(checker *c, span at, const char *what)
{
    c->fn->info->waits = true;
    check_is_async(c, at, what, NULL);
}

// As it was written, also where a method of a built-in type is a function of std/methods.sley.
static const char *callee_name(const expr_call *call)
{
    const call_plan *plan = call->plan;
    const expr *callee = call->callee;
    if (callee->kind == EXPR_MEMBER) return expr_as_const_member(callee)->name.text;
    if (plan != NULL && plan->target != NULL) return plan->target->name;
    if (plan != NULL && plan->builtin != NULL) return plan->builtin->name;
    if (callee->kind == EXPR_NAME) return expr_as_const_name(callee)->name;
    return "this function";
}

void check_async_not_awaited(checker *c, expr_call *call)
{
    const char *name = callee_name(call);
    const symbol *target = call->plan != NULL ? call->plan->target : NULL;
    diag *d = diag_error(c->prog, call->head.span, E0501, name);
    if (target != NULL && target->span.start != 0) {
        diag_label(c->prog, d, target->span, "declared async here");
    }
    if (c->wants_tasks) {
        diag_help(c->prog, d, "wait takes tasks, which it returns: `spawn %R`", call->head.span);
        return;
    }
    bool can_wait = c->fn != NULL && c->fn->info->is_async;
    diag_help(c->prog, d, "`await %R(...)` runs it here, to its end%s", call->callee->span,
              can_wait ? "" : " (in an async function)");
    diag_help(c->prog, d, "`spawn %R(...)` starts a task", call->callee->span);
}

static type *not_awaitable(checker *c, expr *e, const type *t, bool is_call)
{
    diag *d = diag_error(c->prog, e->span, E0503, t);
    if (is_call) {
        diag_help(c->prog, d, "%N is a plain function: leave out `await`",
                  callee_name(expr_as_call(e)));
    } else if (t->kind == TYPE_FN && t->fn.is_async) {
        diag_help(c->prog, d, "call it: `await %R()`", e->span);
    } else if (t->kind == TYPE_CHAN) {
        diag_help(c->prog, d, "to receive a value from it: `await %R.recv()`", e->span);
    } else if (t->kind == TYPE_LIST && (t->element->kind == TYPE_TASK ||
                                        t->element->kind == TYPE_FUTURE)) {
        diag_help(c->prog, d, "to wait for all of them: `await gather(%R)`", e->span);
    }
    return check_fit_poison(c, e);
}

// An async call, which starts a task where it stands.
static bool is_started(const expr *e)
{
    if (e->kind != EXPR_CALL) return false;
    const call_plan *plan = expr_as_const_call(e)->plan;
    return plan != NULL && plan->is_async;
}

bool check_async_awaited_throws(const expr *e)
{
    if (is_started(e)) return expr_as_const_call(e)->plan->can_throw;
    return e->type->kind != TYPE_TASK || e->type->throws;
}

// `await x` of what has `async fn wait() -> T` is `await x.wait()`.
static bool make_wait(checker *c, expr_await *e, const type *t)
{
    const char *name = intern_string(&c->prog->names, "wait");
    const symbol *method = check_member_method(c, t, name);
    if (method == NULL || method->fn == NULL || !fn_call_is_async(method->fn)) return false;
    if (method->fn->param_count > 1) return false;
    span at = e->operand->span;
    expr_member *m = arena_new(&c->prog->unit, expr_member);
    m->head = (expr){.kind = EXPR_MEMBER, .span = at, .depth = e->operand->depth};
    m->base = e->operand;
    m->name = (ast_name){name, at};
    m->is_wait = true;
    expr_call *call = arena_new(&c->prog->unit, expr_call);
    call->head = (expr){.kind = EXPR_CALL, .span = at, .depth = e->operand->depth};
    call->callee = &m->head;
    e->operand = &call->head;
    return true;
}

type *check_async_await(checker *c, expr_await *e, type *hint)
{
    check_is_async(c, (span){e->head.span.start, e->head.span.start + 5}, "await",
                   e->operand);
    expr *operand = e->operand;
    bool is_call = operand->kind == EXPR_CALL;
    type *t = is_call ? check_call(c, expr_as_call(operand), hint, USE_AWAIT)
                      : check_expr_any_value(c, operand, NULL);
    operand->type = t;
    if (check_fit_is_poison(t)) return t;
    bool has_plan = is_call && expr_as_call(operand)->plan != NULL;
    if (has_plan && expr_as_call(operand)->plan->is_async) {
        const expr_call *call = expr_as_call(operand);
        e->can_throw = call->plan->can_throw;
        check_throws_call(c, call);
        return t;
    }
    if (t->kind != TYPE_TASK && t->kind != TYPE_FUTURE) {
        if (make_wait(c, e, t)) return check_async_await(c, e, hint);
        return not_awaitable(c, operand, t, is_call);
    }
    c->fn->info->waits = true;
    e->can_throw = check_async_awaited_throws(operand);
    if (e->can_throw) check_throws(c, e->head.span, "the awaited task", NULL, 0);
    return t->element;
}

// ---- spawn ------------------------------------------------------------------------

static symbol *group_symbol(checker *c, expr *e)
{
    if (e->kind != EXPR_NAME) return NULL;
    symbol *sym = check_name_lookup(c, expr_as_name(e)->name);
    bool is_own = sym != NULL && sym->kind == SYM_LOCAL && sym->fn == c->fn->info;
    return is_own && sym->type->kind == TYPE_GROUP ? sym : NULL;
}

// The group that the task goes to, when it is one of this function: it has to
// know what can fail.  Naming it after `in` does not let it escape.
static check_group *spawn_group(checker *c, expr_spawn *e)
{
    if (e->in == NULL) return c->fn->groups;
    symbol *sym = group_symbol(c, e->in);
    if (sym == NULL) {
        type *t = check_expr_any_value(c, e->in, NULL);
        if (t->kind != TYPE_GROUP && !check_fit_is_poison(t)) {
            diag_error(c->prog, e->in->span, E0508, t);
        }
        return NULL;
    }
    expr_as_name(e->in)->symbol = sym;
    e->in->type = sym->type;
    for (check_group *group = c->fn->groups; group != NULL; group = group->outer) {
        if (group->symbol == sym) return group;
    }
    return NULL;
}

static const char *kind_of_value(const expr *e)
{
    switch ((int)e->kind) {
    case EXPR_NAME:
    case EXPR_MEMBER:
        return "a name without a call";
    case EXPR_CLOSURE:
        return "a closure";
    case EXPR_AWAIT:
        return "an await";
    case EXPR_SPAWN:
        return "another spawn";
    default:
        return "a value";
    }
}

static type *spawn_what(checker *c, expr_spawn *e)
{
    if (e->call->kind != EXPR_CALL) {
        const type *t = check_expr(c, e->call, NULL);
        if (check_fit_is_poison(t)) return NULL;
        diag *d = diag_error(c->prog, e->call->span, E0504, kind_of_value(e->call));
        if (t->kind == TYPE_FN && t->fn.is_async) diag_help(c->prog, d, "call it: `spawn %R()`",
                                                            e->call->span);
        return NULL;
    }
    expr_call *call = expr_as_call(e->call);
    type *t = check_call(c, call, NULL, USE_SPAWN);
    e->call->type = t;
    if (check_fit_is_poison(t)) return NULL;
    if (call->plan != NULL && call->plan->is_async) return t;
    diag *d = diag_error(c->prog, e->call->span, E0504, "the call of a plain function");
    diag_help(c->prog, d, "call `%s` without spawn, or declare it `async fn`", callee_name(call));
    return NULL;
}

type *check_async_spawn(checker *c, expr_spawn *e, type *hint)
{
    (void)hint;
    const type *where = e->on != NULL ? check_cross_target(c, e->on) : NULL;
    type *result = where != NULL ? check_cross_call(c, where, e->call) : spawn_what(c, e);
    if (e->as != NULL) check_expr_value(c, e->as, c->string, "the name of a task", (span){0, 0});
    check_group *group = spawn_group(c, e);
    if (result == NULL) return c->poison;
    if (group != NULL && expr_as_call(e->call)->plan->can_throw) group->can_throw = true;
    return type_task(c->prog, result, expr_as_call(e->call)->plan->can_throw);
}

static bool is_awaitable(const expr *e, const type *t)
{
    return is_started(e) || t->kind == TYPE_TASK || t->kind == TYPE_FUTURE;
}

type *check_async_awaitable_arg(checker *c, expr *e, type *hint)
{
    bool is_call = e->kind == EXPR_CALL;
    type *t = is_call ? check_call(c, expr_as_call(e), hint, USE_SPAWN)
                      : check_expr_any_value(c, e, NULL);
    e->type = t;
    if (check_fit_is_poison(t)) return t;
    if (is_started(e)) return t;
    if (is_awaitable(e, t)) return t->element;
    return not_awaitable(c, e, t, is_call);
}

// ---- group, timeout, shield -----------------------------------------------------------

static span first_word(const stmt *s, const char *word)
{
    return (span){s->span.start, s->span.start + (uint32_t)strlen(word)};
}

// All these forms can give way: they are awaited, in an async function.
static void check_awaited_form(checker *c, const stmt *s, bool is_awaited, const char *word)
{
    if (!is_awaited) {
        diag *d = diag_error(c->prog, first_word(s, word), E0506, word);
        diag_help(c->prog, d, "write `await %s ...`", word);
        c->fn->info->waits = true;
        return;   // one report: whether the function is async comes next
    }
    check_async_can_wait(c, first_word(s, is_awaited ? "await" : word), word);
}

// A block that belongs to the task that runs it: a generator cannot leave it by a yield.
static void check_held_block(checker *c, block *body, const char *what, bool *ends)
{
    const char *outer = c->fn->holds;
    c->fn->holds = what;
    check_stmt_block(c, body, ends);
    c->fn->holds = outer;
}

static void check_group_stmt(checker *c, stmt_group *s, bool *ends)
{
    check_awaited_form(c, &s->head, s->is_awaited, "group");
    uint32_t outer = check_scope_open(c);
    check_group group = {.outer = c->fn->groups};
    if (s->name.text != NULL && strcmp(s->name.text, "_") != 0) {
        s->symbol = check_scope_new_local(c, s->name, c->group, false);
        s->symbol->is_fixed = true;
        group.symbol = s->symbol;
    }
    c->fn->groups = &group;
    check_held_block(c, s->body, "group", ends);
    c->fn->groups = group.outer;
    // a function that was given the group may spawn what fails
    s->can_throw = group.can_throw || (group.symbol != NULL && group.symbol->is_used);
    if (s->symbol != NULL) s->symbol->is_used = true;
    check_scope_close(c, outer);
    if (s->can_throw) check_throws(c, first_word(&s->head, "await group"), "group", NULL, 0);
}

static void check_timeout_stmt(checker *c, stmt_timeout *s, bool *ends)
{
    const char *word = s->is_at ? "timeout_at" : "timeout";
    check_awaited_form(c, &s->head, s->is_awaited, word);
    check_expr_value(c, s->limit, s->is_at ? c->instant : c->duration, "the limit", (span){0, 0});
    check_held_block(c, s->body, word, ends);
    type *timeout = check_prelude_type(c, "Timeout");
    check_throws(c, span_to(first_word(&s->head, "await"), s->limit->span), word, &timeout, 1);
}

static void check_shield_stmt(checker *c, stmt_shield *s, bool *ends)
{
    check_awaited_form(c, &s->head, s->is_awaited, "shield");
    check_held_block(c, s->body, "shield", ends);
}

// ---- race and select -------------------------------------------------------------------

// The body of an arm, with the name that the arm binds.
static void check_arm(checker *c, select_arm *arm, type *given, bool *all_end)
{
    bool ends = false;
    uint32_t outer = check_scope_open(c);
    if (arm->binding != NULL && given->kind == TYPE_UNIT) {
        diag_error(c->prog, arm->binding->span, E0302, "the result of this arm");
        given = c->poison;
    }
    if (arm->binding != NULL) check_match_binding(c, arm->binding, given, arm->is_var);
    check_stmt_block(c, arm->body, &ends);
    check_scope_close(c, outer);
    *all_end = *all_end && ends;
}

static type *race_operation(checker *c, select_arm *arm)
{
    expr *e = arm->operation;
    if (arm->kind != ARM_OPERATION || e == NULL) {
        diag_error(c->prog, arm->span, E0509, "`after`, `at` or `default`");
        if (e != NULL) check_expr(c, e, NULL);
        return c->poison;
    }
    if (e->kind == EXPR_AWAIT) {
        diag *d = diag_error(c->prog, e->span, E0509, "an await");
        diag_help(c->prog, d, "leave out `await`: race starts the call itself");
        e = arm->operation = expr_as_await(e)->operand;
    }
    bool is_call = e->kind == EXPR_CALL;
    type *t = is_call ? check_call(c, expr_as_call(e), NULL, USE_SPAWN)
                      : check_expr_any_value(c, e, NULL);
    e->type = t;
    if (check_fit_is_poison(t)) return t;
    if (!is_awaitable(e, t)) {
        diag *d = diag_error(c->prog, e->span, E0509,
                             is_call ? "a call of a plain function" : "a value");
        if (is_call) diag_help(c->prog, d, "%N does not suspend: call it before or after the race",
                               callee_name(expr_as_call(e)));
        return check_fit_poison(c, e);
    }
    if (!is_started(e)) t = t->element;
    if (is_started(e)) {
        check_throws_call(c, expr_as_call(e));
    } else if (check_async_awaited_throws(e)) {
        check_throws(c, e->span, "the awaited task", NULL, 0);
    }
    return t;
}

// ORDER SLEY_SELECT_MAX (runtime/include/sley/wait.h)
enum { MOST_ARMS = 4096 };

static void check_arm_count(checker *c, span at, const char *what, uint32_t count)
{
    if (count > MOST_ARMS) diag_error(c->prog, at, E0511, what);
}

static void check_race(checker *c, stmt_race *s, bool *ends)
{
    check_awaited_form(c, &s->head, s->is_awaited, "race");
    check_arm_count(c, first_word(&s->head, "race"), "race", s->arms.count);
    type **given = arena_new_array(&c->prog->unit, type *, s->arms.count);
    for (uint32_t i = 0; i < s->arms.count; i++) {
        select_arm *arm = &s->arms.items[i];
        given[i] = race_operation(c, arm);
        if (arm->guard != NULL) check_expr_condition(c, arm->guard);
    }
    bool all_end = s->arms.count > 0;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        check_arm(c, &s->arms.items[i], given[i], &all_end);
    }
    if (all_end) *ends = true;
}

// "An arm is an operation that either happened or did not."
static bool is_one_shot(const call_plan *plan)
{
    if (plan == NULL || plan->kind != CALL_BUILTIN) return false;
    return (plan->builtin->flags & B_CONSUMER) != 0 || plan->builtin->id == BI_JOIN ||
           plan->builtin->id == BI_WAIT_FUTURE || plan->builtin->id == BI_SEND ||
           plan->builtin->id == BI_RECV;
}

static void refuse_operation(checker *c, const expr *e, const type *t)
{
    diag *d = diag_error(c->prog, e->span, E0505);
    if (e->kind == EXPR_AWAIT) {
        diag_help(c->prog, d, "leave out `await`: select waits for all arms");
    } else if (t->kind == TYPE_TASK) {
        diag_help(c->prog, d, "to wait for a task: `%R.join()`", e->span);
    } else if (t->kind == TYPE_FUTURE) {
        diag_help(c->prog, d, "to wait for a future: `%R.wait()`", e->span);
    } else {
        diag_help(c->prog, d, "`await race { case let x = %R { ... } ... }` takes any async call "
                  "and cancels the losers", e->span);
    }
}

static type *select_operation(checker *c, select_arm *arm)
{
    expr *e = arm->operation;
    if (arm->kind == ARM_DEFAULT) return c->unit;
    if (arm->kind == ARM_AFTER) {
        check_expr_value(c, e, c->duration, "the time of `after`", (span){0, 0});
        return c->unit;
    }
    if (arm->kind == ARM_AT) {
        check_expr_value(c, e, c->instant, "the time of `at`", (span){0, 0});
        return c->unit;
    }
    bool is_await = e->kind == EXPR_AWAIT;
    expr *inner = is_await ? expr_as_await(e)->operand : e;
    bool is_call = inner->kind == EXPR_CALL;
    type *t = is_call ? check_call(c, expr_as_call(inner), NULL, USE_SPAWN)
                      : check_expr_any_value(c, inner, NULL);
    inner->type = t;
    e->type = t;
    if (check_fit_is_poison(t)) return t;
    if (is_await || !is_call || !is_one_shot(expr_as_call(inner)->plan)) {
        refuse_operation(c, e, t);
        return c->poison;
    }
    check_throws_call(c, expr_as_call(inner));
    return t;
}

static void check_defaults(checker *c, const stmt_select *s)
{
    const select_arm *first = NULL;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const select_arm *arm = &s->arms.items[i];
        if (arm->kind != ARM_DEFAULT) continue;
        span at = {arm->span.start, arm->span.start + 7};
        if (first != NULL) {
            diag *d = diag_error(c->prog, at, E0507, "second default arm");
            diag_label(c->prog, d, first->span, "first default arm");
        } else if (s->is_awaited) {
            diag *d = diag_error(c->prog, first_word(&s->head, "await"), E0507,
                                 "a select with a default arm never waits");
            diag_label(c->prog, d, at, "runs when no other arm is ready");
            diag_help(c->prog, d, "leave out `await`, or the default arm");
        }
        if (first == NULL) first = arm;
    }
    if (first != NULL) return;
    if (!s->is_awaited && (c->fn == NULL || !c->fn->info->is_async)) return;   // the thread waits
    if (!s->is_awaited) {
        diag *d = diag_error(c->prog, first_word(&s->head, "select"), E0506, "select");
        diag_help(c->prog, d, "write `await select { ... }`, or add `default { ... }`");
    }
    check_async_can_wait(c, first_word(&s->head, s->is_awaited ? "await" : "select"), "select");
}

static void check_select(checker *c, stmt_select *s, bool *ends)
{
    check_defaults(c, s);
    check_arm_count(c, first_word(&s->head, "select"), "select", s->arms.count);
    type **given = arena_new_array(&c->prog->unit, type *, s->arms.count);
    for (uint32_t i = 0; i < s->arms.count; i++) {
        select_arm *arm = &s->arms.items[i];
        given[i] = select_operation(c, arm);
        if (arm->guard != NULL) check_expr_condition(c, arm->guard);
    }
    bool all_end = s->arms.count > 0;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        check_arm(c, &s->arms.items[i], given[i], &all_end);
    }
    if (all_end) *ends = true;
}

void check_async_stmt(checker *c, stmt *s, bool *ends)
{
    switch ((int)s->kind) {
    case STMT_GROUP:
        check_group_stmt(c, stmt_as_group(s), ends);
        break;
    case STMT_TIMEOUT:
        check_timeout_stmt(c, stmt_as_timeout(s), ends);
        break;
    case STMT_SHIELD:
        check_shield_stmt(c, stmt_as_shield(s), ends);
        break;
    case STMT_RACE:
        check_race(c, stmt_as_race(s), ends);
        break;
    default:
        check_select(c, stmt_as_select(s), ends);
        break;
    }
}
