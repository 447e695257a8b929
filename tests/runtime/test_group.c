// SPDX-License-Identifier: MIT
// test_group.c - tasks that end together.
#include "rt.h"

// Sleeps d; then throws `error` if there is one. Cancelled: says so, sleeps `clean`, throws `late`
// if given.
ASYNC(child, int64_t n; int64_t d; const sley_error_type *error; int64_t clean;
      const sley_error_type *late;
      sley_wait w; sley_unwind u;);
RESUME(child)
{
    BEGIN(child)
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, f->d))
    if (st == SLEY_OK && f->error) THROW(child, *f->error);
    if (st == SLEY_OK) {
        say("done%d", (int)f->n);
        f->result = f->n;
        return st;
    }
    say("cancelled%d", (int)f->n);
    sley_unwind_enter(task, &f->u, st);
    AWAIT(2, sley_sleep(task, self, &f->w, f->clean))
    st = f->late ? sley_throw(task, &child__sites[9], sley_error_new(f->late)) : SLEY_OK;
    return sley_unwind_leave(task, &f->u, st);
    END
}

static void say_outcome(sley_task *task, sley_status st)
{
    if (st != SLEY_ERROR) {
        say("%s", outcome_name(task, st));
        return;
    }
    sley_error *error = sley_catch(task);
    if (error->type == &sley_error_group) {
        for (uint32_t i = 0; i < sley_error_group_len(error); i++) {
            say("%s%s", i ? "+" : "group:", sley_error_group_at(error, i)->type->name);
        }
    } else {
        say("%s", error->type->name);
    }
    sley_error_release(error);
}

// ---- rule: S20 ------------------------------------------------------------------------------

ASYNC(plain_group, sley_group_scope g;);
RESUME(plain_group)
{
    BEGIN(plain_group)
    sley_group_enter(task, &f->g);
    SPAWN_DROP(f->g.group, child, .n = 1, .d = ms(10));
    SPAWN_DROP(f->g.group, child, .n = 2, .d = ms(5));
    say("body");
    AWAIT_TRY(1, sley_group_leave(task, self, &f->g, SLEY_OK))
    say_outcome(task, st);
    END
}

static void test_group_waits(void **state)
{
    (void)state;
    RUN(plain_group, 0);
    assert_log("body done2 done1 ok");
}

// The first failure cancels the rest and the body; errors in spawn order.
ASYNC(failing_group, sley_group_scope g; sley_wait w; int body;);
RESUME(failing_group)
{
    BEGIN(failing_group)
    sley_group_enter(task, &f->g);
    SPAWN_DROP(f->g.group, child, .n = 1, .d = ms(1000), .clean = ms(10), .late = &rt_error_b);
    SPAWN_DROP(f->g.group, child, .n = 2, .d = ms(20), .error = &rt_error_a);
    SPAWN_DROP(f->g.group, child, .n = 3, .d = ms(1000));
    if (f->body == 1) {
        AWAIT_TRY(1, sley_sleep(task, self, &f->w, ms(500)))
        say("body:%s", outcome_name(task, st));
    } else if (f->body == 2) {
        st = sley_throw(task, &failing_group__sites[9], sley_error_new(&rt_error_b));
    } else {
        st = SLEY_OK;
    }
    AWAIT_TRY(2, sley_group_leave(task, self, &f->g, st))
    say_outcome(task, st);
    AWAIT_TRY(3, sley_sleep(task, self, &f->w, ms(1)))
    say_outcome(task, st);
    END
}

// rule: S20
static void test_first_failure_cancels(void **state)
{
    (void)state;
    RUN(failing_group, 0);
    assert_log("cancelled1 cancelled3 group:B +A ok");
    RUN(failing_group, .body = 1);
    assert_log("cancelled1 cancelled3 body:Cancelled group:B +A ok");
    RUN(failing_group, .body = 2); // no child entered its body
    assert_log("B ok");
    assert_int_equal(rt_reports, 0);
}

// Cancelling one child by hand fails nobody.
ASYNC(by_hand, sley_group_scope g; sley_wait w; sley_task *t;);
RESUME(by_hand)
{
    BEGIN(by_hand)
    sley_group_enter(task, &f->g);
    f->t = SPAWN(f->g.group, child, .n = 1, .d = ms(100));
    SPAWN_DROP(f->g.group, child, .n = 2, .d = ms(5));
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->t, NULL);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(1)))
    SPAWN_DROP(f->g.group, child, .n = 3, .d = ms(5));
    AWAIT_TRY(3, sley_group_leave(task, self, &f->g, SLEY_OK))
    say_outcome(task, st);
    say("%d", sley_task_cancelled(f->t));
    sley_task_release(f->t);
    END
}

static void test_cancelled_child_adds_nothing(void **state)
{
    (void)state;
    RUN(by_hand, 0);
    assert_log("cancelled1 done2 done3 ok 1");
}

// ---- the owner is cancelled -----------------------------------------------------------------

ASYNC(owner, sley_group_scope g; int children; const sley_error_type *late; int i;);
RESUME(owner)
{
    BEGIN(owner)
    sley_group_enter(task, &f->g);
    for (f->i = 1; f->i <= f->children; f->i++) {
        SPAWN_DROP(f->g.group, child, .n = f->i, .d = ms(1000), .clean = ms(1), .late = f->late);
    }
    AWAIT_ANY(1, sley_group_leave(task, self, &f->g, SLEY_OK))
    if (st == SLEY_ERROR) sley_failed(task, self, st);
    return st;
    END
}

ASYNC(cancels_owner, sley_task *t; sley_wait w; sley_waiter j; const sley_error_type *late;);
RESUME(cancels_owner)
{
    BEGIN(cancels_owner)
    f->t = SPAWN(NULL, owner, .children = 3, .late = f->late);
    AWAIT(1, sley_sleep(task, self, &f->w, ms(1)))
    sley_task_cancel(f->t, NULL);
    AWAIT_TRY(2, sley_task_await(task, self, &f->j, f->t, NULL))
    say_outcome(task, st);
    sley_task_release(f->t);
    END
}

static void test_cancelled_owner(void **state)
{
    (void)state;
    RUN(cancels_owner, 0);
    assert_log("cancelled1 cancelled2 cancelled3 Cancelled");
    RUN(cancels_owner, .late = &rt_error_a);
    assert_log("cancelled1 cancelled2 cancelled3 group:A +A +A");
}

// ---- nested groups: a group of errors passes through as one error ---------------------------

ASYNC(outer_group, sley_group_scope g; sley_wait w;);
RESUME(outer_group)
{
    BEGIN(outer_group)
    sley_group_enter(task, &f->g);
    SPAWN_DROP(f->g.group, owner, .children = 5, .late = &rt_error_a);
    SPAWN_DROP(f->g.group, child, .n = 9, .d = ms(5), .error = &rt_error_b);
    AWAIT_ANY(1, sley_group_leave(task, self, &f->g, SLEY_OK))
    assert_int_equal(st, SLEY_ERROR);
    sley_error *e = sley_catch(task);
    assert_ptr_equal(e->type, &sley_error_group);
    assert_int_equal(sley_error_group_len(e), 2);
    assert_ptr_equal(sley_error_group_at(e, 0)->type, &sley_error_group);
    assert_int_equal(sley_error_group_len(sley_error_group_at(e, 0)), 5);
    assert_ptr_equal(sley_error_group_at(e, 1)->type, &rt_error_b);
    sley_error_release(e);
    say("ok");
    END
}

static void test_nested_groups(void **state)
{
    (void)state;
    RUN(outer_group, 0);
    assert_log("cancelled1 cancelled2 cancelled3 cancelled4 cancelled5 ok");
}

// ---- spawning into a group from elsewhere ---------------------------------------------------

ASYNC(spawner, sley_group *g; sley_wait w; int64_t d;);
RESUME(spawner)
{
    BEGIN(spawner)
    AWAIT_TRY(1, sley_sleep(task, self, &f->w, f->d))
    SPAWN_DROP(f->g, child, .n = 7, .d = ms(5));
    END
}

ASYNC(late_spawn, sley_group_scope g; sley_wait w; bool closing; sley_group *kept;);
RESUME(late_spawn)
{
    BEGIN(late_spawn)
    sley_group_enter(task, &f->g);
    f->kept = sley_group_retain(f->g.group);
    SPAWN_DROP(f->g.group, spawner, .g = f->g.group, .d = ms(5));
    if (f->closing) SPAWN_DROP(f->g.group, child, .n = 8, .d = ms(1), .error = &rt_error_a);
    AWAIT_TRY(1, sley_group_leave(task, self, &f->g, SLEY_OK))
    say_outcome(task, st);
    SPAWN_DROP(f->kept, child, .n = 9, .d = ms(5)); // the region is gone: it never starts
    AWAIT(2, sley_sleep(task, self, &f->w, ms(20)))
    sley_group_release(f->kept);
    END
}

// rule: S18, S45
static void test_spawn_into_group(void **state)
{
    (void)state;
    RUN(late_spawn, 0);
    assert_log("done7 ok");
    RUN(late_spawn, .closing = true); // the closing group's new task never enters its body
    assert_log("A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_group_waits),
        cmocka_unit_test(test_first_failure_cancels),
        cmocka_unit_test(test_cancelled_child_adds_nothing),
        cmocka_unit_test(test_cancelled_owner),
        cmocka_unit_test(test_nested_groups),
        cmocka_unit_test(test_spawn_into_group),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
