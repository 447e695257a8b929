// SPDX-License-Identifier: MIT
// plan.c - how a function is written in C.
//
// Requires: frame_places_run.  Gives: fn.plan, and what "plan.c" is said of in ir.h.
//
// One walk in the order in which the C is written.  It finds out three things:
//
//     control     what ends, which labels are jumped to, how each way out goes, what
//                 is dropped there
//     variables   where each C local is declared: where it is set first, when that is in
//                 the C block of its scope; where its scope begins; or, when leave_1
//                 has to drop it, at the top of the function
//     text        which statements are written elsewhere, or not at all
//
//     fn f(c: Conn) {              f:  ends false, leave_2 reached (c.read fails)
//         defer c.close()          leave_2: drops t_item
//         while let x = c.read() { break: near

#include "base/plant.h"

#include <assert.h>
#include "pass/plan.h"

#include "base/program.h"
#include "pass/frame.h"
#include "pass/passes.h"
#include "pass/plan_walk.h"

// ---- regions ----------------------------------------------------------------------------------

static bool walk_before(planner *p, ir_node *node, bool is_tail, const plan_region *follows)
{
    const plan_region *outer = p->follows;
    p->follows = follows;
    bool ends = plan_walk(p, node, is_tail);
    p->follows = outer;
    return ends;
}

// After a region's cleanup; `guard`: a failure is looked for.  Gives whether nothing goes
// on to what follows.
static bool walk_after(planner *p, plan_region *region, bool guard)
{
    if (region->is_tail) {
        p->plan->st_at_end |= guard;
        p->plan->reads_st |= guard;
        return false;
    }
    const plan_region *outer = p->follows;
    uint32_t count = region->exits.count;
    if (count > 0) p->follows = NULL;
    if (guard) region->leave_falls = plan_exit_fail_tested(p);
    for (uint32_t i = 0; i < count; i++) {
        plan_exit *x = &region->exits.items[i];
        if (i + 1 == count) p->follows = outer;
        plan_exit_resolve(p, &x->jump, x->kind, x->loop, false);
    }
    return count > 0 && !region->has_next && !region->exits.items[0].jump.falls;
}

// On the way out of the region the function may be suspended: C locals are lost.
static bool leaving_waits(const planner *p, const ir_node *node)
{
    bool waits = node->scope.kind == SCOPE_GROUP || node->scope.cleanup_suspends;
    return waits && p->plan->shape == PLAN_ASYNC;
}

// What the body holds at the function's end is left to that end (walk_seq).  A region
// that waits first has to let go of it here.
static bool ends_in_wait(const planner *p, const ir_node *node, bool ends, bool is_tail)
{
    return !ends && is_tail && leaving_waits(p, node) && p->plan->cleans_up;
}

static plan_region *walk_region_body(planner *p, ir_node *node, bool is_tail)
{
    plan_place place;
    plan_region *region = plan_exit_open_region(p, &place, node, node->scope.number);
    place.is_way_out = true;
    region->is_tail = is_tail;
    node->scope.plan = region;
    bool ends = walk_before(p, node->scope.body, is_tail, region);
    assert(p->place == &place);   // walks leave it as they found it
    p->place = place.outer;
    // The only way out but failures says by itself where to go on.
    region->has_next = region->exits.count > (ends ? 1u : 0u);
    node->scope.next_in_frame = region->has_next && leaving_waits(p, node);
    if (region->has_next && !node->scope.next_in_frame) {
        array_push(&p->prog->fn, &p->plan->nexts, region->label);
    }
    region->ends = ends && !region->is_reached;
    if (region->is_reached || ends_in_wait(p, node, ends, is_tail)) {
        plan_exit_drop_region(p, region, node->scope.body, true);
    }
    return region;
}

static void walk_guarded_cleanup(planner *p, ir_node *node)
{
    plan_place place;
    bool in_frame = p->plan->shape == PLAN_ASYNC && node->scope.cleanup_suspends;
    if (!in_frame) array_push(&p->prog->fn, &p->plan->unwinds, node->scope.number);
    plan_region *region = plan_exit_open_region(p, &place, node, 0);
    array_push(&p->prog->scratch, &p->unnumbered, region);
    node->scope.cleanup_plan = region;
    p->plan->reads_st = true;
    walk_before(p, node->scope.cleanup, false, region);
    assert(p->place == &place);   // walks leave it as they found it
    p->place = place.outer;
    if (region->is_reached) plan_exit_drop_region(p, region, node->scope.cleanup, true);
}

static bool walk_region(planner *p, ir_node *node, bool is_tail)
{
    bool is_timeout = node->scope.kind == SCOPE_TIMEOUT || node->scope.kind == SCOPE_TIMEOUT_AT;
    if (is_timeout) plan_exit_fail_inside(p);
    plan_region *region = walk_region_body(p, node, is_tail);
    if (node->scope.kind == SCOPE_GROUP || is_timeout) {
        if (node->scope.suspend != NULL) node->scope.suspend->is_reached = true;
        bool is_last = region->is_tail || region->exits.count == 0;
        region->leave_falls = is_last ? plan_exit_fail_tested(p) : plan_exit_fail_inside(p);
        return walk_after(p, region, false);
    }
    if (node->scope.kind == SCOPE_SHIELD) return walk_after(p, region, region->fails);
    if (region->ends) return true;
    if (frame_has_unwind(node)) walk_guarded_cleanup(p, node);
    else walk_before(p, node->scope.cleanup, false, NULL);
    const plan_region *guarded = node->scope.cleanup_plan;
    region->guards = region->fails || (guarded != NULL && guarded->fails);
    region->leaves = node->scope.cleanup_leaves && !is_tail;
    if (!region->leaves) return walk_after(p, region, region->guards);
    const plan_region *outer = p->follows;
    p->follows = NULL;
    if (region->guards) plan_exit_fail(p);
    p->follows = outer;
    return true;
}

static bool walk_scope(planner *p, ir_node *node, bool is_tail)
{
    assert(node->kind == NODE_SCOPE);
    bool is_plain = node->scope.kind == SCOPE_PLAIN;
    if (node->scope.kind >= SCOPE_TIMEOUT) p->may_have_failed = true;
    ir_walk_operands(&p->reads, node);
    if (node->scope.kind == SCOPE_GROUP) array_push(&p->prog->fn, &p->plan->groups, node);
    const ir_node *body = node->scope.body;
    bool quoted = is_plain && body != NULL && body->seq.count > 0 &&
                  body->seq.items[0]->kind == NODE_MARK;
    if (quoted) node->scope.quotes = plan_text_quote(p, body->seq.items[0]);
    plan_var_open_scope(p, node);
    bool ends;
    if (is_plain) {
        plan_place place = {.outer = p->place, .node = node};
        p->place = &place;
        ends = plan_walk(p, node->scope.body, is_tail);
        assert(p->place == &place);   // walks leave it as they found it
    p->place = place.outer;
    } else {
        ends = walk_region(p, node, is_tail);
        if (node->scope.suspend != NULL) p->suspends++;
    }
    return ends;
}

// ---- try ----------------------------------------------------------------------------------------

static bool catches_all(const ir_catch *c)
{
    return !c->is_cancelled &&
           (c->type == NULL || c->type->decl == NULL || c->type->decl->parent == NULL);
}

// The clause takes every error that is left when it is tried.
static bool takes_the_rest(const ir_node *node, size_t index)
{
    const ir_catch *c = &node->attempt.catches[index];
    if (c->is_cancelled || catches_all(c)) return !c->is_cancelled;
    for (size_t i = index + 1; i < node->attempt.catch_count; i++) {
        if (!node->attempt.catches[i].is_cancelled) return false;
    }
    return node->attempt.takes_all;
}

// Which errors the clauses take, and whether some go past them.
static void sort_catches(const planner *p, ir_node *node)
{
    bool errors = false, cancels = false;
    bool has_status = p->plan->shape != PLAN_PLAIN;
    bool only_failures = node->attempt.body->ends || node->attempt.else_body != NULL;
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        ir_catch *c = &node->attempt.catches[i];
        c->takes_rest = takes_the_rest(node, i);
        errors |= c->takes_rest;
        cancels |= c->is_cancelled;
        c->is_rest = only_failures && errors && (cancels || !has_status);
        if (c->is_rest) break;
    }
    node->attempt.passes_on = !errors || (has_status && !cancels);
}

// Whether the clauses' ends are not come to.
static bool walk_catches(planner *p, const ir_node *node, bool is_tail)
{
    bool ends = true;
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        const ir_catch *c = &node->attempt.catches[i];
        ir_var *given = c->is_cancelled ? NULL : c->var;
        p->plan->reads_st |= !c->is_rest;
        ends &= plan_var_walk_given(p, c->body, is_tail, (plan_given){.var = given, .by = node});
        if (c->is_rest) break;
    }
    return ends;
}

static bool walk_try_else(planner *p, const ir_node *node, bool is_tail)
{
    if (node->attempt.body->ends || node->attempt.else_body == NULL) {
        return node->attempt.body->ends;
    }
    uint32_t outer = plan_var_open_block(p);
    bool ends = plan_walk(p, node->attempt.else_body, is_tail);
    p->current = outer;
    return ends;
}

static bool walk_try(planner *p, ir_node *node, bool is_tail)
{
    assert(node->kind == NODE_TRY);
    plan_place place;
    plan_region *region = plan_exit_open_region(p, &place, node, node->attempt.number);
    node->attempt.plan = region;
    // A return in the body leaves the function, not only the try.
    walk_before(p, node->attempt.body, false, region);
    assert(p->place == &place);   // walks leave it as they found it
    p->place = place.outer;
    if (!region->is_reached) return walk_try_else(p, node, is_tail);
    plan_exit_drop_region(p, region, node->attempt.body, false);
    sort_catches(p, node);
    node->attempt.rest_falls = node->attempt.passes_on && plan_exit_handler(p) == p->follows;
    const plan_region *outer = p->follows;
    if (node->attempt.passes_on && !node->attempt.rest_falls) p->follows = NULL;
    p->plan->reads_st |= node->attempt.else_body != NULL;
    bool ends = walk_try_else(p, node, is_tail);
    ends &= walk_catches(p, node, is_tail);
    p->follows = outer;
    if (!node->attempt.passes_on) return ends;
    if (node->attempt.rest_falls) plan_exit_fail_tested(p);
    else plan_exit_fail_inside(p);
    return ends && !node->attempt.rest_falls;
}

// ---- branches -----------------------------------------------------------------------------------

// A child that stands in braces of its own.
static bool walk_block(planner *p, ir_node *node, bool is_tail)
{
    return plan_var_walk_given(p, node, is_tail, (plan_given){0});
}

// The else body is nothing but another if, whose condition is an expression.
static ir_node *else_if(const planner *p, const ir_node *body)
{
    ir_node *found = NULL;
    for (uint32_t i = 0; body != NULL && i < body->seq.count; i++) {
        ir_node *node = body->seq.items[i];
        if (node->kind == NODE_MARK && found == NULL) {
            if (node->line != p->quoted_line) return NULL;
            continue;
        }
        bool is_plain = node->kind == NODE_IF && plan_text_is_folded(node->branch.head);
        if (!is_plain || found != NULL) return NULL;
        found = node;
    }
    return found;
}

// `not is_some x`: there is nothing in x to be dropped.
static const ir_var *none_if(const ir_value *cond)
{
    if (cond->kind != IR_TEMP || cond->op->code != IR_UNARY) return NULL;
    const ir_value *inner = &cond->op->args[0];
    if (inner->kind != IR_TEMP || inner->op->code != IR_IS_SOME) return NULL;
    const ir_value *v = &inner->op->args[0];
    return v->kind == IR_VAR && !v->var->is_assigned_again ? v->var : NULL;
}

static bool walk_if(planner *p, ir_node *node, bool is_tail)
{
    assert(node->kind == NODE_IF);
    walk_before(p, node->branch.head, false, NULL);
    ir_walk_operands(&p->reads, node);
    const ir_var *before = p->none, *none = none_if(&node->branch.cond);
    if (none != NULL) p->none = none;
    bool ends = walk_block(p, node->branch.then_body, is_tail);
    p->none = before;
    ir_node *other = node->branch.else_body;
    if (plan_text_is_empty(other)) return false;
    node->branch.chained = else_if(p, other);
    return walk_block(p, other, is_tail) && ends;
}

static bool walk_loop(planner *p, ir_node *node)
{
    plan_place place = {.outer = p->place, .node = node};
    uint32_t outer = plan_var_open_block(p);
    p->loops++;
    node->loop.is_plain = plan_text_is_folded(node->loop.head);
    node->loop.for_step = plan_text_loop_step(node);
    p->place = &place;   // the head stands in C's loop: a jump from there has to leave it
    walk_before(p, node->loop.head, false, NULL);
    ir_walk_operands(&p->reads, node);
    bool body_ends = walk_before(p, node->loop.body, false, NULL);
    assert(p->place == &place);   // walks leave it as they found it
    p->place = place.outer;
    bool steps = !body_ends || node->loop.continue_label || node->loop.for_step != NULL;
    if (steps) walk_before(p, node->loop.step, false, NULL);
    p->current = outer;
    p->loops--;
    bool ends = node->loop.cond.kind == IR_NOTHING && !node->loop.has_break;
    if (node->loop.else_body != NULL && node->loop.else_body->seq.count > 0) {
        const plan_region *follows = node->loop.break_label ? NULL : p->follows;
        ends = walk_before(p, node->loop.else_body, false, follows);
    }
    return ends && !node->loop.break_label;
}

static bool walk_switch(planner *p, ir_node *node, bool is_tail)
{
    plan_place place = {.outer = p->place, .node = node};
    bool ends = true;
    ir_walk_operands(&p->reads, node);
    p->place = &place;
    for (size_t i = 0; i < node->choice.case_count; i++) {
        ends &= walk_block(p, node->choice.cases[i].body, is_tail);
    }
    if (node->choice.default_body != NULL)
        ends &= walk_block(p, node->choice.default_body, is_tail);
    assert(p->place == &place);   // walks leave it as they found it
    p->place = place.outer;
    return ends;
}

static bool walk_select(planner *p, ir_node *node, bool is_tail)
{
    bool ends = true;
    p->may_have_failed = true;
    if (node->select.suspend != NULL) node->select.suspend->is_reached = true;
    else node->select.number = ++p->select_count;
    p->suspends += node->select.suspend != NULL;
    ir_walk_operands(&p->reads, node);
    if (node->select.suspend != NULL || node->select.can_throw) plan_exit_fail_inside(p);
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const ir_arm *arm = &node->select.arms[i];
        plan_given given = {.var = arm->result, .by = node, .index = i};
        ends &= plan_var_walk_given(p, arm->body, is_tail, given);
    }
    if (node->select.default_body != NULL)
        ends &= walk_block(p, node->select.default_body, is_tail);
    return ends;
}

// ---- ways out, operations -----------------------------------------------------------------------

static bool walk_jump(planner *p, ir_node *node)
{
    plan_jump *jump = arena_new(&p->prog->fn, plan_jump);
    plan_exit_resolve(p, jump, node->kind, node->jump.target, false);
    node->jump.plan = jump;
    return !jump->falls;
}

static bool walk_return(planner *p, ir_node *node, bool is_tail)
{
    plan_jump *jump = arena_new(&p->prog->fn, plan_jump);
    ir_walk_operands(&p->reads, node);
    bool has_value = node->result.value.kind != IR_NOTHING && p->fn->result->kind != TYPE_UNIT;
    bool is_early = !is_tail && plan_exit_holds_nothing(p);
    bool cleans_up = p->plan->cleans_up && !is_early;
    bool is_direct = has_value && p->plan->shape == PLAN_PLAIN && !cleans_up &&
                     plan_exit_region_around(p, NULL) == NULL;
    p->may_have_failed |= !is_early;
    p->plan->keeps_result |= has_value && !is_direct && p->plan->shape == PLAN_PLAIN;
    if (is_early) jump->way = WAY_RETURN;
    else plan_exit_resolve(p, jump, NODE_RETURN, NULL, is_tail && !is_direct);
    node->result.plan = jump;
    return jump->way != WAY_FALLS && !jump->falls;
}

static bool walk_throw(planner *p, ir_node *node)
{
    ir_walk_operands(&p->reads, node);
    if (plan_exit_holds_nothing(p)) {
        node->raise.fail = FAIL_RETURNS;
        return true;
    }
    p->may_have_failed = true;
    bool returns = plan_exit_handler(p) == &p->end && !p->plan->cleans_up;
    bool falls = !returns && plan_exit_fail(p);
    node->raise.fail = falls ? FAIL_FALLS : FAIL_JUMPS;
    return !falls;
}

static bool op_fails(const ir_op *op)
{
    if (op->suspend != NULL) return true;
    switch (op->code) {
    case IR_CALL: return ir_gives_status(op->aux.callee);
    case IR_CALL_VALUE: {
        const symbol *method;
        return ir_called(op, &method)->throws;
    }
    case IR_CALL_BUILTIN: {
        const builtin *b = op->aux.builtin;
        return b->id != BI_PANIC && ((b->flags & B_THROWS) != 0 || ir_can_exit(op));
    }
    default: return false;
    }
}

// The guard is the last line that is written for it.
static bool guard_is_last(const ir_op *op)
{
    if (op->drop_result) return false;
    switch (op->code) {
    case IR_CALL:
    case IR_CALL_VALUE:
    case IR_CALL_BUILTIN:
    case IR_AWAIT_CALL:
    case IR_AWAIT_VALUE:
    case IR_AWAIT_TASK:
    case IR_AWAIT_FUTURE: return true;
    case IR_YIELD: return op->type->kind == TYPE_UNIT;
    case IR_AWAIT_BUILTIN: return op->aux.builtin->id != BI_WAIT;
    default: return false;
    }
}

static bool walk_op(planner *p, ir_node *node)
{
    ir_op *op = node->op;
    bool fails = op_fails(op);
    bool returns = fails && plan_exit_holds_nothing(p);
    plan_var_mention_op(p, op, returns);
    if (op->folded) return false;
    plan_text_name_temp(p, op);
    if (op->code == IR_OUTCOME) p->plan->reads_st = true;
    if (op->code == IR_DROP && op->aux.target.var == p->none) node->is_left_out = true;
    if (op->suspend != NULL) op->suspend->is_reached = true;
    bool is_builtin = op->code == IR_CALL_BUILTIN && op->suspend == NULL;
    bool exits = is_builtin && op->aux.builtin->id == BI_EXIT;
    bool panics = is_builtin && op->aux.builtin->id == BI_PANIC;
    if (returns) {
        p->plan->reads_st |= !exits;
        op->fail = FAIL_RETURNS;
    } else if (fails) {
        bool falls = exits               ? plan_exit_fail(p)
                     : guard_is_last(op) ? plan_exit_fail_tested(p)
                                         : plan_exit_fail_inside(p);
        op->fail = falls ? FAIL_FALLS : FAIL_JUMPS;
    }
    return ((exits || ir_calls_never(op)) && op->fail != FAIL_FALLS) || panics;
}

// ---- sequences ----------------------------------------------------------------------------------

static bool only_drops_are_behind(const ir_node *seq, uint32_t index)
{
    for (; index < seq->seq.count; index++) {
        const ir_node *node = seq->seq.items[index];
        if (node->kind != NODE_OP || node->op->code != IR_DROP) return false;
    }
    return true;
}

// `set i, 0` right before the loop that counts i: it goes into the `for`.
static ir_node *for_loop(const ir_node *seq, uint32_t index)
{
    const ir_op *op = seq->seq.items[index]->op;
    if (op->code != IR_SET || op->folded || op->assigns || op->aux.target.var == NULL) return NULL;
    for (uint32_t i = index + 1; i < seq->seq.count; i++) {
        ir_node *next = seq->seq.items[i];
        if (next->kind == NODE_MARK) continue;
        bool counts = next->kind == NODE_LOOP && next->loop.index == op->aux.target.var &&
                      only_drops_are_behind(seq, i + 1) && plan_text_loop_step(next) != NULL;
        return counts ? next : NULL;
    }
    return NULL;
}

// From here on there are only drops, and perhaps a return: those of owned variables are left to
// the function's end.  `all_owned`: there are no others.
static uint32_t last_drops(const ir_node *seq, bool all_owned)
{
    uint32_t first = seq->seq.count;
    if (first > 0 && seq->seq.items[first - 1]->kind == NODE_RETURN) first--;
    for (; first > 0; first--) {
        const ir_node *node = seq->seq.items[first - 1];
        if (node->kind != NODE_OP || node->op->code != IR_DROP) break;
        if (all_owned && !node->op->aux.target.var->is_owned) break;
    }
    return first;
}

static bool walk_seq(planner *p, const ir_node *seq, bool is_tail)
{
    uint32_t count = seq->seq.count;
    bool drops_last = is_tail && p->plan->cleans_up;
    uint32_t drops = drops_last ? last_drops(seq, true) : count;
    uint32_t some_drops = drops_last ? last_drops(seq, false) : count;
    uint32_t written = count; // what follows is part of something else
    while (written > 0 && seq->seq.items[written - 1]->kind == NODE_OP &&
           seq->seq.items[written - 1]->op->folded) {
        written--;
    }
    uint32_t end = count; // what follows is written with the call in front
    while (end > 0 && ir_is_early_drop(seq->seq.items[end - 1])) end--;
    const plan_region *follows = p->follows;
    bool before_drops = drops_last && count > 0 && seq->seq.items[count - 1]->kind != NODE_RETURN;
    for (uint32_t i = 0; i < count; i++) {
        ir_node *node = seq->seq.items[i];
        if (node->kind == NODE_OP) {
            ir_node *loop = for_loop(seq, i);
            if (loop != NULL) loop->loop.init = node->op;
            bool is_last_drop = i >= some_drops && node->op->code == IR_DROP &&
                                node->op->aux.target.var->is_owned;
            node->is_left_out = loop != NULL || is_last_drop || ir_is_early_drop(node);
        }
        bool is_last = i + 1 >= end || (before_drops && i + 1 >= drops);
        const plan_region *next = is_last || i + 1 >= written ? follows : NULL;
        if (walk_before(p, node, is_tail && is_last, next)) return true;
    }
    return false;
}

bool plan_walk(planner *p, ir_node *node, bool is_tail)
{
    if (node == NULL) return false;
    bool ends = false;
    node->is_tail = is_tail;
    switch (node->kind) {
    case NODE_MARK: node->is_left_out = !plan_text_quote(p, node); break;
    case NODE_OP: ends = walk_op(p, node); break;
    case NODE_SEQ: ends = walk_seq(p, node, is_tail); break;
    case NODE_SCOPE: ends = walk_scope(p, node, is_tail); break;
    case NODE_IF: ends = walk_if(p, node, is_tail); break;
    case NODE_LOOP: ends = walk_loop(p, node); break;
    case NODE_SWITCH: ends = walk_switch(p, node, is_tail); break;
    case NODE_SELECT: ends = walk_select(p, node, is_tail); break;
    case NODE_TRY: ends = walk_try(p, node, is_tail); break;
    case NODE_BREAK:
    case NODE_CONTINUE: ends = walk_jump(p, node); break;
    case NODE_RETURN: ends = walk_return(p, node, is_tail); break;
    case NODE_THROW: ends = walk_throw(p, node); break;
    }
    node->ends = ends;
    return ends;
}

// ---- the function -------------------------------------------------------------------------------

static void number_cleanups(planner *p)
{
    for (uint32_t i = 0; i < p->unnumbered.count; i++) {
        p->unnumbered.items[i]->label = ++p->fn->last_number;
    }
}

static void drop_at_end(planner *p)
{
    for (uint32_t i = p->fn->vars.count; i > 0; i--) {
        ir_var *var = p->fn->vars.items[i - 1];
        bool drops = var->is_owned && var->is_used && !bitset_has(p->gone, var->id);
        if (drops) array_push(&p->prog->fn, &p->plan->drops, var);
    }
}

void plan_run(program *prog, ir_fn *fn)
{
    plan *made = arena_new(&prog->fn, plan);
    planner p = {.prog = prog, .fn = fn, .plan = made};
    made->shape = fn_has_frame(fn) ? PLAN_ASYNC : ir_gives_status(fn) ? PLAN_THROWING : PLAN_PLAIN;
    made->result_may_go = fn->result_may_go && fn->result->counted;
    made->cleans_up = made->result_may_go;
    for (uint32_t i = 0; i < fn->vars.count && !made->cleans_up; i++) {
        made->cleans_up = fn->vars.items[i]->is_owned;
    }
    p.gone = arena_new_array(&prog->scratch, uint64_t, bitset_words(fn->vars.count + 1));
    plan_var_start(&p);
    p.follows = &p.end;
    made->ends = plan_walk(&p, fn->body, true);
    made->leave_reached = made->cleans_up && p.end.is_reached;
    made->leave_label = made->cleans_up && p.end.has_label;
    plan_var_place(&p);
    number_cleanups(&p);
    drop_at_end(&p);
    fn->plan = made;
    arena_reset(&prog->scratch);
}
