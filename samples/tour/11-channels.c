// Generated from 11-channels.sley. Do not edit.

#include "sley.h"

typedef struct m_m11_channels__Job {
    int64_t f_id;
    sley_str *f_text;
} m_m11_channels__Job;

SLEY_OPT_TYPE(sley_opt_m_m11_channels__Job, m_m11_channels__Job);

SLEY_OWN_FIELDS1(m_m11_channels__Job, sley_str, f_text)

SLEY_OWN_OPTIONAL(sley_opt_m_m11_channels__Job, m_m11_channels__Job)

static SLEY_STRUCT(m_m11_channels__Job, "Job", SLEY_COUNTED,
    {"id", offsetof(m_m11_channels__Job, f_id), &sley_type_int},
    {"text", offsetof(m_m11_channels__Job, f_text), &sley_type_str});

SLEY_STR_LIT(k_alpha, "alpha");
SLEY_STR_LIT(k_beta, "beta");
SLEY_STR_LIT(k_gamma, "gamma");
SLEY_STR_LIT(k_delta, "delta");
SLEY_STR_LIT(k_epsilon, "epsilon");
SLEY_STR_LIT(k_too_late, "too late");

// async fn produce(jobs: chan[Job]) throws
// 11-channels.sley:9, frame 120 bytes

typedef struct m_m11_channels__produce__frame {
    sley_frame base;
    sley_chan *a_jobs;              // borrowed
    sley_list *t_items;             // 11: live across 1
    int64_t v_i;                    // 11: live across 1
    // 12: jobs.send(Job(id: i, text: tex...
    struct { sley_waiter wait; m_m11_channels__Job value; } a1;
} m_m11_channels__produce__frame;

SLEY_OWNED(m_m11_channels__produce, (a_jobs, sley_type_chan));
SLEY_TASK_FN(m_m11_channels__produce, "m11_channels.produce", "11-channels.sley", 9, 120,
    {12, 1, 0, "jobs.send(Job(id: i, text: tex..."});

static SLEY_SPAWN1(m_m11_channels__produce, sley_chan *, a_jobs)

static sley_status m_m11_channels__produce__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_m11_channels__produce__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 12: jobs.send(Job(id: i, text: tex...

    // 11 | for i, text in ["alpha", "beta", "gamma", "delta", "epsilon"] {
    f->t_items = sley_list_of(&sley_type_str, 5,
                              (sley_str *[5]){&k_alpha, &k_beta, &k_gamma, &k_delta, &k_epsilon});
    for (f->v_i = 0; f->v_i < f->t_items->len; f->v_i++) {
        sley_str *v_text = sley_str_retain(SLEY_NTH(sley_str *, f->t_items, f->v_i));
        // 12 | await jobs.send(Job(id: i, text: text))
        f->a1.value = (m_m11_channels__Job){.f_id = f->v_i, .f_text = v_text};
        st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->a_jobs);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_list_drop(&f->t_items);
    // 10 | defer jobs.close()
    sley_chan_close(f->a_jobs);
    return st;
}

// async fn work(jobs: chan[Job], done: chan[str]) throws
// 11-channels.sley:16, frame 160 bytes

typedef struct m_m11_channels__work__frame {
    sley_frame base;
    sley_chan *a_jobs;              // borrowed
    sley_chan *a_done;              // borrowed
    sley_opt_m_m11_channels__Job t_item; // 17: live across 2, 3
    m_m11_channels__Job v_job;      // 17: live across 2
    union {
        struct { sley_waiter wait; sley_opt_m_m11_channels__Job v; } a1; // 17: jobs
        sley_wait a2;               // 18: sleep(job.text.len() * 1ms)
        struct { sley_waiter wait; sley_str *value; } a3; // 19: done.send("{job.id}: {job.text...
    };
} m_m11_channels__work__frame;

SLEY_OWNED(m_m11_channels__work, (a_jobs, sley_type_chan), (a_done, sley_type_chan));
SLEY_TASK_FN(m_m11_channels__work, "m11_channels.work", "11-channels.sley", 16, 160,
    {17, 1, 0, "jobs"},
    {18, 2, 0, "sleep(job.text.len() * 1ms)"},
    {19, 3, 0, "done.send(\"{job.id}: {job.text..."},
    {18, 4, 0, "job.text.len() * 1ms"});

static SLEY_SPAWN2(m_m11_channels__work, sley_chan *, a_jobs, sley_chan *, a_done)

static sley_status m_m11_channels__work__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m11_channels__work__frame *f = (void *)self;
    const sley_site *sites = m_m11_channels__work__sites;
    if (self->state == 1) goto resume_1; // 17: jobs
    if (self->state == 2) goto resume_2; // 18: sleep(job.text.len() * 1ms)
    if (self->state == 3) goto resume_3; // 19: done.send("{job.id}: {job.text...
    sley_starts(self);
    f->t_item = (sley_opt_m_m11_channels__Job){0};

    // 17 | async for job in jobs {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_jobs, m_m11_channels__Job);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        f->t_item = f->a1.v;
        if (!f->t_item.some) break;
        f->v_job = f->t_item.value;
        // 18 | await sleep(job.text.len() * 1ms)
        st = sley_sleep(task, sley_at(self, 2), &f->a2,
                        sley_duration_mul(1000000, sley_str_len(f->v_job.f_text), &sites[4]));
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        // 19 | await done.send("{job.id}: {job.text.reversed()}")
        sley_str *t_reversed = sley_str_reversed(f->v_job.f_text);
        sley_str *t_text = SLEY_FORMAT(SLEY_INT(f->v_job.f_id), SLEY_LIT(": "),
                                       SLEY_STR(t_reversed));
        sley_str_release(t_reversed);
        f->a3.value = t_text;
        st = SLEY_SEND(task, sley_at(self, 3), f->a3, f->a_done);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) goto leave_1;
        sley_opt_m_m11_channels__Job__drop(&f->t_item);
    }

leave_1:
    sley_opt_m_m11_channels__Job__release(f->t_item);
    return st;
}

// async fn run(jobs: chan[Job], done: chan[str]) throws
// 11-channels.sley:24, frame 96 bytes

typedef struct m_m11_channels__run__frame {
    sley_frame base;
    sley_chan *a_jobs;              // borrowed
    sley_chan *a_done;              // borrowed
    sley_group_scope g_3;           // 26
} m_m11_channels__run__frame;

SLEY_OWNED(m_m11_channels__run, (a_jobs, sley_type_chan), (a_done, sley_type_chan));
SLEY_TASK_FN(m_m11_channels__run, "m11_channels.run", "11-channels.sley", 24, 96,
    {26, 1, 0, "group"},
    {27, 2, 0, "work(jobs, done)"});

static SLEY_SPAWN2(m_m11_channels__run, sley_chan *, a_jobs, sley_chan *, a_done)

static sley_status m_m11_channels__run__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m11_channels__run__frame *f = (void *)self;
    const sley_site *sites = m_m11_channels__run__sites;
    if (sley_resumes(self)) goto resume_1; // 26: group

    // 26 | await group g {
    sley_group_enter(task, &f->g_3);
    // 27 | for _ in 0..2 { spawn work(jobs, done) }
    for (int64_t t_index = 0; t_index < 2; t_index++) {
        sley_task_release(m_m11_channels__work__spawn(task, f->g_3.group, &sites[2],
                sley_chan_retain(f->a_jobs), sley_chan_retain(f->a_done)));
    }
    st = sley_group_leave(task, sley_at(self, 1), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    // 25 | defer done.close()
    sley_chan_close(f->a_done);
    return st;
}

// async fn main() throws
// 11-channels.sley:31, frame 104 bytes

typedef struct m_m11_channels__main__frame {
    sley_frame base;
    sley_chan *v_done;              // 33: live across 1, 2, 3
    sley_list *v_lines;             // 36: live across 1, 2, 3
    union {
        struct { sley_waiter wait; sley_str *v; } a1, a2; // 36, 38
        struct { sley_waiter wait; sley_str *value; } a3; // 40: done.send("too late")
    };
} m_m11_channels__main__frame;

SLEY_FN(m_m11_channels__main, "m11_channels.main", "11-channels.sley", 31, 104,
    {36, 1, 0, "done"},
    {38, 2, 0, "done.recv()"},
    {40, 3, 0, "done.send(\"too late\")"},
    {32, 4, 0, "chan[Job](0)"},
    {33, 5, 0, "chan[str](10)"},
    {34, 6, 0, "produce(jobs)"},
    {35, 7, 0, "run(jobs, done)"},
    {37, 8, 0, "sorted(lines)"});

static sley_status m_m11_channels__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m11_channels__main__frame *f = (void *)self;
    const sley_site *sites = m_m11_channels__main__sites;
    if (self->state == 1) goto resume_1; // 36: done
    if (self->state == 2) goto resume_2; // 38: done.recv()
    if (self->state == 3) goto resume_3; // 40: done.send("too late")
    sley_starts(self);

    // 32 | let jobs = chan[Job](0)
    sley_chan *v_jobs = sley_chan_new(task, &m_m11_channels__Job__type, 0, &sites[4]);
    // 33 | let done = chan[str](10)
    f->v_done = sley_chan_new(task, &sley_type_str, 10, &sites[5]);
    // 34 | spawn produce(jobs)
    sley_task_release(m_m11_channels__produce__spawn(task, NULL, &sites[6],
                                                     sley_chan_retain(v_jobs)));
    // 35 | spawn run(jobs, done)
    sley_task_release(m_m11_channels__run__spawn(task, NULL, &sites[7], v_jobs,
                                                 sley_chan_retain(f->v_done)));
    // 36 | let lines = [line async for line in done]
    f->v_lines = sley_list_new(&sley_type_str, 0);
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->v_done, sley_str *);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_str *v_line = f->a1.v;
        if (v_line == NULL) break;
        sley_list_append(f->v_lines, &(sley_str *){sley_str_retain(v_line)});
        sley_str_release(v_line);
    }
    // 37 | for line in sorted(lines) { print(line) }
    sley_list *t_items = sley_list_sorted(f->v_lines, false);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v2_line = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        SLEY_PRINT(SLEY_STR(v2_line));
        sley_str_release(v2_line);
    }
    sley_list_release(t_items);
    // 38 | print(await done.recv())
    st = SLEY_RECV(task, sley_at(self, 2), f->a2, f->v_done, sley_str *);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t_recv = f->a2.v;
    SLEY_PRINT(SLEY_VAL(sley_type_str, &t_recv));
    sley_str_release(t_recv);
    // 39 | try {
    // 40 | await done.send("too late")
    f->a3.value = &k_too_late;
    st = SLEY_SEND(task, sley_at(self, 3), f->a3, f->v_done);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 41 | } catch e: Closed {
        sley_error *v_e = sley_catch(task);
        // 42 | print("closed")
        SLEY_PRINT(SLEY_LIT("closed"));
        sley_error_release(v_e);
    }

leave_1:
    sley_list_release(f->v_lines);
    sley_chan_release(f->v_done);
    return st;
}

SLEY_MAIN(m_m11_channels__main, NULL)
