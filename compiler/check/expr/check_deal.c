// SPDX-License-Identifier: MIT
// check_deal.c - which argument of a call goes to which parameter.
//
// Arguments are dealt out by place and by name, before any of them is checked; then defaults
// fill what is left.  The order of evaluation is that of the source, defaults last; a plan
// says it only where it differs from the order of the parameters:
//     f(b: x(), a: y())    args = {y(), x()}, order = {1, 0}
#include "check/check_expr.h"

#include <assert.h>

#include "base/habit.h"
#include "sema/later.h"

typedef struct dealer {
    checker *c;
    expr_call *call;
    const call_target *target;
    call_plan *plan;
    uint32_t *slots;
    uint32_t placed;        // how many parameters have their turn
    size_t next;            // parameter of the next positional argument
    bool is_good;
} dealer;

static void label_declaration(checker *c, diag *d, const call_target *target)
{
    if (target->declared.start != 0) {
        diag_label(c->prog, d, target->declared, "declared here");
    }
}

const char *check_deal_count(checker *c, size_t count)
{
    return check_expr_format(c, count == 1 ? "%zu argument" : "%zu arguments", count);
}

static void report_too_many(dealer *d, const expr *extra)
{
    checker *c = d->c;
    d->is_good = false;
    size_t takes = d->target->param_count - d->target->first;
    diag *report = diag_error(c->prog, extra->span, E0402, d->target->name,
                              takes ? check_deal_count(c, takes) : "no arguments",
                              check_expr_format(c, "%u", d->call->args.count));
    const char *ours =
        d->target->builtin != NULL ? habit_of_module(d->target->name, "()") : NULL;
    if (ours != NULL) diag_help(c->prog, report, "write %s", ours);
    label_declaration(c, report, d->target);
}

static size_t find_param(const call_target *target, const char *name)
{
    for (size_t i = target->first; i < target->param_count; i++) {
        if (target->params[i].name == name) return i;
    }
    return SIZE_MAX;
}

static void list_params(checker *c, diag *d, const call_target *target)
{
    text names;
    text_init(&names);
    for (size_t i = target->first; i < target->param_count; i++)
        text_printf(&names, "%s%s", i > target->first ? ", " : "", target->params[i].name);
    if (names.len > 0) diag_note(c->prog, d, "it takes %s", text_string(&names));
    text_fini(&names);
}

static void report_unknown_name(dealer *d, ast_name name)
{
    checker *c = d->c;
    d->is_good = false;
    if (check_name_is_lost(c, name.text)) return;
    if (d->target->builtin && later_has_param(d->target->name, name.text)) {
        diag_error(c->prog, name.span, E0901,
                   check_expr_format(c, "`%s(%s: ...)`", d->target->name, name.text));
        return;
    }
    diag *report = diag_error(c->prog, name.span, E0403, d->target->name, name.text);
    const char *ours =
        d->target->builtin != NULL ? habit_of_module(d->target->name, name.text) : NULL;
    if (ours != NULL) {
        diag_help(c->prog, report, "write %s", ours);
        return;
    }
    suggestion s = suggest_begin(name.text);
    for (size_t i = d->target->first; i < d->target->param_count; i++) {
        suggest_offer(&s, d->target->params[i].name);
    }
    if (s.best) diag_help(c->prog, report, "did you mean %N?", s.best);
    else list_params(c, report, d->target);
    label_declaration(c, report, d->target);
}

// The parameter of an argument; SIZE_MAX after a report.
static size_t place_of_arg(dealer *d, const call_arg *arg)
{
    if (arg->name.text) {
        size_t index = find_param(d->target, arg->name.text);
        if (index == SIZE_MAX) report_unknown_name(d, arg->name);
        return index;
    }
    if (d->next >= d->target->param_count) {
        if (d->is_good) report_too_many(d, arg->value);
        return SIZE_MAX;
    }
    size_t index = d->next;
    if (!d->target->params[index].is_variadic) d->next++;
    return index;
}

// The next in the order of evaluation; it is only written down when it is not that
// of the parameters.
static void give_turn(dealer *d, size_t index)
{
    call_plan *plan = d->plan;
    if (plan->order == NULL && index != d->placed) {
        plan->order = arena_new_array(&d->c->prog->unit, uint32_t, plan->arg_count);
        for (uint32_t i = 0; i < d->placed; i++) plan->order[i] = i;
    }
    if (plan->order != NULL) plan->order[d->placed] = (uint32_t)index;
    d->placed++;
}

static void add_rest(dealer *d, expr *value)
{
    call_plan *plan = d->plan;
    if (plan->rest == NULL)
        plan->rest = arena_new_array(&d->c->prog->unit, expr *, d->call->args.count);
    plan->rest[plan->rest_count++] = value;
}

static void deal_one(dealer *d, uint32_t i)
{
    checker *c = d->c;
    const call_arg *arg = &d->call->args.items[i];
    size_t index = place_of_arg(d, arg);
    if (index == SIZE_MAX) return;
    call_plan *plan = d->plan;
    const param_info *p = &d->target->params[index];
    d->slots[i] = (uint32_t)index;
    bool is_rest = p->is_variadic && !arg->is_spread;
    bool is_taken = plan->args[index] || (plan->rest_count > 0 && p->is_variadic && !is_rest);
    if (is_taken || (is_rest && arg->name.text && plan->rest_count > 0)) {
        diag_error(c->prog, arg->value->span, arg->is_spread ? E0407 : E0404, p->name);
        d->is_good = false;
        return;
    }
    if (arg->is_spread && !p->is_variadic) {
        diag_error(c->prog, arg->value->span, E0407);
        d->slots[i] = UINT32_MAX;
        d->is_good = false;
        return;
    }
    if (!is_rest || plan->rest_count == 0) give_turn(d, index);
    if (is_rest) add_rest(d, arg->value);
    else plan->args[index] = arg->value;
}

// Defaults for what was not given; E0401 for what must be.
static void fill_in(dealer *d)
{
    checker *c = d->c;
    call_plan *plan = d->plan;
    for (size_t i = d->target->first; i < d->target->param_count; i++) {
        const param_info *p = &d->target->params[i];
        if (plan->args[i]) continue;
        if (p->is_variadic) {
            if (plan->rest_count == 0) give_turn(d, i);
            continue;
        }
        if (p->init) {
            plan->args[i] = p->init;
            check_exit_default(c, p->init);
            give_turn(d, i);
            continue;
        }
        if (!d->is_good) continue;   // one report about this call is enough
        span at = d->call->close.start ? d->call->close : d->call->head.span;
        diag *report = diag_error(c->prog, at, E0401, p->name, d->target->name);
        if (p->symbol) diag_label(c->prog, report, p->symbol->span, "declared here");
        else label_declaration(c, report, d->target);
        if (d->target->builtin && d->target->builtin->id == BI_RANGE)
            diag_help(c->prog, report, "a counting loop is written `for i in 0..n { ... }`");
        d->is_good = false;
    }
}

uint32_t *check_deal_slots(checker *c, const expr_call *call, uint32_t *few)
{
    if (call->args.count <= CHECK_FEW_ARGS) return few;
    return arena_new_array(&c->prog->scratch, uint32_t, call->args.count);
}

param_info *check_deal_params(checker *c, size_t count, param_info *few)
{
    return count <= CHECK_FEW_ARGS ? few : arena_new_array(&c->prog->scratch, param_info, count);
}

bool check_deal(checker *c, expr_call *call, const call_target *target, call_plan *plan,
                     uint32_t *slots)
{
    dealer d = {c, call, target, plan, slots, 0, target->first, true};
    if (target->first) give_turn(&d, 0);
    for (uint32_t i = 0; i < call->args.count; i++) {
        slots[i] = UINT32_MAX;
        deal_one(&d, i);
    }
    fill_in(&d);
    assert(!d.is_good || d.placed == plan->arg_count);
    return d.is_good;
}
