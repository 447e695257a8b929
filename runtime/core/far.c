// SPDX-License-Identifier: MIT
// far.c - waits at objects that several executors share.
//
// Invariants in far.h.
#include "core/far.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

// ---- the guard ------------------------------------------------------------------------------

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static far_wait *claimed, *last_claimed; // under the guard, in order
static _Thread_local unsigned depth;     // a report may come while it is held

void sley__far_guard(void)
{
    if (depth++ == 0) pthread_mutex_lock(&guard);
}

static void come_home(inbox_item *item);

// Those of this thread are told at once: it is as with an object of their own.
void sley__far_unguard(void)
{
    if (--depth > 0) return;
    far_wait *f = claimed;
    claimed = last_claimed = NULL;
    pthread_mutex_unlock(&guard);
    while (f) {
        far_wait *next = f->next; // home may free it
        f->item.run = come_home;
        if (f->home == sley__executor_here()) come_home(&f->item);
        else sley__inbox_put(f->home, &f->item);
        f = next;
    }
}

static void unlink_nodes(far_wait *f, const sley_wait *won)
{
    for (uint32_t i = 0; i < f->count; i++) {
        sley_wait *node = &f->nodes[i].base;
        if (node == won || !node->kind) continue;
        node->kind->unlink(node);
        if (node->kind->left) node->kind->left(node);
    }
}

// From sley__claim, with the proxy for a task.
void sley__far_claim(sley_task *proxy, const sley_wait *won, sley_status st)
{
    far_wait *f = container_of(proxy, far_wait, proxy);
    assert(f->state == FAR_OPEN); // G2
    unlink_nodes(f, won);
    f->state = FAR_SENT;
    f->st = (uint8_t)st;
    f->won = won->arm;
    f->next = NULL;
    if (last_claimed) last_claimed->next = f;
    else claimed = f;
    last_claimed = f;
}

// ---- at home --------------------------------------------------------------------------------

static size_t size_of(uint32_t count)
{
    return sizeof(far_wait) + count * sizeof(sley_waiter);
}

static void expect(far_wait *f)
{
    sley__inbox_expect(f->home);
    sley__executor_hold_source(&f->home->hot);
}

static void expect_no_more(const far_wait *f)
{
    sley__inbox_got(f->home);
    sley__executor_drop_source(&f->home->hot);
}

static far_wait *far_of(sley_wait *at)
{
    return container_of(at, far_wait, at);
}

static void free_far(far_wait *f)
{
    assert(f->timer.index == 0);
    size_t at = SLEY_CLASS_OF(size_of(f->count));
    sley__block_free(&f->home->hot, f, at < SLEY_CLASS_COUNT ? at : 0);
}

void sley__far_forget(far_wait *f)
{
    expect_no_more(f);
    free_far(f);
}

void sley__far_end(far_wait *f, sley_status st)
{
    sley__timer_remove(&f->home->hot, &f->timer);
    sley__claim(&f->at, st);
    free_far(f);
}

static void come_home(inbox_item *item)
{
    far_wait *f = container_of(item, far_wait, item);
    expect_no_more(f);
    f->at.task->base.error = f->proxy.base.error;
    if (f->kind->came) f->kind->came(f);
    sley__far_end(f, (sley_status)f->st);
}

bool sley__far_leave(far_wait *f, sley_status why)
{
    sley__far_guard();
    bool stays = f->kind->stays && f->state == FAR_OPEN && f->kind->stays(f, why);
    bool is_open = !stays && f->state == FAR_OPEN;
    if (is_open) unlink_nodes(f, NULL);
    sley__far_unguard();
    if (is_open) expect_no_more(f);
    return is_open;
}

static void unlink_at(sley_wait *at)
{
    sley__timer_remove(&far_of(at)->home->hot, &far_of(at)->timer);
}

static void drop_at(sley_wait *at)
{
    if (far_of(at)->kind->drop) far_of(at)->kind->drop(far_of(at));
}

static void cancel_at(sley_wait *at)
{
    far_wait *f = far_of(at);
    if (!sley__far_leave(f, SLEY_CANCELLED)) return;
    sley__wait_withdraw(at->task, SLEY_CANCELLED);
    free_far(f);
}

static void too_late(sley_wait *timer)
{
    far_wait *f = container_of(timer, far_wait, timer);
    if (sley__far_leave(f, SLEY_OK)) sley__far_end(f, f->kind->late(f));
}

static void describe_at(sley_wait *at, char *out, size_t cap)
{
    far_wait *f = far_of(at);
    sley__far_guard();
    sley_wait *node = &f->nodes[0].base;
    if (f->count > 0 && node->kind && node->kind->describe) node->kind->describe(node, out, cap);
    sley__far_unguard();
}

static const sley_wait_kind limit_kind = {.name = "timeout", .done = too_late};

far_wait *sley__far_new(sley_task *task, const far_kind *kind, uint32_t count)
{
    size_t size = size_of(count);
    far_wait *f = sley__block_new(task->base.executor, size);
    memset(f, 0, size);
    f->home = full(task->base.executor);
    f->kind = kind;
    f->count = count;
    f->at_kind = (sley_wait_kind){
        .unlink = unlink_at,
        .drop = drop_at,
        .cancel = cancel_at,
        .describe = describe_at,
    };
    f->at = (sley_wait){.kind = &f->at_kind, .task = task};
    f->timer = (sley_wait){.kind = &limit_kind, .task = task};
    f->proxy.base.refs = 1;
    f->proxy.base.flags = SLEY_IS_TASK;
    f->proxy.base.claim = SLEY_CLAIM_FAR;
    f->proxy.base.executor = task->base.executor;
    f->proxy.site = task->site;
    f->proxy.number = task->number;
    expect(f);
    return f;
}

sley_waiter *sley__far_node(far_wait *f, uint32_t index, const sley_wait_kind *kind, void *object,
                            void *place)
{
    sley_waiter *node = &f->nodes[index];
    sley__waiter_init(node, kind, &f->proxy, object, place);
    node->base.arm = index;
    if (!f->at_kind.name) f->at_kind.name = kind->name;
    return node;
}

void sley__far_limit(far_wait *f, int64_t deadline)
{
    if (deadline < INT64_MAX) sley__timer_add(&f->home->hot, &f->timer, deadline);
}

sley_status sley__far_park(sley_task *task, sley_frame *self, far_wait *f)
{
    return sley__park(task, self, &f->at);
}

void sley__far_move(sley_task *task, far_wait *f)
{
    assert(task->base.claim == SLEY_CLAIM_QUEUED);
    task->parked_at = &f->at;
}
