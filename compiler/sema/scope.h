// SPDX-License-Identifier: MIT
// scope.h - the local names that are visible at one point of a function.
//
// A stack of bindings and, beside it, a table from each name to its innermost
// binding: finding a name costs the same however many there are.
//
//     mark = scope_open(s); scope_add(s, x); ... scope_find(s, name) ...
//     scope_close(s, mark);      // x is gone, what it hid is back
//
// I1  heads[...] of a name is 1 + the index of its innermost binding, or 0.
// I2  A binding's `hidden` is what heads held before it was added.
#ifndef SLEY_SCOPE_H
#define SLEY_SCOPE_H

#include "base/array.h"
#include "sema/symbol.h"

typedef struct scope_binding {
    symbol *symbol;
    uint32_t slot;      // where its name lies in heads
    uint32_t hidden;    // I2
} scope_binding;

typedef struct scope_head {
    const char *name;   // NULL for a free slot
    uint32_t binding;   // I1
} scope_head;

typedef struct scope {
    arena *memory;
    array_of(scope_binding) bindings;
    scope_head *heads;  // open addressing by the name's pointer
    uint32_t head_cap;  // power of two
    uint32_t head_count;
} scope;

void scope_init(scope *s, arena *memory);
void scope_add(scope *s, symbol *sym);
symbol *scope_find(const scope *s, const char *name);   // NULL when absent

static inline uint32_t scope_open(const scope *s)
{
    return s->bindings.count;
}

// Drops all bindings made since `mark` was taken.
void scope_close(scope *s, uint32_t mark);

#endif
