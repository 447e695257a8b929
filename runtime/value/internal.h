// SPDX-License-Identifier: MIT
// value/internal.h - what the files of the values share beyond the public headers.
//
// In: places and their sley_type. Out: copies, strings, errors. What fails hands its error to the
// task (sley_rethrow) or panics; a value never waits and knows no executor.
// Who touches what: a value belongs to one executor, whose thread alone counts, reads and changes
// it.
#ifndef SLEY_VALUE_INTERNAL_H
#define SLEY_VALUE_INTERNAL_H

#include "base/internal.h"
#include "sley/error.h"
#include "sley/list.h"
#include "sley/map.h"
#include "sley/site.h"
#include "sley/str.h"
#include "sley/text.h"
#include "sley/types.h"

// ---- handles: values that are a counted pointer -------------------------------------------

// Equal when it is the same object (types.c).
bool sley__types_same_at(const void *a, const void *b);
uint64_t sley__types_same_hash_at(const void *place);   // what goes with it

// Defines sley_NAME_retain and sley_NAME_release of an object whose struct only its file knows; the
// last owner's release calls FREE.
#define HANDLE_COUNT(NAME, FREE)                                        \
    sley_##NAME *sley_##NAME##_retain(sley_##NAME *object)              \
    {                                                                   \
        if (object) object->head.refs++;                                \
        return object;                                                  \
    }                                                                   \
    void sley_##NAME##_release(sley_##NAME *object)                     \
    {                                                                   \
        debug_assert(!object || object->head.refs > 0);                 \
        if (object && --object->head.refs == 0) FREE(object);           \
    }

// Defines the const sley_type sley_type_NAME of places that hold a sley_NAME *; further members may
// follow: HANDLE_TYPE(chan, "chan", .print = print_at).
#define HANDLE_TYPE(NAME, TEXT, ...)                                            \
    static void NAME##_retain_at(void *place)                                   \
    {                                                                           \
        sley_##NAME##_retain(*(sley_##NAME **)place);                           \
    }                                                                           \
    static void NAME##_release_at(void *place)                                  \
    {                                                                           \
        sley_##NAME##_release(*(sley_##NAME **)place);                          \
    }                                                                           \
    const sley_type sley_type_##NAME = {.name = TEXT,                           \
                                        .size = sizeof(void *),                 \
                                        .align = sizeof(void *),                \
                                        .niche = 1,                             \
                                        .retain = NAME##_retain_at,             \
                                        .release = NAME##_release_at,           \
                                        .equal = sley__types_same_at,           \
                                        .hash = sley__types_same_hash_at,       \
                                        __VA_ARGS__}

// ---- crossing to another executor (isolate.c) ----------------------------------------------

void sley__isolate_str(void *place, sley_isolation *work);
void sley__isolate_bytes(void *place, sley_isolation *work);
void sley__isolate_buffer(void *place, sley_isolation *work);
void sley__isolate_closure(void *place, sley_isolation *work);
void sley__isolate_box(void *place, sley_isolation *work);
void sley__error_isolate(void *place, sley_isolation *work);
void sley__isolate_refuse(sley_isolation *work, const char *what); // it cannot leave its executor
// Another place to isolate, which stays where it is until the work is done.
void sley__isolate(sley_isolation *work, const sley_type *type, void *place);

// ---- errors (error.c) -------------------------------------------------------------------

void sley__error_add(sley_error *error, uintptr_t row); // to the trace
void sley__error_cut(sley_error *error,
                     const sley_site *spawned); // a second reader: forget the first's rows
void sley__error_message(const sley_error *error, sley_text *out);
// "NAME: message", or the message alone when it begins with the name.
void sley__error_headline(const sley_error *error, sley_text *out);
sley_error *sley__error_of_loop(const char *what); // a LoopError; borrowed for good

// ---- values made of parts (parts.c) -----------------------------------------------------

// A copy of a value, for as long as code of the program runs that may change its holder.
typedef struct sley_held {
    max_align_t small[4];
    void *place;
} sley_held;
const void *sley__parts_keep(sley_held *held, const sley_type *type, const void *place);
void sley__parts_let_go(sley_held *held, const sley_type *type);

// `(x: 1, y: 2)`, or without the names.
void sley__parts_print_fields(sley_text *out, const sley_field *fields, size_t count, bool named,
                              const void *place);

// What a struct or an object begins with: `Pair` of "Pair[str, int]@shapes" (parts.c).
void sley__parts_print_name(sley_text *out, const sley_type *type);

// An object of a class, or none (object.c).
void sley__object_print(sley_text *out, const sley_type *type, const void *place);

// ---- sets (map.c) ---------------------------------------------------------------------

// Adds a copy, retained; true when it was new.
bool sley__map_add(sley_map *set, const void *value);
// Moves the oldest element to *result; false (and zeros there) when there is none.
bool sley__map_pop_first(sley_map *set, void *result);

#endif
