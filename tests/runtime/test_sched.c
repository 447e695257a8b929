// SPDX-License-Identifier: MIT
// test_sched.c - the ready ring, turns, callbacks, manual loops.
#include "rt.h"

// ---- closures that say their number ---------------------------------------------------------

typedef struct say_closure {
    sley_closure base;
    int64_t n;
    int64_t then; // also registers this one
    sley_loop *stops;
} say_closure;

static int closures_live;

static void drop_say(sley_closure *c)
{
    closures_live--;
    free(c);
}

static void call_say(sley_closure *c);

static sley_closure *say_new(int64_t n, int64_t then, sley_loop *stops)
{
    say_closure *c = malloc(sizeof *c);
    *c = (say_closure){{{1, 0}, (void (*)(void))call_say, drop_say}, n, then, stops};
    closures_live++;
    return &c->base;
}

// Hands the closure over.
static sley_handle *soon(int64_t n, int64_t then, sley_loop *stops)
{
    sley_closure *c = say_new(n, then, stops);
    sley_handle *h = sley_call_soon(sley_here(), c, NULL);
    sley_closure_release(c);
    return h;
}

static void call_say(sley_closure *c)
{
    say_closure *s = (say_closure *)(void *)c;
    if (s->n) say("%d", (int)s->n);
    if (s->then) sley_handle_release(soon(s->then, 0, NULL));
    if (s->stops) sley_loop_stop(s->stops);
}

static sley_status call_throw(sley_closure *c, sley_task *task)
{
    (void)c;
    return sley_throw(task, NULL, sley_error_new(&rt_error_a));
}

static sley_closure thrower = {
    {SLEY_IMMORTAL, SLEY_CLOSURE_THROWS}, (void (*)(void))call_throw, NULL};

static sley_handle *later(int64_t d, int64_t n)
{
    sley_closure *c = say_new(n, 0, NULL);
    sley_handle *h = sley_call_later(sley_here(), d, c, NULL);
    sley_closure_release(c);
    return h;
}

// ---- rule: S2, S10, S11 ---------------------------------------------------------------------

ASYNC(callbacks, sley_handle *h; sley_handle *k; sley_wait w;);
RESUME(callbacks)
{
    BEGIN(callbacks)
    sley_handle_release(soon(1, 4, NULL));
    sley_handle_release(sley_call_soon(task->base.executor, &thrower, NULL));
    f->h = soon(2, 0, NULL);
    sley_handle_release(soon(3, 0, NULL));
    say("%d", sley_handle_cancel(f->h));
    say("main");
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    say("%d", sley_handle_cancel(f->h));
    sley_handle_release(f->h);
    f->h = later(ms(20), 5);
    sley_handle_release(later(ms(10), 6));
    sley_handle_release(later(ms(10), 7));
    sley_handle_release(later(-5, 8));
    f->k = later(ms(15), 9);
    sley_handle_cancel(f->k);
    sley_handle_release(f->k);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(30)))
    sley_handle_release(f->h);
    sley_handle_release(later(ms(500), 10)); // never runs: the program ends before
    END
}

// rule: S2, S10, S11
static void test_callbacks(void **state)
{
    (void)state;
    RUN(callbacks, 0);
    assert_log("1 main 1 3 4 0 8 6 7 5");
    assert_int_equal(rt_reports, 1);
    assert_int_equal(closures_live, 0);
}

// ---- rule: S5, S9 ---------------------------------------------------------------------------

ASYNC(spinner, int64_t n; bool stop;);
static bool spin;
RESUME(spinner)
{
    BEGIN(spinner)
    while (spin) {
        AWAIT(1, sley_yield(task, self))
        f->n++;
    }
    f->result = f->n;
    END
}

ASYNC(beside_spinner, sley_wait w; sley_task *t; int64_t start;);
RESUME(beside_spinner)
{
    BEGIN(beside_spinner)
    spin = true;
    f->t = SPAWN(NULL, spinner, );
    f->start = sley_now(task->base.executor);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(2)))
    assert_true(sley_now(task->base.executor) - f->start < ms(50));
    spin = false;
    AWAIT(2, sley_yield(task, self))
    sley_task_release(f->t);
    END
}

// rule: S9
static void test_timer_beside_a_busy_ring(void **state)
{
    (void)state;
    RUN_IN(((rt_mode){&sley_seam_uv, 1, false, false}), beside_spinner, 0);
}

ASYNC(one_trip, int64_t n; int64_t d; sley_wait w;);
RESUME(one_trip)
{
    BEGIN(one_trip)
    say("%da", (int)f->n);
    AWAIT(1, sley_sleep(task, self, &f->w, f->d))
    say("%db", (int)f->n);
    END
}

ASYNC(trips, sley_wait w;);
RESUME(trips)
{
    BEGIN(trips)
    SPAWN_DROP(NULL, one_trip, .n = 1, .d = 0);
    SPAWN_DROP(NULL, one_trip, .n = 2, .d = -7);
    SPAWN_DROP(NULL, one_trip, .n = 3, .d = 1);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    assert_int_equal(sley_now(task->base.executor), ms(1));
    END
}

// rule: S5
static void test_sleep_zero_is_one_trip(void **state)
{
    (void)state;
    RUN(trips, 0);
    assert_log("1a 2a 3a 1b 2b 3b");
}

// ---- many tasks: the ring grows -------------------------------------------------------------

ASYNC(counts, int64_t *sum; sley_wait w;);
RESUME(counts)
{
    BEGIN(counts)
    AWAIT(1, sley_yield(task, self))
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    ++*f->sum;
    END
}

ASYNC(many, int64_t sum; sley_wait w;);
RESUME(many)
{
    BEGIN(many)
    for (int i = 0; i < 5000; i++) SPAWN_DROP(NULL, counts, .sum = &f->sum);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(2)))
    f->result = f->sum;
    END
}

static void test_many_tasks(void **state)
{
    (void)state;
    assert_int_equal(RUN(many, 0), 5000);
    assert_int_equal(RUN_IN(((rt_mode){&sley_seam_sim, 7, true, true}), many, 0), 5000);
}

// ---- manual loops ---------------------------------------------------------------------------

static executor *open_manual(sley_loop **loop)
{
    rt_log[0] = '\0';
    executor *x = sley__executor_open(&sley_seam_sim, 1);
    assert_int_equal(sley_loop_new(&x->own, loop), SLEY_OK);
    return x;
}

static void close_manual(executor *x, sley_loop *loop)
{
    sley_loop_release(loop);
    sley__main_wind_down(x, NULL);
    assert_false(sley__executor_close(x));
    assert_int_equal(closures_live, 0);
}

// rule: S13
static void test_loop_stop(void **state)
{
    (void)state;
    sley_loop *loop;
    executor *x = open_manual(&loop);
    sley_handle_release(soon(1, 2, NULL));
    sley_handle_release(soon(0, 0, loop)); // stops
    sley_handle_release(soon(3, 0, NULL)); // the same batch
    assert_int_equal(sley_loop_run_forever(&x->own, loop), SLEY_OK);
    say("returned");
    sley_handle_release(soon(0, 0, loop));
    assert_int_equal(sley_loop_run_forever(&x->own, loop), SLEY_OK);
    say("returned");
    sley_loop_stop(loop); // before it runs
    sley_handle_release(soon(4, 5, NULL));
    assert_int_equal(sley_loop_run_forever(&x->own, loop), SLEY_OK);
    say("returned");
    assert_log("1 3 returned 2 returned 4 returned");
    close_manual(x, loop);
}

// rule: S14
static void test_loop_close(void **state)
{
    (void)state;
    sley_loop *loop;
    sley_loop *other;
    executor *x = open_manual(&loop);
    assert_string_equal(outcome_name(&x->own, sley_loop_new(&x->own, &other)), "LoopError");
    sley_handle *h = soon(1, 0, NULL);
    sley_handle *k = later(ms(5), 2);
    sley_task *t = SPAWN(NULL, one_trip, .n = 3, .d = ms(1));
    assert_int_equal(sley_loop_run(&x->own, loop, SLEY_AWAITABLE(t), NULL), SLEY_OK);
    sley_task_release(t);
    assert_log("1 3a 3b");
    sley_handle_release(soon(9, 0, NULL));
    sley_loop_close(loop);
    assert_int_equal(closures_live, 0); // pending callbacks were destroyed
    assert_false(sley_handle_cancel(k));
    sley_handle_release(h);
    sley_handle_release(k);
    assert_string_equal(outcome_name(&x->own, sley_loop_run_forever(&x->own, loop)), "LoopError");
    assert_true(sley_loop_is_closed(loop));
    close_manual(x, loop);
    assert_log("1 3a 3b");
}

static void set_future(sley_closure *c)
{
    sley_future *u;
    memcpy(&u, c + 1, sizeof u);
    int64_t v = 77;
    say("setting");
    sley_future_set(sley_here_task(), u, &v);
}

static void free_closure(sley_closure *c)
{
    free(c);
}

// A plain main runs the loop until a future is done; its result is readable after close.
static void test_run_until_future(void **state)
{
    (void)state;
    sley_loop *loop;
    executor *x = open_manual(&loop);
    sley_future *u = sley_future_new(&x->own, &sley_type_int, NULL);
    sley_closure *c = malloc(sizeof *c + sizeof u);
    *c = (sley_closure){{1, 0}, (void (*)(void))set_future, free_closure};
    memcpy(c + 1, &u, sizeof u);
    sley_handle_release(sley_call_soon(&x->hot, c, NULL));
    sley_closure_release(c);
    int64_t v = 0;
    assert_int_equal(sley_loop_run(&x->own, loop, SLEY_AWAITABLE(u), &v), SLEY_OK);
    assert_int_equal(v, 77);
    sley_loop_close(loop);
    v = 0;
    assert_int_equal(sley_future_result(&x->own, u, &v), SLEY_OK);
    assert_int_equal(v, 77);
    sley_future_release(u);
    close_manual(x, loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_callbacks),
        cmocka_unit_test(test_timer_beside_a_busy_ring),
        cmocka_unit_test(test_sleep_zero_is_one_trip),
        cmocka_unit_test(test_many_tasks),
        cmocka_unit_test(test_loop_stop),
        cmocka_unit_test(test_loop_close),
        cmocka_unit_test(test_run_until_future),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
