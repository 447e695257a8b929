// SPDX-License-Identifier: MIT
// value/internal.h - what the files of the values share beyond the public headers.
//
// In: places and their sley_type. Out: copies, texts, errors; a value never waits and knows no
// executor. What fails hands its error to the task (sley_rethrow) or panics.
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

// ---- errors (error.c) -------------------------------------------------------------------

void sley__error_add(sley_error *error, uintptr_t row); // to the trace
void sley__error_cut(sley_error *error,
                     const sley_site *spawned); // a second reader: forget the first's rows
void sley__error_message(const sley_error *error, sley_text *out);

// ---- values made of parts (parts.c) -----------------------------------------------------

// `(x: 1, y: 2)`, or without the names.
void sley__print_fields(sley_text *out, const sley_field *fields, size_t count, bool named,
                        const void *place);

// ---- sets (map.c) ---------------------------------------------------------------------

// Adds a copy, retained; true when it was new.
bool sley__map_add(sley_map *set, const void *value);
// Moves the oldest element to *result; false (and zeros there) when there is none.
bool sley__map_pop_first(sley_map *set, void *result);

#endif
