// SPDX-License-Identifier: MIT
// unix.c - sockets of the file system: the same streams and servers under a path.
//
// Connecting does not wait: either there is room in the server's queue or there is not. A server's
// path belongs to its owner alone (0600) from the bind on. A path that is left of a server that
// died is taken over; a server that closes removes its own.
#include "io/listener.h"
#include "io/process.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

// Zero, or the error's number.
static int address_of(const sley_str *path, struct sockaddr_un *out)
{
    memset(out, 0, sizeof *out);
    out->sun_family = AF_UNIX;
    if (path->len == 0 || memchr(path->data, 0, (size_t)path->len)) return EINVAL;
    if ((size_t)path->len >= sizeof out->sun_path) return ENAMETOOLONG;
    memcpy(out->sun_path, path->data, (size_t)path->len);
    return 0;
}

static int open_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static int connect_fd(int fd, const struct sockaddr_un *address)
{
    int code;
    do code = connect(fd, (const struct sockaddr *)address, sizeof *address);
    while (code != 0 && errno == EINTR);
    return code == 0 ? 0 : errno;
}

static sley_error *unix_error(int code, const char *what, const sley_str *path)
{
    char text[256];
    int name = uv_translate_sys_error(code);
    snprintf(text, sizeof text, "%s %.*s: %s", what, path->len < 128 ? (int)path->len : 128,
             path->data, uv_strerror(name));
    return sley__net_error_of(code == ENOENT ? UV_ECONNREFUSED : name, text);
}

// ---- connecting ------------------------------------------------------------------------------

sley_status sley_net_connect_unix(sley_task *task, sley_frame *self, sley_waiter *w,
                                  sley_str *path, sley_conn **result)
{
    (void)w;
    struct sockaddr_un address;
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    int code = address_of(path, &address);
    int fd = code == 0 ? open_socket() : -1;
    if (code == 0 && fd < 0) code = errno;
    if (code == 0) code = connect_fd(fd, &address);
    if (code == 0) {
        int refused = 0;
        *result = sley__pipe_conn(full(task->base.executor), fd, address.sun_path, &refused);
        if (*result) (*result)->flags &= (uint8_t)~CONN_PATIENT;
        code = -refused;
    } else if (fd >= 0) {
        close(fd);
    }
    if (code == 0) return sley__end(task, self, SLEY_OK);
    task->base.error = unix_error(code, "connect", path);
    return sley__end(task, self, SLEY_ERROR);
}

// ---- listening -------------------------------------------------------------------------------

// Nothing listens there any more.
static bool is_left_over(const struct sockaddr_un *address)
{
    struct stat info;
    if (lstat(address->sun_path, &info) != 0 || !S_ISSOCK(info.st_mode)) return false;
    int fd = open_socket();
    int code = fd < 0 ? errno : connect_fd(fd, address);
    if (fd >= 0) close(fd);
    return code == ECONNREFUSED;
}

static int bind_and_listen(int fd, const struct sockaddr_un *address, int backlog)
{
    const struct sockaddr *at = (const struct sockaddr *)address;
    if (fchmod(fd, 0600) != 0) return errno;
    int code = bind(fd, at, sizeof *address) == 0 ? 0 : errno;
    if (code == EADDRINUSE && is_left_over(address)) {
        unlink(address->sun_path);
        code = bind(fd, at, sizeof *address) == 0 ? 0 : errno;
    }
    if (code != 0) return code;
    return listen(fd, backlog) == 0 ? 0 : errno;
}

sley_status sley_net_listen_unix(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *path,
                                 int64_t backlog, sley_listener **result)
{
    (void)w;
    struct sockaddr_un address;
    int queue = backlog < 1 ? 1 : backlog > 65535 ? 65535 : (int)backlog;
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    int code = address_of(path, &address);
    int fd = code == 0 ? open_socket() : -1;
    if (code == 0) code = fd < 0 ? errno : bind_and_listen(fd, &address, queue);
    if (code == 0) {
        *result = sley__listener_on_path(full(task->base.executor), fd, path);
        return sley__end(task, self, SLEY_OK);
    }
    if (fd >= 0) close(fd);
    task->base.error = unix_error(code, "listen", path);
    return sley__end(task, self, SLEY_ERROR);
}

// ---- whose connection it is ------------------------------------------------------------------

sley_conn *sley__unix_accepted(executor *x, int fd, int *code)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    char name[64] = "unix";
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0) {
        snprintf(name, sizeof name, "process %d of user %d", (int)peer.pid, (int)peer.uid);
    }
    sley_conn *c = sley__pipe_conn(x, fd, name, code);
    if (c) c->flags &= (uint8_t)~CONN_PATIENT;
    return c;
}
