// SPDX-License-Identifier: MIT
// epoll.c - the limit of samples/echo.sley: every byte comes back, by epoll and nothing else.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static char data[65536];
static int epoll;

static void watch(int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) exit(1);
}

static void accept_one(int listener)
{
    int on = 1;
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(fd);
}

static void echo(int fd)
{
    ssize_t n = read(fd, data, sizeof data);
    if (n <= 0) {
        close(fd);
        return;
    }
    for (ssize_t at = 0; at < n;) {
        ssize_t sent = write(fd, data + at, (size_t)(n - at));
        if (sent > 0) at += sent;
    }
}

int main(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    epoll = epoll_create1(0);
    if (bind(listener, (struct sockaddr *)&address, size) != 0) return 1;
    if (listen(listener, 1024) != 0) return 1;
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("listening on %d\n", ntohs(address.sin_port));
    fflush(stdout);
    watch(listener);
    while (1) {
        struct epoll_event events[1024];
        int count = epoll_wait(epoll, events, 1024, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) accept_one(fd);
            else echo(fd);
        }
    }
}
