// SPDX-License-Identifier: MIT
// parser.y - the grammar of Sley.
//
// Each action is one call of a constructor (compiler/make.h).  The lexer
// has done its part before: brackets are balanced, statements end in END, words
// with two meanings are settled (lex.h I1, I2, I4).
//
// After a syntax error lemon goes back to the innermost rule with `error` in
// it; parse.c then skips to what that rule waits for.

%name sley_parse
%token_prefix TOK_
%token_type {const token *}
%extra_argument {parser *p}
// 20 symbols for each of the LIMIT_NESTING levels, and the one that is too many: no
// construct has more between one level and the next.
%stack_size 4001
%start_symbol module

%include {
#include <stdlib.h>

#include "parse/make.h"

// lemon's own functions have parameters that this grammar does not need.
#pragma GCC diagnostic ignored "-Wunused-parameter"

// The numbers that lemon gives must be those of tokens.def.
enum {
#define TOKEN(name, text, flags) EXPECTED_##name = TOK_##name,
#include "tokens.def"
#undef TOKEN
};
}

// ORDER token
%token END NAME INT FLOAT CHAR DURATION STR BYTES STR_HEAD STR_MIDDLE STR_TAIL
       CONVERSION SPEC_TEXT SPEC_OPEN SPEC_CLOSE.
%token LPAREN RPAREN LBRACKET RBRACKET LBRACE RBRACE COMMA COLON DOT ELLIPSIS
       ARROW FAT_ARROW QUESTION BANG RANGE RANGE_INC.
%token ASSIGN ADD_ASSIGN SUB_ASSIGN MUL_ASSIGN DIV_ASSIGN REM_ASSIGN POW_ASSIGN
       WRAP_ADD_ASSIGN WRAP_SUB_ASSIGN WRAP_MUL_ASSIGN AND_ASSIGN OR_ASSIGN
       XOR_ASSIGN SHL_ASSIGN SHR_ASSIGN.
%token ADD SUB MUL DIV REM POW WRAP_ADD WRAP_SUB WRAP_MUL BIT_AND BIT_OR BIT_XOR
       BIT_NOT SHL SHR EQ NE LT LE GT GE COALESCE AND OR NOT.
%token TRUE FALSE NONE LET VAR FN ASYNC AWAIT SPAWN YIELD IF ELSE WHILE FOR MATCH
       BREAK CONTINUE RETURN DEFER WITH TRY CATCH FINALLY THROW THROWS ASSERT
       IMPORT STRUCT CLASS ENUM INTERFACE EXTERN EXPORT.
%token ERROR TEST LOCAL TASK GROUP SELECT RACE SHIELD TIMEOUT TIMEOUT_AT ON AS IN
       FIRST CASE AFTER AT DEFAULT FROM LINK BLOCKING VIA
       MUT TYPE OUT INOUT.

%token_class assignment ASSIGN|ADD_ASSIGN|SUB_ASSIGN|MUL_ASSIGN|DIV_ASSIGN|REM_ASSIGN
    |POW_ASSIGN|WRAP_ADD_ASSIGN|WRAP_SUB_ASSIGN|WRAP_MUL_ASSIGN|AND_ASSIGN|OR_ASSIGN
    |XOR_ASSIGN|SHL_ASSIGN|SHR_ASSIGN.

// Precedence, loosest first: Python's.  LOWEST is no token: it marks rules that
// give way to whatever can still be read.
%nonassoc LOWEST.
%left COMMA.                       // `throws A, B` of a closure goes on
%left OR.
%left AND.
%right NOT.
%left EQ NE LT LE GT GE IN.
%left RANGE RANGE_INC.
%left COALESCE.
%left BIT_OR.
%left BIT_XOR.
%left BIT_AND.
%left SHL SHR.
%left ADD SUB WRAP_ADD WRAP_SUB.
%left MUL DIV REM WRAP_MUL.
%right BIT_NOT.
%right POW.
%left ON AS.
%left LPAREN LBRACKET LBRACE DOT QUESTION BANG ASYNC THROWS.

%syntax_error { parse_error_syntax(p, yymajor); }
%stack_overflow { parse_stack_overflow(p); }

// ---- modules ------------------------------------------------------------------------

module ::= decls.

decls ::= .
decls ::= decls decl(D) END.            { make_decl_add(p, D); }
decls ::= decls error END.

%type decl {decl *}
decl(A) ::= plain_decl(A).
decl(A) ::= EXPORT(T) plain_decl(D).    { A = make_decl_export(p, T, D); }

%type plain_decl {decl *}
plain_decl(A) ::= import_decl(A).
plain_decl(A) ::= var_decl(A).
plain_decl(A) ::= fn_decl(A).
plain_decl(A) ::= struct_decl(A).
plain_decl(A) ::= class_decl(A).
plain_decl(A) ::= enum_decl(A).
plain_decl(A) ::= error_decl(A).
plain_decl(A) ::= interface_decl(A).
plain_decl(A) ::= extern_decl(A).
plain_decl(A) ::= test_decl(A).
plain_decl(A) ::= type_decl(A).

// ---- import a.b as c ----------------------------------------------------------------

%type import_decl {decl *}
import_decl(A) ::= IMPORT(T) path(B).               { A = make_decl_import(p, T, B, NULL); }
import_decl(A) ::= IMPORT(T) path(B) AS NAME(N).    { A = make_decl_import(p, T, B, N); }

%type path {ast_name_list}
path(A) ::= NAME(N).
    { A = make_decl_path(p, (ast_name_list){0}, N); }
path(A) ::= path(B) DOT NAME(N).                    { A = make_decl_path(p, B, N); }

// ---- let, var, local var, task var --------------------------------------------------

%type var_decl {decl *}
var_decl(A) ::= LET(T) NAME(N) written(W) init(E).
    { A = make_decl_var(p, T, VAR_MODULE, N, W, E); }
var_decl(A) ::= VAR(T) NAME(N) written(W) init(E).
    { A = make_decl_var(p, T, VAR_MODULE, N, W, E); }
var_decl(A) ::= LOCAL(T) VAR NAME(N) written(W) init(E).
    { A = make_decl_var(p, T, VAR_LOCAL, N, W, E); }
var_decl(A) ::= TASK(T) VAR NAME(N) written(W) init(E).
    { A = make_decl_var(p, T, VAR_TASK, N, W, E); }

%type written {type_expr *}
written(A) ::= .                                    { A = NULL; }
written(A) ::= COLON held_type(B).                  { A = B; }

%type init {expr *}
init(A) ::= .                                       { A = NULL; }
init(A) ::= ASSIGN rvalue(B).                       { A = B; }

// ---- fn and async fn ----------------------------------------------------------------

%type fn_decl {decl *}
fn_decl(A) ::= fn_head(B) block(C).                 { A = make_decl_fn(p, B, C); }
fn_decl(A) ::= FN(T) error block(C).                { A = make_decl_bad_fn(p, T, C); }
fn_decl(A) ::= ASYNC(T) FN error block(C).          { A = make_decl_bad_fn(p, T, C); }

%type fn_head {decl_fn *}
fn_head(A) ::= FN(T) NAME(N) type_params(G) LPAREN params(L) RPAREN(R) result(B) throws(E).
    { A = make_decl_fn_head(p, T, N, G, L, R, B, E); }
fn_head(A) ::= ASYNC(T) FN NAME(N) type_params(G) LPAREN params(L) RPAREN(R) result(B) throws(E).
    { A = make_decl_fn_head(p, T, N, G, L, R, B, E); }

%type type_params {type_param_list}
type_params(A) ::= .                                { A = (type_param_list){0}; }
type_params(A) ::= LBRACKET type_param_list(B) RBRACKET.    { A = B; }

%type type_param_list {type_param_list}
type_param_list(A) ::= NAME(N) bounds(W).
    { A = make_decl_type_params(p, (type_param_list){0}, N, W); }
type_param_list(A) ::= type_param_list(B) COMMA NAME(N) bounds(W).
    { A = make_decl_type_params(p, B, N, W); }

%type bounds {type_expr_list}
bounds(A) ::= .                                     { A = (type_expr_list){0}; }
bounds(A) ::= COLON bound_list(B).                  { A = B; }

%type bound_list {type_expr_list}
bound_list(A) ::= held_type(B).
    { A = make_type_list(p, (type_expr_list){0}, B); }
bound_list(A) ::= bound_list(B) ADD held_type(C).     { A = make_type_list(p, B, C); }

%type params {param_list}
params(A) ::= .                                     { A = (param_list){0}; }
params(A) ::= ELLIPSIS(T).                          { A = make_decl_open_params(p, T); }
params(A) ::= param_list(A).
params(A) ::= param_list(A) COMMA.

%type param_list {param_list}
param_list(A) ::= typed_param(B).                   { A = make_decl_params(p, (param_list){0}, B); }
param_list(A) ::= param_list(B) COMMA typed_param(C).   { A = make_decl_params(p, B, C); }

// The checker reports a type that is missing.
%type typed_param {param *}
typed_param(A) ::= param(A).
typed_param(A) ::= NAME(N) init(E).                 { A = make_decl_param(p, N, NULL, E); }

%type param {param *}
param(A) ::= NAME(N) COLON held_type(T) init(E).    { A = make_decl_param(p, N, T, E); }
param(A) ::= NAME(N) COLON ELLIPSIS type(T) init(E).    { A = make_decl_variadic(p, N, T, E); }
param(A) ::= OUT(W) NAME(N) COLON held_type(T) init(E). { A = make_decl_c_param(p, W, N, T, E); }
param(A) ::= INOUT(W) NAME(N) COLON held_type(T) init(E).
    { A = make_decl_c_param(p, W, N, T, E); }

%type result {type_expr *}
result(A) ::= .                                     { A = NULL; }
result(A) ::= ARROW type(B). [LOWEST]               { A = B; }

%type throws {throws_clause}
throws(A) ::= .                                     { A = (throws_clause){0}; }
throws(A) ::= THROWS(T).
    { A = make_decl_throws(T, (type_expr_list){0}); }
throws(A) ::= THROWS(T) types(L).                   { A = make_decl_throws(T, L); }

// ---- struct, class, interface, enum, error ------------------------------------------

%type struct_decl {decl *}
struct_decl(A) ::= STRUCT(T) NAME(N) type_params(G) LBRACE members(M) RBRACE(R).
    { A = make_decl_struct(p, T, N, G, M, R); }
struct_decl(A) ::= STRUCT(T) error LBRACE members RBRACE(R).    { A = make_decl_bad(p, T, R); }

%type class_decl {decl *}
class_decl(A) ::= CLASS(T) NAME(N) type_params(G) LBRACE members(M) RBRACE(R).
    { A = make_decl_class(p, T, N, G, M, R); }
class_decl(A) ::= CLASS(T) error LBRACE members RBRACE(R).      { A = make_decl_bad(p, T, R); }

%type members {member_list *}
members(A) ::= .                                    { A = NULL; }
members(A) ::= members(B) field(C) separator.       { A = make_decl_add_field(p, B, C); }
members(A) ::= members(B) fn_decl(C) separator.     { A = make_decl_add_method(p, B, C); }
members(A) ::= members(B) MUT fn_decl(C) separator.
    { A = make_decl_add_method(p, B, make_decl_mut(C)); }
members(A) ::= members(B) error END.                { A = make_decl_damaged_members(p, B); }

separator ::= END.
separator ::= COMMA.
separator ::= COMMA END.

%type field {field *}
field(A) ::= NAME(N) written(T) init(E).            { A = make_decl_field(p, NULL, N, T, E); }
field(A) ::= LET(K) NAME(N) written(T) init(E).     { A = make_decl_field(p, K, N, T, E); }
field(A) ::= VAR(K) NAME(N) written(T) init(E).     { A = make_decl_field(p, K, N, T, E); }

%type interface_decl {decl *}
interface_decl(A) ::= INTERFACE(T) NAME(N) type_params(G) LBRACE signatures(M) RBRACE(R).
    { A = make_decl_interface(p, T, N, G, M, R); }

%type signatures {member_list *}
signatures(A) ::= .                                 { A = NULL; }
signatures(A) ::= signatures(B) fn_head(C) END.     { A = make_decl_add_signature(p, B, C); }
signatures(A) ::= signatures(B) MUT fn_head(C) END.
    { make_decl_mut(&C->head); A = make_decl_add_signature(p, B, C); }
signatures(A) ::= signatures(B) embedded(T) END.    { A = make_decl_embed(p, B, T); }
signatures(A) ::= signatures(A) error END.

// `Reader`, `io.Reader`, `Source[T]` in an interface: its methods
%type embedded {type_expr *}
embedded(A) ::= NAME(N).                            { A = make_type_name(p, N); }
embedded(A) ::= embedded(B) DOT NAME(N).            { A = make_type_member(p, B, N); }
embedded(A) ::= embedded(B) LBRACKET types(L) RBRACKET(R).
    { A = make_type_apply(p, B, L, R); }

%type enum_decl {decl *}
enum_decl(A) ::= ENUM(T) NAME(N) type_params(G) LBRACE cases(M) RBRACE(R).
    { A = make_decl_enum(p, T, N, G, M, R); }
enum_decl(A) ::= ENUM(T) error LBRACE cases RBRACE(R).          { A = make_decl_bad(p, T, R); }

%type cases {member_list *}
cases(A) ::= .                                      { A = NULL; }
cases(A) ::= cases(B) enum_case(C) separator.       { A = make_decl_add_case(p, B, C); }
cases(A) ::= cases(B) fn_decl(C) separator.         { A = make_decl_add_method(p, B, C); }
cases(A) ::= cases(B) MUT fn_decl(C) separator.
    { A = make_decl_add_method(p, B, make_decl_mut(C)); }
cases(A) ::= cases(B) error END.                    { A = make_decl_damaged_members(p, B); }

%type enum_case {enum_case *}
enum_case(A) ::= NAME(N).
    { A = make_decl_case(p, N, (param_list){0}, N); }
enum_case(A) ::= NAME(N) LPAREN params(L) RPAREN(R).    { A = make_decl_case(p, N, L, R); }
enum_case(A) ::= enum_case(C) ASSIGN expr(E).       { A = make_decl_numbered_case(C, E); }

%type error_decl {decl *}
error_decl(A) ::= ERROR(T) NAME(N) written(W).
    { A = make_decl_error(p, T, N, (param_list){0}, N, W); }
error_decl(A) ::= ERROR(T) NAME(N) LPAREN params(L) RPAREN(R) written(W).
    { A = make_decl_error(p, T, N, L, R, W); }

// ---- extern "zlib.h" link "z" { ... }, test "name" { ... } ----------------------------

%type extern_decl {decl *}
extern_decl(A) ::= EXTERN(T) header(H) library(L) LBRACE externs(M) RBRACE(R).
    { A = make_decl_extern(p, T, H, L, M, R); }

%type header {const token *}
header(A) ::= .                                     { A = NULL; }
header(A) ::= STR(S).                               { A = S; }

%type library {const token *}
library(A) ::= .                                    { A = NULL; }
library(A) ::= LINK STR(S).                         { A = S; }

%type externs {decl_list}
externs(A) ::= .                                    { A = (decl_list){0}; }
externs(A) ::= externs(B) extern_fn(C) END.         { A = make_decl_add_extern(p, B, &C->head); }
externs(A) ::= externs(B) TYPE(T) NAME(N) c_name(S) END.
    { A = make_decl_add_extern(p, B, make_decl_extern_type(p, T, N, S)); }
externs(A) ::= externs(B) STRUCT(T) NAME(N) c_name(S) LBRACE members(M) RBRACE(R) END.
    { A = make_decl_add_extern(p, B, make_decl_extern_struct(p, T, N, S, M, R)); }
externs(A) ::= externs(A) error END.

%type c_name {const token *}
c_name(A) ::= .                                     { A = NULL; }
c_name(A) ::= STR(S).                               { A = S; }

%type extern_fn {decl_fn *}
extern_fn(A) ::= fn_head(A).
extern_fn(A) ::= fn_head(B) VIA NAME(N).            { A = make_decl_via(B, N); }
extern_fn(A) ::= BLOCKING(T) fn_head(B).            { A = make_decl_blocking(T, B); }

%type test_decl {decl *}
test_decl(A) ::= TEST(T) STR(S) block(B).           { A = make_decl_test(p, T, S, B); }

// ---- type Id = int ------------------------------------------------------------------

%type type_decl {decl *}
type_decl(A) ::= TYPE(T) NAME(N) ASSIGN held_type(W). { A = make_decl_type(p, T, N, W); }

// ---- types --------------------------------------------------------------------------

%type type {type_expr *}
type(A) ::= NAME(N).                                { A = make_type_name(p, N); }
type(A) ::= type(B) DOT NAME(N).                    { A = make_type_member(p, B, N); }
type(A) ::= type(B) LBRACKET types(L) RBRACKET(R).  { A = make_type_apply(p, B, L, R); }
type(A) ::= ASYNC(T) NAME(N). [LOWEST]              { A = make_type_async(p, T, N, NULL, N); }
type(A) ::= ASYNC(T) NAME(N) LBRACKET types(L) RBRACKET(R).
    { A = make_type_async(p, T, N, &L, R); }
type(A) ::= type(B) QUESTION(T).                    { A = make_type_optional(p, B, T); }
type(A) ::= type(B) COALESCE(T).                    { A = make_type_twice_optional(p, B, T); }
type(A) ::= LPAREN(T) types(L) RPAREN(R).           { A = make_type_tuple(p, T, L, R); }
type(A) ::= fn_type_head(B). [LOWEST]               { A = make_type_fn(p, B, NULL); }
type(A) ::= fn_type_head(B) ARROW type(R). [LOWEST] { A = make_type_fn(p, B, R); }
type(A) ::= fn_type_head(B) type_throws(E). [LOWEST]
    { A = make_type_fn_throws(p, B, NULL, E); }
type(A) ::= fn_type_head(B) ARROW type(R) type_throws(E). [LOWEST]
    { A = make_type_fn_throws(p, B, R, E); }

%type fn_type_head {type_expr_fn *}
fn_type_head(A) ::= FN(T) LPAREN RPAREN(R).
    { A = make_type_fn_head(p, T, (type_expr_list){0}, R); }
fn_type_head(A) ::= FN(T) LPAREN types(L) RPAREN(R).
    { A = make_type_fn_head(p, T, L, R); }
fn_type_head(A) ::= ASYNC(T) FN LPAREN RPAREN(R).
    { A = make_type_fn_head(p, T, (type_expr_list){0}, R); }
fn_type_head(A) ::= ASYNC(T) FN LPAREN types(L) RPAREN(R).
    { A = make_type_fn_head(p, T, L, R); }

%type type_throws {throws_clause}
type_throws(A) ::= THROWS(T). [LOWEST]
    { A = make_decl_throws(T, (type_expr_list){0}); }
type_throws(A) ::= THROWS(T) type(B). [LOWEST]      { A = make_decl_throws_one(p, T, B); }

%type types {type_expr_list}
types(A) ::= held_type(B). [LOWEST]
    { A = make_type_list(p, (type_expr_list){0}, B); }
types(A) ::= types(B) COMMA held_type(C). [LOWEST]  { A = make_type_list(p, B, C); }

// Of what is held, not of what a function gives: there `throws` is the function's.
%type held_type {type_expr *}
held_type(A) ::= type(A). [LOWEST]
held_type(A) ::= type(B) THROWS(T). [LOWEST]        { A = make_type_throws(p, B, T, NULL); }
held_type(A) ::= type(B) THROWS(T) type(C). [LOWEST]    { A = make_type_throws(p, B, T, C); }

// ---- statements ---------------------------------------------------------------------

%type block {block *}
block(A) ::= LBRACE(T) stmts(L) RBRACE(R).          { A = make_stmt_block(p, T, L, R); }

%type stmts {stmt_list}
stmts(A) ::= .                                      { A = (stmt_list){0}; }
stmts(A) ::= stmts(B) stmt(C) END.                  { A = make_stmt_add(p, B, C); }
stmts(A) ::= stmts(B) error END(T).
    { A = make_stmt_add(p, B, make_stmt_bad(p, T)); }

%type stmt {stmt *}
stmt(A) ::= simple_stmt(A).
stmt(A) ::= fn_decl(D).                             { A = make_stmt_of_decl(p, D); }

// What `defer` can put off.
%type simple_stmt {stmt *}
simple_stmt(A) ::= expr(B).                         { A = make_stmt_of_expr(p, B); }
simple_stmt(A) ::= expr(B) assignment(O) rvalue(C). { A = make_stmt_assign(p, B, O, C); }
simple_stmt(A) ::= block(B).                        { A = make_stmt_of_block(p, B); }
simple_stmt(A) ::= concurrent(A).
simple_stmt(A) ::= AWAIT(T) concurrent(B).          { A = make_stmt_awaited(p, T, B); }

// ---- let and var --------------------------------------------------------------------

stmt(A) ::= LET(T) pattern(B) written(W) init(E).   { A = make_stmt_let(p, T, B, W, E, NULL); }
stmt(A) ::= VAR(T) pattern(B) written(W) init(E).   { A = make_stmt_let(p, T, B, W, E, NULL); }
stmt(A) ::= LET(T) pattern(B) written(W) ASSIGN rvalue(E) ELSE block(C).
    { A = make_stmt_let(p, T, B, W, E, C); }
stmt(A) ::= VAR(T) pattern(B) written(W) ASSIGN rvalue(E) ELSE block(C).
    { A = make_stmt_let(p, T, B, W, E, C); }

// ---- if, while, for -----------------------------------------------------------------

stmt(A) ::= if_chain(B).                            { A = make_stmt_if(p, B, NULL); }
stmt(A) ::= if_chain(B) ELSE block(C).              { A = make_stmt_if(p, B, C); }

%type if_chain {stmt_if *}
if_chain(A) ::= IF(T) condition(C) block(B).        { A = make_stmt_if_arm(p, NULL, T, C, B); }
if_chain(A) ::= IF(T) error block(B).
    { A = make_stmt_if_arm(p, NULL, T, make_stmt_bad_condition(p, T), B); }
if_chain(A) ::= if_chain(L) ELSE IF(T) condition(C) block(B).
    { A = make_stmt_if_arm(p, L, T, C, B); }
if_chain(A) ::= if_chain(L) ELSE IF(T) error block(B).
    { A = make_stmt_if_arm(p, L, T, make_stmt_bad_condition(p, T), B); }

%type condition {condition}
condition(A) ::= expr(E).                           { A = make_stmt_condition(E); }
condition(A) ::= LET(T) pattern(B) ASSIGN expr(E).  { A = make_stmt_binding(T, B, E); }
condition(A) ::= VAR(T) pattern(B) ASSIGN expr(E).  { A = make_stmt_binding(T, B, E); }

stmt(A) ::= loop(A).
stmt(A) ::= NAME(N) COLON loop(B).                  { A = make_stmt_label(p, N, B); }

%type loop {stmt *}
loop(A) ::= WHILE(T) condition(C) block(B) else_block(E).
    { A = make_stmt_while(p, T, C, B, E); }
loop(A) ::= WHILE(T) error block(B) else_block(E).
    { A = make_stmt_while(p, T, make_stmt_bad_condition(p, T), B, E); }
loop(A) ::= FOR(T) loop_names(N) IN expr(V) block(B) else_block(E).
    { A = make_stmt_for(p, T, N, V, B, E); }
loop(A) ::= ASYNC(T) FOR loop_names(N) IN expr(V) block(B) else_block(E).
    { A = make_stmt_for(p, T, N, V, B, E); }
loop(A) ::= FOR(T) error block(B).                  { A = make_stmt_bad_loop(p, T, B); }
loop(A) ::= ASYNC(T) FOR error block(B).            { A = make_stmt_bad_loop(p, T, B); }

%type loop_names {loop_names}
loop_names(A) ::= pattern(B).                       { A = (loop_names){NULL, B}; }
loop_names(A) ::= pattern(B) COMMA pattern(C).      { A = (loop_names){B, C}; }

%type else_block {block *}
else_block(A) ::= .                                 { A = NULL; }
else_block(A) ::= ELSE block(B).                    { A = B; }

stmt(A) ::= BREAK(T).                               { A = make_stmt_break(p, T, NULL); }
stmt(A) ::= BREAK(T) NAME(N).                       { A = make_stmt_break(p, T, N); }
stmt(A) ::= CONTINUE(T).                            { A = make_stmt_continue(p, T, NULL); }
stmt(A) ::= CONTINUE(T) NAME(N).                    { A = make_stmt_continue(p, T, N); }
stmt(A) ::= RETURN(T).                              { A = make_stmt_return(p, T, NULL); }
stmt(A) ::= RETURN(T) rvalue(E).                    { A = make_stmt_return(p, T, E); }

// ---- match --------------------------------------------------------------------------

stmt(A) ::= match(A).

%type match {stmt *}
match(A) ::= MATCH(T) expr(E) LBRACE match_arms(B) RBRACE(R).
    { A = make_stmt_match(p, T, E, B, R); }
match(A) ::= MATCH(T) error LBRACE match_arms(B) RBRACE(R).
    { A = make_stmt_match(p, T, make_expr_bad(p, T), B, R); }

%type match_arms {stmt_match *}
match_arms(A) ::= .                                 { A = make_stmt_match_arms(p); }
match_arms(A) ::= match_arms(B) CASE(T) pattern(C) guard(G) block(D) arm_end.
    { A = make_stmt_match_arm(p, B, T, C, G, D); }
match_arms(A) ::= match_arms(B) ELSE(T) block(D) arm_end.
    { A = make_stmt_match_arm(p, B, T, NULL, NULL, D); }
match_arms(A) ::= match_arms(B) CASE(T) NAME(N) COLON type(Y) guard(G) block(D) arm_end.
    { A = make_stmt_match_arm(p, B, T, make_pattern_type(p, N, Y), G, D); }
match_arms(A) ::= match_arms(B) CASE(T) error block(D) arm_end.
    { A = make_stmt_match_arm(p, B, T, make_pattern_bad(p, T), NULL, D); }
match_arms(A) ::= match_arms(B) error END.          { A = make_stmt_bad_match_arm(B); }

arm_end ::= .
arm_end ::= END.

%type guard {expr *}
guard(A) ::= .                                      { A = NULL; }
guard(A) ::= IF expr(E).                            { A = E; }

// ---- defer, with, try, throw, assert ------------------------------------------------

stmt(A) ::= DEFER(T) simple_stmt(B).                { A = make_stmt_defer(p, T, B); }

stmt(A) ::= WITH(T) with_items(L) block(B).         { A = make_stmt_with(p, T, L, B); }
stmt(A) ::= ASYNC(T) WITH with_items(L) block(B).   { A = make_stmt_with(p, T, L, B); }
stmt(A) ::= WITH(T) error block(B).                 { A = make_stmt_bad_with(p, T, B); }

%type with_items {stmt_with *}
with_items(A) ::= with_item(B).                     { A = make_stmt_with_item(p, NULL, B); }
with_items(A) ::= with_items(B) COMMA with_item(C). { A = make_stmt_with_item(p, B, C); }

%type with_item {with_item}
with_item(A) ::= expr(E).                           { A = (with_item){.value = E}; }
with_item(A) ::= expr(V) ASSIGN expr(E).            { A = (with_item){.value = E, .variable = V}; }
with_item(A) ::= expr(E) AS pattern(B).             { A = (with_item){.value = E, .binding = B}; }

stmt(A) ::= TRY(T) block(B) catches(C) else_block(E) finally_block(F).
    { A = make_stmt_try(p, T, B, C, E, F); }

%type catches {stmt_try *}
catches(A) ::= .                                    { A = make_stmt_catches(p); }
catches(A) ::= catches(B) CATCH(T) type(W) block(C).
    { A = make_stmt_catch(p, B, T, NULL, W, C); }
catches(A) ::= catches(B) CATCH(T) NAME(N) COLON type(W) block(C).
    { A = make_stmt_catch(p, B, T, N, W, C); }
catches(A) ::= catches(B) CATCH(T) error block(C).
    { A = make_stmt_catch(p, B, T, NULL, make_type_bad(p, T), C); }

%type finally_block {block *}
finally_block(A) ::= .                              { A = NULL; }
finally_block(A) ::= FINALLY block(B).              { A = B; }

stmt(A) ::= THROW(T).                               { A = make_stmt_throw(p, T, NULL); }
stmt(A) ::= THROW(T) expr(E).                       { A = make_stmt_throw(p, T, E); }
stmt(A) ::= ASSERT(T) expr(E).                      { A = make_stmt_assert(p, T, E, NULL); }
stmt(A) ::= ASSERT(T) expr(E) COMMA expr(M).        { A = make_stmt_assert(p, T, E, M); }

// ---- group, timeout, shield, race, select -------------------------------------------

%type concurrent {stmt *}
concurrent(A) ::= GROUP(T) block(B).                { A = make_stmt_group(p, T, NULL, B); }
concurrent(A) ::= GROUP(T) NAME(N) block(B).        { A = make_stmt_group(p, T, N, B); }
concurrent(A) ::= TIMEOUT(T) LPAREN expr(E) RPAREN block(B).
    { A = make_stmt_timeout(p, T, E, B); }
concurrent(A) ::= TIMEOUT_AT(T) LPAREN expr(E) RPAREN block(B).
    { A = make_stmt_timeout(p, T, E, B); }
concurrent(A) ::= SHIELD(T) block(B).               { A = make_stmt_shield(p, T, B); }
concurrent(A) ::= RACE(T) LBRACE select_arms(L) RBRACE(R).
    { A = make_stmt_race(p, T, L, R); }
concurrent(A) ::= SELECT(T) LBRACE select_arms(L) RBRACE(R).
    { A = make_stmt_select(p, T, false, L, R); }
concurrent(A) ::= SELECT(T) FIRST LBRACE select_arms(L) RBRACE(R).
    { A = make_stmt_select(p, T, true, L, R); }

%type select_arms {select_arm_list}
select_arms(A) ::= .                                { A = (select_arm_list){0}; }
select_arms(A) ::= select_arms(B) CASE(T) operation(O) guard(G) block(C) arm_end.
    { A = make_stmt_select_arm(p, B, T, O, G, C); }
select_arms(A) ::= select_arms(B) DEFAULT(T) block(C) arm_end.
    { A = make_stmt_select_arm(p, B, T, (arm_operation){.kind = ARM_DEFAULT}, NULL, C); }
select_arms(A) ::= select_arms(A) CASE error block arm_end.
select_arms(A) ::= select_arms(A) error END.

%type operation {arm_operation}
operation(A) ::= expr(E).                           { A = make_stmt_operation(ARM_OPERATION, E); }
operation(A) ::= AFTER expr(E).                     { A = make_stmt_operation(ARM_AFTER, E); }
operation(A) ::= AT expr(E).                        { A = make_stmt_operation(ARM_AT, E); }
operation(A) ::= LET(T) pattern(B) ASSIGN expr(E).  { A = make_stmt_receive(T, B, E); }
operation(A) ::= VAR(T) pattern(B) ASSIGN expr(E).  { A = make_stmt_receive(T, B, E); }

// ---- patterns -----------------------------------------------------------------------

%type pattern {pattern *}
pattern(A) ::= one_pattern(A).
pattern(A) ::= pattern(B) BIT_OR one_pattern(C).    { A = make_pattern_or(p, B, C); }

%type one_pattern {pattern *}
one_pattern(A) ::= NAME(N).                         { A = make_pattern_name(p, N); }
one_pattern(A) ::= path(B) DOT NAME(N).             { A = make_pattern_path(p, B, N); }
one_pattern(A) ::= path(B) LPAREN RPAREN(R).        { A = make_pattern_case(p, B, NULL, R); }
one_pattern(A) ::= path(B) LPAREN pattern_args(C) RPAREN(R).
    { A = make_pattern_case(p, B, C, R); }
one_pattern(A) ::= path(B) LPAREN pattern_args(C) COMMA RPAREN(R).
    { A = make_pattern_case(p, B, C, R); }
one_pattern(A) ::= pattern_value(E).                { A = make_pattern_literal(p, E); }
one_pattern(A) ::= pattern_value(E) RANGE(O) pattern_value(F).
    { A = make_pattern_range(p, E, O, F); }
one_pattern(A) ::= pattern_value(E) RANGE_INC(O) pattern_value(F).
    { A = make_pattern_range(p, E, O, F); }
one_pattern(A) ::= LPAREN(T) patterns(L) RPAREN(R). { A = make_pattern_tuple(p, T, L, R); }
one_pattern(A) ::= LPAREN(T) patterns(L) COMMA RPAREN(R).
    { A = make_pattern_tuple(p, T, L, R); }

%type patterns {pattern_list}
patterns(A) ::= pattern(B).
    { A = make_pattern_list(p, (pattern_list){0}, B); }
patterns(A) ::= patterns(B) COMMA pattern(C).       { A = make_pattern_list(p, B, C); }

%type pattern_args {pattern_case *}
pattern_args(A) ::= pattern(B).                     { A = make_pattern_arg(p, NULL, NULL, B); }
pattern_args(A) ::= NAME(N) COLON pattern(B).       { A = make_pattern_arg(p, NULL, N, B); }
pattern_args(A) ::= pattern_args(L) COMMA pattern(B).
    { A = make_pattern_arg(p, L, NULL, B); }
pattern_args(A) ::= pattern_args(L) COMMA NAME(N) COLON pattern(B).
    { A = make_pattern_arg(p, L, N, B); }

%type pattern_value {expr *}
pattern_value(A) ::= literal(A).
pattern_value(A) ::= STR(T).                        { A = make_literal_string(p, T); }
pattern_value(A) ::= SUB(O) literal(B).             { A = make_expr_unary(p, O, B); }

// ---- if and match as values, and what leaves instead of giving one ------------------

// Stands where a value is wanted and nothing can follow it.
%type rvalue {expr *}
rvalue(A) ::= expr(A). [LOWEST]
rvalue(A) ::= if_chain(B) ELSE block(C).
    { A = make_stmt_choice(p, make_stmt_if(p, B, C)); }
rvalue(A) ::= match(B).                             { A = make_stmt_choice(p, B); }

%type leave {stmt *}
leave(A) ::= RETURN(T). [LOWEST]                    { A = make_stmt_return(p, T, NULL); }
leave(A) ::= RETURN(T) expr(E). [LOWEST]            { A = make_stmt_return(p, T, E); }
leave(A) ::= THROW(T). [LOWEST]                     { A = make_stmt_throw(p, T, NULL); }
leave(A) ::= THROW(T) expr(E). [LOWEST]             { A = make_stmt_throw(p, T, E); }
leave(A) ::= BREAK(T). [LOWEST]                     { A = make_stmt_break(p, T, NULL); }
leave(A) ::= BREAK(T) NAME(N).                      { A = make_stmt_break(p, T, N); }
leave(A) ::= CONTINUE(T). [LOWEST]                  { A = make_stmt_continue(p, T, NULL); }
leave(A) ::= CONTINUE(T) NAME(N).                   { A = make_stmt_continue(p, T, N); }

// ---- expressions: operators ---------------------------------------------------------

%type expr {expr *}
expr(A) ::= primary(A).
expr(A) ::= await(A).
expr(A) ::= spawn(A). [LOWEST]
expr(A) ::= expr(B) OR(O) expr(C).                  { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) AND(O) expr(C).                 { A = make_expr_chain(p, B, O, C); }
expr(A) ::= NOT(O) expr(B).                         { A = make_expr_unary(p, O, B); }
expr(A) ::= expr(B) EQ|NE|LT|LE|GT|GE|IN(O) expr(C).    { A = make_expr_compare(p, B, O, O, C); }
expr(A) ::= expr(B) NOT(N) IN(O) expr(C). [IN]      { A = make_expr_compare(p, B, N, O, C); }
expr(A) ::= expr(B) RANGE|RANGE_INC(O) expr(C).     { A = make_expr_range(p, B, O, C); }
expr(A) ::= expr(B) COALESCE(O) expr(C).            { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) COALESCE(O) leave(C). [LOWEST]
    { A = make_expr_chain(p, B, O, make_stmt_leave(p, C)); }
expr(A) ::= expr(B) BIT_OR(O) expr(C).              { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) BIT_XOR(O) expr(C).             { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) BIT_AND(O) expr(C).             { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) SHL|SHR(O) expr(C).             { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) ADD|SUB|WRAP_ADD|WRAP_SUB(O) expr(C).
    { A = make_expr_chain(p, B, O, C); }
expr(A) ::= expr(B) MUL|DIV|REM|WRAP_MUL(O) expr(C).
    { A = make_expr_chain(p, B, O, C); }
expr(A) ::= SUB|ADD|BIT_NOT(O) expr(B). [BIT_NOT]   { A = make_expr_unary(p, O, B); }
expr(A) ::= expr(B) POW(O) expr(C).                 { A = make_expr_power(p, B, O, C); }

// ---- await, spawn, yield, closures --------------------------------------------------

%type await {expr *}
await(A) ::= AWAIT(T) primary(B).                   { A = make_expr_await(p, T, B); }
await(A) ::= AWAIT(T) spawn(B). [LOWEST]            { A = make_expr_await(p, T, B); }
await(A) ::= AWAIT(T) await(B).                     { A = make_expr_await_twice(p, T, B); }
await(A) ::= AWAIT(T) SUB|ADD|BIT_NOT(O) expr(B). [BIT_NOT]
    { A = make_expr_await_operator(p, T, O, B); }
await(A) ::= AWAIT(T) NOT(O) expr(B).               { A = make_expr_await_operator(p, T, O, B); }

%type spawn {expr *}
spawn(A) ::= SPAWN(T) primary(B).                   { A = make_expr_spawn(p, T, B); }
spawn(A) ::= SPAWN(T) await(B).                     { A = make_expr_spawn(p, T, B); }
spawn(A) ::= spawn(B) ON primary(C).                { A = make_expr_spawn_on(p, B, C); }
spawn(A) ::= spawn(B) IN primary(C).                { A = make_expr_spawn_in(p, B, C); }
spawn(A) ::= spawn(B) AS text(C).                   { A = make_expr_spawn_as(p, B, C); }

expr(A) ::= YIELD(T). [LOWEST]                      { A = make_expr_yield(p, T, NULL, false); }
expr(A) ::= YIELD(T) expr(B). [LOWEST]              { A = make_expr_yield(p, T, B, false); }
expr(A) ::= YIELD(T) FROM expr(B). [LOWEST]         { A = make_expr_yield(p, T, B, true); }

expr(A) ::= closure_head(H) FAT_ARROW rvalue(B). [LOWEST]
    { A = make_expr_closure(p, H, B, NULL); }
primary(A) ::= closure_head(H) block(B).            { A = make_expr_closure(p, H, NULL, B); }
primary(A) ::= closure_head(H). [LOWEST]            { A = make_expr_fn_type(p, H); }

%type closure_head {expr_closure *}
closure_head(A) ::= FN(T) LPAREN closure_params(L) RPAREN(R) result(B) closure_throws(E).
    [LOWEST] { A = make_expr_closure_head(p, T, L, R, B, E); }
closure_head(A) ::= ASYNC(T) FN LPAREN closure_params(L) RPAREN(R) result(B) closure_throws(E).
    [LOWEST] { A = make_expr_closure_head(p, T, L, R, B, E); }

%type closure_throws {throws_clause}
closure_throws(A) ::= . [LOWEST]                    { A = (throws_clause){0}; }
closure_throws(A) ::= THROWS(T). [LOWEST]
    { A = make_decl_throws(T, (type_expr_list){0}); }
closure_throws(A) ::= THROWS(T) types(L). [LOWEST]  { A = make_decl_throws(T, L); }

%type closure_params {param_list}
closure_params(A) ::= .                             { A = (param_list){0}; }
closure_params(A) ::= closure_param_list(A).

%type closure_param_list {param_list}
closure_param_list(A) ::= closure_param(B).         { A = make_decl_params(p, (param_list){0}, B); }
closure_param_list(A) ::= closure_param_list(B) COMMA closure_param(C).
    { A = make_decl_params(p, B, C); }

// A lone type: the name of a parameter, unless this becomes a function type.
%type closure_param {param *}
closure_param(A) ::= param(A).
closure_param(A) ::= type(T).                       { A = make_expr_closure_param(p, T); }

// ---- expressions: operands ----------------------------------------------------------

%type primary {expr *}
primary(A) ::= NAME(N).                             { A = make_expr_name(p, N); }
primary(A) ::= literal(A).
primary(A) ::= text(A).
primary(A) ::= LPAREN(T) RPAREN(R).                 { A = make_expr_unit(p, T, R); }
primary(A) ::= LPAREN(T) rvalue(E) RPAREN(R).       { A = make_expr_parens(p, T, E, R); }
primary(A) ::= LPAREN(T) rvalue(E) COMMA exprs(L) RPAREN(R).
    { A = make_expr_tuple(p, T, E, L, R); }
primary(A) ::= primary(B) LPAREN args(L) RPAREN(R). { A = make_expr_call(p, B, L, R); }
primary(A) ::= primary(B) LBRACKET exprs(L) RBRACKET(R).
    { A = make_expr_index(p, B, L, R); }
primary(A) ::= primary(B) LBRACKET expr(E) COLON expr(F) RBRACKET(R).
    { A = make_expr_slice(p, B, E, F, R); }
primary(A) ::= primary(B) LBRACKET expr(E) COLON RBRACKET(R).
    { A = make_expr_slice(p, B, E, NULL, R); }
primary(A) ::= primary(B) LBRACKET COLON expr(F) RBRACKET(R).
    { A = make_expr_slice(p, B, NULL, F, R); }
primary(A) ::= primary(B) LBRACKET COLON RBRACKET(R).
    { A = make_expr_slice(p, B, NULL, NULL, R); }
primary(A) ::= primary(B) DOT NAME|INT(N).          { A = make_expr_member(p, B, N); }
primary(A) ::= primary(B) BANG(T).                  { A = make_expr_unwrap(p, B, T); }
primary(A) ::= primary(B) QUESTION(T).              { A = make_expr_optional_type(p, B, T); }
primary(A) ::= primary(B) THROWS(T).                { A = make_expr_throwing_type(p, B, T); }

%type literal {expr *}
literal(A) ::= INT(T).                              { A = make_literal_int(p, T); }
literal(A) ::= FLOAT(T).                            { A = make_literal_float(p, T); }
literal(A) ::= CHAR(T).                             { A = make_literal_char(p, T); }
literal(A) ::= DURATION(T).                         { A = make_literal_duration(p, T); }
literal(A) ::= BYTES(T).                            { A = make_literal_bytes(p, T); }
literal(A) ::= TRUE(T).                             { A = make_literal_bool(p, T, true); }
literal(A) ::= FALSE(T).                            { A = make_literal_bool(p, T, false); }
literal(A) ::= NONE(T).                             { A = make_literal_none(p, T); }

// With a trailing comma if you like.
%type exprs {expr_list}
exprs(A) ::= expr_list(A).
exprs(A) ::= expr_list(A) COMMA.

%type expr_list {expr_list}
expr_list(A) ::= rvalue(E).                         { A = make_expr_list(p, (expr_list){0}, E); }
expr_list(A) ::= expr_list(B) COMMA rvalue(E).      { A = make_expr_list(p, B, E); }

%type args {call_arg_list}
args(A) ::= .                                       { A = (call_arg_list){0}; }
args(A) ::= arg_list(A).
args(A) ::= arg_list(A) COMMA.

%type arg_list {call_arg_list}
arg_list(A) ::= rvalue(E).
    { A = make_expr_arg(p, (call_arg_list){0}, NULL, E); }
arg_list(A) ::= NAME(N) COLON rvalue(E).
    { A = make_expr_arg(p, (call_arg_list){0}, N, E); }
arg_list(A) ::= expr(E) ELLIPSIS.
    { A = make_expr_spread(p, (call_arg_list){0}, E); }
arg_list(A) ::= arg_list(B) COMMA rvalue(E).        { A = make_expr_arg(p, B, NULL, E); }
arg_list(A) ::= arg_list(B) COMMA NAME(N) COLON rvalue(E).  { A = make_expr_arg(p, B, N, E); }
arg_list(A) ::= arg_list(B) COMMA expr(E) ELLIPSIS. { A = make_expr_spread(p, B, E); }

// ---- [1, 2], ["a": 1], [x for x in xs] ----------------------------------------------

primary(A) ::= LBRACKET(T) RBRACKET(R).
    { A = make_expr_list_literal(p, T, (expr_list){0}, R); }
primary(A) ::= LBRACKET(T) exprs(L) RBRACKET(R).    { A = make_expr_list_literal(p, T, L, R); }
primary(A) ::= LBRACKET(T) COLON RBRACKET(R).       { A = make_expr_map_literal(p, T, NULL, R); }
primary(A) ::= LBRACKET(T) map_items(L) RBRACKET(R).
    { A = make_expr_map_literal(p, T, L, R); }
primary(A) ::= LBRACKET(T) map_items(L) COMMA RBRACKET(R).
    { A = make_expr_map_literal(p, T, L, R); }
primary(A) ::= LBRACKET(T) rvalue(E) clauses(C) RBRACKET(R).
    { A = make_expr_comprehension(p, T, NULL, E, C, R); }
primary(A) ::= LBRACKET(T) expr(K) COLON rvalue(E) clauses(C) RBRACKET(R).
    { A = make_expr_comprehension(p, T, K, E, C, R); }

%type map_items {expr_map_literal *}
map_items(A) ::= expr(K) COLON rvalue(E).           { A = make_expr_map_item(p, NULL, K, E); }
map_items(A) ::= map_items(B) COMMA expr(K) COLON rvalue(E).
    { A = make_expr_map_item(p, B, K, E); }

%type clauses {expr_comprehension *}
clauses(A) ::= for_clause(B).                       { A = make_expr_clause(p, NULL, B); }
clauses(A) ::= clauses(L) for_clause(B).            { A = make_expr_clause(p, L, B); }
clauses(A) ::= clauses(L) IF expr(E).
    { A = make_expr_clause(p, L, make_expr_if_clause(p, E)); }

%type for_clause {comp_clause *}
for_clause(A) ::= FOR(T) loop_names(N) IN expr(E).  { A = make_expr_for_clause(p, T, N, E); }
for_clause(A) ::= ASYNC(T) FOR loop_names(N) IN expr(E).
    { A = make_expr_for_clause(p, T, N, E); }

// ---- "text {value!r:>8}" ------------------------------------------------------------

%type text {expr *}
text(A) ::= STR(T).                                 { A = make_literal_string(p, T); }
text(A) ::= interp(B) STR_TAIL(T).                  { A = make_literal_interp(p, B, T); }

%type interp {interp_builder *}
interp(A) ::= STR_HEAD(T) value(V).
    { A = make_literal_interp_value(p, NULL, T, V); }
interp(A) ::= interp(B) STR_MIDDLE(T) value(V).     { A = make_literal_interp_value(p, B, T, V); }

%type value {interp_part *}
value(A) ::= expr(E) conversion(C) format(F).       { A = make_spec_of(p, E, C, F); }

%type conversion {char}
conversion(A) ::= .                                 { A = 0; }
conversion(A) ::= CONVERSION(T).                    { A = make_spec_conversion(p, T); }

%type format {spec_builder *}
format(A) ::= .                                     { A = NULL; }
format(A) ::= format_parts(A).

%type format_parts {spec_builder *}
format_parts(A) ::= SPEC_TEXT(T).                   { A = make_spec_text(p, NULL, T); }
format_parts(A) ::= format_parts(B) SPEC_TEXT(T).   { A = make_spec_text(p, B, T); }
format_parts(A) ::= format_parts(B) SPEC_OPEN expr(E) SPEC_CLOSE.
    { A = make_spec_value(p, B, E); }

%code {
#undef TOKEN   // lemon has used it
#define TOKEN(name, text, flags) \
    _Static_assert((int)EXPECTED_##name == TOK_##name, "ORDER token: " #name);
#include "tokens.def"
#undef TOKEN

_Static_assert(YYSTACKDEPTH == LIMIT_NESTING * 20 + 1, "see %stack_size");

// What follows looks into lemon's tables, for messages and for recovery.

bool parse_is_lost(const void *machine)
{
    const yyParser *y = machine;
    return y->yytos->major == YYERRORSYMBOL;
}

void parse_forgive(void *machine)
{
    ((yyParser *)machine)->yyerrcnt = -1;
}

// Gives up the construct that waits behind `error`: the list around goes on.
void parse_leave(void *machine)
{
    yyParser *y = machine;
    if (y->yytos - y->yystack < 3) return;
    yy_pop_parser_stack(y);   // the error itself
    yy_pop_parser_stack(y);   // the word that could be followed by it
    YYACTIONTYPE act = yy_find_reduce_action(y->yytos->stateno, YYERRORSYMBOL);
    while (act > YY_MAX_SHIFTREDUCE && y->yytos > y->yystack) {
        yy_pop_parser_stack(y);
        act = yy_find_reduce_action(y->yytos->stateno, YYERRORSYMBOL);
    }
    if (act <= YY_MAX_SHIFTREDUCE) yy_shift(y, act, YYERRORSYMBOL, NULL);
}

// Would the machine take this token now?  Goes through the reductions that
// come first on a stack of its own, without touching the real one.
bool parse_accepts(const void *machine, token_kind kind)
{
    const yyParser *y = machine;
    const yyStackEntry *real = y->yytos;
    YYACTIONTYPE made[100];
    int count = 0;
    YYACTIONTYPE state = real->stateno;
    for (;;) {
        YYACTIONTYPE act = yy_find_shift_action((YYCODETYPE)kind, state);
        if (act <= YY_MAX_SHIFTREDUCE || act == YY_ACCEPT_ACTION) return true;
        if (act < YY_MIN_REDUCE) return false;
        unsigned rule = (unsigned)(act - YY_MIN_REDUCE);
        int gone = -yyRuleInfoNRhs[rule];
        int from_made = gone < count ? gone : count;
        count -= from_made;
        real -= gone - from_made;
        state = count > 0 ? made[count - 1] : real->stateno;
        state = yy_find_reduce_action(state, yyRuleInfoLhs[rule]);
        if (state == YY_ACCEPT_ACTION || count == 100) return state == YY_ACCEPT_ACTION;
        made[count++] = state;   // above YY_MAX_SHIFT: a reduction that is due next
    }
}
}
