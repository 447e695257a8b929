// SPDX-License-Identifier: MIT
// print.c - stdout and stderr of print: whole lines, each in one write (S106).
//
// A line leaves at once; what has no newline yet waits in the thread's `rest`, so that
// lines of threads do not mix.  A descriptor that someone made non-blocking is waited
// for, as print does not suspend.  When stdout has no reader any more the program ends
// as SIGPIPE would end it: print cannot fail, and to go on would be of no use.  Any
// other failure to write to stdout (a full disk) is kept: io.flush() and the end of the
// program report it, once, and the status is not 0.

#include "sley/format.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "sley/text.h"

static _Thread_local sley_text rest; // all zero is an empty buffer too

static atomic_int write_error; // the first errno of stdout; 0: none

static void write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n >= 0) {
            data += n;
            len -= (size_t)n;
        } else if (errno == EAGAIN) {
            struct pollfd ready = {fd, POLLOUT, 0};
            (void)poll(&ready, 1, -1);
        } else if (errno == EPIPE && fd == STDOUT_FILENO) {
            signal(SIGPIPE, SIG_DFL);
            raise(SIGPIPE);
            return;
        } else if (errno != EINTR) {
            int none = 0;
            if (fd == STDOUT_FILENO) atomic_compare_exchange_strong(&write_error, &none, errno);
            return;
        }
    }
}

void sley_stdout_flush(void)
{
    // Emptied before the write: a signal handler or a panic may come here again.
    size_t len = rest.len;
    rest.len = 0;
    write_all(STDOUT_FILENO, rest.data, len);
}

int sley_stdout_error(void)
{
    return atomic_load(&write_error);
}

// How many bytes reach to the end of the last line.
static size_t lines_len(const char *data, size_t len)
{
    while (len > 0 && data[len - 1] != '\n') len--;
    return len;
}

void sley_stdout_put(const char *data, size_t len)
{
    size_t lines = lines_len(data, len);
    if (lines > 0 && rest.len > 0) {
        sley_text_put(&rest, data, lines);
        sley_stdout_flush();
    } else {
        write_all(STDOUT_FILENO, data, lines);
    }
    if (lines == len) {
        if (rest.data) sley_text_fini(&rest);
        return;
    }
    if (!rest.data) sley_text_init(&rest);
    sley_text_put(&rest, data + lines, len - lines);
}

void sley_write(const sley_part *parts, size_t count)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_parts(&text, parts, count);
    sley_stdout_put(text.data, text.len);
    sley_text_fini(&text);
}

void sley_print(const sley_part *parts, size_t count)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_parts(&text, parts, count);
    sley_text_put(&text, "\n", 1);
    sley_stdout_put(text.data, text.len);
    sley_text_fini(&text);
}

void sley_write_error(const sley_part *parts, size_t count)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_parts(&text, parts, count);
    write_all(STDERR_FILENO, text.data, text.len);
    sley_text_fini(&text);
}

void sley_print_error(const sley_part *parts, size_t count)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_parts(&text, parts, count);
    sley_text_put(&text, "\n", 1);
    write_all(STDERR_FILENO, text.data, text.len);
    sley_text_fini(&text);
}
