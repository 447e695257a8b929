// SPDX-License-Identifier: MIT
// test_frame.c - what lies in the frame, and how large that is.
#include "unit/passes.h"

#include "ir/abi.h"

static void test_places(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "fn plain(n: int) -> int {\n    let a = n\n    return a\n}\n"
            "async fn main() {\n"
            "    let kept = plain(1)\n"
            "    let gone = plain(2)\n"
            "    print(gone)\n"
            "    await sleep(1ms)\n"
            "    print(kept)\n"
            "}\n",
            "frame");
    const ir_fn *fn = fn_named(&c, "main");
    assert_true(var_named(fn, "kept")->in_frame);
    assert_false(var_named(fn, "gone")->in_frame);
    // base, kept, the area of sleep
    assert_int_equal(fn->frame_size, SIZE_FRAME + 8 + 24);
    assert_int_equal(fn->await_size, 24);
    const ir_fn *plain = fn_named(&c, "plain");
    assert_null(plain->layout);
    assert_int_equal(plain->frame_size, 0);
    assert_false(var_named(plain, "a")->in_frame);
    program_fini(&c.prog);
}

// Scopes beside each other share; an owned variable does not.
static void test_sharing(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "async fn f(b: bool) {\n"
            "    if b {\n        let x = 1\n        await sleep(1ms)\n        print(x)\n"
            "    } else {\n        let y = 2\n        await sleep(1ms)\n        print(y)\n    }\n"
            "}\n"
            "async fn main() { await f(true) }\n",
            "frame");
    const ir_fn *fn = fn_named(&c, "f");
    assert_true(var_named(fn, "x")->in_frame && var_named(fn, "y")->in_frame);
    assert_int_equal(fn->layout->root->inner.count, 2);
    assert_int_equal(fn->frame_size, SIZE_FRAME + 8 + 8 + 24);   // b, x or y, the area
    program_fini(&c.prog);
}

// A callee's frame lies in the caller's, unless it awaits itself.
static void test_embedding(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "async fn leaf() { await sleep(1ms) }\n"
            "async fn down(n: int) {\n    await sleep(1ms)\n    if n > 0 { await down(n - 1) }\n}\n"
            "async fn main() {\n    await leaf()\n    await down(2)\n}\n",
            "frame");
    ir_fn *fn = fn_named(&c, "main");
    const ir_op *leaf = op_of(fn, IR_AWAIT_CALL, 0);
    const ir_op *down = op_of(fn, IR_AWAIT_CALL, 1);
    assert_false(leaf->suspend->in_arena);
    assert_int_equal(leaf->suspend->size, fn_named(&c, "leaf")->frame_size);
    assert_true(down->suspend->in_arena);
    assert_int_equal(down->suspend->size, SIZE_POINTER);
    program_fini(&c.prog);
}

static void test_sizes_of_types(void **state)
{
    (void)state;
    program prog;
    program_init(&prog);
    type_init(&prog);
    type *wide = type_scalar(&prog, TYPE_I128);
    type *small = type_scalar(&prog, TYPE_U8);
    type *items[] = {small, wide, small};
    assert_int_equal(abi_type(type_scalar(&prog, TYPE_CHAR)).size, 4);
    assert_int_equal(abi_type(type_scalar(&prog, TYPE_STR)).size, 8);
    assert_int_equal(abi_type(type_tuple(&prog, items, 3)).size, 48);
    assert_int_equal(abi_type(type_tuple(&prog, items, 3)).align, 16);
    assert_int_equal(abi_type(type_optional(&prog, type_scalar(&prog, TYPE_STR))).size, 8);
    assert_int_equal(abi_type(type_optional(&prog, small)).size, 2);
    program_fini(&prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_sharing),
        cmocka_unit_test(test_embedding),
        cmocka_unit_test(test_sizes_of_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
