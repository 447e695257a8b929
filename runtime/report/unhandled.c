// SPDX-License-Identifier: MIT
// unhandled.c - errors in reports, and those that no one handled (S19, S105).
#include "report/internal.h"

#include <stdio.h>

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

void sley__report_error(report *r, const sley_error *error)
{
    add_error(r, error, 1);
}

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
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "%s: ", message);
    sley__report_error(&r, error);
    if (t && t->site) {
        sley__report_add(&r, "  spawned at %s:%u\n", sley_site_file(t->site), t->site->line);
    }
    if (at) {
        const char *how = x->callback == at ? "registered" : "made";
        sley__report_add(&r, "  %s at %s:%u\n", how, sley_site_file(at), at->line);
    }
    sley__report_end(&r);
}
