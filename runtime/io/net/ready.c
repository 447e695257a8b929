// SPDX-License-Identifier: MIT
// ready.c - descriptors that the program owns: waiting until one is ready, and making one a stream.
//
// A wait has a handle of its own for as long as it lasts; libuv has at most one for a descriptor,
// so a second task that waits at the same one gets an error. What poll() calls ready is ready at
// once, files among them.
#include "io/internal.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>

typedef struct watch {
    uv_poll_t poll;
    sley_waiter *waiter; // NULL: it is being closed
    int flags;           // of the file, as they were
} watch;

// ---- the handle ------------------------------------------------------------------------------

static void free_watch(uv_handle_t *handle)
{
    free(handle->data);
}

static int fd_of(const sley_waiter *w)
{
    return (int)(intptr_t)w->place;
}

static void let_go(sley_waiter *w)
{
    watch *h = w->object;
    if (!h) return;
    w->object = NULL;
    h->waiter = NULL;
    uv_poll_stop(&h->poll);
    fcntl(fd_of(w), F_SETFL, h->flags); // libuv has made it non-blocking
    uv_close((uv_handle_t *)&h->poll, free_watch);
}

static bool is_write(const sley_waiter *w);
static void ready_unlink(sley_wait *wait);

static void on_ready(uv_poll_t *poll, int status, int events)
{
    (void)status; // an error makes it ready, too: the operation will tell
    (void)events;
    sley_waiter *w = ((const watch *)poll->data)->waiter;
    if (!w) return;
    ready_unlink(&w->base);
    sley__claim(&w->base, SLEY_OK);
}

// Zero, or UV_E*. The handle is there, and does not watch yet.
static int open_watch(executor *x, sley_waiter *w)
{
    watch *h = sley__alloc(sizeof *h);
    h->flags = fcntl(fd_of(w), F_GETFL);
    int code = uv_poll_init(x->loop, &h->poll, fd_of(w));
    if (code != 0) {
        free(h);
        return code;
    }
    h->poll.data = h;
    h->waiter = w;
    w->object = h;
    return 0;
}

static sley_status throw_at(sley_task *task, int fd, int code)
{
    char text[96];
    if (code == UV_EEXIST) {
        snprintf(text, sizeof text, "descriptor %d: it is waited for, or is a stream's, already",
                 fd);
        task->base.error = sley_net_error_new(&sley_error_net, sley_str_from_cstr(text));
    } else {
        snprintf(text, sizeof text, "descriptor %d", fd);
        task->base.error = sley__net_error(code, text);
    }
    return SLEY_ERROR;
}

// Looks once. PENDING: it is not ready, and the handle is open.
static sley_status look(sley_task *task, sley_waiter *w)
{
    struct pollfd p = {.fd = fd_of(w), .events = is_write(w) ? POLLOUT : POLLIN};
    int n = poll(&p, 1, 0);
    if (fd_of(w) < 0 || (n > 0 && (p.revents & POLLNVAL))) {
        return throw_at(task, fd_of(w), UV_EBADF);
    }
    if (n > 0) return SLEY_OK;
    int code = open_watch(full(task->base.executor), w);
    return code == 0 ? SLEY_PENDING : throw_at(task, fd_of(w), code);
}

// ---- waiting ---------------------------------------------------------------------------------

static sley_waiter *waiter_of(sley_wait *wait)
{
    return container_of(wait, sley_waiter, base);
}

static void ready_unlink(sley_wait *wait)
{
    if (!waiter_of(wait)->object) return;
    sley__executor_drop_source(wait->task->base.executor);
    let_go(waiter_of(wait));
}

static sley_status ready_attempt(sley_task *task, sley_wait *wait)
{
    return look(task, waiter_of(wait));
}

static void ready_arm(sley_wait *wait)
{
    sley_waiter *w = waiter_of(wait);
    watch *h = w->object;
    uv_poll_start(&h->poll, is_write(w) ? UV_WRITABLE : UV_READABLE, on_ready);
    sley__executor_hold_source(wait->task->base.executor);
}

// Another arm was ready at once: this one was looked at, perhaps, and is not armed.
static void ready_drop(sley_wait *wait)
{
    let_go(waiter_of(wait));
}

static void ready_describe(sley_wait *wait, char *out, size_t cap)
{
    snprintf(out, cap, "descriptor %d", fd_of(waiter_of(wait)));
}

#define READY_KIND(NAME)           \
    {                              \
        .name = NAME,              \
        .unlink = ready_unlink,    \
        .attempt = ready_attempt,  \
        .arm = ready_arm,          \
        .drop = ready_drop,        \
        .describe = ready_describe \
    }

static const sley_wait_kind readable_kind = READY_KIND("readable");
static const sley_wait_kind writable_kind = READY_KIND("writable");

static bool is_write(const sley_waiter *w)
{
    return w->base.kind == &writable_kind;
}

static void init(sley_waiter *w, const sley_wait_kind *kind, sley_task *task, int64_t fd)
{
    int64_t place = fd < 0 || fd > INT32_MAX ? -1 : fd;
    sley__waiter_init(w, kind, task, NULL, (void *)(intptr_t)place);
}

static sley_status wait_ready(sley_task *task, sley_frame *self, sley_waiter *w,
                              const sley_wait_kind *kind, int64_t fd)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    init(w, kind, task, fd);
    sley_status st = look(task, w);
    if (st != SLEY_PENDING) return sley__end(task, self, st);
    if (sley__is_cancelled(task)) {
        let_go(w);
        return sley__wait_stop(task, self);
    }
    ready_arm(&w->base);
    return sley__park(task, self, &w->base);
}

sley_status sley_net_readable(sley_task *task, sley_frame *self, sley_waiter *w, int64_t fd)
{
    return wait_ready(task, self, w, &readable_kind, fd);
}

sley_status sley_net_writable(sley_task *task, sley_frame *self, sley_waiter *w, int64_t fd)
{
    return wait_ready(task, self, w, &writable_kind, fd);
}

void sley_arm_net_readable(sley_waiter *arm, int64_t fd)
{
    init(arm, &readable_kind, NULL, fd);
}

void sley_arm_net_writable(sley_waiter *arm, int64_t fd)
{
    init(arm, &writable_kind, NULL, fd);
}

// ---- streams on descriptors --------------------------------------------------------------------

// An AF_UNIX socket and a pipe are read alike; TCP knows more. Failed, the descriptor stays the
// caller's: it may be that of another stream.
static sley_conn *stream_on(executor *x, int fd, bool is_tcp, int *code)
{
    char name[32];
    sley_conn *c = sley__conn_new(x);
    snprintf(name, sizeof name, "descriptor %d", fd);
    if (is_tcp) {
        uv_tcp_init(x->loop, &c->uv.tcp);
        *code = uv_tcp_open(&c->uv.tcp, fd);
    } else {
        uv_pipe_init(x->loop, &c->uv.pipe, 0);
        *code = uv_pipe_open(&c->uv.pipe, fd);
    }
    c->uv.any.data = c;
    if (*code == 0 && is_tcp) sley__net_connected(c);
    if (*code == 0 && !c->peer) c->peer = sley_str_from_cstr(name);
    if (*code == 0) return c;
    sley_conn_release(c);
    return NULL;
}

// Zero, or why it cannot be one.
static int look_at(int fd, bool *is_tcp)
{
    struct stat info;
    int domain = 0, type = SOCK_STREAM, listens = 0;
    socklen_t size = sizeof(int);
    if (fd < 0 || fstat(fd, &info) != 0) return UV_EBADF;
    if (S_ISSOCK(info.st_mode)) {
        getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size);
        getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size);
        getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
    } else if (!S_ISFIFO(info.st_mode)) {
        return UV_ENOTSUP;
    }
    *is_tcp = domain == AF_INET || domain == AF_INET6;
    return type == SOCK_STREAM && !listens ? 0 : UV_ENOTSUP;
}

sley_status sley_net_adopt(sley_task *task, int64_t fd, sley_conn **result)
{
    bool is_tcp = false;
    int number = fd < 0 || fd > INT32_MAX ? -1 : (int)fd;
    executor *x = full(task->base.executor);
    *result = NULL;
    int code = look_at(number, &is_tcp);
    if (code == UV_ENOTSUP) {
        char text[96];
        snprintf(text, sizeof text, "descriptor %d: neither a pipe nor a connected stream socket",
                 number);
        task->base.error = sley_net_error_new(&sley_error_net, sley_str_from_cstr(text));
        return SLEY_ERROR;
    }
    if (code == 0 && sley__conn_has_fd(x, number)) code = UV_EEXIST;
    if (code == 0) *result = stream_on(x, number, is_tcp, &code);
    return *result ? SLEY_OK : throw_at(task, number, code);
}
