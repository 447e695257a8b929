// SPDX-License-Identifier: MIT
// test_list.c - lists: places at their edges, ownership, sorting against a model.

#include "values_test.h"

#include <stdlib.h>

#include "sley/list.h"

static const sley_type list_int = SLEY_LIST_TYPE("list[int]");
static const sley_type list_str = SLEY_LIST_TYPE("list[str]");
static const sley_type list_list = SLEY_LIST_TYPE("list[list[int]]");

static sley_list *ints(int64_t count)
{
    return sley_list_range(0, count, 1, &here);
}

static int64_t int_at(const sley_list *list, int64_t index)
{
    return SLEY_AT(int64_t, list, index, &here);
}

static void append_text(sley_list *list, const char *data)
{
    sley_str *s = sley_str_from_cstr(data);
    sley_list_append(list, &s); // takes
}

static void places(void **state)
{
    (void)state;
    sley_list *xs = sley_list_of(&sley_type_int, 3, (int64_t[]){10, 20, 30});
    assert_int_equal(int_at(xs, 0), 10);
    assert_int_equal(int_at(xs, 2), 30);
    assert_panics(int_at(xs, -1), "index -1 is out of range for a list of 3");
    assert_panics(int_at(xs, 3), "index 3 is out of range for a list of 3");
    assert_panics(int_at(xs, INT64_MAX), "index 9223372036854775807 is out of range");
    assert_panics(sley_list_at(xs, INT64_MIN, &here), "is out of range for a list of 3");
    SLEY_AT(int64_t, xs, 1, &here) = 21;
    int64_t value = 31;
    sley_list_set(xs, 2, &value, &here);
    assert_panics(sley_list_set(xs, 3, &value, &here), "index 3 is out of range");
    assert_prints(list_int, &xs, "[10, 21, 31]");
    assert_int_equal(*(int64_t *)sley_list_first(xs), 10);
    assert_int_equal(*(int64_t *)sley_list_last(xs), 31);
    sley_list_release(xs);
    xs = sley_list_new(&sley_type_int, 0);
    assert_panics(int_at(xs, 0), "index 0 is out of range for a list of 0");
    assert_null(sley_list_first(xs));
    assert_null(sley_list_last(xs));
    assert_prints(list_int, &xs, "[]");
    sley_list_release(xs);
    xs = NULL;
    assert_prints(list_int, &xs, "none");
}

static void growing_and_shrinking(void **state)
{
    (void)state;
    sley_list *xs = sley_list_new(&sley_type_int, 0);
    int64_t value;
    for (int64_t i = 0; i < 1000; i++) sley_list_append(xs, &i);
    value = -1;
    sley_list_insert(xs, 0, &value, &here);
    sley_list_insert(xs, 1001, &value, &here);
    sley_list_insert(xs, 500, &value, &here);
    assert_panics(sley_list_insert(xs, 1004, &value, &here),
                  "index 1004 is out of range for a list of 1003");
    assert_panics(sley_list_insert(xs, -1, &value, &here), "index -1 is out of range");
    assert_int_equal(int_at(xs, 500), -1);
    assert_int_equal(int_at(xs, 501), 499);
    sley_list_remove_at(xs, 500, &value, &here);
    assert_int_equal(value, -1);
    assert_true(sley_list_pop(xs, &value) && value == -1);
    assert_true(sley_list_pop_first(xs, &value) && value == -1);
    assert_int_equal(xs->len, 1000);
    assert_int_equal(sley_list_sum_int(xs, &here), 499500);
    assert_panics(sley_list_remove_at(xs, 1000, &value, &here), "index 1000 is out of range");
    sley_list_truncate(xs, 2, NULL);
    assert_prints(list_int, &xs, "[0, 1]");
    sley_list_truncate(xs, 5, NULL);
    sley_list_clear(xs);
    assert_false(sley_list_pop(xs, &value));
    assert_int_equal(value, 0);
    assert_false(sley_list_pop_first(xs, &value));
    sley_list_release(xs);
}

// A place inside the list may be what is appended or inserted.
static void appending_its_own(void **state)
{
    (void)state;
    sley_list *xs = ints(1);
    for (int i = 0; i < 100; i++) sley_list_append(xs, sley_list_last(xs));
    for (int i = 0; i < 100; i++) sley_list_insert(xs, 0, sley_list_last(xs), &here);
    assert_int_equal(xs->len, 201);
    assert_int_equal(sley_list_sum_int(xs, &here), 0);
    sley_list_extend(xs, xs);
    assert_int_equal(xs->len, 402);
    sley_list_release(xs);
}

static void owning(void **state)
{
    (void)state;
    sley_list *xs = sley_list_new(&sley_type_str, 0);
    sley_str *s = sley_str_from_cstr("shared");
    append_text(xs, "b");
    append_text(xs, "a");
    sley_str_retain(s);
    sley_list_append(xs, &s);
    sley_list *copy = sley_list_copy(xs);
    assert_int_equal(s->head.refs, 3);
    sley_list *both = sley_list_concat(xs, copy);
    assert_int_equal(s->head.refs, 5);
    sley_str *other = sley_str_from_cstr("c");
    sley_list_set(xs, 2, &other, &here);
    assert_int_equal(s->head.refs, 4);
    assert_prints(list_str, &xs, "[\"b\", \"a\", \"c\"]");
    assert_true(sley_list_remove(both, &s));
    assert_true(sley_list_remove(both, &s));
    assert_false(sley_list_remove(both, &s));
    assert_prints(list_str, &both, "[\"b\", \"a\", \"b\", \"a\"]");
    sley_list_release(both);
    sley_list_release(copy);
    assert_int_equal(s->head.refs, 1);
    sley_list *twice = sley_list_repeat(xs, 2, &here);
    assert_int_equal(twice->len, 6);
    assert_panics(sley_list_repeat(xs, -1, &here), "repeat count -1 is negative");
    sley_list_truncate(twice, 1, NULL);
    sley_list_release(twice);
    sley_list_release(xs);
    sley_str_release(s);
}

static void slicing(void **state)
{
    (void)state;
    sley_list *xs = ints(5);
    sley_list *part = sley_list_slice(xs, 1, 3, &here);
    assert_prints(list_int, &part, "[1, 2]");
    sley_list_release(part);
    part = sley_list_slice(xs, 5, 5, &here);
    assert_prints(list_int, &part, "[]");
    sley_list_release(part);
    part = sley_list_slice_from(xs, 4, &here);
    assert_prints(list_int, &part, "[4]");
    sley_list_release(part);
    assert_panics(sley_list_slice(xs, 0, 6, &here), "slice 0..6 is out of range for a list of 5");
    assert_panics(sley_list_slice(xs, -1, 2, &here), "slice -1..2 is out of range for a list of 5");
    assert_panics(sley_list_slice(xs, 3, 2, &here), "slice 3..2 is out of range for a list of 5");
    assert_panics(sley_list_slice_from(xs, INT64_MAX, &here), "is out of range for a list of 5");
    part = sley_list_reversed(xs);
    assert_prints(list_int, &part, "[4, 3, 2, 1, 0]");
    sley_list_release(part);
    sley_list_release(xs);
}

static void ranges(void **state)
{
    (void)state;
    static const struct {
        int64_t from, to, step;
        const char *text;
    } cases[] = {{0, 3, 1, "[0, 1, 2]"},
                 {3, 0, -1, "[3, 2, 1]"},
                 {0, 10, 4, "[0, 4, 8]"},
                 {3, 3, 1, "[]"},
                 {3, 0, 1, "[]"},
                 {INT64_MAX - 1, INT64_MAX, 5, "[9223372036854775806]"},
                 {INT64_MIN, INT64_MAX, INT64_MAX,
                  "[-9223372036854775808, -1, 9223372036854775806]"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sley_list *xs = sley_list_range(cases[i].from, cases[i].to, cases[i].step, &here);
        check_text(sley_value_repr(&list_int, &xs), cases[i].text, strlen(cases[i].text), __LINE__);
        sley_list_release(xs);
    }
    assert_panics(sley_list_range(0, 1, 0, &here), "step is zero");
}

static void comparing(void **state)
{
    (void)state;
    sley_list *a = ints(3);
    sley_list *b = ints(4);
    sley_list *c = sley_list_of(&sley_type_int, 2, (int64_t[]){0, 2});
    assert_true(sley_list_compare(a, b) < 0 && sley_list_compare(b, c) < 0);
    assert_int_equal(sley_list_compare(a, a), 0);
    assert_false(sley_list_equal(a, b) || sley_list_equal(a, NULL));
    assert_true(sley_list_compare(NULL, a) < 0);
    int64_t value = 3;
    assert_int_equal(sley_list_find(b, &value).value, 3);
    assert_false(sley_list_contains(a, &value));
    assert_int_equal(sley_list_count(b, &value), 1);
    sley_list_truncate(b, 3, NULL);
    assert_true(sley_list_equal(a, b) && sley_list_hash(a) == sley_list_hash(b));
    sley_list *nested = sley_list_new(&list_int, 2); // owns a and b from here on
    sley_list_append(nested, &a);
    sley_list_append(nested, &b);
    assert_prints(list_list, &nested, "[[0, 1, 2], [0, 1, 2]]");
    assert_int_equal(sley_list_find(nested, &b).value, 0);
    sley_list_release(nested);
    sley_list_release(c);
}

// ---- sorting -------------------------------------------------------------------------

typedef struct pair {
    int64_t key;
    int64_t number;
} pair;

static int compare_pairs(const void *a, const void *b)
{
    int64_t x = ((const pair *)a)->key;
    int64_t y = ((const pair *)b)->key;
    return (x > y) - (x < y);
}

static const sley_type pair_type =
    SLEY_TYPE("pair", pair, NULL, NULL, NULL, NULL, compare_pairs, NULL);

static void sorting_is_stable(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int64_t count = 0; count < 200; count += count < 40 ? 1 : 37) {
        sley_list *xs = sley_list_new(&pair_type, 0);
        for (int64_t i = 0; i < count; i++) {
            seed = seed * 1103515245u + 12345u;
            pair p = {(int64_t)(seed >> 16) % 10, i};
            sley_list_append(xs, &p);
        }
        sley_list *down = sley_list_sorted(xs, true);
        sley_list_sort(xs, false);
        for (int64_t i = 1; i < count; i++) {
            pair p = SLEY_NTH(pair, xs, i - 1);
            pair q = SLEY_NTH(pair, xs, i);
            assert_true(p.key < q.key || (p.key == q.key && p.number < q.number));
            p = SLEY_NTH(pair, down, i - 1);
            q = SLEY_NTH(pair, down, i);
            assert_true(p.key > q.key || (p.key == q.key && p.number < q.number));
        }
        sley_list_release(down);
        sley_list_release(xs);
    }
}

static void upper_key(sley_closure *key, const void *element, void *result)
{
    (void)key;
    *(sley_str **)result = sley_str_upper(*(sley_str *const *)element);
}

static sley_list *changed;

static void changing_key(sley_closure *key, const void *element, void *result)
{
    (void)key;
    *(int64_t *)result = *(const int64_t *)element;
    sley_list_append(changed, element);
}

static void sorting_by_key(void **state)
{
    (void)state;
    sley_list *xs = sley_list_new(&sley_type_str, 0);
    append_text(xs, "b");
    append_text(xs, "C");
    append_text(xs, "a");
    append_text(xs, "B");
    sley_list *down = sley_list_sorted_by(xs, &sley_type_str, upper_key, NULL, true, &here);
    sley_list_sort_by(xs, &sley_type_str, upper_key, NULL, false, &here);
    assert_prints(list_str, &xs, "[\"a\", \"b\", \"B\", \"C\"]");
    assert_prints(list_str, &down, "[\"C\", \"b\", \"B\", \"a\"]");
    sley_list_release(down);
    sley_list_release(xs);
    changed = ints(3);
    assert_panics(sley_list_sort_by(changed, &sley_type_int, changing_key, NULL, false, &here),
                  "the list changed while it was sorted");
    sley_list_release(changed);
}

static void extremes_and_sums(void **state)
{
    (void)state;
    sley_list *xs = sley_list_of(&sley_type_int, 4, (int64_t[]){3, -5, 9, 9});
    assert_int_equal(*(int64_t *)sley_list_min(xs, &here), -5);
    assert_ptr_equal(sley_list_max(xs, &here), sley_list_at(xs, 2, &here));
    int64_t most = INT64_MAX;
    sley_list_append(xs, &most);
    assert_panics(sley_list_sum_int(xs, &here), "integer overflow in +");
    sley_list_clear(xs);
    assert_int_equal(sley_list_sum_int(xs, &here), 0);
    assert_panics(sley_list_min(xs, &here), "min of an empty list");
    assert_panics(sley_list_max(xs, &here), "max of an empty list");
    sley_list_release(xs);
    xs = sley_list_of(&sley_type_float, 2, (double[]){0.5, 1.5});
    assert_true(sley_list_sum_float(xs) == 2.0);
    sley_list_release(xs);
    xs = sley_list_of(&sley_type_duration, 2, (sley_duration[]){1, 2});
    assert_int_equal(sley_list_sum_duration(xs, &here), 3);
    sley_list_release(xs);
    xs = sley_list_of(&sley_type_bool, 2, (bool[]){true, false});
    assert_true(sley_list_any(xs) && !sley_list_all(xs));
    sley_list_clear(xs);
    assert_true(!sley_list_any(xs) && sley_list_all(xs));
    sley_list_release(xs);
}

// ---- pairs ---------------------------------------------------------------------------

typedef struct numbered {
    int64_t f_0;
    sley_str *f_1;
} numbered;

static void retain_numbered(void *place)
{
    sley_str_retain(((numbered *)place)->f_1);
}

static void release_numbered(void *place)
{
    sley_str_release(((numbered *)place)->f_1);
}

static void print_numbered(sley_text *out, const void *place)
{
    const numbered *p = place;
    sley_text_put_cstr(out, "(");
    sley_text_put_int(out, p->f_0);
    sley_text_put_cstr(out, ", ");
    sley_text_put_repr(out, &sley_type_str, &p->f_1);
    sley_text_put_cstr(out, ")");
}

static const sley_type numbered_type =
    SLEY_TYPE("(int, str)", numbered, retain_numbered, release_numbered, NULL, NULL, NULL,
              print_numbered);

static void pairs(void **state)
{
    (void)state;
    sley_list *xs = sley_list_new(&sley_type_str, 0);
    append_text(xs, "a");
    append_text(xs, "b");
    sley_list *made = sley_list_enumerate(&numbered_type, offsetof(numbered, f_1), xs, 5, NULL);
    assert_prints(list_list, &made, "[(5, \"a\"), (6, \"b\")]");
    sley_list_release(made);
    sley_list *numbers = ints(9);
    made = sley_list_zip(&numbered_type, offsetof(numbered, f_1), numbers, xs);
    sley_list_release(xs);
    assert_prints(list_list, &made, "[(0, \"a\"), (1, \"b\")]");
    sley_list_release(numbers);
    sley_list_release(made);
}

static int dropped;

static void drop_closure(sley_closure *c)
{
    dropped++;
    free(c);
}

// A list of fn values holds and releases them.
static void closures(void **state)
{
    (void)state;
    static sley_closure named = {{SLEY_IMMORTAL, 0}, NULL, NULL};
    sley_closure *made = malloc(sizeof *made);
    sley_closure *at = &named;
    *made = (sley_closure){{1, 0}, NULL, drop_closure};
    sley_list *fns = sley_list_new(&sley_type_closure, 0);
    sley_list_append(fns, &made); // takes
    sley_list_append(fns, &at);
    sley_list *copy = sley_list_copy(fns);
    assert_true(sley_list_equal(fns, copy));
    assert_prints(list_list, &fns, "[<fn>, <fn>]");
    sley_list_release(fns);
    assert_int_equal(dropped, 0);
    sley_list_release(copy);
    assert_int_equal(dropped, 1);
    assert_int_equal(named.head.refs, SLEY_IMMORTAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places),    cmocka_unit_test(growing_and_shrinking),
        cmocka_unit_test(owning),    cmocka_unit_test(appending_its_own),
        cmocka_unit_test(slicing),   cmocka_unit_test(ranges),
        cmocka_unit_test(comparing), cmocka_unit_test(sorting_is_stable),
        cmocka_unit_test(pairs),     cmocka_unit_test(sorting_by_key),
        cmocka_unit_test(extremes_and_sums),
        cmocka_unit_test(closures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
