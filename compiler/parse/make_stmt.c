// SPDX-License-Identifier: MIT
// make_stmt.c - constructors of statements.
#include "parse/make.h"

static uint16_t below_block(const block *body)
{
    return body == NULL ? 0 : body->depth;
}

// `below` raised by one more child, found after the node was made.
static void deepen(parser *p, stmt *s, uint16_t below)
{
    s->depth = make_max(s->depth, make_depth(p, below, s->span));
}

static span span_or(span at, const block *last)
{
    return last == NULL ? at : span_to(at, last->span);
}

// ---- blocks and simple statements -------------------------------------------

block *make_stmt_block(parser *p, const token *t, stmt_list stmts, const token *end)
{
    block *b = arena_new(p->unit, block);
    b->stmts = stmts;
    b->span = span_to(t->span, end->span);
    for (uint32_t i = 0; i < stmts.count; i++) b->depth = make_max(b->depth, stmts.items[i]->depth);
    return b;
}

stmt *make_stmt_bad(parser *p, const token *t)
{
    stmt_bad *s = MAKE_STMT(p, BAD, bad, t->span, 0);
    s->is_try = p->lexed.tokens.items[p->lost_from].kind == TOK_TRY;
    return &s->head;
}

stmt_list make_stmt_add(parser *p, stmt_list list, stmt *one)
{
    if (list.count == 0) array_reserve(p->unit, &list, 2);   // most blocks are short
    array_push(p->unit, &list, one);
    return list;
}

stmt *make_stmt_of_decl(parser *p, decl *d)
{
    stmt_decl *s = MAKE_STMT(p, DECL, decl, d->span, d->depth);
    s->declaration = d;
    return &s->head;
}

stmt *make_stmt_of_expr(parser *p, expr *value)
{
    stmt_expr *s = MAKE_STMT(p, EXPR, expr, value->span, value->depth);
    s->value = value;
    return &s->head;
}

static ast_op assignment_op(token_kind kind)
{
    switch (kind) {
    case TOK_ADD_ASSIGN: return OP_ADD;
    case TOK_SUB_ASSIGN: return OP_SUB;
    case TOK_MUL_ASSIGN: return OP_MUL;
    case TOK_DIV_ASSIGN: return OP_DIV;
    case TOK_REM_ASSIGN: return OP_REM;
    case TOK_POW_ASSIGN: return OP_POW;
    case TOK_WRAP_ADD_ASSIGN: return OP_WRAP_ADD;
    case TOK_WRAP_SUB_ASSIGN: return OP_WRAP_SUB;
    case TOK_WRAP_MUL_ASSIGN: return OP_WRAP_MUL;
    case TOK_AND_ASSIGN: return OP_BIT_AND;
    case TOK_OR_ASSIGN: return OP_BIT_OR;
    case TOK_XOR_ASSIGN: return OP_BIT_XOR;
    case TOK_SHL_ASSIGN: return OP_SHL;
    case TOK_SHR_ASSIGN: return OP_SHR;
    default: return OP_NONE;
    }
}

// The names that an assignment writes, for ast_module.assigned.
static void note_assigned(parser *p, expr *target)
{
    if (target->kind == EXPR_NAME) {
        ast_name name = {expr_as_name(target)->name, target->span};
        array_push(p->unit, &p->module->assigned, name);
    } else if (target->kind == EXPR_TUPLE) {
        expr_list items = expr_as_tuple(target)->items;
        for (uint32_t i = 0; i < items.count; i++) note_assigned(p, items.items[i]);
    }
}

stmt *make_stmt_assign(parser *p, expr *target, const token *op, expr *value)
{
    note_assigned(p, target);
    stmt_assign *s = MAKE_STMT(p, ASSIGN, assign, span_to(target->span, value->span),
                               make_max(target->depth, value->depth));
    s->target = target;
    s->op = assignment_op(op->kind);
    s->op_span = op->span;
    s->value = value;
    return &s->head;
}

stmt *make_stmt_of_block(parser *p, block *body)
{
    stmt_block *s = MAKE_STMT(p, BLOCK, block, body->span, body->depth);
    s->body = body;
    return &s->head;
}

stmt *make_stmt_let(parser *p, const token *t, pattern *target, type_expr *written, expr *init,
                    block *else_body)
{
    span last = init != NULL ? init->span : written != NULL ? written->span : target->span;
    uint16_t below = make_max(target->depth, make_max(make_below_type(written), make_below(init)));
    below = make_max(below, below_block(else_body));
    stmt_let *s = MAKE_STMT(p, LET, let, span_or(span_to(t->span, last), else_body), below);
    s->is_var = t->kind == TOK_VAR;
    s->target = target;
    s->written = written;
    s->init = init;
    s->else_body = else_body;
    return &s->head;
}

// ---- if, while, for ---------------------------------------------------------

condition make_stmt_condition(expr *value)
{
    return (condition){.value = value};
}

condition make_stmt_binding(const token *t, pattern *binding, expr *value)
{
    return (condition){binding, t->kind == TOK_VAR, value};
}

condition make_stmt_bad_condition(parser *p, const token *t)
{
    return (condition){.value = make_expr_bad(p, t)};
}

static uint16_t below_condition(condition test)
{
    return make_max(make_below_pattern(test.binding), test.value->depth);
}

stmt_if *make_stmt_if_arm(parser *p, stmt_if *chain, const token *t, condition test, block *body)
{
    uint16_t below = make_max(below_condition(test), body->depth);
    span at = span_to(t->span, body->span);
    if (chain == NULL) {
        chain = MAKE_STMT(p, IF, if, at, below);
        array_reserve(p->unit, &chain->arms, 1);   // most have one arm
    } else {
        chain->head.span = span_to(chain->head.span, at);
        deepen(p, &chain->head, below);
    }
    if_arm arm = {test, body, at};
    array_push(p->unit, &chain->arms, arm);
    return chain;
}

stmt *make_stmt_if(parser *p, stmt_if *chain, block *else_body)
{
    chain->else_body = else_body;
    chain->head.span = span_or(chain->head.span, else_body);
    deepen(p, &chain->head, below_block(else_body));
    return &chain->head;
}

stmt *make_stmt_while(parser *p, const token *t, condition test, block *body, block *else_body)
{
    uint16_t below = make_max(below_condition(test), make_max(body->depth, below_block(else_body)));
    span at = span_or(span_to(t->span, body->span), else_body);
    stmt_while *s = MAKE_STMT(p, WHILE, while, at, below);
    s->test = test;
    s->body = body;
    s->else_body = else_body;
    return &s->head;
}

stmt *make_stmt_for(parser *p, const token *t, loop_names names, expr *iterable, block *body,
                    block *else_body)
{
    uint16_t below = make_max(make_below_pattern(names.index), names.item->depth);
    below = make_max(below, make_max(iterable->depth, body->depth));
    below = make_max(below, below_block(else_body));
    span at = span_or(span_to(t->span, body->span), else_body);
    stmt_for *s = MAKE_STMT(p, FOR, for, at, below);
    s->is_async = t->kind == TOK_ASYNC;
    s->index = names.index;
    s->item = names.item;
    s->iterable = iterable;
    s->body = body;
    s->else_body = else_body;
    return &s->head;
}

// The head did not parse; the body did: `while` with an unknown condition.
stmt *make_stmt_bad_loop(parser *p, const token *t, block *body)
{
    return make_stmt_while(p, t, make_stmt_bad_condition(p, t), body, NULL);
}

stmt *make_stmt_label(parser *p, const token *name, stmt *loop)
{
    (void)p;
    loop->span = span_to(name->span, loop->span);
    if (loop->kind == STMT_WHILE) stmt_as_while(loop)->label = make_name_of(name);
    else stmt_as_for(loop)->label = make_name_of(name);
    return loop;
}

stmt *make_stmt_break(parser *p, const token *t, const token *label)
{
    span at = label == NULL ? t->span : span_to(t->span, label->span);
    stmt_break *s = MAKE_STMT(p, BREAK, break, at, 0);
    if (label != NULL) s->label = make_name_of(label);
    return &s->head;
}

stmt *make_stmt_continue(parser *p, const token *t, const token *label)
{
    span at = label == NULL ? t->span : span_to(t->span, label->span);
    stmt_continue *s = MAKE_STMT(p, CONTINUE, continue, at, 0);
    if (label != NULL) s->label = make_name_of(label);
    return &s->head;
}

stmt *make_stmt_return(parser *p, const token *t, expr *value)
{
    span at = value == NULL ? t->span : span_to(t->span, value->span);
    stmt_return *s = MAKE_STMT(p, RETURN, return, at, make_below(value));
    s->value = value;
    return &s->head;
}

// ---- match ------------------------------------------------------------------

stmt_match *make_stmt_match_arms(parser *p)
{
    return MAKE_STMT(p, MATCH, match, ((span){0, 0}), 0);
}

stmt_match *make_stmt_match_arm(parser *p, stmt_match *arms, const token *t, pattern *held,
                                expr *guard, block *body)
{
    uint16_t below = make_max(make_below_pattern(held), make_max(make_below(guard), body->depth));
    match_arm arm = {held, guard, body, span_to(t->span, body->span)};
    if (held != NULL && held->kind == PATTERN_BAD) arms->is_damaged = true;
    deepen(p, &arms->head, below);
    array_push(p->unit, &arms->arms, arm);
    return arms;
}

stmt_match *make_stmt_bad_match_arm(stmt_match *arms)
{
    arms->is_damaged = true;
    return arms;
}

stmt *make_stmt_match(parser *p, const token *t, expr *value, stmt_match *arms, const token *end)
{
    arms->head.span = span_to(t->span, end->span);
    arms->value = value;
    deepen(p, &arms->head, value->depth);
    return &arms->head;
}

// ---- if and match as values ---------------------------------------------------

// The block gives a value: that of its last expression.  An if or match there is a
// value, too.
static void give_value(parser *p, block *body)
{
    body->gives_value = true;
    if (body->stmts.count == 0) return;
    stmt **last = &body->stmts.items[body->stmts.count - 1];
    bool is_choice = (*last)->kind == STMT_MATCH ||
                     ((*last)->kind == STMT_IF && stmt_as_if(*last)->else_body != NULL);
    if (is_choice) *last = make_stmt_of_expr(p, make_stmt_choice(p, *last));
}

expr *make_stmt_choice(parser *p, stmt *choice)
{
    if (choice->kind == STMT_IF) {
        stmt_if *s = stmt_as_if(choice);
        for (uint32_t i = 0; i < s->arms.count; i++) give_value(p, s->arms.items[i].body);
        give_value(p, s->else_body);
    } else {
        stmt_match *s = stmt_as_match(choice);
        for (uint32_t i = 0; i < s->arms.count; i++) give_value(p, s->arms.items[i].body);
    }
    expr_choice *e = MAKE_EXPR(p, CHOICE, choice, choice->span, choice->depth);
    e->choice = choice;
    return &e->head;
}

expr *make_stmt_leave(parser *p, stmt *leave)
{
    expr_leave *e = MAKE_EXPR(p, LEAVE, leave, leave->span, leave->depth);
    e->leave = leave;
    return &e->head;
}

// ---- defer, with, try, throw, assert ----------------------------------------

stmt *make_stmt_defer(parser *p, const token *t, stmt *body)
{
    stmt_defer *s = MAKE_STMT(p, DEFER, defer, span_to(t->span, body->span), body->depth);
    s->body = body;
    return &s->head;
}

stmt_with *make_stmt_with_item(parser *p, stmt_with *items, with_item one)
{
    uint16_t below = make_max(one.value->depth, make_below_pattern(one.binding));
    if (one.variable != NULL) below = make_max(below, one.variable->depth);
    if (items == NULL) items = MAKE_STMT(p, WITH, with, one.value->span, below);
    else deepen(p, &items->head, below);
    array_push(p->unit, &items->items, one);
    return items;
}

stmt *make_stmt_with(parser *p, const token *t, stmt_with *items, block *body)
{
    items->head.span = span_to(t->span, body->span);
    items->is_async = t->kind == TOK_ASYNC;
    items->body = body;
    deepen(p, &items->head, body->depth);
    return &items->head;
}

stmt *make_stmt_bad_with(parser *p, const token *t, block *body)
{
    return make_stmt_with(
        p, t, make_stmt_with_item(p, NULL, (with_item){.value = make_expr_bad(p, t)}), body);
}

stmt_try *make_stmt_catches(parser *p)
{
    return MAKE_STMT(p, TRY, try, ((span){0, 0}), 0);
}

stmt_try *make_stmt_catch(parser *p, stmt_try *catches, const token *t, const token *name,
                          type_expr *written, block *body)
{
    catch_clause one = {.written = written, .body = body, .span = span_to(t->span, body->span)};
    if (name != NULL) {
        one.name = make_name_of(name);
    } else if (written != NULL && written->kind == TEXPR_NAME) {
        one.name = (ast_name){type_expr_as_name(written)->name, written->span};
        one.written = NULL;
        one.is_cancelled = strcmp(one.name.text, "Cancelled") == 0;
    }
    deepen(p, &catches->head, make_max(make_below_type(written), body->depth));
    if (catches->catches.count == 0) array_reserve(p->unit, &catches->catches, 1);
    array_push(p->unit, &catches->catches, one);
    return catches;
}

stmt *make_stmt_try(parser *p, const token *t, block *body, stmt_try *catches, block *else_body,
                    block *finally_body)
{
    span at = span_to(t->span, body->span);
    for (uint32_t i = 0; i < catches->catches.count; i++)
        at = span_to(at, catches->catches.items[i].span);
    catches->head.span = span_or(span_or(at, else_body), finally_body);
    catches->body = body;
    catches->else_body = else_body;
    catches->finally_body = finally_body;
    uint16_t below = make_max(below_block(else_body), below_block(finally_body));
    deepen(p, &catches->head, make_max(body->depth, below));
    if (catches->catches.count == 0 && finally_body == NULL) {
        diag *d = diag_error(p->prog, t->span, E0115);
        diag_help(p->prog, d, "add `catch e { ... }` or `finally { ... }` after the block");
    }
    return &catches->head;
}

stmt *make_stmt_throw(parser *p, const token *t, expr *value)
{
    span at = value == NULL ? t->span : span_to(t->span, value->span);
    stmt_throw *s = MAKE_STMT(p, THROW, throw, at, make_below(value));
    s->value = value;
    return &s->head;
}

stmt *make_stmt_assert(parser *p, const token *t, expr *value, expr *message)
{
    span at = span_to(t->span, message == NULL ? value->span : message->span);
    uint16_t below = make_max(value->depth, make_below(message));
    stmt_assert *s = MAKE_STMT(p, ASSERT, assert, at, below);
    s->value = value;
    s->message = message;
    return &s->head;
}

// ---- group, timeout, shield, race, select -----------------------------------

stmt *make_stmt_awaited(parser *p, const token *t, stmt *form)
{
    (void)p;
    form->span = span_to(t->span, form->span);
    switch (form->kind) {
    case STMT_GROUP: stmt_as_group(form)->is_awaited = true; break;
    case STMT_TIMEOUT: stmt_as_timeout(form)->is_awaited = true; break;
    case STMT_SHIELD: stmt_as_shield(form)->is_awaited = true; break;
    case STMT_RACE: stmt_as_race(form)->is_awaited = true; break;
    case STMT_SELECT: stmt_as_select(form)->is_awaited = true; break;
    default: assert(false);
    }
    return form;
}

stmt *make_stmt_group(parser *p, const token *t, const token *name, block *body)
{
    stmt_group *s = MAKE_STMT(p, GROUP, group, span_to(t->span, body->span), body->depth);
    if (name != NULL) s->name = make_name_of(name);
    s->body = body;
    return &s->head;
}

stmt *make_stmt_timeout(parser *p, const token *t, expr *limit, block *body)
{
    uint16_t below = make_max(limit->depth, body->depth);
    stmt_timeout *s = MAKE_STMT(p, TIMEOUT, timeout, span_to(t->span, body->span), below);
    s->is_at = t->kind == TOK_TIMEOUT_AT;
    s->limit = limit;
    s->body = body;
    return &s->head;
}

stmt *make_stmt_shield(parser *p, const token *t, block *body)
{
    stmt_shield *s = MAKE_STMT(p, SHIELD, shield, span_to(t->span, body->span), body->depth);
    s->body = body;
    return &s->head;
}

arm_operation make_stmt_operation(select_arm_kind kind, expr *value)
{
    return (arm_operation){.kind = kind, .value = value};
}

arm_operation make_stmt_receive(const token *t, pattern *binding, expr *value)
{
    return (arm_operation){ARM_OPERATION, t->kind == TOK_VAR, binding, value};
}

select_arm_list make_stmt_select_arm(parser *p, select_arm_list arms, const token *t,
                                     arm_operation op, expr *guard, block *body)
{
    select_arm arm = {
        .kind = op.kind,
        .binding = op.binding,
        .is_var = op.is_var,
        .operation = op.value,
        .guard = guard,
        .body = body,
        .span = span_to(t->span, body->span),
    };
    array_push(p->unit, &arms, arm);
    return arms;
}

static uint16_t below_arms(select_arm_list arms)
{
    uint16_t below = 0;
    for (uint32_t i = 0; i < arms.count; i++) {
        const select_arm *arm = &arms.items[i];
        below = make_max(below, make_max(make_below(arm->operation), make_below(arm->guard)));
        below = make_max(below, make_max(make_below_pattern(arm->binding), arm->body->depth));
    }
    return below;
}

stmt *make_stmt_race(parser *p, const token *t, select_arm_list arms, const token *end)
{
    stmt_race *s = MAKE_STMT(p, RACE, race, span_to(t->span, end->span), below_arms(arms));
    s->arms = arms;
    for (uint32_t i = 0; i < arms.count; i++) {
        if (arms.items[i].kind == ARM_OPERATION) continue;
        span head = {arms.items[i].span.start, arms.items[i].body->span.start};
        diag *d = diag_error(p->prog, head, E0116);
        diag_help(p->prog, d, "put the race into `await timeout(d) { ... }`, or use `select`");
    }
    return &s->head;
}

stmt *make_stmt_select(parser *p, const token *t, bool is_first, select_arm_list arms,
                       const token *end)
{
    stmt_select *s = MAKE_STMT(p, SELECT, select, span_to(t->span, end->span), below_arms(arms));
    s->is_first = is_first;
    s->arms = arms;
    return &s->head;
}
