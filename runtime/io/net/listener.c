// SPDX-License-Identifier: MIT
// listener.c - TCP servers: who listens, and accepts one connection for each task that waits.
//
// L1  The socket is polled only while a task waits in `line`: the kernel's queue is the only
//     one, and a server that is busy elsewhere accepts none.
// L2  When a connection cannot be taken because descriptors or memory have run out, or as many are
//     open as may be, the server rests for REST and looks again. Clients that wait stay in the
//     kernel's queue; nothing spins, and the server comes back by itself.//
// L3  A server may have its connections shake hands first, several at once: only those that have
//     are given; those that fail are closed, and none holds up another.
#include "io/filter.h"
#include "io/listener.h"
#include "sley/list.h"
#include "sley/sync.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    REST = 100 * NANOS_PER_MS,
    CONNECTIONS_MOST = 10000, // open at once, in an executor; fewer where descriptors are few
    DESCRIPTORS_LEFT = 64,    // .. for files, pipes and what the program itself opens
    SHAKING_MOST = 64,        // that shake hands at once
};

struct sley_listener {
    sley_object head;
    executor *executor;
    open_link link;
    int fd;
    uv_poll_t poll;     // active while a task waits, and it does not rest
    sley_wait rest;     // armed while it rests (L2)
    sley_waiter *line;  // tasks that wait for a connection
    sley_event *ended; // set once it is closed
    sley_str *address;
    int64_t port;
    sley_str *path; // of a socket of the file system; NULL: TCP
    ino_t inode;    // what it made there
    handle_state state;
    const conn_securing *how; // how connections shake hands; NULL: they do not
    void *context;            // of it, a reference
    struct ready *ready;      // L3: those that have shaken hands and were not taken
    uint32_t shaking;         // those that are at it
    bool is_taking;           // no one is to be served from inside of that
};

typedef struct ready {
    struct ready *next;
    sley_conn *conn;
} ready;

static void free_listener(sley_listener *l)
{
    assert(!l->line && !l->rest.index && l->state == HANDLE_GONE);
    sley__open_remove(&l->link);
    sley_event_release(l->ended);
    sley_str_release(l->address);
    sley_str_release(l->path);
    if (l->how) l->how->release(l->context);
    l->executor->blocks--;
    free(l);
}

static void on_listener_closed(uv_handle_t *handle)
{
    sley_listener *l = handle->data;
    assert(l->state == HANDLE_CLOSING && !l->line); // I4
    l->state = HANDLE_GONE;
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

static void accept_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_listener *)w->object)->line, w);
    sley__executor_drop_source(wait->task->base.executor);
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

// ---- accepting ------------------------------------------------------------------------------

// The greatest number of connections that are open at once.
static uint32_t most_connections(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
        return CONNECTIONS_MOST;
    }
    if (limit.rlim_cur <= 2 * DESCRIPTORS_LEFT) return (uint32_t)limit.rlim_cur / 2 + 1;
    rlim_t most = limit.rlim_cur - DESCRIPTORS_LEFT;
    return most < CONNECTIONS_MOST ? (uint32_t)most : CONNECTIONS_MOST;
}

static bool is_passing(int code) // the newcomer has gone; the next one is found in the next turn
{
    return code == EINTR || code == ECONNABORTED || code == ECONNRESET || code == EPROTO
           || code == EPERM || code == ENETDOWN
           || code == ENOPROTOOPT || code == EHOSTDOWN || code == EHOSTUNREACH
           || code == EOPNOTSUPP || code == ENETUNREACH || code == ETIMEDOUT;
}

static bool is_shortage(int code)
{
    return code == EMFILE || code == ENFILE || code == ENOBUFS || code == ENOMEM;
}

static void take_rest(sley_listener *l)
{
    uv_poll_stop(&l->poll);
    if (l->rest.index) return;
    sley_executor *e = &l->executor->hot;
    sley__timer_add(e, &l->rest, sley__clock_deadline(e, REST));
}

// Takes the descriptor; NULL with *code set (UV_E*).
static sley_conn *accepted(executor *x, int fd, int *code)
{
    sley_conn *c = sley__conn_new(x);
    uv_tcp_init(x->loop, &c->uv.tcp);
    c->uv.any.data = c;
    *code = uv_tcp_open(&c->uv.tcp, fd);
    if (*code == 0) {
        sley__net_connected(c);
        return c;
    }
    close(fd);
    sley_conn_release(c);
    return NULL;
}

// A connection that waits. SLEY_PENDING: there is none, or it has to wait for better times.
static sley_status take_plain(sley_listener *l, sley_conn **result, sley_error **error)
{
    executor *x = l->executor;
    *result = NULL;
    if (l->rest.index) return SLEY_PENDING;
    if (x->connections >= most_connections()) {
        take_rest(l);
        return SLEY_PENDING;
    }
    int fd = accept4(l->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    int code = fd < 0 ? errno : 0;
    if (code == EAGAIN || code == EWOULDBLOCK || is_passing(code)) return SLEY_PENDING;
    if (is_shortage(code)) {
        take_rest(l);
        return SLEY_PENDING;
    }
    if (code == 0) {
        sley_conn *c = l->path ? sley__unix_accepted(x, fd, &code) : accepted(x, fd, &code);
        if (c) {
            c->flags |= CONN_SERVER;
            c->message_within = MESSAGE_WITHIN * 1000 * (int64_t)NANOS_PER_MS;
            x->connections++;
            *result = c;
            return SLEY_OK;
        }
        code = -code;
    }
    *error = sley__net_error(uv_translate_sys_error(code), "accept");
    return SLEY_ERROR;
}

static void serve(sley_listener *l);

// ---- connections that shake hands first (L3) ---------------------------------------------------

static void drop_conn(sley_conn *c)
{
    sley_conn_abort(c);
    sley_conn_release(c);
}

static void on_shaken(sley_conn *c, sley_error *error, void *argument)
{
    sley_listener *l = argument;
    assert(l->shaking > 0);
    l->shaking--;
    if (error || l->state != HANDLE_OPEN) {
        sley_error_release(error);
        drop_conn(c);
    } else {
        ready **last = &l->ready;
        while (*last) last = &(*last)->next;
        *last = sley__alloc(sizeof **last);
        **last = (ready){NULL, c};
    }
    if (l->state == HANDLE_OPEN && !l->is_taking && l->line) serve(l);
    sley_listener_release(l);
}

static sley_conn *pop_ready(sley_listener *l)
{
    ready *first = l->ready;
    if (!first) return NULL;
    sley_conn *c = first->conn;
    l->ready = first->next;
    free(first);
    return c;
}

static sley_status take_secured(sley_listener *l, sley_conn **result, sley_error **error)
{
    sley_status st = SLEY_OK;
    assert(l->how && !l->is_taking);
    l->is_taking = true;
    while (!l->ready && st == SLEY_OK && l->shaking < SHAKING_MOST) {
        sley_conn *c = NULL;
        st = take_plain(l, &c, error);
        if (st != SLEY_OK) break;
        l->shaking++;
        l->how->start(c, l->context, NULL, on_shaken, sley_listener_retain(l));
    }
    l->is_taking = false;
    *result = pop_ready(l);
    if (*result) return SLEY_OK;
    return st == SLEY_ERROR ? SLEY_ERROR : SLEY_PENDING;
}

static sley_status take_connection(sley_listener *l, sley_conn **result, sley_error **error)
{
    return l->how ? take_secured(l, result, error) : take_plain(l, result, error);
}

void sley__listener_secure(sley_listener *l, const conn_securing *how, void *context)
{
    assert(!l->how && !l->line);
    l->how = how;
    l->context = how->retain(context);
}

static void on_readable(uv_poll_t *poll, int status, int events)
{
    (void)events;
    sley_listener *l = poll->data;
    if (status < 0) take_rest(l);
    else serve(l);
}

// Gives the connections that are there to the tasks that wait, and polls for the others.
static void serve(sley_listener *l)
{
    while (l->line) {
        sley_conn *c = NULL;
        sley_error *error = NULL;
        sley_status st = take_connection(l, &c, &error);
        if (st == SLEY_PENDING) break;
        sley_waiter *w = sley__conn_take(&l->line);
        memcpy(w->place, &c, sizeof(sley_conn *));
        if (st == SLEY_ERROR) w->base.task->base.error = error;
        sley__claim(&w->base, st);
    }
    if (!l->line) {
        uv_poll_stop(&l->poll);
    } else if (!l->rest.index && uv_poll_start(&l->poll, UV_READABLE, on_readable) != 0) {
        take_rest(l);
    }
}

static void rested(sley_wait *wait)
{
    serve(container_of(wait, sley_listener, rest));
}

static const sley_wait_kind rest_kind = {.name = "rest of a server", .done = rested};

static sley_error *server_closed(void)
{
    return sley__net_error(UV_EBADF, "accept: the server is closed");
}

static sley_status next_connection(sley_task *task, sley_frame *self, sley_waiter *w,
                                   sley_listener *l, const sley_wait_kind *kind,
                                   sley_conn **result)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (!l->line) {
        sley_error *error = NULL;
        sley_status st = take_connection(l, result, &error);
        if (st == SLEY_ERROR) task->base.error = error;
        if (st != SLEY_PENDING) return sley__end(task, self, st);
    }
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    sley_status st = sley__conn_park(task, self, w, &l->line, kind, l, result);
    serve(l); // finds none, or one that came in between
    return st;
}

sley_status sley_listener_next(sley_task *task, sley_frame *self, sley_waiter *w, sley_listener *l,
                               sley_conn **result)
{
    *result = NULL;
    if (l->state != HANDLE_OPEN) { // as a read at the end (S78)
        if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
        return sley__wait_give_way(task, self, SLEY_OK);
    }
    return next_connection(task, self, w, l, &next_kind, result);
}

sley_status sley_listener_accept(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_listener *l, sley_conn **result)
{
    *result = NULL;
    if (l->state != HANDLE_OPEN) {
        if (sley__must_stop(task)) return sley__wait_stop(task, self);
        task->base.error = server_closed();
        return sley__end(task, self, SLEY_ERROR);
    }
    return next_connection(task, self, w, l, &accept_kind, result);
}

// ---- life -----------------------------------------------------------------------------------

static sley_listener *new_listener(executor *x, int fd)
{
    assert(fd >= 0);
    sley_listener *l = sley__alloc(sizeof *l);
    memset(l, 0, sizeof *l);
    l->head.refs = 1;
    l->executor = x;
    l->link.end = end_listener;
    l->link.busy = listener_busy;
    l->fd = fd;
    l->ended = sley_event_new(&x->hot, NULL);
    l->rest.kind = &rest_kind;
    uv_poll_init(x->loop, &l->poll, fd); // a socket: cannot fail
    l->poll.data = l;
    sley__open_add(x, &l->link);
    x->blocks++;
    return l;
}

static socklen_t size_of(const struct sockaddr *address)
{
    return address->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                          : sizeof(struct sockaddr_in);
}

// Zero, or the error's number.
static int bind_and_listen(int fd, const struct sockaddr *address, int backlog,
                           struct sockaddr_storage *bound)
{
    int on = 1;
    socklen_t size = sizeof *bound;
    bool is_well = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
                   && bind(fd, address, size_of(address)) == 0 && listen(fd, backlog) == 0
                   && getsockname(fd, (struct sockaddr *)bound, &size) == 0;
    return is_well ? 0 : errno;
}

sley_listener *sley__listener_open(executor *x, const struct sockaddr *address, int backlog,
                                   int *code)
{
    struct sockaddr_storage bound;
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int failed = fd < 0 ? errno : bind_and_listen(fd, address, backlog, &bound);
    *code = failed ? uv_translate_sys_error(failed) : 0;
    if (failed) {
        if (fd >= 0) close(fd);
        return NULL;
    }
    sley_listener *l = new_listener(x, fd);
    l->port = sley__net_port(&bound);
    l->address = sley__net_address_text(&bound);
    return l;
}

sley_listener *sley__listener_on_path(executor *x, int fd, sley_str *path)
{
    struct stat info;
    struct sockaddr_un address;
    socklen_t size = sizeof address;
    sley_listener *l = new_listener(x, fd);
    l->path = sley_str_retain(path);
    l->address = sley_str_retain(path);
    if (getsockname(fd, (struct sockaddr *)&address, &size) == 0
        && lstat(address.sun_path, &info) == 0) {
        l->inode = info.st_ino;
    }
    return l;
}

// Unless something else has taken its place.
static void remove_path(const sley_listener *l)
{
    struct stat info;
    struct sockaddr_un address;
    socklen_t size = sizeof address;
    bool is_ours = getsockname(l->fd, (struct sockaddr *)&address, &size) == 0
                   && lstat(address.sun_path, &info) == 0 && info.st_ino == l->inode;
    if (is_ours) unlink(address.sun_path);
}

static void let_go(sley_listener *l)
{
    sley_listener_close(l);
    if (l->state == HANDLE_GONE) free_listener(l);
}

HANDLE_COUNT(listener, let_go)

void sley_listener_close(sley_listener *l)
{
    if (l->state != HANDLE_OPEN) return;
    l->state = HANDLE_CLOSING;
    sley__timer_remove(&l->executor->hot, &l->rest);
    while (l->line) {
        sley_waiter *w = sley__conn_take(&l->line);
        memset(w->place, 0, sizeof(sley_conn *));
        bool throws = w->base.kind == &accept_kind;
        if (throws) w->base.task->base.error = server_closed();
        sley__claim(&w->base, throws ? SLEY_ERROR : SLEY_OK);
    }
    for (sley_conn *c = pop_ready(l); c; c = pop_ready(l)) drop_conn(c);
    if (l->path) remove_path(l);
    uv_close((uv_handle_t *)&l->poll, on_listener_closed);
    close(l->fd);
    sley_event_set(l->ended);
}

sley_status sley_listener_closed(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_listener *l)
{
    return sley_event_wait(task, self, w, l->ended);
}

void sley_arm_listener_closed(sley_waiter *arm, sley_listener *l)
{
    sley_arm_event_wait(arm, l->ended);
}

sley_list *sley_listener_addresses(sley_listener *l)
{
    sley_list *list = sley_list_new(&sley_type_str, 1);
    sley_str *address = sley_str_retain(l->address);
    sley_list_append(list, &address);
    return list;
}

int64_t sley_listener_port(sley_listener *l)
{
    return l->port;
}

sley_str *sley_listener_address(sley_listener *l)
{
    return sley_str_retain(l->address);
}
