// SPDX-License-Identifier: MIT
// udp.c - datagrams.
//
// U1  What has come and was not taken stands in `first`, at most KEPT_MOST; then reading stops and
//     the system keeps, or drops, what follows, as it does for any receiver that is too slow.
// U2  A task waits in `readers` only while nothing is kept.
#include "io/address.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/format.h"

enum { KEPT_MOST = 256, DATAGRAM_MOST = 64 * 1024 };

static _Thread_local char received_here[DATAGRAM_MOST];

struct sley_datagram {
    sley_object head;
    sley_bytes *data;
    sley_address *from;
    sley_datagram *next; // of those that are kept
};

struct sley_udp {
    sley_object head;
    executor *executor;
    open_link link;
    uv_udp_t uv;
    sley_waiter *readers;       // line
    sley_datagram *first, *last; // U1
    uint32_t kept;
    int error;                  // UV_E* of a receive that failed, for the next reader; 0
    bool is_reading;
    handle_state state;
};

// ---- datagrams -------------------------------------------------------------------------------

static void free_datagram(sley_datagram *d)
{
    sley_bytes_release(d->data);
    sley_address_release(d->from);
    free(d);
}

HANDLE_COUNT(datagram, free_datagram)

sley_bytes *sley_datagram_data(const sley_datagram *d)
{
    return sley_bytes_retain(d->data);
}

sley_address *sley_datagram_from(const sley_datagram *d)
{
    return sley_address_retain(d->from);
}

static void datagram_print(sley_text *out, const void *place)
{
    const sley_datagram *d = *(sley_datagram *const *)place;
    if (!d) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley_text_put_cstr(out, "net.Datagram(");
    sley_text_put_repr(out, &sley_type_bytes, &d->data);
    sley_text_put_cstr(out, " from ");
    sley_text_put_value(out, &sley_type_address, &d->from);
    sley_text_put_cstr(out, ")");
}

HANDLE_TYPE(datagram, "net.Datagram", .print = datagram_print);

// ---- life ------------------------------------------------------------------------------------

static void free_udp(sley_udp *u)
{
    assert(!u->readers && u->state == HANDLE_GONE);
    sley__open_remove(&u->link);
    while (u->first) {
        sley_datagram *d = u->first;
        u->first = d->next;
        sley_datagram_release(d);
    }
    u->executor->blocks--;
    free(u);
}

static void on_closed(uv_handle_t *handle)
{
    sley_udp *u = handle->data;
    assert(u->state == HANDLE_CLOSING && !u->readers); // I4
    u->state = HANDLE_GONE;
    if (u->head.refs == 0) free_udp(u);
}

static sley_error *closed_error(const char *what)
{
    char text[64];
    snprintf(text, sizeof text, "%s: the socket is closed", what);
    return sley__net_error_of(UV_EBADF, text);
}

static const sley_wait_kind next_kind;

void sley_udp_close(sley_udp *u)
{
    if (u->state != HANDLE_OPEN) return;
    u->state = HANDLE_CLOSING;
    while (u->readers) {
        sley_waiter *w = sley__conn_take(&u->readers);
        bool throws = w->base.kind != &next_kind;
        if (throws) w->base.task->base.error = closed_error("recv");
        sley__claim(&w->base, throws ? SLEY_ERROR : SLEY_OK);
    }
    uv_close((uv_handle_t *)&u->uv, on_closed);
}

static void end_link(open_link *link)
{
    sley_udp_close(container_of(link, sley_udp, link));
}

static bool link_busy(open_link *link)
{
    (void)link;
    return false;
}

static void let_go(sley_udp *u)
{
    sley_udp_close(u);
    if (u->state == HANDLE_GONE) free_udp(u);
}

HANDLE_COUNT(udp, let_go)

static sley_udp *new_udp(executor *x)
{
    sley_udp *u = sley__alloc(sizeof *u);
    memset(u, 0, sizeof *u);
    u->head.refs = 1;
    u->executor = x;
    u->link.end = end_link;
    u->link.busy = link_busy;
    uv_udp_init(x->loop, &u->uv);
    u->uv.data = u;
    sley__open_add(x, &u->link);
    x->blocks++;
    return u;
}

static sley_status throw_at(sley_task *task, int code, const char *what, const sley_str *host,
                            int64_t port)
{
    task->base.error = sley__net_error_at(code, what, host, port);
    return SLEY_ERROR;
}

sley_status sley_net_udp(sley_task *task, sley_str *host, int64_t port, sley_udp **result)
{
    struct sockaddr_storage at;
    *result = NULL;
    bool is_address = port >= 0 && port <= 65535 && sley__net_numeric(host, port, &at);
    if (!is_address) return throw_at(task, UV_EINVAL, "udp", host, port);
    sley_udp *u = new_udp(full(task->base.executor));
    int code = uv_udp_bind(&u->uv, (struct sockaddr *)&at, 0);
    if (code == 0) {
        *result = u;
        return SLEY_OK;
    }
    sley_udp_release(u);
    return throw_at(task, code, "udp", host, port);
}

static bool bound_to(const sley_udp *u, struct sockaddr_storage *at)
{
    int size = sizeof *at;
    return u->state == HANDLE_OPEN
           && uv_udp_getsockname(&u->uv, (struct sockaddr *)at, &size) == 0;
}

int64_t sley_udp_port(const sley_udp *u)
{
    struct sockaddr_storage at;
    return bound_to(u, &at) ? sley__net_port(&at) : 0;
}

sley_str *sley_udp_address(const sley_udp *u)
{
    struct sockaddr_storage at;
    return bound_to(u, &at) ? sley__net_address_text(&at) : sley_str_from_cstr("closed");
}

static void udp_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<net.Udp>" : "none");
}

HANDLE_TYPE(udp, "net.Udp", .print = udp_print);

// ---- receiving -------------------------------------------------------------------------------

static void recv_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_udp *)w->object)->readers, w);
    sley__executor_drop_source(wait->task->base.executor);
}

static void recv_describe(sley_wait *wait, char *out, size_t cap)
{
    sley_str *text = sley_udp_address(container_of(wait, sley_waiter, base)->object);
    snprintf(out, cap, "%.*s", (int)text->len, text->data);
    sley_str_release(text);
}

static const sley_wait_kind recv_kind = {
    .name = "recv", .unlink = recv_unlink, .describe = recv_describe};
static const sley_wait_kind next_kind = {
    .name = "recv", .unlink = recv_unlink, .describe = recv_describe};

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    (void)handle;
    (void)suggested;
    *buf = uv_buf_init(received_here, sizeof received_here);
}

static void stop_reading(sley_udp *u)
{
    if (u->is_reading) uv_udp_recv_stop(&u->uv);
    u->is_reading = false;
}

static void deliver(sley_udp *u, sley_datagram *d)
{
    if (u->readers) {
        sley_waiter *w = sley__conn_take(&u->readers);
        *(sley_datagram **)w->place = d;
        sley__claim(&w->base, SLEY_OK);
        return;
    }
    if (u->last) u->last->next = d;
    else u->first = d;
    u->last = d;
    if (++u->kept >= KEPT_MOST) stop_reading(u);
}

static void on_recv(uv_udp_t *uv, ssize_t n, const uv_buf_t *buf, const struct sockaddr *from,
                    unsigned flags)
{
    (void)flags;
    sley_udp *u = uv->data;
    if (n == 0 && !from) return; // nothing more now
    if (n < 0 && u->readers) {
        sley_waiter *w = sley__conn_take(&u->readers);
        w->base.task->base.error = sley__net_error((int)n, "recv");
        sley__claim(&w->base, SLEY_ERROR);
        return;
    }
    if (n < 0) {
        u->error = (int)n;
        return;
    }
    sley_datagram *d = sley__alloc(sizeof *d);
    *d = (sley_datagram){.head = {.refs = 1}};
    d->data = sley_bytes_new(buf->base, (size_t)n);
    d->from = sley__address_new(from);
    deliver(u, d);
}

static int start_reading(sley_udp *u)
{
    if (u->is_reading) return 0;
    int code = uv_udp_recv_start(&u->uv, on_alloc, on_recv);
    u->is_reading = code == 0;
    return code;
}

static sley_datagram *take_first(sley_udp *u)
{
    sley_datagram *d = u->first;
    u->first = d->next;
    if (!u->first) u->last = NULL;
    d->next = NULL;
    u->kept--;
    return d;
}

static sley_status receive(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                           const sley_wait_kind *kind, sley_datagram **result)
{
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (u->first) {
        *result = take_first(u);
        return sley__end(task, self, SLEY_OK);
    }
    int code = u->state == HANDLE_OPEN ? u->error : UV_EBADF;
    u->error = 0;
    if (code == 0) {
        if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
        code = start_reading(u);
    }
    if (code != 0) {
        bool is_closed = u->state != HANDLE_OPEN;
        if (is_closed && kind == &next_kind) return sley__wait_give_way(task, self, SLEY_OK);
        task->base.error = is_closed ? closed_error("recv") : sley__net_error(code, "recv");
        return sley__end(task, self, SLEY_ERROR);
    }
    return sley__conn_park(task, self, w, &u->readers, kind, u, result);
}

sley_status sley_udp_recv(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                          sley_datagram **result)
{
    return receive(task, self, w, u, &recv_kind, result);
}

sley_status sley_udp_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                          sley_datagram **result)
{
    return receive(task, self, w, u, &next_kind, result);
}

// ---- sending ---------------------------------------------------------------------------------

typedef struct send_request {
    uv_udp_send_t uv;
    sley_udp *udp;
    sley_bytes *data;
    sley_waiter *waiter; // NULL: it was cancelled
} send_request;

static void send_unlink(sley_wait *wait)
{
    ((send_request *)container_of(wait, sley_waiter, base)->object)->waiter = NULL;
    sley__executor_drop_source(wait->task->base.executor);
}

static const sley_wait_kind send_kind = {.name = "send", .unlink = send_unlink};

static void on_sent(uv_udp_send_t *uv, int status)
{
    send_request *r = container_of(uv, send_request, uv);
    sley_waiter *w = r->waiter;
    if (w) {
        sley__executor_drop_source(&r->udp->executor->hot);
        if (status < 0) w->base.task->base.error = sley__net_error(status, "send");
        sley__claim(&w->base, status < 0 ? SLEY_ERROR : SLEY_OK);
    }
    sley_bytes_release(r->data);
    sley_udp_release(r->udp);
    free(r);
}

static sley_status queue_send(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                              sley_bytes *data, const struct sockaddr *to)
{
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    send_request *r = sley__alloc(sizeof *r);
    memset(r, 0, sizeof *r);
    r->udp = sley_udp_retain(u);
    r->data = sley_bytes_retain(data);
    r->waiter = w;
    uv_buf_t buf = uv_buf_init((char *)(uintptr_t)data->data, (unsigned)data->len);
    int code = uv_udp_send(&r->uv, &u->uv, &buf, 1, to, on_sent);
    if (code != 0) {
        sley_bytes_release(r->data);
        sley_udp_release(r->udp);
        free(r);
        task->base.error = sley__net_error(code, "send");
        return sley__end(task, self, SLEY_ERROR);
    }
    sley__waiter_init(w, &send_kind, task, r, NULL);
    sley__executor_hold_source(task->base.executor);
    return sley__park(task, self, &w->base);
}

static sley_status send_at(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                           sley_bytes *data, const struct sockaddr *to)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    int code = u->state == HANDLE_OPEN ? 0 : UV_EBADF;
    if (data->len > DATAGRAM_MOST) code = UV_EMSGSIZE;
    if (code == 0) {
        uv_buf_t buf = uv_buf_init((char *)(uintptr_t)data->data, (unsigned)data->len);
        code = uv_udp_try_send(&u->uv, &buf, 1, to);
    }
    if (code == UV_EAGAIN) return queue_send(task, self, w, u, data, to);
    if (code >= 0) return sley__end(task, self, SLEY_OK);
    task->base.error = u->state == HANDLE_OPEN ? sley__net_error(code, "send")
                                               : closed_error("send");
    return sley__end(task, self, SLEY_ERROR);
}

sley_status sley_udp_send(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                          sley_bytes *data, sley_str *host, int64_t port)
{
    struct sockaddr_storage at;
    if (port < 1 || port > 65535 || !sley__net_numeric(host, port, &at)) {
        return sley__end(task, self, throw_at(task, UV_EINVAL, "send", host, port));
    }
    return send_at(task, self, w, u, data, (struct sockaddr *)&at);
}

sley_status sley_udp_send_to(sley_task *task, sley_frame *self, sley_waiter *w, sley_udp *u,
                             sley_bytes *data, sley_address *to)
{
    return send_at(task, self, w, u, data, (struct sockaddr *)&to->at);
}

static sley_status set(sley_task *task, int code, const char *what)
{
    if (code == 0) return SLEY_OK;
    task->base.error = sley__net_error(code, what);
    return SLEY_ERROR;
}

sley_status sley_udp_set_broadcast(sley_task *task, sley_udp *u, bool on)
{
    int code = u->state == HANDLE_OPEN ? uv_udp_set_broadcast(&u->uv, on) : UV_EBADF;
    return set(task, code, "broadcast");
}

sley_status sley_udp_join(sley_task *task, sley_udp *u, sley_str *group)
{
    char text[64];
    int code = u->state == HANDLE_OPEN ? UV_EINVAL : UV_EBADF;
    if (code == UV_EINVAL && group->len < (int64_t)sizeof text) {
        memcpy(text, group->data, (size_t)group->len);
        text[group->len] = 0;
        code = uv_udp_set_membership(&u->uv, text, NULL, UV_JOIN_GROUP);
    }
    return set(task, code, "join");
}
