// SPDX-License-Identifier: MIT
// event.c - Event: something that will be so, for all that wait.
#include "sync/sync.h"

#include <stdio.h>

static const sley_event *as_event(const sley_sync *s)
{
    return (const sley_event *)(const void *)s;
}

static bool event_take(sley_sync *s, sley_task *task)
{
    (void)task;
    return as_event(s)->set;
}

static void event_state(const sley_sync *s, char *out, size_t cap)
{
    snprintf(out, cap, as_event(s)->set ? ", set" : ", not set");
}

static void event_share(sley_sync *s, sley_sync *core)
{
    container_of(s, sley_event, base)->set = false;
    sley__sync_far_move_plain(s, core);
}

static const sley_sync_face event_face = {
    .name = "Event",
    .verb = SYNC_WAIT,
    .take = event_take,
    .state = event_state,
    .size = sizeof(sley_event),
    .share = event_share,
};

sley_event *sley_event_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &event_face, sizeof(sley_event), site);
}

void sley_event_set(sley_event *e)
{
    if (SLEY_UNLIKELY(e->base.core)) {
        sley_event_set(sley__sync_far_enter(&e->base));
        sley__far_unguard();
        return;
    }
    e->set = true;
    sley__sync_grant_all(&e->base);
}

void sley_event_clear(sley_event *e)
{
    if (SLEY_UNLIKELY(e->base.core)) {
        sley_event_clear(sley__sync_far_enter(&e->base));
        sley__far_unguard();
        return;
    }
    e->set = false;
}

SYNC_TYPE(event, "Event");
