// SPDX-License-Identifier: MIT
// builtin_sig.c - reads the signatures of builtin.def.
//
// They are in Sley's own syntax, with type parameters that need not be declared and a few
// words that only the table has (builtin.h).  A mistake in one is ours: an assert.
#include "sema/builtin.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

typedef struct sig_reader {
    program *prog;
    const map *prelude;
    const char *at;
    const char *params[BUILTIN_TYPE_PARAMS];   // by order of appearance
    uint32_t param_count;
} sig_reader;

static void skip_blanks(sig_reader *r)
{
    while (*r->at == ' ') r->at++;
}

static bool accept(sig_reader *r, const char *token)
{
    skip_blanks(r);
    size_t len = strlen(token);
    if (strncmp(r->at, token, len) != 0) return false;
    bool is_word = isalpha((unsigned char)token[0]) != 0;
    if (is_word && (isalnum((unsigned char)r->at[len]) || r->at[len] == '_')) return false;
    r->at += len;
    return true;
}

static void expect(sig_reader *r, const char *token)
{
    bool found = accept(r, token);
    assert(found);
    (void)found;
}

// A name, dots included: `net.Conn`.
static const char *read_name(sig_reader *r)
{
    skip_blanks(r);
    const char *start = r->at;
    while (isalnum((unsigned char)*r->at) || *r->at == '_' ||
           (*r->at == '.' && isalpha((unsigned char)r->at[1]))) {
        r->at++;
    }
    assert(r->at > start);
    return intern(&r->prog->names, start, (size_t)(r->at - start));
}

static sig_type *read_type(sig_reader *r);

static sig_type *new_sig(sig_reader *r, sig_kind kind, size_t part_count)
{
    sig_type *t = arena_new(&r->prog->memory, sig_type);
    t->kind = kind;
    t->count = part_count;
    if (part_count > 0) {
        t->parts = arena_new_array(&r->prog->memory, sig_type *, part_count);
    }
    return t;
}

static sig_type *fixed_sig(sig_reader *r, type *fixed)
{
    assert(fixed);
    sig_type *t = new_sig(r, SIG_FIXED, 0);
    t->fixed = fixed;
    return t;
}

// `A, B)`: up to four types.
static sig_type *read_parts(sig_reader *r, sig_kind kind, const char *close)
{
    sig_type *parts[8];
    size_t count = 0;
    if (!accept(r, close)) {
        do {
            assert(count < 8);
            sig_type *part = parts[count++] = read_type(r);
            part->throws = part->throws || accept(r, "throws");
        } while (accept(r, ","));
        expect(r, close);
    }
    sig_type *t = new_sig(r, kind, count);
    if (count > 0) memcpy(t->parts, parts, count * sizeof parts[0]);
    return t;
}

static sig_type *read_fn(sig_reader *r, bool is_async)
{
    expect(r, "(");
    sig_type *params = read_parts(r, SIG_FN, ")");
    sig_type *t = new_sig(r, SIG_FN, params->count + 1);
    for (size_t i = 0; i < params->count; i++) t->parts[i] = params->parts[i];
    t->parts[params->count] =
        accept(r, "->") ? read_type(r) : fixed_sig(r, type_scalar(r->prog, TYPE_UNIT));
    t->is_async = is_async;
    t->throws = accept(r, "throws");
    return t;
}

static uint32_t param_index(sig_reader *r, const char *name)
{
    for (uint32_t i = 0; i < r->param_count; i++) {
        if (r->params[i] == name) return i;
    }
    assert(r->param_count < BUILTIN_TYPE_PARAMS);
    r->params[r->param_count] = name;
    return r->param_count++;
}

static type *named_type(sig_reader *r, const char *name)
{
    type *scalar = type_named(r->prog, name);
    if (scalar) return scalar;
    type *opaque = type_opaque_find(r->prog, name);
    if (opaque) return opaque;
    const symbol *sym = map_find(r->prelude, name);
    return sym ? sym->type : NULL;
}

static sig_type *read_words(sig_reader *r)
{
    expect(r, "[");
    const char *end = strchr(r->at, ']');
    assert(end);
    sig_type *t = new_sig(r, SIG_WORD, 0);
    t->words = arena_copy(&r->prog->memory, r->at, (size_t)(end - r->at));
    r->at = end + 1;
    return t;
}

static sig_type *read_chan(sig_reader *r)
{
    expect(r, "[");
    sig_type *t = read_parts(r, SIG_CHAN, "]");
    if (accept(r, ".sender")) t->direction = CHAN_SENDER;
    if (accept(r, ".receiver")) t->direction = CHAN_RECEIVER;
    return t;
}

// `gen[T]`, `gen[T, V] throws`, `context[T]`; NULL for anything else.
static sig_type *read_gen(sig_reader *r)
{
    bool is_context = accept(r, "context");
    if (!is_context && !accept(r, "gen")) return NULL;
    expect(r, "[");
    sig_type *t = read_parts(r, SIG_GEN, "]");
    t->is_context = is_context;
    t->throws = accept(r, "throws");
    return t;
}

static sig_type *read_async(sig_reader *r)
{
    sig_type *t = read_gen(r);
    if (t == NULL) {
        expect(r, "fn");
        return read_fn(r, true);
    }
    t->is_async = true;
    return t;
}

static sig_type *read_plain_type(sig_reader *r)
{
    static const struct { const char *name; sig_kind kind; } generics[] = {
        {"list[", SIG_LIST}, {"set[", SIG_SET}, {"map[", SIG_MAP}, {"task[", SIG_TASK},
        {"future[", SIG_FUTURE}, {"weak[", SIG_WEAK},
    };
    if (accept(r, "(")) {
        sig_type *t = read_parts(r, SIG_TUPLE, ")");
        return t->count == 1 ? t->parts[0] : t;
    }
    if (accept(r, "async")) return read_async(r);
    if (accept(r, "fn")) return read_fn(r, false);
    sig_type *gen = read_gen(r);
    if (gen != NULL) return gen;
    skip_blanks(r);
    for (size_t i = 0; i < sizeof generics / sizeof generics[0]; i++) {
        size_t len = strlen(generics[i].name);
        if (strncmp(r->at, generics[i].name, len) != 0) continue;
        r->at += len;
        return read_parts(r, generics[i].kind, "]");
    }
    const type_opaque *holder = type_holder_find(r->at, strcspn(r->at, "[](), "));
    if (holder != NULL && r->at[strlen(holder->name)] == '[') {
        r->at += strlen(holder->name) + 1;
        sig_type *t = read_parts(r, SIG_HOLDER, "]");
        t->holder = holder;
        return t;
    }
    if (accept(r, "chan")) return read_chan(r);
    if (accept(r, "word")) return read_words(r);
    if (accept(r, "any")) return new_sig(r, SIG_ANY, 0);
    const char *name = read_name(r);
    if (isupper((unsigned char)name[0]) && name[1] == '\0') {
        sig_type *t = new_sig(r, SIG_PARAM, 0);
        t->index = param_index(r, name);
        return t;
    }
    return fixed_sig(r, named_type(r, name));
}

static sig_type *read_type(sig_reader *r)
{
    sig_type *t = read_plain_type(r);
    while (accept(r, "?")) {
        sig_type *optional = new_sig(r, SIG_OPTIONAL, 1);
        optional->parts[0] = t;
        t = optional;
    }
    return t;
}

// The text of a default value: up to `,` or `)`, quoted ones taken whole.
static const char *read_init(sig_reader *r)
{
    skip_blanks(r);
    const char *start = r->at;
    if (*start == '"' || *start == '\'') {
        r->at = strchr(start + 1, *start);
        assert(r->at);
        r->at++;
    } else {
        r->at += strcspn(start, ",)");
    }
    return arena_copy(&r->prog->memory, start, (size_t)(r->at - start));
}

enum { SIG_PARAMS_MOST = 16 };

static void read_params(sig_reader *r, builtin_sig *sig)
{
    sig_param params[SIG_PARAMS_MOST];
    size_t count = 0;
    memset(params, 0, sizeof params);
    if (!accept(r, ")")) {
        do {
            assert(count < SIG_PARAMS_MOST);
            sig_param *p = &params[count++];
            p->name = read_name(r);
            expect(r, ":");
            p->is_variadic = accept(r, "...");
            p->type = read_type(r);
            if (accept(r, "=")) p->init = read_init(r);
        } while (accept(r, ","));
        expect(r, ")");
    }
    sig->param_count = count;
    if (count == 0) return;
    sig->params = arena_new_array(&r->prog->memory, sig_param, count);
    memcpy(sig->params, params, count * sizeof params[0]);
}

// `throws ParseError, DecodeError`
static void read_errors(sig_reader *r, builtin_sig *sig)
{
    type *errors[4];
    size_t count = 0;
    do {
        assert(count < 4);
        errors[count++] = named_type(r, read_name(r));
    } while (accept(r, ","));
    sig->errors = arena_new_array(&r->prog->memory, type *, count);
    memcpy(sig->errors, errors, count * sizeof errors[0]);
    sig->error_count = count;
}

builtin_sig *builtin_sig_read(program *prog, const map *prelude, const char *receiver,
                              const char *signature)
{
    builtin_sig *sig = arena_new(&prog->memory, builtin_sig);
    sig_reader r = {.prog = prog, .prelude = prelude};
    if (receiver != NULL) {
        r.at = receiver;
        sig->receiver = read_type(&r);
    }
    r.at = signature;
    sig->is_async = accept(&r, "async");
    sig->is_property = !accept(&r, "(");
    if (!sig->is_property) read_params(&r, sig);
    sig->result = accept(&r, "->") ? read_type(&r) : fixed_sig(&r, type_scalar(prog, TYPE_UNIT));
    sig->throws = accept(&r, "throws");
    skip_blanks(&r);
    if (sig->throws && *r.at != '\0') read_errors(&r, sig);
    assert(*r.at == '\0');
    size_t first = sig->receiver != NULL ? 1 : 0;
    for (size_t i = 0; i < sig->param_count; i++) {
        if (sig->params[i].type->kind == SIG_PARAM) sig->places |= 1u << (first + i);
    }
    return sig;
}
