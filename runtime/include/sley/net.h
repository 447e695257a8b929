// SPDX-License-Identifier: MIT
// net.h - byte streams, TCP connections and servers.
//
// I1  All objects here belong to one executor and are counted like values. Their libuv handles live
//     in them, never in frames; memory goes when the last reference is gone and the handle is
//     closed.
// I2  Leaf operations have the shape of all leaf operations: (task, self, wait, object, args,
//     result). They throw net.Error and its kin; a cancelled read has read nothing.
// I3  Strings and bytes are borrowed; a write keeps its own reference until it is sent.
#ifndef SLEY_NET_H
#define SLEY_NET_H

#include "sley/bytes.h"
#include "sley/error.h"
#include "sley/list.h"
#include "sley/opt.h"
#include "sley/str.h"
#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

// ---- errors ---------------------------------------------------------------------------------

typedef struct sley_net_error {
    sley_error base;
    sley_str *message;
} sley_net_error;

typedef struct sley_net_incomplete {
    sley_error base;
    sley_str *message;
    sley_bytes *part; // what came before the end
} sley_net_incomplete;

extern const sley_error_type sley_error_net;               // net.Error
extern const sley_error_type sley_error_net_refused;       // net.Refused
extern const sley_error_type sley_error_net_reset;         // net.Reset
extern const sley_error_type sley_error_net_timed_out;     // net.TimedOut
extern const sley_error_type sley_error_net_in_use;        // net.AddressInUse
extern const sley_error_type sley_error_net_not_found;     // net.NotFound: no such host
extern const sley_error_type sley_error_net_line_too_long; // net.LineTooLong
extern const sley_error_type sley_error_net_message_too_long; // net.MessageTooLong
extern const sley_error_type sley_error_net_incomplete;    // net.Incomplete

// Errors of these types; they take what is given to them.
sley_error *sley_net_error_new(const sley_error_type *type, sley_str *message);
sley_error *sley_net_incomplete_new(const sley_error_type *type, sley_str *message,
                                    sley_bytes *part);

// ---- streams: a connection, or standard input -----------------------------------------------

typedef struct sley_conn sley_conn;
typedef struct sley_listener sley_listener;

// Known to builtin.def: 80 bytes.
typedef struct sley_conn_wait {
    sley_waiter waiter;
    union {
        int64_t want;     // bytes; of read and read_exactly
        sley_bytes *mark; // of read_until; a reference of its own while it waits
    } arg;
    union {
        sley_bytes **bytes;
        sley_str **text; // of read_line and read_all
    } result;
    uint32_t mode;
    uint32_t reserved;
} sley_conn_wait;

sley_conn *sley_conn_retain(sley_conn *c);
void sley_conn_release(sley_conn *c);

// The limit of a line without its end (\n or \r\n): beyond it read_line throws, and the line's
// bytes are gone.
enum { SLEY_LINE_LIMIT = 64 * 1024 };

// 1..n bytes as soon as there are any; NULL: the end, every time (S78). n <= 0 is taken as 1.
sley_status sley_conn_read(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                           int64_t n, sley_bytes **result);
// A line without \n or \r\n; a last line needs no end. NULL: the end. Throws DecodeError for what
// is not UTF-8; that line is gone.
sley_status sley_conn_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result);
// n bytes; at the end before that net.Incomplete with the part.
sley_status sley_conn_read_exactly(sley_task *task, sley_frame *self, sley_conn_wait *w,
                                   sley_conn *c, int64_t n, sley_bytes **result);
// Up to and with the mark; what remains at the end without one; NULL: the end. Without the mark in
// 64 KiB it throws net.LineTooLong, and what was looked through is gone.
sley_status sley_conn_read_until(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                 sley_bytes *mark, sley_bytes **result);

// Sends. Returns at once while less than 64 KiB wait to be sent, else when less than 16 KiB do
// (S80). Cancelled while it waits, it breaks the stream: how much arrived is unknown.
sley_status sley_conn_write(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                            sley_bytes *data);
sley_status sley_conn_write_str(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str *data);
// our side ends; reading goes on (S81)
sley_status sley_conn_write_eof(sley_task *task, sley_conn *c);

void sley_conn_close(sley_conn *c); // after what is buffered was sent; again: nothing
void sley_conn_abort(sley_conn *c); // at once
sley_str *sley_conn_peer(sley_conn *c);    // "127.0.0.1:50112"
sley_str *sley_conn_address(sley_conn *c); // our own
bool sley_conn_is_closed(const sley_conn *c);     // by close() or abort()
bool sley_conn_can_write_eof(const sley_conn *c); // false over TLS
// Small writes leave at once (that is so from the start), or are gathered. Nothing but TCP has it.
void sley_conn_set_nodelay(sley_conn *c, bool on);
// Asks whether the other side is alive after so long without a word; none: never.
sley_status sley_conn_set_keepalive(sley_task *task, sley_conn *c, sley_opt_duration after);
// The longest line and mark distance that is read; at first SLEY_LINE_LIMIT. At least 1.
void sley_conn_set_line_limit(sley_conn *c, int64_t bytes);
// The most bytes that one read_exactly() reads; 16 MiB at first.
void sley_conn_set_message_limit(sley_conn *c, int64_t bytes);
// How long the rest of a message may take that has begun to come; 30 s at first for connections
// that a server accepted, none for others. A read then throws net.TimedOut.
void sley_conn_set_message_time(sley_conn *c, sley_opt_duration within);
// A write waits while more than `high` bytes are buffered, until no more than `low` are.
void sley_conn_set_buffer(sley_conn *c, int64_t high, int64_t low);
// All of the parts, in their order, as one write.
sley_status sley_conn_write_parts(sley_task *task, sley_frame *self, sley_conn_wait *w,
                                  sley_conn *c, sley_list *parts);
// Sends without waiting, however much is buffered already. Errors as those of write.
sley_status sley_conn_write_now(sley_task *task, sley_conn *c, sley_bytes *data);
sley_status sley_conn_write_now_str(sley_task *task, sley_conn *c, sley_str *data);
int64_t sley_conn_buffered(const sley_conn *c); // bytes that are not sent yet
extern const sley_type sley_type_conn;

// `async for line in conn.lines()`
typedef struct sley_net_lines sley_net_lines;
sley_net_lines *sley_conn_lines(sley_conn *c);
sley_net_lines *sley_net_lines_retain(sley_net_lines *l);
void sley_net_lines_release(sley_net_lines *l);
sley_status sley_net_lines_next(sley_task *task, sley_frame *self, sley_conn_wait *w,
                                sley_net_lines *l, sley_str **result);
extern const sley_type sley_type_net_lines;

// ---- TCP ------------------------------------------------------------------------------------

// Cancelled, nothing is open.
sley_status sley_net_connect(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                             int64_t port, sley_conn **result);
// For at most so long; then net.TimedOut.
sley_status sley_net_connect_within(sley_task *task, sley_frame *self, sley_waiter *w,
                                    sley_str *host, int64_t port, int64_t timeout,
                                    sley_conn **result);
// Bound and listening when it returns (S77). Port 0: any free one.
sley_status sley_net_listen(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                            int64_t port, int64_t backlog, sley_listener **result);

// Under a path of the file system. They do not wait.
sley_status sley_net_connect_unix(sley_task *task, sley_frame *self, sley_waiter *w,
                                  sley_str *path, sley_conn **result);
sley_status sley_net_listen_unix(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *path,
                                 int64_t backlog, sley_listener **result);

// A stream on a descriptor that was open already, a socket or a pipe, which it takes.
sley_status sley_net_adopt(sley_task *task, int64_t fd, sley_conn **result);

// Waits until a descriptor can be read, or written, without waiting; the descriptor stays the
// caller's. Only one task at a time may wait at one. Cancelled, nothing is left.
sley_status sley_net_readable(sley_task *task, sley_frame *self, sley_waiter *w, int64_t fd);
sley_status sley_net_writable(sley_task *task, sley_frame *self, sley_waiter *w, int64_t fd);
void sley_arm_net_readable(sley_waiter *arm, int64_t fd);
void sley_arm_net_writable(sley_waiter *arm, int64_t fd);

sley_listener *sley_listener_retain(sley_listener *l);
void sley_listener_release(sley_listener *l);
// The next connection; accept() of a closed listener throws, next() gives NULL.
sley_status sley_listener_accept(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_listener *l, sley_conn **result);
sley_status sley_listener_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                               sley_conn **result);
void sley_listener_close(sley_listener *l); // connections that were accepted live on
// Waits until it is closed; at once when it is. Cancelled, nothing is left.
sley_status sley_listener_closed(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_listener *l);
void sley_arm_listener_closed(sley_waiter *arm, sley_listener *l);
sley_list *sley_listener_addresses(sley_listener *l);
int64_t sley_listener_port(sley_listener *l);
sley_str *sley_listener_address(sley_listener *l);
extern const sley_type sley_type_listener;

#ifdef __cplusplus
}
#endif

#endif
