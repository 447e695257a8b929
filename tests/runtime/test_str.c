// SPDX-License-Identifier: MIT
// test_str.c - text: UTF-8 at its edges, positions, slices, searching, splitting.

#include "values_test.h"

#include <math.h>
#include <stdlib.h>

#include "sley/bytes.h"
#include "sley/list.h"
#include "sley/num.h"

SLEY_STR_LIT(lit_hello, "hello");
SLEY_STR_LIT_UTF8(lit_mixed, 5, "a\303\244\344\273\273\360\237\230\200z"); // a ä 任 😀 z

static sley_str *text_of(const char *data)
{
    return sley_str_from_utf8(data, strlen(data));
}

// Calls a function of one str, releases the argument.
static sley_str *on(sley_str *(*function)(sley_str *), const char *data)
{
    sley_str *s = text_of(data);
    sley_str *made = function(s);
    sley_str_release(s);
    return made;
}

static void check_list(sley_list *list, const char *expected, int line)
{
    sley_type list_str = SLEY_LIST_TYPE("list[str]");
    check_text(sley_value_repr(&list_str, &list), expected, strlen(expected), line);
    sley_list_release(list);
}
#define assert_list(LIST, EXPECTED) check_list(LIST, EXPECTED, __LINE__)

static void literals_are_immortal(void **state)
{
    (void)state;
    sley_str *s = &lit_hello;
    for (int i = 0; i < 3; i++) sley_str_release(s);
    assert_ptr_equal(sley_str_retain(s), s);
    assert_int_equal(s->head.refs, SLEY_IMMORTAL);
    assert_int_equal(sley_str_len(s), 5);
    assert_int_equal(sley_str_len(&lit_mixed), 5);
    assert_int_equal(sley_str_byte_len(&lit_mixed), 11);
    assert_null(sley_str_retain(NULL));
    sley_str_release(NULL);
}

// Every code point goes in and out; every other sequence of up to 3 bytes is refused.
static void utf8_whole_range(void **state)
{
    (void)state;
    for (sley_char c = 0; c <= SLEY_CHAR_MAX; c += c < 0x11000 ? 1 : 251) {
        if (!sley_char_is_valid(c)) continue;
        sley_str *s = sley_str_from_char(c);
        sley_str *again = sley_str_from_utf8(s->data, (size_t)s->len);
        assert_non_null(again);
        assert_int_equal(sley_str_at(again, 0, &here), c);
        assert_int_equal(again->chars, 1);
        sley_str_release(again);
        sley_str_release(s);
    }
}

static void invalid_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        const char *lossy;
    } cases[] = {
        {"\x80", "\xEF\xBF\xBD"},                                  // lone continuation
        {"a\xC3", "a\xEF\xBF\xBD"},                                // cut short
        {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                  // overlong
        {"\xE0\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // overlong
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},  // surrogate
        {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xF0\x9F\x98z", "\xEF\xBF\xBDz"},                        // one for a cut sequence
        {"\xE4\xBB" "abcdefghijk\xFF", "\xEF\xBF\xBD" "abcdefghijk\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = strlen(cases[i].data);
        assert_null(sley_str_from_utf8(cases[i].data, len));
        sley_str *s = sley_str_from_utf8_lossy(cases[i].data, len);
        check_text(s, cases[i].lossy, strlen(cases[i].lossy), __LINE__);
    }
    assert_text(sley_str_from_utf8("a\0b", 3), "a\0b");
}

static void positions(void **state)
{
    (void)state;
    sley_str *s = &lit_mixed;
    static const sley_char chars[] = {'a', 0xE4, 0x4EFB, 0x1F600, 'z'};
    for (int64_t i = 0; i < 5; i++) assert_int_equal(sley_str_at(s, i, &here), chars[i]);
    assert_panics(sley_str_at(s, -1, &here), "index -1 is out of range for a str of 5");
    assert_panics(sley_str_at(s, 5, &here), "index 5 is out of range for a str of 5");
    assert_panics(sley_str_at(s, INT64_MAX, &here), "index 9223372036854775807 is out of range");
    assert_panics(sley_str_at(s, INT64_MIN, &here), "is out of range for a str of 5");
    assert_panics(sley_str_at(&sley_str_empty, 0, &here), "index 0 is out of range for a str of 0");
    for (int64_t from = 0; from <= 5; from++) {
        for (int64_t to = from; to <= 5; to++) {
            sley_str *part = sley_str_slice(s, from, to, &here);
            assert_int_equal(part->chars, to - from);
            if (to > from) assert_int_equal(sley_str_at(part, 0, &here), chars[from]);
            sley_str_release(part);
        }
    }
    assert_panics(sley_str_slice(s, -1, 2, &here), "slice -1..2 is out of range for a str of 5");
    assert_panics(sley_str_slice(s, 2, 1, &here), "slice 2..1 is out of range for a str of 5");
    assert_panics(sley_str_slice(s, 0, 6, &here), "slice 0..6 is out of range for a str of 5");
    assert_panics(sley_str_slice(s, 2, INT64_MAX, &here), "out of range for a str of 5");
    assert_panics(sley_str_slice_from(s, 6, &here), "slice 6..5 is out of range for a str of 5");
    assert_text(sley_str_slice_from(s, 4, &here), "z");
}

static void slices_share_and_hold(void **state)
{
    (void)state;
    sley_str *x = text_of("x");
    sley_str *s = sley_str_repeat(x, 1000, &here);
    sley_str *part = sley_str_slice(s, 100, 900, &here);
    sley_str *inner = sley_str_slice(part, 100, 700, &here);
    assert_ptr_equal(part->base, s);
    assert_ptr_equal(inner->base, s); // no chain
    assert_int_equal(s->head.refs, 3);
    sley_str_release(part);
    sley_str_release(s);
    assert_int_equal(inner->len, 600);
    assert_int_equal(inner->data[599], 'x');
    sley_bytes *octets = sley_str_bytes(inner);
    sley_str_release(inner);
    assert_int_equal(octets->data[599], 'x');
    sley_bytes_release(octets);
    sley_str *whole = sley_str_slice(x, 0, 1, &here);
    assert_ptr_equal(whole, x);
    sley_str_release(whole);
    sley_str_release(x);
}

static void comparing(void **state)
{
    (void)state;
    static const char *const sorted[] = {"", "A", "a", "ab", "b", "\xC3\xA4", "\xE4\xBB\xBB",
                                         "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < 8; i++) {
        for (size_t j = 0; j < 8; j++) {
            sley_str *a = text_of(sorted[i]);
            sley_str *b = text_of(sorted[j]);
            int order = sley_str_compare(a, b);
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
            assert_int_equal(sley_str_equal(a, b), i == j);
            if (i == j) assert_true(sley_str_hash(a) == sley_str_hash(b));
            sley_str_release(a);
            sley_str_release(b);
        }
    }
    assert_true(sley_str_equal(NULL, NULL) && !sley_str_equal(NULL, &lit_hello));
    assert_true(sley_str_compare(NULL, &sley_str_empty) < 0);
}

static void appending(void **state)
{
    (void)state;
    sley_str *s = &sley_str_empty;
    sley_str *kept = NULL;
    for (int i = 0; i < 1000; i++) {
        if (i == 500) kept = sley_str_retain(s); // from here the two must go apart
        s = sley_str_append(s, &lit_mixed);
    }
    assert_int_equal(s->chars, 5000);
    assert_int_equal(s->len, 11000);
    assert_int_equal(kept->chars, 2500);
    assert_int_equal(s->data[10999], 'z');
    s = sley_str_append(s, s);
    assert_int_equal(s->chars, 10000);
    sley_str_release(kept);
    sley_str_release(s);
    sley_str *a = text_of("ab");
    sley_str *b = text_of("\xC3\xA4");
    assert_text(sley_str_concat(a, b), "ab\xC3\xA4");
    assert_text(sley_str_repeat(b, 3, &here), "\xC3\xA4\xC3\xA4\xC3\xA4");
    assert_text(sley_str_repeat(b, 0, &here), "");
    assert_panics(sley_str_repeat(b, -1, &here), "repeat count -1 is negative");
    assert_panics(sley_str_repeat(b, INT64_MAX, &here), "out of memory");
    sley_str_release(a);
    sley_str_release(b);
}

static void searching(void **state)
{
    (void)state;
    sley_str *s = text_of("\xC3\xA4" "abcabc");
    sley_str *abc = text_of("abc");
    sley_str *none = text_of("abd");
    assert_int_equal(sley_str_find(s, abc).value, 1);
    assert_int_equal(sley_str_rfind(s, abc).value, 4);
    assert_false(sley_str_find(s, none).some);
    assert_false(sley_str_rfind(s, none).some);
    assert_int_equal(sley_str_find(s, &sley_str_empty).value, 0);
    assert_int_equal(sley_str_rfind(s, &sley_str_empty).value, 7);
    assert_int_equal(sley_str_count(s, abc), 2);
    assert_int_equal(sley_str_count(s, &sley_str_empty), 8);
    assert_true(sley_str_contains(s, abc) && !sley_str_contains(abc, s));
    assert_true(sley_str_contains_char(s, 0xE4) && !sley_str_contains_char(s, 0xE5));
    assert_true(sley_str_ends_with(s, abc) && !sley_str_starts_with(s, abc));
    assert_true(sley_str_starts_with(s, &sley_str_empty));
    sley_str *front = sley_str_without_suffix(s, abc);
    assert_text(sley_str_without_prefix(front, abc), "\xC3\xA4" "abc");
    sley_str_release(front);
    sley_str_release(s);
    sley_str_release(abc);
    sley_str_release(none);
}

static void cases(void **state)
{
    (void)state;
    assert_text(on(sley_str_upper, "hello 1"), "HELLO 1");
    assert_text(on(sley_str_upper, "stra\xC3\x9F" "e \xC3\xA4"), "STRASSE \xC3\x84");
    assert_text(on(sley_str_lower, "\xC3\x84 B"), "\xC3\xA4 b");
    assert_text(on(sley_str_title, "the QUICK fox"), "The Quick Fox");
    assert_text(on(sley_str_capitalize, "hELLO World"), "Hello world");
    assert_text(on(sley_str_reversed, "a\xC3\xA4\xE4\xBB\xBB"), "\xE4\xBB\xBB\xC3\xA4" "a");
    assert_text(on(sley_str_upper, ""), "");
    sley_str *s = text_of("ABC1");
    assert_true(sley_str_is_upper(s) && !sley_str_is_lower(s) && sley_str_is_alnum(s));
    assert_false(sley_str_is_alpha(s) || sley_str_is_digit(s) || sley_str_is_space(s));
    assert_false(sley_str_is_alpha(&sley_str_empty));
    assert_int_equal(sley_str_width(&lit_mixed), 7);
    sley_str_release(s);
}

static void stripping_and_filling(void **state)
{
    (void)state;
    sley_str *s = text_of("\xE3\x80\x80 \thi there\n ");
    sley_str *set = text_of("xy\xC3\xA4");
    sley_str *noisy = text_of("\xC3\xA4xhixy");
    assert_text(sley_str_strip(s, NULL), "hi there");
    assert_text(sley_str_lstrip(s, NULL), "hi there\n ");
    assert_text(sley_str_rstrip(s, NULL), "\xE3\x80\x80 \thi there");
    assert_text(sley_str_strip(noisy, set), "hi");
    sley_str *blank = text_of("  ");
    assert_text(sley_str_strip(blank, NULL), "");
    assert_text(sley_str_ljust(set, 5, '.', &here), "xy\xC3\xA4..");
    assert_text(sley_str_rjust(set, 5, 0xE4, &here), "\xC3\xA4\xC3\xA4xy\xC3\xA4");
    assert_text(sley_str_center(set, 6, '.', &here), ".xy\xC3\xA4..");
    assert_text(sley_str_center(set, 2, '.', &here), "xy\xC3\xA4");
    assert_panics(sley_str_ljust(set, -1, '.', &here), "width -1 is negative");
    sley_str_release(s);
    sley_str_release(set);
    sley_str_release(noisy);
    sley_str_release(blank);
}

static sley_str *replace(const char *s, const char *part, const char *with, int64_t max)
{
    sley_str *a = text_of(s);
    sley_str *b = text_of(part);
    sley_str *c = text_of(with);
    sley_str *made = sley_str_replace(a, b, c, max);
    sley_str_release(a);
    sley_str_release(b);
    sley_str_release(c);
    return made;
}

static void replacing(void **state)
{
    (void)state;
    assert_text(replace("aXbXc", "X", "--", -1), "a--b--c");
    assert_text(replace("aXbXc", "X", "", 1), "abXc");
    assert_text(replace("aXb", "X", "Y", 0), "aXb");
    assert_text(replace("aaa", "aa", "b", -1), "ba");
    assert_text(replace("a\xC3\xA4", "", "-", -1), "-a-\xC3\xA4-");
    assert_text(replace("ab", "", "-", 2), "-a-b");
    assert_text(replace("", "", "-", -1), "-");
    assert_text(replace("abc", "x", "y", -1), "abc");
}

static sley_list *split(const char *s, const char *sep, int64_t max, bool right)
{
    sley_str *a = text_of(s);
    sley_str *b = sep == NULL ? NULL : text_of(sep);
    sley_list *made = right ? sley_str_rsplit(a, b, max, &here) : sley_str_split(a, b, max, &here);
    sley_str_release(a);
    sley_str_release(b);
    return made;
}

static sley_list *lines(const char *s)
{
    sley_str *a = text_of(s);
    sley_list *made = sley_str_lines(a);
    sley_str_release(a);
    return made;
}

// The expected lists are Python's.
static void splitting(void **state)
{
    (void)state;
    assert_list(split("a,b,,c", ",", -1, false), "[\"a\", \"b\", \"\", \"c\"]");
    assert_list(split("", ",", -1, false), "[\"\"]");
    assert_list(split(",", ",", -1, false), "[\"\", \"\"]");
    assert_list(split("a,b,c", ",", 1, false), "[\"a\", \"b,c\"]");
    assert_list(split("a,b,c", ",", 1, true), "[\"a,b\", \"c\"]");
    assert_list(split("a,b,c", ",", -1, true), "[\"a\", \"b\", \"c\"]");
    assert_list(split("a--b---c", "--", -1, true), "[\"a\", \"b-\", \"c\"]");
    assert_list(split("  a b\t\nc ", NULL, -1, false), "[\"a\", \"b\", \"c\"]");
    assert_list(split("  a b  c ", NULL, 1, false), "[\"a\", \"b  c\"]");
    assert_list(split("  a b  c ", NULL, 1, true), "[\"a b\", \"c\"]");
    assert_list(split("   ", NULL, -1, false), "[]");
    assert_list(split("   ", NULL, -1, true), "[]");
    assert_panics(split("a", "", -1, false), "split at an empty separator");
    assert_list(lines("a\nb\r\nc\rd\n\ne"), "[\"a\", \"b\", \"c\\rd\", \"\", \"e\"]");
    assert_list(lines("a\n"), "[\"a\"]");
    assert_list(lines("\r\n"), "[\"\"]");
    assert_list(lines(""), "[]");
}

static void joining(void **state)
{
    (void)state;
    sley_str *comma = text_of(", ");
    sley_list *parts = split("a b \xC3\xA4", NULL, -1, false);
    assert_text(sley_str_join(comma, parts), "a, b, \xC3\xA4");
    assert_text(sley_str_join(&sley_str_empty, parts), "ab\xC3\xA4");
    sley_list_clear(parts);
    assert_text(sley_str_join(comma, parts), "");
    sley_list_release(parts);
    sley_list *chars = sley_str_chars(&lit_mixed);
    assert_int_equal(chars->len, 5);
    assert_text(sley_str_from_chars(chars), "a\xC3\xA4\xE4\xBB\xBB\xF0\x9F\x98\x80z");
    sley_list_release(chars);
    sley_str *before = NULL;
    sley_str *behind = NULL;
    sley_str *pair = text_of("key, \xC3\xA4, x");
    assert_true(sley_str_cut(pair, comma, &before, &behind));
    assert_text(before, "key");
    assert_text(behind, "\xC3\xA4, x");
    assert_false(sley_str_cut(comma, pair, &before, &behind));
    sley_str_release(pair);
    sley_str_release(comma);
}

static bool reads_int(const char *data, int64_t base, int64_t expected)
{
    int64_t value = 77;
    sley_str *s = text_of(data);
    bool ok = sley_str_read_int(s, base, &value);
    sley_str_release(s);
    return ok && value == expected;
}

static void integers_in_text(void **state)
{
    (void)state;
    assert_true(reads_int("42", 10, 42));
    assert_true(reads_int("  -1_000\n", 10, -1000));
    assert_true(reads_int("+0", 10, 0));
    assert_true(reads_int("9223372036854775807", 10, INT64_MAX));
    assert_true(reads_int("-9223372036854775808", 10, INT64_MIN));
    assert_true(reads_int("ff", 16, 255));
    assert_true(reads_int("0xFF", 16, 255));
    assert_true(reads_int("-0b101", 0, -5));
    assert_true(reads_int("0o17", 0, 15));
    assert_true(reads_int("zz", 36, 1295));
    static const char *const bad[] = {"",    " ",    "-",   "+-1", "1 2", "1.0", "0x10", "1__0",
                                      "_1",  "1_",   "9223372036854775808", "-9223372036854775809",
                                      "99999999999999999999", "\xD9\xA7", "--1", "1-"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        for (int64_t guess = -1; guess <= 2; guess++) assert_false(reads_int(bad[i], 10, guess));
        sley_str *s = text_of(bad[i]);
        assert_false(sley_str_to_int(s).some);
        sley_str_release(s);
    }
    assert_false(reads_int("1", 1, 1));
    assert_false(reads_int("1", 37, 1));
}

static void floats_in_text(void **state)
{
    (void)state;
    static const struct {
        const char *data;
        double value;
    } good[] = {{"1", 1.0},        {" 1.5 ", 1.5},   {".5", 0.5},    {"5.", 5.0},
                {"-1e-3", -0.001}, {"1_0.2_5", 10.25}, {"1E5", 1e5}, {"inf", HUGE_VAL},
                {"-Infinity", -HUGE_VAL}, {"1e400", HUGE_VAL}, {"0.1", 0.1}};
    static const char *const bad[] = {"", ".", "e5", "1e", "1e+", "0x10", "1__0", "1_.5", "1.5f",
                                      "1,5", "nano", "1 2", "in", "1e5_"};
    double value;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        sley_str *s = text_of(good[i].data);
        assert_true(sley_str_read_float(s, &value) && value == good[i].value);
        sley_str_release(s);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        sley_str *s = text_of(bad[i]);
        if (sley_str_read_float(s, &value)) fail_msg("\"%s\" is read as %g", bad[i], value);
        sley_str_release(s);
    }
    sley_str *nan = text_of("NaN");
    assert_true(sley_str_read_float(nan, &value) && isnan(value));
    sley_str_release(nan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literals_are_immortal), cmocka_unit_test(utf8_whole_range),
        cmocka_unit_test(invalid_utf8),          cmocka_unit_test(positions),
        cmocka_unit_test(slices_share_and_hold), cmocka_unit_test(comparing),
        cmocka_unit_test(appending),             cmocka_unit_test(searching),
        cmocka_unit_test(cases),                 cmocka_unit_test(stripping_and_filling),
        cmocka_unit_test(replacing),             cmocka_unit_test(splitting),
        cmocka_unit_test(joining),               cmocka_unit_test(integers_in_text),
        cmocka_unit_test(floats_in_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
