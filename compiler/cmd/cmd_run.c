// SPDX-License-Identifier: MIT
// cmd_run.c - `sley run FILE`.
#include "cmd/cache.h"

int cmd_run(options *opts)
{
    if (opts->program.input == NULL)
        return options_usage_error("which file? sley run FILE [-- ARGUMENT...]");
    int status;
    const char *path = cache_program(opts, &status);
    return path != NULL ? cache_run(opts, path, &opts->arguments) : status;
}
