// SPDX-License-Identifier: MIT
// lint.h - what lint.c and lint_lock.c know of the function that they look at.
//
// I1  Positions are those of ir_walk_number.
// I2  A part of the function that may be passed by (a branch, a case, an arm, a catch
//     clause, the right side of `and`) is in `branches`.
#ifndef SLEY_LINT_H
#define SLEY_LINT_H

#include "ir/ir_walk.h"
#include "pass/passes.h"

// From the first to the last position.
typedef struct lint_range {
    uint32_t first, last;
} lint_range;

// What can be told apart from other places: a variable, or a field of the object in it.
typedef struct lint_place {
    const ir_global *global;    // or NULL
    const ir_var *var;          // or NULL; both NULL: not known
    uint32_t field;             // of the object; UINT32_MAX: the variable itself
} lint_place;

// A lock is held from `range.first` to `range.last`.
typedef struct lint_hold {
    lint_place place;
    lint_range range;
    const ir_op *acquire;
    const ir_op *release;
    bool is_safe;               // whatever happens, it is released
} lint_hold;

// What a function acquires, itself or by a call: places of its parameters and of the module.
struct lint_acquired {
    array_of(lint_place) places;
};

typedef array_of(ir_op *) lint_ops;

typedef struct lint {
    program *prog;
    ir_fn *fn;
    ir_op **set_of;             // by variable: what sets one that is set only once; NULL
    bitset is_set;              // by variable: something sets it
    lint_ops stores, acquires, releases, calls, reads;
    array_of(const ir_node *) branches;
    array_of(const ir_node *) selects;
    array_of(const ir_node *) cleanups;    // SCOPE_CLEANUP
    array_of(lint_hold) holds;
} lint;

static inline bool lint_is_in(lint_range range, uint32_t order)
{
    return range.first <= order && order <= range.last;
}

static inline bool lint_is_known(const lint_place *place)
{
    return place->global != NULL || place->var != NULL;
}

static inline bool lint_is_same(const lint_place *a, const lint_place *b)
{
    return lint_is_known(a) && a->global == b->global && a->var == b->var && a->field == b->field;
}

// Where the value lies; neither variable: not known.
lint_place lint_place_of(const lint *l, const ir_value *value);

// The suspension that control cannot go around on its way from `from` to `to`; NULL: none.
const ir_suspend *lint_suspend_between(const lint *l, uint32_t from, uint32_t to);

// Fills in l->holds; then what is reported of them.
void lint_lock_holds(lint *l);
void lint_lock_report(lint *l);

#endif
