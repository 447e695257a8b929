// SPDX-License-Identifier: MIT
// limit.c - sieve: the first n primes, a chain of tasks over rendezvous channels.
#include "../chan.h"

// A rendezvous needs no places.
enum { RENDEZVOUS_SIZE = offsetof(chan, items) };

typedef struct filter {
    task base;
    waiter w;
    int64_t prime;
    int64_t value;
    chan *from;
    chan *to;
} filter;

static int64_t left; // primes that are still to be found
static int64_t last;

static void count_resume(task *t)
{
    filter *f = (filter *)t;
    if (t->state == 1) goto resume_1;
    for (f->value = 2; left; f->value++) {
        t->state = 1;
        if (!chan_send(f->to, t, &f->w, &f->value)) return;
    resume_1:;
    }
}

static void filter_resume(task *t)
{
    filter *f = (filter *)t;
    if (t->state == 1) goto resume_1;
    if (t->state == 2) goto resume_2;
    while (left) {
        t->state = 1;
        if (!chan_recv(f->from, t, &f->w, &f->value)) return;
    resume_1:
        if (f->value % f->prime == 0) continue;
        t->state = 2;
        if (!chan_send(f->to, t, &f->w, &f->value)) return;
    resume_2:;
    }
}

static void main_resume(task *t)
{
    filter *f = (filter *)t;
    if (t->state == 1) goto resume_1;
    while (left) {
        t->state = 1;
        if (!chan_recv(f->from, t, &f->w, &f->value)) return;
    resume_1:
        last = f->value;
        left--;
        filter *next = malloc(sizeof *next);
        *next = (filter){.base = {filter_resume, NULL, 0}, .prime = f->value, .from = f->from,
                         .to = calloc(1, RENDEZVOUS_SIZE)};
        f->from = next->to;
        make_ready(&next->base);
    }
}

int main(int argc, char **argv)
{
    left = limit_count(argc, argv, 2000);
    int64_t n = left;
    filter source = {.base = {count_resume, NULL, 0}, .to = calloc(1, RENDEZVOUS_SIZE)};
    filter sink = {.base = {main_resume, NULL, 0}, .from = source.to};
    double start = now_ns();
    make_ready(&source.base);
    make_ready(&sink.base);
    run_all();
    printf("%lld\n", (long long)last);
    return limit_report(start, n);
}
