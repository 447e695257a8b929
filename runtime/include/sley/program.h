// SPDX-License-Identifier: MIT
// program.h - the program's start and end, exit(), and test blocks.
#ifndef SLEY_PROGRAM_H
#define SLEY_PROGRAM_H

#include "sley/error.h"
#include "sley/executor.h"
#include "sley/frame.h"
#include "sley/task.h"

#ifdef __cplusplus
extern "C" {
#endif

// A plain function without parameters or result, in its throwing form and in the other.
typedef sley_status sley_throwing_main(sley_task *task);
typedef void sley_plain_main(void);

// A module's header ends with the interface that it declares, as a symbol with the hash of it:
//     #define i_util__interface i_util__interface_3f9a12c400d1e7b5
//     SLEY_INTERFACE(i_util__interface);
// Each file that includes the header needs that symbol, and util.c defines it. So files that were
// compiled against two interfaces of a module do not link, and the linker names the module.
#define SLEY_INTERFACE(NAME)  \
    extern const char NAME;   \
    SLEY_USED static const char *const NAME##__needed = &NAME
#define SLEY_INTERFACE_HERE(NAME) const char NAME = 0

// What the generated C main() returns. The frame of an async main has no parameters. `start`, when
// not NULL, initialises module-level variables first (a plain function, throwing form).
//     int main(int argc, char **argv) { return sley_main(argc, argv, &m_app__main__fn, NULL); }
int sley_main(int argc, char **argv, const sley_fn *fn, sley_throwing_main *start);
int sley_main_throwing(int argc, char **argv, sley_throwing_main *fn, sley_throwing_main *start);
int sley_main_plain(int argc, char **argv, sley_plain_main *fn, sley_throwing_main *start);

// The program's main(), one for each of them:
//     SLEY_MAIN(m_app__main, NULL)
#define SLEY_MAIN(NAME, START)                                   \
    int main(int argc, char **argv)                              \
    {                                                            \
        return sley_main(argc, argv, &NAME##__fn, START);        \
    }
#define SLEY_MAIN_THROWING(NAME, START)                          \
    int main(int argc, char **argv)                              \
    {                                                            \
        return sley_main_throwing(argc, argv, NAME, START);      \
    }
#define SLEY_MAIN_PLAIN(NAME, START)                             \
    int main(int argc, char **argv)                              \
    {                                                            \
        return sley_main_plain(argc, argv, NAME, START);         \
    }

// A program whose main() is C. sley_open gives the task that plain code runs in: from then on the
// functions of the modules can be called (a module with variables first: `i_util(task)` gives them
// their values). sley_close ends what is left as at the end of a program and gives the status to
// return; `st` is what main() ended with: the error of SLEY_ERROR is reported as one that nothing
// caught. Signals stay main()'s own, but for SIGPIPE, which is ignored.
//     int main(int argc, char **argv)
//     {
//         sley_task *task = sley_open(argc, argv);
//         printf("%lld\n", (long long)m_util__answer());
//         return sley_close(task, SLEY_OK);
//     }
sley_task *sley_open(int argc, char **argv);
int sley_close(sley_task *task, sley_status st);

// Runs until `a` (of a task: &t->base) has ended, and all else meanwhile; copies its result, or
// gives what it ended with. From main() alone. When no task can make progress it is a deadlock:
// status 71.
sley_status sley_run(sley_task *task, sley_awaitable *a, void *result);

// exit(n), exit("text"): `st = sley_exit(task, n); goto leave_1;` unwinds this task as a
// cancellation that cannot be refused, and every other task (S22). Returns SLEY_CANCELLED. Text
// goes to stderr, status 1.
sley_status sley_exit(sley_task *task, int64_t code);
sley_status sley_exit_text(sley_task *task, sley_str *text);

// After that in a function that was called as a value or a callback, whose caller expects no
// status: the other tasks are cancelled and cleaned up inside this call, then the program ends.
// The frames that called the value are not unwound.
SLEY_NORETURN void sley_exit_here(void);

// shutdown(within: d): the bound for cleanup at the end (S21), nanoseconds; 10s at first.
// on_spawn(f): `f` gets each task that is spawned from now on, right before its first step; and
// no function does.
void sley_on_spawn(sley_executor *e, sley_closure *fn);
void sley_on_spawn_nothing(sley_executor *e);
void sley_shutdown_within(sley_executor *e, int64_t duration);

// on_unhandled(fn): C face. Called with a message and an error (borrowed); NULL restores the
// report.
typedef void sley_unhandled_fn(void *context, const char *message, sley_error *error);
void sley_on_unhandled(sley_executor *e, sley_unhandled_fn *fn, void *context);

// A test { } block.
typedef struct sley_test {
    const char *name;
    const sley_fn *fn;
} sley_test;

// How a test is run.
typedef struct sley_test_plan {
    uint64_t seed;      // of the schedule, and of what the program draws
    uint64_t cancel_at; // the test is cancelled where it waits for the n-th time; 0: never
    char *note;         // 512 bytes that get a line on why it failed; NULL: not wanted
    uint8_t policy;     // 0 fifo, 1 random, 2 reverse, 3 pct (core/policy.c)
    bool trace;         // each step is told on stderr
    bool checks_leaks;  // what is still held at the end is a failure
} sley_test_plan;

// Gives the module-level variables their first values with `start`, unless it is NULL, and runs the
// test to its end on a virtual executor of its own. 0 passed, 1 failed (the report is on stderr),
// 71 deadlock. Passed is a test that left no task running; one that was cancelled has passed when
// it ended as cancelled, or well. *waits (NULL: not wanted): how often it waited.
int sley_test_run(const sley_test *test, sley_throwing_main *start, const sley_test_plan *plan,
                  uint64_t *waits);

// What the main() of `sley test` returns: runs the tests, each in processes of its own, and reads
// --seed N, --seeds N, --policy fifo|random|reverse|pct, --cancel-fuzz 1, --cancel-at N,
// --check-leaks 1, --trace 1, --filter TEXT, --tap 1, --junit FILE.
// 1 when any failed.
int sley_test_main(int argc, char **argv, const sley_test *tests, size_t count,
                   sley_throwing_main *start);

#ifdef __cplusplus
}
#endif

#endif
