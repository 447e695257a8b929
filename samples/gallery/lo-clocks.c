// Generated from lo-clocks.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Y_m_d_H_M_S, "%Y-%m-%d %H:%M:%S");

// fn stamp() -> str
// lo-clocks.sley:4

static sley_str *m_lo_clocks__stamp(void)
{
    // 5 | let wall = time.wall()
    sley_duration v_wall = sley_wall(sley_here());
    // 6 | return "{time.format(wall, "%Y-%m-%d %H:%M:%S")}.{wall.nanos() / 1000000 % 1000: ...
    sley_str *t_format = sley_time_format(v_wall, &k_Y_m_d_H_M_S);
    sley_str *t_text = SLEY_FORMAT(SLEY_STR(t_format), SLEY_LIT("."),
                                   SLEY_INT_AS(sley_duration_nanos(v_wall) / 1000000 % 1000, "03"));
    sley_str_release(t_format);
    return t_text;
}

// async fn main() throws
// lo-clocks.sley:9, frame 56 bytes

typedef struct m_lo_clocks__main__frame {
    sley_frame base;
    sley_instant v_start;           // 10: live across 1, 2
    union { sley_wait a1, a2; };    // 12, 14
} m_lo_clocks__main__frame;

SLEY_FN(m_lo_clocks__main, "lo_clocks.main", "lo-clocks.sley", 9, 56,
    {12, 1, 0, "sleep(1s)"},
    {14, 2, 0, "sleep(1s)"},
    {15, 3, 0, "time.now() - start"});

static sley_status m_lo_clocks__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_lo_clocks__main__frame *f = (void *)self;
    const sley_site *sites = m_lo_clocks__main__sites;
    if (self->state == 1) goto resume_1; // 12: sleep(1s)
    if (self->state == 2) goto resume_2; // 14: sleep(1s)
    sley_starts(self);

    // 10 | let start = time.now()
    f->v_start = sley_now(task->base.executor);
    // 11 | print(stamp())
    sley_str *t_stamp = m_lo_clocks__stamp();
    SLEY_PRINT(SLEY_STR(t_stamp));
    sley_str_release(t_stamp);
    // 12 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 13 | print(stamp())
    sley_str *t2_stamp = m_lo_clocks__stamp();
    SLEY_PRINT(SLEY_STR(t2_stamp));
    sley_str_release(t2_stamp);
    // 14 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 1000000000);
resume_2: if (sley_stops(task, self, st)) return st;
    // 15 | print((time.now() - start).seconds())
    SLEY_PRINT(SLEY_FLOAT(sley_duration_seconds(sley_instant_diff(sley_now(task->base.executor),
                                                                  f->v_start, &sites[3]))));
    return SLEY_OK;
}

SLEY_MAIN(m_lo_clocks__main, NULL)
