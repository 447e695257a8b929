// Generated from sc-policies.sley. Do not edit.

#include "sley.h"

typedef struct m_sc_policies__Job {
    sley_str *f_name;
    int64_t f_arrival;
    int64_t f_work;
} m_sc_policies__Job;

typedef struct m_sc_policies__Run {
    m_sc_policies__Job f_job;
    int64_t f_left;
    int64_t f_level;
} m_sc_policies__Run;

SLEY_OWN_FIELDS1(m_sc_policies__Job, sley_str, f_name)

static m_sc_policies__Run m_sc_policies__Run__retain(m_sc_policies__Run v)
{
    m_sc_policies__Job__retain(v.f_job);
    return v;
}

static void m_sc_policies__Run__release(m_sc_policies__Run v)
{
    m_sc_policies__Job__release(v.f_job);
}

SLEY_OWN_STRUCT(m_sc_policies__Run)

static SLEY_STRUCT(m_sc_policies__Job, "Job", SLEY_COUNTED,
    {"name", offsetof(m_sc_policies__Job, f_name), &sley_type_str},
    {"arrival", offsetof(m_sc_policies__Job, f_arrival), &sley_type_int},
    {"work", offsetof(m_sc_policies__Job, f_work), &sley_type_int});

static SLEY_STRUCT(m_sc_policies__Run, "Run", SLEY_COUNTED,
    {"job", offsetof(m_sc_policies__Run, f_job), &m_sc_policies__Job__type},
    {"left", offsetof(m_sc_policies__Run, f_left), &sley_type_int},
    {"level", offsetof(m_sc_policies__Run, f_level), &sley_type_int});

typedef struct sley_tuple2__int__int {
    int64_t f_0;
    int64_t f_1;
} sley_tuple2__int__int;

SLEY_STR_LIT(k_space, " ");
SLEY_STR_LIT(k_A, "A");
SLEY_STR_LIT(k_B, "B");
SLEY_STR_LIT(k_C, "C");
SLEY_STR_LIT(k_D, "D");
SLEY_STR_LIT(k_fcfs, "fcfs");
SLEY_STR_LIT(k_sjn, "sjn");
SLEY_STR_LIT(k_rr, "rr");
SLEY_STR_LIT(k_mlq, "mlq");

// fn newest(jobs: list[Job]) -> list[Run]
// sc-policies.sley:15

static sley_list *m_sc_policies__newest(sley_list *a_jobs)
{
    // 16 | return [Run(job: j, left: j.work, level: 0) for j in jobs]
    sley_list *t_list = sley_list_new(&m_sc_policies__Run__type, 0);
    for (int64_t t_index = 0; t_index < a_jobs->len; t_index++) {
        m_sc_policies__Job v_j = m_sc_policies__Job__retain(SLEY_NTH(m_sc_policies__Job, a_jobs,
                                                                     t_index));
        sley_list_append(t_list,
                         &(m_sc_policies__Run){.f_job = m_sc_policies__Job__retain(v_j),
                                               .f_left = v_j.f_work, .f_level = 0});
        m_sc_policies__Job__release(v_j);
    }
    return t_list;
}

// fn first_come(_: list[Run]) -> (int, int)
// sc-policies.sley:22

static sley_tuple2__int__int m_sc_policies__first_come(sley_list *a_Zu)
{
    (void)a_Zu;
    // 23 | return (0, int.max)
    return (sley_tuple2__int__int){0, 9223372036854775807};
}

// fn shortest(waiting: list[Run]) -> (int, int)
// sc-policies.sley:26

SLEY_SITES(m_sc_policies__shortest, "sc_policies.shortest", "sc-policies.sley", 26,
    {29, 1, 0, "waiting[best]"});

static sley_tuple2__int__int m_sc_policies__shortest(sley_list *a_waiting)
{
    const sley_site *sites = m_sc_policies__shortest__sites;
    // 27 | var best = 0
    int64_t v_best = 0;
    // 28 | for i, run in waiting {
    for (int64_t v_i = 0; v_i < a_waiting->len; v_i++) {
        m_sc_policies__Run v_run = m_sc_policies__Run__retain(SLEY_NTH(m_sc_policies__Run,
                                                                       a_waiting, v_i));
        // 29 | if run.left < waiting[best].left {
        if (v_run.f_left < SLEY_AT(m_sc_policies__Run, a_waiting, v_best, &sites[1]).f_left) {
            // 30 | best = i
            v_best = v_i;
        }
        m_sc_policies__Run__release(v_run);
    }
    // 33 | return (best, int.max)
    return (sley_tuple2__int__int){v_best, 9223372036854775807};
}

// fn round_robin(_: list[Run]) -> (int, int)
// sc-policies.sley:36

static sley_tuple2__int__int m_sc_policies__round_robin(sley_list *a_Zu)
{
    (void)a_Zu;
    // 37 | return (0, 4)
    return (sley_tuple2__int__int){0, 4};
}

// fn levels(waiting: list[Run]) -> (int, int)
// sc-policies.sley:40

SLEY_SITES(m_sc_policies__levels, "sc_policies.levels", "sc-policies.sley", 40,
    {43, 1, 0, "waiting[best]"},
    {48, 2, 0, "waiting[best]"}, {48, 3, 0, "slices[waiting[best].level]"});

static sley_tuple2__int__int m_sc_policies__levels(sley_list *a_waiting)
{
    const sley_site *sites = m_sc_policies__levels__sites;
    // 41 | var best = 0
    int64_t v_best = 0;
    // 42 | for i, run in waiting {
    for (int64_t v_i = 0; v_i < a_waiting->len; v_i++) {
        m_sc_policies__Run v_run = m_sc_policies__Run__retain(SLEY_NTH(m_sc_policies__Run,
                                                                       a_waiting, v_i));
        // 43 | if run.level < waiting[best].level {
        if (v_run.f_level < SLEY_AT(m_sc_policies__Run, a_waiting, v_best, &sites[1]).f_level) {
            // 44 | best = i
            v_best = v_i;
        }
        m_sc_policies__Run__release(v_run);
    }
    // 47 | let slices = [2, 4, int.max]
    sley_list *v_slices = sley_list_of(&sley_type_int, 3, (int64_t[3]){2, 4, 9223372036854775807});
    // 48 | return (best, slices[waiting[best].level])
    int64_t t_number = SLEY_AT(m_sc_policies__Run, a_waiting, v_best, &sites[2]).f_level;
    sley_tuple2__int__int t_pair = (sley_tuple2__int__int){v_best,
            SLEY_AT(int64_t, v_slices, t_number, &sites[3])};
    sley_list_release(v_slices);
    return t_pair;
}

// fn simulate(name: str, jobs: list[Job], policy: Policy)
// sc-policies.sley:51

SLEY_SITES(m_sc_policies__simulate, "sc_policies.simulate", "sc-policies.sley", 51,
    {58, 1, 0, "waiting.remove_at(next)"},
    {60, 2, 0, "now +="},
    {62, 3, 0, "run.left - step"}, {62, 4, 0, "run.level + 1"},
    {65, 5, 0, "now - run.job.arrival"}, {65, 6, 0, "now - run.job.arrival - run.jo..."},
    {65, 7, 0, "waited +="});

static void m_sc_policies__simulate(sley_str *a_name, sley_list *a_jobs, sley_closure *a_policy)
{
    const sley_site *sites = m_sc_policies__simulate__sites;
    // 52 | let waiting = newest(jobs)
    sley_list *v_waiting = m_sc_policies__newest(a_jobs);
    // 53 | var now = 0
    int64_t v_now = 0;
    // 54 | var waited = 0
    int64_t v_waited = 0;
    // 55 | let order: list[str] = []
    sley_list *v_order = sley_list_new(&sley_type_str, 0);
    // 56 | while not waiting.is_empty() {
    while (!sley_list_is_empty(v_waiting)) {
        // 57 | let (next, slice) = policy(waiting)
        sley_tuple2__int__int t_pair = ((sley_tuple2__int__int (*)(sley_closure *,
                sley_list *))a_policy->code)(a_policy, v_waiting);
        int64_t v_next = t_pair.f_0;
        int64_t v_slice = t_pair.f_1;
        // 58 | let run = waiting.remove_at(next)
        m_sc_policies__Run v_run = {0};
        sley_list_remove_at(v_waiting, v_next, &v_run, &sites[1]);
        // 59 | let step = min(slice, run.left)
        int64_t v_step = sley_int_min(v_slice, v_run.f_left);
        // 60 | now += step
        v_now = sley_int_add(v_now, v_step, &sites[2]);
        // 61 | if run.left > step {
        if (v_run.f_left > v_step) {
            // 62 | waiting.append(Run(job: run.job, left: run.left - step, level: min(run.l ...
            int64_t t_number = sley_int_sub(v_run.f_left, v_step, &sites[3]);
            sley_list_append(v_waiting,
                    &(m_sc_policies__Run){.f_job = m_sc_policies__Job__retain(v_run.f_job),
                    .f_left = t_number,
                    .f_level = sley_int_min(sley_int_add(v_run.f_level, 1, &sites[4]), 2)});
        } else {
            // 64 | order.append(run.job.name)
            sley_list_append(v_order, &(sley_str *){sley_str_retain(v_run.f_job.f_name)});
            // 65 | waited += now - run.job.arrival - run.job.work
            v_waited = sley_int_add(v_waited,
                    sley_int_sub(sley_int_sub(v_now, v_run.f_job.f_arrival, &sites[5]),
                    v_run.f_job.f_work, &sites[6]), &sites[7]);
        }
        m_sc_policies__Run__release(v_run);
    }
    // 68 | let mean = float(waited) / float(jobs.len())
    double v_mean = (double)v_waited / (double)sley_list_len(a_jobs);
    // 69 | print("{name:<5} {" ".join(order)} mean wait {mean:.2f}")
    sley_str *t_join = sley_str_join(&k_space, v_order);
    SLEY_PRINT(SLEY_STR_AS(a_name, "<5"), SLEY_LIT(" "), SLEY_STR(t_join), SLEY_LIT(" mean wait "),
               SLEY_FLOAT_AS(v_mean, ".2f"));
    sley_list_release(v_waiting);
    sley_list_release(v_order);
    sley_str_release(t_join);
}

static sley_tuple2__int__int m_sc_policies__first_come__face(sley_closure *closure, sley_list *a_Zu)
{
    (void)closure;
    return m_sc_policies__first_come(a_Zu);
}

SLEY_FN_VALUE(m_sc_policies__first_come, m_sc_policies__first_come__face, 0);

static sley_tuple2__int__int m_sc_policies__shortest__face(sley_closure *closure,
                                                           sley_list *a_waiting)
{
    (void)closure;
    return m_sc_policies__shortest(a_waiting);
}

SLEY_FN_VALUE(m_sc_policies__shortest, m_sc_policies__shortest__face, 0);

static sley_tuple2__int__int m_sc_policies__round_robin__face(sley_closure *closure,
                                                              sley_list *a_Zu)
{
    (void)closure;
    return m_sc_policies__round_robin(a_Zu);
}

SLEY_FN_VALUE(m_sc_policies__round_robin, m_sc_policies__round_robin__face, 0);

static sley_tuple2__int__int m_sc_policies__levels__face(sley_closure *closure,
                                                         sley_list *a_waiting)
{
    (void)closure;
    return m_sc_policies__levels(a_waiting);
}

SLEY_FN_VALUE(m_sc_policies__levels, m_sc_policies__levels__face, 0);

// fn main()
// sc-policies.sley:72

static void m_sc_policies__main(void)
{
    // 73 | let jobs = [
    sley_list *v_jobs = sley_list_of(&m_sc_policies__Job__type, 4,
            (m_sc_policies__Job[4]){{.f_name = &k_A, .f_arrival = 0, .f_work = 8},
            {.f_name = &k_B, .f_arrival = 0, .f_work = 4},
            {.f_name = &k_C, .f_arrival = 0, .f_work = 9},
            {.f_name = &k_D, .f_arrival = 0, .f_work = 5}});
    // 77 | simulate("fcfs", jobs, first_come)
    m_sc_policies__simulate(&k_fcfs, v_jobs, &m_sc_policies__first_come__value);
    // 78 | simulate("sjn", jobs, shortest)
    m_sc_policies__simulate(&k_sjn, v_jobs, &m_sc_policies__shortest__value);
    // 79 | simulate("rr", jobs, round_robin)
    m_sc_policies__simulate(&k_rr, v_jobs, &m_sc_policies__round_robin__value);
    // 80 | simulate("mlq", jobs, levels)
    m_sc_policies__simulate(&k_mlq, v_jobs, &m_sc_policies__levels__value);
    sley_list_release(v_jobs);
}

SLEY_MAIN_PLAIN(m_sc_policies__main, NULL)
