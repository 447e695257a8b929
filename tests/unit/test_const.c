// SPDX-License-Identifier: MIT
// test_const.c - constants: ranges, arithmetic without overflow, faults.
#include "sema/const.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"

static program prog;

static int setup(void **state)
{
    (void)state;
    program_init(&prog);
    type_init(&prog);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    program_fini(&prog);
    return 0;
}

static constant *number(long long n)
{
    bool negative = n < 0;
    uint64_t size = negative ? 0 - (uint64_t)n : (uint64_t)n;
    return const_int(&prog.unit, negative, size);
}

static type *scalar(type_kind kind)
{
    return type_scalar(&prog, kind);
}

static void assert_text(const constant *c, const char *want)
{
    text t;
    text_init(&t);
    assert_non_null(c);
    const_print(&t, c);
    assert_string_equal(text_string(&t), want);
    text_fini(&t);
}

static constant *apply(long long a, ast_op op, long long b, type_kind kind, const_fault *fault)
{
    return const_binary(&prog.unit, op, number(a), number(b), scalar(kind), fault);
}

static void test_ranges(void **state)
{
    (void)state;
    assert_true(const_fits(number(255), scalar(TYPE_U8)));
    assert_false(const_fits(number(256), scalar(TYPE_U8)));
    assert_false(const_fits(number(-1), scalar(TYPE_U8)));
    assert_true(const_fits(number(-128), scalar(TYPE_I8)));
    assert_false(const_fits(number(-129), scalar(TYPE_I8)));
    assert_true(const_fits(number(INT64_MIN), scalar(TYPE_INT)));
    constant *past = const_int(&prog.unit, false, (ast_wide)INT64_MAX + 1);
    assert_false(const_fits(past, scalar(TYPE_INT)));
    assert_true(const_fits(past, scalar(TYPE_U64)));
    constant *all = const_int(&prog.unit, false, ~(ast_wide)0);
    assert_true(const_fits(all, scalar(TYPE_U128)));
    assert_false(const_fits(all, scalar(TYPE_I128)));
    assert_false(const_fits(const_float(&prog.unit, 1e300), scalar(TYPE_F32)));
}

static void test_arithmetic(void **state)
{
    (void)state;
    const_fault fault;
    assert_text(apply(7, OP_ADD, -9, TYPE_INT, &fault), "-2");
    assert_text(apply(-7, OP_SUB, -9, TYPE_INT, &fault), "2");
    assert_text(apply(-7, OP_DIV, 2, TYPE_INT, &fault), "-3");   // C's rules
    assert_text(apply(-7, OP_REM, 2, TYPE_INT, &fault), "-1");
    assert_text(apply(-2, OP_POW, 63, TYPE_INT, &fault), "-9223372036854775808");
    assert_text(apply(-5, OP_SHR, 1, TYPE_INT, &fault), "-3");
    assert_text(apply(1, OP_SHL, 7, TYPE_I8, &fault), "-128");
    assert_text(apply(250, OP_WRAP_ADD, 10, TYPE_U8, &fault), "4");
    assert_text(apply(-1, OP_BIT_AND, 255, TYPE_INT, &fault), "255");
    assert_text(apply(3, OP_LT, 4, TYPE_INT, &fault), "true");
}

static void test_faults(void **state)
{
    (void)state;
    const_fault fault;
    assert_null(apply(1, OP_DIV, 0, TYPE_INT, &fault));
    assert_int_equal(fault, CONST_DIVISION);
    assert_null(apply(1, OP_SHL, 64, TYPE_INT, &fault));
    assert_int_equal(fault, CONST_SHIFT);
    assert_null(apply(2, OP_POW, -1, TYPE_INT, &fault));
    assert_int_equal(fault, CONST_EXPONENT);
    assert_null(apply(10, OP_POW, 1000, TYPE_INT, &fault));
    assert_int_equal(fault, CONST_TOO_LARGE);
    constant *all = const_int(&prog.unit, false, ~(ast_wide)0);
    assert_null(const_binary(&prog.unit, OP_ADD, all, number(1), scalar(TYPE_U128), &fault));
    assert_int_equal(fault, CONST_TOO_LARGE);
    assert_null(const_binary(&prog.unit, OP_MUL, all, number(2), scalar(TYPE_U128), &fault));
    assert_int_equal(fault, CONST_TOO_LARGE);
}

static void test_powers_end(void **state)
{
    (void)state;
    const_fault fault;
    assert_text(apply(1, OP_POW, INT64_MAX, TYPE_INT, &fault), "1");
    assert_text(apply(-1, OP_POW, INT64_MAX, TYPE_INT, &fault), "-1");
    assert_text(apply(0, OP_POW, INT64_MAX, TYPE_INT, &fault), "0");
    assert_text(apply(5, OP_POW, 0, TYPE_INT, &fault), "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_powers_end),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
