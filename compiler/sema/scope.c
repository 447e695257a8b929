// SPDX-License-Identifier: MIT
// scope.c - the stack of local names and its table of innermost bindings.
#include "sema/scope.h"

#include <assert.h>

void scope_init(scope *s, arena *memory)
{
    *s = (scope){.memory = memory, .head_cap = 64};
    s->heads = arena_new_array(memory, scope_head, s->head_cap);
}

static uint32_t probe(const scope *s, const char *name)
{
    uint64_t hash = (uint64_t)(uintptr_t)name * 0x9E3779B97F4A7C15u;
    uint32_t at = (uint32_t)(hash >> 32) & (s->head_cap - 1);
    while (s->heads[at].name != NULL && s->heads[at].name != name) {
        at = (at + 1) & (s->head_cap - 1);
    }
    return at;
}

static void grow_heads(scope *s)
{
    scope_head *old = s->heads;
    uint32_t old_cap = s->head_cap;
    s->head_cap *= 2;
    s->heads = arena_new_array(s->memory, scope_head, s->head_cap);
    for (uint32_t i = 0; i < old_cap; i++) {
        if (old[i].name == NULL) continue;
        uint32_t at = probe(s, old[i].name);
        s->heads[at] = old[i];
        // the bindings of this name remember where its head is
        for (uint32_t b = old[i].binding; b != 0; b = s->bindings.items[b - 1].hidden) {
            s->bindings.items[b - 1].slot = at;
        }
    }
}

void scope_add(scope *s, symbol *sym)
{
    if ((s->head_count + 1) * 2 > s->head_cap) grow_heads(s);
    uint32_t at = probe(s, sym->name);
    if (s->heads[at].name == NULL) {
        s->heads[at].name = sym->name;
        s->head_count++;
    }
    array_push(s->memory, &s->bindings, ((scope_binding){sym, at, s->heads[at].binding}));
    s->heads[at].binding = s->bindings.count;
}

symbol *scope_find(const scope *s, const char *name)
{
    const scope_head *head = &s->heads[probe(s, name)];
    return head->binding == 0 ? NULL : s->bindings.items[head->binding - 1].symbol;
}

void scope_close(scope *s, uint32_t mark)
{
    assert(mark <= s->bindings.count);
    while (s->bindings.count > mark) {
        const scope_binding *last = &array_last(&s->bindings);
        s->heads[last->slot].binding = last->hidden;
        s->bindings.count--;
    }
}
