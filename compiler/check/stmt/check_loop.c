// SPDX-License-Identifier: MIT
// check_loop.c - while, for, async for, break and continue; what can be iterated.
//
// "Loop else runs only when no break left the loop."  It is outside of the loop:
// a break in it belongs to the loop around.
#include <string.h>

#include "check/check_expr.h"
#include "check/check_generic.h"
#include "check/check_narrow.h"
#include "check/check_protocol.h"
#include "check/check_stmt.h"
#include "sema/builtin.h"
#include "sema/const.h"

// ---- what can be iterated ---------------------------------------------------------

static bool not_iterable(checker *c, const expr *e, const char *why)
{
    if (!check_fit_is_poison(e->type)) diag_error(c->prog, e->span, E0328, e->type, why);
    return false;
}

// Two names, where only lists and the like have an index and maps have keys.
static bool has_no_index(checker *c, const expr *e, const type *item)
{
    diag *d = diag_error(c->prog, e->span, E0328, e->type, " with two names: it has no index");
    if (item->kind == TYPE_TUPLE)
        diag_help(c->prog, d, "its items are tuples, which parentheses destructure: "
                  "`for (a, b) in %R`", e->span);
    return false;
}

static bool iterate_gen(checker *c, const expr *e, bool is_async, bool has_index, type **item,
                        ast_next *next)
{
    type *t = e->type;
    if (t->is_context) return not_iterable(c, e, "; `with` enters it");
    if (t->is_async && !is_async) return not_iterable(c, e, " without waiting; use `async for`");
    if (!t->is_async && is_async) return not_iterable(c, e, " by `async for`; use `for`");
    if (t->key != NULL && t->key->kind != TYPE_OPTIONAL)
        return not_iterable(c, e, ": it is sent values, by `send`");
    if (has_index) return has_no_index(c, e, t->element);
    *item = t->element;
    next->builtin = builtin_with_id(c->prog, BI_GEN_NEXT, t);
    const char *what = is_async ? "`async for`" : "`for`";
    if (t->throws) check_throws(c, e->span, what, t->errors, t->error_count);
    return true;
}

// A type of the program with a method `next`; false after a report.
static bool iterate_by_method(checker *c, const expr *e, bool is_async, bool has_index,
                              type **item, ast_next *next)
{
    iteration by = check_protocol_of(c, e->type);
    if (by.method == NULL) {
        diag *d = diag_error(c->prog, e->span, E0328, e->type, is_async ? " by `async for`" : "");
        diag_help(c->prog, d, "its items would come from a method `%sfn next() -> T?`, or from "
                  "what a method `iter()` gives", is_async ? "async " : "");
        return false;
    }
    if (by.item == NULL) return not_iterable(c, e, by.why);
    if (by.is_async && !is_async) return not_iterable(c, e, " without waiting; use `async for`");
    if (!by.is_async && is_async) return not_iterable(c, e, " by `async for`; use `for`");
    if (has_index) return has_no_index(c, e, by.item);
    check_protocol_iterate(c, e, &by, next);
    *item = by.item;
    return true;
}

// A type parameter that is bound to be `Iterable[T]`.
static bool iterate_param(checker *c, const expr *e, bool is_async, bool has_index, type **item,
                          ast_next *next)
{
    const type_parameter *p = e->type->param;
    if (p->item == NULL && check_protocol_of(c, e->type).method != NULL)
        return iterate_by_method(c, e, is_async, has_index, item, next);
    if (p->item == NULL) {
        diag *d = diag_error(c->prog, e->span, E0328, e->type, is_async ? " by `async for`" : "");
        diag_label(c->prog, d, p->symbol->span, "the type parameter");
        diag_help(c->prog, d, "a bound says what its items are, for example `[%s: %s[int]]`",
                  p->name, is_async ? "AsyncIterable" : "Iterable");
        return false;
    }
    if (p->is_async && !is_async) return not_iterable(c, e, " without waiting; use `async for`");
    if (!p->is_async && is_async) return not_iterable(c, e, " by `async for`; use `for`");
    if (has_index)
        return not_iterable(c, e, " with two names: not all that it stands for has an index");
    *item = p->item;
    if (p->item_throws) check_throws(c, e->span, is_async ? "`async for`" : "`for`", NULL, 0);
    return true;
}

// Channels give what recv gives; runtime objects have a method `next`.  Both
// end with none.
static bool iterate_async(checker *c, expr *e, bool has_index, type **item, ast_next *next)
{
    const type *t = e->type;
    if (t->kind == TYPE_GEN) return iterate_gen(c, e, true, has_index, item, next);
    if (t->kind == TYPE_PARAM) return iterate_param(c, e, true, has_index, item, next);
    if (check_member_has_methods(t)) return iterate_by_method(c, e, true, has_index, item, next);
    bool is_async = false, can_throw = false;
    const char *method = t->kind == TYPE_CHAN ? "recv" : "next";
    type *given = NULL;
    if (t->kind == TYPE_CHAN || t->kind == TYPE_OPAQUE || t->kind == TYPE_HOLDER) {
        method = intern_string(&c->prog->names, method);
        given = builtin_result(c->prog, t, method, &next->builtin, &is_async, &can_throw);
    }
    if (t->kind == TYPE_CHAN && t->direction == CHAN_SENDER) {
        return not_iterable(c, e, ": it is the sending end");
    }
    if (given == NULL || !is_async || given->kind != TYPE_OPTIONAL) {
        bool is_plain = t->kind == TYPE_LIST || t->kind == TYPE_RANGE || t->kind == TYPE_MAP ||
                        t->kind == TYPE_SET || t->kind == TYPE_STR || t->kind == TYPE_BYTES;
        return not_iterable(c, e, is_plain ? " by `async for`; use `for`" : " by `async for`");
    }
    if (has_index) return has_no_index(c, e, given->element);
    *item = given->element;
    if (t->kind == TYPE_CHAN && t->throws) check_throws(c, e->span, "`async for`", NULL, 0);
    if (can_throw) {
        const builtin_sig *sig = builtin_signature(c->prog, next->builtin);
        check_throws(c, e->span, "`async for`", sig->errors, sig->error_count);
    }
    return true;
}

static bool iterate_plain(checker *c, const expr *e, bool has_index, type **index, type **item,
                          ast_next *next)
{
    type *t = e->type;
    *index = c->integer;
    switch ((int)t->kind) {
    case TYPE_RANGE:
        *item = c->integer;
        return true;
    case TYPE_LIST:
    case TYPE_SET:
        *item = t->element;
        return true;
    case TYPE_STR:
        *item = c->character;
        return true;
    case TYPE_BYTES:
        *item = type_scalar(c->prog, TYPE_U8);
        return true;
    case TYPE_MAP:
        *index = t->key;
        *item = has_index ? t->element : t->key;
        return true;
    case TYPE_CHAN:
        return not_iterable(c, e, " without waiting; use `async for`");
    case TYPE_GEN:
        return iterate_gen(c, e, false, has_index, item, next);
    case TYPE_OPAQUE:
    case TYPE_HOLDER: {
        const builtin *found = NULL;
        bool is_async = false, can_throw = false;
        const char *method = intern_string(&c->prog->names, "next");
        type *given = builtin_result(c->prog, t, method, &found, &is_async, &can_throw);
        return not_iterable(c, e, given != NULL ? " without waiting; use `async for`" : "");
    }
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
        return iterate_by_method(c, e, false, has_index, item, next);
    case TYPE_PARAM:
        return iterate_param(c, e, false, has_index, item, next);
    case TYPE_OPTIONAL:
        return not_iterable(c, e, ": it may be none");
    case TYPE_INT:
        return not_iterable(c, e, "; a range is written `0..n`");
    default:
        return not_iterable(c, e, "");
    }
}

bool check_loop_iterable(checker *c, expr *iterable, bool is_async, bool has_index, type **index,
                    type **item, ast_next *next)
{
    *index = *item = c->poison;
    *next = (ast_next){0};
    type *t = check_expr_iterated_value(c, iterable, NULL);
    if (check_fit_is_poison(t)) return false;
    return check_loop_iterates(c, iterable, is_async, has_index, index, item, next);
}

bool check_loop_iterates_async(checker *c, const type *t)
{
    if (t->kind == TYPE_GEN) return t->is_async;
    if (t->kind == TYPE_PARAM && t->param->item != NULL) return t->param->is_async;
    const type *iter = check_overload_iter(c, t);
    if (iter != NULL) return check_loop_iterates_async(c, iter);
    return t->kind == TYPE_CHAN || check_protocol_of(c, t).is_async;
}

// The call of the method `iter` of what has no `next` itself; NULL.
static expr_call *check_iter(checker *c, expr *iterable, bool *is_bad)
{
    const type *t = iterable->type;
    if (check_protocol_of(c, t).method != NULL) return NULL;
    expr_call *iter = check_overload(c, iterable, "for", t, "iter", NULL, 0, is_bad);
    if (iter == NULL) return NULL;
    iter->plan->args[0] = iterable;
    if (check_overload_iter(c, t) != NULL) return iter;
    *is_bad = true;
    diag_error(c->prog, iterable->span, E0427, "for", "iter", t,
               check_expr_format(c, "it gives %T, which has no method `next`", iter->head.type));
    return NULL;
}

bool check_loop_iterates(checker *c, expr *iterable, bool is_async, bool has_index, type **index,
                    type **item, ast_next *next)
{
    *index = c->poison;
    *item = c->poison;
    *next = (ast_next){0};
    if (is_async) check_async_can_wait(c, iterable->span, "async for");
    bool is_bad = false;
    expr_call *iter = check_iter(c, iterable, &is_bad);
    if (is_bad) return false;
    if (iter != NULL) {
        if (!check_loop_iterates(c, &iter->head, is_async, has_index, index, item, next))
            return false;
        next->iter = &iter->head;
        return true;
    }
    bool is_good = is_async ? iterate_async(c, iterable, has_index, item, next)
                            : iterate_plain(c, iterable, has_index, index, item, next);
    if (!is_good) {
        *index = c->poison;
        *item = c->poison;
    }
    return is_good;
}

// ---- loops ---------------------------------------------------------------------------

static void check_label(checker *c, const ast_name *label)
{
    if (label->text == NULL) return;
    for (const check_loop *loop = c->fn->loops; loop != NULL; loop = loop->outer) {
        if (loop->label != label->text) continue;
        diag *d = diag_error(c->prog, label->span, E0203, label->text);
        diag_label(c->prog, d, loop->source->span, "the enclosing loop has the same label");
        return;
    }
}

static void check_loop_body(checker *c, check_loop *loop, block *body)
{
    bool ends = false;
    loop->outer = c->fn->loops;
    c->fn->loops = loop;
    check_stmt_block(c, body, &ends);
    c->fn->loops = loop->outer;
}

static bool is_true(const condition *test)
{
    const constant *known = test->value->constant;
    return test->binding == NULL && known != NULL && known->kind == CONST_BOOL && known->truth;
}

void check_loop_while(checker *c, stmt_while *s, bool *ends)
{
    check_label(c, &s->label);
    check_loop loop = {.source = &s->head, .label = s->label.text};
    check_narrow_forget_assigned(c, s->head.span);
    uint32_t outer = check_scope_open(c);
    uint32_t facts = check_narrow_open(c);
    check_stmt_test(c, &s->test);
    if (s->test.binding == NULL) check_narrow_by(c, s->test.value, true);
    check_loop_body(c, &loop, s->body);
    check_narrow_close(c, facts);
    check_scope_close(c, outer);
    // a loop that no break leaves ends with its condition false
    if (!loop.has_break && s->test.binding == NULL) check_narrow_by(c, s->test.value, false);
    if (s->else_body != NULL) {
        bool else_ends = false;
        check_stmt_block(c, s->else_body, &else_ends);
        if (else_ends && !loop.has_break) *ends = true;
    }
    // what follows `while true` is reached by a break only
    if (is_true(&s->test) && !loop.has_break) *ends = true;
}

void check_loop_for(checker *c, stmt_for *s, bool *ends)
{
    check_label(c, &s->label);
    check_loop loop = {.source = &s->head, .label = s->label.text};
    type *index = NULL, *item = NULL;
    check_loop_iterable(c, s->iterable, s->is_async, s->index != NULL, &index, &item, &s->next);
    check_narrow_forget_assigned(c, s->head.span);
    uint32_t outer = check_scope_open(c);
    if (s->index != NULL) check_match_loop_name(c, s->index, index);
    check_match_loop_name(c, s->item, item);
    check_loop_body(c, &loop, s->body);
    check_scope_close(c, outer);
    if (s->else_body != NULL) {
        bool else_ends = false;
        check_stmt_block(c, s->else_body, &else_ends);
        if (else_ends && !loop.has_break) *ends = true;
    }
}

bool check_loop_help_index(checker *c, diag *d, const expr *e)
{
    if (e->kind != EXPR_NAME || c->fn == NULL) return false;
    const symbol *sym = expr_as_const_name(e)->symbol;
    for (const check_loop *loop = c->fn->loops; sym != NULL && loop != NULL; loop = loop->outer) {
        if (loop->source == NULL || loop->source->kind != STMT_FOR) continue;
        const stmt_for *s = stmt_as_const_for(loop->source);
        if (s->index == NULL || s->index->kind != PATTERN_NAME) continue;
        if ((pattern_as_const_name(s->index))->symbol != sym) continue;
        diag_help(c->prog, d, "%N is the index here; pairs are taken apart by `for (%R, %R) in %R`",
                  sym->name, s->index->span, s->item->span, s->iterable->span);
        return true;
    }
    return false;
}

// ---- jumps ----------------------------------------------------------------------------

static void no_such_loop(checker *c, span at, const char *word, ast_name label)
{
    text why;
    text_init(&why);
    suggestion s = suggest_begin(label.text != NULL ? label.text : "");
    if (label.text == NULL) {
        text_printf(&why, "`%s` outside of a loop", word);
    } else {
        text_printf(&why, "no enclosing loop has the label `%s`", label.text);
        for (const check_loop *loop = c->fn->loops; loop != NULL; loop = loop->outer) {
            if (loop->label != NULL) suggest_offer(&s, loop->label);
        }
    }
    // it is meant for some loop: what follows each of them can be reached
    for (check_loop *loop = c->fn->loops; loop != NULL; loop = loop->outer) loop->has_break = true;
    diag *d = diag_error(c->prog, label.text != NULL ? label.span : at, E0327, text_string(&why));
    if (s.best != NULL) diag_help(c->prog, d, "did you mean %N?", s.best);
    text_fini(&why);
}

// The loop that `word` goes to; NULL after a report.
static check_loop *find_loop(checker *c, span at, const char *word, ast_name label)
{
    const char *barrier = NULL;
    for (check_loop *loop = c->fn->loops; loop != NULL; loop = loop->outer) {
        if (loop->barrier != NULL) {
            if (barrier == NULL) barrier = loop->barrier;
            continue;
        }
        if (label.text != NULL && loop->label != label.text) continue;
        if (barrier == NULL) return loop;
        diag *d = diag_error(c->prog, at, E0333, word, barrier);
        diag_label(c->prog, d, loop->source->span, "this loop encloses the %N block", barrier);
        return NULL;
    }
    no_such_loop(c, at, word, label);
    return NULL;
}

void check_loop_break(checker *c, stmt_break *s)
{
    check_loop *loop = find_loop(c, s->head.span, "break", s->label);
    if (loop == NULL) return;
    loop->has_break = true;
    s->target = loop->source;
}

void check_loop_continue(checker *c, stmt_continue *s)
{
    check_loop *loop = find_loop(c, s->head.span, "continue", s->label);
    if (loop != NULL) s->target = loop->source;
}
