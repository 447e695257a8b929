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

#endif
