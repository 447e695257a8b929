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

static bool has_byte(const sley_str *s, char byte)
{
    return s->len > 0 && memchr(s->data, byte, (size_t)s->len) != NULL;
}

// As C has it; the caller frees it.
static char *c_text(const sley_str *s)
{
    char *text = sley__alloc((size_t)s->len + 1);
    if (s->len > 0) memcpy(text, s->data, (size_t)s->len);
    text[s->len] = 0;
    return text;
}

sley_str *sley_os_env(sley_str *name)
{
    if (has_byte(name, 0)) return NULL;
    char *text = c_text(name);
    const char *value = getenv(text);
    free(text);
    return value ? host_text(value) : NULL;
}

static void check_name(const sley_str *name, const sley_site *site)
{
    if (name->len == 0 || has_byte(name, '=') || has_byte(name, 0))
        sley_panic(site, "the name of an environment variable is not empty and has no '=' or NUL");
}

void sley_os_setenv(sley_str *name, sley_str *value, const sley_site *site)
{
    check_name(name, site);
    if (has_byte(value, 0)) sley_panic(site, "an environment variable cannot hold a NUL");
    char *key = c_text(name);
    char *text = c_text(value);
    bool is_set = setenv(key, text, 1) == 0;
    free(key);
    free(text);
    if (!is_set) sley_panic(site, "out of memory");
}

void sley_os_unsetenv(sley_str *name, const sley_site *site)
{
    check_name(name, site);
    char *key = c_text(name);
    unsetenv(key);
    free(key);
}

sley_str *sley_os_hostname(void)
{
    char name[256] = "";
    if (gethostname(name, sizeof name - 1) != 0) return host_text("localhost");
    return host_text(name);
}

int64_t sley_os_cpus(void)
{
    return uv_available_parallelism();
}

int64_t sley_os_parent_pid(void)
{
    return getppid();
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
