// SPDX-License-Identifier: MIT
// inbox.c - what other threads tell the executor.
//
// The one door for them: a list under a lock, and a uv_async that wakes the loop. It keeps the
// loop alive only while something is expected.
#include "core/internal.h"

#include <assert.h>

static void on_bell(uv_async_t *bell)
{
    inbox *in = container_of(bell, inbox, bell);
    uv_mutex_lock(&in->lock);
    inbox_item *item = in->first;
    in->first = in->last = NULL;
    uv_mutex_unlock(&in->lock);
    while (item) {
        inbox_item *next = item->next; // run() may free it
        item->run(item);
        item = next;
    }
}

static void open_inbox(executor *x)
{
    inbox *in = &x->inbox;
    bool is_open = uv_mutex_init(&in->lock) == 0 &&
                   uv_async_init(sley__executor_uv_loop(&x->hot), &in->bell, on_bell) == 0;
    if (!is_open) sley_panic(NULL, "cannot open what other threads need to call back");
    in->is_open = true;
}

void sley__inbox_expect(executor *x)
{
    if (!x->inbox.is_open) open_inbox(x);
    if (x->inbox.expected++ == 0) uv_ref((uv_handle_t *)&x->inbox.bell);
}

void sley__inbox_got(executor *x)
{
    assert(x->inbox.expected > 0);
    if (--x->inbox.expected == 0) uv_unref((uv_handle_t *)&x->inbox.bell);
}

void sley__inbox_put(executor *x, inbox_item *item)
{
    inbox *in = &x->inbox;
    item->next = NULL;
    uv_mutex_lock(&in->lock);
    bool rings = !in->first; // else it has rung, and all will be taken
    if (in->last) in->last->next = item;
    else in->first = item;
    in->last = item;
    // Under the lock: once it is let go the executor may take the item, and end.
    if (rings) uv_async_send(&in->bell);
    uv_mutex_unlock(&in->lock);
}

void sley__inbox_fini(executor *x)
{
    if (x->inbox.is_open) uv_mutex_destroy(&x->inbox.lock);
}
