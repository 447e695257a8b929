// SPDX-License-Identifier: MIT
// var.h - task vars (context variables): one value for each task, which its children begin with.
//
// The C of `task var client: str?` is a static variable with the first value; its address is what
// the variable is known by. What a task has set lies in a list of cells, which tasks share:
//
// I1  A cell that more than one task or cell leads to never changes; who sets one copies the way
//     to it first. So spawn only counts a reference (S57).
// I2  A list has at most one cell for each variable.
//
//     SLEY_TASK_VAR(sley_str *, task, m_a__client)                            to read
//     SLEY_TASK_VAR_OWN(sley_str *, task, m_a__client, sley_type_str) = ...   to write
#ifndef SLEY_VAR_H
#define SLEY_VAR_H

#include "sley/task.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sley_vars {
    uint32_t refs;
    const void *key; // the variable
    const sley_type *type;
    sley_vars *next;
    // the value
};

void *sley__var_find(sley_vars *vars, void *first);
// The place of the task's own value, which begins as a copy of the one that it sees.
void *sley_task_var_own(sley_task *task, void *first, const sley_type *type);

static inline void *sley_task_var_at(const sley_task *task, void *first)
{
    const sley_task_extra *x = task->extra;
    return SLEY_LIKELY(!x || !x->vars) ? first : sley__var_find(x->vars, first);
}

#define SLEY_TASK_VAR(T, TASK, VAR) (*(T *)sley_task_var_at(TASK, &(VAR)))
#define SLEY_TASK_VAR_OWN(T, TASK, VAR, TYPE) (*(T *)sley_task_var_own(TASK, &(VAR), &(TYPE)))

// `copy_context()`: the values as they are here, to be had again by `with context { ... }`.
typedef struct sley_context {
    sley_object head;
    sley_executor *executor;
    sley_vars *vars;    // its own; of who has entered it, while `entered`
    sley_vars *outside; // what that task had before
    bool entered;
} sley_context;

extern const sley_type sley_type_context;
void sley_context_free(sley_context *c);
SLEY_REFCOUNTED(sley_context, head.refs, sley_context_free)

sley_context *sley_copy_context(sley_executor *e);
// The block runs with its values; what it sets stays in it. Entered twice at a time: a panic.
void sley_context_swap_in(sley_context *c, const sley_site *site);
void sley_context_swap_out(sley_context *c);

#ifdef __cplusplus
}
#endif

#endif
