// Generated from 03-text.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_the_quick_brown_fox, "  the quick brown fox  ");
SLEY_STR_LIT_UTF8(k_gr_e, 5, "gr\303\274\303\237e");
SLEY_STR_LIT(k_A_man_a_plan_a_canal, "A man, a plan, a canal: Panama");
SLEY_STR_LIT(k_sley, "sley");
SLEY_STR_LIT(k_hello_loom, "hello, loom");
SLEY_STR_LIT(k_tea, "tea");
SLEY_STR_LIT(k_coffee, "coffee");
SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_b, "b");
SLEY_STR_LIT(k_c, "c");
SLEY_STR_LIT(k_comma_space, ", ");

// fn is_palindrome(text: str) -> bool
// 03-text.sley:3

SLEY_SITES(m_m03_text__is_palindrome, "m03_text.is_palindrome", "03-text.sley", 3,
    {6, 1, 0, "letters.len() - 1"}, {6, 2, 0, "letters.len() - 1 - i"}, {6, 3, 0, "letters[i]"},
    {6, 4, 0, "letters[letters.len() - 1 - i]"});

static bool m_m03_text__is_palindrome(sley_str *a_text)
{
    const sley_site *sites = m_m03_text__is_palindrome__sites;
    // 4 | let letters = [c.lower() for c in text.chars() if c.is_alpha()]
    sley_list *v_letters = sley_list_new(&sley_type_char, 0);
    sley_list *t_items = sley_str_chars(a_text);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_char v_c = SLEY_NTH(sley_char, t_items, t_index);
        if (sley_char_is_alpha(v_c)) {
            sley_list_append(v_letters, &(sley_char){sley_char_lower(v_c)});
        }
    }
    sley_list_release(t_items);
    // 5 | for i in 0..letters.len() / 2 {
    int64_t t_end = sley_list_len(v_letters) / 2;
    for (int64_t v_i = 0; v_i < t_end; v_i++) {
        // 6 | if letters[i] != letters[letters.len() - 1 - i] { return false }
        int64_t t_number = sley_int_sub(sley_int_sub(sley_list_len(v_letters), 1, &sites[1]), v_i,
                                        &sites[2]);
        if (SLEY_AT(sley_char, v_letters, v_i, &sites[3]) != SLEY_AT(sley_char, v_letters,
                                                                     t_number, &sites[4])) {
            sley_list_release(v_letters);
            return false;
        }
    }
    // 8 | return true
    sley_list_release(v_letters);
    return true;
}

// fn caesar(text: str, by: int) -> str
// 03-text.sley:12

SLEY_SITES(m_m03_text__caesar, "m03_text.caesar", "03-text.sley", 12,
    {16, 1, 0, "int(c) - int('a')"}, {16, 2, 0, "int(c) - int('a') + by"},
    {16, 3, 0, "(int(c) - int('a') + by) % 26 +..."},
    {16, 4, 0, "char((int(c) - int('a') + by) %..."});

static sley_str *m_m03_text__caesar(sley_str *a_text, int64_t a_by)
{
    const sley_site *sites = m_m03_text__caesar__sites;
    // 13 | let out: list[char] = []
    sley_list *v_out = sley_list_new(&sley_type_char, 0);
    // 14 | for c in text {
    sley_char v_c;
    int64_t t_cursor = 0;
    while (sley_str_next(a_text, &t_cursor, &v_c)) {
        // 15 | if c >= 'a' and c <= 'z' {
        if (v_c >= 'a' && v_c <= 'z') {
            // 16 | out.append(char((int(c) - int('a') + by) % 26 + int('a')))
            sley_list_append(v_out,
                    &(sley_char){
                    sley_char_from_int(sley_int_add(sley_int_add(sley_int_sub((int64_t)v_c, 97,
                    &sites[1]), a_by, &sites[2]) % 26, 97, &sites[3]), &sites[4])});
        } else {
            // 18 | out.append(c)
            sley_list_append(v_out, &v_c);
        }
    }
    // 21 | return str.from_chars(out)
    sley_str *t_from_chars = sley_str_from_chars(v_out);
    sley_list_release(v_out);
    return t_from_chars;
}

// fn main()
// 03-text.sley:24

SLEY_SITES(m_m03_text__main, "m03_text.main", "03-text.sley", 24,
    {26, 1, 0, "line.split()"},
    {27, 2, 0, "\"gr\303\274\303\237e\"[0:3]"});

static void m_m03_text__main(void)
{
    const sley_site *sites = m_m03_text__main__sites;
    // 25 | let line = "  the quick brown fox  "
    sley_str *v_line = &k_the_quick_brown_fox;
    // 26 | print(line.strip().title(), line.split().len())
    sley_str *t_strip = sley_str_strip(v_line, NULL);
    sley_str *t_title = sley_str_title(t_strip);
    sley_str_release(t_strip);
    sley_list *t_split = sley_str_split(v_line, NULL, -1, &sites[1]);
    int64_t t_len = sley_list_len(t_split);
    sley_list_release(t_split);
    SLEY_PRINT(SLEY_STR(t_title), SLEY_LIT(" "), SLEY_INT(t_len));
    sley_str_release(t_title);
    // 27 | print("grüße".len(), "grüße".byte_len(), "grüße".upper(), "grüße"[0:3])
    sley_str *t_upper = sley_str_upper(&k_gr_e);
    sley_str *t_text = sley_str_slice(&k_gr_e, 0, 3, &sites[2]);
    SLEY_PRINT(SLEY_INT(sley_str_len(&k_gr_e)), SLEY_LIT(" "),
               SLEY_INT(sley_str_byte_len(&k_gr_e)), SLEY_LIT(" "), SLEY_STR(t_upper),
               SLEY_LIT(" "), SLEY_STR(t_text));
    sley_str_release(t_upper);
    sley_str_release(t_text);
    // 28 | print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("sley"))
    bool t_is_palindrome = m_m03_text__is_palindrome(&k_A_man_a_plan_a_canal);
    SLEY_PRINT(SLEY_BOOL(t_is_palindrome), SLEY_LIT(" "),
               SLEY_BOOL(m_m03_text__is_palindrome(&k_sley)));
    // 29 | print(caesar("hello, loom", 3), caesar(caesar("hello, loom", 3), 23))
    sley_str *t_caesar = m_m03_text__caesar(&k_hello_loom, 3);
    sley_str *t2_caesar = m_m03_text__caesar(&k_hello_loom, 3);
    sley_str *t3_caesar = m_m03_text__caesar(t2_caesar, 23);
    sley_str_release(t2_caesar);
    SLEY_PRINT(SLEY_STR(t_caesar), SLEY_LIT(" "), SLEY_STR(t3_caesar));
    sley_str_release(t_caesar);
    sley_str_release(t3_caesar);
    // 30 | for name, price in ["tea": 2.5, "coffee": 13.0] {
    sley_map *t_items = sley_map_of(&sley_type_str, &sley_type_float, 2,
                                    (sley_str *[2]){&k_tea, &k_coffee}, (double[2]){2.5, 13.0});
    int64_t t_cursor = 0;
    while (sley_map_next(t_items, &t_cursor)) {
        sley_str *v_name = sley_str_retain(SLEY_KEY(sley_str *, t_items, t_cursor));
        double v_price = SLEY_VALUE(double, t_items, t_cursor);
        // 31 | print("{name:<8}|{price:>8.2f}|{name!r:^10}|")
        SLEY_PRINT(SLEY_STR_AS(v_name, "<8"), SLEY_LIT("|"), SLEY_FLOAT_AS(v_price, ">8.2f"),
                   SLEY_LIT("|"), SLEY_STR_AS(v_name, "!r:^10"), SLEY_LIT("|"));
        sley_str_release(v_name);
    }
    sley_map_release(t_items);
    // 33 | print("""
    SLEY_PRINT(SLEY_LIT("indented text\n  keeps its shape\n"));
    // 37 | print(`raw: \n {not replaced}`, ", ".join(["a", "b", "c"]))
    sley_list *t_list = sley_list_of(&sley_type_str, 3, (sley_str *[3]){&k_a, &k_b, &k_c});
    sley_str *t_join = sley_str_join(&k_comma_space, t_list);
    sley_list_release(t_list);
    SLEY_PRINT(SLEY_LIT("raw: \\n {not replaced} "), SLEY_STR(t_join));
    sley_str_release(v_line);
    sley_str_release(t_join);
}

SLEY_MAIN_PLAIN(m_m03_text__main, NULL)
