// SPDX-License-Identifier: MIT
// load.c - clients of an echo server: processor time of the server for each request, in us.
//
//     load PORT CONNECTIONS BYTES REQUESTS PID
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MOST = 4096 };

static char data[65536];
static int fds[CONNECTIONS_MOST];
static int missing[65536]; // of the answer, by descriptor

static double processor_time(int pid)
{
    clockid_t clock;
    struct timespec t;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &t) != 0) exit(2);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void ask(int fd, int size)
{
    missing[fd] = size;
    if (write(fd, data, (size_t)size) != size) exit(3);
}

static void take(int fd)
{
    ssize_t n = read(fd, data, sizeof data);
    if (n <= 0) exit(4);
    missing[fd] -= (int)n;
}

int main(int argc, char **argv)
{
    if (argc != 6) return 1;
    int port = atoi(argv[1]), connections = atoi(argv[2]), size = atoi(argv[3]);
    int requests = atoi(argv[4]), pid = atoi(argv[5]);
    int on = 1, sent = 0, done = 0, epoll = epoll_create1(0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connections > CONNECTIONS_MOST || size > (int)sizeof data) return 1;
    for (int i = 0; i < connections; i++) {
        int fd = fds[i] = socket(AF_INET, SOCK_STREAM, 0);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
        ask(fd, size); // the first one also accepts
        while (missing[fd] > 0) take(fd);
    }
    double before = processor_time(pid);
    for (int i = 0; i < connections; i++, sent++) ask(fds[i], size);
    while (done < requests) {
        struct epoll_event events[1024];
        int count = epoll_wait(epoll, events, 1024, -1);
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            take(fd);
            if (missing[fd] > 0) continue;
            done++;
            if (sent++ < requests) ask(fd, size);
        }
    }
    printf("%.2f\n", (processor_time(pid) - before) / done);
    return 0;
}
