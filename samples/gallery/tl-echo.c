// Generated from tl-echo.sley. Do not edit.

#include "sley.h"

SLEY_BYTES_LIT(k_text, "\000");
SLEY_STR_LIT(k_localhost, "localhost");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");
SLEY_STR_LIT(k_This_is_the_message, "This is the message. ");
SLEY_STR_LIT(k_It_will_be_sent, "It will be sent ");
SLEY_STR_LIT(k_in_parts, "in parts.");

// async fn serve(server: net.Server) throws
// tl-echo.sley:5, frame 160 bytes

typedef struct m_tl_echo__serve__frame {
    sley_frame base;
    sley_listener *a_server;        // borrowed
    sley_conn *v_conn;              // 6: live across 2, 3
    sley_bytes *t_opt;              // 9: live across 3
    sley_bytes *t_value;            // 9: live across 1, 2, 3
    sley_bytes *v_received;         // 9: live across 3
    sley_bytes *v_message;          // 10: live across 3
    union {
        struct { sley_waiter wait; sley_conn *v; } a1; // 6: server.accept()
        struct { sley_conn_wait wait; sley_bytes *v; } a2; // 9: conn.read_until(b"\x00")
        sley_conn_wait a3;          // 12: conn.write(message)
    };
} m_tl_echo__serve__frame;

SLEY_OWNED(m_tl_echo__serve, (a_server, sley_type_listener));
SLEY_TASK_FN(m_tl_echo__serve, "tl_echo.serve", "tl-echo.sley", 5, 160,
    {6, 1, 0, "server.accept()"},
    {9, 2, 0, "conn.read_until(b\"\\x00\")"},
    {12, 3, 0, "conn.write(message)"},
    {10, 4, 0, "received.len() - 1"}, {10, 5, 0, "received[0:received.len() - 1]"});

static SLEY_SPAWN1(m_tl_echo__serve, sley_listener *, a_server)

static sley_status m_tl_echo__serve__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_tl_echo__serve__frame *f = (void *)self;
    const sley_site *sites = m_tl_echo__serve__sites;
    if (self->state == 1) goto resume_1; // 6: server.accept()
    if (self->state == 2) goto resume_2; // 9: conn.read_until(b"\x00")
    if (self->state == 3) goto resume_3; // 12: conn.write(message)
    sley_starts(self);
    f->t_opt = f->t_value = f->v_received = f->v_message = NULL;

    // 6 | let conn = await server.accept()
    st = sley_listener_accept(task, sley_at(self, 1), &f->a1.wait, f->a_server, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_conn = f->a1.v;
    // 8 | print("server: connection accepted")
    SLEY_PRINT(SLEY_LIT("server: connection accepted"));
    // 9 | let received = await conn.read_until(b"\x00") ?? b""
    st = sley_conn_read_until(task, sley_at(self, 2), &f->a2.wait, f->v_conn, &k_text, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    f->t_opt = f->a2.v;
    if (f->t_opt != NULL) {
        sley_bytes_assign(&f->t_value, sley_bytes_retain(f->t_opt));
    } else {
        sley_bytes_assign(&f->t_value, &sley_bytes_empty);
    }
    f->v_received = sley_bytes_take(&f->t_value);
    // 10 | let message = received[0:received.len() - 1]
    f->v_message = sley_bytes_slice(f->v_received, 0,
            sley_int_sub(sley_bytes_len(f->v_received), 1, &sites[4]), &sites[5]);
    // 11 | print("server: received {message}")
    SLEY_PRINT(SLEY_LIT("server: received "), SLEY_VAL(sley_type_bytes, &f->v_message));
    // 12 | await conn.write(message)
    st = sley_conn_write(task, sley_at(self, 3), &f->a3, f->v_conn, f->v_message);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    // 13 | print("server: message terminated, closing connection")
    SLEY_PRINT(SLEY_LIT("server: message terminated, closing connection"));

leave_2:
    sley_bytes_drop(&f->v_message);
    sley_bytes_drop(&f->v_received);
    sley_bytes_drop(&f->t_value);
    sley_bytes_drop(&f->t_opt);
    // 7 | defer conn.close()
    sley_conn_close(f->v_conn);
    sley_conn_release(f->v_conn);
    return st;
}

// async fn main() throws
// tl-echo.sley:16, frame 192 bytes

typedef struct m_tl_echo__main__frame {
    sley_frame base;
    sley_tls_pair *v_own;           // 17: live across 1, 2, 3, 4 ...
    sley_listener *v_server;        // 18: live across 2, 3, 4, 5 ...
    sley_task *v_t;                 // 19: live across 2, 3, 4, 5 ...
    sley_conn *v_conn;              // 20: live across 3, 4, 5, 6
    sley_buffer *v_answer;          // 27: live across 5, 6
    sley_tls *t_server;             // 18: live across 1
    sley_tls *t_client;             // 20: live across 2
    sley_list *t_items;             // 22: live across 3
    sley_str *v_part;               // 22: live across 3
    int64_t t_index;                // 22: live across 3
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 18: net.listen("127.0.0.1", 0, tls...
        struct { sley_waiter wait; sley_conn *v; } a2; // 20: net.connect("127.0.0.1", serve...
        sley_conn_wait a3, a4;      // 24, 26
        struct { sley_conn_wait wait; sley_bytes *v; } a5; // 28: conn.read(128)
        sley_waiter a6;             // 32: t
    };
} m_tl_echo__main__frame;

SLEY_FN(m_tl_echo__main, "tl_echo.main", "tl-echo.sley", 16, 192,
    {18, 1, 0, "net.listen(\"127.0.0.1\", 0, tls..."},
    {20, 2, 0, "net.connect(\"127.0.0.1\", serve..."},
    {24, 3, 0, "conn.write(part)"},
    {26, 4, 0, "conn.write(b\"\\x00\")"},
    {28, 5, 0, "conn.read(128)"},
    {32, 6, 0, "t"},
    {17, 7, 0, "tls.self_signed(\"localhost\")"},
    {18, 8, 0, "tls.server(own.cert, own.key)"},
    {19, 9, 0, "serve(server)"},
    {20, 10, 0, "tls.client(ca: own.cert, check..."});

static sley_status m_tl_echo__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_tl_echo__main__frame *f = (void *)self;
    const sley_site *sites = m_tl_echo__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 18: net.listen("127.0.0.1", 0, tls...
    case 2: goto resume_2;          // 20: net.connect("127.0.0.1", serve...
    case 3: goto resume_3;          // 24: conn.write(part)
    case 4: goto resume_4;          // 26: conn.write(b"\x00")
    case 5: goto resume_5;          // 28: conn.read(128)
    case 6: goto resume_6;          // 32: t
    default: sley_starts(self);
    }
    f->v_server = NULL;
    f->v_t = NULL;
    f->v_conn = NULL;
    f->t_items = NULL;
    f->v_part = NULL;
    f->v_answer = NULL;
    f->t_server = f->t_client = NULL;

    // 17 | let own = tls.self_signed("localhost")
    sley_list *t_list = sley_list_of(&sley_type_str, 1, (sley_str *[1]){&k_localhost});
    st = sley_tls_self_signed(task, t_list, &f->v_own);
    sley_list_release(t_list);
    if (sley_failed_at(task, &sites[7], st)) return st;
    // 18 | let server = await net.listen("127.0.0.1", 0, tls: tls.server(own.cert, own.key) ...
    sley_str *t_cert = sley_tls_pair_cert(f->v_own);
    sley_str *t_key = sley_tls_pair_key(f->v_own);
    st = sley_tls_server(task, t_cert, t_key, NULL, NULL, &f->t_server);
    sley_str_release(t_cert);
    sley_str_release(t_key);
    if (sley_failed_at(task, &sites[8], st)) goto leave_1;
    st = sley_net_listen_tls(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, 0, f->t_server,
                             511, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_tls_drop(&f->t_server);
    f->v_server = f->a1.v;
    // 19 | let t = spawn serve(server)
    f->v_t = m_tl_echo__serve__spawn(task, NULL, &sites[9], sley_listener_retain(f->v_server));
    // 20 | let conn = await net.connect("127.0.0.1", server.port, tls: tls.client(ca: own.c ...
    int64_t t_port = sley_listener_port(f->v_server);
    sley_str *t_found = sley_tls_pair_cert(f->v_own);
    st = sley_tls_client(task, t_found, true, false, NULL, NULL, NULL, &f->t_client);
    sley_str_release(t_found);
    if (sley_failed_at(task, &sites[10], st)) goto leave_1;
    st = sley_net_connect_tls(task, sley_at(self, 2), &f->a2.wait, &k_127_0_0_1, t_port,
                              f->t_client, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_tls_drop(&f->t_client);
    f->v_conn = f->a2.v;
    // 21 | print("client: connected by {conn.tls_version}, can_write_eof: {conn.can_write_e ...
    sley_str *t_tls_version = sley_conn_tls_version(f->v_conn);
    SLEY_PRINT(SLEY_LIT("client: connected by "), SLEY_VAL(sley_type_str, &t_tls_version),
               SLEY_LIT(", can_write_eof: "), SLEY_BOOL(sley_conn_can_write_eof(f->v_conn)));
    sley_str_release(t_tls_version);
    // 22 | for part in ["This is the message. ", "It will be sent ", "in parts."] {
    f->t_items = sley_list_of(&sley_type_str, 3,
            (sley_str *[3]){&k_This_is_the_message, &k_It_will_be_sent, &k_in_parts});
    for (f->t_index = 0; f->t_index < f->t_items->len; f->t_index++) {
        f->v_part = sley_str_retain(SLEY_NTH(sley_str *, f->t_items, f->t_index));
        // 23 | print("client: sending {part!r}")
        SLEY_PRINT(SLEY_LIT("client: sending "), SLEY_STR_AS(f->v_part, "!r"));
        // 24 | await conn.write(part)
        st = sley_conn_write_str(task, sley_at(self, 3), &f->a3, f->v_conn, f->v_part);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_1;
        sley_str_drop(&f->v_part);
    }
    sley_list_drop(&f->t_items);
    // 26 | await conn.write(b"\x00")
    st = sley_conn_write(task, sley_at(self, 4), &f->a4, f->v_conn, &k_text);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 27 | let answer = buffer()
    f->v_answer = sley_buffer_new();
    // 28 | while let part = await conn.read(128) { answer.append(part) }
    while (true) {
        st = sley_conn_read(task, sley_at(self, 5), &f->a5.wait, f->v_conn, 128, &f->a5.v);
        if (st == SLEY_PENDING) return st;
    resume_5: if (sley_failed(task, self, st)) goto leave_1;
        sley_bytes *v2_part = f->a5.v;
        if (v2_part == NULL) break;
        sley_buffer_append(f->v_answer, v2_part);
        sley_bytes_release(v2_part);
    }
    // 29 | print("client: received {answer.bytes()}")
    sley_bytes *t_bytes = sley_buffer_bytes(f->v_answer);
    SLEY_PRINT(SLEY_LIT("client: received "), SLEY_VAL(sley_type_bytes, &t_bytes));
    sley_bytes_release(t_bytes);
    // 30 | print("client: closing")
    SLEY_PRINT(SLEY_LIT("client: closing"));
    // 31 | conn.close()
    sley_conn_close(f->v_conn);
    // 32 | await t
    st = sley_task_await(task, sley_at(self, 6), &f->a6, f->v_t, NULL);
    if (st == SLEY_PENDING) return st;
resume_6: sley_note_failure(task, self, st);

leave_1:
    sley_tls_release(f->t_client);
    sley_tls_release(f->t_server);
    sley_buffer_release(f->v_answer);
    sley_str_release(f->v_part);
    sley_list_release(f->t_items);
    sley_conn_release(f->v_conn);
    sley_task_release(f->v_t);
    sley_listener_release(f->v_server);
    sley_tls_pair_release(f->v_own);
    return st;
}

SLEY_MAIN(m_tl_echo__main, NULL)
