// SPDX-License-Identifier: MIT
// test_suggest.c - which known word a mistake leads to.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/suggest.h"

static const char *nearest(const char *wrong)
{
    static const char *const known[] = {"check", "build", "emit", "explain", "test", "run", "x"};
    suggestion s = suggest_begin(wrong);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) suggest_offer(&s, known[i]);
    return s.best;
}

static void test_one_mistake(void **state)
{
    (void)state;
    assert_string_equal(nearest("chekc"), "check");   // two letters swapped
    assert_string_equal(nearest("biuld"), "build");
    assert_string_equal(nearest("emits"), "emit");    // one too many
    assert_string_equal(nearest("explan"), "explain");   // one missing
    assert_string_equal(nearest("tust"), "test");     // another one
}

static void test_too_far(void **state)
{
    (void)state;
    assert_null(nearest("frobnicate"));
    assert_null(nearest("ab"));   // with two letters anything would be near
    assert_null(nearest("y"));
    assert_null(nearest(""));
}

static void test_nearest_wins(void **state)
{
    (void)state;
    suggestion s = suggest_begin("lengths");
    suggest_offer(&s, "lengt");
    suggest_offer(&s, "length");
    suggest_offer(&s, "lengthy");
    assert_string_equal(s.best, "length");
    assert_int_equal(s.distance, 1);
}

static void test_long_words(void **state)
{
    (void)state;
    char word[200];
    for (size_t i = 0; i < sizeof word - 1; i++) word[i] = 'a';
    word[sizeof word - 1] = '\0';
    suggestion s = suggest_begin(word);
    suggest_offer(&s, word + 1);
    assert_null(s.best);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_mistake),
        cmocka_unit_test(test_too_far),
        cmocka_unit_test(test_nearest_wins),
        cmocka_unit_test(test_long_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
