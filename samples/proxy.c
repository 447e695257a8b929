// Generated from proxy.sley. Do not edit.

#include "sley.h"
#include "sley/std/http.h"

#ifndef sley_tuple2__str__str__defined
#define sley_tuple2__str__str__defined
typedef struct sley_tuple2__str__str {
    sley_str *f_0;
    sley_str *f_1;
} sley_tuple2__str__str;
#endif

SLEY_OWN_FIELDS2(sley_tuple2__str__str, sley_str, f_0, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__str__str, "(str, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__str, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__str, f_1), &sley_type_str});

SLEY_STR_LIT(k_connection, "connection");
SLEY_STR_LIT(k_keep_alive, "keep-alive");
SLEY_STR_LIT(k_te, "te");
SLEY_STR_LIT(k_trailer, "trailer");
SLEY_STR_LIT(k_transfer_encoding, "transfer-encoding");
SLEY_STR_LIT(k_upgrade, "upgrade");
SLEY_STR_LIT(k_proxy_connection, "proxy-connection");
SLEY_STR_LIT(k_host, "host");
SLEY_STR_LIT(k_content_length, "content-length");
SLEY_STR_LIT(k_expect, "expect");
SLEY_STR_LIT(k_X_Forwarded_For, "X-Forwarded-For");
SLEY_STR_LIT(k_the_server_does_not, "the server does not answer\n");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");

static sley_list *m_proxy__ours = NULL;

// let ours = ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "pr ...
// proxy.sley:14

static sley_list *m_proxy__ours__init(void)
{
    // 14 | let ours = ["connection", "keep-alive", "te", "trailer", "transfer-encoding", "u ...
    return sley_list_of(&sley_type_str, 10,
            (sley_str *[10]){&k_connection, &k_keep_alive, &k_te, &k_trailer, &k_transfer_encoding,
            &k_upgrade, &k_proxy_connection, &k_host, &k_content_length, &k_expect});
}

// async fn forward(r: http.Request, upstream: str, ca: str) -> http.Response throws
// proxy.sley:17, frame 416 bytes

typedef struct m_proxy__forward__frame {
    sley_frame base;
    m2_std__http__Request *a_r;     // borrowed
    sley_str *a_upstream;           // borrowed
    sley_str *a_ca;                 // borrowed
    m2_std__http__Response *result;
    sley_list *v_headers;           // 18: live across 1, 2
    sley_bytes *v_body;             // 20: live across 2
    sley_bytes *t_value;            // 23: live across 1, 2
    sley_str *t_text;               // 22: live across 2
    sley_str *t_found;              // 23: live across 2
    sley_str *t2_text;              // 22: live across 2
    union { m2_std__http__Request__bytes__frame a1; m2_std__http__request__frame a2; }; // 20, 22
} m_proxy__forward__frame;

SLEY_FN_RESULT(m_proxy__forward, "proxy.forward", "proxy.sley", 17, 416,
               m2_std__http__Response__type,
    {20, 1, SLEY_CHILD(m_proxy__forward, a1), "r.bytes()"},
    {22, 2, SLEY_CHILD(m_proxy__forward, a2), "http.request(r.method, upstrea..."});

static SLEY_BEGIN3(m_proxy__forward, m2_std__http__Request *, a_r, sley_str *, a_upstream,
                   sley_str *, a_ca)

static sley_status m_proxy__forward__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_proxy__forward__frame *f = (void *)self;
    sley_error *v_e = NULL;
    if (self->state == 1) goto resume_1; // 20: r.bytes()
    if (self->state == 2) goto resume_2; // 22: http.request(r.method, upstrea...
    sley_starts(self);
    f->v_body = f->t_value = NULL;
    f->t_text = f->t_found = f->t2_text = NULL;

    // 18 | let headers = [(k, v) for (k, v) in r.headers.items if not (k.lower() in ours)]
    f->v_headers = sley_list_new(&sley_tuple2__str__str__type, 0);
    sley_list *t_items = sley_list_retain(f->a_r->f_headers->f_items);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_tuple2__str__str t_item = SLEY_NTH(sley_tuple2__str__str, t_items, t_index);
        sley_str *v_k = sley_str_retain(t_item.f_0);
        sley_str *v_v = sley_str_retain(t_item.f_1);
        sley_str *t_lower = sley_str_lower(v_k);
        bool t_contains = sley_list_contains(m_proxy__ours, &t_lower);
        sley_str_release(t_lower);
        if (!t_contains) {
            sley_list_append(f->v_headers,
                             &(sley_tuple2__str__str){sley_str_take(&v_k), sley_str_take(&v_v)});
        }
        sley_str_release(v_k);
        sley_str_release(v_v);
    }
    sley_list_release(t_items);
    // 19 | headers.append(("X-Forwarded-For", r.peer))
    sley_list_append(f->v_headers,
                     &(sley_tuple2__str__str){&k_X_Forwarded_For, sley_str_retain(f->a_r->f_peer)});
    // 20 | let body = await r.bytes()
    m2_std__http__Request__bytes__begin(&f->a1, self, f->a_r, 16777216);
    st = SLEY_AWAIT(m2_std__http__Request__bytes, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_body = f->a1.result;
    // 21 | try {
    // 22 | return await http.request(r.method, upstream + r.target, headers: headers,
    f->t2_text = sley_str_retain(f->a_r->f_method);
    f->t_text = sley_str_concat(f->a_upstream, f->a_r->f_target);
    if (sley_bytes_is_empty(f->v_body)) {
        // 23 | body: if body.is_empty() { none } else { body }, redirects: 0, ca: ca)
        sley_bytes_assign(&f->t_value, NULL);
    } else {
        sley_bytes_assign(&f->t_value, sley_bytes_take(&f->v_body));
    }
    f->t_found = sley_str_retain(f->a_ca);
    m2_std__http__request__begin(&f->a2, self, f->t2_text, f->t_text, f->v_headers, f->t_value,
                                 (sley_opt_duration){0}, 30000000000, 0, f->t_found, false);
    st = SLEY_AWAIT(m2_std__http__request, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    sley_str_drop(&f->t_text);
    sley_str_drop(&f->t_found);
    sley_str_drop(&f->t2_text);
    f->result = f->a2.result;
    goto leave_1;
leave_3:
    sley_str_drop(&f->t2_text);
    sley_str_drop(&f->t_found);
    sley_str_drop(&f->t_text);
    sley_bytes_drop(&f->t_value);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 24 | } catch e: net.Error {
        v_e = sley_catch(task);
        // 25 | eprint("{r.method} {r.path}: {e}")
        SLEY_PRINT_ERROR(SLEY_STR(f->a_r->f_method), SLEY_LIT(" "), SLEY_STR(f->a_r->f_path),
                         SLEY_LIT(": "), SLEY_VAL(sley_type_error, &v_e));
        // 26 | return http.text("the server does not answer\n", status: 502)
        f->result = m2_std__http__text(&k_the_server_does_not, 502);
    }

leave_1:
    sley_str_release(f->t2_text);
    sley_str_release(f->t_found);
    sley_str_release(f->t_text);
    sley_error_release(v_e);
    sley_bytes_release(f->t_value);
    sley_bytes_release(f->v_body);
    sley_list_release(f->v_headers);
    return st;
}

typedef struct m_proxy__main__closure1__captures {
    sley_closure base;
    sley_list *v_args;
} m_proxy__main__closure1__captures;

// async fn(r: http.Request)
// proxy.sley:35, frame 480 bytes

typedef struct m_proxy__main__closure1__frame {
    sley_frame base;
    sley_closure *closure;
    m2_std__http__Request *a_r;     // borrowed
    m2_std__http__Response *result;
    sley_str *t_item;               // 35: live across 1
    sley_str *t2_item;              // 35: live across 1
    m_proxy__forward__frame a1;     // 35: forward(r, args[0], args[1])
} m_proxy__main__closure1__frame;

SLEY_FN_RESULT(m_proxy__main__closure1, "proxy.main.closure1", "proxy.sley", 35, 480,
               m2_std__http__Response__type,
    {35, 1, SLEY_CHILD(m_proxy__main__closure1, a1), "forward(r, args[0], args[1])"},
    {35, 2, 0, "args[0]"}, {35, 3, 0, "args[1]"});

static void m_proxy__main__closure1__begin(m_proxy__main__closure1__frame *f, sley_frame *caller,
                                           sley_closure *closure, m2_std__http__Request *a_r)
{
    sley_frame_init(&f->base, caller, &m_proxy__main__closure1__fn);
    f->closure = closure;
    f->a_r = a_r;
}

static sley_status m_proxy__main__closure1__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_proxy__main__closure1__frame *f = (void *)self;
    m_proxy__main__closure1__captures *c = (void *)f->closure;
    const sley_site *sites = m_proxy__main__closure1__sites;
    if (sley_resumes(self)) goto resume_1; // 35: forward(r, args[0], args[1])

    // 35 | await http.serve(server, async fn(r: http.Request) => await forward(r, args[0], ...
    f->t_item = sley_str_retain(SLEY_AT(sley_str *, c->v_args, 0, &sites[2]));
    f->t2_item = sley_str_retain(SLEY_AT(sley_str *, c->v_args, 1, &sites[3]));
    m_proxy__forward__begin(&f->a1, self, f->a_r, f->t_item, f->t2_item);
    st = SLEY_AWAIT(m_proxy__forward, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->result = f->a1.result;

leave_1:
    sley_str_release(f->t2_item);
    sley_str_release(f->t_item);
    return st;
}

// async fn main() throws
// proxy.sley:30, frame 456 bytes

typedef struct m_proxy__main__frame {
    sley_frame base;
    sley_list *v_args;              // 31: live across 1
    sley_tls *v_context;            // 32: live across 1, 2
    sley_listener *v_server;        // 33: live across 2
    sley_closure *t_fn;             // 35: live across 2
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 33: net.listen("127.0.0.1", int(ar...
        m2_std__http__serve__frame a2; // 35: http.serve(server, async fn(r:...
    };
} m_proxy__main__frame;

static void *m_proxy__main__closure1__face(sley_closure *closure, sley_task *task,
                                           sley_frame *caller, m2_std__http__Request *a_r)
{
    m_proxy__main__closure1__frame *f = sley_frame_push(task,
                                                        sizeof(m_proxy__main__closure1__frame));
    m_proxy__main__closure1__begin(f, caller, closure, a_r);
    return f;
}

SLEY_CAPTURES1(m_proxy__main__closure1, m_proxy__main__closure1__face, 0, sley_list, v_args);

SLEY_FN(m_proxy__main, "proxy.main", "proxy.sley", 30, 456,
    {33, 1, 0, "net.listen(\"127.0.0.1\", int(ar..."},
    {35, 2, SLEY_CHILD(m_proxy__main, a2), "http.serve(server, async fn(r:..."},
    {32, 3, 0, "args[2]"}, {32, 4, 0, "args[3]"}, {32, 5, 0, "tls.server(args[2], args[3])"},
    {33, 6, 0, "args[4]"}, {33, 7, 0, "int(args[4])"});

static sley_status m_proxy__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_proxy__main__frame *f = (void *)self;
    const sley_site *sites = m_proxy__main__sites;
    if (self->state == 1) goto resume_1; // 33: net.listen("127.0.0.1", int(ar...
    if (self->state == 2) goto resume_2; // 35: http.serve(server, async fn(r:...
    sley_starts(self);
    f->v_context = NULL;
    f->v_server = NULL;
    f->t_fn = NULL;

    // 31 | let args = os.args()
    f->v_args = sley_os_args();
    // 32 | let context = tls.server(args[2], args[3])
    sley_str *t_item = sley_str_retain(SLEY_AT(sley_str *, f->v_args, 2, &sites[3]));
    sley_str *t2_item = sley_str_retain(SLEY_AT(sley_str *, f->v_args, 3, &sites[4]));
    st = sley_tls_server(task, t_item, t2_item, NULL, NULL, &f->v_context);
    sley_str_release(t_item);
    sley_str_release(t2_item);
    if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    // 33 | let server = await net.listen("127.0.0.1", int(args[4]), tls: context)
    int64_t t_int = 0;
    st = sley_int_parse(task, SLEY_AT(sley_str *, f->v_args, 4, &sites[6]), &t_int);
    if (sley_failed_at(task, &sites[7], st)) goto leave_1;
    st = sley_net_listen_tls(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, t_int,
                             f->v_context, 511, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_server = f->a1.v;
    // 34 | print("listening on {server.port}")
    SLEY_PRINT(SLEY_LIT("listening on "), SLEY_INT(sley_listener_port(f->v_server)));
    // 35 | await http.serve(server, async fn(r: http.Request) => await forward(r, args[0], ...
    f->t_fn = SLEY_CLOSURE(m_proxy__main__closure1, sley_list_take(&f->v_args));
    m2_std__http__serve__begin(&f->a2, self, f->v_server, f->t_fn, 10000, 60000000000, 30000000000,
                               16384, 65536, 10000000000);
    st = SLEY_AWAIT(m2_std__http__serve, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);

leave_1:
    sley_closure_release(f->t_fn);
    sley_listener_release(f->v_server);
    sley_tls_release(f->v_context);
    sley_list_release(f->v_args);
    return st;
}

static sley_status i_proxy(sley_task *task)
{
    (void)task;
    m_proxy__ours = m_proxy__ours__init();
    return SLEY_OK;
}

SLEY_MAIN(m_proxy__main, i_proxy)
