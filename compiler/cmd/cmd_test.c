// SPDX-License-Identifier: MIT
// cmd_test.c - `sley test FILE`: a program whose main() runs the test blocks.
//
// That program reads the same options (sley_test_main in the runtime), on
// virtual time.  What is passed on is checked here, where messages are ours.
#include <stdlib.h>

#include "cmd/cache.h"

static bool is_number(const char *value)
{
    char *end;
    strtoull(value, &end, 10);
    return value[0] >= '0' && value[0] <= '9' && *end == '\0';
}

static bool is_policy(const char *name)
{
    static const char *const policies[] = {"fifo", "random"};
    for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++) {
        if (strcmp(name, policies[i]) == 0) return true;
    }
    return false;
}

static void pass_on(options *opts, string_list *arguments, const char *name, const char *value)
{
    if (value == NULL) return;
    array_push(&opts->memory, arguments, name);
    array_push(&opts->memory, arguments, value);
}

int cmd_test(options *opts)
{
    if (opts->input == NULL) return usage_error("which file? sley test FILE");
    if (opts->seed != NULL && !is_number(opts->seed)) return usage_error("--seed wants a number");
    if (opts->seeds != NULL && !is_number(opts->seeds)) return usage_error("--seeds wants a number");
    if (opts->policy != NULL && !is_policy(opts->policy)) {
        return usage_error("no policy is called %s; there are fifo and random", opts->policy);
    }
    string_list arguments = {0};
    pass_on(opts, &arguments, "--seed", opts->seed);
    pass_on(opts, &arguments, "--seeds", opts->seeds);
    pass_on(opts, &arguments, "--policy", opts->policy);
    pass_on(opts, &arguments, "--filter", opts->filter);
    int status;
    const char *path = cache_program(opts, &status);
    return path != NULL ? cache_run(opts, path, &arguments) : status;
}
