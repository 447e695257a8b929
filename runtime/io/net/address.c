// SPDX-License-Identifier: MIT
// address.c - addresses of hosts, and the look-ups that give them.
//
// A look-up runs on a thread of libuv's pool, which keeps slow ones apart from files (S83). One
// that runs cannot be stopped: cancelled, its answer is thrown away when it comes.
#include "io/address.h"

#include <assert.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/format.h"

// ---- addresses -------------------------------------------------------------------------------

sley_address *sley__address_new(const struct sockaddr *at)
{
    sley_address *a = sley__alloc(sizeof *a);
    memset(a, 0, sizeof *a);
    a->head.refs = 1;
    size_t size = at->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                            : sizeof(struct sockaddr_in);
    memcpy(&a->at, at, size);
    return a;
}

static void free_address(sley_address *a)
{
    sley_str_release(a->name);
    sley_str_release(a->service);
    free(a);
}

HANDLE_COUNT(address, free_address)

sley_str *sley_address_host(const sley_address *a)
{
    char host[64] = "?";
    if (a->at.ss_family == AF_INET6) {
        uv_ip6_name((const struct sockaddr_in6 *)&a->at, host, sizeof host);
    } else {
        uv_ip4_name((const struct sockaddr_in *)&a->at, host, sizeof host);
    }
    return sley_str_from_cstr(host);
}

int64_t sley_address_port(const sley_address *a)
{
    return sley__net_port(&a->at);
}

sley_str *sley_address_family(const sley_address *a)
{
    return sley_str_from_cstr(a->at.ss_family == AF_INET6 ? "ipv6" : "ipv4");
}

sley_str *sley_address_proto(const sley_address *a)
{
    bool is_known = a->proto == IPPROTO_TCP || a->proto == IPPROTO_UDP;
    return sley_str_from_cstr(!is_known ? "" : a->proto == IPPROTO_TCP ? "tcp" : "udp");
}

sley_str *sley_address_name(const sley_address *a)
{
    return sley_str_retain(a->name ? a->name : &sley_str_empty);
}

sley_str *sley_address_service(const sley_address *a)
{
    return sley_str_retain(a->service ? a->service : &sley_str_empty);
}

static void address_print(sley_text *out, const void *place)
{
    const sley_address *a = *(sley_address *const *)place;
    sley_str *text = a ? sley__net_address_text(&a->at) : sley_str_from_cstr("none");
    sley_text_put_str(out, text);
    sley_str_release(text);
}

HANDLE_TYPE(address, "net.Address", .print = address_print);

// ---- look-ups --------------------------------------------------------------------------------

enum { NAME_LIMIT = 253 }; // of a domain name; libuv 1.44 cuts longer ones (CVE-2024-24806)

typedef struct request {
    union {
        uv_req_t any;
        uv_getaddrinfo_t lookup;
        uv_getnameinfo_t reverse;
    } uv;
    executor *executor;
    sley_waiter *waiter; // NULL: it was cancelled
    sley_str *host;
    sley_address *asked; // of a reverse look-up
} request;

static void request_unlink(sley_wait *wait)
{
    request *r = container_of(wait, sley_waiter, base)->object;
    r->waiter = NULL;
    sley__executor_drop_source(wait->task->base.executor);
    uv_cancel(&r->uv.any);
}

static void request_describe(sley_wait *wait, char *out, size_t cap)
{
    const request *r = container_of(wait, sley_waiter, base)->object;
    snprintf(out, cap, "%.*s", r->host->len < 100 ? (int)r->host->len : 100, r->host->data);
}

static const sley_wait_kind lookup_kind = {
    .name = "lookup", .unlink = request_unlink, .describe = request_describe};
static const sley_wait_kind reverse_kind = {
    .name = "reverse", .unlink = request_unlink, .describe = request_describe};

static void free_request(request *r)
{
    sley_str_release(r->host);
    sley_address_release(r->asked);
    free(r);
}

static sley_error *lookup_error(int code, const char *what, const sley_str *host)
{
    char text[400];
    snprintf(text, sizeof text, "%s %.*s: %s", what, host->len < 253 ? (int)host->len : 253,
             host->data, uv_strerror(code));
    return sley__net_error_of(code, text);
}

// The answer has come. The result is in place when there is no error.
static void finish(request *r, int code, void *result)
{
    sley_waiter *w = r->waiter;
    r->executor->lookups--;
    if (w) {
        sley__executor_drop_source(&r->executor->hot);
        if (code == 0) memcpy(w->place, &result, sizeof result);
        else w->base.task->base.error = lookup_error(code, w->base.kind->name, r->host);
        sley__claim(&w->base, code == 0 ? SLEY_OK : SLEY_ERROR);
    }
    free_request(r);
}

static sley_list *list_of(const struct addrinfo *found)
{
    sley_list *list = sley_list_new(&sley_type_address, 2);
    for (const struct addrinfo *at = found; at; at = at->ai_next) {
        if (at->ai_family != AF_INET && at->ai_family != AF_INET6) continue;
        sley_address *a = sley__address_new(at->ai_addr);
        a->proto = at->ai_protocol;
        if (found->ai_canonname) {
            a->name = sley_str_from_utf8_lossy(found->ai_canonname, strlen(found->ai_canonname));
        }
        sley_list_append(list, &a);
    }
    return list;
}

static void on_looked_up(uv_getaddrinfo_t *uv, int status, struct addrinfo *found)
{
    request *r = uv->data;
    finish(r, status, status == 0 && r->waiter ? list_of(found) : NULL);
    uv_freeaddrinfo(found);
}

static void on_reversed(uv_getnameinfo_t *uv, int status, const char *name, const char *service)
{
    request *r = uv->data;
    sley_address *a = NULL;
    if (status == 0 && r->waiter) {
        a = r->asked;
        r->asked = NULL;
        a->name = sley_str_from_utf8_lossy(name, strlen(name));
        a->service = sley_str_from_utf8_lossy(service, strlen(service));
    }
    finish(r, status, a);
}

static bool copy_name(const sley_str *text, char *out)
{
    if (text->len > NAME_LIMIT || (text->len > 0 && memchr(text->data, 0, (size_t)text->len))) {
        return false;
    }
    memcpy(out, text->data, (size_t)text->len);
    out[text->len] = 0;
    return true;
}

static request *new_request(sley_task *task, sley_waiter *w, sley_str *host)
{
    request *r = sley__alloc(sizeof *r);
    memset(r, 0, sizeof *r);
    r->executor = full(task->base.executor);
    r->uv.any.data = r;
    r->waiter = w;
    r->host = sley_str_retain(host);
    return r;
}

static sley_status start(sley_task *task, sley_frame *self, request *r, int code,
                         const sley_wait_kind *kind, void *place)
{
    if (code != 0) {
        task->base.error = lookup_error(code, kind->name, r->host);
        free_request(r);
        return sley__end(task, self, SLEY_ERROR);
    }
    sley_waiter *w = r->waiter;
    sley__waiter_init(w, kind, task, r, place);
    w->next = w->prev = NULL;
    r->executor->lookups++;
    sley__executor_hold_source(task->base.executor);
    return sley__park(task, self, &w->base);
}

sley_status sley_net_lookup(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                            sley_str *service, int64_t proto, sley_list **result)
{
    char name[NAME_LIMIT + 1], port[NAME_LIMIT + 1];
    struct addrinfo hints = {.ai_flags = AI_CANONNAME};
    *result = NULL;
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    if (proto == SLEY_TCP) hints.ai_socktype = SOCK_STREAM;
    if (proto == SLEY_UDP) hints.ai_socktype = SOCK_DGRAM;
    if (proto == SLEY_TCP) hints.ai_protocol = IPPROTO_TCP;
    if (proto == SLEY_UDP) hints.ai_protocol = IPPROTO_UDP;
    request *r = new_request(task, w, host);
    int code = UV_EAI_NONAME;
    if (host->len > 0 && copy_name(host, name) && copy_name(service, port)) {
        code = uv_getaddrinfo(r->executor->loop, &r->uv.lookup, on_looked_up, name,
                              *port ? port : NULL, &hints);
    }
    return start(task, self, r, code, &lookup_kind, result);
}

sley_status sley_net_reverse(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                             int64_t port, sley_address **result)
{
    struct sockaddr_storage at;
    *result = NULL;
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    request *r = new_request(task, w, host);
    int code = UV_EINVAL;
    if (port >= 0 && port <= 65535 && sley__net_numeric(host, port, &at)) {
        r->asked = sley__address_new((struct sockaddr *)&at);
        code = uv_getnameinfo(r->executor->loop, &r->uv.reverse, on_reversed,
                              (struct sockaddr *)&at, 0);
    }
    return start(task, self, r, code, &reverse_kind, result);
}
