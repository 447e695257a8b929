// SPDX-License-Identifier: MIT
// attach.c - Sley on a loop that a host owns: turns within the host's turns, calls from C.
//
// uv_run belongs to the host. A prepare and a check handle run what is ready before and after each
// poll; an idle handle is active while something is left, so that the poll does not wait; our one
// timer wakes the loop for the next deadline. These three keep no loop alive by themselves, but for
// the idle handle and the timer while there is something to come.
//
// The end goes through the states of `ending`, each in a turn of the host:
//
//   TASKS     all were cancelled; they clean up
//   STREAMS   what is queued is sent, for at most the shutdown bound
//   QUIET     all are closed, and libuv calls back about them before the next turns
//   HANDLES   ours are being closed; the last one frees all and tells the host
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/internal.h"
#include "sley/export.h"

enum {
    TURNS = 8,       // of ours, in one of the host's
    QUIET_TURNS = 2, // of the host's: what was closed in one is gone in the next
};

typedef enum ending {
    ENDING_NOT,
    ENDING_TASKS,
    ENDING_STREAMS,
    ENDING_QUIET,
    ENDING_HANDLES,
} ending;

struct sley_host {
    executor *executor;
    uv_prepare_t prepare;
    uv_check_t check;
    uv_idle_t idle;
    ending ending;
    uint32_t open_handles; // ours that libuv still has
    uint64_t flush_until;  // uv_hrtime
    uint32_t quiet;        // turns of the host since all streams were closed
    void (*done)(void *context);
    void *context;
};

// ---- the seam: libuv's clock; the host waits ---------------------------------------------------

static void never_wait(executor *x, int64_t deadline)
{
    (void)x;
    (void)deadline;
}

static sley_seam host_seam; // that of libuv, but for wait

static const sley_seam *seam_of_host(void)
{
    host_seam = sley_seam_uv;
    host_seam.name = "host";
    host_seam.wait = never_wait;
    return &host_seam;
}

// ---- turns ------------------------------------------------------------------------------------

static void pump(sley_host *host);
static void go_on_ending(sley_host *host);

static bool is_ready(const executor *x)
{
    return x->hot.head != x->hot.tail;
}

static void on_time(uv_timer_t *timer)
{
    executor *x = timer->data;
    pump(x->host);
}

static void on_idle(uv_idle_t *idle)
{
    (void)idle; // prepare follows
}

// What the loop has to wait for on our behalf.
static void arm(sley_host *host)
{
    executor *x = host->executor;
    if (host->ending == ENDING_HANDLES) return;
    if (is_ready(x) || host->ending == ENDING_QUIET) uv_idle_start(&host->idle, on_idle);
    else uv_idle_stop(&host->idle);
    int64_t deadline = sley__timer_next(x);
    bool polls = host->ending == ENDING_STREAMS;
    if (deadline == INT64_MAX && !polls) {
        uv_timer_stop(&x->poll_timer);
        return;
    }
    int64_t left = deadline == INT64_MAX ? NANOS_PER_MS : deadline - x->seam->now(x);
    if (polls && left > NANOS_PER_MS) left = NANOS_PER_MS;
    uint64_t ms = left > 0 ? (uint64_t)(left - 1) / NANOS_PER_MS + 1 : 0;
    uv_update_time(x->loop);
    uv_timer_start(&x->poll_timer, on_time, ms, 0);
}

static void run_some(executor *x)
{
    for (int turn = 0; turn < TURNS; turn++) {
        x->in_turn = true;
        sley__sched_run_ready(x, TURN_BUDGET);
        x->in_turn = false;
        bool fired = sley__timer_due(x);
        if (!fired && !is_ready(x)) return;
    }
}

// From the loop alone: functions of Sley never run inside of each other's steps.
static void pump(sley_host *host)
{
    executor *x = host->executor;
    if (x->running || host->ending == ENDING_HANDLES) return;
    x->running = true;
    run_some(x);
    x->running = false;
    if (host->ending != ENDING_NOT) go_on_ending(host);
    arm(host);
}

static void on_prepare(uv_prepare_t *handle)
{
    sley_host *host = handle->data;
    if (host->ending == ENDING_QUIET) host->quiet++;
    pump(host);
}

static void on_check(uv_check_t *handle)
{
    pump(handle->data);
}

// ---- attach -----------------------------------------------------------------------------------

sley_host *sley_attach(struct uv_loop_s *loop)
{
    if (sley__executor_here()) return NULL;
    const char *seed = getenv("SLEY_SEED");
    sley_host *host = sley__alloc(sizeof *host);
    memset(host, 0, sizeof *host);
    executor *x = sley__executor_open_on(seam_of_host(), seed ? strtoull(seed, NULL, 10) : 1, loop);
    x->host = host;
    host->executor = x;
    uv_prepare_init(loop, &host->prepare);
    uv_check_init(loop, &host->check);
    uv_idle_init(loop, &host->idle);
    host->prepare.data = host->check.data = host->idle.data = host;
    uv_prepare_start(&host->prepare, on_prepare);
    uv_check_start(&host->check, on_check);
    uv_unref((uv_handle_t *)&host->prepare);
    uv_unref((uv_handle_t *)&host->check);
    return host;
}

// ---- detach -----------------------------------------------------------------------------------

static void on_closed(uv_handle_t *handle)
{
    sley_host *host = handle->data;
    if (--host->open_handles > 0) return;
    void (*done)(void *) = host->done;
    void *context = host->context;
    sley__executor_free(host->executor);
    free(host);
    if (done) done(context);
}

static void close_one(sley_host *host, uv_handle_t *handle)
{
    handle->data = host;
    host->open_handles++;
    uv_close(handle, on_closed);
}

static void close_handles(sley_host *host)
{
    executor *x = host->executor;
    host->ending = ENDING_HANDLES;
    close_one(host, (uv_handle_t *)&host->prepare);
    close_one(host, (uv_handle_t *)&host->check);
    close_one(host, (uv_handle_t *)&host->idle);
    close_one(host, (uv_handle_t *)&x->poll_timer);
    if (x->inbox.is_open) close_one(host, (uv_handle_t *)&x->inbox.bell);
}

static bool can_go_on(const executor *x)
{
    return is_ready(x) || x->sources > 0 || x->hot.timer_count > 0;
}

static bool are_tasks_over(executor *x)
{
    if (sley__live(x) > 0) return !can_go_on(x);
    return !sley__gen_close_all(x) && !is_ready(x);
}

static void go_on_ending(sley_host *host)
{
    executor *x = host->executor;
    if (host->ending == ENDING_TASKS && are_tasks_over(x)) {
        if (sley__live(x) > 0) sley__main_report_pending(x); // they wait for nothing that can come
        sley__main_report_failed(x);
        sley__report_flush_output();
        sley__executor_drop_callbacks(x);
        if (x->drop_input) x->drop_input(x);
        uint64_t bound = x->shutdown_bound > 0 ? (uint64_t)x->shutdown_bound : 0;
        host->flush_until = uv_hrtime() + bound;
        host->ending = ENDING_STREAMS;
    }
    if (host->ending == ENDING_QUIET && host->quiet >= QUIET_TURNS) close_handles(host);
    if (host->ending != ENDING_STREAMS) return;
    if (sley__open_any_busy(x) && uv_hrtime() < host->flush_until) return;
    sley__open_end_now(x);
    host->ending = ENDING_QUIET;
}

void sley_detach(sley_host *host, void (*done)(void *context), void *context)
{
    executor *x = host->executor;
    if (host->ending != ENDING_NOT) return;
    host->done = done;
    host->context = context;
    host->ending = ENDING_TASKS;
    x->hot.closing = true;
    for (sley_link *at = x->hot.tasks.next; at != &x->hot.tasks; at = at->next) {
        sley_task_cancel(sley__task_of(at), NULL);
    }
    uv_idle_start(&host->idle, on_idle); // the next turn comes at once
}

// ---- calls from C -----------------------------------------------------------------------------

sley_task *sley_export_enter(const sley_site *site, sley_throwing_main *start)
{
    executor *x = sley__executor_here();
    if (!x) sley_panic(site, "this thread is not attached to a loop: call sley_attach first");
    sley_task *task = x->hot.current;
    if (start && start(task) != SLEY_OK) {
        sley_panic(site, "the first value of a module-level variable threw an error");
    }
    return task;
}

void sley_export_leave(void)
{
    executor *x = sley__executor_here();
    if (x->host && !x->running) arm(x->host);
}

static char *copy_text(const char *data, size_t len)
{
    char *copy = sley__alloc(len + 1);
    if (len > 0) memcpy(copy, data, len);
    copy[len] = 0;
    return copy;
}

char *sley_c_string(const sley_str *s)
{
    return s ? copy_text(s->data, (size_t)s->len) : NULL;
}

void *sley_c_bytes(const sley_bytes *b, size_t *len)
{
    *len = b ? (size_t)b->len : 0;
    return b ? copy_text((const char *)b->data, (size_t)b->len) : NULL;
}

static char *message_of(const sley_error *error)
{
    sley_text text;
    sley_text_init(&text);
    sley__error_headline(error, &text);
    sley_str *s = sley_text_take(&text);
    char *copy = sley_c_string(s);
    sley_str_release(s);
    return copy;
}

int sley_export_status(sley_task *task, sley_status st, char **error)
{
    if (error) *error = NULL;
    if (st == SLEY_OK) return 0;
    sley_error *thrown = st == SLEY_ERROR ? sley_catch(task) : NULL;
    if (error) *error = thrown ? message_of(thrown) : copy_text("cancelled", 9);
    sley_error_release(thrown);
    return 1;
}

static void drop_job(sley_closure *closure)
{
    sley_job *job = (sley_job *)(void *)closure;
    sley_task_release(job->task);
    free(job->error);
    sley_closure_done(closure);
}

// Called as any on_done callback. The outcome is C's: an error counts as looked at.
static void job_ended(sley_closure *closure, sley_task *t)
{
    sley_job *job = (sley_job *)(void *)closure;
    sley_task *own = sley_here_task();
    sley_status st = sley__awaitable_deliver(own, &t->base, NULL);
    job->status = st == SLEY_OK      ? SLEY_JOB_DONE
                   : st == SLEY_ERROR ? SLEY_JOB_FAILED
                                      : SLEY_JOB_CANCELLED;
    if (st == SLEY_ERROR) sley_export_status(own, st, &job->error);
    if (job->done) job->ended(job);
}

sley_job *sley_export_start(sley_task *t, sley_export_ended *ended, void (*done)(void),
                             void *context)
{
    sley_job *job = (sley_job *)(void *)sley_closure_new(
        sizeof *job, (void (*)(void))job_ended, drop_job, false);
    job->task = sley_task_start(t, NULL);
    job->ended = ended;
    job->done = done;
    job->context = context;
    job->status = SLEY_JOB_CANCELLED;
    job->error = NULL;
    sley_task_on_done(job->task, &job->base, NULL); // holds the call until it ends
    sley_closure_release(&job->base);
    sley_export_leave();
    return job;
}

void sley_job_cancel(sley_job *job)
{
    sley_task_cancel(job->task, NULL);
    sley_export_leave();
}
