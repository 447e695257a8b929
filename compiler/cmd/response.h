// SPDX-License-Identifier: MIT
// response.h - @FILE on the command line: the file's words stand in its place.
#ifndef SLEY_RESPONSE_H
#define SLEY_RESPONSE_H

#include <stdbool.h>

#include "base/program.h"

// Appends the words of the file, as C compilers read them: blanks and newlines part them,
// quotes of both kinds hold them together, a backslash takes the next character as it
// is, and @FILE in it is read, too.  False after a message.
bool response_read(arena *memory, const char *path, string_list *words);

#endif
