// SPDX-License-Identifier: MIT
// frame.h - what lies where in the frame of an async function.
//
// The C struct is printed from this in the order of its fields, so the sizes
// computed here are those of the C compiler; a _Static_assert in the generated
// C says so for each frame.  Order of fields:
//
//     sley_frame base;
//     T a_x;                     fn.params
//     R result;                  unless TYPE_UNIT
//     the root block
//     union { .. } await;        when there are awaits
//
// A block holds the variables of one scope, and the scopes inside it.  Blocks
// beside each other are never alive together: more than one of them makes
//
//     union {
//         struct { fields of the first };
//         struct { fields of the second };
//     };
//
// and a single one is printed straight into its parent.
#ifndef SLEY_FRAME_H
#define SLEY_FRAME_H

#include "base/program.h"
#include "base/text.h"
#include "ir/ir.h"

typedef struct frame_block frame_block;

// The fields of a block, in this order: the region's own storage, then vars.
struct frame_block {
    const ir_node *scope;   // whose variables they are; NULL: the root
    ir_node *region;        // group, timeout, shield or cleanup scope with storage
                            // in the frame: g_N, s_N or u_N, then next_N; or NULL
    ir_vars vars;           // in order of declaration
    array_of(frame_block *) inner;
    uint32_t size, align;
};

// One member `aN` of the await area.
typedef struct frame_await {
    ir_suspend *suspend;    // suspend->number is N, suspend->size its bytes
    uint32_t align;
} frame_await;

typedef struct frame_layout {
    frame_block *root;
    array_of(frame_await) awaits;   // those that need space, in order
} frame_layout;

// --emit=frames: where each byte of a frame goes, and what lives across which await.
void frame_report(program *prog, const ir_module *ir, text *out);

// A scope with something to do when it is left: a cleanup, a timeout, a group, a shield.
static inline bool frame_is_region(const ir_node *node)
{
    return node->kind == NODE_SCOPE && node->scope.kind != SCOPE_PLAIN;
}

// The region needs `u_N` (sley_unwind) around its cleanup.
static inline bool frame_has_unwind(const ir_node *node)
{
    return node->scope.kind == SCOPE_CLEANUP &&
           (node->scope.cleanup_throws || node->scope.cleanup_suspends);
}

#endif
