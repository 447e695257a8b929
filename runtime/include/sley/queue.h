// SPDX-License-Identifier: MIT
// queue.h - Queue, LifoQueue, PriorityQueue: items that wait for someone to do them.
//
// I1  A getter waits only while every item is promised to one that was woken; a putter only while
//     the queue is full.
// I2  A woken getter has one item promised; it keeps its slot until the getter runs (S70), and no
//     newcomer can take it.
// I3  `unfinished` counts the items that were put, less the calls of task_done (S71).
//
// put TAKES the value: it belongs to the queue, or is dropped when the put is cancelled or too
// late.
#ifndef SLEY_QUEUE_H
#define SLEY_QUEUE_H

#include "sley/list.h"
#include "sley/sync.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sley_queue_order {
    SLEY_QUEUE_FIFO,
    SLEY_QUEUE_LIFO,
    SLEY_QUEUE_LEAST,
} sley_queue_order;

typedef struct sley_queue {
    sley_sync base; // its line: getters
    sley_waiter *putters; // line; place: the value
    sley_waiter *joiners; // line
    int64_t cap;          // items that it holds at most
    int64_t count;
    int64_t promised;   // of them, to getters that were woken and have not run (I2)
    int64_t unfinished; // I3
    const sley_type *elem;
    char *slots;     // FIFO: a ring; LIFO: a stack; LEAST: a binary heap, the least item first
    int64_t room;    // slots; FIFO: a power of two
    uint64_t first;  // FIFO: the oldest item is in slot first & (room - 1)
    size_t stride;   // bytes of a slot
    size_t item_at;  // in a slot; LEAST: the order of insertion and the key come first
    size_t key_at;
    const sley_type *key; // what LEAST compares; elem itself, in place, without `by`
    sley_call_key *call;  // with `by`
    sley_closure *by;     // a reference
    uint64_t puts;        // LEAST: equal items come in the order of insertion
    bool is_ordering;     // LEAST: keys are being compared
} sley_queue;

typedef struct sley_queue sley_lifo_queue;
typedef struct sley_queue sley_priority_queue;

extern const sley_type sley_type_queue;
extern const sley_type sley_type_lifo_queue;
extern const sley_type sley_type_priority_queue;
void sley_queue_free(sley_queue *q);
SLEY_REFCOUNTED(sley_queue, base.head.refs, sley_queue_free)
SLEY_REFCOUNTED(sley_lifo_queue, base.head.refs, sley_queue_free)
SLEY_REFCOUNTED(sley_priority_queue, base.head.refs, sley_queue_free)

// `cap` 0: any number of items; less is a panic at the site.
sley_queue *sley_queue_new(sley_executor *e, const sley_type *elem, int64_t cap,
                           const sley_site *site);
sley_queue *sley_lifo_queue_new(sley_executor *e, const sley_type *elem, int64_t cap,
                                const sley_site *site);
sley_queue *sley_priority_queue_new(sley_executor *e, const sley_type *elem, int64_t cap,
                                    const sley_site *site);
// Ordered by what `by` gives for each item, asked when it is put. Borrows the closure.
sley_queue *sley_priority_queue_new_by(sley_executor *e, const sley_type *elem, int64_t cap,
                                       const sley_type *key, sley_call_key *call, sley_closure *by,
                                       const sley_site *site);

// Suspends while full (S69). `within` throws Full when the time is over.
// Cancel safety: cancelled before a slot was free, nothing was put.
sley_status sley_queue_put(sley_task *task, sley_frame *self, sley_waiter *w, sley_queue *q,
                           void *value);
sley_status sley_queue_put_within(sley_task *task, sley_frame *self, sley_timed_wait *w,
                                  sley_queue *q, void *value, int64_t duration);

// Suspends while empty. `within` throws Empty when the time is over. Known to builtin.def.
// Cancel safety: cancelled before it was woken, nothing was taken; a promised item is delivered.
typedef struct sley_queue_get__frame {
    sley_frame base;
    sley_queue *a_queue; // borrowed
    void *a_dest;
    int64_t a_limit;
    sley_timed_wait wait;
} sley_queue_get__frame;
typedef sley_queue_get__frame sley_queue_get_within__frame;

extern const sley_fn sley_queue_get__fn;
void sley_queue_get__begin(sley_queue_get__frame *f, sley_frame *caller, sley_queue *q, void *dest);
void sley_queue_get_within__begin(sley_queue_get__frame *f, sley_frame *caller, sley_queue *q,
                                  int64_t duration, void *dest);
sley_status sley_queue_get__resume(sley_task *task, sley_frame *self, sley_status st);

static inline sley_status sley_queue_get_within__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    return sley_queue_get__resume(task, self, st);
}

// As arms of a select. The value of a put lies in the frame and is taken, as with a send. Who is
// told that a get has happened takes the item out at once: sley_queue_arm_take moves it to `dest`.
void sley_arm_queue_put(sley_waiter *arm, sley_queue *q, void *value);
void sley_arm_queue_get(sley_waiter *arm, sley_queue *q, void *dest);
void sley_queue_arm_take(const sley_waiter *arm);

// At once; put_now borrows the value. Throw Full, Empty.
sley_status sley_queue_put_now(sley_task *task, sley_queue *q, const void *value);
sley_status sley_queue_get_now(sley_task *task, sley_queue *q, void *dest);

sley_status sley_queue_task_done(sley_task *task, sley_queue *q); // throws TooManyDone
// Waits until task_done was called for each item ever put.
sley_status sley_queue_join(sley_task *task, sley_frame *self, sley_waiter *w, sley_queue *q);

static inline int64_t sley_queue_size(const sley_queue *q)
{
    return SLEY__LOOK(q, count);
}

static inline bool sley_queue_empty(const sley_queue *q)
{
    return SLEY__LOOK(q, count) == 0;
}

static inline bool sley_queue_full(const sley_queue *q)
{
    return SLEY__LOOK(q, count) >= q->cap; // which never changes
}

// Plain code: the thread waits. put borrows the value.
void sley_queue_put_blocking(sley_queue *q, const void *value);
sley_status sley_queue_put_within_blocking(sley_task *task, sley_queue *q, const void *value,
                                           int64_t duration); // throws Full
void sley_queue_get_blocking(sley_queue *q, void *dest);
sley_status sley_queue_get_within_blocking(sley_task *task, sley_queue *q, int64_t duration,
                                           void *dest); // throws Empty
void sley_queue_join_blocking(sley_queue *q);

void sley__queue_check(const sley_queue *q); // its invariants, in asserts

#ifdef __cplusplus
}
#endif

#endif
