// Generated from sg-query.sley. Do not edit.

#include "sley.h"

// fn(s)
// sg-query.sley:5

static sley_status m_sg_query__main__closure1(sley_closure *closure, sley_task *task,
                                              sley_signal *a_s)
{
    (void)closure, (void)task, (void)a_s;
    return SLEY_OK;
}

// async fn main() throws
// sg-query.sley:4, frame 24 bytes

typedef struct m_sg_query__main__frame {
    sley_frame base;
} m_sg_query__main__frame;

SLEY_FN_VALUE(m_sg_query__main__closure1, m_sg_query__main__closure1, SLEY_CLOSURE_THROWS);

SLEY_FN(m_sg_query__main, "sg_query.main", "sg-query.sley", 4, 24,
    {5, 1, 0, "signal.on(signal.ALRM, fn(s) {..."});

static sley_status m_sg_query__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    const sley_site *sites = m_sg_query__main__sites;
    (void)self;
    // 5 | signal.on(signal.ALRM, fn(s) {})
    sley_signal *t_ALRM = sley_signal_alrm();
    st = sley_signal_on(task, t_ALRM, &m_sg_query__main__closure1__value, &sites[1]);
    sley_signal_release(t_ALRM);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 6 | for s in signal.all() { print("{s.name:<10} ({s.number:2d}): {signal.get(s)}") }
    sley_list *t_items = sley_signal_all();
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_signal *v_s = sley_signal_retain(SLEY_NTH(sley_signal *, t_items, t_index));
        sley_str *t_name = sley_signal_name(v_s);
        sley_str *t_get = sley_signal_get(task->base.executor, v_s);
        SLEY_PRINT(SLEY_STR_AS(t_name, "<10"), SLEY_LIT(" ("),
                   SLEY_INT_AS(sley_signal_number(v_s), "2d"), SLEY_LIT("): "), SLEY_STR(t_get));
        sley_signal_release(v_s);
        sley_str_release(t_name);
        sley_str_release(t_get);
    }
    sley_list_release(t_items);
    return SLEY_OK;
}

SLEY_MAIN(m_sg_query__main, NULL)
