// Generated from 08-optionals.sley. Do not edit.

#include "sley.h"

typedef struct m_m08_optionals__Person {
    sley_str *f_name;
    sley_str *f_boss;
} m_m08_optionals__Person;

SLEY_OWN_FIELDS2(m_m08_optionals__Person, sley_str, f_name, sley_str, f_boss)

SLEY_OPT_TYPE(sley_opt_m_m08_optionals__Person, m_m08_optionals__Person);

SLEY_OWN_OPTIONAL(sley_opt_m_m08_optionals__Person, m_m08_optionals__Person)

static SLEY_STRUCT(m_m08_optionals__Person, "Person", SLEY_COUNTED,
    {"name", offsetof(m_m08_optionals__Person, f_name), &sley_type_str},
    {"boss", offsetof(m_m08_optionals__Person, f_boss), &sley_type_str});

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static const sley_type sley_type_list__opt_int = SLEY_LIST_TYPE("list[int?]");

SLEY_STR_LIT(k_question, "?");
SLEY_STR_LIT(k_ann, "ann");
SLEY_STR_LIT(k_bob, "bob");
SLEY_STR_LIT(k_cat, "cat");
SLEY_STR_LIT(k_dan, "dan");
SLEY_STR_LIT(k_eve, "eve");
SLEY_STR_LIT(k_zoe, "zoe");
SLEY_STR_LIT(k_nobody, "nobody");
SLEY_STR_LIT(k_7, "7");
SLEY_STR_LIT(k_x, "x");
SLEY_STR_LIT(k_12, "12");

// fn find(people: list[Person], name: str) -> Person?
// 08-optionals.sley:8

static sley_opt_m_m08_optionals__Person m_m08_optionals__find(sley_list *a_people, sley_str *a_name)
{
    // 9 | for p in people {
    for (int64_t t_index = 0; t_index < a_people->len; t_index++) {
        m_m08_optionals__Person v_p =
                m_m08_optionals__Person__retain(SLEY_NTH(m_m08_optionals__Person, a_people,
                                                         t_index));
        // 10 | if p.name == name { return p }
        if (sley_str_equal(v_p.f_name, a_name)) {
            sley_opt_m_m08_optionals__Person t_found = (sley_opt_m_m08_optionals__Person){true,
                    m_m08_optionals__Person__take(&v_p)};
            m_m08_optionals__Person__release(v_p);
            return t_found;
        }
        m_m08_optionals__Person__release(v_p);
    }
    // 12 | return none
    return (sley_opt_m_m08_optionals__Person){0};
}

// fn chain(people: list[Person], name: str) -> list[str]
// 08-optionals.sley:16

static sley_list *m_m08_optionals__chain(sley_list *a_people, sley_str *a_name)
{
    // 17 | let names: list[str] = []
    sley_list *v_names = sley_list_new(&sley_type_str, 0);
    // 18 | var at = find(people, name)
    sley_opt_m_m08_optionals__Person v_at = m_m08_optionals__find(a_people, a_name);
    // 19 | while let p = at {
    while (true) {
        if (!v_at.some) {
            // 27 | names.append("?")       // the loop ended because `at` was none
            sley_list_append(v_names, &(sley_str *){&k_question});
            break;
        }
        m_m08_optionals__Person v_p = m_m08_optionals__Person__retain(v_at.value);
        // 20 | names.append(p.name)
        sley_list_append(v_names, &(sley_str *){sley_str_retain(v_p.f_name)});
        // 21 | if let boss = p.boss {
        sley_str *v_boss = v_p.f_boss;
        if (v_boss != NULL) {
            // 22 | at = find(people, boss)
            sley_opt_m_m08_optionals__Person__assign(&v_at,
                                                     m_m08_optionals__find(a_people, v_boss));
        } else {
            // 24 | break
            m_m08_optionals__Person__release(v_p);
            break;
        }
        m_m08_optionals__Person__release(v_p);
    }
    // 29 | return names
    sley_opt_m_m08_optionals__Person__drop(&v_at);
    return v_names;
}

// fn main()
// 08-optionals.sley:32

SLEY_SITES(m_m08_optionals__main, "m08_optionals.main", "08-optionals.sley", 32,
    {40, 1, 0, "find(people, \"bob\")!"},
    {41, 2, 0, "people[0]"}, {41, 3, 0, "bob.boss!"},
    {43, 4, 0, "sum([n.to_int() ?\077 0 for n in n..."});

static void m_m08_optionals__main(void)
{
    const sley_site *sites = m_m08_optionals__main__sites;
    // 33 | let people = [
    sley_str *t_value = NULL;
    sley_str *t2_value = NULL;
    sley_list *v_people = sley_list_of(&m_m08_optionals__Person__type, 4,
            (m_m08_optionals__Person[4]){{.f_name = &k_ann, .f_boss = NULL},
            {.f_name = &k_bob, .f_boss = &k_ann}, {.f_name = &k_cat, .f_boss = &k_bob},
            {.f_name = &k_dan, .f_boss = &k_eve}});
    // 39 | print(chain(people, "cat"), chain(people, "dan"), chain(people, "zoe"))
    sley_list *t_chain = m_m08_optionals__chain(v_people, &k_cat);
    sley_str *t2_text = SLEY_FORMAT(SLEY_VAL(sley_type_list__str, &t_chain));
    sley_list_release(t_chain);
    sley_list *t2_chain = m_m08_optionals__chain(v_people, &k_dan);
    sley_str *t_text = SLEY_FORMAT(SLEY_VAL(sley_type_list__str, &t2_chain));
    sley_list_release(t2_chain);
    sley_list *t3_chain = m_m08_optionals__chain(v_people, &k_zoe);
    SLEY_PRINT(SLEY_STR(t2_text), SLEY_LIT(" "), SLEY_STR(t_text), SLEY_LIT(" "),
               SLEY_VAL(sley_type_list__str, &t3_chain));
    sley_list_release(t3_chain);
    sley_str_release(t_text);
    sley_str_release(t2_text);
    // 40 | let bob = find(people, "bob")!
    sley_opt_m_m08_optionals__Person t_find = m_m08_optionals__find(v_people, &k_bob);
    m_m08_optionals__Person v_bob = SLEY_UNWRAP(t_find, &sites[1]);
    // 41 | print(bob.boss ?? "nobody", people[0].boss ?? "nobody", bob.boss!.upper())
    sley_str *t_opt = v_bob.f_boss;
    if (t_opt != NULL) {
        sley_str_assign(&t_value, sley_str_retain(t_opt));
    } else {
        sley_str_assign(&t_value, &k_nobody);
    }
    sley_str *t2_opt = sley_str_retain(SLEY_AT(m_m08_optionals__Person, v_people, 0,
                                               &sites[2]).f_boss);
    if (t2_opt != NULL) {
        sley_str_assign(&t2_value, sley_str_retain(t2_opt));
    } else {
        sley_str_assign(&t2_value, &k_nobody);
    }
    sley_str *t_upper = sley_str_upper(SLEY_UNWRAP_PTR(sley_str *, v_bob.f_boss, &sites[3]));
    sley_opt_m_m08_optionals__Person__release(t_find);
    SLEY_PRINT(SLEY_STR(t_value), SLEY_LIT(" "), SLEY_STR(t2_value), SLEY_LIT(" "),
               SLEY_STR(t_upper));
    sley_str_release(t_upper);
    // 42 | let numbers = ["7", "x", "12"]
    sley_list *v_numbers = sley_list_of(&sley_type_str, 3, (sley_str *[3]){&k_7, &k_x, &k_12});
    // 43 | print([n.to_int() for n in numbers], sum([n.to_int() ?? 0 for n in numbers]))
    sley_list *t_list = sley_list_new(&sley_type_opt_int, 0);
    for (int64_t t_index = 0; t_index < v_numbers->len; t_index++) {
        sley_str *v_n = sley_str_retain(SLEY_NTH(sley_str *, v_numbers, t_index));
        sley_list_append(t_list, (sley_opt_int[1]){sley_str_to_int(v_n)});
        sley_str_release(v_n);
    }
    sley_str *t3_text = SLEY_FORMAT(SLEY_VAL(sley_type_list__opt_int, &t_list));
    sley_list *t2_list = sley_list_new(&sley_type_int, 0);
    for (int64_t t2_index = 0; t2_index < v_numbers->len; t2_index++) {
        sley_str *v2_n = sley_str_retain(SLEY_NTH(sley_str *, v_numbers, t2_index));
        sley_opt_int t3_opt = sley_str_to_int(v2_n);
        sley_list_append(t2_list, &(int64_t){t3_opt.some ? t3_opt.value : 0});
        sley_str_release(v2_n);
    }
    SLEY_PRINT(SLEY_STR(t3_text), SLEY_LIT(" "), SLEY_INT(sley_list_sum_int(t2_list, &sites[4])));
    sley_list_release(v_people);
    sley_str_drop(&t_value);
    sley_str_release(t2_opt);
    sley_str_drop(&t2_value);
    sley_list_release(v_numbers);
    sley_list_release(t_list);
    sley_list_release(t2_list);
    sley_str_release(t3_text);
}

SLEY_MAIN_PLAIN(m_m08_optionals__main, NULL)
