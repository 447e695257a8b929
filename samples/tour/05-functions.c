// Generated from 05-functions.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

// fn area(width: float, height: float = 1.0) -> float
// 05-functions.sley:4

static double m_m05_functions__area(double a_width, double a_height)
{
    // 5 | return width * height
    return a_width * a_height;
}

// fn total(start: int, xs: ...int) -> int
// 05-functions.sley:8

SLEY_SITES(m_m05_functions__total, "m05_functions.total", "05-functions.sley", 8,
    {10, 1, 0, "sum +="});

static int64_t m_m05_functions__total(int64_t a_start, sley_list *a_xs)
{
    const sley_site *sites = m_m05_functions__total__sites;
    // 9 | var sum = start
    int64_t v_sum = a_start;
    // 10 | for x in xs { sum += x }
    for (int64_t t_index = 0; t_index < a_xs->len; t_index++) {
        int64_t v_x = SLEY_NTH(int64_t, a_xs, t_index);
        v_sum = sley_int_add(v_sum, v_x, &sites[1]);
    }
    // 11 | return sum
    return v_sum;
}

// fn apply(times: int, f: fn(int) -> int, x: int) -> int
// 05-functions.sley:14

static int64_t m_m05_functions__apply(int64_t a_times, sley_closure *a_f, int64_t a_x)
{
    // 15 | var y = x
    int64_t v_y = a_x;
    // 16 | for _ in 0..times { y = f(y) }
    for (int64_t t_index = 0; t_index < a_times; t_index++) {
        v_y = ((int64_t (*)(sley_closure *, int64_t))a_f->code)(a_f, v_y);
    }
    // 17 | return y
    return v_y;
}

typedef struct m_m05_functions__adder__closure1__captures {
    sley_closure base;
    int64_t v_n;
} m_m05_functions__adder__closure1__captures;

// fn(x: int) -> int
// 05-functions.sley:21

SLEY_SITES(m_m05_functions__adder__closure1, "m05_functions.adder.closure1", "05-functions.sley",
           21,
    {21, 1, 0, "x + n"});

static int64_t m_m05_functions__adder__closure1(sley_closure *closure, int64_t a_x)
{
    m_m05_functions__adder__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_m05_functions__adder__closure1__sites;
    // 21 | return fn(x: int) -> int { return x + n }
    return sley_int_add(a_x, c->v_n, &sites[1]);
}

SLEY_CAPTURES(m_m05_functions__adder__closure1, m_m05_functions__adder__closure1, 0,
              sley_closure_done);

// fn adder(n: int) -> fn(int) -> int
// 05-functions.sley:20

static sley_closure *m_m05_functions__adder(int64_t a_n)
{
    // 21 | return fn(x: int) -> int { return x + n }
    return SLEY_CLOSURE(m_m05_functions__adder__closure1, a_n);
}

typedef struct m_m05_functions__memo__closure1__captures {
    sley_closure base;
    sley_map *v_known;
    sley_closure *v_f;
} m_m05_functions__memo__closure1__captures;

// fn(n: int) -> int
// 05-functions.sley:26

SLEY_SITES(m_m05_functions__memo__closure1, "m05_functions.memo.closure1", "05-functions.sley", 26,
    {28, 1, 0, "known[n]"});

static int64_t m_m05_functions__memo__closure1(sley_closure *closure, int64_t a_n)
{
    m_m05_functions__memo__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_m05_functions__memo__closure1__sites;
    // 27 | if n not in known { known[n] = f(n) }
    if (!sley_map_contains(c->v_known, &a_n)) {
        sley_map_set(c->v_known, &a_n,
                     &(int64_t){((int64_t (*)(sley_closure *, int64_t))c->v_f->code)(c->v_f, a_n)});
    }
    // 28 | return known[n]
    return *(int64_t *)sley_map_at(c->v_known, &a_n, &sites[1]);
}

SLEY_CAPTURES2(m_m05_functions__memo__closure1, m_m05_functions__memo__closure1, 0, sley_map,
               v_known, sley_closure, v_f);

// fn memo(f: fn(int) -> int) -> fn(int) -> int
// 05-functions.sley:24

static sley_closure *m_m05_functions__memo(sley_closure *a_f)
{
    // 25 | let known: map[int, int] = [:]
    sley_map *v_known = sley_map_new(&sley_type_int, &sley_type_int);
    // 26 | return fn(n: int) -> int {
    return SLEY_CLOSURE(m_m05_functions__memo__closure1, v_known, sley_closure_retain(a_f));
}

// fn fib(n: int) -> int
// 05-functions.sley:32

SLEY_SITES(m_m05_functions__fib, "m05_functions.fib", "05-functions.sley", 32,
    {34, 1, 0, "n - 1"}, {34, 2, 0, "n - 2"}, {34, 3, 0, "fib(n - 1) + fib(n - 2)"});

static int64_t m_m05_functions__fib(int64_t a_n)
{
    const sley_site *sites = m_m05_functions__fib__sites;
    // 33 | if n < 2 { return n }
    if (a_n < 2) return a_n;
    // 34 | return fib(n - 1) + fib(n - 2)
    int64_t t_fib = m_m05_functions__fib(sley_int_sub(a_n, 1, &sites[1]));
    return sley_int_add(t_fib, m_m05_functions__fib(sley_int_sub(a_n, 2, &sites[2])), &sites[3]);
}

// fn(x)
// 05-functions.sley:40

SLEY_SITES(m_m05_functions__main__closure1, "m05_functions.main.closure1", "05-functions.sley", 40,
    {40, 1, 0, "x * 2"});

static int64_t m_m05_functions__main__closure1(sley_closure *closure, int64_t a_x)
{
    const sley_site *sites = m_m05_functions__main__closure1__sites;
    (void)closure;
    // 40 | print(apply(3, fn(x) => x * 2, 5), apply(2, adder(10), 1))
    return sley_int_mul(a_x, 2, &sites[1]);
}

// fn(x)
// 05-functions.sley:43

SLEY_SITES(m_m05_functions__main__closure2, "m05_functions.main.closure2", "05-functions.sley", 43,
    {43, 1, 0, "x * x"});

static int64_t m_m05_functions__main__closure2(sley_closure *closure, int64_t a_x)
{
    const sley_site *sites = m_m05_functions__main__closure2__sites;
    (void)closure;
    // 43 | let steps = [adder(1), adder(100), fn(x) => x * x]
    return sley_int_mul(a_x, a_x, &sites[1]);
}

SLEY_FN_VALUE(m_m05_functions__main__closure1, m_m05_functions__main__closure1, 0);

static int64_t m_m05_functions__fib__face(sley_closure *closure, int64_t a_n)
{
    (void)closure;
    return m_m05_functions__fib(a_n);
}

SLEY_FN_VALUE(m_m05_functions__fib, m_m05_functions__fib__face, 0);

SLEY_FN_VALUE(m_m05_functions__main__closure2, m_m05_functions__main__closure2, 0);

// fn main()
// 05-functions.sley:37

static void m_m05_functions__main(void)
{
    // 38 | print(area(2.0), area(2.0, 3.5), area(height: 4.0, width: 0.5))
    double t_area = m_m05_functions__area(2.0, 1.0);
    double t2_area = m_m05_functions__area(2.0, 3.5);
    SLEY_PRINT(SLEY_FLOAT(t_area), SLEY_LIT(" "), SLEY_FLOAT(t2_area), SLEY_LIT(" "),
               SLEY_FLOAT(m_m05_functions__area(0.5, 4.0)));
    // 39 | print(total(1), total(1, 2, 3), total(0, 4))
    sley_list *t2_list = sley_list_new(&sley_type_int, 0);
    int64_t t_total = m_m05_functions__total(1, t2_list);
    sley_list_release(t2_list);
    sley_list *t3_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){2, 3});
    int64_t t2_total = m_m05_functions__total(1, t3_list);
    sley_list_release(t3_list);
    sley_list *t4_list = sley_list_of(&sley_type_int, 1, (int64_t[1]){4});
    int64_t t3_total = m_m05_functions__total(0, t4_list);
    sley_list_release(t4_list);
    SLEY_PRINT(SLEY_INT(t_total), SLEY_LIT(" "), SLEY_INT(t2_total), SLEY_LIT(" "),
               SLEY_INT(t3_total));
    // 40 | print(apply(3, fn(x) => x * 2, 5), apply(2, adder(10), 1))
    int64_t t_apply = m_m05_functions__apply(3, &m_m05_functions__main__closure1__value, 5);
    sley_closure *t_adder = m_m05_functions__adder(10);
    int64_t t2_apply = m_m05_functions__apply(2, t_adder, 1);
    sley_closure_release(t_adder);
    SLEY_PRINT(SLEY_INT(t_apply), SLEY_LIT(" "), SLEY_INT(t2_apply));
    // 41 | let fast = memo(fib)
    sley_closure *v_fast = m_m05_functions__memo(&m_m05_functions__fib__value);
    // 42 | print(fast(20), fast(20))
    int64_t t_number = ((int64_t (*)(sley_closure *, int64_t))v_fast->code)(v_fast, 20);
    SLEY_PRINT(SLEY_INT(t_number), SLEY_LIT(" "),
               SLEY_INT(((int64_t (*)(sley_closure *, int64_t))v_fast->code)(v_fast, 20)));
    // 43 | let steps = [adder(1), adder(100), fn(x) => x * x]
    sley_closure *t2_adder = m_m05_functions__adder(1);
    sley_list *v_steps = sley_list_of(&sley_type_closure, 3,
            (sley_closure *[3]){t2_adder, m_m05_functions__adder(100),
            sley_closure_retain(&m_m05_functions__main__closure2__value)});
    // 44 | print([f(4) for f in steps])
    sley_list *t_list = sley_list_new(&sley_type_int, 0);
    for (int64_t t_index = 0; t_index < v_steps->len; t_index++) {
        sley_closure *v_f = sley_closure_retain(SLEY_NTH(sley_closure *, v_steps, t_index));
        sley_list_append(t_list,
                         &(int64_t){((int64_t (*)(sley_closure *, int64_t))v_f->code)(v_f, 4)});
        sley_closure_release(v_f);
    }
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &t_list));
    sley_closure_release(v_fast);
    sley_list_release(v_steps);
    sley_list_release(t_list);
}

SLEY_MAIN_PLAIN(m_m05_functions__main, NULL)
