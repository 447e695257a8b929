// SPDX-License-Identifier: MIT
// limit.c - sleepers: timers, where all sleep for a second; what counts is the memory.
#define SLEEP_TIME(RANDOM, I) (1000000000 + (I) % 1000)
#include "../timers/limit.c"
