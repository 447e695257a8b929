// SPDX-License-Identifier: MIT
// plan_walk.h - what the files plan*.c share: the state of one walk.
#ifndef SLEY_PLAN_WALK_H
#define SLEY_PLAN_WALK_H

#include "ir/ir_walk.h"
#include "pass/plan.h"

typedef struct plan plan;

// The constructs around what is walked.
typedef struct plan_place plan_place;
struct plan_place {
    plan_place *outer;
    const ir_node *node;
    plan_region *region;     // failures inside go to its label; NULL: they pass by
    bool is_way_out;         // so do break, continue and return, by next_N
};

typedef struct plan_var {
    uint32_t home;           // C block of its scope; 0: no scope
    uint32_t first;          // C block of its first mention; 0: none
    uint32_t common;         // innermost C block around all mentions
    uint32_t suspends;       // how many suspensions stand before the first mention
    bool set_first;          // that mention sets it ..
    bool set_plainly;        // .. and releases nothing
    bool in_function_scope;
    bool is_read;
    bool is_sure;            // nothing can fail before it is set
} plan_var;

// The highest number of a hidden variable or temporary that is called so.
typedef struct plan_stem {
    const char *stem;
    uint32_t count;
} plan_stem;

typedef struct planner {
    program *prog;
    ir_fn *fn;
    plan *plan;
    plan_place *place;
    const plan_region *follows; // its label is what follows in the text; NULL: none
    plan_region end;         // leave_1, and the end of the function
    bitset gone;             // dropped at a region's label, on every way
    const ir_var *none;      // an optional that is none where we are
    uint32_t quoted_line;
    uint32_t select_count;
    array_of(plan_stem) stems;
    array_of(plan_region *) unnumbered; // labels of cleanups, after all others
    // variables: plan_var.c
    ir_walker reads;         // mentions operands
    plan_var *vars;          // by var.id
    uint32_t next;           // number of the next C block
    uint32_t current;        // block of what is being walked
    array_of(uint32_t) outer; // of each block, the one around it
    bool may_have_failed;    // something walked can leave the function by leave_1
    bool holds;              // something walked may hold what leave_1 has to release
    uint32_t loops;          // around what is walked
    uint32_t suspends;       // how many were walked
    const plan_given *given; // waits for the scope of its variable
} planner;

// Gives whether control does not come to what follows the node.
bool plan_walk(planner *p, ir_node *node, bool is_tail);

// ---- plan_exit.c ------------------------------------------------------------------------------

plan_region *plan_exit_open_region(planner *p, plan_place *place, const ir_node *node,
                                   uint32_t label);
// Where a failure at this place goes: the innermost label, or leave_1.
plan_region *plan_exit_handler(planner *p);
bool plan_exit_fail(planner *p);          // notes one; whether it falls: no jump is needed
bool plan_exit_fail_tested(planner *p);   // the same for what asks `st` first
bool plan_exit_fail_inside(planner *p);   // .. and cannot fall
// Nothing is held yet: a way out of the function need not pass by leave_1.
bool plan_exit_holds_nothing(planner *p);
// The region with cleanup that is left on the way to `loop` (NULL: out of the function).
plan_region *plan_exit_region_around(const planner *p, const ir_node *loop);
void plan_exit_resolve(planner *p, plan_jump *jump, ir_node_kind kind, ir_node *loop, bool is_tail);
// What the region's label has to drop; `for_good`: every way out passes there.
void plan_exit_drop_region(planner *p, plan_region *region, ir_node *body, bool for_good);

// ---- plan_var.c -------------------------------------------------------------------------------

void plan_var_start(planner *p);
void plan_var_place(planner *p);        // at the end: where each is declared
uint32_t plan_var_open_block(planner *p);    // gives the block outside
void plan_var_open_scope(planner *p, ir_node *scope);
// `returns`: when it fails, the function is left at once.
void plan_var_mention_op(planner *p, ir_op *op, bool returns);
bool plan_var_is_mentioned(const planner *p, const ir_var *var);
// A body in braces of its own, that begins with the value of a variable or of none.
bool plan_var_walk_given(planner *p, ir_node *body, bool is_tail, plan_given given);

// ---- plan_text.c ------------------------------------------------------------------------------

void plan_text_name_temp(planner *p, ir_op *op);       // its result, when that is a variable
bool plan_text_quote(planner *p, const ir_node *mark); // its line is to be quoted
bool plan_text_is_empty(const ir_node *body);          // nothing but marks
bool plan_text_is_folded(const ir_node *head);         // it leaves no statement
ir_op *plan_text_loop_step(const ir_node *loop);       // the assignment that its `for` does

#endif
