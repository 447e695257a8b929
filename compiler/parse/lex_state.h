// SPDX-License-Identifier: MIT
// lex_state.h - what the scanner (lexer.re) and lex.c share.
//
// The scanner knows characters: it finds the next token or the next piece of a
// text.  lex.c knows context: brackets, statement ends, strings inside strings.
#ifndef SLEY_LEX_STATE_H
#define SLEY_LEX_STATE_H

#include "parse/lex.h"

// What encloses the place that is being read.
typedef enum level_kind {
    LEVEL_PAREN,       // ( ... ): newlines mean nothing
    LEVEL_BRACKET,     // [ ... ]: the same
    LEVEL_BLOCK,       // { ... }: newlines end statements
    LEVEL_VALUE,       // "{ ... }" in a string
    LEVEL_SPEC_VALUE,  // "{x:{ ... }}" in a format
} level_kind;

typedef struct level {
    level_kind kind;
    bool is_multi;      // LEVEL_VALUE: the string has three quotes
    uint32_t token;     // index of the token that opened it
    uint32_t quote;     // LEVEL_VALUE: position of the quote that opened the string
} level;

typedef struct lexer {
    program *prog;
    const source *src;
    const char *cursor;       // next byte to read
    const char *start;        // first byte of the token being read
    lex_result *out;
    array_of(level) levels;
    array_of(uint32_t) words;   // indices of the tokens that lex_settle.c settles
    uint32_t open_lines;      // levels of strings that must end on their line
    bool saw_newline;         // between the last token and this one
    bool gave_up;
    bool ran_out;             // a string or comment took the rest of the file; reported
    uint32_t suspect;         // a declaration at the margin inside a block; 0
    uint32_t comment_inside;  // a comment after a value, inside brackets; 0: none
    uint32_t unbalanced;      // reports about brackets
    bool by_indent;           // second reading: the indentation tells where blocks end
    bool saw_hash;            // a comment of another language was reported
    bool broke_text;          // a string did not end on the last line; reported
} lexer;

// How a piece of a string ended.
typedef enum piece_end {
    PIECE_CLOSED,   // the closing quote was read
    PIECE_VALUE,    // `{` was read: a value follows
    PIECE_BROKEN,   // the line or the file ended; reported
} piece_end;

// The next token's kind, with lx->start and lx->cursor around it; blanks and
// comments are skipped.  Texts come as STR_HEAD: the caller reads on.
token_kind scan_token(lexer *lx);
// Reads on inside a string, up to its end or the next value.
piece_end scan_text(lexer *lx, bool is_multi);
// Reads b"...": no values inside.
bool scan_bytes(lexer *lx);
// Reads the plain part of a format, up to `{` or `}` (not consumed); false
// when the line ends before.
bool scan_spec(lexer *lx);

// Gives the contextual words among the tokens their meaning.
void lex_settle(lexer *lx);

// Habits of other languages (lex_foreign.c).  E0118: what to write instead.
void lex_foreign(lexer *lx, const char *from, const char *to, const char *instead);
void lex_foreign_hash(lexer *lx, const char *from);
// `:=` was read up to `end`; false inside of a value, where `:` starts a format.
bool lex_foreign_is_declaring(lexer *lx, const char *end);
// `++` or `--` was read up to `end`: a step, not two signs.
bool lex_foreign_is_step(lexer *lx, const char *end);
// `//` was read up to the end of its line.  W0310 where Python would divide.
void lex_foreign_comment(lexer *lx, const char *from, const char *end);
// `!` before a value; after one it looks into an optional.
bool lex_foreign_is_negation(const lexer *lx);
// The letter of f"...", which is dropped.
void lex_foreign_drop_prefix(lexer *lx);
// `elif` and `except` after a `}`: pushes what they stand for.
bool lex_foreign_is_branch(const lexer *lx);
void lex_foreign_push_branch(lexer *lx);
// A word that may be meant as `fn`; settled by lex_settle.
bool lex_foreign_may_be_fn(const lexer *lx, token_kind last);
void lex_foreign_settle_fn(lexer *lx, uint32_t i);

// `{` was read inside a string, up to `from`: a value follows.  False for what must
// be meant as text: JSON with its escaped quotes, and braces that the line leaves open.
bool lex_foreign_is_value(const char *from, bool is_multi);
// A brace that is text has to be doubled.
void lex_foreign_brace(lexer *lx, const char *at);
void lex_foreign_empty_braces(lexer *lx, const char *from, const char *to);

// Of lex.c, for lex_foreign.c.
void lex_push(lexer *lx, token_kind kind, const char *from, const char *to);
token_kind lex_last_kind(const lexer *lx);

// For the scanner: reports with places relative to the file.
void lex_report(lexer *lx, const char *from, const char *to, diag_code code);
void lex_doc_comment(lexer *lx, const char *from, const char *to);

#endif
