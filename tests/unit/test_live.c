// SPDX-License-Identifier: MIT
// test_live.c - what is needed after which suspension.
#include "unit/passes.h"

static bool lives(const ir_fn *fn, uint32_t suspend, const char *name)
{
    const uint64_t *live = fn->suspends.items[suspend - 1]->live;
    return live != NULL && bitset_has(live, var_named(fn, name)->id);
}

static void test_straight(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "async fn main() {\n"
            "    let a = 1\n"
            "    await sleep(1ms)\n"
            "    let b = a + 1\n"
            "    await sleep(2ms)\n"
            "    print(b)\n"
            "}\n",
            "live");
    const ir_fn *fn = fn_named(&c, "main");
    assert_true(lives(fn, 1, "a"));
    assert_false(lives(fn, 1, "b"));
    assert_false(lives(fn, 2, "a"));
    assert_true(lives(fn, 2, "b"));
    program_fini(&c.prog);
}

// What the next round reads lives across an await in a loop.
static void test_loop(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "async fn main() {\n"
            "    var total = 0\n"
            "    let step = 2\n"
            "    while total < 10 {\n"
            "        let next = total + step\n"
            "        total = next\n"
            "        await sleep(1ms)\n"
            "    }\n"
            "}\n",
            "live");
    const ir_fn *fn = fn_named(&c, "main");
    assert_true(lives(fn, 1, "total"));
    assert_true(lives(fn, 1, "step"));
    assert_false(lives(fn, 1, "next"));
    program_fini(&c.prog);
}

// A failure at the await goes to the catch: what that reads is needed, too.
static void test_failure(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "async fn f() throws { await sleep(1ms) }\n"
            "async fn main() {\n"
            "    let there = 1\n"
            "    let here = 2\n"
            "    try {\n"
            "        await f()\n"
            "        return\n"
            "    } catch e {\n"
            "        print(there)\n"
            "    }\n"
            "    print(here)\n"
            "}\n",
            "live");
    const ir_fn *fn = fn_named(&c, "main");
    assert_true(lives(fn, 1, "there"));
    assert_true(lives(fn, 1, "here"));
    program_fini(&c.prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_straight),
        cmocka_unit_test(test_loop),
        cmocka_unit_test(test_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
