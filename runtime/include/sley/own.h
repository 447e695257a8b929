// SPDX-License-Identifier: MIT
// own.h - variables that own a reference: take, drop, assign, for every type that is counted.
//
// A variable that owns is either empty (NULL, or all zeros) or holds one reference. For each type
// X:
//     X X_take(&v)           reads it and leaves it empty: the reference goes to the caller
//     void X_drop(&v)        releases it and leaves it empty
//     void X_assign(&v, x)   releases what it held, then takes over x
// The compiler makes the same for its own types with SLEY_OWN_STRUCT.
#ifndef SLEY_OWN_H
#define SLEY_OWN_H

#include "sley/any.h"
#include "sley/box.h"
#include "sley/bytes.h"
#include "sley/chan.h"
#include "sley/cross.h"
#include "sley/future.h"
#include "sley/face.h"
#include "sley/curl.h"
#include "sley/fs.h"
#include "sley/gen.h"
#include "sley/io.h"
#include "sley/list.h"
#include "sley/loop.h"
#include "sley/log.h"
#include "sley/map.h"
#include "sley/object.h"
#include "sley/panic.h"
#include "sley/process.h"
#include "sley/queue.h"
#include "sley/scope.h"
#include "sley/set.h"
#include "sley/signal.h"
#include "sley/str.h"
#include "sley/sync.h"
#include "sley/time.h"
#include "sley/tls.h"
#include "sley/udp.h"

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__clang__)
// SLEY_OWN_STRUCT gives each type all five functions, whichever of them are called.
#pragma clang diagnostic ignored "-Wused-but-marked-unused"
#endif
#if defined(__GNUC__)
#define SLEY_MAYBE_UNUSED __attribute__((unused))
#else
#define SLEY_MAYBE_UNUSED
#endif

// For X = NAME, whose value is a T *.
#define SLEY_OWN(NAME, T)                                           \
    static inline T *NAME##_take(T **variable)    \
    {                                                               \
        T *value = *variable;                                       \
        *variable = NULL;                                           \
        return value;                                               \
    }                                                               \
    static inline void NAME##_drop(T **variable)  \
    {                                                               \
        T *value = *variable;                                       \
        *variable = NULL;                                           \
        NAME##_release(value);                                      \
    }                                                               \
    static inline void NAME##_assign(T **variable, T *value) \
    {                                                               \
        T *old = *variable;                                         \
        *variable = value;                                          \
        NAME##_release(old);                                        \
    }

// For an enum NAME with NAME__retain_parts and NAME__release_parts: only cases that hold
// something counted, bit n of CASES for case n, come to them.
#define SLEY_OWN_ENUM(NAME, CASES)                                     \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        return (UINT64_C(CASES) >> v.tag & 1) != 0 ? NAME##__retain_parts(v) : v; \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        if ((UINT64_C(CASES) >> v.tag & 1) != 0) NAME##__release_parts(v); \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)

// For a struct NAME with NAME__retain and NAME__release; also these two by place, for its
// sley_type.
#define SLEY_OWN_STRUCT(NAME)                                          \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__take(NAME *variable)  \
    {                                                                  \
        NAME value = *variable;                                        \
        memset(variable, 0, sizeof *variable);                         \
        return value;                                                  \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__drop(NAME *variable)  \
    {                                                                  \
        NAME value = *variable;                                        \
        memset(variable, 0, sizeof *variable);                         \
        NAME##__release(value);                                        \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__assign(NAME *variable, NAME value) \
    {                                                                  \
        NAME old = *variable;                                          \
        *variable = value;                                             \
        NAME##__release(old);                                          \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__retain_at(void *place) \
    {                                                                  \
        NAME##__retain(*(NAME *)place);                                \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release_at(void *place) \
    {                                                                  \
        NAME##__release(*(NAME *)place);                               \
    }

// retain, release, take, drop, assign of a class; NAME__free releases its fields.
#define SLEY_OWN_CLASS(NAME) SLEY__OWN_CLASS(NAME, NAME##__free)
// .. of one whose fields need no release.
#define SLEY_OWN_PLAIN_CLASS(NAME) SLEY__OWN_CLASS(NAME, sley_object_done)
#define SLEY__OWN_CLASS(NAME, FREE)                                    \
    SLEY_MAYBE_UNUSED static inline NAME *NAME##__retain(NAME *object) \
    {                                                                  \
        if (object) object->head.refs++;                               \
        return object;                                                 \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME *object) \
    {                                                                  \
        if (object && --object->head.refs == 0)                        \
            sley_object_free(object, FREE);                            \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline NAME *NAME##__take(NAME **variable) \
    {                                                                  \
        NAME *value = *variable;                                       \
        *variable = NULL;                                              \
        return value;                                                  \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__drop(NAME **variable) \
    {                                                                  \
        NAME##__release(NAME##__take(variable));                       \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__assign(NAME **variable, NAME *value) \
    {                                                                  \
        NAME *old = *variable;                                         \
        *variable = value;                                             \
        NAME##__release(old);                                          \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__retain_at(void *place) \
    {                                                                  \
        NAME##__retain(*(NAME **)place);                               \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release_at(void *place) \
    {                                                                  \
        NAME##__release(*(NAME **)place);                              \
    }

// The same and retain and release for the values of an interface (face.h).
#define SLEY_OWN_FACE(NAME)                                            \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        if (v.self) v.self->refs++;                                    \
        return v;                                                      \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        if (v.self) sley_face_release(v.self, v.methods);              \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)

// The same and retain and release for an optional whose value is a struct T.
#define SLEY_OWN_OPTIONAL(NAME, T)                                     \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        T##__retain(v.value);                                          \
        return v;                                                      \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        T##__release(v.value);                                         \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)

// The same and retain and release for a struct or tuple with so many counted fields, each given by
// what its functions begin with and its name:
//     SLEY_OWN_FIELDS2(m_a__Page, sley_str, f_name, sley_list, f_links)
#define SLEY_OWN_FIELDS1(NAME, T1, F1)                                 \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        T1##_retain(v.F1);                                             \
        return v;                                                      \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        T1##_release(v.F1);                                            \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)
#define SLEY_OWN_FIELDS2(NAME, T1, F1, T2, F2)                         \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        T1##_retain(v.F1);                                             \
        T2##_retain(v.F2);                                             \
        return v;                                                      \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        T1##_release(v.F1);                                            \
        T2##_release(v.F2);                                            \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)
#define SLEY_OWN_FIELDS3(NAME, T1, F1, T2, F2, T3, F3)                 \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        T1##_retain(v.F1);                                             \
        T2##_retain(v.F2);                                             \
        T3##_retain(v.F3);                                             \
        return v;                                                      \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        T1##_release(v.F1);                                            \
        T2##_release(v.F2);                                            \
        T3##_release(v.F3);                                            \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)
#define SLEY_OWN_FIELDS4(NAME, T1, F1, T2, F2, T3, F3, T4, F4)         \
    SLEY_MAYBE_UNUSED static inline NAME NAME##__retain(NAME v)        \
    {                                                                  \
        T1##_retain(v.F1);                                             \
        T2##_retain(v.F2);                                             \
        T3##_retain(v.F3);                                             \
        T4##_retain(v.F4);                                             \
        return v;                                                      \
    }                                                                  \
    SLEY_MAYBE_UNUSED static inline void NAME##__release(NAME v)       \
    {                                                                  \
        T1##_release(v.F1);                                            \
        T2##_release(v.F2);                                            \
        T3##_release(v.F3);                                            \
        T4##_release(v.F4);                                            \
    }                                                                  \
    SLEY_OWN_STRUCT(NAME)

// The closure of a function without captures: m__value. CODE has the form that value.h tells.
#define SLEY_FN_VALUE(NAME, CODE, FLAGS) \
    static sley_closure NAME##__value = {{SLEY_IMMORTAL, FLAGS}, (void (*)(void))CODE, NULL}

// What closures with captures are made from: the code, the flags, and what releases the captures
// that are counted. NAME__captures is the struct of all of them; SLEY_CLOSURE makes a closure, with
// a value for each.
//     SLEY_CAPTURES1(m_a__f__closure1, m_a__f__closure1, 0, sley_str, v_s);
//     sley_closure *t_fn = SLEY_CLOSURE(m_a__f__closure1, sley_str_retain(v_s));
#define SLEY_CAPTURES(NAME, CODE, FLAGS, DROP) \
    static const sley_closure NAME##__made = {{1, FLAGS}, (void (*)(void))CODE, DROP}
#define SLEY_CLOSURE(NAME, ...) \
    sley_closure_copy(&(NAME##__captures){NAME##__made, __VA_ARGS__}.base, sizeof(NAME##__captures))
#define SLEY_CAPTURES1(NAME, CODE, FLAGS, T1, F1)                             \
    static void NAME##__drop(sley_closure *closure)                           \
    {                                                                         \
        NAME##__captures *c = (NAME##__captures *)closure;                    \
        T1##_release(c->F1);                                                  \
        sley_closure_done(closure);                                           \
    }                                                                         \
    SLEY_CAPTURES(NAME, CODE, FLAGS, NAME##__drop)
#define SLEY_CAPTURES2(NAME, CODE, FLAGS, T1, F1, T2, F2)                     \
    static void NAME##__drop(sley_closure *closure)                           \
    {                                                                         \
        NAME##__captures *c = (NAME##__captures *)closure;                    \
        T1##_release(c->F1);                                                  \
        T2##_release(c->F2);                                                  \
        sley_closure_done(closure);                                           \
    }                                                                         \
    SLEY_CAPTURES(NAME, CODE, FLAGS, NAME##__drop)
#define SLEY_CAPTURES3(NAME, CODE, FLAGS, T1, F1, T2, F2, T3, F3)             \
    static void NAME##__drop(sley_closure *closure)                           \
    {                                                                         \
        NAME##__captures *c = (NAME##__captures *)closure;                    \
        T1##_release(c->F1);                                                  \
        T2##_release(c->F2);                                                  \
        T3##_release(c->F3);                                                  \
        sley_closure_done(closure);                                           \
    }                                                                         \
    SLEY_CAPTURES(NAME, CODE, FLAGS, NAME##__drop)
#define SLEY_CAPTURES4(NAME, CODE, FLAGS, T1, F1, T2, F2, T3, F3, T4, F4)     \
    static void NAME##__drop(sley_closure *closure)                           \
    {                                                                         \
        NAME##__captures *c = (NAME##__captures *)closure;                    \
        T1##_release(c->F1);                                                  \
        T2##_release(c->F2);                                                  \
        T3##_release(c->F3);                                                  \
        T4##_release(c->F4);                                                  \
        sley_closure_done(closure);                                           \
    }                                                                         \
    SLEY_CAPTURES(NAME, CODE, FLAGS, NAME##__drop)

// For sort(key:): calls a closure `fn(A) -> R` by places.
#define SLEY_KEY_FN(NAME, R, A)                                                    \
    static void NAME(sley_closure *key, const void *element, void *result)         \
    {                                                                              \
        R (*code)(sley_closure *, A) = (R (*)(sley_closure *, A))key->code;        \
        A argument;                                                                \
        memcpy(&argument, element, sizeof argument);                               \
        R value = code(key, argument);                                             \
        memcpy(result, &value, sizeof value);                                      \
    }

SLEY_OWN(sley_box, sley_box)
SLEY_OWN(sley_any, sley_any)
SLEY_OWN(sley_str, sley_str)
SLEY_OWN(sley_bytes, sley_bytes)
SLEY_OWN(sley_list, sley_list)
SLEY_OWN(sley_map, sley_map)
SLEY_OWN(sley_set, sley_set)
SLEY_OWN(sley_weak, sley_weak)
SLEY_OWN(sley_error, sley_error)
SLEY_OWN(sley_closure, sley_closure)
SLEY_OWN(sley_task, sley_task)
SLEY_OWN(sley_future, sley_future)
SLEY_OWN(sley_chan, sley_chan)
SLEY_OWN(sley_gen, sley_gen)
SLEY_OWN(sley_group, sley_group)
SLEY_OWN(sley_lock, sley_lock)
SLEY_OWN(sley_mutex, sley_mutex)
SLEY_OWN(sley_rlock, sley_rlock)
SLEY_OWN(sley_rwlock, sley_rwlock)
SLEY_OWN(sley_rwlock_reader, sley_rwlock_reader)
SLEY_OWN(sley_rwlock_writer, sley_rwlock_writer)
SLEY_OWN(sley_sem, sley_sem)
SLEY_OWN(sley_bounded_sem, sley_bounded_sem)
SLEY_OWN(sley_event, sley_event)
SLEY_OWN(sley_wait_group, sley_wait_group)
SLEY_OWN(sley_cond, sley_cond)
SLEY_OWN(sley_barrier, sley_barrier)
SLEY_OWN(sley_once, sley_once)
SLEY_OWN(sley_queue, sley_queue)
SLEY_OWN(sley_lifo_queue, sley_queue)
SLEY_OWN(sley_priority_queue, sley_queue)
SLEY_OWN(sley_broadcast, sley_broadcast)
SLEY_OWN(sley_watch, sley_broadcast)
SLEY_OWN(sley_context, sley_context)
SLEY_OWN(sley_loop, sley_loop)
SLEY_OWN(sley_thread, sley_thread)
SLEY_OWN(sley_atomic, sley_atomic)
SLEY_OWN(sley_pool, sley_pool)
SLEY_OWN(sley_handle, sley_handle)
SLEY_OWN(sley_ticker, sley_ticker)
SLEY_OWN(sley_completions, sley_completions)
SLEY_OWN(sley_kept, sley_kept)
SLEY_OWN(sley_buffer, sley_buffer)
SLEY_OWN(sley_address, sley_address)
SLEY_OWN(sley_conn, sley_conn)
SLEY_OWN(sley_datagram, sley_datagram)
SLEY_OWN(sley_udp, sley_udp)
SLEY_OWN(sley_transfer, sley_transfer)
SLEY_OWN(sley_hasher, sley_hasher)
SLEY_OWN(sley_logger, sley_logger)
SLEY_OWN(sley_tls, sley_tls)
SLEY_OWN(sley_tls_pair, sley_tls_pair)
SLEY_OWN(sley_listener, sley_listener)
SLEY_OWN(sley_net_lines, sley_net_lines)
SLEY_OWN(sley_io_lines, sley_io_lines)
SLEY_OWN(sley_file, sley_file)
SLEY_OWN(sley_file_info, sley_file_info)
SLEY_OWN(sley_file_lines, sley_file_lines)
SLEY_OWN(sley_process, sley_process)
SLEY_OWN(sley_process_result, sley_process_result)
SLEY_OWN(sley_pipeline, sley_pipeline)
SLEY_OWN(sley_signal, sley_signal)
SLEY_OWN(sley_signal_stream, sley_signal_stream)

// ---- where control cannot come ---------------------------------------------------------------

#if defined(__GNUC__)
#define SLEY_UNREACHABLE() __builtin_unreachable()
#else
#define SLEY_UNREACHABLE() sley_panic(NULL, "unreachable")
#endif

// ---- x! --------------------------------------------------------------------------------------

// "unwrapped none: `find(k)!`"
SLEY_NORETURN static inline void sley__unwrap_panic(const sley_site *site)
{
    sley_panicf(site, "unwrapped none: `%s`", site->text);
}

// The value of an optional that must have one. OPT is free of side effects.
#define SLEY_UNWRAP(OPT, SITE) ((OPT).some ? (void)0 : sley__unwrap_panic(SITE), (OPT).value)
#define SLEY_UNWRAP_PTR(T, OPT, SITE) ((OPT) != NULL ? (OPT) : (sley__unwrap_panic(SITE), (T)NULL))

// The result of a callee whose function is only known when it runs.
#define SLEY_RESULT_OF(T, FRAME) (*(T *)(void *)((char *)(FRAME) + (FRAME)->fn->result_offset))

// panic("text")
SLEY_NORETURN static inline void sley_panic_str(const sley_site *site, const sley_str *text)
{
    sley_panicf(site, "%.*s", (int)text->len, text->data);
}

// min and max of two strings: the first one when they are equal. Owned.
static inline sley_str *sley_str_min(sley_str *a, sley_str *b)
{
    return sley_str_retain(sley_str_compare(b, a) < 0 ? b : a);
}

static inline sley_str *sley_str_max(sley_str *a, sley_str *b)
{
    return sley_str_retain(sley_str_compare(b, a) > 0 ? b : a);
}

// The same of bytes.
static inline sley_bytes *sley_bytes_min(sley_bytes *a, sley_bytes *b)
{
    return sley_bytes_retain(sley_bytes_compare(b, a) < 0 ? b : a);
}

static inline sley_bytes *sley_bytes_max(sley_bytes *a, sley_bytes *b)
{
    return sley_bytes_retain(sley_bytes_compare(b, a) > 0 ? b : a);
}

#ifdef __cplusplus
}
#endif

#endif
