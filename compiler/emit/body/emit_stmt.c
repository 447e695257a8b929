// SPDX-License-Identifier: MIT
// emit_stmt.c - operations as statements; sequences, if, scopes.
//
// A scope is no block in C: the names of a function's variables are unique
// (v_x, v2_x), so braces are only those of the source's own statements.

#include "emit/emitter.h"

#include <assert.h>

// ---- declaring variables --------------------------------------------------------------

// `op` sets it first: where the plan says so, this is its declaration, too.
void emit_stmt_target(emitter *e, const ir_op *op, ir_var *var)
{
    if (op->sets_first && var->home == HOME_SET) {
        writer_mend_label(e->w);
        emit_type_for(e, var->type);
    }
    emit_value_var(e, var);
}

// `int64_t v_x = 0;` ahead of what writes it, when that is no plain assignment.
static void declare_cleared(emitter *e, ir_var *var)
{
    put_decl(e, "%T%x = %0;", var->type, var, var->type);
}

static void declare_temp(emitter *e, const ir_op *op)
{
    put_decl(e, "%T%r = %0;", op->type, op, op->type);
}

// Where the result of a statement-like operation goes; declares it.  NULL when
// it is unused.  The text lives until the next call.
const char *emit_stmt_declare_dest(emitter *e, ir_op *op, text *dest, const char *prefix)
{
    bool has_result = op->type != NULL && op->type->kind != TYPE_UNIT &&
                      op->type->kind != TYPE_NEVER;
    if (!has_result) return NULL;
    text_puts(dest, prefix);
    text *before = e->out;
    if (op->into != NULL) {
        if (op->sets_first && op->into->home == HOME_SET) declare_cleared(e, op->into);
        e->out = dest;
        emit_value_var(e, op->into);
    } else {
        declare_temp(e, op);
        e->out = dest;
        emit_name_temp(e->out, op);
    }
    e->out = before;
    return text_string(dest);
}

// ---- drops ------------------------------------------------------------------------------

void emit_stmt_drop(emitter *e, ir_var *var)
{
    bool again = var->is_owned || var->needs_clear;
    writer_begin(e->w);
    emit_type_op(e, var->type, again ? "drop" : "release");
    text_puts(e->out, again ? "(&" : "(");
    emit_value_var(e, var);
    text_puts(e->out, ");");
    writer_end(e->w);
}

void emit_stmt_drops(emitter *e, const ir_vars *vars)
{
    for (uint32_t i = 0; i < vars->count; i++) emit_stmt_drop(e, vars->items[i]);
}

// ---- operations that are statements ---------------------------------------------------------

// The variable or element in which the place lies; a `->` is for the first field.
static void put_store_root(emitter *e, const ir_op *op)
{
    const ir_target *target = &op->aux.target;
    if (target->place != NULL) {
        ir_value place = {.kind = IR_TEMP, .type = target->place->type};
        place.op = target->place;
        emit_value_plain(e, &place, target->field_count > 0 ? PREC_POSTFIX : PREC_UNARY);
    } else if (target->global != NULL) {
        ir_global *global = target->global;
        emit_need_global(e, global);
        if (global->is_task_var) {
            put_f(e, "SLEY_TASK_VAR_OWN(%t, %k, %g, %d)", global->type, global, global->type);
        } else {
            emit_name_global(e->out, global);
        }
    } else if (target->field_count > 0 && target->var->by_reference) {
        emit_value_var_member(e, target->var);
    } else {
        emit_stmt_target(e, op, target->var);
    }
}

static const type *store_root_type(const ir_target *target)
{
    if (target->place != NULL) return target->place->type;
    return target->global != NULL ? target->global->type : target->var->type;
}

// The first `count` fields of the path.  What lies in a box that others hold too is copied
// before a part of it is written: SLEY_OWN_BOX(T, place).
static void put_store_path(emitter *e, const ir_op *op, size_t count)
{
    const ir_target *target = &op->aux.target;
    if (count == 0) {
        put_store_root(e, op);
        return;
    }
    const char *name;
    const type *outer = store_root_type(target);
    for (size_t i = 0; i + 1 < count; i++) {
        if (outer->kind == TYPE_BOX) outer = outer->element;
        outer = emit_type_field_at(e, outer, target->fields[i], &name);
    }
    if (outer->kind == TYPE_BOX) {
        put_f(e, "SLEY_OWN_BOX(%t, ", outer->element);
        put_store_path(e, op, count - 1);
        text_putc(e->out, ')');
        outer = outer->element;
    } else {
        put_store_path(e, op, count - 1);
    }
    emit_type_field_at(e, outer, target->fields[count - 1], &name);
    bool points = count == 1 && target->var != NULL && target->var->by_reference;
    if (!points) text_putc(e->out, '.');
    cname_field(e->out, name);
}

static void put_store_place(emitter *e, const ir_op *op)
{
    put_store_path(e, op, op->aux.target.field_count);
}

// s += x on a place that owns its string or bytes goes on in place.
static bool may_append(const ir_op *op)
{
    if (!op->assigns || op->args[0].kind != IR_TEMP) return false;
    const ir_op *from = op->args[0].op;
    bool joins = from->folded && from->code == IR_CONCAT && from->args[0].mode == MODE_BORROW;
    return joins && (from->type->kind == TYPE_STR || from->type->kind == TYPE_BYTES);
}

// False when the left operand is not what lies in the place: their C is not the same.
static bool emit_append(emitter *e, const ir_op *op)
{
    const ir_op *from = op->args[0].op;
    text *before = e->out;
    text place, left;
    text_init(&place);
    text_init(&left);
    e->out = &place;
    put_store_place(e, op);
    e->out = &left;
    emit_value(e, &from->args[0], PREC_ANY);
    e->out = before;
    const char *at = text_string(&place);
    bool is_same = strcmp(at, text_string(&left)) == 0;
    if (is_same) {
        const char *word = from->type->kind == TYPE_STR ? "str" : "bytes";
        put_line(e, "%s = sley_%s_append(%s, %v);", at, word, at, &from->args[1]);
    }
    text_fini(&place);
    text_fini(&left);
    return is_same;
}

// The source named it and never used it.
static void emit_unread(emitter *e, const ir_op *op, const ir_var *var)
{
    if (var != NULL && op->sets_first && var->is_unread) put_line(e, "(void)%n;", var);
}

static void emit_set(emitter *e, ir_op *op)
{
    if (may_append(op) && emit_append(e, op)) return;
    const ir_target *target = &op->aux.target;
    const type *t = op->args[0].type;
    bool fresh = op->sets_first && target->var->home == HOME_SET;
    bool assigns = op->assigns && t->counted && !fresh;
    writer_begin(e->w);
    if (assigns) {
        emit_type_op(e, t, "assign");
        text_puts(e->out, "(&");
        put_store_place(e, op);
        put_f(e, ", %v);", &op->args[0]);
    } else {
        put_store_place(e, op);
        text_puts(e->out, " = ");
        if (fresh) emit_value_init(e, &op->args[0]);
        else emit_value(e, &op->args[0], PREC_ANY);
        text_putc(e->out, ';');
    }
    writer_end(e->w);
    emit_unread(e, op, target->var);
}

bool emit_stmt_fail_returns(const emitter *e, ir_fail fail)
{
    if (fail == FAIL_FALLS) return false;
    return fail == FAIL_RETURNS || (e->f.region == NULL && !e->f.plan->cleans_up);
}

void emit_stmt_put_fail(emitter *e, ir_fail fail)
{
    assert(e->f.region != NULL || e->f.plan->shape != PLAN_PLAIN); // ir_verify: else nothing fails
    e->f.seen.st = true;
    if (emit_stmt_fail_returns(e, fail)) text_puts(e->out, "return st;");
    else put_f(e, "goto leave_%u;", e->f.region != NULL ? e->f.region->label : 1);
}

void emit_stmt_fail(emitter *e, ir_fail fail)
{
    writer_begin(e->w);
    emit_stmt_put_fail(e, fail);
    writer_end(e->w);
}

void emit_stmt_guard_failed(emitter *e, ir_site *site, ir_fail fail)
{
    if (fail == FAIL_FALLS) {
        e->f.seen.st = true;
        put_line(e, "sley_note_failure_at(%k, %i, st);", site);
        return;
    }
    writer_begin(e->w);
    put_f(e, "if (sley_failed_at(%k, %i, st)) ", site);
    emit_stmt_put_fail(e, fail);
    writer_end(e->w);
}

void emit_stmt_release_result(emitter *e, ir_op *op)
{
    if (!op->drop_result || !op->type->counted) return;
    ir_value v = {.kind = IR_TEMP, .type = op->type};
    v.op = op;
    put_line(e, "%orelease(%p);", op->type, &v);
}

// `st = f(task, x, &v_r);`, the early drops at `next` of its sequence (NULL: none), its guard.
static void emit_throwing(emitter *e, ir_op *op, const ir_node *seq, uint32_t next)
{
    text dest;
    text_init(&dest);
    bool is_run = op->code == IR_CALL_BUILTIN && op->aux.builtin->id == BI_LOOP_RUN;
    const char *place = op->uses > 0 || op->into != NULL || op->drop_result
                            ? emit_stmt_declare_dest(e, op, &dest, "&")
                            : NULL;
    if (place == NULL && op->type->kind != TYPE_UNIT && op->type->kind != TYPE_NEVER && !is_run) {
        place = emit_stmt_declare_dest(e, op, &dest, "&");
    }
    writer_begin(e->w);
    text_puts(e->out, "st = ");
    if (is_run) {
        put_f(e, "sley_loop_run(%k, %v, SLEY_AWAITABLE(", &op->args[0]);
        emit_value(e, &op->args[1], PREC_POSTFIX);
        text_printf(e->out, "), %s)", place != NULL ? place : "NULL");
    } else if (op->code == IR_CALL_BUILTIN) {
        emit_call_builtin(e, op, place);
    } else {
        emit_call(e, op, place);
    }
    text_putc(e->out, ';');
    writer_end(e->w);
    text_fini(&dest);
    for (; seq != NULL && next < seq->seq.count; next++) {
        const ir_node *drop = seq->seq.items[next];
        if (!ir_is_early_drop(drop)) break;
        emit_stmt_drop(e, drop->op->aux.target.var);
    }
    emit_unread(e, op, op->into);
    emit_stmt_guard_failed(e, op->site, (ir_fail)op->fail);
    emit_stmt_release_result(e, op);
}

// A built-in that writes its result through a pointer.
static void emit_through_pointer(emitter *e, ir_op *op)
{
    bool some = (op->aux.builtin->flags & B_OUT_SOME) != 0 && emit_type_is_struct(op->type);
    text dest;
    text_init(&dest);
    emit_stmt_declare_dest(e, op, &dest, "&");
    writer_begin(e->w);
    if (some) {
        text_printf(e->out, "%s.some = ", text_string(&dest) + 1);
        text_puts(&dest, ".value");
    }
    emit_call_builtin(e, op, text_string(&dest));
    text_putc(e->out, ';');
    writer_end(e->w);
    text_fini(&dest);
    emit_stmt_release_result(e, op);
}

static void emit_end_of_program(emitter *e, ir_op *op)
{
    bool unwinds = op->aux.builtin->id == BI_EXIT;
    writer_begin(e->w);
    if (unwinds) text_puts(e->out, "st = ");
    emit_call_builtin(e, op, NULL);
    text_putc(e->out, ';');
    writer_end(e->w);
    if (unwinds) e->f.seen.st = true;
    if (unwinds && op->fail != FAIL_FALLS) emit_stmt_fail(e, (ir_fail)op->fail);
}

// C does not mind that its result is not used.
static bool is_call_in_c(const ir_op *op)
{
    if (op->code == IR_CALL_BUILTIN && (op->aux.builtin->flags & B_PLACE) != 0) return false;
    return ir_info(op->code)->effect == EFFECT_EFFECT;
}

// `v_x = expr;`, `int64_t t_3 = expr;`, `expr;`
static void emit_expression(emitter *e, ir_op *op)
{
    bool has_result = op->type != NULL && op->type->kind != TYPE_UNIT &&
                      op->type->kind != TYPE_NEVER;
    writer_begin(e->w);
    bool releases = has_result && op->into == NULL && op->uses == 0 && op->drop_result &&
                    op->type->counted;
    if (op->into != NULL) {
        emit_stmt_target(e, op, op->into);
        text_puts(e->out, " = ");
    } else if (releases) {
        emit_type_op(e, op->type, "release");
        text_putc(e->out, '(');
    } else if (has_result && op->uses > 0) {
        writer_mend_label(e->w);
        put_f(e, "%T%r = ", op->type, op);
    } else if (has_result && !is_call_in_c(op)) {
        text_puts(e->out, "(void)");
    }
    emit_expr(e, op, has_result && op->uses == 0 && !releases ? PREC_UNARY : PREC_ANY);
    text_puts(e->out, releases ? ");" : ";");
    writer_end(e->w);
    emit_unread(e, op, op->into);
}

static void emit_eval(emitter *e, const ir_op *op)
{
    const ir_value *v = &op->args[0];
    bool owned = v->kind == IR_TEMP && v->op->drop_result && v->type->counted;
    if (v->kind == IR_TEMP && !v->op->folded && !owned) {
        writer_begin(e->w);
        text_puts(e->out, "(void)");
        emit_value_plain(e, v, PREC_UNARY);
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
        emit_value_plain(e, v, PREC_UNARY);
        text_putc(e->out, ';');
    }
    writer_end(e->w);
}

static void emit_op(emitter *e, ir_op *op)
{
    if (op->suspend != NULL) {
        emit_async_suspend(e, op);
        return;
    }
    switch (op->code) {
    case IR_SET:
    case IR_STORE: emit_set(e, op); return;
    case IR_DROP: emit_stmt_drop(e, op->aux.target.var); return;
    case IR_EVAL: emit_eval(e, op); return;
    case IR_SPAWN: emit_async_spawn(e, op); return;
    case IR_GEN: emit_async_gen(e, op); return;
    case IR_RACE_TAKE: emit_async_race_take(e, op); return;
    case IR_CALL:
        if (ir_gives_status(op->aux.callee)) emit_throwing(e, op, NULL, 0);
        else emit_expression(e, op);
        return;
    case IR_CALL_VALUE: {
        const symbol *method;
        if (ir_called(op, &method)->throws) emit_throwing(e, op, NULL, 0);
        else emit_expression(e, op);
        return;
    }
    case IR_CALL_BUILTIN: {
        const builtin *b = op->aux.builtin;
        if (b->id == BI_EXIT || b->id == BI_PANIC) emit_end_of_program(e, op);
        else if ((b->flags & B_THROWS) != 0 || b->id == BI_LOOP_RUN) emit_throwing(e, op, NULL, 0);
        else if ((b->flags & (B_OUT | B_OUT_SOME)) != 0) emit_through_pointer(e, op);
        else emit_expression(e, op);
        return;
    }
    default: emit_expression(e, op); return;
    }
}

void emit_stmt_op(emitter *e, ir_op *op)
{
    if (op->folded) return;
    emit_op(e, op);
    // what `-> never` promises, for the C compiler; a failure that falls goes on to the cleanup
    if (ir_calls_never(op) && op->fail != FAIL_FALLS) writer_line(e->w, "SLEY_UNREACHABLE();");
}

// ---- source lines ----------------------------------------------------------------------------

static void emit_quote(emitter *e, const ir_node *mark)
{
    uint32_t line = mark->line;
    source *file = source_of(e->prog, mark->span.start);
    if (file == NULL) return;
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
    emit_table_quote(e->out, bytes, cut);
    if (cut < len) text_puts(e->out, " ...");
    writer_end(e->w);
}

// ---- sequences ----------------------------------------------------------------------------------

static void emit_seq(emitter *e, const ir_node *seq)
{
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *node = seq->seq.items[i];
        bool drops_early = node->kind == NODE_OP && node->op->drops_early;
        if (!node->is_left_out && drops_early) emit_throwing(e, node->op, seq, i + 1);
        else if (!node->is_left_out) emit_stmt(e, node);
        if (node->ends) return;
    }
}

bool emit_stmt_block(emitter *e, ir_node *body)
{
    if (body == NULL) return false;
    emit_stmt(e, body);
    return body->ends;
}

// ---- if -----------------------------------------------------------------------------------------

static bool is_written(const ir_node *body)
{
    if (body == NULL || body->kind != NODE_SEQ) return body != NULL;
    for (uint32_t i = 0; i < body->seq.count; i++) {
        if (body->seq.items[i]->kind != NODE_MARK) return true;
    }
    return false;
}

static void emit_if(emitter *e, const ir_node *node)
{
    if (node->branch.head != NULL) emit_seq(e, node->branch.head);
    writer_begin(e->w);
    size_t head = e->w->line_start;
    bool is_chain = is_written(node->branch.else_body);
    for (const ir_node *at = node; at != NULL; at = at->branch.chained) {
        text_puts(e->out, "if (");
        emit_value(e, &at->branch.cond, PREC_ANY);
        text_putc(e->out, ')');
        writer_end_open(e->w);
        emit_stmt_block(e, at->branch.then_body);
        if (!is_written(at->branch.else_body)) break;
        e->w->depth--;
        writer_begin(e->w);
        text_puts(e->out, "} else");
        if (at->branch.chained != NULL) {
            text_putc(e->out, ' ');
            continue;
        }
        writer_end_open(e->w);
        emit_stmt_block(e, at->branch.else_body);
    }
    if (is_chain) writer_close(e->w, "");
    else writer_close_short(e->w, head);
}

// ---- scopes without cleanup ---------------------------------------------------------------------

// A catch, an arm of a select: its body begins with what it caught, or received.
static void emit_given(emitter *e, const plan_given *given)
{
    writer_begin(e->w);
    if (given->var->home == HOME_SET) {
        writer_mend_label(e->w);
        emit_type_for(e, given->var->type);
    }
    put_f(e, "%x = ", given->var);
    if (given->by->kind == NODE_TRY) put_f(e, "sley_catch(%k)");
    else emit_select_given(e, given);
    text_putc(e->out, ';');
    writer_end(e->w);
    if (given->var->is_unread) put_line(e, "(void)%n;", given->var);
}

static void open_scope(emitter *e, const ir_node *node)
{
    if (node->scope.quotes) emit_quote(e, node->scope.body->seq.items[0]);
    for (size_t i = 0; i < node->scope.var_count; i++) {
        ir_var *var = node->scope.vars[i];
        if (node->scope.given != NULL && var == node->scope.given->var) {
            emit_given(e, node->scope.given);
        } else if (var->in_frame) {
            if (var->is_cleared && !var->is_owned) put_line(e, "%x = %e;", var, var->type);
        } else if (var->home == HOME_SCOPE && var->is_cleared) {
            declare_cleared(e, var);
        } else if (var->home == HOME_SCOPE) {
            put_decl(e, "%T%x;", var->type, var);
        }
    }
}

static void emit_scope(emitter *e, const ir_node *node)
{
    if (node->scope.kind != SCOPE_PLAIN) {
        emit_region(e, node);
        return;
    }
    open_scope(e, node);
    emit_stmt(e, node->scope.body);
}

void emit_stmt(emitter *e, ir_node *node)
{
    if (node == NULL) return;
    switch (node->kind) {
    case NODE_MARK: emit_quote(e, node); break;
    case NODE_OP: emit_stmt_op(e, node->op); break;
    case NODE_SEQ: emit_seq(e, node); break;
    case NODE_SCOPE: emit_scope(e, node); break;
    case NODE_IF: emit_if(e, node); break;
    case NODE_LOOP: emit_loop(e, node); break;
    case NODE_SWITCH: emit_loop_switch(e, node); break;
    case NODE_SELECT: emit_select(e, node); break;
    case NODE_TRY: emit_region_try(e, node); break;
    case NODE_BREAK:
    case NODE_CONTINUE: emit_region_jump(e, node->kind, node->jump.target, node->jump.plan); break;
    case NODE_RETURN: emit_region_return(e, node); break;
    case NODE_THROW: emit_region_throw(e, node); break;
    }
}
