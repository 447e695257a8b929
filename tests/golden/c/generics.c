// Generated from generics.sley. Do not edit.

#include "sley.h"

typedef struct m_generics__Pair_int_str {
    int64_t f_a;
    sley_str *f_b;
} m_generics__Pair_int_str;

typedef struct m_generics__Pair_str_int {
    sley_str *f_a;
    int64_t f_b;
} m_generics__Pair_str_int;

SLEY_OWN_FIELDS1(m_generics__Pair_str_int, sley_str, f_a)

SLEY_OWN_FIELDS1(m_generics__Pair_int_str, sley_str, f_b)

static SLEY_STRUCT(m_generics__Pair_int_str, "Pair[int, str]@generics", SLEY_COUNTED,
    {"a", offsetof(m_generics__Pair_int_str, f_a), &sley_type_int},
    {"b", offsetof(m_generics__Pair_int_str, f_b), &sley_type_str});

SLEY_STR_LIT(k_x, "x");
SLEY_STR_LIT(k_y, "y");

// fn swap() -> Pair[B, A]
// Pair[str, int].swap, generics.sley:6

static m_generics__Pair_int_str m_generics__Pair_str_int__swap(m_generics__Pair_str_int a_self)
{
    // 6 | fn swap() -> Pair[B, A] { return Pair(a: self.b, b: self.a) }
    return (m_generics__Pair_int_str){.f_a = a_self.f_b, .f_b = sley_str_retain(a_self.f_a)};
}

// fn largest[T: Ordered](xs: list[T]) -> T?
// largest[int], generics.sley:9

SLEY_SITES(m_generics__largest_int, "generics.largest[int]", "generics.sley", 9,
    {11, 1, 0, "xs[0]"});

static sley_opt_int m_generics__largest_int(sley_list *a_xs)
{
    const sley_site *sites = m_generics__largest_int__sites;
    // 10 | if xs.len() == 0 { return none }
    if (sley_list_len(a_xs) == 0) return (sley_opt_int){0};
    // 11 | var best = xs[0]
    int64_t v_best = SLEY_AT(int64_t, a_xs, 0, &sites[1]);
    // 12 | for x in xs {
    for (int64_t t_index = 0; t_index < a_xs->len; t_index++) {
        int64_t v_x = SLEY_NTH(int64_t, a_xs, t_index);
        // 13 | if x > best { best = x }
        if (v_x > v_best) {
            v_best = v_x;
        }
    }
    // 15 | return best
    return (sley_opt_int){true, v_best};
}

// async fn after[T](d: duration, x: T) -> T
// after[str], generics.sley:20, frame 72 bytes

typedef struct m_generics__after_str__frame {
    sley_frame base;
    sley_duration a_d;
    sley_str *a_x;                  // borrowed
    sley_str *result;
    sley_wait a1;                   // 21: sleep(d)
} m_generics__after_str__frame;

SLEY_FN_RESULT(m_generics__after_str, "generics.after[str]", "generics.sley", 20, 72, sley_type_str,
    {21, 1, 0, "sleep(d)"});

static SLEY_BEGIN2(m_generics__after_str, sley_duration, a_d, sley_str *, a_x)

static inline sley_status m_generics__after_str__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_generics__after_str__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 21: sleep(d)

    // 21 | await sleep(d)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_d);
resume_1: if (sley_stops(task, self, st)) return st;
    // 22 | return x
    f->result = sley_str_retain(f->a_x);
    return SLEY_OK;
}

// async fn at_once[T](x: T) -> T
// at_once[int], generics.sley:25

static int64_t m_generics__at_once_int(int64_t a_x)
{
    // 25 | async fn at_once[T](x: T) -> T { return x }
    return a_x;
}

// async fn main()
// generics.sley:27, frame 96 bytes

typedef struct m_generics__main__frame {
    sley_frame base;
    m_generics__after_str__frame a1; // 29: after(1ms, "y")
} m_generics__main__frame;

SLEY_FN(m_generics__main, "generics.main", "generics.sley", 27, 96,
    {29, 1, SLEY_CHILD(m_generics__main, a1), "after(1ms, \"y\")"}, {29, 2, 0, "at_once(2)"});

static sley_status m_generics__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_generics__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 29: after(1ms, "y")

    // 28 | print(largest([1, 2]), Pair(a: "x", b: 1).swap())
    sley_list *t_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_opt_int t_found = m_generics__largest_int(t_list);
    sley_list_release(t_list);
    m_generics__Pair_str_int t_value = {.f_a = &k_x, .f_b = 1};
    m_generics__Pair_int_str t_swap = m_generics__Pair_str_int__swap(t_value);
    m_generics__Pair_str_int__release(t_value);
    SLEY_PRINT(SLEY_VAL(sley_type_opt_int, &t_found), SLEY_LIT(" "),
               SLEY_VAL(m_generics__Pair_int_str__type, &t_swap));
    m_generics__Pair_int_str__release(t_swap);
    // 29 | print(await after(1ms, "y"), await at_once(2))
    m_generics__after_str__begin(&f->a1, self, 1000000, &k_y);
    st = SLEY_AWAIT(m_generics__after_str, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_str *t_text = f->a1.result;
    SLEY_PRINT(SLEY_STR(t_text), SLEY_LIT(" "), SLEY_INT(m_generics__at_once_int(2)));
    sley_str_release(t_text);
    return SLEY_OK;
}

SLEY_MAIN(m_generics__main, NULL)
