// Generated from ne-echo-protocol.sley. Do not edit.

#include "sley.h"
#include "sley/std/methods.h"

typedef struct m_ne_echo_protocol__EchoClient m_ne_echo_protocol__EchoClient;

struct m_ne_echo_protocol__EchoClient {
    sley_object head;
    sley_list *f_parts;
    sley_future *f_done;
    sley_bytes *f_got;
};

static void m_ne_echo_protocol__EchoClient__free(void *object);
SLEY_OWN_CLASS(m_ne_echo_protocol__EchoClient)

static const sley_type m_ne_echo_protocol__EchoClient__type;

typedef struct m_ne_echo_protocol__EchoServer m_ne_echo_protocol__EchoServer;

struct m_ne_echo_protocol__EchoServer {
    sley_object head;
    sley_conn *f_conn;
    sley_bytes *f_got;
};

static void m_ne_echo_protocol__EchoServer__free(void *object);
SLEY_OWN_CLASS(m_ne_echo_protocol__EchoServer)

static const sley_type m_ne_echo_protocol__EchoServer__type;

static SLEY_NEW2(m_ne_echo_protocol__EchoServer, sley_conn *, f_conn, sley_bytes *, f_got)

static SLEY_NEW3(m_ne_echo_protocol__EchoClient, sley_list *, f_parts, sley_future *, f_done,
                 sley_bytes *, f_got)

static const sley_type sley_type_list__bytes = SLEY_LIST_TYPE("list[bytes]");

SLEY_STR_LIT(k_server_connection, "server: connection accepted");
SLEY_STR_LIT(k_server_received_EOF, "server: received EOF");
SLEY_STR_LIT(k_client_received_EOF, "client: received EOF");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");
SLEY_BYTES_LIT(k_This_is_the_message, "This is the message. ");
SLEY_BYTES_LIT(k_It_will_be_sent, "It will be sent ");
SLEY_BYTES_LIT(k_in_parts, "in parts.");
SLEY_STR_LIT(k_client, "client");
SLEY_STR_LIT(k_server, "server");

static sley_list *m_ne_echo_protocol__log = NULL;

static sley_status m_ne_echo_protocol__EchoClient__connected(sley_task *task,
        m_ne_echo_protocol__EchoClient *a_self, sley_conn *a_conn);
static sley_status m_ne_echo_protocol__EchoClient__data(sley_task *task,
        m_ne_echo_protocol__EchoClient *a_self, sley_bytes *a_part);
static sley_status m_ne_echo_protocol__EchoClient__eof(sley_task *task,
                                                       m_ne_echo_protocol__EchoClient *a_self);
static sley_status m_ne_echo_protocol__EchoClient__lost(sley_task *task,
        m_ne_echo_protocol__EchoClient *a_self, sley_error *a_error);
static SLEY_CLASS(m_ne_echo_protocol__EchoClient, "EchoClient", SLEY_COUNTED,
    {"parts", offsetof(m_ne_echo_protocol__EchoClient, f_parts), &sley_type_list__bytes},
    {"done", offsetof(m_ne_echo_protocol__EchoClient, f_done), &sley_type_future},
    {"got", offsetof(m_ne_echo_protocol__EchoClient, f_got), &sley_type_bytes});

static SLEY_CLASS(m_ne_echo_protocol__EchoServer, "EchoServer", SLEY_COUNTED,
    {"conn", offsetof(m_ne_echo_protocol__EchoServer, f_conn), &sley_type_conn},
    {"got", offsetof(m_ne_echo_protocol__EchoServer, f_got), &sley_type_bytes});

static void m_ne_echo_protocol__EchoClient__free(void *object)
{
    m_ne_echo_protocol__EchoClient *o = object;
    sley_list_release(o->f_parts);
    sley_future_release(o->f_done);
    sley_bytes_release(o->f_got);
    sley_object_done(object);
}

static void m_ne_echo_protocol__EchoServer__free(void *object)
{
    m_ne_echo_protocol__EchoServer *o = object;
    sley_conn_release(o->f_conn);
    sley_bytes_release(o->f_got);
    sley_object_done(object);
}

// async fn net_connect_protocol[P: Protocol](host: str, port: int, make: fn() -> P) -> P throw ...
// net_connect_protocol[EchoClient], methods.sley:222, frame 120 bytes

typedef struct
        gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__frame {
    sley_frame base;
    sley_str *a_host;               // borrowed
    int64_t a_port;
    sley_closure *a_make;           // borrowed
    m_ne_echo_protocol__EchoClient *result;
    struct { sley_waiter wait; sley_conn *v; } a1; // 224: net.connect(host, port)
} gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__frame;

static sley_status m_ne_echo_protocol__EchoClient__connected__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task, sley_conn *a_conn)
{
    return m_ne_echo_protocol__EchoClient__connected(task,
            SLEY_SELF(m_ne_echo_protocol__EchoClient, self), a_conn);
}

static sley_status m_ne_echo_protocol__EchoClient__data__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task, sley_bytes *a_part)
{
    return m_ne_echo_protocol__EchoClient__data(task,
            SLEY_SELF(m_ne_echo_protocol__EchoClient, self), a_part);
}

static sley_status m_ne_echo_protocol__EchoClient__eof__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task)
{
    return m_ne_echo_protocol__EchoClient__eof(task,
                                               SLEY_SELF(m_ne_echo_protocol__EchoClient, self));
}

static sley_status m_ne_echo_protocol__EchoClient__lost__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task, sley_error *a_error)
{
    return m_ne_echo_protocol__EchoClient__lost(task,
            SLEY_SELF(m_ne_echo_protocol__EchoClient, self), a_error);
}

static const m2_std__methods__Protocol__methods
        m_ne_echo_protocol__EchoClient__as__m2_std__methods__Protocol = {
    .type = &m_ne_echo_protocol__EchoClient__type,
    .f_connected = m_ne_echo_protocol__EchoClient__connected__as__m2_std__methods__Protocol,
    .f_data = m_ne_echo_protocol__EchoClient__data__as__m2_std__methods__Protocol,
    .f_eof = m_ne_echo_protocol__EchoClient__eof__as__m2_std__methods__Protocol,
    .f_lost = m_ne_echo_protocol__EchoClient__lost__as__m2_std__methods__Protocol,
};

SLEY_FN_RESULT(gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient,
               "std.methods.net_connect_protocol[EchoClient]", "methods.sley", 222, 120,
               m_ne_echo_protocol__EchoClient__type,
    {224, 1, 0, "net.connect(host, port)"},
    {226, 2, 0, "_drive(conn, p)"});

static SLEY_BEGIN3(
        gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient,
                   sley_str *, a_host, int64_t, a_port, sley_closure *, a_make)

static sley_status
        gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__frame *f =
            (void *)self;
    const sley_site *sites =
            gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__sites;
    if (sley_resumes(self)) goto resume_1; // 224: net.connect(host, port)

    // 224 | let conn = await net.connect(host, port)
    st = sley_net_connect(task, sley_at(self, 1), &f->a1.wait, f->a_host, f->a_port, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_conn *v_conn = f->a1.v;
    // 225 | let p = make()
    m_ne_echo_protocol__EchoClient *v_p =
            ((m_ne_echo_protocol__EchoClient *(*)(sley_closure *))f->a_make->code)(f->a_make);
    // 226 | spawn _drive(conn, p) as "protocol of {conn.peer()}"
    sley_str *t_peer = sley_conn_peer(v_conn);
    sley_str *t_text = SLEY_FORMAT(SLEY_LIT("protocol of "), SLEY_STR(t_peer));
    sley_str_release(t_peer);
    sley_task *t_task = sley_task_new(task, &m2_std__methods___drive__fn, &sites[2]);
    m2_std__methods___drive__begin(sley_task_frame(t_task), NULL, v_conn,
            (m2_std__methods__Protocol){&m_ne_echo_protocol__EchoClient__retain(v_p)->head,
            &m_ne_echo_protocol__EchoClient__as__m2_std__methods__Protocol});
    sley_task_set_name(t_task, t_text);
    sley_task_release(sley_task_start(t_task, NULL));
    sley_str_release(t_text);
    // 227 | return p
    f->result = v_p;
    return SLEY_OK;
}

// let log: list[str] = []
// ne-echo-protocol.sley:4

static sley_list *m_ne_echo_protocol__log__init(void)
{
    // 4 | let log: list[str] = []
    return sley_list_new(&sley_type_str, 0);
}

// fn connected(conn: net.Conn) throws
// ne-echo-protocol.sley:10

static sley_status m_ne_echo_protocol__EchoServer__connected(sley_task *task,
        m_ne_echo_protocol__EchoServer *a_self, sley_conn *a_conn)
{
    (void)task;
    // 11 | self.conn = conn
    sley_conn_assign(&a_self->f_conn, sley_conn_retain(a_conn));
    // 12 | log.append("server: connection accepted")
    sley_list_append(m_ne_echo_protocol__log, &(sley_str *){&k_server_connection});
    return SLEY_OK;
}

// fn data(part: bytes) throws
// ne-echo-protocol.sley:15

SLEY_SITES(m_ne_echo_protocol__EchoServer__data, "ne_echo_protocol.EchoServer.data",
           "ne-echo-protocol.sley", 15,
    {17, 1, 0, "self.conn!"}, {17, 2, 0, "self.conn!.write_now(part)"});

static sley_status m_ne_echo_protocol__EchoServer__data(sley_task *task,
        m_ne_echo_protocol__EchoServer *a_self, sley_bytes *a_part)
{
    const sley_site *sites = m_ne_echo_protocol__EchoServer__data__sites;
    sley_status st = SLEY_OK;
    // 16 | self.got += part
    a_self->f_got = sley_bytes_append(a_self->f_got, a_part);
    // 17 | self.conn!.write_now(part)
    sley_conn *t_found = a_self->f_conn;
    sley_conn *t_value = sley_conn_retain(SLEY_UNWRAP_PTR(sley_conn *, t_found, &sites[1]));
    st = sley_conn_write_now(task, t_value, a_part);
    sley_conn_release(t_value);
    sley_note_failure_at(task, &sites[2], st);
    return st;
}

// fn eof() throws
// ne-echo-protocol.sley:20

static sley_status m_ne_echo_protocol__EchoServer__eof(sley_task *task,
                                                       m_ne_echo_protocol__EchoServer *a_self)
{
    (void)task;
    // 21 | log.append("server: received {self.got!r}")
    sley_list_append(m_ne_echo_protocol__log,
            &(sley_str *){SLEY_FORMAT(SLEY_LIT("server: received "),
            SLEY_VAL_AS(sley_type_bytes, &(sley_bytes *){a_self->f_got}, "!r"))});
    // 22 | log.append("server: received EOF")
    sley_list_append(m_ne_echo_protocol__log, &(sley_str *){&k_server_received_EOF});
    return SLEY_OK;
}

// fn lost(error: Error?) throws
// ne-echo-protocol.sley:25

static sley_status m_ne_echo_protocol__EchoServer__lost(sley_task *task,
        m_ne_echo_protocol__EchoServer *a_self, sley_error *a_error)
{
    (void)task, (void)a_self;
    // 25 | fn lost(error: Error?) throws { log.append("server: closing {error == none}") }
    sley_list_append(m_ne_echo_protocol__log,
            &(sley_str *){SLEY_FORMAT(SLEY_LIT("server: closing "), SLEY_BOOL(a_error == NULL))});
    return SLEY_OK;
}

// fn connected(conn: net.Conn) throws
// ne-echo-protocol.sley:33

SLEY_SITES(m_ne_echo_protocol__EchoClient__connected, "ne_echo_protocol.EchoClient.connected",
           "ne-echo-protocol.sley", 33,
    {36, 1, 0, "conn.write_now(part)"},
    {38, 2, 0, "conn.write_eof()"});

static sley_status m_ne_echo_protocol__EchoClient__connected(sley_task *task,
        m_ne_echo_protocol__EchoClient *a_self, sley_conn *a_conn)
{
    const sley_site *sites = m_ne_echo_protocol__EchoClient__connected__sites;
    sley_status st = SLEY_OK;
    sley_list *t_items = NULL;
    sley_bytes *v_part = NULL;
    // 34 | for part in self.parts {
    t_items = sley_list_retain(a_self->f_parts);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        v_part = sley_bytes_retain(SLEY_NTH(sley_bytes *, t_items, t_index));
        // 35 | log.append("client: sending {part!r}")
        sley_list_append(m_ne_echo_protocol__log,
                         &(sley_str *){SLEY_FORMAT(SLEY_LIT("client: sending "),
                                                   SLEY_VAL_AS(sley_type_bytes, &v_part, "!r"))});
        // 36 | conn.write_now(part)
        st = sley_conn_write_now(task, a_conn, v_part);
        if (sley_failed_at(task, &sites[1], st)) goto leave_1;
        sley_bytes_drop(&v_part);
    }
    sley_list_drop(&t_items);
    // 38 | if conn.can_write_eof { conn.write_eof() }
    if (sley_conn_can_write_eof(a_conn)) {
        st = sley_conn_write_eof(task, a_conn);
        sley_note_failure_at(task, &sites[2], st);
    }

leave_1:
    sley_bytes_release(v_part);
    sley_list_release(t_items);
    return st;
}

// fn data(part: bytes) throws
// ne-echo-protocol.sley:41

static sley_status m_ne_echo_protocol__EchoClient__data(sley_task *task,
        m_ne_echo_protocol__EchoClient *a_self, sley_bytes *a_part)
{
    (void)task;
    // 41 | fn data(part: bytes) throws { self.got += part }
    a_self->f_got = sley_bytes_append(a_self->f_got, a_part);
    return SLEY_OK;
}

// fn eof() throws
// ne-echo-protocol.sley:43

static sley_status m_ne_echo_protocol__EchoClient__eof(sley_task *task,
                                                       m_ne_echo_protocol__EchoClient *a_self)
{
    (void)task;
    // 44 | log.append("client: received {self.got!r}")
    sley_list_append(m_ne_echo_protocol__log,
            &(sley_str *){SLEY_FORMAT(SLEY_LIT("client: received "),
            SLEY_VAL_AS(sley_type_bytes, &(sley_bytes *){a_self->f_got}, "!r"))});
    // 45 | log.append("client: received EOF")
    sley_list_append(m_ne_echo_protocol__log, &(sley_str *){&k_client_received_EOF});
    return SLEY_OK;
}

// fn lost(error: Error?) throws
// ne-echo-protocol.sley:48

SLEY_SITES(m_ne_echo_protocol__EchoClient__lost, "ne_echo_protocol.EchoClient.lost",
           "ne-echo-protocol.sley", 48,
    {50, 1, 0, "self.done.set(())"});

static sley_status m_ne_echo_protocol__EchoClient__lost(sley_task *task,
        m_ne_echo_protocol__EchoClient *a_self, sley_error *a_error)
{
    const sley_site *sites = m_ne_echo_protocol__EchoClient__lost__sites;
    sley_status st = SLEY_OK;
    // 49 | log.append("client: server closed connection {error == none}")
    sley_list_append(m_ne_echo_protocol__log,
                     &(sley_str *){SLEY_FORMAT(SLEY_LIT("client: server closed connection "),
                                               SLEY_BOOL(a_error == NULL))});
    // 50 | self.done.set(())
    sley_future *t_future = sley_future_retain(a_self->f_done);
    st = sley_future_set(task, t_future, &(sley_unit){0});
    sley_future_release(t_future);
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

static sley_status m_ne_echo_protocol__EchoServer__connected__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task, sley_conn *a_conn)
{
    return m_ne_echo_protocol__EchoServer__connected(task,
            SLEY_SELF(m_ne_echo_protocol__EchoServer, self), a_conn);
}

static sley_status m_ne_echo_protocol__EchoServer__data__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task, sley_bytes *a_part)
{
    return m_ne_echo_protocol__EchoServer__data(task,
            SLEY_SELF(m_ne_echo_protocol__EchoServer, self), a_part);
}

static sley_status m_ne_echo_protocol__EchoServer__eof__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task)
{
    return m_ne_echo_protocol__EchoServer__eof(task,
                                               SLEY_SELF(m_ne_echo_protocol__EchoServer, self));
}

static sley_status m_ne_echo_protocol__EchoServer__lost__as__m2_std__methods__Protocol(
        sley_object *self, sley_task *task, sley_error *a_error)
{
    return m_ne_echo_protocol__EchoServer__lost(task,
            SLEY_SELF(m_ne_echo_protocol__EchoServer, self), a_error);
}

static const m2_std__methods__Protocol__methods
        m_ne_echo_protocol__EchoServer__as__m2_std__methods__Protocol = {
    .type = &m_ne_echo_protocol__EchoServer__type,
    .f_connected = m_ne_echo_protocol__EchoServer__connected__as__m2_std__methods__Protocol,
    .f_data = m_ne_echo_protocol__EchoServer__data__as__m2_std__methods__Protocol,
    .f_eof = m_ne_echo_protocol__EchoServer__eof__as__m2_std__methods__Protocol,
    .f_lost = m_ne_echo_protocol__EchoServer__lost__as__m2_std__methods__Protocol,
};

// fn()
// ne-echo-protocol.sley:56

static m2_std__methods__Protocol m_ne_echo_protocol__main__closure1(sley_closure *closure)
{
    (void)closure;
    // 56 | let serving = spawn net.serve_protocol(server, fn() => EchoServer())
    return (m2_std__methods__Protocol){&m_ne_echo_protocol__EchoServer__new(NULL,
            &sley_bytes_empty)->head,
            &m_ne_echo_protocol__EchoServer__as__m2_std__methods__Protocol};
}

typedef struct m_ne_echo_protocol__main__closure2__captures {
    sley_closure base;
    sley_list *v_parts;
    sley_future *v_done;
} m_ne_echo_protocol__main__closure2__captures;

// fn()
// ne-echo-protocol.sley:59

static m_ne_echo_protocol__EchoClient *m_ne_echo_protocol__main__closure2(sley_closure *closure)
{
    m_ne_echo_protocol__main__closure2__captures *c = (void *)closure;
    // 59 | await net.connect_protocol("127.0.0.1", server.port, fn() => EchoClient(parts, d ...
    return m_ne_echo_protocol__EchoClient__new(sley_list_retain(c->v_parts),
                                               sley_future_retain(c->v_done), &sley_bytes_empty);
}

// async fn main() throws
// ne-echo-protocol.sley:54, frame 176 bytes

typedef struct m_ne_echo_protocol__main__frame {
    sley_frame base;
    sley_listener *v_server;        // 55: live across 2, 3, 4
    sley_task *v_serving;           // 56: live across 2, 3, 4
    sley_future *v_done;            // 57: live across 2, 3, 4
    sley_closure *t_fn;             // 59: live across 2
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 55: net.listen("127.0.0.1", 0)
        // 59: net.connect_protocol("127.0.0....
        gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__frame
                a2;
        sley_waiter a3, a4;         // 60, 62
    };
} m_ne_echo_protocol__main__frame;

SLEY_FN_VALUE(m_ne_echo_protocol__main__closure1, m_ne_echo_protocol__main__closure1, 0);

SLEY_CAPTURES2(m_ne_echo_protocol__main__closure2, m_ne_echo_protocol__main__closure2, 0,
               sley_list, v_parts, sley_future, v_done);

SLEY_FN(m_ne_echo_protocol__main, "ne_echo_protocol.main", "ne-echo-protocol.sley", 54, 176,
    {55, 1, 0, "net.listen(\"127.0.0.1\", 0)"},
    {59, 2, SLEY_CHILD(m_ne_echo_protocol__main, a2), "net.connect_protocol(\"127.0.0...."},
    {60, 3, 0, "done"},
    {62, 4, 0, "serving"},
    {56, 5, 0, "net.serve_protocol(server, fn(..."},
    {57, 6, 0, "future[unit]()"});

static sley_status m_ne_echo_protocol__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ne_echo_protocol__main__frame *f = (void *)self;
    const sley_site *sites = m_ne_echo_protocol__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 55: net.listen("127.0.0.1", 0)
    case 2: goto resume_2;          // 59: net.connect_protocol("127.0.0....
    case 3: goto resume_3;          // 60: done
    case 4: goto resume_4;          // 62: serving
    default: sley_starts(self);
    }

    // 55 | let server = await net.listen("127.0.0.1", 0)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, 0, 511, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_server = f->a1.v;
    // 56 | let serving = spawn net.serve_protocol(server, fn() => EchoServer())
    sley_task *t_task = sley_task_new(task, &m2_std__methods__net_serve_protocol__fn, &sites[5]);
    m2_std__methods__net_serve_protocol__begin(sley_task_frame(t_task), NULL,
            sley_listener_retain(f->v_server),
            sley_closure_retain(&m_ne_echo_protocol__main__closure1__value), 1000, 10000000000);
    f->v_serving = sley_task_start(t_task, NULL);
    // 57 | let done = future[unit]()
    f->v_done = sley_future_new(task, NULL, &sites[6]);
    // 58 | let parts = [b"This is the message. ", b"It will be sent ", b"in parts."]
    sley_list *v_parts = sley_list_of(&sley_type_bytes, 3,
            (sley_bytes *[3]){&k_This_is_the_message, &k_It_will_be_sent, &k_in_parts});
    // 59 | await net.connect_protocol("127.0.0.1", server.port, fn() => EchoClient(parts, d ...
    int64_t t_port = sley_listener_port(f->v_server);
    f->t_fn = SLEY_CLOSURE(m_ne_echo_protocol__main__closure2, v_parts,
                           sley_future_retain(f->v_done));
    gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient__begin(
            &f->a2, self, &k_127_0_0_1, t_port, f->t_fn);
    st =
            SLEY_AWAIT(
            gs_ne_echo_protocol__methods__net_connect_protocol__m_ne_echo_protocol__EchoClient,
                       task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    m_ne_echo_protocol__EchoClient__release(f->a2.result);
    sley_closure_drop(&f->t_fn);
    // 60 | await done
    st = sley_future_await(task, sley_at(self, 3), &f->a3, f->v_done, NULL);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    // 61 | server.close()
    sley_listener_close(f->v_server);
    // 62 | await serving
    st = sley_task_await(task, sley_at(self, 4), &f->a4, f->v_serving, NULL);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 63 | for who in ["client", "server"] {
    sley_list *t_items = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_client, &k_server});
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v_who = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        // 64 | for line in log { if line.starts_with(who) { print(line) } }
        sley_list *t2_items = sley_list_retain(m_ne_echo_protocol__log);
        for (int64_t t2_index = 0; t2_index < t2_items->len; t2_index++) {
            sley_str *v_line = sley_str_retain(SLEY_NTH(sley_str *, t2_items, t2_index));
            if (sley_str_starts_with(v_line, v_who)) {
                SLEY_PRINT(SLEY_STR(v_line));
            }
            sley_str_release(v_line);
        }
        sley_list_release(t2_items);
        sley_str_release(v_who);
    }
    sley_list_release(t_items);

leave_1:
    sley_closure_release(f->t_fn);
    sley_future_release(f->v_done);
    sley_task_release(f->v_serving);
    sley_listener_release(f->v_server);
    return st;
}

static sley_status i_ne_echo_protocol(sley_task *task)
{
    (void)task;
    m_ne_echo_protocol__log = m_ne_echo_protocol__log__init();
    return SLEY_OK;
}

SLEY_MAIN(m_ne_echo_protocol__main, i_ne_echo_protocol)
