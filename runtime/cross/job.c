// SPDX-License-Identifier: MIT
// job.c - spawn f(x) on W: the way there and back.
//
//   home                                      the other thread
//   sley_task_start_on: isolates arguments,
//     moves the frame into a job, parks
//     the task                   -- submit -->  sley__job_run: resumes the frame, isolates
//                                               the result or the error
//   come_home: moves these into the   <-- inbox --  sley__job_send_home
//     task, which ends
#include "cross/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

// ---- where the task waits -------------------------------------------------------------------

static job *job_of(const sley_wait *wait)
{
    return container_of((sley_wait *)(uintptr_t)wait, job, wait);
}

static void never_unlinked(sley_wait *wait)
{
    (void)wait;
    assert(false && "its work is elsewhere");
}

static bool is_running(const sley_wait *wait)
{
    return atomic_load(&job_of(wait)->state) == JOB_RUNNING;
}

static void free_job(job *j)
{
    free(j->name);
    free(j);
}

// It is waited for, or no longer.
static void count(const job *j, bool more)
{
    executor *x = j->home;
    uint32_t *counter = j->is_daemon ? &x->daemons : &x->away;
    if (more) {
        ++*counter;
        sley__inbox_expect(x);
        sley__executor_hold_source(&x->hot);
    } else {
        --*counter;
        sley__inbox_got(x);
        sley__executor_drop_source(&x->hot);
    }
}

// Taken out of a queue, it is as if the task had not started (S45, S94). What runs is left alone.
static void cancel_job(sley_wait *wait)
{
    job *j = job_of(wait);
    if (is_running(wait) || !j->target->kind->withdraw(j)) return;
    sley__task_drop_arguments(j->frame);
    count(j, false);
    sley__claim(wait, SLEY_CANCELLED);
    sley__cancel_never_start(wait->task);
    free_job(j);
}

static void describe_job(sley_wait *wait, char *out, size_t cap)
{
    snprintf(out, cap, "%s", job_of(wait)->name);
}

static const sley_wait_kind job_kind = {
    .name = "thread",
    .unlink = never_unlinked,
    .cancel = cancel_job,
    .describe = describe_job,
    .running = is_running,
};

// ---- there ----------------------------------------------------------------------------------

static void isolate(const sley_type *type, void *place, const sley_site *site)
{
    const char *refused;
    if (sley_type_isolate(type, place, &refused)) return;
    sley_panicf(site, "%s cannot leave its executor", refused);
}

static job *new_job(sley_task *t, sley_target *target)
{
    const sley_fn *fn = sley__root(t)->fn;
    enum { ALIGNED = 16 };
    size_t head = (sizeof(job) + ALIGNED - 1) / ALIGNED * ALIGNED;
    job *j = sley__alloc(head + fn->frame_size);
    memset(j, 0, head);
    j->home = full(t->base.executor);
    j->task = t;
    j->wait = (sley_wait){.kind = &job_kind, .task = t};
    j->target = target;
    j->exit_code = -1;
    j->frame = (sley_frame *)(void *)((char *)j + head);
    return j;
}

// The frame was begun and never resumed: nothing in it leads to itself, so its bytes may move.
static void move_frame(job *j)
{
    char *root = sley_task_frame(j->task);
    const sley_fn *fn = j->frame->fn;
    assert(j->frame->state == 0 && !j->frame->caller);
    for (uint32_t i = 0; i < fn->owned_count; i++) {
        const sley_owned *row = &fn->owned[i];
        isolate(row->type, (char *)j->frame + row->offset, j->task->site);
        memset(root + row->offset, 0, row->type->size);
    }
}

sley_task *sley_task_start_on(sley_task *t, sley_group *group, sley_target *target)
{
    executor *x = full(t->base.executor);
    if (x->hot.closing || (group && group->closing)) return sley_task_start(t, group);
    job *j = new_job(t, target);
    memcpy(j->frame, sley__root(t), sley__root(t)->fn->frame_size);
    move_frame(j);
    sley__task_park_elsewhere(t, group, &j->wait);
    target->kind->submit(target, j);
    return t;
}

// ---- elsewhere ------------------------------------------------------------------------------

void sley__job_run(executor *x, job *j)
{
    const sley_fn *fn = j->frame->fn;
    sley_task *task = &x->own;
    assert(atomic_load(&j->state) == JOB_RUNNING && x->hot.current == task);
    j->status = fn->resume(task, j->frame, SLEY_OK);
    assert(j->status != SLEY_PENDING); // a plain function
    sley__task_drop_arguments(j->frame);
    j->error = task->base.error;
    task->base.error = NULL;
    const sley_site *site = j->task->site; // set before it was sent here
    if (j->status == SLEY_ERROR) isolate(&sley_type_error, &j->error, site);
    if (j->status == SLEY_OK && fn->result) {
        isolate(fn->result, (char *)j->frame + fn->result_offset, site);
    }
    if (x->exiting) {
        j->exit_code = x->exit_code;
        j->exit_text = x->exit_text;
        x->exiting = false;
        x->exit_text = NULL;
    }
    sley__thread_settle(x);
}

// ---- back -----------------------------------------------------------------------------------

// The task ends here and now: it makes no step, and what waits for it is only made ready (S25).
static void come_home(inbox_item *item)
{
    job *j = container_of(item, job, item);
    sley_task *t = j->task;
    executor *x = j->home;
    sley_status st = j->status;
    count(j, false);
    if (j->home_again) j->home_again(j);
    const sley_fn *fn = j->frame->fn;
    if (st == SLEY_OK && fn->result) {
        memcpy((char *)sley_task_frame(t) + fn->result_offset,
               (char *)j->frame + fn->result_offset, fn->result->size);
    }
    t->base.error = j->error;
    int exit_code = j->exit_code;
    sley_str *exit_text = j->exit_text;
    sley__claim_set(t, SLEY_CLAIM_TAKEN);
    sley__claim_set(t, SLEY_CLAIM_IDLE);
    free_job(j);
    sley__task_end(x, t, st);
    if (exit_code >= 0) sley__main_exit_came(x, exit_code, exit_text);
    sley_str_release(exit_text);
}

void sley__job_send_home(job *j)
{
    j->item.run = come_home;
    sley__inbox_put(j->home, &j->item);
}

void sley__job_counted(const job *j)
{
    count(j, true);
}

// ---- waiting for it in plain code -----------------------------------------------------------

// Nothing else of this executor runs meanwhile (S1): what libuv calls back only makes ready.
static bool block(sley_task *t, int64_t deadline)
{
    executor *x = full(t->base.executor);
    while (t->base.outcome == SLEY_UNFINISHED && !x->exiting && sley_now(&x->hot) < deadline) {
        bool is_elsewhere = t->base.claim == SLEY_CLAIM_QUEUED && t->parked_at->kind == &job_kind;
        if (!is_elsewhere && deadline == INT64_MAX) return false;
        if (x->host) sley_panic(t->site, "a host's loop cannot be blocked: await the task");
        x->seam->wait(x, deadline);
    }
    return t->base.outcome != SLEY_UNFINISHED;
}

sley_status sley_task_join(sley_task *task, sley_task *t, void *result)
{
    executor *x = full(t->base.executor);
    if (!block(t, INT64_MAX) && !x->exiting) {
        // Taken out of a queue: only its end, which nothing can change any more, is still to come.
        bool is_withdrawn = t->base.claim == SLEY_CLAIM_TAKEN && t->top != sley__root(t);
        if (is_withdrawn) return sley__awaitable_throw(task, &sley_error_was_cancelled);
        sley__deadlock(x, &t->base);
    }
    if (t->base.outcome == SLEY_UNFINISHED) return SLEY_CANCELLED; // the program ends (S91)
    return sley_task_result(task, t, result);
}

bool sley_task_join_within(sley_task *t, int64_t duration)
{
    return block(t, sley__clock_deadline(t->base.executor, duration));
}
