// SPDX-License-Identifier: MIT
// check_decl.h - the steps that each module goes through, in this order.
#ifndef SLEY_CHECK_DECL_H
#define SLEY_CHECK_DECL_H

#include "check/check.h"

// All work on c->module.
void check_decl_names(checker *c);        // a symbol for each declaration
void check_decl_types(checker *c);        // fields, cases, parents
void check_inside(checker *c);            // no value inside itself
void check_decl_signatures(checker *c);   // functions and methods
void check_body_values(checker *c);       // module-level variables, defaults
void check_body_all(checker *c);          // functions, methods, tests
void check_body_unused(checker *c);       // imports

// ---- extern blocks: check_foreign.c

void check_foreign_block(checker *c, decl_extern *d);
// How C writes a type; reports what is no name of one.
const char *check_foreign_name(checker *c, const decl_extern *of, ast_name c_name,
                               ast_name own);
void check_foreign_struct(checker *c, const decl_struct *d);   // its fields can cross
void check_foreign_fn(checker *c, decl_fn *d);                 // its signature
void check_foreign_export(checker *c, const decl_fn *d);       // what C may call

// ---- the same for one declaration, as instances of generics need it ----------------

// The fields of a struct, the cases of an enum.
void check_decl_type_body(checker *c, type *t, decl *d);
void check_inside_instance(checker *c, type *t);
// `owner`: the type whose method it is; NULL.
void check_decl_signature(checker *c, decl_fn *d, const symbol *owner);
// A parameter of this type: its symbol, and its row in `info`.
void check_decl_add_param(checker *c, fn_info *info, param *p, type *t);
void check_body_fn_values(checker *c, decl_fn *d);   // defaults of parameters
void check_body_type_values(checker *c, decl *d);    // defaults of fields, payloads
void check_body_fn(checker *c, decl *d);             // the body

#endif
