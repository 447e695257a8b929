// SPDX-License-Identifier: MIT
// ir.c - the table of operations, and making and reading the tree.

#include "ir/ir.h"

#include <assert.h>

#include "base/program.h"
#include "ir/ir_walk.h"

const ir_op_info ir_op_infos[IR_COUNT] = {
#define IR_OP(NAME, text, effect, args, result) \
    [IR_##NAME] = {text, EFFECT_##effect, args, result},
#include "ir/ir.def"
#undef IR_OP
};

// ORDER ir_operator
static const char *const operator_texts[IROP_COUNT] = {
    "neg", "not", "invert", "+", "-", "*",  "/",  "%",  "**", "&+", "&-", "&*",
    "&",   "|",   "^",      "<<", ">>", "==", "!=", "<",  "<=", ">",  ">=",
};

const char *ir_operator_text(ir_operator operator)
{
    assert(operator < IROP_COUNT);
    return operator_texts[operator];
}

// ---- nodes ----------------------------------------------------------------------

#define NODE_BYTES(MEMBER) (offsetof(ir_node, MEMBER) + sizeof(((ir_node *)NULL)->MEMBER))

static const uint8_t node_bytes[] = {
    [NODE_MARK] = NODE_BYTES(line),           [NODE_OP] = NODE_BYTES(op),
    [NODE_SEQ] = NODE_BYTES(seq),             [NODE_SCOPE] = NODE_BYTES(scope),
    [NODE_IF] = NODE_BYTES(branch),           [NODE_LOOP] = NODE_BYTES(loop),
    [NODE_SWITCH] = NODE_BYTES(choice),       [NODE_SELECT] = NODE_BYTES(select),
    [NODE_TRY] = NODE_BYTES(attempt),         [NODE_BREAK] = NODE_BYTES(jump),
    [NODE_CONTINUE] = NODE_BYTES(jump),       [NODE_RETURN] = NODE_BYTES(result),
    [NODE_THROW] = NODE_BYTES(raise),
};

ir_node *ir_node_new(program *prog, ir_node_kind kind, span at)
{
    assert((size_t)kind < sizeof node_bytes);
    ir_node *node = arena_zero(&prog->fn, node_bytes[kind]);
    node->kind = kind;
    node->span = at;
    return node;
}

ir_node *ir_seq_new(program *prog, span at)
{
    return ir_node_new(prog, NODE_SEQ, at);
}

void ir_seq_add(program *prog, ir_node *seq, ir_node *node)
{
    assert(node != NULL && node != seq);
    assert(seq->kind == NODE_SEQ);
    array_push(&prog->fn, &seq->seq, node);
}

void ir_forget_body(ir_fn *fn)
{
    assert(fn->body != NULL);
    fn->body = NULL;
    fn->self = NULL;
    fn->layout = NULL;
    fn->plan = NULL;
    fn->vars = (ir_vars){0};
    fn->suspends = (ir_suspends){0};
    fn->sites = (ir_sites){0};
}

ir_var *ir_changed_by_call(const ir_op *op)
{
    if (op->code != IR_CALL && op->code != IR_AWAIT_CALL) return NULL;
    const fn_info *info = op->aux.callee->info;
    if (info == NULL || !info->is_mut) return NULL;
    assert(op->args[0].kind == IR_VAR);
    return op->args[0].var;
}

static bool any_falls(ir_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ir_falls_through(cases[i].body)) return true;
    }
    return false;
}

bool ir_falls_through(const ir_node *node)
{
    if (node == NULL) return true;
    switch (node->kind) {
    case NODE_RETURN:
    case NODE_THROW:
    case NODE_BREAK:
    case NODE_CONTINUE:
        return false;
    case NODE_SEQ:
        return node->seq.count == 0 || ir_falls_through(array_last(&node->seq));
    case NODE_SCOPE:
        return node->scope.kind != SCOPE_PLAIN || ir_falls_through(node->scope.body);
    case NODE_IF:
        return ir_falls_through(node->branch.then_body) || ir_falls_through(node->branch.else_body);
    case NODE_SWITCH:
        return any_falls(node->choice.cases, node->choice.case_count) ||
               (node->choice.default_body != NULL && ir_falls_through(node->choice.default_body));
    case NODE_MARK:
    case NODE_OP:
    case NODE_LOOP:
    case NODE_SELECT:
    case NODE_TRY:
        return true;
    }
    return true;
}

bool ir_loop_is_inclusive(const ir_node *loop)
{
    const ir_value *cond = &loop->loop.cond;
    return cond->kind == IR_VAR && cond->var == loop->loop.index;
}

// A region around a body that ends ends too: its cleanup runs on the way.  An
// endless loop is not looked into: whether a break leaves it is not known here.
bool ir_calls_never(const ir_op *op)
{
    return op->type != NULL && op->type->kind == TYPE_NEVER && op->code != IR_CALL_BUILTIN;
}

bool ir_ends(const ir_node *node)
{
    while (node != NULL) {
        switch (node->kind) {
        case NODE_BREAK:
        case NODE_CONTINUE:
        case NODE_RETURN:
        case NODE_THROW:
            return true;
        case NODE_OP:
            return node->op->type->kind == TYPE_NEVER;
        case NODE_SEQ:
            if (node->seq.count == 0) return false;
            node = array_last(&node->seq);
            break;
        case NODE_SCOPE:
            // A timeout, a group or a cleanup may end otherwise than its body.
            if (node->scope.kind != SCOPE_PLAIN) return false;
            node = node->scope.body;
            break;
        case NODE_IF:
            if (!ir_ends(node->branch.then_body)) return false;
            node = node->branch.else_body;
            break;
        case NODE_MARK:
        case NODE_LOOP:
        case NODE_SWITCH:
        case NODE_SELECT:
        case NODE_TRY:
            return false;
        }
    }
    return false;
}

// ---- values ---------------------------------------------------------------------

ir_value ir_nothing(void)
{
    return (ir_value){.kind = IR_NOTHING};
}

ir_value ir_temp_value(ir_op *op)
{
    assert(op->type != NULL);
    ir_value v = {.kind = IR_TEMP, .type = op->type};
    v.op = op;
    return v;
}

ir_value ir_global_value(ir_global *global)
{
    assert(global->type != NULL);
    ir_value v = {.kind = IR_GLOBAL, .type = global->type};
    v.global = global;
    return v;
}

static ir_value const_value(program *prog, type *t, ir_const constant)
{
    assert(t != NULL);
    ir_const *c = arena_new(&prog->fn, ir_const);
    *c = constant;
    ir_value v = {.kind = IR_CONST, .type = t};
    v.constant = c;
    return v;
}

ir_value ir_int_value(program *prog, type *t, ir_wide bits)
{
    assert(type_is_integer(t) || t->kind == TYPE_CHAR || t->kind == TYPE_BOOL ||
           t->kind == TYPE_DURATION || t->kind == TYPE_INSTANT || t->kind == TYPE_ENUM ||
           t->kind == TYPE_UNIT);
    return const_value(prog, t, (ir_const){.i = bits});
}

ir_value ir_bool_value(program *prog, bool truth)
{
    return const_value(prog, type_scalar(prog, TYPE_BOOL), (ir_const){.i = truth});
}

ir_value ir_float_value(program *prog, type *t, double f)
{
    assert(type_is_float(t));
    return const_value(prog, t, (ir_const){.f = f});
}

ir_value ir_text_value(program *prog, type *t, const char *bytes, size_t len)
{
    assert(t->kind == TYPE_STR || t->kind == TYPE_BYTES);
    assert(bytes != NULL || len == 0);
    return const_value(prog, t, (ir_const){.text = bytes, .text_len = len});
}

ir_value ir_none_value(program *prog, type *t)
{
    assert(t->kind == TYPE_OPTIONAL);
    return const_value(prog, t, (ir_const){.is_none = true});
}

// ---- reading --------------------------------------------------------------------

bool ir_takes_function(const ir_op *op)
{
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const ir_value *arg = &op->args[i];
        if (arg->kind == IR_NOTHING || arg->kind == IR_CONST) continue;
        const type *t = arg->type->kind == TYPE_OPTIONAL ? arg->type->element : arg->type;
        if (t->kind == TYPE_FN) return true;
    }
    return false;
}

bool ir_can_exit(const ir_op *op)
{
    if (op->code == IR_CALL || op->code == IR_AWAIT_CALL) return op->aux.callee->can_exit;
    if (op->code != IR_CALL_BUILTIN) return false;
    return op->aux.builtin->id == BI_EXIT || op->aux.builtin->id == BI_LOOP_RUN;
}

bool ir_gives_status(const ir_fn *fn)
{
    return fn->can_throw || fn->can_exit;
}

bool ir_fails_plainly(const ir_op *op)
{
    if (!op->can_throw || op->suspend != NULL) return false;
    if (op->code == IR_CALL_BUILTIN) return (op->aux.builtin->flags & B_THROWS) != 0;
    return op->code == IR_CALL || op->code == IR_CALL_VALUE;
}

bool ir_is_early_drop(const ir_node *node)
{
    return node->kind == NODE_OP && node->op->code == IR_DROP && node->op->drops_early;
}

bool ir_calls_own(const ir_op *op)
{
    bool by_key = op->code == IR_INDEX || op->code == IR_PLACE;
    if (by_key && op->args[0].type->kind == TYPE_MAP)
        return type_runs_code(op->args[0].type->key);
    if (op->code != IR_COMPARE && op->code != IR_FORMAT && op->code != IR_CALL_BUILTIN &&
        op->code != IR_MAP && op->code != IR_SET_OF) {
        return false;
    }
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (op->args[i].kind != IR_NOTHING && type_runs_code(op->args[i].type)) return true;
    }
    return false;
}

ir_effect ir_effect_of(const ir_op *op)
{
    // what an index gives is an alias, which no other effect may part from its use
    if (ir_calls_own(op) && op->code != IR_INDEX && op->code != IR_PLACE) return EFFECT_EFFECT;
    if (op->code == IR_CALL_BUILTIN) {
        uint32_t flags = op->aux.builtin->flags;
        if (op->can_throw || op->type->kind == TYPE_NEVER) return EFFECT_EFFECT;
        if (ir_takes_function(op)) return EFFECT_EFFECT;   // sorted(xs, key: f) calls f
        if ((flags & B_PURE) != 0) return (flags & B_SITE) != 0 ? EFFECT_PANICS : EFFECT_PURE;
        if ((flags & B_READS) != 0) return EFFECT_READS;
    }
    // print writes.
    if (op->code == IR_FORMAT && op->type->kind == TYPE_UNIT) return EFFECT_EFFECT;
    if (op->code == IR_READ && op->args[0].kind == IR_VAR) return EFFECT_PURE;
    if (op->code == IR_COMPARE && type_can_change(op->args[0].type)) return EFFECT_READS;
    return ir_info(op->code)->effect;
}

bool ir_is_arithmetic(const ir_op *op)
{
    return op->code == IR_UNARY || op->code == IR_BINARY || op->code == IR_CONVERT;
}

bool ir_runs_code(const ir_op *op)
{
    if (op->code == IR_CALL || op->code == IR_CALL_VALUE || ir_calls_own(op)) return true;
    if (op->code != IR_CALL_BUILTIN) return op->suspend != NULL;
    return ir_effect_of(op) == EFFECT_EFFECT && (op->aux.builtin->flags & B_QUIET) == 0;
}

const type_fn *ir_called(const ir_op *op, const symbol **method)
{
    const type *t = op->args[0].type;
    *method = t->kind == TYPE_INTERFACE ? t->decl->methods[op->aux.index] : NULL;
    return *method != NULL ? &(*method)->type->fn : &t->fn;
}

bool ir_waits(const ir_op *op)
{
    return op->code == IR_AWAIT_VALUE || op->code == IR_AWAIT_BUILTIN ||
           op->code == IR_AWAIT_TASK || op->code == IR_AWAIT_FUTURE || op->code == IR_GATHER ||
           op->code == IR_RACE || op->code == IR_YIELD;
}

void ir_each_arg(ir_op *op, void (*visit)(ir_value *value, void *data), void *data)
{
    for (uint32_t i = 0; i < op->arg_count; i++) visit(&op->args[i], data);
    if (op->code != IR_SPAWN) return;
    if (op->aux.group.kind != IR_NOTHING) visit(&op->aux.group, data);
    if (op->aux.task_name.kind != IR_NOTHING) visit(&op->aux.task_name, data);
    if (op->aux.target_on.kind != IR_NOTHING) visit(&op->aux.target_on, data);
}

static void visit_one(ir_node *child, void (*visit)(ir_node *, void *), void *data)
{
    if (child != NULL) visit(child, data);
}

void ir_each_child(ir_node *node, void (*visit)(ir_node *child, void *data), void *data)
{
    assert(visit != NULL);
    switch (node->kind) {
    case NODE_SEQ:
        for (uint32_t i = 0; i < node->seq.count; i++) visit_one(node->seq.items[i], visit, data);
        break;
    case NODE_SCOPE:
        visit_one(node->scope.body, visit, data);
        visit_one(node->scope.cleanup, visit, data);
        break;
    case NODE_IF:
        visit_one(node->branch.head, visit, data);
        visit_one(node->branch.then_body, visit, data);
        visit_one(node->branch.else_body, visit, data);
        break;
    case NODE_LOOP:
        visit_one(node->loop.head, visit, data);
        visit_one(node->loop.body, visit, data);
        visit_one(node->loop.step, visit, data);
        visit_one(node->loop.else_body, visit, data);
        break;
    case NODE_SWITCH:
        for (size_t i = 0; i < node->choice.case_count; i++) {
            visit_one(node->choice.cases[i].body, visit, data);
        }
        visit_one(node->choice.default_body, visit, data);
        break;
    case NODE_SELECT:
        for (size_t i = 0; i < node->select.arm_count; i++) {
            visit_one(node->select.arms[i].body, visit, data);
        }
        visit_one(node->select.default_body, visit, data);
        break;
    case NODE_TRY:
        visit_one(node->attempt.body, visit, data);
        visit_one(node->attempt.else_body, visit, data);
        for (size_t i = 0; i < node->attempt.catch_count; i++) {
            visit_one(node->attempt.catches[i].body, visit, data);
        }
        break;
    case NODE_MARK:
    case NODE_OP:
    case NODE_BREAK:
    case NODE_CONTINUE:
    case NODE_RETURN:
    case NODE_THROW:
        break;
    }
}
