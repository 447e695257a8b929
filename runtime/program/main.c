// SPDX-License-Identifier: MIT
// main.c - the program: start, end, exit(), signals.
//
// The end (S21, S22):
//   1. what is ready when main ends still runs (the budget is cut there: sley__awaitable_end)
//   2. the remaining tasks are cancelled in spawn order; what is spawned from here on never starts
//   3. they are run to their ends, for at most the bound; those that are left are reported
//   4. unhandled errors are reported; output is flushed; main's own error comes last
//
// Settings from the environment:
//   SLEY_SEED=n           seed of the schedule: select's choice, random order (default 1)
//   SLEY_VTIME=1          virtual time (the sim)
//   SLEY_POLICY=NAME      which of those that are ready is next: fifo, random, reverse, pct
//   SLEY_TRACE=1          each step is told on stderr before it is made
//   SLEY_CANCEL_AT=N     main is cancelled where it waits for the N-th time
//   SLEY_DEBUG=exit,...   exit: check at the end that nothing is left
//                         suspend: every leaf operation gives way once
//                         poison: the C stack is overwritten between steps
//                         slow, slow=MS: a step that takes 100 ms, or so many, is told
#include "program/internal.h"

#include "sley/random.h"

#include <assert.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// ---- signals --------------------------------------------------------------------------------

static uv_async_t *interrupt; // of the executor that runs main
static volatile sig_atomic_t interrupts; // the number of the first signal; 0: none came

// SIGINT and SIGTERM: main is cancelled, cleanup runs; the second one ends the program at once.
static void on_signal(int signo)
{
    if (interrupts) sley__open_leave(128 + signo);
    interrupts = signo;
    uv_async_send(interrupt);
}

static void on_interrupt(uv_async_t *async)
{
    executor *x = async->data;
    if (!x->exiting) {
        x->exiting = true;
        x->exit_code = 128 + interrupts;
    }
    if (x->main) sley__cancel_for_exit(x->main);
}

static void on_dump(uv_signal_t *handle, int signo)
{
    (void)signo;
    executor *x = handle->data;
    sley_dump(&x->hot);
}

static const int ending_signals[] = {SIGINT, SIGTERM};
enum { SIGNAL_COUNT = sizeof ending_signals / sizeof ending_signals[0] };

// Unless somebody else handles it, or it is ignored.
static bool take_signal(int signo)
{
    struct sigaction old;
    struct sigaction ours = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    if (sigaction(signo, NULL, &old) != 0 || old.sa_handler != SIG_DFL) return false;
    return sigaction(signo, &ours, NULL) == 0;
}

static bool owns_signal(const executor *x, int signo)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        if (ending_signals[i] == signo) return x->has_signal[i];
    }
    return signo == SIGUSR1;
}

// The program has let go of it: as at the start.
static void retake_signal(executor *x, int signo)
{
    struct sigaction ours = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    if (!owns_signal(x, signo)) {
        if (signo == SIGPIPE) signal(SIGPIPE, SIG_IGN);
    } else if (signo == SIGUSR1) {
        uv_signal_start(&x->dump_signal, on_dump, SIGUSR1);
    } else {
        sigaction(signo, &ours, NULL);
    }
}

static void open_signals(executor *x)
{
    x->take_signal = retake_signal;
    x->owns_signal = owns_signal;
    signal(SIGPIPE, SIG_IGN);
    uv_signal_init(x->loop, &x->dump_signal);
    uv_signal_start(&x->dump_signal, on_dump, SIGUSR1);
    uv_async_init(x->loop, &x->interrupt, on_interrupt);
    x->dump_signal.data = x->interrupt.data = x;
    interrupt = &x->interrupt;
    for (size_t i = 0; i < SIGNAL_COUNT; i++) x->has_signal[i] = take_signal(ending_signals[i]);
}

static void close_signals(executor *x)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        if (x->has_signal[i]) signal(ending_signals[i], SIG_DFL);
    }
}

// ---- exit -----------------------------------------------------------------------------------

static void ask_exit(executor *x, int64_t code, sley_str *text)
{
    if (x->exiting) return; // the first one counts
    x->exiting = true;
    x->exit_code = (int)(code & 0xff);
    x->exit_text = sley_str_retain(text);
}

static sley_status unwind_for_exit(sley_task *task, int64_t code, sley_str *text)
{
    executor *x = full(task->base.executor);
    ask_exit(x, code, text);
    if (x->main) sley__cancel_for_exit(x->main);
    if (task != &x->own) sley__cancel_for_exit(task);
    return SLEY_CANCELLED;
}

sley_status sley_exit(sley_task *task, int64_t code)
{
    return unwind_for_exit(task, code, NULL);
}

sley_status sley_exit_text(sley_task *task, sley_str *text)
{
    return unwind_for_exit(task, SLEY_EXIT_ERROR, text);
}

void sley__main_exit_came(executor *x, int code, sley_str *text)
{
    unwind_for_exit(&x->own, code, text);
}

void sley_shutdown_within(sley_executor *e, int64_t duration)
{
    full(e)->shutdown_bound = duration;
}

void sley_on_unhandled(sley_executor *e, sley_unhandled_fn *fn, void *context)
{
    full(e)->unhandled = fn;
    full(e)->unhandled_context = context;
}

// ---- the end --------------------------------------------------------------------------------

void sley__main_report_pending(executor *x)
{
    report r;
    sley__report_begin(&r);
    for (sley_link *at = x->hot.tasks.next; at != &x->hot.tasks; at = at->next) {
        if (sley__runs_elsewhere(sley__task_of(at))) continue; // of a daemon
        sley__report_add(&r, "still pending at exit: ");
        sley__dump_task(&r, sley__task_of(at), STACK_SHOWN);
    }
    sley__report_end(&r);
}

void sley__main_report_failed(executor *x)
{
    while (!sley__link_is_empty(&x->failed)) {
        sley_task *t = sley__task_of(x->failed.next);
        sley__link_remove(&t->siblings);
        if (!(t->base.flags & SLEY_SEEN)) {
            t->base.flags |= SLEY_SEEN;
            sley__unhandled(x, "task", t, t->base.error, NULL);
        }
    }
}

// The bound of the end is a timer like any other, so that virtual time gets there, too.
static void no_more_time(sley_wait *w)
{
    (void)w;
}

static const sley_wait_kind bound_kind = {.name = "end of the program", .done = no_more_time};

static bool can_go_on(const executor *x)
{
    return x->hot.head != x->hot.tail || x->sources > 0 || x->hot.timer_count > 1;
}

// Some task has not ended that the end of the program waits for.
static bool is_waiting(const executor *x)
{
    return sley__live(x) > x->kept + x->daemons;
}

void sley__main_wind_down(executor *x, const sley_task *kept)
{
    x->hot.closing = true;
    for (sley_link *at = x->hot.tasks.next; at != &x->hot.tasks; at = at->next) {
        if (sley__task_of(at) != kept) sley_task_cancel(sley__task_of(at), NULL);
    }
    x->kept = kept ? 1 : 0;
    sley_wait bound = {.kind = &bound_kind};
    sley__timer_add(&x->hot, &bound, sley__clock_deadline(&x->hot, x->shutdown_bound));
    do {
        // Threads are waited for without a bound (S23).
        while (is_waiting(x) && (bound.index || x->away > 0) && can_go_on(x)) sley__sched_turn(x);
    } while (bound.index && !is_waiting(x) && sley__gen_close_all(x));
    sley__timer_remove(&x->hot, &bound);
    // on_done callbacks of the last ones
    for (int rounds = 0; rounds < 1000 && x->hot.head != x->hot.tail && !is_waiting(x); rounds++) {
        sley__sched_run_ready(x, TURN_BUDGET);
    }
    if (!kept && is_waiting(x)) sley__main_report_pending(x);
    sley__main_report_failed(x);
    sley__report_flush_output();
}

static void put_exit_text(const executor *x)
{
    if (!x->exit_text) return;
    fprintf(stderr, "%.*s\n", (int)x->exit_text->len, x->exit_text->data);
}

void sley_exit_here(void)
{
    executor *x = full(sley_here());
    sley_task *current = x->hot.current;
    assert(x->exiting);
    x->until = NULL;
    sley__main_wind_down(x, current == &x->own ? NULL : current);
    put_exit_text(x);
    fflush(NULL);
    sley__open_leave(sley__input_output_failed() && x->exit_code == 0 ? SLEY_EXIT_ERROR
                                                                      : x->exit_code);
}

void sley__main_exit_goes_on(sley_executor *e)
{
    (void)e;
    sley_exit_here();
}

// ---- the start ------------------------------------------------------------------------------

static bool has_word(const char *list, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = list; at && *at; at = strchr(at, ','), at = at ? at + 1 : NULL) {
        if (strncmp(at, word, len) == 0 && (at[len] == ',' || at[len] == '\0')) return true;
    }
    return false;
}

// "slow": from 100 ms on; "slow=5": from 5 ms on.
static void time_steps(executor *x, const char *words)
{
    const char *given = words ? strstr(words, "slow=") : NULL;
    bool is_word = given && (given == words || given[-1] == ',');
    long ms = is_word ? strtol(given + strlen("slow="), NULL, 10) : 0;
    if (ms <= 0 && has_word(words, "slow")) ms = 100;
    if (ms <= 0) return;
    x->slow_step = ms * NANOS_PER_MS;
    x->timed = sley__dump_slow_step;
}

static executor *open_from_environment(void)
{
    const char *seed = getenv("SLEY_SEED");
    const char *vtime = getenv("SLEY_VTIME");
    const char *policy = getenv("SLEY_POLICY");
    bool sim = vtime && strcmp(vtime, "1") == 0;
    executor *x = sley__executor_open(sim ? &sley_seam_sim : &sley_seam_uv,
                                      seed ? strtoull(seed, NULL, 10) : 1);
    if (policy && !sley__policy_named(policy, &x->policy)) {
        fprintf(stderr,
                "SLEY_POLICY: there is no policy \"%s\"; there are fifo, random, reverse, pct\n",
                policy);
        exit(2);
    }
    const char *trace = getenv("SLEY_TRACE");
    if (trace && strcmp(trace, "1") == 0) x->trace = sley__dump_step;
    if (has_word(getenv("SLEY_DEBUG"), "suspend")) x->hot.step_credits = 0;
    x->scrub = has_word(getenv("SLEY_DEBUG"), "poison");
    time_steps(x, getenv("SLEY_DEBUG"));
    return x;
}

int sley__main_close_and_check(executor *x, int code)
{
    if (sley__live(x)) { // reported; their frames hold what they hold
        fflush(NULL);
        sley__open_leave(code);
    }
    sley__open_end_all(x);
    if (x->lookups > 0) { // the answer of a slow name server is not waited for, nor its thread
        fflush(NULL);
        _exit(code);
    }
    bool checks = x->test && x->checks_leaks;
    bool leftover = sley__executor_close(x);
    sley__open_restore_flags();
    if (leftover && checks && code == 0) {
        fprintf(stderr, "a task, channel or another object of the runtime is still held when the "
                        "test has ended: by a cycle, or a variable of a module\n");
        return SLEY_EXIT_ERROR;
    }
    if (leftover && has_word(getenv("SLEY_DEBUG"), "exit")) {
        fprintf(stderr, "sley: memory was not freed at exit\n");
        return 70;
    }
    return code;
}

static void report_main_error(const sley_error *error)
{
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "error: ");
    sley__unhandled_report(&r, error);
    sley__report_end(&r);
}

// Where its Cancelled came from, and why.
static void report_main_cancelled(const executor *x)
{
    report r;
    const sley_str *why = x->main_cancelled;
    sley__report_begin(&r);
    sley__report_add(&r, "error: main was cancelled%s", why ? ": " : "");
    if (why) sley__report_text(&r, why->data, (size_t)why->len);
    sley__report_add(&r, "\n");
    if (x->main_cancelled_at) sley__report_row(&r, x->main_cancelled_at);
    sley__report_end(&r);
}

// The status of main, once everything else has ended; takes the error.
int sley__main_final_code(const executor *x, sley_status st, sley_error *error)
{
    int code = 0;
    if (st == SLEY_ERROR) {
        report_main_error(error);
        code = SLEY_EXIT_ERROR;
    } else if (x->exiting) {
        put_exit_text(x);
        code = x->exit_code;
    } else if (st == SLEY_CANCELLED) {
        report_main_cancelled(x);
        code = SLEY_EXIT_ERROR;
    }
    sley_error_release(error);
    return sley__input_output_failed() && code == 0 ? SLEY_EXIT_ERROR : code;
}

static sley_status run_main(executor *x, const sley_fn *fn, sley_error **error)
{
    sley_task *main = sley_task_new(&x->own, fn, NULL);
    sley_frame_init(sley_task_frame(main), NULL, fn);
    main->number = 0;
    x->hot.task_number = 0;
    x->main = sley_task_start(main, NULL);
    x->running = true;
    const char *at = getenv("SLEY_CANCEL_AT");
    uint64_t waits = 0;
    bool alive = at ? sley__cancel_nth(x, x->main, strtoull(at, NULL, 10), &waits)
                    : sley__sched_run(x, &main->base);
    if (!alive && main->base.outcome == SLEY_UNFINISHED) {
        sley__deadlock(x, NULL);
    }
    x->running = false;
    x->main = NULL;
    sley_status st = sley__awaitable_deliver(&x->own, &main->base, NULL);
    if (st == SLEY_ERROR) *error = sley_catch(&x->own);
    sley_task_release(main);
    return st;
}

static sley_status run_plain(executor *x, sley_throwing_main *fn, sley_error **error)
{
    sley_status st = fn(&x->own);
    if (st == SLEY_ERROR) *error = sley_catch(&x->own);
    sley__sched_run_ready(x, x->hot.tail - x->hot.head);
    return st;
}

// glibc gives the end of the heap back to the system when 128 KiB of it are free, and gets fresh
// pages, which have to be cleared, for the next message: that was two thirds of the time of a
// server of 16 KiB messages. Once a large block was freed it keeps up to 16 MiB, and still adapts.
static void keep_heap(void)
{
#ifdef __GLIBC__
    enum { LARGE = 8 * 1024 * 1024 };
    void *volatile block = malloc(LARGE);
    free(block);
#endif
}

static executor *open_program(int argc, char **argv)
{
    keep_heap();
    sley__open_standard_files();
    sley__os_set_args(argc, argv);
    sley__stack_guard();
    return open_from_environment();
}

static int run_program(int argc, char **argv, const sley_fn *fn, sley_throwing_main *plain,
                       sley_throwing_main *start)
{
    executor *x = open_program(argc, argv);
    sley_error *error = NULL;
    sley_status st = start ? start(&x->own) : SLEY_OK;
    x->module_blocks = x->blocks; // module-level variables hold them to the end
    if (st == SLEY_ERROR) {
        error = sley_catch(&x->own);
    } else if (st == SLEY_OK) {
        open_signals(x);
        st = fn ? run_main(x, fn, &error) : run_plain(x, plain, &error);
    }
    sley__main_wind_down(x, NULL);
    int code = sley__main_final_code(x, st, error);
    close_signals(x);
    return sley__main_close_and_check(x, code);
}

int sley_main(int argc, char **argv, const sley_fn *fn, sley_throwing_main *start)
{
    return run_program(argc, argv, fn, NULL, start);
}

int sley_main_throwing(int argc, char **argv, sley_throwing_main *fn, sley_throwing_main *start)
{
    return run_program(argc, argv, NULL, fn, start);
}

static sley_plain_main *plain_main; // of the process

static sley_status call_plain_main(sley_task *task)
{
    (void)task;
    plain_main();
    return SLEY_OK;
}

int sley_main_plain(int argc, char **argv, sley_plain_main *fn, sley_throwing_main *start)
{
    plain_main = fn;
    return run_program(argc, argv, NULL, call_plain_main, start);
}

// ---- a main() in C ---------------------------------------------------------------------------

sley_task *sley_open(int argc, char **argv)
{
    executor *x = open_program(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    return &x->own;
}

sley_status sley_run(sley_task *task, sley_awaitable *a, void *result)
{
    executor *x = full(task->base.executor);
    assert(task == &x->own && !x->running); // from main() alone, not from what main() runs
    x->running = true;
    bool alive = sley__sched_run(x, a);
    x->running = false;
    x->hot.current = task;
    if (!alive && a->outcome == SLEY_UNFINISHED) sley__deadlock(x, a);
    return sley__awaitable_deliver(task, a, result);
}

int sley_close(sley_task *task, sley_status st)
{
    executor *x = full(task->base.executor);
    sley_error *error = st == SLEY_ERROR ? sley_catch(task) : NULL;
    sley__main_wind_down(x, NULL);
    return sley__main_close_and_check(x, sley__main_final_code(x, st, error));
}
