// SPDX-License-Identifier: MIT
// plan.h - how a function is written in C: decided before its first line is.
//
// The emitter reads a plan and prints; nothing that it prints depends on what it has
// printed before.
//
// I1  What `plan_run` finds is not changed afterwards.
// I2  A node after one that `ends` has no plan: control does not come there.
// I3  A region's label is written exactly when it `has_label`.  What is the last thing
//     before a label has no jump to it: it falls.
#ifndef SLEY_PLAN_H
#define SLEY_PLAN_H

#include "ir/ir.h"

typedef struct plan_region plan_region;

// What a function is in C.
typedef enum plan_shape {
    PLAN_PLAIN,      // gives its result
    PLAN_THROWING,   // it, or exit() in it, can fail: gives a status, and its result by a pointer
    PLAN_ASYNC,      // a frame and a resume function
} plan_shape;

// How a break, continue or return gets where it goes.
typedef enum plan_way {
    WAY_FALLS,       // what follows in the text is there
    WAY_REGION,      // next_N = code; goto leave_N
    WAY_NEAR,        // C's own break or continue
    WAY_FAR,         // goto break_N, goto continue_N
    WAY_LEAVE,       // a return: goto leave_1
    WAY_RETURN,      // a return: return
} plan_way;

typedef struct plan_jump {
    plan_way way;
    bool falls;              // WAY_REGION: its label is what follows
    uint32_t code;           // WAY_REGION: of the region's next_N; 0: it need not be said
    const plan_region *region;
    ir_vars drops;           // WAY_NEAR, WAY_FAR: what the scopes on the way own
} plan_jump;

// A way out of a region other than its end, made again after its cleanup.
typedef struct plan_exit {
    ir_node_kind kind;       // NODE_BREAK, NODE_CONTINUE, NODE_RETURN
    ir_node *loop;           // NULL for a return
    uint32_t code;           // value of next_N
    plan_jump jump;
} plan_exit;

// What has a leave_N: a region, a try, a cleanup that is guarded itself.
struct plan_region {
    const ir_node *node;
    uint32_t label;
    bool is_reached;         // something inside leaves it other than by its end ..
    bool fails;              // .. by a failure
    bool has_label;          // .. by a jump
    bool has_next;           // it needs next_N to know where to go on
    bool leave_falls;        // after its end a failure goes to what follows
    bool is_tail;            // after it only the function's end follows
    bool ends;               // what follows its body (a cleanup, too) is not come to
    bool guards;             // of a cleanup: after it a failure is looked for ..
    bool leaves;             // .. and, when it leaves, there is nothing else
    array_of(plan_exit) exits;
    ir_vars drops;           // at the label
};

// The variable that a scope begins with: set by the catch or the arm that it belongs to.
typedef struct plan_given {
    ir_var *var;
    const ir_node *by;       // the try, the select
    size_t index;            // of the arm
} plan_given;

struct plan {
    plan_shape shape;
    bool cleans_up;          // failures go to leave_1
    bool leave_reached;      // some do ..
    bool leave_label;        // .. by a jump
    bool keeps_result;       // a plain one: in a local, until the end
    bool result_may_go;      // a cleanup or a group may fail after `return x`: x is dropped then
    bool st_at_end;          // the end may be reached with a failure in `st`
    bool reads_st;           // something asks how a call went
    bool ends;               // the end of the body is not come to
    ir_vars at_top;          // owned locals that leave_1 drops: declared there, empty
    ir_vars clears;          // the same in the frame
    ir_vars drops;           // at leave_1
    array_of(uint32_t) nexts;   // regions whose next_N is a C local
    array_of(uint32_t) unwinds; // .. whose u_N is one
    ir_nodes groups;         // its groups: scope.var, scope.number
};

#endif
