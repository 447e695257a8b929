// SPDX-License-Identifier: MIT
// chan_far.c - channels that several executors hold.
//
// When a channel first crosses, all that it is moves into a core, which every executor reaches by a
// handle of its own; the channel that the program has held so far becomes the first handle (chan.h
// I6). Handles are counted without atomics, like all objects; the core counts its handles. The code
// of chan.c runs on the core as it does on any channel, under the guard (core/far.h).
//
// C1  A value is isolated before it enters a core, so it belongs to no executor while it is there.
// C2  In the lines of a core stand nodes of far waits only.
#include "sync/internal.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct chan_core {
    sley_chan chan; // first: what handles lead to
    atomic_uint refs;
} chan_core;

static chan_core *core_of(sley_chan *core)
{
    return container_of(core, chan_core, chan);
}

void sley__chan_far_release(sley_chan *core)
{
    if (!core) return;
    if (atomic_fetch_sub_explicit(&core_of(core)->refs, 1, memory_order_acq_rel) != 1) return;
    core->head.refs = 1;
    sley_chan_release(core); // frees the chan_core, whose first member it is
}

void sley__chan_far_isolate_value(const sley_chan *core, void *value)
{
    const char *refused;
    if (sley_type_isolate(core->elem, value, &refused)) return;
    sley_panicf(core->site, "%s cannot leave its executor", refused);
}

// ---- waiting --------------------------------------------------------------------------------

static void drop_value(far_wait *f)
{
    const sley_waiter *node = &f->nodes[0];
    sley_type_drop(((const sley_chan *)node->object)->elem, node->place);
}

static const far_kind recv_far = {0};
static const far_kind send_far = {.drop = drop_value};

// In the line of the core, under the guard.
static far_wait *stand(sley_task *task, sley_chan *core, bool sends, void *place)
{
    far_wait *f = sley__far_new(task, sends ? &send_far : &recv_far, 1);
    const sley_wait_kind *kind = sends ? &sley__arm_send_kind : &sley__arm_recv_kind;
    kind->arm(&sley__far_node(f, 0, kind, core, place)->base);
    return f;
}

// With drop: oldest, what goes is taken out first: it is not destroyed under the guard.
static void *take_oldest(sley_task *task, sley_chan *core)
{
    bool is_full = core->end - core->first >= core->cap;
    if (!core->drops_oldest || !is_full || core->closed) return NULL;
    char *oldest = sley__alloc(core->offset + core->size);
    (void)sley__chan_attempt_recv(task, core, oldest);
    return oldest;
}

static void drop_oldest(const sley_chan *core, char *oldest)
{
    if (!oldest) return;
    sley_type_drop(core->elem, oldest + core->offset);
    free(oldest);
}

sley_status sley__chan_far_try_send(sley_task *task, sley_chan *ch, void *value)
{
    sley_chan *core = ch->core;
    task->base.executor->met_shared = true;
    sley__chan_far_isolate_value(core, value);
    sley__far_guard();
    void *oldest = take_oldest(task, core);
    sley_status st = sley__chan_attempt_send(task, core, value);
    sley__far_unguard();
    drop_oldest(core, oldest);
    return st;
}

sley_status sley__chan_far_try_recv(sley_task *task, sley_chan *ch, void *dest)
{
    if (task) task->base.executor->met_shared = true;
    sley__far_guard();
    sley_status st = sley__chan_attempt_recv(task, ch->core, dest);
    sley__far_unguard();
    return st;
}

sley_status sley__chan_far_send(sley_task *task, sley_frame *self, sley_chan *ch, void *value)
{
    sley_chan *core = ch->core;
    sley__chan_far_isolate_value(core, value);
    far_wait *f = NULL;
    sley_status st = SLEY_PENDING;
    if (!sley__must_stop(task)) {
        sley__far_guard();
        void *oldest = take_oldest(task, core);
        st = sley__chan_attempt_send(task, core, value);
        if (st == SLEY_PENDING && !sley__is_cancelled(task)) f = stand(task, core, true, value);
        sley__far_unguard();
        drop_oldest(core, oldest);
    }
    if (f) return sley__far_park(task, self, f);
    if (st != SLEY_PENDING) return sley__end(task, self, st);
    sley_type_drop(core->elem, value);
    return sley__wait_stop(task, self);
}

sley_status sley__chan_far_recv(sley_task *task, sley_frame *self, sley_chan *ch, void *dest)
{
    far_wait *f = NULL;
    sley_status st = SLEY_PENDING;
    if (!sley__must_stop(task)) {
        sley__far_guard();
        st = sley__chan_attempt_recv(task, ch->core, dest);
        if (st == SLEY_PENDING && !sley__is_cancelled(task)) f = stand(task, ch->core, false, dest);
        sley__far_unguard();
    }
    if (f) return sley__far_park(task, self, f);
    return st == SLEY_PENDING ? sley__wait_stop(task, self) : sley__end(task, self, st);
}

// What it was closed with stays for a recv.
void sley__chan_far_poll(sley_chan *ch, void *dest)
{
    sley__far_guard();
    sley_chan_poll(ch->core, dest);
    sley__far_unguard();
}

void sley__chan_far_close(sley_chan *ch, sley_error *error)
{
    const char *refused;
    if (error && !sley_type_isolate(&sley_type_error, &error, &refused)) {
        sley_panicf(ch->site, "%s cannot leave its executor", refused);
    }
    sley__far_guard();
    bool is_closed = ch->core->closed;
    if (!is_closed) sley__chan_close_with(ch->core, error);
    sley__far_unguard();
    if (is_closed) sley_error_release(error);
}

int64_t sley__chan_far_len(const sley_chan *ch)
{
    sley__far_guard();
    int64_t len = ch->core->end - ch->core->first;
    sley__far_unguard();
    return len;
}

bool sley__chan_far_closed(const sley_chan *ch)
{
    sley__far_guard();
    bool is_closed = ch->core->closed;
    sley__far_unguard();
    return is_closed;
}

// ---- crossing -------------------------------------------------------------------------------

// Those that wait in a line of what was one executor's channel, in their order. A select does all
// again, since each of its arms has to be shared.
static void move_line(sley_waiter **line, sley_chan *core, bool sends)
{
    while (*line) {
        sley_waiter *w = *line;
        sley_task *task = w->base.task;
        if (task->base.claim == SLEY_CLAIM_SELECT) {
            sley__select_again(task); // it leaves this line
            continue;
        }
        sley__line_remove(line, w);
        if (sends) sley__chan_far_isolate_value(core, w->place);
        sley__far_guard();
        far_wait *f = stand(task, core, sends, w->place);
        sley__far_unguard();
        sley__far_move(task, f);
    }
}

static void isolate_items(sley_chan *core)
{
    if (!core->elem->retain) return;
    for (uint32_t at = core->first; at != core->end; at++) {
        sley__chan_far_isolate_value(core, sley__chan_slot(core, at, core->size));
    }
}

static void share(sley_chan *ch)
{
    chan_core *c = sley__alloc(sizeof *c);
    sley_chan *core = &c->chan;
    atomic_init(&c->refs, 1);
    *core = *ch;
    core->executor = NULL;
    core->receivers = core->senders = NULL;
    isolate_items(core);
    if (core->error && ch->error_due) {
        const char *refused;
        (void)sley_type_isolate(&sley_type_error, &core->error, &refused);
    }
    ch->first = ch->end = ch->mask = ch->room = ch->cap = 0;
    ch->slots = NULL;
    ch->closed = true;
    ch->error_due = false;
    ch->error = NULL;
    ch->core = core;
    move_line(&ch->receivers, core, false);
    move_line(&ch->senders, core, true);
}

sley_chan *sley__chan_far_core(sley_chan *ch)
{
    if (ch->subscription) sley_panic(ch->site, "a subscription cannot leave its executor");
    if (!ch->core) share(ch);
    return ch->core;
}

// The place gets a handle of its own.
void sley__chan_far_isolate(void *place, sley_isolation *work)
{
    sley_chan **at = place;
    sley_chan *ch = *at;
    if (!ch || (ch->core && !ch->executor && ch->head.refs == 1)) return;
    if (ch->subscription) {
        sley__isolate_refuse(work, "a subscription");
        return;
    }
    sley_chan *core = sley__chan_far_core(ch);
    atomic_fetch_add_explicit(&core_of(core)->refs, 1, memory_order_relaxed);
    sley_chan *handle = sley__alloc(sizeof *handle);
    *handle = *ch;
    handle->head.refs = 1;
    handle->executor = NULL;
    *at = handle;
    sley_chan_release(ch);
}
