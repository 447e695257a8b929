// SPDX-License-Identifier: MIT
// unhandled.c - errors in reports, and those that no one handled (S19, S105).
#include "report/internal.h"

#include <stdio.h>
#include <stdlib.h>

enum { GROUPS_SHOWN = 32 }; // inside each other; what lies deeper is one message, without traces

static void add_error(report *r, const sley_error *error, unsigned depth)
{
    assert(error->refs > 0);
    bool is_group = error->type == &sley_error_group && depth < GROUPS_SHOWN;
    if (is_group) {
        sley__report_add(r, "ErrorGroup: %u errors\n", sley_error_group_len(error));
    } else {
        sley_text message;
        sley_text_init(&message);
        sley__error_headline(error, &message);
        sley__report_text(r, message.data, message.len);
        sley__report_add(r, "\n");
        sley_text_fini(&message);
    }
    for (uint16_t i = 0; i < error->trace_len; i++) {
        const sley_site *site = (const sley_site *)(error->trace[i] & ~(uintptr_t)1);
        if (error->trace[i] & 1) {
            sley__report_add(r, "  in a task spawned at %s:%u\n", sley_site_file(site), site->line);
        } else {
            sley__report_row(r, site);
        }
    }
    if (error->trace_cut) sley__report_add(r, "  ... %u more\n", error->trace_cut);
    for (uint32_t i = 0; is_group && i < sley_error_group_len(error); i++) {
        sley__report_add(r, "  %u. ", i + 1);
        add_error(r, sley_error_group_at(error, i), depth + 1);
    }
}

void sley__unhandled_report(report *r, const sley_error *error)
{
    add_error(r, error, 1);
}

// ---- on_unhandled -----------------------------------------------------------------------------

// A call of the handler that is to come.
typedef struct told {
    sley_closure base;
    sley_closure *fn;
    sley_str *message;
    sley_error *error;
} told;

// The handler may put another in its place while it runs.
static void call_handler(sley_closure *fn, sley_str *message, sley_error *error)
{
    sley_closure_retain(fn);
    ((void (*)(sley_closure *, sley_str *, sley_error *))fn->code)(fn, message, error);
    sley_closure_release(fn);
}

static void tell(sley_closure *self)
{
    told *t = (told *)(void *)self;
    call_handler(t->fn, t->message, t->error);
}

static void told_drop(sley_closure *self)
{
    told *t = (told *)(void *)self;
    sley_closure_release(t->fn);
    sley_str_release(t->message);
    sley_error_release(t->error);
    sley_closure_done(self);
}

// While a step runs, in a later pass; after the last one, at once.
static void to_handler(executor *x, const char *message, sley_error *error)
{
    sley_str *text = sley_str_from_utf8_lossy(message, strlen(message));
    if (!x->running) {
        call_handler(x->unhandled_fn, text, error);
        sley_str_release(text);
        return;
    }
    told *t = (told *)(void *)sley_closure_new(sizeof *t, (void (*)(void))tell, told_drop, false);
    t->fn = sley_closure_retain(x->unhandled_fn);
    t->message = text;
    t->error = sley_error_retain(error);
    sley_handle_release(sley_call_soon(&x->hot, &t->base, NULL));
    sley_closure_release(&t->base);
}

void sley_unhandled_call(sley_executor *e, sley_closure *fn)
{
    executor *x = full(e);
    sley_closure *old = x->unhandled_fn;
    x->unhandled_fn = sley_closure_retain(fn);
    sley_closure_release(old);
}

void sley_unhandled_report(sley_executor *e)
{
    sley_unhandled_call(e, NULL);
}

// By hand: at once, as any call.
void sley_report_unhandled(sley_executor *e, sley_str *message, sley_error *error)
{
    executor *x = full(e);
    if (x->unhandled_fn != NULL && x->unhandled == NULL) {
        call_handler(x->unhandled_fn, message, error);
        return;
    }
    char *text = sley__alloc((size_t)message->len + 1);
    memcpy(text, message->data, (size_t)message->len);
    text[message->len] = '\0';
    if (x->unhandled) {
        x->unhandled(x->unhandled_context, text, error);
    } else {
        report r;
        sley__report_begin(&r);
        sley__report_add(&r, "%s: ", text);
        sley__unhandled_report(&r, error);
        sley__report_end(&r);
    }
    free(text);
}

// ---- errors that no one handled -----------------------------------------------------------------

void sley__unhandled(executor *x, const char *where, const sley_task *t, sley_error *error,
                     const sley_site *at)
{
    assert(error && (!t || t->base.outcome == SLEY_FAILED));
    char message[300];
    char name[256] = "";
    if (t) sley__task_label(t, name, sizeof name);
    snprintf(message, sizeof message, t ? "unhandled error in %s \"%s\"" : "unhandled error in %s",
             where, name);
    if (x->unhandled) {
        x->unhandled(x->unhandled_context, message, error);
        return;
    }
    if (x->unhandled_fn) {
        to_handler(x, message, error);
        return;
    }
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "%s: ", message);
    sley__unhandled_report(&r, error);
    if (t && t->site) {
        sley__report_add(&r, "  spawned at %s:%u\n", sley_site_file(t->site), t->site->line);
    }
    if (at) {
        const char *how = x->callback == at ? "registered" : "made";
        sley__report_add(&r, "  %s at %s:%u\n", how, sley_site_file(at), at->line);
    }
    sley__report_end(&r);
}
