// Generated from 07-match.sley. Do not edit.

#include "sley.h"

enum { c_m07_match__Expr__Number, c_m07_match__Expr__Name, c_m07_match__Expr__Binary };
typedef struct m_m07_match__Expr {
    uint32_t tag;
    union {
        struct { int64_t f_value; } c_Number;
        struct { sley_str *f_text; } c_Name;
        struct { sley_char f_sign; char padding1[4]; int64_t f_left; int64_t f_right; } c_Binary;
    } u;
} m_m07_match__Expr;

static m_m07_match__Expr m_m07_match__Expr__retain_parts(m_m07_match__Expr v)
{
    switch (v.tag) {
    case c_m07_match__Expr__Name:
        sley_str_retain(v.u.c_Name.f_text);
        break;
    default: break;
    }
    return v;
}

static void m_m07_match__Expr__release_parts(m_m07_match__Expr v)
{
    switch (v.tag) {
    case c_m07_match__Expr__Name:
        sley_str_release(v.u.c_Name.f_text);
        break;
    default: break;
    }
}

SLEY_OWN_ENUM(m_m07_match__Expr, 0x2)

typedef struct m_m07_match__Tree {
    sley_list *f_nodes;
} m_m07_match__Tree;

static SLEY_ENUM(m_m07_match__Expr, "Expr", SLEY_COUNTED,
    {"Number",
     SLEY_FIELDS({"value", offsetof(m_m07_match__Expr, u.c_Number.f_value), &sley_type_int})},
    {"Name", SLEY_FIELDS({"text", offsetof(m_m07_match__Expr, u.c_Name.f_text), &sley_type_str})},
    {"Binary",
     SLEY_FIELDS({"sign", offsetof(m_m07_match__Expr, u.c_Binary.f_sign), &sley_type_char},
                 {"left", offsetof(m_m07_match__Expr, u.c_Binary.f_left), &sley_type_int},
                 {"right", offsetof(m_m07_match__Expr, u.c_Binary.f_right), &sley_type_int})});

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

SLEY_OWN_FIELDS1(m_m07_match__Tree, sley_list, f_nodes)

SLEY_STR_LIT(k_none, "none");
SLEY_STR_LIT(k_few, "few");
SLEY_STR_LIT(k_some, "some");
SLEY_STR_LIT(k_many, "many");
SLEY_STR_LIT(k_x, "x");
SLEY_STR_LIT(k_y, "y");

static sley_opt_int m_m07_match__combine(sley_char a_sign, int64_t a_a, int64_t a_b);

// fn add(e: Expr) -> int
// 07-match.sley:13

SLEY_SITES(m_m07_match__Tree__add, "m07_match.Tree.add", "07-match.sley", 13,
    {15, 1, 0, "self.nodes.len() - 1"});

static int64_t m_m07_match__Tree__add(m_m07_match__Tree a_self, m_m07_match__Expr a_e)
{
    const sley_site *sites = m_m07_match__Tree__add__sites;
    // 14 | self.nodes.append(e)
    sley_list_append(a_self.f_nodes, (m_m07_match__Expr[1]){m_m07_match__Expr__retain(a_e)});
    // 15 | return self.nodes.len() - 1
    return sley_int_sub(sley_list_len(a_self.f_nodes), 1, &sites[1]);
}

// fn eval(at: int, names: map[str, int]) -> int?
// 07-match.sley:17

SLEY_SITES(m_m07_match__Tree__eval, "m07_match.Tree.eval", "07-match.sley", 17,
    {18, 1, 0, "self.nodes[at]"});

static sley_opt_int m_m07_match__Tree__eval(m_m07_match__Tree a_self, int64_t a_at,
                                            sley_map *a_names)
{
    const sley_site *sites = m_m07_match__Tree__eval__sites;
    // 18 | match self.nodes[at] {
    m_m07_match__Expr t_subject = m_m07_match__Expr__retain(SLEY_AT(m_m07_match__Expr,
            a_self.f_nodes, a_at, &sites[1]));
    switch (t_subject.tag) {
    case c_m07_match__Expr__Number: {
        // 19 | case Number(value) { return value }
        int64_t v_value = t_subject.u.c_Number.f_value;
        m_m07_match__Expr__release(t_subject);
        return (sley_opt_int){true, v_value};
    }
    case c_m07_match__Expr__Name: {
        // 20 | case Name(text) { return names.get(text) }
        sley_str *v_text = t_subject.u.c_Name.f_text;
        sley_opt_int t_found = sley_opt_int_at(sley_map_get(a_names, &v_text));
        m_m07_match__Expr__release(t_subject);
        return t_found;
    }
    case c_m07_match__Expr__Binary:
    default: {
        // 21 | case Binary(sign, left, right) {
        sley_char v_sign = t_subject.u.c_Binary.f_sign;
        int64_t v_left = t_subject.u.c_Binary.f_left;
        int64_t v_right = t_subject.u.c_Binary.f_right;
        // 22 | if let a = self.eval(left, names) {
        sley_opt_int t_opt = m_m07_match__Tree__eval(a_self, v_left, a_names);
        if (t_opt.some) {
            int64_t v_a = t_opt.value;
            // 23 | if let b = self.eval(right, names) { return combine(sign, a, b) }
            sley_opt_int t2_opt = m_m07_match__Tree__eval(a_self, v_right, a_names);
            if (t2_opt.some) {
                int64_t v_b = t2_opt.value;
                sley_opt_int t_combine = m_m07_match__combine(v_sign, v_a, v_b);
                m_m07_match__Expr__release(t_subject);
                return t_combine;
            }
        }
        // 25 | return none
        m_m07_match__Expr__release(t_subject);
        return (sley_opt_int){0};
    }
    }
}

// fn show(at: int) -> str
// 07-match.sley:29

SLEY_SITES(m_m07_match__Tree__show, "m07_match.Tree.show", "07-match.sley", 29,
    {30, 1, 0, "self.nodes[at]"});

static sley_str *m_m07_match__Tree__show(m_m07_match__Tree a_self, int64_t a_at)
{
    const sley_site *sites = m_m07_match__Tree__show__sites;
    // 30 | match self.nodes[at] {
    m_m07_match__Expr t_subject = m_m07_match__Expr__retain(SLEY_AT(m_m07_match__Expr,
            a_self.f_nodes, a_at, &sites[1]));
    if (t_subject.tag == c_m07_match__Expr__Number) {
        // 31 | case Number(value) if value < 0 { return "({value})" }
        int64_t v_value = t_subject.u.c_Number.f_value;
        if (v_value < 0) {
            sley_str *t_text = SLEY_FORMAT(SLEY_LIT("("), SLEY_INT(v_value), SLEY_LIT(")"));
            m_m07_match__Expr__release(t_subject);
            return t_text;
        }
    }
    if (t_subject.tag == c_m07_match__Expr__Number) {
        // 32 | case Number(value) { return "{value}" }
        int64_t v2_value = t_subject.u.c_Number.f_value;
        sley_str *t2_text = SLEY_FORMAT(SLEY_INT(v2_value));
        m_m07_match__Expr__release(t_subject);
        return t2_text;
    } else if (t_subject.tag == c_m07_match__Expr__Name) {
        // 33 | case Name(text) { return text }
        sley_str *v_text = t_subject.u.c_Name.f_text;
        sley_str *t_result = sley_str_retain(v_text);
        m_m07_match__Expr__release(t_subject);
        return t_result;
    } else {
        // 34 | case Binary(sign, left, right) {
        sley_char v_sign = t_subject.u.c_Binary.f_sign;
        int64_t v_left = t_subject.u.c_Binary.f_left;
        int64_t v_right = t_subject.u.c_Binary.f_right;
        // 35 | return "({self.show(left)} {sign} {self.show(right)})"
        sley_str *t_show = m_m07_match__Tree__show(a_self, v_left);
        sley_str *t2_show = m_m07_match__Tree__show(a_self, v_right);
        sley_str *t3_text = SLEY_FORMAT(SLEY_LIT("("), SLEY_STR(t_show), SLEY_LIT(" "),
                SLEY_CHAR(v_sign), SLEY_LIT(" "), SLEY_STR(t2_show), SLEY_LIT(")"));
        sley_str_release(t_show);
        sley_str_release(t2_show);
        m_m07_match__Expr__release(t_subject);
        return t3_text;
    }
}

// fn combine(sign: char, a: int, b: int) -> int?
// 07-match.sley:41

SLEY_SITES(m_m07_match__combine, "m07_match.combine", "07-match.sley", 41,
    {43, 1, 0, "a + b"},
    {44, 2, 0, "a - b"},
    {45, 3, 0, "a * b"},
    {46, 4, 0, "a / b"});

static sley_opt_int m_m07_match__combine(sley_char a_sign, int64_t a_a, int64_t a_b)
{
    const sley_site *sites = m_m07_match__combine__sites;
    // 42 | match sign {
    if (a_sign == '+') {
        // 43 | case '+' { return a + b }
        return (sley_opt_int){true, sley_int_add(a_a, a_b, &sites[1])};
    } else if (a_sign == '-') {
        // 44 | case '-' { return a - b }
        return (sley_opt_int){true, sley_int_sub(a_a, a_b, &sites[2])};
    } else if (a_sign == '*') {
        // 45 | case '*' { return a * b }
        return (sley_opt_int){true, sley_int_mul(a_a, a_b, &sites[3])};
    } else if (a_sign == '/' && a_b != 0) {
        // 46 | case '/' if b != 0 { return a / b }
        return (sley_opt_int){true, sley_int_div(a_a, a_b, &sites[4])};
    } else {
        // 47 | else { return none }
        return (sley_opt_int){0};
    }
}

// fn size(n: int) -> str
// 07-match.sley:51

static sley_str *m_m07_match__size(int64_t a_n)
{
    // 52 | match n {
    if (a_n == 0) {
        // 53 | case 0 { return "none" }
        return &k_none;
    } else if (a_n == 1 || a_n == 2) {
        // 54 | case 1 | 2 { return "few" }
        return &k_few;
    } else if (a_n >= 3 && a_n <= 9) {
        // 55 | case 3..=9 { return "some" }
        return &k_some;
    } else {
        // 56 | else { return "many" }
        return &k_many;
    }
}

// fn main()
// 07-match.sley:60

SLEY_SITES(m_m07_match__main, "m07_match.main", "07-match.sley", 60, {66, 1, 0, "t.nodes[sum]"});

static void m_m07_match__main(void)
{
    const sley_site *sites = m_m07_match__main__sites;
    // 61 | let t = Tree(nodes: [])
    m_m07_match__Tree v_t = {.f_nodes = sley_list_new(&m_m07_match__Expr__type, 0)};
    // 62 | let sum = t.add(Expr.Binary(sign: '+', left: t.add(Expr.Name(text: "x")),
    m_m07_match__Expr t_value = {.tag = c_m07_match__Expr__Name, .u.c_Name.f_text = &k_x};
    int64_t t_add = m_m07_match__Tree__add(v_t, t_value);
    m_m07_match__Expr__release(t_value);
    m_m07_match__Expr t2_value = {.tag = c_m07_match__Expr__Number, .u.c_Number.f_value = -2};
    int64_t t2_add = m_m07_match__Tree__add(v_t, t2_value);
    m_m07_match__Expr__release(t2_value);
    m_m07_match__Expr t3_value = {.tag = c_m07_match__Expr__Binary, .u.c_Binary.f_sign = '+',
                                  .u.c_Binary.f_left = t_add, .u.c_Binary.f_right = t2_add};
    int64_t t3_add = m_m07_match__Tree__add(v_t, t3_value);
    m_m07_match__Expr__release(t3_value);
    int64_t v_sum = t3_add;
    // 64 | let top = t.add(Expr.Binary(sign: '*', left: sum, right: t.add(Expr.Number(value ...
    m_m07_match__Expr t4_value = {.tag = c_m07_match__Expr__Number, .u.c_Number.f_value = 7};
    int64_t t4_add = m_m07_match__Tree__add(v_t, t4_value);
    m_m07_match__Expr__release(t4_value);
    m_m07_match__Expr t5_value = {.tag = c_m07_match__Expr__Binary, .u.c_Binary.f_sign = '*',
                                  .u.c_Binary.f_left = v_sum, .u.c_Binary.f_right = t4_add};
    int64_t t5_add = m_m07_match__Tree__add(v_t, t5_value);
    m_m07_match__Expr__release(t5_value);
    int64_t v_top = t5_add;
    // 65 | print(t.show(top), "=", t.eval(top, ["x": 8]), t.eval(top, ["y": 1]))
    sley_str *t_show = m_m07_match__Tree__show(v_t, v_top);
    sley_map *t_map = sley_map_of(&sley_type_str, &sley_type_int, 1, (sley_str *[1]){&k_x},
                                  (int64_t[1]){8});
    sley_opt_int t_eval = m_m07_match__Tree__eval(v_t, v_top, t_map);
    sley_map_release(t_map);
    sley_map *t2_map = sley_map_of(&sley_type_str, &sley_type_int, 1, (sley_str *[1]){&k_y},
                                   (int64_t[1]){1});
    sley_opt_int t2_eval = m_m07_match__Tree__eval(v_t, v_top, t2_map);
    sley_map_release(t2_map);
    SLEY_PRINT(SLEY_STR(t_show), SLEY_LIT(" = "), SLEY_VAL(sley_type_opt_int, &t_eval),
               SLEY_LIT(" "), SLEY_VAL(sley_type_opt_int, &t2_eval));
    sley_str_release(t_show);
    // 66 | print(t.nodes[sum])
    SLEY_PRINT(SLEY_VAL(m_m07_match__Expr__type,
            ((m_m07_match__Expr[1]){SLEY_AT(m_m07_match__Expr, v_t.f_nodes, v_sum, &sites[1])})));
    // 67 | print([size(n) for n in [0, 2, 9, 10]])
    sley_list *t_list = sley_list_new(&sley_type_str, 0);
    sley_list *t_items = sley_list_of(&sley_type_int, 4, (int64_t[4]){0, 2, 9, 10});
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        int64_t v_n = SLEY_NTH(int64_t, t_items, t_index);
        sley_list_append(t_list, &(sley_str *){m_m07_match__size(v_n)});
    }
    sley_list_release(t_items);
    SLEY_PRINT(SLEY_VAL(sley_type_list__str, &t_list));
    m_m07_match__Tree__release(v_t);
    sley_list_release(t_list);
}

SLEY_MAIN_PLAIN(m_m07_match__main, NULL)
