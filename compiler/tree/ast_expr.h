// SPDX-License-Identifier: MIT
// ast_expr.h - the syntax tree: expressions, and types as they are written.
//
// Second part of the chapter that begins in ast.h.
#ifndef SLEY_AST_EXPR_H
#define SLEY_AST_EXPR_H

#include "tree/ast_head.h"

// ---- expressions ------------------------------------------------------------

typedef struct expr_bad {
    expr head;
} expr_bad;

typedef struct expr_name {
    expr head;
    const char *name;
    // checker:
    symbol *symbol;
    bool is_narrowed;         // an optional variable that holds a value: that is meant
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
    int64_t value;              // nanoseconds
    bool is_least;              // the value is INT64_MIN, and no minus was seen yet
} expr_duration;

// Also `raw` and """multi-line""" strings; escapes are already decoded.
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
    char presentation;        // 'd' 'x' 'f' 'e' 's' ...; 0
    int32_t width;            // -1 when not given as a number
    int32_t precision;        // -1 when not given as a number
    expr *width_expr;         // `{x:{w}}`; NULL
    expr *precision_expr;     // `{x:.{p}}`; NULL
} format_spec;

// A piece of text, or a value: exactly one of `bytes` and `value` is not NULL.
typedef struct interp_part {
    const char *bytes;
    uint32_t len;
    char conversion;          // 'r' after `!r`, 's' after `!s`; 0
    expr *value;
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

// `for i, x in xs`, `async for ...` or `if c` inside a comprehension.
typedef struct comp_clause {
    bool is_if;
    bool is_async;
    pattern *index;             // for: the first of two names; NULL
    pattern *item;              // for; NULL when is_if
    expr *value;                // what is iterated, or the condition
    // checker:
    ast_next next;
} comp_clause;

typedef struct expr_comprehension {
    expr head;
    expr *key;                  // `[k: v for ...]`; NULL for lists
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
    struct expr_call *own;      // checker: the call of `neg` that it means; or NULL
} expr_unary;

// `op operand` after what stands left of it.
typedef struct chain_link {
    ast_op op;
    span op_span;
    expr *operand;
    // checker:
    type *type;                 // of the chain up to here
    constant *constant;         // its value up to here, if known
    struct expr_call *own;      // the call of a method that the operator means; or NULL
} chain_link;

// `first op operand op operand ...`: evaluated left to right, all operators of
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
    // checker:
    type *common;               // of a comparison: what both sides are converted to
    symbol *own;                // `eq` or `compare` of that type, which is called; or NULL
    struct expr_call *own_call; // `in`, `**`: the call of a method that it means; or NULL
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

// `a[i]`, and `map[str, int]`: the checker decides; make_type_of gives the
// arguments as types.
typedef struct expr_index {
    expr head;
    expr *base;
    expr_list args;             // at least one; more than one only for types
    // checker:
    symbol *symbol;             // `first[int]`: the instance of a generic; else NULL
    struct expr_call *at;       // the call of `at` that gives the element; or NULL
    struct expr_call *set_at;   // of a place: the call of `set_at` that assigns it; or NULL
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
    uint32_t field;             // which, of a struct, error or tuple
    struct expr_closure *bound; // a method as a function value: the closure that calls it ..
    symbol *receiver;           // .. on this hidden variable, which holds the base; NULL
    bool is_wait;               // made of `await x`, the method `wait` of x, which is checked
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
    expr *as;                   // name, a string; NULL
} expr_spawn;

typedef struct expr_yield {
    expr head;
    expr *value;                // NULL for a bare `yield`
    bool is_from;               // `yield from g`
    ast_next next;              // checker: `yield from`
    bool waits;                 // checker: `yield from`: the next item is waited for
} expr_yield;

// `if a { 1 } else { 2 }` and `match` where a value is wanted: the last expression
// of each of its blocks is the value, or the block leaves.
typedef struct expr_choice {
    expr head;
    stmt *choice;               // STMT_IF with an else, or STMT_MATCH
} expr_choice;

// `x ?? return none`
typedef struct expr_leave {
    expr head;
    stmt *leave;                // return, throw, break, continue
} expr_leave;

typedef struct expr_type {
    expr head;
    type_expr *written;         // TEXPR_OPTIONAL or TEXPR_FN
} expr_type;

// ---- types as written -------------------------------------------------------

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
    bool is_async;              // `async gen[T]`, `async context`: args may be empty
} type_expr_apply;

typedef struct type_expr_optional {
    type_expr head;
    type_expr *base;
} type_expr_optional;

typedef struct type_expr_throws {
    type_expr head;
    type_expr *base;
    type_expr *error;           // the only ones; NULL: any
} type_expr_throws;

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

#endif
