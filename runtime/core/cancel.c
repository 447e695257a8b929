// SPDX-License-Identifier: MIT
// cancel.c - requests, delivery, and the scopes that bound them: timeout, shield, cleanup.
//
// A request marks a task or a scope of it. From the marks follows, for the point where the task
// is, whether a cancellation is due (sley__cancel_refresh); leaf operations look at that one bit
// before they park. A task that is parked already is interrupted: it leaves what it waits for,
// unless that was completed before (S38), or the wait has its own answer, such as passing the
// request on to the task it waits for (S47).
//
// C1  Nothing is passed on by recursion: chains and trees of tasks may be a million deep. What is
//     to be asked next stands on the executor's list `asked`, in the order of a walk down the
//     tree, and the outermost call works through it before it returns.
// C2  No task ends and no Sley code runs inside; futures end.
#include "base/plant.h"
#include "core/internal.h"

#include <assert.h>
#include <stdlib.h>

// ---- what is due ----------------------------------------------------------------------------

static bool is_shield(const sley_scope *s)
{
    return s->kind == SLEY_SCOPE_SHIELD || s->kind == SLEY_SCOPE_UNWIND;
}

static bool due(const sley_task *task)
{
    for (const sley_scope *s = task->scope; s; s = s->outer) {
        if (s->asked) return true;
        if (is_shield(s)) return false;
    }
    return (task->cancel & SLEY_CANCEL_ASKED) != 0;
}

void sley__cancel_refresh(sley_task *task)
{
    if (due(task)) {
        task->cancel |= SLEY_CANCEL_DUE;
    } else {
        task->cancel &= (uint8_t)~SLEY_CANCEL_DUE;
    }
}

// scope.h I1
static inline void check(const sley_task *task)
{
    debug_assert(((task->cancel & SLEY_CANCEL_DUE) != 0) == due(task));
    (void)task;
}

void sley__cancel_push_scope(sley_task *task, sley_scope *s, uint8_t kind)
{
    *s = (sley_scope){.outer = task->scope, .task = task, .kind = kind};
    task->scope = s;
    if (is_shield(s)) task->cancel &= (uint8_t)~SLEY_CANCEL_DUE;
    check(task);
}

void sley__cancel_pop_scope(sley_task *task, sley_scope *s)
{
    assert(task->scope == s);
    task->scope = s->outer;
    if (s->asked || (is_shield(s) && !PLANTED(22))) sley__cancel_refresh(task);
    check(task);
}

// ---- delivery -------------------------------------------------------------------------------

// A task that never started: its first resume goes here instead of into its body (S45).
static sley_status never_started(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task;
    (void)self;
    (void)st;
    return SLEY_CANCELLED;
}

static const sley_site never_started_site = {0, 0, 0, SLEY_NAMED("", "")};
static const sley_fn never_started_fn = {
    .resume = never_started, .sites = &never_started_site, .site_count = 1};
static sley_frame never_started_frame = {.fn = &never_started_fn};

void sley__cancel_never_start(sley_task *task)
{
    assert(task->base.claim == SLEY_CLAIM_TAKEN && sley__root(task)->state == 0);
    task->top = &never_started_frame;
}

// Delivers what is due to where the task waits. What that wait passes on is only listed.
static void deliver(sley_task *task)
{
    if (!(task->cancel & SLEY_CANCEL_DUE)) return;
    const sley_frame *root = sley__root(task);
    switch (task->base.claim) {
    case SLEY_CLAIM_SELECT: sley__wait_withdraw(task, SLEY_CANCELLED); break;
    case SLEY_CLAIM_QUEUED:
        if (task->parked_at->kind->cancel) {
            task->parked_at->kind->cancel(task->parked_at);
        } else {
            if (PLANTED(21)) task->cancel = 0;
            sley__wait_withdraw(task, SLEY_CANCELLED);
        }
        break;
    case SLEY_CLAIM_YIELD: task->base.wake = SLEY_CANCELLED; break;
    case SLEY_CLAIM_TAKEN:
        // A task in the ring whose root is in state 0 has not made its first step.
        if (task->top == root && root->state == 0 && !PLANTED(23)) sley__cancel_never_start(task);
        break;
    default: // it runs: delivered at its next suspension
        break;
    }
}

// The task whose end this one awaits, and to which it passes a cancellation on; NULL: none.
static sley_task *passes_to(const sley_task *t)
{
    if (t->base.claim != SLEY_CLAIM_QUEUED) return NULL;
    const sley_wait_kind *kind = t->parked_at->kind;
    return kind->cancel && kind->holder ? kind->holder(t->parked_at) : NULL;
}

// Two pointers, since it may lead to a cycle that `target` is not in.
bool sley__cancel_leads_to(const sley_task *t, const sley_task *target)
{
    const sley_task *slow = t, *fast = t;
    do {
        for (int i = 0; i < 2; i++) {
            if (!fast || fast == target) return fast == target;
            fast = passes_to(fast);
        }
        slow = passes_to(slow);
    } while (slow != fast);
    return false;
}

static void mark(sley_task *t, uint8_t how)
{
    if (t->cancel & how) return;
    t->cancel |= SLEY_CANCEL_ASKED | how;
    sley__cancel_refresh(t);
    deliver(t);
}

// The frame that a suspended task stands in, for reports.
const sley_frame *sley__cancel_task_at(const sley_task *t)
{
    return t->top == &never_started_frame ? sley__root(t) : t->top;
}

// ---- what is told of a main that was cancelled ------------------------------------------------

// Its own cancellation, unless something that it waited for was cancelled at the same place.
void sley__cancel_at(sley_task *main, const sley_site *site)
{
    executor *x = full(main->base.executor);
    if (site->child) return; // on its way out
    x->main_cancelled_at = site;
    if (!sley__is_cancelled(main)) return;
    sley_str_release(x->main_cancelled);
    x->main_cancelled = main->extra ? sley_str_retain(main->extra->reason) : NULL;
}

void sley__cancel_by(const sley_task *task, const sley_awaitable *a)
{
    executor *x = full(task->base.executor);
    if (task != x->main) return;
    sley_text text;
    sley_text_init(&text);
    if (a->flags & SLEY_IS_TASK) {
        const sley_task *t = (const sley_task *)(const void *)a;
        char name[256];
        sley_text_put_cstr(&text, "task \"");
        sley_text_put_cstr(&text, sley__task_label(t, name, sizeof name));
        sley_text_put_cstr(&text, "\" was cancelled");
        if (t->extra && t->extra->reason) {
            sley_text_put_cstr(&text, ": ");
            sley_text_put_str(&text, t->extra->reason);
        }
    } else {
        sley_text_put_cstr(&text, "a future was cancelled");
    }
    sley_str_release(x->main_cancelled);
    x->main_cancelled = sley_text_take(&text);
}

// ---- passing on -----------------------------------------------------------------------------

void sley__cancel_later(sley_awaitable *a, const sley_task *from)
{
    executor *x = full(a->executor);
    if (a->outcome != SLEY_UNFINISHED) return;
    if (x->asked_count == x->asked_cap) {
        x->asked_cap = x->asked_cap ? x->asked_cap * 2 : 16;
        x->asked = sley__alloc_resize(x->asked, x->asked_cap * sizeof *x->asked);
    }
    a->refs++;
    sley_str *reason = from && from->extra ? sley_str_retain(from->extra->reason) : NULL;
    x->asked[x->asked_count++] = (request_to){a, reason};
}

// They were listed in order, and are taken from the end.
static void turn_round(request_to *items, uint32_t count)
{
    for (uint32_t i = 0; i < count / 2; i++) {
        request_to other = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = other;
    }
}

static void ask(sley_awaitable *a, sley_str *reason)
{
    if (a->outcome != SLEY_UNFINISHED) return;
    if (!(a->flags & SLEY_IS_TASK)) {
        sley__awaitable_cancel(a);
        return;
    }
    sley_task *t = (sley_task *)(void *)a;
    if (reason && !(t->cancel & SLEY_CANCEL_ASKED) && !sley__blocks_task_extra(t)->reason) {
        t->extra->reason = sley_str_retain(reason);
    }
    mark(t, SLEY_CANCEL_ASKED);
}

// A request that was passed on. Where it comes back to a task that has it already, tasks await each
// other in a cycle, and none can end before the others: the await of this one ends here (S47).
static void ask_again(sley_awaitable *a, sley_str *reason)
{
    sley_task *t = a->flags & SLEY_IS_TASK ? (sley_task *)(void *)a : NULL;
    bool has_it = t && (t->cancel & SLEY_CANCEL_ASKED);
    ask(a, reason);
    bool is_due = has_it && !PLANTED(32) && (t->cancel & SLEY_CANCEL_DUE);
    if (is_due && sley__cancel_leads_to(passes_to(t), t)) {
        sley__wait_withdraw(t, SLEY_CANCELLED);
    }
}

void sley__cancel_now(sley_executor *e)
{
    executor *x = full(e);
    if (x->asking || x->asked_count == 0) return;
    x->asking = true;
    turn_round(x->asked, x->asked_count);
    while (x->asked_count > 0) {
        uint32_t rest = x->asked_count - 1;
        request_to next = x->asked[rest];
        x->asked_count = rest;
        ask_again(next.item, next.reason);
        turn_round(x->asked + rest, x->asked_count - rest);
        sley_str_release(next.reason);
        sley__awaitable_release(next.item);
    }
    x->asking = false;
}

void sley__cancel_interrupt(sley_task *task)
{
    deliver(task);
    sley__cancel_now(task->base.executor);
}

void sley__cancel_ask_scope(sley_scope *s)
{
    if (s->asked) return;
    s->asked = 1;
    sley__cancel_refresh(s->task);
    sley__cancel_interrupt(s->task);
}

bool sley_task_cancel(sley_task *t, sley_str *reason)
{
    if (t->base.outcome != SLEY_UNFINISHED || sley__runs_elsewhere(t)) return false; // S94
    ask(&t->base, reason);
    sley__cancel_now(t->base.executor);
    return true;
}

void sley__cancel_for_exit(sley_task *t)
{
    if (t->base.outcome == SLEY_UNFINISHED) mark(t, SLEY_CANCEL_EXIT);
    sley__cancel_now(t->base.executor);
}

// Everything that is due here, and only that: a scope outside of a shield keeps its request.
void sley_uncancel(sley_task *task)
{
    sley_scope *s = task->scope;
    for (; s && !is_shield(s); s = s->outer) s->asked = PLANTED(28);
    if (!s && !(task->cancel & SLEY_CANCEL_EXIT)) task->cancel &= (uint8_t)~SLEY_CANCEL_ASKED;
    sley__cancel_refresh(task);
}

// ---- timeout --------------------------------------------------------------------------------

static void timeout_unlink(sley_wait *w)
{
    sley__timer_remove(w->task->base.executor, w);
}

static void timeout_done(sley_wait *w)
{
    sley_timeout *t = container_of(w, sley_timeout, timer);
    t->scope.fired = 1;
    sley__cancel_ask_scope(&t->scope);
}

static const sley_wait_kind timeout_kind = {
    .name = "timeout",
    .unlink = timeout_unlink,
    .done = timeout_done,
};

static sley_status throw_timeout(sley_task *task)
{
    task->base.error = sley_error_simple(&sley_error_timeout);
    return SLEY_ERROR;
}

static sley_status enter(sley_task *task, sley_timeout *t, int64_t instant)
{
    sley__cancel_push_scope(task, &t->scope, SLEY_SCOPE_TIMEOUT);
    t->timer = (sley_wait){.kind = &timeout_kind, .task = task};
    sley__timer_add(task->base.executor, &t->timer, instant);
    return SLEY_OK;
}

sley_status sley_timeout_enter(sley_task *task, sley_timeout *t, int64_t duration)
{
    if (duration <= 0) return throw_timeout(task);
    return enter(task, t, sley__clock_deadline(task->base.executor, duration));
}

sley_status sley_timeout_at_enter(sley_task *task, sley_timeout *t, int64_t instant)
{
    if (instant <= sley_now(task->base.executor)) return throw_timeout(task);
    return enter(task, t, instant);
}

// Timeout only when the deadline is what cancelled the body, and nothing further out wants it
// cancelled too: then the outer one goes on, and its own region says what it was (S36).
sley_status sley_timeout_leave(sley_task *task, sley_timeout *t, sley_status st)
{
    bool asked = t->scope.asked;
    sley__timer_remove(task->base.executor, &t->timer);
    sley__cancel_pop_scope(task, &t->scope);
    bool is_late = st == SLEY_CANCELLED || (PLANTED(24) && st == SLEY_OK);
    if (is_late && asked && !sley__is_cancelled(task)) return throw_timeout(task);
    if (st == SLEY_ERROR) task->base.flags |= SLEY_PASSING;
    return st;
}

// ---- shield and cleanup ---------------------------------------------------------------------

void sley_shield_enter(sley_task *task, sley_scope *s)
{
    sley__cancel_push_scope(task, s, SLEY_SCOPE_SHIELD);
}

void sley_shield_leave(sley_task *task, sley_scope *s)
{
    sley__cancel_pop_scope(task, s);
}

sley_status sley_unwind_enter(sley_task *task, sley_unwind *u, sley_status st)
{
    sley__cancel_push_scope(task, &u->scope, SLEY_SCOPE_UNWIND);
    u->scope.status = (uint8_t)st;
    u->error = task->base.error;
    task->base.error = NULL;
    return SLEY_OK;
}

static sley_error *outcome_of(sley_status st, sley_error *error)
{
    if (st == SLEY_CANCELLED) return sley_error_simple(&sley_error_cancelled);
    return st == SLEY_ERROR ? sley_error_retain(error) : NULL;
}

sley_error *sley_unwind_outcome(const sley_unwind *u)
{
    return outcome_of((sley_status)u->scope.status, u->error);
}

sley_error *sley_block_outcome(const sley_task *task, sley_status st)
{
    return outcome_of(st, task->base.error);
}

sley_status sley_unwind_leave(sley_task *task, sley_unwind *u, sley_status st)
{
    sley_status was = (sley_status)u->scope.status;
    sley__cancel_pop_scope(task, &u->scope);
    // exit() in the cleanup: the program ends with its status, not with the error.
    bool exits = st == SLEY_CANCELLED && full(task->base.executor)->exiting;
    if (st == SLEY_ERROR || exits) {
        sley_error_release(u->error);
        return st;
    }
    task->base.error = u->error;
    return was == SLEY_OK ? st : was;
}
