// Generated from ca-shield-timeout.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Calling_API, "Calling API...");

// async fn call_api(message: str, result: int, delay: duration) -> int
// ca-shield-timeout.sley:3, frame 80 bytes

typedef struct m_ca_shield_timeout__call_api__frame {
    sley_frame base;
    sley_str *a_message;            // borrowed
    int64_t a_result;
    sley_duration a_delay;
    int64_t result;
    sley_wait a1;                   // 5: sleep(delay)
} m_ca_shield_timeout__call_api__frame;

SLEY_OWNED(m_ca_shield_timeout__call_api, (a_message, sley_type_str));
SLEY_TASK_FN_RESULT(m_ca_shield_timeout__call_api, "ca_shield_timeout.call_api",
                    "ca-shield-timeout.sley", 3, 80, sley_type_int,
    {5, 1, 0, "sleep(delay)"});

static SLEY_SPAWN3(m_ca_shield_timeout__call_api, sley_str *, a_message, int64_t, a_result,
                   sley_duration, a_delay)

static sley_status m_ca_shield_timeout__call_api__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ca_shield_timeout__call_api__frame *f = (void *)self;
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
// ca-shield-timeout.sley:9, frame 128 bytes

typedef struct m_ca_shield_timeout__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 10: live across 1, 2
    union {
        struct { sley_wait_for_area wait; int64_t v; } a1; // 12: wait_for(shield(t), 3s)
        struct { sley_waiter wait; int64_t v; } a2; // 15: t
    };
} m_ca_shield_timeout__main__frame;

SLEY_FN(m_ca_shield_timeout__main, "ca_shield_timeout.main", "ca-shield-timeout.sley", 9, 128,
    {12, 1, 0, "wait_for(shield(t), 3s)"},
    {15, 2, 0, "t"},
    {10, 3, 0, "call_api(\"Calling API...\", 200..."});

static sley_status m_ca_shield_timeout__main__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_ca_shield_timeout__main__frame *f = (void *)self;
    const sley_site *sites = m_ca_shield_timeout__main__sites;
    if (self->state == 1) goto resume_1; // 12: wait_for(shield(t), 3s)
    if (self->state == 2) goto resume_2; // 15: t
    sley_starts(self);

    // 10 | let t = spawn call_api("Calling API...", 2000, 5s)
    f->v_t = m_ca_shield_timeout__call_api__spawn(task, NULL, &sites[3], &k_Calling_API, 2000,
                                                  5000000000);
    // 11 | try {
    // 12 | await wait_for(shield(t), 3s)
    st = sley_wait_for_shielded(task, sley_at(self, 1), &f->a1.wait, SLEY_AWAITABLE(f->v_t),
                                3000000000, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = sley_drop_error(task);
        // 13 | } catch Timeout {
        // 14 | print("The task took more than expected and will complete soon.")
        SLEY_PRINT(SLEY_LIT("The task took more than expected and will complete soon."));
        // 15 | print(await t)
        st = sley_task_await(task, sley_at(self, 2), &f->a2.wait, f->v_t, &f->a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        SLEY_PRINT(SLEY_INT(f->a2.v));
    }

leave_1:
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_ca_shield_timeout__main, NULL)
