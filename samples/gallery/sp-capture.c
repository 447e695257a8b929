// Generated from sp-capture.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_a_txt, "a.txt");
SLEY_STR_LIT(k_b_txt, "b.txt");
SLEY_STR_LIT(k_ls, "ls");
SLEY_STR_LIT(k_1, "-1");
SLEY_STR_LIT(k_rm, "rm");
SLEY_STR_LIT(k_r, "-r");

// async fn main() throws
// sp-capture.sley:6, frame 168 bytes

typedef struct m_sp_capture__main__frame {
    sley_frame base;
    sley_str *v_dir;                // 7: live across 1, 2
    sley_process_result *v_shown;   // 10: live across 2, 3
    sley_process_result *v_kept;    // 12: live across 3
    sley_list *t_list;              // 10: live across 1
    sley_str *t_found;              // 10: live across 1
    sley_list *t2_list;             // 12: live across 2
    sley_str *t2_found;             // 12: live across 2
    sley_list *t3_list;             // 16: live across 3
    union { struct { sley_talk wait; sley_process_result *v; } a1, a2, a3; }; // 10, 12, 16
} m_sp_capture__main__frame;

SLEY_FN(m_sp_capture__main, "sp_capture.main", "sp-capture.sley", 6, 168,
    {10, 1, 0, "process.run([\"ls\", \"-1\"], cwd:..."},
    {12, 2, 0, "process.run([\"ls\", \"-1\"], cwd:..."},
    {16, 3, 0, "process.run([\"rm\", \"-r\", dir],..."},
    {8, 4, 0, "fs.make_dir(dir)"},
    {9, 5, 0, "fs.write_text(\"{dir}/{name}\", \"..."},
    {14, 6, 0, "kept.stdout!"},
    {15, 7, 0, "kept.text()"});

static sley_status m_sp_capture__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_capture__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_capture__main__sites;
    sley_list *t_items = NULL;
    sley_str *v_name = NULL;
    if (self->state == 1) goto resume_1; // 10: process.run(["ls", "-1"], cwd:...
    if (self->state == 2) goto resume_2; // 12: process.run(["ls", "-1"], cwd:...
    if (self->state == 3) goto resume_3; // 16: process.run(["rm", "-r", dir],...
    sley_starts(self);
    f->v_shown = f->v_kept = NULL;
    f->t_list = f->t2_list = f->t3_list = NULL;
    f->t_found = f->t2_found = NULL;

    // 7 | let dir = "sp-capture-{os.pid()}"
    f->v_dir = SLEY_FORMAT(SLEY_LIT("sp-capture-"), SLEY_INT(sley_os_pid()));
    // 8 | fs.make_dir(dir)
    st = sley_fs_make_dir(task, f->v_dir);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 9 | for name in ["a.txt", "b.txt"] { fs.write_text("{dir}/{name}", "") }
    t_items = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_a_txt, &k_b_txt});
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        v_name = sley_str_retain(SLEY_NTH(sley_str *, t_items, t_index));
        sley_str *t_text = SLEY_FORMAT(SLEY_STR(f->v_dir), SLEY_LIT("/"), SLEY_STR(v_name));
        st = sley_fs_write_text(task, t_text, &sley_str_empty, false);
        sley_str_release(t_text);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
        sley_str_drop(&v_name);
    }
    sley_list_drop(&t_items);
    // 10 | let shown = await process.run(["ls", "-1"], cwd: dir)
    f->t_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_ls, &k_1});
    f->t_found = sley_str_retain(f->v_dir);
    st = sley_process_run(task, sley_at(self, 1), &f->a1.wait, f->t_list, NULL, false, false, 0, 0,
                          0, f->t_found, NULL, false, false, -1, -1, -1, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_list_drop(&f->t_list);
    sley_str_drop(&f->t_found);
    f->v_shown = f->a1.v;
    // 11 | print("returncode: {shown.code}")
    SLEY_PRINT(SLEY_LIT("returncode: "), SLEY_INT(sley_process_result_code(f->v_shown)));
    // 12 | let kept = await process.run(["ls", "-1"], cwd: dir, stdout: pipe)
    f->t2_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_ls, &k_1});
    f->t2_found = sley_str_retain(f->v_dir);
    st = sley_process_run(task, sley_at(self, 2), &f->a2.wait, f->t2_list, NULL, false, false, 0,
                          1, 0, f->t2_found, NULL, false, false, -1, -1, -1, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_list_drop(&f->t2_list);
    sley_str_drop(&f->t2_found);
    f->v_kept = f->a2.v;
    // 13 | print("returncode: {kept.code}")
    SLEY_PRINT(SLEY_LIT("returncode: "), SLEY_INT(sley_process_result_code(f->v_kept)));
    // 14 | print("Have {kept.stdout!.len()} bytes in stdout:")
    sley_bytes *t_stdout = sley_process_result_stdout(f->v_kept);
    int64_t t_len = sley_bytes_len(SLEY_UNWRAP_PTR(sley_bytes *, t_stdout, &sites[6]));
    sley_bytes_release(t_stdout);
    SLEY_PRINT(SLEY_LIT("Have "), SLEY_INT(t_len), SLEY_LIT(" bytes in stdout:"));
    // 15 | print(kept.text(), end: "")
    sley_str *t2_text = NULL;
    st = sley_process_result_text(task, f->v_kept, &t2_text);
    if (sley_failed_at(task, &sites[7], st)) goto leave_1;
    SLEY_WRITE(SLEY_STR(t2_text));
    sley_str_release(t2_text);
    // 16 | await process.run(["rm", "-r", dir], check: true)
    f->t3_list = sley_list_of(&sley_type_str, 3,
                              (sley_str *[3]){&k_rm, &k_r, sley_str_take(&f->v_dir)});
    st = sley_process_run(task, sley_at(self, 3), &f->a3.wait, f->t3_list, NULL, false, true, 0, 0,
                          0, NULL, NULL, false, false, -1, -1, -1, &f->a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    sley_process_result_release(f->a3.v);

leave_1:
    sley_list_release(f->t3_list);
    sley_str_release(f->t2_found);
    sley_list_release(f->t2_list);
    sley_str_release(f->t_found);
    sley_list_release(f->t_list);
    sley_process_result_release(f->v_kept);
    sley_process_result_release(f->v_shown);
    sley_str_release(v_name);
    sley_list_release(t_items);
    sley_str_release(f->v_dir);
    return st;
}

SLEY_MAIN(m_sp_capture__main, NULL)
