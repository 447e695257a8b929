// SPDX-License-Identifier: MIT
// error.h - error objects and their traces.
//
// I1  An error in flight belongs to the task that unwinds (`task->error`), and to nothing else in
//     it.
// I2  A trace has one row per Sley frame that the error left, innermost first; a row may say that
//     a task ended there and where it had been spawned.
#ifndef SLEY_ERROR_H
#define SLEY_ERROR_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_error_type sley_error_type;

// One `error` declaration. Const data.
struct sley_error_type {
    const char *name;                                         // "NotFound", "net.Refused"
    const sley_error_type *base;                              // of the hierarchy; NULL: Error
    size_t size;                                              // of the whole object
    void (*message)(sley_text *out, const sley_error *error); // what print(e) shows; NULL: the
                                                              // field `message`, else all fields
    void (*drop)(sley_error *error); // releases what no field below tells of: of Closed, ErrorGroup
    const sley_field *fields;        // of the payload
    size_t count;
};

// Defines the const sley_error_type T__type of `error TooLong(line: str)`; BASE is NULL or another:
//   static SLEY_ERROR_TYPE(m_a__TooLong, "TooLong", NULL,
//       {"line", offsetof(m_a__TooLong, f_line), &sley_type_str});
#define SLEY_ERROR_TYPE(T, TEXT, BASE, ...) \
    SLEY__ERROR_TYPE(T, TEXT, BASE, SLEY_FIELDS(__VA_ARGS__))
#define SLEY_EMPTY_ERROR_TYPE(T, TEXT, BASE) SLEY__ERROR_TYPE(T, TEXT, BASE, SLEY_NO_FIELDS)
#define SLEY__ERROR_TYPE(T, TEXT, BASE, ...) \
    const sley_error_type T##__type = {.name = TEXT, .base = BASE, .size = sizeof(T), __VA_ARGS__}

// An error value; the payload follows in a struct that begins with this one.
struct sley_error {
    uint32_t refs;      // owners
    uint16_t trace_len; // rows used
    uint16_t trace_cut; // rows that did not fit
    const sley_error_type *type;
    uintptr_t *trace; // addresses of sites; bit 0 set: a task ended here, it is its spawn site
};

// A new error of type->size bytes, one reference, payload uninitialised. Never fails (an
// allocation that fails is a panic). m_M__E__new(fields) of the generated code builds on it.
sley_error *sley_error_new(const sley_error_type *type);

// SLEY_NEW_ERROR1(m_a__NotFound, sley_str *, f_name) defines m_a__NotFound__new(f_name): an error
// of the type m_a__NotFound__type. The fields are moved in. Write `static` before it for a private
// one.
#define SLEY_NEW_ERROR1(NAME, T1, F1)                       \
    sley_error *NAME##__new(T1 F1)                          \
    {                                                       \
        NAME *made = (NAME *)sley_error_new(&NAME##__type); \
        made->F1 = F1;                                      \
        return &made->base;                                 \
    }
#define SLEY_NEW_ERROR2(NAME, T1, F1, T2, F2)               \
    sley_error *NAME##__new(T1 F1, T2 F2)                   \
    {                                                       \
        NAME *made = (NAME *)sley_error_new(&NAME##__type); \
        made->F1 = F1;                                      \
        made->F2 = F2;                                      \
        return &made->base;                                 \
    }
#define SLEY_NEW_ERROR3(NAME, T1, F1, T2, F2, T3, F3)       \
    sley_error *NAME##__new(T1 F1, T2 F2, T3 F3)            \
    {                                                       \
        NAME *made = (NAME *)sley_error_new(&NAME##__type); \
        made->F1 = F1;                                      \
        made->F2 = F2;                                      \
        made->F3 = F3;                                      \
        return &made->base;                                 \
    }
#define SLEY_NEW_ERROR4(NAME, T1, F1, T2, F2, T3, F3, T4, F4) \
    sley_error *NAME##__new(T1 F1, T2 F2, T3 F3, T4 F4)       \
    {                                                         \
        NAME *made = (NAME *)sley_error_new(&NAME##__type);   \
        made->F1 = F1;                                        \
        made->F2 = F2;                                        \
        made->F3 = F3;                                        \
        made->F4 = F4;                                        \
        return &made->base;                                   \
    }
#define SLEY_NEW_ERROR5(NAME, T1, F1, T2, F2, T3, F3, T4, F4, T5, F5) \
    sley_error *NAME##__new(T1 F1, T2 F2, T3 F3, T4 F4, T5 F5)        \
    {                                                                 \
        NAME *made = (NAME *)sley_error_new(&NAME##__type);           \
        made->F1 = F1;                                                \
        made->F2 = F2;                                                \
        made->F3 = F3;                                                \
        made->F4 = F4;                                                \
        made->F5 = F5;                                                \
        return &made->base;                                           \
    }
#define SLEY_NEW_ERROR6(NAME, T1, F1, T2, F2, T3, F3, T4, F4, T5, F5, T6, F6) \
    sley_error *NAME##__new(T1 F1, T2 F2, T3 F3, T4 F4, T5 F5, T6 F6)         \
    {                                                                         \
        NAME *made = (NAME *)sley_error_new(&NAME##__type);                   \
        made->F1 = F1;                                                        \
        made->F2 = F2;                                                        \
        made->F3 = F3;                                                        \
        made->F4 = F4;                                                        \
        made->F5 = F5;                                                        \
        made->F6 = F6;                                                        \
        return &made->base;                                                   \
    }
void sley_error_free(sley_error *error);

SLEY_REFCOUNTED(sley_error, refs, sley_error_free)

// Is it of this type, or of one below it?
static inline bool sley_error_is(const sley_error *error, const sley_error_type *type)
{
    const sley_error_type *at = error->type;
    while (at && at != type) at = at->base;
    return at != NULL;
}

// ---- throw: the error lies in the task, so core/throw.c has these ----------------------------

void sley__throw(sley_task *task, const sley_site *site, sley_error *error);
void sley__throw_again(sley_task *task, sley_error *error);

// `throw e`: takes the error, starts its trace with the site. Returns SLEY_ERROR.
// The compiler of C sees what it returns: what is set only without an error is then set.
static inline sley_status sley_throw(sley_task *task, const sley_site *site, sley_error *error)
{
    sley__throw(task, site, error);
    return SLEY_ERROR;
}

// A bare `throw` in a catch, or the end of a catch list without a match: takes the error, keeps
// its trace. Returns SLEY_ERROR.
static inline sley_status sley_rethrow(sley_task *task, sley_error *error)
{
    sley__throw_again(task, error);
    return SLEY_ERROR;
}

// ---- what the runtime throws ----------------------------------------------------------------

extern const sley_error_type sley_error_timeout;  // Timeout
extern const sley_error_type sley_error_closed;   // Closed(value): a send on a closed channel
extern const sley_error_type sley_error_not_done; // NotDone: result() of something unfinished
extern const sley_error_type
    sley_error_was_cancelled; // WasCancelled: result() of something cancelled
extern const sley_error_type sley_error_cancelled; // Cancelled: only as the outcome of a block
extern const sley_error_type sley_error_already_done; // AlreadyDone: the second set() or fail()
extern const sley_error_type sley_error_not_locked;   // NotLocked: releasing what is free
extern const sley_error_type sley_error_not_owner;    // NotOwner: of an RLock
extern const sley_error_type sley_error_released_too_often; // ReleasedTooOften: BoundedSemaphore
extern const sley_error_type sley_error_broken_barrier; // BrokenBarrier
extern const sley_error_type sley_error_too_many_done;  // TooManyDone: Queue, WaitGroup
extern const sley_error_type sley_error_full;           // Full: a queue, at once or in time
extern const sley_error_type sley_error_empty;          // Empty: likewise
extern const sley_error_type sley_error_group;        // ErrorGroup
extern const sley_error_type sley_error_loop; // LoopError: a loop that is closed or runs already

sley_error *sley_error_simple(const sley_error_type *type); // one of the above, without payload

// The value that could not be sent. The place is inside the error and holds its own reference.
const sley_type *sley_closed_type(const sley_error *error);
void *sley_closed_value(sley_error *error);
sley_error *sley__error_closed_new(const sley_type *type, void *value); // takes the value

// An ErrorGroup of n errors; takes them. S20: the body's own first, then in spawn order.
sley_error *sley_error_group_new(sley_error *const *errors, uint32_t count);
uint32_t sley_error_group_len(const sley_error *group);
sley_error *sley_error_group_at(const sley_error *group, uint32_t index); // borrowed

sley_list *sley_error_group_list(const sley_error *group); // list[Error], +1

// e.message(), e.name, e.trace(), and the refused value of a Closed as a string: +1.
sley_str *sley_error_message(const sley_error *error);
sley_str *sley_error_name(const sley_error *error);
sley_str *sley_error_trace(const sley_error *error); // a line for each frame
sley_str *sley_closed_text(const sley_error *error);

extern const sley_type sley_type_error; // a place that holds a sley_error *

#ifdef __cplusplus
}
#endif

#endif
