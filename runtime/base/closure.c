// SPDX-License-Identifier: MIT
// closure.c - memory of closures with captures.
#include "base/internal.h"

#include <stdlib.h>
#include <string.h>

sley_closure *sley_closure_new(size_t size, void (*code)(void), void (*drop)(sley_closure *),
                               bool throws)
{
    assert(size >= sizeof(sley_closure) && code && drop);
    sley_closure *c = sley__alloc(size);
    c->head.refs = 1;
    c->head.flags = throws ? SLEY_CLOSURE_THROWS : 0;
    c->code = code;
    c->drop = drop;
    return c;
}

sley_closure *sley_closure_copy(const sley_closure *built, size_t size)
{
    assert(size >= sizeof(sley_closure) && built->head.refs == 1 && built->code && built->drop);
    return memcpy(sley__alloc(size), built, size);
}

void sley_closure_done(sley_closure *c)
{
    free(c);
}

static void free_closure(void *object)
{
    sley_closure *c = object;
    c->drop(c);
}

void sley_closure_free(sley_closure *c)
{
    if (c->drop) sley__free_holder(c, free_closure);
}
