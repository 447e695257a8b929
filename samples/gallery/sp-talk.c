// Generated from sp-talk.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_echo, "echo");
SLEY_STR_LIT(k_to_stdout, "\"to stdout\"");
SLEY_STR_LIT(k_cat, "cat");
SLEY_STR_LIT(k_minus, "-");
SLEY_STR_LIT(k_stdin_to_stdin, "stdin: to stdin\n");
SLEY_STR_LIT(k_cat_echo_to_stderr, "cat -; echo \"to stderr\" 1>&2");
SLEY_STR_LIT(k_through_stdin_to, "through stdin to stdout");
SLEY_STR_LIT(k_sort, "sort");
SLEY_STR_LIT(k_version, "--version");
SLEY_STR_LIT(k_sh, "sh");
SLEY_STR_LIT(k_echo_one_echo_two, "echo one\necho two 1>&2\nexit 3\n");

// async fn main() throws
// sp-talk.sley:4, frame 160 bytes

typedef struct m_sp_talk__main__frame {
    sley_frame base;
    sley_process *v_echo;           // 6: live across 1, 2, 3, 4 ...
    sley_process *v_cat;            // 10: live across 2, 3, 4, 5
    sley_str *v_line;               // 14: live across 3, 4, 5
    sley_process_result *v_both;    // 15: live across 4, 5
    sley_process_result *v_sort;    // 19: live across 5
    sley_list *t3_list;             // 19: live across 4
    sley_list *t4_list;             // 21: live across 5
    // 7, 11, 15, 19, 21
    union { struct { sley_talk wait; sley_process_result *v; } a1, a2, a3, a4, a5; };
} m_sp_talk__main__frame;

SLEY_FN(m_sp_talk__main, "sp_talk.main", "sp-talk.sley", 4, 160,
    {7, 1, 0, "echo.communicate()"},
    {11, 2, 0, "cat.communicate(\"stdin: to std..."},
    {15, 3, 0, "process.shell(line, input: \"th..."},
    {19, 4, 0, "process.run([\"sort\", \"--versio..."},
    {21, 5, 0, "process.run([\"sh\"], input: \"ec..."},
    {6, 6, 0, "process.start([\"echo\", \"\\\"to s..."},
    {7, 7, 0, "(await echo.communicate()).tex..."},
    {10, 8, 0, "process.start([\"cat\", \"-\"], st..."},
    {16, 9, 0, "both.text()"},
    {17, 10, 0, "both.error_text()"},
    {22, 11, 0, "sh.text()"},
    {23, 12, 0, "sh.error_text()"});

static sley_status m_sp_talk__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_talk__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_talk__main__sites;
    sley_process_result *v_sh = NULL;
    switch (self->state) {
    case 1: goto resume_1;          // 7: echo.communicate()
    case 2: goto resume_2;          // 11: cat.communicate("stdin: to std...
    case 3: goto resume_3;          // 15: process.shell(line, input: "th...
    case 4: goto resume_4;          // 19: process.run(["sort", "--versio...
    case 5: goto resume_5;          // 21: process.run(["sh"], input: "ec...
    default: sley_starts(self);
    }
    f->v_cat = NULL;
    f->v_line = NULL;
    f->v_both = f->v_sort = NULL;
    f->t3_list = f->t4_list = NULL;

    // 5 | print("read:")
    SLEY_PRINT(SLEY_LIT("read:"));
    // 6 | let echo = process.start(["echo", "\"to stdout\""], stdout: pipe)
    sley_list *t_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_echo, &k_to_stdout});
    st = sley_process_start(task, t_list, 0, 1, 0, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_echo);
    sley_list_release(t_list);
    if (sley_failed_at(task, &sites[6], st)) return st;
    // 7 | print("stdout: {(await echo.communicate()).text()!r}")
    st = sley_process_communicate(task, sley_at(self, 1), &f->a1.wait, f->v_echo, NULL, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_process_result *t_communicate = f->a1.v;
    sley_str *t_text = NULL;
    st = sley_process_result_text(task, t_communicate, &t_text);
    sley_process_result_release(t_communicate);
    if (sley_failed_at(task, &sites[7], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("stdout: "), SLEY_STR_AS(t_text, "!r"));
    sley_str_release(t_text);
    // 9 | print("write:")
    SLEY_PRINT(SLEY_LIT("write:"));
    // 10 | let cat = process.start(["cat", "-"], stdin: pipe)
    sley_list *t2_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_cat, &k_minus});
    st = sley_process_start(task, t2_list, 1, 0, 0, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_cat);
    sley_list_release(t2_list);
    if (sley_failed_at(task, &sites[8], st)) goto leave_1;
    // 11 | await cat.communicate("stdin: to stdin\n")
    st = sley_process_communicate_str(task, sley_at(self, 2), &f->a2.wait, f->v_cat,
                                      &k_stdin_to_stdin, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_process_result_release(f->a2.v);
    // 13 | print("popen3:")
    SLEY_PRINT(SLEY_LIT("popen3:"));
    // 14 | let line = "cat -; echo \"to stderr\" 1>&2"
    f->v_line = &k_cat_echo_to_stderr;
    // 15 | let both = await process.shell(line, input: "through stdin to stdout", capture: ...
    st = sley_process_shell_str(task, sley_at(self, 3), &f->a3.wait, f->v_line,
                                &k_through_stdin_to, true, false, 0, 0, 0, NULL, NULL, false,
                                false, -1, -1, -1, &f->a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    f->v_both = f->a3.v;
    // 16 | print("pass through: {both.text()!r}")
    sley_str *t2_text = NULL;
    st = sley_process_result_text(task, f->v_both, &t2_text);
    if (sley_failed_at(task, &sites[9], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("pass through: "), SLEY_STR_AS(t2_text, "!r"));
    sley_str_release(t2_text);
    // 17 | print("stderr      : {both.error_text()!r}")
    sley_str *t_error_text = NULL;
    st = sley_process_result_error_text(task, f->v_both, &t_error_text);
    if (sley_failed_at(task, &sites[10], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("stderr      : "), SLEY_STR_AS(t_error_text, "!r"));
    sley_str_release(t_error_text);
    // 19 | let sort = await process.run(["sort", "--version"], stdout: null)
    f->t3_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_sort, &k_version});
    st = sley_process_run(task, sley_at(self, 4), &f->a4.wait, f->t3_list, NULL, false, false, 0,
                          2, 0, NULL, NULL, false, false, -1, -1, -1, &f->a4.v);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    sley_list_drop(&f->t3_list);
    f->v_sort = f->a4.v;
    // 20 | print("Exit code: {sort.code}")
    SLEY_PRINT(SLEY_LIT("Exit code: "), SLEY_INT(sley_process_result_code(f->v_sort)));
    // 21 | let sh = await process.run(["sh"], input: "echo one\necho two 1>&2\nexit 3\n", c ...
    f->t4_list = sley_list_of(&sley_type_str, 1, (sley_str *[1]){&k_sh});
    st = sley_process_run_str(task, sley_at(self, 5), &f->a5.wait, f->t4_list,
                              &k_echo_one_echo_two, true, false, 0, 0, 0, NULL, NULL, false, false,
                              -1, -1, -1, &f->a5.v);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;
    sley_list_drop(&f->t4_list);
    v_sh = f->a5.v;
    // 22 | print(sh.text().strip())
    sley_str *t3_text = NULL;
    st = sley_process_result_text(task, v_sh, &t3_text);
    if (sley_failed_at(task, &sites[11], st)) goto leave_1;
    sley_str *t_strip = sley_str_strip(t3_text, NULL);
    sley_str_release(t3_text);
    SLEY_PRINT(SLEY_STR(t_strip));
    sley_str_release(t_strip);
    // 23 | print(sh.error_text().strip())
    sley_str *t2_error_text = NULL;
    st = sley_process_result_error_text(task, v_sh, &t2_error_text);
    if (sley_failed_at(task, &sites[12], st)) goto leave_1;
    sley_str *t2_strip = sley_str_strip(t2_error_text, NULL);
    sley_str_release(t2_error_text);
    SLEY_PRINT(SLEY_STR(t2_strip));
    sley_str_release(t2_strip);
    // 24 | print("Exit code: {sh.code}")
    SLEY_PRINT(SLEY_LIT("Exit code: "), SLEY_INT(sley_process_result_code(v_sh)));

leave_1:
    sley_list_release(f->t4_list);
    sley_list_release(f->t3_list);
    sley_process_result_release(v_sh);
    sley_process_result_release(f->v_sort);
    sley_process_result_release(f->v_both);
    sley_str_release(f->v_line);
    sley_process_release(f->v_cat);
    sley_process_release(f->v_echo);
    return st;
}

SLEY_MAIN(m_sp_talk__main, NULL)
