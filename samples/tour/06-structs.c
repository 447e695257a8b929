// Generated from 06-structs.sley. Do not edit.

#include "sley.h"

typedef struct m_m06_structs__Vector {
    double f_x;
    double f_y;
} m_m06_structs__Vector;

typedef struct m_m06_structs__Account {
    sley_str *f_owner;
    int64_t f_cents;
    sley_list *f_history;
} m_m06_structs__Account;

SLEY_OWN_FIELDS2(m_m06_structs__Account, sley_str, f_owner, sley_list, f_history)

static SLEY_STRUCT(m_m06_structs__Vector, "Vector", SLEY_PLAIN,
    {"x", offsetof(m_m06_structs__Vector, f_x), &sley_type_float},
    {"y", offsetof(m_m06_structs__Vector, f_y), &sley_type_float});

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_KEY_FN(sley_key_fn1__m_m06_structs__Vector__float, double, m_m06_structs__Vector)

static const sley_type sley_type_list__float = SLEY_LIST_TYPE("list[float]");

SLEY_STR_LIT(k_ann, "ann");

// fn length() -> float
// 06-structs.sley:7

static double m_m06_structs__Vector__length(m_m06_structs__Vector a_self)
{
    // 7 | fn length() -> float { return (self.x * self.x + self.y * self.y) ** 0.5 }
    return sley_float_pow(a_self.f_x * a_self.f_x + a_self.f_y * a_self.f_y, 0.5);
}

// fn plus(other: Vector) -> Vector
// 06-structs.sley:8

static m_m06_structs__Vector m_m06_structs__Vector__plus(m_m06_structs__Vector a_self,
                                                         m_m06_structs__Vector a_other)
{
    // 9 | return Vector(x: self.x + other.x, y: self.y + other.y)
    return (m_m06_structs__Vector){.f_x = a_self.f_x + a_other.f_x,
                                   .f_y = a_self.f_y + a_other.f_y};
}

// fn pay(from: Account, cents: int) -> Account
// 06-structs.sley:19

SLEY_SITES(m_m06_structs__pay, "m06_structs.pay", "06-structs.sley", 19,
    {21, 1, 0, "changed.cents -="},
    {22, 2, 0, "-cents"});

static m_m06_structs__Account m_m06_structs__pay(m_m06_structs__Account a_from, int64_t a_cents)
{
    const sley_site *sites = m_m06_structs__pay__sites;
    // 20 | var changed = from
    m_m06_structs__Account v_changed = m_m06_structs__Account__retain(a_from);
    // 21 | changed.cents -= cents
    v_changed.f_cents = sley_int_sub(v_changed.f_cents, a_cents, &sites[1]);
    // 22 | changed.history.append(-cents)
    sley_list_append(v_changed.f_history, &(int64_t){sley_int_neg(a_cents, &sites[2])});
    // 23 | return changed
    return v_changed;
}

// fn(p)
// 06-structs.sley:37

static double m_m06_structs__main__closure1(sley_closure *closure, m_m06_structs__Vector a_p)
{
    (void)closure;
    // 37 | let by_length = sorted(points, key: fn(p) => p.length(), reverse: true)
    return m_m06_structs__Vector__length(a_p);
}

SLEY_FN_VALUE(m_m06_structs__main__closure1, m_m06_structs__main__closure1, 0);

// fn main()
// 06-structs.sley:26

SLEY_SITES(m_m06_structs__main, "m06_structs.main", "06-structs.sley", 26,
    {36, 1, 0, "points[0]"},
    {37, 2, 0, "sorted(points, key: fn(p) => p..."});

static void m_m06_structs__main(void)
{
    const sley_site *sites = m_m06_structs__main__sites;
    // 27 | let v = Vector(x: 3.0, y: 4.0)
    m_m06_structs__Vector v_v = {.f_x = 3.0, .f_y = 4.0};
    // 28 | print(v, v.length(), v.plus(Vector(x: 1.0)))
    double t_length = m_m06_structs__Vector__length(v_v);
    SLEY_PRINT(SLEY_VAL(m_m06_structs__Vector__type, &v_v), SLEY_LIT(" "), SLEY_FLOAT(t_length),
               SLEY_LIT(" "),
               SLEY_VAL(m_m06_structs__Vector__type,
                        ((m_m06_structs__Vector[1]){m_m06_structs__Vector__plus(v_v,
            (m_m06_structs__Vector){.f_x = 1.0, .f_y = 0.0})})));
    // 30 | let before = Account(owner: "ann", cents: 1000, history: [])
    m_m06_structs__Account v_before = {.f_owner = &k_ann, .f_cents = 1000,
                                       .f_history = sley_list_new(&sley_type_int, 0)};
    // 31 | let after = pay(before, 250)
    m_m06_structs__Account v_after = m_m06_structs__pay(v_before, 250);
    // 32 | print(before.cents, after.cents)
    SLEY_PRINT(SLEY_INT(v_before.f_cents), SLEY_LIT(" "), SLEY_INT(v_after.f_cents));
    // 33 | print(after.history, before.history)        // the list inside is shared
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &(sley_list *){v_after.f_history}), SLEY_LIT(" "),
               SLEY_VAL(sley_type_list__int, &(sley_list *){v_before.f_history}));
    // 35 | let points = [Vector(x: 2.0, y: 1.0), Vector(x: 1.0, y: 7.0), Vector(x: 1.0, y: ...
    sley_list *v_points = sley_list_of(&m_m06_structs__Vector__type, 3,
            (m_m06_structs__Vector[3]){{.f_x = 2.0, .f_y = 1.0}, {.f_x = 1.0, .f_y = 7.0},
            {.f_x = 1.0, .f_y = 2.0}});
    // 36 | print(points[0] == v, Vector(x: 2.0, y: 1.0) in points)
    SLEY_PRINT(SLEY_BOOL(sley_type_equal(&m_m06_structs__Vector__type,
                                         (m_m06_structs__Vector[1]){SLEY_AT(m_m06_structs__Vector,
            v_points, 0, &sites[1])}, &v_v)), SLEY_LIT(" "),
               SLEY_BOOL(sley_list_contains(v_points,
                                            &(m_m06_structs__Vector){.f_x = 2.0, .f_y = 1.0})));
    // 37 | let by_length = sorted(points, key: fn(p) => p.length(), reverse: true)
    sley_list *v_by_length = sley_list_sorted_by(v_points, &sley_type_float,
            sley_key_fn1__m_m06_structs__Vector__float, &m_m06_structs__main__closure1__value,
            true, &sites[2]);
    // 38 | print([p.y for p in by_length])
    sley_list *t_list = sley_list_new(&sley_type_float, 0);
    for (int64_t t_index = 0; t_index < v_by_length->len; t_index++) {
        m_m06_structs__Vector v_p = SLEY_NTH(m_m06_structs__Vector, v_by_length, t_index);
        sley_list_append(t_list, &(double){v_p.f_y});
    }
    SLEY_PRINT(SLEY_VAL(sley_type_list__float, &t_list));
    m_m06_structs__Account__release(v_before);
    m_m06_structs__Account__release(v_after);
    sley_list_release(v_points);
    sley_list_release(v_by_length);
    sley_list_release(t_list);
}

SLEY_MAIN_PLAIN(m_m06_structs__main, NULL)
