// SPDX-License-Identifier: MIT
// parse.h - from a source file to its tree.
//
// The room parse/: tokens (lex*, grammar/lexer.re), trees (grammar/parser.y, ast_build*),
// and the modules that a program is made of (module.c).
//   in   a source; for module.c the folders of imports
//   out  trees in prog->unit, modules in prog->order; reports E00xx and E01xx
//   who  includes base, tree and sema.  The only room that makes nodes.
#ifndef SLEY_PARSE_H
#define SLEY_PARSE_H

#include "base/program.h"
#include "tree/ast.h"

// Parses the whole file; the tree lies in prog->unit.  Never NULL: after
// syntax errors the tree holds what could be read, with BAD nodes between
// (ast.h I2), and diag_failed(prog) is true.
ast_module *parse_file(program *prog, source *src);

// Reads a declaration of a file that has been parsed without an error once more: the tree
// of an instance of a generic, for the checker to annotate on its own.
decl *parse_again(program *prog, const decl *written);

#endif
