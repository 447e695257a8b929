// SPDX-License-Identifier: MIT
// loop.c - manual loops: a plain main runs the thread's executor itself.
#include "program/internal.h"

#include <stdlib.h>

static sley_status throw_loop(sley_task *task, const char *what)
{
    task->base.error = sley__error_of_loop(what);
    return SLEY_ERROR;
}

static sley_status refuse_run(sley_task *task, const sley_loop *loop)
{
    return throw_loop(task, loop->closed ? "the loop is closed" : "the loop runs already");
}

static sley_loop *make(executor *x)
{
    sley_loop *loop = sley__alloc(sizeof *loop);
    *loop = (sley_loop){.head = {.refs = 1}, .executor = &x->hot};
    x->blocks++;
    return loop;
}

sley_status sley_loop_new(sley_task *task, sley_loop **result)
{
    executor *x = full(task->base.executor);
    if (x->host) return throw_loop(task, "the loop belongs to the program that attached to it");
    if (x->manual) return throw_loop(task, "this thread has an open manual loop already");
    *result = x->manual = make(x);
    return SLEY_OK;
}

// The program's own is there as long as someone holds it.
sley_status sley_loop_current(sley_task *task, sley_loop **result)
{
    executor *x = full(task->base.executor);
    *result = NULL;
    if (!x->running) return throw_loop(task, "no loop runs here");
    if (!x->manual) {
        x->manual = make(x);
        x->manual->is_own = x->manual->running = true;
        *result = x->manual;
    } else {
        *result = sley_loop_retain(x->manual);
    }
    return SLEY_OK;
}

// `Loop(manual: true)`. Loops of other threads are not there yet.
sley_status sley_loop_new_manual(sley_task *task, bool manual, sley_loop **result)
{
    if (!manual) return throw_loop(task, "loops of other threads are not implemented yet");
    return sley_loop_new(task, result);
}

// A closed loop takes no more callbacks: they would never run (S14).
sley_status sley_loop_call_soon(sley_task *task, sley_loop *loop, sley_closure *fn,
                                sley_handle **result, const sley_site *site)
{
    *result = NULL;
    if (loop->closed) return throw_loop(task, "the loop is closed");
    *result = sley_call_soon(loop->executor, fn, site);
    return SLEY_OK;
}

sley_status sley_loop_call_later(sley_task *task, sley_loop *loop, int64_t duration,
                                 sley_closure *fn, sley_handle **result, const sley_site *site)
{
    *result = NULL;
    if (loop->closed) return throw_loop(task, "the loop is closed");
    *result = sley_call_later(loop->executor, duration, fn, site);
    return SLEY_OK;
}

sley_status sley_loop_call_at(sley_task *task, sley_loop *loop, int64_t instant, sley_closure *fn,
                              sley_handle **result, const sley_site *site)
{
    *result = NULL;
    if (loop->closed) return throw_loop(task, "the loop is closed");
    *result = sley_call_at(loop->executor, instant, fn, site);
    return SLEY_OK;
}

int64_t sley_loop_time(const sley_loop *loop)
{
    return sley_now(loop->executor);
}

void sley_loop_free(sley_loop *loop)
{
    if (loop->is_own) full(loop->executor)->manual = NULL;
    else sley_loop_close(loop);
    full(loop->executor)->blocks--;
    free(loop);
}

static void run(sley_loop *loop, sley_awaitable *until)
{
    executor *x = full(loop->executor);
    assert(x->manual == loop && !x->running);
    sley_task *current = x->hot.current;
    loop->running = x->running = true;
    bool alive = sley__sched_run(x, until);
    loop->running = x->running = false;
    x->hot.current = current;
    if (!alive && (!until || until->outcome == SLEY_UNFINISHED)) sley__deadlock(x, until);
}

sley_status sley_loop_run(sley_task *task, sley_loop *loop, sley_awaitable *a, void *result)
{
    executor *x = full(loop->executor);
    if (loop->closed || x->running) return refuse_run(task, loop);
    run(loop, a);
    x->stopping = false;
    if (a->outcome == SLEY_UNFINISHED) {
        return throw_loop(task, "stop() ended the run before the result was there");
    }
    return sley__awaitable_deliver(task, a, result);
}

// Stopped before it runs: looks outside once, runs one batch (S13).
sley_status sley_loop_run_forever(sley_task *task, sley_loop *loop)
{
    executor *x = full(loop->executor);
    if (loop->closed || x->running) return refuse_run(task, loop);
    if (x->stopping) {
        sley_task *current = x->hot.current;
        if (x->sources) x->seam->wait(x, 0);
        loop->running = x->running = true;
        sley__sched_run_ready(x, x->hot.tail - x->hot.head);
        loop->running = x->running = false;
        x->hot.current = current;
    } else {
        run(loop, NULL);
    }
    x->stopping = false;
    return SLEY_OK;
}

// Those that the cleanup of others opens are closed, too, and those whose last handle has gone are
// waited for.
sley_status sley_loop_close_generators(sley_task *task, sley_loop *loop)
{
    executor *x = full(loop->executor);
    if (loop->closed || x->running) return refuse_run(task, loop);
    sley_task *current = x->hot.current;
    loop->running = x->running = true;
    bool alive = true;
    do {
        while (x->closers > 0 && alive) {
            alive = x->hot.head != x->hot.tail || x->sources > 0 || x->hot.timer_count > 0;
            if (alive) sley__sched_turn(x);
        }
    } while (alive && sley__gen_close_all(x));
    loop->running = x->running = false;
    x->hot.current = current;
    return alive ? SLEY_OK : throw_loop(task, "the cleanup of a generator waits for ever");
}

// The batch in progress is finished; what it schedules waits for the next run (S13). The program's
// own loop ends with main, which is cancelled.
void sley_loop_stop(sley_loop *loop)
{
    executor *x = full(loop->executor);
    if (loop->is_own) {
        if (x->main) sley_task_cancel(x->main, NULL);
        return;
    }
    x->stopping = true;
    if (x->running) sley__sched_run_cut(x, true);
}

void sley_loop_close(sley_loop *loop)
{
    if (loop->closed) return;
    executor *x = full(loop->executor);
    if (loop->is_own) sley_panic(NULL, "the loop of the program cannot be closed while it runs");
    loop->closed = true;
    assert(x->manual == loop);
    x->manual = NULL;
    sley__executor_drop_callbacks(x);
}

HANDLE_TYPE(loop, "Loop", .print = NULL);
