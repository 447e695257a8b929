// SPDX-License-Identifier: MIT
// test_rc.c - who owns what: moves, copies, drops, and what a failure must drop.
#include "unit/passes.h"

// How many DROP operations name the variable.
static uint32_t drops(ir_fn *fn, const char *name)
{
    const ir_var *var = var_named(fn, name);
    uint32_t count = 0;
    const ir_op *op;
    for (uint32_t n = 0; (op = op_of(fn, IR_DROP, n)) != NULL; n++)
        count += op->aux.target.var == var;
    return count;
}

static void test_last_use_moves(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "fn f(xs: list[str], s: str) {\n"
            "    let a = s.upper()\n"
            "    xs.append(a)\n"
            "    xs.append(a)\n"
            "}\n"
            "fn main() { f([], \"\") }\n",
            "rc");
    ir_fn *fn = fn_named(&c, "f");
    assert_int_equal(op_of(fn, IR_CALL_BUILTIN, 1)->args[1].mode, MODE_COPY);
    assert_int_equal(op_of(fn, IR_CALL_BUILTIN, 2)->args[1].mode, MODE_MOVE);
    assert_int_equal(drops(fn, "a"), 0);
    assert_false(var_named(fn, "a")->is_owned);
    program_fini(&c.prog);
}

static void test_dropped_at_the_end(void **state)
{
    (void)state;
    compiled c;
    compile(&c, "fn f(s: str) {\n    let a = s.upper()\n    print(a)\n}\nfn main() { f(\"\") }\n",
            "rc");
    ir_fn *fn = fn_named(&c, "f");
    assert_int_equal(drops(fn, "a"), 1);
    assert_false(var_named(fn, "a")->is_owned);
    program_fini(&c.prog);
}

// What is alive where something may throw is owned by its scope.
static void test_owned_over_a_failure(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "fn g() throws { throw Timeout() }\n"
            "fn f(s: str) throws {\n"
            "    let a = s.upper()\n"
            "    g()\n"
            "    print(a)\n"
            "}\n"
            "fn main() { try { f(\"\") } catch e { print(e) } }\n",
            "rc");
    assert_true(var_named(fn_named(&c, "f"), "a")->is_owned);
    program_fini(&c.prog);
}

// A name that only shows a part of a parameter holds no reference.
static void test_borrows(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "struct P {\n    name: str\n}\n"
            "fn f(p: P) -> int {\n    let n = p.name\n    return n.len()\n}\n"
            "fn main() { print(f(P(name: \"\"))) }\n",
            "rc");
    ir_fn *fn = fn_named(&c, "f");
    assert_int_equal(op_of(fn, IR_SET, 0)->args[0].mode, MODE_BORROW);
    assert_int_equal(drops(fn, "n"), 0);
    program_fini(&c.prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_last_use_moves),
        cmocka_unit_test(test_dropped_at_the_end),
        cmocka_unit_test(test_owned_over_a_failure),
        cmocka_unit_test(test_borrows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
