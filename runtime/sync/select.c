// SPDX-License-Identifier: MIT
// select.c - select in two passes: look, enqueue; claiming dequeues (wait.h I2).
//
// Pass 1 tries the arms from where the choice starts, once round. Nothing runs between the passes,
// so what was not ready in pass 1 is not ready in pass 2. The arms that did not happen are left as
// if never tried; the values of send arms among them are dropped.
#include "base/plant.h"
#include "sync/internal.h"

#include <assert.h>

// ---- arms that wait for a time, or are off ---------------------------------------------------

static int64_t nanos(const sley_wait *wait)
{
    int64_t value;
    memcpy(&value, &((const sley_waiter *)(const void *)wait)->place, sizeof value);
    return value;
}

static void time_unlink(sley_wait *wait)
{
    if (wait->task) sley__timer_remove(wait->task->base.executor, wait);
}

static void time_done(sley_wait *wait)
{
    sley__claim(wait, SLEY_OK);
}

static sley_status after_attempt(sley_task *task, sley_wait *wait)
{
    (void)task;
    return nanos(wait) <= 0 ? SLEY_OK : SLEY_PENDING;
}

static void after_arm(sley_wait *wait)
{
    sley_executor *e = wait->task->base.executor;
    sley__timer_add(e, wait, sley__clock_deadline(e, nanos(wait)));
}

static sley_status at_attempt(sley_task *task, sley_wait *wait)
{
    return nanos(wait) <= sley_now(task->base.executor) ? SLEY_OK : SLEY_PENDING;
}

static void at_arm(sley_wait *wait)
{
    sley__timer_add(wait->task->base.executor, wait, nanos(wait));
}

static sley_status off_attempt(sley_task *task, sley_wait *wait)
{
    (void)task;
    (void)wait;
    return SLEY_PENDING;
}

static void nothing(sley_wait *wait)
{
    (void)wait;
}

const sley_wait_kind sley__arm_after_kind = {.name = "after",
                                             .unlink = time_unlink,
                                             .done = time_done,
                                             .attempt = after_attempt,
                                             .arm = after_arm};
const sley_wait_kind sley__arm_at_kind = {
    .name = "at", .unlink = time_unlink, .done = time_done, .attempt = at_attempt, .arm = at_arm};
const sley_wait_kind sley__arm_off_kind = {
    .name = "off", .unlink = nothing, .attempt = off_attempt, .arm = nothing};

// ---- select ---------------------------------------------------------------------------------

static void drop_losers(sley_waiter *arms, uint32_t count, uint32_t won)
{
    for (uint32_t i = 0; i < count; i++) {
        if (i != won && arms[i].base.kind->drop) arms[i].base.kind->drop(&arms[i].base);
    }
}

// Pass 1. SLEY_PENDING: none is ready, nothing was touched.
static sley_status look(sley_task *task, sley_waiter *arms, uint32_t count, uint32_t from)
{
    uint32_t i = from;
    for (uint32_t n = 0; n < count; n++) {
        sley_status st = arms[i].base.kind->attempt(task, &arms[i].base);
        if (st != SLEY_PENDING) {
            drop_losers(arms, count, i);
            task->won = (uint16_t)i;
            return st;
        }
        if (++i == count) i = 0;
    }
    return SLEY_PENDING;
}

static uint32_t start_of(sley_task *task, uint32_t count)
{
    if (count == 1 || PLANTED(6)) return 0;
    return (uint32_t)(((sley__executor_random(full(task->base.executor)) >> 32) * count) >> 32);
}

static sley_status select_from(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count,
                               uint32_t from)
{
    assert(count >= 1 && count <= SLEY_SELECT_MAX);
    task->base.executor->met_shared = false;
    // A loop of selects that are always ready can be cancelled when its credits are spent.
    sley_status st = sley__must_stop(task) ? SLEY_PENDING : look(task, arms, count, from);
    if (SLEY_LIKELY(st != SLEY_PENDING)) {
        return sley__end(task, self, st);
    }
    if (sley__is_cancelled(task)) {
        drop_losers(arms, count, count);
        return sley__wait_stop(task, self);
    }
    for (uint32_t i = 0; i < count; i++) sley__waiter_clear(&arms[i]);
    if (SLEY_UNLIKELY(task->base.executor->met_shared)) {
        return sley__select_far(task, self, arms, count, from);
    }
    // pass 2: enqueue all arms
    for (uint32_t i = 0; i < count; i++) {
        arms[i].base.task = task;
        arms[i].base.arm = i;
        arms[i].base.kind->arm(&arms[i].base);
    }
    task->won = 0; // right for a single arm
    debug_assert(task->base.claim == SLEY_CLAIM_IDLE); // arming completes nothing
    return sley__wait_park_at(task, self, arms, count);
}

sley_status sley_select(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count)
{
    return select_from(task, self, arms, count, start_of(task, count));
}

sley_status sley_select_first(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count)
{
    return select_from(task, self, arms, count, 0);
}

sley_status sley_select_blocking(sley_task *task, sley_waiter *arms, uint32_t count, bool first)
{
    sley_blocking b;
    sley_task *own = sley__block_begin(&b);
    assert(own == task);
    (void)own;
    uint32_t from = first ? 0 : start_of(task, count);
    return sley__block_end(&b, select_from(task, &sley__blocked, arms, count, from));
}

sley_status sley_select_now(sley_task *task, sley_waiter *arms, uint32_t count, bool first)
{
    assert(count <= SLEY_SELECT_MAX);
    sley_status st = look(task, arms, count, first ? 0 : start_of(task, count));
    if (st != SLEY_PENDING) return st;
    drop_losers(arms, count, count);
    task->won = (uint16_t)count;
    return SLEY_OK;
}

// ---- once more ------------------------------------------------------------------------------

// Between the frame that selects and the scheduler, for one step.
typedef struct again_frame {
    sley_frame base;
    sley_waiter *arms;
    uint32_t count;
} again_frame;

static sley_status select_again(sley_task *task, sley_frame *self, sley_status st)
{
    again_frame f = *container_of(self, again_frame, base);
    (void)st;
    sley_frame_pop(task, self); // the scheduler still reads its caller
    return sley_select(task, f.base.caller, f.arms, f.count);
}

static const sley_site again_site = {0, 0, 0, SLEY_NAMED("select", "")};
static const sley_fn again_fn = {.resume = select_again, .sites = &again_site, .site_count = 1};

void sley__select_again(sley_task *task)
{
    assert(task->base.claim == SLEY_CLAIM_SELECT);
    sley_waiter *arms = (sley_waiter *)(void *)task->parked_at;
    uint32_t count = sley__arm_count(arms);
    for (uint32_t i = 0; i < count; i++) arms[i].base.kind->unlink(&arms[i].base);
    again_frame *f = sley_frame_push(task, sizeof *f);
    *f = (again_frame){.arms = arms, .count = count};
    sley_frame_init(&f->base, task->top, &again_fn);
    sley__claim_set(task, SLEY_CLAIM_QUEUED);
    task->top = &f->base;
    sley__claim(&arms[0].base, SLEY_OK);
}
