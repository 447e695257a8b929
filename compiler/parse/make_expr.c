// SPDX-License-Identifier: MIT
// make_expr.c - constructors of expressions.
//
// Two things are more than filling in fields: operators of one level are
// gathered into one flat chain (ast.h I4), and what the grammar lets through
// on purpose, to give a better message than "expected ...", is refused here:
// chained comparisons, `await -x`, `await await x`, positional arguments
// after named ones.
#include "parse/make.h"

static expr *bad_expr(parser *p, span at)
{
    return &MAKE_EXPR(p, BAD, bad, at, 0)->head;
}

expr *make_expr_bad(parser *p, const token *t)
{
    return bad_expr(p, t->span);
}

// ---- operators --------------------------------------------------------------

static ast_op op_of(token_kind kind)
{
    switch (kind) {
    case TOK_OR: return OP_OR;
    case TOK_AND: return OP_AND;
    case TOK_COALESCE: return OP_COALESCE;
    case TOK_BIT_OR: return OP_BIT_OR;
    case TOK_BIT_XOR: return OP_BIT_XOR;
    case TOK_BIT_AND: return OP_BIT_AND;
    case TOK_SHL: return OP_SHL;
    case TOK_SHR: return OP_SHR;
    case TOK_ADD: return OP_ADD;
    case TOK_SUB: return OP_SUB;
    case TOK_WRAP_ADD: return OP_WRAP_ADD;
    case TOK_WRAP_SUB: return OP_WRAP_SUB;
    case TOK_MUL: return OP_MUL;
    case TOK_DIV: return OP_DIV;
    case TOK_REM: return OP_REM;
    case TOK_WRAP_MUL: return OP_WRAP_MUL;
    case TOK_EQ: return OP_EQ;
    case TOK_NE: return OP_NE;
    case TOK_LT: return OP_LT;
    case TOK_LE: return OP_LE;
    case TOK_GT: return OP_GT;
    case TOK_GE: return OP_GE;
    case TOK_IN: return OP_IN;
    default: assert(false); return OP_NONE;
    }
}

expr *make_expr_chain(parser *p, expr *left, const token *op, expr *right)
{
    chain_link link = {.op = op_of(op->kind), .op_span = op->span, .operand = right};
    span at = span_to(left->span, right->span);
    expr_chain *chain = left->kind == EXPR_CHAIN ? expr_as_chain(left) : NULL;
    if (chain != NULL && ast_op_level(chain->links.items[0].op) == ast_op_level(link.op)) {
        chain->head.span = at;
        chain->head.parenthesised = false;
        chain->head.depth = make_max(left->depth, make_depth(p, right->depth, at));
    } else {
        chain = MAKE_EXPR(p, CHAIN, chain, at, make_max(left->depth, right->depth));
        chain->first = left;
        array_reserve(p->unit, &chain->links, 1);   // most have one link
    }
    array_push(p->unit, &chain->links, link);
    return &chain->head;
}

expr *make_expr_unary(parser *p, const token *op, expr *operand)
{
    ast_op kind = op->kind == TOK_SUB   ? OP_NEG
                  : op->kind == TOK_ADD ? OP_PLUS
                  : op->kind == TOK_NOT ? OP_NOT
                                        : OP_BIT_NOT;
    if (kind == OP_NEG && operand->kind == EXPR_DURATION && !operand->parenthesised &&
        expr_as_duration(operand)->is_least) {
        expr_as_duration(operand)->is_least = false;   // the sign belongs to the number
        operand->span = span_to(op->span, operand->span);
        return operand;
    }
    expr_unary *e = MAKE_EXPR(p, UNARY, unary, span_to(op->span, operand->span), operand->depth);
    e->op = kind;
    e->operand = operand;
    return &e->head;
}

static expr *new_binary(parser *p, ast_op op, span op_span, expr *left, expr *right)
{
    expr_binary *e = MAKE_EXPR(p, BINARY, binary, span_to(left->span, right->span),
                               make_max(left->depth, right->depth));
    e->op = op;
    e->op_span = op_span;
    e->left = left;
    e->right = right;
    return &e->head;
}

static bool is_comparison(expr *e)
{
    return e->kind == EXPR_BINARY && !e->parenthesised && expr_as_binary(e)->op != OP_POW;
}

// `first` is the `not` of `not in`, else the operator itself.
expr *make_expr_compare(parser *p, expr *left, const token *first, const token *op, expr *right)
{
    span op_span = span_to(first->span, op->span);
    if (is_comparison(left)) {
        diag *d = diag_error(p->prog, op_span, E0104);
        diag_label(p->prog, d, left->span, "this is a bool");
        expr *middle = expr_as_binary(left)->right;
        diag_help(p->prog, d, "write `%R and %R`", left->span, span_to(middle->span, right->span));
        return bad_expr(p, span_to(left->span, right->span));
    }
    ast_op kind = first->kind == TOK_NOT ? OP_NOT_IN : op_of(op->kind);
    return new_binary(p, kind, op_span, left, right);
}

expr *make_expr_power(parser *p, expr *left, const token *op, expr *right)
{
    return new_binary(p, OP_POW, op->span, left, right);
}

expr *make_expr_range(parser *p, expr *low, const token *op, expr *high)
{
    expr_range *e = MAKE_EXPR(p, RANGE, range, span_to(low->span, high->span),
                              make_max(low->depth, high->depth));
    e->low = low;
    e->high = high;
    e->inclusive = op->kind == TOK_RANGE_INC;
    return &e->head;
}

// ---- await, spawn, yield ----------------------------------------------------

expr *make_expr_await(parser *p, const token *t, expr *operand)
{
    expr_await *e = MAKE_EXPR(p, AWAIT, await, span_to(t->span, operand->span), operand->depth);
    e->operand = operand;
    return &e->head;
}

expr *make_expr_await_twice(parser *p, const token *t, expr *operand)
{
    span at = span_to(t->span, operand->span);
    if (operand->kind == EXPR_BAD) return bad_expr(p, at);
    diag *d = diag_error(p->prog, t->span, E0106);
    diag_help(p->prog, d, "write `await (%R)`", operand->span);
    return bad_expr(p, at);
}

expr *make_expr_await_operator(parser *p, const token *t, const token *op, expr *operand)
{
    span value = span_to(op->span, operand->span);
    diag *d = diag_error(p->prog, span_to(t->span, op->span), E0105, lex_token_text(op->kind));
    if (operand->kind == EXPR_CALL || operand->kind == EXPR_NAME || operand->kind == EXPR_MEMBER)
        diag_help(p->prog, d, "write `%R%sawait %R`", op->span, op->kind == TOK_NOT ? " " : "",
                  operand->span);
    else diag_help(p->prog, d, "write `await (%R)` to await the value of %S", value, value);
    return bad_expr(p, span_to(t->span, operand->span));
}

expr *make_expr_spawn(parser *p, const token *t, expr *call)
{
    expr_spawn *e = MAKE_EXPR(p, SPAWN, spawn, span_to(t->span, call->span), call->depth);
    e->call = call;
    return &e->head;
}

// One more part of a spawn: `*place` is where it goes.
static expr *add_spawn_part(parser *p, expr *e, expr **place, expr *part)
{
    *place = part;
    e->span = span_to(e->span, part->span);
    e->depth = make_max(e->depth, make_depth(p, part->depth, e->span));
    return e;
}

expr *make_expr_spawn_on(parser *p, expr *spawn, expr *executor)
{
    return add_spawn_part(p, spawn, &expr_as_spawn(spawn)->on, executor);
}

expr *make_expr_spawn_in(parser *p, expr *spawn, expr *group)
{
    return add_spawn_part(p, spawn, &expr_as_spawn(spawn)->in, group);
}

expr *make_expr_spawn_as(parser *p, expr *spawn, expr *name)
{
    return add_spawn_part(p, spawn, &expr_as_spawn(spawn)->as, name);
}

expr *make_expr_yield(parser *p, const token *t, expr *value, bool is_from)
{
    array_push(p->scratch, &p->yields, t->span.start);
    span at = value == NULL ? t->span : span_to(t->span, value->span);
    expr_yield *e = MAKE_EXPR(p, YIELD, yield, at, make_below(value));
    e->value = value;
    e->is_from = is_from;
    return &e->head;
}

// A yield belongs to the innermost function around it, which is made first.
bool make_expr_take_yields(parser *p, span body)
{
    uint32_t before = p->yields.count;
    while (p->yields.count > 0 && array_last(&p->yields) >= body.start) p->yields.count--;
    return p->yields.count < before;
}

// ---- closures ---------------------------------------------------------------

// A lone type in the list of a closure: the name of a parameter if it is one.
param *make_expr_closure_param(parser *p, type_expr *written)
{
    param *one = arena_new(p->unit, param);
    one->span = written->span;
    if (written->kind == TEXPR_NAME)
        one->name = (ast_name){type_expr_as_name(written)->name, written->span};
    one->written = written;
    return one;
}

expr_closure *make_expr_closure_head(parser *p, const token *t, param_list params, const token *end,
                                     type_expr *result, throws_clause throws)
{
    span at = span_to(t->span, end->span);
    if (result != NULL) at = span_to(at, result->span);
    if (throws.span.start != 0) at = span_to(at, throws.span);
    uint16_t below = result == NULL ? 0 : result->depth;
    for (uint32_t i = 0; i < params.count; i++) {
        const param *one = params.items[i];
        if (one->written != NULL) below = make_max(below, one->written->depth);
        below = make_max(below, make_below(one->init));
    }
    expr_closure *e = MAKE_EXPR(p, CLOSURE, closure, at, below);
    e->signature = (fn_signature){
        .is_async = t->kind == TOK_ASYNC,
        .throws = throws.span.start != 0,
        .params = params,
        .result = result,
        .throws_list = throws.types,
        .span = at,
    };
    return e;
}

// It is a closure: `fn(x)` names parameters without types.
static void settle_params(parser *p, param_list params)
{
    for (uint32_t i = 0; i < params.count; i++) {
        param *one = params.items[i];
        bool is_lone = one->written != NULL && one->written->span.start == one->span.start;
        if (!is_lone) continue;
        if (one->name.text == NULL)
            diag_error(p->prog, one->span, E0101, "the name of a parameter", "", "a type");
        one->written = NULL;
    }
}

expr *make_expr_closure(parser *p, expr_closure *head, expr *value, block *body)
{
    settle_params(p, head->signature.params);
    span at = span_to(head->head.span, value != NULL ? value->span : body->span);
    uint16_t below = value != NULL ? value->depth : body->depth;
    head->head.span = at;
    head->head.depth = make_max(head->head.depth, make_depth(p, below, at));
    head->value = value;
    head->body = body;
    head->signature.has_yield = make_expr_take_yields(p, at);
    return &head->head;
}

// No body: it was a function type, `list[fn(int) -> str]`.
expr *make_expr_fn_type(parser *p, expr_closure *head)
{
    const fn_signature *sig = &head->signature;
    type_expr_fn *t = arena_new(p->unit, type_expr_fn);
    t->head = (type_expr){.kind = TEXPR_FN, .depth = head->head.depth, .span = head->head.span};
    t->is_async = sig->is_async;
    t->throws = sig->throws;
    t->result = sig->result;
    t->throws_type = sig->throws_list.count > 0 ? sig->throws_list.items[0] : NULL;
    for (uint32_t i = 0; i < sig->params.count; i++) {
        param *one = sig->params.items[i];
        if (one->written->span.start != one->span.start) {
            diag *d = diag_error(p->prog, one->span, E0101, "a type", "", "a parameter");
            if (sig->throws && sig->result == NULL)
                diag_help(p->prog, d, "the result comes first: `fn(x: int) -> int throws { ... }`");
            else diag_help(p->prog, d, "a function type is written `fn(int) -> str`");
        }
        array_push(p->unit, &t->params, one->written);
    }
    expr_type *e = MAKE_EXPR(p, TYPE, type, head->head.span, head->head.depth);
    e->written = &t->head;
    return &e->head;
}

// ---- operands ---------------------------------------------------------------

expr *make_expr_name(parser *p, const token *name)
{
    expr_name *e = MAKE_EXPR(p, NAME, name, name->span, 0);
    e->name = name->name;
    return &e->head;
}

expr *make_expr_parens(parser *p, const token *t, expr *inner, const token *end)
{
    (void)p;
    inner->span = span_to(t->span, end->span);
    inner->parenthesised = true;
    return inner;
}

expr_list make_expr_list(parser *p, expr_list list, expr *one)
{
    if (list.count == 0) array_reserve(p->unit, &list, 1);   // an index, mostly
    array_push(p->unit, &list, one);
    return list;
}

expr *make_expr_tuple(parser *p, const token *t, expr *first, expr_list rest, const token *end)
{
    uint16_t below = make_max(first->depth, make_below_list(rest));
    expr_tuple *e = MAKE_EXPR(p, TUPLE, tuple, span_to(t->span, end->span), below);
    array_push(p->unit, &e->items, first);
    for (uint32_t i = 0; i < rest.count; i++) array_push(p->unit, &e->items, rest.items[i]);
    return &e->head;
}

expr *make_expr_unit(parser *p, const token *t, const token *end)
{
    return &MAKE_EXPR(p, TUPLE, tuple, span_to(t->span, end->span), 0)->head;
}

call_arg_list make_expr_arg(parser *p, call_arg_list list, const token *name, expr *value)
{
    call_arg one = {.value = value};
    if (name != NULL) {
        one.name = make_name_of(name);
    } else if (list.count > 0 && array_last(&list).name.text != NULL) {
        diag *d = diag_error(p->prog, value->span, E0109);
        diag_label(p->prog, d, array_last(&list).name.span, "this argument is named");
    }
    if (list.count == 0) array_reserve(p->unit, &list, 2);   // most have one or two
    array_push(p->unit, &list, one);
    return list;
}

call_arg_list make_expr_spread(parser *p, call_arg_list list, expr *value)
{
    list = make_expr_arg(p, list, NULL, value);
    array_last(&list).is_spread = true;
    return list;
}

expr *make_expr_call(parser *p, expr *callee, call_arg_list args, const token *end)
{
    uint16_t below = callee->depth;
    for (uint32_t i = 0; i < args.count; i++) below = make_max(below, args.items[i].value->depth);
    expr_call *e = MAKE_EXPR(p, CALL, call, span_to(callee->span, end->span), below);
    e->callee = callee;
    e->args = args;
    e->close = end->span;
    return &e->head;
}

expr *make_expr_index(parser *p, expr *base, expr_list args, const token *end)
{
    uint16_t below = make_max(base->depth, make_below_list(args));
    expr_index *e = MAKE_EXPR(p, INDEX, index, span_to(base->span, end->span), below);
    e->base = base;
    e->args = args;
    return &e->head;
}

expr *make_expr_slice(parser *p, expr *base, expr *low, expr *high, const token *end)
{
    uint16_t below = make_max(base->depth, make_max(make_below(low), make_below(high)));
    expr_slice *e = MAKE_EXPR(p, SLICE, slice, span_to(base->span, end->span), below);
    e->base = base;
    e->low = low;
    e->high = high;
    return &e->head;
}

expr *make_expr_member(parser *p, expr *base, const token *name)
{
    expr_member *e = MAKE_EXPR(p, MEMBER, member, span_to(base->span, name->span), base->depth);
    e->base = base;
    e->name = make_name_of(name);
    if (name->kind == TOK_INT) {   // t.0
        size_t len;
        const char *digits = source_text(p->prog, name->span, &len);
        e->name.text = intern(&p->prog->names, digits, len);
    }
    return &e->head;
}

expr *make_expr_unwrap(parser *p, expr *operand, const token *end)
{
    expr_unwrap *e = MAKE_EXPR(p, UNWRAP, unwrap, span_to(operand->span, end->span),
                               operand->depth);
    e->operand = operand;
    return &e->head;
}

// `T?` where a value could stand: only a type can be meant.
expr *make_expr_optional_type(parser *p, expr *base, const token *end)
{
    span at = span_to(base->span, end->span);
    type_expr *inner = make_type_of(p->unit, base);
    if (inner == NULL) {
        if (base->kind != EXPR_BAD) {
            diag *d = diag_error(p->prog, end->span, E0101, "an operator", "",
                                 lex_token_text(TOK_QUESTION));
            bool is_last = end->span.end < p->src->base + p->src->size &&
                           strchr("\n),;]}", p->src->bytes[end->span.end - p->src->base]) != NULL;
            diag_help(p->prog, d,
                      is_last ? "an error propagates by itself: leave out the `?`"
                              : "there is no ?: operator: write `if c { a } else { b }`, "
                                "or `x ?? other` for none");
        }
        return bad_expr(p, at);
    }
    type_expr_optional *t = arena_new(p->unit, type_expr_optional);
    t->head = (type_expr){.kind = TEXPR_OPTIONAL, .span = at};
    t->head.depth = make_depth(p, make_max(base->depth, inner->depth), at);
    t->base = inner;
    expr_type *e = MAKE_EXPR(p, TYPE, type, at, t->head.depth);
    e->written = &t->head;
    return &e->head;
}

// `task[T] throws` in the brackets of `list[...]()`.
expr *make_expr_throwing_type(parser *p, expr *base, const token *word)
{
    span at = span_to(base->span, word->span);
    type_expr *inner = make_type_of(p->unit, base);
    if (inner == NULL) {
        if (base->kind != EXPR_BAD)
            diag_error(p->prog, word->span, E0101, "an operator", "", lex_token_text(TOK_THROWS));
        return bad_expr(p, at);
    }
    type_expr *throwing = make_type_throws(p, inner, word, NULL);
    expr_type *e = MAKE_EXPR(p, TYPE, type, at, throwing->depth);
    e->written = throwing;
    return &e->head;
}

// ---- lists, maps, comprehensions --------------------------------------------

expr *make_expr_list_literal(parser *p, const token *t, expr_list items, const token *end)
{
    expr_list_literal *e = MAKE_EXPR(p, LIST, list_literal, span_to(t->span, end->span),
                                     make_below_list(items));
    e->items = items;
    return &e->head;
}

expr_map_literal *make_expr_map_item(parser *p, expr_map_literal *items, expr *key, expr *value)
{
    if (items == NULL) items = MAKE_EXPR(p, MAP, map_literal, key->span, 0);
    uint16_t below = make_max(key->depth, value->depth);
    items->head.depth = make_max(items->head.depth, make_depth(p, below, key->span));
    array_push(p->unit, &items->items, (map_item){key, value});
    return items;
}

expr *make_expr_map_literal(parser *p, const token *t, expr_map_literal *items, const token *end)
{
    if (items == NULL) items = MAKE_EXPR(p, MAP, map_literal, t->span, 0);
    items->head.span = span_to(t->span, end->span);
    return &items->head;
}

comp_clause *make_expr_for_clause(parser *p, const token *t, loop_names names, expr *value)
{
    comp_clause *one = arena_new(p->unit, comp_clause);
    one->is_async = t->kind == TOK_ASYNC;
    one->index = names.index;
    one->item = names.item;
    one->value = value;
    return one;
}

comp_clause *make_expr_if_clause(parser *p, expr *value)
{
    comp_clause *one = arena_new(p->unit, comp_clause);
    one->is_if = true;
    one->value = value;
    return one;
}

expr_comprehension *make_expr_clause(parser *p, expr_comprehension *list, comp_clause *one)
{
    if (list == NULL) list = MAKE_EXPR(p, COMPREHENSION, comprehension, one->value->span, 0);
    uint16_t below = one->value->depth;
    if (one->index != NULL) below = make_max(below, one->index->depth);
    if (one->item != NULL) below = make_max(below, one->item->depth);
    list->head.depth = make_max(list->head.depth, make_depth(p, below, one->value->span));
    array_push(p->unit, &list->clauses, *one);
    return list;
}

expr *make_expr_comprehension(parser *p, const token *t, expr *key, expr *value,
                              expr_comprehension *clauses, const token *end)
{
    uint16_t below = make_max(make_below(key), value->depth);
    clauses->head.span = span_to(t->span, end->span);
    clauses->head.depth = make_max(clauses->head.depth, make_depth(p, below, clauses->head.span));
    clauses->key = key;
    clauses->value = value;
    return &clauses->head;
}
