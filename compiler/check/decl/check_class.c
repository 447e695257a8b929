// SPDX-License-Identifier: MIT
// check_class.c - objects: who may see and change their fields, and what `init` has to do.
#include "check/check_class.h"

#include <assert.h>
#include <string.h>

#include "check/check_narrow.h"
#include "check/check_stmt.h"

bool check_class_is_private(checker *c, const type *owner, ast_name name)
{
    bool is_nominal = owner->kind == TYPE_STRUCT || owner->kind == TYPE_ENUM ||
                      owner->kind == TYPE_CLASS;
    if (!is_nominal || name.text[0] != '_' || owner->decl->module == c->module->name) return false;
    diag *d = diag_error(c->prog, name.span, E0204, name.text, owner->decl->module);
    if (owner->decl->symbol) diag_label(c->prog, d, owner->decl->symbol->span, "declared here");
    return true;
}

// ---- signatures ---------------------------------------------------------------------------

// "init makes the object: it is a plain method without a result, which may throw."
void check_class_init_signature(checker *c, decl_fn *d, fn_info *info, const symbol *owner)
{
    const fn_signature *signature = &d->signature;
    const char *what = signature->is_async          ? "cannot be async"
                       : signature->result != NULL ? "has no result: it gives the object"
                                                   : NULL;
    if (what != NULL) {
        diag *report = diag_error(c->prog, d->head.name.span, E0360, owner->name, what);
        if (signature->is_async)
            diag_help(c->prog, report, "make an async function that gives the object: "
                      "`async fn open(...) -> %s`", owner->name);
    }
    info->is_async = false;
    info->result = owner->type;
    symbol *self = arena_new(&c->prog->unit, symbol);
    self->kind = SYM_LOCAL;
    self->name = intern_string(&c->prog->names, "self");
    self->module = c->module->name;
    self->span = owner->span;
    self->type = owner->type;
    self->fn = info;
    self->shadow = 1;
    self->is_used = true;
    info->made = self;
}

symbol *check_class_init_of(checker *c, const type *t)
{
    symbol *init = check_member_method(c, t, intern_string(&c->prog->names, "init"));
    return init != NULL && init->kind == SYM_FN ? init : NULL;
}

// ---- what is set --------------------------------------------------------------------------

static size_t field_count(const check_making *init)
{
    return init->self->type->decl->field_count;
}

static const type_field *field_at(const check_making *init, size_t i)
{
    return &init->self->type->decl->fields[i];
}

void check_class_init_begin(checker *c, check_making *init, const fn_info *info)
{
    *init = (check_making){.self = info->made};
    size_t count = field_count(init);
    init->is_set = arena_new_array(&c->prog->unit, bool, count + 1);
    init->merged = arena_new_array(&c->prog->unit, bool, count + 1);
    for (size_t i = 0; i < count; i++) init->is_set[i] = field_at(init, i)->init != NULL;
    c->fn->making = init;
}

static bool *copy_of(checker *c, const bool *set, size_t count)
{
    bool *copy = arena_new_array(&c->prog->unit, bool, count + 1);
    memcpy(copy, set, count * sizeof *copy);
    return copy;
}

bool *check_class_init_block(checker *c)
{
    check_making *init = c->fn->making;
    return init == NULL ? NULL : copy_of(c, init->is_set, field_count(init));
}

void check_class_init_block_end(checker *c, bool *before, bool ends)
{
    check_making *init = c->fn->making;
    if (init == NULL) return;
    for (size_t i = 0; !ends && i < field_count(init); i++) {
        init->merged[i] = init->is_set[i] && (!init->any_block || init->merged[i]);
    }
    if (!ends) init->any_block = true;
    init->is_set = before;
}

// One of its blocks runs, to its end or out of here.
static bool runs_a_block(const stmt *s)
{
    switch (s->kind) {
    case STMT_IF: return stmt_as_const_if(s)->else_body != NULL;
    case STMT_TRY: return stmt_as_const_try(s)->finally_body == NULL;
    case STMT_MATCH:
    case STMT_BLOCK: return true;
    default: return false;
    }
}

void check_class_init_stmt(checker *c, const stmt *s, bool *ends)
{
    check_making *init = c->fn->making;
    check_making outer = *init;
    init->merged = arena_new_array(&c->prog->unit, bool, field_count(init) + 1);
    init->any_block = false;
    check_stmt_kind(c, (stmt *)(uintptr_t)s, ends);
    for (size_t i = 0; i < field_count(init) && init->any_block && runs_a_block(s); i++) {
        if (init->merged[i]) init->is_set[i] = true;
    }
    init->merged = outer.merged;
    init->any_block = outer.any_block;
}

// ---- what must be set ---------------------------------------------------------------------

static const char *unset_fields(checker *c, check_making *init, size_t *count)
{
    text names;
    text_init(&names);
    *count = 0;
    for (size_t i = 0; i < field_count(init); i++) {
        if (init->is_set[i]) continue;
        text_printf(&names, "%s`%s`", names.len > 0 ? ", " : "", field_at(init, i)->name);
        init->is_set[i] = true;   // one report for each
        ++*count;
    }
    const char *list = names.len > 0 ? intern_string(&c->prog->names, text_string(&names)) : NULL;
    text_fini(&names);
    return list;
}

void check_class_init_done(checker *c, span at)
{
    check_making *init = c->fn->making;
    if (init == NULL || c->fn->is_damaged) return;
    size_t count;
    const char *names = unset_fields(c, init, &count);
    if (names == NULL) return;
    diag *d = diag_error(c->prog, at, E0361, names);
    diag_label(c->prog, d, init->self->span, "the class");
    diag_help(c->prog, d, "set %s on every way, or give the field%s a default value",
              count == 1 ? "it" : "them", count == 1 ? "" : "s");
}

// The `init` that makes the object, of this function or one around it.
static check_making *init_of(const checker *c, const symbol *sym)
{
    for (const check_fn *fn = c->fn; fn != NULL; fn = fn->outer) {
        if (fn->making != NULL && fn->making->self == sym) return fn->making;
    }
    return NULL;
}

void check_class_init_use(checker *c, const symbol *sym, const expr *use)
{
    check_making *init = init_of(c, sym);
    if (init == NULL || init->part == use) return;
    size_t count;
    const char *names = unset_fields(c, init, &count);
    if (names == NULL) return;
    diag *d = diag_error(c->prog, use->span, E0362, "self",
                         check_expr_format(c, "%s %s", names, count == 1 ? "is" : "are"));
    diag_help(c->prog, d, "set all fields first");
}

// Index of the field that `self.name` names in an `init`; -1.
static int part_of_self(const checker *c, const expr_member *m, check_making **init)
{
    if (m->base->kind != EXPR_NAME) return -1;
    const symbol *sym = check_name_lookup((checker *)(uintptr_t)c,
                                          expr_as_const_name(m->base)->name);
    *init = sym != NULL ? init_of(c, sym) : NULL;
    return *init != NULL ? check_member_field_index((*init)->self->type, m->name.text) : -1;
}

void check_class_init_read(checker *c, const expr_member *m)
{
    check_making *init;
    int index = part_of_self(c, m, &init);
    if (index < 0 || init != c->fn->making) return;   // a closure holds all of it
    init->part = m->base;
    if (init->is_set[index]) return;
    diag_error(c->prog, m->head.span, E0362, m->name.text, "it is");
    init->is_set[index] = true;
}

void check_class_init_assigned(checker *c, const expr *target)
{
    check_making *init;
    if (c->fn == NULL || c->fn->making == NULL || target->kind != EXPR_MEMBER) return;
    int index = part_of_self(c, expr_as_const_member(target), &init);
    if (index >= 0 && init == c->fn->making) init->is_set[index] = true;
}

// ---- places in objects --------------------------------------------------------------------

// The type of a name or a member of one, without a look at how it is used; NULL when it is not
// known or not of that kind.
static const type *type_ahead(checker *c, const expr *e)
{
    if (e->kind == EXPR_NAME) {
        symbol *sym = check_name_lookup(c, expr_as_const_name(e)->name);
        if (sym == NULL || (sym->kind != SYM_LOCAL && sym->kind != SYM_PARAM &&
                            sym->kind != SYM_GLOBAL)) {
            return NULL;
        }
        const type *t = sym->kind == SYM_GLOBAL ? check_body_global_type(c, sym) : sym->type;
        if (t != NULL && t->kind == TYPE_OPTIONAL && check_narrow_is_done(c, sym)) t = t->element;
        return t;
    }
    if (e->kind != EXPR_MEMBER) return e->type;
    expr_member m = *expr_as_const_member(e);
    const symbol *import = m.base->kind == EXPR_NAME
                               ? check_name_lookup(c, expr_as_const_name(m.base)->name)
                               : NULL;
    if (import != NULL && import->kind == SYM_MODULE)
        return check_name_module_variable(c, import, m.name.text);
    const type *base = type_ahead(c, m.base);
    return base != NULL ? check_expr_part(base, &m) : NULL;
}

static bool is_place_kind(const expr *e)
{
    return e->kind == EXPR_NAME || e->kind == EXPR_MEMBER;
}

bool check_class_is_object_part(checker *c, expr_member *m)
{
    if (!is_place_kind(m->base)) {
        if (m->base->type == NULL) check_expr_any_value(c, m->base, NULL);
        return m->base->type->kind == TYPE_CLASS;
    }
    const type *t = type_ahead(c, m->base);
    if (t == NULL || t->kind != TYPE_CLASS) return false;
    check_making *init;
    int index = part_of_self(c, m, &init);
    if (index >= 0 && init == c->fn->making) init->part = m->base;   // assigned, not read
    check_expr_any_value(c, m->base, NULL);
    return true;
}

// "A let field is set once, by init or the default."
bool check_class_object_place(checker *c, const expr_member *m)
{
    const type_field *f = &m->base->type->decl->fields[m->field];
    if (f->is_var) return true;
    check_making *init = NULL;
    int index = part_of_self(c, m, &init);
    bool in_init = index >= 0 && init == c->fn->making;
    bool is_again = in_init && (init->is_set[index] || c->fn->loops != NULL);
    if (in_init && !is_again) return true;
    diag *d = diag_error(c->prog, m->name.span, E0363, m->name.text,
                         is_again && f->init != NULL ? "it has its default value"
                         : is_again                  ? "it may be set already"
                                                     : "it keeps the value that it was made with");
    const symbol *owner = m->base->type->decl->symbol;
    if (owner != NULL) diag_label(c->prog, d, owner->span, "the class");
    diag_help(c->prog, d, "declare it with `var`");
    return false;
}
