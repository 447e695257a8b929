// SPDX-License-Identifier: MIT
// lower_select.c - select: one of several operations happens.
//
// Guards, channels, values to be sent and times are evaluated for all arms, in
// the order of the text; then the select decides.  The result of an arm lies in
// a variable of the arm's own scope.

#include <assert.h>

#include "lower/lower_fn.h"

static void operation(lower *l, const expr *e, ir_node *node, ir_arm *arm)
{
    const expr_call *call = expr_as_const_call(e);
    node->select.can_throw |= call->plan->can_throw;
    lower_values values = {0};
    lower_call_operands(l, call, &values);
    arm->subject = values.items[0];
    arm->builtin = call->plan->builtin;
    builtin_id id = arm->builtin->id;
    bool is_get = (arm->builtin->flags & B_CALLEE) != 0;   // the only one with a second step
    arm->kind = id == BI_SEND          ? IRARM_SEND
                : id == BI_JOIN        ? IRARM_JOIN
                : id == BI_WAIT_FUTURE ? IRARM_FUTURE
                : id == BI_RECV        ? IRARM_RECV
                : id == BI_PUT_ARM   ? IRARM_PUT
                : is_get               ? IRARM_GET
                                       : IRARM_BUILTIN;
    if (values.count > 1) arm->value = values.items[1];
}

static void arm_operands(lower *l, const select_arm *s, ir_node *node, ir_arm *arm)
{
    if (s->guard != NULL) arm->guard = lower_expr_to(l, s->guard, l->boolean);
    if (s->kind == ARM_OPERATION) {
        operation(l, s->operation, node, arm);
    } else {
        arm->kind = s->kind == ARM_AFTER ? IRARM_AFTER : IRARM_AT;
        arm->subject = lower_expr_to(l, s->operation, s->operation->type);
    }
    arm->span = s->operation->span;
    arm->site = lower_site(l, s->operation->span);
}

static ir_node *arm_body(lower *l, const select_arm *s, ir_arm *arm)
{
    ir_node *outer = lower_seq_open(l, s->span);
    lower_scope inner;
    lower_scope_open(l, &inner, s->span);
    lower_mark(l, s->span);
    if (s->binding != NULL && lower_match_binds(s->binding)) {
        type *t = s->binding->type;
        if (s->binding->kind == PATTERN_NAME) {
            arm->result = lower_local(l, pattern_as_name(s->binding)->symbol);
        } else {
            arm->result = lower_hidden(l, "result", t, s->span);
            lower_match_bind(l, s->binding, ir_walk_var_value(arm->result));
        }
    }
    lower_stmt_list(l, s->body);
    lower_scope_close(l, &inner);
    return lower_seq_close(l, outer, true);
}

void lower_select(lower *l, stmt_select *s)
{
    span at = s->head.span;
    if (s->arms.count == 1 && s->arms.items[0].kind == ARM_DEFAULT) {
        lower_stmt_block(l, s->arms.items[0].body);   // nothing to choose from
        return;
    }
    ir_node *node = ir_node_new(l->prog, NODE_SELECT, at);
    node->select.arms = arena_new_array(&l->prog->fn, ir_arm, s->arms.count);
    node->select.is_first = s->is_first;
    node->select.blocks = !s->is_awaited;
    node->select.site = lower_site_text(l, at, "select", (span){0, 0}, "");
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const select_arm *written = &s->arms.items[i];
        if (written->kind == ARM_DEFAULT) continue;
        arm_operands(l, written, node, &node->select.arms[node->select.arm_count++]);
    }
    lower_add(l, node);
    size_t next = 0;
    for (uint32_t i = 0; i < s->arms.count; i++) {
        const select_arm *written = &s->arms.items[i];
        if (written->kind == ARM_DEFAULT) {
            ir_arm unused = {0};
            node->select.default_body = arm_body(l, written, &unused);
        } else {
            ir_arm *arm = &node->select.arms[next++];
            arm->body = arm_body(l, written, arm);
        }
    }
}
