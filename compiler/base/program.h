// SPDX-License-Identifier: MIT
// program.h - everything one run of the compiler knows.
//
// There are no globals: all state hangs here, and one process can compile any
// number of programs one after another.
//
// The room base/: memory, strings, names, sources, diagnostics; nothing of Sley.
//   in   the bytes of files; the settings of a run (program_options)
//   out  arenas and what grows in them, interned names, positions, sorted reports
//   who  every room includes it, it includes none.  Only source.c reads source
//        files, only diag.c writes reports.
#ifndef SLEY_PROGRAM_H
#define SLEY_PROGRAM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/diag.h"
#include "base/intern.h"
#include "base/map.h"
#include "base/source.h"

typedef struct program program;

struct module;       // module.h
struct type_table;   // type.h
struct ast_module;   // ast.h
struct builtin_table; // builtin.h
struct lower_state;  // lower_fn.h

// Limits of the language: what is beyond gets a diagnostic.
enum {
    LIMIT_NESTING = 200,       // brackets, blocks and operators inside each other
    LIMIT_NAME_BYTES = 255,
};

// Plain data, filled by the caller that starts the run; no stage knows which that was.
typedef struct program_options {
    const char *input;        // the main file; "-": standard input
    const char *stdin_path;   // what to call that; NULL
    const char *module_name;  // of the main file; NULL: made from the file's name
    string_list include_dirs; // -I, in order
    const char *std_dir;      // modules of the standard library; NULL
    string_list prefix_maps;  // OLD=NEW: see source_shown_path
    bool needs_main;          // check: the main file must be a program
    bool test_program;        // emit: main() runs the test blocks of the root module
    bool line_directives;     // emit: `#line` before what belongs to a source line
    bool hostile;             // emit: each await of a call suspends once, and what
                              // is dead in a frame is overwritten
    bool debug_verify;        // verify the IR after each pass
    const char *dump;         // print the IR after this pass, or after "all"; NULL
} program_options;

struct program {
    arena memory;             // lifetime `program`
    arena unit;               // lifetime `unit`: syntax trees
    arena fn;                 // lifetime `fn`
    arena scratch;            // lifetime `scratch`
    interner names;
    array_of(source *) sources;   // by rising base
    array_of(const char *) absent;   // where imports were looked for in vain
    uint32_t next_base;       // position of the next file's first byte
    diag_state diags;
    program_options options;
    array_of(struct module *) modules;   // in order of import; [0] is the main one
    array_of(struct module *) order;     // the same, each after what it imports
    map modules_by_name;
    struct module *extensions;    // std/methods.sley when something may need it; NULL
    map lost_names;           // in pieces that did not parse: they may be declared there
    struct type_table *types;
    uint32_t emitter_count;        // emitters and written functions are numbered, for their
    uint32_t written_count;        // marks (emit_need.c)
    struct lower_state *lowered;   // from symbols to IR; NULL before the first module
    bool has_generic_own_methods;  // some generic type says itself what == or print mean
                                   // (type.h: own_method)
    struct builtin_table *builtins;   // sema/builtin.c; NULL before builtin_init
};

void program_init(program *prog);
void program_fini(program *prog);

#endif
