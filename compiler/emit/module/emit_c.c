// SPDX-License-Identifier: MIT
// emit_c.c - the C file of a module: banner, includes, types, variables,
// prototypes, functions in source order, main.
//
// Requires: all passes.  Written is what can be reached: from main (or the test
// blocks), from exported functions of a module that others import, from the
// first values of module-level variables.

#include "emit/emit.h"

#include "emit/emitter.h"

// ---- the texts -----------------------------------------------------------------------

void emit_c_init(emitter *e, program *prog, ir_module *module)
{
    memset(e, 0, sizeof *e);
    e->prog = prog;
    e->module = module;
    e->file = source_base_name(module->source->path);
    e->is_library = module->is_library;
    e->has_header = module->header != NULL;
    arena_init(&e->memory, "emitter");
    e->number = ++prog->emitter_count;
    text_init(&e->types);
    text_init(&e->literals);
    text_init(&e->ahead);
    text_init(&e->code);
    text_init(&e->whole);
    text_init(&e->body);
    text_init(&e->foreign);
    text_init(&e->piece);
    writer_init(&e->to_types, &e->types, &e->memory);
    writer_init(&e->to_literals, &e->literals, &e->memory);
    writer_init(&e->to_ahead, &e->ahead, &e->memory);
    writer_init(&e->to_code, &e->code, &e->memory);
    writer_init(&e->to_whole, &e->whole, &e->memory);
    writer_init(&e->to_body, &e->body, &e->memory);
    intern_init(&e->literal_texts, &e->memory);
    intern_init(&e->literal_names, &e->memory);
    map_init(&e->literal_strings, &e->memory);
    map_init(&e->literal_bytes, &e->memory);
    map_init(&e->literal_stems, &e->memory);
    emit_to(e, &e->to_code);
}

void emit_c_fini(emitter *e)
{
    text_fini(&e->types);
    text_fini(&e->literals);
    text_fini(&e->ahead);
    text_fini(&e->code);
    text_fini(&e->whole);
    text_fini(&e->body);
    text_fini(&e->foreign);
    text_fini(&e->piece);
    writer *const writers[] = {&e->to_types, &e->to_literals, &e->to_ahead,
                               &e->to_code,  &e->to_whole,    &e->to_body};
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) writer_fini(writers[i]);
    intern_fini(&e->literal_texts);
    intern_fini(&e->literal_names);
    arena_fini(&e->memory);
}

// ---- what is reached --------------------------------------------------------------------

typedef struct reach {
    emitter *e;
    ir_fns queue;
} reach;

static void reach_fn(reach *r, ir_fn *fn)
{
    if (fn == NULL || fn->module != r->e->module) return;
    if (!emit_mark(r->e, &fn->marks, FN_REACHED)) return;
    array_push(&r->e->memory, &r->queue, fn);
}

static void reach_global(reach *r, ir_global *global)
{
    if (emit_mark(r->e, &global->marks, FN_REACHED)) reach_fn(r, global->init);
}

static void reach_descriptor(reach *r, const type *t);

static void reach_part(emitter *e, const emit_part *p, void *data)
{
    (void)e;
    reach_descriptor(data, p->type);
}

// What the type and its parts compare and print themselves with.
static void reach_descriptor(reach *r, const type *t)
{
    if (!type_runs_code(t)) return;
    if (t->kind == TYPE_OPTIONAL || t->kind == TYPE_TUPLE) {
        emit_glue_each_part(r->e, t, reach_part, r);
        return;
    }
    if (t->kind != TYPE_STRUCT && t->kind != TYPE_ENUM && t->kind != TYPE_CLASS) return;
    type_decl *body = t->decl;
    if (body->asking) return;
    body->asking = true;
    for (unsigned k = 0; k < OWN_COUNT; k++) {
        if (body->own_methods[k] != NULL) reach_fn(r, emit_need_fn_of(r->e, body->own_methods[k]));
    }
    for (size_t i = 0; i < body->case_count; i++)
        emit_glue_each_case_part(r->e, &body->cases[i], reach_part, r);
    if (t->kind != TYPE_ENUM) emit_glue_each_part(r->e, t, reach_part, r);
    body->asking = false;
}

static void reach_need(reach *r, const emit_need *need)
{
    switch ((int)need->kind) {
    case NEED_SPAWN: emit_mark(r->e, &need->fn->marks, FN_SPAWNED); // fall through
    case NEED_RESUME:
    case NEED_FACE:
    case NEED_CAPTURES: emit_mark(r->e, &need->fn->marks, FN_BEGUN); // fall through
    case NEED_FN: reach_fn(r, need->fn); break;
    case NEED_GLOBAL: reach_global(r, need->global); break;
    case NEED_DESCRIPTOR: reach_descriptor(r, need->type); break;
    default: break;
    }
}

// Of what was reached so far, all that it needs.
static void reach_all(reach *r)
{
    for (uint32_t i = 0; i < r->queue.count; i++) {
        const emit_needs *needs = &r->queue.items[i]->written->needs;
        for (uint32_t k = 0; k < needs->count; k++) reach_need(r, &needs->items[k]);
    }
}

static void find_reached(emitter *e)
{
    const ir_module *m = e->module;
    reach r = {.e = e};
    bool tests = e->prog->options.test_program && m->is_root;
    for (uint32_t i = 0; tests && i < m->tests.count; i++) reach_fn(&r, m->tests.items[i]);
    if (!tests) reach_fn(&r, m->main);
    for (uint32_t i = 0; i < m->fns.count; i++) {
        ir_fn *fn = m->fns.items[i];
        if (fn->is_exported || fn->exported != NULL) reach_fn(&r, fn);
        if (fn->exported != NULL) emit_mark(e, &fn->marks, FN_BEGUN);
    }
    for (uint32_t i = 0; i < m->globals.count; i++) {
        bool has_init = m->globals.items[i]->init != NULL;
        if (has_init || e->is_library) reach_global(&r, m->globals.items[i]);
    }
    for (uint32_t i = 0; e->is_library && i < m->types.count; i++)
        reach_descriptor(&r, m->types.items[i]);
    reach_all(&r);
}

// Methods of types whose descriptor turned out to be needed only when others were written: of what
// a frame or an error holds. True when there were any.
static bool emit_late_methods(emitter *e)
{
    reach r = {.e = e};
    bool is_any = false;
    for (uint32_t i = 0; i < e->own_types.count; i++) {
        for (unsigned k = 0; k < OWN_COUNT; k++) {
            const symbol *method = e->own_types.items[i]->decl->own_methods[k];
            if (method != NULL) reach_fn(&r, emit_need_fn_of(e, method));
        }
        reach_all(&r);
        for (uint32_t n = 0; n < r.queue.count; n++) emit_fn_written(e, r.queue.items[n]);
        is_any |= r.queue.count > 0;
        r.queue.count = 0;
    }
    return is_any;
}

static bool is_reached(const emitter *e, const emit_marks *marks)
{
    return (emit_bits(e, marks) & FN_REACHED) != 0;
}

// ---- module-level variables ------------------------------------------------------------------

static bool has_init(const ir_module *m)
{
    for (uint32_t i = 0; i < m->globals.count; i++) {
        if (m->globals.items[i]->init != NULL) return true;
    }
    return false;
}

// Imports nest as deep as the user has written modules.
bool emit_c_needs_start(const ir_module *module)
{
    if (has_init(module)) return true;
    for (uint32_t i = 0; i < module->imports.count; i++) {
        if (emit_c_needs_start(module->imports.items[i])) return true;
    }
    return false;
}

static void emit_text_constant(emitter *e, const ir_global *global)
{
    const ir_const *c = global->value;
    bool is_bytes = global->type->kind == TYPE_BYTES;
    size_t points = 0;
    for (size_t i = 0; i < c->text_len; i++) points += ((unsigned char)c->text[i] & 0xc0) != 0x80;
    bool utf8 = !is_bytes && points != c->text_len;
    writer_begin(e->w);
    put_f(e, "%s%g__value, ",
          is_bytes ? "SLEY_BYTES_LIT(" : utf8 ? "SLEY_STR_LIT_UTF8(" : "SLEY_STR_LIT(", global);
    if (utf8) text_printf(e->out, "%zu, ", points);
    emit_table_string(e->out, c->text, c->text_len);
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_global(emitter *e, const ir_global *global)
{
    const type *t = global->type;
    const ir_const *c = global->init == NULL ? global->value : NULL;
    bool is_text = c != NULL && !c->is_none && (t->kind == TYPE_STR || t->kind == TYPE_BYTES);
    if (is_text && c->text_len > 0) emit_text_constant(e, global);
    writer_begin(e->w);
    if (!emit_header_is_visible(e, global)) {
        bool fixed = !global->is_var && c != NULL && !emit_type_is_pointer(t) &&
                     !emit_type_is_struct(t);
        text_puts(e->out, fixed ? "static const " : "static ");
    }
    put_f(e, "%T%g = ", t, global);
    if (is_text && c->text_len > 0) {
        put_f(e, "&%g__value", global);
    } else if (is_text) {
        text_puts(e->out, t->kind == TYPE_STR ? "&sley_str_empty" : "&sley_bytes_empty");
    } else if (c != NULL && !c->is_none) {
        emit_value_const(e, c, t, PREC_ANY);
    } else {
        emit_type_zero(e, t);
    }
    text_putc(e->out, ';');
    writer_end(e->w);
}

static void emit_globals(emitter *e)
{
    bool any = false;
    emit_to(e, &e->to_ahead);
    for (uint32_t i = 0; i < e->module->globals.count; i++) {
        const ir_global *global = e->module->globals.items[i];
        if (!is_reached(e, &global->marks)) continue;
        emit_global(e, global);
        any = true;
    }
    if (any) writer_blank(e->w);
    emit_to(e, &e->to_code);
}

static void emit_first_value(emitter *e, const ir_global *global)
{
    const ir_fn *init = global->init;
    if (init == NULL) return;
    bool is_unit = init->result->kind == TYPE_UNIT;
    e->w->wanted_line = init->line;
    writer_begin(e->w);
    bool has_status = ir_gives_status(init);
    if (!has_status && is_unit) put_f(e, "%f();", init);
    else if (!has_status) put_f(e, "%g = %f();", global, init);
    else if (is_unit) put_f(e, "st = %f(task);", init);
    else put_f(e, "st = %f(task, &%g);", init, global);
    writer_end(e->w);
    if (has_status) writer_line(e->w, "if (st != SLEY_OK) return st;");
    if (is_unit) put_line(e, "%g = 0;", global);
}

// ---- the order of first values ----------------------------------------------------------------

// A function, or a variable with its initialiser, whose needs are being followed.
typedef struct first_step {
    ir_global *global;       // NULL: a function
    const ir_fn *fn;
    uint32_t next;           // of its needs
} first_step;

typedef array_of(first_step) first_steps;

static void follow(emitter *e, first_steps *path, ir_global *global, ir_fn *fn)
{
    emit_marks *marks = global != NULL ? &global->marks : &fn->marks;
    const ir_fn *code = global != NULL ? global->init : fn;
    if (code == NULL || code->written == NULL || code->module != e->module) return;
    if (!emit_mark(e, marks, FN_ORDERED)) return;
    first_step step = {.global = global, .fn = code};
    array_push(&e->memory, path, step);
}

static void follow_need(emitter *e, first_steps *path, const emit_need *need)
{
    switch ((int)need->kind) {
    case NEED_GLOBAL: follow(e, path, need->global, NULL); break;
    case NEED_SPAWN:
    case NEED_RESUME:
    case NEED_FACE:
    case NEED_CAPTURES:
    case NEED_FN: follow(e, path, NULL, need->fn); break;
    default: break;
    }
}

// What an initialiser reads, by itself or through the functions it calls, has its
// first value before; else the order is that of the source.  The path is our own
// stack: a chain of calls may be as long as the program.
static void emit_first_values(emitter *e)
{
    for (uint32_t i = 0; i < e->module->globals.count; i++) {
        first_steps path = {0};
        follow(e, &path, e->module->globals.items[i], NULL);
        while (path.count > 0) {
            first_step *top = &array_last(&path);
            const emit_needs *needs = &top->fn->written->needs;
            if (top->next < needs->count) {
                follow_need(e, &path, &needs->items[top->next++]);
                continue;
            }
            if (top->global != NULL) emit_first_value(e, top->global);
            path.count--;
        }
    }
}

// Imports first, each once; then our own, each after what it reads.
static void emit_start(emitter *e)
{
    const ir_module *m = e->module;
    bool fails = false;
    e->w->wanted_line = 1;
    writer_begin(e->w);
    if (!e->is_library) text_puts(e->out, "static ");
    text_puts(e->out, "sley_status ");
    cname_start(e->out, m->name);
    text_puts(e->out, "(sley_task *task)");
    emit_open_body(e);
    for (uint32_t i = 0; i < m->imports.count; i++)
        fails |= emit_c_needs_start(m->imports.items[i]);
    for (uint32_t i = 0; i < m->globals.count; i++) {
        const ir_fn *init = m->globals.items[i]->init;
        fails |= init != NULL && ir_gives_status(init);
    }
    if (e->is_library) {
        writer_line(e->w, "static bool done;");
        writer_line(e->w, "if (done) return SLEY_OK;");
        writer_line(e->w, "done = true;");
    }
    if (fails) writer_line(e->w, "sley_status st;");
    else writer_line(e->w, "(void)task;");
    for (uint32_t i = 0; i < m->imports.count; i++) {
        if (!emit_c_needs_start(m->imports.items[i])) continue;
        writer_begin(e->w);
        text_puts(e->out, "st = ");
        cname_start(e->out, m->imports.items[i]->name);
        text_puts(e->out, "(task);");
        writer_end(e->w);
        writer_line(e->w, "if (st != SLEY_OK) return st;");
    }
    emit_first_values(e);
    e->w->wanted_line = 1;
    writer_line(e->w, "return SLEY_OK;");
    emit_close_body(e);
}

// ---- main --------------------------------------------------------------------------------------

static void put_start_or_null(emitter *e)
{
    if (emit_c_needs_start(e->module)) cname_start(e->out, e->module->name);
    else text_puts(e->out, "NULL");
}

static void emit_main(emitter *e)
{
    const ir_fn *fn = e->module->main;
    e->w->wanted_line = fn->line;
    writer_begin(e->w);
    put_f(e, "%s%f, ",
          fn_has_frame(fn)      ? "SLEY_MAIN("
          : ir_gives_status(fn) ? "SLEY_MAIN_THROWING("
                                : "SLEY_MAIN_PLAIN(",
          fn);
    put_start_or_null(e);
    text_putc(e->out, ')');
    writer_end(e->w);
}

static void emit_tests_main(emitter *e)
{
    const ir_fns *tests = &e->module->tests;
    if (tests->count > 0) {
        writer_line(e->w, "static const sley_test i_tests[] = {");
        e->w->depth++;
        for (uint32_t i = 0; i < tests->count; i++) {
            const ir_fn *fn = tests->items[i];
            writer_begin(e->w);
            text_putc(e->out, '{');
            const char *name = fn->test_name != NULL ? fn->test_name : fn->name;
            emit_table_string(e->out, name, strlen(name));
            text_puts(e->out, ", &");
            emit_name_fn_derived(e->out, fn, "fn},");
            writer_end(e->w);
        }
        writer_close(e->w, ";");
        writer_blank(e->w);
    }
    writer_begin(e->w);
    text_puts(e->out, "int main(int argc, char **argv)");
    emit_open_body(e);
    writer_begin(e->w);
    put_f(e, "return sley_test_main(argc, argv, %s, %u, ", tests->count > 0 ? "i_tests" : "NULL",
          tests->count);
    put_start_or_null(e);
    text_puts(e->out, ");");
    writer_end(e->w);
    writer_close(e->w, "");
}

// ---- the file -----------------------------------------------------------------------------------

void emit_c_includes(emitter *e)
{
    if (e->prog->options.hostile) writer_line(e->w, "#define SLEY_HOSTILE 1");
    if (e->module->foreign.count > 0 && !e->in_header) {   // for their headers
        writer_line(e->w, "#ifndef _GNU_SOURCE");
        writer_line(e->w, "#define _GNU_SOURCE 1");
        writer_line(e->w, "#endif");
    }
    writer_line(e->w, "#include \"sley.h\"");
    if (e->has_header && !e->in_header) writer_line(e->w, "#include \"%s\"", e->module->header);
    for (uint32_t i = 0; i < e->module->imports.count; i++) {
        writer_begin(e->w);
        text_puts(e->out, "#include \"");
        cname_header(e->out, e->module->imports.items[i]->name);
        text_puts(e->out, "\"");
        writer_end(e->w);
    }
}

// Others may use any type of an imported module.
static void emit_all_types(emitter *e)
{
    if (!e->is_library) return;
    for (uint32_t i = 0; i < e->module->types.count; i++) {
        const type *t = e->module->types.items[i];
        if (t->kind == TYPE_ERROR) {
            emit_error_need_table(e, t);
            emit_error_need_new(e, t);
        } else if (t->kind == TYPE_CLASS) {
            emit_class_need_new(e, t);
            emit_glue_need_descriptor(e, t);
        } else {
            emit_glue_need_own(e, t);
            emit_glue_need_descriptor(e, t);
        }
    }
}

// An empty line stands between two sections.
static void put_section(text *out, const text *section)
{
    if (section->len == 0) return;
    text_add(out, section->bytes, section->len);
    bool blank = section->len > 1 && section->bytes[section->len - 2] == '\n';
    if (!blank) text_putc(out, '\n');
}

// Without the empty line after the last function.
static void trim_end(output *out)
{
    text *t = &out->text;
    output_insert *last = out->inserts.count > 0 ? &array_last(&out->inserts) : NULL;
    if (last != NULL && last->at == t->len) {
        while (last->len > 1 && last->bytes[last->len - 2] == '\n') last->len--;
    } else {
        while (t->len > 1 && t->bytes[t->len - 2] == '\n') t->len--;
    }
}

static void put_code(const emitter *e, output *out)
{
    for (uint32_t i = 0; i < e->inserts.count; i++) {
        output_insert insert = e->inserts.items[i];
        insert.at += out->text.len;
        array_push(&e->prog->memory, &out->inserts, insert);
    }
    text_add(&out->text, text_string(&e->code), e->code.len);
    trim_end(out);
}

emitter *emit_c_begin_module(program *prog, ir_module *module)
{
    emitter *e = arena_new(&prog->memory, emitter);
    emit_c_init(e, prog, module);
    if (prog->options.line_directives) {
        // The name as it stands in a C literal, without its quotes.
        const char *path = source_shown_path(prog, module->source);
        text_clear(&e->body);
        emit_table_path(&e->body, path);
        char *name = arena_copy(&e->memory, e->body.bytes + 1, e->body.len - 2);
        e->to_body.source_name = e->to_whole.source_name = e->to_code.source_name = name;
    }
    return e;
}

// The name of a file may hold anything: a newline, a backslash at its end.
void emit_c_generated_line(const emitter *e, text *out)
{
    text_puts(out, "// Generated from ");
    emit_table_quote(out, e->file, strlen(e->file));
    text_puts(out, ". Do not edit.\n");
}

static void emit_definitions(emitter *e)
{
    ir_module *module = e->module;
    find_reached(e);
    if (e->is_library) emit_header_note(e);
    emit_all_types(e);
    emit_globals(e);
    for (uint32_t i = 0; i < module->fns.count; i++) {
        if (is_reached(e, &module->fns.items[i]->marks)) emit_fn_written(e, module->fns.items[i]);
    }
    emit_to(e, &e->to_code);
    e->to_code.wanted_line = 0;
    bool tests = e->prog->options.test_program && module->is_root;
    do {
        emit_class_all(e);
        emit_interface_all(e);
    } while (emit_late_methods(e));
    emit_own_define(e);
    if (emit_c_needs_start(module)) emit_start(e);
    emit_export_all(e);
    if (tests) emit_tests_main(e);
    else if (module->is_root && module->main != NULL) emit_main(e);
    emit_foreign_section(e);
}

void emit_c_module(program *prog, ir_module *module, output *out)
{
    emitter *e = module->emitter;
    if (e == NULL) {
        e = emit_c_begin_module(prog, module);
        for (uint32_t i = 0; i < module->fns.count; i++) emit_fn_write(e, module->fns.items[i]);
    }
    emit_definitions(e);
    writer to_out;
    writer_init(&to_out, &out->text, &e->memory);
    emit_to(e, &to_out);
    emit_c_generated_line(e, &out->text);
    writer_blank(&to_out);
    emit_c_includes(e);
    writer_blank(&to_out);
    if (e->is_library && !e->has_header) emit_header_declarations(prog, module, &out->text);
    if (e->is_library && e->has_header) {
        text_puts(&out->text, "SLEY_INTERFACE_HERE(");
        cname_interface(&out->text, module->name);
        text_puts(&out->text, ");\n\n");
    }
    put_section(&out->text, &e->types);
    put_section(&out->text, &e->literals);
    put_section(&out->text, &e->ahead);
    put_code(e, out);
    text_add(&out->text, text_string(&e->foreign), e->foreign.len);
    emit_c_fini(e);
    module->emitter = NULL;
}
