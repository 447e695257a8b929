// SPDX-License-Identifier: MIT
// curl.c - HTTP requests: libcurl's multi interface on the loop.
//
//     libcurl: "watch this socket", "call me in so long" -> a uv_poll each, a timer of the executor
//     a socket is ready, it is time                      -> curl_multi_socket_action
//
// C1  A pool belongs to one executor; it keeps the connections that may be used again, until the
//     executor ends. A transfer is in the list of its pool while libcurl has it.
// C2  libcurl calls back inside of curl_multi_* and curl_easy_pause alone. Callbacks keep data and
//     claim tasks; they let go of nothing that libcurl has.
// C3  A task in the line holds a source: the outside can wake it.
// C4  When KEEP_MOST bytes wait to be read libcurl pauses the transfer; a read lets it go on.
#include "sley/curl.h"

#include <assert.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/internal.h"

enum {
    KEEP_MOST = 256 * 1024,
    SILENCE = 60,                // s without a byte: it is given up
    HEAD_MOST = 256 * 1024,      // bytes of all headers of an answer
};

typedef struct pool {
    struct pool *next; // of this thread
    executor *executor;
    open_link link;
    CURLM *multi;
    sley_wait timer; // armed while libcurl wants to be called
    struct sley_transfer *first; // C1
} pool;

struct sley_transfer {
    sley_object head;
    struct sley_transfer *next; // in the pool
    pool *pool;                 // NULL: libcurl does not have it any more
    CURL *easy;
    struct curl_slist *sent;    // headers
    sley_bytes *body;           // that is sent; libcurl reads it
    sley_list *headers;         // that came
    size_t head_size;           // bytes of them
    sley_str *url;
    int64_t status;
    char *data;                 // len bytes from at on were received and not read
    size_t at, len, cap;
    sley_waiter *line;
    CURLcode code;              // why it ended; CURLE_OK: it did not, or well
    char why[CURL_ERROR_SIZE];
    bool follows;               // redirects
    bool has_head;
    bool is_paused;
    bool is_over;
    bool is_stopped;
};

static _Thread_local pool *pools;

// ---- what is waited for ----------------------------------------------------------------------

static sley_error *error_of(const sley_transfer *t)
{
    const sley_error_type *type = &sley_error_net;
    const char *why = t->why[0] ? t->why : curl_easy_strerror(t->code);
    char text[CURL_ERROR_SIZE + 300];
    switch ((int)t->code) {
    case CURLE_COULDNT_RESOLVE_HOST: type = &sley_error_net_not_found; break;
    case CURLE_COULDNT_CONNECT: type = &sley_error_net_refused; break;
    case CURLE_OPERATION_TIMEDOUT: type = &sley_error_net_timed_out; break;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING: type = &sley_error_net_reset; break;
    default: break;
    }
    if (t->is_stopped) why = "the transfer was stopped";
    snprintf(text, sizeof text, "%.*s: %s", (int)(t->url->len < 250 ? t->url->len : 250),
             t->url->data, why);
    return sley_net_error_new(type, sley_str_from_utf8_lossy(text, strlen(text)));
}

static sley_status begun_now(sley_transfer *t, sley_error **error)
{
    if (t->has_head) return SLEY_OK;
    if (!t->is_over) return SLEY_PENDING;
    *error = error_of(t);
    return SLEY_ERROR;
}

static sley_status read_now(sley_transfer *t, sley_bytes **result, sley_error **error)
{
    *result = NULL;
    if (t->len > 0) {
        *result = sley_bytes_new(t->data + t->at, t->len);
        free(t->data);
        t->data = NULL;
        t->at = t->len = t->cap = 0;
        return SLEY_OK;
    }
    if (!t->is_over) return SLEY_PENDING;
    if (t->code == CURLE_OK) return SLEY_OK;
    *error = error_of(t);
    return SLEY_ERROR;
}

static const sley_wait_kind begun_kind;

static sley_status serve_one(sley_transfer *t, const sley_waiter *w, sley_error **error)
{
    if (w->base.kind == &begun_kind) return begun_now(t, error);
    return read_now(t, w->place, error);
}

static void serve(sley_transfer *t)
{
    while (t->line) {
        sley_error *error = NULL;
        sley_status st = serve_one(t, t->line, &error);
        if (st == SLEY_PENDING) return;
        sley_waiter *w = sley__conn_take(&t->line);
        if (st == SLEY_ERROR) w->base.task->base.error = error;
        sley__claim(&w->base, st);
    }
}

static void wait_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_transfer *)w->object)->line, w);
    sley__executor_drop_source(wait->task->base.executor);
}

static void wait_describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_transfer *t = container_of(wait, sley_waiter, base)->object;
    snprintf(out, cap, "%.*s", (int)t->url->len, t->url->data);
}

static const sley_wait_kind begun_kind = {
    .name = "answer", .unlink = wait_unlink, .describe = wait_describe};
static const sley_wait_kind read_kind = {
    .name = "read", .unlink = wait_unlink, .describe = wait_describe};

// ---- libcurl's callbacks ---------------------------------------------------------------------

// libcurl goes on to where this head says.
static bool is_followed(const sley_transfer *t, long status)
{
    static const char name[] = "Location:";
    if (!t->follows || status < 300 || status >= 400) return false;
    for (int64_t i = 0; i < sley_list_len(t->headers); i++) {
        const sley_str *s = *(sley_str **)sley_list_at(t->headers, i, NULL);
        if (s->len > (int64_t)sizeof name && curl_strnequal(s->data, name, sizeof name - 1)) {
            return true;
        }
    }
    return false;
}

static void note_url(sley_transfer *t)
{
    char *url = NULL;
    if (curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url) != CURLE_OK || !url) return;
    sley_str_release(t->url);
    t->url = sley_str_from_utf8_lossy(url, strlen(url));
}

static void forget_headers(sley_transfer *t)
{
    sley_list_release(t->headers);
    t->headers = sley_list_new(&sley_type_str, 8);
}

// One line, with its end. An answer begins with the line of its status; others may have come
// before, of redirects and of 100.
static size_t on_header(char *data, size_t one, size_t n, void *argument)
{
    sley_transfer *t = argument;
    size_t size = n * one;
    size_t len = size;
    while (len > 0 && (data[len - 1] == '\n' || data[len - 1] == '\r')) len--;
    if (t->has_head) return size; // after the body
    t->head_size += size;
    if (t->head_size > HEAD_MOST) {
        snprintf(t->why, sizeof t->why, "the headers are longer than %d KiB", HEAD_MOST / 1024);
        return 0;
    }
    if (len > 5 && memcmp(data, "HTTP/", 5) == 0) {
        forget_headers(t);
        return size;
    }
    if (len > 0) {
        sley_str *line = sley_str_from_utf8_lossy(data, len);
        sley_list_append(t->headers, &line);
        return size;
    }
    long status = 0;
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || is_followed(t, status)) return size;
    t->status = status;
    t->has_head = true;
    note_url(t);
    serve(t);
    return size;
}

static size_t on_data(char *data, size_t one, size_t n, void *argument)
{
    sley_transfer *t = argument;
    size_t size = n * one;
    if (!t->has_head) return size; // of a redirect
    if (t->len > 0 && t->len + size > KEEP_MOST) {
        t->is_paused = true;
        return CURL_WRITEFUNC_PAUSE; // C4
    }
    if (t->len + size > t->cap) {
        t->cap = (size_t)sley__alloc_grow((int64_t)t->cap, (int64_t)(t->len + size));
        t->data = sley__alloc_resize(t->data, t->cap);
    }
    if (size > 0) memcpy(t->data + t->len, data, size);
    t->len += size;
    serve(t);
    return size;
}

// ---- the loop's side -------------------------------------------------------------------------

// It leaves its pool. Nothing is called in which libcurl may be.
static void leave(sley_transfer *t)
{
    pool *p = t->pool;
    if (!p) return;
    sley_transfer **at = &p->first;
    while (*at != t) at = &(*at)->next;
    *at = t->next;
    t->pool = NULL;
    t->is_over = true;
    curl_multi_remove_handle(p->multi, t->easy);
}

static void take_messages(pool *p)
{
    int left = 0;
    for (CURLMsg *m = curl_multi_info_read(p->multi, &left); m;
         m = curl_multi_info_read(p->multi, &left)) {
        sley_transfer *t = NULL;
        if (m->msg != CURLMSG_DONE) continue;
        CURLcode code = m->data.result;
        curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t);
        t->code = code;
        leave(t);
        serve(t);
    }
}

static void act(pool *p, curl_socket_t fd, int events)
{
    int running = 0;
    curl_multi_socket_action(p->multi, fd, events, &running);
    take_messages(p);
}

static void on_time(sley_wait *wait)
{
    act(container_of(wait, pool, timer), CURL_SOCKET_TIMEOUT, 0);
}

static const sley_wait_kind timer_kind = {.name = "timer of libcurl", .done = on_time};

static int on_timer_wanted(CURLM *multi, long ms, void *argument)
{
    pool *p = argument;
    (void)multi;
    sley_executor *e = &p->executor->hot;
    sley__timer_remove(e, &p->timer);
    if (ms >= 0) sley__timer_add(e, &p->timer, sley__clock_deadline(e, ms * (int64_t)NANOS_PER_MS));
    return 0;
}

typedef struct watched {
    uv_poll_t poll;
    pool *pool;
    curl_socket_t fd;
} watched;

static void free_watched(uv_handle_t *handle)
{
    free(handle->data);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
    const watched *s = poll->data;
    int flags = status < 0 ? CURL_CSELECT_ERR : 0;
    if (events & UV_READABLE) flags |= CURL_CSELECT_IN;
    if (events & UV_WRITABLE) flags |= CURL_CSELECT_OUT;
    act(s->pool, s->fd, flags);
}

static watched *watch(pool *p, curl_socket_t fd)
{
    watched *s = sley__alloc(sizeof *s);
    *s = (watched){.pool = p, .fd = fd};
    if (uv_poll_init_socket(p->executor->loop, &s->poll, fd) != 0) {
        free(s);
        return NULL;
    }
    s->poll.data = s;
    curl_multi_assign(p->multi, fd, s);
    return s;
}

static int on_socket_wanted(CURL *easy, curl_socket_t fd, int what, void *argument, void *of_socket)
{
    pool *p = argument;
    watched *s = of_socket;
    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        if (!s) return 0;
        curl_multi_assign(p->multi, fd, NULL);
        uv_close((uv_handle_t *)&s->poll, free_watched);
        return 0;
    }
    if (!s) s = watch(p, fd);
    if (!s) return -1;
    int events = (what & CURL_POLL_IN ? UV_READABLE : 0) | (what & CURL_POLL_OUT ? UV_WRITABLE : 0);
    return uv_poll_start(&s->poll, events, on_ready) == 0 ? 0 : -1;
}

// ---- pools -----------------------------------------------------------------------------------

// The executor ends; no task waits any more.
static void end_pool(open_link *link)
{
    pool *p = container_of(link, pool, link);
    pool **at = &pools;
    while (*at != p) at = &(*at)->next;
    *at = p->next;
    while (p->first) sley_transfer_stop(p->first);
    curl_multi_cleanup(p->multi);
    sley__timer_remove(&p->executor->hot, &p->timer);
    free(p);
}

static bool pool_busy(open_link *link)
{
    (void)link;
    return false;
}

static void init_library(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

static pool *pool_of(executor *x)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    for (pool *p = pools; p; p = p->next) {
        if (p->executor == x) return p;
    }
    pthread_once(&once, init_library);
    pool *p = sley__alloc(sizeof *p);
    *p = (pool){.next = pools, .executor = x, .link = {.end = end_pool, .busy = pool_busy}};
    p->multi = curl_multi_init();
    p->timer.kind = &timer_kind;
    curl_multi_setopt(p->multi, CURLMOPT_SOCKETFUNCTION, on_socket_wanted);
    curl_multi_setopt(p->multi, CURLMOPT_SOCKETDATA, p);
    curl_multi_setopt(p->multi, CURLMOPT_TIMERFUNCTION, on_timer_wanted);
    curl_multi_setopt(p->multi, CURLMOPT_TIMERDATA, p);
    sley__open_add(x, &p->link);
    pools = p;
    return p;
}

// ---- starting --------------------------------------------------------------------------------

static void free_transfer(sley_transfer *t)
{
    assert(!t->line);
    leave(t);
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->sent);
    sley_bytes_release(t->body);
    sley_list_release(t->headers);
    sley_str_release(t->url);
    free(t->data);
    free(t);
}

HANDLE_COUNT(transfer, free_transfer)

static void transfer_print(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(void *const *)place ? "<curl.Transfer>" : "none");
}

HANDLE_TYPE(transfer, "curl.Transfer", .print = transfer_print);

// A line of the request's head; what would end it early is refused.
static bool is_one_line(const sley_str *s)
{
    for (int64_t i = 0; i < s->len; i++) {
        if (s->data[i] == '\n' || s->data[i] == '\r' || s->data[i] == 0) return false;
    }
    return true;
}

static char *copy_of(const sley_str *s)
{
    char *copy = sley__alloc((size_t)s->len + 1);
    memcpy(copy, s->data, (size_t)s->len);
    copy[s->len] = 0;
    return copy;
}

static bool is_named(const char *header, const char *name)
{
    size_t len = strlen(name);
    return curl_strnequal(header, name, len) && header[len] == ':';
}

// "Name: value"; for an empty value libcurl wants "Name;".
static bool add_header(sley_transfer *t, const sley_str *s)
{
    char *line = copy_of(s);
    char *colon = strchr(line, ':');
    bool is_good = is_one_line(s) && colon != NULL && colon > line;
    if (is_good && colon[1 + strspn(colon + 1, " \t")] == 0) memcpy(colon, ";", 2);
    if (is_good) t->sent = curl_slist_append(t->sent, line);
    free(line);
    return is_good;
}

static void set_method(sley_transfer *t, const char *method)
{
    bool is_post = strcmp(method, "POST") == 0;
    if (t->body || is_post) {
        curl_easy_setopt(t->easy, CURLOPT_POSTFIELDS, t->body ? (const char *)t->body->data : "");
        curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)(t->body ? t->body->len : 0));
    }
    if (strcmp(method, "HEAD") == 0 && !t->body) {
        curl_easy_setopt(t->easy, CURLOPT_NOBODY, 1L);
    } else if (!is_post && (t->body || strcmp(method, "GET") != 0)) {
        curl_easy_setopt(t->easy, CURLOPT_CUSTOMREQUEST, method); // libcurl copies it
    }
}

static void set_authorities(sley_transfer *t, const sley_str *ca, bool insecure)
{
    curl_easy_setopt(t->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (insecure) {
        curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(t->easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    if (!ca) return;
    char *text = copy_of(ca);
    if (strncmp(text, "-----BEGIN", 10) == 0) {
        struct curl_blob pem = {.data = text, .len = (size_t)ca->len, .flags = CURL_BLOB_COPY};
        curl_easy_setopt(t->easy, CURLOPT_CAINFO_BLOB, &pem);
    } else {
        curl_easy_setopt(t->easy, CURLOPT_CAINFO, text);
    }
    free(text);
}

static long milliseconds(int64_t nanos)
{
    int64_t ms = (nanos + NANOS_PER_MS - 1) / NANOS_PER_MS;
    return ms < 1 ? 1 : ms > INT32_MAX ? INT32_MAX : (long)ms;
}

static void set_limits(sley_transfer *t, int64_t connect_within, sley_opt_duration within,
                       int64_t redirects)
{
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(connect_within));
    if (within.some) curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, milliseconds(within.value));
    curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)SILENCE);
    t->follows = redirects > 0;
    curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, redirects > 0 ? 1L : 0L);
    curl_easy_setopt(t->easy, CURLOPT_MAXREDIRS, redirects > 1000 ? 1000L : (long)redirects);
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    curl_easy_setopt(t->easy, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

static void set_common(sley_transfer *t, const sley_str *url)
{
    char *text = copy_of(url);
    curl_easy_setopt(t->easy, CURLOPT_URL, text);
    free(text);
    curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->why);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT, "sley");
    curl_easy_setopt(t->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
}

// False: one of them is no header.
static bool set_headers(sley_transfer *t, const sley_list *headers)
{
    bool has_type = false;
    for (int64_t i = 0; i < sley_list_len(headers); i++) {
        const sley_str *s = *(sley_str **)sley_list_at(headers, i, NULL);
        if (!add_header(t, s)) return false;
    }
    for (const struct curl_slist *at = t->sent; at; at = at->next) {
        has_type = has_type || is_named(at->data, "Content-Type");
    }
    // libcurl would call every body a form, and wait for the server's leave to send a long one.
    if (!has_type) t->sent = curl_slist_append(t->sent, "Content-Type:");
    t->sent = curl_slist_append(t->sent, "Expect:");
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->sent);
    return true;
}

static sley_status refuse(sley_task *task, sley_transfer *t, const char *why)
{
    if (t) sley_transfer_release(t);
    task->base.error = sley_net_error_new(&sley_error_net, sley_str_from_cstr(why));
    return SLEY_ERROR;
}

sley_status sley_curl_start(sley_task *task, sley_str *method, sley_str *url, sley_list *headers,
                            sley_bytes *body, int64_t connect_within, sley_opt_duration within,
                            int64_t redirects, sley_str *ca, bool insecure,
                            sley_transfer **result)
{
    *result = NULL;
    bool is_word = method->len > 0 && is_one_line(method)
                   && !memchr(method->data, ' ', (size_t)method->len);
    if (!is_word) {
        return refuse(task, NULL, "the method of a request is one word");
    }
    if (!is_one_line(url)) return refuse(task, NULL, "a URL is one line");
    pool *p = pool_of(full(task->base.executor));
    sley_transfer *t = sley__alloc(sizeof *t);
    *t = (sley_transfer){.head.refs = 1, .easy = curl_easy_init(), .url = sley_str_retain(url)};
    t->body = body ? sley_bytes_retain(body) : NULL;
    t->headers = sley_list_new(&sley_type_str, 0);
    set_common(t, url);
    if (!set_headers(t, headers)) {
        return refuse(task, t, "a header is one line, a name, a colon and a value");
    }
    char *name = copy_of(method);
    set_method(t, name);
    free(name);
    set_authorities(t, ca, insecure);
    set_limits(t, connect_within, within, redirects);
    t->pool = p;
    t->next = p->first;
    p->first = t;
    curl_multi_add_handle(p->multi, t->easy);
    *result = t;
    return SLEY_OK;
}

// ---- the operations --------------------------------------------------------------------------

sley_status sley_transfer_begun(sley_task *task, sley_frame *self, sley_waiter *w,
                                sley_transfer *t)
{
    sley_error *error = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    sley_status st = begun_now(t, &error);
    if (st == SLEY_ERROR) task->base.error = error;
    if (st != SLEY_PENDING) return sley__end(task, self, st);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__conn_park(task, self, w, &t->line, &begun_kind, t, NULL);
}

// What was read makes room for more.
static void go_on(sley_transfer *t)
{
    if (!t->is_paused || !t->pool) return;
    pool *p = t->pool;
    t->is_paused = false;
    curl_easy_pause(t->easy, CURLPAUSE_CONT);
    act(p, CURL_SOCKET_TIMEOUT, 0);
}

sley_status sley_transfer_read(sley_task *task, sley_frame *self, sley_waiter *w, sley_transfer *t,
                               sley_bytes **result)
{
    sley_error *error = NULL;
    *result = NULL;
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    sley_status st = t->line ? SLEY_PENDING : read_now(t, result, &error);
    if (st == SLEY_OK && *result) go_on(t);
    if (st == SLEY_ERROR) task->base.error = error;
    if (st == SLEY_OK && !*result) return sley__wait_give_way(task, self, st); // S78
    if (st != SLEY_PENDING) return sley__end(task, self, st);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__conn_park(task, self, w, &t->line, &read_kind, t, result);
}

void sley_transfer_stop(sley_transfer *t)
{
    if (t->is_over) return;
    t->is_stopped = true;
    t->code = CURLE_ABORTED_BY_CALLBACK;
    leave(t);
    serve(t);
}

int64_t sley_transfer_status(const sley_transfer *t)
{
    return t->status;
}

sley_list *sley_transfer_headers(const sley_transfer *t)
{
    return sley_list_retain(t->headers);
}

sley_str *sley_transfer_url(const sley_transfer *t)
{
    return sley_str_retain(t->url);
}
