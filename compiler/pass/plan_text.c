// SPDX-License-Identifier: MIT
// plan_text.c - what statements look like: quotes, empty bodies, what a `for` can do.

#include "pass/plan_walk.h"

bool plan_quote(planner *p, const ir_node *mark)
{
    if (mark->line == p->quoted_line) return false;
    p->quoted_line = mark->line;
    return true;
}

bool plan_is_empty(const ir_node *body)
{
    if (body == NULL) return true;
    if (body->kind != NODE_SEQ) return false;
    for (uint32_t i = 0; i < body->seq.count; i++) {
        if (body->seq.items[i]->kind != NODE_MARK) return false;
    }
    return true;
}

bool plan_is_folded(const ir_node *head)
{
    for (uint32_t i = 0; head != NULL && i < head->seq.count; i++) {
        const ir_node *node = head->seq.items[i];
        if (node->kind != NODE_OP || !node->op->folded) return false;
    }
    return true;
}

ir_op *plan_loop_step(const ir_node *loop)
{
    const ir_node *step = loop->loop.step;
    if (step == NULL || !plan_is_folded(loop->loop.head) || loop->loop.cond.kind == IR_NOTHING) {
        return NULL;
    }
    ir_op *found = NULL;
    for (uint32_t i = 0; i < step->seq.count; i++) {
        const ir_node *node = step->seq.items[i];
        if (node->kind != NODE_OP) return NULL;
        if (node->op->folded) continue;
        if (found != NULL || node->op->code != IR_SET || node->op->assigns) return NULL;
        found = node->op;
    }
    return found;
}
