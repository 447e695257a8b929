// SPDX-License-Identifier: MIT
// value.h - what every value has in common: the object header, type descriptions, closures.
//
// I1  Every heap object starts with a sley_object. `refs` counts the places that own it; it is
//     never atomic, as an object belongs to one executor.
// I2  A count of SLEY_IMMORTAL never changes: static objects (literals, named functions as values).
// I3  A sley_type is const data and describes one representation completely: containers, channels
//     and tasks move, copy and destroy their contents by it alone.
#ifndef SLEY_VALUE_H
#define SLEY_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
#define SLEY_NORETURN [[noreturn]]
#define SLEY_STATIC_ASSERT static_assert
#define SLEY_ALIGNOF alignof
extern "C" {
#else
#define SLEY_NORETURN _Noreturn
#define SLEY_STATIC_ASSERT _Static_assert
#define SLEY_ALIGNOF(T) offsetof(struct { char c; T t; }, t)
#endif

#if defined(__GNUC__)
#define SLEY_LIKELY(x) __builtin_expect(!!(x), 1)
#define SLEY_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define SLEY_COLD __attribute__((cold, noinline))
#define SLEY_USED __attribute__((used)) // though nothing in this file mentions it
#else
#define SLEY_LIKELY(x) (x)
#define SLEY_UNLIKELY(x) (x)
#define SLEY_COLD
#define SLEY_USED
#endif

// 1: the runtime checks the invariants of its structures after each change. So it does under
// AddressSanitizer; a program and its runtime need not agree.
#if defined(__SANITIZE_ADDRESS__)
#define SLEY__SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLEY__SANITIZED 1
#endif
#endif
#ifndef SLEY__SANITIZED
#define SLEY__SANITIZED 0
#endif
#ifndef SLEY_CHECKED
#define SLEY_CHECKED SLEY__SANITIZED
#endif

#define SLEY_IMMORTAL UINT32_MAX

// How an operation that can fail or wait has ended.
typedef enum sley_status {
    SLEY_OK,        // completed; the result is where the caller said
    SLEY_PENDING,   // suspended; return it at once, touching nothing
    SLEY_ERROR,     // failed; the error is in the task
    SLEY_CANCELLED, // the third outcome; no error in the task
} sley_status;

// The header of every heap object.
typedef struct sley_object {
    uint32_t refs;  // owners; SLEY_IMMORTAL is never counted
    uint32_t flags; // free for the object's own kind; a closure's are below
} sley_object;

typedef struct sley_site sley_site;     // a place in Sley source; site.h
typedef struct sley_task sley_task;     // task.h
typedef struct sley_error sley_error;   // error.h
typedef struct sley_str sley_str;
typedef struct sley_bytes sley_bytes;
typedef struct sley_list sley_list;
typedef struct sley_map sley_map;
typedef struct sley_map sley_set;   // a map without values; set.h
typedef uint32_t sley_char;         // a code point, never a surrogate
typedef int64_t sley_duration;      // nanoseconds
typedef int64_t sley_instant;       // nanoseconds on the monotonic clock
#ifdef __SIZEOF_INT128__
#define SLEY_HAS_INT128 1
__extension__ typedef __int128 sley_i128;
__extension__ typedef unsigned __int128 sley_u128;
#endif
typedef uint8_t sley_unit;  // a place of type `unit`: what lies there is never looked at
typedef struct sley_text sley_text; // an output buffer that values are printed into

typedef struct sley_type sley_type;

// A field of a struct or of an enum's case, an item of a tuple, the value of an optional.
typedef struct sley_field {
    const char *name;      // as in Sley source; an item's is its number
    size_t offset;         // from the start of the struct, tuple, enum or optional
    const sley_type *type;
} sley_field;

typedef struct sley_case {
    const char *name;
    const sley_field *fields;
    size_t count;
} sley_case;

// The same of an enum whose cases have numbers of their own.
typedef struct sley_numbered_case {
    const char *name;
    int32_t number;
} sley_numbered_case;

// How values are compared, hashed and printed: by the type's own functions, or part by part.
typedef enum sley_shape {
    SLEY_SHAPE_LEAF,     // equal, hash, compare, print below
    SLEY_SHAPE_STRUCT,   // fields
    SLEY_SHAPE_TUPLE,    // fields
    SLEY_SHAPE_ENUM,     // cases; the place starts with a uint32_t, the number of its case
    SLEY_SHAPE_NUMBERS,  // numbers; the place is an int32_t
    SLEY_SHAPE_OPTIONAL, // one field; the place starts with a bool, whether there is a value
    SLEY_SHAPE_OBJECT,   // a pointer to an object of a class, or NULL; fields are in the object;
                         // equal and hash are its own
} sley_shape;

typedef struct sley_isolation sley_isolation; // value/isolate.c

// What a type of the program does itself, by its methods `eq`, `hash`, `compare` and `str`; NULL:
// as its shape says. Each works on a copy of its own, so that it may run any code.
typedef struct sley_own {
    bool (*equal)(const void *a, const void *b);
    uint64_t (*hash)(const void *place);
    int (*compare)(const void *a, const void *b);
    void (*print)(sley_text *out, const void *place);
} sley_own;

// One representation of values: a place of `size` bytes. NULL retain and release: plain bytes.
// The functions below (sley_type_equal and its like) work for all shapes.
struct sley_type {
    const char *name;                                 // as in Sley source: "list[int]"
    uint32_t size;                                    // bytes of a place
    uint16_t align;                                   // of a place, a power of two
    uint8_t niche;                                    // 1: T? is the bare pointer, NULL is none
    uint8_t shape;                                    // sley_shape
    void (*retain)(void *place);                      // after the bytes were copied there
    void (*release)(void *place);                     // before the bytes are forgotten
    bool (*equal)(const void *a, const void *b);      // NULL: no ==
    uint64_t (*hash)(const void *place);              // NULL: no map key
    int (*compare)(const void *a, const void *b);     // <0, 0, >0; NULL: no order
    void (*print)(sley_text *out, const void *place); // as a literal (strings are quoted)
    const sley_field *fields;
    const sley_case *cases;
    const sley_numbered_case *numbers;
    size_t count; // of fields, cases or numbers
    // Of a leaf that is counted: sley_type_isolate for it alone. NULL: it stays in its executor.
    void (*isolate)(void *place, sley_isolation *work);
    const sley_own *own; // NULL: all of it as its shape says
    bool runs_code;      // comparing, hashing or printing may run methods of the program, which may
                         // change whatever holds the value
};

// Where the value of an optional lies: struct { bool some; T value; }, or the bare pointer (niche).
static inline uint32_t sley_type_value_offset(const sley_type *type)
{
    return type->niche ? 0 : type->align;
}

// Copies one value, which then has two owners. Regions must not overlap.
static inline void sley_type_copy(const sley_type *type, void *to, const void *from)
{
    memcpy(to, from, type->size);
    if (type->retain) type->retain(to);
}

static inline void sley_type_drop(const sley_type *type, void *place)
{
    if (type->release) type->release(place);
}

// Before a value crosses to another executor: no one else holds anything of what is there when it
// comes back. What others hold, too, is copied; the rest stays as it is. False: something in it
// cannot leave its executor, and `*refused` is the name of that type.
bool sley_type_isolate(const sley_type *type, void *place, const char **refused);

// a == b. Asked only of types that have equality; likewise order and hash.
bool sley_type_equal(const sley_type *type, const void *a, const void *b);
// <0, 0, >0: fields are compared in their order, cases in theirs, none is below every value.
int sley_type_compare(const sley_type *type, const void *a, const void *b);
uint64_t sley_type_hash(const sley_type *type, const void *place);
// As a literal of the language (S110): Point(x: 1), Circle(r: 1.5), (1, "a"), none.
void sley_type_print(const sley_type *type, sley_text *out, const void *place);

// NAME_retain (gives the object back) and NAME_release of an object that is counted in its member
// REFS; FREE is called with the object when its last owner lets go. Both take NULL, and do nothing.
#define SLEY_REFCOUNTED(NAME, REFS, FREE)                          \
    static inline NAME *NAME##_retain(NAME *object)                \
    {                                                              \
        if (object) object->REFS++;                                \
        return object;                                             \
    }                                                              \
    static inline void NAME##_release(NAME *object)                \
    {                                                              \
        if (object && --object->REFS == 0) FREE(object);           \
    }

// The same for those that may be SLEY_IMMORTAL; counted in head.refs.
#define SLEY_REFCOUNTED_OR_STATIC(NAME, FREE)                                     \
    static inline NAME *NAME##_retain(NAME *object)                               \
    {                                                                             \
        if (object && object->head.refs != SLEY_IMMORTAL) object->head.refs++;    \
        return object;                                                            \
    }                                                                             \
    static inline void NAME##_release(NAME *object)                               \
    {                                                                             \
        if (!object || object->head.refs == SLEY_IMMORTAL) return;                \
        if (--object->head.refs == 0) FREE(object);                               \
    }

// A function value. `code` has the type that the static type tells, with the closure as first
// argument:
//     fn(A) -> B          B (*)(sley_closure *, A)
//     fn(A) -> B throws   sley_status (*)(sley_closure *, sley_task *, A, B *)
// Captures follow the header in a struct of the compiler's.
typedef struct sley_closure {
    sley_object head; // flags: SLEY_CLOSURE_*
    void (*code)(void);
    void (*drop)(struct sley_closure *); // releases the captures and frees it; NULL: no captures
} sley_closure;

enum {
    SLEY_CLOSURE_THROWS = 1, // code has the throwing form; the runtime reads this in callbacks
};

// A closure of `size` bytes with one reference; the captures after its head are not set yet. `drop`
// releases them and calls sley_closure_done. Too little memory is a panic.
sley_closure *sley_closure_new(size_t size, void (*code)(void), void (*drop)(sley_closure *),
                               bool throws);
// The same, as a copy of what is built in place (own.h: SLEY_CLOSURE).
sley_closure *sley_closure_copy(const sley_closure *built, size_t size);
void sley_closure_done(sley_closure *c);

void sley_closure_free(sley_closure *c);

SLEY_REFCOUNTED_OR_STATIC(sley_closure, sley_closure_free)

#ifdef __cplusplus
}
#endif

#endif
