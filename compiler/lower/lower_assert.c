// SPDX-License-Identifier: MIT
// lower_assert.c - assert: a test and a panic that shows what was compared.
//
//     assert n + 1 == limit        set left, n + 1
//                                  if not (left == limit)
//                                      panic "assertion failed: n + 1 == limit (4 == 5)"
//
// The two values are held, so that they are computed once.

#include "lower/lower_fn.h"

// Of a comparison with none nothing has to be told.
static bool is_shown(const expr *e)
{
    type_kind kind = e->type->kind;
    return e->kind != EXPR_NONE && kind != TYPE_FN && kind != TYPE_MODULE && kind != TYPE_RANGE;
}

static bool compares(ast_op op)
{
    return op == OP_EQ || op == OP_NE || op == OP_LT || op == OP_LE || op == OP_GT ||
           op == OP_GE || op == OP_IN || op == OP_NOT_IN;
}

// The comparison whose values can be shown, or NULL.
static const expr_binary *comparison(const expr *e)
{
    if (e->kind != EXPR_BINARY) return NULL;
    const expr_binary *b = expr_as_const_binary(e);
    return compares(b->op) && is_shown(b->left) && is_shown(b->right) ? b : NULL;
}

static ir_value lower_condition(lower *l, const stmt_assert *s, const expr_binary *compared,
                                ir_value sides[2])
{
    span at = s->value->span;
    if (compared == NULL) return lower_expr_to(l, s->value, l->boolean);
    expr *exprs[2] = {compared->left, compared->right};
    lower_values values = {0};
    lower_expr_operands(l, exprs, NULL, 2, &values);
    sides[0] = lower_held(l, values.items[0], "left", at);
    sides[1] = lower_held(l, values.items[1], "right", at);
    return lower_expr_comparison(l, compared, sides[0], sides[1]);
}

void lower_assert(lower *l, const stmt_assert *s)
{
    span at = s->value->span;
    const expr_binary *compared = comparison(s->value);
    ir_value sides[2];
    ir_node *outer = lower_seq_open(l, at);
    ir_value cond = lower_condition(l, s, compared, sides);
    cond = lower_unary(l, IROP_NOT, cond, at);
    ir_node *node = lower_if(l, lower_seq_close(l, outer, true), cond, s->head.span);
    outer = lower_seq_open(l, at);
    lower_scope inner;
    lower_scope_open(l, &inner, at);
    lower_format_assertion(l, s->message, compared, sides, at);
    lower_scope_close(l, &inner);
    node->branch.then_body = lower_seq_close(l, outer, true);
}
