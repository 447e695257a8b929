// SPDX-License-Identifier: MIT
// test_arena.c - arenas, arrays and names.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/intern.h"

static void test_alignment_and_zero(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, "test");
    for (size_t size = 1; size < 200; size++) {
        unsigned char *p = arena_zero(&a, size);
        assert_int_equal((uintptr_t)p % ARENA_ALIGN, 0);   // arena.h I2
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        memset(p, 0xff, size);
    }
    arena_fini(&a);
}

static void test_large_objects_and_reset(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, "test");
    char *large = arena_alloc(&a, (size_t)20 << 20);
    memset(large, 1, (size_t)20 << 20);
    assert_true(a.reserved >= (size_t)20 << 20);
    arena_reset(&a);
    assert_ptr_equal(arena_alloc(&a, 16), large);   // the newest chunk is kept
    arena_fini(&a);
    assert_int_equal(a.reserved, 0);
    assert_non_null(arena_alloc(&a, 1));            // and the arena can be used again
    arena_fini(&a);
}

// An empty object has an address, and grows like any other.
static void test_empty_objects(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, "test");
    char *nothing = arena_zero(&a, 0);
    assert_non_null(nothing);
    char *grown = arena_grow(&a, nothing, 0, 100);
    memset(grown, 'x', 100);
    assert_true(a.reserved >= 100);
    assert_ptr_equal(arena_grow(&a, grown, 100, 200), grown);
    arena_fini(&a);
}

static void test_adopt(void **state)
{
    (void)state;
    arena from, to;
    arena_init(&from, "from");
    arena_init(&to, "to");
    arena_adopt(&to, &from);                        // nothing
    assert_null(to.chunks);
    for (int round = 0; round < 2; round++) {       // an empty one adopts, one in use
        char *before = round > 0 ? arena_copy(&to, "before", 6) : NULL;
        char *small = arena_copy(&from, "small", 5);
        char *large = arena_alloc(&from, (size_t)1 << 20);
        memset(large, 'l', (size_t)1 << 20);
        size_t sum = from.reserved + to.reserved;
        arena_adopt(&to, &from);
        assert_int_equal(to.reserved, sum);
        assert_int_equal(from.reserved, 0);
        assert_string_equal(small, "small");
        if (round > 0) assert_string_equal(before, "before");
        assert_non_null(arena_copy(&to, "behind", 6));
        assert_int_equal(large[(1 << 20) - 1], 'l');
        arena_fini(&from);                          // takes nothing of it along
        assert_string_equal(small, "small");
    }
    arena_fini(&to);
}

// The largest chunk goes over; what was in the other arena stays.
static void test_recycle(void **state)
{
    (void)state;
    arena from, to;
    arena_init(&from, "from");
    arena_init(&to, "to");
    arena_recycle(&from, &to);   // nothing to give
    char *kept = arena_copy(&to, "kept", 4);
    (void)arena_alloc(&from, 1);
    char *large = arena_alloc(&from, 500000);
    arena_recycle(&from, &to);
    assert_int_equal(from.reserved, 0);
    assert_ptr_equal(arena_alloc(&to, 500000), large);
    assert_string_equal(kept, "kept");
    arena_fini(&from);
    arena_fini(&to);
}

static void test_grow_in_place(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, "test");
    char *p = arena_alloc(&a, 100);
    memset(p, 'x', 100);
    assert_ptr_equal(arena_grow(&a, p, 100, 300), p);   // it was the last object
    (void)arena_alloc(&a, 1);
    char *q = arena_grow(&a, p, 300, 600);
    assert_ptr_not_equal(p, q);
    assert_int_equal(q[99], 'x');
    arena_fini(&a);
}

// An array that outgrows the chunks keeps one chunk, not the sum of all sizes.
static void test_huge_array(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, "test");
    array_of(uint64_t) xs = {0};
    array_of(uint64_t) ys = {0};
    for (uint64_t i = 0; i < 3000000; i++) {
        array_push(&a, &xs, i);
        if (i % 100000 == 0) array_push(&a, &ys, i);   // gets between
    }
    for (uint64_t i = 0; i < xs.count; i++) assert_int_equal(xs.items[i], i);
    for (uint32_t i = 0; i < ys.count; i++) assert_int_equal(ys.items[i], i * 100000);
    assert_true(a.reserved < (size_t)4 * 3000000 * sizeof(uint64_t));
    arena_fini(&a);
}

static void test_array(void **state)
{
    (void)state;
    typedef struct pair {
        int a, b;
    } pair;
    arena a;
    arena_init(&a, "test");
    array_of(pair) xs = {0};
    for (int i = 0; i < 1000; i++) array_push(&a, &xs, (pair){i, -i});
    assert_int_equal(xs.count, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(xs.items[i].b, -i);
    assert_int_equal(array_last(&xs).a, 999);
    arena_fini(&a);
}

static void test_array_size_overflow(void **state)
{
    (void)state;
    assert_int_equal(arena_array_size(16, 3), 48);
    assert_true(arena_array_size(SIZE_MAX / 4, 100) == SIZE_MAX);
    assert_int_equal(arena_array_size(8, 0), 0);
}

static void test_names(void **state)
{
    (void)state;
    arena a;
    arena_init(&a, "test");
    interner in;
    intern_init(&in, &a);
    const char *first = intern(&in, "hello world", 5);
    assert_string_equal(first, "hello");
    assert_int_equal(intern_length(first), 5);
    assert_ptr_equal(first, intern_string(&in, "hello"));         // intern.h I1
    assert_ptr_not_equal(first, intern_string(&in, "hello "));
    assert_int_equal(intern_length(intern_string(&in, "")), 0);
    const char *many[5000];
    char text[32];
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "name_number_%d", i);
        many[i] = intern_string(&in, text);
    }
    for (int i = 0; i < 5000; i++) {   // after many rehashes
        snprintf(text, sizeof text, "name_number_%d", i);
        assert_ptr_equal(many[i], intern_string(&in, text));
        assert_string_equal(many[i], text);
    }
    intern_fini(&in);
    arena_fini(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_alignment_and_zero),
        cmocka_unit_test(test_large_objects_and_reset),
        cmocka_unit_test(test_empty_objects),
        cmocka_unit_test(test_adopt),
        cmocka_unit_test(test_recycle),
        cmocka_unit_test(test_grow_in_place),
        cmocka_unit_test(test_huge_array),
        cmocka_unit_test(test_array),
        cmocka_unit_test(test_array_size_overflow),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
