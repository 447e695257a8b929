// SPDX-License-Identifier: MIT
// parse_error.c - what to say about a syntax error.
//
// lemon knows which tokens would have been right; from these the report is
// made: "expected `)` or `,` after `1`, found `2`".  Mistakes that people make
// often have messages of their own: a statement outside of functions, a
// reserved word as a name, `let r = await select {`.
//
// To give one report for one mistake, nothing is said about a line that has an
// error already, nor inside a bracket that was left open.
#include <stdarg.h>
#include <string.h>

#include "base/habit.h"
#include "sema/later.h"
#include "parse/make.h"

// ---- is there something to say? ------------------------------------------------

static bool is_swallowed(const parser *p, uint32_t position)
{
    for (uint32_t i = 0; i < p->lexed.swallowed.count; i++) {
        span s = p->lexed.swallowed.items[i];
        if (s.start <= position && position <= s.end) return true;
    }
    return false;
}

static bool line_has_error(const parser *p, uint32_t position)
{
    const diag_state *state = &p->prog->diags;
    uint32_t line = source_line(p->prog, position);
    for (uint32_t i = 0; i < state->reports.count; i++) {
        uint32_t start = state->reports.items[i]->at.start;
        if (source_of(p->prog, start) == p->src && source_line(p->prog, start) == line)
            return true;
    }
    return false;
}

// ---- what was expected -----------------------------------------------------------

static bool accepts(const parser *p, token_kind kind)
{
    return parse_accepts(p->machine, kind);
}

static const token *token_before(const parser *p)
{
    return p->at == 0 ? NULL : &p->lexed.tokens.items[p->at - 1];
}

typedef enum place {
    PLACE_DECL,       // a declaration could start
    PLACE_STMT,       // a statement
    PLACE_VALUE,      // an operand
    PLACE_PATTERN,
    PLACE_TYPE,
    PLACE_LITERAL,
    PLACE_NAME,
    PLACE_BEHIND,     // after something complete: signs are expected
} place;

static place place_of(const parser *p)
{
    if (accepts(p, TOK_IMPORT)) return PLACE_DECL;
    if (accepts(p, TOK_RETURN)) return PLACE_STMT;
    bool name = accepts(p, TOK_NAME);
    if (name && accepts(p, TOK_LBRACKET)) return PLACE_VALUE;
    if (name && accepts(p, TOK_INT)) return PLACE_PATTERN;
    if (name && accepts(p, TOK_LPAREN)) return PLACE_TYPE;
    if (name) return PLACE_NAME;
    return accepts(p, TOK_INT) ? PLACE_LITERAL : PLACE_BEHIND;
}

// In the order in which they are worth naming.
static const token_kind signs[] = {
    TOK_STR_MIDDLE, TOK_RPAREN, TOK_RBRACKET, TOK_LPAREN, TOK_COMMA, TOK_COLON, TOK_ASSIGN,
    TOK_IN, TOK_FAT_ARROW, TOK_LBRACE, TOK_CASE, TOK_SPEC_CLOSE, TOK_FN, TOK_WHILE, TOK_STR,
    TOK_END, TOK_RBRACE, TOK_ELSE,
};

// Joins the signs that would do, three at most.
static const char *expected_signs(parser *p)
{
    if (parse_hint_lacks_colon(p)) return lex_token_text(TOK_COLON);
    const char *names[3];
    size_t count = 0;
    bool closes = accepts(p, TOK_RPAREN) || accepts(p, TOK_RBRACKET) || accepts(p, TOK_STR_MIDDLE);
    bool calls = accepts(p, TOK_DOT) && accepts(p, TOK_LPAREN);
    if (accepts(p, TOK_ADD) && !closes) names[count++] = "an operator";
    for (size_t i = 0; i < sizeof signs / sizeof signs[0] && count < 3; i++) {
        token_kind kind = signs[i];
        if (kind == TOK_LPAREN && calls) continue;   // after a value anything can be called
        if (kind == TOK_IN && accepts(p, TOK_ADD)) continue;
        if (kind == TOK_ASSIGN && accepts(p, TOK_ADD)) continue;
        if (accepts(p, kind)) names[count++] = lex_token_text(kind);
    }
    text out;
    text_init(&out);
    for (size_t i = 0; i < count; i++)
        text_printf(&out, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", names[i]);
    if (count == 0) text_puts(&out, "something else");
    const char *joined = arena_copy(p->unit, text_string(&out), out.len);
    text_fini(&out);
    return joined;
}

static const char *expected_at(parser *p, place where)
{
    switch (where) {
    case PLACE_DECL: return "a declaration";
    case PLACE_STMT: return "a statement";
    case PLACE_VALUE: return "a value";
    case PLACE_PATTERN: return "a pattern";
    case PLACE_TYPE: return "a type";
    case PLACE_NAME: return "a name";
    case PLACE_LITERAL: return "a literal";
    case PLACE_BEHIND: break;
    }
    return expected_signs(p);
}

// ---- what was found ----------------------------------------------------------------

static void emit_call_format(program *prog, text *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    diag_vformat(prog, out, format, args);
    va_end(args);
}

static const char *quoted(parser *p, span at)
{
    text out;
    text_init(&out);
    emit_call_format(p->prog, &out, "%S", at);
    const char *made = arena_copy(p->unit, text_string(&out), out.len);
    text_fini(&out);
    return made;
}

static const char *found_text(parser *p, const token *t)
{
    if (t->kind == TOK_END && t->span.start < t->span.end) return "`;`";
    if (t->kind == TOK_END)   // added before a `}`, or for a newline
        return t[1].kind == TOK_RBRACE && !t[1].on_new_line ? "`}`" : "the end of the line";
    if (t->span.start == t->span.end) return lex_token_text(t->kind);
    bool is_text = t->kind == TOK_STR || t->kind == TOK_STR_HEAD || t->kind == TOK_BYTES;
    return is_text ? lex_token_text(t->kind) : quoted(p, t->span);
}

static const char *after_text(parser *p)
{
    const token *before = token_before(p);
    if (before == NULL || before->kind == TOK_END || before->span.start == before->span.end)
        return "";
    const char *what = quoted(p, before->span);
    size_t len = strlen(what);
    char *made = arena_alloc(p->unit, len + 8);
    memcpy(made, " after ", 7);
    memcpy(made + 7, what, len + 1);
    return made;
}

// ---- mistakes with a message of their own ---------------------------------------------

static bool starts_other_declaration(token_kind kind)
{
    switch (kind) {
    case TOK_STRUCT:
    case TOK_CLASS:
    case TOK_ENUM:
    case TOK_INTERFACE:
    case TOK_IMPORT:
    case TOK_EXTERN:
    case TOK_EXPORT:
    case TOK_ERROR:
    case TOK_TEST:
    case TOK_LOCAL:
    case TOK_TASK: return true;
    default: return false;
    }
}

static bool starts_statement(token_kind kind)
{
    switch (kind) {
    case TOK_IF:
    case TOK_WHILE:
    case TOK_FOR:
    case TOK_MATCH:
    case TOK_BREAK:
    case TOK_CONTINUE:
    case TOK_RETURN:
    case TOK_DEFER:
    case TOK_WITH:
    case TOK_TRY:
    case TOK_THROW:
    case TOK_ASSERT: return true;
    default: return lex_token_starts_operand(kind);
    }
}

// The word of a block form that stands where a value is needed: `select {`,
// `group g {`, `timeout(1s) {`.
static const token *block_form(const parser *p, token_kind found)
{
    static const char *const forms[] = {"group", "select", "race", "shield", "timeout",
                                        "timeout_at"};
    if (found != TOK_LBRACE && found != TOK_NAME) return NULL;
    const token *tokens = p->lexed.tokens.items;
    uint32_t i = p->at;
    if (found == TOK_LBRACE && i > 0 && tokens[i - 1].kind == TOK_RPAREN)
        while (i > 0 && tokens[i].match + 1 != p->at) i--;
    if (i == 0 || tokens[i - 1].kind != TOK_NAME) return NULL;
    for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++)
        if (strcmp(tokens[i - 1].name, forms[k]) == 0) return &tokens[i - 1];
    return NULL;
}

// How the value that the form was to give is had.
static const char *value_of_form(const char *form)
{
    if (strcmp(form, "timeout") == 0)
        return "the result of one call: `let r = await wait_for(f(x), 1s)`; otherwise declare "
               "`var r = ...` before it and assign inside";
    if (strcmp(form, "group") == 0)
        return "the results of several calls: `let (a, b) = await gather(f(), g())`";
    if (strcmp(form, "shield") == 0) return "the result of one call: `let r = await shield(f(x))`";
    if (strcmp(form, "timeout_at") == 0) return "declare `var r = ...` before it and assign inside";
    return "declare `var r = ...` before it and assign in an arm: `case let v = f(x) { r = v }`";
}

// True when the report is made.
static bool report_known_mistake(parser *p, const token *t, place where, bool follows_strays)
{
    token_kind kind = t->kind;
    const token *form = block_form(p, kind);
    if (form != NULL) {
        diag *d = diag_error(p->prog, form->span, E0114, form->name);
        diag_help(p->prog, d, "%s", value_of_form(form->name));
    } else if (where != PLACE_VALUE && accepts(p, TOK_CASE) && kind == TOK_NAME &&
               strcmp(t->name, "case") == 0 && t[1].kind == TOK_LBRACKET) {
        diag *d = diag_error(p->prog, t[1].span, E0101, "a pattern", " after `case`", "`[`");
        diag_help(p->prog, d, "lists have no patterns: test with "
                  "`if xs.len() == 2 and xs[0] == \"go\" { ... }`");
    } else if (kind == TOK_LBRACE && token_before(p) != NULL && token_before(p)->name != NULL &&
               later_has_name(token_before(p)->name)) {
        diag_error(p->prog, token_before(p)->span, E0901, quoted(p, token_before(p)->span));
    } else if (where == PLACE_DECL && starts_statement(kind) &&
               (kind != TOK_NAME || t[1].kind == TOK_LPAREN || habit_of_word(t->name) == NULL)) {
        if (follows_strays) return true;   // one report for all in a row
        diag *d = diag_error(p->prog, t->span, E0113);
        bool is_c = kind == TOK_NAME && t[1].kind == TOK_NAME && t[2].kind == TOK_LPAREN;
        diag_help(p->prog, d, is_c ? "a function is written `fn name(x: int) -> int { ... }`"
                                   : "put it into `fn main() { ... }`");
    } else if (where == PLACE_STMT && starts_other_declaration(kind)) {
        diag_error(p->prog, t->span, E0112);
    } else if (kind == TOK_SPEC_TEXT && token_before(p)->kind == TOK_STR_HEAD) {
        diag *d = diag_error(p->prog, t->span, E0014);
        diag_help(p->prog, d, "write the value between the braces: `\"{x%R}\"`", t->span);
    } else if (kind == TOK_FN && token_before(p) != NULL && token_before(p)->kind == TOK_EXTERN) {
        diag *d = diag_error(p->prog, span_to(token_before(p)->span, t->span), E0805,
                             "stands in a block that says where it comes from");
        diag_help(p->prog, d,
                  "write `extern \"math.h\" link \"m\" { fn cbrt(x: float) -> float }`");
    } else if (lex_token_is_word(kind) && (where == PLACE_NAME || where == PLACE_PATTERN)) {
        diag *d = diag_error(p->prog, t->span, E0110, t->span);
        diag_help(p->prog, d, "use another name, for example `%R_`", t->span);
    } else {
        return false;
    }
    return true;
}

// What is missing at the end of a line is reported there, not on the next.
static span place_at_fault(const parser *p, const token *t, place where)
{
    const token *before = token_before(p);
    bool is_end = t->kind == TOK_RBRACE || t->kind == TOK_END;
    if (before == NULL || before->kind == TOK_END || where == PLACE_BEHIND) return t->span;
    if (!t->on_new_line && !is_end) return t->span;
    return (span){before->span.end, before->span.end};
}

// The index of the token that opens the bracket which `close` closes.
static uint32_t opener_of(const parser *p, uint32_t close)
{
    uint32_t i = close;
    while (i > 0 && p->lexed.tokens.items[i].match != close) i--;
    return i;
}

// Where the statement, declaration or arm begins in which token `at` stands.
static uint32_t statement_start(const parser *p, uint32_t at)
{
    while (at > 0) {
        switch ((int)p->lexed.tokens.items[at - 1].kind) {
        case TOK_END:
        case TOK_LBRACE: return at;
        case TOK_RPAREN:
        case TOK_RBRACKET:
        case TOK_RBRACE:
        case TOK_STR_TAIL: at = opener_of(p, at - 1); break;
        default: at--;
        }
    }
    return at;
}

void parse_error_lose_name(parser *p, const char *name)
{
    map_put(&p->prog->lost_names, name, p);
}

void parse_error_brace_on_next_line(parser *p)
{
    const token *t = &p->lexed.tokens.items[p->at];
    diag *d = diag_error(p->prog, t[1].span, E0101, "`{`", after_text(p), "the end of the line");
    diag_help(p->prog, d, "a newline ends the statement, so `{` belongs on the line before");
}

void parse_error_syntax(parser *p, int kind)
{
    (void)kind;
    bool follows_strays = p->among_strays;
    if (!p->lost) p->lost_from = statement_start(p, p->at);
    p->lost = true;
    p->among_strays = true;   // what follows may be the inside of a broken declaration
    const token *t = &p->lexed.tokens.items[p->at];
    const diag_state *state = &p->prog->diags;
    if (is_swallowed(p, t->span.start)) return;
    if (state->max_errors != 0 && state->error_count >= state->max_errors) {
        diag_error(p->prog, t->span, E0101, "", "", "");   // only counted
        return;
    }
    if (line_has_error(p, t->span.start)) return;
    place where = place_of(p);
    if (report_known_mistake(p, t, where, follows_strays)) return;
    const token *word;
    const char *instead = parse_hint_foreign_word(p, &word);
    if (instead != NULL) {
        diag_error(p->prog, word->span, E0118, word->span, instead);
        return;
    }
    diag *d = diag_error(p->prog, place_at_fault(p, t, where), E0101, expected_at(p, where),
                         after_text(p), found_text(p, t));
    parse_hint(p, d, where == PLACE_VALUE);
}
