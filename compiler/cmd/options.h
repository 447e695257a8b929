// SPDX-License-Identifier: MIT
// options.h - the command line: verbs, options, and what the user asked for.
//
// The program has two faces.  `sley VERB ..` is for people; called by a name
// that begins with "sleyc" it takes a compiler's options and is for build
// systems.  Both read one table (options.c), from which --help is printed, too.
#ifndef SLEY_OPTIONS_H
#define SLEY_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/program.h"

#define SLEY_VERSION "0.1.0"

// Exit statuses of the command itself; `run` gives the program's own.
enum {
    STATUS_FINE = 0,
    STATUS_ERRORS = 1,     // in the input
    STATUS_USAGE = 2,      // wrong use, or a file that cannot be read or written
    STATUS_INTERNAL = 70,  // a mistake of the compiler
};

typedef struct options options;
typedef struct verb verb;

struct verb {
    const char *name;
    unsigned bit;          // in the rows of options.c
    const char *usage;     // what follows the name
    const char *summary;   // one line
    int (*run)(options *opts);
};

// What is either asked for or not.
typedef enum option_flag {
    FLAG_HELP = 1 << 0,
    FLAG_VERSION = 1 << 1,
    FLAG_VERBOSE = 1 << 2,             // -v
    FLAG_LINE = 1 << 3,                // --line: #line directives
    FLAG_NO_LINE = 1 << 4,
    FLAG_DEBUG = 1 << 5,               // -g
    FLAG_SAVE_TEMPS = 1 << 6,
    FLAG_NO_HEADER = 1 << 7,
    FLAG_DEPEND = 1 << 8,              // -MD, -MMD: a depfile as well
    FLAG_DEPEND_ONLY = 1 << 9,         // -M, -MM: dependencies and nothing else
    FLAG_DEPEND_NO_STD = 1 << 10,      // -MM, -MMD: leave out the standard modules
    FLAG_DEPEND_PHONY = 1 << 11,       // -MP
    FLAG_LIST = 1 << 12,               // explain --list
    FLAG_PRINT_INCLUDE_DIR = 1 << 13,
    FLAG_PRINT_LIB_DIR = 1 << 14,
    FLAG_VERIFY = 1 << 15,             // --verify: check the IR after each pass
    FLAG_HOSTILE = 1 << 16,            // --hostile: C that shows hidden mistakes of ours
    FLAG_NO_WARNINGS = 1 << 17,        // -w
    FLAG_SYNTAX_ONLY = 1 << 18,        // -fsyntax-only: report, write nothing
    FLAG_NO_COLOUR = 1 << 20,          // -fno-diagnostics-color
    FLAG_COLOUR = 1 << 19,             // -fdiagnostics-color without a word: always
    FLAG_CANCEL_FUZZ = 1 << 23,        // test --cancel-fuzz: cancelled at each await
    FLAG_CHECK_LEAKS = 1 << 24,        // test --check-leaks
    FLAG_TAP = 1 << 25,                // test --tap
    FLAG_PRINT_LINK_FLAGS = 1 << 22,   // what extern blocks are linked with
    FLAG_TRACE = 1 << 21,              // test --trace: each step is told
} option_flag;

// Texts are NULL and lists empty when the option was not given.
struct options {
    arena memory;                // of the lists
    const verb *verb;
    unsigned flags;              // of option_flag

    program_options program;     // what the stages of the compiler have to know
    string_list arguments;       // what follows FILE: the program's own

    const char *output;          // -o
    const char *emit;            // --emit=STAGE
    const char *color;           // --color=WHEN
    const char *max_errors;      // -fmax-errors=N
    string_list warnings;        // -W: what follows the letter

    const char *cc;              // --cc=COMMAND
    const char *optimize;        // -O: what follows the letter
    const char *temps_dir;       // --save-temps=DIR
    string_list cc_options;      // -X

    const char *c_header;        // --c-header
    const char *header;          // -H
    const char *depend_file;     // -MF
    string_list depend_targets;  // -MT: as they stand
    string_list quoted_targets;  // -MQ: to be escaped for make

    const char *seed;            // of `test`
    const char *seeds;
    const char *policy;
    const char *filter;
    const char *cancel_at;
    const char *junit;
};

extern const verb verbs[];
extern const unsigned verb_count;

static inline bool option_given(const options *opts, option_flag flag)
{
    return (opts->flags & (unsigned)flag) != 0;
}

// Reads the command line.  -1 when opts->verb is to run, else the status with
// which to exit: the user asked for help, or was told what is wrong.
int options_read(options *opts, int argc, char **argv);

// "sley: " and the message on standard error; gives STATUS_USAGE.
int options_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

// The verbs, each in its own file.
int cmd_run(options *opts);
int cmd_build(options *opts);
int cmd_build_check(options *opts);
int cmd_emit(options *opts);
int cmd_test(options *opts);
int cmd_explain(options *opts);
int cmd_compile(options *opts);   // sleyc

#endif
