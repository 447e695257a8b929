// SPDX-License-Identifier: MIT
// check_face.c - the methods of interfaces: embedded ones, those of instances, bounds.
//
//     interface Source[T] { fn next() -> T? }
//     interface Lines { Source[str]  fn path() -> str }     next, path
//     fn drain[T, S: Source[T]](s: S) -> list[T]            S has `next`
//
// An interface has its own methods in the order of the text, then those of the interfaces that
// stand in it.  The latter are declared once more, with its type as the receiver, so that a value
// calls all of them through one table.
//
// Requires: the signatures of all declarations (check_decl_signatures).  Before that no interface
// is asked what it has, and bounds are kept for later: check_face_defer.
#include "check/check_face.h"

#include <assert.h>

#include "check/check_generic.h"

// ---- methods --------------------------------------------------------------------

symbol *check_face_method(const type *t, const char *name)
{
    const type_decl *body = t->decl;
    for (size_t i = 0; i < body->method_count; i++) {
        if (body->methods[i]->name == name) return body->methods[i];
    }
    return NULL;
}

typedef array_of(symbol *) symbol_list;

static void add_own(checker *c, const symbol *sym, symbol_list *methods)
{
    const decl_list *list = ast_methods_of(sym->decl);
    for (uint32_t i = 0; i < list->count; i++) {
        const decl *d = list->items[i];
        if (d->kind != DECL_FN) continue;
        symbol *method = sym->instance != NULL ? check_generic_method(c, sym, d->name.text)
                                               : d->symbol;
        if (method == NULL || method->fn == NULL) continue;
        bool is_new = true;   // of two with one name the second was reported
        for (uint32_t k = 0; k < methods->count; k++)
            is_new = is_new && methods->items[k]->name != method->name;
        if (is_new) array_push(&c->prog->unit, methods, method);
    }
}

// The same method, of a value of another interface.
static symbol *of_receiver(checker *c, const symbol *method, type *receiver)
{
    arena *memory = &c->prog->unit;
    symbol *made = arena_new(memory, symbol);
    fn_info *info = arena_new(memory, fn_info);
    *made = *method;
    *info = *method->fn;
    size_t count = info->param_count;
    info->params = arena_new_array(memory, param_info, count);
    type **params = arena_new_array(memory, type *, count);
    for (size_t i = 0; i < count; i++) {
        info->params[i] = method->fn->params[i];
        if (i == 0) info->params[i].type = receiver;
        params[i] = info->params[i].type;
    }
    info->name = check_expr_format(c, "%s.%s", receiver->decl->name, method->name);
    info->shown = NULL;
    info->symbol = made;
    made->fn = info;
    made->instance = NULL;
    const type_fn *fn = &method->type->fn;
    made->type = type_function(c->prog, params, count, fn->result, fn->is_async, fn->throws);
    if (fn->throws) made->type = type_throwing(c->prog, made->type, fn->errors, fn->error_count);
    return made;
}

static void add_embedded(checker *c, type *t, const type *other, span at, symbol_list *methods)
{
    for (size_t i = 0; i < other->decl->method_count; i++) {
        symbol *method = other->decl->methods[i];
        const symbol *known = NULL;
        for (uint32_t k = 0; k < methods->count; k++) {
            if (methods->items[k]->name == method->name) known = methods->items[k];
        }
        if (known == NULL) {
            array_push(&c->prog->unit, methods, of_receiver(c, method, t));
        } else if (!check_fit_same_method(known->fn, method->fn)) {
            diag *d = diag_error(c->prog, at, E0431, method->name, t);
            diag_label(c->prog, d, known->span, "one of them");
            diag_label(c->prog, d, method->span, "the other");
        }
    }
}

static void complete(checker *c, type *t)
{
    type_decl *body = t->decl;
    decl_interface *d = decl_as_interface(body->symbol->decl);
    symbol_list methods = {0};
    add_own(c, body->symbol, &methods);
    for (uint32_t i = 0; i < d->embedded.count; i++) {
        type_expr *written = d->embedded.items[i];
        type *other = check_type(c, written);
        if (check_fit_is_poison(other)) continue;
        if (other->kind != TYPE_INTERFACE) {
            diag_error(c->prog, written->span, E0430, other);
            continue;
        }
        check_face_complete(c, other);
        if (other->decl->is_flat) add_embedded(c, t, other, written->span, &methods);
        else diag_error(c->prog, written->span, E0432, body->name);
    }
    body->methods = methods.items;
    body->method_count = methods.count;
}

void check_face_complete(checker *c, type *t)
{
    type_decl *body = t->decl;
    if (body->is_flat || body->is_flattening) return;
    body->is_flattening = true;
    if (body->symbol->instance != NULL) {
        check_generic_inside(c, body->symbol->instance, complete);
    } else {
        generic_state before = {c->generics, c->uses, c->is_open};
        if (body->symbol->generic != NULL) check_generic_open(c, body->symbol);
        else c->generics = NULL;   // those of an interface that embeds it are not its own
        complete(c, t);
        check_generic_close(c, &before);
    }
    body->is_flat = true;
}

void check_face_instance(checker *c, type *t)
{
    if (c->has_faces) check_face_complete(c, t);
    else array_push(&c->prog->unit, &c->faces, t);
}

void check_face_declared(checker *c)
{
    c->has_faces = true;
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        const decl *d = decls->items[i];
        bool is_face = d->kind == DECL_INTERFACE && d->symbol != NULL &&
                       d->symbol->type->kind == TYPE_INTERFACE;
        if (is_face) check_face_complete(c, d->symbol->type);
    }
}

void check_face_deferred(checker *c)
{
    for (uint32_t i = 0; i < c->faces.count; i++) check_face_complete(c, c->faces.items[i]);
    for (uint32_t i = 0; i < c->deferred.count; i++) {
        const check_deferred *one = &c->deferred.items[i];
        c->module = one->module;
        for (uint32_t k = 0; k < one->of->scope.count; k++) {
            if (!check_face_accept(c, one->of, one->args, k, one->at)) break;
        }
    }
}

// ---- bounds ---------------------------------------------------------------------

symbol *check_face_bound_method(const type *t, const char *name)
{
    if (t->kind != TYPE_PARAM) return NULL;
    symbol *method = NULL;
    for (uint32_t i = 0; i < t->param->face_count && method == NULL; i++)
        method = check_face_method(t->param->faces[i], name);
    return method;
}

static bool names_interface(checker *c, const type_expr *written)
{
    while (written->kind == TEXPR_APPLY) written = type_expr_as_const_apply(written)->base;
    if (written->kind == TEXPR_MEMBER) return true;
    if (written->kind != TEXPR_NAME) return false;
    const char *name = type_expr_as_const_name(written)->name;
    if (check_generic_is_bound(name)) return false;
    const symbol *sym = check_name_lookup(c, name);
    return sym != NULL && sym->kind == SYM_TYPE;
}

bool check_face_add_bound(checker *c, type_parameter *of, type_expr *written)
{
    if (!names_interface(c, written)) return false;
    type *t = check_type(c, written);
    if (check_fit_is_poison(t)) {
        of->bounds |= BOUND_LOST;
        return true;
    }
    if (t->kind != TYPE_INTERFACE) return false;
    type **faces = arena_new_array(&c->prog->memory, type *, of->face_count + 1);
    for (uint32_t i = 0; i < of->face_count; i++) faces[i] = of->faces[i];
    faces[of->face_count++] = t;
    of->faces = faces;
    return true;
}

bool check_face_accept(checker *c, const generic *g, type *const *args, uint32_t i, span at)
{
    const type_parameter *p = g->params[i]->param;
    for (uint32_t k = 0; k < p->face_count; k++) {
        const type *face = check_infer_with_args(c, g, p->faces[k], args);
        if (face == NULL || check_fit_is_poison(args[i])) return true;   // that was reported
        if (check_fit_satisfies(c, args[i], face)) continue;
        diag *d = diag_error(c->prog, at, E0383, args[i], g->scope.names[i]->name,
                             g->symbol->name, check_expr_format(c, "%t", face));
        diag_label(c->prog, d, g->scope.names[i]->span, "%N is bound here",
                   g->scope.names[i]->name);
        check_fit_note_missing(c, d, args[i], face);
        return false;
    }
    return true;
}

bool check_face_defer(checker *c, const generic *g, type *const *args, span at)
{
    bool has_faces = false;
    for (uint32_t i = 0; i < g->scope.count; i++)
        has_faces = has_faces || g->params[i]->param->face_count > 0;
    if (c->has_faces || !has_faces) return false;
    type **kept = arena_new_array(&c->prog->unit, type *, g->scope.count);
    check_deferred one = {g, kept, at, c->module};
    for (uint32_t i = 0; i < g->scope.count; i++) one.args[i] = args[i];
    array_push(&c->prog->unit, &c->deferred, one);
    return true;
}

// ---- inference --------------------------------------------------------------------

void check_face_match(checker *c, const generic *of, const type *form, const type *actual,
                      type **args)
{
    for (size_t i = 0; i < form->decl->method_count; i++) {
        const symbol *wanted = form->decl->methods[i];
        const symbol *found = check_member_method(c, actual, wanted->name);
        if (found == NULL || found->fn == NULL) continue;
        const fn_info *a = wanted->fn, *b = found->fn;
        if (a->param_count != b->param_count) continue;
        for (size_t k = 1; k < a->param_count; k++)
            check_infer_match(c, of, a->params[k].type, b->params[k].type, args);
        check_infer_match(c, of, a->result, b->result, args);
    }
}

void check_face_match_bounds(checker *c, const generic *of, type **args)
{
    for (uint32_t i = 0; i < of->scope.count; i++) {
        const type_parameter *p = of->params[i]->param;
        for (uint32_t k = 0; k < p->face_count && args[i] != NULL; k++) {
            if (p->faces[k]->is_open) check_face_match(c, of, p->faces[k], args[i], args);
        }
    }
}
