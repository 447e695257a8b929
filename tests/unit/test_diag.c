// SPDX-License-Identifier: MIT
// test_diag.c - how reports are collected, sorted and printed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/program.h"

static source *begin(program *prog, const char *content)
{
    program_init(prog);
    return source_from_bytes(prog, "a.sley", content, strlen(content));
}

static span at(const source *src, uint32_t start, uint32_t end)
{
    return (span){src->base + start, src->base + end};
}

static void expect_printed(program *prog, const char *expected)
{
    text out;
    text_init(&out);
    diag_print_all(prog, &out, false);
    assert_string_equal(text_string(&out), expected);
    text_fini(&out);
    program_fini(prog);
}

static void test_labels_and_remarks(void **state)
{
    (void)state;
    program prog;
    source *src = begin(&prog, "let a = 1\n\nlet b = a < c\n");
    diag *d = diag_error(&prog, at(src, 23, 24), E0104);
    diag_caret(&prog, d, "here");
    diag_label(&prog, d, at(src, 19, 20), "left");
    diag_label(&prog, d, at(src, 4, 5), "declared");
    diag_note(&prog, d, "a %s", "note");
    diag_help(&prog, d, "some help");
    expect_printed(&prog, "a.sley:3:13: error[E0104]: comparisons do not chain\n"
                          " 1 | let a = 1\n"
                          "   |     - declared\n"
                          " 3 | let b = a < c\n"
                          "   |             ^ here\n"
                          "   |         - left\n"
                          "   = note: a note\n"
                          "   = help: some help\n");
}

static void test_sorted_and_once(void **state)
{
    (void)state;
    program prog;
    source *src = begin(&prog, "a\nb\nc\n");
    diag_error(&prog, at(src, 4, 5), E0104);
    diag_error(&prog, at(src, 0, 1), E0104);
    diag_error(&prog, at(src, 4, 5), E0104);   // again
    diag_error(&prog, at(src, 0, 1), E0106);   // the same place, another code
    assert_int_equal(prog.diags.error_count, 3);
    expect_printed(&prog, "a.sley:1:1: error[E0104]: comparisons do not chain\n"
                          " 1 | a\n   | ^\n"
                          "a.sley:1:1: error[E0106]: await is repeated\n"
                          " 1 | a\n   | ^\n"
                          "a.sley:3:1: error[E0104]: comparisons do not chain\n"
                          " 3 | c\n   | ^\n");
}

static void test_limit(void **state)
{
    (void)state;
    program prog;
    source *src = begin(&prog, "abcdefgh");
    prog.diags.max_errors = 2;
    for (uint32_t i = 0; i < 8; i++)
        assert_non_null(diag_error(&prog, at(src, i, i + 1), E0104));
    assert_int_equal(prog.diags.error_count, 8);
    assert_int_equal(prog.diags.reports.count, 2);
    program_fini(&prog);
}

static void test_wide_and_odd_text(void **state)
{
    (void)state;
    program prog;
    source *src = begin(&prog, "\xe4\xb8\x96\t\x01x\n");
    diag_error(&prog, at(src, 5, 6), E0104);
    expect_printed(&prog, "a.sley:1:4: error[E0104]: comparisons do not chain\n"
                          " 1 | \xe4\xb8\x96 ?x\n"
                          "   |     ^\n");
}

static void test_long_line(void **state)
{
    (void)state;
    program prog;
    char line[5001];
    memset(line, 'x', 5000);
    line[5000] = '\0';
    source *src = begin(&prog, line);
    diag_error(&prog, at(src, 2500, 5000), E0104);
    text out;
    text_init(&out);
    diag_print_all(&prog, &out, false);
    assert_true(out.len < 500);   // a window of the line
    text_fini(&out);
    program_fini(&prog);
}

static void print_type(text *out, const struct type *t)
{
    text_puts(out, t == NULL ? "int" : "other");
}

static const char *formatted(program *prog, text *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_clear(out);
    diag_vformat(prog, out, format, args);
    va_end(args);
    return text_string(out);
}

static void test_formats(void **state)
{
    (void)state;
    program prog;
    source *src = begin(&prog, "alpha beta\ngamma");
    prog.diags.print_type = print_type;
    text out;
    text_init(&out);
    assert_string_equal(formatted(&prog, &out, "%s %d %u%% %c", "x", -3, 4u, 'y'), "x -3 4% y");
    assert_string_equal(formatted(&prog, &out, "%lld %zu %02x", -5LL, (size_t)6, 10u), "-5 6 0a");
    assert_string_equal(formatted(&prog, &out, "%T, %N", NULL, "name"), "`int`, `name`");
    assert_string_equal(formatted(&prog, &out, "%S", at(src, 6, 10)), "`beta`");
    assert_string_equal(formatted(&prog, &out, "%S", at(src, 6, 16)), "`beta...`");
    assert_string_equal(formatted(&prog, &out, "%R", at(src, 6, 16)), "beta gamma");
    text_fini(&out);
    program_fini(&prog);
}

static void test_codes(void **state)
{
    (void)state;
    assert_string_equal(diag_code_name(E0104), "E0104");
    assert_int_equal(diag_code_find("E0104"), E0104);
    assert_int_equal(diag_code_find("E9999"), DIAG_COUNT);
    for (int i = 0; i < DIAG_COUNT; i++) {
        const char *why = diag_why((diag_code)i);
        assert_true(strlen(why) > 10);   // each code has its reason
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_and_remarks),
        cmocka_unit_test(test_sorted_and_once),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_wide_and_odd_text),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
