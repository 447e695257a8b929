// SPDX-License-Identifier: MIT
// stack.c - endless recursion of plain functions ends in a panic.
//
// Their frames lie on the stack of the thread, which ends in memory that must not be touched. The
// fault there is told from others by its address, and reported on a stack of its own. (Frames of
// async functions lie in the arena of their task: blocks.c.)
#include "core/internal.h"

#include <signal.h>
#include <sys/resource.h>

static char report_stack[64 << 10];
static uintptr_t stack_end;
static size_t stack_size;

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
    if (sigaltstack(&reports, NULL) == 0) sigaction(SIGSEGV, &ours, NULL);
}
