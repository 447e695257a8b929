// SPDX-License-Identifier: MIT
// emit_call.c - calls: of functions, function values and built-ins; formatting.
//
//     plain                m_a__f(x, y)
//     plain that throws    m_a__f(task, x, y, &v_r)          a status
//     function value       ((int64_t (*)(sley_closure *, int64_t))v_f->code)(v_f, x)
//     built-in             [task] [executor] receiver, args [&result] [size] [&site]
//
// A built-in's parameter of a bare type parameter (T) goes by place: &v_x, or
// &(int64_t){3}.

#include "emit/emitter.h"

#include <assert.h>

#include "sema/builtin.h"

static void comma(emitter *e, bool *first)
{
    if (!*first) text_puts(e->out, ", ");
    *first = false;
}

void emit_call_args(emitter *e, const ir_op *op, uint32_t from, bool first)
{
    ir_var *changed = ir_changed_by_call(op);
    for (uint32_t i = from; i < op->arg_count; i++) {
        comma(e, &first);
        if (i == 0 && changed != NULL) emit_value_var_pointer(e, changed);
        else emit_value(e, &op->args[i], PREC_ANY);
    }
}

static void put_dest(emitter *e, const type *t, const char *dest, bool *first)
{
    if (t->kind == TYPE_UNIT || t->kind == TYPE_NEVER) return;
    comma(e, first);
    text_puts(e->out, dest != NULL ? dest : "NULL");
}

// ---- functions and function values ---------------------------------------------------

void emit_call_param(emitter *e, const ir_var *var)
{
    if (var->by_reference) put_f(e, "%t *%n", var->type, var);
    else put_f(e, "%T%n", var->type, var);
}

void emit_call_params(emitter *e, const ir_fn *fn, bool first)
{
    for (uint32_t i = 0; i < fn->params.count; i++) {
        comma(e, &first);
        emit_call_param(e, fn->params.items[i]);
    }
}

void emit_call_code_cast(emitter *e, const type *t)
{
    const type_fn *fn = &t->fn;
    bool throws = fn->throws && !fn->is_async;
    text_puts(e->out, "(");
    if (fn->is_async) text_puts(e->out, "void *");
    else if (throws) text_puts(e->out, "sley_status ");
    else emit_type_for_result(e, fn->result);
    text_puts(e->out, "(*)(sley_closure *");
    if (fn->is_async) text_puts(e->out, ", sley_task *, sley_frame *");
    else if (throws) text_puts(e->out, ", sley_task *");
    for (size_t i = 0; i < fn->param_count; i++) {
        text_puts(e->out, ", ");
        emit_type(e, fn->params[i]);
    }
    if (throws && fn->result->kind != TYPE_UNIT) {
        put_f(e, ", %T*", fn->result);
    }
    text_puts(e->out, "))");
}

// `((int64_t (*)(sley_closure *))v_f->code)(v_f`, `v_shape.methods->area(v_shape.self`
void emit_call_called(emitter *e, const ir_op *op)
{
    const ir_value *of = &op->args[0];
    const symbol *method;
    ir_called(op, &method);
    if (method != NULL) {
        emit_interface_need(e, of->type);
        emit_value_plain(e, of, PREC_POSTFIX);
        text_puts(e->out, ".methods->");
        cname_field(e->out, method->name);
        text_putc(e->out, '(');
        emit_value_plain(e, of, PREC_POSTFIX);
        text_puts(e->out, ".self");
        return;
    }
    text_putc(e->out, '(');
    emit_call_code_cast(e, of->type);
    emit_value_plain(e, of, PREC_POSTFIX);
    put_f(e, "->code)(%p", of);
}

static void put_call_value(emitter *e, ir_op *op, const char *dest)
{
    const symbol *method;
    const type_fn *fn = ir_called(op, &method);
    bool first = false;
    emit_call_called(e, op);
    if (fn->throws) {
        text_puts(e->out, ", ");
        emit_value_task(e);
    }
    emit_call_args(e, op, 1, false);
    if (fn->throws) put_dest(e, fn->result, dest, &first);
    text_putc(e->out, ')');
}

void emit_call(emitter *e, ir_op *op, const char *dest)
{
    if (op->code == IR_CALL_VALUE) {
        put_call_value(e, op, dest);
        return;
    }
    ir_fn *callee = op->aux.callee;
    bool first = true;
    emit_fn_need(e, callee);
    emit_name_fn(e->out, callee);
    text_putc(e->out, '(');
    bool has_status = ir_gives_status(callee);
    if (has_status) {
        comma(e, &first);
        emit_value_task(e);
    }
    emit_call_args(e, op, 0, first);
    first = first && op->arg_count == 0;
    if (has_status) put_dest(e, callee->result, dest, &first);
    text_putc(e->out, ')');
}

void emit_call_closure(emitter *e, ir_op *op, emit_prec prec)
{
    assert(op->code == IR_CLOSURE || op->code == IR_FN_VALUE);
    ir_fn *fn = op->aux.callee;
    if (op->code == IR_FN_VALUE || fn->captures.count == 0) {
        emit_closure_need_face(e, fn);
        emit_value_open(e, PREC_UNARY, prec);
        text_putc(e->out, '&');
        emit_name_fn_derived(e->out, fn, "value");
        emit_value_close(e, PREC_UNARY, prec);
        return;
    }
    emit_closure_need(e, fn);
    put_f(e, "SLEY_CLOSURE(%f", fn);
    emit_call_args(e, op, 0, false);
    text_putc(e->out, ')');
}

// ---- formatting -----------------------------------------------------------------------

static const char *part_macro(const type *t)
{
    switch (t->kind) {
    case TYPE_INT:
    case TYPE_I8:
    case TYPE_I16:
    case TYPE_I32:
    case TYPE_U8:
    case TYPE_U16:
    case TYPE_U32: return "SLEY_INT";
    case TYPE_FLOAT: return "SLEY_FLOAT";
    case TYPE_BOOL: return "SLEY_BOOL";
    case TYPE_CHAR: return "SLEY_CHAR";
    case TYPE_DURATION: return "SLEY_DURATION";
    case TYPE_STR: return "SLEY_STR";
    default: return NULL;
    }
}

// As an argument of a macro: commas between braces would split it.
static void put_place_arg(emitter *e, const ir_value *v)
{
    size_t start = e->out->len;
    emit_value_place_of(e, v);
    const char *written = e->out->bytes + start;
    if (strchr(written, '{') == NULL || strchr(written, ',') == NULL) return;
    text_putc(e->out, ' ');
    memmove(e->out->bytes + start + 1, e->out->bytes + start, e->out->len - start - 1);
    e->out->bytes[start] = '(';
    text_putc(e->out, ')');
}

static void put_spec(emitter *e, const ir_op *op, const ir_part *part)
{
    const ir_value *v = &op->args[part->arg];
    text_puts(e->out, ", ");
    if (part->width_arg != UINT32_MAX) {
        put_f(e, "sley_spec_check(%p, &%d, %i)", &op->args[part->width_arg], v->type, op->site);
        return;
    }
    text spec;
    text_init(&spec);
    if (part->is_repr) text_puts(&spec, part->spec_len > 0 ? "!r:" : "!r");
    if (part->spec != NULL) text_add(&spec, part->spec, part->spec_len);
    emit_table_string(e->out, text_string(&spec), spec.len);
    text_fini(&spec);
}

static void put_part(emitter *e, const ir_op *op, const ir_part *part, size_t text_len)
{
    if (part->text != NULL) {
        text_puts(e->out, "SLEY_LIT(");
        emit_table_string(e->out, part->text, text_len);
        text_putc(e->out, ')');
        return;
    }
    const ir_value *v = &op->args[part->arg];
    bool has_spec = part->is_repr || part->spec != NULL || part->width_arg != UINT32_MAX;
    const char *macro = part_macro(v->type);
    if (macro != NULL) {
        text_puts(e->out, macro);
        text_puts(e->out, has_spec ? "_AS(" : "(");
        emit_value_plain(e, v, PREC_COND);
    } else {
        put_f(e, has_spec ? "SLEY_VAL_AS(%d, " : "SLEY_VAL(%d, ", v->type);
        put_place_arg(e, v);
    }
    if (has_spec) put_spec(e, op, part);
    text_putc(e->out, ')');
}

void emit_call_format(emitter *e, ir_op *op)
{
    uint32_t count = op->aux.part_count;
    const ir_part *last = count > 0 ? &op->aux.parts[count - 1] : NULL;
    bool ends_line = last != NULL && last->text != NULL && last->text_len > 0 &&
                     last->text[last->text_len - 1] == '\n';
    bool is_print = op->type->kind == TYPE_UNIT;
    text_puts(e->out, !is_print ? "SLEY_FORMAT" : ends_line ? "SLEY_PRINT" : "SLEY_WRITE");
    text_puts(e->out, is_print && op->aux.to_stderr ? "_ERROR(" : "(");
    bool first = true;
    for (uint32_t i = 0; i < count; i++) {
        const ir_part *part = &op->aux.parts[i];
        size_t len = part->text_len;
        if (is_print && ends_line && part == last) {
            len--;
            if (len == 0 && count > 1) break;
        }
        comma(e, &first);
        put_part(e, op, part, len);
    }
    if (first) text_puts(e->out, "SLEY_LIT(\"\")");
    text_putc(e->out, ')');
}

// ---- built-ins ------------------------------------------------------------------------------

static const type *size_type(const ir_op *op)
{
    return op->args[0].type->element;
}

static void put_builtin_args(emitter *e, ir_op *op, const char *dest, bool first)
{
    const builtin *b = op->aux.builtin;
    for (uint32_t i = 0; i < op->arg_count; i++) {
        comma(e, &first);
        if (i < 32 && (op->aux.places >> i & 1) != 0) emit_value_place_of(e, &op->args[i]);
        else emit_value(e, &op->args[i], PREC_ANY);
    }
    if (dest != NULL || (b->flags & B_OUT) != 0) {
        comma(e, &first);
        text_puts(e->out, dest != NULL ? dest : "NULL");
    }
    if ((b->flags & B_SIZE) != 0) {
        comma(e, &first);
        put_f(e, "sizeof(%t)", size_type(op));
    }
    if ((b->flags & B_SITE) != 0) {
        comma(e, &first);
        emit_table_site(e, op->site);
    }
}

static void put_builtin_call(emitter *e, ir_op *op, const char *dest)
{
    const builtin *b = op->aux.builtin;
    bool first = true;
    text_puts(e->out, b->c_name);
    text_putc(e->out, '(');
    if ((b->flags & B_THROWS) != 0) {
        comma(e, &first);
        emit_value_task(e);
    }
    if ((b->flags & B_EXECUTOR) != 0) {
        comma(e, &first);
        emit_value_executor(e);
    }
    if ((b->flags & B_TYPE) != 0) {
        comma(e, &first);
        put_f(e, "&%d", op->aux.type_args[0]);
    }
    put_builtin_args(e, op, dest, first);
    text_putc(e->out, ')');
}

// The place that a built-in gives, as a value of the result's type; retained,
// since results are owned.
static void put_from_place(emitter *e, ir_op *op)
{
    const type *t = op->type;
    if (t->counted) {
        emit_type_op(e, t, "retain");
        text_putc(e->out, '(');
    }
    if (t->kind != TYPE_OPTIONAL) {
        put_f(e, "*(%Tconst *)", t);
        put_builtin_call(e, op, NULL);
    } else if (emit_type_is_pointer(t)) {
        text_puts(e->out, "SLEY_PTR_AT(");
        emit_type_for(e, t->element);
        e->out->len -= 2; // without ` *`
        text_puts(e->out, ", ");
        put_builtin_call(e, op, NULL);
        text_putc(e->out, ')');
    } else {
        emit_type_optional_at(e, t);
        text_putc(e->out, '(');
        put_builtin_call(e, op, NULL);
        text_putc(e->out, ')');
    }
    if (t->counted) text_putc(e->out, ')');
}

bool emit_call_is_dereferenced(const ir_op *op)
{
    bool is_place = (op->aux.builtin->flags & B_PLACE) != 0 && !emit_call_is_special(op);
    return is_place && !op->type->counted && op->type->kind != TYPE_OPTIONAL;
}

void emit_call_builtin(emitter *e, ir_op *op, const char *dest)
{
    uint32_t flags = op->aux.builtin->flags;
    if (emit_call_is_special(op)) emit_call_special(e, op);
    else if ((flags & B_PLACE) != 0) put_from_place(e, op);
    else if (emit_make_is_chan_of_optionals(op->type)) {
        text_puts(e->out, "sley_chan_of_optionals(");
        put_builtin_call(e, op, dest);
        text_putc(e->out, ')');
    } else put_builtin_call(e, op, dest);
}

// ---- built-ins that have no function of their own ----------------------------------------------

bool emit_call_is_special(const ir_op *op)
{
    const builtin *b = op->aux.builtin;
    if (b->id == BI_SLEEP && op->suspend == NULL) return true;
    return (b->flags & B_SPECIAL) != 0;
}

// The function that compares: a few types share one.
static const char *order_word(const type *t)
{
    if (t->kind == TYPE_BOOL || t->kind == TYPE_CHAR) return "u32";
    if (t->kind == TYPE_INSTANT) return "duration";
    const char *word = type_scalars[t->kind].word;
    return word != NULL ? word : "int";
}

static void put_min_max(emitter *e, const ir_op *op, const char *word)
{
    put_f(e, "sley_%s_%s(%v, %v)", order_word(op->type), word, &op->args[0], &op->args[1]);
}

static void put_site_arg(emitter *e, const ir_op *op)
{
    text_puts(e->out, ", ");
    emit_table_site(e, op->site);
}

static void put_sort(emitter *e, const ir_op *op, const char *name)
{
    const ir_value *key = &op->args[1];
    bool has_key = key->kind != IR_NOTHING && !(key->kind == IR_CONST && key->constant->is_none);
    put_f(e, "%s%s%v", name, has_key ? "_by(" : "(", &op->args[0]);
    if (has_key) {
        const type *fn = key->type->kind == TYPE_OPTIONAL ? key->type->element : key->type;
        put_f(e, ", &%d, ", fn->fn.result);
        emit_error_call_key(e, fn);
        text_puts(e->out, ", ");
        emit_value(e, key, PREC_ANY);
    }
    text_puts(e->out, ", ");
    if (op->arg_count > 2) emit_value(e, &op->args[2], PREC_ANY);
    else text_puts(e->out, "false");
    if (has_key) put_site_arg(e, op);
    text_putc(e->out, ')');
}

static void put_queue_by(emitter *e, const ir_op *op)
{
    const type *by = op->args[0].type;
    text_puts(e->out, "sley_priority_queue_new_by(");
    emit_value_executor(e);
    put_f(e, ", &%d, %v, &%d, ", op->aux.type_args[0], &op->args[1], by->fn.result);
    emit_error_call_key(e, by);
    put_f(e, ", %v, %i)", &op->args[0], op->site);
}

// sley_list_zip(&pair, offsetof(pair, f_1), ..)
static const type *pair_of(const ir_op *op)
{
    return op->type->element;
}

static void put_pairs(emitter *e, const ir_op *op, const char *name)
{
    const type *pair = pair_of(op);
    put_f(e, "%s(&%d, offsetof(%t, f_1)%A)", name, pair, pair, op, 0u);
}

static void put_abs(emitter *e, const ir_op *op)
{
    bool checked = !type_is_float(op->type);
    text_printf(e->out, "sley_%s_abs(", order_word(op->type));
    emit_call_args(e, op, 0, true);
    if (checked) put_site_arg(e, op);
    text_putc(e->out, ')');
}

static void put_exit(emitter *e, const ir_op *op)
{
    bool has_text = op->arg_count > 0 && op->args[0].type->kind == TYPE_STR;
    text_puts(e->out, has_text ? "sley_exit_text(" : "sley_exit(");
    emit_value_task(e);
    emit_call_args(e, op, 0, false);
    if (op->arg_count == 0) text_puts(e->out, ", 0");
    text_putc(e->out, ')');
}

void emit_call_special(emitter *e, ir_op *op)
{
    switch (op->aux.builtin->id) {
    case BI_MIN: put_min_max(e, op, "min"); break;
    case BI_MAX: put_min_max(e, op, "max"); break;
    case BI_ABS: put_abs(e, op); break;
    case BI_SORT: put_sort(e, op, "sley_list_sort"); break;
    case BI_SORTED: put_sort(e, op, "sley_list_sorted"); break;
    case BI_ZIP: put_pairs(e, op, "sley_list_zip"); break;
    case BI_ENUMERATE:
        put_f(e, "sley_list_enumerate(&%d, offsetof(%t, f_1)%A, %i)", pair_of(op), pair_of(op),
              op, 0u,
              op->site);
        break;
    case BI_QUEUE_BY: put_queue_by(e, op); break;
    case BI_ITEMS: put_pairs(e, op, "sley_map_items"); break;
    case BI_EXIT: put_exit(e, op); break;
    case BI_PANIC:
        put_f(e, "sley_panic_str(%i%A)", op->site, op, 0u);
        break;
    case BI_SLEEP:
        text_puts(e->out, "sley_sleep_thread(");
        emit_value_executor(e);
        emit_call_args(e, op, 0, false);
        text_putc(e->out, ')');
        break;
    default: assert(false && "lowered to another operation"); break;
    }
}
