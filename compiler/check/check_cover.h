// SPDX-License-Identifier: MIT
// check_cover.h - what check_cover.c finds missing, for the report about it.
#ifndef CHECK_COVER_H
#define CHECK_COVER_H

#include "check/check_expr.h"

typedef enum cover_kind {
    COVER_ANY,       // _
    COVER_CASE,      // constructor `index` with its parts
    COVER_RANGE,     // low..=high, as ordered by `order_bits`
    COVER_TEXT,      // one value of a type with endless values
    COVER_OR,        // parts are the alternatives
} cover_kind;

typedef struct cover {
    cover_kind kind;
    type *type;              // of the column
    uint32_t index;
    uint32_t count;          // of parts
    struct cover **parts;
    ast_wide low, high;
    const expr *literal;     // COVER_TEXT
} cover;

// Are the values of the type ordered as signed numbers?
bool check_cover_is_signed(const type *t);

// Reports E0701: the match `m` over a value of type `t` does not take `missing`; NULL when
// that could not be found out.
void check_witness(checker *c, const stmt_match *m, const cover *missing, const type *t);

#endif
