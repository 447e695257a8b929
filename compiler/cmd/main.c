// SPDX-License-Identifier: MIT
// main.c - the command `sley`, and `sleyc` when called by that name.
#include "cmd/options.h"

int main(int argc, char **argv)
{
    options opts;
    int status = options_read(&opts, argc, argv);
    if (status < 0) status = opts.verb->run(&opts);
    arena_fini(&opts.memory);
    return status;
}
