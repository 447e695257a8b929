// SPDX-License-Identifier: MIT
// test_set.c - sets: membership, order, the operations on two of them.

#include "values_test.h"

#include "sley/list.h"
#include "sley/set.h"

static const sley_type set_int = SLEY_SET_TYPE("set[int]");
static const sley_type list_int = SLEY_LIST_TYPE("list[int]");

static void check_set(sley_set *set, const char *expected, int line)
{
    check_text(sley_value_str(&set_int, &set), expected, strlen(expected), line);
    sley_set_release(set);
}
#define assert_set(MADE, EXPECTED) check_set(MADE, EXPECTED, __LINE__)

static void membership(void **state)
{
    (void)state;
    sley_set *set = sley_set_of(&sley_type_int, 4, (int64_t[]){3, 1, 3, 2});
    assert_int_equal(sley_set_len(set), 3);
    int64_t value = 1;
    assert_true(sley_set_contains(set, &value) && !sley_set_add(set, &value));
    assert_true(sley_set_remove(set, &value) && !sley_set_remove(set, &value));
    assert_true(sley_set_add(set, &value)); // at the end now
    sley_list *list = sley_set_to_list(set);
    assert_prints(list_int, &list, "[3, 2, 1]");
    sley_set *again = sley_set_from_list(list);
    assert_true(sley_set_equal(set, again));
    sley_set_release(again);
    sley_list_release(list);
    assert_true(sley_set_pop(set, &value) && value == 3);
    assert_set(sley_set_retain(set), "set([2, 1])");
    sley_set_clear(set);
    assert_false(sley_set_pop(set, &value));
    assert_int_equal(value, 0);
    assert_set(set, "set()");
    assert_set(NULL, "none");
}

static void operations(void **state)
{
    (void)state;
    sley_set *a = sley_set_of(&sley_type_int, 3, (int64_t[]){1, 2, 3});
    sley_set *b = sley_set_of(&sley_type_int, 3, (int64_t[]){3, 4, 2});
    sley_set *empty = sley_set_new(&sley_type_int);
    assert_set(sley_set_union(a, b), "set([1, 2, 3, 4])");
    assert_set(sley_set_intersect(a, b), "set([2, 3])");
    assert_set(sley_set_difference(a, b), "set([1])");
    assert_set(sley_set_symmetric_difference(a, b), "set([1, 4])");
    assert_set(sley_set_intersect(a, empty), "set()");
    sley_set *both = sley_set_intersect(a, b);
    assert_true(sley_set_is_subset(both, a) && sley_set_is_superset(b, both));
    assert_true(sley_set_is_subset(empty, a) && sley_set_is_subset(a, a));
    assert_false(sley_set_is_subset(a, b) || sley_set_is_disjoint(a, b));
    assert_true(sley_set_is_disjoint(a, empty));
    sley_set_update(both, a);
    assert_true(sley_set_equal(a, both)); // in any order
    sley_set_release(both);
    sley_set_release(empty);
    sley_set_release(b);
    sley_set_release(a);
}

static void owning(void **state)
{
    (void)state;
    sley_set *set = sley_set_new(&sley_type_str);
    sley_str *s = sley_str_from_cstr("text");
    for (int i = 0; i < 3; i++) {
        sley_str_retain(s);
        assert_int_equal(sley_set_add(set, &s), i == 0); // takes
    }
    assert_int_equal(s->head.refs, 2);
    sley_set *copy = sley_set_copy(set);
    assert_int_equal(s->head.refs, 3);
    sley_str *out = NULL;
    assert_true(sley_set_pop(copy, &out));
    assert_ptr_equal(out, s);
    sley_str_release(out);
    assert_true(sley_set_remove(set, &s));
    assert_int_equal(s->head.refs, 1);
    sley_str_release(s);
    sley_set_release(copy);
    sley_set_release(set);
}

// Used as a queue, a set does not search its dead entries again and again.
static void draining(void **state)
{
    (void)state;
    sley_set *set = sley_set_new(&sley_type_int);
    int64_t value;
    for (int64_t i = 0; i < 50000; i++) sley_set_add(set, &i);
    for (int64_t i = 0; i < 50000; i++) assert_true(sley_set_pop(set, &value) && value == i);
    assert_int_equal(sley_set_len(set), 0);
    sley_set_release(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(membership),
        cmocka_unit_test(operations),
        cmocka_unit_test(owning),
        cmocka_unit_test(draining),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
