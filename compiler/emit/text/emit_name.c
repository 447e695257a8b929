// SPDX-License-Identifier: MIT
// emit_name.c - names in C of what only the IR knows; see emit_name.h.

#include "emit/emit_name.h"

void emit_name_fn(text *out, const ir_fn *fn)
{
    text_puts(out, fn->symbol_name);
}

void emit_name_fn_derived(text *out, const ir_fn *fn, const char *derived)
{
    emit_name_fn(out, fn);
    text_puts(out, "__");
    text_puts(out, derived);
}

void emit_name_global(text *out, const ir_global *global)
{
    cname_symbol(out, global->module, global->name);
}

void emit_name_var(text *out, const ir_var *var)
{
    const char *family = var->kind == IRVAR_PARAM    ? "a_"
                         : var->kind == IRVAR_HIDDEN ? "t_"
                                                     : "v_";
    if (var->shadow > 1) {
        text_putc(out, family[0]);
        text_uint(out, var->shadow);
        text_putc(out, '_');
    } else {
        text_add(out, family, 2);
    }
    cname_part(out, var->name);
}

void emit_name_temp(text *out, const ir_op *op)
{
    text_puts(out, "t");
    if (op->shadow > 1) text_uint(out, op->shadow);
    text_putc(out, '_');
    cname_part(out, ir_stem(op));
}
