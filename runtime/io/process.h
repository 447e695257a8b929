// SPDX-License-Identifier: MIT
// io/process.h - what the files of child processes share.
//
// P1  `pidfd` is polled from the start until the child has ended, and the child is reaped when it
//     is readable: a zombie lasts until the loop looks, whichever task waits.
// P2  A task that communicates stands in `talk`, one at a time. It is claimed when the child and
//     those upstream of it have ended and what is piped has come to its end (S84).
// P3  `upstream` is a reference, `downstream` goes back along it and is not.
#ifndef SLEY_IO_PROCESS_H
#define SLEY_IO_PROCESS_H

#include "io/internal.h"
#include "io/spawn.h"
#include "sley/process.h"

// sley_talk.flags
enum {
    TALK_CHECKS = 1, // a status other than 0 is an error
    TALK_KILLS = 2,  // cancelled, it kills the child: of run
    TALK_KILLED = 4, // it was
};

struct sley_process {
    sley_object head;
    executor *executor;
    open_link link;
    uv_poll_t poll;
    handle_state state; // of poll; OPEN: the child runs
    int pidfd;
    pid_t pid;
    pid_t group;
    bool leads_group;   // of its own
    int code;           // once it has ended
    sley_str *command;
    sley_conn *in, *out, *err;  // our ends; NULL: not piped
    sley_process *upstream;     // whose output it reads
    sley_process *downstream;
    sley_waiter *waiters;       // line, for the exit
    sley_talk *talk;            // P2
};

struct sley_process_result {
    sley_object head;
    int64_t code;
    sley_str *command;
    sley_bytes *out, *err;
};

// How a process is started. Strings are borrowed.
typedef struct process_options {
    sley_list *argv;
    sley_str *shown;   // as the command is called in messages; NULL: argv
    int64_t fds[3];    // SLEY_INHERIT, ...
    int input;         // a descriptor for 0 in place of fds[0]; -1
    sley_str *cwd;
    sley_map *env;
    bool new_group, new_session;
    pid_t group;       // to join; -1
    int64_t umask, uid, gid;
} process_options;

// NULL: the task has an error. *output, unless it is NULL: a descriptor of what it writes, in place
// of a stream.
sley_process *sley__process_start(sley_task *task, const process_options *options, int *output);
bool sley__process_look(sley_process *p); // has it ended? It is reaped then
bool sley__process_signal(sley_process *p, int signo, int *code); // *code: 0, or the error's number
// A child has ended, or one of its streams: those that wait are served.
void sley__process_run_serve(sley_process *p);
sley_process_result *sley__process_run_result(sley_process *p);
sley_status sley__process_run_failed(sley_task *task, sley_process_result *r); // takes r
sley_status sley__process_throw(sley_task *task, int code, const char *what, const char *command);

// ---- pipe.c ----------------------------------------------------------------------------------

// A stream on the descriptor, which it owns; NULL with *code set (UV_E*): it was closed.
sley_conn *sley__pipe_conn(executor *x, int fd, const char *name, int *code);

#endif
