// SPDX-License-Identifier: MIT
// build.c - from the command line to a program that is compiled, and from that to an executable.
#include "cmd/build.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/output.h"
#include "cmd/temporary.h"
#include "sema/cname.h"

static diag_colour colour_of(const options *opts)
{
    if (opts->color == NULL || strcmp(opts->color, "auto") == 0) return DIAG_COLOUR_AUTO;
    return strcmp(opts->color, "always") == 0 ? DIAG_COLOUR_ALWAYS : DIAG_COLOUR_NEVER;
}

void build_begin(program *prog, const options *opts)
{
    program_init(prog);
    prog->options = opts->program;
    prog->options.std_dir = toolchain_std_dir(&prog->memory);
    prog->diags.colour = colour_of(opts);
    if (opts->max_errors != NULL) {
        prog->diags.max_errors = (uint32_t)strtoul(opts->max_errors, NULL, 10);
    }
    for (uint32_t i = 0; i < opts->warnings.count; i++) {
        if (strcmp(opts->warnings.items[i], "error") == 0) prog->diags.warnings_are_errors = true;
    }
}

static bool write_one(program *prog, ir_module *ir, emit_stage stage, const char *path)
{
    output contents = {0};
    driver_print(prog, ir, stage, &contents);
    bool good = output_write(path, &contents);
    text_fini(&contents.text);
    return good;
}

// The file of a module in a folder: what importers include, or its C.
static const char *file_in(arena *memory, const char *dir, const char *name, bool is_header)
{
    text file;
    text_init(&file);
    if (is_header) cname_header(&file, name);
    else text_printf(&file, "%s.c", name);
    const char *path = toolchain_join(memory, dir, text_string(&file));
    text_fini(&file);
    return path;
}

bool build_write_c(program *prog, ir_module **modules, const char *dir, string_list *files)
{
    for (uint32_t i = 0; i < prog->order.count; i++) {
        ir_module *ir = modules[i];
        const char *header = file_in(&prog->memory, dir, ir->name, true);
        const char *code = file_in(&prog->memory, dir, ir->name, false);
        if (ir->header != NULL && !write_one(prog, ir, STAGE_HEADER, header)) return false;
        if (!write_one(prog, ir, STAGE_C, code)) return false;
        array_push(&prog->memory, files, code);
    }
    return true;
}

// The C compiler writes beside the output, so that a failure leaves the old program alone.
static int compile_c(program *prog, const options *opts, const toolchain *tools,
                     const char *default_level, const string_list *files, output_file *file)
{
    int result = toolchain_compile(&prog->memory, tools, opts, default_level, files, file->fresh);
    if (result == 0) return output_commit(file) ? STATUS_FINE : STATUS_USAGE;
    output_abandon(file);
    if (result == 127) return STATUS_USAGE;
    fputs("sley: the C compiler failed; with --cc and CFLAGS as they should be, "
          "this is a mistake of sley\n", stderr);
    return STATUS_INTERNAL;
}

void build_protect_sources(const program *prog)
{
    for (uint32_t i = 0; i < prog->sources.count; i++) {
        const char *path = prog->sources.items[i]->path;
        if (i > 0 || strcmp(prog->options.input, "-") != 0) output_protect(path);
    }
}

int build_program(program *prog, const options *opts, const toolchain *tools,
                  const char *default_level, const char *program_path)
{
    build_protect_sources(prog);
    if (!output_may_write(&(output_name){"-o", program_path}, 1)) return STATUS_USAGE;
    const char *dir = opts->temps_dir;
    bool keep = option_given(opts, FLAG_SAVE_TEMPS);
    if (!keep) dir = temporary_dir(&prog->memory);
    else if (dir == NULL) dir = ".";
    else if (mkdir(dir, 0777) != 0 && errno != EEXIST) return usage_error("cannot make the folder %s", dir);
    if (dir == NULL) return STATUS_USAGE;

    string_list files = {0};
    output_file file;
    int status = STATUS_USAGE;
    if (output_begin(&file, program_path)) {
        if (build_write_c(prog, driver_lower(prog, STAGE_C), dir, &files)) {
            status = compile_c(prog, opts, tools, default_level, &files, &file);
        } else {
            output_abandon(&file);
        }
    }
    if (!keep) temporary_remove_dir(dir);
    return status;
}
