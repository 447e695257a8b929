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

typedef void part_fn(program *prog, ir_node *part);

static void each_part(program *prog, ir_node *node, part_fn *visit)
{
    switch (node->kind) {
    case NODE_LOOP:
        visit(prog, node->loop.body);
        break;
    case NODE_TRY:
        visit(prog, node->attempt.body);
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            visit(prog, node->attempt.catches[i].body);
        }
        break;
    case NODE_SCOPE:
        if (node->scope.kind == SCOPE_PLAIN) break;
        visit(prog, node->scope.body);
        visit(prog, node->scope.cleanup);
        break;
    default:
        break;
    }
}

static void open_part(program *prog, ir_node *part)
{
    if (part == NULL || part->kind != NODE_SEQ) return;
    ir_node *body = ir_seq_new(prog, part->span);
    body->seq = part->seq;
    ir_node *scope = ir_node_new(prog, NODE_SCOPE, part->span);
    scope->scope.kind = SCOPE_PLAIN;
    scope->scope.body = body;
    part->seq = (ir_nodes){0};
    ir_seq_add(prog, part, scope);
}

static void close_part(program *prog, ir_node *part)
{
    (void)prog;
    if (part == NULL || part->kind != NODE_SEQ || part->seq.count != 1) return;
    const ir_node *scope = part->seq.items[0];
    if (scope->kind != NODE_SCOPE || scope->scope.kind != SCOPE_PLAIN) return;
    if (scope->scope.var_count == 0) part->seq = scope->scope.body->seq;
}

static void open_parts(void *data, ir_node *node)
{
    each_part(data, node, open_part);
}

void rc_open_scopes(program *prog, ir_fn *fn)
{
    ir_walker walker = {.data = prog, .leave = open_parts};
    ir_walk(&walker, fn->body);
}

void rc_close_scopes(program *prog, ir_node *node)
{
    each_part(prog, node, close_part);
}
