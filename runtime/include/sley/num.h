// SPDX-License-Identifier: MIT
// num.h - numbers: checked arithmetic, conversions, durations, characters.
//
// I1  No operation here has undefined behaviour.  What has no result in its type
//     is a panic at the given site: overflow, division by zero, MIN / -1, a shift
//     count outside 0..bits-1, a conversion that loses.
// I2  `&+ &- &*` wrap in two's complement and never panic.  `<<` drops the bits
//     that leave at the top; `>>` keeps the sign.
// I3  float and f32 are IEEE: x / 0.0 is inf or nan, `%` is C's fmod.
// I4  A duration and an instant are nanoseconds in an int64_t, checked like int.
//
// Names: sley_TYPE_OP(a, b, site) with TYPE in int i8 i16 i32 i128 u8 u16 u32 u64
// u128; `i64` is `int`.  A conversion is sley_TO_from_FROM(value, site) and exists
// where it can lose; a conversion that cannot is plain C.  Known to emit_expr.c.
#ifndef SLEY_NUM_H
#define SLEY_NUM_H

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "sley/panic.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// 1: the compiler has __builtin_add_overflow and its like.  Can be set to 0 to try the
// plain C that replaces them.
#ifndef SLEY_HAS_OVERFLOW
#if defined(__GNUC__) && (__GNUC__ >= 5 || defined(__clang__))
#define SLEY_HAS_OVERFLOW 1
#else
#define SLEY_HAS_OVERFLOW 0
#endif
#endif

// ---- the panics (num.c); the message is made there ------------------------------

// "integer overflow in +"; `what` is "integer", "duration" or "instant".
SLEY_NORETURN void sley__num_overflow(const sley_site *site, const char *what, const char *op);
// "division by zero"
SLEY_NORETURN void sley__num_zero(const sley_site *site);
// "shift by 70 is out of range 0..63"
SLEY_NORETURN void sley__num_shift(const sley_site *site, int64_t count, int bits);
// "negative exponent -1 in **"
SLEY_NORETURN void sley__num_exponent(const sley_site *site, int64_t exponent);
// "300 does not fit u8"
SLEY_NORETURN void sley__num_fit_int(const sley_site *site, int64_t value, const char *type);
SLEY_NORETURN void sley__num_fit_u64(const sley_site *site, uint64_t value, const char *type);
SLEY_NORETURN void sley__num_fit_float(const sley_site *site, double value, const char *type);
// "index 5 is out of range for a list of 3"
SLEY_NORETURN void sley__num_index(const sley_site *site, int64_t index, int64_t len,
                                   const char *what);
// "slice 2..7 is out of range for a list of 3"
SLEY_NORETURN void sley__num_slice(const sley_site *site, int64_t from, int64_t to,
                                   int64_t len, const char *what);

// ---- generators ----------------------------------------------------------------

// SLEY__ADD_OVER(T, MIN, MAX, a, b, r) stores a + b in *r, or is true when T cannot
// hold it; likewise SUB and MUL, S for signed and U for unsigned types.
#if SLEY_HAS_OVERFLOW
#define SLEY__SADD_OVER(T, MIN, MAX, a, b, r) __builtin_add_overflow(a, b, r)
#define SLEY__SSUB_OVER(T, MIN, MAX, a, b, r) __builtin_sub_overflow(a, b, r)
#define SLEY__SMUL_OVER(T, MIN, MAX, a, b, r) __builtin_mul_overflow(a, b, r)
#define SLEY__UADD_OVER(T, MAX, a, b, r) __builtin_add_overflow(a, b, r)
#define SLEY__USUB_OVER(T, MAX, a, b, r) __builtin_sub_overflow(a, b, r)
#define SLEY__UMUL_OVER(T, MAX, a, b, r) __builtin_mul_overflow(a, b, r)
#else
#define SLEY__SADD_OVER(T, MIN, MAX, a, b, r) \
    ((b) > 0 ? (a) > (MAX) - (b) : (a) < (MIN) - (b)) ? true : (*(r) = (T)((a) + (b)), false)
#define SLEY__SSUB_OVER(T, MIN, MAX, a, b, r) \
    ((b) < 0 ? (a) > (MAX) + (b) : (a) < (MIN) + (b)) ? true : (*(r) = (T)((a) - (b)), false)
#define SLEY__SMUL_OVER(T, MIN, MAX, a, b, r)                                  \
    ((a) > 0 ? ((b) > 0 ? (a) > (MAX) / (b) : (b) < (MIN) / (a))               \
             : ((a) < 0 ? ((b) > 0 ? (a) < (MIN) / (b) : (b) < (MAX) / (a))    \
                        : false))                                              \
        ? true                                                                 \
        : (*(r) = (T)((a) * (b)), false)
#define SLEY__UADD_OVER(T, MAX, a, b, r) \
    ((a) > (MAX) - (b) ? true : (*(r) = (T)((a) + (b)), false))
#define SLEY__USUB_OVER(T, MAX, a, b, r) ((a) < (b) ? true : (*(r) = (T)((a) - (b)), false))
#define SLEY__UMUL_OVER(T, MAX, a, b, r)                          \
    ((b) != 0 && (a) > (MAX) / (b) ? true : (*(r) = (T)(1u * (a) * (b)), false))
#endif

// What signed and unsigned types share.  U is the unsigned type of the same width,
// W one that is at least as wide and not promoted (so that U * U cannot overflow int).
#define SLEY__NUM_COMMON(N, T, U, W, BITS)                                                      \
    static inline T sley_##N##_wrap_add(T a, T b) { return (T)(U)((W)(U)a + (W)(U)b); }         \
    static inline T sley_##N##_wrap_sub(T a, T b) { return (T)(U)((W)(U)a - (W)(U)b); }         \
    static inline T sley_##N##_wrap_mul(T a, T b) { return (T)(U)((W)(U)a * (W)(U)b); }         \
    static inline T sley_##N##_and(T a, T b) { return (T)(a & b); }                             \
    static inline T sley_##N##_or(T a, T b) { return (T)(a | b); }                              \
    static inline T sley_##N##_xor(T a, T b) { return (T)(a ^ b); }                             \
    static inline T sley_##N##_not(T a) { return (T)~a; }                                       \
    static inline T sley_##N##_min(T a, T b) { return b < a ? b : a; }                          \
    static inline T sley_##N##_max(T a, T b) { return b > a ? b : a; }                          \
    static inline T sley_##N##_shl(T a, int64_t n, const sley_site *site)                       \
    {                                                                                           \
        if (n < 0 || n >= (BITS)) sley__num_shift(site, n, BITS);                               \
        return (T)(U)((W)(U)a << n);                                                            \
    }                                                                                           \
    static inline T sley_##N##_shr(T a, int64_t n, const sley_site *site)                       \
    {                                                                                           \
        if (n < 0 || n >= (BITS)) sley__num_shift(site, n, BITS);                               \
        return (T)(a >> n);                                                                     \
    }                                                                                           \
    /* Square and multiply; the last squaring is left out, as it may overflow for nothing. */   \
    static inline T sley_##N##_pow(T a, int64_t n, const sley_site *site)                       \
    {                                                                                           \
        T result = 1;                                                                           \
        if (n < 0) sley__num_exponent(site, n);                                                 \
        if (a == 0 || a == 1) return n == 0 ? (T)1 : a;                                         \
        while (true) {                                                                          \
            if ((n & 1) != 0) result = sley__##N##_mul_for(result, a, "**", site);              \
            n >>= 1;                                                                            \
            if (n == 0) return result;                                                          \
            a = sley__##N##_mul_for(a, a, "**", site);                                          \
        }                                                                                       \
    }

#define SLEY__NUM_SIGNED(N, T, U, W, BITS, MIN, MAX)                                            \
    static inline T sley_##N##_add(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        T r;                                                                                    \
        if (SLEY__SADD_OVER(T, MIN, MAX, a, b, &r)) sley__num_overflow(site, "integer", "+");   \
        return r;                                                                               \
    }                                                                                           \
    static inline T sley_##N##_sub(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        T r;                                                                                    \
        if (SLEY__SSUB_OVER(T, MIN, MAX, a, b, &r)) sley__num_overflow(site, "integer", "-");   \
        return r;                                                                               \
    }                                                                                           \
    static inline T sley__##N##_mul_for(T a, T b, const char *op, const sley_site *site)        \
    {                                                                                           \
        T r;                                                                                    \
        if (SLEY__SMUL_OVER(T, MIN, MAX, a, b, &r)) sley__num_overflow(site, "integer", op);    \
        return r;                                                                               \
    }                                                                                           \
    static inline T sley_##N##_mul(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        return sley__##N##_mul_for(a, b, "*", site);                                            \
    }                                                                                           \
    static inline T sley_##N##_div(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        if (b == 0) sley__num_zero(site);                                                       \
        if (b == -1 && a == (MIN)) sley__num_overflow(site, "integer", "/");                    \
        return (T)(a / b);                                                                      \
    }                                                                                           \
    static inline T sley_##N##_mod(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        if (b == 0) sley__num_zero(site);                                                       \
        if (b == -1) return 0; /* C leaves MIN % -1 undefined */                                \
        return (T)(a % b);                                                                      \
    }                                                                                           \
    static inline T sley_##N##_neg(T a, const sley_site *site)                                  \
    {                                                                                           \
        if (a == (MIN)) sley__num_overflow(site, "integer", "-");                               \
        return (T)-a;                                                                           \
    }                                                                                           \
    static inline T sley_##N##_abs(T a, const sley_site *site)                                  \
    {                                                                                           \
        if (a == (MIN)) sley__num_overflow(site, "integer", "abs");                             \
        return (T)(a < 0 ? -a : a);                                                             \
    }                                                                                           \
    SLEY__NUM_COMMON(N, T, U, W, BITS)

#define SLEY__NUM_UNSIGNED(N, T, W, BITS, MAX)                                                  \
    static inline T sley_##N##_add(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        T r;                                                                                    \
        if (SLEY__UADD_OVER(T, MAX, a, b, &r)) sley__num_overflow(site, "integer", "+");        \
        return r;                                                                               \
    }                                                                                           \
    static inline T sley_##N##_sub(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        T r;                                                                                    \
        if (SLEY__USUB_OVER(T, MAX, a, b, &r)) sley__num_overflow(site, "integer", "-");        \
        return r;                                                                               \
    }                                                                                           \
    static inline T sley__##N##_mul_for(T a, T b, const char *op, const sley_site *site)        \
    {                                                                                           \
        T r;                                                                                    \
        if (SLEY__UMUL_OVER(T, MAX, a, b, &r)) sley__num_overflow(site, "integer", op);         \
        return r;                                                                               \
    }                                                                                           \
    static inline T sley_##N##_mul(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        return sley__##N##_mul_for(a, b, "*", site);                                            \
    }                                                                                           \
    static inline T sley_##N##_div(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        if (b == 0) sley__num_zero(site);                                                       \
        return (T)(a / b);                                                                      \
    }                                                                                           \
    static inline T sley_##N##_mod(T a, T b, const sley_site *site)                             \
    {                                                                                           \
        if (b == 0) sley__num_zero(site);                                                       \
        return (T)(a % b);                                                                      \
    }                                                                                           \
    SLEY__NUM_COMMON(N, T, T, W, BITS)

// From the two carriers of small integers (int64_t takes i8..i64 and u8..u32).
#define SLEY__FROM_SIGNED(N, T, MIN, MAX)                                                       \
    static inline T sley_##N##_from_int(int64_t v, const sley_site *site)                       \
    {                                                                                           \
        if (v < (MIN) || v > (MAX)) sley__num_fit_int(site, v, #N);                             \
        return (T)v;                                                                            \
    }

#define SLEY__FROM_U64(N, T, MAX)                                                               \
    static inline T sley_##N##_from_u64(uint64_t v, const sley_site *site)                      \
    {                                                                                           \
        if (v > (uint64_t)(MAX)) sley__num_fit_u64(site, v, #N);                                \
        return (T)v;                                                                            \
    }

// A float is cut towards zero; LOW and HIGH are the first floats beyond the type, so
// that nan fails the comparison too.
#define SLEY__FROM_FLOAT(N, T, LOW, HIGH)                                                       \
    static inline T sley_##N##_from_float(double v, const sley_site *site)                      \
    {                                                                                           \
        if (!(v > (LOW) && v < (HIGH))) sley__num_fit_float(site, v, #N);                       \
        return (T)v;                                                                            \
    }

// ---- the types -----------------------------------------------------------------

SLEY__NUM_SIGNED(int, int64_t, uint64_t, uint64_t, 64, INT64_MIN, INT64_MAX)
SLEY__NUM_SIGNED(i8, int8_t, uint8_t, unsigned, 8, INT8_MIN, INT8_MAX)
SLEY__NUM_SIGNED(i16, int16_t, uint16_t, unsigned, 16, INT16_MIN, INT16_MAX)
SLEY__NUM_SIGNED(i32, int32_t, uint32_t, uint32_t, 32, INT32_MIN, INT32_MAX)
SLEY__NUM_UNSIGNED(u8, uint8_t, unsigned, 8, UINT8_MAX)
SLEY__NUM_UNSIGNED(u16, uint16_t, unsigned, 16, UINT16_MAX)
SLEY__NUM_UNSIGNED(u32, uint32_t, uint32_t, 32, UINT32_MAX)
SLEY__NUM_UNSIGNED(u64, uint64_t, uint64_t, 64, UINT64_MAX)

SLEY__FROM_SIGNED(i8, int8_t, INT8_MIN, INT8_MAX)
SLEY__FROM_SIGNED(i16, int16_t, INT16_MIN, INT16_MAX)
SLEY__FROM_SIGNED(i32, int32_t, INT32_MIN, INT32_MAX)
SLEY__FROM_SIGNED(u8, uint8_t, 0, UINT8_MAX)
SLEY__FROM_SIGNED(u16, uint16_t, 0, UINT16_MAX)
SLEY__FROM_SIGNED(u32, uint32_t, 0, UINT32_MAX)
SLEY__FROM_SIGNED(u64, uint64_t, 0, INT64_MAX)

SLEY__FROM_U64(int, int64_t, INT64_MAX)
SLEY__FROM_U64(i8, int8_t, INT8_MAX)
SLEY__FROM_U64(i16, int16_t, INT16_MAX)
SLEY__FROM_U64(i32, int32_t, INT32_MAX)
SLEY__FROM_U64(u8, uint8_t, UINT8_MAX)
SLEY__FROM_U64(u16, uint16_t, UINT16_MAX)
SLEY__FROM_U64(u32, uint32_t, UINT32_MAX)

// -2^63 itself is a float; the next one below is 2048 away.
SLEY__FROM_FLOAT(int, int64_t, -9223372036854777856.0, 9223372036854775808.0)
SLEY__FROM_FLOAT(i8, int8_t, -129.0, 128.0)
SLEY__FROM_FLOAT(i16, int16_t, -32769.0, 32768.0)
SLEY__FROM_FLOAT(i32, int32_t, -2147483649.0, 2147483648.0)
SLEY__FROM_FLOAT(u8, uint8_t, -1.0, 256.0)
SLEY__FROM_FLOAT(u16, uint16_t, -1.0, 65536.0)
SLEY__FROM_FLOAT(u32, uint32_t, -1.0, 4294967296.0)
SLEY__FROM_FLOAT(u64, uint64_t, -1.0, 18446744073709551616.0)

// ---- 128 bits, where the C compiler has them ---------------------------------------

#ifdef SLEY_HAS_INT128

#define SLEY_U128_MAX ((sley_u128) - 1)
#define SLEY_I128_MAX ((sley_i128)(SLEY_U128_MAX >> 1))
#define SLEY_I128_MIN (-SLEY_I128_MAX - 1)

SLEY_NORETURN void sley__num_fit_i128(const sley_site *site, sley_i128 value,
                                      const char *type);
SLEY_NORETURN void sley__num_fit_u128(const sley_site *site, sley_u128 value,
                                      const char *type);

SLEY__NUM_SIGNED(i128, sley_i128, sley_u128, sley_u128, 128, SLEY_I128_MIN, SLEY_I128_MAX)
SLEY__NUM_UNSIGNED(u128, sley_u128, sley_u128, 128, SLEY_U128_MAX)

#define SLEY__FROM_128(N, T, MIN, MAX)                                                          \
    static inline T sley_##N##_from_i128(sley_i128 v, const sley_site *site)                    \
    {                                                                                           \
        if (v < (sley_i128)(MIN) || v > (sley_i128)(MAX)) sley__num_fit_i128(site, v, #N);      \
        return (T)v;                                                                            \
    }                                                                                           \
    static inline T sley_##N##_from_u128(sley_u128 v, const sley_site *site)                    \
    {                                                                                           \
        if (v > (sley_u128)(MAX)) sley__num_fit_u128(site, v, #N);                              \
        return (T)v;                                                                            \
    }

SLEY__FROM_128(int, int64_t, INT64_MIN, INT64_MAX)
SLEY__FROM_128(i8, int8_t, INT8_MIN, INT8_MAX)
SLEY__FROM_128(i16, int16_t, INT16_MIN, INT16_MAX)
SLEY__FROM_128(i32, int32_t, INT32_MIN, INT32_MAX)
SLEY__FROM_128(u8, uint8_t, 0, UINT8_MAX)
SLEY__FROM_128(u16, uint16_t, 0, UINT16_MAX)
SLEY__FROM_128(u32, uint32_t, 0, UINT32_MAX)
SLEY__FROM_128(u64, uint64_t, 0, UINT64_MAX)

static inline sley_u128 sley_u128_from_int(int64_t v, const sley_site *site)
{
    if (v < 0) sley__num_fit_int(site, v, "u128");
    return (sley_u128)v;
}

static inline sley_u128 sley_u128_from_i128(sley_i128 v, const sley_site *site)
{
    if (v < 0) sley__num_fit_i128(site, v, "u128");
    return (sley_u128)v;
}

static inline sley_i128 sley_i128_from_u128(sley_u128 v, const sley_site *site)
{
    if (v > (sley_u128)SLEY_I128_MAX) sley__num_fit_u128(site, v, "i128");
    return (sley_i128)v;
}

// -2^127 and 2^127, 2^128 as floats; the float below -2^127 is 2^75 away.
SLEY__FROM_FLOAT(i128, sley_i128, -170141183460469269510619166673045815296.0,
                 170141183460469231731687303715884105728.0)
SLEY__FROM_FLOAT(u128, sley_u128, -1.0, 340282366920938463463374607431768211456.0)

#endif

// ---- float and f32 -----------------------------------------------------------------

// `+ - * /` and comparisons are plain C.
// The next int of a range up to and with `last`; false when there is none.
static inline bool sley_int_step(int64_t *i, int64_t last)
{
    if (*i >= last) return false;
    ++*i;
    return true;
}

static inline double sley_float_mod(double a, double b)
{
    return fmod(a, b);
}

static inline double sley_float_pow(double a, double b)
{
    return pow(a, b);
}

static inline float sley_f32_mod(float a, float b)
{
    return fmodf(a, b);
}

static inline float sley_f32_pow(float a, float b)
{
    return powf(a, b);
}

// Python's: a nan does not win over a number that stands before it.
static inline double sley_float_min(double a, double b)
{
    return b < a ? b : a;
}

static inline double sley_float_max(double a, double b)
{
    return b > a ? b : a;
}

static inline double sley_float_abs(double a)
{
    return fabs(a);
}

static inline float sley_f32_min(float a, float b)
{
    return b < a ? b : a;
}

static inline float sley_f32_max(float a, float b)
{
    return b > a ? b : a;
}

static inline float sley_f32_abs(float a)
{
    return fabsf(a);
}

// Rounds to the nearest f32; a finite float beyond its range is a panic.
static inline float sley_f32_from_float(double v, const sley_site *site)
{
    // Half a step above FLT_MAX is what rounds to infinity.
    if (v > -3.4028235677973366e38 && v < 3.4028235677973366e38) return (float)v;
    if (fabs(v) <= DBL_MAX) sley__num_fit_float(site, v, "f32");
    return (float)v;
}

// Whole numbers next to a float; out of int's range is a panic.  round() takes the
// even neighbour of a half, as Python does.
int64_t sley_float_floor(double v, const sley_site *site);
int64_t sley_float_ceil(double v, const sley_site *site);
int64_t sley_float_round(double v, const sley_site *site);
// `digits` places after the point (negative: before it).
double sley_float_round_to(double v, int64_t digits);
bool sley_float_is_nan(double v);
bool sley_float_is_inf(double v);

// The constants of the module math.
// math.c. What does not fit, and what has no result, is a panic.
int64_t sley_math_gcd(int64_t a, int64_t b, const sley_site *site);
int64_t sley_math_lcm(int64_t a, int64_t b, const sley_site *site);
int64_t sley_math_isqrt(int64_t n, const sley_site *site);
int64_t sley_math_factorial(int64_t n, const sley_site *site);
int64_t sley_math_comb(int64_t n, int64_t k, const sley_site *site);
double sley_math_degrees(double x);
double sley_math_radians(double x);
bool sley_math_is_close(double a, double b, double rel, double abs);

static inline double sley_math_tau(void)
{
    return 6.283185307179586;
}

static inline double sley_math_pi(void)
{
    return 3.14159265358979323846;
}

static inline double sley_math_e(void)
{
    return 2.71828182845904523536;
}

static inline double sley_math_inf(void)
{
    return (double)INFINITY;
}

static inline double sley_math_nan(void)
{
    return (double)NAN;
}

// ---- durations and instants ------------------------------------------------------

sley_duration sley_duration_add(sley_duration a, sley_duration b, const sley_site *site);
sley_duration sley_duration_sub(sley_duration a, sley_duration b, const sley_site *site);
sley_duration sley_duration_neg(sley_duration a, const sley_site *site);
sley_duration sley_duration_abs(sley_duration a, const sley_site *site);
sley_duration sley_duration_mul(sley_duration a, int64_t n, const sley_site *site);
sley_duration sley_duration_mul_float(sley_duration a, double n, const sley_site *site);
sley_duration sley_duration_div(sley_duration a, int64_t n, const sley_site *site);
sley_duration sley_duration_div_float(sley_duration a, double n, const sley_site *site);
sley_duration sley_duration_mod(sley_duration a, sley_duration b, const sley_site *site);
// duration / duration; by 0ns it is inf or nan (I3).
double sley_duration_ratio(sley_duration a, sley_duration b);

static inline sley_duration sley_duration_min(sley_duration a, sley_duration b)
{
    return b < a ? b : a;
}

static inline sley_duration sley_duration_max(sley_duration a, sley_duration b)
{
    return b > a ? b : a;
}

// Whole units, cut towards zero; seconds with their fraction.
static inline int64_t sley_duration_nanos(sley_duration a)
{
    return a;
}

static inline int64_t sley_duration_micros(sley_duration a)
{
    return a / 1000;
}

static inline int64_t sley_duration_millis(sley_duration a)
{
    return a / 1000000;
}

static inline double sley_duration_seconds(sley_duration a)
{
    return (double)a / 1e9;
}

sley_instant sley_instant_add(sley_instant a, sley_duration d, const sley_site *site);
sley_instant sley_instant_sub(sley_instant a, sley_duration d, const sley_site *site);
// instant - instant
sley_duration sley_instant_diff(sley_instant a, sley_instant b, const sley_site *site);

// ---- characters (utf8.c) --------------------------------------------------------

// I5  A sley_char is a code point in 0..0x10FFFF and no surrogate.
#define SLEY_CHAR_MAX 0x10FFFFu

bool sley_char_is_valid(int64_t v);
// "1114112 is not a code point"
sley_char sley_char_from_int(int64_t v, const sley_site *site);

bool sley_char_is_digit(sley_char c); // Unicode's decimal digits
bool sley_char_is_alpha(sley_char c);
bool sley_char_is_alnum(sley_char c);
bool sley_char_is_space(sley_char c);
bool sley_char_is_upper(sley_char c);
bool sley_char_is_lower(sley_char c);
bool sley_char_is_printable(sley_char c);
sley_char sley_char_upper(sley_char c); // one to one; "ß" stays
sley_char sley_char_lower(sley_char c);
sley_char sley_char_title(sley_char c);
int64_t sley_char_width(sley_char c); // columns on a terminal: 0, 1 or 2

#ifdef __cplusplus
}
#endif

#endif
