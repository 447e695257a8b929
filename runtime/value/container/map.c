// SPDX-License-Identifier: MIT
// map.c - map[K, V]: open addressing over entries in order of insertion.
//
// The invariants are in map.h.  An entry is
//     { uint32_t hash; uint32_t serial; } then the key, then the value
// each at its alignment.  A dead entry has DEAD in its hash; living hashes avoid it.
// What a map lets go of is released last, after the map is whole again: a release may
// run a destructor that looks at the map.

#include "sley/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sley/list.h"
#include "sley/text.h"
#include "sley/types.h"
#include "value/internal.h"

enum {
    FIRST_CAP = 8,       // entries; the index has twice as many slots
    NOT_FOUND = -1,
};

#define DEAD UINT32_MAX
#define MAX_CAP (UINT32_C(1) << 30)

typedef struct entry {
    uint32_t hash;
    uint32_t serial;
} entry;

static entry *entry_at(const sley_map *map, uint32_t number)
{
    return (entry *)(void *)(map->entries + (size_t)number * map->stride);
}

static char *key_at(const sley_map *map, uint32_t number)
{
    return map->entries + (size_t)number * map->stride + map->key_at;
}

static char *value_at(const sley_map *map, uint32_t number)
{
    return map->entries + (size_t)number * map->stride + map->value_at;
}

static bool is_alive(const sley_map *map, uint32_t number)
{
    return entry_at(map, number)->hash != DEAD;
}

static uint32_t hash_of(const sley_map *map, const void *key)
{
    uint32_t hash = (uint32_t)sley_type_hash(map->key, key);
    return hash == DEAD ? 0 : hash;
}

static inline bool is_set(const sley_map *map)
{
    return map->value == NULL; // set.h I1
}

static void map_check(const sley_map *map)
{
    assert(map->len >= 0 && map->len <= (int64_t)map->used && map->used <= map->cap);
    assert(map->cap == 0 || map->mask >= map->cap);
    assert(map->first <= map->used && (map->first == map->used || is_alive(map, map->first)));
    (void)map;
}

// ---- life --------------------------------------------------------------------------

static uint32_t align_up(uint32_t offset, uint32_t align)
{
    return (offset + align - 1) & ~(align - 1);
}

sley_map *sley_map_new(const sley_type *key, const sley_type *value)
{
    sley_map *map = sley__alloc(sizeof *map);
    uint32_t align = key->align > sizeof(uint32_t) ? key->align : (uint32_t)sizeof(uint32_t);
    memset(map, 0, sizeof *map);
    map->head.refs = 1;
    map->key = key;
    map->value = value;
    map->key_at = align_up(sizeof(entry), key->align);
    map->value_at = map->key_at + key->size;
    map->stride = map->value_at;
    if (value) {
        map->value_at = align_up(map->value_at, value->align);
        map->stride = map->value_at + value->size;
        if (value->align > align) align = value->align;
    }
    map->stride = align_up(map->stride, align);
    assert(map->stride % align == 0 && map->stride >= sizeof(entry) + key->size);
    return map;
}

sley_map *sley_map_of(const sley_type *key, const sley_type *value, int64_t count,
                      const void *keys, const void *values)
{
    sley_map *map = sley_map_new(key, value);
    for (int64_t i = 0; i < count; i++) {
        // sley_map_set borrows the key, so ours is dropped; no place is written.
        char *k = (char *)(uintptr_t)keys + (size_t)i * key->size;
        sley_map_set(map, k, (const char *)values + (size_t)i * value->size);
        sley_type_drop(key, k);
    }
    return map;
}

// Releases what the entries hold and frees both arrays, which no map has any more.
static void drop_entries(const sley_map *was)
{
    for (uint32_t i = 0; i < was->used; i++) {
        if (!is_alive(was, i)) continue;
        sley_type_drop(was->key, key_at(was, i));
        if (!is_set(was)) sley_type_drop(was->value, value_at(was, i));
    }
    free(was->entries);
    free(was->index);
}

static void free_map(void *object)
{
    drop_entries(object);
    free(object);
}

void sley__map_free(sley_map *map)
{
    sley__free_holder(map, free_map);
}

void sley_map_clear(sley_map *map)
{
    sley_map was = *map;
    map->entries = NULL;
    map->index = NULL;
    map->used = 0;
    map->cap = 0;
    map->mask = 0;
    map->first = 0;
    map->len = 0; // serials go on, so that a walk does not take new entries for old ones
    drop_entries(&was);
}

// ---- finding -------------------------------------------------------------------------

// Keys that say themselves whether they are equal may change the map meanwhile; the key may lie in
// one that they change.
static int64_t find_by_code(const sley_map *map, const void *key, uint32_t hash)
{
    sley_held held;
    const void *wanted = sley__parts_keep(&held, map->key, key);
    int64_t found = NOT_FOUND;
    const char *entries = map->entries;
    uint32_t used = map->used;
    int64_t len = map->len;
    for (uint32_t slot = hash & map->mask;; slot = (slot + 1) & map->mask) {
        uint32_t number = map->index[slot];
        if (number == 0) break;
        if (entry_at(map, number - 1)->hash != hash) continue;
        bool is_equal = sley_type_equal(map->key, key_at(map, number - 1), wanted);
        if (map->entries != entries || map->used != used || map->len != len)
            sley_panic(NULL, "the map changed while its keys were compared");
        if (is_equal) {
            found = number - 1;
            break;
        }
    }
    sley__parts_let_go(&held, map->key);
    return found;
}

// The number of the key's entry, or NOT_FOUND.
static int64_t find(const sley_map *map, const void *key, uint32_t hash)
{
    if (map->len == 0) return NOT_FOUND;
    if (map->key->runs_code) return find_by_code(map, key, hash);
    debug_assert(hash != DEAD && map->used <= map->mask); // a free slot ends every search
    for (uint32_t slot = hash & map->mask;; slot = (slot + 1) & map->mask) {
        uint32_t number = map->index[slot];
        if (number == 0) return NOT_FOUND;
        number--;
        if (entry_at(map, number)->hash == hash
            && sley_type_equal(map->key, key_at(map, number), key)) {
            return number;
        }
    }
}

static void index_put(sley_map *map, uint32_t hash, uint32_t number)
{
    uint32_t slot = hash & map->mask;
    while (map->index[slot] != 0) slot = (slot + 1) & map->mask;
    map->index[slot] = number + 1;
}

// ---- growing -------------------------------------------------------------------------

// Room for one entry more: closes the holes, and doubles when few were found.
static void make_room(sley_map *map)
{
    sley_map was = *map;
    uint32_t cap = map->cap;
    if (cap == 0) {
        cap = FIRST_CAP;
    } else if (map->len > (int64_t)cap / 4 * 3) {
        if (cap >= MAX_CAP) sley_panic(NULL, "out of memory");
        cap *= 2;
    }
    map->entries = sley__alloc(sley__alloc_size(cap, map->stride, 0));
    map->index = sley__alloc(sley__alloc_size((size_t)cap * 2, sizeof(uint32_t), 0));
    memset(map->index, 0, (size_t)cap * 2 * sizeof(uint32_t));
    map->cap = cap;
    map->mask = cap * 2 - 1;
    map->used = 0;
    map->first = 0;
    for (uint32_t i = 0; i < was.used; i++) {
        if (!is_alive(&was, i)) continue;
        memcpy(entry_at(map, map->used), entry_at(&was, i), map->stride);
        index_put(map, entry_at(&was, i)->hash, map->used);
        map->used++;
    }
    free(was.index);
    free(was.entries);
    map_check(map);
}

// A new entry for a key that is not there.  The key is copied and retained; the value is
// moved in, unless NULL.  Both may lie in this very map, which growing moves: so they are
// held before.
static uint32_t insert(sley_map *map, const void *key, uint32_t hash, const void *value)
{
    char *old = NULL; // the entries that key and value may lie in
    uint32_t number;
    if (map->used == map->cap) {
        size_t size = (size_t)map->used * map->stride;
        uintptr_t from = (uintptr_t)map->entries;
        if ((uintptr_t)key - from < size || (uintptr_t)value - from < size) {
            old = sley__alloc(size);
            memcpy(old, map->entries, size);
            if ((uintptr_t)key - from < size) key = old + ((uintptr_t)key - from);
            if ((uintptr_t)value - from < size) value = old + ((uintptr_t)value - from);
        }
        make_room(map);
    }
    number = map->used++;
    *entry_at(map, number) = (entry){hash, map->serial++};
    sley_type_copy(map->key, key_at(map, number), key);
    if (!is_set(map) && value) {
        memcpy(value_at(map, number), value, map->value->size);
    }
    index_put(map, hash, number);
    map->len++;
    debug_assert(find(map, key_at(map, number), hash) == (int64_t)number);
    free(old);
    return number;
}

// ---- entries -------------------------------------------------------------------------

bool sley_map_contains(const sley_map *map, const void *key)
{
    return sley_map_get(map, key) != NULL;
}

void *sley_map_get(const sley_map *map, const void *key)
{
    if (map->len == 0) return NULL;
    int64_t number = find(map, key, hash_of(map, key));
    return number == NOT_FOUND ? NULL : value_at(map, (uint32_t)number);
}

void *sley_map_at(const sley_map *map, const void *key, const sley_site *site)
{
    void *place = sley_map_get(map, key);
    if (place) return place;
    sley_text text;
    sley_text_init(&text);
    sley_text_put_repr(&text, map->key, key);
    bool is_long = text.len > 100;
    sley_panicf(site, "key %.*s%s is not in the map", is_long ? 100 : (int)text.len, text.data,
                is_long ? "..." : "");
}

const void *sley_map_get_or(const sley_map *map, const void *key, const void *other)
{
    const void *place = sley_map_get(map, key);
    return place != NULL ? place : other;
}

void *sley_map_get_or_set(sley_map *map, const void *key, const void *initial)
{
    uint32_t hash = hash_of(map, key);
    int64_t number = find(map, key, hash);
    if (number == NOT_FOUND) return value_at(map, insert(map, key, hash, initial));
    if (!map->value->release) return value_at(map, (uint32_t)number);
    // Taken, but not wanted.  Dropping it may run code that changes the map.
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    size_t size = map->value->size;
    void *unused = size <= SMALL_VALUE ? (void *)small : sley__alloc(size);
    memcpy(unused, initial, size);
    map->value->release(unused);
    if (unused != (void *)small) free(unused);
    return value_at(map, (uint32_t)find(map, key, hash));
}

void sley_map_set(sley_map *map, const void *key, const void *value)
{
    uint32_t hash = hash_of(map, key);
    assert(!is_set(map));
    int64_t number = find(map, key, hash);
    size_t size = map->value->size;
    if (number == NOT_FOUND) {
        insert(map, key, hash, value);
        return;
    }
    char *place = value_at(map, (uint32_t)number);
    if (!map->value->release) {
        memmove(place, value, size);
        return;
    }
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    void *old = size <= SMALL_VALUE ? (void *)small : sley__alloc(size);
    memcpy(old, place, size);
    memmove(place, value, size);
    map->value->release(old);
    if (old != (void *)small) free(old);
}

// Takes entry `number` out; its key goes, its value is moved to *result, or goes too.
static void take_out(sley_map *map, uint32_t number, void *result)
{
    size_t size = map->stride;
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    char *was = size <= SMALL_VALUE ? (char *)small : sley__alloc(size);
    assert(is_alive(map, number));
    memcpy(was, entry_at(map, number), size);
    entry_at(map, number)->hash = DEAD;
    map->len--;
    while (map->first < map->used && !is_alive(map, map->first)) map->first++;
    map_check(map);
    if (!is_set(map) && result) {
        memcpy(result, was + map->value_at, map->value->size);
    }
    const sley_type *value = result == NULL ? map->value : NULL;
    const sley_type *key = map->key;
    uint32_t value_offset = map->value_at;
    sley_type_drop(key, was + map->key_at); // from here on the map may be gone
    if (value) sley_type_drop(value, was + value_offset);
    if (was != (char *)small) free(was);
}

bool sley_map_remove(sley_map *map, const void *key)
{
    int64_t number = find(map, key, hash_of(map, key));
    if (number == NOT_FOUND) return false;
    take_out(map, (uint32_t)number, NULL);
    return true;
}

bool sley_map_pop(sley_map *map, const void *key, void *result)
{
    int64_t number = find(map, key, hash_of(map, key));
    if (number == NOT_FOUND) {
        memset(result, 0, map->value->size);
        return false;
    }
    take_out(map, (uint32_t)number, result);
    return true;
}

// ---- walking (map.h I3) ----------------------------------------------------------------

// Is serial a before b?  Holds across the wrap while the two are less than 2^31 apart.
static bool is_before(uint32_t a, uint32_t b)
{
    return a - b > UINT32_MAX / 2;
}

// The first entry, dead or alive, that was inserted after the one of serial `last`.
static uint32_t entry_after(const sley_map *map, uint32_t last)
{
    uint32_t low = 0;
    uint32_t high = map->used;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (is_before(last, entry_at(map, middle)->serial)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

// *at holds the serial of the entry reached and, in its low half, its number + 1.  As long
// as that entry is still there with that number, the next one is after it.
bool sley_map_next(const sley_map *map, int64_t *at)
{
    uint32_t number = (uint32_t)(uint64_t)*at;
    uint32_t last = (uint32_t)((uint64_t)*at >> 32);
    if (number != 0 && (number > map->used || entry_at(map, number - 1)->serial != last)) {
        number = entry_after(map, last);
    }
    if (number < map->first) number = map->first;
    while (number < map->used && !is_alive(map, number)) number++;
    if (number >= map->used) return false;
    *at = (int64_t)((uint64_t)entry_at(map, number)->serial << 32 | (number + 1));
    return true;
}

// ---- whole maps ----------------------------------------------------------------------

// Sets a copy of entry `number` of `from`.
static void set_from(sley_map *map, const sley_map *from, uint32_t number)
{
    const char *key = key_at(from, number);
    uint32_t hash = entry_at(from, number)->hash;
    int64_t there = find(map, key, hash);
    if (is_set(map)) {
        if (there == NOT_FOUND) insert(map, key, hash, NULL);
        return;
    }
    const char *value = value_at(from, number);
    if (there == NOT_FOUND) {
        uint32_t made = insert(map, key, hash, value);
        if (map->value->retain) map->value->retain(value_at(map, made));
        return;
    }
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    void *copy = map->value->size <= SMALL_VALUE ? (void *)small : sley__alloc(map->value->size);
    sley_type_copy(map->value, copy, value);
    sley_map_set(map, key, copy);
    if (copy != (void *)small) free(copy);
}

void sley_map_update(sley_map *map, const sley_map *more)
{
    int64_t at = 0;
    if (map == more) return;
    while (sley_map_next(more, &at)) set_from(map, more, (uint32_t)(uint64_t)at - 1);
}

sley_map *sley_map_copy(const sley_map *map)
{
    sley_map *copy = sley_map_new(map->key, map->value);
    sley_map_update(copy, map);
    return copy;
}

sley_list *sley_map_keys(const sley_map *map)
{
    sley_list *list = sley_list_new(map->key, map->len);
    int64_t at = 0;
    while (sley_map_next(map, &at)) {
        sley_list_append(list, sley_map_key_at(map, at));
        if (map->key->retain) map->key->retain(sley_list_last(list));
    }
    return list;
}

sley_list *sley_map_values(const sley_map *map)
{
    sley_list *list = sley_list_new(map->value, map->len);
    int64_t at = 0;
    while (sley_map_next(map, &at)) {
        sley_list_append(list, sley_map_value_at(map, at));
        if (map->value->retain) map->value->retain(sley_list_last(list));
    }
    return list;
}

sley_list *sley_map_items(const sley_type *pair, size_t second, const sley_map *map)
{
    sley_list *list = sley_list_new(pair, map->len);
    char *place = list->data;
    int64_t at = 0;
    if (map->len > 0) memset(place, 0, (size_t)map->len * pair->size); // padding too
    while (sley_map_next(map, &at)) {
        sley_type_copy(map->key, place, sley_map_key_at(map, at));
        sley_type_copy(map->value, place + second, sley_map_value_at(map, at));
        place += pair->size;
    }
    list->len = map->len;
    return list;
}

// Its keys or values may run code of the program, which may change it.
static bool runs_code(const sley_map *map)
{
    return map->key->runs_code || (map->value != NULL && map->value->runs_code);
}

// The same for copies, which nothing else knows.
static bool equal_by_code(const sley_map *a, const sley_map *b)
{
    sley_map *left = sley_map_copy(a), *right = sley_map_copy(b);
    int64_t at = 0;
    bool is_equal = true;
    while (is_equal && sley_map_next(left, &at)) {
        uint32_t number = (uint32_t)(uint64_t)at - 1;
        int64_t other = find(right, key_at(left, number), entry_at(left, number)->hash);
        is_equal = other != NOT_FOUND;
        if (is_equal && left->value != NULL)
            is_equal = sley_type_equal(left->value, value_at(left, number),
                                       value_at(right, (uint32_t)other));
    }
    sley_map_release(left);
    sley_map_release(right);
    return is_equal;
}

bool sley_map_equal(const sley_map *a, const sley_map *b)
{
    int64_t at = 0;
    if (a == b) return true;
    if (!a || !b || a->len != b->len) return false;
    if (runs_code(a)) return equal_by_code(a, b);
    while (sley_map_next(a, &at)) {
        uint32_t number = (uint32_t)(uint64_t)at - 1;
        int64_t other = find(b, key_at(a, number), entry_at(a, number)->hash);
        if (other == NOT_FOUND) return false;
        if (!a->value) continue;
        if (!sley_type_equal(a->value, value_at(a, number), value_at(b, (uint32_t)other)))
            return false;
    }
    return true;
}

// ---- every map[K, V]'s sley_type -------------------------------------------------------

void sley__map_retain_at(void *place)
{
    (void)sley_map_retain(*(sley_map **)place);
}

void sley__map_release_at(void *place)
{
    sley_map_release(*(sley_map **)place);
}

bool sley__map_equal_at(const void *a, const void *b)
{
    return sley_map_equal(*(sley_map *const *)a, *(sley_map *const *)b);
}

void sley__map_print_at(sley_text *out, const void *place)
{
    const sley_map *map = *(sley_map *const *)place;
    int64_t at = 0;
    if (!map || map->len == 0) {
        sley_text_put_cstr(out, map == NULL ? "none" : "[:]");
        return;
    }
    sley_map *copy = runs_code(map) ? sley_map_copy(map) : NULL;
    if (copy != NULL) map = copy;
    sley_text_put_cstr(out, "[");
    for (bool first = true; sley_map_next(map, &at); first = false) {
        if (!first) sley_text_put_cstr(out, ", ");
        sley_text_put_repr(out, map->key, sley_map_key_at(map, at));
        sley_text_put_cstr(out, ": ");
        sley_text_put_repr(out, map->value, sley_map_value_at(map, at));
    }
    sley_text_put_cstr(out, "]");
    sley_map_release(copy);
}

// ---- the set's part (set.c) ------------------------------------------------------------

bool sley__map_add(sley_map *set, const void *value)
{
    assert(is_set(set));
    uint32_t hash = hash_of(set, value);
    if (find(set, value, hash) != NOT_FOUND) return false;
    insert(set, value, hash, NULL);
    return true;
}

bool sley__map_pop_first(sley_map *set, void *result)
{
    assert(is_set(set));
    int64_t at = 0;
    memset(result, 0, set->key->size);
    if (!sley_map_next(set, &at)) return false;
    sley_type_copy(set->key, result, sley_map_key_at(set, at));
    take_out(set, (uint32_t)(uint64_t)at - 1, NULL);
    return true;
}
