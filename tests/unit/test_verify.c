// SPDX-License-Identifier: MIT
// test_verify.c - the verifier of the IR finds each kind of broken promise.
//
// It ends the process, so each planted mistake is looked for in a child.
#include "unit/passes.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char CODE[] =
    "async fn one() -> int {\n    await sleep(1ms)\n    return 1\n}\n"
    "async fn f(s: str) -> int throws {\n"
    "    let a = s.upper()\n"
    "    let n = await one()\n"
    "    if n > 2 { throw Timeout() }\n"
    "    print(a)\n"
    "    return n + 1\n"
    "}\n"
    "async fn main() { try { print(await f(\"x\")) } catch e { print(e) } }\n";

enum { ALL = PROMISE_USES | PROMISE_DROPS | PROMISE_TEMPS | PROMISE_PLACES };

// The message of the verifier, "" when it has none.
static void verify(compiled *c, unsigned promises, char *message, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        ir_verify(&c->prog, c->ir, "test", promises);
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    for (ssize_t got; len + 1 < size && (got = read(ends[0], message + len, size - 1 - len)) > 0;)
        len += (size_t)got;
    message[len] = '\0';
    close(ends[0]);
    int status;
    waitpid(child, &status, 0);
    assert_int_equal(WEXITSTATUS(status), len == 0 ? 0 : 70);
}

static void assert_broken(compiled *c, unsigned promises, const char *what)
{
    char message[256];
    verify(c, promises, message, sizeof message);
    if (strstr(message, what) == NULL) fail_msg("\"%s\" is not in \"%s\"", what, message);
}

static void test_sound(void **state)
{
    (void)state;
    compiled c;
    char message[256];
    compile(&c, CODE, "frame");
    verify(&c, ALL, message, sizeof message);
    assert_string_equal(message, "");
    program_fini(&c.prog);
}

static void test_uses(void **state)
{
    (void)state;
    compiled c;
    compile(&c, CODE, "rc");
    op_of(fn_named(&c, "f"), IR_BINARY, 0)->uses++;
    assert_broken(&c, PROMISE_USES, "a wrong number of uses");
    program_fini(&c.prog);
}

static void test_drops(void **state)
{
    (void)state;
    compiled c;
    compile(&c,
            "fn g() throws { throw Timeout() }\n"
            "fn f(s: str) throws {\n    let a = s.upper()\n    g()\n    print(a)\n}\n"
            "fn main() { try { f(\"x\") } catch e { print(e) } }\n",
            "rc");
    ir_fn *fn = fn_named(&c, "f");
    op_search search = {.code = IR_DROP};
    ir_walker walker = {.data = &search, .op = op_search_visit};
    ir_walk(&walker, fn->body);
    assert_non_null(search.node);
    search.node->kind = NODE_MARK;   // the drop is lost
    assert_broken(&c, PROMISE_DROPS, "an owned variable that nothing drops");
    program_fini(&c.prog);
}

static void test_temps(void **state)
{
    (void)state;
    compiled c;
    compile(&c, "async fn one() -> int {\n    await sleep(1ms)\n    return 1\n}\n"
                "async fn f(n: int) -> int { return n * 2 + await one() }\n"
                "async fn main() { print(await f(1)) }\n", "rc");
    assert_broken(&c, PROMISE_TEMPS, "a result that is used across a suspension");
    program_fini(&c.prog);
    compile(&c, "async fn one() -> int {\n    await sleep(1ms)\n    return 1\n}\n"
                "async fn f(n: int) -> int { return n * 2 + await one() }\n"
                "async fn main() { print(await f(1)) }\n", "await");
    char message[256];
    verify(&c, PROMISE_TEMPS, message, sizeof message);
    assert_string_equal(message, "");
    program_fini(&c.prog);
}

// fault: F98: a function that gives no status has no exit for an error, nor after exit().
static const char EXITS[] = "error E\n"
                            "fn t(k: int) throws E { if k == 1 { throw E() } }\n"
                            "fn caught() { try { t(1) } catch e { print(e) } }\n"
                            "fn quits(n: int) { if n > 2 { exit(n) } }\n"
                            "fn calls() { defer print(1)\n quits(1) }\n"
                            "fn main() { caught()\n calls() }\n";

static void test_exits(void **state)
{
    (void)state;
    compiled c;
    char message[256];
    compile(&c, EXITS, "frame");
    verify(&c, ALL, message, sizeof message);
    assert_string_equal(message, "");
    assert_true(fn_named(&c, "calls")->can_exit && fn_named(&c, "main")->can_exit);
    assert_false(fn_named(&c, "caught")->can_exit);
    fn_named(&c, "calls")->can_exit = false;
    assert_broken(&c, 0, "exit() has no way out");
    fn_named(&c, "calls")->can_exit = true;
    fn_named(&c, "t")->can_throw = false;
    assert_broken(&c, 0, "an error has no way out");
    program_fini(&c.prog);
}

static void test_places(void **state)
{
    (void)state;
    compiled c;
    compile(&c, CODE, "frame");
    ir_fn *fn = fn_named(&c, "f");
    assert_true(var_named(fn, "a")->in_frame);
    var_named(fn, "a")->in_frame = false;
    assert_broken(&c, PROMISE_PLACES, "is not in the frame");
    var_named(fn, "a")->in_frame = true;
    assert_false(var_named(fn, "n")->in_frame);
    var_named(fn, "n")->in_frame = true;
    assert_broken(&c, PROMISE_PLACES, "in the frame that no suspension needs");
    program_fini(&c.prog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound), cmocka_unit_test(test_uses),   cmocka_unit_test(test_drops),
        cmocka_unit_test(test_temps), cmocka_unit_test(test_places),
        cmocka_unit_test(test_exits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
