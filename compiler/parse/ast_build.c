// SPDX-License-Identifier: MIT
// ast_build.c - what all constructors of the tree share.
#include "parse/ast_build.h"

// ---- new nodes --------------------------------------------------------------

uint16_t ast_depth(parser *p, uint16_t below, span at)
{
    if (below < LIMIT_NESTING) return (uint16_t)(below + 1);
    if (!p->too_deep) diag_error(p->prog, at, E0107, (unsigned)LIMIT_NESTING);
    p->too_deep = true;
    return 1;   // the tree is thrown away; do not report again
}

ast_name ast_name_of(const token *t)
{
    return (ast_name){t->name, t->span};
}

void *ast_begin_expr(parser *p, expr *e, expr_kind kind, span at, uint16_t below)
{
    e->kind = kind;
    e->span = at;
    e->depth = ast_depth(p, below, at);
    return e;
}

void *ast_begin_stmt(parser *p, stmt *s, stmt_kind kind, span at, uint16_t below)
{
    s->kind = kind;
    s->span = at;
    s->depth = ast_depth(p, below, at);
    return s;
}

// ---- an expression read as a type -------------------------------------------

static type_expr *type_of_name(arena *memory, expr *e)
{
    type_expr_name *t = arena_new(memory, type_expr_name);
    t->head = (type_expr){.kind = TEXPR_NAME, .depth = e->depth, .span = e->span};
    t->name = expr_as_name(e)->name;
    return &t->head;
}

static type_expr *type_of_member(arena *memory, expr *e)
{
    expr_member *member = expr_as_member(e);
    type_expr *base = ast_type_of(memory, member->base);
    if (base == NULL) return NULL;
    type_expr_member *t = arena_new(memory, type_expr_member);
    t->head = (type_expr){.kind = TEXPR_MEMBER, .depth = e->depth, .span = e->span};
    t->base = base;
    t->name = member->name;
    return &t->head;
}

// False when one of them cannot be a type.
static bool types_of_list(arena *memory, expr_list list, type_expr_list *types)
{
    for (uint32_t i = 0; i < list.count; i++) {
        type_expr *one = ast_type_of(memory, list.items[i]);
        if (one == NULL) return false;
        array_push(memory, types, one);
    }
    return true;
}

static type_expr *type_of_index(arena *memory, expr *e)
{
    expr_index *index = expr_as_index(e);
    type_expr_apply *t = arena_new(memory, type_expr_apply);
    t->head = (type_expr){.kind = TEXPR_APPLY, .depth = e->depth, .span = e->span};
    t->base = ast_type_of(memory, index->base);
    bool ok = t->base != NULL && types_of_list(memory, index->args, &t->args);
    return ok ? &t->head : NULL;
}

static type_expr *type_of_tuple(arena *memory, expr *e)
{
    type_expr_tuple *t = arena_new(memory, type_expr_tuple);
    t->head = (type_expr){.kind = TEXPR_TUPLE, .depth = e->depth, .span = e->span};
    return types_of_list(memory, expr_as_tuple(e)->items, &t->items) ? &t->head : NULL;
}

type_expr *ast_type_of(arena *memory, expr *e)
{
    switch (e->kind) {
    case EXPR_NAME: return type_of_name(memory, e);
    case EXPR_MEMBER: return type_of_member(memory, e);
    case EXPR_INDEX: return type_of_index(memory, e);
    case EXPR_TUPLE: return type_of_tuple(memory, e);
    case EXPR_TYPE: return expr_as_type(e)->written;
    default: return NULL;
    }
}
