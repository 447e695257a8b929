// SPDX-License-Identifier: MIT
// rc_scope.c - a scope for every part of a function that is left by itself:
// the bodies of loops, of try and catch, of regions and their cleanup.
//
// A hidden variable belongs to the innermost scope around it.  The lowering
// makes none where the source declares nothing; without one a value that a
// failure abandons in
//
//     for d in 0..3 { try { print(await wait_for(work(), 0s)) } catch Timeout {} }
//
// would belong to the function, and the next round would overwrite it.

#include "program.h"
#include "rc.h"

static void open_part(rc *r, ir_node *part)
{
    if (part == NULL || part->kind != NODE_SEQ) return;
    ir_node *body = ir_seq_new(r->prog, part->span);
    body->seq = part->seq;
    ir_node *scope = ir_node_new(r->prog, NODE_SCOPE, part->span);
    scope->scope.kind = SCOPE_PLAIN;
    scope->scope.body = body;
    part->seq = (ir_nodes){0};
    ir_seq_add(r->prog, part, scope);
    array_push(&r->prog->scratch, &r->opened, part);
}

static void open_parts(void *data, ir_node *node)
{
    rc *r = data;
    switch (node->kind) {
    case NODE_LOOP:
        open_part(r, node->loop.body);
        break;
    case NODE_TRY:
        open_part(r, node->attempt.body);
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            open_part(r, node->attempt.catches[i].body);
        }
        break;
    case NODE_SCOPE:
        if (node->scope.kind == SCOPE_PLAIN) break;
        open_part(r, node->scope.body);
        open_part(r, node->scope.cleanup);
        break;
    default:
        break;
    }
}

void rc_open_scopes(rc *r)
{
    ir_walker walker = {.data = r, .leave = open_parts};
    ir_walk(&walker, r->fn->body);
}

void rc_close_scopes(rc *r)
{
    for (uint32_t i = 0; i < r->opened.count; i++) {
        ir_node *part = r->opened.items[i];
        const ir_node *scope = part->seq.items[0];
        if (scope->scope.var_count == 0) part->seq = scope->scope.body->seq;
    }
}
