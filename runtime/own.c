// SPDX-License-Identifier: MIT
// own.c - memory of closures with captures.
#include "sley/own.h"

#include <stdlib.h>

#include "values.h"

sley_closure *sley_closure_new(size_t size, void (*code)(void), void (*drop)(sley_closure *),
                               bool throws)
{
    sley_closure *c = sley__alloc(size);
    c->head.refs = 1;
    c->head.flags = throws ? SLEY_CLOSURE_THROWS : 0;
    c->code = code;
    c->drop = drop;
    return c;
}

void sley_closure_done(sley_closure *c)
{
    free(c);
}
