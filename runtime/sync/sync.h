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
    size_t size; // of the object, without the value of a mutex; 0: it cannot be shared
    // The core has all that the object had: makes a handle of the object, which can never be taken,
    // and moves those that wait (sync_far.c).
    void (*share)(sley_sync *s, sley_sync *core);
    void (*copied)(sley_sync *handle);  // another handle was made from one; may be NULL
    void (*dropped)(sley_sync *handle); // what a handle holds besides its core; may be NULL
    void (*free)(sley_sync *core);     // what the core holds besides itself; may be NULL
};

// The head of a new object of `size` bytes; the rest is 0.
void *sley__sync_new(sley_executor *e, const sley_sync_face *face, size_t size,
                     const sley_site *site);
// The first of the line gets it.
void sley__sync_grant(sley_sync *s);
// .. to all that wait now; who joins the line meanwhile is not among them: nothing runs (I2).
void sley__sync_grant_all(sley_sync *s);
size_t sley__lock_mutex_size(const sley_sync *s); // of the value that follows; 0: no mutex
// The way in to an object that executors share; gives the core. The way out: sley__far_unguard.
void *sley__sync_far_enter(const sley_sync *s);
// The wait for one, of a handle; `got` may be NULL.
sley_status sley__sync_far_wait(sley_task *task, sley_frame *self, sley_sync *s, int64_t duration,
                                bool *got);
sley_sync *sley__sync_far_core(sley_sync *s); // shares it first, if need be
// Those that wait in a line of an object that is being shared, to one of its core, in their order.
void sley__sync_far_move(sley_sync *core, sley_waiter **from, sley_waiter **to,
                         const far_kind *kind, const sley_wait_kind *node_kind);
void sley__sync_far_move_plain(sley_sync *s, sley_sync *core); // of those that sync.c makes
void sley__sync_far_isolate(void *place, sley_isolation *work);
void sley__sync_far_release(sley_sync *core);
bool sley__sync_far_isolate_now(const sley_type *type, void *place, const sley_site *site);
extern const far_kind sley__sync_far_kind; // acquire, wait: `got` tells whether it came in time
const sley_wait_kind *sley__sync_plain_kind(const sley_sync *s); // the node of acquire, wait

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
    h->task = sley__far_task(task);
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
#define SYNC_TYPE(NAME, TEXT)                                                                   \
    HANDLE_TYPE(NAME, TEXT, .print = sley__sync_print, .isolate = sley__sync_far_isolate)

#endif
