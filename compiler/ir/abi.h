// SPDX-License-Identifier: MIT
// abi.h - how large things are in C: types, the runtime's structures, what an await needs.
//
// Sizes are those of a 64-bit C compiler, in bytes.  ORDER abi
// (runtime/include/sley/): a size here that is wrong is a _Static_assert that
// fails in the generated C.
#ifndef SLEY_ABI_H
#define SLEY_ABI_H

#include "ir/ir.h"

enum {
    SIZE_FRAME = 24,           // sley_frame
    SIZE_WAITER = 56,          // sley_waiter
    SIZE_GATHER = 88,          // sley_gather_area
    SIZE_GATHER_PART = 64,     // sley_gather_part
    SIZE_WAIT_FOR = 88,        // sley_wait_for_area
    SIZE_SCOPE = 24,           // sley_scope
    SIZE_GROUP = 56,           // sley_group_scope
    SIZE_TIMEOUT = 48,         // sley_timeout
    SIZE_UNWIND = 32,          // sley_unwind
    SIZE_OUTSIDE = 32,         // sley_outside
    SIZE_POINTER = 8,
};

// A struct that grows field by field, or a union that grows member by member.
typedef struct abi_extent {
    uint32_t size, align;
} abi_extent;

void abi_append(abi_extent *e, uint32_t size, uint32_t align);
void abi_append_type(abi_extent *e, const type *t);   // as a field: unit has a byte
void abi_overlay(abi_extent *e, abi_extent part);
abi_extent abi_closed(abi_extent e);                  // with the padding at its end

// The storage of a region in the frame (g_N, s_N or u_N), aligned to 8.
uint32_t abi_region(const ir_node *region);

// A value of the type.
abi_extent abi_type(const type *t);

// What a suspending built-in waits in: the name of its struct, and its size.
const char *abi_wait_area(const builtin *b, uint32_t *size);
// The await area of the operation holds its last operand, too.
bool abi_holds_value(const ir_op *op);
// What an await needs in the frame; a callee's frame only as a pointer when
// suspend->in_arena.
abi_extent abi_suspend(const ir_suspend *suspend);

#endif
