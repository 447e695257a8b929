// SPDX-License-Identifier: MIT
// toolchain.c - the runtime on this machine, and the C compiler.
//
// A folder is taken for a home when sley.h and libsley.a are where its layout
// has them:
//
//     build tree    HOME/include/sley.h   HOME/libsley.a       HOME/std
//     prefix        HOME/include/sley.h   HOME/lib/libsley.a   HOME/share/sley/std
#include "cmd/toolchain.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/output.h"
#include "sema/cname.h"

extern char **environ;

// What the runtime is linked with; the Makefile asks pkg-config.
#ifndef SLEY_LINK_FLAGS
#define SLEY_LINK_FLAGS "-luv -lutf8proc -lm"
#endif

static const char *path_join(arena *memory, const char *dir, const char *name)
{
    size_t dir_len = strlen(dir);
    size_t name_len = strlen(name);
    char *path = arena_alloc(memory, dir_len + name_len + 2);
    memcpy(path, dir, dir_len);
    path[dir_len] = '/';
    memcpy(path + dir_len + 1, name, name_len + 1);
    return path;
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

// Takes `home` when it has that layout.
static bool try_home(arena *memory, toolchain *tools, const char *home, const char *library_dir,
                     const char *std_dir)
{
    tools->include_dir = path_join(memory, home, "include");
    tools->library_dir = library_dir[0] != '\0' ? path_join(memory, home, library_dir) : home;
    tools->library = path_join(memory, tools->library_dir, "libsley.a");
    tools->std_dir = path_join(memory, home, std_dir);
    return is_there(path_join(memory, tools->include_dir, "sley.h")) && is_there(tools->library);
}

static bool find_home(arena *memory, toolchain *tools)
{
    const char *home = getenv("SLEY_HOME");
    if (home != NULL && home[0] != '\0') {
        return try_home(memory, tools, home, "", "std") ||
               try_home(memory, tools, home, "lib", "share/sley/std");
    }
    char name[4096];
    ssize_t len = readlink("/proc/self/exe", name, sizeof name - 1);
    if (len <= 0) return false;
    tools->command = arena_copy(memory, name, (size_t)len);
    while (len > 0 && name[len - 1] != '/') len--;
    name[len > 1 ? len - 1 : 1] = '\0';   // the folder of the executable
    if (try_home(memory, tools, arena_copy(memory, name, strlen(name)), "", "std")) return true;
    char *slash = strrchr(name, '/');
    if (slash == NULL) return false;
    *slash = '\0';
    return try_home(memory, tools, arena_copy(memory, name, strlen(name)), "lib", "share/sley/std");
}

bool toolchain_find(arena *memory, toolchain *tools)
{
    *tools = (toolchain){0};
    if (find_home(memory, tools)) return true;
    fputs("sley: cannot find its runtime (include/sley.h and libsley.a); SLEY_HOME can name the folder\n",
          stderr);
    return false;
}

const char *toolchain_std_dir(arena *memory)
{
    toolchain tools = {0};
    return find_home(memory, &tools) ? tools.std_dir : NULL;
}

// ---- the C compiler --------------------------------------------------------

// Appends the words of a variable such as CFLAGS.
static void push_words(arena *memory, string_list *words, const char *value)
{
    while (value != NULL && *value != '\0') {
        value += strspn(value, " \t\n");
        size_t len = strcspn(value, " \t\n");
        if (len > 0) array_push(memory, words, arena_copy(memory, value, len));
        value += len;
    }
}

static void push_format(arena *memory, string_list *words, const char *format, const char *value)
{
    text word;
    text_init(&word);
    text_puts(&word, format);
    text_puts(&word, value);
    array_push(memory, words, arena_copy(memory, word.bytes, word.len));
    text_fini(&word);
}

// The command that compiles and links; ends in NULL.
static const char **compile_command(arena *memory, const toolchain *tools, const options *opts,
                                    const char *default_level, const string_list *files,
                                    const char *program_path)
{
    string_list words = {0};
    const char *cc = opts->cc != NULL ? opts->cc : getenv("CC");
    push_words(memory, &words, cc != NULL && cc[0] != '\0' ? cc : "cc");
    push_format(memory, &words, "-O", opts->optimize != NULL ? opts->optimize : default_level);
    array_push(memory, &words, "-std=c11");
    // Two adjacent fields written or copied as a vector cost a stall when one of them is read.
    array_push(memory, &words, "-fno-tree-slp-vectorize");
    if (option_given(opts, FLAG_DEBUG)) array_push(memory, &words, "-g");
    push_format(memory, &words, "-I", tools->include_dir);
    push_words(memory, &words, getenv("CFLAGS"));
    for (uint32_t i = 0; i < opts->cc_options.count; i++) {
        array_push(memory, &words, opts->cc_options.items[i]);
    }
    array_push(memory, &words, "-o");
    array_push(memory, &words, program_path);
    for (uint32_t i = 0; i < files->count; i++) array_push(memory, &words, files->items[i]);
    array_push(memory, &words, tools->library);
    push_words(memory, &words, getenv("LDFLAGS"));
    push_words(memory, &words, SLEY_LINK_FLAGS);
    array_push(memory, &words, NULL);
    return words.items;
}

// Runs a command and waits: its status, 128 + n for signal n; 127 when it
// cannot be started, after a message.
static int run_command(const options *opts, const char **command)
{
    if (option_given(opts, FLAG_VERBOSE)) {
        for (const char **word = command; *word != NULL; word++) {
            fprintf(stderr, "%s%c", *word, word[1] != NULL ? ' ' : '\n');
        }
    }
    pid_t pid;
    // The words are not changed; POSIX declares argv without const.
    int error = posix_spawnp(&pid, command[0], NULL, NULL, (char *const *)(uintptr_t)command, environ);
    if (error != 0) {
        fprintf(stderr, "sley: cannot run %s: %s\n", command[0], strerror(error));
        return 127;
    }
    int status;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) return 127;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// ---- the C files -----------------------------------------------------------

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
    const char *path = path_join(memory, dir, text_string(&file));
    text_fini(&file);
    return path;
}

bool toolchain_write_c(program *prog, ir_module **modules, const char *dir, string_list *files)
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

int toolchain_build(program *prog, const options *opts, const toolchain *tools,
                    const char *default_level, const char *program_path)
{
    const char *dir = opts->temps_dir;
    bool keep = option_given(opts, FLAG_SAVE_TEMPS);
    if (!keep) dir = output_temp_dir(&prog->memory);
    else if (dir == NULL) dir = ".";
    else if (mkdir(dir, 0777) != 0 && errno != EEXIST) return usage_error("cannot make the folder %s", dir);
    if (dir == NULL) return STATUS_USAGE;

    // The compiler writes beside the output, so that a failure leaves the old program alone.
    text fresh;
    text_init(&fresh);
    text_printf(&fresh, "%s.%ld.tmp", program_path, (long)getpid());
    string_list files = {0};
    int status = STATUS_USAGE;
    if (toolchain_write_c(prog, driver_lower(prog, opts), dir, &files)) {
        const char **command = compile_command(&prog->memory, tools, opts, default_level, &files,
                                               text_string(&fresh));
        int result = run_command(opts, command);
        if (result == 0 && rename(text_string(&fresh), program_path) == 0) status = STATUS_FINE;
        else if (result == 0) usage_error("cannot write %s: %s", program_path, strerror(errno));
        else if (result != 127) status = STATUS_INTERNAL;
        if (status == STATUS_INTERNAL) {
            fputs("sley: the C compiler failed; with --cc and CFLAGS as they should be, "
                  "this is a mistake of sley\n", stderr);
        }
        if (status != STATUS_FINE) unlink(text_string(&fresh));
    }
    text_fini(&fresh);
    if (!keep) output_remove_dir(dir);
    return status;
}
