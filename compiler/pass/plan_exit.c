// SPDX-License-Identifier: MIT
// plan_exit.c - the ways out of a place in a function: where each goes, what it drops.
//
// A failure goes to the innermost label around it. break, continue and return go to the
// innermost region with cleanup, which sends them on by a code of its own; without one they
// are those of C, or a jump to a label of the loop or of the function.
#include "base/plant.h"
#include "base/program.h"
#include "pass/plan_walk.h"

plan_region *plan_exit_open_region(planner *p, plan_place *place, const ir_node *node,
                                   uint32_t label)
{
    plan_region *region = arena_new(&p->prog->fn, plan_region);
    region->node = node;
    region->label = label;
    *place = (plan_place){.outer = p->place, .node = node, .region = region};
    p->place = place;
    return region;
}

// Where a failure at this place goes: the innermost label, or leave_1.
plan_region *plan_exit_handler(planner *p)
{
    for (const plan_place *at = p->place; at != NULL; at = at->outer) {
        if (at->region != NULL) return at->region;
    }
    return &p->end;
}

// Whether it falls: no jump is needed.
bool plan_exit_fail(planner *p)
{
    plan_region *to = plan_exit_handler(p);
    bool falls = to == p->follows;
    to->is_reached = to->fails = true;
    to->has_label |= !falls;
    p->plan->st_at_end |= falls && to == &p->end;
    return falls;
}

// The same for what asks `st` first.
bool plan_exit_fail_tested(planner *p)
{
    p->plan->reads_st = true;
    return plan_exit_fail(p);
}

// Nothing is held yet: a way out of the function need not pass by leave_1.
bool plan_exit_holds_nothing(planner *p)
{
    return p->plan->cleans_up && !p->holds && p->loops == 0 && plan_exit_handler(p) == &p->end;
}

bool plan_exit_fail_inside(planner *p)
{
    const plan_region *outer = p->follows;
    p->follows = NULL;
    plan_exit_fail_tested(p);
    p->follows = outer;
    return false;
}

plan_region *plan_exit_region_around(const planner *p, const ir_node *loop)
{
    for (const plan_place *at = p->place; at != NULL && at->node != loop; at = at->outer) {
        if (at->is_way_out) return at->region;
    }
    return NULL;
}

static uint32_t exit_code(planner *p, plan_region *region, ir_node_kind kind, ir_node *loop)
{
    uint32_t wanted = kind == NODE_BREAK ? 1 : kind == NODE_CONTINUE ? 2 : 3;
    uint32_t highest = 4;
    for (uint32_t i = 0; i < region->exits.count; i++) {
        const plan_exit *x = &region->exits.items[i];
        if (x->kind == kind && x->loop == loop) return x->code;
        if (x->code == wanted) wanted = 0;
        if (x->code > highest) highest = x->code;
    }
    plan_exit x = {.kind = kind, .loop = loop, .code = wanted != 0 ? wanted : highest + 1};
    array_push(&p->prog->fn, &region->exits, x);
    return x.code;
}

// C's own break and continue reach the loop from here.
static bool is_near(const planner *p, ir_node_kind kind, const ir_node *loop)
{
    if (kind == NODE_BREAK && loop->loop.else_body != NULL) return false;
    if (kind == NODE_CONTINUE && loop->loop.step != NULL && loop->loop.for_step == NULL)
        return false;
    for (const plan_place *at = p->place; at != NULL && at->node != loop; at = at->outer) {
        if (at->node->kind == NODE_LOOP) return false;
        if (at->node->kind == NODE_SWITCH && kind == NODE_BREAK) return false;
    }
    return true;
}

// A variable that no text in front mentions has not been set in this turn.
static void drop_on_the_way(planner *p, plan_jump *jump, const ir_node *loop)
{
    for (const plan_place *at = p->place; at != NULL && at->node != loop; at = at->outer) {
        bool is_plain = at->node->kind == NODE_SCOPE && at->node->scope.kind == SCOPE_PLAIN;
        for (size_t i = is_plain ? at->node->scope.var_count : 0; i > 0; i--) {
            ir_var *var = at->node->scope.vars[i - 1];
            bool drops = var->is_owned && plan_var_is_mentioned(p, var) && var != p->none &&
                         !PLANTED(8);
            if (drops) array_push(&p->prog->fn, &jump->drops, var);
        }
    }
}

void plan_exit_resolve(planner *p, plan_jump *jump, ir_node_kind kind, ir_node *loop, bool is_tail)
{
    plan_region *region = plan_exit_region_around(p, loop);
    if (PLANTED(10) && kind == NODE_BREAK) region = NULL;
    if (kind == NODE_RETURN && is_tail) {
        jump->way = WAY_FALLS;
    } else if (region != NULL) {
        bool arrives = !region->node->scope.cleanup_leaves;
        bool is_said = arrives && !(region->is_tail && kind == NODE_RETURN);
        jump->way = WAY_REGION;
        jump->region = region;
        if (PLANTED(5) && kind == NODE_BREAK) kind = NODE_CONTINUE;
        if (is_said) jump->code = exit_code(p, region, kind, loop);
        jump->falls = region == p->follows;
        region->is_reached = true;
        region->has_label |= !jump->falls;
    } else if (kind == NODE_RETURN) {
        jump->way = p->plan->cleans_up ? WAY_LEAVE : WAY_RETURN;
        p->end.is_reached |= p->plan->cleans_up;
        p->end.has_label |= p->plan->cleans_up;
    } else {
        drop_on_the_way(p, jump, loop);
        jump->way = is_near(p, kind, loop) ? WAY_NEAR : WAY_FAR;
        if (jump->way == WAY_FAR && kind == NODE_BREAK) loop->loop.break_label = true;
        if (jump->way == WAY_FAR && kind == NODE_CONTINUE) loop->loop.continue_label = true;
    }
}

// What an inner region dropped at its own label does not live after that.
typedef struct region_drops {
    planner *p;
    plan_region *region;
    bool for_good;   // every way out of the region passes here
} region_drops;

static void drop_scope(void *data, ir_node *node)
{
    const region_drops *d = data;
    if (node->kind != NODE_SCOPE || node->scope.kind != SCOPE_PLAIN) return;
    for (size_t i = node->scope.var_count; i > 0; i--) {
        ir_var *var = node->scope.vars[i - 1];
        bool is_gone = bitset_has(d->p->gone, var->id) || !plan_var_is_mentioned(d->p, var);
        if (!var->is_owned || is_gone || var == d->p->none) continue;
        array_push(&d->p->prog->fn, &d->region->drops, var);
        if (d->for_good) bitset_add(d->p->gone, var->id);
    }
}

void plan_exit_drop_region(planner *p, plan_region *region, ir_node *body, bool for_good)
{
    region_drops drops = {.p = p, .region = region, .for_good = for_good};
    ir_walker walker = {.data = &drops, .enter = drop_scope};
    ir_walk(&walker, body);
}
