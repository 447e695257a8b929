// SPDX-License-Identifier: MIT
// passes.h - the passes between lowering and emission, in the order they run.
//
// Each takes a module whose imports have gone through all passes already, or
// one function of it: then the passes that follow each other take turns on a
// function while it is in the cache (driver.c).
// What each one requires and gives stands at the head of its file and in ir.h.
#ifndef SLEY_PASSES_H
#define SLEY_PASSES_H

#include "ir.h"

void effects_run(program *prog, ir_module *module);
void effects_number(program *prog, ir_fn *fn);  // the second half
void prune_fn(program *prog, ir_fn *fn);        // a step of it
void rc_run(program *prog, ir_fn *fn);
void await_run(program *prog, ir_fn *fn);
void live_run(program *prog, ir_fn *fn);
void fold_run(program *prog, ir_fn *fn);
void frame_run(program *prog, ir_module *module);

// A function whose frame the passes have to care about.
static inline bool fn_has_frame(const ir_fn *fn)
{
    return fn->is_async && fn->can_suspend;
}

#endif
