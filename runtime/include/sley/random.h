// SPDX-License-Identifier: MIT
// random.h - the program's random numbers, apart from those that the schedule draws.
//
// The generator is the thread's. SLEY_SEED=n seeds it, so that a run can be repeated; without it
// the first use seeds it from the clock, which on virtual time is the same in every run.
#ifndef SLEY_RANDOM_H
#define SLEY_RANDOM_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

void sley_random_seed(int64_t n);
double sley_random_float(void);
int64_t sley_random_int(int64_t from, int64_t to, const sley_site *site); // to is excluded
bool sley_random_chance(double p);
// place of an element; empty: a panic
void *sley_random_choice(sley_list *xs, const sley_site *site);
double sley_random_uniform(double from, double to);
double sley_random_normal(double mean, double deviation);
double sley_random_exponential(double mean);
// A new list of n elements; more than there are, or a negative n, is a panic.
sley_list *sley_random_sample(const sley_list *xs, int64_t n, const sley_site *site);
void sley_random_shuffle(sley_list *xs);

#ifdef __cplusplus
}
#endif

#endif
