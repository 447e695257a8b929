// SPDX-License-Identifier: MIT
// net_error.c - what goes wrong outside, as Sley errors.
#include "io/internal.h"

#include <stdio.h>
#include <string.h>

static void net_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_net_error *)error)->message);
}

static void incomplete_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_net_incomplete *)error)->message);
}

#define NET_ERROR(SYMBOL, NAME, BASE)                   \
    const sley_error_type SYMBOL = {.name = NAME,       \
                                    .base = BASE,       \
                                    .size = sizeof(sley_net_error), \
                                    .message = net_message, \
                                    SLEY_FIELDS(NET_MESSAGE(sley_net_error))}
#define NET_MESSAGE(T) {"message", offsetof(T, message), &sley_type_str}

NET_ERROR(sley_error_net, "net.Error", NULL);
NET_ERROR(sley_error_net_refused, "net.Refused", &sley_error_net);
NET_ERROR(sley_error_net_reset, "net.Reset", &sley_error_net);
NET_ERROR(sley_error_net_timed_out, "net.TimedOut", &sley_error_net);
NET_ERROR(sley_error_net_in_use, "net.AddressInUse", &sley_error_net);
NET_ERROR(sley_error_net_not_found, "net.NotFound", &sley_error_net);
NET_ERROR(sley_error_net_message_too_long, "net.MessageTooLong", &sley_error_net);
NET_ERROR(sley_error_net_line_too_long, "net.LineTooLong", &sley_error_net);

const sley_error_type sley_error_net_incomplete = {
    .name = "net.Incomplete",
    .base = &sley_error_net,
    .size = sizeof(sley_net_incomplete),
    .message = incomplete_message,
    SLEY_FIELDS(NET_MESSAGE(sley_net_incomplete),
                {"part", offsetof(sley_net_incomplete, part), &sley_type_bytes}),
};

sley_error *sley_net_error_new(const sley_error_type *type, sley_str *message)
{
    sley_net_error *e = (sley_net_error *)sley_error_new(type);
    e->message = message;
    return &e->base;
}

sley_error *sley_net_incomplete_new(const sley_error_type *type, sley_str *message,
                                    sley_bytes *part)
{
    sley_net_incomplete *e = (sley_net_incomplete *)sley_error_new(type);
    e->message = message;
    e->part = part;
    return &e->base;
}

// ORDER: what libuv reports and which error that is; all else is a plain net.Error.
static const struct {
    int code;
    const sley_error_type *type;
} net_codes[] = {
    {UV_ECONNREFUSED, &sley_error_net_refused}, {UV_ECONNRESET, &sley_error_net_reset},
    {UV_EPIPE, &sley_error_net_reset},          {UV_ETIMEDOUT, &sley_error_net_timed_out},
    {UV_EADDRINUSE, &sley_error_net_in_use},    {UV_EAI_NONAME, &sley_error_net_not_found},
    {UV_EAI_NODATA, &sley_error_net_not_found},
};

sley_error *sley__net_error_of(int code, const char *text)
{
    const sley_error_type *type = &sley_error_net;
    for (size_t i = 0; i < sizeof net_codes / sizeof net_codes[0]; i++) {
        if (net_codes[i].code == code) type = net_codes[i].type;
    }
    return sley_net_error_new(type, sley_str_from_utf8_lossy(text, strlen(text)));
}

sley_error *sley__net_error(int code, const char *what)
{
    char text[256];
    // A sentence of our own says it all; a single word is what was being done.
    if (strchr(what, ':')) {
        snprintf(text, sizeof text, "%s", what);
    } else {
        snprintf(text, sizeof text, "%s: %s", what, uv_strerror(code));
    }
    return sley__net_error_of(code, text);
}

sley_error *sley__net_error_at(int code, const char *what, const sley_str *host, int64_t port)
{
    char text[512];
    bool six = memchr(host->data, ':', (size_t)host->len) != NULL;
    snprintf(text, sizeof text, six ? "%s [%.*s]:%d: %s" : "%s %.*s:%d: %s", what,
             host->len < 253 ? (int)host->len : 253, host->data, (int)port, uv_strerror(code));
    return sley__net_error_of(code, text);
}
