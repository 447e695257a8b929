// SPDX-License-Identifier: MIT
// atomic.c - atomic[T]: a value that several executors read and change, each time as a whole.
//
// A1  The handle is counted atomically: it may be held on any thread, and crosses as it is.
// A2  `value` is read and written under `lock` alone. What is in it belongs to no executor: each
//     value is isolated on its way in, and a copy is isolated before the lock is let go.
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "cross/internal.h"
#include "sley/num.h"

struct sley_atomic {
    atomic_uint refs;
    const sley_type *type;
    uv_mutex_t lock;
    max_align_t value[]; // type->size bytes
};

static void isolate(const sley_type *type, void *place)
{
    const char *refused;
    if (!sley_type_isolate(type, place, &refused)) {
        sley_panicf(NULL, "%s cannot leave its executor", refused);
    }
}

// A copy that no one else holds anything of; its room is freed by leave().
static void *enter(const sley_type *type, const void *value)
{
    void *copy = sley__alloc(type->size ? type->size : 1);
    sley_type_copy(type, copy, value);
    isolate(type, copy);
    return copy;
}

sley_atomic *sley_atomic_new(const sley_type *type, const void *value)
{
    sley_atomic *a = sley__alloc(sizeof *a + type->size);
    atomic_init(&a->refs, 1);
    a->type = type;
    if (uv_mutex_init(&a->lock) != 0) sley_panic(NULL, "the system has no more locks");
    void *copy = enter(type, value);
    memcpy(a->value, copy, type->size);
    free(copy);
    return a;
}

sley_atomic *sley_atomic_retain(sley_atomic *a)
{
    if (a) atomic_fetch_add_explicit(&a->refs, 1, memory_order_relaxed);
    return a;
}

void sley_atomic_release(sley_atomic *a)
{
    if (!a || atomic_fetch_sub_explicit(&a->refs, 1, memory_order_acq_rel) != 1) return;
    uv_mutex_destroy(&a->lock);
    sley_type_drop(a->type, a->value);
    free(a);
}

void sley_atomic_load(sley_atomic *a, void *result)
{
    uv_mutex_lock(&a->lock);
    sley_type_copy(a->type, result, a->value);
    isolate(a->type, result);
    uv_mutex_unlock(&a->lock);
}

void sley_atomic_swap(sley_atomic *a, const void *value, void *result)
{
    void *next = enter(a->type, value);
    uv_mutex_lock(&a->lock);
    memcpy(result, a->value, a->type->size);
    memcpy(a->value, next, a->type->size);
    uv_mutex_unlock(&a->lock);
    free(next);
}

void sley_atomic_store(sley_atomic *a, const void *value)
{
    void *old = sley__alloc(a->type->size ? a->type->size : 1);
    sley_atomic_swap(a, value, old);
    sley_type_drop(a->type, old); // after the lock: it may free much
    free(old);
}

bool sley_atomic_compare_swap(sley_atomic *a, const void *from, const void *to)
{
    void *next = enter(a->type, to);
    uv_mutex_lock(&a->lock);
    bool is_same = sley_type_equal(a->type, a->value, from);
    for (size_t i = 0; is_same && i < a->type->size; i++) {
        char *was = (char *)a->value + i, *will = (char *)next + i;
        char byte = *was;
        *was = *will;
        *will = byte;
    }
    uv_mutex_unlock(&a->lock);
    sley_type_drop(a->type, next); // the one that is not there
    free(next);
    return is_same;
}

int64_t sley_atomic_add(sley_atomic *a, int64_t n, const sley_site *site)
{
    assert(a->type == &sley_type_int);
    int64_t *value = (int64_t *)(void *)a->value;
    int64_t sum;
    uv_mutex_lock(&a->lock);
    bool overflows = n > 0 ? *value > INT64_MAX - n : *value < INT64_MIN - n;
    if (!overflows) *value += n;
    sum = *value;
    uv_mutex_unlock(&a->lock);
    if (overflows) {
        sley_panicf(site, "int overflow: %lld + %lld", (long long)sum, (long long)n);
    }
    return sum;
}

// ---- as a value -----------------------------------------------------------------------------

static void isolate_atomic(void *place, sley_isolation *work)
{
    (void)place; // A1
    (void)work;
}

// atomic(5), from a copy: printing may be long.
static void print_atomic(sley_text *out, const void *place)
{
    sley_atomic *a = *(sley_atomic *const *)place;
    if (!a) {
        sley_text_put_cstr(out, "none");
        return;
    }
    void *copy = sley__alloc(a->type->size ? a->type->size : 1);
    sley_atomic_load(a, copy);
    sley_text_put_cstr(out, "atomic(");
    sley_text_put_repr(out, a->type, copy);
    sley_text_put_cstr(out, ")");
    sley_type_drop(a->type, copy);
    free(copy);
}

HANDLE_TYPE(atomic, "atomic", .print = print_atomic, .isolate = isolate_atomic);
