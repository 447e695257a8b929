// SPDX-License-Identifier: MIT
// limit.c - select: four producers, each with a channel of 128 places, and one task that takes
// from whichever has a value; n items in all.
//
// The selector has a node in the line of each channel, and all four share one claim: who takes
// the task takes the nodes out of the other lines. Where it begins to look goes round.
#include "../limit.h"

#ifndef CAPACITY
#define CAPACITY 128 // select0 has its own
#endif

enum { ARMS = 4, PLACES = 128 };

typedef struct selector selector;

typedef struct chan {
    selector *receiver; // the selector waits here, or NULL
    task *sender;       // parked, or NULL
    int64_t *place;     // its value
    uint32_t places;
    uint32_t head; // next to take
    uint32_t tail; // next free
    int64_t items[PLACES];
} chan;

struct selector {
    task base;
    int64_t i;
    int64_t n;
    int64_t value;
    int64_t sum;
    uint32_t first; // the arm to look at first
};

static chan channels[ARMS];

static inline void selector_give(selector *s, int64_t value)
{
    s->value = value;
    for (int i = 0; i < ARMS; i++) channels[i].receiver = NULL;
    make_ready(&s->base);
}

// True: done. False: the task is parked and will be made ready.
static inline bool chan_send(chan *c, task *t, int64_t *value)
{
    if (c->receiver) {
        selector_give(c->receiver, *value);
        return true;
    }
    if (c->tail - c->head < c->places) {
        c->items[c->tail++ % PLACES] = *value;
        return true;
    }
    c->sender = t;
    c->place = value;
    return false;
}

static inline bool chan_try(chan *c, int64_t *dest)
{
    if (c->tail != c->head) {
        *dest = c->items[c->head++ % PLACES];
        if (c->sender) {
            c->items[c->tail++ % PLACES] = *c->place;
            make_ready(c->sender);
            c->sender = NULL;
        }
        return true;
    }
    if (!c->sender) return false;
    *dest = *c->place;
    make_ready(c->sender);
    c->sender = NULL;
    return true;
}

static inline bool select_recv(selector *s)
{
    uint32_t first = s->first++;
    for (uint32_t i = 0; i < ARMS; i++) {
        if (chan_try(&channels[(first + i) % ARMS], &s->value)) return true;
    }
    for (int i = 0; i < ARMS; i++) channels[i].receiver = s;
    return false;
}

typedef struct producer {
    task base;
    chan *to;
    int64_t i;
    int64_t n;
    int64_t value;
} producer;

static void producer_resume(task *t)
{
    producer *p = (producer *)t;
    if (t->state == 1) goto resume_1;
    for (p->i = 0; p->i < p->n; p->i++) {
        p->value = p->i;
        t->state = 1;
        if (!chan_send(p->to, t, &p->value)) return;
    resume_1:;
    }
}

static void selector_resume(task *t)
{
    selector *s = (selector *)t;
    if (t->state == 1) goto resume_1;
    for (s->i = 0; s->i < s->n; s->i++) {
        t->state = 1;
        if (!select_recv(s)) return;
    resume_1:
        s->sum += s->value & 1;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 20000000);
    producer producers[ARMS];
    selector s = {.base = {selector_resume, NULL, 0}, .n = n / ARMS * ARMS};
    double start = now_ns();
    for (int i = 0; i < ARMS; i++) {
        channels[i].places = CAPACITY;
        producers[i] = (producer){.base = {producer_resume, NULL, 0}, .to = &channels[i],
                                  .n = n / ARMS};
        make_ready(&producers[i].base);
    }
    make_ready(&s.base);
    run_all();
    if (s.sum != n / 8 * 4) return 1;
    return limit_report(start, n);
}
