// SPDX-License-Identifier: MIT
// list.c - list[T] but for sorting, which is in list_sort.c.
//
// The invariants are in list.h.  An element is released only after the list has let go
// of it: a release may run a destructor that looks at the list again.

#include "sley/list.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sley/text.h"
#include "sley/types.h"
#include "value/internal.h"

static size_t size_of(const sley_list *list, int64_t count)
{
    return (size_t)count * list->elem->size;
}

static char *nth(const sley_list *list, int64_t index)
{
    return (char *)list->data + size_of(list, index);
}

// One element.  The common sizes are known to the C compiler, which then copies in registers.
static inline void copy_element(void *to, const void *from, size_t size)
{
    switch (size) {
    case 8: memcpy(to, from, 8); break;
    case 16: memcpy(to, from, 16); break;
    case 24: memcpy(to, from, 24); break;
    case 32: memcpy(to, from, 32); break;
    default: memcpy(to, from, size); break;
    }
}

static void retain_all(const sley_type *type, void *places, int64_t count)
{
    if (!type->retain) return;
    for (int64_t i = 0; i < count; i++) type->retain((char *)places + (size_t)i * type->size);
}

static void release_all(const sley_type *type, void *places, int64_t count)
{
    if (!type->release) return;
    for (int64_t i = 0; i < count; i++) type->release((char *)places + (size_t)i * type->size);
}

// list.h I1
static inline void list_check(const sley_list *list)
{
    debug_assert(list->len >= 0 && list->len <= list->cap && (list->data || list->cap == 0));
    (void)list;
}

// ---- life --------------------------------------------------------------------------

sley_list *sley_list_new(const sley_type *elem, int64_t cap)
{
    sley_list *list = sley__alloc(sizeof *list);
    *list = (sley_list){{1, 0}, elem, NULL, 0, 0};
    if (cap > 0) sley_list_reserve(list, cap);
    return list;
}

sley_list *sley_list_of(const sley_type *elem, int64_t count, const void *values)
{
    sley_list *list = sley_list_new(elem, count);
    if (count > 0) memcpy(list->data, values, size_of(list, count));
    list->len = count;
    return list;
}

sley_list *sley_list_range(int64_t from, int64_t to, int64_t step, const sley_site *site)
{
    if (step == 0) sley_panic(site, "step is zero");
    uint64_t span = step > 0 ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
    uint64_t stride = step > 0 ? (uint64_t)step : 0 - (uint64_t)step;
    bool is_empty = step > 0 ? from >= to : from <= to;
    uint64_t count = is_empty ? 0 : (span - 1) / stride + 1;
    // All of it at once: what does not fit is refused before the work begins.
    sley_list *list = sley_list_new(&sley_type_int, count > INT64_MAX ? INT64_MAX : (int64_t)count);
    int64_t at = from;
    while (step > 0 ? at < to : at > to) {
        sley_list_append(list, &at);
        // The last step may lead beyond the ints.
        if (step > 0 ? at > INT64_MAX - step : at < INT64_MIN - step) break;
        at += step;
    }
    return list;
}

static void free_list(void *object)
{
    sley_list *list = object;
    release_all(list->elem, list->data, list->len);
    free(list->data);
    free(list);
}

void sley__list_free(sley_list *list)
{
    if (list->elem->release) sley__free_holder(list, free_list);
    else free_list(list);
}

// ---- room ----------------------------------------------------------------------------

void sley_list_reserve(sley_list *list, int64_t cap)
{
    if (cap <= list->cap) return;
    size_t size = sley__alloc_size((size_t)cap, list->elem->size, 0);
    list->data = sley__alloc_resize(list->data, size > 0 ? size : 1);
    list->cap = cap;
}

// Makes room for `more` elements at the end, which the caller fills and counts.
static char *grow(sley_list *list, int64_t more)
{
    assert(more > 0);
    if (list->cap - list->len < more) {
        int64_t need = more > INT64_MAX - list->len ? INT64_MAX : list->len + more;
        sley_list_reserve(list, sley__alloc_grow(list->cap, need));
    }
    return nth(list, list->len);
}

// ---- elements ------------------------------------------------------------------------

void *sley_list_first(const sley_list *list)
{
    return list->len > 0 ? list->data : NULL;
}

void *sley_list_last(const sley_list *list)
{
    return list->len > 0 ? nth(list, list->len - 1) : NULL;
}

void sley_list_set(sley_list *list, int64_t index, const void *value, const sley_site *site)
{
    char *place = sley_list_at(list, index, site);
    const sley_type *type = list->elem;
    if (!type->release) {
        memcpy(place, value, type->size);
        return;
    }
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    void *old = type->size <= SMALL_VALUE ? (void *)small : sley__alloc(type->size);
    memcpy(old, place, type->size);
    memcpy(place, value, type->size);
    type->release(old);
    if (old != (void *)small) free(old);
}

// `xs.append(xs[0])` may pass a place inside the list, which growing moves.
static const void *after_growth(const sley_list *list, const void *value, const char *old_data)
{
    uintptr_t offset = (uintptr_t)value - (uintptr_t)old_data;
    bool inside = old_data != NULL && offset < size_of(list, list->len);
    return inside ? (const char *)list->data + offset : value;
}

void sley_list_append(sley_list *list, const void *value)
{
    if (SLEY_UNLIKELY(list->len == list->cap)) {
        const char *old_data = list->data;
        grow(list, 1);
        value = after_growth(list, value, old_data);
    }
    copy_element(nth(list, list->len), value, list->elem->size);
    list->len++;
    list_check(list);
}

void sley_list_insert(sley_list *list, int64_t index, const void *value, const sley_site *site)
{
    if (index < 0 || index > list->len) sley__num_index(site, index, list->len, "list");
    // Appended first, so that `value` may lie in the list, then turned to its place.
    sley_list_append(list, value);
    size_t size = list->elem->size;
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    void *moving = size <= SMALL_VALUE ? (void *)small : sley__alloc(size);
    memcpy(moving, nth(list, list->len - 1), size);
    memmove(nth(list, index) + size, nth(list, index), size_of(list, list->len - 1 - index));
    memcpy(nth(list, index), moving, size);
    if (moving != (void *)small) free(moving);
}

void sley_list_push_first(sley_list *list, const void *value)
{
    sley_list_insert(list, 0, value, NULL);
}

void sley_list_swap(sley_list *list, int64_t i, int64_t j, const sley_site *site)
{
    char *a = sley_list_at(list, i, site);
    char *b = sley_list_at(list, j, site);
    for (size_t k = 0; k < list->elem->size; k++) {
        char kept = a[k];
        a[k] = b[k];
        b[k] = kept;
    }
}

// Moves element `index` to *result and closes the gap.
static void take_out(sley_list *list, int64_t index, void *result)
{
    char *place = nth(list, index);
    memcpy(result, place, list->elem->size);
    list->len--;
    assert(list->len >= index);
    memmove(place, place + list->elem->size, size_of(list, list->len - index));
    list_check(list);
}

bool sley_list_pop(sley_list *list, void *result)
{
    if (list->len == 0) {
        memset(result, 0, list->elem->size);
        return false;
    }
    list->len--;
    copy_element(result, nth(list, list->len), list->elem->size);
    list_check(list);
    return true;
}

bool sley_list_pop_first(sley_list *list, void *result)
{
    if (list->len == 0) {
        memset(result, 0, list->elem->size);
        return false;
    }
    take_out(list, 0, result);
    return true;
}

void sley_list_remove_at(sley_list *list, int64_t index, void *result, const sley_site *site)
{
    take_out(list, sley_list_index(list, index, site), result);
}

bool sley_list_remove(sley_list *list, const void *value)
{
    sley_opt_int at = sley_list_find(list, value);
    if (!at.some) return false;
    const sley_type *type = list->elem;
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    void *old = type->size <= SMALL_VALUE ? (void *)small : sley__alloc(type->size);
    take_out(list, at.value, old);
    sley_type_drop(type, old);
    if (old != (void *)small) free(old);
    return true;
}

void sley_list_clear(sley_list *list)
{
    void *data = list->data;
    int64_t len = list->len;
    list->data = NULL;
    list->len = 0;
    list->cap = 0;
    release_all(list->elem, data, len);
    free(data);
}

void sley_list_make_room(sley_list *list, int64_t n, const sley_site *site)
{
    if (n < 0) sley_panicf(site, "reserve(%lld): the number is negative", (long long)n);
    sley_list_reserve(list, n);
}

void sley_list_truncate(sley_list *list, int64_t len, const sley_site *site)
{
    if (len < 0) sley_panicf(site, "truncate(%lld): the length is negative", (long long)len);
    while (list->len > len) {
        list->len--;
        sley_type_drop(list->elem, nth(list, list->len)); // beyond the end, still in place
    }
}

void sley_list_extend(sley_list *list, const sley_list *more)
{
    int64_t count = more->len;
    if (count == 0) return;
    char *end = grow(list, count); // moves `more` too when it is `list`
    memcpy(end, more->data, size_of(list, count));
    retain_all(list->elem, end, count);
    list->len += count;
    list_check(list);
}

// ---- whole lists ---------------------------------------------------------------------

static sley_list *copy_part(const sley_list *list, int64_t from, int64_t to)
{
    sley_list *copy = sley_list_new(list->elem, to - from);
    if (to > from) memcpy(copy->data, nth(list, from), size_of(list, to - from));
    retain_all(list->elem, copy->data, to - from);
    copy->len = to - from;
    return copy;
}

sley_list *sley_list_copy(const sley_list *list)
{
    return copy_part(list, 0, list->len);
}

sley_list *sley_list_slice(const sley_list *list, int64_t from, int64_t to, const sley_site *site)
{
    if (from < 0 || to < from || to > list->len) {
        sley__num_slice(site, from, to, list->len, "list");
    }
    return copy_part(list, from, to);
}

sley_list *sley_list_slice_from(const sley_list *list, int64_t from, const sley_site *site)
{
    return sley_list_slice(list, from, list->len, site);
}

sley_list *sley_list_concat(const sley_list *a, const sley_list *b)
{
    sley_list *made = sley_list_new(a->elem, a->len + b->len);
    sley_list_extend(made, a);
    sley_list_extend(made, b);
    return made;
}

sley_list *sley_list_repeat(const sley_list *list, int64_t times, const sley_site *site)
{
    if (times < 0) sley_panicf(site, "repeat count %lld is negative", (long long)times);
    sley_list *made = sley_list_new(list->elem, 0);
    if (times == 0 || list->len == 0) return made;
    sley_list_reserve(made, (int64_t)sley__alloc_size((size_t)list->len, (size_t)times, 0));
    for (int64_t i = 0; i < times; i++) sley_list_extend(made, list);
    return made;
}

static void swap(char *a, char *b, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        char t = a[i];
        a[i] = b[i];
        b[i] = t;
    }
}

void sley_list_reverse(sley_list *list)
{
    for (int64_t low = 0, high = list->len - 1; low < high; low++, high--) {
        swap(nth(list, low), nth(list, high), list->elem->size);
    }
}

sley_list *sley_list_reversed(const sley_list *list)
{
    sley_list *copy = sley_list_copy(list);
    sley_list_reverse(copy);
    return copy;
}

// ---- comparing -----------------------------------------------------------------------

sley_opt_int sley_list_find(const sley_list *list, const void *value)
{
    for (int64_t i = 0; i < list->len; i++) {
        if (sley_type_equal(list->elem, nth(list, i), value)) return sley_opt_int_some(i);
    }
    return sley_opt_int_none();
}

bool sley_list_contains(const sley_list *list, const void *value)
{
    return sley_list_find(list, value).some;
}

int64_t sley_list_count(const sley_list *list, const void *value)
{
    int64_t count = 0;
    for (int64_t i = 0; i < list->len; i++) {
        count += sley_type_equal(list->elem, nth(list, i), value);
    }
    return count;
}

bool sley_list_equal(const sley_list *a, const sley_list *b)
{
    if (a == b) return true;
    if (!a || !b || a->len != b->len) return false;
    for (int64_t i = 0; i < a->len && i < b->len; i++) {   // comparing may change them
        if (!sley_type_equal(a->elem, nth(a, i), nth(b, i))) return false;
    }
    return a->len == b->len;
}

int sley_list_compare(const sley_list *a, const sley_list *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    for (int64_t i = 0; i < a->len && i < b->len; i++) {
        int order = sley_type_compare(a->elem, nth(a, i), nth(b, i));
        if (order != 0) return order;
    }
    return (a->len > b->len) - (a->len < b->len);
}

uint64_t sley_list_hash(const sley_list *list)
{
    if (!list) return 0;
    uint64_t hash = sley_hash_mix(7, (uint64_t)list->len);
    for (int64_t i = 0; i < list->len; i++) {
        hash = sley_hash_mix(hash, sley_type_hash(list->elem, nth(list, i)));
    }
    return hash;
}

// ---- sums and pairs ------------------------------------------------------------------

#define SUM(N, T)                                                                  \
    T sley_list_sum_##N(const sley_list *list, const sley_site *site)              \
    {                                                                              \
        T sum = 0;                                                                 \
        for (int64_t i = 0; i < list->len; i++)                                    \
            sum = sley_##N##_add(sum, SLEY_NTH(T, list, i), site);                 \
        return sum;                                                                \
    }
SUM(int, int64_t)
SUM(i8, int8_t)
SUM(i16, int16_t)
SUM(i32, int32_t)
SUM(u8, uint8_t)
SUM(u16, uint16_t)
SUM(u32, uint32_t)
SUM(u64, uint64_t)
#ifdef SLEY_HAS_INT128
SUM(i128, sley_i128)
SUM(u128, sley_u128)
#endif
SUM(duration, sley_duration)
#undef SUM

double sley_list_sum_float(const sley_list *list)
{
    double sum = 0.0;
    for (int64_t i = 0; i < list->len; i++) sum += SLEY_NTH(double, list, i);
    return sum;
}

float sley_list_sum_f32(const sley_list *list)
{
    float sum = 0.0f;
    for (int64_t i = 0; i < list->len; i++) sum += SLEY_NTH(float, list, i);
    return sum;
}

bool sley_list_all(const sley_list *list)
{
    for (int64_t i = 0; i < list->len; i++) {
        if (!SLEY_NTH(bool, list, i)) return false;
    }
    return true;
}

bool sley_list_any(const sley_list *list)
{
    for (int64_t i = 0; i < list->len; i++) {
        if (SLEY_NTH(bool, list, i)) return true;
    }
    return false;
}

sley_list *sley_list_zip(const sley_type *pair, size_t second, const sley_list *a,
                         const sley_list *b)
{
    int64_t len = a->len < b->len ? a->len : b->len;
    sley_list *made = sley_list_new(pair, len);
    if (len > 0) memset(made->data, 0, size_of(made, len)); // padding too
    for (int64_t i = 0; i < len; i++) {
        sley_type_copy(a->elem, nth(made, i), nth(a, i));
        sley_type_copy(b->elem, nth(made, i) + second, nth(b, i));
    }
    made->len = len;
    return made;
}

sley_list *sley_list_enumerate(const sley_type *pair, size_t second, const sley_list *list,
                               int64_t start, const sley_site *site)
{
    if (list->len > 0 && start > INT64_MAX - (list->len - 1))
        sley__num_overflow(site, "integer", "enumerate");
    sley_list *made = sley_list_new(pair, list->len);
    if (list->len > 0) memset(made->data, 0, size_of(made, list->len));
    for (int64_t i = 0; i < list->len; i++) {
        int64_t number = start + i;
        memcpy(nth(made, i), &number, sizeof number);
        sley_type_copy(list->elem, nth(made, i) + second, nth(list, i));
    }
    made->len = list->len;
    return made;
}

// ---- every list[T]'s sley_type -------------------------------------------------------

void sley__list_retain_at(void *place)
{
    (void)sley_list_retain(*(sley_list **)place);
}

void sley__list_release_at(void *place)
{
    sley_list_release(*(sley_list **)place);
}

bool sley__list_equal_at(const void *a, const void *b)
{
    return sley_list_equal(*(sley_list *const *)a, *(sley_list *const *)b);
}

uint64_t sley__list_hash_at(const void *place)
{
    return sley_list_hash(*(sley_list *const *)place);
}

int sley__list_compare_at(const void *a, const void *b)
{
    return sley_list_compare(*(sley_list *const *)a, *(sley_list *const *)b);
}

void sley__list_print_at(sley_text *out, const void *place)
{
    const sley_list *list = *(sley_list *const *)place;
    if (!list) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley_text_put_cstr(out, "[");
    for (int64_t i = 0; i < list->len; i++) {
        if (i > 0) sley_text_put_cstr(out, ", ");
        sley_text_put_repr(out, list->elem, nth(list, i));
    }
    sley_text_put_cstr(out, "]");
}
