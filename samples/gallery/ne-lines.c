// Generated from ne-lines.sley. Do not edit.

#include "sley.h"
#include "sley/std/methods.h"

SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");
SLEY_BYTES_LIT(k_one_two, "one\ntwo\n");

// async fn answer(conn: net.Conn) throws
// ne-lines.sley:4, frame 160 bytes

typedef struct m_ne_lines__answer__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    int64_t v_count;                // 5: live across 1, 2
    sley_str *t2_text;              // 10: live across 3
    sley_net_lines *t_items;        // 6: live across 1, 2
    sley_str *v_line;               // 6: live across 2
    sley_str *t_text;               // 7: live across 2
    union { struct { sley_conn_wait wait; sley_str *v; } a1; sley_conn_wait a2, a3; }; // 6, 7, 10
} m_ne_lines__answer__frame;

SLEY_FN(m_ne_lines__answer, "ne_lines.answer", "ne-lines.sley", 4, 160,
    {6, 1, 0, "conn.lines()"},
    {7, 2, 0, "conn.write(\"{line.upper()}\\n\")"},
    {10, 3, 0, "conn.write(\"{count} lines\\n\")"},
    {8, 4, 0, "count +="});

static SLEY_BEGIN1(m_ne_lines__answer, sley_conn *, a_conn)

static sley_status m_ne_lines__answer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ne_lines__answer__frame *f = (void *)self;
    const sley_site *sites = m_ne_lines__answer__sites;
    if (self->state == 1) goto resume_1; // 6: conn.lines()
    if (self->state == 2) goto resume_2; // 7: conn.write("{line.upper()}\n")
    if (self->state == 3) goto resume_3; // 10: conn.write("{count} lines\n")
    sley_starts(self);
    f->v_line = f->t_text = f->t2_text = NULL;

    // 5 | var count = 0
    f->v_count = 0;
    // 6 | async for line in conn.lines() {
    f->t_items = sley_conn_lines(f->a_conn);
    while (true) {
        st = sley_net_lines_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        f->v_line = f->a1.v;
        if (f->v_line == NULL) break;
        // 7 | await conn.write("{line.upper()}\n")
        sley_str *t_upper = sley_str_upper(f->v_line);
        f->t_text = SLEY_FORMAT(SLEY_STR(t_upper), SLEY_LIT("\n"));
        sley_str_release(t_upper);
        st = sley_conn_write_str(task, sley_at(self, 2), &f->a2, f->a_conn, f->t_text);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        sley_str_drop(&f->t_text);
        // 8 | count += 1
        f->v_count = sley_int_add(f->v_count, 1, &sites[4]);
        sley_str_drop(&f->v_line);
    }
    sley_net_lines_drop(&f->t_items);
    // 10 | await conn.write("{count} lines\n")
    f->t2_text = SLEY_FORMAT(SLEY_INT(f->v_count), SLEY_LIT(" lines\n"));
    st = sley_conn_write_str(task, sley_at(self, 3), &f->a3, f->a_conn, f->t2_text);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);

leave_1:
    sley_str_release(f->t2_text);
    sley_str_release(f->t_text);
    sley_str_release(f->v_line);
    sley_net_lines_release(f->t_items);
    return st;
}

// async fn main() throws
// ne-lines.sley:13, frame 144 bytes

typedef struct m_ne_lines__main__frame {
    sley_frame base;
    sley_listener *v_server;        // 14: live across 2, 3, 4, 5 ...
    sley_task *v_serving;           // 15: live across 2, 3, 4, 5 ...
    sley_conn *v_conn;              // 16: live across 3, 4, 5, 6
    sley_net_lines *t_items;        // 19: live across 4
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 14: net.listen("127.0.0.1", 0)
        struct { sley_waiter wait; sley_conn *v; } a2; // 16: net.connect("127.0.0.1", serve...
        sley_conn_wait a3;          // 17: conn.write(b"one\ntwo\n")
        struct { sley_conn_wait wait; sley_str *v; } a4; // 19: conn.lines()
        struct { sley_conn_wait wait; sley_bytes *v; } a5; // 20: conn.read()
        sley_waiter a6;             // 23: serving
    };
} m_ne_lines__main__frame;

static void *m_ne_lines__answer__face(sley_closure *closure, sley_task *task, sley_frame *caller,
                                      sley_conn *a_conn)
{
    (void)closure;
    m_ne_lines__answer__frame *f = sley_frame_push(task, sizeof(m_ne_lines__answer__frame));
    m_ne_lines__answer__begin(f, caller, a_conn);
    return f;
}

SLEY_FN_VALUE(m_ne_lines__answer, m_ne_lines__answer__face, 0);

SLEY_FN(m_ne_lines__main, "ne_lines.main", "ne-lines.sley", 13, 144,
    {14, 1, 0, "net.listen(\"127.0.0.1\", 0)"},
    {16, 2, 0, "net.connect(\"127.0.0.1\", serve..."},
    {17, 3, 0, "conn.write(b\"one\\ntwo\\n\")"},
    {19, 4, 0, "conn.lines()"},
    {20, 5, 0, "conn.read()"},
    {23, 6, 0, "serving"},
    {15, 7, 0, "net.serve(server, answer)"},
    {18, 8, 0, "conn.write_eof()"});

static sley_status m_ne_lines__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ne_lines__main__frame *f = (void *)self;
    const sley_site *sites = m_ne_lines__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 14: net.listen("127.0.0.1", 0)
    case 2: goto resume_2;          // 16: net.connect("127.0.0.1", serve...
    case 3: goto resume_3;          // 17: conn.write(b"one\ntwo\n")
    case 4: goto resume_4;          // 19: conn.lines()
    case 5: goto resume_5;          // 20: conn.read()
    case 6: goto resume_6;          // 23: serving
    default: sley_starts(self);
    }
    f->v_conn = NULL;
    f->t_items = NULL;

    // 14 | let server = await net.listen("127.0.0.1", 0)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, 0, 511, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_server = f->a1.v;
    // 15 | let serving = spawn net.serve(server, answer)
    sley_task *t_task = sley_task_new(task, &m2_std__methods__net_serve__fn, &sites[7]);
    m2_std__methods__net_serve__begin(sley_task_frame(t_task), NULL,
            sley_listener_retain(f->v_server), sley_closure_retain(&m_ne_lines__answer__value),
            1000, 10000000000);
    f->v_serving = sley_task_start(t_task, NULL);
    // 16 | let conn = await net.connect("127.0.0.1", server.port)
    st = sley_net_connect(task, sley_at(self, 2), &f->a2.wait, &k_127_0_0_1,
                          sley_listener_port(f->v_server), &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    f->v_conn = f->a2.v;
    // 17 | await conn.write(b"one\ntwo\n")
    st = sley_conn_write(task, sley_at(self, 3), &f->a3, f->v_conn, &k_one_two);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    // 18 | conn.write_eof()
    st = sley_conn_write_eof(task, f->v_conn);
    if (sley_failed_at(task, &sites[8], st)) goto leave_1;
    // 19 | async for line in conn.lines() { print(line) }
    f->t_items = sley_conn_lines(f->v_conn);
    while (true) {
        st = sley_net_lines_next(task, sley_at(self, 4), &f->a4.wait, f->t_items, &f->a4.v);
        if (st == SLEY_PENDING) return st;
    resume_4: if (sley_failed(task, self, st)) goto leave_1;
        sley_str *v_line = f->a4.v;
        if (v_line == NULL) break;
        SLEY_PRINT(SLEY_STR(v_line));
        sley_str_release(v_line);
    }
    sley_net_lines_drop(&f->t_items);
    // 20 | print(await conn.read())
    st = sley_conn_read(task, sley_at(self, 5), &f->a5.wait, f->v_conn, 65536, &f->a5.v);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;
    sley_bytes *t_read = f->a5.v;
    SLEY_PRINT(SLEY_VAL(sley_type_bytes, &t_read));
    sley_bytes_release(t_read);
    // 21 | conn.close()
    sley_conn_close(f->v_conn);
    // 22 | server.close()
    sley_listener_close(f->v_server);
    // 23 | await serving
    st = sley_task_await(task, sley_at(self, 6), &f->a6, f->v_serving, NULL);
    if (st == SLEY_PENDING) return st;
resume_6: sley_note_failure(task, self, st);

leave_1:
    sley_net_lines_release(f->t_items);
    sley_conn_release(f->v_conn);
    sley_task_release(f->v_serving);
    sley_listener_release(f->v_server);
    return st;
}

SLEY_MAIN(m_ne_lines__main, NULL)
