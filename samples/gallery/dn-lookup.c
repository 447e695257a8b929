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

SLEY_STR_LIT(k_localhost, "localhost");
SLEY_STR_LIT(k_https, "https");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");
SLEY_STR_LIT(k_http, "http");

// async fn ticks()
// dn-lookup.sley:4, frame 48 bytes

typedef struct m_dn_lookup__ticks__frame {
    sley_frame base;
    sley_wait a1;                   // 5: sleep(10ms)
} m_dn_lookup__ticks__frame;

SLEY_FN(m_dn_lookup__ticks, "dn_lookup.ticks", "dn-lookup.sley", 4, 48, {5, 1, 0, "sleep(10ms)"});

static SLEY_SPAWN0(m_dn_lookup__ticks)

static sley_status m_dn_lookup__ticks__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_dn_lookup__ticks__frame *f = (void *)self;
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

SLEY_FN(m_dn_lookup__main, "dn_lookup.main", "dn-lookup.sley", 8, 128,
    {11, 1, 0, "net.lookup(pair.0, pair.1, pro..."},
    {14, 2, 0, "net.reverse(\"127.0.0.1\", 80)"},
    {9, 3, 0, "ticks()"});

static sley_status m_dn_lookup__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_dn_lookup__main__frame *f = (void *)self;
    const sley_site *sites = m_dn_lookup__main__sites;
    if (self->state == 1) goto resume_1; // 11: net.lookup(pair.0, pair.1, pro...
    if (self->state == 2) goto resume_2; // 14: net.reverse("127.0.0.1", 80)
    sley_starts(self);
    f->v_pair = (sley_tuple2__str__str){0};

    // 9 | let timer = spawn ticks()
    f->v_timer = m_dn_lookup__ticks__spawn(task, NULL, &sites[3]);
    // 10 | for pair in [("localhost", "https"), ("127.0.0.1", "http")] {
    f->t_items = sley_list_of(&sley_tuple2__str__str__type, 2,
            (sley_tuple2__str__str[2]){{&k_localhost, &k_https}, {&k_127_0_0_1, &k_http}});
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
            SLEY_PRINT(SLEY_STR_AS(f->v_pair.f_0, "20"), SLEY_LIT(": "), SLEY_STR(t_host));
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
    st = sley_net_reverse(task, sley_at(self, 2), &f->a2.wait, &k_127_0_0_1, 80, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_address *v_name = f->a2.v;
    // 15 | print(name.name, name.service)
    sley_str *t_name = sley_address_name(v_name);
    sley_str *t_service = sley_address_service(v_name);
    SLEY_PRINT(SLEY_STR(t_name), SLEY_LIT(" "), SLEY_STR(t_service));
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
