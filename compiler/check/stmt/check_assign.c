// SPDX-License-Identifier: MIT
// check_assign.c - assignment: to what, and of what.
//
// A place is a `var`, a field or item of a place, or an element of a list or
// map.  Elements can be assigned whichever variable holds the list, since lists and maps
// are references; fields of structs only through a `var`, since structs are
// values.
#include <string.h>

#include "check/check_class.h"
#include "check/check_expr.h"
#include "check/check_narrow.h"
#include "check/check_stmt.h"

// The type of a place, poison after a report; `target` is all that is assigned.
static type *check_place(checker *c, expr *e, const expr *target);

static type *not_a_place(checker *c, expr *e)
{
    if (e->type == NULL) check_expr(c, e, NULL);
    if (!check_fit_is_poison(e->type)) diag_error(c->prog, e->span, E0351);
    return check_fit_poison(c, e);
}

static bool is_name_of(const pattern *p, const symbol *sym)
{
    return p != NULL && p->kind == PATTERN_NAME &&
           pattern_as_const_name(p)->symbol == sym;
}

// The loop whose element `sym` is; NULL.
static const stmt_for *loop_over(const checker *c, const symbol *sym)
{
    for (const check_loop *loop = c->fn->loops; loop != NULL; loop = loop->outer) {
        if (loop->source == NULL || loop->source->kind != STMT_FOR) continue;
        const stmt_for *s = stmt_as_const_for(loop->source);
        if (is_name_of(s->item, sym)) return s;
    }
    return NULL;
}

// A name of a loop, a pattern or a catch clause holds a copy.
static void help_with_fixed(checker *c, diag *d, const symbol *sym, const expr *target)
{
    const stmt_for *loop = loop_over(c, sym);
    const expr *list = loop != NULL ? loop->iterable : NULL;
    bool is_part = target->kind == EXPR_MEMBER && target->span.end > sym->span.end;
    if (list == NULL || !is_part || list->kind != EXPR_NAME || list->type->kind != TYPE_LIST) {
        diag_help(c->prog, d, "copy it to a variable: `var new_%s = %s`", sym->name, sym->name);
        return;
    }
    uint32_t len = (uint32_t)strlen(sym->name);
    span tail = {target->span.start + len, target->span.end};   // ".x"
    if (loop->index != NULL)
        diag_help(c->prog, d, "assign to the element: `%R[%R]%R = ...`", list->span,
                  loop->index->span,
                  tail);
    else
        diag_help(c->prog, d, "assign to the element: `for i, %s in %R { %R[i]%R = ... }`",
                  sym->name, list->span, list->span, tail);
}

// `target`: all that is assigned, `p.x`; `e` is the name in it.
static type *report_fixed(checker *c, expr *e, const symbol *sym, const expr *target)
{
    bool is_variable = sym->kind == SYM_LOCAL || sym->kind == SYM_GLOBAL;
    diag *d = diag_error(c->prog, e->span, E0350, sym->name,
                         sym->is_fixed ? "bound by a loop or pattern"
                         : is_variable ? "not declared with `var`"
                                       : check_name_kind_text(sym));
    if (sym->span.start != 0) diag_label(c->prog, d, sym->span, "declared here");
    bool is_self = strcmp(sym->name, "self") == 0;
    if (is_self && sym->type->kind == TYPE_CLASS) {
        diag_help(c->prog, d, "its fields can be assigned: `self.name = ...`");
    } else if (sym->kind == SYM_PARAM && is_self) {
        diag_help(c->prog, d, "a method that changes `self` is declared with `mut fn`");
    } else if (sym->kind == SYM_PARAM) {
        diag_help(c->prog, d, "copy it to a variable: `var new_%s = %s`", sym->name,
                  sym->name);
    } else if (sym->is_fixed) {
        help_with_fixed(c, d, sym, target);
    } else if (is_variable) {
        diag_help(c->prog, d, "declare it with `var`");
    }
    return c->poison;
}

// Where the place begins: `p` of p.a.b, `xs[0]` of xs[0].a.
static const expr *place_root(const expr *e)
{
    while (e->kind == EXPR_MEMBER) {
        const expr_member *member = expr_as_const_member(e);
        if (member->symbol != NULL) break;   // a variable of a module
        if (member->base->type != NULL && member->base->type->kind == TYPE_CLASS) break;
        e = member->base;
    }
    return e;
}

static symbol *root_symbol(const expr *root)
{
    if (root->kind == EXPR_NAME) return expr_as_const_name(root)->symbol;
    if (root->kind == EXPR_MEMBER) return expr_as_const_member(root)->symbol;
    return NULL;
}

void check_assign_receiver(checker *c, const expr *receiver, ast_name method)
{
    const expr *root = place_root(receiver);
    // elements change, whichever variable holds the list or map; so do fields of objects
    if (root->kind == EXPR_INDEX && expr_as_const_index(root)->at == NULL) return;
    const expr_member *part = root->kind == EXPR_MEMBER ? expr_as_const_member(root) : NULL;
    if (part != NULL && part->symbol == NULL && part->base->type->kind == TYPE_CLASS) {
        check_class_object_place(c, part);
        return;
    }
    symbol *sym = root_symbol(root);
    bool is_variable = sym != NULL && (sym->kind == SYM_LOCAL || sym->kind == SYM_PARAM ||
                                       sym->kind == SYM_GLOBAL);
    bool is_copy = is_variable && sym->kind != SYM_GLOBAL && sym->fn != c->fn->info;
    bool is_inside = root != receiver && root->kind == EXPR_NAME &&
                     expr_as_const_name(root)->is_narrowed;
    if (is_variable) sym->is_changed = true;
    if (is_variable && sym->is_var && !is_copy && !is_inside) return;
    diag *d = diag_error(c->prog, receiver->span, E0352, method.text);
    if (!is_variable) {
        diag_help(c->prog, d, "this value is temporary: keep it in a `var` first");
    } else if (is_inside) {
        diag_help(c->prog, d, "%N is optional: take the value out, change it, and assign it",
                  sym->name);
    } else if (is_copy) {
        diag_label(c->prog, d, c->fn->info->span, "the closure holds a copy of it");
    } else if (sym->kind == SYM_PARAM && strcmp(sym->name, "self") == 0) {
        diag_help(c->prog, d, "declare the method around it with `mut fn`");
    } else if (sym->kind == SYM_PARAM) {
        diag_label(c->prog, d, sym->span, "a parameter keeps its value");
        diag_help(c->prog, d, "copy it to a variable: `var new_%s = %s`", sym->name, sym->name);
    } else {
        diag_label(c->prog, d, sym->span, "declared here");
        if (sym->is_fixed)
            diag_help(c->prog, d, "copy it to a variable: `var new_%s = %s`", sym->name, sym->name);
        else diag_help(c->prog, d, "declare it with `var`");
    }
}

// What a closure can change instead: something that it shares.
static void help_share(checker *c, diag *d, const symbol *sym)
{
    if (sym->type != NULL && sym->type->kind == TYPE_BOOL)
        diag_help(c->prog, d, "share an event: `let %s = Event()`, `%s.set()`, `%s.is_set()`",
                  sym->name, sym->name, sym->name);
    else diag_help(c->prog, d, "share an object: `class State { var %s: %t }`, "
                   "`state.%s = ...`", sym->name, sym->type, sym->name);
}

static type *symbol_place(checker *c, expr *e, symbol *sym, const expr *target)
{
    sym->is_changed = true;
    bool is_local = sym->kind == SYM_LOCAL || sym->kind == SYM_PARAM;
    if (sym->type != NULL && check_fit_is_poison(sym->type)) return c->poison;
    if (is_local && sym->fn != c->fn->info) {
        diag *d = diag_error(c->prog, e->span, E0322, sym->name);
        diag_label(c->prog, d, sym->span, "declared here");
        diag_label(c->prog, d, c->fn->info->span, "the closure holds a copy");
        help_share(c, d, sym);
        return c->poison;
    }
    if (!sym->is_var) return report_fixed(c, e, sym, target);
    if (sym->kind != SYM_GLOBAL) return sym->type;
    check_first_written(c, sym);
    return check_body_global_type(c, sym);
}

// Being assigned is no use: a variable that is only written is still unused.
static type *name_place(checker *c, expr_name *e, const expr *target)
{
    symbol *sym = check_name_lookup(c, e->name);
    if (sym == NULL) {
        check_name_undeclared(c, e->name, e->head.span);
        return c->poison;
    }
    e->symbol = sym;
    return symbol_place(c, &e->head, sym, target);
}

// `util.counter`: the base is the name of a module.
static symbol *module_variable(checker *c, expr_member *e)
{
    if (e->base->kind != EXPR_NAME) return NULL;
    symbol *import = check_name_lookup(c, expr_as_name(e->base)->name);
    if (import == NULL || import->kind != SYM_MODULE) return NULL;
    check_name(c, import->name, e->base->span);
    expr_as_name(e->base)->symbol = import;
    e->base->type = import->type;
    e->symbol = check_name_module_member(c, import, e->name);
    return e->symbol;
}

static type *member_place(checker *c, expr_member *e, const expr *target)
{
    symbol *global = module_variable(c, e);
    if (global != NULL) return symbol_place(c, &e->head, global, target);
    if (e->base->type != NULL) return c->poison;   // a module without this name
    bool is_object = check_class_is_object_part(c, e);
    type *base = is_object ? e->base->type : check_place(c, e->base, target);
    if (check_fit_is_poison(base) || check_class_is_private(c, base, e->name)) return c->poison;
    if (is_object && check_expr_part(base, e) != NULL) {
        if (&e->head != target) check_class_init_read(c, e);   // a part of what must be there
        if (!check_class_object_place(c, e)) return c->poison;
    }
    type *part = base->kind != TYPE_ERROR ? check_expr_part(base, e) : NULL;
    if (part != NULL) return part;
    if (base->kind == TYPE_ERROR) {
        diag *d = diag_error(c->prog, e->head.span, E0351);
        diag_note(c->prog, d, "an error does not change once it is made");
        return c->poison;
    }
    if (!check_name_is_new_member(c, base, e->name.text)) return c->poison;
    diag *d = diag_error(c->prog, e->name.span, E0312, base, e->name.text);
    suggestion s = suggest_begin(e->name.text);
    bool has_fields = base->kind == TYPE_STRUCT || base->kind == TYPE_CLASS;
    for (size_t i = 0; has_fields && i < base->decl->field_count; i++) {
        suggest_offer(&s, base->decl->fields[i].name);
    }
    check_name_help_known(c, d, &s, "its fields are");
    return c->poison;
}

static type *index_place(checker *c, expr_index *e, const expr *target)
{
    type *t = check_expr_element(c, e, target);
    const type *base = e->base->type;
    if (base == NULL || (base->kind != TYPE_STR && base->kind != TYPE_BYTES)) return t;
    diag *d = diag_error(c->prog, e->head.span, E0351);
    diag_note(c->prog, d, "%T does not change; build a new one", base);
    return c->poison;
}

static type *check_place(checker *c, expr *e, const expr *target)
{
    type *t;
    switch ((int)e->kind) {
    case EXPR_NAME:
        t = name_place(c, expr_as_name(e), target);
        break;
    case EXPR_MEMBER:
        t = member_place(c, expr_as_member(e), target);
        break;
    case EXPR_INDEX:
        t = index_place(c, expr_as_index(e), target);
        break;
    default:
        t = not_a_place(c, e);
        break;
    }
    e->type = t;
    return t;
}

// ---- the statement ------------------------------------------------------------------

static bool is_discard(const expr *e)
{
    return e->kind == EXPR_NAME && strcmp(expr_as_const_name(e)->name, "_") == 0;
}

// What is assigned may be none again; a field of the object that `init` makes is set now.
static void forget(checker *c, expr *target)
{
    check_class_init_assigned(c, target);
    if (target->kind == EXPR_NAME) check_narrow_forget(c, expr_as_name(target)->symbol);
}

// `a, b = b, a`: places on the left, a tuple on the right.
static void check_tuple_assign(checker *c, stmt_assign *s)
{
    expr_tuple *target = expr_as_tuple(s->target);
    type **items = arena_new_array(&c->prog->scratch, type *, target->items.count);
    bool is_good = true, has_hole = false;
    for (uint32_t i = 0; i < target->items.count; i++) {
        expr *place = target->items.items[i];
        if (is_discard(place)) {
            place->type = c->unit;
            items[i] = c->poison;
            has_hole = true;
        } else {
            items[i] = check_place(c, place, place);
            is_good = is_good && !check_fit_is_poison(items[i]);
        }
    }
    type *hint = NULL;
    if (is_good && !has_hole) hint = type_tuple(c->prog, items, target->items.count);
    type *t = check_expr_any_value(c, s->value, hint);
    s->target->type = t;
    if (check_fit_is_poison(t)) return;
    if (t->kind != TYPE_TUPLE || t->item_count != target->items.count) {
        text why;
        text_init(&why);
        text_printf(&why, "%u places for ", target->items.count);
        if (t->kind == TYPE_TUPLE) text_printf(&why, "a tuple of %zu", t->item_count);
        else text_puts(&why, "a value that is not a tuple");
        diag_error(c->prog, s->target->span, E0329, text_string(&why));
        text_fini(&why);
        return;
    }
    for (uint32_t i = 0; i < target->items.count; i++) {
        forget(c, target->items.items[i]);
        if (check_fit(c, t->items[i], items[i])) continue;
        diag_error(c->prog, target->items.items[i]->span, E0301, "the value for this place",
                   t->items[i],
                   items[i]);
    }
}

static void check_update(checker *c, stmt_assign *s)
{
    if (s->target->kind == EXPR_MEMBER && c->fn->making != NULL)
        check_class_init_read(c, expr_as_member(s->target));
    type *left = check_place(c, s->target, s->target);
    if (!check_fit_is_poison(left) && s->target->kind == EXPR_INDEX) {
        expr_index *element = expr_as_index(s->target);
        if (element->set_at != NULL && !check_overload_update(c, element)) left = c->poison;
    }
    if (check_fit_is_poison(left)) {
        check_expr(c, s->value, left);
        return;
    }
    type *right = check_expr_any_value(c, s->value, check_operator_right_hint(c, s->op, left));
    if (check_fit_is_poison(right)) return;
    span at = {s->target->span.start, s->value->span.end};
    type *t = check_operator_own(c, s->op, at, left, s->value, &s->own);
    if (t == NULL) t = check_operator(c, s->op, s->op_span, s->target, left, s->value);
    forget(c, s->target);
    if (check_fit_is_poison(t) || check_fit(c, t, left)) return;
    diag_error(c->prog, s->value->span, E0301, "the result", t, left);
}

void check_assign(checker *c, stmt_assign *s)
{
    if (c->fn->choice != NULL) c->fn->info->assigns_inside = true;
    if (s->op != OP_NONE) {
        check_update(c, s);
    } else if (s->target->kind == EXPR_TUPLE) {
        check_tuple_assign(c, s);
    } else if (is_discard(s->target)) {
        s->target->type = check_expr_any_value(c, s->value, NULL);
    } else {
        type *t = check_place(c, s->target, s->target);
        if (check_fit_is_poison(t)) check_expr(c, s->value, t);
        else check_expr_value(c, s->value, t, "the value", s->target->span);
        forget(c, s->target);
    }
}
