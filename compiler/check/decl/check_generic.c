// SPDX-License-Identifier: MIT
// check_generic.c - generics, and the making of their instances.
//
//     struct Pair[A, B] { a: A, b: B }     check_generic_declare: A and B are TYPE_PARAMs; the
//                                          tree is checked once with these
//     Pair[str, int]                       check_generic_type_of: the tree is read again and
//                                          checked with A meaning str and B int
//
// So a mistake shows in the text of the generic, in whatever module it is used, and
// the lowering sees plain functions and types.  What the second check says is taken
// back: it can only repeat the first one, except for what no bound promises (a constant
// that does not fit).
//
// The bodies of instances are checked last: by then each has its signature, and those that
// they use in turn join the queue.  An instance that needs ever larger ones (`f[T]` calls
// `f[list[T]]`) is found by the size of its types.
#include "check/check_generic.h"

#include <assert.h>
#include <string.h>

#include "check/check_decl.h"
#include "check/check_face.h"
#include "check/check_protocol.h"
#include "parse/parse.h"

enum { LIMIT_WEIGHT = 100 };   // of a type argument

// ---- what is being checked -----------------------------------------------------

// All that an instance in the middle of something else sets aside.
typedef struct interrupted {
    struct module *module;
    check_fn *fn;
    scope scope;
    uint32_t scope_start;
    generic_state generics;
    instance *instance;
    bool is_default, wants_tasks;
    array_of(symbol *) facts;
    uint32_t facts_hidden;
} interrupted;

static void enter(checker *c, interrupted *before, instance *of)
{
    *before = (interrupted){.module = c->module, .fn = c->fn, .scope = c->scope,
                            .scope_start = c->scope_start, .instance = c->instance,
                            .is_default = c->is_default, .wants_tasks = c->wants_tasks,
                            .facts_hidden = c->facts_hidden};
    memcpy(&before->facts, &c->facts, sizeof c->facts);
    before->generics = (generic_state){c->generics, c->uses, c->is_open};
    scope_init(&c->scope, &c->prog->scratch);
    memset(&c->facts, 0, sizeof c->facts);
    c->scope_start = c->facts_hidden = 0;
    c->fn = NULL;
    c->is_default = c->wants_tasks = false;
    c->module = of->home;
    c->generics = &of->scope;
    c->instance = of;
    c->is_open = of->is_open;
    c->uses = of->is_open ? NULL : &of->uses;
}

static void leave(checker *c, const interrupted *before)
{
    c->module = before->module;
    c->fn = before->fn;
    c->scope = before->scope;
    c->scope_start = before->scope_start;
    c->instance = before->instance;
    c->is_default = before->is_default;
    c->wants_tasks = before->wants_tasks;
    memcpy(&c->facts, &before->facts, sizeof c->facts);
    c->facts_hidden = before->facts_hidden;
    check_generic_close(c, &before->generics);
}

generic_state check_generic_open(checker *c, const symbol *sym)
{
    generic_state before = {c->generics, c->uses, c->is_open};
    if (sym != NULL && sym->generic != NULL) {
        c->generics = &sym->generic->scope;
        c->is_open = true;
        c->uses = NULL;
    }
    return before;
}

void check_generic_close(checker *c, const generic_state *before)
{
    c->generics = before->generics;
    c->uses = before->uses;
    c->is_open = before->is_open;
}

symbol *check_generic_param(const checker *c, const char *name)
{
    for (const generic_scope *s = c->generics; s != NULL; s = s->outer) {
        for (uint32_t i = 0; i < s->count; i++) {
            if (s->names[i]->name == name) return s->names[i];
        }
    }
    return NULL;
}

// ---- declarations --------------------------------------------------------------

static symbol *new_param(checker *c, ast_name name, type *t)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_TYPE;
    sym->name = name.text;
    sym->module = c->module->name;
    sym->span = name.span;
    sym->type = t != NULL ? t : type_param_new(c->prog, name.text, sym);
    return sym;
}

// False when it is not the first of its name.
static bool check_param_name(checker *c, const generic *g, ast_name name)
{
    if (map_has(&c->type_names, name.text) || check_type_is_generic(name.text))
        diag_error(c->prog, name.span, E0208, name.text, "it is a built-in type");
    for (uint32_t i = 0; i < g->scope.count; i++) {
        if (g->scope.names[i]->name != name.text) continue;
        diag *d = diag_error(c->prog, name.span, E0203, name.text);
        diag_label(c->prog, d, g->scope.names[i]->span, "first declared here");
        return false;
    }
    return true;
}

void check_generic_declare(checker *c, symbol *sym, decl *root, const symbol *owner,
                           const generic_scope *outer)
{
    const type_param_list *params = ast_type_params_of(sym->decl);
    generic *g = arena_new(&c->prog->unit, generic);
    g->symbol = sym;
    g->home = c->module;
    g->root = root;
    g->owner = owner;
    g->scope.outer = outer;
    g->scope.names = arena_new_array(&c->prog->unit, symbol *, params->count);
    g->params = arena_new_array(&c->prog->unit, type *, params->count);
    for (uint32_t i = 0; i < params->count; i++) {
        ast_name name = params->items[i].name;
        if (!check_param_name(c, g, name)) continue;
        symbol *named = new_param(c, name, NULL);
        g->params[i] = named->type;
        g->scope.names[g->scope.count++] = named;
    }
    sym->generic = g;
    if (sym->kind != SYM_TYPE) return;
    type_kind kind = sym->decl->kind == DECL_ENUM    ? TYPE_ENUM
                     : sym->decl->kind == DECL_CLASS ? TYPE_CLASS
                     : sym->decl->kind == DECL_INTERFACE ? TYPE_INTERFACE
                                                     : TYPE_STRUCT;
    sym->type = type_instance(c->prog, kind, sym, sym->name, g->params, g->scope.count, sym);
}

static const struct {
    const char *name;
    unsigned bit;
} bounds[] = {
    {"Iterable", 0},   // these two with the type of their items: add_items
    {"AsyncIterable", 0},
    {"Equatable", BOUND_EQUATABLE},
    {"Ordered", BOUND_ORDERED},
    {"Hashable", BOUND_HASHABLE},
    {"Number", BOUND_NUMBER},
};

bool check_generic_is_bound(const char *name)
{
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        if (strcmp(bounds[i].name, name) == 0) return true;
    }
    return false;
}

// `Iterable[T]`; false when it is something else.
static bool add_items(checker *c, type_parameter *of, const type_expr *written)
{
    bool throws = written->kind == TEXPR_THROWS;
    if (throws) written = type_expr_as_const_throws(written)->base;
    if (written->kind != TEXPR_APPLY) return false;
    const type_expr_apply *bound = type_expr_as_const_apply(written);
    if (bound->base->kind != TEXPR_NAME || bound->args.count != 1) return false;
    const char *name = type_expr_as_const_name(bound->base)->name;
    bool is_async = strcmp(name, "AsyncIterable") == 0;
    if (!is_async && strcmp(name, "Iterable") != 0) return false;
    of->item = check_type(c, bound->args.items[0]);
    of->is_async = is_async;
    of->item_throws = throws;
    return true;
}

static void add_bound(checker *c, type_parameter *of, type_expr *written)
{
    if (written->kind == TEXPR_BAD || add_items(c, of, written)) return;
    if (check_face_add_bound(c, of, written)) return;
    const char *name = written->kind == TEXPR_NAME ? type_expr_as_const_name(written)->name : "";
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        if (strcmp(bounds[i].name, name) != 0 || bounds[i].bit == 0) continue;
        of->bounds |= bounds[i].bit;
        return;
    }
    diag *d = diag_error(c->prog, written->span, E0382, written->span);
    suggestion s = suggest_begin(name);
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++)
        suggest_offer(&s, bounds[i].name);
    if (strcmp(name, bounds[0].name) == 0 || strcmp(name, bounds[1].name) == 0)
        diag_help(c->prog, d, "it says what the items are: `%s[T]`", name);
    else if (s.best != NULL) diag_help(c->prog, d, "did you mean %N?", s.best);
    // what it should promise is not known: it promises all, and nothing is asked of its types
    of->bounds = BOUND_EQUATABLE | BOUND_ORDERED | BOUND_HASHABLE | BOUND_NUMBER | BOUND_LOST;
}

void check_generic_bounds(checker *c, symbol *sym)
{
    const type_param_list *params = ast_type_params_of(sym->decl);
    const generic *g = sym->generic;
    generic_state around = check_generic_open(c, sym);   // `Iterable[T]` mentions them
    for (uint32_t i = 0; i < params->count; i++) {
        const type_expr_list *written = &params->items[i].bounds;
        uint32_t index = 0;   // one that is declared twice has no place of its own
        while (g->scope.names[index]->name != params->items[i].name.text) index++;
        for (uint32_t k = 0; k < written->count; k++)
            add_bound(c, g->params[index]->param, written->items[k]);
    }
    check_generic_close(c, &around);
}

// ---- may these types stand for the parameters? -------------------------------------

static const char *missing_bound(checker *c, const type *t, unsigned wanted)
{
    if (check_fit_is_poison(t) || (wanted & BOUND_LOST) != 0) return NULL;
    if ((wanted & BOUND_NUMBER) && !check_is_number(t)) return "Number";
    if ((wanted & BOUND_ORDERED) && !check_fit_has_order(c, t)) return "Ordered";
    if ((wanted & BOUND_HASHABLE) && !check_fit_has_hash(c, t)) return "Hashable";
    if ((wanted & BOUND_EQUATABLE) && !check_fit_has_equality(c, t)) return "Equatable";
    return NULL;
}

void check_generic_help_bound(checker *c, diag *d, const type *t, const char *bound)
{
    while (t->kind == TYPE_OPTIONAL || t->kind == TYPE_LIST) t = t->element;
    if (t->kind != TYPE_PARAM) return;
    const symbol *sym = t->param->symbol;
    if (t->param->bounds == 0) {
        diag_help(c->prog, d, "%N stands for any type; give it a bound: `[%s: %s]`", sym->name,
                  sym->name, bound);
    } else {
        diag_help(c->prog, d, "add the bound `%s` to the parameter %N", bound, sym->name);
    }
    diag_label(c->prog, d, sym->span, "the type parameter");
}

static bool accept_args(checker *c, const generic *g, type *const *args, span at)
{
    bool is_deferred = check_face_defer(c, g, args, at);
    for (uint32_t i = 0; i < g->scope.count; i++) {
        if (check_fit_is_poison(args[i])) return false;
        type_kind kind = args[i]->kind;
        bool is_value = kind != TYPE_NEVER && kind != TYPE_NONE &&
                        kind != TYPE_RANGE && kind != TYPE_MODULE;
        const char *name = g->scope.names[i]->name;
        if (!is_value) {
            diag_error(c->prog, at, E0381, args[i], name);
            return false;
        }
        const char *lacks = missing_bound(c, args[i], g->params[i]->param->bounds);
        if (lacks == NULL && !check_items_accept(c, g, args, i, at)) return false;
        if (lacks == NULL && !is_deferred && !check_face_accept(c, g, args, i, at)) return false;
        if (lacks == NULL) continue;
        diag *d = diag_error(c->prog, at, E0383, args[i], name, g->symbol->name, lacks);
        if (strcmp(lacks, "Ordered") == 0) check_protocol_help(c, d, args[i], OWN_ORDER);
        if (strcmp(lacks, "Hashable") == 0) check_protocol_help(c, d, args[i], OWN_HASH);
        diag_label(c->prog, d, g->scope.names[i]->span, "%N is bound here", name);
        check_generic_help_bound(c, d, args[i], lacks);
        return false;
    }
    return true;
}

// The instance of `g` that it is, or belongs to; NULL.
static const instance *instance_in(const instance *i, const generic *g)
{
    if (i->of == g) return i;
    const instance *around = i->owner != NULL ? i->owner->instance : NULL;
    return around != NULL && around->of == g ? around : NULL;
}

// `f[int]` asks for `f[list[int]]`, that for `f[list[list[int]]]`: the first of them.
static void report_growth(checker *c, const generic *g, span at)
{
    const instance *chain[3] = {NULL};
    for (const instance *i = c->instance; i != NULL; i = i->asked_by) {
        const instance *link = instance_in(i, g);
        if (link == NULL || link == chain[0]) continue;
        chain[2] = chain[1];
        chain[1] = chain[0];
        chain[0] = link;
    }
    diag *d = diag_error(c->prog, at, E0384, g->symbol->name);
    if (chain[2] != NULL) {
        diag_note(c->prog, d, "`%s` needs `%s`, which needs `%s`, and so on without end",
                  chain[0]->shown, chain[1]->shown, chain[2]->shown);
    }
    diag_label(c->prog, d, g->symbol->span, "declared here");
}

static bool grows(checker *c, const generic *g, type *const *args, span at)
{
    for (uint32_t i = 0; i < g->scope.count; i++) {
        if (args[i]->weight <= LIMIT_WEIGHT) continue;
        report_growth(c, g, at);
        return true;
    }
    return false;
}

// ---- instances -----------------------------------------------------------------

static bool has_args(const instance *i, type *const *args)
{
    for (uint32_t k = 0; k < i->scope.count; k++) {
        if (i->args[k] != args[k]) return false;
    }
    return true;
}

static instance *find_instance(const generic *g, type *const *args)
{
    for (uint32_t i = 0; i < g->instances.count; i++) {
        if (has_args(g->instances.items[i], args)) return g->instances.items[i];
    }
    return NULL;
}

// The text of the generic itself: its parameters stand for themselves.
static bool is_itself(const generic *g, type *const *args)
{
    for (uint32_t i = 0; i < g->scope.count; i++) {
        if (args[i] != g->params[i]) return false;
    }
    return true;
}

static bool is_open_scope(const generic_scope *s)
{
    for (; s != NULL; s = s->outer) {
        for (uint32_t i = 0; i < s->count; i++) {
            if (s->names[i]->type->is_open) return true;
        }
    }
    return false;
}

static instance *new_instance(checker *c, generic *g, type *const *args, span at)
{
    arena *memory = &c->prog->unit;
    instance *made = arena_new(memory, instance);
    uint32_t count = g->scope.count;
    made->of = g;
    made->home = g->home;
    made->owner = g->owner;
    made->args = arena_new_array(memory, type *, count);
    made->scope = (generic_scope){g->scope.outer, arena_new_array(memory, symbol *, count), count};
    for (uint32_t i = 0; i < count; i++) {
        ast_name name = {g->scope.names[i]->name, g->scope.names[i]->span};
        made->args[i] = args[i];
        made->scope.names[i] = new_param(c, name, args[i]);
    }
    made->is_open = is_open_scope(&made->scope);
    made->asked_by = c->instance;
    made->asked_at = at;
    const instance *around = g->owner != NULL ? g->owner->instance : NULL;
    const char *plain = g->owner != NULL ? g->owner->name : NULL;
    made->stem = generic_stem(c->prog, g, around != NULL ? around->stem : plain, args);
    made->shown = generic_shown(c->prog, g, around != NULL ? around->shown : plain, args);
    map_init(&made->uses, memory);
    array_push(memory, &g->instances, made);
    return made;
}

static symbol *new_instance_symbol(checker *c, instance *of, decl *tree)
{
    const symbol *declared = of->of->symbol;
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = declared->kind;
    sym->name = declared->name;
    sym->module = declared->module;
    sym->span = declared->span;
    sym->decl = tree;
    sym->instance = of;
    tree->symbol = sym;
    of->symbol = sym;
    of->tree = tree;
    return sym;
}

static void queue(checker *c, instance *of)
{
    if (of->is_queued || of->is_open) return;
    of->is_queued = true;
    array_push(&c->prog->unit, &c->queue, of);
}

// ---- types ---------------------------------------------------------------------

static void complete_type(checker *c, instance *of)
{
    interrupted before;
    enter(c, &before, of);
    check_decl_type_body(c, of->symbol->type, of->tree);
    leave(c, &before);
}

// Those that were started have their fields: what they hold in boxes is the next question.
static void finish_types(checker *c)
{
    for (uint32_t i = 0; i < c->started.count; i++)
        check_inside_instance(c, c->started.items[i]->symbol->type);
    c->started.count = 0;
}

// In the middle of the bodies.  Its fields may need other instances, and those this one.
static void complete_late(checker *c, instance *of)
{
    bool is_first = c->started.count == 0;
    bool was_settled = is_first && type_unsettle(c->prog);   // no boxes yet: no end to look for
    array_push(&c->prog->unit, &c->started, of);
    complete_type(c, of);
    if (!is_first) return;
    uint32_t first = of->symbol->type->id;
    finish_types(c);
    if (was_settled) type_settle_since(c->prog, first);
}

type *check_generic_type_of(checker *c, symbol *sym, type *const *args, span at)
{
    generic *g = sym->generic;
    if (!accept_args(c, g, args, at)) return c->poison;
    if (is_itself(g, args)) return sym->type;
    instance *known = find_instance(g, args);
    if (known != NULL) return known->symbol->type;
    if (grows(c, g, args, at)) return c->poison;
    instance *made = new_instance(c, g, args, at);
    symbol *of = new_instance_symbol(c, made, parse_again(c->prog, g->root));
    of->type = type_instance(c->prog, sym->type->kind, sym, made->stem, args, g->scope.count, of);
    if (c->has_bodies) complete_late(c, made);
    else array_push(&c->prog->unit, &c->started, made);
    queue(c, made);   // its default values
    return of->type;
}

void check_generic_inside(checker *c, instance *of, void (*step)(checker *c, type *t))
{
    interrupted before;
    enter(c, &before, of);
    step(c, of->symbol->type);
    leave(c, &before);
}

void check_generic_complete_types(checker *c)
{
    // Each may start others.
    for (uint32_t i = 0; i < c->started.count; i++) complete_type(c, c->started.items[i]);
    finish_types(c);
    c->has_bodies = true;
}

static const char *count_text(checker *c, uint32_t count)
{
    return check_expr_format(c, count == 1 ? "%u type argument" : "%u type arguments", count);
}

static bool check_count(checker *c, const symbol *sym, uint32_t count, span at)
{
    const generic *g = sym->generic;
    if (count == g->scope.count) return true;
    diag *d = diag_error(c->prog, at, E0207, sym->name, count_text(c, g->scope.count), count);
    diag_label(c->prog, d, sym->span, "declared here");
    if (count == 0)
        diag_help(c->prog, d, "write `%s`", generic_shown(c->prog, g, NULL, g->params));
    return false;
}

type *check_generic_written_type(checker *c, symbol *sym, type_expr *const *args, uint32_t count,
                                 span at)
{
    type **types = arena_new_array(&c->prog->scratch, type *, count + 1);
    for (uint32_t i = 0; i < count; i++) types[i] = check_type(c, args[i]);
    sym->is_used = true;
    if (!check_count(c, sym, count, at)) return c->poison;
    return check_generic_type_of(c, sym, types, at);
}

// ---- functions -----------------------------------------------------------------

static decl_fn *method_at(decl *root, span at)
{
    const decl_list *methods = ast_methods_of(root);
    for (uint32_t i = 0; i < methods->count; i++) {
        if (methods->items[i]->span.start == at.start) return decl_as_fn(methods->items[i]);
    }
    assert(false && "it was read before");
    return NULL;
}

static void name_instance(const instance *of, fn_info *info)
{
    info->name = of->stem;
    info->shown = of->shown;
    info->is_instance = true;
}

static void sign(checker *c, instance *of, decl_fn *fn)
{
    interrupted before;
    enter(c, &before, of);
    check_decl_signature(c, fn, of->owner);
    leave(c, &before);
    if (fn->info != NULL) name_instance(of, fn->info);
}

symbol *check_generic_function(checker *c, symbol *sym, type *const *args, span at)
{
    generic *g = sym->generic;
    if (!accept_args(c, g, args, at)) return NULL;
    if (is_itself(g, args)) return sym;
    instance *known = find_instance(g, args);
    if (known != NULL) return known->symbol;
    if (grows(c, g, args, at)) return NULL;
    instance *made = new_instance(c, g, args, at);
    decl *root = parse_again(c->prog, g->root);
    decl_fn *fn = g->owner != NULL ? method_at(root, sym->decl->span) : decl_as_fn(root);
    if (fn->signature.throws_list.count == 0 && check_items_never_throw(c, g, args))
        fn->signature.throws = false;
    symbol *of = new_instance_symbol(c, made, &fn->head);
    sign(c, made, fn);
    return of;
}

symbol *check_generic_method(checker *c, const symbol *owner, const char *name)
{
    decl_list *methods = ast_methods_of(owner->decl);
    decl *d = NULL;
    for (uint32_t i = 0; methods != NULL && i < methods->count; i++) {
        if (methods->items[i]->name.text == name && methods->items[i]->kind == DECL_FN)
            d = methods->items[i];
    }
    if (d == NULL) return NULL;
    if (d->symbol != NULL) return d->symbol;
    const instance *type_instance = owner->instance;
    instance *made = arena_new(&c->prog->unit, instance);
    made->home = type_instance->home;
    made->owner = owner;
    made->scope = type_instance->scope;
    made->is_open = type_instance->is_open;
    made->asked_by = type_instance->asked_by;
    made->asked_at = type_instance->asked_at;
    made->stem = check_expr_format(c, "%s.%s", type_instance->stem, name);
    made->shown = check_expr_format(c, "%s.%s", type_instance->shown, name);
    map_init(&made->uses, &c->prog->unit);
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_FN;
    sym->name = name;
    sym->module = owner->module;
    sym->span = d->name.span;
    sym->decl = made->tree = d;
    d->symbol = made->symbol = sym;
    sym->instance = made;
    if (ast_type_params_of(d)->count == 0) {
        sign(c, made, decl_as_fn(d));
        return sym;
    }
    interrupted before;
    enter(c, &before, made);
    check_generic_declare(c, sym, type_instance->of->root, owner, &made->scope);
    check_generic_bounds(c, sym);
    generic_state around = check_generic_open(c, sym);
    check_decl_signature(c, decl_as_fn(d), owner);
    check_generic_close(c, &around);
    leave(c, &before);
    return sym;
}

void check_generic_use(checker *c, const symbol *sym)
{
    instance *of = sym->instance;
    if (of == NULL || sym->generic != NULL || c->is_open) return;
    if (sym->fn != NULL && sym->fn->is_abstract) return;   // an interface's: it has no body
    if (c->uses != NULL) map_put(c->uses, of, of);
    queue(c, of);
}

// ---- bodies --------------------------------------------------------------------

// Its `throws` is that of its loops, and this one has none that throws.
static bool throws_less(const instance *of)
{
    const symbol *sym = of->of != NULL ? of->of->symbol : NULL;
    if (sym == NULL || sym->kind != SYM_FN) return false;
    return decl_as_const_fn(sym->decl)->signature.throws && !of->symbol->fn->can_throw;
}

// What is wrong with an instance alone is reported with its name.
static void explain_errors(checker *c, const instance *of, uint32_t from)
{
    for (uint32_t i = from; i < c->prog->diags.reports.count; i++) {
        diag *d = c->prog->diags.reports.items[i];
        if (d->code == E0384) continue;
        diag_note(c->prog, d, "in `%s`", of->shown);
        if (d->code == E0601 && throws_less(of)) {
            diag_note(c->prog, d, "with a bound that may throw, `throws` alone stands for what the "
                      "loops throw; for errors of its own the function says `throws Error`");
        }
        diag_label(c->prog, d, of->asked_at, "which is used here");
    }
}

static void check_instance(checker *c, instance *of)
{
    diag_state quiet = c->prog->diags;
    interrupted before;
    enter(c, &before, of);
    if (of->symbol->kind == SYM_FN) {
        check_body_fn_values(c, decl_as_fn(of->tree));
        check_body_fn(c, of->tree);
    } else {
        c->uses = &of->home->default_instances;
        check_body_type_values(c, of->tree);
    }
    leave(c, &before);
    bool is_good = c->prog->diags.error_count == quiet.error_count;
    if (is_good) diag_take_back(c->prog, &quiet);   // warnings that the generic has given
    else explain_errors(c, of, quiet.reports.count);
}

void check_generic_bodies(checker *c)
{
    if (diag_failed(c->prog)) return;   // it would be said again
    for (uint32_t i = 0; i < c->queue.count; i++)
        check_instance(c, c->queue.items[i]);
}
