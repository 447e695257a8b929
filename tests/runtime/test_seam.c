// SPDX-License-Identifier: MIT
// test_seam.c - the two seams: same program, same schedule; virtual time; the outside.
#include "rt.h"

// ---- same seed, same schedule ---------------------------------------------------------------

ASYNC(walker, int64_t n; int i; sley_wait w; sley_chan *ch; sley_waiter c; int64_t v;
      sley_opt_int o;);
RESUME(walker)
{
    BEGIN(walker)
    for (f->i = 0; f->i < 3; f->i++) {
        say("%d", (int)f->n);
        AWAIT(1, sley_sleep(task, self, &f->w, (f->n + f->i) % 3))
        f->v = f->n;
        AWAIT(2, sley_chan_send(task, self, &f->c, f->ch, &f->v, sizeof f->v))
        AWAIT(3, sley_chan_recv(task, self, &f->c, f->ch, &f->o, sizeof f->v))
        say("%d<%d", (int)f->n, (int)f->o.value);
    }
    END
}

ASYNC(walkers, sley_task *t[5]; int i; sley_waiter w; sley_chan *ch;);
RESUME(walkers)
{
    BEGIN(walkers)
    f->ch = sley_chan_new(task, &sley_type_int, 2, NULL);
    for (int i = 0; i < 5; i++) f->t[i] = SPAWN(NULL, walker, .n = i, .ch = f->ch);
    for (f->i = 0; f->i < 5; f->i++) {
        AWAIT(1, sley_task_await(task, self, &f->w, f->t[f->i], NULL))
        sley_task_release(f->t[f->i]);
    }
    sley_chan_release(f->ch);
    END
}

// rule: S2, S76
static void test_schedule_is_a_function_of_the_seed(void **state)
{
    (void)state;
    static char first[sizeof rt_log];
    int different = 0;
    RUN(walkers, 0);
    strcpy(first, rt_log);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        static char once[sizeof rt_log];
        rt_mode fifo = {&sley_seam_sim, seed, false, false};
        rt_mode any = {&sley_seam_sim, seed, true, false};
        RUN_IN(fifo, walkers, 0);
        assert_log(first); // FIFO does not depend on it
        RUN_IN(any, walkers, 0);
        strcpy(once, rt_log);
        RUN_IN(any, walkers, 0);
        assert_log(once);
        different += strcmp(once, first) != 0;
    }
    assert_true(different >= 19);
}

// ---- the same order on both clocks ----------------------------------------------------------

ASYNC(napper, int64_t n; sley_wait w;);
RESUME(napper)
{
    BEGIN(napper)
    AWAIT(1, sley_sleep(task, self, &f->w, ms(5 * f->n)))
    say("%d", (int)f->n);
    END
}

ASYNC(nappers, sley_wait w;);
RESUME(nappers)
{
    BEGIN(nappers)
    for (int64_t i = 5; i > 0; i--) SPAWN_DROP(NULL, napper, .n = i);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(40)))
    END
}

// rule: S7
static void test_both_clocks_agree(void **state)
{
    (void)state;
    RUN(nappers, 0);
    assert_log("1 2 3 4 5");
    RUN_IN(((rt_mode){&sley_seam_uv, 1, false, false}), nappers, 0);
    assert_log("1 2 3 4 5");
}

// ---- virtual time costs nothing and is exact ------------------------------------------------

ASYNC(day, sley_wait w; int i;);
RESUME(day)
{
    BEGIN(day)
    for (f->i = 0; f->i < 24 * 60; f->i++) {
        AWAIT(1, sley_sleep(task, self, &f->w, ms(60000)))
    }
    f->result = sley_now(task->base.executor);
    END
}

static void test_a_day_of_virtual_time(void **state)
{
    (void)state;
    assert_true(RUN(day, 0) == INT64_C(86400) * 1000000000);
}

// rule: S5
static void test_sleep_of_a_thread(void **state)
{
    (void)state;
    executor *x = sley__executor_open(&sley_seam_sim, 1);
    sley_sleep_thread(&x->hot, ms(1500));
    assert_int_equal(sley_now(&x->hot), ms(1500));
    assert_false(sley__executor_close(x));
    x = sley__executor_open(&sley_seam_uv, 1);
    int64_t start = sley_now(&x->hot);
    sley_sleep_thread(&x->hot, ms(3));
    assert_true(sley_now(&x->hot) - start >= ms(3));
    assert_true(sley_wall(&x->hot) > INT64_C(1600000000) * 1000000000);
    assert_false(sley__executor_close(x));
}

// ---- something outside completes a wait -----------------------------------------------------

typedef struct outside_wait {
    sley_wait wait;
    uv_async_t *async;
} outside_wait;

static void outside_unlink(sley_wait *w)
{
    sley__executor_drop_source(w->task->base.executor);
}

static const sley_wait_kind outside_kind = {.name = "outside", .unlink = outside_unlink};

static void on_async(uv_async_t *async)
{
    sley_wait *w = async->data;
    sley__executor_drop_source(w->task->base.executor);
    sley__claim(w, SLEY_OK);
}

static void send_from_thread(void *async)
{
    struct timespec ts = {0, 2000000};
    nanosleep(&ts, NULL);
    uv_async_send(async);
}

ASYNC(waits_outside, sley_wait w; uv_async_t async; uv_thread_t thread;);
RESUME(waits_outside)
{
    sley_executor *e = task->base.executor;
    BEGIN(waits_outside)
    uv_async_init(sley__executor_uv_loop(e), &f->async, on_async);
    f->async.data = &f->w;
    uv_thread_create(&f->thread, send_from_thread, &f->async);
    f->w = (sley_wait){.kind = &outside_kind, .task = task};
    sley__executor_hold_source(e);
    AWAIT(1, sley__park(task, self, &f->w))
    uv_thread_join(&f->thread);
    say("woken");
    uv_close((uv_handle_t *)&f->async, NULL);
    uv_run(sley__executor_uv_loop(e), UV_RUN_NOWAIT); // the handle lies in the frame, which ends
    END
}

// An outside source keeps the program alive, on both seams.
static void test_outside_source(void **state)
{
    (void)state;
    RUN(waits_outside, 0);
    assert_log("woken");
    RUN_IN(((rt_mode){&sley_seam_uv, 1, false, false}), waits_outside, 0);
    assert_log("woken");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_schedule_is_a_function_of_the_seed),
        cmocka_unit_test(test_both_clocks_agree),
        cmocka_unit_test(test_a_day_of_virtual_time),
        cmocka_unit_test(test_sleep_of_a_thread),
        cmocka_unit_test(test_outside_source),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
