// Generated from ct-square.sley. Do not edit.

#include "sley.h"

// async fn square(n: int) -> int
// ct-square.sley:4

SLEY_SITES(m_ct_square__square, "ct_square.square", "ct-square.sley", 4, {5, 1, 0, "n * n"});

static int64_t m_ct_square__square(int64_t a_n)
{
    const sley_site *sites = m_ct_square__square__sites;
    // 5 | return n * n
    return sley_int_mul(a_n, a_n, &sites[1]);
}

// async fn main()
// ct-square.sley:8, frame 24 bytes

typedef struct m_ct_square__main__frame {
    sley_frame base;
} m_ct_square__main__frame;

SLEY_FN(m_ct_square__main, "ct_square.main", "ct-square.sley", 8, 24, {9, 1, 0, "square(10)"});

static sley_status m_ct_square__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task, (void)self, (void)st;
    // 9 | print(await square(10))
    SLEY_PRINT(SLEY_INT(m_ct_square__square(10)));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_square__main, NULL)
