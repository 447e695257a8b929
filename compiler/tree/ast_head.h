// SPDX-License-Identifier: MIT
// ast_head.h - the syntax tree: kinds, heads, blocks, signatures.
//
// First part of the chapter that begins in ast.h.
#ifndef SLEY_AST_HEAD_H
#define SLEY_AST_HEAD_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/source.h"
#include "base/text.h"

typedef struct type type;               // type.h
typedef struct symbol symbol;           // symbol.h
typedef struct fn_info fn_info;         // symbol.h
typedef struct call_plan call_plan;     // symbol.h
typedef struct builtin builtin;         // symbol.h
typedef struct constant constant;       // const.h: a value known when compiling

typedef struct foreign_fn foreign_fn;   // foreign.h
typedef struct foreign_block foreign_block;
typedef struct decl_extern decl_extern; // ast_stmt.h

typedef struct expr expr;
typedef struct stmt stmt;
typedef struct decl decl;
typedef struct type_expr type_expr;
typedef struct pattern pattern;
typedef struct block block;
typedef struct param param;
typedef struct ast_module ast_module;

// The value of an integer literal; arena.h I2.
__extension__ typedef unsigned __int128 ast_wide __attribute__((aligned(8)));

typedef enum expr_kind {
#define EXPR(kind, name) EXPR_##kind,
#include "tree/ast.def"
#undef EXPR
    EXPR_KIND_COUNT
} expr_kind;

typedef enum stmt_kind {
#define STMT(kind, name) STMT_##kind,
#include "tree/ast.def"
#undef STMT
    STMT_KIND_COUNT
} stmt_kind;

typedef enum decl_kind {
#define DECL(kind, name) DECL_##kind,
#include "tree/ast.def"
#undef DECL
    DECL_KIND_COUNT
} decl_kind;

typedef enum type_expr_kind {
#define TEXPR(kind, name) TEXPR_##kind,
#include "tree/ast.def"
#undef TEXPR
    TEXPR_KIND_COUNT
} type_expr_kind;

typedef enum pattern_kind {
#define PATTERN(kind, name) PATTERN_##kind,
#include "tree/ast.def"
#undef PATTERN
    PATTERN_KIND_COUNT
} pattern_kind;

typedef enum ast_op {
    OP_NONE,   // a plain `=`
#define OP(name, sign, level) OP_##name,
#include "tree/ast.def"
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

// How the next item of what is iterated is taken (checker).  All NULL: it is counted through.
typedef struct ast_next {
    const builtin *builtin;   // by this; or
    expr *call;               // by this call of a method `next`, awaited where it waits ..
    symbol *source;           // .. of this hidden variable, which holds what is iterated
    expr *iter;               // what is iterated: this call of its method `iter`; NULL: itself
} ast_next;

// ---- heads ------------------------------------------------------------------

struct expr {
    expr_kind kind;
    uint16_t depth;       // I3
    bool parenthesised;   // `(e)`: the span includes the parentheses
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
    bool gives_value;     // of an EXPR_CHOICE: its last expression is the value
};

// ---- functions --------------------------------------------------------------

// Which way the value of a parameter of an extern function goes.
typedef enum param_direction { PARAM_IN, PARAM_OUT, PARAM_INOUT } param_direction;

// One parameter of a function, closure, case, error or struct-like list.
struct param {
    ast_name name;
    type_expr *written;   // its type; NULL in closures `fn(x) => ...`;
                          // for `xs: ...T` it is T
    expr *init;           // default value or NULL
    bool is_variadic;     // `xs: ...T`
    param_direction direction;   // extern: `out x: T`, `inout x: T`
    span span;
    // checker:
    symbol *symbol;
};

typedef array_of(param *) param_list;

// `[T: Ordered + Hashable]`
typedef struct type_param {
    ast_name name;
    type_expr_list bounds;
} type_param;

typedef array_of(type_param) type_param_list;

// What functions, methods and closures have in common.
typedef struct fn_signature {
    bool is_async;
    bool throws;              // the word `throws` is there
    bool is_mut;              // a method that changes `self`
    bool has_yield;           // `yield` stands in the body: it is a generator
    bool is_open;             // extern only: `(...)`, the header knows the rest
    type_param_list type_params;
    param_list params;
    type_expr *result;        // after `->`; NULL
    type_expr_list throws_list;   // after `throws`; empty: any error
    span span;                // from `async` or `fn` to the last word before the body
} fn_signature;

#endif
