// SPDX-License-Identifier: MIT
// symbol.h - what a name means: the bridge from the checker to the lowering.
//
// The checker hangs a `symbol` on every name of the AST, a `call_plan` on every
// call and a `fn_info` on every function and closure.  The lowering reads these
// and nothing else of the checker.
//
// The room sema/: what names, types and constants mean; no stage of its own.
//   in   written names; the tables type.def, builtin.def, later.def
//   out  symbols, interned types, rows of built-ins, values of constants, names in C
//   who  includes base and tree.  check/ fills symbols and plans; from lower/ on they
//        are only read.
//
// I1  One symbol per declaration; every use of the name points to it.
// I2  A call that was accepted has a plan, and in it one argument for every
//     parameter: the user's expression, or the default of the declaration.
// I3  In a closure's body a captured name points to the *outer* symbol; the
//     closure's fn_info lists it in `captures` (capture by value).
#ifndef SLEY_SYMBOL_H
#define SLEY_SYMBOL_H

#include "base/array.h"
#include "base/source.h"
#include "sema/type.h"

struct expr;
struct decl;
struct stmt;
struct ast_module;

typedef struct builtin builtin;
typedef struct fn_info fn_info;
typedef struct generic generic;     // generic.h
typedef struct instance instance;   // generic.h

typedef enum symbol_kind {
    SYM_LOCAL,    // let, var, pattern, loop, catch, with and group names
    SYM_PARAM,
    SYM_GLOBAL,   // module-level let or var
    SYM_FN,       // function or method
    SYM_TYPE,     // struct, enum, error
    SYM_CASE,     // case of an enum
    SYM_MODULE,   // import
    SYM_BUILTIN,  // function or method of builtin.def
} symbol_kind;

struct symbol {
    const char *name;          // interned
    const char *module;        // interned name of its module, parts joined by '.'
    type *type;                // of the value; TYPE_FN for functions
    span span;                 // the name where it is declared
    struct decl *decl;         // fn, type, global: its declaration, else NULL
    fn_info *fn;               // SYM_FN: the function; local, param: its owner; global: what
                               // its initialiser is checked as (check_first.c), or NULL
    const builtin *builtin;    // SYM_BUILTIN
    generic *generic;          // fn, type: it has type parameters; NULL
    instance *instance;        // fn, type: it is an instance of a generic, or a method of one
    uint32_t case_index;       // SYM_CASE
    symbol *mutex;             // local: the hidden one that holds the mutex whose value this name
                               // stands for (`async with m as v`); NULL
    uint32_t shadow;           // 1, or n for the n-th local of this name in its
                               // function: v_x, v2_x, ...
    symbol_kind kind : 8;
    bool is_var : 1;           // may be assigned
    bool is_task_var : 1;      // SYM_GLOBAL: one value for each task
    bool is_used : 1;          // for the warning about unused names
    bool is_exposed : 1;       // a default value names it, which callers compute
    bool is_changed : 1;       // assigned somewhere, as a whole or in part
    bool is_fixed : 1;         // a name of a loop, a pattern, a catch clause: it cannot be a var
    bool is_ambiguous : 1;     // SYM_CASE: another enum of the module has this case too
    bool in_progress : 1;      // checker: its type is being worked out
    bool is_checked : 1;       // checker, SYM_GLOBAL: its first value was checked
};

// One parameter as callers see it.
typedef struct param_info {
    const char *name;
    type *type;                // for the variadic one: list[T]
    struct expr *init;         // default value or NULL
    symbol *symbol;            // inside the body; NULL for built-ins
    bool is_variadic;
} param_info;

// `await f(...)` in a function, or in a closure inside of it.
typedef struct fn_await {
    fn_info *callee;
    bool by_closure;
} fn_await;

// A function, a method, a closure, a `test` block: whatever has a body.
struct fn_info {
    const char *name;          // "serve", "Point.norm", "drain.closure1", "test 1"
    const char *shown;         // of an instance and what is inside: "first[int]", where
                               // name is "first_int"; NULL: it is the name
    const char *module;        // that it is declared in
    symbol *symbol;            // NULL for closures and tests
    fn_info *outer;            // closures: the function around it
    param_info *params;        // methods: self is params[0]
    size_t param_count;
    type *result;              // TYPE_UNIT when there is none
    type **throws;             // declared error types, when a list is given
    uint32_t throws_count;
    uint32_t capture_count;
    symbol **captures;         // I3, in order of first use
    bool can_throw;
    bool is_async;
    bool is_mut;               // a method that changes `self`: a pointer in C
    bool is_closure;
    bool is_abstract;          // of an interface: it has no body
    bool is_test;
    bool is_default;           // a default value: lowered wherever it is left out
    bool is_gen;               // its body yields; a call of it only makes the generator
    bool is_instance;          // of a generic, or inside of one: each module that uses it
                               // has its own
    // What it does, and what is done with it by its name (check_call.c, check_async.c).
    bool waits;                // for anything but a function called by its name
    bool is_awaited, is_spawned, is_value;
    bool assigns_inside;   // inside an expression, by a block that stands as a value or a mut fn
    bool is_never;             // declared `-> never`: no call of it comes back; result is unit
    bool can_exit;             // exit() may be called inside, also by what it calls by name
    symbol *made;              // `init` of a class: its self, the object that it makes and gives
    symbol *self;              // a function inside a function: its name in its own body
    span span;                 // the signature
    array_of(fn_await) awaits;
    array_of(fn_info *) callers; // check_exit.c: who calls it by its name
    array_of(fn_info *) needs; // check_first.c: functions, first values it mentions
    array_of(fn_info *) also;  // the same of other modules; variables that it only assigns
    uint32_t reached;          // check_cross.c: the last search that came here
    uint32_t number;           // check_first.c: order of discovery, 0: not seen
    const struct foreign_fn *exported; // to C: foreign.h; NULL
    const struct foreign_fn *foreign; // of C: foreign.h; NULL: it has a body
    struct ir_fn *ir;          // lower_decl.c
    struct ir_fn *job;         // lower_async.c: what other executors run; NULL
};

// A call of a generator function only makes the generator: `async` and `throws` are its body's.
static inline bool fn_call_is_async(const fn_info *info)
{
    return info->is_async && !info->is_gen;
}

static inline bool fn_call_throws(const fn_info *info)
{
    return info->can_throw && !info->is_gen;
}

typedef enum call_kind {
    CALL_FN,       // target: a function; async or not
    CALL_METHOD,   // target: a method of a struct or enum; args[0] is the receiver
    CALL_VALUE,    // callee is an expression of function type
    CALL_STRUCT,   // target: a struct type; args in order of its fields
    CALL_CASE,     // target: a case of an enum; args in order of its payload
    CALL_ERROR,    // target: an error type; args in order of its fields
    CALL_BUILTIN,  // builtin: function or method of builtin.def; a method's
                   // receiver is args[0]
} call_kind;

typedef struct call_plan {
    call_kind kind;
    bool is_async;             // must be awaited or spawned
    bool can_throw;
    symbol *target;            // NULL for CALL_VALUE and CALL_BUILTIN
    const builtin *builtin;    // CALL_BUILTIN
    struct expr **args;        // I2: by parameter; the variadic place is NULL
    type **param_types;        // after the type parameters are known
    uint32_t *order;           // indices of args in the order they are evaluated;
                               // NULL: as they are
    struct expr **rest;        // what goes into the variadic list
    uint32_t arg_count;
    uint32_t rest_count;
    type *result;              // of the finished call (what `await` gives)
    type *type_args[2];        // built-in generics: T (or K), V
    struct ast_next *next;     // list(x), set(x): how the items of x are taken; else NULL
    struct expr_call *own;     // len(x): the call of a method that it means; else NULL
} call_plan;

// ---- built-in functions and methods (builtin.def) --------------------------

typedef enum builtin_flag {
    B_SITE = 1 << 0,       // C: takes `const sley_site *` as its last argument
    B_THROWS = 1 << 1,     // C: (task, args..., [&result]) -> sley_status
    B_TYPE = 1 << 2,       // C: takes the sley_type of T, after the task and the executor
    B_LEAF = 1 << 3,       // suspends: st = c_name(task, self, &wait, args..., [&result])
    B_CALLEE = 1 << 4,     // suspends: c_name##__begin / __resume with a frame
    B_OUT = 1 << 5,        // the result is written through a last pointer argument
    B_OUT_SOME = 1 << 6,   // the result is optional: returns bool, value by pointer
    B_PLACE = 1 << 7,      // returns `void *` (const): the place of a T, an alias
    B_TAKES = 1 << 8,      // takes (consumes) an argument: builtin_taken
    B_BLOCKS = 1 << 9,     // what stands in a plain function for the async row before it
    B_PURE = 1 << 10,      // no effect, depends on nothing mutable
    B_READS = 1 << 11,     // no effect, but reads what others can change
    B_CONSUMER = 1 << 12,  // waits and consumes nothing else: may be a select arm
    B_SPECIAL = 1 << 13,   // lowered by hand, see `id`
    B_EXECUTOR = 1 << 15,  // C: takes the `sley_executor *` as its first argument
    B_SIZE = 1 << 16,      // C: takes `sizeof(T)` as its last argument
    B_EQUAL = 1 << 17,     // checker: T must have ==
    B_ORDER = 1 << 18,     // checker: T must have <
    B_OBJECT = 1 << 22,    // checker: T must be a class
    B_QUIET = 1 << 19,     // it may throw, but runs no code of the program and changes nothing
} builtin_flag;

// What a stage needs to know a built-in by; it is never known by its name.  With
// B_SPECIAL: lowered by hand.  Else an operator, a loop or an arm of select means
// it, and rows of one meaning share the id: BI_LEN is that of every receiver.  A
// word such as `until: first` arrives as an int constant: its place in the list
// of the signature.
typedef enum builtin_id {
    BI_NONE,
    BI_PRINT,       // print(xs: ..., end: "\n"); args: NULL (variadic), end; rest: xs
    BI_EPRINT,      // the same on stderr
    BI_STR,         // str(x): any value as a string
    BI_REPR,        // repr(x)
    BI_DBG,         // dbg(x)
    BI_CONVERT,     // int(x), u8(x), float(x), char(x): numeric conversion
    BI_LEN,         // len(x), x.len()
    BI_MIN,         // min(a, b, ...)
    BI_MAX,
    BI_LIST_MIN,    // min(xs)
    BI_LIST_MAX,
    BI_ABS,
    BI_CASE_OF,     // Color.of(n)
    BI_ALL_CASES,   // Color.all()
    BI_GATHER,
    BI_WAIT_FOR,
    BI_SHIELD,
    BI_CHAN,        // chan[T](n), chan[T](unbounded)
    BI_FUTURE,      // future[T]()
    BI_EMPTY_LIST,  // list[T]()
    BI_EMPTY_SET,
    BI_EMPTY_MAP,
    BI_COLLECT_LIST,  // list(x) of a range, list, set, map (keys) or str
    BI_COLLECT_SET,   // set(x)
    BI_JOIN,        // t.join(), only as an arm of select
    BI_LOOP_RUN,    // loop.run(f(x))
    BI_EXIT,
    BI_PANIC,
    BI_UNCANCEL,
    BI_SLEEP,       // not special: sleep(0s) is a yield, a plain function blocks
    BI_SLEEP_VALUE, // sleep(d, value: v)
    BI_SEND,        // not special: an arm of select
    BI_TRY_SEND,    // not special: its result is called after what it says
    BI_RECV,        // not special: an arm of select
    BI_RECV_BLOCKING, // in plain code
    BI_WAIT_FUTURE, // f.wait(), only as an arm of select
    BI_WAIT,        // wait(ts, until, timeout): args; until 0 all, 1 first, 2 first_error
    BI_PUT_ARM,     // not special: an arm of select that takes a value
    BI_SORT,        // xs.sort(key, reverse); key is a literal `none` when not given
    BI_QUEUE_BY,    // PriorityQueue[T](by: key, cap)
    BI_SORTED,      // sorted(xs, key, reverse), xs.sorted(key, reverse): args[0] is xs
    BI_ZIP,
    BI_ENUMERATE,
    BI_ITEMS,       // m.items()
    // What the language itself calls: CORE in builtin.def.
    BI_RANGE,       // range(a, b)
    BI_ADD,         // of a comprehension: xs.append(v), s.add(v)
    BI_EXTEND,      // xs += more
    BI_AT,          // b[i] of a runtime object; other places are INDEX
    BI_PUT,         // m[k] = v, b[i] = v
    BI_SLICE,       // b[i..j] of a runtime object
    BI_GET,         // m.get(k), as in m.get(k) ?? other, which is ...
    BI_GET_OR,      // .. m.get(k, other)
    BI_REPEAT,      // x * n
    BI_CONTAINS,    // v in x
    BI_CONTAINS_CHAR,
    BI_COPY,        // list(xs), set(s)
    BI_TO_LIST,     // list(s)
    BI_KEYS,        // list(m)
    BI_CHARS,       // list(s) of a string
    BI_UNION,       // a | b of sets
    BI_INTERSECT,
    BI_DIFFERENCE,
    BI_SYMMETRIC_DIFFERENCE,
    BI_IS_SUBSET,
    BI_IS_SUPERSET,
    BI_GEN_NEXT,    // of a loop; its rows are told apart by whether it waits and throws
    BI_GEN_SEND,
    BI_GEN_THROW,
    BI_GEN_CLOSE,   // where a loop is left
    BI_ENTER,       // of a context: where a `with` begins ..
    BI_LEAVE,       // .. and ends
    BI_COUNT,
} builtin_id;

struct builtin {
    const char *receiver;   // "list[T]", "" for a free one, "net" for a module's
    const char *name;
    const char *signature;  // Sley's own syntax: "(v: T, at: int = 0) -> T? throws"
    const char *c_name;     // the runtime's function
    uint32_t flags;
    builtin_id id;
    const char *wait_type;  // B_LEAF: its wait structure ("sley_wait"), else NULL
    uint32_t frame_size;    // B_LEAF, B_CALLEE: bytes in the await area
    const char *doc;        // one line, for hover texts and the reference
};

// B_TAKES: which of the operands is consumed. What is sent stands before a timeout.
static inline uint32_t builtin_taken(const builtin *b, uint32_t operands)
{
    return (b->flags & B_LEAF) != 0 ? 1 : operands - 1;
}

#endif
