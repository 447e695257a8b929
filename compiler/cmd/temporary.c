// SPDX-License-Identifier: MIT
// temporary.c - files that must not stay, even when a signal ends the command.
#include "cmd/temporary.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// A signal handler walks the list: it is only ever added to, in front.
typedef struct temporary {
    struct temporary *next;
    volatile sig_atomic_t is_there;
    char path[];
} temporary;

static temporary *volatile temporaries;
static volatile sig_atomic_t child;
static const char *temp_dir; // all below it is temporary

void temporary_add(const char *path)
{
    size_t size = strlen(path) + 1;
    temporary *t = malloc(sizeof *t + size);
    if (t == NULL) abort();
    memcpy(t->path, path, size);
    t->is_there = 1;
    t->next = temporaries;
    temporaries = t;
}

void temporary_settle(const char *path)
{
    for (temporary *t = temporaries; t != NULL; t = t->next) {
        if (strcmp(t->path, path) == 0) t->is_there = 0;
    }
}

// The newest first: files before the folder that they are in.
static void on_end(int signo)
{
    if (child > 0) {
        kill((pid_t)child, SIGTERM);
        while (waitpid((pid_t)child, NULL, 0) < 0 && errno == EINTR) {}
    }
    for (const temporary *t = temporaries; t != NULL; t = t->next) {
        if (t->is_there && unlink(t->path) != 0) rmdir(t->path);
    }
    signal(signo, SIG_DFL);
    raise(signo);
}

static void on_nothing(int signo)
{
    (void)signo;
}

void temporary_init(void)
{
    static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct sigaction old;
        if (sigaction(ends[i], NULL, &old) != 0 || old.sa_handler != SIG_DFL) continue;
        struct sigaction ours = {.sa_handler = on_end, .sa_flags = SA_RESTART};
        sigfillset(&ours.sa_mask);
        sigaction(ends[i], &ours, NULL);
    }
    // Not ignored: the programs that we start would inherit that.
    struct sigaction too_large = {.sa_handler = on_nothing, .sa_flags = SA_RESTART};
    sigaction(SIGXFSZ, &too_large, NULL);
}

void temporary_set_child(int pid)
{
    child = pid;
}

const char *temporary_base(void)
{
    if (temp_dir != NULL) return temp_dir;
    const char *base = getenv("TMPDIR");
    return base != NULL && base[0] != '\0' ? base : "/tmp";
}

bool temporary_holds(const char *path)
{
    size_t len = temp_dir != NULL ? strlen(temp_dir) : 0;
    return len > 0 && strncmp(path, temp_dir, len) == 0 && path[len] == '/';
}

// A name that is the same each time for the same work in the same folder.
static uint64_t hash_of(const char *purpose)
{
    char folder[4096];
    if (getcwd(folder, sizeof folder) == NULL) folder[0] = '\0';
    uint64_t hash = 14695981039346656037u;
    for (const char *c = folder; *c != '\0'; c++) hash = (hash ^ (uint8_t)*c) * 1099511628211u;
    hash *= 1099511628211u;
    for (const char *c = purpose; *c != '\0'; c++) hash = (hash ^ (uint8_t)*c) * 1099511628211u;
    return hash;
}

// Another command at the same work has it, or one that was killed left it: then any name does.
static bool make_dir(char *name, size_t size, const char *base, const char *purpose)
{
    int len = snprintf(name, size, "%s/sley-%016" PRIx64, base, hash_of(purpose));
    if (len < 0 || (size_t)len >= size) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (mkdir(name, 0700) == 0) return true;
    snprintf(name + len - 16, size - (size_t)len + 16, "XXXXXX");
    return mkdtemp(name) != NULL;
}

const char *temporary_dir(arena *memory, const char *purpose)
{
    const char *base = temporary_base();
    char name[4096];
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before); // until its name is known to on_end
    bool made = make_dir(name, sizeof name, base, purpose);
    if (made) temporary_add(name);
    int why = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (!made) {
        fprintf(stderr, "sley: cannot make a folder in %s: %s\n", base, strerror(why));
        return NULL;
    }
    char *dir = arena_copy(memory, name, strlen(name));
    temp_dir = dir;
    return dir;
}

void temporary_remove_dir(const char *path)
{
    temp_dir = NULL;
    DIR *dir = opendir(path);
    if (dir == NULL) return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    rmdir(path);
    size_t len = strlen(path);
    for (temporary *t = temporaries; t != NULL; t = t->next) {
        if (strncmp(t->path, path, len) == 0) t->is_there = 0;
    }
}
