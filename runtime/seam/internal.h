// SPDX-License-Identifier: MIT
// seam/internal.h - the outsides that an executor can be opened on: the real one, and the sim.
//
// In: a deadline. Out: the clock, and what libuv makes ready until then. core/seam.h says what a
// seam must do. Nothing but these files reads the clock.
#ifndef SLEY_SEAM_INTERNAL_H
#define SLEY_SEAM_INTERNAL_H

#include "core/internal.h"

extern const sley_seam sley_seam_uv;  // real
extern const sley_seam sley_seam_sim; // virtual time: when nothing is ready it jumps to the deadline

#endif
