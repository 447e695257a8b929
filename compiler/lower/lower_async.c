// SPDX-License-Identifier: MIT
// lower_async.c - await, spawn, gather, race and their like.
//
// What is started as a task must be an async function of the program.  For
// anything else (a built-in such as sleep, an async closure) a small function is
// made that takes the evaluated operands and waits:
//
//     spawn sleep(d)        async fn main.spawn1(arg1: duration) { await sleep(arg1) }
//                           %0 = spawn main.spawn1 d
//     spawn f(x) on w       async fn f.job(n: int) { return f(n) }
//                           %1 = spawn f.job x on w              f is plain: fn f(n: int)

#include <assert.h>
#include <stdio.h>

#include "lower/lower_fn.h"
#include "sema/builtin.h"

// Something to wait for: a call whose operands are evaluated, or a task.
typedef struct awaitable {
    const expr *e;
    bool is_call;
    lower_values operands;   // of the call
    ir_value task;           // task or future
} awaitable;

static const expr_call *async_call(const expr *e)
{
    if (e->kind != EXPR_CALL) return NULL;
    const expr_call *call = expr_as_const_call(e);
    return call->plan != NULL && call->plan->is_async ? call : NULL;
}

static bool is_special(const expr_call *call)
{
    return call->plan->kind == CALL_BUILTIN && (call->plan->builtin->flags & B_SPECIAL) != 0;
}

static ir_value result_of(ir_op *op)
{
    return op->type->kind == TYPE_UNIT ? ir_nothing() : ir_temp_value(op);
}

// ---- gather, wait_for, shield, wait -------------------------------------------------

// `wait_for(shield(t), d)`: what is inside the shield.
static const expr *unshielded(const expr *e)
{
    const expr_call *call = async_call(e);
    bool is_shield = call != NULL && is_special(call) && call->plan->builtin->id == BI_SHIELD;
    return is_shield ? call->plan->args[0] : e;
}

static void prepare(lower *l, const expr *e, awaitable *out);
static ir_value start(lower *l, awaitable *a);

static void special_operands(lower *l, const expr_call *e, lower_values *values)
{
    const call_plan *plan = e->plan;
    arena *scratch = &l->prog->scratch;
    switch (plan->builtin->id) {
    case BI_GATHER:
        if (plan->rest_count == 0) {
            array_push(scratch, values, lower_expr(l, plan->args[0]));
        } else {
            lower_async_awaitables(l, plan->rest, plan->rest_count, values);
        }
        break;
    case BI_WAIT_FOR: {
        awaitable work = {0};
        prepare(l, unshielded(plan->args[0]), &work);
        ir_value limit = lower_expr_to(l, plan->args[1], plan->args[1]->type);
        array_push(scratch, values, start(l, &work));
        array_push(scratch, values, limit);
        break;
    }
    case BI_SHIELD: lower_async_awaitables(l, plan->args, 1, values); break;
    default:
        lower_call_operands(l, e, values);
        break;
    }
}

static ir_value special_finish(lower *l, const expr_call *e, const lower_values *values)
{
    const call_plan *plan = e->plan;
    builtin_id id = plan->builtin->id;
    if (id == BI_SLEEP_VALUE) {
        const builtin *sleep = builtin_with_id(l->prog, BI_SLEEP, NULL);
        lower_call_builtin(l, sleep, l->unit, e->head.span, values->items, 1);
        return values->items[1];
    }
    ir_opcode code = id == BI_GATHER ? IR_GATHER : IR_AWAIT_BUILTIN;
    ir_op *op = lower_op(l, code, plan->result, e->head.span, values->count);
    for (uint32_t i = 0; i < values->count; i++) op->args[i] = values->items[i];
    lower_call_names_builtin(l, op, plan->builtin);
    op->aux.type_args[0] = plan->type_args[0];
    op->aux.type_args[1] = plan->type_args[1];
    if (id == BI_WAIT_FOR && unshielded(plan->args[0]) != plan->args[0]) op->aux.variant = 1;
    op->can_throw = id != BI_WAIT;
    op->site = lower_site(l, e->head.span);
    return result_of(op);
}

ir_value lower_async_special(lower *l, const expr_call *e)
{
    lower_values values = {0};
    special_operands(l, e, &values);
    return special_finish(l, e, &values);
}

// ---- await --------------------------------------------------------------------------

ir_value lower_async_await(lower *l, const expr_await *e)
{
    const expr_call *call = async_call(e->operand);
    if (call != NULL) {
        if (is_special(call)) return lower_async_special(l, call);
        if (lower_call_is_mut(call)) return lower_call_mut(l, call, true);
        lower_values values = {0};
        lower_call_operands(l, call, &values);
        return lower_call_finish(l, call, &values, true);
    }
    ir_value of = lower_expr(l, e->operand);
    bool is_task = of.type->kind == TYPE_TASK;
    ir_op *op = lower_op(l, is_task ? IR_AWAIT_TASK : IR_AWAIT_FUTURE, e->head.type, e->head.span,
                         1);
    op->args[0] = of;
    op->can_throw = true;
    op->site = lower_site(l, e->operand->span);
    return result_of(op);
}

// ---- starting tasks -----------------------------------------------------------------

static ir_op *spawn_op(lower *l, ir_fn *callee, const expr_call *call, const lower_values *values)
{
    type *t = type_task(l->prog, call->plan->result, call->plan->can_throw);
    ir_op *op = lower_op(l, IR_SPAWN, t, call->head.span, values->count);
    for (uint32_t i = 0; i < values->count; i++) op->args[i] = values->items[i];
    op->aux.callee = callee;
    op->site = lower_site(l, call->head.span);
    assert(callee->is_spawned);
    return op;
}

// What the task is called after (S107): `recv`, `sleep`, the variable that holds a closure.
static const char *spawned_name(lower *l, const expr_call *call)
{
    const char *name = "closure";
    if (call->plan->builtin != NULL) name = call->plan->builtin->name;
    else if (call->callee->kind == EXPR_NAME) {
        name = ((const expr_name *)(const void *)call->callee)->name;
    }
    text out;
    text_init(&out);
    text_printf(&out, "%s.%s", l->fn->ir->name, name);
    const char *known = intern_string(&l->prog->names, text_string(&out));
    text_fini(&out);
    return known;
}

static ir_value call_in_wrapper(lower *l, const expr_call *call, const lower_values *passed)
{
    return is_special(call) ? special_finish(l, call, passed)
                            : lower_call_finish(l, call, passed, call->plan->is_async);
}

static void give_back(lower *l, ir_value value, span at)
{
    ir_node *give = ir_node_new(l->prog, NODE_RETURN, at);
    give->result.value = value;
    lower_add(l, give);
}

// The function that waits for the call on operands that it gets as arguments.
static ir_op *spawn_wrapped(lower *l, const expr_call *call, const lower_values *operands)
{
    const call_plan *plan = call->plan;
    arena *scratch = &l->prog->scratch;
    span at = call->head.span;
    ir_fn *fn = lower_decl_fn_made(l, "spawn", at);
    fn->name = fn->shown = spawned_name(l, call);
    fn->is_async = fn->is_spawned = fn->can_suspend = true;
    fn->result = plan->result;
    fn->can_throw = plan->can_throw;
    lower_fn inner;
    lower_decl_fn_begin(l, &inner, fn);
    lower_values given = {0};   // by the spawn
    lower_values passed = {0};  // inside the function
    type **types = arena_new_array(&l->prog->memory, type *, operands->count + 1);
    for (uint32_t i = 0; i < operands->count; i++) {
        ir_value value = operands->items[i];
        if (value.kind == IR_CONST || value.kind == IR_NOTHING) {
            array_push(scratch, &passed, value);
            continue;
        }
        char name[16];
        snprintf(name, sizeof name, "arg%u", (unsigned)given.count + 1);
        const char *known = intern_string(&l->prog->names, name);
        ir_var *var = lower_decl_param(l, known, value.type, NULL, at);
        types[given.count] = value.type;
        array_push(scratch, &given, value);
        array_push(scratch, &passed, ir_walk_var_value(var));
    }
    fn->type = type_function(l->prog, types, given.count, fn->result, true, fn->can_throw);
    give_back(l, call_in_wrapper(l, call, &passed), at);
    lower_decl_fn_end(l, &inner);
    return spawn_op(l, fn, call, &given);
}

// The async function that calls a plain one on another executor, for all places that send it there.
static ir_fn *make_job(lower *l, const expr_call *call, const lower_values *operands)
{
    const call_plan *plan = call->plan;
    const fn_info *info = plan->target->fn;
    span at = info->module == l->module->name ? info->span : call->head.span;
    ir_fn *fn = lower_decl_fn_job(l, info, at);
    fn->is_async = fn->is_spawned = fn->can_suspend = true;
    fn->result = plan->result;
    fn->can_throw = plan->can_throw;
    lower_fn inner;
    lower_decl_fn_begin(l, &inner, fn);
    lower_values passed = {0};
    type **types = arena_new_array(&l->prog->memory, type *, operands->count + 1);
    for (uint32_t i = 0; i < operands->count; i++) {
        types[i] = operands->items[i].type;
        ir_var *var = lower_decl_param(l, info->params[i].name, types[i], NULL, at);
        array_push(&l->prog->scratch, &passed, ir_walk_var_value(var));
    }
    fn->type = type_function(l->prog, types, operands->count, fn->result, true, fn->can_throw);
    ir_value value = call_in_wrapper(l, call, &passed);
    ir_op *made = array_last(&l->seq->seq)->op;
    if (made->site != NULL) made->site->line = 0;   // traces go on with the place of the spawn
    give_back(l, value, at);
    lower_decl_fn_end(l, &inner);
    return fn;
}

static ir_op *spawn_job(lower *l, const expr_call *call, const lower_values *operands)
{
    fn_info *info = call->plan->target->fn;
    ir_fn *fn = info->job;
    bool is_here = fn != NULL && fn->module == l->module && fn->home == l->fn->ir->home;
    if (!is_here) fn = info->job = make_job(l, call, operands);
    return spawn_op(l, fn, call, operands);
}

static ir_op *spawn_call(lower *l, const expr_call *call, const lower_values *operands)
{
    const call_plan *plan = call->plan;
    bool is_named = plan->kind == CALL_FN || plan->kind == CALL_METHOD;
    if (is_named && !plan->is_async) return spawn_job(l, call, operands);
    if (!is_named || plan->target->fn->is_abstract) {
        return spawn_wrapped(l, call, operands);
    }
    return spawn_op(l, lower_decl_fn_of(l, plan->target), call, operands);
}

static void call_operands(lower *l, const expr_call *call, lower_values *operands)
{
    if (is_special(call)) {
        special_operands(l, call, operands);
    } else {
        lower_call_operands(l, call, operands);
    }
}

static void prepare(lower *l, const expr *e, awaitable *out)
{
    *out = (awaitable){.e = e};
    const expr_call *call = async_call(e);
    out->is_call = call != NULL;
    if (call != NULL) {
        call_operands(l, call, &out->operands);
    } else {
        out->task = lower_expr(l, e);
    }
}

static ir_value start(lower *l, awaitable *a)
{
    if (!a->is_call) return a->task;
    return ir_temp_value(spawn_call(l, expr_as_const_call(a->e), &a->operands));
}

void lower_async_awaitables(lower *l, expr *const *exprs, size_t count, lower_values *tasks)
{
    awaitable *all = arena_new_array(&l->prog->scratch, awaitable, count + 1);
    for (size_t i = 0; i < count; i++) prepare(l, exprs[i], &all[i]);
    for (size_t i = 0; i < count; i++) array_push(&l->prog->scratch, tasks, start(l, &all[i]));
}

ir_value lower_async_spawn(lower *l, const expr_spawn *e)
{
    const expr_call *call = expr_as_call(e->call);
    lower_values operands = {0};
    call_operands(l, call, &operands);
    ir_value group = ir_nothing();
    if (e->in != NULL) {
        group = lower_expr(l, e->in);
    } else if (l->fn->groups != NULL) {
        group = ir_walk_var_value(l->fn->groups->var);
    }
    ir_value target = e->on != NULL ? lower_expr(l, e->on) : ir_nothing();
    ir_value name = e->as != NULL ? lower_expr_to(l, e->as, l->string) : ir_nothing();
    ir_op *op = spawn_call(l, call, &operands);
    op->aux.group = group;
    op->aux.task_name = name;
    op->aux.target_on = target;
    return ir_temp_value(op);
}

// ---- race ---------------------------------------------------------------------------

static type *awaited_type(const expr *e)
{
    const expr_call *call = async_call(e);
    return call != NULL ? call->plan->result : e->type->element;
}

// The winner's arm: takes its result, which the losers' end has not touched.
static ir_node *race_arm(lower *l, const select_arm *arm, ir_op *race, uint32_t index)
{
    ir_node *outer = lower_seq_open(l, arm->span);
    lower_scope inner;
    lower_scope_open(l, &inner, arm->span);
    lower_mark(l, arm->span);
    type *t = awaited_type(arm->operation);
    ir_value result = lower_op1(l, IR_RACE_TAKE, t, arm->span, ir_temp_value(race));
    result.op->aux.index = index;
    if (arm->binding != NULL) lower_match_bind(l, arm->binding, result);
    lower_stmt_list(l, arm->body);
    lower_scope_close(l, &inner);
    return lower_seq_close(l, outer, true);
}

void lower_async_race(lower *l, stmt_race *s)
{
    uint32_t count = s->arms.count;
    span at = s->head.span;
    if (count == 0) return;
    expr **exprs = arena_new_array(&l->prog->scratch, expr *, count);
    for (uint32_t i = 0; i < count; i++) exprs[i] = s->arms.items[i].operation;
    lower_values tasks = {0};
    lower_async_awaitables(l, exprs, count, &tasks);
    ir_op *race = lower_op(l, IR_RACE, l->integer, at, count);
    for (uint32_t i = 0; i < count; i++) race->args[i] = tasks.items[i];
    race->can_throw = true;
    race->site = lower_site_text(l, at, "race", (span){0, 0}, "");
    ir_node *node = ir_node_new(l->prog, NODE_SWITCH, at);
    node->choice.subject = ir_temp_value(race);
    node->choice.cases = arena_new_array(&l->prog->fn, ir_case, count);
    node->choice.case_count = count;
    lower_add(l, node);
    for (uint32_t i = 0; i < count; i++) {
        ir_case *choice = &node->choice.cases[i];
        choice->values = arena_new_array(&l->prog->fn, uint64_t, 1);
        choice->values[0] = i;
        choice->value_count = 1;
        choice->body = race_arm(l, &s->arms.items[i], race, i);
    }
}
