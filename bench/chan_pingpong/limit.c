// SPDX-License-Identifier: MIT
// limit.c - chan_pingpong: two tasks, two rendezvous channels, n round trips.
//
// The channel is one that a program could use elsewhere: any number of tasks may wait at each
// end, in order; the waiting nodes lie in the tasks.
#include "../limit.h"

typedef struct waiter {
    struct waiter *next;
    task *task;
    int64_t *place; // where the value goes to or comes from
} waiter;

typedef struct line {
    waiter *first;
    waiter **last;
} line;

typedef struct chan {
    line receivers;
    line senders;
} chan;

static chan ping = {{NULL, &ping.receivers.first}, {NULL, &ping.senders.first}};
static chan pong = {{NULL, &pong.receivers.first}, {NULL, &pong.senders.first}};

static inline waiter *line_take(line *l)
{
    waiter *w = l->first;
    l->first = w->next;
    if (!l->first) l->last = &l->first;
    return w;
}

static inline bool line_wait(line *l, waiter *w, task *t, int64_t *place)
{
    w->next = NULL;
    w->task = t;
    w->place = place;
    *l->last = w;
    l->last = &w->next;
    return false;
}

// True: done. False: the task is parked and will be made ready.
static inline bool chan_send(chan *c, task *t, waiter *w, int64_t *value)
{
    if (!c->receivers.first) return line_wait(&c->senders, w, t, value);
    waiter *r = line_take(&c->receivers);
    *r->place = *value;
    make_ready(r->task);
    return true;
}

static inline bool chan_recv(chan *c, task *t, waiter *w, int64_t *dest)
{
    if (!c->senders.first) return line_wait(&c->receivers, w, t, dest);
    waiter *s = line_take(&c->senders);
    *dest = *s->place;
    make_ready(s->task);
    return true;
}

typedef struct player {
    task base;
    waiter w;
    int64_t i;
    int64_t n;
    int64_t value;
    int64_t sum;
} player;

static void left_resume(task *t)
{
    player *p = (player *)t;
    if (t->state == 1) goto resume_1;
    if (t->state == 2) goto resume_2;
    for (p->i = 0; p->i < p->n; p->i++) {
        p->value = p->i;
        t->state = 1;
        if (!chan_send(&ping, t, &p->w, &p->value)) return;
    resume_1:
        t->state = 2;
        if (!chan_recv(&pong, t, &p->w, &p->value)) return;
    resume_2:
        p->sum += p->value;
    }
}

static void right_resume(task *t)
{
    player *p = (player *)t;
    if (t->state == 1) goto resume_1;
    if (t->state == 2) goto resume_2;
    for (p->i = 0; p->i < p->n; p->i++) {
        t->state = 1;
        if (!chan_recv(&ping, t, &p->w, &p->value)) return;
    resume_1:
        p->value++;
        t->state = 2;
        if (!chan_send(&pong, t, &p->w, &p->value)) return;
    resume_2:;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 30000000);
    player left = {.base = {left_resume, NULL, 0}, .n = n};
    player right = {.base = {right_resume, NULL, 0}, .n = n};
    double start = now_ns();
    make_ready(&left.base);
    make_ready(&right.base);
    run_all();
    if (left.sum != n * (n + 1) / 2) return 1;
    return limit_report(start, n);
}
