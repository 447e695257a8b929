// SPDX-License-Identifier: MIT
// test_output.c - files are written whole or not at all.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/output.h"

static arena memory;

static text as_text(const char *string)
{
    text t;
    text_init(&t);
    text_puts(&t, string);
    return t;
}

static void assert_holds(const char *path, const char *expected)
{
    text got;
    text_init(&got);
    assert_true(output_read(path, &got));
    assert_string_equal(text_string(&got), expected);
    text_fini(&got);
}

static void test_write(void **state)
{
    (void)state;
    char *dir = output_temp_dir(&memory);
    assert_non_null(dir);
    char path[4200];
    snprintf(path, sizeof path, "%s/file.c", dir);
    text one = as_text("one\n");
    text two = as_text("two\n");
    assert_true(output_write_text(path, &one));
    assert_holds(path, "one\n");
    assert_true(output_write_text(path, &two));
    assert_holds(path, "two\n");
    text_fini(&one);
    text_fini(&two);
    output_remove_dir(dir);
    assert_int_not_equal(access(dir, F_OK), 0);   // no temporary file was left in it
}

// Inserts stand where they belong, more of them than one call of writev takes.
static void test_inserts(void **state)
{
    (void)state;
    char *dir = output_temp_dir(&memory);
    char path[4200];
    snprintf(path, sizeof path, "%s/file.c", dir);
    output out = {.text = as_text("ad")};
    output_insert first = {1, "bx", 1}, last = {2, "e", 1};
    array_push(&memory, &out.inserts, first);
    for (int i = 0; i < 3000; i++) {
        output_insert middle = {1, "c", i == 0 ? 1 : 0};
        array_push(&memory, &out.inserts, middle);
    }
    array_push(&memory, &out.inserts, last);
    assert_true(output_write(path, &out));
    assert_holds(path, "abcde");
    text_fini(&out.text);
    output_remove_dir(dir);
}

static void test_write_changed(void **state)
{
    (void)state;
    char *dir = output_temp_dir(&memory);
    char path[4200];
    snprintf(path, sizeof path, "%s/file.h", dir);
    text same = as_text("same");
    text empty = as_text("");
    struct stat before, after;
    assert_true(output_write_changed(path, &same));
    assert_int_equal(stat(path, &before), 0);
    assert_true(output_write_changed(path, &same));
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);   // not replaced
    assert_true(output_write_changed(path, &empty));
    assert_holds(path, "");
    text_fini(&same);
    text_fini(&empty);
    output_remove_dir(dir);
}

static void test_device(void **state)
{
    (void)state;
    text t = as_text("gone");
    assert_true(output_write_text("/dev/null", &t));
    struct stat st;
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));   // and not a file that took its place
    text_fini(&t);
}

static int begin(void **state)
{
    (void)state;
    arena_init(&memory, "test");
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_fini(&memory);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_inserts),
        cmocka_unit_test(test_write_changed),
        cmocka_unit_test(test_device),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
