// SPDX-License-Identifier: MIT
// io/internal.h - the outside as programs see it: streams, servers, files, the process.
//
// In: operations of tasks, and libuv's callbacks. Out: bytes, strings and net.Error or fs.Error, to
// tasks that are claimed like all others.
// Who touches what: libuv's callbacks run inside the seam's wait() and only make tasks ready. An
// object on a handle is written by its own file; conn.c, conn_read.c and conn_write.c share
// sley_conn:
//
// I1  `in` is what was received and not yet taken.
// I2  A reader stands in the line only when what is there does not serve it, so a non-empty line
//     means that the stream reads.
// I3  `queued` bytes were given to libuv and are not sent; their requests hold the data and a
//     reference to the stream.
// I4  A handle goes through handle_state forwards only; from CLOSING on no task waits. Memory is
//     freed when it is GONE and the last reference went, whichever comes later.
// I5  A task in one of the lines holds a source (seam.h): the outside can wake it.
#ifndef SLEY_IO_INTERNAL_H
#define SLEY_IO_INTERNAL_H

#include "sley/fs.h"
#include "sley/io.h"
#include "sley/net.h"
#include "sley/os.h"
#include "sync/internal.h"

enum {
    WRITE_HIGH = 64 * 1024,  // at first: a write waits when more than this is queued ...
    WRITE_LOW = 16 * 1024,   // ... until no more than this is
    READ_AHEAD = 256 * 1024, // reading stops when so much waits for a reader
    READ_CHUNK = 64 * 1024,
    WRITE_MOST = 1 << 30,    // bytes of one request to libuv, which counts them in 32 bits
    MESSAGE_LIMIT = 16 * 1024 * 1024, // bytes that read_exactly() reads at once
    CLOSE_WITHIN = 30,       // s: a closed connection that sends nothing more is given up
    MESSAGE_WITHIN = 30,     // s: ... and a client whose message has begun and does not end
};

// How far an object on a libuv handle is from its end.
typedef enum handle_state {
    HANDLE_OPEN,
    // close() or abort() was called, or it has no owner; what is queued is still sent
    HANDLE_CLOSED,
    HANDLE_CLOSING, // uv_close was called
    HANDLE_GONE,    // libuv has let go of it
} handle_state;

// sley_conn.flags
enum {
    CONN_IS_FILE = 1,  // standard input from a file: no handle
    CONN_READING = 2,  // libuv reads
    CONN_EOF = 4,      // the other side has ended
    CONN_SKIPPING = 8, // what comes next is the rest of a line that was too long
    CONN_SHUT = 16,    // write_eof() was called
    CONN_BROKEN = 32,  // a write was cancelled
    CONN_SERVER = 64,  // it was accepted: it counts, and its messages have a deadline
    CONN_PATIENT = 128, // of a child, which may take its time: closing has no deadline
};

// Bytes that were received. `at` leads into the buffer or, while that is NULL, into the chunk that
// libuv has just read into (conn_read.c).
typedef struct received {
    const char *at;
    size_t len;
    char *buffer;
    size_t cap;
    size_t scanned; // of len: the first reader has looked there and found no end
    int64_t lines;  // that were read
} received;

struct sley_conn {
    sley_object head;
    executor *executor;
    open_link link;
    union {
        uv_handle_t any;
        uv_stream_t stream;
        uv_tcp_t tcp;
        uv_tty_t tty;
        uv_pipe_t pipe;
    } uv;
    received in;
    sley_waiter *readers; // line
    sley_waiter *writers; // line: waits for WRITE_LOW
    size_t queued;
    int read_error;       // UV_E*, for every read once `in` is empty; 0
    int write_error;      // UV_E*, for every later write
    sley_str *peer;       // of a connection; known after its end, too
    sley_wait deadline;   // of closing, or of a message: armed while one runs (conn.c)
    size_t line_limit;    // bytes
    size_t message_limit; // bytes
    size_t write_high;    // a write waits when more than this is queued ...
    size_t write_low;     // ... until no more than this is
    int64_t message_within; // ns that the rest of a message may take; 0: as long as it will
    size_t left_then;     // to be sent, when the deadline of closing was set
    handle_state state;
    uint8_t flags;        // CONN_*
    // Told after each arrival and at the end; reading does not stop then. NULL: none watches.
    void (*watch)(struct sley_conn *c);
    void *watcher;
    const struct conn_filter *filter; // what stands before the descriptor; NULL: nothing
    void *filter_state;
};

// A stream on a handle that the caller initialises next (c->uv); one reference.
sley_conn *sley__conn_new(executor *x);
// A stream of the executor is on this descriptor.
bool sley__conn_has_fd(executor *x, int fd);
// The handle is closed, whatever is queued; tasks have left the lines.
void sley__conn_close_now(sley_conn *c);
// Gives the readers what they can have now.
void sley__conn_read_serve(sley_conn *c);
void sley__conn_write_fail_all(sley_conn *c, int code);
void sley__conn_read_stop_if_full(sley_conn *c); // reading; also when nothing more can come
// A reader waits for the rest of what has begun to come.
void sley__conn_limit_message(sley_conn *c);
// A read has got what it waited for, or is over.
void sley__conn_end_message(sley_conn *c);
void sley__conn_read_drop_input(sley_conn *c); // all that was received
// Reads from now on, whether a task asks or not, and keeps what comes.
void sley__conn_read_watch(sley_conn *c, void (*watch)(sley_conn *c), void *watcher);
void sley__conn_read_unwatch(sley_conn *c);
bool sley__conn_read_is_over(const sley_conn *c); // nothing more comes
sley_bytes *sley__conn_read_take_all(sley_conn *c); // what has come; maybe no bytes
// Sends without waiting; what does not go at once is queued, however much. Errors: at the next
// write. The owner of the data is held.
void sley__conn_write_push(sley_conn *c, sley_bytes *data);
void sley__conn_describe(sley_wait *wait, char *out, size_t cap); // for dumps: the peer
void sley__conn_read_check(const sley_conn *c);                        // the invariants, in asserts
// All that comes up to the end, as a string.
sley_status sley__conn_read_all(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result);
// ---- line.c ----------------------------------------------------------------------------------

// Bytes of the line that lies before a \n, without the \r of a \r\n.
size_t sley__line_len(const char *data, size_t n);
// What was read so far, or lies before a \n, is longer than a line may be.
bool sley__line_is_too_long(const char *data, size_t n, size_t limit);
// The text of a line; or a DecodeError, and *result is NULL. `line` (0: not told) and `path` (or
// NULL) are for its message.
sley_error *sley__line_decode(const char *data, size_t n, int64_t line, const char *path,
                              sley_str **result);

// ---- listener.c, net_error.c --------------------------------------------------------------------

// A listener on the address, or NULL with *code set (UV_E*).
sley_listener *sley__listener_open(executor *x, const struct sockaddr *address, int backlog,
                                   int *code);
int64_t sley__net_port(const struct sockaddr_storage *address);

// What a failed libuv call means: a new net.Error of the right kind.
sley_error *sley__net_error(int code, const char *what);
sley_error *sley__net_error_of(int code, const char *text); // which says it all
sley_error *sley__net_error_at(int code, const char *what, const sley_str *host, int64_t port);

// A numeric address of either family; false: it is a name.
bool sley__net_numeric(const sley_str *host, int64_t port, struct sockaddr_storage *out);
// The handle is connected: no delay for small writes, and whose connection it is.
void sley__net_connected(sley_conn *c);
sley_str *sley__net_address_text(const struct sockaddr_storage *address);

// Something that was written to standard output is lost; the first call after that says so.
bool sley__input_output_failed(void);

// What sley_os_args() and sley_os_program() tell; borrowed for good.
void sley__os_set_args(int argc, char **argv);

// Parks the task in a line, holding a source.
sley_status sley__conn_park(sley_task *task, sley_frame *self, sley_waiter *w, sley_waiter **line,
                            const sley_wait_kind *kind, void *object, void *place);
// Takes the first one out of the line; the caller claims it.
sley_waiter *sley__conn_take(sley_waiter **line);

#endif
