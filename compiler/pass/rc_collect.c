// SPDX-License-Identifier: MIT
// rc_collect.c - the facts that reference-count placement decides on: where
// each value is defined and used, and where control may leave.

#include "pass/rc.h"

#include <assert.h>

#include "base/program.h"

typedef struct collector {
    rc *r;
    const rc_place *at;
} collector;

ir_node *rc_collect_parent(const rc *r, const ir_node *node)
{
    assert(r->inside[node->first] != NULL);
    const rc_place *outer = r->inside[node->first]->outer;
    return outer != NULL ? outer->node : NULL;
}

bool rc_collect_inside(const ir_node *outer, uint32_t order)
{
    assert(outer->first <= outer->last);
    return outer->first <= order && order <= outer->last;
}

uint32_t rc_collect_loop_end(rc *r, ir_node *use_loop, ir_node *def_loop)
{
    uint32_t end = 0;
    for (ir_node *at = use_loop; at != NULL && at != def_loop; at = rc_collect_parent(r, at)) {
        if (at->kind != NODE_LOOP) continue;
        if (def_loop != NULL && !rc_collect_inside(def_loop, at->first)) break;
        end = at->last;
    }
    return end;
}

// The result is a part of a container, whose content others can change.
static bool lies_in_heap(ir_opcode code)
{
    return code == IR_INDEX || code == IR_PLACE || code == IR_NTH || code == IR_KEY_AT ||
           code == IR_VALUE_AT || code == IR_OBJECT_FIELD;
}

rc_root rc_collect_root_of(const ir_value *value)
{
    rc_root root = {0};
    while (value != NULL) {
        if (value->kind == IR_GLOBAL) {
            root.through_heap |= value->global->is_var;
            return root;
        }
        if (value->kind == IR_VAR) {
            root.var = value->var;
            return root;
        }
        if (value->kind != IR_TEMP) return root;
        ir_op *op = value->op;
        if (ir_info(op->code)->result != 'a') return root;
        if (lies_in_heap(op->code)) root.through_heap = true;
        value = op->arg_count > 0 ? &op->args[0] : NULL;
    }
    return root;
}

static void add_event(collector *c, rc_event event)
{
    assert(c->r->events.count == 0 || event.order > 0);
    array_push(&c->r->prog->scratch, &c->r->events, event);
}

static rc_var *var_of(rc *r, const ir_var *var)
{
    assert(var->id < r->vars.count);
    return &r->vars.items[var->id];
}

static void note_set(collector *c, ir_var *var, ir_op *op, uint32_t order)
{
    assert(order > 0);
    rc_var *v = var_of(c->r, var);
    if (order > v->last_write) v->last_write = order;
    if (v->set_count++ > 0) return;
    v->first_set = op;
    v->start = order;
    v->first_seq = op != NULL ? c->at->seq : NULL;
}

static rc_place *place_inside(const collector *c, ir_node *node)
{
    rc_place *place = arena_new(&c->r->prog->scratch, rc_place);
    if (c->at != NULL) *place = *c->at;
    place->outer = c->at;
    place->node = node;
    place->made = NULL;
    if (node->kind == NODE_SEQ) place->seq = node;
    if (node->kind == NODE_LOOP) place->loop = node;
    bool is_plain = node->kind == NODE_SCOPE && node->scope.kind == SCOPE_PLAIN;
    if (is_plain || (c->at != NULL && rc_scope_is_part(c->at->node, node))) place->scope = node;
    return place;
}

static void enter(void *data, ir_node *node)
{
    collector *c = data;
    rc *r = c->r;
    c->at = r->inside[node->first] = place_inside(c, node);
    switch (node->kind) {
    case NODE_SCOPE:
        for (size_t i = 0; i < node->scope.var_count; i++) {
            rc_var *v = var_of(r, node->scope.vars[i]);
            v->scope = node;
            v->loop = c->at->loop;
            v->end = node->last;
            // An error that is caught and never read has no other trace here.
            if (v->var->type->counted) r->has_counted = true;
        }
        break;
    case NODE_TRY:
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            const ir_catch *clause = &node->attempt.catches[i];
            if (clause->var != NULL) note_set(c, clause->var, NULL, clause->body->first);
        }
        break;
    case NODE_SELECT:
        for (size_t i = 0; i < node->select.arm_count; i++) {
            const ir_arm *arm = &node->select.arms[i];
            if (arm->result != NULL) note_set(c, arm->result, NULL, arm->body->first);
        }
        if (node->select.suspend != NULL || node->select.can_throw) {
            add_event(c, (rc_event){.kind = EVENT_FAIL, .order = node->first});
        }
        break;
    case NODE_RETURN:
        add_event(c, (rc_event){.kind = EVENT_RETURN, .order = node->first, .node = node});
        break;
    case NODE_BREAK:
    case NODE_CONTINUE:
        add_event(c, (rc_event){.kind = EVENT_JUMP, .order = node->first, .node = node});
        break;
    case NODE_THROW:
        add_event(c, (rc_event){.kind = EVENT_FAIL, .order = node->last});
        break;
    case NODE_MARK:
    case NODE_OP:
    case NODE_SEQ:
    case NODE_IF:
    case NODE_LOOP:
    case NODE_SWITCH:
        break;
    }
}

static bool fails_inside(const rc *r, const ir_node *region)
{
    for (uint32_t i = r->events.count; i > 0; i--) {
        const rc_event *event = &r->events.items[i - 1];
        if (event->order < region->first) return false;
        if (event->kind == EVENT_FAIL) return true;
    }
    return false;
}

static void leave(void *data, ir_node *node)
{
    collector *c = data;
    c->at = c->at->outer;
    if (node->kind != NODE_SCOPE || node->scope.kind == SCOPE_PLAIN) return;
    // The end of a group or a timeout can fail, whatever its body did; that of a cleanup passes on
    // what failed inside.
    if (node->scope.kind == SCOPE_CLEANUP && !fails_inside(c->r, node)) return;
    add_event(c, (rc_event){.kind = EVENT_FAIL, .order = node->last});
}

// What is used is counted, or a part of something that is.
static bool is_of_counted(const ir_value *v)
{
    if (v->type->counted) return true;
    return v->kind == IR_TEMP && ir_info(v->op->code)->result == 'a';
}

static void value(void *data, ir_value *v, ir_op *user, ir_node *node)
{
    collector *c = data;
    rc *r = c->r;
    if (v->kind == IR_TEMP) v->op->uses++;
    if (!is_of_counted(v)) return;
    if (v->type->counted) r->has_counted = true;
    rc_use use = {.value = v,
                  .user = user,
                  .node = node,
                  .at = c->at,
                  .order = user != NULL ? user->order : node->first};
    array_push(&r->prog->scratch, &r->uses, use);
}

// What a write changes that aliases may show; whatever else runs.
static void note_effect(collector *c, const ir_op *op)
{
    bool writes = op->code == IR_SET || op->code == IR_STORE;
    rc_event event = {.kind = EVENT_EFFECT, .order = op->order};
    event.written = writes ? op->aux.target.var : ir_changed_by_call(op);
    event.runs_code = ir_runs_code(op) || (writes && event.written == NULL);
    bool may_show = event.written != NULL && event.written->type->counted;
    if (may_show || event.runs_code) add_event(c, event);
}

static void note_write(collector *c, ir_op *op)
{
    ir_var *var = op->aux.target.var;
    if (op->args[0].type->counted) array_push(&c->r->prog->scratch, &c->r->writes, op);
    if (var == NULL) return;
    if (op->code == IR_SET) {
        note_set(c, var, op, op->order);
    } else {
        rc_var *v = var_of(c->r, var);
        v->store_count++;
        if (op->args[0].type->counted) v->last_write = op->order;
    }
}

static void op_seen(void *data, ir_op *op, ir_node *node)
{
    collector *c = data;
    rc *r = c->r;
    if (op->type->counted) r->has_counted = true;
    rc_temp *t = &r->temps[op->id];
    t->op = op;
    t->node = node;
    t->at = c->at;
    if (op->code == IR_SET || op->code == IR_STORE) note_write(c, op);
    ir_var *changed = ir_changed_by_call(op);
    if (changed != NULL) {
        var_of(r, changed)->store_count++;
        var_of(r, changed)->last_write = op->order;
    }
    if (op->can_throw || op->suspend != NULL) {
        add_event(c, (rc_event){.kind = EVENT_FAIL, .order = op->order});
    }
    if (ir_effect_of(op) == EFFECT_EFFECT) note_effect(c, op);
}

void rc_collect(rc *r)
{
    arena *a = &r->prog->scratch;
    const ir_vars *vars = &r->fn->vars;
    ir_walk_number(r->fn);
    // Read only where the walk has written: at nodes that are no operations.
    r->inside = arena_alloc(a, (r->fn->body->last + 1) * sizeof *r->inside);
    r->temps = arena_new_array(a, rc_temp, r->fn->op_count);
    r->temp_count = r->fn->op_count;
    // Mostly there are fewer of either; what is not used is not touched.
    array_reserve(a, &r->uses, r->fn->op_count);
    array_reserve(a, &r->events, r->fn->op_count);
    r->vars.count = r->vars.cap = vars->count;
    r->vars.items = arena_new_array(a, rc_var, vars->count);
    for (uint32_t i = 0; i < vars->count; i++) r->vars.items[i].var = vars->items[i];
    collector c = {.r = r};
    ir_walker walker = {
        .data = &c, .enter = enter, .leave = leave, .value = value, .op = op_seen};
    ir_walk(&walker, r->fn->body);
    uint32_t exit = r->events.count;
    for (uint32_t i = r->events.count; i > 0; i--) {
        if (r->events.items[i - 1].kind != EVENT_EFFECT) exit = i - 1;
        r->events.items[i - 1].exit = exit;
    }
}
