// Generated from sp-outputs.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_echo_to_stdout_echo, "echo to stdout; echo to stderr 1>&2");
SLEY_STR_LIT(k_echo, "echo");
SLEY_STR_LIT(k_to_stdout, "\"to stdout\"");
SLEY_STR_LIT(k_cat, "cat");
SLEY_STR_LIT(k_minus, "-");
SLEY_BYTES_LIT(k_stdin_to_stdin, "stdin: to stdin\n");
SLEY_STR_LIT(k_sh, "sh");
SLEY_STR_LIT(k_c, "-c");
SLEY_STR_LIT(k_cat_echo_to_stderr, "cat -; echo 'to stderr' 1>&2");
SLEY_BYTES_LIT(k_through_stdin_to, "through stdin to stdout");
SLEY_BYTES_LIT(k_echo_one_echo_two, "echo one\necho two 1>&2\nexit 3\n");

// async fn main() throws
// sp-outputs.sley:4, frame 184 bytes

typedef struct m_sp_outputs__main__frame {
    sley_frame base;
    sley_str *v_command;            // 5: live across 1, 2, 3, 4 ...
    sley_process_result *v_merged;  // 11: live across 3, 4, 5, 6 ...
    sley_process_result *v_dropped; // 13: live across 4, 5, 6, 7
    sley_process *v_read;           // 15: live across 4, 5, 6, 7
    sley_process *v_write;          // 17: live across 5, 6, 7
    sley_process *v_all;            // 19: live across 6, 7
    sley_process_result *v_got;     // 20: live across 7
    sley_process *v_script;         // 23: live across 7
    sley_str *t3_text;              // 13: live across 3
    sley_str *t_text;               // 7: live across 1
    // 7, 11, 13, 16, 18, 20, 24
    union { struct { sley_talk wait; sley_process_result *v; } a1, a2, a3, a4, a5, a6, a7; };
} m_sp_outputs__main__frame;

SLEY_FN(m_sp_outputs__main, "sp_outputs.main", "sp-outputs.sley", 4, 184,
    {7, 1, 0, "process.shell(\"{command}; exit..."},
    {11, 2, 0, "process.shell(command, stdout:..."},
    {13, 3, 0, "process.shell(\"{command}; exit..."},
    {16, 4, 0, "read.communicate()"},
    {18, 5, 0, "write.communicate(b\"stdin: to s..."},
    {20, 6, 0, "all.communicate(b\"through stdi..."},
    {24, 7, 0, "script.communicate(b\"echo one\\..."},
    {9, 8, 0, "e.stdout!"}, {9, 9, 0, "e.stdout!.decode()"},
    {12, 10, 0, "merged.stdout!"}, {12, 11, 0, "merged.text()"},
    {15, 12, 0, "process.start([\"echo\", \"\\\"to s..."},
    {16, 13, 0, "(await read.communicate()).tex..."},
    {17, 14, 0, "process.start([\"cat\", \"-\"], st..."},
    {19, 15, 0, "process.start([\"sh\", \"-c\", \"ca..."},
    {21, 16, 0, "got.text()"},
    {22, 17, 0, "got.stderr!"}, {22, 18, 0, "got.stderr!.decode()"},
    {23, 19, 0, "process.start([\"sh\"], stdin: p..."},
    {25, 20, 0, "end.text()"}, {25, 21, 0, "end.stderr!"}, {25, 22, 0, "end.stderr!.decode()"});

static sley_status m_sp_outputs__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_outputs__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_outputs__main__sites;
    sley_error *v_e = NULL;
    sley_process_result *v_end = NULL;
    sley_str *t_strip = NULL;
    switch (self->state) {
    case 1: goto resume_1;          // 7: process.shell("{command}; exit...
    case 2: goto resume_2;          // 11: process.shell(command, stdout:...
    case 3: goto resume_3;          // 13: process.shell("{command}; exit...
    case 4: goto resume_4;          // 16: read.communicate()
    case 5: goto resume_5;          // 18: write.communicate(b"stdin: to s...
    case 6: goto resume_6;          // 20: all.communicate(b"through stdi...
    case 7: goto resume_7;          // 24: script.communicate(b"echo one\...
    default: sley_starts(self);
    }
    f->v_merged = f->v_dropped = f->v_got = NULL;
    f->v_read = f->v_write = f->v_all = f->v_script = NULL;
    f->t3_text = NULL;

    // 5 | let command = "echo to stdout; echo to stderr 1>&2"
    f->v_command = &k_echo_to_stdout_echo;
    // 6 | try {
    // 7 | await process.shell("{command}; exit 1", check: true, stdout: pipe, stderr: null ...
    f->t_text = SLEY_FORMAT(SLEY_STR(f->v_command), SLEY_LIT("; exit 1"));
    st = sley_process_shell(task, sley_at(self, 1), &f->a1.wait, f->t_text, NULL, false, true, 0,
                            1, 2, NULL, NULL, false, false, -1, -1, -1, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_process_result_release(f->a1.v);
    sley_str_drop(&f->t_text);
leave_2:
    sley_str_drop(&f->t_text);
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_process_failed)) {
        st = SLEY_OK;
        // 8 | } catch e: process.Failed {
        v_e = sley_catch(task);
        // 9 | print("ERROR: {command in e.message()} {e.code} {e.stdout!.decode()!r}")
        sley_str *t_message = sley_error_message(v_e);
        bool t_contains = sley_str_contains(t_message, f->v_command);
        sley_str_release(t_message);
        sley_bytes *t_stdout = sley_process_failed_stdout(v_e);
        sley_str *t_decode = NULL;
        st = sley_bytes_decode(task, SLEY_UNWRAP_PTR(sley_bytes *, t_stdout, &sites[8]), &t_decode);
        sley_bytes_release(t_stdout);
        if (sley_failed_at(task, &sites[9], st)) goto leave_1;
        SLEY_PRINT(SLEY_LIT("ERROR: "), SLEY_BOOL(t_contains), SLEY_LIT(" "),
                   SLEY_INT(sley_process_failed_code(v_e)), SLEY_LIT(" "),
                   SLEY_STR_AS(t_decode, "!r"));
        sley_error_drop(&v_e);
        sley_str_release(t_decode);
    }
    if (st != SLEY_OK) goto leave_1;
    // 11 | let merged = await process.shell(command, stdout: pipe, stderr: to_stdout, check ...
    st = sley_process_shell(task, sley_at(self, 2), &f->a2.wait, f->v_command, NULL, false, true,
                            0, 1, 3, NULL, NULL, false, false, -1, -1, -1, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    f->v_merged = f->a2.v;
    // 12 | print("Have {merged.stdout!.len()} bytes in output: {merged.text()!r}")
    sley_bytes *t2_stdout = sley_process_result_stdout(f->v_merged);
    int64_t t_len = sley_bytes_len(SLEY_UNWRAP_PTR(sley_bytes *, t2_stdout, &sites[10]));
    sley_bytes_release(t2_stdout);
    sley_str *t2_text = NULL;
    st = sley_process_result_text(task, f->v_merged, &t2_text);
    if (sley_failed_at(task, &sites[11], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("Have "), SLEY_INT(t_len), SLEY_LIT(" bytes in output: "),
               SLEY_STR_AS(t2_text, "!r"));
    sley_str_release(t2_text);
    // 13 | let dropped = await process.shell("{command}; exit 1", stdout: null, stderr: nul ...
    f->t3_text = SLEY_FORMAT(SLEY_STR(f->v_command), SLEY_LIT("; exit 1"));
    st = sley_process_shell(task, sley_at(self, 3), &f->a3.wait, f->t3_text, NULL, false, false, 0,
                            2, 2, NULL, NULL, false, false, -1, -1, -1, &f->a3.v);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    sley_str_drop(&f->t3_text);
    f->v_dropped = f->a3.v;
    // 14 | print("returncode: {dropped.code}, stdout is {dropped.stdout}, stderr is {droppe ...
    int64_t t_code = sley_process_result_code(f->v_dropped);
    sley_bytes *t3_stdout = sley_process_result_stdout(f->v_dropped);
    sley_bytes *t_stderr = sley_process_result_stderr(f->v_dropped);
    SLEY_PRINT(SLEY_LIT("returncode: "), SLEY_INT(t_code), SLEY_LIT(", stdout is "),
               SLEY_VAL(sley_type_bytes, &t3_stdout), SLEY_LIT(", stderr is "),
               SLEY_VAL(sley_type_bytes, &t_stderr));
    sley_bytes_release(t3_stdout);
    sley_bytes_release(t_stderr);
    // 15 | let read = process.start(["echo", "\"to stdout\""], stdout: pipe)
    sley_list *t_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_echo, &k_to_stdout});
    st = sley_process_start(task, t_list, 0, 1, 0, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_read);
    sley_list_release(t_list);
    if (sley_failed_at(task, &sites[12], st)) goto leave_1;
    // 16 | print("stdout: {(await read.communicate()).text()!r}")
    st = sley_process_communicate(task, sley_at(self, 4), &f->a4.wait, f->v_read, NULL, &f->a4.v);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    sley_process_result *t_communicate = f->a4.v;
    sley_str *t4_text = NULL;
    st = sley_process_result_text(task, t_communicate, &t4_text);
    sley_process_result_release(t_communicate);
    if (sley_failed_at(task, &sites[13], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("stdout: "), SLEY_STR_AS(t4_text, "!r"));
    sley_str_release(t4_text);
    // 17 | let write = process.start(["cat", "-"], stdin: pipe)
    sley_list *t2_list = sley_list_of(&sley_type_str, 2, (sley_str *[2]){&k_cat, &k_minus});
    st = sley_process_start(task, t2_list, 1, 0, 0, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_write);
    sley_list_release(t2_list);
    if (sley_failed_at(task, &sites[14], st)) goto leave_1;
    // 18 | await write.communicate(b"stdin: to stdin\n")
    st = sley_process_communicate(task, sley_at(self, 5), &f->a5.wait, f->v_write,
                                  &k_stdin_to_stdin, &f->a5.v);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;
    sley_process_result_release(f->a5.v);
    // 19 | let all = process.start(["sh", "-c", "cat -; echo 'to stderr' 1>&2"], stdin: pip ...
    sley_list *t3_list = sley_list_of(&sley_type_str, 3,
                                      (sley_str *[3]){&k_sh, &k_c, &k_cat_echo_to_stderr});
    st = sley_process_start(task, t3_list, 1, 1, 1, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_all);
    sley_list_release(t3_list);
    if (sley_failed_at(task, &sites[15], st)) goto leave_1;
    // 20 | let got = await all.communicate(b"through stdin to stdout")
    st = sley_process_communicate(task, sley_at(self, 6), &f->a6.wait, f->v_all,
                                  &k_through_stdin_to, &f->a6.v);
    if (st == SLEY_PENDING) return st;
resume_6: if (sley_failed(task, self, st)) goto leave_1;
    f->v_got = f->a6.v;
    // 21 | print("pass through: {got.text()!r}")
    sley_str *t5_text = NULL;
    st = sley_process_result_text(task, f->v_got, &t5_text);
    if (sley_failed_at(task, &sites[16], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("pass through: "), SLEY_STR_AS(t5_text, "!r"));
    sley_str_release(t5_text);
    // 22 | print("stderr      : {got.stderr!.decode()!r}")
    sley_bytes *t2_stderr = sley_process_result_stderr(f->v_got);
    sley_str *t2_decode = NULL;
    st = sley_bytes_decode(task, SLEY_UNWRAP_PTR(sley_bytes *, t2_stderr, &sites[17]), &t2_decode);
    sley_bytes_release(t2_stderr);
    if (sley_failed_at(task, &sites[18], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("stderr      : "), SLEY_STR_AS(t2_decode, "!r"));
    sley_str_release(t2_decode);
    // 23 | let script = process.start(["sh"], stdin: pipe, stdout: pipe, stderr: pipe)
    sley_list *t4_list = sley_list_of(&sley_type_str, 1, (sley_str *[1]){&k_sh});
    st = sley_process_start(task, t4_list, 1, 1, 1, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_script);
    sley_list_release(t4_list);
    if (sley_failed_at(task, &sites[19], st)) goto leave_1;
    // 24 | let end = await script.communicate(b"echo one\necho two 1>&2\nexit 3\n")
    st = sley_process_communicate(task, sley_at(self, 7), &f->a7.wait, f->v_script,
                                  &k_echo_one_echo_two, &f->a7.v);
    if (st == SLEY_PENDING) return st;
resume_7: if (sley_failed(task, self, st)) goto leave_1;
    v_end = f->a7.v;
    // 25 | print(end.text().strip(), end.stderr!.decode().strip(), "Exit code: {end.code}")
    sley_str *t6_text = NULL;
    st = sley_process_result_text(task, v_end, &t6_text);
    if (sley_failed_at(task, &sites[20], st)) goto leave_1;
    t_strip = sley_str_strip(t6_text, NULL);
    sley_str_release(t6_text);
    sley_bytes *t3_stderr = sley_process_result_stderr(v_end);
    sley_str *t3_decode = NULL;
    st = sley_bytes_decode(task, SLEY_UNWRAP_PTR(sley_bytes *, t3_stderr, &sites[21]), &t3_decode);
    sley_bytes_release(t3_stderr);
    if (sley_failed_at(task, &sites[22], st)) goto leave_1;
    sley_str *t2_strip = sley_str_strip(t3_decode, NULL);
    sley_str_release(t3_decode);
    SLEY_PRINT(SLEY_STR(t_strip), SLEY_LIT(" "), SLEY_STR(t2_strip), SLEY_LIT(" Exit code: "),
               SLEY_INT(sley_process_result_code(v_end)));
    sley_str_release(t2_strip);

leave_1:
    sley_str_release(t_strip);
    sley_str_release(f->t3_text);
    sley_str_release(f->t_text);
    sley_process_result_release(v_end);
    sley_process_release(f->v_script);
    sley_process_result_release(f->v_got);
    sley_process_release(f->v_all);
    sley_process_release(f->v_write);
    sley_process_release(f->v_read);
    sley_process_result_release(f->v_dropped);
    sley_process_result_release(f->v_merged);
    sley_error_release(v_e);
    sley_str_release(f->v_command);
    return st;
}

SLEY_MAIN(m_sp_outputs__main, NULL)
