// SPDX-License-Identifier: MIT
// check_choice.c - if and match as values, and `x ?? return`.
//
// "The last expression of each block is its value, and blocks that leave fit every
// type."  The statements are checked as ever; the end of a block that gives a
// value asks check_choice_block here.
#include "check/check_expr.h"
#include "check/check_stmt.h"

// A block of `around` gives this: the type of all of them becomes wider.
static void join_value(checker *c, check_choice *around, expr *value)
{
    type *t = value->type;
    if (t->kind == TYPE_NEVER) return;
    if (around->type == NULL) {
        around->type = t;
        around->first = value->span;
        return;
    }
    type *joined = check_fit_join(c, around->type, t);
    type *wanted = around->hint;   // of two classes the interface that is asked for
    if (joined == NULL && wanted != NULL && check_fit(c, around->type, wanted) &&
        check_fit(c, t, wanted)) {
        joined = wanted;
    }
    if (joined != NULL) {
        around->type = joined;
        return;
    }
    diag *d = diag_error(c->prog, value->span, E0343, t, around->type);
    diag_label(c->prog, d, around->first, "%T here", around->type);
    around->type = c->poison;
}

// `[]` and `[:]`: as `none`, they say too little when they come first.
static bool is_empty_literal(const expr *e)
{
    if (e->kind == EXPR_LIST) return expr_as_const_list_literal(e)->items.count == 0;
    return e->kind == EXPR_MAP && expr_as_const_map_literal(e)->items.count == 0;
}

void check_choice_block(checker *c, block *b, bool *ends)
{
    check_choice *around = c->fn->choice;
    stmt *last = b->stmts.count > 0 ? b->stmts.items[b->stmts.count - 1] : NULL;
    if (last == NULL || last->kind != STMT_EXPR) {
        span at = {b->span.end - 1, b->span.end};
        if (!c->fn->is_damaged) diag_error(c->prog, at, E0344);
        around->type = c->poison;
        return;
    }
    expr *value = stmt_as_expr(last)->value;
    c->fn->choice = around->outer;
    type *hint = around->hint != NULL ? around->hint : around->type;
    if (hint != NULL && hint->kind == TYPE_NONE) hint = NULL;
    if (hint == NULL && is_empty_literal(value)) {
        value->type = c->none_type;   // until the others have told
        c->fn->choice = around;
        return;
    }
    // `none` alone says too little: the other blocks say of what it is none.
    if (value->kind == EXPR_NONE && check_expr_hint(hint) == NULL) value->type = c->none_type;
    else if (value->kind == EXPR_NONE)
        check_expr_any_value(c, value, type_optional(c->prog, check_expr_hint(hint)));
    else check_expr_any_value(c, value, hint);
    c->fn->choice = around;
    if (value->type->kind == TYPE_NEVER) *ends = true;
    join_value(c, around, value);
}

// A lone `none` gets the type of the whole, an empty literal takes its own from there; t is NULL
// when no block tells one.
static void settle_value(checker *c, block *b, type *t)
{
    if (b->stmts.count == 0) return;
    stmt *last = b->stmts.items[b->stmts.count - 1];
    if (last->kind != STMT_EXPR) return;
    expr *value = stmt_as_expr(last)->value;
    if (value->kind == EXPR_NONE && t != NULL) value->type = t;
    if (value->type == NULL || value->type->kind != TYPE_NONE || !is_empty_literal(value)) return;
    check_expr_any_value(c, value, t);
    if (t == NULL || check_fit_is_poison(value->type) || check_fit(c, value->type, t)) return;
    diag_error(c->prog, value->span, E0343, value->type, t);
}

static void settle_values(checker *c, stmt *choice, type *t)
{
    if (choice->kind == STMT_IF) {
        stmt_if *s = stmt_as_if(choice);
        for (uint32_t i = 0; i < s->arms.count; i++) settle_value(c, s->arms.items[i].body, t);
        settle_value(c, s->else_body, t);
    } else {
        stmt_match *s = stmt_as_match(choice);
        for (uint32_t i = 0; i < s->arms.count; i++) settle_value(c, s->arms.items[i].body, t);
    }
}

type *check_choice_value(checker *c, expr_choice *e, type *hint)
{
    check_choice here = {.outer = c->fn->choice, .hint = hint};
    if (hint != NULL && check_fit_is_poison(hint)) here.hint = NULL;
    bool ends = false;
    c->fn->choice = &here;
    check_stmt(c, e->choice, &ends);
    c->fn->choice = here.outer;
    if (here.type == NULL) {
        settle_values(c, e->choice, NULL);
        return ends ? c->never : c->poison;
    }
    if (here.type->kind == TYPE_NONE) {
        diag_error(c->prog, e->head.span, E0303);
        return c->poison;
    }
    settle_values(c, e->choice, here.type);
    return here.type;
}

type *check_choice_leave(checker *c, expr_leave *e)
{
    bool ends = false;
    check_stmt(c, e->leave, &ends);
    return c->never;
}
