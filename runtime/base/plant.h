// SPDX-License-Identifier: MIT
// plant.h - mistakes that are planted on purpose.
//
// PLANTED(n) is false. In the runtime of build/plants (-DPLANTS) it is true when the environment
// says SLEY_PLANT=n: each n turns a piece of right code into a fault that the tests have to notice.
// tests/runtime/plants.py says what each is.
#ifndef SLEY_RUNTIME_PLANT_H
#define SLEY_RUNTIME_PLANT_H

#ifdef PLANTS
#include <stdbool.h>
#include <stdlib.h>

static inline bool plant_is(int n)
{
    const char *wanted = getenv("SLEY_PLANT");
    return wanted != NULL && atoi(wanted) == n;
}

#define PLANTED(N) plant_is(N)
#else
#define PLANTED(N) false
#endif

#endif
