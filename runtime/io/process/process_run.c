// SPDX-License-Identifier: MIT
// process_run.c - talking to a child up to its end: communicate, run, shell; how it ended.
//
// stdin is fed and both outputs are drained by the loop, at once, so that no full pipe can block
// the child for good (S85). Invariants in io/process.h.
#include "io/process.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/format.h"
#include "sley/types.h"

// ---- how it ended ----------------------------------------------------------------------------

static void free_result(sley_process_result *r)
{
    sley_str_release(r->command);
    sley_bytes_release(r->out);
    sley_bytes_release(r->err);
    free(r);
}

HANDLE_COUNT(process_result, free_result)

static sley_bytes *take_stream(sley_conn *c)
{
    if (!c) return NULL;
    sley_bytes *data = sley__conn_read_take_all(c);
    sley_conn_close(c);
    return data;
}

sley_process_result *sley__process_run_result(sley_process *p)
{
    sley_process_result *r = sley__alloc(sizeof *r);
    *r = (sley_process_result){.head = {.refs = 1}, .code = p->code};
    r->command = sley_str_retain(p->command);
    r->out = take_stream(p->out);
    r->err = take_stream(p->err);
    return r;
}

int64_t sley_process_result_code(const sley_process_result *r)
{
    return r->code;
}

bool sley_process_result_ok(const sley_process_result *r)
{
    return r->code == 0;
}

sley_str *sley_process_result_command(const sley_process_result *r)
{
    return sley_str_retain(r->command);
}

sley_bytes *sley_process_result_stdout(const sley_process_result *r)
{
    return r->out ? sley_bytes_retain(r->out) : NULL;
}

sley_bytes *sley_process_result_stderr(const sley_process_result *r)
{
    return r->err ? sley_bytes_retain(r->err) : NULL;
}

static sley_status text_of(sley_task *task, sley_bytes *data, sley_str **result)
{
    *result = NULL;
    if (data) return sley_bytes_decode(task, data, result);
    *result = sley_str_retain(&sley_str_empty);
    return SLEY_OK;
}

sley_status sley_process_result_text(sley_task *task, const sley_process_result *r,
                                     sley_str **result)
{
    return text_of(task, r->out, result);
}

sley_status sley_process_result_error_text(sley_task *task, const sley_process_result *r,
                                           sley_str **result)
{
    return text_of(task, r->err, result);
}

static void put_captured(sley_text *out, const char *name, sley_bytes *const *data)
{
    sley_text_put_cstr(out, name);
    if (*data) sley_text_put_repr(out, &sley_type_bytes, data);
    else sley_text_put_cstr(out, "none");
}

static void process_result_print(sley_text *out, const void *place)
{
    const sley_process_result *r = *(sley_process_result *const *)place;
    char text[64];
    if (!r) {
        sley_text_put_cstr(out, "none");
        return;
    }
    snprintf(text, sizeof text, "process.Result(code: %d", (int)r->code);
    sley_text_put_cstr(out, text);
    put_captured(out, ", stdout: ", &r->out);
    put_captured(out, ", stderr: ", &r->err);
    sley_text_put_cstr(out, ")");
}

// It never changes: one that others hold, too, is copied, and shares its parts until they are.
static void process_result_isolate(void *place, sley_isolation *work)
{
    sley_process_result **at = place;
    sley_process_result *r = *at;
    if (!r) return;
    if (r->head.refs > 1) {
        *at = sley__alloc(sizeof **at);
        **at = (sley_process_result){.head = {.refs = 1}, .code = r->code,
                                     .command = sley_str_retain(r->command),
                                     .out = sley_bytes_retain(r->out),
                                     .err = sley_bytes_retain(r->err)};
        sley_process_result_release(r);
        r = *at;
    }
    sley__isolate(work, &sley_type_str, &r->command);
    sley__isolate(work, &sley_type_bytes, &r->out);
    sley__isolate(work, &sley_type_bytes, &r->err);
}

HANDLE_TYPE(process_result, "process.Result", .print = process_result_print,
            .isolate = process_result_isolate);

// ---- process.Failed --------------------------------------------------------------------------

typedef struct failed {
    sley_error base;
    sley_process_result *result;
} failed;

static const sley_process_result *result_of(const sley_error *e)
{
    return ((const failed *)e)->result;
}

static void failed_message(sley_text *out, const sley_error *error)
{
    const sley_process_result *r = result_of(error);
    char text[64];
    sley_text_put_cstr(out, "`");
    sley_text_put_str(out, r->command);
    if (r->code >= 0) {
        snprintf(text, sizeof text, "` ended with status %d", (int)r->code);
    } else {
        const char *name = sley__signal_name((int)-r->code);
        snprintf(text, sizeof text, "` was ended by signal %d (%s)", (int)-r->code,
                 name ? name : "?");
    }
    sley_text_put_cstr(out, text);
}

const sley_error_type sley_error_process_failed = {
    .name = "process.Failed",
    .base = &sley_error_process,
    .size = sizeof(failed),
    .message = failed_message,
    SLEY_FIELDS({"result", offsetof(failed, result), &sley_type_process_result}),
};

sley_status sley__process_run_failed(sley_task *task, sley_process_result *r)
{
    failed *e = (failed *)sley_error_new(&sley_error_process_failed);
    e->result = r;
    task->base.error = &e->base;
    return SLEY_ERROR;
}

int64_t sley_process_failed_code(const sley_error *e)
{
    return result_of(e)->code;
}

sley_str *sley_process_failed_command(const sley_error *e)
{
    return sley_str_retain(result_of(e)->command);
}

sley_bytes *sley_process_failed_stdout(const sley_error *e)
{
    return sley_process_result_stdout(result_of(e));
}

sley_bytes *sley_process_failed_stderr(const sley_error *e)
{
    return sley_process_result_stderr(result_of(e));
}

// ---- communicate -----------------------------------------------------------------------------

static bool has_ended(sley_process *p)
{
    for (sley_process *at = p; at; at = at->upstream) {
        if (!sley__process_look(at)) return false;
    }
    return true;
}

static bool is_over(const sley_conn *c)
{
    return !c || sley__conn_read_is_over(c);
}

static void leave_streams(sley_process *p)
{
    if (p->out) sley__conn_read_unwatch(p->out);
    if (p->err) sley__conn_read_unwatch(p->err);
}

// The talk has come to its end, or is given up.
static sley_talk *end_talk(sley_process *p)
{
    sley_talk *w = p->talk;
    p->talk = NULL;
    leave_streams(p);
    sley__executor_drop_source(&p->executor->hot);
    return w;
}

static sley_status conclude(sley_task *task, sley_talk *w, sley_process *p)
{
    if (w->flags & TALK_KILLED) return SLEY_CANCELLED;
    sley_process_result *r = sley__process_run_result(p);
    if ((w->flags & TALK_CHECKS) && r->code != 0) return sley__process_run_failed(task, r);
    *(sley_process_result **)w->waiter.place = r;
    return SLEY_OK;
}

void sley__process_run_serve(sley_process *p)
{
    sley_talk *w = p->talk;
    if (!w) return;
    bool is_done = has_ended(p)
                   && ((w->flags & TALK_KILLED) || (is_over(p->out) && is_over(p->err)));
    if (!is_done || p->talk != w) return; // has_ended may have come here already
    end_talk(p);
    sley_status st = conclude(w->waiter.base.task, w, p);
    sley_process *owned = w->process;
    sley__claim(&w->waiter.base, st);
    sley_process_release(owned);
}

static void stream_changed(sley_conn *c)
{
    if (sley__conn_read_is_over(c)) sley__process_run_serve(c->watcher);
}

static void talk_unlink(sley_wait *wait)
{
    sley_talk *w = container_of(wait, sley_talk, waiter.base);
    sley_process *owned = w->process;
    end_talk(w->waiter.object);
    sley_process_release(owned);
}

static void talk_describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_process *p = container_of(wait, sley_waiter, base)->object;
    snprintf(out, cap, "process %d `%.*s`", (int)p->pid,
             p->command->len < 60 ? (int)p->command->len : 60, p->command->data);
}

// The child does not outlive the call that started it: killed, it is waited for, which takes no
// longer than the system needs.
static void run_cancel(sley_wait *wait)
{
    sley_talk *w = container_of(wait, sley_talk, waiter.base);
    sley_process *p = w->waiter.object;
    int code;
    w->flags |= TALK_KILLED;
    if (p->leads_group) kill(-p->group, SIGKILL);
    sley__process_signal(p, SIGKILL, &code);
    sley__process_run_serve(p);
}

static const sley_wait_kind communicate_kind = {
    .name = "communicate", .unlink = talk_unlink, .describe = talk_describe};
static const sley_wait_kind run_kind = {
    .name = "run", .unlink = talk_unlink, .cancel = run_cancel, .describe = talk_describe};

static sley_process *first_of(sley_process *p)
{
    while (p->upstream) p = p->upstream;
    return p;
}

static void feed(sley_process *p, sley_bytes *input)
{
    sley_conn *in = first_of(p)->in;
    if (!in) return;
    if (input) sley__conn_write_push(in, input);
    sley_conn_close(in);
}

// What the talk waits for is there already, or it parks. `owned`: of run, a reference.
static sley_status talk(sley_task *task, sley_frame *self, sley_talk *w, sley_process *p,
                        sley_process *owned, sley_bytes *input, uint32_t flags, void *result)
{
    bool is_run = (flags & TALK_KILLS) != 0;
    w->waiter.base = (sley_wait){.kind = is_run ? &run_kind : &communicate_kind, .task = task};
    w->waiter.next = w->waiter.prev = NULL;
    w->waiter.object = p;
    w->waiter.place = result;
    w->process = owned;
    w->flags = flags;
    feed(p, input);
    if (p->out) sley__conn_read_watch(p->out, stream_changed, p);
    if (p->err) sley__conn_read_watch(p->err, stream_changed, p);
    if (has_ended(p) && is_over(p->out) && is_over(p->err)) {
        leave_streams(p);
        sley_status st = conclude(task, w, p);
        sley_process_release(owned);
        return sley__end(task, self, st);
    }
    if (sley__is_cancelled(task)) { // of communicate alone: run asks before it starts anything
        assert(!is_run);
        leave_streams(p);
        return sley__wait_stop(task, self);
    }
    p->talk = w;
    sley__executor_hold_source(task->base.executor);
    return sley__park(task, self, &w->waiter.base);
}

sley_status sley_process_communicate(sley_task *task, sley_frame *self, sley_talk *w,
                                     sley_process *p, sley_bytes *input,
                                     sley_process_result **result)
{
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    const char *why = NULL;
    if (p->talk) why = "communicate: another task does so already";
    if (input && !first_of(p)->in) why = "communicate: there is no pipe for the input; "
                                         "start it with `stdin: pipe`";
    if (why) return sley__end(task, self, sley__process_throw(task, 0, why, NULL));
    return talk(task, self, w, p, NULL, input, 0, result);
}

sley_status sley_process_communicate_str(sley_task *task, sley_frame *self, sley_talk *w,
                                         sley_process *p, sley_str *input,
                                         sley_process_result **result)
{
    sley_bytes *data = sley_str_bytes(input);
    sley_status st = sley_process_communicate(task, self, w, p, data, result);
    sley_bytes_release(data);
    return st;
}

// ---- run, shell ------------------------------------------------------------------------------

static sley_status run(sley_task *task, sley_frame *self, sley_talk *w, process_options *options,
                       sley_bytes *input, bool capture, bool check, sley_process_result **result)
{
    *result = NULL;
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self); // nothing was started
    if (input) options->fds[0] = SLEY_PIPE;
    for (int i = 1; i < 3 && capture; i++) {
        if (options->fds[i] == SLEY_INHERIT) options->fds[i] = SLEY_PIPE;
    }
    sley_process *p = sley__process_start(task, options, NULL);
    if (!p) return sley__end(task, self, SLEY_ERROR);
    return talk(task, self, w, p, p, input, TALK_KILLS | (check ? TALK_CHECKS : 0u), result);
}

sley_status sley_process_run(sley_task *task, sley_frame *self, sley_talk *w, sley_list *argv,
                             sley_bytes *input, bool capture, bool check, int64_t in, int64_t out,
                             int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                             bool new_session, int64_t umask, int64_t uid, int64_t gid,
                             sley_process_result **result)
{
    process_options options = {argv, NULL,        {in, out, err}, -1,    cwd, env,
                               new_group, new_session, -1,        umask, uid, gid};
    return run(task, self, w, &options, input, capture, check, result);
}

sley_status sley_process_run_str(sley_task *task, sley_frame *self, sley_talk *w, sley_list *argv,
                                 sley_str *input, bool capture, bool check, int64_t in, int64_t out,
                                 int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                                 bool new_session, int64_t umask, int64_t uid, int64_t gid,
                                 sley_process_result **result)
{
    sley_bytes *data = sley_str_bytes(input);
    sley_status st = sley_process_run(task, self, w, argv, data, capture, check, in, out, err, cwd,
                                      env, new_group, new_session, umask, uid, gid, result);
    sley_bytes_release(data);
    return st;
}

sley_status sley_process_shell(sley_task *task, sley_frame *self, sley_talk *w, sley_str *line,
                               sley_bytes *input, bool capture, bool check, int64_t in, int64_t out,
                               int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                               bool new_session, int64_t umask, int64_t uid, int64_t gid,
                               sley_process_result **result)
{
    sley_list *argv = sley_list_new(&sley_type_str, 3);
    sley_str *words[] = {sley_str_from_cstr("/bin/sh"), sley_str_from_cstr("-c"),
                         sley_str_retain(line)};
    for (size_t i = 0; i < 3; i++) sley_list_append(argv, &words[i]);
    process_options options = {argv, line,        {in, out, err}, -1,    cwd, env,
                               new_group, new_session, -1,        umask, uid, gid};
    sley_status st = run(task, self, w, &options, input, capture, check, result);
    sley_list_release(argv);
    return st;
}

sley_status sley_process_shell_str(sley_task *task, sley_frame *self, sley_talk *w, sley_str *line,
                                   sley_str *input, bool capture, bool check, int64_t in,
                                   int64_t out, int64_t err, sley_str *cwd, sley_map *env,
                                   bool new_group, bool new_session, int64_t umask, int64_t uid,
                                   int64_t gid, sley_process_result **result)
{
    sley_bytes *data = sley_str_bytes(input);
    sley_status st = sley_process_shell(task, self, w, line, data, capture, check, in, out, err,
                                        cwd, env, new_group, new_session, umask, uid, gid, result);
    sley_bytes_release(data);
    return st;
}
