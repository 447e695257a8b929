// SPDX-License-Identifier: MIT
// open.c - what lives on the loop, so that the end of the executor can close it; and what the
// process has to leave as it was.
#include "core/internal.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <termios.h>
#include <unistd.h>

static open_link *link_of(sley_link *ring)
{
    return container_of(ring, open_link, ring);
}

void sley__open_add(executor *x, open_link *link)
{
    assert(link->end && link->busy);
    sley__link_add(&x->open, &link->ring);
}

void sley__open_remove(open_link *link)
{
    if (link->ring.next) sley__link_remove(&link->ring);
}

bool sley__open_any_busy(executor *x)
{
    for (sley_link *at = x->open.next; at != &x->open; at = at->next) {
        if (link_of(at)->busy(link_of(at))) return true;
    }
    return false;
}

void sley__open_end_all(executor *x)
{
    uint64_t within = x->shutdown_bound > 0 ? (uint64_t)x->shutdown_bound : 0;
    uint64_t until = uv_hrtime() + within;
    while (sley__open_any_busy(x) && uv_hrtime() < until) {
        if (uv_run(x->loop, UV_RUN_NOWAIT) == 0) break;
        uv_sleep(1);
    }
    sley__open_end_now(x);
    uv_run(x->loop, UV_RUN_NOWAIT);
}

// Ending one may free it, and others with it.
void sley__open_end_now(executor *x)
{
    while (!sley__link_is_empty(&x->open)) {
        open_link *first = link_of(x->open.next);
        sley__open_remove(first);
        first->end(first);
    }
}

// ---- what others share with us --------------------------------------------------------------

// Flags such as O_NONBLOCK belong to every process that has the same file open, the shell as well.
static atomic_int kept_fd = -1;
static atomic_int kept_flags;

void sley__open_keep_flags(int fd)
{
    if (atomic_load(&kept_fd) >= 0) return;
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) return;
    atomic_store(&kept_flags, flags);
    atomic_store(&kept_fd, fd);
}

// The mode of the terminal at standard input, before the program changed it.
static struct termios kept_mode;
static atomic_bool is_mode_kept;

void sley__open_keep_terminal(const struct termios *mode)
{
    if (atomic_load(&is_mode_kept)) return;
    kept_mode = *mode;
    atomic_store(&is_mode_kept, true);
}

void sley__open_restore_terminal(void)
{
    if (atomic_exchange(&is_mode_kept, false)) tcsetattr(STDIN_FILENO, TCSADRAIN, &kept_mode);
}

void sley__open_restore_flags(void)
{
    sley__open_restore_terminal();
    int fd = atomic_exchange(&kept_fd, -1);
    if (fd >= 0) fcntl(fd, F_SETFL, atomic_load(&kept_flags));
}

void sley__open_leave(int code)
{
    sley__open_restore_flags();
    _exit(code);
}

// A descriptor below 3 that is closed would be given to the first thing that is opened.
void sley__open_standard_files(void)
{
    int fd;
    do fd = open("/dev/null", O_RDWR); while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0) close(fd);
}
