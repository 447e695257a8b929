// SPDX-License-Identifier: MIT
// emit_closure.c - functions as values: the face that a closure's code points to, the
// struct of the captures, and what one is made from.
//
//     static int64_t m_a__f__face(sley_closure *closure, int64_t a_n)   calls m_a__f
//     SLEY_FN_VALUE(m_a__f, m_a__f__face, 0);                           without captures
//     SLEY_CAPTURES1(m_a__f__closure1, m_a__f__closure1, 0, sley_str, v_s);    with some

#include "emit/emitter.h"

#include <assert.h>

static void put_arguments(emitter *e, const ir_fn *fn, bool first)
{
    for (uint32_t i = 0; i < fn->params.count; i++) {
        if (!first) text_puts(e->out, ", ");
        first = false;
        emit_name_var(e->out, fn->params.items[i]);
    }
}

static void put_async_face_head(emitter *e, const ir_fn *fn)
{
    text_puts(e->out, "static void *");
    emit_name_fn_derived(e->out, fn,
                         "face(sley_closure *closure, sley_task *task, sley_frame *caller");
    emit_call_params(e, fn, false);
    text_putc(e->out, ')');
}

// A closure of an async function makes the frame: only it knows the size.
static void define_async_face(emitter *e, const ir_fn *fn)
{
    writer_begin(e->w);
    put_async_face_head(e, fn);
    emit_open_body(e);
    if (!fn->is_closure) writer_line(e->w, "(void)closure;");
    put_line(e, "%f__frame *f = sley_frame_push(task, sizeof(%f__frame));", fn, fn);
    writer_begin(e->w);
    emit_name_fn_derived(e->out, fn, "begin(f, caller");
    if (fn->is_closure) text_puts(e->out, ", closure");
    put_arguments(e, fn, false);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_line(e->w, "return f;");
    emit_close_body(e);
}

static void put_plain_face_head(emitter *e, const ir_fn *fn)
{
    bool throws = fn->can_throw, unit = fn->result->kind == TYPE_UNIT;
    writer_begin(e->w);
    text_puts(e->out, "static ");
    if (throws) text_puts(e->out, "sley_status ");
    else emit_type_for_result(e, fn->result);
    emit_name_fn_derived(e->out, fn, "face(sley_closure *closure");
    if (throws) text_puts(e->out, ", sley_task *task");
    emit_call_params(e, fn, false);
    if (throws && !unit) {
        put_f(e, ", %T*result", fn->result);
    }
    text_putc(e->out, ')');
}

static void define_plain_face(emitter *e, const ir_fn *fn)
{
    bool throws = fn->can_throw, unit = fn->result->kind == TYPE_UNIT;
    put_plain_face_head(e, fn);
    emit_open_body(e);
    writer_line(e->w, "(void)closure;");
    writer_begin(e->w);
    if (throws || !unit) text_puts(e->out, "return ");
    emit_name_fn(e->out, fn);
    text_putc(e->out, '(');
    if (throws) text_puts(e->out, "task");
    put_arguments(e, fn, !throws);
    if (throws && !unit) text_puts(e->out, ", result");
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_close_body(e);
}

// The caller of a value expects no status: exit() ends the program there.
static void define_exit_face(emitter *e, const ir_fn *fn)
{
    bool unit = fn->result->kind == TYPE_UNIT;
    put_plain_face_head(e, fn);
    emit_open_body(e);
    if (!fn->is_closure) writer_line(e->w, "(void)closure;");
    if (!unit) put_line(e, "%Tresult = %0;", fn->result, fn->result);
    writer_begin(e->w);
    text_puts(e->out, "if (");
    emit_name_fn(e->out, fn);
    text_puts(e->out, fn->is_closure ? "(closure, sley_here_task()" : "(sley_here_task()");
    put_arguments(e, fn, false);
    text_puts(e->out, unit ? ")" : ", &result)");
    text_puts(e->out, " != SLEY_OK) sley_exit_here();");
    writer_end(e->w);
    if (!unit) writer_line(e->w, "return result;");
    emit_close_body(e);
}

// The closure's function is what its code points to.
static bool is_own_code(const ir_fn *fn)
{
    return fn->is_closure && !fn_has_frame(fn) && ir_gives_status(fn) == fn->can_throw;
}

static void put_code_name(emitter *e, const ir_fn *fn)
{
    if (is_own_code(fn)) emit_name_fn(e->out, fn);
    else emit_name_fn_derived(e->out, fn, "face");
}

static bool value_throws(const ir_fn *fn)
{
    return fn->can_throw && !fn_has_frame(fn);
}

// The function that a closure's code points to, declared or defined.
static void need_code(emitter *e, ir_fn *fn)
{
    if (fn_has_frame(fn)) emit_frame_need_resume(e, fn);
    else emit_fn_need(e, fn);
    if (is_own_code(fn) || !emit_mark(e, &fn->marks, FN_FACE)) return;
    emit_place before = emit_to(e, &e->to_code);
    if (fn_has_frame(fn)) define_async_face(e, fn);
    else if (ir_gives_status(fn) != fn->can_throw) define_exit_face(e, fn);
    else define_plain_face(e, fn);
    emit_back(e, before);
}

// The one static closure of a function without captures.
void emit_closure_need_face(emitter *e, ir_fn *fn)
{
    if (emit_need_fn(e, NEED_FACE, fn)) return;
    need_code(e, fn);
    if (!emit_mark(e, &fn->marks, FN_VALUE)) return;
    emit_place before = emit_to(e, &e->to_code);
    writer_begin(e->w);
    put_f(e, "SLEY_FN_VALUE(%f, ", fn);
    put_code_name(e, fn);
    text_puts(e->out, value_throws(fn) ? ", SLEY_CLOSURE_THROWS);" : ", 0);");
    writer_end(e->w);
    writer_blank(e->w);
    emit_back(e, before);
}

static void define_captures_struct(emitter *e, const ir_fn *fn)
{
    put_open(e, "typedef struct %f__captures", fn);
    writer_line(e->w, "sley_closure base;");
    for (uint32_t i = 0; i < fn->captures.count; i++) {
        put_line(e, "%T%n;", fn->captures.items[i]->type, fn->captures.items[i]);
    }
    e->w->depth--;
    put_line(e, "} %f__captures;", fn);
    writer_blank(e->w);
}

static void put_captures_cast(emitter *e, const ir_fn *fn, const char *from)
{
    put_f(e, "%f__captures *c = (%f__captures *)%s;", fn, fn, from);
}

enum { MOST_RELEASED = 4 };   // SLEY_CAPTURES1 .. SLEY_CAPTURES4

static uint32_t counted_captures(const ir_fn *fn)
{
    uint32_t counted = 0;
    for (uint32_t i = 0; i < fn->captures.count; i++)
        counted += fn->captures.items[i]->type->counted;
    return counted;
}

static void define_captures_drop(emitter *e, const ir_fn *fn)
{
    writer_begin(e->w);
    text_puts(e->out, "static void ");
    emit_name_fn_derived(e->out, fn, "drop(sley_closure *closure)");
    emit_open_body(e);
    writer_begin(e->w);
    put_captures_cast(e, fn, "closure");
    writer_end(e->w);
    for (uint32_t i = 0; i < fn->captures.count; i++) {
        const ir_var *var = fn->captures.items[i];
        if (var->type->counted) put_line(e, "%orelease(c->%n);", var->type, var);
    }
    writer_line(e->w, "sley_closure_done(closure);");
    emit_close_body(e);
}

// SLEY_CAPTURES1(m_a__f__closure1, m_a__f__closure1, 0, sley_str, v_s);
static void define_captures(emitter *e, const ir_fn *fn)
{
    uint32_t counted = counted_captures(fn);
    bool is_listed = counted > 0 && counted <= MOST_RELEASED;
    if (counted > MOST_RELEASED) define_captures_drop(e, fn);
    writer_begin(e->w);
    text_puts(e->out, "SLEY_CAPTURES");
    if (is_listed) text_uint(e->out, counted);
    put_f(e, "(%f, ", fn);
    put_code_name(e, fn);
    text_puts(e->out, value_throws(fn) ? ", SLEY_CLOSURE_THROWS" : ", 0");
    for (uint32_t i = 0; is_listed && i < fn->captures.count; i++) {
        const ir_var *var = fn->captures.items[i];
        if (!var->type->counted) continue;
        text_puts(e->out, ", ");
        emit_type_op(e, var->type, "");
        e->out->len--;             // `sley_str_`
        put_f(e, ", %n", var);
    }
    if (counted == 0) text_puts(e->out, ", sley_closure_done");
    if (counted > MOST_RELEASED) {
        text_puts(e->out, ", ");
        emit_name_fn_derived(e->out, fn, "drop");
    }
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_blank(e->w);
}

void emit_closure_need_struct(emitter *e, ir_fn *fn)
{
    if (fn->captures.count == 0 || !emit_mark(e, &fn->marks, FN_CAPTURES)) return;
    for (uint32_t i = 0; i < fn->captures.count; i++)
        emit_type_need(e, fn->captures.items[i]->type);
    emit_place before = emit_to(e, &e->to_code);
    define_captures_struct(e, fn);
    emit_back(e, before);
}

void emit_closure_need(emitter *e, ir_fn *fn)
{
    assert(fn->captures.count > 0);
    if (emit_need_fn(e, NEED_CAPTURES, fn)) return;
    emit_closure_need_struct(e, fn);
    need_code(e, fn);
    if (!emit_mark(e, &fn->marks, FN_VALUE)) return;
    emit_place before = emit_to(e, &e->to_code);
    define_captures(e, fn);
    emit_back(e, before);
}
