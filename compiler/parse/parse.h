// SPDX-License-Identifier: MIT
// parse.h - from a source file to its tree.
#ifndef SLEY_PARSE_H
#define SLEY_PARSE_H

#include "base/program.h"
#include "tree/ast.h"

// Parses the whole file; the tree lies in prog->unit.  Never NULL: after
// syntax errors the tree holds what could be read, with BAD nodes between
// (ast.h I2), and diag_failed(prog) is true.
ast_module *parse_file(program *prog, source *src);

#endif
