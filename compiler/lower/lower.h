// SPDX-License-Identifier: MIT
// lower.h - from the checked tree of a module to its IR.
//
// The room lower/: what the source says, step by step, in the order of evaluation.
//   in   trees without errors, their symbols and plans
//   out  ir_module and the bodies of its functions, nothing counted and nothing placed
//   who  includes base, tree, sema and ir.  The last room that sees the tree; what it
//        finds missing is a mistake of the checker (lower_impossible).
#ifndef SLEY_LOWER_H
#define SLEY_LOWER_H

#include "ir/ir.h"

struct module;
typedef struct lower lower;

// The module with all it declares, but without bodies: functions, variables and
// the units to lower.  Requires: the checker accepted the program; what the module
// imports is declared already.  The result lives in `program`.
ir_module *lower_decl_declare(program *prog, struct module *source);
// Makes the bodies of a unit's functions, in the arena `fn`.  Requires: effects_run.
void lower_decl_module(ir_module *ir, uint32_t index);
// Puts the functions of all units into module.fns.
void lower_decl_finish(ir_module *ir);

#endif
