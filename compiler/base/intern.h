// SPDX-License-Identifier: MIT
// intern.h - names: one copy of each, so that equal names are equal pointers.
//
// I1  intern(x) == intern(y) exactly when the bytes are equal.
// I2  An interned name ends in NUL, holds no other, and lives in `program`.
#ifndef SLEY_INTERN_H
#define SLEY_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct interner interner;
typedef struct intern_slot intern_slot;

struct interner {
    arena *memory;        // where the names go
    intern_slot *slots;   // open addressing; malloc'ed, since it is replaced
    uint32_t cap;         // power of two
    uint32_t count;
};

void intern_init(interner *in, arena *memory);
void intern_fini(interner *in);

const char *intern(interner *in, const char *bytes, size_t len);
const char *intern_string(interner *in, const char *string);
// NULL when there is no such name yet.
const char *intern_find(const interner *in, const char *string);
// Length in bytes of an interned name; O(1).
size_t intern_length(const char *name);

#endif
