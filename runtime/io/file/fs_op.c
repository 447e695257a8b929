// SPDX-License-Identifier: MIT
// fs_op.c - running an operation on the file system: at once, or on libuv's pool.
#include "io/fs_op.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/file.h"
#include "sley/list.h"
#include "sley/types.h"

// ---- errors ---------------------------------------------------------------------------------

static void fs_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_fs_error *)error)->message);
}

#define FS_ERROR(SYMBOL, NAME, BASE)                                    \
    const sley_error_type SYMBOL = {.name = NAME,                       \
                                    .base = BASE,                       \
                                    .size = sizeof(sley_fs_error),      \
                                    .message = fs_message,              \
                                    SLEY_FIELDS(FS_FIELD(message), FS_FIELD(path))}
#define FS_FIELD(NAME) {#NAME, offsetof(sley_fs_error, NAME), &sley_type_str}

FS_ERROR(sley_error_fs, "fs.Error", NULL);
FS_ERROR(sley_error_fs_not_found, "fs.NotFound", &sley_error_fs);
FS_ERROR(sley_error_fs_denied, "fs.Denied", &sley_error_fs);

sley_error *sley_fs_error_new(const sley_error_type *type, sley_str *message, sley_str *path)
{
    sley_fs_error *e = (sley_fs_error *)sley_error_new(type);
    e->message = message;
    e->path = path;
    return &e->base;
}

sley_status sley__fs_op_fail(sley_task *task, int code, const char *path)
{
    const sley_error_type *type = &sley_error_fs;
    if (code == ENOENT) type = &sley_error_fs_not_found;
    if (code == EACCES || code == EPERM) type = &sley_error_fs_denied;
    sley_str *shown = sley_str_from_utf8_lossy(path, strlen(path));
    sley_text text;
    sley_text_init(&text);
    sley_text_put_str(&text, shown);
    sley_text_put_cstr(&text, ": ");
    sley_text_put_cstr(&text, uv_strerror(uv_translate_sys_error(code)));
    task->base.error = sley_fs_error_new(type, sley_text_take(&text), shown);
    return SLEY_ERROR;
}

// ---- an operation ----------------------------------------------------------------------------

void sley__fs_op_set(fs_op *op, char **member, const sley_str *text)
{
    size_t len = (size_t)text->len;
    if (len > 0 && memchr(text->data, 0, len)) op->code = EINVAL;
    *member = sley__alloc(len + 1);
    if (len > 0) memcpy(*member, text->data, len);
    (*member)[len] = 0;
}

fs_op sley__fs_op(void (*work)(fs_op *), sley_status (*end)(sley_task *, fs_op *, void *),
                  const sley_str *path)
{
    fs_op op = {.work = work, .end = end};
    if (path) sley__fs_op_set(&op, &op.path, path);
    return op;
}

void sley__fs_op_free(fs_op *op)
{
    for (size_t i = 0; i < op->count; i++) free(op->names[i]);
    free(op->names);
    free(op->bytes);
    free(op->path);
    free(op->other);
    free(op->extra);
    sley_file_release(op->file);
}

static sley_status finish(sley_task *task, fs_op *op, void *place)
{
    if (op->code != 0) return sley__fs_op_fail(task, op->code, op->path ? op->path : "file");
    return op->end(task, op, place);
}

sley_status sley__fs_op_now(sley_task *task, fs_op *op, void *place)
{
    sley_status st = SLEY_PENDING;
    if (op->file && op->file->busy) op->code = EBUSY; // a task awaits an operation on it
    while (st == SLEY_PENDING) {
        if (op->code == 0) op->work(op);
        st = finish(task, op, place);
    }
    sley__fs_op_free(op);
    return st;
}

// ---- on the pool -----------------------------------------------------------------------------

struct sley__file_job {
    uv_work_t uv;
    executor *executor;
    sley_file_work *wait;
    void *place;
    struct sley__file_job *next; // of the same file, after this one
    bool is_called_off;          // while it waited for its turn
    fs_op op;
};

static void run_work(uv_work_t *uv)
{
    struct sley__file_job *job = container_of(uv, struct sley__file_job, uv);
    job->op.work(&job->op);
}

static void after_work(uv_work_t *uv, int status);

static void queue(struct sley__file_job *job)
{
    int code = uv_queue_work(job->executor->loop, &job->uv, run_work, after_work);
    if (code != 0) sley_panicf(NULL, "cannot start a thread: %s", uv_strerror(code));
}

static void end_job(struct sley__file_job *job, sley_status st)
{
    sley_file_work *w = job->wait;
    sley__executor_drop_source(&job->executor->hot);
    sley__fs_op_free(&job->op);
    free(job);
    w->job = NULL;
    sley__claim(&w->base, st);
}

// The file is free for the next one.
static void start_next(sley_file *f)
{
    struct sley__file_job *next = f->jobs;
    f->busy = next != NULL;
    if (!next) {
        if (f->is_closing) sley__file_close_now(f);
        return;
    }
    f->jobs = next->next;
    if (next->is_called_off) after_work(&next->uv, UV_ECANCELED);
    else if (f->fd < 0 || f->is_closing) {
        next->op.code = EBADF;
        after_work(&next->uv, 0);
    } else queue(next);
}

static void after_work(uv_work_t *uv, int status)
{
    struct sley__file_job *job = container_of(uv, struct sley__file_job, uv);
    sley_status st = SLEY_CANCELLED;
    if (status != UV_ECANCELED) st = finish(job->wait->base.task, &job->op, job->place);
    if (st == SLEY_PENDING) {
        queue(job);
        return;
    }
    sley_file *f = job->op.file ? sley_file_retain(job->op.file) : NULL;
    end_job(job, st);
    if (f) start_next(f);
    sley_file_release(f);
}

static void never_unlinked(sley_wait *wait)
{
    (void)wait;
    assert(false && "its operation belongs to the pool"); // F2
}

static void cancel_job(sley_wait *wait)
{
    struct sley__file_job *job = container_of(wait, sley_file_work, base)->job;
    job->is_called_off = true;
    uv_cancel((uv_req_t *)&job->uv); // does nothing to one that runs, or waits for its turn
}

static const sley_wait_kind work_kind = {
    .name = "a file", .unlink = never_unlinked, .cancel = cancel_job};

static void add_to(sley_file *f, struct sley__file_job *job)
{
    struct sley__file_job **last = &f->jobs;
    while (*last) last = &(*last)->next;
    *last = job;
}

sley_status sley__fs_op_later(sley_task *task, sley_frame *self, sley_file_work *w, fs_op *op,
                           void *place)
{
    if (sley__is_cancelled(task) || op->code != 0) {
        bool stops = sley__is_cancelled(task);
        sley_status st = stops ? SLEY_CANCELLED : finish(task, op, place);
        sley__fs_op_free(op);
        return stops ? sley__wait_stop(task, self) : sley__end(task, self, st);
    }
    struct sley__file_job *job = sley__alloc(sizeof *job);
    memset(job, 0, sizeof *job);
    job->executor = full(task->base.executor);
    job->wait = w;
    job->place = place;
    job->op = *op;
    job->uv.type = UV_UNKNOWN_REQ; // uv_cancel refuses it until it is queued
    w->base = (sley_wait){.kind = &work_kind, .task = task};
    w->job = job;
    sley__executor_hold_source(task->base.executor);
    if (op->file && op->file->busy) {
        add_to(op->file, job);
    } else {
        if (op->file) op->file->busy = true;
        queue(job);
    }
    return sley__park(task, self, &w->base);
}

// ---- the usual ends --------------------------------------------------------------------------

sley_status sley__fs_op_end_unit(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    (void)op;
    (void)place;
    return SLEY_OK;
}

sley_status sley__fs_op_end_int(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    *(int64_t *)place = op->value;
    return SLEY_OK;
}

void sley__fs_op_add_name(fs_op *op, char *name)
{
    if (op->count == op->cap) {
        op->cap = op->cap ? 2 * op->cap : 16;
        op->names = sley__alloc_resize(op->names, op->cap * sizeof *op->names);
    }
    op->names[op->count++] = name;
}

sley_status sley__fs_op_end_names(sley_task *task, fs_op *op, void *place)
{
    (void)task;
    sley_list *list = sley_list_new(&sley_type_str, (int64_t)op->count);
    for (size_t i = 0; i < op->count; i++) {
        sley_str *name = sley_str_from_utf8_lossy(op->names[i], strlen(op->names[i]));
        sley_list_append(list, &name);
    }
    *(sley_list **)place = list;
    return SLEY_OK;
}

char *sley__fs_op_joined(const char *dir, const char *name)
{
    size_t len = strlen(dir);
    bool needs_slash = len > 0 && dir[len - 1] != '/';
    char *path = sley__alloc(len + strlen(name) + 2);
    memcpy(path, dir, len);
    if (needs_slash) path[len++] = '/';
    memcpy(path + len, name, strlen(name) + 1);
    return path;
}

int sley__fs_op_write_all(int fd, const void *data, size_t size)
{
    const char *at = data;
    while (size > 0) {
        ssize_t n = write(fd, at, size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        at += n;
        size -= (size_t)n;
    }
    return 0;
}

int sley__fs_op_read_all(int fd, char **data, size_t *size)
{
    struct stat info;
    int64_t cap = 4096;
    bool is_sized = fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0;
    if (is_sized) cap = info.st_size + 1;
    *data = sley__alloc((size_t)cap);
    *size = 0;
    while (true) {
        if ((int64_t)*size == cap) {
            cap = sley__alloc_grow(cap, cap + 1);
            *data = sley__alloc_resize(*data, (size_t)cap);
        }
        ssize_t n = read(fd, *data + *size, (size_t)cap - *size);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        if (n == 0) return 0;
        *size += (size_t)n;
    }
}
