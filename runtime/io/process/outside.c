// SPDX-License-Identifier: MIT
// outside.c - functions of C that are awaited: on libuv's pool, or until they call back.
//
// A job belongs to C from its start to its end, and with it the frame that waits: so neither a
// cancellation nor the end of the program takes the frame away. Work that still stands in the
// queue can be called off; what runs is waited for, and its result is delivered (wait.h I4).
//
// A callback may come on any thread. It puts its job into the inbox of the executor and rings
// one uv_async; all else happens on the executor's thread.
#include "io/internal.h"

#include <assert.h>
#include <stdlib.h>

#include "sley/outside.h"

struct outside_job {
    union {
        uv_work_t work;
        inbox_item item;
    } u;
    executor *executor;
    sley_outside *wait;
    sley_frame *frame;
    void (*run)(sley_frame *self);
};

static void never_unlinked(sley_wait *wait)
{
    (void)wait;
    assert(false && "its frame belongs to C");
}

static sley_outside *outside_of(sley_wait *wait)
{
    return container_of(wait, sley_outside, base);
}

// The task goes on; the frame is its own again.
static void finish(struct outside_job *job, sley_status st)
{
    sley_outside *w = job->wait;
    sley__executor_drop_source(&job->executor->hot);
    free(job);
    w->job = NULL;
    sley__claim(&w->base, st);
}

static void arm(sley_task *task, sley_outside *w, const sley_wait_kind *kind)
{
    w->base = (sley_wait){.kind = kind, .task = task};
}

static struct outside_job *new_job(sley_task *task, sley_outside *w)
{
    struct outside_job *job = sley__alloc(sizeof *job);
    memset(job, 0, sizeof *job);
    job->executor = full(task->base.executor);
    job->wait = w;
    w->job = job;
    return job;
}

// ---- on libuv's pool --------------------------------------------------------------------------

static void run_work(uv_work_t *work)
{
    struct outside_job *job = container_of(work, struct outside_job, u.work);
    job->run(job->frame);
}

static void after_work(uv_work_t *work, int status)
{
    struct outside_job *job = container_of(work, struct outside_job, u.work);
    finish(job, status == UV_ECANCELED ? SLEY_CANCELLED : SLEY_OK);
}

// Called off when it has not begun: then after_work comes with UV_ECANCELED.
static void cancel_work(sley_wait *wait)
{
    uv_cancel((uv_req_t *)&outside_of(wait)->job->u.work);
}

static const sley_wait_kind work_kind = {
    .name = "a blocking C function",
    .unlink = never_unlinked,
    .cancel = cancel_work,
};

sley_status sley_outside_work(sley_task *task, sley_frame *self, sley_outside *w,
                              void (*work)(sley_frame *self))
{
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    struct outside_job *job = new_job(task, w);
    job->frame = self;
    job->run = work;
    arm(task, w, &work_kind);
    int code = uv_queue_work(sley__executor_uv_loop(&job->executor->hot), &job->u.work, run_work,
                             after_work);
    if (code != 0) sley_panicf(task->site, "cannot start a thread: %s", uv_strerror(code));
    sley__executor_hold_source(&job->executor->hot);
    return sley__park(task, self, &w->base);
}

// ---- until it calls back --------------------------------------------------------------------

static void cancel_nothing(sley_wait *wait)
{
    (void)wait;
}

static const sley_wait_kind callback_kind = {
    .name = "a callback from C",
    .unlink = never_unlinked,
    .cancel = cancel_nothing,
};

bool sley_outside_begin(sley_task *task, sley_outside *w)
{
    if (sley__is_cancelled(task)) return false;
    executor *x = full(task->base.executor);
    new_job(task, w);
    sley__inbox_expect(x);
    sley__executor_hold_source(&x->hot);
    return true;
}

static void end_job(inbox_item *item)
{
    struct outside_job *job = container_of(item, struct outside_job, u.item);
    sley__inbox_got(job->executor);
    finish(job, SLEY_OK);
}

void sley_outside_done(sley_outside *w)
{
    struct outside_job *job = w->job;
    job->u.item.run = end_job;
    sley__inbox_put(job->executor, &job->u.item);
}

sley_status sley_outside_end(sley_task *task, sley_frame *self, sley_outside *w)
{
    arm(task, w, &callback_kind);
    return sley__park(task, self, &w->base);
}
