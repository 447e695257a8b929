// SPDX-License-Identifier: MIT
// clock.c - the clock of the seam, and dates as strings.
#include "core/internal.h"

#include <stdlib.h>
#include <time.h>

#include "value/str_internal.h"

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

// Whole seconds, rounded down.
static time_t seconds_of(int64_t wall)
{
    return (time_t)(wall / 1000000000) - (wall % 1000000000 < 0);
}

sley_str *sley_time_format(int64_t wall, sley_str *spec)
{
    time_t seconds = seconds_of(wall);
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

int64_t sley_time_offset(int64_t wall)
{
    time_t seconds = seconds_of(wall);
    struct tm parts;
    return localtime_r(&seconds, &parts) ? (int64_t)parts.tm_gmtoff * 1000000000 : 0;
}

static char *c_text(const sley_str *s)
{
    char *text = sley__alloc((size_t)s->len + 1);
    if (s->len > 0) memcpy(text, s->data, (size_t)s->len);
    text[s->len] = 0;
    return text;
}

static bool has_nul(const sley_str *s)
{
    return s->len > 0 && memchr(s->data, 0, (size_t)s->len) != NULL;
}

// A date that is none, as February 30, would be taken for a later one.
static bool is_date(const struct tm *wanted, const struct tm *got)
{
    return wanted->tm_mday == got->tm_mday && wanted->tm_mon == got->tm_mon &&
           wanted->tm_year == got->tm_year;
}

static bool parse_time(const sley_str *text, const sley_str *spec, int64_t *result)
{
    if (has_nul(text) || has_nul(spec)) return false;
    const int no_offset = INT32_MAX;
    struct tm parts = {.tm_mday = 1, .tm_year = 70, .tm_isdst = -1, .tm_gmtoff = no_offset};
    char *words = c_text(text);
    char *pattern = c_text(spec);
    const char *end = strptime(words, pattern, &parts);
    bool is_good = end != NULL && *end == '\0';
    free(words);
    free(pattern);
    if (!is_good) return false;
    struct tm made = parts;
    long offset = parts.tm_gmtoff;
    time_t seconds = offset != no_offset ? timegm(&made) - offset : mktime(&made);
    bool fits = seconds >= INT64_MIN / 1000000000 && seconds <= INT64_MAX / 1000000000;
    *result = fits ? (int64_t)seconds * 1000000000 : 0;
    return fits && is_date(&parts, &made);
}

sley_status sley_time_parse(sley_task *task, sley_str *text, sley_str *spec, int64_t *result)
{
    if (parse_time(text, spec, result)) return SLEY_OK;
    return sley__str_ops_parse_fail(task, text, "a time of this form");
}
