// SPDX-License-Identifier: MIT
// limit.c - chan_buffered4: four producers, four consumers, a channel of 128 places, n items.
#include "../chan.h"

enum { PARTIES = 4 };

typedef struct party {
    task base;
    waiter w;
    int64_t i;
    int64_t n;
    int64_t value;
    int64_t sum;
} party;

static chan ch = {.places = 128};
static int producers = PARTIES;

static void producer_resume(task *t)
{
    party *p = (party *)t;
    if (t->state == 1) goto resume_1;
    for (p->i = 0; p->i < p->n; p->i++) {
        p->value = p->i;
        t->state = 1;
        if (!chan_send(&ch, t, &p->w, &p->value)) return;
    resume_1:;
    }
    if (!--producers) chan_close(&ch);
}

static void consumer_resume(task *t)
{
    party *p = (party *)t;
    if (t->state == 1) goto resume_1;
    for (;;) {
        t->state = 1;
        if (!chan_recv(&ch, t, &p->w, &p->value)) return;
    resume_1:
        if (p->value < 0) return;
        p->sum += p->value & 1;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 100000000);
    party all[2 * PARTIES];
    double start = now_ns();
    for (int i = 0; i < 2 * PARTIES; i++) {
        all[i] = (party){.base.resume = i < PARTIES ? consumer_resume : producer_resume,
                         .n = n / PARTIES};
        make_ready(&all[i].base);
    }
    run_all();
    int64_t sum = 0;
    for (int i = 0; i < PARTIES; i++) sum += all[i].sum;
    if (sum != n / 8 * 4) return 1;
    return limit_report(start, n);
}
