// Generated from wa-wait-for.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Calling_API, "Calling API...");

// async fn call_api(message: str, delay: duration)
// wa-wait-for.sley:3, frame 64 bytes

typedef struct m_wa_wait_for__call_api__frame {
    sley_frame base;
    sley_str *a_message;            // borrowed
    sley_duration a_delay;
    sley_wait a1;                   // 5: sleep(delay)
} m_wa_wait_for__call_api__frame;

SLEY_OWNED(m_wa_wait_for__call_api, (a_message, sley_type_str));
SLEY_TASK_FN(m_wa_wait_for__call_api, "wa_wait_for.call_api", "wa-wait-for.sley", 3, 64,
    {5, 1, 0, "sleep(delay)"});

static SLEY_SPAWN2(m_wa_wait_for__call_api, sley_str *, a_message, sley_duration, a_delay)

static sley_status m_wa_wait_for__call_api__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_wa_wait_for__call_api__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(delay)

    // 4 | print(message)
    SLEY_PRINT(SLEY_STR(f->a_message));
    // 5 | await sleep(delay)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_delay);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    return st;
}

// async fn main() throws
// wa-wait-for.sley:8, frame 120 bytes

typedef struct m_wa_wait_for__main__frame {
    sley_frame base;
    sley_task *v_task;              // 9: live across 1
    sley_wait_for_area a1;          // 11: wait_for(task, 3s)
} m_wa_wait_for__main__frame;

SLEY_FN(m_wa_wait_for__main, "wa_wait_for.main", "wa-wait-for.sley", 8, 120,
    {11, 1, 0, "wait_for(task, 3s)"},
    {9, 2, 0, "call_api(\"Calling API...\", del..."});

static sley_status m_wa_wait_for__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_wait_for__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_wait_for__main__sites;
    if (sley_resumes(self)) goto resume_1; // 11: wait_for(task, 3s)

    // 9 | let task = spawn call_api("Calling API...", delay: 5s)
    f->v_task = m_wa_wait_for__call_api__spawn(task, NULL, &sites[2], &k_Calling_API, 5000000000);
    // 10 | try {
    // 11 | await wait_for(task, 3s)
    st = sley_wait_for(task, sley_at(self, 1), &f->a1, SLEY_AWAITABLE(f->v_task), 3000000000, NULL);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 12 | } catch e: Timeout {
        sley_error *v_e = sley_catch(task);
        // 13 | print("The task was cancelled due to a timeout")
        SLEY_PRINT(SLEY_LIT("The task was cancelled due to a timeout"));
        sley_error_release(v_e);
    }
    sley_task_release(f->v_task);
    return st;
}

SLEY_MAIN(m_wa_wait_for__main, NULL)
