// Generated from ct-two-prices.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Get_stock_price_of, "Get stock price of GOOG...");
SLEY_STR_LIT(k_Get_stock_price_of_2, "Get stock price of APPL...");

// async fn call_api(message: str, result: int = 1000, delay: duration = 3s) -> int
// ct-two-prices.sley:5, frame 80 bytes

typedef struct m_ct_two_prices__call_api__frame {
    sley_frame base;
    sley_str *a_message;            // borrowed
    int64_t a_result;
    sley_duration a_delay;
    int64_t result;
    sley_wait a1;                   // 7: sleep(delay)
} m_ct_two_prices__call_api__frame;

SLEY_OWNED(m_ct_two_prices__call_api, (a_message, sley_type_str));
SLEY_TASK_FN_RESULT(m_ct_two_prices__call_api, "ct_two_prices.call_api", "ct-two-prices.sley", 5,
                    80, sley_type_int,
    {7, 1, 0, "sleep(delay)"});

static SLEY_SPAWN3(m_ct_two_prices__call_api, sley_str *, a_message, int64_t, a_result,
                   sley_duration, a_delay)

static sley_status m_ct_two_prices__call_api__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_ct_two_prices__call_api__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 7: sleep(delay)

    // 6 | print(message)
    SLEY_PRINT(SLEY_STR(f->a_message));
    // 7 | await sleep(delay)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_delay);
resume_1: if (sley_stops(task, self, st)) return st;
    // 8 | return result
    f->result = f->a_result;
    return SLEY_OK;
}

// async fn main() throws
// ct-two-prices.sley:11, frame 112 bytes

typedef struct m_ct_two_prices__main__frame {
    sley_frame base;
    sley_instant v_start;           // 12: live across 1, 2
    sley_task *v_goog;              // 13: live across 1, 2
    sley_task *v_appl;              // 14: live across 1, 2
    union { struct { sley_waiter wait; int64_t v; } a1, a2; }; // 15, 16
} m_ct_two_prices__main__frame;

SLEY_FN(m_ct_two_prices__main, "ct_two_prices.main", "ct-two-prices.sley", 11, 112,
    {15, 1, 0, "goog"},
    {16, 2, 0, "appl"},
    {13, 3, 0, "call_api(\"Get stock price of G..."},
    {14, 4, 0, "call_api(\"Get stock price of A..."},
    {17, 5, 0, "time.now() - start"});

static sley_status m_ct_two_prices__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_two_prices__main__frame *f = (void *)self;
    const sley_site *sites = m_ct_two_prices__main__sites;
    if (self->state == 1) goto resume_1; // 15: goog
    if (self->state == 2) goto resume_2; // 16: appl
    sley_starts(self);

    // 12 | let start = time.now()
    f->v_start = sley_now(task->base.executor);
    // 13 | let goog = spawn call_api("Get stock price of GOOG...", 300)
    f->v_goog = m_ct_two_prices__call_api__spawn(task, NULL, &sites[3], &k_Get_stock_price_of, 300,
                                                 3000000000);
    // 14 | let appl = spawn call_api("Get stock price of APPL...", 300)
    f->v_appl = m_ct_two_prices__call_api__spawn(task, NULL, &sites[4], &k_Get_stock_price_of_2,
                                                 300, 3000000000);
    // 15 | print(await goog)
    st = sley_task_await(task, sley_at(self, 1), &f->a1.wait, f->v_goog, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(f->a1.v));
    // 16 | print(await appl)
    st = sley_task_await(task, sley_at(self, 2), &f->a2.wait, f->v_appl, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(f->a2.v));
    // 17 | let elapsed = round((time.now() - start) / 1s, 0)
    double v_elapsed =
            sley_float_round_to(
            sley_duration_ratio(sley_instant_diff(sley_now(task->base.executor), f->v_start,
            &sites[5]), 1000000000), 0);
    // 18 | print("It took {elapsed} second(s) to complete.")
    SLEY_PRINT(SLEY_LIT("It took "), SLEY_FLOAT(v_elapsed), SLEY_LIT(" second(s) to complete."));

leave_1:
    sley_task_release(f->v_appl);
    sley_task_release(f->v_goog);
    return st;
}

SLEY_MAIN(m_ct_two_prices__main, NULL)
