// SPDX-License-Identifier: MIT
// emit.h - from the IR to C text.
//
// Requires: all passes.  The IR is not changed.  What is written is a function
// of the program alone: no date, no path, no address, no order of hashing.
#ifndef SLEY_EMIT_H
#define SLEY_EMIT_H

#include "ir.h"
#include "text.h"

// The C file of a module.
void emit_module(program *prog, ir_module *module, text *out);

// What other modules (in Sley or by hand) include to use it; C++ reads it too.
void emit_header(program *prog, ir_module *module, text *out);

#endif
