// SPDX-License-Identifier: MIT
// unwind.c - the plain functions of a panic's stack.
//
// A plain function leaves no trace while it runs: that would cost each call. When the program has
// panicked the C stack tells, by way of libbacktrace, which gcc brings and which libsley.a holds:
//
//     m_shop__total                  at shop.total (shop.sley:8)
//     m_shop__lines__steps__resume   at shop.lines (shop.sley:14), a generator
//     m_shop__main__resume           the async function of the task: the end of the walk
//
// Lines are those of the debug information (-g, -g1), so with `sley run` those of Sley. Without it
// the functions that the C compiler has not inlined are named.
#include "report/internal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#ifdef SLEY_BACKTRACE
#include <backtrace.h>

enum { WALKED = 10000 }; // C functions at most; recursion may have filled the stack

typedef struct walk {
    report *r;
    const sley_site *site;  // where the panic is: that function is shown already
    const char *async;      // the async function that runs, or NULL
    unwound *caller;
    struct backtrace_state *state;
    const char *symbol;     // of a function without debug information
    int walked;
    int64_t shown, more;
} walk;

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

enum { NOT_SLEY, PLAIN, ASYNC };

// What follows `__` in the names of functions that the compiler adds: they call one that the
// program has. Where the program has such a name itself it is marked, `Zm` (compiler/sema/cname.c).
static bool is_derived(const char *part, size_t len)
{
    static const char *const words[] = {"as", "begin", "body", "compare", "copy", "drop", "equal",
                                        "fn", "free", "hash", "key", "make", "new", "plain",
                                        "release", "retain", "start", "take", "test"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i]) == len && memcmp(words[i], part, len) == 0) return true;
    }
    return false;
}

// "m_shop__Cart__total.part.0" becomes "shop.Cart.total"; the C compiler adds what follows a dot.
static int sley_name(const char *c_name, char *name, size_t size)
{
    if (*c_name++ != 'm') return NOT_SLEY;
    while (*c_name >= '0' && *c_name <= '9') c_name++;   // m2_: a module with a dot in its name
    if (*c_name++ != '_' || strstr(c_name, "__") == NULL) return NOT_SLEY;
    size_t len = 0;
    for (const char *part = c_name; *part != '\0' && *part != '.';) {
        const char *end = strstr(part, "__");
        size_t part_len = end != NULL ? (size_t)(end - part) : strcspn(part, ".");
        if (part_len == 6 && memcmp(part, "resume", 6) == 0) return ASYNC;
        if (part != c_name && is_derived(part, part_len)) return NOT_SLEY;
        if (strncmp(part, "Zm", 2) == 0) part += 2, part_len -= 2;
        int n = snprintf(name + len, size - len, "%s%.*s", len > 0 ? "." : "", (int)part_len, part);
        len += n > 0 ? (size_t)n : 0;
        if (len >= size) return NOT_SLEY;
        part += part_len + (end != NULL ? 2 : 0);
    }
    return PLAIN;
}

static void ignore_error(void *context, const char *message, int number)
{
    (void)context, (void)message, (void)number;
}

static void note_symbol(void *context, uintptr_t pc, const char *symbol, uintptr_t value,
                        uintptr_t size)
{
    (void)pc, (void)value, (void)size;
    ((walk *)context)->symbol = symbol;
}

static bool is_at_site(const walk *w, const char *name)
{
    return w->site != NULL && strcmp(name, sley_site_function(w->site)) == 0;
}

static void show(walk *w, const char *name, const char *file, int line)
{
    if (w->shown++ >= STACK_SHOWN) {
        w->more++;
    } else if (file != NULL && line > 0) {
        sley__report_add(w->r, "  at %s (%s:%d)\n", name, base_name(file), line);
    } else {
        sley__report_add(w->r, "  at %s\n", name);
    }
}

// Of "shop.lines.steps", a generator's body, its end is cut.
static void show_body(walk *w, char *name, const char *file, int line)
{
    char *dot = strrchr(name, '.');
    bool is_body = dot != NULL && strcmp(dot, ".steps") == 0 && strchr(name, '.') != dot;
    if (is_body) *dot = '\0';
    show(w, name, file, line);
}

static int on_function(void *context, uintptr_t pc, const char *file, int line,
                       const char *function)
{
    walk *w = context;
    if (++w->walked > WALKED) return 1;
    if (function == NULL) {
        w->symbol = NULL;
        backtrace_syminfo(w->state, pc, note_symbol, ignore_error, w);
        function = w->symbol;
    }
    char name[256];
    int kind = function != NULL ? sley_name(function, name, sizeof name) : NOT_SLEY;
    if (kind == NOT_SLEY) return 0;
    if (kind == ASYNC && w->async != NULL && strcmp(name, w->async) == 0) {
        if (file == NULL || line <= 0) return 1;
        snprintf(w->caller->file, sizeof w->caller->file, "%s", base_name(file));
        w->caller->line = (uint32_t)line;
        return 1;
    }
    if (kind == ASYNC) {
        show_body(w, name, file, line);
        return 0;
    }
    if (w->shown == 0 && w->site != NULL && is_at_site(w, name)) {
        w->site = NULL;
        return 0;
    }
    show(w, name, file, line);
    return 0;
}

void sley__unwind(report *r, const sley_site *site, const char *async, unwound *caller)
{
    walk w = {.r = r, .site = site, .async = async, .caller = caller};
    w.state = backtrace_create_state(NULL, 1, ignore_error, NULL);
    if (w.state == NULL) return;
    backtrace_full(w.state, 1, on_function, ignore_error, &w);
    if (w.walked > WALKED) sley__report_add(r, "  ... thousands more\n");
    else if (w.more > 0) sley__report_add(r, "  ... %" PRId64 " more\n", w.more);
}

#else

void sley__unwind(report *r, const sley_site *site, const char *async, unwound *caller)
{
    (void)r, (void)site, (void)async, (void)caller;
}

#endif
