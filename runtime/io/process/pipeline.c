// SPDX-License-Identifier: MIT
// pipeline.c - children whose output is the input of the next one.
//
// Of the pipes between them we keep no end, so that an early exit downstream ends the writer before
// it (S87). The last process stands for all: its `upstream` leads to the others.
#include "io/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sley/types.h"

struct sley_pipeline {
    sley_object head;
    sley_process *last; // a reference
    int64_t count;
};

static sley_process *first_of(const sley_pipeline *l)
{
    sley_process *p = l->last;
    while (p->upstream) p = p->upstream;
    return p;
}

static void free_pipeline(sley_pipeline *l)
{
    sley_process_release(l->last);
    free(l);
}

HANDLE_COUNT(pipeline, free_pipeline)

static void pipeline_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<process.Pipeline>" : "none");
}

HANDLE_TYPE(pipeline, "process.Pipeline", .print = pipeline_print);

static void kill_all(sley_process *last)
{
    for (sley_process *p = last; p; p = p->upstream) sley_process_kill(p);
}

// Starts one more after `before`, whose output is the descriptor *between; the caller keeps it.
static sley_process *start_next(sley_task *task, process_options *options, sley_process *before,
                                bool is_last, int64_t out, int *between)
{
    int input = *between;
    *between = -1;
    options->input = input;
    options->fds[1] = is_last ? out : SLEY_PIPE;
    sley_process *p = sley__process_start(task, options, is_last ? NULL : between);
    if (input >= 0) close(input);
    if (!p) return NULL;
    p->upstream = before;
    if (before) before->downstream = p;
    options->fds[0] = SLEY_INHERIT;
    return p;
}

sley_status sley_process_pipeline(sley_task *task, sley_list *commands, int64_t in, int64_t out,
                                  sley_str *cwd, sley_map *env, bool new_group,
                                  sley_pipeline **result)
{
    process_options options = {NULL, NULL,      {in, SLEY_INHERIT, SLEY_INHERIT}, -1, cwd, env,
                               new_group, false, -1, -1, -1, -1};
    sley_process *last = NULL;
    int between = -1;
    *result = NULL;
    if (commands->len == 0) {
        return sley__process_throw(task, 0, "cannot start a pipeline: it has no commands", NULL);
    }
    for (int64_t i = 0; i < commands->len; i++) {
        options.argv = SLEY_NTH(sley_list *, commands, i);
        sley_process *p = start_next(task, &options, last, i + 1 == commands->len, out, &between);
        if (!p) {
            kill_all(last);
            sley_process_release(last);
            return SLEY_ERROR;
        }
        if (new_group && i == 0) {
            options.new_group = false;
            options.group = p->group;
        }
        last = p;
    }
    sley_pipeline *l = sley__alloc(sizeof *l);
    *l = (sley_pipeline){.head = {.refs = 1}, .last = last, .count = commands->len};
    *result = l;
    return SLEY_OK;
}

sley_list *sley_pipeline_processes(const sley_pipeline *l)
{
    sley_list *list = sley_list_new(&sley_type_process, l->count);
    for (sley_process *p = l->last; p; p = p->upstream) {
        sley_process *one = sley_process_retain(p);
        sley_list_append(list, &one);
    }
    sley_list_reverse(list);
    return list;
}

sley_conn *sley_pipeline_stdin(const sley_pipeline *l)
{
    return sley_process_stdin(first_of(l));
}

sley_conn *sley_pipeline_stdout(const sley_pipeline *l)
{
    return sley_process_stdout(l->last);
}

void sley_pipeline_kill(sley_pipeline *l)
{
    kill_all(l->last);
}

sley_status sley_pipeline_communicate(sley_task *task, sley_frame *self, sley_talk *w,
                                      sley_pipeline *l, sley_bytes *input,
                                      sley_process_result **result)
{
    return sley_process_communicate(task, self, w, l->last, input, result);
}

sley_status sley_pipeline_communicate_str(sley_task *task, sley_frame *self, sley_talk *w,
                                          sley_pipeline *l, sley_str *input,
                                          sley_process_result **result)
{
    return sley_process_communicate_str(task, self, w, l->last, input, result);
}

// ---- waiting ---------------------------------------------------------------------------------

// One that has not ended; NULL: all have.
static sley_process *running(sley_process *last)
{
    for (sley_process *p = last; p; p = p->upstream) {
        if (!sley__process_look(p)) return p;
    }
    return NULL;
}

static sley_list *codes_of(const sley_process *last)
{
    sley_list *list = sley_list_new(&sley_type_int, 2);
    for (const sley_process *p = last; p; p = p->upstream) {
        int64_t code = p->code;
        sley_list_append(list, &code);
    }
    sley_list_reverse(list);
    return list;
}

// Its object is the process in whose line it stands: one that runs.
static void wait_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_process *)w->object)->waiters, w);
    sley__executor_drop_source(wait->task->base.executor);
}

// The process has ended, and the waiter is in no line.
static void wait_done(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_process *last = w->object;
    while (last->downstream) last = last->downstream;
    sley_process *next = running(last);
    if (next) {
        w->object = next;
        sley__line_add(&next->waiters, w);
        return;
    }
    *(sley_list **)w->place = codes_of(last);
    sley__executor_drop_source(wait->task->base.executor);
    sley__claim(wait, SLEY_OK);
}

static void wait_describe(sley_wait *wait, char *out, size_t cap)
{
    (void)wait;
    snprintf(out, cap, "a pipeline");
}

static const sley_wait_kind wait_kind = {
    .name = "exit", .unlink = wait_unlink, .done = wait_done, .describe = wait_describe};

sley_status sley_pipeline_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_pipeline *l,
                               sley_list **result)
{
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    sley_process *next = running(l->last);
    if (!next) {
        *result = codes_of(l->last);
        return sley__end(task, self, SLEY_OK);
    }
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__conn_park(task, self, w, &next->waiters, &wait_kind, next, result);
}
