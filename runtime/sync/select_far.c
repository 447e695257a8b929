// SPDX-License-Identifier: MIT
// select_far.c - a select with an arm at an object that several executors share.
//
// It is one far wait (core/far.h) with a node for each arm. All arms at objects have to be shared
// then, since what completes one must be decided under the guard; those that are not yet become so.
// Arms that wait for a time or the end of a task stay here: what completes them first takes the
// wait out of all lines, and does nothing when it has been claimed already.
#include "sync/internal.h"

static void drop_losers(const far_wait *f, uint32_t won)
{
    for (uint32_t i = 0; i < f->count; i++) {
        sley_wait *arm = &f->arms[i].base;
        if (i != won && arm->kind->drop) arm->kind->drop(arm);
    }
}

static bool is_local(const far_wait *f, uint32_t index)
{
    return !f->nodes[index].base.kind;
}

static void leave_local(const far_wait *f)
{
    for (uint32_t i = 0; i < f->count; i++) {
        if (is_local(f, i)) f->arms[i].base.kind->unlink(&f->arms[i].base);
    }
}

static void ends_with(const far_wait *f, uint32_t won)
{
    leave_local(f);
    drop_losers(f, won);
    f->at.task->won = (uint16_t)won;
}

static void came(far_wait *f)
{
    ends_with(f, f->won);
}

static void dropped(far_wait *f)
{
    leave_local(f);
    drop_losers(f, f->count);
}

static const far_kind select_far = {.came = came, .drop = dropped};

// ---- arms that stay here --------------------------------------------------------------------

static far_wait *wait_of(const sley_wait *arm)
{
    return container_of(arm->task->parked_at, far_wait, at);
}

static void time_done(sley_wait *arm)
{
    far_wait *f = wait_of(arm);
    if (!sley__far_leave(f, SLEY_OK)) return;
    ends_with(f, arm->arm);
    sley__far_end(f, SLEY_OK);
}

static void join_done(sley_wait *arm)
{
    far_wait *f = wait_of(arm);
    if (!sley__far_leave(f, SLEY_OK)) return; // its outcome stays with the task
    sley_status st = sley__arm_join_kind.attempt(arm->task, arm);
    ends_with(f, arm->arm);
    sley__far_end(f, st);
}

static void time_unlink(sley_wait *arm)
{
    sley__timer_remove(arm->task->base.executor, arm);
}

static void join_unlink(sley_wait *arm)
{
    sley__arm_join_kind.unlink(arm);
}

static const sley_wait_kind time_kind = {.name = "after", .unlink = time_unlink, .done = time_done};
static const sley_wait_kind join_kind = {.name = "join", .unlink = join_unlink, .done = join_done};

static void arm_here(const far_wait *f, sley_task *task, uint32_t index)
{
    sley_wait *arm = &f->arms[index].base;
    arm->task = task;
    arm->arm = index;
    arm->kind->arm(arm);
    if (arm->kind == &sley__arm_join_kind) arm->kind = &join_kind;
    else if (arm->kind != &sley__arm_off_kind) arm->kind = &time_kind;
}

static bool may_stay(const sley_wait_kind *kind)
{
    return kind == &sley__arm_after_kind || kind == &sley__arm_at_kind ||
           kind == &sley__arm_off_kind || kind == &sley__arm_join_kind;
}

// ---- select ---------------------------------------------------------------------------------

static void make_nodes(far_wait *f, const sley_task *task)
{
    for (uint32_t i = 0; i < f->count; i++) {
        sley_waiter *arm = &f->arms[i];
        const sley_wait_kind *kind = arm->base.kind;
        if (kind->core) {
            sley__far_node(f, i, kind, kind->core(&arm->base), arm->place);
        } else if (!may_stay(kind)) {
            sley_panicf(task->site, "select: %s stays on its executor, and another arm waits for "
                        "what executors share", kind->name);
        }
    }
    f->at_kind.name = "select";
}

// Under the guard: as select.c, once round.
static sley_status look(far_wait *f, sley_task *task, uint32_t from)
{
    uint32_t i = from;
    for (uint32_t n = 0; n < f->count; n++) {
        sley_wait *node = &f->nodes[i].base;
        sley_status st = is_local(f, i) ? SLEY_PENDING : node->kind->attempt(task, node);
        f->won = i;
        if (st != SLEY_PENDING) return st;
        if (++i == f->count) i = 0;
    }
    return SLEY_PENDING;
}

static void arm_shared(far_wait *f)
{
    for (uint32_t i = 0; i < f->count; i++) {
        if (!is_local(f, i)) f->nodes[i].base.kind->arm(&f->nodes[i].base);
    }
}

sley_status sley__select_far(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count,
                             uint32_t from)
{
    far_wait *f = sley__far_new(task, &select_far, count);
    f->arms = arms;
    make_nodes(f, task);
    sley__far_guard();
    sley_status st = look(f, task, from);
    if (st == SLEY_PENDING) arm_shared(f);
    sley__far_unguard();
    if (st != SLEY_PENDING) {
        task->won = (uint16_t)f->won;
        drop_losers(f, f->won);
        sley__far_forget(f);
        return sley__end(task, self, st);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (is_local(f, i)) arm_here(f, task, i);
    }
    return sley__far_park(task, self, f);
}
