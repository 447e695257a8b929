// SPDX-License-Identifier: MIT
// process.h - child processes: starting, talking to, waiting for and killing them.
//
// I1  A process belongs to one executor and is counted like a value. Letting go of it closes our
//     ends of its pipes; the child itself lives on and is reaped when it ends.
// I2  A child gets the three standard descriptors and nothing else of ours; its signals have their
//     default actions, SIGPIPE too, but for those that were ignored when we started.
// I3  Strings, lists and maps are borrowed.
#ifndef SLEY_PROCESS_H
#define SLEY_PROCESS_H

#include "sley/list.h"
#include "sley/map.h"
#include "sley/net.h"
#include "sley/signal.h"

#ifdef __cplusplus
extern "C" {
#endif

// ---- errors ---------------------------------------------------------------------------------

typedef struct sley_process_error {
    sley_error base;
    sley_str *message;
} sley_process_error;

extern const sley_error_type sley_error_process;           // process.Error
extern const sley_error_type sley_error_process_not_found; // process.NotFound: no such program
extern const sley_error_type sley_error_process_denied;    // process.Denied
extern const sley_error_type sley_error_process_failed;    // process.Failed: see below

sley_error *sley_process_error_new(const sley_error_type *type, sley_str *message);

typedef struct sley_process sley_process;
typedef struct sley_process_result sley_process_result;
typedef struct sley_pipeline sley_pipeline;

// Of process.Failed: how the command ended that `check: true` was said for.
int64_t sley_process_failed_code(const sley_error *e);
sley_str *sley_process_failed_command(const sley_error *e);
sley_bytes *sley_process_failed_stdout(const sley_error *e); // NULL: it was not captured
sley_bytes *sley_process_failed_stderr(const sley_error *e);

// ---- starting -------------------------------------------------------------------------------

// Where a standard stream of the child leads. ORDER: the words of builtin.def.
enum { SLEY_INHERIT, SLEY_PIPE, SLEY_NULL, SLEY_TO_STDOUT };

// Starts argv[0], looked for in PATH, and does not wait. What of our output is buffered is written
// first (S87). cwd, env: NULL for ours. new_group, new_session: the child leads one of its own.
// umask, uid, gid: -1 for ours. Throws process.Error and its kin.
sley_status sley_process_start(sley_task *task, sley_list *argv, int64_t in, int64_t out,
                               int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                               bool new_session, int64_t umask, int64_t uid, int64_t gid,
                               sley_process **result);

// Starts each command with the output of the one before it as its input; the data does not pass
// through us. All of them are in one group of their own when new_group.
sley_status sley_process_pipeline(sley_task *task, sley_list *commands, int64_t in, int64_t out,
                                  sley_str *cwd, sley_map *env, bool new_group,
                                  sley_pipeline **result);

// ---- running to the end ---------------------------------------------------------------------

// Known to builtin.def: 72 bytes.
typedef struct sley_talk {
    sley_waiter waiter;
    sley_process *process; // of run: a reference
    uint32_t flags;
    uint32_t reserved;
} sley_talk;

// Starts, writes the input and closes it, reads what is piped to its end, waits for the exit.
// `capture` pipes stdout and stderr where they were not said otherwise. With `check` an exit
// status other than 0 throws process.Failed. Cancelled, it kills the child (its group, when it
// leads one) and waits until it is reaped.
sley_status sley_process_run(sley_task *task, sley_frame *self, sley_talk *w, sley_list *argv,
                             sley_bytes *input, bool capture, bool check, int64_t in, int64_t out,
                             int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                             bool new_session, int64_t umask, int64_t uid, int64_t gid,
                             sley_process_result **result);
sley_status sley_process_run_str(sley_task *task, sley_frame *self, sley_talk *w, sley_list *argv,
                                 sley_str *input, bool capture, bool check, int64_t in, int64_t out,
                                 int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                                 bool new_session, int64_t umask, int64_t uid, int64_t gid,
                                 sley_process_result **result);
// The same for a line of /bin/sh.
sley_status sley_process_shell(sley_task *task, sley_frame *self, sley_talk *w, sley_str *line,
                               sley_bytes *input, bool capture, bool check, int64_t in, int64_t out,
                               int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                               bool new_session, int64_t umask, int64_t uid, int64_t gid,
                               sley_process_result **result);
sley_status sley_process_shell_str(sley_task *task, sley_frame *self, sley_talk *w, sley_str *line,
                                   sley_str *input, bool capture, bool check, int64_t in,
                                   int64_t out, int64_t err, sley_str *cwd, sley_map *env,
                                   bool new_group, bool new_session, int64_t umask, int64_t uid,
                                   int64_t gid, sley_process_result **result);

// ---- a process ------------------------------------------------------------------------------

sley_process *sley_process_retain(sley_process *p);
void sley_process_release(sley_process *p);
int64_t sley_process_pid(const sley_process *p);
int64_t sley_process_group(const sley_process *p);     // the process group that it is in
sley_opt_int sley_process_code(sley_process *p);       // none: it runs
bool sley_process_alive(sley_process *p);
sley_str *sley_process_command(const sley_process *p); // "ls -1", for messages
// Our end of the pipe; NULL: that stream was not piped.
sley_conn *sley_process_stdin(const sley_process *p);
sley_conn *sley_process_stdout(const sley_process *p);
sley_conn *sley_process_stderr(const sley_process *p);
// The exit status: 0..255, or minus the number of the signal. Cancelled, it leaves the child alone.
sley_status sley_process_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_process *p,
                              int64_t *result);
// Writes the input and closes it, reads what is piped to its end, waits for the exit (S85).
// Cancelled, it leaves the child alone, and what it has read can be read again.
sley_status sley_process_communicate(sley_task *task, sley_frame *self, sley_talk *w,
                                     sley_process *p, sley_bytes *input,
                                     sley_process_result **result);
sley_status sley_process_communicate_str(sley_task *task, sley_frame *self, sley_talk *w,
                                         sley_process *p, sley_str *input,
                                         sley_process_result **result);
// False: it has ended. `send` throws process.Error when the signal may not be sent.
bool sley_process_kill(sley_process *p);      // SIGKILL
bool sley_process_terminate(sley_process *p); // SIGTERM
sley_status sley_process_send(sley_task *task, sley_process *p, sley_signal *s, bool *result);
// To all processes of the child's group; throws when it was not started with a group of its own.
sley_status sley_process_kill_group(sley_task *task, sley_process *p, sley_signal *s, bool *result);
extern const sley_type sley_type_process;

// ---- how it ended ---------------------------------------------------------------------------

sley_process_result *sley_process_result_retain(sley_process_result *r);
void sley_process_result_release(sley_process_result *r);
int64_t sley_process_result_code(const sley_process_result *r);
bool sley_process_result_ok(const sley_process_result *r); // the code is 0
sley_str *sley_process_result_command(const sley_process_result *r);
sley_bytes *sley_process_result_stdout(const sley_process_result *r); // NULL: it was not piped
sley_bytes *sley_process_result_stderr(const sley_process_result *r);
// stdout (or stderr) as a string, "" when it was not piped; throws DecodeError.
sley_status sley_process_result_text(sley_task *task, const sley_process_result *r,
                                     sley_str **result);
sley_status sley_process_result_error_text(sley_task *task, const sley_process_result *r,
                                           sley_str **result);
extern const sley_type sley_type_process_result;

// ---- a pipeline -----------------------------------------------------------------------------

sley_pipeline *sley_pipeline_retain(sley_pipeline *l);
void sley_pipeline_release(sley_pipeline *l);
sley_list *sley_pipeline_processes(const sley_pipeline *l); // list[process.Process]
sley_conn *sley_pipeline_stdin(const sley_pipeline *l);     // of the first one
sley_conn *sley_pipeline_stdout(const sley_pipeline *l);    // of the last one
// The exit status of each. Cancelled, it leaves the children alone.
sley_status sley_pipeline_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_pipeline *l,
                               sley_list **result);
// Like a process's; the code is that of the last command.
sley_status sley_pipeline_communicate(sley_task *task, sley_frame *self, sley_talk *w,
                                      sley_pipeline *l, sley_bytes *input,
                                      sley_process_result **result);
sley_status sley_pipeline_communicate_str(sley_task *task, sley_frame *self, sley_talk *w,
                                          sley_pipeline *l, sley_str *input,
                                          sley_process_result **result);
void sley_pipeline_kill(sley_pipeline *l); // SIGKILL to each
extern const sley_type sley_type_pipeline;

#ifdef __cplusplus
}
#endif

#endif
