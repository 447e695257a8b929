// SPDX-License-Identifier: MIT
// scope.h - regions that bound cancellation: group, timeout, shield, and cleanup.
//
// Each region is a node in the frame, linked into the task's stack of scopes while it is open.
// Every path out of the region's body passes its leave, with the status of the body.
//
// I1  A cancellation is due at a point of a task when a scope around that point has been asked to
//     cancel (its timeout expired, its group has a failed child), or the task itself has, and no
//     shield lies between. `task->cancel & SLEY_CANCEL_DUE` is that, kept up to date by cancel.c
//     alone.
// I2  It is due at every suspension until the scope is left, or uncancel() (S42, S43).
#ifndef SLEY_SCOPE_H
#define SLEY_SCOPE_H

#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { SLEY_SCOPE_GROUP, SLEY_SCOPE_TIMEOUT, SLEY_SCOPE_SHIELD, SLEY_SCOPE_UNWIND };

// 24 bytes
struct sley_scope {
    sley_scope *outer;
    sley_task *task;
    uint8_t kind;   // SLEY_SCOPE_*
    uint8_t asked;  // its body is to be cancelled
    uint8_t fired;  // its deadline passed (stays set when the body refused)
    uint8_t status; // unwind: what was happening when the cleanup began
    uint32_t reserved;
};

// ---- timeout(d) { } and timeout_at(i) { } ---------------------------------------------------
//
//     st = sley_timeout_enter(task, &f->s_1, duration);
//     if (sley_failed_at(task, &sites[3], st)) goto leave_1;   <= 0: Timeout, no body
//     body; ways out: `goto leave_2` with st and next_2 set
// leave_2:
//     st = sley_timeout_leave(task, &f->s_1, st);
//     if (sley_failed_at(task, &sites[3], st)) goto leave_1;
typedef struct sley_timeout {
    sley_scope scope;
    sley_wait timer;
} sley_timeout;

sley_status sley_timeout_enter(sley_task *task, sley_timeout *t, int64_t duration);
sley_status sley_timeout_at_enter(sley_task *task, sley_timeout *t, int64_t instant);

// Never suspends: the body has ended, its cleanup too. Throws Timeout when the deadline cancelled
// it (S35).
sley_status sley_timeout_leave(sley_task *task, sley_timeout *t, sley_status st);

// ---- shield { } -----------------------------------------------------------------------------

void sley_shield_enter(sley_task *task, sley_scope *s);
void sley_shield_leave(sley_task *task,
                       sley_scope *s); // a request that came meanwhile is pending (S37)

// ---- cleanup that may suspend or throw (defer, finally) -------------------------------------
//
// leave_2:
//     st = sley_unwind_enter(task, &f->u_2, st);
//     the cleanup, whose failures `goto leave_3` with st
// leave_3:
//     st = sley_unwind_leave(task, &f->u_2, st);
typedef struct sley_unwind {
    sley_scope scope;
    sley_error *error; // taken aside
} sley_unwind;

// Takes the pending error aside and shields what follows (S42). Gives SLEY_OK: the cleanup begins.
sley_status sley_unwind_enter(sley_task *task, sley_unwind *u, sley_status st);

// Puts back what was happening; returns its status. A new error replaces it; a Cancelled of the
// cleanup replaces only success. `st` is the cleanup's own.
sley_status sley_unwind_leave(sley_task *task, sley_unwind *u, sley_status st);

// The outcome of the block whose cleanup runs: the error taken aside (+1), Cancelled, or NULL when
// it ended well. sley_block_outcome: where nothing was taken aside, `st` being the block's status.
sley_error *sley_unwind_outcome(const sley_unwind *u);
sley_error *sley_block_outcome(const sley_task *task, sley_status st);

// ---- group g { } ----------------------------------------------------------------------------
//
//     sley_group_enter(task, &f->g_1);                             v_g is f->g_1.group, borrowed
//     body; spawn: sley_task_start(t, f->g_1.group); ways out: `goto leave_2`
// leave_2:
//     self->state = 5;
//     st = sley_group_leave(task, self, &f->g_1, st);
//     if (st == SLEY_PENDING) return st;
// resume_5:
//     if (sley_failed(task, self, st)) goto leave_1;
typedef struct sley_group_scope {
    sley_scope scope;
    sley_wait wait;    // for the last child
    sley_group *group; // its own reference
} sley_group_scope;

typedef struct sley_group_error {
    sley_error *error; // a reference
    uint32_t number;   // of the task, for the order of an ErrorGroup; 0: the body's own
} sley_group_error;

// The object that `spawn f() in g` is given. It outlives its region while it has an owner;
// then it is closed, and a task spawned into it is cancelled before its first step.
struct sley_group {
    sley_object head;        // refs
    sley_group_scope *scope; // the region; NULL once it was left
    sley_executor *executor;
    sley_link children;  // the live ones in spawn order
    sley_group_error *errors; // of children that failed, in order of time
    uint32_t error_count;
    uint32_t error_cap;
    bool closing; // a child or the body has failed, or it was cancelled, or left
    bool leaving; // the body has ended; the owner waits for the last child
    uint8_t body; // status of the body, once `leaving`
};

void sley_group_enter(sley_task *task, sley_group_scope *g);

// Waits for all children; then one error comes out as itself, several as an ErrorGroup, the body's
// own first (S20). Suspends unless there is no child. Cancelled while it waits, it cancels the
// children.
sley_status sley_group_leave(sley_task *task, sley_frame *self, sley_group_scope *g,
                             sley_status st);

// g.cancel(reason): asks all its tasks; the block itself goes on. `reason` is borrowed, may be
// NULL.
void sley_group_cancel(sley_group *g, sley_str *reason);

void sley_group_free(sley_group *g);

SLEY_REFCOUNTED(sley_group, head.refs, sley_group_free)

extern const sley_type sley_type_group; // a place that holds a sley_group *

#ifdef __cplusplus
}
#endif

#endif
