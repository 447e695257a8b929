// SPDX-License-Identifier: MIT
// test_source.c - positions, lines, columns and widths.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/program.h"
#include "base/text.h"

static source *add(program *prog, const char *path, const char *content)
{
    return source_from_bytes(prog, path, content, strlen(content));
}

static void expect_place(program *prog, const source *file, uint32_t offset, uint32_t line,
                         uint32_t column)
{
    source_place place = source_locate(prog, file->base + offset);
    assert_ptr_equal(place.file, file);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    assert_int_equal(source_line(prog, file->base + offset), line);
}

static void test_places(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    source *a = add(&prog, "a.sley", "one\ntwo\n\nfour");
    source *b = add(&prog, "b.sley", "");
    source *c = add(&prog, "c.sley", "\xc3\xa4\xe4\xb8\x96x\r\ny");
    expect_place(&prog, a, 0, 1, 1);
    expect_place(&prog, a, 3, 1, 4);    // the line end belongs to its line
    expect_place(&prog, a, 4, 2, 1);
    expect_place(&prog, a, 8, 3, 1);
    expect_place(&prog, a, 13, 4, 5);   // the end of the file is a place
    expect_place(&prog, b, 0, 1, 1);
    expect_place(&prog, c, 5, 1, 3);    // columns count code points
    expect_place(&prog, c, 8, 2, 1);
    assert_null(source_locate(&prog, 0).file);
    assert_null(source_of(&prog, prog.next_base + 100));
    program_fini(&prog);
}

static void test_line_texts(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    source *a = add(&prog, "a.sley", "one\r\n\nthree");
    size_t len;
    assert_memory_equal(source_line_text(a, 1, &len), "one", 3);
    assert_int_equal(len, 3);
    source_line_text(a, 2, &len);
    assert_int_equal(len, 0);
    assert_memory_equal(source_line_text(a, 3, &len), "three", 5);
    assert_int_equal(len, 5);
    span at = {a->base + 6, a->base + 9};
    assert_memory_equal(source_text(&prog, at, &len), "thr", 3);
    assert_int_equal(len, 3);
    assert_string_equal(source_text(&prog, (span){0, 0}, &len), "");
    program_fini(&prog);
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(source_width("abc", 3), 3);
    assert_int_equal(source_width("\xe4\xb8\x96", 3), 2);     // wide
    assert_int_equal(source_width("a\xcc\x88", 3), 1);        // a combining mark
    assert_int_equal(source_width("\xff\t", 2), 2);           // not UTF-8; a tab is one
}

// 16 MiB are allowed, one byte more is E0111.
static void test_too_large(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    char *bytes = test_malloc(SOURCE_MAX_BYTES + 1);
    memset(bytes, '\n', SOURCE_MAX_BYTES + 1);
    assert_non_null(source_from_bytes(&prog, "a.sley", bytes, SOURCE_MAX_BYTES));
    assert_int_equal(prog.diags.error_count, 0);
    assert_null(source_from_bytes(&prog, "b.sley", bytes, SOURCE_MAX_BYTES + 1));
    assert_int_equal(prog.diags.error_count, 1);
    assert_int_equal(prog.diags.reports.items[0]->code, E0111);
    test_free(bytes);
    program_fini(&prog);
}

static void test_missing_file(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    assert_null(source_load(&prog, "/nowhere/at/all.sley", (span){0, 0}));
    assert_int_equal(prog.diags.reports.items[0]->code, E0801);
    assert_null(source_load(&prog, "/", (span){0, 0}));   // a folder
    assert_int_equal(prog.diags.error_count, 2);
    program_fini(&prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_line_texts),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_missing_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
