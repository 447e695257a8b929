// SPDX-License-Identifier: MIT
// make.h - the constructors of the tree: what grammar/parser.y calls.
//
// Tokens that are handed over give the span: mostly the first word (`t`) and
// the closing bracket (`end`); they live as long as the parser does.  Lists are
// handed over by value and given back longer.  A constructor that finds a fault
// reports it and makes a BAD node.
#ifndef SLEY_MAKE_H
#define SLEY_MAKE_H

#include "base/program.h"
#include "parse/lex.h"
#include "tree/ast.h"

// One file being parsed.
typedef struct parser {
    program *prog;
    const source *src;
    arena *unit;      // the tree goes here
    arena *scratch;   // what is put together before its node can be made
    ast_module *module;
    lex_result lexed;
    uint32_t at;                 // index of the token that the machine is given
    void *machine;               // lemon's
    bool lost;                   // after a syntax error, until something fits again
    uint32_t lost_from;          // index of the first token of what is damaged
    bool too_deep;               // reported; the tree is thrown away
    bool among_strays;           // no good declaration has come since the last error
    array_of(uint32_t) yields;   // where `yield` stands, outside of the functions made so far
} parser;

// `throws A, B`; span.start is 0 when the word is not there.
typedef struct throws_clause {
    type_expr_list types;
    span span;
} throws_clause;

// `i, x` of a loop: index is NULL when there is one name.
typedef struct loop_names {
    pattern *index;
    pattern *item;
} loop_names;

// What stands between `case` and the guard of a select arm.
typedef struct arm_operation {
    select_arm_kind kind;
    bool is_var;
    pattern *binding;
    expr *value;
} arm_operation;

// The inside of a struct, class, enum or interface.
typedef struct member_list {
    field_list fields;
    enum_case_list cases;
    decl_list methods;
    type_expr_list embedded;    // of an interface
    bool is_damaged;
} member_list;

typedef struct interp_builder interp_builder;   // make_literal.c
typedef struct spec_builder spec_builder;       // make_literal.c

// ---- parse_error.c, and the end of parser.y ---------------------------------

void parse_error_syntax(parser *p, int kind);
// Prefixes (`not not ...`) pile up before the tree that is too deep exists.
void parse_stack_overflow(parser *p);
// At an END with the `{` that is missing after it.
void parse_error_brace_on_next_line(parser *p);
// Below a syntax error at p->at: how the most likely intention is written
// (parse_hint.c).  `is_value`: a value could stand there.
void parse_hint(parser *p, diag *d, bool is_value);
// A word of another language that begins the statement (`switch x {`, `let mut x`), and what
// to write instead; NULL when the statement begins as ours do.
const char *parse_hint_foreign_word(parser *p, const token **word);
// `x int` in a list of parameters.
bool parse_hint_lacks_colon(const parser *p);
// The name may have been declared in a piece that did not parse.
void parse_error_lose_name(parser *p, const char *name);
bool parse_is_lost(const void *machine);   // the top of the stack is `error`
void parse_leave(void *machine);           // lost: from a head to the list around it
void parse_forgive(void *machine);         // the next error is a new one
bool parse_accepts(const void *machine, token_kind kind);

// ---- shared by the constructors (make.c) ------------------------------------

// The depth of a node above children of this depth; reports E0107.
uint16_t make_depth(parser *p, uint16_t below, span at);
ast_name make_name_of(const token *t);
// A new node's head; gives the node.  It is made where its size is known: clearing
// so few bytes is a few stores then.
void *make_new_expr(parser *p, expr *e, expr_kind kind, span at, uint16_t below);
void *make_new_stmt(parser *p, stmt *s, stmt_kind kind, span at, uint16_t below);
#define MAKE_EXPR(p, kind, name, at, below) \
    ((expr_##name *)make_new_expr((p), &arena_new((p)->unit, expr_##name)->head, EXPR_##kind, \
                                  (at), (below)))
#define MAKE_STMT(p, kind, name, at, below) \
    ((stmt_##name *)make_new_stmt((p), &arena_new((p)->unit, stmt_##name)->head, STMT_##kind, \
                                  (at), (below)))

static inline uint16_t make_max(uint16_t a, uint16_t b)
{
    return a > b ? a : b;
}

static inline uint16_t make_below(const expr *e)
{
    return e == NULL ? 0 : e->depth;
}

static inline uint16_t make_below_type(const type_expr *written)
{
    return written == NULL ? 0 : written->depth;
}

static inline uint16_t make_below_pattern(const pattern *held)
{
    return held == NULL ? 0 : held->depth;
}

uint16_t make_below_list(expr_list list);
uint16_t make_below_types(type_expr_list types);

// ---- declarations (make_decl.c) ----------------------------------------------

void make_decl_add(parser *p, decl *d);
decl *make_decl_export(parser *p, const token *t, decl *d);
decl *make_decl_import(parser *p, const token *t, ast_name_list path, const token *local);
ast_name_list make_decl_path(parser *p, ast_name_list path, const token *name);
decl *make_decl_var(parser *p, const token *t, var_storage storage, const token *name,
                    type_expr *written, expr *init);
decl *make_decl_fn(parser *p, decl_fn *head, block *body);
decl *make_decl_bad_fn(parser *p, const token *t, block *body);
decl *make_decl_bad(parser *p, const token *t, const token *end);
decl_fn *make_decl_fn_head(parser *p, const token *t, const token *name,
                           type_param_list type_params, param_list params, const token *end,
                           type_expr *result, throws_clause throws);
type_param_list make_decl_type_params(parser *p, type_param_list list, const token *name,
                                      type_expr_list bounds);
param_list make_decl_open_params(parser *p, const token *t);
param_list make_decl_params(parser *p, param_list list, param *one);
param *make_decl_param(parser *p, const token *name, type_expr *written, expr *init);
param *make_decl_c_param(parser *p, const token *word, const token *name, type_expr *written,
                         expr *init);
param *make_decl_variadic(parser *p, const token *name, type_expr *written, expr *init);
throws_clause make_decl_throws(const token *t, type_expr_list types);
throws_clause make_decl_throws_one(parser *p, const token *t, type_expr *one);
decl *make_decl_struct(parser *p, const token *t, const token *name, type_param_list type_params,
                       member_list *members, const token *end);
decl *make_decl_class(parser *p, const token *t, const token *name, type_param_list type_params,
                      member_list *members, const token *end);
decl *make_decl_enum(parser *p, const token *t, const token *name, type_param_list type_params,
                     member_list *members, const token *end);
decl *make_decl_interface(parser *p, const token *t, const token *name, type_param_list type_params,
                          member_list *members, const token *end);
member_list *make_decl_damaged_members(parser *p, member_list *list);
member_list *make_decl_add_field(parser *p, member_list *list, field *one);
member_list *make_decl_add_method(parser *p, member_list *list, decl *method);
// `mut fn`: gives the method back.
decl *make_decl_mut(decl *method);
member_list *make_decl_add_case(parser *p, member_list *list, enum_case *one);
member_list *make_decl_add_signature(parser *p, member_list *list, decl_fn *head);
member_list *make_decl_embed(parser *p, member_list *list, type_expr *written);
field *make_decl_field(parser *p, const token *word, const token *name, type_expr *written,
                       expr *init);
enum_case *make_decl_case(parser *p, const token *name, param_list payload, const token *end);
enum_case *make_decl_numbered_case(enum_case *one, expr *number);
decl *make_decl_error(parser *p, const token *t, const token *name, param_list fields,
                      const token *end, type_expr *parent);
decl *make_decl_extern_type(parser *p, const token *t, const token *name, const token *c_name);
decl *make_decl_extern_struct(parser *p, const token *t, const token *name, const token *c_name,
                              member_list *members, const token *end);
decl_list make_decl_add_extern(parser *p, decl_list list, decl *d);
decl *make_decl_extern(parser *p, const token *t, const token *header, const token *library,
                       decl_list members, const token *end);
const char *make_decl_plain_text(parser *p, const token *t);
decl_fn *make_decl_via(decl_fn *head, const token *name);
decl_fn *make_decl_blocking(const token *t, decl_fn *head);
decl *make_decl_type(parser *p, const token *t, const token *name, type_expr *written);
decl *make_decl_test(parser *p, const token *t, const token *name, block *body);

// ---- written types (make_type.c) --------------------------------------------

type_expr *make_type_bad(parser *p, const token *t);
type_expr *make_type_name(parser *p, const token *name);
type_expr *make_type_member(parser *p, type_expr *base, const token *name);
type_expr *make_type_apply(parser *p, type_expr *base, type_expr_list args, const token *end);
type_expr *make_type_throws(parser *p, type_expr *base, const token *word, type_expr *error);
type_expr *make_type_async(parser *p, const token *t, const token *name, const type_expr_list *args,
                           const token *end);
type_expr *make_type_optional(parser *p, type_expr *base, const token *end);
type_expr *make_type_twice_optional(parser *p, type_expr *base, const token *end);
type_expr *make_type_tuple(parser *p, const token *t, type_expr_list items, const token *end);
type_expr_fn *make_type_fn_head(parser *p, const token *t, type_expr_list params, const token *end);
type_expr *make_type_fn(parser *p, type_expr_fn *head, type_expr *result);
type_expr *make_type_fn_throws(parser *p, type_expr_fn *head, type_expr *result,
                               throws_clause throws);
type_expr_list make_type_list(parser *p, type_expr_list list, type_expr *one);

// ---- statements (make_stmt.c) ------------------------------------------------

block *make_stmt_block(parser *p, const token *t, stmt_list stmts, const token *end);
stmt *make_stmt_bad(parser *p, const token *t);
stmt_list make_stmt_add(parser *p, stmt_list list, stmt *one);
stmt *make_stmt_of_decl(parser *p, decl *d);
stmt *make_stmt_of_expr(parser *p, expr *value);
stmt *make_stmt_assign(parser *p, expr *target, const token *op, expr *value);
stmt *make_stmt_of_block(parser *p, block *body);
stmt *make_stmt_awaited(parser *p, const token *t, stmt *form);
// else_body: `let v = x else { ... }`; NULL.
stmt *make_stmt_let(parser *p, const token *t, pattern *target, type_expr *written, expr *init,
                    block *else_body);
stmt *make_stmt_if(parser *p, stmt_if *chain, block *else_body);
stmt_if *make_stmt_if_arm(parser *p, stmt_if *chain, const token *t, condition test, block *body);
condition make_stmt_condition(expr *value);
condition make_stmt_binding(const token *t, pattern *binding, expr *value);
condition make_stmt_bad_condition(parser *p, const token *t);
stmt *make_stmt_label(parser *p, const token *name, stmt *loop);
stmt *make_stmt_while(parser *p, const token *t, condition test, block *body, block *else_body);
stmt *make_stmt_for(parser *p, const token *t, loop_names names, expr *iterable, block *body,
                    block *else_body);
stmt *make_stmt_bad_loop(parser *p, const token *t, block *body);
stmt *make_stmt_break(parser *p, const token *t, const token *label);
stmt *make_stmt_continue(parser *p, const token *t, const token *label);
stmt *make_stmt_return(parser *p, const token *t, expr *value);
stmt *make_stmt_match(parser *p, const token *t, expr *value, stmt_match *arms, const token *end);
stmt_match *make_stmt_match_arms(parser *p);
stmt_match *make_stmt_bad_match_arm(stmt_match *arms);
stmt_match *make_stmt_match_arm(parser *p, stmt_match *arms, const token *t, pattern *held,
                                expr *guard, block *body);
stmt *make_stmt_defer(parser *p, const token *t, stmt *body);
stmt *make_stmt_with(parser *p, const token *t, stmt_with *items, block *body);
stmt *make_stmt_bad_with(parser *p, const token *t, block *body);
stmt_with *make_stmt_with_item(parser *p, stmt_with *items, with_item one);
stmt *make_stmt_try(parser *p, const token *t, block *body, stmt_try *catches, block *else_body,
                    block *finally_body);
stmt_try *make_stmt_catches(parser *p);
stmt_try *make_stmt_catch(parser *p, stmt_try *catches, const token *t, const token *name,
                          type_expr *written, block *body);
stmt *make_stmt_throw(parser *p, const token *t, expr *value);
stmt *make_stmt_assert(parser *p, const token *t, expr *value, expr *message);
stmt *make_stmt_group(parser *p, const token *t, const token *name, block *body);
stmt *make_stmt_timeout(parser *p, const token *t, expr *limit, block *body);
stmt *make_stmt_shield(parser *p, const token *t, block *body);
stmt *make_stmt_race(parser *p, const token *t, select_arm_list arms, const token *end);
stmt *make_stmt_select(parser *p, const token *t, bool is_first, select_arm_list arms,
                       const token *end);
select_arm_list make_stmt_select_arm(parser *p, select_arm_list arms, const token *t,
                                     arm_operation op, expr *guard, block *body);
arm_operation make_stmt_operation(select_arm_kind kind, expr *value);
arm_operation make_stmt_receive(const token *t, pattern *binding, expr *value);

// ---- patterns (make_pattern.c) ----------------------------------------------

pattern *make_pattern_bad(parser *p, const token *t);
pattern *make_pattern_or(parser *p, pattern *left, pattern *right);
pattern *make_pattern_name(parser *p, const token *name);
pattern *make_pattern_type(parser *p, const token *name, type_expr *written);
pattern *make_pattern_path(parser *p, ast_name_list path, const token *name);
pattern *make_pattern_case(parser *p, ast_name_list path, pattern_case *args, const token *end);
pattern *make_pattern_literal(parser *p, expr *value);
pattern *make_pattern_range(parser *p, expr *low, const token *op, expr *high);
pattern *make_pattern_tuple(parser *p, const token *t, pattern_list items, const token *end);
pattern_list make_pattern_list(parser *p, pattern_list list, pattern *one);
pattern_case *make_pattern_arg(parser *p, pattern_case *args, const token *name, pattern *value);

// ---- expressions (make_expr.c) -----------------------------------------------

expr *make_expr_bad(parser *p, const token *t);
expr *make_expr_chain(parser *p, expr *left, const token *op, expr *right);
// if (with an else) or match as a value; return, throw, break or continue in its place.
expr *make_stmt_choice(parser *p, stmt *choice);
expr *make_stmt_leave(parser *p, stmt *leave);
expr *make_expr_unary(parser *p, const token *op, expr *operand);
expr *make_expr_compare(parser *p, expr *left, const token *first, const token *op, expr *right);
expr *make_expr_range(parser *p, expr *low, const token *op, expr *high);
expr *make_expr_power(parser *p, expr *left, const token *op, expr *right);
expr *make_expr_await(parser *p, const token *t, expr *operand);
expr *make_expr_await_twice(parser *p, const token *t, expr *operand);
expr *make_expr_await_operator(parser *p, const token *t, const token *op, expr *operand);
expr *make_expr_spawn(parser *p, const token *t, expr *call);
expr *make_expr_spawn_on(parser *p, expr *spawn, expr *executor);
expr *make_expr_spawn_in(parser *p, expr *spawn, expr *group);
expr *make_expr_spawn_as(parser *p, expr *spawn, expr *name);
bool make_expr_take_yields(parser *p, span body);   // any in the function that ends here
expr *make_expr_yield(parser *p, const token *t, expr *value, bool is_from);
expr *make_expr_closure(parser *p, expr_closure *head, expr *value, block *body);
expr *make_expr_fn_type(parser *p, expr_closure *head);
expr_closure *make_expr_closure_head(parser *p, const token *t, param_list params, const token *end,
                                     type_expr *result, throws_clause throws);
param *make_expr_closure_param(parser *p, type_expr *written);
expr *make_expr_name(parser *p, const token *name);
expr *make_expr_parens(parser *p, const token *t, expr *inner, const token *end);
expr *make_expr_unit(parser *p, const token *t, const token *end);   // `()`
expr *make_expr_tuple(parser *p, const token *t, expr *first, expr_list rest, const token *end);
expr *make_expr_call(parser *p, expr *callee, call_arg_list args, const token *end);
expr *make_expr_index(parser *p, expr *base, expr_list args, const token *end);
expr *make_expr_throwing_type(parser *p, expr *base, const token *word);
expr *make_expr_slice(parser *p, expr *base, expr *low, expr *high, const token *end);
expr *make_expr_member(parser *p, expr *base, const token *name);
expr *make_expr_unwrap(parser *p, expr *operand, const token *end);
expr *make_expr_optional_type(parser *p, expr *base, const token *end);
expr_list make_expr_list(parser *p, expr_list list, expr *one);
call_arg_list make_expr_arg(parser *p, call_arg_list list, const token *name, expr *value);
call_arg_list make_expr_spread(parser *p, call_arg_list list, expr *value);
expr *make_expr_list_literal(parser *p, const token *t, expr_list items, const token *end);
expr *make_expr_map_literal(parser *p, const token *t, expr_map_literal *items, const token *end);
expr_map_literal *make_expr_map_item(parser *p, expr_map_literal *items, expr *key, expr *value);
expr *make_expr_comprehension(parser *p, const token *t, expr *key, expr *value,
                              expr_comprehension *clauses, const token *end);
expr_comprehension *make_expr_clause(parser *p, expr_comprehension *list, comp_clause *one);
comp_clause *make_expr_for_clause(parser *p, const token *t, loop_names names, expr *value);
comp_clause *make_expr_if_clause(parser *p, expr *value);

// ---- literals (make_literal.c) --------------------------------------------------

expr *make_literal_int(parser *p, const token *t);
expr *make_literal_float(parser *p, const token *t);
expr *make_literal_char(parser *p, const token *t);
expr *make_literal_duration(parser *p, const token *t);
expr *make_literal_bytes(parser *p, const token *t);
expr *make_literal_bool(parser *p, const token *t, bool value);
expr *make_literal_none(parser *p, const token *t);
expr *make_literal_string(parser *p, const token *t);
expr *make_literal_interp(parser *p, interp_builder *builder, const token *tail);
interp_builder *make_literal_interp_value(parser *p, interp_builder *builder, const token *t,
                                          interp_part *value);
interp_part *make_spec_of(parser *p, expr *value, char conversion, spec_builder *spec);
char make_spec_conversion(parser *p, const token *t);
spec_builder *make_spec_text(parser *p, spec_builder *builder, const token *t);
spec_builder *make_spec_value(parser *p, spec_builder *builder, expr *value);

#endif
