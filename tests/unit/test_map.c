// SPDX-License-Identifier: MIT
// test_map.c - maps from pointers, in order of insertion.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"

static void test_few_and_many(void **state)
{
    (void)state;
    static char keys[3000];
    arena a;
    arena_init(&a, "test");
    map m;
    map_init(&m, &a);
    assert_null(map_find(&m, &keys[0]));
    for (size_t i = 0; i < sizeof keys; i++) {   // through all sizes of the table
        assert_false(map_has(&m, &keys[i]));
        assert_null(map_put(&m, &keys[i], &keys[sizeof keys - 1 - i]));
        assert_int_equal(m.count, i + 1);
        assert_ptr_equal(map_find(&m, &keys[0]), &keys[sizeof keys - 1]);
        assert_ptr_equal(map_find(&m, &keys[i]), &keys[sizeof keys - 1 - i]);
    }
    for (size_t i = 0; i < sizeof keys; i++) {
        assert_ptr_equal(map_find(&m, &keys[i]), &keys[sizeof keys - 1 - i]);
        assert_ptr_equal(m.entries[i].key, &keys[i]);   // map.h I2
    }
    arena_fini(&a);
}

static void test_replace(void **state)
{
    (void)state;
    static int key, one, two;
    arena a;
    arena_init(&a, "test");
    map m;
    map_init(&m, &a);
    assert_null(map_put(&m, &key, &one));
    assert_ptr_equal(map_put(&m, &key, &two), &one);
    assert_ptr_equal(map_find(&m, &key), &two);
    assert_int_equal(m.count, 1);
    map_put(&m, &one, NULL);   // I3: NULL is a value
    assert_true(map_has(&m, &one));
    assert_null(map_find(&m, &one));
    arena_fini(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_and_many),
        cmocka_unit_test(test_replace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
