// SPDX-License-Identifier: MIT
// net.c - TCP: addresses, names, connecting, and what a listen begins with.
//
// Names are looked up on libuv's pool; numeric addresses never are.
#include "io/filter.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

void sley__net_connected(sley_conn *c)
{
    struct sockaddr_storage address;
    int size = sizeof address;
    uv_tcp_nodelay(&c->uv.tcp, 1);
    if (uv_tcp_getpeername(&c->uv.tcp, (struct sockaddr *)&address, &size) == 0) {
        c->peer = sley__net_address_text(&address);
    }
}

int64_t sley__net_port(const struct sockaddr_storage *address)
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
    snprintf(text, sizeof text, six ? "[%s]:%d" : "%s:%d", host, (int)sley__net_port(address));
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
    sley_waiter *waiter;  // the task that waits; NULL: it was cancelled
    sley_conn *conn;      // connect
    struct addrinfo *found, *next; // addresses of the name, and those not tried yet
    sley_str *host;
    int64_t port;
    sley_wait limit;      // armed: when to give up
    int backlog;
    bool listens;
    const conn_securing *how; // NULL: plain
    void *context;            // of it, a reference
} request;

static void give_up(request *r)
{
    assert(r->waiter);
    r->waiter = NULL;
    sley__timer_remove(&r->executor->hot, &r->limit);
    sley__executor_drop_source(&r->executor->hot);
    uv_cancel((uv_req_t *)&r->lookup);
    if (r->conn) sley_conn_abort(r->conn);
}

static void request_unlink(sley_wait *wait)
{
    give_up(container_of(wait, sley_waiter, base)->object);
}

static void limit_passed(sley_wait *wait)
{
    request *r = container_of(wait, request, limit);
    sley_waiter *w = r->waiter;
    w->base.task->base.error = sley__net_error_at(UV_ETIMEDOUT, "connect", r->host, r->port);
    give_up(r);
    sley__claim(&w->base, SLEY_ERROR);
}

static const sley_wait_kind limit_kind = {.name = "time to connect", .done = limit_passed};
static const sley_wait_kind connect_kind = {.name = "connect", .unlink = request_unlink};
static const sley_wait_kind listen_kind = {.name = "listen", .unlink = request_unlink};

static void free_request(request *r)
{
    assert(!r->waiter); // it was woken, or gave up
    uv_freeaddrinfo(r->found);
    if (r->how) r->how->release(r->context);
    sley_str_release(r->host);
    free(r);
}

// Wakes the task that waits, if it still does.
static void finish(request *r, sley_status st, void *result, sley_error *error)
{
    sley_waiter *w = r->waiter;
    assert(st == SLEY_OK || error); // a failure says why
    assert(w);
    r->waiter = NULL;
    sley__timer_remove(&r->executor->hot, &r->limit);
    sley__executor_drop_source(&r->executor->hot);
    if (st == SLEY_ERROR) w->base.task->base.error = error;
    if (st == SLEY_OK) memcpy(w->place, &result, sizeof result);
    sley__claim(&w->base, st);
}

static bool connect_next(request *r, int *code);

// The two sides have shaken hands, or it failed.
static void on_secured(sley_conn *c, sley_error *error, void *argument)
{
    assert(((request *)argument)->conn == c);
    request *r = argument;
    r->conn = NULL;
    if (r->waiter && !error) {
        finish(r, SLEY_OK, c, NULL);
    } else {
        if (r->waiter) finish(r, SLEY_ERROR, NULL, error);
        else sley_error_release(error);
        sley_conn_abort(c);
        sley_conn_release(c);
    }
    free_request(r);
}

static void on_connected(uv_connect_t *uv, int status)
{
    request *r = container_of(uv, request, connect);
    assert(r->conn);
    sley_conn *c = r->conn;
    r->conn = NULL;
    if (r->waiter && status == 0) {
        sley__net_connected(c);
        if (r->how) {
            r->conn = c;
            r->how->start(c, r->context, r->host, on_secured, r);
            return;
        }
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
    assert(!r->conn);
    sley_conn *c = sley__conn_new(r->executor);
    uv_tcp_init(r->executor->loop, &c->uv.tcp);
    c->uv.any.data = c;
    int code = uv_tcp_connect(&r->connect, &c->uv.tcp, address, on_connected);
    if (code == 0) {
        r->conn = c;
    } else {
        sley_conn_release(c);
    }
    return code;
}

// A name may have several addresses: the next one that can be tried. *code: why the last one
// failed.
static bool connect_next(request *r, int *code)
{
    while (r->next) {
        const struct addrinfo *at = r->next;
        r->next = at->ai_next;
        *code = connect_to(r, at->ai_addr);
        if (*code == 0) return true;
    }
    return false;
}

// ---- names -----------------------------------------------------------------------------------

// The resolver says "no such name" when it cannot open a file or a socket, too.
static int cause_of_failure(int code)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE)) return uv_translate_sys_error(errno);
    if (fd >= 0) close(fd);
    return code;
}

static void on_looked_up(uv_getaddrinfo_t *uv, int status, struct addrinfo *found)
{
    request *r = container_of(uv, request, lookup);
    assert(r->executor->lookups > 0);
    r->executor->lookups--;
    r->found = r->next = found;
    if (!r->waiter) {
        free_request(r);
        return;
    }
    int code = status == 0 ? 0 : cause_of_failure(status);
    sley_listener *l = NULL;
    if (code == 0 && r->listens) {
        l = sley__listener_open(r->executor, found->ai_addr, r->backlog, &code);
        if (l && r->how) sley__listener_secure(l, r->how, r->context);
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
    assert(r->port >= 0 && r->port <= 65535);
    enum { NAME_LIMIT = 253 }; // of a domain name; libuv 1.44 cuts longer ones (CVE-2024-24806)
    char name[NAME_LIMIT + 1];
    char service[16];
    if (host->len == 0 || host->len > NAME_LIMIT) return UV_EAI_NONAME;
    if (memchr(host->data, 0, (size_t)host->len)) return UV_EAI_NONAME;
    memcpy(name, host->data, (size_t)host->len);
    name[host->len] = 0;
    snprintf(service, sizeof service, "%d", (int)r->port);
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
    int code = uv_getaddrinfo(r->executor->loop, &r->lookup, on_looked_up, name, service, &hints);
    if (code == 0) r->executor->lookups++;
    return code;
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

static sley_status start(sley_task *task, sley_frame *self, request *r, int code,
                         const sley_wait_kind *kind, void *place)
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
    sley__executor_hold_source(task->base.executor);
    return sley__park(task, self, &w->base);
}

typedef struct connect_options {
    const int64_t *timeout;   // NULL: none
    const conn_securing *how; // NULL: plain
    void *context;
} connect_options;

static void secure(request *r, const conn_securing *how, void *context)
{
    r->how = how;
    if (how) r->context = how->retain(context);
}

static sley_status connect_with(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                                int64_t port, connect_options options, sley_conn **result)
{
    *result = NULL;
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    if (port < 1 || port > 65535) {
        task->base.error = bad_port(port, 1);
        return sley__end(task, self, SLEY_ERROR);
    }
    struct sockaddr_storage address;
    request *r = new_request(task, w, host, port);
    secure(r, options.how, options.context);
    bool numeric = sley__net_numeric(host, port, &address);
    int code = numeric ? connect_to(r, (struct sockaddr *)&address) : look_up(r, host);
    if (code == 0 && options.timeout) {
        sley_executor *e = task->base.executor;
        r->limit.kind = &limit_kind;
        sley__timer_add(e, &r->limit, sley__clock_deadline(e, *options.timeout));
    }
    return start(task, self, r, code, &connect_kind, result);
}

sley_status sley_net_connect(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                             int64_t port, sley_conn **result)
{
    return connect_with(task, self, w, host, port, (connect_options){NULL, NULL, NULL}, result);
}

sley_status sley_net_connect_within(sley_task *task, sley_frame *self, sley_waiter *w,
                                    sley_str *host, int64_t port, int64_t timeout,
                                    sley_conn **result)
{
    connect_options options = {&timeout, NULL, NULL};
    return connect_with(task, self, w, host, port, options, result);
}

sley_status sley__net_connect_secure(sley_task *task, sley_frame *self, sley_waiter *w,
                                     sley_str *host, int64_t port, const conn_securing *how,
                                     void *context, sley_conn **result)
{
    connect_options options = {NULL, how, context};
    return connect_with(task, self, w, host, port, options, result);
}

sley_status sley_net_listen(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                            int64_t port, int64_t backlog, sley_listener **result)
{
    return sley__net_listen_secure(task, self, w, host, port, backlog, NULL, NULL, result);
}

sley_status sley__net_listen_secure(sley_task *task, sley_frame *self, sley_waiter *w,
                                    sley_str *host, int64_t port, int64_t backlog,
                                    const conn_securing *how, void *context,
                                    sley_listener **result)
{
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (port < 0 || port > 65535) {
        task->base.error = bad_port(port, 0);
        return sley__end(task, self, SLEY_ERROR);
    }
    struct sockaddr_storage address;
    int queue = backlog < 1 ? 1 : backlog > 65535 ? 65535 : (int)backlog;
    if (sley__net_numeric(host, port, &address)) {
        int code = 0;
        *result = sley__listener_open(full(task->base.executor), (struct sockaddr *)&address, queue,
                                      &code);
        if (!*result) task->base.error = sley__net_error_at(code, "listen", host, port);
        if (*result && how) sley__listener_secure(*result, how, context);
        return sley__end(task, self, *result ? SLEY_OK : SLEY_ERROR);
    }
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    request *r = new_request(task, w, host, port);
    secure(r, how, context);
    r->listens = true;
    r->backlog = queue;
    return start(task, self, r, look_up(r, host), &listen_kind, result);
}
