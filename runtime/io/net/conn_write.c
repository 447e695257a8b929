// SPDX-License-Identifier: MIT
// conn_write.c - writing byte streams.
//
// A write is tried at once, and only its rest is queued with libuv; a task waits when more than
// write_high bytes are queued, until no more than write_low are. Invariants in io/internal.h.
#include "io/filter.h"

#include <stdlib.h>
#include <string.h>

#include "sley/list.h"

// A write whose waiting was given up: what follows it would have a hole before it (S80).
static void write_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_conn *c = w->object;
    sley__line_remove(&c->writers, w);
    sley__executor_drop_source(wait->task->base.executor);
    c->flags |= CONN_BROKEN;
    sley_conn_abort(c);
}

static const sley_wait_kind write_kind = {
    .name = "write", .unlink = write_unlink, .describe = sley__conn_describe};

typedef struct write_request {
    uv_write_t uv;
    sley_conn *conn;
    sley_bytes *data; // the one of the two that is set is held
    sley_str *text;
    size_t size;
} write_request;

void sley__conn_write_fail_all(sley_conn *c, int code)
{
    while (c->writers) {
        sley_waiter *w = sley__conn_take(&c->writers);
        w->base.task->base.error = sley__net_error(code, "write");
        sley__claim(&w->base, SLEY_ERROR);
    }
}

static void on_written(uv_write_t *uv, int status)
{
    write_request *r = container_of(uv, write_request, uv);
    sley_conn *c = r->conn;
    assert(c->queued >= r->size && c->state < HANDLE_GONE); // I3: the request holds a reference
    c->queued -= r->size;
    sley_bytes_release(r->data);
    sley_str_release(r->text);
    free(r);
    if (status < 0 && c->write_error == 0) c->write_error = status;
    if (c->write_error) {
        sley__conn_write_fail_all(c, c->write_error);
    } else if (c->queued <= c->write_low) {
        while (c->writers) sley__claim(&sley__conn_take(&c->writers)->base, SLEY_OK);
    }
    if (c->state == HANDLE_CLOSED && c->queued == 0) sley__conn_close_now(c);
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
    if (c->flags & CONN_BROKEN) {
        return throw_net(task, UV_ECANCELED,
                         "write: an earlier write was cancelled, the stream is broken");
    }
    if (c->state != HANDLE_OPEN) return throw_net(task, UV_EBADF, "write: the stream is closed");
    if (c->flags & CONN_SHUT)
        return throw_net(task, UV_EBADF, "write: write_eof() has ended our side");
    if (c->write_error) return throw_net(task, c->write_error, "write");
    return SLEY_OK;
}

static size_t part_of(size_t size)
{
    return size < WRITE_MOST ? size : WRITE_MOST;
}

// At most WRITE_MOST bytes.
static uv_buf_t buffer_of(const char *data, size_t size)
{
    assert(size <= WRITE_MOST);
    return uv_buf_init((char *)(uintptr_t)data, (unsigned)size);
}

static sley_status queue_part(sley_task *task, sley_conn *c, const char *data, size_t size,
                              sley_bytes *owner, sley_str *text)
{
    assert(size > 0 && c->state == HANDLE_OPEN && !(c->flags & CONN_IS_FILE));
    write_request *r = sley__alloc(sizeof *r);
    r->conn = sley_conn_retain(c);
    r->data = owner ? sley_bytes_retain(owner) : NULL;
    r->text = text ? sley_str_retain(text) : NULL;
    r->size = size;
    uv_buf_t buf = buffer_of(data, size);
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

static sley_status queue_write(sley_task *task, sley_conn *c, const char *data, size_t size,
                               sley_bytes *owner, sley_str *text)
{
    assert(!owner || !text);
    sley_status st = SLEY_OK;
    for (size_t at = 0; at < size && st == SLEY_OK;) {
        size_t part = part_of(size - at);
        st = queue_part(task, c, data + at, part, owner, text);
        at += part;
    }
    return st;
}

// What can be sent at once is sent. Zero, or UV_E*.
static int send_now(sley_conn *c, const char *data, size_t size, size_t *sent)
{
    while (*sent < size && c->queued == 0) {
        uv_buf_t buf = buffer_of(data + *sent, part_of(size - *sent));
        int n = uv_try_write(&c->uv.stream, &buf, 1);
        if (n == UV_EAGAIN) break;
        if (n < 0) return n;
        assert((size_t)n <= size - *sent);
        *sent += (size_t)n;
    }
    return 0;
}

void sley__conn_write_push(sley_conn *c, sley_bytes *data)
{
    sley_task *task = &c->executor->own;
    size_t sent = 0;
    size_t size = (size_t)data->len;
    const char *at = (const char *)data->data;
    if (c->state != HANDLE_OPEN || c->write_error) return;
    c->write_error = send_now(c, at, size, &sent);
    if (c->write_error || sent == size) return;
    if (queue_write(task, c, at + sent, size - sent, data, NULL) == SLEY_OK) return;
    c->write_error = UV_EPIPE;
    sley_error_release(sley_catch(task));
}

// What is to be sent in its place, a reference; NULL: it cannot be, and the task has the error.
static sley_bytes *seal(sley_task *task, sley_conn *c, const char *data, size_t size)
{
    sley_bytes *sealed = c->filter->seal(c, data, size);
    sley_error *why = sealed ? NULL : c->filter->error(c);
    if (!sealed) task->base.error = why ? why : sley__net_error(UV_EPROTO, "write");
    return sealed;
}

// As write, but for the waiting.
static sley_status write_now(sley_task *task, sley_conn *c, sley_bytes *data)
{
    if (refuse_write(task, c) != SLEY_OK) return SLEY_ERROR;
    if (c->filter) {
        sley_bytes *sealed = seal(task, c, (const char *)data->data, (size_t)data->len);
        if (!sealed) return SLEY_ERROR;
        sley__conn_write_push(c, sealed);
        sley_bytes_release(sealed);
        return c->write_error ? throw_net(task, c->write_error, "write") : SLEY_OK;
    }
    size_t sent = 0;
    size_t size = (size_t)data->len;
    const char *at = (const char *)data->data;
    c->write_error = send_now(c, at, size, &sent);
    if (c->write_error) return throw_net(task, c->write_error, "write");
    return sent < size ? queue_write(task, c, at + sent, size - sent, data, NULL) : SLEY_OK;
}

sley_status sley_conn_write_now(sley_task *task, sley_conn *c, sley_bytes *data)
{
    return write_now(task, c, data);
}

sley_status sley_conn_write_now_str(sley_task *task, sley_conn *c, sley_str *data)
{
    sley_bytes *bytes = sley_str_bytes(data);
    sley_status st = write_now(task, c, bytes);
    sley_bytes_release(bytes);
    return st;
}

static sley_status wait_for_room(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c)
{
    assert(c->write_low <= c->write_high);
    if (c->queued <= c->write_high) return sley__end(task, self, SLEY_OK);
    if (sley__is_cancelled(task)) {
        c->flags |= CONN_BROKEN;
        sley_conn_abort(c);
        return sley__wait_stop(task, self);
    }
    return sley__conn_park(task, self, &w->waiter, &c->writers, &write_kind, c, NULL);
}

static sley_status send_data(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                             const char *data, size_t size, sley_bytes *owner, sley_str *text)
{
    size_t sent = 0;
    c->write_error = send_now(c, data, size, &sent);
    if (c->write_error) return sley__end(task, self, throw_net(task, c->write_error, "write"));
    if (sent < size) {
        sley_status st = queue_write(task, c, data + sent, size - sent, owner, text);
        if (st != SLEY_OK) return sley__end(task, self, st);
    }
    return wait_for_room(task, self, w, c);
}

static sley_status write_data(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                              const char *data, size_t size, sley_bytes *owner, sley_str *text)
{
    // Nothing was sent yet: a cancellation does not break it.
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (refuse_write(task, c) != SLEY_OK) return sley__end(task, self, SLEY_ERROR);
    if (!c->filter) return send_data(task, self, w, c, data, size, owner, text);
    sley_bytes *sealed = seal(task, c, data, size);
    if (!sealed) return sley__end(task, self, SLEY_ERROR);
    sley_status st = send_data(task, self, w, c, (const char *)sealed->data, (size_t)sealed->len,
                               sealed, NULL);
    sley_bytes_release(sealed);
    return st;
}

sley_status sley_conn_write(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                            sley_bytes *data)
{
    return write_data(task, self, w, c, (const char *)data->data, (size_t)data->len, data, NULL);
}

sley_status sley_conn_write_str(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str *data)
{
    return write_data(task, self, w, c, data->data, (size_t)data->len, NULL, data);
}

// ---- several parts ---------------------------------------------------------------------------

enum { PARTS_AT_ONCE = 64 };

static sley_bytes *part_at(const sley_list *parts, int64_t index)
{
    return *(sley_bytes **)sley_list_at(parts, index, NULL);
}

// One buffer for all that follows `skip` bytes of part `at`, up to PARTS_AT_ONCE of them.
static unsigned gather(const sley_list *parts, int64_t at, size_t skip, uv_buf_t *bufs)
{
    unsigned count = 0;
    size_t room = WRITE_MOST;
    for (; at < sley_list_len(parts) && count < PARTS_AT_ONCE && room > 0; at++) {
        const sley_bytes *b = part_at(parts, at);
        assert(skip <= (size_t)b->len);
        size_t size = (size_t)b->len - skip;
        if (size > room) size = room;
        if (size > 0) bufs[count++] = buffer_of((const char *)b->data + skip, size);
        room -= size;
        skip = 0;
    }
    return count;
}

// What can be sent at once is sent; *at and *skip tell where the rest begins.
static int send_parts_now(sley_conn *c, const sley_list *parts, int64_t *at, size_t *skip)
{
    uv_buf_t bufs[PARTS_AT_ONCE];
    while (c->queued == 0) {
        while (*at < sley_list_len(parts) && (size_t)part_at(parts, *at)->len == *skip) {
            ++*at;
            *skip = 0;
        }
        unsigned count = gather(parts, *at, *skip, bufs);
        if (count == 0) return 0;
        int n = uv_try_write(&c->uv.stream, bufs, count);
        if (n == UV_EAGAIN) return 0;
        if (n < 0) return n;
        for (size_t left = (size_t)n; left > 0;) {
            size_t size = (size_t)part_at(parts, *at)->len - *skip;
            size_t step = left < size ? left : size;
            left -= step;
            *skip = step == size ? 0 : *skip + step;
            if (step == size) ++*at;
        }
    }
    return 0;
}

static sley_bytes *joined(const sley_list *parts)
{
    size_t size = 0, at = 0;
    for (int64_t i = 0; i < sley_list_len(parts); i++) size += (size_t)part_at(parts, i)->len;
    uint8_t *data;
    sley_bytes *all = sley__bytes_alloc(size, &data);
    for (int64_t i = 0; i < sley_list_len(parts); i++) {
        const sley_bytes *b = part_at(parts, i);
        if (b->len > 0) memcpy(data + at, b->data, (size_t)b->len);
        at += (size_t)b->len;
    }
    return all;
}

sley_status sley_conn_write_parts(sley_task *task, sley_frame *self, sley_conn_wait *w,
                                  sley_conn *c, sley_list *parts)
{
    int64_t at = 0;
    size_t skip = 0;
    if (c->filter) {
        sley_bytes *all = joined(parts);
        sley_status st = sley_conn_write(task, self, w, c, all);
        sley_bytes_release(all);
        return st;
    }
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (refuse_write(task, c) != SLEY_OK) return sley__end(task, self, SLEY_ERROR);
    c->write_error = send_parts_now(c, parts, &at, &skip);
    if (c->write_error) return sley__end(task, self, throw_net(task, c->write_error, "write"));
    for (; at < sley_list_len(parts); at++) {
        sley_bytes *b = part_at(parts, at);
        sley_status st = queue_write(task, c, (const char *)b->data + skip,
                                     (size_t)b->len - skip, b, NULL);
        if (st != SLEY_OK) return sley__end(task, self, st);
        skip = 0;
    }
    return wait_for_room(task, self, w, c);
}

static void on_shut(uv_shutdown_t *uv, int status)
{
    (void)status;
    sley_conn_release(uv->data);
    free(uv);
}

sley_status sley_conn_write_eof(sley_task *task, sley_conn *c)
{
    if (c->state != HANDLE_OPEN)
        return throw_net(task, UV_EBADF, "write_eof: the stream is closed");
    if (c->filter) {
        return throw_net(task, UV_ENOTSUP,
                         "write_eof: over TLS both sides end together; close it, or mark the end");
    }
    if (c->flags & CONN_SHUT) return SLEY_OK;
    c->flags |= CONN_SHUT;
    uv_shutdown_t *uv = sley__alloc(sizeof *uv);
    uv->data = sley_conn_retain(c);
    int code = uv_shutdown(uv, &c->uv.stream, on_shut);
    if (code == 0) return SLEY_OK;
    sley_conn_release(c);
    free(uv);
    return throw_net(task, code, "write_eof");
}
