// SPDX-License-Identifier: MIT
// What crosses to another executor: moved when no one else holds it, else copied.
#include "rt.h"

#include "sley/bytes.h"
#include "sley/box.h"

static sley_str *fresh(const char *text)
{
    return sley_str_from_cstr(text);
}

static void isolate(const sley_type *type, void *place)
{
    const char *refused;
    assert_true(sley_type_isolate(type, place, &refused));
    assert_null(refused);
}

static void strings(void **state)
{
    (void)state;
    sley_str *s = fresh("alone");
    sley_str *was = s;
    isolate(&sley_type_str, &s);
    assert_ptr_equal(s, was); // moved
    sley_str_retain(s);
    isolate(&sley_type_str, &s);
    assert_ptr_not_equal(s, was); // copied
    assert_true(sley_str_equal(s, was));
    assert_int_equal(was->head.refs, 1);
    sley_str_release(was);
    sley_str_release(s);

    sley_str *none = NULL;
    isolate(&sley_type_str, &none);
    assert_null(none);

    // A slice shares the bytes of its base, which something else holds.
    sley_str *base = fresh(
        "0123456789012345678901234567890123456789012345678901234567890123456789");
    sley_str *slice = sley_str_slice(base, 1, 60, NULL);
    assert_ptr_equal(slice->base, base);
    isolate(&sley_type_str, &slice);
    assert_null(slice->base);
    assert_int_equal(base->head.refs, 1);
    // Its base alone is no one else's.
    sley_str *other = sley_str_slice(base, 1, 60, NULL);
    sley_str_release(base);
    was = other;
    isolate(&sley_type_str, &other);
    assert_ptr_equal(other, was);
    sley_str_release(slice);
    sley_str_release(other);
}

static const sley_type list_of_str = SLEY_LIST_TYPE("list[str]");

static void lists_in_lists(void **state)
{
    (void)state;
    sley_list *inner = sley_list_new(&sley_type_str, 2);
    sley_str *a = fresh("a");
    sley_list_append(inner, &a); // takes it
    sley_list *outer = sley_list_new(&list_of_str, 1);
    sley_list_append(outer, &inner); // takes it
    sley_list *held = sley_list_retain(*(sley_list **)outer->data);
    sley_list *was = outer;
    isolate(&list_of_str, &outer);
    assert_ptr_equal(outer, was); // one owner
    sley_list *copy = *(sley_list **)outer->data;
    assert_ptr_not_equal(copy, held);
    sley_str *deep = *(sley_str **)copy->data;
    assert_ptr_not_equal(deep, *(sley_str **)held->data); // what the copy shared is copied, too
    assert_int_equal(deep->head.refs, 1);
    assert_int_equal((*(sley_str **)held->data)->head.refs, 1);
    sley_list_release(held);
    sley_list_release(outer);
}

// A million boxes deep: no recursion.
typedef struct node {
    int64_t n;
    sley_box *next;
} node;

static void node_retain(void *place)
{
    sley_box_retain(((node *)place)->next);
}

static void node_release(void *place)
{
    sley_box_release(((node *)place)->next);
}

static const sley_type node_type = {.name = "Node",
                                    .size = sizeof(node),
                                    .align = 8,
                                    .shape = SLEY_SHAPE_STRUCT,
                                    .retain = node_retain,
                                    .release = node_release,
                                    SLEY_FIELDS({"n", offsetof(node, n), &sley_type_int},
                                                {"next", offsetof(node, next), &sley_type_box})};

static void deep_chain(void **state)
{
    (void)state;
    node first = {0};
    for (int i = 0; i < 1000000; i++) {
        node next = {i, sley_box_new(&node_type, &first)};
        first = next;
    }
    node shared = first;
    node_retain(&shared);
    isolate(&node_type, &first);
    assert_ptr_not_equal(first.next, shared.next);
    int64_t depth = 0;
    for (sley_box *at = first.next; at; at = ((node *)sley_box_value(at))->next) {
        assert_int_equal(at->head.refs, 1);
        depth++;
    }
    assert_int_equal(depth, 1000000);
    node_release(&shared);
    node_release(&first);
}

static void errors_and_refusals(void **state)
{
    (void)state;
    sley_error *two[] = {sley_parse_error_new(&sley_error_parse, fresh("x")),
                         sley_error_simple(&sley_error_timeout)};
    sley_error *group = sley_error_group_new(two, 2);
    sley_error *was = sley_error_retain(group);
    isolate(&sley_type_error, &group);
    assert_ptr_not_equal(group, was);
    assert_ptr_not_equal(sley_error_group_at(group, 0), two[0]);
    assert_int_equal(sley_error_group_at(group, 0)->refs, 1);
    assert_int_equal(two[0]->refs, 1);
    sley_str *message = sley_error_message(group);
    sley_str *before = sley_error_message(was);
    assert_true(sley_str_equal(message, before));
    sley_str_release(message);
    sley_str_release(before);
    sley_error_release(was);
    sley_error_release(group);

    sley_weak *weak = NULL; // a type without a way out
    const char *refused;
    assert_false(sley_type_isolate(&sley_type_weak, &weak, &refused));
    assert_string_equal(refused, sley_type_weak.name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings),
        cmocka_unit_test(lists_in_lists),
        cmocka_unit_test(deep_chain),
        cmocka_unit_test(errors_and_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
