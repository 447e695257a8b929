// SPDX-License-Identifier: MIT
// parse_hint.c - the help below a syntax error: how it is written here.
//
// The report says what the grammar expected; a reader who comes from another language
// needs the form that they had in mind.  A hint looks at a few tokens only: the
// one at fault, its neighbours, and the first of the statement.  One hint is
// enough, the first that fits.
#include <string.h>

#include "base/habit.h"
#include "parse/make.h"

typedef struct place {
    parser *p;
    const token *found;
    const token *before;   // an END when there is none
    const token *next;
    const token *first;    // of the statement
    bool is_value;
} place;

static const char literal_forms[] =
    "a list is `[1, 2]`, a map `[\"a\": 1]`; the type follows the name: `let xs: list[int] = []`";
static const char map_forms[] = "a map is `[\"a\": 1]`, an empty one `[:]`; a set is `set([1, 2])`";
static const char closure_form[] = "a closure is written `fn(x: int) => x + 1`";
static const char fn_block[] =
    "the body of a function is a block: `fn name(x: int) -> int { return x + 1 }`";
static const char no_parents[] =
    "there is no inheritance: a type satisfies an interface by its methods, without declaring it";
static const char plain_error[] = "an error has no type parameters: `error Lost(path: str)`";
static const char type_arguments[] = "type arguments are written in square brackets: `list[int]`";

static const token nothing = {.kind = TOK_END};

static bool accepts(const place *at, token_kind kind)
{
    return parse_accepts(at->p->machine, kind);
}

static bool are_adjacent(const token *a, const token *b)
{
    return a->span.end == b->span.start && a->span.end > 0;
}

static bool is_word(const token *t, const char *word)
{
    return t->name != NULL && strcmp(t->name, word) == 0;
}

// The first token of the statement after the words that may precede a declaration.
static const token *declarator(const place *at)
{
    const token *t = at->first;
    while (t < at->found && (t->kind == TOK_EXPORT || t->kind == TOK_ASYNC || t->kind == TOK_MUT))
        t++;
    return t;
}

static bool is_type_name(const token *t)
{
    static const char *const types[] = {"int", "float", "str", "bool", "char", "bytes",
                                        "list", "map", "set", "chan", "task", "future",
                                        "u8", "i32", "u32", "i64", "u64"};
    if (t->kind != TOK_NAME) return false;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(t->name, types[i]) == 0) return true;
    }
    return habit_of_type(t->name) != NULL;
}

// The index of the `(` around `p->at`; 0 when there is none in the statement.
static uint32_t paren_around(const parser *p)
{
    uint32_t from = p->lost_from;
    for (uint32_t i = p->at; i > from; i--) {
        const token *t = &p->lexed.tokens.items[i - 1];
        if (t->kind == TOK_LPAREN && t->match >= p->at) return i - 1;
    }
    return 0;
}

// Inside of fn f( ... ), fn( ... ) or error E( ... )
static bool is_in_params(const parser *p)
{
    uint32_t open = paren_around(p);
    const token *tokens = p->lexed.tokens.items;
    if (open == 0) return false;
    if (tokens[open - 1].kind == TOK_FN) return true;
    return open >= 2 && tokens[open - 1].kind == TOK_NAME &&
           (tokens[open - 2].kind == TOK_FN || tokens[open - 2].kind == TOK_ERROR);
}

bool parse_hint_lacks_colon(const parser *p)
{
    const token *tokens = p->lexed.tokens.items;
    return p->at > 0 && tokens[p->at].kind == TOK_NAME && tokens[p->at - 1].kind == TOK_NAME &&
           is_in_params(p);
}

// ---- words ---------------------------------------------------------------------

// `print "x"`, `switch x {`: the first word is no name, for a name would have
// something else after it.
static bool first_is_a_word(const place *at)
{
    const token *behind = at->first + 1;
    switch ((int)behind->kind) {
    case TOK_DOT:
    case TOK_ASSIGN:
    case TOK_LBRACKET:
    case TOK_COLON:
    case TOK_COMMA: return false;
    case TOK_LPAREN: return !is_word(at->first, "print") &&
                            at->p->lexed.tokens.items + behind->match < at->found;
    default: return true;
    }
}

// `if e is Lost {`: a type or a case is asked for, not a value.
static const char *is_hint(const place *at)
{
    const token *asked = at->next->kind == TOK_NOT ? at->next + 1 : at->next;
    bool is_type = asked->kind == TOK_NAME && asked->name[0] >= 'A' && asked->name[0] <= 'Z' &&
                   strcmp(asked->name, "None") != 0;
    if (!is_type) return NULL;
    return "a case is recognised by `match x { case Lost { ... } ... }`, "
           "the type of an error by `catch e: Lost { ... }`";
}

static bool declares_type(const token *t)
{
    return t->kind == TOK_STRUCT || t->kind == TOK_CLASS || t->kind == TOK_ENUM ||
           t->kind == TOK_INTERFACE;
}

// `class Circle : Shape`, `class Circle(Shape)`, `class Circle extends Shape`.
static const char *parent_hint(const place *at)
{
    const token *t = declarator(at);
    if (t->kind == TOK_ERROR && at->found->kind == TOK_LBRACKET && at->found == t + 2)
        return plain_error;
    if (!declares_type(t) || at->found != t + 2) return NULL;
    if (is_word(at->found, "extends")) return no_parents;
    if (at->found->kind == TOK_COLON)
        return t->kind == TOK_ENUM ? "an enum has no underlying type: `enum Level { Low = 1 }`"
                                   : no_parents;
    if (at->found->kind == TOK_LT)
        return at->next[1].kind == TOK_LBRACE ? no_parents
               : "type parameters are written in square brackets: `struct Pair[T] { ... }`";
    if (at->found->kind != TOK_LPAREN) return NULL;
    bool has_fields = at->next->kind == TOK_NAME && at->next[1].kind == TOK_COLON;
    if (has_fields) return "fields are written in braces: `struct Point { x: int, y: int }`";
    return t->kind == TOK_ENUM ? NULL : no_parents;
}

static const char *word_hint(const place *at)
{
    const char *hint = is_word(at->found, "is") ? is_hint(at) : NULL;
    bool is_call = at->next->kind == TOK_LPAREN || at->next->kind == TOK_DOT;
    if (hint != NULL) return hint;
    if (at->found->kind == TOK_NAME && !is_call) hint = habit_of_word(at->found->name);
    // `print(x, end="")`: the name of an argument
    bool is_named = at->found->kind == TOK_ASSIGN && paren_around(at->p) != 0;
    if (hint == NULL && at->before->kind == TOK_NAME && !is_named)
        hint = habit_of_word(at->before->name);
    if (hint == NULL && at->first->kind == TOK_NAME && first_is_a_word(at))
        hint = habit_of_word(at->first->name);
    return hint;
}

static const char *as_hint(const place *at)
{
    bool is_catch = at->p->at >= 2 && at->before[-1].kind == TOK_CATCH;
    if (is_catch && is_word(at->before, "Cancelled"))
        return "a cancellation has no value: `catch Cancelled { ... }`; `t.reason` tells why";
    return is_catch ? "the name comes first: `catch e: Lost { ... }`"
                    : "a conversion is a call: `int(x)`, `float(n)`";
}

static const char *two_names_hint(const place *at)
{
    if (at->found->kind != TOK_NAME || at->before->kind != TOK_NAME) return NULL;
    if (is_word(at->found, "as")) return as_hint(at);
    if (is_in_params(at->p)) {
        return is_type_name(at->before) ? "the name comes first: `x: int`"
                                        : "a type follows a colon: `x: int`";
    }
    bool declares = at->before == at->first + 1 &&
                    (at->first->kind == TOK_LET || at->first->kind == TOK_VAR);
    bool is_field = accepts(at, TOK_COMMA) && accepts(at, TOK_END) && !accepts(at, TOK_LPAREN);
    bool is_case = is_field && at->before->name[0] >= 'A' && at->before->name[0] <= 'Z';
    if (is_case) return "the payload is written in parentheses: `Circle(r: int)`";
    if (declares || is_field)
        return "a type follows a colon: `x: int`";
    if (is_type_name(at->before) && is_type_name(at->found) && paren_around(at->p) != 0)
        return "type arguments are written in square brackets: `chan[int](4)`";
    if (at->before == at->first && is_type_name(at->before))
        return "a variable is declared with `let x: int = ...` or `var x: int = ...`";
    return NULL;
}

// ---- signs ---------------------------------------------------------------------

static const char *assign_hint(const place *at)
{
    if (at->first->kind == TOK_CASE)
        return "what an arm receives is bound by let: `case let v = ch.recv() { ... }`";
    if (declarator(at)->kind == TOK_FN && accepts(at, TOK_LBRACE)) return fn_block;
    bool is_named = at->before->kind == TOK_NAME && paren_around(at->p) != 0;
    if (is_named && !is_in_params(at->p)) return "a named argument has a colon: `width: 3`";
    bool compares = accepts(at, TOK_EQ) || accepts(at, TOK_LBRACE) ||
                    at->first->kind == TOK_ASSERT;
    return compares ? "`=` assigns; write `==` to compare" : NULL;
}

static const char *colon_hint(const place *at)
{
    bool is_second = at->before->kind == TOK_COLON && are_adjacent(at->before, at->found);
    bool twice = is_second || (at->next->kind == TOK_COLON && are_adjacent(at->found, at->next));
    if (is_second && at->before[-1].kind == TOK_LBRACKET) return "a slice has no step: `xs[i:j]`";
    if (twice)
        return "members of a module or type follow a dot: `math.sqrt`, `Shape.Circle`";
    bool is_fn = at->first->kind == TOK_FN || at->first->kind == TOK_ASYNC;
    if (is_fn && at->before->kind == TOK_RPAREN && at->next->kind != TOK_END)
        return "the result type follows an arrow: `fn f(x: int) -> int { ... }`";
    if (accepts(at, TOK_LBRACE)) return "a block is enclosed in `{ }`, not introduced by a colon";
    return NULL;
}

// `spawn fn() => ...`: the `(` belongs to a closure that is to be started.
static bool spawns_closure(const place *at)
{
    if (at->before->kind != TOK_RPAREN) return false;
    const token *t = at->before;
    while (t > at->first && t->match != at->before - at->p->lexed.tokens.items) t--;
    if (t > at->first) t--;
    if (t > at->first && t->kind == TOK_FN) t--;
    if (t > at->first && t->kind == TOK_ASYNC) t--;
    return t->kind == TOK_SPAWN;
}

static const char spawn_form[] = "spawn takes the call of an async function: `spawn f(x)`";

static const char *brace_hint(const place *at)
{
    if (at->before->kind == TOK_SPAWN || spawns_closure(at)) return spawn_form;
    if (at->first->kind == TOK_ERROR)
        return "the fields are written in parentheses: `error Lost(path: str)`";
    bool is_type = at->before->kind == TOK_NAME && at->before->name[0] >= 'A' &&
                   at->before->name[0] <= 'Z';
    if (is_type && accepts(at, TOK_COMMA))
        return "the payload is written in parentheses: `Circle(r: int)`";
    if (is_type) return "a value is created by a call: `Point(x: 1, y: 2)`";
    if (at->before->kind == TOK_RBRACKET || is_type_name(at->before))
        return literal_forms;
    bool is_head = lex_token_is_word(at->before->kind) && at->before->kind != TOK_RETURN;
    if (at->is_value && !is_head) return map_forms;
    return NULL;
}

static const char *comma_hint(const place *at)
{
    if (at->before->kind == TOK_COMMA) return NULL;
    switch ((int)at->first->kind) {
    case TOK_LET:
    case TOK_VAR: return "several names need parentheses: `let (a, b) = (1, 2)`";
    case TOK_RETURN: return "several values need parentheses: `return (a, b)`";
    case TOK_IMPORT: return "write one `import` for each module";
    case TOK_NAME: return "several places need parentheses: `(a, b) = (b, a)`";
    default: return NULL;
    }
}

static const char *arrow_hint(const place *at)
{
    if (spawns_closure(at)) return spawn_form;
    if (at->before->kind == TOK_THROWS) return "the result comes first: `fn f() -> int throws`";
    if (at->found->kind == TOK_ARROW) return "a member follows a dot: `p.x`";
    if (declarator(at)->kind == TOK_FN && accepts(at, TOK_LBRACE)) return fn_block;
    bool is_arm = accepts(at, TOK_LBRACE);
    return is_arm ? "an arm is written `case 1 { ... }`" : closure_form;
}

static const char *star_hint(const place *at)
{
    if (is_in_params(at->p) && !is_type_name(at->next) && at->before->kind != TOK_COLON)
        return at->found->kind == TOK_BIT_AND ? "methods receive self implicitly: leave it out"
                                              : "a variadic parameter is written `xs: ...int`";
    if (at->found->kind == TOK_MUL && paren_around(at->p) != 0 && at->before->kind == TOK_LPAREN)
        return "a list is passed on as `xs...`";
    if (at->found->kind == TOK_MUL && at->before->kind == TOK_LBRACKET)
        return "lists are joined by `a + b`";
    return "there are no pointers: values are copied; lists, maps and sets are shared";
}

static const char *question_hint(const place *at)
{
    if (at->next->kind == TOK_END)
        return "an error propagates by itself: leave out the `?`";
    return "there is no ?: operator: write `if c { a } else { b }`, or `x ?? other` for none";
}

static const char *sign_hint(const place *at)
{
    switch ((int)at->found->kind) {
    case TOK_ASSIGN: return assign_hint(at);
    case TOK_COLON: return colon_hint(at);
    case TOK_LBRACE: return brace_hint(at);
    case TOK_COMMA: return comma_hint(at);
    case TOK_ARROW:
    case TOK_FAT_ARROW: return arrow_hint(at);
    case TOK_MUL:
    case TOK_POW:
    case TOK_BIT_AND: return lex_token_ends_operand(at->before->kind) ? NULL : star_hint(at);
    case TOK_QUESTION: return question_hint(at);
    case TOK_BIT_OR: return at->is_value ? closure_form : NULL;
    case TOK_ELLIPSIS: return at->is_value ? "lists are joined by `a + b`" : NULL;
    case TOK_LT:
        if (are_adjacent(at->found, at->next) && at->next->kind == TOK_SUB)
            return "a channel is used by `await ch.recv()` and `await ch.send(x)`";
        if (at->before->kind == TOK_NAME && !accepts(at, TOK_ADD))
            return type_arguments;
        return is_type_name(at->before) ? type_arguments : NULL;
    case TOK_DOT:
        return at->is_value && at->next->kind == TOK_INT ? "write `0.5`" : NULL;
    default: return NULL;
    }
}

// ---- constructs ------------------------------------------------------------------

// `spawn f() as name`
static bool declares_task(const place *at)
{
    for (const token *t = at->found; t > at->first; t--)
        if (t[-1].kind == TOK_SPAWN) return true;
    return false;
}

static const char *construct_hint(const place *at)
{
    token_kind found = at->found->kind;
    if (found == TOK_ELSE && at->next->kind == TOK_COLON)
        return "a block is enclosed in `{ }`, not introduced by a colon";
    if (found == TOK_ELSE && at->before->kind == TOK_END)
        return "`else` follows the `}` of its block on the same line";
    if (found == TOK_IF && lex_token_ends_operand(at->before->kind))
        return "the condition comes first: `if c { a } else { b }`";
    if ((found == TOK_IF || found == TOK_MATCH) && at->is_value)
        return "here it needs parentheses: `(if c { 1 } else { 2 })`";
    bool is_marked = found == TOK_TRY && at->next->kind != TOK_LBRACE;
    if (is_marked || (at->before->kind == TOK_TRY && found != TOK_LBRACE))
        return "an error propagates by itself: leave out `try`";
    if (found == TOK_TRY && at->is_value)
        return "this is a statement and has no value: declare the variable before it, "
               "assign inside";
    if (accepts(at, TOK_CASE) && accepts(at, TOK_DEFAULT))
        return "an arm is written `case let v = ch.recv() { ... }`, `case after 1s { ... }`";
    if (accepts(at, TOK_CASE) && accepts(at, TOK_RBRACE))
        return "an arm is written `case 1 { ... }`, for the rest `else { ... }`";
    if (at->first->kind == TOK_IMPORT) return "write `import name`, or `import dir.name as short`";
    if (at->before->kind == TOK_CATCH) return "write `catch e: Lost { ... }` or `catch e { ... }`";
    bool is_label = at->before->kind == TOK_COLON && accepts(at, TOK_WHILE) && accepts(at, TOK_FOR);
    if (is_label)
        return "a variable is declared with `let x: int = ...`; a label precedes a loop";
    if (found == TOK_AS) return as_hint(at);
    if (found == TOK_INT && at->before->kind == TOK_LBRACKET)
        return "a list has no fixed length: `list[int]`";
    if (found == TOK_LBRACKET && at->before->kind == TOK_COLON)
        return "the type of a list is `list[int]`";
    if (found == TOK_NAME && at->before->kind == TOK_RBRACKET)
        return literal_forms;
    bool has_unit = at->before->kind == TOK_INT || at->before->kind == TOK_FLOAT;
    if (has_unit && found == TOK_NAME && strlen(at->found->name) <= 3)
        return "a unit directly follows its number: `3s`, `250ms`";
    if (found == TOK_RPAREN && at->before->kind == TOK_COMMA && at->is_value)
        return "a tuple has two parts or more; `(x)` is `x`";
    if (found == TOK_LBRACKET && at->before == at->first &&
        (at->before->kind == TOK_LET || at->before->kind == TOK_VAR))
        return "a list is taken apart by its indices: `let a = xs[0]`; a tuple by `let (a, b) = t`";
    if (found == TOK_VAR && at->first->kind == TOK_FOR)
        return "a counting loop is written `for i in 0..n { ... }`";
    if (found == TOK_LET && at->before->kind == TOK_IF && at->is_value)
        return "the condition of a comprehension is a bool: `[x! for x in xs if x != none]`";
    if (at->before->kind == TOK_AS && declares_task(at))
        return "a task is named by a string: `spawn f() as \"load {n}\"`";
    if (found == TOK_THROW || is_word(at->found, "throws"))
        return "a function that lets errors out declares `throws` after its result";
    return NULL;
}

// The head of a loop, up to its block.
static const char *loop_hint(const place *at)
{
    if (at->first->kind != TOK_FOR) return NULL;
    for (const token *t = at->first; t < at->found; t++) {
        if (t->kind == TOK_LBRACE || t->kind == TOK_IN) return NULL;
    }
    return "write `for x in xs { ... }`, `for i in 0..n { ... }`, or `while ready { ... }`";
}

static place place_at_error(parser *p, bool is_value)
{
    const token *found = &p->lexed.tokens.items[p->at];
    return (place){
        .p = p,
        .found = found,
        .before = p->at > 0 ? found - 1 : &nothing,
        .next = found->kind == TOK_EOF ? found : found + 1,
        .first = &p->lexed.tokens.items[p->lost_from],
        .is_value = is_value,
    };
}

const char *parse_hint_foreign_word(parser *p, const token **word)
{
    place at = place_at_error(p, false);
    bool declares = at.first->kind == TOK_LET || at.first->kind == TOK_VAR;
    *word = declares ? at.first + 1 : at.first;
    if (*word >= at.found || (*word)->kind != TOK_NAME || is_word(*word, "print")) return NULL;
    if (declares ? at.before != *word : !first_is_a_word(&at)) return NULL;
    return habit_of_word((*word)->name);
}

void parse_hint(parser *p, diag *d, bool is_value)
{
    place at = place_at_error(p, is_value);
    const char *hint = loop_hint(&at);
    if (hint == NULL) hint = parent_hint(&at);
    if (hint == NULL) hint = word_hint(&at);
    if (hint == NULL) hint = two_names_hint(&at);
    if (hint == NULL) hint = sign_hint(&at);
    if (hint == NULL) hint = construct_hint(&at);
    if (hint != NULL) diag_help(p->prog, d, "%s", hint);
}
