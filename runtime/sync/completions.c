// SPDX-License-Identifier: MIT
// completions.c - as_completed: the items in the order in which they end (S34).
//
// Each unfinished item has a node of ours in its line; what ends is noted in `order`. What had
// ended before comes first, in argument order. Nothing is ever cancelled. Who waits for the
// next has it when it is woken.
#include "sync/internal.h"

#include "sley/list.h"

#include <stdio.h>
#include <stdlib.h>

struct sley_completions {
    sley_object head; // refs: handles
    sley_executor *executor;
    sley_gather_part *parts;
    uint32_t *order; // indices in order of completion
    uint32_t count;
    uint32_t ended;   // entries of `order`
    uint32_t given;   // of those, handed out
    bool limited;     // there is a deadline
    int64_t deadline;
    sley_wait *next;  // node of the task that waits for the next; NULL: none
};

static void give_next(sley_completions *c, void *place)
{
    sley_awaitable *item = NULL;
    if (c->given < c->count) {
        item = c->parts[c->order[c->given++]].item;
        item->refs++;
    }
    memcpy(place, &item, sizeof item);
}

static void part_done(sley_wait *wait)
{
    sley_completions *c = container_of(wait, sley_waiter, base)->object;
    assert(c->ended < c->count && c->given <= c->ended);
    c->order[c->ended++] = wait->arm;
    sley_wait *next = c->next;
    if (!next) return;
    c->next = NULL;
    sley__timer_remove(c->executor, next);
    sley_waiter *w = container_of(next, sley_waiter, base);
    give_next(c, w->place);
    sley__claim(next, SLEY_OK);
}

static const sley_wait_kind part_kind = {.name = "as_completed", .done = part_done};

sley_completions *sley_completions_new(sley_executor *e, sley_list *items, sley_opt_duration limit)
{
    size_t count = (size_t)items->len;
    sley_completions *c = sley__alloc(sizeof *c);
    *c = (sley_completions){.executor = e, .count = (uint32_t)count, .limited = limit.some};
    c->head.refs = 1;
    c->parts = sley__alloc(sley__alloc_size(count + 1, sizeof *c->parts, 0));
    c->order = sley__alloc(sley__alloc_size(count + 1, sizeof *c->order, 0));
    if (limit.some) c->deadline = sley__clock_deadline(e, limit.value);
    full(e)->blocks++;
    for (uint32_t i = 0; i < c->count; i++) {
        sley_gather_part *p = &c->parts[i];
        p->item = ((sley_awaitable **)items->data)[i];
        p->item->refs++;
        p->waiter = (sley_waiter){.base = {.kind = &part_kind, .arm = i}, .object = c};
        if (p->item->outcome == SLEY_UNFINISHED) {
            sley__line_add(&p->item->waiters, &p->waiter);
        } else {
            c->order[c->ended++] = i;
        }
    }
    return c;
}

void sley_completions_free(sley_completions *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        sley_gather_part *p = &c->parts[i];
        if (p->waiter.next) sley__line_remove(&p->item->waiters, &p->waiter);
        sley__awaitable_release(p->item);
    }
    full(c->executor)->blocks--;
    free(c->parts);
    free(c->order);
    free(c);
}

static void next_unlink(sley_wait *w)
{
    sley_waiter *node = container_of(w, sley_waiter, base);
    sley__timer_remove(w->task->base.executor, w);
    ((sley_completions *)node->object)->next = NULL;
}

static void next_timeout(sley_wait *w)
{
    sley_waiter *node = container_of(w, sley_waiter, base);
    ((sley_completions *)node->object)->next = NULL;
    w->task->base.error = sley_error_simple(&sley_error_timeout);
    sley__claim(w, SLEY_ERROR);
}

static void next_describe(sley_wait *w, char *out, size_t cap)
{
    const sley_completions *c = container_of(w, sley_waiter, base)->object;
    snprintf(out, cap, "%u of %u have ended", c->ended, c->count);
}

static const sley_wait_kind next_kind = {
    .name = "as_completed",
    .unlink = next_unlink,
    .done = next_timeout,
    .describe = next_describe,
};

sley_status sley_completions_next(sley_task *task, sley_frame *self, sley_waiter *w,
                                  sley_completions *c, void *item)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (c->next) sley_panic(task->site, "two tasks wait for the next of one as_completed");
    if (c->given < c->ended || c->given == c->count) {
        give_next(c, item);
        return sley__end(task, self, SLEY_OK);
    }
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    if (c->limited && c->deadline <= sley_now(task->base.executor)) {
        return sley__end(task, self, sley__awaitable_throw(task, &sley_error_timeout));
    }
    sley__waiter_init(w, &next_kind, task, c, item);
    if (c->limited) sley__timer_add(task->base.executor, &w->base, c->deadline);
    c->next = &w->base;
    return sley__park(task, self, &w->base);
}

static void completions_print(sley_text *out, const void *place)
{
    const sley_completions *c = *(sley_completions *const *)place;
    char text[80];
    snprintf(text, sizeof text, "<as_completed, %u of %u>", c->given, c->count);
    sley_text_put_cstr(out, text);
}

HANDLE_COUNT(completions, sley_completions_free)
HANDLE_TYPE(completions, "Completions", .print = completions_print);
