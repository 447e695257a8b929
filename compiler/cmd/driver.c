// SPDX-License-Identifier: MIT
// driver.c - the pipeline: one straight list of calls.
//
//     source -> tokens -> tree      module_load_program (all imports)
//     names, types, effects         check_body_program (annotates the trees)
//     IR                            lower_decl_declare, lower_decl_module; imports first
//     passes                        the table below, each printable by --dump
//     C                             emit_fn_write, emit_c_module, emit_header
//
// The last three take turns on a batch of functions, while it is in the cache; then the
// memory of its IR is used again.
#include "cmd/driver.h"

#include <stdio.h>
#include <string.h>

#include "check/check.h"
#include "emit/emit.h"
#include "lower/lower.h"
#include "parse/lex.h"
#include "parse/parse.h"
#include "pass/frame.h"
#include "pass/passes.h"
#include "sema/cname.h"

static const struct pass {
    const char *name;
    void (*run)(program *prog, ir_fn *fn);
    unsigned promises;
} passes[] = {
#define PASS(name, run, promises) {#name, run, promises},
    PASSES(PASS)
#undef PASS
};
enum { PASS_COUNT = sizeof passes / sizeof passes[0] };

#define PASS_NAME(name, run, promises) #name,
const char *const driver_passes[] = {"lower", PASSES(PASS_NAME) "all", NULL};
#undef PASS_NAME

// So much IR goes through the passes together: little enough to stay in the cache, and
// enough that the code of each pass is fetched once for many functions.
#define BATCH_BYTES ((size_t)256 << 10)

// ORDER emit_stage
const char *const driver_stages[] = {"tokens", "ast",     "ir", "frames",
                                     "header", "exports", "c",  NULL};

emit_stage driver_stage(const char *word)
{
    for (int stage = 0; word != NULL && stage < STAGE_COUNT; stage++) {
        if (strcmp(word, driver_stages[stage]) == 0) return (emit_stage)stage;
    }
    return STAGE_C;
}

// The main file.  NULL after a diagnostic.
static source *load_input(program *prog)
{
    const char *input = prog->options.input;
    source *src = source_load(prog, input, (span){0, 0});
    if (src != NULL && strcmp(input, "-") == 0) {
        src->path = prog->options.stdin_path != NULL ? prog->options.stdin_path : "<stdin>";
    }
    return src;
}

module *driver_check(program *prog)
{
    source *src = load_input(prog);
    module *root = src != NULL ? module_load_source(prog, src) : NULL;
    // What did not parse is poison; the rest is checked all the same.
    if (root != NULL) {
        diag_start_muting(prog);
        check_body_program(prog);
    }
    if (prog->options.needs_main && root != NULL && root->is_library && !diag_failed(prog)) {
        diag_error(prog, (span){src->base, src->base}, E0339);
    }
    diag_flush(prog, stderr);
    return diag_failed(prog) ? NULL : root;
}

// What --verify and --dump=NAME ask for after a step.
static void after(program *prog, ir_module *ir, const char *name, unsigned promises)
{
    if (prog->options.debug_verify) ir_verify(prog, ir, name, promises);
    const char *wanted = prog->options.dump;
    if (wanted == NULL || (strcmp(wanted, name) != 0 && strcmp(wanted, "all") != 0)) return;
    text dump;
    text_init(&dump);
    text_printf(&dump, "// %s after %s\n", ir->name, name);
    ir_print(&dump, ir);
    text_write(&dump, stderr);
    text_fini(&dump);
}

const char *driver_header(program *prog, const ir_module *ir)
{
    text name;
    text_init(&name);
    cname_header(&name, ir->name);
    const char *kept = arena_copy(&prog->memory, text_string(&name), name.len);
    text_fini(&name);
    return kept;
}

// Units that go through lowering, passes and emission together.
typedef struct batch {
    program *prog;
    ir_module *ir;
    uint32_t first, end;    // in ir->order
} batch;

static const ir_fns *fns_of(const batch *b, uint32_t i)
{
    return &b->ir->units.items[b->ir->order.items[i]].fns;
}

static void lower_batch(batch *b, size_t limit)
{
    while (b->end < b->ir->order.count && arena_used(&b->prog->fn) < limit) {
        lower_decl_module(b->ir, b->ir->order.items[b->end++]);
    }
}

static void run_pass(const batch *b, const struct pass *pass)
{
    for (uint32_t i = b->first; i < b->end; i++) {
        const ir_fns *fns = fns_of(b, i);
        for (uint32_t k = 0; k < fns->count; k++) pass->run(b->prog, fns->items[k]);
    }
}

// Then the IR is not needed any more.
static void emit_batch(const batch *b)
{
    for (uint32_t i = b->first; i < b->end; i++) {
        const ir_fns *fns = fns_of(b, i);
        for (uint32_t k = 0; k < fns->count; k++) {
            emit_fn_write(b->ir->emitter, fns->items[k]);
            ir_forget_body(fns->items[k]);
        }
    }
    arena_reset(&b->prog->fn);
}

static void forget_batch(const batch *b)
{
    for (uint32_t i = b->first; i < b->end; i++) {
        const ir_fns *fns = fns_of(b, i);
        for (uint32_t k = 0; k < fns->count; k++) ir_forget_body(fns->items[k]);
    }
    arena_reset(&b->prog->fn);
}

// As far as the pass whose reports are the last.
static bool is_reported_by(const struct pass *pass)
{
    return pass->run == lint_run;
}

// Nothing is made: only the reports are wanted.
static void lint_module(program *prog, ir_module *ir)
{
    effects_run(prog, ir);
    batch b = {.prog = prog, .ir = ir};
    while (b.end < ir->order.count) {
        b.first = b.end;
        lower_batch(&b, BATCH_BYTES);
        if (b.end == ir->order.count) lower_decl_finish(ir);
        for (size_t p = 0; p < PASS_COUNT; p++) {
            run_pass(&b, &passes[p]);
            if (is_reported_by(&passes[p])) break;
        }
        forget_batch(&b);
    }
}

static void compile_module(program *prog, ir_module *ir, emit_stage stage)
{
    const program_options *opts = &prog->options;
    bool is_watched = opts->debug_verify || opts->dump != NULL || stage != STAGE_C;
    // A library's frames are in its header, too: its IR stays.
    bool is_streamed = ir->is_root && !ir->is_library && !is_watched;
    if (is_streamed) ir->emitter = emit_c_begin_module(prog, ir);
    effects_run(prog, ir);
    batch b = {.prog = prog, .ir = ir};
    while (b.end < ir->order.count) {
        b.first = b.end;
        lower_batch(&b, is_streamed ? BATCH_BYTES : SIZE_MAX);
        if (b.end == ir->order.count) lower_decl_finish(ir);
        after(prog, ir, "lower", 0);
        unsigned promises = 0;
        // --emit=ir shows what lowering made; --dump=PASS what the passes did to it.
        for (size_t p = 0; p < PASS_COUNT && stage != STAGE_IR; p++) {
            run_pass(&b, &passes[p]);
            promises |= passes[p].promises;
            after(prog, ir, passes[p].name, promises);
        }
        if (is_streamed) emit_batch(&b);
    }
    if (!is_streamed) arena_adopt(&prog->unit, &prog->fn);
}

ir_module **driver_lower(program *prog, emit_stage stage)
{
    ir_module **all = arena_new_array(&prog->memory, ir_module *, prog->order.count);
    for (uint32_t i = 0; i < prog->order.count; i++) {
        all[i] = lower_decl_declare(prog, prog->order.items[i]);
        if (!all[i]->is_root) all[i]->header = driver_header(prog, all[i]);
        compile_module(prog, all[i], stage);
    }
    diag_flush(prog, stderr);
    return diag_failed(prog) ? NULL : all;
}

bool driver_lint(program *prog)
{
    for (uint32_t i = 0; i < prog->order.count; i++) {
        lint_module(prog, lower_decl_declare(prog, prog->order.items[i]));
    }
    diag_flush(prog, stderr);
    return !diag_failed(prog);
}

void driver_print(program *prog, ir_module *ir, emit_stage stage, output *out)
{
    switch (stage) {
    case STAGE_IR: ir_print(&out->text, ir); break;
    case STAGE_FRAMES: frame_report(prog, ir, &out->text); break;
    case STAGE_HEADER: emit_header(prog, ir, &out->text); break;
    case STAGE_EXPORTS: emit_export_header(prog, ir, &out->text); break;
    case STAGE_C: emit_c_module(prog, ir, out); break;
    case STAGE_TOKENS:
    case STAGE_AST:
    case STAGE_COUNT: break;   // driver_print_syntax
    }
}

bool driver_print_syntax(program *prog, emit_stage stage, text *out)
{
    source *src = load_input(prog);
    if (src != NULL && stage == STAGE_TOKENS) lex_dump(prog, src, out);
    if (src != NULL && stage == STAGE_AST) ast_print(out, parse_file(prog, src));
    diag_flush(prog, stderr);
    return !diag_failed(prog);
}
