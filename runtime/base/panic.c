// SPDX-License-Identifier: MIT
// panic.c - panics with a format. sley_panic itself shows the stack of the task, which is the
// reports' to walk: report/report.c.
#include "base/internal.h"

#include <stdarg.h>
#include <stdio.h>

void sley_panicf(const sley_site *site, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    sley_panic(site, text);
}
