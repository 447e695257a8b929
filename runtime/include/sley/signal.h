// SPDX-License-Identifier: MIT
// signal.h - signals: handlers, streams, what is done with them, sending them.
//
// I1  Handlers are plain callbacks of the loop: they run between two steps, never inside one (S89).
// I2  A signal that has a handler or a stream is handled; all others have the disposition that the
//     program or the one that started it gave them. The runtime itself takes SIGINT and SIGTERM,
//     which cancel main, SIGUSR1, which dumps the tasks, and ignores SIGPIPE, until the program
//     says otherwise.
#ifndef SLEY_SIGNAL_H
#define SLEY_SIGNAL_H

#include "sley/error.h"
#include "sley/net.h"

#ifdef __cplusplus
extern "C" {
#endif

// A signal: one object for each, never counted and never freed.
typedef struct sley_signal {
    sley_object head;
    int32_t number;
    const char *name; // "SIGTERM"
} sley_signal;

// ORDER: by number, as on Linux.
#define SLEY_SIGNALS(SIGNAL) \
    SIGNAL(HUP, hup)         \
    SIGNAL(INT, int)         \
    SIGNAL(QUIT, quit)       \
    SIGNAL(ILL, ill)         \
    SIGNAL(TRAP, trap)       \
    SIGNAL(ABRT, abrt)       \
    SIGNAL(BUS, bus)         \
    SIGNAL(FPE, fpe)         \
    SIGNAL(KILL, kill)       \
    SIGNAL(USR1, usr1)       \
    SIGNAL(SEGV, segv)       \
    SIGNAL(USR2, usr2)       \
    SIGNAL(PIPE, pipe)       \
    SIGNAL(ALRM, alrm)       \
    SIGNAL(TERM, term)       \
    SIGNAL(CHLD, chld)       \
    SIGNAL(CONT, cont)       \
    SIGNAL(STOP, stop)       \
    SIGNAL(TSTP, tstp)       \
    SIGNAL(TTIN, ttin)       \
    SIGNAL(TTOU, ttou)       \
    SIGNAL(URG, urg)         \
    SIGNAL(XCPU, xcpu)       \
    SIGNAL(XFSZ, xfsz)       \
    SIGNAL(VTALRM, vtalrm)   \
    SIGNAL(PROF, prof)       \
    SIGNAL(WINCH, winch)     \
    SIGNAL(IO, io)           \
    SIGNAL(SYS, sys)

#define SLEY__SIGNAL_FN(NAME, name) sley_signal *sley_signal_##name(void);
SLEY_SIGNALS(SLEY__SIGNAL_FN)
#undef SLEY__SIGNAL_FN

sley_signal *sley_signal_retain(sley_signal *s);
void sley_signal_release(sley_signal *s);
int64_t sley_signal_number(const sley_signal *s);
sley_str *sley_signal_name(const sley_signal *s); // "SIGTERM"
sley_signal *sley_signal_of(int64_t number);      // NULL: there is none
sley_list *sley_signal_all(void);                 // list[signal.Signal], by number
const char *sley__signal_name(int number);        // NULL: unknown
extern const sley_type sley_type_signal;

extern const sley_error_type sley_error_signal; // signal.Error: a sley_net_error

// Calls fn(s), fn(signal.Signal) or its throwing form, for each arrival; replaces the handler
// before. Throws signal.Error for SIGKILL and SIGSTOP, as do the next two.
sley_status sley_signal_on(sley_task *task, sley_signal *s, sley_closure *fn,
                           const sley_site *site);
sley_status sley_signal_ignore(sley_task *task, sley_signal *s);
sley_status sley_signal_default(sley_task *task, sley_signal *s); // the system's
void sley_signal_remove(sley_executor *e, sley_signal *s); // the handler; then as at the start
// "handler", "ignored", "default"; "none": it cannot be set, or it is not ours.
sley_str *sley_signal_get(sley_executor *e, sley_signal *s);
// To a process, or to all of a group; throws signal.Error.
sley_status sley_signal_send(sley_task *task, int64_t pid, sley_signal *s);
sley_status sley_signal_send_group(sley_task *task, int64_t group, sley_signal *s);
// SIGALRM comes when the (real) time has passed; zero calls it off. What was left of the one
// before.
int64_t sley_signal_alarm(int64_t duration);
// Waits until a signal that is handled has come (S90), and gives it. Cancelled, it leaves nothing.
sley_status sley_signal_pause(sley_task *task, sley_frame *self, sley_waiter *w,
                              sley_signal **result);

// `async for s in signals(..)`: those that came since it was made; equal ones that wait are one.
typedef struct sley_signal_stream sley_signal_stream;
sley_status sley_signals(sley_task *task, sley_list *signals, sley_signal_stream **result);
sley_signal_stream *sley_signal_stream_retain(sley_signal_stream *s);
void sley_signal_stream_release(sley_signal_stream *s);
// The next one; NULL once it was closed. Cancelled, it has taken none.
sley_status sley_signal_stream_next(sley_task *task, sley_frame *self, sley_waiter *w,
                                    sley_signal_stream *s, sley_signal **result);
void sley_signal_stream_close(sley_signal_stream *s);
extern const sley_type sley_type_signal_stream;

#ifdef __cplusplus
}
#endif

#endif
