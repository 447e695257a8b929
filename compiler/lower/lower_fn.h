// SPDX-License-Identifier: MIT
// lower_fn.h - the lowering from inside: its state, and what its files offer.
//
//     lower.c          scopes, operations, sites: the tools below
//     lower_decl.c     modules, functions, closures, tests, globals
//     lower_stmt.c     statements;  lower_loop.c  loops, comprehensions
//     lower_expr.c     expressions; lower_call.c  calls; lower_assign.c  places
//     lower_format.c   interpolation, print;  lower_box.c  fields in boxes
//     lower_class.c    objects
//     lower_adapt.c    function values as others
//     lower_match.c    patterns, match
//     lower_async.c    await, spawn, gather, race;  lower_select.c  select
//     lower_gen.c      generators, yield
//     lower_clean.c    defer, try, throw, group, timeout, shield
//
// I1  Operations go to the end of `l->seq`.  A function that changes l->seq puts it back.
// I2  Operands are lowered before the operation that uses them is made, in the
//     order of the source (ir.h I2).
// I3  An operand may be a variable of the source itself when nothing can assign to
//     it inside an expression.  A module-level `var` can change in a call, a local
//     one in a block that stands as a value or in a `mut fn` (fn_info.assigns_inside):
//     to read it is an operation (IR_READ), which stands where the text reads.
// I4  Nothing here knows of reference counts (ir.h I5).
#ifndef SLEY_LOWER_FN_H
#define SLEY_LOWER_FN_H

#include "base/program.h"
#include "ir/ir.h"
#include "ir/ir_walk.h"
#include "lower/lower.h"
#include "sema/module.h"
#include "sema/symbol.h"
#include "sema/type.h"
#include "tree/ast.h"

typedef array_of(ir_value) lower_values;

typedef struct lower_receiver lower_receiver;   // lower_assign.c

// A block whose variables are being collected.
typedef struct lower_scope {
    struct lower_scope *outer;
    ir_node *around;         // the sequence in which it stands
    ir_vars vars;
    bool is_region;          // the body of a try, a cleanup ..: what rc.c holds in it
                             // goes when it is left, so it is a scope in any case
} lower_scope;

typedef struct lower_loop {
    struct lower_loop *outer;
    const stmt *source;      // NULL for the loops of comprehensions
    ir_node *node;
} lower_loop;

typedef struct lower_group {
    struct lower_group *outer;
    ir_var *var;
} lower_group;

// The catch clause around: what a bare `throw` throws again.
typedef struct lower_catch {
    struct lower_catch *outer;
    ir_catch *clause;
    lower_scope *scope;      // of the clause's body
} lower_catch;

// An if or match whose value is wanted: where each of its blocks puts it.
typedef struct lower_choice {
    struct lower_choice *outer;
    ir_var *var;             // NULL: it is the result of the function
} lower_choice;

// An or-pattern whose alternatives are being bound.
typedef struct lower_alternative {
    struct lower_alternative *outer;
    array_of(const symbol *) symbols;   // bound by the first alternative
} lower_alternative;

enum {
    LOWER_RECENT_SITES = 4,
    LOWER_CHAIN = 100,            // arms of an if chain inside each other
};

// symbol.shadow of a symbol that the lowering made: its variable is hidden.
#define LOWER_HIDDEN UINT32_MAX

// The function whose body is being lowered.
typedef struct lower_fn {
    struct lower_fn *outer;  // the one that is interrupted: closures, wrappers
    ir_fn *ir;
    map vars;                // symbol -> ir_var; in closures captured ones too
    map stems;               // stem of a hidden variable -> how many there are
    ir_node *around;         // l->seq of the outer one
    lower_scope top;         // the function's own variables
    lower_scope *scope;      // innermost
    lower_loop *loops;
    lower_group *groups;
    lower_catch *catches;
    lower_choice *choices;
    lower_alternative *alternatives;
    ir_var *made;            // in `init`: the object, which every return gives back; NULL
    uint32_t marked_line;    // last line that has a mark
    uint32_t spawn_count;    // wrappers made for it
    ir_site *recent[LOWER_RECENT_SITES];   // equal sites are shared
    uint32_t recent_next;
} lower_fn;

// What is known of all modules; hangs on the program.
typedef struct lower_state {
    map globals;             // symbol -> ir_global
    map modules;             // struct module -> ir_module
} lower_state;

struct lower {
    program *prog;
    lower_state *state;
    ir_module *module;
    ir_unit *current;        // that is being lowered
    lower_fn *fn;
    ir_node *seq;            // I1
    map fn_names;            // names of closures and wrappers -> how many
    map instances;           // of generics, that the module contains -> themselves
    map instances_of;        // declaration of a generic -> its functions among them
    type *unit, *boolean, *integer, *string;
};

// ---- tools (lower.c) ------------------------------------------------------------

// A compiler mistake: the checker should have refused this.
_Noreturn void lower_impossible(const lower *l, span at, const char *what);

// Starts a new sequence and makes it current; returns the one before.
ir_node *lower_seq_open(lower *l, span at);
// Makes `outer` current again and returns the sequence that was filled, or NULL
// when it is empty and `keep` is false.
ir_node *lower_seq_close(lower *l, ir_node *outer, bool keep);

void lower_scope_open(lower *l, lower_scope *scope, span at);
// Appends the block to the sequence around; without variables just its nodes.
void lower_scope_close(lower *l, lower_scope *scope);

void lower_add(lower *l, ir_node *node);
// Makes an operation at the end of the current sequence.
ir_op *lower_op(lower *l, ir_opcode code, type *t, span at, uint32_t arg_count);
// An operation of type unit has no result.  A part of a value that is a unit lies in
// a place all the same: it is read as what the place is in C.  Any other type is given back.
type *lower_part_type(lower *l, ir_opcode code, type *t);
ir_value lower_op1(lower *l, ir_opcode code, type *t, span at, ir_value a);
ir_value lower_op2(lower *l, ir_opcode code, type *t, span at, ir_value a, ir_value b);
ir_value lower_field(lower *l, ir_value of, uint32_t index, type *t, span at);
ir_value lower_class_field(lower *l, ir_value of, uint32_t index, type *t, span at);
// What IS_SOME, SOME_VALUE and UNWRAP give of an optional, wherever it lies.
ir_value lower_box_look_into(lower *l, ir_opcode code, type *t, span at, ir_value opt);
ir_value lower_box_look_at(lower *l, ir_opcode code, type *t, span at, const expr *opt);
// Fields that lie in a box (lower_box.c): out of it, into it; no-ops for others.
ir_value lower_box_out(lower *l, ir_value held, type *t, span at);
ir_value lower_box(lower *l, ir_value value, type *held, span at);
bool lower_box_is_out(const ir_value *value);
// The box of a value that was just taken out of it, and is not used yet; else the value.
ir_value lower_box_in_place(lower *l, ir_value value);
ir_value lower_unary(lower *l, ir_operator op, ir_value a, span at);
ir_value lower_binary(lower *l, ir_operator op, type *t, ir_value a, ir_value b, span at);
ir_value lower_compare(lower *l, ir_operator op, ir_value a, ir_value b, span at);
// `==`, `<`, `in` and their like of values that are known, as the operator of `e` says.
ir_value lower_expr_comparison(lower *l, const expr_binary *e, ir_value a, ir_value b);
// Two comparisons of one thing with constants of which `and` never holds, or (is_or)
// `or` always: C compilers complain about them.
bool lower_decides(bool is_or, const ir_value *left, const ir_value *right);
// `var = value`; nothing for a value that never comes.
void lower_set(lower *l, ir_var *var, ir_value value, span at);
// Appends `if cond {}` and gives the node, its bodies still missing.
ir_node *lower_if(lower *l, ir_node *head, ir_value cond, span at);
// `set var, truth`
void lower_flag(lower *l, ir_var *var, bool truth, span at);

ir_var *lower_var_new(lower *l, ir_var_kind kind, const char *name, type *t, span at);
// A variable of the source, declared in the current scope.
ir_var *lower_local(lower *l, const symbol *sym);
ir_var *lower_hidden(lower *l, const char *stem, type *t, span at);
// The value as something that can be read several times and does not change: a
// constant, a variable that is never assigned, else a hidden variable.
ir_value lower_held(lower *l, ir_value value, const char *stem, span at);
// The same for a value that is tested and then taken apart at once: any variable.
ir_value lower_subject(lower *l, ir_value value, const char *stem, span at);

void lower_mark(lower *l, span at);
// "weigh(n)": the source text, on one line, at most about 30 columns.
ir_site *lower_site(lower *l, span at);
ir_site *lower_site_text(lower *l, span at, const char *before, span text, const char *behind);
// A conversion between these types keeps every number.
bool lower_widens(const type *from, const type *to);
// Whether an operation with these operands can panic by itself.
bool lower_can_panic(ir_operator op, const ir_value *left, const ir_value *right);

// ---- functions (lower_decl.c) ---------------------------------------------------

ir_fn *lower_decl_fn_of(lower *l, const symbol *sym);
ir_global *lower_decl_global_of(lower *l, const symbol *sym);
// The closure as a value.
ir_value lower_decl_closure(lower *l, fn_info *info, const expr *value, const block *body, span at);
// A function that has no declaration: `OUTER.stem1`.
ir_fn *lower_decl_fn_made(lower *l, const char *stem, span at);
// The one that calls the plain function `info` on another executor: "fib.job".
ir_fn *lower_decl_fn_job(lower *l, const fn_info *info, span at);
// The body of the generator that the current function makes: `OUTER.steps`.
ir_fn *lower_decl_fn_body(lower *l, span at);
void lower_decl_fn_begin(lower *l, lower_fn *f, ir_fn *ir);
void lower_decl_fn_end(lower *l, lower_fn *f);
// A parameter of the function that was begun.
ir_var *lower_decl_param(lower *l, const char *name, type *t, const symbol *sym, span at);

// ---- statements -------------------------------------------------------------------

void lower_stmt_block(lower *l, const block *b);   // in a scope of its own
void lower_stmt_list(lower *l, const block *b);    // in the current scope
void lower_stmt(lower *l, stmt *s);
// The value goes into `var`, or (NULL) is returned; NULL too where all blocks leave.
void lower_stmt_choice_into(lower *l, const expr_choice *e, ir_var *var);
// `value` is the result of the function.
void lower_stmt_return(lower *l, const expr *value, span at);
void lower_loop_while(lower *l, stmt_while *s);
void lower_loop_for(lower *l, stmt_for *s);
ir_value lower_loop_comprehension(lower *l, expr_comprehension *e);
// list(x), set(x).
ir_value lower_loop_collect(lower *l, const expr_call *e);
ir_node *lower_loop_of(lower *l, const stmt *source);
void lower_assign(lower *l, stmt_assign *s);
// The place that a mut fn changes (lower_assign.c).  lower_assign_receiver evaluates what it
// depends on; lower_assign_receiver_load gives the variable to hand over by reference: that of
// the source, or a hidden one, which lower_assign_receiver_store then writes back.
lower_receiver *lower_assign_receiver(lower *l, const expr *receiver);
ir_value lower_assign_receiver_load(lower *l, lower_receiver *r);
void lower_assign_receiver_store(lower *l, const lower_receiver *r);
void lower_match(lower *l, stmt_match *s);
void lower_stmt_if(lower *l, stmt_if *s);

// What a defer does at the end of its block, as a sequence.
ir_node *lower_clean_up(lower *l, stmt *s);
void lower_clean_try(lower *l, stmt_try *s);
void lower_clean_throw(lower *l, stmt_throw *s);
void lower_clean_group(lower *l, stmt_group *s);
void lower_clean_timeout(lower *l, stmt_timeout *s);
void lower_clean_shield(lower *l, stmt_shield *s);
void lower_async_race(lower *l, stmt_race *s);
void lower_select(lower *l, stmt_select *s);

// ---- patterns (lower_match.c) -------------------------------------------------------

// Whether `value` matches, as a bool; IR_NOTHING when it always does.
ir_value lower_match_test(lower *l, pattern *p, ir_value value);
// Whether the value has what `let p = value` takes: of an optional, what is inside.
ir_value lower_match_test_let(lower *l, pattern *p, ir_value value, span at);
// Sets the variables that the pattern binds.
void lower_match_bind(lower *l, pattern *p, ir_value value);
bool lower_match_binds(const pattern *p);

// ---- generators (lower_gen.c) -------------------------------------------------------

// The current function, whose parameters and captures are declared, makes the generator; what the
// source says becomes the body, a function of its own.
void lower_gen_fn(lower *l, const fn_info *info, const expr *value, const block *body);
ir_value lower_gen_yield(lower *l, const expr_yield *e);
// Yields the value (IR_NOTHING: none); gives what is sent, of this type.
ir_value lower_gen_yield_value(lower *l, ir_value value, type *sent, span at);
void lower_gen_with(lower *l, const stmt_with *s);
// Yields each item of what is iterated (lower_loop.c).
void lower_loop_yield_from(lower *l, const expr_yield *e);

// ---- expressions --------------------------------------------------------------------

// IR_NOTHING for an expression without value.
ir_value lower_expr(lower *l, const expr *e);
// The value as one of type `to`: T becomes T?.
ir_value lower_expr_to(lower *l, const expr *e, type *to);
// `fn(A) -> B` where `fn(A) -> B throws` is wanted (lower_adapt.c).
bool lower_adapt_is_needed(const type *from, const type *to);
ir_value lower_adapt(lower *l, ir_value value, type *to, span at);
ir_value lower_expr_convert(lower *l, ir_value value, type *to, span at);
// For what it does only.
void lower_expr_effect(lower *l, const expr *e);
// Several operands from left to right (I3).
void lower_expr_operands(lower *l, expr *const *exprs, type *const *types, size_t count,
                         lower_values *values);
// A variable as it is now (I3).
// The mutex that the name is the value of.
ir_value lower_expr_mutex(lower *l, const symbol *sym);
ir_value lower_expr_read(lower *l, const symbol *sym, span at);
// `left and right` (or: is_or) where `right` is what the sequence `sub` computes.
// `and`, `or`, `??` (lower_logic.c).  `sub` is what `right` is evaluated by.
ir_value lower_logic_chain(lower *l, const expr_chain *e);
ir_value lower_logic_coalesce(lower *l, const expr_chain *e);
ir_value lower_logic(lower *l, bool is_or, ir_value left, ir_node *sub, ir_value right, span at);
ir_value lower_expr_in(lower *l, ir_value item, const expr *container, span at);
ir_value lower_expr_operator(lower *l, ast_op op, ir_value a, ir_value b, type *t, ir_site *site,
                             span at);
// The operands of `base[i, j]`.
void lower_expr_element(lower *l, const expr_index *e, lower_values *values);
ir_value lower_expr_index(lower *l, ir_value base, ir_value index, type *t, span at);
ir_value lower_expr_slice(lower *l, ir_value base, const expr *low, const expr *high,
                          bool inclusive, type *t, span at);

// The value that the interface `to` holds: an object, or a box of any other.
ir_value lower_class_face(lower *l, ir_value value, type *to, span at);
// The first object of `init`, before its body; what its defaults are is evaluated here.
void lower_class_init_begin(lower *l, const fn_info *info);
ir_value lower_call(lower *l, const expr_call *e);
// The operands of a call, in the order of its parameters.
void lower_call_operands(lower *l, const expr_call *e, lower_values *values);
// The operation on these operands: a call, or (is_await) waiting for it.
ir_value lower_call_finish(lower *l, const expr_call *e, const lower_values *values,
                           bool is_await);
// The call of a `mut fn`; is_await: waiting for it.
bool lower_call_is_mut(const expr_call *e);
ir_value lower_call_mut(lower *l, const expr_call *e, bool is_await);
// The call between loading the receiver, values[0], and storing it; that also happens when the
// call fails, or is cancelled.
ir_value lower_call_and_store(lower *l, const expr_call *e, lower_values *values, bool is_await,
                              const lower_receiver *receiver);
// `a.eq(b)`, `a.compare(b)`: the method of the type itself that an operator calls.
ir_value lower_call_own(lower *l, const symbol *method, ir_value a, ir_value b, span at);
// The method that an operator calls, of operands that are lowered; they are converted.
ir_value lower_call_operator(lower *l, const expr_call *own, const ir_value *operands,
                             uint32_t count);
// What the language means by an id for the type of args[0]: builtin_with_id.
ir_op *lower_call_method(lower *l, builtin_id id, type *t, span at, const ir_value *args,
                         uint32_t count);
ir_op *lower_call_builtin(lower *l, const builtin *b, type *t, span at, const ir_value *args,
                          uint32_t count);
// Which built-in the operation is, and which operands go by their address.
void lower_call_names_builtin(lower *l, ir_op *op, const builtin *b);
// The type arguments that follow from the receiver.
void lower_call_type_args(const type *receiver, type *args[2]);

ir_value lower_format_interp(lower *l, const expr_interp *e);
void lower_format_print(lower *l, const expr_call *e, bool to_stderr);
ir_value lower_format_string_of(lower *l, const expr *e, bool is_repr, span at);
// The panic of an assert; `sides`: the values that `compared` compares; NULL: it is something else.
void lower_format_assertion(lower *l, const expr *message, const expr_binary *compared,
                            ir_value sides[2], span at);
void lower_assert(lower *l, const stmt_assert *s);     // lower_assert.c
// `a + b + c` of texts as one format; false when the chain is none.
// dbg(x): "app.sley:7: x = 3" on standard error; its value.
ir_value lower_format_dbg(lower *l, const expr *e, span at);
bool lower_format_concat(lower *l, const expr_chain *e, ir_value *result);

// ---- waiting (lower_async.c) ------------------------------------------------------------

ir_value lower_async_await(lower *l, const expr_await *e);
ir_value lower_async_spawn(lower *l, const expr_spawn *e);
// The awaitables as tasks and futures: bare calls are spawned, after all their
// operands are evaluated.
void lower_async_awaitables(lower *l, expr *const *exprs, size_t count, lower_values *tasks);
// await gather(..), wait_for(..), shield(..), wait(..)
ir_value lower_async_special(lower *l, const expr_call *e);

#endif
