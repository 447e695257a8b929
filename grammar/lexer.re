// SPDX-License-Identifier: MIT
// lexer.re - the scanner: what the characters mean.
//
// Four small machines: code, the inside of a text, of a bytes literal, and of
// a format.  Left column: what is read; right column: what it is.  The bytes
// end in NUL (source.h I2), which no rule but the ones for NUL matches, so no
// machine runs past the end.
#include "parse/lex_state.h"

/*!re2c
    re2c:api:style = free-form;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = "p";
    re2c:define:YYMARKER = "marker";
    re2c:yyfill:enable = 0;
    re2c:indent:string = "    ";

    blank   = [ \t\r\f\v];
    letter  = [a-zA-Z_];
    digit   = [0-9];
    word    = letter (letter | digit)*;
    decimal = digit (digit | "_")*;
    integer = decimal | "0" [xX] [0-9a-fA-F_]+ | "0" [bB] [01_]+ | "0" [oO] [0-7_]+;
    point   = decimal "." decimal;
    float   = (decimal | point) [eE] [+-]? decimal | point;
    unit    = "ns" | "us" | "ms" | "s" | "min" | "h";
    // 12abc, 0x, 0b12, 1.5q: like a number, but none
    nonum   = digit (letter | digit)* ("." digit (letter | digit)*)?;
    escape  = "\\u{" [0-9a-fA-F]* "}" | "\\" [^\n\r\x00];
    other   = [\x80-\xff];
*/

// `/*` was read.  Comments nest.
static const char *skip_comment(lexer *lx, const char *p)
{
    const char *opened = p - 2;
    const char *end = lx->src->bytes + lx->src->size;
    for (size_t depth = 1; depth > 0;) {
        if (p >= end) {
            lex_report(lx, opened, opened + 2, E0005);
            lx->ran_out = true;
            return end;
        }
        if (p[0] == '\n') lx->saw_newline = true;
        bool opens = p[0] == '/' && p[1] == '*';
        bool closes = p[0] == '*' && p[1] == '/';
        depth = opens ? depth + 1 : closes ? depth - 1 : depth;
        p += opens || closes ? 2 : 1;
    }
    return p;
}

// A NUL is the end of the file, or a byte that must not be there.
static bool is_end(lexer *lx, const char *p)
{
    if (p > lx->src->bytes + lx->src->size) return true;
    lex_report(lx, p - 1, p, E0003);
    return false;
}

token_kind scan_token(lexer *lx)
{
    const char *p = lx->cursor;
    const char *marker;
    token_kind kind;
    for (;;) {
        lx->start = p;
        /*!re2c
            blank+                  { continue; }
            "\n"                    { lx->saw_newline = true; continue; }
            "////" [^\n\x00]*       { continue; }
            "///" [^\n\x00]*        { lex_doc_comment(lx, lx->start, p); continue; }
            "//" [^\n\x00]*         { lex_foreign_comment(lx, lx->start, p); continue; }
            "/*"                    { p = skip_comment(lx, p); continue; }
            "\x00"                  { if (!is_end(lx, p)) continue;
                                      p--; kind = TOK_EOF; break; }

            integer                 { kind = TOK_INT; break; }
            float                   { kind = TOK_FLOAT; break; }
            (decimal | point) unit  { kind = TOK_DURATION; break; }
            nonum                   { kind = TOK_INT; break; }

            "\""                    { kind = TOK_STR_HEAD; break; }
            "b\""                   { kind = TOK_BYTES; break; }
            "`" [^`\x00]* "`"       { kind = TOK_STR; break; }
            "`"                     { lex_report(lx, lx->start, p, E0004);
                                      kind = TOK_STR; break; }
            "'" ([^'\\\n\r\x00] | escape)* "'"?
                                    { kind = TOK_CHAR; break; }

            "("                     { kind = TOK_LPAREN; break; }
            ")"                     { kind = TOK_RPAREN; break; }
            "["                     { kind = TOK_LBRACKET; break; }
            "]"                     { kind = TOK_RBRACKET; break; }
            "{"                     { kind = TOK_LBRACE; break; }
            "}"                     { kind = TOK_RBRACE; break; }
            ";"                     { kind = TOK_END; break; }
            ","                     { kind = TOK_COMMA; break; }
            ":"                     { kind = TOK_COLON; break; }
            "."                     { kind = TOK_DOT; break; }
            "..."                   { kind = TOK_ELLIPSIS; break; }
            "->"                    { kind = TOK_ARROW; break; }
            "=>"                    { kind = TOK_FAT_ARROW; break; }
            "?"                     { kind = TOK_QUESTION; break; }
            "!"                     { kind = TOK_BANG; break; }
            ".."                    { kind = TOK_RANGE; break; }
            "..="                   { kind = TOK_RANGE_INC; break; }

            "="                     { kind = TOK_ASSIGN; break; }
            ":="                    { kind = TOK_ASSIGN;
                                      if (lex_foreign_is_declaring(lx, p)) break;
                                      p--; kind = TOK_COLON; break; }
            "+="                    { kind = TOK_ADD_ASSIGN; break; }
            "-="                    { kind = TOK_SUB_ASSIGN; break; }
            "*="                    { kind = TOK_MUL_ASSIGN; break; }
            "/="                    { kind = TOK_DIV_ASSIGN; break; }
            "%="                    { kind = TOK_REM_ASSIGN; break; }
            "**="                   { kind = TOK_POW_ASSIGN; break; }
            "&+="                   { kind = TOK_WRAP_ADD_ASSIGN; break; }
            "&-="                   { kind = TOK_WRAP_SUB_ASSIGN; break; }
            "&*="                   { kind = TOK_WRAP_MUL_ASSIGN; break; }
            "&="                    { kind = TOK_AND_ASSIGN; break; }
            "|="                    { kind = TOK_OR_ASSIGN; break; }
            "^="                    { kind = TOK_XOR_ASSIGN; break; }
            "<<="                   { kind = TOK_SHL_ASSIGN; break; }
            ">>="                   { kind = TOK_SHR_ASSIGN; break; }

            "+"                     { kind = TOK_ADD; break; }
            "-"                     { kind = TOK_SUB; break; }
            "++" | "--"             { if (lex_foreign_is_step(lx, p)) continue;
                                      p--; kind = *lx->start == '+' ? TOK_ADD : TOK_SUB; break; }
            "*"                     { kind = TOK_MUL; break; }
            "/"                     { kind = TOK_DIV; break; }
            "%"                     { kind = TOK_REM; break; }
            "**"                    { kind = TOK_POW; break; }
            "&+"                    { kind = TOK_WRAP_ADD; break; }
            "&-"                    { kind = TOK_WRAP_SUB; break; }
            "&*"                    { kind = TOK_WRAP_MUL; break; }
            "&"                     { kind = TOK_BIT_AND; break; }
            "|"                     { kind = TOK_BIT_OR; break; }
            "^"                     { kind = TOK_BIT_XOR; break; }
            "~"                     { kind = TOK_BIT_NOT; break; }
            "<<"                    { kind = TOK_SHL; break; }
            ">>"                    { kind = TOK_SHR; break; }
            "=="                    { kind = TOK_EQ; break; }
            "!="                    { kind = TOK_NE; break; }
            "<"                     { kind = TOK_LT; break; }
            "<="                    { kind = TOK_LE; break; }
            ">"                     { kind = TOK_GT; break; }
            ">="                    { kind = TOK_GE; break; }
            "??"                    { kind = TOK_COALESCE; break; }

            "&&"                    { lex_foreign(lx, lx->start, p, "write `and`");
                                      kind = TOK_AND; break; }
            "||"                    { lex_foreign(lx, lx->start, p, "write `or`");
                                      kind = TOK_OR; break; }
            "==="                   { lex_foreign(lx, lx->start, p, "write `==`");
                                      kind = TOK_EQ; break; }
            "!==" | "<>"            { lex_foreign(lx, lx->start, p, "write `!=`");
                                      kind = TOK_NE; break; }
            "#" [^\n\x00]*          { lex_foreign_hash(lx, lx->start); continue; }

            "and"                   { kind = TOK_AND; break; }
            "or"                    { kind = TOK_OR; break; }
            "not"                   { kind = TOK_NOT; break; }
            "true"                  { kind = TOK_TRUE; break; }
            "false"                 { kind = TOK_FALSE; break; }
            "none"                  { kind = TOK_NONE; break; }
            "let"                   { kind = TOK_LET; break; }
            "var"                   { kind = TOK_VAR; break; }
            "fn"                    { kind = TOK_FN; break; }
            "async"                 { kind = TOK_ASYNC; break; }
            "await"                 { kind = TOK_AWAIT; break; }
            "spawn"                 { kind = TOK_SPAWN; break; }
            "yield"                 { kind = TOK_YIELD; break; }
            "if"                    { kind = TOK_IF; break; }
            "else"                  { kind = TOK_ELSE; break; }
            "while"                 { kind = TOK_WHILE; break; }
            "for"                   { kind = TOK_FOR; break; }
            "match"                 { kind = TOK_MATCH; break; }
            "break"                 { kind = TOK_BREAK; break; }
            "continue"              { kind = TOK_CONTINUE; break; }
            "return"                { kind = TOK_RETURN; break; }
            "defer"                 { kind = TOK_DEFER; break; }
            "with"                  { kind = TOK_WITH; break; }
            "try"                   { kind = TOK_TRY; break; }
            "catch"                 { kind = TOK_CATCH; break; }
            "finally"               { kind = TOK_FINALLY; break; }
            "throw"                 { kind = TOK_THROW; break; }
            "throws"                { kind = TOK_THROWS; break; }
            "assert"                { kind = TOK_ASSERT; break; }
            "import"                { kind = TOK_IMPORT; break; }
            "struct"                { kind = TOK_STRUCT; break; }
            "class"                 { kind = TOK_CLASS; break; }
            "enum"                  { kind = TOK_ENUM; break; }
            "interface"             { kind = TOK_INTERFACE; break; }
            "extern"                { kind = TOK_EXTERN; break; }
            "export"                { kind = TOK_EXPORT; break; }

            "error"                 { kind = TOK_ERROR; break; }
            "test"                  { kind = TOK_TEST; break; }
            "local"                 { kind = TOK_LOCAL; break; }
            "task"                  { kind = TOK_TASK; break; }
            "group"                 { kind = TOK_GROUP; break; }
            "select"                { kind = TOK_SELECT; break; }
            "race"                  { kind = TOK_RACE; break; }
            "shield"                { kind = TOK_SHIELD; break; }
            "timeout"               { kind = TOK_TIMEOUT; break; }
            "timeout_at"            { kind = TOK_TIMEOUT_AT; break; }
            "on"                    { kind = TOK_ON; break; }
            "as"                    { kind = TOK_AS; break; }
            "in"                    { kind = TOK_IN; break; }
            "first"                 { kind = TOK_FIRST; break; }
            "case"                  { kind = TOK_CASE; break; }
            "after"                 { kind = TOK_AFTER; break; }
            "at"                    { kind = TOK_AT; break; }
            "default"               { kind = TOK_DEFAULT; break; }
            "from"                  { kind = TOK_FROM; break; }
            "link"                  { kind = TOK_LINK; break; }
            "blocking"              { kind = TOK_BLOCKING; break; }
            "via"                   { kind = TOK_VIA; break; }
            "out"                   { kind = TOK_OUT; break; }
            "inout"                 { kind = TOK_INOUT; break; }
            "mut"                   { kind = TOK_MUT; break; }
            "type"                  { kind = TOK_TYPE; break; }
            word                    { kind = TOK_NAME; break; }

            other+                  { lex_report(lx, lx->start, p, E0001); continue; }
            *                       { lex_report(lx, lx->start, p, E0001); continue; }
        */
    }
    lx->cursor = p;
    return kind;
}

piece_end scan_text(lexer *lx, bool is_multi)
{
    const char *p = lx->cursor;
    const char *marker;
    const char *stray = NULL;   // the first lone brace: a mistake, if the string ends at all
    piece_end end;
    for (;;) {
        const char *from = p;
        /*!re2c
            [^"\\\n\r{}\x00]+       { continue; }
            escape                  { continue; }
            "\\"                    { continue; }
            "{{" | "}}"             { continue; }
            "{" blank* "}"          { lex_foreign_empty_braces(lx, from, p); continue; }
            "{"                     { if (stray != NULL) continue;
                                      stray = lex_foreign_is_value(p, is_multi) ? NULL : from;
                                      if (stray != NULL) continue;
                                      end = PIECE_VALUE; break; }
            "}"                     { if (stray == NULL) stray = from; continue; }
            "\"\"\""                { if (is_multi) { end = PIECE_CLOSED; break; }
                                      p = from + 1; end = PIECE_CLOSED; break; }
            "\""                    { if (is_multi) continue;
                                      end = PIECE_CLOSED; break; }
            "\r"                    { continue; }
            "\n"                    { if (is_multi) continue;
                                      p--; end = PIECE_BROKEN; break; }
            "\x00"                  { if (!is_end(lx, p)) continue;
                                      p--; end = PIECE_BROKEN; break; }
        */
    }
    lx->cursor = p;
    if (stray != NULL && end != PIECE_BROKEN) lex_foreign_brace(lx, stray);
    return end;
}

bool scan_bytes(lexer *lx)
{
    const char *p = lx->cursor;
    bool closed;
    for (;;) {
        /*!re2c
            [^"\\\n\r\x00]+         { continue; }
            "\\" [^\n\r\x00]        { continue; }
            "\\" | "\r"             { continue; }
            "\""                    { closed = true; break; }
            "\n"                    { p--; closed = false; break; }
            "\x00"                  { if (!is_end(lx, p)) continue;
                                      p--; closed = false; break; }
        */
    }
    lx->cursor = p;
    return closed;
}

bool scan_spec(lexer *lx)
{
    const char *p = lx->cursor;
    bool complete;
    for (;;) {
        /*!re2c
            [^"{}\n\r\x00]+         { continue; }
            "{" | "}"               { p--; complete = true; break; }
            "\"" | "\n" | "\r"      { p--; complete = false; break; }
            "\x00"                  { if (!is_end(lx, p)) continue;
                                      p--; complete = false; break; }
        */
    }
    lx->cursor = p;
    return complete;
}
