// SPDX-License-Identifier: MIT
// toolchain.h - the runtime on this machine, and the C compiler.
#ifndef SLEY_TOOLCHAIN_H
#define SLEY_TOOLCHAIN_H

#include "cmd/driver.h"
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

// From a checked program to an executable: C files in a temporary folder (or
// that of --save-temps), one run of the C compiler with what --cc, -O, -g, -X
// and CC, CFLAGS, LDFLAGS say.  A status; messages were given.
int toolchain_build(program *prog, const options *opts, const toolchain *tools,
                    const char *default_level, const char *program_path);

// Writes the C and the headers of all modules into a folder and lists the C
// files, the main module's last.  False after a message.
bool toolchain_write_c(program *prog, ir_module **modules, const char *dir, string_list *files);

#endif
