// SPDX-License-Identifier: MIT
// map.c - from pointer to pointer, in order of insertion.
//
// Entries lie in a dense array; the slots index into it.  Up to eight entries
// are searched one by one, without slots: most scopes are that small.
#include "base/map.h"

#include "base/array.h"

#define FEW 8u

void map_init(map *m, arena *memory)
{
    *m = (map){.memory = memory};
}

static uint32_t hash_pointer(const void *key)
{
    uint64_t h = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
    return (uint32_t)(h >> 32);
}

// The slot of the key, or the one that it would go to.
static inline uint32_t probe(const map *m, const void *key)
{
    uint32_t at = hash_pointer(key) & (m->slot_cap - 1);
    while (m->slots[at] != 0 && m->entries[m->slots[at] - 1].key != key)
        at = (at + 1) & (m->slot_cap - 1);
    return at;
}

// Also tells the slot, if there are any: the caller that adds the key needs it.
static inline map_entry *find_entry(const map *m, const void *key, uint32_t *slot)
{
    if (m->slots == NULL) {
        for (uint32_t i = 0; i < m->count; i++)
            if (m->entries[i].key == key) return &m->entries[i];
        return NULL;
    }
    *slot = probe(m, key);
    uint32_t index = m->slots[*slot];
    return index == 0 ? NULL : &m->entries[index - 1];
}

void *map_find(const map *m, const void *key)
{
    uint32_t slot;
    const map_entry *entry = find_entry(m, key, &slot);
    return entry == NULL ? NULL : entry->value;
}

bool map_has(const map *m, const void *key)
{
    uint32_t slot;
    return find_entry(m, key, &slot) != NULL;
}

static void index_all(map *m)
{
    m->slot_cap = m->slot_cap == 0 ? FEW * 4 : m->slot_cap * 2;
    m->slots = arena_new_array(m->memory, uint32_t, m->slot_cap);
    for (uint32_t i = 0; i < m->count; i++)
        m->slots[probe(m, m->entries[i].key)] = i + 1;
}

void *map_put(map *m, const void *key, void *value)
{
    uint32_t slot = 0;
    map_entry *entry = find_entry(m, key, &slot);
    if (entry != NULL) {
        void *before = entry->value;
        entry->value = value;
        return before;
    }
    if (m->count == m->cap)
        m->entries = arena_grow_array(m->memory, m->entries, &m->cap, sizeof *m->entries);
    m->entries[m->count++] = (map_entry){key, value};
    if (m->slots != NULL && m->count <= m->slot_cap / 2)
        m->slots[slot] = m->count;
    else if (m->count > FEW)
        index_all(m);
    return NULL;
}
