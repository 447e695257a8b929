// SPDX-License-Identifier: MIT
// check_decl.h - the steps that each module goes through, in this order.
#ifndef SLEY_CHECK_DECL_H
#define SLEY_CHECK_DECL_H

#include "check/check.h"

// All work on c->module.
void check_decl_names(checker *c);        // a symbol for each declaration
void check_decl_types(checker *c);        // fields, cases, parents
void check_decl_inside(checker *c);       // no value inside itself
void check_decl_signatures(checker *c);   // functions and methods
void check_decl_values(checker *c);       // module-level variables, defaults
void check_decl_bodies(checker *c);       // functions, methods, tests
void check_decl_unused(checker *c);       // imports

#endif
