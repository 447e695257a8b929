// SPDX-License-Identifier: MIT
// emit_expr.c - operands and operations as C expressions.
//
// An operation that fold.c has folded is printed where it is used; one that was
// not has a variable t_N.  What suspended is read where it lies: in the await
// area.  Brackets are put only where C or a careful compiler wants them.
//
// ORDER ir_op, ORDER ir_operator (ir.def, ir.h)

#include "emitter.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

void put_open(emitter *e, emit_prec own, emit_prec prec)
{
    if (own < prec) text_putc(e->out, '(');
}

void put_close(emitter *e, emit_prec own, emit_prec prec)
{
    if (own < prec) text_putc(e->out, ')');
}

void put_task(emitter *e)
{
    e->f.uses_task = true;
    text_puts(e->out, "task");
}

void put_executor(emitter *e)
{
    if (e->f.has_frame || e->f.throws) {
        put_task(e);
        text_puts(e->out, "->base.executor");
    } else {
        text_puts(e->out, "sley_here()");
    }
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
            put_open(e, PREC_UNARY, prec);
            put_wide(e, t, bits);
            put_close(e, PREC_UNARY, prec);
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
    put_open(e, own, prec);
    if (value < 0) text_putc(e->out, '-');
    text_uint(e->out, value < 0 ? (uint64_t)-value : (uint64_t)value);
    put_close(e, own, prec);
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
        put_open(e, PREC_UNARY, prec);
        text_puts(e->out, isnan(value) ? "(double)NAN" : value < 0 ? "-HUGE_VAL" : "HUGE_VAL");
        put_close(e, PREC_UNARY, prec);
        return;
    }
    int precision = 1;
    do {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
    } while (++precision <= 17 && strtod(digits, NULL) != value);
    emit_prec own = digits[0] == '-' ? PREC_UNARY : PREC_POSTFIX;
    put_open(e, own, prec);
    text_puts(e->out, digits);
    if (strpbrk(digits, ".e") == NULL) text_puts(e->out, ".0");
    if (is_f32) text_putc(e->out, 'f');
    put_close(e, own, prec);
}

// Whole units read better: 3 * SLEY_SECOND would need a name; 3s is 3000000000.
void put_const(emitter *e, const ir_const *c, const type *t, emit_prec prec)
{
    if (c->is_none || t->kind == TYPE_NONE) {
        if (!type_c_struct(t)) {
            text_puts(e->out, "NULL");
            return;
        }
        text_putc(e->out, '(');
        put_type(e, t);
        text_puts(e->out, "){0}");
        return;
    }
    switch (t->kind) {
    case TYPE_BOOL: text_puts(e->out, c->i != 0 ? "true" : "false"); break;
    case TYPE_CHAR: put_char(e, (uint32_t)c->i); break;
    case TYPE_FLOAT:
    case TYPE_F32: put_float(e, c->f, t->kind == TYPE_F32, prec); break;
    case TYPE_STR: put_literal(e, c->text, c->text_len, false); break;
    case TYPE_BYTES: put_literal(e, c->text, c->text_len, true); break;
    default: put_integer(e, t, c->i, prec); break;
    }
}

// ---- operands ---------------------------------------------------------------------

static uint32_t group_number(const emitter *e, const ir_var *var)
{
    for (uint32_t i = 0; i < e->f.group_scopes.count; i++) {
        const ir_node *scope = e->f.group_scopes.items[i];
        if (scope->scope.var == var) return scope->scope.number;
    }
    return 0;
}

void put_var(emitter *e, ir_var *var)
{
    bitset_add(e->f.used, var->id);
    uint32_t group = var->type->kind == TYPE_GROUP ? group_number(e, var) : 0;
    if (group != 0) {
        e->f.uses_frame = true;
        text_printf(e->out, "f->g_%u.group", group);
        return;
    }
    if (var->kind == IRVAR_CAPTURE) {
        e->f.uses_captures = true;
        text_puts(e->out, "c->");
    } else if (var->in_frame) {
        e->f.uses_frame = true;
        text_puts(e->out, "f->");
    }
    name_var(e->out, var);
}

static bool is_var_like(const ir_value *v)
{
    return v->kind == IR_VAR || v->kind == IR_GLOBAL;
}

void put_plain(emitter *e, const ir_value *v, emit_prec prec)
{
    switch (v->kind) {
    case IR_NOTHING: text_puts(e->out, "NULL"); break;
    case IR_CONST: put_const(e, v->constant, v->type, prec); break;
    case IR_VAR: put_var(e, v->var); break;
    case IR_GLOBAL: name_global(e->out, v->global); break;
    case IR_TEMP:
        if (v->op->suspend != NULL) put_awaited(e, v->op);
        else if (v->op->folded) put_op_expr(e, v->op, prec);
        else if (v->op->into != NULL) put_var(e, v->op->into);
        else name_temp(e->out, v->op->id);
        break;
    }
}

// Texts of the program are never counted, nor is none.
static bool needs_retain(const ir_value *v)
{
    return v->mode == MODE_COPY && v->kind != IR_CONST && v->type->counted;
}

void put_value(emitter *e, const ir_value *v, emit_prec prec)
{
    if (needs_retain(v)) {
        put_op(e, v->type, "retain");
        text_putc(e->out, '(');
        put_plain(e, v, PREC_ANY);
        text_putc(e->out, ')');
    } else if (v->mode == MODE_TAKE && v->type->counted && is_var_like(v)) {
        put_op(e, v->type, "take");
        text_puts(e->out, "(&");
        put_plain(e, v, PREC_UNARY);
        text_putc(e->out, ')');
    } else {
        put_plain(e, v, prec);
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

void put_place_of(emitter *e, const ir_value *v)
{
    if (is_lvalue(v)) {
        text_putc(e->out, '&');
        put_plain(e, v, PREC_UNARY);
        return;
    }
    text_puts(e->out, "&(");
    put_type(e, v->type);
    text_puts(e->out, "){");
    put_value(e, v, PREC_ANY);
    text_putc(e->out, '}');
}

// ---- operators -----------------------------------------------------------------------

// The word for a number's type in the names of the runtime.
static const char *number_word(const type *t)
{
    switch (t->kind) {
    case TYPE_I8: return "i8";
    case TYPE_I16: return "i16";
    case TYPE_I32: return "i32";
    case TYPE_I128: return "i128";
    case TYPE_U8: return "u8";
    case TYPE_U16: return "u16";
    case TYPE_U32: return "u32";
    case TYPE_U64: return "u64";
    case TYPE_U128: return "u128";
    case TYPE_FLOAT: return "float";
    case TYPE_F32: return "f32";
    case TYPE_DURATION: return "duration";
    case TYPE_INSTANT: return "instant";
    case TYPE_CHAR: return "char";
    default: return "int";
    }
}

static const char *const operator_words[IROP_COUNT] = {
    [IROP_NEG] = "neg",           [IROP_NOT] = "not",           [IROP_INVERT] = "not",
    [IROP_ADD] = "add",           [IROP_SUB] = "sub",           [IROP_MUL] = "mul",
    [IROP_DIV] = "div",           [IROP_MOD] = "mod",           [IROP_POW] = "pow",
    [IROP_WRAP_ADD] = "wrap_add", [IROP_WRAP_SUB] = "wrap_sub", [IROP_WRAP_MUL] = "wrap_mul",
    [IROP_BIT_AND] = "and",       [IROP_BIT_OR] = "or",         [IROP_BIT_XOR] = "xor",
    [IROP_SHL] = "shl",           [IROP_SHR] = "shr",
};

static const char *const operator_signs[IROP_COUNT] = {
    [IROP_ADD] = " + ",     [IROP_SUB] = " - ",    [IROP_MUL] = " * ", [IROP_DIV] = " / ",
    [IROP_BIT_AND] = " & ", [IROP_BIT_OR] = " | ", [IROP_BIT_XOR] = " ^ ",
    [IROP_EQ] = " == ",     [IROP_NE] = " != ",    [IROP_LT] = " < ",  [IROP_LE] = " <= ",
    [IROP_GT] = " > ",      [IROP_GE] = " >= ",
};

static emit_prec operator_prec(ir_operator op)
{
    switch (op) {
    case IROP_MUL:
    case IROP_DIV: return PREC_MUL;
    case IROP_ADD:
    case IROP_SUB: return PREC_ADD;
    case IROP_EQ:
    case IROP_NE: return PREC_EQUAL;
    case IROP_LT:
    case IROP_LE:
    case IROP_GT:
    case IROP_GE: return PREC_LESS;
    default: return PREC_BITS;
    }
}

static void put_infix(emitter *e, const ir_op *op, ir_operator sign, emit_prec prec)
{
    emit_prec own = operator_prec(sign);
    // Comparisons and bit operations do not chain without brackets.
    bool chains = own == PREC_ADD || own == PREC_MUL;
    emit_prec left = chains ? own : own == PREC_BITS ? PREC_UNARY : PREC_ADD;
    put_open(e, own, prec);
    put_value(e, &op->args[0], left);
    text_puts(e->out, operator_signs[sign]);
    put_value(e, &op->args[1], chains ? (emit_prec)(own + 1) : left);
    put_close(e, own, prec);
}

static void put_op_call(emitter *e, const ir_op *op, const char *word, const char *suffix)
{
    text_puts(e->out, "sley_");
    text_puts(e->out, word);
    text_putc(e->out, '_');
    text_puts(e->out, suffix);
    text_putc(e->out, '(');
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        put_value(e, &op->args[i], PREC_ANY);
    }
}

static void put_op_end(emitter *e, const ir_op *op, bool has_site)
{
    if (has_site) {
        text_puts(e->out, ", ");
        put_site(e, op->site);
    }
    text_putc(e->out, ')');
}

static void put_unary(emitter *e, const ir_op *op, emit_prec prec)
{
    ir_operator sign = op->aux.operator;
    const type *t = op->args[0].type;
    bool narrow = type_bits(t) < 32;
    if (sign == IROP_NOT && t->kind == TYPE_BOOL) {
        put_open(e, PREC_UNARY, prec);
        text_putc(e->out, '!');
        put_value(e, &op->args[0], PREC_POSTFIX);
        put_close(e, PREC_UNARY, prec);
    } else if ((sign == IROP_NEG && type_is_float(t)) || (sign == IROP_INVERT && !narrow)) {
        put_open(e, PREC_UNARY, prec);
        text_putc(e->out, sign == IROP_NEG ? '-' : '~');
        put_value(e, &op->args[0], PREC_POSTFIX);
        put_close(e, PREC_UNARY, prec);
    } else {
        put_op_call(e, op, number_word(t), operator_words[sign]);
        put_op_end(e, op, sign == IROP_NEG);
    }
}

// duration and instant: which function, by the types of both sides.
static void put_time(emitter *e, const ir_op *op)
{
    const type *a = op->args[0].type, *b = op->args[1].type;
    ir_operator sign = op->aux.operator;
    const char *word = "duration", *name = operator_words[sign];
    bool has_site = true, swapped = false;
    if (a->kind == TYPE_INSTANT || b->kind == TYPE_INSTANT) {
        word = "instant";
        if (a->kind == b->kind) name = "diff";
        swapped = a->kind == TYPE_DURATION;
    } else if (sign == IROP_MUL) {
        swapped = a->kind != TYPE_DURATION;
        if (type_is_float(swapped ? a : b)) name = "mul_float";
    } else if (sign == IROP_DIV) {
        if (b->kind == TYPE_DURATION) {
            name = "ratio";
            has_site = false;
        } else if (type_is_float(b)) {
            name = "div_float";
        }
    }
    ir_value order[2] = {op->args[swapped], op->args[!swapped]};
    ir_op straight = *op;
    straight.args = order;
    put_op_call(e, &straight, word, name);
    put_op_end(e, op, has_site);
}

static bool is_time(const type *t)
{
    return t->kind == TYPE_DURATION || t->kind == TYPE_INSTANT;
}

static void put_binary(emitter *e, const ir_op *op, emit_prec prec)
{
    ir_operator sign = op->aux.operator;
    const type *t = op->args[0].type;
    if (is_time(t) || is_time(op->args[1].type)) {
        put_time(e, op);
        return;
    }
    bool is_bits = sign == IROP_BIT_AND || sign == IROP_BIT_OR || sign == IROP_BIT_XOR;
    if (t->kind == TYPE_STR || t->kind == TYPE_BYTES || t->kind == TYPE_LIST) {
        put_op_call(e, op, t->kind == TYPE_STR ? "str" : t->kind == TYPE_BYTES ? "bytes" : "list",
                    "repeat");
        put_op_end(e, op, true);
    } else if (t->kind == TYPE_BOOL && is_bits) {
        put_infix(e, op, sign == IROP_BIT_XOR ? IROP_NE : sign, prec);
    } else if (type_is_float(t)) {
        if (operator_signs[sign] != NULL) {
            put_infix(e, op, sign, prec);
            return;
        }
        put_op_call(e, op, number_word(t), operator_words[sign]);
        put_op_end(e, op, false);
    } else if (is_bits && type_bits(t) >= 32) {
        put_infix(e, op, sign, prec);
    } else {
        bool wraps = sign == IROP_WRAP_ADD || sign == IROP_WRAP_SUB || sign == IROP_WRAP_MUL;
        put_op_call(e, op, number_word(t), operator_words[sign]);
        put_op_end(e, op, !wraps && !is_bits);
    }
}

// ---- comparing --------------------------------------------------------------------------

static bool is_none(const ir_value *v)
{
    return v->kind == IR_CONST && v->constant->is_none;
}

static void put_is_some(emitter *e, const ir_value *v, bool wanted, emit_prec prec)
{
    if (type_c_pointer(v->type)) {
        put_open(e, PREC_EQUAL, prec);
        put_value(e, v, PREC_LESS);
        text_puts(e->out, wanted ? " != NULL" : " == NULL");
        put_close(e, PREC_EQUAL, prec);
        return;
    }
    if (!wanted) text_putc(e->out, '!');
    put_value(e, v, PREC_POSTFIX);
    text_puts(e->out, ".some");
}

// `sley_str_` for the types whose equal and compare take the values themselves.
static const char *direct_prefix(const type *t, bool equal)
{
    if (t->kind == TYPE_OPTIONAL && type_c_pointer(t)) t = t->element;
    switch (t->kind) {
    case TYPE_STR: return "sley_str_";
    case TYPE_BYTES: return "sley_bytes_";
    case TYPE_LIST: return "sley_list_";
    case TYPE_MAP: return equal ? "sley_map_" : NULL;
    case TYPE_SET: return equal ? "sley_set_" : NULL;
    default: return NULL;
    }
}

static void put_pair(emitter *e, const ir_op *op, bool by_place)
{
    text_putc(e->out, '(');
    for (uint32_t i = 0; i < 2; i++) {
        if (i > 0) text_puts(e->out, ", ");
        if (by_place) put_place_of(e, &op->args[i]);
        else put_value(e, &op->args[i], PREC_ANY);
    }
    text_putc(e->out, ')');
}

static void put_compare_op(emitter *e, const ir_op *op, emit_prec prec)
{
    ir_operator sign = op->aux.operator;
    const type *t = op->args[0].type;
    bool equal = sign == IROP_EQ || sign == IROP_NE;
    if (equal && (is_none(&op->args[0]) || is_none(&op->args[1]))) {
        put_is_some(e, &op->args[is_none(&op->args[0])], sign == IROP_NE, prec);
        return;
    }
    const char *prefix = direct_prefix(t, equal);
    bool identity = type_c_pointer(t) && prefix == NULL;
    if (identity || !(type_c_struct(t) || type_c_pointer(t))) {
        put_infix(e, op, sign, prec);
        return;
    }
    emit_prec own = equal ? (sign == IROP_NE ? PREC_UNARY : PREC_POSTFIX) : PREC_LESS;
    put_open(e, own, prec);
    if (sign == IROP_NE) text_putc(e->out, '!');
    if (prefix != NULL) {
        text_puts(e->out, prefix);
        text_puts(e->out, equal ? "equal" : "compare");
    } else if (equal) {
        put_equal(e, t);
    } else {
        put_compare(e, t);
    }
    put_pair(e, op, prefix == NULL);
    if (!equal) {
        text_puts(e->out, operator_signs[sign]);
        text_putc(e->out, '0');
    }
    put_close(e, own, prec);
}

static void put_logic(emitter *e, ir_op *op, emit_prec prec)
{
    emit_prec own = op->code == IR_AND ? PREC_AND : PREC_OR;
    // gcc wants brackets around && inside ||.
    emit_prec inner = own == PREC_AND ? PREC_AND : PREC_BITS;
    put_open(e, own, prec);
    bool same = op->args[0].kind == IR_TEMP && op->args[0].op->folded &&
                op->args[0].op->code == op->code;
    put_value(e, &op->args[0], same ? own : inner);
    text_puts(e->out, op->code == IR_AND ? " && " : " || ");
    put_value(e, &op->aux.sub_value, own == PREC_AND ? PREC_BITS : PREC_BITS);
    put_close(e, own, prec);
}

// ---- conversions ----------------------------------------------------------------------------

static bool holds_all(const type *to, const type *from)
{
    if (from->kind == TYPE_BOOL) return true;
    if (type_is_signed(from)) return type_is_signed(to) && type_bits(to) >= type_bits(from);
    return type_bits(to) > type_bits(from) ||
           (!type_is_signed(to) && type_bits(to) == type_bits(from));
}

static void put_cast(emitter *e, const ir_op *op, emit_prec prec)
{
    put_open(e, PREC_UNARY, prec);
    text_putc(e->out, '(');
    put_type(e, op->type);
    text_putc(e->out, ')');
    put_value(e, &op->args[0], PREC_UNARY);
    put_close(e, PREC_UNARY, prec);
}

static void put_convert(emitter *e, const ir_op *op, emit_prec prec)
{
    const type *from = op->args[0].type, *to = op->type;
    if (from == to) {
        put_value(e, &op->args[0], prec);
        return;
    }
    bool checked = false;
    const char *origin = "int";
    if (type_is_float(from)) {
        origin = "float";
        checked = !type_is_float(to) || (from->kind == TYPE_FLOAT && to->kind == TYPE_F32);
    } else if (to->kind == TYPE_CHAR) {
        checked = from->kind != TYPE_CHAR;
    } else if (!type_is_float(to) && from->kind != TYPE_CHAR) {
        checked = !holds_all(to, from);
        if (from->kind == TYPE_U64 || type_bits(from) == 128) origin = number_word(from);
    } else if (from->kind == TYPE_CHAR && !type_is_float(to)) {
        checked = type_bits(to) < 32;
    }
    if (!checked) {
        put_cast(e, op, prec);
        return;
    }
    text_puts(e->out, "sley_");
    text_puts(e->out, number_word(to));
    text_puts(e->out, "_from_");
    text_puts(e->out, origin);
    text_putc(e->out, '(');
    put_value(e, &op->args[0], PREC_ANY);
    put_op_end(e, op, true);
}

// ---- parts of values ---------------------------------------------------------------------------

static void put_field(emitter *e, const ir_op *op)
{
    const char *name;
    type_fields(op->args[0].type, op->aux.index, &name);
    put_plain(e, &op->args[0], PREC_POSTFIX);
    text_putc(e->out, '.');
    name_field(e->out, name);
}

static void put_payload(emitter *e, const ir_op *op)
{
    const type_case *c = &op->args[0].type->decl->cases[op->aux.case_index];
    put_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, ".u.");
    name_case(e->out, c->name);
    text_putc(e->out, '.');
    name_field(e->out, c->fields[op->aux.index].name);
}

static void put_error_field(emitter *e, const ir_op *op)
{
    const type_decl *decl = op->aux.of->decl;
    text_puts(e->out, "((const ");
    if (decl->c_name != NULL) {
        // sley_error_parse: the struct is sley_parse_error
        text_printf(e->out, "sley_%s_error", decl->c_name + strlen("sley_error_"));
    } else {
        need_error_struct(e, op->aux.of);
        name_decl(e->out, decl);
    }
    text_puts(e->out, " *)");
    put_plain(e, &op->args[0], PREC_UNARY);
    text_puts(e->out, ")->");
    if (decl->c_name != NULL) text_puts(e->out, decl->fields[op->aux.index].name);
    else name_field(e->out, decl->fields[op->aux.index].name);
}

static void put_element(emitter *e, const ir_op *op, const char *macro, bool has_site)
{
    text_puts(e->out, macro);
    text_putc(e->out, '(');
    put_type(e, op->type);
    for (uint32_t i = 0; i < 2; i++) {
        text_puts(e->out, ", ");
        put_plain(e, &op->args[i], PREC_ANY);
    }
    put_op_end(e, op, has_site);
}

static void put_index(emitter *e, const ir_op *op, emit_prec prec)
{
    const type *t = op->args[0].type;
    if (t->kind == TYPE_LIST) {
        put_element(e, op, "SLEY_AT", true);
    } else if (t->kind == TYPE_MAP) {
        put_open(e, PREC_UNARY, prec);
        text_puts(e->out, "*(");
        put_type_for(e, t->element);
        text_puts(e->out, "*)sley_map_at(");
        put_plain(e, &op->args[0], PREC_ANY);
        text_puts(e->out, ", ");
        put_place_of(e, &op->args[1]);
        put_op_end(e, op, true);
        put_close(e, PREC_UNARY, prec);
    } else {
        const char *word = t->kind == TYPE_STR     ? "str"
                           : t->kind == TYPE_BYTES ? "bytes"
                                                   : "buffer";
        put_op_call(e, op, word, "at");
        put_op_end(e, op, true);
    }
}

static void put_nth(emitter *e, const ir_op *op)
{
    if (op->args[0].type->kind == TYPE_LIST) {
        put_element(e, op, "SLEY_NTH", false);
        return;
    }
    put_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, "->data[");
    put_plain(e, &op->args[1], PREC_ANY);
    text_putc(e->out, ']');
}

static void put_next(emitter *e, const ir_op *op)
{
    type_kind kind = op->args[0].type->kind;
    text_puts(e->out, kind == TYPE_MAP   ? "sley_map_next("
                      : kind == TYPE_SET ? "sley_set_next("
                                         : "sley_str_next(");
    put_plain(e, &op->args[0], PREC_ANY);
    for (uint32_t i = 1; i < op->arg_count; i++) {
        text_puts(e->out, ", &");
        put_plain(e, &op->args[i], PREC_UNARY);
    }
    text_putc(e->out, ')');
}

static void put_unwrap(emitter *e, const ir_op *op)
{
    const ir_value *v = &op->args[0];
    bool pointer = type_c_pointer(v->type);
    text_puts(e->out, pointer ? "SLEY_UNWRAP_PTR(" : "SLEY_UNWRAP(");
    if (pointer) {
        put_type(e, v->type->element);
        text_puts(e->out, ", ");
    }
    put_plain(e, v, PREC_POSTFIX);
    put_op_end(e, op, true);
}

// ---- making values ----------------------------------------------------------------------------------

static void put_list_of_values(emitter *e, const ir_value *v, uint32_t count, uint32_t step)
{
    for (uint32_t i = 0; i < count; i += step) {
        if (i > 0) text_puts(e->out, ", ");
        put_value(e, &v[i], PREC_ANY);
    }
}

static void put_struct(emitter *e, const ir_op *op)
{
    text_putc(e->out, '(');
    put_type(e, op->type);
    text_puts(e->out, "){");
    for (uint32_t i = 0; i < op->arg_count; i++) {
        const char *name;
        type_fields(op->type, i, &name);
        if (i > 0) text_puts(e->out, ", ");
        if (op->type->kind != TYPE_TUPLE) {
            text_putc(e->out, '.');
            name_field(e->out, name);
            text_puts(e->out, " = ");
        }
        put_value(e, &op->args[i], PREC_ANY);
    }
    if (op->arg_count == 0) text_putc(e->out, '0');
    text_putc(e->out, '}');
}

static void put_case(emitter *e, const ir_op *op)
{
    const type_decl *decl = op->type->decl;
    const type_case *c = &decl->cases[op->aux.case_index];
    text_putc(e->out, '(');
    put_type(e, op->type);
    text_puts(e->out, "){.tag = ");
    name_case_number(e->out, decl, c->name);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        text_puts(e->out, ", .u.");
        name_case(e->out, c->name);
        text_putc(e->out, '.');
        name_field(e->out, c->fields[i].name);
        text_puts(e->out, " = ");
        put_value(e, &op->args[i], PREC_ANY);
    }
    text_putc(e->out, '}');
}

static void put_some(emitter *e, const ir_op *op, emit_prec prec)
{
    if (type_c_pointer(op->type)) {
        put_value(e, &op->args[0], prec);
        return;
    }
    text_putc(e->out, '(');
    put_type(e, op->type);
    text_puts(e->out, "){true, ");
    put_value(e, &op->args[0], PREC_ANY);
    text_putc(e->out, '}');
}

static void put_error(emitter *e, const ir_op *op)
{
    if (op->aux.of->decl->c_name != NULL) {
        text_printf(e->out, "sley_error_simple(&%s)", op->aux.of->decl->c_name);
        return;
    }
    put_error_new(e, op->aux.of);
    text_putc(e->out, '(');
    put_list_of_values(e, op->args, op->arg_count, 1);
    text_putc(e->out, ')');
}

static void put_array(emitter *e, const type *t, const ir_value *v, uint32_t count, uint32_t step)
{
    text_puts(e->out, ", (");
    put_type_for(e, t);
    e->out->len -= type_c_pointer(t) ? 0 : 1;
    text_puts(e->out, "[]){");
    put_list_of_values(e, v, count, step);
    text_putc(e->out, '}');
}

static void put_container(emitter *e, const ir_op *op)
{
    const type *t = op->type;
    const char *word = t->kind == TYPE_LIST ? "list" : t->kind == TYPE_SET ? "set" : "map";
    bool empty = op->arg_count == 0;
    text_printf(e->out, "sley_%s_%s(", word, empty ? "new" : "of");
    if (t->kind == TYPE_MAP) {
        text_putc(e->out, '&');
        put_descriptor(e, t->key);
        text_puts(e->out, ", ");
    }
    text_putc(e->out, '&');
    put_descriptor(e, t->element);
    if (empty) {
        if (t->kind == TYPE_LIST) text_puts(e->out, ", 0");
    } else if (t->kind == TYPE_MAP) {
        text_printf(e->out, ", %u", op->arg_count / 2);
        put_array(e, t->key, op->args, op->arg_count, 2);
        put_array(e, t->element, op->args + 1, op->arg_count - 1, 2);
    } else {
        text_printf(e->out, ", %u", op->arg_count);
        put_array(e, t->element, op->args, op->arg_count, 1);
    }
    text_putc(e->out, ')');
}

static void put_concat(emitter *e, const ir_op *op)
{
    type_kind kind = op->type->kind;
    text_puts(e->out, kind == TYPE_STR     ? "sley_str_concat"
                      : kind == TYPE_BYTES ? "sley_bytes_concat"
                                           : "sley_list_concat");
    put_pair(e, op, false);
}

static void put_new(emitter *e, const ir_op *op)
{
    const type *t = op->type;
    if (t->kind != TYPE_CHAN && t->kind != TYPE_FUTURE) {
        put_container(e, op);
        return;
    }
    bool bounded = op->arg_count > 0 && op->args[0].kind != IR_NOTHING;
    text_puts(e->out, t->kind == TYPE_FUTURE ? "sley_future_new("
                      : bounded              ? "sley_chan_new("
                                             : "sley_chan_new_unbounded(");
    put_executor(e);
    text_puts(e->out, ", ");
    put_descriptor_or_null(e, t->element);
    if (t->kind == TYPE_CHAN && bounded) {
        text_puts(e->out, ", ");
        put_value(e, &op->args[0], PREC_ANY);
    }
    put_op_end(e, op, true);
}

// ---- all operations ------------------------------------------------------------------------------------

static void put_at_cursor(emitter *e, const ir_op *op)
{
    put_element(e, op, op->code == IR_KEY_AT ? "SLEY_KEY" : "SLEY_VALUE", false);
}

// list and bytes: the field; str counts code points.
static void put_len(emitter *e, const ir_op *op)
{
    put_plain(e, &op->args[0], PREC_POSTFIX);
    text_puts(e->out, op->args[0].type->kind == TYPE_STR ? "->chars" : "->len");
}

static void put_error_is(emitter *e, const ir_op *op)
{
    text_puts(e->out, "sley_error_is(");
    put_plain(e, &op->args[0], PREC_ANY);
    text_puts(e->out, ", &");
    put_error_type(e, op->aux.of);
    text_putc(e->out, ')');
}

static void put_part_of(emitter *e, ir_op *op, emit_prec prec)
{
    switch (op->code) {
    case IR_FIELD: put_field(e, op); break;
    case IR_PAYLOAD: put_payload(e, op); break;
    case IR_TAG:
        put_plain(e, &op->args[0], PREC_POSTFIX);
        text_puts(e->out, ".tag");
        break;
    case IR_IS_SOME: put_is_some(e, &op->args[0], true, prec); break;
    case IR_SOME_VALUE:
        put_plain(e, &op->args[0], PREC_POSTFIX);
        if (!type_c_pointer(op->args[0].type)) text_puts(e->out, ".value");
        break;
    case IR_UNWRAP: put_unwrap(e, op); break;
    case IR_ERROR_IS: put_error_is(e, op); break;
    case IR_ERROR_FIELD: put_error_field(e, op); break;
    case IR_PLACE:
    case IR_INDEX: put_index(e, op, prec); break;
    case IR_LEN: put_len(e, op); break;
    case IR_NTH: put_nth(e, op); break;
    case IR_NEXT: put_next(e, op); break;
    case IR_KEY_AT:
    case IR_VALUE_AT: put_at_cursor(e, op); break;
    default: assert(false && "no part of a value"); break;
    }
}

void put_op_expr(emitter *e, ir_op *op, emit_prec prec)
{
    switch (op->code) {
    case IR_UNARY:
        // `not (a == b)` is `a != b` in C, too.
        put_unary(e, op, prec);
        break;
    case IR_BINARY: put_binary(e, op, prec); break;
    case IR_COMPARE: put_compare_op(e, op, prec); break;
    case IR_CONVERT: put_convert(e, op, prec); break;
    case IR_AND:
    case IR_OR: put_logic(e, op, prec); break;
    case IR_CONCAT: put_concat(e, op); break;
    case IR_FORMAT: put_format(e, op); break;
    case IR_TUPLE:
    case IR_STRUCT: put_struct(e, op); break;
    case IR_CASE: put_case(e, op); break;
    case IR_SOME: put_some(e, op, prec); break;
    case IR_ERROR: put_error(e, op); break;
    case IR_LIST:
    case IR_SET_OF:
    case IR_MAP: put_container(e, op); break;
    case IR_CLOSURE:
    case IR_FN_VALUE: put_closure(e, op); break;
    case IR_CALL:
    case IR_CALL_VALUE: put_call(e, op, NULL); break;
    case IR_CALL_BUILTIN: put_builtin(e, op, NULL); break;
    case IR_NEW: put_new(e, op); break;
    case IR_UNCANCEL:
        text_puts(e->out, "sley_uncancel(");
        put_task(e);
        text_putc(e->out, ')');
        break;
    default: put_part_of(e, op, prec); break;
    }
}
