// SPDX-License-Identifier: MIT
// spawn.c - a child process between vfork and exec.
//
// vfork copies no page table, so that starting a child takes the same time whatever the parent's
// size. The child borrows our memory until it executes or ends, while this thread stands still:
// it only makes system calls, takes no lock, and writes to `report` alone. All signals are blocked
// in it until no handler of ours is left that could run there.
//
// The calls that change the user are made directly: those of the C library would change the
// threads of the parent, too.
#include "io/spawn.h"

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct spawn_report {
    spawn_step step;
    int code;
} spawn_report;

// What we handle gets its default action, and so does SIGPIPE, which we ignore.
static void reset_signals(void)
{
    for (int signo = 1; signo < NSIG; signo++) {
        struct sigaction old;
        if (sigaction(signo, NULL, &old) != 0) continue;
        if (old.sa_handler == SIG_DFL || (old.sa_handler == SIG_IGN && signo != SIGPIPE)) continue;
        old = (struct sigaction){.sa_handler = SIG_DFL};
        sigaction(signo, &old, NULL);
    }
}

static bool set_up(const spawn_plan *plan)
{
    if (plan->new_session && setsid() < 0) return false;
    if (!plan->new_session && plan->group >= 0 && setpgid(0, plan->group) != 0) return false;
    if (plan->umask >= 0) umask((mode_t)plan->umask);
    for (int i = 0; i < 3; i++) {
        int from = i == 2 && plan->err_to_out ? STDOUT_FILENO : plan->fds[i];
        if (from != i && dup2(from, i) < 0) return false;
    }
    bool changes = plan->uid != (uid_t)-1 || plan->gid != (gid_t)-1;
    if (changes && geteuid() == 0) (void)syscall(SYS_setgroups, 0, NULL);
    if (plan->gid != (gid_t)-1 && syscall(SYS_setgid, plan->gid) != 0) return false;
    return plan->uid == (uid_t)-1 || syscall(SYS_setuid, plan->uid) == 0;
}

// Comes back when no path could be executed, with the error that tells most.
static int execute(const spawn_plan *plan)
{
    int code = ENOENT;
    for (char **path = plan->paths; *path; path++) {
        execve(*path, plan->argv, plan->env);
        bool is_absent = errno == ENOENT || errno == ENOTDIR;
        if (!is_absent) code = errno;
        if (!is_absent && errno != EACCES) break;
    }
    return code;
}

static void fail(volatile spawn_report *report, spawn_step step, int code)
{
    report->step = step;
    report->code = code;
    _exit(127);
}

static void be_child(const spawn_plan *plan, const sigset_t *mask, volatile spawn_report *report)
{
    reset_signals();
    if (!set_up(plan)) fail(report, SPAWN_SETUP, errno);
    if (plan->cwd && chdir(plan->cwd) != 0) fail(report, SPAWN_CWD, errno);
#ifdef SYS_close_range
    // What others have opened in this process without O_CLOEXEC.
    (void)syscall(SYS_close_range, 3u, ~0u, 0u);
#endif
    sigprocmask(SIG_SETMASK, mask, NULL);
    fail(report, SPAWN_EXEC, execute(plan));
}

int sley__spawn(const spawn_plan *plan, pid_t *pid, spawn_step *step)
{
    volatile spawn_report report = {SPAWN_VFORK, 0};
    sigset_t all, mask;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &mask);
    pid_t child = vfork();
    if (child == 0) be_child(plan, &mask, &report);
    if (child < 0) report.code = errno;
    if (child > 0 && report.code != 0) waitpid(child, NULL, 0); // it has ended already
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    *pid = child;
    *step = report.step;
    return report.code;
}
