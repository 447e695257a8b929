// SPDX-License-Identifier: MIT
// listen.c - TCP: listening, accepting, connecting, addresses.
//
// A connection that nobody waits for stays with libuv, which stops accepting until it is taken: the
// kernel's queue is the only one. Names are looked up on libuv's pool; numeric addresses never are.
#include "io/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- addresses ------------------------------------------------------------------------------

bool sley__net_numeric(const sley_str *host, int64_t port, struct sockaddr_storage *out)
{
    char text[64];
    if (host->len >= (int64_t)sizeof text) return false;
    memcpy(text, host->data, (size_t)host->len);
    text[host->len] = 0;
    memset(out, 0, sizeof *out);
    return uv_ip4_addr(text, (int)port, (struct sockaddr_in *)out) == 0 ||
           uv_ip6_addr(text, (int)port, (struct sockaddr_in6 *)out) == 0;
}

void sley__conn_connected(sley_conn *c)
{
    struct sockaddr_storage address;
    int size = sizeof address;
    uv_tcp_nodelay(&c->uv.tcp, 1);
    if (uv_tcp_getpeername(&c->uv.tcp, (struct sockaddr *)&address, &size) == 0) {
        c->peer = sley__net_address_text(&address);
    }
}

static int64_t port_of(const struct sockaddr_storage *address)
{
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;
    const struct sockaddr_in *four = (const struct sockaddr_in *)address;
    return ntohs(address->ss_family == AF_INET6 ? six->sin6_port : four->sin_port);
}

sley_str *sley__net_address_text(const struct sockaddr_storage *address)
{
    char host[64] = "?";
    char text[96];
    bool six = address->ss_family == AF_INET6;
    if (six) {
        uv_ip6_name((const struct sockaddr_in6 *)address, host, sizeof host);
    } else {
        uv_ip4_name((const struct sockaddr_in *)address, host, sizeof host);
    }
    snprintf(text, sizeof text, six ? "[%s]:%d" : "%s:%d", host, (int)port_of(address));
    return sley_str_from_cstr(text);
}

static sley_error *bad_port(int64_t port, int lowest)
{
    char text[80];
    snprintf(text, sizeof text, "port %lld is out of range %d..65535", (long long)port, lowest);
    return sley_net_error_new(&sley_error_net, sley_str_from_cstr(text));
}

// ---- one request: look the name up, then connect or listen --------------------------------------

typedef struct request {
    uv_getaddrinfo_t lookup;
    uv_connect_t connect;
    executor *executor;
    sley_waiter *waiter;  // who waits; NULL: it was cancelled
    sley_conn *conn;      // connect
    struct addrinfo *found, *next; // addresses of the name, and those not tried yet
    sley_str *host;
    int64_t port;
    int backlog;
    bool listens;
} request;

static void request_unlink(sley_wait *wait)
{
    request *r = container_of(wait, sley_waiter, base)->object;
    r->waiter = NULL;
    sley__source_drop(wait->task->base.executor);
    uv_cancel((uv_req_t *)&r->lookup);
    if (r->conn) sley_conn_abort(r->conn);
}

static const sley_wait_kind connect_kind = {.name = "connect", .unlink = request_unlink};
static const sley_wait_kind listen_kind = {.name = "listen", .unlink = request_unlink};

static void free_request(request *r)
{
    uv_freeaddrinfo(r->found);
    sley_str_release(r->host);
    free(r);
}

// Tells who waits, if somebody still does.
static void finish(request *r, sley_status st, void *result, sley_error *error)
{
    sley_waiter *w = r->waiter;
    assert(w);
    r->waiter = NULL;
    sley__source_drop(&r->executor->hot);
    if (st == SLEY_ERROR) w->base.task->base.error = error;
    if (st == SLEY_OK) memcpy(w->place, &result, sizeof result);
    sley__claim(&w->base, st);
}

static bool connect_next(request *r, int *code);

static void on_connected(uv_connect_t *uv, int status)
{
    request *r = container_of(uv, request, connect);
    sley_conn *c = r->conn;
    r->conn = NULL;
    if (r->waiter && status == 0) {
        sley__conn_connected(c);
        finish(r, SLEY_OK, c, NULL);
        free_request(r);
        return;
    }
    sley_conn_release(c);
    if (r->waiter) {
        if (connect_next(r, &status)) return;
        finish(r, SLEY_ERROR, NULL, sley__net_error_at(status, "connect", r->host, r->port));
    }
    free_request(r);
}

// Zero, or why not; after zero on_connected goes on.
static int connect_to(request *r, const struct sockaddr *address)
{
    sley_conn *c = sley__conn_new(r->executor);
    uv_tcp_init(&r->executor->loop, &c->uv.tcp);
    c->uv.any.data = c;
    int code = uv_tcp_connect(&r->connect, &c->uv.tcp, address, on_connected);
    if (code == 0) {
        r->conn = c;
    } else {
        sley_conn_release(c);
    }
    return code;
}

// A name may have several addresses: the next one that can be tried. *code: why the last one failed.
static bool connect_next(request *r, int *code)
{
    while (r->next != NULL) {
        const struct addrinfo *at = r->next;
        r->next = at->ai_next;
        *code = connect_to(r, at->ai_addr);
        if (*code == 0) return true;
    }
    return false;
}

// ---- listening -------------------------------------------------------------------------------------

struct sley_listener {
    sley_object head;
    executor *executor;
    open_link link;
    uv_tcp_t tcp;
    sley_waiter *line;  // who waits for a connection
    sley_str *address;
    int64_t port;
    bool pending;       // libuv holds one that nobody has taken
    bool closed, gone;
};

static void free_listener(sley_listener *l)
{
    sley__open_remove(&l->link);
    sley_str_release(l->address);
    l->executor->blocks--;
    free(l);
}

static void on_listener_closed(uv_handle_t *handle)
{
    sley_listener *l = handle->data;
    l->gone = true;
    if (l->head.refs == 0) free_listener(l);
}

static void end_listener(open_link *link)
{
    sley_listener_close(container_of(link, sley_listener, link));
}

static bool listener_busy(open_link *link)
{
    (void)link;
    return false;
}

static sley_listener *new_listener(executor *x)
{
    sley_listener *l = sley__alloc(sizeof *l);
    memset(l, 0, sizeof *l);
    l->head.refs = 1;
    l->executor = x;
    l->link.end = end_listener;
    l->link.busy = listener_busy;
    uv_tcp_init(&x->loop, &l->tcp);
    l->tcp.data = l;
    sley__open_add(x, &l->link);
    x->blocks++;
    return l;
}

static void accept_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_listener *)w->object)->line, w);
    sley__source_drop(wait->task->base.executor);
}

static void accept_describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_listener *l = container_of(wait, sley_waiter, base)->object;
    snprintf(out, cap, "%.*s", (int)l->address->len, l->address->data);
}

static const sley_wait_kind accept_kind = {
    .name = "accept", .unlink = accept_unlink, .describe = accept_describe};
// `async for`: the end of the server is no error.
static const sley_wait_kind next_kind = {
    .name = "accept", .unlink = accept_unlink, .describe = accept_describe};

static sley_error *server_closed(void)
{
    return sley__net_error(UV_EBADF, "accept: the server is closed");
}

// The connection that libuv holds, or NULL with *error set.
static sley_conn *take_connection(sley_listener *l, sley_error **error)
{
    l->pending = false;
    sley_conn *c = sley__conn_new(l->executor);
    uv_tcp_init(&l->executor->loop, &c->uv.tcp);
    c->uv.any.data = c;
    int code = uv_accept((uv_stream_t *)&l->tcp, &c->uv.stream);
    if (code == 0) {
        sley__conn_connected(c);
        return c;
    }
    sley_conn_release(c);
    *error = sley__net_error(code, "accept");
    return NULL;
}

static void on_connection(uv_stream_t *stream, int status)
{
    sley_listener *l = stream->data;
    // Out of descriptors: libuv has shut the newcomer out; the server lives on.
    if (status < 0) return;
    l->pending = true;
    if (!l->line) return;
    sley_waiter *w = sley__io_take(&l->line);
    sley_error *error = NULL;
    sley_conn *c = take_connection(l, &error);
    if (c == NULL) w->base.task->base.error = error;
    memcpy(w->place, &c, sizeof(sley_conn *));
    sley__claim(&w->base, c ? SLEY_OK : SLEY_ERROR);
}

static int start_listening(sley_listener *l, const struct sockaddr *address, int backlog)
{
    int code = uv_tcp_bind(&l->tcp, address, 0);
    if (code == 0) code = uv_listen((uv_stream_t *)&l->tcp, backlog, on_connection);
    if (code != 0) return code;
    struct sockaddr_storage bound;
    int size = sizeof bound;
    code = uv_tcp_getsockname(&l->tcp, (struct sockaddr *)&bound, &size);
    if (code != 0) return code;
    l->port = port_of(&bound);
    l->address = sley__net_address_text(&bound);
    return 0;
}

// A listener on the address, or NULL with *code set.
static sley_listener *listen_on(executor *x, const struct sockaddr *address, int backlog, int *code)
{
    sley_listener *l = new_listener(x);
    *code = start_listening(l, address, backlog);
    if (*code == 0) return l;
    sley_listener_release(l);
    return NULL;
}

static void let_go(sley_listener *l)
{
    sley_listener_close(l);
    if (l->gone) free_listener(l);
}

HANDLE_COUNT(listener, let_go)

void sley_listener_close(sley_listener *l)
{
    if (l->closed) return;
    l->closed = true;
    while (l->line) {
        sley_waiter *w = sley__io_take(&l->line);
        memset(w->place, 0, sizeof(sley_conn *));
        bool throws = w->base.kind == &accept_kind;
        if (throws) w->base.task->base.error = server_closed();
        sley__claim(&w->base, throws ? SLEY_ERROR : SLEY_OK);
    }
    uv_close((uv_handle_t *)&l->tcp, on_listener_closed);
}

int64_t sley_listener_port(sley_listener *l)
{
    return l->port;
}

sley_str *sley_listener_address(sley_listener *l)
{
    return sley_str_retain(l->address);
}

static sley_status next_connection(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                                   const sley_wait_kind *kind, sley_conn **result)
{
    if (sley__must_stop(task)) return sley__stop(task, self);
    if (l->pending && !l->line) {
        sley_error *error = NULL;
        *result = take_connection(l, &error);
        task->base.error = error;
        return sley__end(task, self, *result ? SLEY_OK : SLEY_ERROR);
    }
    if (sley__is_cancelled(task)) return sley__stop(task, self);
    return sley__io_park(task, self, w, &l->line, kind, l, result);
}

sley_status sley_listener_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                               sley_conn **result)
{
    *result = NULL;
    if (l->closed) { // as a read at the end (S78)
        if (sley__is_cancelled(task)) return sley__stop(task, self);
        return sley__give_way(task, self, SLEY_OK);
    }
    return next_connection(task, self, w, l, &next_kind, result);
}

sley_status sley_listener_accept(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                                 sley_conn **result)
{
    *result = NULL;
    if (l->closed) {
        if (sley__must_stop(task)) return sley__stop(task, self);
        task->base.error = server_closed();
        return sley__end(task, self, SLEY_ERROR);
    }
    return next_connection(task, self, w, l, &accept_kind, result);
}

// ---- names -------------------------------------------------------------------------------------------

static void on_looked_up(uv_getaddrinfo_t *uv, int status, struct addrinfo *found)
{
    request *r = container_of(uv, request, lookup);
    r->found = r->next = found;
    if (r->waiter == NULL) {
        free_request(r);
        return;
    }
    int code = status;
    sley_listener *l = NULL;
    if (code == 0 && r->listens) {
        l = listen_on(r->executor, found->ai_addr, r->backlog, &code);
    } else if (code == 0 && connect_next(r, &code)) {
        return; // on_connected goes on
    }
    const char *what = r->listens ? "listen" : "connect";
    if (code == 0) {
        finish(r, SLEY_OK, l, NULL);
    } else {
        finish(r, SLEY_ERROR, NULL, sley__net_error_at(code, what, r->host, r->port));
    }
    free_request(r);
}

static int look_up(request *r, const sley_str *host)
{
    enum { NAME_LIMIT = 253 }; // of a domain name; libuv 1.44 cuts longer ones (CVE-2024-24806)
    char name[NAME_LIMIT + 1];
    char service[16];
    if (host->len == 0 || host->len > NAME_LIMIT) return UV_EAI_NONAME;
    if (memchr(host->data, 0, (size_t)host->len)) return UV_EAI_NONAME;
    memcpy(name, host->data, (size_t)host->len);
    name[host->len] = 0;
    snprintf(service, sizeof service, "%d", (int)r->port);
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    return uv_getaddrinfo(&r->executor->loop, &r->lookup, on_looked_up, name, service, &hints);
}

static request *new_request(sley_task *task, sley_waiter *w, sley_str *host, int64_t port)
{
    request *r = sley__alloc(sizeof *r);
    memset(r, 0, sizeof *r);
    r->executor = full(task->base.executor);
    r->waiter = w;
    r->host = sley_str_retain(host);
    r->port = port;
    return r;
}

static sley_status start(sley_task *task, sley_frame *self, request *r, int code, const sley_wait_kind *kind,
                         void *place)
{
    if (code != 0) {
        task->base.error = sley__net_error_at(code, kind->name, r->host, r->port);
        free_request(r);
        return sley__end(task, self, SLEY_ERROR);
    }
    sley_waiter *w = r->waiter;
    w->base = (sley_wait){.kind = kind, .task = task};
    w->next = w->prev = NULL;
    w->object = r;
    w->place = place;
    sley__source_hold(task->base.executor);
    return sley__park(task, self, &w->base);
}

sley_status sley_net_connect(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host, int64_t port,
                             sley_conn **result)
{
    *result = NULL;
    if (sley__is_cancelled(task)) return sley__stop(task, self);
    if (port < 1 || port > 65535) {
        task->base.error = bad_port(port, 1);
        return sley__end(task, self, SLEY_ERROR);
    }
    struct sockaddr_storage address;
    request *r = new_request(task, w, host, port);
    bool numeric = sley__net_numeric(host, port, &address);
    int code = numeric ? connect_to(r, (struct sockaddr *)&address) : look_up(r, host);
    return start(task, self, r, code, &connect_kind, result);
}

sley_status sley_net_listen(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host, int64_t port,
                            int64_t backlog, sley_listener **result)
{
    *result = NULL;
    if (sley__must_stop(task)) return sley__stop(task, self);
    if (port < 0 || port > 65535) {
        task->base.error = bad_port(port, 0);
        return sley__end(task, self, SLEY_ERROR);
    }
    struct sockaddr_storage address;
    int queue = backlog < 1 ? 1 : backlog > 65535 ? 65535 : (int)backlog;
    if (sley__net_numeric(host, port, &address)) {
        int code = 0;
        *result = listen_on(full(task->base.executor), (struct sockaddr *)&address, queue, &code);
        if (!*result) task->base.error = sley__net_error_at(code, "listen", host, port);
        return sley__end(task, self, *result ? SLEY_OK : SLEY_ERROR);
    }
    if (sley__is_cancelled(task)) return sley__stop(task, self);
    request *r = new_request(task, w, host, port);
    r->listens = true;
    r->backlog = queue;
    return start(task, self, r, look_up(r, host), &listen_kind, result);
}
