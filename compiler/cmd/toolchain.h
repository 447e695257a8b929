// SPDX-License-Identifier: MIT
// toolchain.h - the runtime on this machine, and the C compiler.
#ifndef SLEY_TOOLCHAIN_H
#define SLEY_TOOLCHAIN_H

#include "cmd/options.h"

// Where the runtime lies: under $SLEY_HOME, beside the command in a build tree,
// or in the prefix that it is installed in.
typedef struct toolchain {
    const char *include_dir;   // of sley.h
    const char *library;       // libsley.a
    const char *library_dir;
    const char *std_dir;       // the standard modules
    const char *command;       // this executable
} toolchain;

// False after a message when there is no runtime.
bool toolchain_find(arena *memory, toolchain *tools);
// Only the standard modules; NULL when there is no runtime.
const char *toolchain_std_dir(arena *memory);

// "DIR/NAME"
const char *toolchain_join(arena *memory, const char *dir, const char *name);

// What the extern blocks of a program ask for.
typedef struct foreign_needs {
    string_list dirs;        // of the sources that have some: their headers may lie there
    string_list libraries;   // without -l, each once
} foreign_needs;

// The C compiler with what --cc, -O, -g, -X and CC, CFLAGS, LDFLAGS say: one C file to an
// object, and objects to a program.  Apart, so that a compiler cache can know the first.
// Its status; 127 when it cannot be started, after a message.
int toolchain_compile(arena *memory, const toolchain *tools, const options *opts,
                      const char *default_level, const foreign_needs *needs, const char *file,
                      const char *object);
int toolchain_link(arena *memory, const toolchain *tools, const options *opts,
                   const char *default_level, const foreign_needs *needs,
                   const string_list *objects, const char *program_path);

#endif
