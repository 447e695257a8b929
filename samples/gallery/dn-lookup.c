// Generated from dn-lookup.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__str__str {
    sley_str *f_0;
    sley_str *f_1;
} sley_tuple2__str__str;

SLEY_OWN_FIELDS2(sley_tuple2__str__str, sley_str, f_0, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__str__str, "(str, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__str, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__str, f_1), &sley_type_str});

// async fn ticks()
// dn-lookup.sley:4, frame 48 bytes

typedef struct m_dn_lookup__ticks__frame {
    sley_frame base;
    sley_wait a1;                   // 5: sleep(10ms)
} m_dn_lookup__ticks__frame;

SLEY_FN(m_dn_lookup__ticks, "dn_lookup.ticks", "dn-lookup.sley", 4, 48, SLEY_BORROWING,
    {5, 1, 0, "sleep(10ms)"});

static SLEY_BEGIN0(m_dn_lookup__ticks)

static sley_status m_dn_lookup__ticks__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_dn_lookup__ticks__frame *f = (m_dn_lookup__ticks__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(10ms)

    // 5 | while true { await sleep(10ms) }
    while (true) {
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 10000000);
    resume_1: if (sley_stops(task, self, st)) return st;
    }
}

// async fn main() throws
// dn-lookup.sley:8, frame 128 bytes

typedef struct m_dn_lookup__main__frame {
    sley_frame base;
    sley_task *v_timer;             // 9: live across 1, 2
    sley_list *t_items;             // 10: live across 1
    sley_tuple2__str__str v_pair;   // 10: live across 1
    int64_t t_index;                // 10: live across 1
    union {
        struct { sley_waiter wait; sley_list *v; } a1; // 11: net.lookup(pair.0, pair.1, pro...
        struct { sley_waiter wait; sley_address *v; } a2; // 14: net.reverse("127.0.0.1", 80)
    };
} m_dn_lookup__main__frame;

SLEY_STR_LIT(m_dn_lookup__main__text_1, "localhost");
SLEY_STR_LIT(m_dn_lookup__main__text_2, "https");
SLEY_STR_LIT(m_dn_lookup__main__text_3, "127.0.0.1");
SLEY_STR_LIT(m_dn_lookup__main__text_4, "http");

SLEY_FN(m_dn_lookup__main, "dn_lookup.main", "dn-lookup.sley", 8, 128, SLEY_BORROWING,
    {11, 1, 0, "net.lookup(pair.0, pair.1, pro..."},
    {14, 2, 0, "net.reverse(\"127.0.0.1\", 80)"},
    {9, 3, 0, "ticks()"});

static sley_status m_dn_lookup__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_dn_lookup__main__frame *f = (m_dn_lookup__main__frame *)self;
    if (self->state == 1) goto resume_1; // 11: net.lookup(pair.0, pair.1, pro...
    if (self->state == 2) goto resume_2; // 14: net.reverse("127.0.0.1", 80)
    sley_starts(self);
    f->t_items = NULL;
    f->v_pair = (sley_tuple2__str__str){0};

    // 9 | let timer = spawn ticks()
    sley_task *t_task = sley_task_new(task, &m_dn_lookup__ticks__fn, &m_dn_lookup__main__sites[3]);
    m_dn_lookup__ticks__begin(sley_task_frame(t_task), NULL);
    f->v_timer = sley_task_start(t_task, NULL);
    // 10 | for pair in [("localhost", "https"), ("127.0.0.1", "http")] {
    f->t_items = sley_list_of(&sley_tuple2__str__str__type, 2,
            (sley_tuple2__str__str[2]){{&m_dn_lookup__main__text_1, &m_dn_lookup__main__text_2},
            {&m_dn_lookup__main__text_3, &m_dn_lookup__main__text_4}});
    for (f->t_index = 0; f->t_index < f->t_items->len; f->t_index++) {
        f->v_pair = sley_tuple2__str__str__retain(SLEY_NTH(sley_tuple2__str__str, f->t_items,
                                                           f->t_index));
        // 11 | for a in await net.lookup(pair.0, pair.1, proto: tcp) { print("{pair.0:20}: ...
        st = sley_net_lookup(task, sley_at(self, 1), &f->a1.wait, f->v_pair.f_0, f->v_pair.f_1, 1,
                             &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_list *t2_items = f->a1.v;
        for (int64_t t2_index = 0; t2_index < t2_items->len; t2_index++) {
            sley_address *v_a = sley_address_retain(SLEY_NTH(sley_address *, t2_items, t2_index));
            sley_str *t_host = sley_address_host(v_a);
            sley_print(SLEY_PARTS(SLEY_STR_AS(f->v_pair.f_0, "20"), SLEY_LIT(": "),
                                  SLEY_STR(t_host)));
            sley_address_release(v_a);
            sley_str_release(t_host);
        }
        sley_list_release(t2_items);
        sley_tuple2__str__str__drop(&f->v_pair);
    }
    sley_list_drop(&f->t_items);
    // 13 | timer.cancel()
    sley_task_cancel(f->v_timer, NULL);
    // 14 | let name = await net.reverse("127.0.0.1", 80)
    st = sley_net_reverse(task, sley_at(self, 2), &f->a2.wait, &m_dn_lookup__main__text_3, 80,
                          &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_address *v_name = f->a2.v;
    // 15 | print(name.name, name.service)
    sley_str *t_name = sley_address_name(v_name);
    sley_str *t_service = sley_address_service(v_name);
    sley_print(SLEY_PARTS(SLEY_STR(t_name), SLEY_LIT(" "), SLEY_STR(t_service)));
    sley_task_drop(&f->v_timer);
    sley_address_release(v_name);
    sley_str_release(t_name);
    sley_str_release(t_service);

leave_1:
    sley_tuple2__str__str__release(f->v_pair);
    sley_list_release(f->t_items);
    sley_task_release(f->v_timer);
    return st;
}

SLEY_MAIN(m_dn_lookup__main, NULL)
