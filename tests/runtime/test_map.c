// SPDX-License-Identifier: MIT
// test_map.c - maps: against a model, order of insertion, walks while it changes.

#include "values_test.h"

#include <stdlib.h>

#include "sley/list.h"
#include "sley/map.h"

static const sley_type map_ii = SLEY_MAP_TYPE("map[int, int]");
static const sley_type map_si = SLEY_MAP_TYPE("map[str, int]");
static const sley_type list_type = SLEY_LIST_TYPE("list");

static void put(sley_map *map, int64_t key, int64_t value)
{
    sley_map_set(map, &key, &value);
}

static bool take(sley_map *map, int64_t key)
{
    return sley_map_remove(map, &key);
}

static sley_map *squares(int64_t count)
{
    sley_map *map = sley_map_new(&sley_type_int, &sley_type_int);
    for (int64_t i = 0; i < count; i++) put(map, i, i * i);
    return map;
}

static sley_map *words(void)
{
    sley_str *keys[] = {sley_str_from_cstr("b"), sley_str_from_cstr("a"), sley_str_from_cstr("b")};
    return sley_map_of(&sley_type_str, &sley_type_int, 3, keys, (int64_t[]){1, 2, 3});
}

static void basics(void **state)
{
    (void)state;
    sley_map *map = words();
    sley_str *key = sley_str_from_cstr("a");
    sley_str *missing = sley_str_from_cstr("x\n");
    assert_prints(map_si, &map, "[\"b\": 3, \"a\": 2]");
    assert_int_equal(*(int64_t *)sley_map_get(map, &key), 2);
    assert_null(sley_map_get(map, &missing));
    *(int64_t *)sley_map_at(map, &key, &here) += 5;
    assert_int_equal(*(int64_t *)sley_map_at(map, &key, &here), 7);
    assert_panics(sley_map_at(map, &missing, &here), "key \"x\\n\" is not in the map");
    int64_t other = 99;
    assert_int_equal(*(const int64_t *)sley_map_get_or(map, &missing, &other), 99);
    assert_false(sley_map_contains(map, &missing));
    assert_int_equal(*(int64_t *)sley_map_get_or_set(map, &missing, &other), 99);
    assert_int_equal(*(int64_t *)sley_map_get_or_set(map, &key, &other), 7);
    assert_int_equal(map->len, 3);
    int64_t out = 1;
    assert_true(sley_map_pop(map, &missing, &out) && out == 99);
    assert_false(sley_map_pop(map, &missing, &out));
    assert_int_equal(out, 0);
    assert_true(sley_map_remove(map, &key) && !sley_map_remove(map, &key));
    assert_prints(map_si, &map, "[\"b\": 3]");
    sley_map_clear(map);
    assert_prints(map_si, &map, "[:]");
    assert_null(sley_map_get(map, &key));
    sley_str_release(key);
    sley_str_release(missing);
    sley_map_release(map);
    map = NULL;
    assert_prints(map_si, &map, "none");
}

// 200,000 random operations on 200 keys, next to a plain array.
static void against_a_model(void **state)
{
    (void)state;
    enum { KEYS = 200 };
    struct {
        bool there;
        int64_t value;
        int since;
    } model[KEYS] = {0};
    sley_map *map = sley_map_new(&sley_type_int, &sley_type_int);
    int64_t count = 0;
    unsigned seed = 3;
    for (int step = 0; step < 200000; step++) {
        seed = seed * 1103515245u + 12345u;
        int64_t key = (seed >> 16) % KEYS;
        if ((seed >> 8) % 2 == 0) {
            put(map, key, step);
            if (!model[key].there) model[key].since = step;
            count += !model[key].there;
            model[key].there = true;
            model[key].value = step;
        } else {
            assert_int_equal(take(map, key), model[key].there);
            count -= model[key].there;
            model[key].there = false;
        }
        assert_int_equal(sley_map_len(map), count);
        if (step % 1000 != 0) continue;
        int since = -1;
        int64_t seen = 0;
        int64_t at = 0;
        while (sley_map_next(map, &at)) {
            int64_t k = SLEY_KEY(int64_t, map, at);
            assert_true(model[k].there && model[k].value == SLEY_VALUE(int64_t, map, at));
            assert_true(model[k].since > since); // in order of insertion
            since = model[k].since;
            seen++;
        }
        assert_int_equal(seen, count);
    }
    assert_true(map->cap <= 512); // holes are closed, so it does not grow for ever
    sley_map_release(map);
}

static void owning(void **state)
{
    (void)state;
    sley_map *map = sley_map_new(&sley_type_str, &sley_type_str);
    sley_str *key = sley_str_from_cstr("key");
    sley_str *value = sley_str_from_cstr("value");
    for (int i = 0; i < 3; i++) {
        sley_str_retain(value);
        sley_map_set(map, &key, &value); // takes the value, borrows the key
    }
    assert_int_equal(key->head.refs, 2);
    assert_int_equal(value->head.refs, 2);
    sley_map *copy = sley_map_copy(map);
    assert_int_equal(value->head.refs, 3);
    sley_map_update(copy, map);
    sley_map_update(copy, copy);
    assert_int_equal(value->head.refs, 3);
    assert_true(sley_map_equal(copy, map));
    sley_str_retain(value);
    sley_map_get_or_set(map, &key, &value); // takes it, though it is not wanted
    assert_int_equal(value->head.refs, 3);
    sley_str *out = NULL;
    assert_true(sley_map_pop(copy, &key, &out));
    assert_ptr_equal(out, value);
    sley_str_release(out);
    assert_int_equal(key->head.refs, 2);
    sley_map_release(copy);
    sley_map_release(map);
    assert_int_equal(key->head.refs, 1);
    assert_int_equal(value->head.refs, 1);
    sley_str_release(key);
    sley_str_release(value);
}

// Key and value may be places inside the map, which grows meanwhile.
static void setting_its_own(void **state)
{
    (void)state;
    sley_map *map = squares(8); // full
    int64_t key = 100;
    sley_map_set(map, &key, sley_map_get(map, &(int64_t){7}));
    assert_int_equal(*(int64_t *)sley_map_get(map, &key), 49);
    sley_map_set(map, sley_map_get(map, &(int64_t){5}), sley_map_get(map, &(int64_t){6}));
    assert_int_equal(*(int64_t *)sley_map_get(map, &(int64_t){25}), 36);
    sley_map_release(map);
}

// map.h I3: what is added is visited, what is removed is not, nothing comes twice.
static void walking_while_it_changes(void **state)
{
    (void)state;
    sley_map *map = squares(10);
    int64_t sum = 0;
    int64_t at = 0;
    while (sley_map_next(map, &at)) {
        int64_t key = SLEY_KEY(int64_t, map, at);
        sum += key;
        take(map, key);     // the one in hand
        take(map, key + 1); // and the next
        if (key < 1000) put(map, key + 1000, 0); // makes it grow, and close holes
    }
    assert_int_equal(sum, 0 + 2 + 4 + 6 + 8 + 1000 + 1002 + 1004 + 1006 + 1008);
    assert_int_equal(sley_map_len(map), 0);
    sley_map_release(map);

    map = squares(3);
    at = 0;
    assert_true(sley_map_next(map, &at));
    sley_map_clear(map);
    assert_false(sley_map_next(map, &at));
    put(map, 50, 1);
    assert_true(sley_map_next(map, &at));
    assert_int_equal(SLEY_KEY(int64_t, map, at), 50);
    assert_false(sley_map_next(map, &at));
    assert_false(sley_map_next(map, &at));
    sley_map_release(map);
}

// Compaction moves all entries while a walk stands in the middle.
static void walking_over_a_compaction(void **state)
{
    (void)state;
    for (int64_t stop = 1; stop < 100; stop++) {
        sley_map *map = squares(100);
        int64_t seen = 0;
        int64_t at = 0;
        while (sley_map_next(map, &at)) {
            assert_int_equal(SLEY_KEY(int64_t, map, at), seen < stop ? seen : seen + stop / 2);
            seen++;
            if (seen != stop) continue;
            for (int64_t i = 0; i < stop; i++) take(map, i);
            for (int64_t i = 0; i < stop / 2; i++) take(map, stop + i);
            for (int64_t i = 0; i < 1000; i++) {
                put(map, 5000, i);
                take(map, 5000);
            }
        }
        int64_t gone = stop + stop / 2 < 100 ? stop / 2 : 100 - stop;
        assert_int_equal(seen, 100 - gone);
        sley_map_release(map);
    }
}

static void whole_maps(void **state)
{
    (void)state;
    sley_map *a = squares(20);
    sley_map *b = sley_map_new(&sley_type_int, &sley_type_int);
    for (int64_t i = 20; i-- > 0;) put(b, i, i * i);
    assert_true(sley_map_equal(a, b)); // in any order
    put(b, 3, 0);
    assert_false(sley_map_equal(a, b));
    sley_map_update(b, a);
    assert_true(sley_map_equal(a, b) && !sley_map_equal(a, NULL) && sley_map_equal(NULL, NULL));
    take(b, 19);
    assert_false(sley_map_equal(a, b));
    sley_map_release(b);
    b = squares(3);
    sley_list *list = sley_map_keys(b);
    assert_prints(list_type, &list, "[0, 1, 2]");
    sley_list_release(list);
    list = sley_map_values(b);
    assert_prints(list_type, &list, "[0, 1, 4]");
    sley_list_release(list);
    assert_prints(map_ii, &b, "[0: 0, 1: 1, 2: 4]");
    sley_map_release(a);
    sley_map_release(b);
}

typedef struct entry_pair {
    uint8_t f_0;
    sley_i128 f_1; // the widest alignment behind the narrowest
} entry_pair;

static void print_pair(sley_text *out, const void *place)
{
    sley_text_put_uint(out, ((const entry_pair *)place)->f_0);
    sley_text_put_cstr(out, "/");
    sley_text_put_i128(out, ((const entry_pair *)place)->f_1);
}

static void odd_layouts(void **state)
{
    (void)state;
    const sley_type pair =
        SLEY_TYPE("(u8, i128)", entry_pair, NULL, NULL, NULL, NULL, NULL, print_pair);
    sley_map *map = sley_map_new(&sley_type_u8, &sley_type_i128);
    for (int i = 0; i < 256; i++) {
        uint8_t key = (uint8_t)i;
        sley_i128 value = (sley_i128)i << 100;
        sley_map_set(map, &key, &value);
    }
    uint8_t key = 200;
    assert_true(*(sley_i128 *)sley_map_get(map, &key) == (sley_i128)200 << 100);
    for (int i = 2; i < 256; i++) {
        key = (uint8_t)i;
        assert_true(sley_map_remove(map, &key));
    }
    sley_list *items = sley_map_items(&pair, offsetof(entry_pair, f_1), map);
    assert_prints(list_type, &items, "[0/0, 1/1267650600228229401496703205376]");
    sley_list_release(items);
    sley_map_release(map);
}

static void float_keys(void **state)
{
    (void)state;
    sley_map *map = sley_map_new(&sley_type_float, &sley_type_int);
    double zero = 0.0;
    double minus_zero = -0.0;
    double nan = 0.0 / zero;
    int64_t one = 1;
    sley_map_set(map, &zero, &one);
    assert_true(sley_map_contains(map, &minus_zero));
    sley_map_set(map, &nan, &one);
    assert_true(sley_map_contains(map, &nan));
    assert_int_equal(map->len, 2);
    sley_map_release(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(basics),          cmocka_unit_test(against_a_model),
        cmocka_unit_test(owning),          cmocka_unit_test(setting_its_own),
        cmocka_unit_test(whole_maps),      cmocka_unit_test(walking_while_it_changes),
        cmocka_unit_test(odd_layouts),     cmocka_unit_test(walking_over_a_compaction),
        cmocka_unit_test(float_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
