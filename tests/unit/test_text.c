// SPDX-License-Identifier: MIT
// test_text.c - growing texts.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text.h"

static void test_building(void **state)
{
    (void)state;
    text t;
    text_init(&t);
    assert_string_equal(text_string(&t), "");
    text_puts(&t, "abc");
    text_putc(&t, 'd');
    text_spaces(&t, 2);
    text_uint(&t, 0);
    text_uint(&t, UINT64_MAX);
    text_printf(&t, " %s %d", "x", -1);
    text_utf8(&t, 0xe4);
    text_utf8(&t, 0x1f600);
    assert_string_equal(text_string(&t),
                        "abcd  018446744073709551615 x -1\xc3\xa4\xf0\x9f\x98\x80");
    assert_int_equal(t.len, strlen(text_string(&t)));
    text_clear(&t);
    assert_string_equal(text_string(&t), "");
    text_fini(&t);
}

static void test_growth(void **state)
{
    (void)state;
    text t;
    text_init(&t);
    for (int i = 0; i < 100000; i++) text_printf(&t, "%d,", i % 10);
    assert_int_equal(t.len, 200000);
    char large[1000];
    memset(large, 'x', sizeof large - 1);
    large[999] = '\0';
    text_clear(&t);
    for (int i = 0; i < 10; i++) text_printf(&t, "%s", large);   // longer than it guesses
    assert_int_equal(t.len, 9990);
    text_fini(&t);
}

static void test_escaped(void **state)
{
    (void)state;
    static const char bytes[] = "a\"\\\n\t\r\0\x01\x7f\xff\xc3\xa4";
    text t;
    text_init(&t);
    text_escaped(&t, bytes, sizeof bytes - 1);
    assert_string_equal(text_string(&t),
                        "a\\\"\\\\\\n\\t\\r\\x00\\x01\\x7f\\xff\xc3\xa4");
    text_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_building),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
