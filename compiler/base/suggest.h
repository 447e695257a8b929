// SPDX-License-Identifier: MIT
// suggest.h - "did you mean": the known word that is nearest to a wrong one, or all there are.
#ifndef SLEY_SUGGEST_H
#define SLEY_SUGGEST_H

#include <stddef.h>

enum { SUGGEST_LISTED = 12 };

typedef struct suggestion {
    const char *wrong;     // what the user wrote
    const char *best;      // the nearest so far; NULL when none is near enough
    size_t distance;       // of `best`
    const char *known[SUGGEST_LISTED];   // what was offered, while it fits
    size_t count;          // of different words in a row; over SUGGEST_LISTED: not all are kept
} suggestion;

// Offer each known word, then read `best`.  Near enough is one mistake in
// three letters; the first of equally near words wins.
suggestion suggest_begin(const char *wrong);
void suggest_offer(suggestion *s, const char *known);

#endif
