// SPDX-License-Identifier: MIT
// resolve.c - from a name to what it means, from a written type to the type.
//
// A name is looked for among the locals, the declarations of the module, its
// imports, the cases of its enums, and what is built in, in this order.  A use marks
// the symbol as used; when it belongs to a function around this one, every closure
// between the two captures it (symbol.h I3).
#include <assert.h>
#include <string.h>

#include "base/habits.h"
#include "check/check_expr.h"
#include "check/check_generic.h"
#include "sema/later.h"

// ---- names ------------------------------------------------------------------

symbol *check_lookup(checker *c, const char *name)
{
    symbol *sym = scope_find(&c->scope, name);
    if (sym == NULL && c->generics != NULL) sym = generic_param(c, name);
    if (sym == NULL) sym = map_find(&c->module->names, name);
    if (sym == NULL) sym = map_find(&c->module->imports, name);
    if (sym == NULL) sym = map_find(&c->module->cases, name);
    if (sym == NULL) sym = map_find(&c->prelude, name);
    if (sym == NULL) sym = builtin_free(c->prog, name);
    return sym;
}

bool check_is_lost(const checker *c, const char *name)
{
    return map_has(&c->prog->lost_names, name);
}

static void suggest_map(suggestion *s, const map *names)
{
    for (uint32_t i = 0; i < names->count; i++) suggest_offer(s, names->entries[i].key);
}

// Looking through all names is only worth it for reports that are shown.
static bool is_worth_a_search(const checker *c)
{
    return c->prog->diags.error_count <= 100;
}

// A field without self; a habit of another language.
static bool help_with_name(checker *c, diag *d, const char *name)
{
    const symbol *self = check_lookup(c, intern_string(&c->prog->names, "self"));
    const type *of = self != NULL ? self->type : NULL;
    bool is_field = of != NULL && (of->kind == TYPE_STRUCT || of->kind == TYPE_CLASS) &&
                    check_field_index(of, name) >= 0;
    if (is_field || (of != NULL && check_method(c, of, name) != NULL)) {
        diag_help(c->prog, d, "fields and methods are accessed through self: `self.%s`", name);
        return true;
    }
    const char *ours = habit_of_name(name);
    if (ours != NULL) diag_help(c->prog, d, "%s", ours);
    return ours != NULL;
}

static void report_unknown(checker *c, const char *name, span at)
{
    // one report for each name and function: the rest would be a cascade
    const void *here = c->fn != NULL ? (const void *)c->fn->info : (const void *)c;
    if (map_find(&c->unknown, name) == here || check_is_lost(c, name)) return;
    map_put(&c->unknown, name, (void *)(uintptr_t)here);
    if (later_has_name(name)) {
        diag_error(c->prog, at, E0901, check_format(c, "%N", name));
        return;
    }
    if (later_has_module(name)) {
        diag_error(c->prog, at, E0901, check_format(c, "the module %N", name));
        return;
    }
    diag *d = diag_error(c->prog, at, E0201, name);
    if (module_is_builtin(name)) {
        diag_help(c->prog, d, "import the module first: `import %s`", name);
        return;
    }
    if (!is_worth_a_search(c) || help_with_name(c, d, name)) return;
    suggestion s = suggest_begin(name);
    for (uint32_t i = c->scope.bindings.count; i > 0; i--) {
        suggest_offer(&s, c->scope.bindings.items[i - 1].symbol->name);
    }
    suggest_map(&s, &c->module->names);
    suggest_map(&s, &c->module->imports);
    suggest_map(&s, &c->module->cases);
    suggest_map(&s, &c->prelude);
    builtin_suggest(c->prog, &s, NULL, NULL);
    if (s.best != NULL) {
        diag_help(c->prog, d, "did you mean %N?", s.best);
        symbol *near = check_lookup(c, s.best);
        if (near != NULL) near->is_used = true;   // most likely
        if (near != NULL && near->span.start != 0) {
            diag_label(c->prog, d, near->span, "%N is declared here", s.best);
        }
    }
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

void check_undeclared(checker *c, const char *name, span at)
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
    symbol *sym = check_lookup(c, name);
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
    if (sym->kind == SYM_GLOBAL) check_global_type(c, sym);
    check_mention(c, sym);
    return sym;
}

// A member of a module with a file.
static symbol *find_in_file(checker *c, const module *target, ast_name name)
{
    symbol *sym = map_find(&target->names, name.text);
    if (sym == NULL && (target->tree->is_lost || check_is_lost(c, name.text))) return NULL;
    if (sym == NULL) {
        diag *d = diag_error(c->prog, name.span, E0202, target->name, name.text);
        suggestion s = suggest_begin(name.text);
        suggest_map(&s, &target->names);
        if (s.best != NULL) diag_help(c->prog, d, "did you mean %N?", s.best);
        return NULL;
    }
    if (name.text[0] == '_' && target != c->module) {
        diag *d = diag_error(c->prog, name.span, E0204, name.text, target->name);
        diag_label(c->prog, d, sym->span, "declared here");
        return NULL;
    }
    sym->is_used = true;
    return sym;
}

// `net.Error`: key of the prelude.
static const char *join_names(checker *c, const char *space, const char *name)
{
    text t;
    text_init(&t);
    text_printf(&t, "%s.%s", space, name);
    const char *joined = intern_string(&c->prog->names, text_string(&t));
    text_fini(&t);
    return joined;
}

const type *check_module_variable(checker *c, const symbol *import, const char *name)
{
    if (check_is_poison(import->type)) return NULL;
    const module *target = module_of(c->prog, import);
    symbol *sym = target != NULL ? map_find(&target->names, name) : NULL;
    return sym != NULL && sym->kind == SYM_GLOBAL ? check_global_type(c, sym) : NULL;
}

symbol *check_module_member(checker *c, const symbol *import, ast_name name)
{
    assert(import->kind == SYM_MODULE);
    if (check_is_poison(import->type)) return NULL;
    const module *target = module_of(c->prog, import);
    if (target != NULL) return find_in_file(c, target, name);
    symbol *sym = builtin_member(c->prog, import->module, name.text);
    if (sym == NULL) sym = map_find(&c->prelude, join_names(c, import->module, name.text));
    if (sym != NULL) return sym;
    if (later_has_member(import->module, name.text)) {
        diag_error(c->prog, name.span, E0901,
                   check_format(c, "`%s.%s`", import->module, name.text));
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
    if (s.best != NULL) diag_help(c->prog, d, "did you mean %N?", s.best);
    return NULL;
}

bool check_has_methods(const type *t)
{
    return t->kind == TYPE_STRUCT || t->kind == TYPE_ENUM || t->kind == TYPE_CLASS ||
           t->kind == TYPE_INTERFACE;
}

symbol *check_method(checker *c, const type *receiver, const char *name)
{
    if (!check_has_methods(receiver)) return NULL;
    const symbol *owner = receiver->decl->symbol;
    if (owner == NULL || owner->decl == NULL) return NULL;
    if (owner->instance != NULL) return generic_method(c, owner, name);
    const decl_list *methods = ast_methods_of(owner->decl);
    for (uint32_t i = 0; i < methods->count; i++) {
        symbol *sym = methods->items[i]->symbol;
        if (sym != NULL && sym->name == name) return sym;
    }
    return NULL;
}

int check_field_index(const type *t, const char *name)
{
    for (size_t i = 0; i < t->decl->field_count; i++) {
        if (t->decl->fields[i].name == name) return (int)i;
    }
    return -1;
}

int check_case_index(const type *t, const char *name)
{
    for (size_t i = 0; i < t->decl->case_count; i++) {
        if (t->decl->cases[i].name == name) return (int)i;
    }
    return -1;
}

symbol *check_case_symbol(checker *c, type *owner, uint32_t index)
{
    (void)c;
    assert(owner->kind == TYPE_ENUM && index < owner->decl->case_count);
    return owner->decl->cases[index].symbol;
}

span check_place_of(const symbol *sym)
{
    return sym->span;
}

// ---- locals -----------------------------------------------------------------

uint32_t check_open_scope(checker *c)
{
    uint32_t outer = c->scope_start;
    c->scope_start = scope_open(&c->scope);
    return outer;
}

// Only let, var and functions: for the others a name may just be handy.
void check_close_scope(checker *c, uint32_t outer)
{
    for (uint32_t i = c->scope_start; i < c->scope.bindings.count; i++) {
        const symbol *sym = c->scope.bindings.items[i].symbol;
        if (sym->kind != SYM_LOCAL || sym->name[0] == '_') continue;
        // its use may have been lost too
        if (check_is_poison(sym->type) || check_is_lost(c, sym->name)) continue;
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

void check_declare(checker *c, symbol *sym)
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

symbol *check_new_local(checker *c, ast_name name, type *t, bool is_var)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_LOCAL;
    sym->name = name.text;
    sym->span = name.span;
    sym->type = t;
    sym->is_var = is_var;
    check_declare(c, sym);
    return sym;
}

// ---- written types ------------------------------------------------------------

typedef struct generic_type {
    const char *name;
    type_kind kind;
    unsigned arity;
} generic_type;

static const generic_type generics[] = {
    {"list", TYPE_LIST, 1}, {"map", TYPE_MAP, 2},       {"set", TYPE_SET, 1},
    {"task", TYPE_TASK, 1}, {"future", TYPE_FUTURE, 1}, {"chan", TYPE_CHAN, 1},
    {"gen", TYPE_GEN, 1},   {"context", TYPE_GEN, 1},   {"weak", TYPE_WEAK, 1},
};

static bool is_context(const generic_type *built)
{
    return strcmp(built->name, "context") == 0;
}

static type *gen_type(checker *c, type *element, type *sent, bool is_context)
{
    const type like = {.element = element, .key = sent, .is_context = is_context};
    return type_gen(c->prog, &like);
}

static const generic_type *find_generic(const char *name)
{
    for (size_t i = 0; i < sizeof generics / sizeof generics[0]; i++) {
        if (strcmp(name, generics[i].name) == 0) return &generics[i];
    }
    return NULL;
}

bool check_is_generic(const char *name)
{
    return find_generic(name) != NULL;
}

const char *check_kind_text(const symbol *sym)
{
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_GLOBAL:
        return "a variable";
    case SYM_PARAM:
        return "a parameter";
    case SYM_FN:
        return "a function";
    case SYM_TYPE:
        return "a type";
    case SYM_CASE:
        return "an enum case";
    case SYM_MODULE:
        return "a module";
    case SYM_BUILTIN:
        return "a built-in function";
    }
    return "a name";
}

static type *later_type(checker *c, const char *name, span at)
{
    text t;
    text_init(&t);
    text_printf(&t, "the type `%s`", name);
    diag_error(c->prog, at, E0901, text_string(&t));
    text_fini(&t);
    return c->poison;
}

static type *unknown_type(checker *c, const char *name, span at)
{
    if (later_has_name(name)) return later_type(c, name, at);
    if (check_is_lost(c, name)) return c->poison;
    const symbol *callable = builtin_free(c->prog, name);
    const symbol *of = map_find(&c->module->cases, name);
    if (of != NULL || callable != NULL) {
        diag *d = diag_error(c->prog, at, E0206, name, check_kind_text(of != NULL ? of : callable));
        if (of == NULL) return c->poison;
        diag_label(c->prog, d, of->span, "declared here");
        diag_help(c->prog, d, "the type is %N", of->type->decl->name);
        return c->poison;
    }
    diag *d = diag_error(c->prog, at, E0205, name);
    if (generic_is_bound(name)) {
        diag_help(c->prog, d, "it is a bound of type parameters: `fn f[T: %s](x: T) {}`", name);
        return c->poison;
    }
    const char *ours = habit_of_type(name);
    if (ours != NULL) diag_help(c->prog, d, "the type is %N here", ours);
    if (strcmp(name, "cstr") == 0) {   // a word of extern blocks: check_foreign.c
        diag_help(c->prog, d, "a function of an extern block takes and gives it; here it is `str`");
        return c->string;
    }
    bool is_void = strcmp(name, "void") == 0;
    if (is_void) diag_help(c->prog, d, "a function without a result has no `->`");
    // `string` is read as str, so that what it is used for is checked
    type *meant = ours != NULL ? map_find(&c->type_names, intern_string(&c->prog->names, ours))
                               : NULL;
    if (ours != NULL || is_void) return meant != NULL ? meant : c->poison;
    if (!is_worth_a_search(c)) return c->poison;
    suggestion s = suggest_begin(name);
    suggest_map(&s, &c->type_names);
    suggest_map(&s, &c->prelude);
    for (size_t i = 0; i < sizeof generics / sizeof generics[0]; i++) {
        suggest_offer(&s, generics[i].name);
    }
    for (uint32_t i = 0; i < c->module->names.count; i++) {
        const symbol *sym = c->module->names.entries[i].value;
        if (sym->kind == SYM_TYPE) suggest_offer(&s, sym->name);
    }
    if (s.best != NULL) diag_help(c->prog, d, "did you mean %N?", s.best);
    return c->poison;
}

type *check_alias(checker *c, symbol *alias)
{
    if (alias->type != NULL) return alias->type;
    if (alias->in_progress) {
        diag_error(c->prog, alias->span, E0334, alias->name);
        return alias->type = c->poison;
    }
    alias->in_progress = true;
    generic_state around = {c->generics, c->uses, c->is_open};
    generic_close(c, &(generic_state){NULL, c->uses, c->is_open});
    type *t = check_type(c, decl_as_type(alias->decl)->written);
    generic_close(c, &around);
    alias->in_progress = false;
    if (alias->type == NULL) alias->type = t;   // else a cycle was reported
    return alias->type;
}

static type *type_of_symbol(checker *c, symbol *sym, const char *name, span at)
{
    sym->is_used = true;
    if (sym->kind == SYM_TYPE && sym->generic != NULL)
        return generic_written_type(c, sym, NULL, 0, at);
    if (sym->kind == SYM_TYPE) return sym->type != NULL ? sym->type : check_alias(c, sym);
    diag *d = diag_error(c->prog, at, E0206, name, check_kind_text(sym));
    if (sym->span.start != 0) diag_label(c->prog, d, sym->span, "declared here");
    return c->poison;
}

static type *wrong_arity(checker *c, span at, const char *name, unsigned wanted, size_t given)
{
    static const char *const words[] = {"no type arguments", "one type argument",
                                        "two type arguments"};
    diag *d = diag_error(c->prog, at, E0207, name, words[wanted], (unsigned)given);
    if (wanted == 1) diag_help(c->prog, d, "write `%s[T]`", name);
    if (wanted == 2) diag_help(c->prog, d, "write `%s[K, V]`", name);
    return c->poison;
}

static type *named_type(checker *c, type_expr_name *e)
{
    symbol *sym = scope_find(&c->scope, e->name);
    if (sym == NULL || sym->kind != SYM_TYPE) sym = generic_param(c, e->name);
    if (sym == NULL) sym = map_find(&c->module->names, e->name);
    if (sym == NULL) {
        type *scalar = map_find(&c->type_names, e->name);
        if (scalar != NULL) return scalar;
        const generic_type *built = find_generic(e->name);
        // a task or future without result
        if (built != NULL && built->kind == TYPE_TASK) return type_task(c->prog, c->unit, false);
        if (built != NULL && built->kind == TYPE_FUTURE) return type_future(c->prog, c->unit);
        // a context that gives nothing
        if (built != NULL && is_context(built)) return gen_type(c, c->unit, NULL, true);
        if (built != NULL) return wrong_arity(c, e->head.span, e->name, built->arity, 0);
        type *opaque = type_opaque_find(c->prog, e->name);
        if (opaque != NULL) return opaque;
        if (type_holder_find(e->name, strlen(e->name)) != NULL)
            return wrong_arity(c, e->head.span, e->name, 1, 0);
        sym = map_find(&c->prelude, e->name);
    }
    if (sym == NULL) sym = map_find(&c->module->imports, e->name);
    if (sym == NULL) return unknown_type(c, e->name, e->head.span);
    e->symbol = sym;
    return type_of_symbol(c, sym, e->name, e->head.span);
}

// `net.Conn`, `util.Point`, `chan[T].sender`
static type *member_type(checker *c, type_expr_member *e)
{
    const char *name = e->name.text;
    if (e->base->kind != TEXPR_NAME) {
        type *base = check_type(c, e->base);
        if (check_is_poison(base)) return base;
        if (base->kind == TYPE_CHAN && strcmp(name, "sender") == 0) {
            return type_chan(c->prog, base->element, CHAN_SENDER, base->throws);
        }
        if (base->kind == TYPE_CHAN && strcmp(name, "receiver") == 0) {
            return type_chan(c->prog, base->element, CHAN_RECEIVER, base->throws);
        }
        return unknown_type(c, name, e->name.span);
    }
    const type_expr_name *base = type_expr_as_name(e->base);
    symbol *import = map_find(&c->module->imports, base->name);
    if (import == NULL && check_is_lost(c, base->name)) return c->poison;
    if (import == NULL) {
        diag *d = diag_error(c->prog, e->base->span, E0201, base->name);
        if (module_is_builtin(base->name)) {
            diag_help(c->prog, d, "import the module first: `import %s`", base->name);
        }
        return c->poison;
    }
    import->is_used = true;
    e->base->type = import->type;
    if (check_is_poison(import->type)) return c->poison;
    if (module_of(c->prog, import) == NULL) {
        const char *whole = join_names(c, import->module, name);
        type *opaque = type_opaque_find(c->prog, whole);
        if (opaque != NULL) return opaque;
        symbol *error = map_find(&c->prelude, whole);
        if (error != NULL) return error->type;
        if (later_has_member(import->module, name)) return later_type(c, whole, e->head.span);
    }
    symbol *sym = check_module_member(c, import, e->name);
    return sym == NULL ? c->poison : type_of_symbol(c, sym, name, e->name.span);
}

static type *generic_of(checker *c, const generic_type *built, const type_expr_apply *e)
{
    type *first = e->args.items[0]->type;
    type *last = array_last(&e->args)->type;
    if (check_is_poison(first) || check_is_poison(last)) return c->poison;
    bool has_key = built->kind == TYPE_MAP || built->kind == TYPE_SET;
    if (has_key && !check_has_hash(first)) {
        diag *d = diag_error(c->prog, e->args.items[0]->span, E0309, first);
        generic_help_bound(c, d, first, "Hashable");
        return c->poison;
    }
    if (built->kind == TYPE_WEAK && first->kind != TYPE_CLASS) {
        diag_error(c->prog, e->args.items[0]->span, E0366, first);
        return c->poison;
    }
    switch ((int)built->kind) {
    case TYPE_LIST:
        return type_list(c->prog, first);
    case TYPE_SET:
        return type_set(c->prog, first);
    case TYPE_MAP:
        return type_map(c->prog, first, last);
    case TYPE_TASK:
        return type_task(c->prog, first, false);
    case TYPE_FUTURE:
        return type_future(c->prog, first);
    case TYPE_WEAK:
        return type_weak(c->prog, first);
    case TYPE_GEN:
        return gen_type(c, first, e->args.count > 1 ? last : NULL, is_context(built));
    default:
        return type_chan(c->prog, first, CHAN_BOTH, false);
    }
}

// `async gen[T]`, `async context`
static type *async_type(checker *c, type *t, span at)
{
    if (check_is_poison(t)) return t;
    if (t->kind != TYPE_GEN) {
        diag_error(c->prog, at, E0424, t);
        return c->poison;
    }
    type like = *t;
    like.is_async = true;
    return type_gen(c->prog, &like);
}

// `Pair`, `util.Pair`: the generic type that is applied; NULL when it is none of ours.
static symbol *applied_generic(checker *c, const type_expr *base)
{
    symbol *sym = NULL;
    if (base->kind == TEXPR_NAME) {
        sym = map_find(&c->module->names, type_expr_as_const_name(base)->name);
    } else if (base->kind == TEXPR_MEMBER) {
        const type_expr_member *m = type_expr_as_const_member(base);
        if (m->base->kind != TEXPR_NAME) return NULL;
        symbol *import = map_find(&c->module->imports, type_expr_as_const_name(m->base)->name);
        const module *from = import != NULL && !check_is_poison(import->type)
                                 ? module_of(c->prog, import) : NULL;
        if (from == NULL || map_find(&from->names, m->name.text) == NULL) return NULL;
        import->is_used = true;
        sym = check_module_member(c, import, m->name);
    }
    return sym != NULL && sym->kind == SYM_TYPE && sym->generic != NULL ? sym : NULL;
}

static type *applied_type(checker *c, type_expr_apply *e)
{
    const generic_type *built = NULL;
    const char *name = NULL;
    symbol *ours = applied_generic(c, e->base);
    if (ours != NULL)
        return generic_written_type(c, ours, e->args.items, e->args.count, e->head.span);
    if (e->base->kind == TEXPR_NAME &&
        !map_has(&c->module->names, type_expr_as_name(e->base)->name)) {
        name = type_expr_as_name(e->base)->name;
        built = find_generic(name);
        if (later_has_name(name)) return later_type(c, name, e->base->span);
    }
    if (e->args.count == 0) return async_type(c, check_type(c, e->base), e->head.span);
    for (uint32_t i = 0; i < e->args.count; i++) check_type(c, e->args.items[i]);
    const type_opaque *holder = built == NULL && name ? type_holder_find(name, strlen(name)) : NULL;
    if (holder != NULL && e->args.count == 1) {
        type *element = e->args.items[0]->type;
        e->base->type = element;
        return check_is_poison(element) ? element : type_holder(c->prog, holder, element);
    }
    if (holder != NULL) return wrong_arity(c, e->head.span, name, 1, e->args.count);
    if (built == NULL) {
        type *base = check_type(c, e->base);
        if (check_is_poison(base)) return base;
        text t;
        text_init(&t);
        type_print(&t, base);
        type *poison = wrong_arity(c, e->head.span, text_string(&t), 0, e->args.count);
        text_fini(&t);
        return poison;
    }
    bool is_two_way = built->kind == TYPE_GEN && !is_context(built) && e->args.count == 2;
    if (e->args.count != built->arity && !is_two_way) {
        return wrong_arity(c, e->head.span, name, built->arity, e->args.count);
    }
    type *t = generic_of(c, built, e);
    if (e->is_async) t = async_type(c, t, e->head.span);
    e->base->type = t;
    return t;
}

static type *fn_type(checker *c, type_expr_fn *e)
{
    type **params = arena_new_array(&c->prog->scratch, type *, e->params.count);
    bool is_good = true;
    for (uint32_t i = 0; i < e->params.count; i++) {
        params[i] = check_type(c, e->params.items[i]);
        if (check_is_poison(params[i])) is_good = false;
    }
    type *result = e->result != NULL ? check_type(c, e->result) : c->unit;
    type *error = e->throws_type != NULL ? check_type(c, e->throws_type) : NULL;
    if (error != NULL && error->kind != TYPE_ERROR && !check_is_poison(error)) {
        diag_error(c->prog, e->throws_type->span, E0605, error);
        error = c->poison;
    }
    if (!is_good || check_is_poison(result)) return c->poison;
    type *t = type_function(c->prog, params, e->params.count, result, e->is_async, e->throws);
    return error != NULL ? type_throwing(c->prog, t, &error, 1) : t;
}

static type *tuple_type(checker *c, type_expr_tuple *e)
{
    if (e->items.count == 0) return c->unit;
    type **items = arena_new_array(&c->prog->scratch, type *, e->items.count);
    bool is_good = true;
    for (uint32_t i = 0; i < e->items.count; i++) {
        items[i] = check_type(c, e->items.items[i]);
        if (check_is_poison(items[i])) is_good = false;
    }
    return is_good ? type_tuple(c->prog, items, e->items.count) : c->poison;
}

// `chan[T] throws`, `task[T] throws`, `gen[T] throws`
static type *throwing_type(checker *c, const type_expr_throws *written)
{
    type *base = check_type(c, written->base);
    type *error = written->error != NULL ? check_type(c, written->error) : NULL;
    if (check_is_poison(base)) return base;
    if (error != NULL && error->kind != TYPE_ERROR && !check_is_poison(error)) {
        diag_error(c->prog, written->error->span, E0605, error);
        return c->poison;
    }
    bool is_listed = error != NULL && !check_is_poison(error);
    if (is_listed && base->kind != TYPE_GEN) {
        diag *d = diag_error(c->prog, written->error->span, E0608, base);
        diag_note(c->prog, d,
                  "a list of errors after `throws` belongs to a function or a generator");
        return c->poison;
    }
    if (base->kind == TYPE_CHAN) return type_chan(c->prog, base->element, base->direction, true);
    if (base->kind == TYPE_TASK) return type_task(c->prog, base->element, true);
    if (base->kind == TYPE_GEN) return type_throwing(c->prog, base, &error, is_listed ? 1 : 0);
    diag_error(c->prog, written->head.span, E0608, base);
    return c->poison;
}

static type *written_type(checker *c, type_expr *written)
{
    switch (written->kind) {
    case TEXPR_BAD:
    case TEXPR_KIND_COUNT:
        return c->poison;
    case TEXPR_NAME:
        return named_type(c, type_expr_as_name(written));
    case TEXPR_MEMBER:
        return member_type(c, type_expr_as_member(written));
    case TEXPR_APPLY:
        return applied_type(c, type_expr_as_apply(written));
    case TEXPR_OPTIONAL: {
        type *element = check_type(c, type_expr_as_optional(written)->base);
        return check_is_poison(element) ? element : type_optional(c->prog, element);
    }
    case TEXPR_THROWS:
        return throwing_type(c, type_expr_as_throws(written));
    case TEXPR_TUPLE:
        return tuple_type(c, type_expr_as_tuple(written));
    case TEXPR_FN:
        return fn_type(c, type_expr_as_fn(written));
    }
    return c->poison;
}

type *check_type(checker *c, type_expr *written)
{
    if (written->type == NULL) written->type = written_type(c, written);
    return written->type;
}
