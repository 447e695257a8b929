// SPDX-License-Identifier: MIT
// sync/internal.h - what tasks meet at: channels, select, futures, gather.
//
// In: tasks that want to wait. Out: the same tasks, claimed through wait.h and nothing else. An
// object here lives on one executor, holds no frame, and never runs Sley code.
#ifndef SLEY_SYNC_INTERNAL_H
#define SLEY_SYNC_INTERNAL_H

#include "core/internal.h"
#include "sley/chan.h"
#include "sley/future.h"
#include "sley/select.h"

#endif
