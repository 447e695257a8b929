// SPDX-License-Identifier: MIT
// test_handwritten.c - an async function in C beside generated ones.
//
// The function of docs/generated-c.md, word for word: between the two marks it is
// what a C programmer writes against the ABI.  It receives from a channel, gives
// way, calls an async function in its own frame, throws, and cleans up.
#include "rt.h"

// ---- begin of the example ---------------------------------------------------------------

// async fn weigh(n: int) -> int { await sleep(1ms); return n * 10 }
typedef struct hand_weigh__frame {
    sley_frame base;
    int64_t a_n;
    int64_t result;
    sley_wait a1; // what the await needs
} hand_weigh__frame;

SLEY_FN_RESULT(hand_weigh, "hand.weigh", "hand.c", 1, 64, sley_type_int,
    {1, 1, 0, "sleep(1ms)"});

static SLEY_BEGIN1(hand_weigh, int64_t, a_n)

static sley_status hand_weigh__resume(sley_task *task, sley_frame *self, sley_status st)
{
    hand_weigh__frame *f = (hand_weigh__frame *)self;
    if (sley_resumes(self)) goto resume_1;
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000);
resume_1: if (sley_stops(task, self, st)) return st;
    f->result = f->a_n * 10;
    return SLEY_OK;
}

static const sley_error_type hand_empty = {.name = "Empty", .size = sizeof(sley_error)};

// async fn total(input: chan[int]) -> int throws: the sum of what comes, weighed;
// throws Empty when nothing came.  Closes the channel on every way out.
typedef struct hand_total__frame {
    sley_frame base;
    sley_chan *a_input; // borrowed: the caller keeps it alive
    int64_t result;
    int64_t v_sum;      // what lives across an await lies in the frame
    union {             // at most one await is in progress
        struct { sley_waiter wait; sley_opt_int v; } a1;
        hand_weigh__frame a2; // the callee's frame lies in ours
    };
} hand_total__frame;

SLEY_OWNED(hand_total, (a_input, sley_type_chan)); // when it is a task of its own
SLEY_TASK_FN_RESULT(hand_total, "hand.total", "hand.c", 10, 120, sley_type_int,
    {12, 1, 0, "recv"},
    {13, 2, SLEY_CHILD(hand_total, a2), "weigh(n)"},
    {15, 3, 0, "throw Empty"});

static SLEY_BEGIN1(hand_total, sley_chan *, a_input)

static sley_status hand_total__resume(sley_task *task, sley_frame *self, sley_status st)
{
    hand_total__frame *f = (hand_total__frame *)self;
    if (self->state == 1) goto resume_1;
    if (self->state == 2) goto resume_2;
    sley_starts(self);
    f->v_sum = 0;
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_input, int64_t);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (!f->a1.v.some) break;
        hand_weigh__begin(&f->a2, self, f->a1.v.value);
        st = SLEY_AWAIT(hand_weigh, task, self, 2, f->a2);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        f->v_sum += f->a2.result;
    }
    if (f->v_sum == 0) {
        st = sley_throw(task, &hand_total__sites[3], sley_error_new(&hand_empty));
        goto leave_1;
    }
    f->result = f->v_sum;

leave_1:
    sley_chan_close(f->a_input);
    return st;
}

// ---- end of the example ------------------------------------------------------------------

// Sends 1 .. n, closes, awaits `total` as a task, and tells how it ended.
ASYNC(feeder, sley_chan *ch; sley_task *t; int64_t n; int64_t i; int64_t value; sley_waiter w;
      int64_t v; bool cancels;);
RESUME(feeder)
{
    BEGIN(feeder)
    f->ch = sley_chan_new(task, &sley_type_int, 0, NULL);
    f->t = sley_task_new(task, &hand_total__fn, &rt_spawn_site);
    hand_total__begin(sley_task_frame(f->t), NULL, sley_chan_retain(f->ch));
    sley_task_start(f->t, NULL);
    for (f->i = 1; f->i <= f->n; f->i++) {
        f->value = f->i;
        AWAIT(1, sley_chan_send(task, self, &f->w, f->ch, &f->value, sizeof f->value))
    }
    if (f->cancels) sley_task_cancel(f->t, NULL);
    else sley_chan_close(f->ch);
    AWAIT_TRY(2, sley_task_await(task, self, &f->w, f->t, &f->v))
    if (st == SLEY_OK) say("%d", (int)f->v);
    else say("%s", outcome_name(task, st));
    say(sley_chan_closed(f->ch) ? "closed" : "open");
    sley_task_release(f->t);
    sley_chan_release(f->ch);
    END
}

static void test_value(void **state)
{
    (void)state;
    RUN(feeder, .n = 4);
    assert_log("100 closed");
}

static void test_error(void **state)
{
    (void)state;
    RUN(feeder, .n = 0);
    assert_log("Empty closed");
}

static void test_cancelled(void **state)
{
    (void)state;
    RUN(feeder, .n = 2, .cancels = true);
    assert_log("Cancelled closed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_cancelled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
