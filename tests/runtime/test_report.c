// SPDX-License-Identifier: MIT
// test_report.c - how a program ends: statuses, panics, deadlocks, uncaught errors, dumps.
//
// Each case is a whole program in a child process: sley_main with its status, its stdout and
// stderr.
#include "rt.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static char out[8192];
static char err[8192];

static void slurp(int fd, char *into)
{
    size_t len = 0;
    for (ssize_t n; (n = read(fd, into + len, 8191 - len)) > 0;) len += (size_t)n;
    into[len] = '\0';
    close(fd);
}

// The exit status of `program`; -signal.
static int run_program(int (*program)(void), const char *setting, const char *value)
{
    int to_out[2];
    int to_err[2];
    assert_int_equal(pipe(to_out) + pipe(to_err), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(to_out[1], STDOUT_FILENO);
        dup2(to_err[1], STDERR_FILENO);
        close(to_out[0]);
        close(to_err[0]);
        unsetenv("SLEY_VTIME");
        if (setting) setenv(setting, value, 1);
        signal(SIGINT, SIG_DFL);
        int code = program();
        fflush(NULL);
        _exit(code);
    }
    close(to_out[1]);
    close(to_err[1]);
    slurp(to_out[0], out);
    slurp(to_err[0], err);
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void print(const char *text)
{
    sley_stdout_put(text, strlen(text));
}

// ---- a callee that waits for ever, two frames deep ------------------------------------------

ASYNC(stuck, sley_chan *ch; sley_waiter w; sley_opt_int v;);
RESUME(stuck)
{
    BEGIN(stuck)
    AWAIT(1, sley_chan_recv(task, self, &f->w, f->ch, &f->v, sizeof(int64_t)))
    END
}

static const sley_site chan_sites[] = {{1, 0, 0, SLEY_NAMED("t.test", "t.sley")},
                                       {3, 1, 0, "chan"}};

ASYNC(deadlock, sley_chan *ch; stuck__frame callee; sley_wait w;);
RESUME(deadlock)
{
    BEGIN(deadlock)
    print("before");
    f->ch = sley_chan_new(task, &sley_type_int, 0, &chan_sites[1]);
    SPAWN_DROP(NULL, stuck, .ch = f->ch);
    f->callee = (stuck__frame){.ch = f->ch};
    sley_frame_init(&f->callee.base, self, &stuck__fn);
    AWAIT(1, stuck__resume(task, &f->callee.base, SLEY_OK))
    END
}

static int deadlock_program(void)
{
    return sley_main(0, NULL, &deadlock__fn, NULL);
}

static void test_deadlock(void **state)
{
    (void)state;
    assert_int_equal(run_program(deadlock_program, NULL, NULL), 71);
    assert_string_equal(out, "before");
    assert_string_equal(err, "deadlock: no task can make progress\n"
                             "task \"main\" waits in recv: chan[int]#1 of t.sley:3\n"
                             "  at t.stuck (t.sley:11)\n"
                             "  at t.deadlock (t.sley:11)\n"
                             "task \"stuck#1\" waits in recv: chan[int]#1 of t.sley:3\n"
                             "  at t.stuck (t.sley:11)\n"
                             "  spawned at t.sley:8\n");
    assert_int_equal(run_program(deadlock_program, "SLEY_VTIME", "1"), 71);
}

// ---- panics ---------------------------------------------------------------------------------

typedef struct panics__frame {
    sley_frame base;
    int64_t result;
    sley_wait w;
    int64_t depth;
    struct panics__frame *callee;
} panics__frame;
SLEY_FN_RESULT(panics, "t.panics", "t.sley", 20, sizeof(panics__frame), sley_type_int,
               {21, 1, 0, "sleep"},
               {22, 2, SLEY_CHILD_AT(panics, callee), "panics()"}, {23, 3, 0, "xs[i]"});
RESUME(panics)
{
    BEGIN(panics)
    if (f->depth == 0) {
        AWAIT(1, sley_sleep(task, self, &f->w, 1))
        sley_panic(&panics__sites[3], "index 5 is out of range for a list of 3");
    }
    f->callee = sley_frame_push(task, sizeof *f->callee);
    *f->callee = (panics__frame){.depth = f->depth - 1};
    sley_frame_init(&f->callee->base, self, &panics__fn);
    AWAIT(2, sley_call(task, &f->callee->base))
    END
}

ASYNC(spawns_panic, sley_waiter w; sley_task *t;);
RESUME(spawns_panic)
{
    BEGIN(spawns_panic)
    f->t = SPAWN(NULL, panics, .depth = 2);
    AWAIT(1, sley_task_await(task, self, &f->w, f->t, NULL))
    END
}

static int panic_program(void)
{
    return sley_main(0, NULL, &spawns_panic__fn, NULL);
}

static sley_status plain_panic(sley_task *task)
{
    (void)task;
    sley_panicf(&rt_spawn_site, "%s %d", "plain", 1);
}

static int plain_panic_program(void)
{
    return sley_main_throwing(0, NULL, plain_panic, NULL);
}

static void test_panic(void **state)
{
    (void)state;
    assert_int_equal(run_program(panic_program, NULL, NULL), 134);
    assert_string_equal(err, "panic: index 5 is out of range for a list of 3\n"
                             "  at t.panics (t.sley:23)\n"
                             "  at t.panics (t.sley:22)\n"
                             "  at t.panics (t.sley:22)\n"
                             "  in task \"panics#1\" spawned at t.sley:8\n");
    assert_int_equal(run_program(plain_panic_program, NULL, NULL), 134);
    assert_string_equal(err, "panic: plain 1\n  at t.test (t.sley:8)\n  in task \"main\"\n");
}

// ---- errors of main, and their trace --------------------------------------------------------

ASYNC(fails, sley_wait w;);
RESUME(fails)
{
    BEGIN(fails)
    AWAIT(1, sley_sleep(task, self, &f->w, 1))
    THROW(fails, rt_error_a);
    END
}

ASYNC(calls_failing, fails__frame callee;);
RESUME(calls_failing)
{
    BEGIN(calls_failing)
    sley_frame_init(&f->callee.base, self, &fails__fn);
    AWAIT(2, fails__resume(task, &f->callee.base, SLEY_OK))
    END
}

ASYNC(error_main, sley_task *t; sley_waiter w;);
RESUME(error_main)
{
    BEGIN(error_main)
    f->t = SPAWN(NULL, calls_failing, );
    AWAIT_ANY(1, sley_task_await(task, self, &f->w, f->t, NULL))
    sley_task_release(f->t);
    if (sley_failed(task, self, st)) return st;
    END
}

static int error_program(void)
{
    return sley_main(0, NULL, &error_main__fn, NULL);
}

// rule: S22
static void test_uncaught_error(void **state)
{
    (void)state;
    assert_int_equal(run_program(error_program, "SLEY_DEBUG", "exit"), 1);
    assert_string_equal(err, "error: A\n"
                             "  at t.fails (t.sley:19)\n"
                             "  at t.calls_failing (t.sley:12)\n"
                             "  in a task spawned at t.sley:8\n"
                             "  at t.error_main (t.sley:11)\n");
}

ASYNC(forgets, sley_wait w;);
RESUME(forgets)
{
    BEGIN(forgets)
    SPAWN_DROP(NULL, fails, );
    AWAIT(1, sley_sleep(task, self, &f->w, 1000))
    END
}

static int forget_program(void)
{
    return sley_main(0, NULL, &forgets__fn, NULL);
}

// rule: S19
static void test_unseen_error(void **state)
{
    (void)state;
    assert_int_equal(run_program(forget_program, "SLEY_VTIME", "1"), 0);
    assert_string_equal(err, "unhandled error in task \"fails#1\": A\n"
                             "  at t.fails (t.sley:19)\n"
                             "  spawned at t.sley:8\n");
}

// ---- exit -----------------------------------------------------------------------------------

ASYNC(cleans, sley_wait w; sley_unwind u;);
RESUME(cleans)
{
    BEGIN(cleans)
    AWAIT_ANY(1, sley_sleep(task, self, &f->w, ms(100000)))
    sley_unwind_enter(task, &f->u, st);
    AWAIT(2, sley_sleep(task, self, &f->w, 1000))
    print("cleaned\n");
    return sley_unwind_leave(task, &f->u, SLEY_OK);
    END
}

static int how_to_exit;

static void exit_callback(sley_closure *c)
{
    (void)c;
    sley_exit(sley_here_task(), 7);
    sley_exit_here();
}

static sley_closure exits = {{SLEY_IMMORTAL, 0}, (void (*)(void))exit_callback, NULL};

ASYNC(exit_main, sley_wait w; sley_unwind u;);
RESUME(exit_main)
{
    BEGIN(exit_main)
    SPAWN_DROP(NULL, cleans, );
    AWAIT(1, sley_sleep(task, self, &f->w, 1))
    if (how_to_exit == 0) {
        st = sley_exit(task, 3);
    } else if (how_to_exit == 1) {
        sley_str *text = sley_str_from_cstr("no luck");
        st = sley_exit_text(task, text);
        sley_str_release(text);
    } else if (how_to_exit == 2) {
        sley_handle_release(sley_call_soon(task->base.executor, &exits, NULL));
        AWAIT_ANY(2, sley_sleep(task, self, &f->w, ms(100000)))
    } else {
        raise(SIGINT);
        AWAIT_ANY(3, sley_sleep(task, self, &f->w, ms(100000)))
    }
    sley_unwind_enter(task, &f->u, st);
    print("main cleaned\n");
    return sley_unwind_leave(task, &f->u, SLEY_OK);
    END
}

static int exit_program(void)
{
    return sley_main(0, NULL, &exit_main__fn, NULL);
}

// rule: S22, S91
static void test_exit(void **state)
{
    (void)state;
    static const int codes[] = {3, 1, 7, 130};
    for (how_to_exit = 0; how_to_exit < 4; how_to_exit++) {
        assert_int_equal(run_program(exit_program, NULL, NULL), codes[how_to_exit]);
        assert_non_null(strstr(out, "main cleaned\n"));
        assert_non_null(strstr(out, "\ncleaned\n")          ? out
                        : strncmp(out, "cleaned\n", 8) == 0 ? out
                                                            : NULL);
        assert_string_equal(err, how_to_exit == 1 ? "no luck\n" : "");
    }
}

// ---- the bound of the shutdown --------------------------------------------------------------

ASYNC(never_ends, sley_scope s; sley_wait w;);
RESUME(never_ends)
{
    BEGIN(never_ends)
    sley_shield_enter(task, &f->s);
    for (;;) {
        AWAIT(1, sley_sleep(task, self, &f->w, ms(1000)))
    }
    END
}

ASYNC(bounded, sley_wait w;);
RESUME(bounded)
{
    BEGIN(bounded)
    sley_shutdown_within(task->base.executor, ms(2500));
    SPAWN_DROP(NULL, never_ends, );
    AWAIT(1, sley_yield(task, self))
    END
}

static int bounded_program(void)
{
    return sley_main(0, NULL, &bounded__fn, NULL);
}

// rule: S21, S24
static void test_still_pending(void **state)
{
    (void)state;
    assert_int_equal(run_program(bounded_program, "SLEY_VTIME", "1"), 0);
    assert_string_equal(
        err,
        "still pending at exit: task \"never_ends#1\" waits in sleep (500 ms left), cancelling\n"
        "  at t.never_ends (t.sley:11)\n"
        "  spawned at t.sley:8\n");
}

// ---- dumps ----------------------------------------------------------------------------------

ASYNC(dumps, sley_wait w; sley_task *t;);
RESUME(dumps)
{
    BEGIN(dumps)
    SPAWN_DROP(NULL, cleans, );
    AWAIT(1, sley_sleep(task, self, &f->w, 1))
    raise(SIGUSR1);
    AWAIT(2, sley_sleep(task, self, &f->w, ms(20)))
    END
}

static int dump_program(void)
{
    return sley_main(0, NULL, &dumps__fn, NULL);
}

static void test_dump_on_signal(void **state)
{
    (void)state;
    assert_int_equal(run_program(dump_program, NULL, NULL), 0);
    assert_non_null(strstr(err, "tasks: 2 live"));
    assert_non_null(strstr(err, "task \"main\" waits in sleep"));
    assert_non_null(strstr(err, "task \"cleans#1\" waits in sleep"));
    assert_non_null(strstr(err, "  at t.cleans (t.sley:11)\n  spawned at t.sley:8\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deadlock),
        cmocka_unit_test(test_panic),
        cmocka_unit_test(test_uncaught_error),
        cmocka_unit_test(test_unseen_error),
        cmocka_unit_test(test_exit),
        cmocka_unit_test(test_still_pending),
        cmocka_unit_test(test_dump_on_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
