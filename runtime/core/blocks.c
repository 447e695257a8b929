// SPDX-License-Identifier: MIT
// blocks.c - blocks for tasks and small runtime objects: free lists by size class, cut from slabs.
//
// A block's class is its size in units of 16 bytes. Blocks start at 8 modulo 16: a task's size is
// 8 modulo 16 too, so that the frame after it is aligned to 16 (i128). Slabs are kept until the
// executor closes.
//
// Under ASan each block comes from malloc; the free lists stay empty.
#include "core/internal.h"

#include <assert.h>
#include <stdlib.h>

enum { SLAB_BYTES = 64 * 1024, SLAB_HEAD = 24 };

struct slab {
    slab *next;
};

static size_t rounded(size_t size)
{
    return (size + SLEY_CLASS_BYTES - 1) / SLEY_CLASS_BYTES * SLEY_CLASS_BYTES;
}

static void *block_alone(size_t size)
{
    char *raw = sley__alloc(size + 8);
    return raw + 8;
}

// The free list of this class is empty: cut a slab into blocks, in address order.
void *sley__blocks_slow(sley_executor *e, size_t size)
{
    executor *x = full(e);
    size_t bytes = rounded(size);
    size_t at = bytes / SLEY_CLASS_BYTES;
    if (BLOCKS_BY_MALLOC || at >= SLEY_CLASS_COUNT) {
        x->blocks++;
        return block_alone(size);
    }
    slab *s = sley__alloc(SLAB_BYTES);
    s->next = x->slabs;
    x->slabs = s;
    char *first = (char *)s + SLAB_HEAD;
    size_t count = (SLAB_BYTES - SLAB_HEAD) / bytes;
    void *next = NULL;
    for (size_t i = count; i-- > 1;) {
        char *block = first + i * bytes;
        memcpy(block, &next, sizeof next);
        next = block;
    }
    assert(((uintptr_t)first & 15) == 8); // see above
    e->free_blocks[at] = next;
    return first;
}

void sley__blocks_free_alone(executor *x, void *block)
{
    assert(x->blocks > 0);
    x->blocks--;
    free((char *)block - 8);
}

void sley__blocks_close(executor *x)
{
    while (x->slabs) {
        slab *s = x->slabs;
        x->slabs = s->next;
        free(s);
    }
    memset(x->hot.free_blocks, 0, sizeof x->hot.free_blocks);
}

// ---- the task's arena -----------------------------------------------------------------------

enum { CHUNK_BYTES = 4096 };

// Frames of one task may take this much before it counts as a runaway recursion.
static const size_t arena_limit = (size_t)1 << 30;

typedef struct chunk {
    struct chunk *before;
    char *before_at; // where the one before was filled to
    char *before_end;
    size_t size;
} chunk;

static sley_task_extra *extra_of(sley_task *task)
{
    if (!task->extra) {
        task->extra = sley__alloc(sizeof *task->extra);
        memset(task->extra, 0, sizeof *task->extra);
        task->base.flags |= SLEY_RARE;
    }
    return task->extra;
}

// Pushes a new chunk, each twice the one before up to a point: deep recursions need few.
void *sley__blocks_push_slow(sley_task *task, size_t size)
{
    sley_task_extra *x = extra_of(task);
    size = (size + 15) & ~(size_t)15;
    chunk *old = x->chunk;
    size_t bytes = old ? old->size * 2 : CHUNK_BYTES;
    if (bytes > 1024 * 1024) bytes = 1024 * 1024;
    if (bytes < size + sizeof(chunk)) bytes = size + sizeof(chunk);
    if (x->total + bytes > arena_limit) {
        const sley_frame *root = sley__root(task);
        sley_panicf(root->fn->sites, "recursion too deep: the frames of this task take %zu MiB",
                    x->total >> 20);
    }
    chunk *c = sley__alloc(bytes);
    c->before = old;
    c->before_at = x->at;
    c->before_end = x->end;
    c->size = bytes;
    x->chunk = c;
    x->total += bytes;
    x->at = (char *)(c + 1) + size;
    x->end = (char *)c + bytes;
    return c + 1;
}

// The frame is the first of the current chunk's successor, or lies in an older chunk: the current
// chunk is empty but for frames that were popped. It stays until the next pop, so that a popped
// frame is readable.
void sley__blocks_pop_slow(sley_task *task, void *frame)
{
    sley_task_extra *x = task->extra;
    char *at = frame;
    for (;;) {
        chunk *c = x->chunk;
        assert(c);
        if (at >= (char *)c && at < x->end) break;
        x->at = c->before_at;
        x->end = c->before_end;
        x->chunk = c->before;
        x->total -= c->size;
        free(c);
    }
    x->at = at;
}

void sley__blocks_free_arena(sley_task *task)
{
    sley_task_extra *x = task->extra;
    chunk *c = x->chunk;
    while (c) {
        chunk *before = c->before;
        free(c);
        c = before;
    }
    x->chunk = NULL;
    x->at = x->end = NULL;
    x->total = 0;
}

sley_task_extra *sley__blocks_task_extra(sley_task *task)
{
    return extra_of(task);
}
