// SPDX-License-Identifier: MIT
// later.c - names that the language has and this compiler does not yet.
#include "sema/later.h"

#include <stddef.h>
#include <string.h>

static const char *const rows[] = {
#define LATER(name) name,
#include "sema/later.def"
#undef LATER
};

// Whether `row` is the pieces one after the other.
static bool is_row(const char *row, const char *const *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(pieces[i]);
        if (strncmp(row, pieces[i], len) != 0) return false;
        row += len;
    }
    return *row == '\0';
}

static bool has(const char *const *pieces, size_t count)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (is_row(rows[i], pieces, count)) return true;
    }
    return false;
}

bool later_has_name(const char *name)
{
    return has((const char *const[]){name}, 1);
}

bool later_has_module(const char *name)
{
    return has((const char *const[]){"import ", name}, 2);
}

bool later_has_member(const char *of, const char *name)
{
    return has((const char *const[]){of, ".", name}, 3);
}

bool later_has_param(const char *function, const char *name)
{
    return has((const char *const[]){function, "(", name, ":)"}, 4);
}
