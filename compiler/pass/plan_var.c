// SPDX-License-Identifier: MIT
// plan_var.c - where the variables of a function are declared in C.
//
//     int64_t t_n = f();           set first in the C block of its scope: there
//     int64_t v_x;                 else where that block begins
//     if (..) { v_x = 1; } else { v_x = 2; }
//
//     sley_str *v_s = NULL;        at the top, empty: leave_1 drops it, and something
//                                  may fail before it is set

#include "base/program.h"

#include <assert.h>
#include "pass/passes.h"
#include "pass/plan_walk.h"

// ---- C blocks -----------------------------------------------------------------------------

enum { FUNCTION_BLOCK = 1 };

// Blocks are numbered from the outside in.
static uint32_t common_block(const planner *p, uint32_t a, uint32_t b)
{
    while (a != b) {
        assert(a < p->outer.count && b < p->outer.count);
        if (a > b) a = p->outer.items[a];
        else b = p->outer.items[b];
    }
    return a;
}

uint32_t plan_var_open_block(planner *p)
{
    uint32_t outer = p->current;
    array_push(&p->prog->scratch, &p->outer, outer);
    assert(p->outer.count == p->next + 1);   // by number
    p->current = p->next++;
    return outer;
}

// ---- mentions --------------------------------------------------------------------------------

// True: the first one.
static bool mention(planner *p, const ir_var *var, bool sets)
{
    plan_var *v = &p->vars[var->id];
    v->common = v->first == 0 ? p->current : common_block(p, v->common, p->current);
    if (v->first != 0) return false;
    v->first = p->current;
    v->set_first = sets;
    v->is_sure = sets && !p->may_have_failed;
    p->holds |= var->is_owned;
    v->suspends = p->suspends;
    return true;
}

static void mention_value(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    (void)node;
    planner *p = data;
    if (value->kind != IR_VAR) return;
    mention(p, value->var, false);
    p->vars[value->var->id].is_read = true;
}

void plan_var_mention_op(planner *p, ir_op *op, bool returns)
{
    ir_walk_op(&p->reads, op, NULL);
    bool may_fail = op->can_throw || op->suspend != NULL || op->type->kind == TYPE_NEVER;
    p->may_have_failed |= may_fail && !returns;
    p->suspends += op->suspend != NULL;
    if (op->into != NULL) op->sets_first = mention(p, op->into, true);
    if (op->into != NULL && op->sets_first) p->vars[op->into->id].set_plainly = true;
    bool stores = op->code == IR_SET || op->code == IR_STORE;
    if (stores && op->aux.target.var != NULL) {
        bool sets = op->aux.target.field_count == 0;
        op->sets_first = mention(p, op->aux.target.var, sets) && sets;
        if (op->sets_first) p->vars[op->aux.target.var->id].set_plainly = !op->assigns;
    }
    if (op->code == IR_DROP) {
        mention(p, op->aux.target.var, false);
        p->vars[op->aux.target.var->id].is_read = true;
    }
}

bool plan_var_is_mentioned(const planner *p, const ir_var *var)
{
    return p->vars[var->id].first != 0;
}

// ---- scopes ---------------------------------------------------------------------------------

void plan_var_open_scope(planner *p, ir_node *scope)
{
    for (size_t i = 0; i < scope->scope.var_count; i++) {
        const ir_var *var = scope->scope.vars[i];
        p->vars[var->id].home = p->current;
        p->vars[var->id].in_function_scope = scope->scope.is_function;
        if (p->given == NULL || p->given->var != var) continue;
        scope->scope.given = p->given;
        p->given = NULL;
    }
}

bool plan_var_walk_given(planner *p, ir_node *body, bool is_tail, plan_given given)
{
    uint32_t outer = plan_var_open_block(p);
    if (given.var != NULL) {
        plan_given *kept = arena_new(&p->prog->fn, plan_given);
        *kept = given;
        p->given = kept;
        mention(p, given.var, true);
    }
    bool ends = plan_walk(p, body, is_tail);
    p->current = outer;
    return ends;
}

// ---- the decision -----------------------------------------------------------------------------

void plan_var_start(planner *p)
{
    arena *a = &p->prog->scratch;
    p->next = FUNCTION_BLOCK + 1;
    p->current = FUNCTION_BLOCK;
    p->reads = (ir_walker){.data = p, .value = mention_value};
    array_push(a, &p->outer, 0); // block 0: none
    array_push(a, &p->outer, 0); // block 1: the function's
    p->vars = arena_new_array(a, plan_var, p->fn->vars.count + 1);
    p->holds = p->plan->result_may_go;
    for (uint32_t i = 0; i < p->fn->params.count; i++) p->holds |= p->fn->params.items[i]->is_owned;
}

void plan_var_place(planner *p)
{
    for (uint32_t i = 0; i < p->fn->vars.count; i++) {
        ir_var *var = p->fn->vars.items[i];
        const plan_var *v = &p->vars[i];
        var->is_used = v->first != 0;
        if (!var->is_used) continue;
        bool in_place = v->set_first && v->first == v->common;
        var->is_cleared = var->needs_clear && !(in_place && v->set_plainly);
        // What lies in the frame is dropped at leave_1, whichever scope it is of.
        bool is_outer = v->in_function_scope || (var->in_frame && v->first == FUNCTION_BLOCK);
        bool is_sure = in_place && v->first == v->home && is_outer && v->is_sure &&
                       !var->is_cleared;
        // After a later suspension the local is undefined.
        if (!var->in_frame && v->suspends < p->suspends) is_sure = false;
        if (var->in_frame) {
            bool clears = var->is_owned && var->kind != IRVAR_PARAM && !is_sure;
            if (clears) array_push(&p->prog->fn, &p->plan->clears, var);
            continue;
        }
        bool is_local = var->kind == IRVAR_LOCAL || var->kind == IRVAR_HIDDEN;
        if (is_local) var->home = HOME_SET;
        if (v->home == 0) continue;
        var->is_unread = !v->is_read && !var->is_owned;
        if (var->is_owned && !is_sure) {
            var->home = HOME_TOP;
            array_push(&p->prog->fn, &p->plan->at_top, var);
        } else if (!in_place || var->is_cleared) {
            var->home = HOME_SCOPE;
        }
    }
}
