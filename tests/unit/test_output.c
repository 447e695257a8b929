// SPDX-License-Identifier: MIT
// test_output.c - files are written whole or not at all.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/output.h"
#include "cmd/temporary.h"

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
    const char *dir = temporary_dir(&memory, "test");
    assert_non_null(dir);
    char path[4200];
    snprintf(path, sizeof path, "%s/file.c", dir);
    text one = as_text("one\n");
    text two = as_text("two\n");
    FILE *old = fopen(path, "w");
    assert_non_null(old);
    fputs("one\n", old);
    fclose(old);
    assert_true(output_write_text(path, &two));
    assert_holds(path, "two\n");
    assert_false(output_write_text(path, &one));   // output.h I3
    assert_holds(path, "two\n");
    text_fini(&one);
    text_fini(&two);
    temporary_remove_dir(dir);
    assert_int_not_equal(access(dir, F_OK), 0);   // no temporary file was left in it
}

// Inserts stand where they belong, more of them than one call of writev takes.
static void test_inserts(void **state)
{
    (void)state;
    const char *dir = temporary_dir(&memory, "test");
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
    temporary_remove_dir(dir);
}

// Prepares and commits; the file is the same one, untouched, when nothing changed.
static bool write_changed(const char *path, const output *contents)
{
    output_file file;
    return output_prepare_changed(&file, path, contents) && output_commit(&file);
}

static void test_prepare_changed(void **state)
{
    (void)state;
    const char *dir = temporary_dir(&memory, "test");
    char path[4200];
    snprintf(path, sizeof path, "%s/file.h", dir);
    output same = {.text = as_text("same")};
    struct stat before, after;
    assert_true(write_changed(path, &same));
    assert_int_equal(stat(path, &before), 0);
    assert_true(write_changed(path, &same));
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);   // not replaced
    text_fini(&same.text);
    temporary_remove_dir(dir);
}

// What is prepared is not there yet, and nothing is left of what is abandoned.
static void test_abandon(void **state)
{
    (void)state;
    const char *dir = temporary_dir(&memory, "test");
    char path[4200];
    snprintf(path, sizeof path, "%s/file.c", dir);
    output contents = {.text = as_text("text")};
    output_file file;
    assert_true(output_prepare(&file, path, &contents));
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(access(file.fresh, F_OK), 0);
    char fresh[4200];
    snprintf(fresh, sizeof fresh, "%s", file.fresh);
    output_abandon(&file);
    assert_int_not_equal(access(fresh, F_OK), 0);
    text_fini(&contents.text);
    temporary_remove_dir(dir);
}

// A pipe is written into; tests/cli/machine.sh does the same with devices.
static void test_pipe(void **state)
{
    (void)state;
    const char *dir = temporary_dir(&memory, "test");
    char path[4200];
    snprintf(path, sizeof path, "%s/pipe", dir);
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    text t = as_text("gone");
    assert_true(output_write_text(path, &t));
    char got[8] = "";
    assert_int_equal(read(reader, got, sizeof got), 4);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_true(S_ISFIFO(st.st_mode));   // and not a file that took its place
    close(reader);
    text_fini(&t);
    temporary_remove_dir(dir);
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
        cmocka_unit_test(test_prepare_changed),
        cmocka_unit_test(test_abandon),
        cmocka_unit_test(test_pipe),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
