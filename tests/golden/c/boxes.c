// Generated from boxes.sley. Do not edit.

#include "sley.h"

enum { c_boxes__Expr__Num, c_boxes__Expr__Neg, c_boxes__Expr__Add };
typedef struct m_boxes__Expr {
    uint32_t tag;
    union {
        struct { int64_t f_n; } c_Num;
        struct { sley_box *f_e; } c_Neg; // boxed: e Expr
        struct { sley_box *f_a; sley_box *f_b; } c_Add; // boxed: a Expr, b Expr
    } u;
} m_boxes__Expr;

static m_boxes__Expr m_boxes__Expr__retain_parts(m_boxes__Expr v)
{
    switch (v.tag) {
    case c_boxes__Expr__Neg:
        sley_box_retain(v.u.c_Neg.f_e);
        break;
    case c_boxes__Expr__Add:
        sley_box_retain(v.u.c_Add.f_a);
        sley_box_retain(v.u.c_Add.f_b);
        break;
    default: break;
    }
    return v;
}

static void m_boxes__Expr__release_parts(m_boxes__Expr v)
{
    switch (v.tag) {
    case c_boxes__Expr__Neg:
        sley_box_release(v.u.c_Neg.f_e);
        break;
    case c_boxes__Expr__Add:
        sley_box_release(v.u.c_Add.f_a);
        sley_box_release(v.u.c_Add.f_b);
        break;
    default: break;
    }
}

SLEY_OWN_ENUM(m_boxes__Expr, 0x6)

static SLEY_ENUM(m_boxes__Expr, "Expr", SLEY_COUNTED,
    {"Num", SLEY_FIELDS({"n", offsetof(m_boxes__Expr, u.c_Num.f_n), &sley_type_int})},
    {"Neg", SLEY_FIELDS({"e", offsetof(m_boxes__Expr, u.c_Neg.f_e), &sley_type_box})},
    {"Add",
     SLEY_FIELDS({"a", offsetof(m_boxes__Expr, u.c_Add.f_a), &sley_type_box},
                 {"b", offsetof(m_boxes__Expr, u.c_Add.f_b), &sley_type_box})});

typedef struct m_boxes__Node {
    int64_t f_value;
    sley_box *f_next; // boxed: Node?
} m_boxes__Node;

SLEY_OWN_FIELDS1(m_boxes__Node, sley_box, f_next)

typedef struct m_boxes__Both {
    sley_box *f_parts; // boxed: (Link, int)
} m_boxes__Both;

SLEY_OWN_FIELDS1(m_boxes__Both, sley_box, f_parts)

enum { c_boxes__Link__End, c_boxes__Link__More };
typedef struct m_boxes__Link {
    uint32_t tag;
    union {
        struct { m_boxes__Both f_both; } c_More;
    } u;
} m_boxes__Link;

typedef struct sley_tuple2__m_boxes__Link__int {
    m_boxes__Link f_0;
    int64_t f_1;
} sley_tuple2__m_boxes__Link__int;

static SLEY_STRUCT(m_boxes__Node, "Node", SLEY_COUNTED,
    {"value", offsetof(m_boxes__Node, f_value), &sley_type_int},
    {"next", offsetof(m_boxes__Node, f_next), &sley_type_box});

static m_boxes__Link m_boxes__Link__retain_parts(m_boxes__Link v)
{
    switch (v.tag) {
    case c_boxes__Link__More:
        m_boxes__Both__retain(v.u.c_More.f_both);
        break;
    default: break;
    }
    return v;
}

static void m_boxes__Link__release_parts(m_boxes__Link v)
{
    switch (v.tag) {
    case c_boxes__Link__More:
        m_boxes__Both__release(v.u.c_More.f_both);
        break;
    default: break;
    }
}

SLEY_OWN_ENUM(m_boxes__Link, 0x2)

static sley_tuple2__m_boxes__Link__int sley_tuple2__m_boxes__Link__int__retain(
        sley_tuple2__m_boxes__Link__int v)
{
    m_boxes__Link__retain(v.f_0);
    return v;
}

static void sley_tuple2__m_boxes__Link__int__release(sley_tuple2__m_boxes__Link__int v)
{
    m_boxes__Link__release(v.f_0);
}

SLEY_OWN_STRUCT(sley_tuple2__m_boxes__Link__int)

static SLEY_STRUCT(m_boxes__Both, "Both", SLEY_COUNTED,
    {"parts", offsetof(m_boxes__Both, f_parts), &sley_type_box});

static SLEY_ENUM(m_boxes__Link, "Link", SLEY_COUNTED,
    {"End", SLEY_NO_FIELDS},
    {"More",
     SLEY_FIELDS({"both", offsetof(m_boxes__Link, u.c_More.f_both), &m_boxes__Both__type})});

static SLEY_TUPLE(sley_tuple2__m_boxes__Link__int, "(Link, int)@boxes", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__m_boxes__Link__int, f_0), &m_boxes__Link__type},
    {"1", offsetof(sley_tuple2__m_boxes__Link__int, f_1), &sley_type_int});

// fn eval(e: Expr) -> int
// boxes.sley:9

SLEY_SITES(m_boxes__eval, "boxes.eval", "boxes.sley", 9,
    {12, 1, 0, "-eval(inner)"},
    {13, 2, 0, "eval(a) + eval(b)"});

static int64_t m_boxes__eval(m_boxes__Expr a_e)
{
    const sley_site *sites = m_boxes__eval__sites;
    // 10 | match e {
    switch (a_e.tag) {
    case c_boxes__Expr__Num: {
        // 11 | case Num(n) { return n }
        int64_t v_n = a_e.u.c_Num.f_n;
        return v_n;
    }
    case c_boxes__Expr__Neg: {
        // 12 | case Neg(inner) { return -eval(inner) }
        m_boxes__Expr v_inner = SLEY_UNBOX(m_boxes__Expr, a_e.u.c_Neg.f_e);
        return sley_int_neg(m_boxes__eval(v_inner), &sites[1]);
    }
    case c_boxes__Expr__Add:
    default: {
        // 13 | case Add(a, b) { return eval(a) + eval(b) }
        m_boxes__Expr v_a = SLEY_UNBOX(m_boxes__Expr, a_e.u.c_Add.f_a);
        m_boxes__Expr v_b = SLEY_UNBOX(m_boxes__Expr, a_e.u.c_Add.f_b);
        int64_t t_eval = m_boxes__eval(v_a);
        return sley_int_add(t_eval, m_boxes__eval(v_b), &sites[2]);
    }
    }
}

// fn negated(e: Expr) -> Expr
// boxes.sley:17

static m_boxes__Expr m_boxes__negated(m_boxes__Expr a_e)
{
    // 17 | fn negated(e: Expr) -> Expr { return Neg(e) }
    return (m_boxes__Expr){.tag = c_boxes__Expr__Neg,
                           .u.c_Neg.f_e = SLEY_BOX(m_boxes__Expr, m_boxes__Expr__retain(a_e))};
}

// fn cut()
// boxes.sley:23

static void m_boxes__Node__cut(m_boxes__Node *a_self)
{
    // 23 | mut fn cut() { self.next = none }
    sley_box_assign(&a_self->f_next, NULL);
}

// fn last(list: Node) -> int
// boxes.sley:26

static int64_t m_boxes__last(m_boxes__Node a_list)
{
    // 27 | var node = list
    m_boxes__Node v_node = m_boxes__Node__retain(a_list);
    // 28 | while let next = node.next { node = next }
    while (true) {
        sley_box *t_item = sley_box_retain(v_node.f_next);
        if (t_item == NULL) break;
        m_boxes__Node v_next = SLEY_UNBOX(m_boxes__Node, t_item);
        m_boxes__Node__assign(&v_node, m_boxes__Node__retain(v_next));
        sley_box_release(t_item);
    }
    // 29 | return node.value
    int64_t t_number = v_node.f_value;
    m_boxes__Node__drop(&v_node);
    return t_number;
}

// fn ends(node: Node) -> bool
// boxes.sley:32

SLEY_SITES(m_boxes__ends, "boxes.ends", "boxes.sley", 32, {32, 1, 0, "node.next!"});

static bool m_boxes__ends(m_boxes__Node a_node)
{
    const sley_site *sites = m_boxes__ends__sites;
    // 32 | fn ends(node: Node) -> bool { return node.next == none or node.next!.value == 0 ...
    return a_node.f_next == NULL ||
            SLEY_UNBOX(m_boxes__Node,
                       SLEY_UNWRAP_PTR(sley_box *, a_node.f_next, &sites[1])).f_value == 0;
}

// fn counted(b: Both) -> Both
// boxes.sley:43

SLEY_SITES(m_boxes__counted, "boxes.counted", "boxes.sley", 43, {45, 1, 0, "changed.parts.1 +="});

static m_boxes__Both m_boxes__counted(m_boxes__Both a_b)
{
    const sley_site *sites = m_boxes__counted__sites;
    // 44 | var changed = b
    m_boxes__Both v_changed = m_boxes__Both__retain(a_b);
    // 45 | changed.parts.1 += 1
    SLEY_OWN_BOX(sley_tuple2__m_boxes__Link__int,
            v_changed.f_parts).f_1 = sley_int_add(SLEY_UNBOX(sley_tuple2__m_boxes__Link__int,
            v_changed.f_parts).f_1, 1, &sites[1]);
    // 46 | return changed
    return v_changed;
}

// fn main()
// boxes.sley:49

static void m_boxes__main(void)
{
    // 50 | var list = Node(1, Node(2, none))
    m_boxes__Node v_list = {.f_value = 1,
                            .f_next = SLEY_BOX(m_boxes__Node, {.f_value = 2, .f_next = NULL})};
    // 51 | print(eval(negated(Add(Num(1), Num(2)))), last(list), ends(list))
    m_boxes__Expr t_value = {.tag = c_boxes__Expr__Add,
            .u.c_Add.f_a = SLEY_BOX(m_boxes__Expr, {.tag = c_boxes__Expr__Num, .u.c_Num.f_n = 1}),
            .u.c_Add.f_b = SLEY_BOX(m_boxes__Expr, {.tag = c_boxes__Expr__Num, .u.c_Num.f_n = 2})};
    m_boxes__Expr t_negated = m_boxes__negated(t_value);
    m_boxes__Expr__release(t_value);
    int64_t t_eval = m_boxes__eval(t_negated);
    m_boxes__Expr__release(t_negated);
    int64_t t_last = m_boxes__last(v_list);
    SLEY_PRINT(SLEY_INT(t_eval), SLEY_LIT(" "), SLEY_INT(t_last), SLEY_LIT(" "),
               SLEY_BOOL(m_boxes__ends(v_list)));
    // 52 | list.cut()
    m_boxes__Node__cut(&v_list);
    // 53 | print(counted(Both((End, 1))))
    m_boxes__Both t2_value = {.f_parts = SLEY_BOX(sley_tuple2__m_boxes__Link__int,
                                                  {{.tag = c_boxes__Link__End}, 1})};
    m_boxes__Both t_counted = m_boxes__counted(t2_value);
    m_boxes__Both__release(t2_value);
    SLEY_PRINT(SLEY_VAL(m_boxes__Both__type, &t_counted));
    m_boxes__Node__release(v_list);
    m_boxes__Both__release(t_counted);
}

SLEY_MAIN_PLAIN(m_boxes__main, NULL)
