// SPDX-License-Identifier: MIT
// check_try.c - try, catch, else, finally, throw.
//
// The types of the catch clauses are worked out before the block is checked, so
// that each place in it that can throw finds out at once who takes the error
// (check_throws.c).
#include <string.h>

#include "check/check_narrow.h"
#include "check/check_stmt.h"

// ---- cleanup -------------------------------------------------------------------

void check_try_cleanup_begin(checker *c, check_cleanup *cleanup, const char *what)
{
    cleanup->barrier = (check_loop){.outer = c->fn->loops, .barrier = what};
    cleanup->outer = c->fn->cleanup;
    cleanup->facts_hidden = check_narrow_hide(c);
    c->fn->loops = &cleanup->barrier;
    c->fn->cleanup = what;
}

void check_try_cleanup_end(checker *c, const check_cleanup *cleanup)
{
    c->fn->loops = cleanup->barrier.outer;
    c->fn->cleanup = cleanup->outer;
    check_narrow_show(c, cleanup->facts_hidden);
}

// ---- the clauses -----------------------------------------------------------------

// A lone name in `catch X {}` is a type when it names one, else a variable.
static void settle_name(checker *c, catch_clause *clause)
{
    if (clause->name.text == NULL || clause->written != NULL || clause->is_cancelled) return;
    const symbol *sym = map_find(&c->module->names, clause->name.text);
    if (sym == NULL) sym = map_find(&c->prelude, clause->name.text);
    if (sym == NULL || sym->kind != SYM_TYPE) return;
    type_expr_name *named = arena_new(&c->prog->unit, type_expr_name);
    named->head.kind = TEXPR_NAME;
    named->head.depth = 1;
    named->head.span = clause->name.span;
    named->name = clause->name.text;
    clause->written = &named->head;
    clause->name = (ast_name){NULL, {0, 0}};
}

static bool is_cancelled_type(const type_expr *written)
{
    if (written == NULL || written->kind != TEXPR_NAME) return false;
    return strcmp(type_expr_as_const_name(written)->name, "Cancelled") == 0;
}

static void settle_clause(checker *c, catch_clause *clause)
{
    settle_name(c, clause);
    if (is_cancelled_type(clause->written)) {
        clause->is_cancelled = true;
        clause->written->type = c->poison;
        if (clause->name.text != NULL) {
            diag *d = diag_error(c->prog, clause->name.span, E0208, clause->name.text,
                                 "a cancellation is not an error and has no value");
            diag_help(c->prog, d, "write `catch Cancelled { ... }`");
        }
        return;
    }
    if (clause->written == NULL) return;
    type *t = check_type(c, clause->written);
    if (t->kind == TYPE_ERROR || check_fit_is_poison(t)) return;
    diag_error(c->prog, clause->written->span, E0605, t);
    clause->written->type = c->poison;
}

static type *taken_type(checker *c, const catch_clause *clause)
{
    return clause->written != NULL ? clause->written->type : c->error;
}

// "Catch clauses are tried in order."
static void check_order(checker *c, const stmt_try *s, check_try *tried)
{
    for (uint32_t i = 1; i < s->catches.count; i++) {
        const catch_clause *later = &s->catches.items[i];
        for (uint32_t k = 0; k < i; k++) {
            const catch_clause *earlier = &s->catches.items[k];
            if (earlier->is_cancelled != later->is_cancelled) continue;
            bool is_known = !check_fit_is_poison(taken_type(c, later)) &&
                            !check_fit_is_poison(taken_type(c, earlier));
            if (!later->is_cancelled && !is_known) continue;
            if (!later->is_cancelled &&
                !type_error_is(taken_type(c, later), taken_type(c, earlier))) {
                continue;
            }
            diag *d = diag_error(c->prog, later->span, E0604);
            diag_label(c->prog, d, earlier->span, "catches everything that this one would");
            tried->is_useful[i] = true;   // it is reported
            break;
        }
    }
}

static void warn_useless(checker *c, const stmt_try *s, const check_try *tried)
{
    for (uint32_t i = 0; i < s->catches.count; i++) {
        const catch_clause *clause = &s->catches.items[i];
        if (clause->is_cancelled || tried->is_useful[i]) continue;
        span at = clause->written != NULL     ? clause->written->span
                  : clause->name.text != NULL ? clause->name.span
                                              : (span){clause->span.start, clause->span.start + 5};
        type *t = taken_type(c, clause);
        if (!check_fit_is_poison(t)) diag_error(c->prog, at, W0601, t);
    }
}

static void check_clause(checker *c, catch_clause *clause, const check_thrown *thrown, bool *ends)
{
    uint32_t outer = check_scope_open(c);
    check_catch here = {.outer = c->fn->catches, .clause = clause, .thrown = thrown};
    c->fn->catches = &here;
    bool has_name = clause->name.text != NULL && strcmp(clause->name.text, "_") != 0;
    bool is_word = clause->is_cancelled && clause->name.text != NULL &&
                   strcmp(clause->name.text, "Cancelled") == 0;
    if (has_name && !is_word) {
        type *t = clause->is_cancelled ? c->poison : taken_type(c, clause);
        clause->symbol = check_scope_new_local(c, clause->name, t, false);
        clause->symbol->is_used = clause->symbol->is_fixed = true;
    }
    uint32_t hidden = check_narrow_hide(c);   // the try block may have assigned them
    check_stmt_block_here(c, clause->body, ends);
    check_narrow_show(c, hidden);
    c->fn->catches = here.outer;
    check_scope_close(c, outer);
}

void check_try_stmt(checker *c, stmt_try *s, bool *ends)
{
    for (uint32_t i = 0; i < s->catches.count; i++) settle_clause(c, &s->catches.items[i]);

    check_try tried = {.outer = c->fn->tries, .source = s};
    tried.is_useful = arena_new_array(&c->prog->unit, bool, s->catches.count);
    check_order(c, s, &tried);
    uint32_t errors_before = diag_mistakes(c->prog);
    bool body_ends = false;
    c->fn->tries = &tried;
    check_stmt_block(c, s->body, &body_ends);
    c->fn->tries = tried.outer;
    s->takes_all = !tried.leaks;
    if (diag_mistakes(c->prog) == errors_before && !c->fn->is_damaged) warn_useless(c, s, &tried);

    bool all_end = true;
    for (uint32_t i = 0; i < s->catches.count; i++) {
        bool clause_ends = false;
        check_clause(c, &s->catches.items[i], &tried.thrown, &clause_ends);
        all_end = all_end && clause_ends;
    }
    if (s->else_body != NULL) {
        bool else_ends = false;
        check_stmt_block(c, s->else_body, &else_ends);
        body_ends = body_ends || else_ends;
    }
    all_end = all_end && body_ends;
    if (s->finally_body != NULL) {
        bool finally_ends = false;
        check_cleanup cleanup;
        check_try_cleanup_begin(c, &cleanup, "finally");
        check_stmt_block(c, s->finally_body, &finally_ends);
        check_try_cleanup_end(c, &cleanup);
        all_end = all_end || finally_ends;
    }
    if (all_end) *ends = true;
}

// ---- throw ----------------------------------------------------------------------

// A bare `throw`: what the try block was seen to throw, as far as the clause
// takes it.
static void check_rethrow(checker *c, const stmt_throw *s)
{
    const check_catch *around = c->fn->catches;
    if (around == NULL) {
        diag *d = diag_error(c->prog, s->head.span, E0603);
        diag_help(c->prog, d, "throw a value: `throw Failed(...)`");
        return;
    }
    if (around->clause->is_cancelled) return;   // the cancellation goes on, no error
    type *taken = taken_type(c, around->clause);
    if (check_fit_is_poison(taken)) return;
    const check_thrown *thrown = around->thrown;
    if (thrown->any || thrown->count == 0) {
        check_throws(c, s->head.span, "throw", &taken, 1);
        return;
    }
    for (uint32_t i = 0; i < thrown->count; i++) {
        type *t = thrown->types[i];
        if (type_error_is(t, taken)) check_throws(c, s->head.span, "throw", &t, 1);
        else if (type_error_is(taken, t)) check_throws(c, s->head.span, "throw", &taken, 1);
    }
}

void check_try_throw(checker *c, stmt_throw *s, bool *ends)
{
    *ends = true;
    if (s->value == NULL) {
        check_rethrow(c, s);
        return;
    }
    type *t = check_expr_any_value(c, s->value, NULL);
    if (check_fit_is_poison(t)) return;
    if (t->kind != TYPE_ERROR) {
        diag *d = diag_error(c->prog, s->value->span, E0602, t);
        if (t->kind == TYPE_STR) {
            diag_help(c->prog, d,
                      "declare `error Failed(message: str)`, and `throw Failed(message: x)`");
        }
        return;
    }
    check_throws(c, s->head.span, "throw", &t, 1);
}
