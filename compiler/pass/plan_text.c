// SPDX-License-Identifier: MIT
// plan_text.c - what statements look like: quotes, names of temporaries, empty bodies, what
// a `for` can do.

#include "base/program.h"
#include "pass/plan_walk.h"

bool plan_text_quote(planner *p, const ir_node *mark)
{
    if (mark->line == p->quoted_line) return false;
    p->quoted_line = mark->line;
    return true;
}

static plan_stem *find_stem(planner *p, const char *stem)
{
    for (uint32_t i = 0; i < p->stems.count; i++) {
        if (strcmp(p->stems.items[i].stem, stem) == 0) return &p->stems.items[i];
    }
    plan_stem fresh = {.stem = stem};
    for (uint32_t i = 0; i < p->fn->vars.count; i++) {
        const ir_var *var = p->fn->vars.items[i];
        bool is_same = var->kind == IRVAR_HIDDEN && strcmp(var->name, stem) == 0;
        if (is_same && var->shadow > fresh.count) fresh.count = var->shadow;
    }
    array_push(&p->prog->scratch, &p->stems, fresh);
    return &array_last(&p->stems);
}

void plan_text_name_temp(planner *p, ir_op *op)
{
    bool has_result = (op->type->kind != TYPE_UNIT && op->type->kind != TYPE_NEVER) ||
                      op->code == IR_GATHER; // its list
    bool has_place = op->code == IR_YIELD || op->code == IR_SPAWN || op->code == IR_GEN ||
                     op->code == IR_GATHER ||
                     (op->into == NULL && op->suspend == NULL && op->code != IR_SET);
    if (!has_result || !has_place) return;
    plan_stem *stem = find_stem(p, ir_stem(op));
    op->shadow = (uint16_t)++stem->count;
}

bool plan_text_is_empty(const ir_node *body)
{
    if (body == NULL) return true;
    if (body->kind != NODE_SEQ) return false;
    for (uint32_t i = 0; i < body->seq.count; i++) {
        if (body->seq.items[i]->kind != NODE_MARK) return false;
    }
    return true;
}

bool plan_text_is_folded(const ir_node *head)
{
    for (uint32_t i = 0; head != NULL && i < head->seq.count; i++) {
        const ir_node *node = head->seq.items[i];
        if (node->kind != NODE_OP || !node->op->folded) return false;
    }
    return true;
}

ir_op *plan_text_loop_step(const ir_node *loop)
{
    const ir_node *step = loop->loop.step;
    if (step == NULL || !plan_text_is_folded(loop->loop.head) ||
        loop->loop.cond.kind == IR_NOTHING) {
        return NULL;
    }
    ir_op *found = NULL;
    bool is_inclusive = ir_loop_is_inclusive(loop);
    for (uint32_t i = 0; i < step->seq.count; i++) {
        const ir_node *node = step->seq.items[i];
        if (node->kind != NODE_OP) return NULL;
        if (node->op->folded) continue;
        if (node->op->code != IR_SET || node->op->assigns) return NULL;
        bool counts = is_inclusive && found != NULL && i + 1 == step->seq.count;
        if (found != NULL && !counts) return NULL;
        if (found == NULL) found = node->op;
    }
    return found;
}
