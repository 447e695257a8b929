// SPDX-License-Identifier: MIT
// sync/sync.h - what locks, semaphores, events and the like share: a line, a face, grants.
#ifndef SLEY_SYNC_SYNC_H
#define SLEY_SYNC_SYNC_H

#include "sley/sync.h"
#include "sync/internal.h"

typedef enum sync_verb { SYNC_ACQUIRE, SYNC_WAIT } sync_verb;

// What tells one primitive from another.
struct sley_sync_face {
    const char *name; // for dumps: "Lock"
    sync_verb verb;   // what its waiters do
    // Takes it for the task, if that can be done now. NULL: it has ways to wait of its own.
    bool (*take)(sley_sync *s, sley_task *task);
    // A waiter was taken out of the line and gets it; may be NULL.
    void (*granted)(sley_sync *s, sley_task *task);
    // For dumps: what stands after the name, such as ", held by task ...".
    void (*state)(const sley_sync *s, char *out, size_t cap);
    // Who holds it, for reports; NULL: no one, or many could.
    const sley_holder *(*holder)(const sley_sync *s);
};

// The head of a new object of `size` bytes; the rest is 0.
void *sley__sync_new(sley_executor *e, const sley_sync_face *face, size_t size,
                     const sley_site *site);
// The first of the line gets it.
void sley__sync_grant(sley_sync *s);
// .. to all that wait now; who joins the line meanwhile is not among them: nothing runs (I2).
void sley__sync_grant_all(sley_sync *s);
// "Lock#3 of app.sley:4, held by task "a""
void sley__sync_describe(const sley_sync *s, char *out, size_t cap);
void sley__sync_print(sley_text *out, const void *place); // <Lock#3, held by task "a">

// Out of the line, and its timer out of the heap; either may be done already.
void sley__sync_timed_unlink(sley_wait *wait);
// Arms `w` in the line, for the object, with a timer that ends it by `limit_kind`.
void sley__sync_timed_arm(sley_timed_wait *w, const sley_wait_kind *kind,
                          const sley_wait_kind *limit_kind, sley_waiter **line, void *object,
                          sley_task *task, void *place, int64_t duration);
// The node's wait structure, from its timer.
static inline sley_timed_wait *sley__timed_of(sley_wait *timer)
{
    return container_of(timer, sley_timed_wait, timer);
}

// ---- who holds what ---------------------------------------------------------------------------

static inline void sley__hold(sley_holder *h, const sley_task *task)
{
    h->task = task;
    h->number = task->number;
}

static inline bool sley__holds(const sley_holder *h, const sley_task *task)
{
    return h->task == task && h->number == task->number;
}

// The holder, if it still lives.
sley_task *sley__sync_holder_find(executor *x, const sley_holder *h);
// ", held by task "a"" or ", held by a task that has ended".
void sley__sync_holder_text(executor *x, const sley_holder *h, char *out, size_t cap);

// HANDLE_TYPE of a primitive: NAME without "sley_", and how programs call it.
#define SYNC_TYPE(NAME, TEXT) HANDLE_TYPE(NAME, TEXT, .print = sley__sync_print)

#endif
