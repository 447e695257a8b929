// SPDX-License-Identifier: MIT
// test_ir.c - the table of operations, the makers and the dump of the IR.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ir/ir.h"
#include "ir/ir_walk.h"
#include "base/program.h"
#include "base/text.h"

typedef struct fixture {
    program prog;
    ir_module module;
    ir_fn fn;
    type *integer;
    type *boolean;
    type *unit;
    span at;
} fixture;

static int begin(void **state)
{
    fixture *x = calloc(1, sizeof *x);
    program_init(&x->prog);
    type_init(&x->prog);
    static const char code[] = "fn f(a: int) {\n    let total = a + 1\n}\n";
    x->module.source = source_from_bytes(&x->prog, "t.sley", code, sizeof code - 1);
    x->module.name = "t";
    x->integer = type_scalar(&x->prog, TYPE_INT);
    x->boolean = type_scalar(&x->prog, TYPE_BOOL);
    x->unit = type_scalar(&x->prog, TYPE_UNIT);
    // The second line of the source.
    x->at = (span){x->module.source->base + 19, x->module.source->base + 36};
    x->fn = (ir_fn){.module = &x->module, .name = "f", .result = x->unit, .span = x->at};
    x->fn.body = ir_node_new(&x->prog, NODE_SCOPE, x->at);
    x->fn.body->scope.is_function = true;
    x->fn.body->scope.body = ir_seq_new(&x->prog, x->at);
    array_push(&x->prog.memory, &x->module.fns, &x->fn);
    *state = x;
    return 0;
}

static int end(void **state)
{
    fixture *x = *state;
    program_fini(&x->prog);
    free(x);
    return 0;
}

static void add(fixture *x, ir_node *node)
{
    ir_seq_add(&x->prog, x->fn.body->scope.body, node);
}

static ir_op *op(fixture *x, ir_opcode code, type *t, uint32_t count)
{
    ir_op *made = ir_walk_new_op(&x->prog, &x->fn, code, t, x->at, count);
    add(x, ir_walk_op_node(&x->prog, made));
    return made;
}

static ir_value number(fixture *x, int64_t n)
{
    return ir_int_value(&x->prog, x->integer, (ir_wide)n);
}

static void assert_dump(fixture *x, const char *wanted)
{
    text out;
    text_init(&out);
    ir_print_fn(&out, &x->fn);
    assert_string_equal(text_string(&out), wanted);
    text_fini(&out);
}

// Every row has a name, and letters that the passes know.
static void test_table(void **state)
{
    (void)state;
    for (int i = 0; i < IR_COUNT; i++) {
        const ir_op_info *info = ir_info((ir_opcode)i);
        assert_non_null(info->text);
        assert_true(info->text[0] != '\0');
        assert_non_null(strchr("-poa", info->result));
        for (const char *p = info->args; *p != '\0'; p++) assert_non_null(strchr("bc?", *p));
        for (int k = 0; k < i; k++) {
            assert_string_not_equal(info->text, ir_info((ir_opcode)k)->text);
        }
    }
    for (int i = 0; i < IROP_COUNT; i++) assert_non_null(ir_operator_text((ir_operator)i));
}

static void test_empty(void **state)
{
    assert_dump(*state, "fn f()\n");
}

static void test_plain(void **state)
{
    fixture *x = *state;
    ir_var *total = ir_walk_hidden_var(&x->prog, &x->fn, "total", x->integer, x->at);
    total->kind = IRVAR_LOCAL;
    total->shadow = 2;
    x->fn.body->scope.vars = &total;
    x->fn.body->scope.var_count = 1;
    add(x, ir_node_new(&x->prog, NODE_MARK, x->at));
    ir_op *sum = op(x, IR_BINARY, x->integer, 2);
    sum->aux.operator = IROP_ADD;
    sum->args[0] = number(x, -5);
    sum->args[1] = number(x, 1);
    ir_site site = {.line = 2, .text = "a + 1"};
    sum->site = &site;
    ir_op *set = op(x, IR_SET, x->unit, 1);
    set->aux.target.var = total;
    set->args[0] = ir_temp_value(sum);
    ir_node *give = ir_node_new(&x->prog, NODE_RETURN, x->at);
    give->result.value = ir_walk_var_value(total);
    add(x, give);
    assert_dump(x, "fn f()\n"
                   "    scope total'2: int\n"
                   "        | 2 let total = a + 1\n"
                   "        %0: int = binary + -5, 1 @\"a + 1\"\n"
                   "        set total'2 = %0\n"
                   "        return total'2\n");
}

static void test_values(void **state)
{
    fixture *x = *state;
    type *str = type_scalar(&x->prog, TYPE_STR);
    type *duration = type_scalar(&x->prog, TYPE_DURATION);
    type *maybe = type_optional(&x->prog, x->integer);
    ir_op *made = op(x, IR_TUPLE, x->integer, 6);
    made->args[0] = ir_bool_value(&x->prog, true);
    made->args[1] = ir_text_value(&x->prog, str, "a\n\"\0z", 5);
    made->args[2] = ir_int_value(&x->prog, duration, 250);
    made->args[3] = ir_none_value(&x->prog, maybe);
    made->args[4] = ir_float_value(&x->prog, type_scalar(&x->prog, TYPE_FLOAT), 1.5);
    made->args[5] = ir_int_value(&x->prog, type_scalar(&x->prog, TYPE_U128), ~(ir_wide)0);
    assert_dump(x, "fn f()\n"
                   "    %0: int = tuple true, \"a\\n\\\"\\x00z\", 250ns, none, 1.5, "
                   "340282366920938463463374607431768211455\n");
}

// A loop over an if with a break: nesting, and labels where there are any.
static void test_regions(void **state)
{
    fixture *x = *state;
    ir_node *loop = ir_node_new(&x->prog, NODE_LOOP, x->at);
    loop->loop.label = "outer";
    loop->loop.body = ir_seq_new(&x->prog, x->at);
    ir_node *leave = ir_node_new(&x->prog, NODE_BREAK, x->at);
    leave->jump.target = loop;
    ir_node *choice = ir_node_new(&x->prog, NODE_IF, x->at);
    choice->branch.cond = ir_bool_value(&x->prog, false);
    choice->branch.then_body = ir_seq_new(&x->prog, x->at);
    ir_seq_add(&x->prog, choice->branch.then_body, leave);
    ir_seq_add(&x->prog, loop->loop.body, choice);
    add(x, loop);
    assert_dump(x, "fn f()\n"
                   "    loop outer:\n"
                   "    do\n"
                   "        if false\n"
                   "            break outer\n");
    assert_true(ir_ends(choice->branch.then_body));
    assert_false(ir_ends(loop->loop.body));
    choice->branch.else_body = ir_seq_new(&x->prog, x->at);
    assert_false(ir_ends(loop->loop.body));
    ir_seq_add(&x->prog, choice->branch.else_body, leave);
    assert_true(ir_ends(loop->loop.body));
}

static void count_node(ir_node *child, void *data)
{
    (void)child;
    (*(int *)data)++;
}

static void count_value(ir_value *value, void *data)
{
    (void)value;
    (*(int *)data)++;
}

static void test_children(void **state)
{
    fixture *x = *state;
    ir_node *region = ir_node_new(&x->prog, NODE_SCOPE, x->at);
    region->scope.kind = SCOPE_CLEANUP;
    region->scope.body = ir_seq_new(&x->prog, x->at);
    int count = 0;
    ir_each_child(region, count_node, &count);
    assert_int_equal(count, 1);
    region->scope.cleanup = ir_seq_new(&x->prog, x->at);
    count = 0;
    ir_each_child(region, count_node, &count);
    assert_int_equal(count, 2);
    ir_op *spawn = ir_walk_new_op(&x->prog, &x->fn, IR_SPAWN, x->unit, x->at, 1);
    spawn->args[0] = number(x, 1);
    count = 0;
    ir_each_arg(spawn, count_value, &count);
    assert_int_equal(count, 1);
    spawn->aux.group = number(x, 2);
    count = 0;
    ir_each_arg(spawn, count_value, &count);
    assert_int_equal(count, 2);
}

// A built-in is what its flags say; print writes, a text of parts does not.
static void test_effects(void **state)
{
    fixture *x = *state;
    builtin row = {.receiver = "", .name = "f", .flags = B_PURE};
    ir_op *call = ir_walk_new_op(&x->prog, &x->fn, IR_CALL_BUILTIN, x->integer, x->at, 0);
    call->aux.builtin = &row;
    assert_int_equal(ir_effect_of(call), EFFECT_PURE);
    row.flags = B_PURE | B_SITE;
    assert_int_equal(ir_effect_of(call), EFFECT_PANICS);
    row.flags = B_READS;
    assert_int_equal(ir_effect_of(call), EFFECT_READS);
    call->can_throw = true;
    assert_int_equal(ir_effect_of(call), EFFECT_EFFECT);
    ir_op *format = ir_walk_new_op(&x->prog, &x->fn, IR_FORMAT, x->unit, x->at, 0);
    assert_int_equal(ir_effect_of(format), EFFECT_EFFECT);
    format->type = type_scalar(&x->prog, TYPE_STR);
    assert_int_equal(ir_effect_of(format), EFFECT_READS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test_setup_teardown(test_empty, begin, end),
        cmocka_unit_test_setup_teardown(test_plain, begin, end),
        cmocka_unit_test_setup_teardown(test_values, begin, end),
        cmocka_unit_test_setup_teardown(test_regions, begin, end),
        cmocka_unit_test_setup_teardown(test_children, begin, end),
        cmocka_unit_test_setup_teardown(test_effects, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
