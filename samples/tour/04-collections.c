// Generated from 04-collections.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_KEY_FN(sley_key_fn1__str__int, int64_t, sley_str *)

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static const sley_type sley_type_list__list__int = SLEY_LIST_TYPE("list[list[int]]");

static const sley_type sley_type_map__int__int = SLEY_MAP_TYPE("map[int, int]");

static const sley_type sley_type_set__int = SLEY_SET_TYPE("set[int]");

typedef struct sley_tuple2__int__str {
    int64_t f_0;
    sley_str *f_1;
} sley_tuple2__int__str;

SLEY_OWN_FIELDS1(sley_tuple2__int__str, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__int__str, "(int, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__int__str, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__str, f_1), &sley_type_str});

static const sley_type sley_type_list__tuple2__int__str = SLEY_LIST_TYPE("list[(int, str)]");

SLEY_STR_LIT(k_to_be_or_not_to_be, "to be or not to be");
SLEY_STR_LIT(k_star, "*");
SLEY_STR_LIT(k_north, "north");
SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_b, "b");

// fn count_words(text: str) -> map[str, int]
// 04-collections.sley:4

SLEY_SITES(m_m04_collections__count_words, "m04_collections.count_words", "04-collections.sley", 4,
    {6, 1, 0, "text.split()"},
    {7, 2, 0, "counts.get(word, 0) + 1"});

static sley_map *m_m04_collections__count_words(sley_str *a_text)
{
    const sley_site *sites = m_m04_collections__count_words__sites;
    // 5 | let counts: map[str, int] = [:]
    sley_map *v_counts = sley_map_new(&sley_type_str, &sley_type_int);
    // 6 | for word in text.split() {
    sley_list *t_items = sley_str_split(a_text, NULL, -1, &sites[1]);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v_word = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        // 7 | counts[word] = counts.get(word, 0) + 1
        sley_map_set(v_counts, &v_word,
                     &(int64_t){sley_int_add(*(int64_t const *)sley_map_get_or(v_counts, &v_word,
                &(int64_t){0}), 1, &sites[2])});
        sley_str_release(v_word);
    }
    sley_list_release(t_items);
    // 9 | return counts
    return v_counts;
}

// fn transpose(rows: list[list[int]]) -> list[list[int]]
// 04-collections.sley:12

SLEY_SITES(m_m04_collections__transpose, "m04_collections.transpose", "04-collections.sley", 12,
    {13, 1, 0, "rows[0]"}, {13, 2, 0, "row[i]"});

static sley_list *m_m04_collections__transpose(sley_list *a_rows)
{
    const sley_site *sites = m_m04_collections__transpose__sites;
    // 13 | return [[row[i] for row in rows] for i in 0..rows[0].len()]
    sley_list *t_list = sley_list_new(&sley_type_list__int, 0);
    int64_t t_end = sley_list_len(SLEY_AT(sley_list *, a_rows, 0, &sites[1]));
    for (int64_t v_i = 0; v_i < t_end; v_i++) {
        sley_list *t2_list = sley_list_new(&sley_type_int, 0);
        for (int64_t t_index = 0; t_index < a_rows->len; t_index++) {
            sley_list *v_row = sley_list_retain(SLEY_NTH(sley_list *, a_rows, t_index));
            sley_list_append(t2_list, &(int64_t){SLEY_AT(int64_t, v_row, v_i, &sites[2])});
            sley_list_release(v_row);
        }
        sley_list_append(t_list, &t2_list);
    }
    return t_list;
}

typedef struct m_m04_collections__main__closure1__captures {
    sley_closure base;
    sley_map *v_counts;
} m_m04_collections__main__closure1__captures;

// fn(w)
// 04-collections.sley:26

SLEY_SITES(m_m04_collections__main__closure1, "m04_collections.main.closure1",
           "04-collections.sley", 26,
    {26, 1, 0, "counts[w]"}, {26, 2, 0, "-counts[w]"});

static int64_t m_m04_collections__main__closure1(sley_closure *closure, sley_str *a_w)
{
    m_m04_collections__main__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_m04_collections__main__closure1__sites;
    // 26 | print(sorted(counts.keys(), key: fn(w) => -counts[w])[0:2])
    return sley_int_neg(*(int64_t *)sley_map_at(c->v_counts, &a_w, &sites[1]), &sites[2]);
}

SLEY_CAPTURES1(m_m04_collections__main__closure1, m_m04_collections__main__closure1, 0, sley_map,
               v_counts);

// fn main()
// 04-collections.sley:16

SLEY_SITES(m_m04_collections__main, "m04_collections.main", "04-collections.sley", 16,
    {20, 1, 0, "xs[0]"}, {20, 2, 0, "xs.len() - 1"}, {20, 3, 0, "xs[xs.len() - 1]"},
    {20, 4, 0, "xs[1:3]"}, {20, 5, 0, "sum(xs)"},
    {24, 6, 0, "\"*\" * n"},
    {26, 7, 0, "sorted(counts.keys(), key: fn(..."},
    {29, 8, 0, "n * n"},
    {38, 9, 0, "distance * 2"},
    {39, 10, 0, "i * x"});

static void m_m04_collections__main(void)
{
    const sley_site *sites = m_m04_collections__main__sites;
    // 17 | let xs = [5, 3, 8, 1]
    sley_list *v_xs = sley_list_of(&sley_type_int, 4, (int64_t[4]){5, 3, 8, 1});
    // 18 | xs.append(9)
    sley_list_append(v_xs, &(int64_t){9});
    // 19 | xs.sort()
    sley_list_sort(v_xs, false);
    // 20 | print(xs, xs[0], xs[xs.len() - 1], xs[1:3], sum(xs), 8 in xs)
    int64_t t_item = SLEY_AT(int64_t, v_xs, 0, &sites[1]);
    int64_t t_number = sley_int_sub(sley_list_len(v_xs), 1, &sites[2]);
    int64_t t2_item = SLEY_AT(int64_t, v_xs, t_number, &sites[3]);
    sley_list *t3_list = sley_list_slice(v_xs, 1, 3, &sites[4]);
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &v_xs), SLEY_LIT(" "), SLEY_INT(t_item),
               SLEY_LIT(" "), SLEY_INT(t2_item), SLEY_LIT(" "),
               SLEY_VAL(sley_type_list__int, &t3_list), SLEY_LIT(" "),
               SLEY_INT(sley_list_sum_int(v_xs, &sites[5])), SLEY_LIT(" "),
               SLEY_BOOL(sley_list_contains(v_xs, &(int64_t){8})));
    sley_list_release(t3_list);
    // 22 | let counts = count_words("to be or not to be")
    sley_map *v_counts = m_m04_collections__count_words(&k_to_be_or_not_to_be);
    // 23 | for word, n in counts {
    int64_t t_cursor = 0;
    while (sley_map_next(v_counts, &t_cursor)) {
        sley_str *v_word = sley_str_retain(SLEY_KEY(sley_str *, v_counts, t_cursor));
        int64_t v_n = SLEY_VALUE(int64_t, v_counts, t_cursor);
        // 24 | print("{word} {"*" * n}")
        sley_str *t_repeat = sley_str_repeat(&k_star, v_n, &sites[6]);
        SLEY_PRINT(SLEY_STR(v_word), SLEY_LIT(" "), SLEY_STR(t_repeat));
        sley_str_release(v_word);
        sley_str_release(t_repeat);
    }
    // 26 | print(sorted(counts.keys(), key: fn(w) => -counts[w])[0:2])
    sley_list *t_keys = sley_map_keys(v_counts);
    sley_closure *t_fn = SLEY_CLOSURE(m_m04_collections__main__closure1, v_counts);
    sley_list *t_sorted = sley_list_sorted_by(t_keys, &sley_type_int, sley_key_fn1__str__int, t_fn,
                                              false, &sites[7]);
    sley_list_release(t_keys);
    sley_closure_release(t_fn);
    sley_list *t4_list = sley_list_slice(t_sorted, 0, 2, &sites[7]);
    sley_list_release(t_sorted);
    SLEY_PRINT(SLEY_VAL(sley_type_list__str, &t4_list));
    sley_list_release(t4_list);
    // 28 | print(transpose([[1, 2, 3], [4, 5, 6]]))
    sley_list *t5_list = sley_list_of(&sley_type_list__int, 2,
            (sley_list *[2]){sley_list_of(&sley_type_int, 3, (int64_t[3]){1, 2, 3}),
            sley_list_of(&sley_type_int, 3, (int64_t[3]){4, 5, 6})});
    sley_list *t_transpose = m_m04_collections__transpose(t5_list);
    sley_list_release(t5_list);
    SLEY_PRINT(SLEY_VAL(sley_type_list__list__int, &t_transpose));
    sley_list_release(t_transpose);
    // 29 | let squares = [n: n * n for n in 1..=4]
    sley_map *v_squares = sley_map_new(&sley_type_int, &sley_type_int);
    for (int64_t v2_n = 1; v2_n < 5; v2_n++) {
        sley_map_set(v_squares, &v2_n, &(int64_t){sley_int_mul(v2_n, v2_n, &sites[8])});
    }
    // 30 | print(squares, squares.get(7), [n for n in squares.keys() if n % 2 == 0])
    sley_str *t_text = SLEY_FORMAT(SLEY_VAL(sley_type_map__int__int, &v_squares));
    sley_opt_int t_found = sley_opt_int_at(sley_map_get(v_squares, &(int64_t){7}));
    sley_list *t_list = sley_list_new(&sley_type_int, 0);
    sley_list *t_items = sley_map_keys(v_squares);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        int64_t v3_n = SLEY_NTH(int64_t, t_items, t_index);
        if (v3_n % 2 == 0) {
            sley_list_append(t_list, &v3_n);
        }
    }
    sley_list_release(t_items);
    SLEY_PRINT(SLEY_STR(t_text), SLEY_LIT(" "), SLEY_VAL(sley_type_opt_int, &t_found),
               SLEY_LIT(" "), SLEY_VAL(sley_type_list__int, &t_list));
    sley_str_release(t_text);
    // 32 | let a = set([1, 2, 3])
    sley_set *v_a = sley_set_of(&sley_type_int, 3, (int64_t[3]){1, 2, 3});
    // 33 | let b = set([3, 4])
    sley_set *v_b = sley_set_of(&sley_type_int, 2, (int64_t[2]){3, 4});
    // 34 | print(a | b, a & b, a - b)
    sley_set *t_union = sley_set_union(v_a, v_b);
    sley_set *t_intersect = sley_set_intersect(v_a, v_b);
    sley_set *t_difference = sley_set_difference(v_a, v_b);
    SLEY_PRINT(SLEY_VAL(sley_type_set__int, &t_union), SLEY_LIT(" "),
               SLEY_VAL(sley_type_set__int, &t_intersect), SLEY_LIT(" "),
               SLEY_VAL(sley_type_set__int, &t_difference));
    sley_set_release(t_union);
    sley_set_release(t_intersect);
    sley_set_release(t_difference);
    // 36 | let point = (3, "north")
    sley_tuple2__int__str v_point = {3, &k_north};
    // 37 | let (distance, direction) = point
    int64_t v_distance = v_point.f_0;
    sley_str *v_direction = v_point.f_1;
    // 38 | print(point, distance * 2, direction)
    SLEY_PRINT(SLEY_VAL(sley_tuple2__int__str__type, &v_point), SLEY_LIT(" "),
            SLEY_INT(sley_int_mul(v_distance, 2, &sites[9])), SLEY_LIT(" "), SLEY_STR(v_direction));
    // 39 | print(zip([1, 2], ["a", "b"]), [i * x for i, x in [10, 20, 30]])
    sley_list *t6_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_list *t7_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_a, &k_b});
    sley_list *t_zip = sley_list_zip(&sley_tuple2__int__str__type,
                                     offsetof(sley_tuple2__int__str, f_1), t6_list, t7_list);
    sley_list_release(t6_list);
    sley_list_release(t7_list);
    sley_str *t2_text = SLEY_FORMAT(SLEY_VAL(sley_type_list__tuple2__int__str, &t_zip));
    sley_list_release(t_zip);
    sley_list *t2_list = sley_list_new(&sley_type_int, 0);
    sley_list *t2_items = sley_list_of(&sley_type_int, 3, (int64_t[3]){10, 20, 30});
    for (int64_t v_i = 0; v_i < t2_items->len; v_i++) {
        int64_t v_x = SLEY_NTH(int64_t, t2_items, v_i);
        sley_list_append(t2_list, &(int64_t){sley_int_mul(v_i, v_x, &sites[10])});
    }
    sley_list_release(t2_items);
    SLEY_PRINT(SLEY_STR(t2_text), SLEY_LIT(" "), SLEY_VAL(sley_type_list__int, &t2_list));
    sley_list_release(v_xs);
    sley_map_release(v_squares);
    sley_list_release(t_list);
    sley_set_release(v_a);
    sley_set_release(v_b);
    sley_tuple2__int__str__release(v_point);
    sley_list_release(t2_list);
    sley_str_release(t2_text);
}

SLEY_MAIN_PLAIN(m_m04_collections__main, NULL)
