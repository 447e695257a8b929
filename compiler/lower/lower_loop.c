// SPDX-License-Identifier: MIT
// lower_loop.c - while, for, async for, comprehensions.
//
// `for` over ranges, lists and bytes counts; over maps, sets and texts it moves
// a cursor; over channels and the like it takes the next item until there is
// none.  The user's variable is the counter where it can be:
//
//     for i in 0..n {}      set i, 0
//                           loop index i { compare < i, n } while .. step i &+ 1
//
// `while let` and loops over items that come one by one are endless with a
// break; the loop's `else` stands before that break.

#include <assert.h>

#include "base/plant.h"
#include "lower/lower_fn.h"
#include "sema/builtin.h"

// One `for`, of a statement or of a comprehension.
typedef struct for_parts {
    const char *label;
    const stmt *source;       // NULL: comprehension
    pattern *index;           // or NULL
    pattern *item;
    const expr *iterable;
    const ast_next *next;     // how the next item is taken; NULL: it is counted through
    const block *else_body;   // or NULL
    span at;
    void (*body)(lower *l, void *data);
    void *data;
} for_parts;

ir_node *lower_loop_of(lower *l, const stmt *loop_stmt)
{
    for (lower_loop *loop = l->fn->loops; loop != NULL; loop = loop->outer) {
        if (loop->source == loop_stmt) return loop->node;
    }
    lower_impossible(l, loop_stmt->span, "a jump out of no loop");
}

static ir_node *new_loop(lower *l, const char *label, span at)
{
    ir_node *node = ir_node_new(l->prog, NODE_LOOP, at);
    node->loop.label = label;
    return node;
}

// ---- while --------------------------------------------------------------------------

static bool is_always_true(const expr *e)
{
    if (e->kind == EXPR_BOOL) return expr_as_const_boolean(e)->value;
    return false;
}

static ir_node *else_of(lower *l, const block *body)
{
    if (body == NULL) return NULL;
    ir_node *outer = lower_seq_open(l, body->span);
    lower_stmt_block(l, body);
    return lower_seq_close(l, outer, false);
}

// `if not some { else..; break }`; what is inside has to fit the pattern.
static void leave_unless(lower *l, pattern *p, ir_value some, ir_node *loop,
                         const block *else_body, span at)
{
    ir_node *outer = lower_seq_open(l, at);
    ir_value is_none = p != NULL ? lower_match_test_let(l, p, some, at)
                                 : lower_box_look_into(l, IR_IS_SOME, l->boolean, at, some);
    is_none = lower_unary(l, IROP_NOT, is_none, at);
    ir_node *head = lower_seq_close(l, outer, true);
    ir_node *node = lower_if(l, head, is_none, at);
    outer = lower_seq_open(l, at);
    if (else_body != NULL) lower_stmt_block(l, else_body);
    if (!ir_ends(l->seq)) {
        ir_node *leave = ir_node_new(l->prog, NODE_BREAK, at);
        leave->jump.target = loop;
        lower_add(l, leave);
    }
    node->branch.then_body = lower_seq_close(l, outer, true);
}

static void lower_while_let(lower *l, stmt_while *s)
{
    ir_node *node = new_loop(l, s->label.text, s->head.span);
    lower_add(l, node);
    ir_node *outer = lower_seq_open(l, s->head.span);
    lower_scope body;
    lower_scope_open(l, &body, s->head.span);
    span at = s->test.value->span;
    ir_value value = lower_expr_to(l, s->test.value, s->test.value->type);
    value = lower_subject(l, value, "item", at);
    leave_unless(l, s->test.binding, value, node, s->else_body, at);
    lower_loop loop = {l->fn->loops, &s->head, node};
    l->fn->loops = &loop;
    lower_match_bind(l, s->test.binding, value);
    lower_stmt_list(l, s->body);
    l->fn->loops = loop.outer;
    lower_scope_close(l, &body);
    node->loop.body = lower_seq_close(l, outer, true);
}

void lower_loop_while(lower *l, stmt_while *s)
{
    if (s->test.binding != NULL) {
        lower_while_let(l, s);
        return;
    }
    ir_node *node = new_loop(l, s->label.text, s->head.span);
    ir_node *outer = lower_seq_open(l, s->test.value->span);
    if (!is_always_true(s->test.value))
        node->loop.cond = lower_expr_to(l, s->test.value, l->boolean);
    node->loop.head = lower_seq_close(l, outer, false);
    lower_add(l, node);
    lower_loop loop = {l->fn->loops, &s->head, node};
    l->fn->loops = &loop;
    outer = lower_seq_open(l, s->body->span);
    lower_stmt_block(l, s->body);
    node->loop.body = lower_seq_close(l, outer, true);
    l->fn->loops = loop.outer;
    node->loop.else_body = else_of(l, s->else_body);
}

// ---- the pieces of a `for` ----------------------------------------------------------

// The variable of a pattern that is just a name; else a hidden one.
static ir_var *counter(lower *l, const pattern *p, const char *stem, span at)
{
    if (p != NULL && p->kind == PATTERN_NAME) {
        return lower_local(l, pattern_as_const_name(p)->symbol);
    }
    return lower_hidden(l, stem, l->integer, at);
}

static ir_value number(lower *l, ir_wide n)
{
    return ir_int_value(l->prog, l->integer, n);
}

// `var = var &+ 1`: the loop's condition has seen that it can.
static void add_step(lower *l, ir_node *node, ir_var *var, span at)
{
    assert(node->kind == NODE_LOOP);
    ir_node *outer = l->seq;
    l->seq = node->loop.step != NULL ? node->loop.step : ir_seq_new(l->prog, at);
    ir_value next = lower_binary(l, IROP_WRAP_ADD, l->integer, ir_walk_var_value(var), number(l, 1),
                                 at);
    lower_set(l, var, next, at);
    node->loop.step = l->seq;
    l->seq = outer;
}

// `for i, x in` where i is not the counter itself.
static void add_index(lower *l, ir_node *node, const for_parts *f)
{
    if (f->index == NULL || f->index->kind != PATTERN_NAME) return;
    ir_var *var = lower_local(l, pattern_as_name(f->index)->symbol);
    lower_set(l, var, number(l, 0), f->at);
    add_step(l, node, var, f->at);
}

// The body: the item's variables, then what the loop is for.  `item` is called
// with the sequence open, to compute the item.
static void add_body(lower *l, ir_node *node, const for_parts *f,
                     void (*item)(lower *l, const for_parts *f, void *data), void *data)
{
    assert(node->kind == NODE_LOOP && node->loop.body == NULL);
    lower_loop loop = {l->fn->loops, f->source, node};
    l->fn->loops = &loop;
    ir_node *outer = lower_seq_open(l, f->at);
    lower_scope body;
    lower_scope_open(l, &body, f->at);
    if (item != NULL) item(l, f, data);
    f->body(l, f->data);
    lower_scope_close(l, &body);
    node->loop.body = lower_seq_close(l, outer, true);
    l->fn->loops = loop.outer;
    node->loop.else_body = else_of(l, f->else_body);
}

// ---- ranges -------------------------------------------------------------------------

// 0..=9 runs below 10.
static bool has_next(const ir_value *high)
{
    return high->kind == IR_CONST && high->constant->i != (ir_wide)INT64_MAX;
}

// `for i in low..=high`, where high + 1 may not exist: whether to go on is known before i
// is counted up.
//     more = low <= high;  while more { body;  more = i < high;  i = i &+ 1 }
static void for_inclusive(lower *l, const for_parts *f, ir_var *var, ir_value high)
{
    ir_var *more = lower_hidden(l, "more", l->boolean, f->at);
    lower_set(l, more, lower_compare(l, IROP_LE, ir_walk_var_value(var), high, f->at), f->at);
    ir_node *node = new_loop(l, f->label, f->at);
    node->loop.index = more;
    ir_node *outer = lower_seq_open(l, f->at);
    node->loop.cond = ir_walk_var_value(more);
    node->loop.head = lower_seq_close(l, outer, true);
    node->loop.step = ir_seq_new(l->prog, f->at);
    outer = l->seq;
    l->seq = node->loop.step;
    lower_set(l, more, lower_compare(l, IROP_LT, ir_walk_var_value(var), high, f->at), f->at);
    l->seq = outer;
    add_step(l, node, var, f->at);
    add_index(l, node, f);
    lower_add(l, node);
    add_body(l, node, f, NULL, NULL);
}

static void for_range(lower *l, const for_parts *f)
{
    assert(f->iterable->kind == EXPR_RANGE);
    const expr_range *r = expr_as_const_range(f->iterable);
    expr *ends[2] = {r->low, r->high};
    lower_values values = {0};
    lower_expr_operands(l, ends, NULL, 2, &values);
    ir_value end = values.items[1];
    bool is_inclusive = r->inclusive && !PLANTED(2);
    bool is_open = is_inclusive && !has_next(&end);
    if (is_inclusive && !is_open) end = number(l, end.constant->i + 1);
    ir_value high = lower_held(l, end, is_open ? "last" : "end", f->at);
    ir_var *var = counter(l, f->item, "index", f->at);
    lower_set(l, var, values.items[0], f->at);
    if (is_open) {
        for_inclusive(l, f, var, high);
        return;
    }
    ir_node *node = new_loop(l, f->label, f->at);
    node->loop.index = var;
    ir_node *outer = lower_seq_open(l, f->at);
    node->loop.cond = lower_compare(l, IROP_LT, ir_walk_var_value(var), high, f->at);
    node->loop.head = lower_seq_close(l, outer, true);
    add_step(l, node, var, f->at);
    add_index(l, node, f);
    lower_add(l, node);
    add_body(l, node, f, NULL, NULL);
}

// ---- lists, bytes -------------------------------------------------------------------

typedef struct series {
    ir_value of;
    ir_value at;     // index or cursor
} series;

static void series_item(lower *l, const for_parts *f, void *data)
{
    const series *s = data;
    if (!lower_match_binds(f->item)) return;
    ir_value item = lower_op2(l, IR_NTH, f->item->type, f->at, s->of, s->at);
    lower_match_bind(l, f->item, item);
}

static void for_series(lower *l, const for_parts *f, ir_value of)
{
    assert(of.type->kind == TYPE_LIST || of.type->kind == TYPE_BYTES);
    ir_var *var = counter(l, f->index, "index", f->at);
    lower_set(l, var, number(l, 0), f->at);
    ir_node *node = new_loop(l, f->label, f->at);
    node->loop.index = var;
    ir_node *outer = lower_seq_open(l, f->at);
    ir_value len = lower_op1(l, IR_LEN, l->integer, f->at, of);
    node->loop.cond = lower_compare(l, IROP_LT, ir_walk_var_value(var), len, f->at);
    node->loop.head = lower_seq_close(l, outer, true);
    add_step(l, node, var, f->at);
    lower_add(l, node);
    series s = {of, ir_walk_var_value(var)};
    add_body(l, node, f, series_item, &s);
}

// ---- maps, sets, texts --------------------------------------------------------------

// for k, v in m: the index pattern is the key; for k in m: the item is.
static void entry_item(lower *l, const for_parts *f, void *data)
{
    const series *s = data;
    bool is_map = s->of.type->kind == TYPE_MAP;
    pattern *key = is_map && f->index != NULL ? f->index : f->item;
    pattern *value = is_map && f->index != NULL ? f->item : NULL;
    if (lower_match_binds(key)) {
        lower_match_bind(l, key, lower_op2(l, IR_KEY_AT, key->type, f->at, s->of, s->at));
    }
    if (value != NULL && lower_match_binds(value)) {
        lower_match_bind(l, value, lower_op2(l, IR_VALUE_AT, value->type, f->at, s->of, s->at));
    }
}

static void for_entries(lower *l, const for_parts *f, ir_value of)
{
    assert(of.type->kind == TYPE_MAP || of.type->kind == TYPE_SET || of.type->kind == TYPE_STR);
    ir_var *cursor = lower_hidden(l, "cursor", l->integer, f->at);
    lower_set(l, cursor, number(l, 0), f->at);
    bool is_text = of.type->kind == TYPE_STR;
    ir_var *letter = NULL;
    if (is_text) {
        bool is_name = f->item->kind == PATTERN_NAME;
        type *t = f->item->type;
        letter = is_name ? lower_local(l, pattern_as_name(f->item)->symbol)
                         : lower_hidden(l, "char", t, f->at);
    }
    ir_node *node = new_loop(l, f->label, f->at);
    ir_node *outer = lower_seq_open(l, f->at);
    ir_op *next = lower_op(l, IR_NEXT, l->boolean, f->at, is_text ? 3 : 2);
    next->args[0] = of;
    next->args[1] = ir_walk_var_value(cursor);
    if (is_text) next->args[2] = ir_walk_var_value(letter);
    node->loop.cond = ir_temp_value(next);
    node->loop.head = lower_seq_close(l, outer, true);
    if (of.type->kind != TYPE_MAP) add_index(l, node, f);
    lower_add(l, node);
    series s = {of, ir_walk_var_value(cursor)};
    add_body(l, node, f, is_text ? NULL : entry_item, &s);
}

// ---- channels, connections, whatever gives one item after the other -----------------

static void for_coming(lower *l, const for_parts *f, ir_value of)
{
    const ast_next *next = f->next;
    if (next->builtin == NULL && next->call == NULL)
        lower_impossible(l, f->at, "a loop over what gives no items");
    ir_node *node = new_loop(l, f->label, f->at);
    add_index(l, node, f);
    lower_add(l, node);
    ir_node *outer = lower_seq_open(l, f->at);
    lower_scope body;
    lower_scope_open(l, &body, f->at);
    type *optional = type_optional(l->prog, f->item->type);
    span at = f->iterable->span;
    ir_value item = next->call != NULL
                        ? lower_expr(l, next->call)
                        : ir_temp_value(lower_call_builtin(l, next->builtin, optional, at, &of, 1));
    if (optional->counted) item = lower_held(l, item, "item", at);
    leave_unless(l, NULL, item, node, f->else_body, at);
    lower_loop loop = {l->fn->loops, f->source, node};
    l->fn->loops = &loop;
    lower_match_bind(l, f->item, item);
    f->body(l, f->data);
    l->fn->loops = loop.outer;
    lower_scope_close(l, &body);
    node->loop.body = lower_seq_close(l, outer, true);
}

// A generator is closed where its loop is left, in whatever way (S53).
static void for_gen(lower *l, const for_parts *f, ir_value of)
{
    span at = f->iterable->span;
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, f->at);
    node->scope.kind = SCOPE_CLEANUP;
    ir_node *outer = lower_seq_open(l, f->at);
    lower_scope inner;
    lower_scope_open(l, &inner, f->at);
    inner.is_region = true;
    for_coming(l, f, of);
    lower_scope_close(l, &inner);
    node->scope.body = lower_seq_close(l, outer, true);
    outer = lower_seq_open(l, at);
    lower_call_method(l, BI_GEN_CLOSE, l->unit, at, &of, 1);
    node->scope.cleanup = lower_seq_close(l, outer, true);
    lower_add(l, node);
}

static void lower_for_parts(lower *l, const for_parts *given)
{
    for_parts parts = *given;
    const for_parts *f = &parts;
    if (f->next != NULL && f->next->iter != NULL) parts.iterable = f->next->iter;
    lower_scope around;
    lower_scope_open(l, &around, f->at);
    if (f->iterable->kind == EXPR_RANGE) {
        for_range(l, f);
        lower_scope_close(l, &around);
        return;
    }
    ir_value of = lower_expr(l, f->iterable);
    if (f->next->source != NULL) {
        ir_var *items = lower_local(l, f->next->source);
        lower_set(l, items, of, f->iterable->span);
        for_coming(l, f, ir_nothing());
        lower_scope_close(l, &around);
        return;
    }
    of = lower_held(l, of, "items", f->iterable->span);
    type_kind kind = of.type->kind;
    if (kind == TYPE_LIST || kind == TYPE_BYTES) for_series(l, f, of);
    else if (kind == TYPE_MAP || kind == TYPE_SET || kind == TYPE_STR) for_entries(l, f, of);
    else if (kind == TYPE_GEN) for_gen(l, f, of);
    else for_coming(l, f, of);
    lower_scope_close(l, &around);
}

static void statement_body(lower *l, void *data)
{
    lower_stmt_list(l, data);
}

void lower_loop_for(lower *l, stmt_for *s)
{
    for_parts f = {
        .label = s->label.text,
        .source = &s->head,
        .index = s->index,
        .item = s->item,
        .iterable = s->iterable,
        .next = &s->next,
        .else_body = s->else_body,
        .at = s->head.span,
        .body = statement_body,
        .data = s->body,
    };
    lower_for_parts(l, &f);
}

// ---- comprehensions -----------------------------------------------------------------

typedef struct comprehension {
    const expr_comprehension *e;
    uint32_t clause;         // the next one to be lowered
    ir_var *result;
} comprehension;

static void collect(lower *l, comprehension *c)
{
    const expr_comprehension *e = c->e;
    type *t = e->head.type;
    span at = e->head.span;
    ir_value args[3] = {ir_walk_var_value(c->result)};
    if (e->key != NULL) {
        expr *exprs[2] = {e->key, e->value};
        type *types[2] = {t->key, t->element};
        lower_values values = {0};
        lower_expr_operands(l, exprs, types, 2, &values);
        args[1] = values.items[0];
        args[2] = values.items[1];
        lower_call_method(l, BI_PUT, l->unit, at, args, 3);
        return;
    }
    args[1] = lower_expr_to(l, e->value, t->element);
    lower_call_method(l, BI_ADD, l->unit, at, args, 2);
}

static void next_clause(lower *l, void *data);

static void if_clause(lower *l, comprehension *c, const comp_clause *clause)
{
    ir_node *outer = lower_seq_open(l, clause->value->span);
    ir_value cond = lower_expr_to(l, clause->value, l->boolean);
    ir_node *head = lower_seq_close(l, outer, false);
    ir_node *node = lower_if(l, head, cond, clause->value->span);
    outer = lower_seq_open(l, clause->value->span);
    lower_scope inner;
    lower_scope_open(l, &inner, clause->value->span);
    next_clause(l, c);
    lower_scope_close(l, &inner);
    node->branch.then_body = lower_seq_close(l, outer, true);
}

static void next_clause(lower *l, void *data)
{
    comprehension *c = data;
    if (c->clause == c->e->clauses.count) {
        collect(l, c);
        return;
    }
    const comp_clause *clause = &c->e->clauses.items[c->clause++];
    if (clause->is_if) {
        if_clause(l, c, clause);
        return;
    }
    for_parts f = {
        .index = clause->index,
        .item = clause->item,
        .iterable = clause->value,
        .next = &clause->next,
        .at = clause->value->span,
        .body = next_clause,
        .data = c,
    };
    lower_for_parts(l, &f);
}

ir_value lower_loop_comprehension(lower *l, expr_comprehension *e)
{
    span at = e->head.span;
    bool is_map = e->key != NULL;
    comprehension c = {.e = e};
    c.result = lower_hidden(l, is_map ? "map" : "list", e->head.type, at);
    ir_op *empty = lower_op(l, is_map ? IR_MAP : IR_LIST, e->head.type, at, 0);
    lower_set(l, c.result, ir_temp_value(empty), at);
    next_clause(l, &c);
    return ir_walk_var_value(c.result);
}

// ---- list(x), set(x) ----------------------------------------------------------------

// The item of a loop of our own, as a pattern.
static pattern *own_item(lower *l, type *t, span at)
{
    symbol *sym = arena_new(&l->prog->fn, symbol);
    sym->kind = SYM_LOCAL;
    sym->name = intern_string(&l->prog->names, "item");
    sym->type = t;
    sym->shadow = LOWER_HIDDEN;
    pattern_name *item = arena_new(&l->prog->fn, pattern_name);
    item->head.kind = PATTERN_NAME;
    item->head.type = t;
    item->head.span = at;
    item->symbol = sym;
    return &item->head;
}

static ir_value value_of_item(lower *l, const pattern *item)
{
    return ir_walk_var_value(map_find(&l->fn->vars, pattern_as_const_name(item)->symbol));
}

// ---- yield from ---------------------------------------------------------------------

typedef struct delegation {
    const pattern *item;
    span at;
} delegation;

static void yield_item(lower *l, void *data)
{
    const delegation *d = data;
    ir_value item = lower_expr_convert(l, value_of_item(l, d->item), l->fn->ir->result, d->at);
    type *sent = type_scalar(l->prog, TYPE_UNIT);
    lower_gen_yield_value(l, item, sent, d->at);
}

void lower_loop_yield_from(lower *l, const expr_yield *e)
{
    span at = e->head.span;
    const type *of = e->next.iter != NULL ? e->next.iter->type : e->value->type;
    type *item = of->kind == TYPE_RANGE  ? l->integer
                 : of->kind == TYPE_STR  ? type_scalar(l->prog, TYPE_CHAR)
                 : of->kind == TYPE_BYTES ? type_scalar(l->prog, TYPE_U8)
                 : of->kind == TYPE_MAP  ? of->key
                 : e->next.call != NULL  ? e->next.call->type->element
                                         : of->element;
    pattern *each = own_item(l, item, at);
    delegation d = {each, at};
    for_parts f = {.item = each, .iterable = e->value, .next = &e->next, .at = at,
                   .body = yield_item, .data = &d};
    lower_for_parts(l, &f);
}

typedef struct collection {
    ir_var *result;
    const pattern *item;     // made here
} collection;

static void collect_one(lower *l, void *data)
{
    const collection *c = data;
    ir_value args[2] = {ir_walk_var_value(c->result)};
    args[1] = value_of_item(l, c->item);
    bool is_set = c->result->type->kind == TYPE_SET;
    args[1] = lower_expr_convert(l, args[1], c->result->type->element, c->result->span);
    lower_call_method(l, BI_ADD, is_set ? l->boolean : l->unit, c->result->span, args, 2);
}

// set([1, 2]) needs no list.
static ir_value set_of_items(lower *l, const expr_list *items, type *t, span at)
{
    lower_values values = {0};
    type **types = arena_new_array(&l->prog->scratch, type *, items->count + 1);
    for (uint32_t i = 0; i < items->count; i++) types[i] = t->element;
    lower_expr_operands(l, items->items, types, items->count, &values);
    ir_op *op = lower_op(l, IR_SET_OF, t, at, values.count);
    for (uint32_t i = 0; i < values.count; i++) op->args[i] = values.items[i];
    return ir_temp_value(op);
}

// The method that does the same, or BI_NONE.
static builtin_id collecting_method(const type *from, const type *to)
{
    if (to->kind == TYPE_SET) return from->kind == TYPE_SET ? BI_COPY : BI_NONE;
    if (from->kind == TYPE_LIST) return BI_COPY;
    if (from->kind == TYPE_SET) return BI_TO_LIST;
    if (from->kind == TYPE_MAP) return BI_KEYS;
    return from->kind == TYPE_STR ? BI_CHARS : BI_NONE;
}

// list(a..b) is range(a, b): made in one go, so that what is too large is refused at once.
static bool is_int_range(const expr *from, const type *t)
{
    return t->kind == TYPE_LIST && t->element->kind == TYPE_INT && from->kind == EXPR_RANGE &&
           !expr_as_const_range(from)->inclusive;
}

static ir_value list_of_range(lower *l, const expr_range *range, type *t, span at)
{
    expr *ends[2] = {range->low, range->high};
    lower_values values = {0};
    lower_expr_operands(l, ends, NULL, 2, &values);
    ir_value args[3] = {values.items[0], values.items[1], ir_int_value(l->prog, l->integer, 1)};
    const builtin *b = builtin_with_id(l->prog, BI_RANGE, NULL);
    return ir_temp_value(lower_call_builtin(l, b, t, at, args, 3));
}

ir_value lower_loop_collect(lower *l, const expr_call *e)
{
    const expr *iter = e->plan->next != NULL ? e->plan->next->iter : NULL;
    const expr *from = iter != NULL ? iter : e->plan->args[0];
    type *t = e->plan->result;
    span at = e->head.span;
    if (is_int_range(from, t)) return list_of_range(l, expr_as_const_range(from), t, at);
    if (t->kind == TYPE_SET && from->kind == EXPR_LIST) {
        return set_of_items(l, &expr_as_const_list_literal(from)->items, t, at);
    }
    builtin_id method = collecting_method(from->type, t);
    if (method != BI_NONE) {
        ir_value of = lower_expr(l, from);
        return ir_temp_value(lower_call_method(l, method, t, at, &of, 1));
    }
    bool is_list = t->kind == TYPE_LIST;
    collection c = {.result = lower_hidden(l, is_list ? "list" : "set", t, at)};
    ir_op *empty = lower_op(l, is_list ? IR_LIST : IR_SET_OF, t, at, 0);
    lower_set(l, c.result, ir_temp_value(empty), at);
    pattern *item = own_item(l, t->element, at);
    c.item = item;
    for_parts f = {.item = item, .iterable = from, .next = e->plan->next, .at = at,
                   .body = collect_one, .data = &c};
    lower_for_parts(l, &f);
    return ir_walk_var_value(c.result);
}
