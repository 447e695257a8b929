// SPDX-License-Identifier: MIT
// writer.h - writes C line by line: indenting, breaking long lines, `#line`.
//
// A line is put together with writer_begin, text_* on `out`, writer_end; or in
// one go with writer_line.  What fits into 100 columns is left as it is; a
// longer line is broken after a comma or an operator, aligned with the bracket
// that is open there, so that no caller has to count columns.
//
// I1  Between lines `out` ends in a newline (or is empty).
// I2  No line is longer than WRITER_COLUMNS, except for a token that is longer
//     by itself and is no string, and for lines that `#line` gives a number.
#ifndef SLEY_WRITER_H
#define SLEY_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/array.h"
#include "base/text.h"

#define WRITER_COLUMNS 100u
#define WRITER_INDENT 4u

#define NO_BRACKET UINT32_MAX

// Where a long line may be broken; writer_break.c.
typedef struct writer_mark {
    uint32_t at;             // offset in the line of what the break stands after: a
                             // blank or an opening bracket
    uint32_t cost;           // the lowest is taken
    uint32_t bracket;        // mark of the innermost one that is open there, or NO_BRACKET
    uint32_t column;         // of a bracket: the one after it, as it was laid out
} writer_mark;

typedef array_of(writer_mark) writer_marks;

typedef struct writer {
    text *out;
    uint32_t depth;          // indentation in steps
    size_t line_start;       // offset in `out` of the line that is being written
    text rows;               // of the table that is being written ..
    array_of(uint32_t) row_ends; // .. where each ends
    size_t label_end;        // after a label that no statement follows yet; 0: none
    // `#line`: the source line that what is written belongs to; 0: none
    const char *source_name; // NULL: no directives
    uint32_t wanted_line;
    uint32_t actual_line;    // what the C compiler would believe
    arena *memory;           // of the next two
    array_of(char) long_line; // the last one that was broken, and the places where it
    writer_marks marks;      // could be: kept for the next one's
} writer;

void writer_init(writer *w, text *out, arena *memory);

// Starts a line: indents it.
void writer_begin(writer *w);
// Ends it: breaks it where it is too long.
void writer_end(writer *w);
// Breaks the line that has been written, which is longer than WRITER_COLUMNS bytes.
void writer_break(writer *w);

void writer_line(writer *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// `head {`: what follows is one step deeper.
void writer_open(writer *w, const char *head);
// writer_begin .. writer_end_open: the same for a line that is put together.
void writer_end_open(writer *w);
// One step back, then `}` and the tail.
void writer_close(writer *w, const char *tail);
// writer_close for a block whose head began at `head` (an offset in `out`): when all
// it holds is a jump, `if (x) break;` does without braces.
void writer_close_short(writer *w, size_t head);
// A label, one step to the left of the statements.
void writer_label(writer *w, const char *stem, uint32_t number, const char *tail);
// The same, with the statement after it in the line that it begins.
void writer_begin_label(writer *w, const char *stem, uint32_t number);
// Called before a declaration is written: ends a label that stands before it.
void writer_mend_label(writer *w);
void writer_blank(writer *w);

// Rows of a table after its head, which is the line that has been begun: all in that
// line, or one a line, one step deeper. Each is put together elsewhere and added whole;
// `joins`: in the line of the one before it, where it fits. `tail` closes the table.
void writer_rows_begin(writer *w);
void writer_row(writer *w, const text *row, bool joins);
void writer_rows_end(writer *w, const char *tail);
void writer_fini(writer *w);

#endif
