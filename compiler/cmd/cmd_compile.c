// SPDX-License-Identifier: MIT
// cmd_compile.c - `sleyc FILE.sley -o FILE.c`: one module to one C file, for build systems.
//
// Nothing is written before all is known to be right: on an error no file is
// created or touched.  The header is written only when it changed, so that an
// edit inside a function rebuilds one object.  The depfile is called app.c.d
// and not app.d, which `cc -MD -c app.c` writes itself.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cmd/build.h"
#include "cmd/output.h"

// ---- dependencies ----------------------------------------------------------

// A file name as make reads it.
static void put_escaped(text *out, const char *path)
{
    for (; *path != '\0'; path++) {
        if (*path == ' ' || *path == '#') text_putc(out, '\\');
        if (*path == '$') text_putc(out, '$');
        text_putc(out, *path);
    }
}

static void put_targets(text *out, const options *opts, const char *c_path)
{
    const char *between = "";
    for (uint32_t i = 0; i < opts->depend_targets.count; i++, between = " ") {
        text_puts(out, between);
        text_puts(out, opts->depend_targets.items[i]);
    }
    for (uint32_t i = 0; i < opts->quoted_targets.count; i++, between = " ") {
        text_puts(out, between);
        put_escaped(out, opts->quoted_targets.items[i]);
    }
    if (between[0] == '\0') put_escaped(out, c_path);
}

static bool is_listed(const program *prog, const options *opts, const source *src)
{
    if (!option_given(opts, FLAG_DEPEND_NO_STD) || prog->options.std_dir == NULL) return true;
    size_t len = strlen(prog->options.std_dir);
    return strncmp(src->path, prog->options.std_dir, len) != 0 || src->path[len] != '/';
}

// No quoting of make's gets a newline through.
static bool can_list(const program *prog, const char *c_path)
{
    const char *bad = strchr(c_path, '\n') != NULL ? c_path : NULL;
    for (uint32_t i = 0; i < prog->sources.count && bad == NULL; i++) {
        if (strchr(prog->sources.items[i]->path, '\n') != NULL) bad = prog->sources.items[i]->path;
    }
    if (bad != NULL)
        options_usage_error("a depfile cannot name a file with a newline in its name: %s", bad);
    return bad == NULL;
}

static void put_rules(text *out, const program *prog, const options *opts, const char *c_path)
{
    put_targets(out, opts, c_path);
    text_putc(out, ':');
    for (uint32_t i = 0; i < prog->sources.count; i++) {
        if (!is_listed(prog, opts, prog->sources.items[i])) continue;
        text_puts(out, i == 0 ? " " : " \\\n ");
        put_escaped(out, prog->sources.items[i]->path);
    }
    text_putc(out, '\n');
    if (!option_given(opts, FLAG_DEPEND_PHONY)) return;
    // A rule without commands: an import that was removed does not stop make.
    for (uint32_t i = 1; i < prog->sources.count; i++) {
        if (!is_listed(prog, opts, prog->sources.items[i])) continue;
        put_escaped(out, prog->sources.items[i]->path);
        text_puts(out, ":\n");
    }
}

// ---- files -----------------------------------------------------------------

// "dir/app.sley" gives "app.c" here, as a C compiler does for objects.
static const char *default_output(arena *memory, const char *input)
{
    const char *base = source_base_name(input);
    size_t len = strlen(base);
    if (len > 5 && strcmp(base + len - 5, ".sley") == 0) len -= 5;
    char *name = arena_alloc(memory, len + 3);
    memcpy(name, base, len);
    memcpy(name + len, ".c", 3);
    return name;
}

static const char *depfile_name(arena *memory, const options *opts, const char *c_path)
{
    if (opts->depend_file != NULL) return opts->depend_file;
    size_t len = strlen(c_path);
    char *name = arena_alloc(memory, len + 3);
    memcpy(name, c_path, len);
    memcpy(name + len, ".d", 3);
    return name;
}

// All files are prepared before the first one is there; the C file last: who sees it sees the rest.
static int write_outputs(program *prog, const options *opts, emit_stage stage, const char *c_path)
{
    bool with_depfile = option_given(opts, FLAG_DEPEND);
    const char *depfile = with_depfile ? depfile_name(&prog->memory, opts, c_path) : NULL;
    const output_name names[] = {{"-o", c_path}, {"-H", opts->header},
                                 {"--c-header", opts->c_header}, {"-MF", depfile}};
    build_protect_sources(prog);
    if (depfile != NULL && !can_list(prog, c_path)) return STATUS_USAGE;
    if (!output_may_write(names, sizeof names / sizeof names[0])) return STATUS_USAGE;
    ir_module **modules = driver_lower(prog, stage);
    if (modules == NULL) return STATUS_ERRORS;
    ir_module *root = modules[prog->order.count - 1];
    bool with_header = opts->header != NULL && !option_given(opts, FLAG_NO_HEADER);
    if (with_header && root->is_library) {
        bool is_standard = array_last(&prog->order)->is_standard;
        root->header = is_standard ? driver_header(prog, root) : source_base_name(opts->header);
    }
    output code = {0}, header = {0}, exports = {0}, rules = {0};
    output_file files[4] = {0};   // those that are not wanted stay empty
    driver_print(prog, root, stage, &code);
    bool good = true;
    if (depfile != NULL) {
        put_rules(&rules.text, prog, opts, c_path);
        good = output_prepare(&files[0], depfile, &rules);
    }
    if (good && with_header) {
        driver_print(prog, root, STAGE_HEADER, &header);
        good = output_prepare_changed(&files[1], opts->header, &header);
    }
    if (good && opts->c_header != NULL) {
        driver_print(prog, root, STAGE_EXPORTS, &exports);
        good = output_prepare_changed(&files[2], opts->c_header, &exports);
    }
    good = good && output_prepare(&files[3], c_path, &code);
    for (int i = 0; i < 4; i++) {
        if (good) good = output_commit(&files[i]);
        else output_abandon(&files[i]);
    }
    text_fini(&rules.text);
    text_fini(&header.text);
    text_fini(&exports.text);
    text_fini(&code.text);
    return good ? STATUS_FINE : STATUS_USAGE;
}

// -M: what the file imports, without looking whether it is right.
static int print_dependencies(program *prog, const options *opts, const char *c_path)
{
    text rules;
    text_init(&rules);
    module_load_program(prog, opts->program.input);
    diag_flush(prog, stderr);
    int status = STATUS_ERRORS;
    if (!diag_failed(prog)) status = can_list(prog, c_path) ? STATUS_FINE : STATUS_USAGE;
    put_rules(&rules, prog, opts, c_path);
    const char *path = opts->depend_file != NULL ? opts->depend_file : "-";
    build_protect_sources(prog);
    if (status == STATUS_FINE && !output_write_text(path, &rules)) status = STATUS_USAGE;
    text_fini(&rules);
    return status;
}

// sleyc -v: what is used, to standard error, as C compilers do.
static void print_setup(options *opts)
{
    toolchain tools;
    fputs("sley " SLEY_VERSION "\n", stderr);
    if (!toolchain_find(&opts->memory, &tools)) return;
    fprintf(stderr, "headers: %s\nlibrary: %s\nstandard modules: %s\n", tools.include_dir,
            tools.library, tools.std_dir);
    for (uint32_t i = 0; i < opts->program.include_dirs.count; i++) {
        fprintf(stderr, "imports: %s\n", opts->program.include_dirs.items[i]);
    }
}

static int print_places(options *opts)
{
    toolchain tools;
    if (!toolchain_find(&opts->memory, &tools)) return STATUS_USAGE;
    if (option_given(opts, FLAG_PRINT_INCLUDE_DIR)) puts(tools.include_dir);
    if (option_given(opts, FLAG_PRINT_LIB_DIR)) puts(tools.library_dir);
    return STATUS_FINE;
}

// Flags for the linker, in one line: `-lz -lsqlite3`.
static int print_link_flags(program *prog)
{
    foreign_needs needs = build_foreign_needs(prog);
    for (uint32_t i = 0; i < needs.libraries.count; i++) {
        printf("%s-l%s", i > 0 ? " " : "", needs.libraries.items[i]);
    }
    putchar('\n');
    return STATUS_FINE;
}

static bool is_module_name(const char *name)
{
    bool begins = true; // a word
    for (; *name != '\0'; name++) {
        bool is_letter = isalpha((unsigned char)*name) || *name == '_' || (*name & 0x80) != 0;
        bool is_digit = isdigit((unsigned char)*name);
        if (*name == '.' ? begins : !(is_letter || (is_digit && !begins))) return false;
        begins = *name == '.';
    }
    return !begins;
}

int cmd_compile(options *opts)
{
    if (opts->flags & (FLAG_PRINT_INCLUDE_DIR | FLAG_PRINT_LIB_DIR)) return print_places(opts);
    if (option_given(opts, FLAG_VERBOSE)) {
        print_setup(opts);
        if (opts->program.input == NULL) return STATUS_FINE;
    }
    if (opts->program.input == NULL)
        return options_usage_error("which file? sleyc FILE.sley -o FILE.c");
    if (opts->arguments.count > 0)
        return options_usage_error("one file at a time, not %s as well", opts->arguments.items[0]);
    emit_stage stage = driver_stage(opts->emit);
    if (opts->program.module_name != NULL && !is_module_name(opts->program.module_name)) {
        return options_usage_error("--module=%s: words joined by dots, as import has them",
                                   opts->program.module_name);
    }
    if (stage == STAGE_TOKENS || stage == STAGE_AST) return cmd_emit(opts);

    const char *c_path = opts->output != NULL ? opts->output
                                              : default_output(&opts->memory, opts->program.input);
    program prog;
    build_begin(&prog, opts);
    int status = STATUS_ERRORS;
    if (option_given(opts, FLAG_DEPEND_ONLY)) {
        status = print_dependencies(&prog, opts, c_path);
    } else if (option_given(opts, FLAG_PRINT_LINK_FLAGS)) {
        if (driver_check(&prog) != NULL) status = print_link_flags(&prog);
    } else if (driver_check(&prog) != NULL) {
        bool is_check = option_given(opts, FLAG_SYNTAX_ONLY);
        if (!is_check) status = write_outputs(&prog, opts, stage, c_path);
        else if (driver_lint(&prog)) status = STATUS_FINE;
    }
    program_fini(&prog);
    return status;
}
