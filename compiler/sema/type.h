// SPDX-License-Identifier: MIT
// type.h - the types of Sley, as the checker, the IR and the emitter see them.
//
// I1  Types are interned: two types are equal exactly when their pointers are.
// I2  A type lives in the `program` arena and never changes once it is used,
//     except that the body of a struct, enum or error (its fields and cases)
//     is filled in after its name is known.
// I3  TYPE_POISON stands for "an error was reported here": every operation on
//     it is silently accepted and gives poison again, so nothing cascades.
//
// What a type is in C is decided in type.def and emit_type.c; `type_is_counted`
// and `type_is_pointer` are what the passes need to know of it.
#ifndef SLEY_TYPE_H
#define SLEY_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct type type;
typedef struct program program;
typedef struct symbol symbol;
typedef struct text text;

typedef enum type_kind {
#define SCALAR(KIND, name, word, c_type, size, flags) TYPE_##KIND,
#include "sema/type.def"
#undef SCALAR
    TYPE_LIST,      // element
    TYPE_MAP,       // key, element
    TYPE_SET,       // element
    TYPE_TUPLE,     // items
    TYPE_OPTIONAL,  // element
    TYPE_STRUCT,    // decl
    TYPE_ENUM,      // decl
    TYPE_CLASS,     // decl: a reference to an object
    TYPE_INTERFACE, // decl: any value with its methods
    TYPE_ERROR,     // decl; without a parent it is the root type, `Error`
    TYPE_FN,        // fn
    TYPE_TASK,      // element = type of its result
    TYPE_FUTURE,    // element
    TYPE_CHAN,      // element, direction
    TYPE_GEN,       // element = what it yields, key = what it is sent, or NULL; gen
    TYPE_POINTER,   // decl: a type of C; the value is a pointer to one, never NULL
    TYPE_WEAK,      // element, a class: a reference that does not own
    TYPE_OPAQUE,    // a runtime object: net.Conn, Loop, ...; opaque
    TYPE_HOLDER,    // one that holds values of a type, Queue[int]; holder, element
    TYPE_BOX,       // element; how a field that leads back to its own type is held (type_field)
    TYPE_PARAM,     // a type parameter, in the text of its generic; param
    TYPE_KIND_COUNT
} type_kind;

// What type.def says of a type without parts.
typedef struct type_facts {
    const char *name;    // NULL: the kind has parts
    const char *word;    // or NULL
    const char *c_type;  // or NULL
    uint8_t size;        // bytes of a value, and its alignment
    bool is_written, is_integer, is_signed, is_float, is_pointer;
    bool has_equality, has_order, has_hash;
} type_facts;

extern const type_facts type_scalars[TYPE_KIND_COUNT];

// `case` labels for all of them.
#define TYPE_SCALAR_CASE(KIND, name, word, c_type, size, flags) case TYPE_##KIND:

typedef enum chan_direction { CHAN_BOTH, CHAN_SENDER, CHAN_RECEIVER } chan_direction;

// One field of a struct, of a case's payload or of an error.
typedef struct type_field {
    const char *name;    // interned; "0", "1".. for the items of tuples
    type *type;
    struct expr *init;   // default value or NULL; not owned by the type
    bool is_var;         // of a class: it can be assigned
    struct type *held;   // how it lies there: NULL: as `type`.  Of a field that closes a cycle of
                         // types: box[T], or box[T]? for a T?
} type_field;

typedef struct type_case {
    const char *name;    // interned
    type_field *fields;  // payload
    size_t field_count;
    int32_t number;      // in C; of an enum without numbers: its place
    symbol *symbol;      // SYM_CASE
} type_case;

// What stands for an interface's methods in another type; check_fit_satisfies finds it once.
typedef struct type_face {
    struct type_face *next;
    const type *of;
    symbol **methods;    // in the order of the interface
} type_face;

// What a type parameter promises: one bit for each bound (generic.h).
enum {
    BOUND_EQUATABLE = 1,  // == and !=, `in` a list
    BOUND_ORDERED = 2,    // <, sort, max; == too
    BOUND_HASHABLE = 4,   // a key of maps and sets; == too
    BOUND_NUMBER = 8,     // + - * / and numbers as literals; all of the above
    BOUND_LOST = 16,      // one of them is no bound, which was reported
};

// `T` of `fn first[T: Ordered](xs: list[T])`.
typedef struct type_parameter {
    const char *name;    // interned
    symbol *symbol;      // SYM_TYPE
    unsigned bounds;     // BOUND_*
    struct type *item;   // of the bound `Iterable[item]`; NULL: it has none
    bool is_async;       // .. that is `AsyncIterable[item]`
    bool item_throws;    // `.. throws`: the loop may
    struct type **faces; // interfaces whose methods it has
    uint32_t face_count;
} type_parameter;

// Methods by which a struct, enum or class says itself what ==, a key, < and print mean.
typedef enum own_method {
    OWN_EQUAL,   // fn eq(other: T) -> bool
    OWN_HASH,    // fn hash() -> int
    OWN_ORDER,   // fn compare(other: T) -> int
    OWN_STR,     // fn str() -> str
    OWN_COUNT
} own_method;

extern const char *const type_own_names[OWN_COUNT];

// The body shared by struct, enum, class and error types: what the declaration says.
typedef struct type_decl {
    const char *module;  // interned name of the module that declares it
    const char *name;    // interned
    const char *symbol_name; // in C: "m_shapes__Point"; emit_name.h
    symbol *symbol;      // its declaration; NULL for a built-in one
    type_field *fields;  // struct, class, error: own fields, parent's first
    size_t field_count;
    type_case *cases;    // enum
    size_t case_count;
    bool is_numbered;    // some case has another number than its place
    symbol **methods;    // interface: its functions, self being their first parameter
    size_t method_count;
    type_face *faces;    // of the types that stand for it
    bool is_flat, is_flattening;   // check_face.c: `methods` is complete, is being completed
    type *parent;        // error: what it derives from; NULL only for `Error`
    const char *c_name;  // built-in errors: the runtime's name (`sley_error_timeout`)
    const char *c_maker; // those with fields: what makes one from that and the fields
    const char *foreign; // of C: how it is written there; NULL: a type of Sley
    symbol *generic;     // of an instance such as Pair[str, int]: Pair; of the body of Pair
    type **args;         // .. itself, too: its args are then its own parameters
    size_t arg_count;
    unsigned own;        // struct, enum, class: a bit for each own_method that it declares
    symbol *own_methods[OWN_COUNT]; // .. once their signatures are known
    bool is_own_known;   // `own` was found out (check_protocol.c)
    bool complete;       // the fields are filled in (I2)
    bool is_makeable;    // check_decl.c: a value of it can be made
    bool asking;         // a question about it is being answered (check_fit.c)
} type_decl;

typedef struct type_fn {
    type **params;
    size_t param_count;
    type *result;        // TYPE_UNIT when there is none
    bool is_async;
    bool throws;
    type **errors;       // the only ones that it throws, by id, none the child of
    size_t error_count;  // another; 0: any
} type_fn;

// A runtime object that Sley programs hold by reference.
typedef struct type_opaque {
    const char *name;    // "net.Conn"
    const char *c_name;  // "sley_conn"
} type_opaque;

// What an emitter has done about a type, a function or a variable (emit_need.c).
typedef struct emit_marks {
    uint32_t emitter;           // its number: marks of others do not count
    uint32_t done;
    uint32_t function;          // number of the one that noted ...
    uint32_t noted;             // .. these needs
} emit_marks;

struct type {
    type_kind kind;
    uint32_t id;                // order of interning: a stable sort key
    bool counted;               // holds a reference count somewhere inside
    bool is_open;               // mentions a type parameter: there are no such values
    uint32_t weight;            // how many types it is written with: 3 for list[list[int]]
    emit_marks *marks;
    union {
        struct {
            type *element;      // list, set, optional, task, future, chan, gen, holder, map value
            type *key;          // map; gen
            chan_direction direction;
            bool throws;        // chan: it can be closed with an error; task, gen: end with one
            bool is_async;      // gen: its methods are awaited
            bool is_context;    // gen: a context function made it; the element may be unit
            type **errors;      // gen: as those of a function
            size_t error_count;
            const type_opaque *holder;
        };
        struct {
            type **items;       // tuple
            size_t item_count;
        };
        type_decl *decl;        // struct, enum, class, interface, error, pointer
        type_fn fn;
        const type_opaque *opaque;
        type_parameter *param;
        const char *module;     // TYPE_MODULE
    };
};

typedef struct type_table type_table;

// Makes the table with all scalar types; hangs it on the program.
void type_init(program *prog);

type *type_scalar(program *prog, type_kind kind); // any kind without parts
// The scalar of this word, an alias too: `i64`; NULL.
type *type_named(program *prog, const char *word);
type *type_list(program *prog, type *element);
type *type_set(program *prog, type *element);
type *type_map(program *prog, type *key, type *element);
type *type_tuple(program *prog, type **items, size_t count);
type *type_optional(program *prog, type *element);
// `throws`: it can end with an error, which those that await it get.
type *type_task(program *prog, type *result, bool throws);
type *type_future(program *prog, type *element);
type *type_weak(program *prog, type *element);
// A place of its own for such a value, on the heap: box[T], for T? box[T]?.
type *type_box(program *prog, type *t);
// `throws`: it can be closed with an error, which its receivers get.
type *type_chan(program *prog, type *element, chan_direction direction, bool throws);
// Takes element, key, throws, is_async, is_context and errors of `like`.
type *type_gen(program *prog, const type *like);
type *type_function(program *prog, type **params, size_t count, type *result,
                    bool is_async, bool throws);
// The same type of function or generator, but throwing these errors; none: any.
type *type_throwing(program *prog, const type *of, type *const *errors, size_t count);
type *type_error_root(program *prog);              // `Error`
type *type_opaque_find(program *prog, const char *name); // "net.Conn"; NULL
// `Queue[T]`, and what is known of "Queue" (the first `len` bytes); NULL: there is none.
type *type_holder(program *prog, const type_opaque *holder, type *element);
const type_opaque *type_holder_find(const char *name, size_t len);
// A new nominal type; its body is filled in later (I2).
type *type_declare(program *prog, type_kind kind, const char *module,
                   const char *name, symbol *declared);

// How the field lies in its struct or payload.
static inline type *type_held(const type_field *field)
{
    return field->held != NULL ? field->held : field->type;
}
// A type parameter; its bounds are filled in later.
type *type_param_new(program *prog, const char *name, symbol *declared);
// `Pair[str, int]`: a nominal type whose body is filled in later.  `stem` is its name in
// C without the module's (generic.c).
type *type_instance(program *prog, type_kind kind, symbol *generic, const char *stem,
                    type *const *args, size_t count, symbol *declared);
// The one composed type that is like `wanted`, whose parts may lie anywhere.
type *type_intern(program *prog, const type *wanted);
// `t` with args[i] in place of params[i].  What is made of a type that is not known is
// poison, but for a function type: its other parts stay.
typedef struct type_substitution {
    program *prog;
    type *const *params;
    type *const *args;       // one for each; NULL: not known
    size_t count;
    // Makes `Pair[str, int]`; poison after a report.
    type *(*instantiate)(void *data, symbol *generic, type *const *args);
    void *data;
} type_substitution;
type *type_substitute(const type_substitution *s, type *t);
// Settles again the types from this id on: instances that are completed late.  Meanwhile nothing
// is asked of types that are made: parts that will lie in boxes do not yet, and lead back to
// themselves.
void type_settle_since(program *prog, uint32_t first);
bool type_unsettle(program *prog);   // true when all were settled

bool type_is_integer(const type *t);   // int, i8..u128
bool type_is_signed(const type *t);
bool type_is_numeric(const type *t);   // integers and floats
bool type_is_float(const type *t);
unsigned type_bits(const type *t);     // 8..128 for integers and floats

// A value of this type holds references that someone must release.  Settled
// once every body is complete: call type_settle after all declarations.
bool type_is_counted(const type *t);
// Its C value is one pointer, so that `T?` of it is the same pointer and NULL
// is none.
bool type_is_pointer(const type *t);
void type_settle(program *prog);
// What == or print sees of such a value may change while the value stays the same:
// it holds a reference to something that is written to, such as a list.
bool type_can_change(const type *t);
// Comparing, hashing or printing such a value may run methods of the program.
bool type_runs_code(const type *t);
// The method by which the type itself does that; NULL.
const symbol *type_own_method(const type *t, own_method which);

// `t` is `base` or derives from it (error hierarchies).
bool type_error_is(const type *t, const type *base);

// As the user would write it: `map[str, list[int]]`.
void type_print(text *out, const type *t);

#endif
