// SPDX-License-Identifier: MIT
// extern_helper.h - what the extern_*.sley programs call.
#ifndef EXTERN_HELPER_H
#define EXTERN_HELPER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct box {
    int items[4];
    int count;
} box;

struct pair {
    int x;
    double y;
};

typedef struct frame {
    struct pair at;
    box *owner;
} frame;

static inline box *box_new(void)
{
    return calloc(1, sizeof(box));
}

static inline box *box_none(void)
{
    return NULL;
}

static inline void box_free(box *b)
{
    free(b);
}

// The old count in *was; -1 when it is full.
static inline int box_add(box *b, int item, int *was)
{
    *was = b->count;
    if (b->count == 4) return -1;
    b->items[b->count++] = item;
    return 0;
}

// Calls `each` until it gives something else than 0.
static inline int box_each(const box *b, int (*each)(void *context, int at, int item),
                           void *context)
{
    int stop = 0;
    for (int i = 0; i < b->count && !stop; i++) stop = each(context, i, b->items[i]);
    return stop;
}

static inline void words_of(const char *line, void (*take)(void *, int, char **, const char *),
                            void *context)
{
    char copy[256];
    char *words[16] = {NULL};
    int count = 0;
    snprintf(copy, sizeof copy, "%s", line);
    for (char *at = strtok(copy, " "); at && count < 15; at = strtok(NULL, " "))
        words[count++] = at;
    words[count++] = NULL; // a missing one
    take(context, count, words, line);
}

static inline struct pair pair_swap(struct pair p)
{
    return (struct pair){(int)p.y, p.x};
}

static inline void pair_make(int x, struct pair *made)
{
    *made = (struct pair){x, x / 2.0};
}

static inline frame frame_of(struct pair at, box *owner)
{
    return (frame){at, owner};
}

static inline void fill(unsigned char *to, size_t *len, unsigned char with)
{
    size_t n = *len < 3 ? *len : 3;
    memset(to, with, n);
    *len = n;
}

static inline void split(const char *line, const char **rest)
{
    const char *at = strchr(line, ':');
    *rest = at ? at + 1 : NULL;
}

static inline long big(void)
{
    return 3000000000L;
}

static inline int is_even(int n)
{
    return n % 2 == 0 ? 8 : 0; // C's truth is any number but 0
}

// ---- slow, and by callback

static atomic_int slow_calls;

static inline int slow_begun(void)
{
    return atomic_load(&slow_calls);
}

static atomic_int gate; // 1: those that wait there go on

static inline void set_gate(int open)
{
    atomic_store(&gate, open);
}

static inline void wait_at_gate(void)
{
    atomic_fetch_add(&slow_calls, 1);
    while (!atomic_load(&gate)) usleep(100);
}

static inline int gated_square(int n)
{
    wait_at_gate();
    return n * n;
}

static inline int slow_square(int n, int ms)
{
    usleep((useconds_t)ms * 1000);
    return n * n;
}

static inline char *slow_name(const char *name)
{
    static _Thread_local char text[64];
    usleep(2000);
    snprintf(text, sizeof text, "<%s>", name);
    return text;
}

typedef struct lookup_job {
    void (*done)(void *context, int result);
    void *context;
    int result;
} lookup_job;

static inline void *lookup_run(void *data)
{
    lookup_job job = *(lookup_job *)data;
    free(data);
    wait_at_gate();
    job.done(job.context, job.result);
    return NULL;
}

// Answers on a thread of its own; at once for an empty name.
static inline void lookup(const char *name, void (*done)(void *context, int result), void *context)
{
    int result = (int)strlen(name);
    if (result == 0) {
        done(context, -1);
        return;
    }
    lookup_job *job = malloc(sizeof *job);
    *job = (lookup_job){done, context, result};
    pthread_t thread;
    pthread_create(&thread, NULL, lookup_run, job);
    pthread_detach(thread);
}

static inline void greet(int n, void (*done)(void *context, const char *text), void *context)
{
    char text[32];
    snprintf(text, sizeof text, "hello %d", n);
    done(context, n < 0 ? NULL : text);
}

static inline void ping(void (*done)(void *context), void *context)
{
    done(context);
}

#endif
