// SPDX-License-Identifier: MIT
// pool.c - Threads(n): plain functions on a fixed number of threads.
//
// One queue under one lock: what is submitted first is begun first (S93). A thread is made when
// work comes and none is idle, up to n; idle ones wait until the pool goes.
//
// P1  The handle belongs to one executor, like any object; `queue` and what is below it in the
//     struct are shared with the threads, under `lock`.
// P2  Each job holds a reference of the handle from its submission until it is home. So the pool
//     goes only when no work is left, and its threads, all idle, are joined there.
#include "cross/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct pool_member {
    struct pool *pool;
    uv_thread_t thread;
    uint32_t number; // from 0
    char *name;      // POOL-NUMBER
} pool_member;

typedef struct pool {
    sley_pool handle;
    sley_wait_group *left; // work that was submitted and is not home
    bool is_closed;        // takes no more work
    uint32_t size;         // threads at most
    uint64_t seed;
    char *name;
    pool_member *members;  // room for `size`; the first `started` run
    uint32_t started;

    uv_mutex_t lock;
    uv_cond_t work;   // a job came, or the pool goes
    sley_link queue;  // jobs, the oldest first
    uint32_t queued;  // jobs in it
    uint32_t busy;    // threads that have one
    uint32_t idle;    // threads that wait for one
    bool is_going;    // the threads end once the queue is empty
} pool;

static pool *pool_of(const job *j)
{
    return container_of(j->target, pool, handle.base);
}

static pool *pool_at(const sley_pool *handle)
{
    return container_of((sley_pool *)(uintptr_t)handle, pool, handle);
}

static job *job_at(sley_link *link)
{
    return container_of(link, job, in_queue);
}

// ---- the threads ----------------------------------------------------------------------------

// The next one; NULL: the pool goes.
static job *take(pool *p)
{
    job *j = NULL;
    uv_mutex_lock(&p->lock);
    while (sley__link_is_empty(&p->queue) && !p->is_going) {
        p->idle++;
        uv_cond_wait(&p->work, &p->lock);
        p->idle--;
    }
    if (!sley__link_is_empty(&p->queue)) {
        j = job_at(p->queue.next);
        sley__link_remove(&j->in_queue);
        p->queued--;
        p->busy++;
        atomic_store(&j->state, JOB_RUNNING); // under the lock: it cannot be withdrawn any more
    }
    uv_mutex_unlock(&p->lock);
    return j;
}

// Before the job is home: what home then sends finds this thread.
static void become_idle(pool *p)
{
    uv_mutex_lock(&p->lock);
    p->busy--;
    uv_mutex_unlock(&p->lock);
}

static void run_member(void *argument)
{
    pool_member *m = argument;
    pool *p = m->pool;
    executor *x = sley__thread_open(m->name, p->seed + m->number + 1, false);
    for (job *j; (j = take(p)) != NULL;) {
        sley__job_run(x, j);
        become_idle(p);
        sley__job_send_home(j);
    }
    sley__thread_close(x);
}

static int start_member(pool *p)
{
    pool_member *m = &p->members[p->started];
    char name[64];
    int len = snprintf(name, sizeof name, "-%u", p->started);
    m->pool = p;
    m->number = p->started;
    m->name = sley__alloc(strlen(p->name) + (size_t)len + 1);
    strcpy(m->name, p->name);
    strcat(m->name, name);
    int code = sley__thread_create(&m->thread, run_member, m);
    if (code == 0) {
        p->started++;
    } else {
        free(m->name);
    }
    return code;
}

// ---- the target -----------------------------------------------------------------------------

static void home_again(job *j)
{
    pool *p = pool_of(j);
    sley_wait_group_done(&j->home->own, p->left);
    sley_pool_release(&p->handle);
}

static void submit(sley_target *target, job *j)
{
    pool *p = container_of(target, pool, handle.base);
    const sley_site *site = j->task->site;
    if (p->is_closed) sley_panicf(site, "the pool %s is closed", p->name);
    j->name = sley__alloc(strlen(p->name) + 1);
    strcpy(j->name, p->name);
    j->home_again = home_again;
    sley_pool_retain(&p->handle);
    sley_wait_group_add(&j->home->own, p->left, 1);
    sley__job_counted(j);
    uv_mutex_lock(&p->lock);
    sley__link_add(&p->queue, &j->in_queue);
    bool is_short = ++p->queued + p->busy > p->started; // of threads: some work has none
    bool wakes = p->idle > 0;
    uv_mutex_unlock(&p->lock);
    if (wakes) uv_cond_signal(&p->work);
    int code = is_short && p->started < p->size ? start_member(p) : 0;
    if (code != 0 && p->started == 0) {
        sley_panicf(site, "cannot start a thread: %s", uv_strerror(code));
    }
}

static bool withdraw(job *j)
{
    pool *p = pool_of(j);
    uv_mutex_lock(&p->lock);
    bool is_queued = atomic_load(&j->state) == JOB_QUEUED;
    if (is_queued) {
        sley__link_remove(&j->in_queue);
        p->queued--;
    }
    uv_mutex_unlock(&p->lock);
    if (is_queued) home_again(j);
    return is_queued;
}

static const sley_target_kind pool_kind = {.submit = submit, .withdraw = withdraw};

// ---- the handle -----------------------------------------------------------------------------

static char *name_pool(const sley_str *given)
{
    static atomic_uint unnamed; // pools without a name, so far (S107)
    char text[32];
    const char *from = text;
    size_t len;
    if (given) {
        from = given->data;
        len = (size_t)given->len;
    } else {
        len = (size_t)snprintf(text, sizeof text, "threads-%u", atomic_fetch_add(&unnamed, 1) + 1);
    }
    char *name = sley__alloc(len + 1);
    memcpy(name, from, len);
    name[len] = '\0';
    return name;
}

sley_pool *sley_pool_new(sley_executor *e, int64_t size, sley_str *name, const sley_site *site)
{
    enum { MOST = 4096 };
    if (size < 0 || size > MOST) {
        sley_panicf(site, "a pool cannot have %lld threads: 1 to %d, or 0 for one per core",
                    (long long)size, MOST);
    }
    pool *p = sley__alloc(sizeof *p);
    *p = (pool){.handle.base = {.head = {.refs = 1}, .kind = &pool_kind}};
    p->left = sley_wait_group_new(e, site);
    p->size = size > 0 ? (uint32_t)size : uv_available_parallelism();
    p->seed = full(e)->seed ^ UINT64_C(0x5EED);
    p->name = name_pool(name);
    p->members = sley__alloc(p->size * sizeof *p->members);
    if (uv_mutex_init(&p->lock) != 0 || uv_cond_init(&p->work) != 0) {
        sley_panic(site, "cannot make a pool: the system has no more locks");
    }
    sley__link_init(&p->queue);
    return &p->handle;
}

static void free_pool(pool *p)
{
    assert(sley__link_is_empty(&p->queue)); // P2
    uv_mutex_lock(&p->lock);
    p->is_going = true;
    uv_cond_broadcast(&p->work);
    uv_mutex_unlock(&p->lock);
    for (uint32_t i = 0; i < p->started; i++) {
        uv_thread_join(&p->members[i].thread);
        free(p->members[i].name);
    }
    uv_cond_destroy(&p->work);
    uv_mutex_destroy(&p->lock);
    sley_wait_group_release(p->left);
    free(p->members);
    free(p->name);
    free(p);
}

sley_pool *sley_pool_retain(sley_pool *p)
{
    if (p) p->base.head.refs++;
    return p;
}

void sley_pool_release(sley_pool *p)
{
    if (p && --p->base.head.refs == 0) free_pool(pool_at(p));
}

void sley_pool_close(sley_pool *p)
{
    pool_at(p)->is_closed = true;
}

sley_status sley_pool_join(sley_task *task, sley_frame *self, sley_waiter *w, sley_pool *p)
{
    return sley_wait_group_wait(task, self, w, pool_at(p)->left);
}

sley_status sley_pool_exit(sley_task *task, sley_frame *self, sley_waiter *w, sley_pool *p)
{
    sley_pool_close(p);
    return sley_pool_join(task, self, w, p);
}

sley_str *sley_pool_name(const sley_pool *p)
{
    return sley_str_from_cstr(pool_at(p)->name);
}

int64_t sley_pool_size(const sley_pool *p)
{
    return pool_at(p)->size;
}

int64_t sley_pool_left(const sley_pool *p)
{
    return sley_wait_group_count(pool_at(p)->left);
}

HANDLE_TYPE(pool, "Threads", .print = NULL);
