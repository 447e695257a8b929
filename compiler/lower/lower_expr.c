// SPDX-License-Identifier: MIT
// lower_expr.c - expressions.
//
// An expression becomes operations at the end of the current sequence and one
// operand, its value.  What C can say in an expression stays one (AND, OR);
// what it cannot becomes an `if` over a hidden variable:
//
//     ok and await ready()      set both, ok
//                               if both { %0 = await_call ready   set both, %0 }

#include <assert.h>

#include "lower/lower_fn.h"
#include "sema/const.h"

// ---- conversions ------------------------------------------------------------------

ir_value lower_expr_convert(lower *l, ir_value value, type *to, span at)
{
    if (value.kind == IR_NOTHING || value.type == to) return value;
    if (to->kind == TYPE_ANY && value.type->kind != TYPE_NEVER && value.type->kind != TYPE_POISON)
        return lower_op1(l, IR_BOX, to, at, value);
    if (to->kind == TYPE_INTERFACE) return lower_class_face(l, value, to, at);
    if (lower_adapt_is_needed(value.type, to)) return lower_adapt(l, value, to, at);
    if (to->kind != TYPE_OPTIONAL) return value;
    if (value.kind == IR_CONST && value.constant->is_none) return ir_none_value(l->prog, to);
    ir_value inner = lower_expr_convert(l, value, to->element, at);
    bool is_text = inner.type->kind == TYPE_STR || inner.type->kind == TYPE_BYTES;
    if (inner.kind == IR_CONST && is_text) {   // a `str?` that is not none is the text itself
        inner.type = to;
        return inner;
    }
    return lower_op1(l, IR_SOME, to, at, inner);
}

ir_value lower_expr_to(lower *l, const expr *e, type *to)
{
    ir_value value = lower_expr(l, e);
    if (value.type == to) return value;   // as it mostly is
    bool needs_value = to->kind != TYPE_UNIT && to->kind != TYPE_NEVER;
    if (value.kind == IR_NOTHING && needs_value) {
        // The expression never comes back; what follows still needs an operand.
        return ir_walk_var_value(lower_hidden(l, "never", to, e->span));
    }
    return lower_expr_convert(l, value, to, e->span);
}

void lower_expr_effect(lower *l, const expr *e)
{
    ir_value value = lower_expr(l, e);
    if (value.kind != IR_TEMP || ir_effect_of(value.op) == EFFECT_EFFECT) return;
    if (value.op->code == IR_READ) return;
    lower_op1(l, IR_EVAL, l->unit, e->span, value);
}

void lower_expr_operands(lower *l, expr *const *exprs, type *const *types, size_t count,
                         lower_values *values)
{
    for (size_t i = 0; i < count; i++) {
        type *to = types != NULL ? types[i] : exprs[i]->type;
        array_push(&l->prog->scratch, values, lower_expr_to(l, exprs[i], to));
    }
}

// ---- names and members --------------------------------------------------------------

static ir_value lower_constant(lower *l, const expr *e, const constant *c)
{
    type *t = e->type;
    if (type_is_float(t)) return ir_float_value(l->prog, t, const_number(c));
    if (c->kind == CONST_BOOL) return ir_bool_value(l->prog, c->truth);
    return ir_int_value(l->prog, t, const_bits(c));
}

static ir_value lower_case_value(lower *l, const symbol *sym, type *t, span at)
{
    ir_op *op = lower_op(l, IR_CASE, t, at, 0);
    op->aux.case_index = sym->case_index;
    return ir_temp_value(op);
}

static ir_value lower_fn_value(lower *l, ir_fn *fn, type *t, span at)
{
    assert(fn->is_value);
    ir_op *op = lower_op(l, IR_FN_VALUE, t, at, 0);
    op->aux.callee = fn;
    return ir_temp_value(op);
}

ir_value lower_expr_mutex(lower *l, const symbol *sym)
{
    ir_var *var = map_find(&l->fn->vars, sym->mutex);
    if (var == NULL) lower_impossible(l, sym->span, "a value without its mutex");
    return ir_walk_var_value(var);
}

ir_value lower_expr_read(lower *l, const symbol *sym, span at)
{
    bool can_change = sym->is_var;
    ir_value value;
    if (sym->kind == SYM_GLOBAL) {
        value = ir_global_value(lower_decl_global_of(l, sym));
    } else {
        ir_var *var = map_find(&l->fn->vars, sym);
        if (var == NULL && sym->mutex != NULL) {
            return lower_class_field(l, lower_expr_mutex(l, sym), 0, sym->type, at);
        }
        if (var == NULL) lower_impossible(l, at, "a name without its variable");
        value = ir_walk_var_value(var);
        const fn_info *info = l->fn->ir->info;
        can_change = can_change && info != NULL && info->assigns_inside;
    }
    return can_change ? lower_op1(l, IR_READ, sym->type, at, value) : value;
}

static ir_value lower_symbol(lower *l, const symbol *sym, const expr *e)
{
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_PARAM:
    case SYM_GLOBAL: return lower_expr_read(l, sym, e->span);
    case SYM_FN: return lower_fn_value(l, lower_decl_fn_of(l, sym), e->type, e->span);
    case SYM_CASE:
        return lower_case_value(l, sym, e->type, e->span);
    case SYM_BUILTIN:
        return ir_temp_value(lower_call_builtin(l, sym->builtin, e->type, e->span, NULL, 0));
    case SYM_TYPE:
    case SYM_MODULE:
        break;
    }
    lower_impossible(l, e->span, "a type where a value belongs");
}

// A method as a function value: the closure captures what the base is now.
static ir_value lower_bound(lower *l, const expr_member *e)
{
    span at = e->head.span;
    ir_value self = lower_held(l, lower_expr(l, e->base), "self", at);
    if (self.kind != IR_VAR) {
        ir_var *own = lower_hidden(l, "self", e->receiver->type, at);
        lower_set(l, own, self, at);
        self = ir_walk_var_value(own);
    }
    map_put(&l->fn->vars, e->receiver, self.var);
    return lower_expr(l, &e->bound->head);
}

static ir_value lower_member(lower *l, const expr_member *e)
{
    if (e->bound != NULL) return lower_bound(l, e);
    const symbol *sym = e->symbol;
    span at = e->head.span;
    type *t = e->head.type;
    if (sym != NULL && sym->kind == SYM_BUILTIN) {
        // A property: a call without brackets.
        if (e->base->type == NULL || e->base->type->kind == TYPE_MODULE) {
            return lower_symbol(l, sym, &e->head);
        }
        ir_value base = lower_expr(l, e->base);
        return ir_temp_value(lower_call_builtin(l, sym->builtin, t, at, &base, 1));
    }
    if (sym != NULL) return lower_symbol(l, sym, &e->head);
    ir_value base = lower_expr(l, e->base);
    if (base.type->kind == TYPE_CLASS) return lower_class_field(l, base, e->field, t, at);
    if (base.type->kind != TYPE_ERROR) return lower_field(l, base, e->field, t, at);
    ir_value value = lower_op1(l, IR_ERROR_FIELD, t, at, base);
    value.op->aux.index = e->field;
    value.op->aux.of = base.type;
    return value;
}

// ---- operators ------------------------------------------------------------------------

static ir_operator binary_operator(ast_op op)
{
    switch (op) {
    case OP_BIT_OR: return IROP_BIT_OR;
    case OP_BIT_XOR: return IROP_BIT_XOR;
    case OP_BIT_AND: return IROP_BIT_AND;
    case OP_SHL: return IROP_SHL;
    case OP_SHR: return IROP_SHR;
    case OP_ADD: return IROP_ADD;
    case OP_SUB: return IROP_SUB;
    case OP_WRAP_ADD: return IROP_WRAP_ADD;
    case OP_WRAP_SUB: return IROP_WRAP_SUB;
    case OP_MUL: return IROP_MUL;
    case OP_DIV: return IROP_DIV;
    case OP_REM: return IROP_MOD;
    case OP_WRAP_MUL: return IROP_WRAP_MUL;
    case OP_POW: return IROP_POW;
    case OP_EQ: return IROP_EQ;
    case OP_NE: return IROP_NE;
    case OP_LT: return IROP_LT;
    case OP_LE: return IROP_LE;
    case OP_GT: return IROP_GT;
    case OP_GE: return IROP_GE;
    default: return IROP_COUNT;
    }
}

static builtin_id set_method(ast_op op)
{
    switch (op) {
    case OP_BIT_OR: return BI_UNION;
    case OP_BIT_AND: return BI_INTERSECT;
    case OP_SUB: return BI_DIFFERENCE;
    case OP_BIT_XOR: return BI_SYMMETRIC_DIFFERENCE;
    case OP_LE: return BI_IS_SUBSET;
    case OP_GE: return BI_IS_SUPERSET;
    default: return BI_NONE;
    }
}

static bool is_series(const type *t)
{
    return t->kind == TYPE_STR || t->kind == TYPE_BYTES || t->kind == TYPE_LIST;
}

ir_value lower_expr_operator(lower *l, ast_op op, ir_value a, ir_value b, type *t, ir_site *site,
                             span at)
{
    ir_value args[2] = {a, b};
    if (a.type->kind == TYPE_SET && set_method(op) != BI_NONE) {
        return ir_temp_value(lower_call_method(l, set_method(op), t, at, args, 2));
    }
    if (op == OP_ADD && is_series(t)) return lower_op2(l, IR_CONCAT, t, at, a, b);
    if (op == OP_MUL && is_series(t)) {
        if (!is_series(a.type)) {
            args[0] = b;
            args[1] = a;
        }
        return ir_temp_value(lower_call_method(l, BI_REPEAT, t, at, args, 2));
    }
    ir_operator operator = binary_operator(op);
    assert(operator != IROP_COUNT);
    ir_value v = lower_op2(l, IR_BINARY, t, at, a, b);
    v.op->aux.operator = operator;
    if (lower_can_panic(operator, &a, &b)) {
        v.op->site = site != NULL ? site : lower_site(l, at);
    }
    return v;
}

static ir_value lower_chain(lower *l, const expr_chain *e)
{
    assert(e->links.count > 0);
    ast_op first = e->links.items[0].op;
    if (first == OP_AND || first == OP_OR) return lower_logic_chain(l, e);
    if (first == OP_COALESCE) return lower_logic_coalesce(l, e);
    ir_value value;
    if (lower_format_concat(l, e, &value)) return value;
    // Where the value up to a link is known, what stands before it is.
    uint32_t begin = 0;
    for (uint32_t i = 0; i < e->links.count; i++) {
        if (e->links.items[i].constant != NULL) begin = i + 1;
    }
    if (begin > 0) {
        expr known = e->head;
        known.type = e->links.items[begin - 1].type;
        value = lower_constant(l, &known, e->links.items[begin - 1].constant);
    } else {
        value = lower_expr_to(l, e->first, e->first->type);
    }
    for (uint32_t i = begin; i < e->links.count; i++) {
        const chain_link *link = &e->links.items[i];
        ir_value right = lower_expr_to(l, link->operand, link->operand->type);
        span at = {e->first->span.start, link->operand->span.end};
        if (link->own != NULL) {
            ir_value sides[2] = {value, right};
            value = lower_call_operator(l, link->own, sides, 2);
            continue;
        }
        value = lower_expr_operator(l, link->op, value, right, link->type, NULL, at);
    }
    return value;
}

static ir_value lower_range_has(lower *l, ir_value item, const expr_range *range, span at)
{
    item = lower_held(l, item, "item", at);
    ir_value low = lower_held(l, lower_expr(l, range->low), "low", at);
    ir_value high = lower_held(l, lower_expr(l, range->high), "high", at);
    ir_value above = lower_compare(l, IROP_GE, item, low, at);
    ir_node *outer = lower_seq_open(l, at);
    ir_value below = lower_compare(l, range->inclusive ? IROP_LE : IROP_LT, item, high, at);
    ir_node *sub = lower_seq_close(l, outer, true);
    return lower_logic(l, false, above, sub, below, at);
}

static ir_value has_item(lower *l, ir_value container, ir_value item, span at)
{
    ir_value args[2] = {container, item};
    type *t = container.type;
    if (t->kind == TYPE_LIST || t->kind == TYPE_SET) {
        args[1] = lower_expr_convert(l, item, t->element, at);
    }
    if (t->kind == TYPE_MAP) args[1] = lower_expr_convert(l, item, t->key, at);
    bool is_char = t->kind == TYPE_STR && item.type->kind == TYPE_CHAR;
    builtin_id method = is_char ? BI_CONTAINS_CHAR : BI_CONTAINS;
    return ir_temp_value(lower_call_method(l, method, l->boolean, at, args, 2));
}

ir_value lower_expr_in(lower *l, ir_value item, const expr *container, span at)
{
    if (container->kind == EXPR_RANGE) {
        return lower_range_has(l, item, expr_as_const_range(container), at);
    }
    return has_item(l, lower_expr(l, container), item, at);
}

static ir_value lower_expr_has(lower *l, const expr_binary *e, ir_value item, ir_value container)
{
    if (e->own_call == NULL) return has_item(l, container, item, e->head.span);
    ir_value operands[2] = {container, item};
    return lower_call_operator(l, e->own_call, operands, 2);
}

// `item in container`, whichever way it is asked.
static ir_value lower_in(lower *l, const expr_binary *e)
{
    ir_value item = lower_expr_to(l, e->left, e->left->type);
    if (e->own_call == NULL) return lower_expr_in(l, item, e->right, e->head.span);
    return lower_expr_has(l, e, item, lower_expr(l, e->right));
}

// a != b is `not a.eq(b)`, a < b is `a.compare(b) < 0`.
static ir_value own_comparison(lower *l, const expr_binary *e, ir_value a, ir_value b)
{
    span at = e->head.span;
    ir_value result = lower_call_own(l, e->own, a, b, at);
    if (e->op == OP_EQ) return result;
    if (e->op == OP_NE) return lower_unary(l, IROP_NOT, result, at);
    return lower_compare(l, binary_operator(e->op), result, ir_int_value(l->prog, l->integer, 0),
                         at);
}

ir_value lower_expr_comparison(lower *l, const expr_binary *e, ir_value a, ir_value b)
{
    span at = e->head.span;
    ir_value sides[2] = {a, b};
    if (e->op == OP_IN || e->op == OP_NOT_IN) {
        ir_value found = lower_expr_has(l, e, a, b);
        return e->op == OP_IN ? found : lower_unary(l, IROP_NOT, found, at);
    }
    if (e->op == OP_EQ || e->op == OP_NE) {
        a = lower_expr_convert(l, a, e->common, at);
        b = lower_expr_convert(l, b, e->common, at);
    } else if (a.type->kind == TYPE_SET && set_method(e->op) != BI_NONE) {
        return ir_temp_value(lower_call_method(l, set_method(e->op), l->boolean, at, sides, 2));
    }
    if (e->own != NULL) return own_comparison(l, e, a, b);
    return lower_compare(l, binary_operator(e->op), a, b, at);
}

// `Red` or `Color.Red`, a case without payload; NULL.
static const symbol *bare_case(const expr *e)
{
    const symbol *sym = e->kind == EXPR_NAME     ? expr_as_const_name(e)->symbol
                        : e->kind == EXPR_MEMBER ? expr_as_const_member(e)->symbol
                                                 : NULL;
    bool is_case = sym != NULL && sym->kind == SYM_CASE && e->type->kind == TYPE_ENUM;
    return is_case ? sym : NULL;
}

// `x == Red` asks for the tag alone.
static ir_value lower_case_test(lower *l, const expr_binary *e, expr *value, const symbol *wanted)
{
    span at = e->head.span;
    type *u32 = type_scalar(l->prog, TYPE_U32);
    ir_value tag = lower_op1(l, IR_TAG, u32, at, lower_expr_to(l, value, value->type));
    ir_value number = ir_int_value(l->prog, u32, wanted->case_index);
    return lower_compare(l, binary_operator(e->op), tag, number, at);
}

static ir_value lower_equality(lower *l, const expr_binary *e)
{
    span at = e->head.span;
    bool is_ne = e->op == OP_NE;
    const expr *none = e->left->kind == EXPR_NONE ? e->left : e->right;
    if (none->kind == EXPR_NONE) {
        const expr *opt = none == e->left ? e->right : e->left;
        ir_value value = lower_box_look_at(l, IR_IS_SOME, l->boolean, at, opt);
        return is_ne ? value : lower_unary(l, IROP_NOT, value, at);
    }
    expr *sides[2] = {e->left, e->right};
    const symbol *cases[2] = {bare_case(e->left), bare_case(e->right)};
    if (sides[0]->type == sides[1]->type && (cases[0] == NULL) != (cases[1] == NULL)) {
        int written = cases[1] != NULL;
        return lower_case_test(l, e, sides[!written], cases[written]);
    }
    lower_values values = {0};
    lower_expr_operands(l, sides, NULL, 2, &values);
    return lower_expr_comparison(l, e, values.items[0], values.items[1]);
}

static ir_value lower_binary_expr(lower *l, const expr_binary *e)
{
    span at = e->head.span;
    switch (e->op) {
    case OP_EQ:
    case OP_NE:
        return lower_equality(l, e);
    case OP_IN: return lower_in(l, e);
    case OP_NOT_IN: return lower_unary(l, IROP_NOT, lower_in(l, e), at);
    default:
        break;
    }
    expr *sides[2] = {e->left, e->right};
    lower_values values = {0};
    lower_expr_operands(l, sides, NULL, 2, &values);
    ir_value a = values.items[0];
    ir_value b = values.items[1];
    if (e->own_call != NULL) return lower_call_operator(l, e->own_call, values.items, 2);
    if (e->op == OP_POW) return lower_expr_operator(l, e->op, a, b, e->head.type, NULL, at);
    return lower_expr_comparison(l, e, a, b);
}

static ir_value lower_unary_expr(lower *l, const expr_unary *e)
{
    ir_value value = lower_expr_to(l, e->operand, e->operand->type);
    if (e->own != NULL) return lower_call_operator(l, e->own, &value, 1);
    switch (e->op) {
    case OP_NEG: return lower_unary(l, IROP_NEG, value, e->head.span);
    case OP_NOT: return lower_unary(l, IROP_NOT, value, e->head.span);
    case OP_BIT_NOT: return lower_unary(l, IROP_INVERT, value, e->head.span);
    default: return value;
    }
}

// ---- parts and literals ---------------------------------------------------------------

ir_value lower_expr_index(lower *l, ir_value base, ir_value index, type *t, span at)
{
    if (base.type->kind == TYPE_OPAQUE) {
        ir_value args[2] = {base, index};
        return ir_temp_value(lower_call_method(l, BI_AT, t, at, args, 2));
    }
    if (base.type->kind == TYPE_MAP) index = lower_expr_convert(l, index, base.type->key, at);
    ir_value value = lower_op2(l, IR_INDEX, t, at, base, index);
    value.op->site = lower_site(l, at);
    return value;
}

ir_value lower_expr_slice(lower *l, ir_value base, const expr *low, const expr *high,
                          bool inclusive, type *t, span at)
{
    ir_value from = low != NULL ? lower_expr(l, low) : ir_int_value(l->prog, l->integer, 0);
    ir_value to = high != NULL ? lower_expr(l, high) : ir_nothing();
    if (inclusive && to.kind != IR_NOTHING) {
        to = lower_binary(l, IROP_ADD, l->integer, to, ir_int_value(l->prog, l->integer, 1), at);
    }
    ir_value args[3] = {base, from, to};
    if (base.type->kind == TYPE_OPAQUE) {
        if (high == NULL) {
            args[2] = ir_temp_value(lower_call_method(l, BI_LEN, l->integer, at, args, 1));
        }
        return ir_temp_value(lower_call_method(l, BI_SLICE, t, at, args, 3));
    }
    ir_op *op = lower_op(l, IR_SLICE, t, at, 3);
    for (uint32_t i = 0; i < 3; i++) op->args[i] = args[i];
    op->site = lower_site(l, at);
    return ir_temp_value(op);
}

void lower_expr_element(lower *l, const expr_index *e, lower_values *values)
{
    expr *base = e->base;
    lower_expr_operands(l, &base, NULL, 1, values);
    lower_expr_operands(l, e->args.items, NULL, e->args.count, values);
}

static ir_value lower_index_expr(lower *l, const expr_index *e)
{
    if (e->symbol != NULL) return lower_symbol(l, e->symbol, &e->head);
    const expr *index = e->args.items[0];
    type *t = e->head.type;
    span at = e->head.span;
    if (index->kind == EXPR_RANGE) {
        const expr_range *r = expr_as_const_range(index);
        ir_value base = lower_expr(l, e->base);
        return lower_expr_slice(l, base, r->low, r->high, r->inclusive, t, at);
    }
    lower_values values = {0};
    lower_expr_element(l, e, &values);
    if (e->at != NULL) return lower_call_operator(l, e->at, values.items, values.count);
    return lower_expr_index(l, values.items[0], values.items[1], t, at);
}

// List, tuple: items of the given types.
static ir_value lower_items(lower *l, ir_opcode code, const expr_list *items, type *element,
                            type *t, span at)
{
    type **types = arena_new_array(&l->prog->scratch, type *, items->count + 1);
    for (uint32_t i = 0; i < items->count; i++) {
        types[i] = element != NULL ? element : t->items[i];
    }
    lower_values values = {0};
    lower_expr_operands(l, items->items, types, items->count, &values);
    ir_op *op = lower_op(l, code, t, at, values.count);
    for (uint32_t i = 0; i < values.count; i++) op->args[i] = values.items[i];
    return ir_temp_value(op);
}

static ir_value lower_map_literal(lower *l, const expr_map_literal *e)
{
    uint32_t count = e->items.count * 2;
    type *t = e->head.type;
    expr **exprs = arena_new_array(&l->prog->scratch, expr *, count + 1);
    type **types = arena_new_array(&l->prog->scratch, type *, count + 1);
    for (uint32_t i = 0; i < e->items.count; i++) {
        exprs[2 * i] = e->items.items[i].key;
        exprs[2 * i + 1] = e->items.items[i].value;
        types[2 * i] = t->key;
        types[2 * i + 1] = t->element;
    }
    lower_values values = {0};
    lower_expr_operands(l, exprs, types, count, &values);
    ir_op *op = lower_op(l, IR_MAP, t, e->head.span, count);
    for (uint32_t i = 0; i < count; i++) op->args[i] = values.items[i];
    return ir_temp_value(op);
}

static ir_value lower_unwrap(lower *l, const expr_unwrap *e)
{
    return lower_box_look_at(l, IR_UNWRAP, e->head.type, e->head.span, e->operand);
}

static ir_value lower_literal(lower *l, const expr *e)
{
    switch (e->kind) {
    case EXPR_INT: {
        const expr_int *i = expr_as_const_int(e);
        if (type_is_float(e->type)) return ir_float_value(l->prog, e->type, (double)i->value);
        return ir_int_value(l->prog, e->type, i->value);
    }
    case EXPR_FLOAT:
        return ir_float_value(l->prog, e->type, expr_as_const_float(e)->value);
    case EXPR_BOOL:
        return ir_bool_value(l->prog, expr_as_const_boolean(e)->value);
    case EXPR_NONE:
        return ir_none_value(l->prog, e->type);
    case EXPR_CHAR:
        return ir_int_value(l->prog, e->type, expr_as_const_char(e)->value);
    case EXPR_DURATION:
        return ir_int_value(l->prog, e->type, (ir_wide)expr_as_const_duration(e)->value);
    case EXPR_STR: {
        const expr_str *s = expr_as_const_str(e);
        return ir_text_value(l->prog, e->type, s->bytes, s->len);
    }
    default: {
        const expr_bytes *b = expr_as_const_bytes(e);
        return ir_text_value(l->prog, e->type, b->bytes, b->len);
    }
    }
}

static ir_value lower_any(lower *l, expr *e)
{
    if (e->constant != NULL) return lower_constant(l, e, e->constant);
    switch (e->kind) {
    case EXPR_NAME: {
        ir_value value = lower_symbol(l, expr_as_name(e)->symbol, e);
        if (!expr_as_name(e)->is_narrowed) return value;
        return lower_box_look_into(l, IR_SOME_VALUE, e->type, e->span, value);
    }
    case EXPR_INT:
    case EXPR_FLOAT:
    case EXPR_BOOL:
    case EXPR_NONE:
    case EXPR_CHAR:
    case EXPR_DURATION:
    case EXPR_STR:
    case EXPR_BYTES: return lower_literal(l, e);
    case EXPR_INTERP: return lower_format_interp(l, expr_as_interp(e));
    case EXPR_LIST:
        return lower_items(l, IR_LIST, &expr_as_list_literal(e)->items, e->type->element, e->type,
                           e->span);
    case EXPR_MAP: return lower_map_literal(l, expr_as_map_literal(e));
    case EXPR_TUPLE:
        if (e->type->kind == TYPE_UNIT) return ir_nothing();
        return lower_items(l, IR_TUPLE, &expr_as_tuple(e)->items, NULL, e->type, e->span);
    case EXPR_COMPREHENSION: return lower_loop_comprehension(l, expr_as_comprehension(e));
    case EXPR_UNARY: return lower_unary_expr(l, expr_as_unary(e));
    case EXPR_CHAIN: return lower_chain(l, expr_as_chain(e));
    case EXPR_BINARY: return lower_binary_expr(l, expr_as_binary(e));
    case EXPR_CALL: return lower_call(l, expr_as_call(e));
    case EXPR_INDEX: return lower_index_expr(l, expr_as_index(e));
    case EXPR_SLICE: {
        const expr_slice *s = expr_as_slice(e);
        return lower_expr_slice(l, lower_expr(l, s->base), s->low, s->high, false, e->type,
                                e->span);
    }
    case EXPR_MEMBER: return lower_member(l, expr_as_member(e));
    case EXPR_UNWRAP: return lower_unwrap(l, expr_as_unwrap(e));
    case EXPR_CLOSURE: {
        const expr_closure *c = expr_as_closure(e);
        return lower_decl_closure(l, c->info, c->value, c->body, e->span);
    }
    case EXPR_AWAIT: return lower_async_await(l, expr_as_await(e));
    case EXPR_YIELD: return lower_gen_yield(l, expr_as_yield(e));
    case EXPR_SPAWN: return lower_async_spawn(l, expr_as_spawn(e));
    case EXPR_CHOICE: {
        if (e->type->kind == TYPE_NEVER) {
            lower_stmt_choice_into(l, expr_as_choice(e), NULL);
            return ir_nothing();
        }
        ir_var *value = lower_hidden(l, "value", e->type, e->span);
        lower_stmt_choice_into(l, expr_as_choice(e), value);
        return ir_walk_var_value(value);
    }
    case EXPR_LEAVE:
        lower_stmt(l, expr_as_leave(e)->leave);
        return ir_nothing();
    case EXPR_BAD:
    case EXPR_RANGE:
    case EXPR_TYPE:
    case EXPR_KIND_COUNT:
        break;
    }
    lower_impossible(l, e->span, "an expression without a meaning here");
}

static ir_value unit_value(lower *l)
{
    return ir_int_value(l->prog, l->unit, 0);
}

ir_value lower_expr(lower *l, const expr *given)
{
    expr *e = (expr *)(uintptr_t)given;
    ir_value value = lower_any(l, e);
    if (e->type == NULL || e->type->kind != TYPE_UNIT) return value;
    // there is one unit: what is left is what the expression does
    bool is_read = value.kind == IR_TEMP && value.op->code != IR_READ &&
                   ir_effect_of(value.op) != EFFECT_EFFECT;
    if (is_read) lower_op1(l, IR_EVAL, l->unit, e->span, value);
    return unit_value(l);
}
