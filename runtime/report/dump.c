// SPDX-License-Identifier: MIT
// dump.c - the task dump: on SIGUSR1, on request, and as the body of the deadlock report.
//
//   task "serve#3" waits in recv: chan[int]#1 of app.sley:4
//     at app.serve (app.sley:9)
//     spawned at app.sley:20
#include "report/internal.h"

#include <stdio.h>

static void add_place(report *r, sley_wait *w)
{
    assert(w->kind->name);
    char object[256] = "";
    if (w->kind->describe) w->kind->describe(w, object, sizeof object);
    sley__report_add(r, "%s%s%s", w->kind->name, object[0] ? ": " : "", object);
}

static void add_deadline(report *r, const sley_task *t)
{
    const executor *x = full(t->base.executor);
    if (!t->parked_at->index) return;
    int64_t left = sley__timer_deadline(x, t->parked_at) - sley_now(&x->hot);
    sley__report_add(r, " (%lld ms left)", (long long)(left / NANOS_PER_MS));
}

static void add_wait(report *r, const sley_task *t)
{
    if (!sley__is_parked(t)) {
        sley__report_add(r, " is %s", sley_task_state_text(t));
        return;
    }
    sley__report_add(r, " waits in ");
    if (t->base.claim == SLEY_CLAIM_QUEUED) {
        add_place(r, t->parked_at);
        add_deadline(r, t);
    } else {
        sley_waiter *arms = (sley_waiter *)(void *)t->parked_at;
        sley__report_add(r, "select: ");
        for (uint32_t i = 0, count = sley__arm_count(arms); i < count; i++) {
            if (i) sley__report_add(r, ", ");
            add_place(r, &arms[i].base);
        }
    }
    if (t->cancel & SLEY_CANCEL_ASKED) sley__report_add(r, ", cancelling");
}

void sley__dump_task(report *r, sley_task *t, int64_t limit)
{
    char name[256];
    sley__report_add(r, "task \"%s\"", sley__task_label(t, name, sizeof name));
    add_wait(r, t);
    sley__report_add(r, "\n");
    sley__report_stack(r, t, limit);
    if (t->site)
        sley__report_add(r, "  spawned at %s:%u\n", sley_site_file(t->site), t->site->line);
}

static void add_one(sley_task *t, void *context)
{
    sley__dump_task(context, t, STACK_SHOWN);
}

void sley_dump(sley_executor *e)
{
    executor *x = full(e);
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "tasks: %u live, %u ready, %u timers\n", sley__live(x), e->tail - e->head,
                     e->timer_count);
    sley__task_each(x, add_one, &r);
    sley__report_end(&r);
}

// [12] 0.005 task "worker#3" at app.work (app.sley:9)
void sley__dump_step(executor *x, uintptr_t entry)
{
    report r;
    char name[256];
    int64_t us = sley_now(&x->hot) / 1000;
    sley__report_begin_beside(&r);
    sley__report_add(&r, "[%llu] %lld.%06lld ", (unsigned long long)++x->traced,
                     (long long)(us / 1000000),
                     (long long)(us % 1000000));
    if (entry & 1) {
        const sley_handle *h = (const sley_handle *)(entry & ~(uintptr_t)1);
        sley__report_add(&r, "callback");
        if (h->site) {
            sley__report_add(&r, " registered at %s:%u", sley_site_file(h->site), h->site->line);
        }
        sley__report_add(&r, "\n");
    } else {
        const sley_task *t = (const sley_task *)entry;
        const sley_frame *f = sley__cancel_task_at(t);
        while (f->fn->sites[0].line == 0 && f->caller) f = f->caller; // the runtime's own
        const sley_site *site = &f->fn->sites[f->state < f->fn->site_count ? f->state : 0];
        sley__report_add(&r, "task \"%s\"", sley__task_label(t, name, sizeof name));
        sley__report_row(&r, site);
    }
    sley__report_end(&r);
}

// slow step: task "worker#3" took 153 ms, from app.work (app.sley:9)
//   declared at app.sley:5
//   spawned at app.sley:20
// What it was is noted before: the task may be gone afterwards.
void sley__dump_slow_step(executor *x, uintptr_t entry, void (*run)(executor *, uintptr_t))
{
    char name[256] = "a callback";
    const sley_site *from = NULL, *declared = NULL, *made = NULL;
    if ((entry & ENTRY_GOES_ON) == ENTRY_HANDLE) {
        made = ((const sley_handle *)(entry & ~ENTRY_HANDLE))->site;
    } else {
        const sley_task *t = (const sley_task *)(entry & ~ENTRY_GOES_ON);
        char label[200];
        snprintf(name, sizeof name, "task \"%s\"", sley__task_label(t, label, sizeof label));
        const sley_frame *f = sley__cancel_task_at(t);
        while (f->fn->sites[0].line == 0 && f->caller) f = f->caller; // the runtime's own
        from = &f->fn->sites[f->state < f->fn->site_count ? f->state : 0];
        declared = sley__root(t)->fn->sites;
        made = t->site;
    }
    int64_t began = sley_seam_uv.now(x);
    run(x, entry);
    int64_t took = sley_seam_uv.now(x) - began;
    if (took < x->slow_step) return;
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "slow step: %s took %lld ms\n", name, (long long)(took / NANOS_PER_MS));
    if (from) sley__report_row(&r, from);
    const char *verb = from ? "spawned" : "registered";
    if (declared) {
        sley__report_add(&r, "  declared at %s:%u\n", sley_site_file(declared), declared->line);
    }
    if (made) sley__report_add(&r, "  %s at %s:%u\n", verb, sley_site_file(made), made->line);
    sley__report_end(&r);
}

// ---- t.stack() ----------------------------------------------------------------------------------

sley_list *sley_task_stack(const sley_task *t, int64_t limit)
{
    sley_list *rows = sley_list_new(&sley_type_str, 0);
    for (const sley_frame *f = sley__report_innermost(t); f && rows->len < limit; f = f->caller) {
        const sley_site *site = &f->fn->sites[f->state < f->fn->site_count ? f->state : 0];
        if (site->line == 0) continue; // the runtime's own
        char row[512];
        int len = snprintf(row, sizeof row, "%s (%s:%u)", sley_site_function(site),
                           sley_site_file(site), site->line);
        size_t kept = len < (int)sizeof row ? (size_t)len : sizeof row - 1;
        sley_str *text = sley_str_from_utf8_lossy(row, kept);
        sley_list_append(rows, &text);
    }
    return rows;
}

void sley_task_print_stack(sley_task *t, int64_t limit, int64_t to_stdout)
{
    report r;
    sley__report_begin(&r);
    if (to_stdout) r.fd = STDOUT_FILENO;
    sley__dump_task(&r, t, limit);
    sley__report_end(&r);
}
