// Generated from lo-error-handler.sley. Do not edit.

#include "sley.h"

typedef struct m_lo_error_handler__Mistake {
    sley_error base;
    sley_str *f_message;
} m_lo_error_handler__Mistake;

static SLEY_ERROR_TYPE(m_lo_error_handler__Mistake, "Mistake", NULL,
    {"message", offsetof(m_lo_error_handler__Mistake, f_message), &sley_type_str});

static SLEY_NEW_ERROR1(m_lo_error_handler__Mistake, sley_str *, f_message)

SLEY_STR_LIT(k_nobody_waits, "nobody waits");
SLEY_STR_LIT(k_division_by_zero, "division by zero");
SLEY_STR_LIT_UTF8(k_text, 4, "\351\224\231\350\257\257\346\266\210\346\201\257");

// async fn forgotten() throws Mistake
// lo-error-handler.sley:6, frame 24 bytes

typedef struct m_lo_error_handler__forgotten__frame {
    sley_frame base;
} m_lo_error_handler__forgotten__frame;

SLEY_FN(m_lo_error_handler__forgotten, "lo_error_handler.forgotten", "lo-error-handler.sley", 6, 24,
    {7, 1, 0, "throw Mistake"});

static SLEY_SPAWN0(m_lo_error_handler__forgotten)

static sley_status m_lo_error_handler__forgotten__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    const sley_site *sites = m_lo_error_handler__forgotten__sites;
    (void)self, (void)st;
    // 7 | throw Mistake(message: "nobody waits")
    return sley_throw(task, &sites[1], m_lo_error_handler__Mistake__new(&k_nobody_waits));
}

// fn divide(a: int, b: int) -> int throws Mistake
// lo-error-handler.sley:10

SLEY_SITES(m_lo_error_handler__divide, "lo_error_handler.divide", "lo-error-handler.sley", 10,
    {12, 1, 0, "throw Mistake"},
    {14, 2, 0, "a / b"});

static sley_status m_lo_error_handler__divide(sley_task *task, int64_t a_a, int64_t a_b,
                                              int64_t *result)
{
    const sley_site *sites = m_lo_error_handler__divide__sites;
    // 11 | if b == 0 {
    if (a_b == 0) {
        // 12 | throw Mistake(message: "division by zero")
        return sley_throw(task, &sites[1], m_lo_error_handler__Mistake__new(&k_division_by_zero));
    }
    // 14 | return a / b
    *result = sley_int_div(a_a, a_b, &sites[2]);
    return SLEY_OK;
}

// fn(message, error)
// lo-error-handler.sley:18

static void m_lo_error_handler__main__closure1(sley_closure *closure, sley_str *a_message,
                                               sley_error *a_error)
{
    (void)closure;
    // 18 | on_unhandled(fn(message, error) { print("handler: {message}: {error}") })
    SLEY_PRINT(SLEY_LIT("handler: "), SLEY_STR(a_message), SLEY_LIT(": "),
               SLEY_VAL(sley_type_error, &a_error));
}

// fn() throws
// lo-error-handler.sley:26

SLEY_SITES(m_lo_error_handler__main__closure2, "lo_error_handler.main.closure2",
           "lo-error-handler.sley", 26,
    {26, 1, 0, "divide(1, 0)"});

static sley_status m_lo_error_handler__main__closure2(sley_closure *closure, sley_task *task)
{
    const sley_site *sites = m_lo_error_handler__main__closure2__sites;
    sley_status st = SLEY_OK;
    (void)closure;
    // 26 | call_soon(fn() throws { divide(1, 0) })
    int64_t t_divide = 0;
    st = m_lo_error_handler__divide(task, 1, 0, &t_divide);
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

// async fn main() throws
// lo-error-handler.sley:17, frame 56 bytes

typedef struct m_lo_error_handler__main__frame {
    sley_frame base;
    int64_t v_turn;                 // 19: live across 1
    union { sley_wait a1, a2; };    // 21, 28
} m_lo_error_handler__main__frame;

SLEY_FN_VALUE(m_lo_error_handler__main__closure1, m_lo_error_handler__main__closure1, 0);

SLEY_FN_VALUE(m_lo_error_handler__main__closure2, m_lo_error_handler__main__closure2,
              SLEY_CLOSURE_THROWS);

SLEY_FN(m_lo_error_handler__main, "lo_error_handler.main", "lo-error-handler.sley", 17, 56,
    {21, 1, 0, "sleep(1s)"},
    {28, 2, 0, "sleep(0s)"},
    {26, 3, 0, "call_soon(fn() throws { divide..."},
    {27, 4, 0, "forgotten()"});

static sley_status m_lo_error_handler__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_lo_error_handler__main__frame *f = (void *)self;
    const sley_site *sites = m_lo_error_handler__main__sites;
    if (self->state == 1) goto resume_1; // 21: sleep(1s)
    if (self->state == 2) goto resume_2; // 28: sleep(0s)
    sley_starts(self);

    // 18 | on_unhandled(fn(message, error) { print("handler: {message}: {error}") })
    sley_unhandled_call(task->base.executor, &m_lo_error_handler__main__closure1__value);
    // 19 | for turn in 0..5 {
    for (f->v_turn = 0; f->v_turn < 5; f->v_turn++) {
        // 20 | print("ok")
        SLEY_PRINT(SLEY_LIT("ok"));
        // 21 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 22 | if turn == 2 {
        if (f->v_turn == 2) {
            // 23 | report_unhandled("错误消息", Mistake(message: "错误消息"))
            sley_error *t_error = m_lo_error_handler__Mistake__new(&k_text);
            sley_report_unhandled(task->base.executor, &k_text, t_error);
            sley_error_release(t_error);
        }
    }
    // 26 | call_soon(fn() throws { divide(1, 0) })
    sley_handle_release(sley_call_soon(task->base.executor,
                                       &m_lo_error_handler__main__closure2__value, &sites[3]));
    // 27 | spawn forgotten()
    sley_task_release(m_lo_error_handler__forgotten__spawn(task, NULL, &sites[4]));
    // 28 | await sleep(0s)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 0);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    return st;
}

SLEY_MAIN(m_lo_error_handler__main, NULL)
