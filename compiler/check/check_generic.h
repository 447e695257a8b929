// SPDX-License-Identifier: MIT
// check_generic.h - generics while they are checked; see check_generic.c.
#ifndef SLEY_CHECK_GENERIC_H
#define SLEY_CHECK_GENERIC_H

#include "check/check_expr.h"

// ---- declarations --------------------------------------------------------------

// Hangs a generic on the symbol of a declaration with type parameters: `root` is what is
// read again for an instance, `owner` the type of a method, `outer` its parameters.
// A type's symbol gets its type, too.
void check_generic_declare(checker *c, symbol *sym, decl *root, const symbol *owner,
                           const generic_scope *outer);
// The bounds that are written; E0382.
void check_generic_bounds(checker *c, symbol *sym);
// `Ordered` and the like, which are no types.
bool check_generic_is_bound(const char *name);
// The text of `sym` is checked from here to check_generic_close; `sym` may be no generic.
typedef struct generic_state {
    const generic_scope *generics;
    map *uses;
    bool is_open;
} generic_state;
generic_state check_generic_open(checker *c, const symbol *sym);
void check_generic_close(checker *c, const generic_state *before);

// The type parameter of this name; NULL.
symbol *check_generic_param(const checker *c, const char *name);

// ---- instances -----------------------------------------------------------------

// `Pair[str, int]`: poison after a report.
type *check_generic_type_of(checker *c, symbol *sym, type *const *args, span at);
// The same from written arguments.
type *check_generic_written_type(checker *c, symbol *sym, type_expr *const *args, uint32_t count,
                                 span at);
// `first[int]` of a function or method; NULL after a report.
symbol *check_generic_function(checker *c, symbol *sym, type *const *args, span at);
// A method of an instance's type, with its signature; NULL when it has none of this name.
symbol *check_generic_method(checker *c, const symbol *owner, const char *name);
// The function is used here: its body is to be checked, and belongs to this module.
void check_generic_use(checker *c, const symbol *sym);
// Completes the types that were made while the names of the program were being found.
void check_generic_complete_types(checker *c);
// What is done about the type of an instance, in its text.
void check_generic_inside(checker *c, instance *of, void (*step)(checker *c, type *t));
// Bodies and default values of all instances that are used.
void check_generic_bodies(checker *c);

// ---- from what is given to the type arguments (check_infer.c) ------------------------

// What `form` tells of the parameters of `of` when it is held against `actual`:
// fills in those of `args` that are NULL.
void check_infer_match(checker *c, const generic *of, const type *form, type *actual,
                       type **args);
// `t` with what is known of the parameters in their places; NULL: something it needs is not.
type *check_infer_with_args(checker *c, const generic *of, type *t, type *const *args);
// The arguments of a call of a generic function, struct or case are dealt out and
// checked as far as needed.  The function or type to call then; NULL after a report, with
// all arguments checked.
symbol *check_infer_call(checker *c, expr_call *call, symbol *sym, expr *receiver, type *hint);
// A generic function or a case without payload as a value: what the place wants decides.
symbol *check_infer_value(checker *c, const expr *e, symbol *sym, type *hint);
// `first[int]`, `Tree[int]`: the instance; NULL when the index is none.  Sets `is_bad`
// after a report.
symbol *check_infer_applied(checker *c, expr_index *e, bool *is_bad);
// `x.make[int]` of the generic method `sym`: the instance; NULL after a report.
symbol *check_infer_method(checker *c, expr_index *e, symbol *sym);

// ---- the bounds `Iterable[T]` and `AsyncIterable[T]` (check_items.c) --------------------

// What a loop through `t` gives, when it may stand for a parameter with the bound
// `Iterable[...]` or, async, `AsyncIterable[...]`; else NULL. `throws`: the loop may.
type *check_items_of(checker *c, const type *t, bool is_async, bool *throws);
// It has bounds `Iterable[T] throws`, and nothing that stands for these throws.
bool check_items_never_throw(checker *c, const generic *g, type *const *args);
// Whether argument `i` keeps its bound `Iterable[...]`, if it has one; E0383.
bool check_items_accept(checker *c, const generic *g, type *const *args, uint32_t i, span at);

// Below a report about `t`: which bound it lacks.  Nothing when it is no parameter.
void check_generic_help_bound(checker *c, diag *d, const type *t, const char *bound);
// A number, or a type parameter that is bound to be one.
static inline bool check_is_number(const type *t)
{
    return type_is_numeric(t) || (t->kind == TYPE_PARAM && (t->param->bounds & BOUND_NUMBER));
}

#endif
