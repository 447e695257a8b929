// SPDX-License-Identifier: MIT
// spawn.h - a child process between vfork and exec.
#ifndef SLEY_SPAWN_H
#define SLEY_SPAWN_H

#include <stdbool.h>
#include <sys/types.h>

typedef enum spawn_step { SPAWN_VFORK, SPAWN_SETUP, SPAWN_CWD, SPAWN_EXEC } spawn_step;

typedef struct spawn_plan {
    char **argv;      // up to a NULL; so have the others
    char **env;
    char **paths;     // of the program: the first that can be executed is
    const char *cwd;  // NULL: ours
    int fds[3];       // of ours that become 0, 1 and 2; they are i itself, or above 2
    bool err_to_out;  // what 1 has become is 2, too
    bool new_session;
    pid_t group;      // to be in: 0: one of its own; -1: ours
    int umask;        // -1: ours; so for the others
    uid_t uid;
    gid_t gid;
} spawn_plan;

// Zero and *pid, or the error's number, with the step that failed.
int sley__spawn(const spawn_plan *plan, pid_t *pid, spawn_step *step);

#endif
