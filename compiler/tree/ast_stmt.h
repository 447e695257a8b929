// SPDX-License-Identifier: MIT
// ast_stmt.h - the syntax tree: patterns, statements, declarations, modules.
//
// Third part of the chapter that begins in ast.h.
#ifndef SLEY_AST_STMT_H
#define SLEY_AST_STMT_H

#include "tree/ast_expr.h"

// ---- patterns ---------------------------------------------------------------

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

// `case v: Point` of an `any`.
typedef struct pattern_type {
    pattern head;
    pattern *value;             // PATTERN_NAME or PATTERN_WILDCARD
    type_expr *written;
} pattern_type;

typedef struct pattern_arg {
    ast_name name;              // `radius: r`; text NULL when positional
    pattern *value;
} pattern_arg;

typedef struct pattern_case {
    pattern head;
    ast_name_list path;         // Circle, Shape.Circle, mod.Shape.Circle
    bool has_payload;           // parentheses are there, even if empty
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

// ---- statements -------------------------------------------------------------

typedef struct stmt_bad {
    stmt head;
    bool is_try;                // its catch clauses are lost
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
    block *else_body;           // `let v = x else { return }`; NULL
} stmt_let;

typedef struct stmt_assign {
    stmt head;
    expr *target;               // the checker insists on a place (or a tuple of places)
    ast_op op;                  // OP_NONE for `=`, OP_ADD for `+=`, ...
    span op_span;
    expr *value;
    struct expr_call *own;      // checker: the call of a method that `op` means; or NULL
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
    array_of(if_arm) arms;      // if, else if, else if ...: at least one
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
    ast_next next;
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
    bool is_damaged;            // an arm did not parse
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
    expr *variable;             // `variable = value`: a task var; NULL
    // checker:
    symbol *manager;            // holds the value until it is left
    symbol *outcome;            // what `leave` is given; NULL: nothing
    expr *enter;                // manager.enter(), awaited if need be; NULL: it is what is bound
    expr *leave;                // manager.exit(outcome), or manager.close()
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
    bool takes_all;             // check: no error of the body goes past the clauses
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

// ---- declarations -----------------------------------------------------------

typedef struct decl_bad {
    decl head;
    block *body;                // of a function whose head did not parse; NULL
    bool is_async;
    span head_span;             // its first word
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
    ast_name via;               // extern: `via callback`; text NULL
    decl_extern *block;         // extern: the block it stands in; NULL
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
    decl_list methods;          // DECL_FN and DECL_BAD
    bool is_damaged;            // a member did not parse
    decl_extern *block;         // of C: the block it stands in; NULL
    ast_name c_name;            // of C: how it is written there; text NULL: as here
} decl_struct;

typedef struct decl_class {
    decl head;
    type_param_list type_params;
    field_list fields;
    decl_list methods;
    bool is_damaged;            // a member did not parse
} decl_class;

typedef struct enum_case {
    ast_name name;
    param_list payload;         // may be empty
    struct expr *number;        // of `Red = 1`; NULL
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
    type_expr_list embedded;    // interfaces whose methods it has, too
} decl_interface;

// `extern "zlib.h" link "z" { ... }`: its members are declarations of the module, and
// stand after it in the module's list, too.
struct decl_extern {
    decl head;
    ast_name header;            // text NULL when not given
    ast_name library;           // after `link`; text NULL
    decl_list members;          // DECL_FN without body, DECL_STRUCT, DECL_TYPE
    // checker:
    foreign_block *foreign;
};

// `test "name" { ... }`
typedef struct decl_test {
    decl head;                  // head.name.text is the test's name, not an identifier
    block *body;
    // checker:
    fn_info *info;
} decl_test;

// `type Id = int`: another name for a type.  `type sqlite3` in an extern block: a
// type of C, of which only pointers are known.
typedef struct decl_type {
    decl head;
    type_expr *written;         // NULL: of C
    decl_extern *block;         // of C: the block it stands in; NULL
    ast_name c_name;            // of C: how it is written there; text NULL: as here
} decl_type;

// One file.
struct ast_module {
    source *file;
    decl_list decls;            // in source order; imports among them
    const char *doc;            // `///` lines at the head, before a blank line; NULL
    ast_name_list assigned;     // names that are assigned, by rising position
    bool is_lost;               // too deep: there are no declarations
};

#endif
