// SPDX-License-Identifier: MIT
// frame_report.c - `--emit=frames`: what a task costs, function by function.
//
//     stats.drain: 184 bytes, line 5
//         size  field               line  type               live across
//           24  (base)
//            8  input                  5  chan[int]          1 2
//            8  total                  7  int                1 2
//          120  (await area)
//               1   line     9     120  select
//               2   line    11      72  weigh(n)
//
// Requires: frame_run.  Functions without a frame are plain C and not listed.
#include "pass/frame.h"

#include "base/program.h"
#include "ir/abi.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

static void put_type(text *out, const type *t, int width)
{
    size_t start = out->len;
    type_print(out, t);
    while (out->len < start + (size_t)width) text_putc(out, ' ');
}

static void put_var(program *prog, text *out, const ir_fn *fn, const ir_var *var)
{
    text_printf(out, "  %6u  %-18s %5u  ", abi_type(var->type).size, var->name, source_line(prog, var->span.start));
    put_type(out, var->type, 18);
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        const ir_suspend *s = fn->suspends.items[i];
        if (var->kind == IRVAR_PARAM || (s->live != NULL && bitset_has(s->live, var->id))) {
            text_printf(out, " %u", s->number);
        }
    }
    text_putc(out, '\n');
}

static void put_suspend(text *out, const ir_fn *fn, const ir_suspend *s)
{
    const ir_site *site = s->number < fn->sites.count ? fn->sites.items[s->number] : NULL;
    text_printf(out, "          %-3u line %5u  %6u  %s%s\n", s->number, site != NULL ? site->line : 0, s->size,
                site != NULL ? site->text : "", s->in_arena ? "  (its frame is in the arena)" : "");
}

static void report_fn(program *prog, text *out, const ir_fn *fn)
{
    text_printf(out, "%s.%s: %u bytes, line %u\n", fn->module->name, fn->name, fn->frame_size,
                fn->line);
    text_printf(out, "    size  field               line  type               live across\n");
    text_printf(out, "  %6d  (base)\n", SIZE_FRAME);
    for (uint32_t i = 0; i < fn->vars.count; i++) {
        if (fn->vars.items[i]->in_frame) put_var(prog, out, fn, fn->vars.items[i]);
    }
    if (fn->await_size > 0) text_printf(out, "  %6u  (await area)\n", fn->await_size);
    for (uint32_t i = 0; i < fn->suspends.count; i++) put_suspend(out, fn, fn->suspends.items[i]);
    text_putc(out, '\n');
}

void frame_report(program *prog, const ir_module *ir, text *out)
{
    for (uint32_t i = 0; i < ir->fns.count; i++) {
        if (fn_has_frame(ir->fns.items[i])) report_fn(prog, out, ir->fns.items[i]);
    }
}
