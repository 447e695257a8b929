// SPDX-License-Identifier: MIT
// limit.c - chan_pingpong: two tasks, two rendezvous channels, n round trips.
#include "../limit.h"

typedef struct chan {
    task *receiver; // parked, or NULL
    int64_t *dest;  // where the parked receiver wants it
    task *sender;   // parked, or NULL
    int64_t value;  // of the parked sender
} chan;

static chan ping;
static chan pong;

// True: done. False: the task is parked and will be made ready.
static inline bool chan_send(chan *c, task *t, int64_t value)
{
    if (c->receiver) {
        *c->dest = value;
        make_ready(c->receiver);
        c->receiver = NULL;
        return true;
    }
    c->sender = t;
    c->value = value;
    return false;
}

static inline bool chan_recv(chan *c, task *t, int64_t *dest)
{
    if (c->sender) {
        *dest = c->value;
        make_ready(c->sender);
        c->sender = NULL;
        return true;
    }
    c->receiver = t;
    c->dest = dest;
    return false;
}

typedef struct player {
    task base;
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
        t->state = 1;
        if (!chan_send(&ping, t, p->i)) return;
    resume_1:
        t->state = 2;
        if (!chan_recv(&pong, t, &p->value)) return;
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
        if (!chan_recv(&ping, t, &p->value)) return;
    resume_1:
        t->state = 2;
        if (!chan_send(&pong, t, p->value + 1)) return;
    resume_2:;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 30000000);
    player left = {{left_resume, NULL, 0}, 0, n, 0, 0};
    player right = {{right_resume, NULL, 0}, 0, n, 0, 0};
    double start = now_ns();
    make_ready(&left.base);
    make_ready(&right.base);
    run_all();
    if (left.sum != n * (n + 1) / 2) return 1;
    return limit_report(start, n);
}
