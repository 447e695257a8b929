// SPDX-License-Identifier: MIT
// check_operator.c - operators by the types of their sides.
//
// Nothing is converted silently, but a number that has no type of its own takes
// that of its neighbour: in `x + 1` and `1 + x` the literal has the type of x.
// So the side without free literals is checked first, whichever it is.
#include "check/check_expr.h"
#include "check/check_generic.h"
#include "check/check_narrow.h"
#include "check/check_protocol.h"

#include <assert.h>

// ---- free literals -----------------------------------------------------------

bool check_operator_is_free_literal(const expr *e)
{
    while (e->kind == EXPR_UNARY) {
        const expr_unary *u = expr_as_const_unary(e);
        if (u->op == OP_NOT) return false;
        e = u->operand;
    }
    if (e->kind == EXPR_INT || e->kind == EXPR_FLOAT) return true;
    if (e->kind != EXPR_CHAIN) return false;
    const expr_chain *chain = expr_as_const_chain(e);
    if (ast_op_level(chain->links.items[0].op) <= ast_op_level(OP_COALESCE)) return false;
    if (!check_operator_is_free_literal(chain->first)) return false;
    for (uint32_t i = 0; i < chain->links.count; i++) {
        if (!check_operator_is_free_literal(chain->links.items[i].operand)) return false;
    }
    return true;
}

bool check_operator_is_float_literal(const expr *e)
{
    while (e->kind == EXPR_UNARY) e = expr_as_const_unary(e)->operand;
    if (e->kind == EXPR_FLOAT) return true;
    if (e->kind != EXPR_CHAIN) return false;
    const expr_chain *chain = expr_as_const_chain(e);
    if (check_operator_is_float_literal(chain->first)) return true;
    for (uint32_t i = 0; i < chain->links.count; i++) {
        if (check_operator_is_float_literal(chain->links.items[i].operand)) return true;
    }
    return false;
}

// ---- constants ------------------------------------------------------------------

// Reports what would be a panic; true when there is a value to go on with.
static bool accept_fault(checker *c, span at, const_fault fault)
{
    const char *what = NULL;
    switch (fault) {
    case CONST_OK:
    case CONST_UNKNOWN: return true;
    case CONST_TOO_LARGE: what = "this constant has more than 128 bits"; break;
    case CONST_DIVISION: what = "division by zero"; break;
    case CONST_SHIFT: what = "shift count out of range"; break;
    case CONST_EXPONENT: what = "negative exponent of an integer"; break;
    }
    diag_error(c->prog, at, E0317, what);
    return false;
}

// The constant of `a op b` of type t; false after a report.
static bool fold(checker *c, ast_op op, const constant *a, const constant *b, type *t,
                 type *result, span at, constant **value)
{
    *value = NULL;
    if (!a || !b || a->kind != b->kind) return true;
    // 3s / 2s is a float: the division of the nanoseconds is not what it means
    if (type_is_float(result) && a->kind != CONST_FLOAT) return true;
    const_fault fault = CONST_OK;
    constant *k = const_binary(&c->prog->unit, op, a, b, t, &fault);
    if (!accept_fault(c, at, fault)) return false;
    if (!k) return true;
    if (result->kind == TYPE_BOOL || k->kind != CONST_INT) {
        *value = k;
        return true;
    }
    expr place = {.kind = EXPR_BAD, .span = at};
    if (!check_expr_constant(c, &place, k, result)) return false;
    *value = k;
    return true;
}

// ---- binary operators by type ------------------------------------------------------

static bool is_shift(ast_op op)
{
    return op == OP_SHL || op == OP_SHR;
}

static bool is_bitwise(ast_op op)
{
    return op == OP_BIT_AND || op == OP_BIT_OR || op == OP_BIT_XOR;
}

static bool is_wrapping(ast_op op)
{
    return op == OP_WRAP_ADD || op == OP_WRAP_SUB || op == OP_WRAP_MUL;
}

// Times: see the table of operators in docs/language.md.  NULL: no such form.
static type *time_operator(checker *c, ast_op op, type *a, type *b)
{
    bool is_factor = b->kind == TYPE_INT || b->kind == TYPE_FLOAT;
    if (a->kind == TYPE_DURATION && b->kind == TYPE_DURATION) {
        if (op == OP_ADD || op == OP_SUB || op == OP_REM) return c->duration;
        return op == OP_DIV ? c->real : NULL;
    }
    if (a->kind == TYPE_DURATION && is_factor) {
        return op == OP_MUL || op == OP_DIV ? c->duration : NULL;
    }
    if (a->kind == TYPE_DURATION && b->kind == TYPE_INSTANT) {
        return op == OP_ADD ? c->instant : NULL;
    }
    if (a->kind == TYPE_INSTANT && b->kind == TYPE_DURATION) {
        return op == OP_ADD || op == OP_SUB ? c->instant : NULL;
    }
    if (a->kind == TYPE_INSTANT && b->kind == TYPE_INSTANT) {
        return op == OP_SUB ? c->duration : NULL;
    }
    bool a_is_factor = a->kind == TYPE_INT || a->kind == TYPE_FLOAT;
    return a_is_factor && b->kind == TYPE_DURATION && op == OP_MUL ? c->duration : NULL;
}

// Texts and collections.
static type *collection_operator(ast_op op, type *a, type *b)
{
    bool is_sequence = a->kind == TYPE_STR || a->kind == TYPE_BYTES || a->kind == TYPE_LIST;
    if (is_sequence && a == b && op == OP_ADD) return a;
    if (is_sequence && b->kind == TYPE_INT && op == OP_MUL) return a;
    if (a->kind == TYPE_SET && a == b && (is_bitwise(op) || op == OP_SUB)) return a;
    return NULL;
}

// What every number has.
static type *param_operator(ast_op op, type *a, const type *b)
{
    if (a->kind != TYPE_PARAM || a != b || !check_is_number(a)) return NULL;
    bool is_common = op == OP_ADD || op == OP_SUB || op == OP_MUL || op == OP_DIV || op == OP_REM;
    return is_common ? a : NULL;
}

static type *number_operator(ast_op op, type *a, type *b)
{
    if (!type_is_numeric(a) || !type_is_numeric(b)) return NULL;
    if (is_shift(op)) return type_is_integer(a) && b->kind == TYPE_INT ? a : NULL;
    if (op == OP_POW && type_is_integer(a)) return b->kind == TYPE_INT ? a : NULL;
    if (a != b) return NULL;
    if (type_is_integer(a)) return a;
    return is_bitwise(op) || is_wrapping(op) ? NULL : a;
}

// `a`: the type of what stands to the left of the operator, of which `left` is the end.
static void report_operands(checker *c, ast_op op, span at, const expr *left, type *a,
                            const expr *right)
{
    type *b = right->type;
    diag *d = diag_error(c->prog, at, E0310, check_expr_format(c, "%N", ast_op_text(op)), a, b);
    if (check_loop_help_index(c, d, left) || check_loop_help_index(c, d, right)) return;
    bool numbers = type_is_numeric(a) && type_is_numeric(b);
    bool is_bound = check_bound_help(c, d, left, "the method") ||
                    check_bound_help(c, d, right, "the method");
    if (is_bound) return;
    if (numbers && (type_is_float(a) != type_is_float(b))) {
        type *whole = type_is_float(a) ? b : a;
        type *real = type_is_float(a) ? a : b;
        diag_help(c->prog, d, "convert the %T: `%t(...)`", whole, real);
    } else if (numbers) {
        diag_help(c->prog, d, "convert one side: `%t(...)`", type_bits(a) >= type_bits(b) ? a : b);
    } else if (a->kind == TYPE_STR && op == OP_REM) {
        diag_help(c->prog, d, "format the values in a string: `\"{x} items, {y:.2f}\"`");
    } else if ((a->kind == TYPE_CHAR && b->kind == TYPE_STR) ||
               (a->kind == TYPE_STR && b->kind == TYPE_CHAR)) {
        diag_help(c->prog, d, "`'a'` is a char, `\"a\"` a str; `str(c)` converts a char");
    } else if (op == OP_IN && b->kind == TYPE_TUPLE) {
        diag_help(c->prog, d, "`in` takes a list, map, set, string or range: `%R in [...]`",
                  left->span);
    } else if (a->kind == TYPE_CHAN || b->kind == TYPE_CHAN) {
        diag_help(c->prog, d, "a channel is used by `await ch.send(x)` and `await ch.recv()`");
    } else if ((a->kind == TYPE_DURATION && type_is_numeric(b)) ||
               (b->kind == TYPE_DURATION && type_is_numeric(a))) {
        diag_help(c->prog, d, "a duration has a unit: `3s`, `250ms`, or `n * 1s`");
    } else if (a->kind == TYPE_STR && op == OP_ADD) {
        diag_help(c->prog, d, "convert it to a string: `str(x)` or `\"{x}\"`");
    } else if (a->kind == TYPE_OPTIONAL || b->kind == TYPE_OPTIONAL) {
        diag_help(c->prog, d, "an optional may be none: use `x ?? other`, `x!` or `if let`");
    } else if (a == b && a->kind == TYPE_PARAM) {
        check_generic_help_bound(c, d, a, "Number");
    } else if (a == b) {
        check_overload_help(c, d, op, a);
    }
}

type *check_operator(checker *c, ast_op op, span op_span, expr *left, type *left_type,
                     expr *right)
{
    type *a = left_type;
    type *b = right->type;
    if (check_fit_is_poison(a) || check_fit_is_poison(b)) return c->poison;
    type *t = number_operator(op, a, b);
    if (!t) t = param_operator(op, a, b);
    if (!t) t = time_operator(c, op, a, b);
    if (!t) t = collection_operator(op, a, b);
    if (!t) {
        report_operands(c, op, op_span, left, a, right);
        return c->poison;
    }
    // a shift or division by a constant that is wrong whatever the left side is
    constant *by = right->constant;
    bool divides = (op == OP_DIV || op == OP_REM) && (type_is_integer(b) || b == c->duration);
    bool is_zero = by && by->kind == CONST_INT && by->magnitude == 0;
    if (divides && is_zero && !(left && left->constant) && !(b == c->duration && op == OP_DIV)) {
        if (!accept_fault(c, right->span, CONST_DIVISION)) return c->poison;
    }
    if (is_shift(op) && by && by->kind == CONST_INT && !(left && left->constant)) {
        bool is_bad = by->negative || by->magnitude >= type_bits(a);
        if (is_bad && !accept_fault(c, right->span, CONST_SHIFT)) return c->poison;
    }
    return t;
}

type *check_operator_own(checker *c, ast_op op, span at, type *left, expr *right,
                         struct expr_call **own)
{
    bool is_bad = check_fit_is_poison(left) || check_fit_is_poison(right->type);
    if (is_bad) return c->poison;
    *own = check_overload_binary(c, op, at, left, right, &is_bad);
    if (is_bad) return c->poison;
    return *own != NULL ? (*own)->head.type : NULL;
}

// ---- chains ---------------------------------------------------------------------------

type *check_operator_right_hint(checker *c, ast_op op, type *left)
{
    if (is_shift(op) || (op == OP_POW && type_is_integer(left))) return c->integer;
    if (left->kind == TYPE_DURATION || left->kind == TYPE_INSTANT) return NULL;
    if (left->kind == TYPE_STR || left->kind == TYPE_BYTES) return op == OP_MUL ? c->integer : left;
    type *own = check_overload_hint(c, op, left);
    return own != NULL ? own : left;
}

static type *check_and_or(checker *c, expr_chain *e)
{
    type *first = check_expr_any_value(c, e->first, c->boolean);
    if (first->kind == TYPE_OPTIONAL && e->links.items[0].op == OP_OR) {
        diag *d = diag_error(c->prog, e->first->span, E0304, first);
        diag_help(c->prog, d, "for a default in place of none: `%R ?? other`", e->first->span);
        for (uint32_t i = 0; i < e->links.count; i++)
            check_expr(c, e->links.items[i].operand, NULL);
        return c->poison;
    }
    check_expr_is_condition(c, e->first);
    constant *value = e->first->constant;
    bool goes_on_if = e->links.items[0].op == OP_AND;
    uint32_t facts = check_narrow_open(c);
    check_narrow_by(c, e->first, goes_on_if);
    for (uint32_t i = 0; i < e->links.count; i++) {
        chain_link *link = &e->links.items[i];
        check_expr_condition(c, link->operand);
        check_narrow_by(c, link->operand, goes_on_if);
        link->type = c->boolean;
        // `false and f()` is known, but f must not vanish from the checks: only
        // when both sides are known is the chain
        if (!fold(c, link->op, value, link->operand->constant, c->boolean, c->boolean,
                  link->op_span, &value)) {
            value = NULL;
        }
        link->constant = value;
    }
    check_narrow_close(c, facts);
    e->head.constant = value;
    return c->boolean;
}

static type *check_coalesce(checker *c, expr_chain *e, type *hint)
{
    type *inner = check_expr_hint(hint);
    type *t = check_narrow_optional_value(c, e->first,
                                          inner ? type_optional(c->prog, inner) : NULL);
    for (uint32_t i = 0; i < e->links.count; i++) {
        chain_link *link = &e->links.items[i];
        if (!check_fit_is_poison(t) && t->kind != TYPE_OPTIONAL) {
            expr *left = i == 0 ? e->first : e->links.items[i - 1].operand;
            diag *d = diag_error(c->prog, left->span, E0316, t);
            if (left->kind == EXPR_INDEX)
                diag_help(c->prog, d,
                          "`m[k]` panics when the key is missing; `m.get(k)` returns an optional");
            t = c->poison;
        }
        type *element = check_fit_is_poison(t) ? NULL : t->element;
        type *other = check_expr(c, link->operand, element ? element : c->poison);
        if (element && other->kind == TYPE_NONE) {
            other = link->operand->type = t;
        } else if (element && other->kind == TYPE_OPTIONAL && other != element) {
            check_fit_convert(c, link->operand, t, "the right side of `??`", e->first->span);
        } else if (element) {
            check_fit_convert(c, link->operand, element, "the right side of `??`", e->first->span);
            t = element;
        }
        if (check_fit_is_poison(other)) t = c->poison;
        link->type = t;
    }
    return t;
}

// The operand whose type the free literals left of it take.
static expr *anchor_of(expr_chain *e)
{
    if (!check_operator_is_free_literal(e->first)) return NULL;
    for (uint32_t i = 0; i < e->links.count; i++) {
        chain_link *link = &e->links.items[i];
        if (is_shift(link->op)) return NULL;
        if (!check_operator_is_free_literal(link->operand)) return link->operand;
    }
    return NULL;
}

// The hint for a first operand that is a free literal.
static type *literal_hint(checker *c, expr_chain *e, expr *anchor, type *hint)
{
    if (anchor) {
        type *t = check_expr_any_value(c, anchor, NULL);
        if (check_is_number(t)) return t;
    }
    hint = check_expr_hint(hint);
    if (hint && check_is_number(hint)) return hint;
    return check_operator_is_float_literal(&e->head) && !anchor ? c->real : NULL;
}

type *check_operator_chain(checker *c, expr_chain *e, type *hint)
{
    ast_op first_op = e->links.items[0].op;
    if (first_op == OP_AND || first_op == OP_OR) return check_and_or(c, e);
    if (first_op == OP_COALESCE) return check_coalesce(c, e, hint);
    expr *anchor = anchor_of(e);
    if (check_operator_is_free_literal(e->first)) hint = literal_hint(c, e, anchor, hint);
    type *t = check_expr_any_value(c, e->first, hint);
    constant *value = e->first->constant;
    for (uint32_t i = 0; i < e->links.count; i++) {
        chain_link *link = &e->links.items[i];
        type *wanted = check_operator_right_hint(c, link->op, t);
        if (link->operand != anchor) check_expr_any_value(c, link->operand, wanted);
        expr left = {.kind = EXPR_BAD, .span = e->head.span, .type = t, .constant = value};
        expr *side = i == 0 ? e->first : &left;
        span at = {e->head.span.start, link->operand->span.end};
        type *result = check_operator_own(c, link->op, at, t, link->operand, &link->own);
        if (result == NULL)
            result = check_operator(c, link->op, link->op_span, side, t, link->operand);
        if (check_fit_is_poison(result) ||
            !fold(c, link->op, value, link->operand->constant, t, result, e->head.span, &value)) {
            value = NULL;
            result = c->poison;
        }
        link->type = t = result;
        link->constant = value;
    }
    e->head.constant = value;
    return t;
}

// ---- unary ---------------------------------------------------------------------------

type *check_operator_unary(checker *c, expr_unary *e, type *hint)
{
    if (e->op == OP_NOT) {
        check_expr_condition(c, e->operand);
        const_fault fault = CONST_OK;
        constant *known = e->operand->constant;
        if (!known) return c->boolean;
        e->head.constant = const_unary(&c->prog->unit, OP_NOT, known, c->boolean, &fault);
        return c->boolean;
    }
    // the sign belongs to the number: -128 fits i8, 128 does not
    if (e->operand->kind == EXPR_INT && e->op == OP_NEG) {
        hint = check_expr_hint(hint);
        type *t = hint && type_is_numeric(hint) ? hint : c->integer;
        ast_wide size = expr_as_int(e->operand)->value;
        constant *value = type_is_float(t) ? const_float(&c->prog->unit, -(double)size)
                                           : const_int(&c->prog->unit, true, size);
        e->operand->type = t;
        return check_expr_constant(c, &e->head, value, t) ? t : c->poison;
    }
    type *t = check_expr_any_value(c, e->operand, hint);
    if (check_fit_is_poison(t)) return t;
    bool is_bad = false;
    if (e->op == OP_NEG) e->own = check_overload(c, &e->head, "-", t, "neg", NULL, 0, &is_bad);
    if (is_bad) return c->poison;
    if (e->own != NULL) return e->own->head.type;
    bool fits = false;
    if (e->op == OP_BIT_NOT) fits = type_is_integer(t);
    if (e->op == OP_PLUS) fits = type_is_numeric(t) || t->kind == TYPE_DURATION;
    if (e->op == OP_NEG) {
        bool is_signed = type_is_float(t) || (type_is_integer(t) && type_is_signed(t));
        fits = is_signed || t->kind == TYPE_DURATION;
    }
    if (!fits) {
        diag *d = diag_error(c->prog, e->head.span, E0311,
                             check_expr_format(c, "%N", ast_op_text(e->op)), t);
        if (e->op == OP_NEG && t->kind == TYPE_PARAM && check_is_number(t))
            diag_help(c->prog, d, "not every number has a sign: write `0 - %R`", e->operand->span);
        return c->poison;
    }
    const_fault fault = CONST_OK;
    constant *known = e->operand->constant;
    constant *value = known ? const_unary(&c->prog->unit, e->op, known, t, &fault) : NULL;
    if (value && !check_expr_constant(c, &e->head, value, t)) return c->poison;
    return t;
}

// ---- comparisons, powers, in ----------------------------------------------------------

// `none`, `[]`, `[:]`: only a neighbour knows their type.
static bool is_empty_literal(expr *e)
{
    if (e->kind == EXPR_LIST) return expr_as_list_literal(e)->items.count == 0;
    if (e->kind == EXPR_MAP) return expr_as_map_literal(e)->items.count == 0;
    return e->kind == EXPR_NONE;
}

// Both sides of a comparison, each with the other's type as a hint.
static type *check_sides(checker *c, expr_binary *e)
{
    expr *first = e->left;
    expr *second = e->right;
    bool left_is_open = check_operator_is_free_literal(e->left) || is_empty_literal(e->left);
    bool both_free = check_operator_is_free_literal(e->left) &&
                     check_operator_is_free_literal(e->right);
    if (left_is_open && !both_free) {
        first = e->right;
        second = e->left;
    }
    bool wants_float = both_free && (check_operator_is_float_literal(first) ||
                                     check_operator_is_float_literal(second));
    // x == none asks what is declared, also where x is known to hold a value
    type *t = second->kind == EXPR_NONE
                  ? check_narrow_optional_value(c, first, NULL)
                  : check_expr_any_value(c, first, wants_float ? c->real : NULL);
    if (!check_fit_is_poison(t) && second->kind == EXPR_NONE && t->kind != TYPE_OPTIONAL) {
        check_expr(c, second, NULL);
        diag_error(c->prog, first->span, E0316, t);
        return c->poison;
    }
    type *other = check_expr_any_value(c, second, t);
    if (check_fit_is_poison(t) || check_fit_is_poison(other)) return c->poison;
    type *joined = check_fit_join(c, e->left->type, e->right->type);
    if (joined) return joined;
    report_operands(c, e->op, e->op_span, e->left, e->left->type, e->right);
    return c->poison;
}

// What the type of both sides says itself; of others the runtime asks it, for their parts.
static symbol *own_comparison(checker *c, const expr_binary *e, bool is_equality)
{
    own_method which = is_equality ? OWN_EQUAL : OWN_ORDER;
    if ((check_protocol_own(c, e->common) & 1u << which) == 0) return NULL;
    check_protocol_use(c, e->common, which);
    return e->common->decl->own_methods[which];
}

static type *check_comparison(checker *c, expr_binary *e)
{
    type *t = check_sides(c, e);
    if (check_fit_is_poison(t)) return c->poison;
    e->common = t;
    bool is_equality = e->op == OP_EQ || e->op == OP_NE;
    bool is_ordered_set = t->kind == TYPE_SET && (e->op == OP_LE || e->op == OP_GE);
    // whether there is a value can be asked of values that cannot be compared, too
    bool asks_none = e->left->kind == EXPR_NONE || e->right->kind == EXPR_NONE;
    if (is_equality && !asks_none && !check_fit_has_equality(c, t)) {
        diag *d = diag_error(c->prog, e->op_span, E0319, t, "equality");
        check_generic_help_bound(c, d, t, "Equatable");
        return c->poison;
    }
    if (!is_equality && !is_ordered_set && !check_fit_has_order(c, t)) {
        diag *d = diag_error(c->prog, e->op_span, E0319, t, "order");
        if (t->kind == TYPE_SET) diag_help(c->prog, d, "`<=` and `>=` are the subset relations");
        check_protocol_help(c, d, t, OWN_ORDER);
        check_generic_help_bound(c, d, t, "Ordered");
        return c->poison;
    }
    e->own = own_comparison(c, e, is_equality);
    constant *value = NULL;
    if (fold(c, e->op, e->left->constant, e->right->constant, t, c->boolean, e->head.span,
             &value)) {
        e->head.constant = value;
    }
    return c->boolean;
}

static type *check_power(checker *c, expr_binary *e, type *hint)
{
    if (check_operator_is_free_literal(e->left) && !check_operator_is_free_literal(e->right)) {
        type *t = check_expr_any_value(c, e->right, NULL);
        if (type_is_float(t)) hint = t;
        check_expr_any_value(c, e->left, hint);
    } else {
        hint = check_expr_hint(hint);
        bool is_float = check_operator_is_float_literal(e->left) ||
                        check_operator_is_float_literal(e->right);
        if (!hint || !type_is_numeric(hint)) hint = is_float ? c->real : NULL;
        type *t = check_expr_any_value(c, e->left, hint);
        check_expr_any_value(c, e->right, check_operator_right_hint(c, OP_POW, t));
    }
    type *t = check_operator_own(c, OP_POW, e->head.span, e->left->type, e->right, &e->own_call);
    if (t != NULL) return t;
    t = check_operator(c, OP_POW, e->op_span, e->left, e->left->type, e->right);
    if (check_fit_is_poison(t)) return t;
    constant *value = NULL;
    if (!fold(c, OP_POW, e->left->constant, e->right->constant, t, t, e->head.span, &value)) {
        return c->poison;
    }
    e->head.constant = value;
    return t;
}

// `v in x` is x.contains(v); false: there is no such method.
static bool check_own_in(checker *c, expr_binary *e, const type *whole, type **result)
{
    bool is_bad = false;
    *result = c->poison;
    e->own_call = check_overload(c, &e->head, "in", whole, "contains", &e->left, 1, &is_bad);
    if (e->own_call == NULL || is_bad) return is_bad;
    if (e->own_call->head.type == c->boolean) *result = c->boolean;
    else diag_error(c->prog, e->head.span, E0427, "in", "contains", whole, "it gives no bool");
    return true;
}

static type *check_in(checker *c, expr_binary *e)
{
    type *whole = check_expr_iterated_value(c, e->right, NULL);
    type *wanted = NULL, *own = NULL;
    switch ((int)whole->kind) {
    case TYPE_LIST:
    case TYPE_SET: wanted = whole->element; break;
    case TYPE_MAP: wanted = whole->key; break;
    case TYPE_RANGE: wanted = c->integer; break;
    case TYPE_BYTES: wanted = c->bytes; break;
    case TYPE_STR: {
        type *t = check_expr_any_value(c, e->left, c->string);
        if (t->kind == TYPE_CHAR || t->kind == TYPE_STR || check_fit_is_poison(t))
            return c->boolean;
        report_operands(c, e->op, e->op_span, e->left, e->left->type, e->right);
        return c->poison;
    }
    default:
        if (check_own_in(c, e, whole, &own)) return own;
        check_expr_any_value(c, e->left, check_fit_is_poison(whole) ? whole : NULL);
        if (!check_fit_is_poison(whole)) {
            report_operands(c, e->op, e->op_span, e->left, e->left->type, e->right);
        }
        return c->poison;
    }
    check_expr_value(c, e->left, wanted, "the left side of `in`", e->right->span);
    if (whole->kind == TYPE_LIST && !check_fit_has_equality(c, wanted)) {
        diag *d = diag_error(c->prog, e->op_span, E0319, wanted, "equality");
        check_generic_help_bound(c, d, wanted, "Equatable");
        return c->poison;
    }
    return c->boolean;
}

type *check_operator_binary(checker *c, expr_binary *e, type *hint)
{
    if (e->op == OP_POW) return check_power(c, e, hint);
    if (e->op == OP_IN || e->op == OP_NOT_IN) return check_in(c, e);
    return check_comparison(c, e);
}
