// SPDX-License-Identifier: MIT
// ast.c - the names of the kinds, and the signs and levels of the operators.
#include "tree/ast.h"

// ---- tables -----------------------------------------------------------------

static const char *const expr_texts[] = {
#define EXPR(kind, name, text) text,
#include "tree/ast.def"
#undef EXPR
};

static const char *const stmt_texts[] = {
#define STMT(kind, name, text) text,
#include "tree/ast.def"
#undef STMT
};

static const char *const decl_texts[] = {
#define DECL(kind, name, text) text,
#include "tree/ast.def"
#undef DECL
};

static const struct {
    const char *sign;
    unsigned level;
} ops[OP_COUNT] = {
    {"", 0},
#define OP(name, sign, level) {sign, level},
#include "tree/ast.def"
#undef OP
};

const char *ast_op_text(ast_op op)
{
    return ops[op].sign;
}

unsigned ast_op_level(ast_op op)
{
    return ops[op].level;
}

const char *ast_expr_kind_text(expr_kind kind)
{
    return expr_texts[kind];
}

const char *ast_stmt_kind_text(stmt_kind kind)
{
    return stmt_texts[kind];
}

const char *ast_decl_kind_text(decl_kind kind)
{
    return decl_texts[kind];
}

decl_list *ast_methods_of(decl *d)
{
    switch ((int)d->kind) {
    case DECL_STRUCT: return &decl_as_struct(d)->methods;
    case DECL_ENUM: return &decl_as_enum(d)->methods;
    case DECL_CLASS: return &decl_as_class(d)->methods;
    case DECL_INTERFACE: return &decl_as_interface(d)->methods;
    default: return NULL;
    }
}

type_param_list *ast_type_params_of(decl *d)
{
    switch ((int)d->kind) {
    case DECL_FN: return &decl_as_fn(d)->signature.type_params;
    case DECL_STRUCT: return &decl_as_struct(d)->type_params;
    case DECL_ENUM: return &decl_as_enum(d)->type_params;
    case DECL_CLASS: return &decl_as_class(d)->type_params;
    case DECL_INTERFACE: return &decl_as_interface(d)->type_params;
    default: return NULL;
    }
}
