// SPDX-License-Identifier: MIT
// check_with.c - with and async with: who can be entered, and how it is left.
//
// A context has `enter()`, which gives what `as` binds, and `exit()`, which may take the outcome of
// the block: none, or the error that left it. Something that only has `close()` is itself what is
// bound. The calls are made here, of a hidden variable that holds the context, and are checked and
// lowered like written ones:
//
//     with tag("b") as t { A }       let context = tag("b");  let t = context.enter()
//                                    A, and on every way out: context.exit(outcome)
#include "check/check_expr.h"
#include "check/check_stmt.h"

#include <string.h>

// ---- calls that are not in the source ---------------------------------------------------------

static expr *make_name(checker *c, const symbol *sym, span at)
{
    expr_name *e = arena_new(&c->prog->unit, expr_name);
    e->head.kind = EXPR_NAME;
    e->head.depth = 1;
    e->head.span = at;
    e->name = sym->name;
    return &e->head;
}

static expr_call *make_call(checker *c, const symbol *of, const char *method, span at)
{
    expr_member *m = arena_new(&c->prog->unit, expr_member);
    m->head.kind = EXPR_MEMBER;
    m->head.depth = 2;
    m->head.span = at;
    m->base = make_name(c, of, at);
    m->name = (ast_name){intern_string(&c->prog->names, method), at};
    expr_call *call = arena_new(&c->prog->unit, expr_call);
    call->head.kind = EXPR_CALL;
    call->head.depth = 3;
    call->head.span = at;
    call->callee = &m->head;
    return call;
}

static expr *make_await(checker *c, expr *call)
{
    expr_await *e = arena_new(&c->prog->unit, expr_await);
    e->head.kind = EXPR_AWAIT;
    e->head.depth = 4;
    e->head.span = call->span;
    e->operand = call;
    return &e->head;
}

// A local under a name that no program can write.
static symbol *hidden_local(checker *c, const char *name, type *t, span at)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_LOCAL;
    sym->name = intern_string(&c->prog->names, name);
    sym->span = at;
    sym->type = t;
    sym->fn = c->fn->info;
    sym->module = c->module->name;
    sym->is_var = sym->is_changed = sym->is_used = true;   // a `mut fn` may enter it
    scope_add(&c->scope, sym);
    return sym;
}

// ---- how a value is entered and left -------------------------------------------------------

typedef struct protocol {
    const char *enter;      // NULL: the value itself is bound
    const char *leave;
    bool takes_outcome;
    bool is_async;          // one of the two is awaited
    bool blocks;            // in plain code both are called, and the thread waits
    bool enter_waits, leave_waits;
} protocol;

static bool of_program(checker *c, const type *t, protocol *p, const char **missing)
{
    const symbol *enter = check_member_method(c, t, intern_string(&c->prog->names, "enter"));
    const symbol *leave = check_member_method(c, t, intern_string(&c->prog->names, "exit"));
    *missing = enter == NULL ? "enter" : leave == NULL ? "exit" : NULL;
    if (*missing != NULL || enter->fn == NULL || leave->fn == NULL) return false;
    p->enter = "enter";
    p->leave = "exit";
    p->enter_waits = fn_call_is_async(enter->fn);
    p->leave_waits = fn_call_is_async(leave->fn);
    p->takes_outcome = leave->fn->param_count > 1;
    return true;
}

// Locks, semaphores and conditions: entered by waiting for them.
static bool is_lock(checker *c, const type *t)
{
    return builtin_method(c->prog, t, intern_string(&c->prog->names, "acquire")) != NULL &&
           builtin_method(c->prog, t, intern_string(&c->prog->names, "exit")) != NULL;
}

static bool is_mutex(const type *t)
{
    return t->kind == TYPE_HOLDER && strcmp(t->holder->name, "mutex") == 0;
}

static bool of_runtime(checker *c, const type *t, protocol *p)
{
    bool is_async = false;
    const builtin *found = NULL;
    const char *close = intern_string(&c->prog->names, "close");
    if (t->kind == TYPE_GEN && t->is_context) {
        p->enter = "enter";
        p->leave = "exit";
        p->enter_waits = p->leave_waits = t->is_async;
        p->takes_outcome = true;
        return true;
    }
    const char *exit = intern_string(&c->prog->names, "exit");
    const char *enter = intern_string(&c->prog->names, "enter");
    if (t->kind == TYPE_OPAQUE && builtin_result(c->prog, t, enter, &found, &is_async, NULL) &&
        builtin_result(c->prog, t, exit, &found, &is_async, NULL)) {
        p->enter = "enter";
        p->leave = "exit";
        p->leave_waits = is_async;
        return true;
    }
    if ((t->kind == TYPE_OPAQUE && is_lock(c, t)) || is_mutex(t)) {
        p->enter = "acquire";
        p->leave = "exit";
        p->enter_waits = p->blocks = true;
        return true;
    }
    if (builtin_result(c->prog, t, close, &found, &is_async, NULL) == NULL) return false;
    p->leave = "close";
    p->leave_waits = is_async;
    return true;
}

// `with group() as g`, `with timeout(1s)`: statements of their own here.
static bool is_block_form(checker *c, const expr *e)
{
    static const char *const forms[] = {"group", "timeout", "timeout_at", "shield"};
    if (e->kind != EXPR_CALL) return false;
    const expr *callee = expr_as_const_call(e)->callee;
    if (callee->kind != EXPR_NAME) return false;
    const char *name = expr_as_const_name(callee)->name;
    const symbol *sym = check_name_lookup(c, name);
    if (sym != NULL && sym->kind != SYM_BUILTIN) return false;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(name, forms[i]) == 0) return true;
    }
    return false;
}

static bool find_protocol(checker *c, const expr *value, protocol *p)
{
    const type *t = value->type;
    const char *missing = NULL;
    if (of_program(c, t, p, &missing)) return true;
    if (of_runtime(c, t, p)) return true;
    diag *d = diag_error(c->prog, value->span, E0425, t);
    if (t->kind == TYPE_OPTIONAL) {
        diag_help(c->prog, d, "it may be none: take the value out first");
    } else if ((t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM) && missing != NULL) {
        diag_help(c->prog, d, "%T has no method `%s`", t, missing);
    }
    return false;
}

// ---- the statement -------------------------------------------------------------------------

static expr *checked_call(checker *c, expr_call *call, bool waits)
{
    expr *e = waits ? make_await(c, &call->head) : &call->head;
    check_expr(c, e, NULL);
    return e;
}

// Makes the calls; gives the type of what is bound.
static type *make_calls(checker *c, with_item *item, const protocol *p)
{
    span at = item->value->span;
    type *given = item->value->type;
    uint32_t outer = check_scope_open(c);
    item->manager = hidden_local(c, "(context)", given, at);
    if (p->enter != NULL) {
        item->enter = checked_call(c, make_call(c, item->manager, p->enter, at), p->enter_waits);
        given = item->enter->type;
    }
    expr_call *leave = make_call(c, item->manager, p->leave, at);
    if (p->takes_outcome) {
        item->outcome = hidden_local(c, "(outcome)", type_optional(c->prog, c->error), at);
        call_arg arg = {.value = make_name(c, item->outcome, at)};
        array_push(&c->prog->unit, &leave->args, arg);
    }
    check_cleanup cleanup;
    check_try_cleanup_begin(c, &cleanup, "with");
    item->leave = checked_call(c, leave, p->leave_waits);
    check_try_cleanup_end(c, &cleanup);
    check_scope_close(c, outer);
    return given;
}

// `with v = x { ... }`: v is a task var, and has its old value again after the block.
static void check_variable(checker *c, with_item *item)
{
    expr *e = item->variable;
    type *t = check_expr(c, e, NULL);
    symbol *sym = e->kind == EXPR_NAME     ? expr_as_name(e)->symbol
                  : e->kind == EXPR_MEMBER ? expr_as_member(e)->symbol
                                           : NULL;
    bool is_fit = sym != NULL && sym->kind == SYM_GLOBAL && sym->is_task_var;
    if (!is_fit && !check_fit_is_poison(t)) {
        diag *d = diag_error(c->prog, e->span, E0512);
        if (sym != NULL && sym->span.start != 0) diag_label(c->prog, d, sym->span, "declared here");
        diag_help(c->prog, d, "declare it `task var` in the module, or assign it before the block");
        t = c->poison;
    }
    if (is_fit) sym->is_changed = true;
    check_expr_value(c, item->value, t, "the value of the task var", (span){0, 0});
}

static type *check_item(checker *c, with_item *item, bool is_async, bool *waits)
{
    if (item->variable != NULL) {
        check_variable(c, item);
        return c->unit;
    }
    if (is_block_form(c, item->value)) {
        diag *d = diag_error(c->prog, item->value->span, E0426,
                             "`with` takes a context, and this is a block of its own");
        diag_help(c->prog, d,
                  "write a block: `await group g { ... }` or `await timeout(1s) { ... }`");
        return c->poison;
    }
    type *t = check_expr_any_value(c, item->value, NULL);
    protocol p = {0};
    if (check_fit_is_poison(t) || !find_protocol(c, item->value, &p)) {
        *waits = true;   // nothing is known of it
        return c->poison;
    }
    bool is_plain = c->fn == NULL || !c->fn->info->is_async;
    if (p.blocks && is_plain && !is_async) p.enter_waits = p.leave_waits = false;
    p.is_async = p.enter_waits || p.leave_waits;
    *waits |= p.is_async;
    if (p.is_async && !is_async) {
        diag *d = diag_error(c->prog, item->value->span, E0426,
                             "this context waits where it is entered or left");
        diag_help(c->prog, d, "write `async with`");
        return c->poison;
    }
    return make_calls(c, item, &p);
}

// `async with m as v`: the name stands for the value that lies in the mutex.
static void bind_mutex_value(checker *c, with_item *item, type *t)
{
    check_match_binding(c, item->binding, t->element, true);
    if (item->binding->kind == PATTERN_WILDCARD) return;
    symbol *sym = item->binding->kind == PATTERN_NAME ? pattern_as_name(item->binding)->symbol
                                                      : NULL;
    if (sym != NULL) {
        sym->mutex = item->manager;
        sym->is_changed = sym->is_used = true;
        return;
    }
    diag *d = diag_error(c->prog, item->binding->span, E0347);
    diag_help(c->prog, d, "write `as v`, and take it apart inside");
}

void check_with(checker *c, stmt_with *s, bool *ends)
{
    bool waits = false;
    uint32_t outer = check_scope_open(c);
    for (uint32_t i = 0; i < s->items.count; i++) {
        with_item *item = &s->items.items[i];
        type *given = check_item(c, item, s->is_async, &waits);
        if (item->binding == NULL) continue;
        const type *t = item->value->type;
        if (item->manager != NULL && is_mutex(t)) bind_mutex_value(c, item, item->value->type);
        else check_match_binding(c, item->binding, given, false);
    }
    if (s->is_async && !waits) {
        diag *d = diag_error(c->prog, s->items.items[0].value->span, E0426,
                             "nothing here waits");
        diag_help(c->prog, d, "write `with`");
    }
    check_stmt_block(c, s->body, ends);
    check_scope_close(c, outer);
}
