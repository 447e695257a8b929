// SPDX-License-Identifier: MIT
// open.c - what lives on the loop, so that the end of the executor can close it.
#include "core/internal.h"

static open_link *link_of(sley_link *ring)
{
    return container_of(ring, open_link, ring);
}

void sley__open_add(executor *x, open_link *link)
{
    sley__link_add(&x->open, &link->ring);
}

void sley__open_remove(open_link *link)
{
    if (link->ring.next) sley__link_remove(&link->ring);
}

static bool any_busy(executor *x)
{
    for (sley_link *at = x->open.next; at != &x->open; at = at->next) {
        if (link_of(at)->busy(link_of(at))) return true;
    }
    return false;
}

void sley__open_end_all(executor *x)
{
    uint64_t until = uv_hrtime() + (uint64_t)x->shutdown_bound;
    while (any_busy(x) && uv_hrtime() < until) {
        if (uv_run(&x->loop, UV_RUN_NOWAIT) == 0) break;
        uv_sleep(1);
    }
    // Ending one may free it, and others with it.
    while (!sley__link_is_empty(&x->open)) {
        open_link *first = link_of(x->open.next);
        sley__open_remove(first);
        first->end(first);
    }
    uv_run(&x->loop, UV_RUN_NOWAIT);
}
