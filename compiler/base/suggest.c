// SPDX-License-Identifier: MIT
// suggest.c - edit distance, with two neighbours swapped as one mistake.
//
//     suggest_begin("chekc"), suggest_offer("check")   distance 1
//
// Words over MAX_WORD bytes are never suggested: the table stays on the stack.
#include "base/suggest.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_WORD = 64 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

// The optimal string alignment distance; three rows of the table suffice.
static size_t edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][MAX_WORD + 1];
    for (size_t j = 0; j <= b_len; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *now = rows[i % 3];
        const size_t *before = rows[(i + 2) % 3];
        const size_t *two_before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t changed = before[j - 1] + (a[i - 1] != b[j - 1]);
            now[j] = smaller(changed, smaller(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = smaller(now[j], two_before[j - 2] + 1);
            }
        }
    }
    return rows[a_len % 3][b_len];
}

suggestion suggest_begin(const char *wrong)
{
    return (suggestion){.wrong = wrong, .distance = strlen(wrong) / 3};
}

// Overloads are offered one after the other.
static void keep(suggestion *s, const char *known)
{
    bool is_kept = s->count > 0 && s->count <= SUGGEST_LISTED &&
                   strcmp(s->known[s->count - 1], known) == 0;
    if (is_kept) return;
    if (s->count < SUGGEST_LISTED) s->known[s->count] = known;
    if (s->count <= SUGGEST_LISTED) s->count++;
}

void suggest_offer(suggestion *s, const char *known)
{
    keep(s, known);
    size_t wrong_len = strlen(s->wrong);
    size_t known_len = strlen(known);
    if (wrong_len > MAX_WORD || known_len > MAX_WORD) return;
    size_t distance = edit_distance(s->wrong, wrong_len, known, known_len);
    if (distance == 0 || distance >= s->distance + (s->best == NULL)) return;
    s->best = known;
    s->distance = distance;
}
