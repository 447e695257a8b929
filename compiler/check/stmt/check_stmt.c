// SPDX-License-Identifier: MIT
// check_stmt.c - statements, one by one.
//
// Each function says through `ends` that the next statement cannot be reached:
// it always returns, throws, jumps or never comes back.  `ends` is only ever set
// to true; the caller passes a false.
#include "check/check_class.h"
#include "check/check_narrow.h"
#include "check/check_stmt.h"

#include <string.h>

#include "sema/const.h"

// ---- blocks --------------------------------------------------------------------

static bool ends_with_value(const block *b)
{
    return b->stmts.count > 0 && b->stmts.items[b->stmts.count - 1]->kind == STMT_EXPR;
}

void check_stmt_block_here(checker *c, block *b, bool *ends)
{
    bool is_over = false, is_warned = false;
    bool *set_before = check_class_init_block(c);
    uint32_t facts = check_narrow_open(c);
    for (uint32_t i = 0; i < b->stmts.count; i++) {
        stmt *s = b->stmts.items[i];
        if (is_over && !is_warned) {
            is_warned = true;
            diag *d = diag_error(c->prog, s->span, W0301);
            diag_label(c->prog, d, b->stmts.items[i - 1]->span, "always leaves the block");
        }
        bool is_value = b->gives_value && i + 1 == b->stmts.count && s->kind == STMT_EXPR;
        if (!is_value) check_stmt(c, s, &is_over);
        else check_choice_block(c, b, &is_over);
    }
    if (b->gives_value && !is_over && !ends_with_value(b)) check_choice_block(c, b, &is_over);
    if (is_over) *ends = true;
    check_narrow_close(c, facts);
    check_class_init_block_end(c, set_before, is_over);
}

void check_stmt_block(checker *c, block *b, bool *ends)
{
    uint32_t outer = check_scope_open(c);
    check_stmt_block_here(c, b, ends);
    check_scope_close(c, outer);
}

// ---- let and expressions ----------------------------------------------------------

// Names, `_` and tuples of them: what let takes without an else.
static bool is_binding(pattern *p)
{
    if (p->kind != PATTERN_TUPLE) return p->kind == PATTERN_NAME || p->kind == PATTERN_WILDCARD;
    const pattern_list *items = &pattern_as_tuple(p)->items;
    for (uint32_t i = 0; i < items->count; i++) {
        if (!is_binding(items->items[i])) return false;
    }
    return true;
}

// `let v = x else { ... }`: the inside of an optional, or a pattern that may not match.
static void check_let_else(checker *c, stmt_let *s, bool is_simple)
{
    bool else_ends = false;
    type *declared = s->written != NULL ? check_type(c, s->written) : NULL;
    type *hint = declared != NULL ? type_optional(c->prog, declared) : NULL;
    type *t = check_narrow_optional_value(c, s->init, hint);
    check_stmt_block(c, s->else_body, &else_ends);
    if (!else_ends && !c->fn->is_damaged) {
        diag_error(c->prog, (span){s->else_body->span.end - 1, s->else_body->span.end}, E0345);
    }
    if (!is_simple && !check_fit_is_poison(t)) {
        check_match_pattern(c, s->target, t);
        return;
    }
    if (t->kind != TYPE_OPTIONAL && !check_fit_is_poison(t)) {
        diag *d = diag_error(c->prog, s->else_body->span, E0346);
        diag_label(c->prog, d, s->init->span, "is never none");
        t = c->poison;
    }
    type *inner = check_fit_is_poison(t) ? t : t->element;
    if (declared != NULL && !check_fit_is_poison(t) && !check_fit(c, inner, declared)) {
        diag_error(c->prog, s->init->span, E0301, "the value", inner, declared);
        inner = c->poison;
    }
    check_match_binding(c, s->target, declared != NULL ? declared : inner, s->is_var);
}

// After an error in its value nothing more is said about the name.
static void excuse_names(const pattern *p)
{
    if (p->kind == PATTERN_NAME) {
        symbol *sym = pattern_as_const_name(p)->symbol;
        if (sym != NULL) sym->is_used = sym->is_changed = true;
    }
    if (p->kind != PATTERN_TUPLE) return;
    const pattern_list *items = &pattern_as_const_tuple(p)->items;
    for (uint32_t i = 0; i < items->count; i++) excuse_names(items->items[i]);
}

static void check_let_value(checker *c, stmt_let *s)
{
    if (s->else_body != NULL) {
        check_let_else(c, s, is_binding(s->target));
        return;
    }
    type *declared = s->written != NULL ? check_type(c, s->written) : NULL;
    type *t = declared;
    if (s->init != NULL && declared != NULL) {
        check_expr_value(c, s->init, declared, "the value", s->written->span);
    } else if (s->init != NULL) {
        t = check_expr_any_value(c, s->init, NULL);
        if (t->kind == TYPE_NEVER || t->kind == TYPE_NONE) t = c->poison;
    } else if (declared == NULL) {
        t = c->poison;
        diag_error(c->prog, s->target->span, E0323, "this variable");
    } else if (declared->kind != TYPE_OPTIONAL && !check_fit_is_poison(declared)) {
        const char *name =
            s->target->kind == PATTERN_NAME ? pattern_as_name(s->target)->name : "this variable";
        diag_error(c->prog, s->target->span, E0324, name);
    }
    check_match_binding(c, s->target, t, s->is_var);
}

static void check_let(checker *c, stmt_let *s)
{
    uint32_t before = diag_mistakes(c->prog);
    check_let_value(c, s);
    if (diag_mistakes(c->prog) != before) excuse_names(s->target);
}

// A statement that is only a value does nothing; calls and waits do something.
static bool has_effect(const expr *e)
{
    switch ((int)e->kind) {
    case EXPR_NAME:
    case EXPR_INT:
    case EXPR_FLOAT:
    case EXPR_BOOL:
    case EXPR_NONE:
    case EXPR_CHAR:
    case EXPR_DURATION:
    case EXPR_STR:
    case EXPR_BYTES:
    case EXPR_LIST:
    case EXPR_MAP:
    case EXPR_TUPLE:
    case EXPR_UNARY:
    case EXPR_CHAIN:
    case EXPR_BINARY:
    case EXPR_MEMBER:
    case EXPR_CLOSURE:
    case EXPR_RANGE:
        return false;
    default:
        return true;
    }
}

// `ready and start()`: an operator whose right side does something.
static bool is_short_circuit(const expr *e)
{
    if (e->kind != EXPR_CHAIN) return false;
    const expr_chain *chain = expr_as_const_chain(e);
    return has_effect(array_last(&chain->links).operand);
}

// A built-in that only computes a value: no effect, and nothing to wait for.
static const builtin *pure_call(const expr *e)
{
    if (e->kind != EXPR_CALL) return NULL;
    const call_plan *plan = expr_as_const_call(e)->plan;
    if (plan == NULL || plan->kind != CALL_BUILTIN || plan->is_async || plan->can_throw)
        return NULL;
    if (plan->result->kind == TYPE_UNIT || plan->result->kind == TYPE_NEVER) return NULL;
    const builtin *b = plan->builtin;
    bool is_of_value = strcmp(b->receiver, "str") == 0 || strcmp(b->receiver, "char") == 0 ||
                       strcmp(b->receiver, "bytes") == 0;   // these never change
    return is_of_value || (b->flags & (B_PURE | B_READS)) != 0 ? b : NULL;
}

static void warn_unused_result(checker *c, const expr *e)
{
    const builtin *b = pure_call(e);
    if (b == NULL) return;
    diag *d = diag_error(c->prog, e->span, W0303, b->name);
    const expr *callee = expr_as_const_call(e)->callee;
    if (callee->kind != EXPR_MEMBER || b->receiver[0] == '\0') return;
    span of = expr_as_const_member(callee)->base->span;
    if (strcmp(b->name, "sorted") == 0)
        diag_help(c->prog, d, "to sort the list itself: `%R.sort()`", of);
    else if (strcmp(b->name, "reversed") == 0 && strcmp(b->receiver, "str") != 0)
        diag_help(c->prog, d, "to reverse the list itself: `%R.reverse()`", of);
    else if (strcmp(b->receiver, "str") == 0)
        diag_help(c->prog, d, "a string does not change: `let new = %R`", e->span);
}

static void check_expr_stmt(checker *c, stmt_expr *s, bool *ends)
{
    type *t = check_expr(c, s->value, NULL);
    if (t->kind == TYPE_NEVER) *ends = true;
    if (t->kind == TYPE_RANGE || t->kind == TYPE_NONE) t = check_expr_any_value(c, s->value, NULL);
    if (check_fit_is_poison(t)) return;
    warn_unused_result(c, s->value);
    if (has_effect(s->value) || is_short_circuit(s->value)) return;
    diag *d = diag_error(c->prog, s->value->span, W0302);
    if (check_bound_help(c, d, s->value, "it")) return;
    if (s->value->kind == EXPR_BINARY && expr_as_binary(s->value)->op == OP_EQ) {
        diag_help(c->prog, d, "`=` assigns, `==` compares");
    } else if (s->value->kind == EXPR_UNARY && expr_as_unary(s->value)->op != OP_NOT) {
        diag_help(c->prog, d, "to continue the line before, end that line with the operator");
    }
}

// ---- if ------------------------------------------------------------------------------

void check_stmt_test(checker *c, condition *test)
{
    if (test->binding == NULL) {
        check_expr_condition(c, test->value);
        return;
    }
    type *t = check_narrow_optional_value(c, test->value, NULL);
    if (!is_binding(test->binding) && !check_fit_is_poison(t)) {
        check_match_pattern(c, test->binding, t);
        return;
    }
    if (t->kind != TYPE_OPTIONAL && !check_fit_is_poison(t)) {
        diag *d = diag_error(c->prog, test->value->span, E0332, t);
        diag_help(c->prog, d, "this value is always present: use `let` before the condition");
        t = c->poison;
    }
    check_match_binding(c, test->binding, check_fit_is_poison(t) ? t : t->element, test->is_var);
}

// What is known after the if: the conditions of the first arms, as many as leave,
// were false; when the else leaves, too, that of the one arm between was true.
static void narrow_after(checker *c, const stmt_if *s, uint32_t leaving, bool else_leaves)
{
    for (uint32_t i = 0; i < leaving; i++) {
        const condition *test = &s->arms.items[i].test;
        if (test->binding == NULL) check_narrow_by(c, test->value, false);
    }
    if (!else_leaves || leaving + 1 != s->arms.count) return;
    const condition *test = &s->arms.items[leaving].test;
    if (test->binding == NULL) check_narrow_by(c, test->value, true);
}

static void check_if(checker *c, stmt_if *s, bool *ends)
{
    bool all_end_so_far = true;
    uint32_t last_ending = 0;   // so many arms from the first on leave
    uint32_t facts_before = check_narrow_open(c);
    for (uint32_t i = 0; i < s->arms.count; i++) {
        if_arm *arm = &s->arms.items[i];
        bool arm_ends = false;
        uint32_t outer = check_scope_open(c);
        check_stmt_test(c, &arm->test);
        uint32_t facts = check_narrow_open(c);
        if (arm->test.binding == NULL) check_narrow_by(c, arm->test.value, true);
        check_stmt_block(c, arm->body, &arm_ends);
        check_narrow_close(c, facts);
        check_scope_close(c, outer);
        // the arms after this one run when its condition was false
        if (arm->test.binding == NULL) check_narrow_by(c, arm->test.value, false);
        last_ending += all_end_so_far && arm_ends;
        all_end_so_far = all_end_so_far && arm_ends;
    }
    bool else_ends = false;
    if (s->else_body != NULL) check_stmt_block(c, s->else_body, &else_ends);
    check_narrow_close(c, facts_before);
    narrow_after(c, s, last_ending, else_ends);
    if (all_end_so_far && else_ends) *ends = true;
}

// ---- return, defer, assert ---------------------------------------------------------

static void return_without_value(checker *c, const stmt_return *s)
{
    check_fn *fn = c->fn;
    if (fn->result == NULL) fn->result = c->unit;
    if (fn->result->kind == TYPE_UNIT || check_fit_is_poison(fn->result)) return;
    diag *d = diag_error(c->prog, s->head.span, E0326, "return without a value");
    diag_label(c->prog, d, fn->info->span, "returns %T", fn->result);
}

// A closure whose result is not written: its first return decides, later ones
// may widen it.
static void infer_result(checker *c, expr *value)
{
    check_fn *fn = c->fn;
    // `return none` after `return x`: the result is a T?
    bool is_none = value->kind == EXPR_NONE && fn->result != NULL &&
                   !check_fit_is_poison(fn->result);
    type *hint = is_none ? type_optional(c->prog, fn->result) : fn->result;
    bool is_call = value->kind == EXPR_CALL || value->kind == EXPR_AWAIT;   // may give unit
    type *t = is_call ? check_expr(c, value, hint) : check_expr_any_value(c, value, hint);
    if (t->kind == TYPE_NEVER || (fn->result != NULL && check_fit_is_poison(fn->result))) return;
    type *joined = fn->result == NULL ? t : check_fit_join(c, fn->result, t);
    if (joined != NULL) {
        fn->result = joined;
        return;
    }
    diag_error(c->prog, value->span, E0341, t, fn->result);
    fn->result = c->poison;
}

static void check_return(checker *c, stmt_return *s, bool *ends)
{
    *ends = true;
    check_fn *fn = c->fn;
    if (fn->is_initialiser) {
        diag_error(c->prog, s->head.span, E0327, "`return` outside of a function");
        if (s->value != NULL) check_expr(c, s->value, NULL);
        return;
    }
    if (fn->cleanup != NULL) {
        diag_error(c->prog, s->head.span, E0333, "return", fn->cleanup);
    }
    if (fn->info->is_never) {
        diag *d = diag_error(c->prog, s->head.span, E0119, fn->info->symbol->name, "returns");
        diag_label(c->prog, d, fn->info->span, "declared here");
        if (s->value != NULL) check_expr(c, s->value, NULL);
        return;
    }
    check_class_init_done(c, s->head.span);
    if (s->value == NULL) {
        return_without_value(c, s);
    } else if (fn->infers_result) {
        infer_result(c, s->value);
    } else if (fn->result->kind == TYPE_UNIT) {
        const type *t = check_expr(c, s->value, fn->result);
        if (t->kind == TYPE_UNIT && s->value->kind != EXPR_CHOICE) return;
        diag *d = diag_error(c->prog, s->value->span, E0326, "return with a value");
        diag_label(c->prog, d, fn->info->span, "cannot have a result");
        if (fn->making != NULL) {
            diag_help(c->prog, d, "write `return` alone: `init` gives the object by itself");
        } else if (!fn->info->is_test && !check_fit_is_poison(t)) {
            diag_help(c->prog, d, "declare the result: `-> %t`", s->value->type);
        }
    } else {
        check_expr_value(c, s->value, fn->result, "the result", fn->info->span);
    }
}

static void check_defer(checker *c, stmt_defer *s)
{
    bool body_ends = false;
    check_cleanup cleanup;
    check_try_cleanup_begin(c, &cleanup, "defer");
    uint32_t outer = check_scope_open(c);
    check_stmt(c, s->body, &body_ends);
    check_scope_close(c, outer);
    check_try_cleanup_end(c, &cleanup);
}

static void check_assert(checker *c, stmt_assert *s, bool *ends)
{
    const expr_list *items = s->value->kind == EXPR_TUPLE ? &expr_as_tuple(s->value)->items : NULL;
    if (items != NULL && items->count == 2 && s->message == NULL) {
        diag *d = diag_error(c->prog, s->value->span, E0304, check_expr(c, s->value, NULL));
        diag_help(c->prog, d, "leave out the parentheses: `assert %R, %R`", items->items[0]->span,
                  items->items[1]->span);
        return;
    }
    check_expr_condition(c, s->value);
    if (s->message != NULL) {
        check_expr_value(c, s->message, c->string, "the message", (span){0, 0});
    }
    const constant *known = s->value->constant;
    if (known != NULL && known->kind == CONST_BOOL && !known->truth) *ends = true;
    check_narrow_by(c, s->value, true);
}

// ---- the dispatch --------------------------------------------------------------------------

void check_stmt(checker *c, stmt *s, bool *ends)
{
    if (c->fn->making != NULL) check_class_init_stmt(c, s, ends);
    else check_stmt_kind(c, s, ends);
}

void check_stmt_kind(checker *c, stmt *s, bool *ends)
{
    switch (s->kind) {
    case STMT_BAD:
        c->fn->is_damaged = true;
        if (stmt_as_bad(s)->is_try) c->fn->is_throw_reported = true;
        break;
    case STMT_KIND_COUNT:
        break;
    case STMT_EXPR:
        check_expr_stmt(c, stmt_as_expr(s), ends);
        break;
    case STMT_LET:
        check_let(c, stmt_as_let(s));
        break;
    case STMT_ASSIGN:
        check_assign(c, stmt_as_assign(s));
        break;
    case STMT_BLOCK: check_stmt_block(c, stmt_as_block(s)->body, ends); break;
    case STMT_IF:
        check_if(c, stmt_as_if(s), ends);
        break;
    case STMT_WHILE: check_loop_while(c, stmt_as_while(s), ends); break;
    case STMT_FOR: check_loop_for(c, stmt_as_for(s), ends); break;
    case STMT_MATCH:
        check_match(c, stmt_as_match(s), ends);
        break;
    case STMT_BREAK:
        check_loop_break(c, stmt_as_break(s));
        *ends = true;
        break;
    case STMT_CONTINUE:
        check_loop_continue(c, stmt_as_continue(s));
        *ends = true;
        break;
    case STMT_RETURN:
        check_return(c, stmt_as_return(s), ends);
        break;
    case STMT_DEFER:
        check_defer(c, stmt_as_defer(s));
        break;
    case STMT_WITH:
        check_with(c, stmt_as_with(s), ends);
        break;
    case STMT_TRY:
        check_try_stmt(c, stmt_as_try(s), ends);
        break;
    case STMT_THROW: check_try_throw(c, stmt_as_throw(s), ends); break;
    case STMT_ASSERT:
        check_assert(c, stmt_as_assert(s), ends);
        break;
    case STMT_GROUP:
    case STMT_TIMEOUT:
    case STMT_SHIELD:
    case STMT_RACE:
    case STMT_SELECT:
        check_async_stmt(c, s, ends);
        break;
    case STMT_DECL: check_closure_local_fn(c, stmt_as_decl(s)); break;
    }
}
