// SPDX-License-Identifier: MIT
// report.h - what a running program can be asked for.
#ifndef SLEY_REPORT_H
#define SLEY_REPORT_H

#include "sley/executor.h"

#ifdef __cplusplus
extern "C" {
#endif

// Every task, its async stack with lines, what it waits for, to stderr. SIGUSR1 does the same.
void sley_dump(sley_executor *e);

// on_unhandled(fn) of programs: `fn` is a `fn(str, Error)`, borrowed; NULL restores the report. It
// runs in a later pass: an error may be unhandled where nothing may run (S1).
void sley_unhandled_call(sley_executor *e, sley_closure *fn);
void sley_unhandled_report(sley_executor *e); // on_unhandled(): the report again
// report_unhandled(message, error): to the handler, or to stderr.
void sley_report_unhandled(sley_executor *e, sley_str *message, sley_error *error);

// t.stack(limit: n): "FUNCTION (FILE:LINE)" of each frame, innermost first; list[str], +1. None
// of a task that has ended. t.print_stack(): its block of a dump, on stderr.
sley_list *sley_task_stack(const sley_task *t, int64_t limit);
void sley_task_print_stack(sley_task *t, int64_t limit, int64_t to_stdout);

#ifdef __cplusplus
}
#endif

#endif
