// SPDX-License-Identifier: MIT
// net_descriptors.h - descriptors for net_descriptors.sley.
#ifndef NET_DESCRIPTORS_H
#define NET_DESCRIPTORS_H

#include <fcntl.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

// Two ends: what is written to *second is read from *first. kind: 0 a pipe, 1 a socket pair.
static inline int32_t two_ends(int32_t kind, int32_t *first, int32_t *second)
{
    int fds[2];
    int status = kind ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds)
                      : pipe2(fds, O_CLOEXEC);
    if (status != 0) return -1;
    *first = fds[0];
    *second = fds[1];
    return 0;
}

static inline int32_t put(int32_t fd, int32_t count)
{
    char data[4096] = {'x'};
    int32_t sent = 0;
    while (sent < count) {
        ssize_t n = write(fd, data, count - sent < 4096 ? (size_t)(count - sent) : 4096);
        if (n <= 0) return sent;
        sent += (int32_t)n;
    }
    return sent;
}

static inline int32_t fill(int32_t fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    return put(fd, 1 << 30);
}

static inline int32_t take(int32_t fd, int32_t count)
{
    char data[65536];
    return (int32_t)read(fd, data, count < 65536 ? (size_t)count : 65536);
}

static inline int32_t shut(int32_t fd)
{
    return close(fd);
}

static inline int32_t is_open(int32_t fd)
{
    return fcntl(fd, F_GETFD) != -1;
}

#endif
