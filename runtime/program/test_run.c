// SPDX-License-Identifier: MIT
// test_run.c - one test block under one schedule, perhaps cancelled at one of its awaits.
#include <stdio.h>
#include <stdlib.h>

#include "program/internal.h"
#include "sley/random.h"

// ---- the run ----------------------------------------------------------------------------------

static sley_status run_block(executor *x, const sley_test *test, const sley_test_plan *plan,
                             uint64_t *waits, sley_error **error)
{
    sley_task *t = sley_task_new(&x->own, test->fn, NULL);
    sley_frame_init(sley_task_frame(t), NULL, test->fn);
    t->number = 0;
    x->main = sley_task_start(t, NULL);
    bool alive = plan->cancel_at > 0 ? sley__cancel_nth(x, t, plan->cancel_at, waits)
                                     : sley__sched_run(x, &t->base);
    if (!alive && t->base.outcome == SLEY_UNFINISHED) {
        fprintf(stderr, "test \"%s\": ", test->name);
        sley__deadlock_report(x, NULL);
        sley__open_leave(SLEY_EXIT_DEADLOCK);
    }
    x->main = NULL;
    sley_status st = sley__awaitable_deliver(&x->own, &t->base, NULL);
    if (st == SLEY_ERROR) *error = sley_catch(&x->own);
    sley_task_release(t);
    return st;
}

// A task that still runs and that nothing has cancelled: it would outlive what started it.
static bool report_orphans(executor *x, const sley_test *test)
{
    bool any = false;
    report r;
    for (sley_link *at = x->hot.tasks.next; at != &x->hot.tasks; at = at->next) {
        sley_task *t = sley__task_of(at);
        if (t->cancel & SLEY_CANCEL_ASKED) continue;
        if (!any) {
            sley__report_begin(&r);
            sley__report_add(&r,
                             "test \"%s\" failed\nit ends while a task that it started still runs: "
                             "await it, cancel it, or spawn it in a group\n",
                             test->name);
        }
        any = true;
        sley__dump_task(&r, t, STACK_SHOWN);
    }
    if (any) sley__report_end(&r);
    return any;
}

// Why it failed, in a line. A panic has said it itself.
static void note_failure(const executor *x, sley_status st, const sley_error *error)
{
    char *note = x->test_note;
    if (note == NULL) return;
    if (st == SLEY_ERROR) {
        sley_text headline;
        sley_text_init(&headline);
        sley__error_headline(error, &headline);
        snprintf(note, SLEY_NOTE_SIZE, "%.*s", (int)headline.len, headline.data);
        sley_text_fini(&headline);
    } else if (x->exiting) {
        snprintf(note, SLEY_NOTE_SIZE, "exit(%d) was called", x->exit_code);
    } else if (st == SLEY_CANCELLED) {
        snprintf(note, SLEY_NOTE_SIZE, "it ended cancelled");
    } else {
        snprintf(note, SLEY_NOTE_SIZE, "it ends while a task that it started still runs");
    }
}

int sley_test_run(const sley_test *test, sley_throwing_main *start, const sley_test_plan *plan,
                  uint64_t *waits)
{
    sley__stack_guard();
    executor *x = sley__executor_open(&sley_seam_sim, plan->seed);
    uint64_t ignored = 0;
    x->policy = plan->policy;
    x->test = test->name;
    x->test_note = plan->note;
    x->checks_leaks = plan->checks_leaks;
    if (plan->trace) x->trace = sley__dump_step;
    sley_random_seed((int64_t)plan->seed); // what the program draws follows from it, too
    sley_error *error = NULL;
    sley_status st = start ? start(&x->own) : SLEY_OK;
    x->module_blocks = x->blocks; // module-level variables hold them to the end
    if (st == SLEY_ERROR) error = sley_catch(&x->own);
    if (st == SLEY_OK) st = run_block(x, test, plan, waits ? waits : &ignored, &error);
    bool was_cancelled = plan->cancel_at > 0 && st == SLEY_CANCELLED;
    bool leaves_tasks = st == SLEY_OK && plan->cancel_at == 0 && report_orphans(x, test);
    sley__main_wind_down(x, NULL);
    int code = leaves_tasks ? SLEY_EXIT_ERROR : 0;
    if (leaves_tasks) note_failure(x, st, error);
    if (st != SLEY_OK && !was_cancelled) {
        note_failure(x, st, error);
        fprintf(stderr, "test \"%s\" failed\n", test->name);
        if (st != SLEY_ERROR && x->exiting) fprintf(stderr, "exit(%d) was called\n", x->exit_code);
        code = sley__main_final_code(x, st, error);
    }
    return sley__main_close_and_check(x, code);
}
