// SPDX-License-Identifier: MIT
// cmd_build.c - `sley build FILE -o PROGRAM` and `sley check FILE`.
#include <string.h>

#include "cmd/build.h"

int cmd_build(options *opts)
{
    if (opts->program.input == NULL)
        return options_usage_error("which file? sley build FILE -o PROGRAM");
    if (opts->output == NULL)
        return options_usage_error("where to? sley build %s -o PROGRAM", opts->program.input);
    toolchain tools;
    if (!toolchain_find(&opts->memory, &tools)) return STATUS_USAGE;
    program prog;
    build_begin(&prog, opts);
    int status = STATUS_ERRORS;
    if (driver_check(&prog) != NULL) {
        status = build_program(&prog, opts, &tools, "2", opts->output);
    }
    program_fini(&prog);
    return status;
}

int cmd_build_check(options *opts)
{
    if (opts->program.input == NULL) return options_usage_error("which file? sley check FILE");
    program prog;
    build_begin(&prog, opts);
    bool good = driver_check(&prog) != NULL;
    // A dump is made of what only a program without errors has.
    if (good && opts->program.dump != NULL) good = driver_lower(&prog, STAGE_C) != NULL;
    else if (good) good = driver_lint(&prog);
    program_fini(&prog);
    return good ? STATUS_FINE : STATUS_ERRORS;
}
