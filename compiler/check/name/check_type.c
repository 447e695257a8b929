// SPDX-License-Identifier: MIT
// check_type.c - from a written type to the type.
//
//     chan[int].sender?    TEXPR_OPTIONAL(TEXPR_MEMBER(TEXPR_APPLY(chan, int), sender))
//
// The answer is noted in the tree, so that each is reported once; poison after a report.
#include <assert.h>
#include <string.h>

#include "base/habit.h"
#include "check/check_expr.h"
#include "check/check_generic.h"
#include "check/check_protocol.h"
#include "sema/later.h"

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

bool check_type_is_generic(const char *name)
{
    return find_generic(name) != NULL;
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
    if (check_name_is_lost(c, name)) return c->poison;
    const symbol *callable = builtin_free(c->prog, name);
    const symbol *of = map_find(&c->module->cases, name);
    if (of != NULL || callable != NULL) {
        diag *d = diag_error(c->prog, at, E0206, name,
                             check_name_kind_text(of != NULL ? of : callable));
        if (of == NULL) return c->poison;
        diag_label(c->prog, d, of->span, "declared here");
        diag_help(c->prog, d, "the type is %N", of->type->decl->name);
        return c->poison;
    }
    diag *d = diag_error(c->prog, at, E0205, name);
    if (check_generic_is_bound(name)) {
        diag_help(c->prog, d, "it is a bound of type parameters: `fn f[T: %s](x: T) {}`", name);
        return c->poison;
    }
    if (strcmp(name, "never") == 0) {
        diag_help(c->prog, d, "it is a result alone, of a declared function: `fn fail() -> never`");
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
    if (!check_name_is_worth_a_search(c)) return c->poison;
    suggestion s = suggest_begin(name);
    check_name_offer(&s, &c->type_names);
    check_name_offer(&s, &c->prelude);
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

type *check_type_alias(checker *c, symbol *alias)
{
    if (alias->type != NULL) return alias->type;
    if (alias->in_progress) {
        diag_error(c->prog, alias->span, E0334, alias->name);
        return alias->type = c->poison;
    }
    alias->in_progress = true;
    generic_state around = {c->generics, c->uses, c->is_open};
    check_generic_close(c, &(generic_state){NULL, c->uses, c->is_open});
    type *t = check_type(c, decl_as_type(alias->decl)->written);
    check_generic_close(c, &around);
    alias->in_progress = false;
    if (alias->type == NULL) alias->type = t;   // else a cycle was reported
    return alias->type;
}

static type *type_of_symbol(checker *c, symbol *sym, const char *name, span at)
{
    sym->is_used = true;
    if (sym->kind == SYM_TYPE && sym->generic != NULL)
        return check_generic_written_type(c, sym, NULL, 0, at);
    if (sym->kind == SYM_TYPE) return sym->type != NULL ? sym->type : check_type_alias(c, sym);
    diag *d = diag_error(c->prog, at, E0206, name, check_name_kind_text(sym));
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
    if (sym == NULL || sym->kind != SYM_TYPE) sym = check_generic_param(c, e->name);
    if (sym == NULL) sym = map_find(&c->module->names, e->name);
    if (sym == NULL || (sym->kind == SYM_FN && map_find(&c->type_names, e->name) == c->any)) {
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
        if (check_fit_is_poison(base)) return base;
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
    if (import == NULL && check_name_is_lost(c, base->name)) return c->poison;
    if (import == NULL) {
        diag *d = diag_error(c->prog, e->base->span, E0201, base->name);
        if (module_is_standard_name(c->prog, base->name)) {
            diag_help(c->prog, d, "import the module first: `import %s`", base->name);
        }
        return c->poison;
    }
    import->is_used = true;
    e->base->type = import->type;
    if (check_fit_is_poison(import->type)) return c->poison;
    if (module_of(c->prog, import) == NULL) {
        const char *whole = check_name_join(c, import->module, name);
        type *opaque = type_opaque_find(c->prog, whole);
        if (opaque != NULL) return opaque;
        symbol *error = map_find(&c->prelude, whole);
        if (error != NULL) return error->type;
        if (later_has_member(import->module, name)) return later_type(c, whole, e->head.span);
    }
    symbol *sym = check_name_module_member(c, import, e->name);
    return sym == NULL ? c->poison : type_of_symbol(c, sym, name, e->name.span);
}

static type *generic_of(checker *c, const generic_type *built, const type_expr_apply *e)
{
    type *first = e->args.items[0]->type;
    type *last = array_last(&e->args)->type;
    if (check_fit_is_poison(first) || check_fit_is_poison(last)) return c->poison;
    bool has_key = built->kind == TYPE_MAP || built->kind == TYPE_SET;
    if (has_key && !check_fit_has_hash(c, first)) {
        diag *d = diag_error(c->prog, e->args.items[0]->span, E0309, first);
        check_protocol_help(c, d, first, OWN_HASH);
        check_generic_help_bound(c, d, first, "Hashable");
        return c->poison;
    }
    if (built->kind == TYPE_WEAK && first->kind != TYPE_CLASS) {
        diag_error(c->prog, e->args.items[0]->span, E0366, first);
        return c->poison;
    }
    switch ((int)built->kind) {
    case TYPE_LIST: return type_list(c->prog, first);
    case TYPE_SET: return type_set(c->prog, first);
    case TYPE_MAP: return type_map(c->prog, first, last);
    case TYPE_TASK: return type_task(c->prog, first, false);
    case TYPE_FUTURE: return type_future(c->prog, first);
    case TYPE_WEAK: return type_weak(c->prog, first);
    case TYPE_GEN: return gen_type(c, first, e->args.count > 1 ? last : NULL, is_context(built));
    default: return type_chan(c->prog, first, CHAN_BOTH, false);
    }
}

// `async gen[T]`, `async context`
static type *async_type(checker *c, type *t, span at)
{
    if (check_fit_is_poison(t)) return t;
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
        const module *from = import != NULL && !check_fit_is_poison(import->type)
                                 ? module_of(c->prog, import)
                                 : NULL;
        if (from == NULL || map_find(&from->names, m->name.text) == NULL) return NULL;
        import->is_used = true;
        sym = check_name_module_member(c, import, m->name);
    }
    return sym != NULL && sym->kind == SYM_TYPE && sym->generic != NULL ? sym : NULL;
}

static type *applied_type(checker *c, type_expr_apply *e)
{
    const generic_type *built = NULL;
    const char *name = NULL;
    symbol *ours = applied_generic(c, e->base);
    if (ours != NULL)
        return check_generic_written_type(c, ours, e->args.items, e->args.count, e->head.span);
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
        return check_fit_is_poison(element) ? element : type_holder(c->prog, holder, element);
    }
    if (holder != NULL) return wrong_arity(c, e->head.span, name, 1, e->args.count);
    if (built == NULL) {
        type *base = check_type(c, e->base);
        if (check_fit_is_poison(base)) return base;
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
        if (check_fit_is_poison(params[i])) is_good = false;
    }
    type *result = e->result != NULL ? check_type(c, e->result) : c->unit;
    type *error = e->throws_type != NULL ? check_type(c, e->throws_type) : NULL;
    if (error != NULL && error->kind != TYPE_ERROR && !check_fit_is_poison(error)) {
        diag_error(c->prog, e->throws_type->span, E0605, error);
        error = c->poison;
    }
    if (!is_good || check_fit_is_poison(result)) return c->poison;
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
        if (check_fit_is_poison(items[i])) is_good = false;
    }
    return is_good ? type_tuple(c->prog, items, e->items.count) : c->poison;
}

// `chan[T] throws`, `task[T] throws`, `gen[T] throws`
static type *throwing_type(checker *c, const type_expr_throws *written)
{
    type *base = check_type(c, written->base);
    type *error = written->error != NULL ? check_type(c, written->error) : NULL;
    if (check_fit_is_poison(base)) return base;
    if (error != NULL && error->kind != TYPE_ERROR && !check_fit_is_poison(error)) {
        diag_error(c->prog, written->error->span, E0605, error);
        return c->poison;
    }
    bool is_listed = error != NULL && !check_fit_is_poison(error);
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
    case TEXPR_KIND_COUNT: return c->poison;
    case TEXPR_NAME: return named_type(c, type_expr_as_name(written));
    case TEXPR_MEMBER: return member_type(c, type_expr_as_member(written));
    case TEXPR_APPLY: return applied_type(c, type_expr_as_apply(written));
    case TEXPR_OPTIONAL: {
        type *element = check_type(c, type_expr_as_optional(written)->base);
        return check_fit_is_poison(element) ? element : type_optional(c->prog, element);
    }
    case TEXPR_THROWS: return throwing_type(c, type_expr_as_throws(written));
    case TEXPR_TUPLE: return tuple_type(c, type_expr_as_tuple(written));
    case TEXPR_FN: return fn_type(c, type_expr_as_fn(written));
    }
    return c->poison;
}

type *check_type(checker *c, type_expr *written)
{
    if (written->type == NULL) written->type = written_type(c, written);
    return written->type;
}
