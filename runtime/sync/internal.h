// SPDX-License-Identifier: MIT
// sync/internal.h - what tasks meet at: channels, select, futures, gather.
//
// In: tasks that want to wait. Out: the same tasks, claimed through wait.h and nothing else.
// Who touches what: an object belongs to one executor and holds no frame; the nodes in its lines
// lie in frames that it may write to only until it has claimed their task. None runs Sley code.
#ifndef SLEY_SYNC_INTERNAL_H
#define SLEY_SYNC_INTERNAL_H

#include "core/internal.h"
#include "sley/chan.h"
#include "sley/future.h"
#include "sley/select.h"

// Of a channel that gets its values from a broadcast. One was taken from it while it was full and
// a send waited for it; it gets no more (twice does nothing).
void sley__broadcast_taken(sley_subscription *s);
void sley__broadcast_end(sley_subscription *s);

#endif
