// SPDX-License-Identifier: MIT
// emit_table.c - bytes in C, and the tables of a function: sites, and what its tasks own.

#include "emit/emitter.h"

#include <assert.h>

// ---- bytes in C ------------------------------------------------------------------

enum {
    PIECE_COLUMNS = 56,      // a longer string is written in pieces of this length
    UNCUT_COLUMNS = PIECE_COLUMNS * 3 / 4, // up to here a piece is not cut
};

static bool is_safe(unsigned char c)
{
    return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?';
}

static size_t safe_length(const char *bytes, size_t most)
{
    size_t len = 0;
    while (len < most && is_safe((unsigned char)bytes[len])) len++;
    return len;
}

// As people write it. Octal: other control characters, what is not ASCII, and the second of two
// question marks, which begin a trigraph.
static size_t put_byte(text *out, unsigned char c, bool after_question)
{
    static const char octal[] = "01234567";
    const char *escape = c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r"
                         : c == '"' ? "\\\"" : c == '\\' ? "\\\\" : NULL;
    if (escape != NULL) {
        text_puts(out, escape);
        return 2;
    }
    if (is_safe(c) || (c == '?' && !after_question)) {
        text_putc(out, (char)c);
        return 1;
    }
    text_putc(out, '\\');
    text_putc(out, octal[c >> 6]);
    text_putc(out, octal[c >> 3 & 7]);
    text_putc(out, octal[c & 7]);
    return 4;
}

// So little is left that it is not worth a piece of its own; an octal escape takes four columns.
static bool is_little(const char *bytes, size_t len)
{
    return len <= 3 || (len <= 12 && safe_length(bytes, len) == len);
}

static void put_pieces(text *out, const char *bytes, size_t len, bool may_cut)
{
    size_t columns = 0;
    text_putc(out, '"');
    if (len <= UNCUT_COLUMNS && safe_length(bytes, len) == len) { // as most are
        text_add(out, bytes, len);
        text_putc(out, '"');
        return;
    }
    for (size_t i = 0; i < len; i++) {
        char before = i > 0 ? bytes[i - 1] : '\0';
        bool at_blank = columns > UNCUT_COLUMNS && (before == ' ' || before == '\n');
        if (may_cut && (columns >= PIECE_COLUMNS || at_blank) && !is_little(bytes + i, len - i)) {
            text_puts(out, "\" \"");
            columns = 0;
        }
        if (columns < UNCUT_COLUMNS) { // nothing is cut here
            size_t room = UNCUT_COLUMNS - columns;
            size_t safe = safe_length(bytes + i, len - i < room ? len - i : room);
            text_add(out, bytes + i, safe);
            columns += safe;
            i += safe;
            if (i == len) break;
            before = safe > 0 ? bytes[i - 1] : before;
        }
        columns += put_byte(out, (unsigned char)bytes[i], before == '?');
    }
    text_putc(out, '"');
}

void emit_table_string(text *out, const char *bytes, size_t len)
{
    put_pieces(out, bytes, len, true);
}

void emit_table_path(text *out, const char *path)
{
    put_pieces(out, path, strlen(path), false);
}

// U+200E.., U+202A.., U+2066..: they reorder what a reader sees.
static bool is_direction_mark(const unsigned char *s, size_t len)
{
    if (len < 3 || s[0] != 0xe2) return false;
    if (s[1] == 0x80) return s[2] == 0x8e || s[2] == 0x8f || (s[2] >= 0xa8 && s[2] <= 0xae);
    return s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9;
}

// What cannot be seen, or would reorder what can, by its number.
static void put_visible(text *out, const char *bytes, size_t len)
{
    const unsigned char *s = (const unsigned char *)bytes;
    for (size_t i = 0; i < len; i++) {
        bool is_c1 = s[i] == 0xc2 && i + 1 < len && s[i + 1] < 0xa0;
        if (s[i] == '\t') {
            text_putc(out, ' ');
        } else if (s[i] < ' ' || s[i] == 0x7f) {
            text_printf(out, "<%02X>", s[i]);
        } else if (is_c1) {
            text_printf(out, "<%02X>", s[++i]);
        } else if (is_direction_mark(s + i, len - i)) {
            text_printf(out, "<U+%04X>",
                        (s[i] & 15u) << 12 | (s[i + 1] & 63u) << 6 | (s[i + 2] & 63u));
            i += 2;
        } else {
            text_putc(out, (char)s[i]);
        }
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

void emit_table_quote(text *out, const char *bytes, size_t len)
{
    while (len > 0 && is_blank(bytes[len - 1])) len--;
    if (text_is_printable(bytes, len)) text_add(out, bytes, len);
    else put_visible(out, bytes, len);
    // A line that ends in a backslash (or its trigraph) swallows the next one.
    bool swallows = len > 0 && bytes[len - 1] == '\\';
    if (len > 2 && memcmp(bytes + len - 3, "?" "?/", 3) == 0) swallows = true;
    if (swallows) text_puts(out, " //");
}

// ---- sites --------------------------------------------------------------------------------

// A plain function lists only the sites that its text mentions, after its own.
static uint32_t plain_row(emitter *e, ir_site *site)
{
    if (e->f.seen.rows.count == 0)
        array_push(&e->prog->scratch, &e->f.seen.rows, e->f.fn->sites.items[0]);
    bool is_listed = site->row < e->f.seen.rows.count && e->f.seen.rows.items[site->row] == site;
    if (is_listed) return site->row;
    site->row = e->f.seen.rows.count;
    array_push(&e->prog->scratch, &e->f.seen.rows, site);
    return site->row;
}

void emit_table_site(emitter *e, ir_site *site)
{
    if (site == NULL) {
        text_puts(e->out, "NULL");
        return;
    }
    uint32_t row = e->f.has_frame ? site->index : plain_row(e, site);
    assert(!e->f.has_frame || e->f.fn->sites.items[row] == site);
    e->f.seen.sites = true;
    text_puts(e->out, "&sites[");
    text_uint(e->out, row);
    text_putc(e->out, ']');
}

void emit_table_own_site(emitter *e)
{
    if (!e->f.has_frame) plain_row(e, e->f.fn->sites.items[0]);
    text_putc(e->out, '&');
    emit_name_fn_derived(e->out, e->f.fn, "sites[0]");
}

static const ir_suspend *suspend_of_row(const emitter *e, uint32_t row)
{
    const ir_suspends *all = &e->f.fn->suspends;
    return row > 0 && row <= all->count ? all->items[row - 1] : NULL;
}

// Where the callee's frame lies: for the walk over an async stack.
static void put_child(emitter *e, uint32_t row)
{
    const ir_suspend *s = e->f.has_frame ? suspend_of_row(e, row) : NULL;
    bool calls = s != NULL && s->op != NULL &&
                 (s->op->code == IR_AWAIT_CALL || s->op->code == IR_AWAIT_VALUE ||
                  (s->op->code == IR_AWAIT_BUILTIN && (s->op->aux.builtin->flags & B_CALLEE) != 0));
    const char *area = s != NULL && s->op != NULL && s->op->code == IR_AWAIT_BUILTIN
                           ? s->op->aux.builtin->wait_type : NULL;
    if (area != NULL && strcmp(area, "sley_gen_wait") == 0) {   // a pointer to the callee
        bool is_struct = s->op->type->kind != TYPE_UNIT || abi_holds_value(s->op);
        put_f(e, is_struct ? "SLEY_CHILD_AT(%f, a%u.wait)" : "SLEY_CHILD_AT(%f, a%u)", e->f.fn,
              s->number);
        return;
    }
    if (!calls) {
        text_putc(e->out, '0');
        return;
    }
    put_f(e, "%s%f, a%u)", s->in_arena ? "SLEY_CHILD_AT(" : "SLEY_CHILD(", e->f.fn,
          s->number);
}

// m_stats__drain, "stats.drain", "stats.sley", 5
static void put_head_of_sites(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    text name;
    text_init(&name);
    text_puts(&name, fn->home);
    text_putc(&name, '.');
    text_puts(&name, fn->shown);
    put_f(e, "%f, ", fn);
    emit_table_path(e->out, text_string(&name));
    text_puts(e->out, ", ");
    emit_table_path(e->out, source_base_name(fn->source->path));
    put_f(e, ", %u", fn->sites.items[0]->line);
    text_fini(&name);
}

static void put_site_row(emitter *e, uint32_t index, const ir_site *site)
{
    put_f(e, "{%u, %u, ", site->line, index);
    put_child(e, index);
    text_puts(e->out, ", ");
    emit_table_string(e->out, site->text, strlen(site->text));
    text_putc(e->out, '}');
}

// Row k is site k; row 0, the function itself, is in the head. Those of one source line share a
// line where they fit.
static void emit_site_rows(emitter *e, const ir_sites *rows)
{
    text *before = e->out;
    assert(before != &e->piece && rows->count > 0); // row 0 is the function itself
    writer_rows_begin(e->w);
    e->out = &e->piece;
    for (uint32_t i = 1; i < rows->count; i++) {
        text_clear(&e->piece);
        put_site_row(e, i, rows->items[i]);
        writer_row(e->w, &e->piece, i > 1 && rows->items[i]->line == rows->items[i - 1]->line);
    }
    if (rows->count == 1) { // a macro wants one
        text_clear(&e->piece);
        text_puts(&e->piece, "{0, 1, 0, NULL}");
        writer_row(e->w, &e->piece, false);
    }
    e->out = before;
    writer_rows_end(e->w, ");");
}

// Of a plain function.
void emit_table_sites(emitter *e)
{
    if (e->f.seen.rows.count == 0) return;
    writer_begin(e->w);
    text_puts(e->out, "SLEY_SITES(");
    put_head_of_sites(e);
    text_putc(e->out, ',');
    emit_site_rows(e, &e->f.seen.rows);
}

// ---- what a task's frame owns ------------------------------------------------------------

// The runtime releases it by its row when the task has ended.
static bool is_owned_by_task(const ir_var *var)
{
    return var->type->counted && !var->by_reference;
}

static bool owns_arguments(const ir_fn *fn)
{
    if (!fn->is_spawned && !(fn->is_exported && !fn->is_closure)) return false;
    for (uint32_t i = 0; i < fn->params.count; i++) {
        if (is_owned_by_task(fn->params.items[i])) return true;
    }
    return false;
}

enum { MOST_OWNED = 8 }; // rows of SLEY_OWNED

void emit_table_owned(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    if (!owns_arguments(fn)) return;
    uint32_t count = 0;
    for (uint32_t i = 0; i < fn->params.count; i++) count += is_owned_by_task(fn->params.items[i]);
    bool is_short = count <= MOST_OWNED;
    writer_begin(e->w);
    put_f(e, is_short ? "SLEY_OWNED(%f" : "SLEY_OWNED_ROWS(%f", fn);
    for (uint32_t i = 0; i < fn->params.count; i++) {
        const ir_var *var = fn->params.items[i];
        if (!is_owned_by_task(var)) continue;
        emit_glue_need_descriptor(e, var->type);
        if (is_short) put_f(e, ", (%n, %d)", var, var->type);
        else put_f(e, ", SLEY_OWNED_ROW(%f, %n, %d)", fn, var, var->type);
    }
    text_puts(e->out, ");");
    writer_end(e->w);
}

// What the runtime knows of an async function, with its sites.
void emit_table_fn_row(emitter *e)
{
    const ir_fn *fn = e->f.fn;
    bool is_unit = fn->result->kind == TYPE_UNIT;
    writer_begin(e->w);
    put_f(e, "SLEY_%s%s%s", fn->is_exported ? "EXPORT_" : "", owns_arguments(fn) ? "TASK_FN" : "FN",
          is_unit ? "(" : "_RESULT(");
    put_head_of_sites(e);
    put_f(e, ", %u,", fn->frame_size);
    if (!is_unit) put_f(e, " %d,", fn->result);
    emit_site_rows(e, &fn->sites);
}
