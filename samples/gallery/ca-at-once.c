// Generated from ca-at-once.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Calling_API, "Calling API...");

// async fn call_api(message: str, result: int, delay: duration) -> int
// ca-at-once.sley:3, frame 80 bytes

typedef struct m_ca_at_once__call_api__frame {
    sley_frame base;
    sley_str *a_message;            // borrowed
    int64_t a_result;
    sley_duration a_delay;
    int64_t result;
    sley_wait a1;                   // 5: sleep(delay)
} m_ca_at_once__call_api__frame;

SLEY_OWNED(m_ca_at_once__call_api, (a_message, sley_type_str));
SLEY_TASK_FN_RESULT(m_ca_at_once__call_api, "ca_at_once.call_api", "ca-at-once.sley", 3, 80,
                    sley_type_int,
    {5, 1, 0, "sleep(delay)"});

static SLEY_SPAWN3(m_ca_at_once__call_api, sley_str *, a_message, int64_t, a_result, sley_duration,
                   a_delay)

static sley_status m_ca_at_once__call_api__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ca_at_once__call_api__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(delay)

    // 4 | print(message)
    SLEY_PRINT(SLEY_STR(f->a_message));
    // 5 | await sleep(delay)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_delay);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | return result
    f->result = f->a_result;
    return SLEY_OK;
}

// async fn main() throws
// ca-at-once.sley:9, frame 88 bytes

typedef struct m_ca_at_once__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 10: live across 1
    sley_waiter a1;                 // 16: t
} m_ca_at_once__main__frame;

SLEY_FN(m_ca_at_once__main, "ca_at_once.main", "ca-at-once.sley", 9, 88,
    {16, 1, 0, "t"},
    {10, 2, 0, "call_api(\"Calling API...\", 200..."});

static sley_status m_ca_at_once__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ca_at_once__main__frame *f = (void *)self;
    const sley_site *sites = m_ca_at_once__main__sites;
    if (sley_resumes(self)) goto resume_1; // 16: t

    // 10 | let t = spawn call_api("Calling API...", 2000, 5s)
    f->v_t = m_ca_at_once__call_api__spawn(task, NULL, &sites[2], &k_Calling_API, 2000, 5000000000);
    // 11 | if not t.done() {
    if (!sley_task_done(f->v_t)) {
        // 12 | print("Cancelling the task...")
        SLEY_PRINT(SLEY_LIT("Cancelling the task..."));
        // 13 | t.cancel()
        sley_task_cancel(f->v_t, NULL);
    }
    // 15 | try {
    // 16 | await t
    st = sley_task_await(task, sley_at(self, 1), &f->a1, f->v_t, NULL);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 17 | } catch Cancelled {
        // 18 | print("Task has been cancelled.")
        SLEY_PRINT(SLEY_LIT("Task has been cancelled."));
    }
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_ca_at_once__main, NULL)
