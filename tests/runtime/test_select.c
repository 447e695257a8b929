// SPDX-License-Identifier: MIT
// test_select.c - select: one arm happens, the others as if never tried.
#include "rt.h"

ASYNC(send_later, int64_t d; int64_t v; sley_chan *ch; sley_wait w; sley_waiter s; int64_t item;);
RESUME(send_later)
{
    BEGIN(send_later)
    AWAIT(1, sley_sleep(task, self, &f->w, f->d))
    f->item = f->v;
    AWAIT(2, sley_chan_send(task, self, &f->s, f->ch, &f->item, sizeof f->item))
    say("sent%d", (int)f->v);
    END
}

ASYNC(returns_later, int64_t d; int64_t v; const sley_error_type *error; sley_wait w;);
RESUME(returns_later)
{
    BEGIN(returns_later)
    AWAIT(1, sley_sleep(task, self, &f->w, f->d))
    if (f->error) THROW(returns_later, *f->error);
    f->result = f->v;
    END
}

static bool is_idle(const sley_chan *ch)
{
    return !ch->receivers && !ch->senders;
}

// ---- each arm kind can win; the others leave no trace ---------------------------------------

ASYNC(each_arm, int wins; sley_chan *a; sley_chan *b; sley_task *t; sley_future *u;
      sley_waiter arm[6]; sley_opt_int v;
      int64_t item; int64_t r; int64_t r2; sley_wait w;);
RESUME(each_arm)
{
    sley_executor *e = task->base.executor;
    BEGIN(each_arm)
    f->a = sley_chan_new(task, &sley_type_int, 0, NULL);
    f->b = sley_chan_new(task, &sley_type_int, 0, NULL);
    f->u = sley_future_new(task, &sley_type_int, NULL);
    f->t = SPAWN(NULL, returns_later, .d = f->wins == 2 ? ms(1) : ms(90), .v = 42);
    if (f->wins == 0) SPAWN_DROP(NULL, send_later, .d = ms(1), .v = 7, .ch = f->a);
    sley_arm_recv(&f->arm[0], f->a, &f->v);
    f->item = 5;
    sley_arm_send(&f->arm[1], f->b, &f->item);
    sley_arm_join(&f->arm[2], f->t, &f->r);
    sley_arm_after(&f->arm[3], f->wins == 3 ? ms(1) : ms(50));
    sley_arm_at(&f->arm[4], sley_now(e) + (f->wins == 4 ? ms(1) : ms(60)));
    if (f->wins == 5) {
        f->r2 = 8;
        sley_future_set(task, f->u, &f->r2);
        f->r2 = 0;
        sley_arm_wait(&f->arm[5], f->u, &f->r2);
    } else {
        sley_arm_off(&f->arm[5]);
    }
    AWAIT(1, sley_select(task, self, f->arm, 6))
    say("won%d v%d r%d r2%d", task->won, (int)(f->v.some ? f->v.value : 0), (int)f->r, (int)f->r2);
    assert_true(is_idle(f->a) && is_idle(f->b));
    assert_null(f->u->base.waiters);
    assert_int_equal(e->timer_count, f->wins != 5 && f->t->base.outcome == SLEY_UNFINISHED);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_release(f->t);
    sley_future_release(f->u);
    sley_chan_release(f->a);
    sley_chan_release(f->b);
    END
}

// rule: S76
static void test_each_arm_kind(void **state)
{
    (void)state;
    RUN(each_arm, .wins = 0);
    assert_log("sent7 won0 v7 r0 r20");
    RUN(each_arm, .wins = 2);
    assert_log("won2 v0 r42 r20");
    RUN(each_arm, .wins = 3);
    assert_log("won3 v0 r0 r20");
    RUN(each_arm, .wins = 4);
    assert_log("won4 v0 r0 r20");
    RUN(each_arm, .wins = 5);
    assert_log("won5 v0 r0 r28");
}

ASYNC(send_arm, sley_chan *ch; sley_waiter arm[2]; int64_t item; sley_opt_int v; sley_wait w;
      int how;);
RESUME(send_arm)
{
    BEGIN(send_arm)
    f->ch = sley_chan_new(task, &sley_type_int, f->how == 1, NULL);
    if (f->how == 2) sley_chan_close(f->ch);
    f->item = 3;
    sley_arm_send(&f->arm[0], f->ch, &f->item);
    sley_arm_after(&f->arm[1], ms(5));
    AWAIT_TRY(1, sley_select(task, self, f->arm, 2))
    say("%s %d %d", outcome_name(task, st), task->won, (int)sley_chan_len(f->ch));
    sley_chan_release(f->ch);
    END
}

// rule: S76, S75
static void test_send_arm(void **state)
{
    (void)state;
    RUN(send_arm, .how = 0);
    assert_log("ok 1 0");
    RUN(send_arm, .how = 1);
    assert_log("ok 0 1");
    RUN(send_arm, .how = 2);
    assert_log("Closed 0 0");
}

// The join of a task that fails: its error comes out, and has been seen.
ASYNC(join_error, sley_task *t; sley_waiter arm[2];);
RESUME(join_error)
{
    BEGIN(join_error)
    f->t = SPAWN(NULL, returns_later, .d = ms(1), .error = &rt_error_a);
    sley_arm_join(&f->arm[0], f->t, NULL);
    sley_arm_after(&f->arm[1], ms(5));
    AWAIT_TRY(1, sley_select(task, self, f->arm, 2))
    say("%s %d", outcome_name(task, st), task->won);
    sley_task_release(f->t);
    END
}

static void test_join_arm_error(void **state)
{
    (void)state;
    RUN(join_error, 0);
    assert_log("A 0");
    assert_int_equal(rt_reports, 0);
}

// ---- select first, default ------------------------------------------------------------------

ASYNC(default_arm, sley_chan *a; sley_chan *b; sley_waiter arm[2]; sley_opt_int v; int i;
      int won[3];);
RESUME(default_arm)
{
    BEGIN(default_arm)
    f->a = sley_chan_new(task, &sley_type_int, 4, NULL);
    f->b = sley_chan_new(task, &sley_type_int, 4, NULL);
    for (int64_t i = 0; i < 2; i++) {
        bool sent;
        int64_t item = i;
        sley_chan_try_send(task, f->a, &item, &sent);
        item = 10 + i;
        sley_chan_try_send(task, f->b, &item, &sent);
    }
    for (f->i = 0; f->i < 5; f->i++) {
        sley_arm_recv(&f->arm[0], f->a, &f->v);
        sley_arm_recv(&f->arm[1], f->b, &f->v);
        st = sley_select_now(task, f->arm, 2, true);
        say("%d", task->won);
    }
    assert_true(is_idle(f->a) && is_idle(f->b));
    sley_chan_close(f->a);
    sley_arm_recv(&f->arm[0], f->b, &f->v);
    sley_arm_recv(&f->arm[1], f->a, &f->v);
    AWAIT(1, sley_select_first(task, self, f->arm, 2))
    say("%d%s", task->won, f->v.some ? "" : "none");
    sley_chan_release(f->a);
    sley_chan_release(f->b);
    END
}

// rule: S76
static void test_first_and_default(void **state)
{
    (void)state;
    RUN(default_arm, 0);
    assert_log("0 0 1 1 2 1none");
}

// ---- fairness -------------------------------------------------------------------------------

ASYNC(fair, sley_chan *a; sley_chan *b; sley_waiter arm[2]; sley_opt_int v; int i; int won[2];
      uint64_t hash;);
RESUME(fair)
{
    BEGIN(fair)
    f->a = sley_chan_new(task, &sley_type_int, 1, NULL);
    f->b = sley_chan_new(task, &sley_type_int, 1, NULL);
    sley_chan_close(f->a);
    sley_chan_close(f->b);
    for (f->i = 0; f->i < 10000; f->i++) {
        sley_arm_recv(&f->arm[0], f->a, &f->v);
        sley_arm_recv(&f->arm[1], f->b, &f->v);
        AWAIT(1, sley_select(task, self, f->arm, 2))
        f->won[task->won]++;
        f->hash = f->hash * 31 + task->won;
    }
    assert_true(f->won[0] > 4755 && f->won[0] < 5245);
    f->result = (int64_t)(f->hash >> 1);
    sley_chan_release(f->a);
    sley_chan_release(f->b);
    END
}

// rule: S76
static void test_fair_and_reproducible(void **state)
{
    (void)state;
    rt_mode one = {&sley_seam_sim, 1, false, false};
    rt_mode two = {&sley_seam_sim, 2, false, false};
    int64_t first = RUN_IN(one, fair, 0);
    assert_true(first == RUN_IN(one, fair, 0));
    assert_true(first != RUN_IN(two, fair, 0));
}

// ---- a receive that lost leaves no ghost; cancelling leaves nothing either ------------------

ASYNC(selects, sley_chan *a; sley_chan *b; sley_waiter arm[2]; sley_opt_int v; int64_t item;);
RESUME(selects)
{
    BEGIN(selects)
    sley_arm_recv(&f->arm[0], f->a, &f->v);
    f->item = 1;
    sley_arm_send(&f->arm[1], f->b, &f->item);
    AWAIT_TRY(1, sley_select(task, self, f->arm, 2))
    say("%s", outcome_name(task, st));
    return st;
    END
}

ASYNC(cancels_select, sley_chan *a; sley_chan *b; sley_task *t; sley_wait w; bool first;);
RESUME(cancels_select)
{
    BEGIN(cancels_select)
    f->a = sley_chan_new(task, &sley_type_int, 0, NULL);
    f->b = sley_chan_new(task, &sley_type_int, 0, NULL);
    f->t = SPAWN(NULL, selects, .a = f->a, .b = f->b);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    bool sent = false;
    int64_t item = 4;
    if (f->first) sley_chan_try_send(task, f->a, &item, &sent);
    sley_task_cancel(f->t, NULL);
    assert_true(is_idle(f->a) && is_idle(f->b));
    if (!f->first) sley_chan_try_send(task, f->a, &item, &sent);
    say("%d", sent);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_release(f->t);
    sley_chan_release(f->a);
    sley_chan_release(f->b);
    END
}

// rule: S38, S48
static void test_cancelled_select(void **state)
{
    (void)state;
    RUN(cancels_select, 0);
    assert_log("0 Cancelled");
    RUN(cancels_select, .first = true);
    assert_log("1 ok");
}

// ---- any schedule: senders and selectors over three channels --------------------------------

static int64_t sent_sum, got_sum, sent_count, got_count;

ASYNC(mixer, sley_chan *ch[3]; sley_waiter arm[4]; sley_opt_int v[2]; int64_t item;
      int64_t rounds; int64_t id;);
RESUME(mixer)
{
    BEGIN(mixer)
    for (; f->rounds > 0; f->rounds--) {
        f->item = f->id * 1000 + f->rounds;
        sley_arm_recv(&f->arm[0], f->ch[0], &f->v[0]);
        sley_arm_send(&f->arm[1], f->ch[1], &f->item);
        sley_arm_recv(&f->arm[2], f->ch[2], &f->v[1]);
        sley_arm_after(&f->arm[3], 1000);
        AWAIT_TRY(1, sley_select(task, self, f->arm, 4))
        if (st != SLEY_OK) return st;
        if (task->won == 1) {
            sent_sum += f->item;
            sent_count++;
        } else if (task->won != 3) {
            got_sum += f->v[task->won / 2].value;
            got_count++;
        }
    }
    END
}

ASYNC(mix, sley_chan *ch[3]; sley_task *t[6]; int i; sley_waiter w; int64_t cap; bool cancels;);
RESUME(mix)
{
    executor *x = full(task->base.executor);
    BEGIN(mix)
    for (int i = 0; i < 3; i++)
        f->ch[i] = sley_chan_new(task, &sley_type_int, f->cap, NULL);
    for (f->i = 0; f->i < 6; f->i++) {
        int k = f->i;
        f->t[f->i] = SPAWN(NULL, mixer, .ch = {f->ch[k % 3], f->ch[(k + 1) % 3],
                f->ch[(k + 2) % 3]}, .rounds = 60, .id = k);
    }
    for (f->i = 0; f->i < 20; f->i++) {
        AWAIT(1, sley_yield(task, self))
        if (f->cancels && f->i % 7 == 6) sley_task_cancel(f->t[sley__executor_random(x) % 6], NULL);
    }
    for (f->i = 0; f->i < 6; f->i++) {
        AWAIT_TRY(2, sley_task_await(task, self, &f->w, f->t[f->i], NULL))
        sley_task_release(f->t[f->i]);
    }
    for (f->i = 0; f->i < 3; f->i++) {
        sley_opt_int v;
        assert_true(is_idle(f->ch[f->i]));
        for (;;) {
            sley_chan_try_recv(task, f->ch[f->i], &v);
            if (!v.some) break;
            got_sum += v.value;
            got_count++;
        }
        sley_chan_release(f->ch[f->i]);
    }
    END
}

// rule: S76, S38
static void test_any_schedule(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        for (int variant = 0; variant < 4; variant++) {
            sent_sum = got_sum = sent_count = got_count = 0;
            rt_mode mode = {&sley_seam_sim, seed, seed > 1, seed % 3 == 0};
            RUN_IN(mode, mix, .cap = variant & 1 ? 2 : 0, .cancels = variant & 2);
            assert_int_equal(sent_count, got_count);
            assert_int_equal(sent_sum, got_sum);
            assert_true(sent_count > 20);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_arm_kind),
        cmocka_unit_test(test_send_arm),
        cmocka_unit_test(test_join_arm_error),
        cmocka_unit_test(test_first_and_default),
        cmocka_unit_test(test_fair_and_reproducible),
        cmocka_unit_test(test_cancelled_select),
        cmocka_unit_test(test_any_schedule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
