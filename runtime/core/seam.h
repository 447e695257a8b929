// SPDX-License-Identifier: MIT
// seam.h - the edge to the outside: clock, waiting, order. Two tables: libuv, and the sim.
//
// Nothing else of the runtime reads the clock or blocks while tasks run; files and the end of a
// program do (fs.c, open.c), since they wait for the real outside even on the sim.
// Sockets, files and processes come with tables of their own, chosen beside this one.
//
// I1  now() never goes back. On the sim it changes in wait() only, so it is fixed within a step.
// I2  wait() may run libuv callbacks, which make tasks ready; it never runs Sley code.
#ifndef SLEY_SEAM_H
#define SLEY_SEAM_H

#include <stdbool.h>
#include <stdint.h>

#include "sley/executor.h"

struct executor;

typedef struct sley_seam {
    const char *name;
    int64_t (*now)(struct executor *x);  // monotonic ns
    int64_t (*wall)(struct executor *x); // ns since 1970
    // Lets outside events in. deadline: the instant to be back at, INT64_MAX: none; one that is
    // past or 0 only looks. Comes back earlier when something has become ready.
    void (*wait)(struct executor *x, int64_t deadline);
    void (*sleep)(struct executor *x, int64_t duration); // blocks the thread
} sley_seam;

extern const sley_seam sley_seam_uv; // the real outside, that every thread but the first has

// For what waits on libuv: while a task waits for something only the outside can complete, one
// hold; with no holds, no timers and nothing ready the program is a deadlock.
void sley__executor_hold_source(sley_executor *e);
void sley__executor_drop_source(sley_executor *e);

// The loop that handles of this executor live on.
struct uv_loop_s *sley__executor_uv_loop(sley_executor *e);

#endif
