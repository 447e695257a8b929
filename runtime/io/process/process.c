// SPDX-License-Identifier: MIT
// process.c - a child process: its start, its exit, signals to it.
//
// The child is watched by its pidfd, so that no SIGCHLD is needed and no other child of this
// process is touched. Invariants in io/process.h.
#include "io/process.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sley/format.h"
#include "sley/types.h"

extern char **environ;

// ---- errors ---------------------------------------------------------------------------------

static void process_message(sley_text *out, const sley_error *error)
{
    sley_text_put_str(out, ((const sley_process_error *)error)->message);
}

#define PROCESS_ERROR(SYMBOL, NAME, BASE)                                 \
    const sley_error_type SYMBOL = {.name = NAME,                         \
                                    .base = BASE,                         \
                                    .size = sizeof(sley_process_error),   \
                                    .message = process_message,           \
                                    SLEY_FIELDS({"message", MESSAGE_AT, &sley_type_str})}
#define MESSAGE_AT offsetof(sley_process_error, message)

PROCESS_ERROR(sley_error_process, "process.Error", NULL);
PROCESS_ERROR(sley_error_process_not_found, "process.NotFound", &sley_error_process);
PROCESS_ERROR(sley_error_process_denied, "process.Denied", &sley_error_process);

sley_error *sley_process_error_new(const sley_error_type *type, sley_str *message)
{
    sley_process_error *e = (sley_process_error *)sley_error_new(type);
    e->message = message;
    return &e->base;
}

// `code`: of the system; 0: `what` says it all.
sley_status sley__process_throw(sley_task *task, int code, const char *what, const char *command)
{
    const sley_error_type *type = &sley_error_process;
    if (code == ENOENT) type = &sley_error_process_not_found;
    if (code == EACCES || code == EPERM) type = &sley_error_process_denied;
    sley_text text;
    sley_text_init(&text);
    sley_text_put_cstr(&text, what);
    if (command) {
        sley_text_put_cstr(&text, " `");
        sley_text_put_cstr(&text, command);
        sley_text_put_cstr(&text, "`");
    }
    if (code != 0) {
        sley_text_put_cstr(&text, ": ");
        sley_text_put_cstr(&text, uv_strerror(uv_translate_sys_error(code)));
    }
    task->base.error = sley_process_error_new(type, sley_text_take(&text));
    return SLEY_ERROR;
}

// ---- strings for the system ------------------------------------------------------------------

static bool has_nul(const sley_str *s)
{
    return s->len > 0 && memchr(s->data, 0, (size_t)s->len) != NULL;
}

static char *cstr_of(const sley_str *s)
{
    char *text = sley__alloc((size_t)s->len + 1);
    if (s->len > 0) memcpy(text, s->data, (size_t)s->len);
    text[s->len] = 0;
    return text;
}

static void free_strings(char **strings)
{
    for (char **at = strings; at && *at; at++) free(*at);
    free(strings);
}

static char **strings_new(size_t count)
{
    char **strings = sley__alloc((count + 1) * sizeof *strings);
    memset(strings, 0, (count + 1) * sizeof *strings);
    return strings;
}

// NULL: one of them has a NUL inside.
static char **strings_of(const sley_list *list)
{
    char **strings = strings_new((size_t)list->len);
    for (int64_t i = 0; i < list->len; i++) {
        const sley_str *s = SLEY_NTH(sley_str *, list, i);
        if (has_nul(s)) {
            free_strings(strings);
            return NULL;
        }
        strings[i] = cstr_of(s);
    }
    return strings;
}

static char *joined(const char *a, size_t a_len, char between, const char *b, size_t b_len)
{
    char *text = sley__alloc(a_len + b_len + 2);
    if (a_len > 0) memcpy(text, a, a_len);
    text[a_len] = between;
    if (b_len > 0) memcpy(text + a_len + 1, b, b_len);
    text[a_len + 1 + b_len] = 0;
    return text;
}

// NULL: a name is empty or has a `=` in it, or there is a NUL in one of them.
static char **environment_of(const sley_map *env)
{
    char **strings = strings_new((size_t)sley_map_len(env));
    size_t count = 0;
    int64_t at = 0;
    while (sley_map_next(env, &at)) {
        const sley_str *name = SLEY_KEY(sley_str *, env, at);
        const sley_str *value = SLEY_VALUE(sley_str *, env, at);
        if (name->len == 0 || memchr(name->data, '=', (size_t)name->len) || has_nul(name)
            || has_nul(value)) {
            free_strings(strings);
            return NULL;
        }
        strings[count++] = joined(name->data, (size_t)name->len, '=', value->data,
                                  (size_t)value->len);
    }
    return strings;
}

// Where the program may lie: itself when it has a slash, else the directories of the PATH that the
// child will have.
static char **paths_of(const char *program, char **env)
{
    const char *path = NULL;
    for (char **at = env; *at; at++) {
        if (strncmp(*at, "PATH=", 5) == 0) path = *at + 5;
    }
    if (!path) path = "/usr/local/bin:/usr/bin:/bin";
    bool is_path = strchr(program, '/') != NULL;
    size_t most = 1;
    for (const char *c = path; *c; c++) most += *c == ':';
    char **paths = strings_new(most);
    if (is_path || !*program) {
        paths[0] = *program ? joined(program, strlen(program), 0, "", 0) : NULL;
        return paths;
    }
    size_t count = 0;
    for (const char *from = path;; from++) {
        size_t len = strcspn(from, ":");
        paths[count++] = len > 0 ? joined(from, len, '/', program, strlen(program))
                                 : joined(".", 1, '/', program, strlen(program));
        from += len;
        if (!*from) return paths;
    }
}

// "ls -1": as one would type it, for messages.
static sley_str *command_of(const sley_list *argv)
{
    sley_text text;
    sley_text_init(&text);
    for (int64_t i = 0; i < argv->len; i++) {
        sley_str *word = SLEY_NTH(sley_str *, argv, i);
        bool is_plain = word->len > 0;
        for (int64_t k = 0; k < word->len; k++) {
            if ((unsigned char)word->data[k] <= ' ' || word->data[k] == '"') is_plain = false;
        }
        if (i > 0) sley_text_put_cstr(&text, " ");
        if (is_plain) sley_text_put_str(&text, word);
        else sley_text_put_repr(&text, &sley_type_str, &word);
    }
    return sley_text_take(&text);
}

// ---- life ------------------------------------------------------------------------------------

static void free_process(sley_process *p)
{
    assert(!p->waiters && !p->talk && p->state == HANDLE_GONE && !p->downstream);
    sley__open_remove(&p->link);
    if (p->upstream) p->upstream->downstream = NULL;
    sley_process_release(p->upstream);
    sley_str_release(p->command);
    p->executor->blocks--;
    free(p);
}

static void on_poll_closed(uv_handle_t *handle)
{
    sley_process *p = handle->data;
    assert(p->state == HANDLE_CLOSING && !p->waiters);
    p->state = HANDLE_GONE;
    close(p->pidfd);
    if (p->head.refs == 0) free_process(p);
}

static void close_poll(sley_process *p)
{
    if (p->state >= HANDLE_CLOSING) return;
    p->state = HANDLE_CLOSING;
    uv_close((uv_handle_t *)&p->poll, on_poll_closed);
}

static void drop_stream(sley_conn **c)
{
    if (*c && (*c)->watcher) {
        (*c)->watch = NULL;
        (*c)->watcher = NULL;
    }
    sley_conn_release(*c);
    *c = NULL;
}

// It cannot be asked any more: the child is only waited for, so that it leaves no zombie.
static void let_go(sley_process *p)
{
    drop_stream(&p->in);
    drop_stream(&p->out);
    drop_stream(&p->err);
    if (p->state == HANDLE_GONE) free_process(p);
}

HANDLE_COUNT(process, let_go)

// The executor ends; the child may outlive us (S88).
static void end_link(open_link *link)
{
    close_poll(container_of(link, sley_process, link));
}

static bool link_busy(open_link *link)
{
    (void)link;
    return false;
}

// ---- the exit --------------------------------------------------------------------------------

static int code_of(int status)
{
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void ended(sley_process *p, int code)
{
    assert(p->state == HANDLE_OPEN);
    p->code = code;
    close_poll(p);
    while (p->waiters) {
        sley_waiter *w = p->waiters;
        if (w->base.kind->done) { // of a pipeline: it may have to wait for others
            sley__line_remove(&p->waiters, w);
            w->base.kind->done(&w->base);
            continue;
        }
        sley__conn_take(&p->waiters);
        *(int64_t *)w->place = p->code;
        sley__claim(&w->base, SLEY_OK);
    }
    for (sley_process *at = p, *next; at; at = next) {
        next = at->downstream; // serving the last one may free it
        sley__process_run_serve(at);
    }
}

bool sley__process_look(sley_process *p)
{
    if (p->state != HANDLE_OPEN) return true;
    int status = 0;
    pid_t pid;
    do pid = waitpid(p->pid, &status, WNOHANG); while (pid < 0 && errno == EINTR);
    if (pid == 0) return false;
    ended(p, pid == p->pid ? code_of(status) : 255); // 255: another one has reaped it
    return true;
}

static void on_exit_readable(uv_poll_t *poll, int status, int events)
{
    (void)status;
    (void)events;
    sley__process_look(poll->data);
}

static void wait_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_remove(&((sley_process *)w->object)->waiters, w);
    sley__executor_drop_source(wait->task->base.executor);
}

static void wait_describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_process *p = container_of(wait, sley_waiter, base)->object;
    snprintf(out, cap, "process %d `%.*s`", (int)p->pid,
             p->command->len < 60 ? (int)p->command->len : 60, p->command->data);
}

static const sley_wait_kind wait_kind = {
    .name = "exit", .unlink = wait_unlink, .describe = wait_describe};

sley_status sley_process_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_process *p,
                              int64_t *result)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    *result = 0;
    if (sley__process_look(p)) {
        *result = p->code;
        return sley__end(task, self, SLEY_OK);
    }
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__conn_park(task, self, w, &p->waiters, &wait_kind, p, result);
}

// ---- starting --------------------------------------------------------------------------------

typedef struct ends {
    int child[3]; // descriptors that the child gets; -1: ours of that number
    int ours[3];  // the other ends of pipes; -1
} ends;

static void close_all(int *fds)
{
    for (int i = 0; i < 3; i++) {
        if (fds[i] >= 0) close(fds[i]);
        fds[i] = -1;
    }
}

// Zero, or the error's number.
static int open_end(ends *e, int i, int64_t kind)
{
    if (kind == SLEY_NULL) {
        e->child[i] = open("/dev/null", O_RDWR | O_CLOEXEC);
        return e->child[i] < 0 ? errno : 0;
    }
    if (kind != SLEY_PIPE) return 0;
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) return errno;
    e->child[i] = fds[i == 0 ? 0 : 1];
    e->ours[i] = fds[i == 0 ? 1 : 0];
    return 0;
}

static int open_ends(ends *e, const process_options *options)
{
    *e = (ends){{-1, -1, -1}, {-1, -1, -1}};
    int code = 0;
    for (int i = 0; i < 3 && code == 0; i++) {
        if (i == 0 && options->input >= 0) e->child[0] = options->input;
        else code = open_end(e, i, options->fds[i]);
    }
    return code;
}

static sley_process *new_process(executor *x, pid_t pid, int pidfd)
{
    sley_process *p = sley__alloc(sizeof *p);
    memset(p, 0, sizeof *p);
    p->head.refs = 1;
    p->executor = x;
    p->link.end = end_link;
    p->link.busy = link_busy;
    p->pid = pid;
    p->pidfd = pidfd;
    uv_poll_init(x->loop, &p->poll, pidfd);
    p->poll.data = p;
    uv_poll_start(&p->poll, UV_READABLE, on_exit_readable);
    sley__open_add(x, &p->link);
    x->blocks++;
    return p;
}

static void open_streams(sley_process *p, ends *e, int *output)
{
    static const char *const names[] = {"stdin of a child", "stdout of a child",
                                        "stderr of a child"};
    sley_conn **streams[] = {&p->in, &p->out, &p->err};
    for (int i = 0; i < 3; i++) {
        int code = 0;
        if (e->ours[i] < 0) continue;
        if (i == 1 && output) *output = e->ours[i];
        else *streams[i] = sley__pipe_conn(p->executor, e->ours[i], names[i], &code);
        e->ours[i] = -1;
    }
}

static int open_pidfd(pid_t pid)
{
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

// The child runs already, yet it cannot be watched.
static void undo(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static sley_status throw_start(sley_task *task, int code, spawn_step step, const spawn_plan *plan)
{
    if (step == SPAWN_CWD) {
        return sley__process_throw(task, code, "cannot start a process in", plan->cwd);
    }
    return sley__process_throw(task, code, "cannot start", plan->argv[0]);
}

static sley_process *start(sley_task *task, const process_options *options, spawn_plan *plan,
                           int *output)
{
    executor *x = full(task->base.executor);
    spawn_step step = SPAWN_VFORK;
    pid_t pid = 0;
    ends e;
    int code = open_ends(&e, options);
    for (int i = 0; i < 3; i++) plan->fds[i] = e.child[i] >= 0 ? e.child[i] : i;
    if (code == 0) code = sley__spawn(plan, &pid, &step);
    if (options->input >= 0) e.child[0] = -1; // the caller's
    close_all(e.child);
    int pidfd = -1;
    if (code == 0) {
        pidfd = open_pidfd(pid);
        if (pidfd < 0) {
            code = errno;
            step = SPAWN_SETUP;
            undo(pid);
        }
    }
    if (code != 0) {
        close_all(e.ours);
        throw_start(task, code, step, plan);
        return NULL;
    }
    sley_process *p = new_process(x, pid, pidfd);
    p->leads_group = plan->new_session || plan->group == 0;
    p->group = p->leads_group ? pid : plan->group > 0 ? plan->group : getpgrp();
    p->command = options->shown ? sley_str_retain(options->shown) : command_of(options->argv);
    open_streams(p, &e, output);
    return p;
}

static sley_status refuse(sley_task *task, const process_options *options, const spawn_plan *plan)
{
    const char *what = NULL;
    if (options->argv->len == 0) what = "cannot start a process: the command is an empty list";
    else if (!plan->argv) what = "cannot start a process: an argument has a NUL inside";
    else if (!plan->env) what = "cannot start a process: `env` has a name that is empty or has "
                                "`=` in it, or a NUL";
    else if (options->cwd && !plan->cwd) what = "cannot start a process: `cwd` has a NUL inside";
    else if (options->umask < -1 || options->umask > 0777)
        what = "cannot start a process: `umask` is out of range 0..0o777";
    else if (options->uid < -1 || options->uid > UINT32_MAX - 1 || options->gid < -1
             || options->gid > UINT32_MAX - 1)
        what = "cannot start a process: `uid` or `gid` is out of range";
    return what ? sley__process_throw(task, 0, what, NULL) : SLEY_OK;
}

sley_process *sley__process_start(sley_task *task, const process_options *options, int *output)
{
    char **env = options->env ? environment_of(options->env) : NULL;
    char *cwd = options->cwd && !has_nul(options->cwd) ? cstr_of(options->cwd) : NULL;
    spawn_plan plan = {
        .argv = strings_of(options->argv),
        .env = options->env ? env : environ,
        .cwd = cwd,
        .err_to_out = options->fds[2] == SLEY_TO_STDOUT,
        .new_session = options->new_session,
        .group = options->new_group ? 0 : options->group,
        .umask = (int)options->umask,
        .uid = (uid_t)options->uid,
        .gid = (gid_t)options->gid,
    };
    sley_process *p = NULL;
    if (refuse(task, options, &plan) == SLEY_OK) {
        plan.paths = paths_of(plan.argv[0], plan.env);
        sley_stdout_flush();
        p = start(task, options, &plan, output);
        free_strings(plan.paths);
    }
    free_strings(plan.argv);
    free_strings(env);
    free(cwd);
    return p;
}

sley_status sley_process_start(sley_task *task, sley_list *argv, int64_t in, int64_t out,
                               int64_t err, sley_str *cwd, sley_map *env, bool new_group,
                               bool new_session, int64_t umask, int64_t uid, int64_t gid,
                               sley_process **result)
{
    process_options options = {argv, NULL,        {in, out, err}, -1,    cwd, env,
                               new_group, new_session, -1,        umask, uid, gid};
    *result = sley__process_start(task, &options, NULL);
    return *result ? SLEY_OK : SLEY_ERROR;
}

// ---- looking ---------------------------------------------------------------------------------

int64_t sley_process_pid(const sley_process *p)
{
    return p->pid;
}

int64_t sley_process_group(const sley_process *p)
{
    return p->group;
}

sley_opt_int sley_process_code(sley_process *p)
{
    return sley__process_look(p) ? sley_opt_int_some(p->code) : sley_opt_int_none();
}

bool sley_process_alive(sley_process *p)
{
    return !sley__process_look(p);
}

sley_str *sley_process_command(const sley_process *p)
{
    return sley_str_retain(p->command);
}

sley_conn *sley_process_stdin(const sley_process *p)
{
    return sley_conn_retain(p->in);
}

sley_conn *sley_process_stdout(const sley_process *p)
{
    return sley_conn_retain(p->out);
}

sley_conn *sley_process_stderr(const sley_process *p)
{
    return sley_conn_retain(p->err);
}

static void process_print(sley_text *out, const void *place)
{
    const sley_process *p = *(sley_process *const *)place;
    char text[64];
    if (!p) {
        sley_text_put_cstr(out, "none");
        return;
    }
    snprintf(text, sizeof text, "<process %d `", (int)p->pid);
    sley_text_put_cstr(out, text);
    sley_text_put_str(out, p->command);
    sley_text_put_cstr(out, "`>");
}

HANDLE_TYPE(process, "process.Process", .print = process_print);

// ---- signals ---------------------------------------------------------------------------------

// Until it is reaped the number belongs to the child, so that no other process can be meant.
bool sley__process_signal(sley_process *p, int signo, int *code)
{
    *code = 0;
    if (sley__process_look(p)) return false;
    if (kill(p->pid, signo) == 0) return true;
    *code = errno;
    return false;
}

bool sley_process_kill(sley_process *p)
{
    int code;
    return sley__process_signal(p, SIGKILL, &code);
}

bool sley_process_terminate(sley_process *p)
{
    int code;
    return sley__process_signal(p, SIGTERM, &code);
}

sley_status sley_process_send(sley_task *task, sley_process *p, sley_signal *s, bool *result)
{
    int code;
    *result = sley__process_signal(p, (int)sley_signal_number(s), &code);
    if (code == 0) return SLEY_OK;
    char *command = cstr_of(p->command);
    sley__process_throw(task, code, "cannot send a signal to", command);
    free(command);
    return SLEY_ERROR;
}

sley_status sley_process_kill_group(sley_task *task, sley_process *p, sley_signal *s, bool *result)
{
    *result = false;
    if (!p->leads_group) {
        return sley__process_throw(
            task, 0, "kill_group: the process was started without `new_group: true`", NULL);
    }
    *result = killpg(p->group, (int)sley_signal_number(s)) == 0;
    if (*result || errno == ESRCH) return SLEY_OK;
    return sley__process_throw(task, errno, "cannot send a signal to the group of a process", NULL);
}
