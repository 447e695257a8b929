// SPDX-License-Identifier: MIT
// cmd_emit.c - `sley emit FILE`: the C, or what an earlier stage sees.
//
// One module goes to standard output or a file.  When -o names a folder, the C
// and the headers of the whole program go there.
#include <string.h>
#include <sys/stat.h>

#include "cmd/build.h"
#include "cmd/output.h"

static bool is_folder(const char *path)
{
    struct stat st;
    size_t len = strlen(path);
    return (len > 0 && path[len - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

// The root module is the last in order: all others are imported by it.
static int emit_checked(program *prog, emit_stage stage, const char *path)
{
    build_protect_sources(prog);
    bool is_all = is_folder(path);
    ir_module **modules = driver_lower(prog, is_all ? STAGE_C : stage);
    if (modules == NULL) return STATUS_ERRORS;
    if (is_all) {
        string_list files = {0};
        ir_module *root = modules[prog->order.count - 1];
        if (root->is_library) root->header = driver_header(prog, root);
        mkdir(path, 0777);
        return build_write_c(prog, modules, path, &files) ? STATUS_FINE : STATUS_USAGE;
    }
    output out = {0};
    driver_print(prog, modules[prog->order.count - 1], stage, &out);
    bool written = output_write(path, &out);
    text_fini(&out.text);
    return written ? STATUS_FINE : STATUS_USAGE;
}

static int emit_syntax(program *prog, emit_stage stage, const char *path)
{
    text out;
    text_init(&out);
    int status = driver_print_syntax(prog, stage, &out) ? STATUS_FINE : STATUS_ERRORS;
    build_protect_sources(prog);
    // What could be read is of use to a reader of a file with errors.
    if (!output_write_text(path, &out)) status = STATUS_USAGE;
    text_fini(&out);
    return status;
}

int cmd_emit(options *opts)
{
    if (opts->program.input == NULL) return options_usage_error("which file? sley emit FILE");
    emit_stage stage = driver_stage(opts->emit);
    const char *path = opts->output != NULL ? opts->output : "-";
    program prog;
    build_begin(&prog, opts);
    int status = STATUS_ERRORS;
    if (stage == STAGE_TOKENS || stage == STAGE_AST) {
        status = emit_syntax(&prog, stage, path);
    } else if (driver_check(&prog) != NULL) {
        status = emit_checked(&prog, stage, path);
    }
    program_fini(&prog);
    return status;
}
