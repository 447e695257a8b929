// SPDX-License-Identifier: MIT
// values_test.h - what the tests of the values share: expected panics, texts.
#ifndef SLEY_VALUES_TEST_H
#define SLEY_VALUES_TEST_H

// cmocka.h needs the first four.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sley/panic.h"
#include "sley/site.h"
#include "sley/format.h"
#include "sley/str.h"

static const sley_site test_sites[] = {
    {1, 0, 0, SLEY_NAMED("test.values", "values.sley")}, {7, 1, 0, "here"}};
#define here test_sites[1]

// The statement must end the program with a panic of this text: it runs in a child.
#define assert_panics(STATEMENT, TEXT)                            \
    do {                                                          \
        int pipe_ends[2];                                         \
        char report[4096];                                        \
        assert_int_equal(pipe(pipe_ends), 0);                     \
        pid_t child = fork();                                     \
        if (child == 0) {                                         \
            dup2(pipe_ends[1], STDERR_FILENO);                    \
            STATEMENT;                                            \
            _exit(0);                                             \
        }                                                         \
        close(pipe_ends[1]);                                      \
        int panic_status = collect(pipe_ends[0], report, child);  \
        if (panic_status == 0 || strstr(report, TEXT) == NULL) {  \
            fail_msg("%s: no panic \"%s\" but %d: %s", #STATEMENT, TEXT, panic_status, report); \
        }                                                         \
    } while (0)

static inline int collect(int fd, char report[4096], pid_t child)
{
    size_t len = 0;
    ssize_t n;
    int status = 0;
    while (len < 4095 && (n = read(fd, report + len, 4095 - len)) > 0) len += (size_t)n;
    report[len] = '\0';
    close(fd);
    waitpid(child, &status, 0);
    return status;
}

// Compares and releases.
#define assert_text(MADE, EXPECTED) check_text(MADE, EXPECTED, sizeof(EXPECTED) - 1, __LINE__)

static inline void check_text(sley_str *made, const char *expected, size_t len, int line)
{
    if ((size_t)made->len != len || memcmp(made->data, expected, len) != 0) {
        fail_msg("line %d: expected \"%s\", got \"%.*s\"", line, expected, (int)made->len,
                 made->data);
    }
    int64_t at = 0;
    int64_t chars = 0;
    sley_char c;
    while (sley_str_next(made, &at, &c)) chars++;
    assert_int_equal(chars, made->chars); // str.h I2
    assert_true(made->base != NULL || made->data[made->len] == '\0'); // str.h I3
    sley_str_release(made);
}

#define assert_prints(TYPE, PLACE, EXPECTED) \
    assert_text(sley_value_repr(&(TYPE), PLACE), EXPECTED)

#endif
