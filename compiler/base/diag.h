// SPDX-License-Identifier: MIT
// diag.h - what the compiler tells the user.
//
//     diag *d = diag_error(prog, use, E0201, name);
//     diag_label(prog, d, other, "declared here");
//     diag_help(prog, d, "did you mean %N?", near);
//
// prints
//
//     a.sley:3:13: error[E0201]: `totl` is not declared in this scope
//      1 | var total = 0
//        |     ----- declared here
//      3 |     total = totl + 1
//        |             ^^^^
//        = help: did you mean `total`?
//
// I1  Codes and their words are in diag.def and nowhere else.
// I2  Reports come out sorted by place; the same code at the same place comes
//     out once.
// I3  The lines of a report are sorted, those of its own file first.
// I4  After an error the caller goes on with a poison node or type, which never
//     reports again.
//
// Formats: printf's %s %d %u %c %llu %lld %zu %%, and
//   %T  const type *    printed by the function that type.c registers
//   %t  const type *    the same without the backquotes
//   %N  const char *    a name, in backquotes
//   %S  span            the source text there, in backquotes, shortened
//   %R  span            the source text there, bare, for forms to write
#ifndef SLEY_DIAG_H
#define SLEY_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/array.h"
#include "base/source.h"
#include "base/text.h"

struct program;
struct type;

typedef enum diag_code {
#define ERROR(code, text, why) code,
#include "base/diag.def"
#undef ERROR
#undef WARNING
    DIAG_COUNT
} diag_code;

typedef enum diag_severity { DIAG_ERROR, DIAG_WARNING } diag_severity;

// A second place that belongs to the report.
typedef struct diag_range {
    span at;
    const char *text;   // "" when the line alone says it
} diag_range;

// A sentence below the source lines.
typedef struct diag_remark {
    const char *kind;   // "note" or "help"
    const char *text;
} diag_remark;

typedef struct diag {
    diag_code code;
    diag_severity severity;
    span at;                          // where the carets stand
    uint32_t order;                   // of arrival: settles ties
    const char *message;
    const char *caret_text;           // beside the carets; NULL
    array_of(diag_range) ranges;
    array_of(diag_remark) remarks;
} diag;

typedef enum diag_colour { DIAG_COLOUR_AUTO, DIAG_COLOUR_NEVER, DIAG_COLOUR_ALWAYS } diag_colour;

// What becomes of a warning, by its code.
typedef enum diag_warning_mode { DIAG_WARN, DIAG_IGNORE, DIAG_AS_ERROR } diag_warning_mode;

typedef void diag_type_printer(text *out, const struct type *t);

enum { DIAG_MAX_ERRORS = 20 };   // unless -fmax-errors says more or less

typedef struct diag_state {
    array_of(diag *) reports;
    uint32_t error_count;        // accepted errors; the program failed if > 0
    uint32_t warning_count;
    uint32_t hidden_count;       // reports that repeat others or are muted
    uint32_t max_errors;         // 0: no limit; further errors are only counted
    uint32_t printed;            // reports[0 .. printed-1] are already out
    uint8_t warning_modes[DIAG_COUNT];   // of diag_warning_mode
    array_of(span) muted;        // sorted and apart once `mutes` is set
    bool mutes;                  // reports whose place is in `muted` are not shown
    diag_colour colour;
    diag_type_printer *print_type;   // %T; type_init sets it
} diag_state;

// The report is never NULL: one over the limit or a repetition is built and
// not shown.  The severity follows from the code: W... is a warning.
diag *diag_error(struct program *prog, span at, diag_code code, ...);
// Text beside the carets.
void diag_caret(struct program *prog, diag *d, const char *format, ...);
void diag_label(struct program *prog, diag *d, span at, const char *format, ...);
void diag_note(struct program *prog, diag *d, const char *format, ...);
void diag_help(struct program *prog, diag *d, const char *format, ...);

// What the parser has reported, the later stages need not: nothing is shown from
// here on about these places, and about lines that have an error.
void diag_mute(struct program *prog, span at);
void diag_start_muting(struct program *prog);

// Takes back what was reported since `mark` (a copy of the state), unprinted.
void diag_take_back(struct program *prog, const diag_state *mark);

bool diag_failed(const struct program *prog);   // some error was reported
// How many mistakes were found, those included that are not shown: it grows when
// what was checked in between is not good.
uint32_t diag_mistakes(const struct program *prog);
// Prints what was not yet printed, sorted; the last line counts errors.
void diag_flush(struct program *prog, FILE *out);
void diag_print_all(struct program *prog, text *out, bool colour);

// "E0012"; and from such a string to the code, DIAG_COUNT if there is none.
const char *diag_code_name(diag_code code);
diag_code diag_code_find(const char *name);
// "unused-variable", as in -Wunused-variable; NULL when the code is an error.
const char *diag_warning_name(diag_code code);
// The warning of that name, DIAG_COUNT if there is none.
diag_code diag_warning_find(const char *name);
// The headline, with its formats.
const char *diag_text(diag_code code);
// Why it is a rule, for `sley explain`.
const char *diag_why(diag_code code);

// The formats above, for other users.
void diag_vformat(struct program *prog, text *out, const char *format, va_list args);

#endif
