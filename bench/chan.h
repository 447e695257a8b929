// SPDX-License-Identifier: MIT
// chan.h - a channel of the hand-written limits: any number of tasks may wait at each end, in
// order, and the waiting nodes lie in the tasks.
#ifndef CHAN_H
#define CHAN_H

#include "limit.h"

typedef struct waiter {
    struct waiter *next;
    task *task;
    int64_t *place; // where the value goes to or comes from
} waiter;

typedef struct line {
    waiter *first;
    waiter **last; // NULL: nothing waits
} line;

enum { CHAN_PLACES = 128 };

typedef struct chan {
    line receivers;
    line senders;
    uint32_t places; // at most CHAN_PLACES; 0: a rendezvous
    uint32_t head;   // next to take
    uint32_t tail;   // next free
    bool closed;
    int64_t items[CHAN_PLACES];
} chan;

static inline waiter *line_take(line *l)
{
    waiter *w = l->first;
    l->first = w->next;
    return w;
}

static inline bool line_wait(line *l, waiter *w, task *t, int64_t *place)
{
    *w = (waiter){NULL, t, place};
    if (l->first) {
        *l->last = w;
    } else {
        l->first = w;
    }
    l->last = &w->next;
    return false;
}

// True: done. False: the task is parked and will be made ready.
static inline bool chan_send(chan *c, task *t, waiter *w, int64_t *value)
{
    if (c->receivers.first) {
        waiter *r = line_take(&c->receivers);
        *r->place = *value;
        make_ready(r->task);
        return true;
    }
    if (c->tail - c->head < c->places) {
        c->items[c->tail++ % CHAN_PLACES] = *value;
        return true;
    }
    return line_wait(&c->senders, w, t, value);
}

// As chan_send; a closed channel without values gives -1.
static inline bool chan_recv(chan *c, task *t, waiter *w, int64_t *dest)
{
    if (c->tail != c->head) {
        *dest = c->items[c->head++ % CHAN_PLACES];
        if (c->senders.first) {
            waiter *s = line_take(&c->senders);
            c->items[c->tail++ % CHAN_PLACES] = *s->place;
            make_ready(s->task);
        }
        return true;
    }
    if (c->senders.first) {
        waiter *s = line_take(&c->senders);
        *dest = *s->place;
        make_ready(s->task);
        return true;
    }
    if (c->closed) {
        *dest = -1;
        return true;
    }
    return line_wait(&c->receivers, w, t, dest);
}

static inline void chan_close(chan *c)
{
    c->closed = true;
    while (c->receivers.first) {
        waiter *r = line_take(&c->receivers);
        *r->place = -1;
        make_ready(r->task);
    }
}

#endif
