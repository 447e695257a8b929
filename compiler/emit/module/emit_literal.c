// SPDX-License-Identifier: MIT
// emit_literal.c - the strings and bytes of a module: one object for each, at the head of the
// file, named after what it holds:
//
//     SLEY_STR_LIT(k_not_found, "not found: ");
//
// The name is made when the first function mentions the literal; the object is written when
// that function turns out to be in the file.

#include "emit/emitter.h"

struct emit_literal {
    const char *bytes;
    size_t len;
    bool is_bytes;
    const char *name;
    emit_marks marks;
};

enum {
    MAX_STRING = 4095,       // what C11 promises for one literal
    ENOUGH_NAME = 16,        // no further word
    MAX_NAME = 24,           // a word is cut
    MAX_SIGNS = 2,           // of a literal without letters and digits
};

// ---- names ---------------------------------------------------------------------------

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static const char *name_of_sign(char c)
{
    static const struct { char sign; const char *name; } signs[] = {
        {' ', "space"},  {'\n', "newline"}, {'\t', "tab"},    {'\r', "return"}, {',', "comma"},
        {';', "semi"},   {':', "colon"},    {'.', "dot"},     {'!', "bang"},    {'?', "question"},
        {'-', "minus"},  {'+', "plus"},     {'*', "star"},    {'/', "slash"},   {'\\', "backslash"},
        {'=', "equal"},  {'<', "less"},     {'>', "greater"}, {'|', "bar"},     {'&', "and"},
        {'(', "open"},   {')', "close"},    {'[', "square"},  {']', "unsquare"}, {'{', "brace"},
        {'}', "unbrace"}, {'"', "quote"},   {'\'', "tick"},   {'`', "backtick"}, {'#', "hash"},
        {'$', "dollar"}, {'%', "percent"},  {'@', "at"},      {'^', "caret"},   {'~', "tilde"},
        {'_', "underscore"},
    };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (signs[i].sign == c) return signs[i].name;
    }
    return NULL;
}

// The words of what it holds, `_` between them: `usage: echo` is usage_echo.
static void put_words(text *name, const char *bytes, size_t len)
{
    size_t start = name->len;
    for (size_t i = 0; i < len && name->len < start + MAX_NAME; i++) {
        bool begins = is_word(bytes[i]) && (i == 0 || !is_word(bytes[i - 1]));
        if (begins && name->len >= start + ENOUGH_NAME) break;
        if (begins && name->len > start) text_putc(name, '_');
        if (is_word(bytes[i])) text_putc(name, bytes[i]);
    }
}

static void put_signs(text *name, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        const char *sign = i < MAX_SIGNS ? name_of_sign(bytes[i]) : NULL;
        if (sign == NULL) break;
        if (i > 0) text_putc(name, '_');
        text_puts(name, sign);
    }
}

// How many names begin with this one.
static uint32_t *count_of(emitter *e, const char *name)
{
    uint32_t *count = map_find(&e->literal_stems, name);
    if (count == NULL) {
        count = arena_new(&e->memory, uint32_t);
        map_put(&e->literal_stems, name, count);
    }
    return count;
}

// k_not_found; k_not_found_2 when another literal has that name.
static const char *make_name(emitter *e, const char *bytes, size_t len)
{
    text name;
    text_init(&name);
    text_puts(&name, "k_");
    size_t bare = name.len;
    put_words(&name, bytes, len);
    if (name.len == bare) put_signs(&name, bytes, len);
    if (name.len == bare) text_puts(&name, "text");
    const char *made = intern_string(&e->literal_names, text_string(&name));
    uint32_t *count = count_of(e, made);
    size_t stem_len = name.len;
    while (++*count > 1) {
        name.len = stem_len;
        text_printf(&name, "_%u", *count);
        if (intern_find(&e->literal_names, text_string(&name)) != NULL) continue;
        made = intern_string(&e->literal_names, text_string(&name));
        *count_of(e, made) = 1;
        break;
    }
    text_fini(&name);
    return made;
}

// ---- objects ---------------------------------------------------------------------------

static bool is_ascii(const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)bytes[i] >= 0x80) return false;
    }
    return true;
}

static size_t code_points(const char *bytes, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++) n += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return n;
}

// What is too long for a literal of C: an array.
static void emit_long(emitter *e, const emit_literal *l)
{
    put_line(e, "static const char %s__data[] = {", l->name);
    e->w->depth++;
    for (size_t i = 0; i < l->len;) {
        writer_begin(e->w);
        for (size_t k = 0; k < 16 && i < l->len; k++, i++) {
            if (k > 0) text_putc(e->out, ' ');
            text_printf(e->out, "'\\%03o',", (unsigned char)l->bytes[i]);
        }
        writer_end(e->w);
    }
    writer_close(e->w, ";");
}

void emit_literal_need(emitter *e, emit_literal *l)
{
    if (e->needs != NULL) {
        emit_need_literal(e, l, &l->marks);
        return;
    }
    if (!emit_mark(e, &l->marks, 1)) return;
    emit_place before = emit_to(e, &e->to_literals);
    bool is_long = l->len > MAX_STRING;
    bool utf8 = !l->is_bytes && (is_long || !is_ascii(l->bytes, l->len));
    if (is_long) emit_long(e, l);
    writer_begin(e->w);
    text_puts(e->out, l->is_bytes ? "SLEY_BYTES_LIT" : "SLEY_STR_LIT");
    if (is_long) text_puts(e->out, "_DATA");
    else if (utf8) text_puts(e->out, "_UTF8");
    put_f(e, "(%s, ", l->name);
    if (utf8) put_f(e, "%z, ", code_points(l->bytes, l->len));
    if (is_long) put_f(e, "%s__data", l->name);
    else emit_table_string(e->out, l->bytes, l->len);
    text_puts(e->out, ");");
    writer_end(e->w);
    emit_back(e, before);
}

void emit_literal_name(emitter *e, const char *bytes, size_t len, bool is_bytes)
{
    if (len == 0) {
        text_puts(e->out, is_bytes ? "&sley_bytes_empty" : "&sley_str_empty");
        return;
    }
    map *known = is_bytes ? &e->literal_bytes : &e->literal_strings;
    const char *key = intern(&e->literal_texts, bytes, len);
    emit_literal *l = map_find(known, key);
    if (l == NULL) {
        l = arena_new(&e->memory, emit_literal);
        *l = (emit_literal){.bytes = key, .len = len, .is_bytes = is_bytes};
        l->name = make_name(e, bytes, len);
        map_put(known, key, l);
    }
    emit_literal_need(e, l);
    put_f(e, "&%s", l->name);
}
