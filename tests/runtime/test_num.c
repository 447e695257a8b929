// SPDX-License-Identifier: MIT
// test_num.c - checked arithmetic against wider arithmetic, at the edges of each type.
//
// The inlines of num.h are compiled here with panics that come back (longjmp), so that
// all pairs of edges can be tried; the panics' texts are checked on the real ones.

#define sley__num_overflow caught_overflow
#define sley__num_zero caught_zero
#define sley__num_shift caught_shift
#define sley__num_exponent caught_exponent
#define sley__num_fit_int caught_fit_int
#define sley__num_fit_u64 caught_fit_u64
#define sley__num_fit_float caught_fit_float
#define sley__num_fit_i128 caught_fit_i128
#define sley__num_fit_u128 caught_fit_u128
#include "sley/num.h"
#undef sley__num_overflow
#undef sley__num_zero
#undef sley__num_shift
#undef sley__num_exponent
#undef sley__num_fit_int
#undef sley__num_fit_u64
#undef sley__num_fit_float
#undef sley__num_fit_i128
#undef sley__num_fit_u128

#include "values_test.h"

// The real ones, which num.h declared under the names above.
SLEY_NORETURN void sley__num_overflow(const sley_site *at, const char *what, const char *op);
SLEY_NORETURN void sley__num_zero(const sley_site *at);
SLEY_NORETURN void sley__num_shift(const sley_site *at, int64_t count, int bits);
SLEY_NORETURN void sley__num_exponent(const sley_site *at, int64_t exponent);
SLEY_NORETURN void sley__num_fit_int(const sley_site *at, int64_t value, const char *type);
SLEY_NORETURN void sley__num_fit_u64(const sley_site *at, uint64_t value, const char *type);
SLEY_NORETURN void sley__num_fit_float(const sley_site *at, double value, const char *type);
SLEY_NORETURN void sley__num_fit_i128(const sley_site *at, sley_i128 value, const char *type);
SLEY_NORETURN void sley__num_fit_u128(const sley_site *at, sley_u128 value, const char *type);

static jmp_buf caught;

void caught_overflow(const sley_site *at, const char *what, const char *op)
{
    (void)at, (void)what, (void)op;
    longjmp(caught, 1);
}

void caught_zero(const sley_site *at)
{
    (void)at;
    longjmp(caught, 1);
}

void caught_shift(const sley_site *at, int64_t count, int bits)
{
    (void)at, (void)count, (void)bits;
    longjmp(caught, 1);
}

void caught_exponent(const sley_site *at, int64_t exponent)
{
    (void)at, (void)exponent;
    longjmp(caught, 1);
}

void caught_fit_int(const sley_site *at, int64_t value, const char *type)
{
    (void)at, (void)value, (void)type;
    longjmp(caught, 1);
}

void caught_fit_u64(const sley_site *at, uint64_t value, const char *type)
{
    (void)at, (void)value, (void)type;
    longjmp(caught, 1);
}

void caught_fit_float(const sley_site *at, double value, const char *type)
{
    (void)at, (void)value, (void)type;
    longjmp(caught, 1);
}

void caught_fit_i128(const sley_site *at, sley_i128 value, const char *type)
{
    (void)at, (void)value, (void)type;
    longjmp(caught, 1);
}

void caught_fit_u128(const sley_site *at, sley_u128 value, const char *type)
{
    (void)at, (void)value, (void)type;
    longjmp(caught, 1);
}

// EXPRESSION, of some integer type, gives WANTED, or panics when IN_RANGE is false.
#define CHECK(EXPRESSION, IN_RANGE, WANTED)                                              \
    do {                                                                                 \
        if (setjmp(caught) == 0) {                                                       \
            sley_i128 got = (sley_i128)(EXPRESSION);                                     \
            if (!(IN_RANGE) || got != (sley_i128)(WANTED)) {                             \
                fail_msg("%s: a = %lld, b = %lld", #EXPRESSION, (long long)a, (long long)b); \
            }                                                                            \
        } else if (IN_RANGE) {                                                           \
            fail_msg("%s panics: a = %lld, b = %lld", #EXPRESSION, (long long)a,         \
                     (long long)b);                                                      \
        }                                                                                \
    } while (0)

static bool multiply(sley_i128 x, sley_i128 y, volatile sley_i128 *product)
{
    sley_i128 exact;
    if (__builtin_mul_overflow(x, y, &exact)) return false;
    *product = exact;
    return true;
}

// All pairs of eight edges of T (64 of them), against 128 bits.
#define EDGES(N, T, MIN, MAX)                                                            \
    static void edges_of_##N(void **state)                                               \
    {                                                                                    \
        (void)state;                                                                     \
        const T edges[] = {MIN, (T)((MIN) + 1), (T)-1, 0, 1, 2, (T)((MAX)-1), MAX};      \
        for (volatile int i = 0; i < 8; i++) {                                           \
            for (volatile int j = 0; j < 8; j++) {                                       \
                volatile T a = edges[i];                                                   \
                volatile T b = edges[j];                                                   \
                volatile sley_i128 x = (sley_i128)a;                                       \
                volatile sley_i128 y = (sley_i128)b;                                       \
                CHECK(sley_##N##_add(a, b, &here), x + y >= (MIN) && x + y <= (MAX), x + y); \
                CHECK(sley_##N##_sub(a, b, &here), x - y >= (MIN) && x - y <= (MAX), x - y); \
                volatile sley_i128 product = 0;                                                  \
                const bool exact = multiply(x, y, &product);              \
                volatile bool fits = exact && product >= (MIN) && product <= (MAX);      \
                CHECK(sley_##N##_mul(a, b, &here), fits, product);                       \
                volatile bool divides = y != 0 && !(y == -1 && x == (MIN));                 \
                CHECK(sley_##N##_div(a, b, &here), divides, x / (divides ? y : 1));      \
                CHECK(sley_##N##_mod(a, b, &here), y != 0, divides ? x % y : 0);           \
                assert_true(sley_##N##_wrap_add(a, b) == (T)((sley_u128)x + (sley_u128)y)); \
                assert_true(sley_##N##_wrap_sub(a, b) == (T)((sley_u128)x - (sley_u128)y)); \
                assert_true(sley_##N##_wrap_mul(a, b) == (T)((sley_u128)x * (sley_u128)y)); \
                assert_true(sley_##N##_min(a, b) == (a < b ? a : b));                    \
                assert_true(sley_##N##_max(a, b) == (a > b ? a : b));                    \
            }                                                                            \
        }                                                                                \
    }

EDGES(int, int64_t, INT64_MIN, INT64_MAX)
EDGES(i8, int8_t, INT8_MIN, INT8_MAX)
EDGES(i16, int16_t, INT16_MIN, INT16_MAX)
EDGES(i32, int32_t, INT32_MIN, INT32_MAX)
EDGES(u8, uint8_t, 0, UINT8_MAX)
EDGES(u16, uint16_t, 0, UINT16_MAX)
EDGES(u32, uint32_t, 0, UINT32_MAX)
EDGES(u64, uint64_t, 0, UINT64_MAX)

static void edges_of_128_bits(void **state)
{
    (void)state;
    const sley_i128 a = 0, b = 0; // for CHECK
    CHECK(sley_i128_add(SLEY_I128_MAX, 0, &here), true, SLEY_I128_MAX);
    CHECK(sley_i128_add(SLEY_I128_MAX, 1, &here), false, 0);
    CHECK(sley_i128_sub(SLEY_I128_MIN, 1, &here), false, 0);
    CHECK(sley_i128_mul(SLEY_I128_MIN, -1, &here), false, 0);
    CHECK(sley_i128_div(SLEY_I128_MIN, -1, &here), false, 0);
    CHECK(sley_i128_neg(SLEY_I128_MIN, &here), false, 0);
    CHECK(sley_u128_add(SLEY_U128_MAX, 1, &here), false, 0);
    CHECK(sley_u128_sub(0, 1, &here), false, 0);
    CHECK(sley_u128_mul(SLEY_U128_MAX, 2, &here), false, 0);
    CHECK(sley_int_from_i128((sley_i128)INT64_MAX, &here), true, INT64_MAX);
    CHECK(sley_int_from_i128((sley_i128)INT64_MAX + 1, &here), false, 0);
    CHECK(sley_int_from_i128((sley_i128)INT64_MIN - 1, &here), false, 0);
    CHECK(sley_u8_from_u128(256, &here), false, 0);
    CHECK(sley_u128_from_int(-1, &here), false, 0);
    CHECK(sley_i128_from_u128(SLEY_U128_MAX, &here), false, 0);
}

static void negation_and_abs(void **state)
{
    (void)state;
    const int64_t a = 0, b = 0;
    CHECK(sley_int_neg(INT64_MAX, &here), true, -INT64_MAX);
    CHECK(sley_int_neg(INT64_MIN, &here), false, 0);
    CHECK(sley_int_abs(INT64_MIN + 1, &here), true, INT64_MAX);
    CHECK(sley_int_abs(INT64_MIN, &here), false, 0);
    CHECK(sley_i8_neg(INT8_MIN, &here), false, 0);
    CHECK(sley_i8_abs(-127, &here), true, 127);
}

static void shifts(void **state)
{
    (void)state;
    const int64_t a = 0, b = 0;
    CHECK(sley_int_shl(1, 62, &here), true, INT64_C(1) << 62);
    CHECK(sley_int_shl(1, 63, &here), true, INT64_MIN);
    CHECK(sley_int_shl(-1, 4, &here), true, -16);
    CHECK(sley_int_shl(1, 64, &here), false, 0);
    CHECK(sley_int_shl(1, -1, &here), false, 0);
    CHECK(sley_int_shr(-5, 1, &here), true, -3);
    CHECK(sley_int_shr(INT64_MIN, 63, &here), true, -1);
    CHECK(sley_int_shr(1, INT64_MAX, &here), false, 0);
    CHECK(sley_u8_shl(0x81, 1, &here), true, 2);
    CHECK(sley_u8_shl(1, 8, &here), false, 0);
    CHECK(sley_i8_shl(1, 7, &here), true, -128);
    CHECK(sley_u64_shr(UINT64_MAX, 63, &here), true, 1);
    assert_int_equal(sley_u8_not(0x0f), 0xf0);
    assert_int_equal(sley_i8_xor(-1, 0x0f), -16);
}

static void powers(void **state)
{
    (void)state;
    const int64_t a = 0, b = 0;
    CHECK(sley_int_pow(0, 0, &here), true, 1);
    CHECK(sley_int_pow(0, 5, &here), true, 0);
    CHECK(sley_int_pow(1, INT64_MAX, &here), true, 1);
    CHECK(sley_int_pow(-1, INT64_MAX, &here), true, -1);
    CHECK(sley_int_pow(2, 62, &here), true, INT64_C(1) << 62);
    CHECK(sley_int_pow(2, 63, &here), false, 0);
    CHECK(sley_int_pow(-2, 63, &here), true, INT64_MIN);
    CHECK(sley_int_pow(10, 18, &here), true, INT64_C(1000000000000000000));
    CHECK(sley_int_pow(10, 19, &here), false, 0);
    CHECK(sley_int_pow(3, -1, &here), false, 0);
    CHECK(sley_u8_pow(2, 7, &here), true, 128);
    CHECK(sley_u8_pow(2, 8, &here), false, 0);
    CHECK(sley_u64_pow(3, 40, &here), true, UINT64_C(12157665459056928801));
    CHECK(sley_u64_pow(3, 41, &here), false, 0);
}

static void conversions(void **state)
{
    (void)state;
    const int64_t a = 0, b = 0;
    CHECK(sley_u8_from_int(255, &here), true, 255);
    CHECK(sley_u8_from_int(256, &here), false, 0);
    CHECK(sley_u8_from_int(-1, &here), false, 0);
    CHECK(sley_i8_from_int(-128, &here), true, -128);
    CHECK(sley_i8_from_int(-129, &here), false, 0);
    CHECK(sley_i32_from_int(INT64_C(2147483648), &here), false, 0);
    CHECK(sley_u64_from_int(INT64_MAX, &here), true, INT64_MAX);
    CHECK(sley_u64_from_int(-1, &here), false, 0);
    CHECK(sley_int_from_u64((uint64_t)INT64_MAX + 1, &here), false, 0);
    CHECK(sley_i8_from_u64(127, &here), true, 127);
    CHECK(sley_i8_from_u64(128, &here), false, 0);
}

static void floats_to_integers(void **state)
{
    (void)state;
    const int64_t a = 0, b = 0;
    CHECK(sley_int_from_float(-0.9, &here), true, 0);
    CHECK(sley_int_from_float(3.99, &here), true, 3);
    CHECK(sley_int_from_float(-9223372036854775808.0, &here), true, INT64_MIN);
    CHECK(sley_int_from_float(9223372036854774784.0, &here), true, INT64_C(9223372036854774784));
    CHECK(sley_int_from_float(9223372036854775808.0, &here), false, 0);
    CHECK(sley_int_from_float(-9223372036854777856.0, &here), false, 0);
    CHECK(sley_int_from_float((double)NAN, &here), false, 0);
    CHECK(sley_int_from_float(HUGE_VAL, &here), false, 0);
    CHECK(sley_u8_from_float(255.9, &here), true, 255);
    CHECK(sley_u8_from_float(-0.9, &here), true, 0);
    CHECK(sley_u8_from_float(-1.0, &here), false, 0);
    CHECK(sley_u64_from_float(18446744073709549568.0, &here), true, UINT64_C(18446744073709549568));
    CHECK(sley_u64_from_float(18446744073709551616.0, &here), false, 0);
    CHECK(sley_i128_from_float(-170141183460469231731687303715884105728.0, &here), true,
          SLEY_I128_MIN);
    CHECK(sley_i128_from_float(170141183460469231731687303715884105728.0, &here), false, 0);
    CHECK(sley_f32_from_float(1e39, &here), false, 0);
    CHECK(sley_f32_from_float(-0.5, &here) < 0, true, 1);
    assert_true(isinf(sley_f32_from_float(HUGE_VAL, &here)));
}

static void rounding(void **state)
{
    (void)state;
    assert_int_equal(sley_float_round(0.5, &here), 0);
    assert_int_equal(sley_float_round(1.5, &here), 2);
    assert_int_equal(sley_float_round(2.5, &here), 2);
    assert_int_equal(sley_float_round(-0.5, &here), 0);
    assert_int_equal(sley_float_round(-1.5, &here), -2);
    assert_int_equal(sley_float_round(-2.5, &here), -2);
    assert_int_equal(sley_float_round(2.51, &here), 3);
    assert_int_equal(sley_float_round(0.49999999999999994, &here), 0);
    assert_int_equal(sley_float_floor(-0.1, &here), -1);
    assert_int_equal(sley_float_ceil(0.1, &here), 1);
    assert_true(sley_float_round_to(2.675, 2) == 2.67);
    assert_true(sley_float_round_to(1.005, 2) == 1.0);
    assert_true(sley_float_round_to(1234.5, -2) == 1200.0);
    assert_true(sley_float_round_to(1250.0, -2) == 1200.0);
    assert_true(sley_float_round_to(1e300, 10) == 1e300);
    assert_true(sley_float_mod(-7.5, 2.0) == -1.5);
}

static void durations(void **state)
{
    (void)state;
    const sley_duration second = 1000000000;
    assert_int_equal(sley_duration_add(3 * second, 5000000, &here), 3005000000);
    assert_int_equal(sley_duration_mul_float(second, 1.5, &here), 1500000000);
    assert_int_equal(sley_duration_div(second, 3, &here), 333333333);
    assert_int_equal(sley_duration_div_float(second, 0.25, &here), 4 * second);
    assert_true(sley_duration_ratio(3 * second, 2 * second) == 1.5);
    assert_int_equal(sley_duration_mod(7 * second, 2 * second, &here), second);
    assert_int_equal(sley_duration_mod(INT64_MIN, -1, &here), 0);
    assert_int_equal(sley_duration_millis(1999999), 1);
    assert_true(sley_duration_seconds(1500000000) == 1.5);
    assert_int_equal(sley_instant_diff(sley_instant_add(5, second, &here), 5, &here), second);
    assert_panics(sley_duration_add(INT64_MAX, 1, &here), "duration overflow in +");
    assert_panics(sley_duration_sub(INT64_MIN, 1, &here), "duration overflow in -");
    assert_panics(sley_duration_neg(INT64_MIN, &here), "duration overflow in -");
    assert_panics(sley_duration_mul(INT64_MAX, 2, &here), "duration overflow in *");
    assert_panics(sley_duration_mul_float(second, 1e30, &here), "duration overflow in *");
    assert_panics(sley_duration_mul_float(second, (double)NAN, &here), "duration overflow in *");
    assert_panics(sley_duration_div(second, 0, &here), "division by zero");
    assert_panics(sley_duration_div(INT64_MIN, -1, &here), "duration overflow in /");
    assert_panics(sley_instant_add(INT64_MAX, 1, &here), "instant overflow in +");
}

static void characters(void **state)
{
    (void)state;
    assert_int_equal(sley_char_from_int(0x10FFFF, &here), 0x10FFFF);
    assert_panics(sley_char_from_int(0x110000, &here), "1114112 is not a code point");
    assert_panics(sley_char_from_int(0xD800, &here), "55296 is not a code point");
    assert_panics(sley_char_from_int(-1, &here), "-1 is not a code point");
    assert_true(sley_char_is_digit('7') && !sley_char_is_digit('a') && sley_char_is_digit(0x0667));
    assert_true(sley_char_is_alpha('z') && !sley_char_is_alpha('[') && sley_char_is_alpha(0x4EFB));
    assert_true(sley_char_is_space('\n') && sley_char_is_space(0x3000) && !sley_char_is_space(0));
    assert_true(sley_char_is_upper(0xC4) && sley_char_is_lower(0xE4) && !sley_char_is_upper('1'));
    assert_int_equal(sley_char_upper(0xE4), 0xC4);
    assert_int_equal(sley_char_lower(0x0416), 0x0436);
    assert_int_equal(sley_char_upper(0xDF), 0xDF);
    assert_int_equal(sley_char_width(0x4EFB), 2);
    assert_int_equal(sley_char_width(0x0301), 0);
}

static void panics_say_what(void **state)
{
    (void)state;
    assert_panics(sley__num_overflow(&here, "integer", "+"), "integer overflow in +");
    assert_panics(sley__num_zero(&here), "division by zero");
    assert_panics(sley__num_shift(&here, 70, 64), "shift by 70 is out of range 0..63");
    assert_panics(sley__num_exponent(&here, -1), "negative exponent -1 in **");
    assert_panics(sley__num_fit_int(&here, 300, "u8"), "300 does not fit u8");
    assert_panics(sley__num_fit_u64(&here, UINT64_MAX, "int"),
                  "18446744073709551615 does not fit int");
    assert_panics(sley__num_fit_float(&here, 1e300, "int"), "1e+300 does not fit int");
    assert_panics(sley__num_fit_i128(&here, SLEY_I128_MIN, "int"),
                  "-170141183460469231731687303715884105728 does not fit int");
    assert_panics(sley__num_fit_u128(&here, SLEY_U128_MAX, "int"),
                  "340282366920938463463374607431768211455 does not fit int");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edges_of_int),       cmocka_unit_test(edges_of_i8),
        cmocka_unit_test(edges_of_i16),       cmocka_unit_test(edges_of_i32),
        cmocka_unit_test(edges_of_u8),        cmocka_unit_test(edges_of_u16),
        cmocka_unit_test(edges_of_u32),       cmocka_unit_test(edges_of_u64),
        cmocka_unit_test(edges_of_128_bits),  cmocka_unit_test(negation_and_abs),
        cmocka_unit_test(shifts),             cmocka_unit_test(powers),
        cmocka_unit_test(conversions),        cmocka_unit_test(floats_to_integers),
        cmocka_unit_test(rounding),           cmocka_unit_test(durations),
        cmocka_unit_test(characters),         cmocka_unit_test(panics_say_what),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
