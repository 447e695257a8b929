// SPDX-License-Identifier: MIT
// foreign.h - what crosses between Sley and C, and in which form: extern functions,
// their callbacks, exported functions.
//
// The checker fills these in (check_foreign.c); emit_foreign.c writes, from them alone,
// the C function that stands between the two sides.
//
// I1  A parameter of C is one value here; one of Sley is one that `is_given`.  What comes
//     back (the result, then what goes `out` or `inout`) is one value or a tuple.
// I2  Callbacks run only during the call that they are passed to: they are borrowed.
#ifndef SLEY_FOREIGN_H
#define SLEY_FOREIGN_H

#include "sema/symbol.h"
#include "tree/ast.h"

typedef enum cross_kind {
    CROSS_NOTHING,   // no result
    CROSS_SCALAR,    // a number or a bool
    CROSS_CSTR,      // str, str?: const char *, NUL-terminated
    CROSS_BYTES,     // bytes: const void *; out: a void * with as much room as the caller says
    CROSS_POINTER,   // T, T? of a type of C: T *
    CROSS_STRUCT,    // a struct of C, by value, field by field
    CROSS_CALLBACK,  // a function of Sley: a pointer to a function
    CROSS_CONTEXT,   // void *: which callback it is
    CROSS_STRINGS,   // list[str?]: char **, as many as the integer before it says
} cross_kind;

typedef struct cross cross;

// One value at the border.
struct cross {
    cross_kind kind;
    param_direction direction;
    const char *name;        // of a parameter; NULL: in a callback, a result
    type *type;              // in Sley; NULL: CROSS_NOTHING, CROSS_CONTEXT
    bool is_given;           // I1
    cross *params;           // CROSS_CALLBACK: its own, and its result
    uint32_t param_count;
    cross *result;
    uint32_t count_at;       // CROSS_STRINGS: index of the integer that counts them
};

// An extern block.
struct foreign_block {
    const char *header;      // NULL: the functions are declared as they are written here
    const char *library;     // NULL: none, or it is linked anyhow
    span at;                 // of the header's name, else of the block
};

struct foreign_fn {
    const char *c_name;
    const foreign_block *block; // NULL: it is exported
    cross *params;
    uint32_t param_count;
    cross result;
    uint32_t back_count;     // values that come back: I1
    bool is_blocking;        // on a thread of its own when it is awaited
    bool is_via_callback;    // C says by a callback when it has ended
};

#endif
