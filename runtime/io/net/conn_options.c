// SPDX-License-Identifier: MIT
// conn_options.c - what can be set of a stream, and writing without waiting.
#include "io/filter.h"
#include "sley/tls.h"

bool sley_conn_is_closed(const sley_conn *c)
{
    return c->state != HANDLE_OPEN;
}

bool sley_conn_can_write_eof(const sley_conn *c)
{
    return c->state == HANDLE_OPEN && !c->filter;
}

static bool is_tcp(const sley_conn *c)
{
    return c->state < HANDLE_CLOSING && c->uv.any.type == UV_TCP;
}

void sley_conn_set_nodelay(sley_conn *c, bool on)
{
    if (is_tcp(c)) uv_tcp_nodelay(&c->uv.tcp, on);
}

sley_status sley_conn_set_keepalive(sley_task *task, sley_conn *c, sley_opt_duration after)
{
    int64_t seconds = after.some ? after.value / (1000 * NANOS_PER_MS) : 0;
    if (!is_tcp(c)) return SLEY_OK;
    if (after.some && seconds < 1) seconds = 1;
    if (seconds > INT32_MAX) seconds = INT32_MAX;
    int code = uv_tcp_keepalive(&c->uv.tcp, after.some, (unsigned)seconds);
    if (code == 0) return SLEY_OK;
    task->base.error = sley__net_error(code, "keepalive");
    return SLEY_ERROR;
}

void sley_conn_set_line_limit(sley_conn *c, int64_t bytes)
{
    c->line_limit = bytes > 0 ? (size_t)bytes : 1;
}

void sley_conn_set_message_limit(sley_conn *c, int64_t bytes)
{
    c->message_limit = bytes > 0 ? (size_t)bytes : 1;
}

void sley_conn_set_message_time(sley_conn *c, sley_opt_duration within)
{
    c->message_within = !within.some ? 0 : within.value > 0 ? within.value : 1;
    if (!within.some) sley__conn_end_message(c);
}

void sley_conn_set_buffer(sley_conn *c, int64_t high, int64_t low)
{
    c->write_high = high > 0 ? (size_t)high : 0;
    c->write_low = low > 0 ? (size_t)low : 0;
    if (c->write_low > c->write_high) c->write_low = c->write_high;
}

int64_t sley_conn_buffered(const sley_conn *c)
{
    return (int64_t)c->queued;
}

sley_str *sley_conn_tls_version(const sley_conn *c)
{
    return c->filter ? c->filter->version(c) : NULL;
}

sley_str *sley_conn_alpn(const sley_conn *c)
{
    return c->filter ? c->filter->alpn(c) : NULL;
}
