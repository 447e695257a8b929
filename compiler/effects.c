// SPDX-License-Identifier: MIT
// effects.c - which functions can suspend, and where.
//
// Requires: lowering of this module, all passes of its imports.
// Gives: fn.can_suspend, fn.is_recursive, fn.suspends, fn.sites, and the rule
// that an AWAIT_CALL left in the IR really can suspend:
//
//     async fn square(n: int) -> int { return n * n }
//     async fn main() { print(await square(3)) }
//
// `square` never waits, so it becomes a plain C function and the await of it an
// ordinary call.  A function that is spawned, used as a value or visible to
// other modules keeps its frame: whoever starts it must be able to rely on it.
//
// Functions that call each other in a circle stand or fall together.  Tarjan's
// algorithm gives the circles, callees first; its stack is our own, since a
// chain of calls may be as long as the program.

#include "passes.h"

#include <assert.h>

#include "ir_walk.h"
#include "program.h"

typedef array_of(uint32_t) index_list;

typedef struct fn_facts {
    bool waits;             // has a suspension that is no call of ours
    bool calls_waiting;     // awaits a function of another module that can suspend
    index_list callees;     // functions of this module that it awaits
    uint32_t number;        // order of discovery, 0: not seen
    uint32_t low;           // lowest number that is reachable
    bool on_stack;
} fn_facts;

typedef struct effects {
    program *prog;
    ir_module *module;
    fn_facts *facts;        // by fn.index
    ir_fn *fn;              // under the walk
} effects;

// ---- pass 1: what each function does by itself ---------------------------------

static bool op_waits(const ir_op *op)
{
    switch (op->code) {
    case IR_AWAIT_VALUE:
    case IR_AWAIT_BUILTIN:
    case IR_AWAIT_TASK:
    case IR_AWAIT_FUTURE:
    case IR_GATHER:
    case IR_RACE:
        return true;
    default:
        return false;
    }
}

// Whether an error may come up inside, though none comes out.  Of a function that
// stands behind this one nothing is known yet.
static bool op_handles_errors(const effects *e, const ir_op *op)
{
    if (op->can_throw || op->code == IR_CALL_VALUE || op->code == IR_AWAIT_VALUE) return true;
    if (op->code == IR_CALL || op->code == IR_AWAIT_CALL) {
        const ir_fn *callee = op->aux.callee;
        bool is_later = callee->module == e->module && callee->index >= e->fn->index;
        return is_later || callee->handles_errors;
    }
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (op->args[i].kind != IR_NOTHING && op->args[i].type->kind == TYPE_FN) return true;
    }
    return false;
}

static void collect_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    effects *e = data;
    fn_facts *facts = &e->facts[e->fn->index];
    if (op_waits(op)) facts->waits = true;
    if (op_handles_errors(e, op)) e->fn->handles_errors = true;
    // exit() unwinds the task from where it stands (S22): that takes a frame.
    if (op->code == IR_CALL_BUILTIN && op->aux.builtin->id == BI_EXIT) facts->waits = true;
    if (op->code != IR_AWAIT_CALL) return;
    ir_fn *callee = op->aux.callee;
    if (callee->module != e->module) {
        facts->calls_waiting |= callee->can_suspend;
    } else {
        array_push(&e->prog->scratch, &facts->callees, callee->index);
    }
}

// A region that listens for cancellation needs the task, and so a frame.
static void collect_node(void *data, ir_node *node)
{
    effects *e = data;
    fn_facts *facts = &e->facts[e->fn->index];
    if (node->kind == NODE_THROW) e->fn->handles_errors = true;
    if (node->kind == NODE_SELECT && node->select.default_body == NULL) facts->waits = true;
    if (node->kind == NODE_SCOPE && node->scope.kind != SCOPE_PLAIN &&
        node->scope.kind != SCOPE_CLEANUP) {
        facts->waits = true;
    }
}

static bool keeps_frame(const ir_fn *fn)
{
    return fn->is_spawned || fn->is_value || fn->is_main || fn->is_test || fn->is_exported;
}

// ---- pass 2: circles of calls, callees first -------------------------------------

typedef struct visit_frame {
    uint32_t fn;
    uint32_t next;   // callee to look at next
} visit_frame;

static void settle_circle(effects *e, const uint32_t *members, uint32_t count)
{
    bool waits = false;
    bool is_recursive = count > 1;
    for (uint32_t i = 0; i < count; i++) {
        const ir_fn *fn = e->module->fns.items[members[i]];
        const fn_facts *facts = &e->facts[members[i]];
        waits |= facts->waits || facts->calls_waiting || (fn->is_async && keeps_frame(fn));
        for (uint32_t k = 0; k < facts->callees.count; k++) {
            uint32_t callee = facts->callees.items[k];
            if (callee == members[i]) is_recursive = true;
            waits |= e->module->fns.items[callee]->can_suspend;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        ir_fn *fn = e->module->fns.items[members[i]];
        fn->can_suspend = waits && fn->is_async;
        fn->is_recursive = is_recursive;
    }
}

static void find_circles(effects *e)
{
    arena *a = &e->prog->scratch;
    uint32_t next_number = 1;
    index_list open = {0};                // functions whose circle is not settled
    array_of(visit_frame) stack = {0};    // of the depth-first search
    for (uint32_t start = 0; start < e->module->fns.count; start++) {
        if (e->facts[start].number != 0) continue;
        visit_frame first = {.fn = start};
        array_push(a, &stack, first);
        while (stack.count > 0) {
            visit_frame *top = &array_last(&stack);
            fn_facts *facts = &e->facts[top->fn];
            if (top->next == 0 && facts->number == 0) {
                facts->number = facts->low = next_number++;
                facts->on_stack = true;
                array_push(a, &open, top->fn);
            }
            if (top->next < facts->callees.count) {
                uint32_t callee = facts->callees.items[top->next++];
                fn_facts *other = &e->facts[callee];
                if (other->number == 0) {
                    visit_frame deeper = {.fn = callee};
                    array_push(a, &stack, deeper);
                } else if (other->on_stack && other->number < facts->low) {
                    facts->low = other->number;
                }
                continue;
            }
            uint32_t done = top->fn;
            stack.count--;
            if (stack.count > 0) {
                fn_facts *above = &e->facts[array_last(&stack).fn];
                if (facts->low < above->low) above->low = facts->low;
            }
            if (facts->low != facts->number) continue;
            uint32_t begin = open.count;
            do {
                begin--;
                e->facts[open.items[begin]].on_stack = false;
            } while (open.items[begin] != done);
            settle_circle(e, &open.items[begin], open.count - begin);
            open.count = begin;
        }
    }
}

// ---- pass 3: suspensions and sites in the order of the text ----------------------

static ir_suspend *new_suspend(effects *e, ir_suspend *given)
{
    ir_suspend *suspend = given != NULL ? given : arena_new(&e->prog->fn, ir_suspend);
    array_push(&e->prog->fn, &e->fn->suspends, suspend);
    suspend->number = e->fn->suspends.count;
    return suspend;
}

static void number_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    effects *e = data;
    if (op->code == IR_AWAIT_CALL && !op->aux.callee->can_suspend) {
        op->code = IR_CALL;
        op->suspend = NULL;
        return;
    }
    if (op->code == IR_AWAIT_CALL) op->aux.callee->is_awaited = true;
    else if (!op_waits(op)) return;
    op->suspend = new_suspend(e, op->suspend);
    op->suspend->op = op;
}

static void number_node(void *data, ir_node *node)
{
    effects *e = data;
    if (node->kind == NODE_SELECT && node->select.default_body == NULL) {
        node->select.suspend = new_suspend(e, node->select.suspend);
        node->select.suspend->node = node;
    }
}

// A group waits where its block ends.
static void number_leave(void *data, ir_node *node)
{
    effects *e = data;
    if (node->kind != NODE_SCOPE || node->scope.kind != SCOPE_GROUP) return;
    node->scope.suspend = new_suspend(e, node->scope.suspend);
    node->scope.suspend->node = node;
}

static ir_site *suspend_site(const ir_suspend *suspend)
{
    if (suspend->op != NULL) return suspend->op->site;
    if (suspend->node->kind == NODE_SELECT) return suspend->node->select.site;
    return suspend->node->scope.site;
}

static void add_site(effects *e, ir_site *site)
{
    if (site == NULL || site->index != UINT32_MAX) return;
    site->index = e->fn->sites.count;
    array_push(&e->prog->fn, &e->fn->sites, site);
}

static void site_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    add_site(data, op->site);
}

static void site_node(void *data, ir_node *node)
{
    effects *e = data;
    if (node->kind == NODE_SCOPE && node->scope.kind != SCOPE_PLAIN) {
        add_site(e, node->scope.site);
    }
    // A select that waits has the row of its suspension.
    if (node->kind == NODE_SELECT && node->select.suspend == NULL) add_site(e, node->select.site);
    if (node->kind == NODE_THROW) add_site(e, node->raise.site);
}

// Row 0 is the function itself, rows 1..n its suspensions: the row of a
// suspension is the state that waits there.  Throws and panics come after.
static void number_sites(effects *e)
{
    ir_site *self = arena_new(&e->prog->fn, ir_site);
    self->index = UINT32_MAX;
    self->line = source_line(e->prog, e->fn->span.start);
    self->text = e->fn->name;
    add_site(e, self);
    for (uint32_t i = 0; i < e->fn->suspends.count; i++) {
        ir_suspend *suspend = e->fn->suspends.items[i];
        ir_site *site = suspend_site(suspend);
        assert(site != NULL && "every suspension has a site");
        if (site->index != UINT32_MAX) {
            // Two suspensions in one expression share a site: give it a row each.
            ir_site *copy = arena_new(&e->prog->fn, ir_site);
            *copy = *site;
            copy->index = UINT32_MAX;
            site = copy;
        }
        add_site(e, site);
    }
    ir_walker rest = {.data = e, .enter = site_node, .op = site_op};
    ir_walk(&rest, e->fn->body);
}

void effects_run(program *prog, ir_module *module)
{
    uint32_t count = module->fns.count;
    effects e = {.prog = prog, .module = module};
    e.facts = arena_new_array(&prog->scratch, fn_facts, count);
    for (uint32_t i = 0; i < count; i++) module->fns.items[i]->index = i;
    for (uint32_t i = 0; i < count; i++) {
        e.fn = module->fns.items[i];
        ir_walker collect = {.data = &e, .enter = collect_node, .op = collect_op};
        ir_walk(&collect, e.fn->body);
    }
    find_circles(&e);
    arena_reset(&prog->scratch);
}

void effects_number(program *prog, ir_fn *fn)
{
    effects e = {.prog = prog, .module = fn->module, .fn = fn};
    prune_fn(prog, fn);
    fn->suspends.count = 0;
    ir_walker number = {.data = &e, .enter = number_node, .leave = number_leave, .op = number_op};
    ir_walk(&number, fn->body);
    fn->sites.count = 0;
    number_sites(&e);
}
