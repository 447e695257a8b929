// SPDX-License-Identifier: MIT
// test_wait.c - the claim: each pair of events that can complete one wait, in both orders.
//
// A task waits in one of four ways; two events come in one step, in either order. The first
// decides; the second finds nothing to complete, and what it carried is still there.
#include "rt.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum way { SLEEPS, RECEIVES, JOINS, SELECTS, WAYS };
enum event { CANCEL, TIMER, SEND, CLOSE, END_TASK, EVENTS };

ASYNC(waiting, enum way way; sley_chan *ch; sley_future *u; sley_wait s; sley_waiter w;
      sley_waiter arm[3];
      sley_opt_int v; int64_t r; int resumed;);
RESUME(waiting)
{
    BEGIN(waiting)
    switch (f->way) {
    case SLEEPS: self->state = 1; st = sley_sleep(task, self, &f->s, ms(10)); break;
    case RECEIVES:
        self->state = 1;
        st = sley_chan_recv(task, self, &f->w, f->ch, &f->v, sizeof(int64_t));
        break;
    case JOINS:
        self->state = 1;
        st = sley_shield_await(task, self, &f->w, SLEY_AWAITABLE(f->u), &f->r);
        break;
    default:
        sley_arm_recv(&f->arm[0], f->ch, &f->v);
        sley_arm_wait(&f->arm[1], f->u, &f->r);
        sley_arm_after(&f->arm[2], ms(10));
        self->state = 1;
        st = sley_select(task, self, f->arm, 3);
        break;
    }
    if (st == SLEY_PENDING) return st;
    __attribute__((fallthrough));
    case 1:
    f->resumed++;
    assert_int_equal(f->resumed, 1);
    if (f->way == SELECTS && st == SLEY_OK) {
        say("%d", task->won);
    } else {
        say("%s", outcome_name(task, st));
    }
    if (f->v.some) say("v%d", (int)f->v.value);
    if (f->r) say("r%d", (int)f->r);
    END
}

// What the event completes when it comes alone: the outcome as `waiting` says it, or NULL: nothing.
static const char *alone(enum way way, enum event event)
{
    static const char *const table[WAYS][EVENTS] = {
        [SLEEPS] = {[CANCEL] = "Cancelled", [TIMER] = "ok"},
        [RECEIVES] = {[CANCEL] = "Cancelled", [SEND] = "ok v5", [CLOSE] = "ok"},
        [JOINS] = {[CANCEL] = "Cancelled", [END_TASK] = "ok r6"},
        [SELECTS] = {[CANCEL] = "Cancelled",
                     [TIMER] = "2",
                     [SEND] = "0 v5",
                     [CLOSE] = "0",
                     [END_TASK] = "1 r6"},
    };
    return table[way][event];
}

ASYNC(pair, enum way way; enum event events[2]; int i; sley_chan *ch; sley_future *u;
      sley_task *t; sley_wait w;
      sley_waiter j; bool sent; bool set;);

static void happen(sley_task *task, pair__frame *f, enum event event)
{
    executor *x = full(task->base.executor);
    int64_t v = 5;
    switch (event) {
    case CANCEL: sley_task_cancel(f->t, NULL); break;
    case TIMER: (void)sley__timer_fire(x, ms(10)); break; // the waiter's is the only one
    case SEND: sley_chan_try_send(task, f->ch, &v, &f->sent); break;
    case CLOSE: sley_chan_close(f->ch); break;
    case END_TASK:
        v = 6;
        if (!f->set) sley_future_set(task, f->u, &v);
        f->set = true;
        break;
    default: break;
    }
}

RESUME(pair)
{
    BEGIN(pair)
    f->ch = sley_chan_new(task, &sley_type_int, 0, NULL);
    f->u = sley_future_new(task, &sley_type_int, NULL);
    f->t = SPAWN(NULL, waiting, .way = f->way, .ch = f->ch, .u = f->u);
    AWAIT(1, sley_yield(task, self))
    happen(task, f, f->events[0]);
    if (!(f->events[0] == CLOSE && f->events[1] == SEND)) happen(task, f, f->events[1]);
    // No node of it is in any line any more.
    if (alone(f->way, f->events[0]) || alone(f->way, f->events[1])) {
        assert_true(!f->ch->receivers && !f->ch->senders && !f->u->base.waiters);
        assert_int_equal(task->base.executor->timer_count, 0);
    }
    AWAIT_TRY(2, sley_yield(task, self))
    sley_task_cancel(f->t, NULL); // in case nothing has completed it
    AWAIT_TRY(3, sley_task_await(task, self, &f->j, f->t, NULL))
    if (st == SLEY_ERROR) caught(task);
    // A value that nobody took was not taken: the send said so.
    if (f->sent) assert_non_null(strstr(rt_log, "v5"));
    sley_task_release(f->t);
    sley_chan_release(f->ch);
    sley_future_release(f->u);
    END
}

// rule: S38, S48
static void test_pairs_of_events(void **state)
{
    (void)state;
    for (int way = 0; way < WAYS; way++) {
        for (int a = 0; a < EVENTS; a++) {
            for (int b = 0; b < EVENTS; b++) {
                if (a == CLOSE && b == SEND) continue; // throws Closed
                RUN(pair, .way = (enum way)way, .events = {(enum event)a, (enum event)b});
                const char *first = alone((enum way)way, (enum event)a);
                const char *second = alone((enum way)way, (enum event)b);
                const char *expected = first ? first : second ? second : "Cancelled";
                if (strcmp(rt_log, expected) != 0) print_message("way %d: %d then %d\n", way, a, b);
                assert_log(expected);
            }
        }
    }
}

// ---- lines ----------------------------------------------------------------------------------

static void test_line(void **state)
{
    (void)state;
    sley_waiter w[4];
    sley_waiter *line = NULL;
    memset(w, 0, sizeof w);
    for (int i = 0; i < 4; i++) sley__line_add(&line, &w[i]);
    assert_ptr_equal(line, &w[0]);
    sley__line_remove(&line, &w[2]);
    assert_null(w[2].next);
    sley__line_remove(&line, &w[0]);
    assert_ptr_equal(line, &w[1]);
    sley__line_add(&line, &w[2]);
    assert_ptr_equal(line->prev, &w[2]);
    sley__line_remove(&line, &w[1]);
    sley__line_remove(&line, &w[3]);
    assert_ptr_equal(line, &w[2]);
    sley__line_remove(&line, &w[2]);
    assert_null(line);
}

// ---- the checks of debug builds, which have to find what was broken -------------------------

// True when the statement ends the process; it runs in a child.
#define ENDS(STATEMENT)                                              \
    __extension__({                                                  \
        pid_t child = fork();                                        \
        if (child == 0) {                                            \
            fclose(stderr);                                          \
            signal(SIGABRT, SIG_DFL);                                \
            STATEMENT;                                               \
            _exit(0);                                                \
        }                                                            \
        int status = 0;                                              \
        waitpid(child, &status, 0);                                  \
        !(WIFEXITED(status) && WEXITSTATUS(status) == 0);            \
    })

static void unlink_nothing(sley_wait *wait)
{
    (void)wait;
}

static const sley_wait_kind test_kind = {.name = "test", .unlink = unlink_nothing};

static void test_edges(void **state)
{
    (void)state;
    enum { I = SLEY_CLAIM_IDLE, T, Y, Q, S, STATES };
    static const bool allowed[STATES][STATES] = {
        [I] = {[Q] = true, [S] = true, [T] = true, [Y] = true},
        [Q] = {[T] = true},
        [S] = {[Q] = true},
        [T] = {[I] = true, [Q] = true},
        [Y] = {[I] = true},
    };
    executor *x = sley__executor_open(&sley_seam_sim, 1);
    sley_frame frame = {.fn = &waiting__fn};
    sley_waiter arms[2] = {{.base = {.kind = &test_kind}},
                           {.base = {.kind = &test_kind, .arm = 1 | SLEY_LAST_ARM}}};
    sley_task task = {.base = {.executor = &x->hot}, .top = &frame, .parked_at = &arms[0].base};
    arms[0].base.task = arms[1].base.task = &task;
    x->hot.current = &task;
    for (uint8_t from = 0; from < STATES; from++) {
        for (uint8_t to = 0; to < STATES; to++) {
            task.base.claim = from;
            bool ends = ENDS(sley__wait_claim_check(&task, to));
            if (ends == allowed[from][to]) print_message("from %d to %d\n", from, to);
            assert_int_equal(ends, !allowed[from][to]);
        }
    }
    // A node that is left in a line or in the heap, a node of another task, a task that does
    // not run.
    task.base.claim = Q;
    arms[0].base.index = 1;
    assert_true(ENDS(sley__wait_claim_check(&task, T)));
    arms[0].base.index = 0;
    task.base.claim = S;
    arms[1].next = &arms[1];
    assert_true(ENDS(sley__wait_claim_check(&task, Q)));
    arms[1].next = NULL;
    task.base.claim = I;
    arms[1].base.task = NULL;
    assert_true(ENDS(sley__wait_claim_check(&task, S)));
    x->hot.current = &x->own;
    assert_true(ENDS(sley__wait_claim_check(&task, Q)));
    sley__executor_close(x);
}

static void test_chan_check(void **state)
{
    (void)state;
    executor *x = sley__executor_open(&sley_seam_sim, 1);
    sley_chan *ch = sley_chan_new(&x->own, &sley_type_int, 2, NULL);
    sley_task tasks[2];
    sley_waiter r = {.base = {.task = &tasks[0]}};
    sley_waiter s = {.base = {.task = &tasks[1]}};
    sley__chan_check(ch);
    ch->end = 1;
    ch->receivers = &r; // I2
    assert_true(ENDS(sley__chan_check(ch)));
    ch->receivers = NULL;
    ch->senders = &s; // I2
    assert_true(ENDS(sley__chan_check(ch)));
    ch->end = 2;
    sley__chan_check(ch);
    ch->closed = true; // I3
    ch->room = 0;
    assert_true(ENDS(sley__chan_check(ch)));
    ch->closed = false;
    ch->cap = 0; // a rendezvous that holds an item
    assert_true(ENDS(sley__chan_check(ch)));
    ch->end = 0;
    sley__chan_check(ch);
    ch->receivers = &r; // I1
    assert_true(ENDS(sley__chan_check(ch)));
    ch->senders = ch->receivers = NULL;
    sley_chan_release(ch);
    sley__executor_close(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs_of_events),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_chan_check),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
