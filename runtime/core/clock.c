// SPDX-License-Identifier: MIT
// clock.c - the clock of the seam, and dates as strings.
#include "core/internal.h"

#include <stdlib.h>
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

int64_t sley__clock_deadline(const sley_executor *e, int64_t duration)
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

// Adds what strftime makes of a pattern. It tells a result that is empty from one that does not fit
// by a character of ours at the end.
static void put_time(sley_text *out, const char *spec, size_t len, const struct tm *parts)
{
    char *pattern = sley__alloc(len + 2);
    memcpy(pattern, spec, len);
    memcpy(pattern + len, ".", 2);
    size_t made = 0;
    for (size_t room = len + 256; made == 0; room *= 2) {
        if (room > (size_t)1 << 28) {
            sley_panic(NULL, "time.format: the text is longer than 256 MiB");
        }
        made = strftime(sley_text_room(out, room), room, pattern, parts);
    }
    out->len += made - 1;
    free(pattern);
}

sley_str *sley_time_format(int64_t wall, sley_str *spec)
{
    time_t seconds = (time_t)(wall / 1000000000);
    if (wall % 1000000000 < 0) seconds--;
    struct tm parts;
    sley_text out;
    sley_text_init(&out);
    if (localtime_r(&seconds, &parts)) {
        for (int64_t at = 0; at < spec->len;) { // strftime ends at a NUL, a str does not
            const char *end = memchr(spec->data + at, 0, (size_t)(spec->len - at));
            int64_t len = end ? end - (spec->data + at) : spec->len - at;
            put_time(&out, spec->data + at, (size_t)len, &parts);
            if (end) sley_text_put(&out, "", 1);
            at += len + 1;
        }
    }
    sley_str *text = sley_str_from_utf8_lossy(out.data, out.len);
    sley_text_fini(&out);
    return text;
}
