// SPDX-License-Identifier: MIT
// limit.c - select0: select with channels without places.
#define CAPACITY 0
#include "../select/limit.c"
