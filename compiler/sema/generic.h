// SPDX-License-Identifier: MIT
// generic.h - generic functions and types, and their instances.
//
//     fn first[T](xs: list[T]) -> T? { ... }      a generic: T is a TYPE_PARAM
//     first([1, 2])                               an instance: first[int]
//
// The text of a generic is checked once, with T standing for any type of its bounds:
// that is where its mistakes are reported.  For an instance the declaration is read
// again and that tree is checked with T meaning int, so that from the lowering on an
// instance is a function or type like any other.
//
// I1  One instance for each generic and list of types, in a program.
// I2  An open instance mentions type parameters (`Pair[A, T]` in the text of another
//     generic): it has a signature or fields, but no body, and nothing is made of it.
// I3  `uses` leads from the body of an instance to what it needs in turn; with those of
//     module.instances they give what a module has to contain.
#ifndef SLEY_GENERIC_H
#define SLEY_GENERIC_H

#include "base/array.h"
#include "base/map.h"
#include "sema/module.h"
#include "sema/symbol.h"
#include "tree/ast.h"

// What the names of type parameters mean at some place.
typedef struct generic_scope {
    const struct generic_scope *outer;   // of the type around a method; NULL
    symbol **names;                      // SYM_TYPE
    uint32_t count;
} generic_scope;

typedef array_of(instance *) instance_list;

struct generic {
    symbol *symbol;
    module *home;              // its module
    decl *root;                // what is read again: the declaration, or the type around it
    const symbol *owner;       // of a method: the type; NULL
    generic_scope scope;       // names that stand for its own parameters
    type **params;             // TYPE_PARAM
    instance_list instances;
};

struct instance {
    generic *of;               // NULL: a method of an instance of a type
    type **args;
    symbol *symbol;
    module *home;
    const symbol *owner;       // of a method: the instance that it belongs to; NULL
    generic_scope scope;       // names that stand for args
    const char *shown;         // "first[int]"
    const char *stem;          // in C: "first_int"
    instance *asked_by;        // whose body or fields asked for it first; NULL: plain code
    span asked_at;
    decl *tree;                // the declaration read again
    map uses;                  // I3: instance -> itself
    bool is_open;              // I2
    bool is_queued;            // its body was checked, or will be
};

// "first_int": unique among what its module declares, and the same for every module.  A name
// that would be long ends in a hash.  `around` is the stem of the type of a method, or NULL.
const char *generic_stem(program *prog, const generic *of, const char *around,
                         type *const *args);
// "first[int]"; `around` alike.
const char *generic_shown(program *prog, const generic *of, const char *around,
                          type *const *args);

#endif
