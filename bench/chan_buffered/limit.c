// SPDX-License-Identifier: MIT
// limit.c - chan_buffered: one producer, one consumer, a channel of 128, n items.
#include "../limit.h"

enum { CAP = 128 };

typedef struct chan {
    int64_t items[CAP];
    uint32_t head; // next to take
    uint32_t tail; // next free
    task *receiver; // parked, or NULL
    int64_t *dest;
    task *sender; // parked, or NULL
    int64_t value;
    bool closed;
} chan;

static chan ch;

static inline bool chan_send(chan *c, task *t, int64_t value)
{
    if (c->receiver) {
        *c->dest = value;
        make_ready(c->receiver);
        c->receiver = NULL;
        return true;
    }
    if (c->tail - c->head < CAP) {
        c->items[c->tail++ % CAP] = value;
        return true;
    }
    c->sender = t;
    c->value = value;
    return false;
}

static inline bool chan_recv(chan *c, task *t, int64_t *dest)
{
    if (c->tail != c->head) {
        *dest = c->items[c->head++ % CAP];
        if (c->sender) {
            c->items[c->tail++ % CAP] = c->value;
            make_ready(c->sender);
            c->sender = NULL;
        }
        return true;
    }
    c->receiver = t;
    c->dest = dest;
    return false;
}

typedef struct party {
    task base;
    int64_t i;
    int64_t n;
    int64_t value;
    int64_t sum;
} party;

static void producer_resume(task *t)
{
    party *p = (party *)t;
    if (t->state == 1) goto resume_1;
    for (p->i = 0; p->i < p->n; p->i++) {
        t->state = 1;
        if (!chan_send(&ch, t, p->i)) return;
    resume_1:;
    }
}

static void consumer_resume(task *t)
{
    party *p = (party *)t;
    if (t->state == 1) goto resume_1;
    for (p->i = 0; p->i < p->n; p->i++) {
        t->state = 1;
        if (!chan_recv(&ch, t, &p->value)) return;
    resume_1:
        p->sum += p->value;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 100000000);
    party producer = {{producer_resume, NULL, 0}, 0, n, 0, 0};
    party consumer = {{consumer_resume, NULL, 0}, 0, n, 0, 0};
    double start = now_ns();
    make_ready(&producer.base);
    make_ready(&consumer.base);
    run_all();
    if (consumer.sum != n * (n - 1) / 2) return 1;
    return limit_report(start, n);
}
