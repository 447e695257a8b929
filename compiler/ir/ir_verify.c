// SPDX-License-Identifier: MIT
// ir_verify.c - checks the promises of ir.h after each pass (debug builds).
//
// A broken promise is a mistake of ours, never of the input: it names the pass,
// the function and the operation, and ends the compiler with status 70.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/program.h"
#include "ir/ir_walk.h"

typedef struct verifier {
    program *prog;
    const ir_module *module;
    ir_fn *fn;
    const char *pass;
    const ir_op **defined;           // by op.id: the operation, when the walk has seen it
    uint32_t *uses;                  // by op.id: operands that name its result
    bool *declared;                  // by var.id: a scope or the signature has it
    array_of(ir_node *) loops;
} verifier;

static _Noreturn void broken(const verifier *v, const char *what, unsigned id)
{
    fprintf(stderr, "sley: internal error after %s: %s.%s: %s (%u)\n", v->pass,
            v->module->name, v->fn->name, what, id);
    exit(70);
}

static void declare(verifier *v, const ir_var *var)
{
    if (var->id >= v->fn->vars.count || v->fn->vars.items[var->id] != var) {
        broken(v, "a variable that is not the function's", var->id);
    }
    if (v->declared[var->id]) broken(v, "I3: a variable with two scopes", var->id);
    v->declared[var->id] = true;
}

static void check_value(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)node;
    verifier *v = data;
    unsigned at = user != NULL ? user->id : 0;
    if (value->type == NULL) broken(v, "an operand without a type", at);
    if (value->kind == IR_TEMP) {
        if (value->op == NULL) broken(v, "an operand without its operation", at);
        uint32_t id = value->op->id;
        if (v->defined[id] == NULL) broken(v, "I1: used before it is computed", id);
        v->uses[id]++;
    }
    if (value->kind == IR_VAR) {
        if (value->var == NULL || value->var->id >= v->fn->vars.count) {
            broken(v, "an operand that is no variable of the function", at);
        }
        if (!v->declared[value->var->id]) {
            broken(v, "I3: a variable outside its scope", value->var->id);
        }
    }
}

static void check_op(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    verifier *v = data;
    if (op->id >= v->fn->op_count) broken(v, "an operation with a wrong id", op->id);
    if (op->type == NULL) broken(v, "an operation without a type", op->id);
    if (op->arg_count > 0 && op->args == NULL) broken(v, "operands are missing", op->id);
    const ir_node *right = ir_right_side(op);
    for (uint32_t i = 0; right != NULL && i < right->seq.count; i++) {
        bool is_op = right->seq.items[i]->kind == NODE_OP;
        if (!is_op) broken(v, "a right side of more than operations", op->id);
    }
    v->defined[op->id] = op;
}

// Operations and marks stand in sequences only: ir_walk.c looks for them there.
static void check_body(ir_node *body, void *data)
{
    if (body->kind != NODE_SEQ) broken(data, "a body that is no sequence", body->first);
}

static void enter(void *data, ir_node *node)
{
    verifier *v = data;
    if (node->kind != NODE_SEQ) ir_each_child(node, check_body, v);
    switch (node->kind) {
    case NODE_SCOPE:
        if (node->scope.body == NULL) broken(v, "a scope without a body", node->first);
        if (node->scope.kind != SCOPE_PLAIN && node->scope.var_count > 0) {
            broken(v, "variables in a region", node->first);
        }
        for (size_t i = 0; i < node->scope.var_count; i++) declare(v, node->scope.vars[i]);
        if (node->scope.kind == SCOPE_GROUP) declare(v, node->scope.var);
        break;
    case NODE_LOOP:
        array_push(&v->prog->scratch, &v->loops, node);
        break;
    case NODE_BREAK:
    case NODE_CONTINUE: {
        bool found = false;
        for (uint32_t i = 0; i < v->loops.count; i++) {
            found |= v->loops.items[i] == node->jump.target;
        }
        if (!found) broken(v, "a jump out of no loop", node->first);
        break;
    }
    default:
        break;
    }
}

static void leave(void *data, ir_node *node)
{
    verifier *v = data;
    if (node->kind == NODE_LOOP) v->loops.count--;
}

// rc.c counts them; the passes behind it keep the count.
static void check_uses(const verifier *v)
{
    if (strcmp(v->pass, "lower") == 0 || strcmp(v->pass, "effects") == 0) return;
    for (uint32_t id = 0; id < v->fn->op_count; id++) {
        const ir_op *op = v->defined[id];
        if (op != NULL && op->uses != v->uses[id]) broken(v, "a wrong number of uses", id);
    }
}

void ir_verify(program *prog, const ir_module *module, const char *pass)
{
    for (uint32_t i = 0; i < module->fns.count; i++) {
        verifier v = {.prog = prog, .module = module, .fn = module->fns.items[i], .pass = pass};
        v.defined = arena_new_array(&prog->scratch, const ir_op *, v.fn->op_count + 1);
        v.uses = arena_new_array(&prog->scratch, uint32_t, v.fn->op_count + 1);
        v.declared = arena_new_array(&prog->scratch, bool, v.fn->vars.count + 1);
        for (uint32_t k = 0; k < v.fn->params.count; k++) declare(&v, v.fn->params.items[k]);
        for (uint32_t k = 0; k < v.fn->captures.count; k++) declare(&v, v.fn->captures.items[k]);
        if (v.fn->self != NULL) declare(&v, v.fn->self);
        ir_walker walker = {
            .data = &v, .enter = enter, .leave = leave, .value = check_value, .op = check_op};
        ir_walk(&walker, v.fn->body);
        check_uses(&v);
        arena_reset(&prog->scratch);
    }
}
