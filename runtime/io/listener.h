// SPDX-License-Identifier: MIT
// io/listener.h - what servers of TCP and of paths share.
#ifndef SLEY_IO_LISTENER_H
#define SLEY_IO_LISTENER_H

#include "io/internal.h"

// A server on a descriptor that listens on a path; it takes the descriptor.
sley_listener *sley__listener_on_path(executor *x, int fd, sley_str *path);
// A stream on an accepted descriptor, which it takes; NULL with *code set (UV_E*).
sley_conn *sley__unix_accepted(executor *x, int fd, int *code);

#endif
