// Generated from ne-both-ends.sley. Do not edit.

#include "sley.h"
#include "sley/std/methods.h"

typedef struct m_ne_both_ends__Seen m_ne_both_ends__Seen;

struct m_ne_both_ends__Seen {
    sley_object head;
    sley_list *f_lines;
    sley_event *f_all;
};

static void m_ne_both_ends__Seen__free(void *object);
SLEY_OWN_CLASS(m_ne_both_ends__Seen)

static const sley_type m_ne_both_ends__Seen__type;

static SLEY_NEW2(m_ne_both_ends__Seen, sley_list *, f_lines, sley_event *, f_all)

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

SLEY_STR_LIT(k_server, "server");
SLEY_STR_LIT(k_Server_receive, "Server receive");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");
SLEY_STR_LIT(k_client, "client");
SLEY_STR_LIT(k_Client_receive, "Client receive");

static SLEY_CLASS(m_ne_both_ends__Seen, "Seen", SLEY_COUNTED,
    {"lines", offsetof(m_ne_both_ends__Seen, f_lines), &sley_type_list__str},
    {"all", offsetof(m_ne_both_ends__Seen, f_all), &sley_type_event});

static void m_ne_both_ends__Seen__free(void *object)
{
    m_ne_both_ends__Seen *o = object;
    sley_list_release(o->f_lines);
    sley_event_release(o->f_all);
    sley_object_done(object);
}

// fn add(line: str)
// ne-both-ends.sley:8

static void m_ne_both_ends__Seen__add(m_ne_both_ends__Seen *a_self, sley_str *a_line)
{
    // 9 | self.lines.append(line)
    sley_list_append(a_self->f_lines, &(sley_str *){sley_str_retain(a_line)});
    // 10 | if self.lines.len() == 12 { self.all.set() }
    if (sley_list_len(a_self->f_lines) == 12) {
        sley_event_set(a_self->f_all);
    }
}

// async fn write_counts(conn: net.Conn, who: str) throws
// ne-both-ends.sley:14, frame 136 bytes

typedef struct m_ne_both_ends__write_counts__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_str *a_who;                // borrowed
    sley_str *t_text;               // 16: live across 1
    int64_t v_n;                    // 15: live across 1, 2
    union { sley_conn_wait a1; sley_wait a2, a3; }; // 16, 17, 19
} m_ne_both_ends__write_counts__frame;

SLEY_OWNED(m_ne_both_ends__write_counts, (a_conn, sley_type_conn), (a_who, sley_type_str));
SLEY_TASK_FN(m_ne_both_ends__write_counts, "ne_both_ends.write_counts", "ne-both-ends.sley", 14,
             136,
    {16, 1, 0, "conn.write(\"{who} count {n}.\\n..."},
    {17, 2, 0, "sleep(20ms)"},
    {19, 3, 0, "sleep(1h)"});

static SLEY_SPAWN2(m_ne_both_ends__write_counts, sley_conn *, a_conn, sley_str *, a_who)

static sley_status m_ne_both_ends__write_counts__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ne_both_ends__write_counts__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 16: conn.write("{who} count {n}.\n...
    if (self->state == 2) goto resume_2; // 17: sleep(20ms)
    if (self->state == 3) goto resume_3; // 19: sleep(1h)
    sley_starts(self);
    f->t_text = NULL;

    // 15 | for n in 0..3 {
    for (f->v_n = 0; f->v_n < 3; f->v_n++) {
        // 16 | await conn.write("{who} count {n}.\n")
        f->t_text = SLEY_FORMAT(SLEY_STR(f->a_who), SLEY_LIT(" count "), SLEY_INT(f->v_n),
                                SLEY_LIT(".\n"));
        st = sley_conn_write_str(task, sley_at(self, 1), &f->a1, f->a_conn, f->t_text);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_str_drop(&f->t_text);
        // 17 | await sleep(20ms)
        st = sley_sleep(task, sley_at(self, 2), &f->a2, 20000000);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
    }
    // 19 | await sleep(1h)
    st = sley_sleep(task, sley_at(self, 3), &f->a3, 3600000000000);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);

leave_1:
    sley_str_release(f->t_text);
    return st;
}

// async fn read_lines(conn: net.Conn, what: str, seen: Seen) throws
// ne-both-ends.sley:22, frame 144 bytes

typedef struct m_ne_both_ends__read_lines__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_str *a_what;               // borrowed
    m_ne_both_ends__Seen *a_seen;   // borrowed
    sley_net_lines *t_items;        // 23: live across 1
    struct { sley_conn_wait wait; sley_str *v; } a1; // 23: conn.lines()
} m_ne_both_ends__read_lines__frame;

SLEY_OWNED(m_ne_both_ends__read_lines, (a_conn, sley_type_conn), (a_what, sley_type_str),
           (a_seen, m_ne_both_ends__Seen__type));
SLEY_TASK_FN(m_ne_both_ends__read_lines, "ne_both_ends.read_lines", "ne-both-ends.sley", 22, 144,
    {23, 1, 0, "conn.lines()"});

static SLEY_SPAWN3(m_ne_both_ends__read_lines, sley_conn *, a_conn, sley_str *, a_what,
                   m_ne_both_ends__Seen *, a_seen)

static sley_status m_ne_both_ends__read_lines__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_ne_both_ends__read_lines__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 23: conn.lines()

    // 23 | async for line in conn.lines() { seen.add("{what}: {line!r}") }
    f->t_items = sley_conn_lines(f->a_conn);
    while (true) {
        st = sley_net_lines_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_str *v_line = f->a1.v;
        if (v_line == NULL) break;
        sley_str *t_text = SLEY_FORMAT(SLEY_STR(f->a_what), SLEY_LIT(": "),
                                       SLEY_STR_AS(v_line, "!r"));
        m_ne_both_ends__Seen__add(f->a_seen, t_text);
        sley_str_release(v_line);
        sley_str_release(t_text);
    }

leave_1:
    sley_net_lines_release(f->t_items);
    return st;
}

// async fn both(conn: net.Conn, who: str, what: str, seen: Seen) throws
// ne-both-ends.sley:26, frame 112 bytes

typedef struct m_ne_both_ends__both__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_str *a_who;                // borrowed
    sley_str *a_what;               // borrowed
    m_ne_both_ends__Seen *a_seen;   // borrowed
    sley_group_scope g_3;           // 28
} m_ne_both_ends__both__frame;

SLEY_OWNED(m_ne_both_ends__both, (a_conn, sley_type_conn), (a_who, sley_type_str),
           (a_what, sley_type_str), (a_seen, m_ne_both_ends__Seen__type));
SLEY_TASK_FN(m_ne_both_ends__both, "ne_both_ends.both", "ne-both-ends.sley", 26, 112,
    {28, 1, 0, "group"},
    {29, 2, 0, "read_lines(conn, what, seen)"},
    {30, 3, 0, "write_counts(conn, who)"});

static SLEY_SPAWN4(m_ne_both_ends__both, sley_conn *, a_conn, sley_str *, a_who, sley_str *,
                   a_what, m_ne_both_ends__Seen *, a_seen)

static inline sley_status m_ne_both_ends__both__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_ne_both_ends__both__frame *f = (void *)self;
    const sley_site *sites = m_ne_both_ends__both__sites;
    if (sley_resumes(self)) goto resume_1; // 28: group

    // 28 | await group {
    sley_group_enter(task, &f->g_3);
    // 29 | spawn read_lines(conn, what, seen)
    sley_task_release(m_ne_both_ends__read_lines__spawn(task, f->g_3.group, &sites[2],
            sley_conn_retain(f->a_conn), sley_str_retain(f->a_what),
            m_ne_both_ends__Seen__retain(f->a_seen)));
    // 30 | spawn write_counts(conn, who)
    sley_task_release(m_ne_both_ends__write_counts__spawn(task, f->g_3.group, &sites[3],
            sley_conn_retain(f->a_conn), sley_str_retain(f->a_who)));
    st = sley_group_leave(task, sley_at(self, 1), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    // 27 | defer conn.close()
    sley_conn_close(f->a_conn);
    return st;
}

typedef struct m_ne_both_ends__main__closure1__captures {
    sley_closure base;
    m_ne_both_ends__Seen *v_seen;
} m_ne_both_ends__main__closure1__captures;

// async fn(conn: net.Conn)
// ne-both-ends.sley:39, frame 152 bytes

typedef struct m_ne_both_ends__main__closure1__frame {
    sley_frame base;
    sley_closure *closure;
    sley_conn *a_conn;              // borrowed
    m_ne_both_ends__both__frame a1; // 39: both(conn, "server", "Server r...
} m_ne_both_ends__main__closure1__frame;

SLEY_FN(m_ne_both_ends__main__closure1, "ne_both_ends.main.closure1", "ne-both-ends.sley", 39, 152,
    {39, 1, SLEY_CHILD(m_ne_both_ends__main__closure1, a1),
     "both(conn, \"server\", \"Server r..."});

static void m_ne_both_ends__main__closure1__begin(m_ne_both_ends__main__closure1__frame *f,
        sley_frame *caller, sley_closure *closure, sley_conn *a_conn)
{
    sley_frame_init(&f->base, caller, &m_ne_both_ends__main__closure1__fn);
    f->closure = closure;
    f->a_conn = a_conn;
}

static sley_status m_ne_both_ends__main__closure1__resume(sley_task *task, sley_frame *self,
                                                          sley_status st)
{
    m_ne_both_ends__main__closure1__frame *f = (void *)self;
    m_ne_both_ends__main__closure1__captures *c = (void *)f->closure;
    if (sley_resumes(self)) goto resume_1; // 39: both(conn, "server", "Server r...

    // 39 | spawn net.serve(server, async fn(conn: net.Conn) => await both(conn, "server", " ...
    m_ne_both_ends__both__begin(&f->a1, self, f->a_conn, &k_server, &k_Server_receive, c->v_seen);
    st = SLEY_AWAIT(m_ne_both_ends__both, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    return SLEY_OK;
}

// async fn main() throws
// ne-both-ends.sley:34, frame 176 bytes

typedef struct m_ne_both_ends__main__frame {
    sley_frame base;
    m_ne_both_ends__Seen *v_seen;   // 35: live across 1, 2, 3, 4
    sley_listener *v_server;        // 36: live across 2, 3, 4
    sley_event *t_value;            // 44: live across 3
    sley_group_scope g_2;           // 38
    int64_t v__i;                   // 40: live across 2
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 36: net.listen("127.0.0.1", 0)
        struct { sley_waiter wait; sley_conn *v; } a2; // 41: net.connect("127.0.0.1", serve...
        sley_waiter a3;             // 44: seen.all.wait()
    };
} m_ne_both_ends__main__frame;

static void *m_ne_both_ends__main__closure1__face(sley_closure *closure, sley_task *task,
                                                  sley_frame *caller, sley_conn *a_conn)
{
    m_ne_both_ends__main__closure1__frame *f = sley_frame_push(task,
            sizeof(m_ne_both_ends__main__closure1__frame));
    m_ne_both_ends__main__closure1__begin(f, caller, closure, a_conn);
    return f;
}

SLEY_CAPTURES1(m_ne_both_ends__main__closure1, m_ne_both_ends__main__closure1__face, 0,
               m_ne_both_ends__Seen_, v_seen);

SLEY_FN(m_ne_both_ends__main, "ne_both_ends.main", "ne-both-ends.sley", 34, 176,
    {36, 1, 0, "net.listen(\"127.0.0.1\", 0)"},
    {41, 2, 0, "net.connect(\"127.0.0.1\", serve..."},
    {44, 3, 0, "seen.all.wait()"},
    {38, 4, 0, "group"},
    {6, 5, 0, "Event()"},
    {39, 6, 0, "net.serve(server, async fn(con..."},
    {42, 7, 0, "both(conn, \"client\", \"Client r..."},
    {47, 8, 0, "seen.lines.sorted()"});

static sley_status m_ne_both_ends__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ne_both_ends__main__frame *f = (void *)self;
    const sley_site *sites = m_ne_both_ends__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 36: net.listen("127.0.0.1", 0)
    case 2: goto resume_2;          // 41: net.connect("127.0.0.1", serve...
    case 3: goto resume_3;          // 44: seen.all.wait()
    case 4: goto resume_4;          // 38: group
    default: sley_starts(self);
    }
    f->v_server = NULL;
    f->t_value = NULL;

    // 35 | let seen = Seen()
    sley_list *t_list = sley_list_new(&sley_type_str, 0);
    f->v_seen = m_ne_both_ends__Seen__new(t_list, sley_event_new(task->base.executor, &sites[5]));
    // 36 | let server = await net.listen("127.0.0.1", 0)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, 0, 511, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_server = f->a1.v;
    // 37 | print("Serving on {server.address() == "127.0.0.1:{server.port}"}")
    sley_str *t_address = sley_listener_address(f->v_server);
    sley_str *t_text = SLEY_FORMAT(SLEY_LIT("127.0.0.1:"),
                                   SLEY_INT(sley_listener_port(f->v_server)));
    bool t_is = sley_str_equal(t_address, t_text);
    sley_str_release(t_address);
    sley_str_release(t_text);
    SLEY_PRINT(SLEY_LIT("Serving on "), SLEY_BOOL(t_is));
    // 38 | await group g {
    sley_group_enter(task, &f->g_2);
    // 39 | spawn net.serve(server, async fn(conn: net.Conn) => await both(conn, "server", " ...
    sley_task *t_task = sley_task_new(task, &m2_std__methods__net_serve__fn, &sites[6]);
    m2_std__methods__net_serve__begin(sley_task_frame(t_task), NULL,
            sley_listener_retain(f->v_server),
            SLEY_CLOSURE(m_ne_both_ends__main__closure1, m_ne_both_ends__Seen__retain(f->v_seen)),
            1000, 10000000000);
    sley_task_release(sley_task_start(t_task, f->g_2.group));
    // 40 | for _i in 0..2 {
    for (f->v__i = 0; f->v__i < 2; f->v__i++) {
        // 41 | let conn = await net.connect("127.0.0.1", server.port)
        st = sley_net_connect(task, sley_at(self, 2), &f->a2.wait, &k_127_0_0_1,
                              sley_listener_port(f->v_server), &f->a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        sley_conn *v_conn = f->a2.v;
        // 42 | spawn both(conn, "client", "Client receive", seen)
        sley_task_release(m_ne_both_ends__both__spawn(task, f->g_2.group, &sites[7], v_conn,
                &k_client, &k_Client_receive, m_ne_both_ends__Seen__retain(f->v_seen)));
    }
    // 44 | await seen.all.wait()
    f->t_value = sley_event_retain(f->v_seen->f_all);
    st = sley_event_wait(task, sley_at(self, 3), &f->a3, f->t_value);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    sley_event_drop(&f->t_value);
    // 45 | g.cancel()
    sley_group_cancel(f->g_2.group, NULL);

leave_2:
    sley_event_drop(&f->t_value);
    st = sley_group_leave(task, sley_at(self, 4), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 47 | for line in seen.lines.sorted() { print(line) }
    sley_list *t_items = sley_list_sorted(f->v_seen->f_lines, false);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v_line = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        SLEY_PRINT(SLEY_STR(v_line));
        sley_str_release(v_line);
    }
    sley_list_release(t_items);

leave_1:
    sley_listener_release(f->v_server);
    m_ne_both_ends__Seen__release(f->v_seen);
    return st;
}

SLEY_MAIN(m_ne_both_ends__main, NULL)
