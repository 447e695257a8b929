// SPDX-License-Identifier: MIT
// kept.c - gather(.., errors: keep): how each of several ended, as values.
//
// An Outcome is the task or future itself, once it has ended: nothing is copied, and any number of
// readers get the same value or the same error (S16).
#include "sync/internal.h"

#include "sley/list.h"

#include <assert.h>

sley_kept *sley_kept_retain(sley_kept *k)
{
    if (k) k->refs++;
    return k;
}

void sley_kept_release(sley_kept *k)
{
    sley__awaitable_release(k);
}

bool sley_kept_value(const sley_kept *k, void *result)
{
    sley_awaitable *a = (sley_awaitable *)(uintptr_t)k; // its value is only copied
    const sley_type *type = sley__awaitable_type(a);
    bool has_value = k->outcome == SLEY_FINISHED;
    if (type && has_value) sley_type_copy(type, result, sley__awaitable_value(a));
    else if (type) memset(result, 0, type->size);
    return has_value;
}

sley_error *sley_kept_error(sley_kept *k)
{
    if (k->outcome != SLEY_FAILED) return NULL;
    k->flags |= SLEY_SEEN;
    return sley_error_retain(k->error);
}

bool sley_kept_cancelled(const sley_kept *k)
{
    return k->outcome == SLEY_STOPPED;
}

sley_status sley_kept_result(sley_task *task, sley_kept *k, void *result)
{
    return sley__awaitable_result(task, k, result);
}

static void kept_print(sley_text *out, const void *place)
{
    sley_kept *k = *(sley_kept *const *)place;
    const sley_type *type = sley__awaitable_type(k);
    if (k->outcome == SLEY_STOPPED) sley_text_put_cstr(out, "Cancelled");
    else if (k->outcome == SLEY_FAILED) sley__error_headline(k->error, out);
    else if (type) sley_text_put_repr(out, type, sley__awaitable_value(k));
    else sley_text_put_cstr(out, "()");
}

HANDLE_TYPE(kept, "Outcome", .print = kept_print);

// ---- gather -----------------------------------------------------------------------------------

enum { KEPT_STARTS, KEPT_WAITS };

SLEY_EXPORT_FN(sley_gather_kept, "gather", "", 0, 128,
               {0, KEPT_WAITS, 0, "gather"});

void sley_gather_kept__begin(sley_gather_kept__frame *f, sley_frame *caller, sley_list *items,
                             int64_t mode)
{
    assert(mode == 0);
    (void)mode;
    sley_frame_init(&f->base, caller, &sley_gather_kept__fn);
    f->a_items = items;
}

sley_status sley_gather_kept__resume(sley_task *task, sley_frame *self, sley_status st)
{
    sley_gather_kept__frame *f = container_of(self, sley_gather_kept__frame, base);
    if (self->state == KEPT_STARTS) {
        self->state = KEPT_WAITS;
        st = sley_gather_list_keep(task, self, &f->area, f->a_items);
        if (st == SLEY_PENDING) return st;
    }
    if (st != SLEY_OK) return st; // the references are gone
    f->result = sley_list_new(&sley_type_kept, f->area.count);
    for (uint32_t i = 0; i < f->area.count; i++) {
        sley_kept *k = sley_kept_retain(f->area.parts[i].item);
        k->flags |= SLEY_SEEN;
        sley_list_append(f->result, &k);
    }
    sley_gather_end(&f->area);
    return SLEY_OK;
}
