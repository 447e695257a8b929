// SPDX-License-Identifier: MIT
// test.c - the main() of `sley test`: every test block, under one or many schedules.
//
// A test runs in a child process, so that a panic or a deadlock ends that test alone and no test
// sees what another has left. The child tries all seeds; the one it is at lies in memory that
// both share, since a panic cannot tell.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

// In the child: all schedules, up to the first that fails.
static int run_seeds(const sley_test *test, const settings *s, volatile uint64_t *seed)
{
    int status = 0;
    for (uint64_t i = 0; i < s->seeds && status == 0; i++) {
        *seed = s->seed + i;
        status = sley_test_run(test->name, test->fn, *seed, s->policy, s->trace);
    }
    return status;
}

static bool run_test(const sley_test *test, const settings *s, volatile uint64_t *seed)
{
    *seed = s->seed;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int status = run_seeds(test, s, seed);
        fflush(NULL);
        sley__leave(status);
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    bool passed = child > 0 && status == 0;
    if (passed) printf("ok   %s\n", test->name);
    else if (s->policy != SLEY_POLICY_FIFO || *seed != 1) {
        printf("FAIL %s (--policy %s --seed %llu)\n", test->name, sley__policy_name(s->policy), (unsigned long long)*seed);
    } else printf("FAIL %s\n", test->name);
    return passed;
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

int sley_test_main(int argc, char **argv, const sley_test *tests, size_t count)
{
    sley__open_standard_files();
    settings s;
    if (!read_settings(&s, argc, argv)) {
        fprintf(stderr, "usage: [--seed N] [--seeds N] [--policy fifo|random|reverse|pct] [--trace 1] [--filter TEXT]\n");
        return 2;
    }
    uint64_t *seed = mmap(NULL, sizeof *seed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                          -1, 0);
    if (seed == MAP_FAILED) {
        perror("sley test");
        return 2;
    }
    size_t passed = 0;
    size_t failed = 0;
    for (size_t i = 0; i < count; i++) {
        if (s.filter && !strstr(tests[i].name, s.filter)) continue;
        if (run_test(&tests[i], &s, seed)) passed++;
        else failed++;
    }
    if (s.filter && passed + failed == 0) report_no_match(&s, tests, count);
    printf("%zu passed, %zu failed\n", passed, failed);
    munmap(seed, sizeof *seed);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("sley test: cannot write to standard output");
        return 2;
    }
    if (s.filter && passed + failed == 0) return 2;
    return failed > 0 ? 1 : 0;
}
