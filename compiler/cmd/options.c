// SPDX-License-Identifier: MIT
// options.c - the table of options, read with getopt_long_only and printed by --help.
//
// Each row says for which verbs it is meant, and what it does: it sets flags
// and clears others, and an argument goes to a field of `options`.  A verb sees
// only its own rows.  getopt_long_only is there for a compiler's habits (-MD,
// -MF, -ffile-prefix-map=..); a single letter stays that letter.
#include "cmd/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/suggest.h"
#include "cmd/driver.h"

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
    MAY_TAKE,  // .. or NULL without one
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
    const char *argument;   // its name in the help; "N": a number
    const char *const *words;   // those that it may be, then NULL; or NULL: anything
    const char *help;       // NULL: a second spelling, not listed
} option_row;

#define FLAG(sets) (sets), 0, NONE, 0, NULL, NULL
#define TEXT(field, argument) 0, 0, TAKES, offsetof(options, field), (argument), NULL
#define WORD(field, argument, words) 0, 0, TAKES, offsetof(options, field), (argument), (words)
#define LIST(field, argument) 0, 0, APPENDS, offsetof(options, field), (argument), NULL

static const char *const colour_words[] = {"auto", "always", "never", NULL};
static const char *const policy_words[] = {"fifo", "random", NULL};

static const option_row rows[] = {
    {"--help", 'h', ALL, FLAG(FLAG_HELP), "print this text"},
    {"--version", 'V', ALL, FLAG(FLAG_VERSION), "print the version"},
    {"--output", 'o', WRITERS, TEXT(output, "FILE"), "write to FILE (\"-\": standard output)"},
    {"--emit", 0, EMIT | COMPILE, WORD(emit, "STAGE", driver_stages),
     "tokens, ast, ir, frames, header or c (the default)"},
    {"--dump", 0, CHECK | WRITERS, WORD(program.dump, "PASS", driver_passes),
     "print the IR after PASS (\"all\": after each) to standard error"},
    {"--verify", 0, READERS, FLAG(FLAG_VERIFY), "check the IR after each pass"},
    {"--hostile", 0, WRITERS, FLAG(FLAG_HOSTILE),
     "for tests: every await suspends, what is dead is overwritten"},
    {"--import-dir", 'I', READERS, LIST(program.include_dirs, "DIR"), "look for imports in DIR, too"},
    {"--line", 0, WRITERS, FLAG_LINE, FLAG_NO_LINE, NONE, 0, NULL, NULL,
     "write #line directives"},
    {"--no-line", 0, WRITERS, FLAG_NO_LINE, FLAG_LINE, NONE, 0, NULL, NULL,
     "write none"},
    {"--cc", 0, PROGRAMS, TEXT(cc, "COMMAND"), "the C compiler (default: $CC, else cc)"},
    {"--optimize", 'O', PROGRAMS, TEXT(optimize, "LEVEL"), "optimization level of the C compiler"},
    {"--debug", 'g', PROGRAMS | COMPILE, FLAG(FLAG_DEBUG), "keep debug information"},
    {"--cc-option", 'X', PROGRAMS, LIST(cc_options, "OPTION"), "pass OPTION to the C compiler"},
    {"--save-temps", 0, PROGRAMS, FLAG_SAVE_TEMPS, 0, MAY_TAKE, offsetof(options, temps_dir), "DIR",
     NULL, "keep the C files, in DIR or beside the output"},
    {"--verbose", 'v', PROGRAMS, FLAG(FLAG_VERBOSE), "show the commands that are run"},
    {"--seed", 0, TEST, TEXT(seed, "N"), "the schedule to begin with (default 1)"},
    {"--seeds", 0, TEST, TEXT(seeds, "N"), "how many schedules to try (default 1)"},
    {"--policy", 0, TEST, WORD(policy, "NAME", policy_words), "fifo (the default) or random"},
    {"--filter", 0, TEST, TEXT(filter, "TEXT"), "only tests whose name holds TEXT"},
    {"--list", 0, EXPLAIN, FLAG(FLAG_LIST), "list all codes"},
    {"--header", 'H', COMPILE, TEXT(header, "FILE"),
     "write the header for importers; untouched when nothing changed"},
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
    {"-MT", 0, COMPILE, LIST(depend_targets, "TARGET"), "its target as it stands (default: OUTPUT)"},
    {"-MQ", 0, COMPILE, LIST(quoted_targets, "TARGET"), "its target, escaped for make"},
    {"-MP", 0, COMPILE, FLAG(FLAG_DEPEND_PHONY), "add an empty rule for each import"},
    {"-ffile-prefix-map", 0, WRITERS, LIST(program.prefix_maps, "OLD=NEW"),
     "replace OLD at the start of file names"},
    {"--stdin-path", 0, CHECK | EMIT | COMPILE, TEXT(program.stdin_path, "NAME"),
     "what to call standard input"},
    {"-fmax-errors", 0, READERS, TEXT(max_errors, "N"), "show at most N errors (default 20)"},
    {"--warn", 'W', READERS, LIST(warnings, "error"), "-Werror: treat warnings as errors"},
    {"--color", 0, READERS, WORD(color, "WHEN", colour_words), "auto, always or never"},
    {"--colour", 0, READERS, WORD(color, "WHEN", colour_words), NULL},
    {"--print-include-dir", 0, COMPILE, FLAG(FLAG_PRINT_INCLUDE_DIR), "say where sley.h lies"},
    {"--print-lib-dir", 0, COMPILE, FLAG(FLAG_PRINT_LIB_DIR), "say where libsley.a lies"},
};
enum { ROW_COUNT = sizeof rows / sizeof rows[0], FIRST_ROW = 256 };

const verb verbs[] = {
    {"run", RUN, "[OPTION..] FILE [-- ARGUMENT..]", "compile a program and run it", cmd_run},
    {"build", BUILD, "[OPTION..] FILE -o PROGRAM", "compile to an executable", cmd_build},
    {"check", CHECK, "[OPTION..] FILE", "report mistakes, write nothing", cmd_check},
    {"emit", EMIT, "[OPTION..] FILE", "print the C, or what an earlier stage sees", cmd_emit},
    {"test", TEST, "[OPTION..] FILE", "run the test blocks, on virtual time", cmd_test},
    {"explain", EXPLAIN, "CODE", "say more about a diagnostic", cmd_explain},
};
const unsigned verb_count = sizeof verbs / sizeof verbs[0];

static const verb compiler_verb = {
    "sleyc", COMPILE, "[OPTION..] FILE.sley -o FILE.c", "compile one module to C", cmd_compile,
};

int usage_error(const char *format, ...)
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
    fputs("sley " SLEY_VERSION "\n\nusage: sley VERB [OPTION..] FILE\n\n", out);
    for (unsigned i = 0; i < verb_count; i++) {
        fprintf(out, "  %-8s %s\n", verbs[i].name, verbs[i].summary);
    }
    fputs("\nexamples:\n"
          "  sley run hello.sley\n"
          "  sley build app.sley -o app\n\n"
          "\"sley VERB --help\" lists the options of a verb. Build systems call \"sleyc\".\n", out);
}

static void print_help(const verb *v)
{
    const char *command = v == &compiler_verb ? "" : "sley ";
    printf("sley " SLEY_VERSION "\n\nusage: %s%s %s\n\n%s\n\n", command, v->name, v->usage, v->summary);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        const option_row *row = &rows[i];
        if (!(row->verbs & v->bit) || row->help == NULL) continue;
        char letter[8] = "";
        if (row->letter != 0 && row->name[1] == '-') snprintf(letter, sizeof letter, "-%c, ", row->letter);
        char argument[32] = "";
        const char *between = row->name[1] == 'M' ? " " : "=";   // -MF FILE, as with C compilers
        if (row->use == MAY_TAKE) snprintf(argument, sizeof argument, "[=%s]", row->argument);
        else if (row->use != NONE) snprintf(argument, sizeof argument, "%s%s", between, row->argument);
        char left[64];
        snprintf(left, sizeof left, "%4s%s%s", letter, row->name, argument);
        printf("  %-31s %s\n", left, row->help);
    }
}

// ---- reading ---------------------------------------------------------------

// An argument that is one of a few words, or a number.  -1, or a status after a message.
static int check_argument(const option_row *row, const char *argument)
{
    if (argument == NULL) return -1;
    if (row->words == NULL) {
        bool is_number = row->argument == NULL || strcmp(row->argument, "N") != 0 ||
                         (argument[0] != '\0' && argument[strspn(argument, "0123456789")] == '\0');
        return is_number ? -1 : usage_error("%s wants a number, not %s", row->name, argument);
    }
    suggestion near = suggest_begin(argument);
    text list;
    text_init(&list);
    const char *const *word = row->words;
    for (; *word != NULL && strcmp(*word, argument) != 0; word++) {
        suggest_offer(&near, *word);
        text_printf(&list, "%s%s", word == row->words ? "" : ", ", *word);
    }
    if (*word == NULL && near.best != NULL) {
        usage_error("%s cannot be %s; did you mean %s? There are %s", row->name, argument, near.best,
                    text_string(&list));
    } else if (*word == NULL) {
        usage_error("%s cannot be %s; there are %s", row->name, argument, text_string(&list));
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
        *(const char **)place = argument;
        break;
    case APPENDS:
        array_push(&opts->memory, (string_list *)place, argument);
        break;
    }
}

// What getopt wants, from the rows of one verb: its long options (their value
// is FIRST_ROW + the row) and its letters.
static void getopt_tables(const verb *v, struct option *longs, char *letters)
{
    *letters++ = ':';   // tell a missing argument from an unknown option
    for (int i = 0; i < ROW_COUNT; i++) {
        const option_row *row = &rows[i];
        if (!(row->verbs & v->bit)) continue;
        int has_argument = row->use == NONE       ? no_argument
                           : row->use == MAY_TAKE ? optional_argument
                                                  : required_argument;
        const char *name = row->name + (row->name[1] == '-' ? 2 : 1);
        if (name[1] != '\0') *longs++ = (struct option){name, has_argument, NULL, FIRST_ROW + i};
        if (row->letter == 0) continue;
        *letters++ = row->letter;
        if (has_argument == required_argument) *letters++ = ':';
    }
    *longs = (struct option){0};
    *letters = '\0';
}

static const option_row *row_of(const verb *v, int found)
{
    if (found >= FIRST_ROW) return &rows[found - FIRST_ROW];
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (rows[i].letter == found && (rows[i].verbs & v->bit)) return &rows[i];
    }
    return NULL;
}

static int unknown_option(const verb *v, const char *word)
{
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    suggestion near = suggest_begin(name);
    for (unsigned i = 0; i < ROW_COUNT; i++) {
        if (rows[i].verbs & v->bit) suggest_offer(&near, rows[i].name);
    }
    if (near.best != NULL) {
        return usage_error("unknown option %s; did you mean %s?", name, near.best);
    }
    const char *command = v == &compiler_verb ? "" : "sley ";
    return usage_error("unknown option %s; \"%s%s --help\" lists them all", name, command, v->name);
}

static int unknown_verb(const char *word)
{
    suggestion near = suggest_begin(word);
    for (unsigned i = 0; i < verb_count; i++) suggest_offer(&near, verbs[i].name);
    if (near.best != NULL) return usage_error("no verb is called %s; did you mean %s?", word, near.best);
    size_t len = strlen(word);
    if (len > 5 && strcmp(word + len - 5, ".sley") == 0) {
        return usage_error("say what to do with it: sley run %s", word);
    }
    return usage_error("no verb is called %s; \"sley --help\" lists them", word);
}

// Reads what follows the verb.
static int read_verb(options *opts, int argc, char **argv)
{
    struct option longs[ROW_COUNT + 1];
    char letters[2 * ROW_COUNT + 2];
    getopt_tables(opts->verb, longs, letters);
    opterr = 0;
    optind = 1;
    for (;;) {
        int at = optind;   // the word that getopt looks at next, unless it is inside one
        int found = getopt_long_only(argc, argv, letters, longs, NULL);
        if (found == -1) break;
        if (found == '?') return unknown_option(opts->verb, argv[optind > at ? optind - 1 : at]);
        if (found == ':') return usage_error("option %s wants an argument", argv[optind - 1]);
        const option_row *row = row_of(opts->verb, found);
        int status = check_argument(row, optarg);
        if (status >= 0) return status;
        apply(opts, row, optarg);
    }
    if (option_given(opts, FLAG_HELP)) {
        print_help(opts->verb);
        return STATUS_FINE;
    }
    if (option_given(opts, FLAG_VERSION)) {
        puts("sley " SLEY_VERSION);
        return STATUS_FINE;
    }
    const char *input = optind < argc ? argv[optind++] : NULL;
    opts->program.input = input;
    for (; optind < argc; optind++) array_push(&opts->memory, &opts->arguments, argv[optind]);
    // C for people has no #line, C for compilers has; either can be asked for.
    opts->program.line_directives = opts->verb->bit == EMIT ? option_given(opts, FLAG_LINE)
                                                            : !option_given(opts, FLAG_NO_LINE);
    opts->program.needs_main = (opts->verb->bit & (RUN | BUILD)) != 0;
    opts->program.test_program = opts->verb->bit == TEST;
    opts->program.hostile = option_given(opts, FLAG_HOSTILE);
    opts->program.debug_verify = option_given(opts, FLAG_VERIFY);
    bool is_file = (opts->verb->bit & READERS) != 0 && input != NULL && strcmp(input, "-") != 0;
    if (is_file && access(input, R_OK) != 0) {
        return usage_error("cannot read %s: %s", input, strerror(errno));
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
