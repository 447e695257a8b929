// SPDX-License-Identifier: MIT
// emit_export.c - exported functions: what C calls, and the header that declares it.
//
//     export fn mean(xs: str) -> float throws       int stats_mean(const char *xs, double *result,
//                                                                  char **error);
//     export async fn load(n: int) -> str           sley_job *stats_load_start(int64_t n, done,
//                                                                          context);
//
// The functions take values of C, make those of Sley of them, call, and make values of C of what
// comes back. Header and functions are written from the same text.

#include "emit/emitter.h"

#include <assert.h>

#include "emit/emit.h"
#include "sema/foreign.h"

// ---- names and types of C -----------------------------------------------------------------

static void put_c_value_type(emitter *e, const cross *x, bool is_owned)
{
    switch (x->kind) {
    case CROSS_CSTR: text_puts(e->out, is_owned ? "char *" : "const char *"); break;
    case CROSS_BYTES: text_puts(e->out, is_owned ? "void *" : "const void *"); break;
    case CROSS_POINTER: text_puts(e->out, "void *"); break;
    case CROSS_SCALAR: put_f(e, "%s ", type_scalars[x->type->kind].c_type); break;
    case CROSS_NOTHING: text_puts(e->out, "void "); break;
    case CROSS_STRUCT:
    case CROSS_CALLBACK:
    case CROSS_CONTEXT:
    case CROSS_STRINGS: assert(false && "check_foreign.c refuses it"); break;
    }
}

static void put_param_name(emitter *e, const cross *x, const char *family)
{
    text_puts(e->out, family);
    cname_part(e->out, x->name);
}

// In a header `int64_t n`, `const void *data, size_t data_len`; else a_n, a_data and n_data.
static void put_c_param(emitter *e, const cross *x)
{
    put_c_value_type(e, x, false);
    if (e->in_header) cname_plain(e->out, x->name);
    else put_param_name(e, x, "a_");
    if (x->kind != CROSS_BYTES) return;
    text_puts(e->out, ", size_t ");
    if (e->in_header) cname_plain(e->out, x->name);
    else put_param_name(e, x, "n_");
    if (e->in_header) text_puts(e->out, "_len");
}

static void put_c_params(emitter *e, const foreign_fn *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        put_c_param(e, &f->params[i]);
    }
}

// ---- declarations ----------------------------------------------------------------------------

static void emit_answer_type(emitter *e, const foreign_fn *f)
{
    put_open(e, "typedef struct %s_answer", f->c_name);
    writer_line(e->w, "int status;        // SLEY_JOB_DONE, SLEY_JOB_FAILED, SLEY_JOB_CANCELLED");
    writer_line(e->w,
                "const char *error; // the message of an error that it ended with; else NULL");
    if (f->result.kind != CROSS_NOTHING) {
        writer_begin(e->w);
        put_c_value_type(e, &f->result, false);
        text_puts(e->out, "result;");
        writer_end(e->w);
    }
    if (f->result.kind == CROSS_BYTES) writer_line(e->w, "size_t result_len;");
    e->w->depth--;
    put_line(e, "} %s_answer;", f->c_name);
    put_line(e, "typedef void %s_done(void *context, const %s_answer *answer);", f->c_name,
             f->c_name);
}

static void put_start_head(emitter *e, const foreign_fn *f)
{
    put_f(e, "sley_job *%s_start(", f->c_name);
    put_c_params(e, f);
    put_f(e, "%s%s_done *done, void *context)", f->param_count > 0 ? ", " : "", f->c_name);
}

static void put_call_head(emitter *e, const ir_fn *fn)
{
    const foreign_fn *f = fn->exported;
    if (fn->can_throw) text_puts(e->out, "int ");
    else put_c_value_type(e, &f->result, true);
    put_f(e, "%s(", f->c_name);
    put_c_params(e, f);
    bool first = f->param_count == 0;
    if (fn->can_throw && f->result.kind != CROSS_NOTHING) {
        text_puts(e->out, first ? "" : ", ");
        put_c_value_type(e, &f->result, true);
        text_puts(e->out, "*result");
        first = false;
    }
    if (f->result.kind == CROSS_BYTES) {
        text_puts(e->out, first ? "size_t *result_len" : ", size_t *result_len");
        first = false;
    }
    if (fn->can_throw) {
        text_puts(e->out, first ? "char **error" : ", char **error");
        first = false;
    }
    if (first) text_puts(e->out, "void");
    text_putc(e->out, ')');
}

static void emit_declaration(emitter *e, const ir_fn *fn)
{
    if (fn->is_async) emit_answer_type(e, fn->exported);
    writer_begin(e->w);
    if (fn->is_async) put_start_head(e, fn->exported);
    else put_call_head(e, fn);
    text_putc(e->out, ';');
    writer_end(e->w);
}

// ---- from C, and back --------------------------------------------------------------------------

static bool is_made(const cross *x)
{
    return x->kind == CROSS_CSTR || x->kind == CROSS_BYTES;
}

// An expression of Sley's type.
static void put_from_c(emitter *e, const ir_fn *fn, const cross *x)
{
    bool is_optional = x->type->kind == TYPE_OPTIONAL;
    switch (x->kind) {
    case CROSS_CSTR:
        put_param_name(e, x, is_optional ? "sley_str_from_c_or_none(a_" : "sley_str_from_c(a_");
        if (!is_optional) put_f(e, ", &%f__c__sites[0]", fn);
        text_putc(e->out, ')');
        break;
    case CROSS_BYTES:
        put_param_name(e, x, "sley_bytes_new(a_");
        put_param_name(e, x, ", n_");
        text_putc(e->out, ')');
        break;
    case CROSS_POINTER:
        if (!is_optional) {
            put_param_name(e, x, "sley_pointer_from_c(a_");
            put_f(e, ", &%f__c__sites[0])", fn);
            break;
        }
        put_f(e, "(%t){", x->type);
        put_param_name(e, x, "a_");
        put_param_name(e, x, " != NULL, a_");
        text_putc(e->out, '}');
        break;
    default: put_param_name(e, x, "a_"); break;
    }
}

static void put_value_to_c(emitter *e, const cross *x, const char *value)
{
    if (x->kind == CROSS_POINTER && x->type->kind == TYPE_OPTIONAL) put_f(e, "%s.value", value);
    else text_puts(e->out, value);
}

// ---- plain functions ----------------------------------------------------------------------------

static void emit_enter(emitter *e, const ir_fn *fn, const char *before)
{
    writer_begin(e->w);
    put_f(e, "%ssley_export_enter(&%f__c__sites[0], ", before, fn);
    if (emit_c_needs_start(e->module)) cname_start(e->out, e->module->name);
    else text_puts(e->out, "NULL");
    text_puts(e->out, ");");
    writer_end(e->w);
}

static void emit_made_params(emitter *e, const ir_fn *fn)
{
    for (uint32_t i = 0; i < fn->exported->param_count; i++) {
        const cross *x = &fn->exported->params[i];
        if (!is_made(x)) continue;
        writer_begin(e->w);
        put_param_name(e, x, x->kind == CROSS_CSTR ? "sley_str *s_" : "sley_bytes *s_");
        text_puts(e->out, " = ");
        put_from_c(e, fn, x);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
}

static void put_inner_call(emitter *e, ir_fn *fn, bool has_result)
{
    put_f(e, "%f(", fn);
    if (fn->can_throw) text_puts(e->out, "task");
    for (uint32_t i = 0; i < fn->exported->param_count; i++) {
        const cross *x = &fn->exported->params[i];
        if (i > 0 || fn->can_throw) text_puts(e->out, ", ");
        if (is_made(x)) put_param_name(e, x, "s_");
        else put_from_c(e, fn, x);
    }
    if (fn->can_throw && has_result) text_puts(e->out, ", &value");
    text_puts(e->out, ");");
}

static void emit_releases(emitter *e, const foreign_fn *f)
{
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (!is_made(&f->params[i])) continue;
        writer_begin(e->w);
        put_param_name(e, &f->params[i],
                       f->params[i].kind == CROSS_CSTR ? "sley_str_release(s_"
                                                       : "sley_bytes_release(s_");
        text_puts(e->out, ");");
        writer_end(e->w);
    }
}

// A str or bytes of the result is copied for C, which frees it.
static void put_owned_result(emitter *e, const foreign_fn *f)
{
    if (f->result.kind == CROSS_CSTR) text_puts(e->out, "sley_c_string(value)");
    else if (f->result.kind == CROSS_BYTES) text_puts(e->out, "sley_c_bytes(value, result_len)");
    else put_value_to_c(e, &f->result, "value");
}

static void emit_result_release(emitter *e, const foreign_fn *f)
{
    if (!is_made(&f->result)) return;
    writer_line(e->w, f->result.kind == CROSS_CSTR ? "sley_str_release(value);"
                                                   : "sley_bytes_release(value);");
}

static void emit_throwing_end(emitter *e, const foreign_fn *f)
{
    bool has_result = f->result.kind != CROSS_NOTHING;
    if (has_result) {
        writer_begin(e->w);
        text_puts(e->out, "if (st == SLEY_OK) *result = ");
        put_owned_result(e, f);
        text_putc(e->out, ';');
        writer_end(e->w);
        emit_result_release(e, f);   // of an error it is NULL
    }
    writer_line(e->w, "int status = sley_export_status(task, st, error);");
    writer_line(e->w, "sley_export_leave();");
    writer_line(e->w, "return status;");
}

static void emit_plain_end(emitter *e, const foreign_fn *f)
{
    if (f->result.kind == CROSS_NOTHING) {
        writer_line(e->w, "sley_export_leave();");
        return;
    }
    writer_begin(e->w);
    put_c_value_type(e, &f->result, true);
    text_puts(e->out, "result = ");
    put_owned_result(e, f);
    text_putc(e->out, ';');
    writer_end(e->w);
    emit_result_release(e, f);
    writer_line(e->w, "sley_export_leave();");
    writer_line(e->w, "return result;");
}

static void emit_plain(emitter *e, ir_fn *fn)
{
    const foreign_fn *f = fn->exported;
    bool has_result = f->result.kind != CROSS_NOTHING;
    writer_begin(e->w);
    put_call_head(e, fn);
    emit_open_body(e);
    emit_enter(e, fn, fn->can_throw ? "sley_task *task = " : "");
    emit_made_params(e, fn);
    if (has_result && fn->can_throw) put_line(e, "%Tvalue = %0;", fn->result, fn->result);
    writer_begin(e->w);
    if (fn->can_throw) text_puts(e->out, "sley_status st = ");
    else if (has_result) put_f(e, "%Tvalue = ", fn->result);
    put_inner_call(e, fn, has_result);
    writer_end(e->w);
    emit_releases(e, f);
    if (fn->can_throw) emit_throwing_end(e, f);
    else emit_plain_end(e, f);
    emit_close_body(e);
}

// ---- async functions --------------------------------------------------------------------------

// Hands the answer to C; what it points to lives until C returns.
static void emit_ended(emitter *e, const ir_fn *fn)
{
    const foreign_fn *f = fn->exported;
    bool has_result = f->result.kind != CROSS_NOTHING;
    put_line(e, "static void %f__ended(sley_job *job)", fn);
    writer_line(e->w, "{");
    e->w->depth++;
    put_line(e, "%s_answer answer = {.status = job->status, .error = job->error};", f->c_name);
    if (has_result) {
        put_line(e, "const %f__frame *f = sley_job_frame(job);", fn);
        if (f->result.kind == CROSS_CSTR) {
            writer_line(e->w, "sley_cstr text = {NULL, NULL};");
            writer_line(e->w,
                        "if (job->status == SLEY_JOB_DONE) text.copy = sley_c_string(f->result);");
            writer_line(e->w, "answer.result = text.copy;");
        } else {
            writer_line(e->w, "if (job->status == SLEY_JOB_DONE) {");
            e->w->depth++;
            writer_begin(e->w);
            text_puts(e->out, "answer.result = ");
            put_value_to_c(e, &f->result,
                           f->result.kind == CROSS_BYTES ? "f->result->data" : "f->result");
            text_putc(e->out, ';');
            writer_end(e->w);
            if (f->result.kind == CROSS_BYTES)
                writer_line(e->w, "answer.result_len = (size_t)f->result->len;");
            writer_close(e->w, "");
        }
    }
    put_line(e, "((%s_done *)job->done)(job->context, &answer);", f->c_name);
    if (f->result.kind == CROSS_CSTR) writer_line(e->w, "sley_cstr_close(&text);");
    emit_close_body(e);
}

static void emit_start_function(emitter *e, ir_fn *fn)
{
    const foreign_fn *f = fn->exported;
    emit_ended(e, fn);
    writer_begin(e->w);
    put_start_head(e, f);
    emit_open_body(e);
    emit_enter(e, fn, "sley_task *task = ");
    put_line(e, "sley_task *t = sley_task_new(task, &%f__fn, &%f__c__sites[0]);", fn, fn);
    writer_begin(e->w);
    put_f(e, "%f__begin(sley_task_frame(t), NULL", fn);
    for (uint32_t i = 0; i < f->param_count; i++) {
        text_puts(e->out, ", ");
        put_from_c(e, fn, &f->params[i]);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
    put_line(e, "return sley_export_start(t, %f__ended, (void (*)(void))done, context);", fn);
    emit_close_body(e);
}

// ---- the section of the C file ----------------------------------------------------------------

static void emit_export(emitter *e, ir_fn *fn)
{
    e->w->wanted_line = fn->line;
    emit_declaration(e, fn);
    writer_begin(e->w);
    put_f(e, "SLEY_SITES(%f__c, ", fn);
    text name;
    text_init(&name);
    text_printf(&name, "%s.%s", e->module->name, fn->name);
    emit_table_path(e->out, text_string(&name));
    text_fini(&name);
    text_puts(e->out, ", ");
    emit_table_path(e->out, e->file);
    put_f(e, ", %u, {0, 1, 0, NULL});", fn->line);
    writer_end(e->w);
    writer_blank(e->w);
    if (fn->is_async) emit_start_function(e, fn);
    else emit_plain(e, fn);
}

bool emit_export_has_any(const ir_module *module)
{
    for (uint32_t i = 0; i < module->units.count; i++) {
        const ir_fn *fn = module->units.items[i].fn;
        if (fn != NULL && fn->exported != NULL) return true;
    }
    return false;
}

void emit_export_all(emitter *e)
{
    if (!emit_export_has_any(e->module)) return;
    emit_to(e, &e->to_code);
    writer_line(e->w, "// ---- for C");
    writer_blank(e->w);
    for (uint32_t i = 0; i < e->module->fns.count; i++) {
        if (e->module->fns.items[i]->exported != NULL) emit_export(e, e->module->fns.items[i]);
    }
}

// ---- the header -------------------------------------------------------------------------------

static void emit_ownership(emitter *e, const ir_fn *fn)
{
    const foreign_fn *f = fn->exported;
    bool copies = is_made(&f->result);
    if (fn->is_async) {
        writer_line(e->w, "// Starts it; `done` (or NULL) is called once, in a later turn of the "
                          "loop. The job and");
        writer_line(e->w, "// what the answer points to live until it returns.");
    } else if (fn->can_throw) {
        writer_line(e->w, "// 0, or 1 after an error: its message goes to *error (or NULL), to be "
                          "freed with free().");
    }
    if (fn->is_async || !copies) return;
    writer_line(e->w, fn->result->kind == TYPE_OPTIONAL
                          ? "// The result is to be freed with free(); NULL is none."
                          : "// The result is to be freed with free().");
}

static void emit_header_function(emitter *e, const ir_fn *fn)
{
    writer_blank(e->w);
    emit_header_doc_lines(e, fn->doc);
    writer_begin(e->w);
    text_puts(e->out, "// export ");
    emit_frame_signature(e, fn);
    writer_end(e->w);
    emit_ownership(e, fn);
    emit_declaration(e, fn);
}

void emit_export_header(program *prog, ir_module *module, text *out)
{
    emitter e;
    emit_c_init(&e, prog, module);
    e.in_header = true;
    emit_c_generated_line(&e, out);
    text_puts(out, "//\n"
                   "// For the thread whose loop Sley is attached to (sley/host.h). Strings are "
                   "UTF-8 and end in a NUL;\n"
                   "// what is passed is borrowed for the length of the call.\n"
                   "#ifndef ");
    text guard;
    text_init(&guard);
    cname_guard(&guard, module->name);
    text_puts(&guard, "_EXPORTS");
    text_printf(out, "%s\n#define %s\n\n", text_string(&guard), text_string(&guard));
    text_fini(&guard);
    text_puts(out, "#include <stdbool.h>\n"
                   "#include <stddef.h>\n"
                   "#include <stdint.h>\n\n"
                   "#include \"sley/host.h\"\n\n"
                   "#ifdef __cplusplus\n"
                   "extern \"C\" {\n"
                   "#endif\n");
    emit_to(&e, &e.to_code);
    for (uint32_t i = 0; i < module->units.count; i++) {
        const ir_fn *fn = module->units.items[i].fn;
        if (fn != NULL && fn->exported != NULL) emit_header_function(&e, fn);
    }
    text_add(out, text_string(&e.code), e.code.len);
    text_puts(out, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
    emit_c_fini(&e);
}
