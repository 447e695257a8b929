// SPDX-License-Identifier: MIT
// alias.c - a name for what a hidden variable holds becomes that variable's name.
//
//     while let data = await conn.read() { .. }
//
//     set item., %0                        set data, %0
//     if not is_some item. { break }       if not is_some data { break }
//     set data, some_value item.           ..
//     write(data)                          write(data)
//
// Requires: rc_run (var.borrows: what the name shows does not change while it is used).
// Gives: hidden variables with a name of the source, which are one C variable with it.
// Only where both are the same pointer in C: an optional of a pointer is that pointer.

#include "base/program.h"

#include <assert.h>
#include "ir/ir_walk.h"
#include "pass/passes.h"

typedef struct aliases {
    program *prog;
    ir_var **holders;         // by var.id of a name: the variable that it stands for
    bool any;
} aliases;

// `set name, holder`, `set name, some_value holder`: the holder.
static ir_var *holder_of(const ir_op *set)
{
    const ir_value *from = &set->args[0];
    if (set->assigns || from->mode != MODE_BORROW) return NULL;
    if (from->kind == IR_TEMP && from->op->code == IR_SOME_VALUE && from->op->uses == 1) {
        from = &from->op->args[0];
    }
    return from->kind == IR_VAR ? from->var : NULL;
}

static bool is_alias(const ir_var *name, const ir_var *holder)
{
    bool is_name = name->kind == IRVAR_LOCAL && !name->is_owned && !name->is_assigned_again &&
                   !name->needs_clear;
    return is_name && holder != NULL && name->borrows == holder && holder->kind == IRVAR_HIDDEN &&
           type_is_pointer(name->type) && name->type->kind != TYPE_OPTIONAL;
}

// Without the SET, and without the operation that looks into the optional.
static void merge(aliases *a, ir_node *seq, uint32_t index)
{
    assert(seq->kind == NODE_SEQ && index < seq->seq.count);
    ir_op *set = seq->seq.items[index]->op;
    ir_var *name = set->aux.target.var, *holder = holder_of(set);
    const ir_op *inner = set->args[0].kind == IR_TEMP ? set->args[0].op : NULL;
    assert(holder != NULL && holder != name && a->holders[name->id] == NULL);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        const ir_node *node = seq->seq.items[i];
        bool goes = i == index || (inner != NULL && node->kind == NODE_OP && node->op == inner);
        if (!goes) seq->seq.items[kept++] = seq->seq.items[i];
    }
    seq->seq.count = kept;
    holder->kind = IRVAR_LOCAL;
    holder->name = name->name;
    holder->shadow = name->shadow;
    holder->span = name->span;
    a->holders[name->id] = holder;
    a->any = true;
}

static bool stands_beside(const ir_node *seq, uint32_t index)
{
    const ir_value *from = &seq->seq.items[index]->op->args[0];
    if (from->kind != IR_TEMP) return true;
    for (uint32_t i = 0; i < index; i++) {
        const ir_node *node = seq->seq.items[i];
        if (node->kind == NODE_OP && node->op == from->op) return true;
    }
    return false;
}

static void find_aliases(void *data, ir_node *seq)
{
    aliases *a = data;
    for (uint32_t i = 0; seq->kind == NODE_SEQ && i < seq->seq.count; i++) {
        const ir_node *node = seq->seq.items[i];
        if (node->kind != NODE_OP || node->op->code != IR_SET) continue;
        const ir_op *set = node->op;
        bool whole = set->aux.target.var != NULL && set->aux.target.field_count == 0;
        if (!whole || !is_alias(set->aux.target.var, holder_of(set))) continue;
        if (!stands_beside(seq, i)) continue;
        merge(a, seq, i);
        i = 0;
    }
}

// A holder may have become the name of what another one holds.
static ir_var *whole_holder(const aliases *a, ir_var *var)
{
    while (a->holders[var->id] != NULL) var = a->holders[var->id];
    return var;
}

static void redirect(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    (void)node;
    const aliases *a = data;
    if (value->kind == IR_VAR) value->var = whole_holder(a, value->var);
}

void alias_run(program *prog, ir_fn *fn)
{
    bool any = false;
    for (uint32_t i = 0; i < fn->vars.count && !any; i++) {
        any = is_alias(fn->vars.items[i], fn->vars.items[i]->borrows);
    }
    if (!any) return;
    aliases a = {.prog = prog};
    a.holders = arena_new_array(&prog->scratch, ir_var *, fn->vars.count);
    ir_walker find = {.data = &a, .enter = find_aliases};
    ir_walk(&find, fn->body);
    ir_walker walker = {.data = &a, .value = redirect};
    if (a.any) ir_walk(&walker, fn->body);
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        ir_var **lender = &fn->vars.items[i]->borrows;
        if (*lender != NULL) *lender = whole_holder(&a, *lender);
    }
    arena_reset(&prog->scratch);
}
