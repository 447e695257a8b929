// SPDX-License-Identifier: MIT
// report.c - panics, async stacks, and the buffer that all reports are written to.
//
// A report allocates nothing and leaves in as few writes as possible. The format of a panic:
//
//   panic: index 5 is out of range for a list of 3
//     at stats.pick (stats.sley:12)
//     at stats.best (stats.sley:16)        a plain function: unwind.c
//     at stats.main (stats.sley:20)
//     in task "main"
//
// The stack of a running task is walked from its root: while a frame awaits a call, its state's
// site says where the callee's frame lies (frame.h I2). That of a suspended one leads from `top`
// along the callers.
#include "report/internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "sley/format.h"

// ---- the buffer -----------------------------------------------------------------------------

void sley__report_flush_output(void)
{
    sley_stdout_flush();
}

static void write_out(report *r)
{
    size_t done = 0;
    while (done < r->len) {
        ssize_t n = write(r->fd, r->text + done, r->len - done);
        if (n > 0) {
            done += (size_t)n;
        } else if (errno != EINTR) {
            break;
        }
    }
    r->len = 0;
}

void sley__report_begin_beside(report *r)
{
    r->len = 0;
    r->fd = STDERR_FILENO;
}

void sley__report_begin(report *r)
{
    sley__report_begin_beside(r);
    sley__report_flush_output();
}

// One piece is cut at 1 KiB.
void sley__report_add(report *r, const char *format, ...)
{
    if (sizeof r->text - r->len < 1024) write_out(r);
    va_list args;
    va_start(args, format);
    int n = vsnprintf(r->text + r->len, 1024, format, args);
    va_end(args);
    if (n > 0) r->len += n < 1024 ? (size_t)n : 1023;
    assert(r->len < sizeof r->text);
}

void sley__report_text(report *r, const char *text, size_t len)
{
    enum { PIECE = 512 };
    for (size_t at = 0; at < len; at += PIECE) {
        sley__report_add(r, "%.*s", (int)(len - at < PIECE ? len - at : PIECE), text + at);
    }
}

void sley__report_end(report *r)
{
    write_out(r);
}

void sley__report_row(report *r, const sley_site *site)
{
    if (site->line == 0) return; // of the runtime's own: gen.c
    sley__report_add(r, "  at %s (%s:%u)\n", sley_site_function(site), sley_site_file(site),
                     site->line);
}

// ---- stacks ---------------------------------------------------------------------------------

static const sley_site *site_of(const sley_frame *f)
{
    return &f->fn->sites[f->state < f->fn->site_count ? f->state : 0];
}

// The frame that `f` awaits, or NULL when it runs or waits at a leaf.
static const sley_frame *callee_of(const sley_frame *f)
{
    uint32_t child = site_of(f)->child;
    if (child == 0) return NULL;
    const char *place = (const char *)f + (child & ~(uint32_t)1);
    const sley_frame *callee = (const sley_frame *)(const void *)place;
    if (child & 1) memcpy(&callee, place, sizeof callee);
    return callee && callee->caller == f ? callee : NULL;
}

static const sley_frame *innermost(const sley_task *t)
{
    if (t->base.outcome != SLEY_UNFINISHED || t == &full(t->base.executor)->own) return NULL;
    if (t->base.claim != SLEY_CLAIM_IDLE) return sley__cancel_task_at(t);
    const sley_frame *f = sley__root(t);
    for (const sley_frame *next = f; next; next = callee_of(next)) f = next;
    return f;
}

// At most `limit` functions.
static void add_stack(report *r, const sley_frame *f, int64_t limit)
{
    uint32_t more = 0;
    for (int64_t shown = 0; f; f = f->caller) {
        if (site_of(f)->line == 0) continue; // the runtime's own
        if (shown >= limit) {
            more++;
        } else {
            sley__report_row(r, site_of(f));
            shown++;
        }
    }
    if (more) sley__report_add(r, "  ... %u more\n", more);
}

const sley_frame *sley__report_innermost(const sley_task *t)
{
    return innermost(t);
}

void sley__report_stack(report *r, const sley_task *t, int64_t limit)
{
    add_stack(r, innermost(t), limit);
}

// ---- panics ---------------------------------------------------------------------------------

// The functions of the task that panics at `site`, which is shown already: plain ones, then the
// async one that called them, of which without debug information only the declaration is known.
static void add_running(report *r, const sley_frame *f, const sley_site *site)
{
    if (f && site && f->fn->sites == site - site->row) {
        add_stack(r, f->caller, STACK_SHOWN);
        return;
    }
    unwound caller = {.line = 0};
    sley__unwind(r, site, f ? sley_site_function(f->fn->sites) : NULL, &caller);
    if (f && f->state == 0) {
        const sley_site *head = f->fn->sites;
        if (caller.line > 0) {
            sley__report_add(r, "  at %s (%s:%u)\n", sley_site_function(head), caller.file,
                             caller.line);
        } else {
            sley__report_add(r, "  at %s (declared at %s:%u)\n", sley_site_function(head),
                             sley_site_file(head), head->line);
        }
        f = f->caller;
    }
    add_stack(r, f, STACK_SHOWN);
}

void sley_panic(const sley_site *site, const char *text)
{
    static volatile int depth; // a panic inside a panic: the report itself is broken
    if (depth++) sley__open_leave(SLEY_EXIT_PANIC);
    report r;
    char name[256];
    sley__report_begin(&r);
    executor *x = sley__executor_here();
    if (x && x->test) sley__report_add(&r, "test \"%s\" failed\n", x->test);
    if (x && x->test_note) {
        int n = snprintf(x->test_note, SLEY_NOTE_SIZE, "%s", text);
        if (site && n > 0 && n < SLEY_NOTE_SIZE)
            snprintf(x->test_note + n, (size_t)(SLEY_NOTE_SIZE - n), " (%s:%u)",
                     sley_site_file(site), site->line);
    }
    sley__report_add(&r, "panic: %s\n", text);
    if (site) sley__report_row(&r, site);
    if (x) {
        sley_task *t = x->hot.current;
        add_running(&r, innermost(t), site);
        if (t == &x->own && x->callback) {
            sley__report_add(&r, "  in a callback registered at %s:%u\n",
                             sley_site_file(x->callback), x->callback->line);
            sley__report_end(&r);
            sley__open_leave(SLEY_EXIT_PANIC);
        }
        bool is_plain = x->name && t == &x->own;
        if (!is_plain) {
            sley__report_add(&r, "  in task \"%s\"", sley__task_label(t, name, sizeof name));
        }
        if (x->name) sley__report_add(&r, "%s thread \"%s\"", is_plain ? "  in" : " of", x->name);
        if (t->site)
            sley__report_add(&r, " spawned at %s:%u", sley_site_file(t->site), t->site->line);
        sley__report_add(&r, "\n");
    }
    sley__report_end(&r);
    sley__open_leave(SLEY_EXIT_PANIC);
}
