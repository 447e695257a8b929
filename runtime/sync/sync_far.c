// SPDX-License-Identifier: MIT
// sync_far.c - locks, events, queues and the like that several executors hold.
//
// As with channels (chan_far.c): when an object first crosses, all that it is moves into a core,
// which every executor reaches by a handle of its own; the object that the program has held so far
// becomes the first handle. Handles are counted without atomics; the core counts its handles, under
// the guard. A handle looks like an object that cannot be taken, so that the ways of sync.c ask
// whether it is one only where they would wait.
#include "sync/sync.h"

#include <assert.h>
#include <stdlib.h>

void *sley__sync_far_enter(const sley_sync *s)
{
    sley__far_guard();
    return s->core;
}

int64_t sley__sync_far_look(const sley_sync *s, const void *field, size_t size)
{
    size_t at = (size_t)((const char *)field - (const char *)s);
    sley__far_guard();
    const char *place = (const char *)s->core + at;
    int64_t value = size == 1 ? *(const bool *)place : *(const int64_t *)(const void *)place;
    sley__far_unguard();
    return value;
}

bool sley__sync_far_isolate_now(const sley_type *type, void *place, const sley_site *site)
{
    const char *refused;
    if (!sley_type_isolate(type, place, &refused)) {
        sley_panicf(site, "%s cannot leave its executor", refused);
    }
    return true;
}

// ---- waiting --------------------------------------------------------------------------------

static void came(far_wait *f)
{
    if (f->got) *f->got = true;
}

static sley_status late(far_wait *f)
{
    (void)f; // *got is still false
    return SLEY_OK;
}

const far_kind sley__sync_far_kind = {.came = came, .late = late};

sley_status sley__sync_far_wait(sley_task *task, sley_frame *self, sley_sync *s, int64_t duration,
                                bool *got)
{
    far_wait *f = NULL;
    sley_sync *core = sley__sync_far_enter(s);
    bool is_taken = core->face->take(core, task);
    if (!is_taken && duration > 0 && !sley__is_cancelled(task)) {
        f = sley__far_new(task, &sley__sync_far_kind, 1);
        f->got = got;
        sley__line_add(&core->line,
                       sley__far_node(f, 0, sley__sync_plain_kind(core), core, NULL));
    }
    sley__far_unguard();
    if (f) {
        if (got) sley__far_limit(f, sley__clock_deadline(task->base.executor, duration));
        return sley__far_park(task, self, f);
    }
    if (got) *got = is_taken;
    if (is_taken || !sley__is_cancelled(task)) return sley__end(task, self, SLEY_OK);
    return sley__wait_stop(task, self);
}

// ---- crossing -------------------------------------------------------------------------------

void sley__sync_far_move(sley_sync *core, sley_waiter **from, sley_waiter **to,
                         const far_kind *kind, const sley_wait_kind *node_kind)
{
    while (*from) {
        sley_waiter *w = *from;
        sley_task *task = w->base.task;
        if (task->base.claim == SLEY_CLAIM_SELECT) {
            sley__select_again(task); // it leaves this line
            continue;
        }
        sley__line_remove(from, w);
        far_wait *f = sley__far_new(task, kind, 1);
        if (w->base.kind->unlink == sley__sync_timed_unlink) {
            sley_wait *timer = &container_of(w, sley_timed_wait, waiter)->timer;
            if (timer->index) sley__far_limit(f, sley__timer_deadline(f->home, timer));
            sley__timer_remove(&f->home->hot, timer);
            if (kind == &sley__sync_far_kind) f->got = w->place;
        }
        sley__far_guard();
        sley__line_add(to, sley__far_node(f, 0, node_kind, core, w->place));
        sley__far_unguard();
        sley__far_move(task, f);
    }
}

void sley__sync_far_move_plain(sley_sync *s, sley_sync *core)
{
    sley__sync_far_move(core, &s->line, &core->line, &sley__sync_far_kind,
                        sley__sync_plain_kind(core));
}

static void share(sley_sync *s)
{
    size_t size = s->face->size + sley__lock_mutex_size(s);
    sley_sync *core = sley__alloc(size);
    memcpy(core, s, size);
    core->executor = NULL;
    core->line = NULL;
    core->handles = 1;
    s->core = core;
    s->face->share(s, core);
}

sley_sync *sley__sync_far_core(sley_sync *s)
{
    if (!s->core && !s->face->share) {
        sley_panicf(s->site, "%s cannot leave its executor", s->face->name);
    }
    if (!s->core) share(s);
    return s->core;
}

void sley__sync_far_isolate(void *place, sley_isolation *work)
{
    sley_sync **at = place;
    sley_sync *s = *at;
    if (!s) return;
    if (!s->face->share) {
        sley__isolate_refuse(work, s->face->name);
        return;
    }
    if (s->core && !s->executor && s->head.refs == 1) return; // its only owner is this place
    sley_sync *core = sley__sync_far_core(s);
    sley_sync *handle = sley__alloc(s->face->size);
    memcpy(handle, s, s->face->size);
    handle->head.refs = 1;
    handle->executor = NULL;
    if (s->face->copied) s->face->copied(handle);
    sley__far_guard();
    core->handles++;
    sley__far_unguard();
    *at = handle;
    if (--s->head.refs > 0) return;
    if (s->face->dropped) s->face->dropped(s);
    sley__sync_free(s);
}

void sley__sync_far_release(sley_sync *core)
{
    if (!core) return;
    sley__far_guard();
    bool is_last = --core->handles == 0;
    sley__far_unguard();
    if (!is_last) return;
    assert(!core->line);
    if (core->face->free) core->face->free(core);
    free(core);
}
