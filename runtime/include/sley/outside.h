// SPDX-License-Identifier: MIT
// outside.h - functions of C that are awaited: on a thread of libuv's pool, or until a callback.
#ifndef SLEY_OUTSIDE_H
#define SLEY_OUTSIDE_H

#include "sley/frame.h"
#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct outside_job sley__outside_job;

// Lies in the frame that waits. The frame stays until C has ended: a cancellation comes after
// that, unless the work had not begun.
typedef struct sley_outside {
    sley_wait base;
    sley__outside_job *job;
} sley_outside;

// Runs work(self) on libuv's pool.
sley_status sley_outside_work(sley_task *task, sley_frame *self, sley_outside *w,
                              void (*work)(sley_frame *self));

// A function that ends by a callback:
//     if (!sley_outside_begin(task, &f->wait)) return SLEY_CANCELLED;
//     lookup(name, done, f);
//     return sley_outside_end(task, sley_at(self, 1), &f->wait);
// and in the callback, once, on any thread, also before sley_outside_end: sley_outside_done.
bool sley_outside_begin(sley_task *task, sley_outside *w);
sley_status sley_outside_end(sley_task *task, sley_frame *self, sley_outside *w);
void sley_outside_done(sley_outside *w);

#ifdef __cplusplus
}
#endif

#endif
