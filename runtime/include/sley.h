// SPDX-License-Identifier: MIT
// sley.h - all that generated C includes, one chapter per concern.
#ifndef SLEY_H
#define SLEY_H

// What everything rests on.
#include "sley/value.h"
#include "sley/site.h"
#include "sley/panic.h"

// Values.
#include "sley/error.h"
#include "sley/types.h"
#include "sley/num.h"
#include "sley/opt.h"
#include "sley/box.h"
#include "sley/any.h"
#include "sley/object.h"
#include "sley/face.h"
#include "sley/str.h"
#include "sley/bytes.h"
#include "sley/list.h"
#include "sley/map.h"
#include "sley/set.h"
#include "sley/text.h"
#include "sley/format.h"

// Frames, tasks, and all that waits.
#include "sley/frame.h"
#include "sley/throw.h"
#include "sley/executor.h"
#include "sley/task.h"
#include "sley/gen.h"
#include "sley/wait.h"
#include "sley/var.h"
#include "sley/await.h"
#include "sley/scope.h"
#include "sley/block.h"
#include "sley/time.h"
#include "sley/chan.h"
#include "sley/future.h"
#include "sley/select.h"
#include "sley/sync.h"
#include "sley/queue.h"
#include "sley/broadcast.h"
#include "sley/own.h"
#include "sley/foreign.h"
#include "sley/outside.h"

// The outside.
#include "sley/net.h"
#include "sley/udp.h"
#include "sley/tls.h"
#include "sley/log.h"
#include "sley/io.h"
#include "sley/curl.h"
#include "sley/fs.h"
#include "sley/os.h"
#include "sley/signal.h"
#include "sley/process.h"
#include "sley/random.h"

// The program.
#include "sley/cross.h"
#include "sley/loop.h"
#include "sley/program.h"
#include "sley/export.h"
#include "sley/report.h"

#endif
