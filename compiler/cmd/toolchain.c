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

#include "base/text.h"

#include "cmd/temporary.h"

extern char **environ;

// What the runtime is linked with; the Makefile asks pkg-config.
#ifndef SLEY_LINK_FLAGS
#define SLEY_LINK_FLAGS "-luv -lutf8proc -lm"
#endif

const char *toolchain_join(arena *memory, const char *dir, const char *name)
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
static bool try_layout(arena *memory, toolchain *tools, const char *home, const char *library_dir,
                       const char *std_dir, bool with_library)
{
    tools->include_dir = toolchain_join(memory, home, "include");
    tools->library_dir = library_dir[0] != '\0' ? toolchain_join(memory, home, library_dir) : home;
    tools->library = toolchain_join(memory, tools->library_dir, "libsley.a");
    tools->std_dir = toolchain_join(memory, home, std_dir);
    return is_there(toolchain_join(memory, tools->include_dir, "sley.h")) &&
           is_there(with_library ? tools->library : tools->std_dir);
}

static bool try_home(arena *memory, toolchain *tools, const char *home, bool with_library)
{
    return try_layout(memory, tools, home, "", "std", with_library) ||
           try_layout(memory, tools, home, "lib", "share/sley/std", with_library);
}

static bool find_home(arena *memory, toolchain *tools, bool with_library)
{
    const char *home = getenv("SLEY_HOME");
    if (home != NULL && home[0] != '\0') return try_home(memory, tools, home, with_library);
    char name[4096];
    ssize_t len = readlink("/proc/self/exe", name, sizeof name - 1);
    if (len <= 0) return false;
    tools->command = arena_copy(memory, name, (size_t)len);
    while (len > 0 && name[len - 1] != '/') len--;
    name[len > 1 ? len - 1 : 1] = '\0';   // the folder of the executable
    const char *folder = arena_copy(memory, name, strlen(name));
    if (try_layout(memory, tools, folder, "", "std", with_library)) return true;
    char *slash = strrchr(name, '/');
    if (slash == NULL) return false;
    *slash = '\0';
    folder = arena_copy(memory, name, strlen(name));
    return try_layout(memory, tools, folder, "lib", "share/sley/std", with_library);
}

bool toolchain_find(arena *memory, toolchain *tools)
{
    *tools = (toolchain){0};
    if (find_home(memory, tools, true)) return true;
    fputs("sley: cannot find its runtime (include/sley.h and libsley.a); "
          "SLEY_HOME can name the folder\n", stderr);
    return false;
}

const char *toolchain_std_dir(arena *memory)
{
    toolchain tools = {0};
    // The library itself is made of these modules: there is none yet while it is built.
    return find_home(memory, &tools, false) ? tools.std_dir : NULL;
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

// Of a word of -X: a library, or an option for the linker.
static bool is_for_linker(const char *word)
{
    return word[0] != '-' || strncmp(word, "-l", 2) == 0 || strncmp(word, "-L", 2) == 0 ||
           strncmp(word, "-Wl,", 4) == 0;
}

// What compiling and linking have in common.
static void push_compiler(arena *memory, string_list *words, const toolchain *tools,
                          const options *opts, const char *default_level, bool links)
{
    const char *cc = opts->cc != NULL ? opts->cc : getenv("CC");
    push_words(memory, words, cc != NULL && cc[0] != '\0' ? cc : "cc");
    const char *level = opts->optimize != NULL ? opts->optimize : default_level;
    push_format(memory, words, "-O", level);
    array_push(memory, words, "-std=c11");
    // Two adjacent fields written or copied as a vector cost a stall when one of them is read.
    array_push(memory, words, "-fno-tree-slp-vectorize");
    // Without optimisation at least the tables of lines: a panic then knows where plain functions
    // are.
    if (option_given(opts, FLAG_DEBUG)) array_push(memory, words, "-g");
    else if (strcmp(level, "0") == 0) array_push(memory, words, "-g1");
    push_format(memory, words, "-I", tools->include_dir);
    push_words(memory, words, getenv("CFLAGS"));
    for (uint32_t i = 0; i < opts->cc_options.count; i++) {
        const char *word = opts->cc_options.items[i];
        if (links || !is_for_linker(word)) array_push(memory, words, word);
    }
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
    int error = posix_spawnp(&pid, command[0], NULL, NULL, (char *const *)(uintptr_t)command,
                             environ);
    if (error != 0) {
        fprintf(stderr, "sley: cannot run %s: %s\n", command[0], strerror(error));
        return 127;
    }
    temporary_set_child(pid);
    int status;
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) return 127;
    }
    temporary_set_child(0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int toolchain_compile(arena *memory, const toolchain *tools, const options *opts,
                      const char *default_level, const foreign_needs *needs, const char *file,
                      const char *object)
{
    string_list words = {0};
    push_compiler(memory, &words, tools, opts, default_level, false);
    for (uint32_t i = 0; i < needs->dirs.count; i++)
        push_format(memory, &words, "-iquote", needs->dirs.items[i]);
    array_push(memory, &words, "-c");
    array_push(memory, &words, "-o");
    array_push(memory, &words, object);
    array_push(memory, &words, file);
    array_push(memory, &words, NULL);
    return run_command(opts, words.items);
}

int toolchain_link(arena *memory, const toolchain *tools, const options *opts,
                   const char *default_level, const foreign_needs *needs,
                   const string_list *objects, const char *program_path)
{
    string_list words = {0};
    push_compiler(memory, &words, tools, opts, default_level, true);
    array_push(memory, &words, "-o");
    array_push(memory, &words, program_path);
    for (uint32_t i = 0; i < objects->count; i++) array_push(memory, &words, objects->items[i]);
    array_push(memory, &words, tools->library);
    push_words(memory, &words, getenv("LDFLAGS"));
    for (uint32_t i = 0; i < needs->libraries.count; i++)
        push_format(memory, &words, "-l", needs->libraries.items[i]);
    push_words(memory, &words, SLEY_LINK_FLAGS);
    array_push(memory, &words, NULL);
    return run_command(opts, words.items);
}
