// SPDX-License-Identifier: MIT
// io.h - what Sley programs read and write: TCP, standard streams, files, the process.
//
// I1  All objects here belong to one executor and are counted like values. Their libuv handles live in
//     them, never in frames; memory goes when the last reference is gone and the handle is closed.
// I2  Leaf operations have the shape of all leaf operations: (task, self, wait, object, args, result).
//     They throw net.Error and its kin; a cancelled read has read nothing.
// I3  Texts and bytes are borrowed; a write keeps its own reference until it is sent.
#ifndef SLEY_IO_H
#define SLEY_IO_H

#include "sley/bytes.h"
#include "sley/error.h"
#include "sley/str.h"
#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

// ---- errors -----------------------------------------------------------------------------------------

typedef struct sley_net_error {
    sley_error base;
    sley_str *message;
} sley_net_error;

typedef struct sley_net_incomplete {
    sley_error base;
    sley_str *message;
    sley_bytes *part; // what came before the end
} sley_net_incomplete;

typedef struct sley_fs_error {
    sley_error base;
    sley_str *message;
    sley_str *path;
} sley_fs_error;

extern const sley_error_type sley_error_net;               // net.Error
extern const sley_error_type sley_error_net_refused;       // net.Refused
extern const sley_error_type sley_error_net_reset;         // net.Reset
extern const sley_error_type sley_error_net_timed_out;     // net.TimedOut
extern const sley_error_type sley_error_net_in_use;        // net.AddressInUse
extern const sley_error_type sley_error_net_not_found;     // net.NotFound: no such host
extern const sley_error_type sley_error_net_line_too_long; // net.LineTooLong
extern const sley_error_type sley_error_net_incomplete;    // net.Incomplete
extern const sley_error_type sley_error_fs;                // fs.Error
extern const sley_error_type sley_error_fs_not_found;      // fs.NotFound
extern const sley_error_type sley_error_fs_denied;         // fs.Denied

// Errors of these types; they take what is given to them.
sley_error *sley_net_error_new(const sley_error_type *type, sley_str *message);
sley_error *sley_net_incomplete_new(const sley_error_type *type, sley_str *message,
                                    sley_bytes *part);
sley_error *sley_fs_error_new(const sley_error_type *type, sley_str *message, sley_str *path);

// ---- streams: a connection, or standard input ---------------------------------------------------------

typedef struct sley_conn sley_conn;
typedef struct sley_listener sley_listener;

// Known to builtin.def: 80 bytes.
typedef struct sley_conn_wait {
    sley_waiter waiter;
    int64_t want;     // bytes; of read and read_exactly
    sley_bytes *mark; // of read_until, a reference of its own
    uint32_t mode;
    uint32_t reserved;
} sley_conn_wait;

void sley_conn_free(sley_conn *c);
sley_conn *sley_conn_retain(sley_conn *c);
void sley_conn_release(sley_conn *c);

// The limit of a line without its end: beyond it read_line throws, and the line's bytes are gone.
enum { SLEY_LINE_LIMIT = 64 * 1024 };

// 1..n bytes as soon as there are any; NULL: the end, every time (S78). n <= 0 is taken as 1.
sley_status sley_conn_read(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c, int64_t n,
                           sley_bytes **result);
// A line without \n or \r\n; invalid UTF-8 becomes U+FFFD; a last line needs no end. NULL: the end.
sley_status sley_conn_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result);
// n bytes; at the end before that net.Incomplete with the part.
sley_status sley_conn_read_exactly(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                   int64_t n, sley_bytes **result);
// Up to and with the mark; what remains at the end without one; NULL: the end.
sley_status sley_conn_read_until(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                 sley_bytes *mark, sley_bytes **result);

// Sends. Returns at once while less than 64 KiB wait to be sent, else when less than 16 KiB do (S80).
// Cancelled while it waits, it breaks the stream: nobody knows how much arrived.
sley_status sley_conn_write(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                            sley_bytes *data);
sley_status sley_conn_write_str(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str *data);
sley_status sley_conn_write_eof(sley_task *task, sley_conn *c); // our side ends; reading goes on (S81)

void sley_conn_close(sley_conn *c); // after what is buffered was sent; again: nothing
void sley_conn_abort(sley_conn *c); // at once
sley_str *sley_conn_peer(sley_conn *c);    // "127.0.0.1:50112"
sley_str *sley_conn_address(sley_conn *c); // our own
extern const sley_type sley_type_conn;

// `async for line in conn.lines()`
typedef struct sley_net_lines sley_net_lines;
sley_net_lines *sley_conn_lines(sley_conn *c);
sley_net_lines *sley_net_lines_retain(sley_net_lines *l);
void sley_net_lines_release(sley_net_lines *l);
sley_status sley_net_lines_next(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_net_lines *l,
                                sley_str **result);
extern const sley_type sley_type_net_lines;

// ---- net ----------------------------------------------------------------------------------------------

sley_status sley_net_connect(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host, int64_t port,
                             sley_conn **result);
// Bound and listening when it returns (S77). Port 0: any free one.
sley_status sley_net_listen(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host, int64_t port,
                            int64_t backlog, sley_listener **result);

sley_listener *sley_listener_retain(sley_listener *l);
void sley_listener_release(sley_listener *l);
// The next connection; accept() of a closed listener throws, next() gives NULL.
sley_status sley_listener_accept(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                                 sley_conn **result);
sley_status sley_listener_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                               sley_conn **result);
void sley_listener_close(sley_listener *l); // connections that were accepted live on
int64_t sley_listener_port(sley_listener *l);
sley_str *sley_listener_address(sley_listener *l);
extern const sley_type sley_type_listener;

// ---- io: standard input and output ----------------------------------------------------------------------

sley_status sley_io_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_str **result);
sley_status sley_io_read(sley_task *task, sley_frame *self, sley_conn_wait *w, int64_t n, sley_bytes **result);
sley_status sley_io_read_all(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_str **result);
void sley_io_write(sley_str *text);
void sley_io_write_bytes(sley_bytes *data);
void sley_io_flush(void);

typedef struct sley_io_lines sley_io_lines;
sley_io_lines *sley_io_lines_new(void);
sley_io_lines *sley_io_lines_retain(sley_io_lines *l);
void sley_io_lines_release(sley_io_lines *l);
sley_status sley_io_lines_next(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_io_lines *l,
                               sley_str **result);
extern const sley_type sley_type_io_lines;

// ---- fs: whole files and lines; these block the loop for as long as the disk takes -------------------------

sley_status sley_fs_read_text(sley_task *task, sley_str *path, sley_str **result); // DecodeError: no UTF-8
sley_status sley_fs_read_bytes(sley_task *task, sley_str *path, sley_bytes **result);
sley_status sley_fs_read_lines(sley_task *task, sley_str *path, sley_list **result);
sley_status sley_fs_write_text(sley_task *task, sley_str *path, sley_str *text);
sley_status sley_fs_write_bytes(sley_task *task, sley_str *path, sley_bytes *data);
sley_status sley_fs_append_text(sley_task *task, sley_str *path, sley_str *text);
bool sley_fs_exists(sley_str *path);
sley_status sley_fs_remove(sley_task *task, sley_str *path);
sley_status sley_fs_size(sley_task *task, sley_str *path, int64_t *result);
sley_status sley_fs_list(sley_task *task, sley_str *path, sley_list **result); // names, sorted
sley_status sley_fs_make_dir(sley_task *task, sley_str *path);

// `async for line in fs.lines(path)`: one line after the other, lossy UTF-8; gives way after each 64 KiB.
typedef struct sley_file_lines sley_file_lines;
sley_status sley_fs_lines(sley_task *task, sley_str *path, sley_file_lines **result);
sley_file_lines *sley_file_lines_retain(sley_file_lines *l);
void sley_file_lines_release(sley_file_lines *l);
sley_status sley_file_lines_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_file_lines *l,
                                 sley_str **result);
extern const sley_type sley_type_file_lines;

// ---- os, time, random, math ----------------------------------------------------------------------------------

sley_list *sley_os_args(void);      // without the program
sley_str *sley_os_program(void);
sley_str *sley_os_env(sley_str *name); // NULL: not set
int64_t sley_os_pid(void);
sley_str *sley_os_cwd(void);

int64_t sley_time_since(sley_executor *e, int64_t instant);
sley_str *sley_time_format(int64_t wall, sley_str *spec); // strftime, local time

// The program's own numbers: seeded by the schedule's seed, so a run can be repeated.
void sley_random_seed(int64_t n);
double sley_random_float(void);
int64_t sley_random_int(int64_t from, int64_t to, const sley_site *site); // to is excluded
bool sley_random_chance(double p);
void *sley_random_choice(sley_list *xs, const sley_site *site); // place of an element; empty: a panic
void sley_random_shuffle(sley_list *xs);


#ifdef __cplusplus
}
#endif

#endif
