// SPDX-License-Identifier: MIT
// lower_decl.c - modules, functions, closures, tests, module-level variables.
//
// All functions of a module get their ir_fn first, so that a body can call any
// of them; then the bodies are lowered in the order of the source.  A closure's
// function comes before the one that makes it.

#include <assert.h>
#include <stdio.h>

#include "const.h"
#include "emit_name.h"
#include "lower.h"
#include "lower_fn.h"

// ---- functions --------------------------------------------------------------------

static type *signature_of(lower *l, const fn_info *info)
{
    type **params = arena_new_array(&l->prog->memory, type *, info->param_count + 1);
    for (size_t i = 0; i < info->param_count; i++) params[i] = info->params[i].type;
    type *t = type_function(l->prog, params, info->param_count, info->result, info->is_async,
                            info->can_throw);
    return info->can_throw ? type_throwing(l->prog, t, info->throws, info->throws_count) : t;
}

static void set_name(lower *l, ir_fn *fn, const char *name)
{
    fn->name = name;
    fn->symbol_name = name_symbol_new(&l->prog->memory, l->module->name, name);
}

static ir_fn *new_fn(lower *l, const char *name, span at)
{
    ir_fn *fn = arena_new(&l->prog->memory, ir_fn);
    fn->module = l->module;
    set_name(l, fn, name);
    fn->span = at;
    fn->result = l->unit;
    return fn;
}

static ir_fn *fn_from(lower *l, const fn_info *info)
{
    ir_fn *fn = new_fn(l, info->name, info->span);
    fn->result = info->result;
    fn->is_async = info->is_async;
    fn->can_throw = info->can_throw;
    fn->is_closure = info->is_closure;
    fn->is_test = info->is_test;
    fn->type = signature_of(l, info);
    return fn;
}

// The first function of a name has it, the others a number behind it.
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

ir_fn *lower_fn_made(lower *l, const char *stem, span at)
{
    text name;
    text_init(&name);
    text_printf(&name, "%s.%s%u", l->fn->ir->name, stem, (unsigned)++l->fn->spawn_count);
    ir_fn *fn = new_fn(l, unique_name(l, text_string(&name)), at);
    text_fini(&name);
    return fn;
}

void lower_fn_begin(lower *l, lower_fn *f, ir_fn *ir)
{
    *f = (lower_fn){.outer = l->fn, .ir = ir, .around = l->seq};
    map_init(&f->vars, &l->prog->scratch);
    map_init(&f->stems, &l->prog->scratch);
    f->top = (lower_scope){0};
    f->scope = &f->top;
    l->fn = f;
    l->seq = ir_seq_new(l->prog, ir->span);
}

void lower_fn_end(lower *l, lower_fn *f)
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
    array_push(&l->prog->memory, &l->module->fns, f->ir);
}

ir_var *lower_param(lower *l, const char *name, type *t, const symbol *sym, span at)
{
    ir_var *var = lower_var_new(l, IRVAR_PARAM, name, t, at);
    array_push(&l->prog->memory, &l->fn->ir->params, var);
    if (sym != NULL) map_put(&l->fn->vars, sym, var);
    return var;
}

static void add_params(lower *l, const fn_info *info)
{
    for (size_t i = 0; i < info->param_count; i++) {
        const param_info *p = &info->params[i];
        span at = p->symbol != NULL ? p->symbol->span : info->span;
        lower_param(l, p->name, p->type, p->symbol, at);
    }
}

static void add_captures(lower *l, const fn_info *info)
{
    for (size_t i = 0; i < info->capture_count; i++) {
        const symbol *sym = info->captures[i];
        ir_var *var = lower_var_new(l, IRVAR_CAPTURE, sym->name, sym->type, sym->span);
        var->shadow = sym->shadow > 0 ? sym->shadow : 1;
        array_push(&l->prog->fn, &l->fn->ir->captures, var);
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
    lower_fn_begin(l, &inner, fn);
    add_params(l, info);
    add_captures(l, info);
    if (value != NULL) {
        lower_mark(l, value->span);
        lower_return(l, value, value->span);
    } else {
        lower_stmts(l, body);
    }
    lower_fn_end(l, &inner);
}

ir_fn *lower_fn_of(lower *l, const symbol *sym)
{
    ir_fn *fn = map_find(&l->state->fns, sym);
    if (fn == NULL) lower_impossible(l, sym->span, "a function that was not declared");
    return fn;
}

ir_value lower_closure(lower *l, fn_info *info, const expr *value, const block *body, span at)
{
    // A default argument is lowered at each call: its closure exists once a module.
    ir_fn *fn = map_find(&l->state->fns, info);
    if (fn == NULL || fn->module != l->module) {
        fn = fn_from(l, info);
        set_name(l, fn, unique_name(l, info->name));
        fn->is_value = true;
        map_put(&l->state->fns, info, fn);
        lower_body(l, fn, info, value, body);
    }
    uint32_t count = (uint32_t)info->capture_count;
    ir_op *op = lower_op(l, count > 0 ? IR_CLOSURE : IR_FN_VALUE, fn->type, at, count);
    op->aux.callee = fn;
    for (uint32_t i = 0; i < count; i++) {
        ir_var *var = map_find(&l->fn->vars, info->captures[i]);
        if (var == NULL) lower_impossible(l, at, "a captured name without its variable");
        op->args[i] = ir_var_value(var);
    }
    return ir_temp_value(op);
}

// ---- module-level variables ---------------------------------------------------------

ir_global *lower_global_of(lower *l, const symbol *sym)
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
        const expr_str *s = expr_as_str((expr *)init);
        c.text = arena_copy(memory, s->bytes, s->len);
        c.text_len = s->len;
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
    global->span = d->head.span;
    global->value = known_value(l, d->init, sym->type);
    map_put(&l->state->globals, sym, global);
    array_push(&l->prog->memory, &l->module->globals, global);
}

static void lower_global_init(lower *l, const decl_var *d)
{
    ir_global *global = lower_global_of(l, d->head.symbol);
    if (global->value != NULL) return;
    text name;
    text_init(&name);
    text_printf(&name, "%s.init", global->name);
    ir_fn *fn = new_fn(l, unique_name(l, text_string(&name)), d->head.span);
    text_fini(&name);
    fn->result = global->type;
    fn->type = type_function(l->prog, NULL, 0, fn->result, false, false);
    lower_fn inner;
    lower_fn_begin(l, &inner, fn);
    lower_mark(l, d->head.span);
    lower_return(l, d->init, d->head.span);
    lower_fn_end(l, &inner);
    global->init = fn;
}

// ---- modules ---------------------------------------------------------------------------

// "Names that start with _ are private to the module."
static bool is_private(const char *name)
{
    return name[0] == '_';
}

// Whoever imports a library may have been compiled before or apart from it: so
// the names decide what is exported, not who uses it.
static void declare_fn(lower *l, const decl *d, const decl *owner)
{
    fn_info *info = decl_as_fn((decl *)d)->info;
    ir_fn *fn = fn_from(l, info);
    bool is_method = owner != NULL;
    fn->is_method = is_method;
    fn->is_exported = l->module->is_library && !is_private(d->name.text) &&
                      !(is_method && is_private(owner->name.text));
    fn->is_main = l->module->is_root && !is_method && strcmp(fn->name, "main") == 0;
    if (fn->is_main) l->module->main = fn;
    map_put(&l->state->fns, d->symbol, fn);
    map_put(&l->fn_names, intern_string(&l->prog->names, fn->name), (void *)(uintptr_t)1);
}

static const decl_list *methods_of(const decl *d)
{
    if (d->kind == DECL_STRUCT) return &decl_as_struct((decl *)d)->methods;
    if (d->kind == DECL_ENUM) return &decl_as_enum((decl *)d)->methods;
    return NULL;
}

static void declare(lower *l, const decl *d)
{
    bool is_type = d->kind == DECL_STRUCT || d->kind == DECL_ENUM || d->kind == DECL_ERROR;
    if (is_type) array_push(&l->prog->memory, &l->module->types, d->symbol->type);
    if (d->kind == DECL_FN) declare_fn(l, d, NULL);
    if (d->kind == DECL_VAR) declare_global(l, decl_as_var((decl *)d));
    const decl_list *methods = methods_of(d);
    for (uint32_t i = 0; methods != NULL && i < methods->count; i++) {
        declare_fn(l, methods->items[i], d);
    }
}

static void lower_test_block(lower *l, const decl_test *d)
{
    ir_fn *fn = fn_from(l, d->info);
    fn->test_name = d->head.name.text;
    fn->is_test = true;
    array_push(&l->prog->memory, &l->module->tests, fn);
    lower_body(l, fn, d->info, NULL, d->body);
}

static void lower_declared(lower *l, const decl *d)
{
    const decl_fn *f = decl_as_fn((decl *)d);
    lower_body(l, lower_fn_of(l, d->symbol), f->info, NULL, f->body);
}

static void lower_decl(lower *l, const decl *d)
{
    switch (d->kind) {
    case DECL_FN: lower_declared(l, d); break;
    case DECL_VAR: lower_global_init(l, decl_as_var((decl *)d)); break;
    case DECL_TEST: lower_test_block(l, decl_as_test((decl *)d)); break;
    case DECL_STRUCT:
    case DECL_ENUM: {
        const decl_list *methods = methods_of(d);
        for (uint32_t i = 0; i < methods->count; i++) lower_declared(l, methods->items[i]);
        break;
    }
    case DECL_ERROR:
    case DECL_IMPORT:
    case DECL_BAD:
    case DECL_CLASS:
    case DECL_INTERFACE:
    case DECL_EXTERN:
    case DECL_KIND_COUNT:
        break;
    }
}

static lower_state *state_of(program *prog)
{
    if (prog->lowered == NULL) {
        lower_state *state = arena_new(&prog->memory, lower_state);
        map_init(&state->fns, &prog->memory);
        map_init(&state->globals, &prog->memory);
        map_init(&state->modules, &prog->memory);
        map_init(&state->builtins, &prog->memory);
        prog->lowered = state;
    }
    return prog->lowered;
}

ir_module *lower_module(program *prog, module *given)
{
    ir_module *result = arena_new(&prog->memory, ir_module);
    lower l = {.prog = prog, .state = state_of(prog), .module = result};
    l.unit = type_scalar(prog, TYPE_UNIT);
    l.boolean = type_scalar(prog, TYPE_BOOL);
    l.integer = type_scalar(prog, TYPE_INT);
    l.string = type_scalar(prog, TYPE_STR);
    map_init(&l.fn_names, &prog->scratch);
    result->name = given->name;
    result->source = given->tree->file;
    result->is_root = given->is_root;
    result->is_library = given->is_library;
    map_put(&l.state->modules, given, result);
    for (uint32_t i = 0; i < given->uses.count; i++) {
        ir_module *used = map_find(&l.state->modules, given->uses.items[i]);
        if (used != NULL) array_push(&prog->memory, &result->imports, used);
    }
    const decl_list *decls = &given->tree->decls;
    for (uint32_t i = 0; i < decls->count; i++) declare(&l, decls->items[i]);
    for (uint32_t i = 0; i < decls->count; i++) lower_decl(&l, decls->items[i]);
    arena_reset(&prog->scratch);
    return result;
}
