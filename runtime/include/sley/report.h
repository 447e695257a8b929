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

#ifdef __cplusplus
}
#endif

#endif
