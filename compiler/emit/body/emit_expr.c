// SPDX-License-Identifier: MIT
// emit_expr.c - operations as C expressions: operators, comparisons, conversions.
//
// Brackets are put only where C or a careful compiler wants them.
//
// ORDER ir_op, ORDER ir_operator (ir.def, ir.h)

#include "base/plant.h"
#include "emit/emitter.h"

// ---- operators -----------------------------------------------------------------------

// The word for a number's type in the names of the runtime.
static const char *number_word(const type *t)
{
    const char *word = type_scalars[t->kind].word;
    return word != NULL ? word : "int";
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
    [IROP_ADD] = " + ",     [IROP_SUB] = " - ",    [IROP_MUL] = " * ",
    [IROP_DIV] = " / ",     [IROP_MOD] = " % ",
    [IROP_BIT_AND] = " & ", [IROP_BIT_OR] = " | ", [IROP_BIT_XOR] = " ^ ",
    [IROP_EQ] = " == ",     [IROP_NE] = " != ",    [IROP_LT] = " < ",  [IROP_LE] = " <= ",
    [IROP_GT] = " > ",      [IROP_GE] = " >= ",
};

static emit_prec operator_prec(ir_operator op)
{
    switch (op) {
    case IROP_MUL:
    case IROP_DIV:
    case IROP_MOD: return PREC_MUL;
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

// A tag is compared with the name of its case.
static bool put_case_of(emitter *e, const ir_value *tag, const ir_value *number)
{
    if (tag->kind != IR_TEMP || tag->op->code != IR_TAG || number->kind != IR_CONST) return false;
    const type_decl *decl = tag->op->args[0].type->decl;
    uint64_t index = (uint64_t)number->constant->i;
    if (index >= decl->case_count) return false;
    cname_case_number(e->out, decl, decl->cases[index].name);
    return true;
}

static void put_infix(emitter *e, const ir_op *op, ir_operator sign, emit_prec prec)
{
    emit_prec own = operator_prec(sign);
    // Comparisons and bit operations do not chain without brackets.
    bool chains = own == PREC_ADD || own == PREC_MUL;
    emit_prec left = chains ? own : own == PREC_BITS ? PREC_UNARY : PREC_ADD;
    emit_value_open(e, own, prec);
    emit_value(e, &op->args[0], left);
    text_puts(e->out, operator_signs[sign]);
    if (!put_case_of(e, &op->args[0], &op->args[1])) {
        emit_value(e, &op->args[1], chains ? (emit_prec)(own + 1) : left);
    }
    emit_value_close(e, own, prec);
}

void emit_expr_call(emitter *e, const ir_op *op, const char *word, const char *suffix)
{
    put_f(e, "sley_%s_%s(", word, suffix);
    for (uint32_t i = 0; i < op->arg_count; i++) {
        if (i > 0) text_puts(e->out, ", ");
        emit_value(e, &op->args[i], PREC_ANY);
    }
}

void emit_expr_call_end(emitter *e, const ir_op *op, bool has_site)
{
    if (has_site) {
        text_puts(e->out, ", ");
        emit_table_site(e, op->site);
    }
    text_putc(e->out, ')');
}

static void put_compare_op(emitter *e, const ir_op *op, emit_prec prec);

// A literal of which a part is taken has brackets: its commas would divide the arguments
// of a macro.
static void put_compound(emitter *e, const ir_op *op, emit_prec prec)
{
    emit_value_open(e, PREC_UNARY, prec);
    if (op->code == IR_SOME) emit_make_some(e, op, prec);
    else if (op->code == IR_CASE) emit_make_case(e, op);
    else emit_make_struct(e, op);
    emit_value_close(e, PREC_UNARY, prec);
}

static ir_operator opposite(ir_operator sign)
{
    switch (sign) {
    case IROP_EQ: return IROP_NE;
    case IROP_NE: return IROP_EQ;
    case IROP_LT: return PLANTED(9) ? IROP_GT : IROP_GE;
    case IROP_LE: return IROP_GT;
    case IROP_GT: return IROP_LE;
    case IROP_GE: return IROP_LT;
    default: return sign;
    }
}

// `not (a == b)` is `a != b`, `not is_some` is `== NULL`.  Floats keep their
// negation: a nan is neither below nor not below.
static bool put_negated(emitter *e, const ir_value *v, emit_prec prec)
{
    if (v->kind != IR_TEMP || !v->op->folded) return false;
    if (v->op->code == IR_IS_SOME) {
        emit_expr_is_some(e, &v->op->args[0], false, prec);
        return true;
    }
    if (v->op->code != IR_COMPARE) return false;
    bool equal = v->op->aux.operator == IROP_EQ || v->op->aux.operator == IROP_NE;
    if (!equal && type_is_float(v->op->args[0].type)) return false;
    ir_op turned = *v->op;
    turned.aux.operator = opposite(turned.aux.operator);
    put_compare_op(e, &turned, prec);
    return true;
}

static void put_unary(emitter *e, const ir_op *op, emit_prec prec)
{
    ir_operator sign = op->aux.operator;
    const type *t = op->args[0].type;
    bool narrow = type_bits(t) < 32;
    if (sign == IROP_NOT && put_negated(e, &op->args[0], prec)) return;
    if (sign == IROP_NOT && t->kind == TYPE_BOOL) {
        // `!a == b` is C, but compilers take it for a mistake.
        emit_value_open(e, PREC_LESS, prec);
        text_putc(e->out, '!');
        emit_value(e, &op->args[0], PREC_POSTFIX);
        emit_value_close(e, PREC_LESS, prec);
    } else if ((sign == IROP_NEG && type_is_float(t)) || (sign == IROP_INVERT && !narrow)) {
        emit_value_open(e, PREC_UNARY, prec);
        text_putc(e->out, sign == IROP_NEG ? '-' : '~');
        emit_value(e, &op->args[0], PREC_POSTFIX);
        emit_value_close(e, PREC_UNARY, prec);
    } else {
        emit_expr_call(e, op, number_word(t), operator_words[sign]);
        emit_expr_call_end(e, op, sign == IROP_NEG);
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
    ir_op straight = {.args = order, .arg_count = 2};
    emit_expr_call(e, &straight, word, name);
    emit_expr_call_end(e, op, has_site);
}

static bool is_time(const type *t)
{
    return t->kind == TYPE_DURATION || t->kind == TYPE_INSTANT;
}

// By a constant that no check is needed for (lower_can_panic).
static bool is_plain_division(const ir_op *op)
{
    const type *a = op->args[0].type, *b = op->args[1].type;
    bool is_division = op->aux.operator == IROP_DIV || op->aux.operator == IROP_MOD;
    if (!is_division || op->site != NULL || type_is_float(b)) return false;
    return type_is_integer(a) || b->kind != TYPE_DURATION || op->aux.operator == IROP_MOD;
}

static void put_binary(emitter *e, const ir_op *op, emit_prec prec)
{
    ir_operator sign = op->aux.operator;
    const type *t = op->args[0].type;
    if (is_plain_division(op)) {
        put_infix(e, op, sign, prec);
        return;
    }
    if (is_time(t) || is_time(op->args[1].type)) {
        put_time(e, op);
        return;
    }
    bool is_bits = sign == IROP_BIT_AND || sign == IROP_BIT_OR || sign == IROP_BIT_XOR;
    if (t->kind == TYPE_STR || t->kind == TYPE_BYTES || t->kind == TYPE_LIST) {
        emit_expr_call(e, op,
                       t->kind == TYPE_STR     ? "str"
                       : t->kind == TYPE_BYTES ? "bytes"
                                               : "list",
                       "repeat");
        emit_expr_call_end(e, op, true);
    } else if (t->kind == TYPE_BOOL && is_bits) {
        put_infix(e, op, sign == IROP_BIT_XOR ? IROP_NE : sign, prec);
    } else if (type_is_float(t)) {
        if (sign != IROP_MOD && operator_signs[sign] != NULL) {
            put_infix(e, op, sign, prec);
            return;
        }
        emit_expr_call(e, op, number_word(t), operator_words[sign]);
        emit_expr_call_end(e, op, false);
    } else if (is_bits && type_bits(t) >= 32) {
        put_infix(e, op, sign, prec);
    } else {
        bool wraps = sign == IROP_WRAP_ADD || sign == IROP_WRAP_SUB || sign == IROP_WRAP_MUL;
        emit_expr_call(e, op, number_word(t), operator_words[sign]);
        emit_expr_call_end(e, op, !wraps && !is_bits);
    }
}

// ---- comparing --------------------------------------------------------------------------

static bool is_none(const ir_value *v)
{
    return v->kind == IR_CONST && v->constant->is_none;
}

void emit_expr_is_some(emitter *e, const ir_value *v, bool wanted, emit_prec prec)
{
    if (emit_type_is_pointer(v->type)) {
        emit_value_open(e, PREC_EQUAL, prec);
        emit_value(e, v, PREC_LESS);
        text_puts(e->out, wanted ? " != NULL" : " == NULL");
        emit_value_close(e, PREC_EQUAL, prec);
        return;
    }
    if (!wanted) text_putc(e->out, '!');
    emit_value(e, v, PREC_POSTFIX);
    text_puts(e->out, ".some");
}

// `sley_str_` for the types whose equal and compare take the values themselves.
static const char *direct_prefix(const type *t, bool equal)
{
    if (t->kind == TYPE_OPTIONAL && emit_type_is_pointer(t)) t = t->element;
    switch (t->kind) {
    case TYPE_STR: return "sley_str_";
    case TYPE_ANY: return equal ? "sley_any_" : NULL;
    case TYPE_BYTES: return "sley_bytes_";
    case TYPE_LIST: return "sley_list_";
    case TYPE_MAP: return equal ? "sley_map_" : NULL;
    case TYPE_SET: return equal ? "sley_set_" : NULL;
    default: return NULL;
    }
}

void emit_expr_pair(emitter *e, const ir_op *op)
{
    text_putc(e->out, '(');
    for (uint32_t i = 0; i < 2; i++) {
        if (i > 0) text_puts(e->out, ", ");
        emit_value(e, &op->args[i], PREC_ANY);
    }
    text_putc(e->out, ')');
}

static void put_compare_op(emitter *e, const ir_op *op, emit_prec prec)
{
    ir_operator sign = op->aux.operator;
    const type *t = op->args[0].type;
    bool equal = sign == IROP_EQ || sign == IROP_NE;
    if (equal && (is_none(&op->args[0]) || is_none(&op->args[1]))) {
        emit_expr_is_some(e, &op->args[is_none(&op->args[0])], sign == IROP_NE, prec);
        return;
    }
    const char *prefix = direct_prefix(t, equal);
    const type *object = emit_class_of(t);
    bool has_own = object != NULL && type_own_method(object, OWN_EQUAL) != NULL;
    bool identity = emit_type_is_pointer(t) && prefix == NULL && !has_own;
    if (identity || !(emit_type_is_struct(t) || emit_type_is_pointer(t))) {
        put_infix(e, op, sign, prec);
        return;
    }
    emit_prec own = equal ? (sign == IROP_NE ? PREC_UNARY : PREC_POSTFIX) : PREC_LESS;
    emit_value_open(e, own, prec);
    if (sign == IROP_NE) text_putc(e->out, '!');
    if (prefix != NULL) {
        text_puts(e->out, prefix);
        text_puts(e->out, equal ? "equal" : "compare");
        emit_expr_pair(e, op);
    } else {
        put_f(e, "%s%d, ", equal ? "sley_type_equal(&" : "sley_type_compare(&", t);
        emit_value_place_of(e, &op->args[0]);
        text_puts(e->out, ", ");
        emit_value_place_of(e, &op->args[1]);
        text_putc(e->out, ')');
    }
    if (!equal) {
        text_puts(e->out, operator_signs[sign]);
        text_putc(e->out, '0');
    }
    emit_value_close(e, own, prec);
}

static void put_logic(emitter *e, ir_op *op, emit_prec prec)
{
    emit_prec own = op->code == IR_AND ? PREC_AND : PREC_OR;
    // gcc wants brackets around && inside ||.
    emit_prec inner = own == PREC_AND ? PREC_AND : PREC_BITS;
    emit_value_open(e, own, prec);
    bool same = op->args[0].kind == IR_TEMP && op->args[0].op->folded &&
                op->args[0].op->code == op->code;
    emit_value(e, &op->args[0], same ? own : inner);
    text_puts(e->out, op->code == IR_AND ? " && " : " || ");
    emit_value(e, &op->aux.sub_value, own == PREC_AND ? PREC_BITS : PREC_BITS);
    emit_value_close(e, own, prec);
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
    emit_value_open(e, PREC_UNARY, prec);
    put_f(e, "(%t)", op->type);
    emit_value(e, &op->args[0], PREC_UNARY);
    emit_value_close(e, PREC_UNARY, prec);
}

static void put_convert(emitter *e, const ir_op *op, emit_prec prec)
{
    const type *from = op->args[0].type, *to = op->type;
    if (from == to) {
        emit_value(e, &op->args[0], prec);
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
    put_f(e, "sley_%s_from_%s(%v", number_word(to), origin, &op->args[0]);
    emit_expr_call_end(e, op, true);
}

// ---- all operations -----------------------------------------------------------------------------

void emit_expr(emitter *e, ir_op *op, emit_prec prec)
{
    switch (op->code) {
    case IR_UNARY: put_unary(e, op, prec); break;
    case IR_BINARY: put_binary(e, op, prec); break;
    case IR_COMPARE: put_compare_op(e, op, prec); break;
    case IR_CONVERT: put_convert(e, op, prec); break;
    case IR_AND:
    case IR_OR: put_logic(e, op, prec); break;
    case IR_READ: emit_value(e, &op->args[0], prec); break;
    case IR_CONCAT: emit_make_concat(e, op); break;
    case IR_FORMAT: emit_call_format(e, op); break;
    case IR_TUPLE:
    case IR_STRUCT:
    case IR_CASE:
    case IR_SOME: put_compound(e, op, prec); break;
    case IR_BOX: emit_make_box(e, op); break;
    case IR_FACE: emit_interface_face(e, op); break;
    case IR_ERROR: emit_make_error(e, op); break;
    case IR_OBJECT: emit_class_object(e, op); break;
    case IR_LIST:
    case IR_SET_OF:
    case IR_MAP: emit_make_container(e, op); break;
    case IR_OUTCOME: emit_region_outcome(e); break;
    case IR_CLOSURE:
    case IR_FN_VALUE: emit_call_closure(e, op, prec); break;
    case IR_CALL:
    case IR_CALL_VALUE: emit_call(e, op, NULL); break;
    case IR_CALL_BUILTIN: {
        emit_prec own = emit_call_is_dereferenced(op) ? PREC_UNARY : PREC_POSTFIX;
        emit_value_open(e, own, prec);
        emit_call_builtin(e, op, NULL);
        emit_value_close(e, own, prec);
        break;
    }
    case IR_NEW: emit_make_new(e, op); break;
    case IR_UNCANCEL:
        text_puts(e->out, "sley_uncancel(");
        emit_value_task(e);
        text_putc(e->out, ')');
        break;
    default: emit_make_part_of(e, op, prec); break;
    }
}
