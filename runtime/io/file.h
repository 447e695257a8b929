// SPDX-License-Identifier: MIT
// io/file.h - an open file.
#ifndef SLEY_IO_FILE_H
#define SLEY_IO_FILE_H

#include "io/internal.h"

struct sley__file_job;

// While `busy` is set, a thread of the pool may use fd, the buffer and is_over; nothing else does.
struct sley_file {
    sley_object head;
    int fd;              // -1: closed
    char *path;
    bool busy;           // an awaited operation is in progress
    bool is_closing;     // close() came meanwhile
    bool is_temporary;   // its name goes when it is closed
    bool is_over;        // the end was read
    bool skipping;       // what comes next is the rest of a line that was too long
    size_t limit;        // bytes of a line
    char *buffer;        // the len bytes from at on were read and not given out
    size_t at, len, cap;
    size_t scanned;      // of these: no end of a line
    int64_t lines;       // that were read; -1: unknown, for other reads or a seek came between
    struct sley__file_job *jobs; // what waits for its turn
};

// Open for us alone; it takes the descriptor.
sley_file *sley__file_new(int fd, const char *path);
void sley__file_close_now(sley_file *f);

#endif
