// SPDX-License-Identifier: MIT
// test_fold.c - which operations are printed where they are used.
#include "unit/passes.h"

static void test_single_use(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "fn f(a: int, b: int) -> int { return (a + b) * 2 }\nfn main() { print(f(1, 2)) }\n",
            "fold");
    ir_fn *fn = fn_named(&c, "f");
    assert_true(op_of(fn, IR_BINARY, 0)->folded);
    assert_true(op_of(fn, IR_BINARY, 1)->folded);
    program_fini(&c.prog);
}

// Two calls keep their order: the first is not printed behind the second.
static void test_calls_keep_their_order(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "var n = 0\n"
            "fn next() -> int {\n    n += 1\n    return n\n}\n"
            "fn f() -> int { return next() - next() * 10 }\n"
            "fn main() { print(f()) }\n",
            "fold");
    ir_fn *fn = fn_named(&c, "f");
    assert_false(op_of(fn, IR_CALL, 0)->folded);
    assert_true(op_of(fn, IR_BINARY, 0)->folded);
    program_fini(&c.prog);
}

// What a store may change is read before it.
static void test_reads_stay_before_stores(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "fn f(xs: list[int]) -> int {\n"
            "    let n = xs.len()\n"
            "    xs.append(1)\n"
            "    return n\n"
            "}\n"
            "fn main() { print(f([1])) }\n",
            "fold");
    ir_fn *fn = fn_named(&c, "f");
    const ir_op *len = op_of(fn, IR_CALL_BUILTIN, 0);
    const ir_op *set = op_of(fn, IR_SET, 0);
    // folded into the SET of n, which stands before the append
    assert_true(len->folded);
    assert_ptr_equal(set->args[0].op, len);
    ir_walk_number(fn);
    assert_true(set->order < op_of(fn, IR_CALL_BUILTIN, 1)->order);
    program_fini(&c.prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single_use),
        cmocka_unit_test(test_calls_keep_their_order),
        cmocka_unit_test(test_reads_stay_before_stores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
