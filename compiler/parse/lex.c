// SPDX-License-Identifier: MIT
// lex.c - tokens in their context: brackets, statement ends, strings in strings.
//
// The scanner (lexer.re) knows characters only.  Here each token is put into
// its surroundings: a stack of levels says what encloses it.
//
//     f("{x:>{w}} ok",       level PAREN, VALUE, SPEC_VALUE; a newline in
//       fn() {               here means nothing, but in this BLOCK it ends
//           g()              the statement
//       })
//
// A newline ends a statement when the level is a block (or the file), the last
// token can end one (flag E) and the next does not go on with it: `.name`,
// `else`, `catch`, `finally`, `and`, `or`, `??`.
//
// Brackets that do not match are reported here and mended, so that the parser
// always sees balanced ones (lex.h I1).  Where one is missing cannot be told from
// brackets alone:
//
//     fn main() {
//         if ready {
//             go()
//         stop()           the `}` is missing above this line,
//     }                    but this one closes the if
//
// So an unbalanced file is read a second time by its indentation: a line that is
// not further in than the line of an open bracket closes that bracket.  The
// second reading is kept unless it finds more to complain about.
#include "parse/lex.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

#include "parse/lex_state.h"

// Dense code has a token every four bytes; what has more makes the array grow.
#define BYTES_PER_TOKEN 4u

// ---- tokens --------------------------------------------------------------------

static uint32_t position_of(const lexer *lx, const char *p)
{
    return lx->src->base + (uint32_t)(p - lx->src->bytes);
}

static span span_of(const lexer *lx, const char *from, const char *to)
{
    return (span){position_of(lx, from), position_of(lx, to)};
}

void lex_report(lexer *lx, const char *from, const char *to, diag_code code)
{
    span at = span_of(lx, from, to);
    utf8proc_int32_t point;
    utf8proc_ssize_t left = to - from;
    bool is_bad = utf8proc_iterate((const utf8proc_uint8_t *)from, left, &point) <= 0;
    if (code == E0001 && is_bad) return;   // check_utf8 has said so
    diag_error(lx->prog, at, code, at);
}

static token *last_token(const lexer *lx)
{
    return lx->out->tokens.count == 0 ? NULL : &array_last(&lx->out->tokens);
}

static token_kind last_kind(const lexer *lx)
{
    const token *last = last_token(lx);
    return last == NULL ? TOK_END : (token_kind)last->kind;
}

static void push_token(lexer *lx, token_kind kind, const char *from, const char *to)
{
    token t = {.span = span_of(lx, from, to), .kind = (uint16_t)kind};
    array_push(&lx->prog->scratch, &lx->out->tokens, t);
}

void lex_push(lexer *lx, token_kind kind, const char *from, const char *to)
{
    push_token(lx, kind, from, to);
}

token_kind lex_last_kind(const lexer *lx)
{
    return last_kind(lx);
}

// A token that the file lacks, after the last one.
static void push_missing(lexer *lx, token_kind kind)
{
    const token *last = last_token(lx);
    uint32_t at = last == NULL ? lx->src->base : last->span.end;
    token t = {.span = {at, at}, .kind = (uint16_t)kind};
    array_push(&lx->prog->scratch, &lx->out->tokens, t);
}

static void push_end(lexer *lx)
{
    if (lex_token_ends_statement(last_kind(lx))) push_missing(lx, TOK_END);
}

// Before `}` and the end of the file, whatever precedes: an unfinished
// statement must not take its block with it.
static void push_last_end(lexer *lx)
{
    token_kind last = last_kind(lx);
    if (last != TOK_END && last != TOK_LBRACE) push_missing(lx, TOK_END);
}

// ---- levels --------------------------------------------------------------------

static level *top_level(const lexer *lx)
{
    return lx->levels.count == 0 ? NULL : &array_last(&lx->levels);
}

static bool in_block(const lexer *lx)
{
    const level *top = top_level(lx);
    return top == NULL || top->kind == LEVEL_BLOCK;
}

static bool in_brackets(const lexer *lx)
{
    const level *top = top_level(lx);
    return top != NULL && (top->kind == LEVEL_PAREN || top->kind == LEVEL_BRACKET);
}

// The token that opens the level is the last one.
static void open_level(lexer *lx, level_kind kind, uint32_t quote, bool is_multi)
{
    level opened = {kind, is_multi, lx->out->tokens.count - 1, quote};
    array_push(&lx->prog->scratch, &lx->levels, opened);
    if (kind == LEVEL_VALUE && !is_multi) lx->open_lines++;
    if (lx->levels.count <= LIMIT_NESTING || lx->gave_up) return;
    diag_error(lx->prog, last_token(lx)->span, E0107, (unsigned)LIMIT_NESTING);
    lx->gave_up = true;
}

// The token that closes the level is the last one.
static void close_level(lexer *lx)
{
    const level *top = top_level(lx);
    lx->out->tokens.items[top->token].match = lx->out->tokens.count - 1;
    if (top->kind == LEVEL_VALUE && !top->is_multi) lx->open_lines--;
    lx->levels.count--;
}

static token_kind closing_token(level_kind kind)
{
    switch (kind) {
    case LEVEL_PAREN: return TOK_RPAREN;
    case LEVEL_BRACKET: return TOK_RBRACKET;
    case LEVEL_BLOCK: return TOK_RBRACE;
    case LEVEL_VALUE: return TOK_STR_TAIL;
    case LEVEL_SPEC_VALUE: return TOK_SPEC_CLOSE;
    }
    assert(false);
    return TOK_EOF;
}

static void label_line(const lexer *lx, diag *d)
{
    if (lx->start >= lx->src->bytes + lx->src->size) return;
    uint32_t at = position_of(lx, lx->start);
    diag_label(lx->prog, d, (span){at, at + 1}, "it should end before this");
}

// Closes the innermost level, which the file leaves open.
static void mend_level(lexer *lx, bool report)
{
    level_kind kind = top_level(lx)->kind;
    const token *opened = &lx->out->tokens.items[top_level(lx)->token];
    span at = opened->span;
    if (report) {
        lx->unbalanced++;
        diag *d = diag_error(lx->prog, at, E0102, lex_token_text(opened->kind));
        if (kind != LEVEL_BLOCK && lx->comment_inside > at.start)
            diag_help(lx->prog, d, "`//` starts a comment; integers divide by `/`");
        else if (lx->by_indent && lx->start > lx->src->bytes + (at.start - lx->src->base))
            label_line(lx, d);
        else if (kind == LEVEL_BLOCK && lx->suspect > at.start)
            diag_label(lx->prog, d, (span){lx->suspect, lx->suspect + 1},
                       "perhaps it should end before this");
    }
    if (kind == LEVEL_BLOCK) push_last_end(lx);
    push_missing(lx, closing_token(kind));
    close_level(lx);
    if (kind == LEVEL_BLOCK && lx->by_indent) return;   // what is in it is likely right
    span swallowed = {at.start, position_of(lx, lx->start)};
    array_push(&lx->prog->scratch, &lx->out->swallowed, swallowed);
}

// ---- strings ---------------------------------------------------------------------

// A string did not end where it had to.
static void report_open_text(lexer *lx, uint32_t quote, bool is_multi)
{
    diag_error(lx->prog, (span){quote, quote + (is_multi ? 3 : 1)}, E0004);
    if (is_multi) lx->ran_out = true;
    else lx->broke_text = true;
}

// Reads on inside a string; `kind_whole` is the token if it ends now, and
// `kind_open` if a value follows.
static void read_text(lexer *lx, uint32_t quote, bool is_multi, token_kind kind_whole,
                      token_kind kind_open)
{
    piece_end end = scan_text(lx, is_multi);
    if (end == PIECE_BROKEN) report_open_text(lx, quote, is_multi);
    push_token(lx, end == PIECE_VALUE ? kind_open : kind_whole, lx->start, lx->cursor);
    if (end == PIECE_VALUE) open_level(lx, LEVEL_VALUE, quote, is_multi);
}

static void open_text(lexer *lx)
{
    lex_foreign_drop_prefix(lx);
    bool is_multi = lx->cursor[0] == '"' && lx->cursor[1] == '"';
    if (is_multi) lx->cursor += 2;
    read_text(lx, position_of(lx, lx->start), is_multi, TOK_STR, TOK_STR_HEAD);
}

// A `}` was read: the value ends, the string goes on.
static void resume_text(lexer *lx)
{
    level value = *top_level(lx);
    close_level(lx);
    read_text(lx, value.quote, value.is_multi, TOK_STR_TAIL, TOK_STR_MIDDLE);
}

// A newline inside a value of a string that must end on its line.
static void break_text(lexer *lx)
{
    while (lx->open_lines > 0) {
        const level *top = top_level(lx);
        bool is_outermost = top->kind == LEVEL_VALUE && !top->is_multi && lx->open_lines == 1;
        if (is_outermost) report_open_text(lx, top->quote, false);
        mend_level(lx, false);
    }
}

// The plain part of a format, from lx->start on.
static void read_spec(lexer *lx)
{
    bool complete = scan_spec(lx);
    if (!complete) {
        report_open_text(lx, top_level(lx)->quote, top_level(lx)->is_multi);
        mend_level(lx, false);
        return;
    }
    if (lx->cursor > lx->start) push_token(lx, TOK_SPEC_TEXT, lx->start, lx->cursor);
    lx->start = lx->cursor++;
    if (*lx->start == '}') {
        resume_text(lx);
    } else {
        push_token(lx, TOK_SPEC_OPEN, lx->start, lx->cursor);
        open_level(lx, LEVEL_SPEC_VALUE, top_level(lx)->quote, top_level(lx)->is_multi);
    }
}

// `!r` before `:` or `}`: not the postfix `!`.
static bool read_conversion(lexer *lx)
{
    const char *p = lx->cursor;
    if (*p != 'r' && *p != 's') return false;
    p++;
    while (*p == ' ') p++;
    if (*p != ':' && *p != '}') return false;
    lx->cursor = p;
    push_token(lx, TOK_CONVERSION, lx->start, lx->start + 2);
    return true;
}

// ---- indentation -----------------------------------------------------------------

// Blanks before the first token of the line on which `p` stands.
static size_t indent_at(const lexer *lx, const char *p)
{
    while (p > lx->src->bytes && p[-1] != '\n') p--;
    return strspn(p, " \t");
}

// Of the line on which the innermost open bracket stands.
static size_t indent_of_opener(const lexer *lx)
{
    span at = lx->out->tokens.items[top_level(lx)->token].span;
    return indent_at(lx, lx->src->bytes + (at.start - lx->src->base));
}

static bool is_bracket_level(const lexer *lx)
{
    const level *top = top_level(lx);
    return top != NULL && top->kind != LEVEL_VALUE && top->kind != LEVEL_SPEC_VALUE;
}

// Second reading: the first token of a line is not further in than the brackets
// that are open, so these should have been closed before.
static void close_by_indent(lexer *lx, token_kind kind)
{
    size_t indent = indent_at(lx, lx->start);
    bool closes = kind == TOK_RBRACE || kind == TOK_RPAREN || kind == TOK_RBRACKET;
    bool report = true;
    while (is_bracket_level(lx)) {
        size_t opened = indent_of_opener(lx);
        if (closes ? indent >= opened : indent > opened) return;
        bool is_block = in_block(lx);
        mend_level(lx, report || is_block);
        report = is_block;   // of ( and [ the innermost is the likely one
    }
}

// A string that did not end has taken the brackets after it, too.
static void close_broken_line(lexer *lx)
{
    uint32_t line = source_line(lx->prog, last_token(lx)->span.start);
    while (in_brackets(lx)) {
        span at = lx->out->tokens.items[top_level(lx)->token].span;
        if (source_line(lx->prog, at.start) != line) break;
        mend_level(lx, false);
    }
    lx->broke_text = false;
}

// Second reading: a `}` at the start of a line, further in than its block.
static bool is_too_far_in(const lexer *lx)
{
    if (!lx->by_indent || !is_bracket_level(lx)) return false;
    const char *line = lx->start;
    while (line > lx->src->bytes && (line[-1] == ' ' || line[-1] == '\t')) line--;
    bool is_first = line == lx->src->bytes || line[-1] == '\n';
    return is_first && indent_at(lx, lx->start) > indent_of_opener(lx);
}

// ---- brackets --------------------------------------------------------------------

// The level that a closing bracket closes, as an index; -1 for none.  A `)`
// does not reach out of a block or a value.
static int64_t level_closed_by(const lexer *lx, token_kind closer)
{
    for (int64_t i = (int64_t)lx->levels.count - 1; i >= 0; i--) {
        level_kind kind = lx->levels.items[i].kind;
        bool is_brace = kind != LEVEL_PAREN && kind != LEVEL_BRACKET;
        if (closer == TOK_RBRACE ? is_brace : closing_token(kind) == closer) return i;
        if (is_brace) return -1;
    }
    return -1;
}

static void report_stray(lexer *lx, token_kind closer)
{
    lx->unbalanced++;
    diag_error(lx->prog, span_of(lx, lx->start, lx->cursor), E0103, lex_token_text(closer));
}

static void close_bracket(lexer *lx, token_kind closer)
{
    int64_t wanted = level_closed_by(lx, closer);
    if (wanted < 0 || (closer == TOK_RBRACE && is_too_far_in(lx))) {
        report_stray(lx, closer);
        return;
    }
    while ((int64_t)lx->levels.count > wanted + 1) mend_level(lx, true);
    switch (top_level(lx)->kind) {
    case LEVEL_VALUE:
        resume_text(lx);
        return;
    case LEVEL_SPEC_VALUE:
        push_token(lx, TOK_SPEC_CLOSE, lx->start, lx->cursor);
        close_level(lx);
        lx->start = lx->cursor;
        read_spec(lx);
        return;
    case LEVEL_BLOCK:
        push_last_end(lx);
        break;
    case LEVEL_PAREN:
    case LEVEL_BRACKET:
        break;
    }
    push_token(lx, closer, lx->start, lx->cursor);
    close_level(lx);
}

static void open_bracket(lexer *lx, token_kind opener)
{
    push_token(lx, opener, lx->start, lx->cursor);
    level_kind kind = opener == TOK_LPAREN     ? LEVEL_PAREN
                      : opener == TOK_LBRACKET ? LEVEL_BRACKET
                                               : LEVEL_BLOCK;
    open_level(lx, kind, 0, false);
}

// ---- lines -----------------------------------------------------------------------

// At the start of a line these go on with the statement before.
static bool continues(const lexer *lx, token_kind kind)
{
    switch (kind) {
    case TOK_DOT:
    case TOK_ELSE:
    case TOK_CATCH:
    case TOK_FINALLY:
    case TOK_AND:
    case TOK_OR:
    case TOK_COALESCE: return last_kind(lx) != TOK_END;
    case TOK_NAME: return lex_foreign_is_branch(lx);
    default: return false;
    }
}

// Nothing else can be meant: at the start of a line inside ( or [ such words tell
// that the bracket was left open.
static bool only_starts_statement(token_kind kind)
{
    return lex_token_starts_statement(kind) || lex_token_starts_declaration(kind);
}

static bool starts_declaration(token_kind kind)
{
    return lex_token_starts_declaration(kind) || kind == TOK_FN || kind == TOK_ASYNC ||
           kind == TOK_EXPORT;
}

// The last two tokens are `name :` at the start of a statement.
static bool is_label(const lexer *lx)
{
    uint32_t n = lx->out->tokens.count;
    const token *tokens = lx->out->tokens.items;
    if (n < 2 || tokens[n - 2].kind != TOK_NAME) return false;
    return n == 2 || tokens[n - 3].kind == TOK_END || tokens[n - 3].kind == TOK_LBRACE;
}

// `kind` is the first token of a line.
static void start_line(lexer *lx, token_kind kind)
{
    if (lx->open_lines > 0) break_text(lx);
    if (lx->broke_text) close_broken_line(lx);
    if (lx->by_indent) close_by_indent(lx, kind);
    if (in_brackets(lx) && only_starts_statement(kind)) {
        // One mistake, one report: the innermost bracket is the likely one.
        for (bool report = true; in_brackets(lx); report = false) mend_level(lx, report);
    }
    if (in_block(lx) && !continues(lx, kind)) push_end(lx);
    // `if x:` ends with its line, though no statement does
    if (in_block(lx) && last_kind(lx) == TOK_COLON && !is_label(lx)) push_missing(lx, TOK_END);
    bool at_margin = lx->start == lx->src->bytes || lx->start[-1] == '\n';
    if (at_margin && lx->suspect == 0 && lx->levels.count > 0 && starts_declaration(kind))
        lx->suspect = position_of(lx, lx->start);
}

// ---- words -----------------------------------------------------------------------

static void push_word(lexer *lx, token_kind kind)
{
    size_t len = (size_t)(lx->cursor - lx->start);
    token_kind last = last_kind(lx);
    if (kind == TOK_NAME && last == TOK_RBRACE && lex_foreign_is_branch(lx)) {
        lex_foreign_push_branch(lx);
        return;
    }
    bool may_be_fn = kind == TOK_NAME && lex_foreign_may_be_fn(lx, last);
    if (last == TOK_DOT) kind = TOK_NAME;   // t.error(), x.match
    if (len > LIMIT_NAME_BYTES)
        diag_error(lx->prog, span_of(lx, lx->start, lx->start + 8), E0013, (unsigned)len);
    push_token(lx, kind, lx->start, lx->cursor);
    if (kind != TOK_NAME && !lex_token_is_contextual(kind)) return;
    last_token(lx)->name = intern(&lx->prog->names, lx->start, len);
    if (lex_token_is_contextual(kind) || may_be_fn)
        array_push(&lx->prog->scratch, &lx->words, lx->out->tokens.count - 1);
}

// `f(in: x, with: y)`: before a colon in a list of arguments a reserved word
// is a name.
static void settle_argument_name(lexer *lx)
{
    uint32_t n = lx->out->tokens.count;
    const level *top = top_level(lx);
    if (n < 2 || top == NULL || top->kind != LEVEL_PAREN) return;
    token *word = &lx->out->tokens.items[n - 1];
    token_kind before = lx->out->tokens.items[n - 2].kind;
    if (before != TOK_LPAREN && before != TOK_COMMA) return;
    if (!lex_token_is_word(word->kind)) return;
    size_t len;
    const char *bytes = source_text(lx->prog, word->span, &len);
    word->kind = TOK_NAME;
    word->name = intern(&lx->prog->names, bytes, len);
}

// `t.0.1`: two members, not a float.
static void split_member_number(lexer *lx)
{
    const char *dot = memchr(lx->start, '.', (size_t)(lx->cursor - lx->start));
    if (dot == NULL) {
        push_token(lx, TOK_FLOAT, lx->start, lx->cursor);
        return;
    }
    push_token(lx, TOK_INT, lx->start, dot);
    push_token(lx, TOK_DOT, dot, dot + 1);
    push_token(lx, TOK_INT, dot + 1, lx->cursor);
}

// `1.` alone is no number; `1.x` is left to the parser, `1..n` is a range.
static void push_dot(lexer *lx)
{
    const token *last = last_token(lx);
    char next = lx->cursor[0];
    bool is_member = next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    bool is_item = lx->out->tokens.count >= 2 && last[-1].kind == TOK_DOT;   // t.0.1
    bool is_point = last != NULL && last->kind == TOK_INT && !is_member && !is_item &&
                    last->span.end == position_of(lx, lx->start);
    if (is_point)
        diag_error(lx->prog, last->span, E0008,
                   "a decimal point needs digits on both sides, `1.0`");
    else
        push_token(lx, TOK_DOT, lx->start, lx->cursor);
}

// ---- the whole file ----------------------------------------------------------------

void lex_doc_comment(lexer *lx, const char *from, const char *to)
{
    array_push(&lx->prog->scratch, &lx->out->docs, (doc_comment){span_of(lx, from, to), 0});
}

// The comments since the last token belong to the token that starts here.
static void settle_docs(lexer *lx)
{
    for (uint32_t i = lx->out->docs.count; i > 0 && lx->out->docs.items[i - 1].next == 0; i--)
        lx->out->docs.items[i - 1].next = position_of(lx, lx->start);
}

static void add_token(lexer *lx, token_kind kind)
{
    switch (kind) {
    case TOK_LPAREN:
    case TOK_LBRACKET:
    case TOK_LBRACE: open_bracket(lx, kind); break;
    case TOK_RPAREN:
    case TOK_RBRACKET:
    case TOK_RBRACE: close_bracket(lx, kind); break;
    case TOK_STR_HEAD: open_text(lx); break;
    case TOK_BYTES:
        if (!scan_bytes(lx)) report_open_text(lx, position_of(lx, lx->start), false);
        push_token(lx, TOK_BYTES, lx->start, lx->cursor);
        break;
    case TOK_END:
        if (last_kind(lx) != TOK_END && last_kind(lx) != TOK_LBRACE)
            push_token(lx, TOK_END, lx->start, lx->cursor);
        break;
    case TOK_FLOAT:
        if (last_kind(lx) == TOK_DOT)
            split_member_number(lx);
        else
            push_token(lx, kind, lx->start, lx->cursor);
        break;
    case TOK_DOT: push_dot(lx); break;
    case TOK_COLON:
        if (top_level(lx) != NULL && top_level(lx)->kind == LEVEL_VALUE) {
            read_spec(lx);
            break;
        }
        settle_argument_name(lx);
        push_token(lx, kind, lx->start, lx->cursor);
        break;
    case TOK_BANG:
        if (top_level(lx) != NULL && top_level(lx)->kind == LEVEL_VALUE && read_conversion(lx))
            break;
        if (lex_foreign_is_negation(lx)) {
            lex_foreign(lx, lx->start, lx->cursor, "write `not`");
            kind = TOK_NOT;
        }
        push_token(lx, kind, lx->start, lx->cursor);
        break;
    default:
        if (kind == TOK_NAME || lex_token_is_word(kind) || lex_token_is_contextual(kind))
            push_word(lx, kind);
        else
            push_token(lx, kind, lx->start, lx->cursor);
    }
}

// Past the bytes that stand for themselves, eight at a time; what is read after
// the end is padding (source.h I2).
static const char *skip_ascii(const char *p, const char *end)
{
    for (; p < end; p += 8) {
        uint64_t eight;
        memcpy(&eight, p, 8);
        if ((eight & 0x8080808080808080u) != 0) break;
    }
    return p;
}

// Embeddings, overrides and isolates, which reorder what an editor shows.
static bool is_bidi_control(utf8proc_int32_t point)
{
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

// Reports what is not UTF-8, once a line, and what makes the source look other than it is.
static void check_utf8(lexer *lx)
{
    const char *p = lx->src->bytes;
    const char *end = p + lx->src->size;
    while ((p = skip_ascii(p, end)) < end) {
        utf8proc_int32_t point;
        utf8proc_ssize_t size =
            utf8proc_iterate((const utf8proc_uint8_t *)p, end - p, &point);
        if (size > 0) {
            if (is_bidi_control(point))
                diag_error(lx->prog, span_of(lx, p, p + size), W0001, (unsigned)point);
            p += size;
            continue;
        }
        diag_error(lx->prog, span_of(lx, p, p + 1), E0002, (unsigned)(unsigned char)*p);
        const char *line_end = memchr(p, '\n', (size_t)(end - p));
        p = line_end == NULL ? end : line_end;
    }
}

static void finish(lexer *lx)
{
    if (lx->open_lines > 0) break_text(lx);
    if (lx->broke_text) close_broken_line(lx);
    while (lx->levels.count > 0) mend_level(lx, !lx->ran_out);
    push_last_end(lx);
    push_token(lx, TOK_EOF, lx->start, lx->start);
    lex_settle(lx);
}

// One reading of the file; how many brackets are wrong.
static uint32_t read_file(program *prog, const source *src, lex_result *result, bool by_indent)
{
    *result = (lex_result){0};
    lexer lx = {.prog = prog, .src = src, .cursor = src->bytes, .out = result,
                .by_indent = by_indent};
    check_utf8(&lx);
    array_reserve(&prog->scratch, &result->tokens, src->size / BYTES_PER_TOKEN + 16);
    if (src->size >= 3 && memcmp(src->bytes, "\xef\xbb\xbf", 3) == 0) lx.cursor += 3;
    // "#!/usr/bin/env sley": for the kernel
    if (memcmp(lx.cursor, "#!", 2) == 0) lx.cursor += strcspn(lx.cursor, "\n");
    lx.saw_newline = true;
    while (!lx.gave_up) {
        token_kind kind = scan_token(&lx);
        bool on_new_line = lx.saw_newline;
        lx.saw_newline = false;
        if (result->docs.count > 0) settle_docs(&lx);
        if (kind == TOK_EOF) break;
        if (on_new_line) start_line(&lx, kind);
        uint32_t index = result->tokens.count;
        add_token(&lx, kind);
        for (; on_new_line && index < result->tokens.count; index++)
            result->tokens.items[index].on_new_line = true;
    }
    if (lx.gave_up) {
        result->tokens.count = 0;
        push_token(&lx, TOK_EOF, lx.start, lx.start);
        result->gave_up = true;
        return lx.unbalanced;
    }
    finish(&lx);
    return lx.unbalanced;
}

void lex_file(program *prog, const source *src, lex_result *result)
{
    diag_state before = prog->diags;
    uint32_t wrong = read_file(prog, src, result, false);
    if (wrong == 0 || result->gave_up) return;
    diag_take_back(prog, &before);
    if (read_file(prog, src, result, true) <= wrong && !result->gave_up) return;
    diag_take_back(prog, &before);
    read_file(prog, src, result, false);
}

bool lex_dump(program *prog, const source *src, text *out)
{
    lex_result lexed;
    lex_file(prog, src, &lexed);
    for (uint32_t i = 0; i < lexed.tokens.count; i++) {
        const token *t = &lexed.tokens.items[i];
        source_place place = source_locate(prog, t->span.start);
        text_printf(out, "%u:%u %s", place.line, place.column, lex_token_kind_name(t->kind));
        size_t len;
        const char *bytes = source_text(prog, t->span, &len);
        if (len != 0 && t->kind != TOK_END) {
            text_putc(out, ' ');
            text_escaped(out, bytes, len);
        }
        text_putc(out, '\n');
    }
    return !diag_failed(prog);
}
