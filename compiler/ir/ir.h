// SPDX-License-Identifier: MIT
// ir.h - the intermediate representation: a tree of regions over operations.
//
// A function is a tree.  Inner nodes are the control flow of the source (a
// sequence, a scope, an if, a loop ..), which therefore survives to the C.
// Leaves are three-address operations: each has operands that are constants,
// variables or the results of earlier operations, and at most one result.
//
//     total += await weigh(n)         %4 = await_call weigh(n)
//                                     %5 = binary + total, %4
//                                     set total, %5
//
// The room ir/: data, its dump, its verifier, walks over it, sizes in C (abi.h).
//   in   nothing: lower/ makes it
//   out  functions that pass/ annotates and emit/ reads
//   who  includes base and sema.  Who may write which field stands below.
//
// I1  A result (IR_TEMP) is defined once, before its uses, in the same or an
//     enclosing sequence; it is used in the same function.
// I2  Evaluation order is the order of the operations: left to right, as in the
//     source.  Only fold.c may print an operation later, and says when.
// I3  A variable belongs to one scope and is used only inside it.
// I4  Leaving a scope by any edge (its end, break, continue, return, throw,
//     cancellation) runs the scope's cleanup, then drops its variables.
// I5  Lowering knows nothing of reference counts: operations say what they do
//     with their operands (ir.def), rc.c decides copy, move and drop.
// I6  After frame.c every variable has a place: `in_frame` or C local.
//
// Who fills in what:
//     lower_*.c   everything above the line "passes" in each structure
//     effects.c   fn.can_suspend, is_recursive, module.order before any body is
//                 lowered; then it turns AWAIT_CALL of a function that cannot
//                 suspend into CALL; fn.suspends, fn.sites
//     lint.c      nothing: it reports; fn.acquired
//     rc.c        op.uses, value.mode, var.is_owned, op.result_owned, DROP operations,
//                 variables for owned results that are only borrowed
//     await.c     variables for results that live across a suspension (op.uses too)
//     live.c      suspend.live
//     fold.c      op.folded, op.into
//     regions.c   what is known of regions, loops and tries: numbers, cleanups
//     frame.c     var.in_frame; after the plan fn.layout, sizes, suspend.in_arena
//     plan.c      fn.plan, what is written where: see plan.h
// ir_verify checks I1..I3 and each pass's promise after each pass.
#ifndef SLEY_IR_H
#define SLEY_IR_H

#include "base/array.h"
#include "base/source.h"
#include "sema/symbol.h"
#include "sema/type.h"

typedef struct ir_op ir_op;
typedef struct ir_node ir_node;
typedef struct ir_var ir_var;
typedef struct ir_fn ir_fn;
typedef struct ir_module ir_module;
typedef struct foreign_fn foreign_fn;
typedef struct ir_suspend ir_suspend;

typedef enum ir_opcode {
#define IR_OP(NAME, text, effect, args, result) IR_##NAME,
#include "ir/ir.def"
#undef IR_OP
    IR_COUNT
} ir_opcode;

typedef enum ir_effect { EFFECT_PURE, EFFECT_PANICS, EFFECT_READS, EFFECT_EFFECT } ir_effect;

typedef struct ir_op_info {
    const char *text;
    ir_effect effect;
    const char *args;
    char result;
} ir_op_info;

extern const ir_op_info ir_op_infos[IR_COUNT];

// Operators of UNARY, BINARY, COMPARE.  ORDER ir_operator (emit_expr.c)
typedef enum ir_operator {
    IROP_NEG, IROP_NOT, IROP_INVERT,
    IROP_ADD, IROP_SUB, IROP_MUL, IROP_DIV, IROP_MOD, IROP_POW,
    IROP_WRAP_ADD, IROP_WRAP_SUB, IROP_WRAP_MUL,
    IROP_BIT_AND, IROP_BIT_OR, IROP_BIT_XOR, IROP_SHL, IROP_SHR,
    IROP_EQ, IROP_NE, IROP_LT, IROP_LE, IROP_GT, IROP_GE,
    IROP_COUNT
} ir_operator;

// ---- operands --------------------------------------------------------------

typedef enum ir_value_kind {
    IR_NOTHING,  // an absent optional operand
    IR_CONST,    // by type: i, f or text
    IR_VAR,
    IR_TEMP,     // the result of an operation
    IR_GLOBAL,   // module-level variable that is never assigned; others by READ
} ir_value_kind;

// How an operand is handed over; decided by rc.c.
typedef enum ir_mode {
    MODE_BORROW,  // read only
    MODE_COPY,    // a new reference is made first
    MODE_MOVE,    // the reference goes over: the plain expression
    MODE_TAKE,    // the same from a variable that a cleanup may still drop:
                  // read it and clear it
} ir_mode;

__extension__ typedef unsigned __int128 ir_wide __attribute__((aligned(8)));   // arena.h I2

typedef struct ir_const {
    ir_wide i;          // integers (two's complement), bool, char, duration
    double f;           // float, f32
    const char *text;   // str, bytes: not terminated by its end alone
    size_t text_len;
    bool is_none;       // `none` of an optional type
} ir_const;

typedef struct ir_global {
    const char *module;
    const char *name;
    type *type;
    ir_fn *init;        // plain function that computes the first value, or NULL
    ir_const *value;    // constant initial value, or NULL
    bool is_var;
    bool is_task_var;   // the C variable has its first value
    span span;
    const char *doc;    // its /// lines, joined by \n; NULL
    emit_marks marks;
} ir_global;

typedef struct ir_value {
    ir_value_kind kind;
    ir_mode mode;       // passes: rc.c
    type *type;
    union {
        const ir_const *constant;
        ir_var *var;
        ir_op *op;
        ir_global *global;
    };
} ir_value;

typedef enum ir_var_kind {
    IRVAR_PARAM,    // borrowed from the caller
    IRVAR_LOCAL,    // a name of the source
    IRVAR_HIDDEN,   // made by the compiler: loop index, iterated value, result
    IRVAR_CAPTURE,  // read-only copy of a captured value: aux.index of CAPTURE
    IRVAR_SELF,     // the closure that runs
} ir_var_kind;

// Where a C local is declared; plan.c.
typedef enum ir_home {
    HOME_NONE,      // it is none: a parameter, or in the frame; or not used
    HOME_TOP,       // at the top of the function
    HOME_SCOPE,     // where its scope begins
    HOME_SET,       // where it is set first
} ir_home;

struct ir_var {
    ir_var_kind kind;
    uint32_t id;            // index in fn.vars: the bit in liveness sets
    const char *name;       // source name, or the stem of a hidden one
    uint32_t shadow;        // see symbol.shadow; hidden ones: unique per stem
    type *type;
    span span;              // declaration
    bool is_assigned_again; // may be assigned after its declaration
    bool by_reference;      // `self` of a mut fn: a pointer to the caller's variable
    // passes
    bool is_owned;          // rc.c: leaving its scope by an edge (failure, return,
                            // break ..) must drop it; its normal end has a DROP
    bool needs_clear;       // rc.c: may be dropped or assigned before its first
                            // SET: starts empty
    ir_var *borrows;        // rc.c: it shows a part of what this one holds
    bool in_frame;          // frame.c
    bool is_used;           // plan.c: what is written mentions it ..
    bool is_unread;         // .. and only sets it
    bool is_cleared;        // .. before it is set: starts empty
    ir_home home;           // plan.c
};

// The place that STORE writes: a variable or a PLACE, then fields inwards.
typedef struct ir_target {
    ir_var *var;            // or NULL
    ir_global *global;      // or NULL
    ir_op *place;           // or NULL: result of PLACE
    uint32_t *fields;       // index of the field at each step
    size_t field_count;
    ir_value place_operand; // of a STORE; ir_walk.c: `place`, as walkers see it
} ir_target;

// One piece of an interpolated string, or of what print writes.
typedef struct ir_part {
    const char *text;       // literal piece, or NULL
    size_t text_len;
    uint32_t arg;           // else: which operand
    const char *spec;       // Python format spec without the colon, or NULL
    size_t spec_len;
    bool is_repr;           // !r
    uint32_t width_arg;     // operand (str) that gives the whole spec when a part of
                            // it is computed, or UINT32_MAX
} ir_part;

// A line of the function's table of sites: where it can wait, throw or panic.
typedef struct ir_site {
    uint32_t index;         // row; emit_table.c; UINT32_MAX until numbered
    uint32_t line;
    const char *text;       // what stands there, shortened: `weigh(n)`
    uint32_t row;           // emit_table.c: in the shorter table of a plain function
} ir_site;

// Where a failure goes from where it shows.
typedef enum ir_fail {
    FAIL_JUMPS,             // to the innermost leave_N; without one, out of the function
    FAIL_FALLS,             // to what follows
    FAIL_RETURNS,           // out: the function holds nothing yet
} ir_fail;

struct ir_op {
    ir_opcode code;
    uint32_t id;            // unique in the function; %id in dumps
    type *type;             // of the result; TYPE_UNIT when there is none
    span span;
    ir_value *args;
    uint32_t arg_count;
    // passes
    uint32_t order;         // ir_walk.c: position in the order of the text
    ir_site *site;          // when it can panic, throw or wait
    ir_suspend *suspend;    // when it suspends
    ir_var *into;           // fold.c: the result is written to this variable
    uint32_t uses;          // rc.c: operands that name the result
    bool can_throw;         // it gives a status: an error, or the way out after exit()
    bool result_owned;      // rc.c: the temporary holds a reference
    bool drop_result;       // rc.c: the owned result is not used: release it at once
    bool assigns;           // rc.c: SET, STORE: the place may hold a value; release it
    bool drops_early;       // rc.c: DROP: before the failure of what stands in front is looked at;
                            // there: such DROPs follow it (ir_fails_plainly)
    bool folded;            // fold.c: printed where it is used
    bool sets_first;        // plan.c: it is what first sets its variable
    uint8_t fail;           // plan.c: ir_fail
    uint16_t shadow;        // plan.c: of the temporary that holds the result; see ir_var.shadow
    // Last, and only as long as the operation needs (ir_walk_new_op): programs have
    // millions of operations.
    union {
        ir_operator operator;
        ir_target target;
        struct {
            uint32_t index;       // field
            uint32_t case_index;  // PAYLOAD, CASE
            type *of;             // ERROR_IS, ERROR_FIELD, ERROR
        };
        struct {
            ir_fn *callee;        // CALL, SPAWN, GEN, CLOSURE, FN_VALUE, AWAIT_CALL
            ir_value group;       // SPAWN: of IR_NOTHING = innermost or program
            ir_value task_name;   // SPAWN: str or IR_NOTHING
            ir_value target_on;   // SPAWN: the executor that runs it; IR_NOTHING: this one
        };
        struct {
            const builtin *builtin;   // also GATHER
            type *type_args[2];
            uint32_t variant;         // gather: 1 = errors: keep; wait_for: 1 = its task;
                                      // new: 1 = drop: oldest
                                      // is shielded
            uint32_t places;          // bit i: operand i goes by its address (builtin.h)
        };
        struct {
            ir_part *parts;       // FORMAT; of TYPE_UNIT: print, "format and write"
            uint32_t part_count;
            bool to_stderr;           // TYPE_UNIT: eprint
        };
        struct {
            ir_node *sub;         // AND, OR: operations of the right side ..
            ir_value sub_value;   // .. and its value; all of it folds
        };
    } aux;
};

// ---- regions ---------------------------------------------------------------

typedef enum ir_node_kind {
    NODE_MARK,      // a source statement begins: quote it
    NODE_OP,      // one operation
    NODE_SEQ,       // one after the other
    NODE_SCOPE,     // variables, and what runs when they go
    NODE_IF,
    NODE_LOOP,
    NODE_SWITCH,    // on a tag or an integer constant
    NODE_SELECT,    // one of several operations happens
    NODE_TRY,
    NODE_BREAK,
    NODE_CONTINUE,
    NODE_RETURN,
    NODE_THROW,
} ir_node_kind;

typedef array_of(ir_node *) ir_nodes;

typedef enum ir_scope_kind {
    SCOPE_PLAIN,    // variables only
    SCOPE_CLEANUP,  // defer, finally: `cleanup` runs on every way out
    SCOPE_TIMEOUT,  // operand: duration
    SCOPE_TIMEOUT_AT, // operand: instant
    SCOPE_GROUP,    // `var` is the group; leaving it suspends
    SCOPE_SHIELD,   // cancellation waits outside
} ir_scope_kind;

typedef struct ir_case {
    uint64_t *values;       // several for `case A | B`
    size_t value_count;
    ir_node *body;
} ir_case;

typedef enum ir_arm_kind {
    IRARM_RECV,     // channel; result T?
    IRARM_SEND,     // channel, value
    IRARM_JOIN,     // task; the arm happens when it has ended
    IRARM_AFTER,    // duration
    IRARM_AT,       // instant
    IRARM_FUTURE,   // future.wait
    IRARM_PUT,      // queue, value
    IRARM_GET,      // queue; result T, taken out where the arm's body begins
    IRARM_BUILTIN,  // `builtin`, a method of the subject without arguments or result
} ir_arm_kind;

typedef struct ir_arm {
    ir_arm_kind kind;
    const builtin *builtin; // IRARM_BUILTIN
    ir_value subject;       // channel, lock, task, future, duration, instant
    ir_value value;         // IRARM_SEND, IRARM_PUT
    ir_value guard;         // bool, or IR_NOTHING
    ir_var *result;         // a variable of the arm's scope, or NULL; IRARM_RECV: a T?
    ir_node *body;
    ir_site *site;
    span span;              // of its operation
} ir_arm;

// A catch clause; `type` NULL: every error.
typedef struct ir_catch {
    type *type;
    bool is_cancelled;      // catch Cancelled {}
    ir_var *var;            // the error, or NULL
    ir_node *body;
    bool takes_rest;        // plan.c: every error that is left comes here ..
    bool is_rest;           // .. and whatever else is left: no test is needed
} ir_catch;

struct ir_node {
    ir_node_kind kind;
    span span;
    uint32_t first, last;   // passes: ir_walk.c: positions where it begins and ends
    bool ends;              // plan.c: control does not come to what follows it
    bool is_tail;           // plan.c: only the function's end follows
    bool is_left_out;       // plan.c: written elsewhere, or not at all
    // Only as long as the kind needs (ir_node_new): most nodes are operations.
    union {
        uint32_t line;                // NODE_MARK: of the source
        ir_op *op;                    // NODE_OP
        ir_nodes seq;                 // NODE_SEQ
        struct {
            ir_scope_kind kind;
            ir_var **vars;
            size_t var_count;
            ir_value operand;         // timeouts
            ir_var *var;              // SCOPE_GROUP: the group
            ir_node *body;
            ir_node *cleanup;         // SCOPE_CLEANUP
            ir_site *site;            // timeout, group
            ir_suspend *suspend;      // SCOPE_GROUP: waiting at its end
            bool is_function;         // the outermost scope
            // passes
            bool cleanup_leaves;      // prune.c: control never goes past the cleanup
            bool cleanup_throws;      // regions.c: an error can come up in it, or it can
            bool cleanup_suspends;    // suspend: it is bracketed by sley_unwind_*
            bool next_in_frame;       // plan.c: `next_N` lives in the frame
            uint32_t number;          // regions.c: leave_N, g_N, s_N, u_N, next_N
            const struct plan_region *plan;    // plan.c: of a region ..
            const struct plan_region *cleanup_plan; // .. of its cleanup, when guarded
            const struct plan_given *given;    // plan.c: NULL: none of its variables is
            bool quotes;              // plan.c: its first statement, ahead of its variables
        } scope;
        struct {
            ir_node *head;            // operations that compute `cond`, or NULL
            ir_value cond;
            ir_node *then_body;
            ir_node *else_body;       // or NULL
            ir_node *chained;         // plan.c: its `else if`, or NULL
        } branch;                     // NODE_IF
        struct {
            const char *label;        // or NULL
            ir_var *index;            // counted loop: its hidden index, or NULL; of low..=high:
                                      // whether to go on, which is the condition, too
            ir_node *head;            // operations before each test, or NULL
            ir_value cond;            // IR_NOTHING: for ever
            ir_node *body;
            ir_node *step;            // before the next round, `continue` goes here
            ir_node *else_body;       // when no break left it; or NULL
            // passes
            uint32_t number;          // regions.c: break_N, continue_N
            bool has_break;
            bool is_plain;            // plan.c: its head is no statement
            bool break_label;         // plan.c: `goto break_N` is written
            bool continue_label;
            ir_op *init;              // plan.c: what its `for` begins with, or NULL
            ir_op *for_step;          // plan.c: what its `for` does, or NULL
        } loop;
        struct {
            ir_value subject;         // integer: TAG or a number
            ir_case *cases;
            size_t case_count;
            ir_node *default_body;    // or NULL: cannot happen
        } choice;                     // NODE_SWITCH
        struct {
            ir_arm *arms;
            size_t arm_count;
            ir_node *default_body;    // or NULL: it waits
            bool is_first;            // in text order
            bool blocks;              // of plain code: without a default the thread waits
            bool can_throw;           // one of its operations can
            ir_suspend *suspend;      // NULL with a default, or in plain code
            ir_site *site;
            uint32_t number;          // plan.c: of those that cannot wait
        } select;
        struct {
            ir_node *body;
            ir_catch *catches;
            size_t catch_count;
            ir_node *else_body;       // or NULL
            bool takes_all;           // no error of the body goes past the catches
            bool passes_on;           // plan.c: some failure goes past the catches ..
            bool rest_falls;          // plan.c: .. to what follows
            uint32_t number;          // regions.c: leave_N
            const struct plan_region *plan;  // plan.c
        } attempt;                    // NODE_TRY
        struct {
            ir_node *target;          // the NODE_LOOP
            const struct plan_jump *plan;    // plan.c
        } jump;                       // NODE_BREAK, NODE_CONTINUE
        struct {
            ir_value value;           // or IR_NOTHING
            const struct plan_jump *plan;    // plan.c
        } result;                     // NODE_RETURN
        struct {
            ir_value error;           // IR_NOTHING: the cancellation that is handled here
            ir_site *site;            // NULL when it is a rethrow
            ir_fail fail;             // plan.c
            bool is_rethrow;          // a bare `throw`: keeps the error's trace
        } raise;                      // NODE_THROW
    };
};

// ---- functions and modules -------------------------------------------------

typedef array_of(ir_suspend *) ir_suspends;
typedef array_of(ir_var *) ir_vars;
typedef array_of(ir_site *) ir_sites;
typedef array_of(ir_fn *) ir_fns;

// A place where the function can wait.  Its number is the frame's state there
// and the row of its site; numbers follow the text.
struct ir_suspend {
    uint32_t number;        // 1.. ; effects.c
    ir_op *op;              // AWAIT_*, GATHER, RACE, YIELD; or
    ir_node *node;          // NODE_SELECT, or the NODE_SCOPE of a group
    // passes
    ir_vars held;           // rc.c: is_owned variables that hold something here
    uint64_t *live;         // live.c: set of var ids that are needed afterwards,
                            // the held ones included
    bool in_arena;          // frame.c: the callee's frame lies in the task arena
    bool is_reached;        // plan.c: control comes there
    uint32_t size;          // frame.c: bytes it needs in the await area
};


struct ir_fn {
    ir_module *module;
    const char *name;       // "serve", "Point.norm", "drain.closure1"
    const char *symbol_name; // in C: "m_stats__serve"; emit_name.h
    const char *shown;      // to users: the name, or "first[int]" of an instance
    const char *home;       // the module that declares it; an instance of another module's
    const source *source;   // .. generic is part of this one, but written there
    span span;              // signature
    const char *doc;        // its /// lines, joined by \n; NULL
    uint32_t line;          // where it begins
    type *type;             // TYPE_FN
    type *result;
    ir_vars params;
    ir_vars captures;       // closures: IRVAR_CAPTURE, in order
    ir_var *self;           // closures that call themselves: IRVAR_SELF
    ir_vars vars;           // all, params first; index = id
    ir_node *body;          // NODE_SCOPE with is_function
    uint32_t op_count;
    bool is_async;          // as declared
    bool can_throw;
    bool can_exit;          // exit() may be called inside: a plain one gives a status
    bool handles_errors;    // errors may be thrown and caught inside; passes: effects.c
                            // finds out who does not
    bool is_closure;
    bool is_exported;       // visible to other modules
    bool is_main;
    bool is_test;
    const char *test_name;
    bool is_awaited;        // by its name, somewhere
    bool is_spawned;        // somewhere: needs a frame of its own
    bool is_value;          // used as a function value: needs a closure face
    bool is_gen;            // the body of a generator: `result` is what it yields
    const foreign_fn *exported; // to C; NULL
    const foreign_fn *foreign; // of C: its body is empty here; foreign.h; NULL
    fn_info *info;          // of the checker; NULL for wrappers and first values
    // passes
    uint32_t unit;          // effects.c: position of its unit, when that has its name
    bool can_suspend;       // effects.c; an async function that cannot is plain C
    bool is_recursive;      // effects.c: may await itself
    const struct lint_acquired *acquired; // lint_lock.c: the locks that it waits for; NULL: none
    ir_suspends suspends;   // effects.c
    ir_sites sites;         // numbered by effects.c: suspensions first
    uint32_t frame_size;    // frame.c: bytes, 0 for plain functions
    uint32_t frame_align;
    uint32_t await_size;    // frame.c: bytes of the await area
    emit_marks marks;
    struct emit_written *written; // emit_fn.c: its C
    struct frame_layout *layout; // frame.c: see frame.h; NULL for plain functions
    uint32_t last_number;   // regions.c: the highest of a region, a try or a loop
    bool result_may_go;     // regions.c: a cleanup or a group may fail after `return x`
    const struct plan *plan; // plan.c: see plan.h
};

typedef array_of(type *) ir_types;
typedef array_of(ir_global *) ir_globals;
typedef array_of(ir_module *) ir_modules;

// A declaration with a body.  It is lowered in one go, with the closures inside.
typedef struct ir_unit {
    struct decl *decl;
    ir_fn *fn;              // a variable's: NULL before it is lowered
    ir_fns fns;             // what came of it: closures and wrappers before their user
} ir_unit;

struct ir_module {
    const char *name;       // interned: "stats"; parts joined by '.'
    source *source;
    ir_modules imports;     // direct ones, in text order
    ir_types types;         // its structs, enums, errors in order of declaration
    array_of(const char *) type_docs; // of each of them; NULL
    ir_globals globals;
    array_of(ir_unit) units; // in order of the source
    array_of(uint32_t) order; // effects.c: units in the order to lower them, those that
                            // are awaited before those that await
    ir_fns fns;             // of all units, in their order; once all are lowered
    ir_fn *main;            // or NULL
    ir_fns tests;
    struct lower *lowering; // lower_decl.c: what it knows between two units
    struct emitter *emitter; // emit_c.c: C is written function by function; or NULL
    array_of(const struct foreign_block *) foreign; // its extern blocks
    uint64_t generics;      // a hash of the text of its generics, which its importers contain
    bool is_root;           // the module given on the command line
    bool is_library;        // others import it: its public names have external linkage
    const char *header;     // the file that its C includes for its own declarations; NULL:
                            // they stand in the C file itself
};

// ---- building and reading (ir.c) -------------------------------------------

static inline const ir_op_info *ir_info(ir_opcode code)
{
    return &ir_op_infos[code];
}
const char *ir_operator_text(ir_operator operator);    // "+", "neg"

// Makers; all in the `fn` arena.  An operation is made by ir_walk_new_op (ir_walk.h).
ir_node *ir_node_new(program *prog, ir_node_kind kind, span at);
ir_node *ir_seq_new(program *prog, span at);
void ir_seq_add(program *prog, ir_node *seq, ir_node *node);
// Its body's memory will be used again.
void ir_forget_body(ir_fn *fn);
// What the result is called in C: after what it holds (ir_stem.c).
const char *ir_stem(const ir_op *op);
ir_value ir_nothing(void);
ir_value ir_temp_value(ir_op *op);
ir_value ir_global_value(ir_global *global);
// Also char, duration, bool: two's complement.
ir_value ir_int_value(program *prog, type *t, ir_wide bits);
ir_value ir_bool_value(program *prog, bool truth);
ir_value ir_float_value(program *prog, type *t, double f);
ir_value ir_text_value(program *prog, type *t, const char *bytes, size_t len); // str, bytes
ir_value ir_none_value(program *prog, type *t);            // t is an optional
// What the operation is to its neighbours: that of ir.def, for built-ins by
// their flags, for comparisons by what is compared.
ir_effect ir_effect_of(const ir_op *op);
// One of its operands is a function value, which it may call.
bool ir_takes_function(const ir_op *op);
// It compares, hashes or prints what does that by methods of the program (type.h: own_method).
bool ir_calls_own(const ir_op *op);
// An operator or a conversion of numbers; without a site it cannot fail.
bool ir_is_arithmetic(const ir_op *op);
// It may run any code of the program, which may write whatever is shared.
bool ir_runs_code(const ir_op *op);
// The type of the function that a CALL_VALUE or AWAIT_VALUE calls; `method`: of the interface.
const type_fn *ir_called(const ir_op *op, const symbol **method);
// It waits for something else than a function of the program called by its name.
bool ir_waits(const ir_op *op);
// exit() may be called inside: its status may say that the program ends.
bool ir_can_exit(const ir_op *op);
// A plain function that gives a status, and its result by a pointer.
bool ir_gives_status(const ir_fn *fn);
// A call in the place where it stands, that may fail: `st = f(..);` and a guard.
bool ir_fails_plainly(const ir_op *op);
// A DROP that belongs between the two.
bool ir_is_early_drop(const ir_node *node);
// The variable that the call changes through a pointer: the receiver of a mut fn, or NULL.
ir_var *ir_changed_by_call(const ir_op *op);
// Control may come to the end of the node.
bool ir_falls_through(const ir_node *node);
// A call of a function of the program that is declared `-> never`.
bool ir_calls_never(const ir_op *op);
// The last node of the sequence leaves it for good: return, throw, break ..
bool ir_ends(const ir_node *node);
// A loop over low..=high, where high + 1 may not exist: `index` is its condition, and its step
// is `index = i < high; i = i &+ 1`.
bool ir_loop_is_inclusive(const ir_node *loop);
// Calls `visit` for each operand of the operation (those of `sub` excluded).
void ir_each_arg(ir_op *op, void (*visit)(ir_value *value, void *data), void *data);
// Calls `visit` for each direct child of the node; NULL children are left out.
void ir_each_child(ir_node *node, void (*visit)(ir_node *child, void *data), void *data);

void ir_print(text *out, const ir_module *module);     // stable dump (ir_print.c)
void ir_print_fn(text *out, const ir_fn *fn);

// What passes promise of a function, apart from I1 to I4.
enum ir_promise {
    PROMISE_USES = 1,     // rc.c: op.uses counts the operands that name its result
    PROMISE_DROPS = 2,    // rc.c: an owned variable is dropped or moved where its scope ends
    PROMISE_TEMPS = 4,    // await.c: no result is used across a suspension
    PROMISE_PLACES = 8,   // frame.c: in the frame is what lives across a suspension, and
                          // parameters and captures; nothing else
};
// Checks the functions after a pass (--verify).  A broken promise ends the compiler
// with status 70.
void ir_verify(program *prog, const ir_module *module, const char *pass, unsigned promises);

#endif
