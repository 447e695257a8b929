// SPDX-License-Identifier: MIT
// check_call.c - calls: who is called, do the arguments fit, the plan.
//
// A plan has one argument for every parameter (symbol.h I2).  Arguments are
// dealt out first (check_deal.c), and then checked against the types of
// their parameters in the order of the source, which is also the order in which
// the running program evaluates them; defaults come last.
#include "check/check_class.h"
#include "check/check_expr.h"
#include "check/check_generic.h"

#include <string.h>

#include "sema/foreign.h"
#include "sema/later.h"

call_plan *check_call_new_plan(checker *c, call_kind kind, size_t arg_count)
{
    arena *memory = &c->prog->unit;
    call_plan *plan = arena_new(memory, call_plan);
    plan->kind = kind;
    plan->arg_count = (uint32_t)arg_count;
    plan->args = arena_new_array(memory, expr *, arg_count);
    plan->param_types = arena_new_array(memory, type *, arg_count);
    plan->result = c->unit;
    return plan;
}

void check_call_stray(checker *c, expr *e)
{
    if (e->type) return;
    if (e->kind == EXPR_CLOSURE) {
        // without a place to go to, its parameters need types of their own
        const param_list *params = &expr_as_closure(e)->signature.params;
        for (uint32_t i = 0; i < params->count; i++) {
            if (params->items[i]->written) continue;
            e->type = c->poison;
            return;
        }
    }
    // The place is not known: nothing is expected of an empty literal.
    check_expr(c, e, c->poison);
}

void check_call_args_anyway(checker *c, expr_call *call)
{
    for (uint32_t i = 0; i < call->args.count; i++) {
        expr *value = call->args.items[i].value;
        // a word such as `first` is no name of a value
        bool may_be_word = value->kind == EXPR_NAME &&
                           !check_name_lookup(c, expr_as_name(value)->name);
        if (may_be_word) value->type = c->poison;
        else check_call_stray(c, value);
    }
}

// ---- calls with declared parameters -----------------------------------------------

bool check_call_argument(checker *c, expr *e, type *want, const char *name, span other)
{
    type *t = e->type ? e->type : check_expr(c, e, want);
    if (check_fit_is_poison(t)) return false;
    bool fits = check_fit(c, t, want);
    // the words are only made for a report: most arguments are right
    const char *role = fits ? "" : check_expr_format(c, "argument %N", name);
    if (check_expr_gives_nothing(e) && !fits) {
        diag *d = diag_error(c->prog, e->span, E0302, check_expr_format(c, "%S", e->span));
        diag_caret(c->prog, d, "returns no value");
        check_fit_poison(c, e);
        return false;
    }
    if (check_fit_convert(c, e, want, role, other)) return true;
    check_fit_poison(c, e);
    return false;
}

static void check_one_arg(checker *c, const call_arg *arg, const param_info *p, span declared)
{
    type *want = p->type;
    if (p->is_variadic && !arg->is_spread && want->kind == TYPE_LIST) want = want->element;
    check_call_argument(c, arg->value, want, p->name, p->symbol ? p->symbol->span : declared);
}

// Deals and checks the arguments; false after a report about their dealing.
static bool check_arguments(checker *c, expr_call *call, const call_target *target,
                            call_plan *plan)
{
    uint32_t few[CHECK_FEW_ARGS];
    uint32_t *slots = check_deal_slots(c, call, few);
    bool is_good = check_deal(c, call, target, plan, slots);
    for (size_t i = 0; i < target->param_count; i++) {
        plan->param_types[i] = target->params[i].type;
    }
    for (uint32_t i = 0; i < call->args.count; i++) {
        const call_arg *arg = &call->args.items[i];
        if (slots[i] == UINT32_MAX) {
            check_call_stray(c, arg->value);
        } else {
            check_one_arg(c, arg, &target->params[slots[i]], target->declared);
        }
    }
    return is_good;
}

static type *call_function(checker *c, expr_call *call, symbol *sym, expr *receiver, type *hint)
{
    if (sym->generic != NULL && sym->fn != NULL)
        sym = check_infer_call(c, call, sym, receiver, hint);
    if (sym == NULL) return c->poison;
    const fn_info *info = sym->fn;
    call->callee->type = sym->type;
    if (!info) {   // its declaration was reported
        check_call_args_anyway(c, call);
        return c->poison;
    }
    call_plan *plan = check_call_new_plan(c, receiver ? CALL_METHOD : CALL_FN, info->param_count);
    plan->target = sym;
    // a task that never ends is one without a result
    plan->result = info->is_never && c->call_use != USE_SPAWN ? c->never : info->result;
    plan->is_async = fn_call_is_async(info);
    plan->can_throw = fn_call_throws(info);
    if (receiver) plan->args[0] = receiver;
    if (c->is_default || c->is_open) sym->is_exposed = true;
    check_generic_use(c, sym);
    const char *name = info->made != NULL ? info->result->decl->name : sym->name;
    call_target target = {name, sym->span, info->params, info->param_count,
                          receiver ? 1 : 0, NULL};
    bool is_good = check_arguments(c, call, &target, plan);
    if (info->is_mut && receiver) {
        check_assign_receiver(c, receiver, expr_as_member(call->callee)->name);
        if (c->fn != NULL) c->fn->info->assigns_inside = true;
    }
    call->plan = plan;
    return is_good ? plan->result : c->poison;
}

// Fields of a struct, an error or a case are its parameters.
static void params_of_fields(const type_field *fields, size_t count, param_info *params)
{
    for (size_t i = 0; i < count; i++) {
        params[i] = (param_info){.name = fields[i].name, .type = fields[i].type,
                                 .init = fields[i].init};
    }
}

// A struct with a field that did not parse.
static bool is_damaged(const symbol *sym)
{
    const decl *d = sym->decl;
    if (d == NULL) return false;
    if (d->kind == DECL_CLASS) return decl_as_const_class(d)->is_damaged;
    return d->kind == DECL_STRUCT && decl_as_const_struct(d)->is_damaged;
}

static type *call_constructor(checker *c, expr_call *call, symbol *sym, call_kind kind, type *made,
                              const type_field *fields, size_t count)
{
    call->callee->type = made;
    if (is_damaged(sym)) {
        check_call_args_anyway(c, call);
        return made;
    }
    call_plan *plan = check_call_new_plan(c, kind, count);
    plan->target = sym;
    plan->result = made;
    param_info few[CHECK_FEW_ARGS];
    param_info *params = check_deal_params(c, count, few);
    params_of_fields(fields, count, params);
    call_target target = {sym->name, sym->span, params, count, 0, NULL};
    bool is_good = check_arguments(c, call, &target, plan);
    call->plan = plan;
    return is_good ? made : c->poison;
}

// `T(x)` of a number: no plan is made, as the text of a generic is not lowered.
static type *call_param(checker *c, expr_call *call, const symbol *sym)
{
    type *t = sym->type;
    check_call_args_anyway(c, call);
    if ((t->param->bounds & BOUND_NUMBER) == 0) {
        diag *d = diag_error(c->prog, call->callee->span, E0405, t);
        check_generic_help_bound(c, d, t, "Number");
        return c->poison;
    }
    const expr *from = call->args.count == 1 ? call->args.items[0].value : NULL;
    if (from == NULL) {
        diag_error(c->prog, call->head.span, E0402, sym->name, "1 argument",
                   check_expr_format(c, "%u", call->args.count));
        return c->poison;
    }
    if (check_is_number(from->type)) return t;
    if (!check_fit_is_poison(from->type))
        diag_error(c->prog, call->head.span, E0409, from->type, t);
    return c->poison;
}

// `Error` stands for any error: there is no error that is no more than that.
static type *call_any_error(checker *c, expr_call *call)
{
    check_call_args_anyway(c, call);
    diag *d = diag_error(c->prog, call->callee->span, E0408,
                         "`Error` stands for any error and has no values of its own");
    diag_help(c->prog, d, "declare an error of your own: `error Failed(message: str)`");
    return c->poison;
}

static type *call_type(checker *c, expr_call *call, symbol *sym, type *hint)
{
    if (sym->generic != NULL && sym->type->kind != TYPE_ENUM)
        sym = check_infer_call(c, call, sym, NULL, hint);
    if (sym == NULL) return c->poison;
    type *t = sym->type;
    switch ((int)t->kind) {
    case TYPE_STRUCT:
        return call_constructor(c, call, sym, CALL_STRUCT, t, t->decl->fields,
                                t->decl->field_count);
    case TYPE_CLASS: {
        symbol *init = check_class_init_of(c, t);
        if (init != NULL) return call_function(c, call, init, NULL, NULL);
        return call_constructor(c, call, sym, CALL_STRUCT, t, t->decl->fields,
                                t->decl->field_count);
    }
    case TYPE_ERROR:
        if (t == c->error) return call_any_error(c, call);
        return call_constructor(c, call, sym, CALL_ERROR, t, t->decl->fields,
                                t->decl->field_count);
    case TYPE_ENUM: {
        check_call_args_anyway(c, call);
        diag *d = diag_error(c->prog, call->callee->span, E0302,
                             check_expr_format(c, "the type %N", sym->name));
        if (t->decl->case_count > 0) {
            diag_help(c->prog, d, "name a case: `%s.%s`", sym->name, t->decl->cases[0].name);
        }
        return c->poison;
    }
    default:
        break;
    }
    if (t->kind == TYPE_PARAM) return call_param(c, call, sym);
    // `Id(x)` of `type Id = int` converts as int(x) does
    text name;
    text_init(&name);
    type_print(&name, t);
    symbol *made = builtin_free(c->prog, intern_string(&c->prog->names, text_string(&name)));
    text_fini(&name);
    if (made) {
        call->callee->type = c->unit;
        return check_builtin_call(c, call, made->builtin, NULL, hint);
    }
    call->callee->type = t;
    if (check_fit_is_poison(t)) {
        check_call_args_anyway(c, call);
        return t;
    }
    // `Inbox(8)` of `type Inbox = chan[str]` makes one as chan[str](8) does
    return check_make(c, call, t, hint);
}

static type *call_case(checker *c, expr_call *call, symbol *sym, type *hint)
{
    if (sym->type->decl->symbol != NULL && sym->type->decl->symbol->generic != NULL)
        sym = check_infer_call(c, call, sym, NULL, hint);
    if (sym == NULL) return c->poison;
    type *t = sym->type;
    const type_case *of = &t->decl->cases[sym->case_index];
    return call_constructor(c, call, sym, CALL_CASE, t, of->fields, of->field_count);
}

// ---- calls of values ------------------------------------------------------------------

static type *call_value(checker *c, expr_call *call, type *t)
{
    symbol *own = check_overload_callee(c, call, t);
    if (own != NULL) return call_function(c, call, own, expr_as_member(call->callee)->base, NULL);
    if (t->kind != TYPE_FN) {
        check_call_args_anyway(c, call);
        if (check_fit_is_poison(t)) return t;
        diag *d = diag_error(c->prog, call->callee->span, E0405, t);
        if (call->callee->kind == EXPR_NAME && expr_as_name(call->callee)->symbol != NULL)
            diag_label(c->prog, d, expr_as_name(call->callee)->symbol->span, "declared here");
        if (t->kind == TYPE_OPTIONAL)
            diag_help(c->prog, d, "it may be none: `if let f = %R { f(...) }`",
                      call->callee->span);
        return c->poison;
    }
    const type_fn *fn = &t->fn;
    call_plan *plan = check_call_new_plan(c, CALL_VALUE, fn->param_count);
    plan->result = fn->result;
    plan->is_async = fn->is_async;
    plan->can_throw = fn->throws;
    call->plan = plan;
    bool is_good = call->args.count == fn->param_count;
    for (uint32_t i = 0; i < call->args.count; i++) {
        const call_arg *arg = &call->args.items[i];
        if (arg->name.text) diag_error(c->prog, arg->name.span, E0411);
        if (arg->is_spread) diag_error(c->prog, arg->value->span, E0407);
        if (arg->name.text || arg->is_spread) is_good = false;
        if (i >= fn->param_count) {
            check_call_stray(c, arg->value);
            continue;
        }
        check_expr_value(c, arg->value, fn->params[i], "an argument", (span){0, 0});
        plan->args[i] = arg->value;
        plan->param_types[i] = fn->params[i];
    }
    if (call->args.count != fn->param_count) {
        diag_error(c->prog, call->head.span, E0402, check_expr_format(c, "%t", t),
                   check_deal_count(c, fn->param_count),
                   check_expr_format(c, "%u", call->args.count));
    }
    return is_good ? plan->result : c->poison;
}

// A field or case of a struct may hold a function; else it is a method.
static type *call_member(checker *c, expr_call *call, expr_member *m, type *hint)
{
    check_class_init_read(c, m);
    type *base = m->is_wait ? m->base->type : check_expr_any_value(c, m->base, NULL);
    if (check_fit_is_poison(base) || check_class_is_private(c, base, m->name)) {
        m->head.type = c->poison;
        check_call_args_anyway(c, call);
        return c->poison;
    }
    symbol *method = check_member_method(c, base, m->name.text);
    if (method && method->fn != NULL && method->fn->made != NULL) {
        diag *d = diag_error(c->prog, m->name.span, E0364, base);
        diag_help(c->prog, d, "make an object: `%t(...)`", base);
        check_call_args_anyway(c, call);
        return c->poison;
    }
    if (method) {
        m->symbol = method;
        return call_function(c, call, method, m->base, hint);
    }
    type *part = check_expr_part(base, m);
    bool is_value = part != NULL && (part->kind == TYPE_FN || base->kind == TYPE_TUPLE ||
                                     check_overload_of(c, part, "call", 0).method != NULL);
    if (is_value) {
        m->head.type = part;
        return call_value(c, call, part);
    }
    symbol *found = builtin_method(c->prog, base, m->name.text);
    symbol *extension = check_extension_of(c, base, m->name.text);
    // `xs.max()` is built in, `xs.max(key: f)` is not
    bool is_extension = extension != NULL && (found == NULL || call->args.count > 0);
    if (found && !is_extension) {
        m->symbol = found;
        m->head.type = c->unit;
        return check_builtin_call(c, call, found->builtin, m->base, hint);
    }
    if (extension) {
        m->symbol = extension;
        return call_function(c, call, extension, m->base, hint);
    }
    m->head.type = c->poison;
    check_call_args_anyway(c, call);
    if (part != NULL) {
        diag_error(c->prog, m->name.span, E0405, part);
    } else if (base->kind == TYPE_OPTIONAL) {
        diag *d = diag_error(c->prog, m->name.span, E0313, base, m->name.text);
        diag_help(c->prog, d, "check first: `if let v = %R { v.%s(...) }`", m->base->span,
                  m->name.text);
    } else {
        check_expr_no_member(c, m->base, m->name);
    }
    return c->poison;
}

// `list[int]()`: the base of an index is the name of a built-in type.
static bool is_type_callee(checker *c, const expr *callee)
{
    if (callee->kind == EXPR_TYPE) return true;
    if (callee->kind != EXPR_INDEX) return false;
    const expr_index *index = expr_as_const_index(callee);
    if (index->base->kind != EXPR_NAME) return false;
    const char *name = expr_as_const_name(index->base)->name;
    const symbol *sym = check_name_lookup(c, name);
    if (sym && sym->kind != SYM_TYPE && sym->kind != SYM_BUILTIN) return false;
    if (check_type_is_generic(name) || later_has_name(name)) return true;
    if (sym && sym->kind == SYM_BUILTIN) return type_holder_find(name, strlen(name)) != NULL;
    return sym && sym->kind == SYM_TYPE;
}

static type *call_written_type(checker *c, expr_call *call, const type *hint)
{
    type_expr *written = make_type_of(&c->prog->unit, call->callee);
    type *t = written ? check_type(c, written) : c->poison;
    if (!written) diag_error(c->prog, call->callee->span, E0302, "this");
    call->callee->type = t;
    if (check_fit_is_poison(t)) {
        check_call_args_anyway(c, call);
        return t;
    }
    if (check_member_has_methods(t) && t->decl->arg_count > 0)   // `Pair[str, int](...)`
        return call_type(c, call, t->decl->symbol, NULL);
    return check_make(c, call, t, hint);
}

static type *call_symbol(checker *c, expr_call *call, symbol *sym, type *hint)
{
    switch (sym->kind) {
    case SYM_FN:
        return call_function(c, call, sym, NULL, hint);
    case SYM_TYPE:
        return call_type(c, call, sym, hint);
    case SYM_CASE:
        return call_case(c, call, sym, hint);
    case SYM_BUILTIN: {
        symbol *by_key = check_extension_by_key(c, call, sym->builtin->name);
        if (by_key != NULL) return call_function(c, call, by_key, NULL, hint);
        call->callee->type = c->unit;
        return check_builtin_call(c, call, sym->builtin, NULL, hint);
    }
    case SYM_MODULE:
        check_call_args_anyway(c, call);
        diag_error(c->prog, call->callee->span, E0302,
                   check_expr_format(c, "the module %N", sym->name));
        return c->poison;
    case SYM_GLOBAL:
    case SYM_LOCAL:
    case SYM_PARAM:
        break;
    }
    return call_value(c, call, check_expr(c, call->callee, NULL));
}

// `x.make[int](..)`: the callee becomes the member; false when it is no generic method.
static bool call_applied(checker *c, expr_call *call, type *hint, type **result)
{
    if (call->callee->kind != EXPR_INDEX) return false;
    expr_index *e = expr_as_index(call->callee);
    symbol *sym = NULL;
    if (e->base->kind != EXPR_MEMBER || check_path(c, e->base, &sym) != PATH_VALUE)
        return false;
    expr_member *m = expr_as_member(e->base);
    check_class_init_read(c, m);
    const type *base = check_expr_any_value(c, m->base, NULL);
    if (check_fit_is_poison(base)) return false;
    symbol *method = check_member_method(c, base, m->name.text);
    if (method == NULL || method->generic == NULL || method->fn == NULL) return false;
    *result = c->poison;
    m->symbol = check_infer_method(c, e, method);
    call->callee = &m->head;
    m->head.type = c->poison;
    bool is_bad = m->symbol == NULL || check_class_is_private(c, base, m->name);
    if (is_bad) check_call_args_anyway(c, call);
    else *result = call_function(c, call, m->symbol, m->base, hint);
    return true;
}

static type *check_callee(checker *c, expr_call *call, type *hint)
{
    type *applied = NULL;
    if (call_applied(c, call, hint, &applied)) return applied;
    expr *callee = call->callee;
    if (is_type_callee(c, callee)) return call_written_type(c, call, hint);
    symbol *sym = NULL;
    if (callee->kind == EXPR_NAME)
        sym = check_name_wanted_case(c, expr_as_name(callee)->name, hint);
    if (sym != NULL) {
        expr_as_name(callee)->symbol = sym;
        return call_case(c, call, sym, hint);
    }
    path_kind kind = check_path(c, callee, &sym);
    if (kind == PATH_SYMBOL) return call_symbol(c, call, sym, hint);
    if (kind == PATH_BAD) {
        callee->type = c->poison;
        check_call_args_anyway(c, call);
        return c->poison;
    }
    if (callee->kind == EXPR_MEMBER) {
        return call_member(c, call, expr_as_member(callee), hint);
    }
    // `int(x)`, `chan(...)`: the name of a built-in type, which no scope declares
    if (callee->kind == EXPR_NAME && !check_name_lookup(c, expr_as_name(callee)->name)) {
        symbol *made = builtin_free(c->prog, expr_as_name(callee)->name);
        if (made) {
            expr_as_name(callee)->symbol = made;
            return call_symbol(c, call, made, hint);
        }
    }
    return call_value(c, call, check_expr(c, callee, NULL));
}

// A plain function may sleep, wait for work elsewhere, or call what blocks in C: the thread waits.
// Nothing else that is async has such a form.
static bool blocks_instead(const checker *c, call_plan *plan)
{
    const fn_info *called = plan->target != NULL ? plan->target->fn : NULL;
    bool sleeps = plan->builtin && plan->builtin->id == BI_SLEEP;
    bool joins = plan->builtin && plan->builtin->id == BI_JOIN;
    bool blocks = called != NULL && called->foreign != NULL && called->foreign->is_blocking;
    if (!sleeps && !joins && !blocks) return false;
    if (c->fn && c->fn->info && c->fn->info->is_async) return false;
    if (joins) {   // the row after the arm of select
        plan->builtin = builtin_next(c->prog, plan->builtin, plan->args[0]->type);
        plan->can_throw = true;
    }
    plan->is_async = false;
    return true;
}

// For effects.c: whom the function waits for, and who is started as a task.
static void note_async_call(checker *c, span at, const call_plan *plan, check_use use)
{
    fn_info *callee = plan->target != NULL ? plan->target->fn : NULL;
    fn_info *user = c->fn->info;
    if (callee != NULL && callee->is_abstract) callee = NULL;   // it may be any
    if (use == USE_SPAWN && callee != NULL && callee->is_mut) {
        diag_error(c->prog, at, E0510, callee->symbol->name);
        return;
    }
    if (use == USE_SPAWN) {
        if (callee != NULL) callee->is_spawned = true;
        return;
    }
    if (callee == NULL) {
        user->waits = true;
        return;
    }
    callee->is_awaited = true;
    fn_await edge = {callee, user->is_closure};
    while (user->outer != NULL) user = user->outer;
    array_push(&c->prog->unit, &user->awaits, edge);
}

type *check_call(checker *c, expr_call *call, type *hint, check_use use)
{
    check_use outer = c->call_use;
    c->call_use = use;
    type *result = check_callee(c, call, hint);
    c->call_use = outer;
    call->head.type = result;
    call_plan *plan = call->plan;
    if (!plan || check_fit_is_poison(result)) return result;
    if (plan->is_async && use == USE_VALUE) {
        if (blocks_instead(c, plan)) {
            check_throws_call(c, call);
            return result;
        }
        check_async_not_awaited(c, call);
        return check_fit_poison(c, &call->head);
    }
    if (plan->is_async && c->fn != NULL) note_async_call(c, call->head.span, plan, use);
    if (use != USE_SPAWN) check_exit_call(c, plan);
    if (!plan->is_async && use != USE_SPAWN) check_throws_call(c, call);
    return result;
}
