// Generated from qu-produce-consume.sley. Do not edit.

#include "sley.h"

// async fn produce(count: int, out: Queue[str?])
// qu-produce-consume.sley:3, frame 112 bytes

typedef struct m_qu_produce_consume__produce__frame {
    sley_frame base;
    int64_t a_count;
    sley_queue *a_out;              // borrowed
    int64_t v_x;                    // 4: live across 1, 2
    union { sley_wait a1; struct { sley_waiter wait; sley_str *value; } a2, a3; }; // 6, 7, 9
} m_qu_produce_consume__produce__frame;

SLEY_OWNED(m_qu_produce_consume__produce, (a_out, sley_type_queue));
SLEY_TASK_FN(m_qu_produce_consume__produce, "qu_produce_consume.produce",
             "qu-produce-consume.sley", 3, 112,
    {6, 1, 0, "sleep(110ms * (1 + x % 3))"},
    {7, 2, 0, "out.put(\"{x}\")"},
    {9, 3, 0, "out.put(none)"},
    {6, 4, 0, "1 + x % 3"}, {6, 5, 0, "110ms * (1 + x % 3)"});

static SLEY_SPAWN2(m_qu_produce_consume__produce, int64_t, a_count, sley_queue *, a_out)

static sley_status m_qu_produce_consume__produce__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_qu_produce_consume__produce__frame *f = (void *)self;
    const sley_site *sites = m_qu_produce_consume__produce__sites;
    if (self->state == 1) goto resume_1; // 6: sleep(110ms * (1 + x % 3))
    if (self->state == 2) goto resume_2; // 7: out.put("{x}")
    if (self->state == 3) goto resume_3; // 9: out.put(none)
    sley_starts(self);

    // 4 | for x in 1..=count {
    f->v_x = 1;
    for (bool t_more = f->v_x <= f->a_count; t_more; t_more = sley_int_step(&f->v_x, f->a_count)) {
        // 5 | print("producing {x}/{count}")
        SLEY_PRINT(SLEY_LIT("producing "), SLEY_INT(f->v_x), SLEY_LIT("/"), SLEY_INT(f->a_count));
        // 6 | await sleep(110ms * (1 + x % 3))
        st = sley_sleep(task, sley_at(self, 1), &f->a1,
                sley_duration_mul(110000000, sley_int_add(1, f->v_x % 3, &sites[4]), &sites[5]));
    resume_1: if (sley_stops(task, self, st)) return st;
        // 7 | await out.put("{x}")
        f->a2.value = SLEY_FORMAT(SLEY_INT(f->v_x));
        st = sley_queue_put(task, sley_at(self, 2), &f->a2.wait, f->a_out, &f->a2.value);
    resume_2: if (sley_stops(task, self, st)) return st;
    }
    // 9 | await out.put(none)
    f->a3.value = NULL;
    st = sley_queue_put(task, sley_at(self, 3), &f->a3.wait, f->a_out, &f->a3.value);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    return st;
}

// async fn consume(items: Queue[str?]) throws ParseError
// qu-produce-consume.sley:12, frame 184 bytes

typedef struct m_qu_produce_consume__consume__frame {
    sley_frame base;
    sley_queue *a_items;            // borrowed
    sley_str *v_item;               // 14: live across 2
    union { struct { sley_queue_get__frame wait; sley_str *v; } a1; sley_wait a2; }; // 14, 16
} m_qu_produce_consume__consume__frame;

SLEY_OWNED(m_qu_produce_consume__consume, (a_items, sley_type_queue));
SLEY_TASK_FN(m_qu_produce_consume__consume, "qu_produce_consume.consume",
             "qu-produce-consume.sley", 12, 184,
    {14, 1, SLEY_CHILD(m_qu_produce_consume__consume, a1), "items.get()"},
    {16, 2, 0, "sleep(130ms * (1 + int(item) %..."}, {16, 3, 0, "int(item)"},
    {16, 4, 0, "1 + int(item) % 2"}, {16, 5, 0, "130ms * (1 + int(item) % 2)"});

static SLEY_SPAWN1(m_qu_produce_consume__consume, sley_queue *, a_items)

static sley_status m_qu_produce_consume__consume__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_qu_produce_consume__consume__frame *f = (void *)self;
    const sley_site *sites = m_qu_produce_consume__consume__sites;
    if (self->state == 1) goto resume_1; // 14: items.get()
    if (self->state == 2) goto resume_2; // 16: sleep(130ms * (1 + int(item) %...
    sley_starts(self);
    f->v_item = NULL;

    // 13 | while true {
    while (true) {
        // 14 | let item = await items.get() ?? return
        sley_queue_get__begin(&f->a1.wait, self, f->a_items, &f->a1.v);
        st = SLEY_AWAIT(sley_queue_get, task, self, 1, f->a1.wait);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        f->v_item = f->a1.v;
        if (f->v_item == NULL) goto leave_1;
        // 15 | print("consuming item {item}...")
        SLEY_PRINT(SLEY_LIT("consuming item "), SLEY_STR(f->v_item), SLEY_LIT("..."));
        // 16 | await sleep(130ms * (1 + int(item) % 2))
        int64_t t_int = 0;
        st = sley_int_parse(task, f->v_item, &t_int);
        if (sley_failed_at(task, &sites[3], st)) goto leave_1;
        st = sley_sleep(task, sley_at(self, 2), &f->a2,
                sley_duration_mul(130000000, sley_int_add(1, t_int % 2, &sites[4]), &sites[5]));
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        sley_str_drop(&f->v_item);
    }

leave_1:
    sley_str_release(f->v_item);
    return st;
}

// async fn main() throws
// qu-produce-consume.sley:20, frame 240 bytes

typedef struct m_qu_produce_consume__main__frame {
    sley_frame base;
    // 22: gather(produce(10, items), con...
    struct { sley_gather_area all; sley_gather_part part[2]; } a1;
} m_qu_produce_consume__main__frame;

SLEY_FN(m_qu_produce_consume__main, "qu_produce_consume.main", "qu-produce-consume.sley", 20, 240,
    {22, 1, 0, "gather(produce(10, items), con..."},
    {21, 2, 0, "Queue[str?]()"},
    {22, 3, 0, "produce(10, items)"}, {22, 4, 0, "consume(items)"});

static sley_status m_qu_produce_consume__main__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_qu_produce_consume__main__frame *f = (void *)self;
    const sley_site *sites = m_qu_produce_consume__main__sites;
    if (sley_resumes(self)) goto resume_1; // 22: gather(produce(10, items), con...

    // 21 | let items = Queue[str?]()
    sley_queue *v_items = sley_queue_new(task->base.executor, &sley_type_str, 0, &sites[2]);
    // 22 | await gather(produce(10, items), consume(items))
    sley_task *t_task = m_qu_produce_consume__produce__spawn(task, NULL, &sites[3], 10,
                                                             sley_queue_retain(v_items));
    sley_task *t2_task = m_qu_produce_consume__consume__spawn(task, NULL, &sites[4], v_items);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_gather_take(&f->a1.part[0], NULL);
    sley_gather_take(&f->a1.part[1], NULL);
    return SLEY_OK;
}

SLEY_MAIN(m_qu_produce_consume__main, NULL)
