// SPDX-License-Identifier: MIT
// check_cross.c - what may cross to another executor: `spawn f(x) on W`.
//
// "No data race, by construction: a value belongs to one executor."  So three things hold of what
// is spawned there:
//
// X1  The values that cross, arguments, result and errors, consist of parts that can be copied or
//     moved: numbers, strings, bytes, lists, maps, sets, tuples, structs and enums of such parts;
//     or shared: channels, locks, queues and the like.  What else has an identity (an object of a
//     class, a task, a handle of the loop) stays.
// X2  What is called is a function of the program, known by name: a value of function type may hold
//     captures.  So may an argument; the name of a function holds none.
// X3  It reaches no variable of a module, through any call: these belong to the first executor.
//     A `let` whose value never changes, nor its reference count, may be read.
//
// X1 and X2 are seen at the spawn.  X3 needs all bodies: the mentions that check_first.c notes are
// followed at the end.  A mention counts as a call; a call of an interface's method counts for
// every type that stands for the interface.
//
//     var count = 0
//     fn add() { count += 1 }            add mentions count
//     fn work(n: int) { add() }          work mentions add
//     spawn work(1) on thread()          E0712: work calls add, which uses count
#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "check/check_expr.h"

// ---- X1: types --------------------------------------------------------------------------

static const type *refused(const type *t);

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcmp(name, *names) == 0) return true;
    }
    return false;
}

// Runtime objects that executors share, or that cross as a copy.
static const char *const handles[] = {
    "Barrier", "BoundedSemaphore", "Condition", "Event",  "Lock",           "RLock",
    "Semaphore", "WaitGroup",      "atomic",    "buffer", "process.Result", NULL};
// Those that hold values, which cross, too.
static const char *const holders[] = {
    "Condition", "LifoQueue", "PriorityQueue", "Queue", "mutex", NULL};

static bool is_atomic(const type *t)
{
    return t->kind == TYPE_HOLDER && strcmp(t->holder->name, "atomic") == 0;
}

static const type *refused_field(const type_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const type *found = refused(fields[i].type);
        if (found != NULL) return found;
    }
    return NULL;
}

// A type in the middle of its own answer adds nothing to it.
static const type *refused_inside(const type *t)
{
    type_decl *body = t->decl;
    if (body->asking) return NULL;
    body->asking = true;
    const type *found = refused_field(body->fields, body->field_count);
    for (size_t i = 0; i < body->case_count && found == NULL; i++) {
        found = refused_field(body->cases[i].fields, body->cases[i].field_count);
    }
    body->asking = false;
    return found;
}

// The part that has to stay; NULL: it can cross.
static const type *refused(const type *t)
{
    switch (t->kind) {
#define SCALAR TYPE_SCALAR_CASE
#include "sema/type.def"
#undef SCALAR
    case TYPE_KIND_COUNT:
        return t->kind == TYPE_GROUP || t->kind == TYPE_ANY ? t : NULL;
    case TYPE_LIST:
    case TYPE_SET:
    case TYPE_OPTIONAL:
    case TYPE_BOX:
        return refused(t->element);
    case TYPE_MAP: {
        const type *found = refused(t->key);
        return found != NULL ? found : refused(t->element);
    }
    case TYPE_TUPLE:
        for (size_t i = 0; i < t->item_count; i++) {
            const type *found = refused(t->items[i]);
            if (found != NULL) return found;
        }
        return NULL;
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_ERROR:   // of `Error` the fields are looked at when one comes
        return refused_inside(t);
    case TYPE_HOLDER:
        if (is_one_of(t->holder->name, holders)) return refused(t->element);
        return is_atomic(t) ? NULL : t;
    case TYPE_OPAQUE:
        return is_one_of(t->opaque->name, handles) ? NULL : t;
    case TYPE_CHAN:
        return refused(t->element);
    case TYPE_CLASS:
    case TYPE_INTERFACE:
    case TYPE_FN:
    case TYPE_TASK:
    case TYPE_FUTURE:
    case TYPE_GEN:
    case TYPE_POINTER:
    case TYPE_WEAK:
    case TYPE_PARAM:
        return t;
    }
    return t;
}

static void help_refused(checker *c, diag *d, const type *part)
{
    if (part->kind == TYPE_CLASS) {
        diag_help(c->prog, d, "an object is shared by all that hold it, so it stays where it was "
                  "made; a struct crosses as a copy");
    } else if (part->kind == TYPE_INTERFACE) {
        diag_help(c->prog, d, "what is behind an interface may be an object; give the value "
                  "itself");
    } else if (part->kind == TYPE_FN) {
        diag_help(c->prog, d, "a value of function type may hold captures; the name of a function "
                  "crosses");
    } else {
        diag_help(c->prog, d, "it belongs to the loop that made it; send what it holds, or give "
                  "back what it is to do");
    }
}

// `what` crosses: "argument `x`", "the result".
static void check_crosses(checker *c, span at, const char *what, const type *t)
{
    const type *part = refused(t);
    if (part == NULL) return;
    diag *d = diag_error(c->prog, at, E0710, what, part);
    if (part != t) diag_note(c->prog, d, "%T is a part of %T", part, t);
    help_refused(c, d, part);
}

void check_cross_made(checker *c, span at, const type *made)
{
    if (is_atomic(made)) check_crosses(c, at, "the value of an atomic", made->element);
}

// ---- X2: what is called -----------------------------------------------------------------

// The function that an expression names: it has no captures.
static fn_info *named_function(const expr *e)
{
    const symbol *sym = NULL;
    if (e->kind == EXPR_NAME) sym = expr_as_const_name(e)->symbol;
    return sym != NULL && sym->kind == SYM_FN && sym->fn->outer == NULL ? sym->fn : NULL;
}

static void note_root(checker *c, fn_info *root, span at)
{
    array_push(&c->prog->unit, &c->crossings, ((check_crossing){.root = root, .at = at}));
}

static void check_sent(checker *c, const param_info *to, const expr *e)
{
    if (e->type == NULL || check_fit_is_poison(e->type)) return;
    fn_info *named = to->type->kind == TYPE_FN ? named_function(e) : NULL;
    if (named != NULL) {
        note_root(c, named, e->span);
        return;
    }
    const type *t = to->type->kind == TYPE_INTERFACE ? to->type : e->type;
    check_crosses(c, e->span, check_expr_format(c, "argument %N", to->name), t);
}

static void check_all_sent(checker *c, const expr_call *call, const fn_info *info)
{
    const call_plan *plan = call->plan;
    for (uint32_t i = 0; i < plan->arg_count; i++) {
        if (plan->args[i] != NULL) check_sent(c, &info->params[i], plan->args[i]);
    }
    param_info rest = {.name = info->param_count > 0 ? info->params[info->param_count - 1].name
                                                     : "",
                       .type = c->unit};
    for (uint32_t i = 0; i < plan->rest_count; i++) check_sent(c, &rest, plan->rest[i]);
}

static const char *kind_of_call(const call_plan *plan)
{
    switch (plan->kind) {
    case CALL_FN:
    case CALL_METHOD:
        if (plan->target->fn->is_abstract) return "a method of an interface";
        if (plan->target->fn->is_mut) return "a mut fn, which changes a variable of its caller";
        if (plan->target->fn->is_gen) return "a generator";
        if (plan->target->fn->outer != NULL) return "a function inside a function";
        return NULL;
    case CALL_VALUE:
        return "a value of function type";
    case CALL_STRUCT:
    case CALL_CASE:
    case CALL_ERROR:
        return "the making of a value";
    case CALL_BUILTIN:
        return "a built-in function";
    }
    return NULL;
}

type *check_cross_call(checker *c, const type *where, expr *operand)
{
    if (operand->kind != EXPR_CALL) {
        const type *t = check_expr(c, operand, NULL);
        if (!check_fit_is_poison(t)) diag_error(c->prog, operand->span, E0713, "a value");
        return NULL;
    }
    expr_call *call = expr_as_call(operand);
    type *result = check_call(c, call, NULL, USE_SPAWN);
    operand->type = result;
    const call_plan *plan = call->plan;
    if (check_fit_is_poison(result) || plan == NULL || check_fit_is_poison(where)) return NULL;
    const char *kind = kind_of_call(plan);
    if (kind != NULL) {
        diag *d = diag_error(c->prog, operand->span, E0713, kind);
        diag_help(c->prog, d, "declare a function that does it, and spawn that");
        return NULL;
    }
    fn_info *info = plan->target->fn;
    if (plan->is_async) {
        diag *d = diag_error(c->prog, operand->span, E0709, where, info->symbol->name);
        diag_label(c->prog, d, info->span, "declared async here");
        return NULL;
    }
    check_all_sent(c, call, info);
    check_crosses(c, operand->span, "the result", result);
    for (uint32_t i = 0; i < info->throws_count; i++) {
        check_crosses(c, operand->span, "an error of it", info->throws[i]);
    }
    note_root(c, info, operand->span);
    return result;
}

type *check_cross_target(checker *c, expr *e)
{
    type *t = check_expr_any_value(c, e, NULL);
    if (check_fit_is_poison(t)) return t;
    static const char *const targets[] = {"Thread", "Threads"};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        if (t->kind == TYPE_OPAQUE && strcmp(t->opaque->name, targets[i]) == 0) return t;
    }
    diag *d = diag_error(c->prog, e->span, E0708, t);
    diag_help(c->prog, d,
              "`thread()` runs it on a thread of its own, `Threads(n)` on one of n threads");
    return c->poison;
}

// ---- X3: variables of modules -----------------------------------------------------------

// A value that every thread may read: its bytes never change, and what it refers to is static or
// made to be shared.
static bool is_constant(const symbol *global)
{
    if (global->is_var) return false;
    if (check_fit_is_poison(global->type) || !global->type->counted) return true;
    if (is_atomic(global->type)) return true;
    const expr *init = global->decl != NULL ? ((const decl_var *)(const void *)global->decl)->init
                                            : NULL;
    return init != NULL && (init->kind == EXPR_STR || init->kind == EXPR_BYTES);
}

typedef struct reach {
    checker *c;
    uint32_t round;              // of this crossing: fn_info.reached
    array_of(fn_info *) open;    // breadth first, so that the way is a shortest one
    array_of(uint32_t) from;     // by place in `open`: who mentions it
    uint32_t at;
} reach;

static void add_all(reach *r, fn_info *const *items, uint32_t count)
{
    arena *scratch = &r->c->prog->scratch;
    for (uint32_t i = 0; i < count; i++) {
        fn_info *info = items[i];
        if (info->reached == r->round) continue;
        info->reached = r->round;
        array_push(scratch, &r->open, info);
        array_push(scratch, &r->from, r->at);
    }
}

// What stands for a method of an interface.
static void add_methods(reach *r, const fn_info *info)
{
    const type *face = info->params[0].type;
    assert(face->kind == TYPE_INTERFACE);
    size_t index = 0;
    while (index < face->decl->method_count && face->decl->methods[index]->fn != info) index++;
    for (const type_face *f = face->decl->faces; f != NULL; f = f->next) {
        if (index < face->decl->method_count) add_all(r, &f->methods[index]->fn, 1);
    }
}

static const symbol *global_of(const fn_info *info)
{
    return info->symbol != NULL && info->symbol->kind == SYM_GLOBAL ? info->symbol : NULL;
}

static void report_reach(const reach *r, const check_crossing *crossing, const symbol *global)
{
    program *prog = r->c->prog;
    diag *d = diag_error(prog, crossing->at, E0712, crossing->root->symbol->name, global->name);
    diag_label(prog, d, global->span, "declared here");
    uint32_t place = r->at;
    while (place > 0) {
        const fn_info *user = r->open.items[r->from.items[place]];
        bool is_variable = place == r->at;
        diag_note(prog, d, is_variable ? "%N uses %N" : "%N calls %N", user->name,
                  r->open.items[place]->name);
        place = r->from.items[place];
    }
    if (!global->is_var) {
        diag_help(prog, d, "pass the value as an argument: it crosses as a copy");
    } else {
        diag_help(prog, d, "pass the value as an argument and give the new one back");
    }
}

static void follow(checker *c, const check_crossing *crossing, uint32_t round)
{
    reach r = {.c = c, .round = round};
    fn_info *root = crossing->root;
    add_all(&r, &root, 1);
    for (r.at = 0; r.at < r.open.count; r.at++) {
        const fn_info *info = r.open.items[r.at];
        const symbol *global = global_of(info);
        if (global != NULL) {
            if (is_constant(global)) continue;
            report_reach(&r, crossing, global);
            return;
        }
        if (info->is_abstract) add_methods(&r, info);
        add_all(&r, info->needs.items, info->needs.count);
        add_all(&r, info->also.items, info->also.count);
    }
}

void check_cross_reach(checker *c)
{
    for (uint32_t i = 0; i < c->crossings.count; i++) {
        follow(c, &c->crossings.items[i], i + 1);
        arena_reset(&c->prog->scratch);
    }
}
