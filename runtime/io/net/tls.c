// SPDX-License-Identifier: MIT
// tls.c - TLS on a stream: a filter that OpenSSL works in, over buffers in memory.
//
//     descriptor -> received: `in` -> SSL_read  -> the stream's buffer
//     write      -> seal:   SSL_write -> `out`  -> descriptor
//
// T1  While `done` is set the two sides shake hands; it is called once, and then the stream is open
//     or closed.
// T2  The end is a message of its own (close_notify). A descriptor that ends without it is a stream
//     that was cut off: tls.Truncated, never a clean end.
#include "io/tls.h"

#include <assert.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORD = 16 * 1024,   // plain bytes of one record
    HANDSHAKE_WITHIN = 10 // s
};

typedef struct tls_state {
    SSL *ssl;
    BIO *in, *out; // of ssl
    sley_tls *context;
    void (*done)(sley_conn *c, sley_error *error, void *argument); // T1
    void *argument;
    sley_wait limit;    // armed while they shake hands
    sley_conn *conn;
    sley_error *error;  // why nothing more can be read or written; NULL
    bool got_end;       // T2
} tls_state;

static tls_state *state_of(const sley_conn *c)
{
    return c->filter_state;
}

static sley_error *new_error(const char *what, const char *why)
{
    return sley__tls_context_error(&sley_error_tls, what, why);
}

// What OpenSSL wants to say goes to the descriptor.
static void flush(sley_conn *c)
{
    tls_state *t = state_of(c);
    char *data = NULL;
    long len = BIO_get_mem_data(t->out, &data);
    if (len <= 0) return;
    sley_bytes *sealed = sley_bytes_new(data, (size_t)len);
    (void)BIO_reset(t->out);
    sley__conn_write_push(c, sealed);
    sley_bytes_release(sealed);
}

// ---- shaking hands ---------------------------------------------------------------------------

static sley_error *handshake_error(const tls_state *t)
{
    long why = SSL_get_verify_result(t->ssl);
    if (why != X509_V_OK) {
        return sley__tls_context_error(&sley_error_tls_certificate,
                                       "the certificate cannot be trusted",
                                       X509_verify_cert_error_string(why));
    }
    return new_error("the TLS handshake failed", sley__tls_context_reason());
}

// The last thing that is done with the stream: `done` may let go of it.
static void conclude(sley_conn *c, sley_error *error)
{
    tls_state *t = state_of(c);
    void (*done)(sley_conn *, sley_error *, void *) = t->done;
    t->done = NULL;
    sley__timer_remove(&c->executor->hot, &t->limit);
    if (error && !t->error) t->error = sley_error_retain(error);
    if (error && c->read_error == 0) c->read_error = UV_EPROTO;
    done(c, error, t->argument);
}

static void shake(sley_conn *c)
{
    tls_state *t = state_of(c);
    ERR_clear_error();
    int n = SSL_do_handshake(t->ssl);
    int kind = n == 1 ? SSL_ERROR_NONE : SSL_get_error(t->ssl, n);
    flush(c); // an alert, too
    if (n == 1) conclude(c, NULL);
    else if (kind != SSL_ERROR_WANT_READ && kind != SSL_ERROR_WANT_WRITE) {
        conclude(c, handshake_error(t));
    }
}

static void limit_passed(sley_wait *wait)
{
    tls_state *t = container_of(wait, tls_state, limit);
    conclude(t->conn, new_error("the TLS handshake took too long", NULL));
}

static const sley_wait_kind limit_kind = {.name = "TLS handshake", .done = limit_passed};

// ---- the filter ------------------------------------------------------------------------------

static void read_plain(sley_conn *c)
{
    tls_state *t = state_of(c);
    while (!t->got_end && !t->error) {
        char *place = sley__conn_read_room(c, RECORD);
        ERR_clear_error();
        int n = SSL_read(t->ssl, place, RECORD);
        if (n > 0) {
            sley__conn_read_feed(c, place, (size_t)n);
            continue;
        }
        int kind = SSL_get_error(t->ssl, n);
        if (kind == SSL_ERROR_WANT_READ || kind == SSL_ERROR_WANT_WRITE) break;
        t->got_end = kind == SSL_ERROR_ZERO_RETURN;
        if (!t->got_end) {
            t->error = new_error("read", sley__tls_context_reason());
        }
        sley__conn_read_end(c, t->got_end ? 0 : UV_EPROTO);
    }
    sley__conn_read_fed(c);
    flush(c); // answers to what was read, such as new keys
}

static void tls_received(sley_conn *c, const char *data, size_t n)
{
    tls_state *t = state_of(c);
    BIO_write(t->in, data, (int)n);
    if (t->done) {
        sley_conn_retain(c);
        shake(c);
        if (!t->done && !t->error && c->state < HANDLE_CLOSING) read_plain(c);
        sley_conn_release(c);
    } else {
        read_plain(c);
    }
}

static void tls_ended(sley_conn *c)
{
    tls_state *t = state_of(c);
    if (t->got_end || t->error) return;
    sley_error *cut = sley__tls_context_error(&sley_error_tls_truncated,
                                      "the connection was cut off before its end", NULL);
    if (t->done) {
        conclude(c, cut);
        return;
    }
    t->error = cut;
    sley__conn_read_end(c, UV_EPROTO);
}

static sley_bytes *tls_seal(sley_conn *c, const void *data, size_t n)
{
    tls_state *t = state_of(c);
    const char *at = data;
    if (t->done || t->error) return NULL;
    ERR_clear_error();
    while (n > 0) {
        size_t part = n < (1u << 30) ? n : 1u << 30;
        int sent = SSL_write(t->ssl, at, (int)part);
        if (sent <= 0) {
            t->error = new_error("write", sley__tls_context_reason());
            return NULL;
        }
        at += sent;
        n -= (size_t)sent;
    }
    char *sealed = NULL;
    long len = BIO_get_mem_data(t->out, &sealed);
    sley_bytes *bytes = sley_bytes_new(sealed, len > 0 ? (size_t)len : 0);
    (void)BIO_reset(t->out);
    return bytes;
}

static void tls_closing(sley_conn *c)
{
    tls_state *t = state_of(c);
    if (t->done || t->error) return;
    ERR_clear_error();
    SSL_shutdown(t->ssl);
    flush(c);
}

static void tls_closed(sley_conn *c)
{
    tls_state *t = state_of(c);
    if (t->done) {
        conclude(c, new_error("the stream was closed while shaking hands", NULL));
    }
}

static sley_error *tls_error(const sley_conn *c)
{
    const tls_state *t = state_of(c);
    return t->error ? sley_error_retain(t->error) : NULL;
}

static sley_str *tls_version(const sley_conn *c)
{
    return sley_str_from_cstr(SSL_get_version(state_of(c)->ssl));
}

static sley_str *tls_alpn(const sley_conn *c)
{
    const unsigned char *name = NULL;
    unsigned len = 0;
    SSL_get0_alpn_selected(state_of(c)->ssl, &name, &len);
    return len > 0 ? sley_str_from_utf8_lossy((const char *)name, len) : NULL;
}

static void tls_free(sley_conn *c)
{
    tls_state *t = state_of(c);
    assert(!t->done);
    SSL_free(t->ssl); // and its two buffers
    sley_tls_release(t->context);
    sley_error_release(t->error);
    free(t);
}

static const conn_filter tls_filter = {
    .received = tls_received,
    .ended = tls_ended,
    .seal = tls_seal,
    .closing = tls_closing,
    .closed = tls_closed,
    .error = tls_error,
    .version = tls_version,
    .alpn = tls_alpn,
    .free = tls_free,
};

// ---- securing a connection -------------------------------------------------------------------

// The name that the other side has to prove, and is asked for.
static void expect_host(const tls_state *t, const sley_str *host)
{
    struct sockaddr_storage at;
    char name[256];
    if (host->len == 0 || host->len >= (int64_t)sizeof name) return;
    memcpy(name, host->data, (size_t)host->len);
    name[host->len] = 0;
    bool is_address = sley__net_numeric(host, 0, &at);
    if (!is_address) SSL_set_tlsext_host_name(t->ssl, name);
    if (!t->context->checks_host) return;
    if (is_address) X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(t->ssl), name);
    else SSL_set1_host(t->ssl, name);
}

static void secure_start(sley_conn *c, void *context, const sley_str *host,
                         void (*done)(sley_conn *c, sley_error *error, void *argument),
                         void *argument)
{
    tls_state *t = sley__alloc(sizeof *t);
    memset(t, 0, sizeof *t);
    t->context = sley_tls_retain(context);
    t->conn = c;
    t->ssl = SSL_new(t->context->context);
    t->in = BIO_new(BIO_s_mem());
    t->out = BIO_new(BIO_s_mem());
    if (!t->ssl || !t->in || !t->out) sley_panic(NULL, "cannot make a TLS connection");
    BIO_set_mem_eof_return(t->in, -1); // empty means that more will come
    SSL_set_bio(t->ssl, t->in, t->out);
    if (t->context->is_server) SSL_set_accept_state(t->ssl);
    else SSL_set_connect_state(t->ssl);
    if (host && !t->context->is_server) expect_host(t, host);
    t->done = done;
    t->argument = argument;
    t->limit.kind = &limit_kind;
    sley_executor *e = &c->executor->hot;
    int64_t within = (int64_t)HANDSHAKE_WITHIN * 1000 * NANOS_PER_MS;
    sley__timer_add(e, &t->limit, sley__clock_deadline(e, within));
    if (c->in.len > 0) { // what was read ahead is theirs already
        BIO_write(t->in, c->in.at, (int)c->in.len);
        sley__conn_read_drop_input(c);
    }
    c->filter = &tls_filter;
    c->filter_state = t;
    sley__conn_read_start(c);
    sley_conn_retain(c);
    shake(c);
    if (!t->done && !t->error && c->state < HANDLE_CLOSING) read_plain(c);
    sley_conn_release(c);
}

static void *secure_retain(void *context)
{
    return sley_tls_retain(context);
}

static void secure_release(void *context)
{
    sley_tls_release(context);
}

static const conn_securing securing = {
    .start = secure_start, .retain = secure_retain, .release = secure_release};

sley_status sley_net_connect_tls(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                                 int64_t port, sley_tls *context, sley_conn **result)
{
    return sley__net_connect_secure(task, self, w, host, port, &securing, context, result);
}

sley_status sley_net_listen_tls(sley_task *task, sley_frame *self, sley_waiter *w, sley_str *host,
                                int64_t port, sley_tls *context, int64_t backlog,
                                sley_listener **result)
{
    return sley__net_listen_secure(task, self, w, host, port, backlog, &securing, context, result);
}

// ---- start_tls -------------------------------------------------------------------------------

// The task has left: nothing is shaken any more.
static void start_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_conn *c = w->object;
    tls_state *t = state_of(c);
    t->argument = NULL;
    sley__executor_drop_source(wait->task->base.executor);
    sley_conn_abort(c);
}

static const sley_wait_kind start_kind = {
    .name = "TLS handshake", .unlink = start_unlink, .describe = sley__conn_describe};

static void start_done(sley_conn *c, sley_error *error, void *argument)
{
    sley_waiter *w = argument;
    if (!w) {
        sley_error_release(error);
        return;
    }
    if (!w->base.kind) { // at once: the call itself looks at it
        w->place = error;
        w->object = NULL;
        return;
    }
    sley__executor_drop_source(&c->executor->hot);
    if (error) w->base.task->base.error = error;
    sley__claim(&w->base, error ? SLEY_ERROR : SLEY_OK);
    if (error) sley_conn_abort(c);
}

sley_status sley_conn_start_tls(sley_task *task, sley_frame *self, sley_waiter *w, sley_conn *c,
                                sley_tls *context, sley_str *host)
{
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    const char *why = NULL;
    if (c->state != HANDLE_OPEN) why = "start_tls: the stream is closed";
    else if (c->filter) why = "start_tls: it is encrypted already";
    else if (c->readers) why = "start_tls: another task reads";
    if (why) {
        task->base.error = new_error(why, NULL);
        return sley__end(task, self, SLEY_ERROR);
    }
    sley__waiter_init(w, NULL, task, c, NULL);
    secure_start(c, context, host, start_done, w);
    if (!w->object) { // over already
        sley_error *error = w->place;
        if (!error) return sley__end(task, self, SLEY_OK);
        task->base.error = error;
        sley_conn_abort(c);
        return sley__end(task, self, SLEY_ERROR);
    }
    w->base.kind = &start_kind;
    w->next = w->prev = NULL;
    sley__executor_hold_source(task->base.executor);
    return sley__park(task, self, &w->base);
}
