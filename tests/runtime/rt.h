// SPDX-License-Identifier: MIT
// rt.h - async functions written by hand, in few lines, for the tests of the runtime.
//
// ASYNC(name, fields) declares a function with an int result; its body follows as RESUME(name) {
// ... } with BEGIN first and END last. AWAIT(k, operation) is what the compiler emits for the
// await with number k, in the short form of a switch; AWAIT_ANY does not leave on failure. `f` is
// the frame, `st` the status.
#ifndef RT_H
#define RT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "program/internal.h"
#include "sley.h"

#define ASYNC(NAME, ...)                                                                        \
    typedef struct NAME##__frame {                                                              \
        sley_frame base;                                                                        \
        int64_t result;                                                                         \
        __VA_ARGS__                                                                             \
    } NAME##__frame;                                                                            \
    SLEY_FN_RESULT(                                                                             \
        NAME, "t." #NAME, "t.sley", 10, sizeof(NAME##__frame), sley_type_int,                   \
        {11, 1, 0, "1"}, {12, 2, 0, "2"}, {13, 3, 0, "3"}, {14, 4, 0, "4"}, {15, 5, 0, "5"},    \
        {16, 6, 0, "6"}, {17, 7, 0, "7"}, {18, 8, 0, "8"}, {19, 9, 0, "throw"})

#define RESUME(NAME) \
    static sley_status NAME##__resume(sley_task *task, sley_frame *self, sley_status st)
#define BEGIN(NAME)                                       \
    NAME##__frame *f = (NAME##__frame *)(void *)self;     \
    (void)f;                                              \
    (void)task;                                           \
    (void)st;                                             \
    switch (self->state) {                                \
    case 0:
#define AWAIT_ANY(K, OPERATION)                           \
    self->state = K;                                      \
    st = OPERATION;                                       \
    if (st == SLEY_PENDING) return st;                    \
    __attribute__((fallthrough));                         \
    case K:;
#define AWAIT(K, OPERATION)                               \
    AWAIT_ANY(K, OPERATION)                               \
    if (sley_failed(task, self, st)) return st;
// As AWAIT_ANY, with what sley_failed does to the state and the trace.
#define AWAIT_TRY(K, OPERATION)                           \
    AWAIT_ANY(K, OPERATION)                               \
    (void)sley_failed(task, self, st);
#define END                                               \
    break;                                                \
    default: break;                                       \
    }                                                     \
    return SLEY_OK;

// Starts NAME in a group or NULL: SPAWN(g, worker, .n = 3); the handle is the caller's.
#define SPAWN(GROUP, NAME, ...) \
    rt_spawn(&NAME##__fn, &(NAME##__frame){.base = {.fn = &NAME##__fn}, __VA_ARGS__}, GROUP)
#define SPAWN_DROP(GROUP, NAME, ...) sley_task_release(SPAWN(GROUP, NAME, __VA_ARGS__))

static const sley_site rt_sites[] = {{1, 0, 0, SLEY_NAMED("t.test", "t.sley")}, {8, 1, 0, "spawn"}};
#define rt_spawn_site rt_sites[1]

static inline sley_task *rt_spawn(const sley_fn *fn, const void *frame, sley_group *group)
{
    sley_task *t = sley_task_new(sley_here_task(), fn, &rt_spawn_site);
    memcpy(sley_task_frame(t), frame, fn->frame_size);
    return sley_task_start(t, group);
}

// ---- what happened, as words ----------------------------------------------------------------

static char rt_log[4096];

__attribute__((format(printf, 1, 2), unused)) static void say(const char *format, ...)
{
    size_t len = strlen(rt_log);
    if (len && len < sizeof rt_log - 1) rt_log[len++] = ' ';
    va_list args;
    va_start(args, format);
    vsnprintf(rt_log + len, sizeof rt_log - len, format, args);
    va_end(args);
}

#define assert_log(TEXT) assert_string_equal(rt_log, TEXT)

// ---- errors ---------------------------------------------------------------------------------

static const sley_error_type rt_error_a = {.name = "A", .size = sizeof(sley_error)};
static const sley_error_type rt_error_b = {.name = "B", .size = sizeof(sley_error)};

#define THROW(NAME, TYPE) return sley_throw(task, &NAME##__sites[9], sley_error_new(&(TYPE)))

// Takes the error in flight; its type's name.
__attribute__((unused)) static const char *caught(sley_task *task)
{
    sley_error *error = sley_catch(task);
    const char *name = error->type->name;
    sley_error_release(error);
    return name;
}

// "A", "Cancelled" or "ok" of a status, taking the error.
__attribute__((unused)) static const char *outcome_name(sley_task *task, sley_status st)
{
    if (st == SLEY_ERROR) return caught(task);
    return st == SLEY_CANCELLED ? "Cancelled" : "ok";
}

static int rt_reports;

__attribute__((unused)) static void rt_count_report(void *context, const char *message,
                                                    sley_error *error)
{
    (void)context;
    (void)message;
    (void)error;
    rt_reports++;
}

// ---- running --------------------------------------------------------------------------------

typedef struct rt_mode {
    const sley_seam *seam;
    uint64_t seed;
    bool random;
    bool suspend; // every leaf operation gives way once
} rt_mode;

// Runs NAME as main to its end in one way; nothing may be left. Its result, or -1 - status.
#define RUN_IN(MODE, NAME, ...) \
    rt_run(MODE, &NAME##__fn, &(NAME##__frame){.base = {.fn = &NAME##__fn}, __VA_ARGS__})
#define RUN(NAME, ...) RUN_IN(((rt_mode){&sley_seam_sim, 1, false, false}), NAME, __VA_ARGS__)

static const char *rt_left;

__attribute__((unused)) static int64_t rt_run(rt_mode mode, const sley_fn *fn, const void *frame)
{
    rt_log[0] = '\0';
    rt_reports = 0;
    rt_left = "";
    executor *x = sley__executor_open(mode.seam, mode.seed);
    sley_on_unhandled(&x->hot, rt_count_report, NULL);
    x->policy = mode.random ? SLEY_POLICY_RANDOM : SLEY_POLICY_FIFO;
    if (mode.suspend) x->hot.step_credits = 0;
    sley_task *t = sley_task_new(&x->own, fn, NULL);
    memcpy(sley_task_frame(t), frame, fn->frame_size);
    t->number = x->hot.task_number = 0;
    sley_task_start(t, NULL);
    bool alive = sley__sched_run(x, &t->base);
    if (!alive) rt_left = "deadlock";
    assert_string_equal(rt_left, "");
    sley_status st = SLEY_OK;
    int64_t result = -1;
    if (t->base.outcome == SLEY_FINISHED) {
        memcpy(&result, sley__awaitable_value(&t->base), sizeof result);
    } else {
        st = sley__awaitable_deliver(&x->own, &t->base, NULL);
        result = -1 - (int64_t)st;
        sley_error_release(x->own.base.error);
        x->own.base.error = NULL;
    }
    sley_task_release(t);
    sley__main_wind_down(x, NULL);
    sley__timer_check(x);
    assert_int_equal(sley__live(x), 0);
    assert_false(sley__executor_close(x)); // no block, no task is left
    return result;
}

__attribute__((unused)) static sley_duration ms(int64_t n)
{
    return n * NANOS_PER_MS;
}

#endif
