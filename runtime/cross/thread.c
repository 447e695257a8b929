// SPDX-License-Identifier: MIT
// thread.c - OS threads, and the target of spawn that gives each function one of its own.
//
// A thread has an executor like the first one: plain code on it prints, throws, sleeps and keeps
// time by it.
#include "cross/internal.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "sley/format.h"

// ---- OS threads -----------------------------------------------------------------------------

// Signals are the first thread's (S89), but for those that a fault sends to where it happened.
static void block_signals(sigset_t *before)
{
    static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS};
    sigset_t all;
    sigfillset(&all);
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) sigdelset(&all, faults[i]);
    pthread_sigmask(SIG_SETMASK, &all, before);
}

int sley__thread_create(uv_thread_t *thread, void (*run)(void *), void *argument)
{
    uv_thread_options_t options = {.flags = UV_THREAD_HAS_STACK_SIZE, .stack_size = THREAD_STACK};
    sigset_t before;
    block_signals(&before); // a thread has the mask of the one that makes it
    int code = uv_thread_create_ex(thread, &options, run, argument);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}

// ---- those that live ------------------------------------------------------------------------

typedef struct living {
    sley_link link;
    executor *executor;
    bool is_daemon;
} living;

static uv_once_t once = UV_ONCE_INIT;
static uv_mutex_t list_lock; // of `list`, and of what it leads to
static sley_link list;       // in the order of their start, without the first thread

static void open_list(void)
{
    if (uv_mutex_init(&list_lock) != 0) sley_panic(NULL, "the system has no more locks");
    sley__link_init(&list);
}

static void lock_list(void)
{
    uv_once(&once, open_list);
    uv_mutex_lock(&list_lock);
}

static living *living_at(sley_link *link)
{
    return container_of(link, living, link);
}

static void enter_list(executor *x, bool is_daemon)
{
    living *l = sley__alloc(sizeof *l);
    *l = (living){.executor = x, .is_daemon = is_daemon};
    lock_list();
    sley__link_add(&list, &l->link);
    uv_mutex_unlock(&list_lock);
}

static void leave_list(const executor *x)
{
    lock_list();
    sley_link *at = list.next;
    while (living_at(at)->executor != x) at = at->next;
    sley__link_remove(at);
    uv_mutex_unlock(&list_lock);
    free(living_at(at));
}

static sley_thread *new_thread(const char *name, bool is_daemon)
{
    sley_str *text = sley_str_from_cstr(name);
    sley_thread *thread = sley_thread_new(is_daemon, text);
    sley_str_release(text);
    return thread;
}

sley_thread *sley_thread_main(void)
{
    return new_thread("main", false);
}

sley_thread *sley_thread_current(sley_executor *e)
{
    const executor *x = full(e);
    bool is_daemon = false;
    if (!x->name) return sley_thread_main();
    lock_list();
    for (sley_link *at = list.next; at != &list; at = at->next) {
        if (living_at(at)->executor == x) is_daemon = living_at(at)->is_daemon;
    }
    uv_mutex_unlock(&list_lock);
    return new_thread(x->name, is_daemon);
}

sley_list *sley_thread_all(void)
{
    sley_list *all = sley_list_new(&sley_type_thread, 4);
    sley_thread *thread = sley_thread_main();
    sley_list_append(all, &thread);
    lock_list();
    for (sley_link *at = list.next; at != &list; at = at->next) {
        thread = new_thread(living_at(at)->executor->name, living_at(at)->is_daemon);
        sley_list_append(all, &thread);
    }
    uv_mutex_unlock(&list_lock);
    return all;
}

sley_str *sley_thread_name(const sley_thread *thread)
{
    return thread->name ? sley_str_retain(thread->name) : sley_str_from_cstr("");
}

// ---- the executor of a thread ---------------------------------------------------------------

executor *sley__thread_open(const char *name, uint64_t seed, bool is_daemon)
{
    sley__stack_guard_thread(THREAD_STACK);
    executor *x = sley__executor_open(&sley_seam_uv, seed);
    x->name = name;
    enter_list(x, is_daemon);
    return x;
}

void sley__thread_settle(executor *x)
{
    sley__sched_run_ready(x, x->hot.tail - x->hot.head);
    bool is_quiet = sley__live(x) == 0 && sley__link_is_empty(&x->failed) &&
                    sley__link_is_empty(&x->generators);
    if (!is_quiet) sley__main_wind_down(x, NULL);
    x->hot.closing = false;
    sley_stdout_flush();
}

void sley__thread_close(executor *x)
{
    leave_list(x);
    // Tasks that did not end in time, which were reported, hold what they hold.
    if (sley__live(x) == 0) sley__executor_close(x);
    sley__stack_unguard_thread();
}

// ---- thread(daemon:, name:) -----------------------------------------------------------------

static atomic_uint unnamed; // threads without a name of their own, so far (S107)

static void run_thread(void *argument)
{
    job *j = argument;
    executor *x = sley__thread_open(j->name, j->home->seed + j->number, j->is_daemon);
    sley__job_run(x, j);
    sley__thread_close(x);
    sley__job_send_home(j); // not touched from here on
}

// The thread has nothing left to do but to return.
static void join(job *j)
{
    uv_thread_join(&j->thread);
}

static char *copy_name(const sley_str *name)
{
    size_t len = (size_t)name->len;
    char *copy = sley__alloc(len + 1);
    memcpy(copy, name->data, len);
    copy[len] = '\0';
    return copy;
}

// Of the spawn, of the thread(), or thread-N. The task has it, too.
static char *name_thread(sley_task *t, const sley_thread *thread)
{
    sley_str *given = t->extra ? t->extra->name : NULL;
    if (given) return copy_name(given);
    if (thread->name) {
        sley_task_set_name(t, thread->name);
        return copy_name(thread->name);
    }
    char text[32];
    snprintf(text, sizeof text, "thread-%u", atomic_fetch_add(&unnamed, 1) + 1);
    sley_str *name = sley_str_from_cstr(text);
    sley_task_set_name(t, name);
    sley_str_release(name);
    return copy_name(t->extra->name);
}

static void start_thread(sley_target *target, job *j)
{
    const sley_thread *thread = container_of(target, sley_thread, base);
    static atomic_uint started;
    j->name = name_thread(j->task, thread);
    j->number = atomic_fetch_add(&started, 1) + 1;
    j->is_daemon = thread->is_daemon;
    j->home_again = join;
    atomic_store(&j->state, JOB_RUNNING);
    sley__job_counted(j);
    int code = sley__thread_create(&j->thread, run_thread, j);
    if (code != 0) sley_panicf(j->task->site, "cannot start a thread: %s", uv_strerror(code));
}

static const sley_target_kind thread_kind = {.submit = start_thread};

sley_thread *sley_thread_new(bool is_daemon, sley_str *name)
{
    sley_thread *thread = sley__alloc(sizeof *thread);
    *thread = (sley_thread){.base = {.head = {.refs = 1}, .kind = &thread_kind},
                            .name = sley_str_retain(name),
                            .is_daemon = is_daemon};
    return thread;
}

void sley_thread_free(sley_thread *thread)
{
    sley_str_release(thread->name);
    free(thread);
}

static void print_thread(sley_text *out, const void *place)
{
    const sley_thread *thread = *(sley_thread *const *)place;
    sley_text_put_cstr(out, "<thread ");
    if (thread && thread->name) sley_text_put_str(out, thread->name);
    sley_text_put_cstr(out, ">");
}

HANDLE_TYPE(thread, "Thread", .print = print_thread);
