// SPDX-License-Identifier: MIT
// emit_loop.c - loops and switches.
//
//     for i in 0..n       for (int64_t v_i = 0; v_i < v_n; v_i++) {
//     for i in 1..=n   for (bool t_more = v_i <= v_n; t_more; t_more = sley_int_step(&v_i, v_n)) {
//     while c             while (c) {
//     `else` of a loop    stands after it; a `break` then is `goto break_N`
//     match               switch (v_s.tag) {, exhaustive by a default
//
// A loop whose condition needs statements is `while (true)` with a guard.

#include "emit/emitter.h"

#include <assert.h>

// ---- loops --------------------------------------------------------------------------------------

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

static void put_for(emitter *e, const ir_node *node)
{
    const ir_op *init = node->loop.init, *step = node->loop.for_step;
    text_puts(e->out, "for (");
    if (init != NULL) {
        emit_stmt_target(e, init, init->aux.target.var);
        text_puts(e->out, " = ");
        emit_value(e, &init->args[0], PREC_ANY);
    }
    put_f(e, "; %v; %x", &node->loop.cond, step->aux.target.var);
    if (ir_loop_is_inclusive(node)) {
        const ir_op *below = step->args[0].op;   // more = i < last
        put_f(e, " = sley_int_step(&%x, %v)", below->args[0].var, &below->args[1]);
    } else if (is_increment(node, step)) {
        text_puts(e->out, "++");
    } else {
        text_puts(e->out, " = ");
        emit_value(e, &step->args[0], PREC_ANY);
    }
    text_putc(e->out, ')');
}

static void emit_loop_head(emitter *e, const ir_node *node)
{
    bool has_cond = node->loop.cond.kind != IR_NOTHING;
    writer_begin(e->w);
    if (has_cond && node->loop.is_plain && node->loop.for_step != NULL) put_for(e, node);
    else if (has_cond && node->loop.is_plain) put_f(e, "while (%v)", &node->loop.cond);
    else text_puts(e->out, "while (true)");
    writer_end_open(e->w);
    if (node->loop.is_plain) return;
    emit_stmt(e, node->loop.head);
    if (!has_cond) return;
    writer_begin(e->w);
    text_puts(e->out, "if (!");
    emit_value(e, &node->loop.cond, PREC_POSTFIX);
    text_puts(e->out, ") break;");
    writer_end(e->w);
}

void emit_loop(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_LOOP);
    uint32_t number = node->loop.number;
    emit_loop_head(e, node);
    bool ends = emit_stmt_block(e, node->loop.body);
    if (node->loop.continue_label) writer_label(e->w, "continue", number, " ;");
    bool steps = node->loop.for_step == NULL && (!ends || node->loop.continue_label);
    if (steps) emit_stmt(e, node->loop.step);
    writer_close(e->w, "");
    emit_stmt(e, node->loop.else_body);
    if (node->loop.break_label) writer_label(e->w, "break", number, " ;");
}

// ---- switch -------------------------------------------------------------------------------------

static void put_case_value(emitter *e, const ir_value *subject, uint64_t value)
{
    const ir_op *tag = subject->kind == IR_TEMP ? subject->op : NULL;
    if (tag != NULL && tag->code == IR_TAG) {
        const type_decl *decl = tag->args[0].type->decl;
        cname_case_number(e->out, decl, decl->cases[value].name);
        return;
    }
    ir_const c = {.i = value};
    emit_value_const(e, &c, subject->type, PREC_ANY);
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

static void emit_case_body(emitter *e, ir_node *body)
{
    if (!emit_stmt_block(e, body)) writer_line(e->w, "break;");
    e->w->depth--;
    writer_line(e->w, "}");
    e->w->depth++;
}

void emit_loop_switch(emitter *e, const ir_node *node)
{
    assert(node->kind == NODE_SWITCH);
    const ir_value *subject = &node->choice.subject;
    put_open(e, "switch (%v)", subject);
    for (size_t i = 0; i < node->choice.case_count; i++) {
        const ir_case *c = &node->choice.cases[i];
        bool covers_rest = node->choice.default_body == NULL && i + 1 == node->choice.case_count;
        for (size_t k = 0; k < c->value_count; k++) {
            emit_case_label(e, subject, &c->values[k], !covers_rest && k + 1 == c->value_count);
        }
        if (covers_rest) emit_case_label(e, subject, NULL, true);
        emit_case_body(e, c->body);
    }
    if (node->choice.default_body != NULL) {
        emit_case_label(e, subject, NULL, true);
        emit_case_body(e, node->choice.default_body);
    }
    writer_close(e->w, "");
}
