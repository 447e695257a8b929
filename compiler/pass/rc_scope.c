// SPDX-License-Identifier: MIT
// rc_scope.c - scopes for hidden variables, where the source has none: in each part
// of a function that is left by itself - the bodies of loops, of try and catch, of
// regions and their cleanup.
//
// A hidden variable belongs to the innermost scope around it.  The lowering
// makes none where the source declares nothing; without one a value that a
// failure abandons in
//
//     for d in 0..3 { try { print(await wait_for(work(), 0s)) } catch Timeout {} }
//
// would belong to the function, and the next round would overwrite it.  So a part
// counts as a scope, and becomes one when it is given a variable.

#include "base/program.h"

#include <assert.h>

#include "pass/rc.h"

bool rc_scope_is_part(const ir_node *outer, const ir_node *node)
{
    if (node->kind != NODE_SEQ) return false;
    if (outer->kind == NODE_LOOP) return node == outer->loop.body;
    if (outer->kind == NODE_TRY) return node != outer->attempt.else_body;
    return outer->kind == NODE_SCOPE && outer->scope.kind != SCOPE_PLAIN;
}

ir_node *rc_scope_body(ir_node *scope)
{
    assert(scope->kind == NODE_SEQ || scope->kind == NODE_SCOPE);
    return scope->kind == NODE_SEQ ? scope : scope->scope.body;
}

// The scope that the part becomes; rc_scope_open puts it in its place.
static ir_node *scope_for(rc *r, ir_node *part)
{
    assert(part->kind == NODE_SEQ);
    rc_place *inside = r->inside[part->first];
    if (inside->made != NULL) return inside->made;
    inside->made = ir_node_new(r->prog, NODE_SCOPE, part->span);
    inside->made->scope.kind = SCOPE_PLAIN;
    inside->made->scope.body = ir_seq_new(r->prog, part->span);
    array_push(&r->prog->scratch, &r->parts, part);
    return inside->made;
}

void rc_scope_add(rc *r, ir_node *scope, ir_var *var)
{
    assert(var->kind == IRVAR_HIDDEN);
    if (scope->kind == NODE_SEQ) scope = scope_for(r, scope);
    size_t count = scope->scope.var_count;
    ir_var **vars = arena_new_array(&r->prog->fn, ir_var *, count + 1);
    for (size_t i = 0; i < count; i++) vars[i] = scope->scope.vars[i];
    vars[count] = var;
    scope->scope.vars = vars;
    scope->scope.var_count = count + 1;
}

void rc_scope_open(rc *r)
{
    for (uint32_t i = 0; i < r->parts.count; i++) {
        ir_node *part = r->parts.items[i];
        ir_node *scope = r->inside[part->first]->made;
        scope->scope.body->seq = part->seq;
        part->seq = (ir_nodes){0};
        ir_seq_add(r->prog, part, scope);
    }
}
