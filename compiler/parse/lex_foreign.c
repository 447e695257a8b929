// SPDX-License-Identifier: MIT
// lex_foreign.c - habits of other languages that can be told from a word or sign.
//
// Each is reported once, with the form to write, and then read as if it had been
// written so: the rest of the program is checked as usual.
//
//     func add(a: int) -> int {      fn
//         if a > 1 && a < 9 {        and
//         } elif !done {             else if, not
//         x := 1                     reported; x counts as declared
//         i++                        dropped
#include <string.h>

#include "parse/lex_state.h"

static span span_of(const lexer *lx, const char *from, const char *to)
{
    uint32_t base = lx->src->base;
    return (span){base + (uint32_t)(from - lx->src->bytes), base + (uint32_t)(to - lx->src->bytes)};
}

void lex_foreign(lexer *lx, const char *from, const char *to, const char *instead)
{
    span at = span_of(lx, from, to);
    diag_error(lx->prog, at, E0118, at, instead);
}

// The first one speaks for all.
void lex_foreign_hash(lexer *lx, const char *from)
{
    if (!lx->saw_hash) lex_foreign(lx, from, from + 1, "comments start with `//`");
    lx->saw_hash = true;
}

// What was read last can end an operand; words that are not settled yet can.
static bool is_behind_operand(const lexer *lx)
{
    token_kind last = lex_last_kind(lx);
    return lex_token_ends_operand(last) || lex_token_is_contextual(last);
}

static bool starts_statement(const lexer *lx)
{
    token_kind last = lex_last_kind(lx);
    return lx->saw_newline || last == TOK_END || last == TOK_LBRACE;
}

bool lex_foreign_is_declaring(lexer *lx, const char *end)
{
    bool in_value = lx->levels.count > 0 && array_last(&lx->levels).kind == LEVEL_VALUE;
    if (in_value) return false;
    lex_foreign(lx, lx->start, end, "declare with `let x = ...` or `var x = ...`");
    const token *name = lx->out->tokens.count > 0 ? &array_last(&lx->out->tokens) : NULL;
    if (name != NULL && name->name != NULL) map_put(&lx->prog->lost_names, name->name, lx->prog);
    return true;
}

// A number alone, or one that ends the brackets around it: `2`, `10)`; a comment may follow.
static bool is_divisor(const char *from, const char *end)
{
    size_t digits = strspn(from, "0123456789_");
    const char *p = from + digits;
    while (p < end && strchr(")]} \t\r", *p) != NULL) p++;
    return digits > 0 && (p == end || strncmp(p, "//", 2) == 0);
}

// `n // 2` and `n //= 2` on a line that goes on with a value.  A comment like `f(x)  // 3` is
// set off by more than one blank, and what is printed may be followed by what it prints.
void lex_foreign_comment(lexer *lx, const char *from, const char *end)
{
    const token *last = lx->out->tokens.count > 0 ? &array_last(&lx->out->tokens) : NULL;
    if (last == NULL || lx->saw_newline || !is_behind_operand(lx)) return;
    span at = span_of(lx, from, from + 2);
    if (at.start > last->span.end + 1) return;
    bool in_brackets = lx->levels.count > 0 && (array_last(&lx->levels).kind == LEVEL_PAREN ||
                                                array_last(&lx->levels).kind == LEVEL_BRACKET);
    const char *closes = strpbrk(from, ")]\n");
    if (in_brackets && closes != NULL && closes < end) lx->comment_inside = at.start;
    bool is_assigning = from[2] == '=' &&
                        is_divisor(from + 3 + (from[3] == ' '), end);
    const token *first = last;
    while (first > lx->out->tokens.items && !first->on_new_line) first--;
    bool prints = first->name != NULL && strcmp(first->name, "print") == 0;
    bool divides = !prints && is_divisor(from + 2 + (from[2] == ' '), end);
    if (!divides && !is_assigning) return;
    at.end += is_assigning;
    diag *d = diag_error(lx->prog, at, W0310, at);
    diag_help(lx->prog, d, is_assigning ? "integers divide by `x /= n`"
                                        : "integers divide by `/`, which cuts towards zero");
}

// Inside of `for (i = 0; ...`.
static bool in_c_loop(const lexer *lx)
{
    if (lx->levels.count == 0) return false;
    uint32_t opened = array_last(&lx->levels).token;
    const token *tokens = lx->out->tokens.items;
    return opened > 0 && tokens[opened].kind == TOK_LPAREN && tokens[opened - 1].kind == TOK_FOR;
}

bool lex_foreign_is_step(lexer *lx, const char *end)
{
    const char *next = end + strspn(end, " \t\r");
    bool is_over = *next == '\0' || strchr("\n;){},", *next) != NULL || strncmp(next, "//", 2) == 0;
    bool is_word = (*next >= 'a' && *next <= 'z') || (*next >= 'A' && *next <= 'Z') || *next == '_';
    bool is_step = starts_statement(lx) ? is_word : is_over && is_behind_operand(lx);
    if (!is_step) return false;
    if (in_c_loop(lx)) return true;   // the parser says how a loop is written
    lex_foreign(lx, lx->start, end, *lx->start == '+' ? "write `x += 1`" : "write `x -= 1`");
    return true;
}

bool lex_foreign_is_negation(const lexer *lx)
{
    return !is_behind_operand(lx);
}

void lex_foreign_drop_prefix(lexer *lx)
{
    static const char *const prefixes[] = {"f", "F", "r", "R", "u", "rf", "fr"};
    if (lx->out->tokens.count == 0) return;
    const token *last = &array_last(&lx->out->tokens);
    span quote = span_of(lx, lx->start, lx->cursor);
    if (last->kind != TOK_NAME || last->span.end != quote.start) return;
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        if (strcmp(last->name, prefixes[i]) != 0) continue;
        bool is_raw = strpbrk(last->name, "rR") != NULL;
        diag_error(lx->prog, last->span, E0118, last->span,
                   is_raw ? "a raw string is enclosed in backquotes"
                          : "every string formats values: `\"{x}\"`");
        lx->out->tokens.count--;
        return;
    }
}

// ---- braces --------------------------------------------------------------------

enum { LOOK_AHEAD = 256 };   // bytes: long lines of braces take linear time

// Whether the braces that are open at `p` are closed before the end of the line.  The
// strings and formats of the value are skipped; what else is wrong with it, the parser says.
static bool closes_on_line(const char *p)
{
    bool in_string = false;
    const char *far = p + LOOK_AHEAD;
    for (unsigned depth = 1; *p != '\n' && *p != '\0'; p++) {
        if (p >= far) return true;   // a long value, most likely
        bool is_escape = *p == '\\' && p[1] != '\n' && p[1] != '\0';
        bool is_char = *p == '\'' && p[1] != '\\' && p[1] != '\n' && p[1] != '\0' && p[2] == '\'';
        if (*p == '"') in_string = !in_string;
        else if (in_string) p += is_escape;
        else if (is_char) p += 2;
        else if (*p == '{') depth++;
        else if (*p == '}' && --depth == 0) return true;
    }
    return false;
}

bool lex_foreign_is_value(const char *from, bool is_multi)
{
    const char *first = from + strspn(from, " \t");
    return *first != '\\' && (is_multi || closes_on_line(from));
}

void lex_foreign_brace(lexer *lx, const char *at)
{
    span brace = span_of(lx, at, at + 1);
    diag *d = diag_error(lx->prog, brace, E0011, brace);
    if (*at == '{') diag_help(lx->prog, d, "a brace is written `{{`, a value `{x}`");
    else diag_help(lx->prog, d, "a brace is written `}}`");
}

void lex_foreign_empty_braces(lexer *lx, const char *from, const char *to)
{
    diag *d = diag_error(lx->prog, span_of(lx, from, to), E0014);
    diag_help(lx->prog, d,
              "write the value between the braces: `\"{x}\"`; braces are doubled: `{{}}`");
}

// ---- words ---------------------------------------------------------------------

static bool is_one_of(const lexer *lx, const char *const *words, size_t count)
{
    size_t len = (size_t)(lx->cursor - lx->start);
    for (size_t i = 0; i < count; i++) {
        if (words[i][0] != *lx->start) continue;
        if (strlen(words[i]) == len && memcmp(lx->start, words[i], len) == 0) return true;
    }
    return false;
}

static bool is_catch(const lexer *lx)
{
    static const char *const words[] = {"except", "rescue"};
    return is_one_of(lx, words, 2);
}

bool lex_foreign_is_branch(const lexer *lx)
{
    static const char *const words[] = {"elif", "elsif", "elseif"};
    return lex_last_kind(lx) == TOK_RBRACE && (is_one_of(lx, words, 3) || is_catch(lx));
}

void lex_foreign_push_branch(lexer *lx)
{
    bool catches = is_catch(lx);
    lex_foreign(lx, lx->start, lx->cursor, catches ? "write `catch`" : "write `else if`");
    lex_push(lx, catches ? TOK_CATCH : TOK_ELSE, lx->start, lx->cursor);
    if (!catches) lex_push(lx, TOK_IF, lx->start, lx->cursor);
}

bool lex_foreign_may_be_fn(const lexer *lx, token_kind last)
{
    static const char *const words[] = {"func", "def", "function", "fun"};
    bool is_place = last == TOK_END || last == TOK_LBRACE || last == TOK_ASYNC ||
                    last == TOK_EXPORT;
    return is_place && is_one_of(lx, words, 4);
}

void lex_foreign_settle_fn(lexer *lx, uint32_t i)
{
    token *tokens = lx->out->tokens.items;   // an EOF ends them
    if (tokens[i].kind == TOK_EOF || tokens[i + 1].kind == TOK_EOF) return;
    bool is_named = tokens[i + 1].kind == TOK_NAME || lex_token_is_contextual(tokens[i + 1].kind);
    token_kind behind = tokens[i + 2].kind;
    if (!is_named || (behind != TOK_LPAREN && behind != TOK_LBRACKET)) return;
    diag_error(lx->prog, tokens[i].span, E0118, tokens[i].span, "write `fn`");
    tokens[i].kind = TOK_FN;
}
