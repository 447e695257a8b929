// SPDX-License-Identifier: MIT
// signal.c - signals of the program: handlers, streams, dispositions.
//
// libuv's handler notes a signal and wakes the loop; here the loop makes callbacks and tasks ready,
// in its own time. A signal is watched while it has a handler or a stream.
#include "io/internal.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "sley/format.h"
#include "sley/list.h"
#include "sley/signal.h"
#include "sley/types.h"

// ---- the signals themselves ------------------------------------------------------------------

#define SIGNAL_OBJECT(NAME, name) \
    static sley_signal signal_##name = {{SLEY_IMMORTAL, 0}, SIG##NAME, "SIG" #NAME};
SLEY_SIGNALS(SIGNAL_OBJECT)

#define SIGNAL_FN(NAME, name)           \
    sley_signal *sley_signal_##name(void) \
    {                                     \
        return &signal_##name;            \
    }
SLEY_SIGNALS(SIGNAL_FN)

#define SIGNAL_PLACE(NAME, name) &signal_##name,
static sley_signal *const signals[] = {SLEY_SIGNALS(SIGNAL_PLACE)};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0], NUMBERS = 65 };

sley_signal *sley_signal_retain(sley_signal *s)
{
    return s;
}

void sley_signal_release(sley_signal *s)
{
    (void)s;
}

int64_t sley_signal_number(const sley_signal *s)
{
    return s->number;
}

sley_str *sley_signal_name(const sley_signal *s)
{
    return sley_str_from_cstr(s->name);
}

sley_signal *sley_signal_of(int64_t number)
{
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        if (signals[i]->number == number) return signals[i];
    }
    return NULL;
}

const char *sley__signal_name(int number)
{
    const sley_signal *s = sley_signal_of(number);
    return s ? s->name : NULL;
}

sley_list *sley_signal_all(void)
{
    sley_list *list = sley_list_new(&sley_type_signal, SIGNAL_COUNT);
    for (int number = 1; number < NUMBERS; number++) {
        sley_signal *s = sley_signal_of(number);
        if (s) sley_list_append(list, &s);
    }
    return list;
}

static void signal_print(sley_text *out, const void *place)
{
    const sley_signal *s = *(sley_signal *const *)place;
    sley_text_put_cstr(out, s ? s->name : "none");
}

HANDLE_TYPE(signal, "signal.Signal", .print = signal_print);

static void error_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_net_error *)error)->message);
}

const sley_error_type sley_error_signal = {
    .name = "signal.Error",
    .base = NULL,
    .size = sizeof(sley_net_error),
    .message = error_message,
    SLEY_FIELDS({"message", offsetof(sley_net_error, message), &sley_type_str}),
};

// `code`: of the system; 0: `what` says it all.
static sley_status throw_signal(sley_task *task, const sley_signal *s, const char *what, int code)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_cstr(&text, s->name);
    sley_text_put_cstr(&text, " ");
    sley_text_put_cstr(&text, what);
    if (code != 0) {
        sley_text_put_cstr(&text, ": ");
        sley_text_put_cstr(&text, uv_strerror(uv_translate_sys_error(code)));
    }
    task->base.error = sley_net_error_new(&sley_error_signal, sley_text_take(&text));
    return SLEY_ERROR;
}

static bool can_be_set(const sley_signal *s)
{
    return s->number != SIGKILL && s->number != SIGSTOP;
}

static sley_status refuse(sley_task *task, const sley_signal *s)
{
    return can_be_set(s) ? SLEY_OK : throw_signal(task, s, "cannot be handled or ignored", 0);
}

// ---- what is watched -------------------------------------------------------------------------

typedef struct watched {
    uv_signal_t uv;
    struct signal_state *state;
    sley_signal *signal;
    sley_closure *fn;      // NULL: no handler
    const sley_site *site; // where that was set
    uint32_t streams;
    bool is_watched;       // uv_signal_start was called
    bool is_set;           // the program has ignored it, or made it the system's
} watched;

struct signal_state {
    executor *executor;
    open_link link;
    watched *by_number[NUMBERS];
    sley_link streams;    // the open ones
    sley_waiter *pausers; // line
    uint32_t handles;     // not closed yet
};

struct sley_signal_stream {
    sley_object head;
    sley_link ring;             // state->streams
    struct signal_state *state; // NULL: closed
    executor *executor;
    uint64_t wanted;            // bit n: signal number n
    uint8_t waiting[NUMBERS];   // numbers that came, in order, each at most once
    uint32_t count;
    sley_waiter *line;
};

static uint64_t bit(int number)
{
    assert(number > 0 && number < NUMBERS);
    return UINT64_C(1) << number;
}

static void on_closed(uv_handle_t *handle)
{
    watched *w = handle->data;
    struct signal_state *state = w->state;
    free(w);
    if (--state->handles == 0) free(state);
}

// What the runtime did with it before the program took it.
static void give_back(const watched *w)
{
    executor *x = w->state->executor;
    if (x->take_signal) x->take_signal(x, w->signal->number);
}

static void unwatch(watched *w, bool gives_back)
{
    if (!w->is_watched) return;
    w->is_watched = false;
    uv_signal_stop(&w->uv);
    if (gives_back) give_back(w);
}

// The executor ends: no handler runs any more.
static void end_state(open_link *link)
{
    struct signal_state *state = container_of(link, struct signal_state, link);
    state->executor->signals = NULL;
    while (!sley__link_is_empty(&state->streams)) {
        sley_signal_stream_close(container_of(state->streams.next, sley_signal_stream, ring));
    }
    state->handles++; // ours, until all are asked
    for (int number = 1; number < NUMBERS; number++) {
        watched *w = state->by_number[number];
        if (!w) continue;
        unwatch(w, false);
        sley_closure_release(w->fn);
        uv_close((uv_handle_t *)&w->uv, on_closed);
    }
    if (--state->handles == 0) free(state);
}

static bool state_busy(open_link *link)
{
    (void)link;
    return false;
}

static struct signal_state *state_of(executor *x)
{
    if (x->signals) return x->signals;
    struct signal_state *state = sley__alloc(sizeof *state);
    memset(state, 0, sizeof *state);
    state->executor = x;
    state->link.end = end_state;
    state->link.busy = state_busy;
    sley__link_init(&state->streams);
    sley__open_add(x, &state->link);
    x->signals = state;
    return state;
}

static watched *watched_of(executor *x, sley_signal *s)
{
    struct signal_state *state = state_of(x);
    watched *w = state->by_number[s->number];
    if (w) return w;
    w = sley__alloc(sizeof *w);
    memset(w, 0, sizeof *w);
    w->state = state;
    w->signal = s;
    uv_signal_init(x->loop, &w->uv);
    uv_unref((uv_handle_t *)&w->uv);
    w->uv.data = w;
    state->by_number[s->number] = w;
    state->handles++;
    return w;
}

// ---- arrival ---------------------------------------------------------------------------------

// A call of a handler that is to come.
typedef struct arrival {
    sley_closure base;
    sley_closure *fn;
    sley_signal *signal;
} arrival;

static sley_status call_handler(sley_closure *self, sley_task *task)
{
    arrival *a = (arrival *)(void *)self;
    if (a->fn->head.flags & SLEY_CLOSURE_THROWS) {
        return ((sley_status(*)(sley_closure *, sley_task *, sley_signal *))a->fn->code)(
            a->fn, task, a->signal);
    }
    ((void (*)(sley_closure *, sley_signal *))a->fn->code)(a->fn, a->signal);
    return SLEY_OK;
}

static void arrival_drop(sley_closure *self)
{
    sley_closure_release(((arrival *)(void *)self)->fn);
    sley_closure_done(self);
}

static void call_soon(watched *w)
{
    arrival *a = (arrival *)(void *)sley_closure_new(sizeof *a, (void (*)(void))call_handler,
                                                     arrival_drop, true);
    a->fn = sley_closure_retain(w->fn);
    a->signal = w->signal;
    sley_handle_release(sley_call_soon(&w->state->executor->hot, &a->base, w->site));
    sley_closure_release(&a->base);
}

static int take_first(sley_signal_stream *s)
{
    assert(s->count > 0);
    int number = s->waiting[0];
    s->count--;
    memmove(s->waiting, s->waiting + 1, s->count);
    return number;
}

static void put(sley_signal_stream *s, int number)
{
    if (!memchr(s->waiting, number, s->count)) s->waiting[s->count++] = (uint8_t)number;
    while (s->line && s->count > 0) {
        sley_waiter *w = sley__conn_take(&s->line);
        *(sley_signal **)w->place = sley_signal_of(take_first(s));
        sley__claim(&w->base, SLEY_OK);
    }
}

static void on_arrival(uv_signal_t *uv, int number)
{
    watched *w = uv->data;
    struct signal_state *state = w->state;
    if (w->fn) call_soon(w);
    for (sley_link *at = state->streams.next; at != &state->streams; at = at->next) {
        sley_signal_stream *s = container_of(at, sley_signal_stream, ring);
        if (s->wanted & bit(number)) put(s, number);
    }
    while (state->pausers) {
        sley_waiter *p = sley__conn_take(&state->pausers);
        *(sley_signal **)p->place = w->signal;
        sley__claim(&p->base, SLEY_OK);
    }
}

static sley_status watch(sley_task *task, watched *w)
{
    if (w->is_watched) return SLEY_OK;
    executor *x = w->state->executor;
    if (w->signal->number == SIGUSR1 && x->dump_signal.data) uv_signal_stop(&x->dump_signal);
    int code = uv_signal_start(&w->uv, on_arrival, w->signal->number);
    if (code != 0) return throw_signal(task, w->signal, "cannot be handled", -code);
    w->is_watched = true;
    w->is_set = false;
    return SLEY_OK;
}

// ---- handlers and dispositions ---------------------------------------------------------------

static void drop_handler(watched *w)
{
    sley_closure *fn = w->fn;
    w->fn = NULL;
    sley_closure_release(fn);
}

sley_status sley_signal_on(sley_task *task, sley_signal *s, sley_closure *fn, const sley_site *site)
{
    if (refuse(task, s) != SLEY_OK) return SLEY_ERROR;
    watched *w = watched_of(full(task->base.executor), s);
    if (watch(task, w) != SLEY_OK) return SLEY_ERROR;
    sley_closure_retain(fn);
    drop_handler(w);
    w->fn = fn;
    w->site = site;
    return SLEY_OK;
}

static sley_status set_action(sley_task *task, sley_signal *s, void (*action)(int))
{
    if (refuse(task, s) != SLEY_OK) return SLEY_ERROR;
    watched *w = watched_of(full(task->base.executor), s);
    executor *x = w->state->executor;
    drop_handler(w);
    unwatch(w, false);
    if (s->number == SIGUSR1 && x->dump_signal.data) uv_signal_stop(&x->dump_signal);
    struct sigaction ours = {.sa_handler = action};
    if (sigaction(s->number, &ours, NULL) != 0) {
        return throw_signal(task, s, "cannot be set", errno);
    }
    w->is_set = true;
    return SLEY_OK;
}

sley_status sley_signal_ignore(sley_task *task, sley_signal *s)
{
    return set_action(task, s, SIG_IGN);
}

sley_status sley_signal_default(sley_task *task, sley_signal *s)
{
    return set_action(task, s, SIG_DFL);
}

void sley_signal_remove(sley_executor *e, sley_signal *s)
{
    executor *x = full(e);
    watched *w = x->signals ? x->signals->by_number[s->number] : NULL;
    if (!w) return;
    drop_handler(w);
    if (w->streams > 0) return;
    if (w->is_set) {
        w->is_set = false;
        signal(s->number, SIG_DFL);
        give_back(w);
    } else {
        unwatch(w, true);
    }
}

sley_str *sley_signal_get(sley_executor *e, sley_signal *s)
{
    executor *x = full(e);
    const watched *w = x->signals ? x->signals->by_number[s->number] : NULL;
    struct sigaction now;
    if (!can_be_set(s) || sigaction(s->number, NULL, &now) != 0) return sley_str_from_cstr("none");
    if (w && w->is_watched) return sley_str_from_cstr("handler");
    if (now.sa_handler == SIG_IGN) return sley_str_from_cstr("ignored");
    bool is_ours = now.sa_handler == SIG_DFL || (x->owns_signal && x->owns_signal(x, s->number));
    return sley_str_from_cstr(is_ours ? "default" : "none");
}

// ---- sending ---------------------------------------------------------------------------------

sley_status sley_signal_send(sley_task *task, int64_t pid, sley_signal *s)
{
    if (pid < 1 || pid > INT32_MAX) {
        return throw_signal(task, s, "cannot be sent: the process number is out of range", 0);
    }
    if (kill((pid_t)pid, s->number) == 0) return SLEY_OK;
    return throw_signal(task, s, "cannot be sent", errno);
}

sley_status sley_signal_send_group(sley_task *task, int64_t group, sley_signal *s)
{
    if (group < 1 || group > INT32_MAX) {
        return throw_signal(task, s, "cannot be sent: the group number is out of range", 0);
    }
    if (killpg((pid_t)group, s->number) == 0) return SLEY_OK;
    return throw_signal(task, s, "cannot be sent", errno);
}

int64_t sley_signal_alarm(int64_t duration)
{
    struct itimerval next = {{0, 0}, {0, 0}}, before;
    if (duration > 0) {
        int64_t micros = duration / 1000 + (duration % 1000 != 0);
        next.it_value.tv_sec = micros / 1000000;
        next.it_value.tv_usec = micros % 1000000;
    }
    if (setitimer(ITIMER_REAL, &next, &before) != 0) return 0;
    return ((int64_t)before.it_value.tv_sec * 1000000 + before.it_value.tv_usec) * 1000;
}

// ---- waiting ---------------------------------------------------------------------------------

static void pause_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((struct signal_state *)w->object)->pausers, w);
    sley__executor_drop_source(wait->task->base.executor);
}

static const sley_wait_kind pause_kind = {.name = "a signal", .unlink = pause_unlink};

sley_status sley_signal_pause(sley_task *task, sley_frame *self, sley_waiter *w,
                              sley_signal **result)
{
    *result = NULL;
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    struct signal_state *state = state_of(full(task->base.executor));
    return sley__conn_park(task, self, w, &state->pausers, &pause_kind, state, result);
}

static void next_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_signal_stream *)w->object)->line, w);
    sley__executor_drop_source(wait->task->base.executor);
}

static const sley_wait_kind next_kind = {.name = "a signal", .unlink = next_unlink};

sley_status sley_signal_stream_next(sley_task *task, sley_frame *self, sley_waiter *w,
                                    sley_signal_stream *s, sley_signal **result)
{
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (s->count > 0) {
        *result = sley_signal_of(take_first(s));
        return sley__end(task, self, SLEY_OK);
    }
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    if (!s->state) return sley__wait_give_way(task, self, SLEY_OK);
    return sley__conn_park(task, self, w, &s->line, &next_kind, s, result);
}

sley_status sley_signals(sley_task *task, sley_list *wanted, sley_signal_stream **result)
{
    executor *x = full(task->base.executor);
    *result = NULL;
    for (int64_t i = 0; i < wanted->len; i++) {
        sley_signal *s = SLEY_NTH(sley_signal *, wanted, i);
        if (refuse(task, s) != SLEY_OK || watch(task, watched_of(x, s)) != SLEY_OK) {
            return SLEY_ERROR;
        }
    }
    struct signal_state *state = state_of(x);
    sley_signal_stream *stream = sley__alloc(sizeof *stream);
    memset(stream, 0, sizeof *stream);
    stream->head.refs = 1;
    stream->state = state;
    stream->executor = x;
    for (int64_t i = 0; i < wanted->len; i++) {
        watched *w = watched_of(x, SLEY_NTH(sley_signal *, wanted, i));
        if (stream->wanted & bit(w->signal->number)) continue;
        stream->wanted |= bit(w->signal->number);
        w->streams++;
    }
    sley__link_add(&state->streams, &stream->ring);
    x->blocks++;
    *result = stream;
    return SLEY_OK;
}

void sley_signal_stream_close(sley_signal_stream *s)
{
    struct signal_state *state = s->state;
    if (!state) return;
    s->state = NULL;
    sley__link_remove(&s->ring);
    for (int number = 1; number < NUMBERS; number++) {
        watched *w = state->by_number[number];
        if (!w || !(s->wanted & bit(number))) continue;
        w->streams--;
        if (w->streams == 0 && !w->fn) unwatch(w, true);
    }
    while (s->line) {
        sley_waiter *w = sley__conn_take(&s->line);
        *(sley_signal **)w->place = NULL;
        sley__claim(&w->base, SLEY_OK);
    }
}

static void free_stream(sley_signal_stream *s)
{
    sley_signal_stream_close(s);
    s->executor->blocks--;
    free(s);
}

HANDLE_COUNT(signal_stream, free_stream)

static void signal_stream_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<signal.Stream>" : "none");
}

HANDLE_TYPE(signal_stream, "signal.Stream", .print = signal_stream_print);
