// SPDX-License-Identifier: MIT
// emit_foreign.c - functions of C: for each one that is used, the function that Sley calls.
//
// Its parameters are values of Sley; it makes those of C of them, calls, and makes values
// of Sley of what comes back:
//
//     static sley_tuple2__i32__str m_app__name(int64_t a_id, sley_str *a_hint)
//     {
//         sley_cstr c_hint = sley_cstr_open(a_hint, &m_app__name__sites[0]);
//         const char *c_found = NULL;
//         int64_t returned = (int64_t)name(a_id, c_hint.data, &c_found);
//         ...
//
// They stand at the end of the file, after the headers that declare what they call: no
// other code sees the macros of those headers.  A mismatch with the header is an error of
// the C compiler, which #line leads to the declaration in Sley.

#include "emit/emit_cross.h"

#include <assert.h>

// ---- the call -------------------------------------------------------------------------------

static const cross *callback_of(const foreign_fn *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (f->params[i].kind == CROSS_CALLBACK) return &f->params[i];
    }
    return NULL;
}

static void put_c_argument(emitter *e, const foreign_fn *f, const cross *x)
{
    text given;
    text_init(&given);
    text_puts(&given, "a_");
    if (x->name != NULL) cname_part(&given, x->name);
    const char *name = text_string(&given);
    bool is_by_address = x->direction != PARAM_IN && x->kind != CROSS_BYTES;
    if (is_by_address) text_putc(e->out, '&');
    if (is_by_address) {
        emit_cross_name(e, x);
    } else if (x->kind == CROSS_CSTR) {
        emit_cross_name(e, x);
        text_puts(e->out, ".data");
    } else if (x->kind == CROSS_BYTES && x->direction == PARAM_OUT) {
        text_puts(e->out, "sley_bytes_place(");
        emit_cross_name(e, x);
        text_putc(e->out, ')');
    } else if (x->kind == CROSS_BYTES) {
        put_f(e, "%s->data", name);
    } else if (x->kind == CROSS_CALLBACK) {
        emit_name_fn_derived(e->out, e->f.fn, x->name);
    } else if (x->kind == CROSS_CONTEXT) {
        emit_cross_given_name(e, callback_of(f));
    } else {
        emit_cross_to_c(e, x->type, name);
    }
    text_fini(&given);
}

static void put_c_call(emitter *e, const foreign_fn *f)
{
    put_f(e, "%s(", f->c_name);
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        put_c_argument(e, f, &f->params[i]);
    }
    text_putc(e->out, ')');
}

// `int64_t returned = (int64_t)f(x);`
static void emit_c_call(emitter *e, const foreign_fn *f)
{
    const cross *r = &f->result;
    writer_begin(e->w);
    if (r->kind == CROSS_SCALAR) {
        put_f(e, "%s returned = (%s)", emit_cross_wide_type(r->type),
              emit_cross_wide_type(r->type));
    } else if (r->kind != CROSS_NOTHING) {
        emit_cross_type(e, r);
        text_puts(e->out, r->kind == CROSS_CSTR ? "returned = (const char *)" : "returned = ");
    }
    put_c_call(e, f);
    text_putc(e->out, ';');
    writer_end(e->w);
}

// ---- what comes back ------------------------------------------------------------------------

static void put_back_part(emitter *e, const foreign_fn *f, uint32_t *index, const cross *x)
{
    if (f->back_count > 1) put_f(e, *index > 0 ? ", .f_%u = " : ".f_%u = ", *index);
    text value;
    text_init(&value);
    text_puts(&value, x->name != NULL ? "c_" : "returned");
    if (x->name != NULL) cname_part(&value, x->name);
    emit_cross_from_c(e, x, text_string(&value), x->name == NULL);
    text_fini(&value);
    (*index)++;
}

// `is_init`: as the initialiser of a variable.
static void put_back(emitter *e, const foreign_fn *f, bool is_init)
{
    uint32_t index = 0;
    if (f->back_count > 1 && !is_init) put_f(e, "(%t)", e->f.fn->result);
    if (f->back_count > 1) text_putc(e->out, '{');
    if (f->result.kind != CROSS_NOTHING) put_back_part(e, f, &index, &f->result);
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (f->params[i].direction != PARAM_IN) put_back_part(e, f, &index, &f->params[i]);
    }
    if (f->back_count > 1) text_putc(e->out, '}');
}

static bool closes_strings(const foreign_fn *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (emit_cross_is_cstr_in(&f->params[i])) return true;
    }
    return false;
}

// After the values that come back were made: they may lie in a string that went in.
static void emit_close_strings(emitter *e, const foreign_fn *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (!emit_cross_is_cstr_in(&f->params[i])) continue;
        writer_begin(e->w);
        text_puts(e->out, "sley_cstr_close(&");
        emit_cross_name(e, &f->params[i]);
        text_puts(e->out, ");");
        writer_end(e->w);
    }
}

// All there is to do with the result is to return it.
static bool returns_at_once(const foreign_fn *f)
{
    const type *t = f->result.type;
    bool is_plain = f->result.kind == CROSS_SCALAR &&
                    !(type_is_integer(t) && type_bits(t) < 64);
    return is_plain && f->back_count == 1 && !closes_strings(f);
}

static void emit_bridge_body(emitter *e, const foreign_fn *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) emit_cross_variable(e, &f->params[i]);
    if (returns_at_once(f)) {
        writer_begin(e->w);
        put_f(e, "return (%s)", emit_cross_wide_type(f->result.type));
        put_c_call(e, f);
        text_putc(e->out, ';');
        writer_end(e->w);
        return;
    }
    emit_c_call(e, f);
    bool closes = closes_strings(f);
    if (f->back_count > 0) {
        writer_begin(e->w);
        if (closes) put_f(e, "%Tresult = ", e->f.fn->result);
        else text_puts(e->out, "return ");
        put_back(e, f, closes);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
    emit_close_strings(e, f);
    if (closes && f->back_count > 0) writer_line(e->w, "return result;");
}

// ---- callbacks ------------------------------------------------------------------------------

static bool is_made(const cross *x)
{
    return x->kind == CROSS_CSTR || x->kind == CROSS_STRINGS;
}

static void emit_made_argument(emitter *e, const cross *x, uint32_t i)
{
    char value[24];
    snprintf(value, sizeof value, "c_%u", i);
    writer_begin(e->w);
    if (x->params[i].kind == CROSS_STRINGS) {
        put_f(e, "sley_list *s_%u = sley_strings_from_c(c_%u, (int64_t)c_%u);", i, i,
              x->params[i].count_at);
    } else {
        put_f(e, "sley_str *s_%u = ", i);
        emit_cross_from_c(e, &x->params[i], value, false);
        text_putc(e->out, ';');
    }
    writer_end(e->w);
}

static void put_callback_call(emitter *e, const cross *x)
{
    text_puts(e->out, "(");
    emit_call_code_cast(e, x->type);
    text_puts(e->out, "closure->code)(closure");
    for (uint32_t i = 0; i < x->param_count; i++) {
        const cross *p = &x->params[i];
        if (!p->is_given) continue;
        char value[24];
        snprintf(value, sizeof value, is_made(p) ? "s_%u" : "c_%u", i);
        text_puts(e->out, ", ");
        if (is_made(p)) text_puts(e->out, value);
        else emit_cross_from_c(e, p, value, false);
    }
    text_putc(e->out, ')');
}

static void emit_callback_body(emitter *e, const cross *x)
{
    const cross *r = x->result;
    for (uint32_t i = 0; i < x->param_count; i++) {
        if (x->params[i].kind == CROSS_CONTEXT) put_line(e, "sley_closure *closure = c_%u;", i);
    }
    for (uint32_t i = 0; i < x->param_count; i++) {
        if (is_made(&x->params[i])) emit_made_argument(e, x, i);
    }
    writer_begin(e->w);
    if (r->kind != CROSS_NOTHING) put_f(e, "%Tresult = ", r->type);
    put_callback_call(e, x);
    text_putc(e->out, ';');
    writer_end(e->w);
    for (uint32_t i = 0; i < x->param_count; i++) {
        if (!is_made(&x->params[i])) continue;
        bool is_list = x->params[i].kind == CROSS_STRINGS;
        put_line(e, is_list ? "sley_list_release(s_%u);" : "sley_str_release(s_%u);", i);
    }
    if (r->kind == CROSS_NOTHING) return;
    writer_begin(e->w);
    text_puts(e->out, "return ");
    emit_cross_to_c(e, r->type, "result");
    text_putc(e->out, ';');
    writer_end(e->w);
}

// What C calls: the function of Sley is the context.
static void emit_callback(emitter *e, const cross *x)
{
    writer_begin(e->w);
    text_puts(e->out, "static ");
    emit_cross_type(e, x->result);
    emit_name_fn_derived(e->out, e->f.fn, x->name);
    text_putc(e->out, '(');
    for (uint32_t i = 0; i < x->param_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        emit_cross_type(e, &x->params[i]);
        put_f(e, "c_%u", i);
    }
    text_putc(e->out, ')');
    emit_open_body(e);
    emit_callback_body(e, x);
    emit_close_body(e);
}

// ---- async functions: on another thread, or until C calls back ------------------------------

static void emit_frame_pointer(emitter *e, const char *from)
{
    put_line(e, "%f__frame *f = (%f__frame *)%s;", e->f.fn, e->f.fn, from);
}

static void emit_work(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    put_line(e, "static void %f__work(sley_frame *self)", fn);
    writer_line(e->w, "{");
    e->w->depth++;
    emit_frame_pointer(e, "self");
    writer_begin(e->w);
    if (fn->result->kind != TYPE_UNIT) text_puts(e->out, "f->result = ");
    put_f(e, "%f(", fn);
    for (uint32_t i = 0; i < fn->params.count; i++) {
        put_f(e, i > 0 ? ", f->%n" : "f->%n", fn->params.items[i]);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_close_body(e);
}

static void emit_foreign_resume(emitter *e, ir_fn *fn)
{
    bool is_via = fn->foreign->is_via_callback;
    if (is_via) {
        put_line(e, "static void %f__start(%f__frame *f);", fn, fn);
        writer_blank(e->w);
    } else {
        emit_work(e);
    }
    writer_begin(e->w);
    emit_frame_resume_head(e, fn);
    emit_open_body(e);
    emit_frame_pointer(e, "self");
    writer_line(e->w, "if (sley_resumes(self)) return st;");
    if (is_via) {
        writer_line(e->w, "if (!sley_outside_begin(task, &f->wait)) return SLEY_CANCELLED;");
        put_line(e, "%f__start(f);", fn);
        writer_line(e->w, "return sley_outside_end(task, sley_at(self, 1), &f->wait);");
    } else {
        put_line(e, "return sley_outside_work(task, sley_at(self, 1), &f->wait, %f__work);", fn);
    }
    emit_close_body(e);
}

// The callback keeps the result; it may come on any thread, before the start returns, too.
static void emit_done(emitter *e, const foreign_fn *f)
{
    const cross *r = &f->result;
    writer_begin(e->w);
    put_f(e, "static void %f__done(void *context", e->f.fn);
    if (r->kind != CROSS_NOTHING) {
        text_puts(e->out, ", ");
        emit_cross_type(e, r);
        text_puts(e->out, "returned");
    }
    text_putc(e->out, ')');
    emit_open_body(e);
    emit_frame_pointer(e, "context");
    if (r->kind != CROSS_NOTHING) {
        writer_begin(e->w);
        text_puts(e->out, "f->result = ");
        emit_cross_from_c(e, r, "returned", false);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
    writer_line(e->w, "sley_outside_done(&f->wait);");
    emit_close_body(e);
}

static void emit_start_via(emitter *e, const foreign_fn *f)
{
    emit_done(e, f);
    writer_begin(e->w);
    put_f(e, "static void %f__start(%f__frame *f)", e->f.fn, e->f.fn);
    emit_open_body(e);
    for (uint32_t i = 0; i < e->f.fn->params.count; i++) {
        const ir_var *var = e->f.fn->params.items[i];
        put_line(e, "%T%n = f->%n;", var->type, var, var);
    }
    for (uint32_t i = 0; i < f->param_count; i++) emit_cross_variable(e, &f->params[i]);
    writer_begin(e->w);
    put_f(e, "%s(", f->c_name);
    for (uint32_t i = 0; i < f->param_count; i++) {
        put_c_argument(e, f, &f->params[i]);
        text_puts(e->out, ", ");
    }
    put_f(e, "%f__done, f);", e->f.fn);
    writer_end(e->w);
    emit_close_strings(e, f);
    emit_close_body(e);
}

// ---- what declares them ---------------------------------------------------------------------

static void put_prototype_param(emitter *e, const cross *x)
{
    if (x->kind == CROSS_CALLBACK) {
        emit_cross_callback_type(e, x);
        return;
    }
    emit_cross_type(e, x);
    if (x->direction != PARAM_IN && x->kind != CROSS_BYTES) text_putc(e->out, '*');
    if (e->out->bytes[e->out->len - 1] == ' ') e->out->len--;
}

// Of a block without header: as it is written.
static void emit_prototype(emitter *e, const foreign_fn *f)
{
    writer_begin(e->w);
    text_puts(e->out, "extern ");
    if (f->is_via_callback) text_puts(e->out, "void ");
    else emit_cross_type(e, &f->result);
    put_f(e, "%s(", f->c_name);
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        put_prototype_param(e, &f->params[i]);
    }
    if (f->is_via_callback) {
        text_puts(e->out, f->param_count > 0 ? ", void (*)(void *" : "void (*)(void *");
        if (f->result.kind != CROSS_NOTHING) {
            text_puts(e->out, ", ");
            emit_cross_type(e, &f->result);
        }
        text_puts(e->out, "), void *");
    } else if (f->param_count == 0) {
        text_puts(e->out, "void");
    }
    text_puts(e->out, ");");
    writer_end(e->w);
}

static bool is_block_used(const emitter *e, const foreign_block *of)
{
    for (uint32_t i = 0; i < e->module->fns.count; i++) {
        const ir_fn *fn = e->module->fns.items[i];
        bool is_of = fn->foreign != NULL && fn->foreign->block == of;
        if (is_of && (emit_bits(e, &fn->marks) & FN_REACHED) != 0) return true;
    }
    return false;
}

static bool is_included(const emitter *e, uint32_t before, const char *header)
{
    for (uint32_t i = 0; i < before; i++) {
        const foreign_block *other = e->module->foreign.items[i];
        if (other->header == header && is_block_used(e, other)) return true;
    }
    return false;
}

static void emit_headers(emitter *e)
{
    for (uint32_t i = 0; i < e->module->foreign.count; i++) {
        const foreign_block *of = e->module->foreign.items[i];
        if (of->header == NULL || is_included(e, i, of->header)) continue;
        if (!is_block_used(e, of)) continue;
        e->w->wanted_line = source_line(e->prog, of->at.start);
        put_line(e, "#include \"%s\"", of->header);
    }
    writer_blank(e->w);
    e->w->wanted_line = 0;
}

// ---- the whole ------------------------------------------------------------------------------

static void need_crossing(emitter *e, const cross *x)
{
    if (x->type != NULL) emit_type_need(e, x->type);
    for (uint32_t i = 0; i < x->param_count; i++) need_crossing(e, &x->params[i]);
    if (x->result != NULL) need_crossing(e, x->result);
}

static void need_foreign_types(emitter *e, const ir_fn *fn)
{
    emit_type_need(e, fn->result);
    for (uint32_t i = 0; i < fn->foreign->param_count; i++) {
        need_crossing(e, &fn->foreign->params[i]);
    }
}

// Writes to the body's text.
static void begin_text(emitter *e, const ir_fn *fn)
{
    text_clear(&e->body);
    emit_to(e, &e->to_body);
    e->w->depth = 0;
    e->w->actual_line = 0;
    e->w->wanted_line = fn->line;
}

// Calls C: for plain code, and for the thread that an awaited one has.
static void emit_bridge(emitter *e, ir_fn *fn)
{
    const foreign_fn *f = fn->foreign;
    const cross *callback = callback_of(f);
    if (f->block->header == NULL) emit_prototype(e, f);
    if (callback != NULL) emit_callback(e, callback);
    if (f->is_via_callback) {
        emit_start_via(e, f);
        return;
    }
    writer_begin(e->w);
    emit_fn_plain_head(e, fn);
    emit_open_body(e);
    emit_bridge_body(e, f);
    emit_close_body(e);
}

void emit_foreign(emitter *e, ir_fn *fn, emit_written *w)
{
    need_foreign_types(e, fn);
    bool has_frame = e->f.has_frame;
    begin_text(e, fn);
    if (has_frame) {
        emit_foreign_resume(e, fn);
        w->head = emit_fn_keep_text(e, &e->body);
    }
    e->f.has_frame = false;   // its table of sites may be that of the resume function
    begin_text(e, fn);
    emit_bridge(e, fn);
    w->body = emit_fn_keep_text(e, &e->body);
    emit_to(e, &e->to_whole);
    e->w->actual_line = 0;
    emit_table_sites(e);
    w->foreign_sites = emit_fn_keep_text(e, &e->whole);
    e->f.has_frame = has_frame;
}

void emit_foreign_written(emitter *e, ir_fn *fn)
{
    const emit_written *w = fn->written;
    bool visible = fn->is_exported && e->is_library;
    bool begun = visible || (emit_bits(e, &fn->marks) & FN_BEGUN) != 0;
    bool is_async = fn_has_frame(fn) && begun;
    emit_need_meet(e, &w->needs);
    if (!fn->foreign->is_via_callback) emit_fn_need(e, fn);
    emit_to(e, &e->to_code);
    e->w->wanted_line = fn->line;
    if (is_async) {
        emit_frame_need(e, fn);
        emit_mark(e, &fn->marks, FN_RESUME);
        if (visible) emit_fn_insert_text(e, w->banner);
        emit_fn_insert_text(e, w->tables);
        e->w->actual_line = 0;
        emit_frame_begin(e, fn);
        emit_fn_insert_text(e, w->head);
        e->w->actual_line = 0;
    }
    text_add(&e->foreign, w->foreign_sites.bytes, is_async ? 0 : w->foreign_sites.len);
    text_add(&e->foreign, w->body.bytes, w->body.len);
}

// What does not fit the header is an error, in every build.
static const char strict[] =
    "#if defined(__GNUC__)\n"
    "#pragma GCC diagnostic error \"-Wconversion\"\n"
    "#pragma GCC diagnostic error \"-Wimplicit-function-declaration\"\n"
    "#pragma GCC diagnostic error \"-Wincompatible-pointer-types\"\n"
    "#pragma GCC diagnostic error \"-Wint-conversion\"\n"
    "#endif\n\n";

void emit_foreign_section(emitter *e)
{
    if (e->foreign.len == 0) return;
    text section;
    text_init(&section);
    text_puts(&section, "\n// ---- functions of C\n\n");
    text_clear(&e->body);
    emit_place before = emit_to(e, &e->to_body);
    e->w->depth = 0;
    e->w->actual_line = 0;
    emit_headers(e);
    emit_back(e, before);
    text_add(&section, e->body.bytes, e->body.len);
    text_puts(&section, strict);
    size_t len = e->foreign.len;
    while (len > 1 && e->foreign.bytes[len - 2] == '\n') len--;
    text_add(&section, e->foreign.bytes, len);
    text_fini(&e->foreign);
    e->foreign = section;
}
