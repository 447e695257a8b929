// SPDX-License-Identifier: MIT
// chan.h - channels: a ring of items, and a line of waiters at each end.
//
// I1  At least one of `senders` and `receivers` is empty, but for the two arms of one select.
// I2  Receivers wait only while the ring is empty; senders only while it is full.
// I3  Once closed, no task waits and the item count never rises.
// I4  In the line of senders of a subscription stands, at most, the node of its broadcast, which
//     belongs to no task (broadcast.h I3).
// I5  An item handed to a waiting receiver takes no slot (S70): it goes straight to its place.
// I6  What other executors hold, too, is a handle: the channel is its `core`, and the handle looks
//     like one that is closed, so that the fast paths leave it alone (sync/chan_far.c).
//
// Sends TAKE the value: whatever happens, it belongs to the channel, the receiver, or the error
// Closed; a send that is cancelled drops it. Receiving moves it out. The value of a send that may
// suspend must lie in the frame.
#ifndef SLEY_CHAN_H
#define SLEY_CHAN_H

#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLEY_UNBOUNDED UINT32_MAX

typedef struct sley_subscription sley_subscription; // sync/broadcast.c

typedef struct sley_chan {
    sley_object head; // refs: handles
    uint32_t first;   // the oldest item; counts on for ever, its slot is first & mask
    uint32_t end;     // one past the newest; end - first items are in the ring
    uint32_t mask;    // slots - 1, a power of two; slots may exceed cap
    uint32_t room;    // items the fast path may fill it to: min(cap, slots), 0 once closed
    uint32_t cap;     // 0: rendezvous; SLEY_UNBOUNDED: grows
    char *slots;
    sley_waiter *receivers; // line; place: where the optional goes
    sley_waiter *senders;   // line; place: where the value is
    uint32_t size;          // of an item: elem->size
    uint32_t offset;        // of the value in an optional
    bool closed;
    bool error_due; // the next receive at the end throws `error` instead of giving none
    bool drops_oldest; // a send to a full one drops the oldest item; no send waits
    const sley_type *elem;
    sley_executor *executor;
    sley_error *error;     // of close(e)
    sley_subscription *subscription; // whose values it gets; NULL: an ordinary channel
    const sley_site *site; // where it was made; may be NULL
    uint32_t number;       // for dumps: "chan[int]#3"
    struct sley_chan *core; // that executors share (I6); NULL: this is the channel
} sley_chan;

// chan[T](cap). A negative or too large cap (over 2^20) is a panic at the site.
sley_chan *sley_chan_new(sley_task *task, const sley_type *elem, int64_t cap,
                         const sley_site *site);
// chan[T](cap, drop: oldest): a full one drops its oldest item. A capacity of 0 is a panic, too.
sley_chan *sley_chan_new_dropping(sley_task *task, const sley_type *elem, int64_t cap,
                                  const sley_site *site);
sley_chan *sley_chan_new_unbounded(sley_task *task, const sley_type *elem, const sley_site *site);
// Makes the new one a channel of optionals that are bare pointers: what comes out of chan[str?]
// is a struct { bool some; sley_str *value; }.
sley_chan *sley_chan_of_optionals(sley_chan *ch);
void sley_chan_free(sley_chan *ch);

SLEY_REFCOUNTED(sley_chan, head.refs, sley_chan_free)

extern const sley_type sley_type_chan; // a place that holds a sley_chan *

sley_status sley__chan_send_slow(sley_task *task, sley_frame *self, sley_waiter *w, sley_chan *ch,
                                 void *value);
sley_status sley__chan_recv_slow(sley_task *task, sley_frame *self, sley_waiter *w, sley_chan *ch,
                                 void *dest);

void sley__chan_check(const sley_chan *ch); // its invariants, in asserts

static inline char *sley__chan_slot(const sley_chan *ch, uint32_t index, size_t size)
{
    return ch->slots + (size_t)(index & ch->mask) * size;
}

// `await ch.send(v)`: `*value`, of `size` bytes, is taken. Throws Closed(v). Suspends while full,
// or, for a rendezvous, until it is taken.
// Cancel safety: a send cancelled before it was taken sent nothing (S74); its value is dropped.
static inline sley_status sley_chan_send(sley_task *task, sley_frame *self, sley_waiter *w,
                                         sley_chan *ch, void *value, size_t size)
{
    if (SLEY_LIKELY(ch->end - ch->first < ch->room && !ch->receivers && sley__spend(task))) {
        memcpy(sley__chan_slot(ch, ch->end, size), value, size);
        ch->end++;
#if SLEY_CHECKED
        sley__chan_check(ch);
#endif
        return SLEY_OK;
    }
    return sley__chan_send_slow(task, self, w, ch, value);
}

// The same for an await area `struct { sley_waiter wait; T value; }` that holds the value.
#define SLEY_SEND(TASK, SELF, AREA, CHAN) \
    sley_chan_send(TASK, SELF, &(AREA).wait, CHAN, &(AREA).value, sizeof (AREA).value)

// `await ch.recv()`: the optional at `dest` gets the value, or none when closed and drained;
// throws what close(e) gave, once. `size` is the item's. Suspends while empty.
// Cancel safety: what was received is delivered (S38).
static inline sley_status sley_chan_recv(sley_task *task, sley_frame *self, sley_waiter *w,
                                         sley_chan *ch, void *dest, size_t size)
{
    if (SLEY_LIKELY(ch->end != ch->first && !ch->senders && sley__spend(task))) {
        *(char *)dest = 1;
        // gcc -O2 may take `dest` for another, smaller member of the union of a frame's areas.
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstringop-overflow"
#endif
        memcpy((char *)dest + ch->offset, sley__chan_slot(ch, ch->first, size), size);
#if defined __GNUC__ && !defined __clang__
#pragma GCC diagnostic pop
#endif
        ch->first++;
#if SLEY_CHECKED
        sley__chan_check(ch);
#endif
        return SLEY_OK;
    }
    return sley__chan_recv_slow(task, self, w, ch, dest);
}

// The same for an await area `struct { sley_waiter wait; T? v; }`.
#define SLEY_RECV(TASK, SELF, AREA, CHAN, T) \
    sley_chan_recv(TASK, SELF, &(AREA).wait, CHAN, &(AREA).v, sizeof(T))

// Never suspend. try_send: true when taken; when it is false the value stays the caller's; throws
// Closed (taking it). try_recv: the optional; none: nothing there (S76: a rendezvous needs a
// waiting peer).
sley_status sley_chan_try_send(sley_task *task, sley_chan *ch, void *value, bool *sent);
sley_status sley_chan_try_recv(sley_task *task, sley_chan *ch, void *dest);

// The same for methods of Sley programs: offer borrows the value, poll never throws. refused()
// copies the value out of a Closed of this channel's item type; false: it is another error.
sley_status sley_chan_offer(sley_task *task, sley_chan *ch, const void *value, bool *sent);
void sley_chan_poll(sley_chan *ch, void *opt);
bool sley_chan_refused(const sley_chan *ch, sley_error *error, void *result);

void sley_chan_close(sley_chan *ch);                          // twice does nothing (S75)
void sley_chan_close_error(sley_chan *ch, sley_error *error); // takes the error

int64_t sley__chan_far_len(const sley_chan *ch);
bool sley__chan_far_closed(const sley_chan *ch);

static inline int64_t sley_chan_len(const sley_chan *ch)
{
    return SLEY_UNLIKELY(ch->core) ? sley__chan_far_len(ch) : ch->end - ch->first;
}

// Of an unbounded one: the greatest int.
static inline int64_t sley_chan_cap(const sley_chan *ch)
{
    uint32_t cap = ch->core ? ch->core->cap : ch->cap; // never changes
    return cap == SLEY_UNBOUNDED ? INT64_MAX : cap;
}

static inline bool sley_chan_closed(const sley_chan *ch)
{
    return SLEY_UNLIKELY(ch->core) ? sley__chan_far_closed(ch) : ch->closed;
}

// Plain code: the thread waits. send borrows the value and throws Closed(v); the other recv throws
// what the channel was closed with.
sley_status sley_chan_send_blocking(sley_task *task, sley_chan *ch, const void *value);
void sley_chan_recv_blocking(sley_chan *ch, void *dest);
sley_status sley_chan_recv_blocking_throws(sley_task *task, sley_chan *ch, void *dest);

#ifdef __cplusplus
}
#endif

#endif
