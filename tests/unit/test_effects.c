// SPDX-License-Identifier: MIT
// test_effects.c - which functions suspend, and what becomes of awaiting one that does not.
#include "unit/passes.h"

static const char CODE[] =
    "async fn leaf() { await sleep(1ms) }\n"
    "async fn above() { await leaf() }\n"
    "async fn never(n: int) -> int { return n + 1 }\n"
    "async fn calls(n: int) -> int { return await never(n) }\n"
    "async fn down(n: int) -> int {\n"
    "    if n == 0 { return 0 }\n"
    "    await sleep(1ms)\n"
    "    return await down(n - 1)\n"
    "}\n"
    "async fn main() {\n"
    "    await above()\n"
    "    print(await calls(1), await down(2))\n"
    "}\n";

static void test_who_can_suspend(void **state)
{
    (void)state;
    compiled c;
    compile(&c, CODE, "effects");
    assert_true(fn_named(&c, "leaf")->can_suspend);
    assert_true(fn_named(&c, "above")->can_suspend);
    assert_false(fn_named(&c, "never")->can_suspend);
    assert_false(fn_named(&c, "calls")->can_suspend);
    assert_true(fn_named(&c, "down")->is_recursive);
    assert_false(fn_named(&c, "above")->is_recursive);
    program_fini(&c.prog);
}

// An await of a function that cannot suspend is a call.
static void test_await_becomes_call(void **state)
{
    (void)state;
    compiled c;
    compile(&c, CODE, "lower");
    assert_non_null(op_of(fn_named(&c, "calls"), IR_AWAIT_CALL, 0));
    program_fini(&c.prog);
    compile(&c, CODE, "effects");
    assert_null(op_of(fn_named(&c, "calls"), IR_AWAIT_CALL, 0));
    assert_non_null(op_of(fn_named(&c, "calls"), IR_CALL, 0));
    assert_non_null(op_of(fn_named(&c, "above"), IR_AWAIT_CALL, 0));
    program_fini(&c.prog);
}

// The places where a function waits are numbered in the order of the text.
static void test_suspends_are_numbered(void **state)
{
    (void)state;
    compiled c;
    compile(&c, CODE, "effects");
    ir_fn *fn = fn_named(&c, "down");
    assert_int_equal(fn->suspends.count, 2);
    assert_int_equal(op_of(fn, IR_AWAIT_BUILTIN, 0)->suspend->number, 1);
    assert_int_equal(op_of(fn, IR_AWAIT_CALL, 0)->suspend->number, 2);
    assert_int_equal(fn_named(&c, "never")->suspends.count, 0);
    program_fini(&c.prog);
}

// Callees come before who awaits them: their frames are measured first.
static void test_order(void **state)
{
    (void)state;
    compiled c;
    compile(&c, CODE, "effects");
    uint32_t at[2] = {0, 0};
    for (uint32_t i = 0; i < c.ir->order.count; i++) {
        const ir_fns *fns = &c.ir->units.items[c.ir->order.items[i]].fns;
        if (fns->count > 0 && strcmp(fns->items[0]->name, "leaf") == 0) at[0] = i;
        if (fns->count > 0 && strcmp(fns->items[0]->name, "above") == 0) at[1] = i;
    }
    assert_true(at[0] < at[1]);
    program_fini(&c.prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_can_suspend),
        cmocka_unit_test(test_await_becomes_call),
        cmocka_unit_test(test_suspends_are_numbered),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
