// SPDX-License-Identifier: MIT
// test_cname.c - cname.h I1 and I2: different names stay different, and
// every name is safe in C.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "emit/emit_name.h"

enum { RANDOM_NAMES = 100000 };

static uint64_t seed = 42;

static uint32_t random_below(uint32_t n)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

// What makes an encoding go wrong: underscores, its own marks, derived words.
static const char *const nasty[] = {
    "_",  "__", "Z",     "u",    "x",     "m",    "z",     "0",      "5f",  "frame", "release",
    "t_", "v2", "Zu",    "Zz",   "Zm",    "c1",   "spawn", "k_",     "a",   "fn",    "\303\244",
    "2",  "m_", "begin", "type", "value", "list", "int",   "opt_",   "str", "tuple2", "drop",
};

// One identifier of Sley; never empty, does not begin with a digit.
static void random_identifier(char *out)
{
    out[0] = '\0';
    uint32_t pieces = 1 + random_below(4);
    for (uint32_t i = 0; i < pieces; i++) {
        strcat(out, nasty[random_below(sizeof nasty / sizeof nasty[0])]);
    }
    if (out[0] >= '0' && out[0] <= '9') out[0] = 'q';
}

typedef struct pair {
    char *from, *to;
} pair;

static int by_to(const void *a, const void *b)
{
    int order = strcmp(((const pair *)a)->to, ((const pair *)b)->to);
    return order != 0 ? order : strcmp(((const pair *)a)->from, ((const pair *)b)->from);
}

static char *copy(const char *s)
{
    char *c = malloc(strlen(s) + 1);
    assert_non_null(c);
    return strcpy(c, s);
}

static void check_identifier(const char *name)
{
    for (const char *s = name; *s != '\0'; s++) {
        bool fine = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
                    (*s >= '0' && *s <= '9') || *s == '_';
        assert_true(fine);
    }
    assert_true(strchr(name, '_') != NULL && name[0] != '_');
}

// Sorts by the C name and looks at neighbours.
static void check_injective(pair *pairs, size_t count)
{
    qsort(pairs, count, sizeof *pairs, by_to);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(pairs[i - 1].to, pairs[i].to) != 0) continue;
        if (strcmp(pairs[i - 1].from, pairs[i].from) != 0) {
            fail_msg("%s and %s are both %s", pairs[i - 1].from, pairs[i].from, pairs[i].to);
        }
    }
    for (size_t i = 0; i < count; i++) {
        free(pairs[i].from);
        free(pairs[i].to);
    }
    free(pairs);
}

// Symbols: module of one to three parts, name of one or two, now and then with a
// derived word behind it.
static void test_symbols_are_injective(void **state)
{
    (void)state;
    static const char *const derived[] = {"frame", "release", "fn", "sites", "value"};
    pair *pairs = calloc(RANDOM_NAMES, sizeof *pairs);
    assert_non_null(pairs);
    text c;
    text_init(&c);
    for (size_t i = 0; i < RANDOM_NAMES; i++) {
        char module[128], name[128], part[64], from[320];
        random_identifier(module);
        for (uint32_t parts = random_below(3); parts > 0; parts--) {
            random_identifier(part);
            strcat(strcat(module, "."), part);
        }
        random_identifier(name);
        if (random_below(3) == 0) {
            random_identifier(part);
            strcat(strcat(name, "."), part);
        }
        text_clear(&c);
        cname_symbol(&c, module, name);
        const char *word = "";
        if (random_below(3) == 0) {
            word = derived[random_below(5)];
            text_puts(&c, "__");
            text_puts(&c, word);
        }
        snprintf(from, sizeof from, "%s | %s | %s", module, name, word);
        check_identifier(text_string(&c));
        pairs[i] = (pair){.from = copy(from), .to = copy(text_string(&c))};
    }
    text_fini(&c);
    check_injective(pairs, RANDOM_NAMES);
}

static void random_name(char *out, uint32_t most_parts)
{
    char part[64];
    random_identifier(out);
    for (uint32_t parts = random_below(most_parts); parts > 0; parts--) {
        random_identifier(part);
        strcat(strcat(out, "."), part);
    }
}

// What a module makes of generics of others, the standard library's among them.
static void test_instances_are_injective(void **state)
{
    (void)state;
    pair *pairs = calloc(RANDOM_NAMES, sizeof *pairs);
    assert_non_null(pairs);
    text c;
    text_init(&c);
    for (size_t i = 0; i < RANDOM_NAMES; i++) {
        char user[160], module[160], name[160], from[500];
        random_name(user, 2);
        bool standard = random_below(2) == 0;
        if (standard) strcpy(module, "std.");
        random_name(module + (standard ? strlen("std.") : 0), standard ? 1 : 3);
        random_name(name, 2);
        text_clear(&c);
        cname_foreign(&c, user, module, name);
        snprintf(from, sizeof from, "%s | %s | %s", user, module, name);
        check_identifier(text_string(&c));
        pairs[i] = (pair){.from = copy(from), .to = copy(text_string(&c))};
    }
    text_fini(&c);
    check_injective(pairs, RANDOM_NAMES);
}

// What lives in one function or struct: parameters, variables, hidden ones,
// temporaries, fields, cases.
static void test_members_are_injective(void **state)
{
    (void)state;
    enum { COUNT = 200000 };
    pair *pairs = calloc(COUNT, sizeof *pairs);
    assert_non_null(pairs);
    text c;
    text_init(&c);
    for (size_t i = 0; i < COUNT; i++) {
        char name[128], from[192];
        random_identifier(name);
        uint32_t family = random_below(6);
        uint32_t shadow = 1 + random_below(12);
        text_clear(&c);
        if (family < 3) {
            ir_var var = {.name = name, .shadow = family == 0 ? 1 : shadow};
            var.kind = family == 0 ? IRVAR_PARAM : family == 1 ? IRVAR_LOCAL : IRVAR_HIDDEN;
            emit_name_var(&c, &var);
            snprintf(from, sizeof from, "%u %u %s", family, var.shadow, name);
        } else if (family == 3) {
            cname_field(&c, name);
            snprintf(from, sizeof from, "field %s", name);
        } else if (family == 4) {
            cname_case(&c, name);
            snprintf(from, sizeof from, "case %s", name);
        } else {
            // Numbered together with the hidden variables of the same name (plan_text.c).
            ir_fn callee = {.name = name, .shown = name};
            ir_op op = {.code = IR_CALL, .shadow = (uint16_t)shadow};
            op.aux.callee = &callee;
            emit_name_temp(&c, &op);
            snprintf(from, sizeof from, "2 %u %s", shadow, name);
        }
        check_identifier(text_string(&c));
        pairs[i] = (pair){.from = copy(from), .to = copy(text_string(&c))};
    }
    text_fini(&c);
    check_injective(pairs, COUNT);
}

static void assert_symbol(const char *module, const char *name, const char *expected)
{
    text c;
    text_init(&c);
    cname_symbol(&c, module, name);
    assert_string_equal(text_string(&c), expected);
    text_fini(&c);
}

static void test_names_survive(void **state)
{
    (void)state;
    assert_symbol("stats", "drain", "m_stats__drain");
    assert_symbol("net.http", "get", "m2_net__http__get");
    assert_symbol("geo", "Point.norm", "m_geo__Point__norm");
    assert_symbol("geo", "_hidden", "m_geo___hidden");
    assert_symbol("app", "errno", "m_app__errno");
    assert_symbol("app", "a__b", "m_app__a_Zub");
    assert_symbol("app", "end_", "m_app__endZu");
    assert_symbol("geo", "Point.release", "m_geo__Point__Zmrelease");
    assert_symbol("geo", "Zurich", "m_geo__Zzurich");
    assert_symbol("app", "test 1", "m_app__test__1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_symbols_are_injective),
        cmocka_unit_test(test_instances_are_injective),
        cmocka_unit_test(test_members_are_injective),
        cmocka_unit_test(test_names_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
