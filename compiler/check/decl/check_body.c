// SPDX-License-Identifier: MIT
// check_body.c - what is computed: values of variables, defaults, bodies; and the
// order of it all.
#include <assert.h>
#include <string.h>

#include "check/check_class.h"
#include "check/check_decl.h"
#include "check/check_face.h"
#include "check/check_expr.h"
#include "check/check_generic.h"

// ---- functions ----------------------------------------------------------------------

static void begin_fn(checker *c, check_fn *fn, fn_info *info)
{
    assert(c->scope.bindings.count == 0 || fn->is_initialiser);
    fn->outer = NULL;
    fn->info = info;
    fn->result = info->is_gen ? c->unit : info->result;
    map_init(&fn->names, &c->prog->unit);
    map_init(&fn->inner_names, &c->prog->unit);
    c->fn = fn;
}

static void check_ends(checker *c, const fn_info *info, const block *body, bool ends)
{
    if (ends || c->fn->is_damaged || info->is_gen) return;
    if (info->is_never) {
        span end = {body->span.end - 1, body->span.end};
        diag *d = diag_error(c->prog, end, E0119, info->symbol->name, "can reach its end");
        diag_label(c->prog, d, info->span, "declared here");
        return;
    }
    if (info->result->kind == TYPE_UNIT || check_fit_is_poison(info->result)) return;
    span at = {body->span.end - 1, body->span.end};
    const char *name = info->symbol != NULL ? info->symbol->name : info->name;
    diag *d = diag_error(c->prog, at, E0325, name);
    diag_label(c->prog, d, info->span, "returns %T", info->result);
    if (body->stmts.count == 0 || array_last(&body->stmts)->kind != STMT_EXPR) return;
    const expr *last = stmt_as_expr(array_last(&body->stmts))->value;
    if (check_fit(c, last->type, info->result))
        diag_help(c->prog, d, "a result is returned explicitly: `return %R`", last->span);
}

static void check_fn_body(checker *c, fn_info *info, block *body)
{
    check_fn fn = {0};
    begin_fn(c, &fn, info);
    uint32_t outer = check_scope_open(c);
    for (size_t i = 0; i < info->param_count; i++) {
        symbol *sym = info->params[i].symbol;
        if (strcmp(sym->name, "_") == 0) continue;
        // its name was compared with the others by check_decl_signature
        map_put(&fn.names, sym->name, sym);
        const symbol *hidden = map_find(&c->module->names, sym->name);
        if (hidden != NULL && hidden->kind == SYM_GLOBAL && hidden->is_var) {
            diag *d = diag_error(c->prog, sym->span, W0202, sym->name);
            diag_label(c->prog, d, hidden->span, "the variable of the module");
        }
        scope_add(&c->scope, sym);
    }
    bool ends = false;
    check_making init;
    if (info->made != NULL) {
        map_put(&fn.names, info->made->name, info->made);
        scope_add(&c->scope, info->made);
        bool is_reported = decl_as_fn(info->symbol->decl)->signature.result != NULL;
        fn.result = is_reported ? c->poison : c->unit;
        check_class_init_begin(c, &init, info);
    }
    check_stmt_block(c, body, &ends);
    check_scope_close(c, outer);
    if (info->made != NULL && !ends) {
        init.is_set = init.merged;   // by the body
        check_class_init_done(c, (span){body->span.end - 1, body->span.end});
    }
    if (info->made == NULL) check_ends(c, info, body, ends);
    c->fn = NULL;
}

void check_body_fn(checker *c, decl *d)
{
    if (d->kind == DECL_BAD && decl_as_bad(d)->body != NULL) check_body_bad_fn(c, decl_as_bad(d));
    if (d->kind != DECL_FN || d->symbol == NULL || d->symbol->kind != SYM_FN) return;
    decl_fn *fn = decl_as_fn(d);
    if (fn->body == NULL || fn->info == NULL) return;
    generic_state around = check_generic_open(c, d->symbol);
    check_fn_body(c, fn->info, fn->body);
    check_generic_close(c, &around);
}

void check_body_bad_fn(checker *c, const decl_bad *d)
{
    fn_info *info = arena_new(&c->prog->unit, fn_info);
    info->name = "function";
    info->module = c->module->name;
    info->result = c->poison;
    info->is_async = d->is_async;
    info->can_throw = true;
    info->span = d->head_span;
    check_fn_body(c, info, d->body);
}

static void check_test_block(checker *c, decl_test *d)
{
    fn_info *info = arena_new(&c->prog->unit, fn_info);
    text name;
    text_init(&name);
    text_printf(&name, "test %u", ++c->test_count);
    info->name = intern_string(&c->prog->names, text_string(&name));
    text_fini(&name);
    info->module = c->module->name;
    info->result = c->unit;
    info->is_async = true;
    info->can_throw = true;
    info->is_test = true;
    info->span = d->head.name.span;
    d->info = info;
    check_fn_body(c, info, d->body);
}

static void check_all_methods(checker *c, decl_list *methods)
{
    for (uint32_t i = 0; i < methods->count; i++) check_body_fn(c, methods->items[i]);
}

void check_body_all(checker *c)
{
    c->test_count = 0;
    c->uses = &c->module->instances;
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        decl *d = decls->items[i];
        check_body_fn(c, d);
        if (d->kind == DECL_TEST) check_test_block(c, decl_as_test(d));
        if (d->symbol == NULL || check_fit_is_poison(d->symbol->type)) continue;
        generic_state around = check_generic_open(c, d->symbol);
        if (d->kind == DECL_STRUCT) check_all_methods(c, &decl_as_struct(d)->methods);
        if (d->kind == DECL_ENUM) check_all_methods(c, &decl_as_enum(d)->methods);
        if (d->kind == DECL_CLASS) check_all_methods(c, &decl_as_class(d)->methods);
        check_generic_close(c, &around);
    }
}

// ---- module-level variables and defaults ------------------------------------------------

// Checks `init` outside of all functions.  `wanted` is NULL when it decides.
static type *check_initialiser(checker *c, fn_info *info, expr *init, type *wanted,
                               const char *role, span other)
{
    bool is_default = strcmp(role, "the default") == 0;
    info->module = c->module->name;
    info->result = c->unit;
    // on demand: in the middle of something else
    check_fn *interrupted = c->fn;
    scope kept = c->scope;
    uint32_t start = c->scope_start;
    scope_init(&c->scope, &c->prog->scratch);
    c->scope_start = 0;
    check_fn fn = {.is_initialiser = true};
    begin_fn(c, &fn, info);
    bool was_default = c->is_default;
    c->is_default = is_default;
    generic_state around = {c->generics, c->uses, c->is_open};
    if (!is_default) check_generic_close(c, &(generic_state){NULL, &c->module->instances, false});
    else if (!c->is_open && c->instance == NULL) c->uses = &c->module->default_instances;
    type *t = wanted != NULL ? check_expr_value(c, init, wanted, role, other)
                             : check_expr_any_value(c, init, NULL);
    c->is_default = was_default;
    check_generic_close(c, &around);
    c->fn = interrupted;
    c->scope = kept;
    c->scope_start = start;
    return t;
}

type *check_body_global_type(checker *c, symbol *global)
{
    bool is_ours = global->decl != NULL && global->decl->kind == DECL_VAR &&
                   global->module == c->module->name;
    bool is_reading = c->fn != NULL && c->fn->is_initialiser;
    // inside an initialiser the other one comes first, even when its type is known
    if (!is_ours || (global->type != NULL && !is_reading)) return global->type;
    decl_var *d = decl_as_var(global->decl);
    if (global->is_checked) return global->type;
    if (global->in_progress) {
        diag *report = diag_error(c->prog, global->span, E0331, global->name);
        diag_note(c->prog, report, "the value is needed to compute itself");
        global->type = c->poison;
        return global->type;
    }
    global->in_progress = true;
    if (global->type == NULL && d->written != NULL) global->type = check_type(c, d->written);
    type *declared = global->type;
    if (d->init != NULL) {
        span other = d->written != NULL ? d->written->span : (span){0, 0};
        type *t = check_initialiser(c, check_first_global_info(c, global), d->init, declared,
                                    "the value", other);
        if (global->type == NULL) global->type = t->kind == TYPE_NEVER ? c->poison : t;
    } else if (declared == NULL) {
        diag_error(c->prog, global->span, E0323, "this variable");
        global->type = c->poison;
    } else if (declared->kind != TYPE_OPTIONAL && !check_fit_is_poison(declared)) {
        diag_error(c->prog, global->span, E0324, global->name);
    }
    global->in_progress = false;
    global->is_checked = true;
    array_push(&c->prog->memory, &c->module->globals, global);
    return global->type;
}

static void check_defaults(checker *c, const param_list *params, const fn_info *info)
{
    for (uint32_t i = 0; i < params->count; i++) {
        param *p = params->items[i];
        if (p->init == NULL || p->is_variadic) continue;
        type *t = p->symbol != NULL    ? p->symbol->type
                  : p->written != NULL ? check_type(c, p->written)
                                       : c->poison;
        fn_info *own = check_exit_default_info(c, p->init);
        own->name = info != NULL ? info->name : "default";
        check_initialiser(c, own, p->init, t, "the default",
                          p->written != NULL ? p->written->span : p->span);
    }
}

void check_body_fn_values(checker *c, decl_fn *d)
{
    if (d->info == NULL) return;
    generic_state around = check_generic_open(c, d->head.symbol);
    check_defaults(c, &d->signature.params, d->info);
    check_generic_close(c, &around);
}

static void check_method_defaults(checker *c, decl_list *methods)
{
    for (uint32_t i = 0; i < methods->count; i++) {
        if (methods->items[i]->kind == DECL_FN)
            check_body_fn_values(c, decl_as_fn(methods->items[i]));
    }
}

// Of a struct or class.
static void check_field_values(checker *c, const char *name, field_list *fields)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        field *f = &fields->items[i];
        if (f->init == NULL || f->written == NULL) continue;
        fn_info *own = check_exit_default_info(c, f->init);
        own->name = name;
        check_initialiser(c, own, f->init, check_type(c, f->written), "the default",
                          f->written->span);
    }
}

// What the case's number is written as; false when it cannot be one.
static bool written_number(checker *c, const decl_enum *d, const enum_case *of, int64_t *number)
{
    fn_info *own = check_exit_default_info(c, of->number);
    own->name = d->head.name.text;
    check_initialiser(c, own, of->number, c->integer, "the number of a case",
                      of->name.span);
    if (check_fit_is_poison(of->number->type)) return false;
    const constant *value = of->number->constant;
    if (value == NULL || value->kind != CONST_INT) {
        diag_error(c->prog, of->number->span, E0353, of->name.text);
        return false;
    }
    *number = (int64_t)const_bits(value);   // an int
    return true;
}

static const type_case *case_with_number(const type *t, size_t before, int64_t number)
{
    for (size_t i = 0; i < before; i++) {
        if (t->decl->cases[i].number == number) return &t->decl->cases[i];
    }
    return NULL;
}

// "A case without a number has that of the case before it plus one; the first one 0."
static void check_case_numbers(checker *c, const decl_enum *d, const type *t)
{
    int64_t number = -1;
    bool is_counted = true;   // no number was written yet: none can occur twice
    size_t next = 0;          // the type has the cases in the same order, each name once
    for (uint32_t i = 0; i < d->cases.count && next < t->decl->case_count; i++) {
        const enum_case *of = &d->cases.items[i];
        type_case *made = &t->decl->cases[next];
        if (made->symbol->span.start != of->name.span.start) continue;   // declared twice
        next++;
        number++;
        if (of->number != NULL) {
            if (!check_member_has_numbers(c, t, of->number->span)) return;
            if (!written_number(c, d, of, &number)) return;
            is_counted = false;
        }
        size_t index = made->symbol->case_index;
        const type_case *same = is_counted ? NULL : case_with_number(t, index, number);
        if (number < INT32_MIN || number > INT32_MAX) {
            diag_error(c->prog, of->span, E0355, of->name.text,
                       check_expr_format(c, "%lld", (long long)number));
            return;
        }
        if (same != NULL) {
            diag *report = diag_error(c->prog, of->span, E0354, of->name.text, same->name,
                                      check_expr_format(c, "%lld", (long long)number));
            diag_label(c->prog, report, same->symbol->span, "%N has it", same->name);
        }
        made->number = (int32_t)number;
        if ((size_t)number != index) t->decl->is_numbered = true;
    }
}

static void check_enum_values(checker *c, decl_enum *d)
{
    for (uint32_t i = 0; i < d->cases.count; i++) {
        check_defaults(c, &d->cases.items[i].payload, NULL);
    }
    if (d->head.symbol != NULL && !check_fit_is_poison(d->head.symbol->type)) {
        check_case_numbers(c, d, d->head.symbol->type);
    }
}

void check_body_type_values(checker *c, decl *d)
{
    if (d->kind == DECL_STRUCT) check_field_values(c, d->name.text, &decl_as_struct(d)->fields);
    if (d->kind == DECL_CLASS) check_field_values(c, d->name.text, &decl_as_class(d)->fields);
    if (d->kind == DECL_ENUM) check_enum_values(c, decl_as_enum(d));
}

void check_body_values(checker *c)
{
    decl_list *decls = &c->module->tree->decls;
    // written types first: they need no value
    for (uint32_t i = 0; i < decls->count; i++) {
        decl *d = decls->items[i];
        if (d->kind != DECL_VAR || d->symbol == NULL || d->symbol->type != NULL) continue;
        decl_var *var = decl_as_var(d);
        if (var->written != NULL) d->symbol->type = check_type(c, var->written);
    }
    check_fn reading = {.is_initialiser = true};
    for (uint32_t i = 0; i < decls->count; i++) {
        decl *d = decls->items[i];
        if (d->symbol == NULL) continue;
        if (d->kind == DECL_VAR) {
            c->fn = &reading;   // every variable is checked, its type known or not
            check_body_global_type(c, d->symbol);
            c->fn = NULL;
        }
        if (d->kind == DECL_FN) check_body_fn_values(c, decl_as_fn(d));
        if (d->kind == DECL_ERROR) check_defaults(c, &decl_as_error(d)->fields, NULL);
        if (d->symbol->kind != SYM_TYPE || check_fit_is_poison(d->symbol->type)) continue;
        generic_state around = check_generic_open(c, d->symbol);
        check_body_type_values(c, d);
        decl_list *methods = ast_methods_of(d);
        if (methods != NULL) check_method_defaults(c, methods);
        check_generic_close(c, &around);
    }
}

// ---- the whole program --------------------------------------------------------------------

// Private names are those of this module alone, so that it knows all their uses.
static void warn_private(checker *c, const decl *d)
{
    const symbol *sym = d->symbol;
    if (d->kind == DECL_FN && !sym->is_used) {
        diag_error(c->prog, d->name.span, W0204, d->name.text);
    } else if (d->kind == DECL_VAR && sym->is_var && sym->is_used && !sym->is_changed) {
        diag *report = diag_error(c->prog, d->name.span, W0205, d->name.text);
        diag_help(c->prog, report, "declare it with `let`");
    }
}

void check_body_unused(checker *c)
{
    decl_list *decls = &c->module->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        const decl *d = decls->items[i];
        if (d->symbol == NULL || d->name.text == NULL || check_name_is_lost(c, d->name.text))
            continue;
        if (d->name.text[0] == '_') warn_private(c, d);
        else if (d->kind == DECL_IMPORT && !d->symbol->is_used)
            diag_error(c->prog, d->name.span, W0203, d->name.text);
    }
}

void check_body_init(checker *c, program *prog)
{
    if (prog->types == NULL) type_init(prog);
    c->prog = prog;
    scope_init(&c->scope, &prog->memory);
    map_init(&c->unknown, &prog->memory);
    map_init(&c->defaults, &prog->memory);
    c->poison = type_scalar(prog, TYPE_POISON);
    c->unit = type_scalar(prog, TYPE_UNIT);
    c->never = type_scalar(prog, TYPE_NEVER);
    c->none_type = type_scalar(prog, TYPE_NONE);
    c->boolean = type_scalar(prog, TYPE_BOOL);
    c->integer = type_scalar(prog, TYPE_INT);
    c->real = type_scalar(prog, TYPE_FLOAT);
    c->string = type_scalar(prog, TYPE_STR);
    c->bytes = type_scalar(prog, TYPE_BYTES);
    c->any = type_scalar(prog, TYPE_ANY);
    c->character = type_scalar(prog, TYPE_CHAR);
    c->duration = type_scalar(prog, TYPE_DURATION);
    c->instant = type_scalar(prog, TYPE_INSTANT);
    c->range = type_scalar(prog, TYPE_RANGE);
    c->group = type_scalar(prog, TYPE_GROUP);
    c->error = type_error_root(prog);
    check_prelude_init(c);
    builtin_init(prog, &c->prelude);
}

static void each_module(checker *c, void (*step)(checker *c))
{
    for (uint32_t i = 0; i < c->prog->order.count; i++) {
        c->module = c->prog->order.items[i];
        step(c);
    }
}

void check_body_program(program *prog)
{
    checker *c = arena_new(&prog->memory, checker);
    check_body_init(c, prog);
    each_module(c, check_decl_names);
    each_module(c, check_decl_types);
    check_generic_complete_types(c);
    each_module(c, check_inside);
    each_module(c, check_decl_signatures);
    each_module(c, check_face_declared);
    check_face_deferred(c);
    type_settle(prog);
    each_module(c, check_body_values);
    each_module(c, check_body_all);
    check_generic_bodies(c);
    check_cross_reach(c);
    each_module(c, check_first_values);
    each_module(c, check_body_unused);
}
