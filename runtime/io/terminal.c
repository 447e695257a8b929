// SPDX-License-Identifier: MIT
// terminal.c - what a terminal is like, and keys one by one.
#include "io/internal.h"

#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

bool sley_io_is_terminal(int64_t fd)
{
    return fd >= 0 && fd <= INT32_MAX && isatty((int)fd);
}

// Of standard output, or of standard error when that is none.
static struct winsize size(void)
{
    struct winsize found = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &found) != 0 || found.ws_col == 0) {
        ioctl(STDERR_FILENO, TIOCGWINSZ, &found);
    }
    return found;
}

int64_t sley_io_columns(void)
{
    return size().ws_col;
}

int64_t sley_io_rows(void)
{
    return size().ws_row;
}

bool sley_io_set_raw(bool on)
{
    struct termios mode;
    if (!on) {
        sley__open_restore_terminal();
        return isatty(STDIN_FILENO);
    }
    if (tcgetattr(STDIN_FILENO, &mode) != 0) return false;
    sley__open_keep_terminal(&mode);
    mode.c_lflag &= (tcflag_t) ~(ECHO | ICANON);
    mode.c_cc[VMIN] = 1;
    mode.c_cc[VTIME] = 0;
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) == 0;
}
