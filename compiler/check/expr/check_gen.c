// SPDX-License-Identifier: MIT
// check_gen.c - generator functions, and yield.
//
// A function whose body yields is a generator function: calling it only makes the generator, which
// runs when it is asked for a value.  Its written result is `gen[T]`, `gen[T, S]` or `context[T]`;
// `async` and `throws` of its signature are those of the body, and so of the generator's type.
#include "check/check_expr.h"
#include "check/check_stmt.h"

static void not_a_generator(checker *c, const fn_info *info, span at, const char *why,
                            const char *help)
{
    diag *d = diag_error(c->prog, at, E0422, info->name, why);
    diag_help(c->prog, d, "%s", help);
}

void check_gen_fn(checker *c, const fn_signature *signature, fn_info *info)
{
    const type *t = info->result;
    info->is_gen = true;
    if (check_fit_is_poison(t)) return;
    if (t->kind != TYPE_GEN) {
        span at = signature->result != NULL ? signature->result->span : signature->span;
        diag *d = diag_error(c->prog, at, E0420, info->name);
        diag_help(c->prog, d, t->kind == TYPE_UNIT ? "write `-> gen[T]`, T being what it yields"
                                                   : "write `-> gen[%t]`", t);
        info->result = c->poison;
        return;
    }
    if (info->is_mut)
        not_a_generator(c, info, signature->span, "a `mut fn`",
                        "it would run after the call that lends it the receiver");
    if (!t->is_context && t->element->kind == TYPE_UNIT) {
        diag *d = diag_error(c->prog, signature->result->span, E0302, "`yield`");
        diag_help(c->prog, d, "a generator yields values: `gen[T]`");
        info->result = c->poison;
        return;
    }
    type like = *t;
    like.is_async = info->is_async;
    info->result = type_gen(c->prog, &like);
    if (info->can_throw)
        info->result = type_throwing(c->prog, info->result, info->throws, info->throws_count);
}

// Where the yield stands, when that is no place for one.
static bool is_misplaced(checker *c, span at)
{
    const check_fn *fn = c->fn;
    if (fn == NULL || !fn->info->is_gen) {
        const char *where = fn == NULL || fn->is_initialiser ? "in a value of the module"
                            : fn->info->is_test              ? "in a test"
                                                             : "outside of a generator function";
        diag_error(c->prog, at, E0421, where);
        return true;
    }
    if (fn->cleanup != NULL) {
        diag *d = diag_error(c->prog, at, E0421, check_expr_format(c, "in %N", fn->cleanup));
        diag_note(c->prog, d, "cleanup also runs when the generator is closed: then no one takes "
                              "the value");
        return true;
    }
    if (fn->holds == NULL) return false;
    diag *d = diag_error(c->prog, at, E0421, check_expr_format(c, "in a %N block", fn->holds));
    diag_note(c->prog, d, "the block belongs to the task that runs it, and a generator may be "
                          "resumed by another");
    return true;
}

static type *yield_from(checker *c, expr_yield *e)
{
    const type *gen = c->fn->info->result;
    type *index = NULL, *item = NULL;
    type *t = check_expr_iterated_value(c, e->value, NULL);
    if (check_fit_is_poison(t)) return c->poison;
    e->waits = check_loop_iterates_async(c, t);
    if (!check_loop_iterates(c, e->value, e->waits, false, &index, &item, &e->next))
        return c->poison;
    if (check_fit(c, item, gen->element)) return c->unit;
    diag_error(c->prog, e->value->span, E0301, "a yielded value", item, gen->element);
    return c->poison;
}

type *check_gen_yield(checker *c, expr_yield *e)
{
    span at = {e->head.span.start, e->head.span.start + 5};
    if (is_misplaced(c, at)) {
        if (e->value != NULL) check_expr(c, e->value, NULL);
        return c->poison;
    }
    c->fn->info->waits = true;
    type *gen = c->fn->info->result;
    if (check_fit_is_poison(gen)) {
        if (e->value != NULL) check_expr(c, e->value, NULL);
        return c->poison;
    }
    check_throws_into(c);
    if (e->is_from) return yield_from(c, e);
    if (e->value != NULL) {
        check_expr_value(c, e->value, gen->element, "the yielded value", c->fn->info->span);
    } else if (gen->element->kind != TYPE_UNIT) {
        diag *d = diag_error(c->prog, at, E0423, gen->element);
        diag_label(c->prog, d, c->fn->info->span, "yields %T", gen->element);
    }
    return gen->key != NULL ? gen->key : c->unit;
}
