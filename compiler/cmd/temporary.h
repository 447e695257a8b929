// SPDX-License-Identifier: MIT
// temporary.h - files that must not stay, even when a signal ends the command.
//
// SIGINT, SIGTERM and SIGHUP are passed on to the C compiler that we wait for; then
// what is temporary goes, and the signal takes its course.
#ifndef SLEY_TEMPORARY_H
#define SLEY_TEMPORARY_H

#include <stdbool.h>

#include "base/arena.h"

// Called once, at the start.  A file that grows too large becomes an error of write().
void temporary_init(void);

// A file or folder that has to go with the command; and one that may stay, or is gone.
void temporary_add(const char *path);
void temporary_settle(const char *path);

// A new folder, all of whose files are temporary, and its end.  One at a time.  For the same
// purpose in the same folder it has the same name, where that is free: a compiler cache
// knows a file by its path as well.
const char *temporary_dir(arena *memory, const char *purpose);
void temporary_remove_dir(const char *path);

// That folder, else $TMPDIR, else /tmp.
const char *temporary_base(void);
// Is the file in that folder?
bool temporary_holds(const char *path);

// The process to pass signals on to; 0: none.
void temporary_set_child(int pid);

#endif
