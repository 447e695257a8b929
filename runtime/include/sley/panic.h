// SPDX-License-Identifier: MIT
// panic.h - the end of a program that has gone wrong.
#ifndef SLEY_PANIC_H
#define SLEY_PANIC_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// Exit statuses of the program besides 0 and those of exit(n).
enum {
    SLEY_EXIT_ERROR = 1,
    SLEY_EXIT_DEADLOCK = 71,
    SLEY_EXIT_INTERRUPTED = 130,
    SLEY_EXIT_PANIC = 134
};

// Ends the program with status 134: the message, the async stack with lines, the task. `text` is
// one line without a newline; user output is flushed first.
SLEY_NORETURN SLEY_COLD void sley_panic(const sley_site *site, const char *text);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
SLEY_NORETURN SLEY_COLD void sley_panicf(const sley_site *site, const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
