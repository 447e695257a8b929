// SPDX-License-Identifier: MIT
// cmd_test.c - `sley test FILE`: a program whose main() runs the test blocks.
//
// That program reads the same options (sley_test_main in the runtime), on
// virtual time.
#include "cmd/cache.h"

static void pass_on(options *opts, string_list *arguments, const char *name, const char *value)
{
    if (value == NULL) return;
    array_push(&opts->memory, arguments, name);
    array_push(&opts->memory, arguments, value);
}

int cmd_test(options *opts)
{
    if (opts->program.input == NULL) return options_usage_error("which file? sley test FILE");
    string_list arguments = {0};
    pass_on(opts, &arguments, "--seed", opts->seed);
    pass_on(opts, &arguments, "--seeds", opts->seeds);
    pass_on(opts, &arguments, "--policy", opts->policy);
    pass_on(opts, &arguments, "--trace", option_given(opts, FLAG_TRACE) ? "1" : NULL);
    pass_on(opts, &arguments, "--cancel-fuzz", option_given(opts, FLAG_CANCEL_FUZZ) ? "1" : NULL);
    pass_on(opts, &arguments, "--cancel-at", opts->cancel_at);
    pass_on(opts, &arguments, "--check-leaks", option_given(opts, FLAG_CHECK_LEAKS) ? "1" : NULL);
    pass_on(opts, &arguments, "--tap", option_given(opts, FLAG_TAP) ? "1" : NULL);
    pass_on(opts, &arguments, "--junit", opts->junit);
    pass_on(opts, &arguments, "--filter", opts->filter);
    int status;
    const char *path = cache_program(opts, &status);
    return path != NULL ? cache_run(opts, path, &arguments) : status;
}
