// SPDX-License-Identifier: MIT
// lint_lock.c - warnings about locks: held when a task is cancelled, waited for while held.
//
// Requires: what lint.c has noted of the function.  Gives: lint.holds; fn.acquired.
//
//     await lock.acquire()        held from here ..
//     await store(x)              a cancellation, an error: it is never released
//     lock.release()              .. to here
//
// `async with lock {}` and `defer lock.release()` are safe: a cleanup releases it.  Inside
// of both, to wait for the same lock again is a deadlock, be it here or in a function that
// is awaited: of each function is kept what it acquires, in terms of its parameters.

#include <assert.h>
#include <string.h>

#include "base/diag.h"
#include "base/program.h"
#include "pass/lint/lint.h"

// One task at a time, and its own task waits as well.
static bool is_exclusive(const ir_op *acquire)
{
    const char *receiver = acquire->aux.builtin->receiver;
    return strcmp(receiver, "Lock") == 0 || strcmp(receiver, "mutex[T]") == 0 ||
           strcmp(receiver, "Condition") == 0;
}

// `acquire_read` goes with `release_read`.
static bool goes_with(const ir_op *acquire, const ir_op *release)
{
    const char *end = release->aux.builtin->name;
    if (strcmp(acquire->aux.builtin->receiver, release->aux.builtin->receiver) != 0) return false;
    // Of `async with`: both go through the variable of its block.
    if (strcmp(end, "exit") == 0) return acquire->args[0].var == release->args[0].var;
    return strcmp(acquire->aux.builtin->name + strlen("acquire"), end + strlen("release")) == 0;
}

// The innermost cleanup that `release` stands in; NULL.
static const ir_node *cleanup_of(const lint *l, const ir_op *release)
{
    const ir_node *found = NULL;
    for (uint32_t i = 0; i < l->cleanups.count; i++) {
        const ir_node *scope = l->cleanups.items[i];
        lint_range cleanup = {scope->scope.cleanup->first, scope->scope.cleanup->last};
        if (lint_is_in(cleanup, release->order)) found = scope;
    }
    return found;
}

// Where the lock is acquired for the next time after `acquire`; UINT32_MAX: not again.
static uint32_t next_acquire(const lint *l, const ir_op *acquire, const lint_place *place)
{
    uint32_t next = UINT32_MAX;
    for (uint32_t i = 0; i < l->acquires.count; i++) {
        const ir_op *other = l->acquires.items[i];
        lint_place its = lint_place_of(l, &other->args[0]);
        if (other->order > acquire->order && other->order < next && lint_is_same(&its, place)) {
            next = other->order;
        }
    }
    return next;
}

// Looks for what ends the hold: the cleanup of a scope that begins before the lock is
// acquired again, or else the first release further down.
static void find_end(const lint *l, lint_hold *hold)
{
    const ir_op *acquire = hold->acquire;
    uint32_t next = next_acquire(l, acquire, &hold->place);
    for (uint32_t i = 0; i < l->releases.count; i++) {
        const ir_op *release = l->releases.items[i];
        lint_place place = lint_place_of(l, &release->args[0]);
        if (release->order < acquire->order || !lint_is_same(&place, &hold->place) ||
            !goes_with(acquire, release)) {
            continue;
        }
        const ir_node *scope = cleanup_of(l, release);
        bool is_own = scope != NULL && scope->first > acquire->order && scope->first < next;
        if (hold->release != NULL && !is_own) continue;
        hold->release = release;
        hold->is_safe = scope != NULL;   // it runs in any case
        hold->range.last = scope != NULL ? scope->scope.body->last : release->order;
        if (is_own) return;
    }
}

void lint_lock_holds(lint *l)
{
    for (uint32_t i = 0; i < l->acquires.count; i++) {
        const ir_op *acquire = l->acquires.items[i];
        // With a time limit it may be held afterwards, or not.
        if (acquire->type->kind != TYPE_UNIT) continue;
        lint_hold hold = {.place = lint_place_of(l, &acquire->args[0]), .acquire = acquire};
        hold.range.first = acquire->order;
        if (lint_is_known(&hold.place)) find_end(l, &hold);
        if (hold.release != NULL) array_push(&l->prog->scratch, &l->holds, hold);
    }
}

static void report_unsafe(const lint *l, const lint_hold *hold)
{
    const ir_suspend *wait =
        lint_suspend_between(l, hold->acquire->order, hold->release->order);
    // Nothing cancels main but the end of the program.
    if (hold->is_safe || wait == NULL || l->fn->is_main || l->fn->is_test) return;
    span at = wait->op != NULL ? wait->op->span : wait->node->span;
    span lock = hold->acquire->span;
    diag *d = diag_error(l->prog, at, W0312);
    diag_label(l->prog, d, lock, "acquired here");
    diag_label(l->prog, d, hold->release->span, "not reached in that case");
    diag_help(l->prog, d, "`async with` releases it in every case, and so does `defer`");
}

// What the callee acquires, as the caller sees it.
static lint_place seen_from(const lint *l, const ir_op *call, const lint_place *place)
{
    if (place->var == NULL) return *place;
    assert(place->var->kind == IRVAR_PARAM);
    lint_place unknown = {.field = UINT32_MAX};
    if (place->var->id >= call->arg_count) return unknown;
    lint_place given = lint_place_of(l, &call->args[place->var->id]);
    if (place->field == UINT32_MAX) return given;
    if (given.field != UINT32_MAX) return unknown;
    given.field = place->field;
    return lint_is_known(&given) ? given : unknown;
}

static const lint_hold *held_at(const lint *l, const lint_place *place, uint32_t order)
{
    for (uint32_t i = 0; i < l->holds.count; i++) {
        const lint_hold *hold = &l->holds.items[i];
        if (hold->acquire->order < order && lint_is_in(hold->range, order) &&
            is_exclusive(hold->acquire) && lint_is_same(&hold->place, place)) {
            return hold;
        }
    }
    return NULL;
}

// The function acquires it at `op`: kept for its callers, and compared with what is held.
static void look_at_acquired(const lint *l, struct lint_acquired *all, const ir_op *op,
                             const lint_place *place)
{
    if (!lint_is_known(place)) return;
    bool is_param = place->var != NULL && place->var->kind == IRVAR_PARAM;
    bool is_kept = place->global != NULL || is_param;
    for (uint32_t i = 0; i < all->places.count; i++) {
        if (lint_is_same(&all->places.items[i], place)) is_kept = false;
    }
    if (is_kept) array_push(&l->prog->unit, &all->places, *place);
    const lint_hold *hold = held_at(l, place, op->order);
    if (hold == NULL) return;
    diag *d = diag_error(l->prog, op->span, W0313);
    diag_label(l->prog, d, hold->acquire->span, "acquired here");
    if (op->code == IR_AWAIT_CALL) {
        diag_note(l->prog, d, "%N acquires it, too", op->aux.callee->shown);
    }
}

void lint_lock_report(lint *l)
{
    struct lint_acquired all = {0};
    for (uint32_t i = 0; i < l->holds.count; i++) report_unsafe(l, &l->holds.items[i]);
    for (uint32_t i = 0; i < l->acquires.count; i++) {
        const ir_op *op = l->acquires.items[i];
        if (!is_exclusive(op) || op->type->kind != TYPE_UNIT) continue;
        lint_place place = lint_place_of(l, &op->args[0]);
        look_at_acquired(l, &all, op, &place);
    }
    for (uint32_t i = 0; i < l->calls.count; i++) {
        const ir_op *op = l->calls.items[i];
        const struct lint_acquired *its = op->aux.callee->acquired;
        for (uint32_t k = 0; its != NULL && k < its->places.count; k++) {
            lint_place place = seen_from(l, op, &its->places.items[k]);
            look_at_acquired(l, &all, op, &place);
        }
    }
    if (all.places.count == 0) return;
    struct lint_acquired *kept = arena_new(&l->prog->unit, struct lint_acquired);
    *kept = all;
    l->fn->acquired = kept;
}
