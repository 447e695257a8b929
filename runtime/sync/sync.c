// SPDX-License-Identifier: MIT
// sync.c - waiting for a lock, semaphore, event or wait group: plain, with a timeout, in a select.
//
// Invariants in sley/sync.h. Who grants takes the first waiter out of the line and calls its
// kind's `done`; what that means (a timer to stop, a bool to set) the kind knows.
#include "base/plant.h"
#include "sync/sync.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

// ORDER builtin.def
SLEY_STATIC_ASSERT(sizeof(void *) != 8 || sizeof(sley_timed_wait) == 88, "builtin.def has it");
SLEY_STATIC_ASSERT(sizeof(void *) != 8 || sizeof(sley_cond_wait) == 88, "builtin.def has it");

// ---- objects --------------------------------------------------------------------------------

void *sley__sync_new(sley_executor *e, const sley_sync_face *face, size_t size,
                     const sley_site *site)
{
    sley_sync *s = sley__alloc(size);
    memset(s, 0, size);
    s->head.refs = 1;
    s->face = face;
    s->executor = e;
    s->site = site;
    s->number = ++full(e)->sync_number;
    full(e)->blocks++;
    return s;
}

void sley__sync_free(sley_sync *s)
{
    assert(!s->line);
    if (s->executor) full(s->executor)->blocks--;
    sley__sync_far_release(s->core);
    free(s);
}

// ---- for reports ----------------------------------------------------------------------------

typedef struct holder_search {
    const sley_holder *wanted;
    sley_task *found;
} holder_search;

static void look_at(sley_task *t, void *context)
{
    holder_search *search = context;
    if (sley__holds(search->wanted, t)) search->found = t;
}

sley_task *sley__sync_holder_find(executor *x, const sley_holder *h)
{
    holder_search search = {h, NULL};
    if (!x) x = sley__executor_here(); // shared: this thread can tell of its own tasks alone
    if (h->task) sley__task_each(x, look_at, &search);
    return search.found;
}

void sley__sync_holder_text(executor *x, const sley_holder *h, char *out, size_t cap)
{
    char name[200];
    bool is_shared = !x;
    if (is_shared) x = sley__executor_here();
    const sley_task *t = sley__sync_holder_find(x, h);
    if (t) {
        snprintf(out, cap, ", held by task \"%s\"", sley__task_label(t, name, sizeof name));
    } else if (h->task == &x->own) {
        snprintf(out, cap, is_shared ? ", held by this thread" : ", held by a callback");
    } else if (is_shared) {
        snprintf(out, cap, ", held by another thread");
    } else {
        snprintf(out, cap, ", held by a task that has ended");
    }
}

void sley__sync_describe(const sley_sync *s, char *out, size_t cap)
{
    int len = snprintf(out, cap, "%s#%u", s->face->name, s->number);
    if (s->site && len > 0 && (size_t)len < cap) {
        len += snprintf(out + len, cap - (size_t)len, " of %s:%u", sley_site_file(s->site),
                        s->site->line);
    }
    if (len > 0 && (size_t)len < cap) s->face->state(s, out + len, cap - (size_t)len);
}

void sley__sync_print(sley_text *out, const void *place)
{
    const sley_sync *s = *(const sley_sync *const *)place;
    char state[256] = "";
    char text[320];
    if (s->core) {
        s->face->state(sley__sync_far_enter(s), state, sizeof state);
        sley__far_unguard();
    } else {
        s->face->state(s, state, sizeof state);
    }
    snprintf(text, sizeof text, "<%s#%u%s>", s->face->name, s->number, state);
    sley_text_put_cstr(out, text);
}

static sley_sync *sync_of(sley_wait *wait)
{
    return container_of(wait, sley_waiter, base)->object;
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    sley__sync_describe(sync_of(wait), out, cap);
}

static sley_task *holder(sley_wait *wait)
{
    const sley_sync *s = sync_of(wait);
    const sley_holder *h = s->face->holder ? s->face->holder(s) : NULL;
    return h ? sley__sync_holder_find(full(s->executor), h) : NULL;
}

// ---- plain waits and arms -------------------------------------------------------------------

static void plain_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&sync_of(wait)->line, w);
}

static void plain_done(sley_wait *wait)
{
    sley__claim(wait, SLEY_OK);
}

static sley_status arm_attempt(sley_task *task, sley_wait *wait)
{
    sley_sync *s = sync_of(wait);
    if (s->face->take(s, task)) return SLEY_OK;
    if (!s->core) return SLEY_PENDING;
    task->base.executor->met_shared = true;
    bool got = s->face->take(sley__sync_far_enter(s), task);
    sley__far_unguard();
    return got ? SLEY_OK : SLEY_PENDING;
}

static void arm_arm(sley_wait *wait)
{
    sley__line_add(&sync_of(wait)->line, container_of(wait, sley_waiter, base));
}

static void *arm_core(sley_wait *wait)
{
    return sley__sync_far_core(sync_of(wait));
}

#define KIND(NAME)              \
    {                           \
        .name = NAME,           \
        .unlink = plain_unlink, \
        .done = plain_done,     \
        .attempt = arm_attempt, \
        .arm = arm_arm,         \
        .core = arm_core,       \
        .describe = describe,   \
        .holder = holder        \
    }
static const sley_wait_kind plain_kinds[] = {
    [SYNC_ACQUIRE] = KIND("acquire"), [SYNC_WAIT] = KIND("wait")};
#undef KIND

void sley__sync_arm(sley_waiter *arm, sley_sync *s)
{
    sley__arm_set(arm, &plain_kinds[s->face->verb], s, NULL);
}

sley_status sley__sync_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_sync *s)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (s->face->take(s, task)) return sley__end(task, self, SLEY_OK);
    if (SLEY_UNLIKELY(s->core)) return sley__sync_far_wait(task, self, s, INT64_MAX, NULL);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__stand_in(task, self, w, &plain_kinds[s->face->verb], &s->line, s, NULL);
}

void sley__sync_grant(sley_sync *s)
{
    sley_waiter *w = s->line;
    sley__line_remove(&s->line, w);
    if (s->face->granted) s->face->granted(s, w->base.task);
    w->base.kind->done(&w->base);
}

void sley__sync_grant_all(sley_sync *s)
{
    while (s->line) {
        sley__sync_grant(s);
        if (PLANTED(13)) break;
    }
}

const sley_wait_kind *sley__sync_plain_kind(const sley_sync *s)
{
    return &plain_kinds[s->face->verb];
}

// ---- waits with a timeout -------------------------------------------------------------------

void sley__sync_timed_unlink(sley_wait *wait)
{
    sley_timed_wait *w = container_of(wait, sley_timed_wait, waiter.base);
    sley__timer_remove(wait->task->base.executor, &w->timer);
    if (w->waiter.next) sley__line_remove(w->line, &w->waiter);
}

void sley__sync_timed_arm(sley_timed_wait *w, const sley_wait_kind *kind,
                          const sley_wait_kind *limit_kind, sley_waiter **line, void *object,
                          sley_task *task, void *place, int64_t duration)
{
    sley_executor *e = task->base.executor;
    sley__waiter_init(&w->waiter, kind, task, object, place);
    sley__line_add(line, &w->waiter);
    w->timer = (sley_wait){.kind = limit_kind, .task = task};
    w->line = line;
    if (duration < INT64_MAX) sley__timer_add(e, &w->timer, sley__clock_deadline(e, duration));
}

static void timed_done(sley_wait *wait)
{
    sley_timed_wait *w = container_of(wait, sley_timed_wait, waiter.base);
    sley__timer_remove(wait->task->base.executor, &w->timer);
    *(bool *)w->waiter.place = true;
    sley__claim(wait, SLEY_OK);
}

static void limit_done(sley_wait *timer)
{
    sley_timed_wait *w = sley__timed_of(timer);
    sley__sync_timed_unlink(&w->waiter.base);
    sley__claim(&w->waiter.base, SLEY_OK); // *place is still false
}

#define KIND(NAME)                    \
    {                                 \
        .name = NAME,                 \
        .unlink = sley__sync_timed_unlink, \
        .done = timed_done,           \
        .describe = describe,         \
        .holder = holder              \
    }
static const sley_wait_kind timed_kinds[] = {
    [SYNC_ACQUIRE] = KIND("acquire"), [SYNC_WAIT] = KIND("wait")};
#undef KIND
static const sley_wait_kind limit_kind = {.name = "timeout", .done = limit_done};

sley_status sley__sync_wait_within(sley_task *task, sley_frame *self, sley_timed_wait *w,
                                   sley_sync *s, int64_t duration, bool *got)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    *got = s->face->take(s, task);
    if (*got) return sley__end(task, self, SLEY_OK);
    if (SLEY_UNLIKELY(s->core)) return sley__sync_far_wait(task, self, s, duration, got);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    if (duration <= 0) return sley__end(task, self, SLEY_OK);
    sley__sync_timed_arm(w, &timed_kinds[s->face->verb], &limit_kind, &s->line, s, task, got,
                         duration);
    return sley__park(task, self, &w->waiter.base);
}

// ---- plain code -----------------------------------------------------------------------------

void sley__sync_block(sley_sync *s)
{
    sley_waiter w;
    sley_blocking b;
    sley_task *task = sley__block_begin(&b);
    (void)sley__block_end(&b, sley__sync_wait(task, &sley__blocked, &w, s));
}

bool sley__sync_block_within(sley_sync *s, int64_t duration)
{
    sley_timed_wait w;
    sley_blocking b;
    bool got = false;
    sley_task *task = sley__block_begin(&b);
    (void)sley__block_end(&b,
                          sley__sync_wait_within(task, &sley__blocked, &w, s, duration, &got));
    return got;
}
