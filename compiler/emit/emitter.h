// SPDX-License-Identifier: MIT
// emitter.h - what the files emit_*.c share.
//
// The C file of a module is put together from texts that grow side by side and
// are joined at the end:
//
//     types     definitions of types, their glue, their sley_type
//     literals  strings and bytes
//     ahead     prototypes of what is used before it is defined
//     code      what stands between the functions: banners, begin, faces
//     whole     the function that is being written, with its frame and tables
//     body      its body
//
// First each function is written by itself and kept; what its text needs is asked
// for meanwhile (emit_need.c) and noted.  When all are written, those that can be reached
// get their place in `code`, in source order, and what they need goes to its text,
// once, after what it needs itself.  So nothing is written that is not used.
//
//     module/  files, headers, functions, tables; what C calls and what calls C
//     type/    definitions and tables of types
//     body/    statements, calls, expressions;  async/  frames, awaits, select
//     text/    lines and names
//
// emit_X(e, ..) writes an X, emit_X_need(e, x) sees to it that x is defined before it is used.
//
// I1  Names come from emit_name.c, layouts from frame.h; nothing is decided twice.
// I2  In a function that has a status, normal flow means `st == SLEY_OK`.
// I3  The IR and the plan of a function (plan.h) are read and not changed.
// I4  What is written does not depend on what has been written: of `seen`, only what
//     comes after the body reads.
#ifndef SLEY_EMITTER_H
#define SLEY_EMITTER_H

#include "base/program.h"
#include "emit/emit.h"
#include "emit/emit_name.h"
#include "emit/writer.h"
#include "ir/abi.h"
#include "ir/ir.h"
#include "ir/ir_walk.h"
#include "pass/frame.h"
#include "pass/passes.h"
#include "pass/plan.h"

// How tightly a C expression binds; an operand stands in brackets when it binds
// less than its place asks for.
typedef enum emit_prec {
    PREC_ANY,       // an argument, the right side of =
    PREC_COND,
    PREC_OR,
    PREC_AND,
    PREC_BITS,      // & | ^: mixed only with brackets
    PREC_EQUAL,
    PREC_LESS,
    PREC_ADD,
    PREC_MUL,
    PREC_UNARY,
    PREC_POSTFIX,
} emit_prec;

// What is known of a type, in its marks.
enum {
    TYPE_DEFINED = 1,      // its typedef
    TYPE_OWN = 2,          // retain, release, take, drop, assign
    TYPE_DESCRIPTOR = 4,   // its sley_type
    TYPE_NAMED = 16,       // of a class: its typedef alone
    TYPE_OBJECT_NEW = 32,  // what makes its objects
    TYPE_ERROR_TABLE = 128, // the sley_error_type
    TYPE_ERROR_NEW = 256,
    TYPE_CALL_KEY = 512,   // of a function type: glue for sort(key:)
    TYPE_AT = 4096,        // of an optional: X__at
    TYPE_CASE_OF = 8192,   // of an optional enum: X__of
};

// What is known of a function or a variable, in its marks.
enum {
    FN_REACHED = 1,        // will be written
    FN_PROTOTYPE = 2,      // a plain one is declared
    FN_FRAME = 8,          // its frame is defined
    FN_RESUME = 16,        // its sley_fn, begin and resume are declared
    FN_FACE = 32,          // what a closure of it points to
    FN_VALUE = 64,         // the static closure
    FN_CAPTURES = 128,     // the struct of its captures, and what makes one
    FN_BEGUN = 256,        // somebody calls its begin
    FN_SPAWNED = 1024,     // .. its spawn
    FN_ORDERED = 512,      // its place in the order of first values is known
};

// What a function's text needs before it (emit_need.c).
typedef enum emit_need_kind {
    NEED_TYPE, NEED_OWN, NEED_DESCRIPTOR, NEED_OPTIONAL_AT, NEED_CASE_OF,
    NEED_CLASS_NAME, NEED_CLASS, NEED_OBJECT_NEW, NEED_ERROR_STRUCT, NEED_ERROR_TABLE,
    NEED_ERROR_NEW, NEED_CALL_KEY,
    NEED_FN, NEED_FRAME, NEED_RESUME, NEED_SPAWN, NEED_FACE, NEED_CAPTURES,
    NEED_INTERFACE, NEED_FACES, NEED_GLOBAL, NEED_LITERAL,
    NEED_KIND_COUNT
} emit_need_kind;

typedef struct emit_literal emit_literal;   // emit_literal.c

typedef struct emit_need {
    emit_need_kind kind;
    const type *interface;       // NEED_FACES: that `type` satisfies
    union {
        const type *type;
        ir_fn *fn;
        ir_global *global;
        emit_literal *literal;
    };
} emit_need;

typedef array_of(emit_need) emit_needs;

// A part of a function's text, in the program's memory.
typedef struct emit_part_text {
    const char *bytes;
    size_t len;
} emit_part_text;

// A function whose text is written: hangs on ir_fn.
typedef struct emit_written {
    emit_part_text banner;
    emit_needs frame_needs;
    emit_part_text frame;        // its struct; empty: it has none, or a header shows it
    emit_needs needs;        // of all that follows
    emit_part_text tables;   // after them stands its begin, if it is called
    emit_part_text head;
    emit_part_text body;
    emit_part_text foreign_sites; // of C: of the plain function, which is the body
    uint32_t last_line;      // the line of the source where `body` ends
} emit_written;

typedef struct plan plan;

// What the text of a function turned out to mention: its head and tables are made from
// that, after it. Nothing that is written in between reads it.
typedef struct emit_seen {
    bool st, task, frame, self, result, captures, closure, sites;
    ir_sites rows;           // plain functions: their sites, in order of use
} emit_seen;

// The function that is being written.
typedef struct emit_fn {
    ir_fn *fn;
    const plan *plan;
    bool has_frame;          // plan->shape: a resume function; else a plain one
    bool throws;             // a plain one that gives a status
    const plan_region *region; // where failures go from here; NULL: to leave_1, or out
    const ir_node *cleanup;  // the region whose cleanup is being written; NULL
    emit_seen seen;
} emit_fn;

struct emitter {
    program *prog;
    ir_module *module;
    const char *file;        // "stats.sley"
    bool is_library;         // its types and exported functions are visible
    bool has_header;         // .. in a file of its own
    bool in_header;          // that is what is being written
    arena memory;            // of the maps
    text types, literals, ahead, code, whole, body;
    text foreign;            // what calls C: the end of the file
    text piece;              // what is put together before it is written; short-lived
    writer to_types, to_literals, to_ahead, to_code, to_whole, to_body;
    writer *w;               // where lines go ..
    text *out;               // .. and expressions: w->out
    uint32_t number;         // in emit_marks
    array_of(const type *) interfaces;   // emit_interface.c: their tables are still to be written
    emit_needs faces;           // .. what was written of NEED_FACES
    array_of(const type *) freed_classes, described_classes;   // emit_class.c: still to be written
    array_of(const type *) own_types;   // emit_own.c: their methods are still to be written
    array_of(output_insert) inserts; // into `code`, in order of their places
    interner literal_texts, literal_names;   // emit_literal.c
    map literal_strings, literal_bytes;      // .. by what they hold
    map literal_stems;                       // .. how many names begin so
    emit_needs *needs;       // where needs are noted; NULL: they are met
    uint32_t function_number; // of the one that notes
    emit_fn f;
};

// ---- bits ---------------------------------------------------------------------

static inline uint32_t emit_bits(const emitter *e, const emit_marks *m)
{
    return m->emitter == e->number ? m->done : 0;
}

// Sets bits; true when one of them was new.
static inline bool emit_mark(const emitter *e, emit_marks *m, uint32_t bits)
{
    uint32_t old = emit_bits(e, m);
    m->emitter = e->number;
    m->done = old | bits;
    return m->done != old;
}

// Where lines and their parts go: `out` is the writer's text, or one that a part is put into apart.
typedef struct emit_place {
    writer *w;
    text *out;
} emit_place;

// Lines go to another text until emit_back.
static inline emit_place emit_to(emitter *e, writer *w)
{
    emit_place before = {e->w, e->out};
    e->w = w;
    e->out = w->out;
    return before;
}

static inline void emit_back(emitter *e, emit_place before)
{
    e->w = before.w;
    e->out = before.out;
}

// Ends the line with a function's head and opens its body.
static inline void emit_open_body(emitter *e)
{
    writer_end(e->w);
    writer_line(e->w, "{");
    e->w->depth++;
}

static inline void emit_close_body(emitter *e)
{
    writer_close(e->w, "");
    writer_blank(e->w);
}

// ---- put.c ----------------------------------------------------------------

// A line of C by a pattern. Directives, and what each takes:
//     %s const char *        %u uint32_t          %z size_t            %% a percent sign
//     %v %p  const ir_value *: with its mode, plain     %A  const ir_op *, uint32_t: `, x, y`
//            from that argument on                %x  ir_var * where it lies     %n  its name
//     %r  const ir_op *: its temporary            %k  the task        %i  ir_site *
//     %t %T  const type *, before a name          %c  its name as a struct
//     %o  const type *: what the names of its operations begin with
//     %0 %e  const type *: its empty value, as an initialiser, as an expression
//     %d  const type *: its descriptor            %D  const type_decl *
//     %f  const ir_fn *      %g  const ir_global *
//     %a %S  const ir_suspend *: its area, self there
void put_line(emitter *e, const char *format, ...);
void put_decl(emitter *e, const char *format, ...);   // a declaration: no label may precede it
void put_open(emitter *e, const char *format, ...);   // ` {` ends it, what follows is inside
void put_f(emitter *e, const char *format, ...);     // part of a line

// ---- emit_type.c ----------------------------------------------------------------

bool emit_type_is_pointer(const type *t);        // its C value is a pointer, NULL may be none
bool emit_type_is_struct(const type *t);         // its C value is a struct
void emit_type(emitter *e, const type *t);       // `sley_str *`, `int64_t`
void emit_type_for(emitter *e, const type *t);   // the same before a name
void emit_type_for_result(emitter *e, const type *t);           // of a function: `void ` for unit
void emit_type_name(emitter *e, const type *t);                 // of a struct: its typedef name
void emit_type_op(emitter *e, const type *t, const char *op);   // sley_str_retain, m_a__P__retain
void emit_type_zero(emitter *e, const type *t);    // the empty value, as an initialiser
void emit_type_empty(emitter *e, const type *t);   // the same as an expression: `(T){0}`
const type *emit_type_field_at(emitter *e, const type *t, size_t i,
                               const char **name);   // struct, tuple
size_t emit_type_field_count(const type *t);
void emit_type_field(emitter *e, const type *t, const char *name);   // a line of a struct
bool emit_type_has_built_in_optional(const type *t);                 // sley/opt.h has this optional
void emit_type_need(emitter *e, const type *t);                      // defined, with all it needs
void emit_type_optional_at(emitter *e, const type *t);   // the function from a place to `T?`
void emit_type_need_optional_at(emitter *e, const type *t);
// Color.of(n): CASE_OF and the function that it calls, X__of of the optional.
void emit_type_case_with_number(emitter *e, const ir_op *op);
void emit_type_need_case_of(emitter *e, const type *t);
bool emit_type_is_visible(const emitter *e, const type *t);   // has external linkage
bool emit_type_is_instance(const type *t);                    // of a generic
// Its definition may be met more than once: `#ifndef NAME__defined` stands around it.
bool emit_type_needs_guard(const emitter *e, const type *t);
bool emit_type_is_elsewhere(const emitter *e, const type *t);   // a header defines it

// ---- emit_need.c ----------------------------------------------------------------

// True: the need was noted, to be met later.
bool emit_need_type(emitter *e, emit_need_kind kind, const type *t);
bool emit_need_fn(emitter *e, emit_need_kind kind, ir_fn *fn);
void emit_need_global(emitter *e, ir_global *global);
void emit_need_literal(emitter *e, emit_literal *literal, emit_marks *marks);
// The code of a method; of an instance of a generic, that of the module that is being written.
ir_fn *emit_need_fn_of(const emitter *e, const symbol *method);
void emit_need_note(emitter *e, emit_needs *needs); // from here on, to this list
void emit_need_meet(emitter *e, const emit_needs *needs);

// ---- emit_glue.c -----------------------------------------------------------------

void emit_glue_need_own(emitter *e, const type *t);
void emit_glue_need_descriptor(emitter *e, const type *t);
void emit_glue_descriptor(emitter *e, const type *t);   // `sley_type_int`; makes it if need be
void emit_glue_descriptor_or_null(emitter *e, const type *t);   // `&X` or NULL for unit

// A part of a struct, enum, tuple or optional: where it lies, and its type.
typedef struct emit_part {
    const type *type;
    const char *path;        // "f_x", "u.c_Circle.f_r", "value"
    const char *name;        // as in Sley source
} emit_part;

typedef void emit_part_fn(emitter *e, const emit_part *p, void *data);
void emit_glue_each_part(emitter *e, const type *t, emit_part_fn *visit, void *data);
void emit_glue_each_case_part(emitter *e, const type_case *c, emit_part_fn *visit, void *data);
void emit_glue_part_rows(emitter *e, const type *t);   // of its sley_type or sley_error_type
void emit_glue_name(emitter *e, const type *t, const char *word);   // m_a__P__equal

// Whether it is counted, and who compares and prints it: an argument of SLEY_STRUCT and its like.
void emit_glue_descriptor_text(emitter *e, const type *t); // its name, quoted
void emit_glue_counts(emitter *e, const type *t);
// Bit n: case n of the enum holds something that is counted; 0: no enum, or all do.
uint64_t emit_glue_counted_cases(const type *t);
void emit_glue_own_macro(emitter *e, const type *t);

// ---- emit_own.c ------------------------------------------------------------------

// Declares T__own of a struct, enum or class that has such methods.
void emit_own_need(emitter *e, const type *t);
void emit_own_define(emitter *e);                // what had to wait for all functions

// ---- emit_class.c ------------------------------------------------------------------

const type *emit_class_of(const type *t);               // of C or C?; NULL
void emit_class_need_name(emitter *e, const type *t);   // its typedef
void emit_class_need(emitter *e, const type *t);        // the struct of its objects
void emit_class_need_own(emitter *e, const type *t);
void emit_class_need_descriptor(emitter *e, const type *t);
void emit_class_need_new(emitter *e, const type *t);
void emit_class_new_head(emitter *e, const type *t);
void emit_class_object(emitter *e, const ir_op *op);
void emit_class_field(emitter *e, const ir_op *op);
void emit_class_glue(emitter *e, const type *t);  // of a header
void emit_class_all(emitter *e);                  // what had to wait for all types

// ---- emit_interface.c --------------------------------------------------------------

void emit_interface_need_type(emitter *e, const type *t);   // the struct of its values
void emit_interface_need(emitter *e, const type *t);        // the table of its methods, too
void emit_interface_need_own(emitter *e, const type *t);
void emit_interface_need_descriptor(emitter *e, const type *t);
void emit_interface_glue(emitter *e, const type *t);   // of a header
void emit_interface_all(emitter *e);                   // what had to wait for all types
void emit_interface_face(emitter *e, const ir_op *op);
void emit_interface_need_faces(emitter *e, const type *of, const type *interface);
// Whether one of the functions of a NEED_FACES calls `fn`.
bool emit_interface_faces_call(emitter *e, const emit_need *faces, const ir_fn *fn);
void emit_call_called(emitter *e, const ir_op *op);   // emit_call.c: `f->code)(f`

// ---- emit_error.c ------------------------------------------------------------------

void emit_error_type(emitter *e, const type *t);   // `m_a__E__type`
// `made->f_x = f_x;` for each field: what a constructor of errors or objects does.
bool emit_error_new_line(emitter *e, const type *t, const char *macro);   // of a class, too
void emit_error_field_sets(emitter *e, const char *made, const type_decl *decl);
void emit_error_new(emitter *e, const type *t);        // `m_a__E__new`
void emit_error_new_head(emitter *e, const type *t);   // its prototype
void emit_error_need_struct(emitter *e, const type *t);
void emit_error_need_table(emitter *e, const type *t);
void emit_error_need_new(emitter *e, const type *t);
void emit_error_need_call_key(emitter *e, const type *fn);
void emit_error_call_key(emitter *e, const type *fn);

// ---- emit_table.c --------------------------------------------------------------

void emit_table_string(text *out, const char *bytes, size_t len);   // "a \"b\" \303\244\n"
void emit_table_path(text *out, const char *path);                  // never in pieces
void emit_table_quote(text *out, const char *bytes, size_t len);    // for a comment
void emit_table_site(emitter *e, ir_site *site);   // &sites[3], in a function's body
void emit_table_own_site(emitter *e);              // &m_a__f__sites[0], anywhere
void emit_table_sites(emitter *e);
void emit_table_owned(emitter *e);    // SLEY_OWNED(..)
void emit_table_fn_row(emitter *e);   // SLEY_FN(..)

// ---- emit_literal.c --------------------------------------------------------------

void emit_literal_name(emitter *e, const char *bytes, size_t len, bool is_bytes); // &k_hello
void emit_literal_need(emitter *e, emit_literal *l);

// ---- emit_value.c ---------------------------------------------------------------

void emit_value_const(emitter *e, const ir_const *c, const type *t, emit_prec prec);
void emit_value(emitter *e, const ir_value *v, emit_prec prec);
void emit_value_plain(emitter *e, const ir_value *v, emit_prec prec);   // without its mode
void emit_value_init(emitter *e, const ir_value *v);                    // as part of an initialiser
void emit_value_place_of(emitter *e, const ir_value *v);                // `&v_x` or `&(int64_t){3}`
void emit_value_var(emitter *e, ir_var *var);
void emit_value_var_pointer(emitter *e, ir_var *var);   // its address
void emit_value_var_member(emitter *e, ir_var *var);    // with `.` or `->`: a field follows
void emit_call_param(emitter *e, const ir_var *var);    // `int64_t a_n`, `m_app__Point *a_self`
void emit_value_open(emitter *e, emit_prec own, emit_prec prec);   // `(` when own < prec
void emit_value_close(emitter *e, emit_prec own, emit_prec prec);
void emit_value_task(emitter *e);
void emit_value_executor(emitter *e);
void emit_value_maker(emitter *e);

// ---- emit_expr.c ------------------------------------------------------------------

void emit_expr(emitter *e, ir_op *op, emit_prec prec);
void emit_expr_call(emitter *e, const ir_op *op, const char *word, const char *suffix);
void emit_expr_call_end(emitter *e, const ir_op *op, bool has_site);
void emit_expr_pair(emitter *e, const ir_op *op);
void emit_expr_is_some(emitter *e, const ir_value *v, bool wanted, emit_prec prec);

// ---- emit_make.c ------------------------------------------------------------------

void emit_make_part_of(emitter *e, ir_op *op, emit_prec prec);
void emit_make_struct(emitter *e, const ir_op *op);
void emit_make_case(emitter *e, const ir_op *op);
void emit_make_some(emitter *e, const ir_op *op, emit_prec prec);
void emit_make_box(emitter *e, const ir_op *op);
void emit_make_error(emitter *e, const ir_op *op);
void emit_make_container(emitter *e, const ir_op *op);
void emit_make_concat(emitter *e, const ir_op *op);
void emit_make_new(emitter *e, const ir_op *op);
bool emit_make_is_chan_of_optionals(const type *t);

// ---- emit_call.c ----------------------------------------------------------------

// A call as an expression; `dest` is where a result through a pointer goes, as C
// text, or NULL.
void emit_call(emitter *e, ir_op *op, const char *dest);
void emit_call_args(emitter *e, const ir_op *op, uint32_t from, bool first);
void emit_call_code_cast(emitter *e, const type *fn);   // `(int64_t (*)(sley_closure *, int64_t))`
void emit_call_closure(emitter *e, ir_op *op, emit_prec prec);
void emit_call_builtin(emitter *e, ir_op *op, const char *dest);
// Its C is `*(T const *)call(...)`, which binds less than a member of it.
bool emit_call_is_dereferenced(const ir_op *op);
bool emit_call_is_special(const ir_op *op);
void emit_call_special(emitter *e, ir_op *op);
void emit_call_format(emitter *e, ir_op *op);
void emit_call_params(emitter *e, const ir_fn *fn, bool first);

// ---- emit_stmt.c -----------------------------------------------------------------

void emit_stmt(emitter *e, ir_node *node);
void emit_stmt_op(emitter *e, ir_op *op);
void emit_stmt_guard_failed(emitter *e, ir_site *site,
                            ir_fail fail);                     // if (sley_failed_at(..)) goto ..
void emit_stmt_fail(emitter *e, ir_fail fail);                 // goto leave_N; return st;
void emit_stmt_put_fail(emitter *e, ir_fail fail);             // the same as part of a line
bool emit_stmt_fail_returns(const emitter *e, ir_fail fail);   // it is a return
void emit_stmt_drop(emitter *e, ir_var *var);
void emit_stmt_drops(emitter *e, const ir_vars *vars);
void emit_stmt_target(emitter *e, const ir_op *op, ir_var *var);   // `int64_t v_x`, `v_x`, `f->v_x`
void emit_stmt_release_result(emitter *e, ir_op *op);
const char *emit_stmt_declare_dest(emitter *e, ir_op *op, text *dest, const char *prefix);
bool emit_stmt_block(emitter *e, ir_node *body);   // gives whether it ends: plan.h

// ---- emit_loop.c -------------------------------------------------------------------

void emit_loop(emitter *e, const ir_node *node);
void emit_loop_switch(emitter *e, const ir_node *node);

// ---- emit_region.c ---------------------------------------------------------------

void emit_region(emitter *e, const ir_node *node);
void emit_region_outcome(emitter *e);
void emit_region_try(emitter *e, const ir_node *node);
void emit_region_jump(emitter *e, ir_node_kind kind, const ir_node *loop, const plan_jump *jump);
void emit_region_result(emitter *e);           // f->result, *result, result
void emit_region_result_address(emitter *e);   // &f->result, result, &result
void emit_region_return(emitter *e, const ir_node *node);
void emit_region_throw(emitter *e, const ir_node *node);

// ---- emit_async.c -----------------------------------------------------------------

void emit_async_suspend(emitter *e, ir_op *op);
// Pending guard, label, failure guard.
void emit_async_wait(emitter *e, const ir_suspend *suspend, ir_fail fail);
void emit_async_race_take(emitter *e, ir_op *op);
void emit_async_area(emitter *e, const ir_suspend *suspend);   // `f->a2`
void emit_async_spawn(emitter *e, ir_op *op);
void emit_async_gen(emitter *e, ir_op *op);
void emit_async_dispatch(emitter *e);
void emit_async_awaited(emitter *e, const ir_op *op);   // where its result lies

// ---- emit_poison.c ------------------------------------------------------------------

void emit_poison(emitter *e, const ir_suspend *suspend);

// ---- emit_select.c ------------------------------------------------------------------

void emit_select(emitter *e, const ir_node *node);
void emit_select_given(emitter *e, const plan_given *given);   // what an arm received

// ---- emit_frame.c -----------------------------------------------------------------

void emit_frame(emitter *e, ir_fn *fn);    // its struct, to the text that is set
void emit_frame_need(emitter *e, ir_fn *fn);          // defined, callees' frames before it
void emit_frame_need_resume(emitter *e, ir_fn *fn);   // declared: m_a__f__fn, begin, resume
void emit_frame_begin_head(emitter *e, const ir_fn *fn);
void emit_frame_resume_head(emitter *e, const ir_fn *fn);
void emit_frame_banner(emitter *e, const ir_fn *fn);
void emit_frame_begin(emitter *e, const ir_fn *fn);
bool emit_frame_has_spawn(const emitter *e, const ir_fn *fn); // NAME__spawn stands beside its begin
void emit_frame_static(emitter *e, const ir_fn *fn);
void emit_fn_plain_head(emitter *e, ir_fn *fn);   // `static int64_t m_a__f(int64_t a_x)`

// ---- emit_closure.c ----------------------------------------------------------------

void emit_closure_need_face(emitter *e, ir_fn *fn);   // its value, without captures
void emit_closure_need(emitter *e, ir_fn *fn);        // their struct, and what makes a closure
void emit_closure_need_struct(emitter *e, ir_fn *fn);

// ---- emit_header.c -----------------------------------------------------------------

// What a library shows to others: types, frames, prototypes.
void emit_header_declarations(program *prog, ir_module *module, text *out);
// Marks as defined what they define.
void emit_header_note(emitter *e);
bool emit_header_is_visible(const emitter *e, const ir_global *global);

// ---- emit_c.c ------------------------------------------------------------------------

void emit_c_init(emitter *e, program *prog, ir_module *module);
void emit_c_fini(emitter *e);
bool emit_c_needs_start(const ir_module *module);
void emit_c_generated_line(const emitter *e, text *out);
void emit_frame_signature(emitter *e, const ir_fn *fn);   // as it was written, in one line
// In a header: the /// lines above the type.
void emit_header_type_doc(emitter *e, const type *t);
void emit_c_includes(emitter *e);

// ---- emit_export.c -----------------------------------------------------------------

void emit_export_all(emitter *e);   // what C calls, when all functions are written
void emit_header_doc_lines(emitter *e, const char *doc);   // emit_header.c: /// lines

// ---- emit_foreign.c ----------------------------------------------------------------

void emit_foreign(emitter *e, ir_fn *fn, emit_written *w); // writes it
void emit_foreign_written(emitter *e, ir_fn *fn);          // puts it into the file
void emit_foreign_section(emitter *e); // their headers before them

// ---- emit_fn.c ---------------------------------------------------------------------

void emit_fn_need(emitter *e, ir_fn *fn);                    // a plain one: declared or defined
void emit_fn_written(emitter *e, ir_fn *fn);                 // puts it into the file
emit_part_text emit_fn_keep_text(emitter *e, text *t);       // what was written, and empties it
void emit_fn_insert_text(emitter *e, emit_part_text part);   // here, into `code`

#endif
