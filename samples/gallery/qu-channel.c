// Generated from qu-channel.sley. Do not edit.

#include "sley.h"

// async fn consumer(n: int, items: chan[int])
// qu-channel.sley:4, frame 112 bytes

typedef struct m_qu_channel__consumer__frame {
    sley_frame base;
    int64_t a_n;
    sley_chan *a_items;             // borrowed
    union { struct { sley_waiter wait; sley_opt_int v; } a1; sley_wait a2; }; // 7, 10
} m_qu_channel__consumer__frame;

SLEY_OWNED(m_qu_channel__consumer, (a_items, sley_type_chan));
SLEY_TASK_FN(m_qu_channel__consumer, "qu_channel.consumer", "qu-channel.sley", 4, 112,
    {7, 1, 0, "items.recv()"},
    {10, 2, 0, "sleep(value * 10ms)"}, {10, 3, 0, "value * 10ms"});

static SLEY_SPAWN2(m_qu_channel__consumer, int64_t, a_n, sley_chan *, a_items)

static sley_status m_qu_channel__consumer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_channel__consumer__frame *f = (void *)self;
    const sley_site *sites = m_qu_channel__consumer__sites;
    if (self->state == 1) goto resume_1; // 7: items.recv()
    if (self->state == 2) goto resume_2; // 10: sleep(value * 10ms)
    sley_starts(self);

    // 5 | while true {
    while (true) {
        // 6 | print("consumer {n}: waiting")
        SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": waiting"));
        // 7 | let item = await items.recv()
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_items, int64_t);
    resume_1: if (sley_stops(task, self, st)) return st;
        sley_opt_int v_item = f->a1.v;
        // 8 | if let value = item {
        if (v_item.some) {
            int64_t v_value = v_item.value;
            // 9 | print("consumer {n}: has {value}")
            SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": has "),
                       SLEY_INT(v_value));
            // 10 | await sleep(value * 10ms)
            st = sley_sleep(task, sley_at(self, 2), &f->a2,
                            sley_duration_mul(10000000, v_value, &sites[3]));
        resume_2: if (sley_stops(task, self, st)) return st;
        } else {
            // 12 | print("consumer {n}: ending")
            SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": ending"));
            // 13 | return
            return SLEY_OK;
        }
    }
}

// async fn producer(items: chan[int]) throws
// qu-channel.sley:18, frame 104 bytes

typedef struct m_qu_channel__producer__frame {
    sley_frame base;
    sley_chan *a_items;             // borrowed
    int64_t v_i;                    // 19: live across 1
    struct { sley_waiter wait; int64_t value; } a1; // 20: items.send(i)
} m_qu_channel__producer__frame;

SLEY_OWNED(m_qu_channel__producer, (a_items, sley_type_chan));
SLEY_TASK_FN(m_qu_channel__producer, "qu_channel.producer", "qu-channel.sley", 18, 104,
    {20, 1, 0, "items.send(i)"});

static SLEY_SPAWN1(m_qu_channel__producer, sley_chan *, a_items)

static sley_status m_qu_channel__producer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_channel__producer__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 20: items.send(i)

    // 19 | for i in 0..6 {
    for (f->v_i = 0; f->v_i < 6; f->v_i++) {
        // 20 | await items.send(i)
        f->a1.value = f->v_i;
        st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->a_items);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 21 | print("producer: sent {i}")
        SLEY_PRINT(SLEY_LIT("producer: sent "), SLEY_INT(f->v_i));
    }
    // 23 | items.close()
    sley_chan_close(f->a_items);
    // 24 | print("producer: closed")
    SLEY_PRINT(SLEY_LIT("producer: closed"));
    return SLEY_OK;
}

// async fn main() throws
// qu-channel.sley:27, frame 88 bytes

typedef struct m_qu_channel__main__frame {
    sley_frame base;
    sley_chan *v_items;             // 28: live across 1
    sley_group_scope g_2;           // 29
} m_qu_channel__main__frame;

SLEY_FN(m_qu_channel__main, "qu_channel.main", "qu-channel.sley", 27, 88,
    {29, 1, 0, "group"},
    {28, 2, 0, "chan[int](2)"},
    {31, 3, 0, "consumer(n, items)"},
    {33, 4, 0, "producer(items)"});

static sley_status m_qu_channel__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_channel__main__frame *f = (void *)self;
    const sley_site *sites = m_qu_channel__main__sites;
    if (sley_resumes(self)) goto resume_1; // 29: group

    // 28 | let items = chan[int](2)
    f->v_items = sley_chan_new(task, &sley_type_int, 2, &sites[2]);
    // 29 | await group g {
    sley_group_enter(task, &f->g_2);
    // 30 | for n in 0..2 {
    for (int64_t v_n = 0; v_n < 2; v_n++) {
        // 31 | spawn consumer(n, items)
        sley_task_release(m_qu_channel__consumer__spawn(task, f->g_2.group, &sites[3], v_n,
                                                        sley_chan_retain(f->v_items)));
    }
    // 33 | spawn producer(items)
    sley_task_release(m_qu_channel__producer__spawn(task, f->g_2.group, &sites[4],
                                                    sley_chan_take(&f->v_items)));
    st = sley_group_leave(task, sley_at(self, 1), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    sley_chan_release(f->v_items);
    return st;
}

SLEY_MAIN(m_qu_channel__main, NULL)
