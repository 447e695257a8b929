// SPDX-License-Identifier: MIT
// emit_value.c - operands as C: constants, variables, results of operations.
//
// An operation that fold.c has folded is printed where it is used; one that was
// not has a variable t_N.  What suspended is read where it lies: in the await
// area.

#include "emit/emitter.h"

#include <math.h>
#include <stdlib.h>

void emit_value_open(emitter *e, emit_prec own, emit_prec prec)
{
    if (own < prec) text_putc(e->out, '(');
}

void emit_value_close(emitter *e, emit_prec own, emit_prec prec)
{
    if (own < prec) text_putc(e->out, ')');
}

void emit_value_task(emitter *e)
{
    e->f.seen.task = true;
    text_puts(e->out, "task");
}

void emit_value_executor(emitter *e)
{
    if (e->f.has_frame || e->f.throws) {
        emit_value_task(e);
        text_puts(e->out, "->base.executor");
    } else {
        text_puts(e->out, "sley_here()");
    }
}

// The task that the code runs in.
void emit_value_maker(emitter *e)
{
    if (e->f.has_frame || e->f.throws) emit_value_task(e);
    else text_puts(e->out, "sley_here_task()");
}

// ---- constants ------------------------------------------------------------------

__extension__ typedef unsigned __int128 u128;

static void put_wide(emitter *e, const type *t, u128 bits)
{
    uint64_t high = (uint64_t)(bits >> 64), low = (uint64_t)bits;
    text_printf(e->out, "(%s)((sley_u128)UINT64_C(%llu) << 64 | UINT64_C(%llu))",
                t->kind == TYPE_I128 ? "sley_i128" : "sley_u128", (unsigned long long)high,
                (unsigned long long)low);
}

static void put_integer(emitter *e, const type *t, u128 bits, emit_prec prec)
{
    if (t->kind == TYPE_I128 || t->kind == TYPE_U128) {
        bool small = bits <= (u128)INT64_MAX;
        if (!small) {
            emit_value_open(e, PREC_UNARY, prec);
            put_wide(e, t, bits);
            emit_value_close(e, PREC_UNARY, prec);
            return;
        }
    }
    if (t->kind == TYPE_U64 && (uint64_t)bits > (uint64_t)INT64_MAX) {
        text_printf(e->out, "UINT64_C(%llu)", (unsigned long long)(uint64_t)bits);
        return;
    }
    int64_t value = (int64_t)bits;
    if (value == INT64_MIN) {
        text_puts(e->out, "INT64_MIN");
        return;
    }
    emit_prec own = value < 0 ? PREC_UNARY : PREC_POSTFIX;
    emit_value_open(e, own, prec);
    if (value < 0) text_putc(e->out, '-');
    text_uint(e->out, value < 0 ? (uint64_t)-value : (uint64_t)value);
    emit_value_close(e, own, prec);
}

static void put_char(emitter *e, uint32_t c)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || (c != 0 && c < 127 && strchr(" _.,-+*/=<>()[]{}:;!#%&|^~@$", (int)c) != NULL)) {
        text_printf(e->out, "'%c'", (char)c);
    } else {
        text_printf(e->out, "0x%x", c);
    }
}

static void put_float(emitter *e, double value, bool is_f32, emit_prec prec)
{
    char digits[40];
    if (isinf(value) || isnan(value)) {
        emit_value_open(e, PREC_UNARY, prec);
        text_puts(e->out, isnan(value) ? "(double)NAN" : value < 0 ? "-HUGE_VAL" : "HUGE_VAL");
        emit_value_close(e, PREC_UNARY, prec);
        return;
    }
    // a C compiler warns of what is too small for a float, though Sley has rounded it
    if (is_f32) value = (double)(float)value;
    int precision = 1;
    do {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
    } while (++precision <= 17 &&
             (is_f32 ? strtof(digits, NULL) != (float)value : strtod(digits, NULL) != value));
    // 10.0, not 1e+01: a number of so few digits is exact when it is written out
    bool is_short = fabs(value) < 1e15 && value == floor(value);
    if (is_short && strchr(digits, 'e') != NULL) snprintf(digits, sizeof digits, "%.0f", value);
    emit_prec own = digits[0] == '-' ? PREC_UNARY : PREC_POSTFIX;
    emit_value_open(e, own, prec);
    text_puts(e->out, digits);
    if (strpbrk(digits, ".e") == NULL) text_puts(e->out, ".0");
    if (is_f32) text_putc(e->out, 'f');
    emit_value_close(e, own, prec);
}

// Whole units read better: 3 * SLEY_SECOND would need a name; 3s is 3000000000.
void emit_value_const(emitter *e, const ir_const *c, const type *t, emit_prec prec)
{
    if (c->is_none || t->kind == TYPE_NONE) {
        if (emit_type_is_struct(t)) emit_type_empty(e, t);
        else text_puts(e->out, "NULL");
        return;
    }
    if (t->kind == TYPE_OPTIONAL) t = t->element; // of a text: the same pointer
    switch (t->kind) {
    case TYPE_BOOL: text_puts(e->out, c->i != 0 ? "true" : "false"); break;
    case TYPE_CHAR: put_char(e, (uint32_t)c->i); break;
    case TYPE_FLOAT:
    case TYPE_F32: put_float(e, c->f, t->kind == TYPE_F32, prec); break;
    case TYPE_STR:
    case TYPE_BYTES:
        emit_value_open(e, PREC_UNARY, prec);
        emit_literal_name(e, c->text, c->text_len, t->kind == TYPE_BYTES);
        emit_value_close(e, PREC_UNARY, prec);
        break;
    default: put_integer(e, t, c->i, prec); break;
    }
}

// ---- operands ---------------------------------------------------------------------

static uint32_t group_number(const emitter *e, const ir_var *var)
{
    const ir_nodes *groups = &e->f.plan->groups;
    for (uint32_t i = 0; i < groups->count; i++) {
        if (groups->items[i]->scope.var == var) return groups->items[i]->scope.number;
    }
    return 0;
}

// The variable as C names it: `v_x`, `f->v_x`, and the pointer of what is handed over
// by reference.
static void put_var_name(emitter *e, ir_var *var)
{
    uint32_t group = var->type->kind == TYPE_GROUP ? group_number(e, var) : 0;
    if (group != 0) {
        e->f.seen.frame = true;
        text_printf(e->out, "f->g_%u.group", group);
        return;
    }
    if (var->kind == IRVAR_CAPTURE) {
        e->f.seen.captures = true;
        text_puts(e->out, "c->");
    } else if (var->in_frame) {
        e->f.seen.frame = true;
        text_puts(e->out, "f->");
    }
    if (var->kind == IRVAR_SELF) {
        e->f.seen.closure = true;
        text_puts(e->out, "closure");
    } else {
        emit_name_var(e->out, var);
    }
}

void emit_value_var(emitter *e, ir_var *var)
{
    if (var->by_reference) text_puts(e->out, "(*");
    put_var_name(e, var);
    if (var->by_reference) text_putc(e->out, ')');
}

void emit_value_var_pointer(emitter *e, ir_var *var)
{
    if (!var->by_reference) text_putc(e->out, '&');
    put_var_name(e, var);
}

void emit_value_var_member(emitter *e, ir_var *var)
{
    put_var_name(e, var);
    text_puts(e->out, var->by_reference ? "->" : ".");
}

static bool is_var_like(const ir_value *v)
{
    return v->kind == IR_VAR || v->kind == IR_GLOBAL;
}

void emit_value_plain(emitter *e, const ir_value *v, emit_prec prec)
{
    switch (v->kind) {
    case IR_NOTHING: text_puts(e->out, "NULL"); break;
    case IR_CONST: emit_value_const(e, v->constant, v->type, prec); break;
    case IR_VAR: emit_value_var(e, v->var); break;
    case IR_GLOBAL:
        emit_need_global(e, v->global);
        if (v->global->is_task_var) put_f(e, "SLEY_TASK_VAR(%t, %k, %g)", v->type, v->global);
        else emit_name_global(e->out, v->global);
        break;
    case IR_TEMP:
        if (v->op->suspend != NULL) emit_async_awaited(e, v->op);
        else if (v->op->folded) emit_expr(e, v->op, prec);
        else if (v->op->into != NULL) emit_value_var(e, v->op->into);
        else emit_name_temp(e->out, v->op);
        break;
    }
}

// Texts of the program are never counted, nor is none.
static bool needs_retain(const ir_value *v)
{
    return v->mode == MODE_COPY && v->kind != IR_CONST && v->type->counted;
}

void emit_value(emitter *e, const ir_value *v, emit_prec prec)
{
    if (needs_retain(v)) {
        put_f(e, "%oretain(%p)", v->type, v);
    } else if (v->mode == MODE_TAKE && v->type->counted && is_var_like(v)) {
        emit_type_op(e, v->type, "take");
        text_puts(e->out, "(&");
        emit_value_plain(e, v, PREC_UNARY);
        text_putc(e->out, ')');
    } else {
        emit_value_plain(e, v, prec);
    }
}

// Something C can take the address of.
static bool is_lvalue(const ir_value *v)
{
    if (v->mode == MODE_COPY || v->mode == MODE_TAKE) {
        if (v->type->counted) return false;
    }
    if (v->kind == IR_TEMP) {
        if (v->op->suspend != NULL) return v->op->code != IR_RACE && v->op->code != IR_GATHER;
        return !v->op->folded;
    }
    return is_var_like(v) && v->type->kind != TYPE_GROUP;
}

// It is printed as (T){..}.
static bool is_struct_literal(const ir_value *v)
{
    if (v->kind == IR_CONST) return true;
    if (v->kind != IR_TEMP || !v->op->folded || v->mode == MODE_COPY) return false;
    ir_opcode code = v->op->code;
    return code == IR_TUPLE || code == IR_STRUCT || code == IR_CASE || code == IR_SOME;
}

void emit_value_place_of(emitter *e, const ir_value *v)
{
    if (is_lvalue(v)) {
        text_putc(e->out, '&');
        emit_value_plain(e, v, PREC_UNARY);
        return;
    }
    // In (T){x} a struct x would be taken for the first field: an array of one.
    bool is_struct = emit_type_is_struct(v->type);
    if (is_struct && is_struct_literal(v)) {
        text_putc(e->out, '&');
        emit_value(e, v, PREC_UNARY);
        return;
    }
    put_f(e, "%s%t%s%v}", is_struct ? "(" : "&(", v->type, is_struct ? "[1]){" : "){", v);
}

// Inside an initialiser `{1, 2}` does for `(m_a__P){1, 2}`.
void emit_value_init(emitter *e, const ir_value *v)
{
    size_t at = e->out->len;
    emit_value(e, v, PREC_ANY);
    if (!emit_type_is_struct(v->type) || !is_struct_literal(v)) return;
    const char *written = e->out->bytes + at;
    const char *brace = strchr(written, '{');
    if (brace == NULL) return;
    size_t cut = (size_t)(brace - written);
    memmove(e->out->bytes + at, brace, e->out->len - at - cut + 1);
    e->out->len -= cut;
}
