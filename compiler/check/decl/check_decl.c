// SPDX-License-Identifier: MIT
// check_decl.c - declarations: names first, then types, then signatures.
//
// Every module goes through the steps before any body is looked at, so that the
// order of declarations does not matter.  What is not implemented yet is
// reported here once; its name stands for poison, so that uses stay silent.
#include "check/check_decl.h"
#include "check/check_face.h"
#include "check/check_generic.h"

#include "check/check_class.h"
#include "check/check_protocol.h"

#include <assert.h>
#include <string.h>

// ---- names ------------------------------------------------------------------------

static void report_twice(checker *c, const symbol *sym, const symbol *other)
{
    diag *d = diag_error(c->prog, sym->span, E0203, sym->name);
    diag_label(c->prog, d, other->span, "first declared here");
}

static symbol *new_symbol(checker *c, symbol_kind kind, decl *d)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = kind;
    sym->name = d->name.text;
    sym->module = c->module->name;
    sym->span = d->name.span;
    sym->decl = d;
    d->symbol = sym;
    return sym;
}

static void add_name(checker *c, symbol *sym)
{
    const symbol *other = map_find(&c->module->names, sym->name);
    if (other == NULL) other = map_find(&c->module->imports, sym->name);
    if (other != NULL) {
        report_twice(c, sym, other);
        return;
    }
    bool is_builtin_type = map_has(&c->type_names, sym->name) ||
                           (sym->kind == SYM_TYPE && check_type_is_generic(sym->name));
    // `any(xs, f)`: no value is made by the name of this one
    bool may_be = sym->kind == SYM_FN && map_find(&c->type_names, sym->name) == c->any;
    if (is_builtin_type && !may_be) {   // and stays one
        diag_error(c->prog, sym->span, E0208, sym->name, "it is a built-in type");
        return;
    }
    map_put(&c->module->names, sym->name, sym);
}

// The name of something that has no meaning yet.
static void add_later(checker *c, decl *d, symbol_kind kind, const char *what)
{
    diag_error(c->prog, d->name.span.start != 0 ? d->name.span : d->span, E0901, what);
    if (d->name.text == NULL) return;
    symbol *sym = new_symbol(c, kind, d);
    sym->type = c->poison;
    add_name(c, sym);
}

static void add_nominal(checker *c, decl *d, type_kind kind, const type_param_list *params)
{
    symbol *sym = new_symbol(c, SYM_TYPE, d);
    if (params != NULL && params->count > 0) check_generic_declare(c, sym, d, NULL, NULL);
    else sym->type = type_declare(c->prog, kind, c->module->name, sym->name, sym);
    add_name(c, sym);
}

static void add_struct(checker *c, decl_struct *d)
{
    add_nominal(c, &d->head, TYPE_STRUCT, d->block == NULL ? &d->type_params : NULL);
    if (d->block == NULL) return;
    d->head.symbol->type->decl->foreign =
        check_foreign_name(c, d->block, d->c_name, d->head.name);
}

static void add_type(checker *c, decl_type *d)
{
    if (d->block == NULL) {   // its type is found when it is first asked for
        add_name(c, new_symbol(c, SYM_TYPE, &d->head));
        return;
    }
    add_nominal(c, &d->head, TYPE_POINTER, NULL);
    d->head.symbol->type->decl->foreign =
        check_foreign_name(c, d->block, d->c_name, d->head.name);
}

static void add_variable(checker *c, decl_var *d)
{
    if (d->storage == VAR_LOCAL) {
        add_later(c, &d->head, SYM_GLOBAL, "local var");
        return;
    }
    symbol *sym = new_symbol(c, SYM_GLOBAL, &d->head);
    sym->is_var = d->is_var;
    sym->is_task_var = d->storage == VAR_TASK;
    add_name(c, sym);
}

static void add_function(checker *c, decl_fn *d)
{
    symbol *sym = new_symbol(c, SYM_FN, &d->head);
    bool is_generic = d->signature.type_params.count > 0 && d->block == NULL;
    if (is_generic) check_generic_declare(c, sym, &d->head, NULL, NULL);
    add_name(c, sym);
}

void check_decl_names(checker *c)
{
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        decl *d = decls->items[i];
        if (d->is_exported && d->kind != DECL_FN && d->kind != DECL_BAD) {
            diag_error(c->prog, d->name.text != NULL ? d->name.span : d->span, E0807);
        }
        switch (d->kind) {
        case DECL_BAD:
        case DECL_IMPORT:
        case DECL_TEST:
        case DECL_KIND_COUNT:
            break;
        case DECL_VAR:
            add_variable(c, decl_as_var(d));
            break;
        case DECL_FN:
            add_function(c, decl_as_fn(d));
            break;
        case DECL_STRUCT:
            add_struct(c, decl_as_struct(d));
            break;
        case DECL_ENUM:
            add_nominal(c, d, TYPE_ENUM, &decl_as_enum(d)->type_params);
            break;
        case DECL_ERROR:
            add_nominal(c, d, TYPE_ERROR, NULL);
            break;
        case DECL_TYPE:
            add_type(c, decl_as_type(d));
            break;
        case DECL_CLASS:
            add_nominal(c, d, TYPE_CLASS, &decl_as_class(d)->type_params);
            break;
        case DECL_INTERFACE:
            add_nominal(c, d, TYPE_INTERFACE, &decl_as_interface(d)->type_params);
            break;
        case DECL_EXTERN:
            check_foreign_block(c, decl_as_extern(d));   // its members come after it
            break;
        }
    }
}

// ---- bodies of types ------------------------------------------------------------------

// Names that were used within one body: fields, cases, parameters.
static bool is_new_name(checker *c, map *names, ast_name name)
{
    ast_name *other = map_find(names, name.text);
    if (other != NULL) {
        diag *d = diag_error(c->prog, name.span, E0203, name.text);
        if (other->span.start == 0) diag_note(c->prog, d, "an error has the fields of its parent");
        diag_label(c->prog, d, other->span, "first declared here");
        return false;
    }
    ast_name *kept = arena_new(&c->prog->scratch, ast_name);
    *kept = name;
    map_put(names, name.text, kept);
    return true;
}

// The type of an initial value where its form shows it; NULL.
static const char *type_of_form(checker *c, expr *init)
{
    if (init == NULL) return NULL;
    switch ((int)init->kind) {
    case EXPR_INT: return "int";
    case EXPR_FLOAT: return "float";
    case EXPR_BOOL: return "bool";
    case EXPR_DURATION: return "duration";
    case EXPR_STR:
    case EXPR_INTERP: return "str";
    case EXPR_LIST: {
        const expr_list_literal *list = expr_as_list_literal(init);
        const char *item = list->items.count > 0 ? type_of_form(c, list->items.items[0]) : NULL;
        return item != NULL ? check_expr_format(c, "list[%s]", item) : NULL;
    }
    case EXPR_CALL: {
        const expr *callee = expr_as_call(init)->callee;
        const char *name = callee->kind == EXPR_NAME ? ((const expr_name *)callee)->name : "";
        bool is_type = callee->kind == EXPR_INDEX || (name[0] >= 'A' && name[0] <= 'Z');
        return is_type ? check_expr_format(c, "%R", callee->span) : NULL;
    }
    default: return NULL;
    }
}

// The written type of a field, a part of a payload, a parameter.
static type *part_type(checker *c, ast_name name, span at, type_expr *written, expr *init)
{
    if (written != NULL) return check_type(c, written);
    diag *d = diag_error(c->prog, at, E0342, name.text);
    if (map_has(&c->type_names, name.text)) {
        diag_help(c->prog, d, "write the name before the type: `value: %s`", name.text);
    } else {
        const char *shown = type_of_form(c, init);
        if (shown != NULL)
            diag_help(c->prog, d, "write its type: `%s: %s = %R`", name.text, shown, init->span);
        else diag_help(c->prog, d, "write its type, for example `%s: int`", name.text);
    }
    return c->poison;
}

// "A var field of a class that is optional is none until it is set."
static expr *none_at(checker *c, span at)
{
    expr_none *e = arena_new(&c->prog->unit, expr_none);
    e->head.kind = EXPR_NONE;
    e->head.span = at;
    return &e->head;
}

// Of a struct or class.
static void complete_fields(checker *c, type *t, field_list *fields)
{
    map names;
    map_init(&names, &c->prog->scratch);
    t->decl->fields = arena_new_array(&c->prog->unit, type_field, fields->count);
    for (uint32_t i = 0; i < fields->count; i++) {
        field *f = &fields->items[i];
        if (!is_new_name(c, &names, f->name)) continue;
        type_field *made = &t->decl->fields[t->decl->field_count++];
        made->name = f->name.text;
        made->type = part_type(c, f->name, f->span, f->written, f->init);
        made->is_var = f->is_var;
        bool is_none = t->kind == TYPE_CLASS && f->is_var &&
                       (made->type->kind == TYPE_OPTIONAL || check_fit_is_poison(made->type));
        if (f->init == NULL && is_none) f->init = none_at(c, f->span);
        made->init = f->init;
    }
}

static type_field *complete_payload(checker *c, const param_list *params, type_field *fields,
                                    size_t *count)
{
    map names;
    map_init(&names, &c->prog->scratch);
    for (size_t i = 0; i < *count; i++) {   // the parent's: errors only
        ast_name inherited = {fields[i].name, {0, 0}};
        is_new_name(c, &names, inherited);
    }
    for (uint32_t i = 0; i < params->count; i++) {
        param *p = params->items[i];
        if (p->is_variadic) {
            diag *d = diag_error(c->prog, p->span, E0337, "a payload cannot be variadic");
            diag_help(c->prog, d, "use a list: `%s: list[%R]`", p->name.text, p->written->span);
        }
        if (p->name.text != NULL && !is_new_name(c, &names, p->name)) continue;
        type_field *made = &fields[(*count)++];
        made->name = p->name.text;
        made->type = part_type(c, p->name, p->span, p->written, p->init);
        made->init = p->init;
        if (p->is_variadic) made->type = c->poison;
    }
    return fields;
}

static void complete_enum(checker *c, type *t, decl_enum *d)
{
    map names;
    map_init(&names, &c->prog->scratch);
    t->decl->cases = arena_new_array(&c->prog->unit, type_case, d->cases.count);
    for (uint32_t i = 0; i < d->cases.count; i++) {
        enum_case *of = &d->cases.items[i];
        if (!is_new_name(c, &names, of->name)) continue;
        type_case *made = &t->decl->cases[t->decl->case_count];
        made->name = of->name.text;
        made->fields = arena_new_array(&c->prog->unit, type_field, of->payload.count);
        complete_payload(c, &of->payload, made->fields, &made->field_count);
        symbol *sym = arena_new(&c->prog->unit, symbol);
        sym->kind = SYM_CASE;
        sym->name = made->name;
        sym->module = c->module->name;
        sym->type = t;
        sym->span = of->name.span;
        sym->decl = &d->head;
        sym->case_index = (uint32_t)t->decl->case_count++;
        made->symbol = sym;
        if (t->decl->symbol->instance != NULL) continue;   // the name means the generic's
        symbol *other = map_find(&c->module->cases, sym->name);
        if (other != NULL) other->is_ambiguous = true;
        else map_put(&c->module->cases, sym->name, sym);
    }
}

// "The hierarchy of errors is a tree under Error": the parent comes first, since
// its fields stand before ours.
static void complete_error(checker *c, type *t, decl_error *d, unsigned depth)
{
    type_decl *body = t->decl;
    if (body->complete) return;
    body->asking = true;
    body->parent = c->error;
    type *parent = d->parent != NULL ? check_type(c, d->parent) : c->error;
    if (parent->kind != TYPE_ERROR) {
        if (!check_fit_is_poison(parent)) diag_error(c->prog, d->parent->span, E0605, parent);
    } else if (parent->decl->asking) {
        diag_error(c->prog, d->parent->span, E0606, body->name);
    } else if (depth > LIMIT_NESTING) {
        diag_error(c->prog, d->parent->span, E0107, LIMIT_NESTING);
    } else {
        const symbol *sym = parent->decl->symbol;
        if (sym != NULL) complete_error(c, parent, decl_as_error(sym->decl), depth + 1);
        body->parent = parent;
    }
    body->asking = false;
    body->complete = true;
    size_t inherited = body->parent->decl->field_count;
    body->fields = arena_new_array(&c->prog->unit, type_field, inherited + d->fields.count);
    if (inherited > 0) {
        memcpy(body->fields, body->parent->decl->fields, inherited * sizeof *body->fields);
    }
    body->field_count = inherited;
    complete_payload(c, &d->fields, body->fields, &body->field_count);
}

void check_decl_type_body(checker *c, type *t, decl *d)
{
    (void)check_protocol_own(c, t);   // the later stages only read it
    if (d->kind == DECL_STRUCT) complete_fields(c, t, &decl_as_struct(d)->fields);
    if (d->kind == DECL_CLASS) complete_fields(c, t, &decl_as_class(d)->fields);
    if (d->kind == DECL_ENUM) complete_enum(c, t, decl_as_enum(d));
    if (d->kind == DECL_ERROR) complete_error(c, t, decl_as_error(d), 0);
    if (d->kind == DECL_INTERFACE && t->decl->symbol->instance != NULL) check_face_instance(c, t);
}

void check_decl_types(checker *c)
{
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        decl *d = decls->items[i];
        if (d->symbol == NULL) continue;
        generic_state around = check_generic_open(c, d->symbol);
        if (d->symbol->generic != NULL) check_generic_bounds(c, d->symbol);
        if (d->kind == DECL_TYPE && d->symbol->type == NULL) check_type_alias(c, d->symbol);
        bool is_type = d->symbol->kind == SYM_TYPE && !check_fit_is_poison(d->symbol->type);
        if (is_type) check_decl_type_body(c, d->symbol->type, d);
        check_generic_close(c, &around);
    }
}

// ---- signatures ----------------------------------------------------------------------------

void check_decl_throws(checker *c, fn_signature *signature, fn_info *info)
{
    info->can_throw = signature->throws;
    type_expr_list *list = &signature->throws_list;
    info->throws = arena_new_array(&c->prog->unit, type *, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        type *t = check_type(c, list->items[i]);
        if (t->kind != TYPE_ERROR && !check_fit_is_poison(t)) {
            diag_error(c->prog, list->items[i]->span, E0605, t);
            t = c->poison;
        }
        info->throws[info->throws_count++] = t;
    }
}

void check_decl_add_param(checker *c, fn_info *info, param *p, type *t)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_PARAM;
    sym->name = p->name.text;
    sym->module = c->module->name;
    sym->span = p->name.span;
    sym->type = t;
    sym->fn = info;
    sym->shadow = 1;
    p->symbol = sym;
    info->params[info->param_count++] = (param_info){
        .name = sym->name, .type = t, .init = p->init, .symbol = sym,
        .is_variadic = p->is_variadic};
}

// False when calls cannot be held against the parameter.
static bool add_param(checker *c, fn_info *info, const fn_signature *signature, uint32_t i)
{
    param *p = signature->params.items[i];
    type *t = part_type(c, p->name, p->span, p->written, p->init);
    bool is_last = i + 1 == signature->params.count;
    if (p->is_variadic) {
        if (!is_last)
            diag_error(c->prog, p->span, E0337, "a variadic parameter must be the last one");
        else if (p->init != NULL) {
            diag_error(c->prog, p->init->span, E0337, "a variadic parameter has no default");
        }
        if (!check_fit_is_poison(t)) t = type_list(c->prog, t);
    }
    check_decl_add_param(c, info, p, t);
    return is_last || !p->is_variadic;
}

static void add_self(checker *c, fn_info *info, const symbol *owner)
{
    symbol *sym = arena_new(&c->prog->unit, symbol);
    sym->kind = SYM_PARAM;
    sym->name = intern_string(&c->prog->names, "self");
    sym->module = c->module->name;
    sym->span = owner->span;
    sym->type = owner->type;
    sym->fn = info;
    sym->shadow = 1;
    sym->is_var = info->is_mut;
    info->params[info->param_count++] =
        (param_info){.name = sym->name, .type = sym->type, .symbol = sym};
}

static const char *method_name(checker *c, const symbol *owner, const char *name)
{
    text t;
    text_init(&t);
    text_printf(&t, "%s.%s", owner->name, name);
    const char *whole = intern_string(&c->prog->names, text_string(&t));
    text_fini(&t);
    return whole;
}

// `-> never`.  What an interface promises is not told from its implementation, so not there.
static bool is_never(checker *c, const type_expr *result, const symbol *owner)
{
    bool is_interface = owner != NULL && owner->type->kind == TYPE_INTERFACE;
    if (result == NULL || result->kind != TEXPR_NAME || is_interface) return false;
    const char *name = type_expr_as_const_name(result)->name;
    return strcmp(name, "never") == 0 && check_name_lookup(c, name) == NULL;
}

void check_decl_signature(checker *c, decl_fn *d, const symbol *owner)
{
    symbol *sym = d->head.symbol;
    fn_signature *signature = &d->signature;
    fn_info *info = arena_new(&c->prog->unit, fn_info);
    info->name = owner == NULL ? sym->name : method_name(c, owner, sym->name);
    info->module = c->module->name;
    info->symbol = sym;
    info->is_async = signature->is_async;
    info->is_mut = signature->is_mut;
    info->span = signature->span;
    uint32_t count = signature->params.count + (owner != NULL);
    info->params = arena_new_array(&c->prog->unit, param_info, count);
    bool is_class = owner != NULL && owner->type->kind == TYPE_CLASS;
    bool is_init = is_class && strcmp(sym->name, "init") == 0;
    if (is_class && info->is_mut) {
        diag_error(c->prog, signature->span, E0365);
        info->is_mut = false;
    }
    info->is_abstract = owner != NULL && owner->type->kind == TYPE_INTERFACE;
    if (info->is_abstract && info->is_mut) {
        diag_error(c->prog, signature->span, E0368);
        info->is_mut = false;
    }
    if (owner != NULL && !is_init) add_self(c, info, owner);
    map names;
    map_init(&names, &c->prog->scratch);
    bool is_good = true;
    for (uint32_t i = 0; i < signature->params.count; i++) {
        ast_name name = signature->params.items[i]->name;
        if (owner != NULL && strcmp(name.text, "self") == 0) {
            diag *report = diag_error(c->prog, name.span, E0208, name.text,
                                      "methods receive self implicitly");
            diag_help(c->prog, report, "leave out the parameter");
            continue;
        }
        if (strcmp(name.text, "_") != 0) is_new_name(c, &names, name);
        is_good = add_param(c, info, signature, i) && is_good;
    }
    info->is_never = is_never(c, signature->result, owner) && !is_init && !signature->has_yield;
    info->result = signature->result == NULL || info->is_never ? c->unit
                                                               : check_type(c, signature->result);
    check_decl_throws(c, signature, info);
    if (signature->has_yield) check_gen_fn(c, signature, info);
    if (is_init) check_class_init_signature(c, d, info, owner);
    count = (uint32_t)info->param_count;
    d->info = info;
    if (!is_good) {   // calls of it stay silent
        sym->type = c->poison;
        return;
    }
    sym->fn = info;
    type **params = arena_new_array(&c->prog->scratch, type *, count);
    for (uint32_t i = 0; i < count; i++) params[i] = info->params[i].type;
    sym->type = type_function(c->prog, params, count, info->result, fn_call_is_async(info),
                              fn_call_throws(info));
    if (fn_call_throws(info)) {
        sym->type = type_throwing(c->prog, sym->type, info->throws, info->throws_count);
    }
}

static void check_methods(checker *c, const symbol *owner, decl_list *methods)
{
    map names;
    map_init(&names, &c->prog->scratch);
    for (uint32_t i = 0; i < methods->count; i++) {
        if (methods->items[i]->kind != DECL_FN) continue;
        decl_fn *d = decl_as_fn(methods->items[i]);
        bool is_field = owner->type->kind != TYPE_ENUM &&
                        check_member_field_index(owner->type, d->head.name.text) >= 0;
        if (is_field) {
            diag *report = diag_error(c->prog, d->head.name.span, E0203, d->head.name.text);
            diag_label(c->prog, report, owner->span, "a field has the same name");
        } else {
            is_new_name(c, &names, d->head.name);
        }
        symbol *sym = new_symbol(c, SYM_FN, &d->head);
        if (d->signature.type_params.count > 0) {
            if (owner->type->kind == TYPE_INTERFACE)
                diag_error(c->prog, d->head.name.span, E0433, d->head.name.text);
            check_generic_declare(c, sym, owner->decl, owner, c->generics);
            check_generic_bounds(c, sym);
        }
        generic_state around = check_generic_open(c, sym);
        check_decl_signature(c, d, owner);
        check_generic_close(c, &around);
    }
}

// "The program starts in fn main() or async fn main(), which may say throws."
static void check_main(checker *c, const decl_fn *d)
{
    if (d->signature.type_params.count > 0) {
        diag_error(c->prog, d->signature.type_params.items[0].name.span, E0338,
                   "cannot be generic");
    }
    if (d->signature.params.count > 0) {
        diag *report = diag_error(c->prog, d->signature.params.items[0]->span, E0338,
                                  "takes no parameters");
        diag_help(c->prog, report, "use `os.args()` of `import os`");
    }
    if (d->signature.result != NULL) {
        diag *report = diag_error(c->prog, d->signature.result->span, E0338,
                                  "cannot have a result");
        diag_help(c->prog, report, "`exit(n)` ends the program with a status");
    }
}

void check_decl_signatures(checker *c)
{
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        decl *d = decls->items[i];
        if (d->symbol == NULL) continue;
        generic_state around = check_generic_open(c, d->symbol);
        if (d->kind == DECL_FN && decl_as_fn(d)->block != NULL) {
            check_foreign_fn(c, decl_as_fn(d));
        } else if (d->symbol->kind == SYM_FN) {
            check_decl_signature(c, decl_as_fn(d), NULL);
            bool is_generic = d->symbol->generic != NULL;
            if (d->is_exported && is_generic)
                diag_error(c->prog, d->name.span, E0385, d->name.text);
            else if (d->is_exported) check_foreign_export(c, decl_as_fn(d));
            if (c->module->is_root && strcmp(d->symbol->name, "main") == 0) {
                check_main(c, decl_as_fn(d));
            }
        } else if (d->symbol->kind == SYM_TYPE && !check_fit_is_poison(d->symbol->type)) {
            bool is_foreign = d->kind == DECL_STRUCT && decl_as_struct(d)->block != NULL;
            if (is_foreign) check_foreign_struct(c, decl_as_struct(d));
            if (d->kind == DECL_STRUCT) check_methods(c, d->symbol, &decl_as_struct(d)->methods);
            if (d->kind == DECL_ENUM) check_methods(c, d->symbol, &decl_as_enum(d)->methods);
            if (d->kind == DECL_CLASS) check_methods(c, d->symbol, &decl_as_class(d)->methods);
            if (d->kind == DECL_INTERFACE)
                check_methods(c, d->symbol, &decl_as_interface(d)->methods);
            check_protocol_methods(c, d->symbol);
        }
        check_generic_close(c, &around);
    }
}
