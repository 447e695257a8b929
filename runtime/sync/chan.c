// SPDX-License-Identifier: MIT
// chan.c - channels: what the inlines of chan.h leave over.
//
// Invariants in chan.h. Each operation looks in this order: closed, the other end's line, the
// ring, and only then parks. Handing over goes straight into the waiting receiver's place (S70); a
// waiting sender's value moves into the ring as soon as a slot is free, and its send is complete
// from then on.
//
// The exception of I1 needs a rendezvous channel: one select that both sends and receives on it.
#include "base/plant.h"
#include "sync/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_ITEMS = 1 << 20, FIRST_SLOTS = 8 };

static uint32_t count_of(const sley_chan *ch)
{
    return ch->end - ch->first;
}

void sley__chan_check(const sley_chan *ch)
{
    const sley_waiter *r = ch->receivers;
    const sley_waiter *s = ch->senders;
    assert(!r || !s || r->base.task == s->base.task); // I1 and its exception
    assert(!r || count_of(ch) == 0);                  // I2
    assert(!s || count_of(ch) >= ch->cap);            // I2
    assert(!ch->closed || (!s && !r));                // I3
    assert(count_of(ch) <= ch->mask + 1 && count_of(ch) <= ch->cap);
    assert(!ch->closed || ch->room == 0);
    (void)r;
    (void)s;
}

// After each change.
static inline void check(const sley_chan *ch)
{
#if SLEY_CHECKED
    sley__chan_check(ch);
#else
    (void)ch;
#endif
}

static sley_chan *make(sley_executor *e, const sley_type *elem, uint32_t cap, uint32_t slots,
                       const sley_site *site)
{
    sley_chan *ch = sley__alloc(sizeof *ch);
    memset(ch, 0, sizeof *ch);
    ch->head.refs = 1;
    ch->cap = cap;
    ch->mask = slots - 1;
    ch->room = cap < slots ? cap : slots;
    ch->size = elem->size;
    ch->offset = sley_type_value_offset(elem);
    ch->elem = elem;
    ch->executor = e;
    ch->site = site;
    ch->number = ++full(e)->chan_number;
    ch->slots = sley__alloc(sley__alloc_size(slots, elem->size ? elem->size : 1, 0));
    full(e)->blocks++;
    return ch;
}

sley_chan *sley_chan_new(sley_task *task, const sley_type *elem, int64_t cap,
                         const sley_site *site)
{
    if (cap < 0 || cap > MOST_ITEMS)
        sley_panicf(site, "channel capacity %lld is out of range 0..1048576", (long long)cap);
    uint32_t slots = 1;
    while (slots < cap) slots *= 2;
    return make(task->base.executor, elem, (uint32_t)cap, slots, site);
}

sley_chan *sley_chan_new_dropping(sley_task *task, const sley_type *elem, int64_t cap,
                                  const sley_site *site)
{
    if (cap == 0) sley_panic(site, "a channel that drops the oldest needs a capacity above 0");
    sley_chan *ch = sley_chan_new(task, elem, cap, site);
    ch->drops_oldest = true;
    return ch;
}

sley_chan *sley_chan_new_unbounded(sley_task *task, const sley_type *elem, const sley_site *site)
{
    return make(task->base.executor, elem, SLEY_UNBOUNDED, FIRST_SLOTS, site);
}

sley_chan *sley_chan_of_optionals(sley_chan *ch)
{
    ch->offset = ch->elem->align;
    return ch;
}

static void free_chan(void *object)
{
    sley_chan *ch = object;
    for (; ch->first != ch->end; ch->first++) {
        sley_type_drop(ch->elem, sley__chan_slot(ch, ch->first, ch->size));
    }
    sley_error_release(ch->error);
    if (ch->executor) full(ch->executor)->blocks--;
    sley__chan_far_release(ch->core);
    free(ch->subscription);
    free(ch->slots);
    free(ch);
}

void sley_chan_free(sley_chan *ch)
{
    if (ch->subscription) sley__broadcast_end(ch->subscription);
    assert(!ch->senders && !ch->receivers);
    sley__free_holder(ch, free_chan);
}

// ---- items ----------------------------------------------------------------------------------

// Most items are a word: a copy of known size needs no call.
static void copy_item(const sley_chan *ch, void *to, const void *from)
{
    if (SLEY_LIKELY(ch->size == 8)) {
        memcpy(to, from, 8);
    } else {
        memcpy(to, from, ch->size);
    }
}

static void give(const sley_chan *ch, void *dest, const void *value)
{
    *(unsigned char *)dest = 1;
    copy_item(ch, (char *)dest + ch->offset, value);
}

static void give_none(const sley_chan *ch, void *dest)
{
    memset(dest, 0, ch->offset + ch->size);
}

static void grow(sley_chan *ch)
{
    uint32_t slots = ch->mask + 1;
    if (slots > UINT32_MAX / 4)
        sley_panic(ch->site, "an unbounded channel holds more than 2^30 items");
    char *bigger = sley__alloc(sley__alloc_size((size_t)slots * 2, ch->size ? ch->size : 1, 0));
    uint32_t mask = slots * 2 - 1;
    for (uint32_t at = ch->first; at != ch->end; at++) {
        memcpy(bigger + (size_t)(at & mask) * ch->size, sley__chan_slot(ch, at, ch->size),
               ch->size);
    }
    free(ch->slots);
    ch->slots = bigger;
    ch->mask = mask;
    ch->room = slots * 2;
}

static void push(sley_chan *ch, const void *value)
{
    if (count_of(ch) > ch->mask) grow(ch);
    copy_item(ch, sley__chan_slot(ch, ch->end, ch->size), value);
    ch->end++;
}

// Freeing the oldest item may change the channel, so it is the last that happens here.
static void push_over_oldest(sley_chan *ch, const void *value)
{
    void *oldest = sley__alloc(ch->size ? ch->size : 1);
    copy_item(ch, oldest, sley__chan_slot(ch, ch->first, ch->size));
    ch->first++;
    push(ch, value);
    sley_type_drop(ch->elem, oldest);
    free(oldest);
}

static sley_waiter *take_first(sley_waiter **line)
{
    sley_waiter *w = *line;
    sley__line_remove(line, w);
    return w;
}

static sley_status throw_closed(sley_task *task, sley_chan *ch, void *value)
{
    if (SLEY_UNLIKELY(ch->core)) return sley__chan_far_try_send(task, ch, value);
    if (PLANTED(10)) return SLEY_OK;
    task->base.error = sley__error_closed_new(ch->elem, value);
    return SLEY_ERROR;
}

// Sends without waiting, if that is possible: SLEY_PENDING when it is not.
static sley_status send_now(sley_task *task, sley_chan *ch, void *value)
{
    if (ch->closed) return throw_closed(task, ch, value);
    if (ch->receivers) {
        sley_waiter *w = take_first(&ch->receivers);
        give(ch, w->place, value);
        sley__claim(&w->base, SLEY_OK);
        check(ch);
        return SLEY_OK;
    }
    if (count_of(ch) >= ch->cap) {
        if (!ch->drops_oldest) return SLEY_PENDING;
        push_over_oldest(ch, value);
    } else {
        push(ch, value);
    }
    check(ch);
    return SLEY_OK;
}

// Of a channel that is closed and drained: the error that it was closed with, once, then none.
static sley_status recv_end(sley_task *task, sley_chan *ch, void *dest)
{
    if (SLEY_UNLIKELY(ch->core)) return sley__chan_far_try_recv(task, ch, dest);
    if (ch->error_due) {
        ch->error_due = false;
        task->base.error = ch->error;
        ch->error = NULL;
        return SLEY_ERROR;
    }
    give_none(ch, dest);
    return SLEY_OK;
}

sley_status sley__chan_attempt_send(sley_task *task, sley_chan *ch, void *value)
{
    return send_now(task, ch, value);
}

// There is a free slot, and someone waits for it.
static void refill(sley_chan *ch)
{
    sley_waiter *w = take_first(&ch->senders);
    if (ch->subscription) { // I4
        sley__broadcast_taken(ch->subscription);
        return;
    }
    push(ch, w->place);
    if (!PLANTED(7)) sley__claim(&w->base, SLEY_OK);
}

static sley_status recv_now(sley_task *task, sley_chan *ch, void *dest)
{
    if (ch->end != ch->first) {
        give(ch, dest, sley__chan_slot(ch, ch->first, ch->size));
        ch->first++;
        if (ch->senders) refill(ch);
        check(ch);
        return SLEY_OK;
    }
    if (ch->senders) { // rendezvous
        sley_waiter *w = take_first(&ch->senders);
        give(ch, dest, w->place);
        sley__claim(&w->base, SLEY_OK);
        check(ch);
        return SLEY_OK;
    }
    return ch->closed ? recv_end(task, ch, dest) : SLEY_PENDING;
}

sley_status sley__chan_attempt_recv(sley_task *task, sley_chan *ch, void *dest)
{
    return recv_now(task, ch, dest);
}

// ---- waiting --------------------------------------------------------------------------------

static void describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_chan *ch = container_of(wait, sley_waiter, base)->object;
    int len = snprintf(out, cap, "chan[%s]#%u", ch->elem->name, ch->number);
    if (ch->site && len > 0 && (size_t)len < cap) {
        snprintf(out + len, cap - (size_t)len, " of %s:%u", sley_site_file(ch->site),
                 ch->site->line);
    }
}

static void recv_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&((sley_chan *)w->object)->receivers, w);
}

static void send_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&((sley_chan *)w->object)->senders, w);
}

static void send_drop(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_type_drop(((sley_chan *)w->object)->elem, w->place);
}

static sley_status recv_attempt(sley_task *task, sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    return recv_now(task, w->object, w->place);
}

static sley_status send_attempt(sley_task *task, sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    return send_now(task, w->object, w->place);
}

static void recv_arm(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_chan *ch = w->object;
    sley__line_add(&ch->receivers, w);
    check(ch);
}

static void send_arm(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_chan *ch = w->object;
    sley__line_add(&ch->senders, w);
    check(ch);
}

static void *recv_core(sley_wait *wait)
{
    return sley__chan_far_core(container_of(wait, sley_waiter, base)->object);
}

static void *send_core(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_chan *core = sley__chan_far_core(w->object);
    sley__chan_far_isolate_value(core, w->place);
    return core;
}

const sley_wait_kind sley__arm_recv_kind = {
    .name = "recv",
    .unlink = recv_unlink,
    .attempt = recv_attempt,
    .arm = recv_arm,
    .describe = describe,
    .core = recv_core,
};

const sley_wait_kind sley__arm_send_kind = {
    .name = "send",
    .unlink = send_unlink,
    .drop = send_drop,
    .attempt = send_attempt,
    .arm = send_arm,
    .describe = describe,
    .core = send_core,
};

NOINLINE static sley_status send_rarely(sley_task *task, sley_frame *self, bool waits,
                                        sley_chan *ch, void *value)
{
    if (ch->core) return sley__chan_far_send(task, self, ch, value);
    if (waits || sley__must_stop(task)) {
        sley_type_drop(ch->elem, value);
        return sley__wait_stop(task, self);
    }
    return sley__end(task, self, send_now(task, ch, value));
}

// The two below are the way of every rendezvous: the straight paths call nothing but what they end
// in, so that no registers need saving.
sley_status sley__chan_send_slow(sley_task *task, sley_frame *self, sley_waiter *w, sley_chan *ch,
                                 void *value)
{
    sley_waiter *r = ch->receivers;
    // no credit: the receiver has to run before it waits again
    if (r && SLEY_LIKELY(ch->size == 8)) {
        char *place = r->place;
        sley__line_remove(&ch->receivers, r);
        *place = 1;
        memcpy(place + ch->offset, value, 8);
        sley__claim_on(task->base.executor, &r->base, SLEY_OK);
        check(ch);
        return SLEY_OK;
    }
    bool waits = count_of(ch) >= ch->cap && !r && !ch->closed && !ch->drops_oldest;
    if (SLEY_LIKELY(waits && !sley__is_cancelled(task))) {
        sley_status st =
            sley__stand_in(task, self, w, &sley__arm_send_kind, &ch->senders, ch, value);
        check(ch);
        return st;
    }
    return send_rarely(task, self, waits, ch, value);
}

NOINLINE static sley_status recv_rarely(sley_task *task, sley_frame *self, bool waits,
                                        sley_chan *ch, void *dest)
{
    if (ch->core) return sley__chan_far_recv(task, self, ch, dest);
    if (waits || sley__must_stop(task)) return sley__wait_stop(task, self);
    return sley__end(task, self, recv_now(task, ch, dest));
}

sley_status sley__chan_recv_slow(sley_task *task, sley_frame *self, sley_waiter *w, sley_chan *ch,
                                 void *dest)
{
    sley_waiter *s = ch->senders;
    bool is_empty = ch->end == ch->first;
    if (s && is_empty && SLEY_LIKELY(ch->size == 8)) { // rendezvous
        sley__line_remove(&ch->senders, s);
        *(char *)dest = 1;
        memcpy((char *)dest + ch->offset, s->place, 8);
        sley__claim_on(task->base.executor, &s->base, SLEY_OK);
        check(ch);
        return SLEY_OK;
    }
    bool waits = is_empty && !s && !ch->closed;
    if (SLEY_LIKELY(waits && !sley__is_cancelled(task))) {
        sley_status st =
            sley__stand_in(task, self, w, &sley__arm_recv_kind, &ch->receivers, ch, dest);
        check(ch);
        return st;
    }
    return recv_rarely(task, self, waits, ch, dest);
}

sley_status sley_chan_try_send(sley_task *task, sley_chan *ch, void *value, bool *sent)
{
    sley_status st = send_now(task, ch, value);
    *sent = st == SLEY_OK;
    return st == SLEY_PENDING ? SLEY_OK : st;
}

sley_status sley_chan_try_recv(sley_task *task, sley_chan *ch, void *dest)
{
    sley_status st = recv_now(task, ch, dest);
    if (st != SLEY_PENDING) return st;
    give_none(ch, dest);
    return SLEY_OK;
}

// The value is borrowed: a copy is sent.
sley_status sley_chan_offer(sley_task *task, sley_chan *ch, const void *value, bool *sent)
{
    *sent = false;
    bool waits = count_of(ch) >= ch->cap && !ch->drops_oldest;
    if (!ch->closed && !ch->receivers && waits) return SLEY_OK;
    void *copy = sley__alloc(ch->size ? ch->size : 1);
    memcpy(copy, value, ch->size);
    if (ch->elem->retain) ch->elem->retain(copy);
    sley_status st = sley_chan_try_send(task, ch, copy, sent);
    if (st == SLEY_OK && !*sent) sley_type_drop(ch->elem, copy); // another thread was first
    free(copy);
    return st;
}

// What it was closed with stays for a recv.
void sley_chan_poll(sley_chan *ch, void *dest)
{
    if (ch->core) {
        sley__chan_far_poll(ch, dest);
        return;
    }
    if (ch->closed && count_of(ch) == 0) {
        give_none(ch, dest);
        return;
    }
    (void)sley_chan_try_recv(NULL, ch, dest);
}

bool sley_chan_refused(const sley_chan *ch, sley_error *error, void *result)
{
    if (error->type != &sley_error_closed || sley_closed_type(error) != ch->elem) {
        memset(result, 0, ch->size);
        return false;
    }
    memcpy(result, sley_closed_value(error), ch->size);
    if (ch->elem->retain) ch->elem->retain(result);
    return true;
}

// ---- close ----------------------------------------------------------------------------------

static void close_with(sley_chan *ch, sley_error *error)
{
    if (ch->closed) {
        if (ch->core) sley__chan_far_close(ch, error);
        else sley_error_release(error);
        return;
    }
    if (ch->subscription) sley__broadcast_end(ch->subscription);
    ch->closed = true;
    ch->room = 0;
    if (PLANTED(9)) ch->first = ch->end;
    ch->error = error;
    ch->error_due = error != NULL;
    // Who waits to receive is told of the end even if a sender waits: that is an arm of the same
    // select (the exception to I1), which leaves its line when the claim is made.
    while (ch->receivers && !PLANTED(8)) {
        sley_waiter *w = take_first(&ch->receivers);
        sley__claim(&w->base, recv_end(w->base.task, ch, w->place));
    }
    while (ch->senders) {
        sley_waiter *w = take_first(&ch->senders);
        sley_status st = throw_closed(w->base.task, ch, w->place);
        sley__claim(&w->base, st);
    }
    check(ch);
}

void sley_chan_close(sley_chan *ch)
{
    close_with(ch, NULL);
}

void sley_chan_close_error(sley_chan *ch, sley_error *error)
{
    close_with(ch, error);
}

void sley__chan_close_with(sley_chan *ch, sley_error *error)
{
    close_with(ch, error);
}

static void chan_print_at(sley_text *out, const void *place)
{
    const sley_chan *ch = *(sley_chan *const *)place;
    char text[160];
    snprintf(text, sizeof text, "<chan[%s]#%u%s>", ch->elem->name, ch->number,
             sley_chan_closed(ch) ? " closed" : "");
    sley_text_put_cstr(out, text);
}

HANDLE_TYPE(chan, "chan", .print = chan_print_at, .isolate = sley__chan_far_isolate);

// ---- plain code -----------------------------------------------------------------------------

sley_status sley_chan_send_blocking(sley_task *task, sley_chan *ch, const void *value)
{
    (void)task; // the one that plain code runs in, which block.c knows
    sley_waiter w;
    sley_blocking b;
    char few[64];
    char *copy = ch->size > sizeof few ? sley__alloc(ch->size) : few;
    sley_type_copy(ch->elem, copy, value);
    sley_task *own = sley__block_begin(&b);
    sley_status st =
        sley__block_end(&b, sley_chan_send(own, &sley__blocked, &w, ch, copy, ch->size));
    if (copy != few) free(copy);
    return st;
}

void sley_chan_recv_blocking(sley_chan *ch, void *dest)
{
    (void)sley_chan_recv_blocking_throws(NULL, ch, dest);
}

sley_status sley_chan_recv_blocking_throws(sley_task *task, sley_chan *ch, void *dest)
{
    (void)task;
    sley_waiter w;
    sley_blocking b;
    sley_task *own = sley__block_begin(&b);
    return sley__block_end(&b, sley_chan_recv(own, &sley__blocked, &w, ch, dest, ch->size));
}
