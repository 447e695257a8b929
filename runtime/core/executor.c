// SPDX-License-Identifier: MIT
// executor.c - the executor of a thread: opening, random numbers, closing.
#include "core/internal.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/resource.h>

#if defined(_MSC_VER)
#define THREAD_LOCAL __declspec(thread)
#else
#define THREAD_LOCAL _Thread_local
#endif

enum {
    FIRST_RING = 256,
    STACK_KEPT = 192 * 1024, // bytes of C stack left for plain code when awaits stop nesting
    STACK_MOST = 6 * 1024 * 1024,
};

static THREAD_LOCAL executor *here;

sley_executor *sley_here(void)
{
    assert(here);
    return &here->hot;
}

executor *sley__executor_here(void)
{
    return here;
}

sley_task *sley_here_task(void)
{
    return sley_here()->current;
}

// xorshift64*: small, and the same everywhere.
uint64_t sley__executor_random(executor *x)
{
    uint64_t r = x->random;
    r ^= r >> 12;
    r ^= r << 25;
    r ^= r >> 27;
    x->random = r;
    return r * UINT64_C(0x2545F4914F6CDD1D);
}

// Awaits nest on the C stack as deep as is safe; below that they go by way of the scheduler.
static char *stack_limit(void)
{
    struct rlimit limit;
    uintptr_t most = STACK_MOST;
    if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < 2 * (rlim_t)STACK_MOST) {
        most = (uintptr_t)limit.rlim_cur / 4 * 3;
    }
    most = most > 2 * STACK_KEPT ? most - STACK_KEPT : most / 2;
    uintptr_t at = sley__stack_at();
    return (char *)(at > most ? at - most : 0);
}

static void open_loop(executor *x, uv_loop_t *loop)
{
    x->loop = loop ? loop : &x->own_loop;
    bool is_open = loop || uv_loop_init(x->loop) == 0;
    if (!is_open) sley_panic(NULL, "cannot open an event loop");
    uv_timer_init(x->loop, &x->poll_timer);
    x->poll_timer.data = x;
}

executor *sley__executor_open(const sley_seam *seam, uint64_t seed)
{
    return sley__executor_open_on(seam, seed, NULL);
}

executor *sley__executor_open_on(const sley_seam *seam, uint64_t seed, uv_loop_t *loop)
{
    assert(!here);
    executor *x = sley__alloc(sizeof *x);
    memset(x, 0, sizeof *x);
    sley_executor *e = &x->hot;
    e->ring = sley__alloc(FIRST_RING * sizeof *e->ring);
    memset(e->ring, 0, FIRST_RING * sizeof *e->ring);
    e->mask = FIRST_RING - 1;
    e->current = &x->own;
    e->stack_limit = stack_limit();
    e->step_credits = e->credits = SLEY_STEP_CREDITS;
    x->seam = seam;
    x->seed = seed;
    x->random = (seed + 1) * UINT64_C(0x9E3779B97F4A7C15);
    if (x->random == 0) x->random = 1;
    for (int i = 0; i < 4; i++) sley__executor_random(x);
    x->shutdown_bound = INT64_C(10) * 1000000000;
    sley__link_init(&x->hot.tasks);
    sley__link_init(&x->failed);
    sley__link_init(&x->generators);
    sley__link_init(&x->open);
    x->own.base.refs = 1;
    x->own.base.flags = SLEY_IS_TASK;
    x->own.base.executor = e;
    open_loop(x, loop);
    here = x;
    return x;
}

static void drop_callback(sley_handle *h, bool of_ring)
{
    sley_handle_cancel(h); // one that waits lets the runtime's reference go here
    if (of_ring) sley_handle_release(h);
}

void sley__executor_drop_callbacks(executor *x)
{
    sley_executor *e = &x->hot;
    // What a callback held may hold the loop, whose end comes here again: the head is read anew.
    for (uint32_t left = e->tail - e->head; left > 0 && e->head != e->tail; left--) {
        uintptr_t entry = e->ring[e->head & e->mask];
        e->head++;
        if (entry & 1) {
            drop_callback((sley_handle *)(entry & ~(uintptr_t)1), true);
        } else {
            sley__ring_push(e, entry);
        }
    }
    sley_wait *w;
    while ((w = sley__timer_find(x, &sley__handle_kind)) != NULL) {
        drop_callback(container_of(w, sley_handle, timer), false);
    }
}

static void close_handle(uv_handle_t *handle, void *context)
{
    (void)context;
    if (!uv_is_closing(handle)) uv_close(handle, NULL);
}

bool sley__executor_close(executor *x)
{
    assert(here == x && !x->main && x->hot.current == &x->own);
    sley__executor_drop_callbacks(x);
    if (x->drop_input) x->drop_input(x);
    sley__open_end_all(x);
    uv_walk(x->loop, close_handle, NULL);
    uv_run(x->loop, UV_RUN_DEFAULT);
    uv_loop_close(x->loop);
    return sley__executor_free(x);
}

bool sley__executor_free(executor *x)
{
    sley_error_release(x->own.base.error);
    sley__var_release(sley__var_swap(&x->own, NULL));
    free(x->own.extra);
    sley_str_release(x->exit_text);
    sley_str_release(x->main_cancelled);
    sley_closure_release(x->unhandled_fn);
    sley_closure_release(x->on_spawn);
    sley__inbox_fini(x);
    bool leftover = sley__live(x) != 0 || x->blocks > x->module_blocks;
    sley__blocks_close(x);
    sley__timer_close(x);
    free(x->asked);
    free(x->hot.ring);
    free(x);
    here = NULL;
    return leftover;
}

// ---- for what waits on libuv ----------------------------------------------------------------

void sley__executor_hold_source(sley_executor *e)
{
    full(e)->sources++;
}

void sley__executor_drop_source(sley_executor *e)
{
    assert(full(e)->sources > 0);
    full(e)->sources--;
}

uv_loop_t *sley__executor_uv_loop(sley_executor *e)
{
    return full(e)->loop;
}
