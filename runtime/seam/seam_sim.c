// SPDX-License-Identifier: MIT
// seam_sim.c - virtual time: the clock stands still while anything can run, then jumps to the
// deadline.
//
// A program that also waits for the real outside (sources > 0) gets a moment for it before each
// jump: its order then depends on the outside, as it must.
#include "seam/internal.h"

enum {
    GRACE_MS = 20,
    // at the outside while the program runs on and on: then the next deadline has come
    MOST_LOOKS = 64,
};

// 2001-09-09 01:46:40 UTC: recognisable, and far from the ends of every calendar.
static const int64_t wall_start = INT64_C(1000000000) * 1000000000;

static int64_t sim_now(executor *x)
{
    return x->virtual_now;
}

static int64_t sim_wall(executor *x)
{
    bool fits = x->virtual_now <= INT64_MAX - wall_start; // else the calendar stands still, too
    return fits ? wall_start + x->virtual_now : INT64_MAX;
}

// Nothing came in the moment that the outside was given.
static void woken(uv_timer_t *timer)
{
    ((executor *)timer->data)->waited_in_vain = true;
}

// What is ready never ends: on a real clock, time would pass (S9).
static void pass_time(executor *x)
{
    if (++x->looks < MOST_LOOKS) return;
    x->looks = 0;
    int64_t next = sley__timer_next(x);
    if (next != INT64_MAX && next > x->virtual_now) x->virtual_now = next;
}

static void sim_wait(executor *x, int64_t deadline)
{
    if (deadline <= x->virtual_now) {
        if (x->sources || x->signals) uv_run(x->loop, UV_RUN_NOWAIT);
        pass_time(x);
        return;
    }
    x->looks = 0;
    if (x->sources) {
        bool bounded = deadline != INT64_MAX;
        uv_update_time(x->loop);
        x->waited_in_vain = false;
        if (bounded) uv_timer_start(&x->poll_timer, woken, GRACE_MS, 0);
        uv_run(x->loop, UV_RUN_ONCE);
        uv_timer_stop(&x->poll_timer);
        // What came may need an answer from outside before a task is ready: time stands still.
        if (x->hot.head != x->hot.tail || !bounded || !x->waited_in_vain) return;
    }
    if (x->signals && !x->sources) { // one that has come is handled before the time passes
        uv_run(x->loop, UV_RUN_NOWAIT);
        if (x->hot.head != x->hot.tail) return;
    }
    if (deadline != INT64_MAX) x->virtual_now = deadline;
}

static void sim_sleep(executor *x, int64_t duration)
{
    x->virtual_now = sley__clock_deadline(&x->hot, duration);
}

const sley_seam sley_seam_sim = {
    .name = "sim",
    .now = sim_now,
    .wall = sim_wall,
    .wait = sim_wait,
    .sleep = sim_sleep,
};
