// SPDX-License-Identifier: MIT
// check_face.h - interfaces: their methods, and what they bind; see check_face.c.
#ifndef SLEY_CHECK_FACE_H
#define SLEY_CHECK_FACE_H

#include "check/check.h"

// The method of an interface that is complete; NULL.
symbol *check_face_method(const type *t, const char *name);
// The method that an interface promises of a type parameter; NULL.
symbol *check_face_bound_method(const type *t, const char *name);

// Once all signatures are known.  Of c->module: all its interfaces, in the order of imports.
void check_face_declared(checker *c);
// Then instances of generic interfaces that were made before, and bounds that were deferred.
void check_face_deferred(checker *c);
// An instance of a generic interface has been made.
void check_face_instance(checker *c, type *t);
void check_face_complete(checker *c, type *t);

// `[T: Shape]`; false when it is no interface.
bool check_face_add_bound(checker *c, type_parameter *of, type_expr *written);
// Whether argument `i` has the methods that its bounds promise; E0383.
bool check_face_accept(checker *c, const generic *g, type *const *args, uint32_t i, span at);
// It cannot be known yet: check_face_deferred will see to it.  False: it can.
bool check_face_defer(checker *c, const generic *g, type *const *args, span at);

// What the methods of `actual`, held against those of the open interface `form`, tell of the
// parameters of `of`; the same of what stands for a parameter, held against its bounds.
void check_face_match(checker *c, const generic *of, const type *form, const type *actual,
                      type **args);
void check_face_match_bounds(checker *c, const generic *of, type **args);

#endif
