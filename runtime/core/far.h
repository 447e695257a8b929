// SPDX-License-Identifier: MIT
// core/far.h - waits of tasks at objects that several executors share.
//
// Such an object is touched under one lock, the guard, and what stands in its lines are not the
// nodes in the frames of tasks but nodes of far waits. Who completes one, on whatever thread,
// claims it as it would claim a task; the outcome then goes to the task's own executor, through its
// inbox, and is claimed there.
//
//     home                                     another thread, under the guard
//     sley__far_new, sley__far_node, link      sley__claim(node): unlinks all nodes, notes the
//     sley__far_park                             outcome
//     come_home: claims the task    <-- inbox -- sley__far_unguard
//
// G1  Nodes in the lines of shared objects, and `state` of their waits, are touched under the guard
//     alone; everything else of a far wait by its home alone, but for the outcome, which who claims
//     writes, and home reads when it has come.
// G2  A wait that was claimed has no node in any line (wait.h I2): no line holds one that lost.
// G3  What was claimed is delivered: a cancellation or a timeout that finds `state` FAR_SENT does
//     nothing (S38).
// G4  No Sley code runs under the guard, and no value is destroyed there.
#ifndef SLEY_CORE_FAR_H
#define SLEY_CORE_FAR_H

#include "core/internal.h"

typedef struct far_wait far_wait;

// What a wait does at its ends; each may be NULL.
typedef struct far_kind {
    // Under the guard, cancelled or too late: true, it has to wait on and will end with `st`.
    bool (*stays)(far_wait *f, sley_status st);
    void (*drop)(far_wait *f);        // home: cancelled; lets go of what it was to give
    void (*came)(far_wait *f);        // home: it was completed
    sley_status (*late)(far_wait *f); // home: what a wait whose time is over ends with
} far_kind;

typedef enum far_state {
    FAR_OPEN, // in its lines
    FAR_SENT, // claimed: the outcome is on its way home
} far_state;

struct far_wait {
    inbox_item item;
    executor *home;
    const far_kind *kind;
    sley_wait_kind at_kind; // of `at`, with the name of what it waits for
    sley_wait at;           // where the task is parked
    sley_wait timer;
    sley_task proxy;        // what the code of the objects takes for the task that waits
    far_wait *next;         // claimed in the same step
    uint8_t state;          // far_state
    uint8_t st;             // sley_status it was claimed with; its error is the proxy's
    uint32_t won;           // the node that was claimed
    uint32_t count;
    sley_waiter *arms;      // of a select: in the frame; NULL: a single wait
    uint8_t ends;           // of a condition: what it ends with once it has the lock
    bool in_time;           // ... and whether it was notified
    bool *got;              // of a wait with a limit: where to tell whether it came in time
    sley_waiter nodes[];    // `count` of them, in lines
};

// One lock for all that executors share. Leaving it sends home what was claimed under it.
void sley__far_guard(void);
void sley__far_unguard(void);

// A wait of a task of this thread, with room for `count` nodes; its home expects it from now on.
far_wait *sley__far_new(sley_task *task, const far_kind *kind, uint32_t count);
// Makes node `index`; the caller links it.
sley_waiter *sley__far_node(far_wait *f, uint32_t index, const sley_wait_kind *kind, void *object,
                            void *place);
// Ends at that instant at the latest; INT64_MAX: whenever it comes.
void sley__far_limit(far_wait *f, int64_t deadline);
// Parks the task, out of the guard.
sley_status sley__far_park(sley_task *task, sley_frame *self, far_wait *f);
// The same for a task that was parked at a node of its own, which is in no line any more.
void sley__far_move(sley_task *task, far_wait *f);
// Home: out of all lines, and forgotten by them, for a reason. False: it has been claimed (G3), or
// has to stay.
bool sley__far_leave(far_wait *f, sley_status why);
void sley__far_forget(far_wait *f); // one that never stood in a line
// Home: `f` has been left; wakes the task.
void sley__far_end(far_wait *f, sley_status st);

// The task that a proxy stands for; any other is itself.
static inline const sley_task *sley__far_task(const sley_task *t)
{
    return SLEY_UNLIKELY(t->base.claim == SLEY_CLAIM_FAR)
               ? container_of((sley_task *)(uintptr_t)t, far_wait, proxy)->at.task
               : t;
}

#endif
