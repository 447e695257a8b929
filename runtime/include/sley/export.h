// SPDX-License-Identifier: MIT
// export.h - what the C functions of exported ones are made of (emit_export.c).
#ifndef SLEY_EXPORT_H
#define SLEY_EXPORT_H

#include "sley/bytes.h"
#include "sley/host.h"
#include "sley/program.h"
#include "sley/task.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef void sley_export_ended(sley_job *job);

// An async function that C started. Lives until its callback returns.
struct sley_job {
    sley_closure base;        // called when the task has ended
    sley_task *task;          // held
    sley_export_ended *ended; // hands the result to `done`
    void (*done)(void);       // C's callback; NULL: none
    void *context;            // for it
    int status;               // SLEY_JOB_*
    char *error;              // the message; NULL unless it failed
};

// Each exported function begins and ends with these. `start`, when not NULL, gives the variables of
// the module their first values, once. A thread that is not attached is a panic.
sley_task *sley_export_enter(const sley_site *site, sley_throwing_main *start);
void sley_export_leave(void); // what became ready runs in the next turn of the loop

// Starts the task; both pointers are for the end of it.
sley_job *sley_export_start(sley_task *t, sley_export_ended *ended, void (*done)(void),
                             void *context);
// The root frame, which holds the result.
static inline const void *sley_job_frame(const sley_job *job)
{
    return job->task + 1;
}

// 0, or 1 after an error: its message goes to *error, to be freed, unless that is NULL.
int sley_export_status(sley_task *task, sley_status st, char **error);

// Copies for C, to be freed with free(). NULL gives NULL.
char *sley_c_string(const sley_str *s);
void *sley_c_bytes(const sley_bytes *b, size_t *len);

#ifdef __cplusplus
}
#endif

#endif
