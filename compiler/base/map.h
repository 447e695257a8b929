// SPDX-License-Identifier: MIT
// map.h - from an interned name (or any pointer) to a pointer.
//
// I1  Keys are compared as pointers: names must be interned.
// I2  Iteration over entries[0 .. count-1] is in order of insertion, so what
//     is made from a map does not depend on addresses.
// I3  NULL is no key; a value may be NULL (map_has tells).
#ifndef SLEY_MAP_H
#define SLEY_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct map map;

typedef struct map_entry {
    const void *key;
    void *value;
} map_entry;

struct map {
    arena *memory;
    map_entry *entries;   // dense, in order of insertion
    uint32_t count;
    uint32_t cap;         // of entries
    uint32_t *slots;      // 1 + index into entries, 0 for a free slot;
                          // NULL while there are few entries
    uint32_t slot_cap;    // power of two
};

void map_init(map *m, arena *memory);
void *map_find(const map *m, const void *key);      // NULL when absent
bool map_has(const map *m, const void *key);
// Adds or replaces; gives the value that was there, else NULL.
void *map_put(map *m, const void *key, void *value);

#endif
