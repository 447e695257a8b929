// SPDX-License-Identifier: MIT
// await.c - results that are needed after a suspension get a place.
//
// Requires: rc_run.  Gives: no IR_TEMP is used on the other side of a
// suspension from its operation; what was, is a hidden variable now.  The nodes
// of a function that suspends have the numbers of ir_walk_number from here on.
//
//     f(g(), await h())        %0 = g()            t = %0
//                              %1 = await h()
//                              f(%0, %1)           f(t, %1)
//
// The result of an await lies in the await area until the next one begins, so
// the same rule copies it out when it is needed beyond that.

#include "base/program.h"

#include <assert.h>

#include "ir/ir_walk.h"
#include "pass/passes.h"

// A result that crosses a suspension.
typedef struct placed_temp {
    ir_var *var;          // NULL: it does not
    ir_node *scope;       // innermost plain scope around its operation
} placed_temp;

typedef struct awaits {
    program *prog;
    ir_fn *fn;
    placed_temp *temps;               // by op.id
    array_of(uint32_t) suspends;      // their orders, rising
    array_of(ir_node *) stack;        // loops and plain scopes
    bool any_crosses;
} awaits;

static bool is_stacked(const ir_node *node)
{
    return node->kind == NODE_LOOP ||
           (node->kind == NODE_SCOPE && node->scope.kind == SCOPE_PLAIN);
}

static void push(void *data, ir_node *node)
{
    awaits *a = data;
    if (is_stacked(node)) array_push(&a->prog->scratch, &a->stack, node);
}

static void pop(void *data, ir_node *node)
{
    awaits *a = data;
    if (is_stacked(node)) a->stack.count--;
}

static bool waits_between(const awaits *a, uint32_t from, uint32_t to)
{
    assert(from > 0);
    uint32_t low = 0;
    uint32_t high = a->suspends.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (a->suspends.items[mid] <= from) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low < a->suspends.count && a->suspends.items[low] < to;
}

static bool holds(const ir_node *node, const ir_op *op)
{
    return node->first < op->order && op->order < node->last;
}

// The order until which a use at the current place needs its value: in a loop
// that the value comes from outside of, to the loop's end.
static uint32_t needed_until(const awaits *a, const ir_op *op, uint32_t order)
{
    assert(op->order > 0);
    for (uint32_t i = 0; i < a->stack.count; i++) {
        const ir_node *node = a->stack.items[i];
        if (node->kind == NODE_LOOP && !holds(node, op)) return node->last;
    }
    return order;
}

// The innermost plain scope around the operation is also one around its uses (I1).
static ir_node *scope_of(const awaits *a, const ir_op *op)
{
    for (uint32_t i = a->stack.count; i > 0; i--) {
        ir_node *node = a->stack.items[i - 1];
        if (node->kind == NODE_SCOPE && holds(node, op)) return node;
    }
    return NULL;
}

static void check_use(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    awaits *a = data;
    if (value->kind != IR_TEMP || value->op->code == IR_PLACE) return;
    // It names the race whose area holds the result, not a value.
    if (user != NULL && user->code == IR_RACE_TAKE) return;
    const ir_op *op = value->op;
    placed_temp *t = &a->temps[op->id];
    if (t->var != NULL) return;
    uint32_t order = user != NULL ? user->order : node->first;
    if (!waits_between(a, op->order, needed_until(a, op, order))) return;
    t->var = ir_walk_hidden_var(a->prog, a->fn, ir_stem(op), op->type, op->span);
    t->scope = scope_of(a, op);
    a->any_crosses = true;
}

static void redirect_use(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    (void)node;
    awaits *a = data;
    if (value->kind != IR_TEMP) return;
    ir_var *var = a->temps[value->op->id].var;
    if (var == NULL) return;
    ir_mode mode = value->mode;
    *value = ir_walk_var_value(var);
    value->mode = mode;
}

static void add_to_scope(awaits *a, ir_node *scope, ir_var *var)
{
    assert(scope != NULL && scope->kind == NODE_SCOPE && scope->scope.kind == SCOPE_PLAIN);
    size_t count = scope->scope.var_count;
    ir_var **vars = arena_new_array(&a->prog->fn, ir_var *, count + 1);
    for (size_t i = 0; i < count; i++) vars[i] = scope->scope.vars[i];
    vars[count] = var;
    scope->scope.vars = vars;
    scope->scope.var_count = count + 1;
}

// After the operation: `t = %n`.
static void insert_sets(void *data, ir_node *node)
{
    awaits *a = data;
    if (node->kind != NODE_SEQ) return;
    ir_nodes fresh = {0};
    for (uint32_t i = 0; i < node->seq.count; i++) {
        ir_node *child = node->seq.items[i];
        array_push(&a->prog->fn, &fresh, child);
        if (child->kind != NODE_OP) continue;
        placed_temp *t = &a->temps[child->op->id];
        if (t->var == NULL) continue;
        while (i + 1 < node->seq.count && ir_is_early_drop(node->seq.items[i + 1])) {
            array_push(&a->prog->fn, &fresh, node->seq.items[++i]);   // they belong to the call
        }
        type *unit = type_scalar(a->prog, TYPE_UNIT);
        ir_op *set = ir_walk_new_op(a->prog, a->fn, IR_SET, unit, child->span, 1);
        set->aux.target.var = t->var;
        set->args[0] = ir_temp_value(child->op);
        set->args[0].mode = MODE_MOVE;
        child->op->uses = 1;   // the others read the variable: redirect_use
        array_push(&a->prog->fn, &fresh, ir_walk_op_node(a->prog, set));
        add_to_scope(a, t->scope, t->var);
    }
    node->seq = fresh;
}

void await_run(program *prog, ir_fn *fn)
{
    if (fn->suspends.count == 0) return;
    awaits a = {.prog = prog, .fn = fn};
    ir_walk_number(fn);
    a.temps = arena_new_array(&prog->scratch, placed_temp, fn->op_count);
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        array_push(&prog->scratch, &a.suspends, ir_walk_suspend_order(fn->suspends.items[i]));
    }
    ir_walker check = {.data = &a, .enter = push, .leave = pop, .value = check_use};
    ir_walk(&check, fn->body);
    if (a.any_crosses) {
        ir_walker redirect = {.data = &a, .value = redirect_use};
        ir_walk(&redirect, fn->body);
        ir_walker insert = {.data = &a, .leave = insert_sets};
        ir_walk(&insert, fn->body);
    }
    arena_reset(&prog->scratch);
}
