// SPDX-License-Identifier: MIT
// check.h - the checker from inside: its state, and what its files offer each other.
//
//     name/  what a name means: check_name (anywhere), check_scope (local names), check_member
//            (parts of a type); check_type (written types), check_fit (which type fits which)
//     decl/  check_decl (names and signatures, in order), check_body (what is in them), classes,
//            generics and their inference, extern and export; check_exit (who may end the
//            program), check_first (first values that need each other)
//     expr/  expressions; calls and their plans; closures and what they capture; await and spawn,
//            check_cross (what may cross to another executor)
//     stmt/  statements; patterns, check_cover (is a match exhaustive); check_throws (who may
//            throw what), check_narrow (optionals that a test has settled)
//
// A function that other files call begins with the name of its file.
//
// The room check/: names, types, effects; what is accepted here has a meaning.
//   in   the trees of all modules
//   out  the fields "checker:" of the trees, symbols, plans of calls; all other reports
//   who  includes base, tree, sema and parse.  Only this room writes those fields.
//
// I1  Expected types go down, types come up: check_expr gets what the context
//     would like (or NULL) and answers what the expression is.  Only
//     check_expr_value reports that the two do not fit.
// I2  After an error the expression has TYPE_POISON; a check that meets poison is
//     silent and passes it on.
// I3  expr->type is the expression's own type.  That it goes to a place of type
//     T? or of a parent error is seen by comparing the two (check_fit).
// I4  Every expression is checked exactly once, defaults included.
#ifndef SLEY_CHECK_H
#define SLEY_CHECK_H

#include "base/program.h"
#include "base/suggest.h"
#include "sema/builtin.h"
#include "sema/generic.h"
#include "sema/module.h"
#include "sema/scope.h"
#include "sema/symbol.h"
#include "sema/type.h"
#include "tree/ast.h"

typedef struct checker checker;
typedef struct check_fn check_fn;
typedef struct check_making check_making;    // check_class.h
typedef struct check_try check_try;
typedef struct check_catch check_catch;
typedef struct check_loop check_loop;
typedef struct check_group check_group;
typedef struct check_choice check_choice;

// Type arguments whose interface bounds are looked at when all signatures are known.
typedef struct check_deferred {
    const generic *of;
    type **args;
    span at;
    module *module;
} check_deferred;

// ---- state --------------------------------------------------------------------

// What a call is made for: only await and spawn may start an async function.
typedef enum check_use {
    USE_VALUE,
    USE_AWAIT,
    USE_SPAWN,               // spawn, and arguments of gather, race, wait_for, shield
} check_use;

// A function that is run by another executor, and where that was said.
typedef struct check_crossing {
    fn_info *root;
    span at;
} check_crossing;

struct checker {
    program *prog;
    module *module;          // whose declarations are being checked
    check_fn *fn;            // the function around; NULL outside of functions
    scope scope;             // local names, those of the outer functions below
    uint32_t scope_start;    // where the innermost scope begins in it
    map type_names;          // `int`, `str` ...: interned name -> scalar type
    map unknown;             // names reported by E0201 -> function: one report in each
    map defaults;            // default value -> its fn_info, when it calls something
    map prelude;             // built-in nominal types: `Timeout`, `net.Error` -> symbol
    bool is_default;         // a default value is being checked
    type *poison, *unit, *never, *none_type, *boolean, *integer, *real, *string,
         *bytes, *any, *character, *duration, *instant, *range, *group, *error;
    array_of(symbol *) facts;   // check_narrow.c I1; NULL: no more
    uint32_t facts_hidden;   // facts below this index do not count for a var
    const generic_scope *generics;   // type parameters that are visible; NULL
    instance *instance;      // whose tree is being checked; NULL
    bool is_open;            // the text of a generic is: of instances it uses none is made
    map *uses;               // where instances that are used are noted; NULL: nowhere
    instance_list started;   // types whose body waits for all names to be known
    instance_list queue;     // instances whose body or default values are to be checked
    bool has_bodies;         // types are completed as soon as they are made
    bool has_faces;          // interfaces are: check_face.c
    array_of(type *) faces;  // instances of interfaces that wait for it
    array_of(check_deferred) deferred;
    uint32_t test_count;     // in the module
    bool wants_tasks;        // among the arguments of wait
    check_use call_use;      // what the call that is being checked is made for

    array_of(check_crossing) crossings; // check_cross.c
};

// The function, closure, test or initialiser whose body is being checked.
struct check_fn {
    check_fn *outer;         // closures: the function around
    fn_info *info;
    type *result;            // NULL: a closure whose result is not known yet
    check_try *tries;        // innermost `try` around this point
    check_loop *loops;       // innermost loop
    check_group *groups;     // innermost group block
    check_choice *choice;    // innermost if or match whose value is wanted
    map names;               // name -> last symbol of it, for symbol.shadow
    uint32_t closure_count;  // outermost function: numbers the closures inside
    map inner_names;         // outermost function: names of the functions inside
    bool is_initialiser;     // of a module-level variable or a default value
    check_catch *catches;    // innermost catch block: a bare `throw` is legal
    bool wants_plain;        // a closure that goes where a plain function is called
    bool infers_throws;      // a closure without `throws`: what it does decides
    bool infers_result;
    bool is_throw_reported;  // E0601 and E0502 come once for each function
    bool is_await_reported;
    check_making *making; // check_class.h; NULL: it is no `init` of a class
    const char *cleanup;     // inside `defer` or `finally`: no return
    const char *holds;       // inside a `group`, `timeout` or `shield` block: no yield
    bool is_damaged;         // a statement did not parse: what is missing may stand there
};

// An if or match that is a value (check_choice.c).
struct check_choice {
    check_choice *outer;
    type *hint;              // what is wanted, or NULL
    type *type;              // of the blocks so far; NULL: none has given a value
    span first;              // where that type came from
};

// ---- names (check_name.c) ------------------------------------------------------

// What a name means here: local, top-level, import, built-in type or function
// (in this order).  Reports nothing and marks nothing.  NULL when unknown.
symbol *check_name_lookup(checker *c, const char *name);
// Nothing is known of the name because it stands in a piece that did not parse:
// whatever is wrong with it is not reported.
bool check_name_is_lost(const checker *c, const char *name);
// The type has no such member, which has to be said: once for each function.
bool check_name_is_new_member(checker *c, const type *t, const char *name);
// The same for a use: marks it used, captures it when it belongs to an outer
// function, settles the type of a global.  NULL after E0201.
symbol *check_name(checker *c, const char *name, span at);
// Where an enum is wanted, its cases need not say whose they are: `Circle(1.0)` for a Shape, also
// one of another module.  NULL: the name is no case of it, or that of a variable or function.
symbol *check_name_wanted_case(checker *c, const char *name, type *hint);
// E0201 for a name that is assigned.
void check_name_undeclared(checker *c, const char *name, span at);
// `util.f`: a member of an imported module; NULL after E0202.
symbol *check_name_module_member(checker *c, const symbol *import, ast_name name);
// The type of a variable of the module, when it has one of this name; else NULL.
const type *check_name_module_variable(checker *c, const symbol *import, const char *name);
// What a name stands for, with its article: "a variable", "an enum case".
const char *check_name_kind_text(const symbol *sym);
// `net.Error`: key of the prelude.
const char *check_name_join(checker *c, const char *space, const char *name);
// Looking through all names is only worth it for reports that are shown.
bool check_name_is_worth_a_search(const checker *c);
void check_name_offer(suggestion *s, const map *names);
// "did you mean `x`?", or when none is near and all fit into a line what there is: "it has `a`
// and `b`".
void check_name_help_known(checker *c, diag *d, const suggestion *s, const char *lead);

// ---- local names (check_scope.c) -----------------------------------------------

// A scope, opened and closed; the end warns about names that were not used.
uint32_t check_scope_open(checker *c);
void check_scope_close(checker *c, uint32_t outer);
// Makes `sym` a local of the current function and visible from here on: sets
// fn and shadow, warns about what it hides.
void check_scope_declare(checker *c, symbol *sym);
symbol *check_scope_new_local(checker *c, ast_name name, type *t, bool is_var);

// ---- parts of declared types (check_member.c) ----------------------------------

// A struct, enum, class or interface.
bool check_member_has_methods(const type *t);
// Method of one of these; NULL when it has none of this name.
symbol *check_member_method(checker *c, const type *receiver, const char *name);
// Index of the field in a struct or error; -1.
int check_member_field_index(const type *t, const char *name);
// Offers the fields and methods of a declared type.
void check_member_suggest(const checker *c, suggestion *s, const type *t);
// Index of the case of an enum; -1.
int check_member_case_index(const type *t, const char *name);
// The SYM_CASE symbol of a case.
symbol *check_member_case_symbol(type *owner, uint32_t index);
// No case of the enum has a payload; else E0356.
bool check_member_has_numbers(checker *c, const type *t, span at);

// ---- written types (check_type.c) ----------------------------------------------

// Sets and returns written->type; poison after a report.
type *check_type(checker *c, type_expr *written);
// The type that `type Id = int` names; poison after a report.
type *check_type_alias(checker *c, symbol *alias);
// list, map, set, task, future, chan
bool check_type_is_generic(const char *name);

// ---- built-in nominal types (check_prelude.c) ----------------------------------

// Fills c->prelude and c->type_names.
void check_prelude_init(checker *c);
// A SYM_TYPE of the prelude: check_prelude_type(c, "Timeout").
type *check_prelude_type(checker *c, const char *name);

// ---- which type fits (check_fit.c) --------------------------------------------

// A value of `from` may stand where `to` is wanted: equal; T to T?; none to
// T?; an error to its parent; chan[T] to one of its ends; never; poison.
bool check_fit(checker *c, const type *from, const type *to);
// Values of this type can be told from others when the program runs: they can be an `any`.
bool check_fit_has_tag(const type *t);
// `from` has all methods of the interface, with its signatures; notes that they are called by it.
bool check_fit_satisfies(checker *c, const type *from, const type *to);
// Below a report that it has not: which methods are missing, or differ.
void check_fit_note_missing(checker *c, diag *d, const type *from, const type *want);
// Parameters, result, async and throws are the same.
bool check_fit_same_method(const fn_info *a, const fn_info *b);
// The type that holds both (`none` and T: T?; two errors: their common parent),
// or NULL.
type *check_fit_join(checker *c, type *a, type *b);
bool check_fit_is_poison(const type *t);
// Marks the expression as reported and gives poison.
type *check_fit_poison(checker *c, expr *e);
// Reports E0301 unless e->type fits `want`.  `role` says what it is for:
// "the result", "argument `x`"; `other` points to the declaration or is {0, 0}.
bool check_fit_convert(checker *c, expr *e, type *want, const char *role, span other);
// == and !=; < and so on; key of a map or set.
bool check_fit_has_equality(checker *c, const type *t);
bool check_fit_has_order(checker *c, const type *t);
bool check_fit_has_hash(checker *c, const type *t);

// ---- expressions (check_expr.c, check_call.c, const.c) ---------------------------

// Checks e with an expected type (a hint, or NULL); sets and returns e->type.
type *check_expr(checker *c, expr *e, type *hint);
// The part of a struct, error or tuple that the member names: sets m->field, gives
// its type; NULL when there is none.
type *check_expr_part(const type *t, expr_member *m);
// A call without a result: its unit is hardly meant where a value stands.
bool check_expr_gives_nothing(const expr *e);
// check_expr, then check_fit_convert.
type *check_expr_value(checker *c, expr *e, type *want, const char *role, span other);
// check_expr for a place where a value is needed: reports E0302 when e has
// none (unit, a type, a module); a lone `none` is E0303.
type *check_expr_any_value(checker *c, expr *e, type *hint);
// The same where a range may stand, too: what is iterated or looked into.
type *check_expr_iterated_value(checker *c, expr *e, type *hint);
// A condition: bool, else E0304.
void check_expr_condition(checker *c, expr *e);
// The same when its type is known.
void check_expr_is_condition(checker *c, expr *e);
// What the operand right of `op` is expected to be.
type *check_operator_right_hint(checker *c, ast_op op, type *left);
// The operator of `target op= value`: type of the result, poison after a
// report.  Both operands are already checked.
type *check_operator(checker *c, ast_op op, span op_span, expr *left, type *left_type,
                     expr *right);
// The same of types of the program, which say it by a method: sets `own`; NULL: they do not.
type *check_operator_own(checker *c, ast_op op, span at, type *left, expr *right,
                         struct expr_call **own);
// Makes the plan.  With USE_VALUE an async call is reported (check_async_not_awaited).
// Gives the type of the finished call (what `await` gives).
type *check_call(checker *c, expr_call *call, type *hint, check_use use);

// ---- declarations and statements ----------------------------------------------------

// Type of a module-level variable, inferred on first demand.
type *check_body_global_type(checker *c, symbol *global);
// Fills in the scalar types, the prelude and the built-ins.
void check_body_init(checker *c, program *prog);
// The whole program: every module's names, signatures, then bodies.
void check_body_program(program *prog);
type *check_closure(checker *c, expr_closure *e, type *hint);
// The body of a function whose head did not parse.
void check_body_bad_fn(checker *c, const decl_bad *d);
void check_stmt_block(checker *c, block *b, bool *ends);        // opens its own scope
void check_stmt_block_here(checker *c, block *b, bool *ends);   // in the open scope
void check_stmt(checker *c, stmt *s, bool *ends);
void check_stmt_kind(checker *c, stmt *s, bool *ends);   // the statement itself

// if and match as values; return, throw, break, continue in place of a value.
type *check_choice_value(checker *c, expr_choice *e, type *hint);
type *check_choice_leave(checker *c, expr_leave *e);
// The end of a block that gives a value: its last statement.
// Sets `ends` when it never comes back.
void check_choice_block(checker *c, block *b, bool *ends);

// Loops (check_loop.c): also the clauses of comprehensions.  Reports when it
// cannot be iterated; poison then.  index is NULL when only one name is given.
bool check_loop_iterable(checker *c, expr *iterable, bool is_async, bool has_index,
                    type **index, type **item, ast_next *next);
// The same once its type is known.
bool check_loop_iterates(checker *c, expr *iterable, bool is_async, bool has_index, type **index,
                    type **item, ast_next *next);
// Its items are waited for: `async for` is meant.
bool check_loop_iterates_async(checker *c, const type *t);

// Patterns (check_match.c).  Binds the names in the open scope.
// check_match_binding: let, if let, for: names, `_`, tuples of them.
void check_match_binding(checker *c, pattern *p, type *t, bool is_var);
// The same for names that may stay unused: of loops and comprehensions.
void check_match_loop_name(checker *c, pattern *p, type *t);
void check_match_pattern(checker *c, pattern *p, type *t);
// Reports patterns that are never reached, and what no arm takes (check_cover.c).
// The patterns are checked and nothing in them is poison.
void check_cover(checker *c, const stmt_match *m, type *t);
void check_match(checker *c, stmt_match *m, bool *ends);

// ---- async (check_async.c) -----------------------------------------------------------

// Expressions; what they give.
type *check_async_await(checker *c, expr_await *e, type *hint);
type *check_async_spawn(checker *c, expr_spawn *e, type *hint);
// E0501: the call is neither awaited nor spawned.
void check_async_not_awaited(checker *c, expr_call *call);
// An argument of gather, race, wait_for or shield: a task, a future, or an
// async call that is spawned there.  Gives the type of its result.
type *check_async_awaitable_arg(checker *c, expr *e, type *hint);
// Waiting for it can throw: an async call, a task, a future.  It is checked.
bool check_async_awaited_throws(const expr *e);
void check_async_stmt(checker *c, stmt *s, bool *ends);

// ---- generators (check_gen.c) ----------------------------------------------------------

// The function's body yields: its result becomes the generator that a call makes.
void check_gen_fn(checker *c, const fn_signature *signature, fn_info *info);
type *check_gen_yield(checker *c, expr_yield *e);

// ---- errors (check_throws.c) -----------------------------------------------------------

// Something at `at` can throw: one of `types`, any error when count is 0.
// Reports E0601 when it is neither caught nor declared here.  `what` names it:
// "read_all", "throw".
void check_throws(checker *c, span at, const char *what, type **types, size_t count);
// Any error may come up here, thrown into the generator from outside: the try blocks around may
// take it; nothing need be declared.
void check_throws_into(checker *c);
// For an accepted call; to be called when it really runs here (not spawned).
void check_throws_call(checker *c, const expr_call *call);

// ---- exit() (check_exit.c) -------------------------------------------------------

// The call may end the program from inside the function around: of exit() itself, or of
// a function that is called by its name.
void check_exit_call(checker *c, const call_plan *plan);
// A default value stands where the call is: what it calls, the function around calls.
void check_exit_default(checker *c, const expr *init);
// What the default value is checked as.
fn_info *check_exit_default_info(checker *c, const expr *init);

// ---- first values (check_first.c) ----------------------------------------------

// The function or initialiser around mentions a function or a module-level variable.
void check_first_mention(checker *c, symbol *sym);
void check_first_mention_of(checker *c, fn_info *other);
void check_first_written(checker *c, symbol *global); // it is assigned
// What the initialiser of the variable is checked as.
fn_info *check_first_global_info(checker *c, symbol *global);
// Once all bodies are checked: first values that need each other through functions.
void check_first_values(checker *c);

// `spawn f(x) on where` (check_cross.c): what it gives, and NULL after a report; the type of
// `where`, poison after a report; the end of the check.
type *check_cross_call(checker *c, const type *where, expr *operand);
type *check_cross_target(checker *c, expr *e);
void check_cross_made(checker *c, span at, const type *made); // a value that executors share
void check_cross_reach(checker *c);
// The error types after `throws`; sets can_throw, throws, throws_count.
void check_decl_throws(checker *c, fn_signature *signature, fn_info *info);
void check_try_stmt(checker *c, stmt_try *s, bool *ends);
void check_try_throw(checker *c, stmt_throw *s, bool *ends);

#endif
