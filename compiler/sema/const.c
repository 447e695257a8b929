// SPDX-License-Identifier: MIT
// const.c - arithmetic on values that are known when compiling.
//
// Integers are computed on sign and magnitude with every carry looked at, so
// nothing overflows in here, whatever the source says (const.h I1).
#include "sema/const.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define WIDE_MAX (~(ast_wide)0)

// ---- making ------------------------------------------------------------------

constant *const_int(arena *memory, bool negative, ast_wide magnitude)
{
    constant *c = arena_new(memory, constant);
    c->kind = CONST_INT;
    c->magnitude = magnitude;
    c->negative = negative && magnitude != 0;
    return c;
}

constant *const_float(arena *memory, double number)
{
    constant *c = arena_new(memory, constant);
    c->kind = CONST_FLOAT;
    c->number = number;
    return c;
}

constant *const_bool(arena *memory, bool truth)
{
    constant *c = arena_new(memory, constant);
    c->kind = CONST_BOOL;
    c->truth = truth;
    return c;
}

// ---- ranges --------------------------------------------------------------------

// Bits of magnitude that the type has above and below zero.
static void integer_limits(const type *t, ast_wide *most, ast_wide *least)
{
    if (t->kind == TYPE_CHAR) {
        *most = 0x10ffff;
        *least = 0;
        return;
    }
    bool is_signed = t->kind == TYPE_DURATION || t->kind == TYPE_INSTANT || type_is_signed(t);
    unsigned bits = type_is_integer(t) ? type_bits(t) : 64;
    if (is_signed) {
        *most = (((ast_wide)1) << (bits - 1)) - 1;
        *least = ((ast_wide)1) << (bits - 1);
    } else {
        *most = bits == 128 ? WIDE_MAX : (((ast_wide)1) << bits) - 1;
        *least = 0;
    }
}

bool const_fits(const constant *c, const type *t)
{
    switch (c->kind) {
    case CONST_BOOL:
        return t->kind == TYPE_BOOL;
    case CONST_FLOAT:
        if (t->kind != TYPE_F32) return t->kind == TYPE_FLOAT;
        // what is nearer to the greatest f32 than to the next power of two is rounded to it
        return isnan(c->number) || isinf(c->number) || fabs(c->number) < 0x1.ffffffp127;
    case CONST_INT:
        break;
    }
    if (type_is_float(t)) return t->kind == TYPE_FLOAT || fabs(const_number(c)) < 0x1.ffffffp127;
    ast_wide most, least;
    integer_limits(t, &most, &least);
    return c->magnitude <= (c->negative ? least : most);
}

ast_wide const_bits(const constant *c)
{
    if (c->kind == CONST_BOOL) return c->truth;
    return c->negative ? ~c->magnitude + 1 : c->magnitude;
}

double const_number(const constant *c)
{
    if (c->kind == CONST_FLOAT) return c->number;
    if (c->kind == CONST_BOOL) return c->truth ? 1.0 : 0.0;
    double n = (double)c->magnitude;
    return c->negative ? -n : n;
}

// ---- integers --------------------------------------------------------------------

static int compare_ints(const constant *a, const constant *b)
{
    if (a->negative != b->negative) return a->negative ? -1 : 1;
    if (a->magnitude == b->magnitude) return 0;
    bool less = a->magnitude < b->magnitude;
    return less != a->negative ? -1 : 1;
}

static constant *add_ints(arena *memory, const constant *a, const constant *b, bool negate_b,
                          const_fault *fault)
{
    bool b_negative = b->negative != negate_b;
    if (a->negative == b_negative) {
        ast_wide sum = a->magnitude + b->magnitude;
        if (sum < a->magnitude) {
            *fault = CONST_TOO_LARGE;
            return NULL;
        }
        return const_int(memory, a->negative, sum);
    }
    if (a->magnitude >= b->magnitude) {
        return const_int(memory, a->negative, a->magnitude - b->magnitude);
    }
    return const_int(memory, b_negative, b->magnitude - a->magnitude);
}

static bool multiply(ast_wide a, ast_wide b, ast_wide *product)
{
    if (a != 0 && b > WIDE_MAX / a) return false;
    *product = a * b;
    return true;
}

static constant *multiply_ints(arena *memory, const constant *a, const constant *b,
                               const_fault *fault)
{
    ast_wide product = 0;
    if (!multiply(a->magnitude, b->magnitude, &product)) {
        *fault = CONST_TOO_LARGE;
        return NULL;
    }
    return const_int(memory, a->negative != b->negative, product);
}

static constant *power_ints(arena *memory, const constant *a, const constant *b,
                            const_fault *fault)
{
    if (b->negative) {
        *fault = CONST_EXPONENT;
        return NULL;
    }
    ast_wide result = 1;
    ast_wide factor = a->magnitude;
    ast_wide exponent = b->magnitude;
    bool negative = a->negative && (exponent & 1) != 0;
    while (exponent != 0) {
        if ((exponent & 1) != 0 && !multiply(result, factor, &result)) break;
        exponent >>= 1;
        if (exponent != 0 && !multiply(factor, factor, &factor)) break;
    }
    if (exponent != 0 && result != 0 && a->magnitude > 1) {
        *fault = CONST_TOO_LARGE;
        return NULL;
    }
    return const_int(memory, negative, result);
}

// The bits of `wide`, cut to the type, as a constant of that type.
static constant *from_bits(arena *memory, ast_wide wide, const type *t)
{
    unsigned bits = type_bits(t);
    ast_wide mask = bits == 128 ? WIDE_MAX : (((ast_wide)1) << bits) - 1;
    wide &= mask;
    bool negative = type_is_signed(t) && (wide >> (bits - 1)) != 0;
    return const_int(memory, negative, negative ? (~wide & mask) + 1 : wide);
}

static constant *shift_ints(arena *memory, ast_op op, const constant *a, const constant *b,
                            const type *t, const_fault *fault)
{
    unsigned bits = type_bits(t);
    if (b->negative || b->magnitude >= bits) {
        *fault = CONST_SHIFT;
        return NULL;
    }
    unsigned count = (unsigned)b->magnitude;
    if (op == OP_SHL) return from_bits(memory, const_bits(a) << count, t);
    // towards minus infinity, as an arithmetic shift does
    ast_wide magnitude = a->magnitude >> count;
    bool cut = a->negative && (magnitude << count) != a->magnitude;
    return const_int(memory, a->negative, magnitude + (cut ? 1 : 0));
}

static constant *binary_ints(arena *memory, ast_op op, const constant *a, const constant *b,
                             const type *t, const_fault *fault)
{
    bool is_plain = type_is_integer(t);
    switch ((int)op) {
    case OP_EQ: return const_bool(memory, compare_ints(a, b) == 0);
    case OP_NE: return const_bool(memory, compare_ints(a, b) != 0);
    case OP_LT: return const_bool(memory, compare_ints(a, b) < 0);
    case OP_LE: return const_bool(memory, compare_ints(a, b) <= 0);
    case OP_GT: return const_bool(memory, compare_ints(a, b) > 0);
    case OP_GE: return const_bool(memory, compare_ints(a, b) >= 0);
    case OP_ADD: return add_ints(memory, a, b, false, fault);
    case OP_SUB: return add_ints(memory, a, b, true, fault);
    case OP_MUL: return multiply_ints(memory, a, b, fault);
    case OP_DIV:
    case OP_REM:
        if (b->magnitude == 0) {
            *fault = CONST_DIVISION;
            return NULL;
        }
        // C's rules: the quotient is cut towards zero, the rest has a's sign
        if (op == OP_REM) return const_int(memory, a->negative, a->magnitude % b->magnitude);
        return const_int(memory, a->negative != b->negative, a->magnitude / b->magnitude);
    default:
        break;
    }
    if (!is_plain) {
        *fault = CONST_UNKNOWN;
        return NULL;
    }
    switch ((int)op) {
    case OP_POW: return power_ints(memory, a, b, fault);
    case OP_BIT_AND: return from_bits(memory, const_bits(a) & const_bits(b), t);
    case OP_BIT_OR: return from_bits(memory, const_bits(a) | const_bits(b), t);
    case OP_BIT_XOR: return from_bits(memory, const_bits(a) ^ const_bits(b), t);
    case OP_WRAP_ADD: return from_bits(memory, const_bits(a) + const_bits(b), t);
    case OP_WRAP_SUB: return from_bits(memory, const_bits(a) - const_bits(b), t);
    case OP_WRAP_MUL: return from_bits(memory, const_bits(a) * const_bits(b), t);
    case OP_SHL:
    case OP_SHR: return shift_ints(memory, op, a, b, t, fault);
    default: break;
    }
    *fault = CONST_UNKNOWN;
    return NULL;
}

// ---- floats and truth values -------------------------------------------------------

// Only what has one answer everywhere: powers and remainders wait for run time.
static constant *binary_floats(arena *memory, ast_op op, double a, double b, const type *t,
                               const_fault *fault)
{
    double result = 0;
    switch ((int)op) {
    case OP_EQ: return const_bool(memory, a == b);
    case OP_NE: return const_bool(memory, a != b);
    case OP_LT: return const_bool(memory, a < b);
    case OP_LE: return const_bool(memory, a <= b);
    case OP_GT: return const_bool(memory, a > b);
    case OP_GE: return const_bool(memory, a >= b);
    case OP_ADD: result = a + b; break;
    case OP_SUB: result = a - b; break;
    case OP_MUL: result = a * b; break;
    case OP_DIV:
        if (b == 0) {   // inf or nan at run time; C has no literal for them
            *fault = CONST_UNKNOWN;
            return NULL;
        }
        result = a / b;
        break;
    default:
        *fault = CONST_UNKNOWN;
        return NULL;
    }
    if (t->kind == TYPE_F32) result = (double)(float)result;
    if (isinf(result) || isnan(result)) {
        *fault = CONST_UNKNOWN;
        return NULL;
    }
    return const_float(memory, result);
}

static constant *binary_bools(arena *memory, ast_op op, bool a, bool b, const_fault *fault)
{
    switch ((int)op) {
    case OP_AND: return const_bool(memory, a && b);
    case OP_OR: return const_bool(memory, a || b);
    case OP_EQ: return const_bool(memory, a == b);
    case OP_NE: return const_bool(memory, a != b);
    default: break;
    }
    *fault = CONST_UNKNOWN;
    return NULL;
}

constant *const_binary(arena *memory, ast_op op, const constant *a, const constant *b,
                       const type *t, const_fault *fault)
{
    *fault = CONST_OK;
    if (a->kind == CONST_BOOL && b->kind == CONST_BOOL) {
        return binary_bools(memory, op, a->truth, b->truth, fault);
    }
    if (a->kind == CONST_FLOAT || b->kind == CONST_FLOAT) {
        if (type_is_float(t) && a->kind != CONST_BOOL && b->kind != CONST_BOOL) {
            return binary_floats(memory, op, const_number(a), const_number(b), t, fault);
        }
    } else if (a->kind == CONST_INT && b->kind == CONST_INT) {
        return binary_ints(memory, op, a, b, t, fault);
    }
    *fault = CONST_UNKNOWN;
    return NULL;
}

constant *const_unary(arena *memory, ast_op op, const constant *a, const type *t,
                      const_fault *fault)
{
    *fault = CONST_OK;
    if (a->kind == CONST_BOOL && op == OP_NOT) return const_bool(memory, !a->truth);
    if (a->kind == CONST_FLOAT && op == OP_NEG) return const_float(memory, -a->number);
    if (a->kind == CONST_FLOAT && op == OP_PLUS) return const_float(memory, a->number);
    if (a->kind == CONST_INT) {
        if (op == OP_NEG) return const_int(memory, !a->negative, a->magnitude);
        if (op == OP_PLUS) return const_int(memory, a->negative, a->magnitude);
        if (op == OP_BIT_NOT && type_is_integer(t)) {
            return from_bits(memory, ~const_bits(a), t);
        }
    }
    *fault = CONST_UNKNOWN;
    return NULL;
}

// ---- printing ------------------------------------------------------------------------

void const_print(text *out, const constant *c)
{
    switch (c->kind) {
    case CONST_BOOL:
        text_puts(out, c->truth ? "true" : "false");
        return;
    case CONST_FLOAT:
        text_printf(out, "%.17g", c->number);
        return;
    case CONST_INT:
        if (c->negative) text_putc(out, '-');
        text_wide(out, c->magnitude);
        return;
    }
}

static constant *float_end(arena *memory, const type *t, const char *name)
{
    bool is_short = t->kind == TYPE_F32;
    double most = is_short ? (double)FLT_MAX : DBL_MAX;
    if (strcmp(name, "max") == 0) return const_float(memory, most);
    if (strcmp(name, "min") == 0) return const_float(memory, -most);
    if (strcmp(name, "inf") == 0) return const_float(memory, (double)INFINITY);
    if (strcmp(name, "nan") == 0) return const_float(memory, (double)NAN);
    if (strcmp(name, "epsilon") != 0) return NULL;
    return const_float(memory, is_short ? (double)FLT_EPSILON : DBL_EPSILON);
}

constant *const_of_type(arena *memory, const type *t, const char *name)
{
    if (type_is_float(t)) return float_end(memory, t, name);
    if (!type_is_integer(t) && t->kind != TYPE_DURATION) return NULL;
    ast_wide most, least;
    integer_limits(t, &most, &least);
    if (strcmp(name, "max") == 0) return const_int(memory, false, most);
    if (strcmp(name, "min") == 0) return const_int(memory, true, least);
    return NULL;
}

void const_print_range(text *out, const type *t)
{
    ast_wide most, least;
    integer_limits(t, &most, &least);
    if (least != 0) text_putc(out, '-');
    text_wide(out, least);
    text_puts(out, " to ");
    text_wide(out, most);
}
