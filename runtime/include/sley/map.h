// SPDX-License-Identifier: MIT
// map.h - map[K, V], in order of insertion.  set.h has the set, a map without values.
//
// I1  `entries` holds `used` entries in order of insertion; `len` of them are alive, the
//     others are holes that the next growth closes.
// I2  `index` has a power of two of slots; a slot is 0 (never used) or the number of an
//     entry + 1.  A dead entry keeps its slot until the next growth, so that probing
//     does not stop short.
// I3  Entries carry rising serials.  A walk remembers the serial it has reached, not a
//     position: what is added while it goes is visited, what is removed is not, nothing
//     is visited twice.  (Serials wrap after 2^32 insertions; should one entry live
//     through half of that, a walk that is under way then may miss or repeat some.)
// I4  Hashes have no secret: the same program does the same work on every run.
//
// Ownership: arguments are borrowed except where a comment says "takes"; what comes
// back is owned, except places.  Keys and values are passed by place.  A place is good
// until the map is changed.
#ifndef SLEY_MAP_H
#define SLEY_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/opt.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sley_map {
    sley_object head;
    const sley_type *key;   // with hash and equal; static
    const sley_type *value; // NULL: this is a set
    uint32_t stride;        // bytes of an entry
    uint32_t key_at;        // offsets in an entry
    uint32_t value_at;
    uint32_t serial;        // of the next entry (I3)
    uint32_t used;          // entries, the dead ones too
    uint32_t first;         // no living entry before this one; used: none at all
    uint32_t cap;           // room in `entries`
    uint32_t mask;          // slots of `index` - 1; 0: no index yet
    uint32_t *index;
    char *entries;
    int64_t len;            // living entries
};

// ---- life --------------------------------------------------------------------------

sley_map *sley_map_new(const sley_type *key, const sley_type *value);
// ["a": 1, "b": 2]: takes `count` keys and as many values; of equal keys the last one's
// value stays, in the first one's place.
//   sley_map_of(&sley_type_str, &sley_type_int, 2, (sley_str *[]){...}, (int64_t[]){1, 2})
sley_map *sley_map_of(const sley_type *key, const sley_type *value, int64_t count,
                      const void *keys, const void *values);
void sley__map_free(sley_map *map);

SLEY_REFCOUNTED(sley_map, head.refs, sley__map_free)

// ---- entries -------------------------------------------------------------------------

static inline int64_t sley_map_len(const sley_map *map)
{
    return map->len;
}

static inline bool sley_map_is_empty(const sley_map *map)
{
    return map->len == 0;
}

bool sley_map_contains(const sley_map *map, const void *key);
// The value's place, NULL when there is none.
void *sley_map_get(const sley_map *map, const void *key);
// m[key]; "key \"x\" is not in the map" is a panic.
void *sley_map_at(const sley_map *map, const void *key, const sley_site *site);
// m.get(key, other): the value's place, or `other`.
const void *sley_map_get_or(const sley_map *map, const void *key, const void *other);
// The value's place; puts `initial` there first when the key is new.  Takes `initial`.
void *sley_map_get_or_set(sley_map *map, const void *key, const void *initial);
// m[key] = value.  Takes the value; the key is retained when it is new.
void sley_map_set(sley_map *map, const void *key, const void *value);
bool sley_map_remove(sley_map *map, const void *key);
// Moves the value out to *result; false (and zeros there) when there is none.
bool sley_map_pop(sley_map *map, const void *key, void *result);
void sley_map_clear(sley_map *map);
void sley_map_update(sley_map *map, const sley_map *more);
sley_map *sley_map_copy(const sley_map *map);

// for k, v in m:
//   int64_t at = 0;
//   while (sley_map_next(m, &at)) { ... sley_map_key_at(m, at) ... sley_map_value_at(m, at) }
// The two places are asked for first in the body, before anything else can change m.
bool sley_map_next(const sley_map *map, int64_t *at);

static inline void *sley__map_entry_at(const sley_map *map, int64_t at)
{
    // the low half of `at` is the number of the entry just reached, + 1
    return map->entries + (size_t)((uint32_t)(uint64_t)at - 1) * map->stride;
}

static inline const void *sley_map_key_at(const sley_map *map, int64_t at)
{
    return (const char *)sley__map_entry_at(map, at) + map->key_at;
}

static inline void *sley_map_value_at(const sley_map *map, int64_t at)
{
    return (char *)sley__map_entry_at(map, at) + map->value_at;
}

// As lvalues of their C types; as SLEY_AT, without retain.
#define SLEY_KEY(T, MAP, AT) (*(T const *)sley_map_key_at(MAP, AT))
#define SLEY_VALUE(T, MAP, AT) (*(T *)sley_map_value_at(MAP, AT))

sley_list *sley_map_keys(const sley_map *map);
sley_list *sley_map_values(const sley_map *map);
// list[(K, V)]; `pair` is the type of the tuple, `second` the offset of its f_1.
sley_list *sley_map_items(const sley_type *pair, size_t second, const sley_map *map);

// The same keys with equal values, in any order.  Both may be NULL.
bool sley_map_equal(const sley_map *a, const sley_map *b);

// Every map[K, V] has these; see SLEY_LIST_TYPE.
void sley__map_retain_at(void *place);
void sley__map_release_at(void *place);
bool sley__map_equal_at(const void *a, const void *b);
void sley__map_print_at(sley_text *out, const void *place);
void sley__isolate_map(void *place, sley_isolation *work);

#define SLEY_MAP_TYPE(TEXT) SLEY__MAP_TYPE(TEXT, false)
#define SLEY_MAP_RUNS_TYPE(TEXT) SLEY__MAP_TYPE(TEXT, true)
#define SLEY__MAP_TYPE(TEXT, RUNS)                                                    \
    {                                                                                 \
        .runs_code = RUNS,                                                            \
        .name = TEXT, .size = sizeof(void *), .align = sizeof(void *), .niche = 1,    \
        .retain = sley__map_retain_at, .release = sley__map_release_at,               \
        .equal = sley__map_equal_at, .print = sley__map_print_at,                     \
        .isolate = sley__isolate_map                                               \
    }

#ifdef __cplusplus
}
#endif

#endif
