// SPDX-License-Identifier: MIT
// gather.c - waiting for several tasks or futures: gather, race, wait, as_completed.
//
// The task is parked at one node, `area.wait`; each unfinished part has a node in its item's line
// that only counts. Who ends last, or first, or fails, according to the mode, claims the task.
// Everything is decided when a part ends, not when the task runs again.
//
// G1  While the task is parked, exactly the parts with waiter.next != NULL are unfinished; `left`
//     counts them.
// G2  A part's `item` is a reference of its own; NULL once it was let go.
// G3  Who goes through the parts and cancels them sets `busy`: a part that ends meanwhile is only
//     counted, as the last one's end lets all parts go (settle).
#include "base/plant.h"
#include "sync/internal.h"

#include "sley/list.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { PARTS_PER_CREDIT = 8 }; // looking at so many costs what an operation does

static bool is_unfinished(const sley_gather_part *p)
{
    return p->item && p->item->outcome == SLEY_UNFINISHED;
}

static void part_let_go(sley_gather_part *p)
{
    sley_awaitable *item = p->item;
    if (!item) return;
    if (p->waiter.next) sley__line_remove(&item->waiters, &p->waiter);
    p->item = NULL;
    sley__awaitable_release(item);
}

// While the task is parked.
static inline void check(const sley_gather_area *g)
{
#if SLEY_CHECKED
    uint32_t unfinished = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        assert((g->parts[i].waiter.next != NULL) == is_unfinished(&g->parts[i])); // G1
        unfinished += is_unfinished(&g->parts[i]);
    }
    assert(unfinished == g->left);
#else
    (void)g;
#endif
}

static void let_all_go(sley_gather_area *g)
{
    for (uint32_t i = 0; i < g->count; i++) part_let_go(&g->parts[i]);
    if (g->owned) free(g->parts);
    g->owned = false;
    g->parts = NULL;
}

static void detach_all(sley_gather_area *g)
{
    for (uint32_t i = 0; i < g->count; i++) {
        sley_gather_part *p = &g->parts[i];
        if (p->waiter.next) sley__line_remove(&p->item->waiters, &p->waiter);
    }
}

// In argument order. Futures end inside, unless cancellations are being passed on already (cancel.c
// C1): then they end a little later.
static void cancel_all(sley_gather_area *g)
{
    bool was_busy = g->busy;
    g->busy = true;
    for (uint32_t i = 0; i < g->count; i++) {
        if (is_unfinished(&g->parts[i])) sley__cancel_later(g->parts[i].item, g->wait.task);
    }
    sley__cancel_now(g->wait.task->base.executor);
    g->busy = was_busy;
}

// ---- what the outcome is --------------------------------------------------------------------

// The first, in argument order, that did not end with a value.
static sley_awaitable *first_bad(const sley_gather_area *g)
{
    for (uint32_t i = 0; i < g->count; i++) {
        sley_awaitable *item = g->parts[i].item;
        if (item->outcome == SLEY_FAILED || item->outcome == SLEY_STOPPED) return item;
    }
    return NULL;
}

static sley_status race_outcome(sley_task *task, sley_gather_area *g)
{
    sley_status st = sley__awaitable_deliver(task, g->parts[g->winner].item, NULL);
    for (uint32_t i = 0; i < g->count; i++) {
        if (i != g->winner || st != SLEY_OK) part_let_go(&g->parts[i]);
    }
    return st;
}

// The wait is over; the references go unless the caller will take the parts.
static sley_status outcome(sley_task *task, sley_gather_area *g)
{
    sley_status st = SLEY_OK;
    sley__timer_remove(task->base.executor, &g->timer);
    if (g->mode == SLEY_GATHER_WAIT) return SLEY_OK;
    if (g->mode == SLEY_GATHER_RACE) return race_outcome(task, g);
    if (g->mode == SLEY_GATHER_KEEP) {
        if (!g->cancelled) return SLEY_OK;
        let_all_go(g);
        return SLEY_CANCELLED;
    }
    sley_awaitable *bad = g->bad ? g->bad : first_bad(g);
    if (g->cancelled && bad) {
        // an error of a part is its own, and reported if it stays unhandled (S19)
        st = SLEY_CANCELLED;
    } else if (bad) {
        st = sley__awaitable_deliver(task, bad, NULL);
    }
    if (st != SLEY_OK) let_all_go(g);
    return st;
}

// Is the wait over, now that `left` parts are unfinished? (Cancelled: only when none is.)
static bool is_over(const sley_gather_area *g)
{
    if (g->left == 0) return true;
    if (g->cancelled) return false;
    if (g->mode == SLEY_GATHER_FIRST_ERROR) return g->bad != NULL;
    if (g->mode != SLEY_GATHER_WAIT) return false;
    return (g->until == SLEY_UNTIL_FIRST && g->left < g->count)
           || (g->until == SLEY_UNTIL_FIRST_ERROR && g->bad != NULL);
}

// A part has ended: what the mode makes of it. A cancelled one is no error for `wait` (S33).
static void note(sley_gather_area *g, uint32_t index)
{
    sley_awaitable *item = g->parts[index].item;
    if (g->mode == SLEY_GATHER_RACE && g->winner == UINT32_MAX) {
        g->winner = index;
        cancel_all(g);
    }
    bool bad = item->outcome == SLEY_FAILED
               || (item->outcome == SLEY_STOPPED && g->mode != SLEY_GATHER_WAIT);
    if (bad && !g->bad) g->bad = item;
}

// Ends the wait when it is over.
static void settle(sley_gather_area *g)
{
    if (g->busy || !is_over(g)) return;
    sley_task *task = g->wait.task;
    detach_all(g);
    sley_status st = outcome(task, g);
    if (g->mode == SLEY_GATHER_RACE) task->won = (uint16_t)g->winner;
    sley__claim(&g->wait, st);
}

static void part_done(sley_wait *wait)
{
    sley_gather_area *g = container_of(wait, sley_waiter, base)->object;
    assert(g->left > 0 && wait->arm < g->count);
    g->left--;
    note(g, wait->arm);
    settle(g);
}

static const sley_wait_kind part_kind = {.name = "part", .done = part_done};

// ---- the node the task is parked at ---------------------------------------------------------

static void gather_cancel(sley_wait *wait)
{
    sley_gather_area *g = container_of(wait, sley_gather_area, wait);
    g->cancelled = true;
    if (!PLANTED(29)) cancel_all(g);
    settle(g);
}

static void wait_unlink(sley_wait *wait)
{
    sley_gather_area *g = container_of(wait, sley_gather_area, wait);
    detach_all(g);
    sley__timer_remove(wait->task->base.executor, &g->timer);
}

static void wait_drop(sley_wait *wait)
{
    let_all_go(container_of(wait, sley_gather_area, wait));
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_gather_area *g = container_of(wait, sley_gather_area, wait);
    snprintf(out, cap, "%u of %u", g->left, g->count);
}

static void nothing(sley_wait *wait)
{
    (void)wait;
}

static const sley_wait_kind kinds[] = {
    [SLEY_GATHER_FIRST_ERROR] = {.name = "gather",
                                 .unlink = nothing,
                                 .cancel = gather_cancel,
                                 .describe = describe},
    [SLEY_GATHER_KEEP] = {.name = "gather",
                          .unlink = nothing,
                          .cancel = gather_cancel,
                          .describe = describe},
    [SLEY_GATHER_RACE] = {.name = "race",
                          .unlink = nothing,
                          .cancel = gather_cancel,
                          .describe = describe},
    [SLEY_GATHER_WAIT] = {.name = "wait",
                          .unlink = wait_unlink,
                          .drop = wait_drop,
                          .describe = describe},
};

static void timeout_done(sley_wait *timer)
{
    sley_gather_area *g = container_of(timer, sley_gather_area, timer);
    detach_all(g);
    sley__claim(&g->wait, SLEY_OK);
}

static const sley_wait_kind timeout_kind = {.name = "timeout", .done = timeout_done};

static void prepare(sley_gather_area *g, uint8_t mode, sley_gather_part *parts, uint32_t count)
{
    memset(g, 0, sizeof *g);
    g->mode = mode;
    g->parts = parts;
    g->count = count;
    g->winner = UINT32_MAX;
}

static bool has_unfinished(const sley_gather_area *g)
{
    for (uint32_t i = 0; i < g->count; i++) {
        if (is_unfinished(&g->parts[i])) return true;
    }
    return false;
}

// Subscribes in argument order, then parks unless it is over already.
static sley_status start(sley_task *task, sley_frame *self, sley_gather_area *g,
                         sley_opt_duration limit)
{
    task->base.executor->credits -= (int32_t)(g->count / PARTS_PER_CREDIT);
    for (uint32_t i = 0; i < g->count; i++) {
        g->parts[i].waiter =
            (sley_waiter){.base = {.kind = &part_kind, .task = task, .arm = i}, .object = g};
    }
    if (sley__must_stop(task) && (g->mode == SLEY_GATHER_WAIT || !has_unfinished(g))) {
        let_all_go(g);
        return sley__wait_stop(task, self);
    }
    assert(g->mode != SLEY_GATHER_RACE || (g->count > 0 && g->count <= SLEY_SELECT_MAX));
    g->wait = (sley_wait){.kind = &kinds[g->mode], .task = task};
    g->timer = (sley_wait){.kind = &timeout_kind, .task = task};
    g->busy = true;
    for (uint32_t i = 0; i < g->count; i++) {
        sley_gather_part *p = &g->parts[i];
        if (!is_unfinished(p)) continue;
        sley__line_add(&p->item->waiters, &p->waiter);
        g->left++;
    }
    for (uint32_t i = 0; i < g->count; i++) {
        if (!g->parts[i].waiter.next) note(g, i);
    }
    if (g->left && sley__is_cancelled(task) && g->mode != SLEY_GATHER_WAIT) gather_cancel(&g->wait);
    g->busy = false;
    bool over = is_over(g) || (limit.some && limit.value <= 0);
    if (over) {
        detach_all(g);
        sley_status st = outcome(task, g);
        if (g->mode == SLEY_GATHER_RACE) task->won = (uint16_t)g->winner;
        return sley__end(task, self, st);
    }
    if (g->mode == SLEY_GATHER_WAIT && sley__is_cancelled(task)) {
        let_all_go(g);
        return sley__wait_stop(task, self);
    }
    if (limit.some) {
        sley__timer_add(task->base.executor, &g->timer,
                        sley__clock_deadline(task->base.executor, limit.value));
    }
    check(g);
    return sley__park(task, self, &g->wait);
}

// ---- the public faces -----------------------------------------------------------------------

sley_status sley_gather(sley_task *task, sley_frame *self, sley_gather_area *g,
                        sley_gather_part *parts, uint32_t count)
{
    prepare(g, SLEY_GATHER_FIRST_ERROR, parts, count);
    return start(task, self, g, sley_opt_duration_none());
}

sley_status sley_gather_keep(sley_task *task, sley_frame *self, sley_gather_area *g,
                             sley_gather_part *parts, uint32_t count)
{
    prepare(g, SLEY_GATHER_KEEP, parts, count);
    return start(task, self, g, sley_opt_duration_none());
}

sley_status sley_race(sley_task *task, sley_frame *self, sley_gather_area *g,
                      sley_gather_part *parts, uint32_t count)
{
    prepare(g, SLEY_GATHER_RACE, parts, count);
    return start(task, self, g, sley_opt_duration_none());
}

static void prepare_list(sley_gather_area *g, uint8_t mode, sley_list *items)
{
    uint32_t count = (uint32_t)items->len;
    prepare(g, mode, NULL, count);
    if (count == 0) return;
    g->parts = sley__alloc(sley__alloc_size(count, sizeof *g->parts, 0));
    g->owned = true;
    for (uint32_t i = 0; i < count; i++) {
        g->parts[i].item = ((sley_awaitable **)items->data)[i];
        g->parts[i].item->refs++;
    }
}

sley_status sley_gather_list(sley_task *task, sley_frame *self, sley_gather_area *g,
                             sley_list *items)
{
    prepare_list(g, SLEY_GATHER_FIRST_ERROR, items);
    return start(task, self, g, sley_opt_duration_none());
}

sley_status sley_gather_list_keep(sley_task *task, sley_frame *self, sley_gather_area *g,
                                  sley_list *items)
{
    prepare_list(g, SLEY_GATHER_KEEP, items);
    return start(task, self, g, sley_opt_duration_none());
}

sley_status sley_wait_list(sley_task *task, sley_frame *self, sley_gather_area *g, sley_list *items,
                           uint8_t until, sley_opt_duration limit)
{
    prepare_list(g, SLEY_GATHER_WAIT, items);
    g->until = until;
    return start(task, self, g, limit);
}

void sley_gather_take(sley_gather_part *part, void *result)
{
    sley_awaitable *item = part->item;
    const sley_type *type = sley__awaitable_type(item);
    assert(item->outcome == SLEY_FINISHED);
    if (result && type) sley_type_copy(type, result, sley__awaitable_value(item));
    part_let_go(part);
}

sley_error *sley_gather_error(sley_gather_part *part)
{
    sley_error *error = NULL;
    if (part->item->outcome == SLEY_FAILED) {
        part->item->flags |= SLEY_SEEN;
        error = sley_error_retain(part->item->error);
    }
    part_let_go(part);
    return error;
}

void sley_gather_end(sley_gather_area *g)
{
    let_all_go(g);
}

sley_list *sley_gather_take_list(sley_gather_area *g, const sley_type *elem)
{
    sley_list *list = sley_list_new(elem, g->count);
    for (uint32_t i = 0; i < g->count; i++) {
        sley_awaitable *item = g->parts[i].item;
        const void *value = sley__awaitable_value(item);
        void *place = (char *)list->data + (size_t)list->len * elem->size;
        sley_type_copy(elem, place, value);
        list->len++;
    }
    let_all_go(g);
    return list;
}

void sley_wait_take(sley_gather_area *g, const sley_type *elem, sley_list **done,
                    sley_list **pending)
{
    *done = sley_list_new(elem, g->count);
    *pending = sley_list_new(elem, 0);
    for (uint32_t i = 0; i < g->count; i++) {
        sley_awaitable *item = g->parts[i].item;
        item->refs++;
        sley_list_append(item->outcome == SLEY_UNFINISHED ? *pending : *done, &item);
    }
    let_all_go(g);
}
