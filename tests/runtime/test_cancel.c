// SPDX-License-Identifier: MIT
// test_cancel.c - cancellation, timeouts, shields, cleanup.
#include "rt.h"

// Sleeps; on Cancelled says so, cleans up for a while, and passes it on.
ASYNC(victim, int64_t n; int64_t d; sley_wait w; sley_unwind u;);
RESUME(victim)
{
    BEGIN(victim)
    say("start%d", (int)f->n);
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, f->d))
    if (st == SLEY_CANCELLED) say("cancelled%d", (int)f->n);
    sley_unwind_enter(task, &f->u, st);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(3)))
    say("cleaned%d", (int)f->n);
    f->result = f->n;
    return sley_unwind_leave(task, &f->u, SLEY_OK);
    END
}

// ---- rule: S40, S41, S42 --------------------------------------------------------------------

ASYNC(canceller, sley_task *t; sley_wait w; sley_waiter j; int64_t v;);
RESUME(canceller)
{
    BEGIN(canceller)
    f->t = SPAWN(NULL, victim, .n = 1, .d = ms(100));
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    say("%d", sley_task_cancel(f->t, NULL));
    say("%d", sley_task_cancel(f->t, NULL));
    say("%s %d %d", sley_task_state_text(f->t), sley_task_cancelled(f->t), sley_task_done(f->t));
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, &f->v))
    say("%s %d", outcome_name(task, st), sley_task_cancelled(f->t));
    AWAIT(3, sley_sleep(task, self, &f->w, ms(1))) // not sticky for the awaiter
    sley_task_release(f->t);
    say("end");
    END
}

// rule: S40, S41, S47
static void test_cancel_requests_and_delivers(void **state)
{
    (void)state;
    RUN(canceller, 0);
    assert_log("start1 1 1 cancelling 0 0 cancelled1 cleaned1 Cancelled 1 end");
}

ASYNC(stubborn, sley_wait w; int64_t i;);
RESUME(stubborn)
{
    BEGIN(stubborn)
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, ms(100)))
    say("%s", outcome_name(task, st));
    AWAIT_TRY(2, sley_sleep(task, self, &f->w, ms(100)))
    say("%s", outcome_name(task, st));
    AWAIT_TRY(3, sley_yield(task, self))
    say("%s", outcome_name(task, st));
    sley_uncancel(task);
    AWAIT_TRY(4, sley_sleep(task, self, &f->w, ms(100)))
    say("%s", outcome_name(task, st));
    f->result = 42;
    END
}

ASYNC(refused, sley_task *t; sley_wait w; sley_waiter j; int64_t v;);
RESUME(refused)
{
    BEGIN(refused)
    f->t = SPAWN(NULL, stubborn, );
    AWAIT(1, sley_yield(task, self))
    say("%d %d %d", sley_task_cancel(f->t, NULL), sley_task_cancelled(f->t), sley_task_done(f->t));
    AWAIT(2, sley_task_await(task, self, &f->j, f->t, &f->v))
    say("%d %d", (int)f->v, sley_task_cancelled(f->t));
    sley_task_release(f->t);
    END
}

// rule: S42, S43
static void test_level_triggered_until_uncancel(void **state)
{
    (void)state;
    RUN(refused, 0);
    assert_log("1 0 0 Cancelled Cancelled Cancelled ok 42 0");
}

// rule: S46
ASYNC(by_itself, int64_t x;);
RESUME(by_itself)
{
    BEGIN(by_itself)
    return SLEY_CANCELLED;
    END
}

ASYNC(sees_by_itself, sley_task *t; sley_waiter j;);
RESUME(sees_by_itself)
{
    BEGIN(sees_by_itself)
    f->t = SPAWN(NULL, by_itself, );
    AWAIT_TRY(1, sley_task_await(task, self, &f->j, f->t, NULL))
    say("%s %d", outcome_name(task, st), sley_task_cancelled(f->t));
    sley_task_release(f->t);
    END
}

static void test_cancelled_by_itself(void **state)
{
    (void)state;
    RUN(sees_by_itself, 0);
    assert_log("Cancelled 1");
}

// ---- rule: S47 ------------------------------------------------------------------------------

ASYNC(outer_waiter, sley_task *t; sley_waiter j; int64_t v; bool shielded;);
RESUME(outer_waiter)
{
    BEGIN(outer_waiter)
    if (f->shielded) {
        AWAIT_TRY(1, sley_shield_await(task, self, &f->j, SLEY_AWAITABLE(f->t), &f->v))
    } else {
        AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, &f->v))
    }
    say("waiter:%s", outcome_name(task, st));
    return SLEY_CANCELLED;
    END
}

ASYNC(cancel_waiter, sley_task *t; sley_task *o; sley_wait w; sley_waiter j; bool shielded;
      int64_t v;);
RESUME(cancel_waiter)
{
    BEGIN(cancel_waiter)
    f->t = SPAWN(NULL, victim, .n = 1, .d = ms(10));
    f->o = SPAWN(NULL, outer_waiter, .t = f->t, .shielded = f->shielded);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->o, NULL);
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->o, NULL))
    say("main:%s %s", outcome_name(task, st), sley_task_state_text(f->t));
    AWAIT_TRY(3, sley_task_await(task, self, &f->j, f->t, &f->v))
    say("t:%s", outcome_name(task, st));
    sley_task_release(f->t);
    sley_task_release(f->o);
    END
}

// rule: S47
static void test_cancelling_a_waiter_cancels_the_task(void **state)
{
    (void)state;
    RUN(cancel_waiter, 0);
    assert_log("start1 cancelled1 cleaned1 waiter:Cancelled main:Cancelled cancelled t:Cancelled");
}

// rule: S37
static void test_shield_protects_the_task(void **state)
{
    (void)state;
    RUN(cancel_waiter, .shielded = true);
    assert_log("start1 waiter:Cancelled main:Cancelled waiting cleaned1 t:ok");
}

// ---- rule: S38 ------------------------------------------------------------------------------

ASYNC(receiver, sley_chan *ch; sley_waiter w; sley_opt_int v; sley_wait s;);
RESUME(receiver)
{
    BEGIN(receiver)
    AWAIT_TRY(1, sley_chan_recv(task, self, &f->w, f->ch, &f->v, sizeof(int64_t)))
    say("%s", outcome_name(task, st));
    if (st == SLEY_OK) say("%d", (int)f->v.value);
    AWAIT_TRY(2, sley_sleep(task, self, &f->s, ms(1)))
    say("%s", outcome_name(task, st));
    END
}

ASYNC(completes_first, sley_task *t; sley_chan *ch; sley_wait w; sley_waiter j;
      bool cancel_first; int64_t v;
      sley_opt_int left;);
RESUME(completes_first)
{
    BEGIN(completes_first)
    f->ch = sley_chan_new(task, &sley_type_int, 4, NULL);
    f->t = SPAWN(NULL, receiver, .ch = f->ch);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    if (f->cancel_first) sley_task_cancel(f->t, NULL);
    for (f->v = 1; f->v <= 2; f->v++) {
        bool sent;
        int64_t item = f->v;
        sley_chan_try_send(task, f->ch, &item, &sent);
        assert_true(sent);
    }
    if (!f->cancel_first) sley_task_cancel(f->t, NULL);
    AWAIT(2, sley_task_await(task, self, &f->j, f->t, NULL))
    sley_chan_try_recv(task, f->ch, &f->left);
    say("left%d", (int)f->left.value);
    sley_task_release(f->t);
    sley_chan_release(f->ch);
    END
}

// rule: S38, S74
static void test_completed_wins(void **state)
{
    (void)state;
    RUN(completes_first, 0);
    assert_log("ok 1 Cancelled left2");
    RUN(completes_first, .cancel_first = true);
    assert_log("Cancelled Cancelled left1");
}

// ---- rule: S35, S36 -------------------------------------------------------------------------

// kind: 0 sleeps, 1 refuses, 2 throws in its cleanup
ASYNC(timed, int64_t d; int64_t limit; int kind; sley_timeout t; sley_wait w; sley_unwind u;);
RESUME(timed)
{
    BEGIN(timed)
    st = sley_timeout_enter(task, &f->t, f->limit);
    if (sley_failed_at(task, &timed__sites[9], st)) {
        say("%s", outcome_name(task, st));
        return SLEY_OK;
    }
    say("in");
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, f->d))
    sley_unwind_enter(task, &f->u, st);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(5)))
    say("cleaned");
    if (f->kind == 2) {
        (void)sley_throw(task, &timed__sites[9], sley_error_new(&rt_error_a));
        st = sley_unwind_leave(task, &f->u, SLEY_ERROR);
    } else {
        st = sley_unwind_leave(task, &f->u, SLEY_OK);
    }
    if (f->kind == 1) {
        sley_uncancel(task);
        st = SLEY_OK;
    }
    st = sley_timeout_leave(task, &f->t, st);
    say("%s", outcome_name(task, st));
    AWAIT(3, sley_sleep(task, self, &f->w, ms(1))) // nothing of it is left
    say("%lld", (long long)(sley_now(task->base.executor) / 1000000));
    END
}

// rule: S35, S36
static void test_timeout_block(void **state)
{
    (void)state;
    RUN(timed, .d = ms(100), .limit = ms(10));
    assert_log("in cleaned Timeout 16");
    RUN(timed, .d = ms(10), .limit = ms(100));
    assert_log("in cleaned ok 16");
    RUN(timed, .d = ms(100), .limit = ms(10), .kind = 1);
    assert_log("in cleaned ok 16");
    RUN(timed, .d = ms(100), .limit = ms(10), .kind = 2);
    assert_log("in cleaned A 16");
    RUN(timed, .d = ms(100), .limit = 0);
    assert_log("Timeout");
    RUN(timed, .d = ms(100), .limit = ms(-5));
    assert_log("Timeout");
    // The sleep was registered after the timeout with the same deadline: the timeout is first.
    RUN(timed, .d = ms(10), .limit = ms(10));
    assert_log("in cleaned Timeout 16");
}

ASYNC(nested, int64_t outer; int64_t inner; sley_timeout a; sley_timeout b; sley_wait w;);
RESUME(nested)
{
    BEGIN(nested)
    st = sley_timeout_enter(task, &f->a, f->outer);
    st = sley_timeout_enter(task, &f->b, f->inner);
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, ms(100)))
    st = sley_timeout_leave(task, &f->b, st);
    say("%s", st == SLEY_ERROR ? "inner" : st == SLEY_CANCELLED ? "Cancelled" : "ok");
    if (st == SLEY_ERROR) {
        caught(task);
        self->state = 2;
        st = sley_sleep(task, self, &f->w, ms(1));
        if (st == SLEY_PENDING) return st;
        __attribute__((fallthrough));
    case 2:
        say("%s", outcome_name(task, st));
    }
    st = sley_timeout_leave(task, &f->a, st);
    say("%s", outcome_name(task, st));
    END
}

// rule: S36
static void test_nested_timeouts(void **state)
{
    (void)state;
    RUN(nested, .outer = ms(50), .inner = ms(10));
    assert_log("inner ok ok");
    RUN(nested, .outer = ms(10), .inner = ms(50));
    assert_log("Cancelled Timeout");
}

ASYNC(foreign, sley_timeout t; sley_wait w;);
RESUME(foreign)
{
    BEGIN(foreign)
    st = sley_timeout_enter(task, &f->t, ms(1000));
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, ms(100)))
    st = sley_timeout_leave(task, &f->t, st);
    say("%s", st == SLEY_CANCELLED ? "Cancelled" : "other");
    return st;
    END
}

ASYNC(cancels_foreign, sley_task *t; sley_wait w; sley_waiter j;);
RESUME(cancels_foreign)
{
    BEGIN(cancels_foreign)
    f->t = SPAWN(NULL, foreign, );
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->t, NULL);
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, NULL))
    say("%s", outcome_name(task, st));
    sley_task_release(f->t);
    END
}

// A cancellation from outside stays one inside a timeout.
static void test_foreign_cancel(void **state)
{
    (void)state;
    RUN(cancels_foreign, 0);
    assert_log("Cancelled Cancelled");
}

// ---- shield { } -----------------------------------------------------------------------------

ASYNC(shielded, sley_scope s; sley_wait w;);
RESUME(shielded)
{
    BEGIN(shielded)
    sley_shield_enter(task, &f->s);
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, ms(10)))
    say("in:%s", outcome_name(task, st));
    AWAIT_TRY(2, sley_sleep(task, self, &f->w, ms(10)))
    say("in:%s", outcome_name(task, st));
    sley_shield_leave(task, &f->s);
    say("left");
    AWAIT_TRY(3, sley_sleep(task, self, &f->w, ms(10)))
    say("out:%s", outcome_name(task, st));
    return st;
    END
}

ASYNC(cancels_shielded, sley_task *t; sley_wait w; sley_waiter j;);
RESUME(cancels_shielded)
{
    BEGIN(cancels_shielded)
    f->t = SPAWN(NULL, shielded, );
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->t, NULL);
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, NULL))
    say("%s", outcome_name(task, st));
    sley_task_release(f->t);
    END
}

// rule: S37
static void test_shield_block(void **state)
{
    (void)state;
    RUN(cancels_shielded, 0);
    assert_log("in:ok in:ok left out:Cancelled Cancelled");
}

// ---- wait_for -------------------------------------------------------------------------------

ASYNC(waits_for, int64_t d; int64_t limit; bool shielded; sley_task *t; sley_wait_for_area a;
      sley_waiter j; int64_t v;);
RESUME(waits_for)
{
    BEGIN(waits_for)
    f->t = SPAWN(NULL, victim, .n = 1, .d = f->d);
    if (f->shielded) {
        AWAIT_TRY(1,
                  sley_wait_for_shielded(task, self, &f->a, SLEY_AWAITABLE(f->t), f->limit, &f->v))
    } else {
        AWAIT_TRY(2, sley_wait_for(task, self, &f->a, SLEY_AWAITABLE(f->t), f->limit, &f->v))
    }
    say("%s", outcome_name(task, st));
    AWAIT_TRY(3, sley_task_await(task, self, &f->j, f->t, &f->v))
    say("t:%s", outcome_name(task, st));
    sley_task_release(f->t);
    END
}

// rule: S35, S36, S37
static void test_wait_for(void **state)
{
    (void)state;
    RUN(waits_for, .d = ms(100), .limit = ms(10));
    assert_log("start1 cancelled1 cleaned1 Timeout t:Cancelled");
    RUN(waits_for, .d = ms(10), .limit = ms(100));
    assert_log("start1 cleaned1 ok t:ok");
    RUN(waits_for, .d = ms(10), .limit = 0); // never enters its body
    assert_log("Timeout t:Cancelled");
    RUN(waits_for, .d = ms(50), .limit = ms(10), .shielded = true);
    assert_log("start1 Timeout cleaned1 t:ok");
}

// ---- endless loops can be cancelled ---------------------------------------------------------

// kind: 0 empty groups, 1 receives that are ready, 2 yields
ASYNC(endless, int kind; sley_timeout t; sley_group_scope g; sley_chan *ch; sley_waiter w;
      sley_opt_int v; sley_wait s;
      int64_t x;);
RESUME(endless)
{
    BEGIN(endless)
    f->ch = sley_chan_new(task, &sley_type_int, 1, NULL);
    sley_chan_close(f->ch);
    st = sley_timeout_enter(task, &f->t, ms(1));
    for (;;) {
        if (f->kind == 0) {
            sley_group_enter(task, &f->g);
            AWAIT_TRY(1, sley_group_leave(task, self, &f->g, SLEY_OK))
        } else if (f->kind == 1) {
            AWAIT_TRY(2, sley_chan_recv(task, self, &f->w, f->ch, &f->v, sizeof(int64_t)))
        } else {
            AWAIT_TRY(3, sley_yield(task, self))
        }
        if (st != SLEY_OK) break;
    }
    st = sley_timeout_leave(task, &f->t, st);
    say("%s", outcome_name(task, st));
    sley_chan_release(f->ch);
    END
}

// rule: S9, S42
static void test_always_ready_loops_end(void **state)
{
    (void)state;
    rt_mode real = {&sley_seam_uv, 1, false, false};
    for (int kind = 0; kind < 3; kind++) {
        RUN_IN(real, endless, .kind = kind);
        assert_log("Timeout");
    }
}

// ---- unwind ---------------------------------------------------------------------------------

ASYNC(unwinds, sley_unwind u; sley_wait w; int before; int after;);
RESUME(unwinds)
{
    BEGIN(unwinds)
    st = f->before == 1 ? sley_throw(task, &unwinds__sites[9], sley_error_new(&rt_error_a))
         : f->before == 2 ? SLEY_CANCELLED : SLEY_OK;
    sley_unwind_enter(task, &f->u, st);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    st = f->after == 1 ? sley_throw(task, &unwinds__sites[9], sley_error_new(&rt_error_b))
         : f->after == 2 ? SLEY_CANCELLED : SLEY_OK;
    st = sley_unwind_leave(task, &f->u, st);
    say("%s", outcome_name(task, st));
    END
}

static void test_unwind_outcomes(void **state)
{
    (void)state;
    static const char *const expected[3][3] = {
        {"ok", "B", "Cancelled"}, {"A", "B", "A"}, {"Cancelled", "B", "Cancelled"}};
    for (int before = 0; before < 3; before++) {
        for (int after = 0; after < 3; after++) {
            RUN(unwinds, .before = before, .after = after);
            assert_log(expected[before][after]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cancel_requests_and_delivers),
        cmocka_unit_test(test_level_triggered_until_uncancel),
        cmocka_unit_test(test_cancelled_by_itself),
        cmocka_unit_test(test_cancelling_a_waiter_cancels_the_task),
        cmocka_unit_test(test_shield_protects_the_task),
        cmocka_unit_test(test_completed_wins),
        cmocka_unit_test(test_timeout_block),
        cmocka_unit_test(test_nested_timeouts),
        cmocka_unit_test(test_foreign_cancel),
        cmocka_unit_test(test_shield_block),
        cmocka_unit_test(test_wait_for),
        cmocka_unit_test(test_always_ready_loops_end),
        cmocka_unit_test(test_unwind_outcomes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
