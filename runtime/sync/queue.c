// SPDX-License-Identifier: MIT
// queue.c - Queue, LifoQueue, PriorityQueue: put, get, join.
//
// Invariants in sley/queue.h. A slot that gets free goes to the first putter at once: its value
// moves in and its put is complete. An item that is not promised goes to the first getter: it is
// woken, and takes its item when it runs, from whatever the order has first then.
#include "base/plant.h"
#include "sync/sync.h"

#include "sley/queue.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_ROOM = 8 };

void sley__queue_check(const sley_queue *q)
{
    assert(q->count >= 0 && q->count <= q->room && q->count <= q->cap);
    assert(q->promised >= 0 && q->promised <= q->count);
    assert(!q->base.line || q->promised == q->count); // I1
    assert(!q->putters || q->count == q->cap);        // I1
    assert(q->unfinished >= 0 && (!q->joiners || q->unfinished > 0));
    (void)q;
}

static inline void check(const sley_queue *q)
{
#if SLEY_CHECKED
    sley__queue_check(q);
#else
    (void)q;
#endif
}

// ---- objects --------------------------------------------------------------------------------

static void queue_state(const sley_sync *s, char *out, size_t cap)
{
    const sley_queue *q = (const sley_queue *)(const void *)s;
    int len = snprintf(out, cap, ", %lld item%s", (long long)q->count, q->count == 1 ? "" : "s");
    if (q->cap < INT64_MAX && len > 0 && (size_t)len < cap) {
        len += snprintf(out + len, cap - (size_t)len, " of %lld", (long long)q->cap);
    }
    if (q->unfinished > q->count && len > 0 && (size_t)len < cap) {
        snprintf(out + len, cap - (size_t)len, ", %lld not done", (long long)q->unfinished);
    }
}

static void queue_share(sley_sync *s, sley_sync *core);
static void free_items(sley_sync *s);

#define FACE(NAME)                  \
    {                               \
        .name = NAME,               \
        .verb = SYNC_WAIT,          \
        .state = queue_state,       \
        .size = sizeof(sley_queue), \
        .share = queue_share,       \
        .free = free_items          \
    }
static const sley_sync_face faces[] = {
    [SLEY_QUEUE_FIFO] = FACE("Queue"),
    [SLEY_QUEUE_LIFO] = FACE("LifoQueue"),
    [SLEY_QUEUE_LEAST] = FACE("PriorityQueue"),
};
#undef FACE

static sley_queue_order order_of(const sley_queue *q)
{
    return (sley_queue_order)(q->base.face - faces);
}

static size_t aligned(size_t at, size_t align)
{
    return (at + align - 1) / align * align;
}

static sley_queue *make(sley_executor *e, sley_queue_order order, const sley_type *elem,
                        int64_t cap, const sley_type *key, const sley_site *site)
{
    if (cap < 0) {
        sley_panicf(site, "%s(%lld): the number of items is negative", faces[order].name,
                    (long long)cap);
    }
    sley_queue *q = sley__sync_new(e, &faces[order], sizeof *q, site);
    q->cap = cap == 0 ? INT64_MAX : cap;
    q->elem = elem;
    q->key = key ? key : elem;
    if (order == SLEY_QUEUE_LEAST) {
        q->key_at = aligned(sizeof(uint64_t), q->key->align);
        q->item_at = key ? aligned(q->key_at + key->size, elem->align) : q->key_at;
    }
    size_t align = order == SLEY_QUEUE_LEAST ? 16 : elem->align;
    q->stride = aligned(q->item_at + (elem->size ? elem->size : 1), align);
    return q;
}

sley_queue *sley_queue_new(sley_executor *e, const sley_type *elem, int64_t cap,
                           const sley_site *site)
{
    return make(e, SLEY_QUEUE_FIFO, elem, cap, NULL, site);
}

sley_queue *sley_lifo_queue_new(sley_executor *e, const sley_type *elem, int64_t cap,
                                const sley_site *site)
{
    return make(e, SLEY_QUEUE_LIFO, elem, cap, NULL, site);
}

sley_queue *sley_priority_queue_new(sley_executor *e, const sley_type *elem, int64_t cap,
                                    const sley_site *site)
{
    return make(e, SLEY_QUEUE_LEAST, elem, cap, NULL, site);
}

sley_queue *sley_priority_queue_new_by(sley_executor *e, const sley_type *elem, int64_t cap,
                                       const sley_type *key, sley_call_key *call, sley_closure *by,
                                       const sley_site *site)
{
    sley_queue *q = make(e, SLEY_QUEUE_LEAST, elem, cap, key, site);
    q->call = call;
    q->by = sley_closure_retain(by);
    return q;
}

// ---- slots ----------------------------------------------------------------------------------

static char *slot(const sley_queue *q, int64_t index)
{
    uint64_t at = (uint64_t)index;
    if (order_of(q) == SLEY_QUEUE_FIFO) at = (q->first + at) & (uint64_t)(q->room - 1);
    return q->slots + at * q->stride;
}

static void free_items(sley_sync *s)
{
    sley_queue *q = container_of(s, sley_queue, base);
    for (int64_t i = 0; i < q->count; i++) {
        sley_type_drop(q->elem, slot(q, i) + q->item_at);
        if (q->by) sley_type_drop(q->key, slot(q, i) + q->key_at);
    }
    free(q->slots);
    sley_closure_release(q->by);
}

static void free_queue(void *object)
{
    sley_queue *q = object;
    free_items(&q->base);
    sley__sync_free(&q->base);
}

void sley_queue_free(sley_queue *q)
{
    assert(!q->putters && !q->joiners);
    sley__free_holder(q, free_queue);
}

static void grow(sley_queue *q)
{
    int64_t room = q->room ? q->room * 2 : FIRST_ROOM;
    char *bigger = sley__alloc(sley__alloc_size((size_t)room, q->stride, 0));
    for (int64_t i = 0; i < q->count; i++) {
        memcpy(bigger + (size_t)i * q->stride, slot(q, i), q->stride);
    }
    free(q->slots);
    q->slots = bigger;
    q->room = room;
    q->first = 0;
}

static bool before(sley_queue *q, const char *a, const char *b)
{
    q->is_ordering = true;
    int order = sley_type_compare(q->key, a + q->key_at, b + q->key_at);
    q->is_ordering = false;
    if (order != 0) return order < 0;
    uint64_t first, second;
    memcpy(&first, a, sizeof first);
    memcpy(&second, b, sizeof second);
    return first < second;
}

static void swap(const sley_queue *q, int64_t a, int64_t b)
{
    char held[64];
    char *x = slot(q, a), *y = slot(q, b);
    for (size_t at = 0; at < q->stride; at += sizeof held) {
        size_t part = q->stride - at < sizeof held ? q->stride - at : sizeof held;
        memcpy(held, x + at, part);
        memcpy(x + at, y + at, part);
        memcpy(y + at, held, part);
    }
}

static void sift_up(sley_queue *q, int64_t at)
{
    while (at > 0 && before(q, slot(q, at), slot(q, (at - 1) / 2))) {
        swap(q, at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

static void sift_down(sley_queue *q, int64_t at)
{
    for (;;) {
        int64_t least = at;
        for (int64_t child = at * 2 + 1; child <= at * 2 + 2 && child < q->count; child++) {
            if (before(q, slot(q, child), slot(q, least))) least = child;
        }
        if (least == at) return;
        swap(q, at, least);
        at = least;
    }
}

// Comparing may run code of the program, for which the order is half made.
static void check_idle(const sley_queue *q)
{
    if (q->is_ordering) sley_panic(NULL, "the queue is used while it orders its items");
}

// Takes the value. The key is asked for before anything changes: `by` may panic, and may use the
// queue.
static void push(sley_queue *q, const void *value)
{
    void *key = NULL;
    if (q->by) {
        key = sley__alloc(q->key->size);
        q->call(q->by, value, key);
    }
    check_idle(q);
    if (q->count == q->room) grow(q);
    char *at = slot(q, q->count);
    if (order_of(q) == SLEY_QUEUE_LEAST) {
        uint64_t number = q->puts++;
        memcpy(at, &number, sizeof number);
        if (q->by) memcpy(at + q->key_at, key, q->key->size);
    }
    memcpy(at + q->item_at, value, q->elem->size);
    free(key);
    q->count++;
    q->unfinished++;
    if (order_of(q) == SLEY_QUEUE_LEAST) sift_up(q, q->count - 1);
}

static void pop(sley_queue *q, void *dest)
{
    check_idle(q);
    char *at = slot(q, order_of(q) == SLEY_QUEUE_LIFO ? q->count - 1 : 0);
    memcpy(dest, at + q->item_at, q->elem->size);
    if (q->by) sley_type_drop(q->key, at + q->key_at);
    q->count--;
    if (order_of(q) == SLEY_QUEUE_FIFO) {
        q->first++;
    } else if (order_of(q) == SLEY_QUEUE_LEAST) {
        if (q->count > 0) memcpy(at, slot(q, q->count), q->stride);
        sift_down(q, 0);
    }
}

// ---- who waits ------------------------------------------------------------------------------

static sley_queue *queue_of(sley_wait *wait)
{
    return container_of(wait, sley_waiter, base)->object;
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    sley__sync_describe(&queue_of(wait)->base, out, cap);
}

static bool has_item(const sley_queue *q)
{
    return q->count > q->promised;
}

// I1, after something was put or taken.
static void settle(sley_queue *q)
{
    while (q->putters && q->count < q->cap) {
        sley_waiter *w = q->putters;
        sley__line_remove(&q->putters, w);
        push(q, w->place);
        w->base.kind->done(&w->base);
    }
    while (q->base.line && has_item(q)) {
        if (!PLANTED(11)) q->promised++;
        sley__sync_grant(&q->base);
    }
    check(q);
}

static void put_now(sley_queue *q, const void *value)
{
    push(q, value);
    settle(q);
}

// ---- put ------------------------------------------------------------------------------------

static void put_done(sley_wait *wait)
{
    sley__claim(wait, SLEY_OK);
}

static void put_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&queue_of(wait)->putters, w);
}

static void put_drop(sley_wait *wait)
{
    sley_type_drop(queue_of(wait)->elem, container_of(wait, sley_waiter, base)->place);
}

// Of a shared one; SLEY_PENDING: it is full.
static sley_status put_far_now(sley_task *task, sley_queue *handle, void *value)
{
    task->base.executor->met_shared = true;
    sley__sync_far_isolate_now(handle->elem, value, handle->base.site);
    sley_queue *q = sley__sync_far_enter(&handle->base);
    bool is_full = q->count >= q->cap;
    if (!is_full) put_now(q, value);
    sley__far_unguard();
    return is_full ? SLEY_PENDING : SLEY_OK;
}

static sley_status put_attempt(sley_task *task, sley_wait *wait)
{
    sley_queue *q = queue_of(wait);
    void *value = container_of(wait, sley_waiter, base)->place;
    if (SLEY_UNLIKELY(q->base.core)) return put_far_now(task, q, value);
    if (q->count >= q->cap) return SLEY_PENDING;
    put_now(q, value);
    return SLEY_OK;
}

static void *put_core(sley_wait *wait)
{
    sley_queue *q = queue_of(wait);
    void *core = sley__sync_far_core(&q->base);
    sley__sync_far_isolate_now(q->elem, container_of(wait, sley_waiter, base)->place,
                               q->base.site);
    return core;
}

static void put_arm(sley_wait *wait)
{
    sley__line_add(&queue_of(wait)->putters, container_of(wait, sley_waiter, base));
}

static const sley_wait_kind put_kind = {
    .name = "put",
    .unlink = put_unlink,
    .done = put_done,
    .drop = put_drop,
    .attempt = put_attempt,
    .arm = put_arm,
    .core = put_core,
    .describe = describe,
};

static void put_in_time(sley_wait *wait)
{
    sley__sync_timed_unlink(wait);
    sley__claim(wait, SLEY_OK);
}

static void put_too_late(sley_wait *timer)
{
    sley_wait *wait = &sley__timed_of(timer)->waiter.base;
    sley__sync_timed_unlink(wait);
    put_drop(wait);
    sley__claim(wait, sley__awaitable_throw(wait->task, &sley_error_full));
}

static const sley_wait_kind put_within_kind = {
    .name = "put",
    .unlink = sley__sync_timed_unlink,
    .done = put_in_time,
    .drop = put_drop,
    .describe = describe,
};
static const sley_wait_kind put_limit_kind = {.name = "timeout", .done = put_too_late};

static void put_far_drop(far_wait *f)
{
    put_drop(&f->nodes[0].base);
}

static sley_status put_far_late(far_wait *f)
{
    put_far_drop(f);
    return sley__awaitable_throw(f->at.task, &sley_error_full);
}

static const far_kind put_far_kind = {.drop = put_far_drop, .late = put_far_late};

static sley_status put_far(sley_task *task, sley_frame *self, sley_queue *handle, void *value,
                           int64_t duration)
{
    far_wait *f = NULL;
    bool is_full = true;
    if (!sley__must_stop(task)) {
        sley__sync_far_isolate_now(handle->elem, value, handle->base.site);
        sley_queue *q = sley__sync_far_enter(&handle->base);
        is_full = q->count >= q->cap;
        if (!is_full) {
            put_now(q, value);
        } else if (!sley__is_cancelled(task) && duration > 0) {
            f = sley__far_new(task, &put_far_kind, 1);
            sley__line_add(&q->putters, sley__far_node(f, 0, &put_kind, q, value));
        }
        sley__far_unguard();
    }
    if (f) {
        sley__far_limit(f, duration < INT64_MAX
                               ? sley__clock_deadline(task->base.executor, duration)
                               : INT64_MAX);
        return sley__far_park(task, self, f);
    }
    if (!is_full) return sley__end(task, self, SLEY_OK);
    sley_type_drop(handle->elem, value);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__end(task, self, sley__awaitable_throw(task, &sley_error_full));
}

// True: it is done, or will not be; `*st` says how.
static bool put_ends(sley_task *task, sley_frame *self, sley_queue *q, void *value, sley_status *st)
{
    bool is_full = q->count >= q->cap;
    if (is_full ? sley__is_cancelled(task) : sley__must_stop(task)) {
        sley_type_drop(q->elem, value);
        *st = sley__wait_stop(task, self);
        return true;
    }
    if (is_full) return false;
    put_now(q, value);
    *st = sley__end(task, self, SLEY_OK);
    return true;
}

sley_status sley_queue_put(sley_task *task, sley_frame *self, sley_waiter *w, sley_queue *q,
                           void *value)
{
    sley_status st;
    if (SLEY_UNLIKELY(q->base.core)) return put_far(task, self, q, value, INT64_MAX);
    if (put_ends(task, self, q, value, &st)) return st;
    return sley__stand_in(task, self, w, &put_kind, &q->putters, q, value);
}

sley_status sley_queue_put_within(sley_task *task, sley_frame *self, sley_timed_wait *w,
                                  sley_queue *q, void *value, int64_t duration)
{
    sley_status st;
    if (SLEY_UNLIKELY(q->base.core)) return put_far(task, self, q, value, duration);
    if (put_ends(task, self, q, value, &st)) return st;
    if (duration <= 0) {
        sley_type_drop(q->elem, value);
        return sley__end(task, self, sley__awaitable_throw(task, &sley_error_full));
    }
    sley__sync_timed_arm(w, &put_within_kind, &put_limit_kind, &q->putters, q, task, value,
                         duration);
    return sley__park(task, self, &w->waiter.base);
}

sley_status sley_queue_put_now(sley_task *task, sley_queue *q, const void *value)
{
    bool is_full = !q->base.core && q->count >= q->cap;
    if (is_full) return sley__awaitable_throw(task, &sley_error_full);
    char few[64];
    char *copy = q->elem->size > sizeof few ? sley__alloc(q->elem->size) : few;
    sley_type_copy(q->elem, copy, value);
    if (SLEY_LIKELY(!q->base.core)) {
        put_now(q, copy);
    } else if (put_far_now(task, q, copy) != SLEY_OK) {
        is_full = true;
        sley_type_drop(q->elem, copy);
    }
    if (copy != few) free(copy);
    return is_full ? sley__awaitable_throw(task, &sley_error_full) : SLEY_OK;
}

// ---- get ------------------------------------------------------------------------------------

enum { GET_STARTS, GET_WAITS, GET_ENDS };

SLEY_EXPORT_FN(sley_queue_get, "Queue.get", "", 0, 136, {0, GET_WAITS, 0, "get"});

void sley_queue_get__begin(sley_queue_get__frame *f, sley_frame *caller, sley_queue *q, void *dest)
{
    sley_queue_get_within__begin(f, caller, q, INT64_MAX, dest);
}

void sley_queue_get_within__begin(sley_queue_get__frame *f, sley_frame *caller, sley_queue *q,
                                  int64_t duration, void *dest)
{
    sley_frame_init(&f->base, caller, &sley_queue_get__fn);
    f->a_queue = q;
    f->a_dest = dest;
    f->a_limit = duration;
}

static void get_woken(sley_wait *wait)
{
    sley__sync_timed_unlink(wait);
    sley__claim(wait, SLEY_OK);
}

static void get_too_late(sley_wait *timer)
{
    sley_wait *wait = &sley__timed_of(timer)->waiter.base;
    sley__sync_timed_unlink(wait);
    sley__claim(wait, sley__awaitable_throw(wait->task, &sley_error_empty));
}

static const sley_wait_kind get_kind = {
    .name = "get",
    .unlink = sley__sync_timed_unlink,
    .done = get_woken,
    .describe = describe,
};
static const sley_wait_kind get_limit_kind = {.name = "timeout", .done = get_too_late};

static sley_status get_ends(sley_task *task, sley_frame *self, sley_status st)
{
    self->state = GET_ENDS;
    return sley__end(task, self, st);
}

static void take(sley_queue *q, void *dest)
{
    pop(q, dest);
    settle(q);
}

// Shared by executors: who promises an item only claims the wait; it is taken when the task runs.
static void get_promised(sley_wait *wait)
{
    sley__claim(wait, SLEY_OK);
}

static sley_status get_far_late(far_wait *f)
{
    return sley__awaitable_throw(f->at.task, &sley_error_empty);
}

static void get_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&queue_of(wait)->base.line, w);
}

static const sley_wait_kind get_node_kind = {
    .name = "get", .unlink = get_unlink, .done = get_promised, .describe = describe};
static const far_kind get_far_kind = {.late = get_far_late};

static void take_promised_far(sley_queue *handle, void *dest)
{
    sley_queue *q = sley__sync_far_enter(&handle->base);
    q->promised--;
    take(q, dest);
    sley__far_unguard();
}

static sley_status get_far(sley_task *task, sley_queue_get__frame *f)
{
    far_wait *wait = NULL;
    bool got = false;
    if (!sley__must_stop(task)) {
        sley_queue *q = sley__sync_far_enter(&f->a_queue->base);
        got = has_item(q);
        if (got) {
            take(q, f->a_dest);
        } else if (!sley__is_cancelled(task) && f->a_limit > 0) {
            wait = sley__far_new(task, &get_far_kind, 1);
            sley__line_add(&q->base.line, sley__far_node(wait, 0, &get_node_kind, q, NULL));
        }
        sley__far_unguard();
    }
    if (wait) {
        f->base.state = GET_WAITS;
        sley__far_limit(wait, f->a_limit < INT64_MAX
                                  ? sley__clock_deadline(task->base.executor, f->a_limit)
                                  : INT64_MAX);
        return sley__far_park(task, &f->base, wait);
    }
    if (got) return get_ends(task, &f->base, SLEY_OK);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, &f->base);
    return get_ends(task, &f->base, sley__awaitable_throw(task, &sley_error_empty));
}

sley_status sley_queue_get__resume(sley_task *task, sley_frame *self, sley_status st)
{
    sley_queue_get__frame *f = container_of(self, sley_queue_get__frame, base);
    sley_queue *q = f->a_queue;
    if (self->state == GET_WAITS && st == SLEY_OK) {
        if (SLEY_UNLIKELY(q->base.core)) {
            take_promised_far(q, f->a_dest);
            return SLEY_OK;
        }
        q->promised--;
        take(q, f->a_dest);
        return SLEY_OK;
    }
    if (self->state != GET_STARTS || st != SLEY_OK) return st;
    if (SLEY_UNLIKELY(q->base.core)) return get_far(task, f);
    bool is_ready = has_item(q) || f->a_limit <= 0;
    if (is_ready ? sley__must_stop(task) : sley__is_cancelled(task))
        return sley__wait_stop(task, self);
    if (has_item(q)) {
        take(q, f->a_dest);
        return get_ends(task, self, SLEY_OK);
    }
    if (is_ready) return get_ends(task, self, sley__awaitable_throw(task, &sley_error_empty));
    sley__sync_timed_arm(&f->wait, &get_kind, &get_limit_kind, &q->base.line, q, task, NULL,
                         f->a_limit);
    self->state = GET_WAITS;
    return sley__park(task, self, &f->wait.waiter.base);
}

// As an arm: an item is promised when the arm is chosen, and taken where its body begins.

static sley_status get_attempt(sley_task *task, sley_wait *wait)
{
    sley_queue *q = queue_of(wait);
    bool is_far = q->base.core != NULL;
    if (SLEY_UNLIKELY(is_far)) {
        task->base.executor->met_shared = true;
        q = sley__sync_far_enter(&q->base);
    }
    bool is_there = has_item(q);
    if (is_there) q->promised++;
    if (SLEY_UNLIKELY(is_far)) sley__far_unguard();
    return is_there ? SLEY_OK : SLEY_PENDING;
}

static void *get_core(sley_wait *wait)
{
    return sley__sync_far_core(&queue_of(wait)->base);
}

static void get_arm(sley_wait *wait)
{
    sley__line_add(&queue_of(wait)->base.line, container_of(wait, sley_waiter, base));
}

static const sley_wait_kind arm_get_kind = {
    .name = "get",
    .unlink = get_unlink,
    .done = put_done,
    .attempt = get_attempt,
    .arm = get_arm,
    .core = get_core,
    .describe = describe,
};

void sley_arm_queue_get(sley_waiter *arm, sley_queue *q, void *dest)
{
    sley__arm_set(arm, &arm_get_kind, q, dest);
}

void sley_arm_queue_put(sley_waiter *arm, sley_queue *q, void *value)
{
    sley__arm_set(arm, &put_kind, q, value);
}

void sley_queue_arm_take(const sley_waiter *arm)
{
    sley_queue *q = arm->object;
    if (SLEY_UNLIKELY(q->base.core)) {
        take_promised_far(q, arm->place);
        return;
    }
    q->promised--;
    take(q, arm->place);
}

sley_status sley_queue_get_now(sley_task *task, sley_queue *q, void *dest)
{
    if (SLEY_UNLIKELY(q->base.core)) {
        sley_status st = sley_queue_get_now(task, sley__sync_far_enter(&q->base), dest);
        sley__far_unguard();
        return st;
    }
    if (!has_item(q)) return sley__awaitable_throw(task, &sley_error_empty);
    take(q, dest);
    return SLEY_OK;
}

// ---- join -----------------------------------------------------------------------------------

static void join_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&queue_of(wait)->joiners, w);
}

static const sley_wait_kind join_kind = {
    .name = "join",
    .unlink = join_unlink,
    .done = put_done,
    .describe = describe,
};

sley_status sley_queue_task_done(sley_task *task, sley_queue *q)
{
    if (SLEY_UNLIKELY(q->base.core)) {
        sley_status st = sley_queue_task_done(task, sley__sync_far_enter(&q->base));
        sley__far_unguard();
        return st;
    }
    if (q->unfinished == 0) return sley__awaitable_throw(task, &sley_error_too_many_done);
    q->unfinished--;
    while (q->unfinished <= PLANTED(12) && q->joiners) {
        sley_waiter *w = q->joiners;
        sley__line_remove(&q->joiners, w);
        w->base.kind->done(&w->base);
    }
    return SLEY_OK;
}

static const far_kind join_far_kind = {0};

static sley_status join_far(sley_task *task, sley_frame *self, sley_queue *handle)
{
    far_wait *f = NULL;
    sley_queue *q = sley__sync_far_enter(&handle->base);
    bool is_done = q->unfinished == 0;
    if (!is_done && !sley__is_cancelled(task)) {
        f = sley__far_new(task, &join_far_kind, 1);
        sley__line_add(&q->joiners, sley__far_node(f, 0, &join_kind, q, NULL));
    }
    sley__far_unguard();
    if (f) return sley__far_park(task, self, f);
    return is_done ? sley__end(task, self, SLEY_OK) : sley__wait_stop(task, self);
}

sley_status sley_queue_join(sley_task *task, sley_frame *self, sley_waiter *w, sley_queue *q)
{
    if (SLEY_UNLIKELY(q->base.core)) return join_far(task, self, q);
    bool is_done = q->unfinished == 0;
    if (is_done ? sley__must_stop(task) : sley__is_cancelled(task))
        return sley__wait_stop(task, self);
    if (is_done) return sley__end(task, self, SLEY_OK);
    return sley__stand_in(task, self, w, &join_kind, &q->joiners, q, NULL);
}

// ---- crossing -------------------------------------------------------------------------------

// The handle is an empty queue without waiters: what it is asked for goes to the core.
static void queue_share(sley_sync *s, sley_sync *core)
{
    sley_queue *q = container_of(s, sley_queue, base), *to = container_of(core, sley_queue, base);
    if (q->by && q->by->head.refs != SLEY_IMMORTAL) {
        sley_panic(s->site, "a PriorityQueue whose `by` has captures cannot leave its executor");
    }
    to->putters = to->joiners = NULL;
    for (int64_t i = 0; i < to->count; i++) {
        sley__sync_far_isolate_now(q->elem, slot(to, i) + to->item_at, s->site);
        if (q->by) sley__sync_far_isolate_now(q->key, slot(to, i) + to->key_at, s->site);
    }
    for (sley_waiter *w = q->putters; w; w = w->next == q->putters ? NULL : w->next) {
        sley__sync_far_isolate_now(q->elem, w->place, s->site);
    }
    q->slots = NULL;
    q->count = q->room = q->promised = q->unfinished = 0;
    q->by = NULL;
    sley__sync_far_move(core, &s->line, &core->line, &get_far_kind, &get_node_kind);
    sley__sync_far_move(core, &q->putters, &to->putters, &put_far_kind, &put_kind);
    sley__sync_far_move(core, &q->joiners, &to->joiners, &join_far_kind, &join_kind);
}

// ---- plain code -----------------------------------------------------------------------------

sley_status sley_queue_put_within_blocking(sley_task *task, sley_queue *q, const void *value,
                                           int64_t duration)
{
    sley_timed_wait w;
    sley_blocking b;
    (void)task; // the one that plain code runs in, which block.c knows
    char few[64];
    char *copy = q->elem->size > sizeof few ? sley__alloc(q->elem->size) : few;
    sley_type_copy(q->elem, copy, value);
    sley_task *own = sley__block_begin(&b);
    sley_status st =
        duration < INT64_MAX
            ? sley_queue_put_within(own, &sley__blocked, &w, q, copy, duration)
            : sley_queue_put(own, &sley__blocked, &w.waiter, q, copy);
    st = sley__block_end(&b, st);
    if (copy != few) free(copy);
    return st;
}

void sley_queue_put_blocking(sley_queue *q, const void *value)
{
    (void)sley_queue_put_within_blocking(NULL, q, value, INT64_MAX);
}

sley_status sley_queue_get_within_blocking(sley_task *task, sley_queue *q, int64_t duration,
                                           void *dest)
{
    sley_queue_get__frame f;
    sley_blocking b;
    (void)task;
    sley_task *own = sley__block_begin(&b);
    sley_queue_get_within__begin(&f, &sley__blocked, q, duration, dest);
    return sley__block_end(&b, sley_queue_get__resume(own, &f.base, SLEY_OK));
}

void sley_queue_get_blocking(sley_queue *q, void *dest)
{
    (void)sley_queue_get_within_blocking(NULL, q, INT64_MAX, dest);
}

void sley_queue_join_blocking(sley_queue *q)
{
    sley_waiter w;
    sley_blocking b;
    sley_task *own = sley__block_begin(&b);
    (void)sley__block_end(&b, sley_queue_join(own, &sley__blocked, &w, q));
}

SYNC_TYPE(queue, "Queue");
SYNC_TYPE(lifo_queue, "LifoQueue");
SYNC_TYPE(priority_queue, "PriorityQueue");
