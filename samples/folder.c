// Generated from folder.sley. Do not edit.

#include "sley.h"
#include "sley/std/http.h"

SLEY_STR_LIT(k_dot, ".");
SLEY_STR_LIT(k_127_0_0_1, "127.0.0.1");

typedef struct m_folder__main__closure1__captures {
    sley_closure base;
    sley_str *v_root;
} m_folder__main__closure1__captures;

// async fn(r: http.Request)
// folder.sley:15, frame 216 bytes

typedef struct m_folder__main__closure1__frame {
    sley_frame base;
    sley_closure *closure;
    m2_std__http__Request *a_r;     // borrowed
    m2_std__http__Response *result;
    m2_std__http__folder__frame a1; // 15: http.folder(root, r)
} m_folder__main__closure1__frame;

SLEY_FN_RESULT(m_folder__main__closure1, "folder.main.closure1", "folder.sley", 15, 216,
               m2_std__http__Response__type,
    {15, 1, SLEY_CHILD(m_folder__main__closure1, a1), "http.folder(root, r)"});

static void m_folder__main__closure1__begin(m_folder__main__closure1__frame *f, sley_frame *caller,
                                            sley_closure *closure, m2_std__http__Request *a_r)
{
    sley_frame_init(&f->base, caller, &m_folder__main__closure1__fn);
    f->closure = closure;
    f->a_r = a_r;
}

static sley_status m_folder__main__closure1__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_folder__main__closure1__frame *f = (void *)self;
    m_folder__main__closure1__captures *c = (void *)f->closure;
    if (sley_resumes(self)) goto resume_1; // 15: http.folder(root, r)

    // 15 | await http.serve(server, async fn(r: http.Request) => await http.folder(root, r) ...
    m2_std__http__folder__begin(&f->a1, self, c->v_root, f->a_r);
    st = SLEY_AWAIT(m2_std__http__folder, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    f->result = f->a1.result;
    return SLEY_OK;
}

// async fn main() throws
// folder.sley:9, frame 456 bytes

typedef struct m_folder__main__frame {
    sley_frame base;
    sley_list *v_args;              // 10: live across 1, 2
    sley_str *v_root;               // 11: live across 1, 2
    sley_listener *v_server;        // 13: live across 2
    sley_closure *t_fn;             // 15: live across 2
    union {
        struct { sley_waiter wait; sley_listener *v; } a1; // 13: net.listen("127.0.0.1", port)
        m2_std__http__serve__frame a2; // 15: http.serve(server, async fn(r:...
    };
} m_folder__main__frame;

static void *m_folder__main__closure1__face(sley_closure *closure, sley_task *task,
                                            sley_frame *caller, m2_std__http__Request *a_r)
{
    m_folder__main__closure1__frame *f = sley_frame_push(task,
                                                         sizeof(m_folder__main__closure1__frame));
    m_folder__main__closure1__begin(f, caller, closure, a_r);
    return f;
}

SLEY_CAPTURES1(m_folder__main__closure1, m_folder__main__closure1__face, 0, sley_str, v_root);

SLEY_FN(m_folder__main, "folder.main", "folder.sley", 9, 456,
    {13, 1, 0, "net.listen(\"127.0.0.1\", port)"},
    {15, 2, SLEY_CHILD(m_folder__main, a2), "http.serve(server, async fn(r:..."},
    {11, 3, 0, "args[0]"},
    {12, 4, 0, "args[1]"}, {12, 5, 0, "int(args[1])"});

static sley_status m_folder__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_folder__main__frame *f = (void *)self;
    const sley_site *sites = m_folder__main__sites;
    if (self->state == 1) goto resume_1; // 13: net.listen("127.0.0.1", port)
    if (self->state == 2) goto resume_2; // 15: http.serve(server, async fn(r:...
    sley_starts(self);
    f->v_root = NULL;
    f->v_server = NULL;
    f->t_fn = NULL;

    // 10 | let args = os.args()
    int64_t v_port;
    f->v_args = sley_os_args();
    // 11 | let root = if args.len() > 0 { args[0] } else { "." }
    if (sley_list_len(f->v_args) > 0) {
        sley_str_assign(&f->v_root, sley_str_retain(SLEY_AT(sley_str *, f->v_args, 0, &sites[3])));
    } else {
        sley_str_assign(&f->v_root, &k_dot);
    }
    // 12 | let port = if args.len() > 1 { int(args[1]) } else { 8000 }
    if (sley_list_len(f->v_args) > 1) {
        st = sley_int_parse(task, SLEY_AT(sley_str *, f->v_args, 1, &sites[4]), &v_port);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    } else {
        v_port = 8000;
    }
    // 13 | let server = await net.listen("127.0.0.1", port)
    st = sley_net_listen(task, sley_at(self, 1), &f->a1.wait, &k_127_0_0_1, v_port, 511, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_server = f->a1.v;
    // 14 | print("listening on {server.port}")
    SLEY_PRINT(SLEY_LIT("listening on "), SLEY_INT(sley_listener_port(f->v_server)));
    // 15 | await http.serve(server, async fn(r: http.Request) => await http.folder(root, r) ...
    f->t_fn = SLEY_CLOSURE(m_folder__main__closure1, sley_str_take(&f->v_root));
    m2_std__http__serve__begin(&f->a2, self, f->v_server, f->t_fn, 10000, 60000000000, 30000000000,
                               16384, 65536, 10000000000);
    st = SLEY_AWAIT(m2_std__http__serve, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);

leave_1:
    sley_closure_release(f->t_fn);
    sley_listener_release(f->v_server);
    sley_str_release(f->v_root);
    sley_list_release(f->v_args);
    return st;
}

SLEY_MAIN(m_folder__main, NULL)
