// SPDX-License-Identifier: MIT
// examples.h - the programs that `sley explain CODE` shows (examples/CODE.sley).
//
// An example is a Sley program, further modules below lines `// file: NAME`, or commands
// of the shell with `$ ` before them.  tests/harness/kinds.py runs them all.
#ifndef SLEY_EXAMPLES_H
#define SLEY_EXAMPLES_H

typedef struct explain_example {
    const char *code;    // "E0012"
    const char *wrong;   // is reported by this code and by no other
    const char *right;   // without any report
} explain_example;

// Ends with a row of NULLs.
extern const explain_example explain_examples[];

#endif
