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
#include "cmd/warnings.h"
#include "emit/emit.h"
#include "sema/cname.h"

static diag_colour colour_of(const options *opts)
{
    if (opts->color == NULL && option_given(opts, FLAG_COLOUR)) return DIAG_COLOUR_ALWAYS;
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
        warnings_apply(&prog->diags, opts->warnings.items[i]);
    }
    if (option_given(opts, FLAG_NO_WARNINGS)) {
        memset(prog->diags.warning_modes, DIAG_IGNORE, sizeof prog->diags.warning_modes);
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
        const module *m = prog->order.items[i];
        if (m->is_standard && !m->is_root) continue;   // libsley has it
        const char *header = file_in(&prog->memory, dir, ir->name, true);
        const char *code = file_in(&prog->memory, dir, ir->name, false);
        // that of a standard module lies beside those of the runtime
        bool has_header = ir->header != NULL && !m->is_standard;
        if (has_header && !write_one(prog, ir, STAGE_HEADER, header)) return false;
        if (emit_export_has_any(ir)) {
            text name;
            text_init(&name);
            text_printf(&name, "%s.h", ir->name);
            const char *exports = toolchain_join(&prog->memory, dir, text_string(&name));
            text_fini(&name);
            if (!write_one(prog, ir, STAGE_EXPORTS, exports)) return false;
        }
        if (!write_one(prog, ir, STAGE_C, code)) return false;
        array_push(&prog->memory, files, code);
    }
    return true;
}

// ---- what extern blocks ask for --------------------------------------------

static void push_once(arena *memory, string_list *list, const char *word)
{
    for (uint32_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], word) == 0) return;
    }
    array_push(memory, list, word);
}

static const char *folder_of(arena *memory, const char *path)
{
    const char *base = source_base_name(path);
    if (base == path) return ".";
    return arena_copy(memory, path, (size_t)(base - path));
}

// Modules whose part of the runtime needs a library that no other part does.
static void push_runtime_libraries(program *prog, const decl_import *import, foreign_needs *needs)
{
    const char *name = import->path.count == 1 ? import->path.items[0].text : "";
    bool is_tls = strcmp(name, "tls") == 0;
    if (strcmp(name, "curl") == 0) push_once(&prog->memory, &needs->libraries, "curl");
    if (!is_tls && strcmp(name, "hash") != 0) return;
    if (is_tls) push_once(&prog->memory, &needs->libraries, "ssl");
    push_once(&prog->memory, &needs->libraries, "crypto");
}

foreign_needs build_foreign_needs(program *prog)
{
    foreign_needs needs = {0};
    for (uint32_t i = 0; i < prog->order.count; i++) {
        const ast_module *tree = prog->order.items[i]->tree;
        for (uint32_t k = 0; k < tree->decls.count; k++) {
            if (tree->decls.items[k]->kind == DECL_IMPORT) {
                push_runtime_libraries(prog, decl_as_import(tree->decls.items[k]), &needs);
            }
            if (tree->decls.items[k]->kind != DECL_EXTERN) continue;
            const char *library = decl_as_extern(tree->decls.items[k])->library.text;
            push_once(&prog->memory, &needs.dirs, folder_of(&prog->memory, tree->file->path));
            if (library != NULL) push_once(&prog->memory, &needs.libraries, library);
        }
    }
    return needs;
}

// ---- the C compiler --------------------------------------------------------

// From C files to objects in a folder; the status of the C compiler.
static int compile_files(program *prog, const options *opts, const toolchain *tools,
                         const char *default_level, const foreign_needs *needs,
                         const string_list *files, const char *dir, string_list *objects)
{
    int result = 0;
    for (uint32_t i = 0; i < files->count && result == 0; i++) {
        text name;
        text_init(&name);
        text_printf(&name, "%s/%s.o", dir, source_base_name(files->items[i]));
        const char *object = arena_copy(&prog->memory, text_string(&name), name.len);
        text_fini(&name);
        temporary_add(object);
        array_push(&prog->memory, objects, object);
        result = toolchain_compile(&prog->memory, tools, opts, default_level, needs,
                                   files->items[i], object);
    }
    return result;
}

// The C compiler writes beside the output, so that a failure leaves the old program alone.
static int compile_c(program *prog, const options *opts, const toolchain *tools,
                     const char *default_level, const string_list *files, const char *dir,
                     output_file *file)
{
    string_list objects = {0};
    foreign_needs needs = build_foreign_needs(prog);
    int result = compile_files(prog, opts, tools, default_level, &needs, files, dir, &objects);
    if (result == 0) {
        result = toolchain_link(&prog->memory, tools, opts, default_level, &needs, &objects,
                                file->fresh);
    }
    if (result == 0) return output_commit(file) ? STATUS_FINE : STATUS_USAGE;
    output_abandon(file);
    if (result == 127) return STATUS_USAGE;
    if (needs.dirs.count > 0) {
        fputs("sley: the C compiler refused the program; its messages are about what the extern "
              "blocks say of C: headers, functions, types, libraries\n", stderr);
        return STATUS_ERRORS;
    }
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
    bool keep = option_given(opts, FLAG_SAVE_TEMPS);
    const char *kept = opts->temps_dir != NULL ? opts->temps_dir : ".";
    if (keep && mkdir(kept, 0777) != 0 && errno != EEXIST) {
        return options_usage_error("cannot make the folder %s: %s", kept, strerror(errno));
    }
    const char *dir = temporary_dir(&prog->memory, prog->options.input);
    if (dir == NULL) return STATUS_USAGE;

    string_list files = {0};
    output_file file;
    int status = STATUS_USAGE;
    ir_module **modules = driver_lower(prog, STAGE_C);
    if (modules == NULL) {
        status = STATUS_ERRORS;
    } else if (output_begin(&file, program_path)) {
        if (build_write_c(prog, modules, keep ? kept : dir, &files)) {
            status = compile_c(prog, opts, tools, default_level, &files, dir, &file);
        } else {
            output_abandon(&file);
        }
    }
    temporary_remove_dir(dir);
    return status;
}
