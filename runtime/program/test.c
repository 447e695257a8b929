// SPDX-License-Identifier: MIT
// test.c - the main() of `sley test`: every test block, under one or many schedules.
//
// Each test runs in a child process, and so does each of its schedules: a panic or a deadlock ends
// that one alone, and none sees what another has left in module-level variables.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program/internal.h"

typedef struct settings {
    uint64_t seed;      // the first
    uint64_t seeds;     // how many
    uint8_t policy;     // SLEY_POLICY_*
    bool trace;
    const char *filter; // NULL: all tests
} settings;

static bool read_settings(settings *s, int argc, char **argv)
{
    *s = (settings){.seed = 1, .seeds = 1};
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *name = argv[i];
        const char *value = argv[i + 1];
        if (strcmp(name, "--seed") == 0) s->seed = strtoull(value, NULL, 10);
        else if (strcmp(name, "--seeds") == 0) s->seeds = strtoull(value, NULL, 10);
        else if (strcmp(name, "--trace") == 0) s->trace = strcmp(value, "1") == 0;
        else if (strcmp(name, "--policy") == 0 && sley__policy_named(value, &s->policy)) continue;
        else if (strcmp(name, "--filter") == 0) s->filter = value;
        else return false;
    }
    return argc % 2 == 1;
}

// In a child: the test under one schedule.
static bool run_schedule(const sley_test *test, sley_throwing_main *start, const settings *s,
                         uint64_t seed)
{
    fflush(NULL);
    pid_t child = fork();
    if (child < 0) perror("sley test: cannot start a process");
    if (child == 0) {
        int status = sley_test_run(test, start, seed, s->policy, s->trace);
        fflush(NULL);
        sley__leave(status);
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return child > 0 && status == 0;
}

// All schedules, up to the first that fails.
static bool run_test(const sley_test *test, sley_throwing_main *start, const settings *s)
{
    for (uint64_t i = 0; i < s->seeds; i++) {
        uint64_t seed = s->seed + i;
        if (run_schedule(test, start, s, seed)) continue;
        printf("FAIL %s", test->name);
        if (s->policy != SLEY_POLICY_FIFO || seed != 1) {
            printf(" (--policy %s --seed %llu)", sley__policy_name(s->policy),
                   (unsigned long long)seed);
        }
        printf("\n");
        return false;
    }
    printf("ok   %s\n", test->name);
    return true;
}

// A filter that leaves nothing is a slip of the pen, not a success.
static void report_no_match(const settings *s, const sley_test *tests, size_t count)
{
    fprintf(stderr, "sley test: no test has \"%s\" in its name", s->filter);
    for (size_t i = 0; i < count && i < 10; i++) {
        fprintf(stderr, "%s\"%s\"", i == 0 ? "; there are " : ", ", tests[i].name);
    }
    fprintf(stderr, "%s\n", count > 10 ? ", ..." : "");
}

int sley_test_main(int argc, char **argv, const sley_test *tests, size_t count,
                   sley_throwing_main *start)
{
    sley__open_standard_files();
    settings s;
    if (!read_settings(&s, argc, argv)) {
        fprintf(stderr,
                "usage: [--seed N] [--seeds N] [--policy fifo|random|reverse|pct] [--trace 1] "
                "[--filter TEXT]\n");
        return 2;
    }
    size_t passed = 0;
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        if (s.filter && !strstr(tests[i].name, s.filter)) continue;
        if (run_test(&tests[i], start, &s)) passed++;
        else failed++;
    }
    if (s.filter && passed + failed == 0) report_no_match(&s, tests, count);
    printf("%zu passed, %zu failed\n", passed, failed);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("sley test: cannot write to standard output");
        return 2;
    }
    if (s.filter && passed + failed == 0) return 2;
    return failed > 0 ? 1 : 0;
}
