// SPDX-License-Identifier: MIT
// check_foreign.c - extern blocks: which values can cross to C, and in which form.
//
//     fn exec(db: sqlite3, sql: cstr, row: fn(context.ptr, i32, cstr.list) -> i32,
//             ctx: context.ptr, out message: cstr?) -> i32
//
// is called as exec(db, sql, fn(count, values) => 0) and gives (i32, str?): a context is
// the callback itself, what goes out comes back (foreign.h I1).
#include <string.h>

#include "check/check_decl.h"
#include "check/check_expr.h"
#include "sema/cname.h"
#include "sema/foreign.h"

// Where a value stands decides what it may be.
typedef enum cross_place {
    AT_PARAM, AT_RESULT, IN_CALLBACK, OUT_OF_CALLBACK, IN_STRUCT
} cross_place;

// ---- written types that only C has ----------------------------------------------------

static const char *name_of(const type_expr *written)
{
    return written->kind == TEXPR_NAME ? type_expr_as_const_name(written)->name : NULL;
}

static bool is_named(const type_expr *written, const char *name)
{
    const char *given = name_of(written);
    return given != NULL && strcmp(given, name) == 0;
}

// `bytes.ptr`
static bool is_member(const type_expr *written, const char *base, const char *name)
{
    if (written->kind != TEXPR_MEMBER) return false;
    const type_expr_member *m = type_expr_as_const_member(written);
    return strcmp(m->name.text, name) == 0 && is_named(m->base, base);
}

static bool set(cross *x, type_expr *written, cross_kind kind, type *t)
{
    x->kind = kind;
    x->type = written->type = t;
    return true;
}

// True when the type is one of those words.
static bool cross_word(checker *c, type_expr *written, cross *x)
{
    if (is_named(written, "cstr")) return set(x, written, CROSS_CSTR, c->string);
    if (is_member(written, "bytes", "ptr")) return set(x, written, CROSS_BYTES, c->bytes);
    if (is_member(written, "context", "ptr")) {
        set(x, written, CROSS_CONTEXT, c->unit);
        x->type = NULL;
        return true;
    }
    if (is_member(written, "cstr", "list")) {
        type *item = type_optional(c->prog, c->string);
        return set(x, written, CROSS_STRINGS, type_list(c->prog, item));
    }
    if (written->kind != TEXPR_OPTIONAL) return false;
    if (!is_named(type_expr_as_optional(written)->base, "cstr")) return false;
    return set(x, written, CROSS_CSTR, type_optional(c->prog, c->string));
}

// ---- what can cross ---------------------------------------------------------------------

static bool is_scalar(const type *t)
{
    bool is_wide = t->kind == TYPE_I128 || t->kind == TYPE_U128;
    return (type_is_numeric(t) && !is_wide) || t->kind == TYPE_BOOL;
}

static bool cross_plain(cross *x, type *t)
{
    x->type = t;
    const type *value = t->kind == TYPE_OPTIONAL ? t->element : t;
    if (is_scalar(t)) x->kind = CROSS_SCALAR;
    else if (value->kind == TYPE_POINTER) x->kind = CROSS_POINTER;
    else if (t->kind == TYPE_STRUCT && t->decl->foreign != NULL) x->kind = CROSS_STRUCT;
    else return false;
    return true;
}

static const char *help_cross(const type *t)
{
    switch ((int)t->kind) {
    case TYPE_STR: return "write `cstr`, a string that ends in a NUL byte";
    case TYPE_BYTES: return "write `bytes.ptr`, and pass its length beside it";
    case TYPE_CHAR: return "write `i8` or `u8` for C's `char`, `u32` for a code point";
    case TYPE_DURATION: return "pass a number: `d / 1ms`";
    case TYPE_STRUCT:
        return "declare the struct in the extern block, with the fields that C gives it";
    case TYPE_TUPLE: return "give each part a parameter of its own";
    case TYPE_LIST: return "pass `bytes.ptr`, or call once for each element";
    default: return NULL;
    }
}

static bool refuse(checker *c, span at, const char *what, const char *help)
{
    diag *d = diag_error(c->prog, at, E0804, what);
    if (help != NULL) diag_help(c->prog, d, "%s", help);
    return false;
}

static bool cross_callback(checker *c, type_expr_fn *written, cross *x);

static const char *words_for(checker *c, const type_expr *written)
{
    return check_expr_format(c, "%S", written->span);
}

static bool cross_type(checker *c, type_expr *written, cross *x, cross_place place)
{
    bool is_word = cross_word(c, written, x);
    if (!is_word && written->kind == TEXPR_FN) {
        if (place == AT_PARAM) return cross_callback(c, type_expr_as_fn(written), x);
        return refuse(c, written->span, "a function", "only a parameter can be a callback");
    }
    if (!is_word) {
        type *t = check_type(c, written);
        if (check_fit_is_poison(t)) return false;
        if (cross_plain(x, t)) return true;
        return refuse(c, written->span, check_expr_format(c, "a value of type %T", t),
                      help_cross(t));
    }
    bool is_list = x->kind == CROSS_STRINGS, is_context = x->kind == CROSS_CONTEXT;
    if (is_list && place != IN_CALLBACK) {
        return refuse(c, written->span, words_for(c, written),
                      "only a callback receives such a list");
    }
    if (is_context && place != AT_PARAM && place != IN_CALLBACK) {
        return refuse(c, written->span, words_for(c, written), "it stands among parameters");
    }
    if (x->kind == CROSS_BYTES && place != AT_PARAM) {
        return refuse(c, written->span, words_for(c, written),
                      "C does not say how many there are; use `cstr`, or an `out` parameter");
    }
    if (x->kind == CROSS_CSTR && (place == OUT_OF_CALLBACK || place == IN_STRUCT)) {
        return refuse(c, written->span, words_for(c, written),
                      "C would not know how long the string lives");
    }
    return true;
}

// ---- callbacks ----------------------------------------------------------------------------

// The integer before a list of strings that counts them.
static bool find_count(const cross *params, uint32_t index, uint32_t *found)
{
    for (uint32_t i = index; i-- > 0;) {
        if (params[i].kind == CROSS_SCALAR && type_is_integer(params[i].type)) {
            *found = i;
            return true;
        }
    }
    return false;
}

static bool cross_callback_param(checker *c, type_expr *written, cross *x, uint32_t index)
{
    cross *one = &x->params[index];
    if (!cross_type(c, written, one, IN_CALLBACK)) return false;
    one->is_given = one->kind != CROSS_CONTEXT;
    if (one->kind != CROSS_STRINGS || find_count(x->params, index, &one->count_at)) return true;
    return refuse(c, written->span, words_for(c, written),
                  "an integer before it has to say how many strings there are");
}

static bool cross_callback(checker *c, type_expr_fn *written, cross *x)
{
    bool is_good = true, has_context = false;
    x->kind = CROSS_CALLBACK;
    x->param_count = written->params.count;
    x->params = arena_new_array(&c->prog->unit, cross, x->param_count);
    x->result = arena_new(&c->prog->unit, cross);
    type **params = arena_new_array(&c->prog->scratch, type *, x->param_count);
    size_t count = 0;
    for (uint32_t i = 0; i < x->param_count; i++) {
        is_good = cross_callback_param(c, written->params.items[i], x, i) && is_good;
        has_context = has_context || x->params[i].kind == CROSS_CONTEXT;
        if (x->params[i].is_given) params[count++] = x->params[i].type;
    }
    type *result = c->unit;
    if (written->result != NULL) {
        is_good = cross_type(c, written->result, x->result, OUT_OF_CALLBACK) && is_good;
        result = x->result->type;
    }
    if (written->is_async || written->throws) {
        return refuse(c, written->head.span, written->is_async ? "an async function" : "an error",
                      "C can neither wait nor catch: a callback is a plain `fn` that throws "
                      "nothing");
    }
    if (is_good && !has_context) {
        return refuse(c, written->head.span, "a callback without context",
                      "C has to tell which one it calls: give it a parameter `context.ptr`");
    }
    if (!is_good) return false;
    x->type = written->head.type = type_function(c->prog, params, count, result, false, false);
    return true;
}

// ---- parameters -----------------------------------------------------------------------------

static void report_fn(checker *c, span at, const char *what, const char *help)
{
    diag *d = diag_error(c->prog, at, E0805, what);
    if (help != NULL) diag_help(c->prog, d, "%s", help);
}

static bool check_direction(checker *c, const param *p, const cross *x)
{
    if (x->direction == PARAM_IN) return true;
    bool can_leave = x->kind == CROSS_SCALAR || x->kind == CROSS_POINTER;
    bool is_out = x->direction == PARAM_OUT;
    can_leave = can_leave || (is_out && (x->kind == CROSS_CSTR || x->kind == CROSS_BYTES ||
                                         x->kind == CROSS_STRUCT));
    if (!can_leave) {
        report_fn(c, p->span,
                  check_expr_format(c, "cannot give back `%s` through a parameter", p->name.text),
                  is_out ? NULL : "`inout` is for numbers and pointers");
        return false;
    }
    if (p->init != NULL && !x->is_given) {
        report_fn(c, p->init->span, check_expr_format(c, "takes no `%s`", p->name.text),
                  "what goes out has no default");
        return false;
    }
    return true;
}

static bool check_param(checker *c, fn_info *info, param *p, cross *x)
{
    x->name = p->name.text;
    x->direction = p->direction;
    if (p->is_variadic) {
        report_fn(c, p->span, "has a fixed number of parameters", NULL);
        return false;
    }
    if (p->written == NULL) {
        diag *d = diag_error(c->prog, p->span, E0342, p->name.text);
        diag_help(c->prog, d, "write its type, for example `%s: i32`", p->name.text);
        return false;
    }
    if (!cross_type(c, p->written, x, AT_PARAM)) return false;
    bool is_out_bytes = x->kind == CROSS_BYTES && x->direction == PARAM_OUT;
    x->is_given = x->kind != CROSS_CONTEXT && (x->direction != PARAM_OUT || is_out_bytes);
    if (!check_direction(c, p, x)) return false;
    if (x->is_given) check_decl_add_param(c, info, p, is_out_bytes ? c->integer : x->type);
    return true;
}

static bool check_params_of(checker *c, const decl_fn *d, fn_info *info, foreign_fn *f)
{
    bool is_good = true;
    uint32_t callbacks = 0, contexts = 0;
    const param_list *params = &d->signature.params;
    f->param_count = params->count;
    f->params = arena_new_array(&c->prog->unit, cross, params->count);
    map names;
    map_init(&names, &c->prog->scratch);
    for (uint32_t i = 0; i < params->count; i++) {
        const char *name = params->items[i]->name.text;
        if (map_find(&names, name) != NULL) {
            diag_error(c->prog, params->items[i]->name.span, E0203, name);
            is_good = false;
        }
        map_put(&names, name, params->items[i]);
        is_good = check_param(c, info, params->items[i], &f->params[i]) && is_good;
        callbacks += f->params[i].kind == CROSS_CALLBACK;
        contexts += f->params[i].kind == CROSS_CONTEXT;
    }
    if (is_good && (callbacks != contexts || callbacks > 1)) {
        report_fn(c, d->signature.span, "has one callback and one `context.ptr`, or neither",
                  "C gives the context back to the callback, which so knows what it belongs to");
        return false;
    }
    if (is_good && callbacks > 0 && (f->is_blocking || f->is_via_callback)) {
        report_fn(c, d->signature.span,
                  f->is_blocking ? "that blocks cannot call back" : "via callback has no other one",
                  f->is_blocking ? "it runs on another thread, where no Sley code can run" : NULL);
        return false;
    }
    return is_good;
}

// ---- results ------------------------------------------------------------------------------------

// The result, then what comes back through parameters: nothing, one value, or a tuple.
static type *back_type(checker *c, foreign_fn *f)
{
    type **items = arena_new_array(&c->prog->scratch, type *, f->param_count + 1);
    f->back_count = 0;
    if (f->result.kind != CROSS_NOTHING) items[f->back_count++] = f->result.type;
    for (uint32_t i = 0; i < f->param_count; i++) {
        if (f->params[i].direction != PARAM_IN) items[f->back_count++] = f->params[i].type;
    }
    if (f->back_count == 0) return c->unit;
    return f->back_count == 1 ? items[0] : type_tuple(c->prog, items, f->back_count);
}

// ---- the function ---------------------------------------------------------------------------

static bool check_exported_form(checker *c, const decl_fn *d)
{
    const fn_signature *s = &d->signature;
    if (s->is_open) {
        report_fn(c, s->span, "says what its parameters are",
                  "declare it once for each list of parameters that you call it with");
    } else if (s->type_params.count > 0) {
        report_fn(c, s->span, "is not generic", NULL);
    } else if (s->throws) {
        report_fn(c, s->span, "cannot throw",
                  "look at what it gives back, and throw where it is called");
    } else if (d->via.text != NULL && strcmp(d->via.text, "callback") != 0) {
        report_fn(c, d->via.span, "ends `via callback`, in no other way", NULL);
    } else if (d->via.text != NULL && !s->is_async) {
        report_fn(c, d->via.span, "that ends via callback is an `async fn`", NULL);
    } else if (s->is_async && d->via.text == NULL) {
        report_fn(c, s->span, "that is async says how it ends",
                  "write `via callback`, or `blocking fn` for one that blocks its thread");
    } else if (s->is_async && d->is_blocking) {
        report_fn(c, s->span, "either blocks or is async", NULL);
    } else {
        return true;
    }
    return false;
}

void check_foreign_fn(checker *c, decl_fn *d)
{
    symbol *sym = d->head.symbol;
    foreign_fn *f = arena_new(&c->prog->unit, foreign_fn);
    fn_info *info = arena_new(&c->prog->unit, fn_info);
    f->c_name = sym->name;
    f->block = d->block->foreign;
    f->is_blocking = d->is_blocking;
    f->is_via_callback = d->via.text != NULL;
    info->name = sym->name;
    info->module = c->module->name;
    info->symbol = sym;
    info->span = d->signature.span;
    info->is_async = info->waits = f->is_blocking || f->is_via_callback;
    info->foreign = f;
    info->params = arena_new_array(&c->prog->unit, param_info, d->signature.params.count);
    bool has_form = check_exported_form(c, d);
    bool is_good = has_form && check_params_of(c, d, info, f);
    if (has_form && d->signature.result != NULL) {
        is_good = cross_type(c, d->signature.result, &f->result, AT_RESULT) && is_good;
    }
    info->result = is_good ? back_type(c, f) : c->poison;
    if (is_good && f->is_via_callback && f->back_count > (f->result.kind != CROSS_NOTHING)) {
        report_fn(c, d->signature.span, "via callback gives back its result alone", NULL);
        is_good = false;
    }
    d->info = info;
    if (!is_good) {   // calls of it stay silent
        sym->type = c->poison;
        return;
    }
    sym->fn = info;
    type **params = arena_new_array(&c->prog->scratch, type *, info->param_count);
    for (size_t i = 0; i < info->param_count; i++) params[i] = info->params[i].type;
    sym->type = type_function(c->prog, params, info->param_count, info->result, info->is_async,
                              false);
}

// ---- exported functions ---------------------------------------------------------------------

static bool export_value(checker *c, span at, type *t, cross *x)
{
    const type *value = t->kind == TYPE_OPTIONAL ? t->element : t;
    x->type = t;
    x->is_given = true;
    if (check_fit_is_poison(t)) return false;
    if (t->kind == TYPE_UNIT) x->kind = CROSS_NOTHING;
    else if (value->kind == TYPE_STR) x->kind = CROSS_CSTR;
    else if (t->kind == TYPE_BYTES) x->kind = CROSS_BYTES;
    else if (!cross_plain(x, t) || x->kind == CROSS_STRUCT) {
        return refuse(c, at, check_expr_format(c, "a value of type %T", t),
                      "numbers, bool, `str`, `bytes` and pointers of extern blocks can");
    }
    return true;
}

// stats_mean; of net.http: net_http_get
static const char *export_name(checker *c, const char *from, const char *name)
{
    text whole;
    text_init(&whole);
    for (const char *at = from; *at != '\0'; at++) text_putc(&whole, *at == '.' ? '_' : *at);
    text_putc(&whole, '_');
    cname_part(&whole, name);
    const char *kept = intern_string(&c->prog->names, text_string(&whole));
    text_fini(&whole);
    return kept;
}

// The names that it takes in C: its own, or those of what starts it and of its answer.
static const char *taken_name(checker *c, const fn_info *info, uint32_t i)
{
    static const char *const suffixes[] = {"_start", "_answer", "_done"};
    if (!info->is_async) return i == 0 ? info->exported->c_name : NULL;
    if (i >= sizeof suffixes / sizeof suffixes[0]) return NULL;
    return check_expr_format(c, "%s%s", info->exported->c_name, suffixes[i]);
}

static void check_taken(checker *c, const decl_fn *d, const decl_fn *other)
{
    const char *ours, *theirs;
    for (uint32_t i = 0; (ours = taken_name(c, d->info, i)) != NULL; i++) {
        for (uint32_t k = 0; (theirs = taken_name(c, other->info, k)) != NULL; k++) {
            if (strcmp(ours, theirs) != 0) continue;
            diag *report = diag_error(c->prog, d->head.name.span, E0808, d->head.name.text, ours);
            diag_label(c->prog, report, other->head.name.span, "the other one");
            return;
        }
    }
}

// Against those that stand before it.
static void check_all_taken(checker *c, const decl_fn *d)
{
    const decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count && decls->items[i] != &d->head; i++) {
        if (decls->items[i]->kind != DECL_FN) continue;
        const decl_fn *other = decl_as_const_fn(decls->items[i]);
        if (other->info != NULL && other->info->exported != NULL) check_taken(c, d, other);
    }
}

void check_foreign_export(checker *c, const decl_fn *d)
{
    fn_info *info = d->info;
    const param_list *params = &d->signature.params;
    if (info == NULL || check_fit_is_poison(d->head.symbol->type)) return;
    if (c->module->is_root && strcmp(d->head.symbol->name, "main") == 0) {
        diag_error(c->prog, d->head.name.span, E0807);
        return;
    }
    foreign_fn *f = arena_new(&c->prog->unit, foreign_fn);
    bool is_good = true;
    f->c_name = export_name(c, info->module, info->name);
    f->param_count = params->count;
    f->params = arena_new_array(&c->prog->unit, cross, params->count);
    for (uint32_t i = 0; i < params->count; i++) {
        const param *p = params->items[i];
        f->params[i].name = p->name.text;
        is_good = export_value(c, p->written->span, info->params[i].type, &f->params[i]) && is_good;
    }
    span at = d->signature.result != NULL ? d->signature.result->span : d->signature.span;
    is_good = export_value(c, at, info->result, &f->result) && is_good;
    if (!is_good) return;
    info->exported = f;
    d->head.symbol->is_used = true;
    if (info->is_async) info->is_spawned = true;
    check_all_taken(c, d);
}

// ---- types ----------------------------------------------------------------------------------

static bool is_word_of(const char *quoted, const char *others)
{
    for (const char *at = quoted; *at != '\0'; at++) {
        bool is_letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || *at == '_';
        bool is_digit = *at >= '0' && *at <= '9';
        if (!is_letter && !is_digit && strchr(others, *at) == NULL) return false;
    }
    return quoted[0] != '\0';
}

static void check_quoted(checker *c, ast_name name, const char *others, const char *what)
{
    if (name.text == NULL) return;
    bool is_good = is_word_of(name.text, others) && name.text[0] != '-';
    if (!is_good)
        diag_error(c->prog, name.span, E0806, check_expr_format(c, "%S", name.span), what);
}

void check_foreign_block(checker *c, decl_extern *d)
{
    d->foreign = arena_new(&c->prog->unit, foreign_block);
    *d->foreign = (foreign_block){.header = d->header.text, .library = d->library.text,
                             .at = d->header.text != NULL ? d->header.span : d->head.span};
    check_quoted(c, d->header, "./+- ", "header");
    check_quoted(c, d->library, ".+-", "library");
}

const char *check_foreign_name(checker *c, const decl_extern *of, ast_name c_name,
                               ast_name own)
{
    check_quoted(c, c_name, " *", "type");
    if (c_name.text != NULL) return c_name.text;
    if (of->header.text != NULL) return own.text;
    const char *tagged = check_expr_format(c, "struct %s", own.text);   // nothing declares it
    return intern_string(&c->prog->names, tagged);
}

void check_foreign_struct(checker *c, const decl_struct *d)
{
    if (d->methods.count > 0) {
        diag_error(c->prog, d->methods.items[0]->span, E0805, "stands outside of a struct of C");
    }
    for (uint32_t i = 0; i < d->fields.count; i++) {
        cross x = {0};
        type_expr *written = d->fields.items[i].written;
        if (written == NULL || check_fit_is_poison(check_type(c, written))) continue;
        cross_type(c, written, &x, IN_STRUCT);
    }
}
