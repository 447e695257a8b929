// SPDX-License-Identifier: MIT
// emit_frame.c - the frame of an async function, and what starts it.
//
// The order of fields is that of frame.h, so that the sizes computed there hold;
// SLEY_FN asserts it for every frame.

#include "emit/emitter.h"

#include <assert.h>

enum { COMMENT_COLUMN = 36, SHORT_OPS = 8 };

// Its symbols can be seen by other files.
static bool is_visible(const ir_fn *fn)
{
    return fn->is_exported;
}

void emit_frame_static(emitter *e, const ir_fn *fn)
{
    (void)e;
    if (!is_visible(fn)) text_puts(e->out, "static ");
}

// What follows in the line is a comment.
static void begin_comment(emitter *e)
{
    size_t columns = e->out->len - e->w->line_start;
    text_spaces(e->out, columns < COMMENT_COLUMN ? COMMENT_COLUMN - columns : 1);
    text_puts(e->out, "// ");
}

// ---- the banner ------------------------------------------------------------------------

// The signature as it was written, in one line.
void emit_frame_signature(emitter *e, const ir_fn *fn)
{
    size_t len;
    const char *bytes = source_text(e->prog, fn->span, &len);
    char line[WRITER_COLUMNS];
    size_t width = 0;
    bool blank = false;
    for (size_t i = 0; i < len && bytes[i] != '{' && width <= WRITER_COLUMNS - 4; i++) {
        bool space = bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r';
        if (!space) {
            if (blank && width > 0) line[width++] = ' ';
            line[width++] = bytes[i];
        }
        blank = space;
    }
    bool fits = width <= WRITER_COLUMNS - 4;
    if (!fits) {
        width = WRITER_COLUMNS - 8;
        while (width > 0 && ((unsigned char)line[width] & 0xc0) == 0x80) width--;
    }
    emit_table_quote(e->out, line, width);
    if (!fits) text_puts(e->out, " ...");
}

void emit_frame_banner(emitter *e, const ir_fn *fn)
{
    writer_begin(e->w);
    text_puts(e->out, "// ");
    emit_frame_signature(e, fn);
    writer_end(e->w);
    writer_begin(e->w);
    text_puts(e->out, "// ");
    if (strchr(fn->shown, '[') != NULL) { // an instance: the signature is that of the generic
        emit_table_quote(e->out, fn->shown, strlen(fn->shown));
        text_puts(e->out, ", ");
    }
    const char *file = source_base_name(fn->source->path);
    emit_table_quote(e->out, file, strlen(file));
    text_putc(e->out, ':');
    text_uint(e->out, fn->line);
    if (fn_has_frame(fn)) text_printf(e->out, ", frame %u bytes", fn->frame_size);
    writer_end(e->w);
    writer_blank(e->w);
}

// ---- fields ---------------------------------------------------------------------------------

// "7: live across 1, 2"
static void put_live(emitter *e, const ir_fn *fn, const ir_var *var)
{
    text *out = e->out;
    text_uint(out, source_line(e->prog, var->span.start));
    const char *lead = ": live across ";
    uint32_t shown = 0;
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        const ir_suspend *s = fn->suspends.items[i];
        if (s->live == NULL || !bitset_has(s->live, var->id)) continue;
        if (shown == 4) {
            text_puts(out, " ...");
            return;
        }
        text_puts(out, lead);
        text_uint(out, s->number);
        lead = ", ";
        shown++;
    }
}

static void emit_var_field(emitter *e, const ir_fn *fn, const ir_var *var)
{
    writer_begin(e->w);
    put_f(e, "%T%n;", var->type, var);
    begin_comment(e);
    put_live(e, fn, var);
    writer_end(e->w);
}

static void emit_region_fields(emitter *e, const ir_node *region)
{
    const char *type_name = NULL;
    char letter = 's';
    switch (region->scope.kind) {
    case SCOPE_GROUP:
        type_name = "sley_group_scope";
        letter = 'g';
        break;
    case SCOPE_TIMEOUT:
    case SCOPE_TIMEOUT_AT: type_name = "sley_timeout"; break;
    case SCOPE_SHIELD: type_name = "sley_scope"; break;
    case SCOPE_CLEANUP:
        type_name = "sley_unwind";
        letter = 'u';
        break;
    case SCOPE_PLAIN: return;
    }
    writer_begin(e->w);
    text_printf(e->out, "%s %c_%u;", type_name, letter, region->scope.number);
    if (region->scope.site != NULL) {
        begin_comment(e);
        text_uint(e->out, region->scope.site->line);
    }
    writer_end(e->w);
    if (region->scope.next_in_frame) writer_line(e->w, "int32_t next_%u;", region->scope.number);
}

// It needs no struct around it.
static bool is_one_field(const frame_block *b)
{
    bool has_region = b->region != NULL && b->region->scope.kind != SCOPE_PLAIN;
    if (b->inner.count == 1 && b->vars.count == 0 && !has_region) {
        return is_one_field(b->inner.items[0]);
    }
    uint32_t fields = b->vars.count + (has_region ? 1u + b->region->scope.next_in_frame : 0u);
    return fields == 1 && b->inner.count == 0;
}

static void emit_fields_of(emitter *e, const ir_fn *fn, const frame_block *b)
{
    if (b->region != NULL) emit_region_fields(e, b->region);
    for (uint32_t i = 0; i < b->vars.count; i++) emit_var_field(e, fn, b->vars.items[i]);
    if (b->inner.count == 1) {
        emit_fields_of(e, fn, b->inner.items[0]);
    } else if (b->inner.count > 1) {
        writer_open(e->w, "union");
        for (uint32_t i = 0; i < b->inner.count; i++) {
            bool is_one = is_one_field(b->inner.items[i]);
            if (!is_one) writer_open(e->w, "struct");
            emit_fields_of(e, fn, b->inner.items[i]);
            if (!is_one) writer_close(e->w, ";");
        }
        writer_close(e->w, ";");
    }
}

// ---- the await area -----------------------------------------------------------------------------

static void emit_v(emitter *e, const type *t, const char *name)
{
    put_line(e, "%T%s;", t, name);
}

static void put_v(emitter *e, const type *t, const char *name)
{
    put_f(e, " %T%s;", t, name);
}

static void put_select_area(emitter *e, const ir_node *node)
{
    text_printf(e->out, " sley_waiter arm[%zu];", node->select.arm_count);
    for (size_t i = 0; i < node->select.arm_count; i++) {
        const ir_arm *arm = &node->select.arms[i];
        const type *t = NULL;
        bool ends = arm->kind == IRARM_JOIN || arm->kind == IRARM_FUTURE;
        if (arm->kind == IRARM_RECV) t = type_optional(e->prog, arm->subject.type->element);
        bool is_item = arm->kind == IRARM_SEND || arm->kind == IRARM_PUT || arm->kind == IRARM_GET;
        if (is_item) t = arm->subject.type->element;
        if (ends && arm->result != NULL) t = arm->result->type;
        if (t == NULL) continue;
        char name[24];
        snprintf(name, sizeof name, "v_%zu", i);
        put_v(e, t, name);
    }
}

// What stands in the struct of this await; false: only `*plain`.
static bool area_is_struct(const ir_suspend *s, const char **plain)
{
    uint32_t size;
    *plain = "sley_waiter";
    if (s->op == NULL) return true;
    const ir_op *op = s->op;
    switch (op->code) {
    case IR_GATHER:
    case IR_RACE: return true;
    case IR_AWAIT_VALUE: *plain = "sley_frame *"; return false;
    case IR_AWAIT_BUILTIN:
        if ((op->aux.builtin->flags & B_CALLEE) != 0) return (op->aux.builtin->flags & B_OUT) != 0;
        *plain = abi_wait_area(op->aux.builtin, &size);
        return op->type->kind != TYPE_UNIT || abi_holds_value(op);
    case IR_AWAIT_TASK:
    case IR_AWAIT_FUTURE: return op->type->kind != TYPE_UNIT && op->uses > 0;
    default: return false;
    }
}

static void put_area_struct(emitter *e, const ir_suspend *s, const char *wait)
{
    text_puts(e->out, "struct {");
    if (s->op == NULL) {
        put_select_area(e, s->node);
    } else if (s->op->code == IR_GATHER || s->op->code == IR_RACE) {
        text_printf(e->out, " sley_gather_area all; sley_gather_part part[%u];", s->op->arg_count);
    } else {
        bool is_callee = s->op->code == IR_AWAIT_BUILTIN &&
                         (s->op->aux.builtin->flags & B_CALLEE) != 0;
        if (is_callee) put_f(e, " %s__frame wait;", s->op->aux.builtin->c_name);
        else put_f(e, " %s wait;", wait);
        if (s->op->type->kind != TYPE_UNIT) put_v(e, s->op->type, "v");
        if (abi_holds_value(s->op)) put_v(e, s->op->args[1].type, "value");
    }
    text_puts(e->out, " }");
}

static void put_area_type(emitter *e, const ir_suspend *s)
{
    const char *plain;
    if (area_is_struct(s, &plain)) {
        put_area_struct(e, s, plain);
    } else if (s->op->code == IR_AWAIT_CALL) {
        // By its tag: a recursive callee's typedef is still to come.
        if (s->in_arena) text_puts(e->out, "struct ");
        emit_name_fn_derived(e->out, s->op->aux.callee, s->in_arena ? "frame *" : "frame");
    } else if (s->op->code == IR_AWAIT_BUILTIN && (s->op->aux.builtin->flags & B_CALLEE) != 0) {
        text_printf(e->out, "%s__frame", s->op->aux.builtin->c_name);
    } else {
        text_puts(e->out, plain);
    }
    if (e->out->bytes[e->out->len - 1] != '*') text_putc(e->out, ' ');
}

// What one await needs, as C: a slice of e->piece.
typedef struct area_type {
    size_t at, len;
    bool is_first;           // no await before it needs the same
} area_type;

// Two awaits that need the same: `sley_conn_wait a1, a4;`
static bool is_same_area(const emitter *e, const area_type *a, const area_type *b)
{
    const char *bytes = e->piece.bytes;
    if (a->len != b->len || bytes[a->at + a->len - 1] == '*') return false;
    return memcmp(bytes + a->at, bytes + b->at, a->len) == 0;
}

static area_type *make_area_types(emitter *e, const ir_fn *fn)
{
    uint32_t count = fn->layout->awaits.count;
    area_type *types = arena_new_array(&e->prog->scratch, area_type, count);
    text *before = e->out;
    assert(before != &e->piece); // emitter.h: it is short-lived, and not nested
    text_clear(&e->piece);
    e->out = &e->piece;
    for (uint32_t i = 0; i < count; i++) {
        types[i].at = e->piece.len;
        put_area_type(e, fn->layout->awaits.items[i].suspend);
        types[i].len = e->piece.len - types[i].at;
        types[i].is_first = true;
        for (uint32_t k = 0; k < i && types[i].is_first; k++) {
            types[i].is_first = !is_same_area(e, &types[k], &types[i]);
        }
    }
    e->out = before;
    return types;
}

// `sley_wait a1, a3;` for this await and all later ones that need the same. How many.
static uint32_t put_area_member(emitter *e, const ir_fn *fn, const area_type *types, uint32_t index)
{
    uint32_t named = 0;
    text_add(e->out, e->piece.bytes + types[index].at, types[index].len);
    for (uint32_t i = index; i < fn->layout->awaits.count; i++) {
        if (i > index && !is_same_area(e, &types[index], &types[i])) continue;
        put_f(e, named > 0 ? ", a%u" : "a%u", fn->layout->awaits.items[i].suspend->number);
        named++;
    }
    text_putc(e->out, ';');
    return named;
}

static const ir_site *site_of_await(const ir_fn *fn, uint32_t index)
{
    return fn->sites.items[fn->layout->awaits.items[index].suspend->number];
}

// A member, with the lines of its awaits, or with the line and text of its only one.
static void emit_area(emitter *e, const ir_fn *fn, const area_type *types, uint32_t index)
{
    writer_begin(e->w);
    bool is_only = put_area_member(e, fn, types, index) == 1;
    begin_comment(e);
    const char *before = "";
    for (uint32_t i = index; i < fn->layout->awaits.count; i++) {
        if (i > index && !is_same_area(e, &types[index], &types[i])) continue;
        const ir_site *site = site_of_await(fn, i);
        put_f(e, "%s%u", before, site->line);
        before = ", ";
        if (!is_only) continue;
        text_puts(e->out, ": ");
        emit_table_quote(e->out, site->text, strlen(site->text));
    }
    writer_end(e->w);
}

// `union { sley_wait a1; sley_conn_wait a2; }; // 7, 9` when that fits into a line, or must.
static bool emit_union_line(emitter *e, const ir_fn *fn, const area_type *types, bool must)
{
    uint32_t line = 0;
    writer_begin(e->w);
    text_puts(e->out, "union { ");
    for (uint32_t i = 0; i < fn->layout->awaits.count; i++) {
        if (!types[i].is_first) continue;
        put_area_member(e, fn, types, i);
        text_putc(e->out, ' ');
    }
    text_puts(e->out, "};");
    begin_comment(e);
    for (uint32_t i = 0; i < fn->layout->awaits.count; i++) {
        const ir_site *site = site_of_await(fn, i);
        if (site->line != line) put_f(e, line == 0 ? "%u" : ", %u", site->line);
        line = site->line;
    }
    bool stays = must || e->out->len - e->w->line_start <= WRITER_COLUMNS;
    if (stays) writer_end(e->w);
    else e->out->len = e->w->line_start;
    return stays;
}

// The await area: at most one of its members is in use.
static void emit_areas(emitter *e, const ir_fn *fn)
{
    uint32_t count = fn->layout->awaits.count, members = 0;
    assert(count <= fn->suspends.count);
    const area_type *types = make_area_types(e, fn);
    for (uint32_t i = 0; i < count; i++) members += types[i].is_first;
    if (count == 1) emit_area(e, fn, types, 0);
    if (count <= 1 || emit_union_line(e, fn, types, members == 1)) return;
    writer_open(e->w, "union");
    for (uint32_t i = 0; i < count; i++) {
        if (types[i].is_first) emit_area(e, fn, types, i);
    }
    writer_close(e->w, ";");
}

// ---- the struct ---------------------------------------------------------------------------------

static void emit_struct(emitter *e, const ir_fn *fn)
{
    assert(fn_has_frame(fn) && fn->layout != NULL && fn->frame_size > 0); // frame.c
    put_open(e, "typedef struct %f__frame", fn);
    writer_line(e->w, "sley_frame base;");
    if (fn->is_closure) writer_line(e->w, "sley_closure *closure;");
    for (uint32_t i = 0; i < fn->params.count; i++) {
        writer_begin(e->w);
        const ir_var *var = fn->params.items[i];
        emit_call_param(e, var);
        text_putc(e->out, ';');
        if ((var->type->counted && !fn->is_gen) || var->by_reference) {
            begin_comment(e);
            text_puts(e->out, "borrowed");
        }
        writer_end(e->w);
    }
    if (fn->result->kind != TYPE_UNIT) emit_v(e, fn->result, "result");
    emit_fields_of(e, fn, fn->layout->root);
    emit_areas(e, fn);
    if (fn->foreign != NULL) writer_line(e->w, "sley_outside wait;");
    e->w->depth--;
    put_line(e, "} %f__frame;", fn);
    writer_blank(e->w);
}

// The frames that lie inside come before it.
void emit_frame(emitter *e, ir_fn *fn)
{
    for (uint32_t i = 0; i < fn->suspends.count; i++) {
        const ir_op *op = fn->suspends.items[i]->op;
        bool inside = op != NULL && op->code == IR_AWAIT_CALL && !fn->suspends.items[i]->in_arena;
        if (inside) emit_frame_need(e, op->aux.callee);
    }
    writer lines; // has no #line
    writer_init(&lines, &e->whole, &e->memory);
    emit_place before = emit_to(e, &lines);
    emit_struct(e, fn);
    emit_back(e, before);
}

// A header shows the struct after the types that it needs.
static void define_in_header(emitter *e, ir_fn *fn)
{
    emit_frame(e, fn);
    text_add(&e->types, text_string(&e->whole), e->whole.len);
    text_clear(&e->whole);
}

void emit_frame_need(emitter *e, ir_fn *fn)
{
    bool elsewhere = fn->module != e->module || (is_visible(fn) && !e->in_header);
    if (elsewhere || emit_need_fn(e, NEED_FRAME, fn)) return;
    if (!emit_mark(e, &fn->marks, FN_FRAME)) return;
    if (e->in_header) {
        define_in_header(e, fn);
        return;
    }
    const emit_written *w = fn->written;
    emit_need_meet(e, &w->frame_needs);
    emit_fn_insert_text(e, w->banner);
    emit_fn_insert_text(e, w->frame);
}

// ---- begin, resume ------------------------------------------------------------------------------

void emit_frame_begin_head(emitter *e, const ir_fn *fn)
{
    emit_frame_static(e, fn);
    put_f(e, "void %f__begin(%f__frame *f, sley_frame *caller", fn, fn);
    if (fn->is_closure) text_puts(e->out, ", sley_closure *closure");
    emit_call_params(e, fn, false);
    text_putc(e->out, ')');
}

// So short that it should become part of those who await it; then its dispatch
// and its status cost nothing.
static bool is_short(const ir_fn *fn)
{
    bool is_small = fn->op_count <= SHORT_OPS && fn->suspends.count <= 1;
    return is_small && fn->is_awaited && !fn->is_recursive;
}

void emit_frame_resume_head(emitter *e, const ir_fn *fn)
{
    emit_frame_static(e, fn);
    if (!is_visible(fn) && is_short(fn)) text_puts(e->out, "inline ");
    text_puts(e->out, "sley_status ");
    emit_name_fn_derived(e->out, fn, "resume(sley_task *task, sley_frame *self, sley_status st)");
}

// Used before it is written: what the use refers to is declared.
void emit_frame_need_resume(emitter *e, ir_fn *fn)
{
    if (emit_need_fn(e, NEED_RESUME, fn)) return;
    emit_frame_need(e, fn);
    if (fn->module != e->module || is_visible(fn)) return;
    if (!emit_mark(e, &fn->marks, FN_RESUME)) return;
    emit_place before = emit_to(e, &e->to_code);
    put_line(e, "SLEY_FN_AHEAD(%f);", fn);
    writer_begin(e->w);
    emit_frame_begin_head(e, fn);
    text_putc(e->out, ';');
    writer_end(e->w);
    if ((emit_bits(e, &fn->marks) & FN_SPAWNED) != 0) {
        writer_begin(e->w);
        put_f(e, "static sley_task *%f__spawn(sley_task *by, sley_group *group, "
                 "const sley_site *site", fn);
        emit_call_params(e, fn, false);
        text_puts(e->out, ");");
        writer_end(e->w);
    }
    writer_blank(e->w);
    emit_back(e, before);
}

enum { MOST_BEGIN = 5 };       // SLEY_BEGIN0 .. SLEY_BEGIN5

// NAME__spawn stands beside its begin.
bool emit_frame_has_spawn(const emitter *e, const ir_fn *fn)
{
    return fn->module == e->module && !is_visible(fn) && !fn->is_closure &&
           fn->params.count <= MOST_BEGIN;
}

void emit_frame_begin(emitter *e, const ir_fn *fn)
{
    writer_begin(e->w);
    if (!fn->is_closure && fn->params.count <= MOST_BEGIN) {
        bool spawned = (emit_bits(e, &fn->marks) & FN_SPAWNED) != 0;
        emit_frame_static(e, fn);
        text_printf(e->out, spawned ? "SLEY_SPAWN%u(" : "SLEY_BEGIN%u(", fn->params.count);
        emit_name_fn(e->out, fn);
        for (uint32_t i = 0; i < fn->params.count; i++) {
            const ir_var *var = fn->params.items[i];
            put_f(e, var->by_reference ? ", %t *, %n" : ", %t, %n", var->type, var);
        }
        text_putc(e->out, ')');
        writer_end(e->w);
        writer_blank(e->w);
        return;
    }
    emit_frame_begin_head(e, fn);
    emit_open_body(e);
    put_line(e, "sley_frame_init(&f->base, caller, &%f__fn);", fn);
    if (fn->is_closure) writer_line(e->w, "f->closure = closure;");
    for (uint32_t i = 0; i < fn->params.count; i++) {
        put_line(e, "f->%n = %n;", fn->params.items[i], fn->params.items[i]);
    }
    emit_close_body(e);
}
