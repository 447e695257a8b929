// SPDX-License-Identifier: MIT
// check_builtin.c - calls of what builtin.def lists.
//
// Once a form is chosen (check_form.c) the arguments go the way of every call; matching
// their types binds the type parameters, from left to right.
#include "check/check_generic.h"
#include "check/check_protocol.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sema/later.h"

// One call of a built-in while it is being checked.
typedef struct builtin_call {
    checker *c;
    expr_call *call;
    const builtin *row;
    const builtin_sig *sig;
    expr *receiver;             // or NULL
    builtin_binding bound;
    call_plan *plan;
    type *hint;
    bool is_good;
} builtin_call;

// ---- default values -----------------------------------------------------------------

static expr *new_literal(checker *c, expr_kind kind, size_t size, type *t)
{
    expr *e = arena_zero(&c->prog->unit, size);
    e->kind = kind;
    e->depth = 1;
    e->type = t;
    return e;
}

static expr *int_literal(checker *c, const char *digits, type *t)
{
    bool negative = *digits == '-';
    ast_wide value = 0;
    const char *p = digits + (negative ? 1 : 0);
    for (; *p >= '0' && *p <= '9'; p++) value = value * 10 + (unsigned)(*p - '0');
    expr *number = new_literal(c, EXPR_INT, sizeof(expr_int), t);
    expr_as_int(number)->value = value;
    number->constant = const_int(&c->prog->unit, false, value);
    if (!negative) return number;
    expr *minus = new_literal(c, EXPR_UNARY, sizeof(expr_unary), t);
    minus->depth = 2;
    expr_as_unary(minus)->op = OP_NEG;
    expr_as_unary(minus)->operand = number;
    minus->constant = const_int(&c->prog->unit, true, value);
    return minus;
}

static int word_index(const char *words, const char *word)
{
    size_t len = strlen(word);
    int index = 0;
    for (const char *p = words;; index++) {
        size_t part = strcspn(p, "|");
        if (part == len && strncmp(p, word, len) == 0) return index;
        if (p[part] == '\0') return -1;
        p += part + 1;
    }
}

// A word as an int constant: its place in the list of words.
static expr *word_literal(checker *c, int index)
{
    expr *e = new_literal(c, EXPR_INT, sizeof(expr_int), c->integer);
    expr_as_int(e)->value = (ast_wide)index;
    e->constant = const_int(&c->prog->unit, false, (ast_wide)index);
    return e;
}

static expr *default_literal(checker *c, const sig_param *p, type *t)
{
    const char *written = p->init;
    if (p->type->kind == SIG_WORD) {
        return word_literal(c, word_index(p->type->words, written));
    }
    if (strcmp(written, "none") == 0) return new_literal(c, EXPR_NONE, sizeof(expr_none), t);
    if (strcmp(written, "true") == 0 || strcmp(written, "false") == 0) {
        expr *e = new_literal(c, EXPR_BOOL, sizeof(expr_boolean), t);
        expr_as_boolean(e)->value = *written == 't';
        e->constant = const_bool(&c->prog->unit, *written == 't');
        return e;
    }
    if (*written == '\'') {
        expr *e = new_literal(c, EXPR_CHAR, sizeof(expr_char), t);
        expr_as_char(e)->value = (unsigned char)written[1];
        e->constant = const_int(&c->prog->unit, false, (unsigned char)written[1]);
        return e;
    }
    if (*written == '"') {
        expr *e = new_literal(c, EXPR_STR, sizeof(expr_str), t);
        char *bytes = arena_copy(&c->prog->unit, written + 1, strlen(written) - 2);
        size_t len = 0;
        for (const char *from = bytes; *from != '\0'; from++) {
            // the only escape of builtin.def
            if (from[0] == '\\' && from[1] == 'n') {
                bytes[len++] = '\n';
                from++;
            } else {
                bytes[len++] = *from;
            }
        }
        expr_as_str(e)->bytes = bytes;
        expr_as_str(e)->len = len;
        return e;
    }
    if (t->kind == TYPE_FLOAT) {
        expr *e = new_literal(c, EXPR_FLOAT, sizeof(expr_float), t);
        expr_as_float(e)->value = strtod(written, NULL);
        e->constant = const_float(&c->prog->unit, expr_as_float(e)->value);
        return e;
    }
    return int_literal(c, written, t);
}

// ---- arguments ------------------------------------------------------------------------

static void check_word(builtin_call *b, expr *e, const sig_param *p)
{
    checker *c = b->c;
    int index = -1;
    if (e->kind == EXPR_NAME) index = word_index(p->type->words, expr_as_name(e)->name);
    if (index >= 0) {
        e->type = c->integer;
        e->constant = const_int(&c->prog->unit, false, (ast_wide)index);
        return;
    }
    text words;
    text_init(&words);
    for (const char *w = p->type->words; *w; w++) {
        if (*w == '|') text_puts(&words, ", ");
        else text_putc(&words, *w);
    }
    diag_error(c->prog, e->span, E0410, p->name, text_string(&words));
    text_fini(&words);
    e->type = c->poison;
    b->is_good = false;
}

// A parameter that is matched, not converted: it binds type parameters, or is a
// callback of either form.
static void match_arg(builtin_call *b, expr *e, const sig_param *p)
{
    checker *c = b->c;
    type *open = builtin_type(c->prog, p->type, &b->bound, c->poison);
    type *t = e->type ? e->type : check_expr(c, e, open);
    if (t->kind == TYPE_NONE && open->kind == TYPE_OPTIONAL) t = e->type = open;
    if (check_fit_is_poison(t)) {
        b->is_good = false;
        return;
    }
    if (builtin_match(p->type, t, &b->bound)) return;
    check_fit_convert(c, e, open, check_expr_format(c, "argument %N", p->name), (span){0, 0});
    check_fit_poison(c, e);
    b->is_good = false;
}

static bool has_fn(const sig_type *t)
{
    if (t->kind == SIG_OPTIONAL) t = t->parts[0];
    return t->kind == SIG_FN;
}

// float(7 / 2) is 3.0, as float(a / 2) is: a conversion takes the value of an operation of
// integers, it does not change what that means.  A literal alone takes the type it is
// converted to, and so does what an int may not hold.
static type *converted_hint(const checker *c, const expr *e, type *to)
{
    if (!check_operator_is_free_literal(e)) return NULL;
    bool is_float = check_operator_is_float_literal(e);
    if (type_is_integer(to) && is_float) return c->real;
    bool is_wide = to->kind == TYPE_U64 || to->kind == TYPE_I128 || to->kind == TYPE_U128;
    while (e->kind == EXPR_UNARY) e = expr_as_const_unary(e)->operand;
    bool is_alone = e->kind == EXPR_INT || e->kind == EXPR_FLOAT;
    return is_alone || is_float || is_wide ? to : NULL;
}

// What a parameter of type `any` may be depends on the built-in.
static void check_any_arg(builtin_call *b, expr *e, size_t index)
{
    checker *c = b->c;
    builtin_id id = b->row->id;
    bool is_awaitable = id == BI_GATHER || id == BI_WAIT_FOR || id == BI_SHIELD ||
                        id == BI_LOOP_RUN;
    if (is_awaitable) {
        // a gather of one call has checked it already while choosing its form
        if (!e->type) b->plan->result = check_async_awaitable_arg(c, e, NULL);
        return;
    }
    type *hint = NULL;
    if (id == BI_CONVERT) {
        hint = converted_hint(c, e, builtin_type(c->prog, b->sig->result, &b->bound, NULL));
    } else if ((id == BI_MIN || id == BI_MAX) && index == SIZE_MAX) {
        hint = b->hint;
    }
    if (e->type) return;
    bool is_shown = id == BI_PRINT || id == BI_EPRINT || id == BI_STR || id == BI_REPR ||
                    id == BI_DBG;
    if (is_shown) hint = check_expr_shown_hint(c, e);
    if (id == BI_COLLECT_LIST || id == BI_COLLECT_SET)
        return;   // checked together with its iteration
    check_expr_any_value(c, e, hint);
}

static void check_builtin_arg(builtin_call *b, expr *e, const sig_param *p, size_t index)
{
    checker *c = b->c;
    if (p->type->kind == SIG_WORD) {
        check_word(b, e, p);
        return;
    }
    if (p->type->kind == SIG_ANY) {
        check_any_arg(b, e, index);
        return;
    }
    type *want = builtin_type(c->prog, p->type, &b->bound, NULL);
    if (!want || has_fn(p->type)) {
        match_arg(b, e, p);
        return;
    }
    if (!check_call_argument(c, e, want, p->name, (span){0, 0})) b->is_good = false;
}

// Stands for a default while the arguments are dealt out: the real ones are made
// once the types are known.
static expr any_default;

// The signature's parameters as check_deal wants them.
static void params_of(const builtin_call *b, size_t count, param_info *params)
{
    size_t first = b->receiver ? 1 : 0;
    if (first) params[0] = (param_info){.name = "self", .type = b->receiver->type};
    for (size_t i = first; i < count; i++) {
        const sig_param *p = &b->sig->params[i - first];
        params[i] = (param_info){.name = p->name, .type = b->c->unit,
                                 .init = p->init ? &any_default : NULL,
                                 .is_variadic = p->is_variadic};
    }
}

static void fill_types(builtin_call *b)
{
    checker *c = b->c;
    call_plan *plan = b->plan;
    size_t first = b->receiver ? 1 : 0;
    if (first) plan->param_types[0] = b->receiver->type;
    for (size_t i = first; i < plan->arg_count; i++) {
        const sig_param *p = &b->sig->params[i - first];
        type *t = builtin_type(c->prog, p->type, &b->bound, c->unit);
        if (plan->args[i] == &any_default) plan->args[i] = default_literal(c, p, t);
        expr *e = plan->args[i];
        bool is_own = has_fn(p->type) || p->type->kind == SIG_ANY;
        plan->param_types[i] = is_own && e && e->type ? e->type : t;
        if (p->is_variadic && !is_own) plan->param_types[i] = type_list(c->prog, t);
    }
    for (size_t i = 0; i < 2; i++) plan->type_args[i] = b->bound.args[i];
}

static void check_requirements(builtin_call *b)
{
    checker *c = b->c;
    type *t = b->bound.args[0];
    if (b->row->id == BI_SORT || b->row->id == BI_SORTED) {
        bool has_key = b->plan->args[1] && b->plan->args[1]->kind != EXPR_NONE;
        if (has_key) t = b->bound.args[1];
    }
    if (b->row->id == BI_QUEUE_BY) t = b->bound.args[1];
    bool needs_order = (b->row->flags & B_ORDER) != 0 || b->row->id == BI_SORT ||
                       b->row->id == BI_SORTED;
    if (!t || check_fit_is_poison(t)) return;
    if (needs_order && !check_fit_has_order(c, t)) {
        diag *d = diag_error(c->prog, b->call->head.span, E0319, t, "order");
        check_protocol_help(c, d, t, OWN_ORDER);
        check_generic_help_bound(c, d, t, "Ordered");
        b->is_good = false;
    }
    if ((b->row->flags & B_OBJECT) != 0 && t->kind != TYPE_CLASS) {
        diag_error(c->prog, b->call->head.span, E0366, t);
        b->is_good = false;
    }
    if ((b->row->flags & B_EQUAL) != 0 && !check_fit_has_equality(c, t)) {
        diag *d = diag_error(c->prog, b->call->head.span, E0319, t, "equality");
        check_generic_help_bound(c, d, t, "Equatable");
        b->is_good = false;
    }
}

// ---- the special ones ---------------------------------------------------------------------

static type *call_print(builtin_call *b)
{
    for (size_t i = 0; i < b->plan->rest_count; i++) check_expr_printable(b->c, b->plan->rest[i]);
    return b->c->unit;
}

static type *call_text_of(builtin_call *b)
{
    check_expr_printable(b->c, b->plan->args[0]);
    return b->c->string;
}

static type *call_len(builtin_call *b)
{
    checker *c = b->c;
    expr *e = b->plan->args[0];
    if (check_fit_is_poison(e->type)) return c->poison;
    if (builtin_with_id(c->prog, BI_LEN, e->type)) return c->integer;
    bool is_bad = false;
    b->plan->own = check_overload(c, &b->call->head, "len", e->type, "len", NULL, 0, &is_bad);
    if (is_bad) return c->poison;
    if (b->plan->own != NULL && b->plan->own->head.type == c->integer) return c->integer;
    if (b->plan->own != NULL) {
        diag_error(c->prog, b->call->head.span, E0427, "len", "len", e->type, "it gives no int");
        return c->poison;
    }
    diag_error(c->prog, e->span, E0312, e->type, "len");
    return c->poison;
}

static type *call_abs(builtin_call *b)
{
    checker *c = b->c;
    const expr *e = b->plan->args[0];
    type *t = e->type;
    bool is_signed = type_is_float(t) || (type_is_integer(t) && type_is_signed(t));
    if (is_signed || t->kind == TYPE_DURATION || check_fit_is_poison(t)) return t;
    diag_error(c->prog, e->span, E0311, check_expr_format(c, "%N", "abs"), t);
    return c->poison;
}

// min(a, b, ...): one type for all; free literals take that of the others.
static type *call_extreme(builtin_call *b)
{
    checker *c = b->c;
    call_plan *plan = b->plan;
    size_t count = 2 + plan->rest_count;
    type *t = NULL;
    span decider = plan->args[0]->span;
    for (size_t i = 0; i < count; i++) {
        expr *e = i < 2 ? plan->args[i] : plan->rest[i - 2];
        if (check_fit_is_poison(e->type)) return c->poison;
        if (check_operator_is_free_literal(e) || t) continue;
        t = e->type;
        decider = e->span;
    }
    for (size_t i = 0; i < count; i++) {
        expr *e = i < 2 ? plan->args[i] : plan->rest[i - 2];
        if (!t) t = e->type;
        // a literal that was typed on its own is typed again as its neighbours
        if (check_operator_is_free_literal(e) && e->type != t && check_is_number(t))
            check_expr(c, e, t);
        if (!check_fit_convert(c, e, t, "an argument", decider)) return c->poison;
    }
    if ((check_protocol_own(c, t) & 1u << OWN_ORDER) != 0) check_protocol_use(c, t, OWN_ORDER);
    if (check_fit_has_order(c, t)) return t;
    diag *d = diag_error(c->prog, b->call->head.span, E0319, t, "order");
    check_protocol_help(c, d, t, OWN_ORDER);
    check_generic_help_bound(c, d, t, "Ordered");
    return c->poison;
}

static type *call_convert(builtin_call *b)
{
    checker *c = b->c;
    expr *e = b->plan->args[0];
    type *to = builtin_type(c->prog, b->sig->result, &b->bound, NULL);
    type *from = e->type;
    if (check_fit_is_poison(from)) return from;
    if (from->kind == TYPE_ENUM && type_is_integer(to)) {
        return check_member_has_numbers(c, from, e->span) ? to : c->poison;
    }
    bool is_number = check_is_number(from);
    bool fits = is_number && type_is_numeric(to);
    if (from->kind == TYPE_CHAR || from->kind == TYPE_BOOL) fits = type_is_integer(to);
    if (to->kind == TYPE_CHAR) fits = type_is_integer(from) || from->kind == TYPE_CHAR;
    if (!fits) {
        diag *d = diag_error(c->prog, b->call->head.span, E0409, from, to);
        if (from->kind == TYPE_DURATION) diag_help(c->prog, d, "use `.seconds()` or `.millis()`");
        if (from->kind == TYPE_OPTIONAL)
            diag_help(c->prog, d, "check for none first: `if let v = x { ... }`");
        return c->poison;
    }
    const constant *known = e->constant;
    if (known && known->kind == CONST_INT && type_is_integer(to)) {
        constant *same = const_int(&c->prog->unit, known->negative, known->magnitude);
        if (!check_expr_constant(c, &b->call->head, same, to)) return c->poison;
    }
    return to;
}

// Color.of(n), Color.all()
static type *call_cases(builtin_call *b)
{
    type *t = expr_as_member(b->call->callee)->base->type;
    b->plan->type_args[0] = t;
    return b->row->id == BI_CASE_OF ? type_optional(b->c->prog, t) : type_list(b->c->prog, t);
}

// list(x), set(x): what a loop over x gives.
static type *call_collect(builtin_call *b)
{
    checker *c = b->c;
    expr *e = b->plan->args[0];
    type *index = NULL;
    type *item = NULL;
    ast_next *next = arena_new(&c->prog->unit, ast_next);
    if (!check_loop_iterable(c, e, false, false, &index, &item, next)) return c->poison;
    b->plan->next = next;
    if (check_fit_is_poison(item)) return item;
    b->plan->param_types[0] = e->type;
    b->plan->type_args[0] = item;
    if (b->row->id == BI_COLLECT_LIST) return type_list(c->prog, item);
    if (check_fit_has_hash(c, item)) return type_set(c->prog, item);
    diag *d = diag_error(c->prog, e->span, E0309, item);
    check_protocol_help(c, d, item, OWN_HASH);
    check_generic_help_bound(c, d, item, "Hashable");
    return c->poison;
}

// list(), set(), map() without types: the place they go to knows them.
static type *call_empty(builtin_call *b)
{
    checker *c = b->c;
    type *t = check_expr_hint(b->hint);
    const char *name = b->row->name;
    type_kind kind = b->row->id == BI_EMPTY_LIST  ? TYPE_LIST
                     : b->row->id == BI_EMPTY_SET ? TYPE_SET
                                                  : TYPE_MAP;
    if (t && t->kind == kind) return t;
    if (b->hint && check_fit_is_poison(b->hint)) return c->poison;
    diag *d = diag_error(c->prog, b->call->head.span, E0307, name);
    diag_help(c->prog, d, "write `%s[%s]()`", name, kind == TYPE_MAP ? "K, V" : "T");
    return c->poison;
}

static type *call_gather(builtin_call *b)
{
    checker *c = b->c;
    call_plan *plan = b->plan;
    if (plan->args[0]) {
        const type *given = plan->args[0]->type;
        const type *element = given->kind == TYPE_LIST ? given->element : given;
        plan->can_throw = element->kind != TYPE_TASK || element->throws;
        bool nothing = given->kind == TYPE_LIST && given->element->element == c->unit;
        return nothing ? c->unit : builtin_type(c->prog, b->sig->result, &b->bound, c->poison);
    }
    type **items = arena_new_array(&c->prog->memory, type *, plan->rest_count);
    plan->can_throw = false;
    for (size_t i = 0; i < plan->rest_count; i++) {
        expr *e = plan->rest[i];
        bool is_call = e->kind == EXPR_CALL && expr_as_call(e)->plan &&
                       expr_as_call(e)->plan->is_async;
        type *t = e->type;
        if (!is_call && (t->kind == TYPE_TASK || t->kind == TYPE_FUTURE)) t = t->element;
        if (check_fit_is_poison(t)) return t;
        items[i] = t;
        plan->can_throw = plan->can_throw || check_async_awaited_throws(e);
    }
    if (plan->rest_count == 1) return items[0];
    if (plan->rest_count == 0) return c->unit;
    return type_tuple(c->prog, items, plan->rest_count);
}

static type *special_result(builtin_call *b)
{
    checker *c = b->c;
    switch (b->row->id) {
    case BI_PRINT:
    case BI_EPRINT: return call_print(b);
    case BI_STR:
    case BI_REPR: return call_text_of(b);
    case BI_DBG: check_expr_printable(c, b->plan->args[0]); return b->plan->args[0]->type;
    case BI_LEN: return call_len(b);
    case BI_ABS: return call_abs(b);
    case BI_MIN:
    case BI_MAX: return call_extreme(b);
    case BI_CONVERT: return call_convert(b);
    case BI_CASE_OF:
    case BI_ALL_CASES: return call_cases(b);
    case BI_COLLECT_LIST:
    case BI_COLLECT_SET: return call_collect(b);
    case BI_EMPTY_LIST:
    case BI_EMPTY_SET:
    case BI_EMPTY_MAP: return call_empty(b);
    case BI_GATHER: return call_gather(b);
    case BI_SHIELD:
        b->plan->can_throw = check_async_awaited_throws(b->plan->args[0]);
        return b->plan->result;
    case BI_WAIT_FOR:
    case BI_LOOP_RUN:
        return b->plan->result;   // check_any_arg
    case BI_CHAN:
    case BI_FUTURE: {
        const char *why = "the type of the values is missing";
        diag *d = diag_error(c->prog, b->call->head.span, E0408, why);
        diag_help(c->prog, d, "write `%s[T](...)`", b->row->name);
        return c->poison;
    }
    default:
        return builtin_type(c->prog, b->sig->result, &b->bound, c->poison);
    }
}

// ---- a call ----------------------------------------------------------------------------------

// The row that makes a `Queue[T]`, and not one that gives, say, a `Completions[task[T]]`.
static bool is_maker(const builtin_call *b)
{
    const sig_type *made = b->sig->result;
    return made->kind == SIG_HOLDER && strcmp(b->row->name, made->holder->name) == 0;
}

static type *finish(builtin_call *b)
{
    checker *c = b->c;
    call_plan *plan = b->plan;
    bool is_special = (b->row->flags & B_SPECIAL) != 0;
    if (!b->is_good) return c->poison;
    fill_types(b);
    type *result = is_special ? special_result(b)
                              : builtin_type(c->prog, b->sig->result, &b->bound, c->poison);
    check_requirements(b);
    if (is_maker(b) && !b->bound.args[0]) {
        diag *d = diag_error(c->prog, b->call->head.span, E0408,
                             "the type of the values is missing");
        diag_help(c->prog, d, "write `%s[T](...)`", b->row->name);
    }
    if (!b->is_good || check_fit_is_poison(result)) return c->poison;
    plan->result = result;
    if (is_maker(b)) check_cross_made(c, b->call->head.span, result);
    for (size_t i = 0; i < plan->arg_count && plan->kind == CALL_BUILTIN; i++) {
        bool is_open = b->row->id == BI_MIN || b->row->id == BI_MAX;
        if (is_open) plan->param_types[i] = result;
    }
    b->call->plan = plan;
    return result;
}

// `Queue(2)`: the place that it goes to knows the type of the values.
static type *values_of(const builtin_call *b)
{
    const type *hint = check_expr_hint(b->hint);
    const sig_type *made = b->sig->result;
    bool is_known = hint && hint->kind == TYPE_HOLDER && hint->holder == made->holder;
    return is_known ? hint->element : NULL;
}

static type *call_builtin(checker *c, expr_call *call, const builtin *first, expr *receiver,
                          type *hint)
{
    type *of = receiver ? receiver->type : NULL;
    const builtin *row = check_form(c, call, first, of);
    if (!row) return c->poison;
    // of a chan[T] throws: the row after it
    if (row->id == BI_RECV_BLOCKING && of->throws) row = builtin_next(c->prog, row, of);
    builtin_call b = {.c = c, .call = call, .row = row, .receiver = receiver, .hint = hint,
                      .sig = builtin_signature(c->prog, row), .is_good = true};
    if (b.sig->is_property) {   // the only row of its name
        check_call_args_anyway(c, call);
        diag *d = diag_error(c->prog, call->callee->span, E0405,
                             builtin_type(c->prog, b.sig->result, &b.bound, c->unit));
        diag_help(c->prog, d, "%N is a property: leave out the parentheses", row->name);
        return c->poison;
    }
    if (receiver) (void)builtin_match(b.sig->receiver, of, &b.bound);
    if (is_maker(&b)) b.bound.args[0] = values_of(&b);
    size_t first_param = receiver ? 1 : 0;
    size_t count = b.sig->param_count + first_param;
    b.plan = check_call_new_plan(c, CALL_BUILTIN, count);
    b.plan->builtin = row;
    b.plan->is_async = b.sig->is_async;
    // chan[T] throws, task[T] throws
    bool is_of_type = row->id == BI_RECV || row->id == BI_JOIN;
    b.plan->can_throw = is_of_type ? of->throws : b.sig->throws;
    bool fails = receiver && of->kind == TYPE_CHAN && count == 2 && strcmp(row->name, "close") == 0;
    if (fails && !of->throws) {
        diag *d = diag_error(c->prog, call->head.span, E0607, of);
        diag_help(c->prog, d, "declare it with this type: `let ch: chan[T] throws = chan[T](n)`");
    }
    if (receiver) b.plan->args[0] = receiver;
    param_info few_params[CHECK_FEW_ARGS];
    param_info *params = check_deal_params(c, count, few_params);
    params_of(&b, count, params);
    call_target target = {row->name, {0, 0}, params, count, first_param, row};
    uint32_t few[CHECK_FEW_ARGS];
    uint32_t *slots = check_deal_slots(c, call, few);
    b.is_good = check_deal(c, call, &target, b.plan, slots);
    for (uint32_t i = 0; i < call->args.count; i++) {
        expr *e = call->args.items[i].value;
        if (call->args.items[i].is_spread) {
            diag_error(c->prog, e->span, E0407);
            b.is_good = false;
            slots[i] = UINT32_MAX;
        }
        if (slots[i] == UINT32_MAX) {
            check_call_stray(c, e);
            continue;
        }
        check_builtin_arg(&b, e, &b.sig->params[slots[i] - first_param], slots[i]);
    }
    return finish(&b);
}

type *check_builtin_call(checker *c, expr_call *call, const builtin *first, expr *receiver,
                         type *hint)
{
    bool outer = c->wants_tasks;
    c->wants_tasks = first->id == BI_WAIT;
    type *t = call_builtin(c, call, first, receiver, hint);
    c->wants_tasks = outer;
    return t;
}
