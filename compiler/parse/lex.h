// SPDX-License-Identifier: MIT
// lex.h - from the bytes of a file to its tokens.
//
// I1  Brackets are balanced: what the file leaves open is closed (after E0102),
//     what closes nothing is dropped (after E0103).
// I2  TOK_END stands where a statement ends, and only there: never twice in a
//     row, never after `{`; always before the `}` of a block that is not
//     empty, and before the EOF.
// I3  The last token is TOK_EOF.
// I4  Words with a meaning only in one construct are settled: a TOK_ of flag C
//     is that construct's word, else it is a TOK_NAME.
// I5  What does not lex gives a diagnostic and a token of the likely kind, so
//     that the parser has nothing to add.
#ifndef SLEY_LEX_H
#define SLEY_LEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/program.h"
#include "base/source.h"
#include "base/text.h"

typedef enum token_kind {
    TOK_EOF,
#define TOKEN(name, text, flags) TOK_##name,
#include "tokens.def"
#undef TOKEN
    TOK_COUNT
} token_kind;

typedef struct token {
    const char *name;    // interned: names and words; else NULL
    span span;
    uint32_t match;      // opening bracket: index of the token that closes it
    uint16_t kind;       // token_kind
    bool on_new_line;    // first of its line
} token;

// `///` lines in a row: the document of what starts at `next`.
typedef struct doc_comment {
    span span;
    uint32_t next;       // position of the token after
} doc_comment;

// What an unclosed bracket swallowed: the parser reports nothing in there.
typedef struct lex_result {
    array_of(token) tokens;
    array_of(doc_comment) docs;
    array_of(span) swallowed;
    bool gave_up;        // too deep: there are no tokens but the EOF
} lex_result;

// Reads the whole file; the result lies in the scratch arena.
void lex_file(program *prog, const source *src, lex_result *result);

bool lex_token_is_word(token_kind kind);         // reserved
bool lex_token_is_contextual(token_kind kind);   // flag C
bool lex_token_starts_operand(token_kind kind);
bool lex_token_ends_operand(token_kind kind);       // of settled ones
bool lex_token_starts_statement(token_kind kind);     // flag T
bool lex_token_starts_declaration(token_kind kind);   // flag D
bool lex_token_ends_statement(token_kind kind);       // flag E
const char *lex_token_text(token_kind kind);        // for messages
const char *lex_token_kind_name(token_kind kind);   // "LPAREN", for dumps

// One line a token, `LINE:COLUMN KIND text`: for --emit=tokens.  False when
// the file has errors.
bool lex_dump(program *prog, const source *src, text *out);

#endif
