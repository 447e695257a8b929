// SPDX-License-Identifier: MIT
// cname.c - from names of the source to names in C; see cname.h.

#include "sema/cname.h"

#include <assert.h>

// What follows `__` in names that we derive.  A method or nested function of such
// a name is marked, so that `fn Point.release` is not the release of Points.
static const char *const derived_words[] = {
    "area", "as", "assign", "at", "begin", "body", "captures", "compare_at", "copy", "drop",
    "equal", "equal_at", "face", "fn", "frame", "free", "hash_at", "key", "made", "message",
    "methods", "needed", "new", "own", "owned", "plain", "print", "print_at", "release",
    "release_at", "resume", "retain", "retain_at", "sites", "some", "spawn", "start", "take",
    "test", "type", "u", "value",
};

static bool is_derived_word(const char *s, size_t len)
{
    for (size_t i = 0; i < sizeof derived_words / sizeof derived_words[0]; i++) {
        const char *word = derived_words[i];
        if (word[0] == s[0] && strncmp(word, s, len) == 0 && word[len] == '\0') return true;
    }
    return false;
}

// Letters and digits but Z.  A table, as every name that is written is looked through.
static bool is_plain(char c)
{
    static const bool plain[UINT8_MAX + 1] = {
        ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
        ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1,
        ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1,
        ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1,
        ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1,
        ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1,
        ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1,
        ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
    };
    return plain[(unsigned char)c];
}

// How many bytes need no second look: letters, digits, single inner underscores.
static size_t plain_length(const char *s)
{
    size_t len = 0;
    while (is_plain(s[len]) || (s[len] == '_' && is_plain(s[len + 1]))) len++;
    return len;
}

// A part that is not plain.
static void put_marked(text *out, const char *s, size_t len)
{
    static const char hex[] = "0123456789abcdef";
    char before = 'x'; // what was written last in this part
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == '_' && (before == '_' || i + 1 == len)) {
            text_puts(out, "Zu");
            before = 'u';
            continue;
        }
        if (c == 'Z') {
            bool reads_as_mark = i + 1 < len && strchr("uxmz", s[i + 1]) != NULL;
            text_puts(out, reads_as_mark ? "Zz" : "Z");
        } else if (is_plain((char)c) || c == '_') {
            text_putc(out, (char)c);
        } else {
            text_puts(out, "Zx");
            text_putc(out, hex[c >> 4]);
            text_putc(out, hex[c & 15]);
        }
        before = (char)c;
    }
}

void cname_part(text *out, const char *name)
{
    size_t len = plain_length(name);
    if (name[len] == '\0') text_add(out, name, len);
    else put_marked(out, name, strlen(name));
}

void cname_plain(text *out, const char *name)
{
    // Keywords, macros of headers that are often there, and parameters of our own.
    static const char *const taken[] = {
        "alignas", "alignof", "and", "asm", "auto", "bool", "break", "case", "catch", "char",
        "class", "const", "continue", "default", "delete", "do", "double", "else", "enum",
        "errno", "explicit", "export", "extern", "false", "float", "for", "friend", "goto",
        "if", "inline", "int", "linux", "long", "mutable", "namespace", "new", "not",
        "operator", "or", "private", "protected", "public", "register", "restrict", "return",
        "short", "signed", "sizeof", "static", "stderr", "stdin", "stdout", "struct", "switch",
        "template", "this", "throw", "true", "try", "typedef", "typename", "union", "unix",
        "unsigned", "using", "virtual", "void", "volatile", "while", "xor", "result", "error",
        "done", "context", "result_len",
    };
    cname_part(out, name);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (strcmp(name, taken[i]) == 0) text_putc(out, '_');
    }
}

static bool ends_part(char c)
{
    return c == '\0' || c == '.' || c == ' ';
}

// Puts the parts of a name that '.' or a blank ("test 1") separate, joined by `__`.
static void put_parts(text *out, const char *name, bool may_clash)
{
    for (bool first = true;; first = false) {
        size_t len = plain_length(name);
        bool plain = ends_part(name[len]);
        while (!ends_part(name[len])) len++;
        if (!first) text_puts(out, "__");
        if (may_clash && !first && is_derived_word(name, len)) text_puts(out, "Zm");
        if (plain) text_add(out, name, len);
        else put_marked(out, name, len);
        if (name[len] == '\0') return;
        name += len + 1;
    }
}

static void put_module(text *out, char family, const char *module)
{
    unsigned parts = 1;
    for (const char *s = module; *s != '\0'; s++) parts += *s == '.';
    text_putc(out, family);
    if (parts > 1) text_uint(out, parts);
    text_putc(out, '_');
    put_parts(out, module, false);
    text_puts(out, "__");
}

void cname_symbol(text *out, const char *module, const char *name)
{
    put_module(out, 'm', module);
    put_parts(out, name, true);
}

// A part that is a digit tells how many the generic's module has; of the standard library's,
// which have two, the first is said by `gs`.
void cname_foreign(text *out, const char *user, const char *module, const char *name)
{
    bool standard = cname_is_standard(module);
    if (standard) text_putc(out, 'g');
    put_module(out, standard ? 's' : 'g', user);
    if (standard) module += strlen("std.");
    unsigned parts = 1;
    for (const char *s = module; *s != '\0'; s++) parts += *s == '.';
    if (parts > 1) text_printf(out, "%u__", parts);
    put_parts(out, module, false);
    text_puts(out, "__");
    put_parts(out, name, true);
}

const char *cname_symbol_new(arena *memory, const char *module, const char *name)
{
    text made;
    text_init(&made);
    cname_symbol(&made, module, name);
    const char *result = arena_copy(memory, made.bytes, made.len);
    text_fini(&made);
    return result;
}

void cname_case_number(text *out, const type_decl *decl, const char *case_name)
{
    text_putc(out, 'c'); // in place of the type's `m`
    text_puts(out, decl->symbol_name + 1);
    text_puts(out, "__");
    cname_part(out, case_name);
}

void cname_start(text *out, const char *module)
{
    put_module(out, 'i', module);
    out->len -= 2; // without the separator
    out->bytes[out->len] = '\0';
}

void cname_interface(text *out, const char *module)
{
    cname_start(out, module);
    text_puts(out, "__interface");
}

void cname_guard(text *out, const char *module)
{
    text_puts(out, "SLEY_MODULE_");
    put_parts(out, module, false);
    text_puts(out, "__H");
}

void cname_decl(text *out, const type_decl *decl)
{
    text_puts(out, decl->c_name != NULL ? decl->c_name : decl->symbol_name);
}

void cname_field(text *out, const char *name)
{
    text_puts(out, "f_");
    cname_part(out, name);
}

void cname_case(text *out, const char *name)
{
    text_puts(out, "c_");
    cname_part(out, name);
}

static void put_with(text *out, const char *head, const type *t)
{
    text_puts(out, head);
    text_puts(out, "__");
    cname_type(out, t);
}

static void put_fn_type(text *out, const type *t)
{
    text_puts(out, t->fn.is_async ? "async_fn" : "fn");
    text_uint(out, t->fn.param_count);
    if (t->fn.throws) text_puts(out, "_throws");
    if (t->fn.error_count > 0) text_uint(out, t->fn.error_count);
    for (size_t i = 0; i < t->fn.error_count; i++) {
        text_puts(out, "__");
        cname_type(out, t->fn.errors[i]);
    }
    for (size_t i = 0; i < t->fn.param_count; i++) {
        text_puts(out, "__");
        cname_type(out, t->fn.params[i]);
    }
    put_with(out, "", t->fn.result);
}

static void put_gen(text *out, const type *t)
{
    text_puts(out, t->is_async ? "async_" : "");
    text_puts(out, t->is_context ? "context" : "gen");
    text_uint(out, t->key != NULL ? 2 : 1);
    if (t->throws) text_puts(out, "_throws");
    if (t->error_count > 0) text_uint(out, t->error_count);
    for (size_t i = 0; i < t->error_count; i++) put_with(out, "", t->errors[i]);
    put_with(out, "", t->element);
    if (t->key != NULL) put_with(out, "", t->key);
}

// Prefix notation over parts joined by `__`, so that it can be read back.
void cname_type(text *out, const type *t)
{
    const char *scalar = type_scalars[t->kind].word;
    if (scalar != NULL) {
        text_puts(out, scalar);
        return;
    }
    switch (t->kind) {
    case TYPE_LIST: put_with(out, "list", t->element); break;
    case TYPE_SET: put_with(out, "set", t->element); break;
    case TYPE_MAP:
        put_with(out, "map", t->key);
        put_with(out, "", t->element);
        break;
    case TYPE_TUPLE:
        text_puts(out, "tuple");
        text_uint(out, t->item_count);
        for (size_t i = 0; i < t->item_count; i++) put_with(out, "", t->items[i]);
        break;
    case TYPE_OPTIONAL:
        text_puts(out, "opt_");
        cname_type(out, t->element);
        break;
    case TYPE_STRUCT:
    case TYPE_POINTER:
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_ENUM: cname_decl(out, t->decl); break;
    case TYPE_ERROR:
        if (t->decl == NULL) text_puts(out, "error");
        else cname_decl(out, t->decl);
        break;
    case TYPE_FN: put_fn_type(out, t); break;
    case TYPE_TASK:
        if (t->throws) text_puts(out, "throwing_");
        put_with(out, "task", t->element);
        break;
    case TYPE_FUTURE: put_with(out, "future", t->element); break;
    case TYPE_CHAN:
        if (t->throws) text_puts(out, "throwing_");
        put_with(out, t->direction == CHAN_SENDER     ? "sender"
                      : t->direction == CHAN_RECEIVER ? "receiver"
                                                      : "chan",
                 t->element);
        break;
    case TYPE_GEN: put_gen(out, t); break;
    case TYPE_OPAQUE: text_puts(out, t->opaque->c_name); break;
    case TYPE_HOLDER: put_with(out, t->holder->c_name, t->element); break;
    case TYPE_BOX: put_with(out, "box", t->element); break;
    case TYPE_WEAK: put_with(out, "weak", t->element); break;
    case TYPE_PARAM: text_puts(out, t->param->name); break;   // in the text of a generic only
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT: assert(false && "no value has this type"); break;
    }
}

bool cname_is_standard(const char *module)
{
    return strncmp(module, "std.", strlen("std.")) == 0;
}

void cname_header(text *out, const char *module)
{
    if (cname_is_standard(module)) {
        text_printf(out, "sley/std/%s.h", module + strlen("std."));
        return;
    }
    text_puts(out, module);
    text_puts(out, ".sley.h");
}
