// SPDX-License-Identifier: MIT
// rc.h - what rc_collect.c finds out about a function and rc.c decides on.
//
// Everything is measured in orders (ir_walk.h): positions in the text.
//
// I1  temps is indexed by op.id, vars by var.id.
// I2  Nothing is inserted into the tree before all decisions are made: the
//     orders stay valid; insertions wait in `edits`.
#ifndef SLEY_RC_H
#define SLEY_RC_H

#include "ir/ir_walk.h"
#include "pass/passes.h"

// Where something stands in the tree.
typedef struct rc_place {
    ir_node *node;                // the innermost node around it, operations left out
    const struct rc_place *outer; // that of `node`; NULL for the function's body
    ir_node *seq;                 // innermost sequence
    ir_node *loop;                // innermost loop, or NULL
    ir_node *scope;               // innermost plain scope or part (rc_scope.c)
    ir_node *made;                // of a part: the scope that it gets, or NULL
} rc_place;

// One place where a value is read that reference counts depend on.
typedef struct rc_use {
    ir_value *value;
    ir_op *user;        // NULL: the node itself
    ir_node *node;      // NODE_OP of the user, or that node
    const rc_place *at; // its `seq` holds `node` as a child
    uint32_t order;
} rc_use;

typedef array_of(rc_use) rc_uses;

// The result of an operation.
typedef struct rc_temp {
    ir_op *op;
    ir_node *node;      // its NODE_OP
    const rc_place *at;
    uint32_t use_count;
    uint32_t last;      // order of the last use, those through aliases included
    const rc_use *only; // the last use seen; the use when there is one
    ir_var *var;        // the variable that took its place, or NULL
} rc_temp;

typedef struct rc_var {
    ir_var *var;
    ir_node *scope;     // a plain scope or a part; NULL: a parameter or capture
    ir_node *loop;      // innermost loop around the scope
    ir_node *first_seq; // sequence of the first SET
    ir_op *first_set;   // NULL: set by a catch or a select
    uint32_t start;     // order of the first SET
    uint32_t end;       // where it is moved away for good, or its scope ends
    uint32_t last_write; // order of the last SET, or STORE of what is counted
    uint32_t set_count;
    uint32_t store_count;
    uint32_t last;      // order of the last use, those through aliases included
    ir_value *last_value;
    ir_var *alias_of;   // it borrows from this variable: no reference of its own
    bool is_counted;    // a local of counted type: a candidate for ownership
    bool is_moved;      // moved away on the straight path from `start`
    uint32_t drop_after; // hidden ones: order after which it is dropped; or 0
    ir_node *drop_seq;
    bool is_early;       // .. before the failure of that operation is looked at
} rc_var;

// Something after which control may leave the straight path, or an alias may not
// hold any more.
typedef enum rc_event_kind { EVENT_FAIL, EVENT_RETURN, EVENT_JUMP, EVENT_EFFECT } rc_event_kind;

typedef struct rc_event {
    rc_event_kind kind;
    uint32_t order;
    ir_node *node;      // RETURN, BREAK, CONTINUE
    ir_var *written;    // EVENT_EFFECT: the variable that SET or STORE writes
    bool runs_code;     // EVENT_EFFECT: may run anything
    uint32_t exit;      // this event or the next one that is no EVENT_EFFECT, by its place
} rc_event;

// A node to insert.
typedef struct rc_edit {
    ir_node *seq;
    uint32_t order;
    uint32_t index;     // in rc.edits: those of one place stand in this order
    ir_node *node;
} rc_edit;

typedef struct rc {
    program *prog;
    ir_fn *fn;
    rc_temp *temps;
    uint32_t temp_count;
    array_of(rc_var) vars;
    rc_uses uses;                 // in order
    array_of(rc_event) events;    // in order
    array_of(ir_op *) writes;     // SET and STORE of counted values
    rc_place **inside;            // by node.first: place of the node's children
    array_of(rc_edit) edits;
    array_of(ir_node *) parts;    // those that get a scope
    bool has_counted;
} rc;

// Before the child of `seq` that begins at `order`, or after the one that ends there.
void rc_edit_add(rc *r, ir_node *seq, uint32_t order, ir_node *node);
// Before all others there.
void rc_edit_add_first(rc *r, ir_node *seq, uint32_t order, ir_node *node);
void rc_edit_apply(rc *r);

// `node`, a child of `outer`, is a part that is left by itself.
bool rc_scope_is_part(const ir_node *outer, const ir_node *node);
// The sequence of a scope or a part.
ir_node *rc_scope_body(ir_node *scope);
void rc_scope_add(rc *r, ir_node *scope, ir_var *var);
// After the edits: a scope in each part that has got variables.
void rc_scope_open(rc *r);

// Fills in everything but the decisions.
void rc_collect(rc *r);

// What a value is a part of, seen through aliases.
typedef struct rc_root {
    ir_var *var;        // or NULL: an owned result, a global, a constant
    bool through_heap;  // lies in memory that others can change
} rc_root;

rc_root rc_collect_root_of(const ir_value *value);

// The use lies in a loop that does not hold `loop`'s inside: it may happen
// again.  Gives the order where the outermost such loop ends, else 0.
uint32_t rc_collect_loop_end(rc *r, ir_node *use_loop, ir_node *def_loop);

ir_node *rc_collect_parent(const rc *r, const ir_node *node);
bool rc_collect_inside(const ir_node *outer, uint32_t order);

#endif
