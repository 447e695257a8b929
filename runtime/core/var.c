// SPDX-License-Identifier: MIT
// var.c - task vars: cells that tasks share until one of them sets its own.
//
// Invariants in sley/var.h.
#include "base/plant.h"
#include "core/internal.h"
#include "sley/var.h"

#include <assert.h>
#include <stdlib.h>

static void *value_of(sley_vars *cell)
{
    size_t at = (sizeof *cell + 15) & ~(size_t)15;
    return (char *)cell + at;
}

static sley_vars *cell_new(const void *key, const sley_type *type, const void *value,
                           sley_vars *next)
{
    sley_vars *cell = sley__alloc(
        sley__alloc_size(1, type->size, (sizeof *cell + 15) & ~(size_t)15));
    cell->refs = 1;
    cell->key = key;
    cell->type = type;
    cell->next = next;
    sley_type_copy(type, value_of(cell), value);
    return cell;
}

sley_vars *sley__var_retain(sley_vars *vars)
{
    if (vars) vars->refs++;
    return vars;
}

void sley__var_release(sley_vars *vars)
{
    while (vars && --vars->refs == 0) {
        sley_vars *next = vars->next;
        sley_type_drop(vars->type, value_of(vars));
        free(vars);
        vars = next;
    }
}

void *sley__var_find(sley_vars *vars, void *first)
{
    for (; vars; vars = vars->next) {
        if (vars->key == first) return value_of(vars);
    }
    return first;
}

// Copies of the cells from `at` up to, not including, `end`, which leads on to what follows it.
static sley_vars *without(const sley_vars *at, const sley_vars *end)
{
    if (at == end) return sley__var_retain(end->next);
    sley_vars *next = without(at->next, end);
    return cell_new(at->key, at->type, value_of((sley_vars *)(uintptr_t)at), next);
}

void *sley_task_var_own(sley_task *task, void *first, const sley_type *type)
{
    sley_task_extra *x = sley__blocks_task_extra(task);
    bool is_shared = false;
    sley_vars *cell = x->vars;
    for (; cell; cell = cell->next) {
        is_shared |= cell->refs > 1;
        if (cell->key == first) break;
    }
    if (cell && !is_shared) return value_of(cell);
    if (!cell) {
        x->vars = cell_new(first, type, first, x->vars);
    } else {
        sley_vars *old = x->vars;
        x->vars = cell_new(first, type, value_of(cell), without(old, cell));
        sley__var_release(old);
    }
    return value_of(x->vars);
}

// ---- who has which ----------------------------------------------------------------------------

void sley__var_inherit(const sley_task *by, sley_task *t)
{
    if (PLANTED(31)) return;
    sley__blocks_task_extra(t)->vars = sley__var_retain(by->extra->vars);
}

sley_vars *sley__var_here(const sley_executor *e)
{
    const sley_task *t = e->current;
    return sley__var_retain(t->extra ? t->extra->vars : NULL);
}

sley_vars *sley__var_swap(sley_task *task, sley_vars *vars)
{
    if (!task->extra && !vars) return NULL;
    sley_task_extra *x = sley__blocks_task_extra(task);
    sley_vars *old = x->vars;
    x->vars = vars;
    return old;
}

// ---- contexts ---------------------------------------------------------------------------------

sley_context *sley_copy_context(sley_executor *e)
{
    sley_context *c = sley__alloc(sizeof *c);
    *c = (sley_context){.head = {.refs = 1}, .executor = e, .vars = sley__var_here(e)};
    full(e)->blocks++;
    return c;
}

static void free_context(void *object)
{
    sley_context *c = object;
    assert(!c->entered);
    sley__var_release(c->vars);
    full(c->executor)->blocks--;
    free(c);
}

void sley_context_free(sley_context *c)
{
    sley__free_holder(c, free_context);
}

void sley_context_swap_in(sley_context *c, const sley_site *site)
{
    if (c->entered) sley_panic(site, "the context is entered already");
    c->entered = true;
    c->outside = sley__var_swap(c->executor->current, c->vars);
    c->vars = NULL;
}

void sley_context_swap_out(sley_context *c)
{
    assert(c->entered);
    c->vars = sley__var_swap(c->executor->current, c->outside);
    c->outside = NULL;
    c->entered = false;
}

HANDLE_TYPE(context, "Context", .print = NULL);
