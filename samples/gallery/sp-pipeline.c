// Generated from sp-pipeline.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_STR_LIT(k_literalinclude_one, ".. literalinclude:: one.sley\ntext\n.. literalinclude:: "
             "two.sley\n.. note::\n");
SLEY_STR_LIT(k_cat, "cat");
SLEY_STR_LIT(k_grep, "grep");
SLEY_STR_LIT(k_literalinclude, ".. literalinclude::");
SLEY_STR_LIT(k_cut, "cut");
SLEY_STR_LIT(k_f, "-f");
SLEY_STR_LIT(k_3, "3");
SLEY_STR_LIT(k_d, "-d:");
SLEY_STR_LIT(k_yes, "yes");
SLEY_STR_LIT(k_head, "head");
SLEY_STR_LIT(k_1, "-1");

// async fn main() throws
// sp-pipeline.sley:6, frame 144 bytes

typedef struct m_sp_pipeline__main__frame {
    sley_frame base;
    sley_str *v_path;               // 7: live across 1, 2, 3
    sley_pipeline *v_p;             // 10: live across 1, 2, 3
    sley_pipeline *v_yes;           // 14: live across 3
    sley_net_lines *t_items;        // 12: live across 1
    union {
        struct { sley_conn_wait wait; sley_str *v; } a1; // 12: p.stdout!.lines()
        struct { sley_waiter wait; sley_list *v; } a2, a3; // 13, 15
    };
} m_sp_pipeline__main__frame;

SLEY_FN(m_sp_pipeline__main, "sp_pipeline.main", "sp-pipeline.sley", 6, 144,
    {12, 1, 0, "p.stdout!.lines()"},
    {13, 2, 0, "p.wait()"},
    {15, 3, 0, "yes.wait()"},
    {8, 4, 0, "fs.write_text(path, \".. litera..."},
    {10, 5, 0, "process.pipeline([\"cat\", path]..."},
    {12, 6, 0, "p.stdout!"},
    {14, 7, 0, "process.pipeline([\"yes\"], [\"he..."},
    {9, 8, 0, "fs.remove(path)"});

static sley_status m_sp_pipeline__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_pipeline__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_pipeline__main__sites;
    sley_unwind u_2;
    if (self->state == 1) goto resume_1; // 12: p.stdout!.lines()
    if (self->state == 2) goto resume_2; // 13: p.wait()
    if (self->state == 3) goto resume_3; // 15: yes.wait()
    sley_starts(self);
    f->v_p = f->v_yes = NULL;
    f->t_items = NULL;

    // 7 | let path = "sp-pipeline-{os.pid()}"
    f->v_path = SLEY_FORMAT(SLEY_LIT("sp-pipeline-"), SLEY_INT(sley_os_pid()));
    // 8 | fs.write_text(path, ".. literalinclude:: one.sley\ntext\n.. literalinclude:: two ...
    st = sley_fs_write_text(task, f->v_path, &k_literalinclude_one, false);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 10 | let p = process.pipeline(["cat", path], ["grep", ".. literalinclude::"], ["cut", ...
    sley_list *t_list = sley_list_of(&sley_type_list__str, 3,
            (sley_list *[3]){sley_list_of(&sley_type_str, 2,
            (sley_str *[2]){&k_cat, sley_str_retain(f->v_path)}),
            sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_grep, &k_literalinclude}),
            sley_list_of(&sley_type_str, 4, (sley_str *[4]){&k_cut, &k_f, &k_3, &k_d})});
    st = sley_process_pipeline(task, t_list, 0, 1, NULL, NULL, false, &f->v_p);
    sley_list_release(t_list);
    if (sley_failed_at(task, &sites[5], st)) goto leave_2;
    // 11 | print("Included files:")
    SLEY_PRINT(SLEY_LIT("Included files:"));
    // 12 | async for line in p.stdout!.lines() { print(line.strip()) }
    sley_conn *t_stdout = sley_pipeline_stdout(f->v_p);
    sley_net_lines *t_lines = sley_conn_lines(SLEY_UNWRAP_PTR(sley_conn *, t_stdout, &sites[6]));
    sley_conn_release(t_stdout);
    f->t_items = t_lines;
    while (true) {
        st = sley_net_lines_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_str *v_line = f->a1.v;
        if (v_line == NULL) break;
        sley_str *t_strip = sley_str_strip(v_line, NULL);
        SLEY_PRINT(SLEY_STR(t_strip));
        sley_str_release(v_line);
        sley_str_release(t_strip);
    }
    sley_net_lines_drop(&f->t_items);
    // 13 | print(await p.wait())
    st = sley_pipeline_wait(task, sley_at(self, 2), &f->a2.wait, f->v_p, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    sley_list *t_wait = f->a2.v;
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &t_wait));
    sley_list_release(t_wait);
    // 14 | let yes = process.pipeline(["yes"], ["head", "-1"], stdout: null)
    sley_list *t2_list = sley_list_of(&sley_type_list__str, 2,
            (sley_list *[2]){sley_list_of(&sley_type_str, 1, (sley_str *[1]){&k_yes}),
            sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_head, &k_1})});
    st = sley_process_pipeline(task, t2_list, 0, 2, NULL, NULL, false, &f->v_yes);
    sley_list_release(t2_list);
    if (sley_failed_at(task, &sites[7], st)) goto leave_2;
    // 15 | print(await yes.wait())
    st = sley_pipeline_wait(task, sley_at(self, 3), &f->a3.wait, f->v_yes, &f->a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    sley_list *t2_wait = f->a3.v;
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &t2_wait));
    sley_list_release(t2_wait);

leave_2:
    sley_pipeline_drop(&f->v_yes);
    sley_pipeline_drop(&f->v_p);
    sley_net_lines_drop(&f->t_items);
    st = sley_unwind_enter(task, &u_2, st);
    // 9 | defer fs.remove(path)
    st = sley_fs_remove(task, f->v_path);
    sley_note_failure_at(task, &sites[8], st);
    st = sley_unwind_leave(task, &u_2, st);

leave_1:
    sley_str_release(f->v_path);
    return st;
}

SLEY_MAIN(m_sp_pipeline__main, NULL)
