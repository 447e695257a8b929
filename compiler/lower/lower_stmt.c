// SPDX-License-Identifier: MIT
// lower_stmt.c - blocks and plain statements.
//
// A block with variables becomes a scope; one without leaves its nodes in the
// sequence around.  What stands after a statement that never goes on is left
// out.  A `defer` takes the rest of its block into a cleanup scope:
//
//     a(); defer b(); c()       a   cleanup scope { c } cleanup { b }

#include <assert.h>

#include "lower/lower_fn.h"

// ---- blocks -------------------------------------------------------------------------

// A defer whose rest of the block is being lowered.
typedef struct open_defer {
    struct open_defer *outer;
    ir_node *node;          // the cleanup scope
    ir_node *around;        // the sequence in which it stands
    lower_scope rest;
} open_defer;

static open_defer *begin_defer(lower *l, const stmt_defer *s, open_defer *outer)
{
    open_defer *d = arena_new(&l->prog->scratch, open_defer);
    d->outer = outer;
    d->node = ir_node_new(l->prog, NODE_SCOPE, s->head.span);
    d->node->scope.kind = SCOPE_CLEANUP;
    d->node->scope.cleanup = lower_clean_up(l, s->body);
    lower_add(l, d->node);
    d->around = lower_seq_open(l, s->head.span);
    lower_scope_open(l, &d->rest, s->head.span);
    d->rest.is_region = true;
    return d;
}

static void end_defer(lower *l, open_defer *d)
{
    lower_scope_close(l, &d->rest);
    d->node->scope.body = lower_seq_close(l, d->around, true);
}

// The last expression of a block of an EXPR_CHOICE.
static void lower_block_value(lower *l, const stmt_expr *s)
{
    lower_choice *here = l->fn->choices;
    span at = s->head.span;
    lower_mark(l, at);
    l->fn->choices = here->outer;
    if (s->value->type->kind == TYPE_NEVER) lower_expr_effect(l, s->value);
    else if (here->var == NULL) lower_stmt_return(l, s->value, at);
    else if (s->value->kind == EXPR_CHOICE)
        lower_stmt_choice_into(l, expr_as_choice(s->value), here->var);
    else lower_set(l, here->var, lower_expr_to(l, s->value, here->var->type), at);
    l->fn->choices = here;
}

void lower_stmt_choice_into(lower *l, const expr_choice *e, ir_var *var)
{
    lower_choice here = {.outer = l->fn->choices, .var = var};
    l->fn->choices = &here;
    if (e->choice->kind == STMT_IF) lower_stmt_if(l, stmt_as_if(e->choice));
    else lower_match(l, stmt_as_match(e->choice));
    l->fn->choices = here.outer;
}

void lower_stmt_list(lower *l, const block *b)
{
    open_defer *defers = NULL;
    for (uint32_t i = 0; i < b->stmts.count; i++) {
        stmt *s = b->stmts.items[i];
        if (s->kind == STMT_DEFER) {
            defers = begin_defer(l, stmt_as_defer(s), defers);
            continue;
        }
        bool is_value = b->gives_value && i + 1 == b->stmts.count && s->kind == STMT_EXPR;
        if (is_value) lower_block_value(l, stmt_as_expr(s));
        else lower_stmt(l, s);
        if (ir_ends(l->seq)) break;
    }
    for (; defers != NULL; defers = defers->outer) end_defer(l, defers);
}

void lower_stmt_block(lower *l, const block *b)
{
    lower_scope inner;
    lower_scope_open(l, &inner, b->span);
    lower_stmt_list(l, b);
    lower_scope_close(l, &inner);
}

// ---- if -----------------------------------------------------------------------------

// One arm and what follows it, inside the else of the arm before.  At a depth
// of LOWER_CHAIN the rest is left for later: `more` is set and the index of the
// first arm that is left is returned.
static uint32_t if_arms(lower *l, const stmt_if *s, uint32_t i, uint32_t depth, ir_var *more)
{
    const if_arm *arm = &s->arms.items[i];
    span at = arm->test.value->span;
    ir_node *outer = lower_seq_open(l, at);
    ir_value cond;
    ir_value subject = ir_nothing();
    if (arm->test.binding != NULL) {
        subject = lower_expr_to(l, arm->test.value, arm->test.value->type);
        subject = lower_subject(l, subject, "opt", at);
        cond = lower_match_test_let(l, arm->test.binding, subject, at);
    } else {
        cond = lower_expr_to(l, arm->test.value, l->boolean);
    }
    ir_node *node = lower_if(l, lower_seq_close(l, outer, false), cond, arm->span);
    outer = lower_seq_open(l, arm->span);
    lower_scope inner;
    lower_scope_open(l, &inner, arm->span);
    if (arm->test.binding != NULL) lower_match_bind(l, arm->test.binding, subject);
    lower_stmt_list(l, arm->body);
    lower_scope_close(l, &inner);
    node->branch.then_body = lower_seq_close(l, outer, true);

    uint32_t next = i + 1;
    if (next == s->arms.count && s->else_body == NULL) return next;
    outer = lower_seq_open(l, s->head.span);
    lower_scope_open(l, &inner, s->head.span);
    if (next == s->arms.count) {
        lower_stmt_list(l, s->else_body);
    } else if (depth < LOWER_CHAIN) {
        next = if_arms(l, s, next, depth + 1, more);
    } else {
        lower_flag(l, more, true, at);
    }
    lower_scope_close(l, &inner);
    node->branch.else_body = lower_seq_close(l, outer, false);
    return next;
}

void lower_stmt_if(lower *l, stmt_if *s)
{
    lower_scope around;
    lower_scope_open(l, &around, s->head.span);
    ir_var *more = NULL;
    if (s->arms.count > LOWER_CHAIN) {
        more = lower_hidden(l, "more", l->boolean, s->head.span);
        lower_flag(l, more, false, s->head.span);
    }
    uint32_t next = if_arms(l, s, 0, 1, more);
    while (next < s->arms.count) {
        ir_node *node = lower_if(l, NULL, ir_walk_var_value(more), s->head.span);
        ir_node *outer = lower_seq_open(l, s->head.span);
        lower_flag(l, more, false, s->head.span);
        lower_scope inner;
        lower_scope_open(l, &inner, s->head.span);
        next = if_arms(l, s, next, 1, more);
        lower_scope_close(l, &inner);
        node->branch.then_body = lower_seq_close(l, outer, true);
    }
    lower_scope_close(l, &around);
}

// ---- plain statements ---------------------------------------------------------------

// if not some(x) { else }   v = x.value
static void lower_let_else(lower *l, stmt_let *s)
{
    span at = s->init->span;
    ir_value subject = lower_subject(l, lower_expr_to(l, s->init, s->init->type), "opt", at);
    ir_node *outer = lower_seq_open(l, at);
    ir_value test = lower_match_test_let(l, s->target, subject, at);
    test = lower_unary(l, IROP_NOT, test, at);
    ir_node *node = lower_if(l, lower_seq_close(l, outer, false), test, s->else_body->span);
    outer = lower_seq_open(l, s->else_body->span);
    lower_stmt_block(l, s->else_body);
    node->branch.then_body = lower_seq_close(l, outer, true);
    if (s->target->kind != PATTERN_WILDCARD) lower_match_bind(l, s->target, subject);
}

static void lower_let(lower *l, stmt_let *s)
{
    type *t = s->target->type;
    if (s->else_body != NULL) {
        lower_let_else(l, s);
    } else if (s->init == NULL) {
        lower_match_bind(l, s->target, ir_none_value(l->prog, t));
    } else if (s->target->kind == PATTERN_WILDCARD) {
        lower_expr_effect(l, s->init);
    } else if (s->init->kind == EXPR_CHOICE && s->target->kind == PATTERN_NAME &&
               s->init->type->kind != TYPE_NEVER) {
        lower_stmt_choice_into(l, expr_as_choice(s->init),
                               lower_local(l, pattern_as_name(s->target)->symbol));
    } else {
        lower_match_bind(l, s->target, lower_expr_to(l, s->init, t));
    }
}

void lower_stmt_return(lower *l, const expr *value, span at)
{
    bool is_made = l->fn->made != NULL;
    bool has_result = l->fn->ir->result->kind != TYPE_UNIT && !is_made;
    if (value != NULL && value->kind == EXPR_CHOICE && has_result) {
        lower_stmt_choice_into(l, expr_as_choice((expr *)(uintptr_t)value), NULL);
        return;
    }
    ir_node *node = ir_node_new(l->prog, NODE_RETURN, at);
    if (value != NULL && has_result) {
        node->result.value = lower_expr_to(l, value, l->fn->ir->result);
    } else if (value != NULL) {
        lower_expr_effect(l, value);
    }
    if (is_made) node->result.value = ir_walk_var_value(l->fn->made);
    if (!ir_ends(l->seq)) lower_add(l, node);
}

static void lower_jump(lower *l, ir_node_kind kind, const stmt *target, span at)
{
    ir_node *node = ir_node_new(l->prog, kind, at);
    node->jump.target = lower_loop_of(l, target);
    lower_add(l, node);
}

// A function inside a function is a closure in a variable.
static void lower_inner_fn(lower *l, stmt_decl *s)
{
    if (s->declaration->kind != DECL_FN) return;
    decl_fn *d = decl_as_fn(s->declaration);
    ir_value value = lower_decl_closure(l, d->info, NULL, d->body, s->head.span);
    ir_var *var = lower_local(l, d->head.symbol);
    lower_set(l, var, value, s->head.span);
}

void lower_stmt(lower *l, stmt *s)
{
    if (s->kind != STMT_BLOCK) lower_mark(l, s->span);
    switch (s->kind) {
    case STMT_EXPR: lower_expr_effect(l, stmt_as_expr(s)->value); break;
    case STMT_LET: lower_let(l, stmt_as_let(s)); break;
    case STMT_ASSIGN: lower_assign(l, stmt_as_assign(s)); break;
    case STMT_BLOCK: lower_stmt_block(l, stmt_as_block(s)->body); break;
    case STMT_IF: lower_stmt_if(l, stmt_as_if(s)); break;
    case STMT_WHILE: lower_loop_while(l, stmt_as_while(s)); break;
    case STMT_FOR: lower_loop_for(l, stmt_as_for(s)); break;
    case STMT_MATCH: lower_match(l, stmt_as_match(s)); break;
    case STMT_BREAK: lower_jump(l, NODE_BREAK, stmt_as_break(s)->target, s->span); break;
    case STMT_CONTINUE: lower_jump(l, NODE_CONTINUE, stmt_as_continue(s)->target, s->span); break;
    case STMT_RETURN: lower_stmt_return(l, stmt_as_return(s)->value, s->span); break;
    case STMT_WITH: lower_gen_with(l, stmt_as_with(s)); break;
    case STMT_TRY: lower_clean_try(l, stmt_as_try(s)); break;
    case STMT_THROW: lower_clean_throw(l, stmt_as_throw(s)); break;
    case STMT_ASSERT: lower_assert(l, stmt_as_assert(s)); break;
    case STMT_GROUP: lower_clean_group(l, stmt_as_group(s)); break;
    case STMT_TIMEOUT: lower_clean_timeout(l, stmt_as_timeout(s)); break;
    case STMT_SHIELD: lower_clean_shield(l, stmt_as_shield(s)); break;
    case STMT_RACE: lower_async_race(l, stmt_as_race(s)); break;
    case STMT_SELECT: lower_select(l, stmt_as_select(s)); break;
    case STMT_DECL: lower_inner_fn(l, stmt_as_decl(s)); break;
    case STMT_BAD:
    case STMT_DEFER:
    case STMT_KIND_COUNT: lower_impossible(l, s->span, "a statement without a meaning here");
    }
}
