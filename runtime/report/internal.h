// SPDX-License-Identifier: MIT
// report/internal.h - what goes to stderr when something went wrong or a dump was asked for.
//
// In: the executor and its tasks. Out: lines on stderr, written in large pieces. sley_panic
// (sley/panic.h) and sley__unhandled (core/internal.h) are done here.
// Who touches what: reports read everything and change nothing, since they may run inside a signal
// handler or in a program that is broken; what they print is const data and what tasks hold.
#ifndef SLEY_REPORT_INTERNAL_H
#define SLEY_REPORT_INTERNAL_H

#include "core/internal.h"
#include "sley/report.h"

// Text on its way to stderr: nothing is allocated; written in large pieces.
typedef struct report {
    size_t len;
    int fd; // where it goes: standard error
    char text[8192];
} report;

enum { STACK_SHOWN = 40 }; // innermost functions of a deep stack

void sley__report_begin(report *r); // flushes user output
void sley__report_begin_beside(report *r); // what the program prints stays where it is
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void sley__report_add(report *r, const char *format, ...);
void sley__report_text(report *r, const char *text, size_t len); // of any length
void sley__report_end(report *r);
void sley__report_row(report *r, const sley_site *site); // "  at FUNCTION (FILE:LINE)"
void sley__unhandled_report(report *r, const sley_error *error); // "TYPE: message" and the trace
// Its block in a dump; at most `limit` of the functions that it is in.
void sley__dump_task(report *r, sley_task *t, int64_t limit);
void sley__report_stack(report *r, const sley_task *t, int64_t limit);
const sley_frame *sley__report_innermost(const sley_task *t); // NULL: it has no frames
void sley__report_flush_output(void);
typedef struct unwound {
    char file[256];
    uint32_t line; // 0: not known
} unwound;
// Adds the plain functions from a panic at `site` (NULL: not known) up to the function `async`
// (NULL: none runs), and says where that is.
void sley__unwind(report *r, const sley_site *site, const char *async, unwound *caller);
// `until`: what a manual loop was to run to; NULL: nothing but the tasks is waited for.
SLEY_NORETURN void sley__deadlock(executor *x, const sley_awaitable *until);
void sley__deadlock_report(executor *x, const sley_awaitable *until);
// The step that comes next, for SLEY_TRACE: an entry of the ready ring.
void sley__dump_step(executor *x, uintptr_t entry);
// Makes a step, and tells when it took x->slow_step or longer (S108).
void sley__dump_slow_step(executor *x, uintptr_t entry, void (*run)(executor *, uintptr_t));

#endif
