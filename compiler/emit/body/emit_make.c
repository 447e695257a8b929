// SPDX-License-Identifier: MIT
// emit_make.c - operations that take values apart and put them together.
//
// ORDER ir_op (ir.def)

#include "emit/emitter.h"

#include <assert.h>

// ---- parts of values ---------------------------------------------------------------------------

static void put_field(emitter *e, const ir_op *op)
{
    const char *name;
    emit_type_field_at(e, op->args[0].type, op->aux.index, &name);
    if (op->args[0].kind == IR_VAR) {
        emit_value_var_member(e, op->args[0].var);
    } else {
        emit_value_plain(e, &op->args[0], PREC_POSTFIX);
        text_putc(e->out, '.');
    }
    cname_field(e->out, name);
}

static void put_payload(emitter *e, const ir_op *op)
{
    const type_case *c = &op->args[0].type->decl->cases[op->aux.case_index];
    emit_value_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, ".u.");
    cname_case(e->out, c->name);
    text_putc(e->out, '.');
    cname_field(e->out, c->fields[op->aux.index].name);
}

// The struct in the runtime of a built-in error that has this field: that of the
// ancestor which declares it.  sley_error_parse: sley_parse_error;
// sley_error_net_incomplete: sley_net_incomplete.
static void put_runtime_error(emitter *e, const type_decl *decl, uint32_t index)
{
    while (decl->parent != NULL && decl->parent->decl != NULL &&
           decl->parent->decl->field_count > index) {
        decl = decl->parent->decl;
    }
    const char *name = decl->c_name + strlen("sley_error_");
    text_printf(e->out, strchr(name, '_') != NULL ? "sley_%s" : "sley_%s_error", name);
}

static void put_error_field(emitter *e, const ir_op *op)
{
    const type_decl *decl = op->aux.of->decl;
    bool built_in = decl->c_name != NULL;
    text_puts(e->out, "((const ");
    if (built_in) {
        put_runtime_error(e, decl, op->aux.index);
    } else {
        emit_error_need_struct(e, op->aux.of);
        cname_decl(e->out, decl);
    }
    text_puts(e->out, " *)");
    emit_value_plain(e, &op->args[0], PREC_UNARY);
    text_puts(e->out, ")->");
    if (built_in) text_puts(e->out, decl->fields[op->aux.index].name);
    else cname_field(e->out, decl->fields[op->aux.index].name);
}

static void put_element(emitter *e, const ir_op *op, const char *macro, bool has_site)
{
    put_f(e, "%s(%t", macro, op->type);
    for (uint32_t i = 0; i < 2; i++) {
        text_puts(e->out, ", ");
        emit_value_plain(e, &op->args[i], PREC_ANY);
    }
    emit_expr_call_end(e, op, has_site);
}

static void put_index(emitter *e, const ir_op *op, emit_prec prec)
{
    const type *t = op->args[0].type;
    if (t->kind == TYPE_CLASS || t->kind == TYPE_HOLDER) {
        emit_class_field(e, op);
    } else if (t->kind == TYPE_LIST) {
        put_element(e, op, "SLEY_AT", true);
    } else if (t->kind == TYPE_MAP) {
        emit_value_open(e, PREC_UNARY, prec);
        put_f(e, "*(%T*)sley_map_at(%p, ", t->element, &op->args[0]);
        emit_value_place_of(e, &op->args[1]);
        emit_expr_call_end(e, op, true);
        emit_value_close(e, PREC_UNARY, prec);
    } else {
        const char *word = t->kind == TYPE_STR     ? "str"
                           : t->kind == TYPE_BYTES ? "bytes"
                                                   : "buffer";
        emit_expr_call(e, op, word, "at");
        emit_expr_call_end(e, op, true);
    }
}

static void put_nth(emitter *e, const ir_op *op)
{
    if (op->args[0].type->kind == TYPE_LIST) {
        put_element(e, op, "SLEY_NTH", false);
        return;
    }
    emit_value_plain(e, &op->args[0], PREC_POSTFIX);
    put_f(e, "->data[%p]", &op->args[1]);
}

static void put_next(emitter *e, const ir_op *op)
{
    type_kind kind = op->args[0].type->kind;
    text_puts(e->out, kind == TYPE_MAP   ? "sley_map_next("
                      : kind == TYPE_SET ? "sley_set_next("
                                         : "sley_str_next(");
    emit_value_plain(e, &op->args[0], PREC_ANY);
    for (uint32_t i = 1; i < op->arg_count; i++) {
        text_puts(e->out, ", &");
        emit_value_plain(e, &op->args[i], PREC_UNARY);
    }
    text_putc(e->out, ')');
}

// xs[a..b]; without an end: to the end
static void put_slice(emitter *e, const ir_op *op)
{
    const type *t = op->args[0].type;
    bool open = op->arg_count < 3 || op->args[2].kind == IR_NOTHING;
    text_puts(e->out, t->kind == TYPE_STR     ? "sley_str_slice"
                      : t->kind == TYPE_BYTES ? "sley_bytes_slice"
                                              : "sley_list_slice");
    text_puts(e->out, open ? "_from(" : "(");
    for (uint32_t i = 0; i < (open ? 2u : 3u); i++) {
        if (i > 0) text_puts(e->out, ", ");
        if (op->args[i].kind == IR_NOTHING) text_putc(e->out, '0');
        else emit_value(e, &op->args[i], PREC_ANY);
    }
    emit_expr_call_end(e, op, true);
}

static void put_unwrap(emitter *e, const ir_op *op)
{
    const ir_value *v = &op->args[0];
    bool pointer = emit_type_is_pointer(v->type);
    text_puts(e->out, pointer ? "SLEY_UNWRAP_PTR(" : "SLEY_UNWRAP(");
    if (pointer) {
        emit_type(e, v->type->element);
        text_puts(e->out, ", ");
    }
    emit_value_plain(e, v, PREC_POSTFIX);
    emit_expr_call_end(e, op, true);
}

static void put_or_else(emitter *e, const ir_op *op, emit_prec prec)
{
    emit_value_open(e, PREC_COND, prec);
    emit_value_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, ".some ? ");
    emit_value_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, ".value : ");
    emit_value(e, &op->args[1], PREC_COND);
    emit_value_close(e, PREC_COND, prec);
}

// ---- making values ------------------------------------------------------------------------------

void emit_make_struct(emitter *e, const ir_op *op)
{
    put_f(e, "(%t){", op->type);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const char *name;
        emit_type_field_at(e, op->type, i, &name);
        if (i > 0) text_puts(e->out, ", ");
        if (op->type->kind != TYPE_TUPLE) {
            text_putc(e->out, '.');
            cname_field(e->out, name);
            text_puts(e->out, " = ");
        }
        emit_value_init(e, &op->args[i]);
    }
    if (op->arg_count == 0) text_putc(e->out, '0');
    text_putc(e->out, '}');
}

void emit_make_case(emitter *e, const ir_op *op)
{
    const type_decl *decl = op->type->decl;
    const type_case *c = &decl->cases[op->aux.case_index];
    put_f(e, "(%t){.tag = ", op->type);
    cname_case_number(e->out, decl, c->name);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        text_puts(e->out, ", .u.");
        cname_case(e->out, c->name);
        text_putc(e->out, '.');
        cname_field(e->out, c->fields[i].name);
        text_puts(e->out, " = ");
        emit_value_init(e, &op->args[i]);
    }
    text_putc(e->out, '}');
}

void emit_make_some(emitter *e, const ir_op *op, emit_prec prec)
{
    if (emit_type_is_pointer(op->type)) {
        emit_value(e, &op->args[0], prec);
        return;
    }
    put_f(e, "(%t){true, ", op->type);
    emit_value_init(e, &op->args[0]);
    text_putc(e->out, '}');
}

// SLEY_BOX(m_a__Expr, v_e), SLEY_BOX_OPTIONAL(m_a__Node, sley_opt_m_a__Node, v_n)
void emit_make_box(emitter *e, const ir_op *op)
{
    if (op->type->kind == TYPE_ANY) {
        const type *of = op->args[0].type;
        put_f(e, "SLEY_ANY(%d, %t, ", of, of);
        emit_value_init(e, &op->args[0]);
        text_putc(e->out, ')');
        return;
    }
    bool is_opt = op->type->kind == TYPE_OPTIONAL;
    const type *inner = is_opt ? op->type->element->element : op->type->element;
    const ir_value *value = &op->args[0];
    bool is_some = is_opt && value->kind == IR_TEMP && value->op->folded &&
                   value->op->code == IR_SOME;
    emit_glue_need_descriptor(e, inner);
    if (is_some) value = &value->op->args[0];
    put_f(e, is_opt && !is_some ? "SLEY_BOX_OPTIONAL(%t, %t, " : "SLEY_BOX(%t, ", inner,
          value->type);
    emit_value_init(e, value);
    text_putc(e->out, ')');
}

// sley_any_is(v_v, &sley_type_int)
static void put_any_is(emitter *e, const ir_op *op)
{
    put_f(e, "sley_any_is(%v, &%d)", &op->args[0], op->aux.of);
}

// SLEY_UNBOX(int64_t, v_v)
static void put_any_value(emitter *e, const ir_op *op)
{
    put_f(e, "SLEY_UNBOX(%t, %p)", op->type, &op->args[0]);
}

static void put_unbox(emitter *e, const ir_op *op)
{
    if (op->args[0].type->kind != TYPE_OPTIONAL) {
        put_f(e, "SLEY_UNBOX(%t, %p)", op->type, &op->args[0]);
        return;
    }
    emit_type_optional_at(e, op->type);
    put_f(e, "(sley_box_place(%p))", &op->args[0]);
}

void emit_make_error(emitter *e, const ir_op *op)
{
    const type_decl *decl = op->aux.of->decl;
    if (decl->c_name != NULL) {
        put_f(e, "%s(&%s%A)",
              decl->c_maker != NULL ? decl->c_maker : "sley_error_simple", decl->c_name, op, 0u);
        return;
    }
    emit_error_new(e, op->aux.of);
    text_putc(e->out, '(');
    emit_call_args(e, op, 0, true);
    text_putc(e->out, ')');
}

static void put_array(emitter *e, const type *t, const ir_value *v, uint32_t count, uint32_t step)
{
    text_puts(e->out, ", (");
    emit_type_for(e, t);
    if (e->out->bytes[e->out->len - 1] == ' ') e->out->len--;
    text_printf(e->out, "[%u]){", (count + step - 1) / step);
    for (uint32_t i = 0; i < count; i += step) {
        if (i > 0) text_puts(e->out, ", ");
        emit_value_init(e, &v[i]);
    }
    text_putc(e->out, '}');
}

void emit_make_container(emitter *e, const ir_op *op)
{
    const type *t = op->type;
    const char *word = t->kind == TYPE_LIST ? "list" : t->kind == TYPE_SET ? "set" : "map";
    bool empty = op->arg_count == 0;
    put_f(e, "sley_%s%s", word, empty ? "_new(" : "_of(");
    if (t->kind == TYPE_MAP) {
        put_f(e, "&%d, ", t->key);
    }
    text_putc(e->out, '&');
    emit_glue_descriptor(e, t->element);
    if (empty) {
        if (t->kind == TYPE_LIST) text_puts(e->out, ", 0");
    } else if (t->kind == TYPE_MAP) {
        text_puts(e->out, ", ");
        text_uint(e->out, op->arg_count / 2);
        put_array(e, t->key, op->args, op->arg_count, 2);
        put_array(e, t->element, op->args + 1, op->arg_count - 1, 2);
    } else {
        text_puts(e->out, ", ");
        text_uint(e->out, op->arg_count);
        put_array(e, t->element, op->args, op->arg_count, 1);
    }
    text_putc(e->out, ')');
}

void emit_make_concat(emitter *e, const ir_op *op)
{
    type_kind kind = op->type->kind;
    text_puts(e->out, kind == TYPE_STR     ? "sley_str_concat"
                      : kind == TYPE_BYTES ? "sley_bytes_concat"
                                           : "sley_list_concat");
    emit_expr_pair(e, op);
}

// The descriptor of `str?` is that of str: what recv gives, `str??`, needs a word more.
bool emit_make_is_chan_of_optionals(const type *t)
{
    return t->kind == TYPE_CHAN && t->element->kind == TYPE_OPTIONAL &&
           emit_type_is_pointer(t->element);
}

void emit_make_new(emitter *e, const ir_op *op)
{
    const type *t = op->type;
    if (t->kind != TYPE_CHAN && t->kind != TYPE_FUTURE) {
        emit_make_container(e, op);
        return;
    }
    bool bounded = op->arg_count > 0 && op->args[0].kind != IR_NOTHING;
    bool twice = emit_make_is_chan_of_optionals(t);
    if (twice) text_puts(e->out, "sley_chan_of_optionals(");
    text_puts(e->out, t->kind == TYPE_FUTURE ? "sley_future_new("
                      : op->aux.variant == 1 ? "sley_chan_new_dropping("
                      : bounded              ? "sley_chan_new("
                                             : "sley_chan_new_unbounded(");
    emit_value_maker(e);
    text_puts(e->out, ", ");
    if (t->kind == TYPE_FUTURE) {
        emit_glue_descriptor_or_null(e, t->element);
    } else {
        text_putc(e->out, '&');
        emit_glue_descriptor(e, t->element);
    }
    if (t->kind == TYPE_CHAN && bounded) {
        text_puts(e->out, ", ");
        emit_value(e, &op->args[0], PREC_ANY);
    }
    emit_expr_call_end(e, op, true);
    if (twice) text_putc(e->out, ')');
}

static void put_at_cursor(emitter *e, const ir_op *op)
{
    put_element(e, op, op->code == IR_KEY_AT ? "SLEY_KEY" : "SLEY_VALUE", false);
}

// list and bytes: the field; str counts code points.
static void put_len(emitter *e, const ir_op *op)
{
    emit_value_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, op->args[0].type->kind == TYPE_STR ? "->chars" : "->len");
}

static void put_error_is(emitter *e, const ir_op *op)
{
    put_f(e, "sley_error_is(%p, &", &op->args[0]);
    emit_error_type(e, op->aux.of);
    text_putc(e->out, ')');
}

void emit_make_part_of(emitter *e, ir_op *op, emit_prec prec)
{
    switch (op->code) {
    case IR_FIELD: put_field(e, op); break;
    case IR_PAYLOAD: put_payload(e, op); break;
    case IR_TAG:
        emit_value_plain(e, &op->args[0], PREC_POSTFIX);
        text_puts(e->out, ".tag");
        break;
    case IR_NUMBER:
        put_f(e, "(int64_t)%p.tag", &op->args[0]);
        break;
    case IR_CASE_OF: emit_type_case_with_number(e, op); break;
    case IR_IS_SOME: emit_expr_is_some(e, &op->args[0], true, prec); break;
    case IR_SOME_VALUE:
        emit_value_plain(e, &op->args[0], PREC_POSTFIX);
        if (!emit_type_is_pointer(op->args[0].type)) text_puts(e->out, ".value");
        break;
    case IR_UNBOX: put_unbox(e, op); break;
    case IR_OR_ELSE: put_or_else(e, op, prec); break;
    case IR_UNWRAP: put_unwrap(e, op); break;
    case IR_ANY_IS: put_any_is(e, op); break;
    case IR_ANY_VALUE: put_any_value(e, op); break;
    case IR_ERROR_IS: put_error_is(e, op); break;
    case IR_ERROR_FIELD: put_error_field(e, op); break;
    case IR_OBJECT_FIELD: emit_class_field(e, op); break;
    case IR_PLACE:
    case IR_INDEX: put_index(e, op, prec); break;
    case IR_SLICE: put_slice(e, op); break;
    case IR_LEN: put_len(e, op); break;
    case IR_NTH: put_nth(e, op); break;
    case IR_NEXT: put_next(e, op); break;
    case IR_KEY_AT:
    case IR_VALUE_AT: put_at_cursor(e, op); break;
    default: assert(false && "no part of a value"); break;
    }
}
