// Generated from sp-shell.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_echo_HOME, "echo $HOME");
SLEY_STR_LIT(k_echo_to_stdout_echo, "echo to stdout; echo to stderr 1>&2; exit 1");
SLEY_STR_LIT(k_echo_to_stdout_echo_2, "echo to stdout; echo to stderr 1>&2");

// async fn main() throws
// sp-shell.sley:4, frame 144 bytes

typedef struct m_sp_shell__main__frame {
    sley_frame base;
    sley_process_result *v_home;    // 5: live across 2, 3, 4
    sley_str *v_line;               // 12: live across 3, 4
    sley_process_result *v_both;    // 13: live across 4
    sley_str *v_text;               // 14: live across 4
    sley_str *t_text;               // 16: live across 4
    union { struct { sley_talk wait; sley_process_result *v; } a1, a2, a3, a4; }; // 5, 8, 13, 16
} m_sp_shell__main__frame;

SLEY_FN(m_sp_shell__main, "sp_shell.main", "sp-shell.sley", 4, 144,
    {5, 1, 0, "process.shell(\"echo $HOME\")"},
    {8, 2, 0, "process.shell(\"echo to stdout;..."},
    {13, 3, 0, "process.shell(line, stdout: pi..."},
    {16, 4, 0, "process.shell(\"{line}; exit 1\"..."},
    {14, 5, 0, "both.text()"});

static sley_status m_sp_shell__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_shell__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_shell__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 5: process.shell("echo $HOME")
    case 2: goto resume_2;          // 8: process.shell("echo to stdout;...
    case 3: goto resume_3;          // 13: process.shell(line, stdout: pi...
    case 4: goto resume_4;          // 16: process.shell("{line}; exit 1"...
    default: sley_starts(self);
    }
    f->v_line = f->v_text = f->t_text = NULL;
    f->v_both = NULL;

    // 5 | let home = await process.shell("echo $HOME")
    st = sley_process_shell(task, sley_at(self, 1), &f->a1.wait, &k_echo_HOME, NULL, false, false,
                            0, 0, 0, NULL, NULL, false, false, -1, -1, -1, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_home = f->a1.v;
    // 6 | print("returncode: {home.code}")
    SLEY_PRINT(SLEY_LIT("returncode: "), SLEY_INT(sley_process_result_code(f->v_home)));
    // 7 | try {
    // 8 | await process.shell("echo to stdout; echo to stderr 1>&2; exit 1", stdout: pipe, ...
    st = sley_process_shell(task, sley_at(self, 2), &f->a2.wait, &k_echo_to_stdout_echo, NULL,
                            false, true, 0, 1, 0, NULL, NULL, false, false, -1, -1, -1, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    sley_process_result_release(f->a2.v);
leave_2:
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_process_failed)) {
        st = SLEY_OK;
        // 9 | } catch e: process.Failed {
        sley_error *v_e = sley_catch(task);
        // 10 | print("ERROR: {e}")
        SLEY_PRINT(SLEY_LIT("ERROR: "), SLEY_VAL(sley_type_error, &v_e));
        sley_error_release(v_e);
    }
    if (st != SLEY_OK) goto leave_1;
    // 12 | let line = "echo to stdout; echo to stderr 1>&2"
    f->v_line = &k_echo_to_stdout_echo_2;
    // 13 | let both = await process.shell(line, stdout: pipe, stderr: to_stdout, check: tru ...
    st = sley_process_shell(task, sley_at(self, 3), &f->a3.wait, f->v_line, NULL, false, true, 0,
                            1, 3, NULL, NULL, false, false, -1, -1, -1, &f->a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    f->v_both = f->a3.v;
    // 14 | let text = both.text()
    st = sley_process_result_text(task, f->v_both, &f->v_text);
    if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    // 15 | print("Have {text.byte_len()} bytes in output: {text!r}")
    SLEY_PRINT(SLEY_LIT("Have "), SLEY_INT(sley_str_byte_len(f->v_text)),
               SLEY_LIT(" bytes in output: "), SLEY_STR_AS(f->v_text, "!r"));
    // 16 | let gone = await process.shell("{line}; exit 1", stdout: null, stderr: null)
    f->t_text = SLEY_FORMAT(SLEY_STR(f->v_line), SLEY_LIT("; exit 1"));
    st = sley_process_shell(task, sley_at(self, 4), &f->a4.wait, f->t_text, NULL, false, false, 0,
                            2, 2, NULL, NULL, false, false, -1, -1, -1, &f->a4.v);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    sley_str_drop(&f->t_text);
    sley_process_result *v_gone = f->a4.v;
    // 17 | print("returncode: {gone.code}")
    SLEY_PRINT(SLEY_LIT("returncode: "), SLEY_INT(sley_process_result_code(v_gone)));
    // 18 | print("stdout is {gone.stdout}")
    sley_bytes *t_stdout = sley_process_result_stdout(v_gone);
    SLEY_PRINT(SLEY_LIT("stdout is "), SLEY_VAL(sley_type_bytes, &t_stdout));
    sley_bytes_release(t_stdout);
    // 19 | print("stderr is {gone.stderr}")
    sley_bytes *t_stderr = sley_process_result_stderr(v_gone);
    SLEY_PRINT(SLEY_LIT("stderr is "), SLEY_VAL(sley_type_bytes, &t_stderr));
    sley_process_result_release(v_gone);
    sley_bytes_release(t_stderr);

leave_1:
    sley_str_release(f->t_text);
    sley_str_release(f->v_text);
    sley_process_result_release(f->v_both);
    sley_str_release(f->v_line);
    sley_process_result_release(f->v_home);
    return st;
}

SLEY_MAIN(m_sp_shell__main, NULL)
