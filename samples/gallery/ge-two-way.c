// Generated from ge-two-way.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_start, "start");

SLEY_STR_LIT_UTF8(m_ge_two_way__begins__value, 60,
                  "[\346\266\210\350\264\271\350\200\205] \347\254\254\344\270"
                  "\200\346\254\241send(None)\346\211\247\350\241\214\345\200"
                  "\222\350\277\231\351\207\214\345\201\234\346\255\242\357"
                  "\274\214yield\350\277\224\345\233\236\344\270\200\344\270"
                  "\252\345\200\274\357\274\214\344\275\206\346\255\244\346"
                  "\254\241\345\271\266\346\234\252\346\211\247\350\241\214"
                  "\345\210\260\346\216\245\345\217\227send\345\217\221\345"
                  "\207\272\347\232\204None\343\200\202");
static sley_str *m_ge_two_way__begins = &m_ge_two_way__begins__value;
SLEY_STR_LIT_UTF8(m_ge_two_way__got_second__value, 44,
                  "[\346\266\210\350\264\271\350\200\205] \347\254\254\344\272"
                  "\214\346\254\241send\344\273\216\350\277\231\351\207\214"
                  "\347\273\247\347\273\255\346\211\247\350\241\214\357\274"
                  "\214\344\273\216\347\254\254\344\270\200\344\270\252yiel"
                  "d\350\216\267\345\217\226\345\210\260\347\254\254\344\272"
                  "\214\344\270\252send\345\217\221\345\207\272\347\232\204\345\200\274");
static sley_str *m_ge_two_way__got_second = &m_ge_two_way__got_second__value;
SLEY_STR_LIT_UTF8(m_ge_two_way__next_yield__value, 11,
        "\357\274\214\344\270\213\344\270\200\344\270\252yield\350" "\277\224\345\233\236");
static sley_str *m_ge_two_way__next_yield = &m_ge_two_way__next_yield__value;
SLEY_STR_LIT_UTF8(m_ge_two_way__got__value, 17,
                  "[\346\266\210\350\264\271\350\200\205] \344\270\212\344\270"
                  "\200\344\270\252yield\346\224\266\345\210\260\345\200\274");
static sley_str *m_ge_two_way__got = &m_ge_two_way__got__value;
SLEY_STR_LIT_UTF8(m_ge_two_way__yields_next__value, 13,
        ", \344\270\213\344\270\200\344\270\252yield\350\277\224\345" "\233\236\345\200\274");
static sley_str *m_ge_two_way__yields_next = &m_ge_two_way__yields_next__value;
SLEY_STR_LIT_UTF8(m_ge_two_way__primed__value, 34,
                  "[\347\224\237\344\272\247\350\200\205] \351\246\226\346\254"
                  "\241send(None)\346\211\247\350\241\214\344\271\213\345\220"
                  "\216\357\274\214\350\216\267\345\276\227yield\345\217\221"
                  "\345\207\272\347\232\204\345\200\274");
static sley_str *m_ge_two_way__primed = &m_ge_two_way__primed__value;

// fn consumer() -> gen[str, int]
// ge-two-way.sley:10, frame 32 bytes

typedef struct m_ge_two_way__consumer__steps__frame {
    sley_frame base;
    sley_str *result;
} m_ge_two_way__consumer__steps__frame;

SLEY_FN_RESULT(m_ge_two_way__consumer__steps, "ge_two_way.consumer", "ge-two-way.sley", 10, 32,
               sley_type_str,
    {12, 1, 0, "yield \"start\""},
    {15, 2, 0, "yield \"{n + 1}\""},
    {13, 3, 0, "n + 1"},
    {15, 4, 0, "n + 1"},
    {16, 5, 0, "n + 1"});

static SLEY_BEGIN0(m_ge_two_way__consumer__steps)

static sley_status m_ge_two_way__consumer__steps__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ge_two_way__consumer__steps__frame *f = (void *)self;
    const sley_site *sites = m_ge_two_way__consumer__steps__sites;
    if (self->state == 1) goto resume_1; // 12: yield "start"
    if (self->state == 2) goto resume_2; // 15: yield "{n + 1}"
    sley_starts(self);

    // 11 | print(begins)
    SLEY_PRINT(SLEY_STR(m_ge_two_way__begins));
    // 12 | var n = yield "start"
    f->result = &k_start;
    return sley_gen_yield(self, 1);
resume_1: if (sley_failed(task, self, st)) return st;
    int64_t t_sent = *(int64_t const *)sley_gen_sent(self);
    int64_t v_n = t_sent;
    // 13 | print("{got_second}\"{n}\"{next_yield}\"{n + 1}\"")
    SLEY_PRINT(SLEY_STR(m_ge_two_way__got_second), SLEY_LIT("\""), SLEY_INT(v_n), SLEY_LIT("\""),
               SLEY_STR(m_ge_two_way__next_yield), SLEY_LIT("\""),
               SLEY_INT(sley_int_add(v_n, 1, &sites[3])), SLEY_LIT("\""));
    // 14 | while true {
    while (true) {
        // 15 | n = yield "{n + 1}"
        f->result = SLEY_FORMAT(SLEY_INT(sley_int_add(v_n, 1, &sites[4])));
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) return st;
        int64_t t2_sent = *(int64_t const *)sley_gen_sent(self);
        v_n = t2_sent;
        // 16 | print("{got}\"{n}\"{yields_next}\"{n + 1}\"")
        SLEY_PRINT(SLEY_STR(m_ge_two_way__got), SLEY_LIT("\""), SLEY_INT(v_n), SLEY_LIT("\""),
                   SLEY_STR(m_ge_two_way__yields_next), SLEY_LIT("\""),
                   SLEY_INT(sley_int_add(v_n, 1, &sites[5])), SLEY_LIT("\""));
    }
}

// fn consumer() -> gen[str, int]
// ge-two-way.sley:10

static sley_gen *m_ge_two_way__consumer(void)
{
    sley_gen *t_gen = sley_gen_new(&m_ge_two_way__consumer__steps__fn);
    m_ge_two_way__consumer__steps__begin(sley_gen_frame(t_gen), NULL);
    return t_gen;
}

// fn main()
// ge-two-way.sley:20

SLEY_SITES(m_ge_two_way__main, "ge_two_way.main", "ge-two-way.sley", 20,
    {23, 1, 0, "c.next()"}, {23, 2, 0, "c.next()!"},
    {28, 3, 0, "c.send(n)"}, {28, 4, 0, "c.send(n)!"},
    {30, 5, 0, "c.close()"});

static void m_ge_two_way__main(void)
{
    const sley_site *sites = m_ge_two_way__main__sites;
    // 21 | let c = consumer()
    sley_gen *v_c = m_ge_two_way__consumer();
    // 22 | print("[生产者] 首次send(None)执行之前。")
    SLEY_PRINT(SLEY_LIT("[\347\224\237\344\272\247\350\200\205] \351\246\226\346\254"
            "\241send(None)\346\211\247\350\241\214\344\271\213\345\211" "\215\343\200\202"));
    // 23 | let first = c.next()!
    sley_str *t_next = NULL;
    sley_gen_next(v_c, &t_next, &sites[1]);
    sley_str *v_first = SLEY_UNWRAP_PTR(sley_str *, t_next, &sites[2]);
    // 24 | print("{primed}\"{first}\".")
    SLEY_PRINT(SLEY_STR(m_ge_two_way__primed), SLEY_LIT("\""), SLEY_STR(v_first), SLEY_LIT("\"."));
    sley_str_release(t_next);
    // 25 | print("[生产者] 第二次send执行之前.")
    SLEY_PRINT(SLEY_LIT("[\347\224\237\344\272\247\350\200\205] \347\254\254\344\272"
            "\214\346\254\241send\346\211\247\350\241\214\344\271\213" "\345\211\215."));
    // 26 | for n in 0..5 {
    for (int64_t v_n = 0; v_n < 5; v_n++) {
        // 27 | print("[生产者] 发送值\"{n}\"")
        SLEY_PRINT(SLEY_LIT("[\347\224\237\344\272\247\350\200\205] \345\217\221\351\200"
                            "\201\345\200\274\""), SLEY_INT(v_n), SLEY_LIT("\""));
        // 28 | print("[生产者] 收到值\"{c.send(n)!}\"")
        sley_str *t_send = NULL;
        sley_gen_send(v_c, &v_n, &t_send, &sites[3]);
        SLEY_PRINT(SLEY_LIT("[\347\224\237\344\272\247\350\200\205] \346\224\266\345\210"
                            "\260\345\200\274\""),
                   SLEY_STR(SLEY_UNWRAP_PTR(sley_str *, t_send, &sites[4])), SLEY_LIT("\""));
        sley_str_release(t_send);
    }
    // 30 | c.close()
    sley_gen_close(v_c, &sites[5]);
    sley_gen_release(v_c);
}

SLEY_MAIN_PLAIN(m_ge_two_way__main, NULL)
