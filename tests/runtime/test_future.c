// SPDX-License-Identifier: MIT
// test_future.c - futures, callbacks on them, gather, race, wait, as_completed.
#include "rt.h"

#include "sley/list.h"

ASYNC(call, int64_t n; int64_t d; const sley_error_type *error; sley_wait w; int64_t clean;
      sley_unwind u;);
RESUME(call)
{
    BEGIN(call)
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, f->d))
    if (st == SLEY_CANCELLED) {
        say("cancelled%d", (int)f->n);
        sley_unwind_enter(task, &f->u, st);
        AWAIT(2, sley_sleep(task, self, &f->w, f->clean))
        if (f->clean) say("cleaned%d", (int)f->n);
        return sley_unwind_leave(task, &f->u, SLEY_OK);
    }
    if (f->error) THROW(call, *f->error);
    say("ran%d", (int)f->n);
    f->result = f->n;
    END
}

// ---- closures for callbacks -----------------------------------------------------------------

static void say_future(sley_closure *c, sley_future *u)
{
    (void)c;
    int64_t v = -1;
    sley_status st = sley_future_result(sley_here_task(), u, &v);
    if (st == SLEY_OK) {
        say("cb%d", (int)v);
    } else {
        say("cb:%s", outcome_name(sley_here_task(), st));
    }
}

static void say_task_state(sley_closure *c, sley_task *t)
{
    (void)c;
    say("cb:%s", sley_task_state_text(t));
}

static sley_closure on_future = {{SLEY_IMMORTAL, 0}, (void (*)(void))say_future, NULL};
static sley_closure on_task = {{SLEY_IMMORTAL, 0}, (void (*)(void))say_task_state, NULL};

// ---- rule: S17, S25 to S28 ------------------------------------------------------------------

ASYNC(api, sley_future *u; sley_error *e; int64_t v; sley_wait w;);
RESUME(api)
{
    BEGIN(api)
    f->u = sley_future_new(task, &sley_type_int, NULL);
    say("%s", outcome_name(task, sley_future_result(task, f->u, &f->v)));
    say("%s", outcome_name(task, sley_future_error(task, f->u, &f->e)));
    sley_future_on_done(f->u, &on_future, NULL);
    sley_future_on_done(f->u, &on_future, NULL);
    say("removed%d", (int)sley_future_remove_on_done(f->u, &on_future));
    sley_future_on_done(f->u, &on_future, NULL);
    f->v = 3;
    st = sley_future_set(task, f->u, &f->v);
    say("set");
    st = sley_future_set(task, f->u, &f->v);
    say("%s", outcome_name(task, st));
    say("%d", sley_future_cancel(f->u));
    AWAIT(1, sley_yield(task, self))
    sley_future_on_done(f->u, &on_future, NULL);
    say("late");
    AWAIT(2, sley_yield(task, self))
    sley_future_release(f->u);
    END
}

static void test_future_api(void **state)
{
    (void)state;
    RUN(api, 0);
    assert_log("NotDone NotDone removed2 set AlreadyDone 0 cb3 late cb3");
}

ASYNC(await_future, int64_t n; sley_future *u; sley_waiter w; int64_t v;);
RESUME(await_future)
{
    BEGIN(await_future)
    AWAIT_TRY(1, sley_future_await(task, self, &f->w, f->u, &f->v))
    if (st == SLEY_OK) say("%d:%d", (int)f->n, (int)f->v);
    else say("%d:%s", (int)f->n, outcome_name(task, st));
    END
}

ASYNC(resolve, sley_future *u; int how; sley_wait w;);
RESUME(resolve)
{
    BEGIN(resolve)
    f->u = sley_future_new(task, &sley_type_int, NULL);
    SPAWN_DROP(NULL, await_future, .n = 1, .u = f->u);
    AWAIT(1, sley_yield(task, self))
    sley_future_on_done(f->u, &on_future, NULL);
    SPAWN_DROP(NULL, await_future, .n = 2, .u = f->u);
    AWAIT(2, sley_yield(task, self))
    SPAWN_DROP(NULL, call, .n = 9, .d = 0); // ready before: runs before
    int64_t v = 5;
    if (f->how == 0) sley_future_set(task, f->u, &v);
    if (f->how == 1) sley_future_fail(task, f->u, sley_error_new(&rt_error_a));
    if (f->how == 2) sley_future_cancel(f->u);
    say("after");
    AWAIT(3, sley_sleep(task, self, &f->w, ms(1)))
    sley_future_release(f->u);
    END
}

// rule: S25, S26
static void test_resolving_only_schedules(void **state)
{
    (void)state;
    RUN(resolve, .how = 0);
    assert_log("after 1:5 cb5 2:5 ran9");
    RUN(resolve, .how = 1);
    assert_log("after 1:A cb:A 2:A ran9");
    RUN(resolve, .how = 2);
    assert_log("after 1:Cancelled cb:WasCancelled 2:Cancelled ran9");
}

ASYNC(task_callbacks, sley_task *t; sley_wait w; bool cancel;);
RESUME(task_callbacks)
{
    BEGIN(task_callbacks)
    f->t = SPAWN(NULL, call, .n = 1, .d = ms(5));
    sley_task_on_done(f->t, &on_task, NULL);
    if (f->cancel) sley_task_cancel(f->t, NULL);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(10)))
    sley_task_on_done(f->t, &on_task, NULL);
    say("late");
    AWAIT(2, sley_sleep(task, self, &f->w, ms(10)))
    sley_task_release(f->t);
    END
}

// rule: S26, S45
static void test_on_done_of_tasks(void **state)
{
    (void)state;
    RUN(task_callbacks, 0);
    assert_log("ran1 cb:finished late cb:finished");
    RUN(task_callbacks, .cancel = true);
    assert_log("cb:cancelled late cb:cancelled");
}

// ---- rule: S31, S32 -------------------------------------------------------------------------

ASYNC(gathers, int64_t d[2]; const sley_error_type *error; bool keep; sley_gather_part part[2];
      sley_gather_area g;
      int64_t v[2]; sley_wait w;);
RESUME(gathers)
{
    BEGIN(gathers)
    f->part[0].item = SLEY_AWAITABLE(SPAWN(NULL, call, .n = 1, .d = f->d[0]));
    f->part[1].item = SLEY_AWAITABLE(SPAWN(NULL, call, .n = 2, .d = f->d[1], .error = f->error));
    if (f->keep) {
        AWAIT_TRY(1, sley_gather_keep(task, self, &f->g, f->part, 2))
    } else {
        AWAIT_TRY(2, sley_gather(task, self, &f->g, f->part, 2))
    }
    if (st == SLEY_OK && !f->keep) {
        sley_gather_take(&f->part[0], &f->v[0]);
        sley_gather_take(&f->part[1], &f->v[1]);
        say("%d,%d", (int)f->v[0], (int)f->v[1]);
    } else if (st == SLEY_OK) {
        for (int i = 0; i < 2; i++) {
            if (f->part[i].item->outcome == SLEY_FINISHED) {
                sley_gather_take(&f->part[i], &f->v[i]);
                say("=%d", (int)f->v[i]);
            } else {
                sley_error *e = sley_gather_error(&f->part[i]);
                say("=%s", e ? e->type->name : "Cancelled");
                sley_error_release(e);
            }
        }
    } else {
        say("%s", outcome_name(task, st));
        if (st == SLEY_CANCELLED) return st;
    }
    AWAIT(3, sley_sleep(task, self, &f->w, ms(100)))
    END
}

// rule: S31
static void test_gather(void **state)
{
    (void)state;
    RUN(gathers, .d = {ms(10), ms(5)});
    assert_log("ran2 ran1 1,2");
    RUN(gathers, .d = {ms(10), ms(5)}, .error = &rt_error_a); // at once; the sibling runs on
    assert_log("A ran1");
    assert_int_equal(rt_reports, 0);
    RUN(gathers, .d = {ms(10), ms(5)}, .error = &rt_error_a, .keep = true);
    assert_log("ran1 =1 =A");
    RUN(gathers, .d = {0, 0});
    assert_log("ran1 ran2 1,2");
}

ASYNC(cancels_gather, sley_task *t; sley_wait w; sley_waiter j; bool keep;);
RESUME(cancels_gather)
{
    BEGIN(cancels_gather)
    f->t = SPAWN(NULL, gathers, .d = {ms(100), ms(100)}, .keep = f->keep);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->t, NULL);
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, NULL))
    say("main:%s", outcome_name(task, st));
    sley_task_release(f->t);
    END
}

// rule: S32
static void test_cancelled_gather(void **state)
{
    (void)state;
    RUN(cancels_gather, 0);
    assert_log("cancelled1 cancelled2 Cancelled main:Cancelled");
    RUN(cancels_gather, .keep = true);
    assert_log("cancelled1 cancelled2 Cancelled main:Cancelled");
}

ASYNC(gather_of, sley_list *ts; sley_gather_area g; sley_list *vs; bool keep; sley_wait w;
      sley_task *first;);
RESUME(gather_of)
{
    BEGIN(gather_of)
    f->ts = sley_list_new(&sley_type_task, 3);
    for (int64_t i = 0; i < 3; i++) {
        sley_task *t = SPAWN(NULL, call, .n = i, .d = ms(10 - i));
        if (i == 0) f->first = t;
        sley_list_append(f->ts, &t);
    }
    if (f->keep) {
        AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
        sley_task_cancel(f->first, NULL);
    }
    AWAIT_TRY(2, sley_gather_list(task, self, &f->g, f->ts))
    if (st == SLEY_OK) {
        f->vs = sley_gather_take_list(&f->g, &sley_type_int);
        for (int64_t i = 0; i < 3; i++) say("%d", (int)((int64_t *)f->vs->data)[i]);
        sley_list_release(f->vs);
    } else {
        say("%s", outcome_name(task, st));
        AWAIT(3, sley_sleep(task, self, &f->w, ms(20))) // not cancelled itself
    }
    sley_list_release(f->ts);
    END
}

// rule: S31, S32
static void test_gather_list(void **state)
{
    (void)state;
    RUN(gather_of, 0);
    assert_log("ran2 ran1 ran0 0 1 2");
    RUN(gather_of, .keep = true); // one child was cancelled: Cancelled passes on, the siblings live
    assert_log("cancelled0 Cancelled ran2 ran1");
}

// ---- rule: S39 ------------------------------------------------------------------------------

ASYNC(races, int64_t d[2]; const sley_error_type *error; sley_gather_part part[2];
      sley_gather_area g; int64_t v;);
RESUME(races)
{
    BEGIN(races)
    f->part[0].item =
        SLEY_AWAITABLE(SPAWN(NULL, call, .n = 1, .d = f->d[0], .error = f->error, .clean = ms(10)));
    f->part[1].item = SLEY_AWAITABLE(SPAWN(NULL, call, .n = 2, .d = f->d[1], .clean = ms(10)));
    AWAIT_TRY(1, sley_race(task, self, &f->g, f->part, 2))
    if (st == SLEY_OK) {
        sley_gather_take(&f->part[task->won], &f->v);
        say("winner%d:%d", task->won, (int)f->v);
    } else {
        say("%s", outcome_name(task, st));
    }
    END
}

static void test_race(void **state)
{
    (void)state;
    RUN(races, .d = {ms(50), ms(1000)});
    assert_log("ran1 cancelled2 cleaned2 winner0:1");
    RUN(races, .d = {ms(1000), ms(50)});
    assert_log("ran2 cancelled1 cleaned1 winner1:2");
    RUN(races, .d = {ms(50), ms(50)}); // equal: the first timer is first, and cancels the second
    assert_log("ran1 cancelled2 cleaned2 winner0:1");
    RUN(races, .d = {ms(5), ms(50)}, .error = &rt_error_a);
    assert_log("cancelled2 cleaned2 A");
}

ASYNC(cancels_race, sley_task *t; sley_wait w; sley_waiter j;);
RESUME(cancels_race)
{
    BEGIN(cancels_race)
    f->t = SPAWN(NULL, races, .d = {ms(100), ms(100)});
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->t, NULL);
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, NULL))
    say("main:%s", sley_task_state_text(f->t));
    sley_task_release(f->t);
    END
}

static void test_cancelled_race(void **state)
{
    (void)state;
    RUN(cancels_race, 0);
    assert_log("cancelled1 cancelled2 cleaned1 cleaned2 Cancelled main:finished");
}

// ---- rule: S33 ------------------------------------------------------------------------------

ASYNC(waits, uint8_t until; sley_opt_duration limit; const sley_error_type *error; sley_list *ts;
      sley_gather_area g;
      sley_list *done; sley_list *pending; sley_wait w;);
RESUME(waits)
{
    BEGIN(waits)
    f->ts = sley_list_new(&sley_type_task, 3);
    for (int64_t i = 1; i <= 3; i++) {
        sley_task *t =
            SPAWN(NULL, call, .n = i, .d = ms(10 * i), .error = i == 2 ? f->error : NULL);
        sley_list_append(f->ts, &t);
    }
    AWAIT(1, sley_wait_list(task, self, &f->g, f->ts, f->until, f->limit))
    sley_wait_take(&f->g, &sley_type_task, &f->done, &f->pending);
    say("%d/%d", (int)f->done->len, (int)f->pending->len);
    sley_list_release(f->done);
    sley_list_release(f->pending);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(100)))
    for (int64_t i = 0; i < 3; i++) {
        sley_error *e;
        sley_task_error(task, ((sley_task **)f->ts->data)[i], &e);
        sley_error_release(e);
    }
    sley_list_release(f->ts);
    END
}

static void test_wait(void **state)
{
    (void)state;
    RUN(waits, .until = SLEY_UNTIL_ALL);
    assert_log("ran1 ran2 ran3 3/0");
    RUN(waits, .until = SLEY_UNTIL_FIRST);
    assert_log("ran1 1/2 ran2 ran3");
    RUN(waits, .until = SLEY_UNTIL_FIRST_ERROR, .error = &rt_error_a);
    assert_log("ran1 2/1 ran3");
    RUN(waits, .until = SLEY_UNTIL_ALL, .limit = sley_opt_duration_some(ms(25)));
    assert_log("ran1 ran2 2/1 ran3");
    RUN(waits, .until = SLEY_UNTIL_ALL, .limit = sley_opt_duration_some(0));
    assert_log("0/3 ran1 ran2 ran3");
}

// ---- rule: S34 ------------------------------------------------------------------------------

ASYNC(completions, sley_opt_duration limit; sley_list * ts; sley_completions * c; sley_waiter j;
      sley_wait w; sley_awaitable * item; int64_t v;);
RESUME(completions)
{
    BEGIN(completions)
    f->ts = sley_list_new(&sley_type_task, 3);
    for (int64_t i = 1; i <= 3; i++) {
        sley_task *t = SPAWN(NULL, call, .n = i, .d = ms(40 - 10 * i));
        sley_list_append(f->ts, &t);
    }
    f->c = sley_completions_new(task->base.executor, f->ts, f->limit);
    for (;;) {
        AWAIT_TRY(1, sley_completions_next(task, self, &f->j, f->c, &f->item))
        if (st != SLEY_OK) {
            say("%s", outcome_name(task, st));
            break;
        }
        if (!f->item) break;
        st = sley_task_result(task, (sley_task *)(void *)f->item, &f->v);
        say("=%d", (int)f->v);
        sley__awaitable_release(f->item);
    }
    sley_completions_release(f->c);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(100)))
    sley_list_release(f->ts);
    END
}

static void test_as_completed(void **state)
{
    (void)state;
    RUN(completions, 0);
    assert_log("ran3 =3 ran2 =2 ran1 =1");
    RUN(completions, .limit = sley_opt_duration_some(ms(25)));
    assert_log("ran3 =3 ran2 =2 Timeout ran1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_future_api),
        cmocka_unit_test(test_resolving_only_schedules),
        cmocka_unit_test(test_on_done_of_tasks),
        cmocka_unit_test(test_gather),
        cmocka_unit_test(test_cancelled_gather),
        cmocka_unit_test(test_gather_list),
        cmocka_unit_test(test_race),
        cmocka_unit_test(test_cancelled_race),
        cmocka_unit_test(test_wait),
        cmocka_unit_test(test_as_completed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
