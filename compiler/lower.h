// SPDX-License-Identifier: MIT
// lower.h - from the checked tree of a module to its IR.
#ifndef SLEY_LOWER_H
#define SLEY_LOWER_H

#include "ir.h"

struct module;

// Requires: the checker accepted the program; what the module imports is
// lowered already.  The result's declarations live in `program`, the bodies of
// its functions in `fn`.
ir_module *lower_module(program *prog, struct module *source);

#endif
