// SPDX-License-Identifier: MIT
// intern.c - the table of names.
//
// Open addressing with linear probing, at most half full, the hash kept beside
// the pointer so that most misses never touch the name itself.  Each name lies
// after a small header: intern_length looks there.
#include "base/intern.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct intern_slot {
    const char *name;   // NULL: free
    uint32_t hash;
    uint32_t len;
};

// What precedes the bytes of each name.
typedef struct intern_head {
    uint32_t len;
    uint32_t hash;
} intern_head;

// Up to seven bytes as one word, which each of them has a part in.
static uint64_t tail_word(const char *bytes, size_t len)
{
    if (len >= 4) {
        uint32_t first, last;   // they may overlap
        memcpy(&first, bytes, 4);
        memcpy(&last, bytes + len - 4, 4);
        return (uint64_t)first << 32 | last;
    }
    if (len == 0) return 0;
    const unsigned char *b = (const unsigned char *)bytes;
    return (uint64_t)b[0] << 16 | (uint64_t)b[len / 2] << 8 | b[len - 1];
}

// A word at a time; names are short, so quality matters less than latency.
static uint32_t hash_bytes(const char *bytes, size_t len)
{
    uint64_t h = 0x9E3779B97F4A7C15u ^ len;
    while (len >= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        h = (h ^ word) * 0xD6E8FEB86659FD93u;
        h ^= h >> 32;
        bytes += 8;
        len -= 8;
    }
    h = (h ^ tail_word(bytes, len)) * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    return (uint32_t)h;
}

static intern_slot *new_slots(uint32_t cap)
{
    intern_slot *slots = calloc(cap, sizeof *slots);
    if (slots == NULL) {
        fprintf(stderr, "sley: out of memory: %u names\n", cap);
        exit(70);
    }
    return slots;
}

void intern_init(interner *in, arena *memory)
{
    *in = (interner){.memory = memory, .slots = new_slots(1024), .cap = 1024};
}

void intern_fini(interner *in)
{
    free(in->slots);
    *in = (interner){0};
}

static void rehash(interner *in)
{
    uint32_t cap = in->cap * 2;
    intern_slot *slots = new_slots(cap);
    for (uint32_t i = 0; i < in->cap; i++) {
        if (in->slots[i].name == NULL) continue;
        uint32_t at = in->slots[i].hash & (cap - 1);
        while (slots[at].name != NULL) at = (at + 1) & (cap - 1);
        slots[at] = in->slots[i];
    }
    free(in->slots);
    in->slots = slots;
    in->cap = cap;
}

static const char *new_name(interner *in, const char *bytes, uint32_t len, uint32_t hash)
{
    intern_head *head = arena_alloc(in->memory, sizeof *head + len + 1);
    *head = (intern_head){len, hash};
    char *name = (char *)(head + 1);
    if (len != 0) memcpy(name, bytes, len);
    name[len] = '\0';
    return name;
}

// Where the name is, or else where it belongs.
static uint32_t slot_of(const interner *in, const char *bytes, size_t len, uint32_t hash)
{
    uint32_t at = hash & (in->cap - 1);
    for (; in->slots[at].name != NULL; at = (at + 1) & (in->cap - 1)) {
        const intern_slot *slot = &in->slots[at];
        if (slot->hash == hash && slot->len == len && memcmp(slot->name, bytes, len) == 0) break;
    }
    return at;
}

const char *intern_find(const interner *in, const char *string)
{
    size_t len = strlen(string);
    return in->slots[slot_of(in, string, len, hash_bytes(string, len))].name;
}

const char *intern(interner *in, const char *bytes, size_t len)
{
    assert(len <= UINT32_MAX);
    uint32_t hash = hash_bytes(bytes, len);
    uint32_t at = slot_of(in, bytes, len, hash);
    if (in->slots[at].name != NULL) return in->slots[at].name;
    const char *name = new_name(in, bytes, (uint32_t)len, hash);
    in->slots[at] = (intern_slot){name, hash, (uint32_t)len};
    in->count++;
    if (in->count > in->cap / 2) rehash(in);
    return name;
}

const char *intern_string(interner *in, const char *string)
{
    return intern(in, string, strlen(string));
}

static const intern_head *head_of(const char *name)
{
    return (const intern_head *)(const void *)(name - sizeof(intern_head));
}

size_t intern_length(const char *name)
{
    return head_of(name)->len;
}
