// SPDX-License-Identifier: MIT
// check_name.c - from a name to what it means.
//
// A name is looked for among the locals, the declarations of the module, its
// imports, the cases of its enums, and what is built in, in this order.  A use marks
// the symbol as used; when it belongs to a function around this one, every closure
// between the two captures it (symbol.h I3).
#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "base/habit.h"
#include "check/check_expr.h"
#include "check/check_generic.h"
#include "sema/later.h"

symbol *check_name_lookup(checker *c, const char *name)
{
    symbol *sym = scope_find(&c->scope, name);
    if (sym == NULL && c->generics != NULL) sym = check_generic_param(c, name);
    if (sym == NULL) sym = map_find(&c->module->names, name);
    if (sym == NULL) sym = map_find(&c->module->imports, name);
    if (sym == NULL) sym = map_find(&c->module->cases, name);
    if (sym == NULL) sym = map_find(&c->prelude, name);
    if (sym == NULL) sym = builtin_free(c->prog, name);
    return sym;
}

bool check_name_is_lost(const checker *c, const char *name)
{
    return map_has(&c->prog->lost_names, name);
}

void check_name_offer(suggestion *s, const map *names)
{
    for (uint32_t i = 0; i < names->count; i++) suggest_offer(s, names->entries[i].key);
}

bool check_name_is_worth_a_search(const checker *c)
{
    return c->prog->diags.error_count <= 100;
}

// A field without self; a habit of another language.
static bool help_with_name(checker *c, diag *d, const char *name)
{
    const symbol *self = check_name_lookup(c, intern_string(&c->prog->names, "self"));
    const type *of = self != NULL ? self->type : NULL;
    bool is_field = of != NULL && (of->kind == TYPE_STRUCT || of->kind == TYPE_CLASS) &&
                    check_member_field_index(of, name) >= 0;
    if (is_field || (of != NULL && check_member_method(c, of, name) != NULL)) {
        diag_help(c->prog, d, "fields and methods are accessed through self: `self.%s`", name);
        return true;
    }
    const char *ours = habit_of_name(name);
    if (ours != NULL) diag_help(c->prog, d, "%s", ours);
    return ours != NULL;
}

// One report for each name and function: the rest would be a cascade.
static bool is_news(checker *c, const char *name)
{
    const void *here = c->fn != NULL ? (const void *)c->fn->info : (const void *)c;
    if (map_find(&c->unknown, name) == here) return false;
    map_put(&c->unknown, name, (void *)(uintptr_t)here);
    return true;
}

bool check_name_is_new_member(checker *c, const type *t, const char *name)
{
    if (check_name_is_lost(c, name)) return false;
    const char *whole = check_expr_format(c, "%t.%s", t, name);
    return is_news(c, intern(&c->prog->names, whole, strlen(whole)));
}

static void report_unknown(checker *c, const char *name, span at)
{
    if (check_name_is_lost(c, name) || !is_news(c, name)) return;
    if (later_has_name(name)) {
        diag_error(c->prog, at, E0901, check_expr_format(c, "%N", name));
        return;
    }
    if (later_has_module(name)) {
        diag_error(c->prog, at, E0901, check_expr_format(c, "the module %N", name));
        return;
    }
    diag *d = diag_error(c->prog, at, E0201, name);
    if (module_is_standard_name(c->prog, name)) {
        diag_help(c->prog, d, "import the module first: `import %s`", name);
        return;
    }
    if (!check_name_is_worth_a_search(c) || help_with_name(c, d, name)) return;
    suggestion s = suggest_begin(name);
    for (uint32_t i = c->scope.bindings.count; i > 0; i--) {
        suggest_offer(&s, c->scope.bindings.items[i - 1].symbol->name);
    }
    check_name_offer(&s, &c->module->names);
    check_name_offer(&s, &c->module->imports);
    check_name_offer(&s, &c->module->cases);
    check_name_offer(&s, &c->prelude);
    builtin_suggest(c->prog, &s, NULL, NULL);
    if (s.best != NULL) {
        diag_help(c->prog, d, "did you mean %N?", s.best);
        symbol *near = check_name_lookup(c, s.best);
        if (near != NULL) near->is_used = true;   // most likely
        if (near != NULL && near->span.start != 0) {
            diag_label(c->prog, d, near->span, "%N is declared here", s.best);
        }
    }
}

void check_name_help_known(checker *c, diag *d, const suggestion *s, const char *lead)
{
    if (s->best != NULL) {
        diag_help(c->prog, d, "did you mean %N?", s->best);
        return;
    }
    if (s->count == 0 || s->count > SUGGEST_LISTED) return;
    text all;
    text_init(&all);
    for (size_t i = 0; i < s->count; i++) {
        text_printf(&all, "%s`%s`", i == 0 ? "" : i + 1 == s->count ? " and " : ", ", s->known[i]);
    }
    diag_help(c->prog, d, "%s %s", lead, text_string(&all));
    text_fini(&all);
}

// I3 of symbol.h: each closure between the use and the owner captures it.
static void capture(checker *c, symbol *sym)
{
    for (check_fn *f = c->fn; f != NULL && f->info != sym->fn; f = f->outer) {
        fn_info *info = f->info;
        bool is_known = false;
        for (size_t i = 0; i < info->capture_count && !is_known; i++) {
            is_known = info->captures[i] == sym;
        }
        if (is_known) continue;
        size_t count = info->capture_count;
        bool is_full = (count & (count - 1)) == 0;   // grows at powers of two
        if (is_full) {
            symbol **more = arena_new_array(&c->prog->unit, symbol *, count == 0 ? 1 : count * 2);
            for (size_t i = 0; i < count; i++) more[i] = info->captures[i];
            info->captures = more;
        }
        info->captures[info->capture_count++] = sym;
    }
}

void check_name_undeclared(checker *c, const char *name, span at)
{
    uint32_t before = c->prog->diags.reports.count;
    report_unknown(c, name, at);
    if (c->prog->diags.reports.count == before) return;
    diag *d = array_last(&c->prog->diags.reports);
    diag_help(c->prog, d, "to declare it, write `let %s = ...`, or `var %s = ...` when it changes",
              name, name);
}

symbol *check_name(checker *c, const char *name, span at)
{
    symbol *sym = check_name_lookup(c, name);
    if (sym == NULL) {
        report_unknown(c, name, at);
        return NULL;
    }
    if (sym->kind == SYM_CASE && sym->is_ambiguous) {
        diag *d = diag_error(c->prog, at, E0209, name);
        diag_label(c->prog, d, sym->span, "one of them");
        diag_help(c->prog, d, "write `%s.%s`", sym->type->decl->name, name);
        return NULL;
    }
    sym->is_used = true;
    if (sym->kind == SYM_LOCAL || sym->kind == SYM_PARAM) {
        if (c->fn != NULL && sym->fn != c->fn->info) capture(c, sym);
    }
    if (sym->kind == SYM_GLOBAL) check_body_global_type(c, sym);
    check_first_mention(c, sym);
    return sym;
}

// Whether the name stands for something that keeps its meaning where an enum is wanted.
static bool is_taken(checker *c, const symbol *sym, const char *name)
{
    if (sym == NULL) return islower((unsigned char)name[0]) && builtin_free(c->prog, name) != NULL;
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_PARAM:
    case SYM_GLOBAL:
    case SYM_FN:
    case SYM_MODULE:
        return true;
    case SYM_CASE:
    case SYM_TYPE:
    case SYM_BUILTIN:
        break;
    }
    return false;
}

symbol *check_name_wanted_case(checker *c, const char *name, type *hint)
{
    hint = check_expr_hint(hint);
    if (hint == NULL || hint->kind != TYPE_ENUM) return NULL;
    int index = check_member_case_index(hint, name);
    if (index < 0 || is_taken(c, check_name_lookup(c, name), name)) return NULL;
    symbol *sym = check_member_case_symbol(hint, (uint32_t)index);
    sym->is_used = true;
    check_first_mention(c, sym);
    return sym;
}

// A member of a module with a file.
static symbol *find_in_file(checker *c, const module *target, ast_name name)
{
    symbol *sym = map_find(&target->names, name.text);
    if (sym == NULL && (target->tree->is_lost || check_name_is_lost(c, name.text))) return NULL;
    if (sym == NULL) {
        diag *d = diag_error(c->prog, name.span, E0202, target->name, name.text);
        const char *last = strrchr(target->name, '.');
        const char *ours = habit_of_module(last != NULL ? last + 1 : target->name, name.text);
        if (target->is_standard && ours != NULL) {
            diag_help(c->prog, d, "write %s", ours);
            return NULL;
        }
        suggestion s = suggest_begin(name.text);
        for (uint32_t i = 0; i < target->names.count; i++) {
            const char *known = target->names.entries[i].key;
            if (known[0] != '_') suggest_offer(&s, known);
        }
        check_name_help_known(c, d, &s, "it has");
        return NULL;
    }
    if (name.text[0] == '_' && target != c->module) {
        diag *d = diag_error(c->prog, name.span, E0204, name.text, target->name);
        diag_label(c->prog, d, sym->span, "declared here");
        return NULL;
    }
    sym->is_used = true;
    check_first_mention(c, sym);
    return sym;
}

const char *check_name_join(checker *c, const char *space, const char *name)
{
    text t;
    text_init(&t);
    text_printf(&t, "%s.%s", space, name);
    const char *joined = intern_string(&c->prog->names, text_string(&t));
    text_fini(&t);
    return joined;
}

const type *check_name_module_variable(checker *c, const symbol *import, const char *name)
{
    if (check_fit_is_poison(import->type)) return NULL;
    const module *target = module_of(c->prog, import);
    symbol *sym = target != NULL ? map_find(&target->names, name) : NULL;
    return sym != NULL && sym->kind == SYM_GLOBAL ? check_body_global_type(c, sym) : NULL;
}

symbol *check_name_module_member(checker *c, const symbol *import, ast_name name)
{
    assert(import->kind == SYM_MODULE);
    if (check_fit_is_poison(import->type)) return NULL;
    const module *target = module_of(c->prog, import);
    if (target != NULL) return find_in_file(c, target, name);
    symbol *sym = builtin_member(c->prog, import->module, name.text);
    if (sym == NULL) sym = map_find(&c->prelude, check_name_join(c, import->module, name.text));
    if (sym == NULL) sym = check_extension_member(c, import->module, name.text);
    if (sym != NULL) return sym;
    if (later_has_member(import->module, name.text)) {
        diag_error(c->prog, name.span, E0901,
                   check_expr_format(c, "`%s.%s`", import->module, name.text));
        return NULL;
    }
    diag *d = diag_error(c->prog, name.span, E0202, import->module, name.text);
    const char *ours = habit_of_member(import->module, name.text);
    if (ours != NULL) {
        diag_help(c->prog, d, "write %s", ours);
        return NULL;
    }
    suggestion s = suggest_begin(name.text);
    builtin_suggest(c->prog, &s, import->module, NULL);
    check_name_help_known(c, d, &s, "it has");
    return NULL;
}

const char *check_name_kind_text(const symbol *sym)
{
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_GLOBAL: return "a variable";
    case SYM_PARAM: return "a parameter";
    case SYM_FN: return "a function";
    case SYM_TYPE: return "a type";
    case SYM_CASE: return "an enum case";
    case SYM_MODULE: return "a module";
    case SYM_BUILTIN: return "a built-in function";
    }
    return "a name";
}
