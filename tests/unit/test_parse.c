// SPDX-License-Identifier: MIT
// test_parse.c - the tree; the goldens in tests/golden/ast show its shapes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "parse/parse.h"

static ast_module *parse(program *prog, const char *content)
{
    return parse_file(prog, source_from_bytes(prog, "a.sley", content, strlen(content)));
}

// The statement of `fn f() { CONTENT }`.
static stmt *parse_stmt(program *prog, const char *content)
{
    text whole;
    text_init(&whole);
    text_printf(&whole, "async fn f() {\n%s\n}\n", content);
    ast_module *m = parse(prog, text_string(&whole));
    text_fini(&whole);
    assert_int_equal(prog->diags.error_count, 0);
    return decl_as_fn(m->decls.items[0])->body->stmts.items[0];
}

static void test_chain_is_flat(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    expr *e = stmt_as_expr(parse_stmt(&prog, "(a + b) - c + d * e"))->value;
    expr_chain *chain = expr_as_chain(e);
    assert_int_equal(chain->links.count, 3);   // ast.h I4
    assert_int_equal(chain->links.items[1].op, OP_SUB);
    assert_int_equal(expr_as_chain(chain->links.items[2].operand)->links.count, 1);
    assert_int_equal(e->depth, 3);
    program_fini(&prog);
}

static void test_spans(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    stmt *s = parse_stmt(&prog, "let x = f(a: (b + c) * d)");
    size_t len;
    const char *bytes = source_text(&prog, s->span, &len);
    assert_int_equal(len, 25);
    assert_memory_equal(bytes, "let x = f(a: (b + c) * d)", 25);
    expr_call *call = expr_as_call(stmt_as_let(s)->init);
    bytes = source_text(&prog, call->args.items[0].value->span, &len);
    assert_memory_equal(bytes, "(b + c) * d", len);
    assert_string_equal(call->args.items[0].name.text, "a");
    program_fini(&prog);
}

static void test_awaited_forms(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    stmt_group *group = stmt_as_group(parse_stmt(&prog, "await group g { spawn f() in g }"));
    assert_true(group->is_awaited);
    assert_string_equal(group->name.text, "g");
    stmt_select *select = stmt_as_select(parse_stmt(&prog, "select first { default {} }"));
    assert_true(select->is_first && !select->is_awaited);
    assert_int_equal(select->arms.items[0].kind, ARM_DEFAULT);
    program_fini(&prog);
}

static void test_type_arguments(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    expr *e = stmt_as_expr(parse_stmt(&prog, "map[str, list[int?]]()"))->value;
    type_expr *t = make_type_of(&prog.unit, expr_as_call(e)->callee);
    assert_non_null(t);
    assert_int_equal(type_expr_as_apply(t)->args.count, 2);
    assert_null(make_type_of(&prog.unit, e));   // a call is no type
    program_fini(&prog);
}

static void test_docs(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    ast_module *m =
        parse(&prog, "/// one\n///two \nfn f() {}\n/// three\n"
                     "export struct S { /// x\nx: int }");
    assert_string_equal(m->decls.items[0]->doc, "one\ntwo");
    assert_string_equal(m->decls.items[1]->doc, "three");
    assert_true(m->decls.items[1]->is_exported);
    assert_string_equal(decl_as_struct(m->decls.items[1])->fields.items[0].doc, "x");
    program_fini(&prog);
}

// Ten mistakes, one a line, are ten reports; what is right between survives.
static void test_recovery(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    ast_module *m = parse(&prog, "fn a(x int) {}\nfn good() { one(); let = 3; two() }\nfn b() {\n"
                                 "f(1 2)\nif x = 3 {}\nlet class = 4\nx +\nlet y = 1\n"
                                 "for x xs {}\nmatch v { case 1.. {} }\nwhile {}\n"
                                 "[1, 2\n}\nstruct S { x int; y: int }\nfn also() {}\n");
    assert_int_equal(prog.diags.error_count, 11);
    const char *names[] = {"good", "b", "S", "also"};
    uint32_t found = 0;
    for (uint32_t i = 0; i < m->decls.count; i++)
        if (m->decls.items[i]->kind != DECL_BAD)
            assert_string_equal(m->decls.items[i]->name.text, names[found++]);
    assert_int_equal(found, 4);
    const stmt_list *stmts = &decl_as_fn(m->decls.items[1])->body->stmts;
    assert_int_equal(stmts->count, 3);
    assert_int_equal(stmts->items[1]->kind, STMT_BAD);   // `let = 3`
    assert_true(map_has(&prog.lost_names, intern_string(&prog.names, "x")));
    program_fini(&prog);
}

static char *repeat(const char *head, const char *part, const char *tail, size_t count)
{
    text out;
    text_init(&out);
    text_puts(&out, head);
    for (size_t i = 0; i < count; i++) text_puts(&out, part);
    text_puts(&out, tail);
    return out.bytes;   // the caller frees it
}

static uint32_t errors_of(const char *head, const char *part, const char *tail, size_t count,
                          diag_code *code)
{
    program prog;
    program_init(&prog);
    char *content = repeat(head, part, tail, count);
    parse(&prog, content);
    text whole = {.bytes = content};
    text_fini(&whole);
    uint32_t count_found = prog.diags.error_count;
    *code = count_found > 0 ? prog.diags.reports.items[0]->code : DIAG_COUNT;
    program_fini(&prog);
    return count_found;
}

// Deep nesting is one report, however it is made; long chains are none.
static void test_limits(void **state)
{
    (void)state;
    static const struct {
        const char *head, *part, *tail;
    } deep[] = {
        {"fn f() { let x = ", "(", "1 }"},        {"fn f() { let x = ", "not ", "1 }"},
        {"fn f() { let x = a", ".b", " }"},       {"fn f() { let x = a", "(1)", " }"},
        {"fn f() { let x = ", "2 ** ", "1 }"},    {"fn f() { let x = ", "fn(a) => ", "1 }"},
        {"fn f(x: ", "list[", "int) {}"},         {"fn f(x: int", "?", ") {}"},
        {"fn f() { let x = ", "\"{", "1 }"},      {"fn f() ", "{ if a ", ""},
        {"fn f() { match x { case ", "(", "} }"}, {"fn f() { x = ", "[", " }"},
    };
    static const struct {
        const char *head, *part, *tail;
    } flat[] = {
        {"fn f() { let x = 1", " + 1", " }"},     {"fn f() { let x = a", " or a", " }"},
        {"fn f() { if a {}", " else if b {}", " }"},
        {"fn f() { match x { case 1", " | 2", " {} } }"},
    };
    diag_code code;
    for (size_t i = 0; i < sizeof deep / sizeof deep[0]; i++) {
        assert_int_equal(errors_of(deep[i].head, deep[i].part, deep[i].tail, 5000, &code), 1);
        assert_int_equal(code, E0107);
    }
    for (size_t i = 0; i < sizeof flat / sizeof flat[0]; i++)
        assert_int_equal(errors_of(flat[i].head, flat[i].part, flat[i].tail, 10000, &code), 0);
    assert_int_equal(errors_of("", "/*", "", 10000, &code), 1);
    assert_int_equal(code, E0005);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain_is_flat),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_awaited_forms),
        cmocka_unit_test(test_type_arguments),
        cmocka_unit_test(test_docs),
        cmocka_unit_test(test_recovery),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
