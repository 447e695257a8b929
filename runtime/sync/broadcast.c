// SPDX-License-Identifier: MIT
// broadcast.c - broadcast and watch: a value for each of many channels.
//
// Invariants in sley/broadcast.h. A subscription is a channel that knows whose it is; the channel
// tells when a value was taken from it, when it is closed and when it is freed.
#include "base/plant.h"
#include "sync/sync.h"

#include "sley/broadcast.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_ITEMS = 1 << 20 };

struct sley_subscription {
    sley_link ring;     // of the broadcast
    sley_broadcast *of; // NULL: it was closed, or freed
    sley_chan *chan;    // whose `subscription` this is; it is freed with it
    sley_waiter stall;  // belongs to no task: I3
};

static sley_subscription *sub_of(sley_link *link)
{
    return container_of(link, sley_subscription, ring);
}

static bool is_full(const sley_chan *ch)
{
    return ch->end - ch->first >= ch->cap;
}

static bool is_held_up(sley_broadcast *b)
{
    if (b->drops) return false;
    sley_link *head = &b->subscriptions;
    for (sley_link *at = head->next; at != head; at = at->next) {
        if (is_full(sub_of(at)->chan)) return true;
    }
    return false;
}

// Takes the value.
static void deliver(sley_broadcast *b, void *value)
{
    void *copy = sley__alloc(b->elem->size ? b->elem->size : 1);
    sley_link *head = &b->subscriptions;
    for (sley_link *at = head->next; at != head;) {
        // What it drops may be the last that keeps another subscription.
        sley_chan *ch = sley_chan_retain(sub_of(at)->chan);
        bool sent;
        sley_type_copy(b->elem, copy, value);
        (void)sley_chan_try_send(NULL, ch, copy, &sent);
        assert(sent); // it is open, and has room
        at = at->next;
        sley_chan_release(ch);
    }
    free(copy);
    sley_type_drop(b->elem, value);
}

// I3: while a send waits, each full subscription tells when it has room.
static void stall(sley_broadcast *b)
{
    sley_link *head = &b->subscriptions;
    for (sley_link *at = head->next; at != head; at = at->next) {
        sley_subscription *s = sub_of(at);
        if (is_full(s->chan) && !s->stall.next) sley__line_add(&s->chan->senders, &s->stall);
    }
}

static void settle(sley_broadcast *b)
{
    while (b->base.line && !is_held_up(b)) {
        sley_waiter *w = b->base.line;
        sley__line_remove(&b->base.line, w);
        deliver(b, w->place);
        sley__claim(&w->base, SLEY_OK);
    }
    if (b->base.line) stall(b);
}

// ---- what channels tell ---------------------------------------------------------------------

void sley__broadcast_taken(sley_subscription *s)
{
    if (s->of && !PLANTED(30)) settle(s->of);
}

void sley__broadcast_end(sley_subscription *s)
{
    sley_broadcast *b = s->of;
    if (!b) return;
    s->of = NULL;
    if (s->stall.next) sley__line_remove(&s->chan->senders, &s->stall);
    sley__link_remove(&s->ring);
    b->count--;
    settle(b);
}

// ---- objects --------------------------------------------------------------------------------

static void state(const sley_sync *base, char *out, size_t cap)
{
    const sley_broadcast *b = (const sley_broadcast *)(const void *)base;
    snprintf(out, cap, ", %lld subscription%s%s", (long long)b->count, b->count == 1 ? "" : "s",
             b->closed ? ", closed" : "");
}

static const sley_sync_face broadcast_face = {
    .name = "broadcast", .verb = SYNC_WAIT, .state = state};
static const sley_sync_face watch_face = {.name = "watch", .verb = SYNC_WAIT, .state = state};

static sley_broadcast *make(sley_executor *e, const sley_sync_face *face, const sley_type *elem,
                            int64_t cap, bool drops, const sley_site *site)
{
    sley_broadcast *b = sley__sync_new(e, face, sizeof *b, site);
    sley__link_init(&b->subscriptions);
    b->elem = elem;
    b->cap = cap;
    b->drops = drops;
    return b;
}

sley_broadcast *sley_broadcast_new(sley_executor *e, const sley_type *elem, int64_t cap,
                                   int64_t drop, const sley_site *site)
{
    if (cap < 1 || cap > MOST_ITEMS)
        sley_panicf(site, "broadcast capacity %lld is out of range 1..1048576", (long long)cap);
    return make(e, &broadcast_face, elem, cap, drop != 0, site);
}

static void end_subscriptions(sley_broadcast *b)
{
    while (!sley__link_is_empty(&b->subscriptions)) {
        sley_chan_close(sub_of(b->subscriptions.next)->chan); // which leaves
    }
}

static void free_broadcast(void *object)
{
    sley_broadcast *b = object;
    end_subscriptions(b);
    if (b->latest) sley_type_drop(b->elem, b->latest);
    free(b->latest);
    sley__sync_free(&b->base);
}

void sley_broadcast_free(sley_broadcast *b)
{
    assert(!b->base.line);
    sley__free_holder(b, free_broadcast);
}

sley_chan *sley_broadcast_subscribe(sley_broadcast *b, const sley_site *site)
{
    sley_chan *ch = sley_chan_new(&full(b->base.executor)->own, b->elem, b->cap, site);
    ch->drops_oldest = b->drops;
    if (b->latest) {
        bool sent;
        sley_chan_offer(NULL, ch, b->latest, &sent);
    }
    if (b->closed) {
        sley_chan_close(ch);
        return ch;
    }
    sley_subscription *s = sley__alloc(sizeof *s);
    memset(s, 0, sizeof *s);
    s->of = b;
    s->chan = ch;
    s->stall.object = ch;
    ch->subscription = s;
    sley__link_add(&b->subscriptions, &s->ring);
    b->count++;
    return ch;
}

void sley_broadcast_close(sley_broadcast *b)
{
    if (b->closed) return;
    b->closed = true;
    while (b->base.line) {
        sley_waiter *w = b->base.line;
        sley__line_remove(&b->base.line, w);
        w->base.task->base.error = sley__error_closed_new(b->elem, w->place);
        sley__claim(&w->base, SLEY_ERROR);
    }
    end_subscriptions(b);
}

// ---- send -----------------------------------------------------------------------------------

static sley_broadcast *broadcast_of(sley_wait *wait)
{
    return container_of(wait, sley_waiter, base)->object;
}

static void send_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&broadcast_of(wait)->base.line, w);
}

static void send_drop(sley_wait *wait)
{
    sley_type_drop(broadcast_of(wait)->elem, container_of(wait, sley_waiter, base)->place);
}

static sley_status send_now(sley_task *task, sley_broadcast *b, void *value)
{
    if (b->closed) {
        task->base.error = sley__error_closed_new(b->elem, value);
        return SLEY_ERROR;
    }
    if (b->base.line || is_held_up(b)) return SLEY_PENDING;
    deliver(b, value);
    return SLEY_OK;
}

static sley_status send_attempt(sley_task *task, sley_wait *wait)
{
    return send_now(task, broadcast_of(wait), container_of(wait, sley_waiter, base)->place);
}

static void send_arm(sley_wait *wait)
{
    sley_broadcast *b = broadcast_of(wait);
    sley__line_add(&b->base.line, container_of(wait, sley_waiter, base));
    stall(b);
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    sley__sync_describe(&broadcast_of(wait)->base, out, cap);
}

static const sley_wait_kind send_kind = {
    .name = "send",
    .unlink = send_unlink,
    .drop = send_drop,
    .attempt = send_attempt,
    .arm = send_arm,
    .describe = describe,
};

sley_status sley_broadcast_send(sley_task *task, sley_frame *self, sley_waiter *w,
                                sley_broadcast *b, void *value)
{
    bool waits = !b->closed && (b->base.line || is_held_up(b));
    if (waits ? sley__is_cancelled(task) : sley__must_stop(task)) {
        sley_type_drop(b->elem, value);
        return sley__wait_stop(task, self);
    }
    if (!waits) return sley__end(task, self, send_now(task, b, value));
    sley_status st = sley__stand_in(task, self, w, &send_kind, &b->base.line, b, value);
    stall(b);
    return st;
}

void sley_arm_broadcast_send(sley_waiter *arm, sley_broadcast *b, void *value)
{
    sley__arm_set(arm, &send_kind, b, value);
}

// ---- watch ----------------------------------------------------------------------------------

sley_watch *sley_watch_new(sley_executor *e, const sley_type *elem, const void *value,
                           const sley_site *site)
{
    sley_watch *w = make(e, &watch_face, elem, 1, true, site);
    w->latest = sley__alloc(elem->size ? elem->size : 1);
    sley_type_copy(elem, w->latest, value);
    return w;
}

void sley_watch_set(sley_watch *w, const void *value)
{
    // What the old value holds goes last: it may hold the watch itself.
    void *old = w->latest;
    w->latest = sley__alloc(w->elem->size ? w->elem->size : 1);
    sley_type_copy(w->elem, w->latest, value);
    void *copy = sley__alloc(w->elem->size ? w->elem->size : 1);
    sley_type_copy(w->elem, copy, value);
    sley_watch_retain(w);
    deliver(w, copy);
    free(copy);
    sley_type_drop(w->elem, old);
    free(old);
    sley_watch_release(w);
}

void *sley_watch_get(sley_watch *w)
{
    return w->latest;
}

SYNC_TYPE(broadcast, "broadcast");
SYNC_TYPE(watch, "watch");
