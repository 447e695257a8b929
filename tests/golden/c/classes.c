// Generated from classes.sley. Do not edit.

#include "sley.h"

typedef struct m_classes__Stack m_classes__Stack;

struct m_classes__Stack {
    sley_object head;
    sley_list *f_items;
    int64_t f_limit;
    int64_t f_start;
};

static void m_classes__Stack__free(void *object);
SLEY_OWN_CLASS(m_classes__Stack)

static SLEY_NEW3(m_classes__Stack, sley_list *, f_items, int64_t, f_limit, int64_t, f_start)

typedef struct m_classes__Bad {
    sley_error base;
    int64_t f_n;
} m_classes__Bad;

static SLEY_ERROR_TYPE(m_classes__Bad, "Bad", NULL,
    {"n", offsetof(m_classes__Bad, f_n), &sley_type_int});

static SLEY_NEW_ERROR1(m_classes__Bad, int64_t, f_n)

typedef struct m_classes__Node m_classes__Node;

typedef struct sley_tuple2__int__int {
    int64_t f_0;
    int64_t f_1;
} sley_tuple2__int__int;

struct m_classes__Node {
    sley_object head;
    sley_str *f_name;
    m_classes__Node *f_next;
    sley_tuple2__int__int f_at;
};

static void m_classes__Node__free(void *object);
SLEY_OWN_CLASS(m_classes__Node)

static SLEY_NEW3(m_classes__Node, sley_str *, f_name, m_classes__Node *, f_next,
                 sley_tuple2__int__int, f_at)

static const sley_type m_classes__Node__type;

static SLEY_TUPLE(sley_tuple2__int__int, "(int, int)", SLEY_PLAIN,
    {"0", offsetof(sley_tuple2__int__int, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__int, f_1), &sley_type_int});

SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_b, "b");
SLEY_STR_LIT(k_c, "c");

static SLEY_CLASS(m_classes__Node, "Node", SLEY_COUNTED,
    {"name", offsetof(m_classes__Node, f_name), &sley_type_str},
    {"next", offsetof(m_classes__Node, f_next), &m_classes__Node__type},
    {"at", offsetof(m_classes__Node, f_at), &sley_tuple2__int__int__type});

static void m_classes__Stack__free(void *object)
{
    m_classes__Stack *o = object;
    sley_list_release(o->f_items);
    sley_object_done(object);
}

static void m_classes__Node__free(void *object)
{
    m_classes__Node *o = object;
    sley_str_release(o->f_name);
    m_classes__Node__release(o->f_next);
    sley_object_done(object);
}

// fn init(start: int) throws
// classes.sley:16

SLEY_SITES(m_classes__Stack__init, "classes.Stack.init", "classes.sley", 16,
    {17, 1, 0, "throw Bad"});

static sley_status m_classes__Stack__init(sley_task *task, int64_t a_start,
                                          m_classes__Stack **result)
{
    const sley_site *sites = m_classes__Stack__init__sites;
    sley_status st = SLEY_OK;
    m_classes__Stack *v_self = m_classes__Stack__new(NULL, 8, 0);
    // 17 | if start < 0 { throw Bad(start) }
    if (a_start < 0) {
        st = sley_throw(task, &sites[1], m_classes__Bad__new(a_start));
        goto leave_1;
    }
    // 18 | self.start = start
    v_self->f_start = a_start;
    // 19 | self.items = [start]
    sley_list_assign(&v_self->f_items, sley_list_of(&sley_type_int, 1, (int64_t[1]){a_start}));
    *result = m_classes__Stack__take(&v_self);

leave_1:
    m_classes__Stack__release(v_self);
    return st;
}

// fn push(n: int) -> bool
// classes.sley:22

static bool m_classes__Stack__push(m_classes__Stack *a_self, int64_t a_n)
{
    // 23 | if self.items.len() >= self.limit { return false }
    if (sley_list_len(a_self->f_items) >= a_self->f_limit) return false;
    // 24 | self.items.append(n)
    sley_list_append(a_self->f_items, &a_n);
    // 25 | return true
    return true;
}

// async fn wait() -> int
// classes.sley:28, frame 64 bytes

typedef struct m_classes__Stack__wait__frame {
    sley_frame base;
    m_classes__Stack *a_self;       // borrowed
    int64_t result;
    sley_wait a1;                   // 29: sleep(1s)
} m_classes__Stack__wait__frame;

SLEY_FN_RESULT(m_classes__Stack__wait, "classes.Stack.wait", "classes.sley", 28, 64, sley_type_int,
    {29, 1, 0, "sleep(1s)"},
    {30, 2, 0, "self.limit +="});

static SLEY_BEGIN1(m_classes__Stack__wait, m_classes__Stack *, a_self)

static inline sley_status m_classes__Stack__wait__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_classes__Stack__wait__frame *f = (void *)self;
    const sley_site *sites = m_classes__Stack__wait__sites;
    if (sley_resumes(self)) goto resume_1; // 29: sleep(1s)

    // 29 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 30 | self.limit += 1
    f->a_self->f_limit = sley_int_add(f->a_self->f_limit, 1, &sites[2]);
    // 31 | return self.limit
    f->result = f->a_self->f_limit;
    return SLEY_OK;
}

// fn link(a: Node, b: Node)
// classes.sley:35

SLEY_SITES(m_classes__link, "classes.link", "classes.sley", 35, {37, 1, 0, "b.at.1 + 1"});

static void m_classes__link(m_classes__Node *a_a, m_classes__Node *a_b)
{
    const sley_site *sites = m_classes__link__sites;
    // 36 | a.next = b
    m_classes__Node__assign(&a_a->f_next, m_classes__Node__retain(a_b));
    // 37 | a.at.0 = b.at.1 + 1
    a_a->f_at.f_0 = sley_int_add(a_b->f_at.f_1, 1, &sites[1]);
}

// async fn main() throws
// classes.sley:40, frame 112 bytes

typedef struct m_classes__main__frame {
    sley_frame base;
    m_classes__Node *v_node;        // 41: live across 1
    m_classes__Stack *v_s;          // 44: live across 1
    bool t_push;                    // 45: live across 1
    m_classes__Stack__wait__frame a1; // 45: s.wait()
} m_classes__main__frame;

SLEY_FN(m_classes__main, "classes.main", "classes.sley", 40, 112,
    {45, 1, SLEY_CHILD(m_classes__main, a1), "s.wait()"},
    {44, 2, 0, "Stack(1)"});

static sley_status m_classes__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_classes__main__frame *f = (void *)self;
    const sley_site *sites = m_classes__main__sites;
    if (sley_resumes(self)) goto resume_1; // 45: s.wait()
    f->v_s = NULL;

    // 41 | let node = Node("a")
    f->v_node = m_classes__Node__new(&k_a, NULL, (sley_tuple2__int__int){0, 0});
    // 42 | link(node, Node("b", next: node))
    m_classes__Node *t_object = m_classes__Node__new(&k_b, m_classes__Node__retain(f->v_node),
                                                     (sley_tuple2__int__int){0, 0});
    m_classes__link(f->v_node, t_object);
    m_classes__Node__release(t_object);
    // 43 | node.next = none
    m_classes__Node__assign(&f->v_node->f_next, NULL);
    // 44 | let s = Stack(1)
    st = m_classes__Stack__init(task, 1, &f->v_s);
    if (sley_failed_at(task, &sites[2], st)) goto leave_1;
    // 45 | print(s.push(2), await s.wait(), node == Node("c"), node)
    f->t_push = m_classes__Stack__push(f->v_s, 2);
    m_classes__Stack__wait__begin(&f->a1, self, f->v_s);
    st = SLEY_AWAIT(m_classes__Stack__wait, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    m_classes__Node *t2_object = m_classes__Node__new(&k_c, NULL, (sley_tuple2__int__int){0, 0});
    bool t_is = f->v_node == t2_object;
    m_classes__Node__release(t2_object);
    SLEY_PRINT(SLEY_BOOL(f->t_push), SLEY_LIT(" "), SLEY_INT(f->a1.result), SLEY_LIT(" "),
               SLEY_BOOL(t_is), SLEY_LIT(" "), SLEY_VAL(m_classes__Node__type, &f->v_node));

leave_1:
    m_classes__Stack__release(f->v_s);
    m_classes__Node__release(f->v_node);
    return st;
}

SLEY_MAIN(m_classes__main, NULL)
