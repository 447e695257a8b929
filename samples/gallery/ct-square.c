// Generated from ct-square.sley. Do not edit.

#include "sley.h"

// async fn square(n: int) -> int
// ct-square.sley:3

static const sley_site m_ct_square__square__sites[] = {
    {3, 0, 0, SLEY_NAMED("ct_square.square", "ct-square.sley")}, {4, 1, 0, "n * n"}};

static int64_t m_ct_square__square(int64_t a_n)
{
    // 4 | return n * n
    return sley_int_mul(a_n, a_n, &m_ct_square__square__sites[1]);
}

// async fn main()
// ct-square.sley:7, frame 24 bytes

typedef struct m_ct_square__main__frame {
    sley_frame base;
} m_ct_square__main__frame;

static const sley_site m_ct_square__main__sites[] = {
    {7, 0, 0, SLEY_NAMED("ct_square.main", "ct-square.sley")}, {8, 1, 0, "square(10)"}};
SLEY_FN(m_ct_square__main, 24, SLEY_UNTRACED);

static sley_status m_ct_square__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task;
    (void)self;
    (void)st;
    // 8 | print(await square(10))
    int64_t t_0 = m_ct_square__square(10);
    sley_print(SLEY_PARTS(SLEY_INT(t_0)));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_square__main, NULL)
