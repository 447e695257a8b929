// SPDX-License-Identifier: MIT
// stack.c - endless recursion of plain functions ends in a panic.
//
// Their frames lie on the stack of the thread, which ends in memory that must not be touched. The
// fault there is told from others by its address, and reported on a stack of its own. (Frames of
// async functions lie in the arena of their task: blocks.c.)
#include "core/internal.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { REPORT_STACK = 64 << 10 };

static char report_stack[REPORT_STACK]; // of the first thread
// Of the thread that asks; the handler runs on the thread that the fault is in.
static _Thread_local uintptr_t stack_end;
static _Thread_local size_t stack_size;
static _Thread_local void *own_report_stack;
static bool is_guarded;

// The fault lies below the end by a frame at most, or above it by what the system has put on the
// stack before main: arguments and environment, a quarter of it at most.
static bool is_at_the_end(uintptr_t address)
{
    return address + ((uintptr_t)1 << 20) >= stack_end && address < stack_end + stack_size / 4;
}

static void on_fault(int signo, siginfo_t *info, void *context)
{
    (void)context;
    if (is_at_the_end((uintptr_t)info->si_addr)) {
        sley_panicf(NULL, "recursion too deep: plain functions have filled the stack of %zu KiB",
                    stack_size >> 10);
    }
    signal(signo, SIG_DFL); // not ours: the instruction faults again
}

void sley__stack_guard(void)
{
    struct rlimit limit;
    struct sigaction old;
    bool is_taken = sigaction(SIGSEGV, NULL, &old) != 0 || old.sa_handler != SIG_DFL; // a sanitizer
    if (is_taken || getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return;
    stack_size = (size_t)limit.rlim_cur;
    stack_end = (uintptr_t)&limit - stack_size;
    stack_t reports = {.ss_sp = report_stack, .ss_size = sizeof report_stack};
    struct sigaction ours = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    is_guarded = sigaltstack(&reports, NULL) == 0 && sigaction(SIGSEGV, &ours, NULL) == 0;
}

void sley__stack_guard_thread(size_t size)
{
    if (!is_guarded) return;
    stack_size = size;
    stack_end = sley__stack_at() - size;
    own_report_stack = sley__alloc(REPORT_STACK);
    stack_t reports = {.ss_sp = own_report_stack, .ss_size = REPORT_STACK};
    sigaltstack(&reports, NULL);
}

void sley__stack_unguard_thread(void)
{
    if (!own_report_stack) return;
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    free(own_report_stack);
    own_report_stack = NULL;
}
