// SPDX-License-Identifier: MIT
// ast.c - the signs and levels of the operators; the members of declarations.
#include "tree/ast.h"

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
