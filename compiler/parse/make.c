// SPDX-License-Identifier: MIT
// make.c - what all constructors of the tree share.
#include "parse/make.h"

uint16_t make_depth(parser *p, uint16_t below, span at)
{
    if (below < LIMIT_NESTING) return (uint16_t)(below + 1);
    if (!p->too_deep) diag_error(p->prog, at, E0107, (unsigned)LIMIT_NESTING);
    p->too_deep = true;
    return 1;   // the tree is thrown away; do not report again
}

ast_name make_name_of(const token *t)
{
    return (ast_name){t->name, t->span};
}

void *make_new_expr(parser *p, expr *e, expr_kind kind, span at, uint16_t below)
{
    e->kind = kind;
    e->span = at;
    e->depth = make_depth(p, below, at);
    return e;
}

void *make_new_stmt(parser *p, stmt *s, stmt_kind kind, span at, uint16_t below)
{
    s->kind = kind;
    s->span = at;
    s->depth = make_depth(p, below, at);
    return s;
}

uint16_t make_below_list(expr_list list)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < list.count; i++) below = make_max(below, list.items[i]->depth);
    return below;
}

uint16_t make_below_types(type_expr_list types)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < types.count; i++) below = make_max(below, types.items[i]->depth);
    return below;
}
