// Generated from wa-gather-pair.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__int__int {
    int64_t f_0;
    int64_t f_1;
} sley_tuple2__int__int;

SLEY_STR_LIT(k_Calling_API_1, "Calling API 1 ...");
SLEY_STR_LIT(k_Calling_API_2, "Calling API 2 ...");

// async fn call_api(message: str, result: int, delay: duration = 3s) -> int
// wa-gather-pair.sley:3, frame 80 bytes

typedef struct m_wa_gather_pair__call_api__frame {
    sley_frame base;
    sley_str *a_message;            // borrowed
    int64_t a_result;
    sley_duration a_delay;
    int64_t result;
    sley_wait a1;                   // 5: sleep(delay)
} m_wa_gather_pair__call_api__frame;

SLEY_OWNED(m_wa_gather_pair__call_api, (a_message, sley_type_str));
SLEY_TASK_FN_RESULT(m_wa_gather_pair__call_api, "wa_gather_pair.call_api", "wa-gather-pair.sley",
                    3, 80, sley_type_int,
    {5, 1, 0, "sleep(delay)"});

static SLEY_SPAWN3(m_wa_gather_pair__call_api, sley_str *, a_message, int64_t, a_result,
                   sley_duration, a_delay)

static sley_status m_wa_gather_pair__call_api__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_wa_gather_pair__call_api__frame *f = (void *)self;
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
// wa-gather-pair.sley:9, frame 240 bytes

typedef struct m_wa_gather_pair__main__frame {
    sley_frame base;
    // 10: gather( call_api("Calling API 1...
    struct { sley_gather_area all; sley_gather_part part[2]; } a1;
} m_wa_gather_pair__main__frame;

SLEY_FN(m_wa_gather_pair__main, "wa_gather_pair.main", "wa-gather-pair.sley", 9, 240,
    {10, 1, 0, "gather( call_api(\"Calling API 1..."},
    {11, 2, 0, "call_api(\"Calling API 1 ...\", 1..."},
    {12, 3, 0, "call_api(\"Calling API 2 ...\", 2..."});

static sley_status m_wa_gather_pair__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_gather_pair__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_gather_pair__main__sites;
    if (sley_resumes(self)) goto resume_1; // 10: gather( call_api("Calling API 1...

    // 10 | let (a, b) = await gather(
    sley_task *t_task = m_wa_gather_pair__call_api__spawn(task, NULL, &sites[2], &k_Calling_API_1,
                                                          1, 3000000000);
    sley_task *t2_task = m_wa_gather_pair__call_api__spawn(task, NULL, &sites[3], &k_Calling_API_2,
                                                           2, 3000000000);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_tuple2__int__int t_pair = {0};
    sley_gather_take(&f->a1.part[0], &t_pair.f_0);
    sley_gather_take(&f->a1.part[1], &t_pair.f_1);
    int64_t v_a = t_pair.f_0;
    int64_t v_b = t_pair.f_1;
    // 14 | print(a, b)
    SLEY_PRINT(SLEY_INT(v_a), SLEY_LIT(" "), SLEY_INT(v_b));
    return SLEY_OK;
}

SLEY_MAIN(m_wa_gather_pair__main, NULL)
