// SPDX-License-Identifier: MIT
// test_type.c - types: interning, printing, what is counted, error hierarchies.
#include "sema/type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"
#include "base/text.h"

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

static type *scalar(type_kind kind)
{
    return type_scalar(&prog, kind);
}

static const char *name(const char *word)
{
    return intern_string(&prog.names, word);
}

static void assert_printed(const type *t, const char *want)
{
    text out;
    text_init(&out);
    type_print(&out, t);
    assert_string_equal(text_string(&out), want);
    text_fini(&out);
}

// type.h I1
static void test_interned(void **state)
{
    (void)state;
    type *integer = scalar(TYPE_INT);
    type *string = scalar(TYPE_STR);
    assert_ptr_equal(integer, scalar(TYPE_INT));
    assert_ptr_equal(type_list(&prog, integer), type_list(&prog, integer));
    assert_ptr_not_equal(type_list(&prog, integer), type_set(&prog, integer));
    assert_ptr_equal(type_map(&prog, string, integer), type_map(&prog, string, integer));
    assert_ptr_not_equal(type_map(&prog, string, integer), type_map(&prog, integer, string));
    type *pair[] = {integer, string};
    type *same[] = {integer, string};
    assert_ptr_equal(type_tuple(&prog, pair, 2), type_tuple(&prog, same, 2));
    assert_ptr_equal(type_optional(&prog, string), type_optional(&prog, string));
    type *f = type_function(&prog, pair, 2, integer, false, false);
    assert_ptr_equal(f, type_function(&prog, same, 2, integer, false, false));
    assert_ptr_not_equal(f, type_function(&prog, pair, 2, integer, false, true));
    assert_ptr_not_equal(f, type_function(&prog, pair, 2, integer, true, false));
    assert_ptr_not_equal(type_chan(&prog, integer, CHAN_BOTH, false),
                         type_chan(&prog, integer, CHAN_SENDER, false));
}

static void test_printed(void **state)
{
    (void)state;
    type *integer = scalar(TYPE_INT);
    type *string = scalar(TYPE_STR);
    assert_printed(integer, "int");
    assert_printed(scalar(TYPE_U8), "u8");
    assert_printed(type_map(&prog, string, type_list(&prog, integer)), "map[str, list[int]]");
    type *pair[] = {integer, string};
    assert_printed(type_tuple(&prog, pair, 2), "(int, str)");
    assert_printed(type_optional(&prog, type_list(&prog, string)), "list[str]?");
    assert_printed(type_function(&prog, pair, 1, string, false, false), "fn(int) -> str");
    assert_printed(type_function(&prog, pair, 0, scalar(TYPE_UNIT), true, true),
                   "async fn() throws");
    assert_printed(type_chan(&prog, integer, CHAN_RECEIVER, false), "chan[int].receiver");
    assert_printed(type_task(&prog, integer, false), "task[int]");
}

static void test_numbers(void **state)
{
    (void)state;
    assert_true(type_is_integer(scalar(TYPE_U128)));
    assert_false(type_is_integer(scalar(TYPE_FLOAT)));
    assert_false(type_is_integer(scalar(TYPE_DURATION)));
    assert_true(type_is_signed(scalar(TYPE_INT)));
    assert_false(type_is_signed(scalar(TYPE_U8)));
    assert_true(type_is_numeric(scalar(TYPE_F32)));
    assert_int_equal(type_bits(scalar(TYPE_INT)), 64);
    assert_int_equal(type_bits(scalar(TYPE_U128)), 128);
    assert_int_equal(type_bits(scalar(TYPE_F32)), 32);
}

static void test_counted(void **state)
{
    (void)state;
    type *integer = scalar(TYPE_INT);
    type *string = scalar(TYPE_STR);
    type *plain[] = {integer, integer};
    type *mixed[] = {integer, string};
    type_tuple(&prog, plain, 2);
    type_tuple(&prog, mixed, 2);
    type_settle(&prog);
    assert_false(type_is_counted(integer));
    assert_true(type_is_counted(string));
    assert_false(type_is_counted(type_tuple(&prog, plain, 2)));
    assert_true(type_is_counted(type_tuple(&prog, mixed, 2)));
    assert_false(type_is_counted(type_optional(&prog, integer)));
    assert_true(type_is_counted(type_optional(&prog, string)));
    assert_true(type_is_counted(type_list(&prog, integer)));
    assert_true(type_is_pointer(string));
    assert_true(type_is_pointer(type_optional(&prog, string)) ||
                !type_is_pointer(type_optional(&prog, integer)));
    assert_false(type_is_pointer(integer));
    assert_false(type_is_pointer(type_tuple(&prog, mixed, 2)));
}

static void test_errors(void **state)
{
    (void)state;
    type *root = type_error_root(&prog);
    type *parent = type_declare(&prog, TYPE_ERROR, name("m"), name("Parent"), NULL);
    parent->decl->parent = root;
    parent->decl->complete = true;
    type *child = type_declare(&prog, TYPE_ERROR, name("m"), name("Child"), NULL);
    child->decl->parent = parent;
    child->decl->complete = true;
    assert_true(type_error_is(child, parent));
    assert_true(type_error_is(child, root));
    assert_true(type_error_is(child, child));
    assert_false(type_error_is(parent, child));
    type_settle(&prog);
    assert_true(type_is_counted(child));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_interned), cmocka_unit_test(test_printed),
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_counted),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
