// SPDX-License-Identifier: MIT
// check_inside.c - types whose values hold values of the same type: boxed, or impossible.
#include "check/check_decl.h"

#include <assert.h>

// ---- values inside themselves -----------------------------------------------------------

static const type *look_inside(checker *c, type *t, unsigned depth);

// A field that leads back to a type around it lies in a box, so that a walk through
// what values hold in place ends.  Nesting that is too deep is reported.
static void look_at_fields(checker *c, type_field *fields, size_t count, unsigned depth)
{
    for (size_t i = 0; i < count; i++) {
        const type *again = look_inside(c, fields[i].type, depth);
        if (again == NULL) continue;
        if (depth <= LIMIT_NESTING) {
            fields[i].held = type_box(c->prog, fields[i].type);
            continue;
        }
        fields[i].type = c->poison;
        diag_error(c->prog, again->decl->symbol->span, E0107, LIMIT_NESTING);
    }
}

// The type that is being looked at already and would contain itself; NULL.
static const type *look_inside(checker *c, type *t, unsigned depth)
{
    if (t->kind == TYPE_OPTIONAL) return look_inside(c, t->element, depth);
    if (t->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < t->item_count; i++) {
            const type *again = look_inside(c, t->items[i], depth);
            if (again != NULL) return again;
        }
    }
    if (t->kind != TYPE_STRUCT && t->kind != TYPE_ENUM) return NULL;
    type_decl *body = t->decl;
    if (body->complete) return NULL;
    if (body->asking || depth > LIMIT_NESTING) return t;
    body->asking = true;
    look_at_fields(c, body->fields, body->field_count, depth + 1);
    for (size_t i = 0; i < body->case_count; i++) {
        look_at_fields(c, body->cases[i].fields, body->cases[i].field_count, depth + 1);
    }
    body->asking = false;
    body->complete = true;
    return NULL;
}

// ---- values that cannot exist ------------------------------------------------------------

static bool can_be_made(const type *t, const type_field **through);

static bool fields_can_be_made(const type_field *fields, size_t count, const type_field **through)
{
    for (size_t i = 0; i < count; i++) {
        if (can_be_made(fields[i].type, through)) continue;
        *through = &fields[i];
        return false;
    }
    return true;
}

static bool cases_can_be_made(const type_decl *body, const type_field **through)
{
    if (body->case_count == 0) return true;
    for (size_t i = 0; i < body->case_count; i++) {
        const type_case *of = &body->cases[i];
        if (fields_can_be_made(of->fields, of->field_count, through)) return true;
    }
    return false;
}

// A value exists that does not need another one of its type first; else `through` is a field
// that does.  What is known to be fine is not asked again.
static bool can_be_made(const type *t, const type_field **through)
{
    if (t->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < t->item_count; i++) {
            if (!can_be_made(t->items[i], through)) return false;
        }
    }
    if (t->kind != TYPE_STRUCT && t->kind != TYPE_ENUM) return true;
    type_decl *body = t->decl;
    if (body->is_makeable) return true;
    if (body->asking) return false;
    body->asking = true;
    body->is_makeable = t->kind == TYPE_ENUM
                            ? cases_can_be_made(body, through)
                            : fields_can_be_made(body->fields, body->field_count, through);
    body->asking = false;
    return body->is_makeable;
}

static void check_can_be_made(checker *c, const symbol *sym)
{
    const type_field *through = NULL;
    type_decl *body = sym->type->decl;
    if (can_be_made(sym->type, &through)) return;
    assert(through != NULL);
    diag *d = diag_error(c->prog, sym->span, E0330, sym->name);
    if (sym->type->kind == TYPE_STRUCT) {
        diag_note(c->prog, d, "through field %N of %N", through->name, sym->name);
        diag_help(c->prog, d, "make the field optional, or a list: `%s: %t?`", through->name,
                  through->type);
    } else {
        diag_help(c->prog, d, "add a case that holds no %N", sym->name);
    }
    body->is_makeable = true;   // reported once for a cycle
}

// ---- the same of instances of generics ----------------------------------------------------

static bool leads_to(const type *from, const type *to);

static bool fields_lead_to(const type_field *fields, size_t count, const type *to)
{
    for (size_t i = 0; i < count; i++) {
        if (leads_to(fields[i].type, to)) return true;
    }
    return false;
}

// Through what values hold, in place or in a box.
static bool leads_to(const type *from, const type *to)
{
    if (from == to) return true;
    if (from->kind == TYPE_OPTIONAL) return leads_to(from->element, to);
    if (from->kind == TYPE_TUPLE) {
        for (size_t i = 0; i < from->item_count; i++) {
            if (leads_to(from->items[i], to)) return true;
        }
    }
    if (from->kind != TYPE_STRUCT && from->kind != TYPE_ENUM) return false;
    type_decl *body = from->decl;
    if (body->asking) return false;
    body->asking = true;
    bool answer = fields_lead_to(body->fields, body->field_count, to);
    for (size_t i = 0; !answer && i < body->case_count; i++)
        answer = fields_lead_to(body->cases[i].fields, body->cases[i].field_count, to);
    body->asking = false;
    return answer;
}

static void box_fields(checker *c, const type *t, type_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (leads_to(fields[i].type, t)) fields[i].held = type_box(c->prog, fields[i].type);
    }
}

// Which instances of a cycle are seen first is not the same in every file of a program, but
// how they lie in memory is: each boxes what leads back to itself.
void check_inside_instance(checker *c, type *t)
{
    type_decl *body = t->decl;
    if (body->complete || t->kind == TYPE_CLASS) return;
    body->complete = true;
    box_fields(c, t, body->fields, body->field_count);
    for (size_t i = 0; i < body->case_count; i++)
        box_fields(c, t, body->cases[i].fields, body->cases[i].field_count);
}

void check_inside(checker *c)
{
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        const symbol *sym = decls->items[i]->symbol;
        if (sym != NULL && sym->kind == SYM_TYPE) look_inside(c, sym->type, 0);
    }
    for (uint32_t i = 0; i < decls->count; i++) {
        const symbol *sym = decls->items[i]->symbol;
        bool has_parts = sym != NULL && sym->kind == SYM_TYPE &&
                         (sym->type->kind == TYPE_STRUCT || sym->type->kind == TYPE_ENUM);
        if (has_parts) check_can_be_made(c, sym);
    }
}
