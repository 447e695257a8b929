// SPDX-License-Identifier: MIT
// lower_decl.c - modules, functions, closures, tests, module-level variables.
//
// All functions of a module get their ir_fn first, so that a body can call any
// of them; then the driver has one unit after the other lowered
// (driver.c).  A closure's function comes before the one that makes it.

#include <assert.h>
#include <stdio.h>

#include "lower/lower.h"
#include "lower/lower_fn.h"
#include "sema/cname.h"
#include "sema/const.h"
#include "sema/generic.h"

// ---- functions --------------------------------------------------------------------

static type *signature_of(lower *l, const fn_info *info)
{
    type **params = arena_new_array(&l->prog->memory, type *, info->param_count + 1);
    for (size_t i = 0; i < info->param_count; i++) params[i] = info->params[i].type;
    type *t = type_function(l->prog, params, info->param_count, info->result,
                            fn_call_is_async(info), fn_call_throws(info));
    return fn_call_throws(info) ? type_throwing(l->prog, t, info->throws, info->throws_count) : t;
}

static void set_name(lower *l, ir_fn *fn, const char *name)
{
    fn->name = name;
    if (fn->home == l->module->name) {
        fn->symbol_name = cname_symbol_new(&l->prog->memory, fn->home, name);
        return;
    }
    text made;
    text_init(&made);
    cname_foreign(&made, l->module->name, fn->home, name);
    fn->symbol_name = arena_copy(&l->prog->memory, made.bytes, made.len);
    text_fini(&made);
}

// `home`: the module in whose text it stands, when it is part of an instance.
static ir_fn *new_fn(lower *l, const char *home, const char *name, const char *shown, span at)
{
    ir_fn *fn = arena_new(&l->prog->memory, ir_fn);
    fn->module = l->module;
    fn->home = home;
    fn->source = home == l->module->name ? l->module->source : source_of(l->prog, at.start);
    fn->shown = shown != NULL ? shown : name;
    set_name(l, fn, name);
    fn->span = at;
    fn->line = source_line(l->prog, at.start);
    fn->result = l->unit;
    fn->handles_errors = true;
    return fn;
}

static ir_fn *fn_from(lower *l, fn_info *info)
{
    const char *home = info->is_instance ? info->module : l->module->name;
    ir_fn *fn = new_fn(l, home, info->name, info->shown, info->span);
    fn->info = info;
    info->ir = fn;
    fn->result = info->result;
    fn->is_async = fn_call_is_async(info);
    fn->can_throw = fn_call_throws(info);
    fn->can_exit = info->can_exit && !info->is_gen;
    fn->is_closure = info->is_closure;
    fn->is_test = info->is_test;
    fn->is_awaited = info->is_awaited;
    fn->is_spawned = info->is_spawned;
    fn->is_value = info->is_value;
    fn->foreign = info->foreign;
    fn->exported = info->exported;
    fn->type = info->symbol != NULL ? info->symbol->type : signature_of(l, info);
    return fn;
}

// The first function of a name has it, the others a number after it.
static const char *unique_name(lower *l, const char *wanted)
{
    wanted = intern_string(&l->prog->names, wanted);
    uintptr_t count = (uintptr_t)map_find(&l->fn_names, wanted) + 1;
    map_put(&l->fn_names, wanted, (void *)count);
    if (count == 1) return wanted;
    text name;
    text_init(&name);
    text_printf(&name, "%s.%u", wanted, (unsigned)count);
    const char *result = intern_string(&l->prog->names, text_string(&name));
    text_fini(&name);
    return result;
}

ir_fn *lower_decl_fn_made(lower *l, const char *stem, span at)
{
    text name;
    text_init(&name);
    const ir_fn *around = l->fn->ir;
    text_printf(&name, "%s.%s%u", around->name, stem, (unsigned)++l->fn->spawn_count);
    ir_fn *fn = new_fn(l, around->home, unique_name(l, text_string(&name)), NULL, at);
    text_fini(&name);
    return fn;
}

ir_fn *lower_decl_fn_job(lower *l, const fn_info *info, span at)
{
    text name;
    text_init(&name);
    text_printf(&name, "%s.job", info->name);
    ir_fn *fn = new_fn(l, l->fn->ir->home, unique_name(l, text_string(&name)), NULL, at);
    text_fini(&name);
    fn->name = fn->shown = info->name;   // what dumps show
    return fn;
}

ir_fn *lower_decl_fn_body(lower *l, span at)
{
    text name;
    text_init(&name);
    const ir_fn *around = l->fn->ir;
    text_printf(&name, "%s.steps", around->name);
    ir_fn *fn = new_fn(l, around->home, unique_name(l, text_string(&name)), around->shown, at);
    text_fini(&name);
    fn->name = around->name;   // what dumps show
    return fn;
}

void lower_decl_fn_begin(lower *l, lower_fn *f, ir_fn *ir)
{
    *f = (lower_fn){.outer = l->fn, .ir = ir, .around = l->seq};
    map_init(&f->vars, &l->prog->scratch);
    map_init(&f->stems, &l->prog->scratch);
    f->top = (lower_scope){0};
    f->scope = &f->top;
    l->fn = f;
    l->seq = ir_seq_new(l->prog, ir->span);
}

void lower_decl_fn_end(lower *l, lower_fn *f)
{
    assert(l->fn == f && f->scope == &f->top);
    ir_node *node = ir_node_new(l->prog, NODE_SCOPE, f->ir->span);
    node->scope.kind = SCOPE_PLAIN;
    node->scope.is_function = true;
    node->scope.vars = f->top.vars.items;
    node->scope.var_count = f->top.vars.count;
    node->scope.body = l->seq;
    f->ir->body = node;
    l->seq = f->around;
    l->fn = f->outer;
    array_push(&l->prog->memory, &l->current->fns, f->ir);
}

ir_var *lower_decl_param(lower *l, const char *name, type *t, const symbol *sym, span at)
{
    ir_var *var = lower_var_new(l, IRVAR_PARAM, name, t, at);
    array_push(&l->prog->memory, &l->fn->ir->params, var);
    var->by_reference = var->is_assigned_again = sym != NULL && sym->is_var;
    if (sym != NULL) map_put(&l->fn->vars, sym, var);
    return var;
}

static void add_params(lower *l, const fn_info *info)
{
    for (size_t i = 0; i < info->param_count; i++) {
        const param_info *p = &info->params[i];
        span at = p->symbol != NULL ? p->symbol->span : info->span;
        lower_decl_param(l, p->name, p->type, p->symbol, at);
    }
}

static void add_captures(lower *l, const fn_info *info)
{
    for (size_t i = 0; i < info->capture_count; i++) {
        const symbol *sym = info->captures[i];
        ir_var *var = lower_var_new(l, IRVAR_CAPTURE, sym->name, sym->type, sym->span);
        var->shadow = sym->shadow > 0 ? sym->shadow : 1;
        array_push(&l->prog->memory, &l->fn->ir->captures, var);
        map_put(&l->fn->vars, sym, var);
    }
    const symbol *self = info->self;
    if (self == NULL || !self->is_used) return;
    l->fn->ir->self = lower_var_new(l, IRVAR_SELF, self->name, self->type, self->span);
    map_put(&l->fn->vars, self, l->fn->ir->self);
}

static void lower_body(lower *l, ir_fn *fn, const fn_info *info, const expr *value,
                       const block *body)
{
    lower_fn inner;
    lower_decl_fn_begin(l, &inner, fn);
    add_params(l, info);
    add_captures(l, info);
    if (info->is_gen) {
        lower_gen_fn(l, info, value, body);
    } else if (value != NULL) {
        lower_mark(l, value->span);
        lower_stmt_return(l, value, value->span);
    } else {
        if (info->made != NULL) lower_class_init_begin(l, info);
        lower_stmt_list(l, body);
        if (info->made != NULL) lower_stmt_return(l, NULL, body->span);
    }
    lower_decl_fn_end(l, &inner);
}

ir_fn *lower_decl_fn_of(lower *l, const symbol *sym)
{
    if (sym->fn->ir == NULL) lower_impossible(l, sym->span, "a function that was not declared");
    return sym->fn->ir;
}

ir_value lower_decl_closure(lower *l, fn_info *info, const expr *value, const block *body, span at)
{
    // A default argument is lowered at each call: its closure exists once a module.
    ir_fn *fn = info->ir;
    if (fn == NULL || fn->module != l->module) {
        fn = fn_from(l, info);
        set_name(l, fn, unique_name(l, info->name));
        fn->is_value = true;
        fn->can_suspend = fn->is_async;
        lower_body(l, fn, info, value, body);
    }
    uint32_t count = (uint32_t)info->capture_count;
    lower_values values = {0};
    for (uint32_t i = 0; i < count; i++) {
        const symbol *sym = info->captures[i];
        ir_var *var = map_find(&l->fn->vars, sym);
        if (var == NULL && sym->mutex == NULL) {
            lower_impossible(l, at, "a captured name without its variable");
        }
        ir_value held = var != NULL ? ir_walk_var_value(var) : lower_expr_read(l, sym, at);
        array_push(&l->prog->scratch, &values, held);
    }
    ir_op *op = lower_op(l, count > 0 ? IR_CLOSURE : IR_FN_VALUE, fn->type, at, count);
    op->aux.callee = fn;
    for (uint32_t i = 0; i < count; i++) op->args[i] = values.items[i];
    return ir_temp_value(op);
}

// ---- module-level variables ---------------------------------------------------------

ir_global *lower_decl_global_of(lower *l, const symbol *sym)
{
    ir_global *global = map_find(&l->state->globals, sym);
    if (global == NULL) lower_impossible(l, sym->span, "a variable that was not declared");
    return global;
}

// A value that stands in the C text as it is; NULL when it has to be computed.
static ir_const *known_value(lower *l, const expr *init, const type *t)
{
    arena *memory = &l->prog->memory;
    ir_const c = {0};
    if (init == NULL || init->kind == EXPR_NONE) {
        c.is_none = true;
    } else if (init->type != t) {
        return NULL;
    } else if (init->kind == EXPR_STR) {
        const expr_str *s = expr_as_const_str(init);
        c.text = arena_copy(memory, s->bytes, s->len);
        c.text_len = s->len;
    } else if (t->kind == TYPE_UNIT && init->kind == EXPR_TUPLE) {
        c.i = 0;
    } else if (init->constant != NULL && type_is_float(t)) {
        c.f = const_number(init->constant);
    } else if (init->constant != NULL) {
        const constant *k = init->constant;
        c.i = k->kind == CONST_BOOL ? (ir_wide)k->truth : const_bits(k);
    } else {
        return NULL;
    }
    ir_const *kept = arena_new(memory, ir_const);
    *kept = c;
    return kept;
}

static void declare_global(lower *l, const decl_var *d)
{
    const symbol *sym = d->head.symbol;
    ir_global *global = arena_new(&l->prog->memory, ir_global);
    global->module = l->module->name;
    global->name = sym->name;
    global->type = sym->type;
    global->is_var = d->is_var;
    global->is_task_var = sym->is_task_var;
    global->span = d->head.span;
    global->doc = d->head.doc;
    global->value = known_value(l, d->init, sym->type);
    map_put(&l->state->globals, sym, global);
    array_push(&l->prog->memory, &l->module->globals, global);
}

static void lower_global_init(lower *l, const decl_var *d)
{
    ir_global *global = lower_decl_global_of(l, d->head.symbol);
    text name;
    text_init(&name);
    text_printf(&name, "%s.init", global->name);
    ir_fn *fn = new_fn(l, l->module->name, unique_name(l, text_string(&name)), NULL,
                       d->head.span);
    text_fini(&name);
    fn->result = global->type;
    fn->type = type_function(l->prog, NULL, 0, fn->result, false, false);
    lower_fn inner;
    lower_decl_fn_begin(l, &inner, fn);
    lower_mark(l, d->head.span);
    lower_stmt_return(l, d->init, d->head.span);
    lower_decl_fn_end(l, &inner);
    global->init = fn;
    l->current->fn = fn;
}

// ---- modules ---------------------------------------------------------------------------

// "Names that start with _ are private to the module."
static bool is_private(const char *name)
{
    return name[0] == '_';
}

static void add_unit(lower *l, decl *d, ir_fn *fn)
{
    ir_unit unit = {.decl = d, .fn = fn};
    array_push(&l->prog->memory, &l->module->units, unit);
}

// What imports a library may have been compiled before or apart from it: so
// the names decide what is exported, and its default values, not who uses it.
static void declare_fn(lower *l, decl *d, const decl *owner)
{
    ir_fn *fn = fn_from(l, decl_as_fn(d)->info);
    bool is_method = owner != NULL;
    fn->doc = d->doc;
    bool is_shown = !is_private(d->name.text) && !(is_method && is_private(owner->name.text));
    bool is_exposed = fn->info->symbol != NULL && fn->info->symbol->is_exposed;
    fn->is_exported = l->module->is_library && (is_shown || is_exposed);
    fn->is_main = l->module->is_root && !is_method && strcmp(fn->name, "main") == 0;
    if (fn->is_main) l->module->main = fn;
    map_put(&l->fn_names, fn->name, (void *)(uintptr_t)1);
    add_unit(l, d, fn);
}

static void declare_test(lower *l, decl_test *d)
{
    ir_fn *fn = fn_from(l, d->info);
    fn->test_name = d->head.name.text;
    array_push(&l->prog->memory, &l->module->tests, fn);
    add_unit(l, &d->head, fn);
}

// ---- instances of generics ---------------------------------------------------------------

// What is read again for the instance: it stands in the place of that.
static decl *root_of(const instance *of)
{
    return of->of != NULL ? of->of->root : of->owner->instance->of->root;
}

static void add_instance(lower *l, instance *of)
{
    if (map_put(&l->instances, of, of) != NULL || of->symbol->kind != SYM_FN) return;
    decl *root = root_of(of);
    instance_list *list = map_find(&l->instances_of, root);
    if (list == NULL) {
        list = arena_zero(&l->prog->memory, sizeof *list);
        map_put(&l->instances_of, root, list);
    }
    array_push(&l->prog->memory, list, of);
}

// What the module uses, by itself or through others.  Of default values that of every
// module: they are lowered where they are left out.
static void find_instances(lower *l, const module *given)
{
    map_init(&l->instances, &l->prog->memory);
    map_init(&l->instances_of, &l->prog->memory);
    for (uint32_t i = 0; i < given->instances.count; i++)
        add_instance(l, given->instances.entries[i].value);
    for (uint32_t i = 0; i < l->prog->order.count; i++) {
        const map *used = &l->prog->order.items[i]->default_instances;
        for (uint32_t k = 0; k < used->count; k++) add_instance(l, used->entries[k].value);
    }
    for (uint32_t i = 0; i < l->instances.count; i++) {   // it grows
        const instance *of = l->instances.entries[i].value;
        for (uint32_t k = 0; k < of->uses.count; k++) add_instance(l, of->uses.entries[k].value);
    }
}

static void declare_instances(lower *l, const decl *root)
{
    const instance_list *list = map_find(&l->instances_of, root);
    for (uint32_t i = 0; list != NULL && i < list->count; i++) {
        decl *tree = list->items[i]->tree;
        ir_fn *fn = fn_from(l, decl_as_fn(tree)->info);
        fn->doc = tree->doc;
        add_unit(l, tree, fn);
    }
}

// Those of generics of other modules come first.
static void declare_foreign_instances(lower *l)
{
    for (uint32_t i = 0; i < l->instances_of.count; i++) {
        const decl *root = l->instances_of.entries[i].key;
        bool is_foreign = root->symbol->module != l->module->name;
        if (is_foreign) declare_instances(l, root);
    }
}

// ---- declarations ------------------------------------------------------------------------

static void declare(lower *l, decl *d)
{
    declare_instances(l, d);
    if (d->symbol != NULL && d->symbol->generic != NULL) return;
    bool is_type = d->kind == DECL_STRUCT || d->kind == DECL_ENUM || d->kind == DECL_CLASS ||
                   d->kind == DECL_INTERFACE || d->kind == DECL_ERROR;
    if (is_type) {
        array_push(&l->prog->memory, &l->module->types, d->symbol->type);
        array_push(&l->prog->memory, &l->module->type_docs, d->doc);
    }
    if (d->kind == DECL_EXTERN)
        array_push(&l->prog->memory, &l->module->foreign, decl_as_extern(d)->foreign);
    if (d->kind == DECL_FN) declare_fn(l, d, NULL);
    if (d->kind == DECL_TEST) declare_test(l, decl_as_test(d));
    if (d->kind == DECL_VAR) {
        declare_global(l, decl_as_var(d));
        if (array_last(&l->module->globals)->value == NULL) add_unit(l, d, NULL);
    }
    const decl_list *methods = d->kind == DECL_INTERFACE ? NULL : ast_methods_of(d);
    for (uint32_t i = 0; methods != NULL && i < methods->count; i++) {
        if (methods->items[i]->symbol->generic == NULL) declare_fn(l, methods->items[i], d);
    }
}

static lower_state *state_of(program *prog)
{
    if (prog->lowered == NULL) {
        lower_state *state = arena_new(&prog->memory, lower_state);
        map_init(&state->globals, &prog->memory);
        map_init(&state->modules, &prog->memory);
        prog->lowered = state;
    }
    return prog->lowered;
}

// FNV-1a of the declaration, comments included.
static void add_text(const lower *l, ir_module *m, const decl *d)
{
    size_t len;
    const char *bytes = source_text(l->prog, d->span, &len);
    if (m->generics == 0) m->generics = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        m->generics = (m->generics ^ (uint8_t)bytes[i]) * 1099511628211u;
}

ir_module *lower_decl_declare(program *prog, module *given)
{
    ir_module *result = arena_new(&prog->memory, ir_module);
    lower *l = arena_new(&prog->memory, lower);
    *l = (lower){.prog = prog, .state = state_of(prog), .module = result};
    l->unit = type_scalar(prog, TYPE_UNIT);
    l->boolean = type_scalar(prog, TYPE_BOOL);
    l->integer = type_scalar(prog, TYPE_INT);
    l->string = type_scalar(prog, TYPE_STR);
    map_init(&l->fn_names, &prog->memory);
    result->lowering = l;
    result->name = given->name;
    result->source = given->tree->file;
    result->is_root = given->is_root;
    result->is_library = given->is_library;
    map_put(&l->state->modules, given, result);
    for (uint32_t i = 0; i < given->uses.count; i++) {
        ir_module *used = map_find(&l->state->modules, given->uses.items[i]);
        if (used != NULL) array_push(&prog->memory, &result->imports, used);
    }
    find_instances(l, given);
    declare_foreign_instances(l);
    const decl_list *decls = &given->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) {
        const symbol *sym = decls->items[i]->symbol;
        if (sym != NULL && sym->generic != NULL) add_text(l, result, decls->items[i]);
        declare(l, decls->items[i]);
    }
    return result;
}

void lower_decl_module(ir_module *ir, uint32_t index)
{
    lower *l = ir->lowering;
    l->current = &ir->units.items[index];
    decl *d = l->current->decl;
    if (d->kind == DECL_VAR) {
        lower_global_init(l, decl_as_var(d));
    } else if (l->current->fn->info->foreign != NULL) {   // its body is C: emit_foreign.c
        lower_fn inner;
        lower_decl_fn_begin(l, &inner, l->current->fn);
        add_params(l, l->current->fn->info);
        lower_decl_fn_end(l, &inner);
    } else {
        const block *body = d->kind == DECL_TEST ? decl_as_test(d)->body : decl_as_fn(d)->body;
        lower_body(l, l->current->fn, l->current->fn->info, NULL, body);
    }
    arena_reset(&l->prog->scratch);
}

void lower_decl_finish(ir_module *ir)
{
    for (uint32_t i = 0; i < ir->units.count; i++) {
        const ir_fns *made = &ir->units.items[i].fns;
        for (uint32_t k = 0; k < made->count; k++) {
            array_push(&ir->lowering->prog->memory, &ir->fns, made->items[k]);
        }
    }
}
