// Generated from 02-numbers.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_STR_LIT(k_sley, "sley");

// fn gcd(a: int, b: int) -> int
// 02-numbers.sley:4

SLEY_SITES(m_m02_numbers__gcd, "m02_numbers.gcd", "02-numbers.sley", 4, {8, 1, 0, "x % y"});

static int64_t m_m02_numbers__gcd(int64_t a_a, int64_t a_b)
{
    const sley_site *sites = m_m02_numbers__gcd__sites;
    // 5 | var x = a
    int64_t v_x = a_a;
    // 6 | var y = b
    int64_t v_y = a_b;
    // 7 | while y != 0 {
    while (v_y != 0) {
        // 8 | let rest = x % y
        int64_t v_rest = sley_int_mod(v_x, v_y, &sites[1]);
        // 9 | x = y
        v_x = v_y;
        // 10 | y = rest
        v_y = v_rest;
    }
    // 12 | return x
    return v_x;
}

// fn is_prime(n: int) -> bool
// 02-numbers.sley:15

SLEY_SITES(m_m02_numbers__is_prime, "m02_numbers.is_prime", "02-numbers.sley", 15,
    {18, 1, 0, "d * d"},
    {19, 2, 0, "n % d"});

static bool m_m02_numbers__is_prime(int64_t a_n)
{
    const sley_site *sites = m_m02_numbers__is_prime__sites;
    // 16 | if n < 2 { return false }
    if (a_n < 2) return false;
    // 17 | for d in 2..n {
    for (int64_t v_d = 2; v_d < a_n; v_d++) {
        // 18 | if d * d > n { break }
        if (sley_int_mul(v_d, v_d, &sites[1]) > a_n) break;
        // 19 | if n % d == 0 { return false }
        if (sley_int_mod(a_n, v_d, &sites[2]) == 0) return false;
    }
    // 21 | return true
    return true;
}

// fn fnv(text: str) -> u32
// 02-numbers.sley:25

static uint32_t m_m02_numbers__fnv(sley_str *a_text)
{
    // 26 | var hash: u32 = 2166136261
    uint32_t v_hash = 2166136261;
    // 27 | for b in text.bytes() {
    sley_bytes *t_items = sley_str_bytes(a_text);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        uint8_t v_b = t_items->data[t_index];
        // 28 | hash = (hash ^ u32(b)) &* 16777619
        v_hash = sley_u32_wrap_mul(v_hash ^ (uint32_t)v_b, 16777619);
    }
    sley_bytes_release(t_items);
    // 30 | return hash
    return v_hash;
}

// fn main()
// 02-numbers.sley:33

SLEY_SITES(m_m02_numbers__main, "m02_numbers.main", "02-numbers.sley", 33,
    {38, 1, 0, "round(2.5)"},
    {40, 2, 0, "small + 5"}, {40, 3, 0, "int(small) + 6"});

static void m_m02_numbers__main(void)
{
    const sley_site *sites = m_m02_numbers__main__sites;
    // 34 | print(gcd(252, 105), 7 / 2, -7 / 2, -7 % 3, 2 ** 10)
    SLEY_PRINT(SLEY_INT(m_m02_numbers__gcd(252, 105)), SLEY_LIT(" 3 -3 -1 1024"));
    // 35 | print([n for n in 0..30 if is_prime(n)])
    sley_list *t_list = sley_list_new(&sley_type_int, 0);
    for (int64_t v_n = 0; v_n < 30; v_n++) {
        if (m_m02_numbers__is_prime(v_n)) {
            sley_list_append(t_list, &v_n);
        }
    }
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &t_list));
    // 36 | print("{fnv("sley"):08x}", 0xff & ~0x0f, 1 << 20)
    SLEY_PRINT(SLEY_INT_AS(m_m02_numbers__fnv(&k_sley), "08x"), SLEY_LIT(" 240 1048576"));
    // 37 | let third = 1.0 / 3
    double v_third = 0.3333333333333333;
    // 38 | print("{third:.3f} {third * 3} {round(2.5)} {round(2.675, 2)}")
    SLEY_PRINT(SLEY_FLOAT_AS(v_third, ".3f"), SLEY_LIT(" "), SLEY_FLOAT(v_third * 3.0),
               SLEY_LIT(" "), SLEY_INT(sley_float_round(2.5, &sites[1])), SLEY_LIT(" "),
               SLEY_FLOAT(sley_float_round_to(2.675, 2)));
    // 39 | let small: u8 = 250
    uint8_t v_small = 250;
    // 40 | print(small + 5, int(small) + 6, small &+ 6)
    SLEY_PRINT(SLEY_INT(sley_u8_add(v_small, 5, &sites[2])), SLEY_LIT(" "),
               SLEY_INT(sley_int_add((int64_t)v_small, 6, &sites[3])), SLEY_LIT(" "),
               SLEY_INT(sley_u8_wrap_add(v_small, 6)));
    sley_list_release(t_list);
}

SLEY_MAIN_PLAIN(m_m02_numbers__main, NULL)
