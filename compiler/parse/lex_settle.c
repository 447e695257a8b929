// SPDX-License-Identifier: MIT
// lex_settle.c - words that mean something only in their construct.
//
// `group`, `select`, `case`, `in` and their like are reserved where they form
// the construct and names everywhere else:
//
//     await group g {          the construct: a statement that starts so
//     let group = g.group      names
//     for first in firsts {    `in` stands after an operand
//     in.close()               here it does not
//
// Each rule looks at the neighbours only, which is enough because two names
// never follow each other in this language, and `{` follows a value only in
// the heads of if, while, for, match and with.
#include "parse/lex_state.h"

static token_kind kind_at(const lexer *lx, uint32_t i)
{
    return i < lx->out->tokens.count ? (token_kind)lx->out->tokens.items[i].kind : TOK_EOF;
}

static token_kind kind_before(const lexer *lx, uint32_t i)
{
    return i == 0 ? TOK_END : (token_kind)lx->out->tokens.items[i - 1].kind;
}

static bool is_name(token_kind kind)
{
    return kind == TOK_NAME || lex_token_is_contextual(kind);
}

// Statements start after an end, `{`, a label, and `await` or `defer` there.
static bool starts_statement(const lexer *lx, uint32_t i)
{
    while (kind_before(lx, i) == TOK_AWAIT || kind_before(lx, i) == TOK_DEFER) i--;
    return kind_before(lx, i) == TOK_END || kind_before(lx, i) == TOK_LBRACE;
}

static bool starts_arm(const lexer *lx, uint32_t i)
{
    token_kind before = kind_before(lx, i);
    return before == TOK_END || before == TOK_LBRACE || before == TOK_RBRACE;
}

// What a pattern or an operation can start with; `case.x` and `case = 1` are
// about a variable.
static bool starts_case(token_kind kind)
{
    return is_name(kind) || kind == TOK_LET || kind == TOK_VAR || kind == TOK_LPAREN ||
           (lex_token_starts_operand(kind) && kind != TOK_LBRACKET && kind != TOK_ADD);
}

// `( ... )` with a block after it.
static bool brackets_and_block(const lexer *lx, uint32_t i)
{
    if (kind_at(lx, i) != TOK_LPAREN) return false;
    uint32_t close = lx->out->tokens.items[i].match;
    return kind_at(lx, close + 1) == TOK_LBRACE;
}

static bool is_operand_start(token_kind kind)
{
    return lex_token_starts_operand(kind) && kind != TOK_LPAREN && kind != TOK_LBRACKET &&
           kind != TOK_ADD;
}

// `x not in xs`: the word after an operand, perhaps with `not` between.
static bool is_infix_in(const lexer *lx, uint32_t i)
{
    token_kind before = kind_before(lx, i);
    if (before == TOK_NOT && i >= 2) return lex_token_ends_operand(kind_before(lx, i - 1));
    return lex_token_ends_operand(before);
}

// After `type Id`: an alias, or a type of C.
static bool ends_type_head(token_kind kind)
{
    return kind == TOK_ASSIGN || kind == TOK_STR || kind == TOK_END || kind == TOK_RBRACE;
}

static bool has_meaning(const lexer *lx, uint32_t i, token_kind word)
{
    token_kind before = kind_before(lx, i);
    token_kind next = kind_at(lx, i + 1);
    token_kind after_next = kind_at(lx, i + 2);
    switch (word) {
    case TOK_ERROR:
        return (before == TOK_END || before == TOK_EXPORT || before == TOK_LBRACE) && is_name(next);
    case TOK_TEST: return (before == TOK_END || before == TOK_LBRACE) && next == TOK_STR;
    case TOK_LOCAL:
    case TOK_TASK: return next == TOK_VAR;
    case TOK_GROUP:
        return starts_statement(lx, i) &&
               (next == TOK_LBRACE || (is_name(next) && after_next == TOK_LBRACE));
    case TOK_RACE:
    case TOK_SHIELD: return starts_statement(lx, i) && next == TOK_LBRACE;
    case TOK_SELECT:
        return starts_statement(lx, i) &&
               (next == TOK_LBRACE || (next == TOK_FIRST && after_next == TOK_LBRACE));
    case TOK_TIMEOUT:
    case TOK_TIMEOUT_AT: return starts_statement(lx, i) && brackets_and_block(lx, i + 1);
    case TOK_FIRST: return before == TOK_SELECT;
    case TOK_ON:
    case TOK_AS: return lex_token_ends_operand(before) && lex_token_starts_operand(next);
    case TOK_IN: return is_infix_in(lx, i);
    case TOK_CASE: return starts_arm(lx, i) && starts_case(next);
    case TOK_AFTER:
    case TOK_AT: return before == TOK_CASE && is_operand_start(next);
    case TOK_DEFAULT: return starts_arm(lx, i) && next == TOK_LBRACE;
    case TOK_FROM:
        return before == TOK_YIELD && next != TOK_SUB &&
               (is_operand_start(next) || next == TOK_LBRACKET || next == TOK_LPAREN);
    case TOK_LINK: return (before == TOK_STR || before == TOK_EXTERN) && next == TOK_STR;
    case TOK_BLOCKING: return next == TOK_FN;
    case TOK_TYPE:
        return (before == TOK_END || before == TOK_EXPORT || before == TOK_LBRACE) &&
               is_name(next) && ends_type_head(after_next);
    case TOK_OUT:
    case TOK_INOUT:
        return (before == TOK_LPAREN || before == TOK_COMMA) && is_name(next) &&
               after_next == TOK_COLON;
    case TOK_MUT: return next == TOK_FN || next == TOK_ASYNC;
    case TOK_VIA: return lex_token_ends_operand(before) && is_name(next);
    default: return false;
    }
}

void lex_settle(lexer *lx)
{
    for (uint32_t k = 0; k < lx->words.count; k++) {
        uint32_t i = lx->words.items[k];
        token *t = &lx->out->tokens.items[i];
        if (t->kind == TOK_NAME) lex_foreign_settle_fn(lx, i);
        else if (!has_meaning(lx, i, t->kind)) t->kind = TOK_NAME;
    }
}
