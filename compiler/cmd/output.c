// SPDX-License-Identifier: MIT
// output.c - files that are either written completely or not touched.
#include "cmd/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "cmd/temporary.h"

static bool failed(const char *path)
{
    fprintf(stderr, "sley: cannot write %s: %s\n", path, strerror(errno));
    return false;
}

// ---- what must not be written over -------------------------------------------

typedef struct file_identity {
    dev_t device;
    ino_t number;
} file_identity;

static file_identity *protected_files; // inputs, and what was written
static size_t protected_count, protected_cap;

static bool identify(const char *path, file_identity *id)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) return false;
    *id = (file_identity){st.st_dev, st.st_ino};
    return true;
}

static bool is_same(file_identity a, file_identity b)
{
    return a.device == b.device && a.number == b.number;
}

void output_protect(const char *path)
{
    file_identity id;
    if (!identify(path, &id)) return;
    if (protected_count == protected_cap) {
        protected_cap = protected_cap == 0 ? 16 : 2 * protected_cap;
        protected_files = realloc(protected_files, protected_cap * sizeof *protected_files);
        if (protected_files == NULL) abort();
    }
    protected_files[protected_count++] = id;
}

static bool is_protected(const char *path)
{
    file_identity id;
    if (!identify(path, &id)) return false;
    for (size_t i = 0; i < protected_count; i++) {
        if (is_same(protected_files[i], id)) return true;
    }
    return false;
}

// The length of the folder's name in front of the file's, with its slash.
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? (size_t)(slash - path) + 1 : 0;
}

static char *joined(const char *a, size_t len, const char *b)
{
    size_t tail = strlen(b) + 1;
    char *whole = malloc(len + tail);
    if (whole == NULL) abort();
    memcpy(whole, a, len);
    memcpy(whole + len, b, tail);
    return whole;
}

// Both lead to one file, be it there or not.
static bool is_one_file(const char *a, const char *b)
{
    file_identity first, second;
    bool is_there = identify(a, &first);
    if (is_there != identify(b, &second)) return false;
    if (is_there) return is_same(first, second);
    size_t a_len = folder_length(a), b_len = folder_length(b);
    if (strcmp(a + a_len, b + b_len) != 0) return false;
    struct stat a_folder, b_folder;
    char *a_name = joined(a, a_len, "."), *b_name = joined(b, b_len, ".");
    bool found = stat(a_name, &a_folder) == 0 && stat(b_name, &b_folder) == 0;
    free(a_name);
    free(b_name);
    struct stat other;
    bool is_device = stat(a, &other) == 0; // identify() took regular files only
    bool is_same_folder =
        found && a_folder.st_dev == b_folder.st_dev && a_folder.st_ino == b_folder.st_ino;
    return is_same_folder && !is_device;
}

static bool is_file_name(const char *path)
{
    return path != NULL && strcmp(path, "-") != 0;
}

bool output_may_write(const output_name *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_file_name(names[i].path)) continue;
        if (is_protected(names[i].path)) {
            fprintf(stderr, "sley: %s %s would write over a source file of this program\n",
                    names[i].option, names[i].path);
            return false;
        }
        for (size_t k = 0; k < i; k++) {
            if (!is_file_name(names[k].path)) continue;
            if (!is_one_file(names[k].path, names[i].path)) continue;
            fprintf(stderr, "sley: %s and %s name one file, %s\n", names[k].option,
                    names[i].option, names[i].path);
            return false;
        }
    }
    return true;
}

// ---- writing -------------------------------------------------------------------

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
    if (fd < 0) return false;
    bool good = write_all(fd, contents);
    if (close(fd) != 0) good = false;
    return good;
}

// Where the links of `path` end, whether there is a file or not.
static char *resolve(const char *path)
{
    char *place = realpath(path, NULL);
    if (place != NULL) return place;
    place = joined(path, strlen(path), "");
    for (int links = 0; links < 40; links++) {
        char target[4096];
        ssize_t len = readlink(place, target, sizeof target - 1);
        if (len <= 0) break;
        target[len] = '\0';
        char *next = joined(place, target[0] == '/' ? 0 : folder_length(place), target);
        free(place);
        place = next;
    }
    return place;
}

// The name of the file that becomes `place`.
static char *fresh_name(const output_file *file)
{
    char ending[32];
    snprintf(ending, sizeof ending, ".%ld.tmp", (long)getpid());
    if (!file->is_copied) return joined(file->place, strlen(file->place), ending);
    const char *base = temporary_base();
    char *stem = joined(base, strlen(base), "/sley-output");
    char *name = joined(stem, strlen(stem), ending);
    free(stem);
    return name;
}

static void end_file(output_file *file)
{
    temporary_settle(file->fresh);
    free(file->fresh);
    free(file->place);
    file->fresh = file->place = NULL;
}

// Opens the fresh file: its descriptor; negative with errno, when all is gone again.
static int open_fresh(output_file *file, const char *path, mode_t mode)
{
    file->path = path;
    file->place = resolve(path);
    struct stat st;
    file->is_copied = stat(file->place, &st) == 0 && !S_ISREG(st.st_mode);
    file->fresh = fresh_name(file);
    if (file->is_copied && S_ISDIR(st.st_mode)) {
        end_file(file);
        errno = EISDIR;
        return -1;
    }
    temporary_add(file->fresh);
    int fd = open(file->fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0) {
        int why = errno;
        end_file(file); // what is there is not ours
        errno = why;
    }
    return fd;
}

bool output_begin(output_file *file, const char *path)
{
    *file = (output_file){0};
    int fd = open_fresh(file, path, 0777);
    if (fd < 0) return failed(path);
    close(fd);
    return true;
}

void output_abandon(output_file *file)
{
    if (file->fresh == NULL) return;
    int why = errno;
    unlink(file->fresh);
    end_file(file);
    errno = why;
}

static bool copy_to_place(const output_file *file)
{
    output contents = {0};
    bool good = output_read(file->fresh, &contents.text) && write_in_place(file->place, &contents);
    int why = errno;
    text_fini(&contents.text);
    errno = why;
    return good;
}

static bool commit_direct(const output_file *file)
{
    if (!is_file_name(file->path)) {
        return write_all(STDOUT_FILENO, file->contents) || failed("standard output");
    }
    return write_in_place(file->path, file->contents) || failed(file->path);
}

bool output_commit(output_file *file)
{
    if (file->fresh == NULL) return file->contents == NULL || commit_direct(file);
    const char *path = file->path;
    bool good = file->is_copied ? copy_to_place(file) : rename(file->fresh, file->place) == 0;
    if (good && !file->is_copied) end_file(file);
    else output_abandon(file);
    if (good) output_protect(path);
    return good || failed(path);
}

bool output_prepare(output_file *file, const char *path, const output *contents)
{
    struct stat st;
    *file = (output_file){.path = path, .contents = contents};
    if (!is_file_name(path) || (stat(path, &st) == 0 && !S_ISREG(st.st_mode))) return true;
    if (is_protected(path)) {
        fprintf(stderr, "sley: cannot write %s: it is a source file, or was written just now\n",
                path);
        file->contents = NULL;
        return false;
    }
    int fd = open_fresh(file, path, 0666);
    if (fd < 0) return failed(path);
    bool good = write_all(fd, contents);
    if (close(fd) != 0) good = false;
    if (good && temporary_holds(path)) temporary_add(path);
    if (good) return true;
    output_abandon(file);
    return failed(path);
}

static bool holds(const char *path, const text *contents)
{
    text old;
    text_init(&old);
    bool same = is_file_name(path) && output_read(path, &old) && old.len == contents->len &&
                (old.len == 0 || memcmp(old.bytes, contents->bytes, old.len) == 0);
    text_fini(&old);
    return same;
}

bool output_prepare_changed(output_file *file, const char *path, const output *contents)
{
    *file = (output_file){.path = path};
    return holds(path, &contents->text) || output_prepare(file, path, contents);
}

bool output_write(const char *path, const output *contents)
{
    output_file file;
    return output_prepare(&file, path, contents) && output_commit(&file);
}

bool output_write_text(const char *path, const text *contents)
{
    return output_write(path, &(output){.text = *contents});
}

bool output_finish(void)
{
    return (fflush(stdout) == 0 && !ferror(stdout)) || failed("standard output");
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
