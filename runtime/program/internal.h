// SPDX-License-Identifier: MIT
// program/internal.h - the program as a whole: its start and end, manual loops, test blocks.
//
// In: the command line, the environment, signals, and main as a sley_fn. Out: an exit status.
// Who touches what: this room opens the executor, runs it and closes it; the fields of the
// program in it (main, exiting, exit_code, manual ...) are written here alone.
#ifndef SLEY_PROGRAM_INTERNAL_H
#define SLEY_PROGRAM_INTERNAL_H

#include "io/internal.h"
#include "report/internal.h"
#include "seam/internal.h"
#include "sley/loop.h"
#include "sley/program.h"

// The end of main, parts 2 to 4 there. `kept`: a task in the middle of its step, which cannot end.
void sley__main_wind_down(executor *x, const sley_task *kept);
// The status of a program that ended with `st`; takes the error, which is reported.
int sley__main_final_code(const executor *x, sley_status st, sley_error *error);
// Frees all; the status, or another one when something is left that is looked for.
int sley__main_close_and_check(executor *x, int code);
// Runs until `t` has ended, and cancels it where it waits for the `at`-th time. `*waits`: how often
// it did. False: nothing can run any more.
bool sley__cancel_nth(executor *x, sley_task *t, uint64_t at, uint64_t *waits);
void sley__main_report_pending(executor *x); // tasks that have not ended
void sley__main_report_failed(executor *x);  // errors that nothing has looked at

#endif
