// SPDX-License-Identifier: MIT
// check_member.c - the parts of declared types by their names: fields, cases, methods.
#include <assert.h>

#include "check/check_face.h"
#include "check/check_generic.h"

bool check_member_has_methods(const type *t)
{
    return t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS ||
           t->kind == TYPE_INTERFACE;
}

symbol *check_member_method(checker *c, const type *receiver, const char *name)
{
    if (receiver->kind == TYPE_PARAM) return check_face_bound_method(receiver, name);
    if (!check_member_has_methods(receiver)) return NULL;
    if (receiver->decl->is_flat) return check_face_method(receiver, name);
    const symbol *owner = receiver->decl->symbol;
    if (owner == NULL || owner->decl == NULL) return NULL;
    if (owner->instance != NULL) return check_generic_method(c, owner, name);
    const decl_list *methods = ast_methods_of(owner->decl);
    for (uint32_t i = 0; i < methods->count; i++) {
        symbol *sym = methods->items[i]->symbol;
        if (sym != NULL && sym->name == name) return sym;
    }
    return NULL;
}

void check_member_suggest(const checker *c, suggestion *s, const type *t)
{
    const symbol *owner = t->decl->symbol;
    bool is_ours = owner == NULL || owner->module == c->module->name;
    for (size_t i = 0; i < t->decl->field_count; i++) {
        const char *name = t->decl->fields[i].name;
        if (is_ours || name[0] != '_') suggest_offer(s, name);
    }
    if (!check_member_has_methods(t) || owner == NULL || owner->decl == NULL) return;
    for (size_t i = 0; i < t->decl->method_count; i++) suggest_offer(s, t->decl->methods[i]->name);
    const decl_list *methods = ast_methods_of(owner->decl);
    for (uint32_t i = 0; i < methods->count; i++) {
        // Those of an instance have a symbol only once they are called.
        const char *name = methods->items[i]->name.text;
        bool is_method = methods->items[i]->kind == DECL_FN && name != NULL;
        if (is_method && (is_ours || name[0] != '_')) suggest_offer(s, name);
    }
}

int check_member_field_index(const type *t, const char *name)
{
    assert(t->decl != NULL);
    for (size_t i = 0; i < t->decl->field_count; i++) {
        if (t->decl->fields[i].name == name) return (int)i;
    }
    return -1;
}

int check_member_case_index(const type *t, const char *name)
{
    assert(t->decl != NULL);
    for (size_t i = 0; i < t->decl->case_count; i++) {
        if (t->decl->cases[i].name == name) return (int)i;
    }
    return -1;
}

symbol *check_member_case_symbol(type *owner, uint32_t index)
{
    assert(owner->kind == TYPE_ENUM && index < owner->decl->case_count);
    return owner->decl->cases[index].symbol;
}

bool check_member_has_numbers(checker *c, const type *t, span at)
{
    for (size_t i = 0; i < t->decl->case_count; i++) {
        const type_case *of = &t->decl->cases[i];
        if (of->field_count == 0) continue;
        diag *d = diag_error(c->prog, at, E0356, t->decl->name, of->name);
        diag_label(c->prog, d, of->symbol->span, "declared here");
        return false;
    }
    return true;
}
