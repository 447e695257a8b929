// SPDX-License-Identifier: MIT
// driver.h - the pipeline, as the verbs use it.  What it has to know stands in prog->options.
//
// The room cmd/: the command line, files, the C compiler.
//   in   argv, the environment (options.c, toolchain.c)
//   out  files, programs, exit statuses
//   who  includes every room.  options -> driver, toolchain -> build -> cmd_*: none of
//        them looks back.
#ifndef SLEY_DRIVER_H
#define SLEY_DRIVER_H

#include "base/program.h"
#include "base/text.h"
#include "cmd/output.h"
#include "ir/ir.h"
#include "sema/module.h"

// What can be looked at.  Up to the tree a file is enough; from the IR on, the
// program must be free of errors.
typedef enum emit_stage {
    STAGE_TOKENS, STAGE_AST, STAGE_IR, STAGE_FRAMES, STAGE_HEADER, STAGE_EXPORTS, STAGE_C,
    STAGE_COUNT
} emit_stage;

// The words of --emit and --dump, then NULL: the stages, and the passes in their order.
extern const char *const driver_stages[], *const driver_passes[];

// The stage of --emit=WORD; without a word C.
emit_stage driver_stage(const char *word);

// Loads the main file and what it imports, and checks all.  NULL when there were
// errors; the reports are on standard error in any case.
module *driver_check(program *prog);

// From the checked program to IR that went through the passes `stage` needs, module
// by module: the result is in the order of prog->order.  NULL when one of the warnings
// of the passes is an error.
ir_module **driver_lower(program *prog, emit_stage stage);

// Only as far as these warnings; false when one is an error.
bool driver_lint(program *prog);

// The name of a library's header, "stats.sley.h".  Imported modules have one from
// the start; code that writes one for the root module sets ir_module.header.
const char *driver_header(program *prog, const ir_module *ir);

// Prints one module of it.
void driver_print(program *prog, ir_module *ir, emit_stage stage, output *out);

// --emit=tokens and --emit=ast need one file and no checker.  False on errors,
// which are on standard error.
bool driver_print_syntax(program *prog, emit_stage stage, text *out);

#endif
