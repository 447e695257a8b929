// SPDX-License-Identifier: MIT
// throw.h - the guards after calls and awaits, and catching (generated code).
#ifndef SLEY_THROW_H
#define SLEY_THROW_H

#include "sley/error.h"
#include "sley/frame.h"

#ifdef __cplusplus
extern "C" {
#endif

SLEY_COLD void sley__throw_failed(sley_task *task, sley_frame *self, sley_status st);

// The guard after every await: false when it went well. Else adds this frame's await to an
// error's trace.
static inline bool sley_failed(sley_task *task, sley_frame *self, sley_status st)
{
    if (SLEY_LIKELY(st == SLEY_OK)) {
        self->state = 0;
        return false;
    }
    sley__throw_failed(task, self, st);
    return true;
}

// The same where what follows is done after a failure, too.
static inline void sley_note_failure(sley_task *task, sley_frame *self, sley_status st)
{
    (void)sley_failed(task, self, st);
}

// The guard after an await of a function that owns nothing: it is to return `st`, since it
// waits, or has failed.
static inline bool sley_stops(sley_task *task, sley_frame *self, sley_status st)
{
    return st == SLEY_PENDING || sley_failed(task, self, st);
}

SLEY_COLD void sley__throw_failed_at(sley_task *task, const sley_site *site, sley_status st);

// The guard after a call of a plain function that throws, and after leaving a region.
static inline bool sley_failed_at(sley_task *task, const sley_site *site, sley_status st)
{
    if (SLEY_LIKELY(st == SLEY_OK)) return false;
    sley__throw_failed_at(task, site, st);
    return true;
}

static inline void sley_note_failure_at(sley_task *task, const sley_site *site, sley_status st)
{
    (void)sley_failed_at(task, site, st);
}

// In a handler: does the error that came out match? (`catch e` without a type matches whenever st
// is SLEY_ERROR; `catch Cancelled` whenever st is SLEY_CANCELLED.)
bool sley_catches(const sley_task *task, const sley_error_type *type);

// `catch e`: the error, now the handler's own (+1); the task has none any more.
sley_error *sley_catch(sley_task *task);

// `catch NotFound`: it goes; the handler begins with SLEY_OK.
static inline sley_status sley_drop_error(sley_task *task)
{
    sley_error_release(sley_catch(task));
    return SLEY_OK;
}

// `catch Cancelled { uncancel() }`: takes back every cancellation that would be delivered here
// (S43).
void sley_uncancel(sley_task *task);

#ifdef __cplusplus
}
#endif

#endif
