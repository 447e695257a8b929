// SPDX-License-Identifier: MIT
// alloc.c - memory that is there or ends the program: no caller looks at NULL.
#include "base/internal.h"

#include <stdlib.h>
#include <string.h>

SLEY_NORETURN static void out_of_memory(void)
{
    sley_panic(NULL, "out of memory");
}

void *sley__alloc(size_t size)
{
    void *block = size <= PTRDIFF_MAX ? malloc(size) : NULL;
    if (!block) out_of_memory();
    return block;
}

void *sley__alloc_resize(void *block, size_t size)
{
    void *moved = size <= PTRDIFF_MAX ? realloc(block, size) : NULL;
    if (!moved) out_of_memory();
    return moved;
}

char *sley__alloc_text(const char *text, size_t len)
{
    char *copy = sley__alloc(len + 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

size_t sley__alloc_size(size_t count, size_t size, size_t extra)
{
    if (size != 0 && count > (PTRDIFF_MAX - extra) / size) out_of_memory();
    return count * size + extra;
}

int64_t sley__alloc_grow(int64_t cap, int64_t need)
{
    assert(cap >= 0 && need >= 0);
    int64_t next = cap < INT64_MAX / 2 ? cap + cap / 2 : cap;
    if (next < 4) next = 4;
    return next < need ? need : next;
}
