// SPDX-License-Identifier: MIT
// replay.c - runs a fuzz target over files: replay FILE...
//
// Five seconds for each file; whatever ends the process names the file it was at.
#include <sanitizer/common_interface_defs.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 5 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *current = "none";

static void tell(void)
{
    static const char words[] = "\nreplay: this happened in ";
    ssize_t ignored = write(STDERR_FILENO, words, sizeof words - 1);
    ignored = write(STDERR_FILENO, current, strlen(current));
    ignored = write(STDERR_FILENO, "\n", 1);
    (void)ignored;
}

static void give_up(int number)
{
    tell();
    _exit(128 + number);
}

static void run(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        perror(path);
        exit(2);
    }
    // The buffer is as large as the file and no larger: reading past it is seen.
    fseek(in, 0, SEEK_END);
    long size = ftell(in);
    rewind(in);
    uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
    size_t got = fread(data, 1, (size_t)size, in);
    fclose(in);
    LLVMFuzzerTestOneInput(data, got);
    free(data);
}

int main(int argc, char **argv)
{
    signal(SIGALRM, give_up);
    signal(SIGABRT, give_up);
    __sanitizer_set_death_callback(tell);
    for (int i = 1; i < argc; i++) {
        current = argv[i];
        alarm(SECONDS);
        run(argv[i]);
    }
    current = "the end: a leak of one of the files";
    return 0;
}
