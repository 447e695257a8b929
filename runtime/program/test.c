// SPDX-License-Identifier: MIT
// test.c - the main() of `sley test`: every test block, under one or many schedules.
//
// Each test runs in a child process, and so does each of its schedules: a panic or a deadlock ends
// that one alone, and none sees what another has left in module-level variables.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "program/internal.h"

enum { MOST_CANCELS = 10000 }; // awaits of a test that --cancel-fuzz tries

typedef struct settings {
    sley_test_plan plan; // of the first schedule
    uint64_t seeds;      // how many
    bool cancel_fuzz;
    bool tap;
    const char *junit;   // file; NULL: none
    const char *filter;  // NULL: all tests
} settings;

typedef struct result {
    const sley_test *test;
    int status;          // of the process that failed, as waitpid gives it; 0: passed
    sley_test_plan plan; // that it failed under
    char note[SLEY_NOTE_SIZE]; // why, in a line; "": not known
} result;

// Memory that the process of a schedule shares with us.
typedef struct shared {
    uint64_t waits; // how often the test has waited
    char note[SLEY_NOTE_SIZE];
} shared;

static bool is_on(const char *value)
{
    return strcmp(value, "1") == 0;
}

// True when it is more than one.
static bool read_count(const char *value, uint64_t *count)
{
    *count = strtoull(value, NULL, 10);
    return *count > 1;
}

static bool read_settings(settings *s, int argc, char **argv)
{
    *s = (settings){.plan = {.seed = 1}, .seeds = 1};
    bool tries_many = false, names_policy = false;
    for (int i = 1; i + 1 < argc; i += 2) {
        const char *name = argv[i];
        const char *value = argv[i + 1];
        if (strcmp(name, "--seed") == 0) s->plan.seed = strtoull(value, NULL, 10);
        else if (strcmp(name, "--seeds") == 0) tries_many = read_count(value, &s->seeds);
        else if (strcmp(name, "--trace") == 0) s->plan.trace = is_on(value);
        else if (strcmp(name, "--check-leaks") == 0) s->plan.checks_leaks = is_on(value);
        else if (strcmp(name, "--cancel-fuzz") == 0) s->cancel_fuzz = is_on(value);
        else if (strcmp(name, "--cancel-at") == 0) s->plan.cancel_at = strtoull(value, NULL, 10);
        else if (strcmp(name, "--policy") == 0 && sley__policy_named(value, &s->plan.policy))
            names_policy = true;
        else if (strcmp(name, "--filter") == 0) s->filter = value;
        else if (strcmp(name, "--tap") == 0) s->tap = is_on(value);
        else if (strcmp(name, "--junit") == 0) s->junit = value;
        else return false;
    }
    // under fifo each seed gives the same schedule
    if (tries_many && !names_policy) s->plan.policy = SLEY_POLICY_RANDOM;
    return argc % 2 == 1;
}

// ---- running ----------------------------------------------------------------------------------

// In a child: the test under one schedule. A waitpid status.
static int run_schedule(const sley_test *test, sley_throwing_main *start, sley_test_plan *plan,
                        shared *both)
{
    fflush(NULL);
    *both = (shared){.waits = 0};
    plan->note = both->note;
    pid_t child = fork();
    if (child < 0) perror("sley test: cannot start a process");
    if (child == 0) {
        int status = sley_test_run(test, start, plan, &both->waits);
        fflush(NULL);
        sley__open_leave(status);
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

// Cancelled at its first await, at its second ..., until there is none left.
static bool fuzz_cancels(const sley_test *test, sley_throwing_main *start, result *r,
                         shared *both)
{
    for (uint64_t at = 1; at <= MOST_CANCELS; at++) {
        r->plan.cancel_at = at;
        r->status = run_schedule(test, start, &r->plan, both);
        if (r->status != 0) return false;
        if (both->waits < at) break;
    }
    r->plan.cancel_at = 0;
    return true;
}

// All schedules, up to the first that fails.
static void run_test(const sley_test *test, sley_throwing_main *start, const settings *s,
                     shared *both, result *r)
{
    for (uint64_t i = 0; i < s->seeds; i++) {
        *r = (result){.test = test, .plan = s->plan};
        r->plan.seed += i;
        r->status = run_schedule(test, start, &r->plan, both);
        if (r->status != 0) return;
        if (s->cancel_fuzz && !fuzz_cancels(test, start, r, both)) return;
    }
}

// ---- telling ----------------------------------------------------------------------------------

// The options that bring the same run again: " (--seed 3)", or nothing.
static void print_plan(FILE *out, const sley_test_plan *plan)
{
    bool is_scheduled = plan->policy != SLEY_POLICY_FIFO || plan->seed != 1;
    if (!is_scheduled && plan->cancel_at == 0) return;
    fprintf(out, " (");
    if (is_scheduled) {
        fprintf(out, "--policy %s --seed %llu", sley__policy_name(plan->policy),
                (unsigned long long)plan->seed);
    }
    if (plan->cancel_at > 0) {
        fprintf(out, "%s--cancel-at %llu", is_scheduled ? " " : "",
                (unsigned long long)plan->cancel_at);
    }
    fprintf(out, ")");
}

static void print_quoted(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') putchar('\\');
        putchar((unsigned char)*text < ' ' ? ' ' : *text);
    }
    putchar('"');
}

static void print_reason(FILE *out, int status)
{
    if (status == -1) fprintf(out, "it could not be started");
    else if (WIFSIGNALED(status)) fprintf(out, "signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) == 134) fprintf(out, "panic");
    else if (WEXITSTATUS(status) == SLEY_EXIT_DEADLOCK) fprintf(out, "deadlock");
    else fprintf(out, "status %d", WEXITSTATUS(status));
}

// TAP 13. What the tests print stands between the lines, as TAP allows; '#' would begin a comment.
static void print_tap(const result *r, size_t number)
{
    printf("%sok %zu - ", r->status ? "not " : "", number);
    for (const char *c = r->test->name; *c; c++) {
        if (*c == '#' || *c == '\\') putchar('\\');
        putchar(*c == '\n' ? ' ' : *c);
    }
    putchar('\n');
    if (!r->status) return;
    printf("  ---\n  reason: ");
    print_reason(stdout, r->status);
    print_plan(stdout, &r->plan);
    if (r->note[0] != '\0') {
        printf("\n  message: ");
        print_quoted(r->note);
    }
    printf("\n  ...\n");
}

static void print_plain(const result *r)
{
    printf("%s %s", r->status ? "FAIL" : "ok  ", r->test->name);
    if (r->status) print_plan(stdout, &r->plan);
    printf("\n");
}

static void put_xml(FILE *out, const char *text)
{
    for (; *text; text++) {
        switch (*text) {
        case '<': fputs("&lt;", out); break;
        case '>': fputs("&gt;", out); break;
        case '&': fputs("&amp;", out); break;
        case '"': fputs("&quot;", out); break;
        default: putc((unsigned char)*text < ' ' ? ' ' : *text, out); break;
        }
    }
}

static bool write_junit(const char *path, const result *results, size_t count, size_t failed)
{
    FILE *out = fopen(path, "w");
    if (!out) return false;
    fprintf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    fprintf(out, "<testsuite name=\"sley test\" tests=\"%zu\" failures=\"%zu\">\n", count, failed);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "  <testcase name=\"");
        put_xml(out, results[i].test->name);
        if (!results[i].status) {
            fprintf(out, "\"/>\n");
            continue;
        }
        fprintf(out, "\">\n    <failure message=\"");
        print_reason(out, results[i].status);
        print_plan(out, &results[i].plan);
        if (results[i].note[0] != '\0') fprintf(out, ": ");
        put_xml(out, results[i].note);
        fprintf(out, "\"/>\n  </testcase>\n");
    }
    fprintf(out, "</testsuite>\n");
    bool good = fflush(out) == 0 && !ferror(out);
    return fclose(out) == 0 && good;
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

// ---- all of it --------------------------------------------------------------------------------

static size_t select_tests(const settings *s, const sley_test *tests, size_t count, result *results)
{
    size_t selected = 0;
    for (size_t i = 0; i < count; i++) {
        if (s->filter && !strstr(tests[i].name, s->filter)) continue;
        results[selected++].test = &tests[i];
    }
    return selected;
}

static size_t run_all(const settings *s, sley_throwing_main *start, shared *both, result *results,
                      size_t count)
{
    size_t failed = 0;
    if (s->tap) printf("TAP version 13\n1..%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        run_test(results[i].test, start, s, both, &results[i]);
        memcpy(results[i].note, both->note, sizeof both->note);
        failed += results[i].status != 0;
        if (s->tap) print_tap(&results[i], i + 1);
        else print_plain(&results[i]);
    }
    if (!s->tap) printf("%zu passed, %zu failed\n", count - failed, failed);
    return failed;
}

int sley_test_main(int argc, char **argv, const sley_test *tests, size_t count,
                   sley_throwing_main *start)
{
    sley__open_standard_files();
    settings s;
    if (!read_settings(&s, argc, argv)) {
        fprintf(stderr, "usage: [--seed N] [--seeds N] [--policy fifo|random|reverse|pct] "
                        "[--cancel-fuzz 1] [--cancel-at N] [--check-leaks 1] [--trace 1] "
                        "[--filter TEXT] [--tap 1] [--junit FILE]\n");
        return 2;
    }
    void *both = mmap(NULL, sizeof(shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                        -1, 0);
    if (both == MAP_FAILED) {
        perror("sley test");
        return 2;
    }
    result *results = sley__alloc((count + 1) * sizeof *results);
    memset(results, 0, (count + 1) * sizeof *results);
    size_t selected = select_tests(&s, tests, count, results);
    bool no_match = s.filter && selected == 0;
    if (no_match) report_no_match(&s, tests, count);
    size_t failed = run_all(&s, start, both, results, selected);
    bool written = !s.junit || write_junit(s.junit, results, selected, failed);
    if (!written) fprintf(stderr, "sley test: cannot write %s: %s\n", s.junit, strerror(errno));
    free(results);
    munmap(both, sizeof(shared));
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("sley test: cannot write to standard output");
        return 2;
    }
    if (no_match || !written) return 2;
    return failed > 0 ? 1 : 0;
}
