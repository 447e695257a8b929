// SPDX-License-Identifier: MIT
// seam_uv.c - the real outside: libuv and the operating system's clocks.
//
// libuv counts in milliseconds. A wait of a millisecond or more is one uv_run with our single
// timer, rounded down; what is left, less than a millisecond, is waited for on libuv's descriptor
// by nanoseconds.
#include "seam/internal.h"

#include <poll.h>
#include <time.h>

static int64_t uv_now_ns(executor *x)
{
    (void)x;
    return (int64_t)uv_hrtime();
}

static int64_t uv_wall_ns(executor *x)
{
    (void)x;
    struct timespec ts;
    clock_gettime(CLOCK_REALTIME, &ts);
    return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

// Time is up. UV_RUN_ONCE looks at timers before it waits, too: when we come late and ours is found
// there, it would go on to wait for an event that may never come. A stopped loop does not wait.
static void woken(uv_timer_t *timer)
{
    uv_stop(timer->loop);
}

// Less than a millisecond: libuv may not block, its descriptor may.
static void wait_briefly(executor *x, int64_t left)
{
    uv_run(x->loop, UV_RUN_NOWAIT);
    if (x->hot.head != x->hot.tail) return;
    struct pollfd fd = {.fd = uv_backend_fd(x->loop), .events = POLLIN};
    struct timespec ts = {.tv_sec = 0, .tv_nsec = left};
    ppoll(&fd, 1, &ts, NULL);
    uv_run(x->loop, UV_RUN_NOWAIT);
}

static void uv_wait(executor *x, int64_t deadline)
{
    int64_t left = INT64_MAX;
    if (deadline <= 0) {
        uv_run(x->loop, UV_RUN_NOWAIT);
        return;
    }
    if (deadline != INT64_MAX) {
        left = deadline - uv_now_ns(x);
        if (left <= 0) {
            uv_run(x->loop, UV_RUN_NOWAIT);
            return;
        }
        if (left < NANOS_PER_MS) {
            wait_briefly(x, left);
            return;
        }
        uv_update_time(x->loop);
        uv_timer_start(&x->poll_timer, woken, (uint64_t)(left / NANOS_PER_MS), 0);
    }
    uv_run(x->loop, UV_RUN_ONCE);
    if (deadline != INT64_MAX) uv_timer_stop(&x->poll_timer);
}

static void uv_sleep_ns(executor *x, int64_t duration)
{
    int64_t until = sley__clock_deadline(&x->hot, duration);
    struct timespec ts = {.tv_sec = until / 1000000000, .tv_nsec = until % 1000000000};
    // uv_hrtime is CLOCK_MONOTONIC; a signal does not shorten the sleep (S5).
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL) != 0) continue;
}

const sley_seam sley_seam_uv = {
    .name = "uv",
    .now = uv_now_ns,
    .wall = uv_wall_ns,
    .wait = uv_wait,
    .sleep = uv_sleep_ns,
};
