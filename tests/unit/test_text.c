// SPDX-License-Identifier: MIT
// test_text.c - growing texts.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

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

static void test_numbers(void **state)
{
    (void)state;
    text t;
    text_init(&t);
    text_printf(&t, "%u %zu %c%%|", 10u, (size_t)123456, 'x');
    text_uint(&t, UINT64_MAX);
    assert_string_equal(text_string(&t), "10 123456 x%|18446744073709551615");
    text_clear(&t);
    for (size_t n = 0; n < 70; n++) {
        text_clear(&t);
        text_spaces(&t, n);
        assert_int_equal(t.len, n);
        assert_int_equal(strspn(text_string(&t), " "), n);
    }
    text_fini(&t);
}

static void test_printable(void **state)
{
    (void)state;
    char bytes[20];
    for (size_t len = 0; len <= sizeof bytes; len++) {
        memset(bytes, 'a', sizeof bytes);
        assert_true(text_is_printable(bytes, len));
        for (size_t at = 0; at < len; at++) {
            for (int c = 0; c < 256; c++) {
                bytes[at] = (char)c;
                assert_int_equal(text_is_printable(bytes, len), c >= ' ' && c <= '~');
            }
            bytes[at] = '~';
        }
    }
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
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_printable),
        cmocka_unit_test(test_growth),
        cmocka_unit_test(test_escaped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
