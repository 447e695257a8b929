// SPDX-License-Identifier: MIT
// io/filter.h - what stands between a stream and its descriptor: encryption.
//
// F1  What is read passes `received`, which puts plain bytes into the stream; what is written
//     passes `seal`. A stream has one filter for good; it frees it.
// F2  The stream knows a filter by this table alone, so that programs without TLS need no OpenSSL.
#ifndef SLEY_IO_FILTER_H
#define SLEY_IO_FILTER_H

#include "io/internal.h"

typedef struct conn_filter {
    void (*received)(sley_conn *c, const char *data, size_t n);
    void (*ended)(sley_conn *c);                       // the descriptor gives no more bytes
    sley_bytes *(*seal)(sley_conn *c, const void *data, size_t n); // NULL: it cannot any more
    void (*closing)(sley_conn *c);                     // the last chance to send something
    void (*closed)(sley_conn *c);                      // the handle goes; waiting is over
    sley_error *(*error)(const sley_conn *c);          // why read_error is set; NULL: the system
    sley_str *(*version)(const sley_conn *c);
    sley_str *(*alpn)(const sley_conn *c);
    void (*free)(sley_conn *c);
} conn_filter;

// How a connection becomes one with a filter: of net.connect and of servers.
typedef struct conn_securing {
    // Shakes hands; calls `done` once, maybe at once, with an error (its own reference) or NULL.
    void (*start)(sley_conn *c, void *context, const sley_str *host,
                  void (*done)(sley_conn *c, sley_error *error, void *argument), void *argument);
    void *(*retain)(void *context);
    void (*release)(void *context);
} conn_securing;

// ---- conn_read.c -----------------------------------------------------------------------------

char *sley__conn_read_room(sley_conn *c, size_t n);           // after what was received
void sley__conn_read_feed(sley_conn *c, const char *at, size_t n); // n bytes are there
void sley__conn_read_fed(sley_conn *c); // no more room is wanted now
void sley__conn_read_start(sley_conn *c);
void sley__conn_read_end(sley_conn *c, int code);             // 0: the end; else UV_E*

// ---- net.c, listener.c -----------------------------------------------------------------------

sley_status sley__net_connect_secure(sley_task *task, sley_frame *self, sley_waiter *w,
                                     sley_str *host, int64_t port, const conn_securing *how,
                                     void *context, sley_conn **result);
sley_status sley__net_listen_secure(sley_task *task, sley_frame *self, sley_waiter *w,
                                    sley_str *host, int64_t port, int64_t backlog,
                                    const conn_securing *how, void *context,
                                    sley_listener **result);
void sley__listener_secure(sley_listener *l, const conn_securing *how, void *context);

#endif
