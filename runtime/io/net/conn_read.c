// SPDX-License-Identifier: MIT
// conn_read.c - reading byte streams: what was received, and the five ways to take it.
//
// A reader is served from what is there, or stands in the line until enough has come. While a
// reader waits and nothing is there, libuv reads into the thread's chunk, from which the reader
// takes what it wants; only what it leaves is copied to the buffer of the stream. Else libuv
// reads into the buffer:
//
//     chunk "one\ntwo\nthr", a reader waits for a line: it gets "one"; "two\nthr" is kept
//
// Reading stays armed while the data is taken, and stops when READ_AHEAD bytes wait.
// Invariants in io/internal.h.
#include "io/filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum read_mode { READ_SOME, READ_LINE, READ_EXACTLY, READ_UNTIL, READ_ALL };

static _Thread_local char chunk[READ_CHUNK]; // emptied by who filled it

// ---- what was received --------------------------------------------------------------------------

// The first n bytes are taken. An idle stream holds no buffer.
static void drop(received *in, size_t n)
{
    assert(n <= in->len);
    if (n == in->len) {
        free(in->buffer);
        *in = (received){0};
        return;
    }
    in->at += n;
    in->len -= n;
    in->scanned = 0;
}

// Room for n bytes after what is there, in a buffer of its own. One that receives much gets at once
// all the room that it may ever need.
static char *room(received *in, size_t n)
{
    size_t need = in->len + n;
    size_t skipped = in->buffer ? (size_t)(in->at - in->buffer) : 0;
    if (skipped + need > in->cap) {
        if (skipped > 0) memmove(in->buffer, in->at, in->len);
        skipped = 0;
    }
    if (need > in->cap) {
        const char *borrowed = in->buffer ? NULL : in->at;
        size_t cap = need <= 2 * READ_CHUNK ? need : READ_AHEAD + READ_CHUNK;
        in->cap = (size_t)sley__alloc_grow((int64_t)in->cap, (int64_t)(cap > need ? cap : need));
        in->buffer = sley__alloc_resize(in->buffer, in->cap);
        if (borrowed && in->len > 0) memcpy(in->buffer, borrowed, in->len);
    }
    assert(skipped + need <= in->cap);
    in->at = in->buffer + skipped;
    return in->buffer + skipped + in->len;
}

// n bytes have come, at `data`: in the chunk, or where room() said.
static void feed(received *in, const char *data, size_t n)
{
    assert(in->len == 0 || data == in->at + in->len); // it continues what is there
    if (in->len == 0) in->at = data;
    in->len += n;
}

// Nothing of it leads into the chunk any more, which will be used again.
static void keep(received *in)
{
    if (in->len > 0 && !in->buffer) room(in, 0);
}

// What came is short, or nothing: it does not hold a buffer for much.
static void shrink(received *in)
{
    if (in->len == 0) {
        drop(in, 0);
    } else if (in->buffer && in->len < READ_CHUNK / 4 && in->cap > READ_CHUNK / 2) {
        if (in->at > in->buffer) memmove(in->buffer, in->at, in->len);
        in->buffer = sley__alloc_resize(in->buffer, in->len);
        in->at = in->buffer;
        in->cap = in->len;
    }
}

void sley__conn_read_drop_input(sley_conn *c)
{
    drop(&c->in, c->in.len);
}

static sley_bytes *take_bytes(received *in, size_t n)
{
    if (n == 0) return sley_bytes_new("", 0);
    sley_bytes *b = sley_bytes_new(in->at, n);
    drop(in, n);
    return b;
}

// ---- the ways to read: PENDING when there is not enough yet -------------------------------------

static sley_status fail(sley_error **error, sley_error *e)
{
    *error = e;
    return SLEY_ERROR;
}

// The stream gives no more bytes: its end, or its error.
static bool is_over(const sley_conn *c)
{
    return (c->flags & (CONN_EOF | CONN_BROKEN)) || c->read_error != 0 || c->state != HANDLE_OPEN;
}

static sley_status over(const sley_conn *c, sley_error **error)
{
    if (c->flags & CONN_BROKEN) {
        return fail(error, sley__net_error(UV_ECANCELED,
                                           "read: a write was cancelled, the stream is broken"));
    }
    if (c->state != HANDLE_OPEN) {
        return fail(error, sley__net_error(UV_EBADF, "read: the stream is closed"));
    }
    sley_error *why = c->read_error && c->filter ? c->filter->error(c) : NULL;
    if (why) return fail(error, why);
    if (c->read_error) return fail(error, sley__net_error(c->read_error, "read"));
    return SLEY_OK;
}

static sley_status take_some(sley_conn *c, size_t most, sley_bytes **result, sley_error **error)
{
    *result = NULL;
    if (c->in.len == 0) return is_over(c) ? over(c, error) : SLEY_PENDING;
    *result = take_bytes(&c->in, c->in.len < most ? c->in.len : most);
    return SLEY_OK;
}

static sley_status too_long(const sley_conn *c, const char *what, sley_error **error)
{
    char text[96];
    if (c->line_limit % 1024 == 0) {
        snprintf(text, sizeof text, "%s %zu KiB", what, c->line_limit / 1024);
    } else {
        snprintf(text, sizeof text, "%s %zu bytes", what, c->line_limit);
    }
    return fail(error, sley_net_error_new(&sley_error_net_line_too_long, sley_str_from_cstr(text)));
}

// The line of n bytes that comes first, which `ending` more bytes end; it is taken.
static sley_status cut_line(received *in, size_t n, size_t ending, sley_str **result,
                            sley_error **error)
{
    assert(ending <= 1 && n + ending <= in->len);
    size_t len = ending ? sley__line_len(in->at, n) : n;
    *error = sley__line_decode(in->at, len, ++in->lines, NULL, result);
    drop(in, n + ending);
    return *error ? SLEY_ERROR : SLEY_OK;
}

static const char *find_line_end(const received *in)
{
    assert(in->scanned <= in->len);
    if (in->len == in->scanned) return NULL;
    return memchr(in->at + in->scanned, '\n', in->len - in->scanned);
}

// The rest of a line that was reported is dropped up to its end (C40). False: that is still to
// come.
static bool skip_rest(sley_conn *c)
{
    const char *end = find_line_end(&c->in);
    if (c->in.len > 0) drop(&c->in, end ? (size_t)(end - c->in.at) + 1 : c->in.len);
    if (!end && !is_over(c)) return false;
    c->flags &= (uint8_t)~CONN_SKIPPING;
    return true;
}

static sley_status take_line(sley_conn *c, sley_str **result, sley_error **error)
{
    received *in = &c->in;
    *result = NULL;
    if ((c->flags & CONN_SKIPPING) && !skip_rest(c)) return SLEY_PENDING;
    const char *end = find_line_end(in);
    size_t n = end ? (size_t)(end - in->at) : in->len;
    bool ends = end || is_over(c);
    // Without its \n, a \r at the end counts only when nothing more comes.
    bool is_too_long = end || !ends ? sley__line_is_too_long(in->at, n, c->line_limit)
                                    : n > c->line_limit;
    if (is_too_long) {
        if (!ends) c->flags |= CONN_SKIPPING;
        drop(in, end ? n + 1 : n);
        return too_long(c, "a line is longer than", error);
    }
    in->scanned = in->len;
    if (!ends) return SLEY_PENDING;
    if (in->len == 0) return over(c, error);
    return cut_line(in, n, end ? 1 : 0, result, error);
}

static sley_status take_exactly(sley_conn *c, size_t want, sley_bytes **result, sley_error **error)
{
    *result = NULL;
    if (want > c->message_limit) {
        char text[128];
        snprintf(text, sizeof text, "a message of %zu bytes is longer than %zu", want,
                 c->message_limit);
        return fail(error, sley_net_error_new(&sley_error_net_message_too_long,
                                              sley_str_from_cstr(text)));
    }
    if (c->in.len >= want) {
        *result = take_bytes(&c->in, want);
        return SLEY_OK;
    }
    if (!is_over(c)) return SLEY_PENDING;
    if (over(c, error) != SLEY_OK) return SLEY_ERROR;
    char text[96];
    snprintf(text, sizeof text, "the stream ended after %zu of %zu bytes", c->in.len, want);
    sley_bytes *part = take_bytes(&c->in, c->in.len);
    return fail(error, sley_net_incomplete_new(&sley_error_net_incomplete, sley_str_from_cstr(text),
                                               part));
}

static sley_status take_until(sley_conn *c, const sley_bytes *mark, sley_bytes **result,
                              sley_error **error)
{
    received *in = &c->in;
    size_t len = (size_t)mark->len;
    *result = NULL;
    if (len > 0 && in->len >= len) {
        // The mark may begin in what was looked at already.
        size_t from = in->scanned >= len ? in->scanned - len + 1 : 0;
        const char *at = memmem(in->at + from, in->len - from, mark->data, len);
        if (at) {
            *result = take_bytes(in, (size_t)(at - in->at) + len);
            return SLEY_OK;
        }
    }
    if (!is_over(c) && in->len > c->line_limit) {
        // A mark may have begun in what stays.
        drop(in, len > 0 && len <= in->len ? in->len - len + 1 : in->len);
        return too_long(c, "no mark in", error);
    }
    in->scanned = in->len;
    if (!is_over(c)) return SLEY_PENDING;
    if (in->len == 0) return over(c, error);
    *result = take_bytes(in, in->len);
    return SLEY_OK;
}

static sley_status take_all(sley_conn *c, sley_str **result, sley_error **error)
{
    *result = NULL;
    if (!is_over(c)) return SLEY_PENDING;
    if (over(c, error) != SLEY_OK) return SLEY_ERROR;
    *error = sley__line_decode(c->in.len ? c->in.at : "", c->in.len, 0, NULL, result);
    drop(&c->in, c->in.len);
    return *error ? SLEY_ERROR : SLEY_OK;
}

static sley_status serve(sley_conn *c, const sley_conn_wait *w, sley_error **error)
{
    switch ((enum read_mode)w->mode) {
    case READ_SOME: return take_some(c, (size_t)w->arg.want, w->result.bytes, error);
    case READ_LINE: return take_line(c, w->result.text, error);
    case READ_EXACTLY: return take_exactly(c, (size_t)w->arg.want, w->result.bytes, error);
    case READ_UNTIL: return take_until(c, w->arg.mark, w->result.bytes, error);
    case READ_ALL: return take_all(c, w->result.text, error);
    }
    assert(false);
    return SLEY_OK;
}

// ---- the line of readers ------------------------------------------------------------------------

static sley_conn_wait *read_wait(sley_waiter *w)
{
    return container_of(w, sley_conn_wait, waiter);
}

// The reader w has left the line. What it has looked at means nothing to the next.
static void left(sley_conn *c, sley_conn_wait *w)
{
    assert(w->mode <= READ_ALL);
    if (w->mode == READ_UNTIL) sley_bytes_release(w->arg.mark);
    c->in.scanned = 0;
    sley__conn_end_message(c);
}

static void read_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_conn *c = w->object;
    sley__line_remove(&c->readers, w);
    sley__executor_drop_source(wait->task->base.executor);
    left(c, read_wait(w));
}

static const sley_wait_kind read_kind = {
    .name = "read", .unlink = read_unlink, .describe = sley__conn_describe};

void sley__conn_read_check(const sley_conn *c)
{
    const received *in = &c->in;
    assert(in->len > 0 ? in->at != NULL : !in->at && !in->buffer); // I1
    assert(!in->buffer || (in->at >= in->buffer && in->at + in->len <= in->buffer + in->cap));
    assert(in->scanned <= in->len);
    assert(!c->readers || (!is_over(c) && (c->flags & CONN_READING)));         // I2
    assert(c->state < HANDLE_CLOSING || (!c->readers && !c->writers));         // I4
    assert((!c->readers && !c->writers) || c->executor->sources > 0);          // I5
    (void)in;
    (void)c;
}

static inline void check(const sley_conn *c)
{
#if SLEY_CHECKED
    sley__conn_read_check(c);
#else
    (void)c;
#endif
}

void sley__conn_read_serve(sley_conn *c)
{
    while (c->readers) {
        sley_waiter *w = c->readers;
        sley_error *error = NULL;
        sley_status st = serve(c, read_wait(w), &error);
        if (st == SLEY_PENDING) {
            sley__conn_limit_message(c);
            break;
        }
        sley__conn_take(&c->readers);
        left(c, read_wait(w));
        if (st == SLEY_ERROR) w->base.task->base.error = error;
        sley__claim(&w->base, st);
    }
    check(c);
}

// ---- libuv's side -------------------------------------------------------------------------------

// Into the chunk when a reader waits for it; what is to be kept goes straight into the buffer.
static char *place_to_read(sley_conn *c)
{
    bool is_kept = c->in.len > 0 || !c->readers;
    return is_kept && !c->filter ? room(&c->in, READ_CHUNK) : chunk;
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    (void)suggested;
    *buf = uv_buf_init(place_to_read(handle->data), READ_CHUNK);
}

void sley__conn_read_stop_if_full(sley_conn *c)
{
    bool is_full = c->in.len > READ_AHEAD && !c->readers && !c->watch;
    bool stops = is_full || (c->flags & CONN_EOF) || c->read_error;
    if (c->state >= HANDLE_CLOSING || !(c->flags & CONN_READING) || !stops) return;
    uv_read_stop(&c->uv.stream);
    c->flags &= (uint8_t)~CONN_READING;
}

// The filter makes of it what the stream has received.
static void on_read_filtered(sley_conn *c, ssize_t n, const uv_buf_t *buf)
{
    sley_conn_retain(c);
    if (n > 0) c->filter->received(c, buf->base, (size_t)n);
    if (n < 0 && c->read_error == 0 && !(c->flags & CONN_EOF)) {
        c->filter->ended(c);
        if (n != UV_EOF && c->read_error == 0) c->read_error = (int)n;
    }
    if (c->state < HANDLE_CLOSING) {
        if (n != 0) sley__conn_read_serve(c);
        keep(&c->in);
        shrink(&c->in);
        if (n < 0) {
            uv_read_stop(&c->uv.stream);
            c->flags &= (uint8_t)~CONN_READING;
        }
        sley__conn_read_stop_if_full(c);
    }
    sley_conn_release(c);
}

static void on_read(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    sley_conn *c = stream->data;
    if (c->filter) {
        on_read_filtered(c, n, buf);
        return;
    }
    if (n > 0) feed(&c->in, buf->base, (size_t)n);
    if (n <= 0) shrink(&c->in);
    if (n == UV_EOF) c->flags |= CONN_EOF;
    if (n < 0 && n != UV_EOF) c->read_error = (int)n;
    if (n != 0) sley__conn_read_serve(c);
    keep(&c->in);
    if (n < READ_CHUNK) shrink(&c->in);
    sley__conn_read_stop_if_full(c);
    if (c->watch) c->watch(c); // the last thing: it may let go of the stream
}

static void read_file(sley_conn *c)
{
    char *place = c->in.len == 0 ? chunk : room(&c->in, READ_CHUNK);
    ssize_t n = read(STDIN_FILENO, place, READ_CHUNK);
    if (n > 0) feed(&c->in, place, (size_t)n);
    if (n == 0) c->flags |= CONN_EOF;
    if (n < 0) c->read_error = uv_translate_sys_error(errno);
}

static void start_reading(sley_conn *c)
{
    if ((c->flags & (CONN_READING | CONN_EOF)) || c->state >= HANDLE_CLOSING || c->read_error)
        return;
    int code = uv_read_start(&c->uv.stream, on_alloc, on_read);
    if (code == 0) {
        c->flags |= CONN_READING;
    } else {
        c->read_error = code;
    }
}

void sley__conn_read_watch(sley_conn *c, void (*watch)(sley_conn *c), void *watcher)
{
    c->watch = watch;
    c->watcher = watcher;
    start_reading(c);
}

void sley__conn_read_unwatch(sley_conn *c)
{
    c->watch = NULL;
    c->watcher = NULL;
}

bool sley__conn_read_is_over(const sley_conn *c)
{
    return is_over(c);
}

sley_bytes *sley__conn_read_take_all(sley_conn *c)
{
    return take_bytes(&c->in, c->in.len);
}

// ---- for filters ------------------------------------------------------------------------------

char *sley__conn_read_room(sley_conn *c, size_t n)
{
    return room(&c->in, n);
}

void sley__conn_read_feed(sley_conn *c, const char *at, size_t n)
{
    feed(&c->in, at, n);
}

void sley__conn_read_fed(sley_conn *c)
{
    shrink(&c->in);
}

void sley__conn_read_start(sley_conn *c)
{
    start_reading(c);
}

void sley__conn_read_end(sley_conn *c, int code)
{
    if (code == 0) c->flags |= CONN_EOF;
    else if (c->read_error == 0) c->read_error = code;
}

// ---- the operations -----------------------------------------------------------------------------

static sley_status park(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c)
{
    if (w->mode == READ_UNTIL) sley_bytes_retain(w->arg.mark);
    sley__conn_limit_message(c);
    sley_status st = sley__conn_park(task, self, &w->waiter, &c->readers, &read_kind, c, NULL);
    check(c);
    return st;
}

static sley_status start_read(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c)
{
    sley_error *error = NULL;
    // At the end every read gives way, so that a loop that ignores it starves no other task (S78).
    bool gives_way = is_over(c) && c->in.len == 0;
    if (gives_way ? sley__is_cancelled(task) : sley__must_stop(task))
        return sley__wait_stop(task, self);
    sley_status st = c->readers ? SLEY_PENDING : serve(c, w, &error);
    while (st == SLEY_PENDING && (c->flags & CONN_IS_FILE) && !c->readers) {
        read_file(c);
        st = serve(c, w, &error);
    }
    keep(&c->in);
    if (st == SLEY_PENDING) {
        if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
        start_reading(c);
        if (!is_over(c)) return park(task, self, w, c);
        st = serve(c, w, &error);
    }
    if (st == SLEY_ERROR) task->base.error = error;
    return gives_way ? sley__wait_give_way(task, self, st) : sley__end(task, self, st);
}

sley_status sley_conn_read(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                           int64_t n, sley_bytes **result)
{
    w->mode = READ_SOME;
    w->arg.want = n > 0 ? n : 1;
    w->result.bytes = result;
    return start_read(task, self, w, c);
}

sley_status sley_conn_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result)
{
    w->mode = READ_LINE;
    w->result.text = result;
    return start_read(task, self, w, c);
}

sley_status sley_conn_read_exactly(sley_task *task, sley_frame *self, sley_conn_wait *w,
                                   sley_conn *c, int64_t n, sley_bytes **result)
{
    if (n < 0) {
        sley_panicf(&self->fn->sites[self->state], "read_exactly(%lld): the number is negative",
                    (long long)n);
    }
    w->mode = READ_EXACTLY;
    w->arg.want = n;
    w->result.bytes = result;
    return start_read(task, self, w, c);
}

sley_status sley_conn_read_until(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                 sley_bytes *mark, sley_bytes **result)
{
    w->mode = READ_UNTIL;
    w->arg.mark = mark;
    w->result.bytes = result;
    return start_read(task, self, w, c);
}

sley_status sley__conn_read_all(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_conn *c,
                                sley_str **result)
{
    w->mode = READ_ALL;
    w->result.text = result;
    return start_read(task, self, w, c);
}
