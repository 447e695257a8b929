// SPDX-License-Identifier: MIT
// limit.c - timers: n tasks, each sleeps until a moment of its own within a second.
//
// A wheel of slots of a millisecond, whose tasks are sorted by deadline when their slot is due.
#include <unistd.h>

#include "../limit.h"

enum { SLOTS = 1024 };

typedef struct sleeper {
    task base;
    int64_t deadline; // ns from the start
} sleeper;

typedef struct slot {
    sleeper **all;
    size_t length;
    size_t room;
} slot;

static slot wheel[SLOTS];

static void slot_add(slot *s, sleeper *t)
{
    if (s->length == s->room) {
        s->room = s->room ? 2 * s->room : 64;
        s->all = realloc(s->all, s->room * sizeof *s->all);
    }
    s->all[s->length++] = t;
}

static int by_deadline(const void *a, const void *b)
{
    int64_t x = (*(sleeper *const *)a)->deadline;
    int64_t y = (*(sleeper *const *)b)->deadline;
    return (x > y) - (x < y);
}

static int64_t ended;

static void sleeper_resume(task *t)
{
    sleeper *s = (sleeper *)t;
    if (t->state == 0) {
        t->state = 1;
        slot_add(&wheel[s->deadline / 1000000 % SLOTS], s);
        return;
    }
    ended++;
}

// What sleepers has of its own: all sleep for the same time.
#ifndef SLEEP_TIME
#define SLEEP_TIME(RANDOM, I) ((int64_t)((RANDOM) >> 33) % 1000000 * 1000)
#endif

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 1000000);
    sleeper *all = malloc((size_t)n * sizeof *all);
    uint64_t seed = 1;
    double start = now_ns();
    for (int64_t i = 0; i < n; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        all[i] = (sleeper){{sleeper_resume, NULL, 0}, SLEEP_TIME(seed, i)};
        make_ready(&all[i].base);
    }
    run_all();
    for (int i = 0; i < SLOTS; i++) {
        double wait = start + (i + 1) * 1e6 - now_ns();
        if (wait > 0) usleep((useconds_t)(wait / 1e3));
        qsort(wheel[i].all, wheel[i].length, sizeof *wheel[i].all, by_deadline);
        for (size_t k = 0; k < wheel[i].length; k++) make_ready(&wheel[i].all[k]->base);
        run_all();
    }
    if (ended != n) return 1;
    return limit_report(start, n);
}
