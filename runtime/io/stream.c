// SPDX-License-Identifier: MIT
// stream.c - reading and writing byte streams (TCP connections, standard input).
//
// Invariants in io/internal.h. Reading stays armed while somebody takes the data, and stops lazily when
// READ_AHEAD bytes wait; a write is tried at once, and only its rest is queued.
#include "io/internal.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum read_mode { READ_SOME, READ_LINE, READ_EXACTLY, READ_UNTIL, READ_ALL };

static _Thread_local char chunk[READ_CHUNK]; // libuv reads into it; emptied in the same callback

static const sley_wait_kind deadline_kind;
static void limit_closing(sley_conn *c);
static void limit_message(sley_conn *c);
static void end_message(sley_conn *c);
static void stop_reading_if_full(sley_conn *c);
static void serve_readers(sley_conn *c);

// ---- life ------------------------------------------------------------------------------------

static void free_conn(sley_conn *c)
{
    assert(!c->readers && !c->writers && c->queued == 0);
    sley__open_remove(&c->link);
    sley_str_release(c->peer);
    c->executor->blocks--;
    free(c->in);
    free(c);
}

static void on_closed(uv_handle_t *handle)
{
    sley_conn *c = handle->data;
    c->gone = true;
    if (c->head.refs == 0) free_conn(c);
}

static void close_now(sley_conn *c)
{
    if (c->closing) return;
    c->closing = true;
    sley__timer_remove(&c->executor->hot, &c->deadline);
    if (c->is_server) c->executor->connections--;
    if (c->is_file) {
        c->gone = true;
    } else {
        uv_close(&c->uv.any, on_closed);
    }
}

static void end_link(open_link *link)
{
    sley_conn_abort(container_of(link, sley_conn, link));
}

static bool link_busy(open_link *link)
{
    sley_conn *c = container_of(link, sley_conn, link);
    return c->queued > 0 && !c->closing;
}

sley_conn *sley__conn_new(executor *x)
{
    sley_conn *c = sley__alloc(sizeof *c);
    memset(c, 0, sizeof *c);
    c->head.refs = 1;
    c->executor = x;
    c->uv.any.data = c;
    c->link.end = end_link;
    c->link.busy = link_busy;
    c->deadline.kind = &deadline_kind;
    sley__open_add(x, &c->link);
    x->blocks++;
    return c;
}

static void let_go(sley_conn *c)
{
    sley_conn_close(c);
    if (c->gone) free_conn(c);
}

HANDLE_COUNT(conn, let_go)

// ---- waiting ---------------------------------------------------------------------------------

sley_status sley__io_park(sley_task *task, sley_frame *self, sley_waiter *w, sley_waiter **line,
                          const sley_wait_kind *kind, void *object, void *place)
{
    w->base = (sley_wait){.kind = kind, .task = task};
    w->object = object;
    w->place = place;
    sley__line_add(line, w);
    sley__source_hold(task->base.executor);
    return sley__park(task, self, &w->base);
}

sley_waiter *sley__io_take(sley_waiter **line)
{
    sley_waiter *w = *line;
    sley__line_remove(line, w);
    sley__source_drop(w->base.task->base.executor);
    return w;
}

static sley_conn_wait *read_wait(sley_waiter *w)
{
    return container_of(w, sley_conn_wait, waiter);
}

static void read_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_conn *)w->object)->readers, w);
    sley__source_drop(wait->task->base.executor);
    end_message(w->object);
    sley_bytes_release(read_wait(w)->mark);
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    sley_conn *c = container_of(wait, sley_waiter, base)->object;
    sley_str *peer = sley_conn_peer(c);
    snprintf(out, cap, "%.*s", (int)peer->len, peer->data);
    sley_str_release(peer);
}

// A write whose waiting was given up: what follows it would have a hole before it (S80).
static void write_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_conn *c = w->object;
    sley__line_remove(&c->writers, w);
    sley__source_drop(wait->task->base.executor);
    c->broken = true;
    sley_conn_abort(c);
}

static const sley_wait_kind read_kind = {.name = "read", .unlink = read_unlink, .describe = describe};
static const sley_wait_kind write_kind = {.name = "write", .unlink = write_unlink, .describe = describe};

// ---- what is buffered ---------------------------------------------------------------------------

static void take(sley_conn *c, size_t n)
{
    c->in_at += n;
    c->in_len -= n;
    c->scanned = c->scanned > n ? c->scanned - n : 0;
    if (c->in_len > 0) return;
    // An idle connection holds no buffer.
    free(c->in);
    c->in = NULL;
    c->in_at = c->in_cap = 0;
}

static void append(sley_conn *c, const char *data, size_t n)
{
    if (n == 0) return;
    if (c->in_at + c->in_len + n > c->in_cap) {
        if (c->in_at > 0) memmove(c->in, c->in + c->in_at, c->in_len);
        c->in_at = 0;
        if (c->in_len + n > c->in_cap) {
            c->in_cap = (size_t)sley__grow((int64_t)c->in_cap, (int64_t)(c->in_len + n));
            c->in = sley__realloc(c->in, c->in_cap);
        }
    }
    memcpy(c->in + c->in_at + c->in_len, data, n);
    c->in_len += n;
}

static sley_bytes *take_bytes(sley_conn *c, size_t n)
{
    if (n == 0) return sley_bytes_new("", 0);
    sley_bytes *b = sley_bytes_new(c->in + c->in_at, n);
    take(c, n);
    return b;
}

static sley_status fail(sley_error **error, sley_error *e)
{
    *error = e;
    return SLEY_ERROR;
}

// The stream gives no more bytes: its end, or its error.
static bool is_over(const sley_conn *c)
{
    return c->eof || c->read_error != 0 || c->closed || c->broken;
}

static sley_status over(const sley_conn *c, sley_error **error)
{
    if (c->broken) return fail(error, sley__net_error(UV_ECANCELED, "read: a write was cancelled, the stream is broken"));
    if (c->closed) return fail(error, sley__net_error(UV_EBADF, "read: the stream is closed"));
    if (c->read_error) return fail(error, sley__net_error(c->read_error, "read"));
    return SLEY_OK;
}

static sley_status line_too_long(sley_error **error)
{
    sley_str *text = sley_str_from_cstr("a line is longer than 64 KiB");
    return fail(error, sley_net_error_new(&sley_error_net_line_too_long, text));
}

// The line of n bytes at the start of the buffer, which `skip` more bytes end; it is taken.
static sley_status take_line(sley_conn *c, size_t n, size_t skip, sley_str **result,
                             sley_error **error)
{
    const char *start = c->in + c->in_at;
    *error = sley__line_decode(start, skip ? sley__line_len(start, n) : n, result);
    take(c, n + skip);
    return *error ? SLEY_ERROR : SLEY_OK;
}

static sley_status attempt_line(sley_conn *c, sley_str **result, sley_error **error)
{
    *result = NULL;
    const char *start = c->in ? c->in + c->in_at : "";
    const char *end = NULL;
    if (c->in_len > c->scanned) end = memchr(start + c->scanned, '\n', c->in_len - c->scanned);
    if (c->skipping) {
        // The rest of a line that was reported: dropped up to its end (C40).
        if (!end) {
            take(c, c->in_len);
            if (!is_over(c)) return SLEY_PENDING;
        } else {
            take(c, (size_t)(end - start) + 1);
            c->skipping = false;
            return attempt_line(c, result, error);
        }
    }
    if (end) {
        size_t n = (size_t)(end - start);
        if (!sley__line_is_too_long(start, n, SLEY_LINE_LIMIT)) {
            return take_line(c, n, 1, result, error);
        }
        take(c, n + 1);
        return line_too_long(error);
    }
    c->scanned = c->in_len;
    bool ends_here = is_over(c);
    if (ends_here ? c->in_len > SLEY_LINE_LIMIT
                  : sley__line_is_too_long(start, c->in_len, SLEY_LINE_LIMIT)) {
        take(c, c->in_len);
        c->skipping = !ends_here;
        return line_too_long(error);
    }
    if (!ends_here) return SLEY_PENDING;
    if (c->in_len > 0) return take_line(c, c->in_len, 0, result, error);
    return over(c, error);
}

static sley_status attempt_exactly(sley_conn *c, size_t want, sley_bytes **result, sley_error **error)
{
    if (c->in_len >= want) {
        *result = take_bytes(c, want);
        return SLEY_OK;
    }
    if (!is_over(c)) return SLEY_PENDING;
    if (over(c, error) != SLEY_OK) return SLEY_ERROR;
    char text[96];
    snprintf(text, sizeof text, "the stream ended after %zu of %zu bytes", c->in_len, want);
    sley_net_incomplete *e = (sley_net_incomplete *)sley_error_new(&sley_error_net_incomplete);
    e->message = sley_str_from_cstr(text);
    e->part = take_bytes(c, c->in_len);
    return fail(error, &e->base);
}

// `w->want` bytes were looked through before: no mark begins there.
static sley_status attempt_until(sley_conn *c, sley_conn_wait *w, sley_bytes **result,
                                 sley_error **error)
{
    size_t len = (size_t)w->mark->len;
    size_t from = (size_t)w->want < c->in_len ? (size_t)w->want : c->in_len;
    if (len > 0 && c->in_len >= len) {
        const char *start = c->in + c->in_at;
        const char *at = memmem(start + from, c->in_len - from, w->mark->data, len);
        if (at) {
            *result = take_bytes(c, (size_t)(at - start) + len);
            return SLEY_OK;
        }
        w->want = (int64_t)(c->in_len - len + 1);
    }
    if (!is_over(c) && c->in_len > MARK_LIMIT) {
        take(c, (size_t)w->want); // a mark may have begun in what stays
        sley_str *text = sley_str_from_cstr("no mark in 64 KiB");
        return fail(error, sley_net_error_new(&sley_error_net_line_too_long, text));
    }
    if (!is_over(c)) return SLEY_PENDING;
    *result = NULL;
    if (c->in_len == 0) return over(c, error);
    *result = take_bytes(c, c->in_len);
    return SLEY_OK;
}

static sley_status attempt_all(sley_conn *c, sley_str **result, sley_error **error)
{
    if (!is_over(c)) return SLEY_PENDING;
    *result = NULL;
    if (over(c, error) != SLEY_OK) return SLEY_ERROR;
    *error = sley__line_decode(c->in ? c->in + c->in_at : "", c->in_len, result);
    if (c->in_len > 0) take(c, c->in_len);
    return *error ? SLEY_ERROR : SLEY_OK;
}

// Serves the reader from the buffer: PENDING when that is not enough yet.
static sley_status attempt(sley_conn *c, sley_conn_wait *w, void *result, sley_error **error)
{
    switch ((enum read_mode)w->mode) {
    case READ_LINE:
        return attempt_line(c, result, error);
    case READ_EXACTLY:
        return attempt_exactly(c, (size_t)w->want, result, error);
    case READ_UNTIL:
        return attempt_until(c, w, result, error);
    case READ_ALL:
        return attempt_all(c, result, error);
    case READ_SOME:
        break;
    }
    sley_bytes **out = result;
    *out = NULL;
    if (c->in_len > 0) {
        *out = take_bytes(c, c->in_len < (size_t)w->want ? c->in_len : (size_t)w->want);
        return SLEY_OK;
    }
    return is_over(c) ? over(c, error) : SLEY_PENDING;
}

// ---- deadlines --------------------------------------------------------------------------------

// Of a client: the rest of a message that has begun. Of a closed connection: that it goes on sending
// what is buffered.
static void deadline_passed(sley_wait *wait)
{
    sley_conn *c = container_of(wait, sley_conn, deadline);
    if (!c->closed) {
        take(c, c->in_len); // no whole message
        c->read_error = UV_ETIMEDOUT;
        serve_readers(c);
        stop_reading_if_full(c);
        return;
    }
    size_t left = uv_stream_get_write_queue_size(&c->uv.stream);
    if (left < c->left_then) limit_closing(c);
    else sley_conn_abort(c);
}

static const sley_wait_kind deadline_kind = {.name = "deadline", .done = deadline_passed};

static void set_deadline(sley_conn *c, int64_t seconds)
{
    sley_executor *e = &c->executor->hot;
    sley__timer_add(e, &c->deadline, sley__deadline(e, seconds * 1000 * NANOS_PER_MS));
}

static void limit_closing(sley_conn *c)
{
    sley__timer_remove(&c->executor->hot, &c->deadline);
    c->left_then = uv_stream_get_write_queue_size(&c->uv.stream);
    set_deadline(c, CLOSE_WITHIN);
}

// A reader waits for the rest of what has begun to come.
static void limit_message(sley_conn *c)
{
    if (c->is_server && !c->closed && c->in_len > 0 && !c->deadline.index) {
        set_deadline(c, MESSAGE_WITHIN);
    }
}

// A read has got what it waited for, or is over.
static void end_message(sley_conn *c)
{
    if (!c->closed) sley__timer_remove(&c->executor->hot, &c->deadline);
}

static void serve_readers(sley_conn *c)
{
    while (c->readers) {
        sley_waiter *w = c->readers;
        sley_error *error = NULL;
        sley_status st = attempt(c, read_wait(w), w->place, &error);
        if (st == SLEY_PENDING) {
            limit_message(c);
            return;
        }
        sley__io_take(&c->readers);
        end_message(c);
        sley_bytes_release(read_wait(w)->mark);
        if (st == SLEY_ERROR) w->base.task->base.error = error;
        sley__claim(&w->base, st);
    }
}

// ---- libuv's side of reading -------------------------------------------------------------------------

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    (void)handle;
    (void)suggested;
    *buf = uv_buf_init(chunk, sizeof chunk);
}

// Also when nothing more can come.
static void stop_reading_if_full(sley_conn *c)
{
    bool is_full = c->in_len > READ_AHEAD && !c->readers;
    if (c->closing || !c->reading || !(is_full || c->eof || c->read_error)) return;
    uv_read_stop(&c->uv.stream);
    c->reading = false;
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    sley_conn *c = stream->data;
    if (n == 0) return;
    if (n > 0) {
        append(c, buf->base, (size_t)n);
    } else if (n == UV_EOF) {
        c->eof = true;
    } else {
        c->read_error = (int)n;
    }
    serve_readers(c);
    stop_reading_if_full(c);
}

static void read_file(sley_conn *c)
{
    ssize_t n = read(0, chunk, sizeof chunk);
    if (n > 0) append(c, chunk, (size_t)n);
    if (n == 0) c->eof = true;
    if (n < 0) c->read_error = uv_translate_sys_error(errno);
}

static void start_reading(sley_conn *c)
{
    if (c->reading || c->closing || c->eof || c->read_error) return;
    int code = uv_read_start(&c->uv.stream, on_alloc, on_read);
    if (code == 0) {
        c->reading = true;
    } else {
        c->read_error = code;
    }
}

static sley_status start_read(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c, void *result)
{
    sley_error *error = NULL;
    // At the end every read gives way, so that a loop that ignores it starves nobody (S78).
    bool gives_way = is_over(c) && c->in_len == 0;
    if (gives_way ? sley__is_cancelled(task) : sley__must_stop(task)) return sley__stop(task, self);
    sley_status st = c->readers ? SLEY_PENDING : attempt(c, w, result, &error);
    while (st == SLEY_PENDING && c->is_file && !c->readers) {
        read_file(c);
        st = attempt(c, w, result, &error);
    }
    if (st == SLEY_PENDING) {
        if (sley__is_cancelled(task)) return sley__stop(task, self);
        start_reading(c);
        if (!is_over(c)) {
            if (w->mark) sley_bytes_retain(w->mark);
            limit_message(c);
            return sley__io_park(task, self, &w->waiter, &c->readers, &read_kind, c, result);
        }
        st = attempt(c, w, result, &error);
    }
    if (st == SLEY_ERROR) task->base.error = error;
    return gives_way ? sley__give_way(task, self, st) : sley__end(task, self, st);
}

sley_status sley_conn_read(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c, int64_t n,
                           sley_bytes **result)
{
    w->mode = READ_SOME;
    w->want = n > 0 ? n : 1;
    w->mark = NULL;
    return start_read(task, self, w, c, result);
}

sley_status sley_conn_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result)
{
    w->mode = READ_LINE;
    w->mark = NULL;
    return start_read(task, self, w, c, result);
}

sley_status sley_conn_read_exactly(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                   int64_t n, sley_bytes **result)
{
    w->mode = READ_EXACTLY;
    w->want = n > 0 ? n : 0;
    w->mark = NULL;
    return start_read(task, self, w, c, result);
}

sley_status sley_conn_read_until(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                 sley_bytes *mark, sley_bytes **result)
{
    w->mode = READ_UNTIL;
    w->want = 0;
    w->mark = mark;
    return start_read(task, self, w, c, result);
}

sley_status sley__conn_read_all(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result)
{
    w->mode = READ_ALL;
    w->mark = NULL;
    return start_read(task, self, w, c, result);
}

// ---- writing ---------------------------------------------------------------------------------------------

typedef struct write_request {
    uv_write_t uv;
    sley_conn *conn;
    sley_bytes *data; // the one of the two that is set is held
    sley_str *text;
    size_t size;
} write_request;

static void fail_writers(sley_conn *c, int code)
{
    while (c->writers) {
        sley_waiter *w = sley__io_take(&c->writers);
        w->base.task->base.error = sley__net_error(code, "write");
        sley__claim(&w->base, SLEY_ERROR);
    }
}

static void on_written(uv_write_t *uv, int status)
{
    write_request *r = container_of(uv, write_request, uv);
    sley_conn *c = r->conn;
    c->queued -= r->size;
    sley_bytes_release(r->data);
    sley_str_release(r->text);
    free(r);
    if (status < 0 && c->write_error == 0) c->write_error = status;
    if (c->write_error) {
        fail_writers(c, c->write_error);
    } else if (c->queued <= WRITE_LOW) {
        while (c->writers) sley__claim(&sley__io_take(&c->writers)->base, SLEY_OK);
    }
    if (c->closed && c->queued == 0) close_now(c);
    sley_conn_release(c);
}

static sley_status throw_net(sley_task *task, int code, const char *what)
{
    task->base.error = sley__net_error(code, what);
    return SLEY_ERROR;
}

// Why nothing can be written any more; SLEY_OK: it can.
static sley_status refuse_write(sley_task *task, const sley_conn *c)
{
    if (c->broken) return throw_net(task, UV_ECANCELED, "write: an earlier write was cancelled, the stream is broken");
    if (c->closed) return throw_net(task, UV_EBADF, "write: the stream is closed");
    if (c->shut) return throw_net(task, UV_EBADF, "write: write_eof() has ended our side");
    if (c->write_error) return throw_net(task, c->write_error, "write");
    return SLEY_OK;
}

static sley_status queue_part(sley_task *task, sley_conn *c, const char *data, size_t size, sley_bytes *owner,
                              sley_str *text)
{
    write_request *r = sley__alloc(sizeof *r);
    r->conn = sley_conn_retain(c);
    r->data = owner ? sley_bytes_retain(owner) : NULL;
    r->text = text ? sley_str_retain(text) : NULL;
    r->size = size;
    uv_buf_t buf = uv_buf_init((char *)(uintptr_t)data, (unsigned)size);
    int code = uv_write(&r->uv, &c->uv.stream, &buf, 1, on_written);
    if (code != 0) {
        sley_bytes_release(r->data);
        sley_str_release(r->text);
        free(r);
        sley_conn_release(c);
        return throw_net(task, code, "write");
    }
    c->queued += size;
    return SLEY_OK;
}

static sley_status queue_write(sley_task *task, sley_conn *c, const char *data, size_t size, sley_bytes *owner,
                               sley_str *text)
{
    sley_status st = SLEY_OK;
    for (size_t at = 0; at < size && st == SLEY_OK;) {
        size_t part = size - at < WRITE_MOST ? size - at : WRITE_MOST;
        st = queue_part(task, c, data + at, part, owner, text);
        at += part;
    }
    return st;
}

static sley_status write_data(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c, const char *data,
                              size_t size, sley_bytes *owner, sley_str *text)
{
    if (sley__must_stop(task)) return sley__stop(task, self); // nothing was sent: it is not broken
    if (refuse_write(task, c) != SLEY_OK) return sley__end(task, self, SLEY_ERROR);
    size_t sent = 0;
    while (sent < size && c->queued == 0) {
        uv_buf_t buf = uv_buf_init((char *)(uintptr_t)data + sent, (unsigned)(size - sent < INT32_MAX ? size - sent : INT32_MAX));
        int n = uv_try_write(&c->uv.stream, &buf, 1);
        if (n == UV_EAGAIN) break;
        if (n < 0) {
            c->write_error = n;
            return sley__end(task, self, throw_net(task, n, "write"));
        }
        sent += (size_t)n;
    }
    if (sent < size) {
        sley_status st = queue_write(task, c, data + sent, size - sent, owner, text);
        if (st != SLEY_OK) return sley__end(task, self, st);
    }
    if (c->queued <= WRITE_HIGH) return sley__end(task, self, SLEY_OK);
    if (sley__is_cancelled(task)) {
        c->broken = true;
        sley_conn_abort(c);
        return sley__stop(task, self);
    }
    return sley__io_park(task, self, &w->waiter, &c->writers, &write_kind, c, NULL);
}

sley_status sley_conn_write(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c, sley_bytes *data)
{
    return write_data(task, self, w, c, (const char *)data->data, (size_t)data->len, data, NULL);
}

sley_status sley_conn_write_str(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c, sley_str *data)
{
    return write_data(task, self, w, c, data->data, (size_t)data->len, NULL, data);
}

static void on_shut(uv_shutdown_t *uv, int status)
{
    (void)status;
    sley_conn_release(uv->data);
    free(uv);
}

sley_status sley_conn_write_eof(sley_task *task, sley_conn *c)
{
    if (c->closed) return throw_net(task, UV_EBADF, "write_eof: the stream is closed");
    if (c->shut) return SLEY_OK;
    c->shut = true;
    uv_shutdown_t *uv = sley__alloc(sizeof *uv);
    uv->data = sley_conn_retain(c);
    int code = uv_shutdown(uv, &c->uv.stream, on_shut);
    if (code == 0) return SLEY_OK;
    sley_conn_release(c);
    free(uv);
    return throw_net(task, code, "write_eof");
}

// ---- the end ------------------------------------------------------------------------------------------------

static void end_waits(sley_conn *c)
{
    serve_readers(c);
    fail_writers(c, UV_ECANCELED);
}

void sley_conn_close(sley_conn *c)
{
    if (c->closed) return;
    c->closed = true;
    serve_readers(c);
    if (c->queued == 0) close_now(c);
    else limit_closing(c);
}

void sley_conn_abort(sley_conn *c)
{
    c->closed = true;
    end_waits(c);
    close_now(c);
}

sley_str *sley_conn_peer(sley_conn *c)
{
    if (c->peer == NULL) return sley_str_from_cstr(c->uv.any.type == UV_TCP ? "closed" : "standard input");
    return sley_str_retain(c->peer);
}

sley_str *sley_conn_address(sley_conn *c)
{
    struct sockaddr_storage address;
    int size = sizeof address;
    if (c->closing || c->uv.any.type != UV_TCP ||
        uv_tcp_getsockname(&c->uv.tcp, (struct sockaddr *)&address, &size) != 0) {
        return sley_str_from_cstr("closed");
    }
    return sley__net_address_text(&address);
}
