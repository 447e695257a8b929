// SPDX-License-Identifier: MIT
// host.h - Sley on a libuv loop that a C or C++ program owns and runs.
//
// All of this, and the functions that modules export (MODULE.h), is for the thread that runs the
// loop. Each thread may attach to one loop of its own.
//
//     sley_host *host = sley_attach(loop);
//     sley_job *job = stats_handle_start("request", on_answer, context);
//     uv_run(loop, UV_RUN_DEFAULT);            // the host's own: as it always did
//     sley_detach(host, NULL, NULL);
//     uv_run(loop, UV_RUN_DEFAULT);            // its cleanup
//     uv_loop_close(loop);                     // 0
//
// Sley never runs the loop, never touches loop->data, leaves signals alone, and keeps the loop
// alive only while its tasks can go on.
#ifndef SLEY_HOST_H
#define SLEY_HOST_H

#ifdef __cplusplus
extern "C" {
#endif

struct uv_loop_s;

typedef struct sley_host sley_host; // what was attached
typedef struct sley_job sley_job; // an async function that was started; ends with its callback

// How a call ended.
enum sley_job_status {
    SLEY_JOB_DONE,      // with a result
    SLEY_JOB_FAILED,    // with an error, of which there is the message
    SLEY_JOB_CANCELLED, // by sley_job_cancel, sley_detach, or from inside
};

// NULL: the thread is attached already, or runs a program of Sley. Programs that write to sockets
// ignore SIGPIPE, as libuv asks for.
sley_host *sley_attach(struct uv_loop_s *loop);

// Cancels all tasks, lets them clean up in the turns of the loop, closes what is open, and calls
// `done` (NULL: nothing) as the last thing; `host` is gone then. Callbacks of calls still come.
void sley_detach(sley_host *host, void (*done)(void *context), void *context);

// Asks for it; the callback of the call tells how it ended. Not after that callback.
void sley_job_cancel(sley_job *job);

#ifdef __cplusplus
}
#endif

#endif
