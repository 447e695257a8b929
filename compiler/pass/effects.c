// SPDX-License-Identifier: MIT
// effects.c - which functions can suspend, and where.
//
// Requires: lower_decl_declare of this module, all passes of its imports; and then
// for each function: lower_decl_module, effects_fn of those that it awaits.
// Gives: fn.can_suspend, fn.is_recursive, module.order, before any body is
// lowered; then fn.suspends, fn.sites, fn.handles_errors, and the rule that an
// AWAIT_CALL left in the IR really can suspend:
//
//     async fn square(n: int) -> int { return n * n }
//     async fn main() { print(await square(3)) }
//
// `square` never waits, so it becomes a plain C function and the await of it an
// ordinary call.  A function that is spawned, used as a value or visible to
// other modules keeps its frame: its callers must be able to rely on it.
// What a function does by itself the checker has noted in its fn_info.
//
// Functions that call each other in a cycle are decided together.  Tarjan's
// algorithm gives the cycles, callees first; its stack is our own, since a
// chain of calls may be as long as the program.

#include "pass/passes.h"

#include <assert.h>

#include "base/program.h"
#include "ir/ir_walk.h"

// ---- before the bodies: cycles of calls, callees first -------------------------

typedef array_of(uint32_t) index_list;

typedef struct fn_facts {
    uint32_t next;          // await to look at next
    uint32_t number;        // order of discovery, 0: not seen
    uint32_t low;           // lowest number that is reachable
    bool on_stack;
} fn_facts;

typedef struct cycles {
    program *prog;
    ir_module *module;
    fn_facts *facts;        // by unit
} cycles;

static bool keeps_frame(const ir_fn *fn)
{
    return fn->is_spawned || fn->is_value || fn->is_main || fn->is_test || fn->is_exported;
}

// Whether it waits without the help of functions of this module.
static bool waits_itself(const ir_fn *fn)
{
    if (fn->info->waits || (fn->is_async && keeps_frame(fn))) return true;
    for (uint32_t i = 0; i < fn->info->awaits.count; i++) {
        const fn_await *edge = &fn->info->awaits.items[i];
        const ir_fn *callee = edge->callee->ir;
        if (!edge->by_closure && callee->module != fn->module && callee->can_suspend) return true;
    }
    return false;
}

// The function that is awaited, when it is one of this module.
static const ir_fn *callee_here(const ir_fn *fn, uint32_t await)
{
    assert(await < fn->info->awaits.count);
    const ir_fn *callee = fn->info->awaits.items[await].callee->ir;
    return callee->module == fn->module ? callee : NULL;
}

static uint32_t await_count(const ir_fn *fn)
{
    // The first value of a variable awaits nothing.
    return fn == NULL ? 0 : fn->info->awaits.count;
}

// What a closure awaits does not make its function wait, but the closure's frame
// may hold that of a member: so for their order such awaits count.
static void settle_cycle(const cycles *c, const uint32_t *members, uint32_t count)
{
    assert(count > 0);
    bool waits = false;
    bool is_recursive = count > 1;
    for (uint32_t i = 0; i < count; i++) {
        const ir_fn *fn = c->module->units.items[members[i]].fn;
        array_push(&c->prog->memory, &c->module->order, members[i]);
        waits |= fn != NULL && waits_itself(fn);
        for (uint32_t k = 0; k < await_count(fn); k++) {
            const ir_fn *callee = callee_here(fn, k);
            if (callee == fn) is_recursive = true;
            if (callee != NULL && !fn->info->awaits.items[k].by_closure)
                waits |= callee->can_suspend;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        ir_fn *fn = c->module->units.items[members[i]].fn;
        if (fn == NULL) continue;
        fn->can_suspend = waits && fn->is_async;
        fn->is_recursive = is_recursive;
    }
}

// The cycle that was entered at `first` is complete: it lies on top of the stack.
static void close_cycle(const cycles *c, index_list *open, uint32_t first)
{
    assert(open->count > 0);
    uint32_t begin = open->count;
    do {
        begin--;
        c->facts[open->items[begin]].on_stack = false;
    } while (open->items[begin] != first);
    settle_cycle(c, &open->items[begin], open->count - begin);
    open->count = begin;
}

void effects_run(program *prog, ir_module *module)
{
    arena *a = &prog->scratch;
    cycles c = {.prog = prog, .module = module};
    for (uint32_t i = 0; i < module->units.count; i++) {
        if (module->units.items[i].fn != NULL) module->units.items[i].fn->unit = i;
    }
    c.facts = arena_new_array(a, fn_facts, module->units.count);
    uint32_t last_number = 0;
    index_list open = {0};                // units whose cycle is not settled
    index_list path = {0};                // of the depth-first search
    for (uint32_t start = 0; start < module->units.count; start++) {
        if (c.facts[start].number == 0) array_push(a, &path, start);
        while (path.count > 0) {
            uint32_t top = array_last(&path);
            fn_facts *facts = &c.facts[top];
            const ir_fn *fn = module->units.items[top].fn;
            if (facts->number == 0) {
                facts->number = facts->low = ++last_number;
                facts->on_stack = true;
                array_push(a, &open, top);
            }
            if (facts->next < await_count(fn)) {
                const ir_fn *callee = callee_here(fn, facts->next++);
                if (callee == NULL) continue;
                fn_facts *other = &c.facts[callee->unit];
                if (other->number == 0) array_push(a, &path, callee->unit);
                else if (other->on_stack && other->number < facts->low) facts->low = other->number;
                continue;
            }
            path.count--;
            if (path.count > 0 && facts->low < c.facts[array_last(&path)].low) {
                c.facts[array_last(&path)].low = facts->low;
            }
            if (facts->low == facts->number) close_cycle(&c, &open, top);
        }
    }
    arena_reset(a);
}

// ---- one function: who handles errors --------------------------------------------

typedef struct effects {
    program *prog;
    ir_fn *fn;
    bool handles_errors;
    array_of(ir_site *) sites;  // in the order of the text
} effects;

// Whether an error may come up inside, though none comes out.  Of a function that
// has not been here nothing is known yet.
static bool op_handles_errors(const ir_op *op)
{
    if (op->can_throw || op->code == IR_CALL_VALUE || op->code == IR_AWAIT_VALUE) return true;
    if (op->code == IR_CALL || op->code == IR_AWAIT_CALL) return op->aux.callee->handles_errors;
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (op->args[i].kind != IR_NOTHING && op->args[i].type->kind == TYPE_FN) return true;
    }
    return false;
}

// ---- suspensions and sites in the order of the text ----------------------

static ir_suspend *new_suspend(effects *e, ir_suspend *given)
{
    assert(e->fn->can_suspend && "the checker has noted that it waits");
    ir_suspend *suspend = given != NULL ? given : arena_new(&e->prog->fn, ir_suspend);
    array_push(&e->prog->fn, &e->fn->suspends, suspend);
    suspend->number = e->fn->suspends.count;
    return suspend;
}

static void note_site(effects *e, ir_site *site)
{
    if (site != NULL) array_push(&e->prog->scratch, &e->sites, site);
}

static void number_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    effects *e = data;
    e->handles_errors = e->handles_errors || op_handles_errors(op);
    note_site(e, op->site);
    if (op->code == IR_AWAIT_CALL && !op->aux.callee->can_suspend) {
        op->code = IR_CALL;
        op->suspend = NULL;
        return;
    }
    if (op->code != IR_AWAIT_CALL && !ir_waits(op)) return;
    op->suspend = new_suspend(e, op->suspend);
    op->suspend->op = op;
}

static void number_node(void *data, ir_node *node)
{
    effects *e = data;
    if (node->kind == NODE_THROW) e->handles_errors = true;
    if (node->kind == NODE_SELECT && node->select.can_throw) e->handles_errors = true;
    if (node->kind == NODE_SELECT && node->select.default_body == NULL &&
        !node->select.blocks) {
        node->select.suspend = new_suspend(e, node->select.suspend);
        node->select.suspend->node = node;
    }
    if (node->kind == NODE_SCOPE && node->scope.kind != SCOPE_PLAIN) {
        note_site(e, node->scope.site);
    }
    // A select that waits has the row of its suspension.
    if (node->kind == NODE_SELECT && node->select.suspend == NULL) note_site(e, node->select.site);
    if (node->kind == NODE_THROW) note_site(e, node->raise.site);
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
    if (site->index != UINT32_MAX) return;
    site->index = e->fn->sites.count;
    array_push(&e->prog->fn, &e->fn->sites, site);
}

// Row 0 is the function itself, rows 1..n its suspensions: the row of a
// suspension is the state that waits there.  Throws and panics come after.
static void number_sites(effects *e)
{
    ir_site *self = arena_new(&e->prog->fn, ir_site);
    self->index = UINT32_MAX;
    self->line = e->fn->line;
    self->text = e->fn->shown;
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
    for (uint32_t i = 0; i < e->sites.count; i++) add_site(e, e->sites.items[i]);
}

// Where a function of C is waited for: state 1.
static void note_foreign_site(effects *e)
{
    ir_site *site = arena_new(&e->prog->fn, ir_site);
    site->index = UINT32_MAX;
    site->line = e->fn->line;
    site->text = e->fn->name;
    note_site(e, site);
}

void effects_fn(program *prog, ir_fn *fn)
{
    effects e = {.prog = prog, .fn = fn};
    prune_fn(prog, fn);
    fn->suspends.count = 0;
    ir_walker number = {.data = &e, .enter = number_node, .leave = number_leave, .op = number_op};
    ir_walk(&number, fn->body);
    fn->handles_errors = e.handles_errors;
    if (fn->foreign != NULL && fn->can_suspend) note_foreign_site(&e);
    fn->sites.count = 0;
    number_sites(&e);
    arena_reset(&prog->scratch);
}
