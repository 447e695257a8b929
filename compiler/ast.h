// SPDX-License-Identifier: MIT
// ast.h - the syntax tree: what the parser makes and the checker annotates.
//
// Five families: expr, stmt, decl, type_expr (a type as it is written) and
// pattern.  A node of kind K is a `struct expr_k` that starts with the head
// `struct expr`; expr_as_k(e) goes from the head to the node and asserts the
// kind.  The kinds are listed in ast.def.
//
// I1  Every node has a span, and it lies inside the span of its parent.
// I2  Nodes live in the `unit` arena.  Names are interned.  No child is NULL
//     unless its comment says so; what did not parse is an ERROR node, about
//     which a diagnostic was already given.
// I3  No node lies deeper than LIMIT_NESTING (program.h): `depth` is 1 for a
//     leaf and one more than the deepest child for the rest.  So a walk may
//     recurse into children.
// I4  Long input stays flat: operators of one level make one EXPR_CHAIN
//     (`a + b - c` has two links), `else if` makes arms of one STMT_IF.
//     Passes walk these in a loop.  Parentheses leave no node, and those
//     around the left end of a chain no trace: `(a + b) + c` is `a + b + c`.
// I5  Fields below a line "checker:" are NULL or 0 after parsing; the checker
//     fills them in.  The tree knows nothing of the IR.
#ifndef SLEY_AST_H
#define SLEY_AST_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "array.h"
#include "source.h"
#include "text.h"

typedef struct type type;               // type.h
typedef struct symbol symbol;           // symbol.h
typedef struct fn_info fn_info;         // symbol.h
typedef struct call_plan call_plan;     // symbol.h
typedef struct builtin builtin;         // symbol.h
typedef struct constant constant;       // const.h: a value known when compiling

typedef struct expr expr;
typedef struct stmt stmt;
typedef struct decl decl;
typedef struct type_expr type_expr;
typedef struct pattern pattern;
typedef struct block block;
typedef struct param param;
typedef struct ast_module ast_module;

__extension__ typedef unsigned __int128 ast_wide;   // value of an integer literal

typedef enum expr_kind {
#define EXPR(kind, name, text) EXPR_##kind,
#include "ast.def"
#undef EXPR
    EXPR_KIND_COUNT
} expr_kind;

typedef enum stmt_kind {
#define STMT(kind, name, text) STMT_##kind,
#include "ast.def"
#undef STMT
    STMT_KIND_COUNT
} stmt_kind;

typedef enum decl_kind {
#define DECL(kind, name, text) DECL_##kind,
#include "ast.def"
#undef DECL
    DECL_KIND_COUNT
} decl_kind;

typedef enum type_expr_kind {
#define TEXPR(kind, name, text) TEXPR_##kind,
#include "ast.def"
#undef TEXPR
    TEXPR_KIND_COUNT
} type_expr_kind;

typedef enum pattern_kind {
#define PATTERN(kind, name, text) PATTERN_##kind,
#include "ast.def"
#undef PATTERN
    PATTERN_KIND_COUNT
} pattern_kind;

typedef enum ast_op {
    OP_NONE,   // a plain `=`
#define OP(name, sign, level) OP_##name,
#include "ast.def"
#undef OP
    OP_COUNT
} ast_op;

typedef array_of(expr *) expr_list;
typedef array_of(stmt *) stmt_list;
typedef array_of(decl *) decl_list;
typedef array_of(type_expr *) type_expr_list;
typedef array_of(pattern *) pattern_list;

// A name where it is written.
typedef struct ast_name {
    const char *text;   // interned; NULL for "none given"
    span span;
} ast_name;

typedef array_of(ast_name) ast_name_list;

// ---- heads -------------------------------------------------------------------

struct expr {
    expr_kind kind;
    uint16_t depth;       // I3
    bool parenthesised;   // `(e)`: the span has the brackets in it
    span span;
    // checker:
    type *type;           // of its value; TYPE_UNIT for calls without result
    constant *constant;   // its value, when it is known when compiling; or NULL
};

struct stmt {
    stmt_kind kind;
    uint16_t depth;
    span span;            // with its blocks; emit quotes its first line
};

struct decl {
    decl_kind kind;
    uint16_t depth;
    bool is_exported;     // `export` stands before it
    span span;
    ast_name name;        // text NULL for extern blocks; imports: the local name
    const char *doc;      // text of its /// lines, joined by \n; NULL
    // checker:
    symbol *symbol;
};

struct type_expr {
    type_expr_kind kind;
    uint16_t depth;
    span span;
    // checker:
    type *type;           // what it means
};

struct pattern {
    pattern_kind kind;
    uint16_t depth;
    span span;
    // checker:
    type *type;           // of the value that it is held against
};

struct block {
    stmt_list stmts;
    span span;            // from `{` to `}`
    uint16_t depth;
};

// ---- functions -----------------------------------------------------------------

// One parameter of a function, closure, case, error or struct-like list.
struct param {
    ast_name name;
    type_expr *written;   // its type; NULL in closures `fn(x) => ..`;
                          // for `xs: ...T` it is T
    expr *init;           // default value or NULL
    bool is_variadic;     // `xs: ...T`
    span span;
    // checker:
    symbol *symbol;
};

typedef array_of(param *) param_list;

// `[T: Ordered]`
typedef struct type_param {
    ast_name name;
    type_expr *bound;     // or NULL
    // checker:
    symbol *symbol;
} type_param;

typedef array_of(type_param) type_param_list;

// What functions, methods and closures have in common.
typedef struct fn_signature {
    bool is_async;
    bool throws;              // the word `throws` is there
    bool is_open;             // extern only: `(...)`, the header knows the rest
    type_param_list type_params;
    param_list params;
    type_expr *result;        // after `->`; NULL
    type_expr_list throws_list;   // after `throws`; empty: any error
    span span;                // from `async` or `fn` to the last word before the body
} fn_signature;

// ---- expressions ---------------------------------------------------------------

typedef struct expr_bad {
    expr head;
} expr_bad;

typedef struct expr_name {
    expr head;
    const char *name;
    // checker:
    symbol *symbol;
} expr_name;

typedef struct expr_int {
    expr head;
    ast_wide value;           // never negative: `-1` is a unary minus on 1
} expr_int;

typedef struct expr_float {
    expr head;
    double value;
} expr_float;

typedef struct expr_boolean {
    expr head;
    bool value;
} expr_boolean;

typedef struct expr_none {
    expr head;
} expr_none;

typedef struct expr_char {
    expr head;
    uint32_t value;           // code point
} expr_char;

typedef struct expr_duration {
    expr head;
    int64_t value;            // nanoseconds
} expr_duration;

// Also `raw` and """multi-line""" texts; escapes are already decoded.
typedef struct expr_str {
    expr head;
    const char *bytes;        // UTF-8, may hold NUL
    size_t len;
} expr_str;

typedef struct expr_bytes {
    expr head;
    const char *bytes;
    size_t len;
} expr_bytes;

// Python's `[[fill]align][sign][#][0][width][,|_][.precision][type]`.
typedef struct format_spec {
    span span;
    uint32_t fill;            // code point; 0 when not given
    char align;               // '<' '>' '^' '='; 0
    char sign;                // '+' '-' ' '; 0
    bool alternate;           // '#'
    bool zero;                // '0' before the width
    char grouping;            // ',' or '_'; 0
    char presentation;        // 'd' 'x' 'f' 'e' 's' ..; 0
    int32_t width;            // -1 when not given as a number
    int32_t precision;        // -1 when not given as a number
    expr *width_expr;         // `{x:{w}}`; NULL
    expr *precision_expr;     // `{x:.{p}}`; NULL
} format_spec;

// A piece of text, or a value: exactly one of `bytes` and `value` is not NULL.
typedef struct interp_part {
    const char *bytes;
    size_t len;
    expr *value;
    char conversion;          // 'r' after `!r`, 's' after `!s`; 0
    format_spec *spec;        // after `:`; NULL
    span span;
} interp_part;

typedef struct expr_interp {
    expr head;
    array_of(interp_part) parts;   // at least one value among them
} expr_interp;

typedef struct expr_list_literal {
    expr head;
    expr_list items;
} expr_list_literal;

typedef struct map_item {
    expr *key;
    expr *value;
} map_item;

typedef struct expr_map_literal {
    expr head;
    array_of(map_item) items;   // empty for `[:]`
} expr_map_literal;

typedef struct expr_tuple {
    expr head;
    expr_list items;            // two or more
} expr_tuple;

// `for i, x in xs`, `async for ..` or `if c` inside a comprehension.
typedef struct comp_clause {
    bool is_if;
    bool is_async;
    pattern *index;             // for: the first of two names; NULL
    pattern *item;              // for; NULL when is_if
    expr *value;                // what is iterated, or the condition
    // checker:
    const builtin *next;        // async: the operation that gives the next item
} comp_clause;

typedef struct expr_comprehension {
    expr head;
    expr *key;                  // `[k: v for ..]`; NULL for lists
    expr *value;                // what is collected
    array_of(comp_clause) clauses;   // outermost first; the first is a `for`
} expr_comprehension;

typedef struct expr_range {
    expr head;
    expr *low;
    expr *high;
    bool inclusive;             // ..=
} expr_range;

typedef struct expr_unary {
    expr head;
    ast_op op;                  // OP_NEG OP_PLUS OP_BIT_NOT OP_NOT
    expr *operand;
} expr_unary;

// `op operand` behind what stands left of it.
typedef struct chain_link {
    ast_op op;
    span op_span;
    expr *operand;
    // checker:
    type *type;                 // of the chain up to here
    constant *constant;         // its value up to here, if known
} chain_link;

// `first op operand op operand ..`: evaluated left to right, all operators of
// one level (ast.def).  `and`, `or` and `??` stop early as usual; a `??` chain
// is right-associative, which for it gives the same values.
typedef struct expr_chain {
    expr head;
    expr *first;
    array_of(chain_link) links;   // at least one
} expr_chain;

typedef struct expr_binary {
    expr head;
    ast_op op;                  // OP_POW OP_EQ .. OP_GE OP_IN OP_NOT_IN
    span op_span;
    expr *left;
    expr *right;
} expr_binary;

typedef struct call_arg {
    ast_name name;              // `name: value`; text NULL when positional
    expr *value;
    bool is_spread;             // `xs...`: hands a list on as the variadic part
} call_arg;

typedef array_of(call_arg) call_arg_list;

typedef struct expr_call {
    expr head;
    expr *callee;
    call_arg_list args;
    span close;                 // the `)`: where a missing argument is reported
    // checker:
    call_plan *plan;
} expr_call;

// `a[i]`, and `map[str, int]`: the checker decides; ast_type_of gives the
// arguments as types.
typedef struct expr_index {
    expr head;
    expr *base;
    expr_list args;             // at least one; more than one only for types
} expr_index;

typedef struct expr_slice {
    expr head;
    expr *base;
    expr *low;                  // NULL: from the start
    expr *high;                 // NULL: to the end
} expr_slice;

typedef struct expr_member {
    expr head;
    expr *base;
    ast_name name;              // field, method, case, name in a module, or "0" of a tuple
    // checker:
    symbol *symbol;
} expr_member;

typedef struct expr_unwrap {
    expr head;
    expr *operand;
} expr_unwrap;

typedef struct expr_closure {
    expr head;
    fn_signature signature;
    expr *value;                // `=> value`; NULL when there is a block
    block *body;                // NULL when there is a value
    // checker:
    fn_info *info;
} expr_closure;

typedef struct expr_await {
    expr head;
    expr *operand;
    // checker:
    bool can_throw;             // the result can be an error
} expr_await;

typedef struct expr_spawn {
    expr head;
    expr *call;                 // the checker insists on an EXPR_CALL
    expr *on;                   // executor; NULL
    expr *in;                   // group; NULL
    expr *as;                   // name, a text; NULL
} expr_spawn;

typedef struct expr_yield {
    expr head;
    expr *value;                // NULL for a bare `yield`
    bool is_from;               // `yield from g`
} expr_yield;

typedef struct expr_type {
    expr head;
    type_expr *written;         // TEXPR_OPTIONAL or TEXPR_FN
} expr_type;

// ---- types as written ------------------------------------------------------------

typedef struct type_expr_bad {
    type_expr head;
} type_expr_bad;

typedef struct type_expr_name {
    type_expr head;
    const char *name;
    // checker:
    symbol *symbol;
} type_expr_name;

typedef struct type_expr_member {
    type_expr head;
    type_expr *base;
    ast_name name;
} type_expr_member;

typedef struct type_expr_apply {
    type_expr head;
    type_expr *base;
    type_expr_list args;
} type_expr_apply;

typedef struct type_expr_optional {
    type_expr head;
    type_expr *base;
} type_expr_optional;

typedef struct type_expr_tuple {
    type_expr head;
    type_expr_list items;
} type_expr_tuple;

typedef struct type_expr_fn {
    type_expr head;
    bool is_async;
    bool throws;
    type_expr_list params;
    type_expr *result;          // NULL: none
    type_expr *throws_type;     // `throws E`; NULL: any
} type_expr_fn;

// ---- patterns ---------------------------------------------------------------------

typedef struct pattern_bad {
    pattern head;
} pattern_bad;

typedef struct pattern_wildcard {
    pattern head;
} pattern_wildcard;

// Binds a name; in a `match` it may also mean a case without payload.
typedef struct pattern_name {
    pattern head;
    const char *name;
    // checker:
    symbol *symbol;             // the new variable, or the SYM_CASE
} pattern_name;

typedef struct pattern_arg {
    ast_name name;              // `radius: r`; text NULL when positional
    pattern *value;
} pattern_arg;

typedef struct pattern_case {
    pattern head;
    ast_name_list path;         // Circle, Shape.Circle, mod.Shape.Circle
    bool has_payload;           // brackets are there, even if empty
    array_of(pattern_arg) args;
    // checker:
    symbol *symbol;             // the SYM_CASE
} pattern_case;

typedef struct pattern_literal {
    pattern head;
    expr *value;                // a literal, or OP_NEG of a number
} pattern_literal;

typedef struct pattern_range {
    pattern head;
    expr *low;                  // as pattern_literal
    expr *high;
    bool inclusive;
} pattern_range;

typedef struct pattern_tuple {
    pattern head;
    pattern_list items;
} pattern_tuple;

typedef struct pattern_or {
    pattern head;
    pattern_list items;         // two or more
} pattern_or;

// ---- statements ------------------------------------------------------------------

typedef struct stmt_bad {
    stmt head;
} stmt_bad;

typedef struct stmt_expr {
    stmt head;
    expr *value;
} stmt_expr;

typedef struct stmt_let {
    stmt head;
    bool is_var;
    pattern *target;            // PATTERN_NAME, PATTERN_WILDCARD or PATTERN_TUPLE of them
    type_expr *written;         // NULL
    expr *init;                 // NULL after `var x: T` (an error except in optionals)
} stmt_let;

typedef struct stmt_assign {
    stmt head;
    expr *target;               // the checker insists on a place (or a tuple of places)
    ast_op op;                  // OP_NONE for `=`, OP_ADD for `+=`, ..
    span op_span;
    expr *value;
} stmt_assign;

typedef struct stmt_block {
    stmt head;
    block *body;
} stmt_block;

// `cond`, or `let pattern = optional`.
typedef struct condition {
    pattern *binding;           // NULL for a plain condition
    bool is_var;                // `if var v = x`
    expr *value;
} condition;

typedef struct if_arm {
    condition test;
    block *body;
    span span;                  // from `if` to the end of the body
} if_arm;

typedef struct stmt_if {
    stmt head;
    array_of(if_arm) arms;      // if, else if, else if ..: at least one
    block *else_body;           // NULL
} stmt_if;

typedef struct stmt_while {
    stmt head;
    ast_name label;             // text NULL
    condition test;
    block *body;
    block *else_body;           // runs when no break left the loop; NULL
} stmt_while;

typedef struct stmt_for {
    stmt head;
    ast_name label;
    bool is_async;
    pattern *index;             // `for i, x in`: i; NULL when there is one name
    pattern *item;
    expr *iterable;
    block *body;
    block *else_body;           // NULL
    // checker:
    const builtin *next;        // async: the operation that gives the next item
} stmt_for;

typedef struct match_arm {
    pattern *pattern;           // NULL for `else`
    expr *guard;                // NULL
    block *body;
    span span;
} match_arm;

typedef struct stmt_match {
    stmt head;
    expr *value;
    array_of(match_arm) arms;   // `else` is one of them
} stmt_match;

typedef struct stmt_break {
    stmt head;
    ast_name label;
    // checker:
    stmt *target;               // the loop it leaves
} stmt_break;

typedef struct stmt_continue {
    stmt head;
    ast_name label;
    // checker:
    stmt *target;
} stmt_continue;

typedef struct stmt_return {
    stmt head;
    expr *value;                // NULL
} stmt_return;

typedef struct stmt_defer {
    stmt head;
    stmt *body;                 // a simple statement or a STMT_BLOCK
} stmt_defer;

typedef struct with_item {
    expr *value;
    pattern *binding;           // `as x`; NULL
} with_item;

typedef struct stmt_with {
    stmt head;
    bool is_async;
    array_of(with_item) items;
    block *body;
} stmt_with;

// `catch e: T {}`: name and type.  `catch net.Error {}`: type only.  A single
// name, `catch e {}` or `catch Timeout {}`, is in `name`: the checker decides,
// and moves it to `written` when it is a type.
typedef struct catch_clause {
    ast_name name;              // text NULL
    type_expr *written;         // NULL: any error
    bool is_cancelled;          // `catch Cancelled {}`
    block *body;
    span span;
    // checker:
    symbol *symbol;             // the variable; NULL
} catch_clause;

typedef struct stmt_try {
    stmt head;
    block *body;
    array_of(catch_clause) catches;
    block *else_body;           // NULL
    block *finally_body;        // NULL
} stmt_try;

typedef struct stmt_throw {
    stmt head;
    expr *value;                // NULL: throw again what was caught
} stmt_throw;

typedef struct stmt_assert {
    stmt head;
    expr *value;
    expr *message;              // NULL
} stmt_assert;

// The concurrent forms below: the checker insists on the word await (select:
// unless it has a default arm).
typedef struct stmt_group {
    stmt head;
    bool is_awaited;
    ast_name name;              // `group g {`; text NULL
    block *body;
    // checker:
    symbol *symbol;             // g; NULL
    bool can_throw;             // some task spawned into it can fail
} stmt_group;

typedef struct stmt_timeout {
    stmt head;
    bool is_awaited;
    bool is_at;                 // timeout_at
    expr *limit;                // duration, or instant when is_at
    block *body;
} stmt_timeout;

typedef struct stmt_shield {
    stmt head;
    bool is_awaited;
    block *body;
} stmt_shield;

typedef enum select_arm_kind {
    ARM_OPERATION,              // `case ch.send(x)`, `case let v = ch.recv()`
    ARM_AFTER,                  // `case after 1s`
    ARM_AT,                     // `case at deadline`
    ARM_DEFAULT,                // `default`
} select_arm_kind;

// An arm of a race or of a select; race has only ARM_OPERATION.
typedef struct select_arm {
    select_arm_kind kind;
    pattern *binding;           // `let v =`; NULL
    bool is_var;                // `case var v =`
    expr *operation;            // the call, the duration or the instant; NULL for default
    expr *guard;                // `if c`; NULL
    block *body;
    span span;
} select_arm;

typedef array_of(select_arm) select_arm_list;

typedef struct stmt_race {
    stmt head;
    bool is_awaited;
    select_arm_list arms;
} stmt_race;

typedef struct stmt_select {
    stmt head;
    bool is_awaited;
    bool is_first;              // `select first`: tries in order
    select_arm_list arms;
} stmt_select;

typedef struct stmt_decl {
    stmt head;
    decl *declaration;          // DECL_FN
} stmt_decl;

// ---- declarations ------------------------------------------------------------------

typedef struct decl_bad {
    decl head;
} decl_bad;

// `import a.b as c`: head.name is c; without `as` it is the last of the path.
typedef struct decl_import {
    decl head;
    ast_name_list path;
} decl_import;

typedef enum var_storage { VAR_MODULE, VAR_LOCAL, VAR_TASK } var_storage;

// Also a field of a class (`var x: int`).
typedef struct decl_var {
    decl head;
    bool is_var;                // else `let`
    var_storage storage;        // local var: one per executor; task var: one per task
    type_expr *written;         // NULL
    expr *init;                 // NULL
} decl_var;

typedef struct decl_fn {
    decl head;
    fn_signature signature;
    bool is_blocking;           // extern: `blocking fn`
    const char *via;            // extern: `via callback`; NULL
    block *body;                // NULL in interfaces and extern blocks
    // checker:
    fn_info *info;
} decl_fn;

// A field of a struct or class.
typedef struct field {
    ast_name name;
    bool is_var;                // class: `var x: int`
    type_expr *written;
    expr *init;                 // default value; NULL
    const char *doc;            // NULL
    span span;
} field;

typedef array_of(field) field_list;

typedef struct decl_struct {
    decl head;
    type_param_list type_params;
    field_list fields;
    decl_list methods;          // DECL_FN
} decl_struct;

typedef struct decl_class {
    decl head;
    type_param_list type_params;
    field_list fields;
    decl_list methods;
} decl_class;

typedef struct enum_case {
    ast_name name;
    param_list payload;         // may be empty
    const char *doc;            // NULL
    span span;
} enum_case;

typedef array_of(enum_case) enum_case_list;

typedef struct decl_enum {
    decl head;
    type_param_list type_params;
    enum_case_list cases;
    decl_list methods;
} decl_enum;

typedef struct decl_error {
    decl head;
    param_list fields;
    type_expr *parent;          // `: net.Error`; NULL for the root
} decl_error;

typedef struct decl_interface {
    decl head;
    type_param_list type_params;
    decl_list methods;          // DECL_FN without body
} decl_interface;

// `extern "zlib.h" link "z" { .. }`
typedef struct decl_extern {
    decl head;
    const char *header;         // NULL when not given
    const char *library;        // after `link`; NULL
    decl_list members;          // DECL_FN without body
} decl_extern;

// `test "name" { .. }`
typedef struct decl_test {
    decl head;                  // head.name.text is the test's name, not an identifier
    block *body;
    // checker:
    fn_info *info;
} decl_test;

// One file.
struct ast_module {
    source *file;
    decl_list decls;            // in source order; imports among them
    const char *doc;            // `///` lines at the head, before a blank line; NULL
};

// ---- from a head to its node ---------------------------------------------------------

// expr_as_call(e), stmt_as_if(s), decl_as_fn(d), type_expr_as_apply(t),
// pattern_as_case(p), ..
#define AST_CAST(family, prefix, kind_name, name)                             \
    static inline family##_##name *family##_as_##name(family *node)           \
    {                                                                         \
        assert(node->kind == prefix##_##kind_name);                           \
        return (family##_##name *)(void *)node;                               \
    }
#define EXPR(kind, name, text) AST_CAST(expr, EXPR, kind, name)
#define STMT(kind, name, text) AST_CAST(stmt, STMT, kind, name)
#define DECL(kind, name, text) AST_CAST(decl, DECL, kind, name)
#define TEXPR(kind, name, text) AST_CAST(type_expr, TEXPR, kind, name)
#define PATTERN(kind, name, text) AST_CAST(pattern, PATTERN, kind, name)
#include "ast.def"
#undef EXPR
#undef STMT
#undef DECL
#undef TEXPR
#undef PATTERN
#undef AST_CAST

// ---- helpers -------------------------------------------------------------------------

const char *ast_op_text(ast_op op);              // "+", "not in"
unsigned ast_op_level(ast_op op);                // ast.def
const char *ast_expr_kind_text(expr_kind kind);  // "call"
const char *ast_stmt_kind_text(stmt_kind kind);
const char *ast_decl_kind_text(decl_kind kind);

// An index argument read as a type: `list[int?]` in an expression.  NULL when
// it cannot be one.  The new nodes go to `memory` (the unit arena).
type_expr *ast_type_of(arena *memory, expr *e);

// The stable dump behind --emit=ast; the goldens compare it.
void ast_print(text *out, const ast_module *module);

#endif
