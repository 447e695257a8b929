// SPDX-License-Identifier: MIT
// test_bytes.c - octets and the buffer.

#include "values_test.h"

#include "sley/bytes.h"
#include "sley/list.h"

SLEY_BYTES_LIT(lit, "\000a\377");

static sley_bytes *octets(const char *data)
{
    return sley_bytes_new(data, strlen(data));
}

static void check_bytes(sley_bytes *b, const char *expected, int line)
{
    check_text(sley_value_str(&sley_type_bytes, &b), expected, strlen(expected), line);
    sley_bytes_release(b);
}
#define assert_bytes(MADE, EXPECTED) check_bytes(MADE, EXPECTED, __LINE__)

static void printing(void **state)
{
    (void)state;
    sley_bytes *none = NULL;
    assert_bytes(&lit, "b\"\\x00a\\xff\"");
    assert_bytes(octets("\"\\\n\t {x}"), "b\"\\\"\\\\\\n\\t {x}\"");
    assert_bytes(&sley_bytes_empty, "b\"\"");
    assert_prints(sley_type_bytes, &none, "none");
}

static void positions(void **state)
{
    (void)state;
    assert_int_equal(sley_bytes_at(&lit, 0, &here), 0);
    assert_int_equal(sley_bytes_at(&lit, 2, &here), 255);
    assert_panics(sley_bytes_at(&lit, -1, &here), "index -1 is out of range for a bytes of 3");
    assert_panics(sley_bytes_at(&lit, 3, &here), "index 3 is out of range for a bytes of 3");
    assert_bytes(sley_bytes_slice(&lit, 1, 3, &here), "b\"a\\xff\"");
    assert_bytes(sley_bytes_slice_from(&lit, 3, &here), "b\"\"");
    assert_panics(sley_bytes_slice(&lit, 0, 4, &here),
                  "slice 0..4 is out of range for a bytes of 3");
    assert_panics(sley_bytes_slice(&lit, 2, 1, &here), "slice 2..1 is out of range");
    assert_panics(sley_bytes_slice(&lit, INT64_MIN, 0, &here), "is out of range");
}

static void slices_share_and_hold(void **state)
{
    (void)state;
    sley_bytes *big = sley_bytes_repeat(&lit, 100, &here);
    sley_bytes *part = sley_bytes_slice(big, 30, 290, &here);
    sley_bytes *inner = sley_bytes_slice(part, 0, 200, &here);
    assert_ptr_equal(inner->base, big);
    sley_bytes_release(big);
    sley_bytes_release(part);
    assert_int_equal(inner->data[199], 'a');
    sley_bytes_release(inner);
}

static void searching(void **state)
{
    (void)state;
    sley_bytes *b = octets("abcabc");
    sley_bytes *part = octets("bc");
    sley_bytes *none = octets("bd");
    assert_int_equal(sley_bytes_find(b, part).value, 1);
    assert_int_equal(sley_bytes_rfind(b, part).value, 4);
    assert_false(sley_bytes_find(b, none).some || sley_bytes_rfind(none, b).some);
    assert_int_equal(sley_bytes_count(b, part), 2);
    assert_true(sley_bytes_contains(b, part) && sley_bytes_ends_with(b, part));
    assert_false(sley_bytes_starts_with(b, part) || sley_bytes_contains(part, b));
    sley_list *pieces = sley_bytes_split(b, part, &here);
    const sley_type list_bytes = SLEY_LIST_TYPE("list[bytes]");
    assert_prints(list_bytes, &pieces, "[b\"a\", b\"a\", b\"\"]");
    assert_bytes(sley_bytes_join(none, pieces), "b\"abdabd\"");
    sley_list_release(pieces);
    assert_panics(sley_bytes_split(b, &sley_bytes_empty, &here), "split at an empty separator");
    assert_bytes(sley_bytes_concat(b, part), "b\"abcabcbc\"");
    sley_bytes *blank = octets(" \t\nx y\r\n");
    assert_bytes(sley_bytes_strip(blank), "b\"x y\"");
    sley_bytes_release(blank);
    sley_bytes_release(b);
    sley_bytes_release(part);
    sley_bytes_release(none);
}

static void to_and_from(void **state)
{
    (void)state;
    sley_str *hex = sley_bytes_hex(&lit);
    sley_bytes *back = NULL;
    assert_int_equal(sley_bytes_from_hex(NULL, hex, &back), SLEY_OK);
    assert_true(sley_bytes_equal(back, &lit));
    assert_true(sley_bytes_hash(back) == sley_bytes_hash(&lit));
    sley_bytes_release(back);
    assert_text(hex, "0061ff");
    sley_list *list = sley_bytes_to_list(&lit);
    back = sley_bytes_from_list(list);
    assert_int_equal(sley_bytes_compare(back, &lit), 0);
    sley_bytes_release(back);
    sley_list_release(list);
    assert_text(sley_bytes_decode_lossy(&lit), "\0a\xEF\xBF\xBD");
    sley_str *text = NULL;
    back = octets("a\xC3\xA4");
    assert_int_equal(sley_bytes_decode(NULL, back, &text), SLEY_OK);
    assert_text(text, "a\xC3\xA4");
    sley_bytes_release(back);
    assert_true(sley_bytes_compare(&sley_bytes_empty, &lit) < 0);
    assert_true(sley_bytes_equal(NULL, NULL) && !sley_bytes_equal(&lit, NULL));
}

static void buffers(void **state)
{
    (void)state;
    sley_buffer *b = sley_buffer_new();
    assert_int_equal(sley_buffer_len(b), 0);
    assert_panics(sley_buffer_at(b, 0, &here), "index 0 is out of range for a buffer of 0");
    for (int i = 0; i < 1000; i++) sley_buffer_push(b, (uint8_t)i);
    sley_buffer_append(b, &lit);
    assert_int_equal(sley_buffer_len(b), 1003);
    assert_int_equal(sley_buffer_at(b, 999, &here), 999 % 256);
    sley_buffer_set(b, 0, 42, &here);
    assert_panics(sley_buffer_set(b, 1003, 1, &here),
                  "index 1003 is out of range for a buffer of 1003");
    assert_bytes(sley_buffer_slice(b, 0, 2, &here), "b\"*\\x01\"");
    assert_panics(sley_buffer_slice(b, 0, 1004, &here), "slice 0..1004 is out of range");
    sley_bytes *copy = sley_buffer_bytes(b);
    sley_buffer_clear(b);
    assert_int_equal(copy->data[0], 42);
    sley_bytes_release(copy);
    assert_prints(sley_type_buffer, &b, "buffer(b\"\")");
    assert_ptr_equal(sley_buffer_retain(b), b);
    sley_buffer_release(b);
    sley_buffer_release(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(printing),  cmocka_unit_test(positions),
        cmocka_unit_test(searching), cmocka_unit_test(slices_share_and_hold),
        cmocka_unit_test(to_and_from), cmocka_unit_test(buffers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
