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
//
// The room tree/: data, and its dump.
//   in   nothing: the nodes are made by parse/ast_build_*.c
//   out  trees that check/ annotates and lower/ reads
//   who  includes base.  Above the line "checker:" only parse/ writes, below it only check/.
//
// The chapter goes on in ast_head.h, ast_expr.h and ast_stmt.h; here are the
// ways from a head to its node.
#ifndef SLEY_AST_H
#define SLEY_AST_H

#include "tree/ast_stmt.h"

// ---- from a head to its node ------------------------------------------------

// expr_as_call(e), stmt_as_if(s), decl_as_fn(d), type_expr_as_apply(t),
// pattern_as_case(p), ...; expr_as_const_call(e) and its like only read.
#define AST_CAST(family, prefix, kind_name, name)                             \
    static inline family##_##name *family##_as_##name(family *node)           \
    {                                                                         \
        assert(node->kind == prefix##_##kind_name);                           \
        return (family##_##name *)(void *)node;                               \
    }                                                                         \
    static inline const family##_##name *family##_as_const_##name(const family *node) \
    {                                                                         \
        assert(node->kind == prefix##_##kind_name);                           \
        return (const family##_##name *)(const void *)node;                   \
    }
#define EXPR(kind, name) AST_CAST(expr, EXPR, kind, name)
#define STMT(kind, name) AST_CAST(stmt, STMT, kind, name)
#define DECL(kind, name) AST_CAST(decl, DECL, kind, name)
#define TEXPR(kind, name) AST_CAST(type_expr, TEXPR, kind, name)
#define PATTERN(kind, name) AST_CAST(pattern, PATTERN, kind, name)
#include "tree/ast.def"
#undef EXPR
#undef STMT
#undef DECL
#undef TEXPR
#undef PATTERN
#undef AST_CAST

// ---- helpers ----------------------------------------------------------------

const char *ast_op_text(ast_op op);              // "+", "not in"
unsigned ast_op_level(ast_op op);                // ast.def

// The methods of a type; NULL when such a declaration has none.
decl_list *ast_methods_of(decl *d);
// Its type parameters, in square brackets; NULL when it can have none.
type_param_list *ast_type_params_of(decl *d);

// An index argument read as a type: `list[int?]` in an expression.  NULL when
// it cannot be one.  The new nodes go to `memory` (the unit arena).
type_expr *make_type_of(arena *memory, expr *e);

// The stable dump of --emit=ast; the goldens compare it.
void ast_print(text *out, const ast_module *module);

#endif
