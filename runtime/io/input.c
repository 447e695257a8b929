// SPDX-License-Identifier: MIT
// input.c - standard input and output, and the objects that `async for` reads lines from.
//
// Standard input is a stream like a connection: a terminal, a pipe or a socket through libuv; a
// file is read directly, since it is always ready. Its descriptor is never closed. libuv makes
// what it reads non-blocking, and that flag belongs to every process that has it open: a pipe is
// opened anew, for us alone; what cannot be (a socket) has its flags set back at the end.
#include "io/internal.h"
#include "sley/format.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Closing the handle must not close our standard input: it gets a descriptor of its own.
static int open_pipe(executor *x, sley_conn *c)
{
    int fd = open("/dev/stdin", O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
    if (fd < 0) return uv_translate_sys_error(errno);
    uv_pipe_init(x->loop, &c->uv.pipe, 0);
    c->flags &= (uint8_t)~CONN_IS_FILE;
    int code = uv_pipe_open(&c->uv.pipe, fd);
    if (code != 0) close(fd);
    return code;
}

static sley_conn *open_input(executor *x)
{
    sley_conn *c = sley__conn_new(x);
    c->flags |= CONN_IS_FILE; // until there is a handle, which has to be closed
    int code = 0;
    uv_handle_type kind = uv_guess_handle(STDIN_FILENO);
    if (kind == UV_TTY || kind == UV_NAMED_PIPE || kind == UV_TCP)
        sley__open_keep_flags(STDIN_FILENO);
    switch ((int)kind) {
    case UV_TTY:
        code = uv_tty_init(x->loop, &c->uv.tty, STDIN_FILENO, 1);
        if (code == 0) c->flags &= (uint8_t)~CONN_IS_FILE;
        break;
    case UV_NAMED_PIPE:
    case UV_TCP:
        code = open_pipe(x, c);
        break;
    default:
        break;
    }
    c->uv.any.data = c;
    c->read_error = code;
    return c;
}

static void drop_input(executor *x)
{
    sley_conn *input = x->input;
    x->input = NULL;
    sley_conn_release(input);
}

static sley_conn *input(sley_task *task)
{
    executor *x = full(task->base.executor);
    if (!x->input) {
        x->input = open_input(x);
        x->drop_input = drop_input;
    }
    return x->input;
}

sley_status sley_io_read_line(sley_task *task, sley_frame *self, sley_conn_wait *w,
                              sley_str **result)
{
    return sley_conn_read_line(task, self, w, input(task), result);
}

sley_status sley_io_read(sley_task *task, sley_frame *self, sley_conn_wait *w, int64_t n,
                         sley_bytes **result)
{
    return sley_conn_read(task, self, w, input(task), n, result);
}

sley_status sley_io_read_all(sley_task *task, sley_frame *self, sley_conn_wait *w,
                             sley_str **result)
{
    return sley__conn_read_all(task, self, w, input(task), result);
}

sley_status sley_io_prompt(sley_task *task, sley_frame *self, sley_conn_wait *w, sley_str *text,
                           sley_str **result)
{
    if (sley__is_cancelled(task)) {
        *result = NULL;
        return sley__wait_stop(task, self);
    }
    sley_stdout_put(text->data, (size_t)text->len);
    sley_stdout_flush();
    return sley_io_read_line(task, self, w, result);
}

// ---- output: print.c buffers and writes it ---------------------------------------------------

void sley_io_write(sley_str *text)
{
    sley_stdout_put(text->data, (size_t)text->len);
}

void sley_io_write_bytes(sley_bytes *data)
{
    sley_stdout_put((const char *)data->data, (size_t)data->len);
}

void sley_io_flush(void)
{
    sley_stdout_flush();
    sley__input_output_failed();
}

bool sley__input_output_failed(void)
{
    static atomic_bool was_reported;
    int code = sley_stdout_error();
    if (code == 0) return false;
    if (!atomic_exchange(&was_reported, true)) {
        fprintf(stderr, "error: cannot write to standard output: %s\n",
                uv_strerror(uv_translate_sys_error(code)));
    }
    return true;
}

// ---- lines -----------------------------------------------------------------------------------

struct sley_net_lines {
    sley_object head;
    sley_conn *conn;
};

struct sley_io_lines {
    sley_object head;
};

sley_net_lines *sley_conn_lines(sley_conn *c)
{
    sley_net_lines *l = sley__alloc(sizeof *l);
    l->head = (sley_object){.refs = 1};
    l->conn = sley_conn_retain(c);
    return l;
}

static void free_net_lines(sley_net_lines *l)
{
    sley_conn_release(l->conn);
    free(l);
}

HANDLE_COUNT(net_lines, free_net_lines)

sley_status sley_net_lines_next(sley_task *task, sley_frame *self, sley_conn_wait *w,
                                sley_net_lines *l, sley_str **result)
{
    return sley_conn_read_line(task, self, w, l->conn, result);
}

sley_io_lines *sley_io_lines_new(void)
{
    sley_io_lines *l = sley__alloc(sizeof *l);
    l->head = (sley_object){.refs = 1};
    return l;
}

HANDLE_COUNT(io_lines, free)

sley_status sley_io_lines_next(sley_task *task, sley_frame *self, sley_conn_wait *w,
                               sley_io_lines *l, sley_str **result)
{
    (void)l;
    return sley_io_read_line(task, self, w, result);
}

// ---- how these objects lie in containers -----------------------------------------------------

#define OBJECT_TYPE(NAME, TEXT)                                                 \
    static void NAME##_print_at(sley_text *out, const void *place)              \
    {                                                                           \
        sley_text_put_cstr(out, *(void *const *)place ? "<" TEXT ">" : "none"); \
    }                                                                           \
    HANDLE_TYPE(NAME, TEXT, .print = NAME##_print_at)

OBJECT_TYPE(conn, "net.Conn");
OBJECT_TYPE(listener, "net.Server");
OBJECT_TYPE(net_lines, "net.Lines");
OBJECT_TYPE(io_lines, "io.Lines");
OBJECT_TYPE(file_lines, "fs.Lines");
