// SPDX-License-Identifier: MIT
// broadcast.h - broadcast and watch: one value for each of many receivers.
//
// Who subscribes gets a channel of its own, so that receiving, select, loops and reports are those
// of channels. A broadcast and its subscriptions know each other, but neither keeps the other.
//
// I1  A send is complete when its value is in every subscription: all at once, or none (S74).
// I2  A send waits only while some subscription is full; none is ever full that drops the oldest.
// I3  A full subscription for which a send waits has the node `stall` in its line of senders, so
//     that taking a value from it lets the send go on.
#ifndef SLEY_BROADCAST_H
#define SLEY_BROADCAST_H

#include "sley/sync.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_broadcast {
    sley_sync base;          // its line: sends that wait; place: the value
    sley_link subscriptions; // in the order of subscribing
    int64_t count;           // of them
    const sley_type *elem;
    int64_t cap;   // values that each subscription holds at most
    void *latest;  // of a watch: its value; NULL: a broadcast
    bool drops;    // a full subscription loses its oldest value instead of holding up the send
    bool closed;
} sley_broadcast;

typedef struct sley_broadcast sley_watch;

extern const sley_type sley_type_broadcast;
extern const sley_type sley_type_watch;
void sley_broadcast_free(sley_broadcast *b);
SLEY_REFCOUNTED(sley_broadcast, base.head.refs, sley_broadcast_free)
SLEY_REFCOUNTED(sley_watch, base.head.refs, sley_broadcast_free)

// `cap` values for each subscription; less than 1, or over 2^20, is a panic at the site. `drop`: 1
// drops the oldest.
sley_broadcast *sley_broadcast_new(sley_executor *e, const sley_type *elem, int64_t cap,
                                   int64_t drop, const sley_site *site);
// A channel of what is sent from now on, +1; ends when the broadcast is closed, or freed.
sley_chan *sley_broadcast_subscribe(sley_broadcast *b, const sley_site *site);
// `*value` is taken; each subscription gets a copy. Throws Closed(value). Suspends while a
// subscription is full.
// Cancel safety: a send that is cancelled has sent nothing to anyone.
sley_status sley_broadcast_send(sley_task *task, sley_frame *self, sley_waiter *w,
                                sley_broadcast *b, void *value);
void sley_arm_broadcast_send(sley_waiter *arm, sley_broadcast *b, void *value);
void sley_broadcast_close(sley_broadcast *b); // twice does nothing

static inline int64_t sley_broadcast_subscribers(const sley_broadcast *b)
{
    return b->count;
}

static inline bool sley_broadcast_closed(const sley_broadcast *b)
{
    return b->closed;
}

// A broadcast with one place for each subscription, which keeps the newest value. The value is
// borrowed; get() copies it; a new subscription begins with it.
sley_watch *sley_watch_new(sley_executor *e, const sley_type *elem, const void *value,
                           const sley_site *site);
void sley_watch_set(sley_watch *w, const void *value);
void *sley_watch_get(sley_watch *w); // its place

#ifdef __cplusplus
}
#endif

#endif
