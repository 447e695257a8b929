// SPDX-License-Identifier: MIT
// sync/internal.h - what tasks meet at: channels, select, futures, gather.
//
// In: tasks that want to wait. Out: the same tasks, claimed through wait.h and nothing else.
// Who touches what: an object belongs to one executor and holds no frame; the nodes in its lines
// lie in frames that it may write to only until it has claimed their task. None runs Sley code.
#ifndef SLEY_SYNC_INTERNAL_H
#define SLEY_SYNC_INTERNAL_H

#include "core/far.h"
#include "sley/block.h"
#include "sley/chan.h"
#include "sley/future.h"
#include "sley/select.h"

// Of a channel that gets its values from a broadcast. One was taken from it while it was full and
// a send waited for it; it gets no more (twice does nothing).
void sley__broadcast_taken(sley_subscription *s);
void sley__broadcast_end(sley_subscription *s);

// ---- chan.c ---------------------------------------------------------------------------------

// At once, or SLEY_PENDING; what waits at the other end is claimed.
sley_status sley__chan_attempt_send(sley_task *task, sley_chan *ch, void *value);
sley_status sley__chan_attempt_recv(sley_task *task, sley_chan *ch, void *dest);
void sley__chan_close_with(sley_chan *ch, sley_error *error); // takes the error, which may be NULL

// ---- chan_far.c: channels that executors share ----------------------------------------------

// Those of chan.c, for a handle of a shared channel.
sley_status sley__chan_far_send(sley_task *task, sley_frame *self, sley_chan *ch, void *value);
sley_status sley__chan_far_recv(sley_task *task, sley_frame *self, sley_chan *ch, void *dest);
sley_status sley__chan_far_try_send(sley_task *task, sley_chan *ch, void *value);
sley_status sley__chan_far_try_recv(sley_task *task, sley_chan *ch, void *dest);
void sley__chan_far_poll(sley_chan *ch, void *dest);
void sley__chan_far_close(sley_chan *ch, sley_error *error);
void sley__chan_far_release(sley_chan *core); // of one handle; NULL: nothing
sley_chan *sley__chan_far_core(sley_chan *ch); // shares it first, if need be
void sley__chan_far_isolate_value(const sley_chan *core, void *value);
void sley__chan_far_isolate(void *place, sley_isolation *work);

// ---- select.c -------------------------------------------------------------------------------

// select_far.c: what select does when an arm is at an object that executors share.
sley_status sley__select_far(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count,
                             uint32_t from);
// An object at which it waits is shared now: it does all again, with the same arms.
void sley__select_again(sley_task *task);

#endif
