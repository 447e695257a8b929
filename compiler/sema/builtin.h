// SPDX-License-Identifier: MIT
// builtin.h - the functions, methods and module members that Sley brings along.
//
// The table is builtin.def.  Signatures are text there, in Sley's own syntax:
//
//     list[T]  insert   "(at: int, v: T)"
//     net      connect  "async (host: str, port: int) -> net.Conn throws"
//     task[T]  name     "-> str"                     a property: no parentheses
//     str.     from_chars ..                         of the type, not of a value
//
// A single capital letter is a type parameter; matching the receiver, then the
// arguments, binds it.  Signatures are parsed when they are first asked for.
//
// I1  Rows of the same receiver and name are overloads; builtin_next goes from
//     one to the next in the order of the table.
// I2  Type parameters are numbered by first appearance, receiver first: this is
//     the order of call_plan.type_args.
#ifndef SLEY_BUILTIN_H
#define SLEY_BUILTIN_H

#include "base/program.h"
#include "base/suggest.h"
#include "base/text.h"
#include "sema/symbol.h"
#include "sema/type.h"

#define BUILTIN_TYPE_PARAMS 3

// Whether `task[T]` in a signature is a task that can end with an error.
typedef enum builtin_tasks { TASKS_UNKNOWN, TASKS_FINE, TASKS_THROW } builtin_tasks;

// What a type parameter stands for in one call; NULL: not known yet.
typedef struct builtin_binding {
    type *args[BUILTIN_TYPE_PARAMS];
    builtin_tasks tasks;
} builtin_binding;

typedef enum sig_kind {
    SIG_FIXED,      // `fixed`
    SIG_PARAM,      // type parameter number `index`
    SIG_ANY,        // any value: print
    SIG_WORD,       // one of the words `words`: `until: word[first|all]`; an int
    SIG_LIST,       // parts[0]; so have the others
    SIG_SET,
    SIG_MAP,        // parts[0] key, parts[1] value
    SIG_OPTIONAL,
    SIG_TUPLE,      // parts[0 .. count-1]
    SIG_FN,         // parts[0 .. count-2], last the result; is_async, throws
    SIG_TASK,
    SIG_FUTURE,
    SIG_WEAK,
    SIG_CHAN,       // direction
    SIG_HOLDER,     // holder
    SIG_GEN,        // parts[0] what it yields, parts[1] what it is sent; is_async, is_context;
                    // throws: only one that does
} sig_kind;

typedef struct sig_type {
    sig_kind kind;
    type *fixed;
    uint32_t index;
    const char *words;          // "first|first_error|all"
    struct sig_type **parts;
    size_t count;
    chan_direction direction;
    const type_opaque *holder;
    bool is_async;
    bool is_context;
    bool throws;                // SIG_FN; SIG_TASK: in any case
} sig_type;

typedef struct sig_param {
    const char *name;           // interned
    sig_type *type;
    const char *init;           // text of the default value, NULL when there is none
    bool is_variadic;
} sig_param;

typedef struct builtin_sig {
    sig_type *receiver;         // NULL for functions and module members
    sig_param *params;          // without the receiver
    size_t param_count;
    sig_type *result;           // TYPE_UNIT when there is none
    bool is_property;           // no parentheses
    bool is_async;
    bool throws;
    uint32_t places;            // bit i: operand i, the receiver included, has the type of a
                                // bare type parameter; the C function gets its address
    type **errors;              // after `throws`, when the signature names them
    size_t error_count;
} builtin_sig;

typedef struct builtin_table builtin_table;

// Fills prog->builtins.  `prelude` maps the names of the built-in nominal types
// ("Timeout") to their symbols; signatures mention them.  It must live as long.
void builtin_init(program *prog, const map *prelude);

// The finders.  `print`, `sleep`: SYM_BUILTIN or NULL.
symbol *builtin_free(program *prog, const char *name);
// `net.listen`, `math.pi`
symbol *builtin_member(program *prog, const char *module, const char *name);
// Method or property of a built-in type.
symbol *builtin_method(program *prog, const type *receiver, const char *name);
// What the method gives when called without arguments; NULL when there is none.
type *builtin_result(program *prog, const type *receiver, const char *name,
                     const builtin **found, bool *is_async, bool *can_throw);
// Offers all names that fit for "did you mean": free ones (NULL), of a module
// ("net"), or methods of a type.
void builtin_suggest(program *prog, suggestion *s, const char *module, const type *receiver);
// A row of the type itself: `bytes.from_hex`.
symbol *builtin_static(program *prog, const char *type_name, const char *name);
// The next overload; `receiver` is the one it was found for (NULL: no method).
const builtin *builtin_next(program *prog, const builtin *b, const type *receiver);
// The row that the language itself means by an id: for this receiver, or the free
// one (NULL).  NULL when there is none.
const builtin *builtin_with_id(program *prog, builtin_id id, const type *receiver);
bool builtin_is_module(const char *name);
// The table itself, for callers that want all rows.
size_t builtin_count(void);
const builtin *builtin_row(size_t index);

const builtin_sig *builtin_signature(program *prog, const builtin *b);
// Reads one (builtin_sig.c).  `receiver` is NULL for what is no method.
builtin_sig *builtin_sig_read(program *prog, const map *prelude, const char *receiver,
                              const char *signature);
// The symbol that uses of the row point to.
symbol *builtin_symbol(program *prog, const builtin *b);

// Holds `t` against the pattern; binds what is not bound yet.  An optional
// pattern also takes a value without `?`, and none.
bool builtin_match(const sig_type *pattern, type *t, builtin_binding *bound);
// The pattern as a type; what is not bound becomes `open`, which may be NULL:
// then the answer is NULL when it is needed.
type *builtin_type(program *prog, const sig_type *pattern, const builtin_binding *bound,
                   type *open);

// The tables of docs/language.md: one for each receiver.
void builtin_write_reference(text *out);

#endif
