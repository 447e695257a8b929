// SPDX-License-Identifier: MIT
// wait.c - the one waiting mechanism, beyond what wait.h has inline.
//
// Invariants in wait.h. A wait ends in one of two ways: a node is completed (sley__claim),
// or the task leaves (sley__wait_withdraw). Both unlink every node of the wait at once; so no line
// ever holds a node whose wait is over, and a grant cannot get lost in one.
#include "base/plant.h"
#include "core/internal.h"

#include <assert.h>

// ---- the claim word ---------------------------------------------------------------------------

static const char *const names[] = {
    [SLEY_CLAIM_IDLE] = "idle",     [SLEY_CLAIM_TAKEN] = "taken",   [SLEY_CLAIM_YIELD] = "yield",
    [SLEY_CLAIM_QUEUED] = "queued", [SLEY_CLAIM_SELECT] = "select", [SLEY_CLAIM_FAR] = "far",
};

static bool is_edge(uint8_t from, uint8_t to)
{
#define EDGE(FROM, TO) \
    if (from == SLEY_CLAIM_##FROM && to == SLEY_CLAIM_##TO) return true;
    SLEY_CLAIM_EDGES(EDGE)
#undef EDGE
    return false;
}

// A node that the task parks at: who meets it needs these.
static void check_node(const sley_task *task, const sley_wait *node)
{
    assert(node->task == task);
    assert(node->kind->name && node->kind->unlink);
    (void)task;
    (void)node;
}

static void check_parked(const sley_task *task, uint8_t to)
{
    assert(task->top && task->parked_at);
    assert(task->base.outcome == SLEY_UNFINISHED);
    assert(task == task->base.executor->current); // only who runs parks
    check_node(task, task->parked_at);
    if (to == SLEY_CLAIM_QUEUED) return;
    const sley_waiter *arms = (const sley_waiter *)(const void *)task->parked_at;
    for (uint32_t i = 0, count = sley__arm_count(arms); i < count; i++) {
        check_node(task, &arms[i].base);
        assert((arms[i].base.arm & ~SLEY_LAST_ARM) == i);
    }
}

// I2: no node of the wait is left in a line or in the timer heap. (The one that won has been taken
// out by who claims; so it is checked, too, once the claim is taken.)
static void check_unlinked(const sley_task *task, uint8_t from)
{
    if (from == SLEY_CLAIM_QUEUED) {
        assert(task->parked_at->index == 0);
        return;
    }
    const sley_waiter *arms = (const sley_waiter *)(const void *)task->parked_at;
    for (uint32_t i = 0, count = sley__arm_count(arms); i < count; i++) {
        assert(!arms[i].next && arms[i].base.index == 0);
        (void)arms;
    }
}

void sley__wait_claim_check(const sley_task *task, uint8_t to)
{
    uint8_t from = task->base.claim;
    if (!is_edge(from, to)) {
        sley_panicf(task->site, "the claim word went from %s to %s: the runtime is broken",
                    names[from], names[to]);
    }
    if (from == SLEY_CLAIM_IDLE && to >= SLEY_CLAIM_QUEUED) check_parked(task, to);
    if (from >= SLEY_CLAIM_QUEUED) check_unlinked(task, from);
    if (to == SLEY_CLAIM_IDLE) assert(task->top && task->base.wake != SLEY_PENDING);
}

// ---- parking and leaving ------------------------------------------------------------------------

sley_status sley__wait_park_at(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count)
{
    assert(count >= 1 && count <= SLEY_SELECT_MAX);
    task->top = self;
    task->parked_at = &arms->base;
    arms[count - 1].base.arm |= SLEY_LAST_ARM;
    sley__claim_set(task, SLEY_CLAIM_SELECT);
    return SLEY_PENDING;
}

static void leave_line(sley_wait *w)
{
    w->kind->unlink(w);
    if (w->kind->drop && !PLANTED(5)) w->kind->drop(w);
}

static void leave_lines(sley_task *task, const sley_wait *won)
{
    sley_waiter *arms = (sley_waiter *)(void *)task->parked_at;
    for (uint32_t i = 0, count = sley__arm_count(arms); i < count; i++) {
        if (&arms[i].base != won) leave_line(&arms[i].base);
    }
    sley__claim_set(task, SLEY_CLAIM_QUEUED);
}

void sley__wait_claim_select(sley_task *task, sley_wait *won, sley_status st)
{
    if (task->base.claim == SLEY_CLAIM_FAR) {
        sley__far_claim(task, won, st);
        return;
    }
    if (task->base.claim != SLEY_CLAIM_SELECT) {
        sley_panic(task->site, "a wait was completed twice: the runtime is broken");
    }
    leave_lines(task, won);
    task->won = (uint16_t)(won->arm & ~SLEY_LAST_ARM);
    sley__claim(won, st);
}

void sley__wait_withdraw(sley_task *task, sley_status st)
{
    assert(sley__is_parked(task));
    if (task->base.claim == SLEY_CLAIM_SELECT) {
        leave_lines(task, NULL);
    } else {
        leave_line(task->parked_at);
    }
    sley__claim(task->parked_at, st);
}

sley_status sley__wait_give_way(sley_task *task, sley_frame *self, sley_status st)
{
    if (task->base.executor->credits < 0) sley__sched_run_long_step(full(task->base.executor));
    task->top = self;
    sley__claim_set(task, SLEY_CLAIM_TAKEN);
    task->base.wake = (uint8_t)st;
    sley__ring_push(task->base.executor, (uintptr_t)task);
    return SLEY_PENDING;
}

sley_status sley__wait_stop(sley_task *task, sley_frame *self)
{
    return sley__end(task, self, SLEY_CANCELLED);
}
