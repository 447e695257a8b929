// SPDX-License-Identifier: MIT
// lower.h - from the checked tree of a module to its IR.
#ifndef SLEY_LOWER_H
#define SLEY_LOWER_H

#include "ir/ir.h"

struct module;
typedef struct lower lower;

// The module with all it declares, but without bodies: functions, variables and
// the units to lower.  Requires: the checker accepted the program; what the module
// imports is declared already.  The result lives in `program`.
ir_module *lower_declare(program *prog, struct module *source);
// Makes the bodies of a unit's functions, in the arena `fn`.  Requires: effects_run.
void lower_unit(ir_module *ir, uint32_t index);
// Puts the functions of all units into module.fns.
void lower_finish(ir_module *ir);

#endif
