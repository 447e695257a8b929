// SPDX-License-Identifier: MIT
// emit_name.h - names in C of what only the IR knows; the rules are those of cname.h.
#ifndef SLEY_EMIT_NAME_H
#define SLEY_EMIT_NAME_H

#include "base/text.h"
#include "ir/ir.h"
#include "sema/cname.h"

void emit_name_fn(text *out, const ir_fn *fn);
void emit_name_fn_derived(text *out, const ir_fn *fn, const char *derived);
void emit_name_global(text *out, const ir_global *global);
void emit_name_var(text *out, const ir_var *var);   // parameter, variable, hidden one
void emit_name_temp(text *out, const ir_op *op);    // the variable of its result

#endif
