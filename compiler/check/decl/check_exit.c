// SPDX-License-Identifier: MIT
// check_exit.c - which functions may end the program.
//
// exit() unwinds the task from where it stands (S22): every function between it and the
// task's own gives a status, so that its defers run.  Which these are follows from the calls
// by name: a function that calls one that may exit may exit.
//
//     fn usage() { exit(2) }                 may exit: it calls exit()
//     fn parse(n: int) { usage() }           may exit: it calls usage
//     fn twice(f: fn()) { f() f() }          may not: values are called without a status
//
// The callers are kept until it is known that a function may exit, and then follow; so
// recursion and the order of the text do not matter.
#include <assert.h>

#include "base/array.h"
#include "check/check.h"

// Marks `first` and all that call it, directly or not.  The list is our own stack: a
// chain of calls may be as long as the program.
static void mark(checker *c, fn_info *first)
{
    if (first->can_exit) return;
    array_of(fn_info *) open = {0};
    first->can_exit = true;
    array_push(&c->prog->unit, &open, first);
    while (open.count > 0) {
        const fn_info *info = open.items[--open.count];
        for (uint32_t i = 0; i < info->callers.count; i++) {
            fn_info *caller = info->callers.items[i];
            if (caller->can_exit) continue;
            caller->can_exit = true;
            array_push(&c->prog->unit, &open, caller);
        }
    }
}

static void note_call(checker *c, fn_info *callee)
{
    fn_info *caller = c->fn->info;
    check_first_mention_of(c, callee);
    if (callee->can_exit) {
        mark(c, caller);
        return;
    }
    uint32_t count = callee->callers.count;
    bool is_known = count > 0 && callee->callers.items[count - 1] == caller;
    if (!is_known && callee != caller) array_push(&c->prog->unit, &callee->callers, caller);
}

void check_exit_call(checker *c, const call_plan *plan)
{
    if (c->fn == NULL || c->fn->info == NULL) return;
    bool is_named = plan->kind == CALL_FN || plan->kind == CALL_METHOD;
    if (is_named && plan->target->fn != NULL) note_call(c, plan->target->fn);
    if (plan->builtin == NULL) return;
    // The task that a loop runs may exit, too.
    bool exits = plan->builtin->id == BI_EXIT || plan->builtin->id == BI_LOOP_RUN;
    if (exits) mark(c, c->fn->info);
}

fn_info *check_exit_default_info(checker *c, const expr *init)
{
    fn_info *info = map_find(&c->defaults, init);
    if (info != NULL) return info;
    info = arena_new(&c->prog->unit, fn_info);
    info->is_default = true;
    info->module = c->module->name;   // imports have had theirs checked before
    map_put(&c->defaults, init, info);
    return info;
}

void check_exit_default(checker *c, const expr *init)
{
    if (c->fn == NULL || c->fn->info == NULL || init->constant != NULL) return;
    note_call(c, check_exit_default_info(c, init));
}
