// SPDX-License-Identifier: MIT
// passes.h - the passes between lowering and emission, in the order they run.
//
// effects_run takes a module whose imports have gone through all passes already,
// before any of its bodies is lowered.  The others take turns on one function
// after the other, in module.order, while it is in the cache (driver.c).
//
// The room pass/: decisions about functions, each made once.
//   in   the IR of a function, callees first
//   out  the fields "passes" of the IR, frame layouts, and the plan of its C (plan.h)
//   who  includes base, sema and ir.  A pass writes its own fields and inserts
//        operations; none is taken back by a later one.
// What each one requires and gives stands at the head of its file and in ir.h.
#ifndef SLEY_PASSES_H
#define SLEY_PASSES_H

#include "ir/ir.h"

// In their order: the name in --dump, the function, what it promises (ir.h).
#define PASSES(PASS) \
    PASS(effects, effects_fn, 0) /* where may a function suspend? */ \
    PASS(lint, lint_run, 0)      /* warnings about what it waits for */ \
    PASS(rc, rc_run, PROMISE_USES | PROMISE_DROPS) /* retain, release, move */ \
    PASS(alias, alias_run, 0)    /* two names of one value become one */ \
    PASS(await, await_run, PROMISE_TEMPS) /* what lives across a suspension has a name */ \
    PASS(live, live_run, 0)      /* what is live across which suspension */ \
    PASS(fold, fold_run, 0)      /* operations that become part of an expression */ \
    PASS(regions, regions_run, 0) /* numbers, exits, cleanups */ \
    PASS(places, frame_places_run, PROMISE_PLACES) /* what lives in the frame */ \
    PASS(plan, plan_run, 0)      /* how it is written in C */ \
    PASS(frame, frame_run, 0)    /* where in the frame */

void effects_run(program *prog, ir_module *module);
void effects_fn(program *prog, ir_fn *fn);
void prune_fn(program *prog, ir_fn *fn);        // a step of it
void lint_run(program *prog, ir_fn *fn);
void rc_run(program *prog, ir_fn *fn);
void alias_run(program *prog, ir_fn *fn);
void await_run(program *prog, ir_fn *fn);
void live_run(program *prog, ir_fn *fn);
void fold_run(program *prog, ir_fn *fn);
void regions_run(program *prog, ir_fn *fn);
void frame_places_run(program *prog, ir_fn *fn);
void plan_run(program *prog, ir_fn *fn);
void frame_run(program *prog, ir_fn *fn);

// A function whose frame the passes have to care about.
static inline bool fn_has_frame(const ir_fn *fn)
{
    return fn->is_async && fn->can_suspend;
}

#endif
