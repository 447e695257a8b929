// SPDX-License-Identifier: MIT
// emit_own.c - what a type does itself: its methods eq, hash, compare and str, for the runtime.
//
//     struct V { x: int, fn eq(other: V) -> bool { .. }, fn str() -> str { .. } }
//
//     static bool m_a__V__equal_at(const void *a, const void *b);
//     static void m_a__V__print_at(sley_text *out, const void *place);
//     static const sley_own m_a__V__own = {.equal = m_a__V__equal_at, .print = m_a__V__print_at};
//
//     static bool m_a__V__equal_at(const void *a, const void *b)
//     {
//         return m_a__V__eq(*(const m_a__V *)a, *(const m_a__V *)b);
//     }
//
// The places are copies (runtime/value/parts.c), so that the methods may do whatever they like.

#include "emit/emitter.h"

#include <assert.h>

static const char *const members[OWN_COUNT] = {"equal", "hash", "compare", "print"};

static void put_head(emitter *e, const type *t, own_method which)
{
    static const char *const results[OWN_COUNT] = {"bool ", "uint64_t ", "int ", "void "};
    static const char *const params[OWN_COUNT] = {
        "(const void *a, const void *b)", "(const void *place)", "(const void *a, const void *b)",
        "(sley_text *out, const void *place)"};
    put_f(e, "static %s%D__%s_at%s", results[which], t->decl, members[which], params[which]);
}

// `*(const m_a__V *)a`; an object's place holds a pointer to it.
static void put_read(emitter *e, const type *t, const char *place)
{
    put_f(e, t->kind == TYPE_CLASS ? "*(%D *const *)" : "*(const %D *)", t->decl);
    text_puts(e->out, place);
}

static void put_values(emitter *e, const type *t, own_method which)
{
    bool takes_other = which == OWN_EQUAL || which == OWN_ORDER;
    put_read(e, t, takes_other ? "a" : "place");
    if (!takes_other) return;
    text_puts(e->out, ", ");
    put_read(e, t, "b");
}

// `int64_t order = m_a__V__compare(..);`; exit() in it ends the program here.
static void emit_result(emitter *e, const type *t, own_method which, const ir_fn *fn,
                        const char *name)
{
    bool has_status = ir_gives_status(fn);
    if (has_status) put_line(e, "%T%s = %0;", fn->result, name, fn->result);
    writer_begin(e->w);
    if (has_status) put_f(e, "if (%f(sley_here_task(), ", fn);
    else put_f(e, "%T%s = %f(", fn->result, name, fn);
    put_values(e, t, which);
    if (has_status) put_f(e, ", &%s) != SLEY_OK) sley_exit_here();", name);
    else text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_answer(emitter *e, const type *t, own_method which, const ir_fn *fn)
{
    if (ir_gives_status(fn)) {
        emit_result(e, t, which, fn, "answer");
        writer_line(e->w, "return answer;");
        return;
    }
    writer_begin(e->w);
    put_f(e, "return %f(", fn);
    put_values(e, t, which);
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void define_method(emitter *e, const type *t, own_method which)
{
    const ir_fn *fn = emit_need_fn_of(e, t->decl->own_methods[which]);
    emit_place before = emit_to(e, &e->to_code);
    writer_begin(e->w);
    put_head(e, t, which);
    emit_open_body(e);
    switch (which) {
    case OWN_EQUAL:
        emit_answer(e, t, which, fn);
        break;
    case OWN_HASH:
        emit_result(e, t, which, fn, "hash");
        writer_line(e->w, "return sley_hash_mix(1, (uint64_t)hash);");
        break;
    case OWN_ORDER:
        emit_result(e, t, which, fn, "order");
        writer_line(e->w, "return (order > 0) - (order < 0);");
        break;
    case OWN_STR:
        emit_result(e, t, which, fn, "text");
        writer_line(e->w, "sley_text_put_str(out, text);");
        writer_line(e->w, "sley_str_release(text);");
        break;
    case OWN_COUNT:
        break;
    }
    emit_close_body(e);
    emit_back(e, before);
}

void emit_own_need(emitter *e, const type *t)
{
    if (t->kind != TYPE_STRUCT && t->kind != TYPE_ENUM && t->kind != TYPE_CLASS) return;
    if (t->decl->own == 0) return;
    emit_place before = emit_to(e, t->kind == TYPE_CLASS ? &e->to_ahead : &e->to_types);
    for (unsigned k = 0; k < OWN_COUNT; k++) {
        if (t->decl->own_methods[k] == NULL) continue;
        writer_begin(e->w);
        put_head(e, t, (own_method)k);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
    writer_begin(e->w);
    put_f(e, "static const sley_own %D__own = {", t->decl);
    bool is_first = true;
    for (unsigned k = 0; k < OWN_COUNT; k++) {
        if (t->decl->own_methods[k] == NULL) continue;
        put_f(e, "%s.%s = %D__%s_at", is_first ? "" : ", ", members[k], t->decl, members[k]);
        is_first = false;
    }
    text_puts(e->out, "};");
    writer_end(e->w);
    emit_back(e, before);
    array_push(&e->memory, &e->own_types, t);
}

void emit_own_define(emitter *e)
{
    for (uint32_t i = 0; i < e->own_types.count; i++) {
        const type *t = e->own_types.items[i];
        for (unsigned k = 0; k < OWN_COUNT; k++) {
            const symbol *method = t->decl->own_methods[k];
            if (method == NULL) continue;
            emit_fn_need(e, emit_need_fn_of(e, method));
            define_method(e, t, (own_method)k);
        }
    }
    e->own_types.count = 0;
}
