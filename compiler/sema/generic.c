// SPDX-License-Identifier: MIT
// generic.c - what an instance is called, in C and in messages.
//
//     first[int]              first_int              m_util__first_int
//     Pair[str, list[int]]    Pair_str_list_int      m_util__Pair_str_list_int
//     first[geo.Point]        first.m_geo.Point      m_util__first__m_geo__Point
//
// The short form is taken when it can be read back: words of built-in types, whose parts
// follow them in a known number, and types of the same module that begin with a capital
// and hold no `_`; and when nothing else of the module begins with `first_`.  Otherwise the
// names of the types follow as whole parts, which no other name can have (cname.h I1): no
// function `first` exists that could hold a function of that name.
#include "sema/generic.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/intern.h"
#include "base/program.h"
#include "base/text.h"
#include "sema/cname.h"

enum { STEM_MOST = 64, STEM_KEPT = 40 };   // bytes; what is longer is cut to that and a hash

static bool put_word(text *out, const generic *of, const type *t);

static bool put_words(text *out, const generic *of, type *const *types, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_putc(out, '_');
        if (!put_word(out, of, types[i])) return false;
    }
    return true;
}

static bool put_with_word(text *out, const char *word, const generic *of, type *part)
{
    text_puts(out, word);
    return put_words(out, of, &part, 1);
}

// `Point`, `Pair_str_int`.
static bool put_nominal(text *out, const generic *of, const type_decl *body)
{
    if (body->module != of->symbol->module || body->c_name != NULL) return false;
    if (body->name[0] < 'A' || body->name[0] > 'Y') return false;
    if (strpbrk(body->name, "_Z") != NULL) return false;
    text_puts(out, body->name);
    return put_words(out, of, body->args, body->arg_count);
}

// Writes the type as words; false when it has no short form.
static bool put_word(text *out, const generic *of, const type *t)
{
    const char *word = type_scalars[t->kind].word;
    if (word != NULL) {
        text_puts(out, word);
        return true;
    }
    switch ((int)t->kind) {
    case TYPE_LIST: return put_with_word(out, "list", of, t->element);
    case TYPE_SET: return put_with_word(out, "set", of, t->element);
    case TYPE_OPTIONAL: return put_with_word(out, "opt", of, t->element);
    case TYPE_MAP:
        return put_with_word(out, "map", of, t->key) &&
               put_words(out, of, &(type *){t->element}, 1);
    case TYPE_GEN:
        if (t->is_context || t->key != NULL || t->throws) return false;
        return put_with_word(out, t->is_async ? "async_gen" : "gen", of, t->element);
    case TYPE_TUPLE:
        text_puts(out, "tuple");
        text_uint(out, t->item_count);
        return put_words(out, of, t->items, t->item_count);
    case TYPE_STRUCT:
    case TYPE_CLASS:
    case TYPE_ENUM: return put_nominal(out, of, t->decl);
    default: return false;
    }
}

static bool begins_with_stem(const char *name, const char *stem, size_t len)
{
    return strncmp(name, stem, len) == 0 && name[len] == '_';
}

// Something else may be called `first_...`.
static bool is_prefix(const generic *of)
{
    const char *stem = of->symbol->name;
    size_t len = strlen(stem);
    const map *names = &of->home->names;
    for (uint32_t i = 0; of->owner == NULL && i < names->count; i++) {
        if (begins_with_stem(names->entries[i].key, stem, len)) return true;
    }
    if (of->owner == NULL) return false;
    const decl_list *methods = ast_methods_of(of->owner->decl);
    for (uint32_t i = 0; i < methods->count; i++) {
        const char *name = methods->items[i]->name.text;
        if (name != NULL && begins_with_stem(name, stem, len)) return true;
    }
    return false;
}

// As parts of their own: `__` of C names is `.` here.
static void put_parts(text *out, type *const *args, uint32_t count)
{
    text part;
    text_init(&part);
    for (uint32_t i = 0; i < count; i++) {
        text_clear(&part);
        cname_type(&part, args[i]);
        text_putc(out, '.');
        for (const char *c = text_string(&part); *c != '\0'; c++) {
            bool joins = c[0] == '_' && c[1] == '_';
            text_putc(out, joins ? '.' : *c);
            if (joins) c++;
        }
    }
    text_fini(&part);
}

// What is cut off is told apart by a hash of the whole.
static void shorten(text *stem, size_t start)
{
    if (stem->len - start <= STEM_MOST) return;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = start; i < stem->len; i++)
        hash = (hash ^ (uint8_t)stem->bytes[i]) * 1099511628211u;
    size_t kept = start + STEM_KEPT;
    while (stem->bytes[kept - 1] == '_' || stem->bytes[kept - 1] == '.') kept--;
    stem->len = kept;
    text_printf(stem, "_%016" PRIx64, hash);
}

static const char *finish(program *prog, text *t)
{
    const char *made = intern_string(&prog->names, text_string(t));
    text_fini(t);
    return made;
}

static bool mentions(const type *t, const type *wanted)
{
    if (t == NULL || t == wanted) return t != NULL;
    if (t->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < t->item_count; i++) {
            if (mentions(t->items[i], wanted)) return true;
        }
    }
    return t->kind == TYPE_LIST && mentions(t->element, wanted);
}

// The T of `I: Iterable[T]`: what stands for I tells it.
static bool is_told(const generic *of, const type *wanted)
{
    for (uint32_t i = 0; i < of->scope.count; i++) {
        if (mentions(of->params[i]->param->item, wanted)) return true;
    }
    return false;
}

// The arguments that no other one tells.
static uint32_t telling_args(program *prog, const generic *of, type *const *args, type ***kept)
{
    uint32_t count = 0;
    *kept = arena_new_array(&prog->scratch, type *, of->scope.count);
    for (uint32_t i = 0; i < of->scope.count; i++) {
        if (!is_told(of, of->params[i])) (*kept)[count++] = args[i];
    }
    return count;
}

const char *generic_stem(program *prog, const generic *of, const char *around, type *const *args)
{
    text stem;
    text_init(&stem);
    if (around != NULL) text_printf(&stem, "%s.", around);
    size_t start = stem.len;
    text_puts(&stem, of->symbol->name);
    size_t whole = stem.len;
    type **telling = NULL;
    uint32_t count = telling_args(prog, of, args, &telling);
    if (is_prefix(of) || !put_words(&stem, of, telling, count)) {
        stem.len = whole;
        put_parts(&stem, telling, count);
    }
    shorten(&stem, start);
    return finish(prog, &stem);
}

const char *generic_shown(program *prog, const generic *of, const char *around, type *const *args)
{
    text shown;
    text_init(&shown);
    if (around != NULL) text_printf(&shown, "%s.", around);
    text_puts(&shown, of->symbol->name);
    for (uint32_t i = 0; i < of->scope.count; i++) {
        text_puts(&shown, i == 0 ? "[" : ", ");
        type_print(&shown, args[i]);
    }
    text_putc(&shown, ']');
    return finish(prog, &shown);
}
