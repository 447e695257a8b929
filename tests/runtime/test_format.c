// SPDX-License-Identifier: MIT
// test_format.c - values as literals (S110), format specs, print (S106).

#include "values_test.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "sley/num.h"

static void numbers_print(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } floats[] = {{0.0, "0.0"},      {-0.0, "-0.0"},       {1.0, "1.0"},     {0.1, "0.1"},
                  {-2.5, "-2.5"},    {1e15, "1000000000000000.0"}, {1e16, "1e+16"},
                  {0.0001, "0.0001"}, {0.00001, "1e-05"},  {1e22, "1e+22"},  {5e-324, "5e-324"},
                  {DBL_MAX, "1.7976931348623157e+308"},    {1.0 / 3.0, "0.3333333333333333"},
                  {0.1 + 0.2, "0.30000000000000004"},      {123456.789, "123456.789"},
                  // 2^-77: the nearest 16 digits do not come back, those above do
                  {6.617444900424222e-24, "6.617444900424222e-24"},
                  {HUGE_VAL, "inf"}, {-HUGE_VAL, "-inf"},
                  {9007199254740993.0, "9007199254740992.0"}};
    for (size_t i = 0; i < sizeof floats / sizeof floats[0]; i++) {
        sley_str *made = sley_value_str(&sley_type_float, &floats[i].value);
        check_text(made, floats[i].text, strlen(floats[i].text), __LINE__);
    }
    float narrow = 0.1f;
    assert_prints(sley_type_f32, &narrow, "0.1");
    narrow = 16777216.0f;
    assert_prints(sley_type_f32, &narrow, "16777216.0");
    assert_prints(sley_type_int, &(int64_t){INT64_MIN}, "-9223372036854775808");
    assert_prints(sley_type_u64, &(uint64_t){UINT64_MAX}, "18446744073709551615");
    assert_prints(sley_type_i8, &(int8_t){-128}, "-128");
    assert_prints(sley_type_i128, &(sley_i128){SLEY_I128_MIN},
                  "-170141183460469231731687303715884105728");
    assert_prints(sley_type_bool, &(bool){true}, "true");
}

// Every double that is printed reads back as itself.
static void floats_read_back(void **state)
{
    (void)state;
    uint64_t bits = 1;
    for (int i = 0; i < 20000; i++) {
        double value;
        double again;
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        sley_str *s = sley_value_str(&sley_type_float, &value);
        assert_true(sley_str_read_float(s, &again) && again == value);
        sley_str_release(s);
    }
}

static void durations_print(void **state)
{
    (void)state;
    static const struct {
        sley_duration value;
        const char *text;
    } cases[] = {{0, "0s"},
                 {1, "1ns"},
                 {1500, "1.5us"},
                 {250000000, "250ms"},
                 {1500000000, "1.5s"},
                 {-1500000000, "-1.5s"},
                 {1000000001, "1.000000001s"},
                 {60000000000, "1min"},
                 {90000000000, "90s"},
                 {5400000000000, "90min"},
                 {7200000000000, "2h"},
                 {INT64_MAX, "9223372036.854775807s"},
                 {INT64_MIN, "-9223372036.854775808s"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sley_str *made = sley_value_str(&sley_type_duration, &cases[i].value);
        check_text(made, cases[i].text, strlen(cases[i].text), __LINE__);
    }
}

static void text_prints(void **state)
{
    (void)state;
    sley_str *s = sley_str_from_cstr("a\"\\\n\t\x1b\xC3\xA4\xE2\x80\x8B{x}'");
    assert_text(sley_value_str(&sley_type_str, &s), "a\"\\\n\t\x1b\xC3\xA4\xE2\x80\x8B{x}'");
    assert_prints(sley_type_str, &s, "\"a\\\"\\\\\\n\\t\\x1b\xC3\xA4\\u{200b}{x}'\"");
    sley_str_release(s);
    s = NULL;
    assert_text(sley_value_str(&sley_type_str, &s), "none");
    sley_char c = '\'';
    assert_text(sley_value_str(&sley_type_char, &c), "'");
    assert_prints(sley_type_char, &c, "'\\''");
    sley_opt_char some = sley_opt_char_some('x');
    assert_text(sley_value_str(&sley_type_opt_char, &some), "x");
    assert_prints(sley_type_opt_char, &some, "'x'");
    sley_opt_int none = sley_opt_int_none();
    assert_prints(sley_type_opt_int, &none, "none");
    none = sley_opt_int_at(&(int64_t){5});
    assert_prints(sley_type_opt_int, &none, "5");
    none = sley_opt_int_at(NULL);
    assert_false(none.some);
}

static void optionals_compare(void **state)
{
    (void)state;
    sley_opt_int none = sley_opt_int_none();
    sley_opt_int one = sley_opt_int_some(1);
    sley_opt_int two = sley_opt_int_some(2);
    const sley_type *t = &sley_type_opt_int;
    assert_true(sley_type_equal(t, &none, &none) && sley_type_equal(t, &one, &one));
    assert_false(sley_type_equal(t, &none, &one) || sley_type_equal(t, &one, &two));
    assert_true(sley_type_compare(t, &none, &one) < 0 && sley_type_compare(t, &two, &one) > 0);
    assert_true(sley_type_hash(t, &none) != sley_type_hash(t, &one));
    assert_int_equal(sley_type_value_offset(t), offsetof(sley_opt_int, value));
    assert_ptr_equal(SLEY_PTR_AT(sley_str, NULL), NULL);
    sley_str *s = &sley_str_empty;
    assert_ptr_equal(SLEY_PTR_AT(sley_str, &s), s);
}

static sley_str *format_int(int64_t value, const char *spec)
{
    return sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_int, &value, spec)));
}

static sley_str *format_float(double value, const char *spec)
{
    return sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_float, &value, spec)));
}

static sley_str *format_text(const char *data, const char *spec)
{
    sley_str *s = sley_str_from_cstr(data);
    sley_str *made = sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_str, &s, spec)));
    sley_str_release(s);
    return made;
}

// What Python gives for the same.
static void integer_specs(void **state)
{
    (void)state;
    assert_text(format_int(42, ">6"), "    42");
    assert_text(format_int(42, "<6"), "42    ");
    assert_text(format_int(42, "^7"), "  42   ");
    assert_text(format_int(-42, "06"), "-00042");
    assert_text(format_int(-42, "*=6"), "-***42");
    assert_text(format_int(42, "\xC3\xA4>4"), "\xC3\xA4\xC3\xA4" "42");
    assert_text(format_int(42, "+"), "+42");
    assert_text(format_int(42, " d"), " 42");
    assert_text(format_int(255, "x"), "ff");
    assert_text(format_int(255, "#X"), "0XFF");
    assert_text(format_int(255, "#010x"), "0x000000ff");
    assert_text(format_int(-5, "b"), "-101");
    assert_text(format_int(INT64_MIN, "b"),
                "-1000000000000000000000000000000000000000000000000000000000000000");
    assert_text(format_int(8, "#o"), "0o10");
    assert_text(format_int(1234567, ","), "1,234,567");
    assert_text(format_int(123, ","), "123");
    assert_text(format_int(0x12345678, "_x"), "1234_5678");
    assert_text(format_int(1234, "08,"), "0,001,234");
    assert_text(format_int(1234, "010,"), "00,001,234");
    assert_text(format_int(3, ".2f"), "3.00");
    assert_text(format_int(0x4EFB, "c"), "\xE4\xBB\xBB");
    assert_text(format_int(0, ""), "0");
}

static void float_specs(void **state)
{
    (void)state;
    assert_text(format_float(3.14159, ".2f"), "3.14");
    assert_text(format_float(-0.5, "8.1f"), "    -0.5");
    assert_text(format_float(2.675, ".2f"), "2.67");
    assert_text(format_float(1234567.891, ",.1f"), "1,234,567.9");
    assert_text(format_float(0.25, ".0%"), "25%");
    assert_text(format_float(1e10, "e"), "1.000000e+10");
    assert_text(format_float(1e10, "g"), "1e+10");
    assert_text(format_float(1234.0, ".4"), "1.234e+03");
    assert_text(format_float(1234.0, ".5"), "1234.0");
    assert_text(format_float(0.1, ""), "0.1");
    assert_text(format_float(3.0, ""), "3.0");
    assert_text(format_float(3.0, "6"), "   3.0");
    assert_text(format_float(HUGE_VAL, "06"), "000inf");
    assert_text(format_float(-HUGE_VAL, "F"), "-INF");
    assert_text(format_float((double)NAN, "+"), "+nan");
}

static void text_specs(void **state)
{
    (void)state;
    assert_text(format_text("ab", "5"), "ab   ");
    assert_text(format_text("ab", ">5"), "   ab");
    assert_text(format_text("ab", "*^5"), "*ab**");
    assert_text(format_text("abc", ".2"), "ab");
    assert_text(format_text("\xC3\xA4\xE4\xBB\xBBx", ".2s"), "\xC3\xA4\xE4\xBB\xBB");
    assert_text(format_text("\xC3\xA4", "3"), "\xC3\xA4  ");
    assert_text(format_text("a", "!r"), "\"a\"");
    assert_text(format_text("a", "!r:>5"), "  \"a\"");
    assert_text(sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_bool, &(bool){true}, ">6"))),
                "  true");
    assert_text(sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_char, &(sley_char){'x'}, "3"))),
                "x  ");
    assert_text(sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_char, &(sley_char){'x'}, "x"))), "78");
    sley_duration d = 1500000000;
    assert_text(sley_format(SLEY_PARTS(SLEY_VAL_AS(sley_type_duration, &d, "6"))), "  1.5s");
}

static void dynamic_specs(void **state)
{
    (void)state;
    static const char *const bad[] = {">>>", "5q", ".", "5.x", "s", ".2", "100001", ".5d", "5 "};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        sley_str *s = sley_str_from_cstr(bad[i]);
        assert_panics(sley_spec_check(s, &sley_type_int, &here), "bad format spec \"");
        sley_str_release(s);
    }
    sley_str *s = sley_format(SLEY_PARTS(SLEY_LIT(">"), SLEY_INT(5)));
    int64_t v = 1;
    assert_text(format_int(v, sley_spec_check(s, &sley_type_int, &here)), "    1");
    sley_str_release(s);
    s = sley_str_from_cstr("+");
    assert_panics(sley_spec_check(s, &sley_type_str, &here), "bad format spec \"+\" for str");
    sley_str_release(s);
    s = sley_str_from_utf8("5\0x", 3);
    assert_panics(sley_spec_check(s, &sley_type_int, &here), "bad format spec");
    sley_str_release(s);
}

static void parts_of_all_kinds(void **state)
{
    (void)state;
    sley_str *name = sley_str_from_cstr("Ann");
    double x = 2.5;
    assert_text(sley_format(SLEY_PARTS(SLEY_LIT("a\0b "), SLEY_INT(-1), SLEY_FLOAT(x),
                                       SLEY_BOOL(false), SLEY_CHAR('c'), SLEY_DURATION(1000),
                                       SLEY_STR(name), SLEY_VAL(sley_type_u8, &(uint8_t){7}))),
                "a\0b -12.5falsec1usAnn7");
    assert_text(sley_format(NULL, 0), "");
    sley_str_release(name);
}

// A text that outgrows its small buffer.
static void long_texts(void **state)
{
    (void)state;
    sley_text text;
    sley_text_init(&text);
    for (int i = 0; i < 1000; i++) sley_text_put_int(&text, i % 10);
    sley_str *s = sley_text_take(&text);
    assert_int_equal(s->len, 1000);
    assert_int_equal(s->data[999], '9');
    sley_str_release(s);
    sley_text_put_char(&text, 'x'); // usable again
    assert_text(sley_text_take(&text), "x");
    sley_text_fini(&text);
}

// Lines leave at once, a rest waits for its newline or for the flush.
static void printing(void **state)
{
    (void)state;
    int ends[2];
    char seen[200];
    assert_int_equal(pipe(ends), 0);
    fflush(stdout);
    int old = dup(STDOUT_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    sley_print(SLEY_PARTS(SLEY_LIT("x = "), SLEY_INT(1)));
    ssize_t first = read(ends[0], seen, sizeof seen);
    sley_write(SLEY_PARTS(SLEY_LIT("a")));
    sley_write(SLEY_PARTS(SLEY_LIT("b\nc")));
    ssize_t second = read(ends[0], seen + first, sizeof seen - (size_t)first);
    sley_print(SLEY_PARTS(SLEY_LIT("d")));
    sley_write(SLEY_PARTS(SLEY_LIT("e")));
    sley_stdout_flush();
    sley_stdout_flush();
    ssize_t third = read(ends[0], seen + first + second, sizeof seen - (size_t)(first + second));
    dup2(old, STDOUT_FILENO);
    close(old);
    close(ends[0]);
    close(ends[1]);
    assert_int_equal(first, 6);
    assert_int_equal(second, 3);
    assert_int_equal(third, 4);
    assert_memory_equal(seen, "x = 1\nab\ncd\ne", 13);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_print),     cmocka_unit_test(floats_read_back),
        cmocka_unit_test(durations_print),   cmocka_unit_test(text_prints),
        cmocka_unit_test(optionals_compare), cmocka_unit_test(integer_specs),
        cmocka_unit_test(float_specs),       cmocka_unit_test(text_specs),
        cmocka_unit_test(dynamic_specs),     cmocka_unit_test(parts_of_all_kinds),
        cmocka_unit_test(long_texts),        cmocka_unit_test(printing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
