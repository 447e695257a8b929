// SPDX-License-Identifier: MIT
// frame_report.c - `--emit=frames`: where each byte of a frame goes, function by function.
//
//     stats.drain: 184 bytes, line 5
//       offset    size  field               line  type               live across
//            0      24  (base)
//           24       8  input                  5  chan[int]          1 2
//           32       8  total                  7  int                1 2
//           40      16  (shared)                                     one of 2 blocks
//           40       8  | n                   11  int                1
//           40      16  | name                14  (int, str)         2
//           56     120  (await area)                                 one of 2 awaits
//           56     120  | 1: select            9
//           56      72  | 2: weigh(n)         11
//
// The rows without a bar add up to the size of the frame; those after a bar share the
// bytes of the row above.  In parentheses stands what has no name in the source.
//
// Requires: frame_run; the order is that of the struct, see frame.h.  Functions without a
// frame are plain C and not listed.
#include "pass/frame.h"

#include <stdio.h>

#include "base/program.h"
#include "ir/abi.h"
#include "ir/ir_walk.h"
#include "pass/passes.h"

// Walks a frame in the order of its struct.
typedef struct walk {
    program *prog;
    const ir_fn *fn;
    text *out;           // NULL: only measures
    uint32_t at, align;  // what comes next; of all that came
    uint32_t depth;      // bars in front
} walk;

static uint32_t round_up(uint32_t size, uint32_t align)
{
    return (size + align - 1) / align * align;
}

static void put_columns(text *out, size_t from, size_t columns)
{
    while (out->len < from + columns) text_putc(out, ' ');
}

// Offset, size, bars and name.  A line of 0 is left out.
static void begin_row(walk *w, uint32_t size, const char *name, uint32_t line)
{
    text_printf(w->out, "  %6u  %6u  ", w->at, size);
    size_t start = w->out->len;
    for (uint32_t i = 0; i < w->depth; i++) text_puts(w->out, "| ");
    text_puts(w->out, name);
    put_columns(w->out, start, 18);
    if (line > 0) text_printf(w->out, " %5u", line);
}

static void end_row(walk *w)
{
    text *out = w->out;
    while (out->len > 0 && out->bytes[out->len - 1] == ' ') out->len--;
    out->bytes[out->len] = '\0';
    text_putc(out, '\n');
}

static void pad(walk *w, uint32_t to)
{
    if (to > w->at && w->out != NULL) {
        begin_row(w, to - w->at, "(padding)", 0);
        end_row(w);
    }
    w->at = to;
}

// Makes room for something; true when its row is to be written, before w->at moves on.
static bool place(walk *w, uint32_t align)
{
    pad(w, round_up(w->at, align));
    if (align > w->align) w->align = align;
    return w->out != NULL;
}

static void plain_row(walk *w, uint32_t size, uint32_t align, const char *name, uint32_t line)
{
    if (place(w, align)) {
        begin_row(w, size, name, line);
        end_row(w);
    }
    w->at += size;
}

static void typed_row(walk *w, const type *t, const char *name, uint32_t line, const ir_var *var)
{
    abi_extent field = {0, 1};
    if (var != NULL && var->by_reference) abi_append(&field, SIZE_POINTER, SIZE_POINTER);
    else abi_append_type(&field, t);
    if (place(w, field.align)) {
        begin_row(w, field.size, name, line);
        if (line == 0) text_puts(w->out, "      ");
        text_puts(w->out, "  ");
        size_t start = w->out->len;
        type_print(w->out, t);
        put_columns(w->out, start, 18);
        for (uint32_t i = 0; var != NULL && i < w->fn->suspends.count; i++) {
            const ir_suspend *s = w->fn->suspends.items[i];
            bool is_live = s->live != NULL && bitset_has(s->live, var->id);
            if (is_live || var->kind == IRVAR_PARAM) text_printf(w->out, " %u", s->number);
        }
        end_row(w);
    }
    w->at += field.size;
}

static void var_row(walk *w, const ir_var *var)
{
    char name[80];
    bool is_hidden = var->kind == IRVAR_HIDDEN;
    snprintf(name, sizeof name, is_hidden ? "(%.70s)" : "%.70s", var->name);
    typed_row(w, var->type, name, source_line(w->prog, var->span.start), var);
}

// Something that is shared: its alternatives follow, one bar deeper.
static void shared_row(walk *w, uint32_t size, const char *name, const char *format, uint32_t count)
{
    begin_row(w, size, name, 0);
    put_columns(w->out, w->out->len, 27);
    if (count > 1) text_printf(w->out, format, count);
    end_row(w);
}

static void region_rows(walk *w, const ir_node *region)
{
    static const char *const names[] = {
        [SCOPE_GROUP] = "(group)",   [SCOPE_TIMEOUT] = "(timeout)",
        [SCOPE_SHIELD] = "(shield)", [SCOPE_TIMEOUT_AT] = "(timeout)",
        [SCOPE_CLEANUP] = "(cleanup)",
    };
    const ir_site *site = region->scope.site;
    plain_row(w, abi_region(region), 8, names[region->scope.kind], site != NULL ? site->line : 0);
    if (region->scope.next_in_frame) plain_row(w, 4, 4, "(what follows)", 0);
}

static void walk_block(walk *w, const frame_block *block);

static walk measured(const walk *w, const frame_block *block)
{
    walk dry = {.prog = w->prog, .fn = w->fn, .align = 1};
    walk_block(&dry, block);
    dry.at = round_up(dry.at, dry.align);
    return dry;
}

// Blocks beside each other are never alive together.
static void walk_shared(walk *w, const frame_block *block)
{
    uint32_t size = 0, align = 1;
    for (uint32_t i = 0; i < block->inner.count; i++) {
        walk one = measured(w, block->inner.items[i]);
        if (one.at > size) size = one.at;
        if (one.align > align) align = one.align;
    }
    size = round_up(size, align);
    bool is_shown = place(w, align);
    if (is_shown) shared_row(w, size, "(shared)", "one of %u blocks", block->inner.count);
    for (uint32_t i = 0; is_shown && i < block->inner.count; i++) {
        walk inner = *w;
        inner.depth++;
        inner.align = 1;
        walk_block(&inner, block->inner.items[i]);
    }
    w->at += size;
}

static void walk_block(walk *w, const frame_block *block)
{
    if (block->region != NULL) region_rows(w, block->region);
    for (uint32_t i = 0; i < block->vars.count; i++) var_row(w, block->vars.items[i]);
    if (block->inner.count == 1) walk_block(w, block->inner.items[0]);
    else if (block->inner.count > 1) walk_shared(w, block);
}

static void await_row(walk *w, const ir_suspend *s)
{
    const ir_site *site = s->number < w->fn->sites.count ? w->fn->sites.items[s->number] : NULL;
    char name[80];
    snprintf(name, sizeof name, "%u: %.40s", s->number, site != NULL ? site->text : "");
    begin_row(w, s->size, name, site != NULL ? site->line : 0);
    if (s->in_arena) text_puts(w->out, "  (its frame is in the arena)");
    end_row(w);
}

// The area is as large as the largest wait.  Groups wait in storage of their own: size 0.
static void walk_awaits(walk *w)
{
    const ir_fn *fn = w->fn;
    uint32_t align = 1;
    for (uint32_t i = 0; i < fn->layout->awaits.count; i++) {
        if (fn->layout->awaits.items[i].align > align) align = fn->layout->awaits.items[i].align;
    }
    if (fn->await_size > 0) {
        place(w, align);
        shared_row(w, fn->await_size, "(await area)", "one of %u awaits", fn->layout->awaits.count);
    }
    w->depth++;
    for (uint32_t i = 0; i < fn->suspends.count; i++) await_row(w, fn->suspends.items[i]);
    w->depth--;
    w->at += fn->await_size;
}

static void report_fn(program *prog, text *out, const ir_fn *fn)
{
    text_printf(out, "%s.%s: %u bytes, line %u\n", fn->home, fn->shown, fn->frame_size,
                fn->line);
    text_puts(out, "  offset    size  field               line  type               live across\n");
    walk w = {.prog = prog, .fn = fn, .out = out, .align = 8};
    plain_row(&w, SIZE_FRAME, 8, "(base)", 0);
    if (fn->is_closure) plain_row(&w, SIZE_POINTER, SIZE_POINTER, "(closure)", 0);
    for (uint32_t i = 0; i < fn->params.count; i++) var_row(&w, fn->params.items[i]);
    if (fn->result->kind != TYPE_UNIT) typed_row(&w, fn->result, "(result)", 0, NULL);
    walk_block(&w, fn->layout->root);
    walk_awaits(&w);
    pad(&w, fn->frame_size);
    text_putc(out, '\n');
}

void frame_report(program *prog, const ir_module *ir, text *out)
{
    for (uint32_t i = 0; i < ir->fns.count; i++) {
        if (fn_has_frame(ir->fns.items[i])) report_fn(prog, out, ir->fns.items[i]);
    }
}
