// SPDX-License-Identifier: MIT
// test_lex.c - tokens; the goldens in tests/golden/tokens show more of them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "parse/lex.h"

// The kinds of all tokens, one blank between.
static const char *kinds(program *prog, text *out, const char *content)
{
    source *src = source_from_bytes(prog, "a.sley", content, strlen(content));
    lex_result lexed;
    lex_file(prog, src, &lexed);
    text_clear(out);
    for (uint32_t i = 0; i < lexed.tokens.count; i++)
        text_printf(out, "%s%s", i == 0 ? "" : " ",
                    lex_token_kind_name(lexed.tokens.items[i].kind));
    return text_string(out);
}

#define EXPECT(content, expected) assert_string_equal(kinds(&prog, &out, content), expected)

static void test_statement_ends(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    text out;
    text_init(&out);
    EXPECT("", "EOF");
    EXPECT("\n\n;;\n", "EOF");
    EXPECT("a\nb", "NAME END NAME END EOF");
    EXPECT("a +\nb", "NAME ADD NAME END EOF");
    EXPECT("(a\nb)", "LPAREN NAME NAME RPAREN END EOF");
    EXPECT("{ a }", "LBRACE NAME END RBRACE END EOF");
    EXPECT("{}", "LBRACE RBRACE END EOF");
    EXPECT("{ a + }", "LBRACE NAME ADD END RBRACE END EOF");
    EXPECT("a\n.b\n..c", "NAME DOT NAME END RANGE NAME END EOF");
    EXPECT("(fn() {\na\n})", "LPAREN FN LPAREN RPAREN LBRACE NAME END RBRACE RPAREN END EOF");
    assert_int_equal(prog.diags.error_count, 0);
    text_fini(&out);
    program_fini(&prog);
}

// lex.h I1: whatever comes in, brackets are balanced.
static void test_mended_brackets(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    text out;
    text_init(&out);
    EXPECT("(", "LPAREN RPAREN END EOF");
    EXPECT(")", "EOF");
    EXPECT("([)", "LPAREN LBRACKET RBRACKET RPAREN END EOF");
    EXPECT("{(}", "LBRACE LPAREN RPAREN END RBRACE END EOF");
    EXPECT("f(1\nlet x", "NAME LPAREN INT RPAREN END LET NAME END EOF");
    EXPECT("\"{(\n", "STR END EOF");   // the brace is text
    EXPECT("\"{(}\n", "STR_HEAD LPAREN RPAREN STR_TAIL END EOF");
    EXPECT("\"{x:{(}}\n", "STR_HEAD NAME SPEC_TEXT SPEC_OPEN LPAREN RPAREN SPEC_CLOSE STR_TAIL "
           "END EOF");
    text_fini(&out);
    program_fini(&prog);
}

static void test_match_leads_to_the_closer(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    source *src = source_from_bytes(&prog, "a", "f(a[1], {b})", 12);
    lex_result lexed;
    lex_file(&prog, src, &lexed);
    const token *t = lexed.tokens.items;
    assert_int_equal(t[t[1].match].kind, TOK_RPAREN);
    assert_int_equal(t[t[3].match].kind, TOK_RBRACKET);
    assert_int_equal(t[t[7].match].kind, TOK_RBRACE);
    program_fini(&prog);
}

static void test_words_in_context(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    text out;
    text_init(&out);
    EXPECT("group {}", "GROUP LBRACE RBRACE END EOF");
    EXPECT("if group {}", "IF NAME LBRACE RBRACE END EOF");
    EXPECT("await await await group {}", "AWAIT AWAIT AWAIT GROUP LBRACE RBRACE END EOF");
    EXPECT("x = on on on", "NAME ASSIGN NAME ON NAME END EOF");
    EXPECT("in in in", "NAME IN NAME END EOF");
    EXPECT("error.case", "NAME DOT NAME END EOF");
    EXPECT("error error", "ERROR NAME END EOF");
    EXPECT("f(if: 1)", "NAME LPAREN NAME COLON INT RPAREN END EOF");
    EXPECT("[none: 1, true: 2]",
           "LBRACKET NONE COLON INT COMMA TRUE COLON INT RBRACKET END EOF");
    text_fini(&out);
    program_fini(&prog);
}

static void test_hostile_bytes(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    lex_result lexed;
    static const char signs[] = "{}()[]\"'`/*\\\n.:!b\"x{:";
    const size_t count = sizeof signs - 1;
    uint32_t seed = 1;
    for (int round = 0; round < 2000; round++) {
        char bytes[64];
        size_t len = (size_t)round % sizeof bytes;
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = round % 2 == 0 ? (char)(seed >> 24) : signs[(seed >> 24) % count];
        }
        source *src = source_from_bytes(&prog, "a", bytes, len);
        lex_file(&prog, src, &lexed);
        assert_int_equal(lexed.tokens.items[lexed.tokens.count - 1].kind, TOK_EOF);   // I3
    }
    program_fini(&prog);
}

static void test_every_truncation(void **state)
{
    (void)state;
    static const char whole[] =
        "f(\"a {x!r:>{w}.2f} ${{ {g(\"{y}\")}\", b\"\\x00\", 'c', `r`, 1.5ms) /* c */";
    program prog;
    program_init(&prog);
    for (size_t len = 0; len < sizeof whole; len++) {
        lex_result lexed;
        lex_file(&prog, source_from_bytes(&prog, "a", whole, len), &lexed);
        int depth = 0;
        for (uint32_t i = 0; i < lexed.tokens.count; i++) {
            token_kind kind = lexed.tokens.items[i].kind;
            depth += kind == TOK_LPAREN || kind == TOK_STR_HEAD || kind == TOK_SPEC_OPEN;
            depth -= kind == TOK_RPAREN || kind == TOK_STR_TAIL || kind == TOK_SPEC_CLOSE;
            assert_true(depth >= 0);
        }
        assert_int_equal(depth, 0);
    }
    program_fini(&prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_statement_ends),
        cmocka_unit_test(test_mended_brackets),
        cmocka_unit_test(test_match_leads_to_the_closer),
        cmocka_unit_test(test_words_in_context),
        cmocka_unit_test(test_hostile_bytes),
        cmocka_unit_test(test_every_truncation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
