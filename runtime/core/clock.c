// SPDX-License-Identifier: MIT
// clock.c - the clock of the seam, and dates as strings.
#include "core/internal.h"

#include <time.h>

int64_t sley_now(const sley_executor *e)
{
    executor *x = full(e);
    return x->seam->now(x);
}

int64_t sley_wall(const sley_executor *e)
{
    executor *x = full(e);
    return x->seam->wall(x);
}

int64_t sley__deadline(const sley_executor *e, int64_t duration)
{
    int64_t now = sley_now(e);
    assert(now >= 0);
    if (duration <= 0) return now;
    return duration > INT64_MAX - 1 - now ? INT64_MAX - 1 : now + duration;
}

void sley_sleep_thread(sley_executor *e, int64_t duration)
{
    executor *x = full(e);
    if (duration > 0) x->seam->sleep(x, duration);
}

int64_t sley_time_since(const sley_executor *e, int64_t instant)
{
    int64_t now = sley_now(e); // not negative
    return instant < now - INT64_MAX ? INT64_MAX : now - instant;
}

sley_str *sley_time_format(int64_t wall, sley_str *spec)
{
    enum { MOST = 4096 };
    char pattern[256];
    char text[MOST];
    time_t seconds = (time_t)(wall / 1000000000);
    if (wall % 1000000000 < 0) seconds--;
    struct tm parts;
    if (spec->len == 0 || spec->len >= (int64_t)sizeof pattern || !localtime_r(&seconds, &parts)) {
        return sley_str_from_cstr("");
    }
    memcpy(pattern, spec->data, (size_t)spec->len);
    pattern[spec->len] = 0;
    size_t len = strftime(text, sizeof text, pattern, &parts);
    return sley_str_from_utf8_lossy(text, len);
}
