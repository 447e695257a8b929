// SPDX-License-Identifier: MIT
// limit.c - mutex_yield: mutex, where the lock is held over a switch.
#define YIELDS 1
#include "../mutex/limit.c"
