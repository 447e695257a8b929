// SPDX-License-Identifier: MIT
// ast_print.h - what the two halves of the dump share.
#ifndef SLEY_AST_PRINT_H
#define SLEY_AST_PRINT_H

#include "tree/ast.h"

typedef struct ast_printer {
    text *out;
    size_t indent;   // of the line being written, in steps of two blanks
} ast_printer;

void ast_print_expr_put(ast_printer *pr, const char *string);
void ast_print_expr_line(ast_printer *pr);   // the indentation
void ast_print_expr_quoted(ast_printer *pr, const char *bytes, size_t len);

void ast_print_expr_type(ast_printer *pr, type_expr *t);
void ast_print_expr_types(ast_printer *pr, type_expr_list list);
void ast_print_expr_params(ast_printer *pr, param_list params);
void ast_print_expr_type_params(ast_printer *pr, type_param_list list);
void ast_print_expr_signature(ast_printer *pr, const fn_signature *sig);   // after `fn name`
void ast_print_expr_pattern(ast_printer *pr, pattern *held);
void ast_print_expr_names(ast_printer *pr, pattern *index, pattern *item);
void ast_print_expr(ast_printer *pr, expr *e);
void ast_print_expr_part(ast_printer *pr, const char *key, expr *e);   // ` key e`; e may be NULL
void ast_print_block(ast_printer *pr, const block *body);              // ast_print.c
void ast_print_stmt(ast_printer *pr, stmt *s);

#endif
