// SPDX-License-Identifier: MIT
// main.c - the command `sley`, and `sleyc` when called by that name.
#include <fcntl.h>
#include <unistd.h>

#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/temporary.h"

// A descriptor below 3 that is closed would be given to the first file that we open, and
// messages would go into that.
static void open_standard_files(void)
{
    int fd;
    do fd = open("/dev/null", O_RDWR); while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0) close(fd);
}

int main(int argc, char **argv)
{
    open_standard_files();
    temporary_init();
    options opts;
    int status = options_read(&opts, argc, argv);
    if (status < 0) status = opts.verb->run(&opts);
    if (!output_finish() && status == STATUS_FINE) status = STATUS_USAGE;
    arena_fini(&opts.memory);
    return status;
}
