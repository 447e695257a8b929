// SPDX-License-Identifier: MIT
// check_scope.c - local names: the scopes they live in, and what is warned about at their end.
#include <assert.h>

#include "check/check.h"

uint32_t check_scope_open(checker *c)
{
    uint32_t outer = c->scope_start;
    c->scope_start = scope_open(&c->scope);
    return outer;
}

// Only let, var and functions: for the others a name may just be handy.
void check_scope_close(checker *c, uint32_t outer)
{
    assert(outer <= c->scope_start && c->scope_start <= c->scope.bindings.count);
    for (uint32_t i = c->scope_start; i < c->scope.bindings.count; i++) {
        const symbol *sym = c->scope.bindings.items[i].symbol;
        if (sym->kind != SYM_LOCAL || sym->name[0] == '_') continue;
        // its use may have been lost too
        if (check_fit_is_poison(sym->type) || check_name_is_lost(c, sym->name)) continue;
        if (!sym->is_used) {
            diag *d = diag_error(c->prog, sym->span, W0201, sym->name);
            diag_help(c->prog, d, "remove it, or rename it to `_%s`", sym->name);
        } else if (sym->is_var && !sym->is_changed) {
            diag *d = diag_error(c->prog, sym->span, W0205, sym->name);
            diag_help(c->prog, d, "declare it with `let`");
        }
    }
    scope_close(&c->scope, c->scope_start);
    c->scope_start = outer;
}

// S109: a local that hides a module-level var is most likely meant to set it.
static void warn_hiding(checker *c, const symbol *sym)
{
    const symbol *hidden = map_find(&c->module->names, sym->name);
    if (hidden == NULL || hidden->kind != SYM_GLOBAL || !hidden->is_var) return;
    diag *d = diag_error(c->prog, sym->span, W0202, sym->name);
    diag_label(c->prog, d, hidden->span, "the variable of the module");
}

void check_scope_declare(checker *c, symbol *sym)
{
    assert(c->fn != NULL);
    sym->fn = c->fn->info;
    sym->module = c->module->name;
    const symbol *before = map_find(&c->fn->names, sym->name);
    sym->shadow = before == NULL ? 1 : before->shadow + 1;
    map_put(&c->fn->names, sym->name, sym);
    for (uint32_t i = c->scope.bindings.count; before != NULL && i > c->scope_start; i--) {
        const symbol *other = c->scope.bindings.items[i - 1].symbol;
        if (other->name != sym->name) continue;
        diag *d = diag_error(c->prog, sym->span, E0203, sym->name);
        diag_label(c->prog, d, other->span, "first declared here");
        break;
    }
    warn_hiding(c, sym);
    scope_add(&c->scope, sym);
}

symbol *check_scope_new_local(checker *c, ast_name name, type *t, bool is_var)
{
    assert(name.text != NULL && t != NULL);
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_LOCAL;
    sym->name = name.text;
    sym->span = name.span;
    sym->type = t;
    sym->is_var = is_var;
    check_scope_declare(c, sym);
    return sym;
}
