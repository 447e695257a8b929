// SPDX-License-Identifier: MIT
// const.h - values that are known when compiling, and arithmetic on them.
//
// The checker hangs a `constant` on each expression whose value follows from
// literals alone, and asks here whether it fits its type: `let x: u8 = 300` is
// an error and not a panic.
//
// I1  Integers are sign and magnitude, wide enough for every integer type of
//     Sley; what goes beyond 128 bits is CONST_TOO_LARGE, never a wrapped value.
// I2  A constant never changes.  Zero is never negative.
// I3  What would panic at run time is a fault here; the caller reports it.
#ifndef SLEY_CONST_H
#define SLEY_CONST_H

#include "base/text.h"
#include "sema/type.h"
#include "tree/ast.h"

typedef enum constant_kind {
    CONST_INT,     // integers, char (code point), duration (nanoseconds)
    CONST_FLOAT,   // float, f32
    CONST_BOOL,
} constant_kind;

struct constant {
    constant_kind kind;
    bool negative;         // CONST_INT
    bool truth;            // CONST_BOOL
    ast_wide magnitude;    // CONST_INT
    double number;         // CONST_FLOAT
};

typedef enum const_fault {
    CONST_OK,
    CONST_UNKNOWN,         // no such operation on constants: not an error
    CONST_TOO_LARGE,       // beyond 128 bits
    CONST_DIVISION,        // by zero
    CONST_SHIFT,           // by less than 0 or by the width of the type and more
    CONST_EXPONENT,        // negative
} const_fault;

constant *const_int(arena *memory, bool negative, ast_wide magnitude);
constant *const_float(arena *memory, double number);
constant *const_bool(arena *memory, bool truth);

// `a op b`, both of the type `t`, as the running program would compute it.
// NULL with a fault when there is no value.  Range checks against `t` are the
// caller's (const_fits): the result may be too large for it.
constant *const_binary(arena *memory, ast_op op, const constant *a, const constant *b,
                       const type *t, const_fault *fault);
constant *const_unary(arena *memory, ast_op op, const constant *a, const type *t,
                      const_fault *fault);

// The type can hold the value exactly (floats: an integer constant fits when it
// does not become infinite).
bool const_fits(const constant *c, const type *t);
// The value as the type's bits, two's complement: what the IR holds.
ast_wide const_bits(const constant *c);
// The same value as a constant for floats.
double const_number(const constant *c);
// `int.max`, `u8.min`, `float.inf`, `f32.epsilon`: the ends of a number type, duration
// included.  NULL when the type has no constant of this name.
constant *const_of_type(arena *memory, const type *t, const char *name);
// The number as the user would write it: `-300`, `1.5`, `true`.
void const_print(text *out, const constant *c);
// "0 to 255": what an integer type holds.
void const_print_range(text *out, const type *t);

#endif
