// SPDX-License-Identifier: MIT
// check_first.c - first values that need each other.
//
// A module-level variable gets its first value after those that its initialiser mentions, by
// itself or through the functions that it mentions.  A cycle has no first one:
//
//     let limit = double()                   limit needs double
//     fn double() -> int { return base * 2 } double needs base
//     let base = limit + 1                   base needs limit: E0331
//
// A cycle of variables alone is found where their types are (check_body_global_type).  What is left
// are the strongly connected parts of the graph that have a variable and a function; Tarjan's
// algorithm gives them.  A value that stands in the C as it is needs nothing.
#include <assert.h>

#include "base/array.h"
#include "check/check.h"

typedef array_of(fn_info *) info_list;

// ---- what mentions what --------------------------------------------------------------

fn_info *check_first_global_info(checker *c, symbol *global)
{
    if (global->fn == NULL) {
        global->fn = arena_new(&c->prog->unit, fn_info);
        global->fn->name = global->name;
        global->fn->module = global->module;
        global->fn->symbol = global;
    }
    return global->fn;
}

// The function that a mention here belongs to: closures are a part of the one around them.
static fn_info *mentioning(const checker *c)
{
    fn_info *user = c->fn != NULL ? c->fn->info : NULL;
    while (user != NULL && user->outer != NULL) user = user->outer;
    return user;
}

static void add_also(checker *c, fn_info *user, fn_info *other)
{
    bool is_known = user->also.count > 0 && array_last(&user->also) == other;
    if (!is_known) array_push(&c->prog->unit, &user->also, other);
}

void check_first_mention_of(checker *c, fn_info *other)
{
    fn_info *user = mentioning(c);
    if (user == NULL) return;
    if (other->module != c->module->name) {
        add_also(c, user, other);
        return;
    }
    bool is_known = user->needs.count > 0 && array_last(&user->needs) == other;
    if (!is_known) array_push(&c->prog->unit, &user->needs, other);
}

void check_first_written(checker *c, symbol *global)
{
    fn_info *user = mentioning(c);
    if (user != NULL) add_also(c, user, check_first_global_info(c, global));
}

void check_first_mention(checker *c, symbol *sym)
{
    if (sym->kind == SYM_FN && sym->fn != NULL) check_first_mention_of(c, sym->fn);
    if (sym->kind == SYM_GLOBAL) check_first_mention_of(c, check_first_global_info(c, sym));
}

// ---- cycles ---------------------------------------------------------------------------

typedef struct visit {
    fn_info *info;
    uint32_t next;          // need to look at next
    uint32_t low;           // lowest number that is reachable
} visit;

typedef struct first_values {
    checker *c;
    uint32_t last_number;
    array_of(visit) path;   // of the depth-first search
    info_list open;         // whose part is not complete
    array_of(bool) closed;  // by number: its part is complete
} first_values;

static bool is_global(const fn_info *info)
{
    return info->symbol != NULL && info->symbol->kind == SYM_GLOBAL;
}

static void enter(first_values *v, fn_info *info)
{
    arena *a = &v->c->prog->scratch;
    info->number = ++v->last_number;
    array_push(a, &v->path, ((visit){.info = info, .low = info->number}));
    array_push(a, &v->open, info);
    array_push(a, &v->closed, false);
}

// How `first` comes to need itself: breadth first, within its part.
static void find_way(first_values *v, const fn_info *first, const info_list *part, info_list *way)
{
    arena *a = &v->c->prog->scratch;
    uint32_t low = UINT32_MAX, high = 0;
    for (uint32_t i = 0; i < part->count; i++) {
        uint32_t number = part->items[i]->number;
        if (number < low) low = number;
        if (number > high) high = number;
    }
    fn_info **from = arena_new_array(a, fn_info *, high - low + 1);
    info_list queue = {0};
    array_push(a, &queue, part->items[0]);
    for (uint32_t i = 0; i < part->count; i++) {
        if (part->items[i] == first) queue.items[0] = part->items[i];
    }
    for (uint32_t i = 0; i < queue.count; i++) {
        fn_info *info = queue.items[i];
        for (uint32_t k = 0; k < info->needs.count; k++) {
            fn_info *other = info->needs.items[k];
            bool is_inside = other->number >= low && !v->closed.items[other->number - 1];
            if (!is_inside || from[other->number - low] != NULL) continue;
            from[other->number - low] = info;
            array_push(a, &queue, other);
        }
    }
    fn_info *at = queue.items[0];
    do {
        at = from[at->number - low];
        assert(at != NULL);
        array_push(a, way, at);
    } while (at != first);
}

static void report(first_values *v, const fn_info *first, const info_list *part)
{
    checker *c = v->c;
    info_list way = {0};
    find_way(v, first, part, &way);
    diag *d = diag_error(c->prog, first->symbol->span, E0331, first->symbol->name);
    // The way is found from its end on; the first one needs the last of the list before it.
    const char *user = first->symbol->name;
    for (uint32_t i = way.count; i > 0; i--) {
        const fn_info *info = i > 1 ? way.items[i - 2] : first;
        const char *name = info->name;
        diag_note(c->prog, d, is_global(info) ? "%N reads %N" : "%N uses %N", user, name);
        user = name;
    }
    diag_help(c->prog, d, "give %N a value that needs none of them, and compute it in a function "
              "that `main` calls", first->symbol->name);
}

// The part that was entered at `info` is complete: it lies on top of `open`.
static void close_part(first_values *v, const fn_info *info)
{
    uint32_t begin = v->open.count;
    while (v->open.items[--begin] != info) continue;
    info_list part = {.items = v->open.items + begin, .count = v->open.count - begin};
    const fn_info *first = NULL;
    bool has_function = false, is_reported = false;
    for (uint32_t i = 0; i < part.count; i++) {
        const fn_info *member = part.items[i];
        if (!is_global(member)) {
            has_function = true;
            continue;
        }
        is_reported |= check_fit_is_poison(member->symbol->type);
        bool is_first = first == NULL || member->symbol->span.start < first->symbol->span.start;
        if (is_first) first = member;
    }
    if (first != NULL && has_function && !is_reported) report(v, first, &part);
    for (uint32_t i = 0; i < part.count; i++) v->closed.items[part.items[i]->number - 1] = true;
    v->open.count = begin;
}

static void follow(first_values *v, fn_info *start)
{
    enter(v, start);
    while (v->path.count > 0) {
        visit *top = &array_last(&v->path);
        if (top->next < top->info->needs.count) {
            fn_info *other = top->info->needs.items[top->next++];
            if (other->number == 0) enter(v, other);
            else if (!v->closed.items[other->number - 1] && other->number < top->low)
                top->low = other->number;
            continue;
        }
        visit done = *top;
        v->path.count--;
        if (v->path.count > 0 && done.low < array_last(&v->path).low)
            array_last(&v->path).low = done.low;
        if (done.low == done.info->number) close_part(v, done.info);
    }
}

void check_first_values(checker *c)
{
    first_values v = {.c = c};
    for (uint32_t i = 0; i < c->module->globals.count; i++) {
        fn_info *info = c->module->globals.items[i]->fn;
        if (info != NULL && info->needs.count > 0 && info->number == 0) follow(&v, info);
    }
    arena_reset(&c->prog->scratch);
}
