// SPDX-License-Identifier: MIT
// emit.h - from the IR to C text.
//
// The room emit/: prints what the passes decided.
//   in   functions with their plans
//   out  C and headers, as text
//   who  includes base, sema, ir and pass.  It changes only its own marks (emit_marks).
//
// Requires: all passes.  The IR is not changed.  What is written is a function
// of the program alone: no date, no path, no address, no order of hashing.
#ifndef SLEY_EMIT_H
#define SLEY_EMIT_H

#include "base/array.h"
#include "base/text.h"
#include "ir/ir.h"

typedef struct emitter emitter;

// What emission writes: a text, and pieces that belong before its byte `at` without
// having been copied into it.  The text is `output`'s own; the memory of the pieces
// is the program's.
typedef struct output_insert {
    size_t at;
    const char *bytes;
    size_t len;
} output_insert;

typedef struct output {
    text text;
    array_of(output_insert) inserts;   // in order of their places
} output;


// The C of a module, function by function: begin; each function in any order, as
// soon as the passes were there; and emit_c_module, which puts the file together.
// After emit_fn_write the function's IR may go.
emitter *emit_c_begin_module(program *prog, ir_module *module);
void emit_fn_write(emitter *e, ir_fn *fn);

// The C file of a module; `out` is empty before.  The functions are inserts in it, whose
// memory is the program's.  When it was not begun, all its functions are written
// here.
void emit_c_module(program *prog, ir_module *module, output *out);

// What other modules (in Sley or by hand) include to use it; C++ reads it too.
void emit_header(program *prog, ir_module *module, text *out);

// What C and C++ include to call what the module exports.
void emit_export_header(program *prog, ir_module *module, text *out);
bool emit_export_has_any(const ir_module *module);

#endif
