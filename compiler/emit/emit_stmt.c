// SPDX-License-Identifier: MIT
// emit_stmt.c - operations as statements; sequences, if, scopes.
//
// A scope is no block in C: the names of a function's variables are unique
// (v_x, v2_x), so braces are only those of the source's own statements.
//
//     is_tail     what is written is the last thing before the function's end;
//                 `return` there need not jump
//     f.ends      what was written last does not go on to the next statement

#include "emit/emitter.h"

#include <assert.h>

// ---- declaring variables --------------------------------------------------------------

static bool is_local(const emitter *e, const ir_var *var)
{
    return !var->in_frame && var->kind != IRVAR_PARAM && var->kind != IRVAR_CAPTURE &&
           var->kind != IRVAR_SELF &&
           !bitset_has(e->f.declared, var->id);
}

void put_target_var(emitter *e, ir_var *var)
{
    if (is_local(e, var)) {
        bitset_add(e->f.declared, var->id);
        writer_mend_label(e->w);
        put_type_for(e, var->type);
    }
    put_var(e, var);
}

// `int64_t v_x;` ahead of what writes it, when that is no plain assignment.
static void declare_cleared(emitter *e, ir_var *var)
{
    if (!is_local(e, var)) return;
    writer_begin(e->w);
    put_target_var(e, var);
    put_f(e, " = %0;", var->type);
    writer_end(e->w);
}

static void declare_temp(emitter *e, const ir_op *op)
{
    emit_decl(e, "%T%r = %0;", op->type, op, op->type);
}

// Where the result of a statement-like operation goes; declares it.  NULL when
// nobody wants it.  The text lives until the next call.
const char *declare_dest(emitter *e, ir_op *op, text *dest, const char *prefix)
{
    bool has_result = op->type != NULL && op->type->kind != TYPE_UNIT && op->type->kind != TYPE_NEVER;
    if (!has_result) return NULL;
    text_puts(dest, prefix);
    text *before = e->out;
    if (op->into != NULL) {
        declare_cleared(e, op->into);
        e->out = dest;
        put_var(e, op->into);
    } else {
        declare_temp(e, op);
        e->out = dest;
        name_temp(e->out, op->id);
    }
    e->out = before;
    return text_string(dest);
}

// ---- drops ------------------------------------------------------------------------------

void emit_drop(emitter *e, ir_var *var)
{
    if (var == e->f.none) return;
    bool again = var->is_owned || var->needs_clear;
    writer_begin(e->w);
    put_op(e, var->type, again ? "drop" : "release");
    text_puts(e->out, again ? "(&" : "(");
    put_var(e, var);
    text_puts(e->out, ");");
    writer_end(e->w);
}

// What an inner region dropped at its own label does not live behind that.
typedef struct region_drops {
    emitter *e;
    bool for_good;             // every way out of the region passes here
} region_drops;

static void drop_scope(void *data, ir_node *node)
{
    const region_drops *d = data;
    emitter *e = d->e;
    if (node->kind != NODE_SCOPE || node->scope.kind != SCOPE_PLAIN) return;
    for (size_t i = node->scope.var_count; i > 0; i--) {
        ir_var *var = node->scope.vars[i - 1];
        bool is_gone = bitset_has(e->f.gone, var->id) || !bitset_has(e->f.used, var->id);
        if (!var->is_owned || is_gone) continue;
        emit_drop(e, var);
        if (d->for_good) bitset_add(e->f.gone, var->id);
    }
}

void emit_region_drops(emitter *e, ir_node *body, bool for_good)
{
    region_drops drops = {.e = e, .for_good = for_good};
    ir_walker walker = {.data = &drops, .enter = drop_scope};
    ir_walk(&walker, body);
}

// ---- operations that are statements ---------------------------------------------------------

static void put_store_place(emitter *e, const ir_op *op)
{
    const ir_target *target = &op->aux.target;
    const type *t = NULL;
    if (target->place != NULL) {
        ir_value place = {.kind = IR_TEMP, .type = target->place->type};
        place.op = target->place;
        t = place.type;
        put_plain(e, &place, target->field_count > 0 ? PREC_POSTFIX : PREC_UNARY);
    } else if (target->global != NULL) {
        t = target->global->type;
        note_global(e, target->global);
        name_global(e->out, target->global);
    } else {
        t = target->var->type;
        put_target_var(e, target->var);
    }
    for (size_t i = 0; i < target->field_count; i++) {
        const char *name;
        t = type_fields(t, target->fields[i], &name);
        text_putc(e->out, '.');
        cname_field(e->out, name);
    }
}

// s += x on a variable that owns its text goes on in place.
static bool is_append(const ir_op *op)
{
    if (op->code != IR_SET || !op->assigns || op->args[0].kind != IR_TEMP) return false;
    const ir_op *from = op->args[0].op;
    if (!from->folded || from->code != IR_CONCAT || from->type->kind != TYPE_STR) return false;
    const ir_value *left = &from->args[0];
    const ir_var *var = op->aux.target.var;
    bool same = left->kind == IR_VAR && left->var == var && left->mode == MODE_BORROW;
    return same && var != NULL && !(from->args[1].kind == IR_VAR && from->args[1].var == var);
}

static void emit_append(emitter *e, const ir_op *op)
{
    ir_var *var = op->aux.target.var;
    emit_line(e, "%x = sley_str_append(%x, %v);", var, var, &op->args[0].op->args[1]);
}

// The source named it and never used it.
static void emit_unread(emitter *e, const ir_var *var)
{
    if (var == NULL || !bitset_has(e->f.unread, var->id)) return;
    bitset_remove(e->f.unread, var->id);
    emit_line(e, "(void)%n;", var);
}

static void emit_set(emitter *e, ir_op *op)
{
    if (is_append(op)) {
        emit_append(e, op);
        return;
    }
    const ir_target *target = &op->aux.target;
    const type *t = op->args[0].type;
    bool fresh = target->var != NULL && target->place == NULL && target->field_count == 0 &&
                 is_local(e, target->var);
    bool assigns = op->assigns && t->counted && !fresh;
    writer_begin(e->w);
    if (assigns) {
        put_op(e, t, "assign");
        text_puts(e->out, "(&");
        put_store_place(e, op);
        put_f(e, ", %v);", &op->args[0]);
    } else {
        put_store_place(e, op);
        text_puts(e->out, " = ");
        if (fresh) put_init(e, &op->args[0]);
        else put_value(e, &op->args[0], PREC_ANY);
        text_putc(e->out, ';');
    }
    writer_end(e->w);
    emit_unread(e, target->var);
}

void put_fail(emitter *e)
{
    for (emit_place *p = e->f.place; p != NULL; p = p->outer) {
        if (!p->catches) continue;
        p->is_reached = p->fails = true;
        text_puts(e->out, "goto leave_");
        text_uint(e->out, p->label);
        text_putc(e->out, ';');
        e->f.uses_st = true;
        return;
    }
    if (e->f.cleans_up) {
        e->f.leave_reached = true;
        text_puts(e->out, "goto leave_1;");
    } else {
        text_puts(e->out, "return st;");
    }
    e->f.uses_st = true;
}

void emit_fail(emitter *e)
{
    writer_begin(e->w);
    put_fail(e);
    writer_end(e->w);
    e->f.ends = true;
}

void emit_guard_failed(emitter *e, ir_site *site)
{
    writer_begin(e->w);
    put_f(e, "if (sley_failed_at(%k, %i, st)) ", site);
    put_fail(e);
    writer_end(e->w);
    e->f.uses_st = true;
}

void emit_release_result(emitter *e, ir_op *op)
{
    if (!op->drop_result || !op->type->counted) return;
    ir_value v = {.kind = IR_TEMP, .type = op->type};
    v.op = op;
    emit_line(e, "%orelease(%p);", op->type, &v);
}

// `st = f(task, x, &v_r);` and its guard.
static void emit_throwing(emitter *e, ir_op *op)
{
    text dest;
    text_init(&dest);
    bool is_run = op->code == IR_CALL_BUILTIN && op->aux.builtin->id == BI_LOOP_RUN;
    const char *place = op->uses > 0 || op->into != NULL || op->drop_result
                            ? declare_dest(e, op, &dest, "&")
                            : NULL;
    if (place == NULL && op->type->kind != TYPE_UNIT && op->type->kind != TYPE_NEVER && !is_run) {
        place = declare_dest(e, op, &dest, "&");
    }
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    if (is_run) {
        put_f(e, "sley_loop_run(%k, %v, SLEY_AWAITABLE(", &op->args[0]);
        put_value(e, &op->args[1], PREC_POSTFIX);
        text_printf(e->out, "), %s)", place != NULL ? place : "NULL");
    } else if (op->code == IR_CALL_BUILTIN) {
        put_builtin(e, op, place);
    } else {
        put_call(e, op, place);
    }
    text_putc(e->out, ';');
    writer_end(e->w);
    text_fini(&dest);
    emit_unread(e, op->into);
    emit_guard_failed(e, op->site);
    emit_release_result(e, op);
}

// A built-in that writes its result through a pointer.
static void emit_through_pointer(emitter *e, ir_op *op)
{
    bool some = (op->aux.builtin->flags & B_OUT_SOME) != 0 && type_c_struct(op->type);
    text dest;
    text_init(&dest);
    declare_dest(e, op, &dest, "&");
    writer_begin(e->w);
    if (some) {
        text_printf(e->out, "%s.some = ", text_string(&dest) + 1);
        text_puts(&dest, ".value");
    }
    put_builtin(e, op, text_string(&dest));
    text_putc(e->out, ';');
    writer_end(e->w);
    text_fini(&dest);
    emit_release_result(e, op);
}

static void emit_end_of_program(emitter *e, ir_op *op)
{
    bool unwinds = op->aux.builtin->id == BI_EXIT && (e->f.has_frame || e->f.throws);
    writer_begin(e->w);
    if (unwinds) text_puts(e->out, "st = ");
    put_builtin(e, op, NULL);
    text_putc(e->out, ';');
    writer_end(e->w);
    if (unwinds) {
        e->f.uses_st = true;
        emit_fail(e);
    }
    e->f.ends = true;
}

// `v_x = expr;`, `int64_t t_3 = expr;`, `expr;`
static void emit_expression(emitter *e, ir_op *op)
{
    bool has_result = op->type != NULL && op->type->kind != TYPE_UNIT && op->type->kind != TYPE_NEVER;
    writer_begin(e->w);
    bool releases = has_result && op->into == NULL && op->uses == 0 && op->drop_result &&
                    op->type->counted;
    if (op->into != NULL) {
        put_target_var(e, op->into);
        text_puts(e->out, " = ");
    } else if (releases) {
        put_op(e, op->type, "release");
        text_putc(e->out, '(');
    } else if (has_result && op->uses > 0) {
        writer_mend_label(e->w);
        put_f(e, "%T%r = ", op->type, op);
    } else if (has_result && ir_info(op->code)->effect != EFFECT_EFFECT) {
        text_puts(e->out, "(void)");
    }
    put_op_expr(e, op, has_result && op->uses == 0 && !releases ? PREC_UNARY : PREC_ANY);
    text_puts(e->out, releases ? ");" : ";");
    writer_end(e->w);
    emit_unread(e, op->into);
}

static void emit_eval(emitter *e, const ir_op *op)
{
    const ir_value *v = &op->args[0];
    bool owned = v->kind == IR_TEMP && v->op->drop_result && v->type->counted;
    if (v->kind == IR_TEMP && !v->op->folded && !owned) {
        writer_begin(e->w);
        text_puts(e->out, "(void)");
        put_plain(e, v, PREC_UNARY);
        text_putc(e->out, ';');
        writer_end(e->w);
        return;
    }
    if (v->kind != IR_TEMP && v->kind != IR_VAR) return;
    writer_begin(e->w);
    if (owned) {
        put_f(e, "%orelease(%p);", v->type, v);
    } else {
        text_puts(e->out, "(void)");
        put_plain(e, v, PREC_UNARY);
        text_putc(e->out, ';');
    }
    writer_end(e->w);
}

void emit_op(emitter *e, ir_op *op)
{
    if (op->folded) return;
    if (op->suspend != NULL) {
        emit_suspend(e, op);
        return;
    }
    switch (op->code) {
    case IR_SET:
    case IR_STORE: emit_set(e, op); return;
    case IR_DROP: emit_drop(e, op->aux.target.var); return;
    case IR_EVAL: emit_eval(e, op); return;
    case IR_SPAWN: emit_spawn(e, op); return;
    case IR_RACE_TAKE: emit_race_take(e, op); return;
    case IR_CALL:
        if (op->aux.callee->can_throw) emit_throwing(e, op);
        else emit_expression(e, op);
        return;
    case IR_CALL_VALUE:
        if (op->args[0].type->fn.throws) emit_throwing(e, op);
        else emit_expression(e, op);
        return;
    case IR_CALL_BUILTIN: {
        const builtin *b = op->aux.builtin;
        if (b->id == BI_EXIT || b->id == BI_PANIC) emit_end_of_program(e, op);
        else if ((b->flags & B_THROWS) != 0 || b->id == BI_LOOP_RUN) emit_throwing(e, op);
        else if ((b->flags & (B_OUT | B_OUT_SOME)) != 0) emit_through_pointer(e, op);
        else emit_expression(e, op);
        return;
    }
    default: emit_expression(e, op); return;
    }
}

// ---- source lines ----------------------------------------------------------------------------

static void emit_quote(emitter *e, const ir_node *mark)
{
    uint32_t line = mark->line;
    if (line == e->f.quoted_line) return;
    source *file = source_of(e->prog, mark->span.start);
    if (file == NULL) return;
    e->f.quoted_line = line;
    e->w->wanted_line = line;
    size_t len;
    const char *bytes = source_line_text(file, line, &len);
    while (len > 0 && (*bytes == ' ' || *bytes == '\t')) {
        bytes++;
        len--;
    }
    size_t room = WRITER_COLUMNS - 16 - (size_t)e->w->depth * WRITER_INDENT;
    if (e->w->depth > 18) room = 20;
    size_t cut = len;
    if (len > room) {
        cut = room;
        while (cut > 0 && ((unsigned char)bytes[cut] & 0xc0) == 0x80) cut--;
    }
    writer_begin(e->w);
    text_puts(e->out, "// ");
    text_uint(e->out, line);
    text_puts(e->out, " | ");
    put_quote(e->out, bytes, cut);
    if (cut < len) text_puts(e->out, " ..");
    writer_end(e->w);
}

// ---- sequences -----------------------------------------------------------------------------------

static bool only_drops_are_behind(const ir_node *seq, uint32_t index)
{
    for (; index < seq->seq.count; index++) {
        const ir_node *node = seq->seq.items[index];
        if (node->kind != NODE_OP || node->op->code != IR_DROP) return false;
    }
    return true;
}

// `set i, 0` right before the loop that counts i: it goes into the `for`.
static bool is_for_init(const ir_node *seq, uint32_t index)
{
    const ir_op *op = seq->seq.items[index]->op;
    if (op->code != IR_SET || op->folded || op->assigns || op->aux.target.var == NULL) return false;
    for (uint32_t i = index + 1; i < seq->seq.count; i++) {
        const ir_node *next = seq->seq.items[i];
        if (next->kind == NODE_MARK) continue;
        return next->kind == NODE_LOOP && next->loop.index == op->aux.target.var &&
               only_drops_are_behind(seq, i + 1) && loop_step(next) != NULL;
    }
    return false;
}

// From here on there are only drops of owned variables, and perhaps a return: the function's end
// does them.
static uint32_t last_drops(const ir_node *seq)
{
    uint32_t first = seq->seq.count;
    if (first > 0 && seq->seq.items[first - 1]->kind == NODE_RETURN) first--;
    for (; first > 0; first--) {
        const ir_node *node = seq->seq.items[first - 1];
        if (node->kind != NODE_OP || node->op->code != IR_DROP) break;
        if (!node->op->aux.target.var->is_owned) break;
    }
    return first;
}

void emit_seq(emitter *e, ir_node *seq, bool is_tail)
{
    ir_op *init = NULL;
    uint32_t drops = last_drops(seq);
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *node = seq->seq.items[i];
        bool last = i + 1 == seq->seq.count;
        if (is_tail && e->f.cleans_up && node->kind == NODE_OP && node->op->code == IR_DROP &&
            i >= drops) {
            continue;
        }
        bool tail = is_tail && (last || (e->f.cleans_up && i + 1 >= drops &&
                                         seq->seq.items[seq->seq.count - 1]->kind != NODE_RETURN));
        if (node->kind == NODE_OP && is_for_init(seq, i)) {
            init = node->op;
            continue;
        }
        e->f.ends = false;
        if (node->kind == NODE_LOOP) emit_loop(e, node, init);
        else emit_node(e, node, tail);
        if (e->f.ends) return;
    }
}

void emit_block(emitter *e, ir_node *body, bool is_tail)
{
    e->f.ends = false;
    if (body != NULL) emit_node(e, body, is_tail);
}

// ---- if ----------------------------------------------------------------------------------------------

// The else body is nothing but another if, whose condition is an expression.
static ir_node *else_if(const emitter *e, ir_node *body)
{
    ir_node *found = NULL;
    for (uint32_t i = 0; body != NULL && i < body->seq.count; i++) {
        ir_node *node = body->seq.items[i];
        if (node->kind == NODE_MARK && found == NULL) {
            if (node->line != e->f.quoted_line) return NULL;
            continue;
        }
        if (node->kind != NODE_IF || found != NULL || !head_is_folded(node->branch.head)) return NULL;
        found = node;
    }
    return found;
}

static bool is_empty(const ir_node *body)
{
    if (body == NULL) return true;
    if (body->kind != NODE_SEQ) return false;
    for (uint32_t i = 0; i < body->seq.count; i++) {
        if (body->seq.items[i]->kind != NODE_MARK) return false;
    }
    return true;
}

// `not is_some x`: there is nothing in x to be dropped.
static const ir_var *none_if(const ir_value *cond)
{
    if (cond->kind != IR_TEMP || cond->op->code != IR_UNARY) return NULL;
    const ir_value *inner = &cond->op->args[0];
    if (inner->kind != IR_TEMP || inner->op->code != IR_IS_SOME) return NULL;
    const ir_value *v = &inner->op->args[0];
    return v->kind == IR_VAR && !v->var->is_assigned_again ? v->var : NULL;
}

static void emit_if(emitter *e, ir_node *node, bool is_tail)
{
    if (node->branch.head != NULL) emit_seq(e, node->branch.head, false);
    writer_begin(e->w);
    size_t head = e->w->line_start;
    bool is_chain = !is_empty(node->branch.else_body);
    bool all_end = true;
    while (true) {
        text_puts(e->out, "if (");
        put_value(e, &node->branch.cond, PREC_ANY);
        text_putc(e->out, ')');
        writer_end_open(e->w);
        const ir_var *before = e->f.none;
        if (none_if(&node->branch.cond) != NULL) e->f.none = none_if(&node->branch.cond);
        emit_block(e, node->branch.then_body, is_tail);
        e->f.none = before;
        all_end &= e->f.ends;
        ir_node *other = node->branch.else_body;
        if (is_empty(other)) {
            all_end = false;
            break;
        }
        e->w->depth--;
        writer_begin(e->w);
        text_puts(e->out, "} else");
        ir_node *chained = else_if(e, other);
        if (chained != NULL) {
            text_putc(e->out, ' ');
            node = chained;
            continue;
        }
        writer_end_open(e->w);
        emit_block(e, other, is_tail);
        all_end &= e->f.ends;
        break;
    }
    if (is_chain) writer_close(e->w, "");
    else writer_close_short(e->w, head);
    e->f.ends = all_end;
}

// ---- scopes without cleanup -----------------------------------------------------------------------------------

// A variable of the frame that may be dropped before it is set.
static void emit_clear(emitter *e, ir_var *var)
{
    writer_begin(e->w);
    put_var(e, var);
    text_puts(e->out, " = ");
    if (type_c_struct(var->type)) {
        put_f(e, "(%t)", var->type);
    }
    put_zero(e, var->type);
    text_putc(e->out, ';');
    writer_end(e->w);
}

static void open_scope(emitter *e, const ir_node *node)
{
    const ir_node *body = node->scope.body;
    bool quoted = body != NULL && body->seq.count > 0 && body->seq.items[0]->kind == NODE_MARK;
    if (quoted) emit_quote(e, body->seq.items[0]);
    for (size_t i = 0; i < node->scope.var_count; i++) {
        ir_var *var = node->scope.vars[i];
        if (var == e->f.given) {
            writer_begin(e->w);
            put_target_var(e, var);
            text_printf(e->out, " = %s;", e->f.given_value);
            writer_end(e->w);
            emit_unread(e, var);
            e->f.given = NULL;
        } else if (var->in_frame) {
            if (var->needs_clear && !var->is_owned) emit_clear(e, var);
        } else if (is_local(e, var) && bitset_has(e->f.early, var->id)) {
            if (var->needs_clear) {
                declare_cleared(e, var);
                continue;
            }
            writer_begin(e->w);
            put_target_var(e, var);
            text_putc(e->out, ';');
            writer_end(e->w);
        }
    }
}

static void emit_scope(emitter *e, ir_node *node, bool is_tail)
{
    if (node->scope.kind != SCOPE_PLAIN) {
        emit_region(e, node, is_tail);
        return;
    }
    emit_place place = {.outer = e->f.place, .node = node};
    open_scope(e, node);
    e->f.place = &place;
    emit_node(e, node->scope.body, is_tail);
    e->f.place = place.outer;
}

void emit_node(emitter *e, ir_node *node, bool is_tail)
{
    if (node == NULL) return;
    switch (node->kind) {
    case NODE_MARK: emit_quote(e, node); break;
    case NODE_OP: emit_op(e, node->op); break;
    case NODE_SEQ: emit_seq(e, node, is_tail); break;
    case NODE_SCOPE: emit_scope(e, node, is_tail); break;
    case NODE_IF: emit_if(e, node, is_tail); break;
    case NODE_LOOP: emit_loop(e, node, NULL); break;
    case NODE_SWITCH: emit_switch(e, node, is_tail); break;
    case NODE_SELECT: emit_select(e, node, is_tail); break;
    case NODE_TRY: emit_try(e, node, is_tail); break;
    case NODE_BREAK:
    case NODE_CONTINUE: emit_jump(e, node->kind, node->jump.target); break;
    case NODE_RETURN: emit_return(e, node, is_tail); break;
    case NODE_THROW: emit_throw(e, node); break;
    }
}
