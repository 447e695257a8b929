// SPDX-License-Identifier: MIT
// format.h - interpolation and print: a string is given as an array of parts.
//
//     "total {n:>6} of {name}"
//     SLEY_FORMAT(SLEY_LIT("total "), SLEY_INT_AS(v_n, ">6"), SLEY_LIT(" of "), SLEY_STR(v_name))
//
// A spec is Python's: [[fill]align][sign][#][0][width][, or _][.precision][type], the
// types being b d o x X c for integers and char, e E f F g G % for floats (and
// integers), s for all else.  Width and precision count code points.  "!r" before it
// ("!r", "!r:>10") takes the literal form.  The compiler has checked a constant spec;
// one that is put together at run time goes through sley_spec_check first.
#ifndef SLEY_FORMAT_H
#define SLEY_FORMAT_H

#include <stddef.h>
#include <stdint.h>

#include "sley/text.h"
#include "sley/types.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// Borrows all that it points to, for the length of one call.
typedef struct sley_part {
    const sley_type *type; // NULL: `place` is a literal of `len` bytes
    const void *place;     // the value
    const char *spec;      // NULL: none
    size_t len;
} sley_part;

#define SLEY_LIT(TEXT) {NULL, TEXT, NULL, sizeof(TEXT) - 1}
#define SLEY_INT(V) SLEY_INT_AS(V, NULL)
#define SLEY_FLOAT(V) SLEY_FLOAT_AS(V, NULL)
#define SLEY_BOOL(V) SLEY_BOOL_AS(V, NULL)
#define SLEY_CHAR(V) SLEY_CHAR_AS(V, NULL)
#define SLEY_DURATION(V) SLEY_DURATION_AS(V, NULL)
#define SLEY_STR(V) SLEY_STR_AS(V, NULL)
// Any other type, by the place of the value: SLEY_VAL(m_a__Point__type, &v_p); of a value
// without a place: SLEY_VAL(sley_type_u64, &(uint64_t){x}).
#define SLEY_VAL(TYPE, PLACE) SLEY_VAL_AS(TYPE, PLACE, NULL)
// The same with a spec: SLEY_INT_AS(v_n, ">6").
#define SLEY_INT_AS(V, SPEC) {&sley_type_int, &(int64_t){V}, SPEC, 0}
#define SLEY_FLOAT_AS(V, SPEC) {&sley_type_float, &(double){V}, SPEC, 0}
#define SLEY_BOOL_AS(V, SPEC) {&sley_type_bool, &(bool){V}, SPEC, 0}
#define SLEY_CHAR_AS(V, SPEC) {&sley_type_char, &(sley_char){V}, SPEC, 0}
#define SLEY_DURATION_AS(V, SPEC) {&sley_type_duration, &(sley_duration){V}, SPEC, 0}
#define SLEY_STR_AS(V, SPEC) {&sley_type_str, &(sley_str *){V}, SPEC, 0}
#define SLEY_VAL_AS(TYPE, PLACE, SPEC) {&(TYPE), PLACE, SPEC, 0}

// The two arguments `parts, count` of the functions below.
#define SLEY_PARTS(...) \
    (const sley_part[]){__VA_ARGS__}, sizeof((const sley_part[]){__VA_ARGS__}) / sizeof(sley_part)

sley_str *sley_format(const sley_part *parts, size_t count);
#define SLEY_FORMAT(...) sley_format(SLEY_PARTS(__VA_ARGS__))
// A line on stdout, in one write.
void sley_print(const sley_part *parts, size_t count);
void sley_print_error(const sley_part *parts, size_t count); // the same on stderr
#define SLEY_PRINT(...) sley_print(SLEY_PARTS(__VA_ARGS__))
#define SLEY_PRINT_ERROR(...) sley_print_error(SLEY_PARTS(__VA_ARGS__))
// Without the newline; what follows the last newline stays in the buffer of stdout.
void sley_write(const sley_part *parts, size_t count);
void sley_write_error(const sley_part *parts, size_t count); // the same on stderr, unbuffered
#define SLEY_WRITE(...) sley_write(SLEY_PARTS(__VA_ARGS__))
#define SLEY_WRITE_ERROR(...) sley_write_error(SLEY_PARTS(__VA_ARGS__))
void sley_text_put_parts(sley_text *text, const sley_part *parts, size_t count);

// str(x) and repr(x)
sley_str *sley_value_str(const sley_type *type, const void *place);
sley_str *sley_value_repr(const sley_type *type, const void *place);

// The spec as a C string, good as long as `spec` is held, once it is known to suit the
// type: "bad format spec \">>\" for int" is a panic.
const char *sley_spec_check(const sley_str *spec, const sley_type *type, const sley_site *site);

// Bytes to stdout, after what print wrote: lines leave at once, a rest waits for more.
void sley_stdout_put(const char *data, size_t len);
// Writes the rest.  Called before exit and before abort; safe to call at any time.
void sley_stdout_flush(void);
int sley_stdout_error(void); // the errno of the first write that failed; 0: none

#ifdef __cplusplus
}
#endif

#endif
