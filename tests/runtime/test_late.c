// SPDX-License-Identifier: MIT
// test_late.c - the loop wakes up although it comes late to libuv.
//
// This uv_run takes its time before the real one: the timer that is to wake the loop has run out
// when libuv looks at its timers for the first time, and must not be missed then.
#include <dlfcn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rt.h"

typedef int run_loop(uv_loop_t *loop, uv_run_mode mode);

int uv_run(uv_loop_t *loop, uv_run_mode mode)
{
    run_loop *real;
    void *found = dlsym(RTLD_NEXT, "uv_run");
    memcpy(&real, &found, sizeof real);
    struct timespec late = {0, 4 * 1000 * 1000};
    if (mode == UV_RUN_ONCE) nanosleep(&late, NULL);
    return real(loop, mode);
}

ASYNC(sleeps, sley_wait w;);
RESUME(sleeps)
{
    BEGIN(sleeps)
    AWAIT(1, sley_sleep(task, self, &f->w, 2 * 1000 * 1000))
    END
}

// rule: S5
static void test_timer_that_ran_out_before_the_wait(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0) {
        alarm(5); // it used to wait for ever, for its signal handles only
        _exit(sley_main(0, NULL, &sleeps__fn, NULL));
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timer_that_ran_out_before_the_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
