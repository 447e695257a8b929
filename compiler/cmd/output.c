// SPDX-License-Identifier: MIT
// output.c - files that are either written completely or not touched.
#include "cmd/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static bool failed(const char *path)
{
    fprintf(stderr, "sley: cannot write %s: %s\n", path, strerror(errno));
    return false;
}

// All pieces that writev is given; it may take some of them, and a part of one.
static bool write_pieces(int fd, struct iovec *pieces, int count)
{
    while (count > 0) {
        ssize_t n = writev(fd, pieces, count);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        size_t done = (size_t)n;
        while (count > 0 && done >= pieces->iov_len) {
            done -= pieces->iov_len;
            pieces++;
            count--;
        }
        if (count == 0) break;
        pieces->iov_base = (char *)pieces->iov_base + done;
        pieces->iov_len -= done;
    }
    return true;
}

static struct iovec piece(const char *bytes, size_t len)
{
    return (struct iovec){.iov_base = (void *)(uintptr_t)bytes, .iov_len = len};
}

static bool write_all(int fd, const output *contents)
{
    enum { PIECES = 512 };   // no system takes fewer than 16, Linux and the BSDs 1024
    struct iovec pieces[PIECES + 1];
    const char *bytes = text_string(&contents->text);
    size_t at = 0;
    int count = 0;
    for (uint32_t i = 0; i < contents->inserts.count; i++) {
        const output_insert *insert = &contents->inserts.items[i];
        if (insert->at > at) pieces[count++] = piece(bytes + at, insert->at - at);
        pieces[count++] = piece(insert->bytes, insert->len);
        at = insert->at;
        if (count < PIECES) continue;
        if (!write_pieces(fd, pieces, count)) return false;
        count = 0;
    }
    pieces[count++] = piece(bytes + at, contents->text.len - at);
    return write_pieces(fd, pieces, count);
}

static bool write_in_place(const char *path, const output *contents)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return failed(path);
    bool good = write_all(fd, contents);
    if (close(fd) != 0) good = false;
    return good || failed(path);
}

bool output_write_text(const char *path, const text *contents)
{
    return output_write(path, &(output){.text = *contents});
}

bool output_write(const char *path, const output *contents)
{
    if (strcmp(path, "-") == 0) return write_all(STDOUT_FILENO, contents) || failed("standard output");
    struct stat st;
    if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) return write_in_place(path, contents);

    text fresh;
    text_init(&fresh);
    text_printf(&fresh, "%s.%ld.tmp", path, (long)getpid());
    const char *name = text_string(&fresh);
    bool good = false;
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd >= 0) {
        good = write_all(fd, contents);
        if (close(fd) != 0) good = false;
        good = good && rename(name, path) == 0;
        if (!good) {
            int why = errno;
            unlink(name);
            errno = why;
        }
    }
    text_fini(&fresh);
    return good || failed(path);
}

bool output_write_changed(const char *path, const text *contents)
{
    text old;
    text_init(&old);
    bool same = strcmp(path, "-") != 0 && output_read(path, &old) && old.len == contents->len &&
                (old.len == 0 || memcmp(old.bytes, contents->bytes, old.len) == 0);
    text_fini(&old);
    return same || output_write_text(path, contents);
}

bool output_read(const char *path, text *contents)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t n;
    do {
        char buffer[16384];
        n = read(fd, buffer, sizeof buffer);
        if (n > 0) text_add(contents, buffer, (size_t)n);
    } while (n > 0 || (n < 0 && errno == EINTR));
    close(fd);
    return n == 0;
}

char *output_temp_dir(arena *memory)
{
    const char *base = getenv("TMPDIR");
    if (base == NULL || base[0] == '\0') base = "/tmp";
    char name[4096];
    int len = snprintf(name, sizeof name, "%s/sley-XXXXXX", base);
    if (len < 0 || (size_t)len >= sizeof name || mkdtemp(name) == NULL) {
        failed(base);
        return NULL;
    }
    return arena_copy(memory, name, (size_t)len);
}

void output_remove_dir(const char *path)
{
    DIR *dir = opendir(path);
    if (dir == NULL) return;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    rmdir(path);
}
