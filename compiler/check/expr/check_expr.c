// SPDX-License-Identifier: MIT
// check_expr.c - the type of each expression: names, members, literals, indices.
//
// The dispatch is check_expr; each kind has a function that answers the type and
// annotates its node.  Paths, operators, collections and calls have files of their own.
#include "check/check_class.h"
#include "check/check_expr.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/habit.h"
#include "check/check_generic.h"
#include "check/check_narrow.h"
#include "check/check_protocol.h"
#include "sema/later.h"

// ---- small helpers -----------------------------------------------------------

const char *check_expr_format(checker *c, const char *format, ...)
{
    text t;
    text_init(&t);
    va_list args;
    va_start(args, format);
    diag_vformat(c->prog, &t, format, args);
    va_end(args);
    const char *copy = arena_copy(&c->prog->memory, text_string(&t), t.len);
    text_fini(&t);
    return copy;
}

type *check_expr_hint(type *hint)
{
    while (hint && hint->kind == TYPE_OPTIONAL) hint = hint->element;
    return hint && hint->kind == TYPE_POISON ? NULL : hint;
}

// The type that a number literal takes: the hint when that is a number.
static type *number_type(type *hint, type *otherwise)
{
    hint = check_expr_hint(hint);
    return hint && check_is_number(hint) ? hint : otherwise;
}

// What fits every number type: i8 ends first.
static bool fits_every_number(const constant *value)
{
    return value->kind == CONST_INT && !value->negative && value->magnitude <= 127;
}

bool check_expr_constant(checker *c, expr *e, constant *value, type *t)
{
    bool is_param = t->kind == TYPE_PARAM;
    if (is_param ? fits_every_number(value) : const_fits(value, t)) {
        if (!is_param) e->constant = value;
        return true;
    }
    text number, range;
    text_init(&number);
    text_init(&range);
    const_print(&number, value);
    if (type_is_float(t)) text_puts(&range, "less");
    else if (is_param) text_puts(&range, "0 to 127, as every number");
    else const_print_range(&range, t);
    diag_error(c->prog, e->span, E0305, text_string(&number), t, text_string(&range));
    text_fini(&number);
    text_fini(&range);
    return false;
}

type *check_expr_shown_hint(checker *c, const expr *e)
{
    return e->kind == EXPR_NONE ? type_optional(c->prog, c->unit) : NULL;
}

void check_expr_printable(checker *c, const expr *e)
{
    type_kind kind = e->type->kind;
    if (kind == TYPE_FN && c->instance != NULL) return;   // of a T that stands for any type
    if (kind == TYPE_FN || kind == TYPE_MODULE || kind == TYPE_RANGE) {
        diag *d = diag_error(c->prog, e->span, E0321, e->type);
        check_bound_help(c, d, e, "it");
    }
}

// ---- names and members as values ------------------------------------------------

// A property or constant of builtin.def; E0318 for what must be called.
static type *builtin_value(checker *c, expr *e, symbol **slot, type *receiver, type *hint)
{
    const char *name = (*slot)->name;
    for (const builtin *b = (*slot)->builtin; b; b = builtin_next(c->prog, b, receiver)) {
        const builtin_sig *sig = builtin_signature(c->prog, b);
        if (!sig->is_property) continue;
        builtin_binding bound = {0};
        if (sig->receiver) {
            (void)builtin_match(sig->receiver, receiver, &bound);
        }
        *slot = builtin_symbol(c->prog, b);
        return builtin_type(c->prog, sig->result, &bound, c->poison);
    }
    if (!receiver && (map_has(&c->type_names, name) || check_type_is_generic(name))) {
        diag_error(c->prog, e->span, E0302, check_expr_format(c, "the type %N", name));
        return c->poison;
    }
    if (receiver && e->kind == EXPR_MEMBER) {
        type *t = check_bound_method(c, expr_as_member(e), receiver, *slot, hint);
        if (t != NULL) return t;
    }
    diag *d = diag_error(c->prog, e->span, E0318, name);
    bool is_bare = receiver && builtin_signature(c->prog, (*slot)->builtin)->param_count == 0;
    if (is_bare) diag_help(c->prog, d, "wrap the call in a closure: `fn() => %R()`", e->span);
    else diag_help(c->prog, d, "wrap the call in a closure: `fn(x) => %R(x)`", e->span);
    return c->poison;
}

static bool is_generic_value(const symbol *sym)
{
    if (sym->kind == SYM_FN) return sym->generic != NULL && sym->fn != NULL;
    if (sym->kind != SYM_CASE || sym->type->decl->symbol == NULL) return false;
    return sym->type->decl->symbol->generic != NULL;
}

static type *symbol_value(checker *c, expr *e, symbol **slot, type *hint)
{
    if (is_generic_value(*slot)) *slot = check_infer_value(c, e, *slot, hint);
    if (*slot == NULL) return c->poison;
    symbol *sym = *slot;
    switch (sym->kind) {
    case SYM_LOCAL:
    case SYM_PARAM:
        return sym->type;
    case SYM_GLOBAL: return check_body_global_type(c, sym);
    case SYM_FN:
        if (sym->fn != NULL) sym->fn->is_value = true;
        check_generic_use(c, sym);
        return sym->type;
    case SYM_CASE: {
        const type_case *of = &sym->type->decl->cases[sym->case_index];
        if (of->field_count == 0) return sym->type;
        diag *d = diag_error(c->prog, e->span, E0320, sym->name);
        diag_label(c->prog, d, sym->span, "declared here");
        return c->poison;
    }
    case SYM_BUILTIN:
        return builtin_value(c, e, slot, NULL, NULL);
    case SYM_TYPE: {
        diag *d = diag_error(c->prog, e->span, E0302,
                             check_expr_format(c, "the type %N", sym->name));
        bool is_built = sym->type->kind == TYPE_STRUCT || sym->type->kind == TYPE_CLASS ||
                        sym->type->kind == TYPE_ERROR;
        if (is_built) diag_help(c->prog, d, "create a value by a call: `%s(...)`", sym->name);
        return c->poison;
    }
    case SYM_MODULE:
        diag_error(c->prog, e->span, E0302, check_expr_format(c, "the module %N", sym->name));
        return c->poison;
    }
    return c->poison;
}

static type *check_name_value(checker *c, expr_name *e, type *hint)
{
    symbol *sym = check_name_wanted_case(c, e->name, hint);
    if (sym == NULL) sym = check_name(c, e->name, e->head.span);
    if (sym != NULL && (c->is_default || c->is_open)) sym->is_exposed = true;
    if (!sym) return c->poison;
    e->symbol = sym;
    check_class_init_use(c, sym, &e->head);
    type *t = symbol_value(c, &e->head, &e->symbol, hint);
    if (e->symbol == NULL) return c->poison;
    e->is_narrowed = check_narrow_is_done(c, e->symbol);
    return e->is_narrowed ? t->element : t;
}

static char next_byte(const checker *c, span at)
{
    const source *src = source_of(c->prog, at.end);
    return src->bytes[at.end - src->base];
}

// What to write instead of a member that other languages have; NULL.  `of`: the type's name.
static const char *usual_member(checker *c, const type *t, const char *of, const char *name)
{
    // Of types that are declared only those of the standard modules have habits.
    if (check_member_has_methods(t)) {
        const symbol *declared = t->decl->symbol;
        const module *home = declared == NULL || declared->module == NULL
                                 ? NULL : map_find(&c->prog->modules_by_name, declared->module);
        return home != NULL && home->is_standard ? habit_of_module(of, name) : NULL;
    }
    const char *ours = habit_of_member(of, name);
    if (ours == NULL) return NULL;
    size_t quote = ours[0] == '`';
    size_t len = strspn(ours + quote, "abcdefghijklmnopqrstuvwxyz_");
    if (ours[quote + len] != '(') return ours;
    const char *method = intern(&c->prog->names, ours + quote, len);
    bool is_known = builtin_method(c->prog, t, method) != NULL ||
                    builtin_free(c->prog, method) != NULL || check_extension_has(t, method);
    return is_known ? ours : NULL;
}

void check_expr_no_member(checker *c, const expr *base, ast_name name)
{
    const type *t = base->type;
    if (!check_name_is_new_member(c, t, name.text)) return;
    const char *shown = check_expr_format(c, "%t", t);
    const char *of = intern(&c->prog->names, shown, strcspn(shown, "["));
    if (later_has_member(of, name.text)) {
        diag_error(c->prog, name.span, E0901, check_expr_format(c, "`%s.%s`", of, name.text));
        return;
    }
    diag *d = diag_error(c->prog, name.span, E0312, t, name.text);
    if (check_loop_help_index(c, d, base)) return;
    const char *ours = usual_member(c, t, of, name.text);
    if (ours != NULL) {
        diag_help(c->prog, d, "write %s", ours);
        return;
    }
    if (t->kind == TYPE_TUPLE && t->item_count > 0) {
        diag_help(c->prog, d, "its items are `.0` to `.%zu`", t->item_count - 1);
        return;
    }
    suggestion s = suggest_begin(name.text);
    if (check_member_has_methods(t) || t->kind == TYPE_ERROR) {
        check_member_suggest(c, &s, t);
        if (t->decl->symbol) diag_label(c->prog, d, t->decl->symbol->span, "declared here");
    }
    builtin_suggest(c->prog, &s, NULL, t);
    check_extension_suggest(&s, t);
    check_name_help_known(c, d, &s, "it has");
}

// `t.0`; -1 when it is no place of the tuple.
static int tuple_index(const type *t, const char *name)
{
    size_t index = 0;
    for (const char *p = name; *p; p++) {
        if (*p < '0' || *p > '9' || index > t->item_count) return -1;
        index = index * 10 + (size_t)(*p - '0');
    }
    return index < t->item_count ? (int)index : -1;
}

type *check_expr_part(const type *t, expr_member *m)
{
    bool has_fields = t->kind == TYPE_STRUCT || t->kind == TYPE_CLASS || t->kind == TYPE_ERROR;
    int index = has_fields              ? check_member_field_index(t, m->name.text)
                : t->kind == TYPE_TUPLE ? tuple_index(t, m->name.text)
                                        : -1;
    if (index < 0) return NULL;
    m->field = (uint32_t)index;
    return has_fields ? t->decl->fields[index].type : t->items[index];
}

// `int.max`: a constant of a number type; NULL when this is none.
static type *number_end(checker *c, expr_member *m)
{
    if (m->base->kind != EXPR_NAME) return NULL;
    const char *name = expr_as_name(m->base)->name;
    const symbol *known = check_name_lookup(c, name);
    if (known && known->kind != SYM_BUILTIN) return NULL;
    type *t = map_find(&c->type_names, name);
    if (!t) return NULL;
    m->head.constant = const_of_type(&c->prog->unit, t, m->name.text);
    if (!m->head.constant) return NULL;
    m->base->type = c->unit;
    return t;
}

static type *check_member(checker *c, expr_member *m, type *hint)
{
    symbol *sym = NULL;
    type *number = number_end(c, m);
    if (number) return number;
    path_kind kind = check_path(c, &m->head, &sym);
    if (kind == PATH_BAD) return c->poison;
    if (kind == PATH_SYMBOL) return symbol_value(c, &m->head, &m->symbol, hint);
    check_class_init_read(c, m);
    // a base that was followed as a path is a value of its own now; one of a callee is checked
    type *base = m->base->type != NULL ? m->base->type : check_expr_any_value(c, m->base, NULL);
    if (check_fit_is_poison(base) || check_class_is_private(c, base, m->name)) return c->poison;
    type *part = check_expr_part(base, m);
    if (part) return part;
    m->symbol = builtin_method(c->prog, base, m->name.text);
    if (m->symbol) return builtin_value(c, &m->head, &m->symbol, base, hint);
    const symbol *method = check_member_method(c, base, m->name.text);
    if (method) {
        type *t = check_bound_method(c, m, base, method, hint);
        if (t != NULL) return t;
        diag *d = diag_error(c->prog, m->name.span, E0318, m->name.text);
        diag_help(c->prog, d, "call it, or wrap the call in a closure: `fn() => %R()`",
                  m->head.span);
    } else if (check_extension_of(c, base, m->name.text) != NULL) {
        diag *d = diag_error(c->prog, m->name.span, E0318, m->name.text);
        diag_help(c->prog, d, "wrap the call in a closure");
    } else if (base->kind == TYPE_OPTIONAL) {
        diag *d = diag_error(c->prog, m->name.span, E0313, base, m->name.text);
        diag_help(c->prog, d, "check first: `if let v = %R { v.%s }`", m->base->span, m->name.text);
    } else {
        check_expr_no_member(c, m->base, m->name);
    }
    return c->poison;
}

// ---- literals ----------------------------------------------------------------------

static type *check_int(checker *c, expr_int *e, type *hint)
{
    type *t = number_type(hint, c->integer);
    constant *value = type_is_float(t)
                          ? const_float(&c->prog->unit, (double)e->value)
                          : const_int(&c->prog->unit, false, e->value);
    return check_expr_constant(c, &e->head, value, t) ? t : c->poison;
}

static type *check_float(checker *c, expr_float *e, type *hint)
{
    type *t = number_type(hint, c->real);
    if (!type_is_float(t)) t = c->real;
    constant *value = const_float(&c->prog->unit, e->value);
    return check_expr_constant(c, &e->head, value, t) ? t : c->poison;
}

static type *check_duration(checker *c, expr_duration *e)
{
    if (e->is_least) {   // without its minus
        diag_error(c->prog, e->head.span, E0009, e->head.span);
        return c->poison;
    }
    uint64_t bits = (uint64_t)e->value;
    bool is_negative = e->value < 0;
    e->head.constant = const_int(&c->prog->unit, is_negative, is_negative ? ~bits + 1 : bits);
    return c->duration;
}

static type *check_none(checker *c, type *hint)
{
    if (hint && check_fit_is_poison(hint)) return hint;
    return hint && hint->kind == TYPE_OPTIONAL ? hint : c->none_type;
}

// ---- parts of values ------------------------------------------------------------------

// `before` and `after` are what stands around the index: "", ":" or "low:".
static void check_index_value(checker *c, expr *e, const expr *base, const char *before,
                              const char *after)
{
    check_expr_value(c, e, c->integer, "an index", (span){0, 0});
    if (!e->constant || e->constant->kind != CONST_INT || !e->constant->negative) return;
    text number;
    text_init(&number);
    const_print(&number, e->constant);
    diag *d = diag_error(c->prog, e->span, E0315, text_string(&number));
    // what Python means by it
    diag_help(c->prog, d, "count from the end: `%R[%s%R.len() - %s%s]`", base->span, before,
              base->span, text_string(&number) + 1, after);
    bool is_last = strcmp(text_string(&number), "-1") == 0 && *before == '\0' && *after == '\0';
    if (is_last && base->type->kind == TYPE_LIST)
        diag_help(c->prog, d, "or `%R.last()`, which is none for an empty list", base->span);
    text_fini(&number);
}

type *check_expr_element(checker *c, expr_index *e, const expr *target)
{
    bool is_bad = false;
    symbol *sym = check_infer_applied(c, e, &is_bad);
    if (is_bad) return c->poison;
    if (sym != NULL && sym->kind == SYM_FN) return symbol_value(c, &e->head, &e->symbol, NULL);
    path_kind kind = check_path(c, e->base, &sym);
    bool is_type = kind == PATH_SYMBOL && (sym->kind == SYM_TYPE || sym->kind == SYM_BUILTIN);
    if (kind == PATH_BAD) return c->poison;
    if (is_type) {
        diag *d = diag_error(c->prog, e->head.span, E0302, "a type");
        diag_help(c->prog, d, "create a value by a call: `%s()`", "list[int]");
        return c->poison;
    }
    type *base = check_expr_any_value(c, e->base, NULL);
    expr *at = e->args.items[0];
    if (check_fit_is_poison(base)) {
        check_expr(c, at, NULL);
        return c->poison;
    }
    if (check_member_has_methods(base) || base->kind == TYPE_PARAM) {
        type *t = target != NULL ? check_overload_place(c, e, target) : check_overload_index(c, e);
        if (t != NULL) return t;
    }
    for (uint32_t i = 1; i < e->args.count; i++) {
        check_expr(c, e->args.items[i], NULL);
        if (i == 1) diag_error(c->prog, e->args.items[i]->span, E0429, base, e->args.count);
    }
    switch ((int)base->kind) {
    case TYPE_MAP:
        check_expr_value(c, at, base->key, "the key", (span){0, 0});
        return base->element;
    case TYPE_LIST:
        check_index_value(c, at, e->base, "", "");
        return base->element;
    case TYPE_STR:
        check_index_value(c, at, e->base, "", "");
        return c->character;
    case TYPE_BYTES:
        check_index_value(c, at, e->base, "", "");
        return type_scalar(c->prog, TYPE_U8);
    default:
        break;
    }
    check_expr(c, at, NULL);
    diag *d = diag_error(c->prog, e->base->span, E0314, base);
    if (base->kind == TYPE_OPTIONAL)
        diag_help(c->prog, d, "check for none first: `if let v = x { ... }`");
    if (base->kind == TYPE_TUPLE)
        diag_help(c->prog, d, "the items of a tuple are `t.0`, `t.1`, ...");
    return c->poison;
}

static type *check_slice(checker *c, expr_slice *e)
{
    type *base = check_expr_any_value(c, e->base, NULL);
    if (e->low) check_index_value(c, e->low, e->base, "", ":");
    const char *low = e->low != NULL ? check_expr_format(c, "%R:", e->low->span) : "0:";
    if (e->high) check_index_value(c, e->high, e->base, low, "");
    if (check_fit_is_poison(base)) return c->poison;
    if (base->kind == TYPE_LIST || base->kind == TYPE_STR || base->kind == TYPE_BYTES) return base;
    diag_error(c->prog, e->base->span, E0314, base);
    return c->poison;
}

static type *check_unwrap(checker *c, expr_unwrap *e, type *hint)
{
    type *inner = hint ? type_optional(c->prog, hint) : NULL;
    type *wanted = hint && hint->kind != TYPE_POISON ? inner : NULL;
    type *t = check_narrow_optional_value(c, e->operand, wanted);
    if (check_fit_is_poison(t)) return c->poison;
    if (t->kind == TYPE_OPTIONAL) return t->element;
    diag *d = diag_error(c->prog, e->head.span, E0316, t);
    diag_help(c->prog, d, "leave out the `!`");
    return c->poison;
}

static type *check_range(checker *c, expr_range *e)
{
    check_expr_value(c, e->low, c->integer, "the start of a range", (span){0, 0});
    check_expr_value(c, e->high, c->integer, "the end of a range", (span){0, 0});
    return c->range;
}

// ---- the dispatch ------------------------------------------------------------------------

static type *check_kind(checker *c, expr *e, type *hint)
{
    arena *memory = &c->prog->unit;
    switch (e->kind) {
    case EXPR_BAD: return c->poison;
    case EXPR_NAME: return check_name_value(c, expr_as_name(e), hint);
    case EXPR_INT: return check_int(c, expr_as_int(e), hint);
    case EXPR_FLOAT: return check_float(c, expr_as_float(e), hint);
    case EXPR_BOOL:
        e->constant = const_bool(memory, expr_as_boolean(e)->value);
        return c->boolean;
    case EXPR_NONE: return check_none(c, hint);
    case EXPR_CHAR:
        e->constant = const_int(memory, false, expr_as_char(e)->value);
        return c->character;
    case EXPR_DURATION:
        return check_duration(c, expr_as_duration(e));
    case EXPR_STR: return c->string;
    case EXPR_BYTES: return c->bytes;
    case EXPR_INTERP: return check_collection_interp(c, expr_as_interp(e));
    case EXPR_LIST: return check_collection_list(c, expr_as_list_literal(e), hint);
    case EXPR_MAP: return check_collection_map(c, expr_as_map_literal(e), hint);
    case EXPR_TUPLE: return check_collection_tuple(c, expr_as_tuple(e), hint);
    case EXPR_COMPREHENSION:
        return check_collection_comprehension(c, expr_as_comprehension(e), hint);
    case EXPR_RANGE: return check_range(c, expr_as_range(e));
    case EXPR_UNARY: return check_operator_unary(c, expr_as_unary(e), hint);
    case EXPR_CHAIN: return check_operator_chain(c, expr_as_chain(e), hint);
    case EXPR_BINARY: return check_operator_binary(c, expr_as_binary(e), hint);
    case EXPR_CALL: return check_call(c, expr_as_call(e), hint, USE_VALUE);
    case EXPR_INDEX: return check_expr_element(c, expr_as_index(e), NULL);
    case EXPR_SLICE: return check_slice(c, expr_as_slice(e));
    case EXPR_MEMBER: return check_member(c, expr_as_member(e), hint);
    case EXPR_UNWRAP: return check_unwrap(c, expr_as_unwrap(e), hint);
    case EXPR_CLOSURE: return check_closure(c, expr_as_closure(e), hint);
    case EXPR_AWAIT: return check_async_await(c, expr_as_await(e), hint);
    case EXPR_SPAWN: return check_async_spawn(c, expr_as_spawn(e), hint);
    case EXPR_YIELD: return check_gen_yield(c, expr_as_yield(e));
    case EXPR_CHOICE: return check_choice_value(c, expr_as_choice(e), hint);
    case EXPR_LEAVE: return check_choice_leave(c, expr_as_leave(e));
    case EXPR_TYPE: {
        if (next_byte(c, e->span) == '.') {   // `x?.f`
            span sign = {e->span.end - 1, e->span.end + 1};
            diag_error(c->prog, sign, E0118, sign,
                       "write `if let v = x { v.f }`, `(x ?? other).f` or `x!.f`");
            return c->poison;
        }
        diag *d = diag_error(c->prog, e->span, E0302, "a type");
        diag_help(c->prog, d, "to use what may be none: `if let v = x { v.f }`, or "
                  "`(x ?? other).f`");
        return c->poison;
    }
    case EXPR_KIND_COUNT: break;
    }
    assert(e->kind < EXPR_KIND_COUNT);
    return c->poison;
}

type *check_expr(checker *c, expr *e, type *hint)
{
    type *t = check_kind(c, e, hint);
    assert(t);
    e->type = t;
    check_protocol_note(c, t);
    return t;
}

type *check_expr_any_value(checker *c, expr *e, type *hint)
{
    type *t = check_expr_iterated_value(c, e, hint);
    if (t->kind != TYPE_RANGE) return t;
    diag *d = diag_error(c->prog, e->span, E0302, check_expr_format(c, "%S", e->span));
    diag_help(c->prog, d, "a range is used in a loop, after `in`, or in a list: `list(%R)`",
              e->span);
    return check_fit_poison(c, e);
}

bool check_expr_gives_nothing(const expr *e)
{
    return e->type->kind == TYPE_UNIT && (e->kind == EXPR_CALL || e->kind == EXPR_AWAIT);
}

type *check_expr_iterated_value(checker *c, expr *e, type *hint)
{
    type *t = check_expr(c, e, hint);
    bool is_wanted = (hint != NULL && check_fit(c, t, hint)) || c->instance != NULL;
    if (check_expr_gives_nothing(e) && !is_wanted) {
        diag *d = diag_error(c->prog, e->span, E0302, check_expr_format(c, "%S", e->span));
        diag_caret(c->prog, d, "returns no value");
        return check_fit_poison(c, e);
    }
    if (t->kind == TYPE_NONE) {
        diag_error(c->prog, e->span, E0303);
        return check_fit_poison(c, e);
    }
    return t;
}

type *check_expr_value(checker *c, expr *e, type *want, const char *role, span other)
{
    type *t = check_expr(c, e, want);
    if (check_expr_gives_nothing(e) && !check_fit(c, t, want)) {
        diag *d = diag_error(c->prog, e->span, E0302, check_expr_format(c, "%S", e->span));
        diag_caret(c->prog, d, "returns no value");
        return check_fit_poison(c, e);
    }
    if (!check_fit_convert(c, e, want, role, other)) return check_fit_poison(c, e);
    return e->type;
}

void check_expr_condition(checker *c, expr *e)
{
    check_expr_any_value(c, e, c->boolean);
    check_expr_is_condition(c, e);
}

void check_expr_is_condition(checker *c, expr *e)
{
    const type *t = e->type;
    if (check_fit_is_poison(t) || t->kind == TYPE_BOOL || t->kind == TYPE_NEVER) return;
    diag *d = diag_error(c->prog, e->span, E0304, t);
    if (check_bound_help(c, d, e, "it")) {
        check_fit_poison(c, e);
        return;
    }
    if (type_is_numeric(t)) diag_help(c->prog, d, "write `%R != 0`", e->span);
    else if (t->kind == TYPE_OPTIONAL) diag_help(c->prog, d, "write `%R != none`", e->span);
    else if (builtin_method(c->prog, t, intern_string(&c->prog->names, "is_empty"))) {
        diag_help(c->prog, d, "write `%R.len() > 0`", e->span);
    }
    check_fit_poison(c, e);
}
