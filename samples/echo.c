// Generated from echo.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

// async fn serve(conn: net.Conn) throws
// echo.sley:10, frame 128 bytes

typedef struct m_echo__serve__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    sley_bytes *t_item;             // 12: live across 2
    union {
        struct { sley_conn_wait wait; sley_bytes *v; } a1; // 12: conn.read()
        sley_conn_wait a2;          // 13: conn.write(data)
    } await;
} m_echo__serve__frame;
SLEY_FRAME(m_echo__serve, 128);

static const sley_site m_echo__serve__sites[] = {
    {10, 0, "serve", &m_echo__serve__fn}, {12, 0, "conn.read()", &m_echo__serve__fn},
    {13, 0, "conn.write(data)", &m_echo__serve__fn},
};
static const sley_trace m_echo__serve__trace[] = { // for dumps: what lies where, when
    {"conn", offsetof(m_echo__serve__frame, a_conn), 0, &sley_type_conn, 0x06},
};
static SLEY_FN(m_echo__serve, "echo.serve", "echo.sley", SLEY_NO_RESULT, SLEY_TRACE(m_echo__serve),
               NULL);

static void m_echo__serve__begin(m_echo__serve__frame *f, sley_frame *caller, sley_conn *a_conn)
{
    sley_frame_init(&f->base, caller, &m_echo__serve__fn);
    f->a_conn = a_conn;
}

static sley_status m_echo__serve__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__serve__frame *f = (m_echo__serve__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 12: conn.read()
    case 2: goto resume_2;          // 13: conn.write(data)
    default: sley_bad_state(self);
    }
    f->t_item = NULL;

    // 12 | while let data = await conn.read() {
    while (true) {
        self->state = 1;
        st = sley_conn_read(task, self, &f->await.a1.wait, f->a_conn, 65536, &f->await.a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1:
        if (sley_failed(task, self, st)) goto leave_2;
        f->t_item = f->await.a1.v;
        if (f->t_item == NULL) {
            break;
        }
        sley_bytes *v_data = f->t_item;
        // 13 | await conn.write(data)
        self->state = 2;
        st = sley_conn_write(task, self, &f->await.a2, f->a_conn, v_data);
        if (st == SLEY_PENDING) return st;
    resume_2:
        if (sley_failed(task, self, st)) goto leave_2;
        sley_bytes_drop(&f->t_item);
    }

leave_2:
    sley_bytes_drop(&f->t_item);
    // 11 | defer conn.close()
    sley_conn_close(f->a_conn);
    sley_bytes_release(f->t_item);
    return st;
}

// async fn serve_quietly(conn: net.Conn) throws
// echo.sley:18, frame 160 bytes

typedef struct m_echo__serve_quietly__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    union { m_echo__serve__frame a1; } await; // 20: serve(conn)
} m_echo__serve_quietly__frame;
SLEY_FRAME(m_echo__serve_quietly, 160);

static const sley_site m_echo__serve_quietly__sites[] = {
    {18, 0, "serve_quietly", &m_echo__serve_quietly__fn},
    {20, SLEY_CHILD(m_echo__serve_quietly__frame, await.a1), "serve(conn)",
     &m_echo__serve_quietly__fn},
};
static const sley_trace m_echo__serve_quietly__trace[] = { // for dumps: what lies where, when
    {"conn", offsetof(m_echo__serve_quietly__frame, a_conn), 0, &sley_type_conn, 0x02},
};
static void m_echo__serve_quietly__drop(sley_frame *self)
{
    sley_conn_release(((m_echo__serve_quietly__frame *)self)->a_conn);
}

static SLEY_FN(m_echo__serve_quietly, "echo.serve_quietly", "echo.sley", SLEY_NO_RESULT,
               SLEY_TRACE(m_echo__serve_quietly), m_echo__serve_quietly__drop);

static void m_echo__serve_quietly__begin(m_echo__serve_quietly__frame *f, sley_frame *caller,
                                         sley_conn *a_conn)
{
    sley_frame_init(&f->base, caller, &m_echo__serve_quietly__fn);
    f->a_conn = a_conn;
}

static sley_status m_echo__serve_quietly__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__serve_quietly__frame *f = (m_echo__serve_quietly__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 20: serve(conn)
    default: sley_bad_state(self);
    }

    // 19 | try {
    // 20 | await serve(conn)
    m_echo__serve__begin(&f->await.a1, self, f->a_conn);
    self->state = 1;
    st = m_echo__serve__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1:
    if (sley_failed(task, self, st)) goto leave_2;
leave_2:
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_net)) {
        st = SLEY_OK;
        // 21 | } catch e: net.Error {
        sley_error *v_e = sley_catch(task);
        // 22 | eprint("{conn.peer()}: {e}")
        sley_str *t_t = sley_conn_peer(f->a_conn);
        sley_print_error(SLEY_PARTS(SLEY_STR(t_t), SLEY_LIT(": "),
                                    SLEY_VAL(sley_type_error, &v_e)));
        sley_error_release(v_e);
        sley_str_release(t_t);
    } else if (st != SLEY_OK) {
        return st;
    }
    return SLEY_OK;
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
    } await;
} m_echo__server__frame;
SLEY_FRAME(m_echo__server, 160);

SLEY_STR_LIT(m_echo__server__text_1, "127.0.0.1");

static const sley_site m_echo__server__sites[] = {
    {26, 0, "server", &m_echo__server__fn},
    {27, 0, "net.listen(\042127.0.0.1\042, port)", &m_echo__server__fn},
    {30, 0, "listener", &m_echo__server__fn}, {29, 0, "group", &m_echo__server__fn},
    {31, 0, "serve_quietly(conn)", &m_echo__server__fn},
};
static const sley_trace m_echo__server__trace[] = { // for dumps: what lies where, when
    {"port", offsetof(m_echo__server__frame, a_port), 0, &sley_type_int, 0x0e},
    {"listener", offsetof(m_echo__server__frame, v_listener), 0, &sley_type_listener, 0x0c},
};
static SLEY_FN(m_echo__server, "echo.server", "echo.sley", SLEY_NO_RESULT,
               SLEY_TRACE(m_echo__server), NULL);

static void m_echo__server__begin(m_echo__server__frame *f, sley_frame *caller, int64_t a_port)
{
    sley_frame_init(&f->base, caller, &m_echo__server__fn);
    f->a_port = a_port;
}

static sley_status m_echo__server__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__server__frame *f = (m_echo__server__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 27: net.listen("127.0.0.1", port)
    case 2: goto resume_2;          // 30: listener
    case 3: goto resume_3;          // 29: group
    default: sley_bad_state(self);
    }
    f->v_listener = NULL;

    // 27 | let listener = await net.listen("127.0.0.1", port)
    self->state = 1;
    st = sley_net_listen(task, self, &f->await.a1.wait, &m_echo__server__text_1, f->a_port, 511,
                         &f->await.a1.v);
    if (st == SLEY_PENDING) return st;
resume_1:
    if (sley_failed(task, self, st)) goto leave_1;
    f->v_listener = f->await.a1.v;
    // 28 | print("listening on {listener.port()}")
    int64_t t_2 = sley_listener_port(f->v_listener);
    sley_print(SLEY_PARTS(SLEY_LIT("listening on "), SLEY_INT(t_2)));
    // 29 | await group g {
    sley_group_enter(task, &f->g_2);
    // 30 | async for conn in listener {
    while (true) {
        self->state = 2;
        st = sley_listener_next(task, self, &f->await.a2.wait, f->v_listener, &f->await.a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2:
        if (sley_failed(task, self, st)) goto leave_2;
        sley_conn *t_item = f->await.a2.v;
        if (t_item == NULL) {
            break;
        }
        sley_conn *v_conn = t_item;
        // 31 | spawn serve_quietly(conn) as "client {conn.peer()}"
        sley_str *t_t = sley_conn_peer(v_conn);
        sley_str *t2_t = sley_format(SLEY_PARTS(SLEY_LIT("client "), SLEY_STR(t_t)));
        sley_str_release(t_t);
        sley_task *t_12 = sley_task_new(task->base.executor, &m_echo__serve_quietly__fn,
                                        &m_echo__server__sites[4]);
        m_echo__serve_quietly__begin(sley_task_frame(t_12), NULL, sley_conn_retain(v_conn));
        sley_task_set_name(t_12, t2_t);
        sley_task_release(sley_task_start(t_12, f->g_2.group));
        sley_conn_release(t_item);
        sley_str_release(t2_t);
    }

leave_2:
    self->state = 3;
    st = sley_group_leave(task, self, &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_3:
    if (sley_failed(task, self, st)) goto leave_1;

leave_1:
    sley_listener_release(f->v_listener);
    return st;
}

// async fn show(conn: net.Conn) throws
// echo.sley:36, frame 120 bytes

typedef struct m_echo__show__frame {
    sley_frame base;
    sley_conn *a_conn;              // borrowed
    union { struct { sley_conn_wait wait; sley_bytes *v; } a1; } await; // 37: conn.read()
} m_echo__show__frame;
SLEY_FRAME(m_echo__show, 120);

static const sley_site m_echo__show__sites[] = {
    {36, 0, "show", &m_echo__show__fn}, {37, 0, "conn.read()", &m_echo__show__fn},
};
static const sley_trace m_echo__show__trace[] = { // for dumps: what lies where, when
    {"conn", offsetof(m_echo__show__frame, a_conn), 0, &sley_type_conn, 0x02},
};
static void m_echo__show__drop(sley_frame *self)
{
    sley_conn_release(((m_echo__show__frame *)self)->a_conn);
}

static SLEY_FN(m_echo__show, "echo.show", "echo.sley", SLEY_NO_RESULT, SLEY_TRACE(m_echo__show),
               m_echo__show__drop);

static void m_echo__show__begin(m_echo__show__frame *f, sley_frame *caller, sley_conn *a_conn)
{
    sley_frame_init(&f->base, caller, &m_echo__show__fn);
    f->a_conn = a_conn;
}

static sley_status m_echo__show__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__show__frame *f = (m_echo__show__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 37: conn.read()
    default: sley_bad_state(self);
    }

    // 37 | while let data = await conn.read() {
    while (true) {
        self->state = 1;
        st = sley_conn_read(task, self, &f->await.a1.wait, f->a_conn, 65536, &f->await.a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1:
        if (sley_failed(task, self, st)) return st;
        sley_bytes *t_item = f->await.a1.v;
        if (t_item == NULL) {
            break;
        }
        sley_bytes *v_data = t_item;
        // 38 | io.write_bytes(data)
        sley_io_write_bytes(v_data);
        sley_bytes_release(t_item);
    }
    return SLEY_OK;
}

// async fn client(port: int) throws
// echo.sley:42, frame 192 bytes

typedef struct m_echo__client__frame {
    sley_frame base;
    int64_t a_port;
    sley_conn *v_conn;              // 43: live across 2, 3, 4
    sley_bytes *t_item;             // 47: live across 3
    sley_group_scope g_3;           // 45
    union {
        struct { sley_waiter wait; sley_conn *v; } a1; // 43: net.connect("127.0.0.1", port)
        struct { sley_conn_wait wait; sley_bytes *v; } a2; // 47: io.read()
        sley_conn_wait a3;          // 48: conn.write(data)
    } await;
} m_echo__client__frame;
SLEY_FRAME(m_echo__client, 192);

SLEY_STR_LIT(m_echo__client__text_1, "127.0.0.1");

static const sley_site m_echo__client__sites[] = {
    {42, 0, "client", &m_echo__client__fn},
    {43, 0, "net.connect(\042127.0.0.1\042, port)", &m_echo__client__fn},
    {47, 0, "io.read()", &m_echo__client__fn}, {48, 0, "conn.write(data)", &m_echo__client__fn},
    {45, 0, "group", &m_echo__client__fn}, {46, 0, "show(conn)", &m_echo__client__fn},
    {50, 0, "conn.write_eof()", &m_echo__client__fn},
};
static const sley_trace m_echo__client__trace[] = { // for dumps: what lies where, when
    {"port", offsetof(m_echo__client__frame, a_port), 0, &sley_type_int, 0x1e},
    {"conn", offsetof(m_echo__client__frame, v_conn), 0, &sley_type_conn, 0x1c},
};
static SLEY_FN(m_echo__client, "echo.client", "echo.sley", SLEY_NO_RESULT,
               SLEY_TRACE(m_echo__client), NULL);

static void m_echo__client__begin(m_echo__client__frame *f, sley_frame *caller, int64_t a_port)
{
    sley_frame_init(&f->base, caller, &m_echo__client__fn);
    f->a_port = a_port;
}

static sley_status m_echo__client__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__client__frame *f = (m_echo__client__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 43: net.connect("127.0.0.1", port)
    case 2: goto resume_2;          // 47: io.read()
    case 3: goto resume_3;          // 48: conn.write(data)
    case 4: goto resume_4;          // 45: group
    default: sley_bad_state(self);
    }
    f->v_conn = NULL;
    f->t_item = NULL;

    // 43 | let conn = await net.connect("127.0.0.1", port)
    self->state = 1;
    st = sley_net_connect(task, self, &f->await.a1.wait, &m_echo__client__text_1, f->a_port,
                          &f->await.a1.v);
    if (st == SLEY_PENDING) return st;
resume_1:
    if (sley_failed(task, self, st)) goto leave_1;
    f->v_conn = f->await.a1.v;
    // 45 | await group g {
    sley_group_enter(task, &f->g_3);
    // 46 | spawn show(conn)
    sley_task *t_3 = sley_task_new(task->base.executor, &m_echo__show__fn,
                                   &m_echo__client__sites[5]);
    m_echo__show__begin(sley_task_frame(t_3), NULL, sley_conn_retain(f->v_conn));
    sley_task_release(sley_task_start(t_3, f->g_3.group));
    // 47 | while let data = await io.read() {
    while (true) {
        self->state = 2;
        st = sley_io_read(task, self, &f->await.a2.wait, 65536, &f->await.a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2:
        if (sley_failed(task, self, st)) goto leave_3;
        f->t_item = f->await.a2.v;
        if (f->t_item == NULL) {
            break;
        }
        sley_bytes *v_data = f->t_item;
        // 48 | await conn.write(data)
        self->state = 3;
        st = sley_conn_write(task, self, &f->await.a3, f->v_conn, v_data);
        if (st == SLEY_PENDING) return st;
    resume_3:
        if (sley_failed(task, self, st)) goto leave_3;
        sley_bytes_drop(&f->t_item);
    }
    // 50 | conn.write_eof()
    st = sley_conn_write_eof(task, f->v_conn);
    if (sley_failed_at(task, &m_echo__client__sites[6], st)) goto leave_3;

leave_3:
    sley_bytes_drop(&f->t_item);
    self->state = 4;
    st = sley_group_leave(task, self, &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_4:
    if (sley_failed(task, self, st)) goto leave_2;

leave_2:
    sley_bytes_drop(&f->t_item);
    // 44 | defer conn.close()
    sley_conn_close(f->v_conn);

leave_1:
    sley_bytes_release(f->t_item);
    sley_conn_release(f->v_conn);
    return st;
}

// async fn main() throws
// echo.sley:54, frame 224 bytes

typedef struct m_echo__main__frame {
    sley_frame base;
    sley_list *v_args;              // 55: live across 1, 2
    union {
        m_echo__server__frame a1;   // 57: server(int(args[1]))
        m_echo__client__frame a2;   // 59: client(int(args[1]))
    } await;
} m_echo__main__frame;
SLEY_FRAME(m_echo__main, 224);

SLEY_STR_LIT(m_echo__main__text_1, "server");
SLEY_STR_LIT(m_echo__main__text_2, "client");
SLEY_STR_LIT(m_echo__main__text_3, "usage: echo server|client PORT");

static const sley_site m_echo__main__sites[] = {
    {54, 0, "main", &m_echo__main__fn},
    {57, SLEY_CHILD(m_echo__main__frame, await.a1), "server(int(args[1]))", &m_echo__main__fn},
    {59, SLEY_CHILD(m_echo__main__frame, await.a2), "client(int(args[1]))", &m_echo__main__fn},
    {56, 0, "args[0]", &m_echo__main__fn}, {57, 0, "args[1]", &m_echo__main__fn},
    {57, 0, "int(args[1])", &m_echo__main__fn}, {58, 0, "args[0]", &m_echo__main__fn},
    {59, 0, "args[1]", &m_echo__main__fn}, {59, 0, "int(args[1])", &m_echo__main__fn},
};
static const sley_trace m_echo__main__trace[] = { // for dumps: what lies where, when
    {"args", offsetof(m_echo__main__frame, v_args), 0, &sley_type_list__str, 0x06},
};
static SLEY_FN(m_echo__main, "echo.main", "echo.sley", SLEY_NO_RESULT, SLEY_TRACE(m_echo__main),
               NULL);

static sley_status m_echo__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_echo__main__frame *f = (m_echo__main__frame *)self;
    sley_str *t_t = NULL, *t2_t = NULL;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 57: server(int(args[1]))
    case 2: goto resume_2;          // 59: client(int(args[1]))
    default: sley_bad_state(self);
    }

    // 55 | let args = os.args()
    f->v_args = sley_os_args();
    // 56 | if args.len() == 2 and args[0] == "server" {
    if (sley_list_len(f->v_args) == 2 &&
        sley_str_equal(SLEY_AT(sley_str *, f->v_args, 0, &m_echo__main__sites[3]),
                       &m_echo__main__text_1)) {
        // 57 | await server(int(args[1]))
        t_t = sley_str_retain(SLEY_AT(sley_str *, f->v_args, 1, &m_echo__main__sites[4]));
        int64_t t_8 = 0;
        st = sley_int_parse(task, t_t, &t_8);
        if (sley_failed_at(task, &m_echo__main__sites[5], st)) goto leave_1;
        sley_str_drop(&t_t);
        m_echo__server__begin(&f->await.a1, self, t_8);
        self->state = 1;
        st = m_echo__server__resume(task, &f->await.a1.base, SLEY_OK);
        if (st == SLEY_PENDING) return st;
    resume_1:
        if (sley_failed(task, self, st)) goto leave_1;
    } else if (sley_list_len(f->v_args) == 2 &&
               sley_str_equal(SLEY_AT(sley_str *, f->v_args, 0, &m_echo__main__sites[6]),
                              &m_echo__main__text_2)) {
        // 59 | await client(int(args[1]))
        t2_t = sley_str_retain(SLEY_AT(sley_str *, f->v_args, 1, &m_echo__main__sites[7]));
        int64_t t_16 = 0;
        st = sley_int_parse(task, t2_t, &t_16);
        if (sley_failed_at(task, &m_echo__main__sites[8], st)) goto leave_1;
        sley_str_drop(&t2_t);
        m_echo__client__begin(&f->await.a2, self, t_16);
        self->state = 2;
        st = m_echo__client__resume(task, &f->await.a2.base, SLEY_OK);
        if (st == SLEY_PENDING) return st;
    resume_2:
        if (sley_failed(task, self, st)) goto leave_1;
    } else {
        // 61 | exit("usage: echo server|client PORT")
        st = sley_exit_text(task, &m_echo__main__text_3);
        goto leave_1;
    }

leave_1:
    sley_str_release(t2_t);
    sley_str_release(t_t);
    sley_list_release(f->v_args);
    return st;
}

int main(int argc, char **argv)
{
    return sley_main(argc, argv, &m_echo__main__fn, NULL);
}
