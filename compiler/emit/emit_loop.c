// SPDX-License-Identifier: MIT
// emit_loop.c - loops and switches.
//
//     for i in 0..n       for (int64_t v_i = 0; v_i < v_n; v_i++) {
//     while c             while (c) {
//     `else` of a loop    stands behind it; a `break` then is `goto break_N`
//     match               switch (v_s.tag) {, exhaustive by a default
//
// A loop whose condition needs statements is `while (true)` with a guard.

#include "emit/emitter.h"

// ---- what a `for` can do --------------------------------------------------------------

bool head_is_folded(const ir_node *head)
{
    for (uint32_t i = 0; head != NULL && i < head->seq.count; i++) {
        const ir_node *node = head->seq.items[i];
        if (node->kind != NODE_OP || !node->op->folded) return false;
    }
    return true;
}

// The single assignment that a `for` can do by itself.
ir_op *loop_step(const ir_node *loop)
{
    const ir_node *step = loop->loop.step;
    if (step == NULL || !head_is_folded(loop->loop.head) || loop->loop.cond.kind == IR_NOTHING) {
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

// ---- loops ----------------------------------------------------------------------------------------------

static bool is_const_one(const ir_value *v)
{
    return v->kind == IR_CONST && v->constant->i == 1;
}

// `i &+ 1` below a bound cannot overflow.
static bool is_increment(const ir_node *loop, const ir_op *step)
{
    const ir_value *from = &step->args[0];
    const ir_value *cond = &loop->loop.cond;
    ir_var *var = step->aux.target.var;
    if (var == NULL || step->aux.target.field_count > 0) return false;
    if (from->kind != IR_TEMP || cond->kind != IR_TEMP) return false;
    const ir_op *sum = from->op, *test = cond->op;
    bool counts = sum->code == IR_BINARY && sum->aux.operator == IROP_WRAP_ADD &&
                  sum->args[0].kind == IR_VAR && sum->args[0].var == var &&
                  is_const_one(&sum->args[1]);
    bool bounded = test->code == IR_COMPARE && test->aux.operator == IROP_LT &&
                   test->args[0].kind == IR_VAR && test->args[0].var == var;
    return counts && bounded;
}

static void put_for(emitter *e, ir_node *node, ir_op *init, ir_op *step)
{
    text_puts(e->out, "for (");
    if (init != NULL) {
        put_target_var(e, init->aux.target.var);
        text_puts(e->out, " = ");
        put_value(e, &init->args[0], PREC_ANY);
    }
    put_f(e, "; %v; %x", &node->loop.cond, step->aux.target.var);
    if (is_increment(node, step)) {
        text_puts(e->out, "++");
    } else {
        text_puts(e->out, " = ");
        put_value(e, &step->args[0], PREC_ANY);
    }
    text_putc(e->out, ')');
}

static void emit_loop_head(emitter *e, ir_node *node, ir_op *init, ir_op *step)
{
    bool has_cond = node->loop.cond.kind != IR_NOTHING;
    bool plain = head_is_folded(node->loop.head);
    writer_begin(e->w);
    if (has_cond && plain && step != NULL) {
        put_for(e, node, init, step);
    } else if (has_cond && plain) {
        put_f(e, "while (%v)", &node->loop.cond);
    } else {
        text_puts(e->out, "while (true)");
    }
    writer_end_open(e->w);
    if (plain) return;
    emit_seq(e, node->loop.head, false);
    if (!has_cond) return;
    writer_begin(e->w);
    text_puts(e->out, "if (!");
    put_value(e, &node->loop.cond, PREC_POSTFIX);
    text_puts(e->out, ") break;");
    writer_end(e->w);
}

void emit_loop(emitter *e, ir_node *node, ir_op *init)
{
    ir_op *step = loop_step(node);
    emit_place place = {.outer = e->f.place, .node = node};
    uint32_t number = node->loop.number;
    emit_loop_head(e, node, init, step);
    e->f.place = &place;
    emit_block(e, node->loop.body, false);
    e->f.place = place.outer;
    bool continues = bitset_has(e->f.continues, number);
    if (continues) writer_label(e->w, "continue", number, " ;");
    if (step == NULL && node->loop.step != NULL && (!e->f.ends || continues)) {
        emit_seq(e, node->loop.step, false);
    }
    writer_close(e->w, "");
    e->f.ends = node->loop.cond.kind == IR_NOTHING && !node->loop.has_break;
    if (node->loop.else_body != NULL) emit_node(e, node->loop.else_body, false);
    if (!bitset_has(e->f.breaks, number)) return;
    writer_label(e->w, "break", number, " ;");
    e->f.ends = false;
}

// ---- switch ------------------------------------------------------------------------------------------------

static void put_case_value(emitter *e, const ir_value *subject, uint64_t value)
{
    const ir_op *tag = subject->kind == IR_TEMP ? subject->op : NULL;
    if (tag != NULL && tag->code == IR_TAG) {
        const type_decl *decl = tag->args[0].type->decl;
        cname_case_number(e->out, decl, decl->cases[value].name);
        return;
    }
    ir_const c = {.i = value};
    put_const(e, &c, subject->type, PREC_ANY);
}

static void emit_case_label(emitter *e, const ir_value *subject, const uint64_t *value, bool opens)
{
    e->w->depth--;
    writer_begin(e->w);
    if (value != NULL) {
        text_puts(e->out, "case ");
        put_case_value(e, subject, *value);
    } else {
        text_puts(e->out, "default");
    }
    text_putc(e->out, ':');
    if (opens) text_puts(e->out, " {");
    writer_end(e->w);
    e->w->depth++;
}

static bool emit_case_body(emitter *e, ir_node *body, bool is_tail)
{
    emit_block(e, body, is_tail);
    bool ends = e->f.ends;
    if (!ends) writer_line(e->w, "break;");
    e->w->depth--;
    writer_line(e->w, "}");
    e->w->depth++;
    return ends;
}

void emit_switch(emitter *e, ir_node *node, bool is_tail)
{
    const ir_value *subject = &node->choice.subject;
    emit_place place = {.outer = e->f.place, .node = node};
    bool all_end = true;
    emit_open(e, "switch (%v)", subject);
    e->f.place = &place;
    for (size_t i = 0; i < node->choice.case_count; i++) {
        const ir_case *c = &node->choice.cases[i];
        bool covers_rest = node->choice.default_body == NULL && i + 1 == node->choice.case_count;
        for (size_t k = 0; k < c->value_count; k++) {
            emit_case_label(e, subject, &c->values[k], !covers_rest && k + 1 == c->value_count);
        }
        if (covers_rest) emit_case_label(e, subject, NULL, true);
        all_end &= emit_case_body(e, c->body, is_tail);
    }
    if (node->choice.default_body != NULL) {
        emit_case_label(e, subject, NULL, true);
        all_end &= emit_case_body(e, node->choice.default_body, is_tail);
    }
    e->f.place = place.outer;
    writer_close(e->w, "");
    e->f.ends = all_end;
}
