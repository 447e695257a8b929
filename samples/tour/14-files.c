// Generated from 14-files.sley. Do not edit.

#include "sley.h"

typedef struct m_m14_files__Entry {
    sley_str *f_name;
    double f_amount;
} m_m14_files__Entry;

SLEY_OWN_FIELDS1(m_m14_files__Entry, sley_str, f_name)

static SLEY_STRUCT(m_m14_files__Entry, "Entry", SLEY_COUNTED,
    {"name", offsetof(m_m14_files__Entry, f_name), &sley_type_str},
    {"amount", offsetof(m_m14_files__Entry, f_amount), &sley_type_float});

static const sley_type sley_type_list__m_m14_files__Entry = SLEY_LIST_TYPE("list[Entry]");

static const sley_type sley_type_map__str__float = SLEY_MAP_TYPE("map[str, float]");

// async fn load(path: str) -> list[Entry] throws
// 14-files.sley:11, frame 120 bytes

typedef struct m_m14_files__load__frame {
    sley_frame base;
    sley_str *a_path;               // borrowed
    sley_list *result;
    sley_list *v_entries;           // 12: live across 1
    sley_file_lines *t_items;       // 13: live across 1
    union { struct { sley_waiter wait; sley_str *v; } a1; } await; // 13: fs.lines(path)
} m_m14_files__load__frame;

SLEY_STR_LIT(m_m14_files__load__text_1, ",");

static const sley_site m_m14_files__load__sites[] = {
    {11, 0, 0, SLEY_NAMED("m14_files.load", "14-files.sley")}, {13, 1, 0, "fs.lines(path)"},
    {14, 2, 0, "line.split(\042,\042)"}, {16, 3, 0, "parts[0]"}, {16, 4, 0, "parts[1]"},
    {16, 5, 0, "float(parts[1].strip())"}};
static const sley_trace m_m14_files__load__trace[] = {
    SLEY_PARAM(m_m14_files__load, a_path, "path", sley_type_str),
    SLEY_VAR(m_m14_files__load, v_entries, "entries", sley_type_list__m_m14_files__Entry, 0x02)};
SLEY_FN_RESULT(m_m14_files__load, 120, sley_type_list__m_m14_files__Entry, SLEY_TRACED);

static SLEY_BEGIN1(m_m14_files__load, sley_str *, a_path)

static sley_status m_m14_files__load__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m14_files__load__frame *f = (m_m14_files__load__frame *)self;
    sley_str *t_item = NULL, *t_t = NULL, *t2_t = NULL;
    sley_list *v_parts = NULL;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 13: fs.lines(path)
    default: sley_bad_state(self);
    }
    f->t_items = NULL;

    // 12 | var entries: list[Entry] = []
    f->v_entries = sley_list_new(&m_m14_files__Entry__type, 0);
    // 13 | async for line in fs.lines(path) {
    st = sley_fs_lines(task, f->a_path, 65536, &f->t_items);
    if (sley_failed_at(task, &m_m14_files__load__sites[1], st)) goto leave_1;
    while (true) {
        self->state = 1;
        st = sley_file_lines_next(task, self, &f->await.a1.wait, f->t_items, &f->await.a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        t_item = f->await.a1.v;
        if (t_item == NULL) break;
        sley_str *v_line = t_item;
        // 14 | let parts = line.split(",")
        v_parts = sley_str_split(v_line, &m_m14_files__load__text_1, -1,
                                 &m_m14_files__load__sites[2]);
        // 15 | if parts.len() < 2 { continue }
        if (sley_list_len(v_parts) < 2) {
            sley_list_drop(&v_parts);
            sley_str_drop(&t_item);
            continue;
        }
        // 16 | entries.append(Entry(name: parts[0].strip(), amount: float(parts[1].strip()) ..
        t_t = sley_str_strip(SLEY_AT(sley_str *, v_parts, 0, &m_m14_files__load__sites[3]), NULL);
        t2_t = sley_str_strip(SLEY_AT(sley_str *, v_parts, 1, &m_m14_files__load__sites[4]), NULL);
        double t_18 = 0;
        st = sley_float_parse(task, t2_t, &t_18);
        if (sley_failed_at(task, &m_m14_files__load__sites[5], st)) goto leave_1;
        sley_str_drop(&t2_t);
        sley_list_append(f->v_entries,
                         &(m_m14_files__Entry){.f_name = sley_str_take(&t_t), .f_amount = t_18});
        sley_str_drop(&t_item);
        sley_list_drop(&v_parts);
    }
    sley_file_lines_drop(&f->t_items);
    // 18 | return entries
    f->result = sley_list_take(&f->v_entries);

leave_1:
    sley_str_release(t2_t);
    sley_str_release(t_t);
    sley_list_release(v_parts);
    sley_str_release(t_item);
    sley_file_lines_release(f->t_items);
    sley_list_release(f->v_entries);
    return st;
}

// fn totals(entries: list[Entry]) -> map[str, float]
// 14-files.sley:21

static sley_map *m_m14_files__totals(sley_list *a_entries)
{
    // 22 | let sums: map[str, float] = [:]
    sley_map *v_sums = sley_map_new(&sley_type_str, &sley_type_float);
    // 23 | for e in entries { sums[e.name] = sums.get(e.name, 0.0) + e.amount }
    for (int64_t t_index = 0; t_index < a_entries->len; t_index++) {
        m_m14_files__Entry v_e = m_m14_files__Entry__retain(SLEY_NTH(m_m14_files__Entry, a_entries,
                                                                     t_index));
        sley_map_set(v_sums, &(sley_str *){v_e.f_name},
                     &(double){*(double const *)sley_map_get_or(v_sums, &(sley_str *){v_e.f_name},
                                                                &(double){0.0}) + v_e.f_amount});
        m_m14_files__Entry__release(v_e);
    }
    // 24 | return sums
    return v_sums;
}

// async fn main() throws
// 14-files.sley:27, frame 184 bytes

typedef struct m_m14_files__main__frame {
    sley_frame base;
    sley_str *t_opt;                // 28: live across 1, 2
    sley_str *t_value;              // 28: live across 1, 2
    sley_str *v_path;               // 28: live across 1, 2
    sley_map *v_sums;               // 31: live across 2
    sley_str *t3_t;                 // 34: live across 2
    union {
        m_m14_files__load__frame a1; // 31: load(path)
        m_m14_files__load__frame a2; // 34: load(path + ".missing")
    } await;
} m_m14_files__main__frame;

SLEY_STR_LIT(m_m14_files__main__text_1, "TMPDIR");
SLEY_STR_LIT(m_m14_files__main__text_2, "\057tmp");
SLEY_STR_LIT(m_m14_files__main__text_3, "tea, 2.50\012coffee, 3\012# a comment\012tea, 1.25\012");
SLEY_STR_LIT(m_m14_files__main__text_4, ".missing");

static const sley_site m_m14_files__main__sites[] = {
    {27, 0, 0, SLEY_NAMED("m14_files.main", "14-files.sley")},
    {31, 1, SLEY_CHILD(m_m14_files__main, await.a1), "load(path)"},
    {34, 2, SLEY_CHILD(m_m14_files__main, await.a2), "load(path + \042.missing\042)"},
    {29, 3, 0, "fs.write_text(path, \042tea, 2.50.."}, {32, 4, 0, "sorted(sums.keys())"},
    {32, 5, 0, "sums[name]"}, {30, 6, 0, "fs.remove(path)"}};
static const sley_trace m_m14_files__main__trace[] = {
    SLEY_VAR(m_m14_files__main, v_path, "path", sley_type_str, 0x06),
    SLEY_VAR(m_m14_files__main, v_sums, "sums", sley_type_map__str__float, 0x04)};
SLEY_FN(m_m14_files__main, 184, SLEY_TRACED);

static sley_status m_m14_files__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m14_files__main__frame *f = (m_m14_files__main__frame *)self;
    sley_unwind u_2;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 31: load(path)
    case 2: goto resume_2;          // 34: load(path + ".missing")
    default: sley_bad_state(self);
    }
    f->t_value = f->t3_t = NULL;
    f->v_sums = NULL;

    // 28 | let path = "{os.env("TMPDIR") ?? "/tmp"}/sley-tour-{os.pid()}.csv"
    f->t_opt = sley_os_env(&m_m14_files__main__text_1);
    if (f->t_opt != NULL) {
        sley_str_assign(&f->t_value, sley_str_retain(f->t_opt));
    } else {
        sley_str_assign(&f->t_value, &m_m14_files__main__text_2);
    }
    int64_t t_6 = sley_os_pid();
    f->v_path = sley_format(SLEY_PARTS(SLEY_STR(f->t_value), SLEY_LIT("\057sley-tour-"),
                                       SLEY_INT(t_6), SLEY_LIT(".csv")));
    // 29 | fs.write_text(path, "tea, 2.50\ncoffee, 3\n# a comment\ntea, 1.25\n")
    st = sley_fs_write_text(task, f->v_path, &m_m14_files__main__text_3);
    if (sley_failed_at(task, &m_m14_files__main__sites[3], st)) goto leave_1;
    // 31 | let sums = totals(await load(path))
    m_m14_files__load__begin(&f->await.a1, self, f->v_path);
    self->state = 1;
    st = m_m14_files__load__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_list *t_t = f->await.a1.result;
    sley_map *t_13 = m_m14_files__totals(t_t);
    sley_list_release(t_t);
    f->v_sums = t_13;
    // 32 | for name in sorted(sums.keys()) { print("{name:<8}{sums[name]:>6.2f}") }
    sley_list *t2_t = sley_map_keys(f->v_sums);
    sley_list *t_16 = sley_list_sorted(t2_t, false);
    sley_list_release(t2_t);
    sley_list *t_items = t_16;
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v_name = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        sley_print(SLEY_PARTS(SLEY_FMT(sley_type_str, &v_name, "<8"),
                              SLEY_FMT(sley_type_float,
                                       (&(double){*(double *)sley_map_at(f->v_sums, &v_name,
                &m_m14_files__main__sites[5])}), ">6.2f")));
        sley_str_release(v_name);
    }
    sley_list_release(t_items);
    // 33 | try {
    // 34 | await load(path + ".missing")
    f->t3_t = sley_str_concat(f->v_path, &m_m14_files__main__text_4);
    m_m14_files__load__begin(&f->await.a2, self, f->t3_t);
    self->state = 2;
    st = m_m14_files__load__resume(task, &f->await.a2.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_4;
    sley_list_release(f->await.a2.result);
    sley_str_drop(&f->t3_t);
leave_4:
    sley_str_drop(&f->t3_t);
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_fs_not_found)) {
        st = SLEY_OK;
        // 35 | } catch e: fs.NotFound {
        sley_error *v2_e = sley_catch(task);
        // 36 | print("no such file, as expected")
        sley_print(SLEY_PARTS(SLEY_LIT("no such file, as expected")));
        sley_error_release(v2_e);
    }
    if (st != SLEY_OK) goto leave_2;

leave_2:
    sley_map_drop(&f->v_sums);
    sley_str_drop(&f->t3_t);
    sley_unwind_enter(task, &u_2, st);
    st = SLEY_OK;
    // 30 | defer { try { fs.remove(path) } catch e { print(e) } }
    st = sley_fs_remove(task, f->v_path);
    if (sley_failed_at(task, &m_m14_files__main__sites[6], st)) goto leave_5;
leave_5:
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        sley_error *v_e = sley_catch(task);
        sley_print(SLEY_PARTS(SLEY_VAL(sley_type_error, &v_e)));
        sley_error_release(v_e);
    }
    if (st != SLEY_OK) goto leave_6;
leave_6:
    st = sley_unwind_leave(task, &u_2, st);

leave_1:
    sley_str_release(f->v_path);
    sley_str_release(f->t_value);
    sley_str_release(f->t_opt);
    return st;
}

SLEY_MAIN(m_m14_files__main, NULL)
