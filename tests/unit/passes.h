// SPDX-License-Identifier: MIT
// passes.h - for unit tests of passes: a program from text to IR, through the passes up to one.
#ifndef SLEY_TEST_PASSES_H
#define SLEY_TEST_PASSES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "check/check.h"
#include "ir/ir_walk.h"
#include "lower/lower.h"
#include "parse/parse.h"
#include "pass/frame.h"
#include "pass/passes.h"

typedef struct compiled {
    program prog;
    ir_module *ir;
} compiled;

// `last` is the pass to end with: "lower" for none, "frame" ..
static void compile(compiled *c, const char *code, const char *last)
{
    static const struct {
        const char *name;
        void (*run)(program *prog, ir_fn *fn);
    } passes[] = {
#define PASS(name, run, promises) {#name, run},
        PASSES(PASS)
#undef PASS
    };
    program_init(&c->prog);
    source *src = source_from_bytes(&c->prog, "t.sley", code, strlen(code));
    module *root = module_load_source(&c->prog, src);
    assert_non_null(root);
    check_body_program(&c->prog);
    diag_flush(&c->prog, stderr);
    assert_false(diag_failed(&c->prog));
    c->ir = lower_decl_declare(&c->prog, root);
    effects_run(&c->prog, c->ir);
    for (uint32_t i = 0; i < c->ir->order.count; i++)
        lower_decl_module(c->ir, c->ir->order.items[i]);
    lower_decl_finish(c->ir);
    if (strcmp(last, "lower") == 0) return;
    for (size_t p = 0; p < sizeof passes / sizeof passes[0]; p++) {
        for (uint32_t i = 0; i < c->ir->order.count; i++) {
            const ir_fns *fns = &c->ir->units.items[c->ir->order.items[i]].fns;
            for (uint32_t k = 0; k < fns->count; k++) passes[p].run(&c->prog, fns->items[k]);
        }
        if (strcmp(last, passes[p].name) == 0) return;
    }
    fail_msg("no pass is called %s", last);
}

static inline ir_fn *fn_named(const compiled *c, const char *name)
{
    for (uint32_t i = 0; i < c->ir->fns.count; i++) {
        if (strcmp(c->ir->fns.items[i]->name, name) == 0) return c->ir->fns.items[i];
    }
    fail_msg("no function is called %s", name);
    return NULL;
}

static inline ir_var *var_named(const ir_fn *fn, const char *name)
{
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        if (strcmp(fn->vars.items[i]->name, name) == 0) return fn->vars.items[i];
    }
    fail_msg("no variable is called %s", name);
    return NULL;
}

// The n-th operation (from 0) of this code, in the order of the text; NULL.
typedef struct op_search {
    ir_opcode code;
    uint32_t left;
    ir_op *found;
    ir_node *node;
} op_search;

static inline void op_search_visit(void *data, ir_op *op, ir_node *node)
{
    op_search *s = data;
    if (op->code != s->code || s->found != NULL || s->left-- > 0) return;
    s->found = op;
    s->node = node;
}

static inline ir_op *op_of(ir_fn *fn, ir_opcode code, uint32_t n)
{
    op_search search = {.code = code, .left = n};
    ir_walker walker = {.data = &search, .op = op_search_visit};
    ir_walk(&walker, fn->body);
    return search.found;
}

#endif
