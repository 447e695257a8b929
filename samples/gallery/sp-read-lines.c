// Generated from sp-read-lines.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__int__list__map__str__str {
    int64_t f_0;
    sley_list *f_1;
} sley_tuple2__int__list__map__str__str;

static const sley_type sley_type_map__str__str = SLEY_MAP_TYPE("map[str, str]");

typedef struct sley_tuple2__str__str {
    sley_str *f_0;
    sley_str *f_1;
} sley_tuple2__str__str;

SLEY_OWN_FIELDS2(sley_tuple2__str__str, sley_str, f_0, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__str__str, "(str, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__str, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__str, f_1), &sley_type_str});

SLEY_OWN_FIELDS1(sley_tuple2__int__list__map__str__str, sley_list, f_1)

static const sley_type sley_type_list__map__str__str = SLEY_LIST_TYPE("list[map[str, str]]");

static SLEY_TUPLE(sley_tuple2__int__list__map__str__str, "(int, list[map[str, str]])", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__int__list__map__str__str, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__list__map__str__str, f_1), &sley_type_list__map__str__str});

SLEY_STR_LIT(k_cat, "cat");
SLEY_BYTES_LIT(k_newline, "\n");
SLEY_STR_LIT(k_Filesystem_Avail, "Filesystem Avail Mounted\n/dev/a 113G /\n/dev/b " "157G /data\n");
SLEY_STR_LIT(k_Mounted, "Mounted");
SLEY_STR_LIT(k_Avail, "Avail");

// async fn run_df(path: str) -> (int, list[map[str, str]]) throws
// sp-read-lines.sley:6, frame 160 bytes

typedef struct m_sp_read_lines__run_df__frame {
    sley_frame base;
    sley_str *a_path;               // borrowed
    sley_tuple2__int__list__map__str__str result;
    sley_process *v_p;              // 9: live across 1, 2
    sley_list *v_lines;             // 11: live across 1, 2
    sley_conn *t_stdout;            // 13: live across 1
    union {
        struct { sley_conn_wait wait; sley_bytes *v; } a1; // 13: p.stdout!.read_until(b"\n")
        struct { sley_waiter wait; int64_t v; } a2; // 19: p.wait()
    };
} m_sp_read_lines__run_df__frame;

SLEY_FN_RESULT(m_sp_read_lines__run_df, "sp_read_lines.run_df", "sp-read-lines.sley", 6, 160,
               sley_tuple2__int__list__map__str__str__type,
    {13, 1, 0, "p.stdout!.read_until(b\"\\n\")"},
    {19, 2, 0, "p.wait()"},
    {9, 3, 0, "process.start([\"cat\", path], s..."},
    {13, 4, 0, "p.stdout!"},
    {15, 5, 0, "(part ?\077 break).decode()"},
    {22, 6, 0, "lines[0]"}, {22, 7, 0, "lines[0].split()"},
    {23, 8, 0, "lines[1:]"}, {23, 9, 0, "line.split()"});

static SLEY_BEGIN1(m_sp_read_lines__run_df, sley_str *, a_path)

static sley_status m_sp_read_lines__run_df__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_sp_read_lines__run_df__frame *f = (void *)self;
    const sley_site *sites = m_sp_read_lines__run_df__sites;
    sley_bytes *v_part = NULL;
    sley_list *v_names = NULL;
    if (self->state == 1) goto resume_1; // 13: p.stdout!.read_until(b"\n")
    if (self->state == 2) goto resume_2; // 19: p.wait()
    sley_starts(self);
    f->t_stdout = NULL;

    // 7 | print("in run_df")
    SLEY_PRINT(SLEY_LIT("in run_df"));
    // 8 | print("launching process")
    SLEY_PRINT(SLEY_LIT("launching process"));
    // 9 | let p = process.start(["cat", path], stdout: pipe)
    sley_list *t2_list = sley_list_of(&sley_type_str, 2,
                                      (sley_str *[2]){&k_cat, sley_str_retain(f->a_path)});
    st = sley_process_start(task, t2_list, 0, 1, 0, NULL, NULL, false, false, -1, -1, -1, &f->v_p);
    sley_list_release(t2_list);
    if (sley_failed_at(task, &sites[3], st)) return st;
    // 10 | print("process started {p.pid}")
    SLEY_PRINT(SLEY_LIT("process started "), SLEY_INT(sley_process_pid(f->v_p)));
    // 11 | let lines: list[str] = []
    f->v_lines = sley_list_new(&sley_type_str, 0);
    // 12 | while true {
    while (true) {
        // 13 | let part = await p.stdout!.read_until(b"\n")
        f->t_stdout = sley_process_stdout(f->v_p);
        st = sley_conn_read_until(task, sley_at(self, 1), &f->a1.wait,
                SLEY_UNWRAP_PTR(sley_conn *, f->t_stdout, &sites[4]), &k_newline, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_conn_drop(&f->t_stdout);
        v_part = f->a1.v;
        // 14 | print("read {part}")
        SLEY_PRINT(SLEY_LIT("read "), SLEY_VAL(sley_type_bytes, &v_part));
        // 15 | lines.append((part ?? break).decode())
        if (v_part == NULL) {
            sley_conn_drop(&f->t_stdout);
            break;
        }
        sley_bytes *t_value = v_part;
        sley_str *t_decode = NULL;
        st = sley_bytes_decode(task, t_value, &t_decode);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
        sley_list_append(f->v_lines, &t_decode);
        sley_bytes_drop(&v_part);
    }
    // 17 | print("no more output from command")
    SLEY_PRINT(SLEY_LIT("no more output from command"));
    // 18 | print("waiting for process to complete")
    SLEY_PRINT(SLEY_LIT("waiting for process to complete"));
    // 19 | let code = await p.wait()
    st = sley_process_wait(task, sley_at(self, 2), &f->a2.wait, f->v_p, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    int64_t v_code = f->a2.v;
    // 20 | print("return code {code}")
    SLEY_PRINT(SLEY_LIT("return code "), SLEY_INT(v_code));
    // 21 | print("parsing results")
    SLEY_PRINT(SLEY_LIT("parsing results"));
    // 22 | let names = lines[0].split()
    v_names = sley_str_split(SLEY_AT(sley_str *, f->v_lines, 0, &sites[6]), NULL, -1, &sites[7]);
    // 23 | return (code, [[cell.0: cell.1 for cell in zip(names, line.split())] for line in ...
    sley_list *t_list = sley_list_new(&sley_type_map__str__str, 0);
    sley_list *t_items = sley_list_slice_from(f->v_lines, 1, &sites[8]);
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        sley_str *v_line = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        sley_map *t_map = sley_map_new(&sley_type_str, &sley_type_str);
        sley_list *t_split = sley_str_split(v_line, NULL, -1, &sites[9]);
        sley_list *t_zip = sley_list_zip(&sley_tuple2__str__str__type,
                                         offsetof(sley_tuple2__str__str, f_1), v_names, t_split);
        sley_list_release(t_split);
        sley_list *t2_items = t_zip;
        for (int64_t t2_index = 0; t2_index < t2_items->len; t2_index++) {
            sley_tuple2__str__str v_cell =
                    sley_tuple2__str__str__retain(SLEY_NTH(sley_tuple2__str__str, t2_items,
                                                           t2_index));
            sley_map_set(t_map, &(sley_str *){v_cell.f_0},
                         &(sley_str *){sley_str_retain(v_cell.f_1)});
            sley_tuple2__str__str__release(v_cell);
        }
        sley_list_release(t2_items);
        sley_list_append(t_list, &t_map);
        sley_str_release(v_line);
    }
    sley_list_release(t_items);
    f->result = (sley_tuple2__int__list__map__str__str){v_code, t_list};

leave_1:
    sley_conn_release(f->t_stdout);
    sley_list_release(v_names);
    sley_bytes_release(v_part);
    sley_list_release(f->v_lines);
    sley_process_release(f->v_p);
    return st;
}

// async fn main() throws
// sp-read-lines.sley:26, frame 192 bytes

typedef struct m_sp_read_lines__main__frame {
    sley_frame base;
    sley_str *v_path;               // 27: live across 1
    m_sp_read_lines__run_df__frame a1; // 30: run_df(path)
} m_sp_read_lines__main__frame;

SLEY_FN(m_sp_read_lines__main, "sp_read_lines.main", "sp-read-lines.sley", 26, 192,
    {30, 1, SLEY_CHILD(m_sp_read_lines__main, a1), "run_df(path)"},
    {28, 2, 0, "fs.write_text(path, \"Filesyste..."},
    {33, 3, 0, "row[\"Mounted\"]"}, {33, 4, 0, "row[\"Avail\"]"},
    {29, 5, 0, "fs.remove(path)"});

static sley_status m_sp_read_lines__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_read_lines__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_read_lines__main__sites;
    sley_unwind u_2;
    if (sley_resumes(self)) goto resume_1; // 30: run_df(path)

    // 27 | let path = "sp-read-lines-{os.pid()}"
    f->v_path = SLEY_FORMAT(SLEY_LIT("sp-read-lines-"), SLEY_INT(sley_os_pid()));
    // 28 | fs.write_text(path, "Filesystem Avail Mounted\n/dev/a 113G /\n/dev/b 157G /data\ // ...
    st = sley_fs_write_text(task, f->v_path, &k_Filesystem_Avail, false);
    if (sley_failed_at(task, &sites[2], st)) goto leave_1;
    // 30 | let (_, rows) = await run_df(path)
    m_sp_read_lines__run_df__begin(&f->a1, self, f->v_path);
    st = SLEY_AWAIT(m_sp_read_lines__run_df, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_tuple2__int__list__map__str__str t_run_df = f->a1.result;
    sley_list *v_rows = t_run_df.f_1;
    // 31 | print()
    SLEY_PRINT(SLEY_LIT(""));
    // 32 | print("Free space:")
    SLEY_PRINT(SLEY_LIT("Free space:"));
    // 33 | for row in rows { print("{row["Mounted"]:25}: {row["Avail"]}") }
    for (int64_t t_index = 0; t_index < v_rows->len; t_index++) {
        sley_map *v_row = sley_map_retain(SLEY_NTH(sley_map *, v_rows, t_index));
        SLEY_PRINT(SLEY_STR_AS(*(sley_str **)sley_map_at(v_row, &(sley_str *){&k_Mounted},
                                                         &sites[3]), "25"), SLEY_LIT(": "),
                   SLEY_STR(*(sley_str **)sley_map_at(v_row, &(sley_str *){&k_Avail}, &sites[4])));
        sley_map_release(v_row);
    }
    sley_tuple2__int__list__map__str__str__release(t_run_df);

leave_2:
    st = sley_unwind_enter(task, &u_2, st);
    // 29 | defer fs.remove(path)
    st = sley_fs_remove(task, f->v_path);
    sley_note_failure_at(task, &sites[5], st);
    st = sley_unwind_leave(task, &u_2, st);

leave_1:
    sley_str_release(f->v_path);
    return st;
}

SLEY_MAIN(m_sp_read_lines__main, NULL)
