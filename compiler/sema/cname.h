// SPDX-License-Identifier: MIT
// cname.h - the names in the generated C.  Only this file and emit_name.c, which adds
// those of variables and temporaries, make any.
//
//     function, type, global   m_stats__drain    m2_net__http__get (module net.http)
//     method, nested function  m_stats__Point__norm, m_stats__drain__closure1
//     what we derive           m_stats__drain__frame
//     instance of a generic    m_util__first_int; in another module g_app__util__first_int,
//                              of the standard library gs_app__iter__chunks_list_int
//     number of an enum case   c_shapes__Shape__Circle
//     parameter a_x, variable v_x (v2_x shadows it), field f_x, case c_Circle
//     hidden variable t_index, temporary t_5
//     tuple, optional          sley_tuple2__int__str, sley_opt_m_shapes__Shape
//
// I1  The map from what is named to the name is injective; test_cname.c.
// I2  A name is an identifier of C that is no keyword, no macro of a standard or
//     system header and no name of the C library: the prefixes see to it.
//
// How: a name is made of parts joined by `__`.  A part has no `__` inside, does
// not end in `_`, and begins with at most one `_`; what offends is written `Zu`.
// Bytes outside ASCII are `Zx` and two hex digits, a part after the first that
// reads like a derived word (`frame`) begins with `Zm`, and a `Z` before one of
// u x m z is `Zz`.
#ifndef SLEY_CNAME_H
#define SLEY_CNAME_H

#include "base/arena.h"
#include "base/text.h"
#include "sema/type.h"

// One part: a name of the source with what offends replaced.
void cname_part(text *out, const char *name);

// The same for a header that people read; a word that C or C++ has for itself gets a `_`.
void cname_plain(text *out, const char *name);

// What a module makes of a generic of another one: g_app__util__first_int.
void cname_foreign(text *out, const char *user, const char *module, const char *name);

// A function, type or module-level variable.  `name` may have parts of its own,
// joined by '.': "Point.norm".
void cname_symbol(text *out, const char *module, const char *name);
// The same as a string: functions and types are mentioned often and keep theirs.
const char *cname_symbol_new(arena *memory, const char *module, const char *name);
// The same with the prefix `c` instead of `m`, and one more part.
void cname_case_number(text *out, const type_decl *decl, const char *case_name);

// What gives a module's variables their first values: i_app, i2_net__http.
void cname_start(text *out, const char *module);
// The symbol of its interface: i_app__interface; a header adds the hash.
void cname_interface(text *out, const char *module);
// The include guard of its header.
void cname_guard(text *out, const char *module);

void cname_decl(text *out, const type_decl *decl);

void cname_field(text *out, const char *name);
void cname_case(text *out, const char *name);

// A type as a part of other names: "int", "list__int", "m_shapes__Shape".
void cname_type(text *out, const type *t);

// "std.iter": a module of the standard library that is written in Sley (module.h I4).
bool cname_is_standard(const char *module);
// The file that declares what other modules see of this one: "net.http.sley.h", of a standard
// one "sley/std/iter.h".
void cname_header(text *out, const char *module);

#endif
