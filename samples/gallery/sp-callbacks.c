// Generated from sp-callbacks.sley. Do not edit.

#include "sley.h"
#include "sley/std/methods.h"

typedef struct m_sp_callbacks__Printed m_sp_callbacks__Printed;

struct m_sp_callbacks__Printed {
    sley_object head;
    sley_future *f_done;
    sley_str *f_text;
};

static void m_sp_callbacks__Printed__free(void *object);
SLEY_OWN_CLASS(m_sp_callbacks__Printed)

static const sley_type m_sp_callbacks__Printed__type;

static SLEY_NEW2(m_sp_callbacks__Printed, sley_future *, f_done, sley_str *, f_text)

SLEY_STR_LIT(k_printf, "printf");
SLEY_STR_LIT(k_one_ntwo_n, "one\\ntwo\\n");

static sley_status m_sp_callbacks__Printed__started(sley_task *task,
        m_sp_callbacks__Printed *a_self, sley_process *a_child);
static sley_status m_sp_callbacks__Printed__data(sley_task *task, m_sp_callbacks__Printed *a_self,
                                                 int64_t a__fd, sley_bytes *a_part);
static sley_status m_sp_callbacks__Printed__exited(sley_task *task,
                                                   m_sp_callbacks__Printed *a_self, int64_t a_code);
static SLEY_CLASS(m_sp_callbacks__Printed, "Printed", SLEY_COUNTED,
    {"done", offsetof(m_sp_callbacks__Printed, f_done), &sley_type_future},
    {"text", offsetof(m_sp_callbacks__Printed, f_text), &sley_type_str});

static void m_sp_callbacks__Printed__free(void *object)
{
    m_sp_callbacks__Printed *o = object;
    sley_future_release(o->f_done);
    sley_str_release(o->f_text);
    sley_object_done(object);
}

static sley_status m_sp_callbacks__Printed__started__as__m2_std__methods__ChildProtocol(
        sley_object *self, sley_task *task, sley_process *a_child)
{
    return m_sp_callbacks__Printed__started(task, SLEY_SELF(m_sp_callbacks__Printed, self),
                                            a_child);
}

static sley_status m_sp_callbacks__Printed__data__as__m2_std__methods__ChildProtocol(
        sley_object *self, sley_task *task, int64_t a_fd, sley_bytes *a_part)
{
    return m_sp_callbacks__Printed__data(task, SLEY_SELF(m_sp_callbacks__Printed, self), a_fd,
                                         a_part);
}

static sley_status m_sp_callbacks__Printed__exited__as__m2_std__methods__ChildProtocol(
        sley_object *self, sley_task *task, int64_t a_code)
{
    return m_sp_callbacks__Printed__exited(task, SLEY_SELF(m_sp_callbacks__Printed, self), a_code);
}

static const m2_std__methods__ChildProtocol__methods
        m_sp_callbacks__Printed__as__m2_std__methods__ChildProtocol = {
    .type = &m_sp_callbacks__Printed__type,
    .f_started = m_sp_callbacks__Printed__started__as__m2_std__methods__ChildProtocol,
    .f_data = m_sp_callbacks__Printed__data__as__m2_std__methods__ChildProtocol,
    .f_exited = m_sp_callbacks__Printed__exited__as__m2_std__methods__ChildProtocol,
};

// fn process_start_protocol[P: ChildProtocol](make: fn() -> P, argv: list[str]) -> P throws pr ...
// process_start_protocol[Printed], methods.sley:257

SLEY_SITES(gs_sp_callbacks__methods__process_start_protocol__m_sp_callbacks__Printed,
           "std.methods.process_start_protocol[Printed]", "methods.sley", 257,
    {259, 1, 0, "process.start(argv, stdin: pip..."},
    {261, 2, 0, "_drive_child(child, p)"});

static sley_status gs_sp_callbacks__methods__process_start_protocol__m_sp_callbacks__Printed(
        sley_task *task, sley_closure *a_make, sley_list *a_argv, m_sp_callbacks__Printed **result)
{
    const sley_site *sites =
            gs_sp_callbacks__methods__process_start_protocol__m_sp_callbacks__Printed__sites;
    sley_status st = SLEY_OK;
    // 259 | let child = process.start(argv, stdin: pipe, stdout: pipe, stderr: pipe)
    sley_process *v_child = NULL;
    st = sley_process_start(task, a_argv, 1, 1, 1, NULL, NULL, false, false, -1, -1, -1, &v_child);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 260 | let p = make()
    m_sp_callbacks__Printed *v_p =
            ((m_sp_callbacks__Printed *(*)(sley_closure *))a_make->code)(a_make);
    // 261 | spawn _drive_child(child, p)
    sley_task *t_task = sley_task_new(task, &m2_std__methods___drive_child__fn, &sites[2]);
    m2_std__methods___drive_child__begin(sley_task_frame(t_task), NULL, v_child,
            (m2_std__methods__ChildProtocol){&m_sp_callbacks__Printed__retain(v_p)->head,
            &m_sp_callbacks__Printed__as__m2_std__methods__ChildProtocol});
    sley_task_release(sley_task_start(t_task, NULL));
    // 262 | return p
    *result = v_p;
    return SLEY_OK;
}

// fn started(child: process.Process) throws
// sp-callbacks.sley:8

static sley_status m_sp_callbacks__Printed__started(sley_task *task,
        m_sp_callbacks__Printed *a_self, sley_process *a_child)
{
    (void)task, (void)a_self;
    // 8 | fn started(child: process.Process) throws { print("started {child.pid != 0}") }
    SLEY_PRINT(SLEY_LIT("started "), SLEY_BOOL(sley_process_pid(a_child) != 0));
    return SLEY_OK;
}

// fn data(_fd: int, part: bytes) throws
// sp-callbacks.sley:9

SLEY_SITES(m_sp_callbacks__Printed__data, "sp_callbacks.Printed.data", "sp-callbacks.sley", 9,
    {9, 1, 0, "part.decode()"});

static sley_status m_sp_callbacks__Printed__data(sley_task *task, m_sp_callbacks__Printed *a_self,
                                                 int64_t a__fd, sley_bytes *a_part)
{
    const sley_site *sites = m_sp_callbacks__Printed__data__sites;
    sley_status st = SLEY_OK;
    (void)a__fd;
    // 9 | fn data(_fd: int, part: bytes) throws { self.text += part.decode() }
    sley_str *t_text = sley_str_retain(a_self->f_text);
    sley_str *t_decode = NULL;
    st = sley_bytes_decode(task, a_part, &t_decode);
    if (sley_failed_at(task, &sites[1], st)) goto leave_1;
    sley_str_assign(&a_self->f_text, sley_str_concat(t_text, t_decode));
    sley_str_release(t_decode);

leave_1:
    sley_str_release(t_text);
    return st;
}

// fn exited(code: int) throws
// sp-callbacks.sley:10

SLEY_SITES(m_sp_callbacks__Printed__exited, "sp_callbacks.Printed.exited", "sp-callbacks.sley", 10,
    {10, 1, 0, "self.done.set(code)"});

static sley_status m_sp_callbacks__Printed__exited(sley_task *task,
                                                   m_sp_callbacks__Printed *a_self, int64_t a_code)
{
    const sley_site *sites = m_sp_callbacks__Printed__exited__sites;
    sley_status st = SLEY_OK;
    // 10 | fn exited(code: int) throws { self.done.set(code) }
    sley_future *t_future = sley_future_retain(a_self->f_done);
    st = sley_future_set(task, t_future, &a_code);
    sley_future_release(t_future);
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

typedef struct m_sp_callbacks__main__closure1__captures {
    sley_closure base;
    sley_future *v_done;
} m_sp_callbacks__main__closure1__captures;

// fn()
// sp-callbacks.sley:16

static m_sp_callbacks__Printed *m_sp_callbacks__main__closure1(sley_closure *closure)
{
    m_sp_callbacks__main__closure1__captures *c = (void *)closure;
    // 16 | let child = process.start_protocol(fn() => Printed(done), ["printf", "one\\ntwo\ // ...
    return m_sp_callbacks__Printed__new(sley_future_retain(c->v_done), &sley_str_empty);
}

// async fn main() throws
// sp-callbacks.sley:13, frame 112 bytes

typedef struct m_sp_callbacks__main__frame {
    sley_frame base;
    sley_future *v_done;            // 15: live across 1
    m_sp_callbacks__Printed *v_child; // 16: live across 1
    int64_t v_i;                    // 14: live across 1
    struct { sley_waiter wait; int64_t v; } a1; // 17: done
} m_sp_callbacks__main__frame;

SLEY_CAPTURES1(m_sp_callbacks__main__closure1, m_sp_callbacks__main__closure1, 0, sley_future,
               v_done);

SLEY_FN(m_sp_callbacks__main, "sp_callbacks.main", "sp-callbacks.sley", 13, 112,
    {17, 1, 0, "done"},
    {15, 2, 0, "future[int]()"},
    {16, 3, 0, "process.start_protocol(fn() =>..."});

static sley_status m_sp_callbacks__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_callbacks__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_callbacks__main__sites;
    if (sley_resumes(self)) goto resume_1; // 17: done
    f->v_done = NULL;
    f->v_child = NULL;

    // 14 | for i in 0..20 {
    for (f->v_i = 0; f->v_i < 20; f->v_i++) {
        // 15 | let done = future[int]()
        f->v_done = sley_future_new(task, &sley_type_int, &sites[2]);
        // 16 | let child = process.start_protocol(fn() => Printed(done), ["printf", "one\\n ...
        sley_closure *t_fn = SLEY_CLOSURE(m_sp_callbacks__main__closure1,
                                          sley_future_retain(f->v_done));
        sley_list *t_list = sley_list_of(&sley_type_str, 2,
                                         (sley_str *[2]){&k_printf, &k_one_ntwo_n});
        st = gs_sp_callbacks__methods__process_start_protocol__m_sp_callbacks__Printed(task, t_fn,
                t_list, &f->v_child);
        sley_closure_release(t_fn);
        sley_list_release(t_list);
        if (sley_failed_at(task, &sites[3], st)) goto leave_1;
        // 17 | let code = await done
        st = sley_future_await(task, sley_at(self, 1), &f->a1.wait, f->v_done, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        int64_t v_code = f->a1.v;
        // 18 | if i == 19 {
        if (f->v_i == 19) {
            // 19 | print("exited {code}")
            SLEY_PRINT(SLEY_LIT("exited "), SLEY_INT(v_code));
            // 20 | print("data {child.text!r}")
            SLEY_PRINT(SLEY_LIT("data "), SLEY_STR_AS(f->v_child->f_text, "!r"));
        }
        sley_future_drop(&f->v_done);
        m_sp_callbacks__Printed__drop(&f->v_child);
    }

leave_1:
    m_sp_callbacks__Printed__release(f->v_child);
    sley_future_release(f->v_done);
    return st;
}

SLEY_MAIN(m_sp_callbacks__main, NULL)
