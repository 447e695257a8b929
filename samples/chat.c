// Generated from chat.sley. Do not edit.

#include "sley.h"

typedef struct m_chat__Member {
    int64_t f_id;
    sley_str *f_name;
    sley_chan *f_outbox;
} m_chat__Member;

SLEY_OWN_FIELDS2(m_chat__Member, sley_str, f_name, sley_chan, f_outbox)

SLEY_OPT_TYPE(sley_opt_m_chat__Member, m_chat__Member);

enum { c_chat__Event__Joined, c_chat__Event__Said, c_chat__Event__Left };
typedef struct m_chat__Event {
    uint32_t tag;
    union {
        struct { m_chat__Member f_member; } c_Joined;
        struct { int64_t f_id; sley_str *f_text; } c_Said;
        struct { int64_t f_id; } c_Left;
    } u;
} m_chat__Event;

SLEY_OPT_TYPE(sley_opt_m_chat__Event, m_chat__Event);

static SLEY_STRUCT(m_chat__Member, "Member", SLEY_COUNTED,
    {"id", offsetof(m_chat__Member, f_id), &sley_type_int},
    {"name", offsetof(m_chat__Member, f_name), &sley_type_str},
    {"outbox", offsetof(m_chat__Member, f_outbox), &sley_type_chan});

SLEY_OWN_OPTIONAL(sley_opt_m_chat__Member, m_chat__Member)

static sley_opt_m_chat__Member sley_opt_m_chat__Member__at(const void *place)
{
    if (place == NULL) return (sley_opt_m_chat__Member){0};
    return (sley_opt_m_chat__Member){true, *(m_chat__Member const *)place};
}

static m_chat__Event m_chat__Event__retain_parts(m_chat__Event v)
{
    switch (v.tag) {
    case c_chat__Event__Joined:
        m_chat__Member__retain(v.u.c_Joined.f_member);
        break;
    case c_chat__Event__Said:
        sley_str_retain(v.u.c_Said.f_text);
        break;
    default: break;
    }
    return v;
}

static void m_chat__Event__release_parts(m_chat__Event v)
{
    switch (v.tag) {
    case c_chat__Event__Joined:
        m_chat__Member__release(v.u.c_Joined.f_member);
        break;
    case c_chat__Event__Said:
        sley_str_release(v.u.c_Said.f_text);
        break;
    default: break;
    }
}

SLEY_OWN_ENUM(m_chat__Event, 0x3)

SLEY_OWN_OPTIONAL(sley_opt_m_chat__Event, m_chat__Event)

static SLEY_ENUM(m_chat__Event, "Event", SLEY_COUNTED,
    {"Joined",
     SLEY_FIELDS({"member", offsetof(m_chat__Event, u.c_Joined.f_member), &m_chat__Member__type})},
    {"Said",
     SLEY_FIELDS({"id", offsetof(m_chat__Event, u.c_Said.f_id), &sley_type_int},
                 {"text", offsetof(m_chat__Event, u.c_Said.f_text), &sley_type_str})},
    {"Left", SLEY_FIELDS({"id", offsetof(m_chat__Event, u.c_Left.f_id), &sley_type_int})});

SLEY_STR_LIT(k_your_name, "your name? ");
SLEY_STR_LIT(k_quit, "/quit");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");

// fn tell_others(members: map[int, Member], author: int, line: str) throws
// chat.sley:26

SLEY_SITES(m_chat__tell_others, "chat.tell_others", "chat.sley", 26,
    {29, 1, 0, "member.outbox.try_send(line)"});

static sley_status m_chat__tell_others(sley_task *task, sley_map *a_members, int64_t a_author,
                                       sley_str *a_line)
{
    const sley_site *sites = m_chat__tell_others__sites;
    sley_status st = SLEY_OK;
    m_chat__Member v_member = {0};
    // 27 | for id, member in members {
    int64_t t_cursor = 0;
    while (sley_map_next(a_members, &t_cursor)) {
        int64_t v_id = SLEY_KEY(int64_t, a_members, t_cursor);
        v_member = m_chat__Member__retain(SLEY_VALUE(m_chat__Member, a_members, t_cursor));
        // 28 | if id != author {
        if (v_id != a_author) {
            // 29 | member.outbox.try_send(line)
            bool t_sent = false;
            st = sley_chan_offer(task, v_member.f_outbox, &a_line, &t_sent);
            if (sley_failed_at(task, &sites[1], st)) goto leave_1;
        }
        m_chat__Member__drop(&v_member);
    }

leave_1:
    m_chat__Member__release(v_member);
    return st;
}

// async fn room(events: chan[Event], closing: chan[bool]) throws
// chat.sley:34, frame 280 bytes

typedef struct m_chat__room__frame {
    sley_frame base;
    sley_chan *a_events;            // borrowed
    sley_chan *a_closing;           // borrowed
    sley_map *v_members;            // 35: live across 1
    bool v_open;                    // 36: live across 1
    sley_opt_m_chat__Member t_opt;  // 47: live across 1
    sley_opt_m_chat__Member t2_opt; // 52: live across 1
    struct { sley_waiter arm[2]; sley_opt_m_chat__Event v_0; sley_opt_bool v_1; } a1; // 38: select
} m_chat__room__frame;

SLEY_OWNED(m_chat__room, (a_events, sley_type_chan), (a_closing, sley_type_chan));
SLEY_TASK_FN(m_chat__room, "chat.room", "chat.sley", 34, 280,
    {38, 1, 0, "select"},
    {43, 2, 0, "tell_others(members, member.id..."},
    {48, 3, 0, "tell_others(members, id, \"{mem..."},
    {54, 4, 0, "tell_others(members, id, \"* {m..."});

static SLEY_SPAWN2(m_chat__room, sley_chan *, a_events, sley_chan *, a_closing)

static sley_status m_chat__room__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_chat__room__frame *f = (void *)self;
    const sley_site *sites = m_chat__room__sites;
    sley_opt_m_chat__Event v_event = {0};
    if (sley_resumes(self)) goto resume_1; // 38: select
    f->t_opt = (sley_opt_m_chat__Member){0};
    f->t2_opt = (sley_opt_m_chat__Member){0};

    // 35 | let members: map[int, Member] = [:]
    f->v_members = sley_map_new(&sley_type_int, &m_chat__Member__type);
    // 36 | var open = true
    f->v_open = true;
    // 37 | while open {
    while (f->v_open) {
        // 38 | await select {
        sley_arm_recv(&f->a1.arm[0], f->a_events, &f->a1.v_0);
        sley_arm_recv(&f->a1.arm[1], f->a_closing, &f->a1.v_1);
        st = sley_select(task, sley_at(self, 1), f->a1.arm, 2);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (task->won == 0) {
            // 39 | case let event = events.recv() {
            v_event = f->a1.v_0;
            // 40 | match event {
            if (!v_event.some) {
                // 41 | case none { open = false }
                f->v_open = false;
            } else {
                switch (v_event.value.tag) {
                case c_chat__Event__Joined: {
                    // 42 | case Joined(member) {
                    m_chat__Member v_member = v_event.value.u.c_Joined.f_member;
                    // 43 | tell_others(members, member.id, "* {member.name} has joined\n")
                    sley_str *t_text = SLEY_FORMAT(SLEY_LIT("* "), SLEY_STR(v_member.f_name),
                                                   SLEY_LIT(" has joined\n"));
                    st = m_chat__tell_others(task, f->v_members, v_member.f_id, t_text);
                    sley_str_release(t_text);
                    if (sley_failed_at(task, &sites[2], st)) goto leave_1;
                    // 44 | members[member.id] = member
                    sley_map_set(f->v_members, &(int64_t){v_member.f_id},
                                 (m_chat__Member[1]){m_chat__Member__retain(v_member)});
                    break;
                }
                case c_chat__Event__Said: {
                    // 46 | case Said(id, text) {
                    m_chat__Event t_value = v_event.value;
                    int64_t v_id = t_value.u.c_Said.f_id;
                    sley_str *v_text = t_value.u.c_Said.f_text;
                    // 47 | if let member = members.get(id) {
                    sley_opt_m_chat__Member__assign(&f->t_opt,
                                                    sley_opt_m_chat__Member__retain(
                            sley_opt_m_chat__Member__at(sley_map_get(f->v_members, &v_id))));
                    if (f->t_opt.some) {
                        m_chat__Member v2_member = f->t_opt.value;
                        // 48 | tell_others(members, id, "{member.name}: {text}\n")
                        sley_str *t2_text = SLEY_FORMAT(SLEY_STR(v2_member.f_name), SLEY_LIT(": "),
                                                        SLEY_STR(v_text), SLEY_LIT("\n"));
                        st = m_chat__tell_others(task, f->v_members, v_id, t2_text);
                        sley_str_release(t2_text);
                        if (sley_failed_at(task, &sites[3], st)) goto leave_1;
                    }
                    sley_opt_m_chat__Member__drop(&f->t_opt);
                    break;
                }
                case c_chat__Event__Left:
                default: {
                    // 51 | case Left(id) {
                    int64_t v2_id = v_event.value.u.c_Left.f_id;
                    // 52 | if let member = members.pop(id) {
                    sley_opt_m_chat__Member t_pop = {0};
                    t_pop.some = sley_map_pop(f->v_members, &v2_id, &t_pop.value);
                    sley_opt_m_chat__Member__assign(&f->t2_opt, t_pop);
                    if (f->t2_opt.some) {
                        m_chat__Member v3_member = f->t2_opt.value;
                        // 53 | member.outbox.close()
                        sley_chan_close(v3_member.f_outbox);
                        // 54 | tell_others(members, id, "* {member.name} has left\n")
                        sley_str *t3_text = SLEY_FORMAT(SLEY_LIT("* "), SLEY_STR(v3_member.f_name),
                                                        SLEY_LIT(" has left\n"));
                        st = m_chat__tell_others(task, f->v_members, v2_id, t3_text);
                        sley_str_release(t3_text);
                        if (sley_failed_at(task, &sites[4], st)) goto leave_1;
                    }
                    sley_opt_m_chat__Member__drop(&f->t2_opt);
                    break;
                }
                }
            }
            sley_opt_m_chat__Event__drop(&v_event);
        } else {
            // 59 | case closing.recv() { open = false }
            f->v_open = false;
        }
    }

leave_1:
    sley_opt_m_chat__Member__release(f->t2_opt);
    sley_opt_m_chat__Member__release(f->t_opt);
    sley_opt_m_chat__Event__release(v_event);
    sley_map_release(f->v_members);
    return st;
}

// async fn deliver(conn: net.Conn, outbox: chan[str]) throws
// chat.sley:65, frame 128 bytes

typedef struct m_chat__deliver__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_chan *a_outbox;            // borrowed
    sley_str *v_line;               // 66: live across 2
    union { struct { sley_waiter wait; sley_str *v; } a1; sley_conn_wait a2; }; // 66, 67
} m_chat__deliver__frame;

SLEY_OWNED(m_chat__deliver, (a_conn, sley_type_conn), (a_outbox, sley_type_chan));
SLEY_TASK_FN(m_chat__deliver, "chat.deliver", "chat.sley", 65, 128,
    {66, 1, 0, "outbox"},
    {67, 2, 0, "conn.write(line)"});

static SLEY_SPAWN2(m_chat__deliver, sley_conn *, a_conn, sley_chan *, a_outbox)

static sley_status m_chat__deliver__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_chat__deliver__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 66: outbox
    if (self->state == 2) goto resume_2; // 67: conn.write(line)
    sley_starts(self);
    f->v_line = NULL;

    // 66 | async for line in outbox {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_outbox, sley_str *);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        f->v_line = f->a1.v;
        if (f->v_line == NULL) break;
        // 67 | await conn.write(line)
        st = sley_conn_write_str(task, sley_at(self, 2), &f->a2, f->a_conn, f->v_line);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        sley_str_drop(&f->v_line);
    }

leave_1:
    sley_str_release(f->v_line);
    return st;
}

// async fn talk(id: int, conn: net.Conn, events: chan[Event]) throws
// chat.sley:71, frame 264 bytes

typedef struct m_chat__talk__frame {
    sley_frame base;
    int64_t a_id;
    sley_conn *a_conn;              // borrowed
    sley_chan *a_events;            // borrowed
    sley_str *v_answer;             // 74: live across 3, 4, 5, 6 ...
    sley_str *t_value;              // 75: live across 1, 2, 3, 4 ...
    sley_chan *v_outbox;            // 78: live across 3, 4, 5, 6 ...
    sley_net_lines *t_items;        // 83: live across 4, 5
    sley_str *v_line;               // 83: live across 5
    sley_unwind u_3;
    sley_group_scope g_4;           // 81
    union {
        sley_conn_wait a1;          // 73: conn.write("your name? ")
        struct { sley_conn_wait wait; sley_str *v; } a2, a4; // 74, 83
        struct { sley_waiter wait; m_chat__Event value; } a3, a5, a6, a8; // 79, 85, 87, 80
    };
} m_chat__talk__frame;

SLEY_FN(m_chat__talk, "chat.talk", "chat.sley", 71, 264,
    {73, 1, 0, "conn.write(\"your name? \")"},
    {74, 2, 0, "conn.read_line()"},
    {79, 3, 0, "events.send(Event.Joined(Membe..."},
    {83, 4, 0, "conn.lines()"},
    {85, 5, 0, "events.send(Event.Said(id, lin..."},
    {87, 6, 0, "events.send(Event.Left(id))"},
    {81, 7, 0, "group"},
    {80, 8, 0, "events.send(Event.Left(id))"},
    {78, 9, 0, "chan[str](64)"},
    {82, 10, 0, "deliver(conn, outbox)"});

static SLEY_BEGIN3(m_chat__talk, int64_t, a_id, sley_conn *, a_conn, sley_chan *, a_events)

static sley_status m_chat__talk__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_chat__talk__frame *f = (void *)self;
    const sley_site *sites = m_chat__talk__sites;
    sley_str *v_name = NULL;
    switch (self->state) {
    case 1: goto resume_1;          // 73: conn.write("your name? ")
    case 2: goto resume_2;          // 74: conn.read_line()
    case 3: goto resume_3;          // 79: events.send(Event.Joined(Membe...
    case 4: goto resume_4;          // 83: conn.lines()
    case 5: goto resume_5;          // 85: events.send(Event.Said(id, lin...
    case 6: goto resume_6;          // 87: events.send(Event.Left(id))
    case 7: goto resume_7;          // 81: group
    case 8: goto resume_8;          // 80: events.send(Event.Left(id))
    default: sley_starts(self);
    }
    f->v_answer = f->t_value = f->v_line = NULL;
    f->v_outbox = NULL;
    f->t_items = NULL;

    // 73 | await conn.write("your name? ")
    st = sley_conn_write_str(task, sley_at(self, 1), &f->a1, f->a_conn, &k_your_name);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    // 74 | let answer = await conn.read_line()
    st = sley_conn_read_line(task, sley_at(self, 2), &f->a2.wait, f->a_conn, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    f->v_answer = f->a2.v;
    // 75 | let name = (answer ?? "").strip()
    if (f->v_answer != NULL) {
        sley_str_assign(&f->t_value, sley_str_retain(f->v_answer));
    } else {
        sley_str_assign(&f->t_value, &sley_str_empty);
    }
    v_name = sley_str_strip(f->t_value, NULL);
    // 76 | if name.is_empty() { return }
    if (sley_str_is_empty(v_name)) goto leave_2;
    // 78 | let outbox = chan[str](64)
    f->v_outbox = sley_chan_new(task, &sley_type_str, 64, &sites[9]);
    // 79 | await events.send(Event.Joined(Member(id: id, name: name, outbox: outbox)))
    f->a3.value = (m_chat__Event){.tag = c_chat__Event__Joined,
            .u.c_Joined.f_member = {.f_id = f->a_id, .f_name = sley_str_take(&v_name),
            .f_outbox = sley_chan_retain(f->v_outbox)}};
    st = SLEY_SEND(task, sley_at(self, 3), f->a3, f->a_events);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    // 81 | await group g {
    sley_group_enter(task, &f->g_4);
    // 82 | spawn deliver(conn, outbox)
    sley_task_release(m_chat__deliver__spawn(task, f->g_4.group, &sites[10],
            sley_conn_retain(f->a_conn), sley_chan_take(&f->v_outbox)));
    // 83 | async for line in conn.lines() {
    f->t_items = sley_conn_lines(f->a_conn);
    while (true) {
        st = sley_net_lines_next(task, sley_at(self, 4), &f->a4.wait, f->t_items, &f->a4.v);
        if (st == SLEY_PENDING) return st;
    resume_4: if (sley_failed(task, self, st)) goto leave_4;
        f->v_line = f->a4.v;
        if (f->v_line == NULL) break;
        // 84 | if line == "/quit" { break }
        if (sley_str_equal(f->v_line, &k_quit)) {
            sley_str_drop(&f->v_line);
            break;
        }
        // 85 | await events.send(Event.Said(id, line))
        f->a5.value = (m_chat__Event){.tag = c_chat__Event__Said, .u.c_Said.f_id = f->a_id,
                                      .u.c_Said.f_text = sley_str_retain(f->v_line)};
        st = SLEY_SEND(task, sley_at(self, 5), f->a5, f->a_events);
        if (st == SLEY_PENDING) return st;
    resume_5: if (sley_failed(task, self, st)) goto leave_4;
        sley_str_drop(&f->v_line);
    }
    sley_net_lines_drop(&f->t_items);
    // 87 | await events.send(Event.Left(id))       // the room closes the outbox: deliver e ...
    f->a6.value = (m_chat__Event){.tag = c_chat__Event__Left, .u.c_Left.f_id = f->a_id};
    st = SLEY_SEND(task, sley_at(self, 6), f->a6, f->a_events);
    if (st == SLEY_PENDING) return st;
resume_6: sley_note_failure(task, self, st);

leave_4:
    sley_net_lines_drop(&f->t_items);
    sley_str_drop(&f->v_line);
    st = sley_group_leave(task, sley_at(self, 7), &f->g_4, st);
    if (st == SLEY_PENDING) return st;
resume_7: sley_note_failure(task, self, st);
    st = sley_unwind_enter(task, &f->u_3, st);
    // 80 | defer await events.send(Event.Left(id))
    f->a8.value = (m_chat__Event){.tag = c_chat__Event__Left, .u.c_Left.f_id = f->a_id};
    st = SLEY_SEND(task, sley_at(self, 8), f->a8, f->a_events);
    if (st == SLEY_PENDING) return st;
resume_8: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_3, st);

leave_2:
    sley_chan_drop(&f->v_outbox);
    sley_str_drop(&v_name);
    sley_str_drop(&f->t_value);
    sley_str_drop(&f->v_answer);
    // 72 | defer conn.close()
    sley_conn_close(f->a_conn);
    return st;
}

// async fn talk_quietly(id: int, conn: net.Conn, events: chan[Event])
// chat.sley:91, frame 312 bytes

typedef struct m_chat__talk_quietly__frame {
    sley_frame base;
    int64_t a_id;
    sley_conn *a_conn;              // borrowed
    sley_chan *a_events;            // borrowed
    m_chat__talk__frame a1;         // 93: talk(id, conn, events)
} m_chat__talk_quietly__frame;

SLEY_OWNED(m_chat__talk_quietly, (a_conn, sley_type_conn), (a_events, sley_type_chan));
SLEY_TASK_FN(m_chat__talk_quietly, "chat.talk_quietly", "chat.sley", 91, 312,
    {93, 1, SLEY_CHILD(m_chat__talk_quietly, a1), "talk(id, conn, events)"});

static SLEY_BEGIN3(m_chat__talk_quietly, int64_t, a_id, sley_conn *, a_conn, sley_chan *, a_events)

static sley_status m_chat__talk_quietly__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_chat__talk_quietly__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 93: talk(id, conn, events)

    // 92 | try {
    // 93 | await talk(id, conn, events)
    m_chat__talk__begin(&f->a1, self, f->a_id, f->a_conn, f->a_events);
    st = SLEY_AWAIT(m_chat__talk, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 94 | } catch e {
        sley_error *v_e = sley_catch(task);
        // 95 | eprint("{conn.peer()}: {e}")
        sley_str *t_peer = sley_conn_peer(f->a_conn);
        SLEY_PRINT_ERROR(SLEY_STR(t_peer), SLEY_LIT(": "), SLEY_VAL(sley_type_error, &v_e));
        sley_error_release(v_e);
        sley_str_release(t_peer);
    }
    return st;
}

// async fn main() throws
// chat.sley:99, frame 184 bytes

typedef struct m_chat__main__frame {
    sley_frame base;
    sley_list *v_args;              // 100: live across 1, 2, 3
    sley_listener *v_server;        // 103: live across 2, 3
    sley_chan *v_events;            // 105: live across 2, 3
    sley_chan *v_closing;           // 106: live across 2, 3
    int64_t v_joined;               // 107: live across 2
    sley_group_scope g_2;           // 108
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 103: net.listen("127.0.0.1", port)
        struct { sley_waiter wait; sley_conn *v; } a2; // 110: server
    };
} m_chat__main__frame;

SLEY_FN(m_chat__main, "chat.main", "chat.sley", 99, 184,
    {103, 1, 0, "net.listen(\"127.0.0.1\", port)"},
    {110, 2, 0, "server"},
    {108, 3, 0, "group"},
    {102, 4, 0, "args[0]"}, {102, 5, 0, "int(args[0])"},
    {105, 6, 0, "chan[Event](16)"},
    {106, 7, 0, "chan[bool](1)"},
    {109, 8, 0, "room(events, closing)"},
    {111, 9, 0, "joined +="},
    {112, 10, 0, "talk_quietly(joined, conn, eve..."});

static sley_status m_chat__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_chat__main__frame *f = (void *)self;
    const sley_site *sites = m_chat__main__sites;
    if (self->state == 1) goto resume_1; // 103: net.listen("127.0.0.1", port)
    if (self->state == 2) goto resume_2; // 110: server
    if (self->state == 3) goto resume_3; // 108: group
    sley_starts(self);
    f->v_server = NULL;
    f->v_events = f->v_closing = NULL;

    // 100 | let args = os.args()
    f->v_args = sley_os_args();
    // 101 | var port = 0
    int64_t v_port = 0;
    // 102 | if args.len() > 0 { port = int(args[0]) }
    if (sley_list_len(f->v_args) > 0) {
        st = sley_int_parse(task, SLEY_AT(sley_str *, f->v_args, 0, &sites[4]), &v_port);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    }
    // 103 | let server = await net.listen("127.0.0.1", port)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, v_port, 511, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_server = f->a1.v;
    // 104 | print("listening on {server.port()}")
    SLEY_PRINT(SLEY_LIT("listening on "), SLEY_INT(sley_listener_port(f->v_server)));
    // 105 | let events = chan[Event](16)
    f->v_events = sley_chan_new(task, &m_chat__Event__type, 16, &sites[6]);
    // 106 | let closing = chan[bool](1)
    f->v_closing = sley_chan_new(task, &sley_type_bool, 1, &sites[7]);
    // 107 | var joined = 0
    f->v_joined = 0;
    // 108 | await group g {
    sley_group_enter(task, &f->g_2);
    // 109 | spawn room(events, closing)
    sley_task_release(m_chat__room__spawn(task, f->g_2.group, &sites[8],
            sley_chan_retain(f->v_events), sley_chan_take(&f->v_closing)));
    // 110 | async for conn in server {
    while (true) {
        st = sley_listener_next(task, sley_at(self, 2), &f->a2.wait, f->v_server, &f->a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        sley_conn *v_conn = f->a2.v;
        if (v_conn == NULL) break;
        // 111 | joined += 1
        f->v_joined = sley_int_add(f->v_joined, 1, &sites[9]);
        // 112 | spawn talk_quietly(joined, conn, events) as "client {conn.peer()}"
        sley_str *t_peer = sley_conn_peer(v_conn);
        sley_str *t_text = SLEY_FORMAT(SLEY_LIT("client "), SLEY_STR(t_peer));
        sley_str_release(t_peer);
        sley_task *t2_task = sley_task_new(task, &m_chat__talk_quietly__fn, &sites[10]);
        m_chat__talk_quietly__begin(sley_task_frame(t2_task), NULL, f->v_joined,
                                    sley_conn_retain(v_conn), sley_chan_retain(f->v_events));
        sley_task_set_name(t2_task, t_text);
        sley_task_release(sley_task_start(t2_task, f->g_2.group));
        sley_conn_release(v_conn);
        sley_str_release(t_text);
    }

leave_2:
    st = sley_group_leave(task, sley_at(self, 3), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);

leave_1:
    sley_chan_release(f->v_closing);
    sley_chan_release(f->v_events);
    sley_listener_release(f->v_server);
    sley_list_release(f->v_args);
    return st;
}

SLEY_MAIN(m_chat__main, NULL)
