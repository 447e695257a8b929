// SPDX-License-Identifier: MIT
// fail_alloc.c - preloaded: the n-th allocation of the process fails, and all that follow it if
// SLEY_FAIL_ON is set. Without SLEY_FAIL_AT it counts them, and tells how many there were.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static long count, fail_at;
static int is_counting, goes_on;
static char early[4096]; // for what dlsym itself allocates
static size_t early_used;

__attribute__((constructor)) static void begin(void)
{
    const char *at = getenv("SLEY_FAIL_AT");
    real_malloc = (void *(*)(size_t))dlsym(RTLD_NEXT, "malloc");
    real_calloc = (void *(*)(size_t, size_t))dlsym(RTLD_NEXT, "calloc");
    real_realloc = (void *(*)(void *, size_t))dlsym(RTLD_NEXT, "realloc");
    fail_at = at ? atol(at) : 0;
    goes_on = getenv("SLEY_FAIL_ON") != NULL;
    unsetenv("LD_PRELOAD"); // not for child processes
    is_counting = 1;
}

__attribute__((destructor)) static void end(void)
{
    const char *to = getenv("SLEY_FAIL_COUNT");
    FILE *file = to ? fopen(to, "w") : NULL;
    if (file) fprintf(file, "%ld\n", count), fclose(file);
}

static int fails(void)
{
    if (!is_counting) return 0;
    long n = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
    if (fail_at == 0 || (goes_on ? n < fail_at : n != fail_at)) return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    if (fails()) return NULL;
    return real_malloc ? real_malloc(size) : NULL;
}

void *calloc(size_t n, size_t size)
{
    if (!real_calloc) { // dlsym
        size_t at = early_used;
        early_used += (n * size + 15) & ~(size_t)15;
        return early_used <= sizeof early ? early + at : NULL;
    }
    return fails() ? NULL : real_calloc(n, size);
}

void *realloc(void *block, size_t size)
{
    return fails() ? NULL : real_realloc(block, size);
}
