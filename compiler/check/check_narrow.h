// SPDX-License-Identifier: MIT
// check_narrow.h - optionals that are known to hold a value; see check_narrow.c.
#ifndef SLEY_CHECK_NARROW_H
#define SLEY_CHECK_NARROW_H

#include "check/check.h"

// The facts of a block, loop or operand: opened before it, closed after it.
uint32_t check_narrow_open(const checker *c);
void check_narrow_close(checker *c, uint32_t mark);
// While cleanup and catch blocks are checked, the facts about `var`s from before
// do not count.  Gives what check_narrow_show needs to end it.
uint32_t check_narrow_hide(checker *c);
void check_narrow_show(checker *c, uint32_t before);

bool check_narrow_is_done(const checker *c, const symbol *sym);
// From here on `sym` (may be NULL) holds a value; nothing for what cannot be narrowed.
void check_narrow(checker *c, symbol *sym);
// The facts that follow from a checked condition that is true, or false.
void check_narrow_by(checker *c, expr *test, bool truth);
// `sym` is assigned here; any `var` that is assigned somewhere inside `at`.
void check_narrow_forget(checker *c, const symbol *sym);
void check_narrow_forget_assigned(checker *c, span at);
// check_expr_any_value where an optional is looked into (x == none, x!, x ?? d): a
// narrowed variable counts as declared there.
type *check_narrow_optional_value(checker *c, expr *e, type *hint);

#endif
