// SPDX-License-Identifier: MIT
// type_print.c - types as users write them.
#include <assert.h>

#include "base/text.h"
#include "sema/symbol.h"
#include "sema/type.h"

static void print_parts(text *out, type *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0) text_puts(out, ", ");
        type_print(out, parts[i]);
    }
}

static void print_fn(text *out, const type_fn *fn)
{
    text_puts(out, fn->is_async ? "async fn(" : "fn(");
    print_parts(out, fn->params, fn->param_count);
    text_putc(out, ')');
    if (fn->result->kind != TYPE_UNIT) {
        text_puts(out, " -> ");
        type_print(out, fn->result);
    }
    if (fn->throws) text_puts(out, fn->error_count > 0 ? " throws " : " throws");
    print_parts(out, fn->errors, fn->error_count);
}

static void print_applied(text *out, const char *name, const type *t)
{
    text_puts(out, name);
    bool is_short = t->kind == TYPE_TASK || t->kind == TYPE_FUTURE;
    if (is_short && t->element->kind == TYPE_UNIT) return;   // one without result
    text_putc(out, '[');
    if (t->kind == TYPE_MAP) {
        type_print(out, t->key);
        text_puts(out, ", ");
    }
    type_print(out, t->element);
    text_putc(out, ']');
}

static void print_gen(text *out, const type *t)
{
    if (t->is_async) text_puts(out, "async ");
    print_applied(out, t->is_context ? "context" : "gen", t);
    if (t->key != NULL) {
        out->len--;   // the bracket
        text_puts(out, ", ");
        type_print(out, t->key);
        text_putc(out, ']');
    }
    if (t->throws) text_puts(out, t->error_count > 0 ? " throws " : " throws");
    print_parts(out, t->errors, t->error_count);
}

static void print_optional(text *out, const type *of)
{
    bool can_throw = (of->kind == TYPE_TASK || of->kind == TYPE_CHAN) && of->throws;
    bool is_open = of->kind == TYPE_FN || can_throw;
    if (is_open) text_putc(out, '(');
    type_print(out, of);
    text_puts(out, is_open ? ")?" : "?");
}

static void print_declared(text *out, const type_decl *decl)
{
    // of a module without a file: fs.Error
    if (decl->c_name != NULL && decl->module[0] != '\0') text_printf(out, "%s.", decl->module);
    text_puts(out, decl->name);
    if (decl->arg_count == 0) return;
    text_putc(out, '[');
    print_parts(out, decl->args, decl->arg_count);
    text_putc(out, ']');
}

void type_print(text *out, const type *t)
{
    if (type_scalars[t->kind].name != NULL) {
        text_puts(out, type_scalars[t->kind].name);
        return;
    }
    switch (t->kind) {
    case TYPE_LIST: print_applied(out, "list", t); break;
    case TYPE_SET: print_applied(out, "set", t); break;
    case TYPE_MAP: print_applied(out, "map", t); break;
    case TYPE_FUTURE: print_applied(out, "future", t); break;
    case TYPE_WEAK: print_applied(out, "weak", t); break;
    case TYPE_BOX: print_applied(out, "box", t); break;
    case TYPE_HOLDER: print_applied(out, t->holder->name, t); break;
    case TYPE_TASK:
        print_applied(out, "task", t);
        if (t->throws) text_puts(out, " throws");
        break;
    case TYPE_CHAN:
        print_applied(out, "chan", t);
        if (t->direction == CHAN_SENDER) text_puts(out, ".sender");
        if (t->direction == CHAN_RECEIVER) text_puts(out, ".receiver");
        if (t->throws) text_puts(out, " throws");
        break;
    case TYPE_TUPLE:
        text_putc(out, '(');
        print_parts(out, t->items, t->item_count);
        text_putc(out, ')');
        break;
    case TYPE_GEN: print_gen(out, t); break;
    case TYPE_OPTIONAL: print_optional(out, t->element); break;
    case TYPE_FN: print_fn(out, &t->fn); break;
    case TYPE_OPAQUE: text_puts(out, t->opaque->name); break;
    case TYPE_PARAM: text_puts(out, t->param->name); break;
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_POINTER:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_ERROR: print_declared(out, t->decl); break;
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT: assert(false && "a scalar is printed by its name"); break;
    }
}
