// SPDX-License-Identifier: MIT
// lex_token.c - what is known of each kind of token: tokens.def.
#include "parse/lex.h"

enum { E = 1, O = 2, S = 4, W = 8, C = 16, T = 32, D = 64 };

static const struct {
    const char *name;
    const char *text;
    unsigned flags;
} table[TOK_COUNT] = {
    {"EOF", "the end of the file", 0},
#define TOKEN(name, text, flags) {#name, text, flags},
#include "tokens.def"
#undef TOKEN
};

bool lex_token_is_word(token_kind kind)
{
    return (table[kind].flags & W) != 0;
}

bool lex_token_is_contextual(token_kind kind)
{
    return (table[kind].flags & C) != 0;
}

bool lex_token_starts_operand(token_kind kind)
{
    return (table[kind].flags & (S | C)) != 0;
}

bool lex_token_ends_operand(token_kind kind)
{
    return (table[kind].flags & O) != 0;
}

bool lex_token_starts_statement(token_kind kind)
{
    return (table[kind].flags & T) != 0;
}

bool lex_token_ends_statement(token_kind kind)
{
    return (table[kind].flags & (E | C)) != 0;
}

const char *lex_token_text(token_kind kind)
{
    return table[kind].text;
}

const char *lex_token_kind_name(token_kind kind)
{
    return table[kind].name;
}


bool lex_token_starts_declaration(token_kind kind)
{
    return (table[kind].flags & D) != 0;
}
