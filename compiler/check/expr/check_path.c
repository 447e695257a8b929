// SPDX-License-Identifier: MIT
// check_path.c - what a name or `a.b` stands for: a function, a type, a case, a module.
//
// check_path follows it without asking for a value, so that calls, types and values can each
// say what they take.
#include "check/check_expr.h"
#include "check/check_generic.h"

static path_kind name_path(checker *c, expr_name *e, symbol **found)
{
    symbol *sym = check_name_lookup(c, e->name);
    if (!sym) return PATH_VALUE;
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_PARAM:
    case SYM_GLOBAL:
        return PATH_VALUE;
    case SYM_FN:
    case SYM_TYPE:
    case SYM_CASE:
    case SYM_MODULE:
    case SYM_BUILTIN:
        break;
    }
    sym = check_name(c, e->name, e->head.span);
    if (!sym) return PATH_BAD;
    e->symbol = sym;
    *found = sym;
    return PATH_SYMBOL;
}

static void suggest_cases(checker *c, const type *t, ast_name name)
{
    if (!check_name_is_new_member(c, t, name.text)) return;
    diag *d = diag_error(c->prog, name.span, E0312, t, name.text);
    suggestion s = suggest_begin(name.text);
    for (size_t i = 0; i < t->decl->case_count; i++) suggest_offer(&s, t->decl->cases[i].name);
    check_name_help_known(c, d, &s, "its cases are");
    if (t->decl->symbol) diag_label(c->prog, d, t->decl->symbol->span, "declared here");
}

// `Shape.Circle`, `bytes.from_hex`
static path_kind member_of_type(checker *c, expr_member *m, symbol *owner, symbol **found)
{
    type *t = owner->type;
    if (t->kind == TYPE_POISON) return PATH_BAD;
    if (t->kind == TYPE_ENUM) {
        int index = check_member_case_index(t, m->name.text);
        *found = index >= 0 ? check_member_case_symbol(t, (uint32_t)index)
                            : builtin_static(c->prog, "enum", m->name.text);
        if (*found == NULL) {
            suggest_cases(c, t, m->name);
            return PATH_BAD;
        }
        if (index < 0 && !check_member_has_numbers(c, t, m->name.span)) return PATH_BAD;
    } else {
        *found = builtin_static(c->prog, owner->name, m->name.text);
    }
    if (!*found) {
        bool is_new = check_name_is_new_member(c, t, m->name.text);
        if (is_new) diag_error(c->prog, m->name.span, E0312, t, m->name.text);
        return PATH_BAD;
    }
    m->symbol = *found;
    return PATH_SYMBOL;
}

static path_kind member_path(checker *c, expr_member *m, symbol **found)
{
    symbol *base = NULL;
    // `str.from_chars`: the name of a built-in type need not be a symbol
    if (m->base->kind == EXPR_NAME) {
        const char *owner = expr_as_name(m->base)->name;
        symbol *known = check_name_lookup(c, owner);
        if (!known || known->kind == SYM_BUILTIN) {
            symbol *sym = builtin_static(c->prog, owner, m->name.text);
            if (sym) {
                m->base->type = c->unit;
                m->symbol = *found = sym;
                return PATH_SYMBOL;
            }
        }
    }
    path_kind kind = check_path(c, m->base, &base);
    if (kind != PATH_SYMBOL) return kind;
    if (base->kind == SYM_TYPE) {
        m->base->type = base->type;
        return member_of_type(c, m, base, found);
    }
    if (base->kind != SYM_MODULE) return PATH_VALUE;
    m->base->type = base->type ? base->type : c->unit;
    symbol *sym = check_name_module_member(c, base, m->name);
    if (!sym) return PATH_BAD;
    m->symbol = sym;
    *found = sym;
    return PATH_SYMBOL;
}

path_kind check_path(checker *c, expr *e, symbol **found)
{
    if (e->kind == EXPR_NAME) return name_path(c, expr_as_name(e), found);
    if (e->kind == EXPR_INDEX) {
        bool is_bad = false;
        *found = check_infer_applied(c, expr_as_index(e), &is_bad);
        return is_bad ? PATH_BAD : *found != NULL ? PATH_SYMBOL : PATH_VALUE;
    }
    if (e->kind != EXPR_MEMBER) return PATH_VALUE;
    expr_member *m = expr_as_member(e);
    if (m->symbol) {   // a base that was followed before
        *found = m->symbol;
        return PATH_SYMBOL;
    }
    return member_path(c, m, found);
}
