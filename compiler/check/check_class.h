// SPDX-License-Identifier: MIT
// check_class.h - objects: who may see and change their fields, and what `init` has to do.
//
// I1  While the body of an `init` is checked, check_fn.making knows which fields are set at the
//     point that is being looked at. A block starts from what holds before it; of an `if` with an
//     else, a match or a try what all blocks that go on have set holds after it.
#ifndef SLEY_CHECK_CLASS_H
#define SLEY_CHECK_CLASS_H

#include "check/check_expr.h"

struct check_making {
    const symbol *self;      // the object that is being made
    bool *is_set;            // by index of the field
    bool *merged;            // of the statement around: set by all its blocks so far; or
    bool any_block;          // .. no block has come to its end yet
    const expr *part;        // the `self` of a `self.field`: it needs no other field
};

// Names that start with `_` belong to the module: E0204 for a member of another one.
bool check_class_is_private(checker *c, const type *owner, ast_name name);
// Methods are declared; reports what `init` cannot be.
void check_class_init_signature(checker *c, decl_fn *d, fn_info *info, const symbol *owner);
// The function that makes objects of the class; NULL when it has no `init`.
symbol *check_class_init_of(checker *c, const type *t);

void check_class_init_begin(checker *c, check_making *init, const fn_info *info);
// Around a block and a statement (I1).
bool *check_class_init_block(checker *c);
void check_class_init_block_end(checker *c, bool *before, bool ends);
void check_class_init_stmt(checker *c, const stmt *s, bool *ends);
// Every field must be set here: `return`, the end, a use of the whole object.
void check_class_init_done(checker *c, span at);
void check_class_init_use(checker *c, const symbol *sym, const expr *use);
// `self.field` is read, or was assigned.
void check_class_init_read(checker *c, const expr_member *m);
void check_class_init_assigned(checker *c, const expr *target);

// The base is an object, so that `m` is a place whichever variable leads to it.  Checks the base
// as a value then.
bool check_class_is_object_part(checker *c, expr_member *m);
// The field of an object may be assigned; else reports E0363.
bool check_class_object_place(checker *c, const expr_member *m);

#endif
