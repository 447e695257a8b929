// SPDX-License-Identifier: MIT
// executor.h - the executor of a thread, as far as inlines know it: ready ring, blocks.
//
// I1  A task is in the ready ring at most once: who claims it puts it there (wait.h).
// I2  The ready ring has room for every live task and every callback at once: what enters it is
//     counted when it is made (sley__ring_reserve). `head` is taken next, `tail` written next;
//     both run freely.
#ifndef SLEY_EXECUTOR_H
#define SLEY_EXECUTOR_H

#include "sley/link.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_executor sley_executor;

enum {
    SLEY_CLASS_BYTES = 16, // blocks are multiples of this
    SLEY_CLASS_COUNT = 65, // the largest size class is 1024 bytes; more comes from malloc
    SLEY_STEP_CREDITS = 1024 // operations one step completes without waiting, then it gives way
};

// What inlines touch, on the executor's own thread; the rest follows in runtime/core/internal.h.
struct sley_executor {
    uintptr_t *ring;      // what is ready; its entries: core/internal.h
    uint32_t head;        // next to run
    uint32_t tail;        // next free
    uint32_t mask;        // capacity - 1
    int32_t credits;      // left of this step
    sley_task *current;   // whose step it is; the executor's own task in callbacks and plain code
    char *stack_limit;    // an await below this address goes by way of the scheduler
    uint32_t timer_count; // armed timers
    uint32_t task_number; // number given to the last task
    uint32_t stop_at;     // sched.c: the run stops when head is here
    uint32_t ring_users;  // tasks and callbacks that may be in the ring
    int32_t step_credits; // credits of each step; 0: every leaf operation gives way once
    bool met_shared;      // select: an arm is at an object that executors share
    bool closing;         // main has ended: what is spawned now is cancelled at once
    bool tells_spawns;    // on_spawn was called with a function
    sley_link tasks;      // the program's own, in spawn order; groups hold the others
    void *free_blocks[SLEY_CLASS_COUNT]; // by size class, each block's first word leads to the next
};

// The executor of this thread, for code that has no task at hand. Not for hot paths.
sley_executor *sley_here(void);

// The task that plain code on this thread runs in: the current one, or the executor's own.
sley_task *sley_here_task(void);

void sley__sched_ring_grow(sley_executor *e);
void sley__sched_ring_check(const sley_executor *e); // I2, in asserts
void *sley__blocks_slow(sley_executor *e, size_t size);

#define SLEY_CLASS_OF(SIZE) (((SIZE) + SLEY_CLASS_BYTES - 1) / SLEY_CLASS_BYTES)

// A block of `size` bytes: its address is 8 modulo 16, so that the frame after a task is aligned
// to 16.
static inline void *sley__block_new(sley_executor *e, size_t size)
{
    size_t at = SLEY_CLASS_OF(size);
    if (SLEY_LIKELY(at < SLEY_CLASS_COUNT && e->free_blocks[at])) {
        void *block = e->free_blocks[at];
        memcpy(&e->free_blocks[at], block, sizeof(void *));
        return block;
    }
    return sley__blocks_slow(e, size);
}

// To the tail of the ready ring: the only way in (S2).
static inline void sley__ring_push(sley_executor *e, uintptr_t entry)
{
    e->ring[e->tail & e->mask] = entry;
    e->tail++;
#if SLEY_CHECKED
    sley__sched_ring_check(e);
#endif
}

// Before something that can be ready is made: one more entry (I2). Given back when it is over.
static inline void sley__ring_reserve(sley_executor *e)
{
    if (SLEY_UNLIKELY(e->ring_users++ >= e->mask)) sley__sched_ring_grow(e);
}

#ifdef __cplusplus
}
#endif

#endif
