// SPDX-License-Identifier: MIT
// test_builtin.c - the table of built-ins: every signature reads, overloads are
// found in order, type parameters bind.
//
//     test_builtin --reference    prints docs/builtins.md
#include "sema/builtin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/program.h"
#include "check/check.h"
#include "sema/later.h"

static program prog;
static checker check;

static int setup(void **state)
{
    (void)state;
    program_init(&prog);
    type_init(&prog);
    check_body_init(&check, &prog);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    program_fini(&prog);
    return 0;
}

static const char *name(const char *word)
{
    return intern_string(&prog.names, word);
}

static void assert_type(const type *t, const char *want)
{
    text out;
    text_init(&out);
    type_print(&out, t);
    assert_string_equal(text_string(&out), want);
    text_fini(&out);
}

// What a method gives without arguments.
static void assert_gives(const type *receiver, const char *method, const char *want)
{
    const type *t = builtin_result(&prog, receiver, name(method), NULL, NULL, NULL);
    assert_non_null(t);
    assert_type(t, want);
}

// later.def names what is missing, and nothing that has come since.
static void test_nothing_is_there_and_missing(void **state)
{
    (void)state;
    for (size_t i = 0; i < builtin_count(); i++) {
        const builtin *b = builtin_row(i);
        const char *of = intern(&prog.names, b->receiver, strcspn(b->receiver, "["));
        if (*of == '\0') assert_false(later_has_name(b->name));
        assert_false(later_has_member(of, b->name));
        const builtin_sig *sig = builtin_signature(&prog, b);
        for (size_t k = 0; k < sig->param_count; k++)
            assert_false(later_has_param(b->name, sig->params[k].name));
    }
    assert_true(later_has_name("Manager"));
    assert_true(later_has_module("cluster"));
    assert_true(later_has_member("os", "fork"));
    assert_true(later_has_param("call_later", "on"));
    assert_false(later_has_member("net", "look"));
}

static void test_every_signature_reads(void **state)
{
    (void)state;
    size_t count = builtin_count();
    assert_true(count > 200);
    for (size_t i = 0; i < count; i++) {
        const builtin *b = builtin_row(i);
        const builtin_sig *sig = builtin_signature(&prog, b);
        assert_non_null(sig->result);
        assert_non_null(b->doc);
        bool is_special = (b->flags & B_SPECIAL) != 0;
        assert_true(is_special == (b->c_name == NULL));
        assert_true(!is_special || b->id != BI_NONE);
        // what suspends is declared async, and the other way round
        bool suspends = (b->flags & (B_LEAF | B_CALLEE)) != 0;
        assert_true(is_special || suspends == sig->is_async);
        assert_true(!(b->flags & B_THROWS) || sig->throws);
    }
}

static void test_type_parameters(void **state)
{
    (void)state;
    type *string = type_scalar(&prog, TYPE_STR);
    type *integer = type_scalar(&prog, TYPE_INT);
    assert_gives(type_list(&prog, string), "first", "str?");
    assert_gives(type_map(&prog, string, integer), "keys", "list[str]");
    assert_gives(type_map(&prog, string, integer), "values", "list[int]");
    assert_gives(type_map(&prog, string, integer), "items", "list[(str, int)]");
    assert_gives(type_task(&prog, integer, false), "error", "Error?");
    assert_gives(type_chan(&prog, integer, CHAN_RECEIVER, false), "recv", "int?");
    assert_null(
        builtin_method(&prog, type_chan(&prog, integer, CHAN_RECEIVER, false), name("send")));
    assert_null(builtin_method(&prog, integer, name("upper")));
}

static void test_overloads(void **state)
{
    (void)state;
    const type *chan = type_chan(&prog, type_scalar(&prog, TYPE_INT), CHAN_SENDER, false);
    symbol *close = builtin_method(&prog, chan, name("close"));
    assert_non_null(close);
    assert_int_equal(builtin_signature(&prog, close->builtin)->param_count, 0);
    const builtin *next = builtin_next(&prog, close->builtin, chan);
    assert_non_null(next);
    assert_int_equal(builtin_signature(&prog, next)->param_count, 1);
    assert_null(builtin_next(&prog, next, chan));
}

static void assert_means(builtin_id id, const type *receiver, const char *c_name)
{
    const builtin *b = builtin_with_id(&prog, id, receiver);
    assert_non_null(b);
    assert_int_equal(b->id, id);
    if (c_name != NULL) assert_string_equal(b->c_name, c_name);
}

// One id means the right row for every receiver, and none where there is none.
static void test_ids(void **state)
{
    (void)state;
    type *string = type_scalar(&prog, TYPE_STR);
    type *list = type_list(&prog, string);
    type *table = type_map(&prog, string, type_scalar(&prog, TYPE_INT));
    assert_means(BI_LEN, string, "sley_str_len");
    assert_means(BI_LEN, list, "sley_list_len");
    assert_means(BI_LEN, table, "sley_map_len");
    assert_means(BI_LEN, NULL, NULL);
    assert_means(BI_GET, table, "sley_map_get");
    assert_means(BI_GET_OR, table, "sley_map_get_or");
    assert_means(BI_PUT, table, "sley_map_set");
    assert_means(BI_ADD, type_set(&prog, string), "sley_set_add");
    assert_means(BI_ADD, list, "sley_list_append");
    assert_null(builtin_with_id(&prog, BI_ADD, table));
    assert_null(builtin_with_id(&prog, BI_GET, NULL));
    assert_means(BI_PANIC, NULL, NULL);
    // the operands that are a T, a K or a V go by their address
    const builtin *put = builtin_with_id(&prog, BI_PUT, table);
    assert_int_equal(builtin_signature(&prog, put)->places, 6);
    assert_int_equal(builtin_signature(&prog, builtin_with_id(&prog, BI_EXTEND, list))->places, 0);
}

static void test_modules(void **state)
{
    (void)state;
    assert_true(builtin_is_module("net"));
    assert_false(builtin_is_module("nets"));
    assert_non_null(builtin_member(&prog, "net", name("listen")));
    assert_null(builtin_member(&prog, "net", name("sqrt")));
    assert_non_null(builtin_free(&prog, name("print")));
    assert_null(builtin_free(&prog, name("listen")));
    assert_non_null(builtin_static(&prog, "bytes", name("from_hex")));
}

// docs/builtins.md is what --reference prints; tests run in the project's root.
static void test_reference_is_up_to_date(void **state)
{
    (void)state;
    FILE *file = fopen("docs/builtins.md", "rb");
    if (!file) skip();
    text want, found;
    text_init(&want);
    text_init(&found);
    builtin_write_reference(&want);
    for (int byte = fgetc(file); byte != EOF; byte = fgetc(file)) text_putc(&found, (char)byte);
    fclose(file);
    bool is_same = strcmp(text_string(&want), text_string(&found)) == 0;
    text_fini(&want);
    text_fini(&found);
    assert_true(is_same);
}

static int print_reference(void)
{
    text out;
    text_init(&out);
    builtin_write_reference(&out);
    bool written = text_write(&out, stdout);
    text_fini(&out);
    return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--reference") == 0) return print_reference();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_there_and_missing),
        cmocka_unit_test(test_every_signature_reads),
        cmocka_unit_test(test_type_parameters),
        cmocka_unit_test(test_overloads),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_modules),
        cmocka_unit_test(test_reference_is_up_to_date),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
