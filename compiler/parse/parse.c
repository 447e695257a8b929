// SPDX-License-Identifier: MIT
// parse.c - the token pump: from lexed tokens, through lemon, to the tree.
//
// After a syntax error lemon has gone back to the innermost list of statements
// (declarations, members, arms) or to a keyword that waits for its block, and
// its stack ends in `error`.  The pump then skips to a token that this place
// can take, over brackets as a whole:
//
//     f(1 2, fn() { a })     the error is at `2`: skips `, fn`, the block in
//     g()                    one step, `)`; takes the END
//
// so one mistake is one report, and the next line is read as usual.
#include "parse/parse.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "parse/make.h"

// lemon's entry points; they are in no header of its own.
void *sley_parseAlloc(void *(*allocate)(size_t size));
void sley_parseFree(void *machine, void (*release)(void *memory));
void sley_parse(void *machine, int kind, const token *t, parser *p);

// Is this a bracket that skipping goes over as a whole?
static bool opens_group(const token *t)
{
    return t->match != 0;
}

// All names of the damaged piece, as it may declare any of them.
static void lose_names(parser *p)
{
    for (uint32_t i = p->lost_from; i < p->at; i++) {
        const token *t = &p->lexed.tokens.items[i];
        if (t->kind == TOK_NAME) parse_error_lose_name(p, t->name);
    }
}

void parse_stack_overflow(parser *p)
{
    if (p->too_deep) return;
    span at = p->lexed.tokens.items[p->at].span;
    diag_error(p->prog, at, E0107, (unsigned)LIMIT_NESTING);
    p->too_deep = true;
}

// After a token that did not fit, or the first ones that follow it.
static void find_out(parser *p, const token *t)
{
    if (parse_is_lost(p->machine)) {
        // The token at fault was dropped, and with it what it opens.
        if (opens_group(t)) p->at = t->match;
        return;
    }
    p->lost = false;
    lose_names(p);
    parse_forgive(p->machine);
}

static inline void feed(parser *p, const token *t)
{
    sley_parse(p->machine, t->kind, t, p);
    if (p->lost) find_out(p, t);
}

// At the start of a line such a word begins a statement for sure: when the last
// statement broke off, it is over here, though no END says so.
static bool can_end_here(const parser *p, const token *t)
{
    return t->on_new_line && lex_token_starts_statement(t->kind) &&
           parse_accepts(p->machine, TOK_END);
}

// `fn f()`, a newline, `{`: the END between is one too many.
static bool splits_head(const parser *p, const token *t)
{
    return t->kind == TOK_END && t[1].kind == TOK_LBRACE && t[1].on_new_line &&
           !parse_accepts(p->machine, TOK_END) && parse_accepts(p->machine, TOK_LBRACE);
}

// The line is over in the head of a declaration whose body would have to come:
// the bodies of what follows are not its own.
static bool ends_bad_head(const parser *p, const token *t)
{
    if (t->kind != TOK_END || t[1].kind == TOK_LBRACE) return false;
    if (p->at > 0 && t[-1].kind == TOK_COLON) return true;   // Python's blocks
    switch ((int)p->lexed.tokens.items[p->lost_from].kind) {
    case TOK_FN:
    case TOK_ASYNC:
    case TOK_STRUCT:
    case TOK_CLASS:
    case TOK_ENUM:
    case TOK_INTERFACE: return true;
    default: return false;
    }
}

// Lost: what to do with the next token.
static void find_way(parser *p, const token *t)
{
    if (can_end_here(p, t)) {
        token *end = arena_new(p->scratch, token);   // the machine keeps it
        end->kind = TOK_END;
        end->span = (span){t->span.start, t->span.start};
        feed(p, end);
    }
    if (p->lost && ends_bad_head(p, t) && !parse_accepts(p->machine, TOK_END))
        parse_leave(p->machine);
    if (!p->lost || t->kind == TOK_EOF || parse_accepts(p->machine, t->kind))
        feed(p, t);
    else if (opens_group(t))
        p->at = t->match;
}

static void pump(parser *p)
{
    for (p->at = 0; p->at < p->lexed.tokens.count && !p->too_deep; p->at++) {
        const token *t = &p->lexed.tokens.items[p->at];
        if (p->lost) {
            find_way(p, t);
            continue;
        }
        if (splits_head(p, t)) {
            parse_error_brace_on_next_line(p);
            continue;
        }
        feed(p, t);
        // The token that does not fit may begin the next statement.
        if (p->lost && can_end_here(p, t)) find_way(p, t);
    }
    if (p->lost) lose_names(p);
}

static void run(parser *p)
{
    p->machine = sley_parseAlloc(malloc);
    if (p->machine == NULL) {
        fprintf(stderr, "sley: out of memory: the parser\n");
        exit(70);
    }
    pump(p);
    sley_parseFree(p->machine, free);
}

ast_module *parse_file(program *prog, source *src)
{
    ast_module *module = arena_new(&prog->unit, ast_module);
    module->file = src;
    parser p = {.prog = prog, .src = src, .unit = &prog->unit, .scratch = &prog->scratch,
                .module = module};
    lex_file(prog, src, &p.lexed);
    if (!p.lexed.gave_up) run(&p);
    if (p.too_deep) module->decls.count = 0;   // ast.h I3
    module->is_lost = p.too_deep || p.lexed.gave_up;
    for (uint32_t i = 0; i < p.lexed.swallowed.count; i++)
        diag_mute(prog, p.lexed.swallowed.items[i]);
    arena_recycle(&prog->scratch, &prog->unit);   // the tokens make room for the checker
    return module;
}

decl *parse_again(program *prog, const decl *written)
{
    // A source of its own whose positions are those of the whole file.
    size_t size;
    const char *bytes = source_text(prog, written->span, &size);
    char *copy = arena_zero(&prog->unit, size + SOURCE_PADDING);
    memcpy(copy, bytes, size);
    source part = *source_of(prog, written->span.start);
    part.bytes = copy;
    part.size = (uint32_t)size;
    part.base = written->span.start;
    ast_module *module = arena_new(&prog->unit, ast_module);
    parser p = {.prog = prog, .src = &part, .unit = &prog->unit, .scratch = &prog->scratch,
                .module = module};
    lex_file(prog, &part, &p.lexed);
    run(&p);
    assert(module->decls.count == 1 && "it was read before");
    return module->decls.items[0];
}
