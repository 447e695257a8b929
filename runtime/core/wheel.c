// SPDX-License-Identifier: MIT
// wheel.c - see wheel.h.
#include "core/wheel.h"

#include <assert.h>
#include <stdlib.h>

// sley_wait.index of what is in the wheel: IN_WHEEL, IN_RUN or not, and where.
enum { IN_RUN = 1 << 30, PLACE = IN_RUN - 1 };

enum { AHEAD = 4 }; // so far ahead of what fires, a task is fetched into the cache

static uint64_t tick_of(int64_t deadline)
{
    assert(deadline >= 0);
    return (uint64_t)deadline >> WHEEL_TICK_BITS;
}

timer_wheel *sley__wheel_new(int64_t now)
{
    timer_wheel *w = sley__alloc(sizeof *w);
    memset(w, 0, sizeof *w);
    w->tick = tick_of(now);
    w->next = INT64_MAX;
    return w;
}

void sley__wheel_free(timer_wheel *w)
{
    if (!w) return;
    for (uint32_t i = 0; i < w->chunk_count; i++) free(w->chunks[i]);
    free(w->chunks);
    free(w->run);
    free(w);
}

// ---- slots ----------------------------------------------------------------------------------

static wheel_chunk *chunk_new(timer_wheel *w)
{
    wheel_chunk *c = w->free;
    if (c) {
        w->free = c->after;
        return c;
    }
    if (w->chunk_count == w->chunk_cap) {
        w->chunk_cap = w->chunk_cap ? w->chunk_cap * 2 : 64;
        w->chunks = sley__alloc_resize(w->chunks, w->chunk_cap * sizeof(wheel_chunk *));
    }
    c = sley__alloc(sizeof *c);
    c->number = w->chunk_count;
    w->chunks[w->chunk_count++] = c;
    return c;
}

static void chunk_free(timer_wheel *w, wheel_chunk *c)
{
    c->count = 0;
    c->after = w->free;
    w->free = c;
}

static uint32_t slot_of(const timer_wheel *w, uint64_t tick)
{
    assert(tick > w->tick);
    uint32_t level = (63 - (uint32_t)__builtin_clzll(tick ^ w->tick)) / WHEEL_DIGIT;
    return level * WHEEL_SLOTS + (uint32_t)(tick >> level * WHEEL_DIGIT) % WHEEL_SLOTS;
}

static void slot_put(timer_wheel *w, uint32_t at, timer_entry entry)
{
    wheel_slot *s = &w->slots[at];
    wheel_chunk *c = s->last;
    if (!c || c->count == WHEEL_CHUNK) {
        c = chunk_new(w);
        c->before = s->last;
        c->after = NULL;
        c->slot = (uint16_t)at;
        c->count = 0;
        if (s->last) {
            s->last->after = c;
        } else {
            s->first = c;
        }
        s->last = c;
        w->used[at / WHEEL_SLOTS] |= UINT64_C(1) << at % WHEEL_SLOTS;
    }
    assert(c->number <= (PLACE - WHEEL_CHUNK) / WHEEL_CHUNK);
    entry.wait->index = WHEEL_INDEX | (c->number * WHEEL_CHUNK + c->count);
    c->all[c->count++] = entry;
}

// The last chunk of a slot has become empty.
static void slot_shrink(timer_wheel *w, wheel_slot *s, wheel_chunk *last)
{
    s->last = last->before;
    if (s->last) {
        s->last->after = NULL;
    } else {
        s->first = NULL;
        w->used[last->slot / WHEEL_SLOTS] &= ~(UINT64_C(1) << last->slot % WHEEL_SLOTS);
    }
    chunk_free(w, last);
}

bool sley__wheel_takes(const timer_wheel *w, int64_t deadline)
{
    return tick_of(deadline) > w->tick;
}

void sley__wheel_add(timer_wheel *w, timer_entry entry)
{
    slot_put(w, slot_of(w, tick_of(entry.deadline)), entry);
    if (entry.deadline < w->next) w->next = entry.deadline; // -1 stays
}

// ---- the run --------------------------------------------------------------------------------

static void run_place(timer_wheel *w, uint32_t at, timer_entry entry)
{
    w->run[at] = entry;
    if (entry.wait) entry.wait->index = WHEEL_INDEX | IN_RUN | at;
}

static void run_put(timer_wheel *w, timer_entry entry)
{
    if (w->run_end == w->run_cap && w->run_at > w->run_cap / 2) {
        uint32_t count = w->run_end - w->run_at;
        for (uint32_t i = 0; i < count; i++) run_place(w, i, w->run[w->run_at + i]);
        w->run_at = 0;
        w->run_end = count;
    } else if (w->run_end == w->run_cap) {
        assert(w->run_cap <= PLACE / 2);
        w->run_cap = w->run_cap ? w->run_cap * 2 : 64;
        w->run = sley__alloc_resize(w->run, w->run_cap * sizeof *w->run);
    }
    run_place(w, w->run_end++, entry);
}

static int compare(const void *a, const void *b)
{
    const timer_entry *x = a;
    const timer_entry *y = b;
    if (x->deadline != y->deadline) return x->deadline < y->deadline ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

// Puts what was added at the end of the run, from `start` on, into its order.
static void run_sort(timer_wheel *w, uint32_t start)
{
    bool is_sorted = true; // as when all sleep for the same time
    for (uint32_t i = start + 1; i < w->run_end && is_sorted; i++) {
        is_sorted = compare(&w->run[i - 1], &w->run[i]) < 0;
    }
    if (is_sorted) return;
    qsort(w->run + start, w->run_end - start, sizeof *w->run, compare);
    for (uint32_t i = start; i < w->run_end; i++) run_place(w, i, w->run[i]);
}

static void run_remove(timer_wheel *w, uint32_t at)
{
    assert(at >= w->run_at && at < w->run_end);
    w->run[at].wait = NULL;
#if defined(__GNUC__)
    if (w->run_end - at > 2 * AHEAD) { // soon to be fired; that one's task, too
        __builtin_prefetch(w->run[at + 2 * AHEAD].wait);
        const sley_wait *soon = w->run[at + AHEAD].wait;
        if (soon) __builtin_prefetch(soon->task);
    }
#endif
    while (w->run_at < w->run_end && !w->run[w->run_at].wait) w->run_at++;
    if (w->run_at == w->run_end) w->run_at = w->run_end = 0;
}

const timer_entry *sley__wheel_first(const timer_wheel *w)
{
    return w->run_at < w->run_end ? &w->run[w->run_at] : NULL;
}

// ---- the wheel turns ------------------------------------------------------------------------

// Where the earliest slot that is not empty lies, and the tick at which it begins.
static bool find_slot(const timer_wheel *w, uint32_t *at, uint64_t *start)
{
    for (uint32_t level = 0; level < WHEEL_LEVELS; level++) {
        if (!w->used[level]) continue;
        uint32_t shift = level * WHEEL_DIGIT;
        uint32_t place = (uint32_t)__builtin_ctzll(w->used[level]);
        uint64_t above = w->tick >> (shift + WHEEL_DIGIT) << (shift + WHEEL_DIGIT);
        *at = level * WHEEL_SLOTS + place;
        *start = above | (uint64_t)place << shift;
        return true;
    }
    return false;
}

// The wheel's tick has come to the beginning of this slot: its entries go to the run, or to slots
// of the levels below.
static void open_slot(timer_wheel *w, uint32_t at)
{
    wheel_chunk *c = w->slots[at].first;
    w->slots[at] = (wheel_slot){NULL, NULL};
    w->used[at / WHEEL_SLOTS] &= ~(UINT64_C(1) << at % WHEEL_SLOTS);
    while (c) {
        for (uint32_t i = 0; i < c->count; i++) {
            uint64_t tick = tick_of(c->all[i].deadline);
            if (tick > w->tick) {
                slot_put(w, slot_of(w, tick), c->all[i]);
            } else {
                run_put(w, c->all[i]);
            }
        }
        wheel_chunk *after = c->after;
        chunk_free(w, c);
        c = after;
    }
}

void sley__wheel_advance(timer_wheel *w, int64_t now)
{
    uint64_t target = tick_of(now);
    if (target <= w->tick) return;
    uint32_t at;
    uint64_t start;
    while (find_slot(w, &at, &start) && start <= target) {
        uint32_t sorted = w->run_end - w->run_at; // the run may move meanwhile
        w->tick = start;
        w->next = -1;
        open_slot(w, at);
        run_sort(w, w->run_at + sorted);
    }
    w->tick = target;
}

int64_t sley__wheel_next(timer_wheel *w)
{
    if (w->run_at < w->run_end) return w->run[w->run_at].deadline; // W1
    if (w->next >= 0) return w->next;
    uint32_t at;
    uint64_t start;
    w->next = INT64_MAX;
    if (!find_slot(w, &at, &start)) return w->next;
    for (const wheel_chunk *c = w->slots[at].first; c; c = c->after) {
        for (uint32_t i = 0; i < c->count; i++) {
            if (c->all[i].deadline < w->next) w->next = c->all[i].deadline;
        }
    }
    return w->next;
}

// ---- one entry ------------------------------------------------------------------------------

const timer_entry *sley__wheel_entry(const timer_wheel *w, const sley_wait *node)
{
    uint32_t place = node->index & PLACE;
    const timer_entry *entry = node->index & IN_RUN
        ? &w->run[place] : &w->chunks[place / WHEEL_CHUNK]->all[place % WHEEL_CHUNK];
    assert(entry->wait == node); // W3
    return entry;
}

void sley__wheel_remove(timer_wheel *w, sley_wait *node)
{
    const timer_entry *entry = sley__wheel_entry(w, node);
    uint32_t place = node->index & PLACE;
    bool in_run = node->index & IN_RUN;
    node->index = 0;
    if (in_run) {
        run_remove(w, place);
        return;
    }
    if (entry->deadline == w->next) w->next = -1;
    wheel_chunk *c = w->chunks[place / WHEEL_CHUNK];
    wheel_slot *s = &w->slots[c->slot];
    wheel_chunk *last = s->last;
    timer_entry moved = last->all[--last->count];
    if (moved.wait != node) {
        moved.wait->index = WHEEL_INDEX | place;
        c->all[place % WHEEL_CHUNK] = moved;
    }
    if (last->count == 0) slot_shrink(w, s, last);
}

sley_wait *sley__wheel_find(const timer_wheel *w, const sley_wait_kind *kind)
{
    for (uint32_t i = w->run_at; i < w->run_end; i++) {
        if (w->run[i].wait && w->run[i].wait->kind == kind) return w->run[i].wait;
    }
    for (uint32_t i = 0; i < w->chunk_count; i++) {
        for (uint32_t k = 0; k < w->chunks[i]->count; k++) {
            if (w->chunks[i]->all[k].wait->kind == kind) return w->chunks[i]->all[k].wait;
        }
    }
    return NULL;
}

static const timer_entry *earlier(const timer_entry *a, const timer_entry *b,
                                  const sley_task *task)
{
    if (!b->wait || b->wait->task != task) return a;
    bool is_earlier = !a || b->deadline < a->deadline ||
                      (b->deadline == a->deadline && b->order < a->order);
    return is_earlier ? b : a;
}

const timer_entry *sley__wheel_first_of(const timer_wheel *w, const sley_task *task)
{
    const timer_entry *first = NULL;
    for (uint32_t i = w->run_at; i < w->run_end; i++) first = earlier(first, &w->run[i], task);
    for (uint32_t i = 0; i < w->chunk_count; i++) {
        for (uint32_t k = 0; k < w->chunks[i]->count; k++) {
            first = earlier(first, &w->chunks[i]->all[k], task);
        }
    }
    return first;
}

// ---- asserts --------------------------------------------------------------------------------

static void check_slot(const timer_wheel *w, uint32_t at)
{
    const wheel_slot *s = &w->slots[at];
    bool is_used = w->used[at / WHEEL_SLOTS] >> at % WHEEL_SLOTS & 1;
    assert(is_used == (s->first != NULL)); // W4
    for (const wheel_chunk *c = s->first; c; c = c->after) {
        assert(c->slot == at && (c->after ? c->count == WHEEL_CHUNK : c == s->last)); // W4
        for (uint32_t i = 0; i < c->count; i++) {
            assert(sley__wheel_entry(w, c->all[i].wait) == &c->all[i]);     // W3
            assert(slot_of(w, tick_of(c->all[i].deadline)) == at);          // W1
            assert(w->next < 0 || w->next <= c->all[i].deadline);
        }
    }
    (void)is_used;
}

void sley__wheel_check(const timer_wheel *w)
{
    for (uint32_t at = 0; at < WHEEL_LEVELS * WHEEL_SLOTS; at++) check_slot(w, at);
    for (uint32_t i = w->run_at; i < w->run_end; i++) {
        assert(tick_of(w->run[i].deadline) <= w->tick);                            // W1
        assert(i == w->run_at || compare(&w->run[i - 1], &w->run[i]) < 0);         // W2
        assert(w->run[i].wait ? sley__wheel_entry(w, w->run[i].wait) != NULL : i > w->run_at);
    }
}
