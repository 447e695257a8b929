// SPDX-License-Identifier: MIT
// wheel.h - many deadlines: a hierarchical timing wheel, sorted as its slots come due.
//
// After Varghese and Lauck, "Hashed and hierarchical timing wheels" (1987), scheme 6. A deadline
// belongs to a tick of 2^20 ns. Ticks ahead of the wheel's own wait in slots, unsorted: a level has
// 64 slots, each as long as all of the level below. The level is that of the highest digit (base
// 64) in which the entry's tick differs from the wheel's, so an entry moves at most once a level on
// its way down. When its tick comes, a slot is sorted into the run, and the run is taken from the
// front: nothing is rounded, and ties keep their order.
//
// W1  What is due at the wheel's tick or before is in the run, what is due later in a slot.
// W2  The run is sorted by (deadline, order). Entries that were removed from it have no wait; the
//     first one has.
// W3  A wait knows its place: an entry of a chunk, or one of the run (sley_wait.index).
// W4  used[level] has a bit for each slot that is not empty; a slot's chunks are full but the last.
#ifndef SLEY_CORE_WHEEL_H
#define SLEY_CORE_WHEEL_H

#include "core/internal.h"

enum {
    WHEEL_TICK_BITS = 20, // a tick is 1.05 ms
    WHEEL_DIGIT = 6,
    WHEEL_SLOTS = 1 << WHEEL_DIGIT,
    WHEEL_LEVELS = 8,  // 43 bits of ticks
    WHEEL_CHUNK = 64,  // entries of a slot that lie together
};

typedef struct wheel_chunk {
    struct wheel_chunk *before; // in its slot
    struct wheel_chunk *after;  // in its slot, or in the list of free ones
    uint32_t number;            // chunks[number] is this one
    uint16_t slot;              // level * WHEEL_SLOTS + place
    uint16_t count;
    timer_entry all[WHEEL_CHUNK];
} wheel_chunk;

typedef struct wheel_slot {
    wheel_chunk *first, *last;
} wheel_slot;

struct timer_wheel {
    uint64_t tick;
    int64_t next; // deadline of the earliest entry in a slot; INT64_MAX: none; -1: not known
    uint64_t used[WHEEL_LEVELS];
    wheel_slot slots[WHEEL_LEVELS * WHEEL_SLOTS];
    wheel_chunk **chunks; // all there are, by number
    uint32_t chunk_count, chunk_cap;
    wheel_chunk *free;
    timer_entry *run; // from run_at on
    uint32_t run_at, run_end, run_cap;
};

timer_wheel *sley__wheel_new(int64_t now);
void sley__wheel_free(timer_wheel *w); // NULL: nothing

// Whether the entry's tick has not come yet: only then may it be added.
bool sley__wheel_takes(const timer_wheel *w, int64_t deadline);
void sley__wheel_add(timer_wheel *w, timer_entry entry);
void sley__wheel_remove(timer_wheel *w, sley_wait *node);

// Moves what is due at the tick of `now` or before to the run.
void sley__wheel_advance(timer_wheel *w, int64_t now);

// The first of the run; NULL: the run is empty.
const timer_entry *sley__wheel_first(const timer_wheel *w);

// The earliest deadline in the wheel; INT64_MAX: it is empty.
int64_t sley__wheel_next(timer_wheel *w);

// The entry of a wait that is in the wheel.
const timer_entry *sley__wheel_entry(const timer_wheel *w, const sley_wait *node);

// The first wait of this kind, in no order; NULL: none.
sley_wait *sley__wheel_find(const timer_wheel *w, const sley_wait_kind *kind);

// The first entry of a wait of this task; NULL: none.
const timer_entry *sley__wheel_first_of(const timer_wheel *w, const sley_task *task);

void sley__wheel_check(const timer_wheel *w); // W1 to W4, in asserts

#endif
