// SPDX-License-Identifier: MIT
// pipe.c - streams on the pipes of children.
#include "io/process.h"

#include <unistd.h>

sley_conn *sley__pipe_conn(executor *x, int fd, const char *name, int *code)
{
    sley_conn *c = sley__conn_new(x);
    uv_pipe_init(x->loop, &c->uv.pipe, 0);
    c->uv.any.data = c;
    c->flags |= CONN_PATIENT;
    c->peer = sley_str_from_cstr(name);
    *code = uv_pipe_open(&c->uv.pipe, fd);
    if (*code == 0) return c;
    close(fd);
    sley_conn_release(c);
    return NULL;
}
