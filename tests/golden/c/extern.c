// Generated from extern.sley. Do not edit.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include "sley.h"

SLEY_OPT_TYPE(sley_opt_m_extern__item, void *);

typedef struct sley_tuple2__i32__opt_m_extern__item {
    int32_t f_0;
    sley_opt_m_extern__item f_1;
} sley_tuple2__i32__opt_m_extern__item;

typedef struct m_extern__point {
    int32_t f_x;
    double f_y;
} m_extern__point;

typedef struct sley_tuple3__i32__bytes__u64 {
    int32_t f_0;
    sley_bytes *f_1;
    uint64_t f_2;
} sley_tuple3__i32__bytes__u64;

SLEY_OWN_FIELDS1(sley_tuple3__i32__bytes__u64, sley_bytes, f_1)

static SLEY_TUPLE(sley_tuple3__i32__bytes__u64, "(i32, bytes, u64)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple3__i32__bytes__u64, f_0), &sley_type_i32},
    {"1", offsetof(sley_tuple3__i32__bytes__u64, f_1), &sley_type_bytes},
    {"2", offsetof(sley_tuple3__i32__bytes__u64, f_2), &sley_type_u64});

static SLEY_STRUCT(m_extern__point, "point", SLEY_PLAIN,
    {"x", offsetof(m_extern__point, f_x), &sley_type_i32},
    {"y", offsetof(m_extern__point, f_y), &sley_type_float});

SLEY_STR_LIT(k_last, "last");
SLEY_STR_LIT(k_first, "first");
SLEY_STR_LIT(k_x, "x");
SLEY_STR_LIT(k_file, "file");
SLEY_STR_LIT(k_host, "host");

static int64_t m_extern__count(void *a_it, sley_str *a_text);
static sley_tuple2__i32__opt_m_extern__item m_extern__find(sley_str *a_name);
static void m_extern__each(void *a_it, sley_closure *a_visit);
static m_extern__point m_extern__move(m_extern__point a_at, double a_by);
static sley_tuple3__i32__bytes__u64 m_extern__load(sley_str *a_path, int64_t a_data,
                                                   uint64_t a_size);

// fn load(path: cstr, out data: bytes.ptr, inout size: u64) -> i32
// extern.sley:9, frame 104 bytes

typedef struct m_extern__load__frame {
    sley_frame base;
    sley_str *a_path;               // borrowed
    int64_t a_data;
    uint64_t a_size;
    sley_tuple3__i32__bytes__u64 result;
    sley_outside wait;
} m_extern__load__frame;

SLEY_FN_RESULT(m_extern__load, "extern.load", "extern.sley", 9, 104,
               sley_tuple3__i32__bytes__u64__type,
    {9, 1, 0, "load"});

static SLEY_BEGIN3(m_extern__load, sley_str *, a_path, int64_t, a_data, uint64_t, a_size)

static void m_extern__load__work(sley_frame *self)
{
    m_extern__load__frame *f = (m_extern__load__frame *)self;
    f->result = m_extern__load(f->a_path, f->a_data, f->a_size);
}

static inline sley_status m_extern__load__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_extern__load__frame *f = (m_extern__load__frame *)self;
    if (sley_resumes(self)) return st;
    return sley_outside_work(task, sley_at(self, 1), &f->wait, m_extern__load__work);
}

// async fn resolve(name: cstr) -> cstr
// extern.sley:10, frame 72 bytes

typedef struct m_extern__resolve__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    sley_str *result;
    sley_outside wait;
} m_extern__resolve__frame;

SLEY_FN_RESULT(m_extern__resolve, "extern.resolve", "extern.sley", 10, 72, sley_type_str,
    {10, 1, 0, "resolve"});

static SLEY_BEGIN1(m_extern__resolve, sley_str *, a_name)

static void m_extern__resolve__start(m_extern__resolve__frame *f);

static inline sley_status m_extern__resolve__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_extern__resolve__frame *f = (m_extern__resolve__frame *)self;
    if (sley_resumes(self)) return st;
    if (!sley_outside_begin(task, &f->wait)) return SLEY_CANCELLED;
    m_extern__resolve__start(f);
    return sley_outside_end(task, sley_at(self, 1), &f->wait);
}

// fn(n, name)
// extern.sley:17

static bool m_extern__main__closure1(sley_closure *closure, int32_t a_n, sley_str *a_name)
{
    (void)closure;
    // 17 | each(it, fn(n, name) => n < 3 and name != "last")
    return a_n < 3 && !sley_str_equal(a_name, &k_last);
}

// async fn main()
// extern.sley:13, frame 152 bytes

typedef struct m_extern__main__frame {
    sley_frame base;
    sley_tuple3__i32__bytes__u64 t_load; // 19: live across 2
    union { m_extern__load__frame a1; m_extern__resolve__frame a2; }; // 19
} m_extern__main__frame;

SLEY_FN_VALUE(m_extern__main__closure1, m_extern__main__closure1, 0);

SLEY_FN(m_extern__main, "extern.main", "extern.sley", 13, 152,
    {19, 1, SLEY_CHILD(m_extern__main, a1), "load(\"file\", 100, 100)"},
    {19, 2, SLEY_CHILD(m_extern__main, a2), "resolve(\"host\")"});

static sley_status m_extern__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_extern__main__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 19: load("file", 100, 100)
    if (self->state == 2) goto resume_2; // 19: resolve("host")
    sley_starts(self);

    // 14 | let (status, found) = find("first")
    sley_tuple2__i32__opt_m_extern__item t_find = m_extern__find(&k_first);
    int32_t v_status = t_find.f_0;
    sley_opt_m_extern__item v_found = t_find.f_1;
    // 15 | if let it = found {
    if (v_found.some) {
        void *v_it = v_found.value;
        // 16 | print(status, count(it, "x"), move(point(x: 1, y: 2.0), 0.5))
        int64_t t_count = m_extern__count(v_it, &k_x);
        SLEY_PRINT(SLEY_INT(v_status), SLEY_LIT(" "), SLEY_INT(t_count), SLEY_LIT(" "),
                   SLEY_VAL(m_extern__point__type,
                            ((m_extern__point[1]){m_extern__move((m_extern__point){.f_x = 1,
                .f_y = 2.0}, 0.5)})));
        // 17 | each(it, fn(n, name) => n < 3 and name != "last")
        m_extern__each(v_it, &m_extern__main__closure1__value);
    }
    // 19 | print(await load("file", 100, 100), await resolve("host"))
    m_extern__load__begin(&f->a1, self, &k_file, 100, 100);
    st = SLEY_AWAIT(m_extern__load, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    f->t_load = f->a1.result;
    m_extern__resolve__begin(&f->a2, self, &k_host);
    st = SLEY_AWAIT(m_extern__resolve, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t_resolve = f->a2.result;
    SLEY_PRINT(SLEY_VAL(sley_tuple3__i32__bytes__u64__type, &f->t_load), SLEY_LIT(" "),
               SLEY_STR(t_resolve));
    sley_str_release(t_resolve);

leave_1:
    sley_tuple3__i32__bytes__u64__release(f->t_load);
    return st;
}

SLEY_MAIN(m_extern__main, NULL)

// ---- functions of C

#include "list.h"

#if defined(__GNUC__)
#pragma GCC diagnostic error "-Wconversion"
#pragma GCC diagnostic error "-Wimplicit-function-declaration"
#pragma GCC diagnostic error "-Wincompatible-pointer-types"
#pragma GCC diagnostic error "-Wint-conversion"
#endif

SLEY_SITES(m_extern__count, "extern.count", "extern.sley", 5, {0, 1, 0, NULL});
static int64_t m_extern__count(void *a_it, sley_str *a_text)
{
    sley_cstr c_text = sley_cstr_open(a_text, &m_extern__count__sites[0]);
    int64_t returned = (int64_t)count((item *)a_it, c_text.data);
    int64_t result = returned;
    sley_cstr_close(&c_text);
    return result;
}

SLEY_SITES(m_extern__find, "extern.find", "extern.sley", 6, {0, 1, 0, NULL});
static sley_tuple2__i32__opt_m_extern__item m_extern__find(sley_str *a_name)
{
    sley_cstr c_name = sley_cstr_open(a_name, &m_extern__find__sites[0]);
    item *c_found = NULL;
    int64_t returned = (int64_t)find(c_name.data, &c_found);
    sley_tuple2__i32__opt_m_extern__item result = {.f_0 = sley_i32_from_c(returned,
            &m_extern__find__sites[0]),
            .f_1 = (sley_opt_m_extern__item){c_found != NULL, (void *)c_found}};
    sley_cstr_close(&c_name);
    return result;
}

SLEY_SITES(m_extern__each, "extern.each", "extern.sley", 7, {0, 1, 0, NULL});
static bool m_extern__each__visit(void *c_0, int32_t c_1, const char *c_2)
{
    sley_closure *closure = c_0;
    sley_str *s_2 = sley_str_from_c(c_2, &m_extern__each__sites[0]);
    bool result = ((bool (*)(sley_closure *, int32_t, sley_str *))closure->code)(closure, c_1, s_2);
    sley_str_release(s_2);
    return result;
}

static void m_extern__each(void *a_it, sley_closure *a_visit)
{
    each((item *)a_it, m_extern__each__visit, a_visit);
}

static m_extern__point m_extern__move(m_extern__point a_at, double a_by)
{
    point returned = move((point){.x = a_at.f_x, .y = a_at.f_y}, a_by);
    return (m_extern__point){.f_x = returned.x, .f_y = returned.y};
}

static sley_tuple3__i32__bytes__u64 m_extern__load(sley_str *a_path, int64_t a_data,
                                                   uint64_t a_size)
{
    sley_cstr c_path = sley_cstr_open(a_path, &m_extern__load__sites[0]);
    sley_bytes *c_data = sley_bytes_room(a_data, &m_extern__load__sites[0]);
    uint64_t c_size = a_size;
    int64_t returned = (int64_t)load(c_path.data, sley_bytes_place(c_data), &c_size);
    sley_tuple3__i32__bytes__u64 result = {.f_0 = sley_i32_from_c(returned,
            &m_extern__load__sites[0]), .f_1 = c_data, .f_2 = c_size};
    sley_cstr_close(&c_path);
    return result;
}

static void m_extern__resolve__done(void *context, const char *returned)
{
    m_extern__resolve__frame *f = (m_extern__resolve__frame *)context;
    f->result = sley_str_from_c(returned, &m_extern__resolve__sites[0]);
    sley_outside_done(&f->wait);
}

static void m_extern__resolve__start(m_extern__resolve__frame *f)
{
    sley_str *a_name = f->a_name;
    sley_cstr c_name = sley_cstr_open(a_name, &m_extern__resolve__sites[0]);
    resolve(c_name.data, m_extern__resolve__done, f);
    sley_cstr_close(&c_name);
}
