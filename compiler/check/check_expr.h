// SPDX-License-Identifier: MIT
// check_expr.h - what the files of the expression half share among themselves.
//
//     check_expr.c      names, members, literals, indices; the dispatch
//     check_operator.c  operators, comparisons, `in`
//     check_collection.c   lists, maps, tuples, comprehensions, strings with values
//     check_bound.c     methods as function values
//     check_call.c      calls of functions, methods, values, types
//     check_builtin.c   calls of built-ins
//     check_make.c      calls of built-in types: list[int]()
#ifndef SLEY_CHECK_EXPR_H
#define SLEY_CHECK_EXPR_H

#include "check/check.h"
#include "sema/builtin.h"
#include "sema/const.h"

// ---- check_expr.c --------------------------------------------------------------

// `T` of `T?`, else the type itself; NULL for NULL and poison: a usable hint.
type *check_expr_hint(type *hint);
// An element, of which `target` is all that is assigned; NULL: it is read.
type *check_expr_element(checker *c, expr_index *e, const expr *target);
// A string in the program arena, with diag.h's formats.
const char *check_expr_format(checker *c, const char *format, ...);
// Reports E0312 with a suggestion.
void check_expr_no_member(checker *c, const expr *base, ast_name name);
// Sets e->constant after a look at the range of t: E0305 when it does not fit.
bool check_expr_constant(checker *c, expr *e, constant *value, type *t);
// A `none` that is printed needs some optional type; NULL for what has a type of its own.
type *check_expr_shown_hint(checker *c, const expr *e);
// The value can stand in a string or be printed; else E0321.
void check_expr_printable(checker *c, const expr *e);

// ---- check_path.c ----------------------------------------------------------------

// Does the expression name something without being a value of its own?
typedef enum path_kind {
    PATH_VALUE,    // no: check it as a value
    PATH_SYMBOL,   // a function, type, case, module, built-in
    PATH_BAD,      // was reported
} path_kind;

// Follows `name`, `module.name`, `Enum.Case`; annotates what it follows.
path_kind check_path(checker *c, expr *e, symbol **found);

// ---- check_loop.c ----------------------------------------------------------------

// When `e` is the index of a loop over pairs, `for a, b in pairs`: how to take a pair apart.
bool check_loop_help_index(checker *c, diag *d, const expr *e);

// ---- check_extension.c -----------------------------------------------------------

// A method of a built-in type that is written in Sley: its function; NULL.
symbol *check_extension_of(checker *c, const type *t, const char *name);
// A function of a built-in module; NULL.
symbol *check_extension_member(checker *c, const char *space, const char *name);
// The same of `max(xs, key: f)`.
// It has such a method, loaded or not.
bool check_extension_has(const type *t, const char *name);
symbol *check_extension_by_key(checker *c, const expr_call *call, const char *name);
void check_extension_suggest(suggestion *s, const type *t);

// ---- check_operator.c ------------------------------------------------------------

type *check_operator_unary(checker *c, expr_unary *e, type *hint);
type *check_operator_binary(checker *c, expr_binary *e, type *hint);
type *check_operator_chain(checker *c, expr_chain *e, type *hint);
// A number without a type of its own: it takes that of its neighbour.
bool check_operator_is_free_literal(const expr *e);
// It is a float in whatever place: holds a float literal.
bool check_operator_is_float_literal(const expr *e);

// ---- check_overload.c ------------------------------------------------------------

// The method that an operator calls, and why it cannot be that one.
typedef struct overload {
    symbol *method;          // NULL: the type has none
    const char *why;         // "it is async", ... for E0427; NULL: it can be called
} overload;
// Of the method `name`, to be called with `count` arguments.
overload check_overload_of(checker *c, const type *t, const char *name, size_t count);
// The call of it, whose arguments the lowering has; NULL: there is none, or after a report (then
// `is_bad` is set).  `args` were checked, or not yet; `sign`: what stands in the source.
struct expr_call *check_overload(checker *c, const expr *like, const char *sign,
                                 const type *receiver, const char *name, expr *const *args,
                                 size_t count, bool *is_bad);
// `left op right`, which stands at `at`; NULL when the type of the left side gives the operator
// no meaning.
struct expr_call *check_overload_binary(checker *c, ast_op op, span at, const type *left,
                                        expr *right, bool *is_bad);
// What the operand of such an operator is expected to be; NULL: nothing is known.
type *check_overload_hint(checker *c, ast_op op, const type *left);
// `base[..]` of such a type, whose base is checked: the type of the element; NULL: it has no `at`.
type *check_overload_index(checker *c, expr_index *e);
// The same of a place that is assigned; poison after a report, when it cannot be.
type *check_overload_place(checker *c, expr_index *e, const expr *target);
// It is read, too: `base[..] op= v`; false after a report.
bool check_overload_update(checker *c, expr_index *e);
// Below a report that the operator has no meaning: the method that would give it one.
void check_overload_help(checker *c, diag *d, ast_op op, const type *left);
// What the method `iter` of a type without `next` gives; NULL: it has none that `for` can call.
type *check_overload_iter(checker *c, const type *t);
// `x(..)`: the callee becomes the method `call` of its value; NULL: it has none.
symbol *check_overload_callee(checker *c, expr_call *call, const type *t);

// ---- check_collection.c ----------------------------------------------------------------

type *check_collection_list(checker *c, expr_list_literal *e, type *hint);
type *check_collection_map(checker *c, expr_map_literal *e, type *hint);
type *check_collection_tuple(checker *c, expr_tuple *e, type *hint);
type *check_collection_comprehension(checker *c, expr_comprehension *e, type *hint);
type *check_collection_interp(checker *c, expr_interp *e);

// ---- check_bound.c ------------------------------------------------------------------------

// `base.method` as a function value: its type; NULL when it cannot be one.
type *check_bound_method(checker *c, expr_member *m, type *base, const symbol *method,
                         type *hint);

// When `e` is a bound method that was probably meant to be called: says so.  `what`: "it" where
// the report points to `e`.
bool check_bound_help(checker *c, diag *d, const expr *e, const char *what);

// ---- check_deal.c, check_call.c, check_builtin.c, check_make.c -------------------------

// Who gets the arguments: parameters as callers see them.
typedef struct call_target {
    const char *name;        // for messages
    span declared;           // of the callee; {0, 0} for built-ins
    const param_info *params;
    size_t param_count;
    size_t first;            // 1 when args[0] is a receiver
    const builtin *builtin;  // or NULL
} call_target;

// Deals the arguments out to the parameters: names, places, defaults, the
// variadic rest; reports E0401..E0404, E0407.  On success `slots[i]` tells the
// parameter of argument i; plan->args, order and rest are filled in.
// The values are not checked here.
bool check_deal(checker *c, expr_call *call, const call_target *target, call_plan *plan,
                     uint32_t *slots);
// Room for the slots of a call: `few` has CHECK_FEW_ARGS places.
enum { CHECK_FEW_ARGS = 16 };
uint32_t *check_deal_slots(checker *c, const expr_call *call, uint32_t *few);
// The same for parameters that are put together for one call.
param_info *check_deal_params(checker *c, size_t count, param_info *few);
// "1 argument", "2 arguments"
const char *check_deal_count(checker *c, size_t count);
// Checks the value (unless that was done) and converts it to its parameter's
// type; false after a report.
bool check_call_argument(checker *c, expr *e, type *want, const char *name, span other);
call_plan *check_call_new_plan(checker *c, call_kind kind, size_t arg_count);

// A call of a built-in: `first` is the first row of its name, `receiver` the
// object of a method or NULL.
// The row that the call means, of those that begin with `first`; NULL after a report.
const builtin *check_form(checker *c, expr_call *call, const builtin *first,
                          const type *receiver);
type *check_builtin_call(checker *c, expr_call *call, const builtin *first, expr *receiver,
                         type *hint);
// `list[int]()`, `chan[str](4)`: the callee is a type.
type *check_make(checker *c, expr_call *call, type *made, const type *hint);
// Checks the values of the arguments of a call that cannot be accepted, so that
// what is wrong in them is reported all the same.
void check_call_args_anyway(checker *c, expr_call *call);
// One value that goes nowhere.
void check_call_stray(checker *c, expr *e);

// E0352 unless a `mut fn` may change this receiver (check_assign.c).
void check_assign_receiver(checker *c, const expr *receiver, ast_name method);

#endif
