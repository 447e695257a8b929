// SPDX-License-Identifier: MIT
// check_narrow.c - optionals that are known to hold a value.
//
// A fact is the symbol of an optional variable that is not none from here on.
// Facts come from tests, and hold as far as the test decides what runs:
//
//     if x == none { return }     after it: x holds a value
//     if x != none and x > 3 {    right of `and`, and in the block
//     while x != none {           in the body, until x is assigned
//
// I1  c->facts is a stack: who opens a block, loop or operand closes it again
//     with the mark that was taken before.
// I2  A fact about a `var` ends where the variable is assigned.  What runs later
//     than the source (defer, finally), after an unknown part of it (catch), or
//     again (a loop that assigns it) starts without the fact.
#include "check/check_narrow.h"

uint32_t check_narrow_open(const checker *c)
{
    return c->facts.count;
}

void check_narrow_close(checker *c, uint32_t mark)
{
    assert(mark <= c->facts.count);
    c->facts.count = mark;
}

// A local or parameter of this function, or one that never changes.
static bool can_narrow(const checker *c, const symbol *sym)
{
    if (sym == NULL || sym->type == NULL || sym->type->kind != TYPE_OPTIONAL) return false;
    if (sym->mutex != NULL) return false;   // others change it while a condition is waited for
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_PARAM: return !sym->is_var || sym->fn == c->fn->info;
    case SYM_GLOBAL: return !sym->is_var;
    case SYM_FN:
    case SYM_TYPE:
    case SYM_CASE:
    case SYM_MODULE:
    case SYM_BUILTIN: return false;
    }
    return false;
}

bool check_narrow_is_done(const checker *c, const symbol *sym)
{
    if (!can_narrow(c, sym)) return false;
    uint32_t from = sym->is_var ? c->facts_hidden : 0;
    for (uint32_t i = c->facts.count; i-- > from;) {
        if (c->facts.items[i] == sym) return true;
    }
    return false;
}

void check_narrow(checker *c, symbol *sym)
{
    if (can_narrow(c, sym)) array_push(&c->prog->memory, &c->facts, sym);
}

void check_narrow_forget(checker *c, const symbol *sym)
{
    for (uint32_t i = 0; i < c->facts.count; i++) {
        if (c->facts.items[i] == sym) c->facts.items[i] = NULL;
    }
}

void check_narrow_forget_assigned(checker *c, span at)
{
    const ast_name_list *assigned = &c->module->tree->assigned;
    for (uint32_t i = 0; i < c->facts.count; i++) {
        const symbol *sym = c->facts.items[i];
        if (sym == NULL || !sym->is_var) continue;
        for (uint32_t k = 0; k < assigned->count; k++) {
            const ast_name *name = &assigned->items[k];
            bool is_inside = at.start <= name->span.start && name->span.start < at.end;
            if (is_inside && name->text == sym->name) c->facts.items[i] = NULL;
        }
    }
}

uint32_t check_narrow_hide(checker *c)
{
    uint32_t before = c->facts_hidden;
    c->facts_hidden = c->facts.count;
    return before;
}

void check_narrow_show(checker *c, uint32_t before)
{
    c->facts_hidden = before;
}

// The variable of `x != none`, `none == x`; NULL.
static symbol *compared_with_none(const expr_binary *e)
{
    expr *other = e->left->kind == EXPR_NONE ? e->right : e->left;
    bool is_test = (e->left->kind == EXPR_NONE || e->right->kind == EXPR_NONE);
    return is_test && other->kind == EXPR_NAME ? expr_as_name(other)->symbol : NULL;
}

void check_narrow_by(checker *c, expr *test, bool truth)
{
    if (test->kind == EXPR_UNARY && expr_as_unary(test)->op == OP_NOT) {
        check_narrow_by(c, expr_as_unary(test)->operand, !truth);
    } else if (test->kind == EXPR_CHAIN) {
        const expr_chain *chain = expr_as_chain(test);
        if (chain->links.items[0].op != (truth ? OP_AND : OP_OR)) return;
        check_narrow_by(c, chain->first, truth);
        for (uint32_t i = 0; i < chain->links.count; i++) {
            check_narrow_by(c, chain->links.items[i].operand, truth);
        }
    } else if (test->kind == EXPR_BINARY) {
        const expr_binary *e = expr_as_binary(test);
        if (e->op == (truth ? OP_NE : OP_EQ)) check_narrow(c, compared_with_none(e));
    }
}

type *check_narrow_optional_value(checker *c, expr *e, type *hint)
{
    type *t = check_expr_any_value(c, e, hint);
    if (e->kind != EXPR_NAME || !expr_as_name(e)->is_narrowed) return t;
    expr_as_name(e)->is_narrowed = false;
    e->type = expr_as_name(e)->symbol->type;
    return e->type;
}
