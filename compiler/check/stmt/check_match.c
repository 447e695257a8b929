// SPDX-License-Identifier: MIT
// check_match.c - match and its patterns; bindings of let, for and if let.
//
// A pattern is held against a type from outside in.  Where the value is a T? and
// the pattern is neither a name nor `none`, it means the T inside:
// pattern->type is then T.  A single name is a case when the value is an enum
// that has such a case, else a new variable.
#include <string.h>

#include "check/check.h"
#include "check/check_narrow.h"
#include "sema/const.h"

// ---- names ---------------------------------------------------------------------

static void bind_name(checker *c, pattern_name *p, type *t, bool is_var, bool may_be_unused)
{
    if (strcmp(p->name, "_") == 0) return;
    ast_name name = {p->name, p->head.span};
    p->symbol = check_scope_new_local(c, name, t, is_var);
    if (may_be_unused) p->symbol->is_used = p->symbol->is_fixed = true;
}

static void wrong_count(checker *c, const pattern *p, uint32_t names, const type *t)
{
    text why;
    text_init(&why);
    if (t->kind == TYPE_TUPLE) {
        text_printf(&why, "%u names for a tuple of %zu items", names, t->item_count);
    } else {
        text_puts(&why, "`");
        type_print(&why, t);
        text_puts(&why, "` is not a tuple and cannot be destructured");
    }
    diag_error(c->prog, p->span, E0329, text_string(&why));
    text_fini(&why);
}

static void wrong_form(checker *c, const pattern *p, const char *form, const type *t)
{
    if (check_fit_is_poison(t)) return;
    diag *d = diag_error(c->prog, p->span, E0703, form, t);
    if (strcmp(form, "some values only") == 0)
        diag_help(c->prog, d, "use `match`, which has an arm for each form");
}

// The names of a pattern that was reported.
static void bind_poison(checker *c, pattern *p)
{
    check_match_pattern(c, p, c->poison);
}

static void bind(checker *c, pattern *p, type *t, bool is_var, bool may_be_unused)
{
    p->type = t;
    if (p->kind == PATTERN_NAME) {
        bind_name(c, pattern_as_name(p), t, is_var, may_be_unused);
    } else if (p->kind == PATTERN_TUPLE) {
        pattern_tuple *tuple = pattern_as_tuple(p);
        bool is_good = t->kind == TYPE_TUPLE && t->item_count == tuple->items.count;
        if (!is_good && !check_fit_is_poison(t)) wrong_count(c, p, tuple->items.count, t);
        for (uint32_t i = 0; i < tuple->items.count; i++) {
            pattern *item = tuple->items.items[i];
            bind(c, item, is_good ? t->items[i] : c->poison, is_var, may_be_unused);
            // one var for all of them: no warning about those that do not change
            symbol *sym = item->kind == PATTERN_NAME ? pattern_as_name(item)->symbol : NULL;
            if (sym != NULL) sym->is_changed = true;
        }
    } else if (p->kind != PATTERN_WILDCARD && p->kind != PATTERN_BAD) {
        wrong_form(c, p, "some values only", t);
        bind_poison(c, p);
    }
}

void check_match_binding(checker *c, pattern *p, type *t, bool is_var)
{
    bind(c, p, t, is_var, false);
}

void check_match_loop_name(checker *c, pattern *p, type *t)
{
    bind(c, p, t, false, true);
}

// ---- patterns of match ------------------------------------------------------------

static void suggest_case(checker *c, span at, const type *t, const char *name)
{
    if (check_name_is_lost(c, name)) return;
    diag *d = diag_error(c->prog, at, E0704, t->decl->name, name);
    suggestion s = suggest_begin(name);
    for (size_t i = 0; i < t->decl->case_count; i++) suggest_offer(&s, t->decl->cases[i].name);
    check_name_help_known(c, d, &s, "its cases are");
    if (t->decl->symbol != NULL) {
        diag_label(c->prog, d, t->decl->symbol->span, "its cases are declared here");
    }
}

// `Circle` alone is the case; `x` binds.  A name with a capital that is nearly a
// case is taken for a slip.
static void check_name_pattern(checker *c, pattern_name *p, type *t)
{
    if (t->kind == TYPE_ENUM) {
        int index = check_member_case_index(t, p->name);
        if (index >= 0) {
            p->symbol = check_member_case_symbol(t, (uint32_t)index);
            return;
        }
        if (p->name[0] >= 'A' && p->name[0] <= 'Z') {
            suggest_case(c, p->head.span, t, p->name);
            return;
        }
    }
    bind_name(c, p, t, false, true);
}

// case v: Point
static void check_type_pattern(checker *c, pattern_type *p, type *t)
{
    type *wanted = check_type(c, p->written);
    if (!check_fit_is_poison(wanted) && !check_fit_is_poison(t)) {
        if (t->kind != TYPE_ANY) {
            diag_error(c->prog, p->head.span, E0387, t);
            wanted = c->poison;
        } else if (!check_fit_has_tag(wanted) || wanted->kind == TYPE_ANY) {
            diag_error(c->prog, p->written->span, E0388, wanted);
            wanted = c->poison;
        }
    }
    p->written->type = wanted;
    p->value->type = wanted;
    if (p->value->kind == PATTERN_NAME)
        bind_name(c, pattern_as_name(p->value), wanted, false, true);
}

// Shape.Circle, mod.Shape.Circle: the names before the case lead to its enum.
static type *path_type(checker *c, const pattern_case *p, type *t)
{
    if (p->path.count == 1) return t;
    symbol *sym = check_name(c, p->path.items[0].text, p->path.items[0].span);
    for (uint32_t i = 1; sym != NULL && i + 1 < p->path.count; i++) {
        if (sym->kind != SYM_MODULE) break;
        sym = check_name_module_member(c, sym, p->path.items[i]);
    }
    if (sym == NULL) return c->poison;
    // `Tree.Leaf` of a Tree[int]
    bool is_instance = t->kind == TYPE_ENUM && sym->generic != NULL && t->decl->generic == sym;
    if (is_instance) return t;
    if (sym->kind == SYM_TYPE) return sym->type;
    span at = span_to(p->path.items[0].span, p->path.items[p->path.count - 2].span);
    diag_error(c->prog, at, E0206, sym->name, check_name_kind_text(sym));
    return c->poison;
}

static void bind_args(checker *c, pattern_case *p)
{
    for (uint32_t i = 0; i < p->args.count; i++) bind_poison(c, p->args.items[i].value);
}

// Which part of the payload the argument is for; -1 after a report.
static int payload_index(checker *c, const pattern_case *p, uint32_t arg, const type_case *of)
{
    ast_name name = p->args.items[arg].name;
    if (name.text == NULL) return arg < of->field_count ? (int)arg : -1;
    for (size_t i = 0; i < of->field_count; i++) {
        if (of->fields[i].name == name.text) return (int)i;
    }
    text why;
    text_init(&why);
    text_printf(&why, "`%s` has no field `%s`", of->name, name.text);
    diag *d = diag_error(c->prog, name.span, E0705, text_string(&why));
    text_fini(&why);
    suggestion s = suggest_begin(name.text);
    for (size_t i = 0; i < of->field_count; i++) suggest_offer(&s, of->fields[i].name);
    check_name_help_known(c, d, &s, "its fields are");
    return -1;
}

static bool has_names(const pattern_case *p)
{
    for (uint32_t i = 0; i < p->args.count; i++) {
        if (p->args.items[i].name.text != NULL) return true;
    }
    return false;
}

static void check_payload(checker *c, pattern_case *p, const type_case *of)
{
    bool too_few = p->has_payload && p->args.count < of->field_count && !has_names(p);
    if (p->args.count > of->field_count || too_few) {
        text why;
        text_init(&why);
        text_printf(&why, "`%s` has %zu %s, the pattern has %u", of->name, of->field_count,
                    of->field_count == 1 ? "field" : "fields", p->args.count);
        diag *d = diag_error(c->prog, p->head.span, E0705, text_string(&why));
        if (of->symbol != NULL) diag_label(c->prog, d, of->symbol->span, "declared here");
        text_fini(&why);
        bind_args(c, p);
        return;
    }
    for (uint32_t i = 0; i < p->args.count; i++) {
        int index = payload_index(c, p, i, of);
        type *t = index < 0 ? c->poison : of->fields[index].type;
        check_match_pattern(c, p->args.items[i].value, t);
    }
}

static void check_case_pattern(checker *c, pattern_case *p, type *t)
{
    type *owner = check_fit_is_poison(t) ? t : path_type(c, p, t);
    if (check_fit_is_poison(owner) || check_fit_is_poison(t)) {
        bind_args(c, p);
        return;
    }
    ast_name name = array_last(&p->path);
    if (owner->kind != TYPE_ENUM || owner != t) {
        wrong_form(c, &p->head, owner != t ? "another enum" : "a case of an enum", t);
        bind_args(c, p);
        return;
    }
    int index = check_member_case_index(t, name.text);
    if (index < 0) {
        suggest_case(c, name.span, t, name.text);
        bind_args(c, p);
        return;
    }
    p->symbol = check_member_case_symbol(t, (uint32_t)index);
    check_payload(c, p, &t->decl->cases[index]);
}

static bool is_literal_type(const type *t)
{
    return type_is_numeric(t) || t->kind == TYPE_STR || t->kind == TYPE_BYTES ||
           t->kind == TYPE_CHAR || t->kind == TYPE_BOOL || t->kind == TYPE_DURATION;
}

static void check_literal_pattern(checker *c, pattern_literal *p, type *t)
{
    if (!is_literal_type(t)) {
        check_expr(c, p->value, NULL);
        wrong_form(c, &p->head, "a literal", t);
        return;
    }
    check_expr_value(c, p->value, t, "this pattern", (span){0, 0});
}

static void check_range_pattern(checker *c, pattern_range *p, type *t)
{
    bool is_good = type_is_integer(t) || t->kind == TYPE_CHAR || t->kind == TYPE_DURATION;
    if (!is_good) {
        check_expr(c, p->low, NULL);
        check_expr(c, p->high, NULL);
        wrong_form(c, &p->head, "a range", t);
        return;
    }
    check_expr_value(c, p->low, t, "the start of this range", (span){0, 0});
    check_expr_value(c, p->high, t, "the end of this range", (span){0, 0});
    const constant *low = p->low->constant, *high = p->high->constant;
    if (low == NULL || high == NULL) return;
    ast_wide from = const_bits(low), to = const_bits(high);
    // the sign bit turned round makes the order of signed numbers that of unsigned ones
    if (type_is_signed(t) || t->kind == TYPE_DURATION) {
        from ^= (ast_wide)1 << 127;
        to ^= (ast_wide)1 << 127;
    }
    if (from > to || (from == to && !p->inclusive)) diag_error(c->prog, p->head.span, E0707);
}

// The alternatives bind the same names with the same types; the first one's
// variables stand for all.
static void join_names(checker *c, const pattern_or *p, uint32_t first, uint32_t second)
{
    scope *s = &c->scope;
    uint32_t end = s->bindings.count;
    for (uint32_t i = first; i < end; i++) {
        const symbol *sym = s->bindings.items[i].symbol;
        uint32_t from = i < second ? second : first, to = i < second ? end : second;
        bool is_found = false;
        for (uint32_t k = from; k < to && !is_found; k++) {
            const symbol *other = s->bindings.items[k].symbol;
            is_found = other->name == sym->name;
            if (is_found && i < second && other->type != sym->type &&
                !check_fit_is_poison(sym->type) && !check_fit_is_poison(other->type)) {
                diag *d = diag_error(c->prog, other->span, E0301, "this name", other->type,
                                     sym->type);
                diag_label(c->prog, d, sym->span, "first bound here");
            }
        }
        if (!is_found) {
            diag *d = diag_error(c->prog, p->head.span, E0706, sym->name);
            diag_label(c->prog, d, sym->span, "only bound here");
        }
    }
}

// All alternatives use the variables of the first: by name.
static void share_names(checker *c, pattern *p, uint32_t first, uint32_t second)
{
    switch (p->kind) {
    case PATTERN_NAME: {
        pattern_name *name = pattern_as_name(p);
        if (name->symbol == NULL || name->symbol->kind != SYM_LOCAL) return;
        for (uint32_t i = first; i < second; i++) {
            symbol *sym = c->scope.bindings.items[i].symbol;
            if (sym->name == name->name) name->symbol = sym;
        }
        return;
    }
    case PATTERN_CASE: {
        pattern_case *of = pattern_as_case(p);
        for (uint32_t i = 0; i < of->args.count; i++) {
            share_names(c, of->args.items[i].value, first, second);
        }
        return;
    }
    case PATTERN_TUPLE: {
        pattern_tuple *tuple = pattern_as_tuple(p);
        for (uint32_t i = 0; i < tuple->items.count; i++) {
            share_names(c, tuple->items.items[i], first, second);
        }
        return;
    }
    case PATTERN_OR: {
        pattern_or *either = pattern_as_or(p);
        for (uint32_t i = 0; i < either->items.count; i++) {
            share_names(c, either->items.items[i], first, second);
        }
        return;
    }
    case PATTERN_TYPE:   // stands in no alternative
    case PATTERN_BAD:
    case PATTERN_WILDCARD:
    case PATTERN_LITERAL:
    case PATTERN_RANGE:
    case PATTERN_KIND_COUNT:
        return;
    }
}

static void check_or_pattern(checker *c, pattern_or *p, type *t)
{
    uint32_t first = scope_open(&c->scope);
    check_match_pattern(c, p->items.items[0], t);
    uint32_t second = scope_open(&c->scope);
    for (uint32_t i = 1; i < p->items.count; i++) {
        // a scope of its own: the names are those of the first alternative
        uint32_t outer = check_scope_open(c);
        check_match_pattern(c, p->items.items[i], t);
        join_names(c, p, first, second);
        share_names(c, p->items.items[i], first, second);
        scope_close(&c->scope, second);
        c->scope_start = outer;
    }
}

static void check_tuple_pattern(checker *c, pattern_tuple *p, type *t)
{
    bool is_good = t->kind == TYPE_TUPLE && t->item_count == p->items.count;
    if (!is_good && !check_fit_is_poison(t)) {
        if (t->kind == TYPE_TUPLE) wrong_count(c, &p->head, p->items.count, t);
        else wrong_form(c, &p->head, "a tuple", t);
    }
    for (uint32_t i = 0; i < p->items.count; i++) {
        check_match_pattern(c, p->items.items[i], is_good ? t->items[i] : c->poison);
    }
}

static bool is_none(const pattern *p)
{
    if (p->kind != PATTERN_LITERAL) return false;
    return pattern_as_const_literal(p)->value->kind == EXPR_NONE;
}

void check_match_pattern(checker *c, pattern *p, type *t)
{
    if (is_none(p)) {
        p->type = t;
        check_expr(c, pattern_as_literal(p)->value, t);
        if (t->kind != TYPE_OPTIONAL) wrong_form(c, p, "an optional", t);
        return;
    }
    bool is_whole = p->kind == PATTERN_NAME || p->kind == PATTERN_WILDCARD || p->kind == PATTERN_OR;
    // Red of a Colour? is the case; another name binds the whole Colour?
    if (p->kind == PATTERN_NAME && t->kind == TYPE_OPTIONAL && t->element->kind == TYPE_ENUM) {
        is_whole = check_member_case_index(t->element, pattern_as_name(p)->name) < 0;
    }
    if (!is_whole) {
        while (t->kind == TYPE_OPTIONAL) t = t->element;
    }
    p->type = t;
    switch (p->kind) {
    case PATTERN_BAD:
    case PATTERN_WILDCARD:
    case PATTERN_KIND_COUNT:
        break;
    case PATTERN_NAME:
        check_name_pattern(c, pattern_as_name(p), t);
        break;
    case PATTERN_CASE:
        check_case_pattern(c, pattern_as_case(p), t);
        break;
    case PATTERN_LITERAL:
        check_literal_pattern(c, pattern_as_literal(p), t);
        break;
    case PATTERN_RANGE:
        check_range_pattern(c, pattern_as_range(p), t);
        break;
    case PATTERN_TUPLE:
        check_tuple_pattern(c, pattern_as_tuple(p), t);
        break;
    case PATTERN_TYPE:
        check_type_pattern(c, pattern_as_type(p), t);
        break;
    case PATTERN_OR:
        check_or_pattern(c, pattern_as_or(p), t);
        break;
    }
}

// Nothing in the pattern is poison, reported or not.
static bool is_sound(const pattern *p)
{
    const void *node = p;
    switch (p->kind) {
    case PATTERN_BAD:
    case PATTERN_KIND_COUNT:
        return false;
    case PATTERN_NAME:
    case PATTERN_WILDCARD:
        return true;
    case PATTERN_LITERAL:
        return !check_fit_is_poison(p->type) &&
               !check_fit_is_poison(((const pattern_literal *)node)->value->type);
    case PATTERN_RANGE: {
        const pattern_range *range = node;
        return !check_fit_is_poison(p->type) && !check_fit_is_poison(range->low->type) &&
               !check_fit_is_poison(range->high->type);
    }
    case PATTERN_TYPE:
        return !check_fit_is_poison(p->type) &&
               !check_fit_is_poison(((const pattern_type *)node)->written->type);
    case PATTERN_CASE: {
        const pattern_case *of = node;
        for (uint32_t i = 0; i < of->args.count; i++) {
            if (!is_sound(of->args.items[i].value)) return false;
        }
        return of->symbol != NULL && !check_fit_is_poison(p->type);
    }
    case PATTERN_TUPLE: {
        const pattern_tuple *tuple = node;
        for (uint32_t i = 0; i < tuple->items.count; i++) {
            if (!is_sound(tuple->items.items[i])) return false;
        }
        return !check_fit_is_poison(p->type);
    }
    case PATTERN_OR: {
        const pattern_or *either = node;
        for (uint32_t i = 0; i < either->items.count; i++) {
            if (!is_sound(either->items.items[i])) return false;
        }
        return true;
    }
    }
    return false;
}

// ---- the statement --------------------------------------------------------------------

void check_match(checker *c, stmt_match *m, bool *ends)
{
    type *t = check_narrow_optional_value(c, m->value, NULL);
    uint32_t errors_before = diag_mistakes(c->prog);
    bool all_end = m->arms.count > 0;
    uint32_t facts = check_narrow_open(c);
    if (m->is_damaged) c->fn->is_damaged = true;
    bool is_good = !check_fit_is_poison(t) && !m->is_damaged;
    for (uint32_t i = 0; i < m->arms.count; i++) {
        match_arm *arm = &m->arms.items[i];
        bool arm_ends = false;
        uint32_t outer = check_scope_open(c);
        if (arm->pattern != NULL) check_match_pattern(c, arm->pattern, t);
        bool is_arm_good = diag_mistakes(c->prog) == errors_before &&
                           (arm->pattern == NULL || is_sound(arm->pattern));
        is_good = is_good && is_arm_good;
        if (arm->guard != NULL) check_expr_condition(c, arm->guard);
        check_stmt_block(c, arm->body, &arm_ends);
        check_scope_close(c, outer);
        all_end = all_end && arm_ends;
        // the arms after `case none` get what is inside
        if (t->kind == TYPE_OPTIONAL && arm->pattern != NULL && arm->guard == NULL &&
            is_none(arm->pattern)) {
            t = t->element;
            if (m->value->kind == EXPR_NAME) check_narrow(c, expr_as_name(m->value)->symbol);
        }
        if (is_good) errors_before = diag_mistakes(c->prog);
    }
    check_narrow_close(c, facts);
    if (is_good) check_cover(c, m, m->value->type);
    if (all_end) *ends = true;
}
