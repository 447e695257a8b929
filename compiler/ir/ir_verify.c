// SPDX-License-Identifier: MIT
// ir_verify.c - checks the promises of ir.h after each pass (--verify).
//
// A broken promise is a mistake of ours, never of the input: it names the pass,
// the function and the operation, and ends the compiler with status 70.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/program.h"
#include "ir/ir_walk.h"

typedef struct verify_loop {
    ir_node *node;
    uint32_t steps, waits;           // when it was entered
    uint32_t outer;                  // 1 + a result from before it that it uses; 0: none
} verify_loop;

typedef struct verifier {
    program *prog;
    const ir_module *module;
    ir_fn *fn;
    const char *pass;
    const ir_op **defined;           // by op.id: the operation, when the walk has seen it
    uint32_t *uses;                  // by op.id: operands that name its result
    ir_node **declared;              // by var.id: the scope that has it, or the body
    bool exits;                      // exit() may be called inside
    bool *goes;                      // by var.id: something drops or moves it
    unsigned promises;
    // PROMISE_TEMPS
    uint32_t steps;                  // operations seen
    uint32_t waits;                  // suspensions seen
    uint32_t *step;                  // by op.id: when the operation came ..
    uint32_t *wait;                  // .. and after how many suspensions
    const ir_node *select;           // its operands are being read: it waits next
    array_of(verify_loop) loops;
} verifier;

static _Noreturn void broken(const verifier *v, const char *what, unsigned id)
{
    fprintf(stderr, "sley: internal error after %s: %s.%s: %s (%u)\n", v->pass,
            v->module->name, v->fn->name, what, id);
    exit(70);
}

static void declare(verifier *v, const ir_var *var, ir_node *scope)
{
    if (var->id >= v->fn->vars.count || v->fn->vars.items[var->id] != var) {
        broken(v, "a variable that is not the function's", var->id);
    }
    if (v->declared[var->id] != NULL) broken(v, "I3: a variable with two scopes", var->id);
    v->declared[var->id] = scope;
}

// The operand is read here, the result was computed before: on the same side of
// every suspension, those of the next round of a loop included.
static void check_crossing(verifier *v, uint32_t id)
{
    if (v->wait[id] != v->waits) broken(v, "a result that is used across a suspension", id);
    for (uint32_t i = v->loops.count; i > 0; i--) {
        verify_loop *loop = &v->loops.items[i - 1];
        if (v->step[id] > loop->steps) break;
        loop->outer = id + 1;
    }
}

static void check_expr_value(void *data, ir_value *value, ir_op *user, ir_node *node)
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
        if ((v->promises & PROMISE_TEMPS) != 0) check_crossing(v, id);
    }
    if (value->kind == IR_VAR) {
        if (value->var == NULL || value->var->id >= v->fn->vars.count) {
            broken(v, "an operand that is no variable of the function", at);
        }
        if (v->declared[value->var->id] == NULL) {
            broken(v, "I3: a variable outside its scope", value->var->id);
        }
        v->goes[value->var->id] |= value->mode == MODE_MOVE || value->mode == MODE_TAKE;
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
    bool waits = op->suspend != NULL && op->suspend->number > 0;
    if (waits) v->waits++;
    v->step[op->id] = ++v->steps;
    v->wait[op->id] = v->waits;
    v->exits = v->exits || ir_can_exit(op);
    if (op->code == IR_DROP) v->goes[op->aux.target.var->id] = true;
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
    if (v->select != NULL) v->waits++;
    v->select = NULL;
    switch (node->kind) {
    case NODE_SCOPE:
        if (node->scope.body == NULL) broken(v, "a scope without a body", node->first);
        if (node->scope.kind != SCOPE_PLAIN && node->scope.var_count > 0) {
            broken(v, "variables in a region", node->first);
        }
        for (size_t i = 0; i < node->scope.var_count; i++) declare(v, node->scope.vars[i], node);
        if (node->scope.kind == SCOPE_GROUP) declare(v, node->scope.var, node);
        break;
    case NODE_LOOP: {
        verify_loop loop = {node, v->steps, v->waits, 0};
        array_push(&v->prog->scratch, &v->loops, loop);
        break;
    }
    case NODE_SELECT:
        if (node->select.suspend != NULL) v->select = node;
        break;
    case NODE_BREAK:
    case NODE_CONTINUE: {
        bool found = false;
        for (uint32_t i = 0; i < v->loops.count; i++) {
            found |= v->loops.items[i].node == node->jump.target;
        }
        if (!found) broken(v, "a jump out of no loop", node->first);
        break;
    }
    case NODE_MARK:
    case NODE_OP:
    case NODE_SEQ:
    case NODE_IF:
    case NODE_SWITCH:
    case NODE_TRY:
    case NODE_RETURN:
    case NODE_THROW:
        break;
    }
}

static void leave(void *data, ir_node *node)
{
    verifier *v = data;
    if (node->kind == NODE_SCOPE && node->scope.suspend != NULL) v->waits++;
    if (node->kind != NODE_LOOP) return;
    const verify_loop *loop = &array_last(&v->loops);
    if (loop->outer > 0 && loop->waits != v->waits) {
        broken(v, "a result that a loop uses again after a suspension", loop->outer - 1);
    }
    v->loops.count--;
}

// A scope whose end is not reached needs no drop there: its ways out have their own.
static void check_drops(const verifier *v)
{
    for (uint32_t id = 0; id < v->fn->vars.count; id++) {
        const ir_node *scope = v->declared[id];
        if (!v->fn->vars.items[id]->is_owned || v->goes[id] || scope == NULL) continue;
        if (ir_falls_through(scope->scope.body))
            broken(v, "an owned variable that nothing drops", id);
    }
}

static void check_places(const verifier *v)
{
    const ir_fn *fn = v->fn;
    for (uint32_t id = 0; id < fn->vars.count; id++) {
        const ir_var *var = fn->vars.items[id];
        bool is_given = var->kind == IRVAR_PARAM || var->kind == IRVAR_CAPTURE ||
                        var->kind == IRVAR_SELF;
        bool lives = is_given && fn->is_async && fn->can_suspend;
        for (uint32_t i = 0; i < fn->suspends.count && !lives; i++) {
            const uint64_t *live = fn->suspends.items[i]->live;
            lives = live != NULL && bitset_has(live, id);
        }
        if (var->in_frame && !lives)
            broken(v, "a variable in the frame that no suspension needs", id);
        if (!var->in_frame && lives)
            broken(v, "I6: a variable that a suspension needs is not in the frame", id);
    }
}

// ---- errors have a way out --------------------------------------------------------

static bool throws_out(ir_node *node);

static void look_inside(ir_node *child, void *data)
{
    bool *found = data;
    *found = *found || throws_out(child);
}

static bool takes_every_error(const ir_node *attempt)
{
    if (attempt->attempt.takes_all) return true;
    for (size_t i = 0; i < attempt->attempt.catch_count; i++) {
        const ir_catch *c = &attempt->attempt.catches[i];
        bool is_root = c->type == NULL || c->type->decl == NULL || c->type->decl->parent == NULL;
        if (!c->is_cancelled && is_root) return true;
    }
    return false;
}

// An error may leave the node.
static bool throws_out(ir_node *node)
{
    if (node->kind == NODE_OP) return node->op->can_throw;
    if (node->kind == NODE_THROW) return true;
    bool found = node->kind == NODE_SELECT && node->select.can_throw;
    if (node->kind == NODE_TRY && takes_every_error(node)) {
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            look_inside(node->attempt.catches[i].body, &found);
        }
        if (node->attempt.else_body != NULL) look_inside(node->attempt.else_body, &found);
        return found;
    }
    if (!found) ir_each_child(node, look_inside, &found);
    return found;
}

// A plain function that gives no status has no exit for an error, nor after exit().
static void check_exits(const verifier *v)
{
    const ir_fn *fn = v->fn;
    bool has_exit = ir_gives_status(fn) || (fn->is_async && fn->can_suspend);
    if (!has_exit && v->exits) broken(v, "exit() has no way out", 0);
    if (!has_exit && throws_out(fn->body)) broken(v, "an error has no way out", 0);
}

static void check_uses(const verifier *v)
{
    for (uint32_t id = 0; id < v->fn->op_count; id++) {
        const ir_op *op = v->defined[id];
        if (op != NULL && op->uses != v->uses[id]) broken(v, "a wrong number of uses", id);
    }
}

void ir_verify(program *prog, const ir_module *module, const char *pass, unsigned promises)
{
    for (uint32_t i = 0; i < module->fns.count; i++) {
        verifier v = {.prog = prog, .module = module, .fn = module->fns.items[i], .pass = pass,
                      .promises = promises};
        v.defined = arena_new_array(&prog->scratch, const ir_op *, v.fn->op_count + 1);
        v.uses = arena_new_array(&prog->scratch, uint32_t, v.fn->op_count + 1);
        v.step = arena_new_array(&prog->scratch, uint32_t, v.fn->op_count + 1);
        v.wait = arena_new_array(&prog->scratch, uint32_t, v.fn->op_count + 1);
        v.declared = arena_new_array(&prog->scratch, ir_node *, v.fn->vars.count + 1);
        v.goes = arena_new_array(&prog->scratch, bool, v.fn->vars.count + 1);
        for (uint32_t k = 0; k < v.fn->params.count; k++)
            declare(&v, v.fn->params.items[k], v.fn->body);
        for (uint32_t k = 0; k < v.fn->captures.count; k++)
            declare(&v, v.fn->captures.items[k], v.fn->body);
        if (v.fn->self != NULL) declare(&v, v.fn->self, v.fn->body);
        ir_walker walker = {
            .data = &v, .enter = enter, .leave = leave, .value = check_expr_value, .op = check_op};
        ir_walk(&walker, v.fn->body);
        check_exits(&v);
        if ((promises & PROMISE_USES) != 0) check_uses(&v);
        if ((promises & PROMISE_DROPS) != 0) check_drops(&v);
        if ((promises & PROMISE_PLACES) != 0) check_places(&v);
        arena_reset(&prog->scratch);
    }
}
