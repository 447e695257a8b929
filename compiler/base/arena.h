// SPDX-License-Identifier: MIT
// arena.h - memory with a common lifetime.
//
// The compiler never frees single objects.  There are four lifetimes:
//
//   program   sources, names, types, diagnostics: until the program ends
//   unit      the tree of one module
//   fn        the IR of one function; emptied after its C is written
//   scratch   one pass
//
// I1  A pointer may lead from a shorter life to a longer one, never back.
// I2  Memory from arena_alloc is aligned for any object of ours and is not cleared;
//     arena_new gives a cleared one.  (The types for 128-bit integers, such as
//     ast_wide, do with the same 8 bytes: aligning all else to 16 costs a tenth of
//     the memory.)
// I3  No call returns NULL: when memory is out, the compiler says so and ends
//     with status 70.
#ifndef SLEY_ARENA_H
#define SLEY_ARENA_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct arena arena;
typedef struct arena_chunk arena_chunk;

struct arena {
    char *next;            // first free byte of the current chunk
    char *end;             // one past its last byte
    arena_chunk *chunks;   // newest first; the current one is the head
    size_t reserved;       // bytes in all chunks, for --stats
    const char *name;      // lifetime, for messages: "program", "unit", ...
};

#define ARENA_ALIGN 8u

void arena_init(arena *a, const char *name);
// Gives everything back; the arena can be used again.
void arena_fini(arena *a);
// Forgets all objects and keeps one chunk for the next round.
void arena_reset(arena *a);
// What `from` holds lives as long as what `to` holds from now on; `from` is empty.
void arena_adopt(arena *to, arena *from);
// Bytes from the first object to the last, with what was lost between chunks.
size_t arena_used(const arena *a);
// Forgets all objects of `from` and lets `to` go on in the largest of its chunks: pages
// that were touched once are cheaper than new ones.
void arena_recycle(arena *from, arena *to);
// The slow path of arena_alloc: a new chunk.
void *arena_refill(arena *a, size_t size);
// Says so and ends the program (I3).
_Noreturn void arena_out_of_memory(const arena *a, size_t size);

static inline void *arena_alloc(arena *a, size_t size)
{
    if (size > SIZE_MAX / 2) arena_out_of_memory(a, size);
    size_t whole = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    if ((size_t)(a->end - a->next) < whole) return arena_refill(a, whole);
    void *p = a->next;
    a->next += whole;
    return p;
}

static inline void *arena_zero(arena *a, size_t size)
{
    return memset(arena_alloc(a, size), 0, size);
}

// size * count; a product that overflows becomes a size no arena can give.
static inline size_t arena_array_size(size_t size, size_t count)
{
    size_t whole;
    return __builtin_mul_overflow(size, count, &whole) ? SIZE_MAX : whole;
}

#define arena_new(a, T) ((T *)arena_zero((a), sizeof(T)))
#define arena_new_array(a, T, n) ((T *)arena_zero((a), arena_array_size(sizeof(T), (n))))

// A wish only, for large memory that will be written soon: where it is not granted,
// nothing but speed is lost.
void arena_want_huge_pages(void *memory, size_t size);

// Makes `p` (old_size bytes, the arena's) larger; in place when it was the
// last object.  What is new is not cleared.
void *arena_grow(arena *a, void *p, size_t old_size, size_t new_size);

// A copy with a NUL after it.
char *arena_copy(arena *a, const char *bytes, size_t len);

#endif
