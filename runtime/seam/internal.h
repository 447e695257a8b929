// SPDX-License-Identifier: MIT
// seam/internal.h - the outsides that an executor can be opened on: the real one, and the sim.
//
// In: a deadline. Out: the clock, and what libuv makes ready until then. core/seam.h says what a
// seam must do.
// Who touches what: the seam writes virtual_now, looks and poll_timer of its executor; tasks become
// ready inside its wait() through libuv's callbacks only.
#ifndef SLEY_SEAM_INTERNAL_H
#define SLEY_SEAM_INTERNAL_H

#include "core/internal.h"

// The real one is in core/seam.h.
// virtual time: when nothing is ready it jumps to the deadline
extern const sley_seam sley_seam_sim;

#endif
