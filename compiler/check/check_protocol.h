// SPDX-License-Identifier: MIT
// check_protocol.h - methods that the language itself calls; see check_protocol.c.
#ifndef SLEY_CHECK_PROTOCOL_H
#define SLEY_CHECK_PROTOCOL_H

#include "check/check.h"

// Whether `t` has `fn next() -> T?`, and what it gives.
typedef struct iteration {
    symbol *method;   // NULL: it has no `next`
    type *item;       // NULL: it has one, but it is no step of an iteration: see `why`
    bool is_async;
    const char *why;  // " ..." for E0328
} iteration;
iteration check_protocol_of(checker *c, const type *t);
// Takes the items of `iterable` by its method: fills in `next`.
void check_protocol_iterate(checker *c, const expr *iterable, const iteration *by, ast_next *next);

// ---- eq, hash, compare, str: what a type says itself ---------------------------------

// Bits of own_method that the struct, enum or class declares, by name; 0 for other types.
unsigned check_protocol_own(checker *c, const type *t);
// Their signatures are checked: E0386; sets type_decl.own_methods.
void check_protocol_methods(checker *c, const symbol *sym);
// A value of this type is here: what instances of generics in it do themselves is noted as used.
void check_protocol_note(checker *c, const type *t);
// The operator calls the type's own method: it is used here.
void check_protocol_use(checker *c, const type *t, own_method which);
// Below a report that `t` cannot do that: the method that would say how.
void check_protocol_help(checker *c, diag *d, const type *t, own_method which);

#endif
