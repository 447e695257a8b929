// SPDX-License-Identifier: MIT
// sem.c - Semaphore, BoundedSemaphore.
#include "base/plant.h"
#include "sync/sync.h"

#include <assert.h>
#include <stdio.h>

static const sley_sem *as_sem(const sley_sync *s)
{
    return (const sley_sem *)(const void *)s;
}

static bool sem_take(sley_sync *s, sley_task *task)
{
    sley_sem *sem = container_of(s, sley_sem, base);
    (void)task;
    if (sem->permits == 0) return false;
    assert(!s->line); // I1
    sem->permits--;
    return true;
}

static void sem_state(const sley_sync *s, char *out, size_t cap)
{
    snprintf(out, cap, ", %lld of %lld permits free", (long long)as_sem(s)->permits,
             (long long)as_sem(s)->start);
}

static void sem_share(sley_sync *s, sley_sync *core)
{
    container_of(s, sley_sem, base)->permits = 0;
    sley__sync_far_move_plain(s, core);
}

#define FACE(NAME)                \
    {                             \
        .name = NAME,             \
        .verb = SYNC_ACQUIRE,     \
        .take = sem_take,         \
        .state = sem_state,       \
        .size = sizeof(sley_sem), \
        .share = sem_share        \
    }
static const sley_sync_face sem_face = FACE("Semaphore");
static const sley_sync_face bounded_face = FACE("BoundedSemaphore");
#undef FACE

static sley_sem *make(sley_executor *e, const sley_sync_face *face, int64_t permits, bool bounded,
                      const sley_site *site)
{
    if (permits < 0) {
        sley_panicf(site, "%s(%lld): the number of permits is negative", face->name,
                    (long long)permits);
    }
    sley_sem *s = sley__sync_new(e, face, sizeof *s, site);
    s->permits = s->start = permits;
    s->most = bounded ? permits : INT64_MAX;
    return s;
}

sley_sem *sley_sem_new(sley_executor *e, int64_t permits, const sley_site *site)
{
    return make(e, &sem_face, permits, false, site);
}

sley_sem *sley_bounded_sem_new(sley_executor *e, int64_t permits, const sley_site *site)
{
    return make(e, &bounded_face, permits, true, site);
}

bool sley_sem_try_acquire(sley_sem *s)
{
    if (SLEY_LIKELY(!s->base.core)) return sem_take(&s->base, NULL);
    bool got = sem_take(sley__sync_far_enter(&s->base), NULL);
    sley__far_unguard();
    return got;
}

static void check_count(int64_t count, const sley_site *site)
{
    if (count < 0) sley_panicf(site, "release(%lld): the count is negative", (long long)count);
}

// Each goes to the first that waits, or is free.
void sley_sem_give(sley_sem *s, int64_t count, const sley_site *site)
{
    check_count(count, site);
    if (SLEY_UNLIKELY(s->base.core)) {
        sley_sem_give(sley__sync_far_enter(&s->base), count, site);
        sley__far_unguard();
        return;
    }
    while (count > 0 && s->base.line) {
        sley__sync_grant(&s->base);
        count--;
        if (PLANTED(1)) break;
    }
    if (count > INT64_MAX - s->permits) sley_panic(site, "a semaphore has more than 2^63 permits");
    s->permits += count;
}

sley_status sley_bounded_sem_give(sley_task *task, sley_sem *s, int64_t count,
                                  const sley_site *site)
{
    check_count(count, site);
    if (SLEY_UNLIKELY(s->base.core)) {
        sley_status st =
            sley_bounded_sem_give(task, sley__sync_far_enter(&s->base), count, site);
        sley__far_unguard();
        return st;
    }
    if (count > s->most - s->permits) {
        return sley__awaitable_throw(task, &sley_error_released_too_often);
    }
    sley_sem_give(s, count, site);
    return SLEY_OK;
}

void sley_sem_exit(sley_sem *s, const sley_site *site)
{
    sley_sem_give(s, 1, site);
}

void sley_bounded_sem_exit(sley_sem *s, const sley_site *site)
{
    if (SLEY_UNLIKELY(s->base.core)) {
        sley_bounded_sem_exit(sley__sync_far_enter(&s->base), site);
        sley__far_unguard();
        return;
    }
    if (s->permits >= s->most) {
        sley_panic(site, "the block has released the permit that it was given");
    }
    sley_sem_give(s, 1, site);
}

SYNC_TYPE(sem, "Semaphore");
SYNC_TYPE(bounded_sem, "BoundedSemaphore");
