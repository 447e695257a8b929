// SPDX-License-Identifier: MIT
// warnings.h - what -W says: which warnings are shown, and which are errors.
//
//     -Wno-NAME  -WNAME  -Werror  -Werror=NAME  -Wno-error  -Wno-error=NAME  -Wall  -Wextra
//
// NAME is that of diag.def or the code; all warnings are on from the start, so -Wall and
// -Wextra change nothing.  What comes later wins.
#ifndef SLEY_WARNINGS_H
#define SLEY_WARNINGS_H

#include <stdbool.h>

#include "base/diag.h"

// Applies what follows the W.  False when it is not understood.
bool warnings_apply(diag_state *state, const char *word);

// After a message with the names that there are: STATUS_USAGE; -1 when the word is good.
int warnings_check(const char *word);

#endif
