// SPDX-License-Identifier: MIT
// emit_cross.h - one value at the border between Sley and C, as emit_foreign.c writes it.
#ifndef SLEY_EMIT_CROSS_H
#define SLEY_EMIT_CROSS_H

#include "emit/emitter.h"
#include "sema/foreign.h"

void emit_cross_type(emitter *e, const cross *x);          // before a name: `const char *`
void emit_cross_callback_type(emitter *e, const cross *x); // `int32_t (*)(void *, int32_t)`
void emit_cross_name(emitter *e, const cross *x);          // c_NAME: its value in C
void emit_cross_given_name(emitter *e, const cross *x);    // a_NAME: its value in Sley
bool emit_cross_is_cstr_in(const cross *x);
void emit_cross_variable(emitter *e, const cross *x);      // declares c_NAME, when it is needed
const char *emit_cross_wide_type(const type *t);           // in which C returns a scalar
void emit_cross_to_c(emitter *e, const type *t, const char *value);
// `value` is of the type that emit_cross_type says, a returned number of the widest.
void emit_cross_from_c(emitter *e, const cross *x, const char *value, bool is_returned);

#endif
