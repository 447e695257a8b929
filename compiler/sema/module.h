// SPDX-License-Identifier: MIT
// module.h - the files of a program and how they import each other.
//
// `import util` finds util.sley beside the importing file, then in the -I
// directories, in those of SLEY_PATH, in the directory of the standard library.
// `net time fs io os math random` are built in: no file, members in builtin.def.  The other
// standard modules are written in Sley.
//
// I1  Each file is loaded once, whatever path leads to it.
// I2  prog->modules is in order of import, [0] is the main one;
//     prog->order is the same modules, each after what it imports.
// I3  Imports make no cycle; one that would is reported and left out.
//     std/methods.sley (extension.def) is loaded without being imported, after all others; it
//     comes first in prog->order.
// I4  A file of the standard library is the module std.NAME.  Its C is in libsley, its header
//     sley/std/NAME.h beside those of the runtime: a program does not compile it again.
#ifndef SLEY_MODULE_H
#define SLEY_MODULE_H

#include "base/program.h"
#include "sema/symbol.h"
#include "tree/ast.h"

typedef struct module module;

typedef array_of(module *) module_list;

typedef enum module_state { MODULE_LOADING, MODULE_LOADED } module_state;

struct module {
    const char *name;        // interned; "a.b" for two parts
    const char *path;        // of its file
    ast_module *tree;
    map names;               // top-level name -> symbol; imports excluded
    map cases;               // name of a case -> SYM_CASE; two enums: their first
    map imports;             // local name of an import -> SYM_MODULE symbol
    module_list uses;        // modules with a file that it imports, in source order
    map instances;           // instance -> itself: what its own code uses of generics
    map default_instances;   // the same of its default values, which callers lower
    array_of(symbol *) globals;   // its variables in the order of their initialisation:
                             // that of the source, but after those that it reads
    module_state state;
    bool is_root;            // given on the command line
    bool is_library;         // made for others to import: any but the one with main()
    bool is_standard;        // I4
};

// Loads and parses the main file and all it imports.  NULL when the main file
// cannot be read; other troubles are diagnostics.
module *module_load_program(program *prog, const char *path);
// The same for a file that is already loaded ("-", tests).
module *module_load_source(program *prog, source *file);

// `net`, `time`, ...: a module without a file.
bool module_is_builtin(const char *name);
// The same, or one of the standard library that has a file: it could be imported.
bool module_is_standard_name(program *prog, const char *name);
// The module with a file of an import's symbol; NULL for built-in ones.
module *module_of(program *prog, const symbol *import);

#endif
