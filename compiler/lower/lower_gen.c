// SPDX-License-Identifier: MIT
// lower_gen.c - generator functions: the function that is called, and its body; with.
//
// A call only makes the generator, which takes over the arguments; the body is a function with a
// frame, whose suspensions are its yields and, when it is async, its awaits.
//
//     fn count(n: int) -> gen[int] {      fn count(n) -> gen[int]     %0 = gen count.steps n
//                                                                     return %0
//         for i in 0..n { yield i }       async fn count.steps(n)      .. yield i ..
//     }

#include <assert.h>

#include "lower/lower_fn.h"

// What the body is given: parameters, captures, and the closure itself when it names itself.
static void add_input(lower *l, lower_values *values, ir_var *var)
{
    array_push(&l->prog->scratch, values, ir_walk_var_value(var));
}

static void collect_inputs(lower *l, lower_values *values)
{
    const ir_fn *fn = l->fn->ir;
    for (uint32_t i = 0; i < fn->params.count; i++) add_input(l, values, fn->params.items[i]);
    for (uint32_t i = 0; i < fn->captures.count; i++) add_input(l, values, fn->captures.items[i]);
    if (fn->self != NULL) add_input(l, values, fn->self);
}

static void declare_inputs(lower *l, const fn_info *info)
{
    for (size_t i = 0; i < info->param_count; i++) {
        const param_info *p = &info->params[i];
        span at = p->symbol != NULL ? p->symbol->span : info->span;
        lower_decl_param(l, p->name, p->type, p->symbol, at);
    }
    for (size_t i = 0; i < info->capture_count; i++) {
        const symbol *sym = info->captures[i];
        ir_var *var = lower_decl_param(l, sym->name, sym->type, NULL, sym->span);
        var->shadow = sym->shadow > 0 ? sym->shadow : 1;
        map_put(&l->fn->vars, sym, var);
    }
    if (info->self != NULL && info->self->is_used) {
        lower_decl_param(l, info->self->name, info->self->type, info->self, info->self->span);
    }
}

void lower_gen_fn(lower *l, const fn_info *info, const expr *value, const block *body)
{
    assert(info->is_gen && info->result->kind == TYPE_GEN);
    span at = info->span;
    lower_values inputs = {0};
    collect_inputs(l, &inputs);
    ir_fn *fn = lower_decl_fn_body(l, at);
    fn->is_async = fn->is_spawned = fn->can_suspend = fn->is_gen = true;
    fn->can_throw = true;   // what is thrown into it may come out
    fn->result = info->result->element;
    lower_fn inner;
    lower_decl_fn_begin(l, &inner, fn);
    declare_inputs(l, info);
    type **types = arena_new_array(&l->prog->memory, type *, inputs.count + 1);
    for (uint32_t i = 0; i < inputs.count; i++) types[i] = inputs.items[i].type;
    fn->type = type_function(l->prog, types, inputs.count, fn->result, true, true);
    if (value != NULL) lower_expr_effect(l, value);
    else lower_stmt_list(l, body);
    lower_decl_fn_end(l, &inner);
    ir_op *op = lower_op(l, IR_GEN, info->result, at, inputs.count);
    for (uint32_t i = 0; i < inputs.count; i++) op->args[i] = inputs.items[i];
    op->aux.callee = fn;
    ir_node *give = ir_node_new(l->prog, NODE_RETURN, at);
    give->result.value = ir_temp_value(op);
    lower_add(l, give);
}

ir_value lower_gen_yield_value(lower *l, ir_value value, type *sent, span at)
{
    bool has_value = value.kind != IR_NOTHING;
    ir_op *op = lower_op(l, IR_YIELD, sent, at, has_value ? 1 : 0);
    if (has_value) op->args[0] = value;
    op->can_throw = true;   // g.throw(e)
    op->site = lower_site(l, at);
    return sent->kind == TYPE_UNIT ? ir_nothing() : ir_temp_value(op);
}

ir_value lower_gen_yield(lower *l, const expr_yield *e)
{
    assert(l->fn->ir->is_gen);
    if (e->is_from) {
        lower_loop_yield_from(l, e);
        return ir_nothing();
    }
    type *wanted = l->fn->ir->result;
    ir_value value = e->value != NULL && wanted->kind != TYPE_UNIT
                         ? lower_expr_to(l, e->value, wanted)
                         : ir_nothing();
    return lower_gen_yield_value(l, value, e->head.type, e->head.span);
}

// ---- with ------------------------------------------------------------------------------

static void lower_items(lower *l, const stmt_with *s, uint32_t index);

static ir_node *leave_context(lower *l, const with_item *item)
{
    uint32_t marked = l->fn->marked_line;
    l->fn->marked_line = 0;
    span at = item->value->span;
    ir_node *outer = lower_seq_open(l, at);
    lower_scope inner;
    lower_scope_open(l, &inner, at);
    inner.is_region = true;
    if (item->outcome != NULL) {
        ir_var *outcome = lower_hidden(l, "outcome", item->outcome->type, at);
        ir_op *op = lower_op(l, IR_OUTCOME, outcome->type, at, 0);
        lower_set(l, outcome, ir_temp_value(op), at);
        map_put(&l->fn->vars, item->outcome, outcome);
    }
    lower_expr_effect(l, item->leave);
    lower_scope_close(l, &inner);
    l->fn->marked_line = marked;
    return lower_seq_close(l, outer, true);
}

static ir_op *set_variable(lower *l, const symbol *sym, ir_value value, span at)
{
    ir_op *op = lower_op(l, IR_STORE, l->unit, at, 1);
    op->aux.target.global = lower_decl_global_of(l, sym);
    op->args[0] = value;
    return op;
}

// What follows an item, with its cleanup still to be filled in.
static ir_node *scope_of_rest(lower *l, const stmt_with *s, uint32_t index, span at)
{
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, at);
    node->scope.kind = SCOPE_CLEANUP;
    ir_node *outer = lower_seq_open(l, s->head.span);
    lower_scope inner;
    lower_scope_open(l, &inner, s->head.span);
    inner.is_region = true;
    lower_items(l, s, index + 1);
    lower_scope_close(l, &inner);
    node->scope.body = lower_seq_close(l, outer, true);
    return node;
}

// `with v = x { ... }`: sets the task var, and its old value again on every way out.
static void lower_variable(lower *l, const stmt_with *s, uint32_t index)
{
    const with_item *item = &s->items.items[index];
    span at = item->variable->span;
    const symbol *sym = item->variable->kind == EXPR_NAME
                            ? expr_as_const_name(item->variable)->symbol
                            : expr_as_const_member(item->variable)->symbol;
    ir_value value = lower_expr_to(l, item->value, sym->type);
    ir_var *old = lower_hidden(l, "old", sym->type, at);
    lower_set(l, old, lower_expr_read(l, sym, at), at);
    set_variable(l, sym, value, at);
    ir_node *node = scope_of_rest(l, s, index, at);
    uint32_t marked = l->fn->marked_line;
    l->fn->marked_line = 0;
    ir_node *outer = lower_seq_open(l, at);
    lower_scope inner;
    lower_scope_open(l, &inner, at);
    inner.is_region = true;
    set_variable(l, sym, ir_walk_var_value(old), at);
    lower_scope_close(l, &inner);
    l->fn->marked_line = marked;
    node->scope.cleanup = lower_seq_close(l, outer, true);
    lower_add(l, node);
}

// The context is left on every way out of what follows, once it has been entered.
static void lower_item(lower *l, const stmt_with *s, uint32_t index)
{
    const with_item *item = &s->items.items[index];
    span at = item->value->span;
    ir_value value = lower_expr_to(l, item->value, item->value->type);
    bool is_mutex = item->value->type->kind == TYPE_HOLDER;
    ir_var *manager = lower_hidden(l, is_mutex ? "mutex" : "context", item->value->type, at);
    manager->is_assigned_again = true;
    map_put(&l->fn->vars, item->manager, manager);
    lower_set(l, manager, value, at);
    ir_value given = ir_walk_var_value(manager);
    bool binds = item->binding != NULL && !is_mutex;   // its name stands for what lies in it
    if (item->enter != NULL && binds) given = lower_expr(l, item->enter);
    else if (item->enter != NULL) lower_expr_effect(l, item->enter);
    if (binds) lower_match_bind(l, item->binding, given);
    ir_node *node = scope_of_rest(l, s, index, at);
    node->scope.cleanup = leave_context(l, item);
    lower_add(l, node);
}

static void lower_items(lower *l, const stmt_with *s, uint32_t index)
{
    if (index == s->items.count) {
        lower_stmt_block(l, s->body);
        return;
    }
    lower_scope around;
    lower_scope_open(l, &around, s->head.span);
    if (s->items.items[index].variable != NULL) lower_variable(l, s, index);
    else lower_item(l, s, index);
    lower_scope_close(l, &around);
}

void lower_gen_with(lower *l, const stmt_with *s)
{
    lower_items(l, s, 0);
}
