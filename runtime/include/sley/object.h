// SPDX-License-Identifier: MIT
// object.h - objects of classes, and weak references to them.
//
// I1  An object begins with a sley_object: `refs` counts its owners, `flags` its weak references
//     and one more for all owners together (its highest bit: it is being printed).
// I2  When the last owner lets go, what the fields hold is released; the memory goes with the last
//     weak reference. In between the object has no owners: sley_weak_get gives NULL.
// I3  Objects are equal when they are the same one.
#ifndef SLEY_OBJECT_H
#define SLEY_OBJECT_H

#include "sley/types.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// An object of `size` bytes, all zeros after its head, with one reference.
void *sley_object_new(size_t size);
// Its last owner has let go: calls free_it, which releases the fields and calls sley_object_done.
// Deep chains of objects are freed without deep recursion.
void sley_object_free(void *object, void (*free_it)(void *object));
void sley_object_done(void *object);

// SLEY_NEW2(m_a__Point, int64_t, f_x, int64_t, f_y) defines m_a__Point__new(f_x, f_y), which makes
// an object of these fields. Write `static` before it for a private class.
#define SLEY_NEW1(NAME, T1, F1)                             \
    NAME *NAME##__new(T1 F1)                                \
    {                                                       \
        NAME *made = (NAME *)sley_object_new(sizeof(NAME)); \
        made->F1 = F1;                                      \
        return made;                                        \
    }
#define SLEY_NEW2(NAME, T1, F1, T2, F2)                     \
    NAME *NAME##__new(T1 F1, T2 F2)                         \
    {                                                       \
        NAME *made = (NAME *)sley_object_new(sizeof(NAME)); \
        made->F1 = F1;                                      \
        made->F2 = F2;                                      \
        return made;                                        \
    }
#define SLEY_NEW3(NAME, T1, F1, T2, F2, T3, F3)             \
    NAME *NAME##__new(T1 F1, T2 F2, T3 F3)                  \
    {                                                       \
        NAME *made = (NAME *)sley_object_new(sizeof(NAME)); \
        made->F1 = F1;                                      \
        made->F2 = F2;                                      \
        made->F3 = F3;                                      \
        return made;                                        \
    }
#define SLEY_NEW4(NAME, T1, F1, T2, F2, T3, F3, T4, F4)     \
    NAME *NAME##__new(T1 F1, T2 F2, T3 F3, T4 F4)           \
    {                                                       \
        NAME *made = (NAME *)sley_object_new(sizeof(NAME)); \
        made->F1 = F1;                                      \
        made->F2 = F2;                                      \
        made->F3 = F3;                                      \
        made->F4 = F4;                                      \
        return made;                                        \
    }
#define SLEY_NEW5(NAME, T1, F1, T2, F2, T3, F3, T4, F4, T5, F5) \
    NAME *NAME##__new(T1 F1, T2 F2, T3 F3, T4 F4, T5 F5)        \
    {                                                           \
        NAME *made = (NAME *)sley_object_new(sizeof(NAME));     \
        made->F1 = F1;                                          \
        made->F2 = F2;                                          \
        made->F3 = F3;                                          \
        made->F4 = F4;                                          \
        made->F5 = F5;                                          \
        return made;                                            \
    }
#define SLEY_NEW6(NAME, T1, F1, T2, F2, T3, F3, T4, F4, T5, F5, T6, F6) \
    NAME *NAME##__new(T1 F1, T2 F2, T3 F3, T4 F4, T5 F5, T6 F6)         \
    {                                                                   \
        NAME *made = (NAME *)sley_object_new(sizeof(NAME));             \
        made->F1 = F1;                                                  \
        made->F2 = F2;                                                  \
        made->F3 = F3;                                                  \
        made->F4 = F4;                                                  \
        made->F5 = F5;                                                  \
        made->F6 = F6;                                                  \
        return made;                                                    \
    }

// Of places that hold an object, by the address of the pointer there.
bool sley_object_same_at(const void *a, const void *b);
uint64_t sley_object_hash_at(const void *place);

// Defines the const sley_type T__type of places that hold an object of class T, with a row for each
// field: {"x", offsetof(T, f_x), &sley_type_int}.
// COUNTS: SLEY_COUNTED, SLEY_COUNTED_RUNS or SLEY_COUNTED_OWN (types.h).
#define SLEY_CLASS(T, TEXT, COUNTS, ...) SLEY__CLASS(T, TEXT, COUNTS(T), SLEY_FIELDS(__VA_ARGS__))
#define SLEY_EMPTY_CLASS(T, TEXT, COUNTS) SLEY__CLASS(T, TEXT, COUNTS(T), SLEY_NO_FIELDS)
#define SLEY__CLASS(T, TEXT, COUNTS, ...)                                                      \
    const sley_type T##__type = {.name = TEXT, .size = sizeof(T *), .align = sizeof(T *), \
                                 .shape = SLEY_SHAPE_OBJECT, .niche = 1,               \
                                 .equal = sley_object_same_at,                         \
                                 .hash = sley_object_hash_at, COUNTS, __VA_ARGS__}

// ---- weak references ----------------------------------------------------------------------------

// The object itself, seen by those that do not own it.
typedef struct sley_weak {
    sley_object head;
} sley_weak;

extern const sley_type sley_type_weak;

// To the object at the place; owned.
sley_weak *sley_weak_at(const void *place);
// The object, with a reference for the caller; NULL once its last owner has let go.
void *sley_weak_get(sley_weak *weak);
sley_weak *sley_weak_retain(sley_weak *weak);
void sley_weak_release(sley_weak *weak);

#ifdef __cplusplus
}
#endif

#endif
