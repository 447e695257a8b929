// SPDX-License-Identifier: MIT
// build.h - from the command line to a program that is compiled, and from that to an executable.
//
// The verbs stand on this; it stands on the driver, which knows of no command
// line, and on the toolchain, which knows of no pipeline.
#ifndef SLEY_BUILD_H
#define SLEY_BUILD_H

#include "cmd/driver.h"
#include "cmd/options.h"
#include "cmd/toolchain.h"

// A fresh program with the settings of the command line; program_fini ends it.
void build_begin(program *prog, const options *opts);

// Nothing is written over what the program was made of (output.h I3).
void build_protect_sources(const program *prog);

// Writes the C and the headers of all modules into a folder and lists the C
// files, the main module's last.  False after a message.
bool build_write_c(program *prog, ir_module **modules, const char *dir, string_list *files);

// What its extern blocks ask the C compiler for.
foreign_needs build_foreign_needs(program *prog);

// From a checked program to an executable: C files in a temporary folder (or that
// of --save-temps), compiled one by one, and linked.  A status; messages were given.
int build_program(program *prog, const options *opts, const toolchain *tools,
                  const char *default_level, const char *program_path);

#endif
