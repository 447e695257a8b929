// SPDX-License-Identifier: MIT
// test_task.c - spawn, await, outcomes, handles, the end of the program.
#include "rt.h"

#include "sley/list.h"

// ---- small functions that many tests use ----------------------------------------------------

ASYNC(say_one, int64_t n;);
RESUME(say_one)
{
    BEGIN(say_one)
    say("%d", (int)f->n);
    f->result = f->n * 10;
    END
}

ASYNC(sleeper, int64_t n; int64_t d; sley_wait w;);
RESUME(sleeper)
{
    BEGIN(sleeper)
    AWAIT(1, sley_sleep(task, self, &f->w, f->d))
    say("%d", (int)f->n);
    f->result = f->n;
    END
}

ASYNC(thrower, int64_t d; sley_wait w;);
RESUME(thrower)
{
    BEGIN(thrower)
    AWAIT(1, sley_sleep(task, self, &f->w, f->d))
    THROW(thrower, rt_error_a);
    END
}

// ---- rule: S4, S2 ---------------------------------------------------------------------------

ASYNC(spawn_order, sley_task *a; sley_task *b; sley_waiter w; int64_t v;);
RESUME(spawn_order)
{
    BEGIN(spawn_order)
    f->a = SPAWN(NULL, say_one, .n = 1);
    f->b = SPAWN(NULL, say_one, .n = 2);
    say("main");
    AWAIT(1, sley_task_await(task, self, &f->w, f->b, &f->v))
    say("got %d", (int)f->v);
    AWAIT(2, sley_task_await(task, self, &f->w, f->a, &f->v)) // done: does not give way
    say("got %d", (int)f->v);
    sley_task_release(f->a);
    sley_task_release(f->b);
    END
}

// rule: S4
static void test_spawn_never_starts_eagerly(void **state)
{
    (void)state;
    RUN(spawn_order, 0);
    assert_log("main 1 2 got 20 got 10");
}

// ---- rule: S3 -------------------------------------------------------------------------------

ASYNC(call_inside, say_one__frame sub; sley_task *t;);
RESUME(call_inside)
{
    BEGIN(call_inside)
    SPAWN_DROP(NULL, say_one, .n = 1);
    sley_frame_init(&f->sub.base, self, &say_one__fn);
    f->sub.n = 2;
    AWAIT(1, say_one__resume(task, &f->sub.base, SLEY_OK))
    say("back %d", (int)f->sub.result);
    AWAIT(2, sley_yield(task, self))
    END
}

// rule: S3
static void test_await_call_runs_at_once(void **state)
{
    (void)state;
    RUN(call_inside, 0);
    assert_log("2 back 20 1");
}

// ---- rule: S16 ------------------------------------------------------------------------------

ASYNC(awaiter, sley_task *t; sley_waiter w; int64_t v; int64_t n;);
RESUME(awaiter)
{
    BEGIN(awaiter)
    AWAIT_TRY(1, sley_task_await(task, self, &f->w, f->t, &f->v))
    if (st == SLEY_OK) {
        say("%d:%d", (int)f->n, (int)f->v);
    } else {
        say("%d:%s", (int)f->n, outcome_name(task, st));
    }
    END
}

ASYNC(many_awaiters, sley_task *t; sley_wait w; bool fail;);
RESUME(many_awaiters)
{
    BEGIN(many_awaiters)
    f->t = f->fail ? SPAWN(NULL, thrower, .d = ms(5)) : SPAWN(NULL, sleeper, .n = 9, .d = ms(5));
    SPAWN_DROP(NULL, awaiter, .t = f->t, .n = 1);
    SPAWN_DROP(NULL, awaiter, .t = f->t, .n = 2);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(10)))
    SPAWN_DROP(NULL, awaiter, .t = f->t, .n = 3);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(10)))
    sley_task_release(f->t);
    END
}

// rule: S16
static void test_outcome_is_kept(void **state)
{
    (void)state;
    RUN(many_awaiters, 0);
    assert_log("9 1:9 2:9 3:9");
    RUN(many_awaiters, .fail = true);
    assert_log("1:A 2:A 3:A");
    assert_int_equal(rt_reports, 0);
}

// ---- rule: S17 ------------------------------------------------------------------------------

ASYNC(results, sley_task *t; sley_wait w; int64_t v; sley_error *e;);
RESUME(results)
{
    BEGIN(results)
    f->t = SPAWN(NULL, sleeper, .n = 9, .d = ms(5));
    say("%s", outcome_name(task, sley_task_result(task, f->t, &f->v)));
    say("%s", outcome_name(task, sley_task_error(task, f->t, &f->e)));
    AWAIT(1, sley_sleep(task, self, &f->w, ms(10)))
    st = sley_task_result(task, f->t, &f->v);
    say("%s %d", outcome_name(task, st), (int)f->v);
    say("%s", outcome_name(task, sley_task_error(task, f->t, &f->e)));
    assert_null(f->e);
    sley_task_release(f->t);
    f->t = SPAWN(NULL, sleeper, .n = 9, .d = ms(5));
    sley_task_cancel(f->t, NULL);
    AWAIT(2, sley_yield(task, self))
    say("%s", outcome_name(task, sley_task_result(task, f->t, &f->v)));
    say("%s", outcome_name(task, sley_task_error(task, f->t, &f->e)));
    sley_task_release(f->t);
    f->t = SPAWN(NULL, thrower, .d = 0);
    AWAIT(3, sley_sleep(task, self, &f->w, ms(1)))
    say("%s", outcome_name(task, sley_task_result(task, f->t, &f->v)));
    say("%s", outcome_name(task, sley_task_error(task, f->t, &f->e)));
    sley_error_release(f->e);
    sley_task_release(f->t);
    END
}

// rule: S17
static void test_result_and_error(void **state)
{
    (void)state;
    RUN(results, 0);
    assert_log("NotDone NotDone 9 ok 9 ok WasCancelled WasCancelled A ok");
}

// ---- rule: S19 ------------------------------------------------------------------------------

ASYNC(forgets, sley_task *t; sley_wait w; int how; sley_error *e;);
RESUME(forgets)
{
    BEGIN(forgets)
    f->t = SPAWN(NULL, thrower, .d = ms(1));
    AWAIT(1, sley_sleep(task, self, &f->w, ms(5)))
    if (f->how == 1) {
        sley_task_error(task, f->t, &f->e);
        sley_error_release(f->e);
    }
    if (f->how == 2) say("%s", outcome_name(task, sley_task_result(task, f->t, NULL)));
    say("%d", rt_reports);
    sley_task_release(f->t);
    say("%d", rt_reports);
    END
}

// rule: S19
static void test_unseen_error_is_reported_once(void **state)
{
    (void)state;
    RUN(forgets, .how = 0);
    assert_log("0 1");
    assert_int_equal(rt_reports, 1);
    RUN(forgets, .how = 1);
    assert_log("0 0");
    RUN(forgets, .how = 2);
    assert_log("A 0 0");
    assert_int_equal(rt_reports, 0);
}

ASYNC(drops_handle, sley_wait w;);
RESUME(drops_handle)
{
    BEGIN(drops_handle)
    SPAWN_DROP(NULL, thrower, .d = ms(1));
    AWAIT(1, sley_sleep(task, self, &f->w, ms(5)))
    say("%d", rt_reports);
    END
}

// rule: S19
static void test_error_of_dropped_task(void **state)
{
    (void)state;
    RUN(drops_handle, 0);
    assert_log("1");
}

// ---- rule: S21 ------------------------------------------------------------------------------

ASYNC(cleaner, int64_t n; sley_wait w; sley_unwind u;);
RESUME(cleaner)
{
    BEGIN(cleaner)
    say("start%d", (int)f->n);
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, ms(1000)))
    sley_unwind_enter(task, &f->u, st);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(10)))
    say("clean%d", (int)f->n);
    return sley_unwind_leave(task, &f->u, SLEY_OK);
    END
}

ASYNC(ends_early, sley_wait w;);
RESUME(ends_early)
{
    BEGIN(ends_early)
    SPAWN_DROP(NULL, cleaner, .n = 1);
    SPAWN_DROP(NULL, cleaner, .n = 2);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    SPAWN_DROP(NULL, cleaner, .n = 3);
    SPAWN_DROP(NULL, say_one, .n = 4);
    say("main");
    END
}

// rule: S21
static void test_end_of_main_cancels_in_spawn_order(void **state)
{
    (void)state;
    RUN(ends_early, 0);
    assert_log("start1 start2 main start3 4 clean1 clean2 clean3");
}

// ---- rule: S45 ------------------------------------------------------------------------------

static int drops;

static void count_drop(void *place)
{
    (void)place;
    drops++;
}

static const sley_type counted_type = {.name = "counted", .size = 8, .release = count_drop};

typedef struct owner__frame {
    sley_frame base;
    int64_t a_it;
} owner__frame;
SLEY_OWNED(owner, (a_it, counted_type));
SLEY_TASK_FN(owner, "t.owner", "t.sley", 1, sizeof(owner__frame), {2, 1, 0, "it"});
RESUME(owner)
{
    (void)task;
    (void)self;
    (void)st;
    say("ran");
    return SLEY_OK;
}

ASYNC(cancels_fresh, sley_task *t; sley_waiter w;);
RESUME(cancels_fresh)
{
    BEGIN(cancels_fresh)
    f->t = SPAWN(NULL, owner, );
    say("%s", sley_task_state_text(f->t));
    say("%d", sley_task_cancel(f->t, NULL));
    say("%s", sley_task_state_text(f->t));
    AWAIT_TRY(1, sley_task_await(task, self, &f->w, f->t, NULL))
    say("%s %s %d", outcome_name(task, st), sley_task_state_text(f->t),
        sley_task_cancel(f->t, NULL));
    sley_task_release(f->t);
    END
}

// rule: S45
static void test_cancelled_before_first_step(void **state)
{
    (void)state;
    drops = 0;
    RUN(cancels_fresh, 0);
    assert_log("created 1 cancelling Cancelled cancelled 0");
    assert_int_equal(drops, 1);
}

// ---- names, lists, printing -----------------------------------------------------------------

static void say_task(sley_task *t)
{
    sley_text out;
    sley_text_init(&out);
    sley_task_print(&out, t);
    say("%.*s", (int)out.len, out.data);
    sley_text_fini(&out);
}

ASYNC(names, sley_task *a; sley_task *b; sley_wait w; sley_list *list; sley_task *me;);
RESUME(names)
{
    BEGIN(names)
    f->a = SPAWN(NULL, sleeper, .n = 5, .d = ms(1));
    f->b = SPAWN(NULL, thrower, .d = ms(2));
    say_task(f->a);
    AWAIT(1, sley_yield(task, self))
    say_task(f->a);
    f->list = sley_tasks(task->base.executor);
    say("[%d]", (int)f->list->len);
    sley_list_release(f->list);
    f->me = sley_current(task->base.executor);
    assert_ptr_equal(f->me, task);
    say_task(f->me);
    sley_task_release(f->me);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(5)))
    say_task(f->a);
    say_task(f->b);
    say("[%d]", (int)sley_task_count(task->base.executor));
    sley_task_release(f->a);
    sley_error *e;
    sley_task_error(task, f->b, &e);
    sley_error_release(e);
    sley_task_release(f->b);
    END
}

// rule: S107, S110
static void test_names_and_printing(void **state)
{
    (void)state;
    RUN(names, 0);
    assert_log(
        "<task sleeper#1 created at t.sley:10> <task sleeper#1 waiting at t.sley:11 for sleep> [3] "
        "<task main running at t.sley:10> 5 <task sleeper#1 finished 5> <task thrower#2 failed "
        "A> [1]");
}

// ---- recursion on the arena -----------------------------------------------------------------

typedef struct deep__frame deep__frame;
struct deep__frame {
    sley_frame base;
    int64_t result;
    int64_t n;
    bool sleeps;
    sley_wait w;
    deep__frame *callee;
};
SLEY_FN_RESULT(deep, "t.deep", "t.sley", 1, sizeof(deep__frame), sley_type_int,
    {2, 1, 0, "sleep"},
    {3, 2, SLEY_CHILD_AT(deep, callee), "deep"});
RESUME(deep)
{
    BEGIN(deep)
    if (f->n == 0) {
        if (f->sleeps) {
            AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
        }
        return SLEY_OK;
    }
    f->callee = sley_frame_push(task, sizeof(deep__frame));
    *f->callee = (deep__frame){.n = f->n - 1, .sleeps = f->sleeps};
    sley_frame_init(&f->callee->base, self, &deep__fn);
    AWAIT_ANY(2, sley_call(task, &f->callee->base))
    sley_frame_pop(task, f->callee);
    if (sley_failed(task, self, st)) return st;
    f->result = f->callee->result + 1;
    END
}

// 200,000 levels need 20 MiB of frames but no C stack to speak of.
static void test_deep_recursion(void **state)
{
    (void)state;
    assert_int_equal(RUN(deep, .n = 200000), 200000);
    assert_int_equal(RUN(deep, .n = 200000, .sleeps = true), 200000);
    assert_int_equal(RUN(deep, .n = 1), 1);
}

// Structures that the documents give sizes for.
static void test_sizes(void **state)
{
    (void)state;
    assert_int_equal(sizeof(sley_frame), 24);
    assert_int_equal(sizeof(sley_wait), 24);
    assert_int_equal(sizeof(sley_waiter), 56);
    assert_int_equal(sizeof(sley_task), 104);
    assert_int_equal(sizeof(sley_scope), 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spawn_never_starts_eagerly),
        cmocka_unit_test(test_await_call_runs_at_once),
        cmocka_unit_test(test_outcome_is_kept),
        cmocka_unit_test(test_result_and_error),
        cmocka_unit_test(test_unseen_error_is_reported_once),
        cmocka_unit_test(test_error_of_dropped_task),
        cmocka_unit_test(test_end_of_main_cancels_in_spawn_order),
        cmocka_unit_test(test_cancelled_before_first_step),
        cmocka_unit_test(test_names_and_printing),
        cmocka_unit_test(test_deep_recursion),
        cmocka_unit_test(test_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
