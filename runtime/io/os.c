// SPDX-License-Identifier: MIT
// os.c - the process and its surroundings.
#include "io/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sley/list.h"
#include "sley/types.h"

static int program_argc;
static char **program_argv;

void sley__os_set_args(int argc, char **argv)
{
    program_argc = argc;
    program_argv = argv;
}

static sley_str *host_text(const char *text)
{
    return sley_str_from_utf8_lossy(text, strlen(text));
}

sley_list *sley_os_args(void)
{
    sley_list *args = sley_list_new(&sley_type_str, program_argc);
    for (int i = 1; i < program_argc; i++) {
        sley_str *arg = host_text(program_argv[i]);
        sley_list_append(args, &arg);
    }
    return args;
}

sley_str *sley_os_program(void)
{
    return host_text(program_argc > 0 ? program_argv[0] : "");
}

sley_str *sley_os_env(sley_str *name)
{
    if (name->len > 0 && memchr(name->data, 0, (size_t)name->len)) return NULL;
    char *text = sley__alloc((size_t)name->len + 1);
    memcpy(text, name->data, (size_t)name->len);
    text[name->len] = 0;
    const char *value = getenv(text);
    free(text);
    return value ? host_text(value) : NULL;
}

int64_t sley_os_pid(void)
{
    return getpid();
}

sley_str *sley_os_cwd(void)
{
    char *path = getcwd(NULL, 0);
    sley_str *text = host_text(path ? path : "");
    free(path);
    return text;
}
