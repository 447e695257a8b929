// Generated from echo.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");
SLEY_STR_LIT(k_server, "server");
SLEY_STR_LIT(k_client, "client");
SLEY_STR_LIT(k_usage_echo_server, "usage: echo server|client PORT");

// async fn serve(conn: net.Conn) throws
// echo.sley:10, frame 128 bytes

typedef struct m_echo__serve__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_bytes *v_data;             // 12: live across 2
    union { struct { sley_conn_wait wait; sley_bytes *v; } a1; sley_conn_wait a2; }; // 12, 13
} m_echo__serve__frame;

SLEY_FN(m_echo__serve, "echo.serve", "echo.sley", 10, 128,
    {12, 1, 0, "conn.read()"},
    {13, 2, 0, "conn.write(data)"});

static SLEY_BEGIN1(m_echo__serve, sley_conn *, a_conn)

static sley_status m_echo__serve__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__serve__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 12: conn.read()
    if (self->state == 2) goto resume_2; // 13: conn.write(data)
    sley_starts(self);
    f->v_data = NULL;

    // 12 | while let data = await conn.read() {
    while (true) {
        st = sley_conn_read(task, sley_at(self, 1), &f->a1.wait, f->a_conn, 65536, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->v_data = f->a1.v;
        if (f->v_data == NULL) break;
        // 13 | await conn.write(data)
        st = sley_conn_write(task, sley_at(self, 2), &f->a2, f->a_conn, f->v_data);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        sley_bytes_drop(&f->v_data);
    }

leave_2:
    sley_bytes_drop(&f->v_data);
    // 11 | defer conn.close()
    sley_conn_close(f->a_conn);
    return st;
}

// async fn serve_quietly(conn: net.Conn) throws
// echo.sley:18, frame 160 bytes

typedef struct m_echo__serve_quietly__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    m_echo__serve__frame a1;        // 20: serve(conn)
} m_echo__serve_quietly__frame;

SLEY_OWNED(m_echo__serve_quietly, (a_conn, sley_type_conn));
SLEY_TASK_FN(m_echo__serve_quietly, "echo.serve_quietly", "echo.sley", 18, 160,
    {20, 1, SLEY_CHILD(m_echo__serve_quietly, a1), "serve(conn)"});

static SLEY_BEGIN1(m_echo__serve_quietly, sley_conn *, a_conn)

static sley_status m_echo__serve_quietly__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__serve_quietly__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 20: serve(conn)

    // 19 | try {
    // 20 | await serve(conn)
    m_echo__serve__begin(&f->a1, self, f->a_conn);
    st = SLEY_AWAIT(m_echo__serve, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_net)) {
        st = SLEY_OK;
        // 21 | } catch e: net.Error {
        sley_error *v_e = sley_catch(task);
        // 22 | eprint("{conn.peer()}: {e}")
        sley_str *t_peer = sley_conn_peer(f->a_conn);
        SLEY_PRINT_ERROR(SLEY_STR(t_peer), SLEY_LIT(": "), SLEY_VAL(sley_type_error, &v_e));
        sley_error_release(v_e);
        sley_str_release(t_peer);
    }
    return st;
}

// async fn server(port: int) throws
// echo.sley:26, frame 160 bytes

typedef struct m_echo__server__frame {
    sley_frame base;
    int64_t a_port;
    sley_listener *v_listener;      // 27: live across 2, 3
    sley_group_scope g_2;           // 29
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 27: net.listen("127.0.0.1", port)
        struct { sley_waiter wait; sley_conn *v; } a2; // 30: listener
    };
} m_echo__server__frame;

SLEY_FN(m_echo__server, "echo.server", "echo.sley", 26, 160,
    {27, 1, 0, "net.listen(\"127.0.0.1\", port)"},
    {30, 2, 0, "listener"},
    {29, 3, 0, "group"},
    {31, 4, 0, "serve_quietly(conn)"});

static SLEY_BEGIN1(m_echo__server, int64_t, a_port)

static sley_status m_echo__server__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__server__frame *f = (void *)self;
    const sley_site *sites = m_echo__server__sites;
    if (self->state == 1) goto resume_1; // 27: net.listen("127.0.0.1", port)
    if (self->state == 2) goto resume_2; // 30: listener
    if (self->state == 3) goto resume_3; // 29: group
    sley_starts(self);

    // 27 | let listener = await net.listen("127.0.0.1", port)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, f->a_port, 511,
                         &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_listener = f->a1.v;
    // 28 | print("listening on {listener.port()}")
    SLEY_PRINT(SLEY_LIT("listening on "), SLEY_INT(sley_listener_port(f->v_listener)));
    // 29 | await group g {
    sley_group_enter(task, &f->g_2);
    // 30 | async for conn in listener {
    while (true) {
        st = sley_listener_next(task, sley_at(self, 2), &f->a2.wait, f->v_listener, &f->a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        sley_conn *v_conn = f->a2.v;
        if (v_conn == NULL) break;
        // 31 | spawn serve_quietly(conn) as "client {conn.peer()}"
        sley_str *t_peer = sley_conn_peer(v_conn);
        sley_str *t_text = SLEY_FORMAT(SLEY_LIT("client "), SLEY_STR(t_peer));
        sley_str_release(t_peer);
        sley_task *t_task = sley_task_new(task, &m_echo__serve_quietly__fn, &sites[4]);
        m_echo__serve_quietly__begin(sley_task_frame(t_task), NULL, sley_conn_retain(v_conn));
        sley_task_set_name(t_task, t_text);
        sley_task_release(sley_task_start(t_task, f->g_2.group));
        sley_conn_release(v_conn);
        sley_str_release(t_text);
    }

leave_2:
    st = sley_group_leave(task, sley_at(self, 3), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    sley_listener_release(f->v_listener);
    return st;
}

// async fn show(conn: net.Conn) throws
// echo.sley:36, frame 120 bytes

typedef struct m_echo__show__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    struct { sley_conn_wait wait; sley_bytes *v; } a1; // 37: conn.read()
} m_echo__show__frame;

SLEY_OWNED(m_echo__show, (a_conn, sley_type_conn));
SLEY_TASK_FN(m_echo__show, "echo.show", "echo.sley", 36, 120, {37, 1, 0, "conn.read()"});

static SLEY_SPAWN1(m_echo__show, sley_conn *, a_conn)

static sley_status m_echo__show__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__show__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 37: conn.read()

    // 37 | while let data = await conn.read() {
    while (true) {
        st = sley_conn_read(task, sley_at(self, 1), &f->a1.wait, f->a_conn, 65536, &f->a1.v);
    resume_1: if (sley_stops(task, self, st)) return st;
        sley_bytes *v_data = f->a1.v;
        if (v_data == NULL) break;
        // 38 | io.write_bytes(data)
        sley_io_write_bytes(v_data);
        sley_bytes_release(v_data);
    }
    return SLEY_OK;
}

// async fn client(port: int) throws
// echo.sley:42, frame 192 bytes

typedef struct m_echo__client__frame {
    sley_frame base;
    int64_t a_port;
    sley_conn *v_conn;              // 43: live across 2, 3, 4
    sley_bytes *v_data;             // 47: live across 3
    sley_group_scope g_3;           // 45
    union {
        struct { sley_waiter wait; sley_conn *v; } a1; // 43: net.connect("127.0.0.1", port)
        struct { sley_conn_wait wait; sley_bytes *v; } a2; // 47: io.read()
        sley_conn_wait a3;          // 48: conn.write(data)
    };
} m_echo__client__frame;

SLEY_FN(m_echo__client, "echo.client", "echo.sley", 42, 192,
    {43, 1, 0, "net.connect(\"127.0.0.1\", port)"},
    {47, 2, 0, "io.read()"},
    {48, 3, 0, "conn.write(data)"},
    {45, 4, 0, "group"},
    {46, 5, 0, "show(conn)"},
    {50, 6, 0, "conn.write_eof()"});

static SLEY_BEGIN1(m_echo__client, int64_t, a_port)

static sley_status m_echo__client__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__client__frame *f = (void *)self;
    const sley_site *sites = m_echo__client__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 43: net.connect("127.0.0.1", port)
    case 2: goto resume_2;          // 47: io.read()
    case 3: goto resume_3;          // 48: conn.write(data)
    case 4: goto resume_4;          // 45: group
    default: sley_starts(self);
    }
    f->v_data = NULL;

    // 43 | let conn = await net.connect("127.0.0.1", port)
    st = sley_net_connect(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, f->a_port, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_conn = f->a1.v;
    // 45 | await group g {
    sley_group_enter(task, &f->g_3);
    // 46 | spawn show(conn)
    sley_task_release(m_echo__show__spawn(task, f->g_3.group, &sites[5],
                                          sley_conn_retain(f->v_conn)));
    // 47 | while let data = await io.read() {
    while (true) {
        st = sley_io_read(task, sley_at(self, 2), &f->a2.wait, 65536, &f->a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_3;
        f->v_data = f->a2.v;
        if (f->v_data == NULL) break;
        // 48 | await conn.write(data)
        st = sley_conn_write(task, sley_at(self, 3), &f->a3, f->v_conn, f->v_data);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_3;
        sley_bytes_drop(&f->v_data);
    }
    // 50 | conn.write_eof()
    st = sley_conn_write_eof(task, f->v_conn);
    sley_note_failure_at(task, &sites[6], st);

leave_3:
    sley_bytes_drop(&f->v_data);
    st = sley_group_leave(task, sley_at(self, 4), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_4: sley_note_failure(task, self, st);
    // 44 | defer conn.close()
    sley_conn_close(f->v_conn);
    sley_conn_release(f->v_conn);
    return st;
}

// async fn main() throws
// echo.sley:54, frame 224 bytes

typedef struct m_echo__main__frame {
    sley_frame base;
    sley_list *v_args;              // 55: live across 1, 2
    union { m_echo__server__frame a1; m_echo__client__frame a2; }; // 57, 59
} m_echo__main__frame;

SLEY_FN(m_echo__main, "echo.main", "echo.sley", 54, 224,
    {57, 1, SLEY_CHILD(m_echo__main, a1), "server(int(args[1]))"},
    {59, 2, SLEY_CHILD(m_echo__main, a2), "client(int(args[1]))"},
    {56, 3, 0, "args[0]"},
    {57, 4, 0, "args[1]"}, {57, 5, 0, "int(args[1])"},
    {58, 6, 0, "args[0]"},
    {59, 7, 0, "args[1]"}, {59, 8, 0, "int(args[1])"});

static sley_status m_echo__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__main__frame *f = (void *)self;
    const sley_site *sites = m_echo__main__sites;
    if (self->state == 1) goto resume_1; // 57: server(int(args[1]))
    if (self->state == 2) goto resume_2; // 59: client(int(args[1]))
    sley_starts(self);

    // 55 | let args = os.args()
    f->v_args = sley_os_args();
    // 56 | if args.len() == 2 and args[0] == "server" {
    if (sley_list_len(f->v_args) == 2 &&
        sley_str_equal(SLEY_AT(sley_str *, f->v_args, 0, &sites[3]), &k_server)) {
        // 57 | await server(int(args[1]))
        int64_t t_int = 0;
        st = sley_int_parse(task, SLEY_AT(sley_str *, f->v_args, 1, &sites[4]), &t_int);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
        m_echo__server__begin(&f->a1, self, t_int);
        st = SLEY_AWAIT(m_echo__server, task, self, 1, f->a1);
        if (st == SLEY_PENDING) return st;
    resume_1: sley_note_failure(task, self, st);
    } else if (sley_list_len(f->v_args) == 2 &&
               sley_str_equal(SLEY_AT(sley_str *, f->v_args, 0, &sites[6]), &k_client)) {
        // 59 | await client(int(args[1]))
        int64_t t2_int = 0;
        st = sley_int_parse(task, SLEY_AT(sley_str *, f->v_args, 1, &sites[7]), &t2_int);
        if (sley_failed_at(task, &sites[8], st)) goto leave_1;
        m_echo__client__begin(&f->a2, self, t2_int);
        st = SLEY_AWAIT(m_echo__client, task, self, 2, f->a2);
        if (st == SLEY_PENDING) return st;
    resume_2: sley_note_failure(task, self, st);
    } else {
        // 61 | exit("usage: echo server|client PORT")
        st = sley_exit_text(task, &k_usage_echo_server);
    }

leave_1:
    sley_list_release(f->v_args);
    return st;
}

SLEY_MAIN(m_echo__main, NULL)
