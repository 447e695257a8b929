// SPDX-License-Identifier: MIT
// warnings.c - what -W says: which warnings are shown, and which are errors.
#include "cmd/warnings.h"

#include <string.h>

#include "base/suggest.h"
#include "base/text.h"
#include "cmd/options.h"

// The warning with that name or code; DIAG_COUNT if there is none.
static diag_code find(const char *name)
{
    diag_code code = diag_warning_find(name);
    if (code != DIAG_COUNT) return code;
    code = diag_code_find(name);
    return code != DIAG_COUNT && diag_warning_name(code) != NULL ? code : DIAG_COUNT;
}

static void set(diag_state *state, diag_code only, diag_warning_mode mode)
{
    for (int code = 0; code < DIAG_COUNT; code++) {
        if (only != DIAG_COUNT && (int)only != code) continue;
        // -Werror and -Wno-error are about those that are on.
        bool is_off = state->warning_modes[code] == DIAG_IGNORE;
        if (only != DIAG_COUNT || !is_off) state->warning_modes[code] = (uint8_t)mode;
    }
}

// Takes `prefix` off the word.
static bool skip(const char **word, const char *prefix)
{
    size_t len = strlen(prefix);
    if (strncmp(*word, prefix, len) != 0) return false;
    *word += len;
    return true;
}

bool warnings_apply(diag_state *state, const char *word)
{
    if (strcmp(word, "all") == 0 || strcmp(word, "extra") == 0) return true;
    bool is_off = skip(&word, "no-");
    if (strcmp(word, "error") == 0) {
        set(state, DIAG_COUNT, is_off ? DIAG_WARN : DIAG_AS_ERROR);
        return true;
    }
    bool is_error = skip(&word, "error=");
    diag_code code = find(word);
    if (code == DIAG_COUNT) return false;
    if (is_error) set(state, code, is_off ? DIAG_WARN : DIAG_AS_ERROR);
    else if (is_off) set(state, code, DIAG_IGNORE);
    else if (state->warning_modes[code] == DIAG_IGNORE) set(state, code, DIAG_WARN);
    return true;
}

int warnings_check(const char *word)
{
    diag_state unused = {0};
    if (warnings_apply(&unused, word)) return -1;
    const char *name = word;
    skip(&name, "no-");
    skip(&name, "error=");
    suggestion near = suggest_begin(name);
    text list;
    text_init(&list);
    for (int code = 0; code < DIAG_COUNT; code++) {
        const char *known = diag_warning_name((diag_code)code);
        if (known == NULL) continue;
        suggest_offer(&near, known);
        text_printf(&list, "%s%s", list.len > 0 ? ", " : "", known);
    }
    if (near.best != NULL) {
        options_usage_error("-W%s: unknown warning `%s`; did you mean `%s`?", word, name,
                            near.best);
    } else {
        options_usage_error("-W%s: unknown warning `%s`; valid names: error, %s", word, name,
                            text_string(&list));
    }
    text_fini(&list);
    return STATUS_USAGE;
}
