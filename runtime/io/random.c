// SPDX-License-Identifier: MIT
// random.c - the program's random numbers: a generator of its own, so that the schedule's stays
// what the seed says.
#include "io/internal.h"

#include <math.h>
#include <stdlib.h>

#include "sley/list.h"
#include "sley/random.h"

static _Thread_local uint64_t state;

void sley_random_seed(int64_t n)
{
    // splitmix64: neighbouring seeds give unrelated sequences.
    uint64_t z = (uint64_t)n + UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    state = (z ^ (z >> 31)) | 1;
}

static uint64_t next(void)
{
    if (state == 0) {
        const char *seed = getenv("SLEY_SEED");
        executor *x = full(sley_here());
        int64_t own = x->name ? (int64_t)(x->seed * UINT64_C(0x9E3779B97F4A7C15)) : 0; // a thread's
        sley_random_seed(own ^ (seed ? strtoll(seed, NULL, 10) : sley_wall(&x->hot)));
    }
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(0x2545F4914F6CDD1D);
}

// 0 to bound-1, each equally likely.
static uint64_t below(uint64_t bound)
{
    uint64_t unfair = (UINT64_MAX - bound + 1) % bound;
    uint64_t r = next();
    while (r < unfair) r = next();
    return r % bound;
}

double sley_random_float(void)
{
    return (double)(next() >> 11) / 9007199254740992.0; // 2^53
}

int64_t sley_random_int(int64_t from, int64_t to, const sley_site *site)
{
    if (from >= to)
        sley_panicf(site, "random.int(%lld, %lld): the range is empty", (long long)from,
                    (long long)to);
    return (int64_t)((uint64_t)from + below((uint64_t)to - (uint64_t)from));
}

bool sley_random_chance(double p)
{
    return sley_random_float() < p;
}

void *sley_random_choice(sley_list *xs, const sley_site *site)
{
    if (sley_list_len(xs) == 0) sley_panic(site, "random.choice of an empty list");
    return sley_list_at(xs, (int64_t)below((uint64_t)sley_list_len(xs)), site);
}

void sley_random_shuffle(sley_list *xs)
{
    for (int64_t i = sley_list_len(xs) - 1; i > 0; i--)
        sley_list_swap(xs, i, (int64_t)below((uint64_t)i + 1), NULL);
}

sley_list *sley_random_sample(const sley_list *xs, int64_t n, const sley_site *site)
{
    int64_t len = sley_list_len(xs);
    if (n < 0 || n > len)
        sley_panicf(site, "random.sample of %lld elements of a list of %lld", (long long)n,
                    (long long)len);
    sley_list *chosen = sley_list_copy(xs);
    for (int64_t i = 0; i < n; i++)
        sley_list_swap(chosen, i, i + (int64_t)below((uint64_t)(len - i)), NULL);
    sley_list_truncate(chosen, n, NULL);
    return chosen;
}

double sley_random_uniform(double from, double to)
{
    return from + (to - from) * sley_random_float();
}

// Above 0, so that it has a logarithm.
static double above_zero(void)
{
    return 1.0 - sley_random_float();
}

double sley_random_normal(double mean, double deviation)
{
    // Box and Muller; the second value is thrown away: no state beside the generator's
    double radius = sqrt(-2.0 * log(above_zero()));
    return mean + deviation * radius * cos(2.0 * sley_math_pi() * sley_random_float());
}

double sley_random_exponential(double mean)
{
    return -mean * log(above_zero());
}
