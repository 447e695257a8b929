// SPDX-License-Identifier: MIT
// lower_call.c - calls: of functions, of function values, of types, of built-ins.
//
// A call is lowered in two halves, so that `spawn f(x)`, `gather(f(x), ..)` and
// `race` can evaluate all operands first and start the functions afterwards:
// lower_call_operands gives the operands in the order of the parameters,
// lower_call_finish the operation on them.

#include <assert.h>

#include "base/plant.h"
#include "lower/lower_fn.h"
#include "sema/builtin.h"
#include "sema/const.h"

// ---- built-ins ----------------------------------------------------------------------

void lower_call_type_args(const type *receiver, type *args[2])
{
    type_kind kind = receiver->kind;
    bool is_map = kind == TYPE_MAP;
    bool has_element = kind == TYPE_LIST || kind == TYPE_SET || kind == TYPE_TASK ||
                       kind == TYPE_FUTURE || kind == TYPE_CHAN || kind == TYPE_GEN ||
                       kind == TYPE_WEAK || kind == TYPE_HOLDER;
    args[0] = is_map ? receiver->key : has_element ? receiver->element : NULL;
    args[1] = is_map ? receiver->element : NULL;
}

void lower_call_names_builtin(lower *l, ir_op *op, const builtin *b)
{
    assert(b != NULL);
    op->aux.builtin = b;
    op->aux.places = builtin_signature(l->prog, b)->places;
}

// The element of a list[unit] that a built-in gives is a result in C; tasks and futures
// of unit have none.
static type *builtin_result_type(lower *l, const builtin *b, const type *receiver, type *t)
{
    if (t->kind != TYPE_UNIT || receiver == NULL) return t;
    bool is_place = builtin_signature(l->prog, b)->result->kind == SIG_PARAM &&
                    receiver->kind != TYPE_TASK && receiver->kind != TYPE_FUTURE;
    return is_place ? type_scalar(l->prog, TYPE_U8) : t;
}

ir_op *lower_call_builtin(lower *l, const builtin *b, type *t, span at, const ir_value *args,
                          uint32_t count)
{
    bool waits = (b->flags & (B_LEAF | B_CALLEE)) != 0 && l->fn->ir->is_async;
    t = builtin_result_type(l, b, count > 0 ? args[0].type : NULL, t);
    ir_op *op = lower_op(l, waits ? IR_AWAIT_BUILTIN : IR_CALL_BUILTIN, t, at, count);
    for (uint32_t i = 0; i < count; i++) op->args[i] = args[i];
    lower_call_names_builtin(l, op, b);
    op->can_throw = (b->flags & B_THROWS) != 0 || (b->id == BI_RECV && args[0].type->throws);
    if (count > 0) lower_call_type_args(args[0].type, op->aux.type_args);
    if (waits || (b->flags & (B_SITE | B_THROWS)) != 0) op->site = lower_site(l, at);
    return op;
}

ir_op *lower_call_method(lower *l, builtin_id id, type *t, span at, const ir_value *args,
                         uint32_t count)
{
    assert(count > 0);
    const builtin *b = builtin_with_id(l->prog, id, args[0].type);
    if (b == NULL) lower_impossible(l, at, "a built-in method that does not exist");
    return lower_call_builtin(l, b, t, at, args, count);
}

// ---- operands --------------------------------------------------------------------------

static type *param_type(const call_plan *plan, size_t i)
{
    if (plan->param_types != NULL && plan->param_types[i] != NULL) return plan->param_types[i];
    return plan->args[i]->type;
}

// The variadic part as a list.
static ir_value lower_rest(lower *l, const call_plan *plan, type *list, span at)
{
    assert(list->kind == TYPE_LIST);
    type **types = arena_new_array(&l->prog->scratch, type *, plan->rest_count + 1);
    for (size_t i = 0; i < plan->rest_count; i++) types[i] = list->element;
    lower_values values = {0};
    lower_expr_operands(l, plan->rest, types, plan->rest_count, &values);
    ir_op *op = lower_op(l, IR_LIST, list, at, values.count);
    for (uint32_t i = 0; i < values.count; i++) op->args[i] = values.items[i];
    return ir_temp_value(op);
}

static size_t evaluated(const call_plan *plan, size_t position)
{
    assert(position < plan->arg_count);
    if (PLANTED(1)) return position;
    return plan->order != NULL ? plan->order[position] : position;
}

// In the order of the source; each to the place of its parameter.
static void lower_arguments(lower *l, const call_plan *plan, span at, ir_value *places)
{
    bool is_mut = plan->kind == CALL_METHOD && plan->target->fn->is_mut;
    for (size_t i = 0; i < plan->arg_count; i++) {
        size_t k = evaluated(plan, i);
        if (k == 0 && is_mut) continue;   // lower_call_mut
        if (plan->args[k] == NULL) {
            places[k] = lower_rest(l, plan, plan->param_types[k], at);
        } else {
            places[k] = lower_expr_to(l, plan->args[k], param_type(plan, k));
        }
    }
}

void lower_call_operands(lower *l, const expr_call *e, lower_values *values)
{
    const call_plan *plan = e->plan;
    arena *scratch = &l->prog->scratch;
    assert(values->count == 0);
    array_reserve(scratch, values, (uint32_t)plan->arg_count + 1);
    if (plan->kind == CALL_VALUE) array_push(scratch, values, lower_expr(l, e->callee));
    lower_arguments(l, plan, e->head.span, values->items + values->count);
    values->count += (uint32_t)plan->arg_count;
}

// ---- the operation -----------------------------------------------------------------------

static ir_op *op_with(lower *l, ir_opcode code, type *t, span at, const lower_values *values)
{
    ir_op *op = lower_op(l, code, t, at, values->count);
    for (uint32_t i = 0; i < values->count; i++) op->args[i] = values->items[i];
    return op;
}

// The fields of a struct or a payload, those that lie in a box in theirs.
static ir_op *op_with_fields(lower *l, ir_opcode code, type *t, span at, const lower_values *values,
                             const type_field *fields)
{
    for (uint32_t i = 0; i < values->count; i++) {
        if (fields[i].held != NULL)
            values->items[i] = lower_box(l, values->items[i], fields[i].held, at);
    }
    return op_with(l, code, t, at, values);
}

static ir_value result_of(ir_op *op)
{
    bool has_value = op->type->kind != TYPE_UNIT && op->type->kind != TYPE_NEVER;
    return has_value ? ir_temp_value(op) : ir_nothing();
}

// max(a, b, c) is max(max(a, b), c): each result is an operation's own, to be released.
static lower_values in_pairs(lower *l, const expr_call *e, const lower_values *values)
{
    lower_values pair = {0};
    array_push(&l->prog->scratch, &pair, values->items[0]);
    array_push(&l->prog->scratch, &pair, values->items[1]);
    for (uint32_t i = 2; i < values->count; i++) {
        ir_op *op = op_with(l, IR_CALL_BUILTIN, e->plan->result, e->head.span, &pair);
        lower_call_names_builtin(l, op, e->plan->builtin);
        pair.items[0] = ir_temp_value(op);
        pair.items[1] = values->items[i];
    }
    return pair;
}

// The checker knows it of functions; of the first value of a variable it shows here.
static bool may_fail(lower *l, const call_plan *plan, const ir_op *op)
{
    bool exits = ir_can_exit(op);
    assert(!exits || l->fn->ir->info == NULL || l->fn->ir->can_exit);
    l->fn->ir->can_exit |= exits;
    return plan->can_throw || exits;
}

ir_value lower_call_own(lower *l, const symbol *method, ir_value a, ir_value b, span at)
{
    call_plan plan = {.kind = CALL_METHOD};
    ir_op *op = lower_op(l, IR_CALL, method->fn->result, at, 2);
    op->args[0] = a;
    op->args[1] = b;
    op->aux.callee = lower_decl_fn_of(l, method);
    op->can_throw = may_fail(l, &plan, op);
    if (op->can_throw) op->site = lower_site(l, at);
    return ir_temp_value(op);
}

static ir_op *finish_builtin(lower *l, const expr_call *e, const lower_values *values,
                             bool is_await)
{
    const call_plan *plan = e->plan;
    const builtin *b = plan->builtin;
    lower_values pair;
    if ((b->id == BI_MIN || b->id == BI_MAX) && values->count > 2) {
        pair = in_pairs(l, e, values);
        values = &pair;
    }
    const type *receiver = values->count > 0 ? values->items[0].type : NULL;
    ir_op *op = op_with(l, is_await ? IR_AWAIT_BUILTIN : IR_CALL_BUILTIN,
                        builtin_result_type(l, b, receiver, plan->result), e->head.span, values);
    lower_call_names_builtin(l, op, b);
    op->aux.type_args[0] = plan->type_args[0];
    op->aux.type_args[1] = plan->type_args[1];
    op->can_throw = may_fail(l, plan, op);
    if (is_await || plan->can_throw || (b->flags & (B_SITE | B_THROWS)) != 0) {
        op->site = lower_site(l, e->head.span);
    }
    return op;
}

static uint32_t method_index(const type *interface, const symbol *method)
{
    uint32_t i = 0;
    while (interface->decl->methods[i] != method) i++;
    assert(i < interface->decl->method_count);
    return i;
}

ir_value lower_call_finish(lower *l, const expr_call *e, const lower_values *values,
                           bool is_await)
{
    const call_plan *plan = e->plan;
    assert(plan != NULL && plan->result != NULL);
    span at = e->head.span;
    ir_op *op = NULL;
    switch (plan->kind) {
    case CALL_FN:
    case CALL_METHOD:
        if (plan->target->fn->is_abstract) {
            op = op_with(l, is_await ? IR_AWAIT_VALUE : IR_CALL_VALUE, plan->result, at, values);
            op->aux.index = method_index(values->items[0].type, plan->target);
            op->can_throw = plan->can_throw;
            if (is_await || plan->can_throw) op->site = lower_site(l, at);
            break;
        }
        op = op_with(l, is_await ? IR_AWAIT_CALL : IR_CALL, plan->result, at, values);
        op->aux.callee = lower_decl_fn_of(l, plan->target);
        op->can_throw = may_fail(l, plan, op);
        if (is_await || op->can_throw) op->site = lower_site(l, at);
        break;
    case CALL_VALUE:
        op = op_with(l, is_await ? IR_AWAIT_VALUE : IR_CALL_VALUE, plan->result, at, values);
        op->can_throw = plan->can_throw;
        if (is_await || plan->can_throw) op->site = lower_site(l, at);
        break;
    case CALL_STRUCT:
        if (plan->result->kind == TYPE_CLASS) {
            op = op_with(l, IR_OBJECT, plan->result, at, values);
            break;
        }
        op = op_with_fields(l, IR_STRUCT, plan->result, at, values, plan->result->decl->fields);
        break;
    case CALL_CASE:
        op = op_with_fields(l, IR_CASE, plan->result, at, values,
                            plan->result->decl->cases[plan->target->case_index].fields);
        op->aux.case_index = plan->target->case_index;
        break;
    case CALL_ERROR:
        op = op_with(l, IR_ERROR, plan->result, at, values);
        op->aux.of = plan->result;
        break;
    case CALL_BUILTIN:
        op = finish_builtin(l, e, values, is_await);
        break;
    }
    return result_of(op);
}

ir_value lower_call_operator(lower *l, const expr_call *own, const ir_value *operands,
                             uint32_t count)
{
    assert(own->plan->arg_count == count);
    lower_values values = {0};
    for (uint32_t i = 0; i < count; i++) {
        ir_value v = lower_expr_convert(l, operands[i], own->plan->param_types[i], own->head.span);
        array_push(&l->prog->scratch, &values, v);
    }
    return lower_call_finish(l, own, &values, false);
}

// ---- built-ins that are lowered by hand ----------------------------------------------------

static ir_value lower_to_number(lower *l, const expr_call *e)
{
    const call_plan *plan = e->plan;
    ir_value value = lower_expr(l, plan->args[0]);
    if (value.type == plan->result) return value;
    if (value.type->kind == TYPE_ENUM) {
        value = lower_op1(l, IR_NUMBER, l->integer, e->head.span, value);
        if (plan->result == l->integer) return value;
    }
    value = lower_op1(l, IR_CONVERT, plan->result, e->head.span, value);
    bool cannot_fail = lower_widens(value.op->args[0].type, plan->result);
    if (!cannot_fail) value.op->site = lower_site(l, e->head.span);
    return value;
}

static ir_value lower_case_of(lower *l, const expr_call *e)
{
    ir_value number = lower_expr_to(l, e->plan->args[0], l->integer);
    return lower_op1(l, IR_CASE_OF, e->plan->result, e->head.span, number);
}

static ir_value lower_all_cases(lower *l, const expr_call *e)
{
    type *t = e->plan->result->element;
    size_t count = t->decl->case_count;
    lower_values values = {0};
    for (size_t i = 0; i < count; i++) {
        ir_op *op = lower_op(l, IR_CASE, t, e->head.span, 0);
        op->aux.case_index = (uint32_t)i;
        array_push(&l->prog->scratch, &values, ir_temp_value(op));
    }
    return ir_temp_value(op_with(l, IR_LIST, e->plan->result, e->head.span, &values));
}

static ir_value lower_new(lower *l, const expr_call *e)
{
    const call_plan *plan = e->plan;
    lower_values values = {0};
    // A channel without a capacity is unbounded.
    if (plan->arg_count > 0) {
        const constant *size = plan->args[0]->constant;
        if (size == NULL || !size->negative) lower_call_operands(l, e, &values);
    }
    ir_op *op = op_with(l, IR_NEW, plan->result, e->head.span, &values);
    op->aux.variant = e->args.count > 1;   // drop: oldest
    op->site = lower_site(l, e->head.span);
    return ir_temp_value(op);
}

static ir_value lower_empty(lower *l, type *t, span at)
{
    assert(t->kind == TYPE_LIST || t->kind == TYPE_SET || t->kind == TYPE_MAP);
    ir_opcode code = t->kind == TYPE_LIST ? IR_LIST : t->kind == TYPE_MAP ? IR_MAP : IR_SET_OF;
    return ir_temp_value(lower_op(l, code, t, at, 0));
}

// The smallest, the largest of several: all values are operands. Values with parts are compared
// by their type, as elements of a list.
static ir_value lower_extreme(lower *l, const expr_call *e)
{
    const call_plan *plan = e->plan;
    size_t count = 0;
    expr **exprs = arena_new_array(&l->prog->scratch, expr *, plan->arg_count + plan->rest_count);
    for (size_t i = 0; i < plan->arg_count; i++) {
        if (plan->args[i] != NULL) exprs[count++] = plan->args[i];
    }
    for (size_t i = 0; i < plan->rest_count; i++) exprs[count++] = plan->rest[i];
    lower_values values = {0};
    lower_expr_operands(l, exprs, NULL, count, &values);
    if (type_scalars[plan->result->kind].word != NULL) {
        return result_of(finish_builtin(l, e, &values, false));
    }
    type *whole = type_list(l->prog, plan->result);
    ir_value list = ir_temp_value(op_with(l, IR_LIST, whole, e->head.span, &values));
    builtin_id id = plan->builtin->id == BI_MIN ? BI_LIST_MIN : BI_LIST_MAX;
    const builtin *row = builtin_with_id(l->prog, id, NULL);
    return ir_temp_value(lower_call_builtin(l, row, plan->result, e->head.span, &list, 1));
}

// loop.run(f(x)): the call is spawned first.
static ir_value lower_loop_run(lower *l, const expr_call *e)
{
    lower_values values = {0};
    array_push(&l->prog->scratch, &values, lower_expr(l, e->plan->args[0]));
    lower_async_awaitables(l, &e->plan->args[1], 1, &values);
    return result_of(finish_builtin(l, e, &values, false));
}

static ir_value lower_special(lower *l, const expr_call *e)
{
    const call_plan *plan = e->plan;
    span at = e->head.span;
    switch (plan->builtin->id) {
    case BI_PRINT:
    case BI_EPRINT: lower_format_print(l, e, plan->builtin->id == BI_EPRINT); return ir_nothing();
    case BI_STR:
    case BI_REPR: return lower_format_string_of(l, plan->args[0], plan->builtin->id == BI_REPR, at);
    case BI_DBG: return lower_format_dbg(l, plan->args[0], at);
    case BI_CONVERT:
        return lower_to_number(l, e);
    case BI_CASE_OF:
        return lower_case_of(l, e);
    case BI_ALL_CASES:
        return lower_all_cases(l, e);
    case BI_LEN: {
        ir_value of = lower_expr(l, plan->args[0]);
        if (plan->own != NULL) return lower_call_operator(l, plan->own, &of, 1);
        return ir_temp_value(lower_call_method(l, BI_LEN, plan->result, at, &of, 1));
    }
    case BI_MIN:
    case BI_MAX:
        return lower_extreme(l, e);
    case BI_CHAN:
    case BI_FUTURE:
        return lower_new(l, e);
    case BI_EMPTY_LIST:
    case BI_EMPTY_SET:
    case BI_EMPTY_MAP:
        return lower_empty(l, plan->result, at);
    case BI_COLLECT_LIST:
    case BI_COLLECT_SET: return lower_loop_collect(l, e);
    case BI_LOOP_RUN:
        return lower_loop_run(l, e);
    case BI_UNCANCEL:
        lower_op(l, IR_UNCANCEL, l->unit, at, 0);
        return ir_nothing();
    default: {
        lower_values values = {0};
        lower_call_operands(l, e, &values);
        return lower_call_finish(l, e, &values, false);
    }
    }
}

// ---- methods that change their receiver ------------------------------------------------

bool lower_call_is_mut(const expr_call *e)
{
    return e->plan->kind == CALL_METHOD && e->plan->target->fn->is_mut;
}

static bool shows(const ir_value *value, const ir_var *var)
{
    while (value->kind == IR_TEMP && ir_info(value->op->code)->result == 'a' &&
           value->op->arg_count > 0) {
        value = &value->op->args[0];
    }
    return value->kind == IR_VAR && value->var == var;
}

// An argument that shows a part of the receiver is a value of its own: the callee
// borrows it, and may replace that part meanwhile.
static void part_from_receiver(lower *l, lower_values *values, const ir_var *receiver, span at)
{
    for (uint32_t i = 1; i < values->count; i++) {
        ir_value *value = &values->items[i];
        if (!shows(value, receiver)) continue;
        ir_var *own = lower_hidden(l, "arg", value->type, at);
        lower_set(l, own, *value, at);
        *value = ir_walk_var_value(own);
    }
}

ir_value lower_call_and_store(lower *l, const expr_call *e, lower_values *values, bool is_await,
                              const lower_receiver *receiver)
{
    span at = e->head.span;
    part_from_receiver(l, values, values->items[0].var, at);
    if (!e->plan->can_throw && !e->plan->target->fn->can_exit && !is_await) {
        ir_value result = lower_call_finish(l, e, values, is_await);
        lower_assign_receiver_store(l, receiver);
        return result;
    }
    type *t = e->plan->result;
    ir_var *kept = t->kind == TYPE_UNIT || t->kind == TYPE_NEVER
                       ? NULL : lower_hidden(l, "result", t, at);
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, at);
    node->scope.kind = SCOPE_CLEANUP;
    ir_node *outer = lower_seq_open(l, at);
    lower_assign_receiver_store(l, receiver);
    node->scope.cleanup = lower_seq_close(l, outer, true);
    lower_add(l, node);
    outer = lower_seq_open(l, at);
    ir_value result = lower_call_finish(l, e, values, is_await);
    if (kept != NULL) lower_set(l, kept, result, at);
    node->scope.body = lower_seq_close(l, outer, true);
    return kept != NULL ? ir_walk_var_value(kept) : ir_nothing();
}

ir_value lower_call_mut(lower *l, const expr_call *e, bool is_await)
{
    const call_plan *plan = e->plan;
    lower_receiver *receiver = lower_assign_receiver(l, plan->args[0]);
    lower_values values = {0};
    array_reserve(&l->prog->scratch, &values, (uint32_t)plan->arg_count + 1);
    lower_arguments(l, plan, e->head.span, values.items);
    values.count = (uint32_t)plan->arg_count;
    values.items[0] = lower_assign_receiver_load(l, receiver);
    return lower_call_and_store(l, e, &values, is_await, receiver);
}

ir_value lower_call(lower *l, const expr_call *e)
{
    const call_plan *plan = e->plan;
    if (plan == NULL) lower_impossible(l, e->head.span, "a call without a plan");
    if (plan->kind == CALL_BUILTIN && (plan->builtin->flags & B_SPECIAL) != 0) {
        return lower_special(l, e);
    }
    if (lower_call_is_mut(e)) return lower_call_mut(l, e, false);
    lower_values values = {0};
    lower_call_operands(l, e, &values);
    return lower_call_finish(l, e, &values, false);
}
