// SPDX-License-Identifier: MIT
// cmd_explain.c - `sley explain CODE`: the rule of a diagnostic, and a wrong and a right
// example. The words are in diag.def, the examples in examples/CODE.sley.
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/suggest.h"
#include "cmd/examples.h"
#include "cmd/options.h"

// The headline's formats stand for what the report fills in.
static void print_headline(const char *format)
{
    for (const char *c = format; *c != '\0'; c++) {
        if (*c != '%') {
            putchar(*c);
            continue;
        }
        c += 1 + strspn(c + 1, "0123456789lz");
        if (*c == '\0') return;
        fputs(*c == '%' ? "%" : "...", stdout);
    }
}

// A headline that is all filled in says nothing here.
static bool is_open(diag_code code)
{
    return strcmp(diag_text(code), "%s") == 0;
}

static void print_wrapped(const char *words)
{
    size_t column = 0;
    while (*words != '\0') {
        size_t len = strcspn(words, " ");
        if (column > 0 && column + 1 + len > 78) {
            putchar('\n');
            column = 0;
        }
        column += (size_t)printf("%s%.*s", column > 0 ? " " : "", (int)len, words);
        words += len + strspn(words + len, " ");
    }
    putchar('\n');
}

// The lines of a program, indented.
static void print_lines(const char *title, const char *lines)
{
    printf("\n%s:\n", title);
    while (*lines != '\0') {
        size_t len = strcspn(lines, "\n");
        printf("%s%.*s\n", len > 0 ? "    " : "", (int)len, lines);
        lines += len + (lines[len] == '\n');
    }
}

static void print_examples(const char *code)
{
    for (const explain_example *e = explain_examples; e->code != NULL; e++) {
        if (strcmp(e->code, code) != 0) continue;
        print_lines("Wrong", e->wrong);
        print_lines("Right", e->right);
    }
}

int cmd_explain(options *opts)
{
    if (option_given(opts, FLAG_LIST)) {
        for (int i = 0; i < DIAG_COUNT; i++) {
            printf("%s  ", diag_code_name((diag_code)i));
            const char *why = diag_why((diag_code)i);
            if (is_open((diag_code)i)) printf("%.*s", (int)strcspn(why, ".:,"), why);
            else print_headline(diag_text((diag_code)i));
            putchar('\n');
        }
        return STATUS_FINE;
    }
    if (opts->program.input == NULL)
        return options_usage_error("which code? sley explain E0301, or --list");
    char name[16];
    snprintf(name, sizeof name, "%s", opts->program.input);
    for (char *c = name; *c != '\0'; c++) *c = (char)toupper((unsigned char)*c);
    diag_code code = diag_code_find(name);
    if (code == DIAG_COUNT) {
        suggestion near = suggest_begin(name);
        for (int i = 0; i < DIAG_COUNT; i++) suggest_offer(&near, diag_code_name((diag_code)i));
        if (near.best == NULL)
            return options_usage_error("unknown diagnostic code %s; --list shows all",
                                       opts->program.input);
        return options_usage_error("unknown diagnostic code %s; did you mean %s?",
                                   opts->program.input, near.best);
    }
    printf("%s%s", diag_code_name(code), is_open(code) ? "" : ": ");
    if (!is_open(code)) print_headline(diag_text(code));
    fputs("\n\n", stdout);
    print_wrapped(diag_why(code));
    const char *warning = diag_warning_name(code);
    if (warning != NULL) {
        printf("\nThis warning is controlled by -W%s and -Wno-%s.\n", warning, warning);
    }
    print_examples(diag_code_name(code));
    return STATUS_FINE;
}
