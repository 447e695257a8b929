// SPDX-License-Identifier: MIT
// lower_clean.c - regions with something to do at their end: defer, try and
// throw, group, timeout, shield.
//
//     try { A } catch e: E { B } else { C } finally { D }
//
//     cleanup scope { try { A } catch E -> e { B } else { C } }   cleanup { D }

#include <assert.h>

#include "lower/lower_fn.h"

// ---- defer ------------------------------------------------------------------------

ir_node *lower_clean_up(lower *l, stmt *s)
{
    // The cleanup is printed elsewhere: its lines are quoted there.
    uint32_t marked = l->fn->marked_line;
    l->fn->marked_line = 0;
    ir_node *outer = lower_seq_open(l, s->span);
    lower_mark(l, s->span);
    lower_scope inner;
    lower_scope_open(l, &inner, s->span);
    inner.is_region = true;
    lower_stmt(l, s);
    lower_scope_close(l, &inner);
    l->fn->marked_line = marked;
    return lower_seq_close(l, outer, true);
}

// ---- try ----------------------------------------------------------------------------

static ir_node *block_seq(lower *l, const block *b)
{
    ir_node *outer = lower_seq_open(l, b->span);
    lower_scope inner;
    lower_scope_open(l, &inner, b->span);
    inner.is_region = true;
    lower_stmt_list(l, b);
    lower_scope_close(l, &inner);
    return lower_seq_close(l, outer, true);
}

static void lower_clause(lower *l, const catch_clause *clause, ir_catch *out)
{
    ir_node *outer = lower_seq_open(l, clause->span);
    lower_scope inner;
    lower_scope_open(l, &inner, clause->span);
    lower_mark(l, clause->span);
    out->is_cancelled = clause->is_cancelled;
    if (clause->written != NULL && !clause->is_cancelled) {
        type *t = clause->written->type;
        out->type = t == type_error_root(l->prog) ? NULL : t;
    }
    if (clause->symbol != NULL) out->var = lower_local(l, clause->symbol);
    lower_catch here = {.outer = l->fn->catches, .clause = out, .scope = &inner};
    l->fn->catches = &here;
    lower_stmt_list(l, clause->body);
    l->fn->catches = here.outer;
    lower_scope_close(l, &inner);
    out->body = lower_seq_close(l, outer, true);
}

static void lower_attempt(lower *l, const stmt_try *s)
{
    ir_node *node = ir_node_new(l->prog, NODE_TRY, s->head.span);
    node->attempt.body = block_seq(l, s->body);
    node->attempt.catches = arena_new_array(&l->prog->fn, ir_catch, s->catches.count);
    node->attempt.catch_count = s->catches.count;
    node->attempt.takes_all = s->takes_all;
    for (uint32_t i = 0; i < s->catches.count; i++) {
        lower_clause(l, &s->catches.items[i], &node->attempt.catches[i]);
    }
    if (s->else_body != NULL) node->attempt.else_body = block_seq(l, s->else_body);
    lower_add(l, node);
}

// The body of a try, with its catch clauses if it has any.
static void lower_guarded(lower *l, const stmt_try *s)
{
    if (s->catches.count > 0) {
        lower_attempt(l, s);
        return;
    }
    lower_stmt_block(l, s->body);
    if (s->else_body != NULL && !ir_ends(l->seq)) lower_stmt_block(l, s->else_body);
}

void lower_clean_try(lower *l, stmt_try *s)
{
    if (s->finally_body == NULL) {
        lower_guarded(l, s);
        return;
    }
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, s->head.span);
    node->scope.kind = SCOPE_CLEANUP;
    ir_node *outer = lower_seq_open(l, s->head.span);
    lower_scope inner;
    lower_scope_open(l, &inner, s->head.span);
    inner.is_region = true;
    lower_guarded(l, s);
    lower_scope_close(l, &inner);
    node->scope.body = lower_seq_close(l, outer, true);
    uint32_t marked = l->fn->marked_line;
    l->fn->marked_line = 0;
    node->scope.cleanup = block_seq(l, s->finally_body);
    l->fn->marked_line = marked;
    lower_add(l, node);
}

// The error that a catch clause handles, as a variable: the user's or ours.
static ir_value caught_error(lower *l, lower_catch *c)
{
    ir_catch *clause = c->clause;
    if (clause->is_cancelled) return ir_nothing();
    if (clause->var == NULL) {
        type *t = clause->type != NULL ? clause->type : type_error_root(l->prog);
        lower_scope *here = l->fn->scope;
        l->fn->scope = c->scope;
        clause->var = lower_hidden(l, "error", t, c->scope->around->span);
        l->fn->scope = here;
    }
    return ir_walk_var_value(clause->var);
}

void lower_clean_throw(lower *l, stmt_throw *s)
{
    span at = s->head.span;
    ir_node *node = ir_node_new(l->prog, NODE_THROW, at);
    if (s->value == NULL) {
        if (l->fn->catches == NULL) lower_impossible(l, at, "a throw outside of catch");
        node->raise.is_rethrow = true;
        node->raise.error = caught_error(l, l->fn->catches);
    } else {
        node->raise.error = lower_expr_to(l, s->value, s->value->type);
        span what = s->value->span;
        if (s->value->kind == EXPR_CALL) what = expr_as_call(s->value)->callee->span;
        node->raise.site = lower_site_text(l, at, "throw ", what, "");
    }
    lower_add(l, node);
}

// ---- group, timeout, shield ---------------------------------------------------------------

static ir_node *new_region(lower *l, ir_scope_kind kind, const char *what, span at)
{
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, at);
    node->scope.kind = kind;
    node->scope.site = lower_site_text(l, at, what, (span){0, 0}, "");
    return node;
}

// A group belongs to its region, not to a scope.
static ir_var *group_variable(lower *l, const stmt_group *s)
{
    lower_scope own = {0};
    lower_scope *here = l->fn->scope;
    l->fn->scope = &own;
    type *t = type_scalar(l->prog, TYPE_GROUP);
    ir_var *var = s->symbol != NULL ? lower_local(l, s->symbol)
                                    : lower_hidden(l, "group", t, s->head.span);
    l->fn->scope = here;
    return var;
}

void lower_clean_group(lower *l, stmt_group *s)
{
    ir_node *node = new_region(l, SCOPE_GROUP, "group", s->head.span);
    node->scope.var = group_variable(l, s);
    lower_group here = {l->fn->groups, node->scope.var};
    l->fn->groups = &here;
    node->scope.body = block_seq(l, s->body);
    l->fn->groups = here.outer;
    lower_add(l, node);
}

// Does the block wait, or use up some of its step, whichever way it goes? Then a loop around it can
// be interrupted there.
static bool surely_waits(const ir_node *node)
{
    if (node == NULL) return false;
    switch (node->kind) {
    case NODE_SEQ:
        for (uint32_t i = 0; i < node->seq.count; i++) {
            if (surely_waits(node->seq.items[i])) return true;
        }
        return false;
    case NODE_SCOPE:
        return node->scope.kind == SCOPE_GROUP || surely_waits(node->scope.body);
    case NODE_OP:
        return node->op->code == IR_AWAIT_CALL || ir_waits(node->op);
    case NODE_SELECT:
        return node->select.default_body == NULL && !node->select.blocks;
    case NODE_LOOP:
        return surely_waits(node->loop.head)
               || (node->loop.cond.kind == IR_NOTHING && surely_waits(node->loop.body));
    case NODE_IF:
        return surely_waits(node->branch.head);
    case NODE_TRY:
        return surely_waits(node->attempt.body);
    case NODE_MARK: case NODE_SWITCH: case NODE_BREAK: case NODE_CONTINUE: case NODE_RETURN:
    case NODE_THROW:
        return false;
    }
    return false;
}

// `while true { await timeout(1h) {} }` holds no operation that could give way, nor does a timeout
// that has passed before it begins: one is added in front.
static void lower_checkpoint(lower *l, span at)
{
    static const builtin checkpoint = {.receiver = "",
                                       .name = "checkpoint",
                                       .signature = "async ()",
                                       .c_name = "sley_checkpoint",
                                       .flags = B_LEAF,
                                       .wait_type = "sley_wait",
                                       .frame_size = 24};
    ir_op *op = lower_op(l, IR_AWAIT_BUILTIN, type_scalar(l->prog, TYPE_UNIT), at, 0);
    op->aux.builtin = &checkpoint;
    op->site = lower_site(l, at);
}

void lower_clean_timeout(lower *l, stmt_timeout *s)
{
    ir_value limit = lower_expr_to(l, s->limit, s->limit->type);
    ir_node *node = new_region(l, s->is_at ? SCOPE_TIMEOUT_AT : SCOPE_TIMEOUT,
                               s->is_at ? "timeout_at" : "timeout", s->head.span);
    node->scope.operand = limit;
    node->scope.body = block_seq(l, s->body);
    bool is_positive = limit.kind == IR_CONST && !s->is_at && (int64_t)limit.constant->i > 0;
    if (!is_positive || !surely_waits(node->scope.body)) lower_checkpoint(l, s->head.span);
    lower_add(l, node);
}

void lower_clean_shield(lower *l, stmt_shield *s)
{
    ir_node *node = new_region(l, SCOPE_SHIELD, "shield", s->head.span);
    node->scope.body = block_seq(l, s->body);
    if (!surely_waits(node->scope.body)) lower_checkpoint(l, s->head.span);
    lower_add(l, node);
}
