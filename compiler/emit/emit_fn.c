// SPDX-License-Identifier: MIT
// emit_fn.c - one function: where its variables are declared, its body, and its
// tables around it.
//
// The body is written first, to a text of its own: only then is it known which
// sites, literals and variables the head has to bring.
//
// A variable is declared where it is first set if that is in the C block of its
// scope, else where its scope begins.  One that leave_1 has to drop is declared
// at the top, cleared.

#include "emit/emitter.h"

// ---- planning ---------------------------------------------------------------------------

typedef struct var_plan {
    uint32_t home;        // C block of its scope; 0: no scope
    uint32_t first;       // C block of its first mention; 0: none
    uint32_t common;      // innermost C block around all mentions
    bool set_first;       // that mention sets it
    bool in_function_scope;
    bool is_read;
    bool is_sure;         // nothing can fail before it is set
    uint32_t suspends;    // how many suspensions stand before that
} var_plan;

typedef struct plan {
    emitter *e;
    ir_walker reads;      // mentions operands
    var_plan *vars;
    uint32_t next;        // number of the next C block
    uint32_t current;     // block of what is being walked
    array_of(uint32_t) outer; // of each block, the one around it
    bool may_have_failed; // something walked can leave the function
    uint32_t suspends;    // how many were walked
    uint32_t risky_ends;  // regions around whose end can fail
} plan;

// Blocks are numbered from the outside in.
static uint32_t common_block(const plan *p, uint32_t a, uint32_t b)
{
    while (a != b) {
        if (a > b) a = p->outer.items[a];
        else b = p->outer.items[b];
    }
    return a;
}

static uint32_t open_block(plan *p)
{
    array_push(&p->e->prog->scratch, &p->outer, p->current);
    return p->next++;
}

static void mention(plan *p, const ir_var *var, bool sets)
{
    var_plan *v = &p->vars[var->id];
    v->common = v->first == 0 ? p->current : common_block(p, v->common, p->current);
    if (v->first != 0) return;
    v->first = p->current;
    v->set_first = sets;
    v->is_sure = sets && !p->may_have_failed;
    v->suspends = p->suspends;
}

static void mention_value(void *data, ir_value *value, ir_op *user, ir_node *node)
{
    (void)user;
    (void)node;
    plan *p = data;
    if (value->kind != IR_VAR) return;
    mention(p, value->var, false);
    p->vars[value->var->id].is_read = true;
}

static void plan_op(plan *p, ir_op *op)
{
    ir_walk_op(&p->reads, op, NULL);
    if (op->can_throw || op->suspend != NULL || op->type->kind == TYPE_NEVER) p->may_have_failed = true;
    p->suspends += op->suspend != NULL;
    if (op->into != NULL) mention(p, op->into, true);
    bool stores = op->code == IR_SET || op->code == IR_STORE;
    if (stores && op->aux.target.var != NULL) {
        mention(p, op->aux.target.var, op->aux.target.field_count == 0);
    }
    if (op->code == IR_DROP) {
        mention(p, op->aux.target.var, false);
        p->vars[op->aux.target.var->id].is_read = true;
    }
}

static void plan_node(plan *p, ir_node *node);

// A child that stands in braces of its own.
static void plan_block(plan *p, ir_node *node)
{
    uint32_t outer = p->current;
    p->current = open_block(p);
    plan_node(p, node);
    p->current = outer;
}

static void note_number(plan *p, uint32_t number)
{
    if (number > p->e->f.last_number) p->e->f.last_number = number;
}

static bool end_can_fail(const ir_node *scope)
{
    if (scope->scope.kind == SCOPE_GROUP) return true;
    return scope->scope.kind == SCOPE_CLEANUP &&
           (scope->scope.cleanup_throws || scope->scope.cleanup_suspends);
}

static void plan_scope(plan *p, ir_node *node)
{
    note_number(p, node->scope.number);
    if (node->scope.kind >= SCOPE_TIMEOUT) p->may_have_failed = true;
    ir_walk_operands(&p->reads, node);
    if (node->scope.kind == SCOPE_GROUP) array_push(&p->e->prog->scratch, &p->e->f.group_scopes, node);
    for (size_t i = 0; i < node->scope.var_count; i++) {
        var_plan *v = &p->vars[node->scope.vars[i]->id];
        v->home = p->current;
        v->in_function_scope = node->scope.is_function;
    }
    p->risky_ends += end_can_fail(node);
    plan_node(p, node->scope.body);
    if (node->scope.suspend != NULL) p->suspends++;
    plan_node(p, node->scope.cleanup);
    p->risky_ends -= end_can_fail(node);
}

static void plan_loop(plan *p, ir_node *node)
{
    note_number(p, node->loop.number);
    uint32_t outer = p->current;
    p->current = open_block(p);
    plan_node(p, node->loop.head);
    ir_walk_operands(&p->reads, node);
    plan_node(p, node->loop.body);
    plan_node(p, node->loop.step);
    p->current = outer;
    plan_node(p, node->loop.else_body);
}

// The same for one that begins with the value of a variable: catch e, an arm.
static void plan_given(plan *p, ir_node *node, const ir_var *var)
{
    uint32_t outer = p->current;
    p->current = open_block(p);
    if (var != NULL) mention(p, var, true);
    plan_node(p, node);
    p->current = outer;
}

static void plan_try(plan *p, ir_node *node)
{
    note_number(p, node->attempt.number);
    plan_node(p, node->attempt.body);
    plan_block(p, node->attempt.else_body);
    for (size_t i = 0; i < node->attempt.catch_count; i++) {
        plan_given(p, node->attempt.catches[i].body, node->attempt.catches[i].var);
    }
}

static void plan_seq(plan *p, const ir_node *seq)
{
    for (uint32_t i = 0; i < seq->seq.count; i++) {
        ir_node *node = seq->seq.items[i];
        if (node->kind == NODE_OP) plan_op(p, node->op);
        else if (node->kind != NODE_MARK) plan_node(p, node);
    }
}

static void plan_select(plan *p, ir_node *node)
{
    p->may_have_failed = true;
    if (node->select.suspend != NULL) p->suspends++;
    ir_walk_operands(&p->reads, node);
    for (size_t i = 0; i < node->select.arm_count; i++) {
        plan_given(p, node->select.arms[i].body, node->select.arms[i].result);
    }
    plan_block(p, node->select.default_body);
}

static void plan_return(plan *p, ir_node *node)
{
    p->may_have_failed = true;
    ir_walk_operands(&p->reads, node);
    bool has_result = node->result.value.kind != IR_NOTHING;
    if (has_result && p->risky_ends > 0) p->e->f.result_may_go = true;
}

static void plan_node(plan *p, ir_node *node)
{
    if (node == NULL) return;
    switch (node->kind) {
    case NODE_SEQ: plan_seq(p, node); break;
    case NODE_SCOPE: plan_scope(p, node); break;
    case NODE_IF:
        plan_node(p, node->branch.head);
        ir_walk_operands(&p->reads, node);
        plan_block(p, node->branch.then_body);
        plan_block(p, node->branch.else_body);
        break;
    case NODE_LOOP: plan_loop(p, node); break;
    case NODE_SWITCH:
        ir_walk_operands(&p->reads, node);
        for (size_t i = 0; i < node->choice.case_count; i++) plan_block(p, node->choice.cases[i].body);
        plan_block(p, node->choice.default_body);
        break;
    case NODE_SELECT: plan_select(p, node); break;
    case NODE_TRY: plan_try(p, node); break;
    case NODE_RETURN: plan_return(p, node); break;
    case NODE_THROW:
        p->may_have_failed = true;
        ir_walk_operands(&p->reads, node);
        break;
    case NODE_MARK:
    case NODE_OP: // plan_seq
    case NODE_BREAK:
    case NODE_CONTINUE: break;
    }
}

// ---- results that may not come to be -----------------------------------------------------

static void emit_result_clear(emitter *e)
{
    bool is_local = !e->f.has_frame && !e->f.throws; // begins as zero
    if (!e->f.result_may_go || is_local) return;
    const type *t = e->f.fn->result;
    writer_begin(e->w);
    put_result_place(e);
    text_puts(e->out, " = ");
    if (type_c_struct(t)) {
        put_f(e, "(%t)", t);
    }
    put_zero(e, t);
    text_putc(e->out, ';');
    writer_end(e->w);
}

// A plain function that throws nothing ends well.
static void emit_result_drop(emitter *e)
{
    if (!e->f.result_may_go || !(e->f.has_frame || e->f.throws)) return;
    writer_begin(e->w);
    text_puts(e->out, "if (st != SLEY_OK) ");
    put_op(e, e->f.fn->result, "drop(");
    put_result_address(e);
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void plan_fn(emitter *e)
{
    ir_fn *fn = e->f.fn;
    arena *a = &e->prog->scratch;
    plan p = {.e = e, .next = 2, .current = 1};
    p.reads = (ir_walker){.data = &p, .value = mention_value};
    array_push(a, &p.outer, 0); // block 0: none
    array_push(a, &p.outer, 0); // block 1: the function's
    p.vars = arena_new_array(a, var_plan, fn->vars.count + 1);
    plan_node(&p, fn->body);
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        ir_var *var = fn->vars.items[i];
        const var_plan *v = &p.vars[i];
        if (var->is_owned) e->f.cleans_up = true;
        bool in_place = v->set_first && v->first == v->common;
        bool sure = in_place && v->first == v->home && v->in_function_scope && v->is_sure && !var->needs_clear;
        // Whoever comes back from a later suspension finds the local undefined.
        if (!var->in_frame && v->suspends < p.suspends) sure = false;
        if (sure) bitset_add(e->f.sure, i);
        if (var->in_frame || v->home == 0 || v->first == 0) continue;
        if (!v->is_read && !var->is_owned) bitset_add(e->f.unread, i);
        if (var->is_owned && !sure) array_push(a, &e->f.at_top, var);
        else if (!in_place || var->needs_clear) bitset_add(e->f.early, i);
    }
}

// ---- the body ------------------------------------------------------------------------------

static void begin_fn(emitter *e, ir_fn *fn)
{
    arena *a = &e->prog->scratch;
    text given = e->f.given_text;
    memset(&e->f, 0, sizeof e->f);
    e->f.given_text = given;
    e->f.fn = fn;
    e->f.has_frame = fn_has_frame(fn);
    e->f.throws = fn->can_throw && !e->f.has_frame;
    uint32_t words = bitset_words(fn->vars.count + 1);
    e->f.used = arena_new_array(a, uint64_t, words);
    e->f.declared = arena_new_array(a, uint64_t, words);
    e->f.early = arena_new_array(a, uint64_t, words);
    e->f.sure = arena_new_array(a, uint64_t, words);
    e->f.unread = arena_new_array(a, uint64_t, words);
    e->f.gone = arena_new_array(a, uint64_t, words);
    plan_fn(e);
    if (!fn->result->counted) e->f.result_may_go = false;
    e->f.cleans_up |= e->f.result_may_go;
    uint32_t labels = bitset_words(e->f.last_number + 1);
    e->f.breaks = arena_new_array(a, uint64_t, labels);
    e->f.continues = arena_new_array(a, uint64_t, labels);
    e->f.resumes = arena_new_array(a, uint64_t, bitset_words(fn->suspends.count + 1));
    for (uint32_t i = 0; i < e->f.at_top.count; i++) {
        bitset_add(e->f.declared, e->f.at_top.items[i]->id);
    }
}

static void emit_last_drops(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    for (uint32_t i = fn->vars.count; i > 0; i--) {
        ir_var *var = fn->vars.items[i - 1];
        if (!var->is_owned || !bitset_has(e->f.used, var->id)) continue;
        if (bitset_has(e->f.gone, var->id)) continue;
        emit_line(e, "%orelease(%x);", var->type, var);
    }
}

static void emit_end(emitter *e)
{
    bool has_status = e->f.has_frame || e->f.throws;
    bool goes_on = !e->f.ends || e->f.leave_reached;
    if (e->f.leave_reached) {
        writer_blank(e->w);
        writer_label(e->w, "leave", 1, "");
    }
    if (!goes_on) return;
    if (e->f.cleans_up) emit_last_drops(e);
    emit_result_drop(e);
    if (has_status) {
        bool plain = !e->f.leave_reached && !e->f.st_at_end;
        if (!plain) e->f.uses_st = true;
        writer_line(e->w, plain ? "return SLEY_OK;" : "return st;");
    } else if (e->f.uses_result) {
        writer_line(e->w, "return result;");
    } else if (e->f.fn->result->kind != TYPE_UNIT) {
        // The checker knows that some branch returned; C does not.
        writer_line(e->w, "SLEY_UNREACHABLE();");
    }
}

static void emit_body(emitter *e)
{
    text_clear(&e->body);
    writer *before = emit_to(e, &e->to_body);
    e->w->depth = 1;
    e->w->actual_line = 0;
    e->w->label_end = 0;
    e->w->wanted_line = e->f.fn->line;
    emit_node(e, e->f.fn->body, true);
    emit_end(e);
    emit_back(e, before);
}

// ---- the head of the body ---------------------------------------------------------------------

static void emit_unused(emitter *e, bool used, const char *name)
{
    if (!used) writer_line(e->w, "(void)%s;", name);
}

static void emit_unused_params(emitter *e)
{
    for (uint32_t i = 0; i < e->f.fn->params.count; i++) {
        const ir_var *var = e->f.fn->params.items[i];
        if (bitset_has(e->f.used, var->id)) continue;
        emit_line(e, "(void)%n;", var);
    }
}

static void emit_captures_pointer(emitter *e, const char *from)
{
    emit_line(e, "%f__captures *c = (%f__captures *)%s;", e->f.fn, e->f.fn, from);
}

static bool same_c_type(const type *a, const type *b)
{
    if (a == b) return true;
    if (!type_c_pointer(a) || !type_c_pointer(b)) return false;
    if (a->kind == TYPE_OPTIONAL) a = a->element;
    if (b->kind == TYPE_OPTIONAL) b = b->element;
    return a->kind == b->kind && (a->kind != TYPE_OPAQUE || a == b);
}

static bool is_cleared(const emitter *e, const ir_var *var)
{
    return var->in_frame && var->is_owned && var->kind != IRVAR_PARAM &&
           !bitset_has(e->f.sure, var->id) && bitset_has(e->f.used, var->id);
}

// `sley_str *v_a = NULL, *v_b = NULL;` from the i-th on.
static void emit_top_decl(emitter *e, uint32_t i)
{
    const type *t = e->f.at_top.items[i]->type;
    writer_begin(e->w);
    put_type_for(e, t);
    bool pointer = type_c_pointer(t), first = true;
    for (uint32_t k = i; k < e->f.at_top.count; k++) {
        const ir_var *var = e->f.at_top.items[k];
        if (!bitset_has(e->f.used, var->id) || !same_c_type(var->type, t)) continue;
        if (!first) text_puts(e->out, pointer ? ", *" : ", ");
        first = false;
        bitset_remove(e->f.used, var->id);
        put_f(e, "%n = %0", var, t);
    }
    text_putc(e->out, ';');
    writer_end(e->w);
}

static void emit_locals(emitter *e)
{
    for (uint32_t i = 0; i < e->f.nexts.count; i++) {
        writer_line(e->w, "int32_t next_%u = 0;", e->f.nexts.items[i]);
    }
    for (uint32_t i = 0; i < e->f.unwinds.count; i++) {
        writer_line(e->w, "sley_unwind u_%u;", e->f.unwinds.items[i]);
    }
    for (uint32_t i = 0; i < e->f.at_top.count; i++) {
        if (bitset_has(e->f.used, e->f.at_top.items[i]->id)) emit_top_decl(e, i);
    }
}

// Frame variables that leave_1 may find before they were set; `a = b = NULL` for
// those of one type.
static void emit_frame_clears(emitter *e)
{
    const ir_vars *vars = &e->f.fn->vars;
    for (uint32_t i = 0; i < vars->count; i++) {
        const type *t = vars->items[i]->type;
        if (!is_cleared(e, vars->items[i])) continue;
        writer_begin(e->w);
        for (uint32_t k = i; k < vars->count; k++) {
            ir_var *var = vars->items[k];
            if (!is_cleared(e, var) || !same_c_type(var->type, t)) continue;
            bitset_add(e->f.sure, var->id);
            put_f(e, "f->%n = ", var);
            if (type_c_struct(t)) break;
        }
        if (type_c_struct(t)) {
            put_f(e, "(%t)", t);
        }
        put_zero(e, t);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
}

static void emit_resume_head(emitter *e)
{
    bool waits = e->f.fn->suspends.count > 0;
    e->f.uses_frame |= e->f.uses_captures;
    if (e->f.uses_frame) {
        emit_line(e, "%f__frame *f = (%f__frame *)self;", e->f.fn, e->f.fn);
    }
    if (e->f.uses_captures) emit_captures_pointer(e, "f->closure");
    emit_locals(e);
    emit_unused(e, e->f.uses_task, "task");
    emit_unused(e, e->f.uses_frame || e->f.uses_self || waits, "self");
    emit_unused(e, e->f.uses_st, "st");
    if (waits) emit_dispatch(e);
    emit_frame_clears(e);
    emit_result_clear(e);
    if (waits) writer_blank(e->w);
}

static void emit_plain_body_head(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    if (e->f.uses_captures) emit_captures_pointer(e, "closure");
    if (e->f.uses_task && !e->f.throws) writer_line(e->w, "sley_task *task = sley_here_task();");
    if (e->f.uses_st) writer_line(e->w, "sley_status st = SLEY_OK;");
    if (e->f.uses_st && e->f.st_untested && !e->f.throws) writer_line(e->w, "(void)st;");
    if (e->f.uses_result && !e->f.throws) {
        emit_line(e, "%Tresult = %0;", fn->result, fn->result);
    }
    emit_locals(e);
    emit_result_clear(e);
    if (fn->is_closure) emit_unused(e, e->f.uses_captures || e->f.uses_closure, "closure");
    if (e->f.throws) emit_unused(e, e->f.uses_task, "task");
    if (e->f.throws && fn->result->kind != TYPE_UNIT) emit_unused(e, e->f.uses_result, "result");
    emit_unused_params(e);
}

// ---- the whole ---------------------------------------------------------------------------------

void put_plain_head(emitter *e, ir_fn *fn)
{
    bool first = true;
    put_static(e, fn);
    if (fn->can_throw) text_puts(e->out, "sley_status ");
    else put_type_for(e, fn->result);
    name_fn(e->out, fn);
    text_putc(e->out, '(');
    if (fn->is_closure) {
        text_puts(e->out, "sley_closure *closure");
        first = false;
    }
    if (fn->can_throw) {
        text_puts(e->out, first ? "sley_task *task" : ", sley_task *task");
        first = false;
    }
    put_params(e, fn, first);
    if (fn->params.count > 0) first = false;
    if (fn->can_throw && fn->result->kind != TYPE_UNIT) {
        put_f(e, ", %T*result", fn->result);
    }
    if (first) text_puts(e->out, "void");
    text_putc(e->out, ')');
}

void need_fn(emitter *e, ir_fn *fn)
{
    bool declared = fn->module != e->module || (fn->is_exported && e->is_library);
    if (declared || note_fn(e, NEED_FN, fn)) return;
    if (!emit_mark(e, &fn->marks, FN_PROTOTYPE)) return;
    writer *before = emit_to(e, &e->to_ahead);
    writer_begin(e->w);
    put_plain_head(e, fn);
    text_putc(e->out, ';');
    writer_end(e->w);
    emit_back(e, before);
}

// What was written since it was empty.
static emit_part_text keep_text(emitter *e, text *t)
{
    emit_part_text kept = {arena_copy(&e->prog->memory, text_string(t), t->len), t->len};
    text_clear(t);
    return kept;
}

static emit_part_text keep_banner(emitter *e, const ir_fn *fn)
{
    writer lines; // has no #line
    writer_init(&lines, &e->whole, &e->memory);
    writer *before = emit_to(e, &lines);
    emit_banner(e, fn);
    emit_back(e, before);
    return keep_text(e, &e->whole);
}

// What stands before the function's head, when it is an async one.
static emit_part_text keep_tables(emitter *e)
{
    emit_literals(e);
    emit_sites(e);
    emit_trace(e);
    emit_fn_row(e);
    writer_blank(e->w);
    return keep_text(e, &e->whole);
}

static void emit_head(emitter *e)
{
    if (!e->f.has_frame) {
        emit_literals(e);
        emit_sites(e);
        if (e->f.rows.count > 0) writer_blank(e->w);
    }
    writer_begin(e->w);
    if (e->f.has_frame) put_resume_head(e, e->f.fn);
    else put_plain_head(e, e->f.fn);
    emit_open_body(e);
    if (e->f.has_frame) emit_resume_head(e);
    else emit_plain_body_head(e);
    e->w->depth--;
}

static void close_body(emitter *e)
{
    emit_to(e, &e->to_body);
    e->w->wanted_line = e->f.fn->line;
    emit_close_body(e);
}

void emit_function(emitter *e, ir_fn *fn)
{
    emit_written *w = arena_new(&e->memory, emit_written);
    fn->written = w;
    begin_fn(e, fn);
    w->banner = keep_banner(e, fn);
    if (e->f.has_frame && !(fn->is_exported && e->is_library)) {
        emit_note_needs(e, &w->frame_needs);
        emit_frame(e, fn);
        w->frame = keep_text(e, &e->whole);
    }
    emit_note_needs(e, &w->needs);
    emit_body(e);
    emit_to(e, &e->to_whole);
    e->w->wanted_line = fn->line;
    e->w->actual_line = 0;
    e->w->label_end = 0;
    if (e->f.has_frame) w->tables = keep_tables(e);
    emit_head(e);
    w->head = keep_text(e, &e->whole);
    close_body(e);
    w->last_line = e->w->actual_line;
    w->body = keep_text(e, &e->body);
    e->needs = NULL;
    arena_reset(&e->prog->scratch);
}

// ---- into the file ------------------------------------------------------------------------

void emit_insert_text(emitter *e, emit_part_text part)
{
    if (part.len == 0) return;
    output_insert insert = {e->code.len, part.bytes, part.len};
    array_push(&e->memory, &e->inserts, insert);
}

void emit_written_fn(emitter *e, ir_fn *fn)
{
    const emit_written *w = fn->written;
    bool has_frame = fn_has_frame(fn);
    bool visible = fn->is_exported && e->is_library;
    bool framed = (emit_bits(e, &fn->marks) & FN_FRAME) != 0;
    emit_to(e, &e->to_code);
    e->w->wanted_line = fn->line;
    if (fn->captures.count > 0) need_captures_struct(e, fn);
    if (has_frame) need_frame(e, fn);
    emit_mark(e, &fn->marks, has_frame ? FN_RESUME : FN_PROTOTYPE);
    emit_meet_needs(e, &w->needs);
    if (!has_frame || framed || visible) emit_insert_text(e, w->banner);
    emit_insert_text(e, w->tables);
    e->w->actual_line = 0;
    bool begun = (emit_bits(e, &fn->marks) & FN_BEGUN) != 0;
    if (has_frame && (begun || visible)) emit_begin(e, fn);
    emit_insert_text(e, w->head);
    emit_insert_text(e, w->body);
    e->w->actual_line = w->last_line;
}
