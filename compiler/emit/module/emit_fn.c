// SPDX-License-Identifier: MIT
// emit_fn.c - one function: its body, its head and its tables.
//
// The body is written first, to a text of its own: only then is it known which
// sites and literals the tables have to bring, and which parameters are used.

#include "emit/emitter.h"

#include <assert.h>

// ---- results that may not come to be -----------------------------------------------------

static void emit_result_clear(emitter *e)
{
    bool is_local = !e->f.has_frame && !e->f.throws; // begins as zero
    if (!e->f.plan->result_may_go || is_local) return;
    writer_begin(e->w);
    emit_region_result(e);
    put_f(e, " = %e;", e->f.fn->result);
    writer_end(e->w);
}

// A plain function that throws nothing ends well.
static void emit_result_drop(emitter *e)
{
    if (!e->f.plan->result_may_go || e->f.plan->shape == PLAN_PLAIN) return;
    writer_begin(e->w);
    text_puts(e->out, "if (st != SLEY_OK) ");
    emit_type_op(e, e->f.fn->result, "drop(");
    emit_region_result_address(e);
    text_puts(e->out, ");");
    writer_end(e->w);
}

// ---- the body ------------------------------------------------------------------------------

static void begin_fn(emitter *e, ir_fn *fn)
{
    assert(fn->plan != NULL);
    e->f = (emit_fn){.fn = fn, .plan = fn->plan};
    e->f.has_frame = fn->plan->shape == PLAN_ASYNC;
    e->f.throws = fn->plan->shape == PLAN_THROWING;
}

static void emit_last_drops(emitter *e)
{
    const ir_vars *drops = &e->f.plan->drops;
    for (uint32_t i = 0; i < drops->count; i++) {
        put_line(e, "%orelease(%x);", drops->items[i]->type, drops->items[i]);
    }
}

static void emit_end(emitter *e)
{
    assert(e->w->depth == 1 && e->f.region == NULL); // every block and region was closed
    const plan *p = e->f.plan;
    if (p->leave_label) {
        writer_blank(e->w);
        writer_label(e->w, "leave", 1, "");
    }
    if (p->ends && !p->leave_reached) return;
    if (p->cleans_up) emit_last_drops(e);
    emit_result_drop(e);
    if (p->shape != PLAN_PLAIN) {
        bool plain = !p->leave_reached && !p->st_at_end;
        if (!plain) e->f.seen.st = true;
        writer_line(e->w, plain ? "return SLEY_OK;" : "return st;");
    } else if (p->keeps_result) {
        writer_line(e->w, "return result;");
    } else if (e->f.fn->result->kind != TYPE_UNIT) {
        // The checker knows that some branch returned; C does not.
        writer_line(e->w, "SLEY_UNREACHABLE();");
    }
}

static void emit_body(emitter *e)
{
    text_clear(&e->body);
    emit_place before = emit_to(e, &e->to_body);
    e->w->depth = 1;
    e->w->actual_line = 0;
    e->w->label_end = 0;
    e->w->wanted_line = e->f.fn->line;
    emit_stmt(e, e->f.fn->body);
    emit_end(e);
    emit_back(e, before);
}

// ---- the head of the body ---------------------------------------------------------------------

// `(void)task, (void)st;`: one line for what the body does not mention.
typedef struct unused_line {
    emitter *e;
    bool is_begun;
} unused_line;

static void add_unused(unused_line *l, bool used, const char *name)
{
    if (used) return;
    if (!l->is_begun) writer_begin(l->e->w);
    text_puts(l->e->out, l->is_begun ? ", (void)" : "(void)");
    text_puts(l->e->out, name);
    l->is_begun = true;
}

static void add_unused_params(unused_line *l)
{
    const ir_vars *params = &l->e->f.fn->params;
    for (uint32_t i = 0; i < params->count; i++) {
        if (params->items[i]->is_used) continue;
        add_unused(l, false, "");
        emit_name_var(l->e->out, params->items[i]);
    }
}

static void end_unused(unused_line *l)
{
    if (!l->is_begun) return;
    text_putc(l->e->out, ';');
    writer_end(l->e->w);
}

static void emit_captures_pointer(emitter *e, const char *from)
{
    put_line(e, "%f__captures *c = (void *)%s;", e->f.fn, from);
}

// What the body calls the function's places.
static void emit_sites_pointer(emitter *e)
{
    if (e->f.seen.sites) put_line(e, "const sley_site *sites = %f__sites;", e->f.fn);
}

static bool same_c_type(const type *a, const type *b)
{
    if (a == b) return true;
    if (!emit_type_is_pointer(a) || !emit_type_is_pointer(b)) return false;
    if (a->kind == TYPE_OPTIONAL) a = a->element;
    if (b->kind == TYPE_OPTIONAL) b = b->element;
    bool own_name = a->kind == TYPE_OPAQUE || a->kind == TYPE_HOLDER || a->kind == TYPE_CLASS;
    return a->kind == b->kind && (!own_name || a == b);
}

// One of those before it has the same C type, and was written together with it.
static bool is_written(const ir_vars *vars, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++) {
        if (same_c_type(vars->items[i]->type, vars->items[index]->type)) return true;
    }
    return false;
}

// `sley_str *v_a = NULL, *v_b = NULL;` from the i-th on.
static void emit_top_decl(emitter *e, const ir_vars *vars, uint32_t i)
{
    const type *t = vars->items[i]->type;
    writer_begin(e->w);
    emit_type_for(e, t);
    bool pointer = emit_type_is_pointer(t);
    for (uint32_t k = i; k < vars->count; k++) {
        const ir_var *var = vars->items[k];
        if (!same_c_type(var->type, t)) continue;
        if (k > i) text_puts(e->out, pointer ? ", *" : ", ");
        put_f(e, "%n = %0", var, t);
    }
    text_putc(e->out, ';');
    writer_end(e->w);
}

static void emit_locals(emitter *e)
{
    const plan *p = e->f.plan;
    for (uint32_t i = 0; i < p->nexts.count; i++) {
        writer_line(e->w, "int32_t next_%u = 0;", p->nexts.items[i]);
    }
    for (uint32_t i = 0; i < p->unwinds.count; i++) {
        writer_line(e->w, "sley_unwind u_%u;", p->unwinds.items[i]);
    }
    for (uint32_t i = 0; i < p->at_top.count; i++) {
        if (!is_written(&p->at_top, i)) emit_top_decl(e, &p->at_top, i);
    }
}

// Frame variables that leave_1 may find before they were set; `a = b = NULL` for
// those of one type.
static void emit_frame_clears(emitter *e)
{
    const ir_vars *vars = &e->f.plan->clears;
    for (uint32_t i = 0; i < vars->count; i++) {
        const type *t = vars->items[i]->type;
        bool is_struct = emit_type_is_struct(t);
        if (!is_struct && is_written(vars, i)) continue;
        writer_begin(e->w);
        for (uint32_t k = i; k < (is_struct ? i + 1 : vars->count); k++) {
            if (same_c_type(vars->items[k]->type, t)) put_f(e, "f->%n = ", vars->items[k]);
        }
        put_f(e, "%e;", t);
        writer_end(e->w);
    }
}

static void emit_resume_head(emitter *e)
{
    bool waits = e->f.fn->suspends.count > 0;
    e->f.seen.frame |= e->f.seen.captures;
    if (e->f.seen.frame) {
        put_line(e, "%f__frame *f = (void *)self;", e->f.fn);
    }
    if (e->f.seen.captures) emit_captures_pointer(e, "f->closure");
    emit_sites_pointer(e);
    emit_locals(e);
    unused_line unused = {.e = e};
    add_unused(&unused, e->f.seen.task, "task");
    add_unused(&unused, e->f.seen.frame || e->f.seen.self || waits, "self");
    add_unused(&unused, e->f.seen.st, "st");
    end_unused(&unused);
    if (waits) emit_async_dispatch(e);
    emit_frame_clears(e);
    emit_result_clear(e);
    if (waits) writer_blank(e->w);
}

static void emit_plain_body_head(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    if (e->f.seen.captures) emit_captures_pointer(e, "closure");
    emit_sites_pointer(e);
    if (e->f.seen.task && !e->f.throws) writer_line(e->w, "sley_task *task = sley_here_task();");
    if (e->f.seen.st) writer_line(e->w, "sley_status st = SLEY_OK;");
    if (e->f.seen.st && !e->f.plan->reads_st && !e->f.throws) writer_line(e->w, "(void)st;");
    if (e->f.plan->keeps_result) {
        put_line(e, "%Tresult = %0;", fn->result, fn->result);
    }
    emit_locals(e);
    emit_result_clear(e);
    unused_line unused = {.e = e};
    if (fn->is_closure) add_unused(&unused, e->f.seen.captures || e->f.seen.closure, "closure");
    if (e->f.throws) add_unused(&unused, e->f.seen.task, "task");
    if (e->f.throws && fn->result->kind != TYPE_UNIT)
        add_unused(&unused, e->f.seen.result, "result");
    add_unused_params(&unused);
    end_unused(&unused);
}

// ---- the whole ---------------------------------------------------------------------------------

void emit_fn_plain_head(emitter *e, ir_fn *fn)
{
    bool first = true;
    emit_frame_static(e, fn);
    bool has_status = ir_gives_status(fn);
    if (has_status) text_puts(e->out, "sley_status ");
    else emit_type_for_result(e, fn->result);
    emit_name_fn(e->out, fn);
    text_putc(e->out, '(');
    if (fn->is_closure) {
        text_puts(e->out, "sley_closure *closure");
        first = false;
    }
    if (has_status) {
        text_puts(e->out, first ? "sley_task *task" : ", sley_task *task");
        first = false;
    }
    emit_call_params(e, fn, first);
    if (fn->params.count > 0) first = false;
    if (has_status && fn->result->kind != TYPE_UNIT) {
        put_f(e, ", %T*result", fn->result);
    }
    if (first) text_puts(e->out, "void");
    text_putc(e->out, ')');
}

void emit_fn_need(emitter *e, ir_fn *fn)
{
    bool declared = fn->module != e->module || (fn->is_exported && e->is_library);
    if (declared || emit_need_fn(e, NEED_FN, fn)) return;
    if (!emit_mark(e, &fn->marks, FN_PROTOTYPE)) return;
    emit_place before = emit_to(e, &e->to_ahead);
    writer_begin(e->w);
    emit_fn_plain_head(e, fn);
    text_putc(e->out, ';');
    writer_end(e->w);
    emit_back(e, before);
}

// What was written since it was empty.
emit_part_text emit_fn_keep_text(emitter *e, text *t)
{
    emit_part_text kept = {arena_copy(&e->prog->memory, text_string(t), t->len), t->len};
    text_clear(t);
    return kept;
}

static emit_part_text keep_banner(emitter *e, const ir_fn *fn)
{
    writer lines; // has no #line
    writer_init(&lines, &e->whole, &e->memory);
    emit_place before = emit_to(e, &lines);
    emit_frame_banner(e, fn);
    emit_back(e, before);
    return emit_fn_keep_text(e, &e->whole);
}

// What stands before the function's head, when it is an async one.
static emit_part_text keep_tables(emitter *e)
{
    emit_table_owned(e);
    emit_table_fn_row(e);
    writer_blank(e->w);
    return emit_fn_keep_text(e, &e->whole);
}

static void emit_head(emitter *e)
{
    if (!e->f.has_frame) {
        emit_table_sites(e);
        if (e->f.seen.rows.count > 0) writer_blank(e->w);
    }
    writer_begin(e->w);
    if (e->f.has_frame) emit_frame_resume_head(e, e->f.fn);
    else emit_fn_plain_head(e, e->f.fn);
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

void emit_fn_write(emitter *e, ir_fn *fn)
{
    emit_written *w = arena_new(&e->memory, emit_written);
    fn->written = w;
    begin_fn(e, fn);
    w->banner = keep_banner(e, fn);
    if (e->f.has_frame && !(fn->is_exported && e->is_library)) {
        emit_need_note(e, &w->frame_needs);
        emit_frame(e, fn);
        w->frame = emit_fn_keep_text(e, &e->whole);
    }
    emit_need_note(e, &w->needs);
    if (fn->foreign != NULL) {
        emit_to(e, &e->to_whole);
        if (e->f.has_frame) w->tables = keep_tables(e);
        emit_foreign(e, fn, w);
        e->needs = NULL;
        arena_reset(&e->prog->scratch);
        return;
    }
    emit_body(e);
    emit_to(e, &e->to_whole);
    e->w->wanted_line = fn->line;
    e->w->actual_line = 0;
    e->w->label_end = 0;
    if (e->f.has_frame) w->tables = keep_tables(e);
    emit_head(e);
    w->head = emit_fn_keep_text(e, &e->whole);
    close_body(e);
    w->last_line = e->w->actual_line;
    w->body = emit_fn_keep_text(e, &e->body);
    e->needs = NULL;
    arena_reset(&e->prog->scratch);
}

// ---- into the file ------------------------------------------------------------------------

void emit_fn_insert_text(emitter *e, emit_part_text part)
{
    if (part.len == 0) return;
    output_insert insert = {e->code.len, part.bytes, part.len};
    array_push(&e->memory, &e->inserts, insert);
}

// It stands as a value in its own text, as a closure or as a method of what goes behind an
// interface: the face before it calls it.
static bool is_own_value(emitter *e, const ir_fn *fn)
{
    const emit_needs *needs = &fn->written->needs;
    for (uint32_t i = 0; i < needs->count; i++) {
        const emit_need *need = &needs->items[i];
        bool calls = need->kind == NEED_FACE || need->kind == NEED_CAPTURES;
        if (calls && need->fn == fn) return true;
        if (need->kind == NEED_FACES && emit_interface_faces_call(e, need, fn)) return true;
    }
    return false;
}

void emit_fn_written(emitter *e, ir_fn *fn)
{
    if (fn->foreign != NULL) {
        emit_foreign_written(e, fn);
        return;
    }
    const emit_written *w = fn->written;
    bool has_frame = fn_has_frame(fn);
    bool visible = fn->is_exported && e->is_library;
    bool framed = (emit_bits(e, &fn->marks) & FN_FRAME) != 0;
    emit_to(e, &e->to_code);
    e->w->wanted_line = fn->line;
    if (fn->captures.count > 0) emit_closure_need_struct(e, fn);
    if (has_frame) emit_frame_need(e, fn);
    if (!is_own_value(e, fn)) emit_mark(e, &fn->marks, has_frame ? FN_RESUME : FN_PROTOTYPE);
    emit_need_meet(e, &w->needs);
    if (!has_frame || framed || visible) emit_fn_insert_text(e, w->banner);
    emit_fn_insert_text(e, w->tables);
    e->w->actual_line = 0;
    bool begun = (emit_bits(e, &fn->marks) & FN_BEGUN) != 0;
    if (has_frame && (begun || visible)) emit_frame_begin(e, fn);
    emit_fn_insert_text(e, w->head);
    emit_fn_insert_text(e, w->body);
    e->w->actual_line = w->last_line;
}
