// SPDX-License-Identifier: MIT
// test_timer.c - deadlines: order, ties, one at a time, removal, the clock.
#include "rt.h"

// ---- the heap against a plain list ----------------------------------------------------------

enum { NODES = 300 };
static sley_wait nodes[NODES];
static int64_t deadlines[NODES]; // 0: not armed
static uint64_t orders[NODES];
static int fired = -1;

static void note_done(sley_wait *w)
{
    fired = (int)w->arm;
}

static const sley_wait_kind note_kind = {.name = "note", .done = note_done};

static int first_armed(void)
{
    int best = -1;
    for (int i = 0; i < NODES; i++) {
        if (!deadlines[i]) continue;
        bool is_less = best < 0 || deadlines[i] < deadlines[best]
                       || (deadlines[i] == deadlines[best] && orders[i] < orders[best]);
        if (is_less) best = i;
    }
    return best;
}

// rule: S7
static void test_heap_order(void **state)
{
    (void)state;
    executor *x = sley__executor_open(&sley_seam_sim, 5);
    uint64_t order = 0;
    for (int round = 0; round < 20000; round++) {
        int i = (int)(sley__executor_random(x) % NODES);
        if (deadlines[i]) {
            sley__timer_remove(&x->hot, &nodes[i]);
            assert_int_equal(nodes[i].index, 0);
            deadlines[i] = 0;
        } else {
            nodes[i] = (sley_wait){.kind = &note_kind, .arm = (uint32_t)i};
            deadlines[i] = 1 + (int64_t)(sley__executor_random(x) % 50); // many ties
            orders[i] = ++order;
            sley__timer_add(&x->hot, &nodes[i], deadlines[i]);
        }
        if (round % 100 == 0) sley__timer_check(x);
        if (sley__executor_random(x) % 4 == 0) {
            int first = first_armed();
            assert_int_equal(sley__timer_fire(x, INT64_MAX), first >= 0);
            if (first < 0) continue;
            assert_int_equal(fired, first);
            deadlines[first] = 0;
        }
    }
    for (int first; (first = first_armed()) >= 0; deadlines[first] = 0) {
        assert_int_equal(sley__timer_next(x), deadlines[first]);
        assert_false(sley__timer_fire(x, deadlines[first] - 1));
        assert_true(sley__timer_fire(x, deadlines[first]));
        assert_int_equal(fired, first);
    }
    assert_false(sley__timer_fire(x, INT64_MAX));
    assert_false(sley__executor_close(x));
}

// ---- the heap and the wheel, as the clock goes on -------------------------------------------

// A deadline near or far: up to 2^10 ns ahead, 2^20, ... 2^60.
static int64_t some_deadline(executor *x, int64_t now)
{
    uint64_t bits = 10 * (1 + sley__executor_random(x) % 6);
    int64_t ahead = (int64_t)(sley__executor_random(x) % (UINT64_C(1) << bits));
    if (sley__executor_random(x) % 4 == 0) ahead &= -(INT64_C(1) << 20); // ties
    return now + 1 + ahead;
}

static void fire_all_due(executor *x, int64_t now)
{
    for (int first; (first = first_armed()) >= 0 && deadlines[first] <= now; deadlines[first] = 0) {
        assert_int_equal(sley__timer_next(x), deadlines[first]);
        assert_true(sley__timer_fire(x, now));
        assert_int_equal(fired, first);
    }
    assert_false(sley__timer_fire(x, now));
}

// rule: S6, S7
static void test_wheel_order(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        executor *x = sley__executor_open(&sley_seam_sim, seed);
        uint64_t order = 0;
        int64_t now = 0;
        for (int round = 0; round < 4000; round++) {
            int i = (int)(sley__executor_random(x) % NODES);
            if (!deadlines[i]) {
                nodes[i] = (sley_wait){.kind = &note_kind, .arm = (uint32_t)i};
                deadlines[i] = some_deadline(x, now);
                orders[i] = ++order;
                sley__timer_add(&x->hot, &nodes[i], deadlines[i]);
                assert_int_equal(sley__timer_deadline(x, &nodes[i]), deadlines[i]);
            } else if (sley__executor_random(x) % 3 == 0) {
                sley__timer_remove(&x->hot, &nodes[i]);
                assert_int_equal(nodes[i].index, 0);
                deadlines[i] = 0;
            }
            if (round % 50 == 0) sley__timer_check(x);
            if (sley__executor_random(x) % 16 != 0) continue;
            int first = first_armed();
            assert_int_equal(sley__timer_next(x), first < 0 ? INT64_MAX : deadlines[first]);
            // to the first deadline, or somewhere before or after it
            bool exactly = first >= 0 && sley__executor_random(x) % 2;
            int64_t to = exactly ? deadlines[first] : some_deadline(x, now);
            if (to < INT64_MAX / 2) now = to;
            fire_all_due(x, now);
        }
        fire_all_due(x, INT64_MAX);
        assert_false(sley__executor_close(x));
    }
}

// What is removed in the middle of those that are due is not fired, and those around it are.
static void test_removed_while_due(void **state)
{
    (void)state;
    executor *x = sley__executor_open(&sley_seam_sim, 1);
    for (int i = 0; i < NODES; i++) {
        nodes[i] = (sley_wait){.kind = &note_kind, .arm = (uint32_t)i};
        deadlines[i] = ms(5000) + (i * 7919) % NODES;
        orders[i] = (uint64_t)i;
        sley__timer_add(&x->hot, &nodes[i], deadlines[i]);
    }
    assert_false(sley__timer_fire(x, ms(5000) - 1));
    for (int k = 0; k < NODES / 2; k++) {
        int first = first_armed();
        assert_true(sley__timer_fire(x, ms(6000)));
        assert_int_equal(fired, first);
        deadlines[first] = 0;
        int other = (first * 31 + k) % NODES;
        if (!deadlines[other]) continue;
        sley__timer_remove(&x->hot, &nodes[other]);
        deadlines[other] = 0;
        sley__timer_check(x);
    }
    fire_all_due(x, ms(6000));
    assert_false(sley__executor_close(x));
}

// ---- rule: S7, S8 ---------------------------------------------------------------------------

ASYNC(naps, int64_t n; int64_t d; int64_t times; sley_wait w;);
RESUME(naps)
{
    BEGIN(naps)
    for (; f->times > 0; f->times--) {
        AWAIT(1, sley_sleep(task, self, &f->w, f->d))
        say("%d", (int)f->n);
        AWAIT(2, sley_yield(task, self)) // still before the next timer
        say("%d'", (int)f->n);
    }
    END
}

ASYNC(ties, sley_wait w;);
RESUME(ties)
{
    BEGIN(ties)
    SPAWN_DROP(NULL, naps, .n = 1, .d = ms(10), .times = 1);
    SPAWN_DROP(NULL, naps, .n = 2, .d = ms(10), .times = 1);
    SPAWN_DROP(NULL, naps, .n = 3, .d = ms(5), .times = 1);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(20)))
    END
}

// rule: S7, S8
static void test_ties_fire_one_at_a_time(void **state)
{
    (void)state;
    RUN(ties, 0);
    assert_log("3 3' 1 1' 2 2'");
}

ASYNC(first_cancels_second, sley_task *t; sley_wait w; sley_waiter j; sley_task *me;);
ASYNC(kills, sley_task *t; sley_wait w;);
RESUME(kills)
{
    BEGIN(kills)
    AWAIT(1, sley_sleep(task, self, &f->w, ms(10)))
    say("%d", sley_task_cancel(f->t, NULL));
    END
}
RESUME(first_cancels_second)
{
    BEGIN(first_cancels_second)
    // The killer sleeps first, so that its equal deadline fires first.
    f->me = SPAWN(NULL, kills, .t = NULL);
    f->t = SPAWN(NULL, naps, .n = 1, .d = ms(10), .times = 1);
    ((kills__frame *)sley_task_frame(f->me))->t = f->t;
    AWAIT_TRY(1, sley_task_await(task, self, &f->j, f->t, NULL))
    say("%s", outcome_name(task, st));
    sley_task_release(f->t);
    sley_task_release(f->me);
    END
}

// rule: S8
static void test_first_of_equal_deadlines_can_cancel(void **state)
{
    (void)state;
    RUN(first_cancels_second, 0);
    assert_log("1 Cancelled");
}

// ---- rule: S6: nanoseconds are not rounded --------------------------------------------------

ASYNC(finely, sley_wait w;);
RESUME(finely)
{
    BEGIN(finely)
    SPAWN_DROP(NULL, naps, .n = 1, .d = 3, .times = 1);
    SPAWN_DROP(NULL, naps, .n = 2, .d = 2, .times = 1);
    SPAWN_DROP(NULL, naps, .n = 3, .d = 1, .times = 1);
    AWAIT(1, sley_sleep(task, self, &f->w, 10))
    assert_int_equal(sley_now(task->base.executor), 10);
    END
}

static void test_nanoseconds(void **state)
{
    (void)state;
    RUN(finely, 0);
    assert_log("3 3' 2 2' 1 1'");
}

ASYNC(real_sleeps, sley_wait w; int64_t start; int i;);
RESUME(real_sleeps)
{
    static const int64_t lengths[] = {1, 1000, 150000, 999999, 1000001, 2500000};
    BEGIN(real_sleeps)
    for (f->i = 0; f->i < 6; f->i++) {
        f->start = sley_now(task->base.executor);
        AWAIT(1, sley_sleep(task, self, &f->w, lengths[f->i]))
        int64_t took = sley_now(task->base.executor) - f->start;
        assert_true(took >= lengths[f->i]); // S5: never early
        assert_true(took < lengths[f->i] + ms(40));
    }
    END
}

// rule: S5, S6
static void test_real_clock(void **state)
{
    (void)state;
    RUN_IN(((rt_mode){&sley_seam_uv, 1, false, false}), real_sleeps, 0);
}

// ---- deadlines at the ends of the range -----------------------------------------------------

ASYNC(far, sley_wait w; sley_timeout t;);
RESUME(far)
{
    BEGIN(far)
    st = sley_timeout_enter(task, &f->t, ms(5));
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, INT64_MAX))
    st = sley_timeout_leave(task, &f->t, st);
    say("%s", outcome_name(task, st));
    AWAIT_TRY(2, sley_sleep_until(task, self, &f->w, INT64_MIN))
    say("%s", outcome_name(task, st));
    END
}

static void test_extreme_durations(void **state)
{
    (void)state;
    RUN(far, 0);
    assert_log("Timeout ok");
}

// ---- rule: S12 ------------------------------------------------------------------------------

ASYNC(ticks, sley_interval i; sley_wait w; sley_wait s; int n;);
RESUME(ticks)
{
    BEGIN(ticks)
    sley_interval_init(task->base.executor, &f->i, ms(10), NULL);
    for (f->n = 0; f->n < 5; f->n++) {
        AWAIT(1, sley_interval_next(task, self, &f->w, &f->i))
        say("%d@%d", (int)f->i.ticks, (int)(sley_now(task->base.executor) / NANOS_PER_MS));
        AWAIT(2, sley_sleep(task, self, &f->s, f->n == 1 ? ms(35) : ms(3)))
    }
    END
}

static void test_interval(void **state)
{
    (void)state;
    RUN(ticks, 0);
    assert_log("1@10 2@20 5@55 6@60 7@70");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heap_order),
        cmocka_unit_test(test_wheel_order),
        cmocka_unit_test(test_removed_while_due),
        cmocka_unit_test(test_ties_fire_one_at_a_time),
        cmocka_unit_test(test_first_of_equal_deadlines_can_cancel),
        cmocka_unit_test(test_nanoseconds),
        cmocka_unit_test(test_real_clock),
        cmocka_unit_test(test_extreme_durations),
        cmocka_unit_test(test_interval),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
