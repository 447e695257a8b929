// SPDX-License-Identifier: MIT
// lower_format.c - texts of several parts: interpolation, print, chains of `+`.
//
//     print("total {n}", name)     format stdout "total " {n} " " {name} "\n"
//
// First the parts are collected, through nested interpolations and literals, so
// that everything is written by one operation; then the values are lowered from
// left to right.

#include <assert.h>

#include "lower/lower_fn.h"
#include "sema/builtin.h"
#include "sema/const.h"

// A piece of literal text, or a value.
typedef struct piece {
    const char *bytes;
    size_t len;
    const expr *value;
    const ir_value *given;     // .. that is known already, or NULL
    char conversion;           // 'r', or 0
    const format_spec *spec;   // or NULL
} piece;

typedef array_of(piece) piece_list;

typedef struct lower_format {
    lower *l;
    piece_list pieces;
} lower_format;

static void add_value(lower_format *f, const expr *e, char conversion, const format_spec *spec);

// ---- collecting ---------------------------------------------------------------------

static void add_text(lower_format *f, const char *bytes, size_t len)
{
    if (len == 0) return;
    arena *scratch = &f->l->prog->scratch;
    if (f->pieces.count > 0 && array_last(&f->pieces).bytes != NULL) {
        // Runs of literals become one.
        piece *last = &array_last(&f->pieces);
        char *joined = arena_alloc(&f->l->prog->fn, last->len + len + 1);
        memcpy(joined, last->bytes, last->len);
        memcpy(joined + last->len, bytes, len);
        joined[last->len + len] = '\0';
        last->bytes = joined;
        last->len += len;
        return;
    }
    piece p = {.bytes = bytes, .len = len};
    array_push(scratch, &f->pieces, p);
}

static void add_interp(lower_format *f, const expr_interp *e)
{
    for (uint32_t i = 0; i < e->parts.count; i++) {
        const interp_part *part = &e->parts.items[i];
        if (part->value == NULL) {
            add_text(f, part->bytes, part->len);
        } else {
            add_value(f, part->value, part->conversion, part->spec);
        }
    }
}

static bool is_text_sum(const expr *e)
{
    if (e->kind != EXPR_CHAIN || e->type->kind != TYPE_STR) return false;
    return expr_as_const_chain(e)->links.items[0].op == OP_ADD;
}

// str(x) of a value that cannot change: x itself.
static const expr *inside_str(const expr *e)
{
    if (e->kind != EXPR_CALL) return e;
    const call_plan *plan = expr_as_const_call(e)->plan;
    if (plan == NULL || plan->kind != CALL_BUILTIN || plan->builtin->id != BI_STR) return e;
    type_kind kind = plan->args[0]->type->kind;
    bool is_fixed = kind == TYPE_STR || kind == TYPE_BOOL || kind == TYPE_CHAR ||
                    type_is_numeric(plan->args[0]->type);
    return is_fixed ? plan->args[0] : e;
}

// Integers, bools and chars that are known now are text.
static bool add_constant(lower_format *f, const expr *e)
{
    const constant *c = e->constant;
    if (c == NULL || c->kind == CONST_FLOAT) return false;
    bool is_plain = type_is_integer(e->type) || e->type->kind == TYPE_BOOL;
    if (!is_plain && e->type->kind != TYPE_CHAR) return false;
    text out;
    text_init(&out);
    if (is_plain) {
        const_print(&out, c);
    } else {
        text_utf8(&out, (uint32_t)c->magnitude);
    }
    add_text(f, arena_copy(&f->l->prog->fn, text_string(&out), out.len), out.len);
    text_fini(&out);
    return true;
}

static void add_value(lower_format *f, const expr *e, char conversion, const format_spec *spec)
{
    if (conversion == 's') conversion = 0;
    if (conversion == 0 && spec == NULL) {
        e = inside_str(e);
        if (add_constant(f, e)) return;
        if (e->kind == EXPR_STR) {
            const expr_str *s = expr_as_const_str(e);
            add_text(f, s->bytes, s->len);
            return;
        }
        if (e->kind == EXPR_INTERP) {
            add_interp(f, expr_as_const_interp(e));
            return;
        }
        if (is_text_sum(e)) {
            const expr_chain *chain = expr_as_const_chain(e);
            add_value(f, chain->first, 0, NULL);
            for (uint32_t i = 0; i < chain->links.count; i++) {
                add_value(f, chain->links.items[i].operand, 0, NULL);
            }
            return;
        }
    }
    piece p = {.value = e, .conversion = conversion, .spec = spec};
    array_push(&f->l->prog->scratch, &f->pieces, p);
}

// ---- making the operation --------------------------------------------------------------

// The spec as text, up to its width; what follows the width goes to `tail`.
static void spec_text(const format_spec *s, text *head, text *tail)
{
    if (s->align != 0) {
        if (s->fill != 0) text_utf8(head, s->fill);
        text_putc(head, s->align);
    }
    if (s->sign != 0) text_putc(head, s->sign);
    if (s->alternate) text_putc(head, '#');
    if (s->zero) text_putc(head, '0');
    if (s->width >= 0) text_printf(head, "%d", (int)s->width);
    if (s->grouping != 0) text_putc(tail, s->grouping);
    if (s->precision >= 0) text_printf(tail, ".%d", (int)s->precision);
    if (s->precision_expr != NULL) text_putc(tail, '.');
}

static const char *keep(lower *l, const text *t)
{
    return arena_copy(&l->prog->fn, text_string(t), t->len);
}

static ir_value format_pieces(lower_format *f, type *t, bool to_stderr, span at);

// `{x:>{w}}`: the spec is put together when the program runs.
static ir_value computed_spec(lower *l, const format_spec *s, const text *head, const text *tail)
{
    lower_format f = {.l = l};
    add_text(&f, keep(l, head), head->len);
    if (s->width_expr != NULL) add_value(&f, s->width_expr, 0, NULL);
    add_text(&f, keep(l, tail), tail->len);
    if (s->precision_expr != NULL) add_value(&f, s->precision_expr, 0, NULL);
    if (s->presentation != 0) add_text(&f, &s->presentation, 1);
    return format_pieces(&f, l->string, false, s->span);
}

static void make_spec(lower *l, const format_spec *s, ir_part *part, lower_values *values)
{
    text head;
    text tail;
    text_init(&head);
    text_init(&tail);
    spec_text(s, &head, &tail);
    if (s->width_expr != NULL || s->precision_expr != NULL) {
        part->width_arg = values->count;
        array_push(&l->prog->scratch, values, computed_spec(l, s, &head, &tail));
    } else {
        text_add(&head, text_string(&tail), tail.len);
        if (s->presentation != 0) text_putc(&head, s->presentation);
        part->spec = keep(l, &head);
        part->spec_len = head.len;
    }
    text_fini(&head);
    text_fini(&tail);
}

// ---- what a later piece changes ----------------------------------------------------------

static void note_change(void *data, ir_op *op, ir_node *node)
{
    (void)node;
    bool *changes = data;
    *changes |= ir_effect_of(op) == EFFECT_EFFECT;
}

// The position after the last node of the sequence that may change what others see.
static uint32_t last_change(ir_node *seq, uint32_t from)
{
    for (uint32_t i = seq->seq.count; i > from; i--) {
        bool changes = false;
        ir_walker walker = {.data = &changes, .op = note_change};
        ir_node *node = seq->seq.items[i - 1];
        if (node->kind == NODE_OP) ir_walk_op(&walker, node->op, node);
        else if (node->kind != NODE_MARK) ir_walk(&walker, node);
        if (changes) return i;
    }
    return from;
}

// Renders a part at this position of the sequence, where it was evaluated: what it
// shows may be another text later.  Its operand is the text from then on.
static void render(lower *l, lower_values *values, ir_part *part, uint32_t position, span at)
{
    ir_nodes *nodes = &l->seq->seq;
    bool has_spec = part->width_arg != UINT32_MAX;
    ir_op *op = lower_op(l, IR_FORMAT, l->string, at, has_spec ? 2 : 1);
    op->args[0] = values->items[part->arg];
    op->aux.parts = arena_new(&l->prog->fn, ir_part);
    *op->aux.parts = *part;
    op->aux.parts->arg = 0;
    op->aux.part_count = 1;
    values->items[part->arg] = ir_temp_value(op);
    if (has_spec) {
        op->args[1] = values->items[part->width_arg];
        op->aux.parts->width_arg = 1;
        op->site = lower_site(l, at);
        values->items[part->width_arg] = ir_text_value(l->prog, l->string, "", 0);   // unused
    }
    ir_node *node = array_last(nodes);
    memmove(&nodes->items[position + 1], &nodes->items[position],
            (nodes->count - 1 - position) * sizeof *nodes->items);
    nodes->items[position] = node;
    part->is_repr = false;
    part->spec = NULL;
    part->spec_len = 0;
    part->width_arg = UINT32_MAX;
}

// The operands of the pieces, in the order of the text; part.arg says which is whose.
static void piece_values(lower_format *f, ir_part *parts, lower_values *values, span at)
{
    lower *l = f->l;
    uint32_t begin = l->seq->seq.count;
    uint32_t *ends = arena_new_array(&l->prog->scratch, uint32_t, f->pieces.count + 1);
    for (uint32_t i = 0; i < f->pieces.count; i++) {
        const piece *p = &f->pieces.items[i];
        ir_part *part = &parts[i];
        part->width_arg = UINT32_MAX;
        part->text = p->bytes;
        part->text_len = p->len;
        if (p->bytes != NULL) continue;
        part->arg = values->count;
        ir_value value = p->given != NULL ? *p->given : lower_expr_to(l, p->value, p->value->type);
        array_push(&l->prog->scratch, values, value);
        part->is_repr = p->conversion == 'r';
        ends[i] = l->seq->seq.count;
        if (p->spec == NULL) continue;
        make_spec(l, p->spec, part, values);
        // Its text is made when the spec is known.
        if (part->width_arg != UINT32_MAX) ends[i] = l->seq->seq.count;
    }
    uint32_t changed = last_change(l->seq, begin);
    // From the last one, so that the positions hold.
    for (uint32_t i = f->pieces.count; i > 0; i--) {
        ir_part *part = &parts[i - 1];
        if (part->text != NULL || ends[i - 1] >= changed) continue;
        if (!type_can_change(values->items[part->arg].type)) continue;
        render(l, values, part, ends[i - 1], at);
    }
}

static ir_value format_pieces(lower_format *f, type *t, bool to_stderr, span at)
{
    lower *l = f->l;
    uint32_t count = f->pieces.count;
    ir_part *parts = arena_new_array(&l->prog->fn, ir_part, count + 1);
    lower_values values = {0};
    piece_values(f, parts, &values, at);
    ir_op *op = lower_op(l, IR_FORMAT, t, at, values.count);
    for (uint32_t i = 0; i < values.count; i++) op->args[i] = values.items[i];
    op->aux.parts = parts;
    op->aux.part_count = count;
    op->aux.to_stderr = to_stderr;
    for (uint32_t i = 0; i < count; i++) {
        if (parts[i].width_arg != UINT32_MAX) op->site = lower_site(l, at);
    }
    return ir_temp_value(op);
}

// A text of the pieces: a literal or the one text that they are, if they are one.
static ir_value text_of_pieces(lower_format *f, span at)
{
    lower *l = f->l;
    if (f->pieces.count == 0) return ir_text_value(l->prog, l->string, "", 0);
    if (f->pieces.count > 1) return format_pieces(f, l->string, false, at);
    const piece *p = &f->pieces.items[0];
    if (p->bytes != NULL) return ir_text_value(l->prog, l->string, p->bytes, p->len);
    bool is_plain = p->conversion == 0 && p->spec == NULL;
    if (is_plain && p->value->type->kind == TYPE_STR) return lower_expr_to(l, p->value, l->string);
    return format_pieces(f, l->string, false, at);
}

// ---- what the others use ------------------------------------------------------------------

ir_value lower_format_interp(lower *l, const expr_interp *e)
{
    lower_format f = {.l = l};
    add_interp(&f, e);
    return text_of_pieces(&f, e->head.span);
}

ir_value lower_format_string_of(lower *l, const expr *e, bool is_repr, span at)
{
    lower_format f = {.l = l};
    add_value(&f, e, is_repr ? 'r' : 0, NULL);
    return text_of_pieces(&f, at);
}

bool lower_format_concat(lower *l, const expr_chain *e, ir_value *result)
{
    if (e->links.count < 2 || !is_text_sum(&e->head)) return false;
    lower_format f = {.l = l};
    add_value(&f, &e->head, 0, NULL);
    *result = text_of_pieces(&f, e->head.span);
    return true;
}

void lower_format_print(lower *l, const expr_call *e, bool to_stderr)
{
    const call_plan *plan = e->plan;
    lower_format f = {.l = l};
    for (size_t i = 0; i < plan->rest_count; i++) {
        if (i > 0) add_text(&f, " ", 1);
        add_value(&f, plan->rest[i], 0, NULL);
    }
    if (plan->arg_count > 1 && plan->args[1] != NULL) {
        add_value(&f, plan->args[1], 0, NULL);
    } else {
        add_text(&f, "\n", 1);
    }
    format_pieces(&f, l->unit, to_stderr, e->head.span);
}

static void panic_with(lower_format *f, ir_site *site, span at)
{
    lower *l = f->l;
    ir_value what = text_of_pieces(f, at);
    type *never = type_scalar(l->prog, TYPE_NEVER);
    const builtin *panic = builtin_with_id(l->prog, BI_PANIC, NULL);
    ir_op *op = lower_call_builtin(l, panic, never, at, &what, 1);
    op->site = site;
}

static void add_what(lower_format *f, const char *prefix, const expr *message, const ir_site *site)
{
    add_text(f, prefix, strlen(prefix));
    if (message != NULL) add_value(f, message, 0, NULL);
    else add_text(f, site->text, strlen(site->text));
}

static void add_side(lower_format *f, ir_value *value)
{
    type_kind kind = value->type->kind;
    bool is_plain = type_is_numeric(value->type) || kind == TYPE_BOOL || kind == TYPE_DURATION;
    piece side = {.given = value, .conversion = is_plain ? 0 : 'r'};
    array_push(&f->l->prog->scratch, &f->pieces, side);
}

void lower_format_assertion(lower *l, const expr *message, const expr_binary *compared,
                            ir_value sides[2], span at)
{
    lower_format f = {.l = l};
    ir_site *site = lower_site(l, at);
    add_what(&f, "assertion failed: ", message, site);
    bool is_told = compared != NULL && (sides[0].kind != IR_CONST || sides[1].kind != IR_CONST);
    if (is_told) {
        const char *op = ast_op_text(compared->op);
        add_text(&f, " (", 2);
        add_side(&f, &sides[0]);
        add_text(&f, " ", 1);
        add_text(&f, op, strlen(op));
        add_text(&f, " ", 1);
        add_side(&f, &sides[1]);
        add_text(&f, ")", 1);
    }
    panic_with(&f, site, at);
}

ir_value lower_format_dbg(lower *l, const expr *e, span at)
{
    lower_format f = {.l = l};
    ir_value value = lower_held(l, lower_expr_to(l, e, e->type), "value", at);
    ir_site *site = lower_site(l, e->span);
    text place;
    text_init(&place);
    text_printf(&place, "%s:%u: %s = ", source_base_name(l->module->source->path), site->line,
                site->text);
    add_text(&f, arena_copy(&l->prog->fn, text_string(&place), place.len), place.len);
    text_fini(&place);
    add_side(&f, &value);
    add_text(&f, "\n", 1);
    format_pieces(&f, l->unit, true, at);
    return value;
}
