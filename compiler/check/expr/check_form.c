// SPDX-License-Identifier: MIT
// check_form.c - which of the forms of a built-in a call means.
//
// Forms are told apart by the number and names of the arguments and then by the
// type of the first one, which is therefore checked before a form is chosen.
#include "check/check_expr.h"

#include "sema/later.h"

static bool takes_name(const builtin_sig *sig, const char *name)
{
    for (size_t i = 0; i < sig->param_count; i++) {
        if (sig->params[i].name == name) return true;
    }
    return false;
}

static bool gives_name(const expr_call *call, const char *name)
{
    for (uint32_t i = 0; i < call->args.count; i++) {
        if (call->args.items[i].name.text == name) return true;
    }
    return false;
}

// Could the arguments, by number and names, go to this form?
static bool takes_count(const builtin_sig *sig, const expr_call *call)
{
    size_t most = sig->param_count;
    size_t placed = 0;
    while (placed < call->args.count && !call->args.items[placed].name.text) placed++;
    for (size_t i = 0; i < sig->param_count; i++) {
        const sig_param *p = &sig->params[i];
        if (p->is_variadic) most = SIZE_MAX;
        else if (!p->init && i >= placed && !gives_name(call, p->name)) return false;
    }
    if (call->args.count > most) return false;
    for (uint32_t i = 0; i < call->args.count; i++) {
        const char *name = call->args.items[i].name.text;
        if (name && !takes_name(sig, name)) return false;
    }
    return true;
}

static bool takes_type(const builtin_sig *sig, type *first)
{
    if (sig->param_count == 0) return true;
    const sig_type *want = sig->params[0].type;
    builtin_binding bound = {0};
    return want->kind != SIG_WORD && builtin_match(want, first, &bound);
}

static const sig_param *param_of(const builtin_sig *sig, const call_arg *arg, size_t index)
{
    if (!arg->name.text) return index < sig->param_count ? &sig->params[index] : NULL;
    for (size_t i = 0; i < sig->param_count; i++) {
        if (sig->params[i].name == arg->name.text) return &sig->params[i];
    }
    return NULL;
}

// Strings and bytes tell forms apart after the first argument, too: `run(argv, input: "a")`.
static bool takes_rest(checker *c, const builtin_sig *sig, const expr_call *call)
{
    for (uint32_t i = 1; i < call->args.count; i++) {
        const sig_param *p = param_of(sig, &call->args.items[i], i);
        if (!p || p->is_variadic) continue;
        const sig_type *want = p->type->kind == SIG_OPTIONAL ? p->type->parts[0] : p->type;
        bool tells = want->kind == SIG_FIXED &&
                     (want->fixed->kind == TYPE_STR || want->fixed->kind == TYPE_BYTES);
        if (!tells) continue;
        expr *value = call->args.items[i].value;
        if (!value->type) check_expr_any_value(c, value, NULL);
        builtin_binding bound = {0};
        if (!check_fit_is_poison(value->type) && !builtin_match(p->type, value->type, &bound)) {
            return false;
        }
    }
    return true;
}

// Of an operation that can be called or awaited, the other form. An await that is missing
// altogether is told by check_call: what blocks is for plain functions.
static bool is_other_form(checker *c, const builtin *first, const type *receiver,
                          const builtin *row)
{
    const builtin_sig *sig = builtin_signature(c->prog, row);
    bool is_awaited = c->call_use != USE_VALUE;
    bool is_async = c->fn != NULL && c->fn->info->is_async;
    if (row->flags & B_BLOCKS && (is_awaited || is_async)) return true;
    if (sig->is_property || sig->is_async == is_awaited) return false;
    for (const builtin *b = first; b; b = builtin_next(c->prog, b, receiver)) {
        const builtin_sig *other = builtin_signature(c->prog, b);
        if (b->flags & B_BLOCKS && (is_awaited || is_async)) continue;
        if (!other->is_property && other->is_async == is_awaited) return true;
    }
    return false;
}

// Every form that could take the call by its number of arguments.
static uint32_t count_forms(checker *c, const expr_call *call, const builtin *first,
                            const type *receiver, const builtin **only)
{
    uint32_t count = 0;
    for (const builtin *b = first; b; b = builtin_next(c->prog, b, receiver)) {
        const builtin_sig *sig = builtin_signature(c->prog, b);
        if (sig->is_property || !takes_count(sig, call)) continue;
        if (is_other_form(c, first, receiver, b)) continue;
        if (count++ == 0) *only = b;
    }
    return count;
}

// A parameter that no form has yet, such as `gather(.., errors: keep)`.
static bool report_later(checker *c, const expr_call *call, const builtin *first)
{
    for (uint32_t i = 0; i < call->args.count; i++) {
        ast_name name = call->args.items[i].name;
        if (name.text == NULL || !later_has_param(first->name, name.text)) continue;
        diag_error(c->prog, name.span, E0901,
                   check_expr_format(c, "`%s(%s: ...)`", first->name, name.text));
        return true;
    }
    return false;
}

enum { FORMS_SHOWN = 4 };   // notes of one report

static void report_forms(checker *c, expr_call *call, const builtin *first, const type *receiver)
{
    text types;
    text_init(&types);
    for (uint32_t i = 0; i < call->args.count; i++) {
        const type *t = call->args.items[i].value->type;
        if (i > 0) text_puts(&types, ", ");
        if (t) type_print(&types, t);
        else text_puts(&types, "...");
    }
    diag *d = diag_error(c->prog, call->head.span, E0406, first->name, text_string(&types));
    text_fini(&types);
    uint32_t shown = 0;
    for (const builtin *b = first; b; b = builtin_next(c->prog, b, receiver)) {
        if (builtin_signature(c->prog, b)->is_property) continue;
        if (shown++ == FORMS_SHOWN) {
            diag_note(c->prog, d, "and more: docs/builtins.md lists all");
            break;
        }
        const char *space = b->signature[0] == '(' ? "" : " ";
        diag_note(c->prog, d, "%s%s%s", b->name, space, b->signature);
    }
}

// An argument that may be an async call is not to be checked as a plain value.
static bool is_checkable(const expr *e)
{
    return e->kind != EXPR_CALL;
}

const builtin *check_form(checker *c, expr_call *call, const builtin *first, const type *receiver)
{
    const builtin *only = NULL;
    uint32_t count = count_forms(c, call, first, receiver, &only);
    if (count == 1) return only;
    if (count == 0) {
        // one form: its own report about the arguments is the best
        const builtin *next = builtin_next(c->prog, first, receiver);
        if (!next) return first;
        bool is_either = !builtin_next(c->prog, next, receiver) &&
                         is_other_form(c, first, receiver, next);
        if (is_either) return first;
        if (report_later(c, call, first)) return NULL;
        check_call_args_anyway(c, call);
        report_forms(c, call, first, receiver);
        return NULL;
    }
    expr *arg = call->args.count > 0 ? call->args.items[0].value : NULL;
    if (!arg) return only;
    if (first->id == BI_GATHER && !is_checkable(arg)) {
        // a plain call that gives a list, or an async one that is spawned
        expr_call *inner = expr_as_call(arg);
        type *t = check_call(c, inner, NULL, USE_SPAWN);
        bool is_started = inner->plan && inner->plan->is_async;
        if (!is_started && inner->plan) check_throws_call(c, inner);
        if (is_started) t = c->unit;
        arg->type = is_started ? inner->plan->result : t;
        for (const builtin *b = first; b; b = builtin_next(c->prog, b, receiver)) {
            if (takes_count(builtin_signature(c->prog, b), call) &&
                takes_type(builtin_signature(c->prog, b), t)) {
                return b;
            }
        }
        return NULL;
    }
    // number literals keep their freedom: `u8(3)` is a u8 from the start
    if (!check_operator_is_free_literal(arg)) check_expr_any_value(c, arg, NULL);
    else arg = NULL;
    type *t = arg ? arg->type : c->integer;
    for (const builtin *b = first; b; b = builtin_next(c->prog, b, receiver)) {
        const builtin_sig *sig = builtin_signature(c->prog, b);
        bool fits = !sig->is_property && takes_count(sig, call) && takes_type(sig, t) &&
                    !is_other_form(c, first, receiver, b);
        if (fits && takes_rest(c, sig, call)) return b;
    }
    check_call_args_anyway(c, call);
    if (!check_fit_is_poison(t)) report_forms(c, call, first, receiver);
    return NULL;
}
