// Generated from 01-hello.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__str__int {
    sley_str *f_0;
    int64_t f_1;
} sley_tuple2__str__int;

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_OWN_FIELDS1(sley_tuple2__str__int, sley_str, f_0)

static SLEY_TUPLE(sley_tuple2__str__int, "(str, int)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__int, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__int, f_1), &sley_type_int});

SLEY_STR_LIT(k_world, "world");
SLEY_STR_LIT(k_C, "C");
SLEY_STR_LIT(k_a, "a");

// fn greet(name: str, shout: bool = false) -> str
// 01-hello.sley:3

static sley_str *m_m01_hello__greet(sley_str *a_name, bool a_shout)
{
    // 4 | if shout { return "Hello, {name.upper()}!" }
    if (a_shout) {
        sley_str *t_upper = sley_str_upper(a_name);
        sley_str *t_text = SLEY_FORMAT(SLEY_LIT("Hello, "), SLEY_STR(t_upper), SLEY_LIT("!"));
        sley_str_release(t_upper);
        return t_text;
    }
    // 5 | return "Hello, {name}."
    return SLEY_FORMAT(SLEY_LIT("Hello, "), SLEY_STR(a_name), SLEY_LIT("."));
}

// fn main()
// 01-hello.sley:8

static void m_m01_hello__main(void)
{
    // 9 | print(greet("world"))
    sley_str *t_greet = m_m01_hello__greet(&k_world, false);
    SLEY_PRINT(SLEY_STR(t_greet));
    sley_str_release(t_greet);
    // 10 | print(greet("C", shout: true))
    sley_str *t2_greet = m_m01_hello__greet(&k_C, true);
    SLEY_PRINT(SLEY_STR(t2_greet));
    sley_str_release(t2_greet);
    // 11 | print("one", 2, 3.0, 'c', true, [1, 2], ("a", 1))
    sley_list *t_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_tuple2__str__int t_pair = {&k_a, 1};
    SLEY_PRINT(SLEY_LIT("one 2 "), SLEY_FLOAT(3.0), SLEY_LIT(" c true "),
               SLEY_VAL(sley_type_list__int, &t_list), SLEY_LIT(" "),
               SLEY_VAL(sley_tuple2__str__int__type, &t_pair));
    sley_list_release(t_list);
    sley_tuple2__str__int__release(t_pair);
}

SLEY_MAIN_PLAIN(m_m01_hello__main, NULL)
