// SPDX-License-Identifier: MIT
// sley.h - all that generated C includes, one chapter per concern.
#ifndef SLEY_H
#define SLEY_H

// The machine: status, frames, sites, panics; errors.
#include "sley/core.h"
#include "sley/error.h"

// Values.
#include "sley/value.h"
#include "sley/types.h"
#include "sley/num.h"
#include "sley/opt.h"
#include "sley/str.h"
#include "sley/bytes.h"
#include "sley/list.h"
#include "sley/map.h"
#include "sley/set.h"
#include "sley/text.h"
#include "sley/format.h"

// Tasks, and all that waits.
#include "sley/task.h"
#include "sley/wait.h"
#include "sley/scope.h"
#include "sley/time.h"
#include "sley/chan.h"
#include "sley/future.h"
#include "sley/select.h"
#include "sley/own.h"

// The outside.
#include "sley/io.h"

// The program.
#include "sley/loop.h"
#include "sley/program.h"

#endif
