// SPDX-License-Identifier: MIT
// lower_assign.c - assignments.
//
// A place is a root and fields inwards.  The root is a variable, or an element
// of a list or map.  What names the place (a list, an index) is evaluated first,
// then the right side, and only then the place is looked up, so that nothing can
// move it between:
//
// Objects are references: a place in one begins at its field.
//
//     xs[i].n += f()        %0 = index xs, i   %1 = field %0 .n   %2 = call f
//                           %3 = binary + %1, %2
//                           %4 = place xs, i   store %4.n = %3

#include <assert.h>

#include "base/plant.h"
#include "lower/lower_fn.h"

typedef struct place {
    const expr *written;
    const symbol *variable;  // root: a name; or
    ir_value base;           // root: an element of this ..
    ir_value index;          // .. at this; or
    const expr_index *element;   // root: what `at` of this base gives and `set_at` assigns ..
    lower_values operands;   // .. with these; the first comes last, when `set_at` is a `mut fn` ..
    lower_receiver *receiver;    // .. of this; or NULL
    ir_value object;         // root: a field of this ..
    uint32_t object_field;   // .. with this index
    type *root_type;         // of the variable or the element
    uint32_t *fields;        // from the root inwards
    size_t field_count;
    type *type;              // of the place itself
} place;

struct lower_receiver {
    ir_var *var;   // handed over
    bool is_copy;  // of the place
    place place;
};

// ---- finding -----------------------------------------------------------------------

static bool is_variable(const expr *e, const symbol **found)
{
    const symbol *sym = NULL;
    if (e->kind == EXPR_NAME) sym = expr_as_const_name(e)->symbol;
    if (e->kind == EXPR_MEMBER) sym = expr_as_const_member(e)->symbol;
    if (sym == NULL || (sym->kind != SYM_LOCAL && sym->kind != SYM_PARAM &&
                        sym->kind != SYM_GLOBAL)) {
        return false;
    }
    *found = sym;
    return true;
}

// A field of a value that lies in a place itself.
static bool is_part(const expr *e)
{
    if (e->kind != EXPR_MEMBER || expr_as_const_member(e)->symbol != NULL) return false;
    return expr_as_const_member(e)->base->type->kind != TYPE_CLASS;
}

// `base[i, j]` of a type of the program.
static void find_element(lower *l, place *p, const expr_index *element)
{
    p->element = element;
    if (!element->set_at->plan->target->fn->is_mut) {
        lower_expr_element(l, element, &p->operands);
        return;
    }
    p->receiver = lower_assign_receiver(l, element->base);
    array_push(&l->prog->scratch, &p->operands, ir_nothing());
    lower_expr_operands(l, element->args.items, NULL, element->args.count, &p->operands);
}

static ir_value read_element(lower *l, const place *p)
{
    if (p->receiver != NULL)
        p->operands.items[0] = lower_assign_receiver_load(l, p->receiver);
    return lower_call_operator(l, p->element->at, p->operands.items, p->operands.count);
}

// What was loaded for reading may have changed since: it is loaded again.
static void write_element(lower *l, const place *p, ir_value value)
{
    const expr_call *call = p->element->set_at;
    lower_receiver *r = p->receiver;
    lower_values values = {0};
    for (uint32_t i = 0; i < p->operands.count; i++)
        array_push(&l->prog->scratch, &values, p->operands.items[i]);
    array_push(&l->prog->scratch, &values, value);
    if (r == NULL) {
        lower_call_operator(l, call, values.items, values.count);
        return;
    }
    if (r->is_copy) r->var = NULL;
    values.items[0] = lower_assign_receiver_load(l, r);
    for (uint32_t i = 1; i < values.count; i++) {
        values.items[i] = lower_expr_convert(l, values.items[i], call->plan->param_types[i],
                                             call->head.span);
    }
    lower_call_and_store(l, call, &values, false, r);
}

// Evaluates what the place depends on.
static place find_place(lower *l, const expr *target)
{
    place p = {.written = target, .type = target->type};
    const expr *root = target;
    while (is_part(root)) {
        p.field_count++;
        root = expr_as_const_member(root)->base;
    }
    p.fields = arena_new_array(&l->prog->fn, uint32_t, p.field_count + 1);
    size_t at = p.field_count;
    for (const expr *e = target; e != root;) {
        const expr_member *member = expr_as_const_member(e);
        p.fields[--at] = member->field;
        e = member->base;
    }
    p.root_type = root->type;
    if (is_variable(root, &p.variable)) {
        if (p.variable->mutex == NULL || map_find(&l->fn->vars, p.variable) != NULL) return p;
        p.object = lower_expr_mutex(l, p.variable);   // a closure has a copy
        p.variable = NULL;
        return p;
    }
    if (root->kind == EXPR_MEMBER) {
        const expr_member *member = expr_as_const_member(root);
        p.object = lower_expr(l, member->base);
        p.object_field = member->field;
        return p;
    }
    if (root->kind != EXPR_INDEX) lower_impossible(l, root->span, "no place");
    const expr_index *element = expr_as_const_index(root);
    if (element->set_at != NULL) {
        find_element(l, &p, element);
        return p;
    }
    expr *operands[2] = {element->base, element->args.items[0]};
    lower_values values = {0};
    lower_expr_operands(l, operands, NULL, 2, &values);
    p.base = values.items[0];
    p.index = values.items[1];
    if (p.base.type->kind == TYPE_MAP) {
        p.index = lower_expr_convert(l, p.index, p.base.type->key, root->span);
    }
    return p;
}

static type *part_type(const type *of, uint32_t index)
{
    return of->kind == TYPE_TUPLE ? of->items[index] : of->decl->fields[index].type;
}

// How what is stored in the place lies there.
static type *held_type(const place *p)
{
    type *t = p->root_type;
    for (size_t i = 0; i < p->field_count; i++) {
        bool is_last = i + 1 == p->field_count && t->kind != TYPE_TUPLE;
        t = is_last ? type_held(&t->decl->fields[p->fields[i]]) : part_type(t, p->fields[i]);
    }
    return t;
}

static ir_value read_place(lower *l, const place *p)
{
    span at = p->written->span;
    ir_value value;
    if (p->element != NULL) return read_element(l, p);
    if (p->variable != NULL && p->field_count == 0) {
        value = lower_expr(l, p->written);
    } else {
        if (p->object.kind != IR_NOTHING) {
            value = lower_class_field(l, p->object, p->object_field, p->root_type, at);
        } else if (p->variable == NULL) {
            value = lower_expr_index(l, p->base, p->index, p->root_type, at);
        } else {
            value = lower_expr_read(l, p->variable, at);
        }
        for (size_t i = 0; i < p->field_count; i++) {
            value = lower_field(l, value, p->fields[i], part_type(value.type, p->fields[i]), at);
        }
    }
    return value;
}

// ---- storing -------------------------------------------------------------------------

static void store(lower *l, ir_target target, ir_value value, span at)
{
    ir_op *op = lower_op(l, IR_STORE, l->unit, at, 1);
    op->aux.target = target;
    op->args[0] = value;
}

static bool is_read_of(const ir_value *value, ir_value_kind kind, const void *what)
{
    if (value->kind != IR_TEMP || value->op->code != IR_READ) return false;
    const ir_value *from = &value->op->args[0];
    if (from->kind != kind) return false;
    return kind == IR_VAR ? from->var == what : from->global == what;
}

static void write_place(lower *l, const place *p, ir_value value)
{
    span at = p->written->span;
    if (p->element != NULL) {
        write_element(l, p, value);
        return;
    }
    ir_target target = {.fields = p->fields, .field_count = p->field_count};
    if (p->field_count > 0) value = lower_box(l, value, held_type(p), at);
    if (p->variable != NULL && p->variable->kind == SYM_GLOBAL) {
        target.global = lower_decl_global_of(l, p->variable);
        if (p->field_count == 0 && is_read_of(&value, IR_GLOBAL, target.global)) return;   // x = x
        store(l, target, value, at);
        return;
    }
    if (p->variable != NULL) {
        target.var = map_find(&l->fn->vars, p->variable);
        if (target.var == NULL) lower_impossible(l, at, "a name without its variable");
        if (p->field_count == 0) {
            bool is_same = value.kind == IR_VAR && value.var == target.var;
            is_same = is_same || is_read_of(&value, IR_VAR, target.var);
            if (!is_same) lower_set(l, target.var, value, at);
        } else {
            store(l, target, value, at);
        }
        return;
    }
    if (p->object.kind != IR_NOTHING) {
        ir_value part = lower_op1(l, IR_PLACE, p->root_type, at, p->object);
        part.op->aux.index = p->object_field;
        target.place = part.op;
        store(l, target, value, at);
        return;
    }
    ir_value args[3] = {p->base, p->index, value};
    bool is_list = p->base.type->kind == TYPE_LIST;
    if (p->field_count == 0 && !is_list) {
        lower_call_method(l, BI_PUT, l->unit, at, args, 3);
        return;
    }
    ir_value root = lower_op2(l, IR_PLACE, p->root_type, at, p->base, p->index);
    root.op->site = lower_site(l, at);
    target.place = root.op;
    store(l, target, value, at);
}

// ---- receivers of mut fns ------------------------------------------------------------

// A local variable is changed where it lies.  Everything else (a field, an element, a
// module-level variable, what is inside an optional) is copied and written back, so
// that no pointer leads into what the call may move or replace.
lower_receiver *lower_assign_receiver(lower *l, const expr *receiver)
{
    lower_receiver *r = arena_new(&l->prog->scratch, lower_receiver);
    r->place = find_place(l, receiver);
    const symbol *sym = r->place.variable;
    bool is_direct = receiver->kind == EXPR_NAME && sym != NULL && sym->kind != SYM_GLOBAL &&
                     !expr_as_const_name(receiver)->is_narrowed;
    if (is_direct) r->var = map_find(&l->fn->vars, sym);
    return r;
}

ir_value lower_assign_receiver_load(lower *l, lower_receiver *r)
{
    if (r->var == NULL) {
        r->is_copy = true;
        r->var = lower_hidden(l, "receiver", r->place.type, r->place.written->span);
        r->var->is_assigned_again = true;
        lower_set(l, r->var, read_place(l, &r->place), r->place.written->span);
    }
    return ir_walk_var_value(r->var);
}

void lower_assign_receiver_store(lower *l, const lower_receiver *r)
{
    if (!r->is_copy) return;
    ir_value value = ir_walk_var_value(r->var);
    const place *p = &r->place;
    if (p->variable != NULL && p->field_count == 0) {
        value = lower_expr_convert(l, value, p->variable->type, p->written->span);
    }
    write_place(l, p, value);
}

// (a, xs[0]) = (b, c): the right side is complete before anything is stored.
static void assign_tuple(lower *l, const expr_tuple *targets, const expr *value)
{
    type *t = value->type;
    ir_value from = lower_expr_to(l, value, t);
    for (uint32_t i = 0; i < targets->items.count; i++) {
        const expr *target = targets->items.items[i];
        ir_value item = lower_field(l, from, i, t->items[i], target->span);
        if (target->kind == EXPR_NAME && expr_as_const_name(target)->symbol == NULL) continue;
        place p = find_place(l, target);
        write_place(l, &p, lower_expr_convert(l, item, p.type, target->span));
    }
}

// x op= e
static void assign_with(lower *l, const stmt_assign *s)
{
    span at = s->head.span;
    place p = find_place(l, s->target);
    ir_value old = read_place(l, &p);
    ir_value right = lower_expr_to(l, s->value, s->value->type);
    if (PLANTED(3)) old = read_place(l, &p);
    if (s->op == OP_ADD && p.type->kind == TYPE_LIST) {
        // Lists grow in place.
        ir_value args[2] = {old, right};
        lower_call_method(l, BI_EXTEND, l->unit, at, args, 2);
        return;
    }
    char behind[8] = " ";
    strncat(behind, ast_op_text(s->op), 4);
    strncat(behind, "=", 2);
    ir_site *site = lower_site_text(l, at, "", s->target->span, behind);
    if (s->own != NULL) {
        ir_value sides[2] = {old, right};
        write_place(l, &p, lower_expr_convert(l, lower_call_operator(l, s->own, sides, 2), p.type,
                                              at));
        return;
    }
    write_place(l, &p, lower_expr_operator(l, s->op, old, right, p.type, site, at));
}

// x or= e, x and= e, x ??= e: the right side may not be evaluated at all.
static void assign_lazily(lower *l, const stmt_assign *s)
{
    place p = find_place(l, s->target);
    span at = s->head.span;
    ir_value old = read_place(l, &p);
    ir_node *outer = lower_seq_open(l, at);
    ir_value cond = old;
    if (s->op == OP_COALESCE) cond = lower_box_look_into(l, IR_IS_SOME, l->boolean, at, old);
    if (s->op != OP_AND) cond = lower_unary(l, IROP_NOT, cond, at);
    ir_node *node = lower_if(l, lower_seq_close(l, outer, false), cond, at);
    outer = lower_seq_open(l, at);
    write_place(l, &p, lower_expr_to(l, s->value, p.type));
    node->branch.then_body = lower_seq_close(l, outer, true);
}

void lower_assign(lower *l, stmt_assign *s)
{
    if (s->target->kind == EXPR_NAME && expr_as_name(s->target)->symbol == NULL) {
        lower_expr_effect(l, s->value);   // _ = e
        return;
    }
    if (s->target->kind == EXPR_TUPLE) {
        assign_tuple(l, expr_as_tuple(s->target), s->value);
        return;
    }
    if (s->op == OP_OR || s->op == OP_AND || s->op == OP_COALESCE) {
        assign_lazily(l, s);
        return;
    }
    if (s->op != OP_NONE) {
        assign_with(l, s);
        return;
    }
    place p = find_place(l, s->target);
    write_place(l, &p, lower_expr_to(l, s->value, p.type));
}
