// SPDX-License-Identifier: MIT
// wait.h - the one way to wait: a node in a frame, and the task's claim word.
//
// Everything that blocks a task arms one node or, in a select, several, and parks the task.
// What completes one of them claims the task: that is decided here and nowhere else.
//
// I1  A node that is linked anywhere belongs to a task that is parked: QUEUED at one node, SELECT
//     at several.
// I2  Claiming unlinks every node of that wait at once, so no queue ever holds a node that lost.
// I3  The claim word moves along the edges below, and along no other.
// I4  What was completed is delivered: a cancellation finds TAKEN and stays pending (S38).
#ifndef SLEY_WAIT_H
#define SLEY_WAIT_H

#include "sley/task.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_wait_kind sley_wait_kind;

// What each way to wait is made of. Const data, one table per primitive and role.
struct sley_wait_kind {
    const char *name;                // for dumps: "recv", "sleep"
    void (*unlink)(sley_wait *wait); // takes it out of its line, if it is in one
    void (*done)(sley_wait *wait);   // its timer expired, or its awaitable ended; it is in no line
    void (*drop)(sley_wait *wait);   // it will not happen: lets go of its value; may be NULL
    void (*cancel)(sley_wait *wait); // what a cancellation does instead of claiming; may be NULL
    sley_status (*attempt)(sley_task *task, sley_wait *wait); // select: do it now; PENDING: cannot
    void (*arm)(sley_wait *wait);                             // select: queue it
    void (*describe)(sley_wait *wait, char *out, size_t cap); // for dumps: the object; may be NULL
    sley_task *(*holder)(sley_wait *wait); // for reports: whose turn it is; NULL: not one task's
    // At an object that executors share: it left the line without having been granted; may be NULL.
    void (*left)(sley_wait *wait);
    // At an object that executors share; it is made so if it is not yet. NULL: stays here.
    void *(*core)(sley_wait *wait);
    bool (*running)(const sley_wait *wait); // of work elsewhere: it has begun, and nothing can stop
                                            // it; NULL: other kinds
};

// The head of every node; a timer needs no more. 24 bytes.
struct sley_wait {
    const sley_wait_kind *kind;
    sley_task *task; // that waits
    uint32_t arm;    // which arm of a select (SLEY_LAST_ARM), which part of a gather
    uint32_t index;  // place in the timer heap + 1; 0: not in it
};

// A node that stands in some object's line. 56 bytes.
struct sley_waiter {
    sley_wait base;
    sley_waiter *next; // NULL: not in a line
    sley_waiter *prev;
    void *object; // what is waited for: a channel, a task, ...; borrowed
    void *place;  // where the value goes to or comes from
};

// A FIFO line of waiters. The first one's prev is the last; `first` is NULL when it is empty.
static inline void sley__line_add(sley_waiter **first, sley_waiter *w)
{
    sley_waiter *head = *first;
    if (!head) {
        w->next = w->prev = w;
        *first = w;
        return;
    }
    w->next = head;
    w->prev = head->prev;
    head->prev->next = w;
    head->prev = w;
}

static inline void sley__line_remove(sley_waiter **first, sley_waiter *w)
{
    if (w->next == w) {
        *first = NULL;
    } else {
        w->prev->next = w->next;
        w->next->prev = w->prev;
        if (*first == w) *first = w->next;
    }
    w->next = NULL;
}

// ---- the claim word -------------------------------------------------------------------------
//
// Every edge there is. A new task is TAKEN: its start is what it was claimed by.
//
//       FROM    TO
#define SLEY_CLAIM_EDGES(EDGE)                                                                    \
    EDGE(IDLE,   QUEUED) /* sley__park: it waits at one node */                                   \
    EDGE(IDLE,   SELECT) /* sley__wait_park_at: at several */                                     \
    EDGE(IDLE,   TAKEN)  /* sley__wait_give_way, sley__sched_call_fresh: ready again at once */   \
    EDGE(IDLE,   YIELD)  /* sley_yield: a cancellation may still change what it wakes with */     \
    EDGE(TAKEN,  QUEUED) /* a new one that runs elsewhere: it parks in place of its steps */      \
    EDGE(QUEUED, TAKEN)  /* sley__claim: the node was completed, or the task leaves it */         \
    EDGE(SELECT, QUEUED) /* the arms that did not happen are unlinked; TAKEN follows */           \
    EDGE(TAKEN,  IDLE)   /* the scheduler resumes it */                                           \
    EDGE(YIELD,  IDLE)

// Debug builds: is there an edge to `to`, and is the task as it has to be there? Nothing changes.
void sley__wait_claim_check(const sley_task *task, uint8_t to);

// The only way to write the word.
static inline void sley__claim_set(sley_task *task, uint8_t to)
{
#if SLEY_CHECKED
    sley__wait_claim_check(task, to);
#endif
    task->base.claim = to;
}

// Parks the task at one armed node. The last thing a leaf operation does.
static inline sley_status sley__park(sley_task *task, sley_frame *self, sley_wait *wait)
{
    task->top = self;
    task->parked_at = wait;
    sley__claim_set(task, SLEY_CLAIM_QUEUED);
    return SLEY_PENDING;
}

static inline void sley__waiter_init(sley_waiter *w, const sley_wait_kind *kind, sley_task *task,
                                     void *object, void *place)
{
    w->base.kind = kind;
    w->base.task = task;
    w->base.arm = 0;
    w->base.index = 0;
    w->object = object;
    w->place = place;
}

// In no line, and no timer's: what a select does to its nodes before it arms them.
static inline void sley__waiter_clear(sley_waiter *w)
{
    w->base.task = NULL;
    w->base.arm = 0;
    w->base.index = 0;
    w->next = w->prev = NULL;
}

// Arms a node of `kind` at the end of the object's line, and parks.
static inline sley_status sley__stand_in(sley_task *task, sley_frame *self, sley_waiter *w,
                                         const sley_wait_kind *kind, sley_waiter **line,
                                         void *object, void *place)
{
    sley__waiter_init(w, kind, task, object, place);
    sley__line_add(line, w);
    return sley__park(task, self, &w->base);
}

// The same where the line is empty.
static inline sley_status sley__stand_alone(sley_task *task, sley_frame *self, sley_waiter *w,
                                            const sley_wait_kind *kind, sley_waiter **line,
                                            void *object, void *place)
{
    sley__waiter_init(w, kind, task, object, place);
    w->next = w->prev = w;
    *line = w;
    return sley__park(task, self, &w->base);
}

enum { SLEY_SELECT_MAX = 4096 }; // arms in one select; task->won has room for more

#define SLEY_LAST_ARM 0x80000000u // in `arm` of a select's last node, once it is parked

// Nodes of the select at which a task is parked.
static inline uint32_t sley__arm_count(const sley_waiter *arms)
{
    uint32_t count = 1;
    while (!(arms[count - 1].base.arm & SLEY_LAST_ARM)) count++;
    return count;
}

// Parks at n armed nodes of a select.
sley_status sley__wait_park_at(sley_task *task, sley_frame *self, sley_waiter *arms,
                               uint32_t count);

static inline bool sley__is_parked(const sley_task *task)
{
    return task->base.claim >= SLEY_CLAIM_QUEUED;
}

// Claiming a select: notes the arm that won and unlinks the others. Anything else is a panic.
void sley__wait_claim_select(sley_task *task, sley_wait *won, sley_status st);

// THE claim. `wait` has been taken out of its own queue already. The task becomes ready, at the
// tail, and will be resumed with `st`; for SLEY_ERROR its error has been set. `e` is the task's
// executor: who knows it need not wait for a load through the task.
static inline void sley__claim_on(sley_executor *e, sley_wait *wait, sley_status st)
{
    sley_task *task = wait->task;
    if (SLEY_UNLIKELY(task->base.claim != SLEY_CLAIM_QUEUED)) {
        sley__wait_claim_select(task, wait, st);
        return;
    }
    sley__claim_set(task, SLEY_CLAIM_TAKEN);
    task->base.wake = (uint8_t)st;
    sley__ring_push(e, (uintptr_t)task);
}

static inline void sley__claim(sley_wait *wait, sley_status st)
{
    sley__claim_on(wait->task->base.executor, wait, st);
}

// ---- how a leaf operation begins and ends ---------------------------------------------------
//
// An operation that need not wait ends in sley__end, whatever its status; one that would wait
// while a cancellation is due, in sley__wait_stop. Both spend a credit, and give way once the
// step's are spent. So a loop of any operations lets timers, other tasks and signals come (S9).
// Before an operation does anything it asks sley__must_stop: once a step's credits are spent, a
// cancellation that is due ends a loop of operations that are all ready (S42).

// The operation has been done, yet the task has to give way: its step's credits are spent, or it
// was asked to (S5, S78). To the tail; it will be resumed with `st`.
sley_status sley__wait_give_way(sley_task *task, sley_frame *self, sley_status st);

// Spends one credit of this step. False: give way once the operation is done.
static inline bool sley__spend(sley_task *task)
{
    return SLEY_LIKELY(--task->base.executor->credits >= 0);
}

// To be asked before parking: a cancellation that is due here. Shields count.
static inline bool sley__is_cancelled(const sley_task *task)
{
    return (task->cancel & SLEY_CANCEL_DUE) != 0;
}

// To be asked first: the cancellation that is due comes instead of the operation, though it may be
// ready.
static inline bool sley__must_stop(const sley_task *task)
{
    return sley__is_cancelled(task) && task->base.executor->credits <= 0;
}

// The end of an operation that did not wait.
static inline sley_status sley__end(sley_task *task, sley_frame *self, sley_status st)
{
    return sley__spend(task) ? st : sley__wait_give_way(task, self, st);
}

// Instead of waiting: the cancellation that is due. A task that swallows it in a loop gives way,
// too.
SLEY_COLD sley_status sley__wait_stop(sley_task *task, sley_frame *self);

#ifdef __cplusplus
}
#endif

#endif
