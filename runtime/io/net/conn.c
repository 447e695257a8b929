// SPDX-License-Identifier: MIT
// conn.c - the life of a byte stream (a TCP connection, standard input), and waiting at one.
//
// Invariants in io/internal.h. Reading is conn_read.c, writing conn_write.c.
#include "io/filter.h"

#include <stdio.h>
#include <stdlib.h>

// ---- life ------------------------------------------------------------------------------------

static void free_conn(sley_conn *c)
{
    assert(!c->readers && !c->writers && c->queued == 0 && c->state == HANDLE_GONE);
    sley__open_remove(&c->link);
    if (c->filter) c->filter->free(c);
    sley_str_release(c->peer);
    c->executor->blocks--;
    free(c->in.buffer);
    free(c);
}

static void on_closed(uv_handle_t *handle)
{
    sley_conn *c = handle->data;
    assert(c->state == HANDLE_CLOSING && !c->readers && !c->writers); // I4
    c->state = HANDLE_GONE;
    if (c->head.refs == 0) free_conn(c);
}

void sley__conn_close_now(sley_conn *c)
{
    if (c->state >= HANDLE_CLOSING) return;
    sley__timer_remove(&c->executor->hot, &c->deadline);
    assert(!(c->flags & CONN_SERVER) || c->executor->connections > 0);
    if (c->flags & CONN_SERVER) c->executor->connections--;
    c->state = c->flags & CONN_IS_FILE ? HANDLE_GONE : HANDLE_CLOSING;
    if (c->watch) c->watch(c);
    if (c->filter) c->filter->closed(c);
    if (c->state == HANDLE_CLOSING) uv_close(&c->uv.any, on_closed);
}

static void end_link(open_link *link)
{
    sley_conn_abort(container_of(link, sley_conn, link));
}

static bool link_busy(open_link *link)
{
    sley_conn *c = container_of(link, sley_conn, link);
    return c->queued > 0 && c->state < HANDLE_CLOSING;
}

bool sley__conn_has_fd(executor *x, int fd)
{
    for (sley_link *at = x->open.next; at != &x->open; at = at->next) {
        const open_link *link = container_of(at, open_link, ring);
        if (link->end != end_link) continue;
        const sley_conn *c = container_of(link, sley_conn, link);
        uv_os_fd_t its;
        if (c->state < HANDLE_CLOSING && !(c->flags & CONN_IS_FILE)
            && uv_fileno(&c->uv.any, &its) == 0 && its == fd) {
            return true;
        }
    }
    return false;
}

// ---- deadlines -------------------------------------------------------------------------------

static const int64_t second = 1000 * (int64_t)NANOS_PER_MS;

static void set_deadline(sley_conn *c, int64_t nanos)
{
    assert(!c->deadline.index && nanos > 0);
    sley_executor *e = &c->executor->hot;
    sley__timer_add(e, &c->deadline, sley__clock_deadline(e, nanos));
}

static void limit_closing(sley_conn *c)
{
    assert(c->state != HANDLE_OPEN);
    sley__timer_remove(&c->executor->hot, &c->deadline);
    c->left_then = uv_stream_get_write_queue_size(&c->uv.stream);
    set_deadline(c, CLOSE_WITHIN * second);
}

void sley__conn_limit_message(sley_conn *c)
{
    bool is_open = c->state == HANDLE_OPEN && c->message_within > 0;
    if (is_open && c->in.len > 0 && !c->deadline.index) set_deadline(c, c->message_within);
}

void sley__conn_end_message(sley_conn *c)
{
    if (c->state == HANDLE_OPEN) sley__timer_remove(&c->executor->hot, &c->deadline);
}

// Of a client: the rest of a message that has begun. Of a closed connection: that it goes on
// sending what is buffered.
static void deadline_passed(sley_wait *wait)
{
    sley_conn *c = container_of(wait, sley_conn, deadline);
    if (c->state == HANDLE_OPEN) {
        sley__conn_read_drop_input(c); // no whole message
        c->read_error = UV_ETIMEDOUT;
        sley__conn_read_serve(c);
        sley__conn_read_stop_if_full(c);
        return;
    }
    size_t left = uv_stream_get_write_queue_size(&c->uv.stream);
    if (left < c->left_then) {
        limit_closing(c);
    } else {
        sley_conn_abort(c);
    }
}

static const sley_wait_kind deadline_kind = {.name = "deadline", .done = deadline_passed};

// ---- making and letting go -------------------------------------------------------------------

sley_conn *sley__conn_new(executor *x)
{
    sley_conn *c = sley__alloc(sizeof *c);
    memset(c, 0, sizeof *c);
    c->head.refs = 1;
    c->executor = x;
    c->uv.any.data = c;
    c->line_limit = SLEY_LINE_LIMIT;
    c->message_limit = MESSAGE_LIMIT;
    c->write_high = WRITE_HIGH;
    c->write_low = WRITE_LOW;
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
    if (c->state == HANDLE_GONE) free_conn(c);
}

HANDLE_COUNT(conn, let_go)

// ---- waiting ---------------------------------------------------------------------------------

sley_status sley__conn_park(sley_task *task, sley_frame *self, sley_waiter *w, sley_waiter **line,
                            const sley_wait_kind *kind, void *object, void *place)
{
    assert(kind->name && task->base.executor);
    w->base = (sley_wait){.kind = kind, .task = task};
    w->object = object;
    w->place = place;
    sley__line_add(line, w);
    sley__executor_hold_source(task->base.executor);
    return sley__park(task, self, &w->base);
}

sley_waiter *sley__conn_take(sley_waiter **line)
{
    sley_waiter *w = *line;
    assert(w);
    sley__line_remove(line, w);
    sley__executor_drop_source(w->base.task->base.executor);
    return w;
}

void sley__conn_describe(sley_wait *wait, char *out, size_t cap)
{
    sley_conn *c = container_of(wait, sley_waiter, base)->object;
    sley_str *peer = sley_conn_peer(c);
    snprintf(out, cap, "%.*s", (int)peer->len, peer->data);
    sley_str_release(peer);
}

// ---- the end ---------------------------------------------------------------------------------

void sley_conn_close(sley_conn *c)
{
    if (c->state != HANDLE_OPEN) return;
    if (c->filter) c->filter->closing(c);
    c->state = HANDLE_CLOSED;
    sley__conn_read_serve(c);
    if (c->queued == 0) {
        sley__conn_close_now(c);
    } else if (!(c->flags & CONN_PATIENT)) {
        limit_closing(c);
    }
}

void sley_conn_abort(sley_conn *c)
{
    if (c->state == HANDLE_OPEN) c->state = HANDLE_CLOSED;
    sley__conn_read_serve(c);
    sley__conn_write_fail_all(c, UV_ECANCELED);
    assert(!c->readers && !c->writers); // it is over for all of them
    sley__conn_close_now(c);
}

sley_str *sley_conn_peer(sley_conn *c)
{
    if (!c->peer) {
        return sley_str_from_cstr(c->uv.any.type == UV_TCP ? "closed" : "standard input");
    }
    return sley_str_retain(c->peer);
}

sley_str *sley_conn_address(sley_conn *c)
{
    struct sockaddr_storage address;
    int size = sizeof address;
    if (c->state >= HANDLE_CLOSING || c->uv.any.type != UV_TCP ||
        uv_tcp_getsockname(&c->uv.tcp, (struct sockaddr *)&address, &size) != 0) {
        return sley_str_from_cstr("closed");
    }
    return sley__net_address_text(&address);
}
