// SPDX-License-Identifier: MIT
// policy.c - which of those that are ready is next: the schedules that tests look for mistakes in.
//
//   fifo      the oldest: what programs have (S2)
//   random    any
//   reverse   batch by batch, a batch being what is ready when it begins, the youngest first
//   pct       the one of highest priority. Priorities come from the seed; at CHANGES steps of the
//             first STEPS the one that runs gets the lowest. That finds a mistake which needs d
//             such changes with a known probability (Burckhardt et al., ASPLOS 2010). Who only
//             gives way has the lowest, too, so that a task that waits in a loop stops no other.
//
// All are a function of the seed and of what the program does.
#include "core/internal.h"

enum { CHANGES = 3, STEPS = 1000 };

static const char *const names[] = {
    [SLEY_POLICY_FIFO] = "fifo",
    [SLEY_POLICY_RANDOM] = "random",
    [SLEY_POLICY_REVERSE] = "reverse",
    [SLEY_POLICY_PCT] = "pct",
};

bool sley__policy_named(const char *name, uint8_t *policy)
{
    for (uint8_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i], name) != 0) continue;
        *policy = i;
        return true;
    }
    return false;
}

const char *sley__policy_name(uint8_t policy)
{
    return names[policy];
}

static uintptr_t *entry_at(const sley_executor *e, uint32_t at)
{
    return &e->ring[at & e->mask];
}

// The one at `at` comes to the head; the others keep their order.
static void bring_forward(const sley_executor *e, uint32_t at)
{
    uintptr_t entry = *entry_at(e, at);
    for (; at != e->head; at--) *entry_at(e, at) = *entry_at(e, at - 1);
    *entry_at(e, at) = entry;
}

static void reverse_batch(const sley_executor *e)
{
    uint32_t high = e->tail - 1;
    for (uint32_t low = e->head; low != high && low != high + 1; low++, high--) {
        uintptr_t other = *entry_at(e, low);
        *entry_at(e, low) = *entry_at(e, high);
        *entry_at(e, high) = other;
    }
}

// ---- pct ----------------------------------------------------------------------------------------

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

// 0 .. CHANGES: lowered, the latest lowest; else from the seed. Callbacks share one priority.
static uint64_t priority(const executor *x, uintptr_t entry)
{
    if (entry & 1) return mix(x->seed) | CHANGES * 2;
    const sley_task *t = (const sley_task *)entry;
    if (t->base.claim == SLEY_CLAIM_YIELD) return 0;
    for (uint32_t i = 0; i < x->lowered_count; i++) {
        if (x->lowered[i] == t->number + 1) return CHANGES - i;
    }
    return mix(x->seed + (t->number + 1) * UINT64_C(0x9E3779B97F4A7C15)) | CHANGES * 2;
}

static bool is_change(const executor *x)
{
    for (uint64_t i = 0; i < CHANGES; i++) {
        if (mix(x->seed ^ ((i + 1) << 32)) % STEPS == x->steps % STEPS && x->steps < STEPS) {
            return true;
        }
    }
    return false;
}

static void pick_highest(executor *x)
{
    const sley_executor *e = &x->hot;
    uint32_t best = e->head;
    uint64_t most = priority(x, *entry_at(e, best));
    for (uint32_t at = e->head + 1; at != e->tail; at++) {
        uint64_t p = priority(x, *entry_at(e, at));
        if (p <= most) continue;
        most = p;
        best = at;
    }
    bring_forward(e, best);
    uintptr_t entry = *entry_at(e, e->head);
    bool lowers = is_change(x) && !(entry & 1) && x->lowered_count < CHANGES;
    if (lowers) x->lowered[x->lowered_count++] = ((const sley_task *)entry)->number + 1;
}

// ---- the choice -----------------------------------------------------------------------------

void sley__policy_pick(executor *x, bool begins_batch)
{
    const sley_executor *e = &x->hot;
    uint32_t count = e->tail - e->head;
    switch ((sley_policy)x->policy) {
    case SLEY_POLICY_FIFO: break;
    case SLEY_POLICY_RANDOM:
        bring_forward(e, e->head + (uint32_t)(((sley__executor_random(x) >> 32) * count) >> 32));
        break;
    case SLEY_POLICY_REVERSE:
        if (begins_batch) reverse_batch(e);
        break;
    case SLEY_POLICY_PCT: pick_highest(x); break;
    }
    x->steps++;
}
