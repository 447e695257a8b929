// SPDX-License-Identifier: MIT
// check_infer.c - what the type parameters of a call stand for.
//
//     fn fold[T, A](xs: list[T], start: A, f: fn(A, T) -> A) -> A
//     fold([1.5, 2.5], 0.0, fn(sum, x) => sum + x)
//
// Arguments that have a type of their own come first and settle T; number literals, `none`
// and the like take what is known by then and settle A; closures come last, as their
// parameters have to be known, and their bodies settle what is left.  What the place of the
// call wants is asked only when the arguments do not tell, but it is a hint all along:
// in `let x: u8 = same(3)` the literal is a u8.
//
// Each argument is checked once.  With the types known, the call is that of an instance
// and goes the way of every call: check_call.c finds its arguments checked.
#include "check/check_class.h"
#include "check/check_face.h"
#include "check/check_generic.h"

#include <assert.h>
#include <string.h>

// ---- matching ------------------------------------------------------------------

static void match_all(checker *c, const generic *of, type *const *patterns,
                      type *const *actual, size_t count, type **args)
{
    for (size_t i = 0; i < count; i++) check_infer_match(c, of, patterns[i], actual[i], args);
}

static void match_param(const generic *of, const type *wanted, type *actual, type **args)
{
    type_kind kind = actual->kind;
    bool tells = kind != TYPE_POISON && kind != TYPE_NONE && kind != TYPE_NEVER;
    for (uint32_t i = 0; i < of->scope.count && tells; i++) {
        if (of->params[i] == wanted && args[i] == NULL) args[i] = actual;
    }
}

static void match_nominal(checker *c, const generic *of, const type *form, const type *actual,
                          type **args)
{
    const type_decl *p = form->decl, *a = actual->decl;
    bool is_same = p->generic != NULL && p->generic == a->generic;
    if (is_same) match_all(c, of, p->args, a->args, p->arg_count, args);
}

static bool is_instance_of(const type *form, const type *actual)
{
    return actual->kind == form->kind && form->decl->generic == actual->decl->generic;
}

void check_infer_match(checker *c, const generic *of, const type *form, type *actual,
                       type **args)
{
    if (!form->is_open) return;
    if (form->kind == TYPE_PARAM) {
        match_param(of, form, actual, args);
        return;
    }
    if (form->kind == TYPE_OPTIONAL && actual->kind != TYPE_OPTIONAL) {   // T goes to T?
        check_infer_match(c, of, form->element, actual, args);
        return;
    }
    if (form->kind == TYPE_INTERFACE && form != actual && !is_instance_of(form, actual)) {
        check_face_match(c, of, form, actual, args);
        return;
    }
    if (form->kind != actual->kind) return;
    switch ((int)form->kind) {
    case TYPE_FN:
        if (form->fn.param_count != actual->fn.param_count) return;
        match_all(c, of, form->fn.params, actual->fn.params, actual->fn.param_count, args);
        check_infer_match(c, of, form->fn.result, actual->fn.result, args);
        return;
    case TYPE_TUPLE:
        if (form->item_count != actual->item_count) return;
        match_all(c, of, form->items, actual->items, actual->item_count, args);
        return;
    case TYPE_STRUCT:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_ENUM: match_nominal(c, of, form, actual, args); return;
    default: break;
    }
    if (form->key != NULL) check_infer_match(c, of, form->key, actual->key, args);
    check_infer_match(c, of, form->element, actual->element, args);
}

// ---- one call ------------------------------------------------------------------

typedef struct inference {
    checker *c;
    const generic *of;
    expr_call *call;
    const call_target *target;
    const uint32_t *slots;
    type **args;             // what is known for sure
    type **wanted;           // what the place of the call would like
} inference;

static type *instantiate(void *data, symbol *of, type *const *args)
{
    checker *c = data;
    return check_generic_type_of(c, of, args, (span){0, 0});
}

static type *with_args(checker *c, const generic *of, type *t, type *const *args)
{
    type_substitution s = {c->prog, of->params, args, of->scope.count, instantiate, c};
    return type_substitute(&s, t);
}

type *check_infer_with_args(checker *c, const generic *of, type *t, type *const *args)
{
    type *made = with_args(c, of, t, args);
    return check_fit_is_poison(made) ? NULL : made;
}

// The type of the parameter as far as it is known; NULL when nothing of it is.
static type *known_type(const inference *f, type *t)
{
    if (!t->is_open) return t;
    uint32_t count = f->of->scope.count;
    type **args = arena_new_array(&f->c->prog->scratch, type *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        args[i] = f->args[i] != NULL ? f->args[i] : f->wanted[i];
    return check_infer_with_args(f->c, f->of, t, args);
}

static type *param_type(const inference *f, uint32_t arg)
{
    const param_info *p = &f->target->params[f->slots[arg]];
    bool is_one = p->is_variadic && !f->call->args.items[arg].is_spread;
    return is_one && p->type->kind == TYPE_LIST ? p->type->element : p->type;
}

static bool is_case_name(checker *c, const expr *e)
{
    if (e->kind != EXPR_NAME) return false;
    const symbol *sym = check_name_lookup(c, expr_as_const_name(e)->name);
    if (sym == NULL) return false;
    if (sym->kind == SYM_FN) return sym->generic != NULL;
    return sym->kind == SYM_CASE && sym->type->decl->symbol != NULL &&
           sym->type->decl->symbol->generic != NULL;
}

// It has no type without a place to go to.
static bool is_bare(checker *c, const expr *e)
{
    switch ((int)e->kind) {
    case EXPR_NONE: return true;
    case EXPR_LIST: return expr_as_const_list_literal(e)->items.count == 0;
    case EXPR_MAP: return expr_as_const_map_literal(e)->items.count == 0;
    default: return is_case_name(c, e);
    }
}

// The same of a part of it: it may need that place.
static bool is_dependent(checker *c, const expr *e)
{
    const expr_list *parts = e->kind == EXPR_LIST    ? &expr_as_const_list_literal(e)->items
                             : e->kind == EXPR_TUPLE ? &expr_as_const_tuple(e)->items
                                                     : NULL;
    for (uint32_t i = 0; parts != NULL && i < parts->count; i++) {
        if (is_dependent(c, parts->items[i])) return true;
    }
    return is_bare(c, e);
}

typedef enum turn { TURN_TYPED, TURN_LITERAL, TURN_CLOSURE, TURN_LAST } turn;

static turn turn_of(checker *c, const expr *e)
{
    if (e->kind == EXPR_CLOSURE) return TURN_CLOSURE;
    if (check_operator_is_free_literal(e)) return TURN_LITERAL;
    return is_dependent(c, e) ? TURN_LAST : TURN_TYPED;
}

// What stands for an `I: Iterable[T]` tells what stands for T.
static void match_items(const inference *f)
{
    for (uint32_t i = 0; i < f->of->scope.count; i++) {
        const type_parameter *p = f->of->params[i]->param;
        if (p->item == NULL || f->args[i] == NULL) continue;
        bool throws = false;
        type *item = check_items_of(f->c, f->args[i], p->is_async, &throws);
        if (item != NULL) check_infer_match(f->c, f->of, p->item, item, f->args);
    }
    check_face_match_bounds(f->c, f->of, f->args);
}

static void look_at_arg(inference *f, uint32_t i, turn now)
{
    expr *e = f->call->args.items[i].value;
    if (f->slots[i] == UINT32_MAX || e->type != NULL) return;
    type *t = param_type(f, i);
    turn his = turn_of(f->c, e);
    type *known = known_type(f, t);
    bool waits = his == TURN_LAST && known == NULL;
    if (his > now || (waits && now != TURN_LAST)) return;
    if (known == NULL && is_bare(f->c, e)) return;   // what is missing is reported
    check_infer_match(f->c, f->of, t, check_expr(f->c, e, known), f->args);
    match_items(f);
}

// A parameter of which nothing is known yet.
static bool is_complete(const inference *f)
{
    for (uint32_t i = 0; i < f->of->scope.count; i++) {
        if (f->args[i] == NULL) return false;
    }
    return true;
}

// Before closures miss a type that the items would have told.
static bool accept_items(const inference *f)
{
    for (uint32_t i = 0; i < f->of->scope.count; i++) {
        if (f->args[i] == NULL) continue;
        if (!check_items_accept(f->c, f->of, f->args, i, f->call->head.span)) return false;
    }
    return true;
}

static bool look_at_args(inference *f)
{
    for (turn now = TURN_TYPED; now <= TURN_LAST; now++) {
        if (now == TURN_CLOSURE && !accept_items(f)) return false;
        for (uint32_t i = 0; i < f->call->args.count; i++) look_at_arg(f, i, now);
    }
    for (uint32_t i = 0; i < f->of->scope.count; i++) {
        if (f->args[i] == NULL) f->args[i] = f->wanted[i];
    }
    return is_complete(f);
}

// `used`: the function, type or case that is named.
static void report_unknown(checker *c, span at, const generic *of, const symbol *used,
                           type *const *args)
{
    for (uint32_t i = 0; i < of->scope.count; i++) {   // which may be why
        if (args[i] != NULL && !check_items_accept(c, of, args, i, at)) return;
    }
    for (uint32_t i = 0; i < of->scope.count; i++) {
        if (args[i] != NULL) continue;
        const symbol *named = of->scope.names[i];
        diag *d = diag_error(c->prog, at, E0380, named->name, of->symbol->name);
        diag_label(c->prog, d, named->span, "%N is declared here", named->name);
        const char *types = generic_shown(c->prog, of, NULL, of->params);
        if (of->owner != NULL) {
            diag_help(c->prog, d, "write the type of the variable that gets the result");
        } else if (used->kind == SYM_CASE) {
            diag_help(c->prog, d, "write it: `%s.%s`, with a type in place of `%s`", types,
                      used->name, named->name);
        } else {
            diag_help(c->prog, d, "write it: `%s(...)`, with a type in place of `%s`", types,
                      named->name);
        }
        return;
    }
}

// ---- calls of functions, structs and cases ---------------------------------------------

// The function that is called, as check_deal takes it.
static void describe(checker *c, const symbol *sym, bool has_receiver, call_target *target)
{
    const symbol *init = sym->kind == SYM_TYPE && sym->type->kind == TYPE_CLASS
                             ? check_class_init_of(c, sym->type)
                             : NULL;
    if (sym->kind == SYM_FN || (init != NULL && init->fn != NULL)) {
        const fn_info *info = init != NULL ? init->fn : sym->fn;
        *target = (call_target){sym->name, sym->span, info->params, info->param_count,
                                has_receiver, NULL};
        return;
    }
    const type_decl *body = sym->type->decl;
    bool is_case = sym->kind == SYM_CASE;
    const type_field *fields = is_case ? body->cases[sym->case_index].fields : body->fields;
    size_t count = is_case ? body->cases[sym->case_index].field_count : body->field_count;
    param_info *params = arena_new_array(&c->prog->scratch, param_info, count + 1);
    for (size_t i = 0; i < count; i++) {
        params[i] = (param_info){.name = fields[i].name, .type = fields[i].type,
                                 .init = fields[i].init};
    }
    *target = (call_target){sym->name, sym->span, params, count, 0, NULL};
}

static symbol *instance_of(checker *c, symbol *sym, const generic *of, type *const *args, span at)
{
    if (sym->kind == SYM_FN) return check_generic_function(c, sym, args, at);
    type *t = check_generic_type_of(c, of->symbol, args, at);
    if (check_fit_is_poison(t)) return NULL;
    return sym->kind == SYM_CASE ? check_member_case_symbol(t, sym->case_index) : t->decl->symbol;
}

static void check_rest(checker *c, const expr_call *call)
{
    for (uint32_t i = 0; i < call->args.count; i++) check_call_stray(c, call->args.items[i].value);
}

symbol *check_infer_call(checker *c, expr_call *call, symbol *sym, expr *receiver, type *hint)
{
    const generic *of = sym->kind == SYM_CASE ? sym->type->decl->symbol->generic : sym->generic;
    call_target target;
    describe(c, sym, receiver != NULL, &target);
    type *result = sym->kind == SYM_FN ? sym->fn->result : sym->type;
    uint32_t few[CHECK_FEW_ARGS];
    uint32_t *slots = check_deal_slots(c, call, few);
    call_plan *dealt = check_call_new_plan(c, CALL_FN, target.param_count);
    if (receiver != NULL) dealt->args[0] = receiver;
    bool is_good = check_deal(c, call, &target, dealt, slots);
    inference f = {c, of, call, &target, slots, NULL, NULL};
    f.args = arena_new_array(&c->prog->scratch, type *, of->scope.count);
    f.wanted = arena_new_array(&c->prog->scratch, type *, of->scope.count);
    if (hint != NULL) check_infer_match(c, of, result, hint, f.wanted);
    // the receiver of a function, not of a method, tells as the other arguments do
    if (receiver != NULL && of->owner == NULL)
        check_infer_match(c, of, target.params[0].type, receiver->type, f.args);
    uint32_t mistakes = diag_mistakes(c->prog);
    bool is_lost = hint != NULL && check_fit_is_poison(hint);   // what would tell was reported
    bool is_known = is_good && look_at_args(&f);
    symbol *made = NULL;
    if (is_known) made = instance_of(c, sym, of, f.args, call->head.span);
    else if (is_good && !is_lost && diag_mistakes(c->prog) == mistakes)
        report_unknown(c, call->head.span, of, sym, f.args);
    if (made == NULL) {
        call->callee->type = c->poison;
        check_rest(c, call);
    }
    return made;
}

// ---- without a call --------------------------------------------------------------

symbol *check_infer_value(checker *c, const expr *e, symbol *sym, type *hint)
{
    const generic *of = sym->kind == SYM_CASE ? sym->type->decl->symbol->generic : sym->generic;
    type **args = arena_new_array(&c->prog->scratch, type *, of->scope.count);
    if (hint != NULL && check_fit_is_poison(hint)) return NULL;
    while (hint != NULL && hint->kind == TYPE_OPTIONAL) hint = hint->element;
    if (hint != NULL) check_infer_match(c, of, sym->type, hint, args);
    for (uint32_t i = 0; i < of->scope.count; i++) {
        if (args[i] != NULL) continue;
        report_unknown(c, e->span, of, sym, args);
        return NULL;
    }
    return instance_of(c, sym, of, args, e->span);
}

// ---- written arguments -------------------------------------------------------------

static symbol *apply(checker *c, expr_index *e, symbol *sym)
{
    const generic *of = sym->generic;
    uint32_t count = e->args.count;
    type **args = arena_new_array(&c->prog->scratch, type *, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        type_expr *written = make_type_of(&c->prog->unit, e->args.items[i]);
        args[i] = written != NULL ? check_type(c, written) : c->poison;
        e->args.items[i]->type = args[i];
        if (written == NULL)
            diag_error(c->prog, e->args.items[i]->span, E0206,
                       check_expr_format(c, "%R", e->args.items[i]->span), "a value");
        if (check_fit_is_poison(args[i])) return NULL;
    }
    if (count != of->scope.count) {
        diag *d = diag_error(
            c->prog, e->head.span, E0207, sym->name,
            check_expr_format(c, of->scope.count == 1 ? "%u type argument" : "%u type arguments",
                              of->scope.count),
            count);
        diag_label(c->prog, d, sym->span, "declared here");
        return NULL;
    }
    if (sym->kind == SYM_FN) return check_generic_function(c, sym, args, e->head.span);
    type *t = check_generic_type_of(c, sym, args, e->head.span);
    return check_fit_is_poison(t) ? NULL : t->decl->symbol;
}

symbol *check_infer_method(checker *c, expr_index *e, symbol *sym)
{
    return apply(c, e, sym);
}

symbol *check_infer_applied(checker *c, expr_index *e, bool *is_bad)
{
    if (e->symbol != NULL) return e->symbol;
    symbol *sym = NULL;
    if (e->base->kind == EXPR_NAME) {   // mostly a variable
        sym = check_name_lookup(c, expr_as_name(e->base)->name);
        if (sym == NULL || sym->generic == NULL) return NULL;
    } else if (e->base->kind != EXPR_MEMBER) {
        return NULL;
    }
    path_kind kind = check_path(c, e->base, &sym);
    if (kind != PATH_SYMBOL || sym->generic == NULL) return NULL;
    e->base->type = sym->type != NULL ? sym->type : c->unit;
    e->symbol = apply(c, e, sym);
    *is_bad = e->symbol == NULL;
    return e->symbol;
}
