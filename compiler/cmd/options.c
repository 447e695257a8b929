// SPDX-License-Identifier: MIT
// options.c - the table of options, by which words are read and --help is printed.
//
// Each row says for which verbs it is meant, and what it does: it sets flags
// and clears others, and an argument goes to a field of `options`.  A verb sees
// only its own rows.  A word is an option when it is the whole name of a row, or
// begins with the letter of one: -Idir, -O2.  Names are not abbreviated: -std=c11
// is no -stdin-path.  Options stand anywhere, `--` ends them.
#include "cmd/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/suggest.h"
#include "cmd/driver.h"
#include "cmd/response.h"
#include "cmd/warnings.h"

enum {
    RUN = 1, BUILD = 2, CHECK = 4, EMIT = 8, TEST = 16, EXPLAIN = 32, COMPILE = 64,
    PROGRAMS = RUN | BUILD | TEST,                // what ends in a program
    READERS = PROGRAMS | CHECK | EMIT | COMPILE,  // what reads a source file
    WRITERS = BUILD | EMIT | COMPILE,             // what leaves C behind
    ALL = READERS | EXPLAIN,
};

typedef enum argument_use {
    NONE,
    TAKES,     // the field becomes the argument
    MAY_TAKE,  // .. or NULL without one: it stands in the same word
    ATTACHED,  // a letter's argument in the same word, "" without one: -O2, -O
    APPENDS,   // the argument goes to the end of the list
} argument_use;

typedef struct option_row {
    const char *name;       // with its dashes
    char letter;            // 0: none
    unsigned verbs;
    unsigned sets;          // flags
    unsigned clears;
    argument_use use;
    size_t field;           // offset in `options`
    const char *argument;   // its name in the help; "N": a number, "COUNT": one from 1 on
    const char *const *words;   // those that it may be, then NULL; or NULL: anything
    const char *help;       // NULL: a second spelling, not listed
} option_row;

#define FLAG(sets) (sets), 0, NONE, 0, NULL, NULL
#define TEXT(field, argument) 0, 0, TAKES, offsetof(options, field), (argument), NULL
#define WORD(field, argument, words) 0, 0, TAKES, offsetof(options, field), (argument), (words)
#define LIST(field, argument) 0, 0, APPENDS, offsetof(options, field), (argument), NULL

static const char *const colour_words[] = {"auto", "always", "never", NULL};
static const char *const policy_words[] = {"fifo", "random", "reverse", "pct", NULL};

static const option_row rows[] = {
    {"--help", 'h', ALL, FLAG(FLAG_HELP), "print this text"},
    {"--version", 'V', ALL, FLAG(FLAG_VERSION), "print the version"},
    {"--output", 'o', WRITERS, TEXT(output, "FILE"), "write to FILE (\"-\": standard output)"},
    {"--emit", 0, EMIT | COMPILE, WORD(emit, "STAGE", driver_stages),
     "tokens, ast, ir, frames, header, exports or c (the default)"},
    {"--dump", 0, CHECK | WRITERS, WORD(program.dump, "PASS", driver_passes),
     "print the IR after PASS (\"all\": after each) to standard error"},
    {"--verify", 0, READERS, FLAG(FLAG_VERIFY), "check the IR after each pass"},
    {"--hostile", 0, WRITERS, FLAG(FLAG_HOSTILE),
     "for tests: every await suspends, what is dead is overwritten"},
    {"--import-dir", 'I', READERS, LIST(program.include_dirs, "DIR"),
     "look for imports in DIR, too"},
    {"--line", 0, WRITERS, FLAG_LINE, FLAG_NO_LINE, NONE, 0, NULL, NULL, "write #line directives"},
    {"--no-line", 0, WRITERS, FLAG_NO_LINE, FLAG_LINE, NONE, 0, NULL, NULL, "write none"},
    {"--cc", 0, PROGRAMS, TEXT(cc, "COMMAND"), "the C compiler (default: $CC, else cc)"},
    {"--optimize", 'O', PROGRAMS, 0, 0, ATTACHED, offsetof(options, optimize), "LEVEL", NULL,
     "optimization level of the C compiler"},
    {"--debug", 'g', PROGRAMS | COMPILE, FLAG(FLAG_DEBUG), "keep debug information"},
    {"--cc-option", 'X', PROGRAMS, LIST(cc_options, "OPTION"), "pass OPTION to the C compiler"},
    {"--save-temps", 0, PROGRAMS, FLAG_SAVE_TEMPS, 0, MAY_TAKE, offsetof(options, temps_dir), "DIR",
     NULL, "keep the C files, in DIR or beside the output"},
    {"--verbose", 'v', PROGRAMS | COMPILE, FLAG(FLAG_VERBOSE),
     "show the commands that are run (sleyc: what is used)"},
    {"--seed", 0, TEST, TEXT(seed, "N"), "the schedule to begin with (default 1)"},
    {"--seeds", 0, TEST, TEXT(seeds, "COUNT"), "how many schedules to try (default 1)"},
    {"--policy", 0, TEST, WORD(policy, "NAME", policy_words),
     "fifo (the default), random (with --seeds), reverse or pct"},
    {"--trace", 0, TEST, FLAG(FLAG_TRACE), "tell each step on standard error"},
    {"--cancel-fuzz", 0, TEST, FLAG(FLAG_CANCEL_FUZZ),
     "run each test again and again, cancelled at its first await, at its second ..."},
    {"--cancel-at", 0, TEST, TEXT(cancel_at, "COUNT"),
     "cancel it where it waits for the COUNT-th time"},
    {"--check-leaks", 0, TEST, FLAG(FLAG_CHECK_LEAKS),
     "a task, channel or the like that is still held at the end is a failure"},
    {"--tap", 0, TEST, FLAG(FLAG_TAP), "report in TAP"},
    {"--junit", 0, TEST, TEXT(junit, "FILE"), "write a report in JUnit's XML to FILE, too"},
    {"--filter", 0, TEST, TEXT(filter, "TEXT"), "only tests whose name holds TEXT"},
    {"--list", 0, EXPLAIN, FLAG(FLAG_LIST), "list all codes"},
    {"--header", 'H', COMPILE, TEXT(header, "FILE"),
     "write the header for importers; untouched when nothing changed"},
    {"--c-header", 0, COMPILE, TEXT(c_header, "FILE"),
     "write the header for C of what the module exports; untouched when nothing changed"},
    {"--module", 0, COMPILE, TEXT(program.module_name, "NAME"),
     "what others import it as (\"shapes.round\"; default: the file's name)"},
    {"--no-header", 0, COMPILE, FLAG(FLAG_NO_HEADER), "write no header"},
    {"--compile", 'c', COMPILE, FLAG(0), "accepted and ignored: a compiler's habit"},
    {"-M", 'M', COMPILE, FLAG(FLAG_DEPEND_ONLY), "print the dependencies and write no code"},
    {"-MM", 0, COMPILE, FLAG(FLAG_DEPEND_ONLY | FLAG_DEPEND_NO_STD),
     "the same without the standard modules"},
    {"-MD", 0, COMPILE, FLAG(FLAG_DEPEND), "write a depfile as well"},
    {"-MMD", 0, COMPILE, FLAG(FLAG_DEPEND | FLAG_DEPEND_NO_STD),
     "the same without the standard modules"},
    {"-MF", 0, COMPILE, TEXT(depend_file, "FILE"), "its name (default: OUTPUT.d)"},
    {"--depfile", 0, COMPILE, TEXT(depend_file, "FILE"), NULL},
    {"-MT", 0, COMPILE, LIST(depend_targets, "TARGET"),
     "its target as it stands (default: OUTPUT)"},
    {"-MQ", 0, COMPILE, LIST(quoted_targets, "TARGET"), "its target, escaped for make"},
    {"-MP", 0, COMPILE, FLAG(FLAG_DEPEND_PHONY), "add an empty rule for each import"},
    {"-ffile-prefix-map", 0, WRITERS, LIST(program.prefix_maps, "OLD=NEW"),
     "replace OLD at the start of file names"},
    {"--stdin-path", 0, CHECK | EMIT | COMPILE, TEXT(program.stdin_path, "NAME"),
     "what to call standard input"},
    {"-fmax-errors", 0, READERS, TEXT(max_errors, "N"), "show at most N errors (default 20)"},
    {"--warn", 'W', READERS, LIST(warnings, "NAME"),
     "-WNAME, -Wno-NAME: a warning on or off; -Werror, -Werror=NAME: as an error"},
    {"--no-warnings", 'w', READERS, FLAG(FLAG_NO_WARNINGS), "show no warnings"},
    {"-fsyntax-only", 0, COMPILE, FLAG(FLAG_SYNTAX_ONLY), "report mistakes, write nothing"},
    {"--color", 0, READERS, WORD(color, "WHEN", colour_words), "auto, always or never"},
    {"--colour", 0, READERS, WORD(color, "WHEN", colour_words), NULL},
    {"-fdiagnostics-color", 0, READERS, FLAG_COLOUR, 0, MAY_TAKE, offsetof(options, color), "WHEN",
     colour_words, NULL},
    {"-fno-diagnostics-color", 0, READERS, FLAG(FLAG_NO_COLOUR), NULL},
    {"--print-include-dir", 0, COMPILE, FLAG(FLAG_PRINT_INCLUDE_DIR), "say where sley.h lies"},
    {"--print-lib-dir", 0, COMPILE, FLAG(FLAG_PRINT_LIB_DIR), "say where libsley.a lies"},
    {"--print-link-flags", 0, COMPILE, FLAG(FLAG_PRINT_LINK_FLAGS),
     "say what the extern blocks of FILE and its imports are linked with"},
};
enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

const verb verbs[] = {
    {"run", RUN, "[OPTION...] FILE [-- ARGUMENT...]", "compile a program and run it", cmd_run},
    {"build", BUILD, "[OPTION...] FILE -o PROGRAM", "compile to an executable", cmd_build},
    {"check", CHECK, "[OPTION...] FILE", "report mistakes, write nothing", cmd_build_check},
    {"emit", EMIT, "[OPTION...] FILE", "print the C, or what an earlier stage sees", cmd_emit},
    {"test", TEST, "[OPTION...] FILE", "run the test blocks, on virtual time", cmd_test},
    {"explain", EXPLAIN, "CODE", "say more about a diagnostic", cmd_explain},
};
const unsigned verb_count = sizeof verbs / sizeof verbs[0];

static const verb compiler_verb = {
    "sleyc", COMPILE, "[OPTION...] FILE.sley -o FILE.c", "compile one module to C", cmd_compile,
};

int options_usage_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("sley: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return STATUS_USAGE;
}

// ---- help ------------------------------------------------------------------

static void print_verbs(FILE *out)
{
    fputs("sley " SLEY_VERSION "\n\nusage: sley VERB [OPTION...] FILE\n\n", out);
    for (unsigned i = 0; i < verb_count; i++) {
        fprintf(out, "  %-8s %s\n", verbs[i].name, verbs[i].summary);
    }
    fputs("\nexamples:\n"
          "  sley run hello.sley\n"
          "  sley build app.sley -o app\n\n"
          "\"sley VERB --help\" lists the options of a verb. Build systems call \"sleyc\".\n", out);
}

// What stands before the name: "sley build", but "sleyc".
static const char *command_of(const verb *v)
{
    return v == &compiler_verb ? "" : "sley ";
}

static void print_help(const verb *v)
{
    printf("sley " SLEY_VERSION "\n\nusage: %s%s %s\n\n%s\n\n", command_of(v), v->name, v->usage,
           v->summary);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        const option_row *row = &rows[i];
        if (!(row->verbs & v->bit) || row->help == NULL) continue;
        char letter[8] = "";
        if (row->letter != 0 && row->name[1] == '-')
            snprintf(letter, sizeof letter, "-%c, ", row->letter);
        char argument[32] = "";
        const char *between = row->name[1] == 'M' ? " " : "=";   // -MF FILE, as with C compilers
        bool is_optional = row->use == MAY_TAKE || row->use == ATTACHED;
        if (is_optional) snprintf(argument, sizeof argument, "[=%s]", row->argument);
        else if (row->use != NONE)
            snprintf(argument, sizeof argument, "%s%s", between, row->argument);
        char left[64];
        snprintf(left, sizeof left, "%4s%s%s", letter, row->name, argument);
        printf("  %-31s %s\n", left, row->help);
    }
}

// ---- reading ---------------------------------------------------------------

// -1 when it is a number as the option wants it.
static int check_number(const option_row *row, const char *argument)
{
    bool is_count = strcmp(row->argument, "COUNT") == 0;
    if (!is_count && strcmp(row->argument, "N") != 0) return -1;
    if (argument[0] == '\0' || argument[strspn(argument, "0123456789")] != '\0')
        return options_usage_error("invalid value `%s` for %s: expected a number", argument,
                                   row->name);
    errno = 0;
    unsigned long long number = strtoull(argument, NULL, 10);
    if (errno == ERANGE)
        return options_usage_error("%s %s: the largest number is %llu", row->name, argument,
                                   number);
    if (is_count && number == 0)
        return options_usage_error("%s counts from 1, not %s", row->name, argument);
    return -1;
}

// An argument that is one of a few words, or a number.  -1, or a status after a message.
static int check_argument(const option_row *row, const char *argument)
{
    if (argument == NULL) return -1;
    if (row->words == NULL) return row->argument == NULL ? -1 : check_number(row, argument);
    suggestion near = suggest_begin(argument);
    text list;
    text_init(&list);
    const char *const *word = row->words;
    for (; *word != NULL && strcmp(*word, argument) != 0; word++) {
        suggest_offer(&near, *word);
        text_printf(&list, "%s%s", word == row->words ? "" : ", ", *word);
    }
    if (*word == NULL && near.best != NULL) {
        options_usage_error("invalid value `%s` for %s; did you mean `%s`? Valid values: %s",
                            argument, row->name, near.best, text_string(&list));
    } else if (*word == NULL) {
        options_usage_error("invalid value `%s` for %s; valid values: %s", argument, row->name,
                            text_string(&list));
    }
    text_fini(&list);
    return *word == NULL ? STATUS_USAGE : -1;
}

static void apply(options *opts, const option_row *row, const char *argument)
{
    opts->flags = (opts->flags | row->sets) & ~row->clears;
    void *place = (char *)opts + row->field;
    switch (row->use) {
    case NONE:
        break;
    case TAKES:
    case MAY_TAKE:
    case ATTACHED:
        *(const char **)place = argument;
        break;
    case APPENDS:
        array_push(&opts->memory, (string_list *)place, argument);
        break;
    }
}

// The row of a verb that a word names; the argument that stands in the same word, or NULL.
static const option_row *find_row(unsigned bit, const char *word, const char **argument)
{
    size_t len = strcspn(word, "=");
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        const option_row *row = &rows[i];
        if (!(row->verbs & bit)) continue;
        if (strncmp(row->name, word, len) != 0 || row->name[len] != '\0') continue;
        *argument = word[len] == '=' ? word + len + 1 : NULL;
        return row;
    }
    if (word[1] == '-') return NULL;
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        const option_row *row = &rows[i];
        if (!(row->verbs & bit)) continue;
        bool is_letter = row->letter != 0 && row->letter == word[1];
        bool is_pair = row->name[1] == 'M' && row->name[2] != '\0';   // -MF and its like
        is_pair = is_pair && strncmp(row->name, word, 3) == 0;
        size_t from = is_letter ? 2 : 3;   // -MFfile, as C compilers take it
        if (!is_letter && !is_pair) continue;
        if (row->use == NONE && word[from] != '\0') continue;
        *argument = word[from] != '\0' ? word + from : NULL;
        return row;
    }
    return NULL;
}

// Another verb may have it.
static int misplaced_option(const verb *v, const char *name)
{
    const char *argument;
    const verb *other = &compiler_verb;
    for (unsigned i = verb_count; i > 0; i--) {
        if (find_row(verbs[i - 1].bit, name, &argument) != NULL) other = &verbs[i - 1];
    }
    if (find_row(other->bit, name, &argument) == NULL) return -1;
    return options_usage_error("%s%s has no option %s; %s%s has", command_of(v), v->name, name,
                               command_of(other), other->name);
}

// `file`: what stands before it, which may make it an option of the program; NULL.
static int unknown_option(const verb *v, const char *word, const char *file)
{
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    suggestion near = suggest_begin(name);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (rows[i].verbs & v->bit) suggest_offer(&near, rows[i].name);
    }
    int status = misplaced_option(v, name);
    if (status >= 0) return status;
    if (near.best != NULL) {
        return options_usage_error("unknown option %s; did you mean %s?", name, near.best);
    }
    if (file != NULL && v->bit == RUN) {
        return options_usage_error("unknown option %s; options of the program follow `--`: "
                                   "sley run %s -- %s", name, file, word);
    }
    return options_usage_error("unknown option %s; \"%s%s --help\" lists them all", name,
                               command_of(v), v->name);
}

// One option at words[*at]; moves on over its argument.  -1, or a status after a message.
static int read_option(options *opts, const string_list *words, uint32_t *at, const char *file)
{
    const char *word = words->items[*at];
    const char *argument = NULL;
    const option_row *row = find_row(opts->verb->bit, word, &argument);
    if (row == NULL) return unknown_option(opts->verb, word, file);
    switch (row->use) {
    case NONE:
        if (argument != NULL) return options_usage_error("option %s takes no argument", row->name);
        break;
    case ATTACHED:
        if (argument == NULL) argument = "";
        break;
    case MAY_TAKE:
        break;
    case TAKES:
    case APPENDS:
        if (argument != NULL) break;
        if (row->letter == 'W')
            return options_usage_error("%s needs the name of a warning: -Wshadow", word);
        if (*at + 1 == words->count)
            return options_usage_error("option %s needs an argument", word);
        argument = words->items[++*at];
        break;
    }
    int status = row->letter == 'W' ? warnings_check(argument) : check_argument(row, argument);
    if (status < 0) apply(opts, row, argument);
    return status;
}

// All words after the verb: options go where they belong, the rest to `plain`.
static int read_words(options *opts, const string_list *words, string_list *plain)
{
    bool is_open = true;   // no "--" yet
    for (uint32_t i = 0; i < words->count; i++) {
        const char *word = words->items[i];
        bool is_option = is_open && word[0] == '-' && word[1] != '\0';
        if (is_option && strcmp(word, "--") == 0) {
            is_open = false;
        } else if (!is_option) {
            array_push(&opts->memory, plain, word);
        } else {
            const char *file = plain->count > 0 ? plain->items[0] : NULL;
            int status = read_option(opts, words, &i, file);
            if (status >= 0) return status;
        }
    }
    return -1;
}

static int unknown_verb(const char *word)
{
    suggestion near = suggest_begin(word);
    for (unsigned i = 0; i < verb_count; i++) suggest_offer(&near, verbs[i].name);
    if (near.best != NULL)
        return options_usage_error("unknown command `%s`; did you mean %s?", word, near.best);
    size_t len = strlen(word);
    if (len > 5 && strcmp(word + len - 5, ".sley") == 0) {
        return options_usage_error("say what to do with it: sley run %s", word);
    }
    return options_usage_error("unknown command `%s`; \"sley --help\" lists them", word);
}

// Reads what follows the verb.
static int read_verb(options *opts, int argc, char **argv)
{
    string_list words = {0}, plain = {0};
    for (int i = 1; i < argc; i++) {
        bool is_file = opts->verb == &compiler_verb && argv[i][0] == '@';
        if (!is_file) array_push(&opts->memory, &words, argv[i]);
        else if (!response_read(&opts->memory, argv[i] + 1, &words)) return STATUS_USAGE;
    }
    int status = read_words(opts, &words, &plain);
    if (status >= 0) return status;
    if (option_given(opts, FLAG_HELP)) {
        print_help(opts->verb);
        return STATUS_FINE;
    }
    if (option_given(opts, FLAG_VERSION)) {
        puts("sley " SLEY_VERSION);
        return STATUS_FINE;
    }
    if (option_given(opts, FLAG_NO_COLOUR)) opts->color = "never";
    const char *input = plain.count > 0 ? plain.items[0] : NULL;
    opts->program.input = input;
    for (uint32_t i = 1; i < plain.count; i++) {
        array_push(&opts->memory, &opts->arguments, plain.items[i]);
    }
    // C for people has no #line, C for compilers has; either can be asked for.
    opts->program.line_directives = opts->verb->bit == EMIT ? option_given(opts, FLAG_LINE)
                                                            : !option_given(opts, FLAG_NO_LINE);
    opts->program.needs_main = (opts->verb->bit & (RUN | BUILD)) != 0;
    opts->program.test_program = opts->verb->bit == TEST;
    opts->program.hostile = option_given(opts, FLAG_HOSTILE);
    opts->program.debug_verify = option_given(opts, FLAG_VERIFY);
    bool is_file = (opts->verb->bit & READERS) != 0 && input != NULL && strcmp(input, "-") != 0;
    if (is_file && access(input, R_OK) != 0) {
        return options_usage_error("cannot read %s: %s", input, strerror(errno));
    }
    return -1;
}

int options_read(options *opts, int argc, char **argv)
{
    *opts = (options){0};
    arena_init(&opts->memory, "options");
    const char *slash = strrchr(argv[0], '/');
    const char *called = slash != NULL ? slash + 1 : argv[0];
    if (strncmp(called, "sleyc", 5) == 0) {
        opts->verb = &compiler_verb;
        return read_verb(opts, argc, argv);
    }
    if (argc < 2) {
        print_verbs(stderr);
        return STATUS_USAGE;
    }
    const char *word = argv[1];
    for (unsigned i = 0; i < verb_count; i++) {
        if (strcmp(word, verbs[i].name) != 0) continue;
        opts->verb = &verbs[i];
        return read_verb(opts, argc - 1, argv + 1);
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        print_verbs(stdout);
        return STATUS_FINE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0 || strcmp(word, "version") == 0) {
        puts("sley " SLEY_VERSION);
        return STATUS_FINE;
    }
    return unknown_verb(word);
}
