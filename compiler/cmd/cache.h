// SPDX-License-Identifier: MIT
// cache.h - programs that `sley run` has compiled before.
//
// Lies in $XDG_CACHE_HOME/sley, else ~/.cache/sley, else in a private folder of
// the temporary ones.  An entry is found by a key
// over everything but the sources (the command line, this compiler, the
// runtime, the C compiler and its flags) and holds a manifest: the files that
// the program was made of, each with the hash of its contents.  So an unchanged
// program is found without parsing, and a changed import is noticed.
//
//     KEY.manifest       "sley 2", then lines: HASH PROGRAM, HASH SOURCE.., absent PATH..
//     KEY-CONTENTS.run   the program
//
// I1  Both are written under another name and renamed: a reader sees whole
//     files, and two runs at once do no harm.
// I2  The folder and what is read in it belong to the user, others cannot write
//     there, and no link is followed.
// I3  Only files with names as above are ever removed.
// I4  A program that is damaged is made again, and so is one whose import would now
//     be found elsewhere ("absent": a file is there that was not).
#ifndef SLEY_CACHE_H
#define SLEY_CACHE_H

#include "cmd/options.h"

// The program for this command line: from the cache when nothing changed, else
// compiled into it.  Its path lives in opts->memory; NULL with a status after
// messages.
const char *cache_program(options *opts, int *status);

// Becomes the program.  Its argv[0] is the Sley file, so that messages and
// os.args speak of what the user called.  Comes back only with a status, after a
// message.
int cache_run(options *opts, const char *path, const string_list *arguments);

#endif
