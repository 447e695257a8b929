// SPDX-License-Identifier: MIT
// response.c - @FILE on the command line: the file's words stand in its place.
#include "cmd/response.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "cmd/options.h"
#include "cmd/output.h"

enum { MOST_NESTED = 32 };   // files in files

static bool read_file(arena *memory, const char *path, string_list *words, int depth);

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// One word from `at` on, without its quotes; where it ends.
static const char *read_word(const char *at, text *word)
{
    char quote = 0;
    for (; *at != '\0' && (quote != 0 || !is_blank(*at)); at++) {
        if (*at == '\\' && at[1] != '\0') text_putc(word, *++at);
        else if (*at == quote) quote = 0;
        else if (quote == 0 && (*at == '"' || *at == '\'')) quote = *at;
        else text_putc(word, *at);
    }
    return at;
}

static bool add_words(arena *memory, const char *at, string_list *words, int depth)
{
    bool good = true;
    text word;
    text_init(&word);
    while (good) {
        while (is_blank(*at)) at++;
        if (*at == '\0') break;
        text_clear(&word);
        at = read_word(at, &word);
        const char *kept = arena_copy(memory, text_string(&word), word.len);
        if (kept[0] == '@') good = read_file(memory, kept + 1, words, depth + 1);
        else array_push(memory, words, kept);
    }
    text_fini(&word);
    return good;
}

static bool read_file(arena *memory, const char *path, string_list *words, int depth)
{
    if (depth > MOST_NESTED) {
        options_usage_error("@%s: files of options nest too deep", path);
        return false;
    }
    text contents;
    text_init(&contents);
    bool good = output_read(path, &contents);
    if (!good) options_usage_error("cannot read %s, named by @%s: %s", path, path, strerror(errno));
    else good = add_words(memory, text_string(&contents), words, depth);
    text_fini(&contents);
    return good;
}

bool response_read(arena *memory, const char *path, string_list *words)
{
    return read_file(memory, path, words, 0);
}
