// Generated from 09-errors.sley. Do not edit.

#include "sley.h"

typedef struct m_m09_errors__BadLine {
    sley_error base;
    int64_t f_line;
    sley_str *f_text;
} m_m09_errors__BadLine;

static SLEY_ERROR_TYPE(m_m09_errors__BadLine, "BadLine", NULL,
    {"line", offsetof(m_m09_errors__BadLine, f_line), &sley_type_int},
    {"text", offsetof(m_m09_errors__BadLine, f_text), &sley_type_str});

static SLEY_NEW_ERROR2(m_m09_errors__BadLine, int64_t, f_line, sley_str *, f_text)

typedef struct m_m09_errors__Setting {
    sley_str *f_key;
    int64_t f_value;
} m_m09_errors__Setting;

SLEY_OWN_FIELDS1(m_m09_errors__Setting, sley_str, f_key)

typedef struct m_m09_errors__UnknownKey {
    sley_error base;
    sley_str *f_key;
} m_m09_errors__UnknownKey;

static SLEY_ERROR_TYPE(m_m09_errors__UnknownKey, "UnknownKey", NULL,
    {"key", offsetof(m_m09_errors__UnknownKey, f_key), &sley_type_str});

static SLEY_NEW_ERROR1(m_m09_errors__UnknownKey, sley_str *, f_key)

SLEY_STR_LIT(k_equal, "=");
SLEY_STR_LIT(k_a_1_b_2, "a = 1\n\nb = 2");
SLEY_STR_LIT(k_b, "b");
SLEY_STR_LIT(k_a_1_b_2_2, "a = 1\nb: 2");
SLEY_STR_LIT(k_a_1_b_two, "a = 1\nb = two");
SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_a_1, "a = 1");
SLEY_STR_LIT(k_c, "c");

// fn parse_line(number: int, text: str) -> Setting throws BadLine
// 09-errors.sley:12

SLEY_SITES(m_m09_errors__parse_line, "m09_errors.parse_line", "09-errors.sley", 12,
    {13, 1, 0, "text.split(\"=\")"},
    {14, 2, 0, "throw BadLine"},
    {16, 3, 0, "parts[0]"}, {16, 4, 0, "parts[1]"}, {16, 5, 0, "int(parts[1].strip())"},
    {18, 6, 0, "throw BadLine"});

static sley_status m_m09_errors__parse_line(sley_task *task, int64_t a_number, sley_str *a_text,
                                            m_m09_errors__Setting *result)
{
    const sley_site *sites = m_m09_errors__parse_line__sites;
    sley_status st = SLEY_OK;
    sley_str *t_strip = NULL;
    // 13 | let parts = text.split("=")
    sley_list *v_parts = sley_str_split(a_text, &k_equal, -1, &sites[1]);
    // 14 | if parts.len() != 2 { throw BadLine(line: number, text: text) }
    if (sley_list_len(v_parts) != 2) {
        st = sley_throw(task, &sites[2],
                        m_m09_errors__BadLine__new(a_number, sley_str_retain(a_text)));
        goto leave_1;
    }
    // 15 | try {
    // 16 | return Setting(key: parts[0].strip(), value: int(parts[1].strip()))
    t_strip = sley_str_strip(SLEY_AT(sley_str *, v_parts, 0, &sites[3]), NULL);
    sley_str *t2_strip = sley_str_strip(SLEY_AT(sley_str *, v_parts, 1, &sites[4]), NULL);
    int64_t t_int = 0;
    st = sley_int_parse(task, t2_strip, &t_int);
    sley_str_release(t2_strip);
    if (sley_failed_at(task, &sites[5], st)) goto leave_2;
    *result = (m_m09_errors__Setting){.f_key = sley_str_take(&t_strip), .f_value = t_int};
    goto leave_1;
leave_2:
    sley_str_drop(&t_strip);
    if (st == SLEY_ERROR) {
        st = sley_drop_error(task);
        // 17 | } catch ParseError {
        // 18 | throw BadLine(line: number, text: text)
        st = sley_throw(task, &sites[6],
                        m_m09_errors__BadLine__new(a_number, sley_str_retain(a_text)));
    }

leave_1:
    sley_str_release(t_strip);
    sley_list_release(v_parts);
    return st;
}

// fn parse(text: str) -> map[str, int] throws BadLine
// 09-errors.sley:22

SLEY_SITES(m_m09_errors__parse, "m09_errors.parse", "09-errors.sley", 22,
    {26, 1, 0, "i + 1"}, {26, 2, 0, "parse_line(i + 1, line)"});

static sley_status m_m09_errors__parse(sley_task *task, sley_str *a_text, sley_map **result)
{
    const sley_site *sites = m_m09_errors__parse__sites;
    sley_status st = SLEY_OK;
    sley_list *t_items = NULL;
    sley_str *v_line = NULL;
    // 23 | let settings: map[str, int] = [:]
    sley_map *v_settings = sley_map_new(&sley_type_str, &sley_type_int);
    // 24 | for i, line in text.lines() {
    t_items = sley_str_lines(a_text);
    for (int64_t v_i = 0; v_i < t_items->len; v_i++) {
        v_line = sley_str_retain(SLEY_NTH(sley_str *, t_items, v_i));
        // 25 | if line.strip() == "" { continue }
        sley_str *t_strip = sley_str_strip(v_line, NULL);
        bool t_is = sley_str_equal(t_strip, &sley_str_empty);
        sley_str_release(t_strip);
        if (t_is) {
            sley_str_drop(&v_line);
            continue;
        }
        // 26 | let s = parse_line(i + 1, line)
        m_m09_errors__Setting v_s = {0};
        st = m_m09_errors__parse_line(task, sley_int_add(v_i, 1, &sites[1]), v_line, &v_s);
        if (sley_failed_at(task, &sites[2], st)) goto leave_1;
        // 27 | settings[s.key] = s.value
        sley_map_set(v_settings, &(sley_str *){v_s.f_key}, &(int64_t){v_s.f_value});
        sley_str_drop(&v_line);
        m_m09_errors__Setting__release(v_s);
    }
    sley_list_drop(&t_items);
    // 29 | return settings
    *result = sley_map_take(&v_settings);

leave_1:
    sley_str_release(v_line);
    sley_list_release(t_items);
    sley_map_release(v_settings);
    return st;
}

// fn lookup(settings: map[str, int], key: str) -> int throws UnknownKey
// 09-errors.sley:32

SLEY_SITES(m_m09_errors__lookup, "m09_errors.lookup", "09-errors.sley", 32,
    {34, 1, 0, "throw UnknownKey"});

static sley_status m_m09_errors__lookup(sley_task *task, sley_map *a_settings, sley_str *a_key,
                                        int64_t *result)
{
    const sley_site *sites = m_m09_errors__lookup__sites;
    // 33 | if let value = settings.get(key) { return value }
    sley_opt_int t_opt = sley_opt_int_at(sley_map_get(a_settings, &a_key));
    if (t_opt.some) {
        int64_t v_value = t_opt.value;
        *result = v_value;
        return SLEY_OK;
    }
    // 34 | throw UnknownKey(key: key)
    return sley_throw(task, &sites[1], m_m09_errors__UnknownKey__new(sley_str_retain(a_key)));
}

// fn report(text: str, key: str)
// 09-errors.sley:37

SLEY_SITES(m_m09_errors__report, "m09_errors.report", "09-errors.sley", 37,
    {40, 1, 0, "parse(text)"}, {40, 2, 0, "lookup(parse(text), key)"});

static void m_m09_errors__report(sley_str *a_text, sley_str *a_key)
{
    const sley_site *sites = m_m09_errors__report__sites;
    sley_task *task = sley_here_task();
    sley_status st = SLEY_OK;
    // 39 | try {
    // 40 | print(key, "is", lookup(parse(text), key))
    sley_map *t_parse = NULL;
    st = m_m09_errors__parse(task, a_text, &t_parse);
    if (sley_failed_at(task, &sites[1], st)) goto leave_4;
    int64_t t_lookup = 0;
    st = m_m09_errors__lookup(task, t_parse, a_key, &t_lookup);
    sley_map_release(t_parse);
    if (sley_failed_at(task, &sites[2], st)) goto leave_4;
    SLEY_PRINT(SLEY_STR(a_key), SLEY_LIT(" is "), SLEY_INT(t_lookup));
leave_4:
    if (st == SLEY_OK) {
        // 46 | print("fine")
        SLEY_PRINT(SLEY_LIT("fine"));
    } else if (st == SLEY_ERROR && sley_catches(task, &m_m09_errors__BadLine__type)) {
        st = SLEY_OK;
        // 41 | } catch e: BadLine {
        sley_error *v_e = sley_catch(task);
        // 42 | print("line {e.line} is not a setting: {e.text!r}")
        SLEY_PRINT(SLEY_LIT("line "), SLEY_INT(((const m_m09_errors__BadLine *)v_e)->f_line),
                   SLEY_LIT(" is not a setting: "),
                   SLEY_STR_AS(((const m_m09_errors__BadLine *)v_e)->f_text, "!r"));
        sley_error_release(v_e);
    } else {
        st = SLEY_OK;
        // 43 | } catch e {
        sley_error *v2_e = sley_catch(task);
        // 44 | print("no luck:", e)
        SLEY_PRINT(SLEY_LIT("no luck: "), SLEY_VAL(sley_type_error, &v2_e));
        sley_error_release(v2_e);
    }
    // 48 | print("looked for {key}")
    SLEY_PRINT(SLEY_LIT("looked for "), SLEY_STR(a_key));
    // 38 | defer print("-- done")
    SLEY_PRINT(SLEY_LIT("-- done"));
}

// fn main()
// 09-errors.sley:52

static void m_m09_errors__main(void)
{
    // 53 | report("a = 1\n\nb = 2", "b")
    m_m09_errors__report(&k_a_1_b_2, &k_b);
    // 54 | report("a = 1\nb: 2", "b")
    m_m09_errors__report(&k_a_1_b_2_2, &k_b);
    // 55 | report("a = 1\nb = two", "a")
    m_m09_errors__report(&k_a_1_b_two, &k_a);
    // 56 | report("a = 1", "c")
    m_m09_errors__report(&k_a_1, &k_c);
}

SLEY_MAIN_PLAIN(m_m09_errors__main, NULL)
