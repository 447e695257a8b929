// SPDX-License-Identifier: MIT
// cache.c - programs that `sley run` has compiled before.
#include "cmd/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cmd/build.h"
#include "cmd/output.h"

typedef struct cache_entry {
    const char *dir;         // of the cache; NULL: none can be made, after a message
    const char *manifest;    // path of KEY.manifest
    const char *stem;        // path without "-CONTENTS.run"
} cache_entry;

enum { MONTH = 30 * 24 * 3600 };
static const char MANIFEST_HEAD[] = "sley 2\n";

// ---- hashes ----------------------------------------------------------------

// Two FNV-1a hashes that start apart: 128 bits against accidents, not attacks.
typedef struct digest {
    uint64_t a, b;
} digest;

static digest digest_begin(void)
{
    return (digest){14695981039346656037u, 1099511628211u};
}

static void digest_word(digest *d, uint64_t word)
{
    d->a = (d->a ^ word) * 1099511628211u;
    d->a ^= d->a >> 29;
    d->b = (d->b ^ word) * 0x9e3779b97f4a7c15u + (d->b >> 47);
}

static void digest_add(digest *d, const char *bytes, size_t len)
{
    for (; len >= sizeof(uint64_t); bytes += sizeof(uint64_t), len -= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, bytes, sizeof word);
        digest_word(d, word);
    }
    for (; len > 0; bytes++, len--) digest_word(d, (uint8_t)*bytes);
}

// The NUL keeps "ab" "c" and "a" "bc" apart; an absent text is another one.
static void digest_string(digest *d, const char *string)
{
    digest_add(d, string != NULL ? string : "\1", strlen(string != NULL ? string : "\1") + 1);
}

static void digest_text(digest d, char name[33])
{
    snprintf(name, 33, "%016" PRIx64 "%016" PRIx64, d.a, d.b);
}

// A file that is not ours to read again: who it is, how large, when changed.
static void digest_identity(digest *d, const char *path)
{
    struct stat st = {0};
    digest_string(d, path);
    if (path == NULL || stat(path, &st) != 0) return;
    char line[128];
    snprintf(line, sizeof line, "%ju %jd %jd.%09ld", (uintmax_t)st.st_ino, (intmax_t)st.st_size,
             (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    digest_string(d, line);
}

// "absent" when there is no such file.
static void digest_file(const char *path, char name[33])
{
    text contents;
    text_init(&contents);
    if (output_read(path, &contents)) {
        digest d = digest_begin();
        digest_add(&d, text_string(&contents), contents.len);
        digest_text(d, name);
    } else {
        memcpy(name, "absent", sizeof "absent");
    }
    text_fini(&contents);
}

// ---- the entry -------------------------------------------------------------

static const char *join(arena *memory, const char *between, const char *a, const char *b)
{
    text t;
    text_init(&t);
    text_puts(&t, a);
    text_puts(&t, between);
    text_puts(&t, b);
    const char *copy = arena_copy(memory, text_string(&t), t.len);
    text_fini(&t);
    return copy;
}

// The folder, made when it is not there.  Programs will be run from it, so it must be ours
// alone to write, and no link that was planted there.
static const char *private_dir(const char *dir)
{
    struct stat st;
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) return NULL;
    bool ours = lstat(dir, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
                (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
    return ours ? dir : NULL;
}

static bool is_private_file(const struct stat *st)
{
    bool is_ours_alone = st->st_uid == geteuid() && (st->st_mode & (S_IWGRP | S_IWOTH)) == 0;
    return S_ISREG(st->st_mode) && is_ours_alone;
}

// A file of the cache to read; -1 when there is none, or it is not ours.
static int open_private(const char *path, struct stat *st)
{
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || (fstat(fd, st) == 0 && is_private_file(st))) return fd;
    close(fd);
    return -1;
}

// What bears the name of an entry and is none of ours goes before we write there.
static void drop_foreign(const char *path)
{
    struct stat st;
    if (lstat(path, &st) == 0 && !is_private_file(&st)) unlink(path);
}

static size_t hex_length(const char *name)
{
    return strspn(name, "0123456789abcdef");
}

// "KEY.manifest", "KEY-CONTENTS.run", and either with ".PID.tmp" after it.
static bool is_entry_name(const char *name)
{
    if (hex_length(name) != 32) return false;
    name += 32;
    static const char list[] = ".manifest", run[] = ".run";
    if (strncmp(name, list, sizeof list - 1) == 0) name += sizeof list - 1;
    else if (name[0] != '-' || hex_length(name + 1) != 32) return false;
    else if (strncmp(name + 33, run, sizeof run - 1) != 0) return false;
    else name += 33 + sizeof run - 1;
    if (*name == '\0') return true;
    size_t digits = name[0] == '.' ? strspn(name + 1, "0123456789") : 0;
    return digits > 0 && strcmp(name + 1 + digits, ".tmp") == 0;
}

static const char *cache_dir(arena *memory)
{
    const char *base = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    if (base == NULL || base[0] != '/') {
        base = home != NULL && home[0] == '/' ? join(memory, "/", home, ".cache") : NULL;
    }
    if (base != NULL) {
        mkdir(base, 0700);
        const char *dir = private_dir(join(memory, "/", base, "sley"));
        if (dir != NULL) return dir;
    }
    const char *temp = getenv("TMPDIR");
    char name[32];
    snprintf(name, sizeof name, "sley-cache-%ju", (uintmax_t)geteuid());
    const char *dir = private_dir(join(memory, "/", temp != NULL ? temp : "/tmp", name));
    if (dir == NULL) options_usage_error("no folder for compiled programs: set XDG_CACHE_HOME");
    return dir;
}

// The entry for this command line, whether there is one yet or not.
static cache_entry open_entry(arena *memory, const options *opts, const toolchain *tools)
{
    cache_entry entry = {.dir = cache_dir(memory)};
    if (entry.dir == NULL) return entry;
    digest d = digest_begin();
    digest_string(&d, SLEY_VERSION);
    digest_identity(&d, tools->command);
    digest_identity(&d, tools->library);
    const char *settings[] = {opts->cc,           getenv("CC"),
                              getenv("CFLAGS"),   getenv("LDFLAGS"),
                              opts->optimize,     getenv("SLEY_PATH"),
                              tools->include_dir, option_given(opts, FLAG_DEBUG) ? "-g" : NULL,
                              opts->verb->name};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        digest_string(&d, settings[i]);
    const string_list *lists[] = {&opts->program.include_dirs, &opts->cc_options, &opts->warnings};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (uint32_t k = 0; k < lists[i]->count; k++) digest_string(&d, lists[i]->items[k]);
        digest_string(&d, NULL);
    }
    // The path as typed appears in the program; where it leads depends on the folder.
    char *folder = getcwd(NULL, 0);
    digest_string(&d, folder);
    digest_string(&d, opts->program.input);
    free(folder);

    char key[33];
    digest_text(d, key);
    entry.stem = join(memory, "/", entry.dir, key);
    entry.manifest = join(memory, "", entry.stem, ".manifest");
    return entry;
}

// Takes the next line off `rest`; NULL at the end.
static char *next_line(char **rest)
{
    char *line = *rest;
    char *end = strchr(line, '\n');
    if (end == NULL) return NULL;
    *end = '\0';
    *rest = end + 1;
    return line;
}

// The lines of a manifest after its head; false when there is none.
static bool read_manifest(const char *path, text *manifest, char **lines)
{
    struct stat st;
    int fd = open_private(path, &st);
    if (fd < 0) return false;
    close(fd);
    size_t head = sizeof MANIFEST_HEAD - 1;
    if (!output_read(path, manifest)) return false;
    if (strncmp(text_string(manifest), MANIFEST_HEAD, head) != 0) return false;
    *lines = manifest->bytes + head;
    return true;
}

// "HASH PATH": does the file still have that hash?  Cuts the line at the blank.
static bool is_unchanged(char *line)
{
    char hash[33];
    char *path = strchr(line, ' ');
    if (path == NULL) return false;
    *path++ = '\0';
    digest_file(path, hash);
    return strcmp(hash, line) == 0;
}

// The hash of a program as it lies in the cache; false when it is not ours to run.
static bool digest_program(const char *path, char name[33])
{
    struct stat st;
    int fd = open_private(path, &st);
    if (fd < 0) return false;
    size_t size = (size_t)st.st_size;
    char *bytes = size > 0 ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    close(fd);
    if (bytes == MAP_FAILED) return false;
    digest d = digest_begin();
    digest_add(&d, bytes, size);
    digest_text(d, name);
    munmap(bytes, size);
    return (st.st_mode & S_IXUSR) != 0;
}

// The program's line: "HASH NAME".  Its path when it is there and whole.
static const char *whole_program(arena *memory, const cache_entry *entry, char *line)
{
    char hash[33];
    char *name = line != NULL ? strchr(line, ' ') : NULL;
    if (name == NULL || !is_entry_name(name + 1)) return NULL;
    *name++ = '\0';
    const char *path = join(memory, "/", entry->dir, name);
    return digest_program(path, hash) && strcmp(hash, line) == 0 ? path : NULL;
}

// The program when every file is as it was; else NULL.
static const char *find_program(arena *memory, const cache_entry *entry)
{
    text manifest;
    text_init(&manifest);
    const char *found = NULL;
    char *rest;
    if (read_manifest(entry->manifest, &manifest, &rest)) {
        char *first = next_line(&rest), *line;
        bool same = first != NULL;
        while (same && (line = next_line(&rest)) != NULL) same = is_unchanged(line);
        if (same) found = whole_program(memory, entry, first);
    }
    text_fini(&manifest);
    if (found == NULL) return NULL;
    utimensat(AT_FDCWD, found, NULL, AT_SYMLINK_NOFOLLOW);   // used today: see drop_old
    utimensat(AT_FDCWD, entry->manifest, NULL, AT_SYMLINK_NOFOLLOW);
    return found;
}

// ---- new programs ----------------------------------------------------------

// Where the program made from these sources is to be put.
static const char *program_path(program *prog, const cache_entry *entry)
{
    digest d = digest_begin();
    for (uint32_t i = 0; i < prog->sources.count; i++) {
        const source *src = prog->sources.items[i];
        digest_string(&d, src->path);
        digest_add(&d, src->bytes, src->size);
    }
    char name[33 + 8];
    digest_text(d, name);
    memcpy(name + 32, ".run", sizeof ".run");
    return join(&prog->memory, "-", entry->stem, name);
}

// Those of our files that were not used for a month go, and nothing else.
static void drop_old(const char *path)
{
    DIR *dir = opendir(path);
    if (dir == NULL) return;
    time_t now = time(NULL);
    for (struct dirent *file; (file = readdir(dir)) != NULL;) {
        struct stat st;
        if (!is_entry_name(file->d_name)) continue;
        if (fstatat(dirfd(dir), file->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0) continue;
        if (!S_ISREG(st.st_mode) || st.st_uid != geteuid()) continue;
        if (now - st.st_mtim.tv_sec > MONTH) unlinkat(dirfd(dir), file->d_name, 0);
    }
    closedir(dir);
}

// The program of an older state of the sources would never be found again.
static void drop_older(arena *memory, const cache_entry *entry, const char *name)
{
    text old;
    text_init(&old);
    char *rest;
    if (read_manifest(entry->manifest, &old, &rest)) {
        const char *line = next_line(&rest);
        const char *older = line != NULL ? strchr(line, ' ') : NULL;
        if (older != NULL && is_entry_name(older + 1) && strcmp(older + 1, name) != 0) {
            unlink(join(memory, "/", entry->dir, older + 1));
        }
    }
    text_fini(&old);
}

// Lists what a program that is in its place was made of, and where its imports were looked
// for in vain: a file that appears there would be taken.
static void store(program *prog, const cache_entry *entry, const char *path)
{
    const char *name = path + strlen(entry->dir) + 1;
    char hash[33];
    drop_older(&prog->memory, entry, name);
    if (!digest_program(path, hash)) return;
    text manifest;
    text_init(&manifest);
    text_printf(&manifest, "%s%s %s\n", MANIFEST_HEAD, hash, name);
    for (uint32_t i = 0; i < prog->sources.count; i++) {
        const source *src = prog->sources.items[i];
        digest d = digest_begin();
        digest_add(&d, src->bytes, src->size);
        digest_text(d, hash);
        text_printf(&manifest, "%s %s\n", hash, src->path);
    }
    for (uint32_t i = 0; i < prog->absent.count; i++) {
        text_printf(&manifest, "absent %s\n", prog->absent.items[i]);
    }
    drop_foreign(entry->manifest);
    output_write_text(entry->manifest, &manifest);
    text_fini(&manifest);
    drop_old(entry->dir);
}

// ---- the two together ------------------------------------------------------

static const char *compile(options *opts, const toolchain *tools, const cache_entry *entry,
                           int *status)
{
    program prog;
    build_begin(&prog, opts);
    const char *path = NULL;
    *status = STATUS_ERRORS;
    if (driver_check(&prog) != NULL) {
        path = program_path(&prog, entry);
        drop_foreign(path);
        *status = build_program(&prog, opts, tools, "0", path);
        if (*status == STATUS_FINE) store(&prog, entry, path);
        path = *status == STATUS_FINE ? arena_copy(&opts->memory, path, strlen(path)) : NULL;
    }
    program_fini(&prog);
    return path;
}

const char *cache_program(options *opts, int *status)
{
    *status = STATUS_USAGE;
    toolchain tools;
    if (!toolchain_find(&opts->memory, &tools)) return NULL;
    cache_entry entry = open_entry(&opts->memory, opts, &tools);
    if (entry.dir == NULL) return NULL;
    // Who wants to see the commands or the C wants them to be made.
    bool is_shown = option_given(opts, FLAG_VERBOSE) || option_given(opts, FLAG_SAVE_TEMPS);
    const char *path = is_shown ? NULL : find_program(&opts->memory, &entry);
    return path != NULL ? path : compile(opts, &tools, &entry, status);
}

int cache_run(options *opts, const char *path, const string_list *arguments)
{
    string_list argv = {0};
    array_push(&opts->memory, &argv, opts->program.input);
    for (uint32_t i = 0; i < arguments->count; i++) {
        array_push(&opts->memory, &argv, arguments->items[i]);
    }
    array_push(&opts->memory, &argv, NULL);
    execv(path, (char *const *)(uintptr_t)argv.items);
    return options_usage_error("cannot start %s: %s", path, strerror(errno));
}
