// SPDX-License-Identifier: MIT
// arena.c - chunks of memory, given back all at once.
//
// An arena is a list of chunks.  Objects are cut off the newest one from front
// to back; when one does not fit, a new chunk is taken: 64 KiB at first, each
// time twice as large up to 8 MiB, or as large as the object needs.  What is
// left of the old chunk is lost, which costs a few percent at most.  Large
// chunks ask for huge pages: without them page faults are half of the time that
// parsing takes (1.2 against 1.8 million lines a second).
#include "base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/array.h"

#define FIRST_CHUNK ((size_t)64 << 10)
#define LARGEST_CHUNK ((size_t)8 << 20)
#define HUGE_PAGE ((size_t)2 << 20)

struct arena_chunk {
    arena_chunk *older;
    size_t size;      // bytes of data
    char data[];
};

_Static_assert(sizeof(arena_chunk) % ARENA_ALIGN == 0, "arena.h I2");

void arena_out_of_memory(const arena *a, size_t size)
{
    fprintf(stderr, "sley: out of memory: %zu more bytes for `%s`\n", size, a->name);
    exit(70);
}

void arena_init(arena *a, const char *name)
{
    // Empty objects of an arena without memory lie here.
    static _Alignas(ARENA_ALIGN) char nothing[1];
    *a = (arena){.next = nothing, .end = nothing, .name = name};
}

void arena_fini(arena *a)
{
    arena_chunk *chunk = a->chunks;
    while (chunk != NULL) {
        arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
    arena_init(a, a->name);
}

void arena_reset(arena *a)
{
    arena_chunk *kept = a->chunks;
    if (kept == NULL) return;
    a->chunks = kept->older;
    const char *name = a->name;
    arena_fini(a);
    kept->older = NULL;
    *a = (arena){kept->data, kept->data + kept->size, kept, kept->size, name};
}

size_t arena_used(const arena *a)
{
    return a->reserved - (size_t)(a->end - a->next);
}

void arena_adopt(arena *to, arena *from)
{
    if (from->chunks == NULL) return;
    arena_chunk *oldest = from->chunks;
    while (oldest->older != NULL) oldest = oldest->older;
    // The current chunk of `to` stays its head.
    if (to->chunks == NULL) {
        const char *name = to->name;
        *to = *from;
        to->name = name;
    } else {
        oldest->older = to->chunks->older;
        to->chunks->older = from->chunks;
        to->reserved += from->reserved;
    }
    arena_init(from, from->name);
}

// Out of the list; NULL when there is none.
static arena_chunk *take_largest(arena *a)
{
    arena_chunk **largest = &a->chunks;
    for (arena_chunk **link = largest; *link != NULL; link = &(*link)->older) {
        if ((*link)->size > (*largest)->size) largest = link;
    }
    arena_chunk *taken = *largest;
    if (taken != NULL) *largest = taken->older;
    return taken;
}

void arena_recycle(arena *from, arena *to)
{
    arena_chunk *given = take_largest(from);
    arena_fini(from);
    if (given == NULL) return;
    given->older = to->chunks;
    to->chunks = given;
    to->reserved += given->size;
    to->next = given->data;
    to->end = given->data + given->size;
}

void arena_want_huge_pages(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    if (size < HUGE_PAGE) return;
    uintptr_t start = ((uintptr_t)memory + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1);
    uintptr_t end = ((uintptr_t)memory + size) & ~(uintptr_t)(HUGE_PAGE - 1);
    if (start < end) (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}

// A large chunk fills whole huge pages, header and all.
static arena_chunk *new_chunk(size_t whole)
{
    if (whole < HUGE_PAGE) return malloc(whole);
    arena_chunk *chunk = aligned_alloc(HUGE_PAGE, (whole + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1));
    if (chunk != NULL) arena_want_huge_pages(chunk, whole);
    return chunk;
}

void *arena_refill(arena *a, size_t size)
{
    size_t wanted = a->chunks == NULL ? FIRST_CHUNK : (a->chunks->size + sizeof *a->chunks) * 2;
    if (wanted > LARGEST_CHUNK) wanted = LARGEST_CHUNK;
    wanted -= sizeof *a->chunks;
    if (wanted < size) wanted = size;
    if (wanted > SIZE_MAX / 2) arena_out_of_memory(a, size);
    arena_chunk *chunk = new_chunk(sizeof *chunk + wanted);
    if (chunk == NULL) arena_out_of_memory(a, size);
    chunk->older = a->chunks;
    chunk->size = wanted;
    a->chunks = chunk;
    a->reserved += wanted;
    a->next = chunk->data + size;
    a->end = chunk->data + wanted;
    return chunk->data;
}

// An object with a chunk of its own grows where it is, without a copy and
// without leaving its old place behind.  NULL when it has none.
static void *grow_chunk(arena *a, const void *p, size_t old_whole, size_t new_whole)
{
    arena_chunk **link = &a->chunks;
    while (*link != NULL && ((*link)->data != p || (*link)->size != old_whole))
        link = &(*link)->older;
    if (*link == NULL) return NULL;
    bool is_current = link == &a->chunks;
    arena_chunk *chunk = realloc(*link, sizeof *chunk + new_whole);
    if (chunk == NULL) arena_out_of_memory(a, new_whole);
    *link = chunk;
    a->reserved += new_whole - chunk->size;
    chunk->size = new_whole;
    if (is_current) a->next = a->end = chunk->data + new_whole;
    return chunk->data;
}

void *arena_grow(arena *a, void *p, size_t old_size, size_t new_size)
{
    assert(new_size >= old_size);
    size_t mask = ARENA_ALIGN - 1;
    size_t old_whole = (old_size + mask) & ~mask;
    if (new_size > SIZE_MAX / 2) arena_out_of_memory(a, new_size);
    size_t new_whole = (new_size + mask) & ~mask;
    bool is_last = p != NULL && (char *)p + old_whole == a->next;
    if (is_last && new_whole <= (size_t)(a->end - (char *)p)) {
        a->next = (char *)p + new_whole;
        return p;
    }
    if (old_whole >= LARGEST_CHUNK) {
        void *grown = grow_chunk(a, p, old_whole, new_whole);
        if (grown != NULL) return grown;
    }
    void *q = arena_alloc(a, new_size);
    if (old_size != 0) memcpy(q, p, old_size);
    return q;
}

char *arena_copy(arena *a, const char *bytes, size_t len)
{
    char *copy = arena_alloc(a, len + 1);
    if (len != 0) memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

void *arena_grow_array(arena *a, void *items, uint32_t *cap, size_t item_size)
{
    uint32_t old_cap = *cap;
    uint32_t new_cap = old_cap == 0 ? 4 : old_cap * 2;
    if (new_cap <= old_cap) arena_out_of_memory(a, SIZE_MAX);
    *cap = new_cap;
    size_t new_size = arena_array_size(item_size, new_cap);
    if (old_cap == 0) return arena_alloc(a, new_size);
    return arena_grow(a, items, arena_array_size(item_size, old_cap), new_size);
}
