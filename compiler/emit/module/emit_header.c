// SPDX-License-Identifier: MIT
// emit_header.c - what a module shows to others: types, frames, prototypes.
//
// An exported async function shows its frame, since callers embed it, and with
// it the frames inside.  C++ can include the header, too.

#include "emit/emitter.h"
#include "sema/foreign.h"

#include <inttypes.h>
#include <stdio.h>

bool emit_header_is_visible(const emitter *e, const ir_global *global)
{
    return e->is_library && global->module == e->module->name;
}

static bool is_shown(const ir_fn *fn)
{
    return fn->is_exported && !fn->is_closure;
}

// ---- documentation ------------------------------------------------------------------------

// The /// lines of a declaration, broken between words where they are too long.
void emit_header_doc_lines(emitter *e, const char *doc)
{
    while (doc != NULL && *doc != '\0') {
        size_t len = strcspn(doc, "\n");
        size_t shown = len;
        if (shown > WRITER_COLUMNS - 4) {
            shown = WRITER_COLUMNS - 4;
            while (shown > 0 && doc[shown] != ' ') shown--;
            if (shown == 0) shown = strcspn(doc, " \n");
        }
        text_puts(e->out, shown > 0 ? "/// " : "///");
        emit_table_quote(e->out, doc, shown);
        writer_blank(e->w);
        doc += shown;
        if (*doc == '\n' || *doc == ' ') doc++;
    }
}

void emit_header_type_doc(emitter *e, const type *t)
{
    if (!e->in_header || t->decl == NULL) return;
    for (uint32_t i = 0; i < e->module->types.count; i++) {
        if (e->module->types.items[i] == t) emit_header_doc_lines(e, e->module->type_docs.items[i]);
    }
}

// ---- for the C file of the same module ---------------------------------------------------

static void note_frame(emitter *e, ir_fn *fn)
{
    if (fn->module != e->module || !emit_mark(e, &fn->marks, FN_FRAME)) return;
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        const ir_op *op = fn->suspends.items[i]->op;
        bool inside = op != NULL && op->code == IR_AWAIT_CALL && !fn->suspends.items[i]->in_arena;
        if (inside) note_frame(e, op->aux.callee);
    }
}

void emit_header_note(emitter *e)
{
    for (uint32_t i = 0; i < e->module->fns.count; i++) {
        ir_fn *fn = e->module->fns.items[i];
        if (is_shown(fn) && fn_has_frame(fn)) note_frame(e, fn);
    }
}

// ---- types ------------------------------------------------------------------------------------

static void emit_type_glue(emitter *e, const type *t)
{
    if (t->counted) {
        const char *parts = emit_glue_counted_cases(t) != 0 ? "_parts" : "";
        put_line(e, "%D %D__retain%s(%D v);", t->decl, t->decl, parts, t->decl);
        put_line(e, "void %D__release%s(%D v);", t->decl, parts, t->decl);
        emit_glue_own_macro(e, t);
    }
    put_line(e, "extern const sley_type %D__type;", t->decl);
    writer_blank(e->w);
}

static void emit_error_glue(emitter *e, const type *t)
{
    put_line(e, "extern const sley_error_type %D__type;", t->decl);
    writer_begin(e->w);
    emit_error_new_head(e, t);
    text_putc(e->out, ';');
    writer_end(e->w);
    writer_blank(e->w);
}

static void emit_types(emitter *e)
{
    for (uint32_t i = 0; i < e->module->types.count; i++) {
        const type *t = e->module->types.items[i];
        if (t->kind == TYPE_ERROR) emit_error_need_struct(e, t);
        else if (t->kind == TYPE_CLASS) emit_class_need(e, t);
        else if (t->kind == TYPE_INTERFACE) emit_interface_need(e, t);
        else emit_type_need(e, t);
    }
    emit_interface_all(e);
    emit_to(e, &e->to_ahead);
    for (uint32_t i = 0; i < e->module->types.count; i++) {
        const type *t = e->module->types.items[i];
        if (t->kind == TYPE_ERROR) emit_error_glue(e, t);
        else if (t->kind == TYPE_CLASS) emit_class_glue(e, t);
        else if (t->kind == TYPE_INTERFACE) emit_interface_glue(e, t);
        else emit_type_glue(e, t);
    }
}

// ---- functions and variables --------------------------------------------------------------------

// Below its documentation and its signature as it was written.
static void emit_prototypes(emitter *e, ir_fn *fn)
{
    if (fn_has_frame(fn)) emit_frame_need(e, fn);
    writer_blank(e->w);
    emit_header_doc_lines(e, fn->doc);
    writer_begin(e->w);
    text_puts(e->out, "// ");
    emit_frame_signature(e, fn);
    writer_end(e->w);
    // One of C that blocks has both faces; one that calls back has only the frame.
    bool is_plain = !fn_has_frame(fn) || (fn->foreign != NULL && !fn->foreign->is_via_callback);
    if (is_plain) {
        writer_begin(e->w);
        emit_fn_plain_head(e, fn);
        text_putc(e->out, ';');
        writer_end(e->w);
    }
    if (!fn_has_frame(fn)) return;
    put_line(e, "extern const sley_fn %f__fn;", fn);
    writer_begin(e->w);
    emit_frame_begin_head(e, fn);
    text_putc(e->out, ';');
    writer_end(e->w);
    writer_begin(e->w);
    emit_frame_resume_head(e, fn);
    text_putc(e->out, ';');
    writer_end(e->w);
}

static void emit_members(emitter *e)
{
    for (uint32_t i = 0; i < e->module->globals.count; i++) {
        const ir_global *global = e->module->globals.items[i];
        emit_header_doc_lines(e, global->doc);
        put_line(e, "extern %T%g;", global->type, global);
    }
    if (emit_c_needs_start(e->module)) {
        writer_begin(e->w);
        text_puts(e->out, "sley_status ");
        cname_start(e->out, e->module->name);
        text_puts(e->out, "(sley_task *task);");
        writer_end(e->w);
    }
    for (uint32_t i = 0; i < e->module->fns.count; i++) {
        if (is_shown(e->module->fns.items[i])) emit_prototypes(e, e->module->fns.items[i]);
    }
}

static void put_guard_line(text *out, const char *directive, const char *module)
{
    text_puts(out, directive);
    cname_guard(out, module);
    text_putc(out, '\n');
}

static void put_declarations_of(emitter *e, text *out)
{
    emit_types(e);
    emit_to(e, &e->to_code);
    emit_members(e);
    text_add(out, text_string(&e->types), e->types.len);
    text_add(out, text_string(&e->ahead), e->ahead.len);
    text_add(out, text_string(&e->code), e->code.len);
}

void emit_header_declarations(program *prog, ir_module *module, text *out)
{
    emitter e;
    emit_c_init(&e, prog, module);
    e.in_header = true;
    put_declarations_of(&e, out);
    if (out->len > 0) text_putc(out, '\n');
    emit_c_fini(&e);
}

// ---- the interface ------------------------------------------------------------------------------

// A hash of what is declared: comments and blanks do not count.  Headers hold no strings but
// the names of the files that they include.  What importers contain of the module, the text of its
// generics, counts as it is written.
static uint64_t interface_hash(const ir_module *module, const char *declarations)
{
    uint64_t hash = 14695981039346656037u ^ module->generics;
    for (const char *c = declarations; *c != '\0'; c++) {
        if (c[0] == '/' && c[1] == '/') c += strcspn(c, "\n");
        if (*c == '\0') break;
        if (*c == ' ' || *c == '\n') continue;
        hash = (hash ^ (uint8_t)*c) * 1099511628211u;
    }
    return hash;
}

static void put_interface(const ir_module *module, text *out)
{
    char hash[20];
    snprintf(hash, sizeof hash, "_%016" PRIx64, interface_hash(module, text_string(out)));
    text_puts(out,
              "\n// What was compiled against another interface does not link with this module.\n");
    text_puts(out, "#define ");
    cname_interface(out, module->name);
    text_putc(out, ' ');
    cname_interface(out, module->name);
    text_puts(out, hash);
    text_puts(out, "\nSLEY_INTERFACE(");
    cname_interface(out, module->name);
    text_puts(out, ");\n");
}

void emit_header(program *prog, ir_module *module, text *out)
{
    emitter e;
    emit_c_init(&e, prog, module);
    e.in_header = true;
    emit_c_generated_line(&e, out);
    put_guard_line(out, "#ifndef ", module->name);
    put_guard_line(out, "#define ", module->name);
    text_putc(out, '\n');
    emit_to(&e, &e.to_body);
    emit_c_includes(&e);
    text_add(out, text_string(&e.body), e.body.len);
    text_puts(out, "\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
    put_declarations_of(&e, out);
    if (e.is_library) put_interface(module, out);
    text_puts(out, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
    emit_c_fini(&e);
    arena_reset(&prog->scratch);
}
