// SPDX-License-Identifier: MIT
// limit.c - fib: an async call at each level, which could suspend and does not.
//
// A frame comes from a free list, since the depth is not known; who is resumed is the innermost.
#include "../limit.h"

typedef struct frame {
    struct frame *caller; // or the next free one
    int state;
    int64_t n;
    int64_t left;
    int64_t *result;
} frame;

static frame *free_frames;
static task *current;

static inline frame *frame_new(int64_t n, int64_t *result, frame *caller)
{
    frame *f = free_frames;
    if (f) {
        free_frames = f->caller;
    } else {
        f = malloc(sizeof *f);
    }
    f->caller = caller;
    f->state = 0;
    f->n = n;
    f->result = result;
    return f;
}

// True: done, and the frame is free again. False: it is suspended.
static bool fib_resume(frame *f)
{
    int64_t right;
    if (f->n < 0) { // never
        make_ready(current);
        return false;
    }
    if (f->n < 2) {
        *f->result = f->n;
    } else {
        f->state = 1;
        if (!fib_resume(frame_new(f->n - 1, &f->left, f))) return false;
        f->state = 2;
        if (!fib_resume(frame_new(f->n - 2, &right, f))) return false;
        *f->result = f->left + right;
    }
    f->caller = free_frames;
    free_frames = f;
    return true;
}

static int64_t count;
static int64_t value;

static void root_resume(task *t)
{
    current = t;
    fib_resume(frame_new(count, &value, NULL));
}

int main(int argc, char **argv)
{
    count = limit_count(argc, argv, 40);
    task root = {root_resume, NULL, 0};
    double start = now_ns();
    make_ready(&root);
    run_all();
    return value > count ? limit_report(start, value) : 1;
}
