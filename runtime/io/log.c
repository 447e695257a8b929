// SPDX-License-Identifier: MIT
// log.c - records of what a program does.
//
// The settings are the process's, under `lock`. A record is put together by its own thread and
// written at once, in one write (S106).
#include "sley/log.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "io/internal.h"
#include "sley/format.h"

enum { FORMAT_MOST = 256, FIELDS_MOST = 64, FIELD_MOST = 256 };

typedef enum log_field {
    FIELD_TEXT, // between the others
    FIELD_TIME,
    FIELD_LEVEL,
    FIELD_NAME,
    FIELD_MESSAGE,
    FIELD_TASK,
    FIELD_THREAD,
    FIELD_PID,
} log_field;

// ORDER log_field
static const char *const field_names[] = {"",        "time", "level",  "name",
                                          "message", "task", "thread", "pid"};
static const char *const level_names[] = {"DEBUG", "INFO", "WARNING", "ERROR", "OFF"};

// One piece of the format.
typedef struct piece {
    log_field field;
    const char *text; // FIELD_TEXT: in `format`
    size_t len;
    size_t width;
    char align;       // '<', '>' or '^'
} piece;

typedef struct named_level {
    struct named_level *next;
    char *name;
    int64_t level;
} named_level;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char format[FORMAT_MOST]; // under lock, as the others
static piece pieces[FIELDS_MOST];
static size_t piece_count;       // 0: the format was never set
static named_level *levels;
static int64_t root_level = SLEY_LOG_INFO;
static int output = STDERR_FILENO;

struct sley_logger {
    sley_object head;
    sley_str *name;
};

// ---- the format ------------------------------------------------------------------------------

// "level:<8" of `{level:<8}`. False: there is no such field, or what follows is no width.
static bool read_field(const char *at, size_t len, piece *p)
{
    const char *colon = memchr(at, ':', len);
    size_t name_len = colon ? (size_t)(colon - at) : len;
    *p = (piece){.align = '<'};
    for (size_t i = 1; i < sizeof field_names / sizeof field_names[0]; i++) {
        const char *name = field_names[i];
        bool is_it = strlen(name) == name_len && memcmp(name, at, name_len) == 0;
        if (is_it) p->field = (log_field)i;
    }
    if (p->field == FIELD_TEXT) return false;
    if (!colon) return true;
    const char *end = at + len;
    const char *width = colon + 1;
    if (width < end && strchr("<>^", *width)) p->align = *width++;
    if (width == end) return false;
    for (; width < end; width++) {
        if (*width < '0' || *width > '9' || p->width > 1000) return false;
        p->width = p->width * 10 + (size_t)(*width - '0');
    }
    return true;
}

// The pieces of the text, which they lead into; NULL, or what is wrong with it.
static const char *read_format(const char *text, piece *out, size_t *count)
{
    *count = 0;
    while (*text) {
        if (*count == FIELDS_MOST) return "it has too many fields";
        size_t len = strcspn(text, "{");
        if (len > 0) {
            out[(*count)++] = (piece){.field = FIELD_TEXT, .text = text, .len = len};
            text += len;
            continue;
        }
        const char *end = strchr(text, '}');
        if (!end) return "a brace is not closed";
        if (!read_field(text + 1, (size_t)(end - text - 1), &out[(*count)++])) {
            return "fields are time, level, name, message, task, thread and pid, as in {level:<8}";
        }
        text = end + 1;
    }
    return NULL;
}

static void set_format(const char *text)
{
    snprintf(format, sizeof format, "%s", text);
    read_format(format, pieces, &piece_count);
}

static void error_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_net_error *)error)->message);
}

static void error_drop(sley_error *error)
{
    sley_str_release(((sley_net_error *)error)->message);
}

const sley_error_type sley_error_log = {
    .name = "log.Error",
    .base = NULL,
    .size = sizeof(sley_net_error),
    .message = error_message,
    .drop = error_drop,
};

sley_status sley_log_config(sley_task *task, sley_str *wanted, int64_t level, int64_t stream)
{
    char text[FORMAT_MOST];
    piece read[FIELDS_MOST];
    size_t count;
    const char *why = NULL;
    if (wanted && wanted->len >= FORMAT_MOST) why = "it is too long";
    if (wanted && !why) {
        snprintf(text, sizeof text, "%.*s", (int)wanted->len, wanted->data);
        why = read_format(text, read, &count);
    }
    if (why) {
        char message[160];
        snprintf(message, sizeof message, "the format of log: %s", why);
        task->base.error = sley_net_error_new(&sley_error_log, sley_str_from_cstr(message));
        return SLEY_ERROR;
    }
    pthread_mutex_lock(&lock);
    if (wanted) set_format(text);
    root_level = level;
    output = stream == SLEY_LOG_STDOUT ? STDOUT_FILENO : STDERR_FILENO;
    pthread_mutex_unlock(&lock);
    return SLEY_OK;
}

// ---- levels ----------------------------------------------------------------------------------

static named_level *find_level(const char *name, size_t len)
{
    named_level *l = levels;
    while (l && (strlen(l->name) != len || memcmp(l->name, name, len) != 0)) l = l->next;
    return l;
}

void sley_log_level(sley_str *name, int64_t level)
{
    pthread_mutex_lock(&lock);
    named_level *l = find_level(name->data, (size_t)name->len);
    if (name->len == 0) {
        root_level = level;
    } else if (l) {
        l->level = level;
    } else {
        l = sley__alloc(sizeof *l);
        *l = (named_level){levels, sley__alloc_text(name->data, (size_t)name->len), level};
        levels = l;
    }
    pthread_mutex_unlock(&lock);
}

// Its own, or that of the nearest one above it; under lock.
static int64_t level_of(const sley_str *name)
{
    for (size_t len = (size_t)name->len; len > 0;) {
        const named_level *l = find_level(name->data, len);
        if (l) return l->level;
        while (len > 0 && name->data[len - 1] != '.') len--;
        if (len > 0) len--;
    }
    return root_level;
}

// ---- records ---------------------------------------------------------------------------------

static void put_aligned(sley_text *out, const piece *p, const char *text, size_t len)
{
    size_t fill = p->width > len ? p->width - len : 0;
    size_t before = p->align == '>' ? fill : p->align == '^' ? fill / 2 : 0;
    for (size_t i = 0; i < before; i++) sley_text_put_cstr(out, " ");
    sley_text_put(out, text, len);
    for (size_t i = before; i < fill; i++) sley_text_put_cstr(out, " ");
}

// Local time with milliseconds; of the simulation's clock, too.
static size_t put_time(char *out, size_t cap)
{
    const executor *x = sley__executor_here();
    int64_t now = sley_wall(&((executor *)(uintptr_t)x)->hot);
    time_t seconds = (time_t)(now / 1000000000);
    struct tm parts;
    localtime_r(&seconds, &parts);
    size_t len = strftime(out, cap, "%Y-%m-%d %H:%M:%S", &parts);
    return len + (size_t)snprintf(out + len, cap - len, ".%03d", (int)(now / 1000000 % 1000));
}

static void put_piece(sley_text *out, const piece *p, const sley_str *name, int64_t level,
                      const sley_str *message)
{
    char text[FIELD_MOST] = "";
    const executor *x = sley__executor_here();
    size_t len = 0;
    switch (p->field) {
    case FIELD_TEXT: sley_text_put(out, p->text, p->len); return;
    case FIELD_NAME:
        if (name->len == 0) put_aligned(out, p, "root", 4);
        else put_aligned(out, p, name->data, (size_t)name->len);
        return;
    case FIELD_MESSAGE: put_aligned(out, p, message->data, (size_t)message->len); return;
    case FIELD_TIME: len = put_time(text, sizeof text); break;
    case FIELD_LEVEL: len = (size_t)snprintf(text, sizeof text, "%s", level_names[level]); break;
    case FIELD_TASK:
        if (x->hot.current != &x->own) {
            char label[FIELD_MOST];
            const char *shown = sley__task_label(x->hot.current, label, sizeof label);
            len = (size_t)snprintf(text, sizeof text, "%s", shown);
        } else {
            len = (size_t)snprintf(text, sizeof text, "-");
        }
        break;
    case FIELD_THREAD:
        len = (size_t)snprintf(text, sizeof text, "%s", x->name ? x->name : "main");
        break;
    case FIELD_PID: len = (size_t)snprintf(text, sizeof text, "%d", (int)getpid()); break;
    }
    put_aligned(out, p, text, len < sizeof text ? len : sizeof text - 1);
}

static void write_line(int fd, const sley_text *line)
{
    size_t at = 0;
    while (at < line->len) {
        ssize_t n = write(fd, line->data + at, line->len - at);
        if (n > 0) at += (size_t)n;
        else if (n < 0 && errno != EINTR && errno != EAGAIN) return; // nowhere to tell it
    }
}

static void put_record(const sley_str *name, int64_t level, const sley_str *message)
{
    sley_text line;
    pthread_mutex_lock(&lock);
    if (piece_count == 0) set_format("{time} {level:<7} {name}: {message}");
    bool is_wanted = level >= level_of(name);
    int fd = output;
    sley_text_init(&line);
    for (size_t i = 0; i < piece_count && is_wanted; i++) {
        put_piece(&line, &pieces[i], name, level, message);
    }
    pthread_mutex_unlock(&lock);
    if (is_wanted) {
        sley_text_put_cstr(&line, "\n");
        if (fd == STDOUT_FILENO) sley_stdout_put(line.data, line.len);
        else write_line(fd, &line);
    }
    sley_text_fini(&line);
}

// ---- loggers ---------------------------------------------------------------------------------

static void free_logger(sley_logger *l)
{
    sley_str_release(l->name);
    free(l);
}

HANDLE_COUNT(logger, free_logger)

sley_logger *sley_log_get(sley_str *name)
{
    sley_logger *l = sley__alloc(sizeof *l);
    *l = (sley_logger){.head = {.refs = 1}, .name = sley_str_retain(name)};
    return l;
}

sley_str *sley_logger_name(const sley_logger *l)
{
    return sley_str_retain(l->name);
}

bool sley_logger_enabled(const sley_logger *l, int64_t level)
{
    pthread_mutex_lock(&lock);
    bool is_wanted = level >= level_of(l->name);
    pthread_mutex_unlock(&lock);
    return is_wanted;
}

#define RECORD(NAME, LEVEL)                                               \
    void sley_log_##NAME(sley_str *message)                                \
    {                                                                      \
        put_record(&sley_str_empty, LEVEL, message);                       \
    }                                                                      \
    void sley_logger_##NAME(const sley_logger *l, sley_str *message)       \
    {                                                                      \
        put_record(l->name, LEVEL, message);                               \
    }
RECORD(debug, SLEY_LOG_DEBUG)
RECORD(info, SLEY_LOG_INFO)
RECORD(warning, SLEY_LOG_WARNING)
RECORD(error, SLEY_LOG_ERROR)

static void logger_print(sley_text *out, const void *place)
{
    const sley_logger *l = *(sley_logger *const *)place;
    sley_text_put_cstr(out, l ? "<log.Logger " : "none");
    if (!l) return;
    sley_text_put_str(out, l->name);
    sley_text_put_cstr(out, ">");
}

HANDLE_TYPE(logger, "log.Logger", .print = logger_print);
