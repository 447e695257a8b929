// SPDX-License-Identifier: MIT
// later.h - names that the language has and this compiler does not yet (later.def).
#ifndef SLEY_LATER_H
#define SLEY_LATER_H

#include <stdbool.h>

bool later_has_name(const char *name);                     // a function, a type, a block
bool later_has_module(const char *name);
bool later_has_member(const char *of, const char *name);   // `of`: a module, or a type without []
bool later_has_param(const char *function, const char *name);

#endif
