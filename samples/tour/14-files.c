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

static const sley_type sley_type_list__m_m14_files__Entry = SLEY_LIST_TYPE("list[Entry]@m14_files");

SLEY_STR_LIT(k_comma, ",");
SLEY_STR_LIT(k_TMPDIR, "TMPDIR");
SLEY_STR_LIT(k_tmp, "/tmp");
SLEY_STR_LIT(k_tea_2_50_coffee_3, "tea, 2.50\ncoffee, 3\n# a comment\ntea, 1.25\n");
SLEY_STR_LIT(k_missing, ".missing");

// async fn load(path: str) -> list[Entry] throws
// 14-files.sley:11, frame 96 bytes

typedef struct m_m14_files__load__frame {
    sley_frame base;
    sley_str *a_path;               // borrowed
    sley_list *result;
    sley_list *v_entries;           // 12: live across 1
    sley_file_lines *t_items;       // 13: live across 1
    struct { sley_file_work wait; sley_str *v; } a1; // 13: fs.lines(path)
} m_m14_files__load__frame;

SLEY_FN_RESULT(m_m14_files__load, "m14_files.load", "14-files.sley", 11, 96,
               sley_type_list__m_m14_files__Entry,
    {13, 1, 0, "fs.lines(path)"},
    {14, 2, 0, "line.split(\",\")"},
    {16, 3, 0, "parts[0]"}, {16, 4, 0, "parts[1]"}, {16, 5, 0, "float(parts[1].strip())"});

static SLEY_BEGIN1(m_m14_files__load, sley_str *, a_path)

static sley_status m_m14_files__load__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m14_files__load__frame *f = (void *)self;
    const sley_site *sites = m_m14_files__load__sites;
    sley_str *v_line = NULL, *t_strip = NULL;
    sley_list *v_parts = NULL;
    if (sley_resumes(self)) goto resume_1; // 13: fs.lines(path)
    f->t_items = NULL;

    // 12 | let entries: list[Entry] = []
    f->v_entries = sley_list_new(&m_m14_files__Entry__type, 0);
    // 13 | async for line in fs.lines(path) {
    st = sley_fs_lines(task, f->a_path, 65536, &f->t_items);
    if (sley_failed_at(task, &sites[1], st)) goto leave_1;
    while (true) {
        st = sley_file_lines_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        v_line = f->a1.v;
        if (v_line == NULL) break;
        // 14 | let parts = line.split(",")
        v_parts = sley_str_split(v_line, &k_comma, -1, &sites[2]);
        // 15 | if parts.len() < 2 { continue }
        if (sley_list_len(v_parts) < 2) {
            sley_list_drop(&v_parts);
            sley_str_drop(&v_line);
            continue;
        }
        // 16 | entries.append(Entry(name: parts[0].strip(), amount: float(parts[1].strip()) ...
        t_strip = sley_str_strip(SLEY_AT(sley_str *, v_parts, 0, &sites[3]), NULL);
        sley_str *t2_strip = sley_str_strip(SLEY_AT(sley_str *, v_parts, 1, &sites[4]), NULL);
        double t_float = 0;
        st = sley_float_parse(task, t2_strip, &t_float);
        sley_str_release(t2_strip);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
        sley_list_append(f->v_entries,
                &(m_m14_files__Entry){.f_name = sley_str_take(&t_strip), .f_amount = t_float});
        sley_str_drop(&v_line);
        sley_list_drop(&v_parts);
    }
    sley_file_lines_drop(&f->t_items);
    // 18 | return entries
    f->result = sley_list_take(&f->v_entries);

leave_1:
    sley_str_release(t_strip);
    sley_list_release(v_parts);
    sley_str_release(v_line);
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
// 14-files.sley:27, frame 160 bytes

typedef struct m_m14_files__main__frame {
    sley_frame base;
    sley_str *t_opt;                // 28: live across 1, 2
    sley_str *t_value;              // 28: live across 1, 2
    sley_str *v_path;               // 28: live across 1, 2
    sley_map *v_sums;               // 31: live across 2
    sley_str *t_text;               // 34: live across 2
    union { m_m14_files__load__frame a1, a2; }; // 31, 34
} m_m14_files__main__frame;

SLEY_FN(m_m14_files__main, "m14_files.main", "14-files.sley", 27, 160,
    {31, 1, SLEY_CHILD(m_m14_files__main, a1), "load(path)"},
    {34, 2, SLEY_CHILD(m_m14_files__main, a2), "load(path + \".missing\")"},
    {29, 3, 0, "fs.write_text(path, \"tea, 2.50..."},
    {32, 4, 0, "sorted(sums.keys())"}, {32, 5, 0, "sums[name]"},
    {30, 6, 0, "fs.remove(path)"});

static sley_status m_m14_files__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m14_files__main__frame *f = (void *)self;
    const sley_site *sites = m_m14_files__main__sites;
    sley_unwind u_2;
    if (self->state == 1) goto resume_1; // 31: load(path)
    if (self->state == 2) goto resume_2; // 34: load(path + ".missing")
    sley_starts(self);
    f->t_value = f->t_text = NULL;
    f->v_sums = NULL;

    // 28 | let path = "{os.env("TMPDIR") ?? "/tmp"}/sley-tour-{os.pid()}.csv"
    f->t_opt = sley_os_env(&k_TMPDIR);
    if (f->t_opt != NULL) {
        sley_str_assign(&f->t_value, sley_str_retain(f->t_opt));
    } else {
        sley_str_assign(&f->t_value, &k_tmp);
    }
    f->v_path = SLEY_FORMAT(SLEY_STR(f->t_value), SLEY_LIT("/sley-tour-"), SLEY_INT(sley_os_pid()),
                            SLEY_LIT(".csv"));
    // 29 | fs.write_text(path, "tea, 2.50\ncoffee, 3\n# a comment\ntea, 1.25\n")
    st = sley_fs_write_text(task, f->v_path, &k_tea_2_50_coffee_3, false);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    // 31 | let sums = totals(await load(path))
    m_m14_files__load__begin(&f->a1, self, f->v_path);
    st = SLEY_AWAIT(m_m14_files__load, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_list *t_load = f->a1.result;
    sley_map *t_totals = m_m14_files__totals(t_load);
    sley_list_release(t_load);
    f->v_sums = t_totals;
    // 32 | for name in sorted(sums.keys()) { print("{name:<8}{sums[name]:>6.2f}") }
    sley_list *t_keys = sley_map_keys(f->v_sums);
    sley_list *t_sorted = sley_list_sorted(t_keys, false);
    sley_list_release(t_keys);
    sley_list *t_items = t_sorted;
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v_name = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        SLEY_PRINT(SLEY_STR_AS(v_name, "<8"),
                   SLEY_FLOAT_AS(*(double *)sley_map_at(f->v_sums, &v_name, &sites[5]), ">6.2f"));
        sley_str_release(v_name);
    }
    sley_list_release(t_items);
    // 33 | try {
    // 34 | await load(path + ".missing")
    f->t_text = sley_str_concat(f->v_path, &k_missing);
    m_m14_files__load__begin(&f->a2, self, f->t_text);
    st = SLEY_AWAIT(m_m14_files__load, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_4;
    sley_list_release(f->a2.result);
    sley_str_drop(&f->t_text);
leave_4:
    sley_str_drop(&f->t_text);
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_fs_not_found)) {
        st = SLEY_OK;
        // 35 | } catch e: fs.NotFound {
        sley_error *v2_e = sley_catch(task);
        // 36 | print("no such file, as expected")
        SLEY_PRINT(SLEY_LIT("no such file, as expected"));
        sley_error_release(v2_e);
    }

leave_2:
    sley_map_drop(&f->v_sums);
    sley_str_drop(&f->t_text);
    st = sley_unwind_enter(task, &u_2, st);
    // 30 | defer { try { fs.remove(path) } catch e { print(e) } }
    st = sley_fs_remove(task, f->v_path);
    sley_note_failure_at(task, &sites[6], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        sley_error *v_e = sley_catch(task);
        SLEY_PRINT(SLEY_VAL(sley_type_error, &v_e));
        sley_error_release(v_e);
    }
    st = sley_unwind_leave(task, &u_2, st);

leave_1:
    sley_str_release(f->v_path);
    sley_str_release(f->t_value);
    sley_str_release(f->t_opt);
    return st;
}

SLEY_MAIN(m_m14_files__main, NULL)
