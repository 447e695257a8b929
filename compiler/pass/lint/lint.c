// SPDX-License-Identifier: MIT
// lint.c - warnings that need to know where a function waits.
//
// Requires: effects_fn of this function and of those that it awaits.  Gives: nothing
// but reports, and fn.acquired (lint_lock.c).
//
// A lost update: what other tasks did during the await is overwritten.
//
//     let before = total              %0 = read $total;  set before = %0
//     await sleep(1ms)                await_builtin sleep
//     total = before + 1              %1 = binary + before, 1;  store $total = %1
//
// From a store the operands are followed back, through names that are set only once, to
// a read of the same place.  It is reported when control cannot come from there to the
// store without waiting, when nothing in between looks at the place again, and when no
// lock is held around both.  Places are variables of the module, and fields of objects
// that others may hold as well: those of a parameter or of a captured value.

#include "pass/lint/lint.h"

#include <assert.h>
#include <string.h>

#include "base/diag.h"
#include "base/program.h"

enum { TRACE_LIMIT = 64 };   // operations to look at behind one store

// ---- places -----------------------------------------------------------------

lint_place lint_place_of(const lint *l, const ir_value *value)
{
    lint_place place = {.field = UINT32_MAX};
    const ir_op *op;
    switch (value->kind) {
    case IR_GLOBAL:
        place.global = value->global;
        break;
    case IR_VAR:
        op = l->set_of[value->var->id];
        if (op != NULL) place = lint_place_of(l, &op->args[0]);
        if (!lint_is_known(&place)) place = (lint_place){NULL, value->var, UINT32_MAX};
        break;
    case IR_TEMP:
        op = value->op;
        if (op->code == IR_READ) {
            place = lint_place_of(l, &op->args[0]);
        } else if (op->code == IR_OBJECT_FIELD) {
            place = lint_place_of(l, &op->args[0]);
            if (place.field != UINT32_MAX) return (lint_place){.field = UINT32_MAX};
            place.field = op->aux.index;
        }
        break;
    case IR_NOTHING:
    case IR_CONST:
        break;
    }
    return place;
}

// Where a store writes; nothing but whole variables and fields.
static lint_place stored_place(const lint *l, const ir_op *store)
{
    const ir_target *target = &store->aux.target;
    lint_place place = {.field = UINT32_MAX};
    if (target->field_count > 0) return place;
    if (target->global != NULL) {
        place.global = target->global;
    } else if (target->place != NULL && target->place->code == IR_PLACE &&
               target->place->arg_count == 1) {
        place = lint_place_of(l, &target->place->args[0]);
        if (place.field != UINT32_MAX) return (lint_place){.field = UINT32_MAX};
        place.field = target->place->aux.index;
    }
    return place;
}

// Other tasks can come to it.
static bool is_shared(const lint_place *place)
{
    if (place->global != NULL) return !place->global->is_task_var;
    if (place->var == NULL || place->field == UINT32_MAX) return false;
    return place->var->kind == IRVAR_PARAM || place->var->kind == IRVAR_CAPTURE;
}

// ---- lost updates -----------------------------------------------------------

static bool has_detour(const lint *l, uint32_t order, uint32_t to)
{
    for (uint32_t i = 0; i < l->branches.count; i++) {
        lint_range range = {l->branches.items[i]->first, l->branches.items[i]->last};
        if (lint_is_in(range, order) && !lint_is_in(range, to)) return true;
    }
    return false;
}

const ir_suspend *lint_suspend_between(const lint *l, uint32_t from, uint32_t to)
{
    const ir_suspend *found = NULL;
    for (uint32_t i = 0; i < l->fn->suspends.count; i++) {
        const ir_suspend *suspend = l->fn->suspends.items[i];
        uint32_t order = ir_walk_suspend_order(suspend);
        if (from < order && order < to && !has_detour(l, order, to)) found = suspend;
    }
    return found;
}

typedef struct trace {
    const lint *l;
    lint_place place;
    uint32_t left;              // how many operations may still be looked at
    const ir_op *read;          // the read of the place that the value is made of
} trace;

static void trace_value(trace *t, const ir_value *value)
{
    const ir_op *op = value->kind == IR_TEMP  ? value->op
                      : value->kind == IR_VAR ? t->l->set_of[value->var->id]
                                              : NULL;
    if (op == NULL || t->left == 0 || t->read != NULL) return;
    t->left--;
    if (op->code == IR_READ || op->code == IR_OBJECT_FIELD) {
        lint_place place = lint_place_of(t->l, &(ir_value){.kind = IR_TEMP, .op = (ir_op *)op});
        if (lint_is_same(&place, &t->place)) t->read = op;
        return;
    }
    // What a call is given before it waits, it may well look at again.
    bool is_given = op->code == IR_AWAIT_CALL || op->code == IR_AWAIT_VALUE || op->code == IR_SPAWN;
    if (is_given) return;
    for (uint32_t i = 0; i < op->arg_count; i++) trace_value(t, &op->args[i]);
}

static bool is_read_again(const lint *l, const lint_place *place, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < l->reads.count; i++) {
        ir_op *op = l->reads.items[i];
        if (op->order <= from || op->order >= to) continue;
        lint_place other = lint_place_of(l, &(ir_value){.kind = IR_TEMP, .op = op});
        if (lint_is_same(&other, place)) return true;
    }
    return false;
}

static bool is_locked(const lint *l, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < l->holds.count; i++) {
        const lint_hold *hold = &l->holds.items[i];
        if (lint_is_in(hold->range, from) && lint_is_in(hold->range, to)) return true;
    }
    return false;
}

static span suspend_span(const ir_suspend *suspend)
{
    return suspend->op != NULL ? suspend->op->span : suspend->node->span;
}

static void look_at_store(const lint *l, const ir_op *store)
{
    trace t = {l, stored_place(l, store), TRACE_LIMIT, NULL};
    if (!is_shared(&t.place)) return;
    trace_value(&t, &store->args[0]);
    if (t.read == NULL || t.read->order >= store->order) return;
    const ir_suspend *wait = lint_suspend_between(l, t.read->order, store->order);
    if (wait == NULL || is_locked(l, t.read->order, store->order)) return;
    uint32_t waited = ir_walk_suspend_order(wait);
    if (is_read_again(l, &t.place, waited, store->order)) return;
    diag *d = diag_error(l->prog, store->span, W0311, t.read->span);
    bool is_compound = t.read->span.start == store->span.start;
    if (!is_compound) diag_label(l->prog, d, t.read->span, "read here");
    diag_label(l->prog, d, suspend_span(wait), "other tasks run here");
    if (is_compound) {
        diag_note(l->prog, d, "%S is read before the right side is computed", t.read->span);
        diag_help(l->prog, d, "await first: `let value = await ...`, then change %S",
                  t.read->span);
    } else {
        diag_help(l->prog, d, "read %S after the await, or hold a lock around both",
                  t.read->span);
    }
}

// ---- async without a reason ---------------------------------------------------

static void look_at_async(const lint *l)
{
    const fn_info *info = l->fn->info;
    bool is_plain = info != NULL && info->symbol != NULL && !info->is_gen && !info->is_instance &&
                    info->foreign == NULL && info->exported == NULL && info->made == NULL;
    if (!is_plain || !l->fn->is_async || l->fn->can_suspend || info->awaits.count > 0) return;
    bool is_method = info->param_count > 0 && info->params[0].symbol != NULL &&
                     strcmp(info->params[0].symbol->name, "self") == 0;
    // What others call, or call through an interface, may have to be async.
    if (is_method || l->fn->is_exported || l->fn->is_value || l->fn->is_spawned) return;
    diag *d = diag_error(l->prog, l->fn->span, W0315, info->symbol->name);
    diag_help(l->prog, d, "remove `async`, and `await` where it is called");
}

// ---- arms that are never chosen ------------------------------------------------

// The number of nanoseconds that the arm waits; false when that is not known.
static bool wait_of(const ir_arm *arm, int64_t *nanoseconds)
{
    if (arm->kind != IRARM_AFTER || arm->subject.kind != IR_CONST) return false;
    *nanoseconds = (int64_t)arm->subject.constant->i;
    return true;
}

static bool is_same_operation(const lint *l, const ir_arm *a, const ir_arm *b)
{
    bool is_sent = a->kind == IRARM_SEND || a->kind == IRARM_PUT;
    if (a->kind != b->kind || a->builtin != b->builtin || is_sent) return false;
    lint_place one = lint_place_of(l, &a->subject), other = lint_place_of(l, &b->subject);
    return lint_is_same(&one, &other);
}

// Why the arm cannot win beside an earlier or later one that is always open; NULL.
static const char *loses_to(const lint *l, const ir_node *select, size_t arm, size_t other)
{
    const ir_arm *a = &select->select.arms[arm], *b = &select->select.arms[other];
    int64_t own, its;
    if (b->guard.kind != IR_NOTHING) return NULL;
    if (wait_of(a, &own) && wait_of(b, &its) && (own > its || (own == its && other < arm))) {
        return "this one always comes before it";
    }
    if (!select->select.is_first || other > arm) return NULL;
    if (wait_of(b, &its) && its <= 0) return "this one is always ready, and tried before it";
    return is_same_operation(l, a, b) ? "this one does the same, and is tried before it" : NULL;
}

static void look_at_arm(const lint *l, const ir_node *select, size_t index)
{
    const ir_arm *arm = &select->select.arms[index];
    int64_t wait;
    if (arm->guard.kind == IR_CONST && arm->guard.constant->i == 0) {
        diag *d = diag_error(l->prog, arm->span, W0314);
        diag_note(l->prog, d, "its condition is never true");
        return;
    }
    if (select->select.default_body != NULL && wait_of(arm, &wait) && wait > 0) {
        diag *d = diag_error(l->prog, arm->span, W0314);
        diag_note(l->prog, d, "a select with `default` does not wait");
        return;
    }
    for (size_t i = 0; i < select->select.arm_count; i++) {
        const char *why = i != index ? loses_to(l, select, index, i) : NULL;
        if (why == NULL) continue;
        diag *d = diag_error(l->prog, arm->span, W0314);
        diag_label(l->prog, d, select->select.arms[i].span, "%s", why);
        return;
    }
}

// ---- one function -----------------------------------------------------------------

static void note_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    lint *l = data;
    arena *a = &l->prog->scratch;
    if (ir_right_side(op) != NULL) array_push(a, &l->branches, ir_right_side(op));
    bool is_store = op->code == IR_STORE && op->aux.target.field_count == 0;
    if (is_store && op->aux.target.var == NULL) array_push(a, &l->stores, op);
    if (op->code == IR_READ || op->code == IR_OBJECT_FIELD) array_push(a, &l->reads, op);
    if (op->code == IR_AWAIT_CALL) array_push(a, &l->calls, op);
    if (op->code == IR_AWAIT_BUILTIN && strncmp(op->aux.builtin->name, "acquire", 7) == 0) {
        array_push(a, &l->acquires, op);
    }
    if (op->code == IR_CALL_BUILTIN && (strncmp(op->aux.builtin->name, "release", 7) == 0 ||
                                        strcmp(op->aux.builtin->name, "exit") == 0)) {
        array_push(a, &l->releases, op);
    }
    if ((op->code == IR_SET || op->code == IR_STORE) && op->aux.target.var != NULL) {
        uint32_t id = op->aux.target.var->id;
        bool is_only = op->code == IR_SET && !bitset_has(l->is_set, id);
        l->set_of[id] = is_only ? op : NULL;
        bitset_add(l->is_set, id);
    }
}

static void note_branch(lint *l, const ir_node *part)
{
    if (part != NULL) array_push(&l->prog->scratch, &l->branches, part);
}

static void note_node(void *data, ir_node *node)
{
    lint *l = data;
    switch (node->kind) {
    case NODE_IF:
        note_branch(l, node->branch.then_body);
        note_branch(l, node->branch.else_body);
        break;
    case NODE_SWITCH:
        for (size_t i = 0; i < node->choice.case_count; i++) {
            note_branch(l, node->choice.cases[i].body);
        }
        note_branch(l, node->choice.default_body);
        break;
    case NODE_SELECT:
        array_push(&l->prog->scratch, &l->selects, node);
        for (size_t i = 0; i < node->select.arm_count; i++) {
            note_branch(l, node->select.arms[i].body);
        }
        note_branch(l, node->select.default_body);
        break;
    case NODE_TRY:
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            note_branch(l, node->attempt.catches[i].body);
        }
        break;
    case NODE_SCOPE:
        if (node->scope.kind == SCOPE_CLEANUP) {
            array_push(&l->prog->scratch, &l->cleanups, node);
        }
        break;
    case NODE_MARK:
    case NODE_OP:
    case NODE_SEQ:
    case NODE_LOOP:
    case NODE_BREAK:
    case NODE_CONTINUE:
    case NODE_RETURN:
    case NODE_THROW:
        break;
    }
}

void lint_run(program *prog, ir_fn *fn)
{
    lint l = {.prog = prog, .fn = fn};
    look_at_async(&l);
    if (fn->foreign == NULL && fn->suspends.count > 0) {
        l.set_of = arena_new_array(&prog->scratch, ir_op *, fn->vars.count);
        l.is_set = arena_new_array(&prog->scratch, uint64_t, bitset_words(fn->vars.count));
        ir_walk(&(ir_walker){.data = &l, .enter = note_node, .op = note_op}, fn->body);
        // Where nothing is stored nor locked, the order does not matter.
        if (l.stores.count + l.acquires.count > 0) ir_walk_number(fn);
        lint_lock_holds(&l);
        for (uint32_t i = 0; i < l.stores.count; i++) look_at_store(&l, l.stores.items[i]);
        lint_lock_report(&l);
        for (uint32_t i = 0; i < l.selects.count; i++) {
            const ir_node *select = l.selects.items[i];
            for (size_t k = 0; k < select->select.arm_count; k++) look_at_arm(&l, select, k);
        }
    }
    arena_reset(&prog->scratch);
}
