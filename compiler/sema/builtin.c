// SPDX-License-Identifier: MIT
// builtin.c - finds the rows of builtin.def, and matches their patterns.
//
// All rows of one name make a chain in the order of the table; a finder walks
// it.  A signature is parsed once, when its row is first looked at closely.
#include "sema/builtin.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#define FN(receiver, name, signature, c_name, flags, doc) \
    {receiver, name, signature, c_name, flags, BI_NONE, NULL, 0, doc},
#define CORE(receiver, name, signature, c_name, id, flags, doc) \
    {receiver, name, signature, c_name, flags, id, NULL, 0, doc},
#define SPECIAL(receiver, name, signature, id, flags, doc) \
    {receiver, name, signature, NULL, (flags) | B_SPECIAL, id, NULL, 0, doc},
#define LEAF(receiver, name, signature, c_name, wait_type, size, id, flags, doc) \
    {receiver, name, signature, c_name, (flags) | B_LEAF, id, wait_type, size, doc},
#define CALLEE(receiver, name, signature, c_name, size, flags, doc) \
    {receiver, name, signature, c_name, (flags) | B_CALLEE, BI_NONE, NULL, size, doc},

static const builtin rows[] = {
#include "sema/builtin.def"
};

#undef FN
#undef CORE
#undef SPECIAL
#undef LEAF
#undef CALLEE

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

typedef struct builtin_module {
    const char *name;
    const char *doc;
} builtin_module;

static const builtin_module modules[] = {
#define MODULE(name, doc) {name, doc},
#include "sema/builtin.def"
#undef MODULE
};

enum { MODULE_COUNT = sizeof modules / sizeof modules[0] };

typedef enum row_place { PLACE_FREE, PLACE_MODULE, PLACE_METHOD, PLACE_STATIC } row_place;

// What is known of one row beside the table itself.
typedef struct row_info {
    const char *name;        // interned
    row_place place;
    uint32_t next;           // 1 + the next row of this name; 0: none
    uint32_t next_of_id;     // 1 + the next row of this id; 0: none
    builtin_sig *sig;        // NULL until asked for
    symbol *symbol;          // NULL until asked for
} row_info;

struct builtin_table {
    row_info info[ROW_COUNT];
    map first;               // name -> its first row_info
    uint32_t first_of_id[BI_COUNT];   // 1 + the first row; 0: none
    const map *prelude;      // built-in nominal types: "Timeout" -> symbol
};

size_t builtin_count(void)
{
    return ROW_COUNT;
}

const builtin *builtin_row(size_t index)
{
    assert(index < ROW_COUNT);
    return &rows[index];
}

bool builtin_is_module(const char *name)
{
    for (size_t i = 0; i < MODULE_COUNT; i++) {
        if (strcmp(modules[i].name, name) == 0) return true;
    }
    return false;
}

static row_place place_of(const char *receiver)
{
    if (*receiver == '\0') return PLACE_FREE;
    if (receiver[strlen(receiver) - 1] == '.') return PLACE_STATIC;
    return builtin_is_module(receiver) ? PLACE_MODULE : PLACE_METHOD;
}

void builtin_init(program *prog, const map *prelude)
{
    arena *memory = &prog->memory;
    builtin_table *table = arena_new(memory, builtin_table);
    map_init(&table->first, memory);
    // from the last to the first, so that each chain is in the table's order
    for (uint32_t i = ROW_COUNT; i-- > 0;) {
        row_info *info = &table->info[i];
        info->name = intern_string(&prog->names, rows[i].name);
        info->place = place_of(rows[i].receiver);
        row_info *after = map_put(&table->first, info->name, info);
        info->next = after ? (uint32_t)(after - table->info) + 1 : 0;
        info->next_of_id = table->first_of_id[rows[i].id];
        table->first_of_id[rows[i].id] = i + 1;
    }
    table->prelude = prelude;
    prog->builtins = table;
}

static row_info *info_of(program *prog, const builtin *b)
{
    assert(b >= rows && b < rows + ROW_COUNT);
    return &prog->builtins->info[b - rows];
}

static const builtin *row_of(program *prog, const row_info *info)
{
    return &rows[info - prog->builtins->info];
}

static row_info *next_info(program *prog, const row_info *info)
{
    return info->next ? &prog->builtins->info[info->next - 1] : NULL;
}

const builtin_sig *builtin_signature(program *prog, const builtin *b)
{
    row_info *info = info_of(prog, b);
    if (info->sig == NULL) {
        const char *receiver = info->place == PLACE_METHOD ? b->receiver : NULL;
        info->sig = builtin_sig_read(prog, prog->builtins->prelude, receiver, b->signature);
    }
    return info->sig;
}

// ---- patterns --------------------------------------------------------------------

static bool match_fn(const sig_type *want, const type *t, builtin_binding *bound)
{
    if (t->kind != TYPE_FN || t->fn.param_count + 1 != want->count) return false;
    if (t->fn.is_async != want->is_async || (t->fn.throws && !want->throws)) return false;
    for (size_t i = 0; i < t->fn.param_count; i++) {
        if (!builtin_match(want->parts[i], t->fn.params[i], bound)) return false;
    }
    return builtin_match(want->parts[want->count - 1], t->fn.result, bound);
}

static bool match_element(const sig_type *want, type_kind kind, const type *t,
                          builtin_binding *bound)
{
    return t->kind == kind && builtin_match(want->parts[0], t->element, bound);
}

static bool match_gen(const sig_type *want, const type *t, builtin_binding *bound)
{
    if (t->kind != TYPE_GEN || t->is_async != want->is_async) return false;
    if (t->is_context != want->is_context || (want->throws && !t->throws)) return false;
    if (want->count == 2 && t->key == NULL) return false;
    if (want->count == 2 && !builtin_match(want->parts[1], t->key, bound)) return false;
    return builtin_match(want->parts[0], t->element, bound);
}

// A callback for tasks that can fail has to expect that.
static bool match_task(const sig_type *want, const type *t, builtin_binding *bound)
{
    if (!match_element(want, TYPE_TASK, t, bound)) return false;
    if (bound->tasks == TASKS_UNKNOWN) bound->tasks = t->throws ? TASKS_THROW : TASKS_FINE;
    return t->throws || bound->tasks == TASKS_FINE;
}

static bool match_fixed(const type *fixed, const type *t)
{
    if (fixed == t || t->kind == TYPE_NEVER) return true;
    return fixed->kind == TYPE_ERROR && t->kind == TYPE_ERROR && type_error_is(t, fixed);
}

bool builtin_match(const sig_type *want, type *t, builtin_binding *bound)
{
    if (t->kind == TYPE_POISON) return true;
    switch (want->kind) {
    case SIG_FIXED:
        return match_fixed(want->fixed, t);
    case SIG_PARAM:
        if (!bound->args[want->index]) bound->args[want->index] = t;
        return bound->args[want->index] == t;
    case SIG_ANY:
        return true;
    case SIG_WORD:
        return t->kind == TYPE_INT;
    case SIG_LIST:
        return match_element(want, TYPE_LIST, t, bound);
    case SIG_SET:
        return match_element(want, TYPE_SET, t, bound);
    case SIG_TASK:
        return match_task(want, t, bound);
    case SIG_FUTURE:
        return match_element(want, TYPE_FUTURE, t, bound);
    case SIG_WEAK:
        return match_element(want, TYPE_WEAK, t, bound);
    case SIG_HOLDER:
        return t->kind == TYPE_HOLDER && t->holder == want->holder &&
               builtin_match(want->parts[0], t->element, bound);
    case SIG_OPTIONAL:
        if (t->kind == TYPE_NONE) return true;
        if (t->kind == TYPE_OPTIONAL) return builtin_match(want->parts[0], t->element, bound);
        return builtin_match(want->parts[0], t, bound);
    case SIG_MAP:
        return t->kind == TYPE_MAP && builtin_match(want->parts[0], t->key, bound) &&
               builtin_match(want->parts[1], t->element, bound);
    case SIG_CHAN:
        if (t->kind != TYPE_CHAN) return false;
        if (want->direction != CHAN_BOTH && t->direction != CHAN_BOTH &&
            t->direction != want->direction) {
            return false;
        }
        return builtin_match(want->parts[0], t->element, bound);
    case SIG_GEN:
        return match_gen(want, t, bound);
    case SIG_TUPLE:
        if (t->kind != TYPE_TUPLE || t->item_count != want->count) return false;
        for (size_t i = 0; i < want->count; i++) {
            if (!builtin_match(want->parts[i], t->items[i], bound)) return false;
        }
        return true;
    case SIG_FN:
        return match_fn(want, t, bound);
    }
    return false;
}

static type *fn_type(program *prog, const sig_type *want, const builtin_binding *bound, type *open)
{
    type *parts[8];
    assert(want->count <= 8 && want->count > 0);
    for (size_t i = 0; i < want->count; i++) {
        parts[i] = builtin_type(prog, want->parts[i], bound, open);
        if (!parts[i]) return NULL;
    }
    size_t count = want->count - 1;
    type **params = arena_new_array(&prog->memory, type *, count);
    memcpy(params, parts, count * sizeof parts[0]);
    return type_function(prog, params, count, parts[count], want->is_async, want->throws);
}

static type *tuple_type(program *prog, const sig_type *want, const builtin_binding *bound,
                        type *open)
{
    type **items = arena_new_array(&prog->memory, type *, want->count);
    for (size_t i = 0; i < want->count; i++) {
        items[i] = builtin_type(prog, want->parts[i], bound, open);
        if (!items[i]) return NULL;
    }
    return type_tuple(prog, items, want->count);
}

type *builtin_type(program *prog, const sig_type *want, const builtin_binding *bound, type *open)
{
    switch (want->kind) {
    case SIG_FIXED: return want->fixed;
    case SIG_PARAM: return bound->args[want->index] ? bound->args[want->index] : open;
    case SIG_ANY: return open;
    case SIG_WORD: return type_scalar(prog, TYPE_INT);
    case SIG_FN: return fn_type(prog, want, bound, open);
    case SIG_TUPLE: return tuple_type(prog, want, bound, open);
    case SIG_LIST:
    case SIG_SET:
    case SIG_MAP:
    case SIG_OPTIONAL:
    case SIG_TASK:
    case SIG_FUTURE:
    case SIG_WEAK:
    case SIG_HOLDER:
    case SIG_CHAN:
    case SIG_GEN: break;
    }
    assert(want->kind != SIG_GEN && "it is a receiver only");
    type *first = builtin_type(prog, want->parts[0], bound, open);
    if (!first) return NULL;
    if (want->kind == SIG_LIST) return type_list(prog, first);
    if (want->kind == SIG_SET) return type_set(prog, first);
    if (want->kind == SIG_OPTIONAL) return type_optional(prog, first);
    if (want->kind == SIG_TASK)
        return type_task(prog, first, want->throws || bound->tasks == TASKS_THROW);
    if (want->kind == SIG_FUTURE) return type_future(prog, first);
    if (want->kind == SIG_WEAK) return type_weak(prog, first);
    if (want->kind == SIG_HOLDER) return type_holder(prog, want->holder, first);
    if (want->kind == SIG_CHAN) return type_chan(prog, first, want->direction, false);
    type *value = builtin_type(prog, want->parts[1], bound, open);
    return value ? type_map(prog, first, value) : NULL;
}

// ---- finding ------------------------------------------------------------------------

static symbol *symbol_of(program *prog, row_info *info)
{
    if (info->symbol) return info->symbol;
    symbol *sym = arena_new(&prog->memory, symbol);
    sym->kind = SYM_BUILTIN;
    sym->name = info->name;
    sym->builtin = row_of(prog, info);
    sym->type = type_scalar(prog, TYPE_UNIT);
    info->symbol = sym;
    return sym;
}

symbol *builtin_symbol(program *prog, const builtin *b)
{
    return symbol_of(prog, info_of(prog, b));
}

static bool is_row_for(program *prog, const row_info *info, row_place place, const char *receiver,
                       const type *t)
{
    if (info->place != place) return false;
    const builtin *b = row_of(prog, info);
    if (place == PLACE_FREE) return true;
    if (place == PLACE_MODULE) return strcmp(b->receiver, receiver) == 0;
    if (place == PLACE_STATIC) {
        size_t len = strlen(b->receiver) - 1;
        return strlen(receiver) == len && strncmp(b->receiver, receiver, len) == 0;
    }
    builtin_binding bound = {0};
    // matching reads the type only; the binding needs it as a value
    return builtin_match(builtin_signature(prog, b)->receiver, (type *)(uintptr_t)t, &bound);
}

static row_info *find_from(program *prog, row_info *info, row_place place, const char *receiver,
                           const type *t)
{
    while (info && !is_row_for(prog, info, place, receiver, t)) info = next_info(prog, info);
    return info;
}

static symbol *find(program *prog, const char *name, row_place place, const char *receiver,
                    const type *t)
{
    row_info *info = map_find(&prog->builtins->first, name);
    info = find_from(prog, info, place, receiver, t);
    return info ? symbol_of(prog, info) : NULL;
}

const builtin *builtin_with_id(program *prog, builtin_id id, const type *receiver)
{
    const builtin_table *table = prog->builtins;
    row_place place = receiver ? PLACE_METHOD : PLACE_FREE;
    uint32_t at = table->first_of_id[id];
    while (at && !is_row_for(prog, &table->info[at - 1], place, "", receiver)) {
        at = table->info[at - 1].next_of_id;
    }
    return at ? &rows[at - 1] : NULL;
}

symbol *builtin_free(program *prog, const char *name)
{
    return find(prog, name, PLACE_FREE, NULL, NULL);
}

symbol *builtin_member(program *prog, const char *owner, const char *name)
{
    return find(prog, name, PLACE_MODULE, owner, NULL);
}

symbol *builtin_method(program *prog, const type *receiver, const char *name)
{
    if (receiver->kind == TYPE_POISON) return NULL;
    return find(prog, name, PLACE_METHOD, NULL, receiver);
}

symbol *builtin_static(program *prog, const char *type_name, const char *name)
{
    return find(prog, name, PLACE_STATIC, type_name, NULL);
}

const builtin *builtin_next(program *prog, const builtin *b, const type *receiver)
{
    row_info *info = info_of(prog, b);
    row_info *next = find_from(prog, next_info(prog, info), info->place, b->receiver, receiver);
    return next ? row_of(prog, next) : NULL;
}

type *builtin_result(program *prog, const type *receiver, const char *name, const builtin **found,
                     bool *is_async, bool *can_throw)
{
    symbol *sym = builtin_method(prog, receiver, name);
    const builtin *b = sym ? sym->builtin : NULL;
    for (; b; b = builtin_next(prog, b, receiver)) {
        const builtin_sig *sig = builtin_signature(prog, b);
        if (sig->is_property || sig->param_count != 0) continue;
        builtin_binding bound = {0};
        (void)builtin_match(sig->receiver, (type *)(uintptr_t)receiver, &bound);
        if (found) *found = b;
        if (is_async) *is_async = sig->is_async;
        if (can_throw) *can_throw = sig->throws;
        return builtin_type(prog, sig->result, &bound, type_scalar(prog, TYPE_POISON));
    }
    return NULL;
}

void builtin_suggest(program *prog, suggestion *s, const char *owner, const type *receiver)
{
    row_place place = receiver ? PLACE_METHOD : owner ? PLACE_MODULE : PLACE_FREE;
    for (uint32_t i = 0; i < ROW_COUNT; i++) {
        row_info *info = &prog->builtins->info[i];
        if (is_row_for(prog, info, place, owner, receiver)) suggest_offer(s, info->name);
    }
}

// ---- the reference ----------------------------------------------------------------------

typedef struct error_row {
    const char *space, *name, *parent;
    struct {
        const char *name;
        type_kind kind;
    } fields[2];
    const char *doc;
} error_row;

static const error_row error_rows[] = {
#define NO_FIELDS {0}
#define FIELD(name, kind) {name, kind},
#define ERROR(space, name, parent, c_name, c_maker, FIELDS, doc) \
    {space, name, parent, {FIELDS}, doc},
#include "sema/builtin/errors.def"
#undef ERROR
#undef FIELD
#undef NO_FIELDS
};

static void write_errors(text *out)
{
    text_puts(out, "\n## Errors\n\nEach can be caught as its parent, too. `net.Refused(message: "
                   "\"...\")` makes one, where it has fields.\nThe methods of all stand under "
                   "`Error` above.\n\n"
                   "| error | parent | fields | is thrown for |\n|---|---|---|---|\n");
    for (size_t i = 0; i < sizeof error_rows / sizeof error_rows[0]; i++) {
        const error_row *e = &error_rows[i];
        text_printf(out, "| `%s%s%s` | `%s` | ", e->space, *e->space ? "." : "", e->name,
                    e->parent);
        for (size_t k = 0; k < 2 && e->fields[k].name != NULL; k++)
            text_printf(out, "%s`%s: %s`", k > 0 ? ", " : "", e->fields[k].name,
                        type_scalars[e->fields[k].kind].word);
        text_printf(out, " | %s |\n", e->doc);
    }
}

void builtin_write_reference(text *out)
{
    text_puts(out, "# Built-in functions, methods and modules\n\n"
                   "Made from compiler/sema/builtin.def. `T`, `K` and `V` stand for any type; "
                   "\"awaited\": an async call; \"or called\": in a plain function it blocks the "
                   "thread.\nWhat is written without brackets is a "
                   "property.\n");
    const char *receiver = NULL;
    for (uint32_t i = 0; i < ROW_COUNT; i++) {
        const builtin *b = &rows[i];
        if ((b->flags & B_BLOCKS) != 0) continue;   // told by the row before it
        bool blocks = i + 1 < ROW_COUNT && (rows[i + 1].flags & B_BLOCKS) != 0;
        if (!receiver || strcmp(receiver, b->receiver) != 0) {
            receiver = b->receiver;
            bool is_free = *receiver == '\0';
            text_printf(out, "\n| %s%s%s | |\n|---|---|\n", is_free ? "" : "`",
                        is_free ? "functions" : receiver, is_free ? "" : "`");
        }
        text_puts(out, "| `");
        text_puts(out, b->name);
        if (b->signature[0] == '-') text_putc(out, ' ');
        bool is_async = strncmp(b->signature, "async ", 6) == 0;
        for (const char *p = b->signature + (is_async ? 6 : 0); *p; p++) {
            if (*p == '|') text_putc(out, '\\');   // a bar would end the table's cell
            if (*p == '\n') text_puts(out, "\\n");
            else text_putc(out, *p);
        }
        text_printf(out, "`%s%s | %s |\n", is_async ? ", awaited" : "", blocks ? " or called" : "",
                    b->doc);
    }
    write_errors(out);
}
