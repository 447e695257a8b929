// SPDX-License-Identifier: MIT
// wait_group.c - WaitGroup: a count of what is not done yet; its waiters go on at zero.
#include "sync/sync.h"

#include <stdio.h>

static const sley_wait_group *as_group(const sley_sync *s)
{
    return (const sley_wait_group *)(const void *)s;
}

static bool group_take(sley_sync *s, sley_task *task)
{
    (void)task;
    return as_group(s)->count == 0;
}

static void group_state(const sley_sync *s, char *out, size_t cap)
{
    snprintf(out, cap, ", %lld not done", (long long)as_group(s)->count);
}

static void group_share(sley_sync *s, sley_sync *core)
{
    container_of(s, sley_wait_group, base)->count = 1;
    sley__sync_far_move_plain(s, core);
}

static const sley_sync_face group_face = {
    .name = "WaitGroup",
    .verb = SYNC_WAIT,
    .take = group_take,
    .state = group_state,
    .size = sizeof(sley_wait_group),
    .share = group_share,
};

sley_wait_group *sley_wait_group_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &group_face, sizeof(sley_wait_group), site);
}

sley_status sley_wait_group_add(sley_task *task, sley_wait_group *g, int64_t count)
{
    if (SLEY_UNLIKELY(g->base.core)) {
        sley_status st = sley_wait_group_add(task, sley__sync_far_enter(&g->base), count);
        sley__far_unguard();
        return st;
    }
    if (count < -g->count || count > INT64_MAX - g->count) {
        return sley__awaitable_throw(task, &sley_error_too_many_done);
    }
    g->count += count;
    if (g->count == 0) sley__sync_grant_all(&g->base);
    return SLEY_OK;
}

sley_status sley_wait_group_done(sley_task *task, sley_wait_group *g)
{
    return sley_wait_group_add(task, g, -1);
}

SYNC_TYPE(wait_group, "WaitGroup");
