// Generated from sugar.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple5__str__bytes__float__char__duration {
    sley_str *f_0;
    sley_bytes *f_1;
    double f_2;
    sley_char f_3;
    sley_duration f_4;
} sley_tuple5__str__bytes__float__char__duration;

enum { c_sugar__Color__Red = 1, c_sugar__Color__Green = 2, c_sugar__Color__Blue = 8 };
typedef struct m_sugar__Color {
    int32_t tag;
} m_sugar__Color;

SLEY_OPT_TYPE(sley_opt_m_sugar__Color, m_sugar__Color);

static sley_opt_m_sugar__Color sley_opt_m_sugar__Color__of(int64_t number)
{
    switch (number) {
    case c_sugar__Color__Red:
    case c_sugar__Color__Green:
    case c_sugar__Color__Blue:
        return (sley_opt_m_sugar__Color){true, {.tag = (int32_t)number}};
    default: return (sley_opt_m_sugar__Color){0};
    }
}

static SLEY_NUMBERS(m_sugar__Color, "Color", SLEY_PLAIN, {"Red", 1}, {"Green", 2}, {"Blue", 8});

typedef struct m_sugar__Bad {
    sley_error base;
    sley_str *f_why;
} m_sugar__Bad;

static SLEY_ERROR_TYPE(m_sugar__Bad, "Bad", NULL,
    {"why", offsetof(m_sugar__Bad, f_why), &sley_type_str});

static SLEY_NEW_ERROR1(m_sugar__Bad, sley_str *, f_why)

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_OWN_FIELDS2(sley_tuple5__str__bytes__float__char__duration, sley_str, f_0, sley_bytes, f_1)

static SLEY_TUPLE(sley_tuple5__str__bytes__float__char__duration,
                  "(str, bytes, float, char, duration)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple5__str__bytes__float__char__duration, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple5__str__bytes__float__char__duration, f_1), &sley_type_bytes},
    {"2", offsetof(sley_tuple5__str__bytes__float__char__duration, f_2), &sley_type_float},
    {"3", offsetof(sley_tuple5__str__bytes__float__char__duration, f_3), &sley_type_char},
    {"4", offsetof(sley_tuple5__str__bytes__float__char__duration, f_4), &sley_type_duration});

static const sley_type sley_type_list__m_sugar__Color = SLEY_LIST_TYPE("list[Color]@sugar");

SLEY_STR_LIT_UTF8(k_a_b, 9, "a\"b\\\n\303\251?\077/");
SLEY_BYTES_LIT(k_text, "\000\377");
SLEY_STR_LIT(k_stop, "stop");
SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_3, "3");

// fn literals() -> (str, bytes, float, char, duration)
// sugar.sley:3

static sley_tuple5__str__bytes__float__char__duration m_sugar__literals(void)
{
    // 4 | return ("a\"b\\\n\u{e9}??/", b"\x00\xff", 0.1, '\'', 1.5ms)
    return (sley_tuple5__str__bytes__float__char__duration){&k_a_b, &k_text, 0.1, 0x27, 1500000};
}

// fn operators(a: int, b: u8, x: float) -> bool
// sugar.sley:7

SLEY_SITES(m_sugar__operators, "sugar.operators", "sugar.sley", 7,
    {8, 1, 0, "a + 1"}, {8, 2, 0, "(a + 1) * 2"}, {8, 3, 0, "-a"});

static bool m_sugar__operators(int64_t a_a, uint8_t a_b, double a_x)
{
    const sley_site *sites = m_sugar__operators__sites;
    // 8 | return (a + 1) * 2 % 3 == -a or b &+ 1 > 7 and not (x ** 2.0 < 1.0)
    return sley_int_mul(sley_int_add(a_a, 1, &sites[1]), 2, &sites[2]) % 3 == sley_int_neg(a_a,
            &sites[3]) || (sley_u8_wrap_add(a_b, 1) > 7 && !(sley_float_pow(a_x, 2.0) < 1.0));
}

// fn loops(xs: list[int], m: map[str, int]) -> int
// sugar.sley:11

SLEY_SITES(m_sugar__loops, "sugar.loops", "sugar.sley", 11,
    {13, 1, 0, "i * x"}, {13, 2, 0, "n +="},
    {14, 3, 0, "n +="},
    {15, 4, 0, "n +="});

static int64_t m_sugar__loops(sley_list *a_xs, sley_map *a_m)
{
    const sley_site *sites = m_sugar__loops__sites;
    // 12 | var n = 0
    int64_t v_n = 0;
    // 13 | for i, x in xs { n += i * x }
    for (int64_t v_i = 0; v_i < a_xs->len; v_i++) {
        int64_t v_x = SLEY_NTH(int64_t, a_xs, v_i);
        v_n = sley_int_add(v_n, sley_int_mul(v_i, v_x, &sites[1]), &sites[2]);
    }
    // 14 | for k, v in m { if k == "stop" { break } else { n += v } }
    int64_t t_cursor = 0;
    while (sley_map_next(a_m, &t_cursor)) {
        sley_str *v_k = sley_str_retain(SLEY_KEY(sley_str *, a_m, t_cursor));
        int64_t v_v = SLEY_VALUE(int64_t, a_m, t_cursor);
        if (sley_str_equal(v_k, &k_stop)) {
            sley_str_release(v_k);
            break;
        } else {
            v_n = sley_int_add(v_n, v_v, &sites[3]);
        }
        sley_str_release(v_k);
    }
    // 15 | while n > 100 { n /= 2 } else { n += 1 }
    while (v_n > 100) {
        v_n = v_n / 2;
    }
    v_n = sley_int_add(v_n, 1, &sites[4]);
    // 16 | return n
    return v_n;
}

// fn optionals(a: str?, b: int?) -> int
// sugar.sley:19

static int64_t m_sugar__optionals(sley_str *a_a, sley_opt_int a_b)
{
    // 20 | if let s = a { return s.len() }
    if (a_a != NULL) {
        sley_str *v_s = a_a;
        return sley_str_len(v_s);
    }
    // 21 | return b ?? 7
    return a_b.some ? a_b.value : 7;
}

typedef struct m_sugar__closures__closure1__captures {
    sley_closure base;
    int64_t v_n;
} m_sugar__closures__closure1__captures;

// fn(x: int) -> int
// sugar.sley:25

SLEY_SITES(m_sugar__closures__closure1, "sugar.closures.closure1", "sugar.sley", 25,
    {25, 1, 0, "x + n"});

static int64_t m_sugar__closures__closure1(sley_closure *closure, int64_t a_x)
{
    m_sugar__closures__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_sugar__closures__closure1__sites;
    // 25 | let add = fn(x: int) -> int { return x + n }
    return sley_int_add(a_x, c->v_n, &sites[1]);
}

SLEY_CAPTURES(m_sugar__closures__closure1, m_sugar__closures__closure1, 0, sley_closure_done);

// fn closures(n: int) -> list[int]
// sugar.sley:24

static sley_list *m_sugar__closures(int64_t a_n)
{
    // 25 | let add = fn(x: int) -> int { return x + n }
    sley_closure *v_add = SLEY_CLOSURE(m_sugar__closures__closure1, a_n);
    // 26 | return [add(i) for i in 0..3 if i != 1]
    sley_list *t_list = sley_list_new(&sley_type_int, 0);
    for (int64_t v_i = 0; v_i < 3; v_i++) {
        if (v_i != 1) {
            sley_list_append(t_list,
                    &(int64_t){((int64_t (*)(sley_closure *, int64_t))v_add->code)(v_add, v_i)});
        }
    }
    sley_closure_release(v_add);
    return t_list;
}

// fn numbers(n: int) -> list[Color]
// sugar.sley:31

static sley_list *m_sugar__numbers(int64_t a_n)
{
    // 32 | let c = Color.of(n) ?? Color.Red
    m_sugar__Color t_value;
    sley_opt_m_sugar__Color t_opt = sley_opt_m_sugar__Color__of(a_n);
    if (t_opt.some) {
        t_value = t_opt.value;
    } else {
        t_value = (m_sugar__Color){.tag = c_sugar__Color__Red};
    }
    m_sugar__Color v_c = t_value;
    // 33 | return if int(c) > 1 { [c] } else { Color.all() }
    if ((int64_t)v_c.tag > 1) {
        return sley_list_of(&m_sugar__Color__type, 1, (m_sugar__Color[1]){v_c});
    } else {
        return sley_list_of(&m_sugar__Color__type, 3,
                (m_sugar__Color[3]){{.tag = c_sugar__Color__Red}, {.tag = c_sugar__Color__Green},
                {.tag = c_sugar__Color__Blue}});
    }
}

// fn errors(text: str) -> int throws Bad
// sugar.sley:38

SLEY_SITES(m_sugar__errors, "sugar.errors", "sugar.sley", 38,
    {40, 1, 0, "int(text)"},
    {42, 2, 0, "throw Bad"});

static sley_status m_sugar__errors(sley_task *task, sley_str *a_text, int64_t *result)
{
    const sley_site *sites = m_sugar__errors__sites;
    sley_status st = SLEY_OK;
    // 39 | try {
    // 40 | return int(text)
    int64_t t_int = 0;
    st = sley_int_parse(task, a_text, &t_int);
    if (sley_failed_at(task, &sites[1], st)) goto leave_3;
    *result = t_int;
    goto leave_2;
leave_3:
    if (st == SLEY_ERROR) {
        st = sley_drop_error(task);
        // 41 | } catch ParseError {
        // 42 | throw Bad(why: text)
        st = sley_throw(task, &sites[2], m_sugar__Bad__new(sley_str_retain(a_text)));
    }

leave_2:
    // 44 | print("looked at {text!r}")
    SLEY_PRINT(SLEY_LIT("looked at "), SLEY_STR_AS(a_text, "!r"));
    return st;
}

// async fn cleanup(c: chan[int]) -> int throws
// sugar.sley:48, frame 192 bytes

typedef struct m_sugar__cleanup__frame {
    sley_frame base;
    sley_chan *a_c;                 // borrowed
    int64_t result;
    sley_unwind u_2;
    sley_timeout s_3;               // 53
    union { struct { sley_waiter wait; sley_opt_int v; } a1; sley_wait a2; }; // 54, 50
} m_sugar__cleanup__frame;

SLEY_OWNED(m_sugar__cleanup, (a_c, sley_type_chan));
SLEY_TASK_FN_RESULT(m_sugar__cleanup, "sugar.cleanup", "sugar.sley", 48, 192, sley_type_int,
    {54, 1, 0, "c"},
    {50, 2, 0, "sleep(1ms)"},
    {53, 3, 0, "timeout"});

static SLEY_SPAWN1(m_sugar__cleanup, sley_chan *, a_c)

static sley_status m_sugar__cleanup__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sugar__cleanup__frame *f = (void *)self;
    const sley_site *sites = m_sugar__cleanup__sites;
    int32_t next_3 = 0;
    if (self->state == 1) goto resume_1; // 54: c
    if (self->state == 2) goto resume_2; // 50: sleep(1ms)
    sley_starts(self);

    // 53 | await timeout(1s) {
    st = sley_timeout_enter(task, &f->s_3, 1000000000);
    if (sley_failed_at(task, &sites[3], st)) goto leave_2;
    next_3 = 0;
    // 54 | async for v in c {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_c, int64_t);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_3;
        if (!f->a1.v.some) break;
        int64_t v_v = f->a1.v.value;
        // 55 | if v < 0 { continue }
        if (v_v < 0) continue;
        // 56 | if v > 9 { return v }
        if (v_v > 9) {
            f->result = v_v;
            next_3 = 3;
            goto leave_3;
        }
    }

leave_3:
    st = sley_timeout_leave(task, &f->s_3, st);
    if (sley_failed_at(task, &sites[3], st)) goto leave_2;
    if (next_3 == 3) {
        goto leave_2;
    }
    // 59 | return 0
    f->result = 0;

leave_2:
    st = sley_unwind_enter(task, &f->u_2, st);
    // 49 | defer {
    // 50 | await sleep(1ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 1000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_5;
    // 51 | c.close()
    sley_chan_close(f->a_c);
leave_5:
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// fn main() throws
// sugar.sley:62

SLEY_SITES(m_sugar__main, "sugar.main", "sugar.sley", 62,
    {63, 1, 0, "errors(\"3\")"},
    {64, 2, 0, "cleanup(chan[int](1))"}, {64, 3, 0, "chan[int](1)"});

static sley_status m_sugar__main(sley_task *task)
{
    const sley_site *sites = m_sugar__main__sites;
    sley_status st = SLEY_OK;
    // 63 | print(literals(), operators(1, 2, 3.0), loops([1], ["a": 2]), optionals(none, 1) ...
    sley_tuple5__str__bytes__float__char__duration t_literals = m_sugar__literals();
    bool t_operators = m_sugar__operators(1, 2, 3.0);
    sley_list *t_list = sley_list_of(&sley_type_int, 1, (int64_t[1]){1});
    sley_map *t_map = sley_map_of(&sley_type_str, &sley_type_int, 1, (sley_str *[1]){&k_a},
                                  (int64_t[1]){2});
    int64_t t_loops = m_sugar__loops(t_list, t_map);
    sley_list_release(t_list);
    sley_map_release(t_map);
    int64_t t_optionals = m_sugar__optionals(NULL, (sley_opt_int){true, 1});
    sley_list *t_closures = m_sugar__closures(1);
    sley_str *t_text = SLEY_FORMAT(SLEY_VAL(sley_type_list__int, &t_closures));
    sley_list_release(t_closures);
    int64_t t_errors = 0;
    st = m_sugar__errors(task, &k_3, &t_errors);
    if (sley_failed_at(task, &sites[1], st)) goto leave_1;
    sley_list *t_numbers = m_sugar__numbers(2);
    SLEY_PRINT(SLEY_VAL(sley_tuple5__str__bytes__float__char__duration__type, &t_literals),
               SLEY_LIT(" "), SLEY_BOOL(t_operators), SLEY_LIT(" "), SLEY_INT(t_loops),
               SLEY_LIT(" "), SLEY_INT(t_optionals), SLEY_LIT(" "), SLEY_STR(t_text),
               SLEY_LIT(" "), SLEY_INT(t_errors), SLEY_LIT(" "),
               SLEY_VAL(sley_type_list__m_sugar__Color, &t_numbers));
    sley_tuple5__str__bytes__float__char__duration__drop(&t_literals);
    sley_list_release(t_numbers);
    sley_str_drop(&t_text);
    // 64 | spawn cleanup(chan[int](1))
    sley_task_release(m_sugar__cleanup__spawn(task, NULL, &sites[2],
                                              sley_chan_new(task, &sley_type_int, 1, &sites[3])));

leave_1:
    sley_str_release(t_text);
    sley_tuple5__str__bytes__float__char__duration__release(t_literals);
    return st;
}

SLEY_MAIN_THROWING(m_sugar__main, NULL)
